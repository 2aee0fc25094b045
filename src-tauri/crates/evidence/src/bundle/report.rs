//! What a check found, in the words that the page of the verifier says too.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// The sentences, by key, with `{names}` to fill. The page of the verifier carries the same file.
pub(crate) const WORDS: &str = include_str!("../verifier/words.json");

static SENTENCES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(WORDS).expect("the sentences are a map of texts"));

/// Whether something is as it should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// As it should be.
    Right,
    /// Not as it should be.
    Wrong,
    /// Neither: something to know.
    Note,
}

/// One thing that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Whether it is right.
    pub verdict: Verdict,
    /// The file it is about, or `Seal`, `ZIP`, `List`.
    pub subject: String,
    /// Which sentence: stable, for programs.
    pub key: &'static str,
    /// The sentence.
    pub text: String,
}

/// The outcome of a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Whether nothing is wrong.
    pub right: bool,
    /// One sentence for all of it.
    pub summary: String,
    /// Whom and what it is about, where the list could be read: label and value.
    pub about: Vec<(String, String)>,
    /// Everything that was looked at.
    pub findings: Vec<Finding>,
}

impl Report {
    /// What is wrong comes first; the rest stays in the order of the checks.
    pub(super) fn new(about: Vec<(String, String)>, mut findings: Vec<Finding>) -> Report {
        findings.sort_by_key(|it| it.verdict != Verdict::Wrong);
        let wrong = findings.iter().filter(|it| it.verdict == Verdict::Wrong).count();
        let summary = match wrong {
            0 => sentence("all_right", &[]),
            1 => sentence("one_wrong", &[]),
            count => sentence("some_wrong", &[("count", &count.to_string())]),
        };
        Report { right: wrong == 0, summary, about, findings }
    }
}

/// The whole report as lines of text, for a terminal: names in a pack may come from anyone, so
/// nothing in them may steer it.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |text: &str| text.replace(char::is_control, "\u{fffd}");
        writeln!(f, "{}", self.summary)?;
        for (label, value) in &self.about {
            writeln!(f, "  {label}: {}", plain(value))?;
        }
        for Finding { verdict, subject, text, .. } in &self.findings {
            let word = match verdict {
                Verdict::Right => "right",
                Verdict::Wrong => "WRONG",
                Verdict::Note => "note ",
            };
            writeln!(f, "{word}  {}: {}", plain(subject), plain(text))?;
        }
        Ok(())
    }
}

pub(super) fn right(subject: &str, key: &'static str, names: &[(&str, &str)]) -> Finding {
    found(Verdict::Right, subject, key, names)
}

pub(super) fn wrong(subject: &str, key: &'static str, names: &[(&str, &str)]) -> Finding {
    found(Verdict::Wrong, subject, key, names)
}

pub(super) fn note(subject: &str, key: &'static str, names: &[(&str, &str)]) -> Finding {
    found(Verdict::Note, subject, key, names)
}

fn found(verdict: Verdict, subject: &str, key: &'static str, names: &[(&str, &str)]) -> Finding {
    Finding { verdict, subject: subject.to_owned(), key, text: sentence(key, names) }
}

/// The sentence `key` with its names filled in.
pub(super) fn sentence(key: &str, names: &[(&str, &str)]) -> String {
    let mut text = SENTENCES.get(key).expect("every key has its sentence").clone();
    for (name, value) in names {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
