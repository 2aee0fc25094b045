//! What clients dispute of invoices: opened on a part or all, answered by a day, closed with what
//! came of it. Only the disputed part is left alone meanwhile.

use chrono::Days;
use domain::holidays::{Holidays, Place};
use domain::ids::{InvoiceDisputeId, InvoiceId};
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::invoice_disputes::{self, InvoiceDispute};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::corrections::{self, VoidInvoice};
use crate::credit_notes::{self, CreditForm, CreditNoteRow, CreditWish};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, Amount, Made};

/// Working days within which a dispute is answered.
const TO_ANSWER: u32 = 5;
const ABOUT: [&str; 6] =
    ["not_agreed", "wrong_amount", "already_paid", "quality", "not_recognised", "other"];
const OUTCOMES: [&str; 5] = ["credit", "revise", "uphold", "split", "plan"];

/// Opens a dispute.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenDispute {
    /// The invoice.
    pub invoice_id: String,
    /// How much of it, as typed; empty for all that is open.
    pub amount: String,
    /// `not_agreed`, `wrong_amount`, `already_paid`, `quality`, `not_recognised` or `other`.
    pub about: String,
    /// What the client says.
    pub words: String,
}

/// Closes a dispute.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseDispute {
    /// The dispute.
    pub id: String,
    /// `credit`, `revise`, `uphold`, `split` or `plan`.
    pub outcome: String,
    /// What was answered; printed on a credit note.
    pub answer: String,
    /// With `split`, how much is credited, as typed: less than what is disputed.
    #[serde(default)]
    #[ts(optional)]
    pub credited: Option<String>,
}

/// What came of a dispute.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DisputeClosed {
    /// What was done about the invoice, in a sentence.
    pub words: String,
    /// The credit note; nothing where none was issued.
    pub credit_note: Option<CreditNoteRow>,
}

/// A dispute.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceDisputeRow {
    /// The dispute.
    pub id: String,
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub invoice: String,
    /// How much.
    pub amount: Amount,
    /// What it is about, by name.
    pub about: String,
    /// What the client says.
    pub words: String,
    /// The first day.
    pub opened_on: String,
    /// The day by which to answer.
    pub reply_by: String,
    /// What came of it, once it is closed.
    pub outcome: Option<String>,
    /// What was answered.
    pub answer: String,
    /// How many days it has lasted.
    pub days: i64,
}

/// Opens a dispute on a part or all of what is open.
pub fn open(act: &mut Act<'_>, question: OpenDispute) -> Result<Made, Failure> {
    let id: InvoiceId = wire::id("invoice_id", &question.invoice_id)?;
    let invoice = crate::invoices::one(act, id)?;
    if !invoice.open.is_positive() {
        return Err(conflict(format!("nothing is open on {}", invoice.number)));
    }
    let before = invoice_disputes::of_invoice(act.tx, id)?;
    if before.iter().any(|dispute| dispute.closed_on.is_none()) {
        return Err(conflict(format!("{} is in dispute already", invoice.number)));
    }
    let amount = match question.amount.trim() {
        "" => invoice.open,
        typed => wire::amount("amount", typed, invoice.currency)?,
    };
    if !amount.is_positive() || amount.minor() > invoice.open.minor() {
        let open = invoice.open.shown();
        return Err(refused("amount", format!("an amount up to {open}, which is open")));
    }
    if !ABOUT.contains(&question.about.as_str()) {
        return Err(refused("about", "say what the dispute is about"));
    }
    let place = Place::of(act.practice.jurisdiction, &act.practice.region);
    let holidays = Holidays { place: Some(place), ..Holidays::default() };
    let days = act.today.iter_days().skip(1).filter(|day| holidays.is_working_day(*day));
    let reply_by = days.take(TO_ANSWER as usize).last().unwrap_or(act.today + Days::new(7));
    let dispute = InvoiceDispute {
        id: act.new_id(),
        invoice_id: id,
        amount,
        about: question.about,
        words: wire::text("words", &question.words, 4_000)?,
        opened_on: act.today,
        reply_by,
        outcome: None,
        answer: String::new(),
        closed_on: None,
    };
    invoice_disputes::add(act.tx, &dispute)?;
    let words = format!("{} of {} is in dispute", amount.shown(), invoice.number);
    act.say(words, Some(invoice.client_id));
    Ok(Made { id: dispute.id.to_string() })
}

/// Closes a dispute with what came of it, and does it: what is credited is credited, and an invoice
/// that is revised is voided so that its charges are billed anew.
pub fn close(act: &mut Act<'_>, question: CloseDispute) -> Result<DisputeClosed, Failure> {
    let id: InvoiceDisputeId = wire::id("id", &question.id)?;
    let dispute = invoice_disputes::show(act.tx, id)?.ok_or_else(|| not_found("dispute"))?;
    if dispute.closed_on.is_some() {
        return Err(conflict("this dispute is closed"));
    }
    if !OUTCOMES.contains(&question.outcome.as_str()) {
        return Err(refused("outcome", "say what came of it"));
    }
    let answer = wire::text("answer", &question.answer, 4_000)?;
    if answer.is_empty() {
        return Err(refused("answer", "say what was answered; it is kept with the dispute"));
    }
    let credited = credited(&dispute, &question)?;
    invoice_disputes::close(act.tx, id, &question.outcome, &answer, act.today)?;
    let invoice = crate::invoices::one(act, dispute.invoice_id)?;
    let number = &invoice.number;
    let reason: String = answer.split_whitespace().collect::<Vec<_>>().join(" ");
    let credit_note = match credited {
        Some(amount) => Some(credit(act, &dispute, amount, &reason)?),
        None => None,
    };
    if question.outcome == "revise" {
        corrections::void(act, VoidInvoice { id: invoice.id.to_string(), reason })?;
    }
    let words = match (&credit_note, question.outcome.as_str()) {
        (Some(note), _) => format!("{} credits {}", note.number, note.total.money()?.shown()),
        (None, "revise") => format!("{number} is void, and its charges are billed anew"),
        (None, "plan") => format!("{number} stands and is paid in parts"),
        (None, _) => format!("{number} stands"),
    };
    let said = format!("The dispute about {number} is closed: {words}");
    act.say(said, Some(invoice.client_id));
    act.undo = None;
    Ok(DisputeClosed { words, credit_note })
}

/// What is credited by an outcome; nothing where it credits nothing.
fn credited(dispute: &InvoiceDispute, question: &CloseDispute) -> Result<Option<Money>, Failure> {
    match question.outcome.as_str() {
        "credit" => Ok(Some(dispute.amount)),
        "split" => {
            let typed = question.credited.as_deref().unwrap_or_default();
            let amount = wire::amount("credited", typed, dispute.amount.currency())?;
            if !amount.is_positive() || amount.minor() >= dispute.amount.minor() {
                let most = dispute.amount.shown();
                return Err(refused("credited", format!("more than nothing and less than {most}")));
            }
            Ok(Some(amount))
        }
        _ => Ok(None),
    }
}

fn credit(
    act: &mut Act<'_>,
    dispute: &InvoiceDispute,
    amount: Money,
    reason: &str,
) -> Result<CreditNoteRow, Failure> {
    let form = CreditForm {
        invoice_id: dispute.invoice_id.to_string(),
        what: CreditWish::Sum { amount: amount.plain() },
        reason: reason.to_owned(),
        rest: "credit".to_owned(),
    };
    credit_notes::issue(act, form)
}

/// A dispute for the wire.
pub(crate) fn row(look: &Look<'_>, dispute: &InvoiceDispute) -> Result<InvoiceDisputeRow, Failure> {
    let until = dispute.closed_on.unwrap_or(look.today);
    Ok(InvoiceDisputeRow {
        id: dispute.id.to_string(),
        invoice_id: dispute.invoice_id.to_string(),
        invoice: crate::invoices::one(look, dispute.invoice_id)?.number,
        amount: dispute.amount.into(),
        about: dispute.about.clone(),
        words: dispute.words.clone(),
        opened_on: dispute.opened_on.to_string(),
        reply_by: dispute.reply_by.to_string(),
        outcome: dispute.outcome.clone(),
        answer: dispute.answer.clone(),
        days: (until - dispute.opened_on).num_days(),
    })
}
