//! The office on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be connected, and how things stand with it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfficePage {
    /// Its name.
    pub name: String,
    /// The office that is written into; nothing before one is connected.
    pub connected: Option<OfficeRow>,
}

/// A connected office.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfficeRow {
    /// The connection.
    pub id: String,
    /// The office's own name of the practice.
    pub reference: String,
    /// To whom work is given there.
    pub assignee: String,
    /// Agreements accepted from this day on are sent.
    pub from_on: String,
    /// Whether its keys are in this computer's keyring.
    pub key_kept: bool,
    /// Why nothing is sent any more; empty while all is well.
    pub stopped: String,
    /// What accepted agreements become there, the newest agreement first.
    pub entries: Vec<OfficeEntryRow>,
}

/// What of ours is there, or is to be.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfficeEntryRow {
    /// Our row.
    pub key: String,
    /// `client`, `work`, `letter`.
    pub kind: String,
    /// What people know it by.
    pub title: String,
    /// The agreement's number.
    pub agreement: String,
    /// `planned`, `ready`, `sending`, `unknown`, `done`, `asked`, `refused`, `left`.
    pub state: String,
    /// Why it stands so; of what is asked, what people there call the one that may be meant.
    pub words: String,
}

/// Changes how an office is used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveOffice {
    /// To whom work is given there.
    pub assignee: String,
    /// Agreements accepted from this day on are sent.
    pub from_on: String,
}

/// Decides about what waits for the user.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecideEntry {
    /// Our row.
    pub key: String,
    /// `link`: the client there is meant. `make`: a new one is made, or it is tried again.
    /// `leave`: it is left out.
    pub decision: String,
}
