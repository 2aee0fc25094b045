//! Which words stay together: dates, amounts with their unit, references, the last short word.

use std::ops::Range;

/// A last word up to this many letters never stands alone on a line.
const SHORT_LAST_WORD: usize = 12;

/// Where the spaces are that must not be broken, as byte places in `text`.
pub(super) fn tied_spaces(text: &str) -> Vec<usize> {
    let words = words(text);
    let mut tied = Vec::new();
    for at in 1..words.len() {
        let (before, word) = (&text[words[at - 1].clone()], &text[words[at].clone()]);
        let two_before = at.checked_sub(2).map_or("", |two| &text[words[two].clone()]);
        let last = at + 1 == words.len() && words.len() > 2;
        let short = text[words[at].clone()].chars().count() <= SHORT_LAST_WORD;
        if (last && short) || belongs_together(two_before, before, word) {
            tied.push(words[at - 1].end);
        }
    }
    tied
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for part in text.split(' ') {
        words.push(start..start + part.len());
        start += part.len() + 1;
    }
    words
}

fn belongs_together(two_before: &str, before: &str, word: &str) -> bool {
    let bare = before.trim_start_matches(['(', '“', '‘', '[']);
    is_in_a_date(two_before, bare, word)
        || is_counted(bare, word)
        || is_referred_to(bare, word)
        || (two_before.ends_with('%') && bare == "a")
        || (bare.ends_with('%') && word == "a")
        || is_initial(bare)
        || matches!(bare, "Dr." | "Mr." | "Mrs." | "Ms." | "No." | "St." | "&")
}

/// `November 21`, `21, 2026` after a month, `21 November`, `November 2026`.
fn is_in_a_date(two_before: &str, before: &str, word: &str) -> bool {
    let day = |text: &str| {
        let digits = text.trim_end_matches([',', '.', ';', ')', ':']);
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    (is_month(before) && day(word))
        || (is_month(two_before) && day(before) && before.ends_with(',') && day(word))
        || (day(before) && !before.ends_with([',', '.', ';', ':']) && is_month(word))
}

fn is_month(text: &str) -> bool {
    let name = text.trim_start_matches(['(', '“']).trim_end_matches([',', '.', ';', ')', ':']);
    matches!(
        name,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// `10 days`, `2.75 h`: a number and the small word it counts; a year counts nothing.
fn is_counted(before: &str, word: &str) -> bool {
    let number = before.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && before.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && before.bytes().last().is_some_and(|b| b.is_ascii_digit());
    let year = before.len() == 4 && (before.starts_with("19") || before.starts_with("20"));
    let joins = matches!(
        word,
        "a" | "an"
            | "and"
            | "as"
            | "at"
            | "by"
            | "for"
            | "from"
            | "if"
            | "in"
            | "is"
            | "of"
            | "on"
            | "or"
            | "so"
            | "the"
            | "to"
            | "when"
            | "with"
    );
    number && !year && !joins && word.chars().next().is_some_and(char::is_lowercase)
}

/// `clause 5.2`, `Form 1120-S`, `Option 1`.
fn is_referred_to(before: &str, word: &str) -> bool {
    const NAMES: [&str; 15] = [
        "clause",
        "clauses",
        "section",
        "page",
        "option",
        "invoice",
        "form",
        "forms",
        "revision",
        "amendment",
        "schedule",
        "circular",
        "part",
        "article",
        "chapter",
    ];
    let first = word.trim_start_matches('(').chars().next();
    first.is_some_and(|first| first.is_ascii_digit())
        && NAMES.iter().any(|name| before.eq_ignore_ascii_case(name))
}

/// `J.` before a surname.
fn is_initial(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next().is_some_and(char::is_uppercase);
    first && characters.as_str() == "."
}
