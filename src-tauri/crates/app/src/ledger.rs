//! The ledger as an accountant reads it: the trial balance of a day, what each service earned, and
//! the whole of it as a file for other programs.

mod export;
mod report;

pub use report::{ShowBooks, paper};

use domain::ids::{BankAccountId, ConnectionId};
use domain::ledger::{Account, trial_balance};
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use store::{bank, connections, ledger};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Code, Failure, failure, refused};
use crate::wire::{self, Amount, FileOut};

/// Asks for the trial balance.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowTrialBalance {
    /// The day whose end it shows.
    pub on: String,
}

/// The trial balance of a day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialBalancePage {
    /// The day whose end it shows.
    pub on: String,
    /// One for each currency; none for an empty ledger.
    pub sheets: Vec<TrialSheet>,
}

/// The trial balance in one currency.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialSheet {
    /// Three letters.
    pub currency: String,
    /// Every account that holds something.
    pub rows: Vec<TrialRow>,
    /// Sum of the debit side.
    pub debits: Amount,
    /// Sum of the credit side, which is the same.
    pub credits: Amount,
    /// Open on invoices.
    pub open_invoices: Amount,
    /// Received from clients and joined to no invoice.
    pub client_credits: Amount,
    /// What clients owe after their credit: the first less the second.
    pub receivables: Amount,
}

/// An account of the trial balance; it stands on one side.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialRow {
    /// Its name.
    pub account: String,
    /// What it holds, where that is a debit.
    pub debit: Option<Amount>,
    /// What it holds, where that is a credit.
    pub credit: Option<Amount>,
}

/// Asks what services earned, both days included.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowRevenue {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What each service earned.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RevenueByService {
    /// By currency, the most earned first.
    pub rows: Vec<RevenueRow>,
    /// The sum of each currency: the ledger's revenue in these days.
    pub totals: Vec<Amount>,
}

/// What a service earned, without tax.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RevenueRow {
    /// The service.
    pub service: String,
    /// On how many lines of invoices it was billed.
    pub lines: i64,
    /// Billed.
    pub billed: Amount,
    /// Taken back by credit notes and voids.
    pub taken_back: Amount,
    /// The first less the second.
    pub earned: Amount,
}

/// Asks for the ledger as a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportLedger {
    /// The last day.
    pub until: String,
    /// `csv`, `json` or `journal`, the plain text that hledger and its kin read.
    pub format: String,
}

/// The trial balance at the end of a day.
pub fn trial(look: &Look<'_>, asked: ShowTrialBalance) -> Result<TrialBalancePage, Failure> {
    let on = wire::date("on", &asked.on)?;
    let held = ledger::held(look.db, on)?;
    let names = AccountNames::of(look)?;
    let mut currencies: Vec<Currency> = held.iter().map(|(currency, _)| *currency).collect();
    currencies.dedup();
    let sheets = currencies.into_iter().map(|currency| {
        let mine = held.iter().filter(|(of, _)| *of == currency).map(|(_, held)| *held);
        let sheet = trial_balance(currency, mine.collect())
            .map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))?;
        let of = |account: Account| {
            let row = sheet.rows.iter().find(|row| row.account == account);
            row.map_or(Money::zero(currency), |row| row.balance)
        };
        let (open, credit) = (of(Account::Receivable), of(Account::ClientCredit).negated());
        let mut rows: Vec<_> = sheet.rows.clone();
        rows.sort_by_key(|row| place(row.account));
        Ok(TrialSheet {
            currency: currency.code().to_owned(),
            rows: rows
                .into_iter()
                .map(|row| TrialRow {
                    account: names.shown(row.account),
                    debit: row.balance.is_positive().then(|| row.balance.into()),
                    credit: (!row.balance.is_positive()).then(|| row.balance.negated().into()),
                })
                .collect(),
            debits: sheet.debits.into(),
            credits: sheet.credits.into(),
            open_invoices: open.into(),
            client_credits: credit.into(),
            receivables: open.minus(credit)?.into(),
        })
    });
    let sheets = sheets.collect::<Result<Vec<_>, Failure>>()?;
    Ok(TrialBalancePage { on: on.to_string(), sheets })
}

/// Where an account stands in the list: what is owned first, then owed, then earned.
fn place(account: Account) -> u8 {
    match account {
        Account::Receivable => 0,
        Account::LateOwed => 1,
        Account::Undeposited => 2,
        Account::Clearing(_) => 3,
        Account::Bank(_) => 4,
        Account::InTransit => 5,
        Account::ClientCredit => 6,
        Account::NotOurs => 7,
        Account::Tax(_) => 8,
        Account::OwnersMoney => 9,
        Account::Revenue => 10,
        Account::LateCharges => 11,
        Account::CardCosts => 12,
        Account::Interest => 13,
        Account::ProcessorFees => 14,
        Account::BankCharges => 15,
        Account::Expense(_) => 16,
        Account::BadDebt => 17,
        Account::LateWaived => 18,
        Account::NotFromClients => 19,
        Account::OpeningBalance => 20,
    }
}

/// What each service earned between two days.
pub fn revenue(look: &Look<'_>, asked: ShowRevenue) -> Result<RevenueByService, Failure> {
    let (from, to) = (wire::date("from", &asked.from)?, wire::date("to", &asked.to)?);
    if to < from {
        return Err(refused("to", "the last day cannot be before the first"));
    }
    let mut totals: Vec<Money> = Vec::new();
    let mut rows = Vec::new();
    for found in ledger::earned(look.db, from, to)? {
        let earned = found.billed.minus(found.taken_back)?;
        match totals.last_mut() {
            Some(sum) if sum.currency() == earned.currency() => *sum = sum.plus(earned)?,
            _ => totals.push(earned),
        }
        rows.push(RevenueRow {
            service: found.service,
            lines: found.lines,
            billed: found.billed.into(),
            taken_back: found.taken_back.into(),
            earned: earned.into(),
        });
    }
    Ok(RevenueByService { rows, totals: totals.into_iter().map(Amount::from).collect() })
}

/// The ledger through a day, as a file.
pub fn export(look: &Look<'_>, asked: ExportLedger) -> Result<FileOut, Failure> {
    let until = wire::date("until", &asked.until)?;
    let posted = ledger::posted(look.db, until)?;
    let names = AccountNames::of(look)?;
    let (ending, media_type, text) = match asked.format.as_str() {
        "csv" => ("csv", "text/csv", export::csv(&posted, &names)),
        "json" => ("json", "application/json", export::json(&posted, &names)),
        "journal" => ("journal", "text/plain", export::journal(&posted, &names)),
        other => return Err(refused("format", format!("there is no format \"{other}\""))),
    };
    Ok(FileOut {
        name: format!("Ledger until {until}.{ending}"),
        media_type: media_type.to_owned(),
        content: wire::encode(text.as_bytes()),
    })
}

/// Bank accounts and accounts at processors by name; two of one name are told apart by a number.
pub(crate) struct AccountNames {
    banks: Vec<(BankAccountId, String)>,
    processors: Vec<(ConnectionId, String)>,
}

impl AccountNames {
    pub(crate) fn of(look: &Look<'_>) -> Result<AccountNames, Failure> {
        let banks = bank::accounts(look.db)?.into_iter().map(|account| (account.id, account.name));
        let processors = connections::list(look.db)?;
        let processors =
            processors.into_iter().map(|one| (one.id, one.brand.capabilities().name.to_owned()));
        Ok(AccountNames { banks: told_apart(banks), processors: told_apart(processors) })
    }

    fn bank(&self, id: BankAccountId) -> String {
        let found = self.banks.iter().find(|(of, _)| *of == id);
        found.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }

    fn processor(&self, id: ConnectionId) -> String {
        let found = self.processors.iter().find(|(of, _)| *of == id);
        found.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }

    /// What an account is called on a page.
    pub(crate) fn shown(&self, account: Account) -> String {
        match account {
            Account::Receivable => "Open invoices".to_owned(),
            Account::Revenue => "Revenue".to_owned(),
            Account::Tax(kind) => format!("{} owed", kind.label()),
            Account::BadDebt => "Written off".to_owned(),
            Account::LateOwed => "Open late charges".to_owned(),
            Account::LateCharges => "Late charges".to_owned(),
            Account::LateWaived => "Late charges let go".to_owned(),
            Account::CardCosts => "Card costs passed on".to_owned(),
            Account::Undeposited => "Received, not yet on a statement".to_owned(),
            Account::ClientCredit => "Clients' credit".to_owned(),
            Account::Clearing(id) => format!("Held by {}", self.processor(id)),
            Account::ProcessorFees => "Fees of processors".to_owned(),
            Account::Bank(id) => self.bank(id),
            Account::BankCharges => "Bank charges".to_owned(),
            Account::Interest => "Interest".to_owned(),
            Account::InTransit => "On its way between own accounts".to_owned(),
            Account::OwnersMoney => "The owner's money".to_owned(),
            Account::NotOurs => "Not ours, to go back".to_owned(),
            Account::Expense(category) => category.label().to_owned(),
            Account::NotFromClients => "Bank lines not from clients".to_owned(),
            Account::OpeningBalance => "Open invoices brought over".to_owned(),
        }
    }
}

/// Names, each once.
fn told_apart<T>(named: impl Iterator<Item = (T, String)>) -> Vec<(T, String)> {
    let mut names: Vec<(T, String)> = Vec::new();
    for (id, plain) in named {
        let (mut name, mut twins) = (plain.clone(), 1);
        while names.iter().any(|(_, taken)| *taken == name) {
            twins += 1;
            name = format!("{plain} ({twins})");
        }
        names.push((id, name));
    }
    names
}
