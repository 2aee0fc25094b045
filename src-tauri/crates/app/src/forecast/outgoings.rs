//! What the user plans to pay.

use domain::forecast::{Outgoing, Repeats};
use domain::ids::OutgoingId;
use domain::named::Named;
use serde::{Deserialize, Serialize};
use store::forecast as stored;
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Amount, ById, Made, Nothing};

/// What the user plans to pay, as typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OutgoingForm {
    /// Which one is changed; left out for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// `Rent`.
    pub what: String,
    /// Each time, home currency.
    pub amount: String,
    /// The first day.
    pub first_on: String,
    /// `once`, `month`, `quarter` or `year`.
    pub repeats: String,
    /// The last day; empty while it goes on.
    pub until_on: String,
}

/// What the user plans to pay.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OutgoingRow {
    /// The outgoing.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Each time.
    pub amount: Amount,
    /// The first day.
    pub first_on: String,
    /// `once`, `month`, `quarter` or `year`.
    pub repeats: String,
    /// The last day.
    pub until_on: Option<String>,
}

/// All that the user plans to pay.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OutgoingList {
    /// By the first day.
    pub rows: Vec<OutgoingRow>,
}

/// What is planned.
pub fn outgoings(look: &Look<'_>, _: Nothing) -> Result<OutgoingList, Failure> {
    let rows = stored::outgoings(look.db)?.into_iter().map(|(id, one)| OutgoingRow {
        id: id.to_string(),
        what: one.what,
        amount: one.amount.into(),
        first_on: one.first_on.to_string(),
        repeats: one.repeats.name().to_owned(),
        until_on: one.until_on.map(|on| on.to_string()),
    });
    Ok(OutgoingList { rows: rows.collect() })
}

fn read(look: &Look<'_>, form: &OutgoingForm) -> Result<Outgoing, Failure> {
    let what = wire::line("what", &form.what, 80)?;
    if what.is_empty() {
        return Err(refused("what", "say what it is for"));
    }
    let amount = wire::amount("amount", &form.amount, look.currency())?;
    if !amount.is_positive() {
        return Err(refused("amount", "more than nothing"));
    }
    let first_on = wire::date("first_on", form.first_on.trim())?;
    let until_on = match form.until_on.trim() {
        "" => None,
        until => Some(wire::date("until_on", until)?),
    };
    if until_on.is_some_and(|until| until < first_on) {
        return Err(refused("until_on", "this is before the first day"));
    }
    let repeats = Repeats::named(&form.repeats)
        .ok_or_else(|| refused("repeats", "once, each month, quarter or year"))?;
    Ok(Outgoing { what, amount, first_on, repeats, until_on })
}

fn typed(id: Option<OutgoingId>, one: &Outgoing) -> OutgoingForm {
    OutgoingForm {
        id: id.map(|id| id.to_string()),
        what: one.what.clone(),
        amount: one.amount.plain(),
        first_on: one.first_on.to_string(),
        repeats: one.repeats.name().to_owned(),
        until_on: one.until_on.map(|on| on.to_string()).unwrap_or_default(),
    }
}

fn one(look: &Look<'_>, id: OutgoingId) -> Result<Outgoing, Failure> {
    let all = stored::outgoings(look.db)?;
    let found = all.into_iter().find(|(other, _)| *other == id).map(|(_, one)| one);
    found.ok_or_else(|| not_found("planned outgoing"))
}

/// Keeps what the user plans to pay, new or changed.
pub fn keep_outgoing(act: &mut Act<'_>, form: OutgoingForm) -> Result<Made, Failure> {
    let outgoing = read(act, &form)?;
    let id = match &form.id {
        None => {
            let id: OutgoingId = act.new_id();
            act.offer_undo("Outgoing planned", "outgoings.remove", ById { id: id.to_string() });
            id
        }
        Some(id) => {
            let id: OutgoingId = wire::id("id", id)?;
            let before = typed(Some(id), &one(act, id)?);
            act.offer_undo("Outgoing changed", "outgoings.keep", before);
            id
        }
    };
    stored::keep_outgoing(act.tx, id, &outgoing)?;
    act.say(format!("Planned: {}, {}", outgoing.what, outgoing.amount.shown()), None);
    Ok(Made { id: id.to_string() })
}

/// Takes out what the user planned to pay.
pub fn remove_outgoing(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: OutgoingId = wire::id("id", &asked.id)?;
    let outgoing = one(act, id)?;
    stored::remove_outgoing(act.tx, id)?;
    act.say(format!("No longer planned: {}", outgoing.what), None);
    act.offer_undo("Outgoing taken out", "outgoings.keep", typed(None, &outgoing));
    Ok(Nothing {})
}
