//! Services' own descriptions, which lie beside the repository: every request and answer of a
//! stand-in is held against them.
//!
//! They are not kept here for their size. Without them a stand-in works on and counts nothing, and
//! the test that prints the counts says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::referee::{Verdict, ask};
use crate::service::{Answer, Request, held};

/// A file of the folder of descriptions: the one that `QUITTANCE_SHARED` names, else `shared`
/// beside the repository.
pub(crate) fn file(name: &str) -> Option<Value> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("QUITTANCE_SHARED").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(shared.join("specs").join(name)).ok()?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// A description of calls by OpenAPI, with its validators, which are made once for a whole run.
pub(crate) struct Description {
    document: Value,
    made: Mutex<BTreeMap<String, &'static Validator>>,
}

impl Description {
    /// Reads one, where it is there.
    pub(crate) fn find(name: &str) -> Option<Description> {
        Some(Description { document: file(name)?, made: Mutex::default() })
    }

    /// What is wrong with a request by the description; nothing where all is well.
    pub(crate) fn request(&self, request: &Request) -> Vec<String> {
        let name = format!("{} {}", request.method, request.path);
        let Some((template, operation)) = self.operation(request) else {
            return vec![format!("{name} is not described")];
        };
        let mut wrongs = self.query(template, operation, request);
        let kind = request.heads.get("content-type").map(String::as_str).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default();
        let content = &operation["requestBody"]["content"];
        if !content.is_null() && content[kind].is_null() {
            wrongs.push(format!("{name} takes no {kind}"));
        }
        if kind == "application/json" && !content.is_null() {
            match serde_json::from_str(&request.body) {
                Ok(body) => wrongs.extend(self.check(&content[kind]["schema"], &body, true)),
                Err(_) => wrongs.push(format!("{name} holds no JSON")),
            }
        }
        wrongs
    }

    /// What is wrong with an answer by the description.
    pub(crate) fn answer(&self, request: &Request, answer: &Answer) -> Vec<String> {
        let Some((_, operation)) = self.operation(request) else { return Vec::new() };
        let described = &operation["responses"][answer.status.to_string()];
        let described = self.resolved(described);
        match &described["content"]["application/json"]["schema"] {
            // Failures are described for few calls only.
            Value::Null => Vec::new(),
            schema => self.check(schema, &answer.body, false),
        }
    }

    /// What is wrong with a value by a schema of the description.
    fn check(&self, schema: &Value, value: &Value, formats: bool) -> Vec<String> {
        let name = format!("{formats} {schema}");
        let known = held(&self.made).get(&name).copied();
        let validator = known.unwrap_or_else(|| {
            let mut whole = json!({ "components": self.document["components"] });
            whole["allOf"] = json!([schema]);
            let made = jsonschema::options().should_validate_formats(formats).build(&whole);
            let made = made.expect("the description is a schema");
            // A handful for the whole run of the tests.
            let made: &'static Validator = Box::leak(Box::new(made));
            held(&self.made).insert(name, made);
            made
        });
        let errors = validator.iter_errors(value);
        errors.map(|error| format!("{error} at {}", error.instance_path())).collect()
    }

    /// The call that a request is, by the path that fits with the fewest names in it.
    fn operation(&self, request: &Request) -> Option<(&Value, &Value)> {
        let paths = self.document["paths"].as_object()?;
        let method = request.method.to_lowercase();
        let fits = paths.iter().filter(|(template, methods)| {
            methods.get(&method).is_some() && fits(template, &request.path)
        });
        let (_, methods) = fits.min_by_key(|(template, _)| template.matches('{').count())?;
        Some((methods, &methods[&method]))
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(name) = value["$ref"].as_str() else { return value };
        self.document.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null)
    }

    fn query(&self, template: &Value, operation: &Value, request: &Request) -> Vec<String> {
        let both = [&template["parameters"], &operation["parameters"]];
        let known: Vec<&Value> = both
            .iter()
            .filter_map(|all| all.as_array())
            .flatten()
            .map(|one| self.resolved(one))
            .filter(|one| one["in"] == "query")
            .collect();
        let mut wrongs = Vec::new();
        let pairs = pairs(&request.query);
        for (name, value) in &pairs {
            match known.iter().find(|one| one["name"] == name.as_str()) {
                None => wrongs.push(format!("{} takes no {name}", request.path)),
                Some(one) => wrongs.extend(self.check(&one["schema"], &typed(one, value), true)),
            }
        }
        let missing = known.iter().filter(|one| one["required"] == true);
        let missing = missing.filter(|one| !pairs.iter().any(|(name, _)| one["name"] == *name));
        wrongs.extend(missing.map(|one| format!("{} wants {}", request.path, one["name"])));
        wrongs
    }
}

/// A value of a query as the type that the description gives it.
fn typed(parameter: &Value, value: &str) -> Value {
    match parameter["schema"]["type"].as_str() {
        Some("integer" | "boolean") => serde_json::from_str(value).unwrap_or_else(|_| json!(value)),
        Some("array") => value.split(',').collect(),
        _ => json!(value),
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    // A name may stand alone, or inside of words: `By(Name='{Name}')`.
    let same = |ours: &str, theirs: &str| match ours.split_once('{') {
        None => ours == theirs,
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            theirs.len() >= before.len() + after.len()
                && theirs.starts_with(before)
                && theirs.ends_with(after)
        }
    };
    ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(ours, theirs)| same(ours, theirs))
}

/// Names and values of a query or a form, decoded.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

/// The value of a name in a query or a form; empty where it is not there.
pub(crate) fn value(query: &str, name: &str) -> String {
    let found = pairs(query).into_iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value).unwrap_or_default()
}

/// Undoes the per cent signs of RFC 3986.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How much was held against a description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Requests.
    pub requests: usize,
    /// Answers.
    pub answers: usize,
    /// Requests that a second referee took, where one was asked.
    pub taken: usize,
}

impl Checked {
    /// Counts a request, and asks the second referee about it where the environment names one:
    /// what it finds wrong.
    pub(crate) fn request(&mut self, referee: &str, request: &Request) -> Option<String> {
        self.requests += 1;
        match ask(referee, request)? {
            Verdict::Taken => {
                self.taken += 1;
                None
            }
            Verdict::Unsaid => None,
            Verdict::Refused(words) => Some(words),
        }
    }
}

/// Schemas of entities by their names, as definitions of one document.
pub(crate) struct Schemas {
    document: Value,
    made: Mutex<BTreeMap<String, &'static Validator>>,
}

impl Schemas {
    /// Reads them, where they are there.
    pub(crate) fn find(name: &str) -> Option<Schemas> {
        Some(Schemas { document: file(name)?, made: Mutex::default() })
    }

    /// What is wrong with an entity of this name; nothing where none has the name.
    pub(crate) fn check(&self, name: &str, value: &Value) -> Vec<String> {
        let definitions = &self.document["$defs"];
        if definitions[name].is_null() {
            return Vec::new();
        }
        let known = held(&self.made).get(name).copied();
        let validator = known.unwrap_or_else(|| {
            let whole = json!({ "$ref": format!("#/$defs/{name}"), "$defs": definitions });
            let made = jsonschema::validator_for(&whole).expect("the definitions are a schema");
            // A handful for the whole run of the tests.
            let made: &'static Validator = Box::leak(Box::new(made));
            held(&self.made).insert(name.to_owned(), made);
            made
        });
        let errors = validator.iter_errors(value);
        errors.map(|error| format!("{name}: {error} at {}", error.instance_path())).collect()
    }
}

#[cfg(test)]
mod tests;
