//! The program in which a practice keeps its clients and its work, as far as an accepted agreement
//! speaks of them.
//!
//! An accepted agreement becomes a client there, a piece of work for each of its services, and its
//! signed letter. What is there is never changed and never taken out: it belongs to the practice.

use chrono::NaiveDate;

use crate::money::Money;
use crate::named::Named;

/// The name of the one that is spoken with.
pub const NAME: &str = "Karbon";

/// Why a call to an office did not end well.
pub type Trouble = crate::trouble::Trouble<Reason>;

/// An office's no.
pub type Refusal = crate::trouble::Refusal<Reason>;

/// What a no means for the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is busy, or wants fewer calls.
    Busy,
    /// It does not take the keys.
    Keys,
    /// What was sent cannot be taken as it is.
    NotThis,
}

/// Whose office it is, and who works there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The office's own name of the practice.
    pub reference: String,
    /// Who works there.
    pub people: Vec<Person>,
}

/// Somebody to whom work is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// The address they are known by there.
    pub email: String,
}

/// An order to make something there. The same key is one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The id of our row, stored before.
    pub key: String,
    /// What it is to be.
    pub entry: Entry,
}

/// What is made there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A client, found again by the mark of its key.
    Client(Client),
    /// A piece of work, found again by the mark of its key, or by its title.
    Work(Work),
    /// A signed letter, found again by its name.
    Letter(Letter),
}

impl Entry {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Entry::Client(_) => Kind::Client,
            Entry::Work(_) => Kind::Work,
            Entry::Letter(_) => Kind::Letter,
        }
    }
}

/// What there is, in the order in which one needs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A client.
    Client,
    /// A piece of work.
    Work,
    /// A signed letter.
    Letter,
}

impl Named for Kind {
    const NAMES: &'static [(&'static str, Kind)] =
        &[("client", Kind::Client), ("work", Kind::Work), ("letter", Kind::Letter)];
}

/// A client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Name.
    pub name: String,
    /// Whether it is a person and no organisation.
    pub person: bool,
    /// May be empty.
    pub email: String,
    /// May be empty.
    pub phone: String,
}

/// A piece of work: what one service of an agreement asks of the practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The client, by the office's own name.
    pub client: String,
    /// What it is called: service, client and agreement.
    pub title: String,
    /// The day it begins.
    pub starts_on: NaiveDate,
    /// To whom it is given, by the address they are known by there.
    pub assignee: String,
    /// The fixed fee of the agreement; nothing where it is billed by time or quantity.
    pub fee: Option<Money>,
    /// What is done, in words.
    pub words: String,
}

/// A signed letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The client, by the office's own name.
    pub client: String,
    /// Name of the file.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// What an office has of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: it can be made.
    Nothing,
    /// It is there, by the office's own name.
    There(String),
    /// A client of the same address for mail is there, which may be meant: its name there, and what
    /// people call it.
    Like(String, String),
}

/// Where an entry stands on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be looked up before it is made.
    Planned,
    /// Looked up, and not there.
    Ready,
    /// Being sent.
    Sending,
    /// Sent, and nobody knows whether it arrived: it is looked up.
    Unknown,
    /// There.
    Done,
    /// A client there may be meant: the user says.
    Asked,
    /// The office does not take it: the user decides.
    Refused,
    /// The user left it out.
    Left,
}

impl Named for State {
    const NAMES: &'static [(&'static str, State)] = &[
        ("planned", State::Planned),
        ("ready", State::Ready),
        ("sending", State::Sending),
        ("unknown", State::Unknown),
        ("done", State::Done),
        ("asked", State::Asked),
        ("refused", State::Refused),
        ("left", State::Left),
    ];
}
