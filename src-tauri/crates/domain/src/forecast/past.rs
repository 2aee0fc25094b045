//! How far earlier forecasts were off.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Band;
use crate::money::{Money, MoneyError};

/// A forecast as it would have been made then, and what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// What was expected.
    pub expected: Band,
    /// What came.
    pub came: Money,
}

impl Past {
    /// Whether what came lies in the band.
    pub fn within(&self) -> bool {
        let came = self.came.minor();
        self.expected.low.minor() <= came && came <= self.expected.high.minor()
    }
}

/// How far forecasts were off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// How many there are.
    pub of: usize,
    /// How many bands held what came.
    pub within: usize,
    /// Σ |middle − what came| ÷ Σ what came × 100, one place; nothing where nothing came.
    pub off: Option<Decimal>,
}

/// How far these forecasts were off; nothing where there is none.
pub fn score(all: &[Past]) -> Result<Option<Score>, MoneyError> {
    let Some(first) = all.first() else { return Ok(None) };
    let mut off = Money::zero(first.came.currency());
    let mut came = off;
    for past in all {
        let miss = past.expected.middle.minus(past.came)?;
        off = off.plus(if miss.is_positive() { miss } else { miss.negated() })?;
        came = came.plus(past.came)?;
    }
    let share = || {
        let share = Decimal::from(off.minor()) * Decimal::ONE_HUNDRED / Decimal::from(came.minor());
        share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
    };
    Ok(Some(Score {
        of: all.len(),
        within: all.iter().filter(|past| past.within()).count(),
        off: came.is_positive().then(share),
    }))
}
