//! When billing begins: what acceptance, a date or a hand on the switch does to the first charges.

use chrono::NaiveDate;

use super::date_words;

/// When billing begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// With the first billing day on or after acceptance; what was before it is not billed.
    NextBillingDay,
    /// On a date.
    On {
        /// The first day that is billed for.
        on: NaiveDate,
        /// What happens to what fell due between that date and acceptance.
        past: Past,
    },
    /// The first charge on the day of acceptance, the others on the regular day.
    OnAcceptance,
    /// It waits until somebody starts it.
    ByHand {
        /// The day it was started; nothing while it waits.
        started_on: Option<NaiveDate>,
    },
}

/// When billing begins, as it is agreed: a [`Start`] before the days are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartOption {
    /// On the start date; what fell due before acceptance is billed then.
    StartDate,
    /// On the start date; what fell due before acceptance is not billed.
    StartDateNotPast,
    /// With the first billing day on or after acceptance.
    NextBillingDay,
    /// The first charge on acceptance, the others on the regular day.
    OnAcceptance,
    /// It waits until somebody starts it.
    ByHand,
}

impl StartOption {
    /// The start of an agreement anchored on `anchor`, started by hand on `started_on`.
    pub fn begin(self, anchor: NaiveDate, started_on: Option<NaiveDate>) -> Start {
        match self {
            StartOption::StartDate => Start::On { on: anchor, past: Past::Billed },
            StartOption::StartDateNotPast => Start::On { on: anchor, past: Past::NotBilled },
            StartOption::NextBillingDay => Start::NextBillingDay,
            StartOption::OnAcceptance => Start::OnAcceptance,
            StartOption::ByHand => Start::ByHand { started_on },
        }
    }

    /// What a letter says about it; nothing where billing simply begins on the start date.
    pub fn sentence(self) -> Option<&'static str> {
        match self {
            StartOption::StartDate => None,
            StartOption::StartDateNotPast => {
                Some("What falls due before this letter is accepted is not billed.")
            }
            StartOption::NextBillingDay => {
                Some("Billing begins with the first billing day after this letter is accepted.")
            }
            StartOption::OnAcceptance => Some(
                "The first charge falls due when this letter is accepted, the others on their \
                 regular days.",
            ),
            StartOption::ByHand => Some("Billing begins when the work begins."),
        }
    }
}

/// What happens to what fell due before acceptance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Past {
    /// It is billed on the day of acceptance, each period by itself.
    Billed,
    /// It is not billed.
    NotBilled,
}

/// What a [`Start`] comes to for one agreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Beginning {
    /// The first day that is billed for.
    pub from: NaiveDate,
    /// No charge falls due before this day.
    pub earliest: NaiveDate,
    /// What happens to what would have.
    pub past: Past,
    /// Whether the first charge falls due on `earliest`, whatever the regular day is.
    pub first_at_once: bool,
}

impl Start {
    /// When billing begins, in words.
    pub fn words(self) -> String {
        match self {
            Start::NextBillingDay => "from the first billing day after acceptance on".to_owned(),
            Start::On { on, past: Past::Billed } => format!("from {} on", date_words(on)),
            Start::On { on, past: Past::NotBilled } => {
                format!("from {} on, but not what fell due before acceptance", date_words(on))
            }
            Start::OnAcceptance => "the first on acceptance".to_owned(),
            Start::ByHand { started_on: Some(on) } => format!("started on {}", date_words(on)),
            Start::ByHand { started_on: None } => "waits until somebody starts it".to_owned(),
        }
    }

    /// Where billing begins for an agreement anchored on `anchor` and accepted on `accepted_on`;
    /// never before the anchor. Nothing while it waits.
    pub fn begins(self, anchor: NaiveDate, accepted_on: NaiveDate) -> Option<Beginning> {
        let on = |from: NaiveDate, earliest: NaiveDate, past: Past| {
            let from = from.max(anchor);
            Beginning { from, earliest: earliest.max(from), past, first_at_once: false }
        };
        match self {
            Start::NextBillingDay => Some(on(anchor, accepted_on, Past::NotBilled)),
            Start::On { on: date, past } => Some(on(date, accepted_on, past)),
            Start::OnAcceptance => {
                let begins = on(accepted_on, accepted_on, Past::NotBilled);
                Some(Beginning { first_at_once: true, ..begins })
            }
            Start::ByHand { started_on } => started_on.map(|day| on(day, day, Past::NotBilled)),
        }
    }
}
