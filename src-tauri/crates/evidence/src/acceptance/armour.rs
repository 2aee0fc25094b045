//! An acceptance as text for the body of a message: base64 between two marks, which survives
//! quoting, wrapping and whatever words stand around it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::Refusal;

const BEGIN: &str = "BEGIN QUITTANCE ACCEPTANCE";
const END: &str = "END QUITTANCE ACCEPTANCE";

/// Lines of this many letters pass every mail program unbroken.
const WIDTH: usize = 64;

/// The file as text to paste.
pub fn armoured(bytes: &[u8]) -> String {
    let body = STANDARD_NO_PAD.encode(bytes);
    let mut out = format!("-----{BEGIN}-----\n");
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(WIDTH));
        out.push_str(line);
        out.push('\n');
        rest = more;
    }
    out.push_str(&format!("-----{END}-----\n"));
    out
}

/// The file inside pasted text; the first where there are several.
pub(super) fn opened(text: &str) -> Result<String, Refusal> {
    let words: Vec<&str> =
        text.lines().flat_map(|line| unquoted(line).split_whitespace()).collect();
    let text = words.join(" ");
    let (_, rest) = text.split_once(BEGIN).ok_or(Refusal::NotJson)?;
    let (body, _) = rest.split_once(END).ok_or(Refusal::CutShort)?;
    let letters: String = body.chars().filter(|c| !passed_over(*c)).collect();
    let bytes = STANDARD_NO_PAD.decode(letters).map_err(|_| Refusal::CutShort)?;
    String::from_utf8(bytes).map_err(|_| Refusal::CutShort)
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '|'))
}

/// What mail programs put between the letters: blanks, dashes of the marks, padding.
fn passed_over(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '=' | '\u{200b}' | '\u{feff}' | '\u{ad}')
}
