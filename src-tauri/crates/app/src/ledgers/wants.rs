//! Our documents as they should be in a ledger of others, and the choices they ask for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use domain::ids::{ClientId, ConnectionId, InvoiceId};
use domain::ledgers::{
    Allocated, Attachment, BillLine, Contact, CreditNote, Document, Invoice, Item, Kind, Lists,
};
use domain::money::Money;
use domain::sync::{Asked, Want, Wanted, same_contact};
use rust_decimal::Decimal;
use store::clients::Client;
use store::connections::Connection;
use store::ledgers::{self as kept, Kept, Ledger};
use store::syncing::{self, Bill};
use store::{clients, connections};

mod money;

pub(super) use money::fees;

use crate::context::Look;
use crate::failure::Failure;

/// What is chosen where an item is to be made there.
pub(super) const NEW: &str = "new";

/// A choice that documents ask for.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// What it is for, in words.
    pub(crate) label: String,
    /// From which list: `account`, `item` or `tax`.
    pub(crate) list: &'static str,
    /// The name of the service or processor; may be empty.
    pub(crate) name: String,
    /// What the tax adds.
    pub(crate) percent: Decimal,
}

impl Choice {
    /// What is asked, for a proposal.
    pub(crate) fn asked<'a>(&'a self, key: &str) -> Asked<'a> {
        match key.split(':').next().unwrap_or_default() {
            "tax" => Asked::Tax(self.percent),
            "clearing" => Asked::Clearing(&self.name),
            "received" => Asked::Received,
            "bank" => Asked::Bank,
            "fees" => Asked::Fees,
            "item" => Asked::Item(&self.name),
            _ if key.ends_with(":bad_debt") => Asked::BadDebt,
            _ => Asked::Income(&self.name),
        }
    }
}

/// Our documents, and what they ask for by key.
#[derive(Default)]
pub(crate) struct Ours {
    pub(crate) wants: Vec<Want>,
    /// The contacts among them, by key.
    pub(crate) contacts: BTreeMap<String, Contact>,
    pub(crate) choices: BTreeMap<String, Choice>,
    /// What of them moves on the accounts of what processors hold.
    pub(crate) moved: Vec<Moved>,
}

/// What one of our documents moves on the account of what a processor holds.
pub(crate) struct Moved {
    pub(crate) connection: ConnectionId,
    /// The document.
    pub(crate) key: String,
    /// What it moves where it counts; below zero where it leaves the account.
    pub(crate) amount: Money,
    /// Whether it counts here.
    pub(crate) live: bool,
}

/// What the documents of one organisation are built with.
struct Building<'a> {
    look: &'a Look<'a>,
    ledger: &'a Ledger,
    links: &'a BTreeMap<String, Kept>,
    lists: &'a Lists,
    /// Items that the user wants made there, by key.
    made: BTreeSet<String>,
    connections: Vec<Connection>,
    services: BTreeMap<String, String>,
    ours: Ours,
    /// Who was billed by each invoice that goes there.
    billed: BTreeMap<InvoiceId, (ClientId, String, String)>,
    /// Processors that bank entries name, by key.
    payers: BTreeMap<String, String>,
}

/// Our documents from the organisation's first day on.
pub(crate) fn ours(
    look: &Look<'_>,
    ledger: &Ledger,
    links: &BTreeMap<String, Kept>,
    lists: &Lists,
) -> Result<Ours, Failure> {
    let services = store::services::list(look.db, true)?.into_iter();
    let choices = kept::choices(look.db, ledger.id)?.into_iter();
    let mut building = Building {
        look,
        ledger,
        links,
        lists,
        made: choices.filter(|(_, theirs)| theirs == NEW).map(|(ours, _)| ours).collect(),
        connections: connections::list(look.db)?,
        services: services.map(|(one, _)| (one.id.to_string(), one.name)).collect(),
        ours: Ours::default(),
        billed: BTreeMap::new(),
        payers: BTreeMap::new(),
    };
    building.bills()?;
    building.write_offs()?;
    building.items()?;
    if ledger.files {
        building.files()?;
    }
    building.payments()?;
    building.refunds()?;
    building.card_costs()?;
    building.payouts()?;
    building.contacts()?;
    Ok(building.ours)
}

/// A bill's lines with the names that `named` gives them.
fn bill_of<Id>(
    bill: &Bill<Id>,
    mut named: impl FnMut(&syncing::BillLine) -> (String, String, String),
) -> Vec<BillLine> {
    let line = |line: &syncing::BillLine| {
        let (account, item, tax_code) = named(line);
        let words = line.words.clone();
        BillLine { words, net: line.net, tax: line.tax, account, item, tax_code }
    };
    bill.lines.iter().map(line).collect()
}

impl Building<'_> {
    fn until(&self) -> NaiveDate {
        self.look.today + Duration::days(366)
    }

    fn ask(&mut self, key: &str, list: &'static str, label: &str, name: &str, percent: Decimal) {
        let (label, name) = (label.to_owned(), name.to_owned());
        let choice = Choice { label, list, name, percent };
        self.ours.choices.entry(key.to_owned()).or_insert(choice);
    }

    /// The account or item of what a line is for, and the name it goes by there.
    fn income(&mut self, what: &str, label: &str, name: &str) -> (String, String) {
        if self.ledger.brand.capabilities().needs_items {
            let key = format!("item:{what}");
            self.ask(&key, "item", label, name, Decimal::ZERO);
            (String::new(), key)
        } else {
            let key = format!("account:{what}");
            self.ask(&key, "account", label, name, Decimal::ZERO);
            (key, String::new())
        }
    }

    fn names(&mut self, line: &syncing::BillLine) -> (String, String, String) {
        let known = line.service.map(|id| id.to_string());
        let name = known.as_ref().and_then(|id| self.services.get(id).cloned());
        let (what, name) = match (known, name) {
            (Some(id), Some(name)) => (id, name),
            _ => ("services".to_owned(), "Other services".to_owned()),
        };
        let (account, item) = self.income(&what, &name, &name);
        let tax = format!("tax:{}", line.treatment);
        let (called, percent) = &line.taxed;
        let label = if called.is_empty() {
            "No tax".to_owned()
        } else {
            format!("{called}, {} %", percent.normalize())
        };
        self.ask(&tax, "tax", &label, called, *percent);
        (account, item, tax)
    }

    fn add(
        &mut self,
        key: String,
        title: (String, String),
        on: Option<NaiveDate>,
        live: bool,
        document: Document,
    ) -> Result<(), Failure> {
        let content = store::documents::sha256(format!("{document:?}").as_bytes());
        let (kind, amount) = (document.kind(), document.total()?);
        let document = Box::new(document);
        let wanted = if live { Wanted::Live(document) } else { Wanted::Out(document) };
        let (title, who) = title;
        self.ours.wants.push(Want { key, kind, title, who, on, amount, wanted, content });
        Ok(())
    }

    /// What cannot go there, with its reason.
    fn leave(
        &mut self,
        key: String,
        kind: Kind,
        title: (String, String),
        on: NaiveDate,
        amount: Money,
        words: &str,
    ) {
        let (title, who) = title;
        self.ours.wants.push(Want {
            key,
            kind,
            title,
            who,
            on: Some(on),
            amount: Some(amount),
            wanted: Wanted::Not(words.to_owned()),
            content: String::new(),
        });
    }

    fn bills(&mut self) -> Result<(), Failure> {
        let (from, until) = (self.ledger.from_on, self.until());
        for bill in syncing::invoices(self.look.db, from, until)? {
            let lines = bill_of(&bill, |line| self.names(line));
            let who = (bill.client, bill.client_name.clone(), bill.number.clone());
            self.billed.insert(bill.id, who);
            let title = (bill.number.clone(), bill.client_name.clone());
            let document = Document::Invoice(Invoice {
                number: bill.number,
                contact: bill.client.to_string(),
                issued_on: bill.issued_on,
                due_on: bill.due_on,
                lines,
                net: bill.net,
                tax: bill.tax,
                note: bill.about,
            });
            self.add(bill.id.to_string(), title, Some(bill.issued_on), !bill.void, document)?;
        }
        for bill in syncing::credit_notes(self.look.db, from, until)? {
            let title = (bill.number.clone(), bill.client_name.clone());
            let (key, on) = (bill.id.to_string(), bill.issued_on);
            let total = bill.net.plus(bill.tax)?;
            if !self.billed.contains_key(&bill.invoice) {
                self.leave(key, Kind::CreditNote, title, on, total, NO_INVOICE);
                continue;
            }
            let lines = bill_of(&bill, |line| self.names(line));
            let applied = total.minus(bill.freed)?;
            let invoice = bill.invoice.to_string();
            let document = Document::CreditNote(CreditNote {
                number: bill.number,
                contact: bill.client.to_string(),
                issued_on: on,
                lines,
                net: bill.net,
                tax: bill.tax,
                takes_off: applied.is_positive().then_some(Allocated { invoice, amount: applied }),
                note: bill.about,
            });
            self.add(key, title, Some(on), true, document)?;
        }
        Ok(())
    }

    /// What is given up is a credit note there, on the account of bad debts.
    fn write_offs(&mut self) -> Result<(), Failure> {
        for one in syncing::given_up(self.look.db, self.ledger.from_on, self.until())? {
            let key = one.id.to_string();
            let Some((client, name, number)) = self.billed.get(&one.invoice).cloned() else {
                let title = ("Write-off".to_owned(), String::new());
                self.leave(key, Kind::CreditNote, title, one.on, one.amount, NO_INVOICE);
                continue;
            };
            let (account, item) = self.income("bad_debt", "What is given up", "Bad debt");
            let tax_code = "tax:none".to_owned();
            self.ask(&tax_code, "tax", "No tax", "", Decimal::ZERO);
            let number = format!("WO-{number}");
            let (words, tax) =
                (format!("Given up of {number}"), Money::zero(one.amount.currency()));
            let line = BillLine { words, net: one.amount, tax, account, item, tax_code };
            let document = Document::CreditNote(CreditNote {
                number: number.clone(),
                contact: client.to_string(),
                issued_on: one.on,
                lines: vec![line],
                net: one.amount,
                tax,
                takes_off: Some(Allocated { invoice: one.invoice.to_string(), amount: one.amount }),
                note: String::new(),
            });
            self.add(key, (number, name), Some(one.on), !one.taken_back, document)?;
        }
        Ok(())
    }

    /// The items that the user wants made there, each on the account of its sales.
    fn items(&mut self) -> Result<(), Failure> {
        for key in std::mem::take(&mut self.made) {
            let Some(Choice { label, name, .. }) = self.ours.choices.get(&key).cloned() else {
                continue;
            };
            let account = key.replacen("item:", "account:", 1);
            let asked = format!("The account of the new item {name}");
            self.ask(&account, "account", &asked, &name, Decimal::ZERO);
            let item = Item { name: name.clone(), account };
            self.add(key, (name, label), None, true, Document::Item(item))?;
        }
        Ok(())
    }

    /// The PDF of each invoice, and the signed letter beside the first invoice of its agreement.
    fn files(&mut self) -> Result<(), Failure> {
        for file in syncing::files(self.look.db, self.ledger.from_on, self.until())? {
            let Some((_, who, number)) = self.billed.get(&file.invoice).cloned() else { continue };
            let name = match &file.letter {
                Some(letter) => format!("Engagement letter {letter}.pdf"),
                None => format!("{number}.pdf"),
            };
            // Both services take the name as a part of an address.
            let name = name.replace(['/', '\\', '%', '#', '?', ':', '*', '"', '<', '>', '|'], "-");
            let key = format!("{}:{}", file.invoice, file.sha256);
            let document = Document::Attachment(Attachment {
                invoice: file.invoice.to_string(),
                name: name.clone(),
                media_type: "application/pdf".to_owned(),
                sha256: file.sha256,
                bytes: Vec::new(),
            });
            self.add(key, (name, who), Some(file.issued_on), true, document)?;
        }
        Ok(())
    }

    /// The clients and processors that documents name. Where the ledger may have one already, the
    /// user says which.
    fn contacts(&mut self) -> Result<(), Failure> {
        let named: BTreeSet<ClientId> = self.billed.values().map(|(client, ..)| *client).collect();
        for id in named {
            let Some(client) = clients::show(self.look.db, id)? else { continue };
            self.contact(id.to_string(), contact(client))?;
        }
        for (key, name) in std::mem::take(&mut self.payers) {
            self.contact(key, Contact { name, ..Contact::default() })?;
        }
        Ok(())
    }

    fn contact(&mut self, key: String, contact: Contact) -> Result<(), Failure> {
        let like = same_contact(&contact.name, &contact.email, &self.lists.contacts);
        let open = like.is_some() && !self.links.contains_key(&key);
        let title = (contact.name.clone(), contact.name.clone());
        self.ours.contacts.insert(key.clone(), contact.clone());
        self.add(key, title, None, true, Document::Contact(contact))?;
        if open {
            let words = "say first which contact it is there";
            let want = self.ours.wants.last_mut();
            want.into_iter().for_each(|want| want.wanted = Wanted::Not(words.to_owned()));
        }
        Ok(())
    }
}

const NO_INVOICE: &str =
    "its invoice is from before the first day, or was brought over; enter this there by hand";

fn contact(client: Client) -> Contact {
    Contact {
        name: client.name,
        person: client.contact,
        email: client.email,
        phone: client.phone,
        address: client.address,
        tax_number: client.tax_number,
    }
}
