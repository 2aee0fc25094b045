//! What matching costs, beside the simple rules, and the list of an account with very many lines.

use serde_json::{Value, json};
use tests::deposits::{Settings, baselines, generate};
use tests::{Folder, file};

use crate::{Report, TODAY, median, milliseconds, ofx, processor_time};

/// A seed on which nothing was tuned.
const SEED: u64 = 3_001;

pub(crate) fn measure(report: &mut Report) {
    let case = generate(&Settings::large(), SEED);
    let bytes = case.input.to_string().into_bytes();
    let read = app::match_file::Case::read(&bytes).expect("the file is as it should be");
    let rules: [(&str, &dyn Fn()); 4] = [
        ("unique amount", &|| drop(baselines::unique_amount(&case.input))),
        ("digits and amount", &|| drop(baselines::digits_and_amount(&case.input))),
        ("ours", &|| assert_eq!(read.answers().iter().filter(|one| one.is_ok()).count(), 10_000)),
        ("ours, the file read and the answers written", &|| {
            let lines = app::match_file::answered(&bytes).expect("the file is as it should be");
            assert_eq!(lines.len(), 10_000);
        }),
    ];
    for (name, run) in rules {
        let Some(before) = processor_time() else {
            report.add("Matching (CPU)", "not told by this system");
            return;
        };
        (0..5).for_each(|_| run());
        let spent = processor_time().unwrap_or(before).saturating_sub(before) / 5;
        let what = format!("10,000 deposits matched with 20,000 invoices (CPU): {name}");
        report.add(&what, milliseconds(spent));
    }
    lines(report);
}

/// The pages of Reconcile over an account with 100,000 lines.
fn lines(report: &mut Report) {
    let folder = Folder::new();
    let mut desk = folder.desk(TODAY);
    let asked = json!({ "account_id": null, "file": file("large.ofx", &ofx(100_000)),
        "mapping": null });
    let account = desk.call("statements.import", asked)["account_id"].clone();
    let list = |view: &str, filter: &str, offset: u32| -> Value {
        json!({ "account_id": account, "view": view, "filter": filter, "offset": offset,
            "limit": 100 })
    };
    for (what, name, question) in [
        ("Bank lines, newest 100", "lines.list", list("to_explain", "", 0)),
        ("Bank lines, the 100 in the middle", "lines.list", list("all", "", 50_000)),
        ("Bank lines, filtered by a name", "lines.list", list("all", "shop 17", 0)),
        ("All that are certain", "lines.certain", json!({ "id": account })),
    ] {
        let time = median(5, || drop(desk.call(name, question.clone())));
        report.add(&format!("{what}; 100,000 lines"), milliseconds(time));
    }
}
