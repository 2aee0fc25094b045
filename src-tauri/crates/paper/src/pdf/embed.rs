//! Fonts in the file: only the glyphs that are used, with their widths and their text.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Name, Rect, Ref, Str};
use rustybuzz::ttf_parser::{RawFace, Tag};
use subsetter::GlyphRemapper;

use super::deflate;
use super::file::File;
use crate::flow::Page;
use crate::fonts::{FACE_COUNT, Face};
use crate::ink::Ink;
use crate::text::{Glyph, SOFT_HYPHEN};

/// The text each glyph of a face stands for, in the order of the font; nothing for those not used.
type Texts = Vec<Option<Box<str>>>;

/// The glyphs used of each face, with the text each stands for.
pub(super) struct Used {
    texts: [Texts; FACE_COUNT],
    numbers: [Vec<u16>; FACE_COUNT],
}

impl Used {
    /// The number a glyph has in the embedded part of its face.
    pub(super) fn number(&self, face: Face, glyph: u16) -> u16 {
        self.numbers[face.index()].get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The text the glyph is known by in the file.
    pub(super) fn text(&self, face: Face, glyph: u16) -> &str {
        let text = self.texts[face.index()].get(usize::from(glyph));
        text.and_then(|text| text.as_deref()).unwrap_or("")
    }

    /// The glyphs of a face, in order; not the one for what is missing.
    fn glyphs(&self, face: Face) -> Vec<u16> {
        let used = (0_u16..).zip(&self.texts[face.index()]).skip(1);
        used.filter(|(_, text)| text.is_some()).map(|(glyph, _)| glyph).collect()
    }
}

/// Collects the glyphs of all pages. They are numbered in the order of the font, so that the same
/// set of glyphs always gives the same embedded font.
pub(super) fn used_glyphs(pages: &[Page]) -> Used {
    let mut used = Used { texts: Default::default(), numbers: Default::default() };
    for ink in pages.iter().flat_map(|page| &page.ink) {
        let Ink::Text { line, .. } = ink else {
            continue;
        };
        for piece in &line.pieces {
            for run in &piece.shaped.runs {
                let texts = &mut used.texts[run.face.index()];
                for (at, glyph) in run.glyphs.iter().enumerate() {
                    keep(texts, glyph.id, || {
                        // One that shares its text with others is known by what it is itself.
                        let soft = &*piece.shaped.text == SOFT_HYPHEN;
                        if soft || shares(&run.glyphs, at) {
                            run.face.loaded().text_of(glyph.id)
                        } else {
                            piece.shaped.text[glyph.stands_for.clone()].into()
                        }
                    });
                }
            }
        }
    }
    for face in Face::ALL {
        let texts = &mut used.texts[face.index()];
        if let (false, Some(space)) = (texts.is_empty(), face.loaded().face.glyph_index(' ')) {
            keep(texts, space.0, || " ".into());
        }
        let mut numbers = vec![0; used.texts[face.index()].len()];
        for (number, glyph) in (1_u16..).zip(used.glyphs(face)) {
            numbers[usize::from(glyph)] = number;
        }
        used.numbers[face.index()] = numbers;
    }
    used
}

/// Keeps the text of a glyph that is met for the first time.
fn keep(texts: &mut Texts, glyph: u16, text: impl FnOnce() -> Box<str>) {
    let at = usize::from(glyph);
    if texts.len() <= at {
        texts.resize(at + 1, None);
    }
    texts[at].get_or_insert_with(text);
}

/// Whether several glyphs stand for the same text and this is one of them.
pub(super) fn shares(glyphs: &[Glyph], at: usize) -> bool {
    let further = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.stands_for.is_empty());
    further(at) || further(at + 1)
}

/// The name of a face among a page's resources.
pub(super) fn font_name(face: Face) -> String {
    format!("F{}", face.index())
}

/// Embeds every face that is used; returns the names pages call them by.
pub(super) fn embed(file: &mut File, used: &Used) -> Vec<(String, Ref)> {
    let mut fonts = Vec::new();
    for face in Face::ALL {
        if used.texts[face.index()].is_empty() {
            continue;
        }
        let glyphs = used.glyphs(face);
        let program = program(face, &glyphs);
        let id = file.next();
        write_font(file, id, face, &glyphs, &program, used);
        fonts.push((font_name(face), id));
    }
    fonts
}

/// The part of a font that is embedded.
struct Program {
    /// A bare CFF table, or a whole TrueType font; compressed by zlib.
    deflated: Vec<u8>,
    /// The length before compression.
    length: usize,
    /// Whether it is CFF.
    cff: bool,
    /// Six letters told from the glyphs, as PDF asks for before a subset's name.
    tag: String,
}

/// How many embedded parts are remembered.
const REMEMBERED: usize = 48;

type Programs = HashMap<(Face, Vec<u16>), Arc<Program>>;

/// The part of a face with these glyphs, made once for the same glyphs.
fn program(face: Face, glyphs: &[u16]) -> Arc<Program> {
    static KNOWN: Mutex<Option<Programs>> = Mutex::new(None);
    let key = (face, glyphs.to_vec());
    // A panic elsewhere leaves the map whole: entries are inserted in one step.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_with(HashMap::new);
    if let Some(program) = known.get(&key) {
        return Arc::clone(program);
    }
    let program = Arc::new(new_program(face, glyphs));
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, Arc::clone(&program));
    program
}

fn new_program(face: Face, glyphs: &[u16]) -> Program {
    let file = face.loaded().file;
    let remapper = GlyphRemapper::new_from_glyphs_sorted(glyphs);
    // The fonts are our own and a test cuts each; should one resist, it is embedded whole.
    let font = subsetter::subset(file, 0, &remapper).unwrap_or_else(|_| file.to_vec());
    let table = RawFace::parse(&font, 0).ok().and_then(|raw| raw.table(Tag::from_bytes(b"CFF ")));
    let data = table.unwrap_or(&font);
    Program {
        deflated: deflate(data),
        length: data.len(),
        cff: table.is_some(),
        tag: subset_tag(glyphs),
    }
}

/// Six capital letters that differ for different glyphs (FNV-1a, 64 bits).
fn subset_tag(glyphs: &[u16]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    tag
}

fn write_font(
    file: &mut File,
    id: Ref,
    face: Face,
    glyphs: &[u16],
    program: &Program,
    used: &Used,
) {
    let (cid, descriptor, cmap, data) = (file.next(), file.next(), file.next(), file.next());
    let name = format!("{}+{}", program.tag, face.name());
    let loaded = face.loaded();
    let full = format!("{name}-Identity-H");
    let base = if program.cff { full.as_str() } else { name.as_str() };
    file.object(id, |chunk| {
        chunk
            .type0_font(id)
            .base_font(Name(base.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
    });
    file.object(cid, |chunk| {
        let mut font = chunk.cid_font(cid);
        font.subtype(if program.cff { CidFontType::Type0 } else { CidFontType::Type2 });
        font.base_font(Name(name.as_bytes())).system_info(system());
        font.font_descriptor(descriptor).default_width(0.0);
        if !program.cff {
            font.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let widths = glyphs.iter().map(|glyph| loaded.advance(*glyph));
        font.widths().consecutive(0, std::iter::once(loaded.advance(0)).chain(widths));
    });
    file.object(descriptor, |chunk| {
        write_descriptor(chunk, descriptor, &name, face, program.cff.then_some(data), data);
    });
    let mut map = UnicodeCmap::new(Name(b"Custom"), system());
    for (number, glyph) in (1_u16..).zip(glyphs) {
        let text = used.text(face, *glyph);
        if !text.is_empty() {
            map.pair_with_multiple(number, text.chars().map(plain));
        }
    }
    let map = deflate(&map.finish());
    file.stream(cmap, |chunk| {
        chunk.cmap(cmap, &map).filter(Filter::FlateDecode);
    });
    file.stream(data, |chunk| {
        let mut stream = chunk.stream(data, &program.deflated);
        stream.filter(Filter::FlateDecode);
        if program.cff {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        } else {
            stream.pair(Name(b"Length1"), i32::try_from(program.length).unwrap_or(0));
        }
    });
}

/// Glyphs are called by their numbers in the font.
fn system() -> SystemInfo<'static> {
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 }
}

/// A space is a space when it is copied, also one that did not break.
fn plain(character: char) -> char {
    if character == '\u{a0}' { ' ' } else { character }
}

fn write_descriptor(
    chunk: &mut Chunk,
    id: Ref,
    name: &str,
    face: Face,
    cff: Option<Ref>,
    data: Ref,
) {
    let loaded = face.loaded();
    let font = &loaded.face;
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::SERIF, matches!(face, Face::Serif | Face::SerifSemibold));
    flags.set(FontFlags::FIXED_PITCH, face == Face::Mono);
    flags.set(FontFlags::ITALIC, face == Face::SerifItalic);
    let size = |units: i16| loaded.thousandths(f32::from(units));
    let bounds = font.global_bounding_box();
    let rect =
        Rect::new(size(bounds.x_min), size(bounds.y_min), size(bounds.x_max), size(bounds.y_max));
    let heavy = matches!(face, Face::SerifSemibold | Face::SansSemibold | Face::SansMedium);
    let mut descriptor = chunk.font_descriptor(id);
    descriptor.name(Name(name.as_bytes())).flags(flags).bbox(rect);
    descriptor.italic_angle(font.italic_angle()).ascent(size(font.ascender()));
    descriptor.descent(size(font.descender()));
    descriptor.cap_height(size(font.capital_height().unwrap_or(font.ascender())));
    descriptor.stem_v(if heavy { 120.0 } else { 80.0 });
    match cff {
        Some(data) => descriptor.font_file3(data),
        None => descriptor.font_file2(data),
    };
}
