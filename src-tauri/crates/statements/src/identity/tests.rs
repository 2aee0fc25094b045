use proptest::prelude::*;

use super::*;

fn row(day: u32, minor: i64, id: Option<&str>, text: &str) -> Identity {
    Identity {
        posted_on: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
        amount: Exact::new(minor, 2),
        source_id: id.map(str::to_owned),
        text: normalised(text),
    }
}

/// The books after taking in the lines of `file` that are new.
fn imported(book: &[Identity], file: &[Identity]) -> Vec<Identity> {
    let verdicts = compare(book, file);
    let new = file.iter().zip(&verdicts).filter(|(_, verdict)| **verdict == Verdict::New);
    book.iter().chain(new.map(|(line, _)| line)).cloned().collect()
}

#[test]
fn twins_of_one_day_are_kept_and_reading_again_adds_nothing() {
    let file = vec![row(2, -450, None, "Coffee"), row(2, -450, None, "Coffee")];
    let book = imported(&[], &file);
    assert_eq!(book.len(), 2);
    assert_eq!(imported(&book, &file).len(), 2);
    assert_eq!(occurrences(&file), [0, 1]);
}

#[test]
fn one_id_for_a_purchase_and_its_fee_makes_two_lines() {
    let file = vec![row(2, -450, Some("A1"), "Shop"), row(2, -13, Some("A1"), "Fee")];
    assert_eq!(imported(&[], &file).len(), 2);
}

#[test]
fn a_changed_line_is_linked_by_its_id_and_amount() {
    let book = [row(2, -450, Some("A1"), "PENDING SHOP")];
    let changed = [row(4, -450, Some("A1"), "SHOP LONDON")];
    assert_eq!(compare(&book, &changed), [Verdict::Updated(0)]);
    let other_amount = [row(4, -451, Some("A1"), "SHOP LONDON")];
    assert_eq!(compare(&book, &other_amount), [Verdict::New]);
    let too_late = [row(9, -450, Some("A1"), "SHOP LONDON")];
    assert_eq!(compare(&book, &too_late), [Verdict::New]);
}

#[test]
fn an_id_that_stands_on_many_lines_links_none_of_them() {
    let charge = |day: u32| row(day, -450, Some("0001"), &format!("Charge of {day}"));
    let book = [charge(2), charge(3)];
    assert_eq!(compare(&book, &[charge(4), charge(5)]), [Verdict::New, Verdict::New]);
    assert_eq!(compare(&book, &[charge(3), charge(4)]), [Verdict::Known(1), Verdict::New]);
}

/// A thousand downloads of random days of one history, whose days have true twins, equal amounts
/// on neighbouring days and ids on some lines only. The books then hold each line once.
#[test]
fn a_thousand_overlapping_downloads_lose_nothing_and_double_nothing() {
    let mut seed = 7_u64;
    let mut dice = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % below
    };
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let mut history: Vec<Vec<Identity>> = Vec::new();
    for day in 0..120_u64 {
        let lines = (0..dice(6)).map(|nth| Identity {
            posted_on: first + chrono::Days::new(day),
            amount: Exact::new([-450, -450, -1200, 25_000][dice(4)], 2),
            source_id: (dice(3) == 0).then(|| format!("F{day}-{nth}")),
            text: ["COFFEE", "COFFEE", "CLIENT"][dice(3)].to_owned(),
        });
        history.push(lines.collect());
    }
    let mut book: Vec<Identity> = Vec::new();
    for _ in 0..1_000 {
        let from = dice(history.len());
        let to = (from + 1 + dice(30)).min(history.len());
        book = imported(&book, &history[from..to].concat());
    }
    book = imported(&book, &history.concat());
    let sorted = |lines: &[Identity]| {
        let mut keys: Vec<String> = lines.iter().map(|line| line.key(0)).collect();
        keys.sort();
        keys
    };
    assert_eq!(sorted(&book), sorted(&history.concat()));
}

#[test]
fn a_bank_that_changes_its_ids_at_each_download_doubles_nothing() {
    let book = [row(2, -450, Some("X1"), "Shop"), row(2, -450, Some("X2"), "Shop")];
    let again = [row(2, -450, Some("Y1"), "Shop"), row(2, -450, Some("Y2"), "Shop")];
    assert_eq!(compare(&book, &again), [Verdict::Updated(0), Verdict::Updated(1)]);
    let third = [again[0].clone(), again[1].clone(), row(2, -450, Some("Y3"), "Shop")];
    assert_eq!(compare(&book, &third)[2], Verdict::New);
}

#[test]
fn keys_of_different_lines_are_different_texts() {
    let one = row(2, -450, Some("A"), "B");
    let other = row(2, -450, None, "A B");
    assert_ne!(one.key(0), other.key(0));
    assert_eq!(one.key(1), "2026-03-02|-4.50|1:A|1:B|1");
}

fn lines() -> impl Strategy<Value = Vec<Identity>> {
    let one = (1_u32..6, -3_i64..3, prop::option::of("[AB]"), "[xy]");
    let one = one.prop_map(|(day, minor, id, text)| row(day, minor, id.as_deref(), &text));
    prop::collection::vec(one, 0..40)
}

/// How often each line occurs.
fn counts(lines: &[Identity]) -> HashMap<&Identity, usize> {
    let mut counts = HashMap::new();
    for line in lines {
        *counts.entry(line).or_insert(0) += 1;
    }
    counts
}

proptest! {
    #[test]
    fn importing_the_same_file_twice_is_importing_it_once(file in lines()) {
        let once = imported(&[], &file);
        prop_assert_eq!(once.len(), file.len());
        prop_assert_eq!(imported(&once, &file).len(), once.len());
    }

    #[test]
    fn overlapping_downloads_lose_nothing_and_double_nothing(
        all in lines(),
        days in (1_u32..6, 1_u32..6),
    ) {
        let until = |day: u32| -> Vec<Identity> {
            let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
            all.iter().filter(|line| line.posted_on <= date).cloned().collect()
        };
        let from = |day: u32| -> Vec<Identity> {
            let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
            all.iter().filter(|line| line.posted_on >= date).cloned().collect()
        };
        let (one, other) = (days.0.max(days.1), days.0.min(days.1));
        // Ids that differ keep every row apart, as they do in an honest file.
        let book = imported(&imported(&[], &until(one)), &from(other));
        let linked = compare(&until(one), &from(other));
        let updated = linked.iter().filter(|v| matches!(v, Verdict::Updated(_))).count();
        prop_assert_eq!(book.len() + updated, all.len());
        if updated == 0 {
            prop_assert_eq!(counts(&book), counts(&all));
        }
    }

    #[test]
    fn no_line_of_the_books_is_claimed_twice(book in lines(), file in lines()) {
        let mut claimed: Vec<usize> = compare(&book, &file).into_iter().filter_map(|v| match v {
            Verdict::New => None,
            Verdict::Known(place) | Verdict::Updated(place) => Some(place),
        }).collect();
        let all = claimed.len();
        claimed.sort_unstable();
        claimed.dedup();
        prop_assert_eq!(claimed.len(), all);
    }
}
