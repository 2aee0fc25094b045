//! What a text goes through before it is set: no control characters, curly quotes, single spaces.

/// Cleans the pieces of one text, which need not begin or end at words.
///
/// Control characters, soft hyphens and marks that change the direction of text are left out;
/// every kind of white space is a space, runs of it are one; straight quotes become curly. A
/// non-breaking space stays.
pub(super) struct Cleaner {
    text: String,
    before: char,
}

impl Cleaner {
    /// Nothing yet.
    pub(super) fn new() -> Cleaner {
        Cleaner { text: String::new(), before: ' ' }
    }

    /// Adds a piece; returns where it ends in the cleaned text.
    pub(super) fn push(&mut self, text: &str) -> usize {
        for character in text.chars() {
            let set = match character {
                '\u{a0}' | '\u{202f}' => '\u{a0}',
                '\u{200b}' => '\u{200b}',
                c if c.is_whitespace() => ' ',
                c if c.is_control() || is_invisible(c) => continue,
                '"' if opens_after(self.before) => '“',
                '"' => '”',
                '\'' if opens_after(self.before) => '‘',
                '\'' => '’',
                c => c,
            };
            if set == ' ' && matches!(self.before, ' ' | '\u{a0}') {
                continue;
            }
            self.text.push(set);
            self.before = set;
        }
        self.text.len()
    }

    /// The text as it is set, without a space at its end.
    pub(super) fn finish(mut self) -> String {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text
    }
}

/// Whether a quote after this character opens.
fn opens_after(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '“' | '‘' | '–' | '—' | '`')
}

/// Characters without a picture that only steer: directions, joins across nothing, byte marks.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}
