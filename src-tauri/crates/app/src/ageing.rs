//! What clients owe, by age, with what stands apart; the invoices of each, and their credit.

mod report;

pub use report::paper;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ageing::{Aged, Apart};
use domain::ids::ClientId;
use domain::invoice::Age;
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use store::ageing::{self as stored, By, OpenInvoice};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::invoices::age_words;
use crate::plans;
use crate::wire::{self, Amount};

/// Which ageing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowAgeing {
    /// `due` or `issued`: the day from which the age counts.
    pub by: String,
    /// The currency; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
}

/// What somebody owes; the parts add up to `owed`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgedRow {
    /// The client; empty for all together.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// On how many invoices.
    pub count: u32,
    /// By age, in the order of the page's ages, without what stands apart.
    pub by_age: Vec<Amount>,
    /// Taken, and not settled yet.
    pub in_flight: Amount,
    /// Disputed.
    pub disputed: Amount,
    /// On a payment plan that is kept.
    pub on_plan: Amount,
    /// All of it.
    pub owed: Amount,
}

/// An age.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgeName {
    /// `not_due`, `1_30`, `31_60`, `61_90` or `over_90`.
    pub key: String,
    /// `Not due`, `1 to 30`…
    pub label: String,
}

/// What clients owe.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgeingPage {
    /// The ages, the youngest first.
    pub ages: Vec<AgeName>,
    /// Who owes, the most first.
    pub rows: Vec<AgedRow>,
    /// All together.
    pub total: AgedRow,
}

/// Whose invoices.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowClientAgeing {
    /// The client.
    pub client_id: String,
    /// `due` or `issued`.
    pub by: String,
    /// The currency; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
}

/// An open invoice with its age.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgedInvoice {
    /// The invoice.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub issued_on: String,
    /// The day it is due.
    pub due_on: String,
    /// The key of its age.
    pub age: String,
    /// Taken, and not settled yet.
    pub in_flight: Amount,
    /// Disputed.
    pub disputed: Amount,
    /// On a payment plan that is kept.
    pub on_plan: Amount,
    /// Still owed, what stands apart with it.
    pub open: Amount,
}

/// The open invoices of a client; they add up to what the client owes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientAgeing {
    /// By due date.
    pub rows: Vec<AgedInvoice>,
    /// All of it.
    pub owed: Amount,
}

/// Which currency.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowCredits {
    /// The currency; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
}

/// What a client paid that is joined to nothing.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditRow {
    /// The client.
    pub client_id: String,
    /// How much.
    pub credit: Amount,
}

/// Credit that was not used yet: beside what is owed, never taken off it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientCredits {
    /// By client.
    pub rows: Vec<CreditRow>,
    /// All together.
    pub total: Amount,
}

fn by(text: &str) -> Result<By, Failure> {
    match text {
        "due" => Ok(By::Due),
        "issued" => Ok(By::Issued),
        _ => Err(refused("by", "by the due date or by the date of the invoice")),
    }
}

fn currency(look: &Look<'_>, asked: Option<&str>) -> Result<Currency, Failure> {
    match asked {
        None => Ok(look.currency()),
        Some(code) => Currency::from_code(code)
            .ok_or_else(|| refused("currency", "choose one of the currencies of the list")),
    }
}

fn age(invoice: &OpenInvoice, by: By, today: NaiveDate) -> Age {
    let day = if by == By::Due { invoice.due_on } else { invoice.issued_on };
    Age::on(day, today)
}

/// What of an invoice stands apart.
fn apart(look: &Look<'_>, invoice: &OpenInvoice) -> Result<Apart, Failure> {
    let held = plans::holding(look, invoice.id)?.is_some();
    let on_plan = if held { invoice.open } else { Money::zero(invoice.open.currency()) };
    let apart = Apart { in_flight: invoice.in_flight, disputed: invoice.disputed, on_plan };
    Ok(apart.of(invoice.open)?)
}

/// What each client owes, the most first.
fn aged(
    look: &Look<'_>,
    by: By,
    currency: Currency,
) -> Result<Vec<(ClientId, u32, Aged)>, Failure> {
    let days = [0, 30, 60, 90].map(|days| look.today - Days::new(days));
    let mut of_client: HashMap<ClientId, (u32, Aged)> = HashMap::new();
    for owes in stored::by_client(look.db, currency, by, days)? {
        let mut aged = Aged::nothing(currency);
        for (sum, minor) in aged.by_age.iter_mut().zip(owes.by_age) {
            *sum = Money::new(minor, currency)?;
        }
        let count = u32::try_from(owes.count).unwrap_or(u32::MAX);
        of_client.insert(owes.client, (count, aged));
    }
    for invoice in stored::apart(look.db, currency)? {
        if let Some((_, aged)) = of_client.get_mut(&invoice.client) {
            aged.set_apart(age(&invoice, by, look.today), apart(look, &invoice)?)?;
        }
    }
    let mut rows = Vec::with_capacity(of_client.len());
    for (client, (count, aged)) in of_client {
        rows.push((aged.owed()?, client, count, aged));
    }
    rows.sort_by_key(|(owed, client, ..)| (std::cmp::Reverse(owed.minor()), *client));
    Ok(rows.into_iter().map(|(_, client, count, aged)| (client, count, aged)).collect())
}

/// What clients owe, by age.
pub fn show(look: &Look<'_>, asked: ShowAgeing) -> Result<AgeingPage, Failure> {
    let currency = currency(look, asked.currency.as_deref())?;
    let found = aged(look, by(&asked.by)?, currency)?;
    let names = store::forecast::names(look.db)?;
    let mut total = Aged::nothing(currency);
    let mut count = 0;
    let mut rows = Vec::with_capacity(found.len());
    for (client, of_client, aged) in found {
        total = total.plus(&aged)?;
        count += of_client;
        let name = names.get(&client).cloned().unwrap_or_default();
        rows.push(row((client.to_string(), name), of_client, &aged)?);
    }
    let ages = Age::ALL.iter().map(|age| {
        let (key, label) = age_words(*age);
        AgeName { key: key.to_owned(), label: label.to_owned() }
    });
    let together = (String::new(), "Together".to_owned());
    Ok(AgeingPage { ages: ages.collect(), rows, total: row(together, count, &total)? })
}

fn row((client_id, client): (String, String), count: u32, aged: &Aged) -> Result<AgedRow, Failure> {
    Ok(AgedRow {
        client_id,
        client,
        count,
        by_age: aged.by_age.iter().map(|sum| (*sum).into()).collect(),
        in_flight: aged.apart.in_flight.into(),
        disputed: aged.apart.disputed.into(),
        on_plan: aged.apart.on_plan.into(),
        owed: aged.owed()?.into(),
    })
}

/// The open invoices of a client.
pub fn of_client(look: &Look<'_>, asked: ShowClientAgeing) -> Result<ClientAgeing, Failure> {
    let by = by(&asked.by)?;
    let currency = currency(look, asked.currency.as_deref())?;
    let client: ClientId = wire::id("client_id", &asked.client_id)?;
    let mut owed = Money::zero(currency);
    let mut rows = Vec::new();
    for invoice in stored::of_client(look.db, currency, client)? {
        let apart = apart(look, &invoice)?;
        owed = owed.plus(invoice.open)?;
        rows.push(AgedInvoice {
            id: invoice.id.to_string(),
            issued_on: invoice.issued_on.to_string(),
            due_on: invoice.due_on.to_string(),
            age: age_words(age(&invoice, by, look.today)).0.to_owned(),
            in_flight: apart.in_flight.into(),
            disputed: apart.disputed.into(),
            on_plan: apart.on_plan.into(),
            open: invoice.open.into(),
            number: invoice.number,
        });
    }
    Ok(ClientAgeing { rows, owed: owed.into() })
}

/// What clients paid that is joined to nothing.
pub fn credits(look: &Look<'_>, asked: ShowCredits) -> Result<ClientCredits, Failure> {
    let currency = currency(look, asked.currency.as_deref())?;
    let found = stored::credits(look.db, currency)?;
    let total = Money::sum(currency, found.iter().map(|(_, credit)| *credit))?;
    let rows = found
        .into_iter()
        .map(|(client, credit)| CreditRow { client_id: client.to_string(), credit: credit.into() });
    Ok(ClientCredits { rows: rows.collect(), total: total.into() })
}
