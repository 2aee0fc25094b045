//! Whether every fact a text asks for is there and is what it should be.

use super::facts::LetterFacts;
use super::remarks::{Fix, Remarks};
use crate::clause::{self, Placeholder, placeholder_names};

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    let mut seen = Vec::new();
    for (place, text) in letter.every_text() {
        for name in placeholder_names(text) {
            match Placeholder::from_name(name) {
                None => unknown(place.clone(), name, remarks),
                Some(placeholder) if !seen.contains(&placeholder) => {
                    seen.push(placeholder);
                    one(letter, placeholder, &place, remarks);
                }
                Some(_) => {}
            }
        }
    }
}

fn unknown(place: String, name: &str, remarks: &mut Remarks) {
    let message = format!(
        "The text asks for {{{name}}}, which nobody knows; correct the name or write the words."
    );
    remarks.add("L02-placeholder-unknown", place, message, None);
}

/// What is wrong with the value of a placeholder that a text at `place` asks for.
fn one(letter: &LetterFacts, placeholder: Placeholder, place: &str, remarks: &mut Remarks) {
    let field = format!("values.{}", placeholder.name());
    let fix =
        placeholder.usual(letter.regime).map(|usual| Fix::SetValue(placeholder, usual.to_owned()));
    let label = placeholder.label();
    let Some(value) = letter.values.value(placeholder) else {
        let asking = place.strip_prefix("clauses.").unwrap_or(place);
        let message = format!(
            "“{label}” is not filled in, and {asking} asks for it; fill it in or take the text out."
        );
        remarks.add("L01-value-missing", field, message, fix);
        return;
    };
    if let Err(reason) = clause::check(placeholder.kind(), value) {
        let message = format!("“{label}” says “{value}”: {reason}.");
        remarks.add("L03-value-wrong", field, message, fix);
    }
}
