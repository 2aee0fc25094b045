//! What GoCardless's reasons and the banks' causes mean for the next step, as data.

use domain::processor::{Reason, Refusal};

use super::wire::{Detail, Details};

/// What a word means. Sources, read 2026-11-21: the details of events and the reasons of errors in
/// GoCardless's reference <https://developer.gocardless.com/api-reference>.
const WORDS: &[(&str, Reason)] = &[
    ("insufficient_funds", Reason::Funds),
    ("refer_to_payer", Reason::TryLater),
    ("other", Reason::TryLater),
    ("bank_account_closed", Reason::MethodDead),
    ("bank_account_disabled", Reason::MethodDead),
    ("bank_account_transferred", Reason::MethodDead),
    ("direct_debit_not_enabled", Reason::MethodDead),
    ("invalid_bank_details", Reason::MethodDead),
    ("account_blocked_for_any_financial_transaction", Reason::MethodDead),
    ("authorisation_disputed", Reason::PermissionGone),
    ("mandate_cancelled", Reason::PermissionGone),
    ("mandate_expired", Reason::PermissionGone),
    ("mandate_is_inactive", Reason::PermissionGone),
    ("mandate_suspended_by_payer", Reason::PermissionGone),
    ("payment_stopped", Reason::PermissionGone),
    ("customer_approval_denied", Reason::PermissionGone),
    ("refund_requested", Reason::PermissionGone),
    ("retry_failed", Reason::Forbidden),
    ("payment_retry_limit_exceeded", Reason::Forbidden),
    ("cancellation_failed", Reason::TooLate),
    ("refund_payment_invalid_state", Reason::TooLate),
    ("charge_date_before_next_possible_charge_date", Reason::TooLate),
    ("total_amount_confirmation_invalid", Reason::NotThisAmount),
    ("refund_is_unreconcilable", Reason::NotThisAmount),
    ("number_of_refunds_exceeded", Reason::NotThisAmount),
    ("currency_mismatch", Reason::NotThisAmount),
    ("payment_request_exceeds_limit", Reason::NotThisAmount),
    ("refunds_disabled", Reason::PracticeMustAct),
    ("insufficient_permissions", Reason::PracticeMustAct),
    ("available_refund_amount_insufficient", Reason::PracticeMustAct),
];

/// What one word means, where it is known.
pub(super) fn known(word: &str) -> Option<Reason> {
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, reason)| *reason)
}

/// Why a bank refused or took back, as the details of an event say it.
pub(super) fn refusal(details: Option<&Details>, otherwise: Reason) -> Refusal {
    let cause = details.and_then(|details| details.cause.as_deref()).unwrap_or_default();
    let said = details.and_then(|details| details.description.clone());
    Refusal {
        reason: known(cause).unwrap_or(otherwise),
        code: cause.to_owned(),
        words: said.unwrap_or_else(|| "the bank refused and gives no reason".to_owned()),
        trace: String::new(),
        wait: None,
    }
}

/// What the first detail of an error that we know means; an amount or a currency that is not taken
/// is named by its field.
pub(super) fn reason(details: &[Detail]) -> Option<Reason> {
    let words = details.iter().filter_map(|detail| detail.reason.as_deref());
    let fields = details.iter().filter_map(|detail| detail.field.as_deref());
    let amount = |field: &str| matches!(field, "amount" | "currency");
    let by_field = fields.into_iter().any(amount).then_some(Reason::NotThisAmount);
    words.into_iter().find_map(known).or(by_field)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_stands_once() {
        let all: BTreeSet<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        assert_eq!(all.len(), WORDS.len());
    }
}
