//! The wire to processors and to ledgers of others, held against stand-ins that know the services'
//! own descriptions.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where it stopped")]

mod bad_days;
mod dice;
mod every_fault;
mod gocardless;
mod gocardless_faults;
mod karbon;
mod ledger_conflicts;
mod ledger_faults;
mod ledger_office;
mod ledger_runs;
mod ledger_there;
mod office;
mod practice;
mod prism;
mod quickbooks;
mod quickbooks_sign_in;
mod square;
mod square_charges;
mod square_faults;
mod stripe_book;
mod stripe_charges;
mod stripe_faults;
mod stripe_held;
mod stripe_kills;
mod stripe_news;
mod stripe_pages;
mod stripe_secrets;
mod stripe_standing;
mod xero;
mod xero_sign_in;
