//! Issuing and the catch-up, ended at every point where the program looks outside itself, and
//! killed at random moments. However often that happens, the book is sound, and going on ends
//! with the invoices of a run that nothing disturbed.
//!
//! `QUITTANCE_ISSUE_KILLS` sets how often (500 unless told).

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::App;
use app::home::Home;
use chrono::{DateTime, Utc};
use connect::world::SystemWorld;
use domain::ports::World;
use serde_json::{Value, json};
use tests::{Desk, Folder, MemoryKeyring, Serving, charge_keys, line, table};
use uuid::Uuid;

use crate::{Dice, let_pass, number};

/// The day of the runs that end themselves. The others run today, when no more is due: every
/// agreement of the book is billed twice and no more.
const DAY: &str = "2026-03-05";

/// A book of trusted agreements, two invoices each.
fn due(agreements: u32) -> Folder {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-02-02");
    for n in 0..agreements {
        let client = desk.client(&format!("Client {n:02}"));
        let billing = json!({ "kind": "recurring", "every": "month", "day": "start_day",
            "cycles": "2" });
        let id =
            desk.agreement(&client, "2026-02-02", json!([line("Bookkeeping", "45.00", billing)]));
        desk.call("agreements.set_automatic", json!({ "id": id, "automatic": true }));
    }
    let policy = json!({ "date": "own_date", "merge": false, "most_charges": "10000",
        "most_days": "3650" });
    desk.call("catch_up.save_policy", policy);
    folder
}

fn copy_of(folder: &Folder) -> Folder {
    let copy = Folder::new();
    std::fs::copy(folder.book(), copy.book()).expect("a closed book is one file");
    copy
}

/// Number, client, day and total of every invoice, in order. The book is sound, or this fails.
fn invoices(folder: &Folder) -> String {
    let mut desk = folder.desk(DAY);
    assert_eq!(desk.findings(), Vec::<String>::new());
    listed(&mut desk)
}

fn listed(desk: &mut Desk) -> String {
    let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    let rows = desk.call("invoices.list", asked)["rows"].clone();
    table(&rows, &["number", "client", "issued_on", "due_on", "total"])
}

/// The world as it is, on [`DAY`], that ends the process when it is asked a given time.
struct Ending {
    asked: AtomicU32,
    end_at: u32,
}

impl Ending {
    fn step(&self) {
        if self.asked.fetch_add(1, Ordering::SeqCst) + 1 == self.end_at {
            std::process::exit(9);
        }
    }
}

impl World for Ending {
    fn now(&self) -> DateTime<Utc> {
        self.step();
        store::instant("2026-03-05T14:00:00Z").expect("an instant")
    }

    fn new_id(&self) -> Uuid {
        self.step();
        SystemWorld.new_id()
    }

    fn random(&self) -> [u8; 32] {
        self.step();
        SystemWorld.random()
    }
}

/// The process that ends itself: this program once more, with orders. Without orders there is
/// nothing to do.
#[test]
fn a_process_carries_out_its_orders_until_it_ends_itself() {
    let (Some(book), Ok(how)) =
        (std::env::var_os("QUITTANCE_ORDERED_BOOK"), std::env::var("QUITTANCE_ORDERED"))
    else {
        return;
    };
    let end_at = u32::try_from(number("QUITTANCE_END_AT", 0)).unwrap_or(0);
    let world = Arc::new(Ending { asked: AtomicU32::new(0), end_at });
    let book = Path::new(&book);
    let mut app =
        App::new(world.clone(), Arc::new(MemoryKeyring::default()), Home::File(book.to_owned()));
    app.open_path(book).expect("the book opens");
    let mut call = |name: &str, question: Value| app.call(name, question).expect("done").reply;
    match how.as_str() {
        "run" => drop(call("catch_up.run", json!({}))),
        _ => {
            let keys = charge_keys(&call("catch_up.show", json!({})));
            if !keys.is_empty() {
                call("catch_up.issue", issue(&json!(keys), None));
            }
        }
    }
    println!("points: {}", world.asked.load(Ordering::SeqCst));
}

fn issue(charges: &Value, most: Option<u64>) -> Value {
    json!({ "charges": charges, "date": "own_date", "merge": false, "most": most })
}

/// Runs such a process over a book; how often it asked the world, or nothing if it ended itself.
fn ordered(folder: &Folder, how: &str, end_at: u32) -> Option<u32> {
    let program = std::env::current_exe().expect("a running program has a file");
    let ran = Command::new(program)
        .args(["a_process_carries_out_its_orders_until_it_ends_itself", "--nocapture"])
        .env("QUITTANCE_ORDERED_BOOK", folder.book())
        .env("QUITTANCE_ORDERED", how)
        .env("QUITTANCE_END_AT", end_at.to_string())
        .stderr(Stdio::null())
        .output()
        .expect("this program starts once more");
    let said = String::from_utf8_lossy(&ran.stdout);
    let points = said.lines().find_map(|line| line.split_once("points: ")?.1.parse().ok());
    assert_eq!(points.is_none(), ran.status.code() == Some(9), "{said}");
    points
}

#[test]
fn rules_4_and_6_ended_at_every_point_of_issuing_and_of_the_catch_up_the_same_is_billed() {
    let original = due(5);
    let undisturbed = copy_of(&original);
    for how in ["run", "issue"] {
        let whole = copy_of(&original);
        let points = ordered(&whole, how, 0).expect("nothing ends it");
        ordered(&undisturbed, "run", 0);
        let expected = invoices(&undisturbed);
        assert_eq!(expected.lines().count(), 10);
        assert_eq!(invoices(&whole), expected, "{how}");
        for end_at in 1..=points {
            let folder = copy_of(&original);
            assert_eq!(ordered(&folder, how, end_at), None, "{how}, point {end_at}");
            let so_far = invoices(&folder);
            assert!(expected.starts_with(&so_far), "{how}, point {end_at}: {so_far}");
            ordered(&folder, how, 0);
            assert_eq!(invoices(&folder), expected, "{how}, point {end_at}");
        }
        println!("{how}: ended at each of {points} points");
    }
}

/// Puts one question that bills, by the numbers the dice show.
fn put(program: &mut Serving, dice: &mut Dice) {
    let (name, question) = match dice.below(4) {
        0 => {
            let due = program.ask("catch_up.show", &json!({})).expect("the program answers");
            let keys = charge_keys(&due["done"]["reply"]);
            if keys.is_empty() {
                return;
            }
            let most = (dice.below(2) == 0).then(|| 1 + dice.below(5));
            ("catch_up.issue", issue(&json!(keys), most))
        }
        1 => ("catch_up.run", json!({ "most": 1 + dice.below(6) })),
        _ => ("catch_up.run", json!({})),
    };
    program.put(name, &question);
}

#[test]
fn rules_4_and_6_killed_at_random_moments_of_issuing_the_same_is_billed() {
    let kills = number("QUITTANCE_ISSUE_KILLS", 500);
    let seed = number("QUITTANCE_SEED", 20_261_122);
    let mut dice = Dice(seed.max(1));
    let original = due(12);
    let undisturbed = copy_of(&original);
    Serving::over(&undisturbed.book()).ask("catch_up.run", &json!({})).expect("an answer");
    let expected = invoices(&undisturbed);
    assert_eq!(expected.lines().count(), 24);
    let (mut killed, mut books, mut amid) = (0, 0, 0);
    while killed < kills {
        let folder = copy_of(&original);
        // At most eight kills a book, so that few are of a run with nothing left to issue.
        for _ in 0..8 {
            let mut program = Serving::over(&folder.book());
            assert!(program.ask("books.status", &json!({})).is_some(), "seed {seed}");
            put(&mut program, &mut dice);
            let_pass(Duration::from_micros(dice.below(30_000)));
            program.kill();
            killed += 1;
            let so_far = invoices(&folder);
            assert!(expected.starts_with(&so_far), "seed {seed}, kill {killed}: {so_far}");
            amid += u64::from(!so_far.is_empty() && so_far != expected);
            if so_far == expected {
                break;
            }
        }
        let mut program = Serving::over(&folder.book());
        program.ask("catch_up.run", &json!({})).expect("an answer");
        program.kill();
        assert_eq!(invoices(&folder), expected, "seed {seed}, book {books}");
        books += 1;
    }
    println!("{killed} kills over {books} books, {amid} between two invoices, seed {seed}");
}
