//! Tax as the user meets it: what can be chosen, the rates of their own, and what an invoice must
//! show before it is issued.

use chrono::NaiveDate;
use domain::jurisdiction::Jurisdiction;
use domain::money::Money;
use domain::named::Named;
use domain::tax::{self, At, Known, NONE, OWN, Particular, Share, Standing, Taxing, USUAL};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::taxes::{self as stored, OwnRate, TaxBook};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, refused};
use crate::wire::{self, Nothing};

/// A way to tax a service.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TreatmentRow {
    /// Its name in the book: `usual`, `none`, `gb_reduced`, `own:Sales tax`.
    pub code: String,
    /// In plain words, with today's rate: `Reduced rate, VAT 5%`.
    pub words: String,
    /// The rule of law; empty for what is the user's own.
    pub source: String,
}

/// A place where a client can belong for tax.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaxPlaceRow {
    /// Its name in the book; empty for where the practice is.
    pub code: String,
    /// In plain words.
    pub words: String,
}

/// A rate of the user's own.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OwnRateRow {
    /// As printed.
    pub name: String,
    /// The first day.
    pub from_on: String,
    /// Per cent, as text.
    pub percent: String,
    /// Whether it can be taken out: it has not begun, or nothing names it.
    pub removable: bool,
}

/// What can be chosen about tax.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaxSettings {
    /// Whether the practice charges tax at all.
    pub charges: bool,
    /// What a service or a line can be taxed as, the usual way first.
    pub choices: Vec<TreatmentRow>,
    /// What can be the usual way, no tax first.
    pub usual: Vec<TreatmentRow>,
    /// Where clients can be.
    pub places: Vec<TaxPlaceRow>,
    /// The user's own rates, by name and day.
    pub own: Vec<OwnRateRow>,
    /// What the number for a province's own tax is called; empty where there is none.
    pub second_registration_name: String,
    /// Which day's rate counts, with its rule of law.
    pub tax_point: String,
}

/// A rate of the user's own, as typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnRateForm {
    /// As printed: `Austin sales tax`.
    pub name: String,
    /// The first day.
    pub from_on: String,
    /// Per cent.
    pub percent: String,
}

/// Which rate.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveOwnRate {
    /// As printed.
    pub name: String,
    /// The first day.
    pub from_on: String,
}

/// What treatments come to with the practice as it is.
pub(crate) fn book(look: &Look<'_>) -> Result<TaxBook, Failure> {
    Ok(TaxBook::of(&look.practice, stored::own_rates(look.db)?))
}

/// How a treatment taxes a client.
pub(crate) fn taxing_of(book: &TaxBook, code: &str, included: bool, client: &Client) -> Taxing {
    book.taxing(code, included, &client.tax_place, &client.kind)
}

/// The taxes with their rates on a day: `GST 5% + QST 9.975%`; nothing where none is charged.
pub(crate) fn words(taxing: &Taxing, on: NaiveDate) -> String {
    let charged = taxing.taxes.iter().filter_map(|tax| tax.on(on).map(|rate| (tax, rate)));
    let each = charged.map(|(tax, rate)| format!("{} {}%", tax.name, rate.normalize()));
    each.collect::<Vec<_>>().join(" + ")
}

/// As [`words`], with what is said where no tax is charged: `Exempt`, `None`.
pub(crate) fn today_words(taxing: &Taxing, on: NaiveDate) -> String {
    match (words(taxing, on).as_str(), tax::treatment(&taxing.code)) {
        ("", Some(known)) => known.words.to_owned(),
        ("", None) => "None".to_owned(),
        (words, _) => words.to_owned(),
    }
}

/// The taxes of a line with their rates, as [`words`] says them.
pub(crate) fn shares_words(shares: &[Share]) -> String {
    shares.iter().map(Share::words).collect::<Vec<_>>().join(" + ")
}

/// How a line is taxed: `GST 5% + QST 9.975%`, `Exempt`; nothing for no tax.
pub(crate) fn line_words(treatment: &str, shares: &[Share]) -> String {
    match (shares.is_empty(), tax::treatment(treatment)) {
        (true, Some(known)) => known.words.to_owned(),
        _ => shares_words(shares),
    }
}

/// What documents say of treatments, each once.
pub(crate) fn notes<'a>(treatments: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for known in treatments.into_iter().filter_map(tax::treatment) {
        if !known.note.is_empty() && !notes.iter().any(|note| note == known.note) {
            notes.push(known.note.to_owned());
        }
    }
    notes
}

/// The sums of one tax at one rate, or of what is not taxed.
pub(crate) struct ByRate {
    /// `QST 9.975%`, `Exempt`, `No tax`.
    pub(crate) words: String,
    /// What it is on.
    pub(crate) net: Money,
    /// The tax.
    pub(crate) tax: Money,
}

/// The sums by tax and rate, in the order of the lines: of each its treatment, its sum without tax
/// and its taxes.
pub(crate) fn by_rate<'a>(
    lines: impl Iterator<Item = (&'a str, Money, &'a [Share])>,
) -> Result<Vec<ByRate>, Failure> {
    let mut rows: Vec<ByRate> = Vec::new();
    let mut add = |words: String, net: Money, tax: Money| {
        match rows.iter_mut().find(|row| row.words == words) {
            Some(row) => {
                row.net = row.net.plus(net)?;
                row.tax = row.tax.plus(tax)?;
            }
            None => rows.push(ByRate { words, net, tax }),
        }
        Ok::<(), Failure>(())
    };
    for (treatment, net, shares) in lines {
        for share in shares {
            add(share.words(), net, share.amount)?;
        }
        if shares.is_empty() {
            let words = tax::treatment(treatment).map_or("No tax", |known| known.words);
            add(words.to_owned(), net, Money::zero(net.currency()))?;
        }
    }
    Ok(rows)
}

/// Refuses a treatment that cannot be chosen here.
pub(crate) fn read_code(book: &TaxBook, field: &str, code: &str) -> Result<String, Failure> {
    if book.knows(code) {
        return Ok(code.to_owned());
    }
    Err(refused(field, "choose how this is taxed from the list; what was chosen is not there"))
}

/// The treatment that a list of another program means: the one of its rate where it names one, else
/// the usual one or none. Why it means none that is known here.
pub(crate) fn meant(
    book: &TaxBook,
    place: Jurisdiction,
    text: &str,
    on: NaiveDate,
) -> Result<String, String> {
    let named = text.split(['%', '(', ')', ' ']).find_map(|part| part.parse::<Decimal>().ok());
    let Some(rate) = named else {
        let word = text.trim().to_lowercase();
        let none = ["no", "n", "false", "none", "no tax", "non-taxable"];
        let untaxed = none.contains(&word.as_str()) || word.contains("exempt");
        return Ok(if untaxed { NONE } else { USUAL }.to_owned());
    };
    if rate.is_zero() {
        return Ok(NONE.to_owned());
    }
    let own = book.own().iter().map(|rate| format!("{OWN}{}", rate.name));
    let known = tax::known(place).map(|treatment| treatment.code.to_owned());
    let all = std::iter::once(USUAL.to_owned()).chain(own).chain(known);
    let comes_to = |code: &String| {
        let taxing = book.taxing(code, false, "", "business");
        taxing.taxes.iter().filter_map(|tax| tax.on(on)).sum::<Decimal>()
    };
    let found = all.into_iter().find(|code| comes_to(code) == rate);
    found.ok_or_else(|| {
        format!("no tax of {}% is known here; add it in Settings first", rate.normalize())
    })
}

/// Reads what is usual in a place. Rates of the user's own are held against the book on saving.
pub(crate) fn read_usual(place: Jurisdiction, code: &str) -> Result<String, Failure> {
    let of_place = tax::treatment(code).is_some_and(|found| found.place == place);
    if code == NONE || of_place || code.starts_with(OWN) {
        return Ok(code.to_owned());
    }
    Err(refused("usual_tax", "choose how your services are usually taxed from the list"))
}

/// The usual treatments of a place, no tax first.
pub(crate) fn usual_rows(place: Jurisdiction, on: NaiveDate) -> Vec<TreatmentRow> {
    let none = TreatmentRow {
        code: NONE.to_owned(),
        words: "No tax (not registered)".to_owned(),
        source: String::new(),
    };
    let usual = tax::known(place).filter(|treatment| treatment.standing == Standing::Usual);
    std::iter::once(none).chain(usual.map(|treatment| row(treatment, on))).collect()
}

/// The user's own rates as treatments.
pub(crate) fn own_rows(own: &[OwnRate], on: NaiveDate) -> Vec<TreatmentRow> {
    let mut named: Vec<&str> = own.iter().map(|rate| rate.name.as_str()).collect();
    named.dedup();
    let row = |name: &str| {
        let rate = own.iter().rfind(|rate| rate.name == name && rate.from_on <= on);
        let rate = rate.map(|rate| format!(" {}%", rate.percent.normalize()));
        TreatmentRow {
            code: format!("{OWN}{name}"),
            words: format!("{name}{}", rate.unwrap_or_default()),
            source: String::new(),
        }
    };
    named.into_iter().map(row).collect()
}

fn row(treatment: &tax::Treatment, on: NaiveDate) -> TreatmentRow {
    let rates = words(&treatment.taxing(false), on);
    TreatmentRow {
        code: treatment.code.to_owned(),
        words: match (rates.as_str(), treatment.words.split_once(':')) {
            ("", _) => treatment.words.to_owned(),
            (rates, Some((province, _))) => format!("{province}, {rates}"),
            (rates, None) if rates.starts_with(treatment.words) => rates.to_owned(),
            (rates, None) => format!("{}, {rates}", treatment.words),
        },
        source: treatment.source.to_owned(),
    }
}

/// What can be chosen about tax.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<TaxSettings, Failure> {
    let (book, place) = (book(look)?, look.practice.jurisdiction);
    let own = stored::own_rates(look.db)?;
    let own_choices = own_rows(&own, look.today);
    let charges = look.practice.usual_tax != NONE;
    let plain = |code: &str, words: String| TreatmentRow {
        code: code.to_owned(),
        words,
        source: String::new(),
    };
    let mut choices = Vec::new();
    if charges {
        let usual = words(&book.taxing(USUAL, false, "", "business"), look.today);
        choices.push(plain(USUAL, format!("As usual, {usual}")));
        choices.push(plain(NONE, "No tax".to_owned()));
        choices.extend(tax::known(place).map(|treatment| row(treatment, look.today)));
        choices.extend(own_choices.iter().cloned());
    } else {
        choices.push(plain(NONE, "No tax".to_owned()));
    }
    let mut usual = usual_rows(place, look.today);
    usual.extend(own_choices);
    let rows = own.iter().map(|rate| {
        Ok(OwnRateRow {
            name: rate.name.clone(),
            from_on: rate.from_on.to_string(),
            percent: rate.percent.normalize().to_string(),
            removable: removable(look, &own, rate)?,
        })
    });
    let (day, law) = tax::tax_point(place);
    Ok(TaxSettings {
        charges,
        choices,
        usual,
        places: places(place),
        own: rows.collect::<Result<_, Failure>>()?,
        second_registration_name: match place {
            Jurisdiction::Ca => "QST, PST or RST number".to_owned(),
            _ => String::new(),
        },
        tax_point: format!("The rate is that of {day} ({law})."),
    })
}

/// Where a client of a practice in `place` can belong.
fn places(place: Jurisdiction) -> Vec<TaxPlaceRow> {
    let home = match place {
        Jurisdiction::Ca => "In our province",
        _ => place.defaults().country,
    };
    let provinces: &[(&str, &str)] = &[
        ("ca_ab", "Alberta"),
        ("ca_bc", "British Columbia"),
        ("ca_mb", "Manitoba"),
        ("ca_nb", "New Brunswick"),
        ("ca_nl", "Newfoundland and Labrador"),
        ("ca_ns", "Nova Scotia"),
        ("ca_on", "Ontario"),
        ("ca_pe", "Prince Edward Island"),
        ("ca_qc", "Québec"),
        ("ca_sk", "Saskatchewan"),
        ("ca_territory", "A territory"),
    ];
    let union = match place {
        Jurisdiction::Gb => Some(("eu", "In the European Union")),
        Jurisdiction::Ie => Some(("eu", "Elsewhere in the European Union")),
        _ => None,
    };
    let abroad = match place {
        Jurisdiction::Us => None,
        Jurisdiction::Ie | Jurisdiction::Gb => Some(("abroad", "Elsewhere abroad")),
        _ => Some(("abroad", "Abroad")),
    };
    let provinces = provinces.iter().copied().filter(|_| place == Jurisdiction::Ca);
    let all = std::iter::once(("", home)).chain(provinces).chain(union).chain(abroad);
    all.map(|(code, words)| TaxPlaceRow { code: code.to_owned(), words: words.to_owned() })
        .collect()
}

/// Where a client is, read; refuses what is no place.
pub(crate) fn read_place(code: &str) -> Result<String, Failure> {
    match At::named(code) {
        Some(_) => Ok(code.to_owned()),
        None => Err(refused("tax_place", "choose where the client is from the list")),
    }
}

fn removable(look: &Look<'_>, all: &[OwnRate], rate: &OwnRate) -> Result<bool, Failure> {
    let alone = all.iter().filter(|other| other.name == rate.name).count() == 1;
    if rate.from_on > look.today && !alone {
        return Ok(true);
    }
    Ok(alone && !stored::in_use(look.db, &format!("{OWN}{}", rate.name))?)
}

/// Adds a rate of the user's own. A new rate of the same name begins after the last.
pub fn add_rate(act: &mut Act<'_>, form: OwnRateForm) -> Result<Nothing, Failure> {
    let name = wire::line("name", &form.name, 40)?;
    if name.is_empty() {
        return Err(refused("name", "name the tax as it is to be printed: Austin sales tax"));
    }
    let from_on = wire::date("from_on", form.from_on.trim())?;
    let percent = wire::decimal("percent", &form.percent)?;
    if percent > rust_decimal::Decimal::ONE_HUNDRED || percent.is_sign_negative() {
        return Err(refused("percent", "a tax of more than 100% cannot be right"));
    }
    let last = stored::own_rates(act.tx)?.into_iter().rfind(|rate| rate.name == name);
    if let Some(last) = last.filter(|last| last.from_on >= from_on) {
        let message = format!(
            "{name} is {}% from {} on; a new rate begins after that day",
            last.percent.normalize(),
            act.long_date(last.from_on)
        );
        return Err(refused("from_on", message));
    }
    stored::add_own_rate(act.tx, &OwnRate { name: name.clone(), from_on, percent })?;
    let from = act.long_date(from_on);
    act.say(format!("{name} is {}% from {from} on", percent.normalize()), None);
    let added = RemoveOwnRate { name, from_on: from_on.to_string() };
    act.offer_undo("Rate added", "taxes.remove_rate", added);
    Ok(Nothing {})
}

/// Takes out a rate that has not begun or that nothing names.
pub fn remove_rate(act: &mut Act<'_>, asked: RemoveOwnRate) -> Result<Nothing, Failure> {
    let from_on = wire::date("from_on", asked.from_on.trim())?;
    let all = stored::own_rates(act.tx)?;
    let rate = all.iter().find(|rate| rate.name == asked.name && rate.from_on == from_on);
    let rate = rate.ok_or_else(|| crate::failure::not_found("rate"))?;
    if !removable(act, &all, rate)? {
        return Err(conflict(format!("{} is in use; add a rate from a later day", asked.name)));
    }
    stored::remove_own_rate(act.tx, &asked.name, from_on)?;
    let form = OwnRateForm {
        name: asked.name.clone(),
        from_on: asked.from_on,
        percent: rate.percent.normalize().to_string(),
    };
    act.say(format!("{} taken out from {}", asked.name, act.long_date(from_on)), None);
    act.offer_undo("Rate taken out", "taxes.add_rate", form);
    Ok(Nothing {})
}

/// Refuses tax in another currency than that of the place whose tax it is: its law wants the sum in
/// its own, and nothing is converted here.
fn in_home_currency(act: &Act<'_>, total: Money) -> Result<(), Failure> {
    let (place, its) = (act.place(), total.currency());
    let Some(demand) = tax::demand(act.practice.jurisdiction) else { return Ok(()) };
    if its == place.currency {
        return Ok(());
    }
    let (tax, home, source) = (place.tax_name, place.currency, demand.source);
    Err(conflict(format!(
        "an invoice with {tax} must show it in {home} ({source}), and nothing is converted from \
         {its}; bill this in {home}"
    )))
}

/// Refuses an invoice that would not show what the law of the place wants. `treatments` are those
/// of its lines.
pub(crate) fn complete<'a>(
    act: &Act<'_>,
    client: &Client,
    taxes: &[(tax::Kind, Money)],
    total: Money,
    treatments: impl IntoIterator<Item = &'a str>,
) -> Result<(), Failure> {
    let (place, practice) = (act.place(), &act.practice);
    let known = Known {
        registration: &practice.tax_registration,
        second_registration: &practice.second_registration,
        practice_address: &practice.address,
        client_address: &client.address,
        client_number: &client.tax_number,
    };
    let reverse = treatments.into_iter().filter_map(tax::treatment);
    let reverse = reverse.into_iter().any(|found| found.standing == Standing::Reverse);
    let missing = tax::missing(practice.jurisdiction, taxes, total, reverse, known);
    let taxed = taxes.iter().any(|(_, amount)| !amount.is_zero());
    let Some((missing, source)) = missing else {
        return if taxed { in_home_currency(act, total) } else { Ok(()) };
    };
    let settings = "add it in Settings, Practice";
    let to_client = "add it to the client";
    let (what, where_to) = match missing {
        Particular::Registration => (format!("your {}", place.tax_registration_name), settings),
        Particular::SecondRegistration => ("your QST, PST or RST number".to_owned(), settings),
        Particular::PracticeAddress => ("your address".to_owned(), settings),
        Particular::ClientAddress => (format!("the address of {}", client.name), to_client),
        Particular::ClientNumber => (format!("the tax number of {}", client.name), to_client),
    };
    let tax = if reverse { "a reverse charge" } else { place.tax_name };
    Err(conflict(format!("an invoice with {tax} must show {what} ({source}); {where_to}")))
}
