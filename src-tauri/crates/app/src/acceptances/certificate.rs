//! The certificate of an acceptance, and the record that the practice's seal covers.

use domain::proposal;
use paper::MetaRow;
use paper::certificate::{Certificate, Digest, Event, Seal, Signer};
use serde_json::{Value, json};
use store::revisions::Revision;
use store::signatures::Signature;
use store::{documents, journal};

use super::{chosen_words, statement};
use crate::context::Act;
use crate::failure::Failure;
use crate::letter::{self, Offer};
use crate::proposals::Choice;
use crate::seal;

/// What the grade means, and what is not claimed.
const GRADE_LEGEND: &str = "A is recorded by a third party, B is a signed file from a verified \
    address, C was given before the practice, on screen or in ink, or by a message or file whose \
    origin was not verified, D was recorded on the client's behalf. This certificate records a \
    simple electronic or ink signature and claims nothing more.";

/// What a certificate is about.
pub(super) struct Facts<'a> {
    /// What was sent.
    pub(super) revision: &'a Revision,
    /// What it offers.
    pub(super) offer: &'a Offer,
    /// The signatures, in the order of the signatories.
    pub(super) signed: &'a [Signature],
    /// What was chosen.
    pub(super) choice: &'a proposal::Choice,
    /// The letter as accepted: SHA-256.
    pub(super) letter: &'a str,
}

/// The lowest grade of the signatures; D is lower than A.
pub(super) fn lowest(signed: &[Signature]) -> String {
    signed.iter().map(|one| one.grade.clone()).max().unwrap_or_else(|| "D".to_owned())
}

/// Who agreed to what, by hashes, as canonical JSON: what the seal covers.
pub(super) fn record(act: &Act<'_>, facts: &Facts<'_>) -> Result<String, Failure> {
    let hash = |text: &str| documents::sha256(text.as_bytes());
    let signatures: Vec<Value> = facts
        .signed
        .iter()
        .map(|one| {
            json!({
                "capacity": one.capacity,
                "consent_sha256": hash(&one.consent),
                "evidence_sha256": one.evidence,
                "grade": one.grade,
                "initials": one.initials,
                "method": one.method,
                "reason": one.reason,
                "recorded_at": store::instant_text(one.recorded_at),
                "signed_on": one.signed_on.to_string(),
                "signer": one.signer,
                "statement_sha256": hash(&one.statement),
                "strokes_sha256": hash(&one.strokes),
            })
        })
        .collect();
    let record = json!({
        "accepted_at": store::instant_text(act.now),
        "accepted_letter_sha256": facts.letter,
        "choice": Choice::from(facts.choice),
        "chosen": chosen_words(facts.offer, &Choice::from(facts.choice)),
        "client": facts.offer.client.name,
        "journal_head": journal::head(act.tx)?,
        "letter_sha256": facts.revision.letter,
        "number": facts.offer.number,
        "practice": act.practice.name,
        "revision": facts.revision.number,
        "signatures": signatures,
        "terms_sha256": hash(&facts.revision.terms),
    });
    Ok(record.to_string())
}

/// The certificate as a PDF.
pub(super) fn draw(act: &Act<'_>, facts: &Facts<'_>, record: &str) -> Result<Vec<u8>, Failure> {
    let (offer, revision) = (facts.offer, facts.revision);
    let footer = format!(
        "{} to {} · certificate of {}, revision {} · {}",
        act.practice.name,
        offer.client.name,
        offer.number,
        revision.number,
        act.long_date(act.today)
    );
    let several = facts.signed.len() > 1;
    let certificate = Certificate {
        stationery: letter::stationery(act, footer, act.now, false)?,
        number: offer.number.clone(),
        made_on: act.today,
        client: offer.client.name.clone(),
        summary: format!(
            "Engagement letter {}, revision {}, is accepted. It is agreement {}.",
            offer.number, revision.number, offer.number
        ),
        grade: grade_words(facts.signed),
        grade_remark: if several { "the lowest of the signers' grades" } else { "" }.to_owned(),
        grade_legend: GRADE_LEGEND.to_owned(),
        signers: facts.signed.iter().map(|one| signer(act, facts, one)).collect(),
        digests: digests(act, facts, record),
        facts: vec![
            MetaRow::new("Sent", act.long_date(revision.sent_on)),
            MetaRow::new("Open until", act.long_date(revision.valid_until)),
        ],
        local_place: place_name(&act.practice.time_zone),
        events: events(act, facts)?,
        seal: sealed(act, record)?,
        how_to_check: "Compare the SHA-256 of each file with the figures above, with any program \
            that computes it. An evidence pack of this agreement holds all of them, with a page \
            that checks them and the seal without a network."
            .to_owned(),
    };
    Ok(certificate.render().bytes)
}

fn grade_words(signed: &[Signature]) -> String {
    let lowest = lowest(signed);
    let Some(weakest) = signed.iter().find(|one| one.grade == lowest) else { return lowest };
    let how = match weakest.method.as_str() {
        "in_person" => "given before the practice on its screen",
        "on_paper" => "ink seen by the practice",
        "by_file" if weakest.grade == "B" => "a signed file from a verified address",
        "by_file" => "a signed file",
        "by_email" => "a message",
        _ => "recorded on the client's behalf",
    };
    format!("{lowest}, {how}")
}

fn digests(act: &Act<'_>, facts: &Facts<'_>, record: &str) -> Vec<Digest> {
    let of_hex = |label: String, hex: &str| Digest { label, sha256: seal::bytes_of(hex) };
    let of_text =
        |label: &str, text: &str| of_hex(label.to_owned(), &documents::sha256(text.as_bytes()));
    let mut digests = vec![
        of_hex("Letter as sent".to_owned(), &facts.revision.letter),
        of_hex("Letter as accepted".to_owned(), facts.letter),
        of_text("Terms of the revision", &facts.revision.terms),
        of_text("Statement agreed to", &statement(act, facts.offer)),
    ];
    for one in facts.signed {
        if !one.consent.is_empty() {
            digests.push(of_text("Consent to electronic records", &one.consent));
        }
        if let Some(evidence) = &one.evidence {
            let what = match one.method.as_str() {
                "on_paper" => "Scan of the paper",
                "by_file" => "Acceptance file",
                "by_email" => "Message",
                _ => "Evidence",
            };
            digests.push(of_hex(format!("{what}, {}", one.signer), evidence));
        }
    }
    digests.push(of_text("Record under the seal", record));
    digests
}

fn signer(act: &Act<'_>, facts: &Facts<'_>, one: &Signature) -> Signer {
    let or = |text: &str, none: &str| {
        if text.is_empty() { none.to_owned() } else { text.to_owned() }
    };
    let client = &facts.offer.client.name;
    let signatory =
        usize::try_from(one.signatory).ok().and_then(|at| facts.offer.signatories.get(at));
    let hand = if one.strokes == "[]" { "name typed" } else { "name typed and signature drawn" };
    let present = format!("{}, who was present", or(&act.practice.person, &act.practice.name));
    let (how, identified_by) = match one.method.as_str() {
        "in_person" => (format!("On the practice's screen, {hand}"), present),
        "on_paper" => ("In ink, on paper".to_owned(), present),
        "by_file" => (format!("In the client pack, {hand}"), first_fact(one)),
        "by_email" => ("By e-mail, in words".to_owned(), first_fact(one)),
        _ => ("Recorded by the practice".to_owned(), first_fact(one)),
    };
    let chosen = chosen_words(facts.offer, &Choice::from(facts.choice));
    Signer {
        name: one.signer.clone(),
        stands_for: match one.capacity.as_str() {
            "" => format!("{client}, authority stated"),
            capacity => format!("{capacity} of {client}, authority stated"),
        },
        reached_at: or(signatory.map_or("", |signatory| &signatory.email), "not recorded"),
        how,
        identified_by,
        when: format!(
            "{}, recorded {}",
            act.long_date(one.signed_on),
            act.local(one.recorded_at).format("%H:%M")
        ),
        from: "not applicable".to_owned(),
        chosen: if chosen.is_empty() { "the whole letter".to_owned() } else { chosen.join(", ") },
        grade: one.grade.clone(),
    }
}

fn first_fact(one: &Signature) -> String {
    one.facts.lines().next().unwrap_or_default().to_owned()
}

/// What the journal says of this proposal's sending, then each signature, chained by hashes.
fn events(act: &Act<'_>, facts: &Facts<'_>) -> Result<Vec<Event>, Failure> {
    let of_proposal = format!("{} ", facts.offer.number);
    let mut events: Vec<Event> = journal::of_client(act.tx, facts.revision.client_id, 500)?
        .iter()
        .rev()
        .filter(|written| written.entry.command == "proposals.send")
        .filter(|written| written.entry.words.starts_with(&of_proposal))
        .map(|written| Event {
            at: written.entry.at,
            local: act.local(written.entry.at),
            what: written.entry.words.clone(),
            hash: seal::bytes_of(&written.hash),
        })
        .collect();
    for one in facts.signed {
        let what = format!("{} signed", one.signer);
        let at = store::instant_text(one.recorded_at);
        let entry = format!("{at}|{what}|{}", facts.revision.letter);
        let before = events.last().map(|event| event.hash).unwrap_or([0; 32]);
        let chained = [before.as_slice(), entry.as_bytes()].concat();
        events.push(Event {
            at: one.recorded_at,
            local: act.local(one.recorded_at),
            what,
            hash: seal::bytes_of(&documents::sha256(&chained)),
        });
    }
    Ok(events)
}

/// The practice's seal over the record. None where no keyring answers: the certificate then says
/// nothing of a seal, and the hashes stand as they are.
fn sealed(act: &Act<'_>, record: &str) -> Result<Option<Seal>, Failure> {
    let key = match seal::key(act) {
        Ok(key) => key,
        Err(failure) if failure.code == crate::failure::Code::KeyringMissing => return Ok(None),
        Err(failure) => return Err(failure),
    };
    Ok(Some(Seal {
        fingerprint: seal::bytes_of(&key.fingerprint()),
        signature: key.sign(record.as_bytes()),
        remark: "The seal is the practice's own, over the record of this acceptance. It shows \
            that the record was not changed since; it is not the client's signature."
            .to_owned(),
    }))
}

/// The last part of a time zone's name: `New York`.
fn place_name(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
