//! Bank accounts, imported statements and their lines.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BankAccountId, MatchId, StatementId, StatementLineId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use crate::StoreError;
use crate::read::{
    currency, date, date_opt, id, id_opt, instant_text, money, number, plain, row, rows, run,
};

/// A bank account with where it stands.
#[derive(Clone, Debug)]
pub struct Account {
    /// The account.
    pub id: BankAccountId,
    /// What the user calls it.
    pub name: String,
    /// Its currency.
    pub currency: Currency,
    /// The number as the bank's files give it.
    pub bank_id: String,
    /// How its CSV files are read, as JSON; empty when nothing was settled.
    pub mapping: String,
    /// Whether the program applies by itself what passes every gate.
    pub by_itself: bool,
    /// The day of the newest line.
    pub through: Option<NaiveDate>,
    /// The balance the bank last stated, whole minor units, and its day.
    pub closing: Option<(i64, NaiveDate)>,
    /// Lines without an explanation.
    pub to_explain: i64,
    /// All lines.
    pub lines: i64,
}

/// A statement line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub id: StatementLineId,
    /// The account.
    pub account_id: BankAccountId,
    /// The statement it came with.
    pub statement_id: StatementId,
    /// The line in its file, counted from 1.
    pub at: i64,
    /// The bank's date.
    pub posted_on: NaiveDate,
    /// Signed.
    pub amount: Money,
    /// The bank's text.
    pub description: String,
    /// The bank's reference.
    pub reference: String,
    /// The bank's own id.
    pub source_id: String,
    /// What tells it from other lines.
    pub identity: String,
    /// Counted from 0 among lines of one identity.
    pub occurrence: u32,
}

/// A line with the match that explains it.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The line.
    pub line: Line,
    /// The live match.
    pub match_id: Option<MatchId>,
    /// Its kind.
    pub kind: Option<String>,
    /// What it says.
    pub words: Option<String>,
    /// Whether the program made it by itself.
    pub by_itself: bool,
}

/// What an import was.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The statement.
    pub id: StatementId,
    /// The account.
    pub account_id: BankAccountId,
    /// The file's name.
    pub file: &'a str,
    /// The file: SHA-256 of its document.
    pub document: &'a str,
    /// Its format.
    pub format: &'a str,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// Counts: lines added, known before, rejected, skipped.
    pub counts: [u32; 4],
    /// The balance the bank states, whole minor units, and its day.
    pub closing: Option<(i64, NaiveDate)>,
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    let closing: Option<i64> = plain(row, "closing_minor")?;
    Ok(Account {
        id: id(row, "id")?,
        name: plain(row, "name")?,
        currency: currency(row, "currency")?,
        bank_id: plain(row, "bank_id")?,
        mapping: plain(row, "mapping")?,
        by_itself: plain(row, "by_itself")?,
        through: date_opt(row, "through")?,
        closing: closing.zip(date_opt(row, "closing_on")?),
        to_explain: plain(row, "to_explain")?,
        lines: plain(row, "lines")?,
    })
}

const ACCOUNT: &str = "
    SELECT b.*, s.closing_minor, s.closing_on,
        (SELECT max(posted_on) FROM statement_lines l WHERE l.account_id = b.id) AS through,
        (SELECT count(*) FROM statement_lines l WHERE l.account_id = b.id) AS lines,
        (SELECT count(*) FROM statement_lines l WHERE l.account_id = b.id)
            - (SELECT count(*) FROM matches m WHERE m.account_id = b.id AND m.undone_at IS NULL)
            AS to_explain
    FROM bank_accounts b LEFT JOIN statements s ON s.id = (SELECT id FROM statements
        WHERE account_id = b.id AND undone_at IS NULL AND closing_on IS NOT NULL
        ORDER BY closing_on DESC, imported_at DESC LIMIT 1)";

/// All accounts, by name.
pub fn accounts(db: &Connection) -> Result<Vec<Account>, StoreError> {
    rows(db, &format!("{ACCOUNT} ORDER BY b.name COLLATE NOCASE, b.id"), [], account)
}

/// An account by its id.
pub fn show_account(db: &Connection, id: BankAccountId) -> Result<Option<Account>, StoreError> {
    row(db, &format!("{ACCOUNT} WHERE b.id = ?1"), [id.to_string()], account)
}

/// Adds an account.
pub fn add_account(
    tx: &Transaction<'_>,
    id: BankAccountId,
    name: &str,
    currency: Currency,
    bank_id: &str,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO bank_accounts (id, name, currency, bank_id, mapping)
            VALUES (?1, ?2, ?3, ?4, '')",
        params![id.to_string(), name, currency.code(), bank_id],
    )?;
    Ok(())
}

/// Calls an account otherwise.
pub fn rename(tx: &Transaction<'_>, id: BankAccountId, name: &str) -> Result<(), StoreError> {
    run(tx, "UPDATE bank_accounts SET name = ?2 WHERE id = ?1", params![id.to_string(), name])?;
    Ok(())
}

/// Switches on or off that the program applies by itself what passes every gate.
pub fn apply_by_itself(
    tx: &Transaction<'_>,
    id: BankAccountId,
    on: bool,
) -> Result<(), StoreError> {
    let sql = "UPDATE bank_accounts SET by_itself = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), on])?;
    Ok(())
}

/// Remembers how an account's files are read, and its number.
pub fn remember(
    tx: &Transaction<'_>,
    id: BankAccountId,
    bank_id: &str,
    mapping: &str,
) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE bank_accounts SET bank_id = ?2, mapping = ?3 WHERE id = ?1",
        params![id.to_string(), bank_id, mapping],
    )?;
    Ok(())
}

/// What the account holds between two days, for telling new lines from known ones: date, amount,
/// the bank's id (empty for none) and text.
pub fn held_between(
    db: &Connection,
    account: BankAccountId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, Money, String, String)>, StoreError> {
    let sql = "SELECT posted_on, amount_minor, currency, source_id, description
        FROM statement_lines WHERE account_id = ?1 AND posted_on BETWEEN ?2 AND ?3";
    rows(db, sql, params![account.to_string(), from.to_string(), to.to_string()], |row| {
        Ok((
            date(row, "posted_on")?,
            money(row, "amount_minor")?,
            plain(row, "source_id")?,
            plain(row, "description")?,
        ))
    })
}

/// How many lines of each identity the account holds.
pub fn identities(
    db: &Connection,
    account: BankAccountId,
) -> Result<HashMap<String, u32>, StoreError> {
    let sql = "SELECT identity, max(occurrence) + 1 AS held FROM statement_lines
        WHERE account_id = ?1 GROUP BY identity";
    let found = rows(db, sql, [account.to_string()], |row| {
        Ok((plain(row, "identity")?, plain(row, "held")?))
    })?;
    Ok(found.into_iter().collect())
}

/// The account into which the file with this hash was imported, unless that was undone.
pub fn account_of_file(db: &Connection, sha256: &str) -> Result<Option<BankAccountId>, StoreError> {
    let sql = "SELECT account_id FROM statements WHERE document = ?1 AND undone_at IS NULL
        ORDER BY imported_at LIMIT 1";
    row(db, sql, [sha256], |row| id(row, "account_id"))
}

/// Records an import.
pub fn add_statement(tx: &Transaction<'_>, statement: &Statement<'_>) -> Result<(), StoreError> {
    let [accepted, known, rejected, skipped] = statement.counts;
    run(
        tx,
        "INSERT INTO statements (id, account_id, file, document, format, imported_at, accepted,
            known, rejected, skipped, closing_minor, closing_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            statement.id.to_string(),
            statement.account_id.to_string(),
            statement.file,
            statement.document,
            statement.format,
            instant_text(statement.imported_at),
            accepted,
            known,
            rejected,
            skipped,
            statement.closing.map(|(minor, _)| minor),
            statement.closing.map(|(_, on)| on.to_string())
        ],
    )?;
    Ok(())
}

/// How many lines are added by one statement: most of the time of one goes by being one.
const AT_ONCE: usize = 64;

/// Adds lines to a statement.
pub fn add_lines(tx: &Transaction<'_>, lines: &[Line]) -> Result<(), StoreError> {
    let (whole, rest) = lines.as_chunks::<AT_ONCE>();
    whole.iter().try_for_each(|some| add_some(tx, some))?;
    rest.chunks(1).try_for_each(|one| add_some(tx, one))
}

fn add_some(tx: &Transaction<'_>, lines: &[Line]) -> Result<(), StoreError> {
    let values = ["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"].repeat(lines.len()).join(", ");
    let sql = format!(
        "INSERT INTO statement_lines (id, account_id, statement_id, at, posted_on, amount_minor,
            currency, description, reference, source_id, identity, occurrence) VALUES {values}"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    for (n, line) in lines.iter().enumerate() {
        let texts =
            [line.id.to_string(), line.account_id.to_string(), line.statement_id.to_string()];
        let values: [&dyn ToSql; 12] = [
            &texts[0],
            &texts[1],
            &texts[2],
            &line.at,
            &line.posted_on.to_string(),
            &line.amount.minor(),
            &line.amount.currency().code(),
            &line.description,
            &line.reference,
            &line.source_id,
            &line.identity,
            &line.occurrence,
        ];
        for (at, value) in values.into_iter().enumerate() {
            statement.raw_bind_parameter(n * 12 + at + 1, value)?;
        }
    }
    statement.raw_execute()?;
    Ok(())
}

/// Whether a statement is there and was not undone, and the name of its file.
pub fn live_statement(db: &Connection, id: StatementId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT file FROM statements WHERE id = ?1 AND undone_at IS NULL";
    row(db, sql, [id.to_string()], |row| plain(row, "file"))
}

/// The ids of a statement's lines.
pub fn lines_of(db: &Connection, id: StatementId) -> Result<Vec<StatementLineId>, StoreError> {
    let sql = "SELECT id FROM statement_lines WHERE statement_id = ?1";
    rows(db, sql, [id.to_string()], |row| crate::read::id(row, "id"))
}

/// Takes a statement and all its lines out.
pub fn undo_statement(
    tx: &Transaction<'_>,
    id: StatementId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE statements SET undone_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    run(tx, "DELETE FROM statement_lines WHERE statement_id = ?1", [id.to_string()])?;
    Ok(())
}

pub(crate) fn explained(row: &Row<'_>) -> Result<Explained, StoreError> {
    let line = Line {
        id: id(row, "id")?,
        account_id: id(row, "account_id")?,
        statement_id: id(row, "statement_id")?,
        at: plain(row, "at")?,
        posted_on: date(row, "posted_on")?,
        amount: money(row, "amount_minor")?,
        description: plain(row, "description")?,
        reference: plain(row, "reference")?,
        source_id: plain(row, "source_id")?,
        identity: plain(row, "identity")?,
        occurrence: plain(row, "occurrence")?,
    };
    Ok(Explained {
        line,
        match_id: id_opt(row, "match_id")?,
        kind: plain(row, "kind")?,
        words: plain(row, "words")?,
        by_itself: plain(row, "by_itself")?,
    })
}

pub(crate) const LINE: &str = "SELECT l.*, m.id AS match_id, m.kind, m.words,
        m.id IN (SELECT match_id FROM matches_by_itself) IS TRUE AS by_itself
    FROM statement_lines l LEFT JOIN matches m ON m.line_id = l.id AND m.undone_at IS NULL";

/// A line by its id, and the name of its file.
pub fn show_line(
    db: &Connection,
    id: StatementLineId,
) -> Result<Option<(Explained, String)>, StoreError> {
    let sql = format!("{LINE} WHERE l.id = ?1");
    let Some(found) = row(db, &sql, [id.to_string()], explained)? else {
        return Ok(None);
    };
    let file = live_statement(db, found.line.statement_id)?.unwrap_or_default();
    Ok(Some((found, file)))
}

/// Lines of other accounts with the amount turned round, so many days away at most, that are not
/// explained or are one side of a transfer; the nearest day first.
pub fn opposite(db: &Connection, line: &Line, days: i64) -> Result<Vec<Explained>, StoreError> {
    let sql = format!(
        "{LINE} WHERE l.account_id <> ?1 AND l.amount_minor = -?2 AND l.currency = ?3
            AND abs(julianday(l.posted_on) - julianday(?4)) <= ?5
            AND (m.id IS NULL OR (m.category = 'transfer' AND m.other_line_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM matches o WHERE o.other_line_id = l.id
                    AND o.undone_at IS NULL)))
            ORDER BY abs(julianday(l.posted_on) - julianday(?4)), l.id LIMIT 20"
    );
    let (amount, on) = (line.amount, line.posted_on.to_string());
    let values =
        params![line.account_id.to_string(), amount.minor(), amount.currency().code(), on, days];
    rows(db, &sql, values, explained)
}

/// Which lines of an account are meant.
#[derive(Clone, Copy, Debug)]
pub enum View {
    /// All.
    All,
    /// Those without an explanation.
    ToExplain,
    /// Those with one, those that are set aside among them.
    Explained,
    /// Those that are set aside.
    SetAside,
    /// Those that the program explained by itself.
    ByItself,
}

impl View {
    fn sql(self) -> &'static str {
        match self {
            View::All => "TRUE",
            View::ToExplain => "m.id IS NULL",
            View::Explained => "m.id IS NOT NULL",
            View::SetAside => "m.kind = 'set_aside'",
            View::ByItself => "m.id IN (SELECT match_id FROM matches_by_itself)",
        }
    }
}

const FILTER: &str =
    "l.account_id = ?1 AND (?2 = '' OR instr(lower(l.description || ' ' || l.reference || ' ' ||
        coalesce(m.words, '')), ?2) > 0
        OR instr(printf('%.2f', abs(l.amount_minor) / 100.0), ?2) > 0)";

/// Lines of an account, the newest first, so that a part of them needs no look at all the others.
/// `filter` is in lower case.
pub fn lines(
    db: &Connection,
    account: BankAccountId,
    view: View,
    filter: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<Explained>, StoreError> {
    let sql = format!(
        "{LINE} WHERE {FILTER} AND {} ORDER BY l.posted_on DESC, l.id DESC LIMIT ?4 OFFSET ?3",
        view.sql()
    );
    rows(db, &sql, params![account.to_string(), filter, offset, limit], explained)
}

/// Explained lines of an account from a day on.
pub fn explained_from(
    db: &Connection,
    account: BankAccountId,
    from: NaiveDate,
) -> Result<Vec<Explained>, StoreError> {
    let sql = format!("{LINE} WHERE l.account_id = ?1 AND l.posted_on >= ?2 AND m.id IS NOT NULL");
    rows(db, &sql, params![account.to_string(), from.to_string()], explained)
}

/// How many lines [`lines`] would find in all.
pub fn count_lines(
    db: &Connection,
    account: BankAccountId,
    view: View,
    filter: &str,
) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT count(*) FROM statement_lines l LEFT JOIN matches m ON m.line_id = l.id
            AND m.undone_at IS NULL WHERE {FILTER} AND {}",
        view.sql()
    );
    number(db, &sql, params![account.to_string(), filter])
}

/// Where an account stands, whole minor units.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What moved on lines without an explanation, without sign.
    pub left_minor: i64,
    /// What moved on all lines, without sign.
    pub moved_minor: i64,
    /// Sum of all lines.
    pub sum_minor: i64,
    /// Sum of the lines after the bank's stated balance.
    pub after_closing_minor: i64,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub through: Option<NaiveDate>,
}

/// Where an account stands; `closing_on` is the day of the bank's stated balance.
pub fn standing(
    db: &Connection,
    account: BankAccountId,
    closing_on: Option<NaiveDate>,
) -> Result<Standing, StoreError> {
    let sql = "SELECT
            coalesce(sum(CASE WHEN m.id IS NULL THEN abs(l.amount_minor) END), 0) AS left_minor,
            coalesce(sum(abs(l.amount_minor)), 0) AS moved_minor,
            coalesce(sum(l.amount_minor), 0) AS sum_minor,
            coalesce(sum(CASE WHEN l.posted_on > ?2 THEN l.amount_minor END), 0) AS after_minor,
            min(l.posted_on) AS first_on, max(l.posted_on) AS last_on
        FROM statement_lines l LEFT JOIN matches m ON m.line_id = l.id AND m.undone_at IS NULL
        WHERE l.account_id = ?1";
    let closing = closing_on.map(|on| on.to_string());
    let found = row(db, sql, params![account.to_string(), closing], |row| {
        Ok(Standing {
            left_minor: plain(row, "left_minor")?,
            moved_minor: plain(row, "moved_minor")?,
            sum_minor: plain(row, "sum_minor")?,
            after_closing_minor: plain(row, "after_minor")?,
            from: date_opt(row, "first_on")?,
            through: date_opt(row, "last_on")?,
        })
    })?;
    found.ok_or(StoreError::Corrupt { what: "account", value: account.to_string() })
}
