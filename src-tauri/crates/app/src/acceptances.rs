//! Acceptance: who agreed, when and how, with its evidence.

mod shapes;

pub use shapes::*;

use chrono::NaiveDate;
use domain::ids::{AcceptanceId, AgreementId};
use domain::proposal;
use paper::MetaRow;
use paper::certificate::{Certificate, Digest, Event, Signer};
use paper::letter::{Signature, Signed};
use store::agreements::{self, Agreement, AgreementService};
use store::revisions::{self, Acceptance, Revision};
use store::{documents, journal, proposals};

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::letter::{self, Offer, Signing};
use crate::proposals::{file_name, frozen_offer, one_revision, state_of};
use crate::wire::{self, ById};

/// The sentence by which the signer agrees to an electronic record.
const CONSENT: &str = "I agree to receive and sign this letter as an electronic record. I can see \
    it on this screen, and I am given a copy that I can keep. I may ask for it on paper instead.";

/// What the grade means, and what is not claimed.
const GRADE_LEGEND: &str = "A is recorded by a third party, B is a signed file from a verified \
    address, C was given before the practice, on screen or in ink, D was recorded on the client's \
    behalf. This certificate records a simple electronic or ink signature and claims nothing more.";

/// What is shown to the signer.
pub fn terms(look: &Look<'_>, asked: ById) -> Result<AcceptanceTerms, Failure> {
    let (revision, offer, _) = open_revision(look, &asked.id)?;
    Ok(AcceptanceTerms {
        statement: statement(look, &offer),
        consent: CONSENT.to_owned(),
        signer: revision.signer,
        letter: revision.letter,
    })
}

fn statement(look: &Look<'_>, offer: &Offer) -> String {
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
    let signer = signer_name(&question.signer)?;
    let points: usize = question.signature.iter().map(Vec::len).sum();
    if points > 20_000 {
        return Err(refused(
            "signature",
            "this signature has too many strokes; clear it and sign again",
        ));
    }
    let drawn: Vec<Vec<(f32, f32)>> = question
        .signature
        .iter()
        .map(|stroke| stroke.iter().map(|p| (f32::from(p.x), f32::from(p.y))).collect())
        .collect();
    let signature =
        if points < 2 { Signature::Typed(signer.clone()) } else { Signature::Drawn(drawn) };
    accept(
        act,
        &question.revision_id,
        Given {
            signer,
            capacity: wire::line("capacity", &question.capacity, 80)?,
            method: "in_person",
            signed_on: act.today,
            signature,
            strokes: serde_json::to_string(&question.signature).unwrap_or_default(),
            scan: None,
        },
    )
}

/// The client signed on paper.
pub fn on_paper(act: &mut Act<'_>, question: AcceptOnPaper) -> Result<Accepted, Failure> {
    let signer = signer_name(&question.signer)?;
    let signed_on = wire::date("signed_on", &question.signed_on)?;
    if signed_on > act.today {
        return Err(refused("signed_on", "the day on the paper is not after today"));
    }
    let bytes = question.scan.bytes().map_err(|why| refused("scan", why.message))?;
    let media_type = match bytes.get(..4) {
        Some(b"%PDF") => "application/pdf",
        Some([0x89, b'P', b'N', b'G']) => "image/png",
        Some([0xff, 0xd8, 0xff, _]) => "image/jpeg",
        _ => return Err(refused("scan", "a scan is a PDF, a PNG or a JPEG")),
    };
    let name = file_name(&question.scan.name);
    let scan = documents::keep(act.tx, &name, media_type, &bytes)?;
    accept(
        act,
        &question.revision_id,
        Given {
            signer,
            capacity: wire::line("capacity", &question.capacity, 80)?,
            method: "on_paper",
            signed_on,
            signature: Signature::OnPaper,
            strokes: "[]".to_owned(),
            scan: Some(scan),
        },
    )
}

/// How an agreement was accepted.
pub(crate) fn page(look: &Look<'_>, id: AcceptanceId) -> Result<AcceptancePage, Failure> {
    let found = revisions::acceptance(look.db, id)?.ok_or_else(|| not_found("acceptance"))?;
    let revision =
        revisions::show(look.db, found.revision_id)?.ok_or_else(|| not_found("revision"))?;
    Ok(AcceptancePage {
        signer: found.signer,
        capacity: found.capacity,
        method: found.method,
        grade: found.grade,
        accepted_at: store::instant_text(found.accepted_at),
        accepted_on: found.accepted_on.to_string(),
        letter: revision.letter,
        signed_letter: found.signed_letter,
        certificate: found.certificate,
        scan: found.scan,
    })
}

/// An acceptance as it was given.
struct Given {
    signer: String,
    capacity: String,
    method: &'static str,
    signed_on: NaiveDate,
    signature: Signature,
    strokes: String,
    scan: Option<String>,
}

fn signer_name(text: &str) -> Result<String, Failure> {
    let name = wire::line("signer", text, 200)?;
    if name.is_empty() {
        return Err(refused("signer", "type the name of whoever signs"));
    }
    Ok(name)
}

/// A revision that can be accepted today, its offer, and the book as it was when it was sent.
fn open_revision<'a>(look: &Look<'a>, id: &str) -> Result<(Revision, Offer, Look<'a>), Failure> {
    let revision = one_revision(look, id)?;
    let fate = revisions::fate(look.db, &revision)?;
    let proposal =
        proposals::show(look.db, revision.proposal_id)?.ok_or_else(|| not_found("proposal"))?;
    let number = &proposal.number;
    match state_of(&revision, fate, look.today) {
        "open" => {}
        "accepted" => return Err(conflict(format!("{number} is accepted already"))),
        "superseded" => {
            let message = format!("a later revision of {number} was sent; accept that one");
            return Err(conflict(message));
        }
        state => {
            return Err(conflict(format!("{number} is {state}; send it again first")));
        }
    }
    let (offer, then) = frozen_offer(look, number, &revision)?;
    Ok((revision, offer, then))
}

/// Records the acceptance with its evidence, and the agreement begins. One transaction.
fn accept(act: &mut Act<'_>, revision_id: &str, given: Given) -> Result<Accepted, Failure> {
    let (revision, offer, then) = open_revision(act, revision_id)?;
    let acceptance_id: AcceptanceId = act.new_id();
    let signing = Signing {
        name: given.signer.clone(),
        capacity: given.capacity.clone(),
        signed: Signed { on: given.signed_on, signature: given.signature.clone() },
    };
    let rendered = letter::compose(&then, &offer, act.now, false, Some(&signing))?.render();
    let client = file_name(&offer.client.name);
    let signed_letter = {
        let name = format!("{} {client} accepted.pdf", offer.number);
        documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?
    };
    let certificate = certificate(act, &revision, &offer, &given, &signed_letter)?.render();
    let name = format!("{} {client} certificate.pdf", offer.number);
    let certificate = documents::keep(act.tx, &name, "application/pdf", &certificate.bytes)?;
    revisions::accept(
        act.tx,
        &Acceptance {
            id: acceptance_id,
            revision_id: revision.id,
            signer: given.signer.clone(),
            capacity: given.capacity,
            method: given.method.to_owned(),
            grade: "C".to_owned(),
            statement: statement(act, &offer),
            consent: if given.method == "in_person" { CONSENT.to_owned() } else { String::new() },
            accepted_on: given.signed_on,
            accepted_at: act.now,
            strokes: given.strokes,
            scan: given.scan,
            signed_letter,
            certificate,
        },
    )?;
    let agreement_id = begin_agreement(act, &revision, &offer, acceptance_id)?;
    let words = format!("{} accepted {}", given.signer, offer.number);
    act.say(words, Some(revision.client_id));
    Ok(Accepted { agreement_id: agreement_id.to_string(), number: offer.number })
}

fn begin_agreement(
    act: &Act<'_>,
    revision: &Revision,
    offer: &Offer,
    acceptance_id: AcceptanceId,
) -> Result<AgreementId, Failure> {
    let id: AgreementId = act.new_id();
    let agreement = Agreement {
        id,
        number: offer.number.clone(),
        client_id: revision.client_id,
        client: offer.client.name.clone(),
        acceptance_id,
        accepted_on: act.today,
        starts_on: revision.starts_on,
        payment_days: revision.payment_days,
        currency: revision.currency,
    };
    let mut services = Vec::with_capacity(offer.lines.len());
    for (position, line) in (0..).zip(&offer.lines) {
        services.push(AgreementService {
            agreement_id: id,
            position,
            service_id: line.service_id,
            name: line.name.clone(),
            description: line.description.clone(),
            tax_name: act.place().tax_name.to_owned(),
            terms: domain::charge::ServiceTerms {
                id: act.new_id(),
                billing: line.line.billing,
                quantity: line.line.quantity,
                price: proposal::discounted(line.line.price, offer.discount_percent)?,
                tax_percent: line.line.tax_percent,
            },
        });
    }
    agreements::add(act.tx, &agreement, &services)?;
    Ok(id)
}

fn certificate(
    act: &Act<'_>,
    revision: &Revision,
    offer: &Offer,
    given: &Given,
    signed_letter: &str,
) -> Result<Certificate, Failure> {
    let practice = &act.practice;
    let footer = format!(
        "{} to {} · certificate of {}, revision {} · {}",
        practice.name,
        offer.client.name,
        offer.number,
        revision.number,
        act.long_date(act.today)
    );
    let (how, grade) = match given.method {
        "in_person" => ("On the practice's screen", "C, given before the practice on its screen"),
        _ => ("In ink, on paper", "C, ink seen by the practice"),
    };
    let mut digests = vec![
        Digest { label: "Letter as sent".to_owned(), sha256: bytes_of(&revision.letter) },
        Digest { label: "Letter as accepted".to_owned(), sha256: bytes_of(signed_letter) },
        Digest {
            label: "Statement agreed to".to_owned(),
            sha256: bytes_of(&documents::sha256(statement(act, offer).as_bytes())),
        },
    ];
    if given.method == "in_person" {
        let consent = bytes_of(&documents::sha256(CONSENT.as_bytes()));
        digests.push(Digest { label: "Consent to electronic records".to_owned(), sha256: consent });
    }
    if let Some(scan) = &given.scan {
        digests.push(Digest { label: "Scan of the paper".to_owned(), sha256: bytes_of(scan) });
    }
    Ok(Certificate {
        stationery: letter::stationery(act, footer, act.now, false)?,
        number: offer.number.clone(),
        made_on: act.today,
        client: offer.client.name.clone(),
        summary: format!(
            "Engagement letter {}, revision {}, is accepted. It is agreement {}.",
            offer.number, revision.number, offer.number
        ),
        grade: grade.to_owned(),
        grade_remark: String::new(),
        grade_legend: GRADE_LEGEND.to_owned(),
        signers: vec![signer(act, offer, given, how)],
        digests,
        facts: vec![
            MetaRow::new("Sent", act.long_date(revision.sent_on)),
            MetaRow::new("Open until", act.long_date(revision.valid_until)),
        ],
        local_place: place_name(&practice.time_zone),
        events: events(act, revision, given)?,
        seal: None,
        how_to_check: "Compare the SHA-256 of each file with the figures above, with any program \
            that computes it. The program's own check reads the journal that chains the entries \
            of the timeline."
            .to_owned(),
    })
}

fn signer(act: &Act<'_>, offer: &Offer, given: &Given, how: &str) -> Signer {
    let or = |text: &str, none: &str| {
        if text.is_empty() { none.to_owned() } else { text.to_owned() }
    };
    Signer {
        name: given.signer.clone(),
        stands_for: match given.capacity.as_str() {
            "" => format!("{}, authority stated", offer.client.name),
            capacity => format!("{capacity} of {}, authority stated", offer.client.name),
        },
        reached_at: or(&offer.client.email, "not recorded"),
        how: match given.signature {
            Signature::Drawn(_) => format!("{how}, name typed and signature drawn"),
            Signature::Typed(_) => format!("{how}, name typed"),
            Signature::OnPaper => how.to_owned(),
        },
        identified_by: format!("{}, who was present", or(&act.practice.person, &act.practice.name)),
        when: format!(
            "{}, recorded {}",
            act.long_date(given.signed_on),
            act.local(act.now).format("%H:%M")
        ),
        from: "not applicable".to_owned(),
        chosen: "the whole letter".to_owned(),
        grade: "C".to_owned(),
    }
}

/// What the journal says of this proposal's sending, and the acceptance itself.
fn events(act: &Act<'_>, revision: &Revision, given: &Given) -> Result<Vec<Event>, Failure> {
    let mut events: Vec<Event> = journal::of_client(act.tx, revision.client_id, 500)?
        .iter()
        .rev()
        .filter(|written| written.entry.command == "proposals.send")
        .map(|written| Event {
            at: written.entry.at,
            local: act.local(written.entry.at),
            what: written.entry.words.clone(),
            hash: bytes_of(&written.hash),
        })
        .collect();
    let what = format!("{} accepted it", given.signer);
    let record = format!("{}|{what}|{}", store::instant_text(act.now), revision.letter);
    let before = events.last().map(|event| event.hash).unwrap_or([0; 32]);
    let chained = [before.as_slice(), record.as_bytes()].concat();
    let hash = bytes_of(&documents::sha256(&chained));
    events.push(Event { at: act.now, local: act.local(act.now), what, hash });
    Ok(events)
}

/// The last part of a time zone's name: `New York`.
fn place_name(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The 32 bytes of a hash in hex.
fn bytes_of(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        let pair = hex.get(index * 2..index * 2 + 2).unwrap_or("00");
        *byte = u8::from_str_radix(pair, 16).unwrap_or(0);
    }
    bytes
}
