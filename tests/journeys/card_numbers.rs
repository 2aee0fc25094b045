//! Rule 15: a card number that is typed, into whatever field of whatever command, is refused.
//!
//! The fields are those of the command list itself, so that a new one is held to it as well. What
//! is exempt is not typed: the bytes of a file, because a bank's own text must not be lost for
//! digits that happen to pass the check, and a password, which goes to the keyring and not to the
//! book. What processors write never comes by a command.

use std::collections::{BTreeMap, BTreeSet};

use app::card::NOT_TYPED;
use app::command::Run;
use app::commands::COMMANDS;
use app::typescript::Types;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, file};

/// The number of a card as people write it, alone and within a text.
const TYPED: [&str; 4] = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "5555-5555-5555-4444",
    "Card 3782 822463 10005, exp 12/29",
];

/// A field of a question: its type's name, its own, and the names that lead to it.
struct Field {
    of: String,
    path: Vec<String>,
}

impl Field {
    fn name(&self) -> &str {
        self.path.last().map(String::as_str).unwrap_or_default()
    }

    /// A question that holds nothing but a text in this field.
    fn holding(&self, text: &str) -> Value {
        self.path.iter().rev().fold(json!(text), |value, name| match name.as_str() {
            "[]" => json!([value]),
            name => json!({ name: value }),
        })
    }
}

/// A declaration without its comments.
fn bare(declaration: &str) -> String {
    let mut text = String::new();
    let mut rest = declaration;
    while let Some((before, comment)) = rest.split_once("/**") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text + rest
}

/// The texts within a type, each with its way there.
fn texts(
    of: &str,
    types: &BTreeMap<String, String>,
    path: &[String],
    seen: &[&str],
    found: &mut Vec<Field>,
) {
    let Some(declaration) = types.get(of) else { return };
    let declaration = bare(declaration);
    for part in declaration.split([',', '{', '}', ';']) {
        let Some((name, kind)) = part.rsplit_once(": ") else { continue };
        let name = name.trim().trim_matches(['"', '?']);
        let mut path = [path, &[name.to_owned()]].concat();
        if kind.contains("Array<") || kind.contains("[]") {
            path.push("[]".to_owned());
        }
        let words = kind.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '"');
        for word in words.filter(|word| !word.is_empty()) {
            if word == "string" || types.get(word).is_some_and(|one| one.ends_with("= string;\n")) {
                found.push(Field { of: of.to_owned(), path: path.clone() });
            } else if !seen.contains(&word) {
                texts(word, types, &path, &[seen, &[word]].concat(), found);
            }
        }
    }
}

/// Every text of every question of a command that can write.
fn fields() -> Vec<(&'static str, Field)> {
    let mut types = Types::default();
    let writes = COMMANDS.iter().filter(|command| !matches!(command.run, Run::Read(_)));
    let asked: Vec<(&str, String)> =
        writes.map(|command| (command.name, (command.shape)(&mut types).0)).collect();
    let types = types.into_declarations();
    let mut all = Vec::new();
    for (command, question) in asked {
        let mut found = Vec::new();
        texts(&question, &types, &[], &[&question], &mut found);
        all.extend(found.into_iter().map(|field| (command, field)));
    }
    all
}

#[test]
fn rule_15_a_card_number_is_refused_in_every_field_of_every_command_that_writes() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let all = fields();
    assert!(all.len() > 400, "{} fields are not all of them", all.len());
    let commands: BTreeSet<&str> = all.iter().map(|(command, _)| *command).collect();
    assert!(commands.len() > 100, "{} commands", commands.len());
    for (command, field) in &all {
        for typed in TYPED {
            if field.path.iter().any(|name| NOT_TYPED.contains(&name.as_str())) {
                continue;
            }
            let refusal = desk.refused(command, field.holding(typed));
            let said = format!("{command} {:?}: {}", field.path, refusal.message);
            assert!(refusal.message.contains("card number"), "{said}");
            assert!(!refusal.message.contains("1111"), "the number stands in the message");
            let named = refusal.field.unwrap_or_default();
            assert!(field.name() == "[]" || named.ends_with(field.name()), "{said} {named}");
        }
    }
    for column in ["payload", "words", "undo"] {
        for part in ["1111%1111%1111", "5555%4444", "822463"] {
            let sql = format!("SELECT count(*) FROM journal WHERE {column} LIKE '%{part}%'");
            assert_eq!(folder.number(&sql), 0);
        }
    }
}

#[test]
fn rule_15_only_what_is_not_typed_is_exempt() {
    let exempt: BTreeSet<String> = fields()
        .iter()
        .filter(|(_, field)| NOT_TYPED.contains(&field.name()))
        .map(|(_, field)| format!("{} of {}", field.name(), field.of))
        .collect();
    expect![[r#"
        content of FileIn
        password of SaveMailAccount
    "#]]
    .assert_eq(&exempt.iter().map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn rule_15_a_bank_s_own_text_is_kept_whatever_its_digits() {
    let mut desk = Desk::on("2026-03-02");
    let rows = "Date,Description,Amount\n2026-03-01,REF 4111111111111111 ALDER,450.00\n\
        2026-03-01,COFFEE,-4.50\n";
    let asked = json!({ "account_id": null, "file": file("bank.csv", rows.as_bytes()),
        "mapping": null });
    let account = desk.call("statements.import", asked)["account_id"].clone();
    let lines = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 500 });
    let lines = desk.call("lines.list", lines).to_string();
    assert!(lines.contains("REF 4111111111111111 ALDER"), "{lines}");
}
