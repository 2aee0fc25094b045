//! The first audit after an arrival: what the terms brought over would have billed elsewhere, held
//! against the invoices that lists of the other program tell of.
//!
//! An invoice answers to what was due if it is of the same client and was issued from a week before
//! to a month after. Equal totals are joined first, and of all that could be joined the nearest.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::ids::ClientId;
use crate::money::Money;

/// What a client was due to be billed on a day, or was billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The client.
    pub client: ClientId,
    /// The day.
    pub on: NaiveDate,
    /// With tax.
    pub total: Money,
}

/// What was found of something due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This invoice bills it, counted from 0.
    Billed(usize),
    /// This invoice, counted from 0, is of the time and of another amount.
    Otherwise(usize),
    /// No invoice is of the time.
    Missing,
    /// Of this client no invoice is told at all, so that nothing can be said.
    Untold,
}

/// What was found of each that was due, in its order. An invoice answers once.
pub fn compare(due: &[Bill], told: &[Bill]) -> Vec<Answer> {
    let mut of_client: HashMap<ClientId, Vec<usize>> = HashMap::new();
    for (at, one) in told.iter().enumerate() {
        of_client.entry(one.client).or_default().push(at);
    }
    let (mut answers, mut used) = (vec![None; due.len()], vec![false; told.len()]);
    for equal in [true, false] {
        let mut pairs = Vec::new();
        for (n, due) in due.iter().enumerate().filter(|(n, _)| answers[*n].is_none()) {
            for &at in of_client.get(&due.client).into_iter().flatten() {
                let days = told[at].on.signed_duration_since(due.on).num_days();
                let same = !equal || told[at].total == due.total;
                if (-7..=31).contains(&days) && same && !used[at] {
                    pairs.push((days.abs(), n, at));
                }
            }
        }
        pairs.sort_unstable();
        for (_, n, at) in pairs {
            if answers[n].is_none() && !used[at] {
                used[at] = true;
                answers[n] = Some(if equal { Answer::Billed(at) } else { Answer::Otherwise(at) });
            }
        }
    }
    let unanswered = |due: &Bill| match of_client.contains_key(&due.client) {
        true => Answer::Missing,
        false => Answer::Untold,
    };
    due.iter().zip(answers).map(|(due, found)| found.unwrap_or(unanswered(due))).collect()
}

#[cfg(test)]
mod tests;
