//! The letter as HTML: every text escaped, no attribute but our own.

use domain::reading::{Block, Row};

/// `text` where HTML stands, with every character that could mean something else escaped, and
/// without characters that browsers change on their own.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// `text` without control characters, its lines ended by `\n`: what a browser makes of it.
pub(crate) fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    lines.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// Paragraphs parted by blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let text = plain(text);
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// The letter's parts as HTML, without a blank between them.
pub(super) fn html(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

/// The letter's text exactly as a browser reads it from [`html`]: the text nodes in order.
pub(super) fn text(blocks: &[Block]) -> String {
    let html = html(blocks);
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    // `&amp;` comes last, so that what it frees is not read again.
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            // The page has a title of its own above the letter.
            let level = (*level).clamp(1, 3) + 1;
            format!("<h{level}>{}</h{level}>", escaped(text))
        }
        Block::Paragraph(text) => prose(text),
        Block::Facts(facts) => format!("<dl class=\"facts\">{}</dl>", pairs(facts)),
        Block::Clause { number, id, heading, text, terms } => clause(
            &format!(
                "<p class=\"mark\"><span class=\"number\">{}</span> \
                 <span class=\"id\">{}</span></p>",
                escaped(number),
                escaped(id)
            ),
            heading,
            text,
            terms,
        ),
        Block::Table { head, rows, note } => table(head, rows, note),
    }
}

fn prose(text: &str) -> String {
    paragraphs(text).iter().map(|part| format!("<p>{}</p>", escaped(part))).collect()
}

fn pairs(pairs: &[(String, String)]) -> String {
    let pair = |(label, value): &(String, String)| {
        format!("<div><dt>{}</dt> <dd>{}</dd></div>", escaped(label), escaped(value))
    };
    pairs.iter().map(pair).collect()
}

fn clause(mark: &str, heading: &str, text: &str, terms: &[(String, String)]) -> String {
    let mut parts = paragraphs(text).into_iter();
    let first = parts.next().unwrap_or_default();
    let head = if heading.is_empty() {
        String::new()
    } else {
        format!("<strong>{}.</strong> ", escaped(heading))
    };
    let rest: String = parts.map(|part| format!("<p>{}</p>", escaped(&part))).collect();
    let terms = match terms {
        [] => String::new(),
        terms => format!("<dl class=\"terms\">{}</dl>", pairs(terms)),
    };
    format!(
        "<div class=\"clause\">{mark}<div class=\"words\"><p>{head}{}</p>{rest}{terms}</div></div>",
        escaped(&first)
    )
}

fn table(head: &[String], rows: &[Row], note: &str) -> String {
    let heads: String = head
        .iter()
        .enumerate()
        .map(|(at, text)| format!("<th scope=\"col\"{}>{}</th>", figure(at), escaped(text)))
        .collect();
    let head =
        if head.is_empty() { String::new() } else { format!("<thead><tr>{heads}</tr></thead>") };
    let body: String = rows.iter().map(row).collect();
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("<p class=\"note\">{}</p>", escaped(note))
    };
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>{head}\
         <tbody>{body}</tbody></table></div>{note}"
    )
}

fn row(row: &Row) -> String {
    let cells: String = row
        .cells
        .iter()
        .enumerate()
        .map(|(at, text)| match at {
            0 if row.sub_line.is_empty() => {
                format!("<th scope=\"row\">{}</th>", escaped(text))
            }
            0 => format!(
                "<th scope=\"row\">{} <span class=\"sub\">{}</span></th>",
                escaped(text),
                escaped(&row.sub_line)
            ),
            at => format!("<td{}>{}</td>", figure(at), escaped(text)),
        })
        .collect();
    let class = if row.total { " class=\"total\"" } else { "" };
    format!("<tr{class}>{cells}</tr>")
}

fn figure(at: usize) -> &'static str {
    if at == 0 { "" } else { " class=\"figure\"" }
}
