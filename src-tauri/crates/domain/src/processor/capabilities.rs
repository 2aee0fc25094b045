//! What each processor can do, as data.

use chrono::NaiveDate;

use super::{Brand, Scheme};

/// What a processor can do, as far as the program has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Its name.
    pub name: &'static str,
    /// How it takes money, where the account is set up for it.
    pub schemes: &'static [Scheme],
    /// Whether its page records that a client accepts terms.
    pub records_terms: bool,
    /// Whether a method can be kept without taking money.
    pub keeps_without_charge: bool,
    /// Whether its page can insist on keeping the method.
    pub insists: bool,
    /// Whether it has pages on which anybody pays one invoice.
    pub bills: bool,
    /// The longest life of a page, in hours; nothing where it does not end.
    pub page_hours: Option<u32>,
    /// Whether an ended page lets the client ask for a new one.
    pub page_heals: bool,
    /// What it can hold for a day ahead, so that a closed laptop does not matter.
    pub holds: &'static [Hold],
    /// What the user should know before it holds charges; nothing where that is its usual way.
    pub holding: Option<&'static str>,
    /// Whether it tells clients of debits by its own mails.
    pub tells_clients: bool,
    /// How many days back it knows what changed.
    pub remembers_days: u32,
    /// How often it takes another attempt at the same charge; nothing where it sets no limit.
    pub most_retries: Option<u32>,
    /// For how many days a payout can be asked what it is made of; nothing where for ever.
    pub itemises_days: Option<u32>,
    /// What the user should know before choosing it; may be empty.
    pub weakness: &'static str,
}

/// A way of taking money that a processor holds for a day ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The way.
    pub scheme: Scheme,
    /// The most days ahead.
    pub days: u32,
}

impl Capabilities {
    /// Whether it can hold a charge by a scheme from one day to another.
    pub fn can_hold(&self, scheme: Scheme, from: NaiveDate, on: NaiveDate) -> bool {
        let ahead = (on - from).num_days();
        self.holds
            .iter()
            .any(|hold| hold.scheme == scheme && ahead >= 1 && ahead <= i64::from(hold.days))
    }
}

impl Brand {
    /// What it can do. Sources: for Stripe its API 2026-10-28, for GoCardless its API 2015-07-06,
    /// for Square its API 2026-09-16.
    pub fn capabilities(self) -> &'static Capabilities {
        match self {
            Brand::Trial => &TRIAL,
            Brand::Stripe => &STRIPE,
            Brand::GoCardless => &GOCARDLESS,
            Brand::Square => &SQUARE,
        }
    }
}

static TRIAL: Capabilities = Capabilities {
    name: "Trial processor",
    schemes: &[
        Scheme::Card,
        Scheme::Ach,
        Scheme::Bacs,
        Scheme::Sepa,
        Scheme::Pad,
        Scheme::Becs,
        Scheme::BecsNz,
    ],
    records_terms: true,
    keeps_without_charge: true,
    insists: true,
    bills: true,
    page_hours: Some(24),
    page_heals: false,
    holds: &[Hold { scheme: Scheme::Card, days: 365 }, Hold { scheme: Scheme::Ach, days: 365 }],
    holding: Some("It holds them in this file, so its lid does not matter either."),
    tells_clients: false,
    remembers_days: 30,
    most_retries: None,
    itemises_days: None,
    weakness: "It moves no money: it is there to try everything with.",
};

static STRIPE: Capabilities = Capabilities {
    name: "Stripe",
    schemes: &[Scheme::Card, Scheme::Ach, Scheme::Bacs, Scheme::Sepa, Scheme::Pad, Scheme::Becs],
    records_terms: true,
    keeps_without_charge: true,
    insists: true,
    bills: true,
    page_hours: Some(24),
    page_heals: false,
    // A draft invoice finalises itself up to five years ahead.
    holds: &[Hold { scheme: Scheme::Card, days: 1_825 }, Hold { scheme: Scheme::Ach, days: 1_825 }],
    holding: Some(
        "Stripe counts each as an invoice of its own product Invoicing and charges for that; see \
         its prices.",
    ),
    tells_clients: false,
    remembers_days: 30,
    most_retries: None,
    itemises_days: None,
    weakness: "",
};

static GOCARDLESS: Capabilities = Capabilities {
    name: "GoCardless",
    schemes: &[Scheme::Ach, Scheme::Bacs, Scheme::Sepa, Scheme::Pad, Scheme::Becs, Scheme::BecsNz],
    records_terms: false,
    keeps_without_charge: true,
    insists: true,
    bills: false,
    page_hours: Some(168),
    page_heals: false,
    holds: &[
        Hold { scheme: Scheme::Ach, days: 365 },
        Hold { scheme: Scheme::Bacs, days: 365 },
        Hold { scheme: Scheme::Sepa, days: 365 },
        Hold { scheme: Scheme::Pad, days: 365 },
        Hold { scheme: Scheme::Becs, days: 365 },
        Hold { scheme: Scheme::BecsNz, days: 365 },
    ],
    holding: None,
    tells_clients: true,
    // Events are kept for 18 months.
    remembers_days: 548,
    most_retries: Some(3),
    // Items of a payout are given for six months.
    itemises_days: Some(180),
    weakness: "It takes bank debits only, and its page records no terms: the letter is accepted \
               apart from it.",
};

static SQUARE: Capabilities = Capabilities {
    name: "Square",
    schemes: &[Scheme::Card],
    records_terms: false,
    keeps_without_charge: false,
    insists: false,
    bills: true,
    page_hours: None,
    page_heals: true,
    holds: &[Hold { scheme: Scheme::Card, days: 365 }],
    holding: Some("Square holds them as invoices of its own, and e-mails each to the client."),
    tells_clients: true,
    remembers_days: 28,
    most_retries: None,
    itemises_days: None,
    weakness: "A card is kept only where the client pays an invoice on Square's page and ticks a \
               box there. Nobody can make them tick it, so bill a first amount on acceptance, \
               and do not count on a method before work starts.",
};
