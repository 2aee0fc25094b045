//! Stripe's own description of the calls that the program makes, and every request and object held
//! against it. Where it is from is said in the file itself.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::service::held;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../../contract/stripe.json");
    let mut all = serde_json::from_str(text).expect("the description is JSON");
    modern(&mut all);
    all
});

/// Validators are made once for the whole run.
static MADE: LazyLock<Mutex<BTreeMap<String, &'static Validator>>> = LazyLock::new(Mutex::default);

/// OpenAPI 3.0 says `nullable` where JSON Schema lists `null` among the types.
fn modern(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            let nullable = object.remove("nullable") == Some(json!(true));
            if nullable && let Some(kind @ Value::String(_)) = object.get("type").cloned() {
                object.insert("type".to_owned(), json!([kind, "null"]));
                if let Some(Value::Array(words)) = object.get_mut("enum") {
                    words.push(Value::Null);
                    words.dedup();
                }
            } else if nullable {
                let inner = Value::Object(std::mem::take(object));
                object.insert("anyOf".to_owned(), json!([inner, { "type": "null" }]));
            }
            object.values_mut().for_each(modern);
        }
        Value::Array(all) => all.iter_mut().for_each(modern),
        _ => {}
    }
}

/// A call of the description: its template, such as `/v1/refunds/{id}`, and the names in the path.
pub(super) fn operation(method: &str, path: &str) -> Option<(String, Vec<String>)> {
    let all = DESCRIPTION["operations"].as_object()?;
    let method = method.to_lowercase();
    let described = all.iter().filter(|(_, methods)| methods.get(&method).is_some());
    // Whose account it is, by <https://docs.stripe.com/api/accounts/retrieve>, is not among them.
    let own = (method == "get").then_some("/v1/account");
    let templates = described.map(|(template, _)| template.as_str()).chain(own);
    let mut fitting = templates.filter_map(|template| Some((template, names(template, path)?)));
    fitting.next().map(|(template, names)| (template.to_owned(), names))
}

fn names(template: &str, path: &str) -> Option<Vec<String>> {
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    if ours.len() != theirs.len() {
        return None;
    }
    let mut names = Vec::new();
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        if ours.starts_with('{') {
            names.push(theirs.to_owned());
        } else if ours != theirs {
            return None;
        }
    }
    Some(names)
}

/// The parameters of a call with the types that the description gives them, or what is wrong.
pub(super) fn parameters(
    method: &str,
    template: &str,
    part: &str,
    raw: Value,
) -> Result<Value, String> {
    let schema = &DESCRIPTION["operations"][template][method.to_lowercase()][part];
    if schema.is_null() {
        let empty = raw.as_object().is_some_and(Map::is_empty);
        return if empty { Ok(raw) } else { Err(format!("{method} {template} takes no {part}")) };
    }
    let typed = typed(schema, raw);
    let name = format!("{method} {template} {part}");
    check(&name, || schema.clone(), &typed)?;
    // Not in the description: <https://docs.stripe.com/payments/checkout/custom-components>.
    if typed["mode"] == "setup" && typed.get("custom_fields").is_some() {
        return Err(format!("{name}: custom_fields are not available in setup mode"));
    }
    Ok(typed)
}

/// Holds an object of this server against the description of its kind.
pub(super) fn object(object: &Value) -> Result<(), String> {
    let kind = object["object"].as_str().unwrap_or_default();
    let schema = || {
        json!({
            "$ref": format!("#/objects/{kind}"),
            "objects": objects(),
        })
    };
    if DESCRIPTION["objects"][kind].is_null() {
        return Err(format!("{kind} is not described"));
    }
    check(&format!("object {kind}"), schema, object)
}

/// The descriptions of objects, which refer to each other.
fn objects() -> Value {
    let text = DESCRIPTION["objects"].to_string().replace("#/components/schemas/", "#/objects/");
    serde_json::from_str(&text).expect("it was JSON before")
}

/// An example of a kind of object, to make others of.
pub(super) fn example(kind: &str) -> Value {
    let example = DESCRIPTION["examples"][kind].clone();
    assert!(example.is_object(), "the description has an example of {kind}");
    example
}

fn check(name: &str, schema: impl Fn() -> Value, value: &Value) -> Result<(), String> {
    let known = held(&MADE).get(name).copied();
    let validator = known.unwrap_or_else(|| {
        let made = jsonschema::validator_for(&schema()).expect("the description is a schema");
        // A handful for the whole run of the tests.
        let made: &'static Validator = Box::leak(Box::new(made));
        held(&MADE).insert(name.to_owned(), made);
        made
    });
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{name}: {} at {}", error, error.instance_path()))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("; ")) }
}

/// Texts as the types that a description gives them; what does not fit stays a text.
fn typed(schema: &Value, raw: Value) -> Value {
    if let Some(all) = schema["anyOf"].as_array() {
        let mut tried = all.iter().map(|one| (one, typed(one, raw.clone())));
        let fits = tried.find(|(one, value)| jsonschema::is_valid(one, value));
        return fits.map_or(raw, |(_, value)| value);
    }
    match (schema["type"].as_str(), raw) {
        (Some("integer" | "number"), Value::String(text)) => {
            text.parse::<i64>().map_or(Value::String(text), Value::from)
        }
        (Some("boolean"), Value::String(text)) if text == "true" || text == "false" => {
            Value::Bool(text == "true")
        }
        (Some("array"), Value::Object(object)) => numbered(&schema["items"], object),
        (Some("object"), Value::Object(object)) => {
            let each = object.into_iter().map(|(name, value)| {
                let inner = match schema["properties"].get(&name) {
                    Some(inner) => inner,
                    None => &schema["additionalProperties"],
                };
                let value = typed(inner, value);
                (name, value)
            });
            Value::Object(each.collect())
        }
        (_, raw) => raw,
    }
}

/// Entries `0`, `1` and so on as a list.
fn numbered(schema: &Value, object: Map<String, Value>) -> Value {
    let mut list = Vec::with_capacity(object.len());
    for (at, (index, value)) in object.into_iter().enumerate() {
        if index != at.to_string() {
            return Value::String(format!("element {index} where {at} should be"));
        }
        list.push(typed(schema, value));
    }
    Value::Array(list)
}
