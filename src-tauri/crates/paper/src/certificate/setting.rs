//! The acceptance certificate row by row.

use std::fmt::Write;

use super::{Certificate, Event, Seal, Signer};
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::fonts::Face;
use crate::grid::{FULL, LEFT, MEASURE, RIGHT, SMALL_LEADING, TEXT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::{DateStyle, MetaRow};
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, heads_of, row};
use crate::text::{COLUMN, HASH, LABEL, NOTE, Setter, Style};

const GRADE: Style = Style::new(Face::SerifSemibold, 13.0);
/// Where the second signer of a pair stands.
const SECOND: f32 = 351.0;

/// Sets the certificate.
pub(super) fn render(certificate: &Certificate) -> Rendered {
    let mut composer = Composer::new(&certificate.stationery);
    composer.letterhead();
    title(&mut composer, certificate);
    grade(&mut composer, certificate);
    for (at, pair) in certificate.signers.chunks(2).enumerate() {
        signers(&mut composer, pair, at);
    }
    digests(&mut composer, certificate);
    events(&mut composer, certificate);
    if let Some(seal) = &certificate.seal {
        set_seal(&mut composer, seal);
    }
    how_to_check(&mut composer, &certificate.how_to_check);
    composer.finish(&format!("Acceptance certificate {}", certificate.number))
}

fn title(composer: &mut Composer<'_>, certificate: &Certificate) {
    let dates = certificate.stationery.dates;
    let meta = [
        MetaRow::new("Certificate", &certificate.number),
        MetaRow::new("Made", dates.long(certificate.made_on)),
        MetaRow::new("Client", &certificate.client),
    ];
    composer.title_beside("Acceptance certificate", &certificate.summary, &meta);
}

fn grade(composer: &mut Composer<'_>, certificate: &Certificate) {
    let key = composer.at("grade");
    let label = |setter: &mut Setter| setter.line("Evidence grade", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    let grade = |setter: &mut Setter| setter.fitted(&certificate.grade, GRADE, MEASURE);
    let grade = composer.setter.within(Role::Paragraph, grade);
    let beside = TEXT + grade.width + 8.5;
    let paragraph = composer.setter.structure.add(Role::Paragraph, String::new(), None);
    composer.setter.structure.reopen(paragraph);
    let remark = composer.setter.line(&certificate.grade_remark, NOTE);
    let mut ink = vec![
        Ink::rule(LEFT, 0.0, FULL, 0.8),
        Ink::text(LEFT, 15.7, label),
        Ink::text(TEXT, 17.74, grade),
    ];
    let mut y = 17.74 + 11.1 - SMALL_LEADING;
    if beside + remark.width <= RIGHT {
        ink.push(Ink::text(beside, 17.74, remark));
    } else {
        for line in composer.setter.paragraph(&certificate.grade_remark, NOTE, MEASURE) {
            y += SMALL_LEADING;
            ink.push(Ink::text(TEXT, y, line));
        }
    }
    composer.setter.structure.close();
    let legend = |setter: &mut Setter| setter.paragraph(&certificate.grade_legend, NOTE, MEASURE);
    for line in composer.setter.within(Role::Paragraph, legend) {
        y += SMALL_LEADING;
        ink.push(Ink::text(TEXT, y, line));
    }
    let end = y + 8.95;
    ink.push(Ink::hairline(LEFT, end, FULL));
    composer.rows.push(Row::new(end).with(ink).keyed(&key).broken(Break::Never));
}

/// Two signers side by side.
fn signers(composer: &mut Composer<'_>, pair: &[Signer], at: usize) {
    let key = composer.at(&format!("signers-{at}"));
    let columns =
        [Column::new(LEFT, 170.0), Column::new(TEXT, SECOND - 12.0), Column::new(SECOND, RIGHT)];
    type Answer = fn(&Signer) -> &str;
    let questions: [(&str, Answer); 9] = [
        ("Who", |signer| &signer.name),
        ("Stands for", |signer| &signer.stands_for),
        ("Reached at", |signer| &signer.reached_at),
        ("How", |signer| &signer.how),
        ("Identified by", |signer| &signer.identified_by),
        ("When", |signer| &signer.when),
        ("From", |signer| &signer.from),
        ("Chosen", |signer| &signer.chosen),
        ("Evidence grade", |signer| &signer.grade),
    ];
    let last = questions.len() - 1;
    composer.setter.structure.open(Role::Table);
    for (line, (question, answer)) in questions.into_iter().enumerate() {
        let below = if line == 0 || line == last { Below::Thin } else { Below::Hairline };
        let look = if line == 0 { Look::DENSE.strong() } else { Look::DENSE };
        let mut cells = vec![Cell::Label(question)];
        let cell = |words| if line == 0 { Cell::Head(words) } else { Cell::Words(words) };
        cells.extend(pair.iter().map(|signer| cell(answer(signer))));
        let mut set = row(&mut composer.setter, &columns, &cells, look, below).keyed(&key);
        if line == 0 {
            set.gap = 20.7;
        } else {
            set.before = if line == last { Break::Never } else { Break::Unwelcome };
        }
        composer.rows.push(set);
    }
    composer.setter.structure.close();
}

fn digests(composer: &mut Composer<'_>, certificate: &Certificate) {
    let key = composer.at("what");
    let columns = [Column::new(LEFT, 170.0), Column::new(TEXT, RIGHT)];
    let head = |setter: &mut Setter| setter.line("What, by SHA-256", COLUMN);
    let head = composer.setter.within(Role::Heading, head);
    let ink = [Ink::text(LEFT, 9.0, head), Ink::rule(LEFT, 13.0, FULL, 0.5)];
    composer.setter.structure.open(Role::Table);
    composer.rows.push(Row::new(13.0).with(ink).keyed(&key).after(17.0));
    let hashes = certificate.digests.iter();
    let hashes =
        hashes.map(|digest| (digest.label.as_str(), Cell::Hash(in_eights(&digest.sha256))));
    let facts = certificate.facts.iter();
    let facts = facts.map(|fact| (fact.label.as_str(), Cell::Words(&fact.value)));
    let all: Vec<_> = hashes.chain(facts).collect();
    let count = all.len();
    for (at, (label, cell)) in all.into_iter().enumerate() {
        let below = if at + 1 == count { Below::Thin } else { Below::Hairline };
        let cells = [Cell::Label(label), cell];
        let set = row(&mut composer.setter, &columns, &cells, Look::DENSE, below).keyed(&key);
        let before = if at == 0 { Break::Never } else { Break::Unwelcome };
        composer.rows.push(set.broken(before));
    }
    composer.setter.structure.close();
}

fn events(composer: &mut Composer<'_>, certificate: &Certificate) {
    let key = composer.at("timeline");
    let dates = certificate.stationery.dates;
    let columns = [
        Column::new(LEFT, 140.0),
        Column::new(146.0, 200.0),
        Column::new(206.0, 452.0),
        Column::new(458.0, RIGHT),
    ];
    let local = format!("In {}", certificate.local_place);
    let heads = [
        ("Universal time", false),
        (local.as_str(), false),
        ("What happened", false),
        ("Entry hash", true),
    ];
    composer.setter.structure.open(Role::Table);
    let mut head = Row::new(13.0).keyed(&key);
    head.ink = heads_of(&mut composer.setter, &columns, &heads, 9.0);
    head.ink.push(Ink::rule(LEFT, 13.0, FULL, 0.5));
    let count = certificate.events.len();
    let mut rows = Vec::new();
    for (at, event) in certificate.events.iter().enumerate() {
        let below = if at + 1 == count { Below::Thin } else { Below::Hairline };
        let (universal, local) = times(event, dates);
        let cells = [
            Cell::Words(&universal),
            Cell::Words(&local),
            Cell::Words(&event.what),
            Cell::HashToRight(shortened(&event.hash)),
        ];
        let set = row(&mut composer.setter, &columns, &cells, Look::DENSER, below);
        rows.push(set.keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(crate::table::under_head(head.after(17.0), rows, 200.0, 2));
}

fn times(event: &Event, dates: DateStyle) -> (String, String) {
    let day = match dates {
        DateStyle::MonthFirst => "%b %-d, %H:%M:%S",
        DateStyle::DayFirst => "%-d %b, %H:%M:%S",
    };
    let local = event.local.format("%-I:%M:%S %P").to_string();
    (event.at.format(day).to_string(), local)
}

fn set_seal(composer: &mut Composer<'_>, seal: &Seal) {
    let key = composer.at("seal");
    let label = |setter: &mut Setter| setter.line("The practice's seal", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    let mut ink = vec![Ink::text(LEFT, 4.9, label)];
    let (first, second) = seal.signature.split_at(32);
    let mut y = 5.1 - 8.3;
    for hash in [&seal.fingerprint[..], first, second] {
        y += 8.3;
        let line = |setter: &mut Setter| setter.line(&in_eights(hash), HASH);
        ink.push(Ink::text(TEXT, y, composer.setter.within(Role::Paragraph, line)));
    }
    y += 10.84 - SMALL_LEADING;
    let remark = |setter: &mut Setter| setter.paragraph(&seal.remark, NOTE, MEASURE);
    for line in composer.setter.within(Role::Paragraph, remark) {
        y += SMALL_LEADING;
        ink.push(Ink::text(TEXT, y, line));
    }
    composer.rows.push(Row::new(y + 3.0).with(ink).keyed(&key).after(15.0));
}

fn how_to_check(composer: &mut Composer<'_>, text: &str) {
    let key = composer.at("how-to-check");
    let label = |setter: &mut Setter| setter.line("To check it yourself", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    let mut ink = vec![Ink::text(LEFT, 5.3, label)];
    let mut y = 5.3 - SMALL_LEADING;
    let text = |setter: &mut Setter| setter.paragraph(text, NOTE, MEASURE);
    for line in composer.setter.within(Role::Paragraph, text) {
        y += SMALL_LEADING;
        ink.push(Ink::text(TEXT, y, line));
    }
    composer.rows.push(Row::new(y + 3.0).with(ink).keyed(&key).after(5.8));
}

/// The first eight and the last four digits of a hash.
pub(crate) fn shortened(hash: &[u8; 32]) -> String {
    format!("{}…{}", hex(&hash[..4]), hex(&hash[30..]))
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to memory cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Bytes as hexadecimal digits in groups of eight that stay on one line.
fn in_eights(bytes: &[u8]) -> String {
    let groups: Vec<String> = bytes.chunks(4).map(hex).collect();
    groups.join("\u{a0}")
}
