//! Which clauses stand in the letter: those demanded, those too many, those that contradict.

use super::facts::{ClauseFacts, LetterFacts};
use super::remarks::{Fix, Remarks};
use super::required::{REQUIREMENTS, Requirement};
use super::wording::citations;
use crate::clause::{Regime, library, stem, with_id};

/// Pairs of which a letter has one at most; the second stands in place of the first.
const ALTERNATIVES: [(&str, &str); 3] = [
    ("PAY-LATE", "PAY-LATE/contract"),
    ("FEE-REV", "FEE-REV/index"),
    ("FEE-EXP", "FEE-EXP/client_money"),
];

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    twice(letter, remarks);
    required(letter, remarks);
    for (first, second) in ALTERNATIVES {
        if letter.clause(first).is_some() && letter.clause(second).is_some() {
            let message =
                format!("{first} and {second} say different things of one matter; keep one.");
            let fix = Fix::RemoveClause(first.to_owned());
            remarks.add("L17-clause-alternatives", place(second), message, Some(fix));
        }
    }
    for clause in &letter.clauses {
        stray(letter, clause, remarks);
        if clause.text.trim().is_empty() {
            let message = format!("{} has no text; write it or take the clause out.", clause.id);
            let fix = Fix::RestoreClause(clause.id.clone());
            let known = with_id(letter.regime, &clause.id).map(|_| fix);
            remarks.add("L83-clause-empty", place(&clause.id), message, known);
        }
    }
    cited(letter, remarks);
}

fn place(id: &str) -> String {
    format!("clauses.{id}")
}

fn twice(letter: &LetterFacts, remarks: &mut Remarks) {
    for (at, clause) in letter.clauses.iter().enumerate() {
        if letter.clauses[..at].iter().any(|before| before.id == clause.id) {
            let message = format!("{} stands in the letter twice; take one out.", clause.id);
            remarks.add("L04-clause-twice", place(&clause.id), message, None);
        }
    }
}

/// The library's own name for an id, if the regime has such a clause.
pub(super) fn known(regime: Regime, id: &str) -> Option<&'static str> {
    let clauses = library(regime);
    let exact = clauses.iter().find(|clause| clause.id == id);
    exact.or_else(|| clauses.iter().find(|clause| stem(clause.id) == id)).map(|clause| clause.id)
}

fn required(letter: &LetterFacts, remarks: &mut Remarks) {
    let mut told = Vec::new();
    let applying =
        |must: bool| REQUIREMENTS.iter().filter(move |row| row.must == must && row.applies(letter));
    for row in applying(true).chain(applying(false)) {
        for id in row.ids {
            if !told.contains(id) {
                told.push(id);
                one_required(letter, row, id, remarks);
            }
        }
    }
}

fn one_required(letter: &LetterFacts, row: &Requirement, id: &str, remarks: &mut Remarks) {
    let (source, name) = (row.source, named(letter.regime, id));
    if !letter.has(id) {
        let fix = known(letter.regime, id).map(Fix::AddClause);
        let (rule, message) = if row.must {
            (
                "L05-clause-required",
                format!("{name} is missing and is required ({source}); add it."),
            )
        } else {
            (
                "L06-clause-usual",
                format!(
                    "{name} is missing and is usual ({source}); add it or do without knowingly."
                ),
            )
        };
        remarks.add(rule, place(id), message, fix);
    }
    let edited = letter.clause(id).filter(|clause| row.must && clause.edited);
    if let Some(clause) = edited {
        let message = format!(
            "{name} is required ({source}) and was edited; read it again or put the text back."
        );
        let fix = Fix::RestoreClause(clause.id.clone());
        remarks.add("L19-required-edited", place(id), message, Some(fix));
    }
}

/// A clause by its heading and id: “Right to cancel” (CANCEL).
fn named(regime: Regime, id: &str) -> String {
    match with_id(regime, id) {
        Some(clause) => format!("“{}” ({id})", clause.heading),
        None => id.to_owned(),
    }
}

/// A clause of the library that belongs to kinds of work the letter does not offer.
fn stray(letter: &LetterFacts, clause: &ClauseFacts, remarks: &mut Remarks) {
    let belongs =
        with_id(letter.regime, &clause.id).is_none_or(|known| known.applies(&letter.kinds()));
    if !belongs {
        let message = format!(
            "{} is about work this letter does not offer; take it out or add the service.",
            clause.id
        );
        let fix = Fix::RemoveClause(clause.id.clone());
        remarks.add("L18-clause-stray", place(&clause.id), message, Some(fix));
    }
}

fn cited(letter: &LetterFacts, remarks: &mut Remarks) {
    for (place, text) in letter.every_text() {
        for id in citations(text) {
            if !letter.has(id) {
                let message = format!(
                    "The text cites {id}, which is not in this letter; add it or cite another."
                );
                let fix = known(letter.regime, id).map(Fix::AddClause);
                remarks.add("L80-citation-absent", place.clone(), message, fix);
            }
        }
    }
}
