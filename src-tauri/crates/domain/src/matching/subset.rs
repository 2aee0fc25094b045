//! Sums of several open invoices, counted: two ways to reach an amount are no evidence at all.

use super::OpenInvoice;
use crate::money::Money;

/// At most this many open invoices of one client are tried together.
const POOL: usize = 16;

/// The one set of two or more invoices that adds up to `amount`; none if no set or several do.
pub(super) fn only_sum<'a>(
    open: &[&'a OpenInvoice],
    amount: Money,
) -> Option<Vec<&'a OpenInvoice>> {
    if open.len() > POOL {
        return None;
    }
    let mut found = None;
    for mask in 1_u32..(1 << open.len()) {
        if mask.count_ones() < 2 {
            continue;
        }
        let chosen = || open.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
        let sum: i64 = chosen().map(|(_, invoice)| invoice.open.minor()).sum();
        if sum == amount.minor() {
            if found.is_some() {
                return None;
            }
            found = Some(chosen().map(|(_, invoice)| *invoice).collect());
        }
    }
    found
}
