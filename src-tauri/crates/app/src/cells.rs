//! Cells of tables for other programs: quoted where they need it, and never a formula.

/// A cell of text. What a spreadsheet would run as a formula gets an apostrophe in front (OWASP,
/// CSV injection).
pub(crate) fn cell(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.into()
    };
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A row of cells that are ready to stand in one.
pub(crate) fn row(cells: &[String]) -> String {
    let mut text = cells.join(",");
    text.push_str("\r\n");
    text
}
