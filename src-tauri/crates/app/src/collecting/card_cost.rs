//! The cost of credit cards, passed on where the accepted letters agree on it and the place allows.

use chrono::{Duration, NaiveDate};
use domain::card_cost::{self, Forbidden, Rule};
use domain::clause::{Placeholder, percent};
use domain::cost::Cost;
use domain::ids::{AcceptanceId, InvoiceId};
use domain::lint::ClientKind;
use domain::money::Money;
use rust_decimal::Decimal;
use store::permissions::Kept;
use store::{card_costs, clients};

use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::letter::clauses;
use crate::proposals;

/// For so many days back the fees of credit cards tell what they cost.
const MEASURED_DAYS: i64 = 365;

/// The most that may be passed on to a client by what is agreed on a day, per cent.
pub(crate) fn allowed(
    look: &Look<'_>,
    client: ClientKind,
    on: NaiveDate,
) -> Result<(Decimal, &'static Rule), Forbidden> {
    card_cost::allowed((look.practice.jurisdiction, &look.practice.region), client, on)
}

/// What is added to an amount of an invoice that is collected from a method.
pub(super) fn of(
    look: &Look<'_>,
    invoice: InvoiceId,
    owed: Money,
    kept: &Kept,
) -> Result<Money, Failure> {
    let none = Money::zero(owed.currency());
    if !kept.instrument.credit {
        return Ok(none);
    }
    let agreed = agreed(look, invoice)?;
    if agreed.is_zero() {
        return Ok(none);
    }
    let client = clients::show(look.db, kept.client)?.ok_or_else(|| not_found("client"))?;
    let kind = if client.kind == "consumer" { ClientKind::Consumer } else { ClientKind::Business };
    let Ok((most, _)) = allowed(look, kind, look.today) else { return Ok(none) };
    let since = look.today - Duration::days(MEASURED_DAYS);
    let known = card_costs::of_credit_cards(look.db, kept.connection, owed.currency(), since)?;
    let mut cost = None;
    for (gross, fee) in known {
        cost = Some(cost.unwrap_or_else(|| Cost::none(gross)).with(gross, fee, false)?);
    }
    Ok(card_cost::extra(owed, card_cost::passed_on(agreed, most, cost))?)
}

/// What the letters of an invoice agree on, per cent: the least of them, and nothing where one of
/// them says nothing.
fn agreed(look: &Look<'_>, invoice: InvoiceId) -> Result<Decimal, Failure> {
    let mut least: Option<Decimal> = None;
    for letter in card_costs::letters(look.db, invoice)? {
        let stated = match letter {
            Some(acceptance) => stated(look, acceptance)?,
            None => Decimal::ZERO,
        };
        least = Some(least.map_or(stated, |least| least.min(stated)));
    }
    Ok(least.unwrap_or_default())
}

fn stated(look: &Look<'_>, acceptance: AcceptanceId) -> Result<Decimal, Failure> {
    let wording = proposals::accepted_wording(look, acceptance)?;
    let name = Placeholder::CardCost.name();
    let mut clauses = wording.clauses.iter().filter(|clause| clause.present);
    let used = clauses.any(|clause| clause.text.contains(name));
    let values = clauses::values(&wording.filled);
    Ok(values.value(Placeholder::CardCost).and_then(percent).filter(|_| used).unwrap_or_default())
}
