//! Credit notes: what corrects an issued invoice, whole or in part, in a series of its own.

use domain::credit::{Credit, CreditError, Creditable, Wish, credit, of_taxes};
use domain::ids::{AllocationId, InvoiceLineId};
use domain::invoice::by_kind;
use domain::ledger;
use domain::money::Money;
use domain::tax::Share;
use serde::{Deserialize, Serialize};
use store::corrections::{self, CreditLine, CreditNote};
use store::invoices::{Invoice, Line};
use store::ledger::Posting;
use store::numbering::Numbered;
use store::{documents, payments};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::numbering;
use crate::proposals::file_name;
use crate::wire::{self, Amount};
use crate::{credit_paper, invoices};

/// What is to be credited of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CreditWish {
    /// All that is left.
    Whole,
    /// Parts of its lines.
    Lines {
        /// Lines with what is credited of them; an empty amount is none.
        lines: Vec<CreditLineForm>,
    },
    /// A sum with tax, spread over its lines.
    Sum {
        /// As typed.
        amount: String,
    },
}

/// What is credited of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditLineForm {
    /// The line.
    pub line_id: String,
    /// Without tax, as typed.
    pub net: String,
}

/// A credit note to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditForm {
    /// The invoice.
    pub invoice_id: String,
    /// What is credited.
    pub what: CreditWish,
    /// Why; printed on the credit note.
    pub reason: String,
    /// What becomes of money already paid: `credit` keeps it for the client, `refund` marks it to
    /// be paid back.
    pub rest: String,
}

/// What a credit note would do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditPreview {
    /// Without tax.
    pub net: Amount,
    /// Tax.
    pub tax: Amount,
    /// With tax.
    pub total: Amount,
    /// What it takes off the open amount.
    pub applied: Amount,
    /// Money already paid that it frees.
    pub freed: Amount,
    /// What is still to pay on the invoice then.
    pub open: Amount,
    /// What happens, a sentence each.
    pub words: Vec<String>,
}

/// A credit note that was issued.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditNoteRow {
    /// The credit note.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub issued_on: String,
    /// Why.
    pub reason: String,
    /// With tax.
    pub total: Amount,
    /// Money already paid that it freed.
    pub freed: Amount,
    /// What becomes of that: `credit` or `refund`.
    pub rest: String,
    /// The PDF: SHA-256, the name of its document.
    pub document: String,
}

/// An invoice with a credit that can be made on it.
struct Made {
    invoice: Invoice,
    lines: Vec<Line>,
    left: Vec<Creditable>,
    credit: Credit,
}

/// What a credit note would do; nothing is written.
pub fn preview(look: &Look<'_>, form: CreditForm) -> Result<CreditPreview, Failure> {
    let Made { invoice, credit, .. } = made(look, &form)?;
    let open = invoice.open.minus(credit.applied)?;
    Ok(CreditPreview {
        words: words(&invoice, &credit, open, &form.rest),
        net: credit.net.into(),
        tax: credit.tax.into(),
        total: credit.total.into(),
        applied: credit.applied.into(),
        freed: credit.freed.into(),
        open: open.into(),
    })
}

/// Issues a credit note: number, PDF, rows and ledger, all in one transaction.
pub fn issue(act: &mut Act<'_>, form: CreditForm) -> Result<CreditNoteRow, Failure> {
    let reason = wire::line("reason", &form.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is printed on the credit note"));
    }
    let Made { invoice, lines, left, credit } = made(act, &form)?;
    free(act, &invoice, credit.freed)?;
    let client = store::clients::show(act.tx, invoice.client_id)?;
    let client = client.ok_or_else(|| not_found("client"))?;
    let taken = numbering::take(act, Numbered::CreditNotes, &client, act.today, invoice.currency)?;
    let (sequence, number) = (taken.sequence, taken.number.clone());
    let mut note = CreditNote {
        id: act.new_id(),
        sequence,
        number,
        invoice_id: invoice.id,
        reason,
        issued_on: act.today,
        net: credit.net,
        tax: credit.tax,
        total: credit.total,
        freed: credit.freed,
        rest: form.rest,
        document: String::new(),
    };
    let (parts, shares) = credited_taxes(&lines, &left, &credit)?;
    let paper = credit_paper::compose(act, &invoice, &lines, &credit, &shares, &note)?.render();
    let name = format!("{} {}.pdf", note.number, file_name(&invoice.client_name));
    note.document = documents::keep(act.tx, &name, "application/pdf", &paper.bytes)?;
    corrections::add_credit(act.tx, &note, &parts)?;
    numbering::keep(act, &note.id.to_string(), &taken)?;
    let source = note.id.to_string();
    act.post(
        ledger::invoice_credited(note.net, &by_kind(&shares)?),
        Posting {
            on: note.issued_on,
            event: "invoice_credited",
            source: &source,
            client: Some(invoice.client_id),
        },
    )?;
    let (number, total) = (&note.number, note.total.shown());
    act.say(
        format!("{number} credits {total} of {}: {}", invoice.number, note.reason),
        Some(invoice.client_id),
    );
    Ok(row(&note))
}

/// A credit note in a list.
pub(crate) fn row(note: &CreditNote) -> CreditNoteRow {
    CreditNoteRow {
        id: note.id.to_string(),
        number: note.number.clone(),
        issued_on: note.issued_on.to_string(),
        reason: note.reason.clone(),
        total: note.total.into(),
        freed: note.freed.into(),
        rest: note.rest.clone(),
        document: note.document.clone(),
    }
}

/// What can still be credited of each line of an invoice.
pub(crate) fn creditable(
    look: &Look<'_>,
    invoice: &Invoice,
    lines: &[Line],
) -> Result<Vec<Creditable>, Failure> {
    let credited = corrections::credited_lines(look.db, invoice.id)?;
    lines
        .iter()
        .map(|line| {
            let earlier = credited.iter().find(|earlier| earlier.line == line.id);
            let (net, tax) = match earlier {
                Some(earlier) => (line.net.minus(earlier.net)?, line.tax.minus(earlier.tax)?),
                None => (line.net, line.tax),
            };
            Ok(Creditable { id: line.id, net, tax })
        })
        .collect()
}

/// The credited lines with each of their taxes, and the same taxes with their names and rates.
fn credited_taxes(
    lines: &[Line],
    left: &[Creditable],
    credit: &Credit,
) -> Result<(Vec<CreditLine>, Vec<Share>), Failure> {
    let (mut parts, mut shares) = (Vec::new(), Vec::new());
    for part in &credit.parts {
        let of = lines.iter().zip(left).find(|(line, _)| line.id == part.id);
        let (line, left) = of.ok_or_else(|| not_found("invoice line"))?;
        let billed: Vec<Money> = line.taxes.iter().map(|share| share.amount).collect();
        let taxes = of_taxes(&billed, line.tax.minus(left.tax)?, part.tax)?;
        let named = line.taxes.iter().zip(&taxes);
        shares.extend(named.map(|(share, amount)| Share { amount: *amount, ..share.clone() }));
        parts.push(CreditLine { line: part.id, net: part.net, tax: part.tax, taxes });
    }
    Ok((parts, shares))
}

fn made(look: &Look<'_>, form: &CreditForm) -> Result<Made, Failure> {
    let invoice = invoices::one(look, wire::id("invoice_id", &form.invoice_id)?)?;
    if invoice.void {
        return Err(conflict(format!("{} is void; there is nothing to credit", invoice.number)));
    }
    if invoice.import.is_some() {
        let number = &invoice.number;
        return Err(conflict(format!("{number} was brought over; credit it where it was issued")));
    }
    if !matches!(form.rest.as_str(), "credit" | "refund") {
        return Err(refused("rest", "choose whether to keep the money as credit or to refund it"));
    }
    let lines = store::invoices::lines(look.db, invoice.id)?;
    let (wish, field) = wish(&invoice, &form.what)?;
    let left = creditable(look, &invoice, &lines)?;
    let most = invoice.standing().creditable()?;
    let credit = credit(&left, invoice.open, most, &wish).map_err(|wrong| match wrong {
        CreditError::TooMuch { .. } if invoice.written_off.is_positive() => {
            conflict(format!("{wrong}; take the write-off back first"))
        }
        wrong => refused(field, wrong.to_string()),
    })?;
    Ok(Made { invoice, lines, left, credit })
}

/// What is wished for, and the field that a refusal of it belongs to.
fn wish(invoice: &Invoice, what: &CreditWish) -> Result<(Wish, &'static str), Failure> {
    match what {
        CreditWish::Whole => Ok((Wish::Whole, "what")),
        CreditWish::Sum { amount } => {
            Ok((Wish::Sum(wire::amount("amount", amount, invoice.currency)?), "amount"))
        }
        CreditWish::Lines { lines } => {
            let mut asked: Vec<(InvoiceLineId, Money)> = Vec::new();
            for (at, line) in lines.iter().enumerate() {
                if line.net.trim().is_empty() {
                    continue;
                }
                let net = Money::parse(&line.net, invoice.currency)
                    .map_err(|wrong| refused(format!("lines.{at}.net"), wrong.to_string()))?;
                asked.push((wire::id("lines", &line.line_id)?, net));
            }
            Ok((Wish::Lines(asked), "lines"))
        }
    }
}

/// Takes `amount` of the money that was joined to an invoice off it again, the newest first; it
/// becomes the client's credit.
fn free(act: &Act<'_>, invoice: &Invoice, amount: Money) -> Result<(), Failure> {
    let mut left = amount;
    for allocation in payments::of_invoice(act.tx, invoice.id)?.iter().rev() {
        if !left.is_positive() {
            break;
        }
        crate::payments::take_back(act, allocation, invoice.client_id)?;
        let freed = allocation.amount.at_most(left)?;
        left = left.minus(freed)?;
        let stays = allocation.amount.minus(freed)?;
        if stays.is_positive() {
            let id: AllocationId = act.new_id();
            payments::allocate(act.tx, id, allocation.payment_id, invoice.id, stays, act.now)?;
            let source = id.to_string();
            let posting = Posting {
                on: act.today,
                event: "allocated",
                source: &source,
                client: Some(invoice.client_id),
            };
            act.post(ledger::allocated(stays), posting)?;
        }
    }
    Ok(())
}

fn words(invoice: &Invoice, credit: &Credit, open: Money, rest: &str) -> Vec<String> {
    let number = &invoice.number;
    let mut words = vec![format!("A credit note over {} is issued.", credit.total.shown())];
    if credit.applied.is_positive() {
        let (from, to) = (invoice.open.shown(), open.shown());
        words.push(format!("{number} goes from {from} open to {to}."));
    }
    if credit.freed.is_positive() {
        let freed = credit.freed.shown();
        words.push(match rest {
            "refund" => format!("{freed} was paid already and is to be refunded."),
            _ => format!("{freed} was paid already and becomes the client's credit."),
        });
    }
    words.push(format!("{number} itself stays as it is; a credit note cannot be undone."));
    words
}
