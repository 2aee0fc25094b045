//! Writes a sample of every document into `target/letters` and says how long each takes, warm.
//!
//! `samples many short|long COUNT FILE` sets that many letters, `samples export short|long FOLDER`
//! writes the words of one: both are for `tests/bench/letters`.

mod accounts;
mod certificates;
mod claims;
mod clauses;
mod invoices;
mod languages;
mod letters;
mod library;
mod many;
mod periods;
mod practice;
mod receipts;

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use paper::Rendered;

/// How often each document is rendered to be timed.
const TIMES: u32 = 30;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["many", length, count, file] => {
            return many::set(*length == "long", count.parse().unwrap_or(1), file.as_ref());
        }
        ["export", length, folder] => return many::export(*length == "long", folder.as_ref()),
        _ => {}
    }
    let target = arguments.first().map_or_else(|| PathBuf::from("target/letters"), PathBuf::from);
    fs::create_dir_all(&target)?;
    type Draw = Box<dyn Fn() -> Rendered>;
    let letter = letters::letter();
    let signed = letters::signed_letter();
    let mut draft = letters::letter();
    draft.stationery.draft = true;
    draft.stationery.letterhead.logo = None;
    let short = shorter();
    let (invoice, vat) = (invoices::invoice(), invoices::vat_invoice());
    let (quittance, part) = (receipts::quittance(), receipts::part_receipt());
    let certificate = certificates::certificate();
    let scripts = letters::scripts();
    let long = sixty_pages();
    let british = library::letter(domain::clause::Regime::UnitedKingdom);
    let (credit_note, statement) = (accounts::credit_note(), accounts::statement());
    let (late_charge, hand_off) = (claims::late_charge(), claims::hand_off());
    let payment_plan = claims::payment_plan();
    let languages = languages::letters();
    let languages = languages.into_iter().map(|(name, letter)| {
        let draw: Draw = Box::new(move || letter.render());
        (name, draw)
    });
    let mut all: Vec<(&str, Draw)> = vec![
        ("letter", Box::new(move || letter.render())),
        ("letter-signed", Box::new(move || signed.render())),
        ("letter-draft", Box::new(move || draft.render())),
        ("letter-short", Box::new(move || short.render())),
        ("letter-long", Box::new(move || long.render())),
        ("letter-british", Box::new(move || british.render())),
        ("letter-scripts", Box::new(move || scripts.render())),
        ("invoice", Box::new(move || invoice.render())),
        ("vat-invoice", Box::new(move || vat.render())),
        ("quittance", Box::new(move || quittance.render())),
        ("receipt-part", Box::new(move || part.render())),
        ("pay-slip", Box::new(|| receipts::pay_slip().render())),
        ("credit-note", Box::new(move || credit_note.render())),
        ("statement", Box::new(move || statement.render())),
        ("reconciliation", Box::new(|| periods::reconciliation().render())),
        ("late-charge", Box::new(move || late_charge.render())),
        ("hand-off", Box::new(move || hand_off.render())),
        ("payment-plan", Box::new(move || payment_plan.render())),
        ("reminder", Box::new(|| claims::reminder().render())),
        ("certificate", Box::new(move || certificate.render())),
    ];
    all.extend(languages);
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
    many_invoices();
    Ok(())
}

/// Renders invoices to a hundred clients, each with a name and amounts of its own.
#[expect(clippy::print_stdout, reason = "an example speaks to the person who runs it")]
fn many_invoices() {
    let mut invoices = Vec::new();
    for at in 0..100_i64 {
        let mut invoice = invoices::invoice();
        let letter = |by: i64| char::from(b'a' + u8::try_from((at * 7 + by) % 26).unwrap_or(0));
        let name: String = (0..12).map(|by| letter(by * by)).collect();
        invoice.addressee[0] = name.clone();
        invoice.number = format!("2026-{at:04}");
        invoice.stationery.footer = format!("Halden Ledger Accounting LLC · {name}");
        for line in &mut invoice.lines {
            line.amount = practice::usd(at * 1_237 + 19);
        }
        invoices.push(invoice);
    }
    let started = Instant::now();
    let bytes: usize = invoices.iter().map(|invoice| invoice.render().bytes.len()).sum();
    let each = started.elapsed() / 100;
    println!("100 invoices to 100 clients: {each:.2?} and {} bytes each", bytes / 100);
}

/// A shorter letter: the sample without payment, records and standing.
fn shorter() -> paper::letter::Letter {
    let mut letter = letters::letter();
    let left_out = ["Payment", "Records and confidence", "Standing and limits"];
    letter.sections.retain(|section| !left_out.contains(&section.heading.as_str()));
    letter.in_brief.remove(2);
    if let Some(acceptance) = &mut letter.acceptance {
        acceptance.statement = "We have read PR-0042, revision 2, and accept it.".into();
    }
    letter
}

#[expect(clippy::print_stdout, reason = "an example speaks to the person who runs it")]
fn report(name: &str, rendered: &Rendered, cold: Duration, warm: Duration) {
    let (pages, bytes) = (rendered.pages, rendered.bytes.len());
    println!("{name:14} {pages} pages {bytes:6} bytes  first {cold:8.2?}  warm {warm:8.2?}");
    for finding in &rendered.findings {
        println!("  finding: {finding}");
    }
}

/// The sample with its sections many times over.
fn sixty_pages() -> paper::letter::Letter {
    let mut letter = letters::letter();
    let sections = letter.sections.clone();
    for _ in 0..16 {
        letter.sections.extend(sections.iter().filter(|s| s.heading != "Fees").cloned());
    }
    letter
}
