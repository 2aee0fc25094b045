//! The values that are usual, everywhere and in one regime.

use super::super::Regime;
use super::super::Regime::{Australia, Ireland, NewZealand, UnitedKingdom, UnitedStates};
use super::Placeholder::{self, *};

/// A value usual in every regime that has none of its own.
pub(super) fn anywhere(placeholder: Placeholder) -> Option<&'static str> {
    Some(match placeholder {
        EndNoticeDays | LateDays | ConsentDays | ComplaintDays => "30",
        DueWhen => "14 days after its date",
        DueDays | CancelDays => "14",
        GraceDays | PauseNoticeDays | DebitNoticeDays => "10",
        DisputeDays => "15",
        ReplyDays => "two",
        Turnaround => "four weeks",
        MinimumTerm => "12 months",
        KeepYears => "seven",
        ReviewNoticeDays => "45",
        BooksBasis => "accrual basis",
        CloseDay => "15th",
        DocumentsDay => "5th",
        PayFrequency => "every month",
        PayrollCutoff => "five business days before payday",
        IntendedUse => "your own use in running the business",
        ThirdUsers => "none",
        RevokeDays => "3",
        RetryDays => "4",
        PadCategory => "Business",
        _ => return None,
    })
}

/// A value usual in this regime. Days of notice and of cancelling follow the law and the scheme
/// that [`crate::lint`] names with their sources.
pub(super) fn in_regime(placeholder: Placeholder, regime: Regime) -> Option<&'static str> {
    Some(match (placeholder, regime) {
        (KeepYears, UnitedKingdom | Ireland) => "six",
        (BooksBasis, UnitedStates) => "cash basis of accounting",
        (DebitNoticeDays, Ireland | Australia) => "14",
        (ComplaintDays, UnitedKingdom) => "56",
        (CancelDays, UnitedStates) => "three",
        (LawPlace, UnitedKingdom) => "England and Wales",
        (LawPlace, Ireland) => "Ireland",
        (LawPlace, NewZealand) => "New Zealand",
        _ => return None,
    })
}
