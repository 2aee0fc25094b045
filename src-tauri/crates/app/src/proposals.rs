//! Proposals: the draft, its letter, and the frozen revisions that were sent.

mod compare;
mod offer;
mod review;
mod shapes;
mod templates;

pub use compare::compare;
pub(crate) use compare::word_runs;
pub use shapes::*;
pub use templates::{archive_template, keep_template, list_templates, restore_template};

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::{ClientId, ProposalId, RevisionId};
use domain::proposal::Offered as OfferedTo;
use serde_json::Value;
use store::proposals::Proposal;
use store::revisions::{self, Fate, Response, Revision};
use store::{clients, documents, practice, proposals, signatures};

pub(crate) use offer::{Frozen, Terms, frozen};

use crate::card::refuse_card_number;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::letter::{self, Offer, clauses};
use crate::wire::{self, ById, Made, Nothing, encode};

/// All proposals.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<ProposalList, Failure> {
    Ok(ProposalList { rows: rows_of(look, None)? })
}

/// A proposal with its draft.
pub fn show(look: &Look<'_>, asked: ById) -> Result<ProposalPage, Failure> {
    let proposal = one(look, &asked.id)?;
    let draft = draft(&proposal)?;
    let seen = review::look_at(look, &proposal.number, &draft)?;
    let sent = revisions::of_proposal(look.db, proposal.id)?;
    let changed = match sent.first() {
        Some(newest) => Terms::parse(&newest.terms)?.draft != draft,
        None => true,
    };
    let numbers: HashMap<RevisionId, i64> = sent.iter().map(|r| (r.id, r.number)).collect();
    Ok(ProposalPage {
        row: row(look, &proposal, &draft, newest_of(look, sent.first())?.as_ref())?,
        totals: totals(&seen.read.offer, &Choice::default())?,
        clauses: clauses::rows(&seen.wording.clauses),
        blanks: clauses::blanks(&seen.wording.clauses, &seen.wording.filled),
        problems: seen.read.problems,
        remarks: seen.remarks,
        internal_note: proposal.internal_note.clone(),
        responses: revisions::responses(look.db, proposal.id)?
            .into_iter()
            .map(|response| response_row(response, &numbers))
            .collect(),
        changed_since_sent: changed,
        revisions: sent.iter().map(|r| revision_row(look, r)).collect::<Result<_, _>>()?,
        agreement_id: proposal.agreement_id.map(|id| id.to_string()),
        tax_words: tax_words(look.place().tax_name, look.practice.tax_percent),
        draft,
    })
}

fn response_row(response: Response, numbers: &HashMap<RevisionId, i64>) -> ResponseRow {
    ResponseRow {
        kind: response.kind,
        who: response.who,
        message: response.message,
        revision: numbers.get(&response.revision_id).copied().unwrap_or_default(),
        recorded_at: store::instant_text(response.recorded_at),
        evidence: response.evidence,
    }
}

/// Begins a proposal, blank or from a template.
pub fn create(act: &mut Act<'_>, question: CreateProposal) -> Result<Made, Failure> {
    let client =
        question.client_id.as_deref().map(|id| crate::clients::one(act, id)).transpose()?;
    let mut draft = match &question.template_id {
        Some(id) => templates::draft_of(act, id)?,
        None => blank(act),
    };
    draft.client_id = question.client_id;
    fresh_days(act, &mut draft);
    begin(act, draft, client.map(|client| client.id))
}

fn blank(look: &Look<'_>) -> ProposalDraft {
    ProposalDraft {
        client_id: None,
        signatories: Vec::new(),
        starts_on: String::new(),
        valid_until: String::new(),
        payment_days: look.practice.payment_days.to_string(),
        discount_percent: String::new(),
        cover_note: String::new(),
        opening: OPENING.to_owned(),
        further_terms: String::new(),
        options: Vec::new(),
        collection: "by_client".to_owned(),
        lines: Vec::new(),
        clauses: DraftClauses::default(),
    }
}

fn fresh_days(look: &Look<'_>, draft: &mut ProposalDraft) {
    draft.starts_on = first_of_next_month(look.today).to_string();
    draft.valid_until = (look.today + Days::new(30)).to_string();
}

const OPENING: &str = "Thank you for asking us to work for you. This letter says what we will do, \
    what we need from you, what it costs and how it is paid. When you accept it, it is our \
    agreement.";

fn begin(
    act: &mut Act<'_>,
    draft: ProposalDraft,
    client: Option<ClientId>,
) -> Result<Made, Failure> {
    let id: ProposalId = act.new_id();
    let (_, number) = practice::take_number(act.tx, "proposal")?;
    let new = Proposal {
        id,
        number: number.clone(),
        client_id: client,
        draft: String::new(),
        internal_note: String::new(),
        follow_up_on: None,
        changed_at: act.now,
        discarded_at: None,
        agreement_id: None,
    };
    proposals::save(act.tx, &stored(act, new, &draft)?)?;
    act.say(format!("Proposal {number} begun"), client);
    act.offer_undo("Proposal begun", "proposals.discard", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Begins a proposal with another's draft.
pub fn duplicate(act: &mut Act<'_>, asked: ById) -> Result<Made, Failure> {
    let original = one(act, &asked.id)?;
    let mut draft = draft(&original)?;
    fresh_days(act, &mut draft);
    begin(act, draft, original.client_id)
}

/// Takes a proposal out that was never sent.
pub fn discard(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut proposal = one(act, &asked.id)?;
    if !revisions::of_proposal(act.tx, proposal.id)?.is_empty() {
        return Err(conflict(format!("{} was sent; withdraw it instead", proposal.number)));
    }
    proposal.discarded_at = Some(act.now);
    proposals::save(act.tx, &proposal)?;
    act.say(format!("Proposal {} discarded", proposal.number), proposal.client_id);
    act.offer_undo(
        "Proposal discarded",
        "proposals.save",
        SaveProposal { id: asked.id, draft: draft(&proposal)? },
    );
    Ok(Nothing {})
}

/// Saves a draft, problems and all; a discarded one comes back by it.
pub fn save(act: &mut Act<'_>, question: SaveProposal) -> Result<ProposalPage, Failure> {
    let before = one_even_discarded(act, &question.id)?;
    if before.agreement_id.is_some() {
        return Err(conflict(format!("{} is accepted; its terms stay as they are", before.number)));
    }
    let was_discarded = before.discarded_at.is_some();
    let after = stored(act, Proposal { discarded_at: None, ..before }, &question.draft)?;
    proposals::save(act.tx, &after)?;
    if was_discarded {
        act.say(format!("Proposal {} brought back", after.number), after.client_id);
    }
    show(act, ById { id: question.id })
}

/// Keeps the internal note and the day to follow up.
pub fn note(act: &mut Act<'_>, question: NoteProposal) -> Result<Nothing, Failure> {
    let mut proposal = one(act, &question.id)?;
    let before = NoteProposal {
        id: question.id,
        internal_note: proposal.internal_note.clone(),
        follow_up_on: proposal.follow_up_on.map(|day| day.to_string()),
    };
    proposal.internal_note = wire::text("internal_note", &question.internal_note, 8_000)?;
    proposal.follow_up_on =
        question.follow_up_on.as_deref().map(|day| wire::date("follow_up_on", day)).transpose()?;
    proposals::save(act.tx, &proposal)?;
    if proposal.follow_up_on.map(|day| day.to_string()) != before.follow_up_on {
        let words = match proposal.follow_up_on {
            Some(day) => format!("{} to be followed up {}", proposal.number, act.long_date(day)),
            None => format!("{} not to be followed up", proposal.number),
        };
        act.say(words, proposal.client_id);
    }
    act.offer_undo("Note changed", "proposals.note", before);
    Ok(Nothing {})
}

/// Draws the letter of a draft that need not be saved.
pub fn preview(look: &Look<'_>, question: PreviewProposal) -> Result<LetterPreview, Failure> {
    let proposal = one(look, &question.id)?;
    let mut seen = review::look_at(look, &proposal.number, &question.draft)?;
    let offer = &mut seen.read.offer;
    offer.revision = next_revision(look, proposal.id)?;
    let rendered = letter::compose(look, offer, &seen.wording, look.now, true, None)?.render();
    Ok(LetterPreview {
        pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
        boxes: rendered.boxes.iter().map(page_box).collect(),
        totals: totals(offer, &question.choice)?,
        clauses: clauses::rows(&seen.wording.clauses),
        blanks: clauses::blanks(&seen.wording.clauses, &seen.wording.filled),
        problems: seen.read.problems,
        remarks: seen.remarks,
        findings: rendered.findings.iter().map(ToString::to_string).collect(),
        pdf: encode(&rendered.bytes),
    })
}

/// Freezes the next revision with its letter (rule 5). Refused while anything cannot be read or
/// the review blocks it; what was let pass stands in the history with its reason.
pub fn send(act: &mut Act<'_>, asked: ById) -> Result<ProposalSent, Failure> {
    let proposal = one(act, &asked.id)?;
    if proposal.agreement_id.is_some() {
        return Err(conflict(format!("{} is accepted already", proposal.number)));
    }
    let draft = draft(&proposal)?;
    let mut seen = review::look_at(act, &proposal.number, &draft)?;
    if let Some(problem) = seen.read.problems.first() {
        return Err(refused(problem.field.clone(), problem.message.clone()));
    }
    let stops = |remark: &&Remark| remark.severity == "blocking" && remark.overridden.is_none();
    if let Some(remark) = seen.remarks.iter().find(stops) {
        return Err(refused(remark.place.clone(), remark.message.clone()));
    }
    let offer = &mut seen.read.offer;
    offer.revision = next_revision(act, proposal.id)?;
    let rendered = letter::compose(act, offer, &seen.wording, act.now, false, None)?.render();
    let name = format!("{} {}.pdf", proposal.number, file_name(&offer.client.name));
    let letter = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    let revision = Revision {
        id: act.new_id(),
        proposal_id: proposal.id,
        number: offer.revision,
        client_id: offer.client.id,
        sent_on: act.today,
        valid_until: offer.valid_until,
        starts_on: offer.rules.starts_on,
        payment_days: offer.payment_days,
        currency: act.currency(),
        terms: Terms::freeze(act, draft, &offer.client, &seen.wording)?,
        letter,
        pages: i64::try_from(rendered.pages).unwrap_or(i64::MAX),
    };
    revisions::add(act.tx, &revision)?;
    let mut words =
        format!("{} revision {} sent to {}", proposal.number, revision.number, offer.client.name);
    for remark in &seen.remarks {
        if let Some(reason) = &remark.overridden {
            words.push_str(&format!("; {} let pass: {reason}", remark.rule));
        }
    }
    act.say(words, Some(revision.client_id));
    Ok(ProposalSent { revision: revision_row(act, &revision)? })
}

/// The client said no, in whatever way.
pub fn decline(act: &mut Act<'_>, question: DeclineProposal) -> Result<Nothing, Failure> {
    let proposal = one(act, &question.id)?;
    let who = wire::line("who", &question.who, 200)?;
    let reason = wire::text("reason", &question.reason, 4_000)?;
    let revision = newest_open(act, &proposal)?;
    respond(act, &revision, &proposal.number, "declined", who, reason, None)
}

/// Records an answer to a revision that is not an acceptance.
pub(crate) fn respond(
    act: &mut Act<'_>,
    revision: &Revision,
    number: &str,
    kind: &str,
    who: String,
    message: String,
    evidence: Option<String>,
) -> Result<Nothing, Failure> {
    let what = if kind == "declined" { "declined" } else { "asked for a change to" };
    let name = if who.is_empty() { "The client".to_owned() } else { who.clone() };
    let response = Response {
        id: act.new_id(),
        revision_id: revision.id,
        kind: kind.to_owned(),
        who,
        message,
        evidence,
        recorded_at: act.now,
    };
    revisions::respond(act.tx, &response)?;
    act.say(format!("{name} {what} {number}"), Some(revision.client_id));
    Ok(Nothing {})
}

/// Takes back what was sent.
pub fn withdraw(act: &mut Act<'_>, question: WithdrawProposal) -> Result<Nothing, Failure> {
    let proposal = one(act, &question.id)?;
    let reason = wire::line("reason", &question.reason, 400)?;
    let newest = newest_open(act, &proposal)?;
    revisions::withdraw(act.tx, newest.id, &reason, act.now)?;
    act.say(format!("{} withdrawn", proposal.number), Some(newest.client_id));
    Ok(Nothing {})
}

/// The newest revision, if nothing has settled its fate but time.
fn newest_open(look: &Look<'_>, proposal: &Proposal) -> Result<Revision, Failure> {
    let number = &proposal.number;
    let newest = revisions::of_proposal(look.db, proposal.id)?
        .into_iter()
        .next()
        .ok_or_else(|| conflict(format!("{number} was never sent")))?;
    let fate = revisions::fate(look.db, &newest)?;
    let settled =
        [(fate.accepted, "accepted"), (fate.withdrawn, "withdrawn"), (fate.declined, "declined")];
    match settled.into_iter().find(|(is, _)| *is) {
        Some((_, how)) => Err(conflict(format!("{number} is {how} already"))),
        None => Ok(newest),
    }
}

/// Rows of all proposals, or of one client's.
pub(crate) fn rows_of(
    look: &Look<'_>,
    client: Option<ClientId>,
) -> Result<Vec<ProposalRow>, Failure> {
    let newest: HashMap<ProposalId, (Revision, Fate)> =
        revisions::newest(look.db)?.into_iter().map(|found| (found.0.proposal_id, found)).collect();
    proposals::list(look.db, client)?
        .iter()
        .map(|proposal| row(look, proposal, &draft(proposal)?, newest.get(&proposal.id)))
        .collect()
}

/// A revision by its id on the wire.
pub(crate) fn one_revision(look: &Look<'_>, id: &str) -> Result<Revision, Failure> {
    let id: RevisionId = wire::id("revision_id", id)?;
    revisions::show(look.db, id)?.ok_or_else(|| not_found("revision"))
}

/// Where a revision stands today.
pub(crate) fn state_of(
    look: &Look<'_>,
    revision: &Revision,
    fate: Fate,
) -> Result<&'static str, Failure> {
    let settled = [
        (fate.accepted, "accepted"),
        (fate.declined, "declined"),
        (fate.withdrawn, "withdrawn"),
        (fate.superseded, "superseded"),
        (revision.valid_until < look.today, "expired"),
    ];
    if let Some((_, state)) = settled.into_iter().find(|(is, _)| *is) {
        return Ok(state);
    }
    let signed = signatures::of_revision(look.db, revision.id)?;
    Ok(if signed.is_empty() { "open" } else { "signed_in_part" })
}

/// A name that is safe as a file's on every system.
pub(crate) fn file_name(name: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || " -&'.".contains(c) { c } else { '-' }
    };
    let name: String = name.chars().map(safe).take(80).collect();
    name.trim_matches(['.', ' ', '-']).to_owned()
}

fn one(look: &Look<'_>, id: &str) -> Result<Proposal, Failure> {
    let found = one_even_discarded(look, id)?;
    if found.discarded_at.is_some() { Err(not_found("proposal")) } else { Ok(found) }
}

fn one_even_discarded(look: &Look<'_>, id: &str) -> Result<Proposal, Failure> {
    proposals::show(look.db, wire::id("id", id)?)?.ok_or_else(|| not_found("proposal"))
}

fn next_revision(look: &Look<'_>, id: ProposalId) -> Result<i64, Failure> {
    Ok(revisions::of_proposal(look.db, id)?.first().map_or(1, |newest| newest.number + 1))
}

fn newest_of(
    look: &Look<'_>,
    newest: Option<&Revision>,
) -> Result<Option<(Revision, Fate)>, Failure> {
    newest.map(|r| Ok((r.clone(), revisions::fate(look.db, r)?))).transpose()
}

fn first_of_next_month(today: NaiveDate) -> NaiveDate {
    domain::calendar::last_of_month(today).succ_opt().unwrap_or(today)
}

fn row(
    look: &Look<'_>,
    proposal: &Proposal,
    draft: &ProposalDraft,
    newest: Option<&(Revision, Fate)>,
) -> Result<ProposalRow, Failure> {
    let client = match proposal.client_id {
        Some(id) => clients::show(look.db, id)?.map(|client| client.name).unwrap_or_default(),
        None => String::new(),
    };
    let state = match newest {
        None => "draft",
        Some((revision, fate)) => match state_of(look, revision, *fate)? {
            "open" => "sent",
            other => other,
        },
    };
    let names: Vec<&str> = draft.lines.iter().map(|line| line.name.as_str()).collect();
    let rules = offer::read(look, &proposal.number, draft)?.offer.rules;
    Ok(ProposalRow {
        id: proposal.id.to_string(),
        number: proposal.number.clone(),
        client_id: proposal.client_id.map(|id| id.to_string()),
        client,
        about: names.join(", "),
        state: state.to_owned(),
        revision: newest.map_or(0, |(revision, _)| revision.number),
        first_year: rules.totals(&rules.plainest())?.first_year.into(),
        sent_on: newest.map(|(revision, _)| revision.sent_on.to_string()),
        valid_until: draft.valid_until.clone(),
        changed_at: store::instant_text(proposal.changed_at),
        follow_up_on: proposal.follow_up_on.map(|day| day.to_string()),
    })
}

fn revision_row(look: &Look<'_>, revision: &Revision) -> Result<RevisionRow, Failure> {
    let fate = revisions::fate(look.db, revision)?;
    let offer = frozen(look, "", revision)?.offer;
    Ok(RevisionRow {
        id: revision.id.to_string(),
        number: revision.number,
        sent_on: revision.sent_on.to_string(),
        state: state_of(look, revision, fate)?.to_owned(),
        letter: revision.letter.clone(),
        pages: revision.pages,
        signatories: signatory_rows(look, revision.id, &offer)?,
        options: offer.options.iter().map(|option| option.name.clone()).collect(),
        add_ons: add_ons(&offer)
            .map(|(at, name)| AddOnRow { line: wire::count(at), name: name.to_owned() })
            .collect(),
    })
}

/// Who signs a revision, and who has.
pub(crate) fn signatory_rows(
    look: &Look<'_>,
    revision: RevisionId,
    offer: &Offer,
) -> Result<Vec<SignatoryRow>, Failure> {
    let signed = signatures::of_revision(look.db, revision)?;
    let row = |(at, one): (usize, &letter::Signatory)| {
        let given = signed.iter().find(|given| given.signatory == wire::count(at));
        SignatoryRow {
            name: one.name.clone(),
            capacity: one.capacity.clone(),
            email: one.email.clone(),
            signed_on: given.map(|given| given.signed_on.to_string()),
            method: given.map(|given| given.method.clone()),
        }
    };
    Ok(offer.signatories.iter().enumerate().map(row).collect())
}

/// The add-ons of an offer: their lines and names.
pub(crate) fn add_ons(offer: &Offer) -> impl Iterator<Item = (usize, &str)> {
    offer
        .lines
        .iter()
        .enumerate()
        .filter(|(at, _)| offer.rules.lines[*at].offered == OfferedTo::AddOn)
        .map(|(at, line)| (at, line.name.as_str()))
}

fn page_box(placed: &paper::PlacedBox) -> PageBox {
    PageBox {
        page: u32::try_from(placed.page).unwrap_or(u32::MAX),
        key: placed.key.clone(),
        x: placed.rect.x,
        y: placed.rect.y,
        width: placed.rect.width,
        height: placed.rect.height,
    }
}

/// What an offer comes to under a choice; the plainest where it is none of the offer's.
pub(crate) fn totals(offer: &Offer, choice: &Choice) -> Result<ProposalTotals, Failure> {
    let rules = &offer.rules;
    let wanted = domain::proposal::Choice::from(choice);
    let choice = if rules.check(&wanted).is_ok() { wanted } else { rules.plainest() };
    let sums = rules.totals(&choice)?;
    let lines = (0..offer.lines.len())
        .map(|at| Ok(rules.each_time(at, &choice)?.map(Into::into)))
        .collect::<Result<_, Failure>>()?;
    let options = letter::columns(offer)
        .iter()
        .zip(&offer.options)
        .map(|(column, option)| {
            let sums = rules.totals(column)?;
            Ok(OptionTotals {
                name: option.name.clone(),
                per_month: sums.per_month.into(),
                first_year: sums.first_year.into(),
                due_on_acceptance: sums.due_on_acceptance.into(),
            })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(ProposalTotals {
        choice: Choice::from(&choice),
        per_month: sums.per_month.into(),
        per_quarter: sums.per_quarter.into(),
        per_year: sums.per_year.into(),
        once: sums.once.into(),
        first_year: sums.first_year.into(),
        first_year_tax: sums.first_year_tax.into(),
        due_on_acceptance: sums.due_on_acceptance.into(),
        lines,
        options,
    })
}

impl From<&Choice> for domain::proposal::Choice {
    fn from(choice: &Choice) -> domain::proposal::Choice {
        let place = |at: &u32| usize::try_from(*at).unwrap_or(usize::MAX);
        domain::proposal::Choice {
            option: choice.option.as_ref().map(place),
            add_ons: choice.add_ons.iter().map(place).collect(),
        }
    }
}

impl From<&domain::proposal::Choice> for Choice {
    fn from(choice: &domain::proposal::Choice) -> Choice {
        Choice {
            option: choice.option.map(wire::count),
            add_ons: choice.add_ons.iter().map(|at| wire::count(*at)).collect(),
        }
    }
}

/// `VAT 20%`, or nothing where no tax is added.
pub(crate) fn tax_words(name: &str, percent: rust_decimal::Decimal) -> String {
    if percent.is_zero() { String::new() } else { format!("{name} {}%", percent.normalize()) }
}

/// The stored draft.
pub(crate) fn draft(proposal: &Proposal) -> Result<ProposalDraft, Failure> {
    parse_draft(&proposal.draft)
}

fn parse_draft(text: &str) -> Result<ProposalDraft, Failure> {
    serde_json::from_str(text).map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
}

/// The proposal with this draft: its client is checked, the rest is kept as typed within limits.
fn stored(act: &Act<'_>, before: Proposal, draft: &ProposalDraft) -> Result<Proposal, Failure> {
    let client = draft.client_id.as_deref().map(|id| crate::clients::one(act, id)).transpose()?;
    Ok(Proposal {
        client_id: client.map(|client| client.id),
        draft: draft_text(draft)?,
        changed_at: act.now,
        ..before
    })
}

/// The draft as it is stored. Refuses what is too long, characters that cannot be shown and card
/// numbers, in whatever field.
fn draft_text(draft: &ProposalDraft) -> Result<String, Failure> {
    if draft.lines.len() > 300 {
        return Err(refused("lines", "a proposal has at most 300 lines"));
    }
    if draft.signatories.len() > 12 {
        return Err(refused("signatories", "at most 12 people can sign"));
    }
    for (at, line) in draft.lines.iter().enumerate() {
        if let Some(id) = &line.service_id {
            let field = format!("lines.{at}.service_id");
            <domain::ids::ServiceId as domain::ids::Id>::parse(id)
                .map_err(|wrong| refused(field, wrong.to_string()))?;
        }
    }
    let value =
        serde_json::to_value(draft).map_err(|wrong| failure(Code::Bug, wrong.to_string()))?;
    check_texts("", "", &value)?;
    Ok(value.to_string())
}

/// Holds every text of a draft to its limits. `name` is the field, `path` where it is.
fn check_texts(path: &str, name: &str, value: &Value) -> Result<(), Failure> {
    let inside = |name: &str| {
        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
    };
    match value {
        Value::String(text) => {
            let limit = match name {
                "opening" | "text" => 20_000,
                "further_terms" => 60_000,
                "description" | "cover_note" => 8_000,
                "values" | "reason" => 1_000,
                _ => 200,
            };
            if text.chars().count() > limit {
                return Err(refused(path, format!("this is longer than {limit} characters")));
            }
            if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                return Err(refused(path, "this holds a character that cannot be shown"));
            }
            refuse_card_number(path, text)
        }
        Value::Array(all) => all
            .iter()
            .enumerate()
            .try_for_each(|(at, value)| check_texts(&inside(&at.to_string()), name, value)),
        Value::Object(all) => all.iter().try_for_each(|(key, value)| {
            let name = if name == "values" { name } else { key };
            check_texts(&inside(key), name, value)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}
