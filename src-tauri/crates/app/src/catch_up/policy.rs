//! How the practice catches up: the choices it prefers, when it wants to be asked, and which
//! agreements are billed without asking.

use domain::catch_up::{Dating, Policy};
use domain::ids::AgreementId;
use domain::named::Named;
use serde::{Deserialize, Serialize};
use store::catch_up as stored;
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Nothing};

/// The choices the review begins with, and when the program asks instead of issuing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CatchUpPolicy {
    /// `today`, or `own_date` for the day each charge fell due.
    pub date: String,
    /// One invoice a client instead of one for each agreement and due date.
    pub merge: bool,
    /// When more charges than this are due at once, all of them wait; as typed.
    pub most_charges: String,
    /// What fell due more days ago than this waits; as typed.
    pub most_days: String,
}

/// Bills an agreement automatically, or no longer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetAutomatic {
    /// The agreement.
    pub id: String,
    /// Whether its invoices are issued without being asked for.
    pub automatic: bool,
}

/// The policy.
pub fn policy(look: &Look<'_>, _: Nothing) -> Result<CatchUpPolicy, Failure> {
    Ok(shown(&stored::policy(look.db)?))
}

/// The policy for the wire.
pub(super) fn shown(policy: &Policy) -> CatchUpPolicy {
    CatchUpPolicy {
        date: policy.dating.name().to_owned(),
        merge: policy.merge,
        most_charges: policy.most_charges.to_string(),
        most_days: policy.most_days.to_string(),
    }
}

/// Which day an invoice carries, from the wire.
pub(super) fn dating(name: &str) -> Result<Dating, Failure> {
    Dating::named(name).ok_or_else(|| refused("date", "choose each charge's own date, or today"))
}

/// Saves the policy.
pub fn save_policy(act: &mut Act<'_>, question: CatchUpPolicy) -> Result<Nothing, Failure> {
    let before = shown(&stored::policy(act.tx)?);
    let policy = Policy {
        dating: dating(&question.date)?,
        merge: question.merge,
        most_charges: at_most("most_charges", &question.most_charges, 10_000)?,
        most_days: at_most("most_days", &question.most_days, 3_650)?,
    };
    stored::save_policy(act.tx, &policy)?;
    let (charges, days) = (policy.most_charges, policy.most_days);
    let words =
        format!("Catch-up asks about more than {charges} charges and what is {days} days old");
    act.say(words, None);
    act.offer_undo("Catch-up choices saved", "catch_up.save_policy", before);
    Ok(Nothing {})
}

fn at_most(field: &'static str, text: &str, most: u32) -> Result<u32, Failure> {
    let text = text.trim();
    text.parse()
        .ok()
        .filter(|number| *number <= most)
        .ok_or_else(|| refused(field, format!("\"{text}\" is not a whole number from 0 to {most}")))
}

/// Switches automatic billing of an agreement on or off. What is due is issued by the next run,
/// which asks where the policy says so.
pub fn set_automatic(act: &mut Act<'_>, question: SetAutomatic) -> Result<Nothing, Failure> {
    let id: AgreementId = wire::id("id", &question.id)?;
    let agreement = store::agreements::show(act.tx, id)?.ok_or_else(|| not_found("agreement"))?;
    stored::set_automatic(act.tx, id, question.automatic, act.now)?;
    let how = if question.automatic { "issued automatically" } else { "issued when you say so" };
    act.say(
        format!("Invoices of agreement {} are {how}", agreement.number),
        Some(agreement.client_id),
    );
    let back = SetAutomatic { automatic: !question.automatic, ..question };
    act.offer_undo("Automatic invoices switched", "agreements.set_automatic", back);
    Ok(Nothing {})
}
