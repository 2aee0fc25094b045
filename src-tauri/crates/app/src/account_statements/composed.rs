//! From the facts of a statement of account to its page.

use domain::invoice::Age;
use domain::money::Money;
use paper::statement::{AgeBand, Movement, OpenInvoice, OpenSums, Statement};
use paper::with_sign;
use store::account_statements::What;
use store::invoices::Invoice;

use super::Facts;
use crate::context::Look;
use crate::failure::Failure;
use crate::invoice_paper::method_words;
use crate::letter::{currency_words, stationery};

/// The page.
pub(super) fn paper(look: &Look<'_>, facts: &Facts) -> Result<Statement, Failure> {
    let name = &facts.client.name;
    let footer = format!(
        "{} to {name} · statement of account · {}",
        look.practice.name,
        look.long_date(facts.until)
    );
    let mut addressee = vec![name.clone()];
    addressee.extend(facts.client.address.lines().map(str::to_owned));
    let account = &facts.account;
    let mut movements = vec![Movement {
        on: facts.from,
        what: "Balance brought forward".to_owned(),
        due_on: None,
        billed: None,
        paid: None,
        balance: account.brought_forward,
    }];
    movements.extend(account.rows.iter().map(|(moved, balance)| Movement {
        on: moved.on,
        what: words(look, &moved.what),
        due_on: moved.what.due_on.filter(|_| moved.what.event == "invoice_issued"),
        billed: moved.change.is_positive().then_some(moved.change),
        paid: (!moved.change.is_positive()).then_some(moved.change),
        balance: *balance,
    }));
    let open = |invoice: &Invoice| {
        let days = (facts.until - invoice.due_on).num_days();
        let paid = invoice.open.minus(invoice.total)?;
        Ok(OpenInvoice {
            number: invoice.number.clone(),
            due_on: invoice.due_on,
            days_late: u32::try_from(days).ok().filter(|days| *days > 0),
            sums: OpenSums { total: invoice.total, paid, open: invoice.open },
        })
    };
    let open_invoices = facts.open.iter().map(open).collect::<Result<Vec<_>, Failure>>()?;
    let total = Money::sum(facts.currency, facts.open.iter().map(|invoice| invoice.total))?;
    let paid = facts.invoices_open.minus(total)?;
    Ok(Statement {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        from: facts.from,
        until: facts.until,
        meta: Vec::new(),
        owed: account.owed,
        says: says(facts),
        ageing: ageing(facts)?,
        invoices_open: facts.invoices_open,
        movements,
        billed: account.billed,
        paid: account.paid,
        open_invoices,
        together: OpenSums { total, paid, open: facts.invoices_open },
        note: format!(
            "{}. Late charges are not included. Days late are counted from the due date to {}. \
             Tell us at once if this differs from your books.",
            capital(currency_words(facts.currency)),
            look.long_date(facts.until)
        ),
    })
}

/// How much is past due, and what is held.
fn says(facts: &Facts) -> String {
    let mut words = vec![if facts.past_due.is_positive() {
        format!("Of this, {} is past due.", with_sign(facts.past_due))
    } else {
        "Nothing is past due.".to_owned()
    }];
    if facts.credit.is_positive() {
        words.push(format!(
            "We hold {} for you that is not yet set against an invoice; it is already deducted.",
            with_sign(facts.credit)
        ));
    }
    words.join(" ")
}

fn ageing(facts: &Facts) -> Result<Vec<AgeBand>, Failure> {
    let band = |age: &Age| {
        let label = match age {
            Age::NotDue => "Not yet due",
            Age::To30 => "1–30 days late",
            Age::To60 => "31–60 days",
            Age::To90 => "61–90 days",
            Age::Over90 => "Over 90 days",
        };
        let of = facts.open.iter().filter(|one| Age::on(one.due_on, facts.until) == *age);
        let open = Money::sum(facts.currency, of.map(|one| one.open))?;
        Ok(AgeBand { label: label.to_owned(), open })
    };
    Age::ALL.iter().map(band).collect()
}

/// What changed the account, for the client.
fn words(look: &Look<'_>, what: &What) -> String {
    let invoice = &what.invoice;
    match what.event.as_str() {
        "invoice_issued" => format!("Invoice {invoice}"),
        "invoice_credited" => format!("Credit note {}, to {invoice}", what.credit_note),
        "invoice_voided" => format!("Invoice {invoice} voided"),
        "written_off" => format!("{invoice} written off"),
        "written_off_reversed" => format!("Write-off of {invoice} taken back"),
        "payment_received" => {
            format!("Payment, {}", uncapital(&method_words(look, &what.method, &what.reference)))
        }
        "payment_received_reversed" => {
            format!("Payment taken back, {}", method_words(look, &what.method, &what.reference))
        }
        "late_paid" => "Payment set against a late charge".to_owned(),
        "late_paid_reversed" => "Payment taken from a late charge".to_owned(),
        "card_cost_paid" => "Cost of paying by credit card".to_owned(),
        "card_cost_paid_reversed" => "Cost of paying by credit card, given back".to_owned(),
        other => capital(&other.replace('_', " ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}
