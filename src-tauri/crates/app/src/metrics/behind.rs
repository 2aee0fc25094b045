//! The rows that a figure of collecting is made of.

use chrono::{Days, NaiveDate};
use domain::ids::InvoiceId;
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::metrics::{self as stored, Event};
use ts_rs::TS;

use super::days;
use super::further::{Time, promises, recurs};
use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::insights::{Behind, BehindRow, of_home};

/// Asks for the rows behind a figure.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowFigure {
    /// The figure.
    pub key: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What kind of rows a figure is made of.
#[derive(Clone, Copy)]
enum Rows {
    Open,
    Paid,
    Due,
    Promises,
    Opened,
    Closed,
    GivenUp,
    Recurs,
}

/// What kind of rows a figure has, where they are told.
fn rows_of(key: &str) -> Option<Rows> {
    Some(match key {
        "countback_dso" | "dso" | "best_possible_dso" | "delinquent_days" => Rows::Open,
        "days_to_pay" | "days_late" | "days_late_floored" => Rows::Paid,
        "on_time" | "on_time_by_value" | "at_risk" => Rows::Due,
        "promises_kept" => Rows::Promises,
        "dispute_rate" => Rows::Opened,
        "dispute_days" => Rows::Closed,
        "written_off" => Rows::GivenUp,
        _ if key.starts_with("recurring") => Rows::Recurs,
        _ => return None,
    })
}

/// Whether the rows behind a figure can be asked for.
pub(super) fn has(key: &str) -> bool {
    rows_of(key).is_some()
}

/// The rows behind a figure.
pub fn behind(look: &Look<'_>, asked: ShowFigure) -> Result<Behind, Failure> {
    let time = days(&asked.from, &asked.to)?;
    let kind = rows_of(&asked.key)
        .ok_or_else(|| refused("key", "this figure is made of sums, not of rows"))?;
    let (currency, (from, to)) = (look.currency(), time);
    let (title, rows) = match kind {
        Rows::Open | Rows::Paid | Rows::Due => return invoices(look, kind, time),
        Rows::Promises => ("Promises for these days", promised(look, time)?),
        Rows::Opened => {
            let found = stored::disputes_opened(look.db, currency, from, to)?;
            ("Disputed in these days", events(found, "disputed"))
        }
        Rows::Closed => {
            let found = stored::disputes_closed(look.db, currency, from, to)?;
            ("Disputes closed in these days", events(found, "closed"))
        }
        Rows::GivenUp => {
            let found = stored::written_off(look.db, currency, from, to)?;
            ("Given up in these days", events(found, "written off"))
        }
        Rows::Recurs => ("What recurs a month, and what did", recurring(look, time)?),
    };
    Behind::of(look, title.to_owned(), rows)
}

fn late(days: i64) -> String {
    match days {
        0 => "on its day".to_owned(),
        1 => "1 day late".to_owned(),
        -1 => "1 day early".to_owned(),
        days if days < 0 => format!("{} days early", -days),
        days => format!("{days} days late"),
    }
}

/// Invoices that were open at the end, were paid within, or fell due within.
fn invoices(look: &Look<'_>, kind: Rows, (from, to): Time) -> Result<Behind, Failure> {
    let (title, told) = match kind {
        Rows::Open => ("Open at the end", stored::open_on(look.db, to)?),
        Rows::Paid => ("Paid in these days", stored::paid_within(look.db, (from, to))?),
        _ => ("Fell due in these days", stored::due_within(look.db, (from, to))?),
    };
    let mut found: Vec<(NaiveDate, InvoiceId, Money, String)> = Vec::new();
    for (id, billed) in told {
        let (on, amount, words) = match (kind, billed.paid_on) {
            (Rows::Open, _) => {
                let open = billed.open(to)?;
                if !open.is_positive() {
                    continue;
                }
                let standing = if billed.due_on >= to { "not due" } else { "late" };
                (billed.due_on, open, standing.to_owned())
            }
            (Rows::Paid, Some(paid_on)) => {
                (paid_on, billed.total, late((paid_on - billed.due_on).num_days()))
            }
            (_, Some(_)) => (billed.due_on, billed.total, late(billed.late_on(to))),
            (_, None) => (billed.due_on, billed.total, "not paid".to_owned()),
        };
        found.push((on, id, amount, words));
    }
    found.sort_by_key(|(on, id, ..)| (*on, *id));
    let rows = found.into_iter().map(|one| (one.2.minor(), one)).collect();
    Behind::written(look, title.to_owned(), rows, |(on, id, amount, words)| {
        let (number, client) = stored::names(look.db, id)?;
        Ok(BehindRow {
            on: on.to_string(),
            client,
            words: format!("{number}, {words}"),
            amount: amount.into(),
            go: format!("#/invoices/{id}"),
        })
    })
}

fn promised(look: &Look<'_>, time: Time) -> Result<Vec<BehindRow>, Failure> {
    let names = store::forecast::names(look.db)?;
    let rows = promises(look, time)?.into_iter().map(|(promise, kept)| BehindRow {
        on: promise.promised_for.to_string(),
        client: names.get(&promise.client_id).cloned().unwrap_or_default(),
        words: if kept { "kept" } else { "broken" }.to_owned(),
        amount: promise.amount.into(),
        go: format!("#/collections/{}", promise.client_id),
    });
    Ok(rows.collect())
}

fn events(found: Vec<Event>, what: &str) -> Vec<BehindRow> {
    let row = |event: Event| BehindRow {
        on: event.on.to_string(),
        client: event.client,
        words: match event.days {
            Some(1) => format!("{}, {what} after 1 day", event.number),
            Some(days) => format!("{}, {what} after {days} days", event.number),
            None => format!("{}, {what}", event.number),
        },
        amount: event.amount.into(),
        go: format!("#/invoices/{}", event.invoice),
    };
    found.into_iter().map(row).collect()
}

/// What recurs of each client on the last day, and what did before the first.
fn recurring(look: &Look<'_>, (from, to): Time) -> Result<Vec<BehindRow>, Failure> {
    let whole = of_home(look)?;
    let names = store::forecast::names(look.db)?;
    let mut before = recurs(look, &whole, from - Days::new(1))?;
    let mut rows = Vec::new();
    let mut row = |client, now: Money, was: Option<Money>| {
        rows.push(BehindRow {
            on: to.to_string(),
            client: names.get(&client).cloned().unwrap_or_default(),
            words: was.map_or("new".to_owned(), |was| format!("{} before", was.shown())),
            amount: now.into(),
            go: format!("#/clients/{client}"),
        });
    };
    for (client, now) in recurs(look, &whole, to)? {
        row(client, now, before.remove(&client).filter(|was| was.is_positive()));
    }
    for (client, was) in before {
        row(client, look.zero(), Some(was));
    }
    rows.sort_by(|a, b| a.client.cmp(&b.client));
    Ok(rows)
}
