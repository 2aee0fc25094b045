//! The numbers of a letter's clauses, and what a citation of one prints.

use std::collections::HashMap;

use super::{Item, Letter};
use crate::compose::{Composer, cited};
use crate::fonts::Face;
use crate::page::Finding;
use crate::structure::{Role, Tag};
use crate::text::{PROSE, Setter, Span, Style};

/// A clause id within a sentence.
const CITED: Style = Style::new(Face::Sans, 7.8);

/// The id without its variant.
pub(super) fn printed_id(id: &str) -> &str {
    id.split_once('/').map_or(id, |(id, _)| id)
}

/// The number of each clause in this letter.
pub(super) struct Numbers<'a> {
    places: HashMap<&'a str, (usize, usize)>,
    keys: HashMap<&'a str, &'a str>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(letter: &'a Letter) -> Numbers<'a> {
        let (mut places, mut keys) = (HashMap::new(), HashMap::new());
        let mut sections = 0;
        for section in &letter.sections {
            let mut clauses = 0;
            for item in &section.items {
                let Item::Clause(clause) = item else { continue };
                if clauses == 0 {
                    sections += 1;
                }
                clauses += 1;
                places.entry(clause.id.as_str()).or_insert((sections, clauses));
                places.entry(printed_id(&clause.id)).or_insert((sections, clauses));
                keys.entry(printed_id(&clause.id)).or_insert(clause.id.as_str());
            }
        }
        Numbers { places, keys }
    }

    /// The number of a clause: "5.4".
    pub(super) fn number(&self, id: &str) -> Option<String> {
        self.places.get(id).map(|(section, clause)| format!("{section}.{clause}"))
    }

    /// What a citation prints: the number after `#`, otherwise the id without its variant.
    pub(super) fn citation(&self, citation: &str) -> Citation {
        let (id, as_number) = citation.strip_prefix('#').map_or((citation, false), |id| (id, true));
        match self.number(id) {
            Some(number) if as_number => Citation::Number(number),
            Some(_) => Citation::Id(printed_id(id).to_owned()),
            None => Citation::Unknown(id.to_owned()),
        }
    }

    /// The text with its citations set: `` `AMEND` `` as the id, `` `#AMEND` `` as the number,
    /// each a link to its clause.
    pub(super) fn spans(&self, composer: &mut Composer<'_>, text: &str, style: Style) -> Vec<Span> {
        let place = composer.setter.place().to_owned();
        let setter = &mut composer.setter;
        cited(text, style, |citation| match self.citation(citation) {
            Citation::Number(number) => {
                let link = self.link(setter, citation.trim_start_matches('#'));
                Span::new(number, style).linked(link)
            }
            Citation::Id(id) => {
                let link = self.link(setter, citation.trim_start_matches('#'));
                Span::new(id, CITED).linked(link)
            }
            Citation::Unknown(id) => {
                let shown = printed_id(&id).to_owned();
                setter.report(Finding::UnknownClause { id, place: place.clone() });
                Span::new(shown, CITED)
            }
        })
    }

    /// A link to a clause.
    fn link(&self, setter: &mut Setter, id: &str) -> Tag {
        let number = self.number(id).unwrap_or_default();
        let key = self.keys.get(id).copied().unwrap_or(id);
        let says = format!("Clause {number}, {}", printed_id(id));
        setter.structure.add(Role::Link, says, Some(key.into()))
    }

    /// The numbers of some clauses: "5.1, 5.2", and three or more in a row as "2.1–2.3".
    pub(super) fn list(&self, composer: &mut Composer<'_>, ids: &[String]) -> Vec<Span> {
        for id in ids.iter().filter(|id| !self.places.contains_key(id.as_str())) {
            let place = composer.setter.place().to_owned();
            composer.setter.report(Finding::UnknownClause { id: id.clone(), place });
        }
        let mut spans = Vec::new();
        for (id, numbers) in self.runs(ids) {
            if !spans.is_empty() {
                spans.push(Span::new(", ", PROSE));
            }
            let link = self.link(&mut composer.setter, id);
            spans.push(Span::new(numbers, PROSE).linked(link));
        }
        spans
    }

    /// The same as plain text.
    pub(super) fn listed(&self, ids: &[String]) -> String {
        let runs = self.runs(ids).into_iter().map(|(_, numbers)| numbers);
        runs.collect::<Vec<_>>().join(", ")
    }

    /// The numbers of the clauses that are there, each with the id of the first it stands for.
    fn runs<'b>(&self, ids: &'b [String]) -> Vec<(&'b str, String)> {
        let known = |id: &'b String| Some((id.as_str(), *self.places.get(id.as_str())?));
        let known: Vec<(&str, (usize, usize))> = ids.iter().filter_map(known).collect();
        let mut runs = Vec::new();
        let mut at = 0;
        while at < known.len() {
            let (id, (section, first)) = known[at];
            let run = (known[at..].iter().enumerate())
                .take_while(|(step, (_, place))| *place == (section, first + step))
                .count();
            if run >= 3 {
                runs.push((id, format!("{section}.{first}–{section}.{}", first + run - 1)));
                at += run;
            } else {
                runs.push((id, format!("{section}.{first}")));
                at += 1;
            }
        }
        runs
    }
}

/// What stands in a text where a clause is cited.
pub(super) enum Citation {
    /// The number of the clause.
    Number(String),
    /// The id of the clause.
    Id(String),
    /// An id that no clause of the letter has.
    Unknown(String),
}
