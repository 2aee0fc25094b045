//! Putting documents into Xero, taking them out, and what each element's answer means.

use domain::ledgers::{Attachment, Document, Held, HeldState, Kind, Put, Reason, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

use super::super::no;
use super::super::read::{figure, rows};
use super::Xero;
use super::call::{meaning, wrongs};
use super::documents::{element, kept_as};
use super::find::{file_held, read, read_elements};
use super::held::held;
use crate::http::encoded;

type Outcome = Result<Held, Trouble>;

/// What is asked of every list of elements: an answer for each.
const EACH: &str = "summarizeErrors=false";

/// Makes what is new and changes what is named, one call each.
pub(super) fn put(account: &Xero, orders: &[Put]) -> Vec<Outcome> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; orders.len()];
    let stale = stale(account, orders);
    for (at, why) in stale {
        outcomes[at] = Some(Err(why));
    }
    for method in [Method::PUT, Method::POST] {
        let changes = method == Method::POST;
        let chosen: Vec<usize> = (0..orders.len())
            .filter(|at| outcomes[*at].is_none() && orders[*at].over.is_some() == changes)
            .collect();
        let asked: Vec<&Put> = chosen.iter().map(|at| &orders[*at]).collect();
        if asked.is_empty() {
            continue;
        }
        for (at, outcome) in chosen.iter().zip(sent(account, method, &asked)) {
            outcomes[*at] = Some(outcome);
        }
    }
    outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(|| Err(nothing_said()))).collect()
}

/// Which orders would change what is no longer as we last saw it. Xero itself does not look.
fn stale(account: &Xero, orders: &[Put]) -> Vec<(usize, Trouble)> {
    let over: Vec<(usize, &(String, String))> = orders
        .iter()
        .enumerate()
        .filter_map(|(at, order)| Some((at, order.over.as_ref()?)))
        .collect();
    let Some(kind) = orders.first().map(Put::kind).filter(|_| !over.is_empty()) else {
        return Vec::new();
    };
    let references: Vec<String> = over.iter().map(|(_, (name, _))| name.clone()).collect();
    let now = match read(account, kind, &references) {
        Ok(now) => now,
        // The question failed, so nothing was sent.
        Err(why) => return over.into_iter().map(|(at, _)| (at, why.clone())).collect(),
    };
    let judged = over.into_iter().zip(now).filter_map(|((at, (_, version)), now)| match now {
        None => Some((at, no(Reason::Gone, "", "it is not at Xero any more"))),
        Some(now) if now.version != *version => {
            Some((at, no(Reason::Stale, "", "it was changed at Xero meanwhile")))
        }
        Some(_) => None,
    });
    judged.collect()
}

fn sent(account: &Xero, method: Method, orders: &[&Put]) -> Vec<Outcome> {
    let Some(kind) = orders.first().map(|order| order.kind()) else { return Vec::new() };
    let home = match account.currency() {
        Ok(home) => home,
        Err(why) => return orders.iter().map(|_| Err(why.clone())).collect(),
    };
    let (list, _) = kept_as(kind);
    let elements: Vec<Value> = orders.iter().map(|order| element(order)).collect();
    let content = ("application/json", json!({ list: elements }).to_string().into());
    let path = format!("/{list}");
    let salt = super::super::salt(orders);
    let answer = account.act(purpose(kind), method, &path, EACH, content, &salt);
    let said = match answer {
        Ok(said) => said,
        Err(why) => return orders.iter().map(|_| Err(why.clone())).collect(),
    };
    let said = rows(&said[list]);
    let each = orders.iter().enumerate().map(|(at, _)| match said.get(at) {
        // Fewer answers than orders: which is whose is not certain.
        _ if said.len() != orders.len() => Err(nothing_said()),
        None => Err(nothing_said()),
        Some(element) => judged(kind, element, home),
    });
    each.collect()
}

/// What one element of an answer says; a wrong may lie in an answer that went well.
fn judged(kind: Kind, element: &Value, home: domain::money::Currency) -> Outcome {
    let words = wrongs(element);
    let failed = super::super::read::yes(&element["HasErrors"])
        || super::super::read::yes(&element["HasValidationErrors"])
        || element["StatusAttributeString"] == "ERROR";
    if failed || !words.is_empty() {
        return Err(no(meaning(&words), "ValidationException", words));
    }
    held(kind, element, home).ok_or_else(nothing_said)
}

fn nothing_said() -> Trouble {
    Trouble::Unknown("Xero answered without saying what became of it".to_owned())
}

fn purpose(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => "send contacts",
        Kind::Item => "send items",
        Kind::Invoice => "send invoices",
        Kind::CreditNote => "send credit notes",
        Kind::Attachment => "send a file",
        Kind::Payment => "send payments",
        Kind::Refund => "send refunds",
        Kind::BankEntry => "send payouts",
    }
}

/// Makes credit notes and joins each to its invoice. One that is there already is only joined.
pub(super) fn credit(account: &Xero, orders: &[Put]) -> Vec<Outcome> {
    let made = put(account, orders);
    let joined = orders.iter().zip(made).map(|(order, made)| {
        let note = made?;
        let Document::CreditNote(wanted) = &order.document else { return Ok(note) };
        let Some(part) = &wanted.takes_off else { return Ok(note) };
        if note.allocated.contains(part) {
            return Ok(note);
        }
        let content = json!({ "Allocations": [{
            "Invoice": { "InvoiceID": part.invoice },
            "Amount": figure(part.amount),
            "Date": wanted.issued_on.to_string(),
        }] });
        let path = format!("/CreditNotes/{}/Allocations", encoded(&note.reference));
        let content = ("application/json", content.to_string().into());
        let salt = super::super::salt(&[order]);
        let said = account.act("join a credit note", Method::PUT, &path, EACH, content, &salt);
        let refused = said.map(|said| rows(&said["Allocations"]).iter().map(wrongs).collect());
        let words: String = refused.map_err(half_done)?;
        if !words.is_empty() {
            return Err(half_done(no(meaning(&words), "ValidationException", words)));
        }
        let now = read(account, Kind::CreditNote, std::slice::from_ref(&note.reference));
        now.map_err(half_done)?.into_iter().flatten().next().ok_or_else(nothing_said)
    });
    joined.collect()
}

/// The note is there and is not joined: it is looked up before anything else is done.
fn half_done(why: Trouble) -> Trouble {
    Trouble::Unknown(format!("the credit note is at Xero and not joined to its invoice: {why}"))
}

/// Puts a file beside an invoice. The same name takes the place of the one before.
pub(super) fn attach(account: &Xero, order: &Put) -> Outcome {
    let Document::Attachment(Attachment { invoice, name, media_type, bytes, .. }) = &order.document
    else {
        return Err(nothing_said());
    };
    let path = format!("/Invoices/{}/Attachments/{}", encoded(invoice), encoded(name));
    let content = (media_type.as_str(), bytes.clone());
    let salt = super::super::salt(&[order]);
    let query = "IncludeOnline=false";
    // Asked for before: what fails after the act must not pass for an act that was not made.
    let home = account.currency()?;
    let said = account.act("send a file", Method::PUT, &path, query, content, &salt)?;
    let file = rows(&said["Attachments"]).first();
    file.and_then(|file| file_held(file, invoice, home)).ok_or_else(nothing_said)
}

/// Takes something out of the books.
pub(super) fn void(account: &Xero, kind: Kind, reference: &str, version: &str) -> Outcome {
    let (list, id) = kept_as(kind);
    let home = account.currency()?;
    let found = read_elements(account, kind, &[reference.to_owned()])?;
    let Some(found) = found.first() else {
        return Err(no(Reason::Gone, "", "it is not at Xero any more"));
    };
    let now = held(kind, found, home).ok_or_else(nothing_said)?;
    if matches!(now.state, HeldState::Void | HeldState::Deleted) {
        return Ok(now);
    }
    if now.version != version {
        return Err(no(Reason::Stale, "", "it was changed at Xero meanwhile"));
    }
    let content = match kind {
        Kind::Payment | Kind::Refund => json!({ "Status": "DELETED" }),
        Kind::BankEntry => json!({ list: [{
            id: reference,
            "Status": "DELETED",
            "Type": found["Type"],
            "BankAccount": { "AccountID": found["BankAccount"]["AccountID"] },
            "LineItems": [],
        }] }),
        Kind::Invoice | Kind::CreditNote => {
            let to = if now.state == HeldState::Draft { "DELETED" } else { "VOIDED" };
            json!({ list: [{ id: reference, "Status": to }] })
        }
        Kind::Contact | Kind::Item | Kind::Attachment => {
            return Err(no(Reason::NotThis, "", "contacts, items and files stay at Xero"));
        }
    };
    let path = format!("/{list}/{}", encoded(reference));
    let content = ("application/json", content.to_string().into());
    let said = account.act("take something out", Method::POST, &path, "", content, version)?;
    rows(&said[list]).first().ok_or_else(nothing_said).and_then(|one| judged(kind, one, home))
}
