//! Whether an amendment takes effect: what it needs of the client and what the client has said.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{
    Amendment, ChainError, Change, Consent, DateWords, Direction, Kind, Matrix, Service, Standing,
    Terms,
};
use crate::charge::Billing;
use crate::review::FeeRev;
use crate::schedule::{Billed, Recurrence};

/// What the accepted letter says about consent.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The ids of its clauses.
    pub clauses: &'a [&'a str],
    /// Whether the client put initials in the notice box, without which the clause
    /// `AMEND/notice` gives no consent by silence.
    pub initialled: bool,
    /// The days that the clause `AMEND/notice` gives the client to object; 0 where there is none.
    pub notice_days: u32,
    /// The clause `FEE-REV`, by which the client has agreed to yearly rises; nothing where the
    /// letter has none.
    pub review: Option<FeeRev>,
}

/// Whether an amendment takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It holds from its effective day on.
    Yes,
    /// Not yet.
    Waiting(Wait),
    /// It does not.
    No(Refusal),
}

/// What an amendment waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It has to be sent.
    ToBeSent,
    /// The client may still object.
    Objection {
        /// The last day on which they may.
        until: NaiveDate,
    },
    /// The client's yes.
    Approval,
    /// The client's signature.
    Signature,
}

/// Why an amendment does not take effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The client objected.
    Objected {
        /// The day.
        on: NaiveDate,
    },
    /// It was taken back.
    Withdrawn {
        /// The day.
        on: NaiveDate,
    },
    /// It would hold before its notice is over.
    NoticeTooShort {
        /// The first day on which it could.
        earliest: NaiveDate,
    },
}

impl Letter<'_> {
    /// Whether silence is consent under this letter: it has `AMEND`, `AMEND/notice` and the
    /// client's initials.
    pub fn silence_consents(self) -> bool {
        let has = |id| self.clauses.contains(&id);
        self.initialled && has("AMEND") && has("AMEND/notice")
    }

    /// The clause `FEE-REV`, where the client has agreed to a change by it: a recurring price
    /// that rises on an anniversary by no more than the clause says.
    fn agreed(self, before: &Terms, amendment: &Amendment, change: &Change) -> Option<FeeRev> {
        let clause = self.review.filter(|clause| clause.acts_on(amendment.effective_on))?;
        let Change::Price { service, price } = change else { return None };
        let terms = &before.service(*service)?.terms;
        let recurs = matches!(terms.billing, Billing::Recurring(_));
        (recurs && clause.allows(terms.price, *price)).then_some(clause)
    }
}

/// Whether an amendment takes effect, as of `today`. `before` are the terms it would change.
/// Fails where it is impossible on them.
pub fn takes_effect(
    before: &Terms,
    amendment: &Amendment,
    matrix: &Matrix,
    letter: Letter<'_>,
    today: NaiveDate,
) -> Result<Effect, ChainError> {
    let needed = needed(before, amendment, matrix, letter)?;
    Ok(match (amendment.standing, needed) {
        (Standing::Objected { on }, _) => Effect::No(Refusal::Objected { on }),
        (Standing::Withdrawn { on }, _) => Effect::No(Refusal::Withdrawn { on }),
        (Standing::Signed { .. }, _) => Effect::Yes,
        (_, Consent::NewSignature) => Effect::Waiting(Wait::Signature),
        (Standing::Approved { .. }, _) => Effect::Yes,
        (_, Consent::Approval) => Effect::Waiting(Wait::Approval),
        (Standing::Proposed, _) => Effect::Waiting(Wait::ToBeSent),
        (Standing::Noticed { on }, Consent::Silent) => {
            let agreed = |change| letter.agreed(before, amendment, change);
            let days = amendment.changes.iter().find_map(agreed).map_or(0, |rev| rev.notice_days);
            let earliest = last_day(on, days);
            if days > 0 && amendment.effective_on < earliest {
                Effect::No(Refusal::NoticeTooShort { earliest })
            } else {
                Effect::Yes
            }
        }
        (Standing::Noticed { on }, Consent::Notice { days }) => {
            let until = last_day(on, days);
            if amendment.effective_on <= until {
                let earliest = until.succ_opt().unwrap_or(until);
                Effect::No(Refusal::NoticeTooShort { earliest })
            } else if today <= until {
                Effect::Waiting(Wait::Objection { until })
            } else {
                Effect::Yes
            }
        }
    })
}

/// The consent an amendment needs: the most that the practice asks for or the matrix asks for one
/// of its changes. A rise that the clause `FEE-REV` states was agreed with the letter. Where
/// silence is no consent under the letter, a notice becomes an approval; where it is, the client
/// has at least the days that the letter gives.
pub fn needed(
    before: &Terms,
    amendment: &Amendment,
    matrix: &Matrix,
    letter: Letter<'_>,
) -> Result<Consent, ChainError> {
    let after = amendment.applied(before)?;
    let of = |change| match letter.agreed(before, amendment, change) {
        Some(_) => Consent::Silent,
        None => matrix.of(Kind::of(change), direction(before, &after, change)),
    };
    let most = amendment.changes.iter().map(of).fold(amendment.consent, Consent::max);
    Ok(match most {
        Consent::Notice { .. } if !letter.silence_consents() => Consent::Approval,
        Consent::Notice { days } => Consent::Notice { days: days.max(letter.notice_days) },
        other => other,
    })
}

/// When the client is reminded of a notice sent on `on`: halfway, and on the day before the last
/// one. A short notice has fewer reminders; none is on the day of the notice itself.
pub fn reminders(on: NaiveDate, days: u32) -> Vec<NaiveDate> {
    let last = last_day(on, days);
    let days = [last_day(on, days / 2), last.pred_opt().unwrap_or(last)];
    let days: BTreeSet<NaiveDate> = days.into_iter().filter(|day| *day > on).collect();
    days.into_iter().collect()
}

/// The last day on which the client may object.
fn last_day(on: NaiveDate, days: u32) -> NaiveDate {
    on.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// Whom a change favours that leads from `before` to `after`. Price, quantity and rhythm of a
/// service are weighed together: 300.00 a quarter is no worse than 100.00 a month unless it is
/// paid earlier. By the clause `AMEND`, less work is worse.
pub fn direction(before: &Terms, after: &Terms, change: &Change) -> Direction {
    let worse = match change {
        Change::AddService(service) => service.terms.price.is_positive(),
        Change::EndService(_) | Change::Transfer(_) => true,
        Change::Price { service, .. }
        | Change::Quantity { service, .. }
        | Change::Billing { service, .. } => {
            match (before.service(*service), after.service(*service)) {
                (Some(old), Some(new)) => costs_more(old, new) || falls_due_worse(old, new),
                // It came or went with the same amendment, which is weighed by itself.
                _ => false,
            }
        }
        Change::Scope { service, scope } => {
            before.service(*service).is_none_or(|old| old.scope != *scope)
        }
        Change::PaymentDays(days) => *days < before.payment_days,
        Change::End(end) => *end != before.end,
    };
    if worse { Direction::Worse } else { Direction::Better }
}

/// Whether the new terms cost more: in a year where both recur, else each time. Where the numbers
/// are beyond any book the answer is yes.
fn costs_more(old: &Service, new: &Service) -> bool {
    let cost = |service: &Service| match service.terms.billing {
        Billing::Recurring(rule) => service.each_time()?.checked_mul(rule.per_year()),
        // What is logged is billed by its own quantity.
        Billing::Logged { .. } => Some(Decimal::from(service.terms.price.minor())),
        Billing::OnAcceptance | Billing::OnCompletion => service.each_time(),
    };
    let like = |one, other| std::mem::discriminant(&one) == std::mem::discriminant(&other);
    match (cost(old), cost(new)) {
        (Some(before), Some(after)) if like(old.terms.billing, new.terms.billing) => after > before,
        (Some(_), Some(_)) => false,
        _ => true,
    }
}

/// Whether the new way of falling due is worse for the client: earlier, with a higher cap, in
/// another unit, or not to be compared.
fn falls_due_worse(old: &Service, new: &Service) -> bool {
    match (old.terms.billing, new.terms.billing) {
        (old, new) if old == new => false,
        (Billing::Recurring(old), Billing::Recurring(new)) => lead(new) > lead(old),
        (Billing::Logged { unit, cap }, Billing::Logged { unit: new_unit, cap: new_cap }) => {
            unit != new_unit || cap.per != new_cap.per || new_cap.most > cap.most
        }
        _ => true,
    }
}

/// By how much of a year billing runs ahead of the end of its periods, on average over them.
fn lead(rule: Recurrence) -> Decimal {
    let half = Decimal::ONE / (rule.per_year() * Decimal::TWO);
    if rule.billed == Billed::InAdvance { half } else { -half }
}

impl Effect {
    /// Whether it takes effect, in one sentence for the practice, days as `dates` writes them.
    pub fn words(self, amendment: &Amendment, dates: DateWords<'_>) -> String {
        match self {
            Effect::Yes => format!("It holds from {}.", dates(amendment.effective_on)),
            Effect::Waiting(Wait::ToBeSent) => "It waits to be sent to the client.".to_owned(),
            Effect::Waiting(Wait::Objection { until }) => {
                format!("The client may object until {}.", dates(until))
            }
            Effect::Waiting(Wait::Approval) => "It waits for the client's approval.".to_owned(),
            Effect::Waiting(Wait::Signature) => "It waits for the client's signature.".to_owned(),
            Effect::No(Refusal::Objected { on }) => {
                format!("The client objected on {}.", dates(on))
            }
            Effect::No(Refusal::Withdrawn { on }) => {
                format!("It was taken back on {}.", dates(on))
            }
            Effect::No(Refusal::NoticeTooShort { earliest }) => format!(
                "Its notice is not over when it would hold; date it {} or later.",
                dates(earliest)
            ),
        }
    }
}
