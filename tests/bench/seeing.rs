//! Seeing the cash that is coming, in a book of a million invoices of 2,000 clients, 30,000 of them
//! open; and a night of following up over 10,000 open invoices.

use serde_json::{Value, json};
use store::{Book, StoreError, Transaction, documents};
use tests::{Desk, Folder, monthly};

use super::{Report, TODAY, median, milliseconds, most_memory};

/// So many invoices over ten years, the last of them open.
struct Size {
    invoices: u32,
    clients: u32,
    open: u32,
}

const MILLION: Size = Size { invoices: 1_000_000, clients: 2_000, open: 30_000 };
const NIGHT: Size = Size { invoices: 20_000, clients: 500, open: 10_000 };

/// Agreements that go on billing.
const AGREEMENTS: u32 = 200;

pub(crate) fn measure(report: &mut Report) {
    let folder = Folder::new();
    let mut desk = made(&folder, &MILLION);
    let year = json!({ "from": "2026-01-01", "to": TODAY });
    let month = json!({ "from": "2026-10-01", "to": "2026-10-31" });
    let asked: [(&str, &str, Value); 12] = [
        ("Ageing by due date", "ageing.show", json!({ "by": "due" })),
        ("Ageing by invoice date", "ageing.show", json!({ "by": "issued" })),
        ("Ageing: credit of clients", "ageing.credits", json!({})),
        ("Forecast of 13 weeks", "forecast.show", json!({ "unit": "week", "late_days": 0 })),
        ("Forecast of 12 months", "forecast.show", json!({ "unit": "month", "late_days": 0 })),
        ("Twelve forecasts held against what came", "forecast.past", json!({})),
        ("Insights", "insights.show", json!({})),
        (
            "Insights: the rows behind a month",
            "insights.behind",
            json!({ "chart": "received", "key": "2026-09" }),
        ),
        ("Figures of a month and the month before", "metrics.show", month),
        ("Figures of a year and the time before", "metrics.show", year.clone()),
        ("Fees of a year", "fees.show", year),
        ("Today", "today.show", json!({})),
    ];
    for (what, name, question) in asked {
        let time = median(5, || drop(desk.call(name, question.clone())));
        report.add(&format!("{what}; 1,000,000 invoices"), milliseconds(time));
    }
    let memory = most_memory().map_or("not told".to_owned(), |most| format!("{most} MB"));
    report.add("(The most memory of all that)", memory);

    let folder = Folder::new();
    let mut desk = made(&folder, &NIGHT);
    let time = median(3, || drop(desk.call("follow_ups.board", json!({}))));
    report.add("Who is followed up and why; 10,000 open invoices", milliseconds(time));
    let time = median(3, || drop(desk.call("follow_ups.run", json!({}))));
    report.add("A night of following up; 10,000 open invoices", milliseconds(time));
}

/// A book of a size: agreements by the commands, invoices and payments by the store's own tables.
fn made(folder: &Folder, size: &Size) -> Desk {
    let mut desk = folder.desk(TODAY);
    for n in 0..AGREEMENTS {
        let client = desk.client(&format!("Agreed {n}"));
        desk.agreement(&client, "2026-10-20", json!([monthly("Bookkeeping", "250.00")]));
    }
    drop(desk);
    let mut book = Book::open(&folder.book()).expect("the book was just made");
    book.write(|tx| fill(tx, size)).expect("every row is one that the program could have written");
    drop(book);
    folder.desk(TODAY)
}

fn fill(tx: &Transaction<'_>, size: &Size) -> Result<(), StoreError> {
    let document = documents::keep(tx, "one.pdf", "application/pdf", b"%PDF-1.7 for all")?;
    let Size { invoices, clients, open } = size;
    let count = |to: &u32| {
        format!("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {to})")
    };
    // Issued over ten years, due after 15 days, paid between ten days before and thirty after.
    let issued = format!("date('2016-11-02', '+' || (n * 3651 / {invoices}) || ' days')");
    let due = format!("date({issued}, '+15 days')");
    let paid = format!("min(date({due}, (n * 7919 % 41 - 10) || ' days'), '{TODAY}')");
    let id = |prefix: &str| format!("'{prefix}_' || printf('%032x', n)");
    let client = format!("'cli_' || printf('%032x', 1 + n * 31 % {clients})");
    let total = "10000 + n * 37 % 50000";
    let closed = invoices - open;
    tx.execute_batch(&format!(
        "{few} INSERT INTO clients (id, name, kind, contact, email, phone, address, tax_number,
            tax_place, payer_names, notes) SELECT {cli}, 'Client ' || n, 'business', '',
            'client' || n || '@clients.example', '', '', '', '', '', '' FROM c;
        {all} INSERT INTO invoices (id, sequence, number, client_id, client_name, client_address,
            about, issued_on, due_on, currency, rounding, net_minor, tax_minor, total_minor,
            document) SELECT {inv}, n, 'M-' || n, {client}, 'A client', '', 'Work', {issued}, {due},
            'USD', 'line, half away from zero', {total}, 0, {total}, '{document}' FROM c;
        {all} INSERT INTO balances (invoice_id, client_id, currency, due_on, total_minor,
            open_minor, paid_on) SELECT {inv}, {client}, 'USD', {due}, {total},
            CASE WHEN n > {closed} THEN {total} ELSE 0 END,
            CASE WHEN n > {closed} THEN NULL ELSE {paid} END FROM c;
        {some} INSERT INTO payments (id, client_id, received_on, method, reference, currency,
            amount_minor) SELECT {pay}, {client}, {paid}, 'transfer', '', 'USD', {total} FROM c;
        {some} INSERT INTO allocations (id, payment_id, invoice_id, amount_minor, allocated_at)
            SELECT {alc}, {pay}, {inv}, {total}, '2026-11-01T09:00:00.000Z' FROM c;",
        few = count(clients),
        cli = id("cli"),
        all = count(invoices),
        some = count(&closed),
        inv = id("inv"),
        pay = id("pay"),
        alc = id("alc"),
    ))?;
    Ok(())
}
