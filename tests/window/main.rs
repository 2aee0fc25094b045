//! Journeys through the real window. Run them with `make screenshots` or `make test`: they need a
//! screen, a session bus, the built program and tauri-driver.

#![allow(clippy::print_stdout, reason = "measures and skips are told")]
#![allow(clippy::unwrap_used, reason = "a story that cannot go on says where it stopped")]

mod accounts;
mod amendments;
mod answers;
mod arrival;
mod catch_up;
mod collecting;
mod collections;
mod driver;
mod hand;
mod journey;
mod leakage;
mod ledgers;
mod mail;
mod measure;
mod reconcile;
mod secrets;
mod tour;
