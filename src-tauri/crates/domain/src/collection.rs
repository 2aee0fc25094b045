//! Collections: taking an invoice's money from an instrument, once.
//!
//! A collection is one obligation. It may take several attempts, and never two charges: what was
//! sent and not answered is *unknown* until it is looked up (rule 9), money counts as paid only
//! when it has settled, and a return opens the invoice again (rule 8).

mod retry;

pub use retry::{Limit, Next, Policy, Stop, Tried, limits, next};

use chrono::NaiveDate;

use crate::named::Named;
use crate::processor::{DisputeState, Taken};

/// Where a collection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It waits for its notice or for its day.
    Planned,
    /// The client was told; it waits for its day.
    Notified,
    /// The order is on its way to the processor.
    Sending,
    /// It was sent and nobody knows what became of it.
    Unknown,
    /// The processor holds it for its day.
    Held,
    /// The processor takes the money, which is not certain yet.
    Processing,
    /// The money is the practice's.
    Settled,
    /// It was refused; the next attempt is planned, or the client has to act.
    Declined,
    /// It had settled, and the bank took it back.
    Returned,
    /// The payer disputes it.
    Disputed,
    /// All of it was paid back.
    Refunded,
    /// The practice took it back before it took anything.
    Retracted,
}

impl Named for State {
    const NAMES: &'static [(&'static str, State)] = &[
        ("planned", State::Planned),
        ("notified", State::Notified),
        ("sending", State::Sending),
        ("unknown", State::Unknown),
        ("held", State::Held),
        ("processing", State::Processing),
        ("settled", State::Settled),
        ("declined", State::Declined),
        ("returned", State::Returned),
        ("disputed", State::Disputed),
        ("refunded", State::Refunded),
        ("retracted", State::Retracted),
    ];
}

impl State {
    /// Every state that can follow this one; what is not here is a mistake, in the book too.
    pub fn followed_by(self) -> &'static [State] {
        use State::{
            Declined, Disputed, Held, Notified, Planned, Processing, Refunded, Retracted, Returned,
            Sending, Settled, Unknown,
        };
        match self {
            Planned => &[Notified, Sending, Retracted],
            Notified => &[Planned, Sending, Retracted],
            // Not sent after all, and what only the processor says.
            Sending => &[Notified, Planned, Unknown, Held, Processing, Settled, Declined],
            // Found, or found not to be there: then it is ready to be sent again.
            Unknown => {
                &[Notified, Held, Processing, Settled, Declined, Retracted, Disputed, Returned]
            }
            Held => &[Processing, Settled, Declined, Retracted],
            Processing => &[Settled, Declined, Returned, Disputed, Retracted],
            Settled => &[Returned, Disputed, Refunded],
            Declined => &[Planned, Sending, Settled, Processing, Retracted],
            Disputed => &[Settled, Returned, Refunded],
            Returned => &[Planned, Settled, Retracted],
            Refunded => &[Settled, Disputed],
            Retracted => &[],
        }
    }

    /// Whether another collection of the same invoice may begin beside it.
    pub fn is_over(self) -> bool {
        matches!(self, State::Returned | State::Refunded | State::Retracted)
    }

    /// Whether money may be on its way: nobody reminds, and nobody collects by other means.
    pub fn in_flight(self) -> bool {
        matches!(self, State::Sending | State::Unknown | State::Held | State::Processing)
    }

    /// Whether the practice has the money for now.
    pub fn is_paid(self) -> bool {
        self == State::Settled
    }

    /// Whether the practice may still take it back by itself, without asking the processor.
    pub fn is_ours(self) -> bool {
        matches!(self, State::Planned | State::Notified | State::Declined)
    }
}

/// What to do with what a processor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing new.
    Same,
    /// It moved.
    Moved {
        /// To here.
        to: State,
        /// On this day; nothing where it has none of its own.
        on: Option<NaiveDate>,
    },
    /// It contradicts what the book knows: it is shown to the user and changes nothing.
    Strange,
}

/// What a collection in `state` becomes by what the processor says. Asking twice, or in another
/// order, changes nothing more: an answer that is older than what is known is the same.
pub fn heard(state: State, said: &Taken) -> Heard {
    let (to, on) = match said {
        // An order that takes nothing until it is confirmed: the attempt is sent again.
        Taken::Prepared => (State::Notified, None),
        Taken::Held { on } => (State::Held, Some(*on)),
        Taken::Processing { expected_on } => (State::Processing, *expected_on),
        Taken::Settled { on } => (State::Settled, Some(*on)),
        Taken::Declined(_) => (State::Declined, None),
        Taken::Retracted => (State::Retracted, None),
        Taken::Returned { on, .. } => (State::Returned, Some(*on)),
        Taken::Disputed(dispute) => match dispute.state {
            DisputeState::Open | DisputeState::UnderReview => (State::Disputed, None),
            DisputeState::Won => (State::Settled, None),
            DisputeState::Lost => (State::Returned, None),
        },
        Taken::Strange { .. } => return Heard::Strange,
    };
    if to == state {
        return Heard::Same;
    }
    if state.followed_by().contains(&to) {
        return Heard::Moved { to, on };
    }
    match (state, to) {
        // An answer from before.
        (
            State::Settled | State::Disputed | State::Returned | State::Refunded,
            State::Held | State::Processing | State::Notified,
        ) => Heard::Same,
        (State::Processing, State::Held | State::Notified)
        | (State::Held | State::Declined, State::Notified | State::Held) => Heard::Same,
        // What was planned anew still shows the attempt before.
        (State::Planned | State::Notified, State::Declined | State::Returned) => Heard::Same,
        // All of it was refunded, and then the bank took it too: both are told.
        _ => Heard::Strange,
    }
}

#[cfg(test)]
mod tests;
