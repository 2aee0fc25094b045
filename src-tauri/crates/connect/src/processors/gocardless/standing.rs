//! Whether an account at GoCardless is ready.

use domain::processor::{Missing, Reason, Standing, Trouble};
use serde_json::Value;

use super::mandates::SCHEMES;
use super::wire::Creditor;
use super::{GoCardless, is_live, no};

/// A name that nothing at GoCardless has.
const NOBODY: &str = "BRQ0000QUITTANCE";

/// Who an account is and what it lacks.
pub(super) fn check(account: &GoCardless) -> Result<Standing, Trouble> {
    let live = is_live(&account.token);
    if !live && !account.token().starts_with("sandbox_") {
        let words = "this is no access token of GoCardless's; one begins with live_ or sandbox_";
        return Err(no(Reason::PracticeMustAct, "key", words));
    }
    let side = if live { "" } else { "-sandbox" };
    let link = |page: &str| format!("https://manage{side}.gocardless.com/{page}");
    let all: Vec<Creditor> = account.list("see whose account it is", "creditors", &[])?;
    let Some(creditor) = all.into_iter().next() else {
        let words = "the account at GoCardless is not set up yet";
        return Err(no(Reason::PracticeMustAct, "creditor", words));
    };
    let mut missing = Vec::new();
    if creditor.verification_status.as_deref() != Some("successful") {
        missing.push(Missing {
            what: "Verification".to_owned(),
            why: "GoCardless pays nothing out before it has verified the practice".to_owned(),
            link: link("verification"),
        });
    }
    if !may_write(account)? {
        missing.push(Missing {
            what: "Access token: read-write".to_owned(),
            why: "with a read-only token nothing can be charged".to_owned(),
            link: link("developers/access-tokens/create"),
        });
    }
    let has = |name: &str| creditor.scheme_identifiers.iter().any(|one| one.scheme == name);
    // GoCardless names SEPA without its kind.
    let schemes =
        SCHEMES.iter().filter(|(_, name)| has(name) || has(name.trim_end_matches("_core")));
    Ok(Standing {
        schemes: schemes.map(|(scheme, _)| *scheme).collect(),
        account: creditor.id,
        name: creditor.name,
        live,
        missing,
        now: None,
    })
}

/// Whether the token may do more than read: an act on what cannot exist changes nothing.
fn may_write(account: &GoCardless) -> Result<bool, Trouble> {
    let purpose = "see what the token permits";
    match account.act::<Value>(purpose, "billing_requests", NOBODY, "cancel") {
        Err(Trouble::Refused(no)) if no.code == "permission" => Ok(false),
        Err(Trouble::Refused(no)) if no.code != "key" && no.reason != Reason::Busy => Ok(true),
        Ok(_) => Ok(true),
        Err(trouble) => Err(trouble),
    }
}
