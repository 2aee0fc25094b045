//! The fee table of a letter, and the choices its acceptance offers.

use chrono::NaiveDate;
use domain::charge::{Billing, Unit};
use domain::jurisdiction::Defaults;
use domain::money::Money;
use domain::proposal::{self, Choice, Discount, Off, Offered, PartKind, Price};
use paper::letter::{FeeOption, FeeRow, FeeRowKind, FeeTable, Mark};
use paper::with_sign;
use rust_decimal::Decimal;

use super::{Offer, Signing, currency_words};
use crate::context::Look;
use crate::failure::Failure;

/// The key of the fee table.
pub(super) const TABLE: &str = "fees";

/// Every choice of an option, without add-ons; one where there are no options.
pub(crate) fn columns(offer: &Offer) -> Vec<Choice> {
    let options = if offer.options.is_empty() {
        vec![None]
    } else {
        (0..offer.options.len()).map(Some).collect()
    };
    options.into_iter().map(|option| Choice { option, ..Choice::default() }).collect()
}

/// The table: a column of amounts for each option, rows for the lines, then the totals. In an
/// accepted letter the choice is marked and the totals are those of what was chosen.
pub(super) fn table(
    look: &Look<'_>,
    offer: &Offer,
    signing: Option<&Signing>,
) -> Result<FeeTable, Failure> {
    let mut columns = columns(offer);
    let options = if offer.options.is_empty() {
        vec![FeeOption { label: String::new(), name: "Amount".to_owned(), mark: Mark::Open }]
    } else {
        let mark = |at| mark(signing, |choice| choice.option == Some(at));
        offer
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| FeeOption {
                label: format!("Option {}", at + 1),
                name: option.name.clone(),
                mark: mark(at),
            })
            .collect()
    };
    if let Some(signing) = signing {
        columns.iter_mut().for_each(|column| column.add_ons.clone_from(&signing.choice.add_ons));
    }
    let mut rows = Vec::with_capacity(offer.lines.len() + 4);
    for at in 0..offer.lines.len() {
        rows.push(line(offer, at, &columns, signing)?);
    }
    let totals: Vec<proposal::Totals> =
        columns.iter().map(|column| offer.rules.totals(column)).collect::<Result<_, _>>()?;
    let included = offer.prices_include_tax;
    let (net, gross) = first_years(&totals, included)?;
    let each = |of: fn(&proposal::Totals) -> Money| totals.iter().map(of).collect::<Vec<Money>>();
    let mut sum = |key: &str, kind, name: &str, amounts: Vec<Money>| {
        let amounts: Vec<Option<Money>> = amounts.into_iter().map(Some).collect();
        if kind == FeeRowKind::Sum && amounts.iter().flatten().all(|amount| amount.is_zero()) {
            return;
        }
        rows.push(FeeRow {
            key: key.to_owned(),
            kind,
            name: name.to_owned(),
            sub_line: String::new(),
            rate: None,
            times: String::new(),
            amounts,
        });
    };
    let taxed = totals.iter().any(|totals| totals.first_year_tax.is_positive());
    let tax = tax_words(look.place());
    if taxed {
        sum("first-year", FeeRowKind::Sum, &format!("First twelve months, without {tax}"), net);
        let tax = tax_row(look.place(), offer);
        sum("tax", FeeRowKind::Sum, &tax, each(|totals| totals.first_year_tax));
        let name = format!("First twelve months with {}", tax_words(look.place()));
        sum("first-year-with-tax", FeeRowKind::Total, &name, gross);
    } else {
        sum("first-year", FeeRowKind::Total, "First twelve months", net);
    }
    let of = |words: &str, how: &str| match taxed {
        true => format!("{words}, {how} {tax}"),
        false => words.to_owned(),
    };
    let month = of("Billed each month", if included { "with" } else { "without" });
    sum("month", FeeRowKind::Sum, &month, each(|totals| totals.per_month));
    let start = of("Invoiced on the start date", "with");
    sum("start", FeeRowKind::Sum, &start, each(|totals| totals.due_on_acceptance));
    Ok(FeeTable { key: TABLE.to_owned(), options, rows, note: note(look, offer, signing) })
}

/// The first twelve months without tax and with it, whichever of the two the prices are.
fn first_years(
    totals: &[proposal::Totals],
    included: bool,
) -> Result<(Vec<Money>, Vec<Money>), Failure> {
    let (mut net, mut gross) = (Vec::new(), Vec::new());
    for totals in totals {
        let (year, tax) = (totals.first_year, totals.first_year_tax);
        net.push(if included { year.minus(tax)? } else { year });
        gross.push(if included { year } else { year.plus(tax)? });
    }
    Ok((net, gross))
}

/// The tax as a sentence names it.
fn tax_words(place: &Defaults) -> String {
    let spelled = |name: &str| name.chars().any(char::is_lowercase);
    if spelled(place.tax_name) { place.tax_name.to_lowercase() } else { place.tax_name.to_owned() }
}

/// The tax with its rate, where there is one rate.
fn tax_row(place: &Defaults, offer: &Offer) -> String {
    let mut rates: Vec<Decimal> =
        offer.rules.lines.iter().map(|line| line.rates.percent().normalize()).collect();
    rates.sort_unstable();
    rates.dedup();
    match rates.as_slice() {
        [one] => format!("{} at {}%", place.tax_name, one.normalize()),
        [zero, one] if zero.is_zero() => {
            format!("{} at {}% where it applies", place.tax_name, one.normalize())
        }
        _ => place.tax_name.to_owned(),
    }
}

/// `£1,820.00 and VAT in the first year`.
pub(super) fn in_first_year(place: &Defaults, offer: &Offer, totals: &proposal::Totals) -> String {
    let sum = with_sign(totals.first_year);
    match (totals.first_year_tax.is_zero(), offer.prices_include_tax) {
        (true, _) => format!("{sum} in the first year"),
        (false, true) => format!("{sum} with {} in the first year", tax_words(place)),
        (false, false) => format!("{sum} and {} in the first year", tax_words(place)),
    }
}

fn mark(signing: Option<&Signing>, chosen: impl Fn(&Choice) -> bool) -> Mark {
    match signing {
        None => Mark::Open,
        Some(signing) if chosen(&signing.choice) => Mark::Chosen,
        Some(_) => Mark::NotChosen,
    }
}

fn note(look: &Look<'_>, offer: &Offer, signing: Option<&Signing>) -> String {
    let mut note = format!("All amounts in {}.", currency_words(offer.rules.currency));
    if !offer.rules.discount_percent.is_zero() {
        let percent = offer.rules.discount_percent.normalize();
        note.push_str(&format!(" Prices include the agreed discount of {percent}%."));
    }
    let taxed = offer.rules.lines.iter().any(|line| !line.rates.percent().is_zero());
    if taxed && offer.prices_include_tax {
        note.push_str(&format!(" Prices include {}.", tax_words(look.place())));
    }
    if let Some(sentence) = offer.start.sentence() {
        note.push(' ');
        note.push_str(sentence);
    }
    let add_ons = offer.rules.lines.iter().any(|line| line.offered == Offered::AddOn);
    match (signing, offer.options.is_empty(), add_ons) {
        (None, false, true) => {
            note.push_str(" Mark one option, and any add-on you want. Totals are without add-ons.");
        }
        (None, false, false) => note.push_str(" Mark one option."),
        (None, true, true) => {
            note.push_str(" Mark any add-on you want. Totals are without add-ons.");
        }
        (Some(_), _, true) => note.push_str(" Totals include the add-ons that are marked."),
        _ => {}
    }
    note
}

/// A service's row: the price after discounts, how many times in twelve months, and the product,
/// so that it can be checked by hand.
fn line(
    offer: &Offer,
    at: usize,
    columns: &[Choice],
    signing: Option<&Signing>,
) -> Result<FeeRow, Failure> {
    let rules = &offer.rules.lines[at];
    let is_add_on = rules.offered == Offered::AddOn;
    let amounts = columns
        .iter()
        .map(|column| {
            let shown = is_add_on || offer.rules.includes(column, at);
            if shown { year_of(offer, at, column) } else { Ok(None) }
        })
        .collect::<Result<Vec<_>, _>>()?;
    let parts = offer.rules.parts(at, columns.first().unwrap_or(&Choice::default()))?;
    let kind = match (&rules.price, is_add_on) {
        (_, true) => FeeRowKind::AddOn(mark(signing, |choice| choice.add_ons.contains(&at))),
        (Price::ToBeConfirmed, false) => FeeRowKind::ToConfirm,
        _ => FeeRowKind::Line,
    };
    Ok(FeeRow {
        key: format!("line.{at}"),
        kind,
        name: offer.lines[at].name.clone(),
        sub_line: sub_line(offer, at),
        // A deposit and its balance are one price in two parts; the rate is that of the whole.
        rate: match parts.as_slice() {
            [whole] if whole.kind == PartKind::Whole && whole.introductory.is_none() => {
                Some(whole.price)
            }
            _ => None,
        },
        times: if parts.len() == 1 { times(rules, offer.rules.starts_on) } else { String::new() },
        amounts,
    })
}

/// What one line comes to in twelve months under a choice; nothing while to be confirmed.
fn year_of(offer: &Offer, at: usize, choice: &Choice) -> Result<Option<Money>, Failure> {
    Ok(offer.rules.line_totals(at, choice)?.map(|totals| totals.first_year))
}

fn times(rules: &proposal::Line, starts_on: NaiveDate) -> String {
    let (times, unit) = match rules.billing {
        Billing::Recurring(rule) => (rule.in_first_year(starts_on), ""),
        Billing::Logged { unit: Unit::Hour, .. } => (1, " h"),
        Billing::Logged { unit: Unit::Piece, .. } => (1, ""),
        Billing::OnAcceptance | Billing::OnCompletion => (1, ""),
    };
    let quantity = rules.quantity.normalize();
    match (times, quantity == Decimal::ONE) {
        (1, _) => format!("{quantity}{unit}"),
        (_, true) => times.to_string(),
        (_, false) => format!("{quantity} × {times}"),
    }
}

/// When it is billed, and what makes its price differ.
fn sub_line(offer: &Offer, at: usize) -> String {
    let (line, rules) = (&offer.lines[at], &offer.rules.lines[at]);
    let mut words = vec![rules.billing.all_words(offer.rules.starts_on)];
    if let Price::Tiers(tiers) = &rules.price {
        let bands: Vec<String> = tiers
            .iter()
            .map(|tier| format!("from {}: {}", tier.from.normalize(), tier.price.shown()))
            .collect();
        words.push(format!("price of one {}", bands.join(", ")));
    }
    if let [_, ..] = line.milestones.as_slice() {
        let whole: u64 = line.milestones.iter().map(|part| part.weight).sum();
        let parts: Vec<String> = line
            .milestones
            .iter()
            .map(|part| format!("{} ({} of {whole})", part.name, part.weight))
            .collect();
        words.push(format!("in parts as they are done: {}", parts.join(", ")));
    }
    if !rules.deposit_percent.is_zero() {
        let percent = rules.deposit_percent.normalize();
        words.push(format!("{percent}% at the start, the rest when done"));
    }
    if let Some(discount) = &rules.discount {
        words.push(discount_words(offer, discount));
    }
    words.join("; ")
}

fn discount_words(offer: &Offer, discount: &Discount) -> String {
    let off = match discount.off {
        Off::PerCent(percent) => format!("{}% off", percent.normalize()),
        Off::Amount(amount) => format!("{} off", amount.shown()),
    };
    let first = match discount.first {
        None => String::new(),
        Some(1) => " the first period".to_owned(),
        Some(periods) => format!(" the first {periods} periods"),
    };
    let with = discount
        .with
        .and_then(|at| offer.lines.get(at))
        .map(|line| format!(" together with {}", line.name))
        .unwrap_or_default();
    format!("{off}{first}{with}")
}

/// What can be chosen in the acceptance block, each with its first year.
pub(super) fn choices(
    look: &Look<'_>,
    offer: &Offer,
    signing: Option<&Signing>,
) -> Result<Vec<paper::letter::Choice>, Failure> {
    let mut choices = Vec::new();
    for (at, option) in offer.options.iter().enumerate() {
        let column = Choice { option: Some(at), ..Choice::default() };
        let totals = offer.rules.totals(&column)?;
        choices.push(paper::letter::Choice {
            name: format!("Option {}, {}", at + 1, option.name),
            amount: in_first_year(look.place(), offer, &totals),
            mark: mark(signing, |choice| choice.option == Some(at)),
        });
    }
    for (at, line) in offer.lines.iter().enumerate() {
        if offer.rules.lines[at].offered != Offered::AddOn {
            continue;
        }
        let amount = match offer.rules.line_totals(at, &offer.rules.plainest())? {
            Some(totals) => in_first_year(look.place(), offer, &totals),
            None => "price to be confirmed".to_owned(),
        };
        choices.push(paper::letter::Choice {
            name: format!("Add-on, {}", line.name),
            amount,
            mark: mark(signing, |choice| choice.add_ons.contains(&at)),
        });
    }
    Ok(choices)
}

/// What an option or an add-on comes to in its first year, for a list to choose from.
pub(crate) fn add_on_year(offer: &Offer, at: usize) -> Result<Money, Failure> {
    let zero = Money::zero(offer.rules.currency);
    Ok(year_of(offer, at, &offer.rules.plainest())?.unwrap_or(zero))
}
