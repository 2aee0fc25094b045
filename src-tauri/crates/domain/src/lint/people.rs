//! Who the client is, who signs, and what the practice has said of itself.

use super::facts::LetterFacts;
use super::remarks::{Fix, Remarks};
use crate::clause::value::number;
use crate::clause::{Placeholder, Regime, ServiceKind};

/// The fewest days after which silence should count as consent.
const CONSENT_DAYS: u32 = 14;

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    liability(letter, remarks);
    if letter.consumer() {
        consumer(letter, remarks);
    }
    consent(letter, remarks);
    signatures(letter, remarks);
    particulars(letter, remarks);
}

fn liability(letter: &LetterFacts, remarks: &mut Remarks) {
    if let Some(limit) = letter.clause("LIAB") {
        let text = limit.text.to_lowercase();
        let saved = ["nothing in this agreement limits", "does not limit", "do not limit"];
        if !saved.iter().any(|words| text.contains(words)) || !text.contains("fraud") {
            let id =
                if letter.consumer() { "L51-liability-consumer" } else { "L52-liability-open" };
            let message = "LIAB limits liability without saying what stays, fraud and negligence \
                           that hurts someone among it; say it or put the text back.";
            let fix = Fix::RestoreClause("LIAB".to_owned());
            remarks.add(id, "clauses.LIAB", message, Some(fix));
        }
    }
    let scheme = letter.regime == Regime::Australia && letter.practice.liability_scheme;
    if scheme && letter.clause("LIAB/scheme").is_none() {
        let message = "You take part in a scheme that limits liability, and the letter does not \
                       name it; add LIAB/scheme.";
        let fix = Fix::AddClause("LIAB/scheme");
        remarks.add("L55-scheme-undisclosed", "clauses.LIAB/scheme", message, Some(fix));
    }
}

fn consumer(letter: &LetterFacts, remarks: &mut Remarks) {
    // In the United Kingdom and Ireland the table of requirements demands it.
    let demanded = matches!(letter.regime, Regime::UnitedKingdom | Regime::Ireland);
    if !demanded && !letter.has("CANCEL") {
        let message = "The client is a consumer; if the law of the place gives a right to cancel, \
                       add CANCEL.";
        let fix = Fix::AddClause("CANCEL");
        remarks.add("L50-cancel-consider", "clauses.CANCEL", message, Some(fix));
    }
    if letter.has("INDEM") {
        let message = "An indemnity from a consumer may be unfair; take INDEM out.";
        let fix = Fix::RemoveClause("INDEM".to_owned());
        remarks.add("L53-indemnity-consumer", "clauses.INDEM", message, Some(fix));
    }
    if letter.consent_by_notice {
        let message = "Consent by silence may not bind a consumer; ask for a yes instead.";
        remarks.add("L54-consent-consumer", "consent_by_notice", message, None);
    }
}

fn consent(letter: &LetterFacts, remarks: &mut Remarks) {
    if !letter.consent_by_notice {
        return;
    }
    for id in ["AMEND", "AMEND/notice"] {
        if letter.clause(id).is_none() {
            let message = format!("Silence is to count as consent and {id} is missing; add it.");
            let fix = Fix::AddClause(id);
            let place = format!("clauses.{id}");
            remarks.add("L60-consent-without-clause", place, message, Some(fix));
        }
    }
    let days = letter.values.value(Placeholder::ConsentDays).and_then(number);
    if days.is_some_and(|days| days < CONSENT_DAYS) {
        let message =
            format!("Give the client {CONSENT_DAYS} days or more before silence is consent.");
        let fix = Fix::SetValue(Placeholder::ConsentDays, CONSENT_DAYS.to_string());
        remarks.add("L61-consent-short", "values.consent_days", message, Some(fix));
    }
}

fn signatures(letter: &LetterFacts, remarks: &mut Remarks) {
    let ssars = [ServiceKind::Preparation, ServiceKind::Compilation, ServiceKind::Review];
    let statements = letter.regime == Regime::UnitedStates
        && letter.kinds().iter().any(|kind| ssars.contains(kind));
    let nobody = letter.client_signatories == 0;
    if statements && (nobody || !letter.practice_signs) {
        let message = "A letter for financial statements is signed by the practice and by \
                       management; name who signs for each.";
        remarks.add("L70-statements-unsigned", "signatories", message, None);
    } else if nobody {
        let message = "No one is named to sign for the client; name a person with authority.";
        remarks.add("L71-client-unsigned", "signatories", message, None);
    }
}

fn particulars(letter: &LetterFacts, remarks: &mut Remarks) {
    use Regime::{Australia, Ireland, UnitedKingdom};
    let said = &letter.practice;
    let asked: [(&str, &str, &str, &[Regime], &str); 3] = [
        (
            "L75-body-unnamed",
            "body",
            &said.body,
            &[UnitedKingdom, Ireland, Australia],
            "your professional body",
        ),
        (
            "L76-insurer-unnamed",
            "insurer",
            &said.insurer,
            &[UnitedKingdom, Ireland],
            "your professional indemnity insurer",
        ),
        (
            "L77-supervisor-unnamed",
            "supervisor",
            &said.supervisor,
            &[UnitedKingdom, Ireland],
            "your money laundering supervisor",
        ),
    ];
    for (id, field, value, regimes, words) in asked {
        if regimes.contains(&letter.regime) && value.trim().is_empty() {
            let message = format!("The letter should name {words}; enter it in the settings.");
            remarks.add(id, format!("practice.{field}"), message, None);
        }
    }
}
