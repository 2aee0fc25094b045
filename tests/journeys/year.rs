//! Years in the life of a practice: payers of all habits, a bank that writes as banks do, a
//! processor and a mail server that fail, a lid that is closed at random, and a user who follows
//! the rules, told through the command list. The same payers are then chased by hand, once a month.

mod bank;
mod payers;
mod practice;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use practice::{Figures, Practice};

/// How large the story is told; the full one by `make years`.
struct Extent {
    seeds: std::ops::Range<u64>,
    clients: usize,
    years: u32,
    /// How many days lie between two checks of the whole book.
    check: usize,
}

impl Extent {
    fn asked() -> Extent {
        let first = many("QUITTANCE_FIRST_SEED", 1) as u64;
        Extent {
            seeds: first..first + many("QUITTANCE_SEEDS", 1) as u64,
            clients: many("QUITTANCE_CLIENTS", 12),
            years: u32::try_from(many("QUITTANCE_YEARS", 1)).unwrap(),
            check: many("QUITTANCE_CHECK", 7),
        }
    }
}

/// A number of the environment, for larger runs.
fn many(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Lives through the years.
fn lived(seed: u64, extent: &Extent, by_hand: bool) -> Figures {
    let mut practice = Practice::founded(seed, extent.clients, !by_hand);
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let last = first + Months::new(12 * extent.years) - Days::new(1);
    let (mut chased, mut reviewed) = (0, 2026);
    for today in first.iter_days().take_while(|day| *day <= last) {
        if practice.lid_is_open(today) {
            let review = today.year() > reviewed;
            (chased, reviewed) = {
                let chases = today.month() != chased;
                practice.open(today, by_hand, chases, review);
                (today.month(), today.year())
            };
            if practice.figures.days.is_multiple_of(extent.check) {
                assert_eq!(practice.desk.findings(), Vec::<String>::new(), "{seed} {today}");
            }
        }
        practice.world(today);
        if (today + Days::new(1)).day() == 1 {
            practice.measure(today);
        }
    }
    practice.close(first, last);
    assert_eq!(practice.desk.findings(), Vec::<String>::new(), "{seed}");
    practice.figures
}

/// Figures of several seeds as one row of the table.
fn row(name: &str, all: &[Figures]) -> String {
    let sum = |of: &dyn Fn(&Figures) -> usize| Decimal::from(all.iter().map(of).sum::<usize>());
    let share = |part: Decimal, whole: Decimal| {
        (part * Decimal::ONE_HUNDRED / whole.max(Decimal::ONE)).round_dp(1)
    };
    let leaked: i64 = all.iter().map(|one| one.leaked).sum();
    let days: Vec<Decimal> = all.iter().flat_map(|one| one.outstanding.clone()).collect();
    let outstanding = days.iter().sum::<Decimal>() / Decimal::from(days.len().max(1));
    let invoices = sum(&|one| one.invoices);
    format!(
        "| {name} | {invoices} | {} | {} | {} | {} | {} | {} % | {} | {} |",
        Decimal::new(leaked, 2),
        sum(&|one| one.charged_twice.len()),
        sum(&|one| one.messages),
        sum(&|one| one.wrong.len()),
        sum(&|one| one.held_back),
        share(sum(&|one| one.by_itself), sum(&|one| one.deposits)),
        share(sum(&|one| one.decisions), invoices),
        outstanding.round_dp(1),
    )
}

/// Rules 4, 8, 9, 12 and 13: whatever payers, bank, processor and mail do, nobody hears of what
/// they have paid, dispute or pay by a plan, nobody is charged twice, and nothing leaks.
#[test]
fn rule_13_in_years_no_message_is_wrong_nobody_is_charged_twice_and_nothing_leaks() {
    let extent = Extent::asked();
    let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
    for seed in extent.seeds.clone() {
        for (hand, all) in [(false, &mut ours), (true, &mut by_hand)] {
            let years = lived(seed, &extent, hand);
            let nothing: Vec<String> = Vec::new();
            println!(
                "{}",
                row(
                    &format!("{seed}{}", if hand { " by hand" } else { "" }),
                    std::slice::from_ref(&years)
                )
            );
            assert_eq!(years.wrong, nothing, "seed {seed}, wrong messages");
            assert_eq!(years.charged_twice, nothing, "seed {seed}, charged twice");
            assert_eq!(years.leaked, 0, "seed {seed}");
            all.push(years);
        }
    }
    println!(
        "| | invoices | leaked | charged twice | messages | wrong | held back or put off \
         | explained without a person | decisions per 100 invoices | days outstanding |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    println!("{}", row("Quittance", &ours));
    println!("{}", row("By hand, once a month", &by_hand));
    let open =
        |all: &[Figures]| -> Decimal { all.iter().flat_map(|one| &one.outstanding).copied().sum() };
    assert!(open(&ours) < open(&by_hand), "who is reminded pays sooner");
}
