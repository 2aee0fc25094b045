//! What each way to be paid costs: by processor, by kind of method, by client.

mod report;

pub use report::paper;

use std::collections::BTreeMap;

use domain::cost::Cost;
use domain::processor::Scheme;
use serde::{Deserialize, Serialize};
use store::fees::{self, Collected};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire::{self, Amount};

/// Asks for a time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowFees {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What one way cost.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FeeRow {
    /// The processor's name, the kind of method, or the client's name.
    pub name: String,
    /// The client; nothing for the others.
    pub client_id: Option<String>,
    /// How many payments.
    pub count: u32,
    /// What clients paid and did not take back.
    pub gross: Amount,
    /// What the processor kept.
    pub fee: Amount,
    /// What clients paid on top of what they owed, for that.
    pub passed_on: Amount,
    /// The fee in a hundred of it, `2.97`; nothing where nothing came in.
    pub per_cent: Option<String>,
}

/// Fees that belong to no payment.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OwnFee {
    /// The processor.
    pub processor: String,
    /// How much.
    pub fee: Amount,
}

/// What each way to be paid cost in a time. Currencies stand apart; each of the three lists adds up
/// to `together`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FeeReport {
    /// By processor.
    pub processors: Vec<FeeRow>,
    /// By kind of method.
    pub methods: Vec<FeeRow>,
    /// By client, by name.
    pub clients: Vec<FeeRow>,
    /// For each currency.
    pub together: Vec<FeeRow>,
    /// Fees of payouts that belong to no payment, as for a month.
    pub own: Vec<OwnFee>,
}

/// What stands for the kind of method where a client paid by themselves.
const ON_A_PAGE: &str = "On the page of an invoice";

/// What each way to be paid cost between two days.
pub fn show(look: &Look<'_>, asked: ShowFees) -> Result<FeeReport, Failure> {
    let (from, to) = (wire::date("from", &asked.from)?, wire::date("to", &asked.to)?);
    if to < from {
        return Err(refused("to", "the last day is before the first"));
    }
    let all = fees::collected(look.db, from, to)?;
    let own = fees::of_their_own(look.db, from, to)?.into_iter().map(|(brand, fee)| OwnFee {
        processor: brand.capabilities().name.to_owned(),
        fee: fee.into(),
    });
    let client = |one: &Collected| (one.client.clone(), Some(one.client_id.to_string()));
    Ok(FeeReport {
        processors: rows(&all, |one| (one.brand.capabilities().name.to_owned(), None))?,
        methods: rows(&all, |one| (one.scheme.map_or(ON_A_PAGE, Scheme::words).to_owned(), None))?,
        clients: rows(&all, client)?,
        together: rows(&all, |one| (one.gross.currency().code().to_owned(), None))?,
        own: own.collect(),
    })
}

/// A row for each name and currency, by name.
fn rows(
    all: &[Collected],
    named: impl Fn(&Collected) -> (String, Option<String>),
) -> Result<Vec<FeeRow>, Failure> {
    let mut found: BTreeMap<((String, Option<String>), &str), Cost> = BTreeMap::new();
    for one in all {
        let key = (named(one), one.gross.currency().code());
        let before = found.get(&key).copied().unwrap_or_else(|| Cost::none(one.gross));
        found.insert(
            key,
            before.with(one.gross, one.fee, one.taken_back)?.with_passed_on(one.passed_on)?,
        );
    }
    let row = |(((name, client_id), _), cost): (((String, Option<String>), &str), Cost)| FeeRow {
        name,
        client_id,
        count: cost.count,
        gross: cost.gross.into(),
        fee: cost.fee.into(),
        passed_on: cost.passed_on.into(),
        per_cent: cost.per_cent().map(|part| format!("{part:.2}")),
    };
    Ok(found.into_iter().map(row).collect())
}
