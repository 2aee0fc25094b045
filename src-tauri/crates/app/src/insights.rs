//! Insights: what is owed by age, what was received, what is expected; and the rows behind.

mod report;

pub use report::paper;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::amendment;
use domain::calendar::{BEGINNING, END};
use domain::invoice::Age;
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::{figures, invoices};
use ts_rs::TS;

use crate::agreements::{self, Entitled, Whole};
use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::forecast;
use crate::invoice_paper::method_words;
use crate::invoices::{Ageing, age_words, ageing};
use crate::wire::{self, Amount, Nothing};

/// One bar.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Bar {
    /// By which its rows are asked for: `2026-11`, or the Monday of a week.
    pub key: String,
    /// `Nov 2026`, `Nov 23`.
    pub label: String,
    /// Height.
    pub amount: Amount,
    /// How many rows are behind it.
    pub count: i64,
}

/// What is expected in a week.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExpectedWeek {
    /// The week's Monday.
    pub key: String,
    /// `Nov 23`.
    pub label: String,
    /// Invoices already issued, by due date; what is overdue stands in the first week.
    pub invoiced: Amount,
    /// Charges that agreements will make, by due date, with tax.
    pub agreed: Amount,
    /// How many rows are behind it.
    pub count: i64,
}

/// The page, home currency.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InsightsPage {
    /// Owed, by age.
    pub ageing: Ageing,
    /// Received in each of the last twelve months, this one last.
    pub received: Vec<Bar>,
    /// Sum of `received`.
    pub received_total: Amount,
    /// Expected in the next 90 days, by week.
    pub expected: Vec<ExpectedWeek>,
    /// Sum of `expected`.
    pub expected_total: Amount,
    /// Days from issue to payment over the last twelve months, weighted by amount.
    pub days_to_pay: Option<i64>,
    /// What recurs in a month over all agreements, without tax, each spread over its period.
    pub recurring_month: Amount,
}

/// Asks for the rows behind a bar.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowBehind {
    /// `ageing`, `received`, `expected`, `forecast_week` or `forecast_month`.
    pub chart: String,
    /// The bar's key.
    pub key: String,
}

/// A row behind a bar.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BehindRow {
    /// The day.
    pub on: String,
    /// The client's name.
    pub client: String,
    /// What it is.
    pub words: String,
    /// Amount.
    pub amount: Amount,
    /// Where it leads.
    pub go: String,
}

/// The rows behind a bar, which add up to it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Behind {
    /// What they are.
    pub title: String,
    /// Rows by day, the first thousand of them.
    pub rows: Vec<BehindRow>,
    /// How many there are.
    pub count: u32,
    /// The sum of all.
    pub total: Amount,
}

impl Behind {
    /// So many rows are told; nobody reads on.
    const MOST: usize = 1_000;

    pub(crate) fn of(
        look: &Look<'_>,
        title: String,
        rows: Vec<BehindRow>,
    ) -> Result<Behind, Failure> {
        let rows = rows.into_iter().map(|row| (row.amount.minor, row)).collect();
        Behind::written(look, title, rows, Ok)
    }

    /// Of what adds up, in order; only what is told is written.
    pub(crate) fn written<T>(
        look: &Look<'_>,
        title: String,
        all: Vec<(i64, T)>,
        row: impl FnMut(T) -> Result<BehindRow, Failure>,
    ) -> Result<Behind, Failure> {
        let total = look.amount(all.iter().map(|(minor, _)| minor).sum())?;
        let count = wire::count(all.len());
        let told = all.into_iter().take(Behind::MOST).map(|(_, one)| one);
        let rows = told.map(row).collect::<Result<_, _>>()?;
        Ok(Behind { title, rows, count, total })
    }
}

/// How far ahead is expected, in days.
const AHEAD: u64 = 90;

/// The page.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<InsightsPage, Failure> {
    let received = received(look)?;
    let whole = of_home(look)?;
    let expected = expected(look, &whole)?;
    let sum = |minors: Vec<i64>| look.amount(minors.iter().sum());
    Ok(InsightsPage {
        ageing: ageing(look)?,
        received_total: sum(received.iter().map(|bar| bar.amount.minor).collect())?,
        expected_total: sum(expected
            .iter()
            .map(|week| week.invoiced.minor + week.agreed.minor)
            .collect())?,
        received,
        expected,
        days_to_pay: figures::days_to_pay(look.db, year_ago(look), None)?,
        recurring_month: recurring_month(look, &whole)?.into(),
    })
}

/// The first day of the month eleven months ago.
fn year_ago(look: &Look<'_>) -> NaiveDate {
    let first = domain::calendar::first_of_month(look.today);
    first.checked_sub_months(Months::new(11)).unwrap_or(first)
}

/// The agreements in the home currency: charts mix none.
pub(crate) fn of_home(look: &Look<'_>) -> Result<Vec<Whole>, Failure> {
    let mut all = agreements::whole(look, None)?;
    all.retain(|whole| whole.agreement.currency == look.currency());
    Ok(all)
}

fn received(look: &Look<'_>) -> Result<Vec<Bar>, Failure> {
    let from = year_ago(look);
    (0..12)
        .filter_map(|n| from.checked_add_months(Months::new(n)))
        .map(|first| {
            let last = domain::calendar::last_of_month(first).min(look.today);
            let (sum, count) = figures::received(look.db, first, last)?;
            let (key, label) = (first.format("%Y-%m"), first.format("%b %Y"));
            let (key, label) = (key.to_string(), label.to_string());
            Ok(Bar { key, label, amount: look.amount(sum)?, count })
        })
        .collect()
}

/// The Monday of the week that `date` is in.
pub(crate) fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// What is still owed on invoices due between two days.
fn owed_rows(
    look: &Look<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, BehindRow)>, Failure> {
    let found = figures::open_between(look.db, from, to)?.into_iter();
    let home = found.filter(|row| row.open.currency() == look.currency());
    let row = |row: figures::OpenRow| {
        let late = if row.due_on < look.today { ", overdue" } else { "" };
        let behind = BehindRow {
            on: row.due_on.to_string(),
            client: row.client,
            words: format!("{}{late}", row.number),
            amount: row.open.into(),
            go: format!("#/invoices/{}", row.id),
        };
        (row.due_on.max(look.today), behind)
    };
    Ok(home.map(row).collect())
}

/// The charges that agreements will make by a day, with the day they will be due to be paid.
fn agreed<'a>(
    look: &Look<'_>,
    whole: &'a [Whole],
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, Entitled<'a>)>, Failure> {
    let ended = agreements::Ended::of(look)?;
    let mut found = Vec::new();
    for one in whole {
        let payment = one.payment(look.today);
        for entitled in one.undecided(&ended, to)? {
            let on = payment.due_on(entitled.charge.due_on.max(look.today));
            if on <= to && entitled.held.is_none() {
                found.push((on, entitled));
            }
        }
    }
    Ok(found)
}

/// What is expected in each week; what is overdue counts for today.
fn expected(look: &Look<'_>, whole: &[Whole]) -> Result<Vec<ExpectedWeek>, Failure> {
    let horizon = look.today + Days::new(AHEAD);
    let mut weeks: BTreeMap<NaiveDate, (i64, i64, i64)> = BTreeMap::new();
    let (mut week, last) = (monday(look.today), monday(horizon));
    while week <= last {
        weeks.insert(week, (0, 0, 0));
        week = week + Days::new(7);
    }
    for (due_on, open, count) in invoices::open_by_due(look.db)? {
        if due_on <= horizon {
            let sums = weeks.entry(monday(due_on.max(look.today))).or_default();
            (sums.0, sums.2) = (sums.0 + open, sums.2 + count);
        }
    }
    for (on, entitled) in agreed(look, whole, horizon)? {
        let sums = weeks.entry(monday(on)).or_default();
        (sums.1, sums.2) = (sums.1 + entitled.charge.total()?.minor(), sums.2 + 1);
    }
    weeks
        .into_iter()
        .map(|(week, (invoiced, agreed, count))| {
            Ok(ExpectedWeek {
                key: week.to_string(),
                label: week.format("%b %-d").to_string(),
                invoiced: look.amount(invoiced)?,
                agreed: look.amount(agreed)?,
                count,
            })
        })
        .collect()
}

/// What recurs, each service spread over the months of its period.
fn recurring_month(look: &Look<'_>, whole: &[Whole]) -> Result<Money, Failure> {
    let mut sum = look.zero();
    for whole in whole {
        let terms = whole.terms_on(look.today);
        sum = sum.plus(amendment::totals(&terms, look.currency())?.per_month)?;
    }
    Ok(sum)
}

/// The rows behind a bar.
pub fn behind(look: &Look<'_>, asked: ShowBehind) -> Result<Behind, Failure> {
    let (title, rows) = match asked.chart.as_str() {
        "ageing" => behind_age(look, &asked.key)?,
        "received" => behind_month(look, &asked.key)?,
        "expected" => behind_week(look, &asked.key)?,
        "forecast_week" => return forecast::behind(look, "week", &asked.key),
        "forecast_month" => return forecast::behind(look, "month", &asked.key),
        other => return Err(refused("chart", format!("there is no chart \"{other}\""))),
    };
    Behind::of(look, title, rows)
}

fn behind_age(look: &Look<'_>, key: &str) -> Result<(String, Vec<BehindRow>), Failure> {
    let age = Age::ALL
        .into_iter()
        .find(|age| age_words(*age).0 == key)
        .ok_or_else(|| refused("key", "there is no such age"))?;
    let (from, to) = match age {
        Age::NotDue => (look.today, END),
        Age::To30 => (look.today - Days::new(30), look.today - Days::new(1)),
        Age::To60 => (look.today - Days::new(60), look.today - Days::new(31)),
        Age::To90 => (look.today - Days::new(90), look.today - Days::new(61)),
        Age::Over90 => (BEGINNING, look.today - Days::new(91)),
    };
    let rows = figures::open_between(look.db, from, to)?
        .into_iter()
        .filter(|row| row.open.currency() == look.currency())
        .map(|row| {
            Ok(BehindRow {
                on: row.due_on.to_string(),
                client: row.client,
                words: row.number,
                amount: row.open.into(),
                go: format!("#/invoices/{}", row.id),
            })
        })
        .collect::<Result<_, Failure>>()?;
    let label = age_words(age).1;
    let title = if age == Age::NotDue {
        "Not due yet".to_owned()
    } else {
        format!("{label} days past due")
    };
    Ok((title, rows))
}

fn behind_month(look: &Look<'_>, key: &str) -> Result<(String, Vec<BehindRow>), Failure> {
    let first = wire::date("key", &format!("{key}-01"))?;
    let last = domain::calendar::last_of_month(first);
    let rows = figures::received_rows(look.db, first, last)?
        .into_iter()
        .map(|row| {
            Ok(BehindRow {
                on: row.on.to_string(),
                client: row.client,
                words: method_words(look, &row.method, ""),
                amount: look.amount(row.amount_minor)?,
                go: format!("#/clients/{}", row.client_id),
            })
        })
        .collect::<Result<_, Failure>>()?;
    Ok((format!("Received in {}", first.format("%B %Y")), rows))
}

fn behind_week(look: &Look<'_>, key: &str) -> Result<(String, Vec<BehindRow>), Failure> {
    let week = wire::date("key", key)?;
    let horizon = look.today + Days::new(AHEAD);
    let from = if monday(look.today) == week { BEGINNING } else { week.max(look.today) };
    let mut rows = owed_rows(look, from, horizon.min(week + Days::new(6)))?;
    let whole = of_home(look)?;
    for (on, entitled) in agreed(look, &whole, horizon)? {
        if monday(on) == week {
            let period = agreements::period_words(look, entitled.charge.period);
            let row = BehindRow {
                on: on.to_string(),
                client: entitled.client_name().to_owned(),
                words: format!("{}, {period}, not issued yet", entitled.service.name),
                amount: entitled.charge.total()?.into(),
                go: format!("#/agreements/{}", entitled.agreement.id),
            };
            rows.push((on, row));
        }
    }
    rows.retain(|(on, _)| monday(*on) == week);
    rows.sort_by(|(a_on, a), (b_on, b)| (a_on, &a.client).cmp(&(b_on, &b.client)));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok((format!("Expected in the week of {}", look.short_date(week)), rows))
}
