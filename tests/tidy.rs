//! Rules about the code itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the tree").to_owned()
}

/// `UPDATE_EXPECT=1 cargo test -p tests --test tidy` writes it anew.
#[test]
fn the_windows_types_are_those_of_the_command_list() {
    let written = expect_test::expect_file![root().join("ui/src/backend/generated.ts")];
    written.assert_eq(&app::typescript::generated());
}

/// Every file that is kept with the code, as git lists them, with its text.
fn files() -> Vec<(String, String)> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the tree");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    names
        .lines()
        .filter(|name| {
            let ending = name.rsplit('.').next().unwrap_or_default();
            WRITTEN.contains(&ending)
        })
        .filter_map(|name| {
            Some((name.to_owned(), std::fs::read_to_string(root().join(name)).ok()?))
        })
        .collect()
}

/// Endings of files that people write.
const WRITTEN: [&str; 13] =
    ["rs", "sql", "toml", "md", "ts", "js", "svelte", "css", "html", "json", "sh", "yml", "lock"];

/// This file names what it forbids.
const THIS: &str = "tests/tidy.rs";

/// Asserts that nothing was found; what was found, one a line.
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// Places where `wrong` holds of a line of a file that `of` chooses, as `file:line: text`.
fn places(of: impl Fn(&str) -> bool, wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| name != THIS && of(name)) {
        for (at, line) in text.lines().enumerate().filter(|(_, line)| wrong(line)) {
            let shown: String = line.trim().chars().take(90).collect();
            found.push(format!("{name}:{}: {shown}", at + 1));
        }
    }
    found
}

/// The dependencies that each of our packages is built with, tests left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs where its tests run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    packages
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().cloned().unwrap_or_default();
            let built = all.iter().filter(|dependency| dependency["kind"].is_null());
            (name(package), built.map(name).collect())
        })
        .collect()
}

/// Who may use whom (ARCHITECTURE.md): the whole list for the rooms that are fenced.
const MAY_USE: [(&str, &[&str]); 5] = [
    ("domain", &["chrono", "rust_decimal", "thiserror", "uuid"]),
    (
        "evidence",
        &[
            "domain",
            "base64",
            "chrono",
            "ed25519-dalek",
            "hmac",
            "mail-parser",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
        ],
    ),
    (
        "store",
        &[
            "domain",
            "chrono",
            "rusqlite",
            "rusqlite_migration",
            "rust_decimal",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "uuid",
        ],
    ),
    (
        "statements",
        &[
            "domain",
            "chrono",
            "csv",
            "encoding_rs",
            "chardetng",
            "quick-xml",
            "calamine",
            "zip",
            "serde_json",
            "thiserror",
        ],
    ),
    (
        "paper",
        &[
            "domain",
            "chrono",
            "flate2",
            "image",
            "pdf-writer",
            "qrcode",
            "rustybuzz",
            "sha2",
            "subsetter",
            "unicode-bidi",
        ],
    ),
];

/// What only the shell, the command line and `connect` may use: the outside world.
const OUTSIDE: [&str; 9] =
    ["connect", "tauri", "tauri-build", "reqwest", "keyring", "oauth2", "lettre", "tokio", "hyper"];

#[test]
fn the_fenced_rooms_use_nothing_but_what_they_may() {
    let all = dependencies();
    for (room, may_use) in MAY_USE {
        let used = &all[room];
        let wrong: Vec<&String> =
            used.iter().filter(|name| !may_use.contains(&name.as_str())).collect();
        assert!(wrong.is_empty(), "{room} may not use {wrong:?}");
    }
}

#[test]
fn only_the_shell_the_command_line_and_connect_meet_the_outside_world() {
    for (room, used) in dependencies() {
        if matches!(room.as_str(), "quittance" | "cli" | "connect" | "tests") {
            continue;
        }
        let wrong: Vec<&String> = used
            .iter()
            .filter(|name| OUTSIDE.contains(&name.as_str()) || name.starts_with("tauri-"))
            .collect();
        assert!(wrong.is_empty(), "{room} may not use {wrong:?}");
    }
}

#[test]
fn the_use_cases_and_connect_do_not_know_each_other_nor_the_database() {
    let all = dependencies();
    for name in ["rusqlite", "connect", "printpdf", "pdf-writer"] {
        assert!(!all["app"].contains(name), "app may not use {name}");
    }
    for name in ["app", "store", "paper", "statements", "rusqlite"] {
        assert!(!all["connect"].contains(name), "connect may not use {name}");
    }
    for name in ["store", "paper", "rusqlite"] {
        assert!(!all["quittance"].contains(name), "the shell may not use {name}");
    }
}

#[test]
fn no_sql_stands_outside_the_store() {
    let outside = |name: &str| {
        name.starts_with("src-tauri/") && name.ends_with(".rs") && !name.contains("crates/store/")
    };
    let words = [
        "SELECT ",
        "INSERT INTO",
        "DELETE FROM",
        "PRAGMA ",
        "rusqlite::",
        "execute_batch(",
        "query_row(",
    ];
    let found = places(outside, |line| words.iter().any(|word| line.contains(word)));
    none("SQL outside the store", &found);
}

#[test]
fn no_test_is_skipped_waits_or_expects_a_panic_and_nothing_is_left_to_do() {
    let words =
        ["#[ignore", "#[should_panic", "todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX:"];
    let rust = |name: &str| name.ends_with(".rs") && !name.starts_with("tests/window/");
    none("left over", &places(rust, |line| words.iter().any(|word| line.contains(word))));
    let test = |name: &str| name.starts_with("tests/") || name.ends_with("/tests.rs");
    let waits = |line: &str| line.contains("thread::sleep");
    none("a test that waits", &places(|name| test(name) && rust(name), waits));
    let unnamed =
        |line: &str| line.match_indices("TODO").any(|(at, _)| !line[at..].starts_with("TODO("));
    let ours = |name: &str| !name.ends_with(".lock") && !name.ends_with(".json");
    none("a TODO without a name", &places(ours, unnamed));
}

/// Files of more than 500 lines, each with its reason.
const LONG: [(&str, &str); 6] = [
    ("tests/journeys/mail.rs", "one office, and every way in which its mail goes wrong"),
    ("tests/window/driver.rs", "the protocol of the window's driver"),
    ("ui/src/backend/generated.ts", "written by the command list"),
    ("ui/src/backend/fake.ts", "one answer for each command"),
    ("ui/package-lock.json", "written by npm"),
    ("src-tauri/crates/store/migrations/0001_books.sql", "the whole schema of the first version"),
];

/// A file of use cases holds the noun's shapes on the wire, one documented field a line, beside its
/// commands, so it may be longer.
fn limit(name: &str) -> usize {
    if name.starts_with("src-tauri/crates/app/src/") { 850 } else { 500 }
}

#[test]
fn no_file_is_longer_than_it_has_a_reason_to_be() {
    let long: Vec<String> = files()
        .iter()
        .filter(|(name, _)| !name.ends_with(".lock") && LONG.iter().all(|(file, _)| file != name))
        .filter(|(name, text)| text.lines().count() > limit(name))
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    none("longer than its limit", &long);
}

/// Files of Rust or SQL whose lines are longer than 100 characters, each with its reason.
const WIDE: [(&str, &str); 2] = [
    ("src-tauri/crates/app/src/commands.rs", "a table, one command a row"),
    ("src-tauri/crates/paper/examples/samples/letters.rs", "the words of sample letters"),
];

#[test]
fn no_line_of_code_is_longer_than_100_characters() {
    let code = |name: &str| {
        let kept = name.ends_with(".rs") || name.ends_with(".sql");
        kept && WIDE.iter().all(|(file, _)| *file != name)
    };
    // The rows of an expected table are as long as they are.
    let row = |line: &str| line.matches(" | ").count() > 2;
    let wide = |line: &str| line.chars().count() > 100 && !row(line);
    none("longer than 100 characters", &places(code, wide));
}

#[test]
fn nothing_names_a_machine_or_a_private_registry() {
    // Nora is the person of every example.
    let paths = ["/home/", "/work/", "/root/", "/Users/", "C:\\Users"];
    none(
        "a path of one machine",
        &places(
            |_| true,
            |line| paths.iter().any(|path| line.contains(path)) && !line.contains("/home/nora/"),
        ),
    );
    let hosts = [
        "https://registry.npmjs.org/",
        "https://github.com/sponsors",
        "registry+https://github.com/rust-lang/crates.io-index",
    ];
    let locks = |name: &str| name.ends_with(".lock") || name.ends_with("package-lock.json");
    let foreign = |line: &str| {
        let source = line.contains("\"resolved\":") || line.starts_with("source = ");
        source && !hosts.iter().any(|host| line.contains(host))
    };
    none("a package from elsewhere", &places(locks, foreign));
}

#[test]
fn comments_speak_of_the_code_and_not_of_its_making() {
    let words = [
        "issue #",
        "pull request",
        "the brief",
        "subagent",
        "language model",
        "chatgpt",
        "claude",
        "copilot",
        "as requested",
        "previous version of this file",
        "as discussed",
    ];
    let code = |name: &str| {
        [".rs", ".ts", ".svelte", ".css", ".sql", ".sh"].iter().any(|ending| name.ends_with(ending))
    };
    let talks = |line: &str| {
        let lower = line.trim().to_lowercase();
        let comment =
            ["//", "--", "*", "/*", "<!--", "#"].iter().any(|sign| lower.starts_with(sign));
        comment && words.iter().any(|word| lower.contains(word))
    };
    none("a comment about the making", &places(code, talks));
}

#[test]
fn folders_and_files_have_the_names_of_things() {
    let vague = [
        "mod.rs",
        "utils.rs",
        "util.rs",
        "helpers.rs",
        "helper.rs",
        "common.rs",
        "misc.rs",
        "manager.rs",
        "utils.ts",
        "helpers.ts",
    ];
    let found: Vec<String> = files()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| vague.contains(&name.rsplit('/').next().unwrap_or_default()))
        .collect();
    none("a name that says nothing", &found);
}

#[test]
fn every_module_opens_with_what_it_is() {
    let silent: Vec<String> = files()
        .iter()
        .filter(|(name, _)| name.ends_with(".rs") && !name.ends_with("/tests.rs"))
        .filter(|(_, text)| !text.starts_with("//!") && !text.starts_with("#!["))
        .map(|(name, _)| name.clone())
        .collect();
    none("a module that does not say what it is", &silent);
}

/// The tiers of the window: components know no feature and no backend, features know no other
/// feature, and only `backend/` knows the shell.
#[test]
fn the_windows_tiers_hold() {
    let source = |name: &str| name.ends_with(".ts") || name.ends_with(".svelte");
    let imports = |line: &str, what: &str| {
        (line.contains(" from '") || line.contains("import '") || line.contains("import('"))
            && line.contains(what)
    };
    let shell = places(
        |name| source(name) && name.starts_with("ui/src/") && !name.starts_with("ui/src/backend/"),
        |line| imports(line, "@tauri-apps/"),
    );
    none("the shell is known outside backend/", &shell);
    let upward = places(
        |name| source(name) && name.starts_with("ui/src/components/"),
        |line| imports(line, "/features/") || imports(line, "/pages/"),
    );
    none("a component knows a feature or a page", &upward);
}

/// The rules that apply to what the program does so far; the others come with what they are about:
/// 9 with charging, 12 and 13 with reminders, 20 with late interest.
const APPLYING: [u32; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 15, 16, 17, 18, 19];

#[test]
fn every_rule_that_applies_is_shown_by_a_test_of_its_name() {
    let stories: String = files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("tests/journeys/") || name.starts_with("tests/crash/"))
        .map(|(_, text)| text)
        .collect();
    let missing: Vec<String> = APPLYING
        .iter()
        .filter(|rule| !stories.contains(&format!("fn rule_{rule}_")))
        .map(|rule| format!("rule {rule}"))
        .collect();
    none("no test is named after", &missing);
}
