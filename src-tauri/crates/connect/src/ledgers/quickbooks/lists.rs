//! The lists of a QuickBooks company that ours are matched with.

use std::collections::BTreeMap;

use domain::ledgers::{Account, AccountClass, ListedContact, ListedItem, Lists, TaxCode, Trouble};
use domain::money::Currency;
use rust_decimal::Decimal;
use serde_json::Value;

use super::super::read::{rows, text};
use super::QuickBooks;

/// All of them; archived ones are left out by the queries themselves.
pub(super) fn all(account: &QuickBooks) -> Result<Lists, Trouble> {
    let accounts = account.query("see the accounts", "Account", "")?;
    let rates = account.query("see the rates of tax", "TaxRate", "")?;
    let codes = account.query("see the codes of tax", "TaxCode", "")?;
    let items = account.query("see the items", "Item", "")?;
    let contacts = account.query("see the contacts", "Customer", "")?;
    let rates: BTreeMap<String, Decimal> = rates
        .iter()
        .filter_map(|rate| Some((text(&rate["Id"]), text(&rate["RateValue"]).parse().ok()?)))
        .collect();
    Ok(Lists {
        accounts: accounts.iter().map(account_of).collect(),
        taxes: codes.iter().map(|code| tax(code, &rates)).collect(),
        items: items.iter().map(item).collect(),
        contacts: contacts.iter().map(contact).collect(),
    })
}

fn account_of(entity: &Value) -> Account {
    let class = match text(&entity["AccountType"]).as_str() {
        "Bank" => AccountClass::Bank,
        "Other Current Asset" => AccountClass::CurrentAsset,
        "Income" | "Other Income" => AccountClass::Income,
        "Expense" | "Other Expense" | "Cost of Goods Sold" => AccountClass::Expense,
        _ => AccountClass::Other,
    };
    Account {
        reference: text(&entity["Id"]),
        code: text(&entity["AcctNum"]),
        name: text(&entity["Name"]),
        class,
        takes_payments: matches!(class, AccountClass::Bank | AccountClass::CurrentAsset),
        currency: Currency::from_code(&text(&entity["CurrencyRef"]["value"])),
    }
}

/// A code adds all rates of its list for sales; one without rates does not say.
fn tax(code: &Value, rates: &BTreeMap<String, Decimal>) -> TaxCode {
    let own = rows(&code["SalesTaxRateList"]["TaxRateDetail"]).iter();
    let own: Option<Vec<Decimal>> =
        own.map(|one| rates.get(&text(&one["TaxRateRef"]["value"])).copied()).collect();
    let sum = own.filter(|own| !own.is_empty()).map(|own| own.into_iter().sum::<Decimal>());
    TaxCode {
        reference: text(&code["Id"]),
        name: text(&code["Name"]),
        percent: sum.map(|sum| sum.normalize().to_string()).unwrap_or_default(),
    }
}

fn item(entity: &Value) -> ListedItem {
    ListedItem {
        reference: text(&entity["Id"]),
        code: text(&entity["Sku"]),
        name: text(&entity["Name"]),
        account: text(&entity["IncomeAccountRef"]["value"]),
    }
}

fn contact(entity: &Value) -> ListedContact {
    let notes = text(&entity["Notes"]);
    let is_mark = |word: &&str| word.len() == 21 && word.starts_with('Q');
    ListedContact {
        reference: text(&entity["Id"]),
        name: text(&entity["DisplayName"]),
        email: text(&entity["PrimaryEmailAddr"]["Address"]),
        mark: notes.split_whitespace().find(is_mark).unwrap_or_default().to_owned(),
    }
}
