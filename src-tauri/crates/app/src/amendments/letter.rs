//! The letter of an amendment: what changes, from when, why it is enough, and how to answer.

use chrono::NaiveDate;
use domain::amendment::{Consent, MidPeriod, Terms, difference};
use domain::ids::ClientId;
use paper::MetaRow;
use paper::letter::{Acceptance, BriefRow, Clause, Item, Letter, Section, Signatory};
use store::amendments::Amendment;
use store::clients::Client;

use super::{Weighed, sentences};
use crate::agreements::Whole;
use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::letter::stationery;

/// The letter.
pub(super) fn compose(
    look: &Look<'_>,
    whole: &Whole,
    stored: &Amendment,
    before: &Terms,
    after: &Terms,
) -> Result<Letter, Failure> {
    let client = one(look, before.client)?;
    let terms = &stored.terms;
    let agreement = &whole.agreement;
    let dates = |day| look.long_date(day);
    let difference = difference(before, after, agreement.currency, terms.effective_on, &dates)?;
    let weighed = Weighed {
        before: before.clone(),
        after: after.clone(),
        letter: crate::agreements::LetterFacts::default(),
        consent: terms.consent,
    };
    let changes = sentences(look, &difference.sentences, &weighed)?;
    let practice = &look.practice;
    let footer = format!(
        "{} to {} · {}, amendment {} · {}",
        practice.name,
        client.name,
        agreement.number,
        terms.number,
        look.long_date(look.today)
    );
    let mut addressee = Vec::new();
    if !client.contact.is_empty() && client.contact != client.name {
        addressee.push(client.contact.clone());
    }
    addressee.push(client.name.clone());
    addressee.extend(client.address.lines().map(str::to_owned));
    let greeted = if client.contact.is_empty() { &client.name } else { &client.contact };
    let of = agreement.agreed_on().map(|day| format!(" of {}", look.long_date(day)));
    let mut opening = vec![format!(
        "This letter changes our agreement {}{}. Everything it does not mention stays as you \
         accepted it.",
        agreement.number,
        of.unwrap_or_default()
    )];
    opening.extend(stored.note.split("\n\n").filter(|part| !part.is_empty()).map(str::to_owned));
    Ok(Letter {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        meta: vec![
            MetaRow::new("Agreement", &agreement.number),
            MetaRow::new("Amendment", terms.number.to_string()),
            MetaRow::new("Date", look.long_date(look.today)),
            MetaRow::new("Holds from", look.long_date(terms.effective_on)),
        ],
        title: format!("Amendment {}", terms.number),
        greeting: format!("Dear {greeted},"),
        opening,
        in_brief: Vec::<BriefRow>::new(),
        sections: sections(look, stored, before, after, &changes),
        acceptance: acceptance(look, whole, stored, &client),
        particulars: None,
    })
}

fn one(look: &Look<'_>, id: ClientId) -> Result<Client, Failure> {
    store::clients::show(look.db, id)?.ok_or_else(|| not_found("client"))
}

fn clause(id: &str, heading: &str, text: String) -> Item {
    Item::Clause(Clause { id: id.to_owned(), heading: heading.to_owned(), text })
}

fn sections(
    look: &Look<'_>,
    stored: &Amendment,
    before: &Terms,
    after: &Terms,
    changes: &[String],
) -> Vec<Section> {
    let mut what: Vec<Item> =
        changes.iter().map(|words| clause("AMEND", "Change", words.clone())).collect();
    for service in &after.services {
        let old = before.service(service.terms.id);
        if old.is_some_and(|old| old.scope == service.scope) || service.scope.is_empty() {
            continue;
        }
        what.push(clause("SCOPE", &service.name, service.scope.clone()));
    }
    vec![
        Section { heading: "What changes".to_owned(), items: what },
        Section {
            heading: "How it comes about".to_owned(),
            items: vec![
                clause("AMEND", "From when", from_when(look, stored)),
                clause("AMEND", "Your consent", consent(look, stored, look.today)),
            ],
        },
    ]
}

fn from_when(look: &Look<'_>, stored: &Amendment) -> String {
    let day = look.long_date(stored.terms.effective_on);
    let rest = match stored.terms.mid_period {
        MidPeriod::Prorate => {
            "A period that is under way then is billed in two parts, each by its days."
        }
        MidPeriod::FromNextPeriod => {
            "A period that is under way then is billed as before; the change acts from the next \
             one."
        }
        MidPeriod::CreditTheRest => {
            "What you have been billed for days after that is set off on your next invoice."
        }
    };
    format!("The change holds from {day}. {rest}")
}

/// What the client can do about an amendment that was sent on a day.
pub(super) fn consent(look: &Look<'_>, stored: &Amendment, sent_on: NaiveDate) -> String {
    match stored.terms.consent {
        Consent::Silent => {
            "You need to do nothing. Please write to us if you have a question or do not agree."
                .to_owned()
        }
        Consent::Notice { days } => {
            let last = sent_on + chrono::Days::new(u64::from(days));
            format!(
                "By clause AMEND of the letter you accepted, this change is agreed if you do not \
                 object within {days} days, that is until {}. To object, write or call in any \
                 words. We remind you halfway and on the day before.",
                look.long_date(last)
            )
        }
        Consent::Approval => {
            "This change needs your yes, in any words: answer the message this came with, write or \
             call. Until then everything stays as it is."
                .to_owned()
        }
        Consent::NewSignature => {
            "This change needs your signature below. Until then everything stays as it is."
                .to_owned()
        }
    }
}

/// The place for a signature, where one is asked for.
fn acceptance(
    look: &Look<'_>,
    whole: &Whole,
    stored: &Amendment,
    client: &Client,
) -> Option<Acceptance> {
    if stored.terms.consent < Consent::Approval {
        return None;
    }
    let practice = &look.practice;
    let person = if practice.person.is_empty() { &practice.name } else { &practice.person };
    let signatory = |name: &str, party: &str| Signatory {
        name: name.to_owned(),
        capacity: format!("for {party}"),
        signed: None,
    };
    let signer = if client.contact.is_empty() { &client.name } else { &client.contact };
    Some(Acceptance {
        choices: Vec::new(),
        consent: None,
        statement: format!(
            "We have read amendment {} of {} and agree to it.",
            stored.terms.number, whole.agreement.number
        ),
        signatories: vec![signatory(signer, &client.name), signatory(person, &practice.name)],
    })
}
