//! What a place sets until the user says otherwise: currency, words for tax, paper, dates.
//!
//! Defaults only. Rates and rules of law are the user's to confirm; nothing here is advice.

use chrono::NaiveDate;

use crate::money::Currency;

/// The places the program has defaults for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Jurisdiction {
    /// United States.
    Us,
    /// United Kingdom.
    Gb,
    /// Ireland.
    Ie,
    /// Canada.
    Ca,
    /// Australia.
    Au,
    /// New Zealand.
    Nz,
}

/// How dates are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateStyle {
    /// November 23, 2026.
    MonthFirst,
    /// 23 November 2026.
    DayFirst,
}

impl DateStyle {
    /// A date in full: `November 23, 2026`.
    pub fn long(self, date: NaiveDate) -> String {
        let format = match self {
            DateStyle::MonthFirst => "%B %-d, %Y",
            DateStyle::DayFirst => "%-d %B %Y",
        };
        date.format(format).to_string()
    }

    /// A date where there is little room: `Nov 23, 2026`.
    pub fn short(self, date: NaiveDate) -> String {
        let format = match self {
            DateStyle::MonthFirst => "%b %-d, %Y",
            DateStyle::DayFirst => "%-d %b %Y",
        };
        date.format(format).to_string()
    }

    /// A day without its year: `Nov 23`.
    pub fn day(self, date: NaiveDate) -> String {
        let format = match self {
            DateStyle::MonthFirst => "%b %-d",
            DateStyle::DayFirst => "%-d %b",
        };
        date.format(format).to_string()
    }
}

/// Which sheet letters are set on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// 612 × 792 points.
    Letter,
    /// 595.28 × 841.89 points.
    A4,
}

/// One place's defaults.
#[derive(Clone, Copy, Debug)]
pub struct Defaults {
    /// The country's name.
    pub country: &'static str,
    /// Home currency.
    pub currency: Currency,
    /// What the tax on sales is called.
    pub tax_name: &'static str,
    /// What the registration is called.
    pub tax_registration_name: &'static str,
    /// What a region is called.
    pub region_name: &'static str,
    /// Sheet.
    pub paper: Paper,
    /// Dates.
    pub date_style: DateStyle,
    /// IANA time zones, the usual one first.
    pub time_zones: &'static [&'static str],
    /// Days from issue to due.
    pub payment_days: u32,
    /// What the letters follow.
    pub letter_note: &'static str,
}

impl Jurisdiction {
    /// Every place, the first market first.
    pub const ALL: [Jurisdiction; 6] = [
        Jurisdiction::Us,
        Jurisdiction::Gb,
        Jurisdiction::Ie,
        Jurisdiction::Ca,
        Jurisdiction::Au,
        Jurisdiction::Nz,
    ];

    /// ISO 3166 alpha-2.
    pub fn code(self) -> &'static str {
        match self {
            Jurisdiction::Us => "US",
            Jurisdiction::Gb => "GB",
            Jurisdiction::Ie => "IE",
            Jurisdiction::Ca => "CA",
            Jurisdiction::Au => "AU",
            Jurisdiction::Nz => "NZ",
        }
    }

    /// The place with this code.
    pub fn from_code(code: &str) -> Option<Jurisdiction> {
        Jurisdiction::ALL.into_iter().find(|place| place.code() == code)
    }

    /// The place in which clocks show this IANA zone.
    pub fn of_zone(zone: &str) -> Option<Jurisdiction> {
        Jurisdiction::ALL.into_iter().find(|place| place.defaults().time_zones.contains(&zone))
    }

    /// The zones of every place, each place's together.
    pub fn zones() -> impl Iterator<Item = &'static str> {
        Jurisdiction::ALL.into_iter().flat_map(|place| place.defaults().time_zones).copied()
    }

    /// Its defaults.
    pub fn defaults(self) -> &'static Defaults {
        match self {
            Jurisdiction::Us => &US,
            Jurisdiction::Gb => &GB,
            Jurisdiction::Ie => &IE,
            Jurisdiction::Ca => &CA,
            Jurisdiction::Au => &AU,
            Jurisdiction::Nz => &NZ,
        }
    }
}

static US: Defaults = Defaults {
    country: "United States",
    currency: Currency::Usd,
    tax_name: "Sales tax",
    tax_registration_name: "Sales tax permit",
    region_name: "State",
    paper: Paper::Letter,
    date_style: DateStyle::MonthFirst,
    time_zones: &[
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    ],
    payment_days: 15,
    letter_note: "Letters use the US clauses: AR-C 70, 80 and 90, Circular 230, Nacha and Reg E.",
};

static GB: Defaults = Defaults {
    country: "United Kingdom",
    currency: Currency::Gbp,
    tax_name: "VAT",
    tax_registration_name: "VAT registration number",
    region_name: "County",
    paper: Paper::A4,
    date_style: DateStyle::DayFirst,
    time_zones: &["Europe/London"],
    payment_days: 30,
    letter_note: "Letters use the UK clauses; have them reviewed by your professional body.",
};

static IE: Defaults = Defaults {
    country: "Ireland",
    currency: Currency::Eur,
    tax_name: "VAT",
    tax_registration_name: "VAT registration number",
    region_name: "County",
    paper: Paper::A4,
    date_style: DateStyle::DayFirst,
    time_zones: &["Europe/Dublin"],
    payment_days: 30,
    letter_note: "Letters use the Irish clauses; have them reviewed by your professional body.",
};

static CA: Defaults = Defaults {
    country: "Canada",
    currency: Currency::Cad,
    tax_name: "GST/HST",
    tax_registration_name: "GST/HST registration number",
    region_name: "Province",
    paper: Paper::Letter,
    date_style: DateStyle::MonthFirst,
    time_zones: &[
        "America/Toronto",
        "America/Halifax",
        "America/St_Johns",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
    ],
    payment_days: 30,
    letter_note: "Letters use the Canadian clauses; have them reviewed for your province.",
};

static AU: Defaults = Defaults {
    country: "Australia",
    currency: Currency::Aud,
    tax_name: "GST",
    tax_registration_name: "ABN",
    region_name: "State",
    paper: Paper::A4,
    date_style: DateStyle::DayFirst,
    time_zones: &[
        "Australia/Sydney",
        "Australia/Melbourne",
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Darwin",
        "Australia/Perth",
        "Australia/Hobart",
    ],
    payment_days: 14,
    letter_note: "Letters use the Australian clauses; have them reviewed for your state.",
};

static NZ: Defaults = Defaults {
    country: "New Zealand",
    currency: Currency::Nzd,
    tax_name: "GST",
    tax_registration_name: "GST number",
    region_name: "Region",
    paper: Paper::A4,
    date_style: DateStyle::DayFirst,
    time_zones: &["Pacific/Auckland", "Pacific/Chatham"],
    payment_days: 20,
    letter_note: "Letters use the New Zealand clauses; have them reviewed by a lawyer there.",
};
