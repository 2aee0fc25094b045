//! Which columns hold the amount and the balance, which way they count and what their decimal
//! mark is: from the headings, the cells and, best of all, the running balance.

use super::proof::{self, Step};
use super::sheet::Sheet;
use super::words::Role;
use crate::amount::{Evidence, Exact, Mark, mark_of, written};
use crate::mapping::{AmountColumns, Mapping};
use crate::question::Question;
use crate::reading::Proof;
use crate::table::Row;

mod direction;

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
    let finder = Finder { sheet, known, numeric: numeric_columns(sheet) };
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
        self.sheet.dated.iter().map(|row| &self.sheet.table.rows[*row])
    }

    /// Completes what a person said about the amount.
    fn told(&self, told: &AmountColumns) -> Found {
        let mut amount = told.clone();
        if let AmountColumns::Direction { column: column @ None, flag, .. } = &mut amount {
            let near = |column: &&usize| column.abs_diff(*flag);
            *column = self.plausible().iter().min_by_key(near).copied();
        }
        let columns = columns_of(&amount);
        let mark = self.mark(&columns)?;
        let balance = self.known.balance.or_else(|| self.balance_by_heading(&columns));
        Ok(Money { amount, balance, mark })
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
                let both = AmountColumns::BothSigned { debit: *first, credit: *second };
                if self.opposite_signs(*first, *second) {
                    return self.complete(both);
                }
                Err(self.which_column(plausible))
            }
            _ => Err(self.which_column(plausible)),
        }
    }

    fn which_column(&self, choices: Vec<usize>) -> Question {
        Question::AmountColumn { headings: self.sheet.headings(), choices }
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
            columns.filter(|column| self.numeric.contains(column)).collect()
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
        let mut net = self.sheet.with_role(Role::Net).into_iter();
        net.find(|column| self.numeric.contains(column)).unwrap_or(gross)
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
        let left: Vec<usize> =
            self.numeric.iter().copied().filter(|column| !out(sheet.role(*column))).collect();
        let marked = |column: &usize| {
            sheet
                .cells(*column)
                .filter_map(written)
                .any(|amount| amount.signed || amount.evidence() != Evidence::None)
                || sheet.cells(*column).any(|cell| cell.starts_with(['$', '\u{a3}', '\u{20ac}']))
        };
        // Bare whole numbers beside amounts with cents are counters and codes.
        if left.iter().any(marked) { left.into_iter().filter(marked).collect() } else { left }
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
                let others =
                    plausible.iter().filter(|column| **column != balance && **column != one);
                for &other in others.filter(|other| self.exclusive(one, **other)) {
                    ways.push(AmountColumns::DebitCredit { debit: one, credit: other });
                    if one < other {
                        ways.push(AmountColumns::BothSigned { debit: one, credit: other });
                    }
                }
                for amount in ways {
                    let money = Money { amount, balance: Some(balance), mark };
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
            self.rows().map(|row| amount_of(row, &money.amount, mark)).collect()
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
        let mut money = Money { amount, balance: self.known.balance, mark };
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
            let others = self.plausible().into_iter().filter(|column| !columns.contains(column));
            let proves = |column: &usize| {
                let with = |amount: AmountColumns| {
                    self.holds(&Money { amount, balance: Some(*column), mark: money.mark })
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
pub(crate) fn columns_of(amount: &AmountColumns) -> Vec<usize> {
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
