//! The terms of a pack: who may choose what, for how much, in which words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::proposal::Totals;
use serde::{Deserialize, Serialize};

use super::PackError;

/// What an answer is held against. It holds no secret and can be kept with the revision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The pack's id.
    pub pack_id: String,
    /// Who it is for.
    pub client: String,
    /// The proposal's number.
    pub number: String,
    /// Which revision.
    pub revision: u32,
    /// The revision's id.
    pub revision_id: String,
    /// The SHA-256 of the letter's PDF.
    pub letter_sha256: String,
    /// The SHA-256 of the letter's text as the page shows it.
    pub reading_sha256: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// When the offer ends.
    pub closes_at: DateTime<Utc>,
    /// Everyone who signs for the client.
    pub signatories: Vec<Signatory>,
    /// Which of them the pack is for, counted from 0.
    pub signatory: usize,
    /// The currency's three letters.
    pub currency: String,
    /// The options.
    pub options: Vec<Offered>,
    /// The add-ons.
    pub add_ons: Vec<Offered>,
    /// What is added up.
    pub items: Vec<Item>,
    /// What is agreed to.
    pub texts: Texts,
}

/// Who signs for the client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// What they are to the client: "Member", "Director"; may be empty.
    pub capacity: String,
    /// Where they are reached.
    pub email: String,
}

/// An option or an add-on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offered {
    /// Its id in this pack; no two options or add-ons share one.
    pub id: String,
    /// The name.
    pub name: String,
    /// A sentence about it; may be empty.
    pub about: String,
}

/// A share of the totals. It counts when everything it needs is chosen, so that a discount or a
/// bundle is an item too, below zero.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it is for.
    pub label: String,
    /// The ids that must be chosen; none for what is always there.
    pub needs: Vec<String>,
    /// The share.
    pub amounts: Amounts,
}

/// What a choice comes to, in minor units of the pack's currency.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// Each month.
    pub per_month_minor: i64,
    /// Each quarter.
    pub per_quarter_minor: i64,
    /// Each year.
    pub per_year_minor: i64,
    /// Once.
    pub once_minor: i64,
    /// Twelve months of everything, without tax.
    pub first_year_minor: i64,
    /// Tax in those twelve months.
    pub first_year_tax_minor: i64,
    /// On acceptance, with tax.
    pub due_on_acceptance_minor: i64,
}

/// The words that are agreed to, each kept by its hash in the answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Consent to electronic records and signatures.
    pub consent: String,
    /// What signing says.
    pub statement: String,
    /// By what right the signer acts for the client.
    pub authority: String,
    /// Consent to later changes by notice, where it is asked for.
    pub notice: Option<Notice>,
}

/// A consent that is given by initials and may be left empty to refuse.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What the initials allow.
    pub text: String,
}

/// What is chosen.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The add-ons' ids, in the order they are offered.
    pub add_ons: Vec<String>,
    /// The option's id, where there are options.
    pub option: Option<String>,
}

/// Why a choice is none of the pack's.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChoiceError {
    /// There are options and none is chosen.
    #[error("one of the options has to be chosen")]
    NoOption,
    /// There is no such option.
    #[error("there is no option {0}")]
    NotAnOption(String),
    /// There is no such add-on, or it is named twice or out of order.
    #[error("{0} is not an add-on that can be chosen here")]
    NotAnAddOn(String),
    /// The sum goes beyond what is exact everywhere.
    #[error("the amounts are too large to add up")]
    TooLarge,
}

impl Amounts {
    /// The seven figures in the order of the fields.
    pub fn figures(&self) -> [i64; 7] {
        [
            self.per_month_minor,
            self.per_quarter_minor,
            self.per_year_minor,
            self.once_minor,
            self.first_year_minor,
            self.first_year_tax_minor,
            self.due_on_acceptance_minor,
        ]
    }

    fn of_figures(figures: [i64; 7]) -> Amounts {
        let [month, quarter, year, once, first, tax, due] = figures;
        Amounts {
            per_month_minor: month,
            per_quarter_minor: quarter,
            per_year_minor: year,
            once_minor: once,
            first_year_minor: first,
            first_year_tax_minor: tax,
            due_on_acceptance_minor: due,
        }
    }

    /// The sum; nothing where a figure goes beyond [`Money::LIMIT_MINOR`].
    fn plus(&self, other: &Amounts) -> Option<Amounts> {
        let mut sums = self.figures();
        for (sum, more) in sums.iter_mut().zip(other.figures()) {
            *sum = sum.checked_add(more)?;
            if sum.unsigned_abs() > Money::LIMIT_MINOR.unsigned_abs() {
                return None;
            }
        }
        Some(Amounts::of_figures(sums))
    }
}

impl From<&Totals> for Amounts {
    fn from(totals: &Totals) -> Amounts {
        Amounts {
            per_month_minor: totals.per_month.minor(),
            per_quarter_minor: totals.per_quarter.minor(),
            per_year_minor: totals.per_year.minor(),
            once_minor: totals.once.minor(),
            first_year_minor: totals.first_year.minor(),
            first_year_tax_minor: totals.first_year_tax.minor(),
            due_on_acceptance_minor: totals.due_on_acceptance.minor(),
        }
    }
}

/// What can be added up: options, add-ons and items, of a pack or of its terms.
pub trait AddUp {
    /// The options.
    fn options(&self) -> &[Offered];
    /// The add-ons.
    fn add_ons(&self) -> &[Offered];
    /// The items.
    fn items(&self) -> &[Item];
}

impl AddUp for Terms {
    fn options(&self) -> &[Offered] {
        &self.options
    }

    fn add_ons(&self) -> &[Offered] {
        &self.add_ons
    }

    fn items(&self) -> &[Item] {
        &self.items
    }
}

impl AddUp for super::Pack {
    fn options(&self) -> &[Offered] {
        &self.options
    }

    fn add_ons(&self) -> &[Offered] {
        &self.add_ons
    }

    fn items(&self) -> &[Item] {
        &self.items
    }
}

/// What `choice` comes to: the sum of the items whose every need is chosen. The page adds the same.
pub fn totals(offer: &impl AddUp, choice: &Choice) -> Result<Amounts, ChoiceError> {
    possible(offer, choice)?;
    let chosen: BTreeSet<&str> =
        choice.add_ons.iter().chain(&choice.option).map(String::as_str).collect();
    offer
        .items()
        .iter()
        .filter(|item| item.needs.iter().all(|need| chosen.contains(need.as_str())))
        .try_fold(Amounts::default(), |sum, item| sum.plus(&item.amounts))
        .ok_or(ChoiceError::TooLarge)
}

fn possible(offer: &impl AddUp, choice: &Choice) -> Result<(), ChoiceError> {
    match &choice.option {
        None if !offer.options().is_empty() => return Err(ChoiceError::NoOption),
        Some(option) if offer.options().iter().all(|offered| offered.id != *option) => {
            return Err(ChoiceError::NotAnOption(option.clone()));
        }
        _ => {}
    }
    let mut offered = offer.add_ons().iter();
    for add_on in &choice.add_ons {
        if !offered.any(|offered| offered.id == *add_on) {
            return Err(ChoiceError::NotAnAddOn(add_on.clone()));
        }
    }
    Ok(())
}

impl Terms {
    /// Who the pack was made for.
    pub fn for_whom(&self) -> Option<&Signatory> {
        self.signatories.get(self.signatory)
    }

    /// Whether the terms can be put to a client.
    pub(super) fn check(&self) -> Result<(), PackError> {
        self.for_whom().ok_or(PackError::NoSignatory)?;
        let mut ids = BTreeSet::new();
        for offered in self.options.iter().chain(&self.add_ons) {
            if !ids.insert(offered.id.as_str()) {
                return Err(PackError::TwiceOffered(offered.id.clone()));
            }
        }
        // Beyond this sum of sizes some choice might be too large; below it none can be.
        let mut sizes = Amounts::default();
        for item in &self.items {
            if let Some(needs) = item.needs.iter().find(|need| !ids.contains(need.as_str())) {
                let (label, needs) = (item.label.clone(), needs.clone());
                return Err(PackError::NotOffered { label, needs });
            }
            let size = Amounts::of_figures(item.amounts.figures().map(i64::saturating_abs));
            sizes = sizes.plus(&size).ok_or(PackError::TooLarge)?;
        }
        Ok(())
    }

    /// The names of what is chosen, the option first; ids where there is no name.
    pub fn names(&self, choice: &Choice) -> Vec<String> {
        let all: BTreeMap<&str, &str> = self
            .options
            .iter()
            .chain(&self.add_ons)
            .map(|offered| (offered.id.as_str(), offered.name.as_str()))
            .collect();
        let ids = choice.option.iter().chain(&choice.add_ons);
        ids.map(|id| all.get(id.as_str()).map_or(id.as_str(), |name| name).to_owned()).collect()
    }
}
