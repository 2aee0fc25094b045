//! Sums of several open invoices, counted: two ways to reach an amount are no evidence at all.

/// At most this many invoices are paid by one deposit, unless all that is open is.
const MOST: usize = 6;

/// Sets of two or more of `amounts` that add up to `wanted`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Up to three sets of places; of equal amounts the first are taken.
    pub(super) sets: Vec<Vec<usize>>,
    /// Whether equal amounts could stand for one another in the first set.
    pub(super) exchangeable: bool,
}

/// Finds the sets. `amounts` are positive, in the order in which equal ones are preferred.
pub(super) fn adding_up(amounts: &[i64], wanted: i64) -> Sums {
    let mut groups: Vec<(i64, Vec<usize>)> = Vec::new();
    for (at, amount) in amounts.iter().enumerate() {
        match groups.iter_mut().find(|(other, _)| other == amount) {
            Some((_, places)) => places.push(at),
            None => groups.push((*amount, vec![at])),
        }
    }
    groups.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let mut search = Search { groups: &groups, chosen: Vec::new(), found: Vec::new() };
    search.go(0, wanted, MOST);
    let mut sets: Vec<Vec<(usize, usize)>> = search.found;
    sets.sort_by_key(|set| set.iter().map(|(_, count)| count).sum::<usize>());
    let exchangeable = sets
        .first()
        .is_some_and(|set| set.iter().any(|(group, count)| groups[*group].1.len() > *count));
    let places = |set: &Vec<(usize, usize)>| {
        let mut places: Vec<usize> = set
            .iter()
            .flat_map(|(group, count)| groups[*group].1[..*count].iter().copied())
            .collect();
        places.sort_unstable();
        places
    };
    Sums { sets: sets.iter().map(places).collect(), exchangeable }
}

struct Search<'a> {
    /// Amounts, the largest first, and where they stand.
    groups: &'a [(i64, Vec<usize>)],
    /// Group and how many of it.
    chosen: Vec<(usize, usize)>,
    found: Vec<Vec<(usize, usize)>>,
}

impl Search<'_> {
    fn go(&mut self, from: usize, left: i64, most: usize) {
        if left == 0 {
            if self.chosen.iter().map(|(_, count)| count).sum::<usize>() >= 2 {
                self.found.push(self.chosen.clone());
            }
            return;
        }
        let Some((largest, _)) = self.groups.get(from) else {
            return;
        };
        if self.found.len() >= 3 || most == 0 || largest.saturating_mul(count_of(most)) < left {
            return;
        }
        if most == 1 {
            let of = |(amount, _): &(i64, Vec<usize>)| std::cmp::Reverse(*amount);
            let rest = &self.groups[from..];
            if let Ok(at) = rest.binary_search_by_key(&std::cmp::Reverse(left), of) {
                self.chosen.push((from + at, 1));
                self.go(self.groups.len(), 0, 0);
                self.chosen.pop();
            }
            return;
        }
        let (amount, places) = &self.groups[from];
        let (amount, there) = (*amount, places.len());
        for count in (1..=there.min(most)).rev() {
            let sum = amount.saturating_mul(count_of(count));
            if sum <= left {
                self.chosen.push((from, count));
                self.go(from + 1, left - sum, most - count);
                self.chosen.pop();
            }
        }
        self.go(from + 1, left, most);
    }
}

fn count_of(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How many sets of up to `size` of `count` amounts there are for each amount that can be reached
/// in steps of what all `amounts` share, in thousandths: how likely chance alone adds up.
pub(super) fn chance(amounts: &[i64], size: usize) -> i64 {
    let step = amounts.iter().copied().fold(0, greatest_common).max(1);
    let mut largest: Vec<i64> = amounts.to_vec();
    largest.sort_by_key(|amount| std::cmp::Reverse(*amount));
    let reach: i64 = largest.iter().take(size).sum::<i64>() / step;
    let count = count_of(amounts.len());
    let (mut sets, mut of_size) = (0_i64, count);
    for k in 2..=count_of(size) {
        of_size = of_size.saturating_mul(count - k + 1).max(0) / k;
        sets = sets.saturating_add(of_size);
    }
    sets.saturating_mul(1_000) / reach.max(1)
}

fn greatest_common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}
