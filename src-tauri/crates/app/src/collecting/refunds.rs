//! Money paid back to clients, disputes as they are shown, and what processors pay out.

use domain::ids::{CollectionId, ConnectionId, PayoutId, RefundId};
use domain::ledger;
use domain::money::Money;
use domain::named::Named;
use domain::payout::sums;
use domain::processor::{
    Dispute, Payout, PayoutKind, PayoutLine, PayoutState, Reason, Refund, RefundOrder, RefundState,
    Trouble,
};
use store::collections::{self, Refund as Kept};
use store::ledger::Posting;
use store::payouts as book;

use super::shapes::{DisputeRow, MakeRefund, PayoutLineRow, PayoutList, PayoutRow, RefundRow};
use super::{money, one, settling};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::payments;
use crate::wire::{self, Made, Nothing};

/// Plans to pay money of a charge back.
pub fn refund(act: &mut Act<'_>, question: MakeRefund) -> Result<Made, Failure> {
    let collection = one(act, &question.id)?;
    let before = collections::refunds(act.tx, collection.id)?;
    let left = money::refundable(&collection, &before)?;
    if !left.is_positive() {
        return Err(conflict("nothing of this can be paid back"));
    }
    let amount = wire::amount("amount", &question.amount, collection.amount.currency())?;
    if !amount.is_positive() || amount.minor() > left.minor() {
        return Err(refused("amount", format!("between 0.01 and {}", left.shown())));
    }
    let reason = wire::line("reason", &question.reason, 200)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the refund"));
    }
    let refund = Kept {
        id: act.new_id(),
        collection: collection.id,
        amount,
        before: money::refunded(&collection, &before)?,
        reason,
        state: "planned".to_owned(),
        reference: None,
        asked_at: act.now,
        words: String::new(),
    };
    collections::add_refund(act.tx, &refund)?;
    let invoice = crate::invoices::one(act, collection.invoice)?;
    let words = format!("{} of {} is to be paid back", amount.shown(), invoice.number);
    act.say(words, Some(invoice.client_id));
    Ok(Made { id: refund.id.to_string() })
}

/// What a processor is told of a refund.
pub(super) fn order(look: &Look<'_>, refund: &Kept) -> Result<RefundOrder, Failure> {
    let collection = collections::show(look.db, refund.collection)?;
    let charge = collection.and_then(|collection| collection.reference);
    Ok(RefundOrder {
        id: refund.id,
        charge: charge.ok_or_else(|| not_found("charge"))?,
        amount: refund.amount,
        before: refund.before,
    })
}

fn by_id(act: &Act<'_>, id: RefundId) -> Result<Kept, Failure> {
    collections::refund_by_id(act.tx, id)?.ok_or_else(|| not_found("refund"))
}

/// What was unknown was looked up.
pub(super) fn found(
    act: &mut Act<'_>,
    id: RefundId,
    said: Result<Option<Refund>, Trouble>,
) -> Result<(), Failure> {
    let mut refund = by_id(act, id)?;
    match said {
        Ok(Some(done)) => settle(act, refund, done),
        Ok(None) => {
            "planned".clone_into(&mut refund.state);
            Ok(collections::update_refund(act.tx, &refund)?)
        }
        Err(_) => Ok(()),
    }
}

/// What the processor says of a refund.
pub(super) fn heard(
    act: &mut Act<'_>,
    id: RefundId,
    said: Result<Refund, Trouble>,
) -> Result<(), Failure> {
    let mut refund = by_id(act, id)?;
    match said {
        Ok(done) => return settle(act, refund, done),
        // It was only read, and stands as it stood.
        Err(_) if refund.state == "processing" => return Ok(()),
        Err(Trouble::NotSent(words)) => {
            "planned".clone_into(&mut refund.state);
            refund.words = words;
        }
        Err(Trouble::Unknown(words)) => {
            "unknown".clone_into(&mut refund.state);
            refund.words = words;
        }
        // It says nothing about the money: it is asked for again.
        Err(Trouble::Refused(refusal)) if refusal.reason == Reason::Busy => {
            "planned".clone_into(&mut refund.state);
            refund.words = refusal.words;
        }
        Err(Trouble::Refused(refusal)) => {
            "failed".clone_into(&mut refund.state);
            refund.words = refusal.words;
        }
    }
    collections::update_refund(act.tx, &refund)?;
    Ok(collections::look_up_unknown(act.tx)?)
}

fn settle(act: &mut Act<'_>, mut refund: Kept, said: Refund) -> Result<(), Failure> {
    let was_out = matches!(refund.state.as_str(), "processing" | "done");
    let (state, words) = match said.state {
        RefundState::Processing => ("processing", String::new()),
        RefundState::Done => ("done", String::new()),
        RefundState::Failed { words } => ("failed", words),
    };
    let is_out = state != "failed";
    state.clone_into(&mut refund.state);
    refund.reference = Some(said.reference);
    refund.words = words;
    collections::update_refund(act.tx, &refund)?;
    if was_out == is_out {
        return Ok(());
    }
    let mut collection =
        collections::show(act.tx, refund.collection)?.ok_or_else(|| not_found("collection"))?;
    let payment = collection.payment.and_then(|id| store::payments::show(act.tx, id).transpose());
    let payment = payment.transpose()?.ok_or_else(|| not_found("payment"))?;
    let source = refund.id.to_string();
    let client = Some(crate::invoices::one(act, collection.invoice)?.client_id);
    let posting = Posting { on: act.today, event: "refunded", source: &source, client };
    if is_out {
        // What is paid back was the client's: it leaves the invoice first.
        payments::free(act, payment.id)?;
        act.post(ledger::refunded(collection.connection, refund.amount), posting)?;
        let all = collections::refunds(act.tx, collection.id)?;
        if money::refunded(&collection, &all)? == collection.amount {
            collection.state = domain::collection::State::Refunded;
            collections::update(act.tx, &collection)?;
            collections::add_step(act.tx, &collection, act.today, None, act.now)?;
        }
    } else {
        let back = ledger::refunded(collection.connection, refund.amount);
        act.post(back.map(ledger::Transfer::reversed), posting)?;
        if collection.state == domain::collection::State::Refunded {
            collection.state = domain::collection::State::Settled;
            collections::update(act.tx, &collection)?;
            collections::add_step(act.tx, &collection, act.today, None, act.now)?;
        }
    }
    let what = if is_out { "was paid back" } else { "could not be paid back" };
    act.say(format!("{} {what} to {}", refund.amount.shown(), payment.client), client);
    Ok(())
}

/// Payouts were read: what is new is written down, itemised where the lines add up, and posted.
pub(super) fn paid_out(
    act: &mut Act<'_>,
    connection: ConnectionId,
    said: Result<Vec<Payout>, Trouble>,
) -> Result<(), Failure> {
    let Ok(payouts) = said else {
        return Ok(());
    };
    let mut new = 0;
    for payout in payouts {
        new += u32::from(keep(act, connection, payout)?);
    }
    store::connections::payouts_read(act.tx, connection, act.now)?;
    match new {
        0 => {}
        1 => act.say("1 payout was read", None),
        many => act.say(format!("{many} payouts were read"), None),
    }
    Ok(())
}

/// Writes one payout down; tells whether it is new.
fn keep(act: &mut Act<'_>, connection: ConnectionId, payout: Payout) -> Result<bool, Failure> {
    let before = book::by_reference(act.tx, connection, &payout.reference)?;
    let new = before.is_none();
    let id = before.as_ref().map_or_else(|| act.new_id::<PayoutId>(), |kept| kept.id);
    let was = before.as_ref().map(|kept| kept.payout.state);
    let itemised = before.as_ref().is_some_and(|kept| kept.payout.lines.is_some());
    let added = payout.lines.as_deref().map(|lines| sums(payout.amount, lines));
    let words = match &added {
        Some(Err(why)) => why.to_string(),
        None => "not itemised by the processor yet".to_owned(),
        Some(Ok(_)) => String::new(),
    };
    let kept = book::Kept { id, connection, payout: payout.clone(), words };
    book::keep(act.tx, &kept)?;
    post(act, &kept, was)?;
    if let (Some(Ok(_)), Some(lines), false) = (added, payout.lines, itemised) {
        itemise(act, connection, id, lines)?;
    }
    Ok(new)
}

/// A payout leaves the clearing account when it is first seen, and comes back when it bounces.
fn post(act: &Act<'_>, kept: &book::Kept, was: Option<PayoutState>) -> Result<(), Failure> {
    let gone = |state: PayoutState| state != PayoutState::Bounced;
    let (before, after) = (was.is_some_and(gone), gone(kept.payout.state));
    if before == after {
        return Ok(());
    }
    let transfer = ledger::paid_out(kept.connection, kept.payout.amount);
    let transfer = if after { transfer } else { transfer.map(ledger::Transfer::reversed) };
    let source = kept.id.to_string();
    let event = if after { "paid_out" } else { "paid_out_reversed" };
    let on = if after { kept.payout.arrives_on.min(act.today) } else { act.today };
    act.post(transfer, Posting { on, event, source: &source, client: None })
}

/// Writes the lines down and posts the fees that no charge told of.
fn itemise(
    act: &mut Act<'_>,
    connection: ConnectionId,
    id: PayoutId,
    lines: Vec<PayoutLine>,
) -> Result<(), Failure> {
    let mut known: Vec<(PayoutLine, Option<CollectionId>)> = Vec::with_capacity(lines.len());
    for line in lines {
        let collection = match line.charge.as_str() {
            "" => None,
            charge => collections::by_reference(act.tx, connection, charge)?,
        };
        let found = collection.as_ref().map(|collection| collection.id);
        match (line.kind, collection) {
            (PayoutKind::Charge, Some(mut collection)) if collection.payment.is_some() => {
                settling::fee_of(act, &mut collection, line.fee)?;
                collections::update(act.tx, &collection)?;
            }
            (PayoutKind::Fee, _) => {
                fee(act, connection, id, line.fee.minus(line.gross)?)?;
            }
            _ => fee(act, connection, id, line.fee)?,
        }
        known.push((line, found));
    }
    Ok(book::itemise(act.tx, id, &known)?)
}

fn fee(act: &Act<'_>, connection: ConnectionId, id: PayoutId, fee: Money) -> Result<(), Failure> {
    let source = id.to_string();
    let posting = Posting { on: act.today, event: "fee_kept", source: &source, client: None };
    act.post(ledger::fee_kept(connection, fee), posting)
}

/// A refund as it is shown.
pub(super) fn row(refund: &Kept) -> RefundRow {
    RefundRow {
        id: refund.id.to_string(),
        amount: refund.amount.into(),
        reason: refund.reason.clone(),
        state: refund.state.clone(),
        words: refund.words.clone(),
    }
}

/// A dispute as it is shown.
pub(super) fn dispute(look: &Look<'_>, dispute: &Dispute) -> DisputeRow {
    DisputeRow {
        reference: dispute.reference.clone(),
        amount: dispute.amount.into(),
        reason: dispute.reason.clone(),
        reply_by: dispute.reply_by.map(|at| look.local(at).date().to_string()),
        state: dispute.state.name().to_owned(),
    }
}

/// A payout with what it is made of.
pub(crate) fn payout(look: &Look<'_>, id: PayoutId) -> Result<PayoutRow, Failure> {
    let kept = book::show(look.db, id)?.ok_or_else(|| not_found("payout"))?;
    payout_row(look, &kept)
}

fn payout_row(look: &Look<'_>, kept: &book::Kept) -> Result<PayoutRow, Failure> {
    let payout = &kept.payout;
    let lines = payout.lines.as_deref().unwrap_or_default();
    let sums = payout.lines.as_deref().and_then(|lines| sums(payout.amount, lines).ok());
    let line = |line: &PayoutLine| -> Result<PayoutLineRow, Failure> {
        let collection = match line.charge.as_str() {
            "" => None,
            charge => collections::by_reference(look.db, kept.connection, charge)?,
        };
        let invoice = collection.map(|one| crate::invoices::one(look, one.invoice));
        let invoice = invoice.transpose()?;
        Ok(PayoutLineRow {
            kind: line.kind.name().to_owned(),
            invoice_id: invoice.as_ref().map(|invoice| invoice.id.to_string()),
            number: invoice.as_ref().map(|one| one.number.clone()).unwrap_or_default(),
            client: invoice.map(|invoice| invoice.client_name).unwrap_or_default(),
            gross: line.gross.into(),
            fee: line.fee.into(),
            net: line.gross.minus(line.fee)?.into(),
        })
    };
    Ok(PayoutRow {
        id: kept.id.to_string(),
        processor: super::processor_name(look, kept.connection)?,
        amount: payout.amount.into(),
        arrives_on: payout.arrives_on.to_string(),
        state: payout.state.name().to_owned(),
        trace: payout.trace.clone(),
        words: kept.words.clone(),
        gross: sums.as_ref().map(|sums| sums.gross.into()),
        fees: sums.as_ref().map(|sums| sums.fees.into()),
        lines: lines.iter().map(line).collect::<Result<_, _>>()?,
    })
}

/// The newest payouts, each with what it is made of.
pub fn payouts(look: &Look<'_>, _: Nothing) -> Result<PayoutList, Failure> {
    let rows = book::list(look.db, 200)?;
    let rows = rows.iter().map(|kept| payout_row(look, kept)).collect::<Result<_, _>>()?;
    let mut clearing = Vec::new();
    for connection in super::live(look)? {
        let held = book::clearing(look.db, connection.id, look.currency())?;
        clearing.push(super::shapes::Clearing {
            processor: connection.brand.capabilities().name.to_owned(),
            held: held.into(),
        });
    }
    Ok(PayoutList { rows, clearing })
}
