//! What changed at Xero since a look.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use domain::ledgers::{Changes, Held, Kind, Trouble};

use super::super::read::text;
use super::Xero;
use super::documents::kept_as;
use super::held::held;

/// How far back each look goes, for clocks that differ: what it meets twice is the same twice.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// Sales invoices, credit notes and payments that changed since a cursor, which is an instant.
pub(super) fn since(account: &Xero, cursor: &str) -> Result<Changes, Trouble> {
    let now = account.http.world().now();
    let next = (now - OVERLAP).to_rfc3339_opts(SecondsFormat::Secs, true);
    if cursor.is_empty() {
        return Ok(Changes { held: Vec::new(), cursor: next, gap: false });
    }
    let Ok(since) = cursor.parse::<DateTime<Utc>>() else {
        return Ok(Changes { held: Vec::new(), cursor: next, gap: true });
    };
    let home = account.currency()?;
    let mut all: Vec<Held> = Vec::new();
    for (kind, own) in [
        (Kind::Invoice, "Type==\"ACCREC\""),
        (Kind::CreditNote, "Type==\"ACCRECCREDIT\""),
        (Kind::Payment, ""),
    ] {
        let query = [("where", own.to_owned())];
        let query = if own.is_empty() { &query[..0] } else { &query[..] };
        let met = account.pages("see what changed", kept_as(kind).0, query, Some(since))?;
        for element in &met {
            let kind = match text(&element["PaymentType"]).as_str() {
                "" | "ACCRECPAYMENT" => kind,
                "ARCREDITPAYMENT" => Kind::Refund,
                // What was paid to suppliers is none of ours.
                _ => continue,
            };
            all.extend(held(kind, element, home));
        }
    }
    Ok(Changes { held: all, cursor: next, gap: false })
}
