//! The words of `:86:`: German fields (`?20`), slashed names (`/NAME/`) or plain text.

use super::Field;

/// What the bank says about one line.
#[derive(Default)]
pub(super) struct Details {
    /// The other party, where the details name it.
    pub(super) payee: Option<String>,
    /// All other words.
    pub(super) words: String,
}

impl Details {
    /// The details of the line that stands before `after`: every `:86:` (or `:NS:`) up to the next
    /// line or balance.
    pub(super) fn of(after: &[Field<'_>]) -> Details {
        let own = after.iter().take_while(|field| matches!(field.tag, "86" | "NS"));
        let bodies: Vec<&str> = own.map(|field| field.body).collect();
        match bodies.as_slice() {
            [] => Details::default(),
            [only] if numbered(only).is_some() => german(only),
            several => plain(several),
        }
    }
}

/// The separator of numbered fields: `166?00GUTSCHRIFT?20...` or `000>100555`.
fn numbered(body: &str) -> Option<char> {
    let start = body.trim_start();
    let after = start.trim_start_matches(|c: char| c.is_ascii_digit());
    let separator = after.chars().next().filter(|c| matches!(c, '?' | '>' | '<' | '~' | '|'))?;
    let number = after.get(1..3)?;
    (start.len() - after.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(separator)
}

fn german(body: &str) -> Details {
    let separator = numbered(body).unwrap_or('?');
    let whole: String = body.lines().map(|row| row.trim_matches(['\u{3}', '\0'])).collect();
    let (mut words, mut payee) = (Vec::new(), String::new());
    let (mut kind, mut purpose) = (String::new(), String::new());
    for part in whole.split(separator).skip(1) {
        let Some((number, text)) = part.split_at_checked(2) else { continue };
        match number.parse::<u8>() {
            Ok(0) => kind.push_str(text.trim()),
            Ok(20..=29 | 60..=63) => purpose.push_str(text),
            Ok(32 | 33) => payee.push_str(text),
            _ => {}
        }
    }
    words.extend([kind, spaced(&purpose)]);
    words.retain(|text| !text.is_empty());
    Details { payee: Some(spaced(&payee)).filter(|name| !name.is_empty()), words: words.join(" ") }
}

/// How long a row may be before the next one goes on in the middle of a word.
const FULL_ROW: usize = 64;

fn plain(bodies: &[&str]) -> Details {
    let mut whole = String::new();
    let rows = bodies.iter().flat_map(|body| body.lines());
    let mut full = true;
    for row in rows.map(|row| row.trim_end_matches(['\r', '\u{3}'])) {
        if row.trim().is_empty() {
            continue;
        }
        if !full {
            whole.push(' ');
        }
        full = row.chars().count() >= FULL_ROW && !row.ends_with(' ');
        whole.push_str(row);
    }
    let payee = slashed(&whole, "/NAME/");
    Details { payee, words: spaced(&whole) }
}

/// The text between `/NAME/` and the next word in slashes.
fn slashed(text: &str, name: &str) -> Option<String> {
    let rest = &text[text.find(name)? + name.len()..];
    let tags = ["/REMI/", "/EREF/", "/IBAN/", "/BIC/", "/MARF/", "/CSID/", "/ISDT/", "/ADDR/"];
    let end = tags.iter().filter_map(|tag| rest.find(tag)).min().unwrap_or(rest.len());
    let found = spaced(rest[..end].trim_matches('/'));
    Some(found).filter(|found| !found.is_empty())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
