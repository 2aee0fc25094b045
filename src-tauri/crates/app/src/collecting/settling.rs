//! What a processor said, written into the book: pages, permissions, charges.

use chrono::Duration;
use domain::collection::{Heard, Next, Policy, State, Stop, Tried, heard, next};
use domain::ids::{AuthorizationId, CollectionId, ConnectionId, InstrumentId, PaymentId};
use domain::ledger;
use domain::money::Money;
use domain::named::Named;
use domain::payment::Part;
use domain::processor::{
    Answer, Charge, DisputeState, Hints, Page, Permitted, Reason, Refusal, Taken, Trouble,
};
use store::collections::{self, Collection, Recall};
use store::connections;
use store::documents;
use store::ledger::Posting;
use store::payments::Received;
use store::permissions::{self, Authorization, Kept, Standing};

use super::{another, connection_of, instrument_if, instrument_of, pay_pages, planning, shown};
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found};
use crate::payments;

/// For so many days after it was begun, a charge that settled may still come back: 60 days for the
/// payer of a bank debit, 120 for the owner of a card, and the time to tell of it.
const AT_RISK_DAYS: i64 = 180;

fn asked(act: &Act<'_>, id: AuthorizationId) -> Result<Authorization, Failure> {
    permissions::authorization_by_id(act.tx, id)?.ok_or_else(|| not_found("permission"))
}

/// A page was made for a client.
pub(super) fn page(
    act: &mut Act<'_>,
    id: AuthorizationId,
    said: Result<Page, Trouble>,
) -> Result<(), Failure> {
    let mut asked = asked(act, id)?;
    match said {
        // What was taken back meanwhile is ended there too.
        Ok(page) => {
            asked.page = Some(page.reference);
            asked.url = Some(page.url);
            asked.page_ends_at = page.ends_at;
            let withdrawn = asked.standing == Standing::Withdrawn;
            if !withdrawn {
                asked.standing = Standing::Waiting;
            }
            permissions::update(act.tx, &asked)?;
            if withdrawn {
                permissions::look_at(act.tx, id)?;
            }
        }
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => {
            asked.standing = Standing::Refused;
            asked.words = refusal.words;
            permissions::update(act.tx, &asked)?;
        }
        // It is made again under the same key.
        Err(_) => {}
    }
    Ok(())
}

/// A page was ended, or cannot be.
pub(super) fn closed(
    act: &mut Act<'_>,
    id: AuthorizationId,
    said: Result<(), Trouble>,
) -> Result<(), Failure> {
    let asked = asked(act, id)?;
    let over = match said {
        Ok(()) => true,
        Err(Trouble::Refused(refusal)) => !refusal.reason.is_about_the_call(),
        Err(_) => false,
    };
    if over {
        permissions::update(act.tx, &asked)?;
    }
    Ok(())
}

/// What became of a page.
pub(super) fn answer(
    act: &mut Act<'_>,
    id: AuthorizationId,
    said: Result<Answer, Trouble>,
) -> Result<(), Failure> {
    let mut asked = asked(act, id)?;
    let client = Some(asked.client);
    match said {
        Ok(Answer::Waiting) => {}
        Ok(Answer::Ended) => asked.standing = Standing::Ended,
        Ok(Answer::Verifying { url, .. }) => {
            asked.standing = Standing::Verifying;
            asked.verify_url = url;
        }
        Ok(Answer::Refused { words }) => {
            asked.standing = Standing::Refused;
            asked.words = words;
        }
        Ok(Answer::Permitted(permitted)) => return permit(act, asked, *permitted),
        Err(Trouble::Refused(refusal)) if refusal.reason == Reason::NotFound => {
            asked.standing = Standing::Ended;
        }
        Err(_) => return Ok(()),
    }
    let standing = asked.standing;
    permissions::update(act.tx, &asked)?;
    if standing == Standing::Ended {
        act.say("The page for a payment method ended unused", client);
    }
    Ok(())
}

/// A client permitted a method: it is kept with what the processor says of it, to the byte.
fn permit(act: &mut Act<'_>, mut asked: Authorization, given: Permitted) -> Result<(), Failure> {
    if !given.letter.is_empty() && given.letter != asked.letter {
        asked.standing = Standing::Refused;
        "the processor names another letter than the one that was sent; ask anew"
            .clone_into(&mut asked.words);
        return Ok(permissions::update(act.tx, &asked)?);
    }
    let name = format!("permission {}.json", asked.id);
    let evidence = documents::keep(act.tx, &name, "application/json", &given.evidence)?;
    asked.standing = Standing::Permitted;
    asked.evidence = Some(evidence);
    asked.answered_at = Some(given.at);
    permissions::update(act.tx, &asked)?;
    let before = permissions::instruments(act.tx, Some(asked.client))?;
    if before.iter().any(|kept| kept.instrument.reference == given.instrument.reference) {
        return Ok(());
    }
    let kept = Kept {
        id: act.new_id::<InstrumentId>(),
        connection: asked.connection,
        client: asked.client,
        authorization: asked.id,
        instrument: given.instrument,
        permitted_at: given.at,
        ended_at: None,
        ended_why: String::new(),
    };
    permissions::keep(act.tx, &kept)?;
    // What waits for a new method goes on with it.
    for mut waits in collections::open(act.tx)? {
        let Some(old) = instrument_if(act, &waits)? else { continue };
        if old.client == asked.client && waits.state.is_ours() {
            (waits.instrument, waits.connection) = (Some(kept.id), kept.connection);
            if !waits.stopped.is_empty() {
                waits.stopped.clear();
                waits.collect_on = waits.collect_on.max(act.today);
            }
            collections::update(act.tx, &waits)?;
        }
    }
    let client = store::clients::show(act.tx, asked.client)?.ok_or_else(|| not_found("client"))?;
    act.say(format!("{} may be charged by {}", client.name, shown(&kept)), Some(client.id));
    Ok(())
}

/// What changed is marked to be read anew.
pub(super) fn changes(
    act: &mut Act<'_>,
    connection: ConnectionId,
    said: Result<Hints, Trouble>,
) -> Result<(), Failure> {
    let Ok(hints) = said else {
        return Ok(());
    };
    if hints.gap {
        connections::all_changed(act.tx, connection, act.now - Duration::days(AT_RISK_DAYS))?;
    }
    for hint in &hints.hints {
        connections::changed(act.tx, connection, &hint.reference)?;
    }
    store::pay_pages::look_for_methods(act.tx, connection)?;
    collections::look_at_held(act.tx, connection, act.today)?;
    Ok(connections::polled(act.tx, connection, &hints.cursor, act.now)?)
}

fn one(act: &Act<'_>, id: CollectionId) -> Result<Collection, Failure> {
    collections::show(act.tx, id)?.ok_or_else(|| not_found("collection"))
}

/// An order was sent.
pub(super) fn charged(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Charge, Trouble>,
) -> Result<(), Failure> {
    let mut collection = one(act, id)?;
    match said {
        Ok(charge) => settle(act, collection, &charge),
        Err(Trouble::NotSent(words)) => not_made(act, collection, words),
        Err(Trouble::Unknown(words)) => {
            collection.state = State::Unknown;
            collection.words = words;
            collections::update(act.tx, &collection)?;
            collections::add_step(act.tx, &collection, act.today, None, act.now)?;
            Ok(collections::look_up(act.tx, id)?)
        }
        Err(Trouble::Refused(refusal)) if refusal.reason.is_about_the_call() => {
            if refusal.reason == Reason::Busy {
                return not_made(act, collection, refusal.words);
            }
            collection.stopped.clone_from(&refusal.words);
            not_made(act, collection, refusal.words)
        }
        Err(Trouble::Refused(refusal)) => decline(act, collection, refusal),
    }
}

/// Nothing was made: the attempt does not count, and is made again under the same key.
fn not_made(act: &Act<'_>, mut collection: Collection, words: String) -> Result<(), Failure> {
    collection.state =
        if collection.notified_on.is_some() { State::Notified } else { State::Planned };
    collection.attempt = collection.attempt.saturating_sub(1);
    collection.words = words;
    collections::update(act.tx, &collection)?;
    Ok(collections::add_step(act.tx, &collection, act.today, None, act.now)?)
}

/// What was unknown was looked up.
pub(super) fn found(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Option<Charge>, Trouble>,
) -> Result<(), Failure> {
    let collection = one(act, id)?;
    match said {
        Ok(Some(charge)) => settle(act, collection, &charge),
        Ok(None) => {
            not_made(act, collection, "The processor has no such charge; it is sent.".to_owned())
        }
        // It stays unknown, and is looked up again.
        Err(_) => Ok(collections::look_up(act.tx, id)?),
    }
}

/// A charge was read.
pub(super) fn read(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Charge, Trouble>,
) -> Result<(), Failure> {
    match said {
        Ok(charge) => {
            let collection = one(act, id)?;
            settle(act, collection, &charge)
        }
        Err(_) => Ok(()),
    }
}

/// What the processor held was to be taken back.
pub(super) fn recalled(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Charge, Trouble>,
) -> Result<(), Failure> {
    let mut collection = one(act, id)?;
    match said {
        Ok(charge) => {
            let recall = collection.recall.take();
            settle(act, collection, &charge)?;
            let now = one(act, id)?;
            if recall == Some(Recall::Anew) && now.state == State::Retracted {
                planning::instead(act, &now)?;
            }
            Ok(())
        }
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => {
            collection.recall = None;
            collection.words = refusal.words;
            collections::update(act.tx, &collection)?;
            Ok(collections::look_up(act.tx, id)?)
        }
        // It is asked for again.
        Err(_) => Ok(()),
    }
}

/// Moves a collection by what the processor says of its charge.
pub(super) fn settle(
    act: &mut Act<'_>,
    mut collection: Collection,
    charge: &Charge,
) -> Result<(), Failure> {
    if charge.amount != collection.amount {
        collection.words = format!(
            "The processor says {} where {} was asked; look at its page.",
            charge.amount.shown(),
            collection.amount.shown()
        );
        return Ok(collections::update(act.tx, &collection)?);
    }
    if let Taken::Declined(refusal) = &charge.state {
        // An old answer about an attempt that was planned anew says nothing.
        if matches!(
            collection.state,
            State::Sending | State::Unknown | State::Processing | State::Held
        ) {
            collection.reference = Some(charge.reference.clone());
            if collection.instrument.is_none() {
                return pay_pages::failed(act, collection, refusal);
            }
            return decline(act, collection, refusal.clone());
        }
    }
    if let Taken::Disputed(dispute) = &charge.state {
        collections::keep_dispute(act.tx, collection.id, dispute, act.now)?;
    }
    let moved = match heard(collection.state, &charge.state) {
        Heard::Same => {
            post_fee(act, &mut collection, charge)?;
            return Ok(collections::update(act.tx, &collection)?);
        }
        Heard::Strange => {
            collection.words =
                "The processor says something unexpected; look at its page.".to_owned();
            return Ok(collections::update(act.tx, &collection)?);
        }
        Heard::Moved { to, on } => (to, on.unwrap_or(act.today).min(act.today)),
    };
    let (to, on) = moved;
    // A first return or dispute may be heard of before the settling was.
    if matches!(to, State::Returned | State::Disputed) && collection.payment.is_none() {
        collection.reference = Some(charge.reference.clone());
        receive(act, &mut collection, on)?;
    }
    if let Taken::Held { on } = charge.state {
        collection.collect_on = on;
    }
    collection.state = to;
    collection.recall = None;
    collection.reference = Some(charge.reference.clone());
    collection.words = words_of(act, &charge.state);
    collection.stopped.clear();
    let mut refusal = None;
    match (&charge.state, to) {
        (_, State::Settled) => receive(act, &mut collection, on)?,
        (Taken::Returned { why, .. }, _) => {
            collection.stopped.clone_from(&why.words);
            returned(act, &collection, why)?;
            refusal = Some(why);
        }
        (Taken::Disputed(dispute), State::Returned) => {
            give_back(act, &collection, &dispute.reason)?;
            collection.stopped = format!("The dispute was lost: {}", dispute.reason);
        }
        _ => {}
    }
    post_fee(act, &mut collection, charge)?;
    collections::update(act.tx, &collection)?;
    collections::add_step(act.tx, &collection, on, refusal, act.now)?;
    say(act, &collection)
}

/// Gives back what a bank returned, and ends the method where that was the reason.
fn returned(act: &mut Act<'_>, collection: &Collection, why: &Refusal) -> Result<(), Failure> {
    give_back(act, collection, &why.words)?;
    if matches!(why.reason, Reason::MethodDead | Reason::PermissionGone)
        && let Some(kept) = instrument_if(act, collection)?
    {
        another::end(act, &kept, &why.words)?;
        if why.reason == Reason::MethodDead {
            another::ask_instead(act, &kept)?;
        }
    }
    Ok(())
}

/// What the state of a charge means, in words; empty where its name is enough.
fn words_of(look: &Look<'_>, taken: &Taken) -> String {
    match taken {
        Taken::Held { on } => format!(
            "The processor takes it on {}, whether this computer is on or not.",
            look.short_date(*on)
        ),
        Taken::Processing { expected_on: Some(on) } => {
            format!("Expected on {}.", look.short_date(*on))
        }
        Taken::Returned { why, .. } => why.words.clone(),
        Taken::Disputed(dispute) => match (dispute.state, dispute.reply_by) {
            (DisputeState::Open, Some(by)) => {
                let by = look.short_date(look.local(by).date());
                format!("{}. Answer by {by}.", dispute.reason)
            }
            _ => dispute.reason.clone(),
        },
        _ => String::new(),
    }
}

/// The money is the practice's: it becomes a payment, joined to the invoice as far as that is open.
fn receive(
    act: &mut Act<'_>,
    collection: &mut Collection,
    on: chrono::NaiveDate,
) -> Result<(), Failure> {
    if collection.payment.is_some() {
        return Ok(());
    }
    let invoice = crate::invoices::one(act, collection.invoice)?;
    let kept = instrument_if(act, collection)?;
    let part = invoice.open.at_most(collection.owed()?)?;
    let parts: Vec<(Part, Money)> = if part.is_positive() {
        vec![(Part { id: invoice.id, amount: part }, invoice.open)]
    } else {
        Vec::new()
    };
    let id: PaymentId = act.new_id();
    // The processor's own name of the charge stands with its steps, and means nothing to a client.
    let last4 = kept.as_ref().map(|kept| kept.instrument.last4.as_str()).unwrap_or_default();
    let reference = if last4.is_empty() { String::new() } else { format!("ending in {last4}") };
    let received = Received {
        id,
        client_id: invoice.client_id,
        received_on: on,
        method: match &kept {
            Some(kept) if kept.instrument.scheme.is_debit() => "debit",
            _ => "card",
        },
        reference: &reference,
        amount: collection.amount,
        connection: Some(collection.connection),
    };
    payments::receive(act, &received, &parts)?;
    if part.is_positive() && collection.card_cost.is_positive() {
        payments::pass_on(act, id, invoice.client_id, collection.card_cost)?;
    }
    collection.payment = Some(id);
    Ok(())
}

/// The bank took the money back: the payment is reversed and the invoice is open again.
fn give_back(act: &Act<'_>, collection: &Collection, why: &str) -> Result<(), Failure> {
    let Some(id) = collection.payment else {
        return Ok(());
    };
    let payment = store::payments::show(act.tx, id)?.ok_or_else(|| not_found("payment"))?;
    if payment.reversed.is_some() {
        return Ok(());
    }
    payments::reverse_now(act, &payment, why)
}

/// Posts what the processor keeps, as far as it was not posted before.
fn post_fee(act: &Act<'_>, collection: &mut Collection, charge: &Charge) -> Result<(), Failure> {
    let (Some(fee), true) = (charge.fee, collection.payment.is_some()) else {
        return Ok(());
    };
    fee_of(act, collection, fee)
}

/// Posts a fee of a collection, which comes to `fee` in all.
pub(super) fn fee_of(
    act: &Act<'_>,
    collection: &mut Collection,
    fee: Money,
) -> Result<(), Failure> {
    let more = fee.minus(collection.fee)?;
    let source = collection.id.to_string();
    let posting = Posting { on: act.today, event: "fee_kept", source: &source, client: None };
    act.post(ledger::fee_kept(collection.connection, more), posting)?;
    collection.fee = fee;
    Ok(())
}

/// An attempt was refused: it is tried again, or somebody has to do something.
fn decline(act: &mut Act<'_>, mut collection: Collection, refusal: Refusal) -> Result<(), Failure> {
    let kept = instrument_of(act, &collection)?;
    let connection = connection_of(act, kept.connection)?;
    collection.state = State::Declined;
    collection.recall = None;
    collection.words.clone_from(&refusal.words);
    collections::add_step(act.tx, &collection, act.today, Some(&refusal), act.now)?;
    let steps = collections::steps(act.tx, collection.id)?;
    let tried: Vec<Tried> = steps
        .iter()
        .filter(|step| step.state == State::Declined)
        .filter_map(|step| step.reason.map(|reason| Tried { on: step.on, reason }))
        .collect();
    let settings = &connection.settings;
    let policy = Policy {
        attempts: settings.attempts,
        within_days: settings.within_days,
        paydays: settings.paydays,
    };
    let days = planning::working_days(act);
    let then = next(policy, kept.instrument.scheme, &tried, |day| days.is_working_day(day));
    match then {
        Next::Again(on) => {
            collection.collect_on = on;
            collection.words = format!("{}; tried again on {}", refusal.words, act.short_date(on));
        }
        Next::Stop(stop) => {
            collection.stopped = stopped(stop, &refusal);
            if matches!(stop, Stop::NewMethod | Stop::NewPermission) {
                another::end(act, &kept, &refusal.words)?;
            }
            if stop == Stop::NewMethod {
                another::ask_instead(act, &kept)?;
            }
        }
    }
    collections::update(act.tx, &collection)?;
    say(act, &collection)
}

/// What has to be done before it goes on.
fn stopped(stop: Stop, refusal: &Refusal) -> String {
    let words = &refusal.words;
    match stop {
        Stop::PayerMustAct => format!("{words}; ask the client to pay it in person."),
        Stop::NewMethod => format!("{words}; ask the client for another payment method."),
        Stop::NewPermission => format!("{words}; nothing is charged until the client agrees anew."),
        Stop::TriedEnough => format!("{words}; it was tried as often as you wish."),
        Stop::Forbidden(source) => format!("{words}; another attempt is not allowed ({source})."),
        Stop::Mend => format!("{words}; this has to be mended first."),
    }
}

/// Tells the history where a collection stands.
fn say(act: &mut Act<'_>, collection: &Collection) -> Result<(), Failure> {
    let invoice = crate::invoices::one(act, collection.invoice)?;
    let (number, amount) = (&invoice.number, collection.amount.shown());
    let words = match collection.state {
        State::Settled => format!("{amount} for {number} was collected"),
        State::Processing => format!("{amount} for {number} is on its way"),
        State::Declined => format!("{amount} for {number} was declined"),
        State::Returned => format!("{amount} for {number} was taken back by the bank"),
        State::Disputed => format!("{amount} for {number} is disputed"),
        state => format!("{number}: {}", state.name()),
    };
    act.say(words, Some(invoice.client_id));
    Ok(())
}
