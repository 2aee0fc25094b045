//! Payouts: what a processor transfers to the bank, itemised to the cent.
//!
//! Lines add up to the payout, or nothing is posted and the difference is shown: the clearing
//! account of a processor returns to zero or is explained (rule 11).

use crate::money::{Money, MoneyError};
use crate::processor::{PayoutKind, PayoutLine};

/// What the lines of a payout come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Money of clients.
    pub gross: Money,
    /// Paid back to clients; not positive.
    pub refunds: Money,
    /// What banks took back and gave again.
    pub disputes: Money,
    /// Kept by the processor: of each line, and for itself. Not negative where it keeps more than
    /// it gives back.
    pub fees: Money,
    /// Anything else.
    pub adjustments: Money,
    /// What arrives by the lines.
    pub net: Money,
}

/// Why a payout cannot be posted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayoutError {
    /// The lines are not the payout.
    #[error("the lines come to {lines} and the payout is {payout}: {difference} is not explained")]
    Difference {
        /// The lines, as shown.
        lines: String,
        /// The payout, as shown.
        payout: String,
        /// What is between them, as shown.
        difference: String,
    },
    /// Mixed currencies, or beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The sums of a payout's lines, which must come to `amount`.
pub fn sums(amount: Money, lines: &[PayoutLine]) -> Result<Sums, PayoutError> {
    let zero = Money::zero(amount.currency());
    let mut sums = Sums {
        gross: zero,
        refunds: zero,
        disputes: zero,
        fees: zero,
        adjustments: zero,
        net: zero,
    };
    for line in lines {
        let kind = match line.kind {
            PayoutKind::Charge => &mut sums.gross,
            PayoutKind::Refund => &mut sums.refunds,
            PayoutKind::Dispute => &mut sums.disputes,
            PayoutKind::Adjustment => &mut sums.adjustments,
            // A fee of its own is an amount below zero.
            PayoutKind::Fee => {
                sums.fees = sums.fees.minus(line.gross)?;
                sums.fees = sums.fees.plus(line.fee)?;
                sums.net = sums.net.plus(line.gross.minus(line.fee)?)?;
                continue;
            }
        };
        *kind = kind.plus(line.gross)?;
        sums.fees = sums.fees.plus(line.fee)?;
        sums.net = sums.net.plus(line.gross.minus(line.fee)?)?;
    }
    let difference = amount.minus(sums.net)?;
    if difference.is_zero() {
        Ok(sums)
    } else {
        Err(PayoutError::Difference {
            lines: sums.net.shown(),
            payout: amount.shown(),
            difference: difference.shown(),
        })
    }
}

#[cfg(test)]
mod tests;
