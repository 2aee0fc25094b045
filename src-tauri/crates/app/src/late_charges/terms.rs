//! What the accepted letter of an invoice says of late charges, and by what right one is made.

use domain::clause::{Placeholder, percent};
use domain::late::{Asked, Method, Pack, Terms, pack};
use domain::lint::ClientKind;
use rust_decimal::Decimal;
use store::invoices::Invoice;
use store::{clients, late_charges};

use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::letter::clauses;
use crate::proposals::accepted_wording;

/// Clauses that agree on a charge for what is late.
const AGREED: [&str; 2] = ["PAY-LATE", "PAY-LATE/contract"];

/// What is known of the terms of an invoice.
pub(super) fn of(look: &Look<'_>, invoice: &Invoice) -> Result<Terms, Failure> {
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    let mut terms = Terms {
        place: look.practice.jurisdiction,
        regime: look.regime(),
        client: if client.kind == "consumer" { ClientKind::Consumer } else { ClientKind::Business },
        agreed_on: None,
        stated: None,
        issued_on: invoice.issued_on,
        statute: pack(look.practice.jurisdiction, invoice.due_on).is_some(),
    };
    let Some((acceptance, on)) = late_charges::letter_of(look.db, invoice.id)? else {
        return Ok(terms);
    };
    let wording = accepted_wording(look, acceptance)?;
    if AGREED.iter().any(|id| wording.has(id)) {
        terms.agreed_on = Some(on);
        let used = wording
            .clauses
            .iter()
            .any(|clause| clause.present && clause.text.contains(Placeholder::LateRateYear.name()));
        let values = clauses::values(&wording.filled);
        let stated = values.value(Placeholder::LateRateYear).and_then(percent);
        terms.stated = stated.filter(|_| used);
    }
    Ok(terms)
}

/// By what right a charge is made, in a sentence.
pub(super) fn words(asked: Asked, law: Option<(&'static Pack, Method)>) -> String {
    let rate = |per_cent: Decimal| per_cent.normalize();
    match (asked, law) {
        (Asked::Statute, Some((pack, _))) => {
            format!("{}: {}% a year over the {}", pack.name, rate(pack.margin), pack.series.words())
        }
        (Asked::Statute, None) => "No law of this place gives it".to_owned(),
        (Asked::Interest { per_cent }, _) => {
            format!("Interest of {}% a year, as the accepted letter says", rate(per_cent))
        }
        (Asked::Fee, _) => "A fee, as the accepted letter says".to_owned(),
    }
}
