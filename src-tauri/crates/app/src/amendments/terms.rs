//! The terms of an agreement on any day, and what differs from another.

use domain::amendment::{Terms, difference, totals};

use super::{AskTermsOn, ServiceOnDay, TermsOnDay, TermsStage, whole_of};
use crate::agreements::Whole;
use crate::context::Look;
use crate::failure::Failure;
use crate::wire;

/// The terms on a day.
pub fn on_day(look: &Look<'_>, asked: AskTermsOn) -> Result<TermsOnDay, Failure> {
    let whole = whole_of(look, wire::id("id", &asked.id)?)?;
    let on = wire::date("on", &asked.on)?;
    let against = match &asked.against {
        Some(day) => whole.terms_on(wire::date("against", day)?),
        None => whole.accepted(),
    };
    let terms = whole.terms_on(on);
    let currency = whole.agreement.currency;
    let sums = totals(&terms, currency)?;
    Ok(TermsOnDay {
        on: on.to_string(),
        amendment: whole.amended.as_ref().and_then(|one| one.chain.stage_on(on).amendment),
        client: whole.client_name(terms.client).to_owned(),
        services: terms.services.iter().map(|service| row(&whole, service)).collect(),
        payment_days: terms.payment_days,
        end: terms.end.map(|day| day.to_string()),
        per_month: sums.per_month.into(),
        per_year: sums.per_year.into(),
        sentences: difference(&against, &terms, currency, on, &|day| look.long_date(day))?
            .sentences,
        stages: stages(&whole)?,
    })
}

fn row(whole: &Whole, service: &domain::amendment::Service) -> ServiceOnDay {
    ServiceOnDay {
        id: service.terms.id.to_string(),
        name: service.name.clone(),
        scope: service.scope.clone(),
        billing_words: service.terms.billing.all_words(whole.agreement.starts_on),
        quantity: service.terms.quantity.normalize().to_string(),
        price: service.terms.price.into(),
    }
}

fn stages(whole: &Whole) -> Result<Vec<TermsStage>, Failure> {
    let stage = |from, amendment, terms: &Terms| -> Result<TermsStage, Failure> {
        let per_month = totals(terms, whole.agreement.currency)?.per_month.into();
        Ok(TermsStage { from, amendment, per_month })
    };
    let starts_on = whole.agreement.starts_on;
    match &whole.amended {
        None => Ok(vec![stage(starts_on.to_string(), None, &whole.accepted())?]),
        Some(amended) => amended
            .chain
            .stages()
            .iter()
            .map(|one| stage(one.from.max(starts_on).to_string(), one.amendment, &one.terms))
            .collect(),
    }
}
