//! What kind of file some text is. The extension is not known here and would not be believed.

use crate::reading::Format;

/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// The kind of a file that is not text, from its first bytes.
pub(crate) fn binary(bytes: &[u8]) -> Option<(Format, &'static str)> {
    const KINDS: [(&[u8], Format, &str); 5] = [
        (b"PK\x03\x04", Format::Workbook, "this is a workbook or a zip file; save it as CSV"),
        (b"\xd0\xcf\x11\xe0", Format::Workbook, "this is an old Excel file; save it as CSV"),
        (b"%PDF", Format::Unknown, "this is a PDF; ask the bank for OFX or CSV"),
        (b"\x1f\x8b", Format::Unknown, "this is a compressed file; unpack it first"),
        (b"\x89PNG", Format::Unknown, "this is a picture; ask the bank for OFX or CSV"),
    ];
    let kind = KINDS.into_iter().find(|(start, _, _)| bytes.starts_with(start));
    kind.map(|(_, format, reason)| (format, reason))
}

/// The kind of a text: OFX as [`Format::OfxSgml`] whichever its age, CSV where nothing else fits.
pub(crate) fn text(text: &str) -> Format {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let start = sample.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    if is_ofx(sample, start) {
        Format::OfxSgml
    } else if start.starts_with('<') && is_camt(sample) {
        Format::Camt
    } else if is_qif(start) {
        Format::Qif
    } else if is_mt940(sample) {
        Format::Mt940
    } else if is_bai2(start) {
        Format::Bai2
    } else if start.starts_with('<') || is_json(start) {
        Format::Unknown
    } else {
        Format::Csv
    }
}

fn is_ofx(sample: &str, start: &str) -> bool {
    let head = &start[..start.floor_char_boundary(2048)].to_ascii_uppercase();
    if head.starts_with("OFXHEADER") || head.contains("<?OFX") {
        return true;
    }
    let markup = head.starts_with('<') || head.contains("\n<");
    let named = ["<OFX>", "<OFC>", "<BANKTRANLIST>", "<STMTTRN>", "<STMTRS>", "<OFX "];
    let upper = || sample.to_ascii_uppercase();
    named.iter().any(|name| head.contains(name)) || (markup && upper().contains("<STMTTRN>"))
}

fn is_camt(sample: &str) -> bool {
    ["camt.05", "BkToCstmr", "<Ntry>"].iter().any(|name| sample.contains(name))
}

fn is_qif(start: &str) -> bool {
    let head = start[..start.floor_char_boundary(16)].to_ascii_lowercase();
    let after = head.strip_prefix('!');
    after.is_some_and(|name| {
        ["type", "account", "option", "clear"].iter().any(|known| name.starts_with(known))
    })
}

fn is_mt940(sample: &str) -> bool {
    let mut lines = sample.lines().map(str::trim_start).take(400);
    if sample.trim_start().starts_with("{1:") {
        return true;
    }
    let tags = [":20:", ":25:", ":28C:", ":28:", ":60F:", ":60M:", ":61:", ":34F:", ":13D:"];
    let mut seen = 0;
    lines.any(|line| {
        seen += usize::from(tags.iter().any(|tag| line.starts_with(tag)));
        seen >= 2
    })
}

fn is_bai2(start: &str) -> bool {
    let mut lines = start.lines();
    let first = lines.next().unwrap_or("");
    let second = lines.next().unwrap_or("");
    let known = ["02,", "03,", "16,", "88,", "99,"];
    first.starts_with("01,")
        && (first.trim_end().ends_with('/') || first.contains("/02,"))
        && (known.iter().any(|code| second.starts_with(code)) || second.is_empty())
}

fn is_json(start: &str) -> bool {
    let opened = start.starts_with('{') || start.starts_with('[');
    opened && start.contains("\":")
}

#[cfg(test)]
mod tests;
