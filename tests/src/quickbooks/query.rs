//! Queries, as far as the program asks: `select * from Entity [where …] startposition n maxresults
//! m`, terms joined by `and`.

use serde_json::{Value, json};

use super::Books;
use super::rules::Fault;

impl Books {
    /// The answer to a query.
    pub(super) fn query(&self, text: &str) -> Result<Value, Fault> {
        let wrong = || ("4001", format!("QueryParserError: {text}"));
        let rest = text.strip_prefix("select * from ").ok_or_else(wrong)?;
        let (rest, most) = rest.rsplit_once(" maxresults ").ok_or_else(wrong)?;
        let (rest, from) = rest.rsplit_once(" startposition ").ok_or_else(wrong)?;
        let (from, most): (usize, usize) =
            (from.parse().map_err(|_| wrong())?, most.parse().map_err(|_| wrong())?);
        if from == 0 || most > 1_000 {
            return Err(wrong());
        }
        let (kind, terms) = rest.split_once(" where ").unwrap_or((rest, ""));
        let terms: Vec<&str> = terms.split(" and ").filter(|term| !term.is_empty()).collect();
        let mut all = match kind {
            "Preferences" => vec![self.preferences()],
            _ => self.kinds.get(kind).cloned().unwrap_or_default(),
        };
        if !terms.iter().any(|term| term.starts_with("Active ")) {
            all.retain(|one| one["Active"] != false);
        }
        for term in terms.iter().filter(|term| !term.starts_with("Active ")) {
            let (field, rest) = term.split_once(' ').ok_or_else(wrong)?;
            let (does, values) = rest.split_once(' ').ok_or_else(wrong)?;
            let values = texts(values);
            let first = values.first().ok_or_else(wrong)?.clone();
            match does {
                "in" | "=" => all.retain(|one| values.contains(&field_of(one, field))),
                ">=" => all.retain(|one| field_of(one, field) >= first),
                "<=" => all.retain(|one| field_of(one, field) <= first),
                _ => return Err(wrong()),
            }
        }
        let rows: Vec<Value> = all.into_iter().skip(from - 1).take(most).collect();
        // An empty answer leaves out all of it.
        if rows.is_empty() {
            return Ok(json!({}));
        }
        Ok(json!({ kind: rows, "startPosition": from, "maxResults": rows.len() }))
    }

    fn preferences(&self) -> Value {
        let mut own = json!({
            "CurrencyPrefs": { "HomeCurrency": { "value": "USD" }, "MultiCurrencyEnabled": false },
            "SalesFormsPrefs": { "CustomTxnNumbers": self.own_numbers },
            "AccountingInfoPrefs": {},
        });
        if let Some(day) = &self.closed_until {
            own["AccountingInfoPrefs"]["BookCloseDate"] = json!(day);
        }
        own
    }
}

/// The texts in quotes of a list; a backslash escapes what follows it.
fn texts(list: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Option<String> = None;
    let mut letters = list.chars();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            (None, '\'') => open = Some(String::new()),
            (None, _) => {}
            (Some(_), '\'') => all.extend(open.take()),
            (Some(text), '\\') => text.extend(letters.next()),
            (Some(text), other) => text.push(other),
        }
    }
    all
}

fn field_of(one: &Value, field: &str) -> String {
    let value = match field {
        "AttachableRef.EntityRef.Type" => &one["AttachableRef"][0]["EntityRef"]["type"],
        "AttachableRef.EntityRef.value" => &one["AttachableRef"][0]["EntityRef"]["value"],
        _ => &one[field],
    };
    value.as_str().unwrap_or_default().to_owned()
}
