//! The rules of Quittance: values and pure functions.
//!
//! A function here gets its facts as arguments and returns what should be. This crate reads no
//! clock, draws no id, opens no file and knows no database, no wire format and no window.

pub mod account;
pub mod ageing;
pub mod amendment;
pub mod arrival;
pub mod calendar;
pub mod card_cost;
pub mod catch_up;
pub mod charge;
pub mod clause;
pub mod collection;
pub mod cost;
pub mod credit;
pub mod day;
pub mod follow;
pub mod forecast;
pub mod holidays;
pub mod ids;
pub mod independence;
pub mod invoice;
pub mod jurisdiction;
pub mod late;
pub mod leakage;
pub mod ledger;
pub mod ledgers;
pub mod limitation;
pub mod lint;
pub mod mail;
pub mod matching;
pub mod metrics;
pub mod money;
pub mod named;
pub mod nature;
pub mod notice;
pub mod numbering;
pub mod office;
pub mod payment;
pub mod payment_terms;
pub mod payout;
pub mod period;
pub mod permission;
pub mod plan;
pub mod ports;
pub mod practice;
pub mod processor;
pub mod proposal;
pub mod reading;
pub mod reference;
pub mod review;
pub mod schedule;
pub mod standing;
pub mod sync;
pub mod tax;
pub mod trouble;
