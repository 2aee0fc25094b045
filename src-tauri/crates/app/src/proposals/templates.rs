//! Templates: drafts to begin proposals from, without a client and without days.

use domain::ids::TemplateId;
use store::proposals::{self, Template};

use super::{KeepTemplate, ProposalDraft, TemplateList, TemplateRow, draft, draft_text};
use super::{one, parse_draft};
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// All templates that are not archived.
pub fn list_templates(look: &Look<'_>, _: Nothing) -> Result<TemplateList, Failure> {
    let row = |template: &Template| {
        let draft = parse_draft(&template.draft)?;
        let names: Vec<&str> = draft.lines.iter().map(|line| line.name.as_str()).collect();
        Ok(TemplateRow {
            id: template.id.to_string(),
            name: template.name.clone(),
            about: names.join(", "),
            changed_at: store::instant_text(template.changed_at),
        })
    };
    let rows = proposals::templates(look.db)?.iter().map(row).collect::<Result<_, Failure>>()?;
    Ok(TemplateList { rows })
}

/// Keeps a proposal's draft as a template.
pub fn keep_template(act: &mut Act<'_>, question: KeepTemplate) -> Result<Made, Failure> {
    let proposal = one(act, &question.proposal_id)?;
    let name = wire::line("name", &question.name, 120)?;
    if name.is_empty() {
        return Err(refused("name", "name the template"));
    }
    let template = Template {
        id: act.new_id(),
        draft: draft_text(&general(draft(&proposal)?))?,
        changed_at: act.now,
        archived_at: None,
        name,
    };
    proposals::save_template(act.tx, &template)?;
    act.say(format!("Template kept: {}", template.name), None);
    let id = template.id.to_string();
    act.offer_undo("Template kept", "templates.archive", ById { id: id.clone() });
    Ok(Made { id })
}

/// Puts a template aside.
pub fn archive_template(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut template = show(act, &asked.id)?;
    template.archived_at = Some(act.now);
    proposals::save_template(act.tx, &template)?;
    act.say(format!("Template put aside: {}", template.name), None);
    act.offer_undo("Template put aside", "templates.restore", asked);
    Ok(Nothing {})
}

/// Takes a template back.
pub fn restore_template(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut template = show(act, &asked.id)?;
    template.archived_at = None;
    proposals::save_template(act.tx, &template)?;
    act.say(format!("Template taken back: {}", template.name), None);
    act.offer_undo("Template taken back", "templates.archive", asked);
    Ok(Nothing {})
}

/// The draft of a template.
pub(super) fn draft_of(look: &Look<'_>, id: &str) -> Result<ProposalDraft, Failure> {
    parse_draft(&show(look, id)?.draft)
}

fn show(look: &Look<'_>, id: &str) -> Result<Template, Failure> {
    let id: TemplateId = wire::id("template_id", id)?;
    proposals::show_template(look.db, id)?.ok_or_else(|| not_found("template"))
}

/// What holds for any client: no names, no days, nothing let pass.
fn general(draft: ProposalDraft) -> ProposalDraft {
    let mut draft = ProposalDraft {
        client_id: None,
        signatories: Vec::new(),
        starts_on: String::new(),
        valid_until: String::new(),
        ..draft
    };
    draft.clauses.overrides.clear();
    draft
}
