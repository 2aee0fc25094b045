//! Looking things up at Xero: by our own keys before they are sent again, and by its names.

use std::collections::BTreeMap;

use domain::ledgers::{Attachment, Document, Held, Kind, Put, Trouble};
use serde_json::Value;

use super::super::no;
use super::super::read::text;
use super::Xero;
use super::documents::kept_as;
use super::held::held;
use domain::ledgers::Reason;

/// What Xero has of orders by their own keys.
pub(super) fn find(account: &Xero, orders: &[Put]) -> Result<Vec<Vec<Held>>, Trouble> {
    let Some(first) = orders.first() else { return Ok(Vec::new()) };
    let kind = first.kind();
    if kind == Kind::Attachment {
        return orders.iter().map(|order| files(account, order)).collect();
    }
    let (field, query) = match kind {
        Kind::Contact => ("ContactNumber", where_any(orders, "ContactNumber")),
        Kind::Item => ("Code", where_any(orders, "Code")),
        Kind::Invoice => {
            let numbers: Vec<String> = orders.iter().map(own_key).collect();
            ("InvoiceNumber", ("InvoiceNumbers", numbers.join(",")))
        }
        Kind::CreditNote => ("CreditNoteNumber", where_any(orders, "CreditNoteNumber")),
        _ => ("Reference", where_any(orders, "Reference")),
    };
    let met = elements(account, "look for what may be there", kind, query)?;
    let home = account.currency()?;
    let of = |order: &Put| {
        let key = own_key(order);
        let own = met.iter().filter(|element| text(&element[field]) == key);
        own.filter_map(|element| held(kind, element, home)).collect()
    };
    Ok(orders.iter().map(of).collect())
}

/// What Xero says now of things by its own names.
pub(super) fn read(
    account: &Xero,
    kind: Kind,
    references: &[String],
) -> Result<Vec<Option<Held>>, Trouble> {
    if references.is_empty() {
        return Ok(Vec::new());
    }
    if kind == Kind::Attachment {
        return references.iter().map(|reference| file(account, reference)).collect();
    }
    let met = read_elements(account, kind, references)?;
    let home = account.currency()?;
    let mut all: BTreeMap<String, Held> = met
        .iter()
        .filter_map(|element| held(kind, element, home))
        .map(|one| (one.reference.clone(), one))
        .collect();
    Ok(references.iter().map(|reference| all.remove(reference)).collect())
}

/// The elements with these names.
pub(super) fn read_elements(
    account: &Xero,
    kind: Kind,
    references: &[String],
) -> Result<Vec<Value>, Trouble> {
    let (_, id) = kept_as(kind);
    let query = match kind {
        Kind::Contact | Kind::Invoice => ("IDs", references.join(",")),
        Kind::Item => ("where", any(references.iter().map(|name| format!("{id}==\"{name}\"")))),
        _ => ("where", any(references.iter().map(|name| format!("{id}==guid(\"{name}\")")))),
    };
    elements(account, "read back what was sent", kind, query)
}

fn elements(
    account: &Xero,
    purpose: &'static str,
    kind: Kind,
    query: (&'static str, String),
) -> Result<Vec<Value>, Trouble> {
    let (list, _) = kept_as(kind);
    match kind {
        Kind::Item => account.list(purpose, list, &[query]),
        Kind::Contact => {
            let archived = ("includeArchived", "true".to_owned());
            account.pages(purpose, list, &[query, archived], None)
        }
        _ => account.pages(purpose, list, &[query], None),
    }
}

/// What an order is found again by.
fn own_key(order: &Put) -> String {
    match &order.document {
        Document::Invoice(invoice) => invoice.number.clone(),
        Document::CreditNote(note) => note.number.clone(),
        Document::Attachment(file) => file.name.clone(),
        _ => order.mark(),
    }
}

fn where_any(orders: &[Put], field: &str) -> (&'static str, String) {
    let terms = orders.iter().map(|order| format!("{field}==\"{}\"", quoted(&own_key(order))));
    ("where", any(terms))
}

fn any(terms: impl Iterator<Item = String>) -> String {
    terms.collect::<Vec<_>>().join(" OR ")
}

fn quoted(text: &str) -> String {
    text.replace(['"', '\\'], "")
}

/// The files of an invoice that have the name of an order's.
fn files(account: &Xero, order: &Put) -> Result<Vec<Held>, Trouble> {
    let Document::Attachment(Attachment { invoice, name, .. }) = &order.document else {
        return Ok(Vec::new());
    };
    let all = beside(account, invoice)?;
    Ok(all.into_iter().filter(|one| one.number == *name).collect())
}

/// One file by the name that [`file_held`] gave it.
fn file(account: &Xero, reference: &str) -> Result<Option<Held>, Trouble> {
    let strange = || no(Reason::Gone, "", "this is no name of a file at Xero");
    let (invoice, _) = reference.split_once('/').ok_or_else(strange)?;
    let all = beside(account, invoice)?;
    Ok(all.into_iter().find(|one| one.reference == reference))
}

fn beside(account: &Xero, invoice: &str) -> Result<Vec<Held>, Trouble> {
    let path = format!("Invoices/{}/Attachments", crate::http::encoded(invoice));
    let said = account.get("see which files are there", &format!("/{path}"))?;
    let home = account.currency()?;
    let all = super::super::read::rows(&said["Attachments"]).iter();
    Ok(all.filter_map(|element| file_held(element, invoice, home)).collect())
}

/// A file: named by its invoice too, since Xero finds it by that only.
pub(super) fn file_held(
    element: &Value,
    invoice: &str,
    home: domain::money::Currency,
) -> Option<Held> {
    let file = held(Kind::Attachment, element, home)?;
    Some(Held { reference: format!("{invoice}/{}", file.reference), ..file })
}
