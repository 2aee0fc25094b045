//! Every document but the letter, which has its own, with texts and sums that nobody expects: a
//! good page or a finding, never a panic, never a sum that is cut.

use domain::money::{Currency, Money};

use crate::checks::assert_inside_margins;
use crate::invoice::{Note, TotalRow};
use crate::pdf::tags::tests::check;
use crate::{Logo, Paper, Rendered, Stationery};
use crate::{accounts, certificates, claims, invoices, periods, receipts};

fn texts() -> Vec<String> {
    let hostile = [
        "",
        "\u{0}\u{1}\u{7f}\u{202e}evil\u{202c}",
        "שלום עולם 123 (abc) مرحبا",
        "e\u{301}\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 東京 𓀀 \u{20dd}",
        "{braces} %d \\ ) ( <</K 1>> endstream\n\n\n- A: b",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    ];
    let long = ["w".repeat(2_000), "many words ".repeat(400)];
    hostile.into_iter().map(str::to_owned).chain(long).collect()
}

/// The largest sum there is, below zero.
fn most() -> Money {
    Money::new(Money::LIMIT_MINOR, Currency::Usd).unwrap().negated()
}

fn fill_stationery(stationery: &mut Stationery, text: &str, paper: Paper) {
    stationery.paper = paper;
    stationery.letterhead.practice = text.into();
    stationery.letterhead.person = text.into();
    stationery.letterhead.address = vec![text.into(); 3];
    stationery.letterhead.logo = Some(Logo(text.as_bytes().to_vec()));
    stationery.footer = text.into();
    stationery.language = text.into();
}

fn fill_notes(notes: &mut [Note], text: &str) {
    for note in notes {
        note.label = text.into();
        note.text = text.into();
    }
}

fn fill_totals(totals: &mut [TotalRow], text: &str) {
    for total in totals {
        total.label = text.into();
        total.amount = most();
    }
}

fn documents(text: &str, paper: Paper) -> Vec<(&'static str, Rendered)> {
    let owned = || text.to_owned();
    let mut made = Vec::new();
    for (name, mut invoice) in
        [("invoice", invoices::invoice()), ("VAT invoice", invoices::vat_invoice())]
    {
        fill_stationery(&mut invoice.stationery, text, paper);
        fill_notes(&mut invoice.notes, text);
        fill_totals(&mut invoice.totals, text);
        invoice.addressee = vec![owned(); 5];
        (invoice.title, invoice.number, invoice.what_happens) = (owned(), owned(), owned());
        invoice.amount_due = most();
        for line in &mut invoice.lines {
            (line.name, line.sub_line, line.quantity) = (owned(), owned(), owned());
            (line.rate, line.amount) = (Some(most()), most());
        }
        made.push((name, invoice.render()));
    }
    let mut credit = accounts::credit_note();
    fill_stationery(&mut credit.stationery, text, paper);
    fill_notes(&mut credit.notes, text);
    fill_totals(&mut credit.totals, text);
    fill_totals(&mut credit.leaves, text);
    (credit.title, credit.corrects, credit.reason) = (owned(), owned(), owned());
    made.push(("credit note", credit.render()));
    let mut receipt = receipts::quittance();
    fill_stationery(&mut receipt.stationery, text, paper);
    (receipt.number, receipt.received_from, receipt.signatory) = (owned(), owned(), owned());
    (receipt.sum, receipt.note) = (most(), owned());
    for payment in &mut receipt.payments {
        (payment.how, payment.sub_line, payment.amount) = (owned(), owned(), most());
    }
    made.push(("quittance", receipt.render()));
    made.extend(accounts_and_claims(text, paper));
    made.push(("reconciliation", report(text, paper).render()));
    made
}

fn report(text: &str, paper: Paper) -> crate::reconciliation::Reconciliation {
    let mut report = periods::reconciliation();
    fill_stationery(&mut report.stationery, text, paper);
    report.account = vec![text.to_owned(); 4];
    (report.says, report.note) = (text.to_owned(), text.to_owned());
    (report.stated, report.lines_sum) = (most(), most());
    for sum in report.by_bank.iter_mut().chain(&mut report.by_books) {
        (sum.label, sum.sub_line, sum.amount) = (text.to_owned(), text.to_owned(), most());
    }
    for line in report.lines.iter_mut().chain(&mut report.aside) {
        (line.text, line.words, line.amount) = (text.to_owned(), text.to_owned(), most());
    }
    report
}

fn accounts_and_claims(text: &str, paper: Paper) -> Vec<(&'static str, Rendered)> {
    let owned = || text.to_owned();
    let mut statement = accounts::statement();
    fill_stationery(&mut statement.stationery, text, paper);
    statement.addressee = vec![owned(); 5];
    (statement.says, statement.note) = (owned(), owned());
    (statement.owed, statement.billed, statement.paid) = (most(), most(), most());
    for movement in &mut statement.movements {
        (movement.what, movement.balance) = (owned(), most());
        (movement.billed, movement.paid) = (Some(most()), Some(most()));
    }
    for band in &mut statement.ageing {
        (band.label, band.open) = (owned(), most());
    }
    for invoice in &mut statement.open_invoices {
        (invoice.number, invoice.sums.open) = (owned(), most());
    }
    let mut charge = claims::late_charge();
    fill_stationery(&mut charge.stationery, text, paper);
    fill_notes(&mut charge.notes, text);
    fill_totals(&mut charge.claim, text);
    (charge.debtor, charge.invoice, charge.summary) = (owned(), owned(), owned());
    (charge.claim_note, charge.remarks) = (owned(), vec![(owned(), owned()); 2]);
    for day in &mut charge.days {
        (day.unpaid, day.interest, day.running) = (most(), owned(), owned());
    }
    let mut pack = claims::hand_off();
    fill_stationery(&mut pack.stationery, text, paper);
    fill_notes(&mut pack.notes, text);
    (pack.number, pack.summary, pack.owed_says) = (owned(), owned(), owned());
    (pack.owed, pack.signatory) = (most(), owned());
    (pack.debtor.lines, pack.creditor.remark) = (vec![owned(); 4], owned());
    for file in &mut pack.files {
        (file.what, file.file) = (owned(), owned());
    }
    for fact in &mut pack.dates {
        fact.what = owned();
    }
    let mut certificate = certificates::certificate();
    fill_stationery(&mut certificate.stationery, text, paper);
    (certificate.summary, certificate.grade, certificate.client) = (owned(), owned(), owned());
    (certificate.grade_remark, certificate.grade_legend) = (owned(), owned());
    certificate.local_place = owned();
    for signer in &mut certificate.signers {
        (signer.name, signer.how, signer.from) = (owned(), owned(), owned());
    }
    for event in &mut certificate.events {
        event.what = owned();
    }
    vec![
        ("statement", statement.render()),
        ("late charge", charge.render()),
        ("hand-off", pack.render()),
        ("certificate", certificate.render()),
    ]
}

#[test]
fn hostile_texts_give_pages_or_findings_and_sums_are_whole() {
    for text in texts() {
        for paper in [Paper::Letter, Paper::A4] {
            for (name, rendered) in documents(&text, paper) {
                let shown: String = text.chars().take(20).collect();
                assert!((1..400).contains(&rendered.pages), "{name} {shown:?}");
                assert_inside_margins(&rendered, paper);
                let whole: String = rendered.boxes.iter().map(|of| of.text.as_str()).collect();
                let sum = "90,071,992,547,409.91";
                assert!(whole.contains(sum) || name == "certificate", "{name} {shown:?}");
            }
        }
    }
}

#[test]
fn files_of_hostile_texts_are_sound_inside() {
    for text in texts().iter().take(5) {
        for (name, rendered) in documents(text, Paper::A4) {
            if check(name, &rendered).is_none() {
                return;
            }
        }
    }
}
