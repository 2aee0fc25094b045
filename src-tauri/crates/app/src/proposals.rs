//! Proposals: the draft, its letter, and the frozen revisions that were sent.

mod offer;
mod shapes;

pub use shapes::*;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::{ClientId, ProposalId, RevisionId};
use store::proposals::{self, Line, Proposal};
use store::revisions::{self, Fate, Revision};
use store::{clients, documents, practice};

pub(crate) use offer::{Terms, frozen_offer};

use crate::card::refuse_card_number;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::letter;
use crate::services::Billing;
use crate::wire::{self, ById, Made, Nothing, encode};

/// All proposals.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<ProposalList, Failure> {
    Ok(ProposalList { rows: rows_of(look, None)? })
}

/// A proposal with its draft.
pub fn show(look: &Look<'_>, asked: ById) -> Result<ProposalPage, Failure> {
    let proposal = one(look, &asked.id)?;
    let draft = draft(&proposal);
    let read = offer::read(look, &proposal.number, &draft)?;
    let sent = revisions::of_proposal(look.db, proposal.id)?;
    let changed = match sent.first() {
        Some(newest) => Terms::parse(&newest.terms)?.draft != draft,
        None => true,
    };
    let newest = newest_of(look, sent.first())?;
    Ok(ProposalPage {
        row: row(look, &proposal, newest.as_ref())?,
        totals: totals(&read.offer.totals),
        problems: read.problems,
        changed_since_sent: changed,
        revisions: sent.iter().map(|r| revision_row(look, r)).collect::<Result<_, _>>()?,
        agreement_id: proposal.agreement_id.map(|id| id.to_string()),
        tax_words: tax_words(look.place().tax_name, look.practice.tax_percent),
        draft,
    })
}

/// Begins a proposal.
pub fn create(act: &mut Act<'_>, question: CreateProposal) -> Result<Made, Failure> {
    let client =
        question.client_id.as_deref().map(|id| crate::clients::one(act, id)).transpose()?;
    let draft = ProposalDraft {
        client_id: question.client_id,
        signer: client.as_ref().map(|client| client.contact.clone()).unwrap_or_default(),
        starts_on: first_of_next_month(act.today).to_string(),
        valid_until: (act.today + Days::new(30)).to_string(),
        payment_days: act.practice.payment_days.to_string(),
        discount_percent: String::new(),
        opening: OPENING.to_owned(),
        further_terms: String::new(),
        lines: Vec::new(),
    };
    begin(act, draft, client.map(|client| client.id))
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
    proposals::save(act.tx, &stored(act, id, number.clone(), &draft)?)?;
    act.say(format!("Proposal {number} begun"), client);
    act.offer_undo("Proposal begun", "proposals.discard", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Begins a proposal with another's draft.
pub fn duplicate(act: &mut Act<'_>, asked: ById) -> Result<Made, Failure> {
    let original = one(act, &asked.id)?;
    let mut draft = draft(&original);
    draft.starts_on = first_of_next_month(act.today).to_string();
    draft.valid_until = (act.today + Days::new(30)).to_string();
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
        SaveProposal { id: asked.id, draft: draft(&proposal) },
    );
    Ok(Nothing {})
}

/// Saves a draft, problems and all; a discarded one comes back by it.
pub fn save(act: &mut Act<'_>, question: SaveProposal) -> Result<ProposalPage, Failure> {
    let before = one_even_discarded(act, &question.id)?;
    if before.agreement_id.is_some() {
        return Err(conflict(format!("{} is accepted; its terms stay as they are", before.number)));
    }
    refuse_card_numbers(&question.draft)?;
    let after = stored(act, before.id, before.number.clone(), &question.draft)?;
    proposals::save(act.tx, &after)?;
    if before.discarded_at.is_some() {
        act.say(format!("Proposal {} brought back", before.number), after.client_id);
    }
    show(act, ById { id: question.id })
}

/// A draft is kept with all its problems but this one.
fn refuse_card_numbers(draft: &ProposalDraft) -> Result<(), Failure> {
    refuse_card_number("signer", &draft.signer)?;
    refuse_card_number("opening", &draft.opening)?;
    refuse_card_number("further_terms", &draft.further_terms)?;
    draft.lines.iter().enumerate().try_for_each(|(at, line)| {
        refuse_card_number(&format!("lines.{at}.name"), &line.name)?;
        refuse_card_number(&format!("lines.{at}.description"), &line.description)
    })
}

/// Draws the letter of a draft that need not be saved.
pub fn preview(look: &Look<'_>, question: PreviewProposal) -> Result<LetterPreview, Failure> {
    let proposal = one(look, &question.id)?;
    let mut read = offer::read(look, &proposal.number, &question.draft)?;
    read.offer.revision = next_revision(look, proposal.id)?;
    let letter = letter::compose(look, &read.offer, look.now, true, None)?;
    let rendered = letter.render();
    Ok(LetterPreview {
        pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
        boxes: rendered.boxes.iter().map(page_box).collect(),
        totals: totals(&read.offer.totals),
        problems: read.problems,
        findings: rendered.findings.iter().map(ToString::to_string).collect(),
        pdf: encode(&rendered.bytes),
    })
}

/// Freezes the next revision with its letter (rule 5).
pub fn send(act: &mut Act<'_>, asked: ById) -> Result<ProposalSent, Failure> {
    let proposal = one(act, &asked.id)?;
    if proposal.agreement_id.is_some() {
        return Err(conflict(format!("{} is accepted already", proposal.number)));
    }
    let draft = draft(&proposal);
    let mut read = offer::read(act, &proposal.number, &draft)?;
    if let Some(problem) = read.problems.first() {
        return Err(refused(problem.field.clone(), problem.message.clone()));
    }
    read.offer.revision = next_revision(act, proposal.id)?;
    let rendered = letter::compose(act, &read.offer, act.now, false, None)?.render();
    let name = format!("{} {}.pdf", proposal.number, file_name(&read.offer.client.name));
    let letter = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    let revision = Revision {
        id: act.new_id(),
        proposal_id: proposal.id,
        number: read.offer.revision,
        client_id: read.offer.client.id,
        signer: read.offer.signer.clone(),
        sent_on: act.today,
        valid_until: read.offer.valid_until,
        starts_on: read.offer.starts_on,
        payment_days: read.offer.payment_days,
        currency: act.currency(),
        terms: Terms::freeze(act, draft, &read.offer.client)?,
        letter,
        pages: i64::try_from(rendered.pages).unwrap_or(i64::MAX),
    };
    revisions::add(act.tx, &revision)?;
    let words = format!(
        "{} revision {} sent to {}",
        proposal.number, revision.number, read.offer.client.name
    );
    act.say(words, Some(revision.client_id));
    Ok(ProposalSent { revision: revision_row(act, &revision)? })
}

/// Takes back what was sent.
pub fn withdraw(act: &mut Act<'_>, question: WithdrawProposal) -> Result<Nothing, Failure> {
    let proposal = one(act, &question.id)?;
    let reason = wire::line("reason", &question.reason, 400)?;
    let newest = revisions::of_proposal(act.tx, proposal.id)?
        .into_iter()
        .next()
        .ok_or_else(|| conflict(format!("{} was never sent", proposal.number)))?;
    let fate = revisions::fate(act.tx, &newest)?;
    if fate.accepted {
        return Err(conflict(format!("{} is accepted; it cannot be withdrawn", proposal.number)));
    }
    if fate.withdrawn {
        return Err(conflict(format!("{} is withdrawn already", proposal.number)));
    }
    revisions::withdraw(act.tx, newest.id, &reason, act.now)?;
    act.say(format!("{} withdrawn", proposal.number), Some(newest.client_id));
    Ok(Nothing {})
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
        .map(|proposal| row(look, proposal, newest.get(&proposal.id)))
        .collect()
}

/// A revision by its id on the wire.
pub(crate) fn one_revision(look: &Look<'_>, id: &str) -> Result<Revision, Failure> {
    let id: RevisionId = wire::id("revision_id", id)?;
    revisions::show(look.db, id)?.ok_or_else(|| not_found("revision"))
}

/// Where a revision stands today.
pub(crate) fn state_of(revision: &Revision, fate: Fate, today: NaiveDate) -> &'static str {
    if fate.accepted {
        "accepted"
    } else if fate.withdrawn {
        "withdrawn"
    } else if fate.superseded {
        "superseded"
    } else if revision.valid_until < today {
        "expired"
    } else {
        "open"
    }
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
    newest: Option<&(Revision, Fate)>,
) -> Result<ProposalRow, Failure> {
    let client = match proposal.client_id {
        Some(id) => clients::show(look.db, id)?.map(|client| client.name).unwrap_or_default(),
        None => String::new(),
    };
    let state = match newest {
        None => "draft",
        Some((revision, fate)) => match state_of(revision, *fate, look.today) {
            "open" => "sent",
            other => other,
        },
    };
    let names: Vec<&str> = proposal.lines.iter().map(|line| line.name.as_str()).collect();
    let read = offer::read(look, &proposal.number, &draft(proposal))?;
    Ok(ProposalRow {
        id: proposal.id.to_string(),
        number: proposal.number.clone(),
        client_id: proposal.client_id.map(|id| id.to_string()),
        client,
        about: names.join(", "),
        state: state.to_owned(),
        revision: newest.map_or(0, |(revision, _)| revision.number),
        first_year: read.offer.totals.first_year.into(),
        sent_on: newest.map(|(revision, _)| revision.sent_on.to_string()),
        valid_until: proposal.valid_until.clone(),
        changed_at: store::instant_text(proposal.changed_at),
    })
}

fn revision_row(look: &Look<'_>, revision: &Revision) -> Result<RevisionRow, Failure> {
    let fate = revisions::fate(look.db, revision)?;
    Ok(RevisionRow {
        id: revision.id.to_string(),
        number: revision.number,
        sent_on: revision.sent_on.to_string(),
        state: state_of(revision, fate, look.today).to_owned(),
        letter: revision.letter.clone(),
        pages: revision.pages,
    })
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

fn totals(totals: &domain::proposal::Totals) -> ProposalTotals {
    ProposalTotals {
        per_month: totals.per_month.into(),
        per_quarter: totals.per_quarter.into(),
        per_year: totals.per_year.into(),
        once: totals.once.into(),
        first_year: totals.first_year.into(),
        first_year_tax: totals.first_year_tax.into(),
        due_on_acceptance: totals.due_on_acceptance.into(),
        lines: totals.lines.iter().map(|line| (*line).into()).collect(),
    }
}

/// `VAT 20%`, or nothing where no tax is added.
pub(crate) fn tax_words(name: &str, percent: rust_decimal::Decimal) -> String {
    if percent.is_zero() { String::new() } else { format!("{name} {}%", percent.normalize()) }
}

fn draft(proposal: &Proposal) -> ProposalDraft {
    ProposalDraft {
        client_id: proposal.client_id.map(|id| id.to_string()),
        signer: proposal.signer.clone(),
        starts_on: proposal.starts_on.clone(),
        valid_until: proposal.valid_until.clone(),
        payment_days: proposal.payment_days.clone(),
        discount_percent: proposal.discount_percent.clone(),
        opening: proposal.opening.clone(),
        further_terms: proposal.further_terms.clone(),
        lines: proposal.lines.iter().map(draft_line).collect(),
    }
}

fn draft_line(line: &Line) -> DraftLine {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    DraftLine {
        service_id: line.service_id.map(|id| id.to_string()),
        name: line.name.clone(),
        description: line.description.clone(),
        billing: match line.billing.as_str() {
            "recurring" => Billing::Recurring { every: of(&line.every), day: of(&line.due_day) },
            "on_completion" => Billing::OnCompletion,
            "hourly" => Billing::Hourly { cap_hours: of(&line.cap_hours) },
            _ => Billing::OnAcceptance,
        },
        quantity: line.quantity.clone(),
        price: line.price.clone(),
        taxable: line.taxable,
    }
}

/// A draft as it is stored: ids are checked, the rest is kept as typed within limits.
fn stored(
    act: &Act<'_>,
    id: ProposalId,
    number: String,
    draft: &ProposalDraft,
) -> Result<Proposal, Failure> {
    if draft.lines.len() > 300 {
        return Err(refused("lines", "a proposal has at most 300 lines"));
    }
    let client = draft.client_id.as_deref().map(|id| crate::clients::one(act, id)).transpose()?;
    Ok(Proposal {
        id,
        number,
        client_id: client.map(|client| client.id),
        signer: wire::line("signer", &draft.signer, 200)?,
        starts_on: wire::line("starts_on", &draft.starts_on, 40)?,
        valid_until: wire::line("valid_until", &draft.valid_until, 40)?,
        payment_days: wire::line("payment_days", &draft.payment_days, 20)?,
        discount_percent: wire::line("discount_percent", &draft.discount_percent, 20)?,
        opening: wire::text("opening", &draft.opening, 20_000)?,
        further_terms: wire::text("further_terms", &draft.further_terms, 60_000)?,
        changed_at: act.now,
        discarded_at: None,
        agreement_id: None,
        lines: draft.lines.iter().enumerate().map(stored_line).collect::<Result<_, _>>()?,
    })
}

fn stored_line((at, line): (usize, &DraftLine)) -> Result<Line, Failure> {
    let under = |part: &str, why: Failure| refused(format!("lines.{at}.{part}"), why.message);
    let (billing, every, due_day, cap_hours) = match &line.billing {
        Billing::Recurring { every, day } => {
            ("recurring", Some(every.clone()), Some(day.clone()), None)
        }
        Billing::OnAcceptance => ("on_acceptance", None, None, None),
        Billing::OnCompletion => ("on_completion", None, None, None),
        Billing::Hourly { cap_hours } => ("hourly", None, None, Some(cap_hours.clone())),
    };
    Ok(Line {
        service_id: line.service_id.as_deref().map(|id| wire::id("service_id", id)).transpose()?,
        name: wire::line("name", &line.name, 200).map_err(|why| under("name", why))?,
        description: wire::text("description", &line.description, 8_000)
            .map_err(|why| under("description", why))?,
        billing: billing.to_owned(),
        every,
        due_day,
        cap_hours,
        quantity: wire::line("quantity", &line.quantity, 40)
            .map_err(|why| under("quantity", why))?,
        price: wire::line("price", &line.price, 40).map_err(|why| under("price", why))?,
        taxable: line.taxable,
    })
}
