//! The parts of an OFX file as they stand in its text, and where its records begin.

/// One account's part of the file as written.
#[derive(Default)]
pub(super) struct RawStatement<'t> {
    /// Opened by OFC's `<ACCTSTMT>`, whose own `<STMTRS>` lies inside it.
    pub(super) outer: bool,
    pub(super) account: Option<&'t str>,
    pub(super) bank: Option<&'t str>,
    pub(super) kind: Option<&'t str>,
    pub(super) currency: Option<&'t str>,
    pub(super) balance: Option<&'t str>,
    pub(super) balance_on: Option<&'t str>,
    pub(super) records: Vec<RawRecord<'t>>,
}

/// One `<STMTTRN>` as written.
#[derive(Clone, Copy, Default)]
pub(super) struct RawRecord<'t> {
    pub(super) at: usize,
    pub(super) posted: Option<&'t str>,
    pub(super) amount: Option<&'t str>,
    pub(super) id: Option<&'t str>,
    pub(super) name: Option<&'t str>,
    pub(super) memo: Option<&'t str>,
    pub(super) cheque: Option<&'t str>,
    pub(super) reference: Option<&'t str>,
    pub(super) currency: Option<&'t str>,
    pub(super) balance: Option<&'t str>,
    pub(super) corrects: Option<&'t str>,
    /// Two different amounts or dates: two records have run together.
    pub(super) doubled: bool,
    /// The file ends inside the record.
    pub(super) cut: bool,
}

/// Why a record is not even looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// A purchase or sale of securities.
    Investment,
    /// Not yet booked by the bank.
    Pending,
    /// Inside a comment.
    Comment,
}

/// The whole file as written.
#[derive(Default)]
pub(super) struct Scan<'t> {
    pub(super) statements: Vec<RawStatement<'t>>,
    /// Records left out by a rule, and where.
    pub(super) skipped: Vec<(usize, Rule)>,
    /// What the bank says about a failure.
    pub(super) bank_error: Option<String>,
    /// Whether the outermost element was opened and never closed.
    pub(super) cut: bool,
}

/// Whether the records are those of OFC, which some files call `<GENTRN>`.
pub(super) fn is_old(text: &str) -> bool {
    let head = text[..text.floor_char_boundary(4096)].to_ascii_uppercase();
    let has = |name: &str| text.contains(name) || text.contains(&name.to_ascii_lowercase());
    head.contains("<OFC>") && has("<GENTRN>") && !has("<STMTTRN>")
}

/// The places of every record marker in the raw text, found without reading the markup, so that
/// the scan can be checked against them.
pub(super) fn markers(text: &str) -> impl Iterator<Item = usize> + '_ {
    marks(text, is_old(text))
}

/// The places of the markers, records going by OFC's name if `old`.
pub(super) fn marks(text: &str, old: bool) -> impl Iterator<Item = usize> + '_ {
    let record: &[u8] = if old { b"GENTRN" } else { b"STMTTRN" };
    let names: [&[u8]; 3] = [record, b"INVTRAN", b"STMTTRNP"];
    let bytes = text.as_bytes();
    let named = move |at: usize| {
        let first = bytes.get(at + 1).map_or(0, u8::to_ascii_uppercase);
        matches!(first, b'S' | b'G' | b'I')
            && names.iter().any(|name| {
                let end = at + 1 + name.len();
                matches!(bytes.get(end), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n'))
                    && bytes[at + 1..end].eq_ignore_ascii_case(name)
            })
    };
    (0..bytes.len()).filter(move |at| bytes[*at] == b'<' && named(*at))
}
