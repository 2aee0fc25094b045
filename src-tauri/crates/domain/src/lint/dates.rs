//! Dates and days that contradict each other or are unusual.

use super::facts::LetterFacts;
use super::remarks::{Fix, Remarks};
use crate::clause::value::{date, number};
use crate::clause::{Placeholder, Regime};

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    open(letter, remarks);
    start(letter, remarks);
    let stated = letter.values.value(Placeholder::StartDate).and_then(date);
    if stated.is_some_and(|stated| stated != letter.starts_on) {
        let message = "The start date in the text is not that of the agreement; make them one.";
        remarks.add("L45-start-disagrees", "values.start_date", message, None);
    }
    let days = letter.payment_days;
    let stated = letter.values.value(Placeholder::DueDays).and_then(number);
    if let Some(stated) = stated.filter(|stated| *stated != days) {
        let message =
            format!("The text gives {stated} days to pay and invoices give {days}; make them one.");
        let fix = Fix::SetValue(Placeholder::DueDays, days.to_string());
        remarks.add("L46-due-days-disagree", "values.due_days", message, Some(fix));
    }
    let europe = matches!(letter.law, Regime::UnitedKingdom | Regime::Ireland);
    let most = letter.most_payment_days;
    if europe && !letter.consumer() && most > 60 {
        let message = format!("A business has {most} days to pay; agree 60 at most, or expressly.");
        remarks.add("L47-due-days-long", "payment_days", message, None);
    }
}

fn open(letter: &LetterFacts, remarks: &mut Remarks) {
    let days = (letter.valid_until - letter.dated).num_days();
    let (id, message) = match days {
        ..0 => (
            "L40-closed-before-dated",
            "The offer closes before the day on the letter; choose a later day.".to_owned(),
        ),
        0..3 => (
            "L44-open-short",
            "The offer closes less than three days after the letter; give the client time to read."
                .to_owned(),
        ),
        91.. => (
            "L43-open-long",
            format!("The offer stays open for {days} days; prices may change before it closes."),
        ),
        _ => return,
    };
    remarks.add(id, "valid_until", message, None);
}

fn start(letter: &LetterFacts, remarks: &mut Remarks) {
    let days = (letter.starts_on - letter.dated).num_days();
    let (id, message) = match days {
        ..-90 => (
            "L41-start-long-past",
            format!("The agreement starts {} days before the letter; check the date.", -days),
        ),
        367.. => (
            "L42-start-far",
            format!("The agreement starts {days} days after the letter; check the date."),
        ),
        _ => return,
    };
    remarks.add(id, "starts_on", message, None);
}
