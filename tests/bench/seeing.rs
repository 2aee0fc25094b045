//! Seeing the cash that is coming, in a book of a million invoices of 2,000 clients, 30,000 of them
//! open; and a night of following up over 10,000 open invoices.

use std::time::Instant;

use serde_json::{Value, json};
use store::{Book, StoreError, Transaction, documents};
use tests::{Desk, Folder, Serving, line};

use super::{Report, TODAY, median, milliseconds, most_memory};

/// So many invoices over ten years, the last of them open, each a line of a service.
struct Size {
    invoices: u32,
    clients: u32,
    open: u32,
    /// Agreements of ten services, each billed once a week.
    agreements: u32,
    /// The day of the first invoices, a Monday.
    since: &'static str,
}

/// Since 500 weeks ago.
const MILLION: Size = Size {
    invoices: 1_000_000,
    clients: 2_000,
    open: 30_000,
    agreements: 200,
    since: "2017-04-10",
};

/// Since ten weeks ago: what is open is three weeks late at most.
const NIGHT: Size =
    Size { invoices: 20_000, clients: 500, open: 10_000, agreements: 200, since: "2026-08-31" };

const SERVICES: u32 = 10;

pub(crate) fn measure(report: &mut Report) {
    questions(report);
    night(report);
}

fn questions(report: &mut Report) {
    let folder = Folder::new();
    let mut desk = made(&folder, &MILLION);
    for (what, name, question) in asked() {
        let time = median(5, || drop(desk.call(name, question.clone())));
        report.add(&format!("{what}; 1,000,000 invoices"), milliseconds(time));
    }
    while desk.app.keep_forecasts().expect("the book can be written") {}
    let time = median(5, || drop(desk.call("forecast.past", json!({}))));
    let what = "Twelve forecasts as they were kept, held against what came; 1,000,000 invoices";
    report.add(what, milliseconds(time));
    drop(desk);
    let mut serving = Serving::over(&folder.book());
    for (_, name, question) in asked() {
        serving.ask(name, &question).expect("the program answers");
    }
    let memory = most_memory(serving.process());
    let memory = memory.map_or("not told".to_owned(), |most| format!("{most} MB"));
    report.add("Most memory of a program that answers all of it; 1,000,000 invoices", memory);
}

fn night(report: &mut Report) {
    let folder = Folder::new();
    let mut desk = made(&folder, &NIGHT);
    let time = median(3, || drop(desk.call("follow_ups.board", json!({}))));
    report.add("Who is followed up and why; 10,000 open invoices", milliseconds(time));
    let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
        "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
        "copy_to_self": "none", "password": null, "sends_notices": false });
    desk.call("mail.save_account", account);
    let mut policy = desk.call("follow_policy.show", json!({}));
    policy["by_itself"] = json!(true);
    desk.call("follow_policy.keep", policy);
    let (from, done) = (Instant::now(), desk.call("follow_ups.run", json!({})));
    let what = format!("A night of following up, {} messages; 10,000 open invoices", done["sent"]);
    report.add(&what, milliseconds(from.elapsed()));
    let time = median(3, || drop(desk.call("follow_ups.run", json!({}))));
    report.add("The same again, nothing to say; 10,000 open invoices", milliseconds(time));
}

/// Every question of Insights, and Today: each figure, each tab and the rows behind each.
fn asked() -> Vec<(String, &'static str, Value)> {
    let year = json!({ "from": "2026-01-01", "to": TODAY });
    let month = json!({ "from": "2026-10-01", "to": "2026-10-31" });
    let plain = [
        ("Today", "today.show", json!({})),
        ("Insights", "insights.show", json!({})),
        ("Ageing by due date", "ageing.show", json!({ "by": "due" })),
        ("Ageing by invoice date", "ageing.show", json!({ "by": "issued" })),
        ("Ageing: credit of clients", "ageing.credits", json!({})),
        ("Forecast of 13 weeks", "forecast.show", json!({ "unit": "week", "late_days": 0 })),
        ("Forecast of 12 months", "forecast.show", json!({ "unit": "month", "late_days": 0 })),
        ("Twelve forecasts made anew, held against what came", "forecast.past", json!({})),
        ("Figures of a month and the month before", "metrics.show", month.clone()),
        ("Figures of a year and the time before", "metrics.show", year.clone()),
        ("Fees of a year", "fees.show", year),
    ];
    let behind = [
        ("ageing", "not_due"),
        ("ageing", "over_90"),
        ("received", "2026-09"),
        ("expected", "2026-11-09"),
        ("forecast_week", "2026-11-09"),
        ("forecast_month", "2026-12-01"),
    ];
    let figures = [
        "dso",
        "days_late",
        "on_time",
        "promises_kept",
        "dispute_rate",
        "dispute_days",
        "written_off",
        "recurring",
    ];
    let row =
        |(what, name, question): (&str, &'static str, Value)| (what.to_owned(), name, question);
    let bar = |(chart, key): (&str, &str)| {
        let question = json!({ "chart": chart, "key": key });
        (format!("Rows behind {chart} {key}"), "insights.behind", question)
    };
    let figure = |key: &str| {
        let question = json!({ "key": key, "from": month["from"], "to": month["to"] });
        (format!("Rows behind {key} of a month"), "metrics.behind", question)
    };
    let plain = plain.into_iter().map(row);
    plain.chain(behind.into_iter().map(bar)).chain(figures.into_iter().map(figure)).collect()
}

/// A book of a size: agreements by the commands, invoices and payments by the store's own tables.
fn made(folder: &Folder, size: &Size) -> Desk {
    let mut desk = folder.desk(size.since);
    for n in 0..size.agreements {
        let client = desk.client(&format!("Agreed {n}"));
        let weekly = |k: u32| {
            let billing = json!({ "kind": "recurring", "every": { "weeks": 1 },
                "day": "start_day" });
            line(&format!("Service {k}"), &format!("{}.00", 100 + k * 37), billing)
        };
        desk.agreement(&client, size.since, (0..SERVICES).map(weekly).collect());
    }
    drop(desk);
    let mut book = Book::open(&folder.book()).expect("the book was just made");
    book.write(|tx| fill(tx, size)).expect("every row is one that the program could have written");
    drop(book);
    folder.desk(TODAY)
}

fn fill(tx: &Transaction<'_>, size: &Size) -> Result<(), StoreError> {
    let document = documents::keep(tx, "one.pdf", "application/pdf", b"%PDF-1.7 for all")?;
    let Size { invoices, clients, open, agreements, since } = size;
    let services = agreements * SERVICES;
    let closed = invoices - open;
    // Paid between ten days before they are due and thirty after.
    tx.execute_batch(&format!(
        "CREATE TEMP TABLE made AS
            WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {invoices}),
            ordered AS MATERIALIZED (SELECT id, name, price_minor,
                row_number() OVER (ORDER BY id) - 1 AS at FROM agreement_services),
            dated AS (SELECT n, (n - 1) / {services} AS week, (n - 1) % {services} AS at,
                date('{since}', '+' || ((n - 1) / {services} * 7) || ' days') AS issued FROM c)
            SELECT n, printf('%032x', n) AS id,
                'cli_' || printf('%032x', 1 + n * 31 % {clients}) AS client,
                s.id AS service, s.name, s.price_minor AS total, week, issued,
                date(issued, '+15 days') AS due,
                CASE WHEN n <= {closed} THEN min(date(issued, (n * 7919 % 41 + 5) || ' days'),
                    '{TODAY}') END AS paid
            FROM dated CROSS JOIN ordered s ON s.at = dated.at;
        WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {clients})
            INSERT INTO clients (id, name, kind, contact, email, phone, address, tax_number,
            tax_place, payer_names, notes) SELECT 'cli_' || printf('%032x', n), 'Client ' || n,
            'business', '', 'client' || n || '@clients.example', '', '', '', '', '', '' FROM c;
        INSERT INTO invoices (id, sequence, number, client_id, client_name, client_address,
            about, issued_on, due_on, currency, rounding, net_minor, tax_minor, total_minor,
            document) SELECT 'inv_' || id, n, 'M-' || n, client, 'A client', '', name, issued, due,
            'USD', 'line, half away from zero', total, 0, total, '{document}' FROM made;
        INSERT INTO invoice_lines (id, invoice_id, position, agreement_service_id, occurrence,
            beyond_cap, description, period_from, period_to, quantity, price_minor, net_minor,
            treatment, tax_minor) SELECT 'inl_' || id, 'inv_' || id, 0, service, week, 0, name,
            issued, date(issued, '+6 days'), '1', total, total, 'none', 0 FROM made;
        INSERT INTO balances (invoice_id, client_id, currency, issued_on, due_on,
            total_minor, open_minor, paid_on, fell_on, settled_on)
            SELECT 'inv_' || id, client, 'USD', issued, due, total,
            CASE WHEN paid IS NULL THEN total ELSE 0 END, paid, paid, paid FROM made;
        INSERT INTO payments (id, client_id, received_on, method, reference, currency,
            amount_minor) SELECT 'pay_' || id, client, paid, 'transfer', '', 'USD', total
            FROM made WHERE paid IS NOT NULL;
        INSERT INTO allocations (id, payment_id, invoice_id, amount_minor, allocated_at)
            SELECT 'alc_' || id, 'pay_' || id, 'inv_' || id, total, paid || 'T09:00:00.000Z'
            FROM made WHERE paid IS NOT NULL;
        INSERT INTO ledger (id, posted_on, debit, credit, currency, amount_minor, event, source,
            client_id) SELECT 'ent_1' || substr(id, 2), issued, 'receivable', 'revenue', 'USD',
            total, 'invoice_issued', 'inv_' || id, client FROM made
            UNION ALL SELECT 'ent_2' || substr(id, 2), paid, 'undeposited', 'client_credit',
                'USD', total, 'payment_received', 'pay_' || id, client FROM made
                WHERE paid IS NOT NULL
            UNION ALL SELECT 'ent_3' || substr(id, 2), paid, 'client_credit', 'receivable',
                'USD', total, 'allocated', 'alc_' || id, client FROM made WHERE paid IS NOT NULL;
        UPDATE series SET next = {invoices} + 1 WHERE name = 'invoice';
        DROP TABLE made;"
    ))?;
    Ok(())
}
