//! The rows of a table whose columns are known into statement lines. Every row that is not blank
//! ends accepted, rejected or skipped by a rule.

use chrono::NaiveDate;

use super::amounts::columns_of;
use super::words;
use crate::amount::{self, AmountError, Exact, Mark, digits_of, written};
use crate::dates::{self, DateOrder};
use crate::mapping::AmountColumns;
use crate::places::Places;
use crate::reading::{Account, Line, Reading, Refused};
use crate::table::Row;
use crate::text::Decoded;

/// A table's columns, all settled.
pub(super) struct Layout {
    pub(super) first: usize,
    pub(super) heading: Option<usize>,
    /// How many cells a sound row has at most; nothing where rows are ragged.
    pub(super) width: Option<usize>,
    pub(super) date: usize,
    pub(super) order: DateOrder,
    pub(super) amount: AmountColumns,
    pub(super) mark: Mark,
    pub(super) balance: Option<usize>,
    pub(super) description: Vec<usize>,
    pub(super) payee: Option<usize>,
    pub(super) reference: Option<usize>,
    pub(super) source_id: Option<usize>,
    pub(super) currency: Option<String>,
    pub(super) currency_column: Option<usize>,
    pub(super) account: Option<usize>,
    pub(super) status: Option<usize>,
}

/// What becomes of one row.
enum Fate {
    Accepted(Box<Line>, Option<String>, Option<String>),
    Rejected(String),
    Skipped(&'static str),
    /// Words that belong to the line above.
    Continues(String),
}

/// Reads every row into `reading`.
pub(super) fn read(
    rows: &[Row<'_>],
    layout: &Layout,
    decoded: &Decoded<'_>,
    reading: &mut Reading,
) {
    let dated = |row: &Row<'_>| dates::read(row.cell(layout.date), layout.order).is_some();
    let first = rows.iter().position(dated);
    let last = rows.iter().rposition(dated);
    let mut above: Option<(usize, usize)> = None;
    let mut places = Places::new(decoded);
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        reading.records += 1;
        let mut place = |reason: &str| Refused { line: row.line, ..places.refused(row.at, reason) };
        let before = first.is_some_and(|first| index < first);
        let after = last.is_none_or(|last| index > last);
        match fate(index, row, rows, layout, (before, after)) {
            Fate::Accepted(line, id, currency) => {
                let account = account_of(&mut reading.accounts, id, currency);
                let lines = &mut reading.accounts[account].lines;
                lines.push(Line { record: reading.records, ..*line });
                above = Some((account, lines.len() - 1));
            }
            Fate::Rejected(reason) => {
                reading.rejected.push(place(&reason));
                above = None;
            }
            Fate::Skipped(rule) => {
                reading.skipped.push(place(rule));
                above = None;
            }
            Fate::Continues(words) => match above {
                Some((account, line)) => {
                    join(&mut reading.accounts[account].lines[line].description, &words);
                    reading.skipped.push(place("continues the line above"));
                }
                None => reading.skipped.push(place("words without a date or an amount")),
            },
        }
    }
}

fn account_of(accounts: &mut Vec<Account>, id: Option<String>, currency: Option<String>) -> usize {
    let same = |account: &Account| account.id == id && account.currency == currency;
    accounts.iter().position(same).unwrap_or_else(|| {
        accounts.push(Account { id, currency, ..Account::default() });
        accounts.len() - 1
    })
}

fn fate(
    index: usize,
    row: &Row<'_>,
    rows: &[Row<'_>],
    layout: &Layout,
    (before, after): (bool, bool),
) -> Fate {
    if index < layout.first {
        return Fate::Skipped("above the table");
    }
    if layout.heading.is_some_and(|heading| rows[heading].cells == row.cells) {
        return Fate::Skipped("the heading again");
    }
    let written_date = row.cell(layout.date);
    let status = layout.status.and_then(|status| words::unbooked(row.cell(status)));
    if let Some(rule) = words::unbooked(written_date).or(status) {
        return Fate::Skipped(rule);
    }
    let description = description(row, layout);
    let has_amount = columns_of(&layout.amount).iter().any(|column| !row.cell(*column).is_empty());
    if before && !has_amount && row.filled().count() == 1 {
        return Fate::Skipped("above the table");
    }
    if words::states_balance(&description) {
        return Fate::Skipped("states a balance and moves no money");
    }
    if written_date.is_empty() && !has_amount {
        return continuation(row, layout, description);
    }
    let Some(date) = dates::read(written_date, layout.order) else {
        return undated(row, written_date, has_amount, after);
    };
    accepted(row, layout, date, description).unwrap_or_else(Fate::Rejected)
}

fn continuation(row: &Row<'_>, layout: &Layout, description: String) -> Fate {
    let known =
        |column: usize| layout.description.contains(&column) || Some(column) == layout.payee;
    let only_words = row.filled().all(|(column, _)| known(column));
    if only_words && !description.is_empty() {
        Fate::Continues(description)
    } else {
        Fate::Skipped("words without a date or an amount")
    }
}

fn undated(row: &Row<'_>, written: &str, has_amount: bool, after_last: bool) -> Fate {
    let total =
        ["total", "totals", "sum", "summe", "subtotal"].contains(&words::plain(written).as_str());
    if after_last && (total || (!has_amount && dates::parts(written).is_none())) {
        return Fate::Skipped("below the table");
    }
    if written.is_empty() {
        return Fate::Rejected("there is no date".to_owned());
    }
    let shown = &written[..written.floor_char_boundary(60)];
    let alone = row.filled().count() == 1;
    Fate::Rejected(if alone {
        format!("\"{shown}\" has neither a date nor an amount")
    } else {
        format!("\"{shown}\" is not a date")
    })
}

fn accepted(
    row: &Row<'_>,
    layout: &Layout,
    posted_on: NaiveDate,
    description: String,
) -> Result<Fate, String> {
    // A delimiter inside unquoted words moves every later cell; nothing in such a row is sure.
    if let Some(width) = layout.width
        && row.cells[row.cells.len().min(width)..].iter().any(|cell| !cell.is_empty())
    {
        return Err(format!(
            "the row has {} cells where there are {width} columns",
            row.cells.len()
        ));
    }
    let text = |column: Option<usize>| {
        column
            .map(|column| row.cell(column))
            .map(unmarked)
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
    };
    let currency = layout
        .currency
        .clone()
        .or_else(|| text(layout.currency_column).map(|code| code.to_ascii_uppercase()));
    let digits = digits_of(currency.as_deref());
    let shown = columns_of(&layout.amount).first().map_or("", |column| row.cell(*column));
    let read = amount(row, &layout.amount, layout.mark);
    let exact = read.and_then(|exact| amount::fits(exact, digits, shown));
    let line = Line {
        posted_on,
        amount: exact.map_err(|error| error.to_string())?,
        description,
        payee: text(layout.payee),
        reference: text(layout.reference),
        source_id: text(layout.source_id),
        currency: None,
        balance: layout.balance.and_then(|column| one(row.cell(column), layout.mark).ok()),
        record: 0,
        line: row.line,
    };
    Ok(Fate::Accepted(Box::new(line), text(layout.account), currency))
}

fn description(row: &Row<'_>, layout: &Layout) -> String {
    let mut words = String::new();
    if let Some(payee) = layout.payee {
        join(&mut words, row.cell(payee));
    }
    for column in &layout.description {
        join(&mut words, row.cell(*column));
    }
    words
}

/// Adds `more` to `words` with a space, unless it is there already.
fn join(words: &mut String, more: &str) {
    let more: Vec<&str> = unmarked(more).split_whitespace().collect();
    let more = more.join(" ");
    if words.is_empty() {
        *words = more;
    } else if !words.ends_with(more.as_str()) {
        words.push(' ');
        words.push_str(&more);
    }
}

/// The cell without the apostrophe that tells a spreadsheet to take it as text.
fn unmarked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| !rest.contains('\'')).unwrap_or(cell)
}

/// One cell as an exact amount.
fn one(cell: &str, mark: Mark) -> Result<Exact, AmountError> {
    let refused = || match cell.trim().is_empty() {
        true => AmountError::Missing,
        false => AmountError::NotAnAmount(cell[..cell.floor_char_boundary(60)].to_owned()),
    };
    written(cell).ok_or_else(refused)?.exact(mark)
}

/// The amount of a row, positive when money came in. Fails when there is none, or when a debit
/// and a credit stand side by side.
pub(super) fn amount(
    row: &Row<'_>,
    columns: &AmountColumns,
    mark: Mark,
) -> Result<Exact, AmountError> {
    let optional = |column: usize| match one(row.cell(column), mark) {
        Err(AmountError::Missing) => Ok(None),
        other => other.map(Some),
    };
    match columns {
        AmountColumns::Signed { column } => one(row.cell(*column), mark),
        AmountColumns::Inverted { column } => Ok(one(row.cell(*column), mark)?.negated()),
        AmountColumns::DebitCredit { debit, credit } => {
            one_side(optional(*debit)?, optional(*credit)?)
        }
        AmountColumns::BySide { debit, credit } => one_side(
            optional(*debit)?.map(Exact::unsigned),
            optional(*credit)?.map(Exact::unsigned),
        ),
        AmountColumns::BothSigned { debit, credit } => {
            match (optional(*debit)?, optional(*credit)?) {
                (None, None) => Err(AmountError::Missing),
                (one, other) => {
                    let sum = one.unwrap_or(Exact::ZERO).plus(other.unwrap_or(Exact::ZERO));
                    sum.ok_or_else(|| AmountError::TooLarge(row.cell(*debit).to_owned()))
                }
            }
        }
        AmountColumns::Direction { column, flag, out } => {
            let amount = one(column.map_or("", |column| row.cell(column)), mark)?;
            let says_out = out.iter().any(|word| word == row.cell(*flag));
            Ok(if says_out { amount.negated() } else { amount })
        }
    }
}

/// Money out or money in, of which only one may be there.
fn one_side(out: Option<Exact>, come: Option<Exact>) -> Result<Exact, AmountError> {
    match (out, come) {
        (None, None) => Err(AmountError::Missing),
        (Some(out), None) => Ok(out.negated()),
        (None, Some(come)) => Ok(come),
        (Some(out), Some(come)) if out.is_zero() => Ok(come),
        (Some(out), Some(come)) if come.is_zero() => Ok(out.negated()),
        (Some(out), Some(come)) => {
            Err(AmountError::NotAnAmount(format!("{out} out and {come} in")))
        }
    }
}
