//! Signing: one person's agreement recorded; with the last one the agreement begins.

use chrono::NaiveDate;
use domain::charge::Billing;
use domain::holidays::Place;
use domain::ids::{AcceptanceId, AgreementId};
use domain::proposal::{self, PartKind};
use domain::tax::Taxing;
use paper::letter::{Signature as Mark, Signed};
use store::agreements::{self, Agreement, AgreementService, Origin};
use store::revisions::{self, Acceptance, Revision};
use store::signatures::{self, Signature};
use store::{clause_places, documents, proposals};

use super::{Accepted, Point, Signing, certificate, statement};
use crate::agreements::take_the_place;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::letter::{self, Offer, Signer};
use crate::proposals::{Choice, Frozen, file_name, frozen, one_revision, state_of};
use crate::wire;

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
    let signing = &given.signing;
    let Checked { signer, capacity, choice, initials } =
        check(act, &revision, &frozen, signing, given.evidence.as_deref())?;
    let signature = Signature {
        id: act.new_id(),
        revision_id: revision.id,
        signatory: signing.signatory,
        signer: signer.clone(),
        capacity,
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

/// What was typed, held against the letter.
struct Checked {
    signer: String,
    capacity: String,
    choice: proposal::Choice,
    initials: String,
}

fn check(
    look: &Look<'_>,
    revision: &Revision,
    frozen: &Frozen<'_>,
    signing: &Signing,
    evidence: Option<&str>,
) -> Result<Checked, Failure> {
    let offer = &frozen.offer;
    let before = signatures::of_revision(look.db, revision.id)?;
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
    if let Some(evidence) = evidence
        && signatures::is_evidence(look.db, evidence)?
    {
        return Err(conflict("this file is the evidence of another answer already"));
    }
    let capacity = wire::line("signing.capacity", &signing.capacity, 80)?;
    Ok(Checked { signer, capacity, choice, initials })
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
            .render_as(letter::setting(&frozen.then.practice));
    let client = file_name(&offer.client.name);
    let keep = |what: &str, extension: &str, media_type: &str, bytes: &[u8]| {
        let name = format!("{} {client} {what}.{extension}", offer.number);
        documents::keep(act.tx, &name, media_type, bytes)
    };
    let signed_letter = keep("accepted", "pdf", "application/pdf", &rendered.bytes)?;
    clause_places::keep(act.tx, &signed_letter, &letter::places(&frozen.wording, &rendered))?;
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
    let proposal = proposals::show(act.tx, revision.proposal_id)?;
    if let Some(confirms) = proposal.and_then(|proposal| proposal.confirms) {
        take_the_place(act, confirms, revision, acceptance.accepted_on)?;
    }
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
    acceptance: AcceptanceId,
) -> Result<AgreementId, Failure> {
    let id: AgreementId = act.new_id();
    let agreement = Agreement {
        id,
        number: offer.number.clone(),
        client_id: revision.client_id,
        client: offer.client.name.clone(),
        origin: Origin::Accepted { acceptance, on: act.today },
        starts_on: revision.starts_on,
        start: offer.start,
        holidays: Place::of(act.practice.jurisdiction, &act.practice.region),
        payment_rule: revision.payment.rule(),
        payment_days: revision.payment.days(),
        currency: revision.currency,
        prices_include_tax: offer.prices_include_tax,
        method: offer.method,
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
                tax: line.tax.clone(),
                terms: domain::charge::ServiceTerms {
                    id: act.new_id(),
                    billing: part.billing,
                    quantity: part.quantity,
                    price: part.price,
                    introductory: part.introductory,
                    milestones: match part.billing {
                        Billing::OnCompletion => line.milestones.clone(),
                        _ => Vec::new(),
                    },
                    taxing: Taxing::named(&line.tax, offer.prices_include_tax),
                },
                amendment: None,
            });
        }
    }
    agreements::add(act.tx, &agreement, &services)?;
    Ok(id)
}
