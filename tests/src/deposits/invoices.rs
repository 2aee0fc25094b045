//! What a made-up practice has invoiced: equal fees month after month, fees of one client only, and
//! single jobs, under the numbers that practices print.

use chrono::{Datelike, Days, NaiveDate};

use super::Noise;
use super::chance::Chance;

/// An invoice.
pub(super) struct Invoice {
    pub(super) id: String,
    pub(super) number: String,
    /// Which of the clients.
    pub(super) client: usize,
    pub(super) amount: i64,
    pub(super) issued: NaiveDate,
    pub(super) due: NaiveDate,
}

/// Fees that everybody pays, the usual ones more than once.
const LADDER: [i64; 12] = [
    15_000, 15_000, 15_000, 25_000, 25_000, 20_000, 30_000, 35_000, 45_000, 60_000, 9_500, 120_000,
];

/// The first day of the made-up year.
pub(super) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 2, 3).expect("a day of the calendar")
}

/// `count` invoices of `clients` clients, by their day.
pub(super) fn invoices(
    chance: &mut Chance,
    clients: usize,
    count: usize,
    noise: &Noise,
) -> Vec<Invoice> {
    let mut all = Vec::new();
    for client in 0..clients {
        let mine = count / clients + usize::from(client < count % clients);
        let fee = fee(chance, noise);
        let recurring = chance.happens(720);
        let terms = [7, 14, 14, 30, 30][chance.below(5)];
        let start = chance.between(0, 27);
        for nth in 0..mine {
            let step = i64::try_from(nth).expect("a small number") * 30;
            let wobble = if recurring { 0 } else { chance.between(0, 25) };
            let issued = after(first_day(), start + step + wobble);
            let single = !recurring || chance.happens(150);
            let amount = if single { job(chance) } else { fee };
            let due = after(issued, terms);
            let (id, number) = (String::new(), String::new());
            all.push(Invoice { id, number, client, amount, issued, due });
        }
    }
    all.sort_by_key(|invoice| invoice.issued);
    let style = chance.below(STYLES);
    // Some practices changed their program in the middle of the year, and their numbers with it.
    let later = if chance.happens(500) { chance.below(STYLES) } else { style };
    let from = chance.below(400) + 1;
    let turn = count / 2;
    for (at, invoice) in all.iter_mut().enumerate() {
        invoice.id = format!("i{:05}", at + 1);
        let style = if at < turn { style } else { later };
        invoice.number = number(style, from + at, invoice.issued);
    }
    all
}

fn fee(chance: &mut Chance, noise: &Noise) -> i64 {
    if chance.happens(noise.equal_fees) {
        return LADDER[chance.below(LADDER.len())];
    }
    chance.between(16, 180) * 500 + [0, 0, 0, 75, 199, 350][chance.below(6)]
}

/// What a single job comes to, some of it to the cent.
fn job(chance: &mut Chance) -> i64 {
    match chance.below(3) {
        0 => chance.between(2, 60) * 5_000,
        1 => chance.between(100, 4_000) * 50,
        _ => chance.between(4_500, 480_000),
    }
}

/// How many ways of numbering there are.
const STYLES: usize = 7;

fn number(style: usize, nth: usize, issued: NaiveDate) -> String {
    let year = issued.year();
    match style {
        0 => format!("INV-{nth:04}"),
        1 => format!("{year}-{nth:04}"),
        2 => format!("A{nth:04}"),
        3 => format!("{}", 3_000 + nth),
        4 => format!("S{:02}{:02}-{nth:03}", year % 100, issued.month()),
        5 => format!("HB/{:02}/{nth:03}", year % 100),
        _ => format!("{:06}", 104_000 + nth),
    }
}

/// The day so many days later.
pub(super) fn after(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day - count } else { day + count }
}
