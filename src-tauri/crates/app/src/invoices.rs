//! Issued invoices: numbered, immutable, and what is still open on them.

use chrono::NaiveDate;
use domain::credit::Creditable;
use domain::ids::InvoiceId;
use domain::invoice::{Age, State};
use domain::money::Money;
use domain::tax::Rounding;
use serde::{Deserialize, Serialize};
use store::corrections;
use store::invoices::{self, Invoice, Listing, Sort, View};
use store::journal;
use ts_rs::TS;

use crate::agreements::period_words;
use crate::brakes::{self, LimitationRow};
use crate::context::Look;
use crate::corrections::{VoidRow, WriteOffRow, keeps_from_void};
use crate::credit_notes::{self, CreditNoteRow, creditable};
use crate::failure::{Failure, not_found, refused};
use crate::history::{self, Happening};
use crate::taxes;
use crate::wire::{self, Amount, ById};

/// An invoice in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceRow {
    /// The invoice.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name as printed.
    pub client: String,
    /// What it is for: its first line and how many more.
    pub about: String,
    /// The day it was issued.
    pub issued_on: String,
    /// The day it is due.
    pub due_on: String,
    /// `open`, `part_paid`, `overdue`, `paid`, `void`, `credited` or `written_off`.
    pub state: String,
    /// Days past the due date, for what is open; 0 otherwise.
    pub days_late: i64,
    /// The day the last money was received, once paid.
    pub paid_on: Option<String>,
    /// With tax.
    pub total: Amount,
    /// Still owed.
    pub open: Amount,
    /// Taken back by credit notes.
    pub credited: Amount,
    /// Given up.
    pub written_off: Amount,
}

/// Which invoices to list, and which part of them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListInvoices {
    /// `all`, `open`, `overdue`, `paid`, `void`, `credited` or `written_off`.
    pub view: String,
    /// Only those whose number, client or text holds this.
    pub filter: String,
    /// `number`, `client`, `issued_on`, `due_on`, `total` or `open`.
    pub sort: String,
    /// The largest or latest first.
    pub descending: bool,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to send, 500 at most.
    pub limit: u32,
}

/// A part of the list, with the sums of all of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceList {
    /// The rows asked for.
    pub rows: Vec<InvoiceRow>,
    /// How many there are in the view after the filter.
    pub count: i64,
    /// Sum of `total` over all of them, home currency.
    pub total: Amount,
    /// Sum of what was paid over all of them.
    pub paid: Amount,
    /// Sum of `open` over all of them.
    pub open: Amount,
    /// What is owed in other currencies.
    pub others: Vec<Amount>,
    /// How many there are in each view, without the filter.
    pub views: InvoiceViews,
    /// What is owed, by age.
    pub ageing: Ageing,
}

/// How many invoices each view holds.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceViews {
    /// All.
    pub all: i64,
    /// Not fully paid.
    pub open: i64,
    /// Not fully paid, past the due date.
    pub overdue: i64,
    /// Fully paid.
    pub paid: i64,
    /// Issued by mistake.
    pub void: i64,
    /// With something credited.
    pub credited: i64,
    /// With something written off.
    pub written_off: i64,
}

/// What is owed by days past the due date.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Ageing {
    /// All of it.
    pub owed: Amount,
    /// The parts, which add up to `owed`.
    pub buckets: Vec<AgeBucket>,
}

/// One age.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgeBucket {
    /// `not_due`, `1_30`, `31_60`, `61_90` or `over_90`.
    pub key: String,
    /// `Not due`, `1 to 30`…
    pub label: String,
    /// Owed.
    pub amount: Amount,
    /// How many invoices.
    pub count: i64,
}

/// A line of an invoice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoiceLine {
    /// The line.
    pub id: String,
    /// What for.
    pub description: String,
    /// The period in words.
    pub period: String,
    /// How many, plain decimal.
    pub quantity: String,
    /// Price of one.
    pub price: Amount,
    /// Without tax.
    pub net: Amount,
    /// `VAT 20%`, or empty.
    pub tax_words: String,
    /// Tax.
    pub tax: Amount,
    /// What can still be credited of it, without tax.
    pub creditable: Amount,
}

/// The sums of one tax at one rate, or of what is not taxed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaxRow {
    /// `QST 9.975%`, `Zero rate, VAT 0%`, `Exempt`.
    pub words: String,
    /// What it is on, without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
}

/// Money that was joined to an invoice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoicePayment {
    /// The payment.
    pub payment_id: String,
    /// The allocation, by which it can be taken back.
    pub allocation_id: String,
    /// The day it was received.
    pub received_on: String,
    /// `transfer`, `cheque`, `cash` or `card`.
    pub method: String,
    /// Reference of the payment.
    pub reference: String,
    /// The part joined to this invoice.
    pub amount: Amount,
}

/// An invoice's page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoicePage {
    /// The row of the list.
    pub row: InvoiceRow,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
    /// Sum without tax.
    pub net: Amount,
    /// Sum of tax.
    pub tax: Amount,
    /// The sums by tax and rate, in the order of the lines.
    pub taxes: Vec<TaxRow>,
    /// What is to be said of the tax: a reverse charge, an exemption.
    pub tax_notes: Vec<String>,
    /// How tax is rounded, in words.
    pub rounding_words: String,
    /// Payments joined to it.
    pub payments: Vec<InvoicePayment>,
    /// The PDF: SHA-256, the name of its document.
    pub document: String,
    /// The agreement it bills; none where it was brought over.
    pub agreement_id: Option<String>,
    /// What happened to it, the newest first.
    pub timeline: Vec<Happening>,
    /// The receipt, once paid: SHA-256, the name of its document.
    pub receipt: Option<String>,
    /// The credit notes on it, in order.
    pub credit_notes: Vec<CreditNoteRow>,
    /// What was given up of it and not taken back.
    pub write_offs: Vec<WriteOffRow>,
    /// Why and when it was voided.
    pub void: Option<VoidRow>,
    /// Until when it can be taken to court, where it is open and that is known.
    pub limitation: Option<LimitationRow>,
    /// What can still be credited, with tax.
    pub creditable: Amount,
    /// Why it cannot be voided; none if it can.
    pub keeps_from_void: Option<String>,
}

/// A part of the list.
pub fn list(look: &Look<'_>, asked: ListInvoices) -> Result<InvoiceList, Failure> {
    let view = match asked.view.as_str() {
        "all" => View::All,
        "open" => View::Open,
        "overdue" => View::Overdue(look.today),
        "paid" => View::Paid,
        "void" => View::Void,
        "credited" => View::Credited,
        "written_off" => View::WrittenOff,
        other => return Err(refused("view", format!("there is no view \"{other}\""))),
    };
    let sort = match asked.sort.as_str() {
        "number" => Sort::Number,
        "client" => Sort::Client,
        "issued_on" => Sort::IssuedOn,
        "due_on" => Sort::DueOn,
        "total" => Sort::Total,
        "open" => Sort::Open,
        other => return Err(refused("sort", format!("there is no column \"{other}\""))),
    };
    let listing = Listing {
        view,
        filter: &asked.filter,
        sort,
        descending: asked.descending,
        offset: asked.offset,
        limit: asked.limit.min(500),
    };
    let all = invoices::sums(look.db, &listing)?;
    let home = all.iter().find(|(currency, _)| *currency == look.currency());
    let sums = home.map(|(_, sums)| *sums).unwrap_or_default();
    let others = all.iter().filter(|(currency, _)| *currency != look.currency());
    let others = others.map(|(currency, sums)| Ok(Money::new(sums.open_minor, *currency)?.into()));
    Ok(InvoiceList {
        others: others.collect::<Result<_, Failure>>()?,
        rows: invoices::list(look.db, &listing)?.iter().map(|found| row(look, found)).collect(),
        count: all.iter().map(|(_, sums)| sums.count).sum(),
        total: look.amount(sums.total_minor)?,
        paid: look.amount(sums.paid_minor)?,
        open: look.amount(sums.open_minor)?,
        views: views(look)?,
        ageing: ageing(look)?,
    })
}

fn views(look: &Look<'_>) -> Result<InvoiceViews, Failure> {
    let [all, open, overdue, paid, void, credited, written_off] = invoices::counts(
        look.db,
        [
            View::All,
            View::Open,
            View::Overdue(look.today),
            View::Paid,
            View::Void,
            View::Credited,
            View::WrittenOff,
        ],
    )?;
    Ok(InvoiceViews { all, open, overdue, paid, void, credited, written_off })
}

/// What is owed, by age.
pub(crate) fn ageing(look: &Look<'_>) -> Result<Ageing, Failure> {
    let mut sums = [(0_i64, 0_i64); Age::ALL.len()];
    for (due_on, open, count) in invoices::open_by_due(look.db)? {
        let age = Age::on(due_on, look.today);
        let bucket = &mut sums[Age::ALL.iter().position(|other| *other == age).unwrap_or(0)];
        *bucket = (bucket.0 + open, bucket.1 + count);
    }
    let buckets = Age::ALL
        .iter()
        .zip(sums)
        .map(|(age, (open, count))| {
            let (key, label) = age_words(*age);
            let (key, label) = (key.to_owned(), label.to_owned());
            Ok(AgeBucket { key, label, amount: look.amount(open)?, count })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(Ageing { owed: look.amount(sums.iter().map(|(open, _)| open).sum())?, buckets })
}

/// An age's key and its label.
pub(crate) fn age_words(age: Age) -> (&'static str, &'static str) {
    match age {
        Age::NotDue => ("not_due", "Not due"),
        Age::To30 => ("1_30", "1 to 30"),
        Age::To60 => ("31_60", "31 to 60"),
        Age::To90 => ("61_90", "61 to 90"),
        Age::Over90 => ("over_90", "Over 90"),
    }
}

/// An invoice's page.
pub fn show(look: &Look<'_>, asked: ById) -> Result<InvoicePage, Failure> {
    let invoice = one(look, wire::id("id", &asked.id)?)?;
    let lines = invoices::lines(look.db, invoice.id)?;
    let left = creditable(look, &invoice, &lines)?;
    let agreement = match lines.first() {
        Some(first) => store::agreements::show_service(look.db, first.service)?,
        None => None,
    };
    let receipt = match (invoice.paid_on, invoices::receipt(look.db, invoice.id)?) {
        (Some(paid_on), Some((document, settled_on))) if paid_on == settled_on => Some(document),
        _ => None,
    };
    Ok(InvoicePage {
        row: row(look, &invoice),
        lines: lines.iter().zip(&left).map(|(line, left)| line_row(look, line, left)).collect(),
        net: invoice.net.into(),
        tax: invoice.tax.into(),
        taxes: match invoice.import {
            Some(_) => Vec::new(),
            None => tax_rows(&lines)?,
        },
        tax_notes: taxes::notes(lines.iter().map(|line| line.treatment.as_str())),
        rounding_words: match invoice.rounding {
            Rounding::Line => "Tax is rounded by line.".to_owned(),
            Rounding::Document => "Tax is rounded once for the document.".to_owned(),
        },
        payments: store::payments::of_invoice(look.db, invoice.id)?
            .into_iter()
            .map(|found| InvoicePayment {
                payment_id: found.payment_id.to_string(),
                allocation_id: found.id.to_string(),
                received_on: found.received_on.to_string(),
                method: found.method,
                reference: found.reference,
                amount: found.amount.into(),
            })
            .collect(),
        document: invoice.document.clone(),
        agreement_id: agreement.map(|service| service.agreement_id.to_string()),
        timeline: timeline(look, &invoice)?,
        receipt,
        credit_notes: corrections::credits_of(look.db, invoice.id)?
            .iter()
            .map(credit_notes::row)
            .collect(),
        write_offs: corrections::write_offs_of(look.db, invoice.id)?
            .into_iter()
            .map(|found| WriteOffRow {
                id: found.id.to_string(),
                written_on: found.written_on.to_string(),
                reason: found.reason,
                amount: found.amount.into(),
            })
            .collect(),
        void: corrections::void_of(look.db, invoice.id)?
            .map(|(reason, day)| VoidRow { reason, voided_on: day.to_string() }),
        creditable: match invoice.import {
            Some(_) => look.zero().into(),
            None => invoice.standing().creditable()?.into(),
        },
        keeps_from_void: keeps_from_void(look, &invoice)?,
        limitation: brakes::limitation(look, &invoice)?,
    })
}

/// What the journal says that names the invoice.
fn timeline(look: &Look<'_>, invoice: &Invoice) -> Result<Vec<Happening>, Failure> {
    Ok(journal::of_client(look.db, invoice.client_id, 500)?
        .iter()
        .filter(|written| written.entry.words.contains(&invoice.number))
        .map(history::happening)
        .collect())
}

fn tax_rows(lines: &[store::invoices::Line]) -> Result<Vec<TaxRow>, Failure> {
    let lines = lines.iter().map(|line| (line.treatment.as_str(), line.net, &line.taxes[..]));
    let rows = taxes::by_rate(lines)?.into_iter();
    Ok(rows
        .map(|row| TaxRow { words: row.words, net: row.net.into(), tax: row.tax.into() })
        .collect())
}

fn line_row(look: &Look<'_>, line: &store::invoices::Line, left: &Creditable) -> InvoiceLine {
    InvoiceLine {
        id: line.id.to_string(),
        description: line.description.clone(),
        period: period_words(look, line.period),
        quantity: line.quantity.normalize().to_string(),
        price: line.price.into(),
        net: line.net.into(),
        tax_words: taxes::line_words(&line.treatment, &line.taxes),
        tax: line.tax.into(),
        creditable: left.net.into(),
    }
}

/// An invoice by its id.
pub(crate) fn one(look: &Look<'_>, id: InvoiceId) -> Result<Invoice, Failure> {
    invoices::show(look.db, id)?.ok_or_else(|| not_found("invoice"))
}

/// An invoice in a list.
pub(crate) fn row(look: &Look<'_>, invoice: &Invoice) -> InvoiceRow {
    let state = invoice.standing().state(invoice.due_on, look.today);
    InvoiceRow {
        id: invoice.id.to_string(),
        number: invoice.number.clone(),
        client_id: invoice.client_id.to_string(),
        client: invoice.client_name.clone(),
        about: invoice.about.clone(),
        issued_on: invoice.issued_on.to_string(),
        due_on: invoice.due_on.to_string(),
        state: match state {
            State::Open => "open",
            State::PartPaid => "part_paid",
            State::Overdue => "overdue",
            State::Paid => "paid",
            State::Void => "void",
            State::Credited => "credited",
            State::WrittenOff => "written_off",
        }
        .to_owned(),
        days_late: late(invoice.open, invoice.due_on, look.today),
        paid_on: invoice.paid_on.map(|day| day.to_string()),
        total: invoice.total.into(),
        open: invoice.open.into(),
        credited: invoice.credited.into(),
        written_off: invoice.written_off.into(),
    }
}

fn late(open: Money, due_on: NaiveDate, today: NaiveDate) -> i64 {
    if open.is_positive() { (today - due_on).num_days().max(0) } else { 0 }
}
