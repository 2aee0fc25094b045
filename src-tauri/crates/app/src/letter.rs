//! From an offer to the engagement letter that is drawn, sent and signed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::Billing;
use domain::clause::{self, LetterSection, Placeholder, Regime, Values};
use domain::jurisdiction::{self, Jurisdiction};
use domain::money::{Currency, Money};
use domain::proposal::{self, Totals};
use paper::letter::{
    Acceptance, BriefRow, Clause, FeeOption, FeeRow, FeeRowKind, FeeTable, Item, Letter, Mark,
    Section, Signatory, Signed,
};
use paper::{DateStyle, Letterhead, Logo, MetaRow, Paper, Stationery, with_sign};
use rust_decimal::Decimal;
use store::clients::Client;
use store::documents;
use store::practice::Practice;

use crate::context::Look;
use crate::failure::Failure;

/// An offer, read and whole: what a revision freezes.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The proposal's number.
    pub(crate) number: String,
    /// The revision's number.
    pub(crate) revision: i64,
    /// The day on the letter.
    pub(crate) dated: NaiveDate,
    /// The client.
    pub(crate) client: Client,
    /// Who signs for the client.
    pub(crate) signer: String,
    /// The day the agreement starts.
    pub(crate) starts_on: NaiveDate,
    /// The last day it can be accepted.
    pub(crate) valid_until: NaiveDate,
    /// Days from issue to due.
    pub(crate) payment_days: u32,
    /// Discount on every price, in per cent.
    pub(crate) discount_percent: Decimal,
    /// Paragraphs after the greeting.
    pub(crate) opening: String,
    /// Paragraphs after the clauses.
    pub(crate) further_terms: String,
    /// The lines.
    pub(crate) lines: Vec<OfferLine>,
    /// What they come to.
    pub(crate) totals: Totals,
}

/// A line of an offer.
#[derive(Clone, Debug)]
pub(crate) struct OfferLine {
    /// The service of the library it came from.
    pub(crate) service_id: Option<domain::ids::ServiceId>,
    /// Name as printed.
    pub(crate) name: String,
    /// What is done.
    pub(crate) description: String,
    /// What the rules work with.
    pub(crate) line: proposal::Line,
}

/// How the letter is signed, once it is.
pub(crate) struct Signing {
    /// The name.
    pub(crate) name: String,
    /// In what capacity.
    pub(crate) capacity: String,
    /// The signature.
    pub(crate) signed: Signed,
}

/// The letter of an offer; `made_at` goes into the file's properties.
pub(crate) fn compose(
    look: &Look<'_>,
    offer: &Offer,
    made_at: DateTime<Utc>,
    draft: bool,
    signing: Option<&Signing>,
) -> Result<Letter, Failure> {
    let practice = &look.practice;
    let footer = format!(
        "{} to {} · {}, revision {} · {}",
        practice.name,
        offer.client.name,
        offer.number,
        offer.revision,
        look.long_date(offer.dated)
    );
    let mut addressee = Vec::new();
    if !offer.signer.is_empty() && offer.signer != offer.client.name {
        addressee.push(offer.signer.clone());
    }
    addressee.push(offer.client.name.clone());
    addressee.extend(offer.client.address.lines().map(str::to_owned));
    Ok(Letter {
        stationery: stationery(look, footer, made_at, draft)?,
        addressee,
        meta: vec![
            MetaRow::new("Proposal", &offer.number),
            MetaRow::new("Revision", offer.revision.to_string()),
            MetaRow::new("Date", look.long_date(offer.dated)),
            MetaRow::new("Open until", look.long_date(offer.valid_until)),
        ],
        title: "Engagement letter".to_owned(),
        greeting: format!("Dear {},", greeted(offer)),
        opening: paragraphs(&offer.opening),
        in_brief: in_brief(look, offer),
        sections: sections(look, offer),
        acceptance: Some(acceptance(practice, offer, signing)),
        particulars: None,
    })
}

/// What every document of the practice stands on.
pub(crate) fn stationery(
    look: &Look<'_>,
    footer: String,
    made_at: DateTime<Utc>,
    draft: bool,
) -> Result<Stationery, Failure> {
    let practice = &look.practice;
    let place = look.place();
    let logo = match &practice.logo {
        Some(hash) => documents::show(look.db, hash)?.map(|file| Logo(file.bytes)),
        None => None,
    };
    let mut address: Vec<String> = practice.address.lines().map(str::to_owned).collect();
    address
        .extend([&practice.phone, &practice.email].into_iter().filter(|s| !s.is_empty()).cloned());
    if !practice.tax_registration.is_empty() {
        address.push(format!("{} {}", place.tax_registration_name, practice.tax_registration));
    }
    Ok(Stationery {
        letterhead: Letterhead {
            practice: practice.name.clone(),
            person: practice.person.clone(),
            address,
            logo,
        },
        paper: match place.paper {
            jurisdiction::Paper::Letter => Paper::Letter,
            jurisdiction::Paper::A4 => Paper::A4,
        },
        dates: match place.date_style {
            jurisdiction::DateStyle::MonthFirst => DateStyle::MonthFirst,
            jurisdiction::DateStyle::DayFirst => DateStyle::DayFirst,
        },
        language: if practice.jurisdiction == Jurisdiction::Us { "en-US" } else { "en-GB" }
            .to_owned(),
        made_at,
        footer,
        draft,
    })
}

/// The first name of the signer, or the client where there is none.
fn greeted(offer: &Offer) -> &str {
    let first = offer.signer.split_whitespace().next().unwrap_or_default();
    if first.is_empty() { &offer.client.name } else { first }
}

/// The paragraphs of a text: blank lines part them.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}

fn in_brief(look: &Look<'_>, offer: &Offer) -> Vec<BriefRow> {
    let row = |text: String, clauses: &[&str]| BriefRow {
        text,
        clauses: clauses.iter().map(|id| (*id).to_owned()).collect(),
    };
    let names: Vec<&str> = offer.lines.iter().map(|line| line.name.as_str()).collect();
    let mut rows = Vec::new();
    if !names.is_empty() {
        rows.push(row(listed(&names), &["SCOPE"]));
    }
    if offer.totals.first_year.is_positive() {
        let year = with_sign(offer.totals.first_year);
        rows.push(row(format!("{year} in the first year"), &["FEE"]));
    }
    let days = offer.payment_days;
    rows.push(row(format!("Each invoice is due {days} days after its date"), &["PAY"]));
    rows.push(row(format!("Begins {}", look.long_date(offer.starts_on)), &["TERM"]));
    rows
}

/// `A, B and C`, the first three of a longer list.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] if names.len() <= 3 => format!("{} and {last}", all.join(", ")),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}

/// The clauses in their sections. A clause that asks for a fact the book does not hold (a late
/// rate that was never agreed) is left out rather than printed with a blank.
fn sections(look: &Look<'_>, offer: &Offer) -> Vec<Section> {
    let regime = Regime::of(look.practice.jurisdiction);
    let values = values(look, offer, regime);
    let standard = clause::standard(regime, &[]);
    let mut sections: Vec<Section> = LetterSection::ALL
        .into_iter()
        .map(|section| {
            let mut items = Vec::new();
            for clause in standard.iter().filter(|clause| clause.section == section) {
                if let Ok(text) = clause::fill(clause.text, &values) {
                    let (id, heading) = (clause.id.to_owned(), clause.heading.to_owned());
                    items.push(Item::Clause(Clause { id, heading, text }));
                }
                if clause.id == "SCOPE" {
                    items.extend(scopes(&offer.lines));
                }
                if clause.id == "FEE" {
                    items.push(Item::FeeTable(fee_table(look, offer)));
                }
            }
            Section { heading: section.heading().to_owned(), items }
        })
        .filter(|section| !section.items.is_empty())
        .collect();
    let further = paragraphs(&offer.further_terms);
    if !further.is_empty() {
        let items = further.into_iter().map(Item::Paragraph).collect();
        sections.push(Section { heading: "Further terms".to_owned(), items });
    }
    sections
}

/// One clause for each service that says what is done.
fn scopes(lines: &[OfferLine]) -> Vec<Item> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.description.is_empty())
        .map(|(index, line)| {
            Item::Clause(Clause {
                id: format!("SCOPE/{}", index + 1),
                heading: line.name.clone(),
                text: line.description.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        })
        .collect()
}

fn values(look: &Look<'_>, offer: &Offer, regime: Regime) -> Values {
    let practice = &look.practice;
    let mut values = Values::usual(regime);
    values.set(Placeholder::PracticeName, &practice.name);
    values.set(Placeholder::ClientName, &offer.client.name);
    values.set(Placeholder::PracticeContact, &practice.email);
    values.set(Placeholder::Currency, currency_words(practice.currency));
    values.set(Placeholder::StartDate, look.long_date(offer.starts_on));
    values.set(Placeholder::DueDays, offer.payment_days.to_string());
    values
}

/// A currency as a sentence names it.
pub(crate) fn currency_words(currency: Currency) -> &'static str {
    match currency {
        Currency::Aud => "Australian dollars",
        Currency::Cad => "Canadian dollars",
        Currency::Chf => "Swiss francs",
        Currency::Eur => "euros",
        Currency::Gbp => "pounds sterling",
        Currency::Jpy => "Japanese yen",
        Currency::Nzd => "New Zealand dollars",
        Currency::Usd => "US dollars",
    }
}

fn fee_table(look: &Look<'_>, offer: &Offer) -> FeeTable {
    let mut rows: Vec<FeeRow> = offer
        .lines
        .iter()
        .zip(&offer.totals.lines)
        .enumerate()
        .map(|(index, (line, net))| fee_row(index, line, *net, offer))
        .collect();
    let sum = |key: &str, kind, name: &str, amount: Money| FeeRow {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        sub_line: String::new(),
        rate: None,
        times: String::new(),
        amounts: vec![Some(amount)],
    };
    let totals = &offer.totals;
    rows.push(sum("first-year", FeeRowKind::Total, "First twelve months", totals.first_year));
    if totals.first_year_tax.is_positive() {
        let name = format!("{} on the above", look.place().tax_name);
        rows.push(sum("tax", FeeRowKind::Sum, &name, totals.first_year_tax));
    }
    let name = "Invoiced on the start date, tax included";
    rows.push(sum("start", FeeRowKind::Sum, name, totals.due_on_acceptance));
    let mut note = format!("All amounts in {}.", currency_words(look.currency()));
    if !offer.discount_percent.is_zero() {
        note.push_str(&format!(
            " Prices include the agreed discount of {}%.",
            offer.discount_percent.normalize()
        ));
    }
    let options =
        vec![FeeOption { label: String::new(), name: "Amount".to_owned(), mark: Mark::Open }];
    FeeTable { key: "fees".to_owned(), options, rows, note }
}

/// A service's row: the price after the discount, how many times in twelve months, and the
/// product, so that it can be checked by hand.
fn fee_row(index: usize, line: &OfferLine, net: Money, offer: &Offer) -> FeeRow {
    let (times, unit) = match line.line.billing {
        Billing::Recurring(rule) => (rule.every.per_year(), ""),
        Billing::Hourly { .. } => (1, " h"),
        Billing::OnAcceptance | Billing::OnCompletion => (1, ""),
    };
    let quantity = line.line.quantity.normalize();
    let times_words = match (times, quantity == Decimal::ONE) {
        (1, _) => format!("{quantity}{unit}"),
        (_, true) => times.to_string(),
        (_, false) => format!("{quantity} × {times}"),
    };
    let amount = net.at_rate(Decimal::from(times)).unwrap_or(net);
    let sub_line = match line.line.billing {
        Billing::Recurring(rule) => rule.words(offer.starts_on),
        Billing::Hourly { cap_hours } => {
            format!("by the hour, at most {} hours", cap_hours.normalize())
        }
        other => other.words().to_owned(),
    };
    FeeRow {
        key: format!("line.{index}"),
        kind: FeeRowKind::Line,
        name: line.name.clone(),
        sub_line,
        rate: proposal::discounted(line.line.price, offer.discount_percent).ok(),
        times: times_words,
        amounts: vec![Some(amount)],
    }
}

/// The sentence by which the signer agrees, the same on screen, in the letter and in the
/// certificate.
pub(crate) fn statement(practice: &Practice, client: &str, number: &str, revision: i64) -> String {
    format!(
        "We have read this letter, {number} revision {revision}, and agree to it. Whoever signs \
         for {client} has the authority to do so. It is the agreement between {client} and {}.",
        practice.name
    )
}

fn acceptance(practice: &Practice, offer: &Offer, signing: Option<&Signing>) -> Acceptance {
    let person = if practice.person.is_empty() { &practice.name } else { &practice.person };
    let client = match signing {
        Some(signing) => Signatory {
            name: signing.name.clone(),
            capacity: match signing.capacity.as_str() {
                "" => format!("for {}", offer.client.name),
                capacity => format!("{capacity}, {}", offer.client.name),
            },
            signed: Some(signing.signed.clone()),
        },
        None => Signatory {
            name: if offer.signer.is_empty() { &offer.client.name } else { &offer.signer }.clone(),
            capacity: format!("for {}", offer.client.name),
            signed: None,
        },
    };
    let ours = Signatory {
        name: person.clone(),
        capacity: format!("for {}", practice.name),
        signed: signing.map(|_| Signed {
            on: offer.dated,
            signature: paper::letter::Signature::Typed(person.clone()),
        }),
    };
    Acceptance {
        choices: Vec::new(),
        consent: None,
        statement: statement(practice, &offer.client.name, &offer.number, offer.revision),
        signatories: vec![client, ours],
    }
}
