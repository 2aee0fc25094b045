//! GoCardless's payouts, and what they are made of.
//!
//! Its fees have one decimal beyond the minor unit, so they are added up before they are rounded:
//! they stand as one line, which is what the others leave of the payout.

use chrono::{Days, NaiveDate, SecondsFormat, TimeDelta};
use domain::money::{Currency, Money};
use domain::processor::{Payout, PayoutKind, PayoutLine, PayoutState, Reason, Trouble};

use super::GoCardless;
use super::wire::{Item, Paid, link};

/// How long before its arrival a payout may have been made.
const LONGEST: Days = Days::new(14);

/// Payouts that arrive from a day on, the oldest first.
pub(super) fn since(account: &GoCardless, day: NaiveDate) -> Result<Vec<Payout>, Trouble> {
    let from = day.checked_sub_days(LONGEST).unwrap_or(day).and_time(chrono::NaiveTime::MIN);
    let from = from.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true);
    let query = [("created_at[gte]", from)];
    let all: Vec<Paid> = account.list("look for payouts", "payouts", &query)?;
    let mut payouts = Vec::new();
    for paid in all.into_iter().rev() {
        let today = (account.http.world().now() + TimeDelta::days(2)).date_naive();
        let arrives_on = paid.arrival_date.unwrap_or(today);
        let currency = Currency::from_code(&paid.currency);
        // A payout in a currency that the book cannot hold is none of ours.
        let Some(amount) = currency.and_then(|c| Money::new(paid.amount, c).ok()) else { continue };
        if arrives_on < day {
            continue;
        }
        payouts.push(Payout {
            lines: lines(account, &paid.id, amount)?,
            state: match paid.status.as_str() {
                "paid" => PayoutState::Paid,
                "bounced" => PayoutState::Bounced,
                _ => PayoutState::OnItsWay,
            },
            trace: paid.reference.unwrap_or_default(),
            reference: paid.id,
            amount,
            arrives_on,
        });
    }
    Ok(payouts)
}

/// The lines of a payout, where they add up to it but for the rounding of fees.
fn lines(
    account: &GoCardless,
    payout: &str,
    amount: Money,
) -> Result<Option<Vec<PayoutLine>>, Trouble> {
    let query = [("payout", payout.to_owned())];
    let purpose = "read what a payout is made of";
    let items: Vec<Item> = match account.list(purpose, "payout_items", &query) {
        Ok(items) => items,
        // After half a year they are gone.
        Err(Trouble::Refused(no)) if no.reason == Reason::NotFound => return Ok(None),
        Err(trouble) => return Err(trouble),
    };
    Ok(itemised(payout, amount, &items))
}

fn itemised(payout: &str, amount: Money, items: &[Item]) -> Option<Vec<PayoutLine>> {
    let zero = Money::zero(amount.currency());
    let (mut lines, mut fee_tenths, mut rest) = (Vec::new(), 0_i64, amount.minor());
    for (at, item) in items.iter().enumerate() {
        let tenths = tenths(&item.amount)?;
        let kind = kind(&item.kind);
        if kind == PayoutKind::Fee {
            fee_tenths = fee_tenths.checked_add(tenths)?;
            continue;
        }
        let minor = (tenths % 10 == 0).then_some(tenths / 10)?;
        rest = rest.checked_sub(minor)?;
        lines.push(PayoutLine {
            reference: format!("{payout}:{at}"),
            kind,
            charge: link(&item.links, "payment").unwrap_or_default().to_owned(),
            gross: Money::new(minor, amount.currency()).ok()?,
            fee: zero,
        });
    }
    let rounding = rest.checked_mul(10)?.checked_sub(fee_tenths)?;
    if rounding.abs() >= 10 {
        return None;
    }
    if rest != 0 {
        lines.push(PayoutLine {
            reference: format!("{payout}:fees"),
            kind: PayoutKind::Fee,
            charge: String::new(),
            gross: Money::new(rest, amount.currency()).ok()?,
            fee: zero,
        });
    }
    Some(lines)
}

/// An amount in tenths of the minor unit.
fn tenths(text: &str) -> Option<i64> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let tenth: i64 = tenth.parse().ok().filter(|digit| (0..10).contains(digit))?;
    whole.parse::<i64>().ok()?.checked_mul(10)?.checked_add(sign * tenth)
}

/// What an item is.
fn kind(word: &str) -> PayoutKind {
    match word {
        "payment_paid_out" => PayoutKind::Charge,
        "payment_failed" | "payment_charged_back" => PayoutKind::Dispute,
        "payment_refunded" | "refund" | "refund_funds_returned" => PayoutKind::Refund,
        "gocardless_fee" | "app_fee" | "surcharge_fee" => PayoutKind::Fee,
        _ => PayoutKind::Adjustment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: &str, amount: &str) -> Item {
        Item { kind: kind.to_owned(), amount: amount.to_owned(), links: Default::default() }
    }

    fn sums(minor: i64, items: &[Item]) -> Option<Vec<i64>> {
        let amount = Money::new(minor, Currency::Gbp).unwrap();
        let lines = itemised("PO1", amount, items)?;
        let sum: i64 = lines.iter().map(|line| line.gross.minor()).sum();
        assert_eq!(sum, minor, "lines add up to the payout");
        Some(lines.iter().map(|line| line.gross.minor()).collect())
    }

    #[test]
    fn fees_with_a_tenth_of_a_penny_are_added_before_they_are_rounded() {
        let items = [
            item("payment_paid_out", "45000.0"),
            item("gocardless_fee", "-400.4"),
            item("payment_paid_out", "1000.0"),
            item("gocardless_fee", "-30.4"),
            item("gocardless_fee", "-0.4"),
        ];
        assert_eq!(sums(45_569, &items), Some(vec![45_000, 1_000, -431]));
        assert_eq!(sums(45_568, &items), Some(vec![45_000, 1_000, -432]));
        assert_eq!(sums(45_567, &items), None, "more than rounding is missing");
    }

    #[test]
    fn only_fees_have_tenths() {
        assert_eq!(sums(45_000, &[item("payment_paid_out", "45000.5")]), None);
        assert_eq!(sums(45_000, &[item("payment_paid_out", "forty")]), None);
        let back = [item("payment_paid_out", "45000.0"), item("payment_charged_back", "-45000.0")];
        assert_eq!(sums(0, &back), Some(vec![45_000, -45_000]));
    }
}
