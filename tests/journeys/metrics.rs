//! How well money comes in: the figures follow from the invoices and payments of the book.

use serde_json::json;
use tests::{Desk, monthly, table};

#[test]
fn the_figures_of_collecting_follow_from_the_book_and_say_how_they_are_computed() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.turn_to("2026-03-31");
    assert_eq!(desk.bill_all().len(), 3);
    // January on the day it is due, February ten days after; March stays open and is late.
    for (number, on) in [("INV-0001", "2026-01-16"), ("INV-0002", "2026-02-26")] {
        let invoice = desk.invoice(number)["id"].clone();
        desk.call(
            "payments.record",
            json!({ "client_id": client, "received_on": on, "amount": "900.00",
                "method": "transfer", "reference": "",
                "allocations": [{ "invoice_id": invoice, "amount": "900.00" }] }),
        );
    }
    let asked = json!({ "from": "2026-01-01", "to": "2026-03-31" });
    let page = desk.call("metrics.show", asked);
    assert_eq!(
        table(&page["rows"], &["key", "now", "before", "unit"]),
        "countback_dso | 31.0 | null | days\n\
         dso | 30.0 | null | days\n\
         best_possible_dso | 0.0 | null | days\n\
         delinquent_days | 30.0 | null | days\n\
         days_to_pay | 20.0 | null | days\n\
         days_late | 5.0 | null | days\n\
         days_late_floored | 5.0 | null | days\n\
         effectiveness | 66.7 | null | %\n\
         on_time | 33.3 | null | %\n\
         on_time_by_value | 33.3 | null | %\n\
         at_risk | 0.0 | null | %\n"
    );
    let told = page["rows"].as_array().unwrap();
    assert!(told.iter().all(|row| !row["how"].as_str().unwrap().is_empty()));
    assert_eq!(
        (&page["before_from"], &page["before_to"]),
        (&json!("2025-10-03"), &json!("2025-12-31"))
    );
}
