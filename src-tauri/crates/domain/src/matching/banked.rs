//! What the books already expect at the bank: recorded payments and payouts of processors.

use super::{
    Arriving, Books, Certainty, Deposit, Hypothesis, Kind, Payer, Recorded, Shape, contains_token,
    names_agree,
};
use crate::money::Money;
use crate::schedule::date_words;

/// Days by which a payout may be at the bank before and after the day the processor tells.
const PAYOUT_DAYS: std::ops::RangeInclusive<i64> = -3..=7;

pub(super) fn by_payout(deposit: &Deposit, books: &Books) -> Vec<Hypothesis> {
    let fits = |payout: &&Arriving| {
        payout.amount == deposit.amount
            && PAYOUT_DAYS.contains(&(deposit.posted_on - payout.arrives_on).num_days())
    };
    let text = deposit.text();
    let same: Vec<&Arriving> = books.arriving.iter().filter(fits).collect();
    let hypothesis = |payout: &&Arriving| {
        let (amount, day) = (payout.amount.shown(), date_words(payout.arrives_on));
        let mut why = vec![match payout.returned {
            false => format!("{} told of a payout of {amount} for {day}", payout.processor),
            true => format!("The bank refused a payout of {} of {amount}", payout.processor),
        }];
        let by_trace = contains_token(&text, &payout.trace);
        if by_trace {
            why.push(format!("The bank text carries its trace {}", payout.trace));
        }
        let by_name = names_agree(&payout.processor, &text);
        if by_name {
            why.push("The bank text names the processor".to_owned());
        }
        let sure = (by_trace || by_name) && same.len() == 1;
        Hypothesis {
            kind: Kind::Payout(payout.id, payout.returned),
            shape: Shape::Itemised,
            client: None,
            certainty: if sure { Certainty::Certain } else { Certainty::Likely },
            score: if sure { 15_000 } else { 9_000 },
            credit: Money::zero(deposit.amount.currency()),
            why,
            wrong_if: vec!["Money of the same amount came from someone else"],
        }
    };
    same.iter().map(hypothesis).collect()
}

pub(super) fn by_record(deposit: &Deposit, books: &Books) -> Vec<Hypothesis> {
    let same: Vec<&Recorded> = books
        .recorded
        .iter()
        .filter(|payment| payment.amount == deposit.amount)
        .filter(|payment| (deposit.posted_on - payment.received_on).num_days().abs() <= 21)
        .collect();
    let text = deposit.text();
    let zero = Money::zero(deposit.amount.currency());
    let named = |client| {
        let payer = books.payers.iter().find(|payer: &&Payer| payer.id == client);
        let names = |payer: &Payer| {
            let also = payer.contacts.iter().chain(&payer.seen_as);
            std::iter::once(&payer.name).chain(also).any(|name| names_agree(name, &text))
        };
        payer.is_some_and(names)
    };
    let hypothesis = |payment: &&Recorded| {
        let mut why = vec![format!(
            "A payment of {} was recorded on {}",
            payment.amount.shown(),
            payment.received_on
        )];
        let reference = payment.reference.trim();
        let by_reference = reference.len() >= 3 && contains_token(&text, reference);
        if by_reference {
            why.push(format!("The bank text carries its reference {reference}"));
        }
        let by_name = named(payment.client);
        if by_name {
            why.push("The bank text names the client".to_owned());
        }
        let sure = (by_reference || by_name) && same.len() == 1;
        Hypothesis {
            kind: Kind::Recorded(payment.id),
            shape: Shape::One,
            client: Some(payment.client),
            certainty: if sure { Certainty::Certain } else { Certainty::Likely },
            score: if sure { 15_000 } else { 9_000 },
            credit: zero,
            why,
            wrong_if: vec!["A second payment of the same amount was made"],
        }
    };
    same.iter().map(hypothesis).collect()
}
