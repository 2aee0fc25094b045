//! The periods of a rule: found by counting from the anchor, cut where billing begins and ends.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::{Billed, Cadence, DueDay, Every, Period, Proration, Recurrence};
use crate::calendar::{END, last_of_month};
use crate::money::{Money, MoneyError};

/// One occurrence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// Counted from 0, the period that the anchor is in.
    pub n: u32,
    /// The billing day that the rule names, before any shift.
    pub due_on: NaiveDate,
    /// The days it covers. The first begins where billing begins; each ends the day before the
    /// next begins, so that there is neither gap nor overlap.
    pub period: Period,
    /// What it costs of a whole one.
    pub share: Share,
}

/// What part of a whole period's price a broken one costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// All of it.
    Whole,
    /// `days` of a period that also has days `before` and `after` them.
    Days {
        /// Days cut off at the start.
        before: u64,
        /// Days that are left.
        days: u64,
        /// Days cut off at the end.
        after: u64,
    },
    /// Half.
    Half,
    /// Nothing.
    Nothing,
}

impl Share {
    /// This share of `net`. The shares by day of a period cut in two come to the whole.
    pub fn of(self, net: Money) -> Result<Money, MoneyError> {
        match self {
            Share::Whole => Ok(net),
            // The parts before and after are split off too, so that each knows the others' cents.
            Share::Days { before, days, after } => Ok(net.split(&[before, days, after])[1]),
            Share::Half => net.at_rate(Decimal::new(5, 1)),
            Share::Nothing => Ok(Money::zero(net.currency())),
        }
    }
}

impl Recurrence {
    /// Occurrence `n` counted from `anchor`. `None` beyond its cycles, its last day or the end of
    /// the calendar.
    pub fn occurrence(self, anchor: NaiveDate, n: u32) -> Option<Occurrence> {
        let grid = Grid::new(self, anchor);
        grid.cut(grid.place(n)?, anchor)
    }

    /// All occurrences, the first first, where billing begins on `from`, on the anchor or later.
    /// Those that are over before it are left out, and one that is under way is cut.
    pub fn occurrences(
        self,
        anchor: NaiveDate,
        from: NaiveDate,
    ) -> impl Iterator<Item = Occurrence> {
        self.occurrences_without(anchor, from, (0, 0))
    }

    /// The same without the occurrences of a run, from its first up to and without the second:
    /// they are not even looked at.
    pub fn occurrences_without(
        self,
        anchor: NaiveDate,
        from: NaiveDate,
        (first, next): (u32, u32),
    ) -> impl Iterator<Item = Occurrence> {
        let grid = Grid::new(self, anchor);
        let mut last: Option<Place> = None;
        (0..first)
            .chain(next..)
            .map_while(move |n| {
                last = match last.filter(|last| last.n + 1 == n) {
                    Some(last) => grid.after(last),
                    None => grid.place(n),
                };
                last
            })
            .skip_while(move |place| grid.is_over(place.whole, from))
            .map_while(move |place| grid.cut(place, from))
    }

    /// How many of the first occurrences are over before a day.
    pub fn over_before(self, anchor: NaiveDate, day: NaiveDate) -> u32 {
        let grid = Grid::new(self, anchor);
        let over = |n: u32| grid.place(n).is_some_and(|place| place.whole.to < day);
        // A week each until the end of the calendar makes fewer than this.
        let (mut least, mut most) = (0, 1 << 16);
        while least < most {
            let middle = (least + most) / 2;
            (least, most) = if over(middle) { (middle + 1, most) } else { (least, middle) };
        }
        least
    }

    /// How many occurrences fall due in the twelve months from the anchor on.
    pub fn in_first_year(self, anchor: NaiveDate) -> u32 {
        let end = anchor.checked_add_months(chrono::Months::new(12)).unwrap_or(NaiveDate::MAX);
        let due = self.occurrences(anchor, anchor).take_while(|o| o.due_on < end);
        u32::try_from(due.count()).unwrap_or(u32::MAX)
    }

    /// How many occurrences a year holds; 52 weeks count as one.
    pub fn per_year(self) -> Decimal {
        match self.cadence {
            Cadence::Weeks(weeks) => Decimal::from(52) / Decimal::from(weeks.get()),
            Cadence::Months(Every::Months(months), day) => {
                Decimal::from(12 * day.per_month()) / Decimal::from(months.get())
            }
            Cadence::Months(Every::Chosen(set), day) => {
                Decimal::from(set.months().count()) * Decimal::from(day.per_month())
            }
        }
    }

    /// Whether each billing day is the last day of its own period.
    fn closes(self) -> bool {
        let closing = matches!(self.cadence, Cadence::Months(_, day) if day.closes_the_month());
        self.billed == Billed::InArrears && closing
    }
}

/// The first days of all periods of a rule, as a line of slots; whatever lies before the anchor
/// has a slot below `first`.
#[derive(Clone, Copy)]
struct Grid {
    rule: Recurrence,
    anchor: NaiveDate,
    /// The slot of occurrence 0.
    first: i64,
}

/// An occurrence before anything is cut off it.
#[derive(Clone, Copy)]
struct Place {
    n: u32,
    /// As long as the rule makes it.
    whole: Period,
    /// The first day of the period before it.
    before: Option<NaiveDate>,
}

impl Grid {
    fn new(rule: Recurrence, anchor: NaiveDate) -> Grid {
        let grid = Grid { rule, anchor, first: 0 };
        let before = |slot: &i64| grid.slot(*slot).is_some_and(|day| day < anchor);
        // A year holds 24 slots at most, so the first of these is a year before the anchor.
        let ahead = (-24..).find(|slot| !before(slot)).unwrap_or(0);
        let on_it = grid.slot(ahead) == Some(anchor);
        // Without proration the days before the first slot belong to it; else they are a period.
        let apart = rule.proration != Proration::None && !on_it;
        Grid { first: if apart { ahead - 1 } else { ahead }, ..grid }
    }

    /// The first day of the period in a slot. `None` beyond the last day that a book knows.
    fn slot(self, slot: i64) -> Option<NaiveDate> {
        let day = match self.rule.cadence {
            Cadence::Weeks(weeks) => {
                let days = i64::from(weeks.get()).checked_mul(7)?.checked_mul(slot)?;
                self.anchor.checked_add_signed(chrono::Duration::try_days(days)?)?
            }
            Cadence::Months(every, day) => self.month_slot(every, day, slot)?,
        };
        let first = if self.rule.closes() { day.succ_opt()? } else { day };
        (first <= END).then_some(first)
    }

    fn month_slot(self, every: Every, day: DueDay, slot: i64) -> Option<NaiveDate> {
        let per_month = i64::from(day.per_month());
        let (nth, which) = (slot.div_euclid(per_month), slot.rem_euclid(per_month));
        let year = i64::from(self.anchor.year());
        let month0 = match every {
            Every::Months(months) => {
                year * 12 + self.first_month0() + nth * i64::from(months.get())
            }
            Every::Chosen(set) => {
                let count = i64::try_from(set.months().count()).ok()?;
                let month = set.months().nth(usize::try_from(nth.rem_euclid(count)).ok()?)?;
                (year + nth.div_euclid(count)) * 12 + i64::from(month) - 1
            }
        };
        let year = i32::try_from(month0.div_euclid(12)).ok()?;
        let month = u32::try_from(month0.rem_euclid(12)).ok()? + 1;
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(day.in_month(first, u32::try_from(which).ok()?, self.anchor))
    }

    /// The month of the anchor, 0 for January. A last day that closes its period is in the month
    /// before: three months from 1 January are closed by 31 December, 31 March and 30 June.
    fn first_month0(self) -> i64 {
        if !self.rule.closes() {
            return i64::from(self.anchor.month0());
        }
        let closes_one = self.anchor == last_of_month(self.anchor);
        i64::from(self.anchor.month0()) - i64::from(!closes_one)
    }

    fn place(self, n: u32) -> Option<Place> {
        let slot = self.first + i64::from(n);
        let whole = Period { from: self.slot(slot)?, to: self.slot(slot + 1)?.pred_opt()? };
        Some(Place { n, whole, before: self.slot(slot - 1) })
    }

    /// The place that follows another.
    fn after(self, last: Place) -> Option<Place> {
        let (n, from) = (last.n + 1, last.whole.to.succ_opt()?);
        let to = self.slot(self.first + i64::from(n) + 1)?.pred_opt()?;
        Some(Place { n, whole: Period { from, to }, before: Some(last.whole.from) })
    }

    /// Whether nothing of a whole period is billed when billing begins on `from`.
    fn is_over(self, whole: Period, from: NaiveDate) -> bool {
        match self.rule.proration {
            Proration::None => whole.from < from,
            _ => whole.to < from,
        }
    }

    /// The occurrence of a place, which is not over, cut at `from` and at the last day.
    fn cut(self, Place { n, whole, before }: Place, from: NaiveDate) -> Option<Occurrence> {
        if self.rule.cycles.is_some_and(|cycles| n >= cycles.get()) {
            return None;
        }
        let joined = self.rule.proration == Proration::None;
        let is_first = before.is_none_or(|day| day < from);
        let begins = if joined && is_first { from } else { whole.from.max(from) };
        let last = self.rule.last_day().unwrap_or(NaiveDate::MAX);
        if last < begins {
            return None;
        }
        let period = Period { from: begins, to: whole.to.min(last) };
        let due_on = match self.rule.billed {
            Billed::InAdvance => whole.from.max(period.from).min(period.to),
            Billed::InArrears if self.rule.closes() => period.to,
            Billed::InArrears => period.to.checked_add_days(Days::new(1))?,
        };
        Some(Occurrence { n, due_on, period, share: self.share(whole, period) })
    }

    fn share(self, whole: Period, period: Period) -> Share {
        if period.from <= whole.from && period.to >= whole.to {
            return Share::Whole;
        }
        let between =
            |from: NaiveDate, to: NaiveDate| u64::try_from((to - from).num_days()).unwrap_or(0);
        match self.rule.proration {
            Proration::None | Proration::Full => Share::Whole,
            Proration::ByDay => Share::Days {
                before: between(whole.from, period.from),
                days: period.days(),
                after: between(period.to, whole.to),
            },
            Proration::Half => Share::Half,
            Proration::Free => Share::Nothing,
        }
    }
}
