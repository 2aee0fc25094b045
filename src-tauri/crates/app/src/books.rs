//! The file of books: make, open, move, back up, check, and the sample practice beside it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::{Book, StoreError, backup, jobs, verify as checks};
use ts_rs::TS;

use crate::App;
use crate::context::Look;
use crate::failure::{Code, Failure, conflict, failure, refused};
use crate::home::{Home, sync_warning};
use crate::practice::{self, PracticeForm};
use crate::wire::Nothing;

/// Where the program stands: which book is open, and where books live.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BooksStatus {
    /// The open book; none at first start.
    pub open: Option<OpenBook>,
    /// The folder where new books are put.
    pub folder: String,
    /// Set when that folder is kept by a sync client: the warning to show.
    pub folder_warning: Option<String>,
    /// Whether the user's own book exists in that folder.
    pub own_exists: bool,
    /// Whether a sample practice exists in that folder.
    pub sample_exists: bool,
    /// Why the book that was open last could not be opened, if so.
    pub trouble: Option<String>,
}

/// The book that is open.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenBook {
    /// The file with its folder.
    pub path: String,
    /// Set when the file lies under a sync client: the warning to show.
    pub warning: Option<String>,
    /// Whether this is the sample practice.
    pub sample: bool,
    /// The practice's name.
    pub practice: String,
    /// The person, with credentials.
    pub person: String,
    /// The practice's home currency.
    pub currency: String,
    /// `month_first` (Nov 23, 2026) or `day_first` (23 Nov 2026).
    pub date_style: String,
    /// Today in the practice's time zone, `2026-11-23`.
    pub today: String,
    /// Size of the file in bytes.
    pub bytes: i64,
    /// When the last verified backup was made, as an instant.
    pub backed_up_at: Option<String>,
}

/// Makes a book: the user's practice, empty.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateBooks {
    /// Who the practice is.
    pub practice: PracticeForm,
    /// A folder other than the usual one.
    pub folder: Option<String>,
}

/// Opens a book by its place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenBooks {
    /// `own`, `sample`, or a file with its folder.
    pub path: String,
}

/// Moves the open book to another folder; the old file stays as a backup.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveBooks {
    /// The folder, with its full path. It is made if its parent exists.
    pub folder: String,
}

/// What a verified backup is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BackupMade {
    /// The copy with its folder.
    pub path: String,
    /// Size in bytes.
    pub bytes: i64,
    /// Journal entries that were found in the copy when it was read back.
    pub journal_entries: i64,
}

/// What a full check of the book found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Verified {
    /// What was checked, with its count: `1,204 journal entries`.
    pub checked: Vec<String>,
    /// Each thing that does not hold; none is good.
    pub findings: Vec<String>,
}

/// Which book is open and where books live.
pub fn status(app: &mut App, _: Nothing) -> Result<BooksStatus, Failure> {
    let folder = app.home.folder();
    Ok(BooksStatus {
        open: app.open_row()?,
        folder: folder.to_string_lossy().into_owned(),
        folder_warning: sync_warning(&folder),
        own_exists: app.home.own(None).exists(),
        sample_exists: app.home.sample().exists(),
        trouble: app.trouble.clone(),
    })
}

/// Makes the user's own book and opens it.
pub fn create(app: &mut App, question: CreateBooks) -> Result<BooksStatus, Failure> {
    let folder = question.folder.as_deref().map(whole_path).transpose()?;
    let path = app.home.own(folder.as_deref());
    app.make(&path, |app| app.set_up(&question.practice, false))?;
    status(app, Nothing {})
}

/// Opens a book by its place.
pub fn open(app: &mut App, question: OpenBooks) -> Result<BooksStatus, Failure> {
    let path = match question.path.as_str() {
        "own" => app.home.own(None),
        "sample" => app.home.sample(),
        path => whole_path(path)?,
    };
    app.open_path(&path)?;
    status(app, Nothing {})
}

/// Moves the open book: a verified copy in the new folder becomes the book, and the old file stays
/// as a backup beside where it was.
pub fn relocate(app: &mut App, question: MoveBooks) -> Result<BooksStatus, Failure> {
    let folder = whole_path(&question.folder)?;
    let old = app.open_book()?.path().to_owned();
    let name = old.file_name().ok_or_else(|| conflict("this book is not in a file"))?;
    let new = folder.join(name);
    if new.exists() {
        return Err(refused(
            "folder",
            "a book of this name is there already; choose another folder",
        ));
    }
    std::fs::create_dir_all(&folder).map_err(|e| refused("folder", e.to_string()))?;
    backup::make(app.open_book()?.db(), &new)?;
    app.open_path(&new)?;
    // The move is complete; a failure to rename leaves the old file under its old name, harmless.
    let _ = std::fs::rename(&old, old.with_extension("moved.quittance"));
    status(app, Nothing {})
}

/// Makes a verified backup beside the book.
pub fn backup(app: &mut App, _: Nothing) -> Result<BackupMade, Failure> {
    let id = domain::ids::Id::from_uuid(app.world.new_id());
    jobs::add_backup(app.open_book()?.db(), id, app.world.now())?;
    app.run_backup(id)
}

/// Checks the book's promises.
pub fn verify(look: &Look<'_>, _: Nothing) -> Result<Verified, Failure> {
    let report = checks::verify(look.db)?;
    Ok(Verified { checked: report.checked, findings: report.findings })
}

/// Builds the sample practice in a file of its own and opens it.
pub fn create_sample(app: &mut App, _: Nothing) -> Result<BooksStatus, Failure> {
    let path = app.home.sample();
    if path.exists() && matches!(app.home, Home::Folder(_)) {
        app.open_path(&path)?;
    } else {
        crate::sample::build(app, &path)?;
    }
    status(app, Nothing {})
}

/// Deletes the sample practice. Refuses where the file is somebody's own book.
pub fn remove_sample(app: &mut App, _: Nothing) -> Result<BooksStatus, Failure> {
    let path = app.home.sample();
    let open = app.open_row()?;
    if open.is_none_or(|open| !open.sample) {
        app.open_path(&path)?;
        if app.open_row()?.is_none_or(|open| !open.sample) {
            return Err(conflict("this book is not the sample practice"));
        }
    }
    app.book = None;
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    let own = app.home.own(None);
    if own.exists() && own != path {
        app.open_path(&own)?;
    }
    status(app, Nothing {})
}

/// A path that does not depend on where the program was started.
fn whole_path(text: &str) -> Result<PathBuf, Failure> {
    let path = PathBuf::from(text.trim());
    if path.is_absolute() {
        Ok(path)
    } else {
        Err(refused("folder", format!("\"{}\" is not a full path to a folder", text.trim())))
    }
}

impl App {
    /// Opens what was open last. A book that cannot be opened is named in
    /// [`BooksStatus::trouble`], and the first screen is shown.
    pub fn open_last(&mut self) {
        if let Some(path) = self.home.last()
            && let Err(why) = self.open_path(&path)
        {
            self.trouble = Some(format!("{}: {}", path.display(), why.message));
        }
    }

    /// Opens the book at `path` in place of the open one, which stays open on failure.
    pub fn open_path(&mut self, path: &Path) -> Result<(), Failure> {
        if self.book.as_ref().is_some_and(|book| book.path() == path) {
            return Ok(());
        }
        let mut book = Book::open(path)?;
        jobs::recover(book.db())?;
        crate::mail::recover(&mut book, self.world.now())?;
        crate::collecting::recover(&mut book, self.world.now())?;
        crate::ledgers::recover(&mut book, self.world.now())?;
        crate::office::recover(&mut book, self.world.now())?;
        self.book = Some(book);
        self.caught_up = None;
        self.explained_at = None;
        self.reminded = None;
        self.followed_up = None;
        self.summarised = None;
        self.forecasts_kept = None;
        self.office_done_at = None;
        self.office_known = false;
        self.trouble = None;
        self.home.remember(path);
        Ok(())
    }

    /// Makes a book at `path` and fills it. It is filled in memory first, so that a file of that
    /// name is a whole book or is not there.
    fn make(
        &mut self,
        path: &Path,
        fill: impl FnOnce(&mut App) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let in_file = !matches!(self.home, Home::Memory);
        if in_file && path.exists() {
            return Err(conflict("a book is there already; open it instead"));
        }
        let before = self.book.replace(Book::in_memory()?);
        let kept = fill(self).and_then(|()| if in_file { self.keep_at(path) } else { Ok(()) });
        if kept.is_err() {
            self.book = before;
        }
        kept
    }

    /// Writes the book in memory to `path` and goes on with that file.
    fn keep_at(&mut self, path: &Path) -> Result<(), Failure> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(StoreError::from)?;
        }
        backup::make(self.open_book()?.db(), path)?;
        let opened = self.open_path(path);
        if opened.is_err() {
            // A disk that had room for the book and not for its log.
            let _ = std::fs::remove_file(path);
        }
        opened
    }

    /// Sets up the practice of a new book as its first journal entry.
    pub(crate) fn set_up(&mut self, form: &PracticeForm, sample: bool) -> Result<(), Failure> {
        let world = std::sync::Arc::clone(&self.world);
        let form = form.clone();
        self.open_book_mut()?.write(|tx| {
            let entry = practice::set_up(tx, world.as_ref(), &form, sample)?;
            store::journal::append(tx, &entry)?;
            Ok(())
        })
    }

    fn open_row(&self) -> Result<Option<OpenBook>, Failure> {
        let Some(book) = &self.book else {
            return Ok(None);
        };
        let look = Look::at(book.db(), self.secrets.as_ref(), self.world.now())?;
        let path = book.path();
        let date_style = match look.place().date_style {
            domain::jurisdiction::DateStyle::MonthFirst => "month_first",
            domain::jurisdiction::DateStyle::DayFirst => "day_first",
        };
        Ok(Some(OpenBook {
            path: path.to_string_lossy().into_owned(),
            warning: sync_warning(path),
            sample: look.practice.sample,
            practice: look.practice.name.clone(),
            person: look.practice.person.clone(),
            currency: look.currency().code().to_owned(),
            date_style: date_style.to_owned(),
            today: look.today.to_string(),
            bytes: std::fs::metadata(path).map_or(0, |file| file.len().try_into().unwrap_or(0)),
            backed_up_at: jobs::last_backup(book.db())?
                .and_then(|job| job.finished_at)
                .map(store::instant_text),
        }))
    }

    /// Runs one job that waits, if there is one; tells whether it did.
    pub fn work(&mut self) -> Result<bool, Failure> {
        let now = self.world.now();
        let Some(book) = &self.book else {
            return Ok(false);
        };
        let Some(job) = jobs::next(book.db(), now)? else {
            return Ok(false);
        };
        self.run_backup(job.id)?;
        Ok(true)
    }

    /// Puts a backup on the list where the last is older than a day. Tells whether it did.
    pub fn plan_daily_backup(&mut self) -> Result<bool, Failure> {
        let now = self.world.now();
        let id = domain::ids::Id::from_uuid(self.world.new_id());
        let Some(book) = &self.book else {
            return Ok(false);
        };
        let recent = jobs::last_backup(book.db())?
            .and_then(|job| job.finished_at)
            .is_some_and(|at| now - at < chrono::Duration::hours(24));
        if recent || jobs::current(book.db())?.is_some() {
            return Ok(false);
        }
        jobs::add_backup(book.db(), id, now)?;
        Ok(true)
    }

    fn run_backup(&mut self, id: domain::ids::JobId) -> Result<BackupMade, Failure> {
        let now = self.world.now();
        let book = self.open_book()?;
        jobs::begin(book.db(), id)?;
        let made = copy(book, now);
        let words = match &made {
            Ok(made) => Ok(made.path.clone()),
            Err(why) => Err(why.message.clone()),
        };
        let outcome = words.as_deref().map_err(String::as_str);
        jobs::end(book.db(), id, outcome, now)?;
        made
    }
}

/// How many verified backups are kept beside a book.
const BACKUPS_KEPT: usize = 10;

fn copy(book: &Book, now: chrono::DateTime<chrono::Utc>) -> Result<BackupMade, Failure> {
    let path = book.path();
    let stem = path.file_stem().ok_or_else(|| failure(Code::NoBooks, "this book is in memory"))?;
    let folder = path.parent().unwrap_or(Path::new("")).join("Backups");
    std::fs::create_dir_all(&folder).map_err(|e| failure(Code::NoAccess, e.to_string()))?;
    let name = format!("{} {}.quittance", stem.to_string_lossy(), now.format("%Y-%m-%d %H%M%S"));
    let target = folder.join(name);
    let verified = backup::make(book.db(), &target)?;
    forget_oldest(&folder, &stem.to_string_lossy(), verified.bytes);
    Ok(BackupMade {
        path: target.to_string_lossy().into_owned(),
        bytes: verified.bytes.try_into().unwrap_or(i64::MAX),
        journal_entries: verified.journal_entries,
    })
}

/// Removes backups beyond the newest [`BACKUPS_KEPT`], but none that is larger than the new one: a
/// book that shrank may be the one that was damaged.
fn forget_oldest(folder: &Path, stem: &str, newest_bytes: u64) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut kept: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(stem)))
        .collect();
    kept.sort();
    let spare = kept.len().saturating_sub(BACKUPS_KEPT);
    for path in kept.into_iter().take(spare) {
        if std::fs::metadata(&path).is_ok_and(|file| file.len() <= newest_bytes) {
            let _ = std::fs::remove_file(path);
        }
    }
}
