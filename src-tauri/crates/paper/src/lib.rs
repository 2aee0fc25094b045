//! Documents as PDF: measured, placed, returned as bytes.
//!
//! A document is a plain struct with a `render`; the same input gives the same bytes. This crate
//! opens no file, reads no clock and adds up no money: every figure comes computed and is printed
//! by `Money::shown`. What cannot be set as given is reported, never hidden and never a panic.

// Points on a page are floats; money stays `Money` here as everywhere.
#![allow(clippy::float_arithmetic)]

pub mod certificate;
mod compose;
pub mod credit_note;
mod flow;
mod fonts;
mod grid;
pub mod hand_off;
mod ink;
pub mod invoice;
pub mod late_charge;
pub mod letter;
mod logo;
mod page;
pub mod pay_slip;
pub mod payment_plan;
mod pdf;
pub mod qr;
pub mod receipt;
pub mod reconciliation;
pub mod reminder;
pub mod report;
pub mod statement;
mod stationery;
mod structure;
mod table;
mod text;
mod words;

pub use page::{Finding, LogoFault, Paper, PlacedBox, Rect, Rendered};
pub use stationery::{DateStyle, Letterhead, Logo, MetaRow, Setting, Stationery};
pub use words::{currency_in_words, with_sign};

#[cfg(test)]
extern crate self as paper;

#[cfg(test)]
#[path = "../examples/samples/certificates.rs"]
mod certificates;

#[cfg(test)]
#[path = "../examples/samples/clauses.rs"]
mod clauses;

#[cfg(test)]
#[path = "../examples/samples/invoices.rs"]
mod invoices;

#[cfg(test)]
#[path = "../examples/samples/library.rs"]
mod library;

#[cfg(test)]
mod golden;

#[cfg(test)]
mod hostile;

#[cfg(test)]
#[path = "../examples/samples/languages.rs"]
mod languages;

#[cfg(test)]
#[path = "../examples/samples/letters.rs"]
mod letters;

#[cfg(test)]
#[path = "../examples/samples/practice.rs"]
mod practice;

#[cfg(test)]
#[path = "../examples/samples/receipts.rs"]
mod receipts;

#[cfg(test)]
#[path = "../examples/samples/accounts.rs"]
mod accounts;

#[cfg(test)]
#[path = "../examples/samples/periods.rs"]
mod periods;

#[cfg(test)]
#[path = "../examples/samples/claims.rs"]
mod claims;

#[cfg(test)]
mod checks;
