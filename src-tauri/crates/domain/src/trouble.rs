//! Why a call to a service did not end well, and what that means for the next step.
//!
//! What a no means is each kind of service's own: a processor's, a ledger's, an office's.

use std::time::Duration;

/// Why a call did not end well.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble<Reason> {
    /// Nothing left this computer, or nothing but a question: the call can be made again.
    #[error("{0}")]
    NotSent(String),
    /// It left, and no answer came that can be relied on: it may have been done.
    #[error("{0}")]
    Unknown(String),
    /// The service said no; nothing was done.
    #[error("{}", .0.words)]
    Refused(Refusal<Reason>),
}

/// A service's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<Reason> {
    /// What it means.
    pub reason: Reason,
    /// What the service calls it.
    pub code: String,
    /// In words, without secrets.
    pub words: String,
    /// The service's name of the call or of the object, to ask its support by; may be empty.
    pub trace: String,
    /// How long to wait, where it says so.
    pub wait: Option<Duration>,
}

/// A no of our own making.
pub fn no<Reason>(reason: Reason, code: &str, words: impl Into<String>) -> Trouble<Reason> {
    Trouble::Refused(Refusal {
        reason,
        code: code.to_owned(),
        words: words.into(),
        trace: String::new(),
        wait: None,
    })
}
