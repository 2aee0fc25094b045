//! The page for a payment method that goes with a letter: asked for when the letter is sent, told
//! to the client by e-mail, made anew when it ends unused, and ended with its letter.
//!
//! A page is made by a turn, so it is there a moment after the sending or, without a network,
//! later. The e-mail of the letter carries it where it is there by then; where it is not, an e-mail
//! of its own follows as soon as it is.

use domain::ids::ClientId;
use domain::lint;
use store::outbox::{self, Intent};
use store::permissions::{self, Authorization, Occasion, Standing};
use store::revisions::{self, Revision, SentLetter};

use super::asking::{self, Asking};
use super::policy::{usable, way_to_ask};
use crate::context::{Act, Look};
use crate::failure::Failure;
use crate::letter::Offer;
use crate::mail::{self, ComposeMail};

/// How many pages are made for one request without the user.
const MOST_PAGES: u32 = 5;

/// Asks with a revision that is sent now, where its letter wants a method, the client has none, and
/// an account can make the page. What the client was asked under an earlier letter is taken back.
pub(crate) fn ask_with(act: &Act<'_>, revision: &Revision, offer: &Offer) -> Result<(), Failure> {
    end_with_letters(act)?;
    let named = lint::Scheme::parse(&offer.collection);
    if !offer.method.asks() || usable(act, revision.client_id)?.is_some() {
        return Ok(());
    }
    let Some((connection, schemes)) = way_to_ask(act, revision.currency, named)? else {
        return Ok(());
    };
    if open_of(act, revision.client_id)?.is_some() {
        return Ok(());
    }
    let letter = SentLetter {
        id: revision.id,
        proposal: offer.number.clone(),
        number: u32::try_from(revision.number).unwrap_or(u32::MAX),
        sha256: revision.letter.clone(),
    };
    let (connection, client, currency) = (connection.id, revision.client_id, revision.currency);
    let occasion = Occasion::WithLetter;
    let instead_of = None;
    let new = Asking { connection, client, letter, schemes, currency, occasion, instead_of };
    asking::put(act, new)?;
    Ok(())
}

/// What a client was asked that can still be answered.
pub(super) fn open_of(look: &Look<'_>, client: ClientId) -> Result<Option<Authorization>, Failure> {
    let open = |one: &Authorization| {
        one.client == client
            && matches!(one.standing, Standing::Planned | Standing::Waiting | Standing::Verifying)
    };
    Ok(permissions::open(look.db)?.into_iter().find(open))
}

/// Whether the letter that a request names can no longer be accepted, and was not.
fn is_over(look: &Look<'_>, asked: &Authorization) -> Result<bool, Failure> {
    // Another method stands under what was permitted before.
    let of_its_letter = !matches!(asked.occasion, Occasion::Another | Occasion::WithBill);
    let own = asked.revision.filter(|_| of_its_letter);
    let Some(id) = own else { return Ok(false) };
    let Some(revision) = revisions::show(look.db, id)? else { return Ok(false) };
    let fate = revisions::fate(look.db, &revision)?;
    let ended = fate.withdrawn || fate.declined || fate.superseded;
    Ok(!fate.accepted && (ended || revision.valid_until < look.today))
}

/// Takes back what was asked with letters that were replaced, withdrawn, declined or have run out.
pub(crate) fn end_with_letters(act: &Act<'_>) -> Result<(), Failure> {
    for mut asked in permissions::open(act.tx)? {
        if is_over(act, &asked)? {
            asking::take_back(act, &mut asked)?;
        }
    }
    Ok(())
}

/// Whether an ended page is to be followed by another without the user.
fn is_renewed(look: &Look<'_>, asked: &Authorization) -> Result<bool, Failure> {
    let own = matches!(asked.occasion, Occasion::WithLetter | Occasion::Another);
    Ok(own
        && asked.standing == Standing::Ended
        && asked.link < MOST_PAGES
        && usable(look, asked.client)?.is_none())
}

/// Whether something asked has ended with its letter, is to be made anew, or to be told.
pub(super) fn is_due(look: &Look<'_>) -> Result<bool, Failure> {
    for asked in permissions::open(look.db)? {
        if is_over(look, &asked)? || is_renewed(look, &asked)? {
            return Ok(true);
        }
        if is_untold(look, &asked)? && can_tell(look, &asked)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends what ended with its letter, makes ended pages anew and tells clients of theirs.
pub(super) fn tend(act: &mut Act<'_>) -> Result<(), Failure> {
    end_with_letters(act)?;
    for mut asked in permissions::open(act.tx)? {
        if is_renewed(act, &asked)? {
            asking::next_page(act, &mut asked)?;
        } else if is_untold(act, &asked)? && can_tell(act, &asked)? {
            tell(act, &asked)?;
        }
    }
    Ok(())
}

/// Whether a client has a page that no e-mail told them of. The first page of a letter that was not
/// mailed yet goes with the letter.
pub(super) fn is_untold(look: &Look<'_>, asked: &Authorization) -> Result<bool, Failure> {
    let gone = asked.page_ends_at.is_some_and(|end| end <= look.now);
    // What is asked with a bill is told with it.
    let apart = matches!(asked.occasion, Occasion::ByHand | Occasion::WithBill);
    // The people of the sample practice are made up: nothing is sent to them.
    if asked.standing != Standing::Waiting || apart || gone || look.practice.sample {
        return Ok(false);
    }
    let own = asked.link > 1 || asked.occasion == Occasion::Another;
    Ok((own || !letter_mails(look, asked)?.is_empty()) && !is_told(look, asked)?)
}

/// Whether an e-mail with the page of now left, or is about to.
pub(super) fn is_told(look: &Look<'_>, asked: &Authorization) -> Result<bool, Failure> {
    let Some(url) = &asked.url else { return Ok(false) };
    let mut mails = letter_mails(look, asked)?;
    mails.extend(left(look, &asked.id.to_string())?);
    Ok(mails.iter().any(|mail| mail.request.contains(url.as_str())))
}

/// The e-mails of the letter that a request goes with.
fn letter_mails(look: &Look<'_>, asked: &Authorization) -> Result<Vec<Intent>, Failure> {
    asked.revision.map_or_else(|| Ok(Vec::new()), |id| left(look, &id.to_string()))
}

/// What left about something or is to leave, drafts among it.
fn left(look: &Look<'_>, subject: &str) -> Result<Vec<Intent>, Failure> {
    let mut mails = outbox::of_subject(look.db, subject)?;
    mails.retain(|mail| !matches!(mail.state.as_str(), "failed" | "cancelled"));
    Ok(mails)
}

/// Whether the practice's account can write to the client.
pub(super) fn can_tell(look: &Look<'_>, asked: &Authorization) -> Result<bool, Failure> {
    mail::reaches(look, about(asked))
}

fn about(asked: &Authorization) -> ComposeMail {
    ComposeMail::PaymentPage { id: asked.id.to_string() }
}

/// Writes the page to the client.
fn tell(act: &mut Act<'_>, asked: &Authorization) -> Result<(), Failure> {
    mail::send_as_written(act, about(asked))
}

/// The page for a payment method that goes with a letter.
pub(crate) enum LettersPage {
    /// None goes with it.
    None,
    /// It is being made.
    Coming,
    /// The client can use it.
    There(Box<Authorization>),
}

/// The page that goes with a letter: its own, or the one the client was given before.
pub(crate) fn page_of(look: &Look<'_>, revision: &Revision) -> Result<LettersPage, Failure> {
    let Some(asked) = open_of(look, revision.client_id)? else { return Ok(LettersPage::None) };
    let own = asked.revision == Some(revision.id);
    let lasts = asked.page_ends_at.is_none_or(|end| end > look.now);
    Ok(match asked.standing {
        Standing::Waiting if asked.url.is_some() && lasts => LettersPage::There(Box::new(asked)),
        Standing::Planned | Standing::Waiting if own => LettersPage::Coming,
        _ => LettersPage::None,
    })
}

/// When a page ends, in words: `March 3, 2026, 09:00`.
pub(crate) fn until_words(look: &Look<'_>, asked: &Authorization) -> Option<String> {
    let end = look.local(asked.page_ends_at?);
    Some(format!("{}, {}", look.long_date(end.date()), end.format("%H:%M")))
}
