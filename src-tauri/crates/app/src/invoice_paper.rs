//! From an issued invoice to its page, and from a paid one to its receipt.

use domain::charge::{Billing, Unit};
use domain::invoice::{Issued, Line};
use domain::jurisdiction::Jurisdiction;
use domain::money::Money;
use domain::payment_terms::PaymentTerms;
use domain::tax::Share;
use paper::invoice::{Invoice, InvoiceLine, LineTax, Note, TaxSummary, TaxSummaryRow, TotalRow};
use paper::pay_slip::PaySlip;
use paper::receipt::{PaidInvoice, Receipt, ReceiptKind, ReceivedPayment};
use paper::{MetaRow, with_sign};
use rust_decimal::Decimal;
use store::clients::Client;
use store::invoices::Invoice as Stored;
use store::payments::Allocation;

use crate::agreements::{Entitled, charge_name, period_words};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};
use crate::taxes;

/// The page of an invoice.
pub(crate) fn compose(
    look: &Look<'_>,
    client: &Client,
    issued: &Issued,
    terms: PaymentTerms,
    charges: &[Entitled<'_>],
) -> Result<Invoice, Failure> {
    let practice = &look.practice;
    let footer = format!(
        "{} to {} · {} · {}",
        practice.name,
        client.name,
        issued.number,
        look.long_date(issued.issued_on)
    );
    let taxed = !issued.tax.is_zero();
    let shares: Vec<Share> =
        issued.lines.iter().flat_map(|line| line.shares.iter().cloned()).collect();
    let registered = !practice.tax_registration.is_empty();
    let title = match (taxed, practice.jurisdiction) {
        (true, Jurisdiction::Gb | Jurisdiction::Ie) if registered => "VAT invoice",
        (true, Jurisdiction::Au | Jurisdiction::Nz) if registered => "Tax invoice",
        _ => "Invoice",
    };
    let mut agreements: Vec<&str> =
        charges.iter().map(|entitled| entitled.agreement.number.as_str()).collect();
    agreements.dedup();
    let mut meta = vec![MetaRow::new("Agreement", agreements.join(", "))];
    meta.push(MetaRow::new("Terms", format!("Due {}", terms.words())));
    if !client.tax_number.is_empty() {
        meta.push(MetaRow::new("Your tax number", &client.tax_number));
    }
    let mut addressee = vec![client.name.clone()];
    addressee.extend(client.address.lines().map(str::to_owned));
    Ok(Invoice {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        title: title.to_owned(),
        number: issued.number.clone(),
        issued_on: issued.issued_on,
        tax_point: (taxed && title == "VAT invoice").then_some(issued.issued_on),
        due_on: issued.due_on,
        meta,
        amount_due: issued.total,
        what_happens: format!(
            "Please pay {} by {}, with the {}.",
            with_sign(issued.total),
            look.long_date(issued.due_on),
            to_pay_under(look, &issued.number)
        ),
        lines: charges
            .iter()
            .zip(&issued.lines)
            .enumerate()
            .map(|(at, (entitled, of))| line(look, at, entitled, of, taxed))
            .collect(),
        tax_name: tax_name(look, &shares),
        totals: totals(look, issued, &shares)?,
        tax_summary: taxed.then(|| tax_summary(issued)).transpose()?,
        notes: tax_note(issued).into_iter().chain(notes(look)).collect(),
    })
}

fn line(
    look: &Look<'_>,
    at: usize,
    entitled: &Entitled<'_>,
    of: &Line,
    taxed: bool,
) -> InvoiceLine {
    let (charge, terms) = (&of.charge, entitled.terms());
    let quantity = charge.quantity.normalize();
    InvoiceLine {
        key: format!("line.{at}"),
        name: charge_name(entitled),
        sub_line: sub_line(look, entitled),
        quantity: match terms.billing {
            Billing::Logged { unit: Unit::Hour, .. } => format!("{quantity} h"),
            _ => quantity.to_string(),
        },
        // What is a part of a whole is not its rate times its quantity.
        rate: part_words(entitled).is_none().then_some(charge.price),
        amount: charge.net,
        tax: taxed.then(|| LineTax {
            rate: rate_words(&of.shares),
            amount: (!charge.tax.is_zero()).then_some(charge.tax),
        }),
    }
}

/// The days it covers, and what makes it differ from what was agreed for a whole period.
fn sub_line(look: &Look<'_>, entitled: &Entitled<'_>) -> String {
    let charge = &entitled.charge;
    let mut words = vec![period_words(look, charge.period)];
    words.extend(part_words(entitled));
    words.extend(charge.origin.priced.words().map(str::to_owned));
    words.push(match entitled.amendment {
        Some(number) => format!("amendment {number}"),
        None => "clause SCOPE".to_owned(),
    });
    words.join(" · ")
}

/// Which part of a whole it is, where it is one.
fn part_words(entitled: &Entitled<'_>) -> Option<String> {
    let milestone = entitled.service.terms.milestone(entitled.charge.occurrence);
    milestone.map(|_| "in part".to_owned()).or(entitled.charge.origin.share.words())
}

/// The rates of a line together, as printed: `20%`, `14.975%`, `none`.
pub(crate) fn rate_words(shares: &[Share]) -> String {
    let percent: Decimal = shares.iter().map(|share| share.percent).sum();
    if shares.is_empty() { "none".to_owned() } else { format!("{}%", percent.normalize()) }
}

/// What the tax is called over its columns: by its name where there is one.
pub(crate) fn tax_name(look: &Look<'_>, shares: &[Share]) -> String {
    match shares.first() {
        Some(first) if shares.iter().all(|share| share.name == first.name) => first.name.clone(),
        Some(_) => "Tax".to_owned(),
        None => look.place().tax_name.to_owned(),
    }
}

/// The sum of each tax by its name, in the order in which they first appear.
pub(crate) fn by_name(shares: &[Share]) -> Result<Vec<(String, Money)>, Failure> {
    let mut sums: Vec<(String, Money)> = Vec::new();
    for share in shares {
        match sums.iter_mut().find(|(name, _)| *name == share.name) {
            Some((_, sum)) => *sum = sum.plus(share.amount)?,
            None => sums.push((share.name.clone(), share.amount)),
        }
    }
    Ok(sums)
}

/// What is to be said of the tax: a reverse charge, an exemption, prices that hold it.
fn tax_note(issued: &Issued) -> Option<Note> {
    let mut words = taxes::notes(issued.lines.iter().map(|line| line.treatment.as_str()));
    let held = |line: &Line| line.charge.rates.included() && !line.charge.tax.is_zero();
    if issued.lines.iter().any(held) {
        words.push("Unit prices include tax; net and tax are what they come to.".to_owned());
    }
    let label = "Tax".to_owned();
    (!words.is_empty()).then(|| Note { label, text: words.join(" ") })
}

fn totals(look: &Look<'_>, issued: &Issued, shares: &[Share]) -> Result<Vec<TotalRow>, Failure> {
    let row = |label: String, amount, strong| TotalRow { label, amount, strong };
    let mut rows = vec![row("Subtotal".to_owned(), issued.net, false)];
    if issued.tax.is_zero() {
        let none = format!("{} (none applies)", look.place().tax_name);
        rows.push(row(none, issued.tax, false));
    } else {
        rows.extend(by_name(shares)?.into_iter().map(|(name, sum)| row(name, sum, false)));
    }
    let due = format!("Amount due, {}", currency_words(issued.total.currency()));
    rows.push(row(due, issued.total, true));
    Ok(rows)
}

/// The tax by rate, in the order of the lines.
fn tax_summary(issued: &Issued) -> Result<TaxSummary, Failure> {
    let lines = issued.lines.iter();
    let lines = lines.map(|line| (line.treatment.as_str(), line.charge.net, &line.shares[..]));
    let rows = taxes::by_rate(lines)?.into_iter().map(|row| TaxSummaryRow {
        label: row.words,
        net: row.net,
        tax: (!row.tax.is_zero()).then_some(row.tax),
    });
    let together =
        TaxSummaryRow { label: "Together".to_owned(), net: issued.net, tax: Some(issued.tax) };
    Ok(TaxSummary { rows: rows.collect(), together })
}

/// What a client is to write with the money: the number, or the reference with check digits where
/// the practice has those and the number has room in one.
fn to_pay_under(look: &Look<'_>, number: &str) -> String {
    let reference = look.practice.check_references.then(|| domain::reference::of(number)).flatten();
    reference.map_or(format!("number {number}"), |reference| format!("reference {reference}"))
}

fn notes(look: &Look<'_>) -> Vec<Note> {
    let practice = &look.practice;
    let mut notes = Vec::new();
    let mut note = |label: &str, text: String| notes.push(Note { label: label.to_owned(), text });
    if !practice.how_to_pay.is_empty() {
        note("How to pay", practice.how_to_pay.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let contact = [&practice.email, &practice.phone].into_iter().find(|text| !text.is_empty());
    if let Some(contact) = contact {
        let text = format!(
            "Write to {contact} before the due date. The part in question waits; the rest stays \
             due."
        );
        note("A question?", text);
    }
    notes
}

/// The page of what is open on an invoice of another program. It is no invoice and says so.
pub(crate) fn brought_over(
    look: &Look<'_>,
    invoice: &Stored,
    whole: Money,
) -> Result<Invoice, Failure> {
    let (practice, number) = (&look.practice, &invoice.number);
    let footer = format!("{} to {} · {number}", practice.name, invoice.client_name);
    let mut addressee = vec![invoice.client_name.clone()];
    addressee.extend(invoice.client_address.lines().map(str::to_owned));
    let part = if whole == invoice.total {
        "all of it is open".to_owned()
    } else {
        format!("{} of {} is open", invoice.total.shown(), whole.shown())
    };
    let due = format!("Amount due, {}", currency_words(invoice.currency));
    Ok(Invoice {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        title: "Balance".to_owned(),
        number: number.clone(),
        issued_on: invoice.issued_on,
        tax_point: None,
        due_on: invoice.due_on,
        meta: Vec::new(),
        amount_due: invoice.total,
        what_happens: format!(
            "This repeats what is open on invoice {number}, which you have; it is no new invoice. \
             Please pay {} with the {}.",
            with_sign(invoice.total),
            to_pay_under(look, number)
        ),
        lines: vec![InvoiceLine {
            key: "line.0".to_owned(),
            name: format!("Invoice {number} of {}", look.long_date(invoice.issued_on)),
            sub_line: part,
            quantity: "1".to_owned(),
            rate: None,
            amount: invoice.total,
            tax: None,
        }],
        tax_name: look.place().tax_name.to_owned(),
        totals: vec![TotalRow { label: due, amount: invoice.total, strong: true }],
        tax_summary: None,
        notes: notes(look),
    })
}

/// The receipt of an invoice that is fully paid.
pub(crate) fn receipt(
    look: &Look<'_>,
    invoice: &Stored,
    paid: &[Allocation],
    settled_on: chrono::NaiveDate,
) -> Result<Receipt, Failure> {
    let practice = &look.practice;
    let footer = format!(
        "{} to {} · receipt for {} · {}",
        practice.name,
        invoice.client_name,
        invoice.number,
        look.long_date(settled_on)
    );
    let mut addressee = vec![invoice.client_name.clone()];
    addressee.extend(invoice.client_address.lines().map(str::to_owned));
    let signatory = if practice.person.is_empty() { &practice.name } else { &practice.person };
    Ok(Receipt {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        number: invoice.number.clone(),
        issued_on: look.today,
        agreement: None,
        received_from: invoice.client_name.clone(),
        sum: invoice.standing().paid()?,
        kind: ReceiptKind::Settled { on: settled_on },
        payments: paid
            .iter()
            .map(|allocation| ReceivedPayment {
                paid_on: allocation.received_on,
                how: method_words(look, &allocation.method, &allocation.reference),
                sub_line: String::new(),
                settled_on: Some(allocation.received_on),
                amount: allocation.amount,
            })
            .collect(),
        invoices: vec![PaidInvoice {
            number: invoice.number.clone(),
            issued_on: invoice.issued_on,
            total: invoice.total,
        }],
        signatory: signatory.clone(),
        note: "If a bank takes a payment back, this receipt no longer holds for that payment, and \
               the invoice is open again by that amount."
            .to_owned(),
    })
}

/// The slip to pay an invoice by on the page of this address.
pub(crate) fn pay_slip(look: &Look<'_>, invoice: &Stored, link: &str) -> Result<PaySlip, Failure> {
    let practice = &look.practice;
    let footer = format!("{} to {} · {}", practice.name, invoice.client_name, invoice.number);
    let mut addressee = vec![invoice.client_name.clone()];
    addressee.extend(invoice.client_address.lines().map(str::to_owned));
    Ok(PaySlip {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        invoice: invoice.number.clone(),
        due_on: invoice.due_on,
        open: invoice.open,
        link: link.to_owned(),
        how_to_pay: practice.how_to_pay.clone(),
    })
}

/// How money came, in words: `Cheque 2231`, `Transfer`.
pub(crate) fn method_words(look: &Look<'_>, method: &str, reference: &str) -> String {
    let name = match method {
        "cheque" if look.practice.jurisdiction == Jurisdiction::Us => "Check",
        "cheque" => "Cheque",
        "cash" => "Cash",
        "card" => "Card",
        "debit" => "Bank debit",
        _ => "Transfer",
    };
    if reference.is_empty() { name.to_owned() } else { format!("{name} {reference}") }
}
