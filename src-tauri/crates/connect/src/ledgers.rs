//! Ledgers of others: each speaks one service's language behind [`domain::ports::Ledger`].

use domain::ledgers::{Brand, Put, Reason, Trouble};
use domain::ports::Ledger;
use domain::trouble::no;
use sha2::{Digest, Sha256};

use crate::http::{Outside, Unfit};

mod doorway;
mod keys;
mod quickbooks;
mod read;
mod sign_in;
mod tokens;
mod xero;

pub use keys::Keys;
pub use sign_in::{Application, PORTS, SignIn, SignInError};
pub use tokens::Shut;
pub use xero::{Tenant, tenants};

/// One organisation in a ledger: `reference` is Xero's tenant or QuickBooks' realm. `instead`
/// stands in for the service: one on this computer.
pub fn open(
    brand: Brand,
    reference: &str,
    keys: &Keys,
    instead: Option<&str>,
    outside: Outside,
) -> Result<Box<dyn Ledger + Send>, Unfit> {
    Ok(match brand {
        Brand::Xero => Box::new(xero::Xero::new(reference, keys, instead, outside)?),
        Brand::QuickBooks => {
            Box::new(quickbooks::QuickBooks::new(reference, keys, instead, outside)?)
        }
    })
}

/// Ends the consent at the service and forgets what opened it. Where the service does not answer
/// nothing is forgotten, so that it can be tried again.
pub fn disconnect(
    brand: Brand,
    reference: &str,
    keys: &Keys,
    instead: Option<&str>,
    outside: Outside,
) -> Result<(), Trouble> {
    let unfit = |wrong: Unfit| Trouble::NotSent(wrong.to_string());
    let ended = match brand {
        Brand::Xero => {
            let xero = xero::Xero::new(reference, keys, instead, outside).map_err(unfit)?;
            xero.disconnect()
        }
        Brand::QuickBooks => quickbooks::revoke(keys, instead, outside),
    };
    match ended {
        // A consent that is over needs no end.
        Err(Trouble::Refused(no)) if no.reason == Reason::SignIn => {}
        other => other?,
    }
    keys.forget().map_err(|error| Trouble::NotSent(error.to_string()))
}

/// Why there is no access, as a call without an answer.
fn shut(why: Shut) -> Trouble {
    match why {
        Shut::Later(words) => Trouble::NotSent(words),
        Shut::Ended(words) => no(Reason::SignIn, "consent", words),
        Shut::Keyring(error) => Trouble::NotSent(error.to_string()),
    }
}

/// How long the same content counts as the same act. A service keeps what it answered under a key,
/// errors too (Xero for about six minutes, Intuit without saying how long), so a key must pass.
/// What guards for ever is looking up, which comes before every act that is not known.
const SAME_ACT_SECONDS: i64 = 120;

/// The key of an act: 32 letters and digits of its content at a time.
fn act_key(at: i64, names: &[&str], content: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update((at / SAME_ACT_SECONDS).to_be_bytes());
    for name in names {
        hash.update(name);
        hash.update([0]);
    }
    hash.update(content);
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What tells orders of the same content apart: their keys and generations.
fn salt(orders: &[&Put]) -> String {
    let each = orders.iter().map(|order| format!("{}:g{}", order.key, order.generation));
    each.collect::<Vec<_>>().join(" ")
}
