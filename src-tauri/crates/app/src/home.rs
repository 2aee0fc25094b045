//! Where books live: the platform's data folder, or one file that was named.

use std::path::{Path, PathBuf};

/// The name of the user's own book.
const OWN: &str = "Practice.quittance";
/// The name of the sample practice.
const SAMPLE: &str = "Sample practice.quittance";
/// The file that remembers which book was open last.
const LAST: &str = "last-book";

/// Where books are looked for and made.
#[derive(Clone, Debug)]
pub enum Home {
    /// The program's data folder; what was open last is remembered there.
    Folder(PathBuf),
    /// One file, for scripts: every book is this one.
    File(PathBuf),
    /// Nowhere: books are in memory, for tests.
    Memory,
}

impl Home {
    /// The folder new books are put into.
    pub fn folder(&self) -> PathBuf {
        match self {
            Home::Folder(folder) => folder.clone(),
            Home::File(file) => file.parent().unwrap_or(Path::new("")).to_owned(),
            Home::Memory => PathBuf::new(),
        }
    }

    /// The user's own book; in `folder`, if one is named.
    pub fn own(&self, folder: Option<&Path>) -> PathBuf {
        match (self, folder) {
            (Home::File(file), _) => file.clone(),
            (_, Some(folder)) => folder.join(OWN),
            _ => self.folder().join(OWN),
        }
    }

    /// The sample practice.
    pub fn sample(&self) -> PathBuf {
        match self {
            Home::File(file) => file.clone(),
            _ => self.folder().join(SAMPLE),
        }
    }

    /// The book that was open last.
    pub fn last(&self) -> Option<PathBuf> {
        match self {
            Home::Folder(folder) => {
                let text = std::fs::read_to_string(folder.join(LAST)).ok()?;
                Some(PathBuf::from(text.trim())).filter(|path| !path.as_os_str().is_empty())
            }
            Home::File(file) => file.exists().then(|| file.clone()),
            Home::Memory => None,
        }
    }

    /// Remembers the book that is open. Where that cannot be written, the next start shows the
    /// first screen again; no book is lost.
    pub fn remember(&self, path: &Path) {
        if let Home::Folder(folder) = self {
            let _ = std::fs::create_dir_all(folder);
            let _ = std::fs::write(folder.join(LAST), path.to_string_lossy().as_bytes());
        }
    }
}

/// The warning for a folder that a sync client keeps: two computers writing one book damage it.
pub fn sync_warning(path: &Path) -> Option<String> {
    const CLIENTS: [(&str, &str); 6] = [
        ("dropbox", "Dropbox"),
        ("onedrive", "OneDrive"),
        ("icloud", "iCloud"),
        ("com~apple~clouddocs", "iCloud"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
    ];
    let parts: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().to_lowercase()).collect();
    let (_, name) = CLIENTS.into_iter().find(|(sign, _)| {
        parts.iter().any(|part| part.replace(' ', "").starts_with(&sign.replace(' ', "")))
    })?;
    Some(format!(
        "This folder is kept by {name}. A sync client can damage an open book; choose a folder on \
         this computer alone, and keep backups in {name} instead."
    ))
}
