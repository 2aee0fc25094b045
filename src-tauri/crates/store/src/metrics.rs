//! What the figures of collecting are made of: invoices with their history, charges that failed,
//! disputes, what was given up, what was earned.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::calendar::{BEGINNING, first_of_month, last_of_month};
use domain::ids::{AgreementServiceId, ClientId, InvoiceId};
use domain::metrics::Billed;
use domain::money::{Currency, Money};
use rusqlite::{Connection, Params, Row, params};

use crate::StoreError;
use crate::read::{amount, date, date_opt, id, money, number, plain, row, rows};

/// An invoice and what became of it.
pub type Told = (InvoiceId, Billed);

/// The number of an invoice, and the client's name as printed on it.
pub fn names(db: &Connection, invoice: InvoiceId) -> Result<(String, String), StoreError> {
    let sql = "SELECT number, client_name FROM invoices WHERE id = ?1";
    let read = |row: &Row<'_>| Ok((plain(row, "number")?, plain(row, "client_name")?));
    Ok(row(db, sql, [invoice.to_string()], read)?.unwrap_or_default())
}

/// As [`told`], without whose they are: of the whole book.
pub fn billed(db: &Connection, client: Option<ClientId>) -> Result<Vec<Billed>, StoreError> {
    let all = told(db, client)?;
    Ok(all.into_iter().map(|(_, billed)| billed).collect())
}

/// What became of the invoices of [`told`], those that are alike told together: issued, due and
/// settled at one stroke on the same days, or as untouched as when they were issued.
pub fn alike(
    db: &Connection,
    client: Option<ClientId>,
    since: NaiveDate,
) -> Result<Vec<Billed>, StoreError> {
    // Of one client there are few enough to be read one by one.
    let sql = match client {
        None => {
            "SELECT issued_on, due_on, nullif(paid_on, '') AS paid_on,
                nullif(settled_on, '') AS settled_on, currency, invoices AS count, total_minor
            FROM (SELECT * FROM balances_alike WHERE last_on = ''
                UNION ALL SELECT * FROM balances_alike WHERE last_on >= ?2)
            WHERE currency = (SELECT currency FROM practice) AND invoices > 0 AND ?1 IS NULL"
        }
        Some(_) => {
            "SELECT issued_on, due_on, paid_on, settled_on, currency, 1 AS count, total_minor
            FROM balances INDEXED BY balances_by_client
            WHERE client_id = ?1 AND fell_on IS settled_on
                AND currency = (SELECT currency FROM practice)
                AND (open_minor > 0 OR max(due_on, settled_on) >= ?2)"
        }
    };
    let values = params![client.map(|id| id.to_string()), since.to_string()];
    let mut found = rows(db, sql, values, |row| {
        let total = money(row, "total_minor")?;
        let settled_on = date_opt(row, "settled_on")?;
        Ok(Billed {
            issued_on: date(row, "issued_on")?,
            due_on: date(row, "due_on")?,
            total,
            count: plain(row, "count")?,
            less: settled_on.map(|on| (on, total)).into_iter().collect(),
            paid_on: date_opt(row, "paid_on")?,
        })
    })?;
    let bit_by_bit = |columns: &str, holds: &str| {
        format!(
            "SELECT {columns} FROM balances INDEXED BY balances_bit_by_bit
                WHERE {BIT_BY_BIT} AND currency = (SELECT currency FROM practice)
                AND (open_minor > 0 OR max(due_on, settled_on) >= ?2)
                AND (?1 IS NULL OR client_id = ?1) AND voided = 0 AND total_minor > 0 AND {holds}"
        )
    };
    let apart = with_history(db, client, since, bit_by_bit)?;
    found.extend(apart.into_iter().map(|(_, billed)| billed));
    Ok(found)
}

/// The invoices of the home currency that are not void, by issue; `client` narrows to one.
fn told(db: &Connection, client: Option<ClientId>) -> Result<Vec<Told>, StoreError> {
    concerned(db, client, BEGINNING, "TRUE")
}

/// Those of which something may have been open at the end of a day.
pub fn open_on(db: &Connection, on: NaiveDate) -> Result<Vec<Told>, StoreError> {
    let holds = format!("issued_on <= '{on}' AND (open_minor > 0 OR settled_on > '{on}')");
    concerned(db, None, on, &holds)
}

/// Those that were paid between two days.
pub fn paid_within(
    db: &Connection,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Told>, StoreError> {
    concerned(db, None, from, &format!("paid_on BETWEEN '{from}' AND '{to}'"))
}

/// Those that fell due between two days.
pub fn due_within(
    db: &Connection,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Told>, StoreError> {
    concerned(db, None, from, &format!("due_on BETWEEN '{from}' AND '{to}'"))
}

/// The invoices of the home currency that are not void, were not settled and due before a day, and
/// of whose balance something holds, by issue and with their history.
fn concerned(
    db: &Connection,
    client: Option<ClientId>,
    since: NaiveDate,
    holds: &str,
) -> Result<Vec<Told>, StoreError> {
    with_history(db, client, since, |columns, more| {
        format!(
            "SELECT {columns} FROM balances INDEXED BY balances_owed
                WHERE open_minor > 0 AND currency = (SELECT currency FROM practice)
                AND (?1 IS NULL OR client_id = ?1) AND ({holds}) AND {more}
            UNION ALL SELECT {columns} FROM balances
                WHERE settled_on IS NOT NULL AND currency = (SELECT currency FROM practice)
                AND max(due_on, settled_on) >= ?2 AND (?1 IS NULL OR client_id = ?1)
                AND voided = 0 AND total_minor > 0 AND ({holds}) AND {more}"
        )
    })
}

/// What fell bit by bit has a history that its balance does not tell.
const BIT_BY_BIT: &str = "fell_on IS NOT NULL AND fell_on IS NOT settled_on";

/// The invoices that a query selects, by the columns and by what must hold besides, by issue and
/// with their history; `?1` is the client, `?2` the day.
fn with_history(
    db: &Connection,
    client: Option<ClientId>,
    since: NaiveDate,
    select: impl Fn(&str, &str) -> String,
) -> Result<Vec<Told>, StoreError> {
    let only = client.map(|id| id.to_string());
    let values = params![only, since.to_string()];
    let columns = "invoice_id, issued_on, due_on, currency, total_minor, paid_on, fell_on,
        settled_on";
    let mut found = rows(db, &select(columns, "TRUE"), values, |row| {
        let total = money(row, "total_minor")?;
        let (fell_on, settled_on) = (date_opt(row, "fell_on")?, date_opt(row, "settled_on")?);
        let at_once = settled_on.filter(|_| fell_on == settled_on);
        let billed = Billed {
            issued_on: date(row, "issued_on")?,
            due_on: date(row, "due_on")?,
            total,
            count: 1,
            less: at_once.map(|on| (on, total)).into_iter().collect(),
            paid_on: date_opt(row, "paid_on")?,
        };
        Ok(((id(row, "invoice_id")?, billed), fell_on.is_some() && at_once.is_none()))
    })?;
    found.sort_by_key(|((id, billed), _)| (billed.issued_on, *id));
    if found.iter().any(|(_, bit_by_bit)| *bit_by_bit) {
        let mut less = history(db, &select("invoice_id", BIT_BY_BIT), values)?;
        for ((id, billed), _) in found.iter_mut().filter(|(_, bit_by_bit)| *bit_by_bit) {
            billed.less = less.remove(id).unwrap_or_default();
        }
    }
    Ok(found.into_iter().map(|(told, _)| told).collect())
}

/// What the balances of some invoices fell by, and when.
fn history(
    db: &Connection,
    of: &str,
    values: impl Params,
) -> Result<HashMap<InvoiceId, Vec<(NaiveDate, Money)>>, StoreError> {
    let sql = format!(
        "WITH concerned AS MATERIALIZED ({of})
        SELECT a.invoice_id, p.received_on AS on_day, a.amount_minor, p.currency
            FROM concerned c CROSS JOIN allocations a ON a.invoice_id = c.invoice_id
            CROSS JOIN payments p ON p.id = a.payment_id
        UNION ALL SELECT n.invoice_id, n.issued_on, n.total_minor, n.currency
            FROM credit_notes n WHERE n.invoice_id IN concerned
        UNION ALL SELECT w.invoice_id, w.written_on, w.amount_minor, b.currency
            FROM write_offs w JOIN balances b ON b.invoice_id = w.invoice_id
            WHERE w.invoice_id IN concerned"
    );
    let mut less: HashMap<InvoiceId, Vec<(NaiveDate, Money)>> = HashMap::new();
    for (invoice, change) in rows(db, &sql, values, |row| {
        let change = (date(row, "on_day")?, money(row, "amount_minor")?);
        Ok((id::<InvoiceId>(row, "invoice_id")?, change))
    })? {
        less.entry(invoice).or_default().push(change);
    }
    Ok(less)
}

/// The sales between two days: every invoice of the home currency that is not void.
pub fn sales(
    db: &Connection,
    currency: Currency,
    client: Option<ClientId>,
    time: (NaiveDate, NaiveDate),
) -> Result<Money, StoreError> {
    let (months, days) = months_and_days(time);
    let only = client.map(|id| id.to_string());
    let mut minor = 0;
    if let Some((first, last)) = months {
        let sql = "SELECT coalesce(sum(sales_minor), 0) FROM client_months
            WHERE currency = ?2 AND month BETWEEN ?3 AND ?4 AND (?1 IS NULL OR client_id = ?1)";
        minor += number(db, sql, params![only, currency.code(), first, last])?;
    }
    for (from, to) in days {
        // What is void is taken off, which leaves the index enough for the rest.
        let sql = "SELECT coalesce(sum(minor), 0) FROM (
            SELECT sum(total_minor) AS minor FROM invoices INDEXED BY invoices_by_issue
                WHERE issued_on BETWEEN ?3 AND ?4 AND currency = ?2
                AND (?1 IS NULL OR client_id = ?1)
            UNION ALL SELECT -i.total_minor FROM voids v
                CROSS JOIN invoices i ON i.id = v.invoice_id
                WHERE i.issued_on BETWEEN ?3 AND ?4 AND i.currency = ?2
                AND (?1 IS NULL OR i.client_id = ?1))";
        let values = params![only, currency.code(), from.to_string(), to.to_string()];
        minor += number(db, sql, values)?;
    }
    amount(minor, currency)
}

/// The first and the last of some days or months.
type Span<T> = (T, T);

/// A time as the whole months in it, the first and the last as `2026-01`, and the days beside them.
fn months_and_days((from, to): Span<NaiveDate>) -> (Option<Span<String>>, Vec<Span<NaiveDate>>) {
    let starts = |on: NaiveDate| first_of_month(on) == on;
    let begin = if starts(from) { Some(from) } else { last_of_month(from).succ_opt() };
    let end = if last_of_month(to) == to { Some(to) } else { first_of_month(to).pred_opt() };
    let (Some(begin), Some(end)) = (begin, end) else { return (None, vec![(from, to)]) };
    if end < begin {
        return (None, vec![(from, to)]);
    }
    let before = begin.pred_opt().map(|last| (from, last));
    let after = end.succ_opt().map(|first| (first, to));
    let beside = [before, after].into_iter().flatten().filter(|(from, to)| from <= to).collect();
    let month = |on: NaiveDate| on.format("%Y-%m").to_string();
    (Some((month(begin), month(end))), beside)
}

/// The day of the first invoice, of one client or of all; nothing where there is none.
pub fn oldest(db: &Connection, client: Option<ClientId>) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "SELECT issued_on FROM invoices WHERE ?1 IS NULL OR client_id = ?1
        ORDER BY issued_on LIMIT 1";
    row(db, sql, [client.map(|id| id.to_string())], |row| date(row, "issued_on"))
}

/// Of the charges whose first attempt came to an end between two days: how many there were, and how
/// many of them settled and were not sent back.
pub fn first_attempts(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(usize, usize), StoreError> {
    let sql = "SELECT e.collection_id, max(e.state = 'settled') - max(e.state = 'returned') AS held
        FROM collection_events e JOIN collections k ON k.id = e.collection_id
        WHERE e.attempt = 1 AND e.state IN ('settled', 'declined', 'returned')
            AND e.happened_on BETWEEN ?2 AND ?3 AND k.currency = ?1
        GROUP BY e.collection_id";
    counted(db, sql, currency, (from, to))
}

/// Of the charges that were refused or sent back between two days: how many there were, and of how
/// many the invoice was paid since.
pub fn failures(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(usize, usize), StoreError> {
    let sql = "SELECT e.collection_id, b.paid_on IS NOT NULL AS held
        FROM collection_events e JOIN collections k ON k.id = e.collection_id
            JOIN balances b ON b.invoice_id = k.invoice_id
        WHERE e.state IN ('declined', 'returned') AND e.happened_on BETWEEN ?2 AND ?3
            AND k.currency = ?1
        GROUP BY e.collection_id";
    counted(db, sql, currency, (from, to))
}

fn counted(
    db: &Connection,
    sql: &str,
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<(usize, usize), StoreError> {
    let values = params![currency.code(), from.to_string(), to.to_string()];
    let all = rows(db, sql, values, |row| plain::<i64>(row, "held"))?;
    Ok((all.len(), all.iter().filter(|held| **held == 1).count()))
}

/// A row behind a figure.
#[derive(Clone, Debug)]
pub struct Event {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client's name as printed.
    pub client: String,
    /// The day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// How many days it took, where it took some.
    pub days: Option<i64>,
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let since = date_opt(row, "since")?;
    let on = date(row, "on_day")?;
    Ok(Event {
        invoice: id(row, "id")?,
        number: plain(row, "number")?,
        client: plain(row, "client_name")?,
        on,
        amount: money(row, "amount_minor")?,
        days: since.map(|since| (on - since).num_days()),
    })
}

/// What was given up between two days; below zero where it was taken back.
pub fn written_off(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, w.written_on AS on_day,
            w.amount_minor, NULL AS since
        FROM write_offs w JOIN invoices i ON i.id = w.invoice_id
        WHERE i.currency = ?1 AND w.written_on BETWEEN ?2 AND ?3 ORDER BY w.written_on, w.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// What was disputed from a day between two days on.
pub fn disputes_opened(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, d.opened_on AS on_day,
            d.amount_minor, NULL AS since
        FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id
        WHERE i.currency = ?1 AND d.opened_on BETWEEN ?2 AND ?3 ORDER BY d.opened_on, d.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// The disputes that were closed between two days, with the days they took.
pub fn disputes_closed(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, d.closed_on AS on_day,
            d.amount_minor, d.opened_on AS since
        FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id
        WHERE i.currency = ?1 AND d.closed_on BETWEEN ?2 AND ?3 ORDER BY d.closed_on, d.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// What was earned of each client between two days, without tax: billed less what credit notes and
/// voids took back; the most first.
pub fn earned_by_client(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(ClientId, Money)>, StoreError> {
    let (months, days) = months_and_days((from, to));
    let mut sums: HashMap<ClientId, i64> = HashMap::new();
    let mut add = |sql: &str, (from, to): (String, String)| -> Result<(), StoreError> {
        let read = |row: &Row<'_>| Ok((id(row, "client_id")?, plain::<i64>(row, "net")?));
        for (client, net) in rows(db, sql, params![currency.code(), from, to], read)? {
            *sums.entry(client).or_default() += net;
        }
        Ok(())
    };
    if let Some(months) = months {
        let sql = "SELECT client_id, earned_minor AS net FROM client_months
            WHERE currency = ?1 AND month BETWEEN ?2 AND ?3";
        add(sql, months)?;
    }
    for (from, to) in days {
        let sql = "SELECT client_id, net_minor AS net FROM invoices INDEXED BY invoices_by_issue
                WHERE currency = ?1 AND import_id IS NULL AND issued_on BETWEEN ?2 AND ?3
            UNION ALL SELECT i.client_id, -i.net_minor FROM voids v
                CROSS JOIN invoices i ON i.id = v.invoice_id
                WHERE i.currency = ?1 AND v.voided_on BETWEEN ?2 AND ?3
            UNION ALL SELECT i.client_id, -n.net_minor FROM credit_notes n
                CROSS JOIN invoices i ON i.id = n.invoice_id
                WHERE n.currency = ?1 AND n.issued_on BETWEEN ?2 AND ?3";
        add(sql, (from.to_string(), to.to_string()))?;
    }
    let mut earned: Vec<(ClientId, i64)> = sums.into_iter().filter(|(_, net)| *net != 0).collect();
    earned.sort_by_key(|(client, net)| (std::cmp::Reverse(*net), *client));
    earned.into_iter().map(|(client, net)| Ok((client, amount(net, currency)?))).collect()
}

/// What each service of an agreement billed between two days, without tax.
pub fn billed_by_service(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(AgreementServiceId, Money)>, StoreError> {
    let sql = "SELECT l.agreement_service_id AS id, sum(l.net_minor) AS net
        FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
        WHERE i.currency = ?1 AND i.issued_on BETWEEN ?2 AND ?3
            AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.invoice_id = i.id)
        GROUP BY l.agreement_service_id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], |row| {
        Ok((id(row, "id")?, amount(plain(row, "net")?, currency)?))
    })
}
