//! How a client is followed up: patience, circumstances, holds and promises.

use domain::follow::{Channel, Circumstance, Tier};
use domain::ids::{ClientId, HoldId, PromiseId};
use domain::jurisdiction::Jurisdiction;
use domain::named::Named;
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::follow_ups;
use store::following::{self, Following, Hold, Promise};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// How patiently a client is followed up, and what they are in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepFollowing {
    /// The client.
    pub client_id: String,
    /// `usual`, `gentle`, `firm` or `never`.
    pub tier: String,
    /// `none`, `hardship`, `insolvency` or `death`; never told to anybody.
    pub circumstance: String,
    /// The zone of their clock, one of those that are offered; empty where the practice is.
    #[serde(default)]
    pub time_zone: String,
}

/// Leaves a client alone.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetHold {
    /// The client.
    pub client_id: String,
    /// The last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// A client promised to pay.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepPromise {
    /// The client.
    pub client_id: String,
    /// How much, in the currency the client is billed in, as typed.
    pub amount: String,
    /// By which day.
    pub promised_for: String,
    /// In whose words.
    pub words: String,
}

/// A message came back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MessageCameBack {
    /// The message.
    pub id: String,
    /// What the answer said: `mailbox full`; empty where the address is right after all.
    pub why: String,
}

/// Notes that a message came back: nothing more is sent to that address until the user looks at it,
/// and what was said may be said again.
pub fn came_back(act: &mut Act<'_>, question: MessageCameBack) -> Result<Nothing, Failure> {
    let said = crate::follow_ups::told(act, &question.id)?;
    if said.channel != Channel::Mail || !said.held_back.is_empty() {
        return Err(conflict("this was not sent by e-mail"));
    }
    let why = wire::line("why", &question.why, 200)?;
    follow_ups::came_back(act.tx, said.id, &why)?;
    let client = one(act, &said.client_id.to_string())?;
    let words = match why.as_str() {
        "" => format!("The address of {} is right after all", client.name),
        why => format!("A message to {} came back: {why}", client.name),
    };
    act.say(words, Some(client.id));
    if !why.is_empty() {
        let back = MessageCameBack { id: question.id, why: String::new() };
        act.offer_undo("Noted", "follow_ups.came_back", back);
    }
    Ok(Nothing {})
}

/// Keeps how a client is followed up.
pub fn keep(act: &mut Act<'_>, question: KeepFollowing) -> Result<Nothing, Failure> {
    let client = one(act, &question.client_id)?;
    let tier = Tier::named(&question.tier).ok_or_else(|| refused("tier", "choose a tier"))?;
    let circumstance = Circumstance::named(&question.circumstance)
        .ok_or_else(|| refused("circumstance", "choose what the client is in"))?;
    let time_zone = question.time_zone;
    if !time_zone.is_empty() && Jurisdiction::of_zone(&time_zone).is_none() {
        return Err(refused("time_zone", "choose where the client is from the list"));
    }
    let old = following::show(act.tx, client.id)?;
    following::keep(act.tx, client.id, &Following { tier, circumstance, time_zone })?;
    act.say(format!("How {} is followed up was changed", client.name), Some(client.id));
    let back = KeepFollowing {
        client_id: question.client_id,
        tier: old.tier.name().to_owned(),
        circumstance: old.circumstance.name().to_owned(),
        time_zone: old.time_zone,
    };
    act.offer_undo("Changed", "following.keep", back);
    Ok(Nothing {})
}

/// Leaves a client alone up to a day.
pub fn hold(act: &mut Act<'_>, question: SetHold) -> Result<Made, Failure> {
    let client = one(act, &question.client_id)?;
    let until = wire::date("until", &question.until)?;
    if until < act.today {
        return Err(refused("until", "a hold ends today or later"));
    }
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the hold"));
    }
    let (id, set_on): (HoldId, _) = (act.new_id(), act.today);
    let hold = Hold { id, client_id: client.id, until, reason, set_on, ended_on: None };
    following::add_hold(act.tx, &hold)?;
    let words = format!("{} is left alone until {}", client.name, act.short_date(until));
    act.say(words, Some(client.id));
    act.offer_undo("Left alone", "holds.end", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Ends a hold before its time.
pub fn end_hold(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: HoldId = wire::id("id", &asked.id)?;
    let hold = following::show_hold(act.tx, id)?.ok_or_else(|| not_found("hold"))?;
    following::end_hold(act.tx, id, act.today)?;
    act.say("A hold was ended", Some(hold.client_id));
    Ok(Nothing {})
}

/// Keeps a promise; nothing is said until its day is over.
pub fn promise(act: &mut Act<'_>, question: KeepPromise) -> Result<Made, Failure> {
    let client = one(act, &question.client_id)?;
    let currency = client.currency.unwrap_or(act.currency());
    let amount = wire::amount("amount", &question.amount, currency)?;
    if !amount.is_positive() {
        return Err(refused("amount", "the amount is more than 0.00"));
    }
    let promised_for = wire::date("promised_for", &question.promised_for)?;
    if promised_for < act.today {
        return Err(refused("promised_for", "a promise is for today or later"));
    }
    let promise = Promise {
        id: act.new_id(),
        client_id: client.id,
        amount,
        promised_for,
        made_on: act.today,
        words: wire::text("words", &question.words, 2_000)?,
        withdrawn_on: None,
    };
    following::add_promise(act.tx, &promise)?;
    let (name, by) = (&client.name, act.short_date(promised_for));
    act.say(format!("{name} promised {} by {by}", amount.shown()), Some(client.id));
    let id = promise.id.to_string();
    act.offer_undo("Promise kept", "promises.withdraw", ById { id: id.clone() });
    Ok(Made { id })
}

/// Takes a promise out.
pub fn withdraw(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: PromiseId = wire::id("id", &asked.id)?;
    let promise = following::show_promise(act.tx, id)?.ok_or_else(|| not_found("promise"))?;
    following::withdraw_promise(act.tx, id, act.today)?;
    act.say("A promise was taken out", Some(promise.client_id));
    Ok(Nothing {})
}

fn one(look: &Look<'_>, id: &str) -> Result<Client, Failure> {
    let id: ClientId = wire::id("client_id", id)?;
    store::clients::show(look.db, id)?.ok_or_else(|| not_found("client"))
}
