//! Which columns hold the amount and the balance, which way they count and what their decimal
//! mark is: from the headings, the cells and, best of all, the running balance.

use super::proof::{self, Step};
use super::sheet::{Sheet, shortened};
use super::words::{self, Role};
use crate::amount::{Evidence, Exact, Mark, mark_of, written};
use crate::mapping::{AmountColumns, Mapping};
use crate::question::Question;
use crate::reading::Proof;
use crate::table::Row;

/// How the money of a table is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Money {
    pub(super) amount: AmountColumns,
    pub(super) balance: Option<usize>,
    pub(super) mark: Mark,
}

/// What is found, or what must be asked.
type Found = Result<Money, Question>;

/// Finds the money columns of `sheet`, obeying what is `known`.
pub(super) fn find(sheet: &Sheet<'_>, known: &Mapping) -> Found {
    let finder = Finder {
        sheet,
        known,
        numeric: numeric_columns(sheet),
    };
    match &known.amount {
        Some(amount) => finder.told(amount),
        None => finder.detected(),
    }
}

struct Finder<'s, 't> {
    sheet: &'s Sheet<'t>,
    known: &'s Mapping,
    /// Columns whose cells are amounts.
    numeric: Vec<usize>,
}

/// The columns of which nearly every filled cell in the dated rows is an amount.
fn numeric_columns(sheet: &Sheet<'_>) -> Vec<usize> {
    (0..sheet.width)
        .filter(|column| !sheet.date_columns.contains(column))
        .filter(|column| {
            let filled = sheet.cells(*column).filter(|cell| !cell.is_empty());
            let (mut all, mut amounts, mut ids) = (0, 0, 0);
            for cell in filled {
                all += 1;
                let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
                amounts += usize::from(written(cell).is_some());
                ids += usize::from(
                    digits && (cell.len() >= 8 || (cell.len() > 1 && cell.starts_with('0'))),
                );
            }
            // A heading that names money holds against a few cells that do not.
            let least = if sheet.role(*column).is_money() { 5 } else { 9 };
            amounts > 0 && amounts * 10 >= all * least && ids * 2 <= all
        })
        .collect()
}

impl Finder<'_, '_> {
    fn rows(&self) -> impl Iterator<Item = &Row<'_>> {
        self.sheet
            .dated
            .iter()
            .map(|row| &self.sheet.table.rows[*row])
    }

    /// Completes what a person said about the amount.
    fn told(&self, told: &AmountColumns) -> Found {
        let mut amount = told.clone();
        if let AmountColumns::Direction {
            column: column @ None,
            flag,
            ..
        } = &mut amount
        {
            let near = |column: &&usize| column.abs_diff(*flag);
            *column = self.plausible().iter().min_by_key(near).copied();
        }
        let columns = columns_of(&amount);
        let mark = self.mark(&columns)?;
        let balance = self
            .known
            .balance
            .or_else(|| self.balance_by_heading(&columns));
        Ok(Money {
            amount,
            balance,
            mark,
        })
    }

    fn detected(&self) -> Found {
        let labelled = self.labelled()?;
        if let Some(amount) = labelled {
            return self.complete(amount);
        }
        let plausible = self.plausible();
        if let Some(money) = self.proved(&plausible)? {
            return self.with_direction(money);
        }
        match plausible.as_slice() {
            [column] => self.complete(AmountColumns::Signed { column: *column }),
            [first, second] if self.exclusive(*first, *second) => {
                let both = AmountColumns::BothSigned {
                    debit: *first,
                    credit: *second,
                };
                if self.opposite_signs(*first, *second)? {
                    return self.complete(both);
                }
                Err(self.which_column(plausible))
            }
            _ => Err(self.which_column(plausible)),
        }
    }

    fn which_column(&self, choices: Vec<usize>) -> Question {
        Question::AmountColumn {
            headings: self.sheet.headings(),
            choices,
        }
    }

    /// The amount as the headings have it. Nothing where they do not name it.
    fn labelled(&self) -> Result<Option<AmountColumns>, Question> {
        let usable = |column: &usize| {
            self.numeric.contains(column) || self.sheet.cells(*column).all(str::is_empty)
        };
        let first = |role| self.sheet.with_role(role).into_iter().find(usable);
        let two = first(Role::Debit).zip(first(Role::Credit));
        let numeric = |role| -> Vec<usize> {
            let columns = self.sheet.with_role(role).into_iter();
            columns
                .filter(|column| self.numeric.contains(column))
                .collect()
        };
        let mut single = numeric(Role::Amount);
        single.extend(numeric(Role::Direction));
        if let [gross, ..] = numeric(Role::Gross)[..] {
            single.push(self.net_beside(gross));
        } else if let [amount] = single[..]
            && self.leads_to_net(amount)
        {
            single = numeric(Role::Net);
        } else {
            single.extend(numeric(Role::Net));
        }
        if let Some((debit, credit)) = two {
            let filled = |column: usize| self.sheet.cells(column).any(|cell| !cell.is_empty());
            if filled(debit) || filled(credit) || single.is_empty() {
                return Ok(Some(AmountColumns::DebitCredit { debit, credit }));
            }
        }
        let Some(column) = single.first().copied() else {
            return Ok(None);
        };
        let same = |other: &usize| self.same_cells(column, *other);
        if single.iter().all(same) {
            return Ok(Some(AmountColumns::Signed { column }));
        }
        Err(self.which_column(single))
    }

    /// The net column beside a gross one: the net is what the balance moves by.
    fn net_beside(&self, gross: usize) -> usize {
        let net = self.sheet.with_role(Role::Net).into_iter();
        net.filter(|column| self.numeric.contains(column))
            .next()
            .unwrap_or(gross)
    }

    /// Whether the amount and the fee beside it make the net on every row.
    fn leads_to_net(&self, amount: usize) -> bool {
        let role = |role| self.sheet.with_role(role).first().copied();
        let (Some(net), Some(fee)) = (role(Role::Net), role(Role::Fee)) else {
            return false;
        };
        let Ok(mark) = self.mark(&[amount, net, fee]) else {
            return false;
        };
        self.rows().all(|row| {
            let read = |column| written(row.cell(column)).and_then(|cell| cell.exact(mark).ok());
            let (Some(amount), Some(net), Some(fee)) = (read(amount), read(net), read(fee)) else {
                return false;
            };
            amount.plus(fee) == Some(net) || amount.minus(fee) == Some(net)
        })
    }

    fn same_cells(&self, one: usize, other: usize) -> bool {
        self.rows().all(|row| row.cell(one) == row.cell(other))
    }

    /// Numeric columns that may be an amount or a balance when nothing else is known.
    fn plausible(&self) -> Vec<usize> {
        use Role::{Account, Currency, Date, Fee, Foreign, Id, Payee, Rate, Reference};
        let out = |role| {
            matches!(
                role,
                Account | Currency | Date(_) | Fee | Foreign | Id | Payee | Rate | Reference
            )
        };
        let sheet = self.sheet;
        let left: Vec<usize> = self
            .numeric
            .iter()
            .copied()
            .filter(|column| !out(sheet.role(*column)))
            .collect();
        let marked = |column: &usize| {
            sheet
                .cells(*column)
                .filter_map(written)
                .any(|amount| amount.signed || amount.evidence() != Evidence::None)
                || sheet
                    .cells(*column)
                    .any(|cell| cell.starts_with(['$', '\u{a3}', '\u{20ac}']))
        };
        // Bare whole numbers beside amounts with cents are counters and codes.
        if left.iter().any(marked) {
            left.into_iter().filter(marked).collect()
        } else {
            left
        }
    }

    /// The amount and balance columns that a running balance proves. Nothing where none does.
    fn proved(&self, plausible: &[usize]) -> Result<Option<Money>, Question> {
        if !(2..=8).contains(&plausible.len()) || self.sheet.dated.len() < 3 {
            return Ok(None);
        }
        let mark = self.mark(plausible)?;
        let mut found: Vec<Money> = Vec::new();
        for &balance in plausible {
            for &one in plausible.iter().filter(|column| **column != balance) {
                let mut ways = vec![AmountColumns::Signed { column: one }];
                let others = plausible
                    .iter()
                    .filter(|column| **column != balance && **column != one);
                for &other in others.filter(|other| self.exclusive(one, **other)) {
                    ways.push(AmountColumns::DebitCredit {
                        debit: one,
                        credit: other,
                    });
                    if one < other {
                        ways.push(AmountColumns::BothSigned {
                            debit: one,
                            credit: other,
                        });
                    }
                }
                for amount in ways {
                    let money = Money {
                        amount,
                        balance: Some(balance),
                        mark,
                    };
                    if self.holds(&money) {
                        found.push(money);
                    }
                }
            }
        }
        let Some(first) = found.first().cloned() else {
            return Ok(None);
        };
        let amounts = |money: &Money| -> Vec<Option<Exact>> {
            self.rows()
                .map(|row| amount_of(row, &money.amount, mark))
                .collect()
        };
        let agreed = found.iter().all(|money| amounts(money) == amounts(&first));
        Ok(agreed.then_some(first))
    }

    /// A proved single column still needs its direction looked at, as the balance of a card may
    /// be the debt.
    fn with_direction(&self, money: Money) -> Found {
        match money.amount {
            AmountColumns::Signed { .. } => self.complete(money.amount),
            _ => Ok(money),
        }
    }

    /// Whether every step from balance to balance holds.
    fn holds(&self, money: &Money) -> bool {
        matches!(self.proof(money), Some(Proof::Proved { .. }))
    }

    fn proof(&self, money: &Money) -> Option<Proof> {
        let balance = money.balance?;
        let step = |row: &Row<'_>| -> Option<Step> {
            let amount = amount_of(row, &money.amount, money.mark)?;
            let after = written(row.cell(balance)).and_then(|b| b.exact(money.mark).ok());
            Some((amount, after, row.line))
        };
        let steps: Option<Vec<Step>> = self.rows().map(step).collect();
        proof::proof(&steps?).map(|(proof, _)| proof)
    }

    /// Adds mark, balance and direction to columns that are settled.
    fn complete(&self, amount: AmountColumns) -> Found {
        let columns = columns_of(&amount);
        let mark = self.mark(&columns)?;
        let mut money = Money {
            amount,
            balance: self.known.balance,
            mark,
        };
        money.balance = money.balance.or_else(|| self.balance(&money));
        match money.amount.clone() {
            AmountColumns::Signed { column } => {
                money.amount = self.direction(column, &money)?;
            }
            AmountColumns::DebitCredit { debit, credit } => {
                money.amount = self.two_signs(debit, credit, &money)?;
            }
            _ => {}
        }
        Ok(money)
    }

    /// The balance column: by its heading, else the one column that proves itself.
    fn balance(&self, money: &Money) -> Option<usize> {
        let columns = columns_of(&money.amount);
        self.balance_by_heading(&columns).or_else(|| {
            let others = self
                .plausible()
                .into_iter()
                .filter(|column| !columns.contains(column));
            let proves = |column: &usize| {
                let with = |amount: AmountColumns| {
                    self.holds(&Money {
                        amount,
                        balance: Some(*column),
                        mark: money.mark,
                    })
                };
                with(money.amount.clone()) || inverted(&money.amount).is_some_and(with)
            };
            others.filter(|_| self.sheet.dated.len() > 2).find(proves)
        })
    }

    fn balance_by_heading(&self, taken: &[usize]) -> Option<usize> {
        let columns = self.sheet.with_role(Role::Balance).into_iter();
        let mut free = columns.filter(|column| !taken.contains(column));
        free.find(|column| self.numeric.contains(column))
    }

    /// What one column's plain amounts mean.
    fn direction(&self, column: usize, money: &Money) -> Result<AmountColumns, Question> {
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
        let negative = amounts
            .iter()
            .filter(|(amount, _, _)| amount.is_negative())
            .count();
        if let Some(flags) = self.flags(column, negative == 0, money)? {
            return Ok(flags);
        }
        if amounts.is_empty() {
            return Ok(as_written);
        }
        let paid = |row: &Row<'_>| row.filled().any(|(_, cell)| words::card_payment(cell));
        if amounts
            .iter()
            .any(|(amount, _, row)| amount.is_negative() && paid(row))
        {
            return Err(ask());
        }
        let way = |amount: &AmountColumns| {
            self.holds(&Money {
                amount: amount.clone(),
                ..money.clone()
            })
        };
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
        let text = row
            .filled()
            .map(|(_, cell)| cell)
            .max_by_key(words)
            .unwrap_or("");
        format!("{} ({})", row.cell(column), shortened(text))
    }

    /// What a flag column says: the way of unsigned amounts, or a check of signed ones. Nothing
    /// where there is no flag column.
    fn flags(
        &self,
        column: usize,
        unsigned: bool,
        money: &Money,
    ) -> Result<Option<AmountColumns>, Question> {
        for flag in (0..self.sheet.width).filter(|flag| *flag != column) {
            let values = self.values(flag);
            let known = values
                .iter()
                .filter(|value| words::direction(value).is_some())
                .count();
            let labelled = self.sheet.role(flag) == Role::Direction;
            if known == 0 && !(labelled && unsigned) && !(unsigned && self.may_be_flag(&values)) {
                continue;
            }
            if values.is_empty() || values.len() > 12 || (known * 2 < values.len() && !unsigned) {
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
                return Err(Question::Flags {
                    column,
                    flag,
                    values,
                });
            }
            if self.sheet.cells(flag).any(str::is_empty) {
                continue;
            }
            let is_out = |value: &String| words::direction(value) == Some(true);
            let out = values.into_iter().filter(is_out).collect();
            return Ok(Some(AmountColumns::Direction {
                column: Some(column),
                flag,
                out,
            }));
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
    fn two_signs(
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
                    self.holds(&Money {
                        amount: amount.clone(),
                        ..money.clone()
                    })
                };
                match (holds(&plain), holds(&signed)) {
                    (true, false) => Ok(plain),
                    (false, true) => Ok(signed),
                    _ => Err(Question::Sign {
                        column: debit,
                        examples: self
                            .rows()
                            .take(3)
                            .map(|row| self.example(row, debit))
                            .collect(),
                    }),
                }
            }
        }
    }

    /// Whether no row has a value in both columns, and each has one somewhere.
    fn exclusive(&self, one: usize, other: usize) -> bool {
        let some = |row: &Row<'_>, column| {
            written(row.cell(column)).is_some_and(|a| a.body.contains(|c| matches!(c, '1'..='9')))
        };
        let (mut first, mut second) = (false, false);
        for row in self.rows() {
            let (a, b) = (some(row, one), some(row, other));
            if a && b {
                return false;
            }
            (first, second) = (first || a, second || b);
        }
        first && second
    }

    /// Whether one column only has money out and the other only money in, signs written.
    fn opposite_signs(&self, one: usize, other: usize) -> Result<bool, Question> {
        let sign = |column: usize| -> Vec<bool> {
            let cells = self.sheet.cells(column).filter_map(written);
            let filled = cells.filter(|a| a.body.contains(|c| matches!(c, '1'..='9')));
            filled.map(|amount| amount.negative).collect()
        };
        let all = |signs: &[bool], negative: bool| signs.iter().all(|sign| *sign == negative);
        let (one, other) = (sign(one), sign(other));
        Ok((all(&one, true) && all(&other, false)) || (all(&one, false) && all(&other, true)))
    }

    /// The decimal mark of the columns: their own evidence, else that of every money column.
    fn mark(&self, columns: &[usize]) -> Result<Mark, Question> {
        if let Some(mark) = self.known.decimal_mark {
            return Ok(mark);
        }
        let cells = |columns: &[usize]| {
            let of = |column: &usize| self.sheet.cells(*column).filter_map(written);
            mark_of(columns.iter().flat_map(of).collect::<Vec<_>>())
        };
        match cells(columns) {
            Ok(mark) => Ok(mark.unwrap_or(Mark::Point)),
            Err(examples) => match cells(&self.plausible()) {
                Ok(Some(mark)) => Ok(mark),
                _ => Err(Question::DecimalMark { examples }),
            },
        }
    }
}

/// The columns an amount is read from.
pub(super) fn columns_of(amount: &AmountColumns) -> Vec<usize> {
    match amount {
        AmountColumns::Signed { column } | AmountColumns::Inverted { column } => vec![*column],
        AmountColumns::DebitCredit { debit, credit }
        | AmountColumns::BySide { debit, credit }
        | AmountColumns::BothSigned { debit, credit } => vec![*debit, *credit],
        AmountColumns::Direction { column, .. } => column.iter().copied().collect(),
    }
}

fn inverted(amount: &AmountColumns) -> Option<AmountColumns> {
    match amount {
        AmountColumns::Signed { column } => Some(AmountColumns::Inverted { column: *column }),
        _ => None,
    }
}

/// The amount of a row for a check; nothing where it cannot be read.
fn amount_of(row: &Row<'_>, amount: &AmountColumns, mark: Mark) -> Option<Exact> {
    super::rows::amount(row, amount, mark).ok()
}
