//! Acceptance: who agreed, when and how, with its evidence. Every signatory signs once; when all
//! have, the agreement begins.

mod certificate;
mod shapes;

pub use shapes::*;

use chrono::NaiveDate;
use domain::ids::{AcceptanceId, AgreementId};
use domain::proposal::{self, PartKind};
use paper::letter::{Signature as Mark, Signed};
use store::agreements::{self, Agreement, AgreementService};
use store::revisions::{self, Acceptance, Revision};
use store::signatures::{self, Signature};
use store::{documents, proposals};

use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::letter::{self, Offer, Signer};
use crate::proposals::{
    Choice, Frozen, add_ons, file_name, frozen, one_revision, signatory_rows, state_of, totals,
};
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
    let media_type = match scanned(&bytes) {
        Some(known) => known,
        None if std::str::from_utf8(&bytes).is_ok() => "text/plain",
        None => return Err(refused("evidence", "evidence is a PDF, a picture, a message or text")),
    };
    let name = file_name(&question.evidence.name);
    let kept = documents::keep(act.tx, &name, media_type, &bytes)?;
    let given = Given {
        grade: "D",
        evidence: Some(kept),
        facts: vec![format!("Recorded by the practice on the client's behalf: {reason}")],
        reason,
        ..Given::new("on_behalf", signed_on, question.signing)
    };
    sign(act, &question.revision_id, given)
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

/// A signature as it was given.
pub(crate) struct Given {
    pub(crate) signing: Signing,
    pub(crate) method: &'static str,
    pub(crate) grade: &'static str,
    pub(crate) consent: String,
    pub(crate) reason: String,
    pub(crate) facts: Vec<String>,
    pub(crate) signed_on: NaiveDate,
    pub(crate) strokes: String,
    pub(crate) evidence: Option<String>,
}

impl Given {
    pub(crate) fn new(method: &'static str, signed_on: NaiveDate, signing: Signing) -> Given {
        Given {
            signing,
            method,
            grade: "D",
            consent: String::new(),
            reason: String::new(),
            facts: Vec::new(),
            signed_on,
            strokes: "[]".to_owned(),
            evidence: None,
        }
    }
}

/// A revision that can be signed, and what it froze. One that has expired since can still be
/// recorded if it was `signed_on` a day on which it was open.
pub(crate) fn open_revision<'a>(
    look: &Look<'a>,
    id: &str,
    signed_on: Option<NaiveDate>,
) -> Result<(Revision, Frozen<'a>), Failure> {
    let revision = one_revision(look, id)?;
    let fate = revisions::fate(look.db, &revision)?;
    let proposal =
        proposals::show(look.db, revision.proposal_id)?.ok_or_else(|| not_found("proposal"))?;
    let number = &proposal.number;
    match state_of(look, &revision, fate)? {
        "open" | "signed_in_part" => {}
        "expired" if signed_on.is_some_and(|day| day <= revision.valid_until) => {}
        "accepted" => return Err(conflict(format!("{number} is accepted already"))),
        "superseded" => {
            let message = format!("a later revision of {number} was sent; accept that one");
            return Err(conflict(message));
        }
        state => {
            return Err(conflict(format!("{number} is {state}; send it again first")));
        }
    }
    let frozen = frozen(look, number, &revision)?;
    Ok((revision, frozen))
}

pub(crate) fn parse_choice(text: &str) -> Result<Choice, Failure> {
    serde_json::from_str(text).map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
}

/// Records a signature; with the last one the agreement begins. One transaction.
pub(crate) fn sign(
    act: &mut Act<'_>,
    revision_id: &str,
    given: Given,
) -> Result<Accepted, Failure> {
    let (revision, frozen) = open_revision(act, revision_id, Some(given.signed_on))?;
    let offer = &frozen.offer;
    let before = signatures::of_revision(act.tx, revision.id)?;
    let signing = &given.signing;
    let Some(signatory) =
        usize::try_from(signing.signatory).ok().and_then(|at| offer.signatories.get(at))
    else {
        return Err(refused("signing.signatory", "choose who signs"));
    };
    if before.iter().any(|other| other.signatory == signing.signatory) {
        return Err(conflict(format!("{} has signed already", signatory.name)));
    }
    let signer = wire::line("signing.signer", &signing.signer, 200)?;
    if signer.is_empty() {
        return Err(refused("signing.signer", "type the name of whoever signs"));
    }
    let choice = proposal::Choice::from(&signing.choice);
    offer.rules.check(&choice).map_err(|why| refused("signing.choice", why.to_string()))?;
    for other in &before {
        if proposal::Choice::from(&parse_choice(&other.choice)?) != choice {
            return Err(conflict(format!(
                "{} chose otherwise. Where two choose differently nothing is accepted: send a new \
                 revision",
                other.signer
            )));
        }
    }
    let initials = wire::line("signing.initials", &signing.initials, 12)?;
    if !initials.is_empty() && letter::initials_asked(&frozen.wording).is_none() {
        return Err(refused("signing.initials", "this letter asks for no initials"));
    }
    if let Some(evidence) = &given.evidence
        && signatures::is_evidence(act.tx, evidence)?
    {
        return Err(conflict("this file is the evidence of another answer already"));
    }
    let signature = Signature {
        id: act.new_id(),
        revision_id: revision.id,
        signatory: signing.signatory,
        signer: signer.clone(),
        capacity: wire::line("signing.capacity", &signing.capacity, 80)?,
        method: given.method.to_owned(),
        grade: given.grade.to_owned(),
        choice: serde_json::to_string(&Choice::from(&choice)).unwrap_or_default(),
        statement: statement(&frozen.then, offer),
        consent: given.consent,
        initials,
        reason: given.reason,
        facts: given.facts.join("\n"),
        signed_on: given.signed_on,
        recorded_at: act.now,
        strokes: given.strokes,
        evidence: given.evidence,
    };
    signatures::add(act.tx, &signature)?;
    let all = signatures::of_revision(act.tx, revision.id)?;
    let waiting_for: Vec<String> = (0..)
        .zip(&offer.signatories)
        .filter(|(at, _)| !all.iter().any(|one| one.signatory == *at))
        .map(|(_, one)| one.name.clone())
        .collect();
    let number = offer.number.clone();
    let agreement_id = if waiting_for.is_empty() {
        act.say(format!("{signer} accepted {number}"), Some(revision.client_id));
        Some(conclude(act, &revision, &frozen, &all, &choice)?.to_string())
    } else {
        let words = format!("{signer} signed {number}; waiting for {}", waiting_for.join(", "));
        act.say(words, Some(revision.client_id));
        None
    };
    Ok(Accepted { agreement_id, number, waiting_for })
}

/// All have signed: the accepted letter, its certificate, and the agreement.
fn conclude(
    act: &Act<'_>,
    revision: &Revision,
    frozen: &Frozen<'_>,
    signed: &[Signature],
    choice: &proposal::Choice,
) -> Result<AgreementId, Failure> {
    let offer = &frozen.offer;
    let all_initials = signed.iter().all(|one| !one.initials.is_empty());
    let initials: Vec<&str> = signed.iter().map(|one| one.initials.as_str()).collect();
    let signing = letter::Signing {
        choice: choice.clone(),
        initials: if all_initials { initials.join(", ") } else { String::new() },
        signers: signed.iter().map(signer_on_letter).collect(),
    };
    let rendered =
        letter::compose(&frozen.then, offer, &frozen.wording, act.now, false, Some(&signing))?
            .render();
    let client = file_name(&offer.client.name);
    let keep = |what: &str, extension: &str, media_type: &str, bytes: &[u8]| {
        let name = format!("{} {client} {what}.{extension}", offer.number);
        documents::keep(act.tx, &name, media_type, bytes)
    };
    let signed_letter = keep("accepted", "pdf", "application/pdf", &rendered.bytes)?;
    let facts = certificate::Facts { revision, offer, signed, choice, letter: &signed_letter };
    let record = certificate::record(act, &facts)?;
    let certificate = certificate::draw(act, &facts, &record)?;
    let acceptance = Acceptance {
        id: act.new_id(),
        revision_id: revision.id,
        grade: certificate::lowest(signed),
        choice: serde_json::to_string(&Choice::from(choice)).unwrap_or_default(),
        accepted_on: signed.iter().map(|one| one.signed_on).max().unwrap_or(act.today),
        accepted_at: act.now,
        record: keep("record", "json", "application/json", record.as_bytes())?,
        certificate: keep("certificate", "pdf", "application/pdf", &certificate)?,
        signed_letter,
    };
    revisions::accept(act.tx, &acceptance)?;
    begin_agreement(act, revision, offer, choice, acceptance.id)
}

/// A signature as it stands on the accepted letter.
fn signer_on_letter(signature: &Signature) -> Signer {
    let strokes: Vec<Vec<Point>> = serde_json::from_str(&signature.strokes).unwrap_or_default();
    let drawn = |stroke: &Vec<Point>| -> Vec<(f32, f32)> {
        stroke.iter().map(|p| (f32::from(p.x), f32::from(p.y))).collect()
    };
    let mark = match signature.method.as_str() {
        "on_paper" => Mark::Elsewhere("signed on paper".to_owned()),
        "by_email" => Mark::Elsewhere("agreed by e-mail".to_owned()),
        "on_behalf" => Mark::Elsewhere("recorded by the practice on their behalf".to_owned()),
        _ if strokes.is_empty() => Mark::Typed(signature.signer.clone()),
        _ => Mark::Drawn(strokes.iter().map(drawn).collect()),
    };
    Signer {
        name: signature.signer.clone(),
        capacity: signature.capacity.clone(),
        signed: Signed { on: signature.signed_on, signature: mark },
    }
}

/// The agreement over what was chosen. A price to be confirmed bills nothing and so is no service
/// of it yet.
fn begin_agreement(
    act: &Act<'_>,
    revision: &Revision,
    offer: &Offer,
    choice: &proposal::Choice,
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
    for (at, line) in offer.lines.iter().enumerate() {
        if !offer.rules.includes(choice, at) {
            continue;
        }
        for part in offer.rules.parts(at, choice)? {
            let name = match part.kind {
                PartKind::Whole => line.name.clone(),
                PartKind::Deposit => format!("{}, deposit", line.name),
                PartKind::Balance => format!("{}, balance", line.name),
            };
            services.push(AgreementService {
                agreement_id: id,
                position: i64::try_from(services.len()).unwrap_or(i64::MAX),
                service_id: line.service_id,
                name,
                description: line.description.clone(),
                tax_name: act.place().tax_name.to_owned(),
                terms: domain::charge::ServiceTerms {
                    id: act.new_id(),
                    billing: part.billing,
                    quantity: part.quantity,
                    price: part.price,
                    introductory: part.introductory,
                    tax_percent: part.tax_percent,
                },
            });
        }
    }
    agreements::add(act.tx, &agreement, &services)?;
    Ok(id)
}
