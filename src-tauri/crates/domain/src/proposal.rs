//! Proposals: what an offer comes to, whatever the client chooses of it.
//!
//! An offer is lines, some for everyone, some in one of up to three options, some as add-ons. The
//! parts of a line are what the agreement will bill; every total is made of the same parts, and
//! [`Offer::items`] is the same totals once more as a plain list to add up, for places that can
//! add whole numbers and nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::charge::{Billing, Introductory, worth};
use crate::money::{Currency, Money, MoneyError};
use crate::schedule::{Cadence, Every};
use crate::tax::Rates;

/// More options than this cannot be read side by side.
pub const MOST_OPTIONS: usize = 3;

/// What one costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// The same whatever the quantity.
    Fixed(Money),
    /// By the band the quantity falls in: all of it at that band's price.
    Tiers(Vec<Tier>),
    /// Not known yet. Nothing is billed until it is agreed.
    ToBeConfirmed,
}

/// A band of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The smallest quantity in it.
    pub from: Decimal,
    /// The price of one.
    pub price: Money,
}

impl Price {
    /// The price of one when there are `quantity`; nothing while it is to be confirmed. Below the
    /// first band the first band's price holds.
    pub fn of(&self, quantity: Decimal) -> Option<Money> {
        match self {
            Price::Fixed(price) => Some(*price),
            Price::Tiers(tiers) => tiers
                .iter()
                .rev()
                .find(|tier| tier.from <= quantity)
                .or(tiers.first())
                .map(|tier| tier.price),
            Price::ToBeConfirmed => None,
        }
    }
}

/// How much less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// Per cent of the price of one.
    PerCent(Decimal),
    /// An amount off the price of one; never below nothing.
    Amount(Money),
}

/// A discount on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discount {
    /// How much less.
    pub off: Off,
    /// Only the first periods of what recurs; nothing for all of them.
    pub first: Option<u32>,
    /// Only together with this line: a bundle.
    pub with: Option<usize>,
}

/// To whom a line is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It is part of the agreement whatever is chosen.
    Always,
    /// It is part of these options.
    Options(BTreeSet<usize>),
    /// It is chosen on top.
    AddOn,
}

/// A line of an offer, read and whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What makes it fall due.
    pub billing: Billing,
    /// How many each time; for hourly lines the hours expected.
    pub quantity: Decimal,
    /// Price of one, before any discount.
    pub price: Price,
    /// The rates of its tax on the start date.
    pub rates: Rates,
    /// To whom it is offered.
    pub offered: Offered,
    /// What is taken off.
    pub discount: Option<Discount>,
    /// Per cent of a price on completion that is paid at the start; 0 for none.
    pub deposit_percent: Decimal,
}

/// An offer, read and whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The currency of every price.
    pub currency: Currency,
    /// The day the agreement starts.
    pub starts_on: NaiveDate,
    /// Per cent off every price, after the lines' own discounts.
    pub discount_percent: Decimal,
    /// How many options there are to choose from; 0 when there is no choice.
    pub options: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// What a client chose. Options and lines are counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The option, where there are any.
    pub option: Option<usize>,
    /// The add-ons, by their lines.
    pub add_ons: BTreeSet<usize>,
}

/// Why a choice is none of the offer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// There are options and none is chosen.
    #[error("one of the options has to be chosen")]
    NoOption,
    /// There is no such option.
    #[error("there is no option {}", .0 + 1)]
    NotAnOption(usize),
    /// The line is not an add-on.
    #[error("line {} is not an add-on", .0 + 1)]
    NotAnAddOn(usize),
}

/// What a line is billed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// As it stands.
    Whole,
    /// The share paid at the start.
    Deposit,
    /// The rest, on completion.
    Balance,
}

/// One thing the agreement will bill: a line, or one half of a line with a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which half.
    pub kind: PartKind,
    /// What makes it fall due.
    pub billing: Billing,
    /// How many each time.
    pub quantity: Decimal,
    /// Price of one, after every discount.
    pub price: Money,
    /// The price of the first periods, where it differs.
    pub introductory: Option<Introductory>,
    /// The rates of its tax on the start date.
    pub rates: Rates,
}

/// What an offer comes to, as its prices are: without tax, or with it where they hold it. A name
/// says where tax is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Each month, once any introductory prices are over.
    pub per_month: Money,
    /// Each quarter, likewise.
    pub per_quarter: Money,
    /// Each year, likewise; what has another rhythm is counted over a year.
    pub per_year: Money,
    /// Once.
    pub once: Money,
    /// Twelve months of everything.
    pub first_year: Money,
    /// Tax in those twelve months.
    pub first_year_tax: Money,
    /// Billed on the start date, with tax.
    pub due_on_acceptance: Money,
}

/// What has to be chosen for an item to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// This option.
    Option(usize),
    /// This line, which is an add-on.
    AddOn(usize),
}

/// A share of the totals: it counts when everything it needs is chosen. A bundle's discount is an
/// item below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line it comes from.
    pub line: usize,
    /// What has to be chosen; nothing for what is always there.
    pub needs: BTreeSet<Need>,
    /// The share.
    pub totals: Totals,
}

impl Choice {
    /// Whether everything in `needs` is chosen.
    pub fn meets(&self, needs: &BTreeSet<Need>) -> bool {
        needs.iter().all(|need| match need {
            Need::Option(option) => self.option == Some(*option),
            Need::AddOn(line) => self.add_ons.contains(line),
        })
    }
}

impl Totals {
    /// Nothing at all.
    pub fn zero(currency: Currency) -> Totals {
        let zero = Money::zero(currency);
        Totals {
            per_month: zero,
            per_quarter: zero,
            per_year: zero,
            once: zero,
            first_year: zero,
            first_year_tax: zero,
            due_on_acceptance: zero,
        }
    }

    /// Both together.
    pub fn plus(self, other: Totals) -> Result<Totals, MoneyError> {
        Ok(Totals {
            per_month: self.per_month.plus(other.per_month)?,
            per_quarter: self.per_quarter.plus(other.per_quarter)?,
            per_year: self.per_year.plus(other.per_year)?,
            once: self.once.plus(other.once)?,
            first_year: self.first_year.plus(other.first_year)?,
            first_year_tax: self.first_year_tax.plus(other.first_year_tax)?,
            due_on_acceptance: self.due_on_acceptance.plus(other.due_on_acceptance)?,
        })
    }

    fn negated(self) -> Totals {
        Totals {
            per_month: self.per_month.negated(),
            per_quarter: self.per_quarter.negated(),
            per_year: self.per_year.negated(),
            once: self.once.negated(),
            first_year: self.first_year.negated(),
            first_year_tax: self.first_year_tax.negated(),
            due_on_acceptance: self.due_on_acceptance.negated(),
        }
    }
}

impl Offer {
    /// Holds a choice against the offer.
    pub fn check(&self, choice: &Choice) -> Result<(), ChoiceError> {
        match choice.option {
            None if self.options > 0 => return Err(ChoiceError::NoOption),
            Some(option) if option >= self.options => {
                return Err(ChoiceError::NotAnOption(option));
            }
            _ => {}
        }
        let is_add_on =
            |line: usize| self.lines.get(line).is_some_and(|line| line.offered == Offered::AddOn);
        match choice.add_ons.iter().find(|line| !is_add_on(**line)) {
            Some(line) => Err(ChoiceError::NotAnAddOn(*line)),
            None => Ok(()),
        }
    }

    /// The first option, if there are any, and no add-ons.
    pub fn plainest(&self) -> Choice {
        Choice { option: (self.options > 0).then_some(0), add_ons: BTreeSet::new() }
    }

    /// Whether the line `at` is part of what was chosen.
    pub fn includes(&self, choice: &Choice, at: usize) -> bool {
        self.ways_in(at).iter().any(|needs| choice.meets(needs))
    }

    /// What the agreement bills for the line `at` under a choice. Nothing while its price is to be
    /// confirmed. Says nothing about whether the line was chosen.
    pub fn parts(&self, at: usize, choice: &Choice) -> Result<Vec<Part>, MoneyError> {
        match self.lines.get(at) {
            Some(line) => self.parts_of(line, self.bundled(line, choice)),
            None => Ok(Vec::new()),
        }
    }

    /// What the line `at` comes to each time under a choice, without tax; nothing while its price
    /// is to be confirmed.
    pub fn each_time(&self, at: usize, choice: &Choice) -> Result<Option<Money>, MoneyError> {
        let nets: Vec<Money> = self
            .parts(at, choice)?
            .iter()
            .map(|part| part.price.at_rate(part.quantity))
            .collect::<Result<_, _>>()?;
        Ok(if nets.is_empty() { None } else { Some(Money::sum(self.currency, nets)?) })
    }

    /// What the line `at` adds to the totals under a choice; nothing while its price is to be
    /// confirmed. Says nothing about whether the line was chosen.
    pub fn line_totals(&self, at: usize, choice: &Choice) -> Result<Option<Totals>, MoneyError> {
        let parts = self.parts(at, choice)?;
        if parts.is_empty() { Ok(None) } else { self.figures(&parts).map(Some) }
    }

    /// What the offer comes to under a choice. Fails on mixed currencies and beyond the limit.
    pub fn totals(&self, choice: &Choice) -> Result<Totals, MoneyError> {
        (0..self.lines.len())
            .filter(|at| self.includes(choice, *at))
            .try_fold(Totals::zero(self.currency), |sum, at| {
                sum.plus(self.figures(&self.parts(at, choice)?)?)
            })
    }

    /// The totals as a list to add up: for every choice, the items whose needs are met come to
    /// [`Offer::totals`].
    pub fn items(&self) -> Result<Vec<Item>, MoneyError> {
        let mut items = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let apart = self.figures(&self.parts_of(line, false)?)?;
            let ways = self.ways_in(at);
            for needs in &ways {
                items.push(Item { line: at, needs: needs.clone(), totals: apart });
            }
            let Some(with) = line.discount.and_then(|discount| discount.with) else { continue };
            let together = self.figures(&self.parts_of(line, true)?)?;
            let less = together.plus(apart.negated())?;
            for needs in both(&ways, &self.ways_in(with)) {
                items.push(Item { line: at, needs, totals: less });
            }
        }
        Ok(items)
    }

    /// The ways in which the line `at` can come to be chosen; no two hold at once.
    fn ways_in(&self, at: usize) -> Vec<BTreeSet<Need>> {
        match self.lines.get(at).map(|line| &line.offered) {
            None => Vec::new(),
            Some(Offered::Always) => vec![BTreeSet::new()],
            Some(Offered::AddOn) => vec![BTreeSet::from([Need::AddOn(at)])],
            Some(Offered::Options(options)) => {
                options.iter().map(|option| BTreeSet::from([Need::Option(*option)])).collect()
            }
        }
    }

    fn bundled(&self, line: &Line, choice: &Choice) -> bool {
        let with = line.discount.and_then(|discount| discount.with);
        with.is_some_and(|with| self.includes(choice, with))
    }

    /// The parts of a line, with its bundle's discount or without.
    fn parts_of(&self, line: &Line, bundled: bool) -> Result<Vec<Part>, MoneyError> {
        let Some(price) = line.price.of(line.quantity) else { return Ok(Vec::new()) };
        let full = discounted(price, self.discount_percent)?;
        let discount = line.discount.filter(|discount| discount.with.is_none() || bundled);
        let less = match discount.map(|discount| discount.off) {
            None => full,
            Some(Off::PerCent(percent)) => {
                discounted(discounted(price, percent)?, self.discount_percent)?
            }
            Some(Off::Amount(amount)) => {
                let less = price.minus(amount.at_most(price)?)?;
                discounted(less, self.discount_percent)?
            }
        };
        let first = discount.and_then(|discount| discount.first);
        let (price, introductory) = match (first, line.billing) {
            (Some(periods), Billing::Recurring(_)) => {
                (full, Some(Introductory { price: less, periods }))
            }
            _ => (less, None),
        };
        let whole = Part {
            kind: PartKind::Whole,
            billing: line.billing,
            quantity: line.quantity,
            price,
            introductory,
            rates: line.rates,
        };
        if line.billing != Billing::OnCompletion || line.deposit_percent.is_zero() {
            return Ok(vec![whole]);
        }
        let net = price.at_rate(line.quantity)?;
        let deposit = net.per_cent(line.deposit_percent)?;
        let half = |kind, billing, price| Part {
            kind,
            billing,
            quantity: Decimal::ONE,
            price,
            introductory: None,
            rates: line.rates,
        };
        Ok(vec![
            half(PartKind::Deposit, Billing::OnAcceptance, deposit),
            half(PartKind::Balance, Billing::OnCompletion, net.minus(deposit)?),
        ])
    }

    fn figures(&self, parts: &[Part]) -> Result<Totals, MoneyError> {
        parts
            .iter()
            .try_fold(Totals::zero(self.currency), |sum, part| sum.plus(self.figures_of(part)?))
    }

    fn figures_of(&self, part: &Part) -> Result<Totals, MoneyError> {
        let mut totals = Totals::zero(self.currency);
        let (net, tax) = priced(part.price, part)?;
        let (bucket, each, times) = match part.billing {
            Billing::Recurring(rule) => {
                let times = rule.in_first_year(self.starts_on);
                match rule.cadence {
                    Cadence::Months(Every::MONTH, _) => (&mut totals.per_month, net, times),
                    Cadence::Months(Every::QUARTER, _) => (&mut totals.per_quarter, net, times),
                    _ => (&mut totals.per_year, net.at_rate(rule.per_year())?, times),
                }
            }
            _ => (&mut totals.once, net, 1),
        };
        *bucket = each;
        let (first_net, first_tax, first_times) = match part.introductory {
            None => (net, tax, 0),
            Some(first) => {
                let (net, tax) = priced(first.price, part)?;
                (net, tax, first.periods.min(times))
            }
        };
        let year = |first: Money, then: Money| {
            let rest = then.at_rate(Decimal::from(times - first_times))?;
            first.at_rate(Decimal::from(first_times))?.plus(rest)
        };
        totals.first_year = year(first_net, net)?;
        totals.first_year_tax = year(first_tax, tax)?;
        if due_at_start(part.billing, self.starts_on) {
            let on_top = !part.rates.included();
            totals.due_on_acceptance = if on_top { first_net.plus(first_tax)? } else { first_net };
        }
        Ok(totals)
    }
}

/// What a part comes to at a price, as prices are, and the tax on it or in it.
fn priced(price: Money, part: &Part) -> Result<(Money, Money), MoneyError> {
    let (net, tax) = worth(price, part.quantity, part.rates)?;
    Ok((if part.rates.included() { net.plus(tax)? } else { net }, tax))
}

/// Every way of the one together with every way of the other, without those that ask for two
/// options at once.
fn both(one: &[BTreeSet<Need>], other: &[BTreeSet<Need>]) -> Vec<BTreeSet<Need>> {
    let options = |needs: &BTreeSet<Need>| {
        needs.iter().filter(|need| matches!(need, Need::Option(_))).count()
    };
    one.iter()
        .flat_map(|left| other.iter().map(move |right| left.union(right).copied().collect()))
        .filter(|needs| options(needs) <= 1)
        .collect()
}

/// The price after a discount of `discount_percent`, rounded once, so that price times quantity
/// can be checked by hand on every document.
pub fn discounted(price: Money, discount_percent: Decimal) -> Result<Money, MoneyError> {
    price.per_cent(Decimal::ONE_HUNDRED - discount_percent)
}

fn due_at_start(billing: Billing, starts_on: NaiveDate) -> bool {
    match billing {
        Billing::OnAcceptance => true,
        Billing::Recurring(rule) => {
            rule.occurrence(starts_on, 0).is_some_and(|first| first.due_on == starts_on)
        }
        Billing::OnCompletion | Billing::Logged { .. } => false,
    }
}

#[cfg(test)]
mod tests;
