//! The quittance and the plain receipt, row by row.

use super::{PaidInvoice, Receipt, ReceiptKind};
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::fonts::Face;
use crate::grid::{FULL, LEFT, MEASURE, RIGHT, TEXT};
use crate::ink::{Color, Ink};
use crate::page::Rendered;
use crate::stationery::MetaRow;
use crate::structure::{Role, Tag};
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::{NOTE, PROSE, Setter, Span, Style};
use crate::words::{sum_in_words, with_sign};

const TITLE: Style = Style::new(Face::Serif, 30.0);
const SENTENCE: Style = Style::new(Face::Serif, 13.0);
const NAME: Style = Style::new(Face::SerifSemibold, 13.0);
const AMOUNT: Style = Style::new(Face::Serif, 26.0);
const STAMP: Style = Style::new(Face::SansSemibold, 8.0).tracked(0.01);
/// The distance of two baselines of the sentence.
const LEADING: f32 = 19.0;

/// Sets the receipt.
pub(super) fn render(receipt: &Receipt) -> Rendered {
    let title = match receipt.kind {
        ReceiptKind::Settled { .. } => "Quittance",
        ReceiptKind::Part { .. } => "Receipt",
    };
    let mut composer = Composer::new(&receipt.stationery);
    composer.letterhead();
    composer.addressee(&receipt.addressee, &meta(receipt, title));
    composer.title(title, TITLE, TEXT, 65.5);
    sentence(&mut composer, receipt);
    amount(&mut composer, receipt);
    payments(&mut composer, receipt);
    signature(&mut composer, receipt);
    composer.setter.at("foot-note");
    let note = |setter: &mut Setter| setter.paragraph(&receipt.note, NOTE, FULL);
    composer.foot_note = composer.setter.within(Role::Paragraph, note);
    composer.finish(&format!("{title} {}", receipt.number))
}

fn meta(receipt: &Receipt, title: &str) -> Vec<MetaRow> {
    let dates = receipt.stationery.dates;
    let mut meta = vec![
        MetaRow::new(title, &receipt.number),
        MetaRow::new("Date", dates.long(receipt.issued_on)),
    ];
    if let [invoice] = receipt.invoices.as_slice() {
        meta.push(MetaRow::new("Invoice", &invoice.number));
    }
    if let Some(agreement) = &receipt.agreement {
        meta.push(MetaRow::new("Agreement", agreement));
    }
    meta
}

fn sentence(composer: &mut Composer<'_>, receipt: &Receipt) {
    let british = !matches!(receipt.stationery.language.as_str(), "en-US" | "en-CA");
    let words = sum_in_words(receipt.sum, british);
    let what = what_for(composer, &receipt.invoices);
    let settles = match receipt.kind {
        ReceiptKind::Settled { .. } => "in full settlement",
        ReceiptKind::Part { .. } => "in part payment",
    };
    let key = composer.at("sentence");
    let spans = [
        Span::new("Received from ", SENTENCE),
        Span::new(&receipt.received_from, NAME),
        Span::new(format!(" the sum of {words}, {settles} {what}."), SENTENCE),
    ];
    let lines = |setter: &mut Setter| setter.paragraph_of(&spans, 316.0);
    let lines = composer.setter.within(Role::Paragraph, lines);
    let one = receipt.invoices.len() == 1;
    let second = match receipt.kind {
        ReceiptKind::Settled { .. } if one => "Nothing more is owed on it.".to_owned(),
        ReceiptKind::Settled { .. } => "Nothing more is owed on them.".to_owned(),
        ReceiptKind::Part { still_owed } => {
            format!("{} remains to be paid.", with_sign(still_owed))
        }
    };
    let second = |setter: &mut Setter| setter.paragraph(&second, SENTENCE, 316.0);
    let second = composer.setter.within(Role::Paragraph, second);
    for (lines, gap) in [(lines, 4.0), (second, 12.0)] {
        for (at, line) in lines.into_iter().enumerate() {
            let row = Row::new(LEADING).with([Ink::text(TEXT, 8.84, line)]).keyed(&key);
            let gap = if at == 0 { gap } else { 0.0 };
            composer.rows.push(row.after(gap).broken(Break::Never));
        }
    }
}

/// "of invoice 2026-0147 of November 2, 2026", "of the invoices 12, 13 and 14".
fn what_for(composer: &Composer<'_>, invoices: &[PaidInvoice]) -> String {
    match invoices {
        [] => "of what was owed".to_owned(),
        [one] => {
            let day = composer.stationery.dates.long(one.issued_on);
            format!("of invoice\u{a0}{} of {day}", one.number)
        }
        [others @ .., last] => {
            let numbers: Vec<&str> = others.iter().map(|invoice| &*invoice.number).collect();
            format!("of invoices {} and {}", numbers.join(", "), last.number)
        }
    }
}

fn amount(composer: &mut Composer<'_>, receipt: &Receipt) {
    let key = composer.at("amount");
    let settled = match receipt.kind {
        ReceiptKind::Settled { on } => Some(on),
        ReceiptKind::Part { .. } => None,
    };
    let width = if settled.is_some() { MEASURE - 176.0 } else { MEASURE };
    let line = |setter: &mut Setter| setter.fitted(&with_sign(receipt.sum), AMOUNT, width);
    let line = composer.setter.within(Role::Paragraph, line);
    let x = TEXT + line.width + 18.0;
    let mut ink = vec![Ink::text(TEXT, 17.68, line)];
    if let Some(day) = settled {
        let text = format!("Settled in full, {}", composer.stationery.dates.long(day));
        let line = |setter: &mut Setter| setter.fitted(&text, STAMP, RIGHT - x - 18.0);
        let line = composer.setter.within(Role::Paragraph, line);
        ink.push(Ink::Frame {
            x,
            y: 0.4,
            width: line.width + 18.0,
            height: 17.4,
            weight: 1.0,
            radius: 3.0,
            color: Color::Settled,
            tag: Tag::default(),
        });
        let line = line.into();
        ink.push(Ink::Text { x: x + 9.0, y: 11.7, line, color: Color::Settled });
    }
    composer.rows.push(Row::new(20.0).with(ink).keyed(&key).after(18.5).broken(Break::Never));
}

fn payments(composer: &mut Composer<'_>, receipt: &Receipt) {
    let dates = receipt.stationery.dates;
    composer.at("payments");
    let columns = [
        Column::new(LEFT, 152.0),
        Column::new(160.0, 346.0),
        Column::new(354.0, 444.0),
        Column::new(450.0, RIGHT),
    ];
    let heads = [("Paid", false), ("How", false), ("Settled", false), ("Amount", true)];
    composer.setter.structure.open(Role::Table);
    let head = head(&mut composer.setter, &columns, &heads).after(44.5);
    let mut rows = Vec::new();
    for (at, payment) in receipt.payments.iter().enumerate() {
        let key = composer.at(&format!("payment-{at}"));
        let paid = dates.long(payment.paid_on);
        let settled = payment.settled_on.map(|day| dates.long(day));
        let cells = [
            Cell::Words(&paid),
            Cell::WordsOver(&payment.how, &payment.sub_line),
            Cell::Words(settled.as_deref().unwrap_or("on its way")),
            Cell::Figure(payment.amount.shown()),
        ];
        let last = at + 1 == receipt.payments.len();
        let below = if last { Below::Thin } else { Below::Hairline };
        rows.push(row(&mut composer.setter, &columns, &cells, Look::OPEN, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.setter.structure.open(Role::Table);
    let tail = sums(composer, receipt, &mut rows);
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 300.0, tail + 1));
}

/// Received, each invoice, what is still owed. Returns how many rows that makes.
fn sums(composer: &mut Composer<'_>, receipt: &Receipt, rows: &mut Vec<Row>) -> usize {
    let before = rows.len();
    let columns = [Column::new(LEFT, 420.0), Column::new(430.0, RIGHT)];
    let key = composer.at("sums");
    let mut set = |composer: &mut Composer<'_>, label: &str, sum: String, look, below| {
        let cells = [Cell::Name(label), Cell::Figure(sum)];
        rows.push(row(&mut composer.setter, &columns, &cells, look, below).keyed(&key));
    };
    let received = receipt.sum.shown();
    set(composer, "Received", received, Look::OPEN, Below::Hairline);
    for invoice in &receipt.invoices {
        let label = format!("Invoice {}", invoice.number);
        set(composer, &label, invoice.total.shown(), Look::OPEN, Below::Hairline);
    }
    let owed = match receipt.kind {
        ReceiptKind::Settled { .. } => domain::money::Money::zero(receipt.sum.currency()),
        ReceiptKind::Part { still_owed } => still_owed,
    };
    set(composer, "Still owed", owed.shown(), Look::OPEN.strong(), Below::End);
    rows.len() - before
}

fn signature(composer: &mut Composer<'_>, receipt: &Receipt) {
    let key = composer.at("signature");
    let name = |setter: &mut Setter| setter.fitted(&receipt.signatory, PROSE, MEASURE);
    let name = composer.setter.within(Role::Paragraph, name);
    let practice = format!("for {}", receipt.stationery.letterhead.practice);
    let practice = |setter: &mut Setter| setter.fitted(&practice, NOTE, MEASURE);
    let practice = composer.setter.within(Role::Paragraph, practice);
    let ink = [
        Ink::rule(TEXT, 0.3, 190.0, 0.6),
        Ink::text(TEXT, 14.8, name),
        Ink::text(TEXT, 26.1, practice),
    ];
    composer.rows.push(Row::new(30.0).with(ink).keyed(&key).after(46.2).broken(Break::Unwelcome));
}
