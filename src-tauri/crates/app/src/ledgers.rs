//! Ledgers of others: writing our documents into the books a practice keeps elsewhere, and reading
//! them back.
//!
//! Nothing here speaks with a ledger. What is to be said comes out as a [`SyncTurn`], written down
//! before it is made; whoever stands between lets a ledger take it and brings back what it
//! [`Heard`]. What was sent and never answered is unknown, and is looked up by its own key before
//! anything else (rule 10). The plan is [`domain::sync`]'s.

mod clearing;
mod connecting;
mod deciding;
mod mapping;
mod needs;
mod runs;
mod settling;
mod shapes;
mod turns;
mod wants;

pub use connecting::{disconnect, save, show};
pub use deciding::{decide, pass_over, record_payment};
pub use mapping::{accept_proposals, choose, link_contact, mapping};
pub(crate) use needs::{needs, open_matters};
pub use runs::{begin, cancel, plan};
pub use shapes::*;
pub(crate) use turns::recover;
pub use turns::{Heard, Next, Say, SyncTurn};
pub(crate) use wants::{Ours, ours};

use domain::ids::LedgerId;
use store::ledgers::{self as kept, Ledger};

use crate::context::Look;
use crate::failure::{Failure, conflict};

/// What is kept in the keyring for an organisation; `connect` alone knows what it holds.
pub fn kept_as(id: LedgerId) -> String {
    format!("ledger:{id}")
}

/// The organisation that is written into now.
fn connected(look: &Look<'_>) -> Result<Ledger, Failure> {
    let none = || conflict("no ledger is connected; connect one in the settings");
    kept::connected(look.db)?.ok_or_else(none)
}
