//! Where a record stands in its file: the byte and the line a person can look up.

use crate::reading::Refused;
use crate::table;
use crate::text::Decoded;

/// Turns places in the text into lines and bytes of the file, going forward cheaply.
pub(crate) struct Places<'d> {
    decoded: &'d Decoded<'d>,
    at: usize,
    line: usize,
    /// The byte of the file at `from` of the text.
    byte: usize,
    from: usize,
    /// How many records were met, by whoever counts them here.
    pub(crate) record: usize,
    /// Whether lines may end in a carriage return alone.
    returns: bool,
}

impl<'d> Places<'d> {
    /// At the start of the text.
    pub(crate) fn new(decoded: &'d Decoded<'d>) -> Places<'d> {
        let returns = decoded.text.contains('\r');
        let byte = decoded.offset_in_file(0);
        Places { decoded, at: 0, line: 1, byte, from: 0, record: 0, returns }
    }

    /// The line, from 1, that the byte `at` of the text is on.
    pub(crate) fn line_of(&mut self, at: usize) -> usize {
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        let passed = &self.decoded.text.as_bytes()[self.at..at];
        self.line += match self.returns {
            true => table::line_ends(passed),
            false => table::feeds(passed),
        };
        self.at = at;
        self.line
    }

    /// The byte of the file that the byte `at` of the text comes from.
    fn byte_of(&mut self, at: usize) -> usize {
        if at < self.from {
            (self.byte, self.from) = (self.decoded.offset_in_file(0), 0);
        }
        self.byte += self.decoded.length_in_file(self.from..at);
        self.from = at;
        self.byte
    }

    /// A record that is not accepted, with its place.
    pub(crate) fn refused(&mut self, at: usize, reason: impl Into<String>) -> Refused {
        let line = self.line_of(at);
        Refused { at: self.byte_of(at), line, reason: reason.into() }
    }
}
