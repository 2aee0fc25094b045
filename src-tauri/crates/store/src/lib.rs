//! The book: one SQLite file, its locks, backups and migrations, and one module for each table.
//!
//! Table modules are free functions over a `Connection` (read) or a `Transaction` (write). A row
//! is read into plain text and numbers and parsed into domain values; a bad one is
//! [`StoreError::Corrupt`], never a default. No rule beyond row and value lives here, and no SQL
//! lives anywhere else.

pub mod account_statements;
pub mod ageing;
pub mod agreements;
pub mod amendments;
pub mod backup;
pub mod bank;
mod billing;
pub mod card_costs;
pub mod catch_up;
pub mod charges;
pub mod clause_places;
pub mod clauses;
pub mod clearing;
pub mod clients;
pub mod collections;
pub mod connections;
pub mod corrections;
pub mod credit_checks;
pub mod days_off;
pub mod decisions;
pub mod deliveries;
pub mod demands;
pub mod documents;
pub mod ended;
mod error;
pub mod exports;
pub mod fees;
pub mod figures;
pub mod follow_ups;
pub mod following;
pub mod forecast;
pub mod hand_offs;
pub mod imports;
pub mod invoice_disputes;
pub mod invoices;
pub mod jobs;
pub mod journal;
pub mod late_charges;
pub mod ledger;
pub mod ledgers;
pub mod line_notes;
pub mod mail;
pub mod matches;
pub mod metrics;
pub mod numbering;
pub mod offices;
mod open;
pub mod outbox;
pub mod pay_pages;
pub mod payments;
pub mod payouts;
pub mod periods;
pub mod permissions;
pub mod plans;
pub mod practice;
pub mod proposals;
mod read;
pub mod replies;
pub mod reviews;
pub mod revisions;
pub mod seal_keys;
pub mod services;
pub mod signatures;
pub mod summaries;
pub mod syncing;
pub mod taxes;
pub mod today;
pub mod verify;

pub use error::StoreError;
pub use open::{Book, SCHEMA_VERSION};
pub use read::{instant, instant_text};
pub use rusqlite::{Connection, Transaction};
