//! Reminders of notices that run, sent without being asked where the user has switched it on.
//!
//! A reminder and the note that it was given are one transaction, so that a program that went away
//! at any point gives none twice. After a closed lid only the newest that is due is given; one that
//! waits in the outbox when its time is over, or the client has answered, is taken back.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::amendment::{Effect, Wait};
use serde::Serialize;
use serde_json::json;
use store::amendments::{self, Amendment, EventKind};
use store::outbox;
use ts_rs::TS;

use super::asking::to_remind;
use super::one;
use super::sending::{event, is_reminder};
use crate::App;
use crate::agreements::{self, Whole};
use crate::context::{Act, Look};
use crate::failure::Failure;
use crate::mail::{self, ComposeMail};
use crate::wire::Nothing;

/// What was done about reminders.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RemindersSent {
    /// How many were written into the outbox.
    pub sent: u32,
    /// How many were taken back from it that were no longer due.
    pub taken_back: u32,
}

/// What is to be done about reminders, by the ids of amendments.
#[derive(Default)]
struct Plan {
    /// Whom to remind.
    due: Vec<String>,
    /// Whose reminders wait in the outbox and are over.
    over: Vec<String>,
}

fn plan(look: &Look<'_>) -> Result<Plan, Failure> {
    let mut plan = Plan::default();
    let account = store::mail::account(look.db)?;
    let Some(since) = account.and_then(|account| account.notices_since) else { return Ok(plan) };
    for whole in agreements::whole(look, None)? {
        let amended = whole.amended.as_ref();
        for amendment in amended.iter().flat_map(|amended| &amended.amendments) {
            let id = amendment.id.to_string();
            let sent = amendment.event(EventKind::Noticed).is_some_and(|event| event.on >= since);
            if !sent {
                continue;
            }
            if !runs(look, &whole, amendment) {
                let waiting = outbox::of_subject(look.db, &id)?;
                plan.over.extend(waiting.iter().any(|one| one.state == "planned").then_some(id));
            } else if to_remind(look, amendment).is_some() {
                plan.due.push(id);
            }
        }
    }
    Ok(plan)
}

/// Whether the client may still object.
fn runs(look: &Look<'_>, whole: &Whole, amendment: &Amendment) -> bool {
    let amended = whole.amended.as_ref();
    let effect = amended.and_then(|amended| amended.effect(look, &amendment.terms));
    matches!(effect, Some(Effect::Waiting(Wait::Objection { .. })))
}

/// Sends the reminders that are due, each in a transaction of its own.
pub fn send_reminders(app: &mut App, _: Nothing) -> Result<RemindersSent, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let plan = plan(&Look::at(app.open_book()?.db(), secrets.as_ref(), now)?)?;
    let mut done = RemindersSent { sent: 0, taken_back: 0 };
    for id in plan.due {
        done.sent += u32::from(each(app, &id, remind)?);
    }
    for id in plan.over {
        done.taken_back += u32::from(each(app, &id, stop)?);
    }
    Ok(done)
}

fn each(
    app: &mut App,
    id: &str,
    run: fn(&mut Act<'_>, &str) -> Result<bool, Failure>,
) -> Result<bool, Failure> {
    let payload = json!({ "id": id }).to_string();
    let (done, _) = app.transact("worker", "amendments.send_reminders", payload, |act| {
        let done = run(act, id)?;
        act.undo = None;
        Ok(done)
    })?;
    Ok(done)
}

/// Writes the reminder into the outbox and notes that it was given. One that still waits from
/// before is taken back: the client needs one.
fn remind(act: &mut Act<'_>, id: &str) -> Result<bool, Failure> {
    mail::take_back(act, id, is_reminder)?;
    if !mail::send_by_itself(act, ComposeMail::AmendmentReminder { id: id.to_owned() })? {
        return Ok(false);
    }
    let (whole, stored) = one(act, id)?;
    let event = event(act, EventKind::Reminded, act.today, "By e-mail".to_owned(), None);
    amendments::record(act.tx, stored.id, &event)?;
    let number = stored.terms.number;
    let words = format!("Reminded of amendment {number} of {} by e-mail", whole.agreement.number);
    act.say(words, Some(whole.client_on(act.today)));
    Ok(true)
}

/// Takes a reminder back whose time is over.
fn stop(act: &mut Act<'_>, id: &str) -> Result<bool, Failure> {
    let (whole, stored) = one(act, id)?;
    let taken = mail::take_back(act, id, is_reminder)?;
    if taken > 0 {
        let (number, agreement) = (stored.terms.number, &whole.agreement.number);
        let words = format!("The reminder of amendment {number} of {agreement} came too late");
        act.say(words, Some(whole.client_on(act.today)));
    }
    Ok(taken > 0)
}

impl App {
    /// Sends the reminders that are due, where nobody looked within the hour or on this day; tells
    /// whether anything was done.
    pub fn send_reminders(&mut self) -> Result<bool, Failure> {
        let (now, secrets) = (self.world.now(), Arc::clone(&self.secrets));
        let Some(book) = &self.book else { return Ok(false) };
        let today = Look::at(book.db(), secrets.as_ref(), now)?.today;
        let recent = |at: DateTime<Utc>| at <= now && now - at < Duration::hours(1);
        if self.reminded.is_some_and(|(day, at)| day == today && recent(at)) {
            return Ok(false);
        }
        self.reminded = Some((today, now));
        let done = send_reminders(self, Nothing {})?;
        Ok(done.sent + done.taken_back > 0)
    }
}
