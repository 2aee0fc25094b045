//! The order of day, month and year that a file's dates prove together.

use chrono::NaiveDate;

use super::{DateOrder, Parts, Shape};

/// The orders that fit the dates; one when they leave no doubt or no difference. `own` are those
/// of the booking column in the order of the file.
pub(crate) fn orders_of(all: &[Parts], own: &[Parts]) -> Vec<DateOrder> {
    use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
    let valid = |order: DateOrder| all.iter().filter(|parts| parts.date(order).is_some()).count();
    let (dmy, mdy, ymd) = (valid(DayMonthYear), valid(MonthDayYear), valid(YearMonthDay));
    let dotted = all.first().is_some_and(|parts| parts.shape == Shape::Numbers('.'));
    if dotted && dmy >= mdy {
        // Nobody writes month.day.year; the point is the day-first separator.
        return vec![DayMonthYear];
    }
    let mut left = Vec::new();
    let best = dmy.max(mdy);
    // Where no order fits every date, one slip in twenty does not overrule the rest.
    let fits = |count: usize| match best == all.len() {
        true => count == best,
        false => count > 0 && (best - count) * 20 <= best,
    };
    if fits(dmy) {
        left.push(DayMonthYear);
    }
    if fits(mdy) {
        left.push(MonthDayYear);
    }
    if ymd > 0 && ymd >= best && !dotted && !year_last(own, best) {
        left.push(YearMonthDay);
    }
    if left.is_empty() {
        // No reading gives a day; whichever is taken, each row is rejected by its own date.
        return vec![DayMonthYear];
    }
    settled(left, own)
}

/// Whether a third number of two digits is surely the year: it hardly varies while the first
/// number, the day or month, does.
fn year_last(own: &[Parts], dated: usize) -> bool {
    let mut lasts: Vec<u32> = own.iter().map(|parts| parts.numbers[2]).collect();
    lasts.sort_unstable();
    lasts.dedup();
    let mut firsts: Vec<u32> = own.iter().map(|parts| parts.numbers[0]).collect();
    firsts.sort_unstable();
    firsts.dedup();
    // Days vary, years hardly do.
    dated > 0 && lasts.len() <= 2 && firsts.len() > 2
}

/// Drops orders that differ in nothing, and those the sequence of the dates rules out.
fn settled(left: Vec<DateOrder>, own: &[Parts]) -> Vec<DateOrder> {
    let read = |order: DateOrder| -> Vec<Option<NaiveDate>> {
        own.iter().map(|parts| parts.date(order)).collect()
    };
    let Some(first) = left.first() else {
        return left;
    };
    if left.iter().all(|order| read(*order) == read(*first)) {
        return vec![*first];
    }
    let jumps = |order: DateOrder| {
        let dates: Vec<NaiveDate> = read(order).into_iter().flatten().collect();
        let falls = dates.windows(2).filter(|pair| pair[1] < pair[0]).count();
        let rises = dates.windows(2).filter(|pair| pair[1] > pair[0]).count();
        (falls.min(rises), falls + rises)
    };
    // Statements run in the order of time. When one reading does so over many days and every
    // other one jumps to and fro, it is the right one.
    let ordered: Vec<DateOrder> = left
        .iter()
        .copied()
        .filter(|order| matches!(jumps(*order), (0, changes) if changes >= 5))
        .collect();
    let jumping = left.iter().filter(|order| jumps(**order).0 >= 2).count();
    if ordered.len() == 1 && jumping + 1 == left.len() { ordered } else { left }
}
