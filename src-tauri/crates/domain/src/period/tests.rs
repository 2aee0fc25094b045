use proptest::prelude::*;

use super::*;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn difference(minor: i64, words: &str) -> Difference {
    Difference { cause: Cause::BankError, amount: usd(minor), words: words.to_owned() }
}

/// 124.46 and +60.00 −20.02 make 164.44; all of it is in the books but 2.50 that is set aside.
fn proved() -> Facts {
    Facts {
        opening: usd(12_446),
        came_in: usd(6_000),
        went_out: usd(-2_002),
        waiting: (0, usd(0)),
        stated: usd(16_444),
        differences: Vec::new(),
        first_opening: usd(12_446),
        books: usd(3_748),
        set_aside: usd(250),
        differences_before: usd(0),
    }
}

#[test]
fn opening_and_lines_and_the_books_make_the_closing_balance() {
    let proof = close(&proved(), day(20), Some(day(1)), day(23)).unwrap();
    assert_eq!((proof.computed, proof.by_books), (usd(16_444), usd(16_444)));
    assert_eq!((proof.difference, proof.unnamed), (usd(0), usd(0)));
}

/// Each refusal, in the order of the checks: what is wrong later is still wrong in each.
#[test]
fn a_period_is_refused_in_the_order_of_the_checks() {
    let mut facts = Facts {
        waiting: (2, usd(99_900)),
        stated: usd(16_000),
        differences: vec![difference(0, " ")],
        books: usd(1),
        ..proved()
    };
    let said = |facts: &Facts, until: u32, closed: u32| {
        close(facts, day(until), Some(day(closed)), day(20)).unwrap_err().to_string()
    };
    assert_eq!(
        said(&facts, 21, 21),
        "the account is closed through 2026-11-21 already; choose a later day"
    );
    assert_eq!(said(&facts, 21, 1), "a period is closed on its last day or later");
    assert_eq!(
        said(&facts, 20, 1),
        "2 lines wait for an explanation, 999.00 in all; explain each or set it aside with a reason"
    );
    facts.waiting.0 = 0;
    assert!(said(&facts, 20, 1).starts_with("say what the difference is"));
    facts.differences = vec![difference(0, "Keyed twice")];
    assert_eq!(said(&facts, 20, 1), "a difference of nothing needs no name");
    facts.differences = vec![difference(-400, "Keyed twice")];
    assert_eq!(
        said(&facts, 20, 1),
        "the bank states 0.44 less than opening and lines come to; name the difference"
    );
    facts.differences[0].amount = usd(-444);
    assert!(said(&facts, 20, 1).starts_with("the books come to 122.53 and the bank to 160.00"));
    facts.books = usd(3_748);
    assert!(close(&facts, day(20), Some(day(1)), day(20)).is_ok());
}

proptest! {
    /// I4: what closes has no difference without a name, whatever the figures are, and both sides
    /// come to what the bank states.
    #[test]
    fn what_closes_has_no_difference_without_a_name(
        opening in -1_000_000..1_000_000_i64,
        lines in prop::collection::vec(-500_000..500_000_i64, 0..40),
        aside in 0..40_usize,
        named in prop::collection::vec(-9_999..9_999_i64, 0..4),
        off in -1..=1_i64,
    ) {
        let sum = |kept: &dyn Fn(&i64) -> bool| lines.iter().filter(|line| kept(line)).sum::<i64>();
        let set_aside: i64 = lines.iter().take(aside).sum();
        let differences: Vec<Difference> = named
            .iter()
            .filter(|minor| **minor != 0)
            .map(|minor| difference(*minor, "Of the bank"))
            .collect();
        let all: i64 = lines.iter().sum();
        let stated = opening + all + named.iter().sum::<i64>() + off;
        let facts = Facts {
            opening: usd(opening),
            came_in: usd(sum(&|line| *line > 0)),
            went_out: usd(sum(&|line| *line < 0)),
            waiting: (0, usd(0)),
            stated: usd(stated),
            differences,
            first_opening: usd(opening),
            books: usd(all - set_aside),
            set_aside: usd(set_aside),
            differences_before: usd(0),
        };
        let closed = close(&facts, day(20), None, day(20));
        prop_assert_eq!(closed.is_ok(), off == 0);
        let proof = prove(&facts).unwrap();
        prop_assert_eq!(proof.unnamed, usd(off));
        prop_assert_eq!(proof.by_books, usd(stated - off));
    }
}
