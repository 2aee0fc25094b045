//! The cash that is coming, as a band: what is expected, spread over the days on which clients
//! have paid before.
//!
//! Nothing here is drawn by chance. Whoever pays is given every part of their own distribution of
//! days exactly once over [`COURSES`] courses of things, in an order that follows from who they
//! are; a band is the tenth, the fiftieth and the ninetieth hundredth of what the courses come to.
//! What one client owes comes early or late together, so that the band is rather too wide than too
//! narrow. Amounts are of one currency, whole minor units all the way.

mod habit;
mod outgoing;
mod past;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::money::{Currency, Money, MoneyError};

use habit::Rest;
pub use habit::{Habit, LAGS_OF_ONE, shrunk};
pub use outgoing::{Outgoing, Repeats};
pub use past::{Past, Score, score};

/// How many courses of things are looked at; a prime, so that every order of the parts is one.
pub const COURSES: usize = 101;

/// The places of the tenth, fiftieth and ninetieth hundredth among the sorted courses.
const PLACES: [usize; 3] = [10, 50, 90];

/// When an amount comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// On its day, surely.
    Sure,
    /// As by this habit, by its place among the habits, counted from its day.
    Habit(usize),
    /// On its day where a word is kept, which it is so many times in a hundred; else by the habit.
    Word {
        /// So many times in a hundred.
        kept: u32,
        /// The place of the habit.
        habit: usize,
    },
}

/// An amount that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How much.
    pub amount: Money,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// When it comes.
    pub way: Way,
    /// What comes early or late together has the same key.
    pub key: u64,
    /// Whether it comes to be at all: so many times in a hundred, all of one key together.
    pub chance: Option<(u64, u32)>,
    /// So many days later than it would come otherwise: for trying out what that would mean.
    pub delay: u32,
}

/// The tenth, fiftieth and ninetieth hundredth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// In nine of ten courses it is at least this.
    pub low: Money,
    /// In half of them.
    pub middle: Money,
    /// In one of ten.
    pub high: Money,
}

/// What a forecast starts from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The day it is made on; what is expected before it comes on it.
    pub today: NaiveDate,
    /// The last day of each period, in order; the first period begins today.
    pub ends: &'a [NaiveDate],
    /// What is there now.
    pub opening: Money,
    /// What is expected.
    pub expected: &'a [Expected],
    /// How clients pay.
    pub habits: &'a [Habit],
    /// What goes out, and when.
    pub planned: &'a [(NaiveDate, Money)],
    /// So much of a hundred of what comes is set aside for tax.
    pub set_aside: Decimal,
}

/// A period of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// What comes in it.
    pub received: Band,
    /// What goes out in it.
    pub planned: Money,
    /// What is there at its end: the opening, what came, less what went out and is set aside.
    pub left: Band,
}

/// A forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Its periods, in order.
    pub periods: Vec<Period>,
    /// What comes over all of them.
    pub received: Band,
    /// What comes after the last one.
    pub later: Band,
    /// What is set aside of the middle of `received`.
    pub set_aside: Money,
}

/// The forecast that follows from the facts. Fails where amounts are of two currencies or too
/// large to add up.
pub fn forecast(facts: &Facts<'_>) -> Result<Forecast, MoneyError> {
    let currency = facts.opening.currency();
    let courses = courses(facts)?;
    let planned = planned(facts)?;
    let mut left: Vec<i64> = vec![facts.opening.minor(); COURSES];
    let mut so_far: Vec<i64> = vec![0; COURSES];
    let mut periods = Vec::with_capacity(facts.ends.len());
    let mut from = facts.today;
    for (at, (until, planned)) in facts.ends.iter().zip(&planned).enumerate() {
        let of_period = |course: usize| courses[at * COURSES + course];
        for course in 0..COURSES {
            let before = aside(so_far[course], facts.set_aside, currency)?;
            so_far[course] += of_period(course);
            let after = aside(so_far[course], facts.set_aside, currency)?;
            left[course] += of_period(course) - (after - before) - planned.minor();
        }
        periods.push(Period {
            from,
            until: *until,
            received: band((0..COURSES).map(of_period).collect(), currency)?,
            planned: *planned,
            left: band(left.clone(), currency)?,
        });
        from = *until + Days::new(1);
    }
    let later = courses[facts.ends.len() * COURSES..].to_vec();
    let received = band(so_far, currency)?;
    Ok(Forecast {
        periods,
        received,
        later: band(later, currency)?,
        set_aside: received.middle.per_cent(facts.set_aside)?,
    })
}

/// The middle day on which something comes; nothing where it rather does not come at all.
pub fn middle_day(expected: &Expected, habits: &[Habit], today: NaiveDate) -> Option<NaiveDate> {
    let comes = expected.chance.is_none_or(|(_, chance)| chance >= 50);
    let days = Arrival::of(expected, habits, today).until(COURSES / 2, COURSES / 2);
    comes.then(|| today + Days::new(days as u64))
}

/// What each course brings in each period and, last, after all of them: minor units, one period
/// behind the other.
fn courses(facts: &Facts<'_>) -> Result<Vec<i64>, MoneyError> {
    let width = facts.ends.len() + 1;
    let mut sums = vec![0_i64; width * COURSES];
    // Every sum of a course is bounded by the sum of all.
    Money::sum(facts.opening.currency(), facts.expected.iter().map(|one| one.amount))?;
    let last_days: Vec<i64> =
        facts.ends.iter().map(|end| (*end - facts.today).num_days()).collect();
    let place_of_day: Vec<usize> = (0..=last_days.last().map_or(0, |span| *span).max(0))
        .map(|days| last_days.partition_point(|last| *last < days))
        .collect();
    let place = |days: usize| place_of_day.get(days).copied().unwrap_or(width - 1);
    let mut runs: Vec<&[Expected]> =
        facts.expected.chunk_by(|one, next| one.key == next.key).collect();
    runs.sort_by_key(|run| run[0].key);
    // What follows from the part alone is added up by parts first, for all of a key: for each
    // period by how much each part brings more than the part before it.
    let mut by_part = vec![[0_i64; COURSES + 1]; width];
    for of_key in runs.chunk_by(|one, next| one[0].key == next[0].key) {
        let order = spread(of_key[0][0].key);
        by_part.fill([0; COURSES + 1]);
        for expected in by_day(of_key)? {
            let arrival = Arrival::of(&expected, facts.habits, facts.today);
            let minor = expected.amount.minor();
            if expected.chance.is_none() && !matches!(expected.way, Way::Word { .. }) {
                // A later part comes no earlier.
                let (mut at, mut from) = (place(arrival.until(0, 0)), 0);
                while from < COURSES {
                    let to = last_days.get(at).map_or(COURSES, |days| arrival.parts_within(*days));
                    by_part[at][from] += minor;
                    by_part[at][to] -= minor;
                    (at, from) = (at + 1, to);
                }
                continue;
            }
            let words = spread(expected.key ^ WORD);
            let (chances, times) =
                expected.chance.map_or((order, 100), |(key, times)| (spread(key), times));
            let in_turn = places(order).zip(places(words)).zip(places(chances));
            for (course, ((part, word), chance)) in in_turn.enumerate() {
                if happens(chance, times) {
                    sums[place(arrival.until(part, word)) * COURSES + course] += minor;
                }
            }
        }
        let parts: Vec<usize> = places(order).collect();
        for (sums, more) in sums.chunks_exact_mut(COURSES).zip(&by_part) {
            let (mut brought, mut of_part) = (0, [0; COURSES]);
            for (of_part, more) in of_part.iter_mut().zip(more) {
                brought += more;
                *of_part = brought;
            }
            for (sum, part) in sums.iter_mut().zip(&parts) {
                *sum += of_part[*part];
            }
        }
    }
    Ok(sums)
}

/// What is expected of a key, by its days; what differs in nothing but its amount is added up.
fn by_day(of_key: &[&[Expected]]) -> Result<Vec<Expected>, MoneyError> {
    let mut in_order: Vec<&Expected> = of_key.iter().copied().flatten().collect();
    in_order.sort_by_key(|one| one.due_on);
    let mut summed: Vec<Expected> = Vec::with_capacity(in_order.len());
    for one in in_order {
        match summed.last_mut() {
            Some(last) if (Expected { amount: one.amount, ..*last }) == *one => {
                last.amount = last.amount.plus(one.amount)?;
            }
            _ => summed.push(*one),
        }
    }
    Ok(summed)
}

/// The days until something comes, by the part of its distribution.
struct Arrival<'a> {
    way: Way,
    /// Days past the due date; below zero before it.
    late: i64,
    delay: i64,
    rest: Rest<'a>,
}

impl<'a> Arrival<'a> {
    fn of(expected: &Expected, habits: &'a [Habit], today: NaiveDate) -> Arrival<'a> {
        let late = (today - expected.due_on).num_days();
        let rest = match expected.way {
            Way::Sure => Rest::NOTHING,
            Way::Habit(at) => habits[at].rest(late),
            // A word that was not kept on its day is kept no earlier than the day after.
            Way::Word { habit, .. } => habits[habit].rest(late.max(1)),
        };
        Arrival { way: expected.way, late, delay: i64::from(expected.delay), rest }
    }

    /// How many of the first parts come within so many days of today, where no word decides.
    fn parts_within(&self, days: i64) -> usize {
        match self.way {
            Way::Sure if self.late.min(0) + days < self.delay => 0,
            Way::Sure => COURSES,
            Way::Habit(_) | Way::Word { .. } => self.rest.parts_by(days - self.delay + self.late),
        }
    }

    /// The days from today in the part `part`; `word` is the part that decides over a word.
    fn until(&self, part: usize, word: usize) -> usize {
        let lag = match self.way {
            Way::Sure => 0,
            Way::Word { kept, .. } if self.late <= 0 && word * 100 < kept as usize * COURSES => 0,
            Way::Habit(_) | Way::Word { .. } => self.rest.lag(part),
        };
        usize::try_from((lag - self.late).max(0) + self.delay).unwrap_or(0)
    }
}

/// The key of whoever has this id.
pub fn key(id: &str) -> u64 {
    // FNV-1a, 64 bits.
    let mix = |key: u64, byte: u8| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    id.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// Keeps words apart from days: who pays early does not therefore keep their word.
const WORD: u64 = 0x5bd1_e995_9d1b_58d1;

/// Whether something that happens so many times in a hundred does in a part.
fn happens(part: usize, times: u32) -> bool {
    part * 100 < times as usize * COURSES
}

/// An order of the parts, by a step and a beginning.
type Order = (usize, usize);

/// The order in which a key has the parts of its distribution: each in one course.
fn spread(key: u64) -> Order {
    // SplitMix64 (Steele, Lea and Flood, 2014): close keys end far from each other.
    let mut mixed = key.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    let parts = COURSES as u64;
    let (step, begin) = (1 + mixed % (parts - 1), mixed / parts % parts);
    (step as usize, begin as usize)
}

/// The part of each course in turn.
fn places((step, begin): Order) -> impl Iterator<Item = usize> {
    let next = move |part: &usize| Some((part + step) % COURSES);
    std::iter::successors(Some(begin), next).take(COURSES)
}

/// What goes out in each period.
fn planned(facts: &Facts<'_>) -> Result<Vec<Money>, MoneyError> {
    let mut from = facts.today;
    let mut sums = Vec::with_capacity(facts.ends.len());
    for until in facts.ends {
        let within = facts.planned.iter().filter(|(on, _)| from <= *on && on <= until);
        sums.push(Money::sum(facts.opening.currency(), within.map(|(_, amount)| *amount))?);
        from = *until + Days::new(1);
    }
    Ok(sums)
}

fn aside(minor: i64, per_cent: Decimal, currency: Currency) -> Result<i64, MoneyError> {
    Ok(Money::new(minor, currency)?.per_cent(per_cent)?.minor())
}

fn band(mut courses: Vec<i64>, currency: Currency) -> Result<Band, MoneyError> {
    courses.sort_unstable();
    let at = |place: usize| Money::new(courses[PLACES[place]], currency);
    Ok(Band { low: at(0)?, middle: at(1)?, high: at(2)? })
}

#[cfg(test)]
mod tests;
