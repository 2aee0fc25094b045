//! Which lines of a file are already in the books. The key counts equal rows: two true payments
//! of one day stay two, and a file read again adds nothing.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::amount::Exact;
use crate::reading::Line;

/// What a line is known by within its account, apart from how often it occurs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Identity {
    /// The bank's local booking date.
    pub posted_on: NaiveDate,
    /// The exact amount.
    pub amount: Exact,
    /// The bank's own id, where it gives one.
    pub source_id: Option<String>,
    /// The words of the line as [`normalised`] gives them.
    pub text: String,
}

/// What a line of a file is to the books.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Not in the books yet.
    New,
    /// The same line as this one of the books, counted from 0.
    Known(usize),
    /// This line of the books with another text, date or id: to be shown as updated, never merged
    /// silently.
    Updated(usize),
}

/// The furthest apart two dates of one changed line may be, in days.
const MOST_DAYS_APART: i64 = 5;

/// The words of a line without what changes between downloads: case, spaces and punctuation.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_uppercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

impl Identity {
    /// The identity of a line.
    pub fn of(line: &Line) -> Identity {
        Identity {
            posted_on: line.posted_on,
            amount: line.amount,
            source_id: line.source_id.clone(),
            text: normalised(&line.description),
        }
    }

    /// The identity as one line of text, the same for ever, to be stored with its occurrence:
    /// date, amount, id and words, each after its length so that no two identities are one text.
    pub fn key(&self, occurrence: usize) -> String {
        let id = self.source_id.as_deref().unwrap_or("");
        let (amount, text) = (self.amount.to_string(), &self.text);
        format!("{}|{amount}|{}:{id}|{}:{text}|{occurrence}", self.posted_on, id.len(), text.len())
    }

    /// Whether the bank may have changed `other` into this: the same id and amount on near days,
    /// or the same day, amount and words under another id. `trusted` says that the id stands for
    /// one line only.
    fn may_be(&self, other: &Identity, trusted: bool) -> bool {
        let near = (self.posted_on - other.posted_on).num_days().abs() <= MOST_DAYS_APART;
        let same_id = trusted && self.source_id.is_some() && self.source_id == other.source_id;
        let same_row = self.posted_on == other.posted_on && self.text == other.text;
        self.amount == other.amount && ((same_id && near) || same_row)
    }
}

/// For each line, how many equal ones come before it in the same file; with the identity this is
/// the key of the line.
pub fn occurrences(lines: &[Identity]) -> Vec<usize> {
    let mut seen: HashMap<&Identity, usize> = HashMap::with_capacity(lines.len());
    lines
        .iter()
        .map(|line| {
            let count = seen.entry(line).or_insert(0);
            *count += 1;
            *count - 1
        })
        .collect()
}

/// Lays the lines of a file beside those of the books of one account. Of equal rows the books end
/// up with as many as the file or they had, whichever is more.
pub fn compare(book: &[Identity], file: &[Identity]) -> Vec<Verdict> {
    let mut places: HashMap<&Identity, Vec<usize>> = HashMap::with_capacity(book.len());
    for (place, line) in book.iter().enumerate().rev() {
        places.entry(line).or_default().push(place);
    }
    let mut taken = vec![false; book.len()];
    let mut verdicts: Vec<Verdict> = file
        .iter()
        .map(|line| match places.get_mut(line).and_then(Vec::pop) {
            Some(place) => {
                taken[place] = true;
                Verdict::Known(place)
            }
            None => Verdict::New,
        })
        .collect();
    // Some banks write one id on many lines; such an id links nothing.
    let repeated: HashSet<&str> = repeats(book).chain(repeats(file)).collect();
    // What is left on both sides with one amount may be one line the bank has changed.
    let mut left: HashMap<Exact, Vec<usize>> = HashMap::new();
    for (place, line) in book.iter().enumerate().filter(|(place, _)| !taken[*place]) {
        left.entry(line.amount).or_default().push(place);
    }
    for (verdict, line) in verdicts.iter_mut().zip(file) {
        if *verdict != Verdict::New {
            continue;
        }
        let Some(candidates) = left.get_mut(&line.amount) else {
            continue;
        };
        let id = line.source_id.as_deref();
        let trusted = id.is_some_and(|id| !repeated.contains(id));
        let changed = |place: &usize| line.may_be(&book[*place], trusted);
        if let Some(index) = candidates.iter().position(changed) {
            *verdict = Verdict::Updated(candidates.remove(index));
        }
    }
    verdicts
}

/// The ids that stand on several lines of one amount.
fn repeats(lines: &[Identity]) -> impl Iterator<Item = &str> {
    let mut seen: HashSet<(&str, Exact)> = HashSet::new();
    lines.iter().filter_map(move |line| {
        let id = line.source_id.as_deref()?;
        (!seen.insert((id, line.amount))).then_some(id)
    })
}

#[cfg(test)]
mod tests;
