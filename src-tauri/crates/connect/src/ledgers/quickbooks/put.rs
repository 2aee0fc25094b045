//! Putting documents into QuickBooks and taking them out.

use domain::ledgers::{Attachment, Document, Held, HeldState, Kind, Put, Reason, Trouble};
use domain::money::Money;
use serde_json::{Value, json};

use super::super::read::rows;
use super::super::{no, salt};
use super::QuickBooks;
use super::documents::{entity, fields};
use super::find::read;
use super::held::{gone, held};

pub(super) type Outcome = Result<Held, Trouble>;

/// Makes what is new and changes what is named, all in one call.
pub(super) fn put(account: &QuickBooks, orders: &[Put]) -> Vec<Outcome> {
    let each = |why: Trouble| orders.iter().map(|_| Err(why.clone())).collect();
    let Some(kind) = orders.first().map(Put::kind) else { return Vec::new() };
    let home = match account.currency() {
        Ok(home) => home,
        Err(why) => return each(why),
    };
    let receivable = match kind {
        Kind::Refund => receivable(account),
        _ => Ok(String::new()),
    };
    let receivable = match receivable {
        Ok(receivable) => receivable,
        Err(why) => return each(why),
    };
    let fit: Vec<&Put> = orders.iter().filter(|order| !is_below_zero(order)).collect();
    let items: Vec<Value> = fit
        .iter()
        .map(|order| {
            let does = if order.over.is_some() { "update" } else { "create" };
            json!({ "operation": does, entity(kind): fields(order, &receivable) })
        })
        .collect();
    let mut answers = if items.is_empty() {
        Vec::new().into_iter()
    } else {
        account.batch(purpose(kind), &items, &salt(&fit)).into_iter()
    };
    let outcomes = orders.iter().map(|order| {
        if is_below_zero(order) {
            let words = "QuickBooks takes no deposit below zero; enter this one there by hand";
            return Err(no(Reason::NotThis, "below_zero", words));
        }
        let said = answers.next().ok_or_else(nothing_said)??;
        held(kind, &said[entity(kind)], home).ok_or_else(nothing_said)
    });
    outcomes.collect()
}

fn is_below_zero(order: &Put) -> bool {
    match &order.document {
        Document::BankEntry(entry) => {
            entry.parts.iter().map(|part| part.amount.minor()).sum::<i64>() < 0
        }
        _ => false,
    }
}

pub(super) fn nothing_said() -> Trouble {
    Trouble::Unknown("QuickBooks answered without saying what became of it".to_owned())
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

/// The account of what clients owe.
fn receivable(account: &QuickBooks) -> Result<String, Trouble> {
    let fits = " where AccountType = 'Accounts Receivable'";
    let met = account.query("look for the account of what clients owe", "Account", fits)?;
    let none = || no(Reason::NotThis, "", "QuickBooks has no account for what clients owe");
    met.first().map(|one| super::super::read::text(&one["Id"])).ok_or_else(none)
}

/// Sends a file with what it belongs to (Intuit's recorded upload).
pub(super) fn attach(account: &QuickBooks, order: &Put) -> Outcome {
    let Document::Attachment(file) = &order.document else { return Err(nothing_said()) };
    let home = account.currency()?;
    let content = upload(file, &order.mark());
    let (said, _) = account.act("send a file", "upload", "", content, &salt(&[order]))?;
    let answer = rows(&said["AttachableResponse"]).first().unwrap_or(&Value::Null);
    held(Kind::Attachment, &answer["Attachable"], home).ok_or_else(nothing_said)
}

/// Two parts (RFC 7578), kept apart by a line of our mark.
fn upload(file: &Attachment, mark: &str) -> (String, Vec<u8>) {
    let about = json!({
        "AttachableRef": [{
            "EntityRef": { "type": "Invoice", "value": file.invoice },
            "IncludeOnSend": false,
        }],
        "FileName": file.name,
        "ContentType": file.media_type,
    });
    let edge = format!("quittance-{mark}");
    let name = file.name.replace(['"', '\r', '\n'], "");
    let mut body = format!(
        "--{edge}\r\nContent-Disposition: form-data; name=\"file_metadata_01\"; \
         filename=\"about.json\"\r\nContent-Type: application/json\r\n\r\n{about}\r\n--{edge}\r\n\
         Content-Disposition: form-data; name=\"file_content_01\"; filename=\"{name}\"\r\n\
         Content-Type: {}\r\n\r\n",
        file.media_type
    )
    .into_bytes();
    body.extend_from_slice(&file.bytes);
    body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={edge}"), body)
}

/// Takes something out of the books: an invoice is voided and stays visible, all else is deleted.
pub(super) fn void(account: &QuickBooks, kind: Kind, reference: &str, version: &str) -> Outcome {
    if matches!(kind, Kind::Contact | Kind::Item | Kind::Attachment) {
        return Err(no(Reason::NotThis, "", "customers, items and files stay at QuickBooks"));
    }
    let home = account.currency()?;
    let now = read(account, kind, &[reference.to_owned()])?.into_iter().flatten().next();
    let Some(now) = now else { return Ok(gone(kind, reference)) };
    if now.state == HeldState::Void {
        return Ok(now);
    }
    if kind == Kind::Invoice && now.open != now.total {
        let words = "payments or credits are joined to this invoice at QuickBooks";
        return Err(no(Reason::InUse, "", words));
    }
    let does = if kind == Kind::Invoice { "operation=void" } else { "operation=delete" };
    let content = json!({ "Id": reference, "SyncToken": version });
    let content = ("application/json".to_owned(), content.to_string().into());
    let path = entity(kind).to_lowercase();
    let (said, _) = account.act("take something out", &path, does, content, "")?;
    let after = held(kind, &said[entity(kind)], home).ok_or_else(nothing_said)?;
    // A delete answers with a name and a state only.
    let total = after.total.or(Some(Money::zero(home))).filter(|_| kind == Kind::Invoice);
    Ok(Held { total, ..after })
}
