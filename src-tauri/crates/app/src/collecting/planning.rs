//! What is to be collected and when: each invoice once, the client told in time, on working days,
//! and never later than the user allows without being asked.

use chrono::{Duration, NaiveDate};
use domain::collection::State;
use domain::holidays::{Holidays, Place};
use domain::ids::CollectionId;
use domain::money::Money;
use domain::notice::{self, Coming, Notice};
use store::clients::{self, Client};
use store::collections::{self, Collection, Recall, ToCollect};
use store::connections::Connection;
use store::invoices::Invoice;
use store::outbox;
use store::permissions::{self, Kept};

use super::shapes::{CollectInvoice, Told};
use super::{
    another, card_cost, connection_of, instalments, instrument_of, letters, money, one, pay_pages,
    shown,
};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::mail::{self, ComposeMail};
use crate::wire::{self, ById, Made, Nothing};

/// Whether there is something to plan or to plan anew.
pub(super) fn is_due(look: &Look<'_>) -> Result<bool, Failure> {
    if !fitting(look)?.is_empty()
        || letters::is_due(look)?
        || another::is_due(look)?
        || pay_pages::is_due(look)?
    {
        return Ok(true);
    }
    for connection in super::live(look)? {
        for waiting in collections::waiting(look.db, connection.id)? {
            if outdated(look, &waiting)? || newly_told(look, &waiting)?.is_some() {
                return Ok(true);
            }
        }
        for held in collections::held(look.db, connection.id)? {
            if held.recall.is_none() && is_unwanted(look, &held)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Plans what is to be collected, tells the clients, and plans anew where an invoice changed.
pub(super) fn plan(act: &mut Act<'_>) -> Result<(), Failure> {
    pay_pages::tend(act)?;
    another::tend(act)?;
    letters::tend(act)?;
    let mut planned = 0;
    for to_collect in fitting(act)? {
        add(act, to_collect, None)?;
        planned += 1;
    }
    for connection in super::live(act)? {
        for mut waiting in collections::waiting(act.tx, connection.id)? {
            if outdated(act, &waiting)? {
                anew(act, waiting)?;
            } else if let Some(on) = newly_told(act, &waiting)? {
                tell(act, &connection, &mut waiting, on)?;
            }
        }
        for mut held in collections::held(act.tx, connection.id)? {
            if held.recall.is_none() && is_unwanted(act, &held)? {
                held.recall = Some(Recall::Anew);
                collections::update(act.tx, &held)?;
            }
        }
    }
    let words = match planned {
        0 => String::new(),
        1 => "1 invoice is to be collected".to_owned(),
        many => format!("{many} invoices are to be collected"),
    };
    act.say(words, None);
    Ok(())
}

/// Invoices to be collected whose currency the method moves.
fn fitting(look: &Look<'_>) -> Result<Vec<ToCollect>, Failure> {
    let mut fitting = Vec::new();
    let whole = collections::to_collect(look.db)?;
    for one in whole.into_iter().chain(instalments::to_collect(look)?) {
        let kept = permissions::instrument(look.db, one.instrument)?;
        let scheme = kept.map(|kept| kept.instrument.scheme);
        let currency = one.open.currency();
        if scheme.is_some_and(|s| s.currency().is_none_or(|only| only == currency)) {
            fitting.push(one);
        }
    }
    Ok(fitting)
}

/// Plans a collection on the day its invoice is due, or on `on`, and tells the client.
fn add(act: &mut Act<'_>, to: ToCollect, on: Option<NaiveDate>) -> Result<CollectionId, Failure> {
    let card_cost = added(act, &to)?;
    let collection = Collection {
        id: act.new_id(),
        invoice: to.invoice,
        instalment: to.instalment,
        connection: to.connection,
        instrument: Some(to.instrument),
        amount: to.open.plus(card_cost)?,
        card_cost,
        collect_on: on.unwrap_or(to.due_on),
        state: State::Planned,
        notified_on: None,
        attempt: 0,
        begun_at: None,
        held_for: None,
        recall: None,
        reference: None,
        payment: None,
        fee: Money::zero(to.open.currency()),
        stopped: String::new(),
        words: String::new(),
    };
    collections::add(act.tx, &collection)?;
    collections::add_step(act.tx, &collection, act.today, None, act.now)?;
    write(act, &collection)?;
    Ok(collection.id)
}

/// What is added to a collection because it is taken from a credit card: to no instalment, whose
/// sums are agreed on.
fn added(look: &Look<'_>, to: &ToCollect) -> Result<Money, Failure> {
    match permissions::instrument(look.db, to.instrument)? {
        Some(kept) if to.instalment.is_none() => card_cost::of(look, to.invoice, to.open, &kept),
        _ => Ok(Money::zero(to.open.currency())),
    }
}

/// Writes the notice to the client where one is needed and there is an account to send it by.
fn write(act: &mut Act<'_>, collection: &Collection) -> Result<(), Failure> {
    let kept = instrument_of(act, collection)?;
    let connection = connection_of(act, kept.connection)?;
    if needed(act, &connection, collection, &kept)?.days == 0 {
        return Ok(());
    }
    if act.practice.sample {
        // The people of the sample practice are made up: nothing is sent, and they know.
        let mut told = collection.clone();
        return tell(act, &connection, &mut told, act.today);
    }
    let about = ComposeMail::CollectionNotice { id: collection.id.to_string() };
    if mail::reaches(act, about.clone())? { mail::send_as_written(act, about) } else { Ok(()) }
}

/// A collection as its client is told of it.
pub(crate) struct Announced {
    pub(crate) invoice: Invoice,
    pub(crate) amount: Money,
    /// The day on which it is taken if they are told today.
    pub(crate) on: NaiveDate,
    pub(crate) method: String,
}

/// What a client is told of a collection.
pub(crate) fn coming(look: &Look<'_>, id: &str) -> Result<Announced, Failure> {
    let collection = one(look, id)?;
    let kept = instrument_of(look, &collection)?;
    let connection = connection_of(look, kept.connection)?;
    let days = working_days(look);
    let needed = needed(look, &connection, &collection, &kept)?;
    let earliest = needed.earliest(look.today, |day| days.is_working_day(day));
    Ok(Announced {
        invoice: crate::invoices::one(look, collection.invoice)?,
        amount: collection.amount,
        on: collection.collect_on.max(earliest),
        method: with_cost(&collection, &kept),
    })
}

/// A method, with what is added for it.
fn with_cost(collection: &Collection, kept: &Kept) -> String {
    let method = shown(kept);
    if collection.card_cost.is_zero() {
        return method;
    }
    let cost = collection.card_cost.shown();
    format!("{method}, with {cost} for paying by credit card; by bank debit there is none")
}

/// The notice that a collection needs.
fn needed(
    look: &Look<'_>,
    connection: &Connection,
    collection: &Collection,
    kept: &Kept,
) -> Result<Notice, Failure> {
    let before = collections::last_settled(look.db, kept.id)?;
    let coming = Coming {
        scheme: kept.instrument.scheme,
        consumer: client(look, collection)?.kind != "business",
        varying: before != Some(collection.amount),
        agreed_days: connection.settings.notice_days,
    };
    Ok(notice::needed(coming, look.today))
}

fn client(look: &Look<'_>, collection: &Collection) -> Result<Client, Failure> {
    let invoice = crate::invoices::one(look, collection.invoice)?;
    clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))
}

/// Notes that the client was told on a day; the collection waits for what is left of its notice.
fn tell(
    act: &Act<'_>,
    connection: &Connection,
    collection: &mut Collection,
    on: NaiveDate,
) -> Result<(), Failure> {
    let kept = instrument_of(act, collection)?;
    let needed = needed(act, connection, collection, &kept)?;
    let days = working_days(act);
    let earliest = needed.earliest(on, |day| days.is_working_day(day));
    collection.state = State::Notified;
    collection.notified_on = Some(on);
    collection.collect_on = collection.collect_on.max(earliest);
    collection.words = match needed.source {
        Some(source) => format!("The client was told. {source}."),
        None => "The client was told.".to_owned(),
    };
    collections::update(act.tx, collection)?;
    Ok(collections::add_step(act.tx, collection, on, None, act.now)?)
}

/// When the client got a notice that the book does not know of yet.
fn newly_told(look: &Look<'_>, collection: &Collection) -> Result<Option<NaiveDate>, Failure> {
    if collection.state != State::Planned {
        return Ok(None);
    }
    let mails = outbox::of_subject(look.db, &collection.id.to_string())?;
    let sent = mails.iter().find(|mail| mail.kind == "mail" && mail.state == "confirmed");
    Ok(sent.and_then(|mail| mail.settled_at).map(|at| look.local(at).date()))
}

pub(super) fn working_days(look: &Look<'_>) -> Holidays {
    let place = Place::of(look.practice.jurisdiction, &look.practice.region);
    Holidays { place: Some(place), ..Holidays::default() }
}

/// Whether another sum is to be collected of an invoice than was planned.
fn outdated(look: &Look<'_>, collection: &Collection) -> Result<bool, Failure> {
    Ok(instalments::asked(look, collection)? != Some(collection.owed()?))
}

/// Whether what a processor holds is to be taken back: another sum is open, or its method ended.
fn is_unwanted(look: &Look<'_>, held: &Collection) -> Result<bool, Failure> {
    Ok(outdated(look, held)? || instrument_of(look, held)?.ended_at.is_some())
}

/// The next charge that is held and to be taken back, with the processor's name of it.
pub(super) fn next_recall(
    look: &Look<'_>,
    connection: &Connection,
) -> Result<Option<(CollectionId, String)>, Failure> {
    let held = collections::held(look.db, connection.id)?;
    let wanted = held.into_iter().find(|one| one.recall.is_some());
    Ok(wanted.and_then(|one| Some((one.id, one.reference?))))
}

/// Takes back a collection whose invoice changed, and collects what is open now.
fn anew(act: &mut Act<'_>, mut old: Collection) -> Result<(), Failure> {
    old.state = State::Retracted;
    old.words = match instalments::asked(act, &old)? {
        Some(open) => format!("{} is open now; that is collected instead.", open.shown()),
        None if old.instalment.is_some() => {
            "This instalment is not to be taken any more.".to_owned()
        }
        None => "Nothing is open any more, or it is on a plan.".to_owned(),
    };
    collections::update(act.tx, &old)?;
    collections::add_step(act.tx, &old, act.today, None, act.now)?;
    instead(act, &old)
}

/// Collects what is open of an invoice now instead of a collection that was taken back, from the
/// method that the client has now.
pub(super) fn instead(act: &mut Act<'_>, old: &Collection) -> Result<(), Failure> {
    let client = instrument_of(act, old)?.client;
    let asked = instalments::asked(act, old)?;
    if let (Some(open), Some(kept)) = (asked, permissions::in_use(act.tx, client)?) {
        let (invoice, due_on, instalment) = (old.invoice, old.collect_on, old.instalment);
        let (instrument, connection) = (kept.id, kept.connection);
        add(act, ToCollect { invoice, open, due_on, instalment, instrument, connection }, None)?;
    }
    Ok(())
}

/// The day for which a collection is handed over to be held; nothing where it is taken on its day.
fn held_for(
    look: &Look<'_>,
    connection: &Connection,
    collection: &Collection,
    kept: &Kept,
) -> Option<NaiveDate> {
    let (scheme, on) = (kept.instrument.scheme, collection.collect_on);
    let holds = connection.settings.holds
        && collection.attempt == 0
        && connection.brand.capabilities().can_hold(scheme, look.today, on);
    holds.then_some(on)
}

/// The next collection of an account that the user need not be asked about: one whose day has come,
/// or one that is handed over for its day.
pub(super) fn next_due(
    look: &Look<'_>,
    connection: &Connection,
) -> Result<Option<(Collection, Option<NaiveDate>)>, Failure> {
    if !connection.settings.collects {
        return Ok(None);
    }
    for collection in collections::waiting(look.db, connection.id)? {
        let is_due = collection.collect_on <= look.today;
        if !is_due && !connection.settings.holds {
            break;
        }
        // What can be paid on a page is not taken beside it: the page is ended first.
        if store::pay_pages::live_of(look.db, collection.invoice)?.is_some() {
            continue;
        }
        let kept = instrument_of(look, &collection)?;
        let on = held_for(look, connection, &collection, &kept);
        if !is_due && on.is_none() {
            continue;
        }
        let told = collection.state != State::Planned
            || needed(look, connection, &collection, &kept)?.days == 0;
        if told && kept.ended_at.is_none() && !is_late(look, connection, &collection) {
            return Ok(Some((collection, on)));
        }
    }
    Ok(None)
}

pub(super) fn is_late(look: &Look<'_>, connection: &Connection, collection: &Collection) -> bool {
    let most = Duration::days(i64::from(connection.settings.most_late_days));
    look.today - collection.collect_on > most
}

/// Collects an invoice because the user says so: its open sum, today or on a later day.
pub fn collect(act: &mut Act<'_>, question: CollectInvoice) -> Result<Made, Failure> {
    let invoice = crate::invoices::one(act, wire::id("invoice_id", &question.invoice_id)?)?;
    let on = match question.on.trim() {
        "" => act.today,
        typed => wire::date("on", typed)?,
    };
    if on < act.today {
        return Err(refused("on", "money is taken today or later"));
    }
    let kept = permissions::in_use(act.tx, invoice.client_id)?.ok_or_else(|| {
        conflict("this client has given no payment method; ask for one on the client's page")
    })?;
    let open = money::collectable(&invoice, &kept)?;
    if crate::plans::holding(act, invoice.id)?.is_some() {
        let words = format!("{} is on a plan; its instalments are collected", invoice.number);
        return Err(conflict(words));
    }
    let before = collections::of_invoice(act.tx, invoice.id)?;
    let is_live = |one: &Collection| match one.instalment {
        Some(_) => one.state.is_ours() || one.state.in_flight(),
        None => !one.state.is_over(),
    };
    let to = ToCollect {
        invoice: invoice.id,
        open,
        due_on: on,
        instalment: None,
        instrument: kept.id,
        connection: kept.connection,
    };
    let card_cost = added(act, &to)?;
    if let Some(mut waits) = before.into_iter().find(is_live) {
        if !waits.state.is_ours() {
            return Err(conflict("this invoice is being collected already; see how it stands"));
        }
        if waits.card_cost != card_cost {
            // Another sum is another collection, of which the client is told anew.
            waits.state = State::Retracted;
            "Another method costs another sum.".clone_into(&mut waits.words);
            collections::update(act.tx, &waits)?;
            collections::add_step(act.tx, &waits, act.today, None, act.now)?;
            let id = add(act, to, Some(on))?;
            act.say(format!("{} is to be collected", invoice.number), Some(invoice.client_id));
            return Ok(Made { id: id.to_string() });
        }
        (waits.instrument, waits.connection) = (Some(kept.id), kept.connection);
        waits.collect_on = on;
        waits.stopped.clear();
        waits.words = format!("Planned for {} by you.", act.short_date(on));
        collections::update(act.tx, &waits)?;
        collections::add_step(act.tx, &waits, act.today, None, act.now)?;
        act.say(format!("{} is to be collected", invoice.number), Some(invoice.client_id));
        return Ok(Made { id: waits.id.to_string() });
    }
    let id = add(act, to, Some(on))?;
    act.say(
        format!("{} is to be collected from {}", invoice.number, shown(&kept)),
        Some(invoice.client_id),
    );
    act.offer_undo("Collection planned", "collections.retract", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Takes back what has not left this computer.
pub fn retract(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut collection = one(act, &asked.id)?;
    let invoice = crate::invoices::one(act, collection.invoice)?;
    if collection.state == State::Held {
        collection.recall = Some(Recall::Back);
        "It is being taken back at the processor.".clone_into(&mut collection.words);
        collections::update(act.tx, &collection)?;
        act.say(
            format!("{} is taken back at the processor", invoice.number),
            Some(invoice.client_id),
        );
        return Ok(Nothing {});
    }
    if !collection.state.is_ours() {
        return Err(conflict(
            "the processor has this already; when it has settled it can be refunded",
        ));
    }
    collection.state = State::Retracted;
    "You took it back.".clone_into(&mut collection.words);
    collections::update(act.tx, &collection)?;
    collections::add_step(act.tx, &collection, act.today, None, act.now)?;
    act.say(format!("{} is not collected", invoice.number), Some(invoice.client_id));
    let later = Some(collection.collect_on).filter(|on| *on > act.today);
    let on = later.map(|on| on.to_string()).unwrap_or_default();
    let again = CollectInvoice { invoice_id: invoice.id.to_string(), on };
    act.offer_undo("Collection taken back", "collections.collect", again);
    Ok(Nothing {})
}

/// Notes that the client knows of a coming collection.
pub fn told(act: &mut Act<'_>, question: Told) -> Result<Nothing, Failure> {
    let mut collection = one(act, &question.id)?;
    let on = wire::date("on", &question.on)?;
    if on > act.today {
        return Err(refused("on", "they were told today or before"));
    }
    if collection.state != State::Planned {
        return Err(conflict("this collection does not wait for a notice"));
    }
    let kept = instrument_of(act, &collection)?;
    let connection = connection_of(act, kept.connection)?;
    tell(act, &connection, &mut collection, on)?;
    let client = client(act, &collection)?;
    act.say(format!("{} was told of a coming collection", client.name), Some(client.id));
    Ok(Nothing {})
}

/// Whether a client has to be told first.
pub(super) fn waits_for_notice(
    look: &Look<'_>,
    connection: &Connection,
    collection: &Collection,
    kept: Option<&Kept>,
) -> Result<bool, Failure> {
    Ok(match kept.filter(|_| collection.state == State::Planned) {
        Some(kept) => needed(look, connection, collection, kept)?.days > 0,
        None => false,
    })
}
