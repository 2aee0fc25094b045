//! Files for other programs, read again by a reader that is not ours.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::{Desk, id, monthly};

fn asked(format: &str, again: bool) -> Value {
    let account = if matches!(format, "xero_bank" | "journal") { "" } else { "200" };
    json!({ "format": format, "from": "2026-03-01", "until": "2026-03-31", "account": account,
        "again": again })
}

/// A desk with two bills, a payment in part, and a credit note.
fn billed() -> Desk {
    let mut desk = Desk::on("2026-03-02");
    for (name, price) in [("=HYPERLINK(\"http://x\")", "450.00"), ("Birch, \"Co\"", "100.10")] {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("-2+3 Bookkeeping", price)]));
    }
    desk.bill_all();
    let invoice = desk.invoice("INV-0001");
    desk.call(
        "payments.record",
        json!({ "client_id": invoice["client_id"], "received_on": "2026-03-02",
            "amount": "50.25", "method": "transfer", "reference": "@SUM(A1)",
            "allocations": [{ "invoice_id": id(&invoice), "amount": "50.25" }] }),
    );
    desk
}

/// The rows of a file by the `csv` crate, without their head.
fn rows(file: &Value, delimiter: u8) -> Vec<Vec<String>> {
    let bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .flexible(delimiter != b',')
        .has_headers(delimiter == b',')
        .from_reader(bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn minor(text: &str) -> i64 {
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * cents.parse::<i64>().unwrap()
}

#[test]
fn files_read_again_come_to_what_our_books_say() {
    let mut desk = billed();
    let sum = |rows: &[Vec<String>], at: usize| rows.iter().map(|row| minor(&row[at])).sum::<i64>();
    let xero = rows(&desk.call("exports.make", asked("xero_invoices", false)), b',');
    assert_eq!((xero.len(), sum(&xero, 7) + sum(&xero, 10)), (2, 55_010));
    assert_eq!(xero[1][0], "Birch, \"Co\"", "a name comes back as it is");
    let quickbooks = rows(&desk.call("exports.make", asked("quickbooks_invoices", false)), b',');
    assert_eq!(sum(&quickbooks, 9) + sum(&quickbooks, 11), 55_010);
    let bank = rows(&desk.call("exports.make", asked("xero_bank", false)), b',');
    assert_eq!(sum(&bank, 1), 5_025);
    let journal = rows(&desk.call("exports.make", asked("journal", false)), b',');
    let side = |at: usize| {
        journal.iter().filter(|row| !row[at].is_empty()).map(|row| minor(&row[at])).sum::<i64>()
    };
    let trial = desk.call("ledger.trial_balance", json!({ "on": "2026-03-31" }));
    assert_eq!(side(5), side(6));
    let open = journal.iter().filter(|row| row[4] == "Open invoices");
    let open: i64 =
        open.map(|row| if row[5].is_empty() { -minor(&row[6]) } else { minor(&row[5]) }).sum();
    assert_eq!(json!(open), trial["sheets"][0]["open_invoices"]["minor"]);
    let iif = rows(&desk.call("exports.make", asked("quickbooks_iif", false)), b'\t');
    let mut sums = Vec::new();
    let mut sum = 0;
    for row in iif.iter().skip(3) {
        if row[0] == "ENDTRNS" {
            sums.push(std::mem::take(&mut sum));
        } else {
            sum += minor(&row[5]);
        }
    }
    assert_eq!(sums, [0, 0, 0], "each transaction balances");
    let receivable =
        iif.iter().filter(|row| row.get(3).is_some_and(|a| a == "Accounts Receivable"));
    assert_eq!(receivable.map(|row| minor(&row[5])).sum::<i64>(), 55_010 - 5_025);
}

#[test]
fn nothing_a_spreadsheet_would_run_leaves() {
    let mut desk = billed();
    for format in ["xero_invoices", "xero_bank", "quickbooks_invoices", "quickbooks_iif", "journal"]
    {
        let delimiter = if format == "quickbooks_iif" { b'\t' } else { b',' };
        for row in rows(&desk.call("exports.make", asked(format, false)), delimiter) {
            for cell in row {
                let number = cell.strip_prefix('-').is_some_and(|rest| {
                    rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                });
                let runs = cell.starts_with(['=', '+', '-', '@']) && !number;
                assert!(!runs, "{format}: {cell}");
            }
        }
    }
}

#[test]
fn what_was_exported_is_recorded_and_not_exported_twice_unawares() {
    let mut desk = billed();
    let first = desk.call("exports.preview", asked("xero_invoices", false));
    assert_eq!((&first["documents"], &first["before"]), (&json!(2), &json!(0)));
    desk.call("exports.make", asked("xero_invoices", false));
    let second = desk.call("exports.preview", asked("xero_invoices", false));
    assert_eq!((&second["documents"], &second["before"]), (&json!(0), &json!(2)));
    let nothing = desk.refused("exports.make", asked("xero_invoices", false));
    assert!(nothing.message.starts_with("nothing of these days is left"), "{}", nothing.message);
    let again = desk.call("exports.make", asked("xero_invoices", true));
    assert_eq!(rows(&again, b',').len(), 2, "and again where the user says so");
    let other = desk.call("exports.preview", asked("quickbooks_iif", false));
    assert_eq!(other["before"], 0, "another program has nothing of it");
    let made = desk.call("exports.list", json!({}))["made"].clone();
    assert_eq!(made.as_array().unwrap().len(), 2);
    assert_eq!(made[0]["documents"], 2);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_format_that_does_not_exist_days_that_run_backwards_and_no_account_are_refused() {
    let mut desk = billed();
    let mut wrong = asked("xero_invoices", false);
    wrong["account"] = json!(" ");
    assert_eq!(desk.refused("exports.preview", wrong).field.as_deref(), Some("account"));
    let mut wrong = asked("journal", false);
    wrong["until"] = json!("2026-02-01");
    assert_eq!(desk.refused("exports.preview", wrong).field.as_deref(), Some("until"));
    assert_eq!(
        desk.refused("exports.preview", asked("paper", false)).field.as_deref(),
        Some("format")
    );
}
