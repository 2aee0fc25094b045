//! How the texts read: citations, tone, length, work that is not described.

use super::facts::LetterFacts;
use super::remarks::Remarks;

/// Words of old legal English, in lower case; each stands alone in the text.
const LEGALESE: [&str; 14] = [
    "shall",
    "herein",
    "hereby",
    "hereof",
    "hereto",
    "hereunder",
    "hereinafter",
    "thereof",
    "therein",
    "whereas",
    "witnesseth",
    "aforesaid",
    "aforementioned",
    "forthwith",
];
/// The same in more than one word.
const LEGAL_PHRASES: [&str; 5] = [
    "best efforts",
    "best endeavours",
    "including but not limited to",
    "in witness whereof",
    "and/or",
];
/// Words that threaten, in lower case.
const THREATS: [&str; 9] = [
    "legal action will",
    "we will sue",
    "see you in court",
    "or else",
    "final warning",
    "you will regret",
    "be forced to",
    "without further warning",
    "destroy your credit",
];
/// The most words of a clause.
const CLAUSE_WORDS: usize = 260;
/// The most words of another text.
const TEXT_WORDS: usize = 600;

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    work(letter, remarks);
    for (place, text) in letter.every_text() {
        tone(&place, text, remarks);
        let words = text.split_whitespace().count();
        let most = if place.starts_with("clauses.") { CLAUSE_WORDS } else { TEXT_WORDS };
        if words > most {
            let message = format!("This has {words} words; {most} are read more willingly.");
            remarks.add("L93-long", place, message, None);
        }
    }
}

fn work(letter: &LetterFacts, remarks: &mut Remarks) {
    if letter.lines.is_empty() {
        let message = "The letter offers no work; add a service.";
        remarks.add("L81-work-empty", "lines", message, None);
    }
    for (at, line) in letter.lines.iter().enumerate() {
        let scope = format!("SCOPE/{}", line.kind.as_str());
        if line.description.trim().is_empty() && letter.clause(&scope).is_none() {
            let message = format!("“{}” does not say what is done; describe it.", line.name);
            remarks.add("L82-line-vague", format!("lines.{at}.description"), message, None);
        }
    }
}

fn tone(place: &str, text: &str, remarks: &mut Remarks) {
    let low = text.to_lowercase();
    let mut words = low.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let old = words.find(|word| LEGALESE.contains(word));
    let phrase = || LEGAL_PHRASES.into_iter().find(|phrase| low.contains(phrase));
    if let Some(found) = old.or_else(phrase) {
        let message = format!("“{found}” is not how people speak; say must, may or will, plainly.");
        remarks.add("L90-legalese", place, message, None);
    }
    if let Some(found) = THREATS.into_iter().find(|threat| low.contains(threat)) {
        let message = format!("“{found}” reads as a threat; say what happens and when.");
        remarks.add("L91-threat", place, message, None);
    }
    if text.contains('!') {
        let message = "An exclamation mark does not belong in a letter; take it out.";
        remarks.add("L92-exclamation", place, message, None);
    }
}

/// The ids a text cites in backticks, with or without the sign for the number, in order. A
/// backtick that nothing closes cites nothing.
pub fn citations(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() - 1;
    let inside = parts.iter().enumerate().filter(|(at, _)| at % 2 == 1 && *at < closed);
    inside
        .map(|(_, part)| part.strip_prefix('#').unwrap_or(part).trim())
        .filter(|id| !id.is_empty())
        .collect()
}
