//! The shape of a table before any amount is read: heading, columns, the booking date and its
//! order.

use super::words::{self, Role};
use crate::amount::written;
use crate::dates::{self, DateOrder, Parts, Shape, orders_of};
use crate::mapping::Mapping;
use crate::question::Question;
use crate::table::{Row, Table};

/// A table whose heading and dates are known.
pub(super) struct Sheet<'t> {
    pub(super) table: &'t Table<'t>,
    /// The row of the headings.
    pub(super) heading: Option<usize>,
    /// The first row that may be a record.
    pub(super) first: usize,
    /// What each heading suggests; empty without a heading.
    pub(super) roles: Vec<Role>,
    /// How many columns there are.
    pub(super) width: usize,
    /// The column of the booking date.
    pub(super) date: usize,
    /// Every column that holds dates.
    pub(super) date_columns: Vec<usize>,
    /// The order of the dates, or what must be asked about it.
    pub(super) order: Result<DateOrder, Question>,
    /// The rows whose booking date has the form of a date.
    pub(super) dated: Vec<usize>,
}

/// How many rows are searched for a heading.
const HEADING_REACH: usize = 100;

impl<'t> Sheet<'t> {
    /// Finds the shape of `table`. Fails with the question that must be answered first; a table
    /// without any record gives a sheet without dated rows.
    pub(super) fn find(table: &'t Table<'t>, known: &Mapping) -> Result<Sheet<'t>, Question> {
        let (heading, first) = start(table, known);
        let headings = heading.map(|row| &table.rows[row]);
        let roles: Vec<Role> = headings
            .map_or_else(Vec::new, |row| row.cells.iter().map(|cell| words::role(cell)).collect());
        let body = &table.rows[first.min(table.rows.len())..];
        let width = body.iter().chain(headings).map(|row| row.cells.len()).max().unwrap_or(0);
        let mut sheet = Sheet {
            table,
            heading,
            first,
            roles,
            width,
            date: known.date.unwrap_or(0),
            date_columns: Vec::new(),
            order: Ok(known.date_order.unwrap_or(DateOrder::YearMonthDay)),
            dated: Vec::new(),
        };
        sheet.date_columns = sheet.find_date_columns();
        match known.date.or_else(|| sheet.best_date_column()) {
            Some(column) => sheet.date = column,
            None if body.iter().all(Row::is_blank) => return Ok(sheet),
            None => {
                return Err(Question::DateColumn { headings: sheet.headings() });
            }
        }
        if !sheet.date_columns.contains(&sheet.date) {
            sheet.date_columns.push(sheet.date);
        }
        let date = sheet.date;
        let is_dated = |row: &Row| dates::parts(row.cell(date)).is_some();
        let rows = table.rows.iter().enumerate().skip(first);
        sheet.dated = rows.filter(|(_, row)| is_dated(row)).map(|(index, _)| index).collect();
        if known.date_order.is_none() {
            sheet.order = sheet.find_order();
        }
        Ok(sheet)
    }

    /// The rows that may be records.
    pub(super) fn body(&self) -> &'t [Row<'t>] {
        &self.table.rows[self.first.min(self.table.rows.len())..]
    }

    /// The heading of a column; empty where there is none.
    pub(super) fn heading_of(&self, column: usize) -> &'t str {
        self.heading.map_or("", |row| self.table.rows[row].cell(column))
    }

    /// What the heading of a column suggests.
    pub(super) fn role(&self, column: usize) -> Role {
        self.roles.get(column).copied().unwrap_or(Role::Other)
    }

    /// The columns whose heading suggests `role`.
    pub(super) fn with_role(&self, role: Role) -> Vec<usize> {
        (0..self.roles.len()).filter(|column| self.roles[*column] == role).collect()
    }

    /// The headings, or the first row of the table, to ask a person about.
    pub(super) fn headings(&self) -> Vec<String> {
        let row = self.heading.unwrap_or(self.first);
        let cells = self.table.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
        cells.iter().take(64).map(|cell| shortened(cell)).collect()
    }

    /// The cells of one column in the dated rows.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &'t str> + '_ {
        let rows = &self.table.rows;
        self.dated.iter().map(move |row| rows[*row].cell(column))
    }

    fn find_date_columns(&self) -> Vec<usize> {
        let mut filled = vec![0_usize; self.width];
        let mut dated = vec![0_usize; self.width];
        for row in self.body() {
            for (column, cell) in row.filled() {
                filled[column] += 1;
                dated[column] += usize::from(dates::parts(cell).is_some());
            }
        }
        // An id may look like a compact date, so an id's heading rules a column out.
        let excluded = |role| matches!(role, Role::Id | Role::Reference | Role::Account);
        (0..self.width)
            .filter(|column| dated[*column] > 0 && dated[*column] * 2 >= filled[*column])
            .filter(|column| !excluded(self.role(*column)))
            .collect()
    }

    fn best_date_column(&self) -> Option<usize> {
        let rank = |column: &usize| match self.role(*column) {
            Role::Date(rank) => rank,
            _ => 0,
        };
        let dated = |column: usize| {
            self.body().iter().filter(|row| dates::parts(row.cell(column)).is_some()).count()
        };
        let most = self.date_columns.iter().map(|column| dated(*column)).max()?;
        let full = self.date_columns.iter().copied().filter(|column| dated(*column) * 2 >= most);
        // The leftmost of the best rank.
        full.min_by_key(|column| (std::cmp::Reverse(rank(column)), *column))
    }

    /// The order that the written dates allow. Fails with a question when several are left.
    fn find_order(&self) -> Result<DateOrder, Question> {
        let cells = |column: usize| self.cells(column).filter_map(dates::parts);
        let open = |parts: &Parts| matches!(parts.shape, Shape::Numbers(_));
        let own: Vec<Parts> = cells(self.date).filter(open).collect();
        let Some(sample) = own.first() else {
            return Ok(DateOrder::YearMonthDay);
        };
        // Other columns and the rows above the table write dates the same way.
        let same =
            |parts: &Parts| parts.shape == sample.shape && parts.last_digits == sample.last_digits;
        let others = self.date_columns.iter().filter(|column| **column != self.date);
        let mut all = own.clone();
        all.extend(others.flat_map(|column| cells(*column)).filter(same));
        let above = self.table.rows[..self.first.min(self.table.rows.len())].iter().rev().take(40);
        let above = above.flat_map(|row| row.cells.iter().filter_map(|cell| dates::parts(cell)));
        all.extend(above.filter(same));
        let left = orders_of(&all, &own);
        match left.as_slice() {
            [order] => Ok(*order),
            _ => {
                let is_open = |cell: &&str| dates::parts(cell).is_some_and(|parts| open(&parts));
                let examples = self.cells(self.date).filter(is_open).take(3).map(str::to_owned);
                Err(Question::DateOrder { examples: examples.collect(), choices: left })
            }
        }
    }
}

pub(super) fn shortened(cell: &str) -> String {
    cell[..cell.floor_char_boundary(80)].to_owned()
}

/// The row of the headings and the first row that may be a record.
fn start(table: &Table<'_>, known: &Mapping) -> (Option<usize>, usize) {
    if let Some(skip) = known.skip {
        let above = table.rows.iter().enumerate().take(skip).rev();
        let heading = above.clone().find(|(_, row)| is_heading(row)).map(|(index, _)| index);
        return (heading, skip);
    }
    let rows = || table.rows.iter().enumerate().take(HEADING_REACH);
    if let Some((index, _)) = rows().find(|(_, row)| is_full_heading(row)) {
        return (Some(index), index + 1);
    }
    // Without known words: the row right above the first record, if it is made of words.
    let first = rows().find(|(_, row)| is_record(row)).map_or(0, |(index, _)| index);
    let above = table.rows[..first].iter().enumerate().rev().find(|(_, row)| !row.is_blank());
    match above {
        Some((index, row)) if is_heading(row) => (Some(index), index + 1),
        // Rows above without words over the columns are a preamble or records of their own.
        Some(_) => (None, first),
        None => (None, rows().find(|(_, row)| !row.is_blank()).map_or(0, |(index, _)| index)),
    }
}

fn is_record(row: &Row<'_>) -> bool {
    let dated = row.filled().any(|(_, cell)| dates::parts(cell).is_some());
    let money = |cell: &str| dates::parts(cell).is_none() && written(cell).is_some();
    dated && row.filled().any(|(_, cell)| money(cell))
}

fn is_heading(row: &Row<'_>) -> bool {
    let words = row.filled().filter(|(_, cell)| cell.chars().any(char::is_alphabetic)).count();
    let values = |cell: &str| written(cell).is_some() || dates::parts(cell).is_some();
    words >= 2 && !row.filled().any(|(_, cell)| values(cell))
}

/// A heading that names a date and an amount.
fn is_full_heading(row: &Row<'_>) -> bool {
    if !is_heading(row) {
        return false;
    }
    let roles: Vec<Role> = row.cells.iter().map(|cell| words::role(cell)).collect();
    let money = |role: &Role| role.is_money() || *role == Role::Direction;
    roles.iter().any(|role| matches!(role, Role::Date(_))) && roles.iter().any(money)
}
