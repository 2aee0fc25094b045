//! The blocks of a QIF file: the lines between two carets, under the heading that says what they
//! are.

/// What a block is, by the heading it stands under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A movement on a bank, card or cash account.
    Money,
    /// A trade of an investment account.
    Trade,
    /// The account that the next records belong to.
    Account,
    /// A category, class, security, price or memorised payment.
    List,
}

/// One block with its lines.
pub(super) struct Block<'t> {
    pub(super) kind: Kind,
    /// The name of the account it stands under.
    pub(super) account: Option<&'t str>,
    /// The byte of the text its first line begins at.
    pub(super) at: usize,
    lines: Vec<&'t str>,
}

impl<'t> Block<'t> {
    /// The text of the first line with this letter; nothing where it is empty.
    pub(super) fn one(&self, letter: char) -> Option<&'t str> {
        self.all(letter).find(|text| !text.is_empty())
    }

    /// The texts of all lines with this letter.
    pub(super) fn all(&self, letter: char) -> impl Iterator<Item = &'t str> {
        self.lines.iter().filter_map(move |line| line.strip_prefix(letter)).map(str::trim)
    }

    /// The amount as written; `U` repeats `T` in newer files.
    pub(super) fn amount(&self) -> Option<&'t str> {
        self.one('T').or_else(|| self.one('U'))
    }
}

fn is_end(line: &str) -> bool {
    line.starts_with('^')
}

/// Whether a line says something: no blank line, heading or comment.
fn is_content(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['!', '#']) && !is_end(line)
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r']).map(move |row| {
        let start = at;
        at += row.len();
        let blank = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{feff}');
        let shift = row.len() - row.trim_start_matches(blank).len();
        (start + shift, row.trim_matches(blank))
    })
}

/// How many blocks have content, counted without reading them. A heading ends a block as a caret
/// does, for some programs leave the last caret out.
pub(super) fn markers(text: &str) -> usize {
    let mut open = false;
    let mut count = 0;
    for (_, line) in lines(text) {
        if is_content(line) {
            count += usize::from(!open);
            open = true;
        } else if is_end(line) || line.starts_with('!') {
            open = false;
        }
    }
    count
}

/// All blocks in the order of the file.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut heading = Kind::Money;
    let mut account: Option<&str> = None;
    let mut open = false;
    for (at, line) in lines(text) {
        if let Some(name) = line.strip_prefix('!') {
            open = false;
            heading = under(name).unwrap_or(heading);
        } else if is_end(line) {
            open = false;
        } else if is_content(line) {
            if !open {
                let own = account.filter(|_| heading == Kind::Money);
                blocks.push(Block { kind: heading, account: own, at, lines: Vec::new() });
                open = true;
            }
            if let Some(block) = blocks.last_mut() {
                block.lines.push(line);
                if heading == Kind::Account {
                    account = block.one('N').or(account);
                }
            }
        }
    }
    blocks
}

/// What stands under a heading; nothing for switches such as `!Option:AutoSwitch`.
fn under(name: &str) -> Option<Kind> {
    let name = name.trim().to_ascii_lowercase();
    if name.starts_with("account") {
        return Some(Kind::Account);
    }
    let kind = name.strip_prefix("type")?.trim_start_matches([':', ' ']);
    let money = ["bank", "cash", "ccard", "oth a", "oth l", "oth s", "invoice"];
    Some(match kind {
        kind if kind.starts_with("invst") => Kind::Trade,
        kind if money.iter().any(|known| kind.starts_with(known)) => Kind::Money,
        _ => Kind::List,
    })
}
