//! What an amount can mean for one client: the named explanations, each with how well it fits.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::sums;

/// How a deposit and the invoices it pays compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// One invoice, to the cent.
    One,
    /// Several invoices, together to the cent.
    Several,
    /// Less than is open.
    Part,
    /// More than is open: the rest is the client's credit.
    Over,
    /// What is open less a bank's fee.
    Fee,
    /// About what is open: converted from another currency.
    Exchange,
    /// As a processor lists it, its fees taken off.
    Itemised,
    /// Invoices of several clients, as cheques that were banked together.
    Together,
    /// Something else than invoices.
    None,
}

/// An open invoice as a way sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Its place.
    pub(super) at: usize,
    /// What is open in minor units.
    pub(super) left: i64,
    /// What no earlier deposit seems to pay, in minor units.
    pub(super) free: i64,
    /// What it was issued for, in minor units.
    pub(super) total: i64,
    pub(super) issued: NaiveDate,
    pub(super) due: NaiveDate,
    /// Whether the bank text carries its number.
    pub(super) cited: bool,
    /// The amount of an earlier deposit that seems to have paid a part.
    pub(super) last_part: Option<i64>,
}

/// One explanation of an amount for one client.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Invoices by place and what each is paid, in minor units.
    pub(super) parts: Vec<(usize, i64)>,
    pub(super) shape: Shape,
    /// What is left over, in minor units.
    pub(super) rest: i64,
    /// Thousandths of a natural logarithm.
    pub(super) fit: i64,
    /// Whether chance may have made it, in thousandths.
    pub(super) chance: i64,
    /// Whether another invoice of the same amount, or another set, would fit as well.
    pub(super) ambiguous: bool,
    pub(super) why: &'static str,
}

/// What every way is judged by.
pub(super) struct Asked {
    pub(super) on: NaiveDate,
    /// In minor units, more than zero.
    pub(super) amount: i64,
    /// Days after the due day on which this client is used to pay.
    pub(super) usual: i64,
    /// Whether the bank text speaks of another currency.
    pub(super) foreign: bool,
    /// The month that the bank text names, from one on.
    pub(super) month: Option<u32>,
}

/// At most this many open invoices of one client are added up, those due nearest to the deposit.
const POOL: usize = 24;

/// How well a day fits an invoice, in thousandths of a natural logarithm.
pub(super) fn timing(asked: &Asked, open: &Open) -> i64 {
    if asked.on < open.issued {
        return -5_000;
    }
    let off = ((asked.on - open.due).num_days() - asked.usual).abs();
    -(off * 25).min(2_500)
}

/// The ways in which `asked` can pay of `pool`, all of one client; the best are first.
pub(super) fn ways(asked: &Asked, pool: &[Open]) -> Vec<Way> {
    let mut ordered: Vec<Open> = pool.iter().filter(|open| open.left > 0).copied().collect();
    ordered.sort_by_cached_key(|open| {
        (std::cmp::Reverse(timing(asked, open) + claim(open)), open.due, open.at)
    });
    let mut found = Vec::with_capacity(4 * ordered.len());
    exact(asked, &ordered, &mut found);
    cited_ones(asked, &ordered, &mut found);
    let settled = found.iter().any(|way| way.shape == Shape::One && way.fit > 3_000);
    if !settled || !found.iter().any(|way| !way.ambiguous) {
        several(asked, &ordered, &mut found);
    }
    for open in &ordered {
        inexact(asked, open, &mut found);
    }
    whole_balance(asked, &ordered, &mut found);
    if found.is_empty() {
        oldest_first(asked, &ordered, &mut found);
    }
    found.sort_by_key(|way| std::cmp::Reverse(way.fit));
    found
}

/// That `asked` pays exactly `open`, when nobody is named.
pub(super) fn alone(asked: &Asked, open: &Open) -> Way {
    Way {
        parts: vec![(open.at, asked.amount)],
        shape: Shape::One,
        rest: 0,
        fit: 3_500 + timing(asked, open) + claim(open),
        chance: 0,
        ambiguous: false,
        why: "The amount is exactly what is open",
    }
}

fn claim(open: &Open) -> i64 {
    if open.free < open.left { -2_500 } else { 0 }
}

/// The first day of the last month before the deposit that has the name the bank text gives.
fn month_named(asked: &Asked) -> Option<NaiveDate> {
    let month = asked.month?;
    let year = if month > asked.on.month() { asked.on.year() - 1 } else { asked.on.year() };
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The one of `same`, all of one amount, that was issued in the month named, if no other may be
/// meant: some bill a month a little before it begins, some in the month after.
fn of_month(asked: &Asked, same: &[&Open]) -> Option<usize> {
    let first = month_named(asked)?;
    let near = first - Days::new(10)..first + Months::new(2);
    let mut meant =
        same.iter().filter(|open| near.contains(&open.issued) && open.issued <= asked.on);
    let only =
        meant.next().filter(|open| (first..first + Months::new(1)).contains(&open.issued))?;
    meant.next().is_none().then_some(only.at)
}

fn exact(asked: &Asked, ordered: &[Open], found: &mut Vec<Way>) {
    let same: Vec<&Open> = ordered.iter().filter(|open| open.left == asked.amount).collect();
    let issued = same.iter().filter(|open| open.issued <= asked.on).count();
    let named = of_month(asked, &same).filter(|_| issued > 1);
    for open in same.iter().take(4) {
        let meant = named == Some(open.at);
        let crowd: i64 = if meant { -2_500 } else { [0, 0, 700, 1_100, 1_400][issued.min(4)] };
        let other_fits = same.iter().any(|other| {
            other.at != open.at
                && (other.issued <= asked.on || open.issued > asked.on || early(asked, open, other))
        });
        found.push(Way {
            parts: vec![(open.at, asked.amount)],
            shape: Shape::One,
            rest: 0,
            fit: 5_000 - crowd + timing(asked, open) + claim(open),
            chance: 0,
            ambiguous: other_fits && !meant,
            why: match meant {
                true => "The amount is exactly what is open for the month that is named",
                false => "The amount is exactly what is open",
            },
        });
    }
    // What remains after earlier deposits, which nobody has confirmed yet.
    for open in ordered.iter().filter(|open| open.free < open.left && open.free == asked.amount) {
        let fit = 4_000 + timing(asked, open);
        found.push(part_of(asked, open, fit, "It is what earlier deposits leave open"));
    }
}

/// Whether `open` is so late, and `other` issued so soon, that `other` may be paid early.
fn early(asked: &Asked, open: &Open, other: &Open) -> bool {
    let late = (asked.on - open.due).num_days();
    late > 5 && (other.issued - asked.on).num_days() <= 14
}

fn part_of(asked: &Asked, open: &Open, fit: i64, why: &'static str) -> Way {
    Way {
        parts: vec![(open.at, asked.amount.min(open.left))],
        shape: Shape::Part,
        rest: 0,
        fit,
        chance: 0,
        ambiguous: false,
        why,
    }
}

/// All invoices that the text names, whatever they come to.
fn cited_ones(asked: &Asked, ordered: &[Open], found: &mut Vec<Way>) {
    let mut cited: Vec<&Open> = ordered.iter().filter(|open| open.cited).collect();
    if cited.is_empty() || (cited.len() == 1 && cited[0].left == asked.amount) {
        return;
    }
    cited.sort_by_key(|open| (open.due, open.at));
    let sum: i64 = cited.iter().map(|open| open.left).sum();
    let mut left = asked.amount;
    let mut parts = Vec::new();
    for open in &cited {
        let part = open.left.min(left);
        if part > 0 {
            parts.push((open.at, part));
            left -= part;
        }
    }
    let (shape, fit, why) = match sum - asked.amount {
        0 => (Shape::Several, 6_000, "The invoices named add up to it"),
        1.. => (Shape::Part, 0, "It is a part of what is named"),
        _ => (Shape::Over, 0, "It is more than is open on what is named"),
    };
    let ambiguous = false;
    found.push(Way { parts, shape, rest: left, fit, chance: 0, ambiguous, why });
}

fn several(asked: &Asked, ordered: &[Open], found: &mut Vec<Way>) {
    let smaller =
        || ordered.iter().filter(|open| open.issued <= asked.on && open.left < asked.amount);
    let free: Vec<&Open> = smaller().filter(|open| open.free == open.left).take(POOL).collect();
    let before = found.len();
    add_up(asked, ordered, free, found);
    if found.len() == before {
        add_up(asked, ordered, smaller().take(POOL).collect(), found);
    }
}

fn add_up(asked: &Asked, ordered: &[Open], pool: Vec<&Open>, found: &mut Vec<Way>) {
    if pool.len() < 2 {
        return;
    }
    // Of equal amounts those are taken that are named, and the latest before the earliest.
    let mut preferred = pool;
    preferred
        .sort_by_key(|open| (!open.cited, std::cmp::Reverse(open.due), std::cmp::Reverse(open.at)));
    if sets_of(asked, ordered, &preferred, found) {
        preferred.sort_by_key(|open| (!open.cited, open.due, open.at));
        sets_of(asked, ordered, &preferred, found);
    }
}

/// Puts down the sets of `pool` that add up; of equal amounts the first are taken. Answers whether
/// others could stand for them.
fn sets_of(asked: &Asked, ordered: &[Open], pool: &[&Open], found: &mut Vec<Way>) -> bool {
    let amounts: Vec<i64> = pool.iter().map(|open| open.left).collect();
    let sums = sums::adding_up(&amounts, asked.amount);
    let issued: Vec<i64> =
        ordered.iter().filter(|o| o.issued <= asked.on).take(POOL).map(|o| o.left).collect();
    let several = sums.sets.len() > 1
        || (issued.len() > pool.len()
            && !sums.sets.is_empty()
            && sums::adding_up(&issued, asked.amount).sets.len() > 1);
    for (rank, set) in sums.sets.iter().enumerate() {
        let mut chosen: Vec<&Open> = set.iter().map(|at| pool[*at]).collect();
        chosen.sort_by_key(|open| (open.due, open.at));
        let chance = sums::chance(&amounts, set.len());
        let size = i64::try_from(set.len()).unwrap_or(9);
        let near = chosen.iter().map(|open| timing(asked, open)).min().unwrap_or(0) / 2;
        let all = set.len() == issued.len();
        let doubt = (chance * 6).min(2_500) + if several { 700 } else { 0 };
        let rank = i64::try_from(rank).unwrap_or(3) * 100;
        found.push(Way {
            parts: chosen.iter().map(|open| (open.at, open.left)).collect(),
            shape: Shape::Several,
            rest: 0,
            fit: 4_200 - size * 200 + near + if all { 1_500 } else { 0 } - doubt - rank,
            chance: if all { chance.min(5) } else { chance },
            ambiguous: several || sums.exchangeable || has_double(asked, ordered, &chosen),
            why: if all { "All that is open adds up to it" } else { "These add up to it" },
        });
    }
    sums.exchangeable
}

/// Whether an invoice that is not chosen has the amount of one that is.
fn has_double(asked: &Asked, ordered: &[Open], chosen: &[&Open]) -> bool {
    ordered.iter().filter(|open| open.issued <= asked.on).any(|open| {
        chosen.iter().any(|other| other.left == open.left)
            && !chosen.iter().any(|other| other.at == open.at)
    })
}

/// Ordinary parts of an invoice that are agreed as instalments.
const SHARES: [i64; 9] = [2, 3, 4, 5, 6, 8, 10, 12, 20];

/// Whether a bank on the way may keep `less` of `left`, both in minor units.
pub(super) fn is_a_fee(left: i64, less: i64) -> bool {
    less > 0 && ((less <= 2_500 && less * 5 <= left) || (less <= 5_000 && less * 100 <= left * 6))
}

/// Which ordinary part of `whole` the `amount` is, by its place among [`SHARES`] or after them.
fn even_part(whole: i64, amount: i64) -> Option<usize> {
    const TWICE: [(i64, i64); 8] =
        [(2, 3), (3, 4), (2, 5), (3, 5), (7, 10), (3, 10), (9, 10), (4, 5)];
    let once = SHARES.iter().position(|n| (whole - amount * n).abs() < *n);
    let twice = || TWICE.iter().any(|(of, n)| (whole * of - amount * n).abs() < *n);
    once.or_else(|| twice().then_some(SHARES.len()))
}

/// Whether `amount` is an ordinary part of `whole` to the cent, as agreed instalments are.
pub(super) fn is_even_part(whole: i64, amount: i64) -> bool {
    even_part(whole, amount).is_some()
}

fn inexact(asked: &Asked, open: &Open, found: &mut Vec<Way>) {
    let (amount, when) = (asked.amount, timing(asked, open) + claim(open) / 4);
    let less = open.left - amount;
    if less > 0 {
        let repeated = open.last_part == Some(amount);
        let (fit, why) = match even_part(open.total, amount) {
            _ if repeated => (4_200, "An instalment of the same amount came before"),
            Some(0) => (2_600, "It is half of the invoice"),
            Some(at) if at <= 4 => (2_400, "It is an even part of the invoice"),
            Some(at) if at < SHARES.len() => (1_800, "It is an even part of the invoice"),
            Some(_) => (1_700, "It is an even part of the invoice"),
            None => (0, "It is less than is open"),
        };
        found.push(part_of(asked, open, fit + when, why));
        if is_a_fee(open.left, less) {
            let round = less % 50 == 0;
            let fit = if round { 3_200 } else { 2_600 };
            let why = "It is what is open less what a bank may charge";
            found.push(Way { shape: Shape::Fee, ..part_of(asked, open, fit + when, why) });
        }
    }
    if less != 0 && less.abs() * 100 <= open.left * 6 && (asked.foreign || less > 0) {
        let fit = if asked.foreign { 3_600 } else { 1_900 };
        let why = "It is about what is open; it may be converted from another currency";
        let way = Way { shape: Shape::Exchange, ..part_of(asked, open, fit + when, why) };
        found.push(Way { rest: (-less).max(0), ..way });
    }
    if less < 0 {
        let over = -less;
        let round = amount % 1_000 == 0 || over % 1_000 == 0;
        let small = over * 4 <= open.left;
        let about = over * 100 <= open.left * 6;
        let fit = [0, 700, 900, 1_700][usize::from(round) + 2 * usize::from(small)]
            + if about { 300 } else { 0 };
        let why = "It is more than is open";
        let way = Way { shape: Shape::Over, ..part_of(asked, open, fit + when, why) };
        found.push(Way { rest: over, ..way });
    }
}

/// Everything that is open, less a fee or with something over.
fn whole_balance(asked: &Asked, ordered: &[Open], found: &mut Vec<Way>) {
    let mut all: Vec<&Open> =
        ordered.iter().filter(|open| open.issued <= asked.on && open.free == open.left).collect();
    let sum: i64 = all.iter().map(|open| open.left).sum();
    let less = sum - asked.amount;
    if all.len() < 2 || less == 0 || less.abs() * 100 > sum * 3 {
        return;
    }
    all.sort_by_key(|open| (open.due, open.at));
    let mut left = asked.amount;
    let mut parts = Vec::new();
    for open in all {
        let part = open.left.min(left);
        left -= part;
        parts.push((open.at, part));
    }
    let shape = if less > 0 { Shape::Fee } else { Shape::Over };
    let why = "It is nearly all that is open";
    found.push(Way { parts, shape, rest: left, fit: 900, chance: 0, ambiguous: true, why });
}

/// Nothing else explains it: the oldest are paid first.
fn oldest_first(asked: &Asked, ordered: &[Open], found: &mut Vec<Way>) {
    let mut all: Vec<&Open> = ordered.iter().filter(|open| open.issued <= asked.on).collect();
    all.sort_by_key(|open| (open.due, open.at));
    let mut left = asked.amount;
    let mut parts = Vec::new();
    for open in all {
        let part = open.left.min(left);
        if part > 0 {
            left -= part;
            parts.push((open.at, part));
        }
    }
    if !parts.is_empty() {
        let shape = if left > 0 { Shape::Over } else { Shape::Part };
        let why = "The oldest invoices are paid first";
        found.push(Way { parts, shape, rest: left, fit: -1_500, chance: 0, ambiguous: true, why });
    }
}
