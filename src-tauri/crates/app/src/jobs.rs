//! Local work that runs beside the window, and the status bar.

use serde::Serialize;
use store::{bank, jobs};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::Failure;
use crate::wire::Nothing;

/// The status bar.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Status {
    /// The day of the newest bank line.
    pub bank_through: Option<String>,
    /// When the last verified backup was made.
    pub backed_up_at: Option<String>,
    /// The job that runs now.
    pub job: Option<JobRow>,
    /// The file with its folder.
    pub path: String,
}

/// A job.
#[derive(Clone, Debug, Serialize, TS)]
pub struct JobRow {
    /// The job.
    pub id: String,
    /// What it does, in words.
    pub words: String,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// Why it failed.
    pub failure: Option<String>,
}

/// The status bar.
pub fn status(look: &Look<'_>, _: Nothing) -> Result<Status, Failure> {
    let through = bank::accounts(look.db)?.iter().filter_map(|account| account.through).max();
    let job = jobs::current(look.db)?.map(|job| JobRow {
        id: job.id.to_string(),
        words: "Making a backup".to_owned(),
        state: job.state,
        failure: job.failure,
    });
    Ok(Status {
        bank_through: through.map(|day| day.to_string()),
        backed_up_at: jobs::last_backup(look.db)?
            .and_then(|job| job.finished_at)
            .map(store::instant_text),
        job,
        path: look.db.path().unwrap_or_default().to_owned(),
    })
}
