//! Documents as PDF: measured, placed, returned as bytes.
//!
//! A document is a plain struct with a `render`; the same input gives the same bytes. This crate
//! opens no file, reads no clock and adds up no money: every figure comes computed and is printed
//! by `Money::shown`. What cannot be set as given is reported, never hidden and never a panic.

// Points on a page are floats; money stays `Money` here as everywhere.
#![allow(clippy::float_arithmetic)]

pub mod certificate;
mod compose;
mod flow;
mod fonts;
mod grid;
mod ink;
pub mod invoice;
pub mod letter;
mod logo;
mod page;
mod pdf;
pub mod receipt;
mod stationery;
mod table;
mod text;
mod words;

pub use page::{Finding, LogoFault, Paper, PlacedBox, Rect, Rendered};
pub use stationery::{DateStyle, Letterhead, Logo, MetaRow, Stationery};
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
#[path = "../examples/samples/letters.rs"]
mod letters;

#[cfg(test)]
#[path = "../examples/samples/practice.rs"]
mod practice;

#[cfg(test)]
#[path = "../examples/samples/receipts.rs"]
mod receipts;

#[cfg(test)]
mod checks;
