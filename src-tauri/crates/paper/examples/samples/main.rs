//! Writes a sample of every document into `target/letters` and says how long each takes, warm.

mod certificates;
mod clauses;
mod invoices;
mod letters;
mod practice;
mod receipts;

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use paper::Rendered;

/// How often each document is rendered to be timed.
const TIMES: u32 = 30;

fn main() -> io::Result<()> {
    let target = env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/letters"), PathBuf::from);
    fs::create_dir_all(&target)?;
    type Draw = Box<dyn Fn() -> Rendered>;
    let letter = letters::letter();
    let signed = letters::signed_letter();
    let mut draft = letters::letter();
    draft.stationery.draft = true;
    draft.stationery.letterhead.logo = None;
    let short = three_pages();
    let (invoice, vat) = (invoices::invoice(), invoices::vat_invoice());
    let (quittance, part) = (receipts::quittance(), receipts::part_receipt());
    let certificate = certificates::certificate();
    let all: Vec<(&str, Draw)> = vec![
        ("letter", Box::new(move || letter.render())),
        ("letter-signed", Box::new(move || signed.render())),
        ("letter-draft", Box::new(move || draft.render())),
        ("letter-short", Box::new(move || short.render())),
        ("invoice", Box::new(move || invoice.render())),
        ("vat-invoice", Box::new(move || vat.render())),
        ("quittance", Box::new(move || quittance.render())),
        ("receipt-part", Box::new(move || part.render())),
        ("certificate", Box::new(move || certificate.render())),
    ];
    for (name, draw) in all {
        let started = Instant::now();
        let rendered = draw();
        let cold = started.elapsed();
        fs::write(target.join(name).with_extension("pdf"), &rendered.bytes)?;
        let started = Instant::now();
        for _ in 0..TIMES {
            std::hint::black_box(draw());
        }
        report(name, &rendered, cold, started.elapsed() / TIMES);
    }
    Ok(())
}

/// A letter of three pages: the sample without its later sections.
fn three_pages() -> paper::letter::Letter {
    let mut letter = letters::letter();
    letter.sections.truncate(5);
    letter
}

#[expect(
    clippy::print_stdout,
    reason = "an example speaks to the person who runs it"
)]
fn report(name: &str, rendered: &Rendered, cold: Duration, warm: Duration) {
    let (pages, bytes) = (rendered.pages, rendered.bytes.len());
    println!("{name:14} {pages} pages {bytes:6} bytes  first {cold:8.2?}  warm {warm:8.2?}");
    for finding in &rendered.findings {
        println!("  finding: {finding}");
    }
}
