//! What each of our documents should be in a ledger of others, and what is to be done for that.
//!
//! One way: our documents go there, and are read back. What differs is shown and decided by the
//! user, never solved here. Whether something is paid there is never concluded from a balance.

mod compare;
mod propose;
mod refer;

pub use compare::{Difference, Found, compare, recognise};
pub use propose::{Asked, Proposal, propose, same_contact};

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::jurisdiction::DateStyle;
use crate::ledgers::{Brand, Document, Kind};
use crate::money::{Currency, Money};
use crate::named::Named;

/// One of our documents, and how it should stand in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// The id of our row.
    pub key: String,
    /// What it is there.
    pub kind: Kind,
    /// What people know it by: a number, a name.
    pub title: String,
    /// The client, or the processor of a payout.
    pub who: String,
    /// The day it counts on; nothing for a contact.
    pub on: Option<NaiveDate>,
    /// With tax; nothing for a contact.
    pub amount: Option<Money>,
    /// How it should stand.
    pub wanted: Wanted,
    /// What tells its content from any other, as it is kept with what was sent.
    pub content: String,
}

/// How a document should stand in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// It counts. Where it names others, it does so by our keys.
    Live(Box<Document>),
    /// It counts for nothing; what it was is kept, so that it can be looked up.
    Out(Box<Document>),
    /// It cannot go there, or not yet; why, in words.
    Not(String),
}

impl Want {
    /// The document as it is or was, naming others by our keys.
    pub fn document(&self) -> Option<&Document> {
        match &self.wanted {
            Wanted::Live(document) | Wanted::Out(document) => Some(document),
            Wanted::Not(_) => None,
        }
    }
}

/// What the book knows of a document in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The id of our row.
    pub key: String,
    /// What it is there.
    pub kind: Kind,
    /// Where it stands.
    pub state: LinkState,
    /// The ledger's own name of it; empty where it has none yet.
    pub reference: String,
    /// The version that was last seen.
    pub version: String,
    /// Counted from 1; raised where the user wants anew what was deleted there.
    pub generation: u32,
    /// The content that was sent.
    pub content: String,
    /// Why it stands so, in words; may be empty.
    pub words: String,
}

impl Link {
    /// Whether what differs is that it counts for nothing there any more.
    pub fn is_gone(&self) -> bool {
        self.words.contains(" deleted ") || self.words.contains(" voided ")
    }
}

/// Where a document stands on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkState {
    /// To be looked up under its own key before it is made.
    Planned,
    /// Looked up in this run, and not there.
    Ready,
    /// Being sent.
    Sending,
    /// Sent, and nobody knows whether it arrived: it is looked up.
    Unknown,
    /// There, to be read back.
    Pushed,
    /// There, and as we have it.
    Verified,
    /// It differs, or was refused: the user decides.
    Conflict,
    /// The user left it to the ledger; it is not looked at again.
    Detached,
    /// Taken out of the books there.
    Out,
}

impl Named for LinkState {
    const NAMES: &'static [(&'static str, LinkState)] = &[
        ("planned", LinkState::Planned),
        ("ready", LinkState::Ready),
        ("sending", LinkState::Sending),
        ("unknown", LinkState::Unknown),
        ("pushed", LinkState::Pushed),
        ("verified", LinkState::Verified),
        ("conflict", LinkState::Conflict),
        ("detached", LinkState::Detached),
        ("out", LinkState::Out),
    ];
}

/// What a plan has to know of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The ledger.
    pub brand: Brand,
    /// Its home currency; no other is sent.
    pub currency: Currency,
    /// What is dated before is not sent.
    pub from_on: NaiveDate,
    /// Through this day nothing may be changed there.
    pub locked_until: Option<NaiveDate>,
    /// How the practice writes dates.
    pub dates: DateStyle,
}

/// What is to be done for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Made there, after a look whether it is there already.
    Create,
    /// Put right there.
    Change,
    /// Taken out there.
    TakeOut,
    /// Looked up: nobody knows whether it arrived.
    LookUp,
    /// Read back.
    Verify,
    /// Nothing.
    Nothing,
    /// It waits for a choice of the user, by its key.
    Choose(String),
    /// It cannot go there, or not yet; why, in words.
    Not(String),
    /// The user decides; why, in words.
    Decide(String),
}

impl Step {
    /// Whether what needs this document finds it there in the end.
    fn leads_there(&self) -> bool {
        !matches!(self, Step::Choose(_) | Step::Not(_) | Step::Decide(_) | Step::TakeOut)
    }
}

/// What is to be done for each of our documents, in the order in which one needs another: contacts,
/// then items, invoices, credit notes, files, payments, refunds and payouts, each by day.
/// `choices` are accounts, codes of tax and items that the user chose.
pub fn plan<'a>(
    wants: &'a [Want],
    links: &BTreeMap<String, Link>,
    choices: &BTreeMap<String, String>,
    terms: Terms,
) -> Vec<(&'a Want, Step)> {
    let mut ordered: Vec<&Want> = wants.iter().collect();
    ordered.sort_by_key(|want| (want.kind, want.on, &want.title, &want.key));
    let mut leads: BTreeMap<&str, bool> = BTreeMap::new();
    let mut planned = Vec::with_capacity(ordered.len());
    for want in ordered {
        let link = links.get(&want.key);
        let step = match step(want, link, terms) {
            Step::Create | Step::Change => {
                let doing = if link.is_some_and(|link| !link.reference.is_empty()) {
                    Step::Change
                } else {
                    Step::Create
                };
                lacking(want, &leads, choices).unwrap_or(doing)
            }
            step => step,
        };
        let left = link.is_some_and(|link| link.state == LinkState::Detached);
        leads.insert(&want.key, step.leads_there() && !left);
        planned.push((want, step));
    }
    planned
}

/// What a document lacks of what it names.
fn lacking(
    want: &Want,
    leads: &BTreeMap<&str, bool>,
    choices: &BTreeMap<String, String>,
) -> Option<Step> {
    let Wanted::Live(document) = &want.wanted else { return None };
    document.needs().into_iter().find_map(|need| match leads.get(need.as_str()) {
        Some(true) => None,
        Some(false) => Some(Step::Not("it waits for what it belongs to".to_owned())),
        None if choices.contains_key(&need) => None,
        None => Some(Step::Choose(need)),
    })
}

fn step(want: &Want, link: Option<&Link>, terms: Terms) -> Step {
    let state = link.map(|link| link.state);
    match (state, link) {
        (Some(LinkState::Detached), _) => return Step::Nothing,
        (Some(LinkState::Conflict), Some(link)) => return Step::Decide(link.words.clone()),
        (Some(LinkState::Sending | LinkState::Unknown), _) => return Step::LookUp,
        _ => {}
    }
    let there = link.filter(|link| matches!(link.state, LinkState::Pushed | LinkState::Verified));
    match (&want.wanted, there) {
        (Wanted::Not(_), Some(_)) => Step::Nothing,
        (Wanted::Not(words), None) => Step::Not(words.clone()),
        (Wanted::Out(_), Some(_)) => locked(want, terms).map_or(Step::TakeOut, Step::Not),
        (Wanted::Out(_), None) => Step::Nothing,
        (Wanted::Live(_), None) if state == Some(LinkState::Out) => Step::Nothing,
        (Wanted::Live(document), None) => refusal(want, document, terms).unwrap_or(Step::Create),
        // A contact belongs to the ledger once it is linked.
        (Wanted::Live(_), Some(link))
            if link.content != want.content && want.kind != Kind::Contact =>
        {
            locked(want, terms).map_or(Step::Change, Step::Not)
        }
        (Wanted::Live(_), Some(link)) if link.state == LinkState::Pushed => Step::Verify,
        (Wanted::Live(_), Some(_)) => Step::Nothing,
    }
}

fn locked(want: &Want, terms: Terms) -> Option<String> {
    let (on, until) = (want.on?, terms.locked_until?);
    let name = terms.brand.capabilities().name;
    let closed = || format!("the books in {name} are closed through {}", terms.dates.long(until));
    (on <= until).then(closed)
}

/// Why a document that is not there cannot be made there.
fn refusal(want: &Want, document: &Document, terms: Terms) -> Option<Step> {
    let can = terms.brand.capabilities();
    let currency = want.amount.map(Money::currency);
    let words = if let Some(other) = currency.filter(|one| *one != terms.currency) {
        format!(
            "it is in {other}, and the books in {} are kept in {}; enter it there by hand",
            can.name, terms.currency
        )
    } else if want.on.is_some_and(|on| on < terms.from_on) {
        let from = terms.dates.long(terms.from_on);
        format!("it is from before {from}, the day from which documents are sent")
    } else if document.number().is_some_and(|number| number.chars().count() > can.number_length) {
        let most = can.number_length;
        format!("{} takes numbers of {most} characters at most; enter it there by hand", can.name)
    } else {
        locked(want, terms)?
    };
    Some(Step::Not(words))
}

#[cfg(test)]
mod tests;
