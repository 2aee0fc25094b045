//! The texts of a draft and their limits.

use serde_json::Value;

use super::ProposalDraft;
use crate::card::refuse_card_number;
use crate::failure::{Code, Failure, failure, refused};

/// The draft as it is stored. Refuses what is too long, characters that cannot be shown and card
/// numbers, in whatever field.
pub(super) fn draft_text(draft: &ProposalDraft) -> Result<String, Failure> {
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
