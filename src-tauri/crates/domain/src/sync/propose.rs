//! Which of theirs may stand for which of ours, with the reason. The user confirms.

use rust_decimal::Decimal;

use crate::ledgers::{Account, AccountClass, ListedContact, Lists};

/// What of ours something of theirs is to stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// The account of a service's income, by the service's name.
    Income(&'a str),
    /// The item of a service, by the service's name.
    Item(&'a str),
    /// The code of a tax that adds so many per cent.
    Tax(Decimal),
    /// Where clients' money comes that no processor holds.
    Received,
    /// The bank account to which processors pay out.
    Bank,
    /// What a processor holds, by its name.
    Clearing(&'a str),
    /// What processors keep.
    Fees,
    /// What is given up.
    BadDebt,
}

/// Something of theirs, and why it may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The ledger's own name of it.
    pub reference: String,
    /// Why.
    pub reason: String,
}

/// What may stand for what is asked; nothing where that would be a guess.
pub fn propose(asked: Asked<'_>, lists: &Lists) -> Option<Proposal> {
    let accounts = |class: AccountClass| lists.accounts.iter().filter(move |a| a.class == class);
    let proposal = |reference: &str, reason: String| {
        Some(Proposal { reference: reference.to_owned(), reason })
    };
    let speaks = |class, words: &[&str], reason: &str| {
        let found = only(accounts(class).filter(|one| speaks_of(&one.name, words)))?;
        proposal(&found.reference, reason.to_owned())
    };
    match asked {
        Asked::Income(service) => {
            match only(accounts(AccountClass::Income).filter(|one| alike(&one.name, service))) {
                Some(same) => proposal(&same.reference, format!("its name is like {service}")),
                None => speaks(AccountClass::Income, &["sales"], "it is the account of sales"),
            }
        }
        Asked::Item(service) => {
            let same = only(lists.items.iter().filter(|one| alike(&one.name, service)))?;
            proposal(&same.reference, format!("its name is like {service}"))
        }
        Asked::Tax(percent) => {
            let adds = |text: &str| text.parse::<Decimal>().is_ok_and(|adds| adds == percent);
            let same = only(lists.taxes.iter().filter(|one| adds(&one.percent)))?;
            proposal(&same.reference, format!("it adds the same {} %", percent.normalize()))
        }
        Asked::Received | Asked::Bank => {
            let bank = only(accounts(AccountClass::Bank))?;
            proposal(&bank.reference, "it is the only bank account".to_owned())
        }
        Asked::Clearing(processor) => {
            let name = format!("{processor} clearing");
            let fits = |one: &&Account| one.takes_payments && alike(&one.name, &name);
            let same = only(accounts(AccountClass::CurrentAsset).filter(fits))?;
            proposal(&same.reference, format!("its name is like {name}"))
        }
        Asked::Fees => {
            let words = ["merchant fees", "processing fees", "stripe fees", "payment fees"];
            speaks(AccountClass::Expense, &words, "its name speaks of fees")
        }
        Asked::BadDebt => {
            speaks(AccountClass::Expense, &["bad debt"], "its name speaks of bad debts")
        }
    }
}

/// The contact that a client may be: the only one of exactly its address for mail, else the one of
/// its name.
pub fn same_contact(name: &str, email: &str, contacts: &[ListedContact]) -> Option<Proposal> {
    let same = |ours: &str, theirs: &str| ours.trim().eq_ignore_ascii_case(theirs.trim());
    let by_email = contacts.iter().filter(|one| !email.is_empty() && same(email, &one.email));
    let found = |one: &ListedContact, reason: &str| Proposal {
        reference: one.reference.clone(),
        reason: reason.to_owned(),
    };
    if let Some(one) = only(by_email) {
        return Some(found(one, "it has the same e-mail address, and no other has"));
    }
    let by_name = only(contacts.iter().filter(|one| same(name, &one.name)))?;
    Some(found(by_name, "it has the same name"))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next();
    if found.next().is_none() { first } else { None }
}

fn alike(theirs: &str, ours: &str) -> bool {
    speaks_of(theirs, &[ours]) || speaks_of(ours, &[theirs])
}

fn speaks_of(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    words.iter().any(|word| !word.trim().is_empty() && name.contains(&word.to_lowercase()))
}
