//! The lists of a Xero organisation that ours are matched with.

use domain::ledgers::{Account, AccountClass, ListedContact, ListedItem, Lists, TaxCode, Trouble};
use domain::money::Currency;
use serde_json::Value;

use super::super::read::{percent, text, yes};
use super::Xero;

/// All of them.
pub(super) fn all(account: &Xero) -> Result<Lists, Trouble> {
    let active = [("where", "Status==\"ACTIVE\"".to_owned())];
    let accounts = account.list("see the accounts", "Accounts", &active)?;
    let taxes = account.list("see the codes of tax", "TaxRates", &active)?;
    let items = account.list("see the items", "Items", &[])?;
    let short = [("summaryOnly", "true".to_owned())];
    let contacts = account.pages("see the contacts", "Contacts", &short, None)?;
    Ok(Lists {
        accounts: accounts.iter().map(account_of).collect(),
        taxes: taxes.iter().filter(|one| yes(&one["CanApplyToRevenue"])).map(tax).collect(),
        items: items.iter().map(item).collect(),
        contacts: contacts.iter().map(contact).collect(),
    })
}

fn account_of(element: &Value) -> Account {
    let code = text(&element["Code"]);
    let class = match text(&element["Type"]).as_str() {
        "BANK" => AccountClass::Bank,
        "CURRENT" | "PREPAYMENT" => AccountClass::CurrentAsset,
        "REVENUE" | "SALES" | "OTHERINCOME" => AccountClass::Income,
        "EXPENSE" | "OVERHEADS" | "DIRECTCOSTS" => AccountClass::Expense,
        _ => AccountClass::Other,
    };
    Account {
        reference: if code.is_empty() { text(&element["AccountID"]) } else { code.clone() },
        code,
        name: text(&element["Name"]),
        class,
        takes_payments: class == AccountClass::Bank || yes(&element["EnablePaymentsToAccount"]),
        currency: Currency::from_code(&text(&element["CurrencyCode"])),
    }
}

fn tax(element: &Value) -> TaxCode {
    TaxCode {
        reference: text(&element["TaxType"]),
        name: text(&element["Name"]),
        percent: percent(&element["EffectiveRate"]),
    }
}

fn item(element: &Value) -> ListedItem {
    let code = text(&element["Code"]);
    let name = text(&element["Name"]);
    ListedItem {
        reference: code.clone(),
        name: if name.is_empty() { code.clone() } else { name },
        code,
        account: text(&element["SalesDetails"]["AccountCode"]),
    }
}

fn contact(element: &Value) -> ListedContact {
    ListedContact {
        reference: text(&element["ContactID"]),
        name: text(&element["Name"]),
        email: text(&element["EmailAddress"]),
        mark: text(&element["ContactNumber"]),
    }
}
