//! What a message about money must not say: threats, false urgency, other people, departments that
//! do not exist, a hold on the client's records, figures that are not the book's.

use crate::money::Money;

/// A remark on a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its name for ever.
    pub rule: &'static str,
    /// Whether the message may not leave like this.
    pub blocks: bool,
    /// The words it is about.
    pub phrase: String,
    /// Why, and what to do.
    pub words: &'static str,
}

/// What the message may speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Every amount that is the book's.
    pub amounts: Vec<Money>,
}

struct Rule {
    name: &'static str,
    blocks: bool,
    phrases: &'static [&'static str],
    words: &'static str,
}

static RULES: [Rule; 5] = [
    Rule {
        name: "threat",
        blocks: true,
        phrases: &[
            "arrest",
            "prison",
            "jail",
            "police",
            "criminal",
            "bailiff",
            "seize",
            "ruin your",
            "credit rating",
            "credit score",
            "blacklist",
            "or else",
            "we will sue",
            "see you in court",
            "take you to court",
        ],
        words: "A threat, or a step that nobody has decided on. Say what you ask for, by when, and \
                what you will decide then.",
    },
    Rule {
        name: "false-urgency",
        blocks: false,
        phrases: &[
            "act now",
            "immediately",
            "last chance",
            "within 24 hours",
            "urgent",
            "final warning",
        ],
        words: "Haste without a reason. Name a day instead.",
    },
    Rule {
        name: "third-party",
        blocks: true,
        phrases: &[
            "your employer",
            "your family",
            "your neighbour",
            "your neighbor",
            "your customers",
            "your clients",
            "your landlord",
            "the tax office",
            "the irs",
            "hmrc",
            "publish",
            "make public",
        ],
        words: "Nobody else is to learn of a client's debt, nor to be spoken of as if they would.",
    },
    Rule {
        name: "invented-department",
        blocks: true,
        phrases: &[
            "collections department",
            "collection department",
            "legal department",
            "credit control department",
            "recovery department",
            "recovery team",
            "collections team",
            "legal team",
            "debt unit",
        ],
        words: "A department that does not exist makes a creditor look like somebody else, which \
                the law forbids in places. Write as yourself.",
    },
    Rule {
        name: "records",
        blocks: true,
        phrases: &[
            "withhold your",
            "keep your records",
            "hold your records",
            "not return your records",
            "retain your records",
            "release your records",
            "hold your files",
            "keep your files",
            "withhold their",
            "withhold the records",
            "keep their records",
            "keep their files",
            "hold their records",
            "hold their files",
            "hold back their",
            "until they pay we keep",
        ],
        words: "The client's own records are returned on request, whatever is owed (Circular 230 \
                s. 10.28; AICPA 1.400.200).",
    },
];

/// What is to be said of a message.
pub fn lint(subject: &str, body: &str, known: &Known) -> Vec<Finding> {
    let text = format!("{subject}\n{body}");
    let low = text.to_lowercase();
    let mut found = Vec::new();
    for rule in &RULES {
        for phrase in rule.phrases.iter().filter(|phrase| speaks(&low, phrase)) {
            let phrase = (*phrase).to_owned();
            found.push(Finding { rule: rule.name, blocks: rule.blocks, phrase, words: rule.words });
        }
    }
    if text.contains('!') {
        let words = "An exclamation mark raises the voice. A full stop says the same.";
        let phrase = "!".to_owned();
        found.push(Finding { rule: "false-urgency", blocks: false, phrase, words });
    }
    for figure in figures(&text) {
        let is_known = known.amounts.iter().any(|amount| amount.plain() == figure.replace(',', ""));
        if !is_known {
            let words = "No amount of the book is this one; use a placeholder, so that it is right \
                         when the message leaves.";
            found.push(Finding { rule: "wrong-figure", blocks: true, phrase: figure, words });
        }
    }
    found
}

/// What is to be said of words about a client's records: of a reason, which is not sent to anybody.
pub fn on_records(text: &str) -> Option<Finding> {
    let found = lint("", text, &Known::default());
    found.into_iter().find(|finding| finding.rule == "records")
}

/// Whether a text has a phrase, from the beginning of a word on.
fn speaks(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase)
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// What looks like an amount: digits with commas, a point and two digits.
fn figures(text: &str) -> Vec<String> {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let runs = text.split(|c: char| !numeric(c));
    let trimmed = runs.map(|run| run.trim_matches([',', '.']));
    let is_amount = |run: &&str| {
        run.split_once('.').is_some_and(|(whole, cents)| {
            !whole.is_empty() && cents.len() == 2 && cents.bytes().all(|b| b.is_ascii_digit())
        })
    };
    trimmed.filter(is_amount).map(str::to_owned).collect()
}
