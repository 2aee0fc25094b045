//! Payment terms: from the day an invoice is issued to the day it is due.

use chrono::{Days, Months, NaiveDate};

use crate::calendar::{first_of_month, last_of_month};
use crate::named::Named;

/// How the number of the terms counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaymentRule {
    /// Days after the invoice's date.
    AfterIssue,
    /// Days after the end of the invoice's month.
    AfterMonthEnd,
    /// A day of the month that follows; the last one where that month is shorter.
    DayOfNextMonth,
}

impl Named for PaymentRule {
    const NAMES: &'static [(&'static str, PaymentRule)] = &[
        ("after_issue", PaymentRule::AfterIssue),
        ("after_month_end", PaymentRule::AfterMonthEnd),
        ("day_of_next_month", PaymentRule::DayOfNextMonth),
    ];
}

/// When invoices fall due. The fields are private: the number is one that its rule can count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaymentTerms {
    rule: PaymentRule,
    days: u32,
}

/// A number that the rule cannot count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// Beyond a year.
    #[error("give the days to pay, 0 to 365")]
    Days,
    /// No month has such a day.
    #[error("give a day of the month, 1 to 31")]
    DayOfMonth,
}

impl PaymentTerms {
    /// Due so many days after the invoice's date; a year at most.
    pub fn net(days: u32) -> PaymentTerms {
        PaymentTerms { rule: PaymentRule::AfterIssue, days: days.min(365) }
    }

    /// Terms by `rule`; `days` is 0 to 365, or a day of a month from 1 to 31.
    pub fn new(rule: PaymentRule, days: u32) -> Result<PaymentTerms, TermsError> {
        match rule {
            PaymentRule::DayOfNextMonth if !(1..=31).contains(&days) => Err(TermsError::DayOfMonth),
            PaymentRule::AfterIssue | PaymentRule::AfterMonthEnd if days > 365 => {
                Err(TermsError::Days)
            }
            _ => Ok(PaymentTerms { rule, days }),
        }
    }

    /// How the number counts.
    pub fn rule(self) -> PaymentRule {
        self.rule
    }

    /// The number: days, or the day of the month.
    pub fn days(self) -> u32 {
        self.days
    }

    /// The day an invoice of `issued_on` is due; never before that day.
    pub fn due_on(self, issued_on: NaiveDate) -> NaiveDate {
        let after = |day: NaiveDate| day.checked_add_days(Days::new(u64::from(self.days)));
        let due_on = match self.rule {
            PaymentRule::AfterIssue => after(issued_on),
            PaymentRule::AfterMonthEnd => after(last_of_month(issued_on)),
            PaymentRule::DayOfNextMonth => {
                let next = first_of_month(issued_on).checked_add_months(Months::new(1));
                next.and_then(|first| {
                    let past_first = Days::new(u64::from(self.days - 1));
                    Some(first.checked_add_days(past_first)?.min(last_of_month(first)))
                })
            }
        };
        due_on.unwrap_or(issued_on)
    }

    /// The fewest days that any invoice has.
    pub fn fewest_days(self) -> u32 {
        match self.rule {
            PaymentRule::AfterIssue | PaymentRule::AfterMonthEnd => self.days,
            // From the last day of a long month to the day, or to the end of February.
            PaymentRule::DayOfNextMonth => self.days.min(28),
        }
    }

    /// The most days that any invoice has.
    pub fn most_days(self) -> u32 {
        match self.rule {
            PaymentRule::AfterIssue => self.days,
            // From the first day of a month of 31 days.
            PaymentRule::AfterMonthEnd | PaymentRule::DayOfNextMonth => self.days + 30,
        }
    }

    /// What follows "due": `15 days after its date`.
    pub fn words(self) -> String {
        let days = match self.days {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        };
        match (self.rule, self.days) {
            (PaymentRule::AfterIssue, 0) => "on its date".to_owned(),
            (PaymentRule::AfterIssue, _) => format!("{days} after its date"),
            (PaymentRule::AfterMonthEnd, 0) => "at the end of the month of its date".to_owned(),
            (PaymentRule::AfterMonthEnd, _) => {
                format!("{days} after the end of the month of its date")
            }
            (PaymentRule::DayOfNextMonth, 31) => {
                "on the last day of the month after its date".to_owned()
            }
            (PaymentRule::DayOfNextMonth, day) => {
                format!("on the {} of the month after its date", ordinal(day))
            }
        }
    }
}

/// `1st`, `22nd`, `13th`.
fn ordinal(day: u32) -> String {
    let ending = match (day % 10, day % 100) {
        (1, teen) if teen != 11 => "st",
        (2, teen) if teen != 12 => "nd",
        (3, teen) if teen != 13 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

#[cfg(test)]
mod tests;
