//! From a typed draft to an offer, and from a frozen revision back to the same offer.

use chrono::NaiveDate;
use domain::charge::Billing;
use domain::ids::{ClientId, Id};
use domain::money::Money;
use domain::proposal::{self, Totals};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::revisions::Revision;

use super::{DraftLine, Problem, ProposalDraft};
use crate::clients::{self, ClientForm};
use crate::context::Look;
use crate::failure::{Code, Failure, failure};
use crate::letter::{Offer, OfferLine};
use crate::practice::{self, PracticeForm};
use crate::services::read_billing;
use crate::wire;

/// A draft, read: the offer as far as it can be read, and what cannot.
pub(super) struct Read {
    /// The offer; what could not be read stands as nothing.
    pub(super) offer: Offer,
    /// What could not be read, in the order of the form.
    pub(super) problems: Vec<Problem>,
}

/// What a revision freezes beside its letter, as canonical JSON: enough to draw the letter again
/// exactly, whatever became of the client's and the practice's particulars since.
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
}

impl Terms {
    /// The text that is stored.
    pub(super) fn freeze(
        look: &Look<'_>,
        draft: ProposalDraft,
        client: &Client,
    ) -> Result<String, Failure> {
        let practice = practice::show(look, wire::Nothing {})?.form;
        let terms = Terms {
            draft,
            client: clients::form(client),
            practice,
            logo: look.practice.logo.clone(),
        };
        serde_json::to_string(&terms).map_err(|wrong| failure(Code::Bug, wrong.to_string()))
    }

    /// Reads the stored text.
    pub(crate) fn parse(text: &str) -> Result<Terms, Failure> {
        serde_json::from_str(text).map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
    }
}

/// The offer that a revision froze, and the practice as it was printed then.
pub(crate) fn frozen_offer<'a>(
    look: &Look<'a>,
    number: &str,
    revision: &Revision,
) -> Result<(Offer, Look<'a>), Failure> {
    let terms = Terms::parse(&revision.terms)?;
    let mut practice = practice::read_form(&terms.practice, look.practice.sample)?;
    practice.logo = terms.logo;
    let then = Look { db: look.db, practice, now: look.now, today: revision.sent_on };
    let mut offer = read(&then, number, &terms.draft)?.offer;
    offer.client = clients::read_form(revision.client_id, &terms.client)?;
    offer.revision = revision.number;
    offer.dated = revision.sent_on;
    Ok((offer, then))
}

/// Reads a draft. Fails only where the book itself does.
pub(super) fn read(look: &Look<'_>, number: &str, draft: &ProposalDraft) -> Result<Read, Failure> {
    let mut problems = Vec::new();
    let client = match draft.client_id.as_deref().map(ClientId::parse) {
        Some(Ok(id)) => store::clients::show(look.db, id)?,
        _ => None,
    };
    let client = client.unwrap_or_else(|| {
        note(&mut problems, "client_id", "choose the client this letter is for");
        nobody()
    });
    let starts_on = day(&mut problems, look, "starts_on", &draft.starts_on);
    let valid_until = day(&mut problems, look, "valid_until", &draft.valid_until);
    if valid_until < look.today {
        note(&mut problems, "valid_until", "the last day to accept is past; choose a later one");
    }
    let payment_days = draft.payment_days.trim().parse().ok().filter(|days| *days <= 365);
    if payment_days.is_none() {
        note(&mut problems, "payment_days", "give the days to pay, 0 to 365");
    }
    let discount_percent = discount(&mut problems, &draft.discount_percent);
    if draft.lines.is_empty() {
        note(&mut problems, "lines", "add at least one service");
    }
    let lines: Vec<OfferLine> = draft
        .lines
        .iter()
        .enumerate()
        .map(|(at, typed)| line(&mut problems, look, at, typed))
        .collect();
    let signer = if draft.signer.trim().is_empty() {
        client.contact.clone()
    } else {
        draft.signer.trim().to_owned()
    };
    Ok(Read {
        offer: Offer {
            number: number.to_owned(),
            revision: 1,
            dated: look.today,
            signer,
            starts_on,
            valid_until,
            payment_days: payment_days.unwrap_or(look.practice.payment_days),
            discount_percent,
            opening: draft.opening.clone(),
            further_terms: draft.further_terms.clone(),
            totals: totals(&mut problems, look, &lines, discount_percent, starts_on),
            lines,
            client,
        },
        problems,
    })
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

fn discount(problems: &mut Vec<Problem>, text: &str) -> Decimal {
    if text.trim().is_empty() {
        return Decimal::ZERO;
    }
    match wire::decimal("discount_percent", text) {
        Ok(percent) if percent <= Decimal::ONE_HUNDRED => percent,
        _ => {
            note(problems, "discount_percent", "a discount is a number from 0 to 100");
            Decimal::ZERO
        }
    }
}

fn line(problems: &mut Vec<Problem>, look: &Look<'_>, at: usize, typed: &DraftLine) -> OfferLine {
    let field = |part: &str| format!("lines.{at}.{part}");
    if typed.name.trim().is_empty() {
        note(problems, field("name"), "name this service");
    }
    let price = Money::parse(&typed.price, look.currency()).unwrap_or_else(|wrong| {
        note(problems, field("price"), wrong.to_string());
        look.zero()
    });
    if price.minor() < 0 {
        note(problems, field("price"), "a price is 0.00 or more; use the discount for less");
    }
    let quantity = wire::decimal("quantity", &typed.quantity).unwrap_or_else(|wrong| {
        note(problems, field("quantity"), wrong.message);
        Decimal::ZERO
    });
    let billing = read_billing(&field("billing"), &typed.billing).unwrap_or_else(|wrong| {
        note(problems, wrong.field.unwrap_or_default(), wrong.message);
        Billing::OnAcceptance
    });
    if let Billing::Hourly { cap_hours } = billing
        && quantity > cap_hours
    {
        note(problems, field("quantity"), "more hours are expected than the cap allows");
    }
    let tax_percent = if typed.taxable { look.practice.tax_percent } else { Decimal::ZERO };
    OfferLine {
        service_id: typed.service_id.as_deref().and_then(|id| Id::parse(id).ok()),
        name: typed.name.trim().to_owned(),
        description: typed.description.trim().to_owned(),
        line: proposal::Line {
            billing,
            quantity,
            price: if price.minor() < 0 { look.zero() } else { price },
            tax_percent,
        },
    }
}

fn totals(
    problems: &mut Vec<Problem>,
    look: &Look<'_>,
    lines: &[OfferLine],
    discount: Decimal,
    starts_on: NaiveDate,
) -> Totals {
    let of =
        |lines: &[proposal::Line]| proposal::totals(look.currency(), lines, discount, starts_on);
    let plain: Vec<proposal::Line> = lines.iter().map(|line| line.line.clone()).collect();
    of(&plain).unwrap_or_else(|wrong| {
        note(problems, "lines", wrong.to_string());
        let nothing: Vec<proposal::Line> =
            plain.into_iter().map(|line| proposal::Line { price: look.zero(), ..line }).collect();
        // Lines of zero cannot leave the limit, whatever their quantities.
        of(&nothing).unwrap_or(Totals {
            per_month: look.zero(),
            per_quarter: look.zero(),
            per_year: look.zero(),
            once: look.zero(),
            first_year: look.zero(),
            first_year_tax: look.zero(),
            due_on_acceptance: look.zero(),
            lines: vec![look.zero(); lines.len()],
        })
    })
}
