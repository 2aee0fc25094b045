//! A clock that the story turns, and ids that follow from it.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use domain::ports::{Secret, Secrets, SecretsError, World};
use uuid::Uuid;

/// A world in the past, one second further on at each look.
pub(super) struct Rewound(Mutex<(DateTime<Utc>, u64)>);

impl Rewound {
    /// Begins at an instant.
    pub(super) fn at(began: DateTime<Utc>) -> Rewound {
        Rewound(Mutex::new((began, 0)))
    }

    /// Turns forward to an instant; never back.
    pub(super) fn turn_to(&self, at: DateTime<Utc>) {
        let mut state = self.state();
        state.0 = state.0.max(at);
    }

    fn state(&self) -> std::sync::MutexGuard<'_, (DateTime<Utc>, u64)> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl World for Rewound {
    fn now(&self) -> DateTime<Utc> {
        self.state().0
    }

    fn new_id(&self) -> Uuid {
        let mut state = self.state();
        state.1 += 1;
        // The layout of UUIDv7 (RFC 9562, 5.7): milliseconds, version, variant; then a count
        // spread over the random bits, so that neighbours do not look alike.
        let millis = u128::try_from(state.0.timestamp_millis()).unwrap_or(0) << 80;
        let spread = state.1.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 2;
        let count = (u128::from(state.1) & 0xfff) << 64;
        Uuid::from_u128(millis | 0x7 << 76 | count | 0b10 << 62 | u128::from(spread))
    }

    /// The story keeps no secrets, so it may repeat itself.
    fn random(&self) -> [u8; 32] {
        [0; 32]
    }
}

/// The keyring of a story: there is none, and nothing is ever kept.
pub(super) struct NoKeyring;

impl Secrets for NoKeyring {
    fn read(&self, _: &str) -> Result<Option<Secret>, SecretsError> {
        Err(SecretsError::NoKeyring)
    }

    fn keep(&self, _: &str, _: &Secret) -> Result<(), SecretsError> {
        Err(SecretsError::NoKeyring)
    }

    fn forget(&self, _: &str) -> Result<(), SecretsError> {
        Err(SecretsError::NoKeyring)
    }
}
