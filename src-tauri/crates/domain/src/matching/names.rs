//! Whom a bank's text names: banks shout, cut, join and abbreviate, and people mistype.

use std::sync::LazyLock;

use super::fold;
use super::quick::Set;

/// How well a text names a client. The order is the order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// One common word agrees.
    Faint,
    /// A telling word agrees, others do not.
    Part,
    /// It is the name in part, or with words too many.
    Close,
    /// It is the name but for a slip, an abbreviation or an initial.
    Near,
    /// It is the name, whole or visibly cut by the bank.
    Full,
    /// It is written so on the client's page, or was confirmed twice.
    Known,
}

/// Trades and places: words that many names share beyond this book.
const COMMON: [&str; 80] = [
    "SERVICES",
    "SERVICE",
    "GROUP",
    "HOLDINGS",
    "HOLDING",
    "CONSULTING",
    "CONSULTANTS",
    "SOLUTIONS",
    "PARTNERS",
    "ASSOCIATES",
    "DESIGN",
    "DESIGNS",
    "STUDIO",
    "STUDIOS",
    "ENTERPRISES",
    "INTERNATIONAL",
    "GLOBAL",
    "SYSTEMS",
    "TECHNOLOGIES",
    "TECHNOLOGY",
    "TECH",
    "MANAGEMENT",
    "PROPERTIES",
    "PROPERTY",
    "CONSTRUCTION",
    "BUILDERS",
    "BUILDING",
    "BAKERY",
    "CAFE",
    "COFFEE",
    "RESTAURANT",
    "CATERING",
    "DENTAL",
    "MEDICAL",
    "CLINIC",
    "HEALTH",
    "LAW",
    "LEGAL",
    "ACCOUNTING",
    "MEDIA",
    "MARKETING",
    "FOODS",
    "FARM",
    "FARMS",
    "GARDEN",
    "GARDENS",
    "LANDSCAPING",
    "PLUMBING",
    "ELECTRIC",
    "ELECTRICAL",
    "MOTORS",
    "TRANSPORT",
    "LOGISTICS",
    "SUPPLY",
    "SUPPLIES",
    "STORE",
    "STORES",
    "SHOP",
    "HOTEL",
    "SALON",
    "BROS",
    "BROTHERS",
    "SONS",
    "HOUSE",
    "NORTH",
    "SOUTH",
    "EAST",
    "WEST",
    "CITY",
    "NEW",
    "FIRST",
    "JOHN",
    "DAVID",
    "JAMES",
    "MARY",
    "SMITH",
    "JONES",
    "BROWN",
    "JOHNSON",
    "WILLIAMS",
];

/// Whether `word` is a trade, a place or a name that many share beyond this book.
pub(super) fn is_common(word: &str) -> bool {
    static WORDS: LazyLock<Set<&str>> = LazyLock::new(|| COMMON.into_iter().collect());
    WORDS.contains(word)
}

/// A name in the form in which it is compared.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// All words, joined.
    pub(super) full: String,
    /// The telling words.
    pub(super) words: Vec<String>,
    /// The telling words, joined.
    pub(super) core: String,
    /// All words joined, without the company's form at the end.
    bare: String,
    /// Where in `full` each word of the whole name ends.
    ends: Vec<usize>,
    /// How telling each telling word is, in thousandths of a natural logarithm.
    weights: Vec<i64>,
}

/// A text that may name somebody.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// All words but those of the bank and numbers, joined.
    pub(super) full: String,
    /// The telling words.
    pub(super) words: Vec<String>,
    /// The telling words, joined.
    core: String,
    /// Whether it is a field for a name, so that words too many speak against it.
    pub(super) strict: bool,
    /// Long words, and all of them joined, without a company's form at their end: names whose
    /// blanks are lost.
    pub(super) joined: Vec<String>,
    /// Whether it is as long as a field that banks cut.
    wide: bool,
    /// Whether it is one letter shorter.
    nearly_wide: bool,
}

/// What comparing says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) level: Level,
    /// How telling the words are that agree, in thousandths of a natural logarithm.
    pub(super) telling: i64,
    /// In words, how the text differs from the name.
    pub(super) how: &'static str,
}

/// Widths at which banks cut a name: BACS, the company and the person of ACH, MT940.
const WIDTHS: [usize; 6] = [15, 16, 18, 22, 32, 35];

impl Name {
    /// The form of `name`; none if it has no telling word of three letters.
    pub(super) fn of(name: &str) -> Option<Name> {
        let all = fold::words(name);
        let mut words: Vec<String> = all.iter().filter(|w| !fold::is_form(w)).cloned().collect();
        if words.is_empty() {
            words.clone_from(&all);
        }
        if !words.iter().any(|word| word.len() >= 3 && !fold::is_form(word)) {
            return None;
        }
        let mut at = 0;
        let ends = all
            .iter()
            .map(|word| {
                at += word.len();
                at
            })
            .collect();
        let full = all.concat();
        let bare = fold::without_form(&full).to_owned();
        Some(Name { full, core: words.concat(), bare, words, ends, weights: Vec::new() })
    }

    /// Takes note of how telling each word is.
    pub(super) fn weigh(&mut self, weight: impl Fn(&str) -> i64) {
        self.weights = self.words.iter().map(|word| weight(word)).collect();
    }

    /// Whether a cut at this length falls into a word, so that it shows.
    fn may_be_cut_at(&self, length: usize) -> bool {
        !self.ends.contains(&length)
    }
}

impl Said {
    /// The form of `text`; `strict` where the bank has a field for the payer.
    pub(super) fn of(text: &str, strict: bool) -> Said {
        let all: Vec<String> = fold::words(text)
            .into_iter()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .filter(|word| strict || word.chars().filter(char::is_ascii_digit).count() < 3)
            .collect();
        let from = all.iter().position(|word| !fold::is_noise(word)).unwrap_or(all.len());
        let all = if strict { &all[from..] } else { &all[..] };
        let wide = WIDTHS.contains(&text.trim_end().chars().count());
        let telling = |word: &&String| !fold::is_form(word) && !fold::is_noise(word);
        let mut words: Vec<String> = all.iter().filter(telling).cloned().collect();
        if strict && wide && words.len() > 1 && all.last().is_some_and(|w| fold::begins_form(w)) {
            words.truncate(words.len() - usize::from(words.last() == all.last()));
        }
        let full = if strict { all.concat() } else { String::new() };
        let long = words.iter().filter(|word| word.len() >= 9);
        let joined = long.chain(Some(&full).filter(|full| !full.is_empty()));
        let joined = joined.map(|word| fold::without_form(word).to_owned()).collect();
        let core = words.concat();
        Said {
            full,
            words,
            core,
            strict,
            joined,
            wide,
            nearly_wide: WIDTHS.contains(&(text.trim_end().chars().count() + 1)),
        }
    }

    /// How well this names `name`, whose words are weighed.
    pub(super) fn names(&self, name: &Name) -> Option<Agreement> {
        if self.words.is_empty() {
            return None;
        }
        let whole: i64 = name.weights.iter().sum();
        let core = &name.core;
        let same = || {
            let each = |word: &String| name.words.contains(word);
            self.words.len() == name.words.len() && self.words.iter().all(each)
        };
        let joined =
            self.core == *core || self.joined.iter().any(|said| said == core || *said == name.bare);
        let stands = || {
            let among = self.words.windows(name.words.len());
            !self.strict && name.words.len() >= 2 && { among }.any(|w| w == name.words)
        };
        if joined || same() || stands() {
            return Some(Agreement { level: Level::Full, telling: whole, how: "" });
        }
        if let Some(cut) = self.cut_of(name, whole) {
            return Some(cut);
        }
        let slip = |said: &&String| {
            said.len() >= 12 && [core, &name.bare].iter().any(|own| fold::one_slip(said, own))
        };
        if self.strict && self.words.len() == 1 && self.joined.iter().any(|said| slip(&said)) {
            let how = "written a little differently";
            return Some(Agreement { level: Level::Near, telling: whole, how });
        }
        self.aligned(name, whole)
    }

    /// The name, cut by the bank after ten letters or more, also where its blanks are lost.
    fn cut_of(&self, name: &Name, whole: i64) -> Option<Agreement> {
        let length = self.full.len();
        if !self.strict {
            return self.cut_within(name, whole);
        }
        if length < 8 {
            return None;
        }
        // A blank at the end of what a bank cuts is lost.
        let wide = self.wide || (self.nearly_wide && self.words.len() >= 2);
        let slip = |name: &str| {
            let to = [length - 1, length, length + 1];
            to.iter().any(|to| name.get(..*to).is_some_and(|cut| fold::one_slip(&self.full, cut)))
        };
        let level = if name.full.starts_with(&self.full) {
            let visible = length >= 10 && (wide || name.may_be_cut_at(length));
            if visible { Level::Full } else { Level::Close }
        } else if wide && length >= 10 && name.core.starts_with(&self.full) {
            let ends = name.words.iter().scan(0, |at, word| {
                *at += word.len();
                Some(*at)
            });
            if { ends }.all(|end| end != length) { Level::Full } else { Level::Close }
        } else if wide && length >= 12 && (slip(&name.full) || slip(&name.core)) {
            Level::Near
        } else {
            return None;
        };
        let of = i64::try_from(name.full.len()).unwrap_or(1).max(1);
        let telling = whole * i64::try_from(length).unwrap_or(0) / of;
        Some(Agreement { level, telling, how: "cut short" })
    }

    /// The beginning of the name among other words, cut within a word after ten letters or more.
    fn cut_within(&self, name: &Name, whole: i64) -> Option<Agreement> {
        let first = self.words.iter().position(|word| Some(word) == name.words.first())?;
        let same = self.words[first..].iter().zip(&name.words).take_while(|(a, b)| a == b).count();
        let (said, cut) = (self.words.get(first + same)?, name.words.get(same)?);
        let length = name.words[..same].iter().map(String::len).sum::<usize>() + said.len();
        if said.len() < 2 || length < 10 || !cut.starts_with(said.as_str()) {
            return None;
        }
        let of = i64::try_from(name.core.len()).unwrap_or(1).max(1);
        let telling = whole * i64::try_from(length).unwrap_or(0) / of;
        Some(Agreement { level: Level::Full, telling, how: "cut short" })
    }

    fn aligned(&self, name: &Name, whole: i64) -> Option<Agreement> {
        let mut used = vec![false; name.words.len()];
        let (mut telling, mut slips, mut extra) = (0, 0, 0);
        let (mut joined, mut first, mut last) = (0, usize::MAX, 0);
        for (at, word) in self.words.iter().enumerate() {
            if joined > 0 {
                joined -= 1;
                continue;
            }
            if let Some((place, agrees)) = best_word(word, &name.words, &used) {
                used[place] = true;
                (first, last) = (first.min(at), at);
                let full = name.weights[place];
                telling += full * agrees.per_cent / 100;
                slips += usize::from(agrees.per_cent < 100);
            } else if let Some(place) = pair_in(word, &name.words, &used) {
                used[place] = true;
                used[place + 1] = true;
                telling += name.weights[place] + name.weights[place + 1];
            } else if let Some(place) = split_in(&self.words[at..], &name.words, &used) {
                used[place] = true;
                joined = 1;
                telling += name.weights[place];
            } else {
                extra += 1;
            }
        }
        let missing = used.iter().filter(|used| !**used).count();
        if missing == 0 && extra == 0 && slips == 1 && self.ends_in_a_cut(name) {
            return Some(Agreement { level: Level::Full, telling, how: "cut short" });
        }
        let exact = self.words.len() - extra - slips;
        let together = name.words.len() >= 2 && last + 1 == first.saturating_add(name.words.len());
        let level = match (missing, extra, slips) {
            (0, 0, 0) => Level::Full,
            (0, 0, _) if telling * 2 >= whole => Level::Near,
            (0, _, 0) if !self.strict && name.words.len() >= 2 => Level::Full,
            (0, _, 0) if !self.strict && telling >= 2_000 => Level::Close,
            (0, 1.., 0) if name.words.len() >= 2 => Level::Close,
            (0, _, _) if !self.strict && together && exact >= 1 => Level::Near,
            (0, _, _) if !self.strict && name.words.len() >= 2 && exact >= 1 => Level::Close,
            (_, 0, 0) if exact >= 2 && telling * 2 >= whole => Level::Close,
            _ if telling * 3 >= whole && telling >= 1_800 => Level::Part,
            _ if telling >= 600 => Level::Faint,
            _ => return None,
        };
        let how = match (missing, extra, slips) {
            (0, 0, 0) => "",
            (0, 0, _) => "written a little differently",
            (0, _, 0) if !self.strict => "",
            (0, ..) => "with other words",
            _ => "in part",
        };
        Some(Agreement { level, telling, how })
    }
}

impl Said {
    /// Whether the last word is the last of the name, cut after four letters or more, with the
    /// word before it whole.
    fn ends_in_a_cut(&self, name: &Name) -> bool {
        let ([.., before, said], [.., whole_before, whole]) = (&self.words[..], &name.words[..])
        else {
            return false;
        };
        before == whole_before && said.len() >= 4 && whole.starts_with(said.as_str())
    }
}

/// How one word agrees with another, in hundredths.
#[derive(Clone, Copy)]
struct WordAgrees {
    per_cent: i64,
}

fn best_word(said: &str, words: &[String], used: &[bool]) -> Option<(usize, WordAgrees)> {
    let free = || words.iter().enumerate().filter(|(at, _)| !used[*at]);
    if let Some((at, _)) = free().find(|(_, word)| *word == said) {
        return Some((at, WordAgrees { per_cent: 100 }));
    }
    // An initial stands for a given name, and so never for the last word.
    let last = words.len() - usize::from(said.len() == 1);
    free()
        .filter(|(at, _)| *at < last)
        .filter_map(|(at, word)| Some((at, word_agrees(said, word)?)))
        .max_by_key(|(at, agrees)| (agrees.per_cent, std::cmp::Reverse(*at)))
}

fn word_agrees(said: &str, word: &str) -> Option<WordAgrees> {
    let per_cent = if said.len() >= 3 && word.starts_with(said) {
        70
    } else if said.len() >= 4 && word.len() >= 5 && fold::one_slip(said, word) {
        65
    } else if word.len() >= 4 && said.len() <= word.len() + 2 && said.starts_with(word) {
        50
    } else if said.len() == 1 && word.starts_with(said) {
        20
    } else if is_abbreviation(said, word) {
        60
    } else {
        return None;
    };
    Some(WordAgrees { per_cent })
}

/// `SVCS` for `SERVICES`, `MGMT` for `MANAGEMENT`: the first letter, then letters in their order,
/// no vowel among them.
fn is_abbreviation(said: &str, word: &str) -> bool {
    if said.len() < 3 || said.len() * 2 > word.len() + 2 || said.as_bytes()[0] != word.as_bytes()[0]
    {
        return false;
    }
    let mut rest = word.bytes();
    said.bytes().skip(1).all(|letter| !b"AEIOU".contains(&letter))
        && said.bytes().all(|letter| rest.any(|other| other == letter))
}

/// Where two words of a name stand that `said` joins.
fn pair_in(said: &str, words: &[String], used: &[bool]) -> Option<usize> {
    (0..words.len().saturating_sub(1)).find(|at| {
        !used[*at]
            && !used[*at + 1]
            && said.len() == words[*at].len() + words[*at + 1].len()
            && said.starts_with(words[*at].as_str())
            && said.ends_with(words[*at + 1].as_str())
    })
}

/// Where a word of a name stands that the first two of `said` make when joined.
fn split_in(said: &[String], words: &[String], used: &[bool]) -> Option<usize> {
    let [first, second, ..] = said else {
        return None;
    };
    words.iter().enumerate().position(|(at, word)| {
        !used[at]
            && word.len() == first.len() + second.len()
            && word.starts_with(first.as_str())
            && word.ends_with(second.as_str())
    })
}

/// How telling a word is that `clients` clients of this book share, in thousandths of a natural
/// logarithm.
pub(super) fn weight_of(word: &str, clients: usize) -> i64 {
    let rare = match clients {
        0 | 1 => 3_000,
        2 => 2_400,
        3 | 4 => 1_800,
        5..=8 => 1_200,
        _ => 700,
    };
    let most = match word.len() {
        0..=1 => 100,
        2 => 500,
        _ if is_common(word) => 700,
        3 => 1_500,
        _ => 3_000,
    };
    rare.min(most)
}
