//! Stripe's values as ours: money, days, schemes, instruments.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::money::{Currency, Money};
use domain::processor::{Instrument, Reason, Scheme, Trouble};

use super::no;
use super::wire::{Bank, Mandate, Method};

/// Schemes by Stripe's names of their methods.
pub(super) const METHODS: &[(Scheme, &str)] = &[
    (Scheme::Card, "card"),
    (Scheme::Ach, "us_bank_account"),
    (Scheme::Bacs, "bacs_debit"),
    (Scheme::Sepa, "sepa_debit"),
    (Scheme::Pad, "acss_debit"),
    (Scheme::Becs, "au_becs_debit"),
];

/// The scheme of a kind of method.
pub(super) fn scheme(kind: &str) -> Option<Scheme> {
    METHODS.iter().find(|(_, name)| *name == kind).map(|(scheme, _)| *scheme)
}

/// Stripe's name of a scheme; nothing where it has none.
pub(super) fn kind(scheme: Scheme) -> Option<&'static str> {
    METHODS.iter().find(|(known, _)| *known == scheme).map(|(_, name)| *name)
}

/// Stripe writes currencies small, and amounts in the same minor units as we do.
pub(super) fn code(currency: Currency) -> String {
    currency.code().to_lowercase()
}

/// An amount, where it is one that this program can hold.
pub(super) fn amount(minor: i64, code: &str) -> Option<Money> {
    Money::new(minor, Currency::from_code(&code.to_uppercase())?).ok()
}

/// An amount of something of ours, which is always one that we can hold.
pub(super) fn money(minor: i64, code: &str) -> Result<Money, Trouble> {
    let odd = || no(Reason::OurFault, "currency", format!("{minor} {code} is no amount of ours"));
    amount(minor, code).ok_or_else(odd)
}

/// An instant from seconds.
pub(super) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// The day of an instant, as Stripe counts days.
pub(super) fn day(seconds: i64) -> NaiveDate {
    instant(seconds).date_naive()
}

/// An instrument of a method; a kind of method that we do not charge is none.
pub(super) fn instrument(method: &Method, mandate: Option<&Mandate>) -> Option<Instrument> {
    let scheme = scheme(&method.kind)?;
    let banks = [
        &method.us_bank_account,
        &method.acss_debit,
        &method.au_becs_debit,
        &method.bacs_debit,
        &method.sepa_debit,
    ];
    let bank = banks.into_iter().find_map(Option::as_ref);
    let (label, last4, ends_on) = match (&method.card, bank) {
        (Some(card), _) => {
            (card.brand.clone(), card.last4.clone(), month_end(card.exp_year, card.exp_month))
        }
        (None, Some(bank)) => {
            let name = bank.bank_name.clone().unwrap_or_default();
            (name, bank.last4.clone().unwrap_or_default(), None)
        }
        (None, None) => (String::new(), String::new(), None),
    };
    Some(Instrument {
        reference: method.id.clone(),
        payer: method.customer.clone().unwrap_or_default(),
        scheme,
        credit: method.card.as_ref().is_some_and(|card| card.funding == "credit"),
        label,
        last4,
        ends_on,
        mandate: mandate.map(|mandate| mandate.id.clone()).unwrap_or_default(),
        blocked: blocked(method, bank, mandate),
    })
}

/// Why a method cannot be charged now.
fn blocked(method: &Method, bank: Option<&Bank>, mandate: Option<&Mandate>) -> Option<String> {
    if method.customer.is_none() {
        return Some("it was given up at Stripe".to_owned());
    }
    let block = bank.and_then(|bank| bank.status_details.as_ref()?.blocked.as_ref());
    if let Some(block) = block {
        let reason = block.reason.as_deref().unwrap_or("blocked").replace('_', " ");
        let code = block.network_code.as_deref().unwrap_or("no code");
        return Some(format!("the bank refuses debits: {reason} ({code})"));
    }
    let inactive = mandate.filter(|mandate| mandate.status == "inactive");
    inactive.map(|_| "the mandate is not valid any more".to_owned())
}

/// The last day of a month.
fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = first.checked_add_months(chrono::Months::new(1))?;
    debug_assert_eq!(next.day(), 1, "a month after a first day is a first day");
    next.pred_opt()
}
