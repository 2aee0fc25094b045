//! What was lived through, a line of JSON each: a run that was ended is gone on with where it was,
//! and the table is made of all that the log holds.

use std::fs::{File, OpenOptions};
use std::io::Write;

use serde::{Deserialize, Serialize};

use super::practice::Figures;

/// A seed that was lived through.
#[derive(Serialize, Deserialize)]
pub(super) struct Lived {
    pub(super) seed: u64,
    pub(super) clients: usize,
    pub(super) years: u32,
    pub(super) by_hand: bool,
    /// What was not as it is to be.
    pub(super) failed: Vec<String>,
    pub(super) figures: Figures,
}

/// The log of a run, in the file that `QUITTANCE_LOG` names, or in none.
pub(super) struct Log {
    lived: Vec<Lived>,
    file: Option<File>,
}

impl Log {
    pub(super) fn asked() -> Log {
        let Ok(path) = std::env::var("QUITTANCE_LOG") else {
            return Log { lived: Vec::new(), file: None };
        };
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let lived = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Log { lived, file: Some(OpenOptions::new().create(true).append(true).open(path).unwrap()) }
    }

    pub(super) fn has(&self, seed: u64, clients: usize, years: u32, by_hand: bool) -> bool {
        self.of(clients, years).any(|one| one.seed == seed && one.by_hand == by_hand)
    }

    pub(super) fn of(&self, clients: usize, years: u32) -> impl Iterator<Item = &Lived> {
        self.lived.iter().filter(move |one| one.clients == clients && one.years == years)
    }

    pub(super) fn tell(&mut self, lived: Lived) {
        if let Some(file) = &mut self.file {
            let line = serde_json::to_string(&lived).unwrap() + "\n";
            file.write_all(line.as_bytes()).unwrap();
        }
        self.lived.push(lived);
    }
}
