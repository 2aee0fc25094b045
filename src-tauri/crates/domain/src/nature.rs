//! What a bank line is that no client's money explains, and where it goes in the ledger.

use crate::ledger::Account;
use crate::named::Named;

/// What a line is, where it is no client's money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// What the bank keeps for its services.
    BankCharge,
    /// Interest, paid to the practice or by it.
    Interest,
    /// Money between the practice's own accounts.
    Transfer,
    /// What the owner put in or took out.
    Owner,
    /// Money that is another's and came or went by mistake: it is to go back.
    NotMine,
    /// What the practice spent, or got back of it.
    Expense(Category),
    /// Something that none of these says.
    Other,
}

/// What an expense was for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    /// Advertising and the website.
    Marketing,
    /// Education, books, licences to practise.
    Education,
    /// Insurance.
    Insurance,
    /// Software and subscriptions.
    Software,
    /// Equipment.
    Equipment,
    /// Lawyers, other accountants, subcontractors.
    Subcontractors,
    /// Paper, postage, small things of an office.
    Office,
    /// Meals.
    Meals,
    /// Rent and what goes with it.
    Rent,
    /// Wages and what is paid on them.
    Wages,
    /// Telephone and internet.
    Telephone,
    /// Taxes and fees of authorities.
    Taxes,
    /// Travel.
    Travel,
    /// Another expense.
    Other,
}

impl Named for Category {
    const NAMES: &'static [(&'static str, Category)] = &[
        ("other", Category::Other),
        ("education", Category::Education),
        ("equipment", Category::Equipment),
        ("insurance", Category::Insurance),
        ("marketing", Category::Marketing),
        ("meals", Category::Meals),
        ("office", Category::Office),
        ("rent", Category::Rent),
        ("software", Category::Software),
        ("subcontractors", Category::Subcontractors),
        ("taxes", Category::Taxes),
        ("telephone", Category::Telephone),
        ("travel", Category::Travel),
        ("wages", Category::Wages),
    ];
}

impl Category {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Category::Marketing => "Marketing",
            Category::Education => "Education and licences",
            Category::Insurance => "Insurance",
            Category::Software => "Software",
            Category::Equipment => "Equipment",
            Category::Subcontractors => "Professional services",
            Category::Office => "Office",
            Category::Meals => "Meals",
            Category::Rent => "Rent",
            Category::Wages => "Wages",
            Category::Telephone => "Telephone and internet",
            Category::Taxes => "Taxes and fees of authorities",
            Category::Travel => "Travel",
            Category::Other => "Other expenses",
        }
    }
}

impl Nature {
    /// Reads a name: `fee`, `interest`, `transfer`, `owner`, `not_mine`, `other`, `expense`, or
    /// `expense:` and the name of a category.
    pub fn named(name: &str) -> Option<Nature> {
        Some(match name {
            "fee" => Nature::BankCharge,
            "interest" => Nature::Interest,
            "transfer" => Nature::Transfer,
            "owner" => Nature::Owner,
            "not_mine" => Nature::NotMine,
            "expense" => Nature::Expense(Category::Other),
            "other" => Nature::Other,
            _ => Nature::Expense(Category::named(name.strip_prefix("expense:")?)?),
        })
    }

    /// What a line of this nature is called; `came_in` says which way the money went.
    pub fn label(self, came_in: bool) -> &'static str {
        match (self, came_in) {
            (Nature::BankCharge, false) => "Bank charge",
            (Nature::BankCharge, true) => "Bank charge given back",
            (Nature::Interest, true) => "Interest earned",
            (Nature::Interest, false) => "Interest paid",
            (Nature::Transfer, true) => "Transfer from an own account",
            (Nature::Transfer, false) => "Transfer to an own account",
            (Nature::Owner, true) => "The owner put in",
            (Nature::Owner, false) => "The owner took out",
            (Nature::NotMine, true) => "Not mine, to go back",
            (Nature::NotMine, false) => "Not mine, sent back",
            (Nature::Expense(category), _) => category.label(),
            (Nature::Other, _) => "Other",
        }
    }

    /// The account on the other side of the bank.
    pub fn account(self) -> Account {
        match self {
            Nature::BankCharge => Account::BankCharges,
            Nature::Interest => Account::Interest,
            Nature::Transfer => Account::InTransit,
            Nature::Owner => Account::OwnersMoney,
            Nature::NotMine => Account::NotOurs,
            Nature::Expense(category) => Account::Expense(category),
            Nature::Other => Account::NotFromClients,
        }
    }
}

#[cfg(test)]
mod tests;
