//! Turns: one talk with a processor each, written down before it is made and settled after.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::collection::State;
use domain::ids::{AuthorizationId, CollectionId, ConnectionId, RefundId};
use domain::ports::{Call, Processor, Secret};
use domain::processor::{
    Answer, Bill, Brand, Charge, Hints, Order, Page, Payer, Payout, Permission, Refund,
    RefundOrder, Trouble,
};
use serde_json::json;
use store::clients::{self, Client};
use store::collections::{self, Collection};
use store::connections::{self, Connection};
use store::journal::{self, Entry};
use store::payouts;
use store::permissions::{self, Authorization, Occasion, Standing};

use super::{Trial, instrument_of, kept_as, pay_pages, planning, refunds, settling};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found};

/// How long nobody calls a processor that did not answer.
const REST_MINUTES: i64 = 5;
/// How old what is known may be before money is taken.
const FRESH_MINUTES: i64 = 10;
/// Between two looks for payouts.
const PAYOUTS_HOURS: i64 = 6;
/// Payouts are read again for so many days: a bank may send one back.
const PAYOUT_DAYS: i64 = 14;

/// What is to be done at a processor.
#[derive(Clone, Debug)]
pub enum What {
    /// Make a page for a client.
    OpenPage(AuthorizationId, Permission),
    /// Make a page on which a client puts another method in the place of one.
    ChangePage(AuthorizationId, Permission),
    /// Read what became of a page.
    ReadPage(AuthorizationId, String),
    /// End a page.
    ClosePage(AuthorizationId, String),
    /// Make a page to pay an invoice on.
    OpenBill(CollectionId, Bill),
    /// See whether a page to pay an invoice on was paid on.
    ReadBill(CollectionId, String),
    /// End a page to pay an invoice on.
    CloseBill(CollectionId, String),
    /// Look up a charge of which nobody knows whether it was made.
    Find(CollectionId, Box<Order>),
    /// Take money.
    Charge(CollectionId, Box<Order>),
    /// Read a charge.
    Read(CollectionId, String),
    /// Take back a charge that the processor holds.
    Recall(CollectionId, String),
    /// Look up a refund of which nobody knows whether it was made.
    FindRefund(RefundId, RefundOrder),
    /// Pay money back.
    Refund(RefundId, RefundOrder),
    /// Read a refund.
    ReadRefund(RefundId, String),
    /// Ask what changed.
    Changes(String),
    /// Read payouts from a day on.
    Payouts(NaiveDate),
}

impl What {
    /// Whether it takes or gives money.
    fn moves_money(&self) -> bool {
        matches!(self, What::Charge(..) | What::Refund(..))
    }
}

/// What a processor said to a turn.
#[derive(Clone, Debug)]
pub enum Said {
    /// A page, made or not.
    Page(Result<Page, Trouble>),
    /// What became of a page.
    Answer(Result<Answer, Trouble>),
    /// A page ended.
    Closed(Result<(), Trouble>),
    /// A charge that was looked up.
    Found(Result<Option<Charge>, Trouble>),
    /// A charge.
    Charge(Result<Charge, Trouble>),
    /// A refund that was looked up.
    FoundRefund(Result<Option<Refund>, Trouble>),
    /// A refund.
    Refund(Result<Refund, Trouble>),
    /// What changed.
    Changes(Result<Hints, Trouble>),
    /// Payouts.
    Payouts(Result<Vec<Payout>, Trouble>),
}

/// One talk with a processor. The book is free while it lasts.
pub struct Turn {
    /// With which account.
    pub connection: ConnectionId,
    /// At which processor.
    pub brand: Brand,
    /// What opens it; the built-in one needs nothing.
    pub secret: Option<Secret>,
    /// What is to be done.
    pub what: What,
    trial: Option<Trial>,
}

impl Turn {
    /// Lets a processor take this turn.
    pub fn take(&self, processor: &dyn Processor) -> Said {
        match &self.what {
            What::OpenPage(_, permission) => Said::Page(processor.open_page(permission)),
            What::ChangePage(_, permission) => Said::Page(processor.change_page(permission)),
            What::ReadPage(_, page) => Said::Answer(processor.read_page(page)),
            What::ClosePage(_, page) => Said::Closed(processor.close_page(page)),
            What::OpenBill(_, bill) => Said::Page(processor.pay_page(bill)),
            What::CloseBill(_, page) => Said::Closed(processor.close_page(page)),
            What::ReadBill(_, page) => Said::Found(processor.paid_on(page)),
            What::Find(_, order) => Said::Found(processor.find(order)),
            What::Charge(_, order) => Said::Charge(processor.charge(order)),
            What::Read(_, charge) => Said::Charge(processor.read(charge)),
            What::Recall(_, charge) => Said::Charge(processor.retract(charge)),
            What::FindRefund(_, order) => Said::FoundRefund(processor.find_refund(order)),
            What::Refund(_, order) => Said::Refund(processor.refund(order)),
            What::ReadRefund(_, refund) => Said::Refund(processor.read_refund(refund)),
            What::Changes(cursor) => Said::Changes(processor.changes(cursor)),
            What::Payouts(since) => Said::Payouts(processor.payouts(*since)),
        }
    }

    /// Lets the processor of this turn take it: the built-in one, or the one that `open` gives for
    /// a brand and its key. Where there is none, nothing was sent.
    pub fn speak(
        &self,
        open: impl FnOnce(Brand, Secret) -> Result<Box<dyn Processor + Send>, String>,
    ) -> Said {
        match (&self.trial, &self.secret) {
            (Some(trial), _) => self.take(trial),
            (None, Some(key)) => match open(self.brand, key.clone()) {
                Ok(processor) => self.take(processor.as_ref()),
                Err(words) => self.unsaid(words),
            },
            (None, None) => self.unsaid("this computer's keyring holds no key for it".to_owned()),
        }
    }

    fn unsaid(&self, words: String) -> Said {
        let why = Trouble::NotSent(words);
        match &self.what {
            What::OpenPage(..) | What::ChangePage(..) | What::OpenBill(..) => Said::Page(Err(why)),
            What::ReadPage(..) => Said::Answer(Err(why)),
            What::ClosePage(..) | What::CloseBill(..) => Said::Closed(Err(why)),
            What::Find(..) | What::ReadBill(..) => Said::Found(Err(why)),
            What::Charge(..) | What::Read(..) | What::Recall(..) => Said::Charge(Err(why)),
            What::FindRefund(..) => Said::FoundRefund(Err(why)),
            What::Refund(..) | What::ReadRefund(..) => Said::Refund(Err(why)),
            What::Changes(_) => Said::Changes(Err(why)),
            What::Payouts(_) => Said::Payouts(Err(why)),
        }
    }

    /// The built-in processor, where it is its turn.
    pub fn trial(&self) -> Option<&Trial> {
        self.trial.as_ref()
    }
}

impl App {
    /// Plans what is to be collected; tells whether there was anything to plan.
    pub fn plan_collections(&mut self) -> Result<bool, Failure> {
        if self.book.is_none() || store::practice::show(self.open_book()?.db())?.is_none() {
            return Ok(false);
        }
        let now = self.world.now();
        let look = Look::at(self.open_book()?.db(), self.secrets.as_ref(), now)?;
        let due = !super::live(&look)?.is_empty() && planning::is_due(&look)?;
        if due {
            self.transact("worker", "collections.plan", "{}".to_owned(), planning::plan)?;
        }
        Ok(due)
    }

    /// Plans what is due, and tells what is to be done next at a processor. What takes or gives
    /// money is written down as being sent before it comes back from here.
    ///
    /// Planning looks at everything that is open. It is spared while the book holds nothing new but
    /// the answers to turns, until money is to be taken or nothing else is left to be done.
    pub fn next_turn(&mut self) -> Result<Option<Turn>, Failure> {
        let answered = match (&self.book, &self.answered) {
            (Some(book), Some(head)) => journal::head(book.db())? == *head,
            _ => false,
        };
        if answered && let Some(turn) = self.turn()?.filter(|turn| !turn.what.moves_money()) {
            return Ok(Some(turn));
        }
        self.plan_collections()?;
        let turn = self.turn()?;
        if let Some(turn) = &turn {
            self.claim(&turn.what)?;
        }
        Ok(turn)
    }

    /// What is to be done next at a processor, as things are.
    fn turn(&mut self) -> Result<Option<Turn>, Failure> {
        let now = self.world.now();
        if self.book.is_none() || store::practice::show(self.open_book()?.db())?.is_none() {
            return Ok(None);
        }
        let look = Look::at(self.open_book()?.db(), self.secrets.as_ref(), now)?;
        for connection in super::live(&look)? {
            if self.resting.get(&connection.id).is_some_and(|until| now < *until) {
                continue;
            }
            let secret = match connection.brand {
                Brand::Trial => None,
                // Without its key nothing can be asked; the page of connections says so.
                _ => match self.secrets.read(&kept_as(connection.id)) {
                    Ok(Some(secret)) => Some(secret),
                    Ok(None) | Err(_) => continue,
                },
            };
            if let Some(what) = next(&look, &connection)? {
                let trial = trial_of(&connection, &look)?;
                let (id, brand) = (connection.id, connection.brand);
                return Ok(Some(Turn { connection: id, brand, secret, what, trial }));
            }
        }
        Ok(None)
    }

    /// Writes down that money is being taken or paid back, before it is.
    fn claim(&mut self, what: &What) -> Result<(), Failure> {
        let now = self.world.now();
        self.open_book_mut()?.write(|tx| {
            match what {
                What::Charge(id, order) => {
                    let found = collections::show(tx, *id)?;
                    let mut collection = found.ok_or_else(|| not_found("collection"))?;
                    collection.state = State::Sending;
                    collection.attempt = order.attempt;
                    collection.begun_at = Some(order.begun_at);
                    collection.held_for = order.on;
                    collections::update(tx, &collection)?;
                }
                What::Refund(id, _) => {
                    let found = collections::refund_by_id(tx, *id)?;
                    let mut refund = found.ok_or_else(|| not_found("refund"))?;
                    "sending".clone_into(&mut refund.state);
                    collections::update_refund(tx, &refund)?;
                }
                _ => return Ok(()),
            }
            let payload = json!({ "what": format!("{what:?}") }).to_string();
            journal::append(tx, &entry(now, "collections.sending", String::new(), payload))?;
            Ok(())
        })
    }

    /// Settles a turn by what was said, and keeps the calls it made.
    pub fn end_turn(&mut self, turn: Turn, said: Said, calls: &[Call]) -> Result<(), Failure> {
        let now = self.world.now();
        if let Some(why) = trouble(&said).filter(|why| rests(why)) {
            self.resting.insert(turn.connection, now + Duration::minutes(REST_MINUTES));
            let words = why.to_string();
            self.open_book_mut()?.write(|tx| connections::troubled(tx, turn.connection, &words))?;
        }
        let trial = turn.trial.as_ref().map(Trial::kept).transpose().map_err(|_| bug())?;
        let keep = |act: &Act<'_>| -> Result<(), Failure> {
            for call in calls {
                connections::called(act.tx, call)?;
            }
            match &trial {
                Some(state) => Ok(connections::keep_trial(act.tx, turn.connection, state)?),
                None => Ok(()),
            }
        };
        let payload = json!({ "what": format!("{:?}", turn.what), "said": format!("{said:?}") });
        // Pages to pay on are ended at once where a method was given.
        let permits = matches!(turn.what, What::ReadPage(..));
        let (connection, what) = (turn.connection, turn.what);
        self.transact("worker", "collections.said", payload.to_string(), |act| {
            keep(act)?;
            match (what, said) {
                (What::OpenPage(id, _) | What::ChangePage(id, _), Said::Page(said)) => {
                    settling::page(act, id, said)
                }
                (What::ReadPage(id, _), Said::Answer(said)) => settling::answer(act, id, said),
                (What::ClosePage(id, _), Said::Closed(said)) => settling::closed(act, id, said),
                (What::OpenBill(id, _), Said::Page(said)) => pay_pages::made(act, id, said),
                (What::CloseBill(id, _), Said::Closed(said)) => pay_pages::closed(act, id, said),
                (What::ReadBill(id, _), Said::Found(said)) => pay_pages::found(act, id, said),
                (What::Find(id, _), Said::Found(said)) => settling::found(act, id, said),
                (What::Charge(id, _), Said::Charge(said)) => settling::charged(act, id, said),
                (What::Read(id, _), Said::Charge(said)) => settling::read(act, id, said),
                (What::Recall(id, _), Said::Charge(said)) => settling::recalled(act, id, said),
                (What::FindRefund(id, _), Said::FoundRefund(said)) => refunds::found(act, id, said),
                (What::Refund(id, _) | What::ReadRefund(id, _), Said::Refund(said)) => {
                    refunds::heard(act, id, said)
                }
                (What::Changes(_), Said::Changes(said)) => settling::changes(act, connection, said),
                (What::Payouts(_), Said::Payouts(said)) => refunds::paid_out(act, connection, said),
                _ => Err(bug()),
            }
        })?;
        let head = journal::head(self.open_book()?.db())?;
        self.answered = (!permits).then_some(head);
        Ok(())
    }
}

fn bug() -> Failure {
    crate::failure::failure(crate::failure::Code::Bug, "a processor's answer fits no question")
}

fn entry(at: DateTime<Utc>, command: &str, words: String, payload: String) -> Entry {
    let (actor, command, undo) = ("worker".to_owned(), command.to_owned(), String::new());
    Entry { at, actor, command, words, client_id: None, payload, undo }
}

/// Why a turn did not end well, where it did not.
fn trouble(said: &Said) -> Option<&Trouble> {
    match said {
        Said::Page(Err(why))
        | Said::Answer(Err(why))
        | Said::Closed(Err(why))
        | Said::Found(Err(why))
        | Said::Charge(Err(why))
        | Said::FoundRefund(Err(why))
        | Said::Refund(Err(why))
        | Said::Changes(Err(why))
        | Said::Payouts(Err(why)) => Some(why),
        _ => None,
    }
}

/// Whether a trouble is the connection's, so that the next call would end alike.
fn rests(why: &Trouble) -> bool {
    match why {
        Trouble::NotSent(_) | Trouble::Unknown(_) => true,
        Trouble::Refused(refusal) => refusal.reason.is_about_the_call(),
    }
}

fn trial_of(connection: &Connection, look: &Look<'_>) -> Result<Option<Trial>, Failure> {
    let at = |kept: &String| Trial::at(kept, look.now, look.today);
    connection.trial.as_ref().map(at).transpose().map_err(|_| bug())
}

/// The next thing to do with an account: what is unknown first, then what was asked for, what
/// changed, what is due, and last what may have changed.
fn next(look: &Look<'_>, connection: &Connection) -> Result<Option<What>, Failure> {
    let id = connection.id;
    if let Some(collection) = collections::next_to_read(look.db, id)? {
        return Ok(Some(match (&collection.reference, collection.state) {
            (Some(reference), state) if state != State::Unknown => {
                What::Read(collection.id, reference.clone())
            }
            _ => {
                let held_for = collection.held_for;
                What::Find(collection.id, Box::new(order(look, &collection, held_for)?))
            }
        }));
    }
    if let Some((collection, reference)) = planning::next_recall(look, connection)? {
        return Ok(Some(What::Recall(collection, reference)));
    }
    if let Some(refund) = collections::next_refund(look.db, id)? {
        let order = refunds::order(look, &refund)?;
        return Ok(Some(match (refund.state.as_str(), refund.reference) {
            ("planned", _) => What::Refund(refund.id, order),
            ("processing", Some(reference)) => What::ReadRefund(refund.id, reference),
            _ => What::FindRefund(refund.id, order),
        }));
    }
    if let Some(asked) = permissions::next_authorization(look.db, id)? {
        return Ok(Some(match (asked.standing, &asked.page) {
            (Standing::Withdrawn, Some(page)) => What::ClosePage(asked.id, page.clone()),
            (Standing::Planned, _) | (_, None) if asked.occasion == Occasion::Another => {
                What::ChangePage(asked.id, permission(look, connection, &asked)?)
            }
            (Standing::Planned, _) | (_, None) => {
                What::OpenPage(asked.id, permission(look, connection, &asked)?)
            }
            (_, Some(page)) => What::ReadPage(asked.id, page.clone()),
        }));
    }
    if let Some(what) = pay_pages::next(look, connection)? {
        return Ok(Some(what));
    }
    let since = |at: Option<DateTime<Utc>>| {
        at.filter(|at| *at <= look.now).map_or(Duration::MAX, |at| look.now - at)
    };
    let due = planning::next_due(look, connection)?;
    let fresh = if due.is_some() { FRESH_MINUTES } else { 60 };
    if since(connection.polled_at) >= Duration::minutes(fresh) {
        return Ok(Some(What::Changes(connection.cursor.clone())));
    }
    if let Some((collection, on)) = due {
        return Ok(Some(What::Charge(collection.id, Box::new(order(look, &collection, on)?))));
    }
    if since(connection.payouts_at) >= Duration::hours(PAYOUTS_HOURS) {
        let newest = payouts::list(look.db, 1)?.first().map(|kept| kept.payout.arrives_on);
        let since = newest.unwrap_or(connection.connected_at.date_naive());
        return Ok(Some(What::Payouts(since - Duration::days(PAYOUT_DAYS))));
    }
    Ok(None)
}

fn order(
    look: &Look<'_>,
    collection: &Collection,
    on: Option<NaiveDate>,
) -> Result<Order, Failure> {
    let invoice = crate::invoices::one(look, collection.invoice)?;
    // What is looked up is the attempt that was begun; what is sent is the next.
    let next = u32::from(collection.state != State::Unknown);
    Ok(Order {
        collection: collection.id,
        attempt: collection.attempt + next,
        reference: collection.reference.clone(),
        begun_at: collection.begun_at.unwrap_or(look.now),
        amount: collection.amount,
        instrument: instrument_of(look, collection)?.instrument,
        invoice: invoice.number,
        on,
        recurring: true,
    })
}

fn permission(
    look: &Look<'_>,
    connection: &Connection,
    asked: &Authorization,
) -> Result<Permission, Failure> {
    let client = clients::show(look.db, asked.client)?.ok_or_else(|| not_found("client"))?;
    Ok(Permission {
        id: asked.id,
        link: asked.link,
        payer: payer(look, connection, &client)?,
        schemes: asked.schemes.clone(),
        currency: asked.currency,
        terms: asked.terms.clone(),
        subject: look.practice.name.clone(),
        letter: asked.letter.clone(),
        leads_to: connection.settings.leads_to.clone(),
        business: client.kind == "business",
    })
}

/// A client as a processor knows them.
pub(super) fn payer(
    look: &Look<'_>,
    connection: &Connection,
    client: &Client,
) -> Result<Payer, Failure> {
    let before = permissions::instruments(look.db, Some(client.id))?;
    let same = before.into_iter().find(|kept| kept.connection == connection.id);
    Ok(Payer {
        client: client.id,
        name: client.name.clone(),
        email: client.email.clone(),
        reference: same.map(|kept| kept.instrument.payer),
    })
}

/// What was being sent when the program went away is unknown: it is looked up before anything else.
pub(crate) fn recover(book: &mut store::Book, now: DateTime<Utc>) -> Result<(), Failure> {
    book.write(|tx| {
        let sending = collections::found_sending(tx)?;
        let refunds = collections::refunds_found_sending(tx)?;
        collections::look_up_unknown(tx)?;
        if sending.is_empty() && refunds.is_empty() {
            return Ok(());
        }
        for mut collection in sending {
            collection.state = State::Unknown;
            "the program ended while this was being sent; it is looked up at the processor"
                .clone_into(&mut collection.words);
            collections::update(tx, &collection)?;
            collections::add_step(tx, &collection, now.date_naive(), None, now)?;
            collections::look_up(tx, collection.id)?;
        }
        for mut refund in refunds {
            "unknown".clone_into(&mut refund.state);
            collections::update_refund(tx, &refund)?;
        }
        collections::look_up_unknown(tx)?;
        let words = "The program ended while money was being moved; it is looked up".to_owned();
        journal::append(tx, &entry(now, "collections.recovered", words, "{}".to_owned()))?;
        Ok(())
    })
}
