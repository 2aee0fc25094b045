//! What changed at QuickBooks since a look.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use domain::ledgers::{Changes, Held, Kind, Trouble};

use super::super::read::rows;
use super::QuickBooks;
use super::documents::entity;
use super::find::all_held;
use crate::http::encoded;

/// How far back each look goes, for clocks that differ: what it meets twice is the same twice.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// Changes are known for so long (Intuit's page on change data capture).
const REMEMBERED: TimeDelta = TimeDelta::days(30);
/// No answer tells of more; what is beyond is not told at all.
const MOST: usize = 1_000;

/// Invoices, credit memos and payments that changed since a cursor, which is an instant.
pub(super) fn since(account: &QuickBooks, cursor: &str) -> Result<Changes, Trouble> {
    let now = account.http.world().now();
    let next = (now - OVERLAP).to_rfc3339_opts(SecondsFormat::Secs, true);
    let nothing = |gap| Changes { held: Vec::new(), cursor: next.clone(), gap };
    if cursor.is_empty() {
        return Ok(nothing(false));
    }
    let since = cursor.parse::<DateTime<Utc>>().ok();
    let Some(since) = since.filter(|since| now - *since < REMEMBERED) else {
        return Ok(nothing(true));
    };
    let since = since.to_rfc3339_opts(SecondsFormat::Secs, true);
    let query = format!("entities=Invoice,CreditMemo,Payment&changedSince={}", encoded(&since));
    let said = account.get("see what changed", "cdc", &query)?;
    let told = rows(&said["CDCResponse"]).iter().flat_map(|one| rows(&one["QueryResponse"]));
    let mut all: Vec<Held> = Vec::new();
    for part in told {
        for kind in [Kind::Invoice, Kind::CreditNote, Kind::Payment] {
            let met = rows(&part[entity(kind)]);
            if met.len() >= MOST {
                return Ok(nothing(true));
            }
            all.extend(all_held(account, kind, met)?);
        }
    }
    // A payment of nothing joins documents and is none by itself.
    let joins = |one: &Held| one.kind == Kind::Payment && one.total.is_some_and(|t| t.is_zero());
    all.retain(|one| !joins(one));
    Ok(Changes { held: all, cursor: next, gap: false })
}
