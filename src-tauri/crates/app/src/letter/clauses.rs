//! Which clauses a letter has, in whose words, and what fills their blanks.

use std::collections::BTreeMap;

use domain::clause::{self, Kind, LetterSection, Placeholder, Regime, ServiceKind, Values};
use domain::payment_terms::PaymentRule;
use paper::with_sign;
use store::clauses::Version;
use store::practice::Practice;

use super::{Offer, currency_words};
use crate::context::Look;
use crate::failure::Failure;
use crate::proposals::{DraftClauses, LetterBlank, LetterClause};

/// Whose words a clause stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WordsOf {
    /// The library's.
    Library,
    /// The practice's own wording, for every letter.
    Practice,
    /// This letter's own.
    Letter,
}

/// A clause that a letter has or could have.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// Its id for ever.
    pub(crate) id: String,
    /// Its section.
    pub(crate) section: LetterSection,
    /// The heading.
    pub(crate) heading: String,
    /// The text, with its blanks.
    pub(crate) text: String,
    /// Whether letters have it as a rule.
    pub(crate) usual: bool,
    /// Whether this letter has it.
    pub(crate) present: bool,
    /// Blanks without a value that keep a usual clause out of the letter.
    pub(crate) waits_for: Vec<Placeholder>,
    /// Whose words.
    pub(crate) words_of: WordsOf,
}

/// What fills a blank, and where it comes from: `letter`, `proposal`, `practice` or `usual`.
pub(crate) type Filled = BTreeMap<Placeholder, (String, &'static str)>;

/// The letter's sections by the name they are kept under.
pub(crate) fn section(name: &str) -> Option<LetterSection> {
    LetterSection::ALL.into_iter().find(|section| section.heading() == name)
}

/// Every clause that a letter over services of these kinds has or could have, in its order.
pub(crate) fn choose(
    look: &Look<'_>,
    regime: Regime,
    kinds: &[ServiceKind],
    draft: &DraftClauses,
    filled: &Filled,
) -> Result<Vec<Chosen>, Failure> {
    let own: BTreeMap<String, Version> = store::clauses::newest(look.db)?
        .into_iter()
        .filter(|version| version.standing != "library")
        .map(|version| (version.clause.clone(), version))
        .collect();
    let mut all: Vec<Chosen> = clause::library(regime)
        .iter()
        .filter(|clause| clause.applies(kinds) || draft.added.iter().any(|id| id == clause.id))
        .map(|clause| Chosen {
            id: clause.id.to_owned(),
            section: clause.section,
            heading: clause.heading.to_owned(),
            text: clause.text.to_owned(),
            usual: clause.standard && clause.applies(kinds),
            present: false,
            waits_for: Vec::new(),
            words_of: WordsOf::Library,
        })
        .collect();
    for version in own.values() {
        overlay(&mut all, &version.clause, &version.section, |clause| {
            clause.heading.clone_from(&version.heading);
            clause.text.clone_from(&version.text);
            clause.usual = version.standing == "standard";
            clause.words_of = WordsOf::Practice;
        });
    }
    all.retain(|clause| own.get(&clause.id).is_none_or(|version| version.standing != "unused"));
    for typed in &draft.own {
        overlay(&mut all, &typed.id, &typed.section, |clause| {
            clause.heading.clone_from(&typed.heading);
            clause.text.clone_from(&typed.text);
            clause.words_of = WordsOf::Letter;
        });
    }
    for clause in &mut all {
        let added = draft.added.contains(&clause.id) || clause.words_of == WordsOf::Letter;
        clause.present = (clause.usual || added) && !draft.left_out.contains(&clause.id);
        if clause.present && !added {
            clause.waits_for = clause::placeholders(&clause.text);
            clause.waits_for.retain(|blank| !filled.contains_key(blank));
            clause.present = clause.waits_for.is_empty();
        }
    }
    all.sort_by_key(|clause| clause.section);
    Ok(all)
}

/// Changes the clause `id`, or adds one that the library does not know.
fn overlay(all: &mut Vec<Chosen>, id: &str, section: &str, change: impl FnOnce(&mut Chosen)) {
    if let Some(known) = all.iter_mut().find(|clause| clause.id == id) {
        return change(known);
    }
    let mut new = Chosen {
        id: id.to_owned(),
        section: self::section(section).unwrap_or(LetterSection::Form),
        heading: String::new(),
        text: String::new(),
        usual: false,
        present: false,
        waits_for: Vec::new(),
        words_of: WordsOf::Letter,
    };
    change(&mut new);
    all.push(new);
}

/// What fills blanks in every letter of the practice: what is usual, what its particulars tell,
/// and what it filled in itself.
pub(crate) fn of_practice(look: &Look<'_>, regime: Regime) -> Result<Filled, Failure> {
    let practice = &look.practice;
    let mut filled = Filled::new();
    for blank in Placeholder::ALL {
        if let Some(usual) = blank.usual(regime) {
            filled.insert(blank, (usual.to_owned(), "usual"));
        }
    }
    let person = if practice.person.is_empty() { &practice.name } else { &practice.person };
    let told = [
        (Placeholder::LawPlace, law_place(practice)),
        (Placeholder::CourtPlace, practice.region.clone()),
        (Placeholder::ComplaintContact, contact(person, &practice.email)),
        (Placeholder::StatementText, practice.name.clone()),
    ];
    for (blank, value) in told.into_iter().filter(|(_, value)| !value.is_empty()) {
        filled.insert(blank, (value, "usual"));
    }
    put(&mut filled, store::clauses::values(look.db)?, "practice");
    Ok(filled)
}

/// Whose law governs: of the part of the country where each has its own, otherwise of the country.
/// Empty where a part is needed and not known.
fn law_place(practice: &Practice) -> String {
    let parts_of_the_kingdom = ["Scotland", "Northern Ireland"];
    let usual = Placeholder::LawPlace.usual(Regime::of_place(practice.jurisdiction));
    match usual.filter(|_| !parts_of_the_kingdom.contains(&practice.region.as_str())) {
        Some(law) => law.to_owned(),
        None => practice.region.clone(),
    }
}

/// A name, with an address to write to where there is one.
fn contact(person: &str, email: &str) -> String {
    if email.is_empty() { person.to_owned() } else { format!("{person}, {email}") }
}

fn put(filled: &mut Filled, values: BTreeMap<String, String>, from: &'static str) {
    for (name, value) in values {
        let value = value.trim().to_owned();
        if let Some(blank) = Placeholder::from_name(&name).filter(|_| !value.is_empty()) {
            filled.insert(blank, (value, from));
        }
    }
}

/// What fills the blanks of an offer's letter. The facts of the proposal count before anything
/// typed; then this letter's values, and those of the practice.
pub(crate) fn fill_in(
    look: &Look<'_>,
    offer: &Offer,
    regime: Regime,
    draft: &DraftClauses,
) -> Result<Filled, Failure> {
    let practice = &look.practice;
    let mut filled = of_practice(look, regime)?;
    let likely = [
        (Placeholder::Taxpayers, offer.client.name.clone()),
        (Placeholder::TaxYear, offer.rules.starts_on.format("%Y").to_string()),
    ];
    for (blank, value) in likely {
        filled.entry(blank).or_insert((value, "usual"));
    }
    put(&mut filled, draft.values.clone(), "letter");
    if let Some(deposit) = offer.deposit()? {
        filled.insert(Placeholder::Deposit, (with_sign(deposit), "proposal"));
    }
    // A text that counts days holds for terms that count them from the invoice's date alone.
    let due_days = match offer.payment.rule() {
        PaymentRule::AfterIssue => offer.payment.days().to_string(),
        PaymentRule::AfterMonthEnd | PaymentRule::DayOfNextMonth => String::new(),
    };
    if due_days.is_empty() {
        filled.remove(&Placeholder::DueDays);
    }
    let facts = [
        (Placeholder::PracticeName, practice.name.clone()),
        (Placeholder::ClientName, offer.client.name.clone()),
        (Placeholder::PracticeContact, practice.email.clone()),
        (Placeholder::Currency, currency_words(practice.currency).to_owned()),
        (Placeholder::StartDate, look.long_date(offer.rules.starts_on)),
        (Placeholder::DueWhen, offer.payment.words()),
        (Placeholder::DueDays, due_days),
    ];
    for (blank, value) in facts {
        if !value.is_empty() {
            filled.insert(blank, (value, "proposal"));
        }
    }
    Ok(filled)
}

/// The values alone.
pub(crate) fn values(filled: &Filled) -> Values {
    let mut values = Values::new();
    for (blank, (value, _)) in filled {
        values.set(*blank, value);
    }
    values
}

/// The clauses for the window.
pub(crate) fn rows(chosen: &[Chosen]) -> Vec<LetterClause> {
    let names = |blanks: &[Placeholder]| blanks.iter().map(|b| b.name().to_owned()).collect();
    chosen
        .iter()
        .map(|clause| LetterClause {
            id: clause.id.clone(),
            section: clause.section.heading().to_owned(),
            heading: clause.heading.clone(),
            text: clause.text.clone(),
            present: clause.present,
            usual: clause.usual,
            words_of: match clause.words_of {
                WordsOf::Library => "library",
                WordsOf::Practice => "practice",
                WordsOf::Letter => "letter",
            }
            .to_owned(),
            placeholders: names(&clause::placeholders(&clause.text)),
            waits_for: names(&clause.waits_for),
        })
        .collect()
}

/// The blanks of the clauses that a letter has or that wait for one, each once.
pub(crate) fn blanks(chosen: &[Chosen], filled: &Filled) -> Vec<LetterBlank> {
    let mut named: Vec<Placeholder> = Vec::new();
    for clause in chosen.iter().filter(|clause| clause.present || !clause.waits_for.is_empty()) {
        for blank in clause::placeholders(&clause.text) {
            if !named.contains(&blank) {
                named.push(blank);
            }
        }
    }
    named.into_iter().map(|blank| blank_row(blank, filled)).collect()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Days => "days",
        Kind::Years => "years",
        Kind::Percent => "percent",
        Kind::Money => "money",
        Kind::Date => "date",
    }
}

/// A blank for a form.
pub(crate) fn blank_row(blank: Placeholder, filled: &Filled) -> LetterBlank {
    let (value, from) = filled.get(&blank).cloned().unwrap_or((String::new(), "none"));
    LetterBlank {
        name: blank.name().to_owned(),
        label: blank.label().to_owned(),
        help: blank.help().to_owned(),
        kind: kind_name(blank.kind()).to_owned(),
        value,
        from: from.to_owned(),
    }
}
