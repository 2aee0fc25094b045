//! How quickly the window is usable and how much memory it takes; printed as rows of README's
//! table. Nothing is asserted about time.

use std::fs;
use std::time::{Duration, Instant};

use app::home::Home;
use chrono::{Days, NaiveDate};
use serde_json::json;
use tests::{Desk, file, practice};

use crate::driver::{Computer, ENTER, Window};

#[test]
fn the_window_opens_on_an_empty_and_on_a_full_book() {
    let computer = Computer::new("measure");
    let first = started(&computer, "sample-explore");
    first.1.click("sample-explore");
    first.1.wait("sample-label");
    first.1.close();
    let full = started(&computer, "sample-label");
    assert!(full.1.words("page-title").contains(','), "Today shows its date");
    std::thread::sleep(Duration::from_secs(5));
    let memory = full.1.memory_kib();
    full.1.close();
    row("Start to usable window, first start (through WebDriver)", first.0);
    row("Start to usable window, sample book (through WebDriver)", full.0);
    println!("| Idle memory of all processes, PSS, sample book | {} MiB |", memory / 1024);
}

/// From a key in the opening to the page with it: what the person who types waits for.
#[test]
fn the_letter_follows_the_keys() {
    let computer = Computer::new("keys");
    let window = computer.start();
    window.click("sample-explore");
    window.wait("sample-label");
    window.go("#/proposals");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&ENTER.to_string());
    window.wait_css("[data-test=proposal-letter] canvas");
    window.enter("proposal-opening");
    // A long opening makes a letter of six pages; only the measured keys are typed.
    let mut opening = String::new();
    while !window.words("proposal-letter").contains("of 6") {
        assert!(opening.len() < 20_000, "the letter never has six pages");
        opening += &"A paragraph like many others, so that the letter grows. ".repeat(12);
        opening += "\n\n";
        window.look(&format!(
            "const field = document.querySelector('[data-test=proposal-opening]');
             field.value = {opening:?};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ));
        std::thread::sleep(Duration::from_millis(900));
    }
    std::thread::sleep(Duration::from_secs(2));
    window.look(
        "window.keyed = 0; window.waits = [];
         addEventListener('keydown', () => { window.keyed = performance.now() }, true);
         const pen = CanvasRenderingContext2D.prototype, draw = pen.drawImage;
         pen.drawImage = function (...all) {
           if (this.canvas.isConnected && window.keyed) {
             window.waits.push(performance.now() - window.keyed); window.keyed = 0;
           }
           return draw.apply(this, all);
         }",
    );
    for letter in "we look forward to it".chars() {
        window.keys(&letter.to_string());
        std::thread::sleep(Duration::from_millis(600));
    }
    let waits = window.look("return window.waits.map(Math.round).sort((a, b) => a - b)");
    let waits: Vec<u64> = serde_json::from_value(waits).expect("the page counted milliseconds");
    assert!(waits.len() > 5, "most keys drew the letter anew: {waits:?}");
    let (middle, most) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    println!("| Key to redrawn page, 6-page letter: median, slowest | {middle} ms, {most} ms |");
    window.close();
}

/// What a frame takes while the lines of a bank account are scrolled through: 100,000 of them, and
/// for comparison the 142 that a filter leaves.
#[test]
fn an_account_of_100_000_lines_is_scrolled_through() {
    let computer = Computer::new("many-lines");
    many_lines(&computer);
    let window = computer.start();
    window.go("#/reconcile");
    window.wait("lines-list");
    window.wait_words("CARD PURCHASE 99999");
    scrolled(&window, "100,000");
    window.keys("/");
    window.keys("SHOP 17 CARD");
    window.wait_words("SHOP 17 CARD PURCHASE 99417");
    scrolled(&window, "142");
    // What was scrolled to is there, not only its place.
    window.wait_css("[data-test=line] .raw");
    window.close();
}

fn scrolled(window: &Window, lines: &str) {
    std::thread::sleep(Duration::from_secs(2));
    window.look(
        "window.frames = []; let before = performance.now();
         const list = document.querySelector('[data-test=lines-list]');
         const end = Math.min(list.scrollHeight - list.clientHeight, 27000);
         const frame = (now) => {
           window.frames.push(now - before); before = now;
           list.scrollTop = window.frames.length * 90 % end;
           if (window.frames.length < 300) requestAnimationFrame(frame);
         };
         requestAnimationFrame(frame)",
    );
    let (ended, from) = ("return window.frames.length", Instant::now());
    while window.look(ended) != json!(300) {
        assert!(from.elapsed() < Duration::from_secs(120), "the page draws no frames");
        std::thread::sleep(Duration::from_millis(200));
    }
    let frames = window.look("return window.frames.slice(1).sort((a, b) => a - b).map(Math.round)");
    let frames: Vec<u64> = serde_json::from_value(frames).expect("the page counted milliseconds");
    let (middle, most) = (frames[frames.len() / 2], frames[frames.len() * 99 / 100]);
    println!(
        "| A frame while {lines} bank lines are scrolled: median, 99th of 100 | {middle} ms, \
         {most} ms |"
    );
}

/// A book whose one bank account has 100,000 lines.
fn many_lines(computer: &Computer) {
    let mut desk = Desk::bare("2026-03-02", Home::Folder(computer.books()));
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    let day: NaiveDate = "2016-01-01".parse().expect("a day");
    let mut text = "Date,Description,Amount\n".to_owned();
    for n in 0..100_000_u32 {
        let on = day + Days::new(u64::from(n / 30));
        text +=
            &format!("{on},SHOP {} CARD PURCHASE {n},-{}.{:02}\n", n % 700, 1 + n % 900, n % 100);
    }
    let asked = json!({ "account_id": null, "file": file("many.csv", text.as_bytes()),
        "mapping": null });
    let done = desk.call("statements.import", asked);
    assert_eq!(done["added"], 100_000, "{done}");
}

fn started(computer: &Computer, usable: &str) -> (Duration, Window) {
    let begun = Instant::now();
    let window = computer.start();
    window.wait(usable);
    (begun.elapsed(), window)
}

fn row(what: &str, time: Duration) {
    println!("| {what} | {} ms |", time.as_millis());
}

/// The proportional share of memory of a process and all below it, KiB (proc(5), smaps_rollup).
pub(crate) fn pss_of_tree(root: u32) -> u64 {
    let mut all = vec![root];
    let processes: Vec<(u32, u32)> = fs::read_dir("/proc")
        .expect("Linux has /proc")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid: u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let after_name = stat.rsplit_once(')')?.1;
            Some((pid, after_name.split_whitespace().nth(1)?.parse().ok()?))
        })
        .collect();
    let mut at = 0;
    while at < all.len() {
        let parent = all[at];
        all.extend(processes.iter().filter(|(_, above)| *above == parent).map(|(pid, _)| *pid));
        at += 1;
    }
    let pss = |pid: &u32| {
        let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
        let line = text.lines().find(|line| line.starts_with("Pss:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    all.iter().filter_map(pss).sum()
}
