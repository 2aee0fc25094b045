//! Where files go outside the book: the user's documents for copies that stay, a private folder for
//! copies that only another program reads.

#[cfg(test)]
mod tests;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

use crate::names;

/// How many different files of one name are kept before a save is refused.
const MOST_COPIES: u32 = 1000;

/// The folders of the program.
pub(crate) struct Folders {
    books: PathBuf,
    documents: PathBuf,
    laid_out: PathBuf,
}

/// The folders of this user, made where they are missing; in words what is wrong with one.
pub(crate) fn of(app: &AppHandle) -> Result<Folders, String> {
    let paths = app.path();
    let data = paths.data_dir().map_err(|_| "this user has no data folder".to_owned())?;
    let cache = paths.cache_dir().map_err(|_| "this user has no cache folder".to_owned())?;
    let documents = paths
        .document_dir()
        .or_else(|_| paths.home_dir().map(|home| home.join("Documents")))
        .unwrap_or_else(|_| data.clone());
    let folders = Folders {
        books: data.join("quittance"),
        documents: documents.join("Quittance"),
        laid_out: cache.join("quittance").join("opened"),
    };
    folders.prepare()?;
    Ok(folders)
}

impl Folders {
    /// Where books are.
    pub(crate) fn books(&self) -> &Path {
        &self.books
    }

    /// Where the webview keeps what it remembers.
    pub(crate) fn window(&self) -> PathBuf {
        self.books.join("window")
    }

    /// Makes the folder of books, proves that it can be written, and empties what was laid out by
    /// the run before.
    fn prepare(&self) -> Result<(), String> {
        let unusable = |why: io::Error| {
            format!("the data folder {} cannot be used: {why}", self.books.display())
        };
        private_folder(&self.books).map_err(unusable)?;
        fs::read_dir(&self.books).map_err(unusable)?;
        let proof = self.books.join(".writable");
        write_new(&proof, b"").or_else(unless_there).map_err(unusable)?;
        fs::remove_file(&proof).map_err(unusable)?;
        // What a viewer still holds open may stay; the next start tries again.
        let _ = fs::remove_dir_all(&self.laid_out);
        Ok(())
    }

    /// Keeps a copy in the user's documents. A different file of the same name stays, and the copy
    /// is numbered; the same file is not written twice.
    pub(crate) fn save(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.documents)?;
        for copy in 1..=MOST_COPIES {
            let place = self.documents.join(names::numbered(name, copy));
            match write_new(&place, bytes) {
                Ok(()) => return Ok(place),
                Err(why) if why.kind() != ErrorKind::AlreadyExists => return Err(why),
                Err(_) if holds(&place, bytes) => return Ok(place),
                Err(_) => {}
            }
        }
        Err(io::Error::from(ErrorKind::AlreadyExists))
    }

    /// Lays a copy where only this user can read it, each in a folder of its own so that it keeps
    /// its name.
    pub(crate) fn lay_out(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        for copy in 1..=MOST_COPIES {
            let folder = self.laid_out.join(copy.to_string());
            private_folder(&folder)?;
            let place = folder.join(name);
            match write_new(&place, bytes) {
                Ok(()) => return Ok(place),
                Err(why) if why.kind() != ErrorKind::AlreadyExists => return Err(why),
                Err(_) if holds(&place, bytes) => return Ok(place),
                Err(_) => {}
            }
        }
        Err(io::Error::from(ErrorKind::AlreadyExists))
    }

    /// Whether a canonical place is the program's to show: a saved copy, or a book with its
    /// backups.
    pub(crate) fn may_show(&self, place: &Path, beside_book: Option<&Path>) -> bool {
        [Some(self.documents.as_path()), Some(self.books.as_path()), beside_book]
            .into_iter()
            .flatten()
            .filter_map(|folder| fs::canonicalize(folder).ok())
            .any(|folder| place.starts_with(folder))
    }
}

/// Makes a folder, and those above it, for this user alone.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file that is not there yet, for this user alone; nothing is left of a failed one.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn unless_there(why: io::Error) -> io::Result<()> {
    if why.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(why) }
}

/// Whether the file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    let same_size = file.metadata().is_ok_and(|about| about.len() == bytes.len() as u64);
    let mut found = Vec::new();
    same_size && file.take(bytes.len() as u64).read_to_end(&mut found).is_ok() && found == bytes
}
