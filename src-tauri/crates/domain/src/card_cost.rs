//! The cost of credit cards, passed on to the client who pays by one: where that is lawful, how
//! much at most, and how much of an amount it is.
//!
//! Only for a card that the processor calls a credit card, only where the accepted letter agrees
//! on it, never more than the place allows nor than cards cost the practice. What no rule here
//! allows is not passed on (rule 20: the program says what it knows, and gives no advice).

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::cost::Cost;
use crate::jurisdiction::Jurisdiction;
use crate::lint::ClientKind;
use crate::money::{Money, MoneyError};

use Jurisdiction::{Au, Ca, Gb, Ie, Us};

/// What a place says of passing the cost of credit cards on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where the practice is.
    pub place: Jurisdiction,
    /// The region by its name and code, in lower case; none for every other.
    pub region: &'static [&'static str],
    /// For which client; nothing: for any.
    pub client: Option<ClientKind>,
    /// For what is agreed on this day or after it.
    pub since: NaiveDate,
    /// The most that may be added, per cent of what is paid; nothing where nothing may.
    pub most: Option<Decimal>,
    /// The rule in a sentence.
    pub words: &'static str,
    /// Where it is found.
    pub source: &'static str,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the calendar has the day")
}

const fn tenths(percent: u32) -> Option<Decimal> {
    Some(Decimal::from_parts(percent, 0, 0, false, 1))
}

const fn no(
    place: Jurisdiction,
    since: NaiveDate,
    words: &'static str,
    source: &'static str,
) -> Rule {
    Rule { place, region: &[], client: None, since, most: None, words, source }
}

const fn no_in(
    region: &'static [&'static str],
    since: NaiveDate,
    words: &'static str,
    source: &'static str,
) -> Rule {
    Rule { region, ..no(Us, since, words, source) }
}

/// The rules known in November 2026. One of a region stands before that of its place, and what
/// began later before what began earlier.
pub const RULES: [Rule; 13] = [
    no_in(
        &["connecticut", "ct"],
        day(2022, 6, 7),
        "Connecticut lets nobody add to the price because a card is used.",
        "Conn. Gen. Stat. § 42-133ff",
    ),
    no_in(
        &["maine", "me"],
        day(2011, 9, 28),
        "Maine lets no seller add to the price because a credit card is used.",
        "9-A M.R.S. § 8-509",
    ),
    no_in(
        &["massachusetts", "ma"],
        day(1981, 1, 1),
        "Massachusetts lets no seller add to the price because a credit card is used.",
        "M.G.L. c. 140D § 28A",
    ),
    no_in(
        &["oklahoma", "ok"],
        day(1988, 1, 1),
        "Oklahoma's code forbids it, whether or not that is enforced.",
        "14A O.S. § 2-211",
    ),
    no_in(
        &["puerto rico", "pr"],
        day(2008, 1, 1),
        "Puerto Rico does not allow it.",
        "the card networks' lists of places where it is not allowed",
    ),
    Rule {
        client: Some(ClientKind::Consumer),
        ..no_in(
            &["california", "ca"],
            day(2024, 7, 1),
            "California wants a consumer's price to hold every charge.",
            "Cal. Civ. Code § 1770(a)(29)",
        )
    },
    Rule {
        place: Us,
        region: &["colorado", "co"],
        client: None,
        since: day(2022, 7, 1),
        most: tenths(20),
        words: "Colorado allows 2%, or what the card costs.",
        source: "C.R.S. § 5-2-212",
    },
    Rule {
        place: Us,
        region: &[],
        client: None,
        since: day(2023, 4, 15),
        most: tenths(30),
        words: "The card networks allow 3%, or what the card costs, on credit cards alone; they \
                and your processor are told 30 days before.",
        source: "Visa Core Rules 5.5.1; Mastercard Rules 5.12.2",
    },
    Rule {
        region: &["quebec", "québec", "qc"],
        ..no(
            Ca,
            day(1980, 4, 30),
            "Quebec wants the price that is shown to hold every charge.",
            "Consumer Protection Act (Quebec) s. 224(c)",
        )
    },
    Rule {
        place: Ca,
        region: &[],
        client: None,
        since: day(2022, 10, 6),
        most: tenths(24),
        words: "The card networks allow 2.4%, or what the card costs, on credit cards alone; they \
                and your processor are told 30 days before.",
        source: "Visa and Mastercard rules for Canada, in force 2022-10-06",
    },
    no(
        Gb,
        day(2018, 1, 13),
        "It is forbidden for every card that is not a business's own, and nobody can tell here.",
        "Consumer Rights (Payment Surcharges) Regulations 2012 reg. 6A",
    ),
    no(
        Ie,
        day(2018, 1, 13),
        "It is forbidden for every card that is not a business's own, and nobody can tell here.",
        "Directive (EU) 2015/2366 art. 62(4)",
    ),
    no(
        Au,
        day(2026, 10, 1),
        "Cards of eftpos, Mastercard and Visa cost the client nothing more since October 2026.",
        "Reserve Bank of Australia, standards on surcharging, in force 2026-10-01",
    ),
];

/// Why nothing may be passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// In a sentence.
    pub words: &'static str,
    /// Where that is found.
    pub source: &'static str,
}

/// The most that a practice may pass on to a client by what is agreed on a day, per cent, with its
/// rule.
pub fn allowed(
    (place, region): (Jurisdiction, &str),
    client: ClientKind,
    on: NaiveDate,
) -> Result<(Decimal, &'static Rule), Forbidden> {
    let region = region.trim().to_lowercase();
    let mut of_place = RULES.iter().filter(|rule| rule.place == place);
    if region.is_empty() && of_place.clone().any(|rule| rule.most.is_some()) {
        let words =
            "The rules differ from region to region; say in Settings where the practice is.";
        return Err(Forbidden { words, source: "the rules of each state and province" });
    }
    let holds = |rule: &&Rule| {
        rule.client.is_none_or(|only| only == client)
            && rule.since <= on
            && (rule.region.is_empty() || rule.region.contains(&region.as_str()))
    };
    match of_place.find(holds) {
        Some(Rule { most: None, words, source, .. }) => Err(Forbidden { words, source }),
        Some(rule @ Rule { most: Some(most), .. }) => Ok((*most, rule)),
        None => Err(Forbidden {
            words: "No rule is known here that allows it.",
            source: "none is known of this place",
        }),
    }
}

/// Per cent to be added: what was agreed, but no more than is allowed, nor than cards cost so far.
pub fn passed_on(agreed: Decimal, most: Decimal, cost: Option<Cost>) -> Decimal {
    let cost = cost.and_then(|cost| {
        let part = Decimal::from(cost.fee.minor()).checked_div(cost.gross.minor().into())?;
        let percent = part.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(percent.round_dp_with_strategy(2, RoundingStrategy::ToZero))
    });
    cost.map_or(agreed.min(most), |cost| agreed.min(most).min(cost)).max(Decimal::ZERO)
}

/// What is added to an amount. Alone of all amounts it is rounded down to the minor unit, because
/// it may never be above its percentage.
pub fn extra(amount: Money, percent: Decimal) -> Result<Money, MoneyError> {
    let beyond = || MoneyError::OutOfRange;
    let exact = Decimal::from(amount.minor()).checked_mul(percent).ok_or_else(beyond)?;
    let whole = exact.checked_div(Decimal::ONE_HUNDRED).ok_or_else(beyond)?.floor();
    Money::new(whole.try_into().map_err(|_| beyond())?, amount.currency())
}

#[cfg(test)]
mod tests;
