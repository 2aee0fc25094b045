//! The grid every document stands on: one measure for both papers, in points from the left edge.

/// The left edge of the margin column, of tables, letterhead and footer.
pub(crate) const LEFT: f32 = 56.0;
/// The right edge of everything.
pub(crate) const RIGHT: f32 = 518.0;
/// The full width.
pub(crate) const FULL: f32 = RIGHT - LEFT;
/// The right edge of the margin column, where clause numbers end.
pub(crate) const NUMBER_RIGHT: f32 = 166.0;
/// The left edge of the text.
pub(crate) const TEXT: f32 = 178.0;
/// The width of the text.
pub(crate) const MEASURE: f32 = RIGHT - TEXT;
/// The distance of two baselines of prose.
pub(crate) const LEADING: f32 = 13.0;
/// The distance of two baselines of small type.
pub(crate) const SMALL_LEADING: f32 = 9.3;
/// How far the baseline of prose is below the top of its line.
pub(crate) const RISE: f32 = 6.8;
