//! What accepted agreements should become in the office.

use std::collections::{BTreeMap, BTreeSet};

use domain::charge::Billing;
use domain::ids::{AgreementId, ClientId};
use domain::ledgers::mark;
use domain::office::{Client, Entry, Letter, Work};
use store::agreements::{self, Agreement, AgreementService};
use store::offices::{self, Office};
use store::{clients, documents, revisions};

use crate::context::Look;
use crate::failure::{Failure, not_found};

/// Something that should be there.
pub(super) struct Want {
    /// The id of our row.
    pub(super) key: String,
    /// What people know it by.
    pub(super) title: String,
    /// The agreement's number.
    pub(super) agreement: String,
    /// The client.
    pub(super) client: ClientId,
    /// What it is to be. The client is named by our key, and a letter has no bytes yet.
    pub(super) entry: Entry,
    /// The document of a letter; empty for the rest.
    document: String,
}

/// All that should be there, agreement by agreement, the client before its work.
pub(super) fn wants(look: &Look<'_>, office: &Office) -> Result<Vec<Want>, Failure> {
    let mut wants = Vec::new();
    let mut services: BTreeMap<AgreementId, Vec<AgreementService>> = BTreeMap::new();
    // What an amendment brought was not accepted with the letter.
    let accepted = agreements::services(look.db, None)?;
    for one in accepted.into_iter().filter(|one| one.amendment.is_none()) {
        services.entry(one.agreement_id).or_default().push(one);
    }
    for agreement in agreements::list(look.db, None)? {
        let accepted = agreement.acceptance().zip(agreement.agreed_on());
        let Some((acceptance, on)) = accepted else { continue };
        if on < office.from_on {
            continue;
        }
        let client = clients::show(look.db, agreement.client_id)?;
        let client = client.ok_or_else(|| not_found("client"))?;
        let number = &agreement.number;
        let mut add = |key: String, title: String, entry: Entry, document: String| {
            let (agreement, client) = (number.clone(), client.id);
            wants.push(Want { key, title, agreement, client, entry, document });
        };
        let entry = Entry::Client(Client {
            name: client.name.clone(),
            person: client.kind == "consumer",
            email: client.email.clone(),
            phone: client.phone.clone(),
        });
        add(client.id.to_string(), client.name.clone(), entry, String::new());
        let mut titles = BTreeSet::new();
        for service in services.remove(&agreement.id).unwrap_or_default() {
            let mut work = work(office, &agreement, &service, &client.name);
            // A title that is there twice would find the other's work.
            let same = titles.len();
            if !titles.insert(work.title.clone()) {
                work.title = format!("{}, {}", work.title, same + 1);
            }
            let title = work.title.clone();
            add(service.terms.id.to_string(), title, Entry::Work(work), String::new());
        }
        let signed = revisions::acceptance(look.db, acceptance)?;
        let signed = signed.ok_or_else(|| not_found("acceptance"))?;
        let name = format!("Engagement letter {number}.pdf");
        let letter = Letter { client: client.id.to_string(), name: name.clone(), bytes: vec![] };
        add(acceptance.to_string(), name, Entry::Letter(letter), signed.signed_letter);
    }
    // A client of several agreements is one client there.
    let mut met = BTreeSet::new();
    wants.retain(|want| met.insert(want.key.clone()));
    Ok(wants)
}

fn work(office: &Office, agreement: &Agreement, service: &AgreementService, name: &str) -> Work {
    let fixed = !matches!(service.terms.billing, Billing::Logged { .. });
    let key = service.terms.id.to_string();
    let fee = service.terms.price.at_rate(service.terms.quantity).ok();
    Work {
        client: agreement.client_id.to_string(),
        title: format!("{} - {name} ({})", service.name, agreement.number),
        starts_on: agreement.starts_on,
        assignee: office.assignee.clone(),
        fee: fee.filter(|_| fixed),
        words: format!("{}\n\nAgreement {}, {}", service.description, agreement.number, mark(&key)),
    }
}

impl Want {
    /// What is sent: the client by the office's own name, a letter with its bytes. Nothing where
    /// the client is not there yet.
    pub(super) fn sent(
        &self,
        look: &Look<'_>,
        kept: &BTreeMap<String, offices::Entry>,
    ) -> Result<Option<Entry>, Failure> {
        let mut entry = self.entry.clone();
        let there = |key: &str| {
            let done = |one: &&offices::Entry| one.state == domain::office::State::Done;
            kept.get(key).filter(done).map(|one| one.reference.clone())
        };
        match &mut entry {
            Entry::Client(_) => {}
            Entry::Work(work) => match there(&work.client) {
                Some(client) => work.client = client,
                None => return Ok(None),
            },
            Entry::Letter(letter) => match there(&letter.client) {
                Some(client) => {
                    letter.client = client;
                    let file = documents::show(look.db, &self.document)?;
                    letter.bytes = file.ok_or_else(|| not_found("document"))?.bytes;
                }
                None => return Ok(None),
            },
        }
        Ok(Some(entry))
    }
}
