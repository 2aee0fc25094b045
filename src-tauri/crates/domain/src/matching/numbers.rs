//! Invoice numbers in a bank's text: joined, cut of their prefix, with O for 0, or mistyped.

use super::fold;
use super::quick::{Map, Set};

/// A number that a text carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Citation {
    /// The invoice's place.
    pub(super) invoice: usize,
    /// Thousandths of a natural logarithm.
    pub(super) strength: i64,
    /// Whether prefix and digits stand there, so that it is hardly chance.
    pub(super) whole: bool,
    /// Whether only its last digits stand there.
    tail: bool,
    /// Whether the word for an invoice or its prefix stands before it.
    pub(super) asked: bool,
    /// Whether it stands where a payer writes a number, not where a bank does.
    pub(super) meant: bool,
    /// The word before it.
    pub(super) before: String,
}

/// What a text says of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    /// Numbers of this book.
    pub(super) known: Vec<Citation>,
    /// Digits that stand after the word for an invoice or the book's prefix, and are no number of
    /// this book.
    pub(super) strange: Vec<String>,
    /// All other digits.
    pub(super) digits: Vec<String>,
}

/// The issued numbers of a book.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// All digits of a number, and the invoices that have them.
    by_digits: Map<String, Vec<usize>>,
    /// All runs of digits without the zeros before them, and the invoices that have them.
    by_runs: Map<String, Vec<usize>>,
    /// The last digits without the zeros before them.
    by_tail: Map<String, Vec<usize>>,
    /// Letters before the digits, invoice by invoice.
    prefixes: Vec<String>,
    /// All digits, invoice by invoice.
    digits: Vec<String>,
    /// The last digits without the zeros before them, invoice by invoice.
    tails: Vec<String>,
    /// The prefixes that occur.
    known_prefixes: Set<String>,
}

/// What three digits or more are worth that are those of a client which the text names, in
/// thousandths of a natural logarithm.
pub(super) const BY_CLIENT: i64 = 4_000;

/// What a number under check digits is worth, in thousandths of a natural logarithm: no slip of
/// the hand makes it another.
const BY_REFERENCE: i64 = 10_000;

/// From here on, in thousandths of a natural logarithm, a number is hardly written by chance.
pub(super) const TELLING: i64 = 4_500;

/// What stands between the fields of a deposit.
pub(super) const FIELD: char = '|';

/// A run of digits in a text, with the letters that stand before it.
#[derive(Clone, Debug)]
struct Run {
    digits: String,
    /// Letters right before it, or of the word before.
    before: String,
    /// Whether letters follow without a gap.
    glued: bool,
    /// Whether the next run follows after at most one sign.
    next: bool,
    /// Whether that sign joins both to one number, as in `80/849`.
    joins: bool,
}

impl Cited {
    /// What a payment reference names whose check digits fit: this invoice and nothing else.
    pub(super) fn by_reference(invoice: usize) -> Cited {
        let known = vec![Citation {
            invoice,
            strength: BY_REFERENCE,
            whole: true,
            tail: false,
            asked: true,
            meant: true,
            before: String::new(),
        }];
        Cited { known, ..Cited::default() }
    }
}

impl Numbers {
    /// The index of `numbers`, in the order of the invoices.
    pub(super) fn of<'a>(numbers: impl Iterator<Item = &'a str>) -> Numbers {
        let mut all = Numbers::default();
        for (at, number) in numbers.enumerate() {
            let letters = |c: &char| c.is_alphabetic();
            let prefix: String = number
                .chars()
                .take_while(|c| !c.is_ascii_digit())
                .filter(letters)
                .flat_map(char::to_uppercase)
                .collect();
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let tail = number
                .split(|c: char| !c.is_ascii_digit())
                .rfind(|part| !part.is_empty())
                .unwrap_or("")
                .trim_start_matches('0')
                .to_owned();
            let runs: Vec<&str> = number
                .split(|c: char| !c.is_ascii_digit())
                .filter(|run| !run.is_empty())
                .map(|run| run.trim_start_matches('0'))
                .collect();
            if runs.len() >= 2 {
                all.by_runs.entry(runs.join("/")).or_default().push(at);
            }
            if !digits.is_empty() {
                all.by_digits.entry(digits.clone()).or_default().push(at);
                let short = digits.trim_start_matches('0').to_owned();
                if short != digits {
                    all.by_digits.entry(short).or_default().push(at);
                }
                if tail != digits.trim_start_matches('0') && !tail.is_empty() {
                    all.by_tail.entry(tail.clone()).or_default().push(at);
                }
            }
            all.tails.push(tail);
            if !prefix.is_empty() {
                all.known_prefixes.insert(prefix.clone());
            }
            all.prefixes.push(prefix);
            all.digits.push(digits);
        }
        all
    }

    /// The numbers in `text`.
    pub(super) fn cited_in(&self, text: &str) -> Cited {
        let plain = self.cited_by(&runs_of(text, None));
        if plain.known.iter().any(|citation| citation.whole) {
            return plain;
        }
        let prefixed = |word: &str| self.asks_for_invoice(word);
        let mistyped = self.cited_by(&runs_of(text, Some(&prefixed)));
        let whole = mistyped.known.iter().any(|citation| citation.whole);
        if whole || mistyped.known.len() > plain.known.len() { mistyped } else { plain }
    }

    fn cited_by(&self, runs: &[Run]) -> Cited {
        let mut cited = Cited::default();
        let (mut found, mut unknown): (Vec<(usize, Citation)>, Vec<usize>) = Default::default();
        let mut at = 0;
        while at < runs.len() {
            let longest = (1..=3)
                .rev()
                .filter(|count| at + count <= runs.len())
                .filter(|count| runs[at..at + count - 1].iter().all(|run| run.next))
                .find_map(|count| Some((count, self.look_up(&runs[at..at + count])?)));
            if let Some((count, citations)) = longest {
                found.extend(citations.into_iter().map(|citation| (at, citation)));
                at += count;
                continue;
            }
            unknown.push(at);
            at += 1;
        }
        // Of `80/849` the end is nobody's number unless the beginning is of a number too.
        found.retain_mut(|(at, citation)| {
            let broken = unknown.iter().any(|other| are_joined(runs, *at, *other));
            citation.meant &= citation.whole || !broken;
            !(citation.tail && broken)
        });
        cited.known = found.into_iter().map(|(_, citation)| citation).collect();
        for at in unknown {
            let run = &runs[at];
            let alone = !run.joins && (at == 0 || !runs[at - 1].joins);
            if self.asks_for_invoice(&run.before) && run.digits.len() >= 2 {
                cited.strange.push(run.digits.clone());
            } else if run.digits.len() >= 3 && alone {
                cited.digits.push(run.digits.clone());
            }
        }
        cited.known.sort_by_key(|c| (c.invoice, std::cmp::Reverse(c.strength)));
        cited.known.dedup_by_key(|citation| citation.invoice);
        cited
    }

    /// Takes digits that are the last ones, or all, of exactly one of `invoices` for its number:
    /// they are those of a client that the text names, so that few digits are hardly chance.
    pub(super) fn cited_by_client(&self, cited: &mut Cited, invoices: &[usize]) {
        let Cited { known, strange, digits } = cited;
        for (unknown, asked) in [(strange, true), (digits, false)] {
            unknown.retain(|run| {
                let short = run.trim_start_matches('0');
                let same = |at: &&usize| self.tails[**at] == short || self.digits[**at] == *run;
                let mut found = invoices.iter().filter(same);
                let (Some(at), None, false) = (found.next(), found.next(), short.is_empty()) else {
                    return true;
                };
                let three = if asked { TELLING } else { BY_CLIENT };
                let strength = [2_500, three, 5_500][run.len().clamp(2, 4) - 2];
                let before = String::new();
                if !known.iter().any(|citation| citation.invoice == *at) {
                    known.push(Citation {
                        invoice: *at,
                        strength,
                        whole: false,
                        tail: true,
                        asked,
                        meant: true,
                        before,
                    });
                }
                false
            });
        }
    }

    /// Whether `digits` are those of the invoice but for one slip of the hand.
    pub(super) fn nearly(&self, invoice: usize, digits: &str) -> bool {
        let own = &self.digits[invoice];
        own.len() >= 4 && digits.len() >= 3 && fold::one_slip(own, digits)
    }

    /// Whether one slip of the hand makes the number of one invoice that of the other.
    pub(super) fn one_slip_apart(&self, a: usize, b: usize) -> bool {
        fold::one_slip(&self.digits[a], &self.digits[b])
    }

    fn asks_for_invoice(&self, before: &str) -> bool {
        const WORDS: [&str; 6] = ["INV", "INVOICE", "INVOICES", "INVNO", "INVOICENO", "BILL"];
        WORDS.contains(&before) || self.known_prefixes.contains(before)
    }

    fn look_up(&self, runs: &[Run]) -> Option<Vec<Citation>> {
        let digits: String = runs.iter().map(|run| run.digits.as_str()).collect();
        let before = &runs[0].before;
        let asked = self.asks_for_invoice(before);
        let glued = runs.last().is_some_and(|run| run.glued) && digits.len() < 5 && !asked;
        if digits.len() > 20 || glued {
            return None;
        }
        let exact = self.by_digits.get(&digits);
        let short = digits.trim_start_matches('0');
        let parts: Vec<&str> = runs.iter().map(|run| run.digits.trim_start_matches('0')).collect();
        let found = exact
            .or_else(|| self.by_digits.get(short).filter(|_| asked))
            .or_else(|| self.by_runs.get(&parts.join("/")).filter(|_| runs.len() >= 2))
            .map(|found| (found, 0));
        let (found, less) = match found {
            Some(found) => found,
            None => (self.by_tail.get(short).filter(|_| asked || digits.len() >= 3)?, 1_500),
        };
        let of_prefix: Vec<usize> = found
            .iter()
            .copied()
            .filter(|at| !self.prefixes[*at].is_empty() && before.ends_with(&self.prefixes[*at]))
            .collect();
        let (found, prefixed) =
            if of_prefix.is_empty() { (found.clone(), false) } else { (of_prefix, true) };
        let telling = short.len().max(digits.len().min(4));
        let strength = match telling {
            0 | 1 => 500,
            2 => 1_000,
            3 => 2_500,
            4 if is_year(&digits) => 1_500,
            4 => 4_500,
            5 => 6_000,
            _ => 7_500,
        };
        let asked = prefixed || asked;
        if !asked && strength < 2_500 {
            return None;
        }
        let crowd = i64::try_from(found.len()).unwrap_or(9) - 1;
        let strength = strength + if asked { 2_000 } else { 0 } - less - 1_500 * crowd.min(3);
        let whole = crowd == 0 && less == 0 && (asked || telling >= 5);
        let written =
            before.is_empty() || (fold::is_noise(before) && !BANKS.contains(&before.as_str()));
        let meant = whole || (crowd == 0 && strength >= 2_500 && (asked || written));
        let citation = |invoice| {
            let before = before.clone();
            Citation { invoice, strength, whole, tail: less > 0, asked, meant, before }
        };
        Some(found.into_iter().map(citation).collect())
    }
}

/// Words after which a bank writes a number of its own.
const BANKS: [&str; 12] = [
    "ID", "TRACE", "TRN", "SEC", "CHECK", "CHECKS", "CHEQUE", "CHEQUES", "CHQ", "CHQS", "ACCT",
    "ACCOUNT",
];

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// Whether signs join the runs at two places to one number.
fn are_joined(runs: &[Run], one: usize, other: usize) -> bool {
    runs[one.min(other)..one.max(other)].iter().all(|run| run.joins)
}

/// Says whether a word may stand right before a number.
type Prefixed<'a> = &'a dyn Fn(&str) -> bool;

/// The runs of digits in `text`. Where `prefixed` is given, letters that people type for digits
/// count as such at the beginning of a word or after what may stand before a number.
fn runs_of(text: &str, prefixed: Option<Prefixed<'_>>) -> Vec<Run> {
    let mut upper: Vec<char> = Vec::with_capacity(text.len());
    upper.extend(text.chars().flat_map(char::to_uppercase));
    let mut runs: Vec<Run> = Vec::new();
    let mut before = String::new();
    let (mut gap, mut at) = (0_usize, 0);
    while at < upper.len() {
        // `S2506` is a number with its prefix and not 52506.
        let starts_word = at == 0 || !upper[at - 1].is_alphabetic();
        let starts_word = starts_word && !prefixed.is_some_and(|is| is(&letters_at(&upper, at)));
        if let Some((digits, end)) = digits_at(&upper, at, prefixed.is_some() && starts_word) {
            if let Some(last) = runs.last_mut() {
                last.next = gap <= 1 && before.is_empty();
                last.joins = last.next && gap == 1 && matches!(upper[at - 1], '/' | '-' | '.');
            }
            let glued = upper.get(end).is_some_and(|c| c.is_alphabetic());
            let before = std::mem::take(&mut before);
            runs.push(Run { digits, before, glued, next: false, joins: false });
            (at, gap) = (end, 0);
        } else if upper[at].is_alphabetic() {
            let (word, end) = word_at(&upper, at, prefixed);
            if !matches!(word.as_str(), "NO" | "NR" | "NUM" | "NUMBER" | "AND") || before.is_empty()
            {
                before = word;
            }
            at = end;
            if let Some((digits, end)) =
                prefixed.filter(|is| is(&before)).and_then(|_| digits_at(&upper, at, true))
            {
                let before = std::mem::take(&mut before);
                runs.push(Run { digits, before, glued: false, next: false, joins: false });
                (at, gap) = (end, 0);
            }
        } else {
            if upper[at] == FIELD {
                before.clear();
            }
            // Several blanks are as good as one.
            let again = at > 0 && upper[at] == ' ' && upper[at - 1] == ' ';
            gap += usize::from(!again);
            at += 1;
        }
    }
    runs
}

/// The letters before a digit, or before the end of the word.
fn letters_at(upper: &[char], at: usize) -> String {
    upper[at..].iter().take_while(|c| c.is_alphabetic()).collect()
}

/// The word that begins at `at` and where it ends: at a digit, or at what is meant for one.
fn word_at(upper: &[char], at: usize, prefixed: Option<Prefixed<'_>>) -> (String, usize) {
    let mut word = String::with_capacity(12);
    let mut end = at;
    while end < upper.len() && upper[end].is_alphabetic() {
        if !word.is_empty()
            && prefixed.is_some_and(|is| is(&word))
            && digits_at(upper, end, true).is_some()
        {
            break;
        }
        word.push(upper[end]);
        end += 1;
    }
    (word, end)
}

/// The digits that begin at `at`, and where they end. Where `mistyped`, `1O233` and `I0233` are
/// `10233`.
fn digits_at(upper: &[char], at: usize, mistyped: bool) -> Option<(String, usize)> {
    let as_digit = |c: char| match c {
        '0'..='9' => Some(c),
        'O' | 'Q' => Some('0'),
        'I' | 'L' => Some('1'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    };
    let ends = |is: &dyn Fn(char) -> bool| {
        (at..upper.len()).find(|i| !is(upper[*i])).unwrap_or(upper.len())
    };
    let end = ends(&|c| as_digit(c).is_some());
    let real = upper[at..end].iter().filter(|c| c.is_ascii_digit()).count();
    if mistyped && real >= 2 && real < end - at {
        // `O636accounts`: what follows the last digit is not of the number.
        let whole = upper.get(end).is_none_or(|c| !c.is_alphabetic());
        let last = at + upper[at..end].iter().rposition(char::is_ascii_digit).unwrap_or(0) + 1;
        let end = if whole { end } else { last };
        if real * 2 >= end - at {
            return Some((upper[at..end].iter().filter_map(|c| as_digit(*c)).collect(), end));
        }
    }
    let end = ends(&|c| c.is_ascii_digit());
    (end > at).then(|| (upper[at..end].iter().collect(), end))
}
