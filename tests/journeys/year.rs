//! Years in the life of a practice: payers of all habits, a bank that writes as banks do, a
//! processor and a mail server that fail, a lid that is closed at random, and a user who follows
//! the rules, told through the command list. The same payers are then chased by hand, once a month.

mod bank;
mod lived;
mod payers;
mod practice;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use lived::{Lived, Log};
use practice::{Figures, Practice};

/// How large the story is told; the full one by `make years`.
struct Extent {
    seeds: std::ops::Range<u64>,
    clients: usize,
    years: u32,
    /// How many days with an open lid lie between two checks of the whole book.
    check: usize,
}

impl Extent {
    fn asked() -> Extent {
        let first = many("QUITTANCE_FIRST_SEED", 1) as u64;
        Extent {
            seeds: first..first + many("QUITTANCE_SEEDS", 1) as u64,
            clients: many("QUITTANCE_CLIENTS", 12),
            years: u32::try_from(many("QUITTANCE_YEARS", 1)).unwrap(),
            check: many("QUITTANCE_CHECK", 20),
        }
    }
}

/// A number of the environment, for larger runs.
fn many(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Lives through the years.
fn live(seed: u64, extent: &Extent, by_hand: bool) -> Figures {
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
            practice.holds(today);
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

/// Why years are not as they are to be; nothing where they are.
fn wrong(figures: &Figures) -> Vec<String> {
    let leaked = (figures.leaked != 0).then(|| format!("{} leaked", figures.leaked));
    let twice = figures.charged_twice.iter().map(|one| format!("charged twice: {one}"));
    let wrong = figures.wrong.iter().map(|one| format!("wrong message: {one}"));
    let forgotten = figures.forgotten.iter().map(|one| format!("forgotten: {one}"));
    leaked.into_iter().chain(twice).chain(wrong).chain(forgotten).collect()
}

/// Lives through the years, unless the log has them, and tells the log.
fn told(seed: u64, extent: &Extent, by_hand: bool, log: &mut Log) {
    let (clients, years) = (extent.clients, extent.years);
    if log.has(seed, clients, years, by_hand) {
        return;
    }
    let figures = catch_unwind(AssertUnwindSafe(|| live(seed, extent, by_hand)));
    let figures = figures.map_err(|cause| {
        let said = cause.downcast_ref::<String>().cloned();
        said.unwrap_or_else(|| "it could not go on".to_owned())
    });
    let failed = match &figures {
        Ok(figures) => wrong(figures),
        Err(cause) => vec![cause.clone()],
    };
    let figures = figures.unwrap_or_default();
    println!("{} {failed:?}", row(&format!("{seed}, by hand: {by_hand}"), &[&figures]));
    log.tell(Lived { seed, clients, years, by_hand, failed, figures });
}

/// Figures of several seeds as one row of the table.
fn row(name: &str, all: &[&Figures]) -> String {
    let sum = |of: &dyn Fn(&Figures) -> usize| -> Decimal {
        Decimal::from(all.iter().map(|one| of(one)).sum::<usize>())
    };
    let share = |part: Decimal, whole: Decimal| {
        (part * Decimal::ONE_HUNDRED / whole.max(Decimal::ONE)).round_dp(1)
    };
    let leaked: i64 = all.iter().map(|one| one.leaked).sum();
    let invoices = sum(&|one| one.invoices);
    format!(
        "| {name} | {invoices} | {} | {} | {} | {} | {} | {} % | {} | {} |",
        Decimal::new(leaked, 2),
        sum(&|one| one.charged_twice.len()),
        sum(&|one| one.messages),
        sum(&|one| one.wrong.len()),
        sum(&|one| one.held_back),
        share(sum(&|one| one.by_itself), sum(&|one| one.deposits)),
        share(sum(&|one| one.decisions.values().sum()), invoices),
        outstanding(all).round_dp(1),
    )
}

/// What the user decided for 100 invoices, by what it was about.
fn decisions(all: &[&Figures]) -> String {
    let invoices = Decimal::from(all.iter().map(|one| one.invoices).sum::<usize>());
    let mut of = BTreeMap::<&str, usize>::new();
    for (about, count) in all.iter().flat_map(|one| &one.decisions) {
        *of.entry(about).or_default() += count;
    }
    let told = of.iter().map(|(about, count)| {
        let share = Decimal::from(*count) * Decimal::ONE_HUNDRED / invoices.max(Decimal::ONE);
        format!("{about} {}", share.round_dp(1))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The days outstanding on average.
fn outstanding(all: &[&Figures]) -> Decimal {
    let days: Decimal = all.iter().map(|one| one.days_outstanding()).sum();
    days / Decimal::from(all.iter().map(|one| one.months).sum::<usize>().max(1))
}

/// Rules 4, 8, 9, 12 and 13: whatever payers, bank, processor and mail do, nobody hears of what
/// they have paid, dispute or pay by a plan, nobody is charged twice, and nothing leaks.
#[test]
fn rule_13_in_years_no_message_is_wrong_nobody_is_charged_twice_and_nothing_leaks() {
    let extent = Extent::asked();
    let mut log = Log::asked();
    for seed in extent.seeds.clone() {
        told(seed, &extent, false, &mut log);
        told(seed, &extent, true, &mut log);
    }
    let all: Vec<&Lived> = log.of(extent.clients, extent.years).collect();
    let figures = |by_hand: bool| -> Vec<&Figures> {
        let lived = all.iter().filter(|one| one.by_hand == by_hand);
        lived.map(|one| &one.figures).collect()
    };
    let (ours, by_hand) = (figures(false), figures(true));
    println!(
        "| {} clients, {} years, {} seeds | invoices | leaked | charged twice | messages | wrong \
         | held back or put off | explained without a person | decisions per 100 invoices \
         | days outstanding |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        extent.clients,
        extent.years,
        ours.len()
    );
    for (name, all) in [("Quittance", &ours), ("By hand, once a month", &by_hand)] {
        println!("{}\n{name}, decisions for 100 invoices: {}", row(name, all), decisions(all));
    }
    let failed = all.iter().filter(|one| !one.failed.is_empty());
    let failed: Vec<_> = failed.map(|one| (one.seed, one.by_hand, &one.failed)).collect();
    assert!(failed.is_empty(), "{failed:?}");
    assert!(outstanding(&ours) < outstanding(&by_hand), "who is reminded pays sooner");
}
