//! Taxes on what is billed: which ones, at which rate on which day, and what they come to.
//!
//! A [`Treatment`] is how the law of a place taxes a service; [`Taxing`] is the same for one
//! service of the book, with the user's own rates too. The rate is that of the tax point, which
//! everywhere here is the day of the invoice (see [`tax_point`]).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::money::{Money, MoneyError};
use crate::named::Named;

mod client;
mod particulars;
mod places;

pub use client::{At, Home, applied};
pub use particulars::{Demand, Known, Particular, demand, missing, tax_point};
pub use places::{Charged, Dated, Standing, Treatment, known, treatment, usual};

/// At most this many taxes stand on one line: GST and QST.
pub const MOST_TAXES: usize = 2;

/// The treatment of what is taxed as the practice's services usually are.
pub const USUAL: &str = "usual";

/// The treatment of what is not taxed.
pub const NONE: &str = "none";

/// What stands before the name of a rate of the user's own.
pub const OWN: &str = "own:";

/// A tax, as one account of the ledger and one line of a return.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Value added tax.
    Vat,
    /// Goods and services tax.
    Gst,
    /// Harmonized sales tax.
    Hst,
    /// Québec sales tax.
    Qst,
    /// Provincial sales tax.
    Pst,
    /// Manitoba's retail sales tax.
    Rst,
    /// A sales tax at the user's own rate.
    Sales,
}

impl Named for Kind {
    const NAMES: &'static [(&'static str, Kind)] = &[
        ("vat", Kind::Vat),
        ("gst", Kind::Gst),
        ("hst", Kind::Hst),
        ("qst", Kind::Qst),
        ("pst", Kind::Pst),
        ("rst", Kind::Rst),
        ("sales", Kind::Sales),
    ];
}

impl Kind {
    /// As printed.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Vat => "VAT",
            Kind::Gst => "GST",
            Kind::Hst => "HST",
            Kind::Qst => "QST",
            Kind::Pst => "PST",
            Kind::Rst => "RST",
            Kind::Sales => "Sales tax",
        }
    }
}

/// A tax with its rates over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tax {
    /// Which.
    pub kind: Kind,
    /// As printed.
    pub name: String,
    /// Per cent from each day on, the oldest first. Before the first day there is no such tax.
    pub rates: Vec<(NaiveDate, Decimal)>,
}

impl Tax {
    /// Per cent on a day.
    pub fn on(&self, day: NaiveDate) -> Option<Decimal> {
        self.rates.iter().rfind(|(from, _)| *from <= day).map(|(_, percent)| *percent)
    }
}

/// How a service is taxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxing {
    /// Its treatment as the book names it: of a place, `none`, `usual` or of the user's own.
    pub code: String,
    /// Its taxes, at most [`MOST_TAXES`].
    pub taxes: Vec<Tax>,
    /// Whether prices hold the tax already.
    pub included: bool,
}

impl Taxing {
    /// Not taxed.
    pub fn none() -> Taxing {
        Taxing::named(NONE, false)
    }

    /// A treatment whose taxes are not known yet.
    pub fn named(code: &str, included: bool) -> Taxing {
        Taxing { code: code.to_owned(), taxes: Vec::new(), included }
    }

    /// One tax at the same rate on every day.
    pub fn flat(percent: Decimal) -> Taxing {
        let tax = Tax {
            kind: Kind::Sales,
            name: Kind::Sales.label().to_owned(),
            rates: vec![(NaiveDate::MIN, percent)],
        };
        let taxes = if percent.is_zero() { Vec::new() } else { vec![tax] };
        Taxing { taxes, ..Taxing::none() }
    }

    /// The rates of a day.
    pub fn on(&self, day: NaiveDate) -> Rates {
        let mut percents = [None; MOST_TAXES];
        for (percent, tax) in percents.iter_mut().zip(&self.taxes) {
            *percent = tax.on(day);
        }
        Rates { percents, included: self.included }
    }

    /// Each tax that is charged at `rates` with its share of the sums, in order.
    pub fn shares(&self, rates: Rates, amounts: [Money; MOST_TAXES]) -> Vec<Share> {
        let rated = self.taxes.iter().zip(rates.percents).zip(amounts);
        rated
            .filter_map(|((tax, percent), amount)| {
                let (kind, name) = (tax.kind, tax.name.clone());
                percent.map(|percent| Share { kind, name, percent, amount })
            })
            .collect()
    }
}

/// What one tax of a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which tax.
    pub kind: Kind,
    /// As printed.
    pub name: String,
    /// Per cent.
    pub percent: Decimal,
    /// How much.
    pub amount: Money,
}

impl Share {
    /// Whether both are the same tax at the same rate.
    pub fn alike(&self, other: &Share) -> bool {
        (self.kind, &self.name, self.percent) == (other.kind, &other.name, other.percent)
    }

    /// The tax and its rate, as printed: `GST 5%`.
    pub fn words(&self) -> String {
        format!("{} {}%", self.name, self.percent.normalize())
    }
}

/// The rates that apply to a price on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    percents: [Option<Decimal>; MOST_TAXES],
    included: bool,
}

impl Rates {
    /// No tax.
    pub const NONE: Rates = Rates { percents: [None; MOST_TAXES], included: false };

    /// One tax of `percent` on top.
    pub fn of(percent: Decimal) -> Rates {
        let first = (!percent.is_zero()).then_some(percent);
        Rates { percents: [first, None], included: false }
    }

    /// Both together, per cent.
    pub fn percent(&self) -> Decimal {
        self.percents.iter().flatten().sum()
    }

    /// Whether prices hold the tax already.
    pub fn included(&self) -> bool {
        self.included
    }

    /// A price without its taxes, and each tax. They add up to the price where it holds them.
    pub fn parts(&self, price: Money) -> Result<(Money, [Money; MOST_TAXES]), MoneyError> {
        if !self.included {
            return Ok((price, self.on_net(price)?));
        }
        let net = price.part(Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED + self.percent())?;
        Ok((net, self.of_tax(price.minus(net)?)?))
    }

    /// Each tax on an amount without tax, rounded by itself.
    pub fn on_net(&self, net: Money) -> Result<[Money; MOST_TAXES], MoneyError> {
        let mut taxes = [Money::zero(net.currency()); MOST_TAXES];
        for (tax, percent) in taxes.iter_mut().zip(self.percents) {
            *tax = net.per_cent(percent.unwrap_or_default())?;
        }
        Ok(taxes)
    }

    /// A sum of taxes as its taxes.
    pub fn of_tax(&self, tax: Money) -> Result<[Money; MOST_TAXES], MoneyError> {
        let (first, all) = (self.percents[0].unwrap_or_default(), self.percent());
        let first = if all.is_zero() { tax } else { tax.part(first, all)? };
        Ok([first, tax.minus(first)?])
    }

    /// A price without its taxes, and the sum of them.
    pub fn amounts(&self, price: Money) -> Result<(Money, Money), MoneyError> {
        let (net, taxes) = self.parts(price)?;
        Ok((net, Money::sum(net.currency(), taxes)?))
    }

    /// The sum of the taxes on an amount without tax.
    pub fn tax_on(&self, net: Money) -> Result<Money, MoneyError> {
        Money::sum(net.currency(), self.on_net(net)?)
    }
}

/// How tax is rounded; stored on each invoice (rule 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// The tax of each line by itself.
    Line,
    /// The tax of each rate once, on the sum of its lines.
    Document,
}

impl Named for Rounding {
    const NAMES: &'static [(&'static str, Rounding)] = &[
        ("line, half away from zero", Rounding::Line),
        ("document, half away from zero", Rounding::Document),
    ];
}

#[cfg(test)]
mod tests;
