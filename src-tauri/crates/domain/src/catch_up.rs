//! What the program may bill by itself, and when it asks instead.

use chrono::NaiveDate;

use crate::named::Named;

/// Which day an invoice of the catch-up carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// The day it is issued.
    Today,
    /// The day its charges fell due.
    OwnDate,
}

impl Named for Dating {
    const NAMES: &'static [(&'static str, Dating)] =
        &[("today", Dating::Today), ("own_date", Dating::OwnDate)];
}

/// How the practice goes about what fell due while nobody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The day of the invoices, unless the user chooses otherwise.
    pub dating: Dating,
    /// One invoice a client instead of one for each agreement and due date.
    pub merge: bool,
    /// When more charges than this are due at once, nothing is issued without being asked for.
    pub most_charges: u32,
    /// A charge that fell due more days ago than this is not issued without being asked for.
    pub most_days: u32,
}

impl Policy {
    /// What holds until the user says otherwise: dated today, not merged, and a laptop that was
    /// closed for six weeks asks.
    pub const USUAL: Policy =
        Policy { dating: Dating::Today, merge: false, most_charges: 100, most_days: 45 };
}

/// What is due and undecided of an agreement that is billed automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The oldest due date.
    pub oldest_on: NaiveDate,
    /// Whether any of it was billed before, on an invoice that was voided.
    pub was_voided: bool,
    /// Whether its client was put aside.
    pub client_archived: bool,
}

/// Why something that could be issued waits for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// So many charges are due at once, which is more than [`Policy::most_charges`].
    TooMany(usize),
    /// It fell due on this day, longer ago than [`Policy::most_days`].
    TooOld(NaiveDate),
    /// It was billed before, on an invoice that was voided.
    WasVoided,
    /// Its client was put aside.
    ClientArchived,
}

impl Policy {
    /// Why an agreement's due charges wait on `today`; none if they may be issued. `all` counts the
    /// charges due on every agreement that is billed automatically. An agreement waits as a whole,
    /// so that no newer period is billed before an older one.
    pub fn asks(&self, all: usize, due: &Due, today: NaiveDate) -> Option<Asks> {
        if due.client_archived {
            Some(Asks::ClientArchived)
        } else if due.was_voided {
            Some(Asks::WasVoided)
        } else if (today - due.oldest_on).num_days() > i64::from(self.most_days) {
            Some(Asks::TooOld(due.oldest_on))
        } else if u32::try_from(all).is_ok_and(|all| all <= self.most_charges) {
            None
        } else {
            Some(Asks::TooMany(all))
        }
    }
}

#[cfg(test)]
mod tests;
