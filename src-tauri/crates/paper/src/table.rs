//! Rows of a table: words at the left, figures at the right, rules only horizontal.

use std::rc::Rc;

use crate::flow::Row;
use crate::fonts::Face;
use crate::grid::{FULL, LEFT, RIGHT};
use crate::ink::{Color, Ink};
use crate::structure::Role;
use crate::text::{COLUMN, NOTE, Setter, Style};

/// A column, in points from the page's left edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The left edge of its words.
    pub(crate) left: f32,
    /// The right edge of its figures.
    pub(crate) right: f32,
}

impl Column {
    /// A column from its edges.
    pub(crate) const fn new(left: f32, right: f32) -> Column {
        Column { left, right }
    }

    fn width(self) -> f32 {
        self.right - self.left
    }
}

/// The space between two columns that words in place of a figure may use.
const COLUMN_GAP: f32 = 8.0;

/// How far words stand behind the left edge of a box to mark.
const BESIDE_BOX: f32 = 13.0;

/// What stands in a cell.
pub(crate) enum Cell<'a> {
    /// Words from the left, broken where needed.
    Words(&'a str),
    /// Words that name the column.
    Head(&'a str),
    /// Words that name the row.
    Name(&'a str),
    /// Words with a sub-line in small type.
    WordsOver(&'a str, &'a str),
    /// The same after a box to mark: words, sub-line, whether it is marked.
    ToMark(&'a str, &'a str, bool),
    /// A figure at the right, never broken and never cut.
    Figure(String),
    /// The same in semibold.
    Strong(String),
    /// A label in small type.
    Label(&'a str),
    /// Words in small type.
    Small(&'a str),
    /// A label in place of a figure, to the right.
    LabelToRight(&'a str),
    /// A hash or a part of it, from the left.
    Hash(String),
    /// A hash or a part of it, to the right.
    HashToRight(String),
    /// Nothing.
    Empty,
}

/// How the rows of a table are set. Measures are points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The size of words and figures.
    pub(crate) size: f32,
    /// Space above the capitals of the first line.
    pub(crate) above: f32,
    /// Space below the baseline of the last line.
    pub(crate) below: f32,
    /// Whether it is a total.
    pub(crate) strong: bool,
}

impl Look {
    /// A table of services.
    pub(crate) const OPEN: Look = Look { size: 10.0, above: 4.0, below: 5.0, strong: false };
    /// The fee table.
    pub(crate) const FEES: Look = Look { size: 10.0, above: 3.5, below: 4.5, strong: false };
    /// A table of facts.
    pub(crate) const DENSE: Look = Look { size: 9.5, above: 2.9, below: 3.9, strong: false };
    /// A table of events.
    pub(crate) const DENSER: Look = Look { size: 9.0, above: 2.7, below: 3.7, strong: false };

    /// A list of movements or files.
    pub(crate) const LIST: Look = Look { size: 9.5, above: 2.8, below: 4.2, strong: false };
    /// The claim of a working.
    pub(crate) const CLAIM: Look = Look { size: 10.0, above: 2.8, below: 3.8, strong: false };
    /// A table of days.
    pub(crate) const DAYS: Look = Look { size: 7.5, above: 1.9, below: 2.4, strong: false };

    /// The same as a total.
    pub(crate) fn strong(self) -> Look {
        Look { strong: true, ..self }
    }

    fn style(self) -> Style {
        let face = if self.strong { Face::SerifSemibold } else { Face::Serif };
        Style::new(face, self.size)
    }

    /// The distance of the first baseline from the row's top.
    pub(crate) fn baseline(self) -> f32 {
        self.above + self.size * 0.68
    }
}

/// The rule below a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Below {
    /// None.
    Nothing,
    /// A hairline between rows.
    Hairline,
    /// Above a total and under the head: 0.5 black.
    Thin,
    /// The end of the table: 0.8 black.
    End,
}

/// A rule of the kind across a width.
pub(crate) fn rule(kind: Below, x: f32, y: f32, length: f32) -> Option<Ink> {
    match kind {
        Below::Nothing => None,
        Below::Hairline => Some(Ink::hairline(x, y, length)),
        Below::Thin => Some(Ink::rule(x, y, length, 0.5)),
        Below::End => Some(Ink::rule(x, y, length, 0.8)),
    }
}

/// A row over the full width.
pub(crate) fn row(
    setter: &mut Setter,
    columns: &[Column],
    cells: &[Cell<'_>],
    look: Look,
    below: Below,
) -> Row {
    let mut ink = Vec::new();
    let mut last = look.baseline();
    setter.within(Role::Row, |setter| {
        for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let role = match cell {
                Cell::Head(_) => Role::ColumnHead,
                Cell::Label(_) | Cell::Name(_) if at == 0 => Role::RowHead,
                _ => Role::Cell,
            };
            let set = |setter: &mut Setter| set_cell(setter, &mut ink, *column, cell, look);
            last = last.max(setter.within(role, set));
        }
    });
    let height = last + look.below;
    let left = columns.first().map_or(LEFT, |column| column.left.min(LEFT.max(column.left)));
    let length = RIGHT - left;
    let mut row = Row::new(height).with(ink);
    row.ink.extend(rule(below, left, height, length));
    row.close = Some(Ink::rule(left, 0.0, length, 0.8));
    row
}

/// Sets one cell; returns its last baseline.
fn set_cell(
    setter: &mut Setter,
    ink: &mut Vec<Ink>,
    column: Column,
    cell: &Cell<'_>,
    look: Look,
) -> f32 {
    let baseline = look.baseline();
    match cell {
        Cell::Words(words) | Cell::Name(words) | Cell::Head(words) => {
            set_words(setter, ink, column, words, look)
        }
        Cell::WordsOver(words, sub_line) => {
            let last = set_words(setter, ink, column, words, look);
            set_sub_line(setter, ink, column, sub_line, last)
        }
        Cell::ToMark(words, sub_line, marked) => {
            ink.extend(mark_box(setter, column.left, baseline, *marked));
            let beside = Column::new(column.left + BESIDE_BOX, column.right);
            let last = set_words(setter, ink, beside, words, look);
            set_sub_line(setter, ink, beside, sub_line, last)
        }
        Cell::Figure(figure) | Cell::Strong(figure) => {
            let strong = matches!(cell, Cell::Strong(_));
            let style = if strong { look.strong().style() } else { look.style() };
            let line = setter.fitted(figure, style, column.width());
            ink.push(Ink::text_to(column.right, baseline, line));
            baseline
        }
        Cell::Label(label) | Cell::Small(label) => {
            let is_label = matches!(cell, Cell::Label(_));
            let style = if is_label { crate::text::LABEL } else { NOTE };
            let mut last = baseline;
            for (at, line) in setter.paragraph(label, style, column.width()).into_iter().enumerate()
            {
                last = baseline + 8.5 * at as f32;
                ink.push(Ink::text(column.left, last, line));
            }
            last
        }
        Cell::LabelToRight(label) => {
            let line = setter.fitted(label, NOTE, column.width() + COLUMN_GAP);
            ink.push(Ink::text_to(column.right, baseline, line));
            baseline
        }
        Cell::Hash(hash) => {
            let line = setter.line(hash, crate::text::HASH);
            ink.push(Ink::text(column.left, baseline, line));
            baseline
        }
        Cell::HashToRight(hash) => {
            let line = setter.line(hash, crate::text::HASH);
            ink.push(Ink::text_to(column.right, baseline, line));
            baseline
        }
        Cell::Empty => baseline,
    }
}

/// Sets small type below this baseline; returns the last one.
fn set_sub_line(
    setter: &mut Setter,
    ink: &mut Vec<Ink>,
    column: Column,
    sub_line: &str,
    mut last: f32,
) -> f32 {
    let mut step = 9.7;
    for line in setter.paragraph(sub_line, NOTE, column.width()) {
        last += step;
        step = 9.3;
        ink.push(Ink::text(column.left, last, line));
    }
    last
}

fn set_words(
    setter: &mut Setter,
    ink: &mut Vec<Ink>,
    column: Column,
    words: &str,
    look: Look,
) -> f32 {
    let mut last = look.baseline();
    for (at, line) in setter.paragraph(words, look.style(), column.width()).into_iter().enumerate()
    {
        last = look.baseline() + look.size * 1.25 * at as f32;
        ink.push(Ink::text(column.left, last, line));
    }
    last
}

/// A head of one line between two rules. Columns of figures have their heads at the right.
pub(crate) fn head(setter: &mut Setter, columns: &[Column], heads: &[(&str, bool)]) -> Row {
    let mut row = Row::new(13.2);
    row.ink.push(Ink::rule(LEFT, 0.0, FULL, 0.8));
    row.ink.extend(heads_of(setter, columns, heads, 8.15));
    row.ink.push(Ink::rule(LEFT, 13.2, FULL, 0.5));
    row
}

/// The heads of columns on one line, without rules.
pub(crate) fn heads_of(
    setter: &mut Setter,
    columns: &[Column],
    heads: &[(&str, bool)],
    baseline: f32,
) -> Vec<Ink> {
    setter.within(Role::Row, |setter| {
        let set = |(column, (head, figures)): (&Column, &(&str, bool))| {
            let line = |setter: &mut Setter| setter.fitted(head, COLUMN, column.width());
            let line = setter.within(Role::ColumnHead, line);
            if *figures {
                Ink::text_to(column.right, baseline, line)
            } else {
                Ink::text(column.left, baseline, line)
            }
        };
        columns.iter().zip(heads).map(set).collect()
    })
}

/// Puts a table's rows under their head: the head first, repeated on every page the rows reach.
/// A table lower than `whole_below` points is not split; a higher one keeps its last rows,
/// `tail` of them, together.
pub(crate) fn under_head(head: Row, rows: Vec<Row>, whole_below: f32, tail: usize) -> Vec<Row> {
    use crate::flow::Break;
    let height: f32 = head.height + rows.iter().map(|row| row.height).sum::<f32>();
    let whole = height < whole_below;
    let mut repeated = head.clone();
    repeated.gap = 0.0;
    repeated.key = None;
    for ink in &mut repeated.ink {
        ink.leave_to_the_page();
    }
    let repeated = Rc::new(repeated);
    let count = rows.len();
    let mut table = vec![head];
    for (at, mut row) in rows.into_iter().enumerate() {
        row.before = match (at, whole) {
            (0, _) => Break::Never,
            _ if at + tail > count => Break::Never,
            (_, true) => Break::Grave,
            (_, false) => Break::Free,
        };
        row.head = Some(Rc::clone(&repeated));
        table.push(row);
    }
    table
}

/// The outline of a box to mark, 8 points wide, beside text with this baseline.
pub(crate) fn mark_box(setter: &mut Setter, x: f32, baseline: f32, marked: bool) -> Vec<Ink> {
    let says = if marked { "Marked box" } else { "Empty box" };
    let tag = setter.structure.add(Role::Figure, says.to_owned(), None);
    let y = baseline - 6.8;
    let (width, height, weight, radius, color) = (8.0, 8.0, 0.7, 0.0, Color::Black);
    let frame = Ink::Frame { x, y, width, height, weight, radius, color, tag };
    if !marked {
        return vec![frame];
    }
    let strokes = vec![
        vec![(x + 1.6, y + 1.6), (x + 6.4, y + 6.4)],
        vec![(x + 6.4, y + 1.6), (x + 1.6, y + 6.4)],
    ];
    vec![frame, Ink::Strokes { strokes, weight: 1.0, tag }]
}
