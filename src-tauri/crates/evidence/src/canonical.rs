//! The one way a JSON value is written where it is hashed, signed or compared: keys sorted, no
//! blanks, integers only. The pages write the same.

use serde::Serialize;
use serde_json::Value;

/// `value` in its canonical form. Keys sort by their bytes; strings are escaped as
/// `JSON.stringify` does.
pub(crate) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// A serialisable value in its canonical form. Our own types always have one.
pub(crate) fn of(value: &impl Serialize) -> String {
    text(&serde_json::to_value(value).expect("our types are maps with text keys"))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (at, (key, item)) in entries.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        plain => out.push_str(&plain.to_string()),
    }
}
