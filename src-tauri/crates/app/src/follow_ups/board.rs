//! The board: every client who owes, why nothing or what is said next; and one client's history.

use chrono::NaiveDate;
use domain::follow::{Kept, Message, Reason, kept};
use domain::ids::ClientId;
use domain::jurisdiction::Jurisdiction;
use domain::money::Money;
use domain::named::Named;
use serde::Serialize;
use store::following::{Mark, Promise};
use store::{follow_ups, following, invoice_disputes, outbox};
use ts_rs::TS;

use super::situation::{Debtor, Moment, debtors, one};
use super::standing;
use crate::brakes::{self, LimitationRow};
use crate::context::Look;
use crate::failure::Failure;
use crate::invoice_disputes::InvoiceDisputeRow;
use crate::sums::Sums;
use crate::today::{Need, need};
use crate::wire::{self, Amount, ById, Nothing, count};

/// What is said next.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SaidNext {
    /// `Second reminder`.
    pub label: String,
    /// `mail` or `call`.
    pub channel: String,
    /// The day.
    pub on: String,
    /// Whether the user reads it first.
    pub approve: bool,
}

/// A client who owes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowedRow {
    /// The client.
    pub client_id: String,
    /// Its name.
    pub client: String,
    /// `usual`, `gentle`, `firm` or `never`.
    pub tier: String,
    /// `none`, `hardship`, `insolvency` or `death`.
    pub circumstance: String,
    /// Open, in the home currency.
    pub open: Amount,
    /// Open and past due, in the home currency.
    pub late: Amount,
    /// In dispute, in the home currency.
    pub disputed: Amount,
    /// Open in other currencies.
    pub others: Vec<Amount>,
    /// How many invoices are open.
    pub invoices: u32,
    /// How many days the oldest is past due; below zero where none is.
    pub days_late: i64,
    /// A message that may leave with the user's yes, or by itself.
    pub message: Option<SaidNext>,
    /// A call to make.
    pub call: Option<SaidNext>,
    /// What comes after that, or instead.
    pub next: Option<SaidNext>,
    /// Why the last message to their address did not arrive.
    pub came_back: Option<String>,
    /// Whether something that does not pass within days keeps messages from leaving.
    pub on_hold: bool,
    /// The day on which a plan of theirs broke that is still owed.
    pub plan_broken_on: Option<String>,
    /// What keeps a message from leaving now, in words.
    pub reasons: Vec<String>,
    /// Whether the user may send the message now; it leaves when messages may.
    pub can_send: bool,
    /// Whether they are on the watch list.
    pub watched: bool,
}

/// The board.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowBoard {
    /// Who owes, the most that is late first.
    pub rows: Vec<FollowedRow>,
    /// Open, in the home currency.
    pub open: Amount,
    /// Past due.
    pub late: Amount,
    /// In dispute.
    pub disputed: Amount,
    /// On its way, or to be collected from a method on file.
    pub in_flight: Amount,
    /// On a plan that is offered or kept.
    pub planned: Amount,
    /// Whether messages leave by themselves.
    pub by_itself: bool,
}

/// An open invoice of a client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OwedRow {
    /// The invoice.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The day it is due.
    pub due_on: String,
    /// Open.
    pub open: Amount,
    /// In dispute.
    pub disputed: Amount,
    /// Whether money for it is on its way, or will be collected.
    pub in_flight: bool,
    /// Whether it is on a plan that is offered or kept.
    pub planned: bool,
    /// Until when it can be taken to court, where that is known.
    pub limitation: Option<LimitationRow>,
}

/// A promise.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PromiseRow {
    /// The promise.
    pub id: String,
    /// How much.
    pub amount: Amount,
    /// By which day.
    pub promised_for: String,
    /// The day it was made.
    pub made_on: String,
    /// In whose words.
    pub words: String,
    /// `open`, `kept`, `broken` or `withdrawn`.
    pub state: String,
}

/// A hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HoldRow {
    /// The hold.
    pub id: String,
    /// The last day.
    pub until: String,
    /// Why.
    pub reason: String,
    /// Whether it holds today.
    pub holds: bool,
}

/// Something that was said.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryRow {
    /// The message or call.
    pub id: String,
    /// `mail` or `call`.
    pub channel: String,
    /// The day.
    pub on: String,
    /// The subject.
    pub subject: String,
    /// The words.
    pub body: String,
    /// Where it stands: a state of the outbox, an outcome of a call, `held_back` or `came_back`.
    pub state: String,
    /// Why it was held back, or why it could not be delivered; may be empty.
    pub why: String,
}

/// A factor of a client's standing.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StandingFactor {
    /// For people.
    pub label: String,
    /// Points that it gave.
    pub points: u32,
    /// Points that it can give.
    pub of: u32,
}

/// A client's standing; never told to them.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientStanding {
    /// From 0 to 100, the best.
    pub points: u32,
    /// How many invoices it rests on; with few it is drawn towards 50.
    pub invoices: u32,
    /// Each factor.
    pub factors: Vec<StandingFactor>,
}

/// A client, followed up.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientFollowed {
    /// As on the board.
    pub row: FollowedRow,
    /// What is open.
    pub invoices: Vec<OwedRow>,
    /// What was said, the newest first.
    pub history: Vec<HistoryRow>,
    /// What was promised.
    pub promises: Vec<PromiseRow>,
    /// When they are left alone.
    pub holds: Vec<HoldRow>,
    /// How they have paid so far.
    pub standing: ClientStanding,
    /// What they dispute.
    pub disputes: Vec<InvoiceDisputeRow>,
    /// `attest` and `watched`, where set.
    pub marks: Vec<String>,
    /// What unpaid fees mean for independence, where they do.
    pub independence: Option<String>,
    /// The zone of the client's clock; empty where the practice is.
    pub time_zone: String,
    /// Each zone that can be chosen.
    pub time_zones: Vec<String>,
}

/// Every client who owes.
pub fn board(look: &Look<'_>, _: Nothing) -> Result<FollowBoard, Failure> {
    let moment = Moment::of(look)?;
    let (mut open, mut late, mut disputed) = (Sums::default(), Sums::default(), Sums::default());
    let (mut flying, mut planned) = (Sums::default(), Sums::default());
    let mut rows = Vec::new();
    for debtor in debtors(look, &moment)? {
        for one in &debtor.open {
            open.add(one.invoice.open)?;
            disputed.add(one.disputed)?;
            if one.owed.planned {
                planned.add(one.owed.claimed)?;
            } else if one.owed.in_flight {
                flying.add(one.owed.claimed)?;
            } else if one.invoice.due_on < look.today {
                late.add(one.owed.claimed)?;
            }
        }
        rows.push(row(look, &debtor)?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.late.minor, row.open.minor)));
    let home = look.currency();
    Ok(FollowBoard {
        rows,
        open: open.of(home).into(),
        late: late.of(home).into(),
        disputed: disputed.of(home).into(),
        in_flight: flying.of(home).into(),
        planned: planned.of(home).into(),
        by_itself: moment.policy.since.is_some(),
    })
}

fn row(look: &Look<'_>, debtor: &Debtor) -> Result<FollowedRow, Failure> {
    let (mut open, mut late, mut disputed) = (Sums::default(), Sums::default(), Sums::default());
    for one in &debtor.open {
        open.add(one.invoice.open)?;
        disputed.add(one.disputed)?;
        if one.invoice.due_on < look.today && !one.owed.planned {
            late.add(one.invoice.open)?;
        }
    }
    let home = look.currency();
    let plan = &debtor.plan;
    let said = |message: &Message| SaidNext {
        label: message.step.says.label().to_owned(),
        channel: message.step.channel.name().to_owned(),
        on: look.today.to_string(),
        approve: message.step.approve,
    };
    let next = plan.next.map(|(step, on)| SaidNext {
        label: step.says.label().to_owned(),
        channel: step.channel.name().to_owned(),
        on: on.to_string(),
        approve: step.approve,
    });
    let later = |reason: &Reason| matches!(reason, Reason::Quiet(..) | Reason::DayOff);
    Ok(FollowedRow {
        client_id: debtor.client.id.to_string(),
        client: debtor.client.name.clone(),
        tier: debtor.at.tier.name().to_owned(),
        circumstance: debtor.at.circumstance.name().to_owned(),
        open: open.of(home).into(),
        late: late.of(home).into(),
        disputed: disputed.of(home).into(),
        others: open.others(home),
        invoices: count(debtor.open.len()),
        days_late: debtor.oldest_due().map_or(0, |due| (look.today - due).num_days()),
        message: plan.message.as_ref().map(said),
        call: plan.call.as_ref().map(said),
        next,
        came_back: debtor.at.came_back.clone(),
        on_hold: plan.reasons.iter().any(|reason| !reason.passes()),
        plan_broken_on: crate::plans::broken_on(look, debtor.client.id)?.map(|on| on.to_string()),
        reasons: plan.reasons.iter().map(Reason::to_string).collect(),
        can_send: plan.message.is_some() && plan.reasons.iter().all(later),
        watched: following::marks(look.db, debtor.client.id)?.contains(&Mark::Watched),
    })
}

/// A client with what was said, promised and disputed.
pub fn of_client(look: &Look<'_>, asked: ById) -> Result<ClientFollowed, Failure> {
    let id: ClientId = wire::id("id", &asked.id)?;
    let debtor = one(look, &Moment::of(look)?, id)?;
    let invoices = debtor.open.iter().map(|open| {
        Ok(OwedRow {
            id: open.invoice.id.to_string(),
            number: open.invoice.number.clone(),
            due_on: open.invoice.due_on.to_string(),
            open: open.invoice.open.into(),
            disputed: open.disputed.into(),
            in_flight: open.owed.in_flight,
            planned: open.owed.planned,
            limitation: brakes::limitation(look, &open.invoice)?,
        })
    });
    let promises = following::promises(look.db, id)?;
    let promises = promises.iter().map(|promise| {
        Ok(PromiseRow {
            id: promise.id.to_string(),
            amount: promise.amount.into(),
            promised_for: promise.promised_for.to_string(),
            made_on: promise.made_on.to_string(),
            words: promise.words.clone(),
            state: promise_state(look, promise)?.to_owned(),
        })
    });
    let holds = following::holds(look.db, id)?.into_iter().map(|hold| HoldRow {
        id: hold.id.to_string(),
        until: hold.until.to_string(),
        reason: hold.reason,
        holds: hold.ended_on.is_none() && hold.until >= look.today,
    });
    let disputes = invoice_disputes::of_client(look.db, id)?;
    let oldest = debtor.open.iter().map(|open| open.invoice.issued_on).min();
    let marks = following::marks(look.db, id)?;
    Ok(ClientFollowed {
        marks: marks.into_iter().map(|mark| mark.name().to_owned()).collect(),
        independence: brakes::independence(look, id, oldest)?,
        standing: standing::of(look, &debtor)?,
        time_zone: debtor.time_zone.clone(),
        time_zones: Jurisdiction::zones().map(str::to_owned).collect(),
        row: row(look, &debtor)?,
        invoices: invoices.collect::<Result<_, Failure>>()?,
        history: history(look, id)?,
        promises: promises.collect::<Result<_, Failure>>()?,
        holds: holds.collect(),
        disputes: disputes
            .iter()
            .map(|dispute| crate::invoice_disputes::row(look, dispute))
            .collect::<Result<_, _>>()?,
    })
}

fn history(look: &Look<'_>, client: ClientId) -> Result<Vec<HistoryRow>, Failure> {
    let mut rows = Vec::new();
    for said in follow_ups::of_client(look.db, client)? {
        let mails = outbox::of_subject(look.db, &said.id.to_string())?;
        let mail = mails.first();
        let (state, why) = if !said.came_back.is_empty() {
            ("came_back".to_owned(), said.came_back)
        } else if !said.held_back.is_empty() {
            ("held_back".to_owned(), said.held_back)
        } else if let Some(mail) = mail {
            (mail.state.clone(), mail.failure.clone().unwrap_or_default())
        } else {
            (said.outcome, String::new())
        };
        rows.push(HistoryRow {
            id: said.id.to_string(),
            channel: said.channel.name().to_owned(),
            on: said.said_on.to_string(),
            subject: said.subject,
            body: said.body,
            state,
            why,
        });
    }
    Ok(rows)
}

pub(super) fn promise_state(look: &Look<'_>, promise: &Promise) -> Result<&'static str, Failure> {
    if promise.withdrawn_on.is_some() {
        return Ok("withdrawn");
    }
    let (from, to) = (promise.made_on, promise.promised_for);
    let currency = promise.amount.currency();
    let received = following::received(look.db, promise.client_id, currency, from, to)?;
    Ok(match kept(promise.amount, received, to, look.today) {
        Kept::Open => "open",
        Kept::Kept => "kept",
        Kept::Broken => "broken",
    })
}

/// What the user is to do about a client whose messages come back.
fn address_to_check(row: &FollowedRow) -> Option<Need> {
    let why = row.came_back.clone()?;
    let title = format!("A message to {} came back", row.client);
    let detail = format!("{why}. Nothing more is sent to that address until you look at it.");
    let key = format!("came_back:{}", row.client_id);
    let go = format!("#/collections/{}", row.client_id);
    let words = [title, detail, "Open".to_owned()];
    Some(need(key, "follow_up", "failed", words, go).staking(row.late.clone()))
}

/// A decision about a client to whom everything was said that the policy has.
fn to_decide(row: &FollowedRow, today: NaiveDate) -> Option<Need> {
    let said = row.message.is_none() && row.call.is_none() && row.next.is_none();
    let waits = row.late.minor == 0 || row.circumstance != "none" || row.tier == "never";
    if !said || waits || row.on_hold || row.plan_broken_on.is_some() {
        return None;
    }
    let title = format!("Decide what becomes of what {} owes", row.client);
    let detail = format!(
        "Late by {} days, and every step was said: a plan, a write-off, a pause or a hand-off.",
        row.days_late
    );
    let key = format!("decide:{}:{}", row.client_id, today.format("%Y-%m"));
    let go = format!("#/collections/{}", row.client_id);
    let words = [title, detail, "Open".to_owned()];
    Some(need(key, "decide", "waiting", words, go).staking(row.late.clone()))
}

/// What of following up needs the user today.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let board = board(look, Nothing {})?;
    let to = |row: &FollowedRow| format!("#/collections/{}", row.client_id);
    let mut needs = Vec::new();
    let waits: Vec<&FollowedRow> = board
        .rows
        .iter()
        .filter(|row| {
            let asks = |said: &SaidNext| said.approve || !board.by_itself;
            row.can_send && row.message.as_ref().is_some_and(asks)
        })
        .collect();
    if let Some(first) = waits.first() {
        let title = match waits.len() {
            1 => format!("A message to {} waits for your yes", first.client),
            several => format!("Messages to {several} clients wait for your yes"),
        };
        let label = first.message.as_ref().map_or(String::new(), |said| said.label.clone());
        let detail = format!("{}: {label}. Nothing leaves before you read it.", first.client);
        let key = format!("follow_up:{}:{}", look.today, first.client_id);
        let words = [title, detail, "Read".to_owned()];
        let late: i64 = waits.iter().map(|row| row.late.minor).sum();
        let asks = need(key, "follow_up", "waiting", words, to(first));
        needs.push(asks.staking(look.amount(late)?));
    }
    for row in board.rows.iter().filter(|row| row.call.is_some()).take(3) {
        let title = format!("Call {}", row.client);
        let late = Money::new(row.late.minor, look.currency())?;
        let days = row.days_late;
        let detail = format!("{} is late by {days} days. Note what came of it.", late.shown());
        let key = format!("call:{}:{}", row.client_id, look.today);
        let words = [title, detail, "Open".to_owned()];
        needs.push(need(key, "call", "waiting", words, to(row)).staking(late));
    }
    needs.extend(board.rows.iter().filter_map(address_to_check));
    needs.extend(board.rows.iter().filter_map(|row| to_decide(row, look.today)));
    for dispute in invoice_disputes::open(look.db)? {
        if dispute.reply_by <= look.today + chrono::Days::new(2) {
            let invoice = crate::invoices::one(look, dispute.invoice_id)?;
            let title = format!("Answer what {} disputes", invoice.client_name);
            let by = look.short_date(dispute.reply_by);
            let (number, amount) = (&invoice.number, dispute.amount.shown());
            let detail = format!("{amount} of {number}, by {by}.");
            let key = format!("invoice_dispute:{}", dispute.id);
            let go = format!("#/collections/{}", invoice.client_id);
            let words = [title, detail, "Open".to_owned()];
            let answer = need(key, "dispute", "failed", words, go);
            needs.push(answer.staking(dispute.amount).until(dispute.reply_by));
        }
    }
    Ok(needs)
}
