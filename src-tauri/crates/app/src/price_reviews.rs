//! Price reviews: what the prices of many agreements become, seen before anything is written, and
//! one amendment for each agreement, to be sent.

mod plan;
mod shapes;

pub use shapes::*;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::amendment::{Amendment, Change, Consent, MidPeriod, Standing, needed};
use domain::ids::{AgreementId, ClientId, PriceReviewId};
use domain::review::{Excluded, IndexValue, Outcome, PriceError, Subject};
use rust_decimal::Decimal;
use store::amendments::{self, EventKind};
use store::reviews::{self, NamedValue, PriceReview};

use crate::agreements::{self, LetterFacts, Whole};
use crate::amendments::Typed;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// What is reviewed: every service of today's terms, with its agreement.
struct Reviewed {
    wholes: Vec<(Whole, LetterFacts)>,
    subjects: Vec<(usize, Subject)>,
    outcomes: Vec<Outcome>,
}

impl Reviewed {
    fn new(look: &Look<'_>, form: &PriceReviewForm) -> Result<Reviewed, Failure> {
        let review = plan::read(look, form)?;
        let mut notices: HashMap<ClientId, u32> = HashMap::new();
        for notice in &form.notices {
            let client = wire::id("notices", &notice.client_id)?;
            notices.insert(client, plan::days("notices", &notice.days)?);
        }
        let (mut wholes, mut subjects) = (Vec::new(), Vec::new());
        // Amounts, limits and sums of a review are in the home currency.
        let home = |whole: &Whole| whole.agreement.currency == look.currency();
        for whole in agreements::whole(look, None)?.into_iter().filter(home) {
            let letter = match &whole.amended {
                Some(amended) => amended.letter.clone(),
                None => LetterFacts::of(look, &whole.agreement)?,
            };
            let terms = whole.terms_on(look.today);
            for service in terms.services {
                let id = service.terms.id.to_string();
                let subject = Subject {
                    agreement: whole.agreement.id,
                    left_out: form.left_out.contains(&id),
                    terms: service.terms,
                    ends_on: terms.end,
                    notice_days: notices.get(&terms.client).copied(),
                    clause: letter.review(),
                };
                subjects.push((wholes.len(), subject));
            }
            wholes.push((whole, letter));
        }
        let asked: Vec<Subject> = subjects.iter().map(|(_, subject)| subject.clone()).collect();
        let outcomes =
            review.preview(&asked).map_err(|wrong| refused(field(&wrong), wrong.to_string()))?;
        Ok(Reviewed { wholes, subjects, outcomes: outcomes.outcomes })
    }

    /// The amendment that each agreement gets on each day, in the order of the days.
    fn amendments(&self) -> BTreeMap<(usize, NaiveDate), Vec<Change>> {
        let mut found: BTreeMap<(usize, NaiveDate), Vec<Change>> = BTreeMap::new();
        for ((at, subject), outcome) in self.subjects.iter().zip(&self.outcomes) {
            if let Outcome::Changed(changed) = outcome {
                let change = Change::Price { service: subject.terms.id, price: changed.new };
                found.entry((*at, changed.effective_on)).or_default().push(change);
            }
        }
        found
    }
}

fn field(wrong: &PriceError) -> &'static str {
    match wrong {
        PriceError::FloorAboveCap => "floor_percent",
        PriceError::Index | PriceError::BelowZero | PriceError::Money(_) => "by",
    }
}

/// An amendment with the prices of one agreement from one day on.
fn amendment(whole: &Whole, from: NaiveDate, changes: Vec<Change>) -> Amendment {
    let written = whole.amended.as_ref().map_or(0, |amended| amended.amendments.len());
    Amendment {
        number: u32::try_from(written).unwrap_or(u32::MAX).saturating_add(1),
        effective_on: from,
        changes,
        mid_period: MidPeriod::FromNextPeriod,
        consent: Consent::Silent,
        standing: Standing::Proposed,
    }
}

/// What a review would do. Nothing changes by asking.
pub fn preview(look: &Look<'_>, form: PriceReviewForm) -> Result<ReviewPreview, Failure> {
    let reviewed = Reviewed::new(look, &form)?;
    let matrix = amendments::matrix(look.db)?;
    let mut consents: HashMap<(usize, NaiveDate), Consent> = HashMap::new();
    let planned = reviewed.amendments();
    for ((at, from), changes) in &planned {
        let (whole, letter) = &reviewed.wholes[*at];
        let amendment = amendment(whole, *from, changes.clone());
        let before = whole.terms_on(*from);
        let consent = letter
            .read(|letter| needed(&before, &amendment, &matrix, letter))
            .map_err(|wrong| refused("by", wrong.to_string()))?;
        consents.insert((*at, *from), consent);
    }
    let (mut before, mut more, mut changed) = (look.zero(), look.zero(), 0);
    let mut rows = Vec::new();
    for ((at, subject), outcome) in reviewed.subjects.iter().zip(&reviewed.outcomes) {
        if matches!(outcome, Outcome::Excluded(Excluded::NotRecurring)) {
            continue;
        }
        if let Outcome::Changed(one) = outcome {
            more = more.plus(one.per_year)?;
            changed += 1;
        }
        rows.push(row(look, &reviewed.wholes[*at].0, subject, *outcome, |from| {
            consents.get(&(*at, from)).copied()
        }));
    }
    for (whole, _) in &reviewed.wholes {
        before = before.plus(agreements::per_year(look, whole)?)?;
    }
    let agreements: std::collections::HashSet<usize> = planned.keys().map(|(at, _)| *at).collect();
    Ok(ReviewPreview {
        rows,
        changed,
        agreements: wire::count(agreements.len()),
        before: before.into(),
        after: before.plus(more)?.into(),
        more: more.into(),
    })
}

fn row(
    look: &Look<'_>,
    whole: &Whole,
    subject: &Subject,
    outcome: Outcome,
    consent: impl Fn(NaiveDate) -> Option<Consent>,
) -> ReviewRow {
    let client = whole.client_on(look.today);
    let terms = whole.terms_on(look.today);
    let changed = if let Outcome::Changed(changed) = outcome { Some(changed) } else { None };
    let (state, words) = match outcome {
        Outcome::Changed(_) => ("changed", String::new()),
        Outcome::Unchanged => ("unchanged", "the price stays".to_owned()),
        Outcome::Excluded(Excluded::LeftOut) => ("left_out", Excluded::LeftOut.words()),
        Outcome::Excluded(why) => ("excluded", why.words()),
    };
    ReviewRow {
        agreement_service_id: subject.terms.id.to_string(),
        agreement_id: whole.agreement.id.to_string(),
        agreement: whole.agreement.number.clone(),
        client_id: client.to_string(),
        client: whole.client_name(client).to_owned(),
        service: terms.service(subject.terms.id).map(|one| one.name.clone()).unwrap_or_default(),
        old: subject.terms.price.into(),
        new: changed.map(|one| one.new.into()),
        change: changed.map(|one| one.change.into()),
        per_year: changed.map(|one| one.per_year.into()),
        effective_on: changed.map(|one| one.effective_on.to_string()),
        under_clause: changed.is_some_and(|one| one.under_clause),
        consent_words: changed
            .and_then(|one| consent(one.effective_on))
            .map(Consent::words)
            .unwrap_or_default(),
        state: state.to_owned(),
        words,
    }
}

/// Writes an amendment for each agreement whose prices change. Nobody is told yet.
pub fn make(act: &mut Act<'_>, form: PriceReviewForm) -> Result<Made, Failure> {
    let mut reviewed = Reviewed::new(act, &form)?;
    let planned = reviewed.amendments();
    if planned.is_empty() {
        return Err(conflict("no price changes; there is nothing to write"));
    }
    let id: PriceReviewId = act.new_id();
    let plan = serde_json::to_string(&form).unwrap_or_default();
    reviews::add(act.tx, &PriceReview { id, plan, made_at: act.now })?;
    let count = planned.len();
    let mut planned = planned.into_iter().peekable();
    while let Some(((at, from), changes)) = planned.next() {
        let whole = &reviewed.wholes[at].0;
        let typed = Typed {
            terms: amendment(whole, from, changes),
            added: Vec::new(),
            note: String::new(),
        };
        let agreement = whole.agreement.id;
        let client = whole.client_name(whole.client_on(act.today));
        let named = |why: Failure| refused("notice_days", format!("{client}: {}", why.message));
        crate::amendments::write(act, whole, typed, Some(id)).map_err(named)?;
        // A second day for the same agreement is numbered after the first.
        if planned.peek().is_some_and(|((next, _), _)| *next == at) {
            reviewed.wholes[at].0 = agreements::whole_of(act, agreement)?;
        }
    }
    let written = written(count);
    act.say(format!("Price review, {}: {written} written", plan::words(&form)), None);
    act.offer_undo("Price review", "price_reviews.undo", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

fn written(count: usize) -> String {
    if count == 1 { "1 amendment".to_owned() } else { format!("{count} amendments") }
}

/// The amendments of a review with their agreements.
fn of_review(
    look: &Look<'_>,
    review: PriceReviewId,
) -> Result<Vec<(AgreementId, store::amendments::Amendment)>, Failure> {
    let all = amendments::list(look.db, None)?;
    let own = all.into_iter().filter(|one| one.review == Some(review));
    Ok(own.map(|one| (one.agreement, one)).collect())
}

/// Takes a review back of which nobody was told.
pub fn undo(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: PriceReviewId = wire::id("id", &asked.id)?;
    let own = of_review(act, id)?;
    if own.is_empty() {
        return Err(not_found("price review"));
    }
    if own.iter().any(|(_, one)| one.event(EventKind::Noticed).is_some()) {
        return Err(conflict("a client was told already; take single amendments back instead"));
    }
    let mut count = 0;
    for (_, amendment) in own {
        if amendment.terms.standing == Standing::Proposed {
            let event = amendments::Event {
                id: act.new_id(),
                kind: EventKind::Withdrawn,
                on: act.today,
                words: "The price review was taken back".to_owned(),
                document: None,
                recorded_at: act.now,
            };
            amendments::record(act.tx, amendment.id, &event)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(conflict("this review is taken back already"));
    }
    act.say(format!("Price review taken back, {} with it", written(count)), None);
    Ok(Nothing {})
}

/// The reviews that were made.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<ReviewList, Failure> {
    let mut made = Vec::new();
    let wholes = agreements::whole(look, None)?;
    for review in reviews::list(look.db)? {
        let mut rows = Vec::new();
        let (mut to_send, mut told) = (0, false);
        for (agreement, stored) in of_review(look, review.id)? {
            let Some(whole) = wholes.iter().find(|one| one.agreement.id == agreement) else {
                continue;
            };
            told |= stored.event(EventKind::Noticed).is_some();
            let state = crate::amendments::state(look, whole, &stored);
            to_send += u32::from(state == "proposed");
            rows.push(ReviewAmendment {
                id: stored.id.to_string(),
                agreement_id: agreement.to_string(),
                agreement: whole.agreement.number.clone(),
                client: whole.client_name(whole.client_on(look.today)).to_owned(),
                state: state.to_owned(),
                effective_on: stored.terms.effective_on.to_string(),
            });
        }
        let form: Option<PriceReviewForm> = serde_json::from_str(&review.plan).ok();
        made.push(MadeReview {
            id: review.id.to_string(),
            made_on: look.local(review.made_at).date().to_string(),
            words: form.map(|form| plan::words(&form)).unwrap_or_default(),
            can_undo: !told && to_send > 0,
            to_send,
            amendments: rows,
        });
    }
    let values = reviews::values(look.db)?.into_iter().map(|one| IndexValueRow {
        name: one.name,
        on: one.value.on.to_string(),
        value: one.value.value.normalize().to_string(),
        source: one.source,
    });
    Ok(ReviewList { reviews: made, values: values.collect() })
}

/// Keeps values of an index.
pub fn import_values(
    act: &mut Act<'_>,
    question: ImportIndexValues,
) -> Result<ValuesKept, Failure> {
    let name = wire::line("name", &question.name, 80)?;
    if name.is_empty() {
        return Err(refused("name", "name the index: CPI-U, all items"));
    }
    let source = wire::line("source", &question.source, 200)?;
    let text = wire::text("text", &question.text, 100_000)?;
    let mut count = 0;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = || {
            refused("text", format!("line {}: give a day and a value: 2026-01-01, 317.4", at + 1))
        };
        let (day, points) = line.split_once([',', ';', '\t']).ok_or_else(wrong)?;
        let on = wire::date("text", day.trim()).map_err(|_| wrong())?;
        let value = wire::decimal("text", points).map_err(|_| wrong())?;
        if value <= Decimal::ZERO {
            return Err(wrong());
        }
        let value = IndexValue { on, value };
        let kept = NamedValue { name: name.clone(), value, source: source.clone() };
        reviews::save_value(act.tx, &kept)?;
        count += 1;
    }
    if count == 0 {
        return Err(refused("text", "give at least one line: 2026-01-01, 317.4"));
    }
    act.say(format!("{count} values of {name} kept"), None);
    Ok(ValuesKept { count })
}

/// Takes a value out.
pub fn remove_value(act: &mut Act<'_>, question: RemoveIndexValue) -> Result<Nothing, Failure> {
    let on = wire::date("on", &question.on)?;
    let found = reviews::values(act.tx)?;
    let found = found.into_iter().find(|one| one.name == question.name && one.value.on == on);
    let Some(found) = found else { return Err(not_found("value")) };
    reviews::remove_value(act.tx, &found.name, on)?;
    act.say(format!("The value of {} for {} taken out", found.name, act.long_date(on)), None);
    let text = format!("{on}, {}", found.value.value);
    let back = ImportIndexValues { name: found.name, text, source: found.source };
    act.offer_undo("Value taken out", "index_values.import", back);
    Ok(Nothing {})
}
