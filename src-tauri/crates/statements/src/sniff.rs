//! What kind of file some text is. The extension is not known here and would not be believed.

use crate::reading::Format;

/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// The kind of a file that is not text, from its first bytes.
pub(crate) fn binary(bytes: &[u8]) -> Option<(Format, &'static str)> {
    const KINDS: [(&[u8], Format, &str); 4] = [
        (
            b"\xd0\xcf\x11\xe0",
            Format::Workbook,
            "this is an old Excel file; save it as XLSX or CSV",
        ),
        (b"%PDF", Format::Unknown, "this is a PDF; ask the bank for OFX or CSV"),
        (b"\x1f\x8b", Format::Unknown, "this is a compressed file; unpack it first"),
        (b"\x89PNG", Format::Unknown, "this is a picture; ask the bank for OFX or CSV"),
    ];
    let kind = KINDS.into_iter().find(|(start, _, _)| bytes.starts_with(start));
    kind.map(|(_, format, reason)| (format, reason))
}

/// Whether the bytes are a zip container, as workbooks of today are too.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
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
    // Comments, blank lines and a lone record end may stand above the first heading.
    let above = |line: &&str| line.is_empty() || *line == "^" || line.starts_with('#');
    let mut lines = start.lines().map(|line| line.trim_matches([' ', '\t', '\r', '\u{feff}']));
    let heading = lines.find(|line| !above(line)).unwrap_or_default();
    if let Some(name) = heading.strip_prefix('!') {
        let name = name[..name.floor_char_boundary(16)].to_ascii_lowercase();
        return ["type", "account", "option", "clear"].iter().any(|known| name.starts_with(known));
    }
    is_bare_qif(start)
}

/// Records without any heading: a date, an amount and the caret that ends a record.
fn is_bare_qif(start: &str) -> bool {
    let dated = |line: &str| {
        line.strip_prefix('D')
            .is_some_and(|rest| rest.trim().starts_with(|c: char| c.is_ascii_digit()))
    };
    let amount = |line: &str| {
        let rest = line.strip_prefix('T').unwrap_or_default().trim();
        rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
    };
    let record: Vec<&str> = start.lines().map(str::trim).take(40).collect();
    let Some(end) = record.iter().position(|line| *line == "^" || *line == "^^") else {
        return false;
    };
    record[..end].iter().any(|line| dated(line)) && record[..end].iter().any(|line| amount(line))
}

fn is_mt940(sample: &str) -> bool {
    let mut lines = sample.lines().map(str::trim_start).take(400);
    if sample.trim_start().starts_with("{1:") {
        return true;
    }
    let tags = [":20:", ":25:", ":28C:", ":28:", ":60F:", ":60M:", ":61:", ":34F:", ":13D:"];
    let dated = |rest: &str| rest.bytes().take(6).filter(u8::is_ascii_digit).count() == 6;
    let mut seen = 0;
    lines.any(|line| {
        seen += usize::from(tags.iter().any(|tag| line.starts_with(tag)));
        seen >= 2 || line.strip_prefix(":61:").is_some_and(dated)
    })
}

fn is_bai2(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let second = lines.next().unwrap_or("");
    let known = ["02,", "03,", "16,", "88,", "99,"];
    let closed = first.ends_with('/') || first.contains("/02,");
    first.starts_with("01,")
        && ((closed && (known.iter().any(|code| second.starts_with(code)) || second.is_empty()))
            || (second.starts_with("02,") && first.matches(',').count() >= 5))
}

fn is_json(start: &str) -> bool {
    let opened = start.starts_with('{') || start.starts_with('[');
    opened && start.contains("\":")
}

#[cfg(test)]
mod tests;
