//! Stripe's payouts, and what they are made of.
//!
//! Stripe itemises what it pays out by itself, once it has done so; the lines count only if they
//! add up to the payout.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::money::Money;
use domain::processor::{Payout, PayoutKind, PayoutLine, PayoutState, Trouble};

use super::form::Form;
use super::wire::{BalanceLine, Given, Paid, Source};
use super::{Stripe, charges, held, read};

/// Payouts that arrive from a day on, the oldest first.
pub(super) fn since(stripe: &Stripe, day: NaiveDate) -> Result<Vec<Payout>, Trouble> {
    let from = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    let query = Form::new().put("arrival_date[gte]", from);
    let purpose = "look for payouts";
    let mut all = stripe.list(purpose, "/v1/payouts", &query, |one: &Paid| &one.id)?;
    all.reverse();
    let mut names = Names::default();
    let mut payouts = Vec::new();
    for paid in all {
        // A payout in a currency that the book cannot hold is none of ours.
        let Some(amount) = read::amount(paid.amount, &paid.currency) else { continue };
        let itemised = paid.automatic && paid.reconciliation_status.as_deref() == Some("completed");
        payouts.push(Payout {
            amount,
            arrives_on: read::day(paid.arrival_date),
            state: match paid.status.as_str() {
                "paid" => PayoutState::Paid,
                "failed" | "canceled" => PayoutState::Bounced,
                _ => PayoutState::OnItsWay,
            },
            lines: if itemised { lines(stripe, &paid.id, amount, &mut names)? } else { None },
            trace: paid
                .trace_id
                .and_then(|trace| trace.value)
                .or(paid.statement_descriptor)
                .unwrap_or_default(),
            reference: paid.id,
        });
    }
    Ok(payouts)
}

/// The lines of a payout, where they add up to it.
fn lines(
    stripe: &Stripe,
    payout: &str,
    amount: Money,
    names: &mut Names,
) -> Result<Option<Vec<PayoutLine>>, Trouble> {
    let query = Form::new().put("payout", payout).expand(&["data.source"]);
    let purpose = "read what a payout is made of";
    let path = "/v1/balance_transactions";
    let all = stripe.list(purpose, path, &query, |one: &BalanceLine| &one.id)?;
    let parts: Vec<&BalanceLine> = all.iter().filter(|line| line.kind != "payout").collect();
    let whole = parts.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.net));
    let same = parts.iter().all(|line| line.amount.checked_sub(line.fee) == Some(line.net));
    if whole != Some(amount.minor()) || !same {
        return Ok(None);
    }
    let mut lines = Vec::with_capacity(parts.len());
    for part in parts.into_iter().rev() {
        let (Some(gross), Some(fee)) =
            (read::amount(part.amount, &part.currency), read::amount(part.fee, &part.currency))
        else {
            return Ok(None);
        };
        if gross.currency() != amount.currency() {
            return Ok(None);
        }
        let charge = match Given::of(part.source.as_ref()) {
            Some(source) => names.of(stripe, source)?,
            None => String::new(),
        };
        lines.push(PayoutLine { reference: part.id.clone(), kind: kind(part), charge, gross, fee });
    }
    Ok(Some(lines))
}

/// What a line is. Stripe files a debit that a bank took back beside the refunds.
fn kind(line: &BalanceLine) -> PayoutKind {
    match (line.kind.as_str(), line.reporting_category.as_str()) {
        ("charge" | "payment", _) => PayoutKind::Charge,
        ("payment_failure_refund", _) | (_, "dispute" | "dispute_reversal") => PayoutKind::Dispute,
        ("refund" | "payment_refund" | "refund_failure", _) => PayoutKind::Refund,
        ("stripe_fee" | "tax_fee" | "application_fee", _) | (_, "fee") => PayoutKind::Fee,
        _ => PayoutKind::Adjustment,
    }
}

/// The names under which the book knows charges, as far as they were asked for.
#[derive(Default)]
struct Names {
    /// Held charges by the intent behind them, for each payer that was asked about.
    held: BTreeMap<String, BTreeMap<String, String>>,
}

impl Names {
    /// The name of the charge that a line comes from; empty where it comes from none.
    fn of(&mut self, stripe: &Stripe, source: &Source) -> Result<String, Trouble> {
        let Some(intent) = &source.payment_intent else {
            return Ok(String::new());
        };
        if source.metadata.contains_key("collection") {
            return Ok(intent.clone());
        }
        // A dispute does not name its payer.
        let payer = match &source.customer {
            Some(payer) => Some(payer.clone()),
            None => charges::intent(stripe, intent)?.customer,
        };
        let Some(payer) = payer else {
            return Ok(intent.clone());
        };
        if !self.held.contains_key(&payer) {
            let all = held::of_payer(stripe, &payer)?;
            self.held.insert(payer.clone(), all.into_iter().collect());
        }
        let known = self.held.get(&payer).and_then(|all| all.get(intent));
        Ok(known.unwrap_or(intent).clone())
    }
}
