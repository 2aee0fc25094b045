//! Stripe's forms, and the errors it answers with.

use serde_json::{Map, Value, json};

use crate::service::Answer;

impl Answer {
    /// An error as Stripe writes it; an empty code is none.
    pub(super) fn error(status: u16, kind: &str, code: &str, message: &str) -> Answer {
        let mut error = json!({ "type": kind, "message": message });
        if !code.is_empty() {
            error["code"] = json!(code);
        }
        Answer { status, body: json!({ "error": error }), heads: Vec::new() }
    }

    /// A request that Stripe does not understand.
    pub(super) fn invalid(code: &str, message: &str) -> Answer {
        Answer::error(400, "invalid_request_error", code, message)
    }
}

/// A form with nested names as a tree of objects and texts; `expand[0]` stands under `expand`.
pub(super) fn tree(form: &str) -> Result<Value, String> {
    let mut root = Value::Object(Map::new());
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        let mut at = &mut root;
        for part in name.split('[') {
            let part = part.trim_end_matches(']');
            if part.is_empty() {
                return Err(format!("{name}: a list without an index"));
            }
            let Value::Object(object) = at else {
                return Err(format!("{name}: a value and an object at once"));
            };
            at = object.entry(part).or_insert_with(|| Value::Object(Map::new()));
        }
        if at.as_object().is_none_or(|object| !object.is_empty()) {
            return Err(format!("{name}: given twice"));
        }
        *at = Value::String(value);
    }
    Ok(root)
}

fn decoded(text: &str) -> Result<String, String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match (bytes[at], hex) {
            (b'%', None) => return Err(format!("{text}: half a byte")),
            (_, Some(hex)) => {
                out.push(u8::from_str_radix(hex, 16).map_err(|_| format!("{text}: no hex"))?);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).map_err(|_| format!("{text}: no UTF-8"))
}
