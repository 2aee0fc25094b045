use uuid::Uuid;

use super::*;
use crate::ids::Id;
use crate::money::Currency;

fn bill(client: u128, day: &str, minor: i64) -> Bill {
    let currency = Currency::from_code("USD").unwrap();
    Bill {
        client: ClientId::from_uuid(Uuid::from_u128(client)),
        on: day.parse().unwrap(),
        total: Money::new(minor, currency).unwrap(),
    }
}

#[test]
fn each_due_day_is_answered_by_its_own_invoice() {
    let due = [bill(1, "2026-01-01", 450), bill(1, "2026-02-01", 450), bill(1, "2026-03-01", 450)];
    let told = [bill(1, "2026-01-03", 450), bill(1, "2026-03-01", 450)];
    let found = compare(&due, &told);
    assert_eq!(found, [Answer::Billed(0), Answer::Missing, Answer::Billed(1)]);
}

#[test]
fn an_invoice_of_another_amount_is_named_and_answers_once() {
    let due = [bill(1, "2026-01-01", 450), bill(1, "2026-02-01", 450)];
    let told = [bill(1, "2026-01-01", 400)];
    assert_eq!(compare(&due, &told), [Answer::Otherwise(0), Answer::Missing]);
}

#[test]
fn an_equal_amount_wins_over_a_nearer_day() {
    let due = [bill(1, "2026-01-01", 450), bill(1, "2026-01-15", 80)];
    let told = [bill(1, "2026-01-16", 450), bill(1, "2026-01-14", 80)];
    assert_eq!(compare(&due, &told), [Answer::Billed(0), Answer::Billed(1)]);
    // What is more than a week early answers to nothing.
    assert_eq!(compare(&due[1..], &[bill(1, "2026-01-02", 80)]), [Answer::Missing]);
}

#[test]
fn of_a_client_whose_invoices_nobody_tells_nothing_is_said() {
    let due = [bill(1, "2026-01-01", 450), bill(2, "2026-01-01", 450)];
    let told = [bill(2, "2026-03-01", 450)];
    assert_eq!(compare(&due, &told), [Answer::Untold, Answer::Missing]);
    assert_eq!(compare(&[], &told), []);
}
