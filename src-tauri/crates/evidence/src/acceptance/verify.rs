//! Holding an acceptance file against what was sent.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Acceptance, Kind, Refusal, Signature, Times, Verified, covered, parse};
use crate::hash::sha256_hex;
use crate::pack::{Terms, totals};
use crate::token::Token;

/// How far the device's clock may be off. A clock set by hand is often an hour wrong when summer
/// time begins or ends; more than two hours is another time.
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::hours(2);

/// How the revision stands when the answer arrives; the app knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It waits for an answer.
    Open,
    /// It was taken back.
    Withdrawn,
    /// A newer one was sent.
    Superseded {
        /// The newer revision.
        by: u32,
    },
    /// It has been accepted or declined.
    Answered,
}

/// What an answer is held against.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// What was sent.
    pub terms: &'a Terms,
    /// The pack's secret.
    pub token: &'a Token,
    /// How the revision stands.
    pub standing: Standing,
    /// The SHA-256 of every answer that was taken before.
    pub imported: &'a [String],
}

/// Holds a file or pasted text against what was sent. `received_at` is when it came to the
/// practice. A wish for a change is taken whatever became of the revision, so that the client's
/// words are never lost; [`Verified::standing`] says what did.
pub fn verify(
    expected: &Expected<'_>,
    bytes: &[u8],
    received_at: DateTime<Utc>,
) -> Result<Verified, Refusal> {
    let parsed = parse(bytes)?;
    let (file, terms) = (&parsed.file, expected.terms);
    if expected.imported.contains(&parsed.sha256) {
        return Err(Refusal::Duplicate);
    }
    right_revision(file, terms)?;
    still_open(file.kind, expected.standing)?;
    same_letter(file, terms)?;
    same_figures(file, terms)?;
    same_texts(file, terms)?;
    times(file, terms, received_at)?;
    let covered = covered(&parsed.bytes).ok_or(Refusal::WrongCode)?;
    if !expected.token.made(covered.as_bytes(), &file.mac) {
        return Err(Refusal::WrongCode);
    }
    signed(file)?;
    Ok(Verified::new(parsed, terms, expected.standing, received_at))
}

fn right_revision(file: &Acceptance, terms: &Terms) -> Result<(), Refusal> {
    if file.number != terms.number {
        return Err(Refusal::OtherProposal(file.number.clone()));
    }
    if file.revision_id != terms.revision_id || file.revision != terms.revision {
        let (found, expected) = (file.revision, terms.revision);
        return Err(Refusal::OtherRevision { found, expected });
    }
    if file.pack_id != terms.pack_id {
        return Err(Refusal::OtherPack);
    }
    Ok(())
}

fn still_open(kind: Kind, standing: Standing) -> Result<(), Refusal> {
    match standing {
        Standing::Open => Ok(()),
        _ if kind == Kind::ChangeRequested => Ok(()),
        Standing::Withdrawn => Err(Refusal::Withdrawn),
        Standing::Superseded { by } => Err(Refusal::Superseded { by }),
        Standing::Answered => Err(Refusal::Answered),
    }
}

fn same_letter(file: &Acceptance, terms: &Terms) -> Result<(), Refusal> {
    if file.letter_sha256 != terms.letter_sha256 {
        return Err(Refusal::LetterAltered);
    }
    if file.reading_sha256 != terms.reading_sha256 {
        return Err(Refusal::ReadingAltered);
    }
    Ok(())
}

/// The choice is possible and the totals shown for it are ours. Other kinds carry neither.
fn same_figures(file: &Acceptance, terms: &Terms) -> Result<(), Refusal> {
    if file.kind != Kind::Accepted {
        let none = file.choice.is_none() && file.totals.is_none() && file.signature.is_none();
        return if none { Ok(()) } else { Err(Refusal::WrongParts("choice and signature")) };
    }
    let choice = file.choice.as_ref().ok_or(Refusal::WrongParts("choice"))?;
    let shown = file.totals.as_ref().ok_or(Refusal::WrongParts("totals"))?;
    if totals(terms, choice)? == *shown { Ok(()) } else { Err(Refusal::TotalsDiffer) }
}

fn same_texts(file: &Acceptance, terms: &Terms) -> Result<(), Refusal> {
    let same = |hash: &str, text: &str, what: &'static str| {
        if hash == sha256_hex(text.as_bytes()) { Ok(()) } else { Err(Refusal::TextDiffers(what)) }
    };
    same(&file.texts.consent, &terms.texts.consent, "electronic records")?;
    same(&file.texts.statement, &terms.texts.statement, "the statement")?;
    same(&file.texts.authority, &terms.texts.authority, "the authority")?;
    match (&file.texts.notice, &terms.texts.notice) {
        (None, None) => {}
        (Some(hash), Some(notice)) => same(hash, &notice.text, "consent by notice")?,
        _ => return Err(Refusal::TextDiffers("consent by notice")),
    }
    if file.kind == Kind::Accepted && !file.consented {
        return Err(Refusal::NoConsent);
    }
    if file.kind == Kind::Accepted && !file.authority {
        return Err(Refusal::NoAuthority);
    }
    let may_initial = file.kind == Kind::Accepted && terms.texts.notice.is_some();
    if !file.initials.is_empty() && !may_initial {
        return Err(Refusal::UnaskedInitials);
    }
    Ok(())
}

fn times(file: &Acceptance, terms: &Terms, received_at: DateTime<Utc>) -> Result<(), Refusal> {
    let Times { opened_at, read_at, saved_at, chosen_at, consented_at, answered_at } = file.times;
    if opened_at < terms.sent_at - CLOCK_TOLERANCE {
        return Err(Refusal::BeforeSent(opened_at));
    }
    if answered_at > received_at + CLOCK_TOLERANCE {
        return Err(Refusal::InTheFuture(answered_at));
    }
    let between = [read_at, saved_at, chosen_at, consented_at];
    let ordered = |at: &DateTime<Utc>| opened_at <= *at && *at <= answered_at;
    if opened_at > answered_at || !between.iter().flatten().all(ordered) {
        return Err(Refusal::OutOfOrder);
    }
    if read_at.is_some() != file.read_by.is_some() || consented_at.is_some() != file.consented {
        return Err(Refusal::OutOfOrder);
    }
    if file.kind != Kind::Accepted {
        return Ok(());
    }
    if answered_at > terms.closes_at {
        return Err(Refusal::Expired);
    }
    if read_at.is_none() { Err(Refusal::NotRead) } else { Ok(()) }
}

fn signed(file: &Acceptance) -> Result<(), Refusal> {
    if file.kind != Kind::Accepted {
        return Ok(());
    }
    if file.signer.name.trim().is_empty() {
        return Err(Refusal::NoName);
    }
    match &file.signature {
        Some(Signature::Typed { text }) if !text.trim().is_empty() => Ok(()),
        // One point is a slip of the finger.
        Some(Signature::Drawn { height, strokes }) if drawn(*height, strokes) => Ok(()),
        _ => Err(Refusal::NoSignature),
    }
}

fn drawn(height: u32, strokes: &[Vec<u32>]) -> bool {
    let on_sheet = |pair: &[u32]| pair.len() == 2 && pair[0] <= 1000 && pair[1] <= height;
    let points: usize = strokes.iter().map(Vec::len).sum();
    points >= 8 && strokes.iter().all(|stroke| stroke.chunks(2).all(on_sheet))
}
