//! The double-entry ledger: every movement of money as transfers from one account to another.
//!
//! A transfer names one debit and one credit account and one positive amount, so an entry that
//! does not balance cannot be written (rule 7). A mistake is reversed by the opposite transfers.

use std::fmt;

use crate::ids::{BankAccountId, ConnectionId, Id};
use crate::money::Money;
use crate::named::Named;
use crate::nature::{Category, Nature};
use crate::tax::Kind;

mod trial;

pub use trial::{Held, TrialBalance, TrialError, trial_balance};

/// An account of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// What clients owe on issued invoices.
    Receivable,
    /// What was earned, without tax.
    Revenue,
    /// A tax charged, owed to the state.
    Tax(Kind),
    /// What clients owed when the books began, on invoices of another program.
    OpeningBalance,
    /// What clients owed and will not pay.
    BadDebt,
    /// What clients owe because they paid late, apart from the invoices.
    LateOwed,
    /// What was claimed because clients paid late.
    LateCharges,
    /// What was claimed because clients paid late, and let go.
    LateWaived,
    /// What clients paid on top because they paid by credit card.
    CardCosts,
    /// Money received and not yet seen on a bank statement. Returns to zero when all is matched.
    Undeposited,
    /// What a processor holds for the practice. Returns to zero with every payout, or is itemised.
    Clearing(ConnectionId),
    /// What processors keep.
    ProcessorFees,
    /// Money received that is joined to no invoice: owed back to the client, or to be used up.
    ClientCredit,
    /// A bank account, as far as its lines are explained.
    Bank(BankAccountId),
    /// What banks keep for their services.
    BankCharges,
    /// Interest of bank accounts, earned and paid.
    Interest,
    /// On its way between two own accounts. Returns to zero when both their lines are explained.
    InTransit,
    /// What the owner put in and took out.
    OwnersMoney,
    /// What came by mistake and is another's. Returns to zero when it went back.
    NotOurs,
    /// What the practice spent.
    Expense(Category),
    /// The other side of bank lines that no client made and nothing else names.
    NotFromClients,
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Account::Receivable => f.write_str("receivable"),
            Account::Revenue => f.write_str("revenue"),
            Account::Tax(kind) => write!(f, "tax:{}", kind.name()),
            Account::OpeningBalance => f.write_str("opening_balance"),
            Account::BadDebt => f.write_str("bad_debt"),
            Account::LateOwed => f.write_str("late_owed"),
            Account::LateCharges => f.write_str("late_charges"),
            Account::LateWaived => f.write_str("late_waived"),
            Account::CardCosts => f.write_str("card_costs"),
            Account::Undeposited => f.write_str("undeposited"),
            Account::Clearing(id) => write!(f, "clearing:{id}"),
            Account::ProcessorFees => f.write_str("processor_fees"),
            Account::ClientCredit => f.write_str("client_credit"),
            Account::Bank(id) => write!(f, "bank:{id}"),
            Account::BankCharges => f.write_str("bank_charges"),
            Account::Interest => f.write_str("interest"),
            Account::InTransit => f.write_str("in_transit"),
            Account::OwnersMoney => f.write_str("owners_money"),
            Account::NotOurs => f.write_str("not_ours"),
            Account::Expense(category) => write!(f, "expense:{}", category.name()),
            Account::NotFromClients => f.write_str("not_from_clients"),
        }
    }
}

impl Account {
    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Account> {
        let tax = text.strip_prefix("tax:").and_then(Kind::named);
        let bank = text.strip_prefix("bank:").and_then(|id| BankAccountId::parse(id).ok());
        let expense = text.strip_prefix("expense:").and_then(Category::named);
        let clearing = text.strip_prefix("clearing:").and_then(|id| ConnectionId::parse(id).ok());
        match text {
            "receivable" => Some(Account::Receivable),
            "revenue" => Some(Account::Revenue),
            "opening_balance" => Some(Account::OpeningBalance),
            "bad_debt" => Some(Account::BadDebt),
            "late_owed" => Some(Account::LateOwed),
            "late_charges" => Some(Account::LateCharges),
            "late_waived" => Some(Account::LateWaived),
            "card_costs" => Some(Account::CardCosts),
            "undeposited" => Some(Account::Undeposited),
            "processor_fees" => Some(Account::ProcessorFees),
            "client_credit" => Some(Account::ClientCredit),
            "bank_charges" => Some(Account::BankCharges),
            "interest" => Some(Account::Interest),
            "in_transit" => Some(Account::InTransit),
            "owners_money" => Some(Account::OwnersMoney),
            "not_ours" => Some(Account::NotOurs),
            "not_from_clients" => Some(Account::NotFromClients),
            _ => tax
                .map(Account::Tax)
                .or(expense.map(Account::Expense))
                .or(bank.map(Account::Bank))
                .or(clearing.map(Account::Clearing)),
        }
    }
}

/// One movement of money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// The account that gains.
    pub debit: Account,
    /// The account that gives.
    pub credit: Account,
    /// How much; more than zero.
    pub amount: Money,
}

/// A movement from `credit` to `debit`; a negative amount turns round, zero moves nothing.
pub fn transfer(debit: Account, credit: Account, amount: Money) -> Option<Transfer> {
    match amount.minor() {
        0 => None,
        1.. => Some(Transfer { debit, credit, amount }),
        _ => Some(Transfer { debit: credit, credit: debit, amount: amount.negated() }),
    }
}

/// An invoice was issued; each of its taxes is owed by itself.
pub fn invoice_issued(net: Money, taxes: &[(Kind, Money)]) -> Vec<Transfer> {
    let revenue = transfer(Account::Receivable, Account::Revenue, net);
    let taxes = taxes
        .iter()
        .map(|(kind, amount)| transfer(Account::Receivable, Account::Tax(*kind), *amount));
    std::iter::once(revenue).chain(taxes).flatten().collect()
}

/// An invoice was credited or voided: revenue and taxes are taken back.
pub fn invoice_credited(net: Money, taxes: &[(Kind, Money)]) -> Vec<Transfer> {
    invoice_issued(net, taxes).into_iter().map(Transfer::reversed).collect()
}

/// What is open on an invoice of another program was brought over.
pub fn brought_over(amount: Money) -> Option<Transfer> {
    transfer(Account::Receivable, Account::OpeningBalance, amount)
}

/// What an invoice still had open was given up.
pub fn written_off(amount: Money) -> Option<Transfer> {
    transfer(Account::BadDebt, Account::Receivable, amount)
}

/// A late charge was claimed.
pub fn late_charged(amount: Money) -> Option<Transfer> {
    transfer(Account::LateOwed, Account::LateCharges, amount)
}

/// Part of a late charge was let go.
pub fn late_waived(amount: Money) -> Option<Transfer> {
    transfer(Account::LateWaived, Account::LateOwed, amount)
}

/// Part of a client's credit was joined to a late charge.
pub fn late_paid(amount: Money) -> Option<Transfer> {
    transfer(Account::ClientCredit, Account::LateOwed, amount)
}

/// Part of what a client paid was for the cost of their credit card.
pub fn card_cost_paid(amount: Money) -> Option<Transfer> {
    transfer(Account::ClientCredit, Account::CardCosts, amount)
}

/// Money was received from a client; until it is allocated it is the client's credit.
pub fn payment_received(amount: Money) -> Option<Transfer> {
    transfer(Account::Undeposited, Account::ClientCredit, amount)
}

/// A processor took money from a client, and holds it; until it is allocated it is the client's
/// credit.
pub fn collected(connection: ConnectionId, amount: Money) -> Option<Transfer> {
    transfer(Account::Clearing(connection), Account::ClientCredit, amount)
}

/// A processor kept a fee.
pub fn fee_kept(connection: ConnectionId, fee: Money) -> Option<Transfer> {
    transfer(Account::ProcessorFees, Account::Clearing(connection), fee)
}

/// A processor paid a client's credit back to them.
pub fn refunded(connection: ConnectionId, amount: Money) -> Option<Transfer> {
    transfer(Account::ClientCredit, Account::Clearing(connection), amount)
}

/// A processor sent what it held to the bank, where no statement shows it yet.
pub fn paid_out(connection: ConnectionId, amount: Money) -> Option<Transfer> {
    transfer(Account::Undeposited, Account::Clearing(connection), amount)
}

/// Part of a client's credit was joined to an invoice.
pub fn allocated(amount: Money) -> Option<Transfer> {
    transfer(Account::ClientCredit, Account::Receivable, amount)
}

/// A recorded payment was seen on the bank statement.
pub fn banked(bank: BankAccountId, amount: Money) -> Option<Transfer> {
    transfer(Account::Bank(bank), Account::Undeposited, amount)
}

/// A bank line that no client made was explained as what it is.
pub fn explained(bank: BankAccountId, nature: Nature, amount: Money) -> Option<Transfer> {
    transfer(Account::Bank(bank), nature.account(), amount)
}

impl Transfer {
    /// The movement that takes this one back.
    pub fn reversed(self) -> Transfer {
        Transfer { debit: self.credit, credit: self.debit, amount: self.amount }
    }
}

#[cfg(test)]
mod tests;
