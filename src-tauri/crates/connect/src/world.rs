//! The real clock and the real source of ids. Nobody else reads a clock or draws an id.

use chrono::{DateTime, Utc};
use domain::ports::World;
use uuid::Uuid;

/// The system's clock and random ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that draws ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn random(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        // Without randomness no key can be trusted, so there is nothing to go on with.
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
        bytes
    }
}
