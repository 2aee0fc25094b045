//! Invoices: from charges to an issued document, what is open on it, and how old that is.

use chrono::NaiveDate;

use crate::charge::Charge;
use crate::money::{Currency, Money, MoneyError};
use crate::tax::{Kind, Rounding, Share, Taxing};

/// What an invoice bills: a charge, and how its service is taxed for this client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// The charge.
    pub charge: Charge,
    /// How it is taxed.
    pub taxing: Taxing,
}

/// A line of an issued invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The charge, with the sums of the day of issue.
    pub charge: Charge,
    /// The treatment of its tax.
    pub treatment: String,
    /// Each tax; they come to the tax of the charge.
    pub shares: Vec<Share>,
}

/// An invoice before it has a number: the charges it bills, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    charges: Vec<Billed>,
    currency: Currency,
}

/// Why charges do not make an invoice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// No charges at all.
    #[error("choose at least one charge to bill")]
    Empty,
    /// What is set off is more than what is billed.
    #[error(
        "this sets off more than it bills; bill it with the client's next charge, or waive it and \
         issue a credit note"
    )]
    BelowZero,
    /// Two currencies, or a sum beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// An issued invoice: numbered, dated, immutable (rule 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The number in its series.
    pub number: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// How its tax is rounded.
    pub rounding: Rounding,
    /// Sum without tax.
    pub net: Money,
    /// Sum of the lines' tax.
    pub tax: Money,
    /// Sum.
    pub total: Money,
}

impl Draft {
    /// A draft of `charges`. Refuses none, and more than one currency.
    pub fn new(charges: Vec<Billed>) -> Result<Draft, DraftError> {
        let currency = charges.first().ok_or(DraftError::Empty)?.charge.net.currency();
        Money::sum(currency, charges.iter().map(|billed| billed.charge.net))?;
        Ok(Draft { charges, currency })
    }

    /// Issues it, due on `due_on` or, were that earlier, on the day of issue. Tax is at the rates
    /// of the day of issue, whatever they were when a charge fell due.
    pub fn issue(
        self,
        number: String,
        issued_on: NaiveDate,
        due_on: NaiveDate,
        rounding: Rounding,
    ) -> Result<Issued, DraftError> {
        let mut lines = Vec::with_capacity(self.charges.len());
        for billed in self.charges {
            lines.push(billed.line(issued_on)?);
        }
        if rounding == Rounding::Document {
            round_once(&mut lines, self.currency)?;
        }
        let net = Money::sum(self.currency, lines.iter().map(|line| line.charge.net))?;
        let tax = Money::sum(self.currency, lines.iter().map(|line| line.charge.tax))?;
        if net.plus(tax)?.minor() < 0 {
            return Err(DraftError::BelowZero);
        }
        Ok(Issued {
            number,
            issued_on,
            due_on: due_on.max(issued_on),
            total: net.plus(tax)?,
            lines,
            rounding,
            net,
            tax,
        })
    }
}

impl Billed {
    /// The line on an invoice of `issued_on`.
    fn line(self, issued_on: NaiveDate) -> Result<Line, MoneyError> {
        let (mut charge, rates) = (self.charge, self.taxing.on(issued_on));
        if rates != charge.rates {
            let price = if charge.rates.included() { charge.total()? } else { charge.net };
            (charge.net, charge.tax) = rates.amounts(price)?;
            charge.rates = rates;
        }
        let taxes =
            if rates.included() { rates.of_tax(charge.tax)? } else { rates.on_net(charge.net)? };
        let shares = self.taxing.shares(rates, taxes);
        Ok(Line { charge, treatment: self.taxing.code, shares })
    }
}

/// Rounds what each tax adds once, on the sum of its lines: a line has what its tax adds to the
/// rounded sum of those before it. What prices hold is taken apart by line, so that each price
/// stays what was agreed.
fn round_once(lines: &mut [Line], currency: Currency) -> Result<(), MoneyError> {
    let mut sums: Vec<(Share, Money)> = Vec::new();
    for line in lines.iter_mut().filter(|line| !line.charge.rates.included()) {
        for share in &mut line.shares {
            let at = sums.iter().position(|(known, _)| known.alike(share)).unwrap_or_else(|| {
                sums.push((
                    Share { amount: Money::zero(currency), ..share.clone() },
                    Money::zero(currency),
                ));
                sums.len() - 1
            });
            let (known, net) = &mut sums[at];
            *net = net.plus(line.charge.net)?;
            let until = net.per_cent(share.percent)?;
            share.amount = until.minus(known.amount)?;
            known.amount = until;
        }
        line.charge.tax = Money::sum(currency, line.shares.iter().map(|share| share.amount))?;
    }
    Ok(())
}

/// What each kind of tax comes to over all lines, in the order in which they first appear.
pub fn by_kind<'a>(
    shares: impl IntoIterator<Item = &'a Share>,
) -> Result<Vec<(Kind, Money)>, MoneyError> {
    let mut kinds: Vec<(Kind, Money)> = Vec::new();
    for share in shares {
        match kinds.iter_mut().find(|(kind, _)| *kind == share.kind) {
            Some((_, sum)) => *sum = sum.plus(share.amount)?,
            None => kinds.push((share.kind, share.amount)),
        }
    }
    Ok(kinds)
}

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Owed, nothing received, not past due.
    Open,
    /// Owed, part received, not past due.
    PartPaid,
    /// Owed and past its due date.
    Overdue,
    /// Nothing is owed; the money has been received (rule 8).
    Paid,
    /// Issued by mistake; it counts for nothing but its number.
    Void,
    /// Nothing is owed, because all of it was credited.
    Credited,
    /// Nothing is owed, because the rest was given up.
    WrittenOff,
}

/// What became of an invoice's total so far. The parts and what was paid add up to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// All of it.
    pub total: Money,
    /// Still owed.
    pub open: Money,
    /// Taken back by credit notes.
    pub credited: Money,
    /// Given up.
    pub written_off: Money,
    /// Whether it was issued by mistake.
    pub void: bool,
}

impl Standing {
    /// What was paid and not freed by a credit note.
    pub fn paid(&self) -> Result<Money, MoneyError> {
        if self.void {
            return Ok(Money::zero(self.total.currency()));
        }
        self.total.minus(self.open)?.minus(self.credited)?.minus(self.written_off)
    }

    /// What can still be credited.
    pub fn creditable(&self) -> Result<Money, MoneyError> {
        if self.void {
            return Ok(Money::zero(self.total.currency()));
        }
        self.total.minus(self.credited)?.minus(self.written_off)
    }

    /// The state of an invoice due on `due_on`.
    pub fn state(&self, due_on: NaiveDate, today: NaiveDate) -> State {
        if self.void {
            State::Void
        } else if self.open.is_positive() && due_on < today {
            State::Overdue
        } else if self.open.is_positive() {
            let paid = self.paid().is_ok_and(Money::is_positive);
            if paid { State::PartPaid } else { State::Open }
        } else if self.written_off.is_positive() {
            State::WrittenOff
        } else if self.credited.is_positive() && self.credited == self.total {
            State::Credited
        } else {
            State::Paid
        }
    }
}

/// How long past due, in the steps of every ageing report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Not past its due date.
    NotDue,
    /// 1 to 30 days.
    To30,
    /// 31 to 60 days.
    To60,
    /// 61 to 90 days.
    To90,
    /// More than 90 days.
    Over90,
}

impl Age {
    /// Every age, the youngest first.
    pub const ALL: [Age; 5] = [Age::NotDue, Age::To30, Age::To60, Age::To90, Age::Over90];

    /// The age on `today` of what was due on `due_on`.
    pub fn on(due_on: NaiveDate, today: NaiveDate) -> Age {
        match (today - due_on).num_days() {
            ..=0 => Age::NotDue,
            1..=30 => Age::To30,
            31..=60 => Age::To60,
            61..=90 => Age::To90,
            _ => Age::Over90,
        }
    }
}

#[cfg(test)]
mod tests;
