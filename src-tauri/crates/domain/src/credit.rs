//! Credit: how much of an issued invoice is taken back, line by line, and what that leaves.
//!
//! Never more than what was invoiced less what was credited before: by line, net and tax apart.

use crate::ids::InvoiceLineId;
use crate::money::{Currency, Money, MoneyError};

/// A line of an invoice with what can still be credited of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Creditable {
    /// The line.
    pub id: InvoiceLineId,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
}

/// What is credited of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line.
    pub id: InvoiceLineId,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
}

/// What is to be credited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// All that is left.
    Whole,
    /// Of each line so much without tax; its tax follows.
    Lines(Vec<(InvoiceLineId, Money)>),
    /// A sum with tax, spread over what is left of every line.
    Sum(Money),
}

/// What a credit note says and does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Its lines, in the order of the invoice's.
    pub parts: Vec<Part>,
    /// Sum without tax.
    pub net: Money,
    /// Sum of tax.
    pub tax: Money,
    /// With tax.
    pub total: Money,
    /// What it takes off the invoice's open amount.
    pub applied: Money,
    /// Money already paid that it frees.
    pub freed: Money,
}

/// Why something cannot be credited, in the order of the checks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditError {
    /// Nothing is credited.
    #[error("a credit note needs an amount of more than 0.00")]
    Nothing,
    /// A line that is not the invoice's, or twice the same.
    #[error("choose each line of this invoice at most once")]
    Line,
    /// More than is left.
    #[error("{asked} is more than the {left} that can still be credited")]
    TooMuch {
        /// What was asked for, as shown.
        asked: String,
        /// What is left, as shown.
        left: String,
    },
    /// Mixed currencies, or beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The credit that `wish` asks for. `lines` is what is left to credit, `open` what is owed on the
/// invoice, `most` what is left of the invoice after credits and write-offs.
pub fn credit(
    lines: &[Creditable],
    open: Money,
    most: Money,
    wish: &Wish,
) -> Result<Credit, CreditError> {
    let currency = open.currency();
    let parts = match wish {
        Wish::Whole => lines.iter().map(whole).collect(),
        Wish::Lines(asked) => of_lines(lines, asked)?,
        Wish::Sum(sum) => of_sum(lines, *sum, currency)?,
    };
    let parts: Vec<Part> =
        parts.into_iter().filter(|part| part.net.is_positive() || part.tax.is_positive()).collect();
    let net = Money::sum(currency, parts.iter().map(|part| part.net))?;
    let tax = Money::sum(currency, parts.iter().map(|part| part.tax))?;
    let total = net.plus(tax)?;
    if !total.is_positive() {
        return Err(CreditError::Nothing);
    }
    at_most(total, most)?;
    let applied = total.at_most(open)?;
    Ok(Credit { parts, net, tax, total, applied, freed: total.minus(applied)? })
}

fn at_most(asked: Money, left: Money) -> Result<(), CreditError> {
    if asked.minus(left)?.is_positive() {
        return Err(CreditError::TooMuch { asked: asked.shown(), left: left.shown() });
    }
    Ok(())
}

fn whole(line: &Creditable) -> Part {
    Part { id: line.id, net: line.net, tax: line.tax }
}

fn of_lines(
    lines: &[Creditable],
    asked: &[(InvoiceLineId, Money)],
) -> Result<Vec<Part>, CreditError> {
    for (at, (id, net)) in asked.iter().enumerate() {
        let known = lines.iter().any(|line| line.id == *id);
        if !known || asked[..at].iter().any(|(earlier, _)| earlier == id) {
            return Err(CreditError::Line);
        }
        if net.minor() < 0 {
            return Err(CreditError::Nothing);
        }
    }
    let mut parts = Vec::with_capacity(asked.len());
    for line in lines {
        let Some((_, net)) = asked.iter().find(|(id, _)| *id == line.id) else {
            continue;
        };
        at_most(*net, line.net)?;
        let tax = if *net == line.net {
            line.tax
        } else {
            line.tax.part(net.minor().into(), line.net.minor().into())?
        };
        parts.push(Part { id: line.id, net: *net, tax });
    }
    Ok(parts)
}

/// Spreads a sum over the lines, net and tax in the proportion in which they are left.
fn of_sum(lines: &[Creditable], sum: Money, currency: Currency) -> Result<Vec<Part>, CreditError> {
    if !sum.is_positive() {
        return Err(CreditError::Nothing);
    }
    let left = Money::sum(currency, lines.iter().flat_map(|line| [line.net, line.tax]))?;
    at_most(sum, left)?;
    // What stays is spread as well as what goes: parts of a split may pass their weight by a unit.
    let mut rest = sum;
    let weights: Vec<u64> = lines
        .iter()
        .flat_map(|line| [line.net, line.tax])
        .map(|amount| u64::try_from(amount.minor()).unwrap_or(0))
        .collect();
    let mut shares = Vec::with_capacity(weights.len());
    for (share, weight) in sum.split(&weights).into_iter().zip(&weights) {
        let weight = i64::try_from(*weight).unwrap_or(i64::MAX);
        let share = share.at_most(Money::new(weight, currency)?)?;
        rest = rest.minus(share)?;
        shares.push((share, weight));
    }
    for (share, weight) in &mut shares {
        let room = Money::new(*weight, currency)?.minus(*share)?.at_most(rest)?;
        *share = share.plus(room)?;
        rest = rest.minus(room)?;
    }
    Ok(lines
        .iter()
        .zip(shares.chunks(2))
        .filter_map(|(line, pair)| match pair {
            [(net, _), (tax, _)] => Some(Part { id: line.id, net: *net, tax: *tax }),
            _ => None,
        })
        .collect())
}

/// A credited part of a line's tax as parts of its taxes. `taxes` are those of the invoice,
/// `before` what of their sum was credited earlier. However often, the parts of each tax come to
/// what they were on the invoice once all is credited.
pub fn of_taxes(taxes: &[Money], before: Money, part: Money) -> Result<Vec<Money>, MoneyError> {
    let Some((first, others)) = taxes.split_first() else { return Ok(Vec::new()) };
    if others.is_empty() {
        return Ok(vec![part]);
    }
    let all = Money::sum(part.currency(), taxes.iter().copied())?;
    if all.is_zero() {
        return Ok(vec![Money::zero(part.currency()); taxes.len()]);
    }
    let until = |sum: Money| first.part(sum.minor().into(), all.minor().into());
    let own = until(before.plus(part)?)?.minus(until(before)?)?;
    let rest = of_taxes(others, before.minus(until(before)?)?, part.minus(own)?)?;
    Ok(std::iter::once(own).chain(rest).collect())
}

#[cfg(test)]
mod tests;
