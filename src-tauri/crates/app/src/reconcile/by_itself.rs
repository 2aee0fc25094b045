//! Bank lines that the program explains without asking, where the user switched that on for the
//! account: only what passes every gate, never what a person explained or took back, never a day
//! of a closed period.
//!
//! Each match is a transaction of its own. A run that was ended at any point is gone on with by the
//! next, because what is explained no longer waits.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Days;
use domain::ids::BankAccountId;
use domain::matching::{Answer, Decision, Deposit, Hypothesis, Kind, Learning, match_all};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::bank::{self, Account, Line, View};
use store::{journal, matches};
use ts_rs::TS;

use super::accept::explain;
use super::together::{said, uses};
use super::{AcceptExplanation, Explain, books, deposit, explanation, payers};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, not_found};
use crate::wire::{self, ById, Nothing, count};

/// How many lines are explained before people have the book again.
const AT_ONCE: u32 = 20;

/// No more lines of an account are weighed in one run, the newest of those that wait.
const MOST: u32 = 20_000;

/// Days before the first line that waits, of which explained lines are read once more: who paid
/// the same then may have paid it twice.
const DAYS_BEFORE: u64 = 30;

/// Switches on or off that an account's lines are explained without asking.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ApplyByItself {
    /// The account.
    pub account_id: String,
    /// Whether what passes every gate is applied.
    pub on: bool,
}

/// Explains without asking what may be.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunByItself {
    /// How many lines at most; left out, all.
    #[serde(default)]
    pub most: Option<u32>,
}

/// What a run did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AppliedByItself {
    /// How many lines it explained.
    pub applied: u32,
    /// How many are left to a further run.
    pub left: u32,
}

/// Switches it on or off for an account.
pub fn switch(act: &mut Act<'_>, asked: ApplyByItself) -> Result<Nothing, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.account_id)?;
    let account = bank::show_account(act.tx, id)?.ok_or_else(|| not_found("bank account"))?;
    bank::apply_by_itself(act.tx, id, asked.on)?;
    let how = if asked.on { "applied by itself" } else { "only suggested" };
    act.say(format!("{}: what is certain is {how}", account.name), None);
    let before = ApplyByItself { on: account.by_itself, ..asked };
    act.offer_undo("Applying by itself", "bank.apply_by_itself", before);
    Ok(Nothing {})
}

/// What may be applied now, line by line, the oldest first.
fn plan(look: &Look<'_>, account: &Account) -> Result<Vec<AcceptExplanation>, Failure> {
    let mut waiting: Vec<Line> = bank::lines(look.db, account.id, View::ToExplain, "", 0, MOST)?
        .into_iter()
        .map(|found| found.line)
        .collect();
    waiting.sort_by_key(|line| (line.posted_on, line.at, line.id));
    let Some(first) = waiting.first() else {
        return Ok(Vec::new());
    };
    let mut books = books(look, account.currency)?;
    let before =
        bank::explained_from(look.db, account.id, first.posted_on - Days::new(DAYS_BEFORE))?;
    books.settled = before.iter().map(|found| deposit(&found.line)).collect();
    let deposits: Vec<Deposit> = waiting.iter().map(deposit).collect();
    let learned = payers::learned(look)?;
    let closed = super::close::closed_through(look, account.id)?;
    let left_to_people = matches::taken_back(look.db, account.id)?;
    let mut planned = Vec::new();
    for (line, answer) in waiting.iter().zip(match_all(&books, &learned, &deposits, Learning::Off))
    {
        let answer = answer?;
        let free = Some(line.posted_on) > closed && !left_to_people.contains(&line.id);
        if let Some(best) = applicable(&answer).filter(|_| free) {
            let explain = said(&explanation(look, line, best, &books)?);
            planned.push(AcceptExplanation { line_id: line.id.to_string(), explain });
        }
    }
    Ok(once_each(planned))
}

/// The explanation that passed every gate, where one client or what the books await explains it.
fn applicable(answer: &Answer) -> Option<&Hypothesis> {
    let best = answer.hypotheses.first().filter(|_| answer.decision == Decision::Auto)?;
    let whole = match &best.kind {
        Kind::Invoices(_) => best.client.is_some(),
        Kind::Recorded(_) | Kind::Payout(..) => true,
        Kind::Other(_) => false,
    };
    whole.then_some(best)
}

/// Leaves out payments and payouts that several lines would use: one of them is wrong. An invoice
/// may be paid in parts.
fn once_each(planned: Vec<AcceptExplanation>) -> Vec<AcceptExplanation> {
    let mut times: HashMap<String, u32> = HashMap::new();
    for one in &planned {
        for used in uses(&one.explain) {
            *times.entry(used).or_default() += 1;
        }
    }
    let alone = |one: &AcceptExplanation| match &one.explain {
        Explain::Invoices { .. } => true,
        other => uses(other).iter().all(|used| times[used] == 1),
    };
    planned.into_iter().filter(alone).collect()
}

/// Explains without asking what may be, line by line.
pub fn run(app: &mut App, asked: RunByItself) -> Result<AppliedByItself, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let look = Look::at(app.open_book()?.db(), secrets.as_ref(), now)?;
    let accounts = bank::accounts(look.db)?.into_iter().filter(|account| account.by_itself);
    let planned: Vec<Vec<AcceptExplanation>> =
        accounts.map(|account| plan(&look, &account)).collect::<Result<_, _>>()?;
    let planned: Vec<AcceptExplanation> = planned.into_iter().flatten().collect();
    let (mut applied, mut tried) = (0, 0);
    for one in &planned {
        if asked.most.is_some_and(|most| applied >= most) {
            break;
        }
        tried += 1;
        let payload = json!({ "line_id": one.line_id }).to_string();
        let done = app.transact("worker", "matches.apply_by_itself", payload, |act| {
            let id = explain(act, one)?;
            matches::made_by_itself(act.tx, id)?;
            act.words = format!("{}, applied by itself", act.words);
            act.offer_undo("Bank line explained", "matches.undo", ById { id: id.to_string() });
            Ok(())
        });
        match done {
            Ok(_) => applied += 1,
            // What is wrong with one line keeps no other from its explanation; it goes on waiting.
            Err(why)
                if matches!(why.code, Code::InvalidInput | Code::Conflict | Code::NotFound) => {}
            Err(why) => return Err(why),
        }
    }
    Ok(AppliedByItself { applied, left: count(planned.len() - tried) })
}

impl App {
    /// Explains a few of the bank lines that may be explained without asking, where anything has
    /// changed since somebody looked; tells whether there were any.
    pub fn explain_lines(&mut self) -> Result<bool, Failure> {
        let Some(book) = &self.book else {
            return Ok(false);
        };
        let head = journal::head(book.db())?;
        if self.explained_at.as_deref() == Some(head.as_str()) {
            return Ok(false);
        }
        // Whatever comes of it: what is refused now is looked at after the next change.
        self.explained_at = Some(head);
        let done = run(self, RunByItself { most: Some(AT_ONCE) })?;
        Ok(done.applied > 0)
    }
}
