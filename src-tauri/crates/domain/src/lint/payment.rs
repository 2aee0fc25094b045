//! Whether what is collected from a method on file is permitted, and as its scheme asks.

use super::clauses::known;
use super::facts::{LetterFacts, Scheme};
use super::remarks::{Fix, Remarks};
use super::schemes::{self, SchemeRule};
use crate::clause::value::{amount, number, percent};
use crate::clause::{Placeholder, placeholders};

/// The most business days before a debit by which a consumer may have to stop it.
const STOP_DAYS: u32 = 3;

/// What an authorization says whatever its scheme, with words of which it has one in lower case,
/// and where that is asked: Nacha Rules 2.3, and the card schemes' rules for stored cards.
const AUTH_PARTS: [(&str, &[&str]); 4] = [
    ("the amount, or how it is found", &["amount"]),
    ("when money is taken", &["due date", "on the date", "each month", "{start_date}"]),
    ("how the client withdraws it", &["withdraw", "revoke", "cancel"]),
    ("how it is shown on the client's statement", &["statement"]),
];

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    let rules = schemes::of(letter);
    match rules.first() {
        Some(longest) => {
            rules.iter().for_each(|rule| permitted(letter, rule, remarks));
            collected(letter, longest, remarks);
            rules.iter().for_each(|rule| of_its_scheme(letter, rule, remarks));
        }
        None if letter.asks_method => permitted_at_all(letter, remarks),
        None => unused(letter, remarks),
    }
    if letter.asks_method && !letter.has_page {
        let message = "A payment method is asked for, and no page for it can be made; connect a \
                       processor in Settings that takes it, or ask for none.";
        remarks.add("L28-method-without-page", "method", message, None);
    }
    card_cost(letter, remarks);
    let value = |placeholder| {
        let used = asks(letter, placeholder);
        letter.values.value(placeholder).filter(|_| used).and_then(amount)
    };
    if let (Some(low), Some(high)) = (value(Placeholder::DebitLow), value(Placeholder::DebitHigh))
        && low > high
    {
        let message = "The lowest usual debit is above the highest; exchange the two.";
        remarks.add("L12-debit-range-reversed", "values.debit_low", message, None);
    }
}

/// Whether the cost of credit cards may be passed on, and as much of it.
fn card_cost(letter: &LetterFacts, remarks: &mut Remarks) {
    if !letter.has("PAY-CARD") {
        return;
    }
    let stated = letter.values.value(Placeholder::CardCost).and_then(percent);
    let (message, fix) = match (&letter.card_cost, stated) {
        (Err(no), _) => (
            format!("{} Take PAY-CARD out ({}).", no.words, no.source),
            Fix::RemoveClause("PAY-CARD".to_owned()),
        ),
        (Ok(most), Some(stated)) if stated > *most => {
            let most = most.normalize();
            (
                format!("No more than {most}% may be added for a credit card; lower it."),
                Fix::SetValue(Placeholder::CardCost, format!("{most}%")),
            )
        }
        _ => return,
    };
    remarks.add("L39-card-cost", "clauses.PAY-CARD", message, Some(fix));
}

/// Whether an authorization asks for this fact.
fn asks(letter: &LetterFacts, placeholder: Placeholder) -> bool {
    letter.of_stem("PAY-AUTH").any(|clause| placeholders(&clause.text).contains(&placeholder))
}

/// The days' notice of a debit that are typed into a text: "5 days before each debit".
fn typed_notice(text: &str) -> Option<u32> {
    let low = text.to_lowercase();
    let mut words: Vec<&str> = low.split_whitespace().collect();
    words.retain(|word| !["working", "business", "calendar"].contains(word));
    let notice = words.windows(4).find(|four| {
        four[1] == "days" && four[2] == "before" && ["each", "every", "the"].contains(&four[3])
    });
    notice.and_then(|four| number(four[0]))
}

fn unused(letter: &LetterFacts, remarks: &mut Remarks) {
    for clause in letter.of_stem("PAY-AUTH") {
        let message = format!(
            "{} lets us collect, and no invoice is collected; take it out or choose a method.",
            clause.id
        );
        let fix = Fix::RemoveClause(clause.id.clone());
        remarks.add("L15-auth-unused", format!("clauses.{}", clause.id), message, Some(fix));
    }
}

/// A method is asked for and nothing tells of which kind: some authorization has to be there.
fn permitted_at_all(letter: &LetterFacts, remarks: &mut Remarks) {
    if !letter.has("PAY-AUTH") {
        let message = "A payment method is asked for, and no clause permits to charge it; add the \
                       authorization.";
        let add = Fix::AddClause("PAY-AUTH/card");
        remarks.add("L07-pay-auth-missing", "clauses.PAY-AUTH/card", message, Some(add));
    }
    complete(letter, remarks);
}

/// The clause of the library that permits what a scheme takes.
fn clause_for(letter: &LetterFacts, rule: &SchemeRule) -> &'static str {
    let known = known(letter.regime, rule.clause).filter(|id| *id == rule.clause);
    known.unwrap_or("PAY-AUTH/debit")
}

/// Whether some authorization has one of the words.
fn says(letter: &LetterFacts, words: &[&str]) -> bool {
    letter.of_stem("PAY-AUTH").any(|clause| {
        let text = clause.text.to_lowercase();
        words.iter().any(|word| text.contains(word))
    })
}

/// Whether every authorization says what each has to.
fn complete(letter: &LetterFacts, remarks: &mut Remarks) {
    for clause in letter.of_stem("PAY-AUTH") {
        let text = clause.text.to_lowercase();
        let lacks = AUTH_PARTS.iter().find(|(_, words)| !words.iter().any(|w| text.contains(w)));
        if let Some((about, _)) = lacks {
            let message = format!("{} does not say {about}; put that in.", clause.id);
            let known = known(letter.regime, &clause.id).is_some_and(|id| id == clause.id);
            let fix = known.then(|| Fix::RestoreClause(clause.id.clone()));
            remarks.add(
                "L08-scheme-notice-missing",
                format!("clauses.{}", clause.id),
                message,
                fix,
            );
        }
    }
}

/// Whether a scheme is permitted, in the words it asks for.
fn permitted(letter: &LetterFacts, rule: &SchemeRule, remarks: &mut Remarks) {
    let wanted = clause_for(letter, rule);
    let place = format!("clauses.{wanted}");
    let add = Fix::AddClause(wanted);
    if !letter.has("PAY-AUTH") {
        let message = format!(
            "Invoices are collected from a method on file, and no clause permits it; add {wanted}."
        );
        remarks.add("L07-pay-auth-missing", place, message, Some(add));
    } else if !says(letter, rule.words) {
        let message = format!(
            "The authorization does not name {}; use {wanted} ({}).",
            rule.about, rule.source
        );
        remarks.add("L08-scheme-notice-missing", place, message, Some(add));
    }
}

/// What holds for every way of collecting; the rule is the one with the longest notice.
fn collected(letter: &LetterFacts, rule: &SchemeRule, remarks: &mut Remarks) {
    if !letter.has("PAY-AUTH") {
        return;
    }
    complete(letter, remarks);
    let told = ["days before each debit", "working days before", "days after we send the invoice"];
    if letter.fees_vary && letter.consumer() && !says(letter, &told) {
        let message = "Amounts vary and the client is a consumer; say how many days before each \
                       debit we tell its amount and date.";
        let wanted = clause_for(letter, rule);
        let (place, add) = (format!("clauses.{wanted}"), Fix::AddClause(wanted));
        remarks.add("L09-varying-debit-notice", place, message, Some(add));
    }
    if !letter.has("PAY-FAIL") {
        let message = "Nothing says what happens when a collection fails; add PAY-FAIL.";
        remarks.add(
            "L14-pay-fail-missing",
            "clauses.PAY-FAIL",
            message,
            Some(Fix::AddClause("PAY-FAIL")),
        );
    }
    notice(letter, rule, remarks);
}

/// What only one scheme asks of a letter that permits it.
fn of_its_scheme(letter: &LetterFacts, rule: &SchemeRule, remarks: &mut Remarks) {
    if !letter.has("PAY-AUTH") {
        return;
    }
    if rule.scheme == Scheme::Pad {
        category(letter, remarks);
    }
    let stop = letter.values.value(Placeholder::RevokeDays).and_then(number).unwrap_or_default();
    if rule.scheme == Scheme::Ach && letter.consumer() && stop > STOP_DAYS {
        let message = format!(
            "A consumer may stop a debit {STOP_DAYS} business days before it; ask for no more."
        );
        let fix = Fix::SetValue(Placeholder::RevokeDays, STOP_DAYS.to_string());
        remarks.add("L16-revoke-days-long", "values.revoke_days", message, Some(fix));
    }
}

/// Whether the category of a Canadian debit is that of the client.
fn category(letter: &LetterFacts, remarks: &mut Remarks) {
    let fits = if letter.consumer() { "Personal" } else { "Business" };
    let said = letter.values.value(Placeholder::PadCategory);
    if said.is_some_and(|said| !said.eq_ignore_ascii_case(fits)) {
        let message = format!("The debit's category does not fit the client; write {fits}.");
        let fix = Fix::SetValue(Placeholder::PadCategory, fits.to_owned());
        remarks.add("L29-debit-category", "values.pad_category", message, Some(fix));
    }
}

/// The days of notice, and the day an invoice falls due.
fn notice(letter: &LetterFacts, rule: &SchemeRule, remarks: &mut Remarks) {
    let days = |placeholder| letter.values.value(placeholder).and_then(number);
    let told = if asks(letter, Placeholder::DebitNoticeDays) {
        days(Placeholder::DebitNoticeDays)
    } else {
        letter.of_stem("PAY-AUTH").find_map(|clause| typed_notice(&clause.text))
    };
    let place = "values.debit_notice_days";
    if told.is_some_and(|told| told < rule.notice_days) {
        let (least, source) = (rule.notice_days, rule.source);
        let message =
            format!("The notice of a debit is under {least} days; set it to {least} ({source}).");
        let fix = Fix::SetValue(Placeholder::DebitNoticeDays, least.to_string());
        let id = if rule.notice_firm {
            "L10-debit-notice-short"
        } else {
            "L11-debit-notice-below-scheme"
        };
        remarks.add(id, place, message, Some(fix));
    }
    if let Some(told) = told
        && told > letter.payment_days
    {
        let due = letter.payment_days;
        let message = format!(
            "Invoices fall due {due} days after their date, before the {told} days' notice of a \
             debit has run; give more days to pay."
        );
        remarks.add("L13-due-before-notice", "payment_days", message, None);
    }
}
