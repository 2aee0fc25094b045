//! An answer that was held against what was sent, and what that proves in plain sentences.

use chrono::{DateTime, Utc};

use super::{Acceptance, CLOCK_TOLERANCE, Kind, Parsed, ReadBy, Signature, Standing};
use crate::pack::Terms;

/// A verified answer: facts. How much they are worth is the app's to grade, which also knows by
/// which way the file came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// What the file says.
    pub file: Acceptance,
    /// The bytes to keep.
    pub bytes: Vec<u8>,
    /// Their SHA-256, by which a second import is known.
    pub sha256: String,
    /// Whether the name typed is that of the signatory the pack was for.
    pub name_matches: bool,
    /// Whether it came only after the offer ended, though it says it was signed before.
    pub came_late: bool,
    /// How the revision stood.
    pub standing: Standing,
    /// What this proves, a sentence each.
    pub proves: Vec<String>,
    /// What it does not prove, a sentence each.
    pub does_not_prove: Vec<String>,
}

impl Verified {
    pub(super) fn new(
        parsed: Parsed,
        terms: &Terms,
        standing: Standing,
        received_at: DateTime<Utc>,
    ) -> Verified {
        let Parsed { file, bytes, sha256 } = parsed;
        let same = |a: &str, b: &str| words(a) == words(b);
        let name_matches =
            terms.for_whom().is_some_and(|signatory| same(&signatory.name, &file.signer.name));
        let came_late = received_at > terms.closes_at + CLOCK_TOLERANCE;
        let proves = proves(&file, terms);
        let does_not_prove = does_not_prove(&file, terms, name_matches, came_late, standing);
        Verified { file, bytes, sha256, name_matches, came_late, standing, proves, does_not_prove }
    }
}

/// A name as it is compared: words in lower case.
fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

fn proves(file: &Acceptance, terms: &Terms) -> Vec<String> {
    let number = format!("{}, revision {}", terms.number, terms.revision);
    let mut out = vec![
        format!("The answer was made in the pack sent for {number}; its code is right."),
        "Nobody without the pack has changed the file since.".to_owned(),
        "The letter the page held, as PDF and as text, is the one that was sent.".to_owned(),
    ];
    if file.kind != Kind::Accepted {
        return out;
    }
    out.push("The choice is possible, and the totals shown are those of the proposal.".to_owned());
    let signer = &file.signer.name;
    out.push(match &file.signature {
        Some(Signature::Drawn { .. }) => {
            format!("{signer} typed that name, drew a signature and stated the authority to sign.")
        }
        _ => format!("{signer} typed that name and a signature and stated the authority to sign."),
    });
    out.push(
        "The consent to electronic records and the statement are word for word those sent."
            .to_owned(),
    );
    out.push(
        match file.read_by {
            Some(ReadBy::Scrolled) => {
                "The end of the letter was on the screen before it was signed."
            }
            _ => "Before signing, the signer said that they had read the letter.",
        }
        .to_owned(),
    );
    if terms.texts.notice.is_some() {
        out.push(match file.initials.trim() {
            "" => "Consent to changes by notice was refused.".to_owned(),
            initials => {
                format!("Consent to changes by notice was given with the initials {initials}.")
            }
        });
    }
    out
}

fn does_not_prove(
    file: &Acceptance,
    terms: &Terms,
    name_matches: bool,
    came_late: bool,
    standing: Standing,
) -> Vec<String> {
    let at = file.times.answered_at.format("%Y-%m-%d %H:%M:%S UTC");
    let mut out = vec![
        "Who held the device: whoever has the pack can answer in it. See how it came back."
            .to_owned(),
        format!("The time: {at} is what the device's clock said."),
    ];
    if !name_matches {
        let expected = terms.for_whom().map_or("", |signatory| signatory.name.as_str());
        out.push(format!(
            "That the right person answered: the pack was for {expected}, the name typed is {}.",
            file.signer.name
        ));
    }
    if file.times.saved_at.is_none() {
        out.push("That the PDF was opened: it was not saved from the page.".to_owned());
    }
    if came_late && file.kind == Kind::Accepted {
        out.push("That it was in time: it came after the offer had ended.".to_owned());
    }
    match standing {
        Standing::Open => {}
        Standing::Withdrawn => out.push("The proposal has been withdrawn since.".to_owned()),
        Standing::Superseded { by } => out.push(format!("Revision {by} has replaced it since.")),
        Standing::Answered => out.push("The proposal has been answered since.".to_owned()),
    }
    out
}
