//! From a typed draft to an offer, and from a frozen revision back to the same offer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::charge::{Billing, Cap, Milestone};
use domain::clause::{LetterSection, Placeholder, ServiceKind};
use domain::ids::{AcceptanceId, ClientId, Id};
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::payment_terms::{PaymentRule, PaymentTerms};
use domain::permission::MethodPolicy;
use domain::proposal::{self, Discount, MOST_OPTIONS, Off, Price, Tier};
use domain::schedule::{Billed, StartOption};
use domain::tax::{Rates, USUAL};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::revisions::{self, Revision};
use store::taxes::TaxBook;

use super::{DraftDiscount, DraftLine, Offered, Pricing, Problem, ProposalDraft};
use crate::billing;
use crate::clients::{self, ClientForm};
use crate::context::Look;
use crate::failure::{Code, Failure, failure, not_found};
use crate::letter::clauses::{Chosen, WordsOf, section};
use crate::letter::{Offer, OfferLine, OfferOption, Signatory, Wording};
use crate::practice::{self, PracticeForm};
use crate::{taxes, wire};

/// A draft, read: the offer as far as it can be read, and what cannot.
pub(super) struct Read {
    /// The offer; what could not be read stands as nothing.
    pub(super) offer: Offer,
    /// What could not be read, in the order of the form.
    pub(super) problems: Vec<Problem>,
}

/// What a revision freezes beside its letter, as canonical JSON: enough to draw the letter again
/// exactly, whatever became of the client, the practice and the clauses since.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Terms {
    /// The draft.
    pub(crate) draft: ProposalDraft,
    /// The client as printed.
    pub(crate) client: ClientForm,
    /// The practice as printed.
    pub(crate) practice: PracticeForm,
    /// The logo: SHA-256 of its document.
    pub(crate) logo: Option<String>,
    /// The clauses the letter has, in order.
    pub(crate) clauses: Vec<FrozenClause>,
    /// What fills their blanks.
    pub(crate) values: BTreeMap<String, String>,
}

/// A clause as a revision froze it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FrozenClause {
    /// Its id.
    pub(crate) id: String,
    /// The heading of its section.
    pub(crate) section: String,
    /// Its heading.
    pub(crate) heading: String,
    /// Its text, with its blanks.
    pub(crate) text: String,
}

/// What a revision froze, to be drawn again.
pub(crate) struct Frozen<'a> {
    /// The offer.
    pub(crate) offer: Offer,
    /// The wording of its letter.
    pub(crate) wording: Wording,
    /// The book with the practice as it was printed then.
    pub(crate) then: Look<'a>,
}

impl Terms {
    /// The text that is stored.
    pub(super) fn freeze(
        look: &Look<'_>,
        draft: ProposalDraft,
        client: &Client,
        wording: &Wording,
    ) -> Result<String, Failure> {
        let frozen = |clause: &Chosen| FrozenClause {
            id: clause.id.clone(),
            section: clause.section.heading().to_owned(),
            heading: clause.heading.clone(),
            text: clause.text.clone(),
        };
        let terms = Terms {
            draft,
            client: clients::form(client),
            practice: practice::show(look, wire::Nothing {})?.form,
            logo: look.practice.logo.clone(),
            clauses: wording.clauses.iter().filter(|c| c.present).map(frozen).collect(),
            values: wording
                .filled
                .iter()
                .map(|(blank, (value, _))| (blank.name().to_owned(), value.clone()))
                .collect(),
        };
        serde_json::to_string(&terms).map_err(|wrong| failure(Code::Bug, wrong.to_string()))
    }

    /// Reads the stored text.
    pub(crate) fn parse(text: &str) -> Result<Terms, Failure> {
        serde_json::from_str(text).map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
    }

    /// The wording of the letter.
    fn wording(&self) -> Wording {
        let chosen = |clause: &FrozenClause| Chosen {
            id: clause.id.clone(),
            section: section(&clause.section).unwrap_or(LetterSection::Form),
            heading: clause.heading.clone(),
            text: clause.text.clone(),
            usual: true,
            present: true,
            waits_for: Vec::new(),
            words_of: WordsOf::Letter,
        };
        let known = |(name, value): (&String, &String)| {
            Some((Placeholder::from_name(name)?, (value.clone(), "letter")))
        };
        Wording {
            clauses: self.clauses.iter().map(chosen).collect(),
            filled: self.values.iter().filter_map(known).collect(),
        }
    }
}

/// What a revision froze, and the practice as it was printed then.
pub(crate) fn frozen<'a>(
    look: &Look<'a>,
    number: &str,
    revision: &Revision,
) -> Result<Frozen<'a>, Failure> {
    let terms = Terms::parse(&revision.terms)?;
    let wording = terms.wording();
    let mut practice = practice::read_form(&terms.practice, look.practice.sample)?;
    practice.logo = terms.logo;
    let then = Look { practice, today: revision.sent_on, ..*look };
    let client = clients::read_form(revision.client_id, &terms.client)?;
    let mut offer = read_for(&then, number, &terms.draft, client)?.offer;
    offer.revision = revision.number;
    offer.dated = revision.sent_on;
    Ok(Frozen { offer, wording, then })
}

/// The words of an accepted letter, with what fills their blanks.
pub(crate) fn accepted_wording(
    look: &Look<'_>,
    acceptance: AcceptanceId,
) -> Result<Wording, Failure> {
    let accepted =
        revisions::acceptance(look.db, acceptance)?.ok_or_else(|| not_found("acceptance"))?;
    let revision =
        revisions::show(look.db, accepted.revision_id)?.ok_or_else(|| not_found("revision"))?;
    Ok(Terms::parse(&revision.terms)?.wording())
}

/// Reads a draft. Fails only where the book itself does.
pub(super) fn read(look: &Look<'_>, number: &str, draft: &ProposalDraft) -> Result<Read, Failure> {
    let client = match draft.client_id.as_deref().map(ClientId::parse) {
        Some(Ok(id)) => store::clients::show(look.db, id)?,
        _ => None,
    };
    Ok(match client {
        Some(client) => read_for(look, number, draft, client)?,
        None => {
            let mut read = read_for(look, number, draft, nobody())?;
            let message = "choose the client this letter is for".to_owned();
            read.problems.insert(0, Problem { field: "client_id".to_owned(), message });
            read
        }
    })
}

/// Reads a draft for a client.
fn read_for(
    look: &Look<'_>,
    number: &str,
    draft: &ProposalDraft,
    client: Client,
) -> Result<Read, Failure> {
    let taxes = taxes::book(look)?;
    let mut problems = Vec::new();
    let starts_on = day(&mut problems, look, "starts_on", &draft.starts_on);
    let start = start(&mut problems, draft);
    let method = method(&mut problems, draft);
    let valid_until = day(&mut problems, look, "valid_until", &draft.valid_until);
    if valid_until < look.today {
        note(&mut problems, "valid_until", "the last day to accept is past; choose a later one");
    }
    let payment = payment_terms(&mut problems, draft);
    let discount_percent = percent(&mut problems, "discount_percent", &draft.discount_percent);
    let options = options(&mut problems, draft);
    if draft.lines.is_empty() {
        note(&mut problems, "lines", "add at least one service");
    }
    let currency = currency(&mut problems, look, draft, &client);
    let included = draft.prices_include_tax.unwrap_or(look.practice.prices_include_tax);
    let mut reader = Lines {
        problems: &mut problems,
        draft,
        options: options.len(),
        taxes: &taxes,
        client: &client,
        included,
        starts_on,
        currency,
    };
    let (lines, rules): (Vec<OfferLine>, Vec<proposal::Line>) =
        (0..draft.lines.len()).map(|at| reader.line(at)).unzip();
    let in_arrears = |line: &proposal::Line| match line.billing {
        Billing::Recurring(rule) => rule.billed == Billed::InArrears,
        _ => false,
    };
    if start == StartOption::OnAcceptance && rules.iter().any(in_arrears) {
        let message = "what is billed in arrears cannot begin on acceptance";
        note(&mut problems, "start", message);
    }
    let options_count = options.len();
    let rules = proposal::Offer {
        currency,
        starts_on,
        discount_percent,
        options: options_count,
        lines: rules,
    };
    let rules = within_limits(&mut problems, rules);
    Ok(Read {
        offer: Offer {
            prices_include_tax: included,
            usual: taxes::taxing_of(&taxes, USUAL, included, &client),
            number: number.to_owned(),
            revision: 1,
            dated: look.today,
            signatories: signatories(draft, &client),
            valid_until,
            payment: payment.unwrap_or(PaymentTerms::net(look.practice.payment_days)),
            cover_note: draft.cover_note.clone(),
            opening: draft.opening.clone(),
            further_terms: draft.further_terms.clone(),
            collection: draft.collection.clone(),
            method,
            start,
            options,
            lines,
            rules,
            client,
        },
        problems,
    })
}

fn start(problems: &mut Vec<Problem>, draft: &ProposalDraft) -> StartOption {
    billing::choice("start", &draft.start).unwrap_or_else(|wrong| {
        note(problems, "start", wrong.message);
        StartOption::StartDate
    })
}

fn method(problems: &mut Vec<Problem>, draft: &ProposalDraft) -> MethodPolicy {
    MethodPolicy::named(&draft.method).unwrap_or_else(|| {
        note(problems, "method", "choose whether a payment method is needed");
        MethodPolicy::NotNeeded
    })
}

/// The offer, its prices taken out where they come to more than can be counted.
fn within_limits(problems: &mut Vec<Problem>, mut rules: proposal::Offer) -> proposal::Offer {
    if let Err(wrong) = rules.items() {
        note(problems, "lines", wrong.to_string());
        // Lines without a price cannot leave the limit, whatever their quantities.
        rules.lines.iter_mut().for_each(|line| line.price = Price::ToBeConfirmed);
    }
    rules
}

/// The draft's own currency, else the client's, else the practice's.
fn currency(
    problems: &mut Vec<Problem>,
    look: &Look<'_>,
    draft: &ProposalDraft,
    client: &Client,
) -> Currency {
    let usual = client.currency.unwrap_or(look.currency());
    let Some(code) = draft.currency.as_deref() else { return usual };
    Currency::from_code(code).unwrap_or_else(|| {
        note(problems, "currency", "choose one of the currencies of the list");
        usual
    })
}

/// When invoices fall due.
fn payment_terms(problems: &mut Vec<Problem>, draft: &ProposalDraft) -> Option<PaymentTerms> {
    let rule = billing::choice("payment_rule", &draft.payment_rule);
    let rule: PaymentRule =
        rule.map_err(|wrong| note(problems, "payment_rule", wrong.message)).ok()?;
    let days = draft.payment_days.trim().parse().unwrap_or(u32::MAX);
    let terms = PaymentTerms::new(rule, days);
    terms.map_err(|wrong| note(problems, "payment_days", wrong.to_string())).ok()
}

/// Who signs: those named, or the client's contact, or the client.
fn signatories(draft: &ProposalDraft, client: &Client) -> Vec<Signatory> {
    let or = |text: &str, other: &str| {
        let text = text.trim();
        if text.is_empty() { other.to_owned() } else { text.to_owned() }
    };
    let named = draft.signatories.iter().map(|typed| Signatory {
        name: or(&typed.name, &client.contact),
        capacity: typed.capacity.trim().to_owned(),
        email: or(&typed.email, &client.email),
    });
    let mut all: Vec<Signatory> = named.collect();
    if all.is_empty() {
        let name = or(&client.contact, &client.name);
        all.push(Signatory { name, capacity: String::new(), email: client.email.clone() });
    }
    all
}

fn options(problems: &mut Vec<Problem>, draft: &ProposalDraft) -> Vec<OfferOption> {
    if draft.options.len() == 1 {
        note(problems, "options", "one option is no choice; add another or take it out");
    }
    if draft.options.len() > MOST_OPTIONS {
        note(problems, "options", "three options are the most that can be read side by side");
    }
    for (at, option) in draft.options.iter().enumerate() {
        if option.name.trim().is_empty() {
            note(problems, format!("options.{at}.name"), "name this option");
        }
    }
    let read = |option: &super::DraftOption| OfferOption {
        name: option.name.trim().to_owned(),
        about: option.about.trim().to_owned(),
    };
    draft.options.iter().take(MOST_OPTIONS).map(read).collect()
}

fn note(problems: &mut Vec<Problem>, field: impl Into<String>, message: impl Into<String>) {
    problems.push(Problem { field: field.into(), message: message.into() });
}

/// Who a letter is to before the client is chosen.
fn nobody() -> Client {
    Client {
        id: ClientId::from_uuid(uuid::Uuid::nil()),
        name: "the client".to_owned(),
        kind: "business".to_owned(),
        contact: String::new(),
        email: String::new(),
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        tax_place: String::new(),
        currency: None,
        payer_names: String::new(),
        notes: String::new(),
        archived_at: None,
    }
}

fn day(problems: &mut Vec<Problem>, look: &Look<'_>, field: &'static str, text: &str) -> NaiveDate {
    wire::date(field, text.trim()).unwrap_or_else(|_| {
        note(problems, field, "choose a date");
        look.today
    })
}

/// A percentage as typed; nothing typed is none.
fn percent(problems: &mut Vec<Problem>, field: impl Into<String>, text: &str) -> Decimal {
    if text.trim().is_empty() {
        return Decimal::ZERO;
    }
    match wire::decimal("percent", text) {
        Ok(percent) if percent <= Decimal::ONE_HUNDRED => percent,
        _ => {
            note(problems, field, "this is a number from 0 to 100");
            Decimal::ZERO
        }
    }
}

/// Reads the lines of a draft.
struct Lines<'a> {
    problems: &'a mut Vec<Problem>,
    draft: &'a ProposalDraft,
    options: usize,
    taxes: &'a TaxBook,
    client: &'a Client,
    included: bool,
    starts_on: NaiveDate,
    currency: Currency,
}

impl Lines<'_> {
    fn note(&mut self, at: usize, part: &str, message: impl Into<String>) {
        note(self.problems, format!("lines.{at}.{part}"), message);
    }

    fn line(&mut self, at: usize) -> (OfferLine, proposal::Line) {
        let typed = &self.draft.lines[at];
        if typed.name.trim().is_empty() {
            self.note(at, "name", "name this service");
        }
        let quantity = wire::decimal("quantity", &typed.quantity).unwrap_or_else(|wrong| {
            self.note(at, "quantity", wrong.message);
            Decimal::ZERO
        });
        let (billing, milestones) = self.billing(at, typed, quantity);
        let deposit =
            percent(self.problems, format!("lines.{at}.deposit_percent"), &typed.deposit_percent);
        if !deposit.is_zero() && billing != Billing::OnCompletion {
            self.note(at, "deposit_percent", "a deposit is for work that is billed when done");
        }
        let rules = proposal::Line {
            billing,
            quantity,
            price: self.price(at, typed),
            rates: self.rates(at, typed),
            offered: self.offered(at, typed),
            discount: typed.discount.as_ref().map(|typed| self.discount(at, typed, billing)),
            deposit_percent: deposit,
        };
        let kind = ServiceKind::parse(&typed.kind).unwrap_or_else(|| {
            self.note(at, "kind", "choose what kind of work this is");
            ServiceKind::Other
        });
        let line = OfferLine {
            service_id: typed.service_id.as_deref().and_then(|id| Id::parse(id).ok()),
            kind,
            name: typed.name.trim().to_owned(),
            description: typed.description.trim().to_owned(),
            milestones,
            tax: typed.tax.clone(),
        };
        (line, rules)
    }

    /// The rates of a line's tax on the start date.
    fn rates(&mut self, at: usize, typed: &DraftLine) -> Rates {
        if let Err(wrong) = taxes::read_code(self.taxes, "tax", &typed.tax) {
            self.note(at, "tax", wrong.message);
        }
        let taxing = taxes::taxing_of(self.taxes, &typed.tax, self.included, self.client);
        taxing.on(self.starts_on)
    }

    fn billing(
        &mut self,
        at: usize,
        typed: &DraftLine,
        quantity: Decimal,
    ) -> (Billing, Vec<Milestone>) {
        let field = format!("lines.{at}.billing");
        let (billing, milestones) = billing::read(&field, &typed.billing).unwrap_or_else(|wrong| {
            note(self.problems, wrong.field.unwrap_or_default(), wrong.message);
            (Billing::OnAcceptance, Vec::new())
        });
        if let Billing::Logged { cap: Cap { most, per: None }, .. } = billing
            && quantity > most
        {
            self.note(at, "quantity", "more is expected than the cap allows");
        }
        (billing, milestones)
    }

    fn price(&mut self, at: usize, typed: &DraftLine) -> Price {
        match &typed.pricing {
            Pricing::ToBeConfirmed => Price::ToBeConfirmed,
            Pricing::Fixed => Price::Fixed(self.money(at, "price".to_owned(), &typed.price)),
            Pricing::Tiered { tiers } => {
                let mut read: Vec<Tier> = Vec::with_capacity(tiers.len());
                if tiers.is_empty() {
                    self.note(at, "tiers", "add at least one band");
                }
                for (band, tier) in tiers.iter().enumerate() {
                    let from = wire::decimal("from", &tier.from).unwrap_or_else(|wrong| {
                        self.note(at, &format!("tiers.{band}.from"), wrong.message);
                        Decimal::ZERO
                    });
                    if read.last().is_some_and(|before| before.from >= from) {
                        let message = "each band begins above the one before";
                        self.note(at, &format!("tiers.{band}.from"), message);
                    }
                    let price = self.money(at, format!("tiers.{band}.price"), &tier.price);
                    read.push(Tier { from, price });
                }
                Price::Tiers(read)
            }
        }
    }

    fn money(&mut self, at: usize, part: String, text: &str) -> Money {
        let zero = Money::zero(self.currency);
        match Money::parse(text, self.currency) {
            Ok(money) if money.minor() >= 0 => money,
            Ok(_) => {
                self.note(at, &part, "a price is 0.00 or more; use a discount for less");
                zero
            }
            Err(wrong) => {
                self.note(at, &part, wrong.to_string());
                zero
            }
        }
    }

    fn offered(&mut self, at: usize, typed: &DraftLine) -> proposal::Offered {
        match &typed.offered {
            Offered::Always => proposal::Offered::Always,
            Offered::AddOn => proposal::Offered::AddOn,
            Offered::Options { options } => {
                let known: std::collections::BTreeSet<usize> = options
                    .iter()
                    .filter_map(|option| usize::try_from(*option).ok())
                    .filter(|option| *option < self.options)
                    .collect();
                if known.is_empty() || known.len() != options.len() {
                    self.note(at, "offered", "choose the options this service is in");
                }
                proposal::Offered::Options(known)
            }
        }
    }

    fn discount(&mut self, at: usize, typed: &DraftDiscount, billing: Billing) -> Discount {
        let off = match typed.kind.as_str() {
            "amount" => Off::Amount(self.money(at, "discount.value".to_owned(), &typed.value)),
            _ => {
                let field = format!("lines.{at}.discount.value");
                Off::PerCent(percent(self.problems, field, &typed.value))
            }
        };
        let typed_first = typed.first_periods.trim();
        let first = match typed_first.parse::<u32>() {
            _ if typed_first.is_empty() => None,
            Ok(periods @ 1..=120) => Some(periods),
            _ => {
                self.note(at, "discount.first_periods", "give a number of periods, 1 to 120");
                None
            }
        };
        if first.is_some() && !matches!(billing, Billing::Recurring(_)) {
            let message = "only what recurs has first periods";
            self.note(at, "discount.first_periods", message);
        }
        let with = typed.with.and_then(|with| usize::try_from(with).ok());
        if with.is_some_and(|with| with == at || with >= self.draft.lines.len()) {
            self.note(at, "discount.with", "choose another service for the bundle");
        }
        Discount { off, first, with: with.filter(|with| *with != at) }
    }
}
