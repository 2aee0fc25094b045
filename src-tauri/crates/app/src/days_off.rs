//! Days on which the practice is closed: what would fall on one moves as the terms say.

use serde::{Deserialize, Serialize};
use store::days_off::{self as stored, DaysOff};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Nothing};

/// The longest stretch: a year.
const LONGEST: i64 = 366;

/// A stretch of days off, both ends included.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DaysOffForm {
    /// The first day.
    pub from_on: String,
    /// The last day; empty for one day.
    pub until_on: String,
    /// What it is for: `Summer closure`. May be empty.
    pub name: String,
}

/// All stretches.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DaysOffList {
    /// By day.
    pub rows: Vec<DaysOffForm>,
}

/// Which stretch.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveDaysOff {
    /// Its first day.
    pub from_on: String,
}

fn shown(off: DaysOff) -> DaysOffForm {
    DaysOffForm {
        from_on: off.from_on.to_string(),
        until_on: off.until_on.to_string(),
        name: off.name,
    }
}

fn words(look: &Look<'_>, off: &DaysOff) -> String {
    match (look.long_date(off.from_on), look.long_date(off.until_on)) {
        (from, until) if from == until => from,
        (from, until) => format!("{from} to {until}"),
    }
}

/// The days off.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<DaysOffList, Failure> {
    Ok(DaysOffList { rows: stored::list(look.db)?.into_iter().map(shown).collect() })
}

/// Adds a stretch.
pub fn add(act: &mut Act<'_>, form: DaysOffForm) -> Result<Nothing, Failure> {
    let from_on = wire::date("from_on", form.from_on.trim())?;
    let until_on = match form.until_on.trim() {
        "" => from_on,
        until => wire::date("until_on", until)?,
    };
    let name = wire::line("name", &form.name, 60)?;
    if until_on < from_on {
        return Err(refused("until_on", "this is before the first day"));
    }
    if (until_on - from_on).num_days() >= LONGEST {
        return Err(refused("until_on", "a stretch is at most a year long"));
    }
    let off = DaysOff { from_on, until_on, name };
    let all = stored::list(act.tx)?;
    let taken = all.iter().find(|one| one.from_on <= until_on && one.until_on >= from_on);
    if let Some(taken) = taken {
        return Err(refused("from_on", format!("{} is off already", words(act, taken))));
    }
    stored::add(act.tx, &off)?;
    act.say(format!("Closed {}", words(act, &off)), None);
    let added = RemoveDaysOff { from_on: from_on.to_string() };
    act.offer_undo("Days off added", "days_off.remove", added);
    Ok(Nothing {})
}

/// Takes a stretch out.
pub fn remove(act: &mut Act<'_>, asked: RemoveDaysOff) -> Result<Nothing, Failure> {
    let from_on = wire::date("from_on", asked.from_on.trim())?;
    let off = stored::list(act.tx)?.into_iter().find(|off| off.from_on == from_on);
    let off = off.ok_or_else(|| not_found("day off"))?;
    stored::remove(act.tx, from_on)?;
    act.say(format!("Open again {}", words(act, &off)), None);
    act.offer_undo("Days off taken out", "days_off.add", shown(off));
    Ok(Nothing {})
}
