//! Whether what is collected from a method on file is permitted, and as its scheme asks.

use super::clauses::known;
use super::facts::{LetterFacts, Scheme};
use super::remarks::{Fix, Remarks};
use super::schemes::{self, SchemeRule};
use crate::clause::value::{amount, number};
use crate::clause::{Placeholder, placeholders};

/// The most business days before a debit by which a consumer may have to stop it.
const STOP_DAYS: u32 = 3;

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    match schemes::of(letter) {
        Some(rule) => collected(letter, rule, remarks),
        None => unused(letter, remarks),
    }
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

fn collected(letter: &LetterFacts, rule: &SchemeRule, remarks: &mut Remarks) {
    let wanted = known(letter.regime, rule.clause)
        .filter(|id| *id == rule.clause)
        .unwrap_or("PAY-AUTH/debit");
    let place = format!("clauses.{wanted}");
    let add = Fix::AddClause(wanted);
    if !letter.has("PAY-AUTH") {
        let message = "Invoices are collected from a method on file, and no clause permits it; \
                       add the authorization.";
        remarks.add("L07-pay-auth-missing", place, message, Some(add));
        return;
    }
    let says = |words: &[&str]| {
        letter.of_stem("PAY-AUTH").any(|clause| {
            let text = clause.text.to_lowercase();
            words.iter().any(|word| text.contains(word))
        })
    };
    if !says(rule.words) {
        let message = format!(
            "The authorization does not name {}; use {wanted} ({}).",
            rule.about, rule.source
        );
        remarks.add("L08-scheme-notice-missing", place.clone(), message, Some(add.clone()));
    }
    let told = ["days before each debit", "working days before", "days after we send the invoice"];
    if letter.fees_vary && letter.consumer() && !says(&told) {
        let message = "Amounts vary and the client is a consumer; say how many days before each \
                       debit we tell its amount and date.";
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
    if rule.scheme == Scheme::Pad {
        category(letter, remarks);
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

/// The days of notice, of stopping a debit, and the day an invoice falls due.
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
    let stop = days(Placeholder::RevokeDays).unwrap_or_default();
    if rule.scheme == Scheme::Ach && letter.consumer() && stop > STOP_DAYS {
        let message = format!(
            "A consumer may stop a debit {STOP_DAYS} business days before it; ask for no more."
        );
        let fix = Fix::SetValue(Placeholder::RevokeDays, STOP_DAYS.to_string());
        remarks.add("L16-revoke-days-long", "values.revoke_days", message, Some(fix));
    }
}
