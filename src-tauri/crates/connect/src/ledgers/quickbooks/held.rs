//! What QuickBooks says of something, as ours.

use domain::ledgers::{Allocated, Held, HeldState, Kind};
use domain::money::{Currency, Money};
use serde_json::Value;

use super::super::read::{day, money, rows, text};

/// An entity of a kind; nothing where it is none.
pub(super) fn held(kind: Kind, entity: &Value, home: Currency) -> Option<Held> {
    let reference = text(&entity["Id"]);
    if reference.is_empty() {
        return None;
    }
    let currency = Currency::from_code(&text(&entity["CurrencyRef"]["value"])).unwrap_or(home);
    let amount = |name: &str| money(&entity[name], currency);
    let has_amount = !matches!(kind, Kind::Contact | Kind::Item | Kind::Attachment);
    let open = match kind {
        Kind::Invoice => amount("Balance"),
        Kind::CreditNote => amount("RemainingCredit").or_else(|| amount("Balance")),
        _ => None,
    };
    Some(Held {
        kind,
        version: text(&entity["SyncToken"]),
        state: state(entity),
        number: number(kind, entity),
        contact: [&entity["CustomerRef"]["value"], &entity["EntityRef"]["value"]]
            .map(text)
            .concat(),
        total: amount("TotalAmt").filter(|_| has_amount),
        open,
        on: day(&entity["TxnDate"]),
        due_on: day(&entity["DueDate"]),
        lines: lines(entity, currency),
        allocated: if kind == Kind::Payment { parts(entity, currency) } else { Vec::new() },
        reference,
    })
}

/// Something of which nothing is left but its name.
pub(super) fn gone(kind: Kind, reference: &str) -> Held {
    Held {
        kind,
        reference: reference.to_owned(),
        version: String::new(),
        state: HeldState::Deleted,
        number: String::new(),
        contact: String::new(),
        total: None,
        open: None,
        on: None,
        due_on: None,
        lines: Vec::new(),
        allocated: Vec::new(),
    }
}

/// A void leaves a document of nothing with a word in its memo, and no other sign (Intuit's
/// recorded answer to a void).
fn state(entity: &Value) -> HeldState {
    let voided = text(&entity["PrivateNote"]).starts_with("Voided");
    if entity["status"] == "Deleted" {
        HeldState::Deleted
    } else if entity["Active"] == false || (voided && text(&entity["TotalAmt"]) == "0") {
        HeldState::Void
    } else {
        HeldState::Live
    }
}

fn number(kind: Kind, entity: &Value) -> String {
    match kind {
        Kind::Contact => text(&entity["DisplayName"]),
        Kind::Item => text(&entity["Name"]),
        Kind::Invoice | Kind::CreditNote | Kind::Refund => text(&entity["DocNumber"]),
        Kind::Attachment => text(&entity["FileName"]),
        Kind::Payment => text(&entity["PaymentRefNum"]),
        Kind::BankEntry => {
            let memo = text(&entity["PrivateNote"]);
            memo.split(' ').next().unwrap_or_default().to_owned()
        }
    }
}

fn lines(entity: &Value, currency: Currency) -> Vec<(String, Money)> {
    let kinds = ["SalesItemLineDetail", "DepositLineDetail", "AccountBasedExpenseLineDetail"];
    let own = rows(&entity["Line"]).iter();
    own.filter(|line| kinds.iter().any(|kind| line["DetailType"] == *kind))
        .filter_map(|line| Some((text(&line["Description"]), money(&line["Amount"], currency)?)))
        .collect()
}

/// The invoices that a payment is joined to, each with its part.
pub(super) fn parts(payment: &Value, currency: Currency) -> Vec<Allocated> {
    let mut all = Vec::new();
    for line in rows(&payment["Line"]) {
        let invoice = rows(&line["LinkedTxn"]).iter().find(|one| one["TxnType"] == "Invoice");
        let amount = money(&line["Amount"], currency);
        if let (Some(invoice), Some(amount)) = (invoice, amount) {
            all.push(Allocated { invoice: text(&invoice["TxnId"]), amount });
        }
    }
    all
}
