//! From a list of open invoices to its rows: which column is what, and what each row says. Knows
//! the heads of QuickBooks and Xero, and reports that group invoices below their client.

use chrono::NaiveDate;
use domain::jurisdiction::DateStyle;
use domain::money::{Currency, Money};
use statements::table::Row;

use super::OpeningMapping;
use crate::client_import::heads::{column, plain};
use crate::client_import::line_of;

/// What one row says of an invoice; a sentence where it cannot be read.
pub(super) struct Read {
    /// The line in the file, counted from 1.
    pub(super) line: u32,
    /// The invoice's number.
    pub(super) number: String,
    /// The client's name.
    pub(super) client: String,
    /// The client's e-mail address, if the list has it.
    pub(super) email: String,
    /// The rest, or why the row cannot be brought over.
    pub(super) sums: Result<Sums, String>,
}

/// The days and amounts of an invoice.
#[derive(Clone, Copy)]
pub(super) struct Sums {
    pub(super) issued_on: NaiveDate,
    /// None where the list does not say.
    pub(super) due_on: Option<NaiveDate>,
    /// All that was billed, with tax.
    pub(super) whole: Money,
    /// What is still open of it.
    pub(super) open: Money,
}

const NUMBER: [&str; 8] = [
    "InvoiceNumber",
    "*InvoiceNumber",
    "Invoice number",
    "Invoice no",
    "Invoice #",
    "Num",
    "No",
    "Number",
];
const CLIENT: [&str; 9] = [
    "*ContactName",
    "ContactName",
    "Customer full name",
    "Customer",
    "Client",
    "Client name",
    "Contact",
    "Name",
    "Company",
];
const EMAIL: [&str; 3] = ["EmailAddress", "Email", "Client email"];
const ISSUED: [&str; 6] =
    ["InvoiceDate", "*InvoiceDate", "Invoice date", "Issue date", "Issued", "Date"];
const DUE: [&str; 4] = ["DueDate", "*DueDate", "Due date", "Due"];
const OPEN: [&str; 7] = [
    "InvoiceAmountDue",
    "Amount due",
    "Open balance",
    "Balance due",
    "Outstanding",
    "Balance",
    "Due amount",
];
const WHOLE: [&str; 4] = ["Total", "Invoice total", "Amount", "Total amount"];
const CURRENCY: [&str; 2] = ["Currency", "Currency code"];
const KIND: [&str; 2] = ["Transaction type", "Type"];

/// Whose export this is, by heads that nobody else uses.
pub(super) fn recognised(heads: &[&str]) -> Option<&'static str> {
    let any = |names: &[&str]| column(heads, names).is_some();
    if any(&["InvoiceAmountDue"]) && any(&["ContactName"]) {
        return Some("Xero");
    }
    (any(&["Num"]) && any(&["Open balance"])).then_some("QuickBooks")
}

/// Which column fills which field, by the heads that exports use.
pub(super) fn proposed(heads: &[&str]) -> OpeningMapping {
    let open = column(heads, &OPEN);
    let whole = column(heads, &WHOLE).filter(|whole| Some(*whole) != open);
    OpeningMapping {
        number: column(heads, &NUMBER),
        client: column(heads, &CLIENT),
        email: column(heads, &EMAIL),
        issued_on: column(heads, &ISSUED),
        due_on: column(heads, &DUE),
        open: open.or(whole),
        total: whole,
        currency: column(heads, &CURRENCY),
        kind: column(heads, &KIND),
    }
}

/// The row of heads, below whatever title a report has: the first of the first ten filled rows
/// that names a number and an amount, else the first.
pub(super) fn head_at(rows: &[&Row<'_>]) -> usize {
    let names = |row: &&Row<'_>| {
        let heads: Vec<&str> = (0..row.cells.len()).map(|at| row.cell(at)).collect();
        let found = proposed(&heads);
        found.number.is_some() && found.open.is_some()
    };
    rows.iter().take(10).position(names).unwrap_or(0)
}

/// What surrounds the rows: the mapping, the home currency, and how an unclear date is meant.
pub(super) struct Reader<'a> {
    pub(super) mapping: &'a OpeningMapping,
    pub(super) currency: Currency,
    pub(super) dates: DateStyle,
    pub(super) today: NaiveDate,
}

impl Reader<'_> {
    /// Reads every row that speaks of an invoice; totals and the names of groups do not.
    pub(super) fn read(&self, body: &[&Row<'_>]) -> Vec<Read> {
        let dates = self.order_of(body);
        let mut group = String::new();
        let mut found: Vec<Read> = Vec::new();
        for row in body {
            let first = row.cell(0).trim();
            if plain(first).starts_with("total") {
                continue;
            }
            if row.filled().count() == 1 && !first.is_empty() {
                first.clone_into(&mut group);
                continue;
            }
            let cell = |at| self.cell(row, at);
            let named = cell(self.mapping.client);
            let read = Read {
                line: line_of(row),
                number: cell(self.mapping.number).to_owned(),
                client: if named.is_empty() { group.clone() } else { named.to_owned() },
                email: cell(self.mapping.email).to_owned(),
                sums: self.sums(row, dates),
            };
            // A list of lines names an invoice once for each of them.
            let again = found.iter().any(|earlier| {
                let same = (&earlier.number, &earlier.client) == (&read.number, &read.client);
                let open = |read: &Read| read.sums.as_ref().ok().map(|sums| sums.open);
                same && !read.number.is_empty() && open(earlier) == open(&read)
            });
            if !again {
                found.push(read);
            }
        }
        found
    }

    fn cell<'r>(&self, row: &'r Row<'_>, at: Option<u32>) -> &'r str {
        at.map_or("", |at| row.cell(at as usize)).trim()
    }

    fn sums(&self, row: &Row<'_>, dates: DateStyle) -> Result<Sums, String> {
        let mapping = self.mapping;
        let kind = self.cell(row, mapping.kind);
        if !kind.is_empty() && !plain(kind).contains("invoice") {
            return Err(format!("this is no invoice but \"{kind}\""));
        }
        let code = self.cell(row, mapping.currency);
        if !code.is_empty() && !code.eq_ignore_ascii_case(self.currency.code()) {
            return Err(format!("it is in {code}, and this book is kept in {}", self.currency));
        }
        let day =
            |text: &str| day_of(text, dates).ok_or_else(|| format!("\"{text}\" is not a date"));
        let issued_on = day(self.cell(row, mapping.issued_on))?;
        let due = self.cell(row, mapping.due_on);
        let due_on = if due.is_empty() { None } else { Some(day(due)?) };
        if issued_on > self.today {
            return Err("it is dated ahead of today".to_owned());
        }
        if due_on.is_some_and(|due_on| due_on < issued_on) {
            return Err("it is due before it was issued".to_owned());
        }
        let open = self.amount(self.cell(row, mapping.open))?;
        let total = self.cell(row, mapping.total);
        let whole = if total.is_empty() { open } else { self.amount(total)? };
        if !open.is_positive() {
            return Err("nothing is open on it".to_owned());
        }
        if whole.minor() < open.minor() {
            return Err("more is open on it than was billed".to_owned());
        }
        Ok(Sums { issued_on, due_on, whole, open })
    }

    fn amount(&self, text: &str) -> Result<Money, String> {
        let bare: String = text.chars().filter(|c| !"$£€ \u{a0}".contains(*c)).collect();
        let bare = match bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => format!("-{inner}"),
            None => bare,
        };
        Money::parse(&bare, self.currency).map_err(|wrong| wrong.to_string())
    }

    /// Which part of `4/3/2026` is the day: what the file's dates prove, else the practice's way.
    fn order_of(&self, body: &[&Row<'_>]) -> DateStyle {
        let columns = [self.mapping.issued_on, self.mapping.due_on];
        let texts = body.iter().flat_map(|row| columns.map(|at| self.cell(row, at)));
        for text in texts {
            let [first, second, year] = numbers(text)[..] else { continue };
            if first > 12 && first <= 31 && year > 31 {
                return DateStyle::DayFirst;
            }
            if second > 12 && first <= 12 {
                return DateStyle::MonthFirst;
            }
        }
        self.dates
    }
}

/// The numbers of a date like `4/3/2026`; nothing for one with a word in it.
fn numbers(text: &str) -> Vec<u32> {
    let parts: Result<Vec<u32>, _> = text.split(['/', '.', '-']).map(str::parse).collect();
    parts.unwrap_or_default()
}

/// A date as lists write it: `2026-03-04`, `3/4/2026`, `04.03.26`, `4 Mar 2026`, `Mar 4, 2026`.
fn day_of(text: &str, style: DateStyle) -> Option<NaiveDate> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    match (numbers(date)[..].as_ref(), style) {
        ([year, month, day], _) if *year >= 1_000 => ymd(*year, *month, *day),
        ([month, day, year], DateStyle::MonthFirst) | ([day, month, year], DateStyle::DayFirst) => {
            ymd(if *year < 100 { 2000 + year } else { *year }, *month, *day)
        }
        _ => ["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(text, form).ok()),
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}
