//! Reports on paper: each holds the figures of its page, and what it is about.

use serde_json::json;
use tests::{Desk, monthly};

use crate::paper::{bytes, text};

/// A practice that billed two clients, was paid by one and skipped a charge of the other.
fn practice() -> Desk {
    let mut desk = Desk::on("2026-03-02");
    for (name, price) in [("Alder Bakery LLC", "450.00"), ("Birch & Co", "320.00")] {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", price)]));
    }
    assert_eq!(desk.bill_all().len(), 2);
    desk.turn_to("2026-03-09");
    let paid = desk.invoice("INV-0001");
    desk.call(
        "payments.record",
        json!({ "client_id": paid["client_id"], "received_on": "2026-03-09", "amount": "450.00",
            "method": "transfer", "reference": "",
            "allocations": [{ "invoice_id": paid["id"], "amount": "450.00" }] }),
    );
    desk.turn_to("2026-05-04");
    desk
}

#[test]
fn every_report_of_insights_can_be_filed_and_holds_its_figures() {
    let mut desk = practice();
    let days = json!({ "from": "2026-03-01", "to": "2026-05-04" });
    let mut leaking = days.clone();
    leaking["currency"] = json!(null);
    let mut of_all = days.clone();
    of_all["client_id"] = json!(null);
    let due = json!({ "by": "due", "currency": null });
    let books = json!({ "on": "2026-05-04", "from": "2026-03-01", "to": "2026-05-04" });
    let weeks = json!({ "unit": "week", "late_days": 0 });
    for (name, asked, file_name, holds) in [
        ("insights.paper", json!({}), "Insights", vec!["Owed to you", "320.00", "Mar 2026"]),
        ("leakage.paper", leaking, "Leakage", vec!["Leaked", "Not billed", "Alder Bakery LLC"]),
        ("fees.paper", days, "Fees", vec!["Kept by processors", "0.00"]),
        ("metrics.paper", of_all, "Collecting", vec!["Earned by client", "Birch & Co"]),
        ("ageing.paper", due, "Ageing", vec!["Birch & Co", "320.00"]),
        ("payouts.paper", json!({}), "Payouts", vec!["Held by processors", "0.00"]),
        ("ledger.paper", books, "Books", vec!["Clients owe", "320.00 USD", "Bookkeeping"]),
        ("forecast.paper", weeks, "Cash forecast", vec!["Expected, middle", "Made of"]),
    ] {
        let file = desk.call(name, asked);
        assert_eq!(file["name"], format!("{file_name} 2026-05-04.pdf"));
        assert_eq!(file["media_type"], "application/pdf");
        let Some(text) = text(&bytes(&file)) else { return };
        for part in holds {
            assert!(text.contains(part), "{name} lacks {part}:\n{text}");
        }
        assert!(text.contains("Halloway"), "{name} has the letterhead");
    }
}
