//! Why this amount: from a line of an invoice back to the clause it rests on and on to the ledger,
//! a sentence a step.

mod steps;

use domain::charge::Priced;
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::clause_places::{self, AcceptedLetter};
use store::corrections;
use store::invoices::{Invoice, Line};
use ts_rs::TS;

use crate::agreements::{self, Entitled, Whole, period_words};
use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::invoices;
use crate::wire::{self, Amount};

/// Which line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskWhy {
    /// The invoice.
    pub invoice_id: String,
    /// The line of it.
    pub line_id: String,
}

/// Why a line of an invoice has its amount.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WhyAmount {
    /// The invoice's number.
    pub invoice: String,
    /// What the line is for.
    pub description: String,
    /// The days it covers, in words.
    pub period: String,
    /// The line without tax.
    pub net: Amount,
    /// Its tax.
    pub tax: Amount,
    /// The line with tax.
    pub total: Amount,
    /// From price and quantity to the line without tax; adds up to `net`.
    pub working: Vec<WhySum>,
    /// Whether the terms of the agreement make this amount today.
    pub agrees: bool,
    /// From the whole invoice to what is open on it; adds up to `open`.
    pub settling: Vec<WhySum>,
    /// What is open on the whole invoice.
    pub open: Amount,
    /// The chain, in order.
    pub steps: Vec<WhyStep>,
    /// All of it as plain text, to be copied or kept.
    pub text: String,
}

/// A part of a sum.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WhySum {
    /// What it is.
    pub words: String,
    /// How much; below zero where it is taken off.
    pub amount: Amount,
}

/// A step of the chain.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WhyStep {
    /// `letter`, `terms`, `rule`, `work`, `decision`, `price`, `tax`, `invoice`, `credit`,
    /// `payment`, `write_off`, `void` or `ledger`.
    pub kind: String,
    /// One sentence.
    pub words: String,
    /// The document it speaks of: its SHA-256.
    pub document: Option<String>,
}

/// What is known of a line.
struct Known<'a> {
    invoice: Invoice,
    line: Line,
    /// How many lines the invoice has.
    lines: usize,
    whole: &'a Whole,
    /// Nothing where the agreement was brought over.
    letter: Option<AcceptedLetter>,
    /// The charge as the terms make it today; nothing where they make none.
    charge: Option<Entitled<'a>>,
}

/// The chain from the clause to the ledger.
pub fn why(look: &Look<'_>, asked: AskWhy) -> Result<WhyAmount, Failure> {
    let invoice = invoices::one(look, wire::id("invoice_id", &asked.invoice_id)?)?;
    let lines = store::invoices::lines(look.db, invoice.id)?;
    let count = lines.len();
    let line = lines
        .into_iter()
        .find(|line| line.id.to_string() == asked.line_id)
        .ok_or_else(|| not_found("invoice line"))?;
    let service = store::agreements::show_service(look.db, line.service)?
        .ok_or_else(|| not_found("agreement"))?;
    let letter =
        clause_places::letters(look.db, Some(service.agreement_id))?.remove(&service.agreement_id);
    let whole = agreements::whole(look, None)?;
    let whole = whole
        .iter()
        .find(|one| one.agreement.id == service.agreement_id)
        .ok_or_else(|| not_found("agreement"))?;
    let key = (line.service, line.occurrence, line.beyond_cap);
    let until = look.today.max(line.period.to).max(invoice.issued_on);
    let charge = whole.all(until)?.into_iter().find(|charge| charge.key() == key);
    let known = Known { invoice, line, lines: count, whole, letter, charge };
    let steps = steps::all(look, &known)?;
    let (line, invoice) = (&known.line, &known.invoice);
    let mut answer = WhyAmount {
        invoice: invoice.number.clone(),
        description: line.description.clone(),
        period: period_words(look, line.period),
        net: line.net.into(),
        tax: line.tax.into(),
        total: line.net.plus(line.tax)?.into(),
        working: working(&known)?,
        agrees: agrees(&known),
        settling: settling(look, &known)?,
        open: invoice.open.into(),
        steps,
        text: String::new(),
    };
    answer.text = text(&answer, &known)?;
    Ok(answer)
}

/// Whether price, quantity and amount are those that the terms make.
fn agrees(known: &Known<'_>) -> bool {
    known.charge.as_ref().is_some_and(|found| {
        let (charge, line) = (&found.charge, &known.line);
        (charge.price, charge.quantity, charge.net) == (line.price, line.quantity, line.net)
    })
}

/// From price and quantity to the line: what makes it less or more is named.
fn working(known: &Known<'_>) -> Result<Vec<WhySum>, Failure> {
    let line = &known.line;
    let whole = line.price.at_rate(line.quantity)?;
    let mut sums = vec![WhySum {
        words: format!("{} × {}", line.quantity.normalize(), line.price.shown()),
        amount: whole.into(),
    }];
    let rest = line.net.minus(whole)?;
    if !rest.is_zero() {
        let part = known.charge.as_ref().and_then(|found| {
            let milestone = found.service.terms.milestone(found.charge.occurrence);
            let milestone =
                milestone.map(|part| format!("the share of milestone \"{}\"", part.name));
            found.charge.origin.share.words().or(milestone)
        });
        let words = part.map(|part| format!("only {part}"));
        let words = words.unwrap_or_else(|| "billed otherwise than price and quantity make".into());
        sums.push(WhySum { words, amount: rest.into() });
    }
    Ok(sums)
}

/// From the whole invoice to what is open on it.
fn settling(look: &Look<'_>, known: &Known<'_>) -> Result<Vec<WhySum>, Failure> {
    let invoice = &known.invoice;
    let off = |words: String, amount: Money| WhySum { words, amount: amount.negated().into() };
    let mut sums = vec![WhySum {
        words: format!("{} with tax", invoice.number),
        amount: invoice.total.into(),
    }];
    if invoice.void {
        sums.push(off("void: it counts for nothing".to_owned(), invoice.total));
    }
    for note in corrections::credits_of(look.db, invoice.id)? {
        sums.push(off(format!("credit note {}", note.number), note.total));
    }
    for part in store::payments::of_invoice(look.db, invoice.id)? {
        let day = look.long_date(part.received_on);
        sums.push(off(format!("paid on {day}"), part.amount));
    }
    for given_up in corrections::write_offs_of(look.db, invoice.id)? {
        let day = look.long_date(given_up.written_on);
        sums.push(off(format!("written off on {day}"), given_up.amount));
    }
    Ok(sums)
}

/// All of it as plain text.
fn text(answer: &WhyAmount, known: &Known<'_>) -> Result<String, Failure> {
    let line = &known.line;
    let mut text = format!(
        "Why {} on {}?\n{}, {}\n\n",
        line.net.plus(line.tax)?.shown(),
        answer.invoice,
        answer.description,
        answer.period
    );
    for (n, step) in answer.steps.iter().enumerate() {
        text.push_str(&format!("{}. {}\n", n + 1, step.words));
    }
    let currency = line.net.currency();
    let mut block = |sums: &[WhySum], ends: &[(&str, Money)]| -> Result<(), Failure> {
        text.push('\n');
        for sum in sums {
            let amount = Money::new(sum.amount.minor, currency)?;
            text.push_str(&format!("{}: {}\n", sum.words, amount.shown()));
        }
        for (words, amount) in ends {
            text.push_str(&format!("= {words}: {}\n", amount.shown()));
        }
        Ok(())
    };
    block(&answer.working, &[("the line without tax", line.net)])?;
    block(&answer.settling, &[("open on the invoice", known.invoice.open)])?;
    Ok(text)
}

/// Whether the price of a charge was set for this once.
fn once(known: &Known<'_>) -> bool {
    let priced = known.charge.as_ref().map(|found| found.charge.origin.priced);
    priced == Some(Priced::Once)
}
