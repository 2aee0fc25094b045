//! Ledgers of others: organisations, their lists, what the user chose, links, runs.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{LedgerId, RunId};
use domain::ledgers::{
    Account, AccountClass, Brand, ListedContact, ListedItem, Lists, Organisation, TaxCode,
};
use domain::money::Currency;
use domain::named::Named;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{
    at, at_opt, currency, currency_opt, date, date_opt, id, instant_text, parsed, plain, row, rows,
    run,
};

mod links;
mod there;

pub use links::{
    Differing, Kept, keep, link, links, look_up_again, of_reference, read_again, recover,
};
pub use there::{PaymentThere, note_payment, payments_there, settle_payment};

/// A connected organisation.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The connection.
    pub id: LedgerId,
    /// The ledger.
    pub brand: Brand,
    /// The ledger's own name of the organisation.
    pub reference: String,
    /// The name people know it by.
    pub name: String,
    /// Two letters; may be empty.
    pub country: String,
    /// Its home currency.
    pub currency: Currency,
    /// Whether it is for trying only.
    pub demo: bool,
    /// Through this day its books are closed.
    pub locked_until: Option<NaiveDate>,
    /// When the user has to sign in anew if nothing is synced before.
    pub signed_in_until: Option<DateTime<Utc>>,
    /// What is dated before is not sent.
    pub from_on: NaiveDate,
    /// Whether a run is made each day without being asked for.
    pub automatic: bool,
    /// Whether PDFs go beside invoices.
    pub files: bool,
    /// Since when.
    pub connected_at: DateTime<Utc>,
    /// Until when.
    pub disconnected_at: Option<DateTime<Utc>>,
    /// Where the next look for changes begins.
    pub cursor: String,
}

/// A run of the sync.
#[derive(Clone, Debug)]
pub struct Run {
    /// The run.
    pub id: RunId,
    /// With which organisation.
    pub ledger: LedgerId,
    /// Whether it only looks.
    pub dry: bool,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// How far it is: `organisation`, `lists`, `changes`, `documents`, `done`.
    pub stage: String,
    /// `running`, `done`, `cancelled`, `stopped`.
    pub state: String,
    /// Documents it found to do.
    pub to_do: u32,
    /// Documents that were made or changed there.
    pub pushed: u32,
    /// Documents that were read back and are as we have them.
    pub verified: u32,
    /// Documents that the user decides about at its end.
    pub differences: u32,
    /// Why it stopped; may be empty.
    pub words: String,
}

fn ledger(row: &Row<'_>) -> Result<Ledger, StoreError> {
    Ok(Ledger {
        id: id(row, "id")?,
        brand: parsed(row, "brand", "ledger", Brand::named)?,
        reference: plain(row, "reference")?,
        name: plain(row, "name")?,
        country: plain(row, "country")?,
        currency: currency(row, "currency")?,
        demo: plain(row, "demo")?,
        locked_until: date_opt(row, "locked_until")?,
        signed_in_until: at_opt(row, "signed_in_until")?,
        from_on: date(row, "from_on")?,
        automatic: plain(row, "automatic")?,
        files: plain(row, "files")?,
        connected_at: at(row, "connected_at")?,
        disconnected_at: at_opt(row, "disconnected_at")?,
        cursor: plain(row, "cursor")?,
    })
}

/// The organisation that is written into now.
pub fn connected(db: &Connection) -> Result<Option<Ledger>, StoreError> {
    row(db, "SELECT * FROM ledgers WHERE disconnected_at IS NULL", [], ledger)
}

/// An organisation that was connected before, by the ledger's own name.
pub fn by_reference(
    db: &Connection,
    brand: Brand,
    reference: &str,
) -> Result<Option<Ledger>, StoreError> {
    let sql = "SELECT * FROM ledgers WHERE brand = ?1 AND reference = ?2";
    row(db, sql, [brand.name(), reference], ledger)
}

/// Writes an organisation down as it is now.
pub fn save(tx: &Transaction<'_>, now: &Ledger) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO ledgers (id, brand, reference, name, country, currency, demo, locked_until,
            from_on, automatic, connected_at, disconnected_at, cursor, files)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            ON CONFLICT (id) DO UPDATE SET name = ?4, country = ?5, demo = ?7, locked_until = ?8,
                from_on = ?9, automatic = ?10, connected_at = ?11, disconnected_at = ?12,
                cursor = ?13, files = ?14",
        params![
            now.id.to_string(),
            now.brand.name(),
            now.reference,
            now.name,
            now.country,
            now.currency.code(),
            now.demo,
            now.locked_until.map(|on| on.to_string()),
            now.from_on.to_string(),
            now.automatic,
            instant_text(now.connected_at),
            now.disconnected_at.map(instant_text),
            now.cursor,
            now.files
        ],
    )?;
    Ok(())
}

/// What an organisation says of itself, written down.
pub fn heard(tx: &Transaction<'_>, of: LedgerId, now: &Organisation) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE ledgers SET name = ?2, country = ?3, demo = ?4, locked_until = ?5,
            signed_in_until = ?6 WHERE id = ?1",
        params![
            of.to_string(),
            now.name,
            now.country,
            now.demo,
            now.locked_until.map(|on| on.to_string()),
            now.signed_in_until.map(instant_text)
        ],
    )?;
    Ok(())
}

/// Where the next look for changes begins.
pub fn looked(tx: &Transaction<'_>, of: LedgerId, cursor: &str) -> Result<(), StoreError> {
    run(tx, "UPDATE ledgers SET cursor = ?2 WHERE id = ?1", params![of.to_string(), cursor])?;
    Ok(())
}

/// A row of a list: list, reference, code, name, detail, whether it takes payments, currency.
type Listed<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, bool, Option<Currency>);

/// Writes the lists down in place of those before.
pub fn keep_lists(tx: &Transaction<'_>, of: LedgerId, lists: &Lists) -> Result<(), StoreError> {
    run(tx, "DELETE FROM ledger_lists WHERE ledger_id = ?1", [of.to_string()])?;
    let accounts = lists.accounts.iter().map(|one| -> Listed<'_> {
        let class = one.class.name();
        let (takes, currency) = (one.takes_payments, one.currency);
        ("account", &one.reference, &one.code, &one.name, class, takes, currency)
    });
    let taxes = lists.taxes.iter().map(|one| -> Listed<'_> {
        ("tax", &one.reference, "", &one.name, &one.percent, false, None)
    });
    let items = lists.items.iter().map(|one| -> Listed<'_> {
        ("item", &one.reference, &one.code, &one.name, &one.account, false, None)
    });
    let contacts = lists.contacts.iter().map(|one| -> Listed<'_> {
        ("contact", &one.reference, &one.mark, &one.name, &one.email, false, None)
    });
    for (list, reference, code, name, detail, takes, currency) in
        accounts.chain(taxes).chain(items).chain(contacts)
    {
        run(
            tx,
            "INSERT OR REPLACE INTO ledger_lists (ledger_id, list, reference, code, name, detail,
                takes_payments, currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                of.to_string(),
                list,
                reference,
                code,
                name,
                detail,
                takes,
                currency.map(Currency::code)
            ],
        )?;
    }
    Ok(())
}

/// The lists as last read.
pub fn lists(db: &Connection, of: LedgerId) -> Result<Lists, StoreError> {
    let sql = "SELECT * FROM ledger_lists WHERE ledger_id = ?1 AND list = ?2 ORDER BY code, name";
    let list = |name: &str| [of.to_string(), name.to_owned()];
    Ok(Lists {
        accounts: rows(db, sql, list("account"), |row| {
            Ok(Account {
                reference: plain(row, "reference")?,
                code: plain(row, "code")?,
                name: plain(row, "name")?,
                class: parsed(row, "detail", "class of an account", AccountClass::named)?,
                takes_payments: plain(row, "takes_payments")?,
                currency: currency_opt(row, "currency")?,
            })
        })?,
        taxes: rows(db, sql, list("tax"), |row| {
            Ok(TaxCode {
                reference: plain(row, "reference")?,
                name: plain(row, "name")?,
                percent: plain(row, "detail")?,
            })
        })?,
        items: rows(db, sql, list("item"), |row| {
            Ok(ListedItem {
                reference: plain(row, "reference")?,
                code: plain(row, "code")?,
                name: plain(row, "name")?,
                account: plain(row, "detail")?,
            })
        })?,
        contacts: rows(db, sql, list("contact"), |row| {
            Ok(ListedContact {
                reference: plain(row, "reference")?,
                name: plain(row, "name")?,
                email: plain(row, "detail")?,
                mark: plain(row, "code")?,
            })
        })?,
    })
}

/// What the user chose: ours, and theirs.
pub fn choices(db: &Connection, of: LedgerId) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT ours, theirs FROM ledger_choices WHERE ledger_id = ?1";
    rows(db, sql, [of.to_string()], |row| Ok((plain(row, "ours")?, plain(row, "theirs")?)))
}

/// Keeps a choice; an empty one is taken back.
pub fn choose(
    tx: &Transaction<'_>,
    of: LedgerId,
    ours: &str,
    theirs: &str,
) -> Result<(), StoreError> {
    run(
        tx,
        "DELETE FROM ledger_choices WHERE ledger_id = ?1 AND ours = ?2",
        params![of.to_string(), ours],
    )?;
    if !theirs.is_empty() {
        let sql = "INSERT INTO ledger_choices (ledger_id, ours, theirs) VALUES (?1, ?2, ?3)";
        run(tx, sql, params![of.to_string(), ours, theirs])?;
    }
    Ok(())
}

fn read_run(row: &Row<'_>) -> Result<Run, StoreError> {
    Ok(Run {
        id: id(row, "id")?,
        ledger: id(row, "ledger_id")?,
        dry: plain(row, "dry")?,
        started_at: at(row, "started_at")?,
        ended_at: at_opt(row, "ended_at")?,
        stage: plain(row, "stage")?,
        state: plain(row, "state")?,
        to_do: plain(row, "to_do")?,
        pushed: plain(row, "pushed")?,
        verified: plain(row, "verified")?,
        differences: plain(row, "differences")?,
        words: plain(row, "words")?,
    })
}

/// The newest runs with an organisation, the newest first.
pub fn runs(db: &Connection, of: LedgerId, limit: u32) -> Result<Vec<Run>, StoreError> {
    let sql = "SELECT * FROM ledger_runs WHERE ledger_id = ?1 ORDER BY started_at DESC, id DESC
        LIMIT ?2";
    rows(db, sql, params![of.to_string(), limit], read_run)
}

/// The run that is being made.
pub fn running(db: &Connection) -> Result<Option<Run>, StoreError> {
    row(db, "SELECT * FROM ledger_runs WHERE state = 'running'", [], read_run)
}

/// Writes a run down as it is now.
pub fn save_run(tx: &Transaction<'_>, now: &Run) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO ledger_runs (id, ledger_id, dry, started_at, ended_at, stage, state, to_do,
            pushed, verified, differences, words)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (id) DO UPDATE SET ended_at = ?5, stage = ?6, state = ?7, to_do = ?8,
                pushed = ?9, verified = ?10, differences = ?11, words = ?12",
        params![
            now.id.to_string(),
            now.ledger.to_string(),
            now.dry,
            instant_text(now.started_at),
            now.ended_at.map(instant_text),
            now.stage,
            now.state,
            now.to_do,
            now.pushed,
            now.verified,
            now.differences,
            now.words
        ],
    )?;
    Ok(())
}
