//! Instalments of plans: an amount that is agreed on is no part by chance.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::matcher::Matcher;
use super::quick::Map;
use super::ways::{Asked, Shape, Way};
use super::{OpenInvoice, Planned};
use crate::ids::InvoiceId;
use crate::money::Money;

/// An instalment that has not come.
pub(super) struct Instalment {
    client: usize,
    due: NaiveDate,
    /// Invoices by place and what each is paid, in minor units.
    parts: Vec<(usize, i64)>,
}

/// The instalments by their amounts in minor units, each client's in the order in which they are
/// due.
pub(super) fn by_amount(
    planned: &[Planned],
    invoices: &[OpenInvoice],
    owner: &[usize],
) -> Map<i64, Vec<Instalment>> {
    let mut found: Map<i64, Vec<Instalment>> = Map::default();
    if planned.is_empty() {
        return found;
    }
    let places: Map<InvoiceId, usize> =
        invoices.iter().enumerate().map(|(at, invoice)| (invoice.id, at)).collect();
    for one in planned {
        let part =
            |(invoice, amount): &(InvoiceId, Money)| Some((*places.get(invoice)?, amount.minor()));
        let Some(parts) = one.parts.iter().map(part).collect::<Option<Vec<_>>>() else { continue };
        let Some(client) = parts.first().map(|(at, _)| owner[*at]) else { continue };
        if client != usize::MAX {
            let sum = parts.iter().map(|(_, amount)| amount).sum();
            found.entry(sum).or_default().push(Instalment { client, due: one.due_on, parts });
        }
    }
    for same in found.values_mut() {
        same.sort_by_key(|one| one.due);
    }
    found
}

impl Matcher<'_> {
    fn instalments(&self, minor: i64) -> impl Iterator<Item = &Instalment> {
        let same = self.planned.get(&minor).map(Vec::as_slice).unwrap_or_default();
        same.iter().filter(|one| one.parts.iter().all(|(at, part)| *part <= self.left[*at]))
    }

    /// The clients, by their places, of whom an instalment of just so much is awaited.
    pub(super) fn awaited_of(&self, minor: i64) -> BTreeSet<usize> {
        self.instalments(minor).map(|one| one.client).collect()
    }

    /// That a client pays the first instalment of exactly the amount, which fits so well on its
    /// day, in thousandths of a natural logarithm. What pays all that is open pays its invoices.
    pub(super) fn as_instalment(&self, client: usize, asked: &Asked, fit: i64) -> Option<Way> {
        let one = self.instalments(asked.amount).find(|one| one.client == client)?;
        if one.parts.iter().all(|(at, part)| *part == self.left[*at]) {
            return None;
        }
        let off = (asked.on - one.due).num_days().abs();
        Some(Way {
            parts: one.parts.clone(),
            shape: Shape::Part,
            rest: 0,
            fit: fit - (off * 25).min(2_500),
            chance: 0,
            ambiguous: false,
            why: "It is an instalment of their plan",
        })
    }
}
