//! What a handler works with: a book to look at, or one transaction to act in.

use std::ops::Deref;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::clause::Regime;
use domain::ids::{ClientId, EntryId, Id};
use domain::jurisdiction::Defaults;
use domain::ledger::Transfer;
use domain::money::{Currency, Money};
use domain::ports::{Secrets, World};
use serde::Serialize;
use store::ledger::Posting;
use store::practice::Practice;
use store::{Connection, Transaction, ledger};

use crate::command::Undo;
use crate::failure::{Code, Failure, failure};
use crate::wire::Amount;

/// An open book at one moment.
pub struct Look<'a> {
    /// For reading.
    pub db: &'a Connection,
    /// Who the practice is.
    pub practice: Practice,
    /// This instant.
    pub now: DateTime<Utc>,
    /// Today in the practice's time zone.
    pub today: NaiveDate,
    /// The keyring.
    pub secrets: &'a dyn Secrets,
}

impl<'a> Look<'a> {
    /// The regime whose clauses the practice's letters have.
    pub fn regime(&self) -> Regime {
        Regime::of(self.practice.jurisdiction, self.practice.profession)
    }

    /// Looks at a book. Refuses one that was never set up.
    pub fn at(
        db: &'a Connection,
        secrets: &'a dyn Secrets,
        now: DateTime<Utc>,
    ) -> Result<Look<'a>, Failure> {
        let practice = store::practice::show(db)?.ok_or_else(|| {
            failure(Code::NoBooks, "this book has no practice yet; set it up first")
        })?;
        let today = zone(&practice.time_zone).from_utc_datetime(&now.naive_utc()).date_naive();
        Ok(Look { db, practice, now, today, secrets })
    }

    /// The practice's home currency.
    pub fn currency(&self) -> Currency {
        self.practice.currency
    }

    /// The defaults of the practice's place.
    pub fn place(&self) -> &'static Defaults {
        self.practice.jurisdiction.defaults()
    }

    /// Nothing, in the home currency.
    pub fn zero(&self) -> Money {
        Money::zero(self.currency())
    }

    /// Whole minor units of the home currency from a sum of the book.
    pub fn money(&self, minor: i64) -> Result<Money, Failure> {
        Ok(Money::new(minor, self.currency())?)
    }

    /// As [`Look::money`], for the wire.
    pub fn amount(&self, minor: i64) -> Result<Amount, Failure> {
        Ok(self.money(minor)?.into())
    }

    /// A date as the practice writes it: `November 23, 2026`.
    pub fn long_date(&self, date: NaiveDate) -> String {
        self.place().date_style.long(date)
    }

    /// A date as the practice writes it where there is little room: `Nov 23, 2026`.
    pub fn short_date(&self, date: NaiveDate) -> String {
        self.place().date_style.short(date)
    }

    /// A day without its year: `Nov 23`.
    pub fn day(&self, date: NaiveDate) -> String {
        self.place().date_style.day(date)
    }

    /// The beginning of a day where the practice is; the first instant there is, where clocks skip
    /// midnight.
    pub fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        let zone = zone(&self.practice.time_zone);
        (0..24)
            .filter_map(|hour| day.and_hms_opt(hour, 0, 0))
            .find_map(|at| zone.from_local_datetime(&at).earliest())
            .map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.with_timezone(&Utc))
    }

    /// The practice's wall clock at an instant.
    pub fn local(&self, at: DateTime<Utc>) -> chrono::NaiveDateTime {
        zone(&self.practice.time_zone).from_utc_datetime(&at.naive_utc()).naive_local()
    }
}

/// The time zone with this IANA name; UTC for one that the practice form would have refused.
pub(crate) fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// One transaction that changes a book, and what it has to say about itself.
pub struct Act<'a> {
    look: Look<'a>,
    /// The transaction.
    pub tx: &'a Transaction<'a>,
    world: &'a dyn World,
    /// What happened, in a sentence; empty for what the history need not show.
    pub words: String,
    /// The client it is about.
    pub client: Option<ClientId>,
    /// How to take it back.
    pub undo: Option<Undo>,
}

impl<'a> Deref for Act<'a> {
    type Target = Look<'a>;

    fn deref(&self) -> &Look<'a> {
        &self.look
    }
}

impl<'a> Act<'a> {
    /// Acts in `tx` at `now`.
    pub fn begin(
        tx: &'a Transaction<'a>,
        world: &'a dyn World,
        secrets: &'a dyn Secrets,
        now: DateTime<Utc>,
    ) -> Result<Act<'a>, Failure> {
        let look = Look::at(tx, secrets, now)?;
        Ok(Act { look, tx, world, words: String::new(), client: None, undo: None })
    }

    /// A fresh id.
    pub fn new_id<T: Id>(&self) -> T {
        T::from_uuid(self.world.new_id())
    }

    /// 32 bytes nobody can guess.
    pub(crate) fn random(&self) -> [u8; 32] {
        self.world.random()
    }

    /// Says what happened, and to whom.
    pub fn say(&mut self, words: impl Into<String>, client: Option<ClientId>) {
        self.words = words.into();
        self.client = client;
    }

    /// Offers a way back: `label` names what would be undone.
    pub fn offer_undo(&mut self, label: &str, name: &str, question: impl Serialize) {
        let question = serde_json::to_value(question).unwrap_or_default();
        self.undo = Some(Undo { label: label.to_owned(), name: name.to_owned(), question });
    }

    /// Posts transfers to the ledger.
    pub fn post(
        &self,
        transfers: impl IntoIterator<Item = Transfer>,
        posting: Posting<'_>,
    ) -> Result<(), Failure> {
        for transfer in transfers {
            ledger::post(self.tx, self.new_id::<EntryId>(), transfer, posting)?;
        }
        Ok(())
    }
}
