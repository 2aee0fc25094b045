//! What a processor lists for its payout.

use super::Deposit;
use super::matcher::{Matcher, Weighed};
use super::ways::{Shape, Way};
use crate::reference::plain;

impl Matcher<'_> {
    /// What a processor lists for its payout, if each number on it is one invoice of this book.
    pub(super) fn itemised(&self, deposit: &Deposit) -> Option<Weighed> {
        let mut parts: Vec<(usize, i64)> = Vec::new();
        let (mut listed, mut taken, mut clear) = (0_i64, Vec::new(), true);
        for (number, amount) in &deposit.itemised {
            let amount = amount.minor();
            listed += amount;
            match self.by_number.get(&plain(number)).map(Vec::as_slice) {
                Some([at]) if amount > 0 => match parts.iter_mut().find(|(other, _)| other == at) {
                    Some((_, sum)) => *sum += amount,
                    None => parts.push((*at, amount)),
                },
                _ if amount <= 0 => taken.push(plain(number)),
                _ => clear = false,
            }
        }
        let fee = listed - deposit.amount.minor();
        let items = i64::try_from(parts.len()).unwrap_or(i64::MAX / 1_000);
        // Where the processor lists what it keeps, the list comes to the deposit.
        let most = if taken.is_empty() { listed / 15 + 100 * items } else { 0 };
        clear &= (0..=most).contains(&fee);
        let paid = |at: usize| plain(&self.books.invoices[at].number);
        clear &= !parts.iter().any(|(at, _)| taken.contains(&paid(*at)));
        for (at, amount) in &mut parts {
            let net = *amount < self.left[*at] && *amount * 100 >= self.left[*at] * 92;
            clear &= *amount <= self.left[*at] && !(net && fee == 0 && taken.is_empty());
            clear &= self.books.invoices[*at].issued_on <= deposit.posted_on;
            *amount = (*amount).min(self.left[*at]);
        }
        parts.retain(|(_, amount)| *amount > 0);
        let client = self.owner[parts.first()?.0];
        let named = parts.len();
        let way = Way {
            parts,
            shape: Shape::Itemised,
            rest: 0,
            fit: if clear { 12_000 } else { 5_000 },
            chance: 0,
            ambiguous: !clear,
            why: "The processor lists these invoices, less its fee",
        };
        Some(Weighed {
            score: way.fit,
            way,
            client,
            level: None,
            named,
            hinted: named,
            near: false,
        })
    }
}
