//! The practice's bank accounts and what they are called.

use domain::ids::BankAccountId;
use domain::money::{Currency, Money};
use store::bank::{self, Account};

use super::{AddBankAccount, BankAccount, BankAccountList, RenameBankAccount};
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Made, Nothing};

/// Bank accounts.
pub fn accounts(look: &Look<'_>, _: Nothing) -> Result<BankAccountList, Failure> {
    let rows = bank::accounts(look.db)?.iter().map(account_row).collect::<Result<_, _>>()?;
    Ok(BankAccountList { rows })
}

fn account_row(account: &Account) -> Result<BankAccount, Failure> {
    let balance = match account.closing {
        Some((minor, _)) => Some(Money::new(minor, account.currency)?.into()),
        None => None,
    };
    Ok(BankAccount {
        id: account.id.to_string(),
        name: account.name.clone(),
        currency: account.currency.code().to_owned(),
        ending: ending(&account.bank_id),
        through: account.through.map(|day| day.to_string()),
        balance,
        unexplained: account.to_explain,
        lines: account.lines,
        by_itself: account.by_itself,
    })
}

/// The last four letters or digits of an account number.
pub(crate) fn ending(number: &str) -> String {
    let plain: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).collect();
    plain[plain.len().saturating_sub(4)..].iter().collect()
}

/// Adds an account.
pub fn add_account(act: &mut Act<'_>, question: AddBankAccount) -> Result<Made, Failure> {
    let name = free_name(act, &question.name, None)?;
    let currency = Currency::from_code(&question.currency)
        .ok_or_else(|| refused("currency", "choose one of the currencies of the list"))?;
    let id: BankAccountId = act.new_id();
    bank::add_account(act.tx, id, &name, currency, "")?;
    act.say(format!("Bank account {name} added"), None);
    Ok(Made { id: id.to_string() })
}

/// A name that no other account has.
fn free_name(look: &Look<'_>, typed: &str, own: Option<BankAccountId>) -> Result<String, Failure> {
    let name = wire::line("name", typed, 80)?;
    if name.is_empty() {
        return Err(refused("name", "give the account a name, such as Operating"));
    }
    let accounts = bank::accounts(look.db)?;
    if accounts.iter().any(|other| Some(other.id) != own && other.name == name) {
        return Err(refused("name", "another account is called that"));
    }
    Ok(name)
}

/// Calls an account otherwise.
pub fn rename(act: &mut Act<'_>, question: RenameBankAccount) -> Result<Nothing, Failure> {
    let id: BankAccountId = wire::id("id", &question.id)?;
    let account = bank::show_account(act.tx, id)?.ok_or_else(|| not_found("bank account"))?;
    let name = free_name(act, &question.name, Some(id))?;
    bank::rename(act.tx, id, &name)?;
    act.say(format!("{} is called {name}", account.name), None);
    let before = RenameBankAccount { id: question.id, name: account.name };
    act.offer_undo("Renamed", "bank.rename_account", before);
    Ok(Nothing {})
}
