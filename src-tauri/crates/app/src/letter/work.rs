//! What is done: the services of an offer, kind by kind, as clauses of its letter.

use domain::clause::{ServiceKind, Values};
use domain::proposal;
use paper::letter::{Clause, Item};

use super::clauses::Chosen;
use super::{Offer, OfferLine, listed};

/// A clause of the letter, filled.
pub(super) fn filled(clause: &Chosen, values: &Values) -> Item {
    let text = domain::clause::fill(&clause.text, values).unwrap_or_else(|_| clause.text.clone());
    Item::Clause(Clause { id: clause.id.clone(), heading: clause.heading.clone(), text })
}

/// What is done: the services kind by kind, each kind with the clause that says how such work is
/// done. The clauses that stand here are taken out of `clauses`.
pub(super) fn items(offer: &Offer, clauses: &mut Vec<&Chosen>, values: &Values) -> Vec<Item> {
    let mut items = Vec::new();
    let mut take = |id: &str, items: &mut Vec<Item>| {
        if let Some(at) = clauses.iter().position(|clause| clause.id == id) {
            items.push(filled(clauses.remove(at), values));
        }
    };
    take("SCOPE", &mut items);
    let mut kinds: Vec<ServiceKind> = Vec::new();
    for line in &offer.lines {
        if !kinds.contains(&line.kind) {
            kinds.push(line.kind);
            items.extend(scopes(offer, line.kind));
            take(&format!("SCOPE/{}", line.kind.as_str()), &mut items);
        }
    }
    items
}

/// One clause for each service of a kind that says what is done; its options, or that it is an
/// add-on, stand in the heading.
fn scopes(offer: &Offer, kind: ServiceKind) -> Vec<Item> {
    let heading = |line: &OfferLine, rules: &proposal::Line| match &rules.offered {
        proposal::Offered::Always => line.name.clone(),
        proposal::Offered::AddOn => format!("{} (add-on)", line.name),
        proposal::Offered::Options(options) => {
            let names: Vec<&str> = options
                .iter()
                .filter_map(|at| offer.options.get(*at))
                .map(|option| &*option.name)
                .collect();
            format!("{} ({})", line.name, listed(&names))
        }
    };
    offer
        .lines
        .iter()
        .zip(&offer.rules.lines)
        .enumerate()
        .filter(|(_, (line, _))| line.kind == kind && !line.description.is_empty())
        .map(|(index, (line, rules))| {
            Item::Clause(Clause {
                id: format!("SCOPE/{}", index + 1),
                heading: heading(line, rules),
                text: line.description.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        })
        .collect()
}
