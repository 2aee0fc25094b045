//! Ledgers of others: each speaks one service's language behind [`domain::ports::Ledger`].

mod doorway;
mod keys;
mod sign_in;
mod tokens;

pub use keys::Keys;
pub use sign_in::{Application, PORTS, SignIn, SignInError};
pub use tokens::Shut;
