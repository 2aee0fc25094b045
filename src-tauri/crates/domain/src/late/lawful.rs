//! Whether a late charge may be made: what is agreed, for whom, how it is stated, how high it is.
//! Says what is known and where from; it gives no advice (rule 20).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::clause::Regime;
use crate::jurisdiction::Jurisdiction;
use crate::lint::ClientKind;
use crate::lint::caps::CAPS;

/// By what right a charge is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By the law on late payment.
    Statute,
    /// By the letter: interest.
    Interest {
        /// Per cent a year.
        per_cent: Decimal,
    },
    /// By the letter: a fee, once.
    Fee,
}

/// What is known of the terms of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Where the practice is.
    pub place: Jurisdiction,
    /// Whose law the letters follow.
    pub regime: Regime,
    /// Who owes.
    pub client: ClientKind,
    /// When a letter with a clause on late charges was accepted; nothing where none is known.
    pub agreed_on: Option<NaiveDate>,
    /// The rate a year that the letter states; nothing where it states none.
    pub stated: Option<Decimal>,
    /// The day of the invoice.
    pub issued_on: NaiveDate,
    /// Whether the law of the place gives interest on this debt.
    pub statute: bool,
}

/// A remark on a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its name for ever.
    pub rule: &'static str,
    /// Whether the charge is refused.
    pub blocks: bool,
    /// A sentence.
    pub words: String,
    /// Where it comes from.
    pub source: &'static str,
}

/// What is to be said of a charge.
pub fn remarks(asked: Asked, terms: &Terms) -> Vec<Remark> {
    let mut found = Vec::new();
    match asked {
        Asked::Statute => by_statute(terms, &mut found),
        Asked::Interest { per_cent } => by_letter(Some(per_cent), terms, &mut found),
        Asked::Fee => by_letter(None, terms, &mut found),
    }
    found
}

fn add(
    found: &mut Vec<Remark>,
    rule: &'static str,
    blocks: bool,
    words: String,
    source: &'static str,
) {
    found.push(Remark { rule, blocks, words, source });
}

fn by_statute(terms: &Terms, found: &mut Vec<Remark>) {
    if terms.client == ClientKind::Consumer {
        let words = "The law on late payment is for business debts, and this client is a consumer.";
        let source = "Late Payment of Commercial Debts (Interest) Act 1998 s. 2; Directive \
                      2011/7/EU art. 1 and 2";
        return add(found, "late-statute-consumer", true, words.to_owned(), source);
    }
    if !terms.statute {
        let words = "The law here gives no interest or sum of itself; what is not agreed in the \
                     letter cannot be claimed this way.";
        return add(
            found,
            "late-no-statute",
            true,
            words.to_owned(),
            "none is known of this place",
        );
    }
    if let Some(stated) = terms.stated.filter(|rate| !rate.is_zero()) {
        let words = format!(
            "The letter agrees on interest of {}% a year. Where that is a substantial remedy it \
             stands in place of the law's interest; claim one of the two.",
            stated.normalize()
        );
        let source = "Late Payment of Commercial Debts (Interest) Act 1998 s. 8 and 9";
        add(found, "late-substantial-remedy", false, words, source);
    }
}

fn by_letter(per_cent: Option<Decimal>, terms: &Terms, found: &mut Vec<Remark>) {
    let contract = "the law of contract: a charge holds that was agreed before the work";
    match terms.agreed_on {
        None => {
            let words = "No accepted letter with a clause on late charges is known for this \
                         invoice. A charge that was not agreed before the work cannot be added by \
                         the invoice.";
            add(found, "late-not-agreed", true, words.to_owned(), contract);
        }
        Some(on) if on > terms.issued_on => {
            let words = format!("The letter was accepted on {on}, after this invoice was issued.");
            add(found, "late-agreed-after", true, words, contract);
        }
        Some(_) => {}
    }
    let Some(per_cent) = per_cent else { return fee(terms, found) };
    if terms.place == Jurisdiction::Ca && terms.stated.is_none() && per_cent > Decimal::from(5) {
        let words = "The letter states no rate a year, so no more than 5% a year can be claimed.";
        add(found, "late-annual-rate", true, words.to_owned(), "Interest Act (Canada) s. 4");
    }
    if let Some(stated) = terms.stated.filter(|stated| per_cent > *stated) {
        let words = format!("The letter agrees on {}% a year and no more.", stated.normalize());
        add(found, "late-above-agreed", true, words, contract);
    }
    let binds = |client: Option<ClientKind>| client.is_none_or(|client| client == terms.client);
    for cap in CAPS.iter().filter(|cap| cap.regime == terms.regime && binds(cap.client)) {
        if per_cent > cap.percent_a_year && cap.from <= terms.issued_on {
            let words = format!("{}% a year is above {}.", per_cent.normalize(), cap.words);
            add(found, "late-above-cap", cap.verified, words, cap.source);
        }
    }
}

fn fee(terms: &Terms, found: &mut Vec<Remark>) {
    let words = match terms.place {
        Jurisdiction::Us => {
            "A fee is to be a reasonable estimate of what lateness costs; a penalty does not hold. \
             States differ."
        }
        Jurisdiction::Au | Jurisdiction::Nz => {
            "A fee out of proportion to what lateness costs may be a penalty, which does not hold."
        }
        _ => {
            "A fee out of proportion to the interest in being paid on time may be a penalty, which \
             does not hold."
        }
    };
    add(found, "late-fee-penalty", false, words.to_owned(), "the common law on penalties");
}
