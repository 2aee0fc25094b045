//! Who a company at QuickBooks is.

use domain::ledgers::{Organisation, Reason, Trouble};
use domain::money::Currency;
use serde_json::Value;

use super::super::no;
use super::super::read::{day, text};
use super::QuickBooks;

/// Who the company is, and whether it keeps the numbers that are sent.
pub(super) fn organisation(account: &QuickBooks) -> Result<Organisation, Trouble> {
    let path = format!("companyinfo/{}", crate::http::encoded(&account.realm));
    let said = account.get("see which company it is", &path, "")?;
    let own = &said["CompanyInfo"];
    let preferences = preferences(account)?;
    if preferences["SalesFormsPrefs"]["CustomTxnNumbers"] == false {
        let words = "QuickBooks would number invoices itself: switch on \"Custom transaction \
                     numbers\" there, under Account and settings, Sales";
        return Err(no(Reason::PracticeMustAct, "CustomTxnNumbers", words));
    }
    Ok(Organisation {
        reference: account.realm.clone(),
        name: text(&own["CompanyName"]),
        country: text(&own["Country"]),
        currency: home(&preferences),
        locked_until: day(&preferences["AccountingInfoPrefs"]["BookCloseDate"]),
        signed_in_until: account.tokens.signed_in_until(),
        demo: account.sandbox,
    })
}

/// The home currency.
pub(super) fn home_currency(account: &QuickBooks) -> Result<Currency, Trouble> {
    let unknown = || {
        let words = "the company's home currency is none that this program knows";
        no(Reason::NotThis, "currency", words)
    };
    home(&preferences(account)?).ok_or_else(unknown)
}

fn home(preferences: &Value) -> Option<Currency> {
    Currency::from_code(&text(&preferences["CurrencyPrefs"]["HomeCurrency"]["value"]))
}

fn preferences(account: &QuickBooks) -> Result<Value, Trouble> {
    let all = account.query("see how the company keeps its books", "Preferences", "")?;
    Ok(all.into_iter().next().unwrap_or_default())
}
