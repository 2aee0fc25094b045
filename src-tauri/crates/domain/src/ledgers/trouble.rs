//! What a ledger's no means for the next step.

use crate::named::Named;

/// Why a call to a ledger did not end well.
pub type Trouble = crate::trouble::Trouble<Reason>;

/// A ledger's no.
pub type Refusal = crate::trouble::Refusal<Reason>;

/// What a no means for the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The name or number is another's there.
    Clash,
    /// It was changed there since we last saw it.
    Stale,
    /// Its day lies in a period that is closed there.
    Locked,
    /// It is not there any more, or archived.
    Gone,
    /// Payments or credits there stand in the way.
    InUse,
    /// What was sent cannot be taken as it is: an account that takes no payments, a code of tax.
    NotThis,
    /// The ledger is busy, or wants fewer calls.
    Busy,
    /// The sign-in has ended: the user has to sign in anew.
    SignIn,
    /// The practice has to mend something at the ledger: a right, a subscription.
    PracticeMustAct,
    /// The ledger did not understand this program.
    OurFault,
}

impl Named for Reason {
    const NAMES: &'static [(&'static str, Reason)] = &[
        ("clash", Reason::Clash),
        ("stale", Reason::Stale),
        ("locked", Reason::Locked),
        ("gone", Reason::Gone),
        ("in_use", Reason::InUse),
        ("not_this", Reason::NotThis),
        ("busy", Reason::Busy),
        ("sign_in", Reason::SignIn),
        ("practice_must_act", Reason::PracticeMustAct),
        ("our_fault", Reason::OurFault),
    ];
}

impl Reason {
    /// Whether it says something about the connection and nothing about the document: every other
    /// call would end alike.
    pub fn is_about_the_call(self) -> bool {
        matches!(self, Reason::Busy | Reason::SignIn | Reason::PracticeMustAct)
    }
}
