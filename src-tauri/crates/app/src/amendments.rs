//! Amendments: what was accepted stays, and each change of it is numbered, sent, and holds from its
//! day once it has the consent it needs (rule 5).

mod asking;
mod form;
mod letter;
mod matrix;
mod reminding;
mod sending;
mod shapes;
mod terms;

pub use matrix::{matrix, save_matrix};
pub use reminding::{RemindersSent, send_reminders};
pub use sending::{answer, remind, send, withdraw};
pub use shapes::*;
pub use terms::on_day;

use chrono::{Months, NaiveDate};
use domain::amendment::{
    self, Amendment, Consent, Effect, Matrix, Refusal, Standing, Terms, difference, needed,
    takes_effect,
};
use domain::ids::{AgreementServiceId, AmendmentId, ClientId, Id, PriceReviewId};
use domain::named::Named;
use store::amendments::{self, Amendment as Stored, EventKind};

use crate::agreements::{self, ChargeRow, LetterFacts, Whole, whole_of};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made};
pub(crate) use asking::needs;
pub(crate) use form::Typed;

/// The terms an amendment changes, and what the letter says about changing them.
fn ground(
    look: &Look<'_>,
    whole: &Whole,
    amendment: &Amendment,
) -> Result<(Terms, LetterFacts), Failure> {
    Ok(match &whole.amended {
        Some(amended) => (amended.before(amendment).clone(), amended.letter.clone()),
        None => (whole.accepted(), LetterFacts::of(look, &whole.agreement)?),
    })
}

/// What it needs by the matrix of the practice, and the terms before and after.
struct Weighed {
    before: Terms,
    after: Terms,
    letter: LetterFacts,
    consent: Consent,
}

fn weigh(look: &Look<'_>, whole: &Whole, amendment: &Amendment) -> Result<Weighed, Failure> {
    let (before, letter) = ground(look, whole, amendment)?;
    let unfit = |wrong: amendment::ChainError| refused("changes", wrong.to_string());
    let after = amendment.applied(&before).map_err(unfit)?;
    if before == after {
        return Err(refused("changes", "nothing is different; say what changes"));
    }
    let matrix = amendments::matrix(look.db)?;
    let consent =
        letter.read(|letter| needed(&before, amendment, &matrix, letter)).map_err(unfit)?;
    Ok(Weighed { before, after, letter, consent })
}

/// The first day on which it could hold if it were sent today, where its own day is too early.
fn earliest(
    look: &Look<'_>,
    weighed: &Weighed,
    amendment: &Amendment,
) -> Result<Option<NaiveDate>, Failure> {
    let sent = Amendment {
        consent: weighed.consent,
        standing: Standing::Noticed { on: look.today },
        ..amendment.clone()
    };
    let effect = weighed
        .letter
        .read(|letter| takes_effect(&weighed.before, &sent, &Matrix::fixed(), letter, look.today));
    Ok(match effect.map_err(|wrong| refused("changes", wrong.to_string()))? {
        Effect::No(Refusal::NoticeTooShort { earliest }) => Some(earliest),
        _ => None,
    })
}

/// What an amendment would do. Nothing changes by asking.
pub fn preview(look: &Look<'_>, form: AmendmentForm) -> Result<AmendmentPreview, Failure> {
    let mut whole = whole_of(look, wire::id("agreement_id", &form.agreement_id)?)?;
    let mut drawn = 0_u128;
    let mut new_id = || -> AgreementServiceId {
        drawn += 1;
        AgreementServiceId::from_uuid(uuid::Uuid::from_u128(drawn))
    };
    let typed = form::read(look, &mut new_id, &whole, &form)?;
    let weighed = weigh(look, &whole, &typed.terms)?;
    let earliest = earliest(look, &weighed, &typed.terms)?;
    let currency = whole.agreement.currency;
    let from = typed.terms.effective_on;
    let dates = |day| look.long_date(day);
    let difference = difference(&weighed.before, &weighed.after, currency, from, &dates)?;
    let remarks = remarks(look, &whole, &typed.terms, weighed.consent)?;
    Ok(AmendmentPreview {
        sentences: sentences(look, &difference.sentences, &weighed)?,
        before_month: difference.before.per_month.into(),
        after_month: difference.after.per_month.into(),
        before_year: difference.before.per_year.into(),
        after_year: difference.after.per_year.into(),
        consent: weighed.consent.name().to_owned(),
        consent_words: weighed.consent.words(),
        earliest_on: earliest.map(|day| day.to_string()),
        remarks,
        charges: charges_after(look, &mut whole, typed, weighed.consent)?,
    })
}

/// The next charges as they would be with the amendment in effect.
fn charges_after(
    look: &Look<'_>,
    whole: &mut Whole,
    typed: Typed,
    consent: Consent,
) -> Result<Vec<ChargeRow>, Failure> {
    let from = typed.terms.effective_on;
    let standing = Standing::Signed { on: look.today };
    let stored = Stored {
        id: AmendmentId::from_uuid(uuid::Uuid::nil()),
        agreement: whole.agreement.id,
        terms: Amendment { consent, standing, ..typed.terms },
        note: String::new(),
        review: None,
        written_at: look.now,
        events: Vec::new(),
    };
    let added = typed.added.into_iter().map(|service| {
        let amendment = Some(stored.id);
        (store::agreements::AgreementService { amendment, ..service }, Vec::new())
    });
    whole.services.extend(added);
    whole.amend(look, stored)?;
    let ended = store::charges::outcomes(look.db, Some(whole.agreement.id))?;
    let until = from.checked_add_months(Months::new(13)).unwrap_or(from);
    let mut next = whole.entitled(until)?;
    next.retain(|entitled| {
        entitled.charge.period.to >= from && !ended.contains_key(&entitled.key())
    });
    next.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
    next.truncate(6);
    next.iter().map(|entitled| agreements::charge_row(look, entitled, &ended)).collect()
}

/// What changes in plain words, with the name of a client who takes over.
fn sentences(look: &Look<'_>, words: &[String], weighed: &Weighed) -> Result<Vec<String>, Failure> {
    let mut sentences = words.to_vec();
    if weighed.before.client != weighed.after.client
        && let Some(client) = store::clients::show(look.db, weighed.after.client)?
    {
        let last = sentences.len().saturating_sub(1);
        if let Some(sentence) = sentences.get_mut(last) {
            *sentence = sentence.replace("Another client", &client.name);
        }
    }
    Ok(sentences)
}

/// What to know before it is written.
fn remarks(
    look: &Look<'_>,
    whole: &Whole,
    amendment: &Amendment,
    consent: Consent,
) -> Result<Vec<String>, Failure> {
    let mut remarks = Vec::new();
    let lines = store::charges::billed_lines(look.db, whole.agreement.id, 500)?;
    let billed: Vec<_> =
        lines.iter().filter(|line| line.period.from >= amendment.effective_on).collect();
    if let (Some(last), Some(first)) = (billed.first(), billed.last()) {
        remarks.push(format!(
            "{} billed from {} to {} by the terms before; what was billed stays as it is.",
            if billed.len() == 1 {
                "1 period is".to_owned()
            } else {
                format!("{} periods are", billed.len())
            },
            look.long_date(first.period.from),
            look.long_date(last.period.to)
        ));
    }
    if amendment.effective_on < look.today && consent > Consent::Silent {
        remarks
            .push("It begins before today: it holds from its day once the client agrees.".into());
    }
    let ending =
        amendment.changes.iter().any(|change| matches!(change, amendment::Change::End(Some(_))));
    if ending {
        remarks.push(
            "The final bill is what falls due until the last day. The client's records are to be \
             returned, paid or not; Today asks for it on that day."
                .to_owned(),
        );
    }
    Ok(remarks)
}

/// Writes an amendment. It holds once it is sent and has the consent it needs.
pub fn create(act: &mut Act<'_>, form: AmendmentForm) -> Result<Made, Failure> {
    let whole = whole_of(act, wire::id("agreement_id", &form.agreement_id)?)?;
    let mut new_id = || act.new_id();
    let typed = form::read(act, &mut new_id, &whole, &form)?;
    let (id, number) = write(act, &whole, typed, None)?;
    let client = whole.client_on(act.today);
    let agreement = &whole.agreement.number;
    act.say(format!("Amendment {number} of {agreement} written"), Some(client));
    let question = WithdrawAmendment { id: id.to_string(), reason: String::new() };
    act.offer_undo("Amendment written", "amendments.withdraw", question);
    Ok(Made { id: id.to_string() })
}

/// Writes what was typed, or what a price review found; its number.
pub(crate) fn write(
    act: &Act<'_>,
    whole: &Whole,
    typed: Typed,
    review: Option<PriceReviewId>,
) -> Result<(AmendmentId, u32), Failure> {
    let weighed = weigh(act, whole, &typed.terms)?;
    if let Some(earliest) = earliest(act, &weighed, &typed.terms)? {
        let day = act.long_date(earliest);
        let message = format!("its notice runs until then; choose {day} or later");
        return Err(refused("effective_on", message));
    }
    let id: AmendmentId = act.new_id();
    let added: Vec<_> = typed
        .added
        .into_iter()
        .map(|service| store::agreements::AgreementService { amendment: Some(id), ..service })
        .collect();
    let number = typed.terms.number;
    let stored = Stored {
        id,
        agreement: whole.agreement.id,
        terms: Amendment { consent: weighed.consent, ..typed.terms },
        note: typed.note,
        review,
        written_at: act.now,
        events: Vec::new(),
    };
    amendments::add(act.tx, &stored, &added)?;
    Ok((id, number))
}

/// An amendment with its agreement.
fn one(look: &Look<'_>, id: &str) -> Result<(Whole, Stored), Failure> {
    let id: AmendmentId = wire::id("id", id)?;
    let agreement = amendments::agreement_of(look.db, id)?.ok_or_else(|| not_found("amendment"))?;
    let whole = whole_of(look, agreement)?;
    let amended = whole.amended.as_ref().ok_or_else(|| not_found("amendment"))?;
    let stored = amended.amendments.iter().find(|one| one.id == id).cloned();
    let stored = stored.ok_or_else(|| not_found("amendment"))?;
    Ok((whole, stored))
}

/// The amendments of an agreement.
pub fn list(look: &Look<'_>, asked: ById) -> Result<AmendmentList, Failure> {
    let whole = whole_of(look, wire::id("id", &asked.id)?)?;
    let Some(amended) = &whole.amended else { return Ok(AmendmentList { rows: Vec::new() }) };
    let rows = amended.amendments.iter().rev().map(|stored| row(look, &whole, stored));
    Ok(AmendmentList { rows: rows.collect::<Result<_, Failure>>()? })
}

fn row(look: &Look<'_>, whole: &Whole, stored: &Stored) -> Result<AmendmentRow, Failure> {
    let terms = &stored.terms;
    let amended = whole.amended.as_ref();
    let effect = amended.and_then(|amended| amended.effect(look, terms));
    let unfit = amended.and_then(|amended| amended.unfit.get(&terms.number));
    let (before, letter) = ground(look, whole, terms)?;
    let dates = |day| look.long_date(day);
    let words = match terms.applied(&before) {
        Ok(after) => {
            let currency = whole.agreement.currency;
            let found = difference(&before, &after, currency, terms.effective_on, &dates)?;
            let weighed = Weighed { before, after, letter, consent: terms.consent };
            sentences(look, &found.sentences, &weighed)?
        }
        Err(_) => Vec::new(),
    };
    Ok(AmendmentRow {
        id: stored.id.to_string(),
        number: terms.number,
        effective_on: terms.effective_on.to_string(),
        state: state(look, whole, stored).to_owned(),
        words: match (unfit, effect) {
            (Some(why), _) => why.clone(),
            (None, Some(effect)) => effect.words(terms, &dates),
            (None, None) => String::new(),
        },
        sentences: words,
        consent: terms.consent.name().to_owned(),
        consent_words: terms.consent.words(),
        mid_period: terms.mid_period.name().to_owned(),
        note: stored.note.clone(),
        letter: stored.event(EventKind::Noticed).and_then(|event| event.document.clone()),
        reminders: reminders(stored).iter().map(ToString::to_string).collect(),
        events: stored
            .events
            .iter()
            .map(|event| AmendmentEvent {
                kind: event.kind.name().to_owned(),
                on: event.on.to_string(),
                words: event.words.clone(),
                document: event.document.clone(),
            })
            .collect(),
    })
}

/// How far an amendment has come, for the wire.
pub(crate) fn state(look: &Look<'_>, whole: &Whole, stored: &Stored) -> &'static str {
    let terms = &stored.terms;
    let effect = whole.amended.as_ref().and_then(|amended| amended.effect(look, terms));
    match (terms.standing, effect) {
        (Standing::Withdrawn { .. }, _) => "withdrawn",
        (Standing::Objected { .. }, _) => "objected",
        (Standing::Proposed, _) => "proposed",
        (_, None) => "unfit",
        (_, Some(Effect::Yes)) if terms.effective_on <= look.today => "holds",
        (_, Some(Effect::Yes)) => "coming",
        (_, Some(Effect::No(_))) => "late",
        (_, Some(Effect::Waiting(_))) => "waiting",
    }
}

/// A sent amendment for a mail.
pub(crate) struct Sent {
    /// Whose terms it changes.
    pub(crate) client: ClientId,
    /// The number of the agreement.
    pub(crate) agreement: String,
    /// Its own number.
    pub(crate) number: u32,
    /// The first day on which it holds.
    pub(crate) effective_on: NaiveDate,
    /// What changes for the client.
    pub(crate) sentences: Vec<String>,
    /// What the client can do.
    pub(crate) consent: String,
    /// Its letter: SHA-256 of its document.
    pub(crate) letter: String,
}

impl Sent {
    /// The name of its letter as a file.
    pub(crate) fn file_name(&self) -> String {
        format!("{} amendment {}.pdf", self.agreement, self.number)
    }
}

/// An amendment as it was sent.
pub(crate) fn sent(look: &Look<'_>, id: &str) -> Result<Sent, Failure> {
    let (whole, stored) = one(look, id)?;
    let noticed = stored.event(EventKind::Noticed);
    let Some((on, letter)) = noticed.and_then(|event| Some((event.on, event.document.clone()?)))
    else {
        return Err(conflict("this amendment was not sent yet"));
    };
    let (before, _) = ground(look, &whole, &stored.terms)?;
    Ok(Sent {
        client: before.client,
        agreement: whole.agreement.number.clone(),
        number: stored.terms.number,
        effective_on: stored.terms.effective_on,
        sentences: row(look, &whole, &stored)?.sentences,
        consent: letter::consent(look, &stored, on),
        letter,
    })
}

/// When the client is reminded of a notice that runs.
fn reminders(stored: &Stored) -> Vec<NaiveDate> {
    match (stored.terms.standing, stored.terms.consent) {
        (Standing::Noticed { on }, Consent::Notice { days }) => amendment::reminders(on, days),
        _ => Vec::new(),
    }
}
