//! Folders that go away with their test, and the book file inside, open to raw SQL.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use app::home::Home;
use serde_json::{Value, json};
use store::Connection;

use crate::{Desk, practice};

/// A folder of its own for one test, removed when it goes out of sight.
pub struct Folder(PathBuf);

impl Default for Folder {
    fn default() -> Self {
        Folder::new()
    }
}

impl Folder {
    /// An empty folder below the system's folder for temporary files.
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("quittance-test-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("the system has a folder for temporary files");
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The book of this folder.
    pub fn book(&self) -> PathBuf {
        self.0.join("Practice.quittance")
    }

    /// A desk over the book of this folder, made with the usual practice if it is not there.
    pub fn desk(&self, day: &str) -> Desk {
        self.desk_of(day, practice())
    }

    /// A desk over the book of this folder, made with `practice` if it is not there.
    pub fn desk_of(&self, day: &str, practice: Value) -> Desk {
        let mut desk = self.closed_desk(day);
        if self.book().exists() {
            desk.call("books.open", json!({ "path": self.book() }));
        } else {
            let question = json!({ "practice": practice, "folder": null });
            desk.call("books.create", question);
        }
        desk
    }

    /// A desk that may open the book of this folder and has not.
    pub fn closed_desk(&self, day: &str) -> Desk {
        Desk::bare(day, Home::File(self.book()))
    }

    /// The program of a desk ends, and starts again on the same computer.
    pub fn again(&self, desk: Desk) -> Desk {
        let mut desk = desk.restarted(Home::File(self.book()));
        desk.call("books.open", json!({ "path": self.book() }));
        desk
    }

    /// The program of a desk ends, the book is put back to what `backup` has, and it starts again.
    pub fn restored(&self, desk: Desk, backup: &Path) -> Desk {
        let mut desk = desk.restarted(Home::File(self.book()));
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", self.book().display()));
        }
        std::fs::copy(backup, self.book()).expect("a backup can be copied");
        desk.call("books.open", json!({ "path": self.book() }));
        desk
    }

    /// Every file in it, backups among them: name and bytes.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
                let path = entry.expect("an entry can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    found.push((path.display().to_string(), bytes));
                }
            }
        }
        found
    }

    /// The book's file under the program's feet, as any other program could open it.
    pub fn raw(&self) -> Connection {
        Connection::open(self.book()).expect("SQLite opens the file")
    }

    /// The one number that a query finds.
    pub fn number(&self, query: &str) -> i64 {
        let found = self.raw().query_row(query, [], |row| row.get(0));
        found.unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// Runs a statement that the file's own rules must refuse; what they say.
    pub fn refuses(&self, statement: &str) -> String {
        match self.raw().execute_batch(statement) {
            Ok(()) => panic!("the book let this pass: {statement}"),
            Err(error) => error.to_string(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
