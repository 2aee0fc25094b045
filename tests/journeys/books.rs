//! Rule 19 and the file itself: newer, foreign, locked, in the wrong place, backed up, moved.

use app::failure::Code;
use app::home::Home;
use serde_json::{Value, json};
use tests::{Desk, Folder, Serving, monthly, practice};

fn open(desk: &mut Desk, path: &std::path::Path) -> Result<app::Done, app::failure::Failure> {
    desk.app.call("books.open", json!({ "path": path }))
}

fn refused(folder: &Folder) -> app::failure::Failure {
    let mut desk = folder.closed_desk("2026-03-02");
    open(&mut desk, &folder.book()).map(|done| done.reply).unwrap_err()
}

/// All that a person sees of a book, for comparing two files.
fn contents(desk: &mut Desk) -> Value {
    let all = json!({ "filter": "", "offset": 0, "limit": 500 });
    let clients = desk.call("clients.list", json!({ "archived": false }));
    json!([clients, desk.call("history.list", all), desk.call("insights.show", json!({}))])
}

#[test]
fn rule_19_a_book_of_a_newer_version_is_refused_untouched() {
    let folder = Folder::new();
    drop(folder.desk("2026-03-02"));
    folder.raw().pragma_update(None, "user_version", 2).unwrap();
    let before = std::fs::read(folder.book()).unwrap();
    let refusal = refused(&folder);
    assert_eq!(refusal.code, Code::BooksTooNew);
    assert!(refusal.message.contains("update the program"), "{}", refusal.message);
    assert_eq!(std::fs::read(folder.book()).unwrap(), before);
}

#[test]
fn rule_19_what_is_not_a_book_is_refused_untouched() {
    let other = "PRAGMA journal_mode = DELETE; CREATE TABLE t (a); INSERT INTO t VALUES (1);";
    type Maker = fn(&Folder);
    let makers: [(&str, Maker); 6] = [
        ("an empty file", |folder| std::fs::write(folder.book(), b"").unwrap()),
        ("fifteen bytes", |folder| std::fs::write(folder.book(), b"SQLite format 3").unwrap()),
        ("a text", |folder| std::fs::write(folder.book(), b"Dear Sir or Madam,\n").unwrap()),
        ("a PDF", |folder| std::fs::write(folder.book(), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3").unwrap()),
        ("a header alone", |folder| {
            std::fs::write(folder.book(), b"SQLite format 3\0").unwrap();
        }),
        ("noise", |folder| {
            let noise: Vec<u8> =
                (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            std::fs::write(folder.book(), noise).unwrap();
        }),
    ];
    for (what, make) in makers {
        let folder = Folder::new();
        make(&folder);
        let before = std::fs::read(folder.book()).unwrap();
        assert_eq!(refused(&folder).code, Code::NotOurBooks, "{what}");
        assert_eq!(std::fs::read(folder.book()).unwrap(), before, "{what}");
    }
    let folder = Folder::new();
    folder.raw().execute_batch(other).unwrap();
    let before = std::fs::read(folder.book()).unwrap();
    assert_eq!(refused(&folder).code, Code::NotOurBooks);
    assert_eq!(std::fs::read(folder.book()).unwrap(), before);
}

#[test]
fn a_folder_or_a_missing_file_is_no_book_and_the_open_one_stays_open() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let missing = folder.path().join("Missing.quittance");
    for path in [folder.path(), missing.as_path()] {
        assert_eq!(open(&mut desk, path).unwrap_err().code, Code::NoAccess);
    }
    assert!(!missing.exists());
    assert_eq!(desk.call("clients.show", json!({ "id": client }))["row"]["id"], client);
}

#[test]
fn a_book_is_never_made_over_another_file() {
    let folder = Folder::new();
    std::fs::write(folder.book(), b"precious").unwrap();
    let mut desk = folder.closed_desk("2026-03-02");
    let question = json!({ "practice": practice(), "folder": null });
    assert_eq!(desk.refused("books.create", question).code, Code::Conflict);
    assert_eq!(std::fs::read(folder.book()).unwrap(), b"precious");
}

#[test]
fn a_book_that_could_not_be_set_up_leaves_nothing_behind() {
    let folder = Folder::new();
    let mut desk = folder.closed_desk("2026-03-02");
    let mut form = practice();
    form["currency"] = json!("XXX");
    let refusal = desk.refused("books.create", json!({ "practice": form, "folder": null }));
    assert_eq!(refusal.field.as_deref(), Some("currency"));
    assert!(!folder.book().exists());
    let question = json!({ "practice": practice(), "folder": null });
    desk.call("books.create", question);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_second_process_is_refused_while_the_first_has_the_book() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let mut second = Serving::over(&folder.book());
    let said = second.answer().unwrap();
    assert_eq!(said["code"], "BooksInUse", "{said}");
    assert!(second.answer().is_none());
    let client = desk.client("Alder Bakery LLC");
    drop(desk);

    let mut second = Serving::over(&folder.book());
    let shown = second.ask("clients.show", &json!({ "id": client })).unwrap();
    assert_eq!(shown["done"]["reply"]["row"]["name"], "Alder Bakery LLC");
    assert_eq!(refused(&folder).code, Code::BooksInUse);
    second.kill();
    assert_eq!(folder.desk("2026-03-02").findings(), Vec::<String>::new());
}

#[test]
fn rule_19_a_backup_is_read_back_and_holds_everything() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    let before = contents(&mut desk);
    let made = desk.call("books.backup", json!({}));
    assert_eq!(made["journal_entries"], folder.number("SELECT count(*) FROM journal"));
    let copy = std::path::PathBuf::from(made["path"].as_str().unwrap());
    assert!(copy.starts_with(folder.path().join("Backups")));
    // What happens afterwards does not reach the copy.
    desk.client("Somebody Later LLC");
    open(&mut desk, &copy).unwrap();
    assert_eq!(contents(&mut desk), before);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_19_a_backup_that_cannot_be_made_leaves_no_file_and_the_book_as_it_was() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    std::fs::write(folder.path().join("Backups"), b"a file where the folder should be").unwrap();
    assert_eq!(desk.refused("books.backup", json!({})).code, Code::NoAccess);
    let db = folder.raw();
    let gone = folder.path().join("No such folder").join("Copy.quittance");
    assert!(store::backup::make(&db, &gone).is_err());
    assert!(!gone.with_extension("part").exists());
    drop(db);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_19_a_damaged_book_makes_no_backup_that_could_replace_a_good_one() {
    let folder = Folder::new();
    drop(folder.desk("2026-03-02"));
    let mut bytes = std::fs::read(folder.book()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xff);
    std::fs::write(folder.book(), &bytes).unwrap();
    let target = folder.path().join("Copy.quittance");
    let made = store::backup::make(&folder.raw(), &target);
    if made.is_err() {
        assert!(!target.exists() && !target.with_extension("part").exists());
    } else {
        let copy = store::Connection::open(&target).unwrap();
        let whole: String =
            copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok");
    }
}

#[test]
fn backups_beyond_ten_go_but_never_one_larger_than_the_newest() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    desk.call("books.backup", json!({}));
    let backups = folder.path().join("Backups");
    let large = backups.join("Practice 2020-01-01 000000.quittance");
    std::fs::write(&large, vec![1; 8_000_000]).unwrap();
    for day in 3..=16 {
        desk.turn_to(&format!("2026-03-{day:02}"));
        desk.call("books.backup", json!({}));
    }
    assert!(large.exists());
    let kept = std::fs::read_dir(&backups).unwrap().count();
    assert!((10..=11).contains(&kept), "{kept} backups are kept");
}

#[test]
fn a_moved_book_is_the_same_book_and_the_old_file_stays_as_a_backup() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    desk.client("Alder Bakery LLC");
    let before = contents(&mut desk);
    let there = folder.path().join("Elsewhere");
    let status = desk.call("books.move", json!({ "folder": there }));
    assert_eq!(status["open"]["path"], json!(there.join("Practice.quittance")));
    assert_eq!(contents(&mut desk), before);
    desk.client("Somebody Later LLC");
    assert!(folder.path().join("Practice.moved.quittance").exists());
    let again = desk.refused("books.move", json!({ "folder": there }));
    assert_eq!(again.field.as_deref(), Some("folder"));
}

#[test]
fn a_folder_under_a_sync_client_gets_a_warning() {
    for (name, client) in [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Firm", "OneDrive"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Google Drive", "Google Drive"),
    ] {
        let folder = Folder::new();
        let home = folder.path().join(name);
        let mut desk = Desk::bare("2026-03-02", Home::Folder(home));
        let status = desk.call("books.status", json!({}));
        let warning = status["folder_warning"].as_str().unwrap();
        assert!(warning.contains(client), "{warning}");
    }
}

#[test]
fn what_was_open_last_opens_again_and_trouble_is_told() {
    let folder = Folder::new();
    let home = Home::Folder(folder.path().join("data"));
    let mut desk = Desk::bare("2026-03-02", home.clone());
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    desk.client("Alder Bakery LLC");
    let path = desk.call("books.status", json!({}))["open"]["path"].clone();
    drop(desk);
    let mut desk = Desk::bare("2026-03-03", home.clone());
    desk.app.open_last();
    assert_eq!(desk.call("books.status", json!({}))["open"]["path"], path);
    drop(desk);
    std::fs::write(path.as_str().unwrap(), b"not any more").unwrap();
    let mut desk = Desk::bare("2026-03-04", home);
    desk.app.open_last();
    let status = desk.call("books.status", json!({}));
    assert_eq!(status["open"], Value::Null);
    assert!(status["trouble"].as_str().unwrap().contains("not a Quittance book"));
}

/// Root may read everything, so the question is asked as nobody.
#[test]
fn a_book_without_permission_is_named_so_and_stays() {
    let folder = Folder::new();
    drop(folder.desk("2026-03-02"));
    let shut = |mode: u32| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.book(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    shut(0o000);
    let root = std::fs::read(folder.book()).is_ok();
    if !root {
        assert_eq!(refused(&folder).code, Code::NoAccess);
        return;
    }
    let mut command = std::process::Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(tests::cli());
    command.args(["--book"]).arg(folder.book()).args(["call", "books.status", "{}"]);
    let Ok(output) = command.output() else {
        println!("skipped: root may read every file, and setpriv is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if said.is_empty() {
        let why = String::from_utf8_lossy(&output.stderr);
        println!("skipped: nobody may not run the program here: {why}");
        return;
    }
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["code"], "NoAccess", "{said}");
}
