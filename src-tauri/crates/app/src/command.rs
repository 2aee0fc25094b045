//! What a command is: a name, a question, an answer, the cache tags it touches, and how it runs.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, failure};
use crate::typescript::Types;

/// How to take back what a command did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Undo {
    /// What is undone: `Client added`.
    pub label: String,
    /// The command that undoes it.
    pub name: String,
    /// Its question.
    #[ts(type = "unknown")]
    pub question: Value,
}

/// A part of the books that the window keeps answers of. A command names what it touched, and the
/// window asks again for what it shows of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Which book is open, and everything in it.
    Books,
    /// The practice.
    Practice,
    /// Clients.
    Clients,
    /// The service library.
    Services,
    /// Proposals and their revisions.
    Proposals,
    /// Agreements, their charges and deliveries.
    Agreements,
    /// Invoices, payments and allocations.
    Invoices,
    /// Processors, payment methods, collections and payouts.
    Payments,
    /// Bank accounts, statements, lines and matches.
    Bank,
    /// The history, which every change touches, and Today's snoozes.
    History,
    /// Ledgers of others, and files for them.
    Ledgers,
    /// Jobs and the status bar.
    Jobs,
    /// The mail account, the words of mail, and the outbox.
    Mail,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Tag; 13] = [
        Tag::Books,
        Tag::Practice,
        Tag::Clients,
        Tag::Services,
        Tag::Proposals,
        Tag::Agreements,
        Tag::Invoices,
        Tag::Payments,
        Tag::Bank,
        Tag::History,
        Tag::Ledgers,
        Tag::Jobs,
        Tag::Mail,
    ];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Tag::Books => "books",
            Tag::Practice => "practice",
            Tag::Clients => "clients",
            Tag::Services => "services",
            Tag::Proposals => "proposals",
            Tag::Agreements => "agreements",
            Tag::Invoices => "invoices",
            Tag::Payments => "payments",
            Tag::Bank => "bank",
            Tag::History => "history",
            Tag::Ledgers => "ledgers",
            Tag::Jobs => "jobs",
            Tag::Mail => "mail",
        }
    }
}

/// A command of the list.
pub struct Command {
    /// Its wire name, `noun.verb`.
    pub name: &'static str,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// What it touches.
    pub touches: &'static [Tag],
    /// Declares its question and answer; their TypeScript names.
    pub shape: fn(&mut Types) -> (String, String),
    /// How it runs.
    pub run: Run,
}

/// How a command runs.
pub enum Run {
    /// It opens, makes or moves books.
    Program(fn(&mut App, Value) -> Result<Value, Failure>),
    /// It only looks.
    Read(fn(&Look<'_>, Value) -> Result<Value, Failure>),
    /// It changes the book: one transaction, one journal entry.
    Write(fn(&mut Act<'_>, Value) -> Result<Value, Failure>),
}

/// Reads the question strictly, runs `handler` and writes the answer.
pub(crate) fn run<C, Q: DeserializeOwned, A: Serialize>(
    context: C,
    question: Value,
    handler: impl FnOnce(C, Q) -> Result<A, Failure>,
) -> Result<Value, Failure> {
    let question = serde_json::from_value(question)
        .map_err(|wrong| failure(Code::InvalidInput, wrong.to_string()))?;
    let answer = handler(context, question)?;
    serde_json::to_value(answer).map_err(|wrong| failure(Code::Bug, wrong.to_string()))
}
