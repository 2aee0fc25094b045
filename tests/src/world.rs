//! A clock that stands still and ids that count.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ports::{Secret, Secrets, SecretsError, World};
use uuid::Uuid;

/// A world under the test's control.
pub struct StoppedWorld {
    state: Mutex<(DateTime<Utc>, u128)>,
}

impl StoppedWorld {
    /// The morning of `day`, 14:00 UTC, which is the same day in every time zone from UTC-14 to
    /// UTC+9.
    pub fn on(day: &str) -> StoppedWorld {
        StoppedWorld { state: Mutex::new((morning(day), 0)) }
    }

    /// Turns to the morning of `day`.
    pub fn turn_to(&self, day: &str) {
        self.state.lock().expect("no test panics while it holds the clock").0 = morning(day);
    }

    /// Turns to an instant.
    pub fn turn_to_instant(&self, instant: &str) {
        let at = store::instant(instant).expect("an instant is written as RFC 3339");
        self.state.lock().expect("no test panics while it holds the clock").0 = at;
    }
}

fn morning(day: &str) -> DateTime<Utc> {
    let day: NaiveDate = day.parse().expect("a day is written as 2026-03-02");
    day.and_hms_opt(14, 0, 0).expect("14:00 exists").and_utc()
}

impl World for StoppedWorld {
    fn now(&self) -> DateTime<Utc> {
        self.state.lock().expect("no test panics while it holds the clock").0
    }

    fn new_id(&self) -> Uuid {
        let mut state = self.state.lock().expect("no test panics while it holds the clock");
        state.1 += 1;
        // The version and variant bits of UUIDv7, so that ids look like real ones.
        Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 | state.1)
    }

    fn random(&self) -> [u8; 32] {
        let mut bytes = [7; 32];
        bytes[..16].copy_from_slice(self.new_id().as_bytes());
        bytes
    }
}

/// A keyring in memory, that can be locked.
#[derive(Default)]
pub struct MemoryKeyring {
    kept: Mutex<BTreeMap<String, Secret>>,
    locked: AtomicBool,
}

impl MemoryKeyring {
    /// From now on it answers nobody, or everybody again.
    pub fn lock(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    /// The names under which something is kept.
    pub fn names(&self) -> Vec<String> {
        self.kept
            .lock()
            .expect("no test panics while it holds the keyring")
            .keys()
            .cloned()
            .collect()
    }

    fn open(&self) -> Result<MutexGuard<'_, BTreeMap<String, Secret>>, SecretsError> {
        if self.locked.load(Ordering::SeqCst) {
            return Err(SecretsError::NoKeyring);
        }
        Ok(self.kept.lock().expect("no test panics while it holds the keyring"))
    }
}

impl Secrets for MemoryKeyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, SecretsError> {
        Ok(self.open()?.get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretsError> {
        self.open()?.insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), SecretsError> {
        self.open()?.remove(name);
        Ok(())
    }
}
