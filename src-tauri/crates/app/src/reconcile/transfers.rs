//! Money between the practice's own accounts: two lines, one movement.
//!
//! Each line counts on its own bank's day, so the money is on its way in between; when both lines
//! are explained, what is on its way is zero again.

use domain::ids::{MatchId, StatementLineId};
use domain::ledger;
use domain::nature::Nature;
use store::bank::{self, Explained};
use store::ledger::Posting;
use store::matches::{self, Match};

use super::accept::new_match;
use super::{OtherSide, OtherSides, one_line};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::ById;

/// How many days the other side may be away.
const DAYS: i64 = 10;

/// Lines of other accounts that may be the other side of a transfer, the nearest day first.
pub fn candidates(look: &Look<'_>, asked: ById) -> Result<OtherSides, Failure> {
    let (found, _) = one_line(look, &asked.id)?;
    let mut rows = Vec::new();
    for other in bank::opposite(look.db, &found.line, DAYS)? {
        let account = bank::show_account(look.db, other.line.account_id)?
            .ok_or_else(|| not_found("bank account"))?;
        rows.push(OtherSide {
            line_id: other.line.id.to_string(),
            account: account.name,
            posted_on: other.line.posted_on.to_string(),
            description: other.line.description.clone(),
            amount: other.line.amount.into(),
            explained: other.match_id.is_some(),
        });
    }
    Ok(OtherSides { rows })
}

/// Explains both lines of a transfer. The other one may be explained as a transfer already.
pub(super) fn between(
    act: &mut Act<'_>,
    line: &bank::Line,
    other_line_id: &str,
) -> Result<MatchId, Failure> {
    let (other, _) = one_line(act, other_line_id)?;
    fits(line, &other)?;
    let theirs = other_side(act, &other)?;
    let names = [name(act, line)?, name(act, &other.line)?];
    let (from, to) =
        if line.amount.is_positive() { (&names[1], &names[0]) } else { (&names[0], &names[1]) };
    let words = format!("Transfer from {from} to {to}");
    let made = side(act, line, other.line.id, &words)?;
    if theirs.is_none() {
        side(act, &other.line, line.id, &words)?;
    }
    let amount = if line.amount.is_positive() { line.amount } else { line.amount.negated() };
    act.say(format!("{words}, {}", amount.shown()), None);
    Ok(made)
}

fn fits(line: &bank::Line, other: &Explained) -> Result<(), Failure> {
    let other = &other.line;
    if other.account_id == line.account_id {
        return Err(refused("explain", "a transfer has its other line in another account"));
    }
    if other.amount != line.amount.negated() {
        let (one, two) = (line.amount.shown(), other.amount.shown());
        return Err(refused("explain", format!("the lines are {one} and {two}; split the one")));
    }
    Ok(())
}

/// The match of the other line where it is a transfer that still waits for this one.
fn other_side(act: &Act<'_>, other: &Explained) -> Result<Option<Match>, Failure> {
    let Some(id) = other.match_id else {
        super::close::open(act, other.line.account_id, other.line.posted_on)?;
        return Ok(None);
    };
    let found = matches::show(act.tx, id)?.ok_or_else(|| not_found("match"))?;
    let alone = found.category == "transfer" && sides(act, &found)?.len() == 1;
    alone.then_some(Some(found)).ok_or_else(|| conflict("the other line is explained already"))
}

fn name(act: &Act<'_>, line: &bank::Line) -> Result<String, Failure> {
    let account = bank::show_account(act.tx, line.account_id)?;
    Ok(account.ok_or_else(|| not_found("bank account"))?.name)
}

fn side(
    act: &Act<'_>,
    line: &bank::Line,
    other: StatementLineId,
    words: &str,
) -> Result<MatchId, Failure> {
    let source = line.id.to_string();
    act.post(
        ledger::explained(line.account_id, Nature::Transfer, line.amount),
        Posting { on: line.posted_on, event: "explained", source: &source, client: None },
    )?;
    let made = Match {
        category: "transfer".to_owned(),
        other_line_id: Some(other),
        ..new_match(act, line, "not_an_invoice", words.to_owned())
    };
    matches::add(act.tx, &made, act.now)?;
    Ok(made.id)
}

/// A match, and the other side of its transfer where that is explained as one.
pub(super) fn sides(look: &Look<'_>, found: &Match) -> Result<Vec<Match>, Failure> {
    let named = match found.other_line_id {
        Some(line) => matches::of_line(look.db, line)?,
        None => matches::naming(look.db, found.line_id)?,
    };
    let other = named.filter(|other| other.category == "transfer");
    Ok(std::iter::once(found.clone()).chain(other).collect())
}

/// The other side of a transfer, in words, where it is explained.
pub(super) fn other_line(look: &Look<'_>, found: &Match) -> Result<Option<String>, Failure> {
    let all = sides(look, found)?;
    let Some(other) = all.get(1) else { return Ok(None) };
    let shown =
        bank::show_line(look.db, other.line_id)?.ok_or_else(|| not_found("bank line"))?.0.line;
    let account = bank::show_account(look.db, shown.account_id)?;
    let account = account.ok_or_else(|| not_found("bank account"))?.name;
    Ok(Some(format!("{account}, {}, {}", look.day(shown.posted_on), shown.description)))
}
