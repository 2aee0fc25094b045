//! Accepting a class of lines after its list was shown, and taking it back as one.

use std::collections::HashSet;

use domain::ids::{BankAccountId, MatchId};
use domain::matching::{Certainty, Matcher};
use domain::money::Money;
use store::{bank, matches};

use super::accept::{explain, undo_match};
use super::{
    AcceptAll, CertainMatch, CertainMatches, Explain, Explanation, UndoAll, books, explanation,
    hypotheses,
};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Nothing};

/// No more lines are accepted in one.
const MOST: usize = 500;

/// So many lines are looked at before it is asked whether there are enough.
const PART: u32 = 2_000;

/// The lines of an account whose best explanation is certain. Where two would use the same
/// invoice, payment or payout, only the first of the list is shown.
pub fn certain(look: &Look<'_>, asked: ById) -> Result<CertainMatches, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.id)?;
    let account = bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?;
    let closed = super::close::closed_through(look, id)?;
    let books = books(look, account.currency)?;
    let matcher = Matcher::over(&books, &super::payers::learned(look)?);
    let mut used = HashSet::new();
    let mut rows = Vec::new();
    for at in (0..).step_by(PART as usize) {
        let part = bank::lines(look.db, id, bank::View::ToExplain, "", at, PART)?;
        for found in part.iter().filter(|found| Some(found.line.posted_on) > closed) {
            let line = &found.line;
            let best = hypotheses(line, &matcher)?.into_iter().next();
            let Some(best) = best.filter(|best| best.certainty == Certainty::Certain) else {
                continue;
            };
            let shown = explanation(look, line, &best, &books)?;
            let explain = said(&shown);
            if rows.len() == MOST || !uses(&explain).into_iter().all(|one| used.insert(one)) {
                continue;
            }
            rows.push(CertainMatch {
                line_id: line.id.to_string(),
                posted_on: line.posted_on.to_string(),
                description: line.description.clone(),
                amount: line.amount.into(),
                sentence: shown.sentence,
                explain,
            });
        }
        if rows.len() == MOST || part.len() < PART as usize {
            break;
        }
    }
    let sum = |comes_in: bool| {
        let amounts = rows.iter().map(|row| row.amount.money()).collect::<Result<Vec<_>, _>>()?;
        let of = amounts.into_iter().filter(|amount| amount.is_positive() == comes_in);
        Ok::<Money, Failure>(Money::sum(account.currency, of)?)
    };
    Ok(CertainMatches { came_in: sum(true)?.into(), went_out: sum(false)?.into(), rows })
}

/// What accepting an explanation says.
pub(super) fn said(shown: &Explanation) -> Explain {
    match (&shown.payment_id, &shown.payout) {
        (Some(payment), _) => Explain::RecordedPayment { payment_id: payment.clone() },
        (None, Some(payout)) => Explain::Payout { payout_id: payout.id.clone() },
        (None, None) => Explain::Invoices {
            client_id: shown.client_id.clone().unwrap_or_default(),
            invoices: shown.parts.iter().map(|part| part.invoice_id.clone()).collect(),
        },
    }
}

/// What an explanation uses up.
pub(super) fn uses(explain: &Explain) -> Vec<String> {
    match explain {
        Explain::Invoices { invoices, .. } => invoices.clone(),
        Explain::RecordedPayment { payment_id } => vec![payment_id.clone()],
        Explain::Payout { payout_id } => vec![payout_id.clone()],
        _ => Vec::new(),
    }
}

/// Explains several lines in one.
pub fn accept_all(act: &mut Act<'_>, asked: AcceptAll) -> Result<UndoAll, Failure> {
    if asked.lines.is_empty() || asked.lines.len() > MOST {
        return Err(refused("lines", "choose one line or more, 500 at most"));
    }
    let mut ids = Vec::with_capacity(asked.lines.len());
    for (at, one) in asked.lines.iter().enumerate() {
        let made = explain(act, one)
            .map_err(|wrong| Failure { field: Some(format!("lines.{at}")), ..wrong })?;
        ids.push(made.to_string());
    }
    let done = UndoAll { ids };
    act.say(format!("{} explained together", lines(done.ids.len())), None);
    act.offer_undo("Bank lines explained", "matches.undo_all", done.clone());
    Ok(done)
}

/// Takes several explanations back in one.
pub fn undo_all(act: &mut Act<'_>, asked: UndoAll) -> Result<Nothing, Failure> {
    if asked.ids.is_empty() || asked.ids.len() > MOST {
        return Err(refused("ids", "choose one explanation or more, 500 at most"));
    }
    let mut taken_back = 0;
    for id in asked.ids.iter().rev() {
        let id: MatchId = wire::id("ids", id)?;
        // The other side of a transfer went with the first.
        if let Some(found) = matches::show(act.tx, id)? {
            undo_match(act, &found)?;
            taken_back += 1;
        }
    }
    if taken_back == 0 {
        return Err(conflict("all of these were taken back already"));
    }
    act.say(format!("{} to explain again", lines(asked.ids.len())), None);
    Ok(Nothing {})
}

fn lines(count: usize) -> String {
    if count == 1 { "1 bank line".to_owned() } else { format!("{count} bank lines") }
}
