//! An amendment leaves, is answered, or is taken back.

use chrono::NaiveDate;
use domain::amendment::{Consent, Effect, Standing};
use domain::named::Named;
use store::amendments::{self, Event, EventKind};
use store::documents;

use super::{AnswerAmendment, Weighed, WithdrawAmendment, earliest, ground, letter, one};
use crate::acceptances::keep_evidence;
use crate::context::Act;
use crate::failure::{Failure, conflict, refused};
use crate::mail::{self, ComposeMail};
use crate::wire::{self, ById, Nothing};

/// Draws the letter of an amendment and marks it sent: from now its notice runs.
pub fn send(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let (whole, stored) = one(act, &asked.id)?;
    if stored.terms.standing != Standing::Proposed {
        return Err(conflict("this amendment was sent or taken back already"));
    }
    let (before, letter) = ground(act, &whole, &stored.terms)?;
    let after = stored.terms.applied(&before).map_err(|wrong| conflict(wrong.to_string()))?;
    let weighed = Weighed { before, after, letter, consent: stored.terms.consent };
    if let Some(earliest) = earliest(act, &weighed, &stored.terms)? {
        let day = act.long_date(earliest);
        return Err(conflict(format!(
            "its notice would end after it begins; take it back and date it {day} or later"
        )));
    }
    let rendered = letter::compose(act, &whole, &stored, &weighed.before, &weighed.after)?;
    let rendered = rendered.render_as(crate::letter::setting(&act.practice));
    let client = whole.client_on(stored.terms.effective_on);
    let number = stored.terms.number;
    let agreement = whole.agreement.number.clone();
    let name = format!("{agreement} amendment {number}.pdf");
    let document = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    let event = event(act, EventKind::Noticed, act.today, String::new(), Some(document));
    amendments::record(act.tx, stored.id, &event)?;
    // In one transaction with the sending, so that its notice leaves once or not at all.
    let by_mail = mail::send_by_itself(act, ComposeMail::Amendment { id: asked.id })?;
    let how = if by_mail { "; its notice leaves by e-mail" } else { "" };
    act.undo = None;
    act.say(format!("Amendment {number} of {agreement} sent{how}"), Some(client));
    Ok(Nothing {})
}

pub(super) fn event(
    act: &Act<'_>,
    kind: EventKind,
    on: NaiveDate,
    words: String,
    document: Option<String>,
) -> Event {
    Event { id: act.new_id(), kind, on, words, document, recorded_at: act.now }
}

/// Whether a mail reminds of an amendment.
pub(super) fn is_reminder(about: &ComposeMail) -> bool {
    matches!(about, ComposeMail::AmendmentReminder { .. })
}

/// Records what the client answered.
pub fn answer(act: &mut Act<'_>, question: AnswerAmendment) -> Result<Nothing, Failure> {
    let (whole, stored) = one(act, &question.id)?;
    let kind = EventKind::named(&question.answer)
        .filter(|kind| {
            matches!(kind, EventKind::Approved | EventKind::Signed | EventKind::Objected)
        })
        .ok_or_else(|| refused("answer", "choose approved, signed or objected"))?;
    let on = wire::date("on", &question.on)?;
    let sent = stored.event(EventKind::Noticed).map(|event| event.on);
    match sent {
        None => return Err(conflict("this amendment was not sent yet")),
        Some(sent) if on < sent || on > act.today => {
            let message = "give the day of the answer, from the sending until today";
            return Err(refused("on", message));
        }
        Some(_) => {}
    }
    let words = wire::line("words", &question.words, 400)?;
    if words.is_empty() {
        return Err(refused("words", "say who answered and how; it is kept for ever"));
    }
    if kind == EventKind::Signed && question.file.is_none() {
        return Err(refused("file", "a signature needs the signed page or the message"));
    }
    let effect = whole.amended.as_ref().and_then(|amended| amended.effect(act, &stored.terms));
    let over = effect == Some(Effect::Yes);
    if kind == EventKind::Objected && over && stored.terms.consent != Consent::Silent {
        return Err(conflict("it has the client's consent already; write another amendment"));
    }
    let document = match &question.file {
        Some(file) => Some(keep_evidence(act, "file", &file.name, &file.bytes()?)?),
        None => None,
    };
    amendments::record(act.tx, stored.id, &event(act, kind, on, words.clone(), document))?;
    // Whoever has answered is not reminded.
    mail::take_back(act, &question.id, is_reminder)?;
    let said = match kind {
        EventKind::Approved => "approved",
        EventKind::Signed => "signed",
        _ => "refused",
    };
    let (number, agreement) = (stored.terms.number, &whole.agreement.number);
    let client = Some(whole.client_on(act.today));
    act.say(format!("Amendment {number} of {agreement} {said}: {words}"), client);
    Ok(Nothing {})
}

/// Notes that the client was reminded of a notice that runs.
pub fn remind(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let (whole, stored) = one(act, &asked.id)?;
    if !matches!(stored.terms.standing, Standing::Noticed { .. }) {
        return Err(conflict("this amendment waits for no answer"));
    }
    let event = event(act, EventKind::Reminded, act.today, String::new(), None);
    amendments::record(act.tx, stored.id, &event)?;
    let number = stored.terms.number;
    let words = format!("Reminded of amendment {number} of {}", whole.agreement.number);
    act.say(words, Some(whole.client_on(act.today)));
    Ok(Nothing {})
}

/// Takes an amendment back that does not hold yet. Its number stays taken.
pub fn withdraw(act: &mut Act<'_>, question: WithdrawAmendment) -> Result<Nothing, Failure> {
    let (whole, stored) = one(act, &question.id)?;
    let effect = whole.amended.as_ref().and_then(|amended| amended.effect(act, &stored.terms));
    if effect == Some(Effect::Yes) && stored.terms.effective_on <= act.today {
        return Err(conflict("it holds already; write another amendment that changes it back"));
    }
    let reason = wire::line("reason", &question.reason, 400)?;
    let event = event(act, EventKind::Withdrawn, act.today, reason, None);
    amendments::record(act.tx, stored.id, &event)?;
    mail::take_back(act, &question.id, |_| true)?;
    let number = stored.terms.number;
    let words = format!("Amendment {number} of {} taken back", whole.agreement.number);
    act.say(words, Some(whole.client_on(act.today)));
    Ok(Nothing {})
}
