//! A catch-up of 1,000 invoices with their PDFs, in a file: each in a transaction of its own as
//! the program does by itself, and all in one as the user may ask.

use std::time::Instant;

use serde_json::json;
use tests::{Folder, Serving, charge_keys, line};

use crate::{Report, TODAY, memory, milliseconds};

/// 250 agreements, each billed four times; nothing more falls due on any later day.
const AGREEMENTS: usize = 250;

/// The day from which they are billed.
const FIRST_DAY: &str = "2026-06-15";

pub(crate) fn measure(report: &mut Report) {
    let folder = book();
    let copy = Folder::new();
    std::fs::copy(folder.book(), copy.book()).expect("a closed book is one file");
    let mut serving = Serving::over(&folder.book());
    let mut time = |name: &str, question| {
        let from = Instant::now();
        let said = serving.ask(name, &question).expect("the program answers");
        (said["done"]["reply"].clone(), milliseconds(from.elapsed()))
    };
    let (due, shown) = time("catch_up.show", json!({}));
    let keys = charge_keys(&due);
    assert_eq!(keys.len(), 4 * AGREEMENTS);
    report.add("Catch-up of 1,000 charges: shown", shown);
    let (run, issued) = time("catch_up.run", json!({}));
    assert_eq!(run["numbers"].as_array().map(Vec::len), Some(4 * AGREEMENTS));
    report.add("the same: 1,000 invoices with PDFs, a transaction each", issued);
    report.add("Memory of quittance-cli serve after it (PSS)", memory(serving.process()));
    let mut desk = copy.desk(TODAY);
    let from = Instant::now();
    let asked = json!({ "charges": keys, "date": "own_date", "merge": false });
    desk.call("catch_up.issue", asked);
    report.add("the same: all in one transaction", milliseconds(from.elapsed()));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

fn book() -> Folder {
    let folder = Folder::new();
    let mut desk = folder.desk(FIRST_DAY);
    for n in 0..AGREEMENTS {
        let client = desk.client(&format!("Client {n}"));
        let four = json!({ "kind": "recurring", "every": "month", "day": "start_day",
            "cycles": "4" });
        let lines = json!([line("Bookkeeping", "450.00", four)]);
        let id = desk.agreement(&client, FIRST_DAY, lines);
        desk.call("agreements.set_automatic", json!({ "id": id, "automatic": true }));
    }
    let policy = json!({ "date": "own_date", "merge": false, "most_charges": "10000",
        "most_days": "3650" });
    desk.call("catch_up.save_policy", policy);
    folder
}
