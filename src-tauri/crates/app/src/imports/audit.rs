//! The first audit at once after an arrival: what agreements brought over would have billed since
//! a day, until they are billed here, against what the lists tell of invoices.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::arrival::{Answer, Bill, compare};
use domain::ids::ClientId;
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::agreements::{Elsewhere, Origin};
use store::imports::{self, Told};
use ts_rs::TS;

use super::counted;
use crate::agreements::{Whole, whole};
use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire::{self, Amount};

/// Since when to look.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AuditArrival {
    /// The first day.
    pub since: String,
}

/// What was due elsewhere, and what the lists tell of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ArrivalAudit {
    /// What was looked at and found, in a sentence or a few.
    pub words: String,
    /// What the terms would have billed, with tax, of clients of whom invoices are told.
    pub due: Amount,
    /// The part of it that an invoice of the time answers to, at its own amount.
    pub billed: Amount,
    /// The part of it that none answers to.
    pub missing: Amount,
    /// What was due and is not plainly billed, the oldest first.
    pub rows: Vec<AuditRow>,
}

/// Something that was due and is not plainly billed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AuditRow {
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// For what.
    pub services: String,
    /// The day it was due.
    pub due_on: String,
    /// What it comes to, with tax.
    pub due: Amount,
    /// What was billed of it.
    pub billed: Amount,
    /// `missing` or `otherwise`.
    pub verdict: String,
    /// Why, in words: `INV-0042 of Jan 3, 2026 bills 400.00`.
    pub words: String,
}

/// What was due of one client on one day.
struct Due {
    name: String,
    services: Vec<String>,
    total: Money,
}

/// The first audit.
pub fn audit(look: &Look<'_>, asked: AuditArrival) -> Result<ArrivalAudit, Failure> {
    let since = wire::date("since", &asked.since)?;
    if since >= look.today {
        return Err(refused("since", "choose a day before today"));
    }
    let mut due: BTreeMap<(NaiveDate, ClientId), Due> = BTreeMap::new();
    let (mut count, mut unknown) = (0, 0);
    for one in whole(look, None)? {
        let Some(elsewhere) = one.agreement.elsewhere().cloned() else { continue };
        if one.agreement.currency != look.currency() {
            continue;
        }
        count += 1;
        unknown += usize::from(one.agreement.starts_on >= elsewhere.bills_from);
        collect(look, as_if_since(one, &elsewhere, since), (since, &elsewhere), &mut due)?;
    }
    let bills: Vec<Bill> = due
        .iter()
        .map(|((on, client), due)| Bill { client: *client, on: *on, total: due.total })
        .collect();
    let told: Vec<Told> = imports::told(look.db)?
        .into_iter()
        .filter(|told| told.total.currency() == look.currency())
        .collect();
    let invoices: Vec<Bill> = told
        .iter()
        .map(|told| Bill { client: told.client, on: told.issued_on, total: told.total })
        .collect();
    let zero = look.zero();
    let (mut sums, mut rows, mut silent) = ([zero; 3], Vec::new(), BTreeSet::new());
    for (((on, client), due), answer) in due.iter().zip(compare(&bills, &invoices)) {
        let (verdict, billed, words) = match answer {
            Answer::Untold => {
                silent.insert(due.name.clone());
                continue;
            }
            Answer::Billed(_) => ("", due.total, String::new()),
            Answer::Missing => ("missing", zero, "no invoice of the time is told".to_owned()),
            Answer::Otherwise(at) => {
                let Told { number, issued_on, total, .. } = &told[at];
                let (day, total) = (look.short_date(*issued_on), *total);
                ("otherwise", total, format!("{number} of {day} bills {}", total.shown()))
            }
        };
        let missing = if verdict == "missing" { due.total } else { zero };
        for (sum, part) in sums.iter_mut().zip([due.total, billed, missing]) {
            *sum = sum.plus(part)?;
        }
        if verdict.is_empty() {
            continue;
        }
        rows.push(AuditRow {
            client_id: client.to_string(),
            client: due.name.clone(),
            services: due.services.join(", "),
            due_on: on.to_string(),
            due: due.total.into(),
            billed: billed.into(),
            verdict: verdict.to_owned(),
            words,
        });
    }
    let [all, billed, missing] = sums;
    let found =
        Found { since, count, unknown, due: bills.len(), told: told.len(), rows: rows.len() };
    let words = sentences(look, &found, &silent.into_iter().collect::<Vec<_>>());
    let (due, billed, missing) = (all.into(), billed.into(), missing.into());
    Ok(ArrivalAudit { words, due, billed, missing, rows })
}

/// The agreement as if it had been billed here since a day, with nothing decided about it.
fn as_if_since(one: Whole, elsewhere: &Elsewhere, since: NaiveDate) -> Whole {
    let mut agreement = one.agreement;
    agreement.origin = Origin::BroughtOver(Elsewhere { bills_from: since, ..elsewhere.clone() });
    let services = one.services.into_iter();
    let services = services.filter(|(service, _)| service.amendment.is_none());
    Whole {
        agreement,
        services: services.map(|(service, _)| (service, Vec::new())).collect(),
        decided: Vec::new(),
        amended: None,
        replaced_from: None,
        holidays: one.holidays,
    }
}

/// Adds what an agreement was due from `since` until it is billed here.
fn collect(
    look: &Look<'_>,
    whole: Whole,
    (since, elsewhere): (NaiveDate, &Elsewhere),
    due: &mut BTreeMap<(NaiveDate, ClientId), Due>,
) -> Result<(), Failure> {
    let until = elsewhere.bills_from.min(look.today).pred_opt().unwrap_or(look.today);
    for entitled in whole.entitled(until)? {
        let charge = &entitled.charge;
        let total = charge.total()?;
        if charge.due_on < since || !total.is_positive() {
            continue;
        }
        let one = due.entry((charge.due_on, entitled.client)).or_insert_with(|| Due {
            name: entitled.client_name().to_owned(),
            services: Vec::new(),
            total: look.zero(),
        });
        one.total = one.total.plus(total)?;
        one.services.push(entitled.service.name.clone());
    }
    Ok(())
}

/// How much was looked at.
struct Found {
    since: NaiveDate,
    count: usize,
    /// Of how many agreements the list does not say since when they run.
    unknown: usize,
    due: usize,
    told: usize,
    rows: usize,
}

/// What can be said, and what cannot.
fn sentences(look: &Look<'_>, found: &Found, silent: &[String]) -> String {
    let since = look.long_date(found.since);
    if found.count == 0 {
        return "No agreement was brought over, so there is nothing to hold against its past."
            .to_owned();
    }
    let mut said = Vec::new();
    let agreements = counted(found.count, "agreement");
    if found.due == 0 {
        said.push(format!("Of {agreements} brought over nothing fell due since {since}."));
    } else if found.told == 0 {
        said.push(format!(
            "{} fell due since {since} by {agreements} brought over. No list here tells what was \
             billed of it; bring over a list of invoices, the paid ones in it, and look again.",
            counted(found.due, "bill")
        ));
    } else {
        let rest = match found.rows {
            0 => "each that can be compared was billed".to_owned(),
            1 => "1 is not plainly billed".to_owned(),
            n => format!("{n} are not plainly billed"),
        };
        said.push(format!(
            "{} fell due since {since} by {agreements} brought over; held against {} that the \
             lists tell of, {rest}.",
            counted(found.due, "bill"),
            counted(found.told, "invoice")
        ));
    }
    if found.told > 0 && !silent.is_empty() {
        said.push(format!(
            "Of {} the lists tell no invoice, so nothing can be said.",
            silent.join(", ")
        ));
    }
    if found.unknown > 0 {
        said.push(format!(
            "Of {} the list does not say since when it runs, so the past of it is not looked at.",
            counted(found.unknown, "agreement")
        ));
    }
    said.join(" ")
}
