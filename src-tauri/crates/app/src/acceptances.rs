//! Acceptance: who agreed, when and how, with its evidence. Every signatory signs once; when all
//! have, the agreement begins.

mod certificate;
mod shapes;
mod signing;

pub use shapes::*;
pub(crate) use signing::{Given, open_revision, parse_choice, sign};

use chrono::NaiveDate;
use domain::ids::AcceptanceId;
use domain::proposal;
use store::signatures::{self, Signature};
use store::{documents, revisions};

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::letter::{self, Offer};
use crate::proposals::{Choice, Frozen, add_ons, file_name, frozen, signatory_rows, totals};
use crate::wire;

/// The sentence by which the signer agrees to an electronic record.
pub(crate) const CONSENT: &str = "I agree to receive and sign this letter as an electronic \
    record. I can see it on this screen, and I am given a copy that I can keep. I may ask for it \
    on paper instead.";

/// What is shown to the signer.
pub fn terms(look: &Look<'_>, asked: AskTerms) -> Result<AcceptanceTerms, Failure> {
    let (revision, Frozen { offer, wording, .. }) = open_revision(look, &asked.id, None)?;
    let signed = signatures::of_revision(look.db, revision.id)?;
    let settled = signed.first().map(|first| parse_choice(&first.choice)).transpose()?;
    let choice = settled.clone().or(asked.choice).unwrap_or_default();
    let mut options = Vec::with_capacity(offer.options.len());
    for (at, (option, column)) in offer.options.iter().zip(letter::columns(&offer)).enumerate() {
        options.push(ChoiceRow {
            at: wire::count(at),
            name: option.name.clone(),
            about: option.about.clone(),
            first_year: offer.rules.totals(&column)?.first_year.into(),
        });
    }
    let add_ons = add_ons(&offer)
        .map(|(at, name)| {
            Ok(ChoiceRow {
                at: wire::count(at),
                name: name.to_owned(),
                about: offer.lines[at].description.clone(),
                first_year: letter::add_on_year(&offer, at)?.into(),
            })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(AcceptanceTerms {
        statement: statement(look, &offer),
        consent: CONSENT.to_owned(),
        letter: revision.letter,
        signatories: signatory_rows(look, revision.id, &offer)?,
        settled,
        options,
        add_ons,
        totals: totals(&offer, &choice)?,
        initials: letter::initials_asked(&wording),
    })
}

pub(crate) fn statement(look: &Look<'_>, offer: &Offer) -> String {
    letter::statement(&look.practice, &offer.client.name, &offer.number, offer.revision)
}

/// The client accepts on this screen: read first, consent second, sign last.
pub fn in_person(act: &mut Act<'_>, question: AcceptInPerson) -> Result<Accepted, Failure> {
    let missing = [
        (question.read, "read", "the letter is to be read to its end first"),
        (
            question.consented,
            "consented",
            "without this consent, print the letter and sign on paper",
        ),
        (question.agreed, "agreed", "the signer has to agree to the letter"),
    ];
    for (given, field, message) in missing {
        if !given {
            return Err(refused(field, message));
        }
    }
    let points: usize = question.signature.iter().map(Vec::len).sum();
    if points > 20_000 {
        return Err(refused(
            "signature",
            "this signature has too many strokes; clear it and sign again",
        ));
    }
    let strokes = if points < 2 { Vec::new() } else { question.signature };
    let given = Given {
        grade: "C",
        consent: CONSENT.to_owned(),
        strokes: serde_json::to_string(&strokes).unwrap_or_default(),
        facts: vec!["Given before the practice, on its screen.".to_owned()],
        ..Given::new("in_person", act.today, question.signing)
    };
    sign(act, &question.revision_id, given)
}

/// The client signed on paper.
pub fn on_paper(act: &mut Act<'_>, question: AcceptOnPaper) -> Result<Accepted, Failure> {
    let signed_on = past_day(act, &question.signed_on)?;
    let bytes = question.scan.bytes().map_err(|why| refused("scan", why.message))?;
    let Some(media_type) = scanned(&bytes) else {
        return Err(refused("scan", "a scan is a PDF, a PNG or a JPEG"));
    };
    let scan = documents::keep(act.tx, &file_name(&question.scan.name), media_type, &bytes)?;
    let given = Given {
        grade: "C",
        evidence: Some(scan),
        facts: vec!["Signed in ink; the practice saw the paper and keeps its scan.".to_owned()],
        ..Given::new("on_paper", signed_on, question.signing)
    };
    sign(act, &question.revision_id, given)
}

/// The client agreed by an e-mail in plain words.
pub fn by_email(act: &mut Act<'_>, question: AcceptByEmail) -> Result<Accepted, Failure> {
    let bytes = question.message.bytes().map_err(|why| refused("message", why.message))?;
    let message =
        evidence::message::read(&bytes).map_err(|why| refused("message", why.to_string()))?;
    let name = file_name(&question.message.name);
    let kept = documents::keep(act.tx, &name, "message/rfc822", &bytes)?;
    let signed_on = message.sent_at.map_or(act.today, |at| act.local(at).date());
    let mut facts = vec![format!("A message says it is from {}.", message.from)];
    facts.push(match message.checks.as_str() {
        "" => "No mail server noted a check of its origin.".to_owned(),
        checks => format!("A mail server noted: {checks}."),
    });
    let given = Given {
        grade: "C",
        evidence: Some(kept),
        facts,
        ..Given::new("by_email", signed_on.min(act.today), question.signing)
    };
    sign(act, &question.revision_id, given)
}

/// What a message file says, before it is taken.
pub fn read_message(_: &Look<'_>, file: wire::FileIn) -> Result<MessageShown, Failure> {
    let message = evidence::message::read(&file.bytes()?)
        .map_err(|why| refused("message", why.to_string()))?;
    Ok(MessageShown {
        from: message.from,
        to: message.to,
        date: message.date,
        subject: message.subject,
        text: message.text.chars().take(4_000).collect(),
        checks: message.checks,
    })
}

/// Recorded for the client, with a reason and what shows it.
pub fn on_behalf(act: &mut Act<'_>, question: AcceptOnBehalf) -> Result<Accepted, Failure> {
    let reason = wire::text("reason", &question.reason, 1_000)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why it is recorded on the client's behalf"));
    }
    let signed_on = past_day(act, &question.signed_on)?;
    let bytes = question.evidence.bytes().map_err(|why| refused("evidence", why.message))?;
    let kept = keep_evidence(act, "evidence", &question.evidence.name, &bytes)?;
    let given = Given {
        grade: "D",
        evidence: Some(kept),
        facts: vec![format!("Recorded by the practice on the client's behalf: {reason}")],
        reason,
        ..Given::new("on_behalf", signed_on, question.signing)
    };
    sign(act, &question.revision_id, given)
}

/// Keeps what shows that somebody agreed; `field` is where it was given.
pub(crate) fn keep_evidence(
    act: &Act<'_>,
    field: &'static str,
    name: &str,
    bytes: &[u8],
) -> Result<String, Failure> {
    let media_type = match scanned(bytes) {
        Some(known) => known,
        None if std::str::from_utf8(bytes).is_ok() => "text/plain",
        None => return Err(refused(field, "evidence is a PDF, a picture, a message or text")),
    };
    Ok(documents::keep(act.tx, &file_name(name), media_type, bytes)?)
}

fn past_day(look: &Look<'_>, text: &str) -> Result<NaiveDate, Failure> {
    let day = wire::date("signed_on", text)?;
    if day > look.today {
        return Err(refused("signed_on", "the day of the signature is not after today"));
    }
    Ok(day)
}

/// The media type of what a scanner or a camera makes.
fn scanned(bytes: &[u8]) -> Option<&'static str> {
    match bytes.get(..4) {
        Some(b"%PDF") => Some("application/pdf"),
        Some([0x89, b'P', b'N', b'G']) => Some("image/png"),
        Some([0xff, 0xd8, 0xff, _]) => Some("image/jpeg"),
        _ => None,
    }
}

/// How an agreement was accepted.
pub(crate) fn page(look: &Look<'_>, id: AcceptanceId) -> Result<AcceptancePage, Failure> {
    let found = revisions::acceptance(look.db, id)?.ok_or_else(|| not_found("acceptance"))?;
    let revision =
        revisions::show(look.db, found.revision_id)?.ok_or_else(|| not_found("revision"))?;
    let offer = frozen(look, "", &revision)?.offer;
    let signatures = signatures::of_revision(look.db, revision.id)?;
    Ok(AcceptancePage {
        signatures: signatures.into_iter().map(signature_page).collect(),
        chosen: chosen_words(&offer, &parse_choice(&found.choice)?),
        grade: found.grade,
        accepted_at: store::instant_text(found.accepted_at),
        accepted_on: found.accepted_on.to_string(),
        letter: revision.letter,
        signed_letter: found.signed_letter,
        certificate: found.certificate,
    })
}

fn signature_page(signature: Signature) -> SignaturePage {
    SignaturePage {
        signer: signature.signer,
        capacity: signature.capacity,
        method: signature.method,
        grade: signature.grade,
        signed_on: signature.signed_on.to_string(),
        recorded_at: store::instant_text(signature.recorded_at),
        reason: signature.reason,
        facts: signature.facts.lines().map(str::to_owned).collect(),
        evidence: signature.evidence,
    }
}

/// What was chosen, in words; nothing where there was no choice.
pub(crate) fn chosen_words(offer: &Offer, choice: &Choice) -> Vec<String> {
    let choice = proposal::Choice::from(choice);
    let option = choice.option.and_then(|at| offer.options.get(at).map(|option| (at, option)));
    let mut words: Vec<String> = option
        .map(|(at, option)| format!("Option {}, {}", at + 1, option.name))
        .into_iter()
        .collect();
    let chosen = add_ons(offer).filter(|(at, _)| choice.add_ons.contains(at));
    words.extend(chosen.map(|(_, name)| format!("Add-on, {name}")));
    words
}
