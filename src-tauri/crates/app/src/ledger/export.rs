//! The ledger for other programs: a table, JSON, and the plain-text journal of hledger.
//!
//! Amounts stay what they are: whole minor units in JSON, plain decimals elsewhere. Names that
//! people gave are made harmless for the format they stand in.

use std::collections::BTreeMap;

use domain::ledger::Account;
use domain::named::Named;
use serde_json::json;
use store::ledger::Posted;

use super::AccountNames;
use crate::cells::{cell, row};

/// A row for each transfer, under a row of heads.
pub(super) fn csv(posted: &[Posted], names: &AccountNames) -> String {
    let mut text = String::from("number,date,event,client,debit,credit,amount,currency,source\r\n");
    for one in posted {
        let amount = one.transfer.amount;
        let cells = [
            one.seq.to_string(),
            one.on.to_string(),
            one.event.clone(),
            one.client.clone(),
            account(one.transfer.debit, names),
            account(one.transfer.credit, names),
            amount.plain(),
            amount.currency().code().to_owned(),
            one.source.clone(),
        ];
        text.push_str(&row(&cells.map(|text| cell(&text))));
    }
    text
}

/// An object with a list of transfers.
pub(super) fn json(posted: &[Posted], names: &AccountNames) -> String {
    let transfers: Vec<serde_json::Value> = posted
        .iter()
        .map(|one| {
            let amount = one.transfer.amount;
            json!({ "number": one.seq, "date": one.on.to_string(), "event": one.event,
                "client": one.client, "debit": account(one.transfer.debit, names),
                "credit": account(one.transfer.credit, names), "amount_minor": amount.minor(),
                "currency": amount.currency().code(), "source": one.source })
        })
        .collect();
    format!("{:#}\n", json!({ "transfers": transfers }))
}

/// A journal that `hledger check --strict` accepts: every account and commodity is declared.
pub(super) fn journal(posted: &[Posted], names: &AccountNames) -> String {
    let mut accounts: Vec<String> = Vec::new();
    let mut commodities: BTreeMap<&str, usize> = BTreeMap::new();
    for one in posted {
        accounts.push(account(one.transfer.debit, names));
        accounts.push(account(one.transfer.credit, names));
        let currency = one.transfer.amount.currency();
        commodities.insert(currency.code(), currency.digits() as usize);
    }
    accounts.sort();
    accounts.dedup();
    let mut text = String::from("; The ledger of a Quittance book.\ndecimal-mark .\n\n");
    for (code, digits) in commodities {
        text.push_str(&format!("commodity 1000.{} {code}\n", "0".repeat(digits)));
    }
    for account in accounts {
        text.push_str(&format!("account {account}\n"));
    }
    for one in posted {
        let amount = one.transfer.amount;
        let (amount, currency) = (amount.plain(), amount.currency().code());
        let client = if one.client.is_empty() { "no client" } else { &one.client };
        let (event, client) = (harmless(&one.event.replace('_', " ")), harmless(client));
        text.push_str(&format!("\n{} ({}) {client} | {event}\n", one.on, one.seq));
        for (account, sign) in
            [(account(one.transfer.debit, names), ""), (account(one.transfer.credit, names), "-")]
        {
            text.push_str(&format!("    {account}  {sign}{amount} {currency}\n"));
        }
    }
    text
}

/// An account by its place among the five kinds.
fn account(account: Account, names: &AccountNames) -> String {
    match account {
        Account::Receivable => "assets:receivable".to_owned(),
        Account::Undeposited => "assets:undeposited".to_owned(),
        Account::Bank(id) => format!("assets:bank:{}", harmless(&names.bank(id))),
        Account::Clearing(id) => format!("assets:clearing:{}", harmless(&names.processor(id))),
        Account::ProcessorFees => "expenses:processor fees".to_owned(),
        Account::ClientCredit => "liabilities:client credit".to_owned(),
        Account::Tax(kind) => format!("liabilities:tax:{}", kind.name()),
        Account::Revenue => "income:revenue".to_owned(),
        Account::BadDebt => "expenses:bad debt".to_owned(),
        Account::LateOwed => "assets:late charges".to_owned(),
        Account::LateCharges => "income:late charges".to_owned(),
        Account::LateWaived => "expenses:late charges let go".to_owned(),
        Account::CardCosts => "income:card costs passed on".to_owned(),
        Account::OpeningBalance => "equity:opening balance".to_owned(),
        Account::BankCharges => "expenses:bank charges".to_owned(),
        Account::Interest => "income:interest".to_owned(),
        Account::InTransit => "assets:in transit".to_owned(),
        Account::OwnersMoney => "equity:owner".to_owned(),
        Account::NotOurs => "liabilities:not ours".to_owned(),
        Account::Expense(category) => format!("expenses:{}", category.name()),
        Account::NotFromClients => "equity:not from clients".to_owned(),
    }
}

/// A name without what the journal's format means something by: comments, notes, further accounts,
/// two spaces together.
fn harmless(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() || matches!(c, ';' | '|' | ':' | '*' | '!') { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_start_matches(['(', '[', '=']).to_owned()
}
