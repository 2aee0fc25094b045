//! From a bank's text to the clients it may name, without comparing it with every one.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use super::fold;
use super::names::{Level, Name, Said, weight_of};
use super::quick::{Map, Set};

/// A client that a text may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// Its place among the payers.
    pub(super) client: usize,
    pub(super) level: Level,
    /// Thousandths of a natural logarithm.
    pub(super) score: i64,
    pub(super) by: By,
}

/// By what a text names a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A name, by its place, and how the text differs from it.
    Name(usize, &'static str),
    /// Deposits that were confirmed twice or more.
    Deposits,
    /// One deposit that was confirmed.
    Deposit,
}

/// A name of a client.
#[derive(Clone, Debug)]
struct Entry {
    client: usize,
    shown: String,
    name: Name,
    /// Whether it is what banks call the client, not its own name or its contact's.
    seen: bool,
}

/// A word of names.
#[derive(Clone, Debug, Default)]
struct Word {
    /// The entries in which it stands.
    entries: Vec<usize>,
    /// How telling it is, in thousandths of a natural logarithm.
    weight: i64,
}

/// All names of a book, found by their words.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    entries: Vec<Entry>,
    /// The words of all names.
    words: Map<String, Word>,
    /// The same in order.
    ordered: Vec<String>,
    /// Words less one letter, and the words they come from.
    shortened: Map<String, Vec<String>>,
    /// Whole names joined, in order, and their entries.
    joined: Vec<(String, usize)>,
    /// Words that were looked up, and the words of the book near them.
    looked_up: RefCell<Map<String, Rc<[String]>>>,
    /// Payers that were looked up.
    named: RefCell<Map<String, Rc<Named>>>,
    /// For each entry what speaks for it while one text is read, and nothing in between.
    hits: RefCell<Vec<i64>>,
}

/// What the bank's field for the payer says.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The clients it may name, the best first.
    pub(super) ties: Vec<Tie>,
    /// The payer in the form in which it is remembered.
    pub(super) key: String,
}

/// At most this many clients are weighed for one text.
const MOST: usize = 12;

impl Payers {
    /// The index of `names`: client, name, whether it is what banks call the client.
    pub(super) fn of<'a>(names: impl Iterator<Item = (usize, &'a str, bool)>) -> Payers {
        let mut all = Payers::default();
        let mut seen: Set<(usize, Vec<String>)> = Set::default();
        let mut sharers: Map<String, Set<usize>> = Map::default();
        for (client, shown, is_seen) in names {
            let Some(name) = Name::of(shown) else {
                continue;
            };
            if !seen.insert((client, name.words.clone())) {
                continue;
            }
            let at = all.entries.len();
            for word in &name.words {
                all.words.entry(word.clone()).or_default().entries.push(at);
                sharers.entry(word.clone()).or_default().insert(client);
            }
            all.joined.push((name.full.clone(), at));
            let core = name.core.clone();
            if core != name.full {
                all.joined.push((core, at));
            }
            all.entries.push(Entry { client, shown: shown.trim().to_owned(), name, seen: is_seen });
        }
        all.joined.sort();
        all.hits = RefCell::new(vec![0; all.entries.len()]);
        for (text, word) in &mut all.words {
            word.weight = weight_of(text, sharers.get(text).map_or(0, Set::len));
        }
        all.ordered = all.words.keys().cloned().collect();
        all.ordered.sort();
        for entry in &mut all.entries {
            entry.name.weigh(|word| all.words.get(word).map_or(0, |word| word.weight));
        }
        for word in all.ordered.iter().filter(|word| word.len() >= 5 && word.is_ascii()) {
            for at in 0..word.len() {
                let mut less = word.clone();
                less.remove(at);
                all.shortened.entry(less).or_default().push(word.clone());
            }
        }
        all
    }

    /// The clients that a text of any kind may name, the best first.
    pub(super) fn named_in(&self, text: &str) -> Vec<Tie> {
        self.found_in(&Said::of(text, false))
    }

    /// What `payer` says, the bank's field for a name.
    pub(super) fn named_as(&self, payer: &str) -> Rc<Named> {
        if let Some(known) = self.named.borrow().get(payer) {
            return Rc::clone(known);
        }
        let said = Said::of(payer, true);
        let named = Rc::new(Named { ties: self.found_in(&said), key: said.full });
        self.named.borrow_mut().insert(payer.to_owned(), Rc::clone(&named));
        named
    }

    /// The words of the name that a tie is by.
    pub(super) fn shown(&self, by: By) -> Option<&str> {
        match by {
            By::Name(at, _) => self.entries.get(at).map(|entry| entry.shown.as_str()),
            By::Deposits | By::Deposit => None,
        }
    }

    fn found_in(&self, said: &Said) -> Vec<Tie> {
        let mut ties: Vec<Tie> = Vec::new();
        for at in self.near(said) {
            let entry = &self.entries[at];
            let Some(found) = said.names(&entry.name) else {
                continue;
            };
            let level = match found.level {
                Level::Full if entry.seen => Level::Known,
                other => other,
            };
            let (score, client) = (score_of(level, found.telling), entry.client);
            let tie = Tie { client, level, score, by: By::Name(at, found.how) };
            match ties.iter_mut().find(|other| other.client == client) {
                Some(other) if (other.level, other.score) < (level, score) => *other = tie,
                Some(_) => {}
                None => ties.push(tie),
            }
        }
        ties.sort_by_key(|tie| (Reverse((tie.level, tie.score)), tie.client));
        ties
    }

    /// The entries worth comparing with `said`, those that share the most telling words first.
    fn near(&self, said: &Said) -> Vec<usize> {
        let (mut weights, mut order) = (self.hits.borrow_mut(), Vec::new());
        let mut hit = |at: usize, weight: i64| {
            if weights[at] == 0 {
                order.push(at);
            }
            weights[at] += weight;
        };
        let mut add = |word: &Word, share: i64| {
            word.entries.iter().for_each(|at| hit(*at, word.weight * share))
        };
        for said in &said.words {
            if let Some(word) = self.words.get(said) {
                add(word, 3);
                continue;
            }
            for near in self.words_near(said).iter() {
                add(&self.words[near], 2);
            }
        }
        let mut joined = String::new();
        for pair in said.words.windows(2) {
            joined.clear();
            pair.iter().for_each(|word| joined.push_str(word));
            if let Some(word) = self.words.get(&joined) {
                add(word, 3);
            }
        }
        if said.full.len() >= 6 || !said.joined.is_empty() {
            let own = [said.full.clone(), said.words.concat()];
            for joined in own.iter().chain(&said.joined).filter(|joined| joined.len() >= 6) {
                let from = self.joined.partition_point(|(name, _)| name < joined);
                let same = |(name, _): &&(String, usize)| name.starts_with(joined.as_str());
                for (_, at) in self.joined[from..].iter().take_while(same).take(MOST) {
                    hit(*at, 30_000);
                }
            }
        }
        let mut order: Vec<(Reverse<i64>, usize)> =
            order.into_iter().map(|at| (Reverse(std::mem::take(&mut weights[at])), at)).collect();
        if order.len() > MOST {
            order.select_nth_unstable(MOST);
            order.truncate(MOST);
        }
        order.sort_unstable();
        order.into_iter().map(|(_, at)| at).collect()
    }

    /// The words of the book that `word` begins, abbreviates or mistypes.
    fn words_near(&self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.looked_up.borrow().get(word) {
            return Rc::clone(known);
        }
        let near: Rc<[String]> = self.look_up(word).into();
        self.looked_up.borrow_mut().insert(word.to_owned(), Rc::clone(&near));
        near
    }

    fn look_up(&self, word: &str) -> Vec<String> {
        let mut near: Vec<String> = Vec::new();
        if word.len() >= 3 {
            let from = self.ordered.partition_point(|other| other.as_str() < word);
            let begins = self.ordered[from..].iter();
            near.extend(begins.take_while(|other| other.starts_with(word)).take(8).cloned());
        }
        if word.len() >= 4 && word.is_ascii() {
            let less = (0..word.len()).map(|at| {
                let mut less = word.to_owned();
                less.remove(at);
                less
            });
            for key in std::iter::once(word.to_owned()).chain(less) {
                let found = self.shortened.get(&key).into_iter().flatten();
                near.extend(found.filter(|other| fold::one_slip(word, other)).cloned());
                if key != word && self.words.contains_key(&key) {
                    near.push(key);
                }
            }
        }
        if near.is_empty() && (6..=24).contains(&word.len()) {
            // Two words joined: the first is a word of the book.
            let first = (3..word.len() - 2)
                .rev()
                .find(|at| word.is_char_boundary(*at) && self.words.contains_key(&word[..*at]));
            near.extend(first.map(|at| word[..at].to_owned()));
        }
        near.sort();
        near.dedup();
        near
    }
}

/// What a tie is worth, in thousandths of a natural logarithm.
pub(super) fn score_of(level: Level, telling: i64) -> i64 {
    match level {
        Level::Known => 8_000 + telling.min(3_000) / 3,
        Level::Full => 6_000 + telling.min(6_000) / 3,
        Level::Near => 4_500 + telling.min(6_000) / 4,
        Level::Close => 3_500 + telling.min(6_000) / 4,
        Level::Part => 1_200 + telling.min(6_000) / 4,
        Level::Faint => 300 + telling.min(6_000) / 6,
    }
}
