//! Invoices that are issued without being asked for: of agreements the user trusts, within the
//! limits of the policy. What exceeds them waits in the review, and says why.
//!
//! Each invoice is a transaction of its own, in an order that follows from the book alone. A run
//! that was ended at any point is therefore gone on with by the next, with the same numbers.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::catch_up::{Asks, Dating, Due, Policy};
use domain::ids::ClientId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::catch_up as stored;
use ts_rs::TS;

use super::{ChargeKey, Group, grouped, issue_one, issued_words, key_of};
use crate::App;
use crate::agreements::{self, Ended, Entitled, Whole};
use crate::context::Look;
use crate::failure::{Code, Failure};
use crate::sums::{self, Sums};
use crate::wire::{Amount, count};

/// How many invoices are issued before people have the book again.
const AT_ONCE: u32 = 10;

/// Issues what may be issued without being asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunCatchUp {
    /// How many invoices at most; left out, all.
    #[serde(default)]
    pub most: Option<u32>,
}

/// What a run did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CatchUpRun {
    /// The numbers it issued, in order.
    pub numbers: Vec<String>,
    /// Their sum, with tax.
    pub total: Amount,
    /// Their sums in other currencies.
    pub others: Vec<Amount>,
    /// How many invoices are left to a further run.
    pub left: u32,
    /// What waits for the user, and why.
    pub waits: Vec<WaitingRow>,
}

/// An agreement that is billed automatically and yet waits for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WaitingRow {
    /// The agreement.
    pub agreement_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// How many charges of it are due.
    pub charges: u32,
    /// Why it waits: one sentence.
    pub why: String,
}

/// What may be issued now, and what of the same agreements waits.
pub(super) struct Plan<'a> {
    groups: BTreeMap<Group, Vec<Entitled<'a>>>,
    waits: Vec<WaitingRow>,
    dating: Dating,
}

/// What of an agreement is due, undecided and not held.
fn due_of<'a>(
    look: &Look<'_>,
    whole: &'a Whole,
    ended: &Ended,
) -> Result<Vec<Entitled<'a>>, Failure> {
    let mut due = whole.undecided(ended, look.today)?;
    due.retain(|entitled| entitled.held.is_none());
    Ok(due)
}

/// Plans a run over the book as it is.
pub(super) fn plan<'a>(look: &Look<'_>, all: &'a [Whole]) -> Result<Plan<'a>, Failure> {
    let policy = stored::policy(look.db)?;
    let mut plan = Plan { groups: BTreeMap::new(), waits: vec![], dating: policy.dating };
    let automatic = stored::automatic(look.db)?;
    if automatic.is_empty() {
        return Ok(plan);
    }
    let ended = Ended::of(look)?;
    let voided = stored::voided_charges(look.db)?;
    let clients = store::clients::all(look.db)?.into_iter();
    let archived: HashMap<ClientId, bool> =
        clients.map(|client| (client.id, client.archived_at.is_some())).collect();
    let trusted = all.iter().filter(|whole| automatic.contains(&whole.agreement.id));
    let due: Vec<(&Whole, Vec<Entitled<'_>>)> = trusted
        .map(|whole| Ok((whole, due_of(look, whole, &ended)?)))
        .collect::<Result<_, Failure>>()?;
    let charges = due.iter().map(|(_, due)| due.len()).sum();
    let mut found = Vec::new();
    for (whole, due) in due {
        let Some(oldest_on) = due.iter().map(|entitled| entitled.charge.due_on).min() else {
            continue;
        };
        let was_voided = due.iter().any(|entitled| voided.contains(&entitled.key()));
        let client_archived = archived.get(&whole.client_on(look.today)) == Some(&true);
        let standing = Due { oldest_on, was_voided, client_archived };
        match policy.asks(charges, &standing, look.today) {
            Some(asks) => {
                plan.waits.push(waiting(whole, due.len(), why(look, &policy, asks)));
            }
            None => found.extend(due),
        }
    }
    let together = store::clients::billed_together(look.db)?;
    plan.groups = grouped(found, policy.merge, &together);
    Ok(plan)
}

/// Why agreements that are billed automatically wait.
pub(super) fn waits(look: &Look<'_>, all: &[Whole]) -> Result<Vec<WaitingRow>, Failure> {
    Ok(plan(look, all)?.waits)
}

fn waiting(whole: &Whole, charges: usize, why: String) -> WaitingRow {
    WaitingRow {
        agreement_id: whole.agreement.id.to_string(),
        number: whole.agreement.number.clone(),
        client_id: whole.agreement.client_id.to_string(),
        charges: count(charges),
        why,
    }
}

fn why(look: &Look<'_>, policy: &Policy, asks: Asks) -> String {
    match asks {
        Asks::TooMany(all) => format!(
            "{all} charges are due at once, and more than {} wait for you",
            policy.most_charges
        ),
        Asks::TooOld(day) => format!(
            "it fell due on {}, and what is older than {} days waits for you",
            look.long_date(day),
            policy.most_days
        ),
        Asks::WasVoided => "it was billed before, on an invoice that was voided".to_owned(),
        Asks::ClientArchived => "the client is archived".to_owned(),
    }
}

/// Issues what may be issued without being asked for, invoice by invoice.
pub fn run(app: &mut App, asked: RunCatchUp) -> Result<CatchUpRun, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let look = Look::at(app.open_book()?.db(), secrets.as_ref(), now)?;
    let (mut total, home) = (Sums::default(), look.currency());
    let all = agreements::whole(&look, None)?;
    let Plan { groups, mut waits, dating } = plan(&look, &all)?;
    let most = asked.most.map_or(usize::MAX, |most| most as usize);
    let (mut numbers, mut failed) = (Vec::new(), 0);
    let planned = groups.len();
    for ((due_on, client, ..), charges) in groups {
        if numbers.len() >= most {
            break;
        }
        let keys: Vec<ChargeKey> = charges.iter().map(|one| key_of(one.key())).collect();
        let payload = json!({ "charges": keys }).to_string();
        let issued = app.transact("worker", "catch_up.run", payload, |act| {
            let issued_on = if dating == Dating::OwnDate { due_on } else { act.today };
            let invoice = issue_one(act, client, issued_on, &charges)?;
            let words = issued_words(
                std::slice::from_ref(&invoice.number),
                &sums::shown(invoice.total, act.currency()),
            );
            act.say(format!("{words}, automatically"), Some(client));
            Ok(invoice)
        });
        match issued {
            Ok((invoice, _)) => {
                total.add(invoice.total)?;
                numbers.push(invoice.number);
            }
            // What is wrong with one agreement keeps no other from its invoice.
            Err(why)
                if matches!(why.code, Code::InvalidInput | Code::Conflict | Code::NotFound) =>
            {
                failed += 1;
                let whole = all.iter().find(|one| one.agreement.id == charges[0].agreement.id);
                waits.extend(whole.map(|whole| waiting(whole, charges.len(), why.message)));
            }
            Err(why) => return Err(why),
        }
    }
    let left = count(planned - numbers.len() - failed);
    let others = total.others(home);
    Ok(CatchUpRun { numbers, total: total.of(home).into(), others, left, waits })
}

impl App {
    /// Issues a few of the invoices that may be issued without being asked for, where nobody
    /// looked within the hour or on this day; tells whether there were any. After a start, a
    /// night or a sleep, somebody has to look.
    pub fn catch_up(&mut self) -> Result<bool, Failure> {
        let (now, secrets) = (self.world.now(), Arc::clone(&self.secrets));
        let Some(book) = &self.book else {
            return Ok(false);
        };
        let today = Look::at(book.db(), secrets.as_ref(), now)?.today;
        let recent = |at: DateTime<Utc>| at <= now && now - at < Duration::hours(1);
        if self.caught_up.is_some_and(|(day, at)| day == today && recent(at)) {
            return Ok(false);
        }
        // Whatever comes of it: a disk that is full now may have room in an hour.
        self.caught_up = Some((today, now));
        let done = run(self, RunCatchUp { most: Some(AT_ONCE) })?;
        if done.left > 0 {
            self.caught_up = None;
        }
        Ok(!done.numbers.is_empty())
    }
}
