//! Rules in words, for lists, letters and the question "why this amount?".

use chrono::{Datelike, NaiveDate};

use super::{
    After, Billed, Cadence, DueDay, Every, MonthDay, Nth, Proration, Recurrence, Share, Shift,
};

impl Every {
    /// How often: `each month`, `every 4 months`, `in January and July`.
    pub fn words(self) -> String {
        match self {
            Every::MONTH => "each month".to_owned(),
            Every::QUARTER => "each quarter".to_owned(),
            Every::YEAR => "each year".to_owned(),
            Every::Months(months) => format!("every {months} months"),
            Every::Chosen(set) => {
                let names: Vec<&str> = set.months().map(month_name).collect();
                match names.as_slice() {
                    [before @ .., last] if !before.is_empty() => {
                        format!("in {} and {last}", before.join(", "))
                    }
                    names => format!("in {}", names.concat()),
                }
            }
        }
    }
}

impl Cadence {
    /// How often: `each week`, `each month`.
    pub fn words(self) -> String {
        match self {
            Cadence::Weeks(weeks) if weeks.get() == 1 => "each week".to_owned(),
            Cadence::Weeks(weeks) => format!("every {weeks} weeks"),
            Cadence::Months(every, _) => every.words(),
        }
    }
}

impl DueDay {
    fn words(self, anchor: NaiveDate) -> String {
        let the = |day: MonthDay| format!("the {}", ordinal(day.number()));
        match self {
            DueDay::StartDay => format!("the {}", ordinal(anchor.day())),
            DueDay::Day(day) => the(day),
            DueDay::LastDay => "the last day of the month".to_owned(),
            DueDay::Weekday(nth, weekday) => {
                format!("the {} {}", nth.words(), weekday_name(weekday))
            }
            DueDay::TwoDays(days) => {
                let second = days.second().map_or("the last day of the month".to_owned(), the);
                format!("{} and {second}", the(days.first()))
            }
        }
    }
}

impl Nth {
    fn words(self) -> &'static str {
        match self {
            Nth::First => "first",
            Nth::Second => "second",
            Nth::Third => "third",
            Nth::Fourth => "fourth",
            Nth::Last => "last",
        }
    }
}

impl Recurrence {
    /// The whole rule in words: `each month on the 31st, in arrears, 12 times`.
    pub fn words(self, anchor: NaiveDate) -> String {
        let day = match self.cadence {
            Cadence::Weeks(_) => weekday_name(anchor.weekday()).to_owned(),
            Cadence::Months(_, day) => day.words(anchor),
        };
        let mut words = format!("{} on {day}", self.cadence.words());
        if self.billed == Billed::InArrears {
            words.push_str(", in arrears");
        }
        words.push_str(match self.shift {
            Shift::None => "",
            Shift::Next => ", or the next working day",
            Shift::Previous => ", or the working day before",
            Shift::ModifiedFollowing => ", or the next working day of the same month",
        });
        words.push_str(match self.proration {
            Proration::None => "",
            Proration::ByDay => ", broken periods by the day",
            Proration::Full => ", broken periods at the full price",
            Proration::Half => ", broken periods at half the price",
            Proration::Free => ", broken periods free",
        });
        match self.cycles.map(std::num::NonZeroU32::get) {
            None => {}
            Some(1) => words.push_str(", once"),
            Some(cycles) => words.push_str(&format!(", {cycles} times")),
        }
        if let Some(end) = self.end {
            let until = if end.then == After::Stop { "until" } else { "at least until" };
            words.push_str(&format!(", {until} {}", date_words(end.on)));
        }
        words
    }

    /// What a short month did to a billing day; nothing where it did nothing.
    pub fn clamped_words(self, anchor: NaiveDate, named_on: NaiveDate) -> Option<String> {
        let Cadence::Months(_, day) = self.cadence else { return None };
        let at_the_end = named_on == crate::calendar::last_of_month(named_on);
        let clamped = at_the_end && day.number(anchor)? > named_on.day();
        // What is billed after an agreed last day is billed then, and not on the rule's day.
        let clamped = clamped && self.last_day().is_none_or(|last| named_on <= last);
        clamped.then(|| format!("here the {}: the month is shorter", ordinal(named_on.day())))
    }
}

impl Share {
    /// Which part it is; nothing for the whole.
    pub fn words(self) -> Option<String> {
        match self {
            Share::Whole => None,
            Share::Days { before, days, after } => {
                Some(format!("{days} of {} days", before + days + after))
            }
            Share::Half => Some("a broken period at half the price".to_owned()),
            Share::Nothing => Some("a broken period, free".to_owned()),
        }
    }
}

/// `28 February 2026`.
pub fn date_words(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`…
pub fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn weekday_name(weekday: chrono::Weekday) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[weekday.num_days_from_monday() as usize]
}

fn month_name(month: u32) -> &'static str {
    u8::try_from(month)
        .ok()
        .and_then(|month| chrono::Month::try_from(month).ok())
        .map_or("", |month| month.name())
}
