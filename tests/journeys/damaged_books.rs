//! A damaged file is detected or harmless, at whichever place it is damaged, and never a panic.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, monthly};

fn filled(folder: &Folder) -> Vec<u8> {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    let rows = "Date,Description,Amount\n2026-03-01,SHOP,-1.00\n2026-03-02,ALDER,450.00\n";
    let file = tests::file("bank.csv", rows.as_bytes());
    desk.call("statements.import", json!({ "account_id": null, "file": file, "mapping": null }));
    drop(desk);
    std::fs::read(folder.book()).unwrap()
}

/// Questions of every screen.
fn questions() -> Vec<(&'static str, Value)> {
    let part = json!({ "filter": "", "offset": 0, "limit": 500 });
    let invoices = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    vec![
        ("books.verify", json!({})),
        ("practice.show", json!({})),
        ("today.show", json!({})),
        ("clients.list", json!({ "archived": false })),
        ("services.list", json!({ "archived": false })),
        ("proposals.list", json!({})),
        ("agreements.list", json!({})),
        ("catch_up.show", json!({})),
        ("invoices.list", invoices),
        ("payments.list", json!({})),
        ("bank.accounts", json!({})),
        ("insights.show", json!({})),
        ("history.list", part),
        ("status.show", json!({})),
    ]
}

/// What the program says to a file: the code of the refusal to open it, or of each screen that
/// refused, or the findings of the check.
fn reaction(folder: &Folder) -> Vec<String> {
    let mut desk: Desk = folder.closed_desk("2026-03-02");
    let opened = desk.app.call("books.open", json!({ "path": folder.book() }));
    if let Err(refusal) = opened {
        return vec![format!("{:?}: {}", refusal.code, refusal.message)];
    }
    let mut said = Vec::new();
    for (name, question) in questions() {
        match desk.app.call(name, question) {
            Ok(done) if name == "books.verify" => {
                said.extend(tests::texts(&done.reply["findings"]))
            }
            Ok(_) => {}
            Err(refusal) => said.push(format!("{:?}: {name}: {}", refusal.code, refusal.message)),
        }
    }
    said
}

fn assert_no_panic(said: &[String], place: &str) {
    let panic = "something went wrong in the program";
    assert!(said.iter().all(|words| !words.contains(panic)), "{place}: {said:?}");
}

#[test]
fn rule_19_flipped_bits_anywhere_are_found_or_harmless() {
    let folder = Folder::new();
    let good = filled(&folder);
    assert_eq!(reaction(&folder), Vec::<String>::new());
    // Where something is written: most of a small book is the empty part of its pages.
    let written: Vec<usize> = (0..good.len()).filter(|place| good[*place] != 0).collect();
    let mut found = 0;
    for n in 0..200 {
        // The first pages hold the schema; the rest is spread over what is written.
        let place = if n < 40 { n * 97 } else { written[written.len() / 160 * (n - 40)] };
        let mut bad = good.clone();
        bad[place] ^= 0x5a;
        std::fs::write(folder.book(), &bad).unwrap();
        let said = reaction(&folder);
        assert_no_panic(&said, &format!("byte {place}"));
        found += usize::from(!said.is_empty());
    }
    assert!(found > 100, "only {found} of 200 damages were noticed");
}

#[test]
fn rule_19_a_file_cut_off_anywhere_is_refused_or_named() {
    let folder = Folder::new();
    let good = filled(&folder);
    for n in 1..40 {
        let length = good.len() / 40 * n + n % 7;
        std::fs::write(folder.book(), &good[..length]).unwrap();
        let said = reaction(&folder);
        assert_no_panic(&said, &format!("{length} bytes"));
        assert!(!said.is_empty(), "{length} of {} bytes passed as a book", good.len());
    }
}

#[test]
fn rule_19_pages_of_zeros_are_refused_or_named_and_the_file_is_left_alone() {
    let folder = Folder::new();
    let good = filled(&folder);
    let pages = good.len() / 4096;
    for page in (0..pages).step_by((pages / 40).max(1)) {
        let mut bad = good.clone();
        bad[page * 4096..(page + 1) * 4096].fill(0);
        std::fs::write(folder.book(), &bad).unwrap();
        let said = reaction(&folder);
        assert_no_panic(&said, &format!("page {page}"));
        let after = std::fs::read(folder.book()).unwrap();
        assert_eq!(after.len(), bad.len(), "page {page}");
    }
}

#[test]
fn rule_19_after_a_crash_a_damaged_book_is_refused_before_anything_is_shown() {
    let folder = Folder::new();
    let good = filled(&folder);
    let mut bad = good.clone();
    // The cell pointers of every page but the first, which a quick check reads.
    for page in bad.chunks_mut(4096).skip(1) {
        page[1..8].fill(0xff);
    }
    std::fs::write(folder.book(), &bad).unwrap();
    let mut lock = folder.book().into_os_string();
    lock.push(".lock");
    std::fs::write(&lock, b"open\n").unwrap();
    let mut desk = folder.closed_desk("2026-03-02");
    let refusal = desk.refused("books.open", json!({ "path": folder.book() }));
    assert_eq!(refusal.code, Code::BooksDamaged);
    assert!(refusal.message.contains("open the latest backup"), "{}", refusal.message);
    assert_eq!(std::fs::read(folder.book()).unwrap(), bad);
}
