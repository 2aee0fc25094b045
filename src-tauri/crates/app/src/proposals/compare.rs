//! Two revisions beside each other: what changed, in words and figures.

use domain::clause::{self, Change};
use domain::named::Named;
use domain::reading::Block;

use super::{
    CompareRevisions, FigureChange, ProposalDraft, RevisionChanges, TextChange, WordRun, draft,
    frozen, one_revision, review, totals,
};
use crate::context::Look;
use crate::failure::{Failure, conflict, not_found};
use crate::letter::{self, Offer, Wording};

/// What changed from one revision to a later one, or to the draft as it is now.
pub fn compare(look: &Look<'_>, asked: CompareRevisions) -> Result<RevisionChanges, Failure> {
    let before = one_revision(look, &asked.before)?;
    let proposal = store::proposals::show(look.db, before.proposal_id)?
        .ok_or_else(|| not_found("proposal"))?;
    let old = frozen(look, &proposal.number, &before)?;
    let old_letter = reading(&old.then, &old.offer, &old.wording)?;
    let (name, new_offer, new_letter) = match &asked.after {
        Some(id) => {
            let after = one_revision(look, id)?;
            if after.proposal_id != before.proposal_id {
                return Err(conflict("these revisions are not of one proposal"));
            }
            let new = frozen(look, &proposal.number, &after)?;
            let letter = reading(&new.then, &new.offer, &new.wording)?;
            (format!("Revision {}", after.number), new.offer, letter)
        }
        None => {
            let typed: ProposalDraft = draft(&proposal)?;
            let seen = review::look_at(look, &proposal.number, &typed)?;
            let letter = reading(look, &seen.read.offer, &seen.wording)?;
            ("The draft".to_owned(), seen.read.offer, letter)
        }
    };
    Ok(RevisionChanges {
        before: format!("Revision {}", before.number),
        after: name,
        figures: changed(&figures(look, &old.offer)?, &figures(look, &new_offer)?),
        texts: texts(&old_letter, &new_letter),
    })
}

fn reading(look: &Look<'_>, offer: &Offer, wording: &Wording) -> Result<Vec<Block>, Failure> {
    Ok(letter::compose(look, offer, wording, look.now, true, None)?.reading())
}

/// Terms and figures of an offer under their names, in the order of the letter.
fn figures(look: &Look<'_>, offer: &Offer) -> Result<Vec<(String, String)>, Failure> {
    let mut rows = vec![
        ("Client".to_owned(), offer.client.name.clone()),
        ("Starts".to_owned(), look.long_date(offer.rules.starts_on)),
        ("Open until".to_owned(), look.long_date(offer.valid_until)),
        ("Invoices are due".to_owned(), offer.payment.words()),
        ("Payment method".to_owned(), offer.method.name().replace('_', " ")),
    ];
    let percent = offer.rules.discount_percent;
    if !percent.is_zero() {
        rows.push(("Discount".to_owned(), format!("{}%", percent.normalize())));
    }
    for (at, one) in offer.signatories.iter().enumerate() {
        rows.push((format!("Signatory {}", at + 1), one.name.clone()));
    }
    let plainest = offer.rules.plainest();
    for (at, line) in offer.lines.iter().enumerate() {
        let rules = &offer.rules.lines[at];
        let each = match offer.rules.each_time(at, &plainest)? {
            Some(each) => each.shown(),
            None => "to be confirmed".to_owned(),
        };
        let words = rules.billing.words();
        rows.push((line.name.clone(), format!("{each} {words}")));
        rows.push((format!("{}, quantity", line.name), rules.quantity.normalize().to_string()));
    }
    let sums = totals(offer, &super::Choice::default())?;
    if sums.options.is_empty() {
        let sums = offer.rules.totals(&plainest)?;
        rows.push(("Each month".to_owned(), sums.per_month.shown()));
        rows.push(("First twelve months".to_owned(), sums.first_year.shown()));
        rows.push(("On the start date".to_owned(), sums.due_on_acceptance.shown()));
    }
    for (column, option) in letter::columns(offer).iter().zip(&offer.options) {
        let sums = offer.rules.totals(column)?;
        let name = format!("{}, first twelve months", option.name);
        rows.push((name, sums.first_year.shown()));
    }
    Ok(rows)
}

/// The rows that differ: first those of the later side in its order, then those that are gone.
fn changed(before: &[(String, String)], after: &[(String, String)]) -> Vec<FigureChange> {
    let of = |rows: &[(String, String)], what: &str| {
        rows.iter().find(|row| row.0 == what).map(|row| row.1.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|row| !after.iter().any(|other| other.0 == row.0));
    after
        .iter()
        .chain(gone)
        .map(|(what, _)| FigureChange {
            what: what.clone(),
            before: of(before, what),
            after: of(after, what),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The texts of a letter by what they are: clauses by their id, the rest as one.
fn parts(letter: &[Block]) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut prose = String::new();
    for block in letter {
        match block {
            Block::Clause { id, heading, text, terms, .. } => {
                let terms: String =
                    terms.iter().map(|(label, text)| format!("\n{label}: {text}")).collect();
                parts.push((format!("{id} {heading}"), format!("{text}{terms}")));
            }
            Block::Paragraph(text) => {
                prose.push_str(text);
                prose.push_str("\n\n");
            }
            Block::Heading { .. } | Block::Facts(_) | Block::Table { .. } => {}
        }
    }
    if !prose.is_empty() {
        parts.insert(0, ("Opening and further terms".to_owned(), prose));
    }
    parts
}

fn texts(before: &[Block], after: &[Block]) -> Vec<TextChange> {
    let (before, after) = (parts(before), parts(after));
    let of = |rows: &[(String, String)], what: &str| {
        rows.iter().find(|row| row.0 == what).map(|row| row.1.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|row| !after.iter().any(|other| other.0 == row.0));
    after
        .iter()
        .chain(gone)
        .filter(|(what, _)| of(&before, what) != of(&after, what))
        .map(|(what, _)| TextChange {
            what: what.clone(),
            runs: word_runs(&of(&before, what), &of(&after, what)),
        })
        .collect()
}

/// Two texts as runs of words.
pub(crate) fn word_runs(before: &str, after: &str) -> Vec<WordRun> {
    let run = |change: Change| {
        let (kind, text) = match change {
            Change::Kept(text) => ("kept", text),
            Change::Added(text) => ("added", text),
            Change::Removed(text) => ("removed", text),
        };
        WordRun { kind: kind.to_owned(), text }
    };
    clause::compare(before, after).into_iter().map(run).collect()
}
