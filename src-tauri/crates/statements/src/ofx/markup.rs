//! The tags of SGML and XML as banks really write them, found in one pass without a stack, so
//! that nesting of any depth costs nothing.

use std::borrow::Cow;

/// An opening or closing tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tag<'t> {
    /// The name as written.
    pub(super) name: &'t str,
    /// Whether it closes an element.
    pub(super) closing: bool,
    /// The byte of its `<`.
    pub(super) at: usize,
    /// The byte after its `>`.
    pub(super) end: usize,
}

/// Walks over the tags of a text.
pub(super) struct Tags<'t> {
    text: &'t str,
    at: usize,
    /// Stretches that are no markup: comments and CDATA.
    pub(super) hidden: Vec<(usize, usize)>,
    /// Set once no end of a comment or CDATA was found, so that it is not looked for again.
    unclosed: bool,
}

/// Words that some banks let slip into a memo from their web pages; they are text, not elements.
const HTML: [&str; 7] = ["EM", "SUP", "DIV", "SPAN", "FONT", "NOBR", "STRONG"];

/// Whether a name is one of those words, `BR` or a single letter.
fn is_scrap(name: &str) -> bool {
    let short = matches!(name.as_bytes(), [_] | [b'B' | b'b', b'R' | b'r']);
    let first = name.as_bytes()[0].to_ascii_uppercase();
    let likely = matches!(first, b'E' | b'S' | b'D' | b'F' | b'N') && name.len() <= 6;
    short || (likely && HTML.iter().any(|html| name.eq_ignore_ascii_case(html)))
}

/// The longest tag considered, attributes included, in bytes.
const LONGEST_TAG: usize = 512;

impl<'t> Tags<'t> {
    pub(super) fn new(text: &'t str) -> Tags<'t> {
        Tags { text, at: 0, hidden: Vec::new(), unclosed: false }
    }

    /// The stretch that begins with `opening` at `at` and ends with `closing`, if it does.
    fn stretch(&mut self, at: usize, opening: &str, closing: &str) -> bool {
        if self.unclosed || !self.text[at..].starts_with(opening) {
            return false;
        }
        match self.text[at + opening.len()..].find(closing) {
            Some(length) => {
                self.at = at + opening.len() + length + closing.len();
                self.hidden.push((at, self.at));
                true
            }
            None => {
                self.unclosed = true;
                false
            }
        }
    }
}

impl<'t> Iterator for Tags<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let at = self.at + self.text.get(self.at..)?.find('<')?;
            let bytes = self.text.as_bytes();
            if bytes.get(at + 1) == Some(&b'!')
                && (self.stretch(at, "<!--", "-->") || self.stretch(at, "<![CDATA[", "]]>"))
            {
                continue;
            }
            match tag_at(self.text, at) {
                Some(tag) => {
                    self.at = tag.end;
                    return Some(tag);
                }
                None => self.at = at + 1,
            }
        }
    }
}

/// The tag whose `<` is at `at`; nothing for a bare `<`, an instruction or a scrap of HTML.
fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let from = at + 1 + usize::from(closing);
    let name_byte = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let length = bytes[from..].iter().take(64).position(|byte| !name_byte(byte))?;
    let to = from + length;
    let name = &text[from..to];
    let end = match bytes[to] {
        b'>' => to + 1,
        b' ' | b'\t' | b'\r' | b'\n' | b'/' => to + attributes(&bytes[to..])?,
        _ => return None,
    };
    if is_scrap(name) {
        return None;
    }
    Some(Tag { name, closing, at, end })
}

/// The length up to and with `>` when only spaces, a slash or `name="value"` pairs come before.
fn attributes(bytes: &[u8]) -> Option<usize> {
    let reach = &bytes[..bytes.len().min(LONGEST_TAG)];
    let end = reach.iter().position(|byte| matches!(byte, b'>' | b'<'))?;
    let inside = &reach[..end];
    let plain = inside.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    (reach[end] == b'>' && (plain || inside.contains(&b'='))).then_some(end + 1)
}

/// Whether a text slice is markup-free and tidy, so that it can be taken as it stands.
fn is_tidy(text: &str) -> bool {
    !text.bytes().any(|byte| byte < b' ' || matches!(byte, b'&' | b'<' | 127))
}

/// The words of an element: entities resolved once, CDATA unwrapped, scraps of HTML and line
/// breaks made spaces, trimmed.
pub(super) fn words(raw: &str) -> String {
    let raw = raw.trim();
    if is_tidy(raw) {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let end = inner.find("]]>").unwrap_or(inner.len());
            out.push_str(&inner[..end]);
            rest = inner.get(end + 3..).unwrap_or("");
        } else if let Some(after) = without_scrap(rest) {
            out.push(' ');
            rest = after;
        } else if let Some((text, length)) = entity(rest) {
            out.push_str(&text);
            rest = &rest[length..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    if !out.contains(|c: char| c.is_control()) {
        return out;
    }
    out.split(|c: char| c.is_control() || c == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What follows a comment or a scrap of HTML at the start of `text`.
fn without_scrap(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map(|end| &comment[end + 3..]);
    }
    let inner = text.strip_prefix('<')?;
    let name = inner.trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let html = length > 0 && is_scrap(&name[..length]);
    let end = inner.find('>').filter(|_| html)?;
    Some(&inner[end + 1..])
}

/// The entity at the start of `text` and its length in bytes.
fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(12).position(|byte| byte == b';')?;
    let name = &body[..end];
    let letter = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => " ",
        "copy" => "\u{a9}",
        "reg" => "\u{ae}",
        "pound" => "\u{a3}",
        "euro" => "\u{20ac}",
        "ndash" => "\u{2013}",
        "mdash" => "\u{2014}",
        "eacute" => "\u{e9}",
        "egrave" => "\u{e8}",
        "agrave" => "\u{e0}",
        "ccedil" => "\u{e7}",
        "auml" => "\u{e4}",
        "ouml" => "\u{f6}",
        "uuml" => "\u{fc}",
        "szlig" => "\u{df}",
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            return Some((Cow::Owned(char::from_u32(code)?.to_string()), end + 2));
        }
    };
    Some((Cow::Borrowed(letter), end + 2))
}
