//! The block in which a letter is accepted: choices, consent, statement, signatures.

use std::rc::Rc;

use super::numbers::Numbers;
use super::setting::height_of;
use super::{Acceptance, Choice, Consent, Mark, Signatory, Signature, Signed};
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::fonts::Face;
use crate::grid::{FULL, LEADING, LEFT, MEASURE, RIGHT, RISE, TEXT};
use crate::ink::{Color, Ink};
use crate::structure::Role;
use crate::table::mark_box;
use crate::text::{HEADING, LABEL, NOTE, PROSE, Setter, Style};

/// The distance of two signatories' left edges.
const PITCH: f32 = 160.0;
/// The length of a signature line.
const LINE: f32 = 94.0;
/// Where the date line starts, and how long it is.
const DATE: (f32, f32) = (102.0, 40.0);

/// Sets the block; it is never split.
pub(super) fn set(composer: &mut Composer<'_>, acceptance: &Acceptance, numbers: &Numbers<'_>) {
    let key = composer.at("acceptance");
    let heading = |setter: &mut Setter| setter.line("Acceptance", HEADING);
    let heading = composer.setter.within(Role::Heading, heading);
    let thick = Ink::rule(LEFT, 0.6, FULL, 1.2);
    let row = Row::new(26.0).with([thick, Ink::text(LEFT, 18.4, heading)]).keyed(&key);
    composer.rows.push(row.after(9.8).broken(Break::Never));
    set_choices(composer, &key, &acceptance.choices);
    if let Some(consent) = &acceptance.consent {
        set_consent(composer, &key, consent, numbers);
    }
    set_statement(composer, &key, &acceptance.statement, numbers);
    for (at, signatories) in acceptance.signatories.chunks(3).enumerate() {
        set_signatures(composer, &key, signatories, at);
    }
}

fn push(composer: &mut Composer<'_>, key: &Rc<str>, row: Row) {
    composer.rows.push(row.keyed(key).broken(Break::Never));
}

fn set_choices(composer: &mut Composer<'_>, key: &Rc<str>, choices: &[Choice]) {
    if choices.is_empty() {
        return;
    }
    let label = |setter: &mut Setter| setter.line("What is chosen", LABEL);
    let mut label = Some(composer.setter.within(Role::Paragraph, label));
    composer.setter.structure.open(Role::List);
    for choice in choices {
        let mut ink = Vec::new();
        ink.extend(label.take().map(|label| Ink::text(LEFT, 7.4, label)));
        composer.setter.structure.open(Role::Item);
        composer.setter.structure.open(Role::Label);
        let marked = choice.mark == Mark::Chosen;
        ink.extend(mark_box(&mut composer.setter, TEXT, 7.4, marked));
        composer.setter.structure.close();
        composer.setter.structure.open(Role::Body);
        let amount = composer.setter.fitted(&choice.amount, PROSE, MEASURE * 0.6);
        let width = MEASURE - 14.0 - amount.width - 12.0;
        let lines = composer.setter.paragraph(&choice.name, PROSE, width);
        composer.setter.structure.close();
        composer.setter.structure.close();
        let height = 14.2 + LEADING * lines.len().saturating_sub(1) as f32;
        for (at, line) in lines.into_iter().enumerate() {
            ink.push(Ink::text(TEXT + 14.0, 7.4 + LEADING * at as f32, line));
        }
        ink.push(Ink::text_to(RIGHT, 7.4, amount));
        push(composer, key, Row::new(height).with(ink));
    }
    composer.setter.structure.close();
}

fn set_consent(
    composer: &mut Composer<'_>,
    key: &Rc<str>,
    consent: &Consent,
    numbers: &Numbers<'_>,
) {
    let label = |setter: &mut Setter| setter.line("Notice consent", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    composer.setter.structure.open(Role::Paragraph);
    let says = if consent.initials.is_some() { "Initials" } else { "Empty box for initials" };
    let tag = composer.setter.structure.add(Role::Figure, says.to_owned(), None);
    let frame = Ink::Frame {
        x: TEXT,
        y: 0.0,
        width: 34.0,
        height: 12.0,
        weight: 0.7,
        radius: 0.0,
        color: Color::Black,
        tag,
    };
    let mut ink = vec![Ink::text(LEFT, 6.8, label), frame];
    if let Some(initials) = &consent.initials {
        let italic = Style::new(Face::SerifItalic, 10.5);
        let line = composer.setter.fitted(initials, italic, 28.0);
        ink.push(Ink::text(TEXT + (34.0 - line.width) / 2.0, 9.4, line));
    }
    let spans = numbers.spans(composer, &consent.text, PROSE);
    let lines = composer.setter.paragraph_of(&spans, MEASURE - 40.0);
    composer.setter.structure.close();
    let height = height_of(lines.len()).max(LEADING) + 5.0;
    for (at, line) in lines.into_iter().enumerate() {
        ink.push(Ink::text(TEXT + 40.0, 10.0 + LEADING * at as f32, line));
    }
    push(composer, key, Row::new(height).with(ink).after(3.6));
}

fn set_statement(
    composer: &mut Composer<'_>,
    key: &Rc<str>,
    statement: &str,
    numbers: &Numbers<'_>,
) {
    let label = |setter: &mut Setter| setter.line("What you confirm", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    composer.setter.structure.open(Role::Paragraph);
    let spans = numbers.spans(composer, statement, PROSE);
    let lines = composer.setter.paragraph_of(&spans, MEASURE);
    composer.setter.structure.close();
    for (at, line) in lines.into_iter().enumerate() {
        let mut row = Row::new(LEADING).with([Ink::text(TEXT, RISE, line)]);
        if at == 0 {
            row.ink.insert(0, Ink::text(LEFT, RISE, label.clone()));
            row.gap = 4.0;
        }
        push(composer, key, row);
    }
}

/// Up to three signatories side by side, 30 points above their lines to sign in.
fn set_signatures(
    composer: &mut Composer<'_>,
    key: &Rc<str>,
    signatories: &[Signatory],
    at: usize,
) {
    let mut ink = Vec::new();
    let mut bottom = 0.0_f32;
    let line = 38.4;
    for (column, signatory) in signatories.iter().enumerate() {
        let x = LEFT + PITCH * column as f32;
        ink.push(Ink::rule(x, line, LINE, 0.6));
        ink.push(Ink::rule(x + DATE.0, line, DATE.1, 0.6));
        if let Some(signed) = &signatory.signed {
            set_signature(composer, &mut ink, (x, line), &signatory.name, &signed.signature);
        }
        let mut y = line + 11.84;
        let name = |setter: &mut Setter| setter.paragraph(&signatory.name, PROSE, LINE + 4.0);
        for name in composer.setter.within(Role::Paragraph, name) {
            ink.push(Ink::text(x, y, name));
            y += 12.0;
        }
        y -= 1.9;
        let capacity = &signatory.capacity;
        let capacity = |setter: &mut Setter| setter.paragraph(capacity, NOTE, PITCH - 14.0);
        for capacity in composer.setter.within(Role::Paragraph, capacity) {
            ink.push(Ink::text(x, y, capacity));
            y += 9.3;
        }
        set_date(composer, &mut ink, (x + DATE.0, line), signatory.signed.as_ref());
        bottom = bottom.max(y - 4.0);
    }
    let gap = if at == 0 { 0.0 } else { 6.0 };
    push(composer, key, Row::new(bottom).with(ink).after(gap));
}

/// The signature above the line that starts at a place.
fn set_signature(
    composer: &mut Composer<'_>,
    ink: &mut Vec<Ink>,
    (x, line): (f32, f32),
    name: &str,
    signature: &Signature,
) {
    match signature {
        Signature::Drawn(strokes) => {
            let strokes = fitted(strokes, x + 2.0, line - 29.0, LINE - 4.0, 27.0);
            let says = format!("Signature of {name}");
            let tag = composer.setter.structure.add(Role::Figure, says, None);
            ink.push(Ink::Strokes { strokes, weight: 0.9, tag });
        }
        Signature::Typed(name) => {
            let style = Style::new(Face::SerifItalic, 15.0);
            composer.setter.structure.open(Role::Paragraph);
            let name = shrunk(composer, name, style, LINE - 4.0);
            composer.setter.structure.close();
            ink.push(Ink::text(x + 2.0, line - 4.5, name));
        }
        Signature::Elsewhere(place) => {
            composer.setter.structure.open(Role::Paragraph);
            let text = shrunk(composer, place, NOTE, LINE - 4.0);
            composer.setter.structure.close();
            ink.push(Ink::text(x, line - 4.0, text));
        }
    }
}

/// "Date" below its line, and the day above it once there is one.
fn set_date(
    composer: &mut Composer<'_>,
    ink: &mut Vec<Ink>,
    (x, line): (f32, f32),
    signed: Option<&Signed>,
) {
    composer.setter.structure.open(Role::Paragraph);
    let date = composer.setter.line("Date", NOTE);
    ink.push(Ink::text(x, line + 10.14, date));
    if let Some(signed) = signed {
        let day = composer.stationery.dates.short(signed.on);
        let day = shrunk(composer, &day, Style::new(Face::Serif, 8.0), DATE.1);
        ink.push(Ink::text(x, line - 4.0, day));
    }
    composer.setter.structure.close();
}

/// A line set as small as its place needs; a signature may be small without remark.
fn shrunk(composer: &mut Composer<'_>, text: &str, style: Style, width: f32) -> crate::text::Line {
    let line = composer.setter.line(text, style);
    if line.width <= width {
        return line;
    }
    let size = style.size * width / line.width;
    composer.setter.line(text, Style { size, ..style })
}

/// Strokes moved and scaled into a place, never stretched. Points that are no numbers are left
/// out.
fn fitted(
    strokes: &[Vec<(f32, f32)>],
    x: f32,
    y: f32,
    width: f32,
    height: f32,
) -> Vec<Vec<(f32, f32)>> {
    let good = |point: &&(f32, f32)| {
        let fair = |part: f32| part.is_finite() && part.abs() < 1e6;
        fair(point.0) && fair(point.1)
    };
    let points = || strokes.iter().flatten().filter(good);
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for point in points() {
        low = (low.0.min(point.0), low.1.min(point.1));
        high = (high.0.max(point.0), high.1.max(point.1));
    }
    if points().next().is_none() {
        return Vec::new();
    }
    let wide = (high.0 - low.0).max(0.001);
    let tall = (high.1 - low.1).max(0.001);
    let scale = (width / wide).min(height / tall).min(1.0e3);
    let down = y + height - tall * scale;
    let moved =
        |point: &(f32, f32)| (x + (point.0 - low.0) * scale, down + (point.1 - low.1) * scale);
    let stroke =
        |stroke: &Vec<(f32, f32)>| stroke.iter().filter(good).map(moved).collect::<Vec<_>>();
    strokes.iter().map(stroke).filter(|stroke| !stroke.is_empty()).collect()
}
