//! What an amendment means for the client, in plain words and in totals.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Service, Terms};
use crate::charge::Billing;
use crate::money::{Currency, Money, MoneyError};
use crate::schedule::{Cadence, Every};

/// What recurring fees come to, without tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// A twelfth of a year, rounded for each service.
    pub per_month: Money,
    /// A year, rounded for each service.
    pub per_year: Money,
}

/// What changes between two terms, as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// One sentence for each thing that changes; what they pay in all is the first.
    pub sentences: Vec<String>,
    /// Recurring fees before.
    pub before: Totals,
    /// Recurring fees after.
    pub after: Totals,
}

/// What recurring fees of some terms come to in `currency`, once introductory prices are over.
/// Fails where a fee is in another currency or a sum is beyond the limit.
pub fn totals(terms: &Terms, currency: Currency) -> Result<Totals, MoneyError> {
    let mut totals = Totals { per_month: Money::zero(currency), per_year: Money::zero(currency) };
    for service in &terms.services {
        if let Billing::Recurring(rule) = service.terms.billing {
            let each = service.terms.price.at_rate(service.terms.quantity)?;
            let (year, twelve) = (rule.per_year(), Decimal::from(12));
            totals.per_year = totals.per_year.plus(each.at_rate(year)?)?;
            totals.per_month = totals.per_month.plus(each.at_rate(year / twelve)?)?;
        }
    }
    Ok(totals)
}

/// How a day is written: `March 1, 2027`, `1 March 2027`.
pub type DateWords<'a> = &'a dyn Fn(NaiveDate) -> String;

/// What changes for the client on `from`, days as `dates` writes them. Fails as [`totals`] does.
pub fn difference(
    before: &Terms,
    after: &Terms,
    currency: Currency,
    from: NaiveDate,
    dates: DateWords<'_>,
) -> Result<Difference, MoneyError> {
    let totals = (totals(before, currency)?, totals(after, currency)?);
    let mut sentences: Vec<String> =
        pay_words(totals.0, totals.1, &dates(from))?.into_iter().collect();
    for old in &before.services {
        match after.service(old.terms.id) {
            None => {
                let last = from.pred_opt().unwrap_or(from);
                sentences.push(format!("{} ends on {}.", old.name, dates(last)));
            }
            Some(new) => service_words(old, new, &dates(from), &mut sentences)?,
        }
    }
    for new in &after.services {
        if before.service(new.terms.id).is_none() {
            let each = each_words(new)?;
            sentences.push(format!("{} is new: {each}, from {}.", new.name, dates(from)));
        }
    }
    agreement_words(before, after, from, dates, &mut sentences);
    Ok(Difference { sentences, before: totals.0, after: totals.1 })
}

/// `You will pay 12.00 more a month from 1 March 2027.` By the year where the months do not come
/// to it. Nothing where the fees stay.
fn pay_words(before: Totals, after: Totals, from: &str) -> Result<Option<String>, MoneyError> {
    let month = after.per_month.minus(before.per_month)?;
    let year = after.per_year.minus(before.per_year)?;
    if month.is_zero() && year.is_zero() {
        return Ok(None);
    }
    let whole = i128::from(month.minor()) * 12 == i128::from(year.minor());
    let (amount, each) = if whole { (month, "month") } else { (year, "year") };
    let (amount, word) =
        if amount.is_positive() { (amount, "more") } else { (amount.negated(), "less") };
    Ok(Some(format!("You will pay {} {word} a {each} from {from}.", amount.shown())))
}

/// What changes of one service.
fn service_words(
    old: &Service,
    new: &Service,
    from: &str,
    sentences: &mut Vec<String>,
) -> Result<(), MoneyError> {
    let name = &new.name;
    if old.name != new.name {
        sentences.push(format!("{} is called {name} from {from}.", old.name));
    }
    let (was, is) = (&old.terms, &new.terms);
    if was.billing != is.billing {
        let (was, is) = (was.billing.words(), is.billing.words());
        sentences.push(if was == is {
            format!("{name}: the days or limits of billing change from {from}.")
        } else {
            format!("{name} is billed {is} instead of {was} from {from}.")
        });
    }
    if was.quantity != is.quantity {
        let (was, is) = (was.quantity.normalize(), is.quantity.normalize());
        sentences.push(format!("{name}: {is} instead of {was} each time from {from}."));
    }
    if was.price != is.price || was.quantity != is.quantity {
        sentences.push(format!("{name} becomes {} from {from}.", each_words(new)?));
    }
    if old.scope != new.scope {
        sentences.push(format!("What {name} covers changes from {from}."));
    }
    Ok(())
}

/// `379.00 a month`, `90.00 by the hour`.
fn each_words(service: &Service) -> Result<String, MoneyError> {
    let terms = &service.terms;
    let amount = match terms.billing {
        Billing::Logged { .. } => terms.price,
        _ => terms.price.at_rate(terms.quantity)?,
    };
    let how = match terms.billing {
        Billing::Recurring(rule) => match rule.cadence {
            Cadence::Months(Every::MONTH, day) if day.per_month() == 1 => "a month".to_owned(),
            Cadence::Months(Every::QUARTER, day) if day.per_month() == 1 => "a quarter".to_owned(),
            Cadence::Months(Every::YEAR, day) if day.per_month() == 1 => "a year".to_owned(),
            Cadence::Months(_, day) if day.per_month() == 2 => {
                format!("each time, twice {}", rule.cadence.words())
            }
            Cadence::Weeks(weeks) if weeks.get() == 1 => "a week".to_owned(),
            cadence => cadence.words(),
        },
        _ => terms.billing.words(),
    };
    Ok(format!("{} {how}", amount.shown()))
}

/// What changes of the agreement as a whole.
fn agreement_words(
    before: &Terms,
    after: &Terms,
    from: NaiveDate,
    dates: DateWords<'_>,
    sentences: &mut Vec<String>,
) {
    if before.payment_days != after.payment_days {
        let (was, is) = (before.payment_days, after.payment_days);
        sentences.push(format!(
            "Invoices are due {is} days after their date instead of {was}, from {}.",
            dates(from)
        ));
    }
    if before.end != after.end {
        sentences.push(match after.end {
            Some(end) => format!("The agreement ends on {}.", dates(end)),
            None => "The agreement runs on until one of us ends it.".to_owned(),
        });
    }
    if before.client != after.client {
        let from = dates(from);
        sentences.push(format!("Another client takes over the agreement from {from}."));
    }
}
