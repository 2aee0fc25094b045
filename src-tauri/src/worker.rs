//! The one thread that does what waits: jobs of the book, and the daily backup.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Emitter};

use crate::acts::TOUCHED;
use crate::program::Program;

/// How long it rests between two looks.
const REST: Duration = Duration::from_secs(5);

/// Begins the work, a first time when the window has had time to open.
pub(crate) fn start(app: AppHandle, program: Program) -> io::Result<()> {
    let work = move || {
        loop {
            thread::sleep(REST);
            // A job that panics is found running at the next start, and run again there.
            let changed = catch_unwind(AssertUnwindSafe(|| round(&program))).unwrap_or(true);
            if changed {
                // Without a window nobody asks.
                let _ = app.emit(TOUCHED, ["jobs", "books"]);
            }
        }
    };
    thread::Builder::new().name("worker".to_owned()).spawn(work).map(drop)
}

/// Plans the daily backup and runs one job; tells whether the list of jobs changed. While a command
/// runs it does nothing: people come first.
fn round(program: &Program) -> bool {
    let Some(mut app) = program.at_rest() else {
        return false;
    };
    let planned = app.plan_daily_backup().unwrap_or(false);
    // A job that failed says so in its row.
    let ran = app.work().unwrap_or(true);
    planned || ran
}
