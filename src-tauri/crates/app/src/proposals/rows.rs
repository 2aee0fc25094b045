//! Proposals as lists and pages show them: rows, states, totals.

use std::collections::HashMap;

use domain::ids::{ClientId, ProposalId, RevisionId};
use domain::named::Named;
use domain::proposal::Offered;
use store::proposals::{self, Proposal};
use store::revisions::{self, Fate, Response, Revision};
use store::{clients, permissions, signatures};

use super::{
    AddOnRow, Choice, OptionTotals, PageBox, ProposalDraft, ProposalRow, ProposalTotals,
    ResponseRow, RevisionRow, SignatoryRow, draft, frozen, offer,
};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{self, Offer};
use crate::wire;

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

pub(super) fn newest_of(
    look: &Look<'_>,
    newest: Option<&Revision>,
) -> Result<Option<(Revision, Fate)>, Failure> {
    newest.map(|r| Ok((r.clone(), revisions::fate(look.db, r)?))).transpose()
}

pub(super) fn response_row(response: Response, numbers: &HashMap<RevisionId, i64>) -> ResponseRow {
    ResponseRow {
        kind: response.kind,
        who: response.who,
        message: response.message,
        revision: numbers.get(&response.revision_id).copied().unwrap_or_default(),
        recorded_at: store::instant_text(response.recorded_at),
        evidence: response.evidence,
    }
}

pub(super) fn row(
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

pub(super) fn revision_row(look: &Look<'_>, revision: &Revision) -> Result<RevisionRow, Failure> {
    let fate = revisions::fate(look.db, revision)?;
    let offer = frozen(look, "", revision)?.offer;
    Ok(RevisionRow {
        id: revision.id.to_string(),
        number: revision.number,
        sent_on: revision.sent_on.to_string(),
        state: state_of(look, revision, fate)?.to_owned(),
        letter: revision.letter.clone(),
        pages: revision.pages,
        method: permissions::of_revision(look.db, revision.id)?
            .map(|asked| asked.standing.name().to_owned()),
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
        .filter(|(at, _)| offer.rules.lines[*at].offered == Offered::AddOn)
        .map(|(at, line)| (at, line.name.as_str()))
}

pub(super) fn page_box(placed: &paper::PlacedBox) -> PageBox {
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
