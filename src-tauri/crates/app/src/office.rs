//! The program in which the practice keeps its clients and its work: what an accepted agreement
//! becomes there.
//!
//! Nothing here speaks with it. What is to be said comes out as an [`OfficeTurn`], written down
//! before it is made. Whatever is made is looked up by its own key first, and what was sent and
//! never answered is unknown until it is found or not (rule 10).

mod connecting;
mod shapes;
mod turns;
mod wants;

pub(crate) use connecting::needs;
pub use connecting::{decide, disconnect, save, show};
pub use shapes::*;
pub(crate) use turns::recover;
pub use turns::{Heard, OfficeTurn};

use domain::ids::OfficeId;

/// What is kept in the keyring for an office; `connect` alone knows what it holds.
pub fn kept_as(id: OfficeId) -> String {
    format!("office:{id}")
}
