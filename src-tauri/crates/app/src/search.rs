//! Find: the palette's answers.

use serde::{Deserialize, Serialize};
use store::clients;
use store::invoices::{self, Listing, Sort, View};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::Failure;
use crate::{agreements, proposals};

/// What was typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// Part of a name, a number or an amount.
    pub text: String,
}

/// A place to go.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Hit {
    /// `client`, `proposal`, `agreement` or `invoice`.
    pub kind: String,
    /// Its name or number.
    pub title: String,
    /// What tells it from others.
    pub detail: String,
    /// Where it is.
    pub go: String,
}

/// Places, the best first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Hits {
    /// Ten at most.
    pub rows: Vec<Hit>,
}

/// Finds clients, proposals, agreements and invoices.
pub fn find(look: &Look<'_>, asked: Find) -> Result<Hits, Failure> {
    let text = asked.text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(Hits { rows: Vec::new() });
    }
    let holds = |words: &str| words.to_lowercase().contains(&text);
    let mut rows: Vec<Hit> = clients::all(look.db)?
        .iter()
        .filter(|client| holds(&client.name) || holds(&client.contact) || holds(&client.email))
        .take(4)
        .map(|client| {
            hit("client", &client.name, &client.contact, format!("#/clients/{}", client.id))
        })
        .collect();
    let offers = proposals::rows_of(look, None)?;
    let found = offers.iter().filter(|row| holds(&row.number) || holds(&row.client));
    rows.extend(
        found.take(3).map(|row| {
            hit("proposal", &row.number, &row.client, format!("#/proposals/{}", row.id))
        }),
    );
    let agreed = agreements::rows_of(look, None)?;
    let found = agreed.iter().filter(|row| holds(&row.number) || holds(&row.client));
    rows.extend(
        found.take(3).map(|row| {
            hit("agreement", &row.number, &row.client, format!("#/agreements/{}", row.id))
        }),
    );
    let listing = Listing {
        view: View::All,
        filter: &text,
        sort: Sort::Number,
        descending: true,
        offset: 0,
        limit: 5,
    };
    for invoice in invoices::list(look.db, &listing)? {
        let detail = format!("{}, {}", invoice.client_name, invoice.total.shown());
        rows.push(hit("invoice", &invoice.number, &detail, format!("#/invoices/{}", invoice.id)));
    }
    rows.truncate(10);
    Ok(Hits { rows })
}

fn hit(kind: &str, title: &str, detail: &str, go: String) -> Hit {
    Hit { kind: kind.to_owned(), title: title.to_owned(), detail: detail.to_owned(), go }
}
