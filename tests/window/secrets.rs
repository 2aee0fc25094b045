//! What opens accounts elsewhere lies in the keyring of the system, a real one, and nowhere else.

use std::sync::Arc;

use app::App;
use app::home::Home;
use connect::keyring::Keyring;
use domain::ports::{Secret, Secrets};
use domain::processor::{Brand, Standing};
use serde_json::json;
use tests::{Folder, StoppedWorld, practice};

/// What must be found nowhere.
const CANARY: &str = "rk_test_canary4712canary4712";

fn program(folder: &Folder) -> App {
    let world = Arc::new(StoppedWorld::on("2026-03-02"));
    App::new(world, Arc::new(Keyring), Home::File(folder.book()))
}

fn connected(app: &mut App, brand: Brand) -> String {
    let standing = Standing {
        account: "acct_1".to_owned(),
        name: "Halden Accounting".to_owned(),
        live: false,
        schemes: brand.capabilities().schemes.to_vec(),
        missing: Vec::new(),
        now: None,
    };
    app.connect(brand, &standing, &Secret::new(CANARY)).unwrap().to_string()
}

/// Whether the program finds a key for each of its accounts.
fn keys_kept(app: &mut App) -> Vec<bool> {
    let list = app.call("connections.list", json!({})).unwrap().reply;
    let rows = list["rows"].as_array().unwrap();
    rows.iter().map(|row| row["key_kept"].as_bool().unwrap()).collect()
}

#[test]
fn rule_15_keys_of_processors_lie_in_the_systems_keyring_until_they_are_disconnected() {
    let folder = Folder::new();
    let mut app = program(&folder);
    app.call("books.create", json!({ "practice": practice(), "folder": null })).unwrap();
    let brands = [Brand::Stripe, Brand::GoCardless, Brand::Square];
    let accounts = brands.map(|brand| connected(&mut app, brand));
    assert_eq!(keys_kept(&mut app), [true; 3]);
    let names: Vec<String> = accounts.iter().map(|id| format!("processor:{id}")).collect();
    for name in &names {
        let kept = Keyring.read(name).unwrap().unwrap();
        assert_eq!(kept.expose(), CANARY.as_bytes(), "{name}");
    }

    // The next program of the same user finds them again; another name finds nothing.
    drop(app);
    let mut app = program(&folder);
    app.call("books.open", json!({ "path": folder.book() })).unwrap();
    assert_eq!(keys_kept(&mut app), [true; 3]);
    assert!(Keyring.read("processor:nobody").unwrap().is_none());

    app.call("books.backup", json!({})).unwrap();
    let files = folder.files();
    assert!(files.len() > 1, "the book and a backup of it");
    for (name, bytes) in files {
        let found = bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes());
        assert!(!found, "the key stands in {name}");
    }

    app.call("connections.disconnect", json!({ "id": accounts[0] })).unwrap();
    assert!(Keyring.read(&names[0]).unwrap().is_none(), "it is forgotten with its account");
    assert!(Keyring.read(&names[1]).unwrap().is_some(), "and the others stay");
    for name in &names[1..] {
        Keyring.forget(name).unwrap();
    }
}
