//! Who the practice is, and its numbered series.

use domain::jurisdiction::Jurisdiction;
use domain::money::Currency;
use domain::named::Named;
use domain::practice::{LetterSetting, Profession};
use domain::tax::Rounding;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{currency, number, parsed, plain, row, run};

/// The practice.
#[derive(Clone, Debug)]
pub struct Practice {
    /// The firm's name.
    pub name: String,
    /// The person, with credentials.
    pub person: String,
    /// Address, one line each.
    pub address: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// The place whose defaults apply.
    pub jurisdiction: Jurisdiction,
    /// State, province or county.
    pub region: String,
    /// Home currency.
    pub currency: Currency,
    /// IANA time zone.
    pub time_zone: String,
    /// Tax registration.
    pub tax_registration: String,
    /// Registration for the province's own tax.
    pub second_registration: String,
    /// The treatment of what is taxed as usual; `none` where it is not registered.
    pub usual_tax: String,
    /// Whether prices hold the tax already, unless a proposal says otherwise.
    pub prices_include_tax: bool,
    /// How tax is rounded on invoices.
    pub tax_rounding: Rounding,
    /// Days from issue to due.
    pub payment_days: u32,
    /// How a client can pay by transfer or cheque.
    pub how_to_pay: String,
    /// Whether invoices are to be paid under a reference with check digits.
    pub check_references: bool,
    /// What the practice does.
    pub profession: Profession,
    /// How its letters are set.
    pub letter_setting: LetterSetting,
    /// The logo: SHA-256 of its document.
    pub logo: Option<String>,
    /// Whether this is the sample practice.
    pub sample: bool,
}

/// A numbered series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Letters before the number.
    pub prefix: String,
    /// The first number it ever gave.
    pub first: i64,
    /// The number it gives next.
    pub next: i64,
}

/// The practice, if it has been set up.
pub fn show(db: &Connection) -> Result<Option<Practice>, StoreError> {
    row(db, "SELECT * FROM practice", [], |row| {
        let code: String = plain(row, "jurisdiction")?;
        let jurisdiction = Jurisdiction::from_code(&code)
            .ok_or(StoreError::Corrupt { what: "jurisdiction", value: code })?;
        let name: String = plain(row, "profession")?;
        let profession = Profession::parse(&name)
            .ok_or(StoreError::Corrupt { what: "profession", value: name })?;
        let name: String = plain(row, "letter_setting")?;
        let letter_setting = LetterSetting::parse(&name)
            .ok_or(StoreError::Corrupt { what: "letter setting", value: name })?;
        Ok(Practice {
            name: plain(row, "name")?,
            person: plain(row, "person")?,
            address: plain(row, "address")?,
            email: plain(row, "email")?,
            phone: plain(row, "phone")?,
            jurisdiction,
            region: plain(row, "region")?,
            currency: currency(row, "currency")?,
            time_zone: plain(row, "time_zone")?,
            tax_registration: plain(row, "tax_registration")?,
            second_registration: plain(row, "second_registration")?,
            usual_tax: plain(row, "usual_tax")?,
            prices_include_tax: plain(row, "prices_include_tax")?,
            tax_rounding: parsed(row, "tax_rounding", "rounding", Rounding::named)?,
            payment_days: plain(row, "payment_days")?,
            how_to_pay: plain(row, "how_to_pay")?,
            check_references: plain(row, "check_references")?,
            profession,
            letter_setting,
            logo: plain(row, "logo")?,
            sample: plain(row, "sample")?,
        })
    })
}

/// Saves the practice.
pub fn save(tx: &Transaction<'_>, practice: &Practice) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR REPLACE INTO practice (only, name, person, address, email, phone, jurisdiction,
            region, currency, time_zone, tax_registration, second_registration, usual_tax,
            prices_include_tax, tax_rounding, payment_days, how_to_pay, check_references,
            profession, letter_setting, logo, sample)
        VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21)",
        params![
            practice.name,
            practice.person,
            practice.address,
            practice.email,
            practice.phone,
            practice.jurisdiction.code(),
            practice.region,
            practice.currency.code(),
            practice.time_zone,
            practice.tax_registration,
            practice.second_registration,
            practice.usual_tax,
            practice.prices_include_tax,
            practice.tax_rounding.name(),
            practice.payment_days,
            practice.how_to_pay,
            practice.check_references,
            practice.profession.as_str(),
            practice.letter_setting.as_str(),
            practice.logo,
            practice.sample
        ],
    )?;
    Ok(())
}

/// Whether anything was offered, agreed or paid in the home currency, which then has to stay.
pub fn currency_in_use(db: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revisions) OR EXISTS (SELECT 1 FROM payments)";
    Ok(number(db, sql, [])? != 0)
}

/// A series by its name, `invoice`, `proposal` or `credit_note`.
pub fn series(db: &Connection, name: &str) -> Result<Option<Series>, StoreError> {
    row(db, "SELECT * FROM series WHERE name = ?1", [name], |row| {
        Ok(Series {
            prefix: plain(row, "prefix")?,
            first: plain(row, "first")?,
            next: plain(row, "next")?,
        })
    })
}

/// Saves a series.
pub fn save_series(tx: &Transaction<'_>, name: &str, series: &Series) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR REPLACE INTO series (name, prefix, first, next) VALUES (?1, ?2, ?3, ?4)",
        params![name, series.prefix, series.first, series.next],
    )?;
    Ok(())
}

/// Takes the next number of a series: its place and its text, four digits at least.
pub fn take_number(tx: &Transaction<'_>, name: &str) -> Result<(i64, String), StoreError> {
    let series = series(tx, name)?
        .ok_or_else(|| StoreError::Corrupt { what: "series", value: name.to_owned() })?;
    run(tx, "UPDATE series SET next = next + 1 WHERE name = ?1", [name])?;
    Ok((series.next, format!("{}{:04}", series.prefix, series.next)))
}
