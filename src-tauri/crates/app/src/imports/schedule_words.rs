//! How other programs say when something is billed, as a rule of ours.

use std::num::NonZeroU8;

use chrono::{Datelike, NaiveDate};
use domain::charge::{Billing, Cap, Unit};
use domain::schedule::{Billed, Cadence, DueDay, Every, MonthDay, Proration, Recurrence, Shift};
use rust_decimal::Decimal;

use super::heads::plain;

/// The rule that words like `Monthly`, `Every 2 weeks` or `On completion` mean; nothing said is
/// billed when done. `agreed` are the hours or pieces that are approved in advance, where the list
/// says.
pub(super) fn billing_of(text: &str, agreed: Option<Decimal>) -> Result<Billing, String> {
    let word = plain(text);
    let logged = |unit| {
        let most = agreed.filter(|most| *most > Decimal::ZERO).unwrap_or_default();
        Billing::Logged { unit, cap: Cap { most, per: None } }
    };
    if ["hourly", "perhour", "byhour", "bythehour", "time", "timeandmaterials", "hours"]
        .contains(&word.as_str())
    {
        return Ok(logged(Unit::Hour));
    }
    if ["perunit", "peritem", "usage", "bythepiece"].contains(&word.as_str()) {
        return Ok(logged(Unit::Piece));
    }
    let once = ["", "oncompletion", "onetime", "oneoff", "once", "oncomplete", "fixed", "manual"];
    if once.contains(&word.as_str()) || word.contains("completion") {
        return Ok(Billing::OnCompletion);
    }
    if word.contains("acceptance") {
        return Ok(Billing::OnAcceptance);
    }
    let cadence = cadence(&word).ok_or_else(|| {
        format!("\"{text}\" is no way of billing; map another column or mend the file")
    })?;
    let billed = if word.contains("arrears") { Billed::InArrears } else { Billed::InAdvance };
    Ok(Billing::Recurring(Recurrence {
        cadence,
        billed,
        shift: Shift::None,
        proration: Proration::None,
        cycles: None,
        end: None,
    }))
}

/// How often; `word` is in small letters without spaces.
fn cadence(word: &str) -> Option<Cadence> {
    let word = ["inarrears", "inadvance", "recurring", "billed"]
        .iter()
        .fold(word.to_owned(), |word, part| word.replace(part, ""));
    let months = |months| Some(Cadence::Months(every(months)?, DueDay::StartDay));
    let weeks = |weeks| Some(Cadence::Weeks(NonZeroU8::new(weeks)?));
    match word.as_str() {
        "weekly" | "week" | "perweek" | "everyweek" => weeks(1),
        "fortnightly" | "biweekly" | "fortnight" => weeks(2),
        "fourweekly" => weeks(4),
        "monthly" | "month" | "permonth" | "everymonth" => months(1),
        "bimonthly" => months(2),
        "quarterly" | "quarter" | "perquarter" | "everyquarter" => months(3),
        "fourmonthly" => months(4),
        "halfyearly" | "biannually" | "biannual" | "semiannually" | "semiannual" | "sixmonthly" => {
            months(6)
        }
        "yearly" | "annually" | "annual" | "year" | "peryear" | "everyyear" => months(12),
        _ => {
            let rest = word.strip_prefix("every").unwrap_or(&word);
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let count: u8 = digits.parse().ok()?;
            match &rest[digits.len()..] {
                "week" | "weeks" | "weekly" => weeks(count),
                "month" | "months" | "monthly" => months(count),
                "year" | "years" => months(count.checked_mul(12)?),
                _ => None,
            }
        }
    }
}

fn every(months: u8) -> Option<Every> {
    NonZeroU8::new(months).map(Every::Months)
}

/// The day from which a schedule is counted, and its rule: so that it falls due on `next` where the
/// list names that day, from the day it started where both can be.
pub(super) fn anchored(
    billing: Billing,
    starts_on: Option<NaiveDate>,
    next_on: Option<NaiveDate>,
    bills_from: NaiveDate,
) -> (NaiveDate, Billing) {
    let anchor = starts_on.or(next_on).unwrap_or(bills_from);
    let (Some(starts_on), Some(next_on), Billing::Recurring(rule)) = (starts_on, next_on, billing)
    else {
        return (anchor, billing);
    };
    let falls_on = |rule: &Recurrence| {
        let mut days = rule.occurrences(starts_on, starts_on).map(|one| one.due_on);
        days.find(|day| *day >= next_on) == Some(next_on)
    };
    let on_day = match rule.cadence {
        Cadence::Months(every, _) => MonthDay::new(next_on.day())
            .map(|day| Recurrence { cadence: Cadence::Months(every, DueDay::Day(day)), ..rule })
            .ok(),
        Cadence::Weeks(_) => None,
    };
    let fits = [Some(rule), on_day].into_iter().flatten().find(falls_on);
    match fits {
        Some(rule) => (starts_on, Billing::Recurring(rule)),
        None => (next_on, billing),
    }
}
