//! What Xero says of something, as ours.

use domain::ledgers::{Allocated, Held, HeldState, Kind};
use domain::money::{Currency, Money};
use serde_json::Value;

use super::super::read::{day, money, rows, text};
use super::documents::kept_as;

/// An element of a kind; nothing where it is none.
pub(super) fn held(kind: Kind, element: &Value, home: Currency) -> Option<Held> {
    let reference = text(&element[kept_as(kind).1]);
    if reference.is_empty() {
        return None;
    }
    let currency = Currency::from_code(&text(&element["CurrencyCode"])).unwrap_or(home);
    let amount = |name: &str| money(&element[name], currency);
    let (number, total, open) = match kind {
        Kind::Contact => (text(&element["Name"]), None, None),
        Kind::Item => (text(&element["Name"]), None, None),
        Kind::Invoice => (text(&element["InvoiceNumber"]), amount("Total"), amount("AmountDue")),
        Kind::CreditNote => {
            (text(&element["CreditNoteNumber"]), amount("Total"), amount("RemainingCredit"))
        }
        Kind::Attachment => (text(&element["FileName"]), None, None),
        Kind::Payment | Kind::Refund => (text(&element["Reference"]), amount("Amount"), None),
        Kind::BankEntry => {
            let total = amount("Total");
            let leaves = text(&element["Type"]).starts_with("SPEND");
            let total = if leaves { total.map(Money::negated) } else { total };
            (text(&element["Reference"]), total, None)
        }
    };
    Some(Held {
        kind,
        version: text(&element["UpdatedDateUTC"]),
        state: state(element),
        number,
        contact: contact(kind, element),
        total,
        open,
        on: day(&element["Date"]),
        due_on: day(&element["DueDate"]),
        lines: lines(element, currency),
        allocated: allocated(kind, element, currency),
        reference,
    })
}

fn state(element: &Value) -> HeldState {
    let status = [&element["Status"], &element["ContactStatus"]].map(text).concat();
    match status.as_str() {
        "DRAFT" | "SUBMITTED" => HeldState::Draft,
        "VOIDED" | "ARCHIVED" | "GDPRREQUEST" => HeldState::Void,
        "DELETED" => HeldState::Deleted,
        _ => HeldState::Live,
    }
}

fn contact(kind: Kind, element: &Value) -> String {
    let of = match kind {
        Kind::Payment => &element["Invoice"],
        Kind::Refund => &element["CreditNote"],
        Kind::BankEntry | Kind::Contact => &Value::Null,
        _ => element,
    };
    text(&of["Contact"]["ContactID"])
}

fn lines(element: &Value, currency: Currency) -> Vec<(String, Money)> {
    let line = |line: &Value| {
        let amount = money(&line["LineAmount"], currency)?;
        Some((text(&line["Description"]), amount))
    };
    rows(&element["LineItems"]).iter().filter_map(line).collect()
}

fn allocated(kind: Kind, element: &Value, currency: Currency) -> Vec<Allocated> {
    let part = |part: &Value| {
        let invoice = text(&part["Invoice"]["InvoiceID"]);
        let amount = money(&part["Amount"], currency)?;
        (!invoice.is_empty()).then_some(Allocated { invoice, amount })
    };
    match kind {
        Kind::Payment => part(element).into_iter().collect(),
        Kind::Refund => {
            let note = text(&element["CreditNote"]["CreditNoteID"]);
            let amount = money(&element["Amount"], currency).filter(|_| !note.is_empty());
            amount.map(|amount| Allocated { invoice: note, amount }).into_iter().collect()
        }
        Kind::CreditNote => rows(&element["Allocations"]).iter().filter_map(part).collect(),
        _ => Vec::new(),
    }
}
