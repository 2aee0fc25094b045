//! Proposals: the draft, its letter, and the frozen revisions that were sent.

mod compare;
mod draft;
mod offer;
mod review;
mod rows;
mod shapes;
mod templates;
mod texts;

pub use compare::compare;
pub(crate) use compare::word_runs;
pub use draft::*;
pub use shapes::*;
pub use templates::{archive_template, keep_template, list_templates, restore_template};

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::{AgreementId, ClientId, ProposalId, RevisionId};
use domain::named::Named;
use domain::schedule::StartOption;
use store::proposals::Proposal;
use store::revisions::{self, Response, Revision};
use store::{documents, practice, proposals};

pub(crate) use offer::{Frozen, Terms, accepted_wording, frozen};
pub(crate) use rows::{add_ons, rows_of, signatory_rows, state_of, totals};

use crate::collecting;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::letter::{self, clauses};
use crate::taxes;
use crate::wire::{self, ById, Made, Nothing, encode};
use rows::{newest_of, page_box, response_row, revision_row, row};
use texts::draft_text;

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
        tax_words: taxes::words(&seen.read.offer.usual, seen.read.offer.rules.starts_on),
        draft,
    })
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
    begin(act, draft, client.map(|client| client.id), None)
}

/// Begins a proposal whose letter confirms an agreement that was brought over.
pub(crate) fn confirming(
    act: &mut Act<'_>,
    client: ClientId,
    confirms: AgreementId,
    starts_on: NaiveDate,
    payment_days: u32,
    lines: Vec<DraftLine>,
) -> Result<Made, Failure> {
    let mut draft = blank(act);
    draft.client_id = Some(client.to_string());
    fresh_days(act, &mut draft);
    draft.starts_on = starts_on.to_string();
    draft.start = StartOption::NextBillingDay.name().to_owned();
    draft.payment_days = payment_days.to_string();
    draft.opening = CONFIRMS.to_owned();
    draft.lines = lines;
    begin(act, draft, Some(client), Some(confirms))
}

const CONFIRMS: &str = "We work for you already. This letter puts in writing what was agreed: what \
    we do, what we need from you, what it costs and how it is paid. When you accept it, it takes \
    the place of what was agreed before.";

fn blank(look: &Look<'_>) -> ProposalDraft {
    ProposalDraft {
        client_id: None,
        signatories: Vec::new(),
        starts_on: String::new(),
        valid_until: String::new(),
        payment_rule: "after_issue".to_owned(),
        payment_days: look.practice.payment_days.to_string(),
        discount_percent: String::new(),
        cover_note: String::new(),
        prices_include_tax: None,
        currency: None,
        opening: OPENING.to_owned(),
        further_terms: String::new(),
        options: Vec::new(),
        start: "start_date".to_owned(),
        collection: "by_client".to_owned(),
        method: "not_needed".to_owned(),
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
    confirms: Option<AgreementId>,
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
        confirms,
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
    begin(act, draft, original.client_id, None)
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
    let rendered = letter::compose(look, offer, &seen.wording, look.now, true, None)?
        .render_as(letter::setting(&look.practice));
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
    if proposal.confirms.is_some() && draft.start != StartOption::NextBillingDay.name() {
        let message = "what this letter confirms is billed until it is accepted; begin with the \
            next billing day, so that nothing is billed twice";
        return Err(refused("start", message));
    }
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
    let rendered = letter::compose(act, offer, &seen.wording, act.now, false, None)?
        .render_as(letter::setting(&act.practice));
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
        payment: offer.payment,
        currency: offer.rules.currency,
        terms: Terms::freeze(act, draft, &offer.client, &seen.wording)?,
        letter,
        pages: i64::try_from(rendered.pages).unwrap_or(i64::MAX),
    };
    revisions::add(act.tx, &revision)?;
    collecting::ask_with(act, &revision, offer)?;
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
    collecting::end_with_letters(act)?;
    act.say(format!("{name} {what} {number}"), Some(revision.client_id));
    Ok(Nothing {})
}

/// Takes back what was sent.
pub fn withdraw(act: &mut Act<'_>, question: WithdrawProposal) -> Result<Nothing, Failure> {
    let proposal = one(act, &question.id)?;
    let reason = wire::line("reason", &question.reason, 400)?;
    let newest = newest_open(act, &proposal)?;
    revisions::withdraw(act.tx, newest.id, &reason, act.now)?;
    collecting::end_with_letters(act)?;
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

/// A revision by its id on the wire.
pub(crate) fn one_revision(look: &Look<'_>, id: &str) -> Result<Revision, Failure> {
    let id: RevisionId = wire::id("revision_id", id)?;
    revisions::show(look.db, id)?.ok_or_else(|| not_found("revision"))
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

fn first_of_next_month(today: NaiveDate) -> NaiveDate {
    domain::calendar::last_of_month(today).succ_opt().unwrap_or(today)
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
