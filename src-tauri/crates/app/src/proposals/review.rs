//! A draft as it is looked at: read, worded, and reviewed before it is sent.

use domain::charge::Billing;
use domain::clause::{Placeholder, Regime};
use domain::lint::{
    self, ClauseFacts, ClientKind, Fix, LetterFacts, LineFacts, PracticeFacts, PriceFacts, Scheme,
    TextFacts, TotalFacts,
};
use domain::money::Money;
use domain::proposal::{Offered, Price};

use super::offer::{self, Read};
use super::{ProposalDraft, Remark, RemarkFix};
use crate::collecting;
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::clauses::{WordsOf, values};
use crate::letter::{self, Offer, Wording};

/// A draft, read and reviewed.
pub(super) struct Seen {
    /// The offer and what cannot be read.
    pub(super) read: Read,
    /// The wording of its letter.
    pub(super) wording: Wording,
    /// The review, what blocks first.
    pub(super) remarks: Vec<Remark>,
}

/// Reads a draft, words its letter and reviews it.
pub(super) fn look_at(
    look: &Look<'_>,
    number: &str,
    draft: &ProposalDraft,
) -> Result<Seen, Failure> {
    let read = offer::read(look, number, draft)?;
    let wording = letter::wording(look, &read.offer, &draft.clauses)?;
    let facts = facts(look, &read.offer, &wording)?;
    let remarks = lint::check(&facts).into_iter().map(|remark| shown(remark, draft)).collect();
    Ok(Seen { read, wording, remarks })
}

/// A remark for the window, with the reason that lets it pass.
fn shown(remark: lint::Remark, draft: &ProposalDraft) -> Remark {
    let overridable = lint::rule(remark.rule).is_some_and(|rule| rule.overridable);
    let let_pass = draft
        .clauses
        .overrides
        .iter()
        .filter(|one| one.rule == remark.rule && one.place == remark.place)
        .map(|one| one.reason.trim())
        .find(|reason| overridable && !reason.is_empty());
    Remark {
        rule: remark.rule.to_owned(),
        severity: remark.severity.as_str().to_owned(),
        overridden: let_pass.map(str::to_owned),
        place: remark.place,
        message: remark.message,
        fix: remark.fix.map(|fix| match fix {
            Fix::AddClause(id) => RemarkFix::AddClause { id: id.to_owned() },
            Fix::RemoveClause(id) => RemarkFix::RemoveClause { id },
            Fix::RestoreClause(id) => RemarkFix::RestoreClause { id },
            Fix::SetValue(blank, value) => {
                RemarkFix::SetValue { name: blank.name().to_owned(), value }
            }
        }),
        overridable,
    }
}

fn facts(look: &Look<'_>, offer: &Offer, wording: &Wording) -> Result<LetterFacts, Failure> {
    let rules = &offer.rules;
    let kind = match offer.client.kind.as_str() {
        "consumer" => ClientKind::Consumer,
        _ => ClientKind::Business,
    };
    let filled = |blank: Placeholder| {
        wording.filled.get(&blank).map(|(value, _)| value.clone()).unwrap_or_default()
    };
    let named = Scheme::parse(&offer.collection);
    let page = collecting::way_to_ask(look, rules.currency, named)?;
    let mut collects_by: Vec<Scheme> = named.into_iter().collect();
    if let (true, Some((_, schemes))) = (offer.method.asks() && named.is_none(), &page) {
        collects_by.extend(schemes.iter().copied().map(collecting::as_reviewed));
        collects_by.dedup();
    }
    Ok(LetterFacts {
        regime: look.regime(),
        law: Regime::of_place(look.practice.jurisdiction),
        client: kind,
        lines: lines(offer),
        clauses: clauses(offer, wording),
        values: values(&wording.filled),
        texts: texts(offer),
        dated: offer.dated,
        starts_on: rules.starts_on,
        valid_until: offer.valid_until,
        payment_days: offer.payment.fewest_days(),
        most_payment_days: offer.payment.most_days(),
        collects_by,
        card_cost: collecting::card_cost_allowed(look, kind, offer.dated).map(|(most, _)| most),
        asks_method: offer.method.asks(),
        has_page: page.is_some(),
        fees_vary: rules.lines.iter().any(|line| matches!(line.billing, Billing::Logged { .. })),
        price_rise_percent: None,
        consent_by_notice: letter::initials_asked(wording).is_some(),
        client_signatories: offer.signatories.len(),
        practice_signs: true,
        totals: totals(offer)?,
        options: offer.options.len(),
        add_ons: rules.lines.iter().filter(|line| line.offered == Offered::AddOn).count(),
        deposit: offer.deposit()?,
        practice: PracticeFacts {
            body: filled(Placeholder::ProfessionalBody),
            insurer: filled(Placeholder::Insurer),
            supervisor: filled(Placeholder::Supervisor),
            liability_scheme: false,
        },
    })
}

fn lines(offer: &Offer) -> Vec<LineFacts> {
    let price = |rules: &domain::proposal::Line| match (&rules.price, rules.billing) {
        (Price::ToBeConfirmed, _) => PriceFacts::ToConfirm,
        (_, Billing::Logged { .. }) => PriceFacts::Hourly { capped: true },
        _ => PriceFacts::Fixed,
    };
    offer
        .lines
        .iter()
        .zip(&offer.rules.lines)
        .map(|(line, rules)| LineFacts {
            name: line.name.clone(),
            description: line.description.clone(),
            kind: line.kind,
            price: price(rules),
        })
        .collect()
}

/// The clauses the letter has, those made from the lines among them.
fn clauses(offer: &Offer, wording: &Wording) -> Vec<ClauseFacts> {
    let chosen = wording.clauses.iter().filter(|clause| clause.present).map(|clause| {
        let edited = clause.words_of != WordsOf::Library;
        let (id, heading) = (clause.id.clone(), clause.heading.clone());
        ClauseFacts { id, heading, text: clause.text.clone(), edited }
    });
    let made = offer.lines.iter().enumerate().filter(|(_, line)| !line.description.is_empty());
    let made = made.map(|(at, line)| ClauseFacts {
        id: format!("SCOPE/{}", at + 1),
        heading: line.name.clone(),
        // A description is printed as it is typed; a brace in it opens no blank.
        text: line.description.replace(['{', '}'], " "),
        edited: true,
    });
    chosen.chain(made).collect()
}

fn texts(offer: &Offer) -> Vec<TextFacts> {
    let text =
        |place: &str, text: &str| TextFacts { place: place.to_owned(), text: text.to_owned() };
    vec![
        text("opening", &offer.opening),
        text("further_terms", &offer.further_terms),
        text("cover_note", &offer.cover_note),
    ]
}

/// The printed totals of every option, beside the sum of what each line adds to them.
fn totals(offer: &Offer) -> Result<Vec<TotalFacts>, Failure> {
    let items = offer.rules.items()?;
    letter::columns(offer)
        .iter()
        .map(|column| {
            let mine = items.iter().filter(|item| column.meets(&item.needs));
            Ok(TotalFacts {
                place: "totals.first_year".to_owned(),
                worked_out: Money::sum(
                    offer.rules.currency,
                    mine.map(|item| item.totals.first_year),
                )?,
                printed: offer.rules.totals(column)?.first_year,
            })
        })
        .collect()
}
