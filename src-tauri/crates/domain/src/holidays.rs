//! Days on which nobody works: the holidays of a place as dated data, and the user's own days.
//!
//! A place is a table of rules (`holidays/…`), each with its source; the one engine here turns a
//! table and a year into dates. Weekends are no working days anywhere.

mod americas;
mod ireland;
mod oceania;
mod united_kingdom;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::jurisdiction::Jurisdiction;
use crate::schedule::Nth;

/// The holidays of a year, by date.
type Year = BTreeMap<NaiveDate, &'static str>;

thread_local! {
    /// The holidays of years that were asked about: schedules ask of the same few years for every
    /// charge, and a year is worked out once.
    static YEARS: RefCell<HashMap<(Place, i32), Year>> = RefCell::default();
}

/// The places whose holidays the program knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// United States: the federal holidays.
    UnitedStates,
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
    /// Ireland.
    Ireland,
    /// Canada: the federal holidays.
    Canada,
    /// Australia: those that every state and territory keeps.
    Australia,
    /// New Zealand: those that every province keeps.
    NewZealand,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 8] = [
        Place::UnitedStates,
        Place::EnglandAndWales,
        Place::Scotland,
        Place::NorthernIreland,
        Place::Ireland,
        Place::Canada,
        Place::Australia,
        Place::NewZealand,
    ];

    /// ISO 3166: the country, or the country and its part.
    pub fn code(self) -> &'static str {
        match self {
            Place::UnitedStates => "US",
            Place::EnglandAndWales => "GB-EAW",
            Place::Scotland => "GB-SCT",
            Place::NorthernIreland => "GB-NIR",
            Place::Ireland => "IE",
            Place::Canada => "CA",
            Place::Australia => "AU",
            Place::NewZealand => "NZ",
        }
    }

    /// The place whose holidays a practice keeps; `region` is the part of its country as the
    /// practice writes it, which tells the parts of the United Kingdom apart.
    pub fn of(jurisdiction: Jurisdiction, region: &str) -> Place {
        let region = region.to_lowercase();
        match jurisdiction {
            Jurisdiction::Us => Place::UnitedStates,
            Jurisdiction::Gb if region.contains("scotland") => Place::Scotland,
            Jurisdiction::Gb if region.contains("northern ireland") => Place::NorthernIreland,
            Jurisdiction::Gb => Place::EnglandAndWales,
            Jurisdiction::Ie => Place::Ireland,
            Jurisdiction::Ca => Place::Canada,
            Jurisdiction::Au => Place::Australia,
            Jurisdiction::Nz => Place::NewZealand,
        }
    }

    /// The place with this code.
    pub fn from_code(code: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.code() == code)
    }

    fn tables(self) -> [&'static [Rule]; 2] {
        match self {
            Place::UnitedStates => [americas::UNITED_STATES, &[]],
            Place::EnglandAndWales => {
                [united_kingdom::WHOLE_KINGDOM, united_kingdom::ENGLAND_AND_WALES]
            }
            Place::Scotland => [united_kingdom::WHOLE_KINGDOM, united_kingdom::SCOTLAND],
            Place::NorthernIreland => {
                [united_kingdom::WHOLE_KINGDOM, united_kingdom::NORTHERN_IRELAND]
            }
            Place::Ireland => [ireland::IRELAND, &[]],
            Place::Canada => [americas::CANADA, &[]],
            Place::Australia => [oceania::AUSTRALIA, &[]],
            Place::NewZealand => [oceania::NEW_ZEALAND, oceania::MATARIKI],
        }
    }

    /// The holidays that fall into `year`, by date: those on which the place rests, which are not
    /// always those that it celebrates.
    pub fn holidays(self, year: i32) -> Year {
        // The next year's New Year may be kept on this year's last day.
        let both = [year, year + 1].into_iter().flat_map(|year| self.kept_for(year));
        both.filter(|(day, _)| day.year() == year).collect()
    }

    /// What `day` is called, where it is a holiday.
    fn name(self, day: NaiveDate) -> Option<&'static str> {
        YEARS.with_borrow_mut(|years| {
            let year = years.entry((self, day.year())).or_insert_with(|| self.holidays(day.year()));
            year.get(&day).copied()
        })
    }

    /// The holidays that belong to `year`; one of them may be kept on the last day before it.
    fn kept_for(self, year: i32) -> Year {
        let named: Vec<(NaiveDate, &Rule)> = self
            .tables()
            .into_iter()
            .flatten()
            .filter(|rule| (rule.from..=rule.to).contains(&year))
            .filter_map(|rule| Some((rule.day.in_year(year)?, rule)))
            .collect();
        let stays = |day: NaiveDate, rule: &Rule| !is_weekend(day) || rule.weekend == Kept::Stays;
        let mut kept: Year = named
            .iter()
            .filter(|(day, rule)| stays(*day, rule))
            .map(|(d, r)| (*d, r.name))
            .collect();
        for (day, rule) in named.iter().filter(|(day, rule)| !stays(*day, rule)) {
            let day = rule.weekend.moved(*day, |day| kept.contains_key(&day));
            kept.entry(day).or_insert(rule.name);
        }
        kept
    }
}

/// The days on which one practice does not work, besides weekends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// The place whose holidays it keeps, if any.
    pub place: Option<Place>,
    /// Its own days.
    pub own: BTreeSet<NaiveDate>,
}

impl Holidays {
    /// Whether work is done on `day`.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && self.name(day).is_none()
    }

    /// What `day` is called, where it is a holiday.
    pub fn name(&self, day: NaiveDate) -> Option<&'static str> {
        if self.own.contains(&day) {
            return Some("a day off");
        }
        self.place.and_then(|place| place.name(day))
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// One line of a table.
struct Rule {
    name: &'static str,
    day: Day,
    weekend: Kept,
    /// The first year it holds.
    from: i32,
    /// The last year it holds.
    to: i32,
}

impl Rule {
    /// A holiday that has always been and always will be.
    const fn new(name: &'static str, day: Day, weekend: Kept) -> Rule {
        Rule { name, day, weekend, from: i32::MIN, to: i32::MAX }
    }

    /// The same, in these years only; both included.
    const fn years(self, from: i32, to: i32) -> Rule {
        Rule { from, to, ..self }
    }

    /// The same, from this year on.
    const fn since(self, from: i32) -> Rule {
        Rule { from, ..self }
    }

    /// A single day.
    const fn once(name: &'static str, year: i32, month: u32, day: u32) -> Rule {
        Rule::new(name, Day::Fixed(month, day), Kept::Stays).years(year, year)
    }
}

/// How a holiday finds its date in a year.
enum Day {
    /// Month and day.
    Fixed(u32, u32),
    /// A weekday of a month.
    Nth(Nth, Weekday, u32),
    /// The last Monday before month and day.
    MondayBefore(u32, u32),
    /// The first of a month if it is a Friday, else the first Monday.
    FridayFirstOrMonday(u32),
    /// Days after Easter Sunday.
    Easter(i64),
}

impl Day {
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let first = |month| NaiveDate::from_ymd_opt(year, month, 1);
        match *self {
            Day::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Day::Nth(nth, weekday, month) => Some(nth.in_month(first(month)?, weekday)),
            Day::MondayBefore(month, day) => {
                let before = NaiveDate::from_ymd_opt(year, month, day)?.pred_opt()?;
                let back = u64::from(before.weekday().num_days_from_monday());
                before.checked_sub_days(Days::new(back))
            }
            Day::FridayFirstOrMonday(month) => match first(month)? {
                friday if friday.weekday() == Weekday::Fri => Some(friday),
                first => Some(Nth::First.in_month(first, Weekday::Mon)),
            },
            Day::Easter(days) => easter(year)?.checked_add_signed(chrono::Duration::days(days)),
        }
    }
}

/// What a holiday does that falls on a weekend.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It stays there, and nobody notices.
    Stays,
    /// On the nearest weekday: Friday for Saturday, Monday for Sunday.
    Nearest,
    /// On the next weekday that is no holiday itself.
    NextFree,
    /// On the next Monday, even if that is a holiday itself.
    Monday,
}

impl Kept {
    fn moved(self, day: NaiveDate, taken: impl Fn(NaiveDate) -> bool) -> NaiveDate {
        let later = |days| day.checked_add_days(Days::new(days)).unwrap_or(day);
        let monday = if day.weekday() == Weekday::Sat { later(2) } else { later(1) };
        match self {
            Kept::Stays => day,
            Kept::Nearest if day.weekday() == Weekday::Sat => day.pred_opt().unwrap_or(day),
            Kept::Nearest | Kept::Monday => monday,
            Kept::NextFree => {
                monday.iter_days().find(|day| !is_weekend(*day) && !taken(*day)).unwrap_or(monday)
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm printed in Jean Meeus,
/// Astronomical Algorithms (1991), chapter 8, with its letters.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let day = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests;
