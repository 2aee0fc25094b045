//! Xero, as its Accounting API 2.0 speaks.
//!
//! It keeps nothing between calls but what it was told of its own organisation. Invoices and credit
//! notes are found by their number, which is unique there, everything else by our mark. Accounts
//! are named by their code, which lines want, and by their id where they have none.

use std::cell::OnceCell;

use domain::ledgers::{Changes, Document, Held, Kind, Lists, Organisation, Put, Reason, Trouble};
use domain::money::Currency;
use domain::ports::Ledger;

use super::keys::Keys;
use super::no;
use super::tokens::{self, Tokens};
use crate::http::{Http, Outside, Unfit};

mod call;
mod changes;
mod documents;
mod find;
mod held;
mod lists;
mod put;
mod standing;

pub use standing::{Tenant, tenants};

/// Where Xero is.
const HOME: &str = "https://api.xero.com";

/// One organisation at Xero.
pub(super) struct Xero {
    http: Http,
    tokens: Tokens,
    tenant: String,
    home: OnceCell<Currency>,
}

impl Xero {
    /// The organisation with this tenant id.
    pub(super) fn new(
        tenant: &str,
        keys: &Keys,
        instead: Option<&str>,
        outside: Outside,
    ) -> Result<Xero, Unfit> {
        Ok(Xero {
            http: Http::new(HOME, instead, outside.clone())?,
            tokens: Tokens::new(&tokens::XERO, keys.clone(), instead, outside)?,
            tenant: tenant.to_owned(),
            home: OnceCell::new(),
        })
    }

    /// The home currency, asked for once.
    fn currency(&self) -> Result<Currency, Trouble> {
        if let Some(currency) = self.home.get() {
            return Ok(*currency);
        }
        let unknown = || {
            let words = "the organisation's home currency is none that this program knows";
            no(Reason::NotThis, "currency", words)
        };
        let currency = standing::home(self)?.currency.ok_or_else(unknown)?;
        Ok(*self.home.get_or_init(|| currency))
    }
}

impl Ledger for Xero {
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
            Some(Document::CreditNote(_)) => put::credit(self, orders),
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
