//! What Square's error codes mean for the next step, as data.

use domain::processor::{Reason, Refusal};

use super::wire::Problem;

/// What a code means. Sources: `ErrorCode` and `ErrorCategory` of Square's API 2026-09-16, with the
/// meanings on <https://developer.squareup.com/docs/payments-api/error-codes>.
const WORDS: &[(&str, Reason)] = &[
    ("INSUFFICIENT_FUNDS", Reason::Funds),
    ("GENERIC_DECLINE", Reason::TryLater),
    ("CARD_DECLINED", Reason::TryLater),
    ("TEMPORARY_ERROR", Reason::TryLater),
    ("TRANSACTION_LIMIT", Reason::TryLater),
    ("PAYMENT_LIMIT_EXCEEDED", Reason::NotThisAmount),
    ("CARD_DECLINED_CALL_ISSUER", Reason::PayerMustAct),
    ("CARD_DECLINED_VERIFICATION_REQUIRED", Reason::PayerMustAct),
    ("VOICE_FAILURE", Reason::PayerMustAct),
    ("BUYER_REFUSED_PAYMENT", Reason::PermissionGone),
    ("ACCOUNT_UNUSABLE", Reason::MethodDead),
    ("ADDRESS_VERIFICATION_FAILURE", Reason::MethodDead),
    ("BAD_EXPIRATION", Reason::MethodDead),
    ("CARD_EXPIRED", Reason::MethodDead),
    ("CARD_NOT_SUPPORTED", Reason::MethodDead),
    ("CVV_FAILURE", Reason::MethodDead),
    ("EXPIRATION_FAILURE", Reason::MethodDead),
    ("INVALID_ACCOUNT", Reason::MethodDead),
    ("INVALID_CARD", Reason::MethodDead),
    ("INVALID_CARD_DATA", Reason::MethodDead),
    ("INVALID_EXPIRATION", Reason::MethodDead),
    ("PAN_FAILURE", Reason::MethodDead),
    ("SOURCE_EXPIRED", Reason::MethodDead),
    ("UNSUPPORTED_CARD_BRAND", Reason::MethodDead),
    ("AMOUNT_TOO_HIGH", Reason::NotThisAmount),
    ("AMOUNT_TOO_LOW", Reason::NotThisAmount),
    ("CURRENCY_MISMATCH", Reason::NotThisAmount),
    ("PAYMENT_AMOUNT_MISMATCH", Reason::NotThisAmount),
    ("REFUND_AMOUNT_INVALID", Reason::NotThisAmount),
    ("UNSUPPORTED_CURRENCY", Reason::NotThisAmount),
    ("PAYMENT_NOT_REFUNDABLE", Reason::TooLate),
    ("PAYMENT_NOT_REFUNDABLE_DUE_TO_DISPUTE", Reason::TooLate),
    ("REFUND_ERROR_PAYMENT_NEEDS_COMPLETION", Reason::TooLate),
    ("REFUND_ALREADY_PENDING", Reason::Busy),
    ("REFUND_DECLINED", Reason::PracticeMustAct),
    ("CARD_PROCESSING_NOT_ENABLED", Reason::PracticeMustAct),
    ("CUSTOMER_MISSING_EMAIL", Reason::PracticeMustAct),
    ("CUSTOMER_MISSING_NAME", Reason::PracticeMustAct),
    ("INSUFFICIENT_PERMISSIONS", Reason::PracticeMustAct),
    ("INSUFFICIENT_PERMISSIONS_FOR_REFUND", Reason::PracticeMustAct),
    ("CUSTOMER_NOT_FOUND", Reason::PermissionGone),
    ("NOT_FOUND", Reason::NotFound),
];

/// What a problem means, where it is known; a bank's no that is new to us may pass.
pub(super) fn reason(problem: &Problem) -> Option<Reason> {
    let known = WORDS.iter().find(|(known, _)| *known == problem.code);
    let bank = problem.category == "PAYMENT_METHOD_ERROR";
    known.map(|(_, reason)| *reason).or(bank.then_some(Reason::TryLater))
}

/// Why a payment that Square keeps was refused.
pub(super) fn refusal(problems: &[Problem]) -> Refusal {
    let first = problems.first();
    let said = first.and_then(|problem| problem.detail.clone());
    Refusal {
        reason: first.and_then(reason).unwrap_or(Reason::TryLater),
        code: first.map(|problem| problem.code.clone()).unwrap_or_default(),
        words: said.unwrap_or_else(|| "the card was refused and no reason given".to_owned()),
        trace: String::new(),
        wait: None,
    }
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
