//! Lists as they are asked for: by ids, by a `where`, since an instant, by pages.

use chrono::DateTime;
use serde_json::{Value, json};

use super::Books;
use super::rules::id_of;
use crate::service::Request;
use crate::specs::value;

impl Books {
    /// The answer to a question for a list.
    pub(super) fn listed(&mut self, list: &'static str, request: &Request) -> Value {
        let of = |name: &str| value(&request.query, name);
        let mut all = self.lists.get(list).cloned().unwrap_or_default();
        if !of("IDs").is_empty() {
            let ids = of("IDs");
            all.retain(|one| ids.split(',').any(|id| one[id_of(list)] == id));
        }
        if !of("InvoiceNumbers").is_empty() {
            let numbers = of("InvoiceNumbers");
            all.retain(|one| numbers.split(',').any(|number| one["InvoiceNumber"] == number));
        }
        if list == "Contacts" && of("includeArchived") != "true" {
            all.retain(|one| one["ContactStatus"] != "ARCHIVED");
        }
        if !of("where").is_empty() {
            let terms = of("where");
            let terms: Vec<(String, String)> = terms.split(" OR ").filter_map(term).collect();
            all.retain(|one| terms.iter().any(|(field, value)| one[field] == value.as_str()));
        }
        if let Some(since) = request.heads.get("if-modified-since") {
            let since = DateTime::parse_from_rfc3339(since).map(|at| at.timestamp_millis());
            let Ok(since) = since else {
                self.wrongs.push(format!("If-Modified-Since of {}", request.path));
                return json!({ list: [] });
            };
            all.retain(|one| changed(one) >= since);
        }
        let page: usize = of("page").parse().unwrap_or(1);
        let size: usize = of("pageSize").parse().unwrap_or(100);
        if of("page").is_empty() {
            return json!({ list: all });
        }
        let count = all.len();
        let rows: Vec<Value> = all.into_iter().skip((page - 1) * size).take(size).collect();
        json!({ list: rows, "pagination": {
            "page": page, "pageSize": size, "pageCount": count.div_ceil(size), "itemCount": count,
        } })
    }
}

/// `Field=="value"` or `Field==guid("value")`.
fn term(text: &str) -> Option<(String, String)> {
    let (field, value) = text.split_once("==")?;
    let value = value.trim_start_matches("guid(").trim_end_matches(')').trim_matches('"');
    Some((field.to_owned(), value.to_owned()))
}

fn changed(one: &Value) -> i64 {
    let text = one["UpdatedDateUTC"].as_str().unwrap_or_default();
    let digits = text.trim_start_matches("/Date(").split('+').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
