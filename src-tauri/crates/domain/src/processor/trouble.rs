//! What a processor's no means for the next step.

use crate::named::Named;

/// Why a call to a processor did not end well.
pub type Trouble = crate::trouble::Trouble<Reason>;

/// A processor's or bank's no.
pub type Refusal = crate::trouble::Refusal<Reason>;

/// What a no means for the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Too little money there: another day may do.
    Funds,
    /// The bank or the network would not now: another day may do.
    TryLater,
    /// The payer has to confirm it in person.
    PayerMustAct,
    /// This method will never do again.
    MethodDead,
    /// The permission is gone: nothing may be charged until the client agrees anew.
    PermissionGone,
    /// The network or the scheme forbids another attempt.
    Forbidden,
    /// The processor is busy or down.
    Busy,
    /// The practice has to mend something at the processor.
    PracticeMustAct,
    /// The amount or the currency cannot be taken this way.
    NotThisAmount,
    /// It is too late: what was to be taken back has left.
    TooLate,
    /// It does not exist there.
    NotFound,
    /// The processor did not understand this program.
    OurFault,
}

impl Named for Reason {
    const NAMES: &'static [(&'static str, Reason)] = &[
        ("funds", Reason::Funds),
        ("try_later", Reason::TryLater),
        ("payer_must_act", Reason::PayerMustAct),
        ("method_dead", Reason::MethodDead),
        ("permission_gone", Reason::PermissionGone),
        ("forbidden", Reason::Forbidden),
        ("busy", Reason::Busy),
        ("practice_must_act", Reason::PracticeMustAct),
        ("not_this_amount", Reason::NotThisAmount),
        ("too_late", Reason::TooLate),
        ("not_found", Reason::NotFound),
        ("our_fault", Reason::OurFault),
    ];
}

impl Reason {
    /// Whether another attempt with the same method can end otherwise.
    pub fn is_soft(self) -> bool {
        matches!(self, Reason::Funds | Reason::TryLater)
    }

    /// Whether it says something about the call and nothing about the client's method: the attempt
    /// does not count.
    pub fn is_about_the_call(self) -> bool {
        matches!(self, Reason::Busy | Reason::PracticeMustAct | Reason::NotFound | Reason::OurFault)
    }
}
