//! Rates of the user's own, and with them what a treatment of the book comes to.

use chrono::NaiveDate;
use domain::jurisdiction::Jurisdiction;
use domain::named::Named;
use domain::tax::{self, At, Home, Kind, NONE, OWN, Tax, Taxing};
use rusqlite::{Connection, Transaction, params};
use rust_decimal::Decimal;

use crate::StoreError;
use crate::practice::{self, Practice};
use crate::read::{date, decimal, plain, rows, run};

/// A rate of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRate {
    /// As printed.
    pub name: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// Per cent.
    pub percent: Decimal,
}

/// Everything by which a treatment is read: the practice's place and registration, and its rates.
#[derive(Clone, Debug)]
pub struct TaxBook {
    place: Jurisdiction,
    usual: String,
    second: bool,
    own: Vec<OwnRate>,
}

impl TaxBook {
    /// What the book holds. Without a practice nothing is taxed.
    pub fn read(db: &Connection) -> Result<TaxBook, StoreError> {
        let own = own_rates(db)?;
        Ok(match practice::show(db)? {
            Some(practice) => TaxBook::of(&practice, own),
            None => TaxBook { place: Jurisdiction::Us, usual: NONE.to_owned(), second: false, own },
        })
    }

    /// That of a practice, as it is or was.
    pub fn of(practice: &Practice, own: Vec<OwnRate>) -> TaxBook {
        TaxBook {
            place: practice.jurisdiction,
            usual: practice.usual_tax.clone(),
            second: !practice.second_registration.trim().is_empty(),
            own,
        }
    }

    /// How a treatment taxes a client at `at`, the name of a place, of a `kind`.
    pub fn taxing(&self, code: &str, included: bool, at: &str, kind: &str) -> Taxing {
        let home = Home { place: self.place, usual: &self.usual, second: self.second };
        let at = At::named(at).unwrap_or(At::Home);
        let code = tax::applied(home, code, at, kind == "business");
        if let Some(treatment) = tax::treatment(code) {
            return treatment.taxing(included);
        }
        let name = code.strip_prefix(OWN).unwrap_or_default();
        let rates: Vec<(NaiveDate, Decimal)> = self
            .own
            .iter()
            .filter(|rate| rate.name == name)
            .map(|rate| (rate.from_on, rate.percent))
            .collect();
        let mut taxing = Taxing::named(code, included);
        if !rates.is_empty() {
            taxing.taxes.push(Tax { kind: Kind::Sales, name: name.to_owned(), rates });
        }
        taxing
    }

    /// The user's own rates, by name and day.
    pub fn own(&self) -> &[OwnRate] {
        &self.own
    }

    /// Whether a treatment can be chosen here.
    pub fn knows(&self, code: &str) -> bool {
        let own = code.strip_prefix(OWN);
        matches!(code, tax::USUAL | NONE)
            || tax::treatment(code).is_some_and(|treatment| treatment.place == self.place)
            || own.is_some_and(|name| self.own.iter().any(|rate| rate.name == name))
    }
}

/// The user's own rates, by name and day.
pub fn own_rates(db: &Connection) -> Result<Vec<OwnRate>, StoreError> {
    let sql = "SELECT * FROM own_tax_rates ORDER BY name, from_on";
    rows(db, sql, [], |row| {
        Ok(OwnRate {
            name: plain(row, "name")?,
            from_on: date(row, "from_on")?,
            percent: decimal(row, "percent")?,
        })
    })
}

/// Adds a rate; the schema refuses one that does not follow the last of its name.
pub fn add_own_rate(tx: &Transaction<'_>, rate: &OwnRate) -> Result<(), StoreError> {
    let sql = "INSERT INTO own_tax_rates (name, from_on, percent) VALUES (?1, ?2, ?3)";
    run(tx, sql, params![rate.name, rate.from_on.to_string(), rate.percent.to_string()])?;
    Ok(())
}

/// Takes a rate out.
pub fn remove_own_rate(
    tx: &Transaction<'_>,
    name: &str,
    from: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM own_tax_rates WHERE name = ?1 AND from_on = ?2";
    run(tx, sql, params![name, from.to_string()])?;
    Ok(())
}

/// Whether a treatment is named by the practice, a service or an agreement.
pub fn in_use(db: &Connection, code: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM practice WHERE usual_tax = ?1)
        OR EXISTS (SELECT 1 FROM services WHERE tax = ?1)
        OR EXISTS (SELECT 1 FROM agreement_services WHERE tax = ?1)";
    Ok(crate::read::number(db, sql, [code])? == 1)
}
