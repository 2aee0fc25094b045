//! The practice: who bills, where, in which currency, and how its documents are numbered.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::jurisdiction::{DateStyle, Jurisdiction, Paper};
use domain::money::Currency;
use domain::numbering::Prefix;
use domain::ports::World;
use domain::practice::{LetterSetting, Profession};
use domain::tax::Rounding;
use serde::{Deserialize, Serialize};
use store::Transaction;
use store::documents;
use store::journal::Entry;
use store::numbering::Numbered;
use store::practice::{self, Practice as Stored, Series};
use store::taxes::TaxBook;
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::numbering::{self, FIRST};
use crate::taxes::TreatmentRow;
use crate::wire::{self, FileIn, Nothing, encode};

/// What the user fills in about the practice. Text is as typed; the answer is refused by field.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PracticeForm {
    /// The firm's name.
    pub name: String,
    /// The person, with credentials: `Nora Halloway, CPA`.
    pub person: String,
    /// Address, one line each.
    pub address: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
    pub jurisdiction: String,
    /// State, province or county; may be empty.
    pub region: String,
    /// Home currency, ISO 4217.
    pub currency: String,
    /// IANA time zone, `America/New_York`.
    pub time_zone: String,
    /// VAT, GST or other registration; empty when not registered.
    pub tax_registration: String,
    /// Registration for a province's own tax: QST, PST or RST; may be empty.
    #[serde(default)]
    pub second_registration: String,
    /// How services are usually taxed: `none` where the practice is not registered, `gb_standard`,
    /// `ca_qc`, `own:Austin sales tax`.
    #[serde(default = "no_tax")]
    pub usual_tax: String,
    /// Whether prices hold the tax already; a proposal may say otherwise.
    #[serde(default)]
    pub prices_include_tax: bool,
    /// Tax is rounded by `line` or once by `document`.
    #[serde(default = "by_line")]
    pub tax_rounding: String,
    /// Days from issue to due, as typed.
    pub payment_days: String,
    /// How a client can pay by transfer or cheque, printed on invoices; may be empty.
    pub how_to_pay: String,
    /// Whether invoices are to be paid under a reference with check digits, by which a mistyped
    /// one is known.
    #[serde(default)]
    pub check_references: bool,
    /// What the practice does, `accountant` or `consultant`; its letters' clauses follow from it.
    pub profession: String,
    /// How its letters are set: `ragged`, or `justified` with words divided.
    pub letter_setting: String,
    /// What stands before an invoice's number: `INV-`, `{year}-`, `{client}-{year}{month}-`.
    pub invoice_prefix: String,
    /// The next invoice's number, as typed; can only go up once invoices are issued.
    pub next_invoice: String,
    /// What stands before a credit note's number, with the same tokens as an invoice's.
    #[serde(default = "credit_prefix")]
    pub credit_prefix: String,
    /// Letters before a proposal's number: `PR-`.
    pub proposal_prefix: String,
    /// A new logo, PNG or JPEG; none keeps what is there.
    pub logo: Option<FileIn>,
    /// Takes the logo away.
    pub remove_logo: bool,
}

fn no_tax() -> String {
    domain::tax::NONE.to_owned()
}

fn credit_prefix() -> String {
    "CN-".to_owned()
}

fn by_line() -> String {
    "line".to_owned()
}

/// The practice as it stands: the form's values, and what follows from them.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Practice {
    /// The form, filled; `logo` is never sent back.
    pub form: PracticeForm,
    /// The logo as a `data:` address.
    pub logo: Option<String>,
    /// What the jurisdiction sets.
    pub defaults: JurisdictionDefaults,
}

/// Which jurisdiction's defaults to show.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowDefaults {
    /// `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
    pub jurisdiction: String,
}

/// What a jurisdiction sets until the user says otherwise.
#[derive(Clone, Debug, Serialize, TS)]
pub struct JurisdictionDefaults {
    /// `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
    pub jurisdiction: String,
    /// The country's name.
    pub country: String,
    /// Home currency.
    pub currency: String,
    /// What the tax on sales is called: `Sales tax`, `VAT`, `GST`.
    pub tax_name: String,
    /// How services there are usually taxed by a practice that is registered; `none` where no law
    /// of the whole place says so.
    pub usual_tax: String,
    /// What can be usual there, no tax first.
    pub usual_taxes: Vec<TreatmentRow>,
    /// What the registration is called: `VAT registration number`.
    pub tax_registration_name: String,
    /// What a region is called: `State`, `Province`, `County`.
    pub region_name: String,
    /// `Letter` or `A4`.
    pub paper: String,
    /// `month_first` or `day_first`.
    pub date_style: String,
    /// Time zones to offer, the usual one first.
    pub time_zones: Vec<String>,
    /// Days from issue to due.
    pub payment_days: u32,
    /// What the letters follow: one sentence.
    pub letter_note: String,
}

/// What a jurisdiction sets. Needs no book.
pub fn defaults(
    app: &mut crate::App,
    asked: ShowDefaults,
) -> Result<JurisdictionDefaults, Failure> {
    Ok(defaults_of(jurisdiction(&asked.jurisdiction)?, "", app.world.now().date_naive()))
}

/// The practice as it stands.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<Practice, Failure> {
    let stored = &look.practice;
    let series = |name| practice::series(look.db, name).map(|found| found.unwrap_or(FIRST));
    let (invoice, proposal) = (series("invoice")?, series("proposal")?);
    let logo = match &stored.logo {
        Some(hash) => documents::show(look.db, hash)?,
        None => None,
    };
    let mut defaults = defaults_of(stored.jurisdiction, &stored.region, look.today);
    let own = crate::taxes::own_rows(&store::taxes::own_rates(look.db)?, look.today);
    defaults.usual_taxes.extend(own);
    Ok(Practice {
        form: PracticeForm {
            name: stored.name.clone(),
            person: stored.person.clone(),
            address: stored.address.clone(),
            email: stored.email.clone(),
            phone: stored.phone.clone(),
            jurisdiction: stored.jurisdiction.code().to_owned(),
            region: stored.region.clone(),
            currency: stored.currency.code().to_owned(),
            time_zone: stored.time_zone.clone(),
            tax_registration: stored.tax_registration.clone(),
            second_registration: stored.second_registration.clone(),
            usual_tax: stored.usual_tax.clone(),
            prices_include_tax: stored.prices_include_tax,
            tax_rounding: match stored.tax_rounding {
                Rounding::Line => "line".to_owned(),
                Rounding::Document => "document".to_owned(),
            },
            payment_days: stored.payment_days.to_string(),
            how_to_pay: stored.how_to_pay.clone(),
            check_references: stored.check_references,
            profession: stored.profession.as_str().to_owned(),
            letter_setting: stored.letter_setting.as_str().to_owned(),
            invoice_prefix: invoice.prefix,
            next_invoice: invoice.next.to_string(),
            credit_prefix: series("credit_note")?.prefix,
            proposal_prefix: proposal.prefix,
            logo: None,
            remove_logo: false,
        },
        logo: logo.map(|file| format!("data:{};base64,{}", file.media_type, encode(&file.bytes))),
        defaults,
    })
}

/// Saves the practice.
pub fn save(act: &mut Act<'_>, form: PracticeForm) -> Result<Practice, Failure> {
    let issued = practice::series(act.tx, "invoice")?.unwrap_or(FIRST);
    let mut stored = read_form(&form, act.practice.sample)?;
    if stored.currency != act.practice.currency && practice::currency_in_use(act.tx)? {
        return Err(refused(
            "currency",
            "letters or payments are in this currency already, so it stays as it is",
        ));
    }
    let rates = store::taxes::own_rates(act.tx)?;
    let taxes = TaxBook::of(&stored, rates);
    crate::taxes::read_code(&taxes, "usual_tax", &stored.usual_tax)?;
    stored.logo = kept_logo(act.tx, &form, act.practice.logo.clone())?;
    practice::save(act.tx, &stored)?;
    save_series(act.tx, &form, Some(issued))?;
    act.say(format!("Practice saved: {}", stored.name), None);
    show(&Look::at(act.tx, act.secrets, act.now)?, Nothing {})
}

/// Writes the practice of a new book; its journal entry comes back.
pub fn set_up(
    tx: &Transaction<'_>,
    world: &dyn World,
    form: &PracticeForm,
    sample: bool,
) -> Result<Entry, Failure> {
    let mut stored = read_form(form, sample)?;
    let taxes = TaxBook::of(&stored, Vec::new());
    crate::taxes::read_code(&taxes, "usual_tax", &stored.usual_tax)?;
    stored.logo = kept_logo(tx, form, None)?;
    practice::save(tx, &stored)?;
    save_series(tx, form, None)?;
    let question = serde_json::to_value(form).unwrap_or_default();
    Ok(Entry {
        at: world.now(),
        actor: "user".to_owned(),
        command: "books.create".to_owned(),
        words: format!("Practice set up: {}", stored.name),
        client_id: None,
        payload: crate::history::without_contents(&question).to_string(),
        undo: String::new(),
    })
}

fn jurisdiction(code: &str) -> Result<Jurisdiction, Failure> {
    Jurisdiction::from_code(code)
        .ok_or_else(|| refused("jurisdiction", format!("there are no defaults for \"{code}\" yet")))
}

fn defaults_of(place: Jurisdiction, region: &str, today: NaiveDate) -> JurisdictionDefaults {
    let set = place.defaults();
    let paper = if set.paper == Paper::Letter { "Letter" } else { "A4" };
    let dates = if set.date_style == DateStyle::MonthFirst { "month_first" } else { "day_first" };
    JurisdictionDefaults {
        jurisdiction: place.code().to_owned(),
        country: set.country.to_owned(),
        currency: set.currency.code().to_owned(),
        tax_name: set.tax_name.to_owned(),
        usual_tax: domain::tax::usual(place, region).to_owned(),
        usual_taxes: crate::taxes::usual_rows(place, today),
        tax_registration_name: set.tax_registration_name.to_owned(),
        region_name: set.region_name.to_owned(),
        paper: paper.to_owned(),
        date_style: dates.to_owned(),
        time_zones: set.time_zones.iter().map(|zone| (*zone).to_owned()).collect(),
        payment_days: set.payment_days,
        letter_note: set.letter_note.to_owned(),
    }
}

pub(crate) fn read_form(form: &PracticeForm, sample: bool) -> Result<Stored, Failure> {
    let name = wire::line("name", &form.name, 120)?;
    if name.is_empty() {
        return Err(refused("name", "the practice needs a name; it heads every letter"));
    }
    let zone = form.time_zone.trim();
    if zone.parse::<Tz>().is_err() {
        return Err(refused("time_zone", format!("\"{zone}\" is not a time zone")));
    }
    let currency = Currency::from_code(form.currency.trim())
        .ok_or_else(|| refused("currency", "choose one of the currencies of the list"))?;
    let place = jurisdiction(&form.jurisdiction)?;
    let tax_rounding = match form.tax_rounding.as_str() {
        "line" => Rounding::Line,
        "document" => Rounding::Document,
        _ => return Err(refused("tax_rounding", "tax is rounded by line or by document")),
    };
    let days = form.payment_days.trim();
    let payment_days = days.parse().ok().filter(|days| *days <= 365).ok_or_else(|| {
        refused("payment_days", format!("\"{days}\" is not a number of days from 0 to 365"))
    })?;
    Ok(Stored {
        name,
        person: wire::line("person", &form.person, 120)?,
        address: wire::text("address", &form.address, 400)?,
        email: wire::line("email", &form.email, 200)?,
        phone: wire::line("phone", &form.phone, 60)?,
        jurisdiction: place,
        region: wire::line("region", &form.region, 80)?,
        currency,
        time_zone: zone.to_owned(),
        tax_registration: wire::line("tax_registration", &form.tax_registration, 60)?,
        second_registration: wire::line("second_registration", &form.second_registration, 60)?,
        usual_tax: crate::taxes::read_usual(place, &form.usual_tax)?,
        prices_include_tax: form.prices_include_tax,
        tax_rounding,
        payment_days,
        how_to_pay: wire::text("how_to_pay", &form.how_to_pay, 600)?,
        check_references: form.check_references,
        profession: Profession::parse(&form.profession)
            .ok_or_else(|| refused("profession", "choose what you do from the list"))?,
        letter_setting: LetterSetting::parse(&form.letter_setting)
            .ok_or_else(|| refused("letter_setting", "choose how letters are set from the list"))?,
        logo: None,
        sample,
    })
}

/// The logo's document after the form: a new one, none, or what was there.
fn kept_logo(
    tx: &Transaction<'_>,
    form: &PracticeForm,
    before: Option<String>,
) -> Result<Option<String>, Failure> {
    let Some(file) = &form.logo else {
        return Ok(if form.remove_logo { None } else { before });
    };
    let bytes = file.bytes().map_err(|why| Failure { field: Some("logo".to_owned()), ..why })?;
    if bytes.len() > 4 * 1024 * 1024 {
        return Err(refused("logo", "a logo may have 4 MB; choose a smaller picture"));
    }
    let media_type = match bytes.get(..4) {
        Some([0x89, b'P', b'N', b'G']) => "image/png",
        Some([0xff, 0xd8, 0xff, _]) => "image/jpeg",
        _ => return Err(refused("logo", "a logo is a PNG or a JPEG picture")),
    };
    Ok(Some(documents::keep(tx, "logo", media_type, &bytes)?))
}

/// Saves the series. A number that was given is never given again.
fn save_series(
    tx: &Transaction<'_>,
    form: &PracticeForm,
    issued: Option<Series>,
) -> Result<(), Failure> {
    let next: i64 = form
        .next_invoice
        .trim()
        .parse()
        .ok()
        .filter(|next| (1..=9_999_999).contains(next))
        .ok_or_else(|| refused("next_invoice", "the next number is a whole number from 1"))?;
    let first = match &issued {
        Some(series) if series.next > series.first && next != series.next => {
            let message = format!("numbers follow without gaps; the next is {}", series.next);
            return Err(refused("next_invoice", message));
        }
        Some(series) if series.next > series.first => series.first,
        _ => next,
    };
    let prefix = wire::line("invoice_prefix", &form.invoice_prefix, Prefix::LIMIT)?;
    numbering::read_prefix(tx, Numbered::Invoices, &prefix, next)?;
    practice::save_series(tx, "invoice", &Series { prefix, first, next })?;
    let proposals = practice::series(tx, "proposal")?.unwrap_or(FIRST);
    let prefix = wire::line("proposal_prefix", &form.proposal_prefix, 12)?;
    practice::save_series(tx, "proposal", &Series { prefix, ..proposals })?;
    let credits = practice::series(tx, "credit_note")?.unwrap_or(FIRST);
    let prefix = wire::line("credit_prefix", &form.credit_prefix, Prefix::LIMIT)?;
    numbering::read_prefix(tx, Numbered::CreditNotes, &prefix, credits.next)?;
    practice::save_series(tx, "credit_note", &Series { prefix, ..credits })?;
    Ok(())
}
