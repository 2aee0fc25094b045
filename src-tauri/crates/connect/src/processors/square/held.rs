//! Square's own invoices: those that charge a card on their day, whether this computer is on or
//! not, and those on whose page a client pays.
//!
//! Each belongs to one order, and is a draft until it is published: a draft takes nothing.

use chrono::{Days, NaiveDate};
use domain::processor::{Reason, Refusal, Taken, Trouble};
use serde_json::{Value, json};

use super::Square;
use super::call::name;
use super::wire::{Invoice, Ordered};

/// An invoice to be made.
pub(super) struct Wanted<'a> {
    /// The order it bills.
    pub(super) order: &'a Ordered,
    /// The key under which it is made once.
    pub(super) key: &'a str,
    /// Square's name of the payer.
    pub(super) payer: &'a str,
    pub(super) title: String,
    /// What the client reads before paying; may be empty.
    pub(super) words: &'a str,
    pub(super) due: NaiveDate,
    /// The card that is charged on the day; nothing where the client pays on a page.
    pub(super) card: Option<&'a str>,
    /// Whether the page offers to keep the card.
    pub(super) keeps: bool,
}

/// Makes an invoice, once for each key. It is a draft.
pub(super) fn make(account: &Square, wanted: &Wanted<'_>) -> Result<Invoice, Trouble> {
    let mut request = json!({ "request_type": "BALANCE", "due_date": wanted.due.to_string() });
    if let Some(card) = wanted.card {
        request["automatic_payment_source"] = json!("CARD_ON_FILE");
        request["card_id"] = json!(card);
    }
    let mut invoice = json!({
        "location_id": account.place()?.id,
        "order_id": wanted.order.id,
        "primary_recipient": { "customer_id": wanted.payer },
        "payment_requests": [request],
        // An automatic payment wants the client to be told by e-mail.
        "delivery_method": if wanted.card.is_some() { "EMAIL" } else { "SHARE_MANUALLY" },
        "title": wanted.title,
        "accepted_payment_methods": { "card": true },
        "store_payment_method_enabled": wanted.keeps,
    });
    if !wanted.words.is_empty() {
        invoice["description"] = json!(wanted.words);
    }
    let fields = json!({ "idempotency_key": wanted.key, "invoice": invoice });
    account.prepare("draw an invoice at Square", "/v2/invoices", "invoice", &fields)
}

/// Publishes a draft whose page a client pays on: it takes nothing by itself.
pub(super) fn show(account: &Square, draft: &Invoice, key: &str) -> Result<Invoice, Trouble> {
    let path = format!("/v2/invoices/{}/publish", name(&draft.id)?);
    account.prepare("open a page for a client", &path, "invoice", &publishing(draft, key))
}

/// Publishes a draft that charges a card on its day.
pub(super) fn hand_over(account: &Square, draft: &Invoice, key: &str) -> Result<Invoice, Trouble> {
    let path = format!("/v2/invoices/{}/publish", name(&draft.id)?);
    let purpose = "hand a charge over for its day";
    account.act(purpose, &path, "invoice", &publishing(draft, key))
}

fn publishing(draft: &Invoice, key: &str) -> Value {
    json!({ "idempotency_key": key, "version": draft.version })
}

/// The invoice of an order, where it has one.
pub(super) fn of_order(account: &Square, order: &Ordered) -> Result<Option<Invoice>, Trouble> {
    let Some(payer) = &order.customer_id else {
        return Ok(None);
    };
    let description = json!({
        "limit": 200,
        "query": {
            "filter": { "location_ids": [account.place()?.id], "customer_ids": [payer] },
        },
    });
    let purpose = "look for the invoice of a charge";
    let all: Vec<Invoice> =
        account.search(purpose, "/v2/invoices/search", "invoices", &description)?;
    Ok(all.into_iter().find(|invoice| invoice.order_id.as_ref() == Some(&order.id)))
}

/// Where the charge of an unpaid invoice stands on a day.
pub(super) fn state(invoice: &Invoice, today: NaiveDate) -> Taken {
    let request = invoice.payment_requests.first();
    let automatic = request
        .filter(|one| one.automatic_payment_source.as_deref() == Some("CARD_ON_FILE"))
        .and_then(|one| one.due_date);
    match (invoice.status.as_str(), automatic) {
        ("DRAFT", _) | ("UNPAID" | "SCHEDULED", None) => Taken::Prepared,
        // The day is the practice's, which may be behind ours.
        ("UNPAID" | "SCHEDULED", Some(on)) if today <= on + Days::new(1) => Taken::Held { on },
        ("UNPAID" | "SCHEDULED", Some(_)) | ("FAILED", _) => Taken::Declined(Refusal {
            reason: Reason::TryLater,
            code: "scheduled_charge_failed".to_owned(),
            words: "Square could not charge the card on its day".to_owned(),
            trace: String::new(),
            wait: None,
        }),
        ("PAYMENT_PENDING", _) => Taken::Processing { expected_on: None },
        ("CANCELED", _) => Taken::Retracted,
        (word, _) => Taken::Strange { word: format!("invoice {word}") },
    }
}

/// Whether an invoice can still take money or be paid on.
pub(super) fn is_open(invoice: &Invoice) -> bool {
    matches!(invoice.status.as_str(), "DRAFT" | "UNPAID" | "SCHEDULED" | "FAILED")
}

/// An invoice by its name, and what Square says of it to the byte.
pub(super) fn whole(account: &Square, reference: &str) -> Result<(Invoice, Vec<u8>), Trouble> {
    let path = format!("/v2/invoices/{}", name(reference)?);
    account.get_whole("see what became of a page", &path, "invoice")
}

/// Cancels an invoice, and its order with it; one that is over is fine.
pub(super) fn cancel(account: &Square, reference: &str) -> Result<(), Trouble> {
    let (invoice, _) = whole(account, reference)?;
    let path = format!("/v2/invoices/{}", name(reference)?);
    match invoice.status.as_str() {
        "DRAFT" => account.delete("close a page", &path, format!("version={}", invoice.version)),
        "UNPAID" | "SCHEDULED" | "FAILED" => {
            let fields = json!({ "version": invoice.version });
            let path = format!("{path}/cancel");
            account.prepare::<Value>("close a page", &path, "invoice", &fields).map(drop)
        }
        _ => Ok(()),
    }
}
