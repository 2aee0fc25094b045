//! How a client pays: the days from due date to payment that were seen, eased towards those of the
//! whole book where few were seen.

use super::COURSES;

/// So many of a client's newest payments say how they pay.
pub const LAGS_OF_ONE: usize = 16;

/// The book counts as much as so many payments of one's own.
const WEIGHT_OF_BOOK: u64 = 6;

/// The book is taken by so many of its parts.
const PARTS_OF_BOOK: usize = 20;

/// Where nothing was seen yet: from a few days early to long late. Wide on purpose.
const UNSEEN: [i32; 7] = [-3, 0, 4, 10, 18, 32, 60];

/// What is late beyond all that was seen takes up to as long again, and so many days at least.
const AT_LEAST: i64 = 14;

/// The days from due date to payment, by equal parts of the distribution, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    by_part: Vec<i32>,
}

impl Habit {
    /// Of a client whose payments came `own` days after their due dates, in a book whose payments
    /// came `book` days after theirs. The share of their own is n ÷ (n + 6).
    pub fn of(own: &[i32], book: &Habit) -> Habit {
        let parts: Vec<i32> =
            (0..PARTS_OF_BOOK).map(|part| book.by_part[middle(part, PARTS_OF_BOOK)]).collect();
        let mut weighted: Vec<(i32, u64)> =
            own.iter().map(|lag| (*lag, PARTS_OF_BOOK as u64)).collect();
        weighted.extend(parts.into_iter().map(|lag| (lag, WEIGHT_OF_BOOK)));
        Habit::weighted(weighted)
    }

    /// Of a whole book; of nothing, a wide guess.
    pub fn of_book(lags: &[i32]) -> Habit {
        let seen = if lags.is_empty() { &UNSEEN[..] } else { lags };
        Habit::weighted(seen.iter().map(|lag| (*lag, 1)).collect())
    }

    fn weighted(mut lags: Vec<(i32, u64)>) -> Habit {
        lags.sort_unstable();
        let total: u64 = lags.iter().map(|(_, weight)| weight).sum();
        let mut by_part = Vec::with_capacity(COURSES);
        let mut seen = 0;
        for (lag, weight) in lags {
            seen += weight;
            // The middle of part k is at (2k + 1) ÷ 2 COURSES.
            while by_part.len() < COURSES
                && (2 * by_part.len() as u64 + 1) * total <= seen * 2 * COURSES as u64
            {
                by_part.push(lag);
            }
        }
        Habit { by_part }
    }

    /// What is left of the distribution where it is `late` days past the due date without having
    /// come.
    pub(super) fn rest(&self, late: i64) -> Rest<'_> {
        let past = self.by_part.partition_point(|lag| i64::from(*lag) < late);
        Rest { late, lags: &self.by_part[past..] }
    }
}

/// What is left of a distribution.
pub(super) struct Rest<'a> {
    late: i64,
    lags: &'a [i32],
}

impl Rest<'_> {
    /// Of what is sure.
    pub(super) const NOTHING: Rest<'static> = Rest { late: 0, lags: &[] };

    /// The days after the due date in a part: never fewer than it is late.
    pub(super) fn lag(&self, part: usize) -> i64 {
        match self.lags.get(part * self.lags.len() / COURSES) {
            Some(lag) => i64::from(*lag),
            None => self.late + 1 + part as i64 * self.late.max(AT_LEAST) / COURSES as i64,
        }
    }

    /// How many of the first parts come at most so many days after the due date.
    pub(super) fn parts_by(&self, lag: i64) -> usize {
        let all = COURSES as i64;
        let parts = if self.lags.is_empty() {
            let after = lag - self.late;
            (after.max(0) * all + self.late.max(AT_LEAST) - 1) / self.late.max(AT_LEAST)
        } else {
            let of = self.lags.len() as i64;
            let seen = self.lags.partition_point(|one| i64::from(*one) <= lag) as i64;
            (seen * all + of - 1) / of
        };
        parts.min(all) as usize
    }
}

/// The place of the middle of one of `parts` equal parts among the courses.
fn middle(part: usize, parts: usize) -> usize {
    (2 * part + 1) * COURSES / (2 * parts)
}

/// How often something happens, of a hundred times, by how often it did; eased towards half, so
/// that few cases promise little (Laplace's rule of succession).
pub fn shrunk(happened: u32, of: u32) -> u32 {
    (happened + 1) * 100 / (of + 2)
}
