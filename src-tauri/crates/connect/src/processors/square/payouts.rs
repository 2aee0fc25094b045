//! Square's payouts, and what they are made of: gross, fee and net for each entry.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, SecondsFormat, TimeDelta};
use domain::money::{Currency, Money};
use domain::processor::{Payout, PayoutKind, PayoutLine, PayoutState, Trouble};

use super::Square;
use super::call::{money, name};
use super::changes::order_of;
use super::wire::{Entry, Paid};

/// How long before its arrival a payout may have been made.
const LONGEST: Days = Days::new(14);

/// Payouts that arrive from a day on, the oldest first.
pub(super) fn since(account: &Square, day: NaiveDate) -> Result<Vec<Payout>, Trouble> {
    let from = day.checked_sub_days(LONGEST).unwrap_or(day).and_time(NaiveTime::MIN);
    let query = [
        ("location_id", account.place()?.id.clone()),
        ("begin_time", from.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)),
        ("sort_order", "ASC".to_owned()),
    ];
    let all: Vec<Paid> = account.list("look for payouts", "/v2/payouts", "payouts", &query)?;
    let mut payouts = Vec::new();
    for paid in all {
        let soon = (account.http.world().now() + TimeDelta::days(2)).date_naive();
        let arrives_on = paid.arrival_date.unwrap_or(soon);
        let amount = paid.amount_money.as_ref().and_then(|amount| {
            Money::new(amount.amount, Currency::from_code(&amount.currency)?).ok()
        });
        // A payout in a currency that the book cannot hold is none of ours.
        let Some(amount) = amount else { continue };
        if arrives_on < day {
            continue;
        }
        payouts.push(Payout {
            lines: lines(account, &paid.id, amount)?,
            state: match paid.status.as_str() {
                "PAID" => PayoutState::Paid,
                "FAILED" => PayoutState::Bounced,
                _ => PayoutState::OnItsWay,
            },
            trace: paid.end_to_end_id.unwrap_or_default(),
            reference: paid.id,
            amount,
            arrives_on,
        });
    }
    Ok(payouts)
}

/// The entries of a payout, where they add up to it.
fn lines(
    account: &Square,
    payout: &str,
    amount: Money,
) -> Result<Option<Vec<PayoutLine>>, Trouble> {
    let path = format!("/v2/payouts/{}/payout-entries", name(payout)?);
    let purpose = "read what a payout is made of";
    let query = [("limit", "100".to_owned())];
    let entries: Vec<Entry> = account.list(purpose, &path, "payout_entries", &query)?;
    let mut orders: BTreeMap<String, String> = BTreeMap::new();
    let mut lines = Vec::new();
    for entry in entries {
        let gross = money(&entry.gross_amount_money)?;
        let zero = Money::zero(gross.currency());
        let charge = match entry.payment() {
            Some(payment) => {
                if !orders.contains_key(payment) {
                    let order = order_of(account, payment)?.unwrap_or_default();
                    orders.insert(payment.to_owned(), order);
                }
                orders.get(payment).cloned().unwrap_or_default()
            }
            None => String::new(),
        };
        lines.push(PayoutLine {
            kind: kind(&entry.kind),
            fee: entry.fee_amount_money.as_ref().map_or(Ok(zero), money)?,
            reference: entry.id,
            charge,
            gross,
        });
    }
    Ok(domain::payout::sums(amount, &lines).is_ok().then_some(lines))
}

/// What an entry is, by `ActivityType` of Square's API 2026-09-16.
fn kind(word: &str) -> PayoutKind {
    match word {
        "CHARGE" => PayoutKind::Charge,
        "REFUND" => PayoutKind::Refund,
        "DISPUTE" | "OPEN_DISPUTE" => PayoutKind::Dispute,
        word if word.contains("FEE") => PayoutKind::Fee,
        _ => PayoutKind::Adjustment,
    }
}
