//! One line for several explanations that add up to it, to the cent.

use domain::ids::MatchId;
use domain::money::{Money, MoneyError};
use store::bank;
use store::matches::{self, Match, Part};

use super::accept::{new_match, whole};
use super::{SplitPart, SplitSums, WeighSplit, one_line};
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};

/// No line has more parts.
const MOST: usize = 100;

/// What the amounts of a split come to, as they are typed.
pub fn weigh(look: &Look<'_>, asked: WeighSplit) -> Result<SplitSums, Failure> {
    let (found, _) = one_line(look, &asked.line_id)?;
    let line = &found.line;
    let currency = line.amount.currency();
    let mut wrong = Vec::with_capacity(asked.amounts.len());
    let mut sum = Money::zero(currency);
    for text in asked.amounts.iter().take(MOST) {
        match typed(text, line) {
            Ok(amount) => {
                sum = sum.plus(amount)?;
                wrong.push(None);
            }
            Err(_) if text.trim().is_empty() => wrong.push(None),
            Err(why) => wrong.push(Some(why.to_string())),
        }
    }
    let left = line.amount.minus(sum)?;
    Ok(SplitSums {
        sum: sum.into(),
        left: left.into(),
        left_typed: left.plain(),
        adds_up: left.is_zero() && wrong.iter().all(Option::is_none),
        wrong,
    })
}

fn typed(text: &str, line: &bank::Line) -> Result<Money, MoneyError> {
    Money::parse(text, line.amount.currency())
}

/// Explains a line by parts.
pub(super) fn over(
    act: &mut Act<'_>,
    line: &bank::Line,
    parts: &[SplitPart],
) -> Result<MatchId, Failure> {
    if !(2..=MOST).contains(&parts.len()) {
        return Err(refused("parts", "a line is split over two parts or more, 100 at most"));
    }
    let amounts = parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let field = format!("parts.{at}.amount");
            let amount = typed(&part.amount, line)
                .map_err(|wrong| refused(field.clone(), wrong.to_string()))?;
            if amount.is_zero() {
                return Err(refused(field, "a part of nothing explains nothing"));
            }
            Ok(amount)
        })
        .collect::<Result<Vec<Money>, Failure>>()?;
    let left = line.amount.minus(Money::sum(line.amount.currency(), amounts.iter().copied())?)?;
    if !left.is_zero() {
        let (left, of) = (left.shown(), line.amount.shown());
        let message = format!("the parts miss the line of {of} by {left}; they must add up to it");
        return Err(refused("parts", message));
    }
    let mut kept = Vec::with_capacity(parts.len());
    for (at, (part, amount)) in parts.iter().zip(amounts).enumerate() {
        let piece = bank::Line { amount, ..line.clone() };
        let of = whole(act, &piece, &part.explain)
            .map_err(|wrong| Failure { field: Some(format!("parts.{at}")), ..wrong })?;
        kept.push(Part { of, amount });
    }
    let shown: Vec<&str> = kept.iter().map(|part| part.of.words.as_str()).collect();
    let made: Match = new_match(act, line, "split", format!("Split: {}", shown.join(" · ")));
    matches::add(act.tx, &made, act.now)?;
    matches::add_parts(act.tx, made.id, &kept)?;
    let words = format!("Bank line of {} split: {}", line.amount.shown(), shown.join("; "));
    act.say(words, None);
    Ok(made.id)
}
