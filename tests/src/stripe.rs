//! A Stripe on this computer: it keeps books of its own, holds every request against Stripe's own
//! description, replays what it answered under a key, and can be told to fail at any call.
//!
//! What it says of real behaviour beyond the description has its source beside it. A test moves its
//! clock, plays the client, the bank and the weather.

mod books;
mod contract;
mod forms;
mod intents;
mod invoices;
mod pages;
mod play;
mod reversals;
mod routes;

use std::sync::MutexGuard;

use crate::service::Service;
use books::Books;
pub use play::{Conduct, Means};

/// The server, as long as the test holds it.
pub struct StripeServer {
    service: Service<Books>,
}

/// The key that opens the account, easy to find where it should not be.
pub const KEY: &str = "rk_test_canary4711canary4711canary";

impl StripeServer {
    /// An account for testing, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> StripeServer {
        StripeServer { service: Service::start(Books::at(now)) }
    }

    /// The address that stands in for Stripe's.
    pub fn url(&self) -> String {
        self.service.url()
    }

    /// From now on the calls from the `first` to the `last` go wrong in one way.
    pub fn strike(&self, fault: crate::Fault, first: usize, last: usize) {
        self.service.strike(fault, first, last);
    }

    /// Everything goes well again; how many calls were met since the strike.
    pub fn mend(&self) -> usize {
        self.service.mend()
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.service.books()
    }

    /// What was wrong with requests, or with this server's own objects.
    pub fn wrongs(&self) -> Vec<String> {
        self.books().wrongs.clone()
    }

    /// The calls so far, as `POST /v1/refunds`.
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }
}
