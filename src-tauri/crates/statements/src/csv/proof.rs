//! What running balances prove about the order, sign and completeness of lines.

use crate::amount::Exact;
use crate::reading::Proof;

/// One line for the check: its amount, its balance where printed, and its line in the file.
pub(super) type Step = (Exact, Option<Exact>, usize);

/// Checks the balances oldest first and newest first and keeps the better direction; the flag is
/// `true` for newest first. Nothing where fewer than two balances are printed, or where they never
/// move though the lines do: such a column is no running balance.
pub(super) fn proof(steps: &[Step]) -> Option<(Proof, bool)> {
    let balances: Vec<Exact> = steps.iter().filter_map(|step| step.1).collect();
    let first = balances.first()?;
    let moved = steps.iter().any(|step| !step.0.is_zero());
    if balances.len() < 2 || (moved && balances.iter().all(|balance| balance == first)) {
        return None;
    }
    let upward = walk(steps.iter().copied())?;
    let downward = walk(steps.iter().rev().copied())?;
    match (upward, downward) {
        ((steps, None), _) => Some((Proof::Proved { steps }, false)),
        (_, (steps, None)) => Some((Proof::Proved { steps }, true)),
        ((up, Some(by)), (down, _)) if up >= down => Some((by, false)),
        (_, (_, Some(by))) => Some((by, true)),
    }
}

/// How many steps hold, and where and by how much the lines miss the last balance if not all do.
/// Nothing when a sum would not fit.
fn walk(steps: impl Iterator<Item = Step>) -> Option<(usize, Option<Proof>)> {
    let mut last: Option<Exact> = None;
    let mut since = Exact::ZERO;
    let (mut held, mut missing, mut failed) = (0, Exact::ZERO, None);
    for (amount, balance, line) in steps {
        since = since.plus(amount)?;
        let Some(balance) = balance else { continue };
        if let Some(before) = last {
            let gap = balance.minus(before.plus(since)?)?;
            if gap.is_zero() {
                held += 1;
            } else {
                failed = failed.or(Some(line));
                missing = missing.plus(gap)?;
            }
        }
        (last, since) = (Some(balance), Exact::ZERO);
    }
    Some((held, failed.map(|line| Proof::Differs { by: missing, line })))
}
