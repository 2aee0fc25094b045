//! Pages of ink as a PDF file. Only this module knows the library that writes PDF.
//!
//! The same pages give the same bytes: objects are numbered in order, the file's id is a hash of
//! what it contains, and the date comes from the input.

mod content;
mod embed;

use std::sync::Arc;

use chrono::{DateTime, Datelike, Timelike, Utc};
use pdf_writer::types::OutlineItemFlags;
use pdf_writer::{Date, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use sha2::{Digest, Sha256};

use crate::flow::Page;
use crate::ink::{Ink, Picture};
use crate::page::Paper;

/// What the file says about itself.
pub(crate) struct About<'a> {
    /// The title.
    pub(crate) title: &'a str,
    /// Who made it.
    pub(crate) author: &'a str,
    /// The language as a BCP 47 tag.
    pub(crate) language: &'a str,
    /// When it was made.
    pub(crate) made_at: DateTime<Utc>,
    /// Whether "Draft" runs across every page.
    pub(crate) draft: bool,
    /// The bookmarks: title, page from 0, distance from the page's top in points.
    pub(crate) bookmarks: Vec<(String, usize, f32)>,
}

/// Numbers for objects, from 1.
struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file.
pub(crate) fn write(pages: &[Page], paper: Paper, about: &About<'_>) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut refs = Refs(0);
    let (catalog, tree, info) = (refs.next(), refs.next(), refs.next());
    let page_refs: Vec<Ref> = pages.iter().map(|_| refs.next()).collect();
    let pictures = pictures(pages);
    let picture_refs: Vec<Ref> = pictures.iter().map(|_| refs.next()).collect();
    let used = embed::used_glyphs(pages);
    let fonts = embed::embed(&mut pdf, &mut refs, &used);
    for (picture, id) in pictures.iter().zip(&picture_refs) {
        write_picture(&mut pdf, *id, picture);
    }
    for (page, id) in pages.iter().zip(&page_refs) {
        let data = content::content(page, paper, &used, &pictures, about.draft);
        let contents = refs.next();
        pdf.stream(contents, &deflate(&data)).filter(Filter::FlateDecode);
        let mut writer = pdf.page(*id);
        writer.parent(tree).media_box(Rect::new(0.0, 0.0, paper.width(), paper.height()));
        writer.contents(contents);
        let mut resources = writer.resources();
        let mut names = resources.fonts();
        for (name, font) in &fonts {
            names.pair(Name(name.as_bytes()), *font);
        }
        names.finish();
        let mut images = resources.x_objects();
        for (at, picture) in picture_refs.iter().enumerate() {
            images.pair(Name(content::picture_name(at).as_bytes()), *picture);
        }
    }
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(page_refs.iter().copied()).count(count);
    let outline = write_outline(&mut pdf, &mut refs, about, &page_refs, paper);
    write_info(&mut pdf, info, about);
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(about.language));
    root.viewer_preferences().display_doc_title(true);
    if let Some(outline) = outline {
        root.outlines(outline);
    }
    root.finish();
    let id = Sha256::digest(pdf.as_bytes())[..16].to_vec();
    pdf.set_file_id((id.clone(), id));
    pdf.finish()
}

fn write_info(pdf: &mut Pdf, id: Ref, about: &About<'_>) {
    let at = about.made_at;
    let year = u16::try_from(at.year().clamp(0, 9999)).unwrap_or(0);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let date = Date::new(year)
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let mut info = pdf.document_info(id);
    info.title(TextStr(about.title)).author(TextStr(about.author));
    info.creator(TextStr("Quittance")).producer(TextStr("Quittance"));
    info.creation_date(date).modified_date(date);
}

/// The bookmarks, one flat list. Returns nothing when there are none.
fn write_outline(
    pdf: &mut Pdf,
    refs: &mut Refs,
    about: &About<'_>,
    pages: &[Ref],
    paper: Paper,
) -> Option<Ref> {
    let items: Vec<Ref> = about.bookmarks.iter().map(|_| refs.next()).collect();
    let (first, last) = (*items.first()?, *items.last()?);
    let root = refs.next();
    let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
    pdf.outline(root).first(first).last(last).count(count);
    for (at, (title, page, y)) in about.bookmarks.iter().enumerate() {
        let mut item = pdf.outline_item(items[at]);
        item.title(TextStr(title)).parent(root).flags(OutlineItemFlags::empty());
        if let Some(before) = at.checked_sub(1).and_then(|before| items.get(before)) {
            item.prev(*before);
        }
        if let Some(next) = items.get(at + 1) {
            item.next(*next);
        }
        if let Some(page) = pages.get(*page) {
            item.dest().page(*page).xyz(0.0, paper.height() - y, None);
        }
    }
    Some(root)
}

/// Every picture once.
fn pictures(pages: &[Page]) -> Vec<Arc<Picture>> {
    let mut pictures: Vec<Arc<Picture>> = Vec::new();
    for ink in pages.iter().flat_map(|page| &page.ink) {
        if let Ink::Image { picture, .. } = ink
            && !pictures.iter().any(|known| Arc::ptr_eq(known, picture))
        {
            pictures.push(Arc::clone(picture));
        }
    }
    pictures
}

fn write_picture(pdf: &mut Pdf, id: Ref, picture: &Picture) {
    let mut image = pdf.image_xobject(id, &picture.deflated);
    image.filter(Filter::FlateDecode);
    image.width(i32::try_from(picture.width).unwrap_or(1));
    image.height(i32::try_from(picture.height).unwrap_or(1));
    image.color_space().device_rgb();
    image.bits_per_component(8);
}

/// Data compressed by zlib, as `FlateDecode` reads it.
pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests;
