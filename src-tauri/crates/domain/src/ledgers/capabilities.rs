//! What each ledger can do, as data.

use super::Brand;

/// What a ledger can do, as far as the program has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Its name.
    pub name: &'static str,
    /// The most documents of one put, look-up or read.
    pub batch: usize,
    /// The most characters of a number.
    pub number_length: usize,
    /// Whether each line of an invoice needs an item.
    pub needs_items: bool,
    /// Whether a payment can be changed there; where not, it is taken out and made anew.
    pub changes_payments: bool,
    /// Whether each bank entry needs a contact.
    pub names_payers: bool,
    /// How many days back it knows what changed; nothing where for ever.
    pub remembers_days: Option<u32>,
}

impl Brand {
    /// What it can do. Sources: for Xero its OpenAPI 16.1.0 and developer.xero.com's page of limits
    /// (at most 50 elements a call), for QuickBooks its v3 entities at minor version 75 (30 items a
    /// batch, 21 characters of `DocNumber`, changes of 30 days).
    pub fn capabilities(self) -> &'static Capabilities {
        match self {
            Brand::Xero => &XERO,
            Brand::QuickBooks => &QUICKBOOKS,
        }
    }
}

static XERO: Capabilities = Capabilities {
    name: "Xero",
    batch: 50,
    number_length: 255,
    needs_items: false,
    changes_payments: false,
    names_payers: true,
    remembers_days: None,
};

static QUICKBOOKS: Capabilities = Capabilities {
    name: "QuickBooks",
    batch: 30,
    number_length: 21,
    needs_items: true,
    changes_payments: true,
    names_payers: false,
    remembers_days: Some(30),
};
