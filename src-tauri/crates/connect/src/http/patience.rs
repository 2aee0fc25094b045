//! How long a service may take, and how long to wait before it is asked again.

use std::time::Duration;

/// How long a service may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the connection.
    pub connect: Duration,
    /// For the whole call.
    pub whole: Duration,
    /// How often a call that certainly did nothing is made, the first time counted.
    pub tries: u32,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { connect: Duration::from_secs(10), whole: Duration::from_secs(60), tries: 3 }
    }
}

/// The first wait; it doubles.
const FIRST_MS: u64 = 500;
/// No wait of our own is longer.
const LONGEST_MS: u64 = 5_000;
/// No wait that a service asks for is kept longer than this within one call.
const LONGEST_ASKED: Duration = Duration::from_secs(60);
/// The least wait after "too many".
const AFTER_TOO_MANY: Duration = Duration::from_secs(1);

/// How long to wait after the try of this number, counted from 1, failed. `jitter` gives a number
/// below its argument. Nothing where the service asks for longer than one call should last.
pub(crate) fn wait(
    tried: u32,
    status: Option<u16>,
    asked: Option<Duration>,
    jitter: impl Fn(u64) -> u64,
) -> Option<Duration> {
    let doubled = FIRST_MS.checked_shl(tried.saturating_sub(1)).unwrap_or(LONGEST_MS);
    let most = doubled.min(LONGEST_MS);
    // Between a half and the whole of it, as Stripe's own client waits.
    let own = Duration::from_millis((most / 2 + jitter(most / 2 + 1)).max(FIRST_MS));
    let least = if status == Some(429) { AFTER_TOO_MANY } else { Duration::ZERO };
    let time = own.max(least).max(asked.unwrap_or_default());
    (time <= LONGEST_ASKED).then_some(time)
}
