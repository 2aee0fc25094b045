//! What the rules need from outside, as traits: only where a test needs a stand-in.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The clock and the source of ids. The shell has the real one; tests stop it and count.
pub trait World: Send + Sync {
    /// This instant.
    fn now(&self) -> DateTime<Utc>;
    /// A fresh UUIDv7.
    fn new_id(&self) -> Uuid;
}
