//! Credit notes and refunds at QuickBooks: each is a document and a payment of nothing that joins
//! it to what it is for.

use domain::ledgers::{Document, Held, Kind, Put, Trouble};
use serde_json::{Value, json};

use super::super::salt;
use super::QuickBooks;
use super::documents::{joined, to};
use super::find::read;
use super::put::{self, Outcome, nothing_said};

/// Makes credit notes or refunds and joins them. What is joined already is left as it is.
pub(super) fn put(account: &QuickBooks, orders: &[Put]) -> Vec<Outcome> {
    let mut outcomes = put::put(account, orders);
    let mut wanting: Vec<(usize, Value)> = Vec::new();
    for (at, (order, outcome)) in orders.iter().zip(&mut outcomes).enumerate() {
        // What was there before may be joined already.
        if let (Ok(made), true) = (&*outcome, order.over.is_some()) {
            *outcome = again(account, order.kind(), made);
        }
        let Ok(made) = outcome else { continue };
        if let Some(joint) = joint(order, made) {
            wanting.push((at, joint));
        }
    }
    if wanting.is_empty() {
        return outcomes;
    }
    let items: Vec<Value> = wanting
        .iter()
        .map(|(_, joint)| json!({ "operation": "create", "Payment": joint }))
        .collect();
    let chosen: Vec<&Put> = wanting.iter().map(|(at, _)| &orders[*at]).collect();
    let answers = account.batch("join what belongs together", &items, &salt(&chosen));
    for ((at, _), answer) in wanting.iter().zip(answers) {
        let kind = orders[*at].kind();
        let made = std::mem::replace(&mut outcomes[*at], Err(nothing_said()));
        outcomes[*at] = match answer {
            Err(why) => Err(half_done(&why)),
            Ok(_) => made.and_then(|made| again(account, kind, &made)),
        };
    }
    outcomes
}

/// The payment of nothing that joins a document; nothing where none is wanted, or one is there.
fn joint(order: &Put, made: &Held) -> Option<Value> {
    let (contact, on, lines) = match &order.document {
        Document::CreditNote(note) => {
            let part = note.takes_off.as_ref()?;
            if made.allocated.contains(part) || made.open != made.total {
                return None;
            }
            let lines = [
                joined(part.amount, &part.invoice, "Invoice"),
                joined(part.amount, &made.reference, "CreditMemo"),
            ];
            (&note.contact, note.issued_on, lines)
        }
        Document::Refund(refund) => {
            if made.allocated.iter().any(|part| part.invoice == refund.credit_note) {
                return None;
            }
            let lines = [
                joined(refund.amount, &made.reference, "Check"),
                joined(refund.amount, &refund.credit_note, "CreditMemo"),
            ];
            (&refund.contact, refund.on, lines)
        }
        _ => return None,
    };
    Some(json!({
        "CustomerRef": to(contact),
        "TxnDate": on.to_string(),
        "TotalAmt": 0,
        "PaymentRefNum": order.mark(),
        "Line": lines,
    }))
}

/// What it is after it was joined.
fn again(account: &QuickBooks, kind: Kind, made: &Held) -> Outcome {
    let now = read(account, kind, std::slice::from_ref(&made.reference));
    now.map_err(|why| half_done(&why))?.into_iter().flatten().next().ok_or_else(nothing_said)
}

/// The document is there and is not joined: it is looked up before anything else is done.
fn half_done(why: &Trouble) -> Trouble {
    let words = "it is at QuickBooks and may not be joined to what it is for";
    Trouble::Unknown(format!("{words}: {why}"))
}
