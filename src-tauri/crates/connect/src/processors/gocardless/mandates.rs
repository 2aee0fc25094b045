//! Mandates: what may be debited.

use chrono::NaiveDate;
use domain::processor::{Instrument, Reason, Scheme, Trouble};
use serde_json::Value;

use super::wire::{Account, Mandate, link};
use super::{GoCardless, no};

/// Schemes by GoCardless's names.
pub(super) const SCHEMES: &[(Scheme, &str)] = &[
    (Scheme::Ach, "ach"),
    (Scheme::Bacs, "bacs"),
    (Scheme::Sepa, "sepa_core"),
    (Scheme::Pad, "pad"),
    (Scheme::Becs, "becs"),
    (Scheme::BecsNz, "becs_nz"),
];

/// States of a mandate under which it can be debited, now or after the bank has taken it in.
pub(super) const GOOD: [&str; 3] = ["pending_submission", "submitted", "active"];

pub(super) fn mandate(account: &GoCardless, reference: &str) -> Result<Mandate, Trouble> {
    account.get("read a client's mandate", "mandates", reference)
}

/// A mandate as an instrument.
pub(super) fn instrument(account: &GoCardless, reference: &str) -> Result<Instrument, Trouble> {
    instrument_of(account, &mandate(account, reference)?)
}

pub(super) fn instrument_of(
    account: &GoCardless,
    mandate: &Mandate,
) -> Result<Instrument, Trouble> {
    let found = SCHEMES.iter().find(|(_, name)| *name == mandate.scheme);
    let Some((scheme, _)) = found else {
        let words = format!("GoCardless debits by {}, which this program does not", mandate.scheme);
        return Err(no(Reason::NotFound, "scheme", words));
    };
    let bank: Option<Account> = match link(&mandate.links, "customer_bank_account") {
        Some(name) => Some(account.get("read a bank's name", "customer_bank_accounts", name)?),
        None => None,
    };
    let good = GOOD.contains(&mandate.status.as_str());
    Ok(Instrument {
        reference: mandate.id.clone(),
        payer: link(&mandate.links, "customer").unwrap_or_default().to_owned(),
        scheme: *scheme,
        credit: false,
        label: bank.as_ref().and_then(|bank| bank.bank_name.clone()).unwrap_or_default(),
        last4: bank.and_then(|bank| bank.account_number_ending).unwrap_or_default(),
        ends_on: None,
        mandate: mandate.id.clone(),
        blocked: (!good).then(|| format!("the mandate is {}", mandate.status.replace('_', " "))),
    })
}

/// The first day on which a debit can land.
pub(super) fn earliest(account: &GoCardless, reference: &str) -> Result<NaiveDate, Trouble> {
    let day = mandate(account, reference)?.next_possible_charge_date;
    let gone = || no(Reason::PermissionGone, "mandate", "the mandate takes no more debits");
    day.ok_or_else(gone)
}

/// Cancels a mandate; canceled twice is canceled.
pub(super) fn cancel(account: &GoCardless, reference: &str) -> Result<(), Trouble> {
    let over = ["cancelled", "failed", "expired", "consumed"];
    if over.contains(&mandate(account, reference)?.status.as_str()) {
        return Ok(());
    }
    account.act::<Value>("give a client's method up", "mandates", reference, "cancel").map(drop)
}
