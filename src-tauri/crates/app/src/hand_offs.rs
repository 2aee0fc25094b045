//! Handing a debt to somebody else to recover: a decision of the user's, with a pack that holds
//! what they need and nothing more. From then on nothing is said to the client from here; what
//! comes of it is booked, commissions with it.

mod pack;
mod texts;

use domain::ids::{ClientId, HandOffId, PaymentId};
use domain::money::Money;
use domain::payment::{Open, suggest};
use serde::{Deserialize, Serialize};
use store::clients::{self, Client};
use store::hand_offs::{self, HandOff};
use store::payments::Received;
use store::{documents, following, invoice_disputes, invoices, plans};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, Amount, ById, FileOut, Made, Nothing, encode};

/// What a hand-off never changes: the source of the guard on records stands with it.
const RECORDS: &str = "The client's own records go back to them on request, whatever is owed \
                       (Circular 230 s. 10.28; AICPA 1.400.200).";
/// The movements of the statement in a pack begin so many days before.
const STATEMENT_DAYS: u64 = 730;

/// A debt to be handed off.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandOffForm {
    /// The client.
    pub client_id: String,
    /// `agency`, `solicitor` or `court`.
    pub goes_to: String,
    /// By name.
    pub name: String,
    /// Why; kept here and not in the pack.
    pub reason: String,
    /// The files to leave out, by name.
    pub left_out: Vec<String>,
}

/// A file of the pack.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOffFile {
    /// Its name in the pack.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Whether it goes along.
    pub taken: bool,
    /// What of a text file will be read there; empty for a PDF.
    pub text: String,
}

/// A pack before it is made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOffPreview {
    /// What is owed today, late charges and interest with it.
    pub owed: Amount,
    /// What it is made of, in words.
    pub says: String,
    /// The files.
    pub files: Vec<HandOffFile>,
    /// What never goes along, a sentence each.
    pub never: Vec<String>,
    /// What is to be thought of, a sentence each.
    pub remarks: Vec<String>,
    /// The cover, base64.
    pub pdf: String,
}

/// What came of a hand-off.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecoveryRow {
    /// The day.
    pub received_on: String,
    /// All that the debtor paid.
    pub amount: Amount,
    /// What was kept of it.
    pub commission: Amount,
}

/// A hand-off.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOffRow {
    /// The hand-off.
    pub id: String,
    /// `HP-0001`.
    pub number: String,
    /// `agency`, `solicitor` or `court`.
    pub goes_to: String,
    /// By name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What was owed.
    pub owed: Amount,
    /// The day.
    pub handed_on: String,
    /// The day it was taken back.
    pub recalled_on: Option<String>,
    /// The pack: SHA-256 of its document.
    pub pack: String,
    /// What came.
    pub recoveries: Vec<RecoveryRow>,
}

/// The hand-offs of a client, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOffList {
    /// The hand-offs.
    pub rows: Vec<HandOffRow>,
}

/// Money that was recovered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BookRecovery {
    /// The hand-off.
    pub id: String,
    /// The day it came.
    pub received_on: String,
    /// All that the debtor paid, as typed.
    pub amount: String,
    /// What was kept of it, as typed; may be empty.
    pub commission: String,
}

/// Who a client's debt was handed to, where it was.
pub(crate) fn handed_to(look: &Look<'_>, client: ClientId) -> Result<Option<String>, Failure> {
    let all = hand_offs::of_client(look.db, client)?;
    Ok(all.into_iter().find(|one| one.recalled_on.is_none()).map(|one| one.name))
}

/// The pack as it would be made; nothing is written.
pub fn preview(look: &Look<'_>, form: HandOffForm) -> Result<HandOffPreview, Failure> {
    let client = client(look, wire::id("client_id", &form.client_id)?)?;
    let number = hand_offs::next_number(look.db)?;
    let made = pack::made(look, &client, number, &form.left_out)?;
    let files = made.files.iter().map(|file| HandOffFile {
        name: file.name.clone(),
        what: file.what.clone(),
        taken: !form.left_out.contains(&file.name),
        text: match file.name.ends_with(".txt") {
            true => String::from_utf8_lossy(&file.bytes).into_owned(),
            false => String::new(),
        },
    });
    Ok(HandOffPreview {
        owed: made.owed.into(),
        says: made.says,
        files: files.collect(),
        never: pack::NEVER.iter().map(|words| (*words).to_owned()).collect(),
        remarks: remarks(look, &client)?,
        pdf: encode(&made.cover),
    })
}

fn remarks(look: &Look<'_>, client: &Client) -> Result<Vec<String>, Failure> {
    let mut found = vec![RECORDS.to_owned()];
    let disputes = invoice_disputes::of_client(look.db, client.id)?;
    if disputes.iter().any(|one| one.closed_on.is_none()) {
        found.push("A part is in dispute. Whoever recovers debts sends those back.".to_owned());
    }
    if client.kind == "consumer" {
        let words = "The client is a consumer, whose law on collecting debts is stricter.";
        found.push(words.to_owned());
    }
    if following::promises(look.db, client.id)?
        .iter()
        .any(|one| one.withdrawn_on.is_none() && one.promised_for >= look.today)
    {
        found.push("They have promised to pay by a day that is still to come.".to_owned());
    }
    Ok(found)
}

/// Makes the pack and hands the debt off: nothing is said to the client from here any more.
pub fn make(act: &mut Act<'_>, form: HandOffForm) -> Result<FileOut, Failure> {
    let client = client(act, wire::id("client_id", &form.client_id)?)?;
    if handed_to(act, client.id)?.is_some() {
        return Err(conflict("this debt is handed off already; take it back first"));
    }
    let known = plans::of_client(act.tx, client.id)?;
    if crate::plans::of_situation(act, &known)?.is_some() {
        return Err(conflict("the client is on a plan; end that first"));
    }
    if !matches!(form.goes_to.as_str(), "agency" | "solicitor" | "court") {
        return Err(refused("goes_to", "choose an agency, a solicitor or the court"));
    }
    let name = wire::line("name", &form.name, 200)?;
    if name.is_empty() {
        return Err(refused("name", "say to whom it goes"));
    }
    let reason = wire::line("reason", &form.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why you decided so; it is kept here alone"));
    }
    let number = hand_offs::next_number(act.tx)?;
    let made = pack::made(act, &client, number, &form.left_out)?;
    let owed = made.owed;
    let bytes = pack::sealed(act, &client, number, made, &form.left_out)?;
    let file = format!("{} {}.zip", shown(number), crate::proposals::file_name(&client.name));
    let new = HandOff {
        id: act.new_id(),
        number,
        client_id: client.id,
        goes_to: form.goes_to,
        name: name.clone(),
        reason,
        owed,
        pack: documents::keep(act.tx, &file, "application/zip", &bytes)?,
        handed_on: act.today,
        recalled_on: None,
    };
    hand_offs::add(act.tx, &new)?;
    let words = format!("{} of {} handed to {name}", owed.shown(), client.name);
    act.say(words, Some(client.id));
    act.offer_undo("Handed off", "hand_offs.recall", ById { id: new.id.to_string() });
    let media_type = "application/zip".to_owned();
    Ok(FileOut { name: file, media_type, content: encode(&bytes) })
}

/// `HP-0003`.
fn shown(number: u32) -> String {
    format!("HP-{number:04}")
}

/// Takes a debt back; it is followed up from here again.
pub fn recall(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let found = one(act, &asked.id)?;
    if found.recalled_on.is_some() {
        return Err(conflict("this debt was taken back already"));
    }
    hand_offs::recall(act.tx, found.id, Some(act.today))?;
    act.say(format!("The debt was taken back from {}", found.name), Some(found.client_id));
    act.offer_undo("Taken back", "hand_offs.go_on", asked);
    Ok(Nothing {})
}

/// Leaves a debt where it was handed after all.
pub fn go_on(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let found = one(act, &asked.id)?;
    if handed_to(act, found.client_id)?.is_some() {
        return Err(conflict("this debt is handed off already"));
    }
    hand_offs::recall(act.tx, found.id, None)?;
    act.say(format!("{} goes on recovering the debt", found.name), Some(found.client_id));
    Ok(Nothing {})
}

/// Records what the debtor paid to whoever recovers the debt, joined to the oldest invoices first,
/// and what was kept of it. The bank line over the rest is split: the payment, less the commission.
pub fn recover(act: &mut Act<'_>, question: BookRecovery) -> Result<Made, Failure> {
    let found = one(act, &question.id)?;
    let received_on = wire::date("received_on", &question.received_on)?;
    if received_on > act.today || received_on < found.handed_on {
        return Err(refused("received_on", "between the day of the hand-off and today"));
    }
    let currency = found.owed.currency();
    let amount = wire::amount("amount", &question.amount, currency)?;
    if !amount.is_positive() {
        return Err(refused("amount", "the amount is more than 0.00"));
    }
    let commission = match question.commission.trim() {
        "" => Money::zero(currency),
        typed => wire::amount("commission", typed, currency)?,
    };
    if commission.minor() < 0 || commission.minor() > amount.minor() {
        return Err(refused("commission", "no more than what was paid"));
    }
    let mut open = invoices::open(act.tx, Some(found.client_id))?;
    open.retain(|invoice| invoice.currency == currency);
    let parts = suggest(
        amount,
        &open
            .iter()
            .map(|one| Open { id: one.id, due_on: one.due_on, open: one.open })
            .collect::<Vec<_>>(),
    )?;
    let parts: Vec<_> = parts
        .into_iter()
        .filter_map(|part| {
            let of = open.iter().find(|one| one.id == part.id)?;
            Some((part, of.open))
        })
        .collect();
    let id: PaymentId = act.new_id();
    let reference = format!("{} by {}", shown(found.number), found.name);
    let received = Received {
        id,
        client_id: found.client_id,
        received_on,
        method: "transfer",
        reference: &reference,
        amount,
        connection: None,
    };
    crate::payments::receive(act, &received, &parts)?;
    hand_offs::recover(act.tx, found.id, id, commission)?;
    let words = format!("{} recovered by {}", amount.shown(), found.name);
    act.say(words, Some(found.client_id));
    let reason = "Recorded by mistake".to_owned();
    let back = crate::payments::ReversePayment { id: id.to_string(), reason };
    act.offer_undo("Recovery booked", "payments.reverse", back);
    Ok(Made { id: id.to_string() })
}

/// The hand-offs of a client.
pub fn of_client(look: &Look<'_>, asked: ById) -> Result<HandOffList, Failure> {
    let client: ClientId = wire::id("id", &asked.id)?;
    let mut rows = Vec::new();
    for one in hand_offs::of_client(look.db, client)? {
        let recoveries = hand_offs::recoveries(look.db, one.id)?;
        rows.push(HandOffRow {
            id: one.id.to_string(),
            number: shown(one.number),
            goes_to: one.goes_to,
            name: one.name,
            reason: one.reason,
            owed: one.owed.into(),
            handed_on: one.handed_on.to_string(),
            recalled_on: one.recalled_on.map(|on| on.to_string()),
            pack: one.pack,
            recoveries: recoveries
                .iter()
                .map(|recovery| RecoveryRow {
                    received_on: recovery.received_on.to_string(),
                    amount: recovery.amount.into(),
                    commission: recovery.commission.into(),
                })
                .collect(),
        });
    }
    Ok(HandOffList { rows })
}

fn one(look: &Look<'_>, id: &str) -> Result<HandOff, Failure> {
    let id: HandOffId = wire::id("id", id)?;
    hand_offs::show(look.db, id)?.ok_or_else(|| not_found("hand-off"))
}

fn client(look: &Look<'_>, id: ClientId) -> Result<Client, Failure> {
    clients::show(look.db, id)?.ok_or_else(|| not_found("client"))
}
