use super::*;
use crate::checks::{assert_inside_margins, page_of, text_of};
use crate::{Paper, accounts};

#[test]
fn a_statement_shows_every_movement_and_the_balance_after_it() {
    let rendered = accounts::statement().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "owed").starts_with("You owe $1,560.00 Of this, $1,320.00"));
    assert_eq!(
        text_of(&rendered, "movement-6"),
        "Oct 9 Credit note CN-2026-0011, to 2026-0117 \u{2212}60.00 1,060.00"
    );
    assert_eq!(text_of(&rendered, "balance"), "Nov 21 You owe 2,555.00 \u{2212}1,415.00 1,560.00");
    assert!(text_of(&rendered, "ageing").ends_with("315.00 560.00 560.00 200.00 0.00 1,635.00"));
    assert_eq!(
        text_of(&rendered, "open-3"),
        "2026-0153 Nov 30 – 315.00 0.00 315.00",
        "what is not late has a dash"
    );
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn a_balance_in_the_clients_favour_is_said_to_be_theirs() {
    let mut statement = accounts::statement();
    statement.owed = statement.owed.negated();
    let rendered = statement.render();
    assert!(text_of(&rendered, "owed").starts_with("We owe you $1,560.00"));
    assert!(text_of(&rendered, "balance").ends_with("\u{2212}1,560.00"));
}

#[test]
fn four_hundred_movements_over_two_years_keep_their_years_and_their_end() {
    let mut statement = accounts::statement();
    let first = statement.movements[0].clone();
    let days = (0..400).map(|at| first.on - chrono::TimeDelta::days(400 - at));
    statement.movements = days.map(|on| Movement { on, ..first.clone() }).collect();
    let rendered = statement.render();
    assert_inside_margins(&rendered, Paper::Letter);
    assert!(rendered.pages > 7);
    assert!(text_of(&rendered, "movement-0").starts_with("Jun 27, 2025"));
    assert_eq!(page_of(&rendered, "balance"), page_of(&rendered, "movement-399"));
}

#[test]
fn a_statement_of_nothing_is_one_page() {
    let mut statement = accounts::statement();
    statement.addressee.clear();
    statement.ageing.clear();
    statement.movements.clear();
    statement.open_invoices.clear();
    assert_eq!(statement.render().pages, 1);
}
