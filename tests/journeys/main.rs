//! Stories, told through the command list. One file for each theme; a name that begins with
//! `rule_` shows the rule of that number of those that never bend.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "what stories share is test code too, and says what it skips"
)]

mod accepted_terms;
mod account_statements;
mod ageing;
mod amendments;
mod answers;
mod arrival;
mod asking;
mod automatic;
mod bad_files;
mod bank_formats;
mod billed_once;
mod books;
mod brakes;
mod brought_over;
mod by_itself;
mod card_numbers;
mod client_import;
mod collections;
mod consolidation;
mod corrections;
mod courses;
mod credit_checks;
mod currencies;
mod damaged_books;
mod demands;
mod exports;
mod follow_ups;
mod forecast;
mod full_disk;
mod hand_offs;
mod hostile_text;
mod insights;
mod issued_documents;
mod journal;
mod late_charges;
mod leakage;
mod ledger;
mod ledger_extent;
mod ledger_reports;
mod ledgers;
mod letters;
mod mail;
mod mail_encrypted;
mod metrics;
mod money;
mod month;
mod numbering;
mod offers;
mod on_paper;
mod outbox;
mod paper;
mod pay_pages;
mod payment_terms;
mod periods;
mod plans;
mod price_reviews;
mod put_off;
mod random_books;
mod reconciling;
mod refusals;
mod reminders;
mod replies;
mod reports;
mod schedule;
mod schedules;
mod secrets;
mod statement_lines;
mod stored_books;
mod summary;
mod taxes;
mod today;
mod undo;
mod whole_path;
mod why;
mod year;
