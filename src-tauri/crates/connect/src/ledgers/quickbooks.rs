//! QuickBooks Online, as its v3 entities speak at minor version 75.
//!
//! It keeps nothing between calls but what it was told of its own company. Invoices and credit
//! memos are found by their number, payments by our mark in their reference, customers and items by
//! their name, which is unique there, and bank entries by our mark in their memo.

use std::cell::OnceCell;
use std::time::Duration;

use domain::ledgers::{Changes, Document, Held, Kind, Lists, Organisation, Put, Trouble};
use domain::money::Currency;
use domain::ports::Ledger;
use reqwest::Method;
use serde_json::json;

use super::keys::{Consent, Keys, plain};
use super::tokens::{self, Tokens, basic};
use crate::http::{Http, Lost, Outside, Request, Unfit};

mod call;
mod changes;
mod documents;
mod find;
mod held;
mod joining;
mod lists;
mod put;
mod standing;

/// Where QuickBooks is, for companies and for trying it.
const LIVE: &str = "https://quickbooks.api.intuit.com";
const SANDBOX: &str = "https://sandbox-quickbooks.api.intuit.com";
/// Where a consent is ended.
const DESK: &str = "https://developer.api.intuit.com";

/// Intuit asks for a minute after "too many" and does not say so in the answer
/// (developer.intuit.com, limits and throttles).
const AFTER_TOO_MANY: Duration = Duration::from_secs(60);

/// One company at QuickBooks.
pub(super) struct QuickBooks {
    http: Http,
    tokens: Tokens,
    realm: String,
    sandbox: bool,
    home: OnceCell<Currency>,
}

impl QuickBooks {
    /// The company with this realm id.
    pub(super) fn new(
        realm: &str,
        keys: &Keys,
        instead: Option<&str>,
        outside: Outside,
    ) -> Result<QuickBooks, Unfit> {
        // Where the keyring does not answer the first call says so.
        let kept = Consent::read(keys).ok().flatten();
        let sandbox = kept.is_some_and(|consent| consent.sandbox);
        let home = if sandbox { SANDBOX } else { LIVE };
        Ok(QuickBooks {
            http: Http::new(home, instead, outside.clone())?.waiting(AFTER_TOO_MANY),
            tokens: Tokens::new(&tokens::QUICKBOOKS, keys.clone(), instead, outside)?,
            realm: realm.to_owned(),
            sandbox,
            home: OnceCell::new(),
        })
    }

    /// The home currency, asked for once.
    fn currency(&self) -> Result<Currency, Trouble> {
        if let Some(currency) = self.home.get() {
            return Ok(*currency);
        }
        let currency = standing::home_currency(self)?;
        Ok(*self.home.get_or_init(|| currency))
    }
}

impl Ledger for QuickBooks {
    fn organisation(&self) -> Result<Organisation, Trouble> {
        standing::organisation(self)
    }

    fn lists(&self) -> Result<Lists, Trouble> {
        lists::all(self)
    }

    fn put(&self, orders: &[Put]) -> Vec<Result<Held, Trouble>> {
        match orders.first().map(|order| &order.document) {
            None => Vec::new(),
            Some(Document::Attachment(_)) => {
                orders.iter().map(|order| put::attach(self, order)).collect()
            }
            Some(Document::CreditNote(_) | Document::Refund(_)) => joining::put(self, orders),
            Some(_) => put::put(self, orders),
        }
    }

    fn find(&self, orders: &[Put]) -> Result<Vec<Vec<Held>>, Trouble> {
        find::find(self, orders)
    }

    fn read(&self, kind: Kind, references: &[String]) -> Result<Vec<Option<Held>>, Trouble> {
        find::read(self, kind, references)
    }

    fn void(&self, kind: Kind, reference: &str, version: &str) -> Result<Held, Trouble> {
        put::void(self, kind, reference, version)
    }

    fn changes(&self, cursor: &str) -> Result<Changes, Trouble> {
        changes::since(self, cursor)
    }
}

/// Ends the consent at Intuit; one that is over already is fine.
pub(super) fn revoke(keys: &Keys, instead: Option<&str>, outside: Outside) -> Result<(), Trouble> {
    let locked = |error: domain::ports::SecretsError| Trouble::NotSent(error.to_string());
    let Some(consent) = Consent::read(keys).map_err(locked)? else { return Ok(()) };
    let unfit = |wrong: Unfit| Trouble::NotSent(wrong.to_string());
    let http = Http::new(DESK, instead, outside).map_err(unfit)?;
    let secret = consent.secret.as_ref().map(|secret| basic(&consent.client, secret));
    let request = Request {
        method: Method::POST,
        path: "/v2/oauth2/tokens/revoke".to_owned(),
        query: String::new(),
        headers: vec![("authorization", secret.unwrap_or_default())],
        body: Some((
            "application/json".to_owned(),
            json!({ "token": plain(&consent.refresh) }).to_string().into(),
        )),
        purpose: "disconnect",
    };
    match http.persist(&request, |_| false) {
        // 400 says that there is no such token.
        Ok(reply) if reply.is_good() || reply.status == 400 => Ok(()),
        Ok(reply) => Err(Trouble::NotSent(format!("Intuit did not disconnect ({})", reply.status))),
        Err(Lost::NotSent(words) | Lost::Unknown(words)) => Err(Trouble::NotSent(words)),
    }
}
