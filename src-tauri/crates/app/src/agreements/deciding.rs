//! What the user decides about an agreement after it was accepted: when it starts, pauses, and
//! changes of single charges. Each decision can be taken back until something was billed by it.

use chrono::NaiveDate;
use domain::follow::on_records;
use domain::ids::AgreementServiceId;
use domain::schedule::{StartOption, date_words};
use serde::{Deserialize, Serialize};
use store::charges::{self as outcomes, Key};
use store::decisions::{self, Decided, Decision};
use ts_rs::TS;

use super::whole::{Whole, whole_of};
use super::{DecisionRow, Entitled, last_looked_at};
use crate::catch_up::ChargeKey;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// Pauses an agreement, or one service of it: what falls due then is held for a decision.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PauseAgreement {
    /// The agreement.
    pub id: String,
    /// Only this service of it; left out, all.
    pub agreement_service_id: Option<String>,
    /// The first day of the pause.
    pub from: String,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// Ends the pause of an agreement, or of one service of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResumeAgreement {
    /// The agreement.
    pub id: String,
    /// The service whose own pause ends; left out, that of the whole agreement.
    pub agreement_service_id: Option<String>,
    /// The first day that is billed again.
    pub on: String,
}

/// Starts an agreement that waits for it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StartAgreement {
    /// The agreement.
    pub id: String,
    /// The first day that is billed for.
    pub on: String,
}

/// Leaves a charge out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SkipCharge {
    /// The charge.
    pub charge: ChargeKey,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// Bills a charge on another day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveCharge {
    /// The charge.
    pub charge: ChargeKey,
    /// The day it falls due instead.
    pub due_on: String,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// Bills a charge at another price for once.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RepriceCharge {
    /// The charge.
    pub charge: ChargeKey,
    /// The price of one, as typed.
    pub price: String,
    /// Why; kept with the charge.
    pub reason: String,
}

/// The client approved work beyond the cap.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ApproveDelivery {
    /// The charge beyond the cap.
    pub charge: ChargeKey,
    /// How the client approved it; kept with the charge.
    pub reason: String,
}

/// Pauses an agreement or a service.
pub fn pause(act: &mut Act<'_>, question: PauseAgreement) -> Result<Made, Failure> {
    let (whole, service) = scope(act, &question.id, question.agreement_service_id.as_deref())?;
    let from = wire::date("from", &question.from)?;
    if open_pause(&whole, service).is_some() {
        return Err(conflict("this is paused already"));
    }
    if let Some(finding) = on_records(&question.reason) {
        let (phrase, why) = (finding.phrase, finding.words);
        return Err(refused("reason", format!("\"{phrase}\" is no reason to pause. {why}")));
    }
    let words = format!("{} paused from {}", name(&whole, service), act.long_date(from));
    decide(act, &whole, service, Decided::Pause(from), &question.reason, &words)
}

/// Ends a pause.
pub fn resume(act: &mut Act<'_>, question: ResumeAgreement) -> Result<Made, Failure> {
    let (whole, service) = scope(act, &question.id, question.agreement_service_id.as_deref())?;
    let on = wire::date("on", &question.on)?;
    let (pause, from) =
        open_pause(&whole, service).ok_or_else(|| conflict("this is not paused"))?;
    let last = on.pred_opt().filter(|last| *last >= from).ok_or_else(|| {
        let from = act.long_date(from);
        refused("on", format!("the pause began on {from}; take it back, or choose a later day"))
    })?;
    let words = format!("{} resumed on {}", name(&whole, service), act.long_date(on));
    decide(act, &whole, service, Decided::Resume(pause, last), "", &words)
}

/// Starts what waits for it.
pub fn start(act: &mut Act<'_>, question: StartAgreement) -> Result<Made, Failure> {
    let (whole, _) = scope(act, &question.id, None)?;
    let on = wire::date("on", &question.on)?;
    if whole.agreement.start != StartOption::ByHand {
        return Err(conflict("this agreement starts by itself"));
    }
    if whole.started_on().is_some() {
        return Err(conflict("this agreement is started already"));
    }
    if on < whole.agreement.starts_on {
        let starts = act.long_date(whole.agreement.starts_on);
        return Err(refused("on", format!("the agreement starts on {starts} at the earliest")));
    }
    let words = format!("{} started on {}", name(&whole, None), act.long_date(on));
    decide(act, &whole, None, Decided::Start(on), "", &words)
}

/// Leaves a charge out.
pub fn skip(act: &mut Act<'_>, question: SkipCharge) -> Result<Made, Failure> {
    change(act, &question.charge, &question.reason, |charge| {
        Ok((Decided::Skip(charge.charge.occurrence), "skipped".to_owned()))
    })
}

/// Moves a charge.
pub fn move_to(act: &mut Act<'_>, question: MoveCharge) -> Result<Made, Failure> {
    let due_on = wire::date("due_on", &question.due_on)?;
    change(act, &question.charge, &question.reason, |charge| {
        let words = format!("moved to {}", date_words(due_on));
        Ok((Decided::Move(charge.charge.occurrence, due_on), words))
    })
}

/// Gives a charge another price for once.
pub fn reprice(act: &mut Act<'_>, question: RepriceCharge) -> Result<Made, Failure> {
    needs_reason(&question.reason, "say why this price differs; it is kept with the charge")?;
    change(act, &question.charge, &question.reason, |charge| {
        let price = wire::amount("price", &question.price, charge.charge.price.currency())?;
        if price.minor() < 0 {
            return Err(refused("price", "a price is 0.00 or more"));
        }
        Ok((Decided::Reprice(charge.charge.occurrence, price), format!("at {}", price.shown())))
    })
}

/// Lets work beyond the cap be billed.
pub fn approve(act: &mut Act<'_>, question: ApproveDelivery) -> Result<Made, Failure> {
    needs_reason(&question.reason, "say how the client approved it; it is kept with the charge")?;
    change(act, &question.charge, &question.reason, |charge| match charge.held {
        Some(domain::charge::Why::BeyondCap) => {
            Ok((Decided::Approve(charge.charge.occurrence), "beyond the cap approved".to_owned()))
        }
        _ => Err(conflict("this waits for no approval")),
    })
}

/// Takes a decision back, unless something was billed by it.
pub fn withdraw(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let decision = decisions::show(act.tx, wire::id("id", &asked.id)?)?
        .ok_or_else(|| not_found("decision"))?;
    let ended = outcomes::outcomes(act.tx, Some(decision.agreement))?;
    let by_it = |key: &Key| match (decision.service, decision.what.occurrence()) {
        (Some(service), Some(occurrence)) => {
            // An approval is only of what exceeds the cap; the part within it may be billed.
            let within = !key.2 && matches!(decision.what, Decided::Approve(_));
            (key.0, key.1) == (service, occurrence) && !within
        }
        _ => matches!(decision.what, Decided::Start(_)),
    };
    if ended.keys().any(by_it) {
        return Err(conflict("what this decided is billed or waived already"));
    }
    let whole = whole_of(act, decision.agreement)?;
    let depends =
        |other: &Decision| matches!(other.what, Decided::Resume(of, _) if of == decision.id);
    if whole.decided.iter().any(depends) {
        return Err(conflict("take back first that this pause ended"));
    }
    decisions::withdraw(act.tx, decision.id, act.now)?;
    let words = format!("Taken back: {}", words(act, &whole, &decision));
    act.say(words, Some(whole.agreement.client_id));
    Ok(Nothing {})
}

/// The decisions of an agreement for the wire, the newest first.
pub(super) fn decided(look: &Look<'_>, whole: &Whole) -> Vec<DecisionRow> {
    let row = |decision: &Decision| DecisionRow {
        id: decision.id.to_string(),
        words: words(look, whole, decision),
        reason: decision.reason.clone(),
        decided_on: look.local(decision.decided_at).date().to_string(),
    };
    whole.decided.iter().rev().map(row).collect()
}

fn words(look: &Look<'_>, whole: &Whole, decision: &Decision) -> String {
    let name = name(whole, decision.service);
    let nth = |occurrence: u32| format!("{name}, charge {}", u64::from(occurrence) + 1);
    match decision.what {
        Decided::Start(on) => format!("{name}: started on {}", look.long_date(on)),
        Decided::Pause(from) => format!("{name}: paused from {}", look.long_date(from)),
        Decided::Resume(_, to) => format!("{name}: paused until {}", look.long_date(to)),
        Decided::Skip(n) => format!("{}: skipped", nth(n)),
        Decided::Move(n, on) => format!("{}: moved to {}", nth(n), look.long_date(on)),
        Decided::Reprice(n, price) => format!("{}: at {}", nth(n), price.shown()),
        Decided::Approve(n) => format!("{}: approved beyond the cap", nth(n)),
    }
}

fn name(whole: &Whole, service: Option<AgreementServiceId>) -> String {
    let named = whole.services.iter().find(|(found, _)| Some(found.terms.id) == service);
    named.map_or_else(
        || format!("Agreement {}", whole.agreement.number),
        |(found, _)| found.name.clone(),
    )
}

fn needs_reason(reason: &str, message: &str) -> Result<(), Failure> {
    if reason.trim().is_empty() { Err(refused("reason", message)) } else { Ok(()) }
}

/// The agreement, and the service of it that is meant.
fn scope(
    look: &Look<'_>,
    id: &str,
    service: Option<&str>,
) -> Result<(Whole, Option<AgreementServiceId>), Failure> {
    let whole = whole_of(look, wire::id("id", id)?)?;
    let Some(service) = service else { return Ok((whole, None)) };
    let service: AgreementServiceId = wire::id("agreement_service_id", service)?;
    if !whole.services.iter().any(|(found, _)| found.terms.id == service) {
        return Err(not_found("service"));
    }
    Ok((whole, Some(service)))
}

/// The pause of exactly this scope that lasts.
fn open_pause(
    whole: &Whole,
    service: Option<AgreementServiceId>,
) -> Option<(domain::ids::DecisionId, NaiveDate)> {
    let own = |(decision, pause): &(&Decision, domain::charge::Pause)| {
        decision.service == service && pause.to.is_none()
    };
    let (decision, pause) = whole.pauses(service).into_iter().find(own)?;
    Some((decision.id, pause.from))
}

/// Decides about one charge that is neither billed nor waived.
fn change(
    act: &mut Act<'_>,
    key: &ChargeKey,
    reason: &str,
    what: impl FnOnce(&Entitled<'_>) -> Result<(Decided, String), Failure>,
) -> Result<Made, Failure> {
    let key = key.read()?;
    let agreement = store::agreements::show_service(act.tx, key.0)?
        .ok_or_else(|| not_found("charge"))?
        .agreement_id;
    if outcomes::outcomes(act.tx, Some(agreement))?.contains_key(&key) {
        return Err(conflict("this charge is billed or waived already"));
    }
    let whole = whole_of(act, agreement)?;
    let all = whole.all(last_looked_at(act))?;
    let charge =
        all.iter().find(|charge| charge.key() == key).ok_or_else(|| not_found("charge"))?;
    if charge.held == Some(domain::charge::Why::Skipped) {
        return Err(conflict("this charge is skipped; take that back first"));
    }
    let (decided, words) = what(charge)?;
    let period = super::period_words(act, charge.charge.period);
    let words = format!("{}, {period}: {words}", charge.service.name);
    decide(act, &whole, Some(key.0), decided, reason, &words)
}

fn decide(
    act: &mut Act<'_>,
    whole: &Whole,
    service: Option<AgreementServiceId>,
    what: Decided,
    reason: &str,
    words: &str,
) -> Result<Made, Failure> {
    let decision = Decision {
        id: act.new_id(),
        agreement: whole.agreement.id,
        service,
        what,
        reason: wire::line("reason", reason, 400)?,
        decided_at: act.now,
    };
    decisions::add(act.tx, &decision)?;
    let because =
        if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
    act.say(format!("{words}{because}"), Some(whole.agreement.client_id));
    let id = decision.id.to_string();
    act.offer_undo("Decided", "decisions.withdraw", ById { id: id.clone() });
    Ok(Made { id })
}
