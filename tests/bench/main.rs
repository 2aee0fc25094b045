//! What README's table of performance is made of: `cargo bench -p tests` prints it as Markdown,
//! and only some of it where parts are named: `cargo bench -p tests -- matching`.
//!
//! Each figure is the median of several runs; nothing is asserted about time. The window's figures
//! are measured with the window and have no place here.

mod catch_up;
mod charges;
mod collecting;
mod large_book;
mod leakage;
mod ledgers;
mod matching;
mod seeing;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Desk, Folder, Serving, cli, file, monthly};

/// The day on which everything is measured.
const TODAY: &str = "2026-11-02";

/// Rows of the table, in order.
#[derive(Default)]
struct Report(Vec<(String, String)>);

impl Report {
    fn add(&mut self, what: &str, figure: impl Into<String>) {
        self.0.push((what.to_owned(), figure.into()));
    }
}

/// A part of the table, by the name under which it can be asked for alone.
type Part = (&'static str, fn(&mut Report));

/// What is measured, in order.
const PARTS: [Part; 13] = [
    ("long_table", long_table),
    ("small_books", small_books),
    ("letter", letter),
    ("statement", statement),
    ("charges", charges::measure),
    ("catch_up", catch_up::measure),
    ("collecting", collecting::measure),
    ("leakage", leakage::measure),
    ("matching", matching::measure),
    ("ledgers", ledgers::measure),
    ("seeing", seeing::measure),
    ("large", large),
    ("sizes", sizes),
];

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let mut report = Report::default();
    if asked.is_empty() {
        report.add("Start to usable window, empty book", "measured with the window");
        report.add("Start to usable window, sample book", "measured with the window");
    }
    for (name, measure) in PARTS {
        if asked.is_empty() || asked.iter().any(|part| part == name) {
            measure(&mut report);
        }
    }
    println!("| measured | figure |\n|---|---|");
    for (what, figure) in report.0 {
        println!("| {what} | {figure} |");
    }
}

/// The median time of `times` runs.
fn median(times: usize, mut run: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let from = Instant::now();
            run();
            from.elapsed()
        })
        .collect();
    all.sort();
    all[all.len() / 2]
}

fn milliseconds(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

fn small_books(report: &mut Report) {
    let folder = Folder::new();
    drop(folder.desk(TODAY));
    let time = median(9, || first_answer(&folder));
    report.add("Process start, book open, Today answered; empty book", milliseconds(time));

    let sample = Folder::new();
    let from = Instant::now();
    sample.closed_desk(TODAY).call("sample.create", json!({}));
    report.add("Sample practice built", milliseconds(from.elapsed()));
    let time = median(9, || first_answer(&sample));
    report.add("Process start, book open, Today answered; sample book", milliseconds(time));
    let mut serving = Serving::over(&sample.book());
    serving.ask("today.show", &json!({}));
    report.add("Memory of quittance-cli serve, sample book (PSS)", memory(serving.process()));
}

fn first_answer(folder: &Folder) {
    let mut serving = Serving::over(&folder.book());
    let said = serving.ask("today.show", &json!({})).expect("the program answers");
    assert!(said["failure"].is_null(), "{said}");
}

/// Proportional set size of a process, where the system tells it.
fn memory(process: u32) -> String {
    let told = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let pss = told.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kib = pss.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok());
    match kib {
        Some(kib) => format!("{}.{} MB", kib / 1024, kib % 1024 * 10 / 1024),
        None => "not told by this system".to_owned(),
    }
}

/// Time this thread has had a processor, where the system tells it.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn letter(report: &mut Report) {
    let mut desk = Desk::on(TODAY);
    let client = desk.client("Alder Bakery LLC");
    let lines: Vec<Value> = (1..=6).map(|n| monthly(&format!("Service {n}"), "450.00")).collect();
    let (proposal, _) = desk.sent(&client, TODAY, json!(lines));
    let draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    let question = json!({ "id": proposal, "draft": draft });
    let pages = desk.call("proposals.preview", question.clone())["pages"].clone();
    let Some(before) = processor_time() else {
        report.add("One letter rendered, warm (CPU)", "not told by this system");
        return;
    };
    for _ in 0..20 {
        desk.call("proposals.preview", question.clone());
    }
    let spent = processor_time().unwrap_or(before).saturating_sub(before) / 20;
    let what = format!("One letter of {pages} pages rendered, warm (CPU)");
    report.add(&what, milliseconds(spent));
}

/// So many transactions, 48 a day, as a bank writes them.
fn ofx(count: u32) -> Vec<u8> {
    let day: chrono::NaiveDate = "2023-01-02".parse().expect("a day");
    let rows: String = (0..count)
        .map(|n| {
            let on = day + chrono::Days::new(u64::from(n / 48));
            format!(
                "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{}<TRNAMT>-{}.{:02}<FITID>F{n}<NAME>SHOP {}\
                 <MEMO>CARD PURCHASE {n}</STMTTRN>\n",
                on.format("%Y%m%d"),
                1 + n % 900,
                n % 100,
                n % 700
            )
        })
        .collect();
    let head = String::from_utf8(tests::fixture("statements/april.ofx")).expect("a text");
    let (before, rest) = head.split_once("<STMTTRN>").expect("the fixture has transactions");
    let (_, after) = rest.split_once("</BANKTRANLIST>").expect("and ends their list");
    format!("{before}{rows}</BANKTRANLIST>{after}").into_bytes()
}

fn statement(report: &mut Report) {
    let bytes = ofx(50_000);
    let megabytes = bytes.len() / (1 << 20);
    let time = median(5, || {
        let read = statements::read(&bytes, None, None);
        assert_eq!(read.accounts[0].lines.len(), 50_000);
    });
    let what = format!("OFX of 50,000 transactions ({megabytes} MB): read");
    report.add(&what, milliseconds(time));
    let folder = Folder::new();
    let mut desk = folder.desk(TODAY);
    let asked = json!({ "account_id": null, "file": file("large.ofx", &bytes), "mapping": null });
    let mut step = |name: &str, added: u64, what: &str| {
        let from = Instant::now();
        let answer = desk.call(name, asked.clone());
        report.add(what, milliseconds(from.elapsed()));
        let new = answer["added"].as_u64().or(answer["new_lines"].as_u64());
        assert_eq!(new, Some(added), "{name}");
    };
    step("statements.preview", 50_000, "the same: read and compared with an empty account");
    step("statements.import", 50_000, "the same: read, compared and persisted");
    step("statements.import", 0, "the same again: read, and every line known");
}

/// A table of some length that is nowhere as a whole: rows are made as they are read.
struct LongTable {
    left: u64,
    row: u64,
    made: std::collections::VecDeque<u8>,
}

impl std::io::Read for LongTable {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.left > 0 && self.made.len() < into.len() {
            let n = self.row;
            let row = format!(
                "2026-{:02}-{:02},CARD PURCHASE {n} AT SHOP {},-{}.{:02}\n",
                1 + n / 1_000_000 % 12,
                1 + n % 28,
                n % 700,
                1 + n % 900,
                n % 100
            );
            self.left = self.left.saturating_sub(row.len() as u64);
            self.row += 1;
            self.made.extend(row.bytes());
        }
        self.made.read(into)
    }
}

/// The most memory that a process ever held, where the system tells it, in MB.
fn most_memory(process: u32) -> Option<u64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}

/// A CSV of 200 MB, read block by block. Must come first: the system tells the most memory since
/// the process began.
fn long_table(report: &mut Report) {
    let head = std::io::Cursor::new("Date,Description,Amount\n");
    let rows = LongTable { left: 200_000_000, row: 0, made: std::collections::VecDeque::new() };
    let process = std::process::id();
    let (before, from) = (most_memory(process), Instant::now());
    let totals =
        statements::blocks::read(std::io::Read::chain(head, rows), None, None, &mut |_| {})
            .expect("rows that are made do not fail");
    // The row of headings is skipped.
    assert_eq!((totals.rejected, totals.accepted + 1), (0, totals.records));
    let time = from.elapsed();
    let memory =
        before.zip(most_memory(process)).map_or("not told".to_owned(), |(before, after)| {
            format!("{} MB more than before", after.saturating_sub(before))
        });
    report.add(
        &format!("CSV of 200 MB, {} lines: read in blocks", totals.accepted),
        format!("{}.{} s; {memory}", time.as_secs(), time.subsec_millis() / 100),
    );
}

fn large(report: &mut Report) {
    let folder = Folder::new();
    let from = Instant::now();
    large_book::make(&folder, TODAY);
    report.add("(Book of 100,000 invoices made)", milliseconds(from.elapsed()));
    let mut desk = folder.desk(TODAY);
    assert_eq!(desk.findings(), Vec::<String>::new());
    let list = |view: &str, filter: &str, sort: &str| {
        json!({ "view": view, "filter": filter, "sort": sort, "descending": true, "offset": 0,
            "limit": 100 })
    };
    for (what, name, question) in [
        ("Today", "today.show", json!({})),
        ("Insights", "insights.show", json!({})),
        ("Leakage of ten years", "leakage.show", json!({ "from": "2016-01-01", "to": TODAY })),
        ("Invoices, newest 100", "invoices.list", list("all", "", "number")),
        ("Invoices, overdue by due date", "invoices.list", list("overdue", "", "due_on")),
        ("Invoices, filtered by a name", "invoices.list", list("all", "client 17", "total")),
        ("Clients", "clients.list", json!({ "archived": false })),
    ] {
        let time = median(5, || drop(desk.call(name, question.clone())));
        report.add(&format!("{what}; 100,000 invoices"), milliseconds(time));
    }
    let bytes = std::fs::metadata(folder.book()).map_or(0, |file| file.len());
    report.add("(That book's file)", format!("{} MB", bytes >> 20));
    drop(desk);
    let time = median(3, || first_answer(&folder));
    report.add("Process start, book open, Today answered; that book", milliseconds(time));
}

fn sizes(report: &mut Report) {
    let folder = cli().parent().expect("the program lies in a folder");
    for name in ["quittance-cli", "quittance"] {
        let size = std::fs::metadata(folder.join(name)).map(|file| file.len());
        let shown = size.map_or("not built here".to_owned(), |bytes| {
            format!("{}.{} MB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20)
        });
        report.add(&format!("Size of {name}"), shown);
    }
}
