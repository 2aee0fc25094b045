//! Lists of invoices: a view, a filter, an order, and the sums over all of it.

use chrono::NaiveDate;
use domain::money::Currency;
use rusqlite::{Connection, ToSql};

use super::{Invoice, SELECT, invoice};
use crate::StoreError;
use crate::read::{currency, plain, rows};

/// What to list.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// Which of them.
    pub view: View,
    /// Only those whose number, client or text holds this.
    pub filter: &'a str,
    /// The order.
    pub sort: Sort,
    /// The largest or latest first.
    pub descending: bool,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to read.
    pub limit: u32,
}

/// A part of all invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Every one.
    All,
    /// With something owed.
    Open,
    /// With something owed that was due before this day.
    Overdue(NaiveDate),
    /// Settled by money.
    Paid,
    /// Issued by mistake.
    Void,
    /// With something credited.
    Credited,
    /// With something given up.
    WrittenOff,
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By place in the series.
    Number,
    /// By the client's name.
    Client,
    /// By day of issue.
    IssuedOn,
    /// By due date.
    DueOn,
    /// By total.
    Total,
    /// By what is owed.
    Open,
}

/// Counts over a listing, and its sums in one currency, whole minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many.
    pub count: i64,
    /// Sum of totals.
    pub total_minor: i64,
    /// Sum of what is owed.
    pub open_minor: i64,
    /// Sum of what was paid.
    pub paid_minor: i64,
}

impl View {
    /// The condition on a balance, with the days it names as text.
    fn condition(self) -> String {
        match self {
            View::All => "1".to_owned(),
            View::Open => "b.open_minor > 0".to_owned(),
            View::Overdue(day) => format!("b.open_minor > 0 AND b.due_on < '{day}'"),
            View::Paid => "b.open_minor = 0 AND b.voided = 0 AND b.written_off_minor = 0
                AND (b.credited_minor = 0 OR b.credited_minor < b.total_minor)"
                .to_owned(),
            View::Void => "b.voided = 1".to_owned(),
            View::Credited => "b.credited_minor > 0".to_owned(),
            View::WrittenOff => "b.written_off_minor > 0".to_owned(),
        }
    }
}

/// How many invoices are in each view, in their order, read in one pass.
pub fn counts<const N: usize>(db: &Connection, views: [View; N]) -> Result<[i64; N], StoreError> {
    let each = views.map(|view| format!("coalesce(sum({}), 0)", view.condition()));
    let sql = format!("SELECT {} FROM balances b", each.join(", "));
    let read = |row: &rusqlite::Row<'_>| {
        let mut counts = [0; N];
        for (at, count) in counts.iter_mut().enumerate() {
            *count = row.get(at)?;
        }
        Ok(counts)
    };
    Ok(rows(db, &sql, [], read)?.first().copied().unwrap_or([0; N]))
}

fn condition(listing: &Listing<'_>) -> (String, Vec<Box<dyn ToSql>>) {
    let mut all = vec![listing.view.condition()];
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if !listing.filter.trim().is_empty() {
        values.push(Box::new(listing.filter.trim().to_lowercase()));
        let at = values.len();
        all.push(format!(
            "(instr(lower(i.number), ?{at}) OR instr(lower(i.client_name), ?{at})
                OR instr(lower(i.about), ?{at}))"
        ));
    }
    (all.join(" AND "), values)
}

/// A part of the list.
pub fn list(db: &Connection, listing: &Listing<'_>) -> Result<Vec<Invoice>, StoreError> {
    let (condition, mut values) = condition(listing);
    let column = match listing.sort {
        Sort::Number => "i.sequence",
        Sort::Client => "i.client_name COLLATE NOCASE",
        Sort::IssuedOn => "i.issued_on",
        Sort::DueOn => "i.due_on",
        Sort::Total => "i.total_minor",
        Sort::Open => "b.open_minor",
    };
    let order = if listing.descending { "DESC" } else { "ASC" };
    values.push(Box::new(listing.limit));
    values.push(Box::new(listing.offset));
    let (limit, offset) = (values.len() - 1, values.len());
    let sql = format!(
        "{SELECT} WHERE {condition} ORDER BY {column} {order}, i.sequence {order}
            LIMIT ?{limit} OFFSET ?{offset}"
    );
    rows(db, &sql, rusqlite::params_from_iter(values), invoice)
}

/// The sums over the whole listing, one for each currency in it.
pub fn sums(db: &Connection, listing: &Listing<'_>) -> Result<Vec<(Currency, Sums)>, StoreError> {
    let (condition, values) = condition(listing);
    let from = if listing.filter.trim().is_empty() {
        "balances b"
    } else {
        "invoices i JOIN balances b ON b.invoice_id = i.id"
    };
    let sql = format!(
        "SELECT b.currency, count(*) AS count, coalesce(sum(b.total_minor), 0) AS total,
            coalesce(sum(b.open_minor), 0) AS open,
            coalesce(sum(CASE b.voided WHEN 1 THEN 0 ELSE b.total_minor - b.open_minor
                - b.credited_minor - b.written_off_minor END), 0) AS paid
        FROM {from} WHERE {condition} GROUP BY b.currency ORDER BY b.currency"
    );
    rows(db, &sql, rusqlite::params_from_iter(values), |row| {
        let sums = Sums {
            count: plain(row, "count")?,
            total_minor: plain(row, "total")?,
            open_minor: plain(row, "open")?,
            paid_minor: plain(row, "paid")?,
        };
        Ok((currency(row, "currency")?, sums))
    })
}
