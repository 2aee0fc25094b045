//! Charges that Stripe holds for a day: draft invoices that finalise themselves and take the money,
//! whether this computer is on or not.
//!
//! A draft is made asleep, gets its one line, and is woken last: a draft without its line never
//! goes out. The charge keeps the invoice's name.

use chrono::{NaiveTime, TimeZone, Utc};
use domain::processor::{Charge, Order, Reason, Taken, Trouble};

use super::call::name;
use super::form::Form;
use super::wire::Invoice;
use super::{Stripe, charges, no, read};

/// Noon, so that the day is the same in all but a few zones.
const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("noon is a time");

/// Whether a charge is one that Stripe holds.
pub(super) fn is_invoice(reference: &str) -> bool {
    reference.starts_with("in_")
}

/// Whether an order is for a charge that Stripe holds, or became one.
pub(super) fn holds(order: &Order) -> bool {
    match &order.reference {
        Some(reference) => is_invoice(reference),
        None => order.on.is_some(),
    }
}

/// Hands a charge over for its day, or tries an invoice again that was refused.
pub(super) fn charge(stripe: &Stripe, order: &Order) -> Result<Charge, Trouble> {
    let known = match &order.reference {
        Some(reference) => Some(invoice(stripe, reference)?),
        None => search(stripe, order)?.filter(|i| i.status.as_deref() != Some("void")),
    };
    let invoice = match known {
        Some(invoice) if invoice.status.as_deref() == Some("draft") => invoice,
        Some(invoice) => return again(stripe, order, invoice),
        None => create(stripe, order)?,
    };
    if invoice.auto_advance {
        return charge_of(stripe, invoice);
    }
    if invoice.total == 0 {
        add_line(stripe, order, &invoice.id)?;
    }
    let path = format!("/v1/invoices/{}", name(&invoice.id)?);
    let woken = Form::new()
        .put("auto_advance", true)
        .put_some("automatically_finalizes_at", order.on.map(seconds));
    let key = format!("{}:wake:{}", order.collection, order.attempt);
    let woken: Invoice = stripe.post("hand a charge over for its day", &path, &woken, &key)?;
    if read::money(woken.total, &woken.currency)? != order.amount {
        let words = "the charge at Stripe has another amount; take it back and hand it over anew";
        return Err(no(Reason::NotThisAmount, "amount", words));
    }
    charge_of(stripe, woken)
}

fn seconds(day: chrono::NaiveDate) -> i64 {
    Utc.from_utc_datetime(&day.and_time(NOON)).timestamp()
}

fn create(stripe: &Stripe, order: &Order) -> Result<Invoice, Trouble> {
    let form = Form::new()
        .put("customer", &order.instrument.payer)
        .put("collection_method", "charge_automatically")
        .put("auto_advance", false)
        .put("currency", read::code(order.amount.currency()))
        .put("default_payment_method", &order.instrument.reference)
        .put("description", format!("Invoice {}", order.invoice))
        .put("pending_invoice_items_behavior", "exclude")
        .put("metadata[collection]", order.collection)
        .put("metadata[attempt]", order.attempt)
        .put("metadata[invoice]", &order.invoice);
    let key = format!("{}:draft:{}", order.collection, order.attempt);
    stripe.post("prepare a charge of a later day", "/v1/invoices", &form, &key)
}

fn add_line(stripe: &Stripe, order: &Order, invoice: &str) -> Result<(), Trouble> {
    let form = Form::new()
        .put("customer", &order.instrument.payer)
        .put("invoice", invoice)
        .put("amount", order.amount.minor())
        .put("currency", read::code(order.amount.currency()))
        .put("description", format!("Invoice {}", order.invoice));
    let key = format!("{}:line:{}", order.collection, order.attempt);
    let purpose = "write the amount of a charge of a later day";
    stripe.post::<serde_json::Value>(purpose, "/v1/invoiceitems", &form, &key).map(drop)
}

/// Another attempt at an invoice that was refused, unless this attempt was made already.
fn again(stripe: &Stripe, order: &Order, invoice: Invoice) -> Result<Charge, Trouble> {
    let made: u32 = invoice.metadata.get("attempt").and_then(|text| text.parse().ok()).unwrap_or(0);
    let reference = invoice.id.clone();
    let stands = charge_of(stripe, invoice)?;
    if !matches!(stands.state, Taken::Declined(_)) {
        return Ok(stands);
    }
    if made >= order.attempt && order.attempt == 1 {
        return Ok(stands);
    }
    let path = format!("/v1/invoices/{}", name(&reference)?);
    if made < order.attempt {
        let marked = Form::new().put("metadata[attempt]", order.attempt);
        let key = format!("{}:mark:{}", order.collection, order.attempt);
        stripe.post::<Invoice>("prepare another attempt", &path, &marked, &key)?;
    }
    let form = Form::new()
        .put("payment_method", &order.instrument.reference)
        .put("off_session", true)
        .put_text("mandate", &order.instrument.mandate);
    let key = format!("{}:confirm:{}", order.collection, order.attempt);
    let pay = format!("{path}/pay");
    match stripe.post::<Invoice>("charge a client", &pay, &form, &key) {
        Err(Trouble::Refused(no)) if !no.reason.is_about_the_call() => {
            let charge = self::read(stripe, &reference)?;
            let declined = matches!(charge.state, Taken::Declined(_));
            Ok(if declined { Charge { state: Taken::Declined(no), ..charge } } else { charge })
        }
        Err(trouble) => Err(trouble),
        Ok(_) => self::read(stripe, &reference),
    }
}

/// The held charge of an order.
pub(super) fn find(stripe: &Stripe, order: &Order) -> Result<Option<Charge>, Trouble> {
    search(stripe, order)?.map(|invoice| charge_of(stripe, invoice)).transpose()
}

fn search(stripe: &Stripe, order: &Order) -> Result<Option<Invoice>, Trouble> {
    let query = charges::since(order).expand(&["data.payments"]);
    let purpose = "look for the charge of an invoice";
    let all = stripe.list(purpose, "/v1/invoices", &query, |one: &Invoice| &one.id)?;
    let collection = order.collection.to_string();
    let ours = all.into_iter().filter(|i| i.metadata.get("collection") == Some(&collection));
    Ok(ours.max_by_key(|invoice| invoice.status.as_deref() != Some("void")))
}

/// A held charge by its name.
pub(super) fn read(stripe: &Stripe, reference: &str) -> Result<Charge, Trouble> {
    let invoice = invoice(stripe, reference)?;
    charge_of(stripe, invoice)
}

fn invoice(stripe: &Stripe, reference: &str) -> Result<Invoice, Trouble> {
    let path = format!("/v1/invoices/{}", name(reference)?);
    stripe.get("read a charge", &path, &Form::new().expand(&["payments"]))
}

/// The intent that pays an invoice, once there is one.
pub(super) fn intent_of(invoice: &Invoice) -> Option<&str> {
    let payments = invoice.payments.as_ref()?;
    payments.data.iter().find_map(|one| one.payment.as_ref()?.payment_intent.as_deref())
}

/// The intent behind a held charge.
pub(super) fn intent_behind(stripe: &Stripe, reference: &str) -> Result<String, Trouble> {
    let invoice = invoice(stripe, reference)?;
    let found = intent_of(&invoice).map(str::to_owned);
    found.ok_or_else(|| no(Reason::NotFound, "", "nothing was taken for it yet"))
}

/// The held charges of a payer, each with the intent behind it.
pub(super) fn of_payer(stripe: &Stripe, payer: &str) -> Result<Vec<(String, String)>, Trouble> {
    let query = Form::new().put("customer", payer).expand(&["data.payments"]);
    let purpose = "look for the invoice of a charge";
    let all = stripe.list(purpose, "/v1/invoices", &query, |one: &Invoice| &one.id)?;
    let pairs = all.iter().filter_map(|invoice| {
        invoice.metadata.get("collection")?;
        Some((intent_of(invoice)?.to_owned(), invoice.id.clone()))
    });
    Ok(pairs.collect())
}

/// Deletes a draft, or voids an invoice that took nothing.
pub(super) fn retract(stripe: &Stripe, reference: &str) -> Result<Charge, Trouble> {
    let invoice = invoice(stripe, reference)?;
    let draft = invoice.status.as_deref() == Some("draft");
    let charge = charge_of(stripe, invoice)?;
    let path = format!("/v1/invoices/{}", name(reference)?);
    match charge.state {
        Taken::Retracted => return Ok(charge),
        _ if draft => {
            stripe.delete::<serde_json::Value>("take a charge back", &path)?;
        }
        Taken::Declined(_) => {
            let key = format!("{reference}:void:1");
            let void = format!("{path}/void");
            stripe.post::<Invoice>("take a charge back", &void, &Form::new(), &key)?;
        }
        _ => {
            let words = "it is on its way already; pay it back when it has arrived";
            return Err(no(Reason::TooLate, "invoice", words));
        }
    }
    Ok(Charge { state: Taken::Retracted, ..charge })
}

/// An invoice as a charge; once there is an intent behind it, that says where it stands.
fn charge_of(stripe: &Stripe, invoice: Invoice) -> Result<Charge, Trouble> {
    let amount = read::money(invoice.total, &invoice.currency)?;
    let nothing = read::money(0, &invoice.currency)?;
    let bare = |state| Charge {
        reference: invoice.id.clone(),
        amount,
        state,
        refunded: nothing,
        fee: None,
    };
    match (invoice.status.as_deref(), invoice.automatically_finalizes_at) {
        (Some("draft"), Some(at)) if invoice.auto_advance => {
            return Ok(bare(Taken::Held { on: read::day(at) }));
        }
        (Some("draft"), _) => return Ok(bare(Taken::Prepared)),
        (Some("void"), _) => return Ok(bare(Taken::Retracted)),
        _ => {}
    }
    match intent_of(&invoice) {
        Some(intent) => {
            let behind = charges::read(stripe, intent)?;
            Ok(Charge { reference: invoice.id.clone(), ..behind })
        }
        None if invoice.status.as_deref() == Some("open") => {
            Ok(bare(Taken::Processing { expected_on: None }))
        }
        None => {
            let word = format!("invoice {}", invoice.status.as_deref().unwrap_or("without state"));
            Ok(bare(Taken::Strange { word }))
        }
    }
}
