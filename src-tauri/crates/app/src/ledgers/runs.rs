//! Runs: begun, shown as a list of what is to be done, cancelled, ended.

use std::collections::BTreeMap;

use domain::named::Named;
use domain::sync::{self, Link, LinkState, Step, Terms, Want};
use store::ledgers::{self as kept, Kept, Ledger, Run};

use super::shapes::{BeginRun, PlanRow, StepCount, SyncPlan};
use super::wants::NEW;
use super::{Ours, connected, kept_as, ours};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict};
use crate::wire::{self, Made, Nothing};

/// Our documents, what the book knows of them there, and what the user chose.
pub(super) struct Known {
    pub(super) ours: Ours,
    pub(super) links: BTreeMap<String, Link>,
    pub(super) choices: BTreeMap<String, String>,
    terms: Terms,
}

impl Known {
    /// What is known of an organisation.
    pub(super) fn of(look: &Look<'_>, ledger: &Ledger) -> Result<Known, Failure> {
        let (lists, kept) = (kept::lists(look.db, ledger.id)?, kept::links(look.db, ledger.id)?);
        let ours = ours(look, ledger, &kept, &lists)?;
        let choices = kept::choices(look.db, ledger.id)?.into_iter();
        let link = |(key, kept): (String, Kept)| (key, kept.link);
        Ok(Known {
            ours,
            links: kept.into_iter().map(link).collect(),
            choices: choices.filter(|(_, theirs)| theirs != NEW).collect(),
            terms: Terms {
                brand: ledger.brand,
                currency: ledger.currency,
                from_on: ledger.from_on,
                locked_until: ledger.locked_until,
                dates: look.place().date_style,
            },
        })
    }

    /// What is to be done.
    pub(super) fn plan(&self) -> Vec<(&Want, Step)> {
        sync::plan(&self.ours.wants, &self.links, &self.choices, self.terms)
    }

    /// The ledger's own name of what is named by our key.
    pub(super) fn reference(&self, key: &str) -> Option<String> {
        let link = || self.links.get(key).filter(|link| !link.reference.is_empty());
        self.choices.get(key).or_else(|| link().map(|link| &link.reference)).cloned()
    }

    fn label(&self, key: &str) -> String {
        let choice = self.ours.choices.get(key);
        choice.map_or_else(|| key.to_owned(), |choice| choice.label.clone())
    }
}

/// The name of a step on the wire, and its words.
fn named(step: &Step, known: &Known) -> (&'static str, String) {
    match step {
        Step::Create => ("create", String::new()),
        Step::Change => ("change", String::new()),
        Step::TakeOut => ("take_out", String::new()),
        Step::LookUp => ("look_up", String::new()),
        Step::Verify => ("verify", String::new()),
        Step::Nothing => ("nothing", String::new()),
        Step::Choose(key) => ("choose", format!("choose first: {}", known.label(key))),
        Step::Not(words) => ("not", words.clone()),
        Step::Decide(words) => ("decide", words.clone()),
    }
}

/// The steps in the order in which a list counts them.
const STEPS: [&str; 9] =
    ["create", "change", "take_out", "look_up", "decide", "choose", "not", "verify", "nothing"];

/// Everything that a run would do now, as far as the book knows.
pub fn plan(look: &Look<'_>, _: Nothing) -> Result<SyncPlan, Failure> {
    let ledger = connected(look)?;
    let known = Known::of(look, &ledger)?;
    let planned = known.plan();
    let mut rows = Vec::with_capacity(planned.len());
    for (want, step) in planned {
        let (step, words) = named(&step, &known);
        let state = known.links.get(&want.key).map_or("", |link| link.state.name());
        rows.push(PlanRow {
            key: want.key.clone(),
            kind: want.kind.name().to_owned(),
            title: want.title.clone(),
            who: want.who.clone(),
            on: want.on.map(|on| on.to_string()),
            amount: want.amount.map(Into::into),
            step: step.to_owned(),
            state: state.to_owned(),
            words,
        });
    }
    let count = |step: &&str| StepCount {
        step: (*step).to_owned(),
        rows: wire::count(rows.iter().filter(|row| row.step == **step).count()),
    };
    let counts = STEPS.iter().map(count).filter(|count| count.rows > 0).collect();
    Ok(SyncPlan { organisation: ledger.name, rows, counts })
}

/// Begins a run. The first one only looks, so that nothing is made there without a yes.
pub fn begin(act: &mut Act<'_>, question: BeginRun) -> Result<Made, Failure> {
    let ledger = connected(act)?;
    if kept::running(act.tx)?.is_some() {
        return Err(conflict("a run is being made already"));
    }
    if act.secrets.read(&kept_as(ledger.id))?.is_none() {
        return Err(conflict("sign in there anew: this computer's keyring holds no key for it"));
    }
    let runs = kept::runs(act.tx, ledger.id, u32::MAX)?;
    if !question.dry && !runs.iter().any(|run| run.state == "done") {
        return Err(conflict("look first at what would be sent, with a dry run"));
    }
    let run = started(act, &ledger, question.dry)?;
    let words = if question.dry { "Dry run" } else { "Sync" };
    act.say(format!("{words} with {} begins", ledger.name), None);
    Ok(Made { id: run.id.to_string() })
}

/// Writes the beginning of a run down.
pub(super) fn started(act: &Act<'_>, ledger: &Ledger, dry: bool) -> Result<Run, Failure> {
    let run = Run {
        id: act.new_id(),
        ledger: ledger.id,
        dry,
        started_at: act.now,
        ended_at: None,
        stage: "organisation".to_owned(),
        state: "running".to_owned(),
        to_do: 0,
        pushed: 0,
        verified: 0,
        differences: 0,
        words: String::new(),
    };
    kept::save_run(act.tx, &run)?;
    kept::look_up_again(act.tx, ledger.id)?;
    Ok(run)
}

/// Cancels the run that is being made. What was sent stays sent, and the next run knows it.
pub fn cancel(act: &mut Act<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let none = || conflict("no run is being made");
    let mut run = kept::running(act.tx)?.ok_or_else(none)?;
    end(act, &mut run, "cancelled", String::new())?;
    act.say("Sync cancelled; what was sent is known, and the next run goes on from there", None);
    Ok(Nothing {})
}

/// Ends a run, and says what came of it.
pub(super) fn end(act: &Act<'_>, run: &mut Run, state: &str, words: String) -> Result<(), Failure> {
    let links = kept::links(act.tx, run.ledger)?;
    let left = |kept: &&Kept| matches!(kept.link.state, LinkState::Conflict | LinkState::Unknown);
    run.differences = wire::count(links.values().filter(left).count());
    run.ended_at = Some(act.now);
    state.clone_into(&mut run.state);
    run.words = if words.is_empty() {
        let (pushed, verified) = (run.pushed, run.verified);
        format!("pushed {pushed}, verified {verified}, differences {}", run.differences)
    } else {
        words
    };
    kept::save_run(act.tx, run)?;
    Ok(())
}
