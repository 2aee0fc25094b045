//! Use cases: the command list over one open book.
//!
//! Knows the rules and the store, the statement readers, paper and evidence; meets the clock and
//! the keyring through `domain::ports`. Knows neither the window nor the network.

pub mod acceptances;
pub mod account_statements;
pub mod ageing;
pub mod agreements;
pub mod amendments;
pub mod bank;
pub mod billing;
pub mod books;
pub mod brakes;
pub mod card;
pub mod catch_up;
mod cells;
pub mod clauses;
pub mod clearing;
pub mod clients;
pub mod collecting;
pub mod command;
pub mod commands;
mod context;
pub mod corrections;
pub mod credit_checks;
pub mod credit_notes;
mod credit_paper;
pub mod days_off;
pub mod documents;
pub mod evidence_packs;
pub mod exports;
pub mod failure;
pub mod fees;
pub mod follow_ups;
pub mod following;
pub mod forecast;
pub mod hand_offs;
pub mod history;
pub mod home;
pub mod imports;
pub mod insights;
pub mod invoice_disputes;
mod invoice_paper;
pub mod invoices;
pub mod jobs;
pub mod late_charges;
pub mod leakage;
pub mod ledger;
pub mod ledgers;
mod letter;
pub mod mail;
pub mod match_file;
pub mod metrics;
pub mod numbering;
pub mod office;
pub mod packs;
pub mod payments;
pub mod plans;
pub mod practice;
pub mod price_reviews;
pub mod proposals;
pub mod reconcile;
mod reports;
mod sample;
pub mod schedules;
mod seal;
pub mod search;
pub mod services;
pub mod summary;
mod sums;
pub mod taxes;
pub mod today;
pub mod typescript;
pub mod why;
pub mod wire;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ports::{Secrets, World};
use serde::Serialize;
use serde_json::Value;
use store::Book;
use store::journal::{self, Entry};

use crate::command::{Command, Run, Undo};
use crate::commands::COMMANDS;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, failure};
use crate::home::Home;

/// The program without a window: at most one open book, and the command list over it.
pub struct App {
    world: Arc<dyn World>,
    secrets: Arc<dyn Secrets>,
    home: Home,
    book: Option<Book>,
    trouble: Option<String>,
    /// The day and the instant of the last run of automatic invoices over this book.
    caught_up: Option<(NaiveDate, DateTime<Utc>)>,
    /// Processors that did not answer, and until when nobody calls them.
    resting: BTreeMap<domain::ids::ConnectionId, DateTime<Utc>>,
    /// The head of the journal after the last answer of a processor.
    answered: Option<String>,
    /// The head of the journal when it was last asked which bank lines explain themselves.
    explained_at: Option<String>,
    /// Until when nobody calls a ledger that is busy.
    sync_rests: Option<DateTime<Utc>>,
    /// Until when nobody calls an office that is busy.
    office_rests: Option<DateTime<Utc>>,
    /// The head of the journal when nothing was left to be said to the office.
    office_done_at: Option<String>,
    /// Whether the office said that it is the practice's own since something was left.
    office_known: bool,
    /// The day and the instant of the last look for reminders.
    reminded: Option<(NaiveDate, DateTime<Utc>)>,
    /// The instant of the last look for messages about what is owed.
    followed_up: Option<DateTime<Utc>>,
    /// When the summary was last looked at.
    summarised: Option<DateTime<Utc>>,
    /// When forecasts to be kept were last looked for, and none was left.
    forecasts_kept: Option<DateTime<Utc>>,
}

/// What a command did.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// The answer.
    pub reply: Value,
    /// The tags it touched.
    pub touched: Vec<&'static str>,
    /// How to take it back.
    pub undo: Option<Undo>,
}

impl App {
    /// The program with no book open.
    pub fn new(world: Arc<dyn World>, secrets: Arc<dyn Secrets>, home: Home) -> App {
        App {
            world,
            secrets,
            home,
            book: None,
            trouble: None,
            caught_up: None,
            explained_at: None,
            reminded: None,
            sync_rests: None,
            office_rests: None,
            office_done_at: None,
            office_known: false,
            followed_up: None,
            summarised: None,
            forecasts_kept: None,
            resting: BTreeMap::new(),
            answered: None,
        }
    }

    /// Runs a command. A refusal leaves the book as it was; so does a panic, which comes back as
    /// [`Code::Bug`].
    pub fn call(&mut self, name: &str, question: Value) -> Result<Done, Failure> {
        let command = COMMANDS
            .iter()
            .find(|command| command.name == name)
            .ok_or_else(|| failure(Code::NotFound, format!("there is no command {name}")))?;
        catch_unwind(AssertUnwindSafe(|| self.run(command, question))).unwrap_or_else(|_| {
            Err(failure(Code::Bug, "something went wrong in the program; nothing was changed"))
        })
    }

    fn run(&mut self, command: &'static Command, question: Value) -> Result<Done, Failure> {
        let touched = command.touches.iter().map(|tag| tag.name()).collect();
        let (reply, undo) = match command.run {
            Run::Program(run) => {
                card::refuse_card_numbers(&question)?;
                (run(self, question)?, None)
            }
            Run::Read(run) => {
                let now = self.world.now();
                let look = Look::at(self.open_book()?.db(), self.secrets.as_ref(), now)?;
                (run(&look, question)?, None)
            }
            Run::Write(run) => self.write(command.name, question, run)?,
        };
        Ok(Done { reply, touched, undo })
    }

    fn write(
        &mut self,
        name: &str,
        question: Value,
        run: fn(&mut Act<'_>, Value) -> Result<Value, Failure>,
    ) -> Result<(Value, Option<Undo>), Failure> {
        card::refuse_card_numbers(&question)?;
        let payload = history::without_contents(&question).to_string();
        self.transact("user", name, payload, |act| run(act, question))
    }

    /// One transaction: the change, its ledger entries and its journal entry.
    fn transact<T>(
        &mut self,
        actor: &str,
        command: &str,
        payload: String,
        run: impl FnOnce(&mut Act<'_>) -> Result<T, Failure>,
    ) -> Result<(T, Option<Undo>), Failure> {
        let (world, secrets) = (Arc::clone(&self.world), Arc::clone(&self.secrets));
        let now = world.now();
        self.open_book_mut()?.write(|tx| {
            let mut act = Act::begin(tx, world.as_ref(), secrets.as_ref(), now)?;
            let reply = run(&mut act)?;
            let undo =
                act.undo.as_ref().map(|undo| serde_json::to_string(undo).unwrap_or_default());
            let entry = Entry {
                at: now,
                actor: actor.to_owned(),
                command: command.to_owned(),
                words: act.words.clone(),
                client_id: act.client,
                payload,
                undo: undo.unwrap_or_default(),
            };
            journal::append(tx, &entry)?;
            Ok((reply, act.undo))
        })
    }

    fn open_book(&self) -> Result<&Book, Failure> {
        self.book.as_ref().ok_or_else(no_book)
    }

    fn open_book_mut(&mut self) -> Result<&mut Book, Failure> {
        self.book.as_mut().ok_or_else(no_book)
    }
}

fn no_book() -> Failure {
    failure(Code::NoBooks, "no book is open; set up a practice or open one")
}
