//! Ready-made layouts of banks' and processors' exports, as data: which columns a known heading
//! has, and in which order its dates are. They save a person the questions that such a file would
//! otherwise leave open; a file that does not read soundly by its layout is read without it.

use std::sync::LazyLock;

use crate::amount::written;
use crate::csv::plain;
use crate::dates;
use crate::mapping::Mapping;
use crate::profile;
use crate::table::{Row, Table};

/// One layout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The country, ISO 3166; `--` for processors that are at home everywhere.
    pub country: String,
    /// The bank or processor, and the kind of account where it matters.
    pub name: String,
    /// The currency of its accounts; nothing where there are many.
    pub currency: Option<String>,
    /// Where the layout was learned, as the head of the data tells.
    pub source: String,
    /// How it is known.
    sign: Sign,
    /// What it says about the columns.
    pub mapping: Mapping,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Sign {
    /// The names over its columns, in plain words.
    Heading(Vec<String>),
    /// What its columns hold, where there are no names.
    Shape(Vec<String>),
}

/// All layouts in the order of the data.
pub static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let rows = include_str!("layouts/layouts.txt").lines();
    rows.filter(|row| !row.starts_with('#')).filter_map(parse).collect()
});

/// A line of the data; nothing when it is none, which a test rules out.
fn parse(row: &str) -> Option<Layout> {
    let parts: Vec<&str> = row.splitn(6, '|').collect();
    let [country, name, currency, source, sign, mapping] = parts.try_into().ok()?;
    let sign = match sign.strip_prefix('=') {
        Some(kinds) => Sign::Shape(kinds.split(',').map(str::to_owned).collect()),
        None => Sign::Heading(sign.split(',').map(plain).collect()),
    };
    Some(Layout {
        country: country.to_owned(),
        name: name.to_owned(),
        currency: Some(currency.to_owned()).filter(|code| code != "-"),
        source: source.to_owned(),
        sign,
        mapping: profile::from_json(mapping).ok()?,
    })
}

/// How many columns a heading must have to be known whatever the currency.
const TELLING: usize = 6;

/// How many rows are looked at.
const MOST_ROWS: usize = 60;

/// The layout a table has. Without a heading, or with a short one that several banks share, only
/// the account's currency tells it, and only where all layouts that fit say the same.
pub(crate) fn recognise(table: &Table<'_>, currency: Option<&str>) -> Option<&'static Layout> {
    let at_home =
        |layout: &&Layout| layout.currency.is_none() || layout.currency.as_deref() == currency;
    let rows = || table.rows.iter().filter(|row| !row.is_blank()).take(MOST_ROWS);
    for row in rows() {
        let heading: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
        let same = |layout: &&Layout| match &layout.sign {
            Sign::Heading(names) => {
                is_heading(&heading, names) && (names.len() >= TELLING || at_home(layout))
            }
            Sign::Shape(_) => false,
        };
        let mut found: Vec<&Layout> = LAYOUTS.iter().filter(same).collect();
        found.sort_by_key(|layout| !at_home(layout));
        if let Some(layout) = found.first() {
            return Some(layout);
        }
    }
    currency?;
    let shaped = |layout: &&Layout| match &layout.sign {
        Sign::Shape(kinds) => at_home(layout) && rows().all(|row| has_shape(row, kinds)),
        Sign::Heading(_) => false,
    };
    let mut found = LAYOUTS.iter().filter(shaped);
    let first = found.next()?;
    found.all(|other| other.mapping == first.mapping).then_some(first)
}

/// Whether a row is the heading; banks add columns at the end.
fn is_heading(row: &[String], names: &[String]) -> bool {
    let end = row.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let longer = names.len() >= TELLING && end > names.len();
    (end == names.len() || longer) && row[..names.len()] == *names
}

fn has_shape(row: &Row<'_>, kinds: &[String]) -> bool {
    let dated = |cell: &str| dates::parts(cell).is_some();
    let money = |cell: &str| written(cell).is_some() && !dated(cell);
    let fits = |(column, kind): (usize, &String)| {
        let cell = row.cell(column);
        match kind.as_str() {
            "date" => dated(cell),
            "amount" => money(cell),
            "maybe" => cell.is_empty() || money(cell),
            "blank" => cell.is_empty(),
            "text" => !money(cell) && !dated(cell),
            _ => true,
        }
    };
    let width = row.filled().last().map_or(0, |(column, _)| column + 1);
    width <= kinds.len() && kinds.iter().enumerate().all(fits)
}

impl Layout {
    /// What is known already, and the layout's word on all else.
    pub(crate) fn onto(&self, known: &Mapping) -> Mapping {
        let own = &self.mapping;
        Mapping {
            date: known.date.or(own.date),
            date_order: known.date_order.or(own.date_order),
            amount: known.amount.clone().or_else(|| own.amount.clone()),
            description: known.description.clone().or_else(|| own.description.clone()),
            payee: known.payee.or(own.payee),
            reference: known.reference.or(own.reference),
            source_id: known.source_id.or(own.source_id),
            balance: known.balance.or(own.balance),
            currency_column: known.currency_column.or(own.currency_column),
            status: known.status.or(own.status),
            ..known.clone()
        }
    }
}

#[cfg(test)]
mod tests;
