//! Credit reports: recorded by the user with their source, never fetched, never told to the client.

use domain::ids::{ClientId, CreditCheckId};
use serde::{Deserialize, Serialize};
use store::credit_checks::{self, CreditCheck};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::today::{Need, need};
use crate::wire::{self, Amount, ById, FileIn, Made, Nothing};

/// A credit report.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditCheckForm {
    /// The client.
    pub client_id: String,
    /// Who made it: Equifax, Experian, Creditsafe or another.
    pub source: String,
    /// The day.
    pub checked_on: String,
    /// The score in its words; may be empty.
    pub score: String,
    /// How much credit it advises, as typed; may be empty.
    pub limit: String,
    /// The day to look again; may be empty.
    pub review_on: String,
    /// The report itself.
    #[serde(default)]
    #[ts(optional)]
    pub report: Option<FileIn>,
}

/// A credit report in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditCheckRow {
    /// The report.
    pub id: String,
    /// Who made it.
    pub source: String,
    /// The day.
    pub checked_on: String,
    /// The score in its words.
    pub score: String,
    /// How much credit it advises.
    pub limit: Option<Amount>,
    /// The day to look again.
    pub review_on: Option<String>,
    /// The report itself: SHA-256 of its document.
    pub report: Option<String>,
}

/// The credit reports on a client, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditCheckList {
    /// The reports.
    pub rows: Vec<CreditCheckRow>,
}

/// Records a credit report.
pub fn add(act: &mut Act<'_>, form: CreditCheckForm) -> Result<Made, Failure> {
    let client = crate::clients::one(act, &form.client_id)?;
    let source = wire::line("source", &form.source, 120)?;
    if source.is_empty() {
        return Err(refused("source", "say who made the report"));
    }
    let checked_on = wire::date("checked_on", &form.checked_on)?;
    if checked_on > act.today {
        return Err(refused("checked_on", "a report is of today or before"));
    }
    let currency = client.currency.unwrap_or(act.currency());
    let limit = match form.limit.trim() {
        "" => None,
        typed => Some(wire::amount("limit", typed, currency)?),
    };
    if limit.is_some_and(|limit| limit.minor() < 0) {
        return Err(refused("limit", "a limit is 0.00 or more"));
    }
    let review_on = match form.review_on.trim() {
        "" => None,
        typed => Some(wire::date("review_on", typed)?),
    };
    if review_on.is_some_and(|on| on < checked_on) {
        return Err(refused("review_on", "one looks again after the day of the report"));
    }
    let report = match &form.report {
        Some(file) => {
            let bytes = file.bytes().map_err(|why| refused("report", why.message))?;
            Some(crate::acceptances::keep_evidence(act, "report", &file.name, &bytes)?)
        }
        None => None,
    };
    let id: CreditCheckId = act.new_id();
    let new = CreditCheck {
        id,
        client_id: client.id,
        source: source.clone(),
        checked_on,
        score: wire::line("score", &form.score, 80)?,
        currency,
        limit,
        review_on,
        report,
    };
    credit_checks::add(act.tx, &new)?;
    act.say(format!("A report of {source} on {} was recorded", client.name), Some(client.id));
    act.offer_undo("Report recorded", "credit_checks.remove", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Takes a credit report out again; its file stays among the documents.
pub fn remove(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: CreditCheckId = wire::id("id", &asked.id)?;
    let found = credit_checks::show(act.tx, id)?.ok_or_else(|| not_found("credit report"))?;
    credit_checks::remove(act.tx, id)?;
    act.say("A credit report was taken out", Some(found.client_id));
    Ok(Nothing {})
}

/// The credit reports on a client.
pub fn of_client(look: &Look<'_>, asked: ById) -> Result<CreditCheckList, Failure> {
    let client: ClientId = wire::id("id", &asked.id)?;
    let row = |check: CreditCheck| CreditCheckRow {
        id: check.id.to_string(),
        source: check.source,
        checked_on: check.checked_on.to_string(),
        score: check.score,
        limit: check.limit.map(Amount::from),
        review_on: check.review_on.map(|on| on.to_string()),
        report: check.report,
    };
    let rows = credit_checks::of_client(look.db, client)?;
    Ok(CreditCheckList { rows: rows.into_iter().map(row).collect() })
}

/// Reports that are to be looked at again.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for check in credit_checks::to_review(look.db, look.today)? {
        let name = crate::clients::one(look, &check.client_id.to_string())?.name;
        let title = format!("Look again at the credit of {name}");
        let (source, on) = (&check.source, look.short_date(check.checked_on));
        let detail = format!("The last report is of {source}, {on}. Nothing is fetched by itself.");
        let key = format!("credit_check:{}", check.id);
        let go = format!("#/collections/{}", check.client_id);
        needs.push(need(key, "credit_check", "waiting", [title, detail, "Open".to_owned()], go));
    }
    Ok(needs)
}
