use super::*;
use crate::text::{PROSE, Setter};

fn rows(count: usize, height: f32) -> Vec<Row> {
    (0..count).map(|at| Row::new(height).keyed(&format!("{at}").into())).collect()
}

/// The keys on each page, in order.
fn pages(rows: &[Row]) -> Vec<Vec<String>> {
    let marked: Vec<Row> = rows
        .iter()
        .map(|row| {
            let line = Setter::default().line("x", PROSE);
            row.clone().with([Ink::text(crate::grid::LEFT, 1.0, line)])
        })
        .collect();
    let placed = place(&marked, Paper::Letter);
    let mut pages = vec![Vec::new(); placed.pages.len()];
    for placed in placed.boxes {
        pages[placed.page].push(placed.key);
    }
    pages
}

fn counts(rows: &[Row]) -> Vec<usize> {
    pages(rows).iter().map(Vec::len).collect()
}

#[test]
fn a_page_of_letter_paper_holds_674_points() {
    assert_eq!(counts(&rows(7, 96.0)), [7]);
    assert_eq!(counts(&rows(7, 96.5)), [6, 1]);
    assert_eq!(counts(&rows(6, 113.0)), [5, 1]);
}

#[test]
fn no_rows_still_give_a_page() {
    assert_eq!(place(&[], Paper::A4).pages.len(), 1);
}

#[test]
fn the_space_above_a_row_is_left_out_at_the_top_of_a_page() {
    let spaced: Vec<Row> = rows(12, 100.0).into_iter().map(|row| row.after(10.0)).collect();
    assert_eq!(counts(&spaced), [6, 6]);
}

#[test]
fn rows_that_stay_together_go_to_the_next_page_together() {
    let mut rows = self::rows(8, 100.0);
    for row in &mut rows[5..8] {
        row.before = Break::Never;
    }
    // Row 4 and those tied to it need 400 points; after four rows only 274 are left.
    assert_eq!(counts(&rows), [4, 4]);
}

#[test]
fn an_unwelcome_break_is_made_only_if_the_page_would_end_short() {
    let mut rows = self::rows(8, 100.0);
    for row in &mut rows[5..8] {
        row.before = Break::Unwelcome;
    }
    assert_eq!(counts(&rows), [6, 2]);
    let mut low = self::rows(14, 60.0);
    low[11].before = Break::Unwelcome;
    // Only 74 points are lost, less than ten lines, so the two stay together.
    assert_eq!(counts(&low), [10, 4]);
}

#[test]
fn a_grave_break_is_made_only_if_no_better_one_helps() {
    let mut rows = rows(9, 100.0);
    rows[4].before = Break::Unwelcome;
    for at in [5, 6, 7, 8] {
        rows[at].before = Break::Grave;
    }
    rows[3].before = Break::Never;
    assert_eq!(counts(&rows), [6, 3]);
}

#[test]
fn what_is_higher_than_a_page_is_broken_all_the_same() {
    let mut rows = rows(20, 100.0);
    for row in &mut rows {
        row.before = Break::Never;
    }
    assert_eq!(counts(&rows), [6, 6, 6, 2]);
    let giant = self::rows(3, 2_000.0);
    assert_eq!(counts(&giant), [1; 9], "three slices each");
}

#[test]
fn a_table_repeats_its_head_and_closes_on_every_page() {
    let head = Row::new(20.0).with([Ink::text(56.0, 8.0, Setter::default().line("Head", PROSE))]);
    let body = rows(20, 60.0).into_iter().map(|mut row| {
        row.close = Some(Ink::rule(56.0, 0.0, 462.0, 0.8));
        row
    });
    let rows = crate::table::under_head(head, body.collect(), 300.0, 2);
    let placed = place(&rows, Paper::Letter);
    assert_eq!(placed.pages.len(), 2);
    for page in &placed.pages {
        let Ink::Text { line, y, .. } = &page.ink[0] else { panic!("no head") };
        assert_eq!(line.text(), "Head");
        assert!((*y - 62.0).abs() < 0.01);
    }
    assert!(matches!(placed.pages[0].ink.last(), Some(Ink::Rule { .. })));
}

#[test]
fn an_element_on_two_pages_has_a_box_on_each() {
    let key = "long".into();
    let rows: Vec<Row> = rows(10, 100.0).into_iter().map(|row| row.keyed(&key)).collect();
    let found = pages(&rows);
    assert_eq!(found, [["long"], ["long"]]);
}
