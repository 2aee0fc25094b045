//! From what was typed to a price review.

use domain::named::Named;
use domain::review::{By, Index, IndexValue, Limits, Review, Rounding, Step, Towards};
use rust_decimal::Decimal;
use store::reviews;

use super::{PriceMove, PriceReviewForm};
use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire;

/// Reads the plan.
pub(super) fn read(look: &Look<'_>, form: &PriceReviewForm) -> Result<Review, Failure> {
    let currency = look.currency();
    let amount = |field, text: &str| match text.trim() {
        "" => Ok(None),
        text => wire::amount(field, text, currency).map(Some),
    };
    Ok(Review {
        by: by(look, &form.by)?,
        rounding: rounding(form)?,
        limits: Limits {
            floor_percent: percent("floor_percent", &form.floor_percent)?,
            floor_amount: amount("floor_amount", &form.floor_amount)?,
            cap_percent: percent("cap_percent", &form.cap_percent)?,
            cap_amount: amount("cap_amount", &form.cap_amount)?,
        },
        notice_on: look.today,
        notice_days: days("notice_days", &form.notice_days)?,
        not_before: wire::date("not_before", &form.not_before)?,
    })
}

/// Days of notice as typed.
pub(super) fn days(field: &'static str, text: &str) -> Result<u32, Failure> {
    let days = text.trim().parse::<u32>().ok().filter(|days| *days <= 365);
    days.ok_or_else(|| refused(field, "give the days of notice, 0 to 365"))
}

/// A percentage that may be below zero.
fn signed(field: &'static str, text: &str) -> Result<Decimal, Failure> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(rest) => Ok(-wire::decimal(field, rest)?),
        None => wire::decimal(field, text),
    }
}

fn percent(field: &'static str, text: &str) -> Result<Option<Decimal>, Failure> {
    if text.trim().is_empty() { Ok(None) } else { signed(field, text).map(Some) }
}

fn by(look: &Look<'_>, by: &PriceMove) -> Result<By, Failure> {
    Ok(match by {
        PriceMove::PerCent { percent } => {
            let percent = signed("by", percent)?;
            if percent <= -Decimal::ONE_HUNDRED {
                return Err(refused("by", "a price cannot fall by all of itself"));
            }
            By::PerCent(percent)
        }
        PriceMove::Amount { amount } => By::Amount(wire::amount("by", amount, look.currency())?),
        PriceMove::Index { name, from, to } => {
            let values = reviews::values(look.db)?;
            let value = |day: &str| -> Result<IndexValue, Failure> {
                let on = wire::date("by", day)?;
                let found = values.iter().find(|one| one.name == *name && one.value.on == on);
                found.map(|one| one.value).ok_or_else(|| {
                    refused("by", format!("there is no value of {name} for that day; enter it"))
                })
            };
            let index = Index::new(value(from)?, value(to)?);
            By::Index(index.map_err(|wrong| refused("by", wrong.to_string()))?)
        }
    })
}

fn rounding(form: &PriceReviewForm) -> Result<Option<Rounding>, Failure> {
    let step = match form.step.trim() {
        "" => return Ok(None),
        "1" => Step::One,
        "5" => Step::Five,
        "10" => Step::Ten,
        _ => return Err(refused("step", "round to 1, 5 or 10")),
    };
    let towards = Towards::named(&form.towards)
        .ok_or_else(|| refused("towards", "choose down, up or nearest"))?;
    Ok(Some(Rounding { step, towards }))
}

/// The plan in words: `8.5 per cent, rounded down to 5`.
pub(super) fn words(form: &PriceReviewForm) -> String {
    let mut words = match &form.by {
        PriceMove::PerCent { percent } => format!("{} per cent", percent.trim()),
        PriceMove::Amount { amount } => format!("{} each", amount.trim()),
        PriceMove::Index { name, from, to } => format!("{name} from {from} to {to}"),
    };
    if !form.step.trim().is_empty() {
        let how = match form.towards.as_str() {
            "nearest" => "to the nearest",
            "up" => "up to",
            _ => "down to",
        };
        words += &format!(", rounded {how} {}", form.step.trim());
    }
    words
}
