//! What proposals need today.

use chrono::Days;
use domain::ids::ProposalId;
use store::revisions;

use super::{Need, need};
use crate::context::Look;
use crate::failure::Failure;
use crate::proposals::ProposalRow;
use crate::wire;

/// Proposals that wait for somebody: to be followed up, answered, signed or sent again.
pub(super) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let rows = crate::proposals::rows_of(look, None)?;
    let mut needs = Vec::new();
    for row in rows.iter().filter(|row| row.state != "accepted" && row.state != "withdrawn") {
        if let Some((title, detail)) = proposal_need(look, row)? {
            let words = [title, detail, "Open".to_owned()];
            let key = format!("proposal:{}:{}:{}", row.id, row.state, row.valid_until);
            let go = format!("#/proposals/{}", row.id);
            needs.push(need(key, "proposal", "waiting", words, go).staking(row.first_year.clone()));
        }
    }
    needs.truncate(8);
    Ok(needs)
}

/// What a proposal needs, if anything: a title and a detail.
fn proposal_need(look: &Look<'_>, row: &ProposalRow) -> Result<Option<(String, String)>, Failure> {
    let (number, client) = (&row.number, &row.client);
    let id: ProposalId = wire::id("id", &row.id)?;
    let amount = look.money(row.first_year.minor)?.shown();
    let answer = revisions::responses(look.db, id)?.into_iter().next();
    let asked = answer.filter(|answer| {
        let newest = row.sent_on.clone().unwrap_or_default();
        look.local(answer.recorded_at).date().to_string() >= newest
            && (look.now - answer.recorded_at).num_days() <= 14
    });
    let until = wire::date("valid_until", &row.valid_until).ok();
    let open_until = until.map(|day| look.short_date(day)).unwrap_or_default();
    let worth = format!("{amount} in the first year, open until {open_until}.");
    let soon = until.is_some_and(|day| day >= look.today && day <= look.today + Days::new(7));
    Ok(match (row.state.as_str(), asked) {
        ("declined", Some(answer)) => {
            Some((format!("{client} declined {number}"), quoted(&answer.message)))
        }
        ("declined", None) => None,
        ("sent" | "signed_in_part", Some(answer)) => {
            Some((format!("{client} asks for a change to {number}"), quoted(&answer.message)))
        }
        _ if row.follow_up_on.as_ref().is_some_and(|day| *day <= look.today.to_string()) => {
            Some((format!("Follow up {number} for {client}"), worth))
        }
        ("signed_in_part", None) => {
            Some((format!("{number} waits for another signature of {client}"), worth))
        }
        ("expired", _) => Some((format!("{number} for {client} has run out"), worth)),
        ("sent", None) if soon => Some((format!("{number} waits for {client}"), worth)),
        _ => None,
    })
}

/// A client's words, short enough for a list.
fn quoted(message: &str) -> String {
    let short: String = message.chars().take(160).collect();
    if short.is_empty() { "No reason was given.".to_owned() } else { format!("“{short}”") }
}
