//! The sample practice: three years of an invented practice, told through the command list itself.
//!
//! Deterministic: the same day gives the same book. It is built in memory and then written as a
//! file in one go, so that nothing half-made is ever seen.

mod clock;
mod collecting;
mod people;
mod story;

use std::path::Path;
use std::sync::Arc;

use chrono::Months;
use store::{Book, backup};

use crate::App;
use crate::failure::Failure;
use crate::home::Home;

/// Builds the sample practice at `path` (or in memory) and opens it in `app`.
pub(crate) fn build(app: &mut App, path: &Path) -> Result<(), Failure> {
    let now = app.world.now();
    let began = now.checked_sub_months(Months::new(36)).unwrap_or(now);
    let clock = Arc::new(clock::Rewound::at(began));
    let mut teller = App::new(clock.clone(), Arc::new(clock::NoKeyring), Home::Memory);
    teller.book = Some(Book::in_memory()?);
    story::tell(&mut teller, &clock, began, now)?;
    match app.home {
        Home::Memory => app.book = teller.book,
        _ => {
            if let Some(folder) = path.parent() {
                let made = std::fs::create_dir_all(folder);
                made.map_err(|e| crate::failure::refused("folder", e.to_string()))?;
            }
            backup::make(teller.open_book()?.db(), path)?;
            app.open_path(path)?;
        }
    }
    Ok(())
}
