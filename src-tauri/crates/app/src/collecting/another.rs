//! Another method in the place of one that cannot be charged any more, or soon: the client gets a
//! page for it by e-mail, once for each method.
//!
//! Only the method changes: what was permitted stays what it was. Where the client took the
//! permission itself back, nothing is asked for without the user.

use chrono::{Days, NaiveDate};
use domain::named::Named;
use store::permissions::{self, Kept, Occasion};
use store::revisions::SentLetter;
use store::{collections, proposals, revisions};

use super::asking::{self, Asking};
use super::{letters, live, shown};
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found};
use crate::today::{Need, need};

/// So many days before a card ends, its owner is asked for another.
const CARD_DAYS: u64 = 45;

/// Until when a card has to end to be told of now.
fn soon(look: &Look<'_>) -> NaiveDate {
    look.today + Days::new(CARD_DAYS)
}

/// Cards that end soon and whose owners can be asked for another.
fn ending(look: &Look<'_>) -> Result<Vec<Kept>, Failure> {
    let connections = live(look)?;
    let mut found = permissions::ending(look.db, soon(look))?;
    found.retain(|kept| connections.iter().any(|one| one.id == kept.connection));
    let mut free = Vec::new();
    for kept in found {
        if letters::open_of(look, kept.client)?.is_none() {
            free.push(kept);
        }
    }
    Ok(free)
}

/// Whether the owner of a card is to be asked for another.
pub(super) fn is_due(look: &Look<'_>) -> Result<bool, Failure> {
    Ok(!look.practice.sample && !ending(look)?.is_empty())
}

/// Asks the owners of cards that end soon for another.
pub(super) fn tend(act: &mut Act<'_>) -> Result<(), Failure> {
    if act.practice.sample {
        return Ok(());
    }
    for kept in ending(act)? {
        ask_instead(act, &kept)?;
    }
    Ok(())
}

/// Asks for another method in the place of one, unless that was done or the client has a page open.
pub(super) fn ask_instead(act: &Act<'_>, kept: &Kept) -> Result<(), Failure> {
    if permissions::is_asked_instead(act.tx, kept.id)?
        || letters::open_of(act, kept.client)?.is_some()
    {
        return Ok(());
    }
    let before = permissions::authorization_by_id(act.tx, kept.authorization)?;
    let before = before.ok_or_else(|| not_found("permission"))?;
    let Some(revision) = before.revision else { return Ok(()) };
    let revision = revisions::show(act.tx, revision)?.ok_or_else(|| not_found("letter"))?;
    let proposal = proposals::show(act.tx, revision.proposal_id)?;
    let letter = SentLetter {
        id: revision.id,
        proposal: proposal.ok_or_else(|| not_found("proposal"))?.number,
        number: u32::try_from(revision.number).unwrap_or(u32::MAX),
        sha256: revision.letter,
    };
    let new = Asking {
        connection: kept.connection,
        client: kept.client,
        letter,
        schemes: before.schemes,
        currency: before.currency,
        occasion: Occasion::Another,
        instead_of: Some(kept.id),
    };
    asking::put(act, new)?;
    Ok(())
}

/// Ends a method. What was to be taken from it stops until there is another: it is not on its way
/// any more, and its client may hear of it.
pub(super) fn end(act: &Act<'_>, kept: &Kept, why: &str) -> Result<(), Failure> {
    permissions::end(act.tx, kept.id, why, act.now)?;
    for mut waits in collections::open(act.tx)? {
        if waits.instrument == Some(kept.id) && waits.state.is_ours() && waits.stopped.is_empty() {
            waits.stopped = format!(
                "{} is not charged any more ({why}); ask the client for another payment method.",
                shown(kept)
            );
            collections::update(act.tx, &waits)?;
        }
    }
    Ok(())
}

/// Cards in use that end soon, or have.
pub(super) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for kept in permissions::instruments(look.db, None)? {
        let soon = kept.instrument.ends_on.filter(|end| *end <= soon(look));
        let Some(ends_on) = soon.filter(|_| kept.ended_at.is_none()) else { continue };
        let client = store::clients::show(look.db, kept.client)?;
        let name = client.map(|client| client.name).unwrap_or_default();
        let asked = letters::open_of(look, kept.client)?;
        let verb = if ends_on < look.today { "ended" } else { "ends" };
        let title = format!("{name}: {} {verb} on {}", shown(&kept), look.short_date(ends_on));
        let (detail, action, go) = match asked {
            Some(asked) if letters::is_told(look, &asked)? => (
                format!("They were asked for another: {}.", asked.standing.name()),
                "Look",
                format!("#/clients/{}", kept.client),
            ),
            Some(asked) if asked.url.is_some() => (
                "Its page is there, and no account can send it.".to_owned(),
                "Send the link",
                format!("#/clients/{}?ask={}", kept.client, asked.id),
            ),
            _ => (
                "Ask them for another method before an invoice cannot be collected.".to_owned(),
                "Look",
                format!("#/clients/{}", kept.client),
            ),
        };
        let key = format!("card:{}:{ends_on}", kept.id);
        needs.push(need(key, "card_ends", "waiting", [title, detail, action.to_owned()], go));
    }
    Ok(needs)
}

/// Why a client is asked for another method, in the words of an e-mail.
pub(crate) fn why(look: &Look<'_>, kept: &Kept) -> String {
    let method = shown(kept);
    match (kept.ended_at, kept.instrument.ends_on) {
        (None, Some(end)) if end < look.today => {
            format!("your {method} ended on {}", look.long_date(end))
        }
        (None, Some(end)) => format!("your {method} ends on {}", look.long_date(end)),
        (Some(_), _) if !kept.ended_why.is_empty() => {
            format!("your {method} could not be charged: {}", kept.ended_why)
        }
        _ => format!("your {method} cannot be charged any more"),
    }
}
