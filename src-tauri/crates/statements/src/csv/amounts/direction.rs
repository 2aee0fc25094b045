//! Which way plain amounts count: by flags beside them, by the running balance, by the signs they
//! carry. What none of these settles is asked.

use super::{Finder, Money};
use crate::amount::{Exact, written};
use crate::csv::sheet::shortened;
use crate::csv::words::{self, Role};
use crate::mapping::AmountColumns;
use crate::question::Question;
use crate::table::Row;

impl Finder<'_, '_> {
    /// What one column's plain amounts mean.
    pub(super) fn direction(
        &self,
        column: usize,
        money: &Money,
    ) -> Result<AmountColumns, Question> {
        let as_written = AmountColumns::Signed { column };
        let inverted = AmountColumns::Inverted { column };
        let amounts: Vec<(Exact, bool, &Row<'_>)> = self
            .rows()
            .filter_map(|row| {
                let cell = written(row.cell(column))?;
                Some((cell.exact(money.mark).ok()?, cell.signed, row))
            })
            .filter(|(amount, _, _)| !amount.is_zero())
            .collect();
        let ask = || {
            let shown = amounts.iter().take(3);
            let examples = shown.map(|(_, _, row)| self.example(row, column)).collect();
            Question::Sign { column, examples }
        };
        let negative = amounts.iter().filter(|(amount, _, _)| amount.is_negative()).count();
        if let Some(flags) = self.flags(column, negative == 0, money)? {
            return Ok(flags);
        }
        if amounts.is_empty() {
            return Ok(as_written);
        }
        let paid = |row: &Row<'_>| row.filled().any(|(_, cell)| words::card_payment(cell));
        if amounts.iter().any(|(amount, _, row)| amount.is_negative() && paid(row)) {
            return Err(ask());
        }
        let way =
            |amount: &AmountColumns| self.holds(&Money { amount: amount.clone(), ..money.clone() });
        match (way(&as_written), way(&inverted)) {
            (true, false) => return Ok(as_written),
            (false, true) => return Ok(inverted),
            _ => {}
        }
        let positive = amounts.len() - negative;
        let plus = |(amount, signed, _): &(Exact, bool, &Row<'_>)| amount.is_negative() || *signed;
        let every_sign_written = negative > 0 && amounts.iter().all(plus);
        if negative > 0 && (positive <= negative || every_sign_written) {
            return Ok(as_written);
        }
        Err(ask())
    }

    fn example(&self, row: &Row<'_>, column: usize) -> String {
        let words = |cell: &&str| cell.chars().filter(|c| c.is_alphabetic()).count();
        let text = row.filled().map(|(_, cell)| cell).max_by_key(words).unwrap_or("");
        format!("{} ({})", row.cell(column), shortened(text))
    }

    /// What a flag column says: the way of unsigned amounts, or a check of signed ones. Nothing
    /// where there is no flag column.
    pub(super) fn flags(
        &self,
        column: usize,
        unsigned: bool,
        money: &Money,
    ) -> Result<Option<AmountColumns>, Question> {
        for flag in (0..self.sheet.width).filter(|flag| *flag != column) {
            let values = self.values(flag);
            let known = values.iter().filter(|value| words::direction(value).is_some()).count();
            let labelled = self.sheet.role(flag) == Role::Direction;
            if known == 0 && !(labelled && unsigned) && !(unsigned && self.may_be_flag(&values)) {
                continue;
            }
            if values.is_empty() || values.len() > 12 || (known * 2 < values.len() && !unsigned) {
                continue;
            }
            if known > 0 && !labelled && !is_clear(&values) {
                continue;
            }
            if !unsigned {
                if let Some(amount) = self.checked_by(flag, column, money) {
                    return Ok(Some(amount));
                }
                continue;
            }
            if known < values.len() {
                if known * 2 < values.len() && !labelled && !self.may_be_flag(&values) {
                    continue;
                }
                return Err(Question::Flags { column, flag, values });
            }
            if self.sheet.cells(flag).any(str::is_empty) {
                continue;
            }
            let is_out = |value: &String| words::direction(value) == Some(true);
            let out = values.into_iter().filter(is_out).collect();
            return Ok(Some(AmountColumns::Direction { column: Some(column), flag, out }));
        }
        Ok(None)
    }

    /// The different cells of a column in the dated rows, at most a few.
    fn values(&self, column: usize) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for cell in self.sheet.cells(column).filter(|cell| !cell.is_empty()) {
            if !values.iter().any(|value| value == cell) {
                values.push(shortened(cell));
            }
            if values.len() > 12 {
                break;
            }
        }
        values
    }

    /// Two to four short words that repeat: they may say which way the money went.
    fn may_be_flag(&self, values: &[String]) -> bool {
        let short = |value: &String| value.len() <= 6 && value.chars().all(char::is_alphabetic);
        let codes = values.iter().all(|value| words::is_code(value));
        (2..=4).contains(&values.len())
            && values.iter().all(short)
            && !codes
            && self.sheet.dated.len() >= values.len() * 3
    }

    /// The way signed amounts count by a flag column. Nothing when it is of two minds.
    fn checked_by(&self, flag: usize, column: usize, money: &Money) -> Option<AmountColumns> {
        let (mut agree, mut differ) = (0, 0);
        for row in self.rows() {
            let amount = written(row.cell(column)).and_then(|a| a.exact(money.mark).ok());
            if let (Some(amount), Some(out)) = (amount, words::direction(row.cell(flag)))
                && !amount.is_zero()
            {
                let same = amount.is_negative() == out;
                agree += usize::from(same);
                differ += usize::from(!same);
            }
        }
        if agree > 0 && agree >= differ * 4 {
            Some(AmountColumns::Signed { column })
        } else {
            (differ >= 2 && agree == 0).then_some(AmountColumns::Inverted { column })
        }
    }

    /// How a debit and a credit column write their signs. Mixed signs in one column are settled
    /// by the balance or asked.
    pub(super) fn two_signs(
        &self,
        debit: usize,
        credit: usize,
        money: &Money,
    ) -> Result<AmountColumns, Question> {
        let signs = |column: usize| {
            let cells = self.sheet.cells(column).filter_map(written);
            let amounts = cells.filter_map(|cell| cell.exact(money.mark).ok());
            let filled: Vec<Exact> = amounts.filter(|amount| !amount.is_zero()).collect();
            let negative = filled.iter().filter(|amount| amount.is_negative()).count();
            (negative, filled.len() - negative)
        };
        let plain = AmountColumns::DebitCredit { debit, credit };
        let signed = AmountColumns::BothSigned { debit, credit };
        match (signs(debit), signs(credit)) {
            ((0, _), (0, _)) => Ok(plain),
            ((_, 0), (0, _)) => Ok(signed),
            // Charges positive and payments negative, as some cards print both columns.
            ((0, 1..), (1.., 0)) => Ok(AmountColumns::BySide { debit, credit }),
            _ => {
                let holds = |amount: &AmountColumns| {
                    self.holds(&Money { amount: amount.clone(), ..money.clone() })
                };
                match (holds(&plain), holds(&signed)) {
                    (true, false) => Ok(plain),
                    (false, true) => Ok(signed),
                    _ => Err(Question::Sign {
                        column: debit,
                        examples: self.rows().take(3).map(|row| self.example(row, debit)).collect(),
                    }),
                }
            }
        }
    }

    /// Whether one column only has money out and the other only money in, signs written.
    pub(super) fn opposite_signs(&self, one: usize, other: usize) -> bool {
        let sign = |column: usize| -> Vec<bool> {
            let cells = self.sheet.cells(column).filter_map(written);
            let filled = cells.filter(|a| a.body.contains(|c| matches!(c, '1'..='9')));
            filled.map(|amount| amount.negative).collect()
        };
        let all = |signs: &[bool], negative: bool| signs.iter().all(|sign| *sign == negative);
        let (one, other) = (sign(one), sign(other));
        (all(&one, true) && all(&other, false)) || (all(&one, false) && all(&other, true))
    }
}

/// Whether flags speak for themselves: both directions occur, or whole words are used. A column
/// of one letter that never changes may mean anything.
fn is_clear(values: &[String]) -> bool {
    let says = |out: bool| values.iter().any(|value| words::direction(value) == Some(out));
    let known = |value: &&String| words::direction(value).is_some();
    (says(true) && says(false)) || values.iter().filter(known).all(|value| value.len() >= 4)
}
