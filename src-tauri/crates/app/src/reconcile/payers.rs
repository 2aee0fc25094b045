//! Under which names clients pay: learned from what people confirmed, and from what they took back
//! and explained otherwise. Nothing is kept that could not be learned again from the matches.

use std::collections::BTreeMap;

use domain::ids::ClientId;
use domain::matching::{Learned, payer_in};
use serde::{Deserialize, Serialize};
use store::matches;
use ts_rs::TS;

use crate::clients;
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::wire::{ById, Nothing, count};

/// What the matches of the book teach.
pub(super) fn learned(look: &Look<'_>) -> Result<Learned<ClientId>, Failure> {
    let mut learned = Learned::default();
    for taught in matches::taught(look.db)? {
        let payer = payer_in(&taught.description);
        match taught.stands {
            true => learned.confirm(&payer, taught.client),
            false => learned.refuse(&payer, taught.client),
        }
    }
    Ok(learned)
}

/// A name under which a client paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KnownPayer {
    /// The name, as far as the bank's text tells it.
    pub name: String,
    /// How many bank lines people explained so.
    pub times: u32,
    /// Whether it counts by itself: confirmed twice, and never for another client.
    pub sure: bool,
}

/// The names under which a client paid.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KnownPayers {
    /// By name.
    pub rows: Vec<KnownPayer>,
}

/// The names that bank lines taught of a client.
pub fn known(look: &Look<'_>, asked: ById) -> Result<KnownPayers, Failure> {
    let client = clients::one(look, &asked.id)?.id;
    let mut names: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for taught in matches::taught(look.db)?.iter().filter(|taught| taught.stands) {
        let name = payer_in(&taught.description);
        let (times, shared) = names.entry(name).or_default();
        match taught.client == client {
            true => *times += 1,
            false => *shared = true,
        }
    }
    let own = names.into_iter().filter(|(name, (times, _))| *times > 0 && !name.is_empty());
    let row = |(name, (times, shared)): (String, (usize, bool))| KnownPayer {
        name,
        times: count(times),
        sure: times >= 2 && !shared,
    };
    Ok(KnownPayers { rows: own.map(row).collect() })
}

/// Brings back what was forgotten of a client's payers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForgottenPayers {
    /// The client.
    pub id: String,
    /// The instant up to which they were forgotten before; nothing if they never were.
    pub forgotten_at: Option<String>,
}

/// Forgets what bank lines have taught of a client's payers until now.
pub fn forget(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let client = clients::one(act, &asked.id)?;
    let before = matches::forgotten_at(act.tx, client.id)?;
    matches::forget_payers(act.tx, client.id, Some(act.now))?;
    act.say(format!("{}: the names it paid under are forgotten", client.name), Some(client.id));
    let forgotten_at = before.map(|at| at.to_rfc3339());
    let again = ForgottenPayers { id: asked.id, forgotten_at };
    act.offer_undo("Known payers forgotten", "clients.recall_payers", again);
    Ok(Nothing {})
}

/// Brings back what was forgotten of a client's payers.
pub fn recall(act: &mut Act<'_>, asked: ForgottenPayers) -> Result<Nothing, Failure> {
    let client = clients::one(act, &asked.id)?;
    let at = asked.forgotten_at.map(|at| at.parse()).transpose();
    let at = at.map_err(|_| refused("forgotten_at", "this is no instant"))?;
    matches::forget_payers(act.tx, client.id, at)?;
    act.say(format!("{}: the names it paid under are known again", client.name), Some(client.id));
    Ok(Nothing {})
}
