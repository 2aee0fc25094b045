//! What a table says about its own lines: balances, flags and fees that stand beside the amounts.

use super::rows::Layout;
use super::words::{self, Role};
use super::{amounts, proof};
use crate::mapping::AmountColumns;
use crate::reading::{Account, Balance, Proof, Reading};
use crate::table::Table;

/// Lays the balances and the flags beside the lines and says what does not agree.
pub(super) fn lay_beside(layout: &Layout, table: &Table<'_>, reading: &mut Reading) {
    for account in &mut reading.accounts {
        let steps: Vec<proof::Step> =
            account.lines.iter().map(|line| (line.amount, line.balance, line.line)).collect();
        let found = proof::proof(&steps);
        account.proof = found.map(|(proof, _)| proof);
        let by_date = match (account.lines.first(), account.lines.last()) {
            (Some(first), Some(last)) if first.posted_on != last.posted_on => {
                Some(first.posted_on > last.posted_on)
            }
            _ => None,
        };
        let newest_first = by_date.or(found.map(|(_, newest_first)| newest_first));
        let mut lines = account.lines.iter();
        let latest = if newest_first == Some(true) { lines.next() } else { lines.next_back() };
        account.closing = latest
            .and_then(|line| Some(Balance { amount: line.balance?, on: Some(line.posted_on) }));
    }
    if let AmountColumns::Direction { flag, out, .. } = &layout.amount {
        let strange = table.rows.iter().skip(layout.first).filter(|row| {
            let flag = row.cell(*flag);
            let known = words::direction(flag).is_some() || out.iter().any(|word| word == flag);
            words::is_code(flag) && !known
        });
        let strange = strange.count();
        if strange > 0 {
            let noun = if strange == 1 { "row is" } else { "rows are" };
            reading.warnings.push(format!(
                "{strange} {noun} marked with a currency instead of a direction; check them"
            ));
        }
    }
}

/// Says where fees stand in a column of their own that the amounts leave out: a note, and a
/// warning where the balances do not agree either.
pub(super) fn tell_of_fees(layout: &Layout, table: &Table<'_>, reading: &mut Reading) {
    let Some(heading) = layout.heading.map(|row| &table.rows[row]) else {
        return;
    };
    let net = |column: &usize| words::role(heading.cell(*column)) == Role::Net;
    if amounts::columns_of(&layout.amount).iter().any(net) {
        return;
    }
    let charged = |column: &usize| {
        let mut cells = table.rows.iter().skip(layout.first).map(|row| row.cell(*column));
        let filled = |body: &str| body.contains(|c| matches!(c, '1'..='9'));
        cells.any(|cell| crate::amount::written(cell).is_some_and(|fee| filled(fee.body)))
    };
    let named = |column: &usize| words::role(heading.cell(*column)) == Role::Fee;
    let Some(fees) = (0..heading.cells.len()).filter(named).find(charged) else {
        return;
    };
    let said = format!("the column \"{}\" is not part of the amounts", heading.cell(fees));
    let differs = |account: &Account| matches!(account.proof, Some(Proof::Differs { .. }));
    match reading.accounts.iter().any(differs) {
        true => reading.warnings.push(said),
        false => reading.notes.push(said),
    }
}
