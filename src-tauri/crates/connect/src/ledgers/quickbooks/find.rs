//! Looking things up at QuickBooks: by our own keys before they are sent again, and by its names.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::ledgers::{Allocated, Document, Held, Kind, Put, Trouble};
use serde_json::Value;

use super::super::read::{rows, text};
use super::QuickBooks;
use super::documents::entity;
use super::held::{held, parts};

/// How far from its day a bank entry is looked for, should someone have moved it.
const AROUND: TimeDelta = TimeDelta::days(45);

/// What QuickBooks has of orders by their own keys.
pub(super) fn find(account: &QuickBooks, orders: &[Put]) -> Result<Vec<Vec<Held>>, Trouble> {
    let Some(first) = orders.first() else { return Ok(Vec::new()) };
    let kind = first.kind();
    let purpose = "look for what may be there";
    let any = |field: &str| {
        let keys: Vec<String> = orders.iter().map(|order| quoted(&own_key(order))).collect();
        format!(" where {field} in ({})", keys.join(", "))
    };
    let fits = match kind {
        Kind::Contact => any("DisplayName") + ALL,
        Kind::Item => any("Name") + ALL,
        Kind::Invoice | Kind::CreditNote | Kind::Refund => any("DocNumber"),
        Kind::Payment => any("PaymentRefNum"),
        Kind::BankEntry => {
            let days = orders.iter().filter_map(|order| match &order.document {
                Document::BankEntry(entry) => Some(entry.on),
                _ => None,
            });
            let (first, last) = (days.clone().min(), days.max());
            let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
            let (from, to) = (first - AROUND, last + AROUND);
            format!(" where TxnDate >= '{from}' and TxnDate <= '{to}'")
        }
        Kind::Attachment => return orders.iter().map(|order| files(account, order)).collect(),
    };
    let met = account.query(purpose, entity(kind), &fits)?;
    let all = all_held(account, kind, &met)?;
    let of = |order: &Put| {
        let key = own_key(order);
        all.iter().filter(|one| one.number == key).cloned().collect()
    };
    Ok(orders.iter().map(of).collect())
}

/// Archived ones too.
const ALL: &str = " and Active in (true, false)";

/// What QuickBooks says now of things by its own names.
pub(super) fn read(
    account: &QuickBooks,
    kind: Kind,
    references: &[String],
) -> Result<Vec<Option<Held>>, Trouble> {
    if references.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = references.iter().map(|name| quoted(name)).collect();
    let mut fits = format!(" where Id in ({})", names.join(", "));
    if matches!(kind, Kind::Contact | Kind::Item) {
        fits += ALL;
    }
    let met = account.query("read back what was sent", entity(kind), &fits)?;
    let all = all_held(account, kind, &met)?;
    let mut all: BTreeMap<String, Held> =
        all.into_iter().map(|one| (one.reference.clone(), one)).collect();
    Ok(references.iter().map(|reference| all.remove(reference)).collect())
}

/// Entities as ours. A credit memo does not say what it is joined to: the payments of nothing do
/// that join it.
pub(super) fn all_held(
    account: &QuickBooks,
    kind: Kind,
    met: &[Value],
) -> Result<Vec<Held>, Trouble> {
    let home = account.currency()?;
    let mut all: Vec<Held> = met.iter().filter_map(|one| held(kind, one, home)).collect();
    if kind == Kind::Refund {
        return joined_refunds(account, all, home);
    }
    if kind != Kind::CreditNote {
        return Ok(all);
    }
    let links = met.iter().flat_map(|memo| rows(&memo["LinkedTxn"]));
    let mut names: Vec<String> = links
        .filter(|link| link["TxnType"] == "Payment")
        .map(|link| quoted(&text(&link["TxnId"])))
        .collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return Ok(all);
    }
    let fits = format!(" where Id in ({})", names.join(", "));
    let payments = account.query("read what credit notes are joined to", "Payment", &fits)?;
    for note in &mut all {
        let own = payments.iter().filter(|payment| joins(payment, &note.reference));
        note.allocated = own.flat_map(|payment| parts(payment, home)).collect();
    }
    Ok(all)
}

/// Refunds with the credit notes that they are joined to: by the payments of nothing that carry
/// their marks.
fn joined_refunds(
    account: &QuickBooks,
    mut all: Vec<Held>,
    home: domain::money::Currency,
) -> Result<Vec<Held>, Trouble> {
    let marks: Vec<String> = all.iter().map(|one| quoted(&one.number)).collect();
    if marks.is_empty() {
        return Ok(all);
    }
    let fits = format!(" where PaymentRefNum in ({})", marks.join(", "));
    let payments = account.query("read what refunds are joined to", "Payment", &fits)?;
    for refund in &mut all {
        let own = payments.iter().filter(|one| text(&one["PaymentRefNum"]) == refund.number);
        let lines = own.flat_map(|payment| rows(&payment["Line"]));
        let notes = lines.filter_map(|line| {
            let link =
                rows(&line["LinkedTxn"]).iter().find(|one| one["TxnType"] == "CreditMemo")?;
            let amount = super::super::read::money(&line["Amount"], home)?;
            Some(Allocated { invoice: text(&link["TxnId"]), amount })
        });
        refund.allocated = notes.collect();
    }
    Ok(all)
}

fn joins(payment: &Value, memo: &str) -> bool {
    let links = rows(&payment["Line"]).iter().flat_map(|line| rows(&line["LinkedTxn"]));
    let mut own = links.filter(|link| link["TxnType"] == "CreditMemo");
    own.any(|link| link["TxnId"] == memo)
}

/// What an order is found again by.
fn own_key(order: &Put) -> String {
    match &order.document {
        Document::Contact(contact) => contact.name.clone(),
        Document::Item(item) => item.name.clone(),
        Document::Invoice(invoice) => invoice.number.clone(),
        Document::CreditNote(note) => note.number.clone(),
        Document::Attachment(file) => file.name.clone(),
        Document::Payment(_) | Document::Refund(_) | Document::BankEntry(_) => order.mark(),
    }
}

/// A text in a query; an apostrophe is escaped by a backslash (Intuit's page on queries).
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The files of an invoice that have the name of an order's.
fn files(account: &QuickBooks, order: &Put) -> Result<Vec<Held>, Trouble> {
    let Document::Attachment(file) = &order.document else { return Ok(Vec::new()) };
    let fits = format!(
        " where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = {}",
        quoted(&file.invoice)
    );
    let met = account.query("see which files are there", "Attachable", &fits)?;
    let home = account.currency()?;
    let all = met.iter().filter_map(|one| held(Kind::Attachment, one, home));
    Ok(all.filter(|one| one.number == file.name).collect())
}
