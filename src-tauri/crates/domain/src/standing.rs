//! A client's standing: from 0 to 100 points, each factor with its own, so that the sum explains
//! itself. It says how a client has paid, not who they are, and nothing of it is told to them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::metrics::Billed;

/// What is known of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Every invoice of theirs that fell due or was paid: days late, by due date. Below zero where
    /// it was paid early; an open one counts up to today.
    pub days_late: Vec<i64>,
    /// Collections that were declined or returned.
    pub failed_payments: u32,
    /// Promises that were broken.
    pub broken_promises: u32,
    /// Disputes in which the invoice was found to be right.
    pub lost_disputes: u32,
    /// Their share of all that is open, per cent.
    pub share_of_open: u32,
    /// Whether they are insolvent.
    pub insolvent: bool,
}

/// A factor of the standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// For people.
    pub label: &'static str,
    /// Points that it gave.
    pub points: u32,
    /// Points that it can give.
    pub of: u32,
}

/// A standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The points: the sum of the factors, drawn towards 50 where there are few invoices.
    pub points: u32,
    /// Each factor.
    pub factors: [Factor; 7],
    /// How many invoices it rests on.
    pub invoices: usize,
}

/// So many invoices count as much as what is not known yet.
const FEW: u64 = 4;

/// How late each invoice is or was, in the order of due dates, of those that are due or paid.
pub fn days_late(billed: &[Billed], today: NaiveDate) -> Vec<i64> {
    let mut all: Vec<(NaiveDate, i64)> = billed
        .iter()
        .filter(|one| one.paid_on.is_some() || one.due_on < today)
        .map(|one| (one.due_on, (one.paid_on.unwrap_or(today) - one.due_on).num_days()))
        .collect();
    all.sort();
    all.into_iter().map(|(_, days)| days).collect()
}

/// The standing of a client.
pub fn standing(of: &Conduct) -> Standing {
    let late = |days: &[i64]| days.iter().filter(|days| **days > 0).count();
    let mean = |days: &[i64]| match days.len() {
        0 => 0,
        count => days.iter().map(|days| (*days).max(0)).sum::<i64>() / count as i64,
    };
    let days = &of.days_late;
    let timely = days.len() - late(days);
    let last = &days[days.len().saturating_sub(3)..];
    let trend = mean(last) - mean(days);
    let all = (timely as u64, days.len() as u64);
    let lost = |each: u32, times: u32, whole: u32| whole.saturating_sub(each * times);
    let beyond = |days: i64, whole: u32| whole.saturating_sub(u32::try_from(days).unwrap_or(0));
    let factors = [
        Factor { label: "Paid on time", points: part(all.0, all.1, 35), of: 35 },
        Factor { label: "Days late on average", points: beyond(mean(days), 20), of: 20 },
        Factor { label: "The last three", points: beyond(trend, 15), of: 15 },
        Factor { label: "Failed payments", points: lost(3, of.failed_payments, 10), of: 10 },
        Factor { label: "Broken promises", points: lost(5, of.broken_promises, 10), of: 10 },
        Factor { label: "Disputes without a reason", points: lost(2, of.lost_disputes, 5), of: 5 },
        Factor { label: "Share of what is open", points: lost(1, of.share_of_open / 10, 5), of: 5 },
    ];
    let sum: u32 = factors.iter().map(|factor| factor.points).sum();
    let known = days.len() as u64;
    let points = (u64::from(sum) * known + 50 * FEW) / (known + FEW);
    let points = if of.insolvent { 0 } else { points.to_u32().unwrap_or(100) };
    Standing { points, factors, invoices: days.len() }
}

/// A part of a whole as points, rounded down; all of them where there is nothing to count.
fn part(of: u64, whole: u64, points: u32) -> u32 {
    let exact = Decimal::from(of) * Decimal::from(points);
    let share = exact.checked_div(Decimal::from(whole)).and_then(|share| share.to_u32());
    share.unwrap_or(points)
}

#[cfg(test)]
mod tests;
