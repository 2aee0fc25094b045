//! Square's pages for a client: an invoice to be paid, with a box that keeps the card.
//!
//! Nobody can insist on the box: a client who pays and leaves it alone has permitted nothing.

use chrono::TimeDelta;
use domain::processor::{Answer, Bill, Charge, Page, Payer, Permitted, Trouble};
use serde_json::json;

use super::orders::{self, Obligation};
use super::wire::{Customer, Invoice};
use super::{Square, cards, charges, held};

/// How long a card may take to show after it was kept.
const SHOWS_WITHIN: TimeDelta = TimeDelta::hours(1);

/// Opens a page on which one bill is paid. The terms stand on it where a card may be kept; agreeing
/// to them is ticking the box.
pub(super) fn pay(account: &Square, bill: &Bill) -> Result<Page, Trouble> {
    let mark = bill.collection.to_string();
    let sheet = Sheet {
        mark: &mark,
        key: format!("{mark}:page:{}", bill.page),
        payer: &bill.payer,
        what: format!("Invoice {}", bill.invoice),
        words: bill.keeps.as_ref().map_or("", |keeping| &keeping.terms),
        due: bill.amount,
        keeps: bill.keeps.is_some(),
    };
    lay_out(account, &sheet)
}

/// What paid a page.
pub(super) fn paid_on(account: &Square, reference: &str) -> Result<Option<Charge>, Trouble> {
    let (invoice, _) = held::whole(account, reference)?;
    let open = matches!(invoice.status.as_str(), "DRAFT" | "UNPAID" | "SCHEDULED" | "CANCELED");
    match invoice.order_id.filter(|_| !open) {
        Some(order) => charges::read(account, &order).map(Some),
        None => Ok(None),
    }
}

/// What a page shows.
struct Sheet<'a> {
    mark: &'a str,
    key: String,
    payer: &'a Payer,
    what: String,
    words: &'a str,
    due: domain::money::Money,
    keeps: bool,
}

fn lay_out(account: &Square, sheet: &Sheet<'_>) -> Result<Page, Trouble> {
    let payer = payer(account, sheet.payer)?;
    let order = orders::make(
        account,
        &Obligation {
            mark: sheet.mark,
            key: &format!("{}:order", sheet.key),
            payer: &payer,
            what: &sheet.what,
            due: sheet.due,
        },
    )?;
    let wanted = held::Wanted {
        order: &order,
        key: &sheet.key,
        payer: &payer,
        title: sheet.what.clone(),
        words: sheet.words,
        // The order's own day, so that the same page asked for tomorrow is the same.
        due: order.created_at.date_naive(),
        card: None,
        keeps: sheet.keeps,
    };
    let draft = held::make(account, &wanted)?;
    let shown = held::show(account, &draft, &format!("{}:show", sheet.key))?;
    Ok(Page {
        url: shown.public_url.unwrap_or_default(),
        reference: shown.id,
        payer,
        ends_at: None,
    })
}

/// The payer at Square: the one that is known, the one with our mark, or a new one.
fn payer(account: &Square, payer: &Payer) -> Result<String, Trouble> {
    if let Some(reference) = &payer.reference {
        return Ok(reference.clone());
    }
    let client = payer.client.to_string();
    let description = json!({
        "limit": 1,
        "query": { "filter": { "reference_id": { "exact": client } } },
    });
    let purpose = "look for a client among the payers";
    let same: Vec<Customer> =
        account.search(purpose, "/v2/customers/search", "customers", &description)?;
    if let Some(found) = same.into_iter().next() {
        return Ok(found.id);
    }
    let mut fields = json!({
        "idempotency_key": format!("{client}:payer:1"),
        "given_name": payer.name,
        "reference_id": client,
    });
    if !payer.email.is_empty() {
        fields["email_address"] = json!(payer.email);
    }
    let purpose = "add a client as a payer";
    let made: Customer = account.prepare(purpose, "/v2/customers", "customer", &fields)?;
    Ok(made.id)
}

/// What became of a page.
pub(super) fn read(account: &Square, reference: &str) -> Result<Answer, Trouble> {
    let (invoice, bytes) = held::whole(account, reference)?;
    match invoice.status.as_str() {
        "CANCELED" => Ok(Answer::Ended),
        "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" => paid(account, &invoice, bytes),
        _ => Ok(Answer::Waiting),
    }
}

/// The card that a client kept while paying.
fn paid(account: &Square, invoice: &Invoice, mut evidence: Vec<u8>) -> Result<Answer, Trouble> {
    let payer = invoice.primary_recipient.as_ref().and_then(|one| one.customer_id.as_deref());
    let Some(payer) = payer else {
        return Ok(Answer::Ended);
    };
    let cards = cards::of_payer(account, payer)?;
    let kept = cards.into_iter().rev().find(|card| card.created_at >= invoice.created_at);
    let Some(card) = kept else {
        if account.http.world().now() < invoice.updated_at + SHOWS_WITHIN {
            return Ok(Answer::Waiting);
        }
        let words = "the client paid and did not tick the box that keeps the card";
        return Ok(Answer::Refused { words: words.to_owned() });
    };
    let (card, bytes) = cards::whole(account, &card.id)?;
    let at = card.created_at;
    // Both answers, a line each.
    evidence.push(b'\n');
    evidence.extend(bytes);
    Ok(Answer::Permitted(Box::new(Permitted {
        instrument: cards::instrument_of(card),
        at,
        letter: String::new(),
        evidence,
    })))
}
