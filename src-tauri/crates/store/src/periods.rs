//! Reconciled periods of bank accounts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BankAccountId, PeriodId, StatementId, StatementLineId};
use domain::ledger::Account;
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::period::{Cause, Difference};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::bank::Explained;
use crate::read::{
    amount, currency, date, date_opt, id, instant, instant_text, number, parsed, parsed_opt, plain,
    row, rows, run,
};

/// A period that was closed.
#[derive(Clone, Debug)]
pub struct Period {
    /// The period.
    pub id: PeriodId,
    /// The account.
    pub account_id: BankAccountId,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// The bank's balance before its first line.
    pub opening: Money,
    /// The bank's balance before the account's very first period.
    pub first_opening: Money,
    /// How many lines it has.
    pub lines: i64,
    /// Sum of what came in.
    pub came_in: Money,
    /// Sum of what went out; not positive.
    pub went_out: Money,
    /// The bank's balance at its end.
    pub stated: Money,
    /// Who stated that: `user` or `file`.
    pub stated_by: String,
    /// The report: SHA-256 of its document.
    pub document: String,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// When it was reopened, and why.
    pub reopened: Option<(DateTime<Utc>, String)>,
}

fn period(row: &Row<'_>) -> Result<Period, StoreError> {
    let currency = currency(row, "currency")?;
    let money = |column: &str| amount(plain(row, column)?, currency);
    let reason: Option<String> = plain(row, "reason")?;
    Ok(Period {
        id: id(row, "id")?,
        account_id: id(row, "account_id")?,
        from: date(row, "from_on")?,
        until: date(row, "until_on")?,
        opening: money("opening_minor")?,
        first_opening: money("first_opening_minor")?,
        lines: plain(row, "lines")?,
        came_in: money("came_in_minor")?,
        went_out: money("went_out_minor")?,
        stated: money("stated_minor")?,
        stated_by: plain(row, "stated_by")?,
        document: plain(row, "document")?,
        closed_at: parsed(row, "closed_at", "instant", instant)?,
        reopened: parsed_opt(row, "reopened_at", "instant", instant)?.zip(reason),
    })
}

/// The periods of an account, the latest first, those that were reopened among them.
pub fn list(db: &Connection, account: BankAccountId) -> Result<Vec<Period>, StoreError> {
    let sql = "SELECT * FROM periods WHERE account_id = ?1
        ORDER BY until_on DESC, closed_at DESC, id DESC LIMIT 200";
    rows(db, sql, [account.to_string()], period)
}

/// A period by its id.
pub fn show(db: &Connection, id: PeriodId) -> Result<Option<Period>, StoreError> {
    row(db, "SELECT * FROM periods WHERE id = ?1", [id.to_string()], period)
}

/// When a period of any account was closed last.
pub fn last_closed_at(db: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT max(closed_at) AS closed_at FROM periods WHERE reopened_at IS NULL";
    Ok(row(db, sql, [], |row| parsed_opt(row, "closed_at", "instant", instant))?.flatten())
}

/// The last period of an account that is closed.
pub fn last_closed(db: &Connection, account: BankAccountId) -> Result<Option<Period>, StoreError> {
    let sql = "SELECT * FROM periods WHERE account_id = ?1 AND reopened_at IS NULL
        ORDER BY until_on DESC LIMIT 1";
    row(db, sql, [account.to_string()], period)
}

/// The day through which an account is closed.
pub fn closed_through(
    db: &Connection,
    account: BankAccountId,
) -> Result<Option<NaiveDate>, StoreError> {
    Ok(last_closed(db, account)?.map(|period| period.until))
}

/// The period of an account that was closed or reopened last, whatever it is now.
pub fn last_touched(db: &Connection, account: BankAccountId) -> Result<Option<Period>, StoreError> {
    let sql = "SELECT * FROM periods WHERE account_id = ?1
        ORDER BY coalesce(reopened_at, closed_at) DESC, id DESC LIMIT 1";
    row(db, sql, [account.to_string()], period)
}

/// The named differences of a period, in order.
pub fn differences(
    db: &Connection,
    id: PeriodId,
    currency: Currency,
) -> Result<Vec<Difference>, StoreError> {
    let sql = "SELECT * FROM period_differences WHERE period_id = ?1 ORDER BY position";
    rows(db, sql, [id.to_string()], |row| {
        Ok(Difference {
            cause: parsed(row, "cause", "cause of a difference", Cause::named)?,
            amount: amount(plain(row, "amount_minor")?, currency)?,
            words: plain(row, "words")?,
        })
    })
}

/// A line as its period was closed with it.
#[derive(Clone, Debug)]
pub struct ClosedLine {
    /// The line.
    pub id: StatementLineId,
    /// The bank's date.
    pub posted_on: NaiveDate,
    /// The bank's text.
    pub description: String,
    /// Signed.
    pub amount: Money,
    /// Whether it was set aside.
    pub set_aside: bool,
    /// What it was explained as.
    pub words: String,
}

/// The lines a period was closed with, in order of days.
pub fn lines(
    db: &Connection,
    id: PeriodId,
    currency: Currency,
) -> Result<Vec<ClosedLine>, StoreError> {
    let sql = "SELECT * FROM period_lines WHERE period_id = ?1 ORDER BY posted_on, line_id";
    rows(db, sql, [id.to_string()], |row| {
        Ok(ClosedLine {
            id: crate::read::id(row, "line_id")?,
            posted_on: date(row, "posted_on")?,
            description: plain(row, "description")?,
            amount: amount(plain(row, "amount_minor")?, currency)?,
            set_aside: plain(row, "set_aside")?,
            words: plain(row, "words")?,
        })
    })
}

/// Closes a period with its named differences and its lines, each of which has an explanation.
pub fn close(
    tx: &Transaction<'_>,
    period: &Period,
    differences: &[Difference],
    lines: &[Explained],
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO periods (id, account_id, from_on, until_on, currency, opening_minor,
            first_opening_minor, lines, came_in_minor, went_out_minor, stated_minor, stated_by,
            document, closed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            period.id.to_string(),
            period.account_id.to_string(),
            period.from.to_string(),
            period.until.to_string(),
            period.stated.currency().code(),
            period.opening.minor(),
            period.first_opening.minor(),
            period.lines,
            period.came_in.minor(),
            period.went_out.minor(),
            period.stated.minor(),
            period.stated_by,
            period.document,
            instant_text(period.closed_at)
        ],
    )?;
    for (position, one) in differences.iter().enumerate() {
        run(
            tx,
            "INSERT INTO period_differences (period_id, position, cause, amount_minor, words)
                VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                period.id.to_string(),
                i64::try_from(position).unwrap_or(i64::MAX),
                one.cause.name(),
                one.amount.minor(),
                one.words
            ],
        )?;
    }
    for found in lines {
        run(
            tx,
            "INSERT INTO period_lines (period_id, line_id, posted_on, description, amount_minor,
                set_aside, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                period.id.to_string(),
                found.line.id.to_string(),
                found.line.posted_on.to_string(),
                found.line.description,
                found.line.amount.minor(),
                found.kind.as_deref() == Some("set_aside"),
                found.words.as_deref().unwrap_or_default()
            ],
        )?;
    }
    Ok(())
}

/// Reopens a period.
pub fn reopen(
    tx: &Transaction<'_>,
    id: PeriodId,
    at: DateTime<Utc>,
    reason: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE periods SET reopened_at = ?2, reason = ?3 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at), reason])?;
    Ok(())
}

/// The day of an account's first line.
pub fn first_line(
    db: &Connection,
    account: BankAccountId,
) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "SELECT min(posted_on) AS first FROM statement_lines WHERE account_id = ?1";
    Ok(row(db, sql, [account.to_string()], |row| date_opt(row, "first"))?.flatten())
}

/// The account of an imported statement and the day of its first line, where it has lines.
pub fn first_of_statement(
    db: &Connection,
    id: StatementId,
) -> Result<Option<(BankAccountId, NaiveDate)>, StoreError> {
    let sql = "SELECT account_id, min(posted_on) AS first FROM statement_lines
        WHERE statement_id = ?1 GROUP BY account_id";
    row(db, sql, [id.to_string()], |row| {
        Ok((crate::read::id(row, "account_id")?, date(row, "first")?))
    })
}

/// The lines of an account between two days with what explains them, in order of days.
pub fn between(
    db: &Connection,
    account: BankAccountId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Explained>, StoreError> {
    let sql = format!(
        "{} WHERE l.account_id = ?1 AND l.posted_on BETWEEN ?2 AND ?3
            ORDER BY l.posted_on, l.at, l.id",
        crate::bank::LINE
    );
    let values = params![account.to_string(), from.to_string(), until.to_string()];
    rows(db, &sql, values, crate::bank::explained)
}

/// What the ledger's account of a bank holds at the end of a day, whole minor units.
pub fn books(db: &Connection, account: BankAccountId, until: NaiveDate) -> Result<i64, StoreError> {
    number(
        db,
        "SELECT coalesce(sum(CASE WHEN debit = ?1 THEN amount_minor ELSE -amount_minor END), 0)
            FROM ledger WHERE (debit = ?1 OR credit = ?1) AND posted_on <= ?2",
        params![Account::Bank(account).to_string(), until.to_string()],
    )
}

/// Sum of the lines that were set aside in closed periods, and of the differences named there,
/// whole minor units.
pub fn left_by_closed(db: &Connection, account: BankAccountId) -> Result<(i64, i64), StoreError> {
    let of = |sum: &str| {
        let sql = format!("{sum} WHERE p.account_id = ?1 AND p.reopened_at IS NULL");
        number(db, &sql, [account.to_string()])
    };
    Ok((
        of("SELECT coalesce(sum(l.amount_minor * l.set_aside), 0) FROM period_lines l
            JOIN periods p ON p.id = l.period_id")?,
        of("SELECT coalesce(sum(d.amount_minor), 0) FROM period_differences d
            JOIN periods p ON p.id = d.period_id")?,
    ))
}

/// The balance that a file states for a day or the first one after, whole minor units, with the
/// day of that balance and the lines between the two, which are to be taken off again.
pub fn stated(
    db: &Connection,
    account: BankAccountId,
    until: NaiveDate,
) -> Result<Option<(i64, NaiveDate, i64)>, StoreError> {
    let sql = "SELECT s.closing_minor, s.closing_on, (SELECT coalesce(sum(l.amount_minor), 0)
            FROM statement_lines l WHERE l.account_id = s.account_id AND l.posted_on > ?2
                AND l.posted_on <= s.closing_on) AS between_minor
        FROM statements s WHERE s.account_id = ?1 AND s.undone_at IS NULL
            AND s.closing_on >= ?2 ORDER BY s.closing_on, s.imported_at DESC LIMIT 1";
    row(db, sql, params![account.to_string(), until.to_string()], |row| {
        Ok((plain(row, "closing_minor")?, date(row, "closing_on")?, plain(row, "between_minor")?))
    })
}
