//! What the window may ask of this process: the command list, and a few acts on files.
//!
//! The window is not trusted. Every name and place is checked here; what is opened, attached or
//! saved as a document comes out of the book, never out of the window.

use std::path::Path;

use app::Done;
use app::failure::{Code, Failure, failure, refused};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use connect::mail::{self, Draft};
use connect::processors::Notes;
use connect::smtp::{self, Patience};
use domain::mail::File;
use domain::named::Named;
use domain::ports::Secret;
use domain::processor::Brand;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tauri::{Emitter, EventTarget, State, WebviewWindow};

use crate::names;
use crate::program::Program;
use crate::worker::processor;

/// The news that something changed: the tags of it.
pub(crate) const TOUCHED: &str = "touched";

/// A draft of `mail.show`.
#[derive(Deserialize)]
struct Composed {
    from: String,
    to: String,
    subject: String,
    body: String,
    attachment: String,
    sha256: String,
    cc: String,
    more: Vec<Composing>,
}

/// What else goes with a draft.
#[derive(Deserialize)]
struct Composing {
    name: String,
    sha256: String,
}

/// The commands that make a file for others to open.
const MAKERS: [&str; 15] = [
    "packs.make",
    "evidence.make",
    "disputes.evidence",
    "ledger.export",
    "exports.make",
    "hand_offs.make",
    "forecast.paper",
    "ageing.paper",
    "metrics.paper",
    "fees.paper",
    "insights.paper",
    "leakage.paper",
    "summary.paper",
    "payouts.paper",
    "ledger.paper",
];

/// A file that was made and saved.
#[derive(Serialize)]
pub(crate) struct MadeSaved {
    name: String,
    place: String,
    touched: Vec<&'static str>,
}

/// What the test of the mail account found.
#[derive(Serialize)]
pub(crate) struct MailTested {
    /// The steps that went well: `name`, `connection`, `encryption`, `greeting`, `login`.
    passed: Vec<&'static str>,
    /// The step where it stopped; none when everything went well.
    failed: Option<&'static str>,
    /// What happened there and what to do.
    words: Option<String>,
}

/// What a processor said of an account.
#[derive(Serialize)]
pub(crate) struct ProcessorChecked {
    /// The name clients see.
    name: String,
    /// Whether real money moves.
    live: bool,
    /// What keeps it from being connected.
    missing: Vec<MissingThere>,
}

/// A permission or setting that an account lacks.
#[derive(Serialize)]
pub(crate) struct MissingThere {
    what: String,
    why: String,
    link: String,
}

/// Carries a question to the command list, and the news of it to the other windows.
#[tauri::command]
pub(crate) async fn call(
    window: WebviewWindow,
    program: State<'_, Program>,
    name: String,
    question: Value,
) -> Result<Done, Failure> {
    let done = aside(&program, move |program| program.call(&name, question)).await?;
    let others = |target: &EventTarget| match target {
        EventTarget::WebviewWindow { label } => label != window.label(),
        _ => false,
    };
    if !done.touched.is_empty() {
        // A window that is just closing hears nothing, and needs nothing.
        let _ = window.emit_filter(TOUCHED, &done.touched, others);
    }
    Ok(done)
}

/// Writes a copy of a document into the user's documents; answers its place.
#[tauri::command]
pub(crate) async fn save_document(
    program: State<'_, Program>,
    sha256: String,
) -> Result<String, Failure> {
    aside(&program, move |program| {
        let kept = program.document(&sha256)?;
        let name = names::with_ending_of(&names::safe(&kept.name), &kept.media_type);
        let place = program.folders().save(&name, &kept.bytes).map_err(unwritten)?;
        Ok(place.to_string_lossy().into_owned())
    })
    .await
}

/// Opens a private copy of a document in the system's viewer.
#[tauri::command]
pub(crate) async fn open_document(
    program: State<'_, Program>,
    sha256: String,
) -> Result<(), Failure> {
    aside(&program, move |program| {
        let kept = program.document(&sha256)?;
        if !names::is_viewed(&kept.media_type) {
            let words = "this kind of document is not opened from here; save a copy instead";
            return Err(failure(Code::InvalidInput, words));
        }
        let name = names::with_ending_of(&names::safe(&kept.name), &kept.media_type);
        let place = program.folders().lay_out(&name, &kept.bytes).map_err(unwritten)?;
        open_in_system(&place)
    })
    .await
}

/// Writes a table that the window made into the user's documents; answers its place.
#[tauri::command]
pub(crate) async fn save_file(
    program: State<'_, Program>,
    name: String,
    content: String,
) -> Result<String, Failure> {
    aside(&program, move |program| {
        let name = names::safe(&name);
        if !names::is_table(&name) {
            return Err(refused("name", "only tables (.csv) are saved from here"));
        }
        let bytes = BASE64
            .decode(content)
            .map_err(|_| refused("content", "the file's content is not base64"))?;
        let place = program.folders().save(&name, &bytes).map_err(unwritten)?;
        Ok(place.to_string_lossy().into_owned())
    })
    .await
}

/// Runs a command that makes a file for others to open, and writes it into the user's documents.
/// The window never holds the file's bytes.
#[tauri::command]
pub(crate) async fn save_made(
    program: State<'_, Program>,
    name: String,
    question: Value,
) -> Result<MadeSaved, Failure> {
    aside(&program, move |program| {
        if !MAKERS.contains(&name.as_str()) {
            return Err(refused("name", "this command makes no file"));
        }
        let (file, touched) = program.made(&name, question)?;
        let name = names::safe(&file.name);
        let place = program.folders().save(&name, &file.bytes).map_err(unwritten)?;
        Ok(MadeSaved { name, place: place.to_string_lossy().into_owned(), touched })
    })
    .await
}

/// Opens the draft of an outbox row in the user's mail program, and notes in the row what became
/// of it.
#[tauri::command]
pub(crate) async fn draft_mail(program: State<'_, Program>, id: String) -> Result<(), Failure> {
    aside(&program, move |program| {
        let composed: Composed = program.ask("mail.show", json!({ "id": id }))?;
        let handed = hand_over(program, &composed);
        let why = handed.as_ref().err().map(|failure| failure.message.as_str());
        program.call("mail.settle", json!({ "id": id, "failure": why }))?;
        handed
    })
    .await
}

/// Connects to the mail server and signs in; sends nothing.
#[tauri::command]
pub(crate) async fn test_mail(program: State<'_, Program>) -> Result<MailTested, Failure> {
    aside(&program, move |program| {
        let (server, secret) = program.lock().mail_server()?;
        let found = smtp::probe(&server, secret.as_ref(), Patience::default());
        Ok(MailTested {
            passed: found.passed.iter().map(|step| step.name()).collect(),
            failed: found.trouble.as_ref().map(|trouble| trouble.step.name()),
            words: found.trouble.map(|trouble| trouble.words),
        })
    })
    .await
}

/// Asks a processor whose account a key opens, and connects it where nothing is missing. The key
/// goes to the keyring, and nowhere else.
#[tauri::command]
pub(crate) async fn connect_processor(
    program: State<'_, Program>,
    brand: String,
    key: String,
) -> Result<ProcessorChecked, Failure> {
    aside(&program, move |program| {
        let unknown = || refused("brand", "choose a processor from the list");
        let brand = Brand::named(&brand).ok_or_else(unknown)?;
        let key = Secret::new(key.trim().as_bytes());
        let notes = Notes::default();
        let opened = processor(brand, key.clone(), &notes).map_err(|why| refused("key", why))?;
        let checked = opened.check();
        program.lock().keep_calls(&notes.take())?;
        let standing = checked.map_err(|why| refused("key", why.to_string()))?;
        let missing = standing.missing.iter().map(|one| MissingThere {
            what: one.what.clone(),
            why: one.why.clone(),
            link: one.link.clone(),
        });
        let missing: Vec<MissingThere> = missing.collect();
        if missing.is_empty() {
            program.lock().connect(brand, &standing, &key)?;
        }
        Ok(ProcessorChecked { name: standing.name, live: standing.live, missing })
    })
    .await
}

/// Shows a file in its folder: the book, its backups, and what was saved from here.
#[tauri::command]
pub(crate) async fn reveal(program: State<'_, Program>, path: String) -> Result<(), Failure> {
    aside(&program, move |program| {
        let beyond = || failure(Code::NotFound, "there is no such file of this program");
        let place = std::fs::canonicalize(&path).map_err(|_| beyond())?;
        let beside_book = program.book()?.and_then(|book| book.parent().map(Path::to_owned));
        if !program.folders().may_show(&place, beside_book.as_deref()) {
            return Err(beyond());
        }
        // Where no file manager can point at a file, its folder is opened.
        let folder = place.parent().unwrap_or(&place);
        tauri_plugin_opener::reveal_item_in_dir(&place).or_else(|_| open_in_system(folder))
    })
    .await
}

/// Runs an act where it may wait for the disk, away from the window's thread.
pub(crate) async fn aside<Answer: Send + 'static>(
    program: &Program,
    act: impl FnOnce(&Program) -> Result<Answer, Failure> + Send + 'static,
) -> Result<Answer, Failure> {
    let program = program.clone();
    tauri::async_runtime::spawn_blocking(move || act(&program))
        .await
        .unwrap_or_else(|_| Err(failure(Code::Bug, "something went wrong in the program")))
}

fn hand_over(program: &Program, composed: &Composed) -> Result<(), Failure> {
    let letter = program.document(&composed.sha256)?;
    let mut more = Vec::new();
    for file in &composed.more {
        let kept = program.document(&file.sha256)?;
        let (name, media_type) = (file.name.clone(), kept.media_type);
        more.push(File { name, media_type, bytes: kept.bytes });
    }
    let draft = Draft {
        from: &composed.from,
        to: &composed.to,
        cc: &composed.cc,
        subject: &composed.subject,
        body: &composed.body,
        attachment: &composed.attachment,
        pdf: &letter.bytes,
        more: &more,
    };
    let message =
        mail::draft(&draft).map_err(|why| failure(Code::InvalidInput, why.to_string()))?;
    let name = names::safe(&format!("{}.eml", composed.subject));
    let place = program.folders().lay_out(&name, &message).map_err(unwritten)?;
    open_in_system(&place)
}

fn open_in_system(place: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::open_path(place, None::<&str>).map_err(|_| {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let words = format!("no program on this computer opens \"{name}\"; install one, try again");
        failure(Code::NoAccess, words)
    })
}

fn unwritten(why: std::io::Error) -> Failure {
    match why.kind() {
        std::io::ErrorKind::StorageFull => {
            failure(Code::DiskFull, "the disk is full, so no copy was made; free some space")
        }
        _ => failure(Code::NoAccess, format!("no copy could be made: {why}")),
    }
}
