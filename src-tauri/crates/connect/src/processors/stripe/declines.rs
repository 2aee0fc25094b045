//! What Stripe's and the banks' codes of refusal mean for the next step, as data.

use domain::processor::Reason;

/// What a code means, and in words. Sources, read 2026-11-21: Stripe's pages "Decline codes"
/// <https://docs.stripe.com/declines/codes>, "Error codes" <https://docs.stripe.com/error-codes>
/// and "ACH Direct Debit" <https://docs.stripe.com/payments/ach-direct-debit>.
const CODES: &[(&str, Reason, &str)] = &[
    ("insufficient_funds", Reason::Funds, "there was too little money"),
    ("withdrawal_count_limit_exceeded", Reason::Funds, "the card's limit is reached"),
    ("card_velocity_exceeded", Reason::Funds, "the card's limit is reached"),
    ("approve_with_id", Reason::TryLater, "the bank could not approve it now"),
    ("do_not_honor", Reason::TryLater, "the bank refused and gives no reason"),
    ("generic_decline", Reason::TryLater, "the bank refused and gives no reason"),
    ("card_declined", Reason::TryLater, "the bank refused and gives no reason"),
    ("issuer_not_available", Reason::TryLater, "the bank could not be reached"),
    ("no_action_taken", Reason::TryLater, "the bank refused and gives no reason"),
    ("not_permitted", Reason::TryLater, "the bank does not permit it now"),
    ("processing_error", Reason::TryLater, "an error on the way to the bank"),
    ("reenter_transaction", Reason::TryLater, "the bank could not process it"),
    ("try_again_later", Reason::TryLater, "the bank asks to try again later"),
    ("payment_method_provider_timeout", Reason::TryLater, "the bank did not answer in time"),
    ("bank_cannot_process", Reason::TryLater, "the bank could not process it"),
    ("authentication_required", Reason::PayerMustAct, "the bank wants the client's confirmation"),
    ("payment_intent_action_required", Reason::PayerMustAct, "the client has to confirm it"),
    (
        "payment_intent_authentication_failure",
        Reason::PayerMustAct,
        "the client's confirmation failed",
    ),
    ("authentication_not_handled", Reason::PayerMustAct, "the client has to confirm it"),
    ("bank_account_unverified", Reason::PayerMustAct, "the account is not verified yet"),
    ("offline_pin_required", Reason::PayerMustAct, "the card needs its PIN"),
    ("card_not_supported", Reason::MethodDead, "the card cannot be used for this"),
    ("expired_card", Reason::MethodDead, "the card has expired"),
    ("expired_payment_method", Reason::MethodDead, "the card has expired"),
    ("fraudulent", Reason::MethodDead, "the payment was taken for fraud"),
    ("incorrect_number", Reason::MethodDead, "the card's number is wrong"),
    ("invalid_account", Reason::MethodDead, "the account behind the card is not valid"),
    ("lost_card", Reason::MethodDead, "the bank refused the card"),
    ("merchant_blacklist", Reason::MethodDead, "the payment was blocked"),
    ("new_account_information_available", Reason::MethodDead, "the card was replaced"),
    ("pickup_card", Reason::MethodDead, "the bank refused the card"),
    ("restricted_card", Reason::MethodDead, "the bank refused the card"),
    ("security_violation", Reason::MethodDead, "the bank refused the card"),
    ("stolen_card", Reason::MethodDead, "the bank refused the card"),
    ("account_closed", Reason::MethodDead, "the account is closed"),
    ("no_account", Reason::MethodDead, "there is no such account"),
    ("incorrect_account_details", Reason::MethodDead, "the account's details are wrong"),
    ("bank_account_restricted", Reason::MethodDead, "the account cannot be debited"),
    ("bank_account_unusable", Reason::MethodDead, "the account cannot be debited"),
    ("payment_method_bank_account_blocked", Reason::MethodDead, "the account is blocked"),
    ("payment_method_customer_decline", Reason::MethodDead, "the client refused it"),
    ("payment_method_restricted", Reason::MethodDead, "the method cannot be used"),
    ("payment_method_unexpected_state", Reason::MethodDead, "the method was given up"),
    (
        "payment_method_microdeposit_failed",
        Reason::MethodDead,
        "the amounts to verify the account by did not arrive",
    ),
    ("debit_not_authorized", Reason::PermissionGone, "the client says it was not permitted"),
    ("revocation_of_all_authorizations", Reason::PermissionGone, "the permission was taken back"),
    ("revocation_of_authorization", Reason::PermissionGone, "the permission was taken back"),
    ("stop_payment_order", Reason::PermissionGone, "the client stopped the payment at the bank"),
    ("payment_intent_mandate_invalid", Reason::PermissionGone, "the mandate is not valid any more"),
    ("do_not_try_again", Reason::Forbidden, "the bank wants no other attempt"),
    ("card_decline_rate_limit_exceeded", Reason::Forbidden, "the card was refused too often"),
    (
        "payment_intent_rate_limit_exceeded",
        Reason::Forbidden,
        "there were too many attempts at this payment",
    ),
    ("amount_too_small", Reason::NotThisAmount, "the amount is below Stripe's minimum"),
    ("amount_too_large", Reason::NotThisAmount, "the amount is above what can be taken this way"),
    ("invalid_amount", Reason::NotThisAmount, "the bank does not take this amount"),
    ("charge_exceeds_source_limit", Reason::NotThisAmount, "the amount is above a limit"),
    ("charge_exceeds_transaction_limit", Reason::NotThisAmount, "the amount is above a limit"),
    ("currency_not_supported", Reason::NotThisAmount, "this currency cannot be taken this way"),
    ("payment_method_currency_mismatch", Reason::NotThisAmount, "the method has another currency"),
    (
        "payment_intent_incompatible_payment_method",
        Reason::NotThisAmount,
        "the method cannot be used for this payment",
    ),
    ("charge_already_refunded", Reason::NotThisAmount, "it was paid back already"),
    ("charge_disputed", Reason::NotThisAmount, "it is disputed, so it cannot be paid back"),
    ("refund_disputed_payment", Reason::NotThisAmount, "it is disputed, so it cannot be paid back"),
    ("payment_intent_unexpected_state", Reason::TooLate, "it has gone too far for that"),
    ("invoice_not_editable", Reason::TooLate, "it has gone too far for that"),
    ("resource_missing", Reason::NotFound, "Stripe does not have it"),
    ("rate_limit", Reason::Busy, "Stripe asks for a slower pace"),
    ("lock_timeout", Reason::Busy, "Stripe is at work on it; try again"),
    ("balance_insufficient", Reason::PracticeMustAct, "the balance at Stripe is too low"),
    ("capability_not_active", Reason::PracticeMustAct, "the account cannot use this method yet"),
    (
        "payment_method_unactivated",
        Reason::PracticeMustAct,
        "this method is not switched on at Stripe",
    ),
    ("livemode_mismatch", Reason::PracticeMustAct, "a test key met what is real, or the reverse"),
    ("testmode_charges_only", Reason::PracticeMustAct, "the account is not activated for money"),
];

/// What one code means, where it is known.
pub(super) fn known(code: &str) -> Option<(Reason, &'static str)> {
    CODES.iter().find(|(known, ..)| *known == code).map(|(_, reason, words)| (*reason, *words))
}

/// What a declined payment means. The bank's own code says more than Stripe's; a bank that wants no
/// other attempt is obeyed whatever the code.
pub(super) fn declined(code: &str, decline: &str, advice: &str) -> (Reason, &'static str) {
    let (reason, words) = known(decline)
        .or_else(|| known(code))
        .unwrap_or((Reason::TryLater, "the bank refused and gives no reason we know"));
    if advice == "do_not_try_again" && reason.is_soft() {
        return (Reason::Forbidden, words);
    }
    (reason, words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_stands_once() {
        let all: BTreeSet<&str> = CODES.iter().map(|(code, ..)| *code).collect();
        assert_eq!(all.len(), CODES.len());
    }

    #[test]
    fn the_banks_word_stands_before_stripes() {
        let reason = |code, decline, advice| declined(code, decline, advice).0;
        assert_eq!(reason("card_declined", "insufficient_funds", ""), Reason::Funds);
        assert_eq!(reason("card_declined", "lost_card", ""), Reason::MethodDead);
        assert_eq!(reason("card_declined", "a_word_of_2027", ""), Reason::TryLater);
        assert_eq!(reason("expired_card", "", ""), Reason::MethodDead);
        assert_eq!(reason("a_word_of_2027", "", ""), Reason::TryLater);
    }

    #[test]
    fn a_bank_that_wants_no_other_attempt_is_obeyed() {
        let reason = |decline| declined("card_declined", decline, "do_not_try_again").0;
        assert_eq!(reason("insufficient_funds"), Reason::Forbidden);
        assert_eq!(reason("lost_card"), Reason::MethodDead);
        let soft = declined("card_declined", "insufficient_funds", "try_again_later").0;
        assert_eq!(soft, Reason::Funds);
    }

    #[test]
    fn nobody_is_told_that_a_card_was_stolen() {
        let secret = ["lost_card", "stolen_card", "pickup_card", "restricted_card"];
        let words: BTreeSet<_> = secret.iter().filter_map(|code| known(code)).collect();
        assert_eq!(words.len(), 1, "banks ask to keep the reason to oneself");
    }
}
