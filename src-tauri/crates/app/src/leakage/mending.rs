//! Mends of what was billed otherwise than agreed: the difference is let go with a reason, or the
//! invoice is voided and its charges are billed anew. No issued document is edited.

use store::charges::{self, Key};

use super::{LeakRow, LetDifferenceGo, Rebill, ShowLeakage, TakeDifferenceUp, show};
use crate::catch_up::{self, ChargesIssued, IssueCharges};
use crate::context::{Act, Look};
use crate::corrections::{self, VoidInvoice};
use crate::failure::{Failure, conflict, refused};
use crate::wire::{self, Nothing};

/// The leak of a charge, as it stands today.
fn one(look: &Look<'_>, key: Key) -> Result<LeakRow, Failure> {
    let service = store::agreements::show_service(look.db, key.0)?;
    let currency = service.map(|service| service.terms.price.currency().code().to_owned());
    let (from, to) = (domain::calendar::BEGINNING.to_string(), look.today.to_string());
    let page = show(look, ShowLeakage { from, to, currency })?;
    let found = page.leaks.into_iter().find(|row| row.charge.read().is_ok_and(|own| own == key));
    found.ok_or_else(|| conflict("nothing is missing of this charge any more; look again"))
}

/// Lets a difference go, with a reason.
pub fn let_go(act: &mut Act<'_>, question: LetDifferenceGo) -> Result<Nothing, Failure> {
    let key = question.charge.read()?;
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why it is let go"));
    }
    let row = one(act, key)?;
    if !row.mends.iter().any(|mend| mend == "let_go") {
        return Err(conflict("this charge is not billed yet; waive it instead"));
    }
    let currency = domain::money::Currency::from_code(&row.amount.currency);
    let approved =
        wire::amount("approved", &question.approved, currency.unwrap_or(act.currency()))?;
    if approved.minor() != row.amount.minor {
        let message = "another amount is missing by now; look again";
        return Err(refused("approved", message));
    }
    charges::let_difference_go(act.tx, key, approved, &reason, act.now)?;
    let words = format!("{} of {} let go: {reason}", approved.shown(), row.service);
    act.say(words, wire::id("client_id", &row.client_id).ok());
    let undo = TakeDifferenceUp { charge: question.charge };
    act.offer_undo("Difference let go", "leakage.take_up", undo);
    Ok(Nothing {})
}

/// Takes a difference up again.
pub fn take_up(act: &mut Act<'_>, question: TakeDifferenceUp) -> Result<Nothing, Failure> {
    if !charges::take_difference_up(act.tx, question.charge.read()?)? {
        return Err(conflict("this difference was not let go; look again"));
    }
    act.say("Difference taken up again", None);
    Ok(Nothing {})
}

/// Voids the invoice of a charge that was billed at an old price, and bills all its charges anew
/// by the terms as they are.
pub fn rebill(act: &mut Act<'_>, question: Rebill) -> Result<ChargesIssued, Failure> {
    let row = one(act, question.charge.read()?)?;
    let invoice = row.invoice_id.filter(|_| row.mends.iter().any(|mend| mend == "rebill"));
    let id = invoice.ok_or_else(|| conflict("this invoice cannot be voided; look again"))?;
    let lines = store::invoices::lines(act.tx, wire::id("invoice_id", &id)?)?;
    let keys = lines.iter().map(|line| (line.service, line.occurrence, line.beyond_cap));
    let charges = keys.map(super::charge_key).collect();
    corrections::void(act, VoidInvoice { id, reason: question.reason })?;
    let voided = act.words.clone();
    let issue = IssueCharges { charges, date: "today".to_owned(), merge: true, most: None };
    let issued = catch_up::issue(act, issue)?;
    let (words, client) = (format!("{voided}; {}", act.words), act.client);
    act.say(words, client);
    Ok(issued)
}
