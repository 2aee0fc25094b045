//! The consent matrix: which change needs what, as the practice wants it.

use domain::amendment::{Consent, Direction, Kind};
use domain::named::Named;
use store::amendments;

use super::{ConsentField, ConsentMatrix, ConsentRow, SaveConsent};
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::wire::Nothing;

fn field(consent: Consent) -> ConsentField {
    ConsentField { consent: consent.name().to_owned(), days: consent.days() }
}

/// What each kind of change needs.
pub fn matrix(look: &Look<'_>, _: Nothing) -> Result<ConsentMatrix, Failure> {
    let matrix = amendments::matrix(look.db)?;
    let row = |kind: Kind| ConsentRow {
        kind: kind.name().to_owned(),
        words: kind.words().to_owned(),
        better: field(matrix.of(kind, Direction::Better)),
        worse: field(matrix.of(kind, Direction::Worse)),
    };
    Ok(ConsentMatrix { rows: Kind::ALL.into_iter().map(row).collect() })
}

/// Edits a field. What was written before keeps the consent it was written with.
pub fn save_matrix(act: &mut Act<'_>, question: SaveConsent) -> Result<Nothing, Failure> {
    let kind = Kind::named(&question.kind)
        .ok_or_else(|| refused("kind", "choose one of the kinds of change"))?;
    let direction = Direction::named(&question.direction)
        .ok_or_else(|| refused("direction", "choose better or worse"))?;
    let consent =
        Consent::named(&question.field.consent, question.field.days).ok_or_else(|| {
            refused("field.consent", "choose silent, notice, approval or new_signature")
        })?;
    if matches!(consent, Consent::Notice { days } if !(1..=365).contains(&days)) {
        return Err(refused("field.days", "give 1 to 365 days of notice"));
    }
    let before = amendments::matrix(act.tx)?.of(kind, direction);
    amendments::save_matrix(act.tx, kind, direction, consent)?;
    let whom = if direction == Direction::Worse { "worse" } else { "no worse" };
    act.say(
        format!("{} that is {whom} for the client needs {}", kind.words(), consent.words()),
        None,
    );
    act.offer_undo(
        "Consent edited",
        "consent.save",
        SaveConsent { field: field(before), ..question },
    );
    Ok(Nothing {})
}
