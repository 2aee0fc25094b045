//! What every part of the shell shares: the command list over the open book, and the folders.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, mpsc};
use std::thread;

use app::failure::{Code, Failure, failure};
use app::home::Home;
use app::{App, Done};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use connect::keyring::Keyring;
use connect::world::SystemWorld;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::folders::Folders;

/// The program behind the window. A copy is another handle to the same one.
#[derive(Clone)]
pub(crate) struct Program {
    app: Arc<Mutex<App>>,
    folders: Arc<Folders>,
}

/// A file of the book with its bytes.
pub(crate) struct Kept {
    /// Its file name.
    pub(crate) name: String,
    /// `application/pdf` and so on.
    pub(crate) media_type: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// A file as it stands on the wire.
#[derive(Deserialize)]
struct KeptOnTheWire {
    name: String,
    media_type: String,
    content: String,
}

/// The part of `books.status` that tells where the open book is.
#[derive(Deserialize)]
struct Books {
    open: Option<OpenBook>,
}

#[derive(Deserialize)]
struct OpenBook {
    path: PathBuf,
}

impl Program {
    /// The program over the books of these folders, none open yet.
    pub(crate) fn at(folders: Folders) -> Program {
        let app = App::new(
            Arc::new(SystemWorld),
            Arc::new(Keyring),
            Home::Folder(folders.books().to_owned()),
        );
        Program { app: Arc::new(Mutex::new(app)), folders: Arc::new(folders) }
    }

    /// Where files are.
    pub(crate) fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Opens the book of last time on a thread of its own; commands wait for it, the window does
    /// not.
    pub(crate) fn open_last(&self) {
        let (held, ready) = mpsc::channel();
        let program = self.clone();
        thread::spawn(move || {
            let mut app = program.lock();
            let _ = held.send(());
            app.open_last();
        });
        // Until the lock is held, a command could come first and find no book.
        let _ = ready.recv();
    }

    /// Closes the open book, when the command that runs has ended.
    pub(crate) fn close(&self) {
        *self.lock() = App::new(Arc::new(SystemWorld), Arc::new(Keyring), Home::Memory);
    }

    /// Carries a question to the command list.
    pub(crate) fn call(&self, name: &str, question: Value) -> Result<Done, Failure> {
        self.lock().call(name, question)
    }

    /// A document of the open book.
    pub(crate) fn document(&self, sha256: &str) -> Result<Kept, Failure> {
        Ok(self.made("documents.show", json!({ "sha256": sha256 }))?.0)
    }

    /// The file that a command answers with, and the tags of what it touched.
    pub(crate) fn made(
        &self,
        name: &str,
        question: Value,
    ) -> Result<(Kept, Vec<&'static str>), Failure> {
        let done = self.call(name, question)?;
        let wire: KeptOnTheWire = serde_json::from_value(done.reply).map_err(|_| odd(name))?;
        let bytes = BASE64.decode(wire.content).map_err(|_| odd(name))?;
        Ok((Kept { name: wire.name, media_type: wire.media_type, bytes }, done.touched))
    }

    /// The file of the open book.
    pub(crate) fn book(&self) -> Result<Option<PathBuf>, Failure> {
        let books: Books = self.ask("books.status", json!({}))?;
        Ok(books.open.map(|open| open.path))
    }

    /// The answer to a question that changes nothing.
    pub(crate) fn ask<Answer: DeserializeOwned>(
        &self,
        name: &str,
        question: Value,
    ) -> Result<Answer, Failure> {
        serde_json::from_value(self.call(name, question)?.reply).map_err(|_| odd(name))
    }

    /// The command list, waiting until the command that runs has ended.
    pub(crate) fn lock(&self) -> MutexGuard<'_, App> {
        // A change is one transaction, so the book is whole even where a panic came between.
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The command list, or none while a command runs.
    pub(crate) fn at_rest(&self) -> Option<MutexGuard<'_, App>> {
        match self.app.try_lock() {
            Ok(app) => Some(app),
            Err(TryLockError::Poisoned(app)) => Some(app.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

fn odd(name: &str) -> Failure {
    failure(Code::Bug, format!("the answer of {name} is not as the window expects it"))
}
