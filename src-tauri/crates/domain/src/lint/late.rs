//! Late charges: how high, how stated, and for whom.

use rust_decimal::Decimal;

use super::caps;
use super::facts::LetterFacts;
use super::remarks::{Fix, Remarks};
use crate::clause::value::percent;
use crate::clause::{Placeholder, Regime, placeholders, with_id};

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    let rate = |placeholder| letter.values.value(placeholder).and_then(percent);
    let (year, month) = (rate(Placeholder::LateRateYear), rate(Placeholder::LateRateMonth));
    let uses = |text: &str, placeholder| placeholders(text).contains(&placeholder);
    let mut used = false;
    for (place, text) in letter.every_text() {
        let stated = uses(text, Placeholder::LateRateYear);
        used |= stated || uses(text, Placeholder::LateRateMonth);
        let written = rates_a_year(text).into_iter().map(|rate| (place.as_str(), rate));
        let filled = year.filter(|_| stated).map(|rate| ("values.late_rate_year", rate));
        let interest = speaks_of_interest(&place, text);
        for (place, rate) in filled.into_iter().chain(written.filter(|_| interest)) {
            capped(letter, place, rate, remarks);
        }
        if interest && month_without_year(text) {
            stated_by_the_month(letter, &place, remarks);
        }
    }
    if let (Some(year), Some(month), true) = (year, month, used)
        && !near(month * Decimal::from(12), year)
    {
        let twelfth = (year / Decimal::from(12)).round_dp(4).normalize();
        let message = format!(
            "{}% a month is not a twelfth of {}% a year; set the rate a month to {twelfth}%.",
            month.normalize(),
            year.normalize()
        );
        let fix = Fix::SetValue(Placeholder::LateRateMonth, format!("{twelfth}%"));
        remarks.add("L24-late-rates-disagree", "values.late_rate_month", message, Some(fix));
    }
    if year.is_some() && !used {
        let message = "A late rate is filled in and no clause uses it; add the clause, or \
                       interest at that rate cannot be claimed.";
        let place = "values.late_rate_year";
        remarks.add("L26-late-rate-unused", place, message, Some(with_a_rate(letter)));
    }
    consumer(letter, remarks);
}

/// The change that puts a clause with an agreed rate into the letter.
fn with_a_rate(letter: &LetterFacts) -> Fix {
    let agreed = with_id(letter.regime, "PAY-LATE/contract").map(|clause| clause.id);
    let id = agreed.unwrap_or("PAY-LATE");
    match letter.clause(id) {
        Some(edited) => Fix::RestoreClause(edited.id.clone()),
        None => Fix::AddClause(id),
    }
}

/// Whether two rates are the same but for the rounding of the smaller.
fn near(twelve_months: Decimal, year: Decimal) -> bool {
    (twelve_months - year).abs() <= Decimal::new(6, 2)
}

fn capped(letter: &LetterFacts, place: &str, rate: Decimal, remarks: &mut Remarks) {
    for cap in caps::of(letter).filter(|cap| rate > cap.percent_a_year) {
        let (rate, words, source) = (rate.normalize(), cap.words, cap.source);
        let (id, message) = if cap.verified {
            (
                "L20-late-rate-above-cap",
                format!("{rate}% a year is above {words}; lower the rate ({source})."),
            )
        } else {
            (
                "L21-late-rate-above-usual",
                format!(
                    "{rate}% a year is above {words}; check the law of the place or lower the \
                     rate ({source}; not verified)."
                ),
            )
        };
        remarks.add(id, place, message, None);
    }
}

fn stated_by_the_month(letter: &LetterFacts, place: &str, remarks: &mut Remarks) {
    let (id, message) = if letter.law == Regime::Canada {
        (
            "L22-month-without-year-canada",
            "A rate by the month stands without the rate by the year, which limits interest to \
             5% a year under the Interest Act; state the rate by the year.",
        )
    } else {
        (
            "L23-month-without-year",
            "A rate by the month stands without the rate by the year; state the rate by the year \
             first.",
        )
    };
    remarks.add(id, place, message, None);
}

/// Whether a percentage in a text is one of interest.
fn speaks_of_interest(place: &str, text: &str) -> bool {
    let low = text.to_lowercase();
    place.starts_with("clauses.PAY-LATE")
        || ["interest", "late charge", "late fee", "overdue"].iter().any(|word| low.contains(word))
}

/// A percentage by the month, typed or as a placeholder, and none by the year.
fn month_without_year(text: &str) -> bool {
    let low = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let month = ["% a month", "% per month", "% each month", "% monthly", "{late_rate_month}"];
    let year = ["a year", "per year", "per annum", "each year", "yearly", "annually"];
    says(&month) && !says(&year)
}

/// The percentages that a text states by the year.
fn rates_a_year(text: &str) -> Vec<Decimal> {
    let low = text.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    let mut rates = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = |step: usize| {
            words.get(at + step).map_or("", |word| word.trim_end_matches(['.', ',', ';', ')']))
        };
        let by_the_year =
            matches!((next(1), next(2)), ("a" | "per" | "each", "year") | ("per", "annum"));
        let rate = percent(word.trim_start_matches('(')).filter(|_| by_the_year);
        rates.extend(rate);
    }
    rates
}

fn consumer(letter: &LetterFacts, remarks: &mut Remarks) {
    if !letter.consumer() {
        return;
    }
    let statutory = matches!(letter.regime, Regime::UnitedKingdom | Regime::Ireland);
    if statutory && letter.clause("PAY-LATE").is_some() {
        let message = "PAY-LATE rests on a law for businesses and the client is a consumer; take \
                       it out or agree a rate with PAY-LATE/contract.";
        let fix = Fix::RemoveClause("PAY-LATE".to_owned());
        remarks.add("L25-late-charge-consumer", "clauses.PAY-LATE", message, Some(fix));
    }
    if letter.has("PAY-COST") {
        let message = "Costs of recovery from a consumer are seldom allowed; take PAY-COST out.";
        let fix = Fix::RemoveClause("PAY-COST".to_owned());
        remarks.add("L27-costs-consumer", "clauses.PAY-COST", message, Some(fix));
    }
}
