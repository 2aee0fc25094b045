//! Getting paid: accounts at processors, what clients permit there, and taking what is due.
//!
//! Nothing here speaks with a processor. What is to be done there comes out as a [`Turn`], written
//! down before it is made; whoever stands between (the shell's worker, the command line, a test)
//! lets a processor take it, and brings back what was [`Said`]. What was sent and never answered is
//! unknown, and the next turn looks it up (rule 9).

mod another;
mod asking;
mod card_cost;
mod connections;
mod instalments;
mod letters;
mod listing;
mod money;
mod pay_pages;
mod planning;
mod policy;
mod refunds;
mod report;
mod settling;
mod shapes;
mod trial;
mod turns;

pub(crate) use another::why as why_another;
pub use asking::{ask, of_client, renew, revoke, try_answer, withdraw};
pub(crate) use card_cost::allowed as card_cost_allowed;
pub use connections::{
    calls, connect, disconnect, list as connections, reconnect, save as save_connection,
};
pub(crate) use instalments::{is_moving, method_of};
pub(crate) use letters::{LettersPage, ask_with, end_with_letters, page_of, until_words};
pub use listing::{list, of_invoice};
pub(crate) use pay_pages::{InvoicesPage, of as pay_page_of, slip_name};
pub use pay_pages::{of_invoice as page_of_invoice, renew as renew_page, slip, try_pay};
pub(crate) use planning::coming;
pub use planning::{collect, retract, told};
pub(crate) use policy::{as_reviewed, of_agreement, way_to_ask};
pub(crate) use refunds::payout;
pub use refunds::{payouts, refund};
pub use report::paper as payouts_paper;
pub use shapes::*;
pub use trial::{Conduct, Trial};
pub(crate) use turns::recover;
pub use turns::{Said, Turn, What};

use domain::ids::{ClientId, CollectionId, ConnectionId, Id};
use store::collections::{self, Collection};
use store::connections::{self as kept, Connection};
use store::permissions::{self, Kept};

use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::today::Need;
use crate::wire;

/// What needs the user about getting paid.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = listing::needs(look)?;
    needs.extend(policy::needs(look)?);
    needs.extend(another::needs(look)?);
    Ok(needs)
}

/// A collection by its id on the wire.
fn one(look: &Look<'_>, id: &str) -> Result<Collection, Failure> {
    let id: CollectionId = wire::id("id", id)?;
    collections::show(look.db, id)?.ok_or_else(|| not_found("collection"))
}

/// The instrument of a collection; there is none where the client paid on a page by themselves.
fn instrument_if(look: &Look<'_>, collection: &Collection) -> Result<Option<Kept>, Failure> {
    let found = collection.instrument.map(|id| permissions::instrument(look.db, id)).transpose()?;
    Ok(found.flatten())
}

/// The instrument of a collection that is taken from one.
fn instrument_of(look: &Look<'_>, collection: &Collection) -> Result<Kept, Failure> {
    instrument_if(look, collection)?.ok_or_else(|| not_found("payment method"))
}

/// A connection.
fn connection_of(look: &Look<'_>, id: ConnectionId) -> Result<Connection, Failure> {
    kept::show(look.db, id)?.ok_or_else(|| not_found("connection"))
}

/// The name of the processor of a connection.
pub(crate) fn processor_name(look: &Look<'_>, id: ConnectionId) -> Result<String, Failure> {
    Ok(connection_of(look, id)?.brand.capabilities().name.to_owned())
}

/// Connections that are used now.
fn live(look: &Look<'_>) -> Result<Vec<Connection>, Failure> {
    let mut all = kept::list(look.db)?;
    all.retain(|connection| connection.disconnected_at.is_none());
    Ok(all)
}

/// What is kept in the keyring for a connection.
fn kept_as(id: ConnectionId) -> String {
    format!("processor:{id}")
}

/// `Trial card ending in 4242`.
fn shown(kept: &Kept) -> String {
    format!("{} ending in {}", kept.instrument.label, kept.instrument.last4)
}

fn client_of(text: &str) -> Result<ClientId, Failure> {
    ClientId::parse(text).map_err(|_| not_found("client"))
}
