//! What of an invoice is to be collected: all that is open, or, while it is on a plan that is kept,
//! the next instalment and nothing else.

use domain::ids::{ClientId, InvoiceId};
use domain::money::Money;
use domain::plan::to_take;
use store::collections::{self, Collection, ToCollect};
use store::permissions;
use store::plans;

use super::shown;
use crate::context::Look;
use crate::failure::Failure;
use crate::plans::{fell, holding, stands};

/// The next instalment of each invoice whose client has a method at an account that collects: one
/// at a time, each once. What was paid by other means is taken off.
pub(super) fn to_collect(look: &Look<'_>) -> Result<Vec<ToCollect>, Failure> {
    let mut found: Vec<ToCollect> = Vec::new();
    for plan in plans::accepted(look.db)? {
        let Some(kept) = permissions::in_use(look.db, plan.client_id)? else { continue };
        let connection = super::connection_of(look, kept.connection)?;
        if connection.disconnected_at.is_some() || !connection.settings.collects {
            continue;
        }
        let standing = stands(look, &plan)?;
        if !standing.holds() {
            continue;
        }
        for share in &standing.shares {
            let (ever, now) = plans::collected(look.db, &plan, *share)?;
            if ever || now || found.iter().any(|one| one.invoice == share.invoice) {
                continue;
            }
            let fell = fell(look, &plan, &standing.shares, share.invoice)?;
            if let Some(open) = to_take(*share, &standing.shares, fell)? {
                found.push(ToCollect {
                    invoice: share.invoice,
                    open,
                    due_on: share.due_on,
                    instalment: Some((plan.id, share.number)),
                    instrument: kept.id,
                    connection: kept.connection,
                });
            }
        }
    }
    Ok(found)
}

/// What a collection is to take, were it planned now; nothing where it is not wanted any more.
pub(super) fn asked(look: &Look<'_>, of: &Collection) -> Result<Option<Money>, Failure> {
    let open = store::invoices::open_of(look.db, of.invoice)?;
    let Some(open) = open.map(|(open, _)| open).filter(|open| open.is_positive()) else {
        return Ok(None);
    };
    let plan = holding(look, of.invoice)?;
    let Some((id, number)) = of.instalment else {
        return Ok(Some(open).filter(|_| plan.is_none()));
    };
    let Some(plan) = plan.filter(|plan| plan.id == id) else { return Ok(None) };
    let shares = plans::shares(look.db, &plan)?;
    let share = shares.iter().find(|one| one.number == number && one.invoice == of.invoice);
    let Some(share) = share else { return Ok(None) };
    let fell = fell(look, &plan, &shares, of.invoice)?;
    let asked = to_take(*share, &shares, fell)?;
    Ok(asked.map(|asked| asked.at_most(open)).transpose()?)
}

/// Whether money of an invoice is on its way.
pub(crate) fn is_moving(look: &Look<'_>, invoice: InvoiceId) -> Result<bool, Failure> {
    let all = collections::of_invoice(look.db, invoice)?;
    Ok(all.iter().any(|one| one.state.in_flight()))
}

/// The method that a client's instalments are taken from, in words.
pub(crate) fn method_of(look: &Look<'_>, client: ClientId) -> Result<Option<String>, Failure> {
    Ok(permissions::in_use(look.db, client)?.as_ref().map(shown))
}
