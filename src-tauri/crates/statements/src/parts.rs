//! Statements that state balances of their own, several to a file, brought together by account.

use crate::amount::Exact;
use crate::reading::{Account, Balance, Line, Proof, Reading};

/// One statement of a file: a message, a page or a day of one account.
#[derive(Default)]
pub(crate) struct Part {
    /// The account number as written.
    pub(crate) id: Option<String>,
    /// Bank, branch or kind, as far as the file says.
    pub(crate) name: Option<String>,
    /// The ISO 4217 code.
    pub(crate) currency: Option<String>,
    /// The accepted lines in the order of the file.
    pub(crate) lines: Vec<Line>,
    /// The balance before the first line.
    pub(crate) opening: Option<Balance>,
    /// The balance after the last line.
    pub(crate) closing: Option<Balance>,
    /// The line of the file it begins on, from 1.
    pub(crate) line: usize,
}

/// What is known of an account while its parts come in.
struct Together {
    account: Account,
    steps: usize,
    missing: Option<(Exact, usize)>,
    torn: bool,
    last: Option<Exact>,
    joined: bool,
}

/// Puts the parts of one account and currency together, in the order of the file. Each part whose
/// lines lead from its opening to its closing balance is one proved step.
pub(crate) fn together(parts: Vec<Part>, reading: &mut Reading) {
    let mut found: Vec<Together> = Vec::new();
    for part in parts {
        let same = |known: &Together| {
            known.account.id == part.id && known.account.currency == part.currency
        };
        let place = found.iter().position(same).unwrap_or_else(|| {
            found.push(fresh(&part));
            found.len() - 1
        });
        found[place].take(part);
    }
    for known in found {
        if !known.joined {
            let of = known.account.id.as_deref().unwrap_or("the account");
            reading.notes.push(format!(
                "the statements of {of} do not follow one another; one may be missing"
            ));
        }
        reading.accounts.push(known.concluded());
    }
}

fn fresh(part: &Part) -> Together {
    let account = Account {
        id: part.id.clone(),
        name: part.name.clone(),
        currency: part.currency.clone(),
        ..Account::default()
    };
    Together { account, steps: 0, missing: None, torn: false, last: None, joined: true }
}

impl Together {
    fn take(&mut self, part: Part) {
        if let (Some(opening), Some(closing)) = (part.opening, part.closing) {
            let own = part.lines.iter().filter(|line| line.currency.is_none());
            let moved = Exact::sum(own.map(|line| line.amount));
            let gap = moved
                .and_then(|moved| opening.amount.plus(moved))
                .and_then(|expected| closing.amount.minus(expected));
            match gap {
                Some(gap) if gap.is_zero() => self.steps += 1,
                Some(gap) => self.misses(gap, part.line),
                None => self.torn = true,
            }
        }
        if let (Some(last), Some(opening)) = (self.last, part.opening) {
            self.joined &= last == opening.amount;
        }
        self.last = part.closing.map(|closing| closing.amount).or(self.last);
        self.account.closing = part.closing.or(self.account.closing);
        self.account.name = self.account.name.take().or(part.name);
        self.account.lines.extend(part.lines);
    }

    fn misses(&mut self, gap: Exact, line: usize) {
        let (by, first) = self.missing.unwrap_or((Exact::ZERO, line));
        match by.plus(gap) {
            Some(sum) => self.missing = Some((sum, first)),
            None => self.torn = true,
        }
    }

    fn concluded(mut self) -> Account {
        self.account.proof = match self.missing {
            _ if self.torn => None,
            Some((by, line)) => Some(Proof::Differs { by, line }),
            None if self.steps > 0 => Some(Proof::Proved { steps: self.steps }),
            None => None,
        };
        self.account
    }
}
