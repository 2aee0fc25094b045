//! How well money comes in between two days and in the days before, each figure with its formula.

mod behind;
mod further;
mod report;

pub use behind::{ShowFigure, behind};
pub use report::paper;

use chrono::{Days, NaiveDate};
use domain::ids::ClientId;
use domain::metrics::{Billed, Metrics, metrics, months_back};
use domain::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::metrics::{alike, earned_by_client, oldest, sales};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire::{self, Amount};

/// Which figures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowMetrics {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// For one client; left out, for all.
    #[serde(default)]
    pub client_id: Option<String>,
}

/// A figure.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MetricRow {
    /// Its name for ever: `countback_dso`.
    pub key: String,
    /// Under which heading it stands.
    pub part: String,
    /// For people.
    pub label: String,
    /// `days`, `%` or the code of a currency.
    pub unit: String,
    /// Between the two days; nothing where it cannot be worked out.
    pub now: Option<String>,
    /// In as many days before them.
    pub before: Option<String>,
    /// How it is computed.
    pub how: String,
    /// Whether the rows behind it can be asked for.
    pub rows: bool,
}

/// What was earned of a client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EarnedRow {
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// Between the two days, without tax, credit notes and voids taken off.
    pub now: Amount,
    /// In the days before.
    pub before: Amount,
    /// Of all that was earned, per cent; nothing where nothing was.
    pub share: Option<String>,
}

/// The figures of collecting, home currency.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MetricsPage {
    /// The first of the days before.
    pub before_from: String,
    /// The last of them.
    pub before_to: String,
    /// Each figure.
    pub rows: Vec<MetricRow>,
    /// What was earned of each client, the most first; not told of one client alone.
    pub clients: Vec<EarnedRow>,
    /// Late charges claimed in these days.
    pub late_claimed: Amount,
    /// Late charges claimed in these days and let go since.
    pub late_waived: Amount,
}

/// A figure's name, label, unit, value and formula.
type Figure =
    (&'static str, &'static str, &'static str, fn(&Metrics) -> Option<Decimal>, &'static str);

const FIGURES: [Figure; 11] = [
    (
        "countback_dso",
        "Days outstanding, counted back",
        "days",
        |found| found.countback_dso,
        "What is open at the end, less the sales of the last month, whose days count whole, and so \
         on backwards; of the month that holds the rest, the part that the rest is of its sales.",
    ),
    ("dso", "Days outstanding", "days", |found| found.dso, "Open at the end ÷ sales × days."),
    (
        "best_possible_dso",
        "Best possible",
        "days",
        |found| found.best_possible_dso,
        "Open at the end and not yet due ÷ sales × days: what it would be if nobody were late.",
    ),
    (
        "delinquent_days",
        "Added by late payers",
        "days",
        |found| found.delinquent_days,
        "Days outstanding less the best possible.",
    ),
    (
        "days_to_pay",
        "Issue to paid",
        "days",
        |found| found.days_to_pay,
        "Σ (amount × days from issue to payment) ÷ Σ amount, over invoices paid in these days.",
    ),
    (
        "days_late",
        "Due to paid",
        "days",
        |found| found.days_late,
        "Σ (amount × days from the due date to payment) ÷ Σ amount; early ones count below zero.",
    ),
    (
        "days_late_floored",
        "Due to paid, early as none",
        "days",
        |found| found.days_late_floored,
        "The same, where an early payment counts as no day.",
    ),
    (
        "effectiveness",
        "Collected of what could be",
        "%",
        |found| found.effectiveness,
        "(Open before + sales − open at the end) ÷ (open before + sales − open and not yet due at \
         the end) × 100.",
    ),
    (
        "on_time",
        "Paid on time",
        "%",
        |found| found.on_time,
        "Invoices that fell due in these days and were paid by then ÷ invoices that fell due.",
    ),
    (
        "on_time_by_value",
        "Paid on time, by amount",
        "%",
        |found| found.on_time_by_value,
        "The same by amount.",
    ),
    (
        "at_risk",
        "Reached 90 days late",
        "%",
        |found| found.at_risk,
        "Amounts that fell due in these days and were or are 90 days late ÷ what fell due.",
    ),
];

/// The figures between two days, and in as many days before them.
pub fn show(look: &Look<'_>, asked: ShowMetrics) -> Result<MetricsPage, Failure> {
    let (from, to) = days(&asked.from, &asked.to)?;
    let client: Option<ClientId> =
        asked.client_id.as_deref().map(|id| wire::id("client_id", id)).transpose()?;
    let before_to = from - Days::new(1);
    let before_from = before_to - (to - from);
    let billed: Vec<Billed> = alike(look.db, client, known_from(before_from))?;
    let oldest = oldest(look.db, client)?;
    let of = |from: NaiveDate, to: NaiveDate| -> Result<Metrics, Failure> {
        let months = months_back(to).take_while(|(_, last)| oldest.is_some_and(|day| day <= *last));
        let sold = months.map(|(first, last)| -> Result<(i64, Money), Failure> {
            let sales = sales(look.db, look.currency(), client, (first, last))?;
            Ok(((last - first).num_days() + 1, sales))
        });
        metrics(&billed, look.currency(), (from, to), sold)
    };
    let (now, before) = (of(from, to)?, of(before_from, before_to)?);
    let mut rows: Vec<MetricRow> = FIGURES
        .iter()
        .map(|(key, label, unit, value, how)| MetricRow {
            key: (*key).to_owned(),
            part: "Getting paid".to_owned(),
            label: (*label).to_owned(),
            unit: (*unit).to_owned(),
            now: shown(value(&now)),
            before: shown(value(&before)),
            how: (*how).to_owned(),
            rows: behind::has(key) && client.is_none(),
        })
        .collect();
    let mut clients = Vec::new();
    if client.is_none() {
        let earned = |time: (NaiveDate, NaiveDate)| -> Result<further::Known<'_>, Failure> {
            let earned = earned_by_client(look.db, look.currency(), time.0, time.1)?;
            Ok(further::Known { time, billed: &billed, earned })
        };
        let (now, before) = (earned((from, to))?, earned((before_from, before_to))?);
        rows.extend(further::rows(look, &now, &before)?);
        clients = earned_rows(look, now.earned, before.earned)?;
    }
    let late = store::late_charges::sums(look.db, from, to)?;
    let home = late.into_iter().find(|(claimed, _)| claimed.currency() == look.currency());
    let (late_claimed, late_waived) = home.unwrap_or((look.zero(), look.zero()));
    Ok(MetricsPage {
        before_from: before_from.to_string(),
        before_to: before_to.to_string(),
        rows,
        clients,
        late_claimed: late_claimed.into(),
        late_waived: late_waived.into(),
    })
}

/// What was settled and due before this day has no part in a time that begins with `from`: neither
/// in what was open before it nor in what rolled on in thirty days.
fn known_from(from: NaiveDate) -> NaiveDate {
    from - Days::new(31)
}

/// One place, as the page shows it.
fn shown(number: Option<Decimal>) -> Option<String> {
    number.map(|number| format!("{number:.1}"))
}

/// The two days of a time, in order.
fn days(from: &str, to: &str) -> Result<(NaiveDate, NaiveDate), Failure> {
    let (from, to) = (wire::date("from", from)?, wire::date("to", to)?);
    if to < from {
        return Err(refused("to", "the last day cannot be before the first"));
    }
    Ok((from, to))
}

/// What was earned of each client in two times, the most now first.
fn earned_rows(
    look: &Look<'_>,
    now: Vec<(ClientId, Money)>,
    mut before: Vec<(ClientId, Money)>,
) -> Result<Vec<EarnedRow>, Failure> {
    let whole = Money::sum(look.currency(), now.iter().map(|(_, earned)| *earned))?;
    let names = store::forecast::names(look.db)?;
    let mut rows = Vec::new();
    let mut row = |client: ClientId, now: Money, before: Money| {
        rows.push(EarnedRow {
            client_id: client.to_string(),
            client: names.get(&client).cloned().unwrap_or_default(),
            now: now.into(),
            before: before.into(),
            share: shown(domain::metrics::share(now, whole)),
        });
    };
    for (client, earned) in now {
        let place = before.iter().position(|(other, _)| *other == client);
        let was = place.map_or(look.zero(), |place| before.swap_remove(place).1);
        row(client, earned, was);
    }
    for (client, was) in before {
        row(client, look.zero(), was);
    }
    Ok(rows)
}
