//! How quickly the window is usable and how much memory it takes; printed as rows of README's
//! table. Nothing is asserted about time.

use std::fs;
use std::time::{Duration, Instant};

use crate::driver::{Computer, Window};

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
