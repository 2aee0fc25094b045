//! Late charges that were claimed: what is open, what was let go, what pays them; and reference
//! rates that the user typed in.

use domain::ids::{InvoiceId, LateChargeId, LatePaymentId, LateWaiverId};
use domain::late::{OwnReference, Series};
use domain::ledger;
use domain::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::late_charges::{self, LateCharge, Paid, Waiver};
use store::ledger::Posting;
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, Amount, ById, Made, Nothing};

/// What was let go.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateWaiverRow {
    /// The waiver, by which it can be taken back.
    pub id: String,
    /// The day.
    pub waived_on: String,
    /// Why.
    pub reason: String,
    /// How much.
    pub amount: Amount,
}

/// A late charge.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateChargeRow {
    /// The charge.
    pub id: String,
    /// `interest`, `fixed_sum` or `fee`.
    pub kind: String,
    /// By what right.
    pub words: String,
    /// The first day it is for.
    pub from: String,
    /// The last.
    pub until: String,
    /// The day it was claimed.
    pub posted_on: String,
    /// How much.
    pub amount: Amount,
    /// Let go.
    pub waived: Amount,
    /// Paid.
    pub paid: Amount,
    /// Still open.
    pub open: Amount,
    /// The working: SHA-256 of its document.
    pub document: String,
    /// What was let go, each with its reason.
    pub waivers: Vec<LateWaiverRow>,
}

/// The late charges of an invoice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateChargeList {
    /// In the order of their days.
    pub rows: Vec<LateChargeRow>,
    /// What is open on all of them.
    pub open: Amount,
}

/// Lets part of a late charge go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaiveLateCharge {
    /// The charge.
    pub id: String,
    /// How much, as typed.
    pub amount: String,
    /// Why; kept with the charge.
    pub reason: String,
}

/// Joins a client's credit to a late charge.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PayLateCharge {
    /// The charge.
    pub id: String,
    /// The payment.
    pub payment_id: String,
    /// How much, as typed.
    pub amount: String,
}

/// A reference rate.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReferenceRow {
    /// `bank_of_england` or `central_bank`.
    pub series: String,
    /// For people.
    pub name: String,
    /// The first day of its half-year.
    pub half: String,
    /// Per cent a year.
    pub per_cent: String,
    /// Where it was read; empty for what the user typed.
    pub source: String,
}

/// The reference rates of late interest.
#[derive(Clone, Debug, Serialize, TS)]
pub struct References {
    /// The newest first; what the user typed stands before what it replaces.
    pub rows: Vec<ReferenceRow>,
}

/// A reference rate of the user's own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepReference {
    /// `bank_of_england` or `central_bank`.
    pub series: String,
    /// A day of the half-year.
    pub half: String,
    /// Per cent a year, as typed.
    pub per_cent: String,
}

/// The late charges of an invoice.
pub fn of_invoice(look: &Look<'_>, asked: ById) -> Result<LateChargeList, Failure> {
    let id: InvoiceId = wire::id("id", &asked.id)?;
    let invoice = crate::invoices::one(look, id)?;
    let charges = late_charges::of_invoice(look.db, id)?;
    let mut open = Money::zero(invoice.currency);
    let mut rows = Vec::with_capacity(charges.len());
    for charge in &charges {
        open = open.plus(charge.open()?)?;
        rows.push(row(look, charge)?);
    }
    Ok(LateChargeList { rows, open: open.into() })
}

fn row(look: &Look<'_>, charge: &LateCharge) -> Result<LateChargeRow, Failure> {
    let waivers = late_charges::waivers_of(look.db, charge.id)?;
    Ok(LateChargeRow {
        id: charge.id.to_string(),
        kind: charge.kind.clone(),
        words: charge.words.clone(),
        from: charge.from.to_string(),
        until: charge.until.to_string(),
        posted_on: charge.posted_on.to_string(),
        amount: charge.amount.into(),
        waived: charge.waived.into(),
        paid: charge.paid.into(),
        open: charge.open()?.into(),
        document: charge.document.clone(),
        waivers: waivers
            .into_iter()
            .map(|waiver| LateWaiverRow {
                id: waiver.id.to_string(),
                waived_on: waiver.waived_on.to_string(),
                reason: waiver.reason,
                amount: waiver.amount.into(),
            })
            .collect(),
    })
}

/// Lets part of a late charge go, with a reason.
pub fn waive(act: &mut Act<'_>, question: WaiveLateCharge) -> Result<Made, Failure> {
    let charge = one(act, &question.id)?;
    let amount = some_of(&charge, &question.amount)?;
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the charge"));
    }
    let (id, waived_on): (LateWaiverId, _) = (act.new_id(), act.today);
    let waiver = Waiver { id, charge_id: charge.id, amount, reason: reason.clone(), waived_on };
    late_charges::waive(act.tx, &waiver, None)?;
    post(act, &charge, ledger::late_waived(amount), "late_waived", &id.to_string())?;
    say(act, &charge, format!("{} of a late charge let go: {reason}", amount.shown()))?;
    let id = id.to_string();
    act.offer_undo("Late charge let go", "late_charges.take_back", ById { id: id.clone() });
    Ok(Made { id })
}

/// Takes back what was let go; it is owed again.
pub fn take_back(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: LateWaiverId = wire::id("id", &asked.id)?;
    let earlier = late_charges::show_waiver(act.tx, id)?.ok_or_else(|| not_found("waiver"))?;
    let charge = one(act, &earlier.charge_id.to_string())?;
    let back: LateWaiverId = act.new_id();
    let amount = earlier.amount;
    let waiver =
        Waiver { id: back, amount: amount.negated(), waived_on: act.today, ..earlier.clone() };
    late_charges::waive(act.tx, &waiver, Some(earlier.id))?;
    let transfer = ledger::late_waived(amount.negated());
    post(act, &charge, transfer, "late_waived_reversed", &back.to_string())?;
    say(act, &charge, format!("{} of a late charge is owed after all", amount.shown()))?;
    Ok(Nothing {})
}

/// Joins part of a client's credit to a late charge.
pub fn pay(act: &mut Act<'_>, question: PayLateCharge) -> Result<Made, Failure> {
    let charge = one(act, &question.id)?;
    let payment = crate::payments::one(act, &question.payment_id)?;
    let client = crate::invoices::one(act, charge.invoice_id)?.client_id;
    if payment.client_id != client {
        return Err(refused("payment_id", "this payment is another client's"));
    }
    if payment.reversed.is_some() {
        return Err(conflict("this payment was reversed"));
    }
    if payment.amount.currency() != charge.amount.currency() {
        return Err(refused("payment_id", "a late charge is paid in its own currency"));
    }
    let amount = some_of(&charge, &question.amount)?;
    if amount.minor() > payment.left()?.minor() {
        let left = payment.left()?.shown();
        return Err(refused("amount", format!("only {left} of this payment is left")));
    }
    let id: LatePaymentId = act.new_id();
    let part = Paid { id, payment_id: payment.id, charge_id: charge.id, amount };
    late_charges::pay(act.tx, &part, None, act.now)?;
    post(act, &charge, ledger::late_paid(amount), "late_paid", &id.to_string())?;
    say(act, &charge, format!("{} joined to a late charge", amount.shown()))?;
    let id = id.to_string();
    act.offer_undo("Late charge paid", "late_charges.unpay", ById { id: id.clone() });
    Ok(Made { id })
}

/// Takes a part of a payment from a late charge; it is the client's credit again.
pub fn unpay(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: LatePaymentId = wire::id("id", &asked.id)?;
    let part = late_charges::show_paid(act.tx, id)?.ok_or_else(|| not_found("payment"))?;
    let charge = one(act, &part.charge_id.to_string())?;
    take_back_paid(act, &part)?;
    say(act, &charge, format!("{} taken from a late charge", part.amount.shown()))?;
    Ok(Nothing {})
}

/// As [`unpay`], without a word.
pub(crate) fn take_back_paid(act: &Act<'_>, part: &Paid) -> Result<(), Failure> {
    let charge = one(act, &part.charge_id.to_string())?;
    let back: LatePaymentId = act.new_id();
    let opposite = Paid { id: back, amount: part.amount.negated(), ..part.clone() };
    late_charges::pay(act.tx, &opposite, Some(part.id), act.now)?;
    let transfer = ledger::late_paid(opposite.amount);
    post(act, &charge, transfer, "late_paid_reversed", &back.to_string())
}

/// An amount of what is open on a charge.
fn some_of(charge: &LateCharge, typed: &str) -> Result<Money, Failure> {
    let amount = wire::amount("amount", typed, charge.amount.currency())?;
    if !amount.is_positive() || amount.minor() > charge.open()?.minor() {
        let open = charge.open()?.shown();
        return Err(refused("amount", format!("an amount up to {open}, which is open")));
    }
    Ok(amount)
}

fn one(look: &Look<'_>, id: &str) -> Result<LateCharge, Failure> {
    let id: LateChargeId = wire::id("id", id)?;
    late_charges::show(look.db, id)?.ok_or_else(|| not_found("late charge"))
}

fn post(
    act: &Act<'_>,
    charge: &LateCharge,
    transfer: Option<ledger::Transfer>,
    event: &'static str,
    source: &str,
) -> Result<(), Failure> {
    let client = Some(crate::invoices::one(act, charge.invoice_id)?.client_id);
    act.post(transfer, Posting { on: act.today, event, source, client })
}

fn say(act: &mut Act<'_>, charge: &LateCharge, words: String) -> Result<(), Failure> {
    let invoice = crate::invoices::one(act, charge.invoice_id)?;
    act.say(format!("{}: {words}", invoice.number), Some(invoice.client_id));
    Ok(())
}

/// The reference rates that late interest can be reckoned with.
pub fn references(look: &Look<'_>, _: Nothing) -> Result<References, Failure> {
    let own = late_charges::references(look.db)?;
    let row = |series: Series, half: chrono::NaiveDate, rate: Decimal, source: &str| ReferenceRow {
        series: series.name().to_owned(),
        name: series.words().to_owned(),
        half: half.to_string(),
        per_cent: rate.normalize().to_string(),
        source: source.to_owned(),
    };
    let typed = own.iter().map(|own| row(own.series, own.half, own.per_cent, ""));
    let known = Series::ALL.into_iter().flat_map(Series::references);
    let known = known.map(|one| row(one.series, one.half, one.per_cent, one.source));
    let mut rows: Vec<ReferenceRow> = typed.chain(known).collect();
    rows.sort_by(|a, b| (&b.half, &a.series).cmp(&(&a.half, &b.series)));
    Ok(References { rows })
}

/// Keeps a reference rate that this version does not know, or knows otherwise.
pub fn keep_reference(act: &mut Act<'_>, question: KeepReference) -> Result<Nothing, Failure> {
    let series = Series::named(&question.series)
        .ok_or_else(|| refused("series", "choose one of the reference rates"))?;
    let half = domain::late::half_year(wire::date("half", &question.half)?);
    let per_cent = wire::decimal("per_cent", &question.per_cent)?;
    if per_cent > Decimal::from(30) {
        return Err(refused("per_cent", "a reference rate above 30% a year is not plausible"));
    }
    late_charges::keep_reference(act.tx, &OwnReference { series, half, per_cent })?;
    let words = format!("{} of {half} kept as {}%", series.words(), per_cent.normalize());
    act.say(words, None);
    Ok(Nothing {})
}
