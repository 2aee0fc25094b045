//! Client packs: the file by which a signatory answers without a server, and the answer that
//! comes back.

use domain::ids::{Id, PackId};
use domain::proposal::{Item, Need};
use evidence::acceptance::{self, Expected, Kind, Standing, Verified};
use evidence::message;
use evidence::pack::{self, Notice, Offered, Pack, PaymentPage, Terms, Texts};
use store::revisions::{self, Revision};
use store::signatures::{self, Pack as Kept};
use store::{documents, proposals};

use crate::acceptances::{
    AnswerShown, AnswerTaken, CONSENT, Given, MakePack, Point, ReadAnswer, Signing, chosen_words,
    open_revision, sign, statement,
};
use crate::card::refuse_card_number;
use crate::collecting::{self, LettersPage};
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::letter::{self, Offer};
use crate::proposals::{Choice, add_ons, file_name, frozen, one_revision, respond, totals};
use crate::wire::{FileOut, encode};
use crate::{seal, wire};

/// By what right the signer acts, as the page asks for it.
const AUTHORITY: &str = "I have the authority to sign this for the client named above.";

/// The pack of one signatory as a page; the same each time it is asked for, but for the page for a
/// payment method, which may have been made anew.
pub fn make(act: &mut Act<'_>, question: MakePack) -> Result<FileOut, Failure> {
    let (revision, frozen) = open_revision(act, &question.revision_id, None)?;
    let offer = &frozen.offer;
    let Some(who) = usize::try_from(question.signatory)
        .ok()
        .and_then(|at| offer.signatories.get(at))
        .map(|who| who.name.clone())
    else {
        return Err(refused("signatory", "choose who signs"));
    };
    let signed = signatures::of_revision(act.tx, revision.id)?;
    if signed.iter().any(|one| one.signatory == question.signatory) {
        return Err(conflict(format!("{who} has signed already")));
    }
    let key = seal::key(act)?;
    let kept = signatures::pack_of(act.tx, revision.id, question.signatory)?;
    let id = kept.as_ref().map_or_else(|| act.new_id::<PackId>(), |kept| kept.id);
    let made = frozen_pack(act, &revision, &frozen, question.signatory, id, &key)?;
    let page = pack::render(&made).map_err(|why| refused("revision_id", why.to_string()))?;
    if kept.is_none() {
        let terms = serde_json::to_string(&made.terms())
            .map_err(|wrong| failure(Code::Bug, wrong.to_string()))?;
        let signatory = question.signatory;
        let kept = Kept { id, revision_id: revision.id, signatory, terms, made_at: act.now };
        signatures::add_pack(act.tx, &kept)?;
        let words = format!("Client pack of {} made for {who}", offer.number);
        act.say(words, Some(revision.client_id));
    }
    Ok(FileOut {
        name: format!("{} {}.html", offer.number, file_name(&who)),
        media_type: "text/html".to_owned(),
        content: encode(page.as_bytes()),
    })
}

fn frozen_pack(
    act: &Act<'_>,
    revision: &Revision,
    frozen: &crate::proposals::Frozen<'_>,
    signatory: u32,
    id: PackId,
    key: &evidence::seal::Key,
) -> Result<Pack, Failure> {
    let (offer, then) = (&frozen.offer, &frozen.then);
    let letter = documents::show(act.tx, &revision.letter)?.ok_or_else(|| not_found("letter"))?;
    let reading = letter::compose(then, offer, &frozen.wording, act.now, false, None)?.reading();
    let practice = &then.practice;
    let items = offer.rules.items()?;
    let taxed = offer.rules.lines.iter().any(|line| !line.rates.percent().is_zero());
    Ok(Pack {
        pack_id: id.to_string(),
        practice: pack::Practice {
            name: practice.name.clone(),
            person: practice.person.clone(),
            email: practice.email.clone(),
            address: practice.address.lines().map(str::to_owned).collect(),
        },
        client: offer.client.name.clone(),
        number: offer.number.clone(),
        revision: u32::try_from(revision.number).unwrap_or(u32::MAX),
        revision_id: revision.id.to_string(),
        sent_at: then.midnight(revision.sent_on),
        letter: pack::Letter { pdf: letter.bytes, file_name: letter.name, reading },
        cover_note: offer.cover_note.clone(),
        signatories: offer
            .signatories
            .iter()
            .map(|one| pack::Signatory {
                name: one.name.clone(),
                capacity: one.capacity.clone(),
                email: one.email.clone(),
            })
            .collect(),
        signatory: usize::try_from(signatory).unwrap_or(usize::MAX),
        valid_until: revision.valid_until,
        time_zone: practice.time_zone.clone(),
        closes_at: then.midnight(revision.valid_until.succ_opt().unwrap_or(revision.valid_until)),
        language: letter::language(practice).to_owned(),
        currency: offer.rules.currency,
        options: offer
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| Offered {
                id: option_id(at),
                name: option.name.clone(),
                about: option.about.clone(),
            })
            .collect(),
        add_ons: add_ons(offer)
            .map(|(at, name)| Offered {
                id: add_on_id(at),
                name: name.to_owned(),
                about: offer.lines[at].description.clone(),
            })
            .collect(),
        items: items.iter().map(|item| pack_item(offer, item)).collect(),
        totals_note: match (taxed, offer.prices_include_tax) {
            (true, false) => format!("Without {} unless it says so.", then.place().tax_name),
            (true, true) => format!("With {}.", then.place().tax_name),
            (false, _) => String::new(),
        },
        texts: Texts {
            consent: CONSENT.to_owned(),
            statement: statement(then, offer),
            authority: AUTHORITY.to_owned(),
            notice: letter::initials_asked(&frozen.wording).map(|text| Notice { text }),
        },
        payment_page: payment_page(act, revision)?,
        return_to: practice.email.clone(),
        token: key.token(&id.to_string()),
    })
}

/// The page for a payment method that goes with a letter, where it is there.
fn payment_page(look: &Look<'_>, revision: &Revision) -> Result<Option<PaymentPage>, Failure> {
    let LettersPage::There(asked) = collecting::page_of(look, revision)? else { return Ok(None) };
    let Some(url) = asked.url.clone().filter(|url| url.starts_with("https://")) else {
        return Ok(None);
    };
    let code = paper::qr::Code::of(&url);
    let (size, runs) = code.map(|code| (code.size, code.runs)).unwrap_or_default();
    let until = collecting::until_words(look, &asked).unwrap_or_default();
    Ok(Some(PaymentPage { url, until, size, runs }))
}

fn option_id(at: usize) -> String {
    format!("option-{at}")
}

fn add_on_id(at: usize) -> String {
    format!("line-{at}")
}

fn pack_item(offer: &Offer, item: &Item) -> pack::Item {
    pack::Item {
        label: offer.lines[item.line].name.clone(),
        needs: item
            .needs
            .iter()
            .map(|need| match need {
                Need::Option(at) => option_id(*at),
                Need::AddOn(at) => add_on_id(*at),
            })
            .collect(),
        amounts: (&item.totals).into(),
    }
}

/// An answer, held against what was sent.
struct Answer {
    revision: Revision,
    signatory: u32,
    offer: Offer,
    verified: Verified,
    choice: Choice,
    /// The saved message it came in, where it came in one.
    message: Option<message::Message>,
}

/// What an answer shows, before it is taken.
pub fn read(look: &Look<'_>, question: ReadAnswer) -> Result<AnswerShown, Failure> {
    let answer = held(look, &question)?;
    let file = &answer.verified.file;
    let accepted = file.kind == Kind::Accepted;
    Ok(AnswerShown {
        kind: kind_name(file.kind).to_owned(),
        number: file.number.clone(),
        revision: answer.revision.number,
        client: answer.offer.client.name.clone(),
        signer: file.signer.name.clone(),
        capacity: file.signer.capacity.clone(),
        chosen: chosen_words(&answer.offer, &answer.choice),
        totals: accepted.then(|| totals(&answer.offer, &answer.choice)).transpose()?,
        message: file.message.clone(),
        shows: shows(&answer),
        shows_not: answer.verified.does_not_prove.clone(),
        grade: grade(&answer).to_owned(),
        signed_at: store::instant_text(file.times.answered_at),
    })
}

/// Takes an answer: a signature, a no, or a wish.
pub fn take(act: &mut Act<'_>, question: ReadAnswer) -> Result<AnswerTaken, Failure> {
    let answer = held(act, &question)?;
    let file = &answer.verified.file;
    let number = answer.offer.number.clone();
    let name = format!("{number} {}.quittance-acceptance", file_name(&file.signer.name));
    let kept = documents::keep(act.tx, &name, "application/json", &answer.verified.bytes)?;
    let mut taken = AnswerTaken {
        kind: kind_name(file.kind).to_owned(),
        proposal_id: answer.revision.proposal_id.to_string(),
        agreement_id: None,
        number,
        waiting_for: Vec::new(),
    };
    refuse_card_number("file", &file.message)?;
    if file.kind != Kind::Accepted {
        let (who, message) = (file.signer.name.clone(), file.message.clone());
        let (revision, number) = (&answer.revision, &taken.number);
        respond(act, revision, number, kind_name(file.kind), who, message, Some(kept))?;
        return Ok(taken);
    }
    let mut facts = shows(&answer);
    facts.extend(answer.verified.does_not_prove.iter().map(|what| format!("Not shown: {what}")));
    let signing = Signing {
        signatory: answer.signatory,
        signer: file.signer.name.clone(),
        capacity: file.signer.capacity.clone(),
        choice: answer.choice.clone(),
        initials: file.initials.clone(),
    };
    let given = Given {
        grade: grade(&answer),
        consent: CONSENT.to_owned(),
        strokes: strokes(file.signature.as_ref()),
        evidence: Some(kept),
        facts,
        ..Given::new("by_file", act.local(file.times.answered_at).date(), signing)
    };
    let accepted = sign(act, &answer.revision.id.to_string(), given)?;
    taken.agreement_id = accepted.agreement_id;
    taken.waiting_for = accepted.waiting_for;
    Ok(taken)
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Accepted => "accepted",
        Kind::Declined => "declined",
        Kind::ChangeRequested => "change_asked",
    }
}

fn shows(answer: &Answer) -> Vec<String> {
    let mut shows = answer.verified.proves.clone();
    if let Some(message) = &answer.message {
        shows.push(format!("It came in a message that says it is from {}.", message.from));
        if origin_noted(answer) {
            shows.push(format!("The receiving mail server noted: {}.", message.checks));
        }
    }
    shows
}

/// B where a mail server noted that the message came from the signatory's own address; a file
/// alone could have come from anybody who had the pack.
fn grade(answer: &Answer) -> &'static str {
    if origin_noted(answer) { "B" } else { "C" }
}

fn origin_noted(answer: &Answer) -> bool {
    let expected = usize::try_from(answer.signatory)
        .ok()
        .and_then(|at| answer.offer.signatories.get(at))
        .map(|one| one.email.to_lowercase());
    answer.message.as_ref().is_some_and(|message| {
        message.origin_noted() && Some(&message.from_address) == expected.as_ref()
    })
}

/// A drawn signature as the pad of the window keeps it.
fn strokes(signature: Option<&acceptance::Signature>) -> String {
    let Some(acceptance::Signature::Drawn { strokes, .. }) = signature else {
        return "[]".to_owned();
    };
    let coordinate = |value: u32| u16::try_from(value).unwrap_or(u16::MAX);
    let point = |pair: &[u32]| Point { x: coordinate(pair[0]), y: coordinate(pair[1]) };
    let drawn: Vec<Vec<Point>> =
        strokes.iter().map(|stroke| stroke.chunks_exact(2).map(point).collect()).collect();
    serde_json::to_string(&drawn).unwrap_or_default()
}

/// Reads a file, a pasted text or a saved message, and holds the answer in it against its pack.
fn held(look: &Look<'_>, question: &ReadAnswer) -> Result<Answer, Failure> {
    let bytes = question.file.bytes()?;
    let wrong = |why: acceptance::Refusal| refused("file", why.to_string());
    let message = message::read(&bytes).ok();
    let bytes = match message.as_ref().and_then(|message| message.answers.first()) {
        Some(attached) => attached.clone(),
        None => bytes,
    };
    let parsed = acceptance::parse(&bytes).map_err(wrong)?;
    let kept = PackId::parse(&parsed.file.pack_id)
        .ok()
        .map(|id| signatures::pack_by_id(look.db, id))
        .transpose()?
        .flatten()
        .ok_or_else(|| refused("file", "this answer is to no client pack of this book"))?;
    let revision = one_revision(look, &kept.revision_id.to_string())?;
    let proposal =
        proposals::show(look.db, revision.proposal_id)?.ok_or_else(|| not_found("proposal"))?;
    let terms: Terms = serde_json::from_str(&kept.terms)
        .map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))?;
    let imported = match signatures::is_evidence(look.db, &parsed.sha256)? {
        true => vec![parsed.sha256],
        false => Vec::new(),
    };
    let token = seal::kept_key(look)?.token(&kept.id.to_string());
    let expected = Expected {
        terms: &terms,
        token: &token,
        standing: standing(look, &revision)?,
        imported: &imported,
    };
    let verified = acceptance::verify(&expected, &bytes, look.now).map_err(wrong)?;
    let offer = frozen(look, &proposal.number, &revision)?.offer;
    let choice = chosen(&offer, verified.file.choice.as_ref());
    Ok(Answer { revision, signatory: kept.signatory, offer, verified, choice, message })
}

fn standing(look: &Look<'_>, revision: &Revision) -> Result<Standing, Failure> {
    let fate = revisions::fate(look.db, revision)?;
    let newest = revisions::of_proposal(look.db, revision.proposal_id)?;
    let by = newest.first().map_or(revision.number, |newest| newest.number);
    Ok(if fate.accepted || fate.declined {
        Standing::Answered
    } else if fate.withdrawn {
        Standing::Withdrawn
    } else if fate.superseded {
        Standing::Superseded { by: u32::try_from(by).unwrap_or(u32::MAX) }
    } else {
        Standing::Open
    })
}

/// The choice of a pack as one of the offer's.
fn chosen(offer: &Offer, choice: Option<&pack::Choice>) -> Choice {
    let Some(choice) = choice else { return Choice::default() };
    let option = (0..offer.options.len()).find(|at| choice.option == Some(option_id(*at)));
    let add_ons = add_ons(offer)
        .filter(|(at, _)| choice.add_ons.contains(&add_on_id(*at)))
        .map(|(at, _)| wire::count(at));
    Choice { option: option.map(wire::count), add_ons: add_ons.collect() }
}
