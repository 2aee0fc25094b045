//! Whether an agreement wants a payment method of its client.

use crate::named::Named;

/// Whether a client is to give a payment method with the acceptance of a letter. It is agreed with
/// the letter and frozen with it. Charges are billed whatever it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MethodPolicy {
    /// Invoices are paid without one.
    #[default]
    NotNeeded,
    /// The client is asked for one, and work does not wait for it.
    Wanted,
    /// Work does not start before one can be charged.
    Required,
}

impl Named for MethodPolicy {
    const NAMES: &'static [(&'static str, MethodPolicy)] = &[
        ("not_needed", MethodPolicy::NotNeeded),
        ("wanted", MethodPolicy::Wanted),
        ("required", MethodPolicy::Required),
    ];
}

impl MethodPolicy {
    /// Whether the client is asked for a method at all.
    pub fn asks(self) -> bool {
        self != MethodPolicy::NotNeeded
    }
}
