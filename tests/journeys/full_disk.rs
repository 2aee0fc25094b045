//! A full disk: a clear message, nothing half-written, and all works once there is room.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use app::failure::Code;
use app::home::Home;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, monthly, practice};

/// A small disk of its own, mounted for one test.
struct SmallDisk {
    folder: Folder,
}

impl SmallDisk {
    /// Of `kib` KiB; nothing, with a remark, where it cannot be mounted.
    fn of(kib: u32) -> Option<SmallDisk> {
        let folder = Folder::new();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={kib}k"), "tmpfs"]).arg(folder.path());
        match mount.output() {
            Ok(output) if output.status.success() => Some(SmallDisk { folder }),
            Ok(output) => {
                let why = String::from_utf8_lossy(&output.stderr).into_owned();
                println!("skipped: a small disk cannot be mounted here: {why}");
                None
            }
            Err(why) => {
                println!("skipped: mount cannot be run: {why}");
                None
            }
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills it to the last page but for `spared` bytes.
    fn fill(&self, spared: u64) {
        let path = self.path().join("ballast");
        let mut ballast = OpenOptions::new().create(true).append(true).open(path).unwrap();
        let chunk = vec![1; 1 << 16];
        while ballast.write_all(&chunk).is_ok() {}
        let held = ballast.metadata().unwrap().len();
        ballast.set_len(held.saturating_sub(spared)).unwrap();
    }

    fn make_room(&self) {
        std::fs::remove_file(self.path().join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).output();
    }
}

fn entries(desk: &mut Desk) -> Value {
    let asked = json!({ "filter": "", "offset": 0, "limit": 500 });
    desk.call("history.list", asked)["count"].clone()
}

#[test]
fn rule_18_a_full_disk_refuses_each_command_whole_and_all_works_after() {
    let Some(disk) = SmallDisk::of(49_152) else {
        return;
    };
    let mut desk = disk.folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-02");
    let due = tests::charge_keys(&desk.call("catch_up.show", json!({})));
    let before = entries(&mut desk);
    disk.fill(0);
    let rows: String = (0..5_000)
        .map(|n| format!("2026-03-{:02},SHOP NUMBER {n} AND SOME WORDS,-1.00\n", 1 + n % 28))
        .collect();
    let statement = file("bank.csv", format!("Date,Description,Amount\n{rows}").as_bytes());
    let mut refusals = Vec::new();
    for (name, question) in [
        ("catch_up.issue", json!({ "charges": due, "date": "own_date", "merge": false })),
        ("statements.import", json!({ "account_id": null, "file": statement, "mapping": null })),
    ] {
        refusals.push(desk.refused(name, question));
    }
    for refusal in &refusals {
        assert_eq!(refusal.code, Code::DiskFull, "{}", refusal.message);
        assert_eq!(
            refusal.message,
            "the disk is full; nothing was changed. Free some space and try again"
        );
    }
    assert_eq!(entries(&mut desk), before);
    let backup = desk.refused("books.backup", json!({}));
    assert_eq!(backup.code, Code::DiskFull, "{}", backup.message);
    assert_eq!(tests::charge_keys(&desk.call("catch_up.show", json!({}))), due);

    disk.make_room();
    assert_eq!(desk.bill_all(), ["INV-0001", "INV-0002"]);
    desk.call(
        "statements.import",
        json!({ "account_id": null, "file": statement, "mapping": null }),
    );
    desk.call("books.backup", json!({}));
    assert_eq!(desk.findings(), Vec::<String>::new());
    drop(desk);
    assert_eq!(disk.folder.desk("2026-04-03").findings(), Vec::<String>::new());
}

/// Room for nearly all, then for a little less, and so on: the disk fills at every step of a write.
#[test]
fn rule_18_the_disk_may_fill_at_any_step_of_an_issue() {
    let Some(disk) = SmallDisk::of(8_192) else {
        return;
    };
    let mut desk = disk.folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let (mut refused, mut issued) = (0, 0);
    for month in 0..24 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let day = day.checked_add_months(chrono::Months::new(month)).unwrap();
        desk.turn_to(&day.to_string());
        disk.fill(u64::from(month) * 8_192);
        let due = tests::charge_keys(&desk.call("catch_up.show", json!({})));
        let asked = json!({ "charges": due, "date": "own_date", "merge": false });
        match desk.app.call("catch_up.issue", asked) {
            Ok(_) => issued += 1,
            Err(refusal) => {
                refused += 1;
                assert_eq!(refusal.code, Code::DiskFull, "{}", refusal.message);
            }
        }
    }
    assert!(refused > 0 && issued > 0, "{refused} refused, {issued} issued");
    disk.make_room();
    desk.bill_all();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_18_a_book_cannot_be_made_on_a_full_disk_and_can_once_there_is_room() {
    let Some(disk) = SmallDisk::of(4_096) else {
        return;
    };
    let home = Home::File(disk.path().join("Practice.quittance"));
    let question = json!({ "practice": practice(), "folder": null });
    for spared in [0, 4_096, 16_384, 65_536, 131_072, 196_608] {
        disk.fill(spared);
        let mut desk = Desk::bare("2026-03-02", home.clone());
        let refusal = desk.refused("books.create", question.clone());
        assert_eq!(refusal.code, Code::DiskFull, "{spared}: {}", refusal.message);
        drop(desk);
        let left = disk.path().join("Practice.quittance");
        assert!(!left.exists(), "with {spared} bytes a half-made book stays");
    }
    disk.make_room();
    let mut desk = Desk::bare("2026-03-02", home);
    desk.call("books.create", question);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
