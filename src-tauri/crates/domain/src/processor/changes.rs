//! What changed at a processor, and what it paid out.

use chrono::{DateTime, NaiveDate, Utc};

use crate::money::Money;
use crate::named::Named;

/// A sign that something changed: what it is has to be read anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What changed.
    pub about: Object,
    /// The processor's name of it.
    pub reference: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a processor keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// A page for a client.
    Page,
    /// A charge.
    Charge,
    /// A refund.
    Refund,
    /// An instrument or its mandate.
    Instrument,
    /// A payout.
    Payout,
}

/// What changed since a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// In order of time, each once.
    pub hints: Vec<Hint>,
    /// Where the next look begins; what this processor says, kept as it is.
    pub cursor: String,
    /// The processor no longer knows what was since the cursor: everything open is read anew.
    pub gap: bool,
}

/// A transfer of a processor to the practice's bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// The processor's name of it.
    pub reference: String,
    /// What arrives; negative where the processor takes.
    pub amount: Money,
    /// The day it arrives.
    pub arrives_on: NaiveDate,
    /// Where it stands.
    pub state: PayoutState,
    /// The text or number by which the bank line is known; may be empty.
    pub trace: String,
    /// What it is made of; nothing where the processor does not say, or not yet.
    pub lines: Option<Vec<PayoutLine>>,
}

/// Where a payout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayoutState {
    /// On its way to the bank.
    OnItsWay,
    /// The bank has it; it may still bounce within days.
    Paid,
    /// The bank sent it back, or it was called off: the processor has the money again.
    Bounced,
}

impl Named for PayoutState {
    const NAMES: &'static [(&'static str, PayoutState)] = &[
        ("on_its_way", PayoutState::OnItsWay),
        ("paid", PayoutState::Paid),
        ("bounced", PayoutState::Bounced),
    ];
}

/// A part of a payout: gross less fee is what it adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutLine {
    /// The processor's name of it.
    pub reference: String,
    /// What it is.
    pub kind: PayoutKind,
    /// The charge it belongs to, by the processor's name; may be empty.
    pub charge: String,
    /// Before the fee.
    pub gross: Money,
    /// What the processor keeps of it.
    pub fee: Money,
}

/// What a part of a payout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PayoutKind {
    /// A client's money.
    Charge,
    /// Money paid back to a client.
    Refund,
    /// Money a bank took back, or gave again.
    Dispute,
    /// A fee of its own.
    Fee,
    /// Anything else, by the processor's own words.
    Adjustment,
}

impl Named for PayoutKind {
    const NAMES: &'static [(&'static str, PayoutKind)] = &[
        ("charge", PayoutKind::Charge),
        ("refund", PayoutKind::Refund),
        ("dispute", PayoutKind::Dispute),
        ("fee", PayoutKind::Fee),
        ("adjustment", PayoutKind::Adjustment),
    ];
}
