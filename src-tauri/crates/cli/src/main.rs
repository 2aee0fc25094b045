//! `quittance-cli`: the command list without a window, for scripts, scheduled runs and tests.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use app::App;
use app::commands::COMMANDS;
use app::home::Home;
use app::typescript::Types;
use connect::keyring::Keyring;
use connect::world::SystemWorld;
use serde_json::{Value, json};

mod mail;
mod statement;
mod sync;

/// How the program is called.
const USAGE: &str = "use: quittance-cli [--book FILE] call NAME JSON [--file FIELD=PATH]
     quittance-cli [--book FILE] serve        JSON lines {\"name\", \"question\"} on standard input
     quittance-cli list                       every command with its question and its answer
     quittance-cli --book FILE mail send      sends the mail that is due
     quittance-cli --book FILE mail test      connects to the mail server and signs in
     quittance-cli --book FILE sync [dry]     makes a run with the connected ledger
     quittance-cli verify FILE                checks a book's promises
     quittance-cli evidence verify FILE [--key FINGERPRINT]
     quittance-cli statement inspect FILE [--mapping JSON]
     quittance-cli statement table DIR        what every bank file of a folder holds
     quittance-cli match FILE                 what deposits pay, without a book";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut book = None;
    if let ["--book", file, ..] = words.as_slice() {
        book = Some(PathBuf::from(file));
        words.drain(..2);
    }
    let answer = match words.as_slice() {
        ["call", name, question, files @ ..] => call(book, name, question, files),
        ["serve"] => return serve(book),
        ["list"] => Ok(list()),
        ["match", file] => return match_file(Path::new(file)),
        ["mail", "send"] => program(book).and_then(mail::send),
        ["mail", "test"] => program(book).and_then(mail::test),
        ["sync"] => program(book).and_then(|app| sync::run(app, false)),
        ["sync", "dry"] => program(book).and_then(|app| sync::run(app, true)),
        ["verify", file] => return verify(PathBuf::from(file)),
        ["evidence", "verify", file] => return evidence_verify(Path::new(file), None),
        ["evidence", "verify", file, "--key", key] => {
            return evidence_verify(Path::new(file), Some(key));
        }
        ["statement", "inspect", file] => {
            statement::inspect(Path::new(file), None).map_err(Value::String)
        }
        ["statement", "inspect", file, "--mapping", json] => {
            statement::inspect(Path::new(file), Some(json)).map_err(Value::String)
        }
        ["statement", "table", folder] => {
            return match statement::table(Path::new(folder)) {
                Ok(table) => {
                    let _ = write!(io::stdout(), "{table}");
                    ExitCode::SUCCESS
                }
                Err(words) => {
                    let _ = writeln!(io::stderr(), "{words}");
                    ExitCode::FAILURE
                }
            };
        }
        _ => Err(Value::String(USAGE.to_owned())),
    };
    match answer {
        Ok(value) => {
            say(&value);
            ExitCode::SUCCESS
        }
        Err(Value::String(words)) => {
            let _ = writeln!(io::stderr(), "{words}");
            ExitCode::FAILURE
        }
        Err(failure) => {
            say(&failure);
            ExitCode::FAILURE
        }
    }
}

/// One line of JSON. A reader that hangs up is no failure of ours.
fn say(value: &Value) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{value}").and_then(|()| out.flush());
}

/// The program over one file; a book that is there is opened.
fn program(book: Option<PathBuf>) -> Result<App, Value> {
    let home = book.clone().map_or(Home::Memory, |file| Home::File(absolute(&file)));
    let mut app = App::new(Arc::new(SystemWorld), Arc::new(Keyring), home);
    if let Some(file) = book.filter(|file| file.exists()) {
        app.open_path(&absolute(&file)).map_err(|failure| json!(failure))?;
    }
    Ok(app)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn call(book: Option<PathBuf>, name: &str, question: &str, files: &[&str]) -> Result<Value, Value> {
    let mut question: Value = serde_json::from_str(question)
        .map_err(|wrong| Value::String(format!("the question is not JSON: {wrong}")))?;
    attach(&mut question, files).map_err(Value::String)?;
    let done = program(book)?.call(name, question).map_err(|failure| json!(failure))?;
    Ok(done.reply)
}

/// Puts files into the question: `--file FIELD=PATH` sets FIELD to the file's name and bytes.
fn attach(question: &mut Value, files: &[&str]) -> Result<(), String> {
    for pair in files.chunks(2) {
        let ["--file", named] = pair else {
            return Err(USAGE.to_owned());
        };
        let (field, path) = named.split_once('=').ok_or(USAGE)?;
        let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        question[field] = json!({ "name": name, "content": app::wire::encode(&bytes) });
    }
    Ok(())
}

/// Answers one JSON line for each JSON line, until the input ends.
fn serve(book: Option<PathBuf>) -> ExitCode {
    let mut app = match program(book) {
        Ok(app) => app,
        Err(failure) => {
            say(&failure);
            return ExitCode::FAILURE;
        }
    };
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        if line.trim().is_empty() {
            continue;
        }
        let asked: Result<Value, _> = serde_json::from_str(&line);
        say(&match asked {
            Ok(asked) => {
                match app.call(asked["name"].as_str().unwrap_or(""), asked["question"].clone()) {
                    Ok(done) => json!({ "done": done }),
                    Err(failure) => json!({ "failure": failure }),
                }
            }
            Err(wrong) => json!({ "failure": { "code": "InvalidInput",
                "message": format!("not a JSON line: {wrong}"), "field": null } }),
        });
    }
    ExitCode::SUCCESS
}

/// Every command: name, what it is for, question and answer as TypeScript, and the types they use.
fn list() -> Value {
    let mut types = Types::default();
    let commands: Vec<Value> = COMMANDS
        .iter()
        .map(|command| {
            let (question, answer) = (command.shape)(&mut types);
            json!({ "name": command.name, "about": command.about,
                "question": question, "answer": answer })
        })
        .collect();
    json!({ "commands": commands, "types": types.into_declarations() })
}

/// Says what holds of an evidence pack, and fails if anything does not. `key` is the fingerprint
/// of the practice's key, where the reader knows it. Needs no book and no network.
fn evidence_verify(file: &Path, key: Option<&str>) -> ExitCode {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    };
    let report = evidence::bundle::verify(&bytes, key);
    let _ = write!(io::stdout(), "{report}");
    if report.right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints one line of JSON for each deposit of a file.
fn match_file(file: &Path) -> ExitCode {
    let name = file.display();
    let answered =
        std::fs::read(file).map_err(|error| format!("{name} cannot be read: {error}")).and_then(
            |bytes| app::match_file::answered(&bytes).map_err(|why| format!("{name}: {why}")),
        );
    match answered {
        Ok(lines) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            let _ = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
            let _ = out.flush();
            ExitCode::SUCCESS
        }
        Err(words) => {
            let _ = writeln!(io::stderr(), "{words}");
            ExitCode::FAILURE
        }
    }
}

/// Prints each finding; fails if there is one.
fn verify(file: PathBuf) -> ExitCode {
    let answer = call(Some(file.clone()), "books.verify", "{}", &[]);
    match answer {
        Ok(verified) if file.exists() => {
            let lines = |key: &str| verified[key].as_array().cloned().unwrap_or_default();
            let mut out = io::stdout().lock();
            for checked in lines("checked") {
                let _ = writeln!(out, "checked: {}", checked.as_str().unwrap_or_default());
            }
            for finding in lines("findings") {
                let _ = writeln!(out, "FINDING: {}", finding.as_str().unwrap_or_default());
            }
            let _ = writeln!(out, "{} findings", lines("findings").len());
            if lines("findings").is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Ok(_) => ExitCode::FAILURE,
        Err(failure) => {
            say(&failure);
            ExitCode::FAILURE
        }
    }
}
