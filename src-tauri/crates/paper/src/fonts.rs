//! The faces of type, compiled into the program and parsed once.

use std::sync::OnceLock;

use rustybuzz::ttf_parser::{self, GlyphId};

/// A face of type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Face {
    /// Libertinus Serif Regular: prose, figures.
    Serif,
    /// Libertinus Serif Semibold: headings, totals.
    SerifSemibold,
    /// Libertinus Serif Italic: typed signatures.
    SerifItalic,
    /// Inter Regular: labels, notes, footers.
    Sans,
    /// Inter Medium: column heads.
    SansMedium,
    /// Inter SemiBold: the stamp.
    SansSemibold,
    /// DejaVu Sans Mono: hashes.
    Mono,
}

/// How many faces there are.
pub(crate) const FACE_COUNT: usize = 7;

impl Face {
    /// Every face, in the order of its [`Face::index`].
    pub(crate) const ALL: [Face; FACE_COUNT] = [
        Face::Serif,
        Face::SerifSemibold,
        Face::SerifItalic,
        Face::Sans,
        Face::SansMedium,
        Face::SansSemibold,
        Face::Mono,
    ];

    /// A number below [`FACE_COUNT`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Where a character is looked for when this face has it not.
    pub(crate) fn others(self) -> [Face; 3] {
        match self {
            Face::SerifSemibold => [Face::Serif, Face::SansSemibold, Face::Mono],
            Face::Serif | Face::SerifItalic => [Face::Serif, Face::Sans, Face::Mono],
            Face::Sans | Face::SansMedium | Face::SansSemibold | Face::Mono => {
                [Face::Sans, Face::Serif, Face::Mono]
            }
        }
    }

    /// Whether figures need the feature `tnum` to stand in columns.
    pub(crate) fn needs_tabular_figures(self) -> bool {
        matches!(self, Face::Sans | Face::SansMedium | Face::SansSemibold)
    }

    /// The PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Face::Serif => "LibertinusSerif-Regular",
            Face::SerifSemibold => "LibertinusSerif-Semibold",
            Face::SerifItalic => "LibertinusSerif-Italic",
            Face::Sans => "Inter-Regular",
            Face::SansMedium => "Inter-Medium",
            Face::SansSemibold => "Inter-SemiBold",
            Face::Mono => "DejaVuSansMono",
        }
    }

    fn file(self) -> &'static [u8] {
        match self {
            Face::Serif => include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
            Face::SerifSemibold => include_bytes!("../fonts/LibertinusSerif-Semibold.otf"),
            Face::SerifItalic => include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
            Face::Sans => include_bytes!("../fonts/Inter-Regular.otf"),
            Face::SansMedium => include_bytes!("../fonts/Inter-Medium.otf"),
            Face::SansSemibold => include_bytes!("../fonts/Inter-SemiBold.otf"),
            Face::Mono => include_bytes!("../fonts/DejaVuSansMono.ttf"),
        }
    }

    /// The face, parsed on first use.
    pub(crate) fn loaded(self) -> &'static Loaded {
        static LOADED: [OnceLock<Loaded>; FACE_COUNT] = [const { OnceLock::new() }; FACE_COUNT];
        LOADED[self.index()].get_or_init(|| Loaded::new(self.file()))
    }
}

/// A parsed face and its measures. Those without a unit are thousandths of an em.
pub(crate) struct Loaded {
    /// The font file.
    pub(crate) file: &'static [u8],
    /// The face for shaping.
    pub(crate) face: rustybuzz::Face<'static>,
    /// How many units make an em.
    per_em: f32,
}

impl Loaded {
    fn new(file: &'static [u8]) -> Loaded {
        let face = rustybuzz::Face::from_slice(file, 0)
            .expect("the font files are part of the program and a test parses each");
        let per_em = face.units_per_em() as f32;
        Loaded { file, face, per_em }
    }

    /// A measure of the font in thousandths of an em.
    pub(crate) fn thousandths(&self, units: f32) -> f32 {
        units * 1000.0 / self.per_em
    }

    /// Whether the face can draw the character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.face.glyph_index(character).is_some()
    }

    /// The glyph that stands for a character the face cannot draw.
    pub(crate) fn replacement(&self) -> u16 {
        let glyph = |character| self.face.glyph_index(character);
        glyph('\u{fffd}').or_else(|| glyph('?')).map_or(0, |glyph| glyph.0)
    }

    /// The advance of a glyph by itself.
    pub(crate) fn advance(&self, glyph: u16) -> f32 {
        let units = self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0);
        self.thousandths(f32::from(units))
    }

    /// The character that a glyph draws by itself; a space without width if there is none.
    pub(crate) fn text_of(&self, glyph: u16) -> Box<str> {
        let mut found = None;
        let tables = self.face.tables();
        for table in tables.cmap.iter().flat_map(|cmap| cmap.subtables) {
            table.codepoints(|code| {
                let same = table.glyph_index(code) == Some(GlyphId(glyph));
                if found.is_none() && same {
                    found = char::from_u32(code);
                }
            });
        }
        found.unwrap_or('\u{200b}').to_string().into()
    }

    /// Draws the outline of a glyph in font units.
    pub(crate) fn outline(&self, glyph: u16, pen: &mut dyn ttf_parser::OutlineBuilder) {
        // A glyph without an outline, such as the space, draws nothing.
        let _ = self.face.outline_glyph(GlyphId(glyph), pen);
    }
}

#[cfg(test)]
mod tests;
