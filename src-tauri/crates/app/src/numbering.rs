//! Numbers of invoices: taken in the transaction that issues, without gaps wherever their prefix
//! comes out the same.

use domain::money::Currency;
use domain::numbering::{Prefix, client_code, number};
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::numbering::Numbered;
use store::practice::Series;
use store::{StoreError, numbering, practice};
use ts_rs::TS;

use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::wire::Nothing;

/// Asks what a prefix comes out as.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TryPrefix {
    /// As typed: `INV-`, `{year}-`, `{client}-{year}{month}-`.
    pub prefix: String,
    /// The next number, as typed.
    pub next: String,
}

/// What a prefix comes out as.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PrefixExample {
    /// A number of today, for a client called Alder Bakery.
    pub example: String,
}

/// Every run of numbers, with what is missing of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NumberReport {
    /// The runs; the series in order of issue first.
    pub rows: Vec<NumberRun>,
    /// How many numbers are missing over all; none is good.
    pub missing: i64,
}

/// Numbers that follow each other.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NumberRun {
    /// `Invoices`, `Invoices, 2026-`, `Credit notes`.
    pub label: String,
    /// The first number.
    pub first: String,
    /// The last number.
    pub last: String,
    /// How many there are.
    pub count: i64,
    /// How many are missing between the two.
    pub missing: i64,
}

/// A number that was taken.
pub(crate) struct Taken {
    of: Numbered,
    /// Its place in the order of issue.
    pub(crate) sequence: i64,
    /// As printed.
    pub(crate) number: String,
    place: Option<(String, i64)>,
}

/// Takes the number of an invoice or a credit note.
pub(crate) fn take(
    act: &Act<'_>,
    of: Numbered,
    client: &Client,
    issued_on: chrono::NaiveDate,
    currency: Currency,
) -> Result<Taken, Failure> {
    let (sequence, plain) = practice::take_number(act.tx, of.series())?;
    let series = practice::series(act.tx, of.series())?.map(|series| series.prefix);
    let typed = series.unwrap_or_default();
    let corrupt = |_| StoreError::Corrupt { what: "prefix of numbers", value: typed.clone() };
    let prefix = Prefix::parse(&typed).map_err(corrupt)?;
    if prefix.is_fixed() {
        return Ok(Taken { of, sequence, number: plain, place: None });
    }
    let code = if prefix.names_client() { code_of(act, client)? } else { String::new() };
    let scope = prefix.scope(issued_on, &code, currency);
    let place = numbering::highest(act.tx, of, &scope)? + 1;
    Ok(Taken { of, sequence, number: number(&scope, place), place: Some((scope, place)) })
}

/// Keeps the place of a number that was taken for a document, which is there now.
pub(crate) fn keep(act: &Act<'_>, document: &str, taken: &Taken) -> Result<(), Failure> {
    if let Some((scope, place)) = &taken.place {
        numbering::keep_place(act.tx, taken.of, document, scope, *place)?;
    }
    Ok(())
}

/// The client's code, given at the first asking.
fn code_of(act: &Act<'_>, client: &Client) -> Result<String, Failure> {
    if let Some(code) = numbering::client_code(act.tx, client.id)? {
        return Ok(code);
    }
    let taken = numbering::client_codes(act.tx)?;
    let code = client_code(&client.name, |code| taken.iter().any(|other| other == code));
    numbering::keep_client_code(act.tx, client.id, &code)?;
    Ok(code)
}

/// Reads the prefix of invoices or credit notes. Refuses one whose numbers could be there already.
pub(crate) fn read_prefix(
    tx: &store::Connection,
    of: Numbered,
    typed: &str,
    next: i64,
) -> Result<(), Failure> {
    let field = match of {
        Numbered::Invoices => "invoice_prefix",
        Numbered::CreditNotes => "credit_prefix",
    };
    let prefix = Prefix::parse(typed).map_err(|why| refused(field, why.to_string()))?;
    if prefix.is_fixed() && numbering::highest(tx, of, typed)? >= next {
        let taken = number(typed, next);
        let words = format!("numbers from {taken} on are there already; choose another prefix");
        return Err(refused(field, words));
    }
    Ok(())
}

/// What a prefix comes out as. Needs no book.
pub fn example(app: &mut App, asked: TryPrefix) -> Result<PrefixExample, Failure> {
    let typed = asked.prefix.trim();
    let prefix = Prefix::parse(typed).map_err(|why| refused("prefix", why.to_string()))?;
    let next = asked.next.trim().parse().ok().filter(|next| *next >= 1).unwrap_or(1);
    let scope = prefix.scope(app.world.now().date_naive(), "ALDE", Currency::Usd);
    let place = if prefix.is_fixed() { next } else { 1 };
    Ok(PrefixExample { example: number(&scope, place) })
}

/// Every run of numbers, and what is missing.
pub fn report(look: &Look<'_>, _: Nothing) -> Result<NumberReport, Failure> {
    let runs = numbering::runs(look.db)?;
    Ok(NumberReport {
        missing: runs.iter().map(|run| run.missing).sum(),
        rows: runs
            .into_iter()
            .map(|run| {
                let series = if run.series == "invoice" { "Invoices" } else { "Credit notes" };
                let label = match run.scope.as_str() {
                    "" => format!("{series}, in order of issue"),
                    scope => format!("{series} {scope}"),
                };
                let (first, last) = (run.first, run.last);
                NumberRun { label, first, last, count: run.count, missing: run.missing }
            })
            .collect(),
    })
}

/// A series that begins at 1 without a prefix.
pub(crate) const FIRST: Series = Series { prefix: String::new(), first: 1, next: 1 };
