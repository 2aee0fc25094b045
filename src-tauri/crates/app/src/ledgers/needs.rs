//! What needs the user about the connected ledger.

use chrono::Duration;
use domain::sync::LinkState;
use store::ledgers as kept;

use crate::context::Look;
use crate::failure::Failure;
use crate::today::{Need, need};

/// So many days before its end a sign-in is told of.
const SOON_DAYS: i64 = 14;

/// How many documents differ there, and payments there are not recorded here.
pub(crate) fn open_matters(look: &Look<'_>) -> Result<(usize, usize), Failure> {
    let Some(ledger) = kept::connected(look.db)? else { return Ok((0, 0)) };
    let links = kept::links(look.db, ledger.id)?;
    let differ = links.values().filter(|kept| kept.link.state == LinkState::Conflict).count();
    let there = kept::payments_there(look.db, ledger.id)?;
    Ok((differ, there.iter().filter(|one| one.state == "suggested").count()))
}

/// Differences, payments recorded there, and a run that stopped.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let Some(ledger) = kept::connected(look.db)? else { return Ok(Vec::new()) };
    let name = &ledger.name;
    let mut needs = Vec::new();
    let mut add = |what: &str, tone: &str, title: String, detail: String| {
        let key = format!("ledger:{what}:{}", ledger.id);
        let words = [title, detail, "Look".to_owned()];
        needs.push(need(key, "ledger", tone, words, "#/sync".to_owned()));
    };
    let (differ, there) = open_matters(look)?;
    if differ > 0 {
        let title = format!("{differ} of your documents differ in {name}");
        add("differ", "failed", title, "Decide for each what should be true.".to_owned());
    }
    if there > 0 {
        let title = format!("{there} payments were recorded in {name} and not here");
        add("there", "waiting", title, "Record them here, or pass them over.".to_owned());
    }
    let ends = ledger.signed_in_until.filter(|at| *at - look.now < Duration::days(SOON_DAYS));
    if let Some(ends) = ends {
        let day = look.day(look.local(ends).date());
        let title = format!("The sign-in at {name} ends on {day}");
        let detail =
            "Sync before that day. Where it ends all the same, sign in anew in the settings."
                .to_owned();
        add("ends", "waiting", title, detail);
    }
    let last = kept::runs(look.db, ledger.id, 1)?.into_iter().next();
    if let Some(run) = last.filter(|run| run.state == "stopped") {
        let title = format!("The sync with {name} stopped");
        add("stopped", "failed", title, format!("{}.", run.words));
    }
    Ok(needs)
}
