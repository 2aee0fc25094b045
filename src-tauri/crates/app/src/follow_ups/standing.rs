//! How a client has paid so far, in points that explain themselves.

use domain::follow::Circumstance;
use domain::money::Money;
use domain::standing::{Conduct, days_late, standing};
use store::{following, invoice_disputes, invoices, metrics};

use super::board::{ClientStanding, StandingFactor, promise_state};
use super::situation::Debtor;
use crate::context::Look;
use crate::failure::Failure;
use crate::wire::count;

/// The standing of a client, by what the book knows in the home currency.
pub(super) fn of(look: &Look<'_>, debtor: &Debtor) -> Result<ClientStanding, Failure> {
    let client = debtor.client.id;
    // A plan is a promise too.
    let mut broken_promises = crate::plans::broken_before(look, client)?;
    for promise in following::promises(look.db, client)? {
        broken_promises += u32::from(promise_state(look, &promise)? == "broken");
    }
    let disputes = invoice_disputes::of_client(look.db, client)?;
    let upheld = disputes.iter().filter(|one| one.outcome.as_deref() == Some("uphold"));
    let found = standing(&Conduct {
        days_late: days_late(&metrics::billed(look.db, Some(client))?, look.today),
        failed_payments: following::failed_payments(look.db, client)?,
        broken_promises,
        lost_disputes: count(upheld.count()),
        share_of_open: share_of_open(look, debtor)?,
        insolvent: debtor.at.circumstance == Circumstance::Insolvency,
    });
    Ok(ClientStanding {
        points: found.points,
        invoices: count(found.invoices),
        factors: found
            .factors
            .iter()
            .map(|factor| StandingFactor {
                label: factor.label.to_owned(),
                points: factor.points,
                of: factor.of,
            })
            .collect(),
    })
}

/// What the client owes of all that is owed in the home currency, per cent.
fn share_of_open(look: &Look<'_>, debtor: &Debtor) -> Result<u32, Failure> {
    let own = debtor.open.iter().map(|open| open.invoice.open);
    let home = own.filter(|open| open.currency() == look.currency());
    let own = Money::sum(look.currency(), home)?.minor();
    let all: i64 = invoices::open_by_due(look.db)?.iter().map(|(_, open, _)| open).sum();
    let share = (own * 100).checked_div(all).unwrap_or(0);
    Ok(u32::try_from(share).unwrap_or(0))
}
