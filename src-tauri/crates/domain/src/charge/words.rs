//! Charges in words: the rule that made one, and whatever it did not leave as it is.

use chrono::NaiveDate;

use super::computed::milestone;
use super::{Billing, Cap, Charge, Course, Milestone, Moved, Priced, ServiceTerms, Unit};
use crate::schedule::date_words;

impl Billing {
    /// How it is billed, in the words of a list: `each month`, `once, when done`.
    pub fn words(self) -> String {
        match self {
            Billing::Recurring(rule) => rule.cadence.words(),
            Billing::OnAcceptance => "once, at the start".to_owned(),
            Billing::OnCompletion => "once, when done".to_owned(),
            Billing::Logged { unit: Unit::Hour, .. } => "by the hour".to_owned(),
            Billing::Logged { unit: Unit::Piece, .. } => "by the piece".to_owned(),
        }
    }

    /// How it is billed, with everything the terms say: `by the hour, at most 10 hours`.
    pub fn all_words(self, anchor: NaiveDate) -> String {
        match self {
            Billing::Recurring(rule) => rule.words(anchor),
            Billing::Logged { unit, cap } => {
                format!("{}, at most {}", self.words(), cap.words(unit))
            }
            Billing::OnAcceptance | Billing::OnCompletion => self.words(),
        }
    }
}

impl Cap {
    fn words(self, unit: Unit) -> String {
        let units = if unit == Unit::Hour { "hours" } else { "pieces" };
        let most = self.most.normalize();
        match self.per {
            None => format!("{most} {units}"),
            Some(every) => format!("{most} {units} {}", every.words()),
        }
    }
}

impl Priced {
    /// Where the price comes from; nothing where it is as agreed.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Priced::AsAgreed => None,
            Priced::Introductory => Some("introductory price"),
            Priced::Once => Some("price for this once"),
        }
    }
}

impl ServiceTerms {
    /// The milestone that an occurrence is, where it is one.
    pub fn milestone(&self, occurrence: u32) -> Option<&Milestone> {
        self.milestones.get(milestone(self, occurrence)?)
    }

    /// The rule that made `charge`: `each month on the 31st, here the 28th: the month is shorter;
    /// moved from Saturday 28 February to Monday 2 March 2026`.
    pub fn words(&self, course: &Course<'_>, charge: &Charge) -> String {
        let mut words = self.billing.all_words(course.anchor);
        let named_on = charge.origin.named_on;
        if let Billing::Recurring(rule) = self.billing
            && let Some(clamped) = rule.clamped_words(course.anchor, named_on)
        {
            words.push_str(&format!(", {clamped}"));
        }
        if let Some(part) = self.milestone(charge.occurrence) {
            words = format!("milestone \"{}\", when done", part.name);
        }
        let origin = charge.origin;
        let notes = [
            origin.moved.map(|moved| moved_words(moved, course, charge)),
            origin.share.words(),
            origin.priced.words().map(str::to_owned),
            charge.beyond_cap.then(|| "beyond the cap".to_owned()),
        ];
        for note in notes.into_iter().flatten() {
            words.push_str(&format!("; {note}"));
        }
        words
    }
}

fn moved_words(moved: Moved, course: &Course<'_>, charge: &Charge) -> String {
    let (named_on, due_on) = (charge.origin.named_on, charge.due_on);
    match moved {
        Moved::ToAcceptance => {
            format!("billed on acceptance in place of {}", date_words(named_on))
        }
        Moved::ToWorkingDay => {
            let why = course.holidays.name(named_on).map(|name| format!(" ({name})"));
            format!(
                "moved from {}{} to {}",
                named_on.format("%A %-d %B"),
                why.unwrap_or_default(),
                due_on.format("%A %-d %B %Y")
            )
        }
        Moved::ByHand => {
            format!("moved by hand from {} to {}", date_words(named_on), date_words(due_on))
        }
    }
}
