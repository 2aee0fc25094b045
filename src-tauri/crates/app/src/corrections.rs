//! Voids and write-offs: an invoice issued by mistake, and a rest that will not come.

use domain::ids::WriteOffId;
use domain::invoice::by_kind;
use domain::ledger;
use serde::{Deserialize, Serialize};
use store::corrections::{self, WriteOff};
use store::invoices::Invoice;
use store::ledger::Posting;
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, Amount, ById, Made, Nothing};

/// Voids an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VoidInvoice {
    /// The invoice.
    pub id: String,
    /// Why; kept with the invoice.
    pub reason: String,
}

/// Gives up what is open on an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteOffInvoice {
    /// The invoice.
    pub id: String,
    /// Why; kept with the invoice.
    pub reason: String,
    /// The amount that the user saw and approved, as typed; what is open must be exactly this.
    pub approved: String,
}

/// A void on the invoice's page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct VoidRow {
    /// Why.
    pub reason: String,
    /// The day.
    pub voided_on: String,
}

/// A write-off on the invoice's page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WriteOffRow {
    /// The write-off, by which it can be taken back.
    pub id: String,
    /// The day.
    pub written_on: String,
    /// Why.
    pub reason: String,
    /// How much.
    pub amount: Amount,
}

/// Voids an invoice issued by mistake: it keeps its number, the ledger is reversed, and its charges
/// may be billed again.
pub fn void(act: &mut Act<'_>, question: VoidInvoice) -> Result<Nothing, Failure> {
    let invoice = crate::invoices::one(act, wire::id("id", &question.id)?)?;
    let reason = reason(&question.reason)?;
    if let Some(why) = keeps_from_void(act, &invoice)? {
        return Err(conflict(why));
    }
    let lines = store::invoices::lines(act.tx, invoice.id)?;
    let shares = lines.iter().flat_map(|line| &line.taxes);
    corrections::add_void(act.tx, invoice.id, &reason, act.today)?;
    let source = invoice.id.to_string();
    act.post(
        ledger::invoice_credited(invoice.net, &by_kind(shares)?),
        Posting {
            on: act.today,
            event: "invoice_voided",
            source: &source,
            client: Some(invoice.client_id),
        },
    )?;
    let words = format!("{} voided, {}: {reason}", invoice.number, invoice.total.shown());
    act.say(words, Some(invoice.client_id));
    Ok(Nothing {})
}

/// Why an invoice cannot be voided; none if it can.
pub(crate) fn keeps_from_void(
    look: &Look<'_>,
    invoice: &Invoice,
) -> Result<Option<String>, Failure> {
    let number = &invoice.number;
    let paid = !store::payments::of_invoice(look.db, invoice.id)?.is_empty();
    let mut late = store::late_charges::of_invoice(look.db, invoice.id)?;
    late.retain(|charge| charge.waived != charge.amount);
    Ok(if invoice.import.is_some() {
        Some(format!("{number} was brought over; take the import back, or write it off"))
    } else if invoice.void {
        Some(format!("{number} is void already"))
    } else if paid {
        Some(format!("money was joined to {number}; take it off first, or issue a credit note"))
    } else if invoice.credited.is_positive() {
        Some(format!("{number} was credited; credit the rest instead"))
    } else if !late.is_empty() {
        Some(format!("a late charge was claimed on {number}; let it go first"))
    } else if invoice.written_off.is_positive() {
        Some(format!("{number} was written off; take that back first"))
    } else {
        None
    })
}

/// Gives up what is open on an invoice.
pub fn write_off(act: &mut Act<'_>, question: WriteOffInvoice) -> Result<Made, Failure> {
    let invoice = crate::invoices::one(act, wire::id("id", &question.id)?)?;
    let reason = reason(&question.reason)?;
    if !invoice.open.is_positive() {
        return Err(conflict(format!("nothing is open on {}", invoice.number)));
    }
    let approved = wire::amount("approved", &question.approved, invoice.currency)?;
    if approved != invoice.open {
        let open = invoice.open.shown();
        return Err(conflict(format!("{} now has {open} open; look again", invoice.number)));
    }
    let write_off = WriteOff {
        id: act.new_id(),
        invoice_id: invoice.id,
        amount: invoice.open,
        reason: reason.clone(),
        written_on: act.today,
    };
    corrections::add_write_off(act.tx, &write_off)?;
    let id = write_off.id.to_string();
    act.post(ledger::written_off(write_off.amount), posting(act, &invoice, "written_off", &id))?;
    let words = format!("{} of {} written off: {reason}", approved.shown(), invoice.number);
    act.say(words, Some(invoice.client_id));
    act.offer_undo("Written off", "write_offs.take_back", ById { id: id.clone() });
    Ok(Made { id })
}

/// Takes a write-off back with an entry of its own; the amount is open again.
pub fn take_back(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: WriteOffId = wire::id("id", &asked.id)?;
    let earlier = corrections::show_write_off(act.tx, id)?.ok_or_else(|| not_found("write-off"))?;
    let invoice = crate::invoices::one(act, earlier.invoice_id)?;
    let back: WriteOffId = act.new_id();
    corrections::take_back_write_off(act.tx, back, &earlier, act.today)?;
    let transfer = ledger::written_off(earlier.amount).map(|transfer| transfer.reversed());
    act.post(transfer, posting(act, &invoice, "written_off_reversed", &back.to_string()))?;
    let amount = earlier.amount.shown();
    let words = format!("Write-off of {amount} on {} taken back", invoice.number);
    act.say(words, Some(invoice.client_id));
    Ok(Nothing {})
}

fn posting<'a>(
    act: &Act<'_>,
    invoice: &Invoice,
    event: &'static str,
    source: &'a str,
) -> Posting<'a> {
    Posting { on: act.today, event, source, client: Some(invoice.client_id) }
}

fn reason(text: &str) -> Result<String, Failure> {
    let reason = wire::line("reason", text, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the invoice"));
    }
    Ok(reason)
}
