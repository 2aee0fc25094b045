//! Pages of ink as a PDF file. Only this module knows the library that writes PDF.
//!
//! The same pages give the same bytes: objects are numbered in order, the file's id is a hash of
//! what it contains, and the date comes from the input.

mod content;
mod embed;
mod file;
mod metadata;
mod outline;
mod profile;
mod show;
pub(crate) mod tags;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::types::TabOrder;
use pdf_writer::{Filter, Finish, Name, Rect, Ref, TextStr};

use crate::flow::Page;
use crate::ink::{Ink, Picture};
use crate::page::Paper;
use crate::structure::{Structure, Tag};
use content::Drawn;
use file::File;
use tags::Tree;

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
    /// Whether printers are asked for one side of the paper only.
    pub(crate) one_sided: bool,
    /// The bookmarks in order.
    pub(crate) bookmarks: Vec<Leading>,
    /// Where each keyed element begins: the page from 0, and the distance from its top in points.
    pub(crate) places: HashMap<&'a str, (usize, f32)>,
}

/// A bookmark with the place it leads to.
pub(crate) struct Leading {
    /// The title.
    pub(crate) title: String,
    /// 0, or 1 for one that stands under the one before.
    pub(crate) level: usize,
    /// The page from 0.
    pub(crate) page: usize,
    /// The distance from the page's top in points.
    pub(crate) y: f32,
}

/// The file.
pub(crate) fn write(
    pages: &[Page],
    paper: Paper,
    about: &About<'_>,
    structure: &Structure,
) -> Vec<u8> {
    let mut file = File::new();
    let (catalog, tree, info, shared) = (file.next(), file.next(), file.next(), file.next());
    let page_refs: Vec<Ref> = pages.iter().map(|_| file.next()).collect();
    let pictures = pictures(pages);
    let picture_refs: Vec<Ref> = pictures.iter().map(|_| file.next()).collect();
    let used = embed::used_glyphs(pages);
    let fonts = embed::embed(&mut file, &used);
    for (picture, id) in pictures.iter().zip(&picture_refs) {
        write_picture(&mut file, *id, picture);
    }
    write_resources(&mut file, shared, &fonts, &picture_refs);
    let mut parts = Tree::new(structure);
    for (at, page) in pages.iter().enumerate() {
        let look = content::Look { paper, used: &used, pictures: &pictures, structure };
        let drawn = content::content(page, &look, about.draft);
        let refs = Refs { tree, shared, pages: &page_refs };
        write_page(&mut file, &mut parts, at, &drawn, (paper, about), &refs);
    }
    let count = file::whole(pages.len());
    file.object(tree, |chunk| {
        chunk.pages(tree).kids(page_refs.iter().copied()).count(count);
    });
    let outline = outline::write(&mut file, &about.bookmarks, &page_refs, paper);
    let parts = parts.write(&mut file, &page_refs);
    metadata::write_info(&mut file, info, about);
    let (packet, colours) = metadata::write(&mut file, about);
    file.object(catalog, |chunk| {
        let mut root = chunk.indirect(catalog).start::<pdf_writer::writers::Catalog<'_>>();
        root.pages(tree).lang(TextStr(about.language)).metadata(packet);
        let mut wishes = root.viewer_preferences();
        wishes.display_doc_title(true);
        if about.one_sided {
            wishes.pair(Name(b"Duplex"), Name(b"Simplex"));
        }
        wishes.finish();
        root.mark_info().marked(true);
        root.pair(Name(b"StructTreeRoot"), parts);
        metadata::put_colours(&mut root, colours);
        if let Some(outline) = outline {
            root.outlines(outline);
        }
    });
    file.finish(catalog, info)
}

/// Objects that every page names.
struct Refs<'a> {
    tree: Ref,
    shared: Ref,
    pages: &'a [Ref],
}

fn write_resources(file: &mut File, id: Ref, fonts: &[(String, Ref)], pictures: &[Ref]) {
    file.object(id, |chunk| {
        let mut resources = chunk.indirect(id).start::<pdf_writer::writers::Resources<'_>>();
        let mut names = resources.fonts();
        for (name, font) in fonts {
            names.pair(Name(name.as_bytes()), *font);
        }
        names.finish();
        let mut images = resources.x_objects();
        for (at, picture) in pictures.iter().enumerate() {
            images.pair(Name(content::picture_name(at).as_bytes()), *picture);
        }
    });
}

fn write_page(
    file: &mut File,
    parts: &mut Tree<'_>,
    at: usize,
    drawn: &Drawn,
    (paper, about): (Paper, &About<'_>),
    refs: &Refs<'_>,
) {
    let contents = file.next();
    let data = deflate(&drawn.bytes);
    file.stream(contents, |chunk| {
        chunk.stream(contents, &data).filter(Filter::FlateDecode);
    });
    let key = parts.add_page(&drawn.tags);
    for (tag, area) in &drawn.figures {
        parts.keep_area(*tag, *area);
    }
    let mut links = Vec::new();
    for link in &drawn.links {
        let Some((to, y)) = target(link.tag, about, drawn) else {
            continue;
        };
        let to = (refs.pages[to], paper.height() - y);
        let page = (at, refs.pages[at]);
        links.push(parts.add_link(file, page, refs.pages.len(), link, to));
    }
    let id = refs.pages[at];
    file.object(id, |chunk| {
        let mut writer = chunk.page(id);
        writer.parent(refs.tree).media_box(Rect::new(0.0, 0.0, paper.width(), paper.height()));
        writer.contents(contents).struct_parents(key).tab_order(TabOrder::StructureOrder);
        writer.pair(Name(b"Resources"), refs.shared);
        if !links.is_empty() {
            writer.annotations(links);
        }
    });
}

/// The page and the height to which a link leads.
fn target(link: Tag, about: &About<'_>, drawn: &Drawn) -> Option<(usize, f32)> {
    let key = drawn.targets.get(&link)?;
    about.places.get(&**key).copied()
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

fn write_picture(file: &mut File, id: Ref, picture: &Picture) {
    file.stream(id, |chunk| {
        let mut image = chunk.image_xobject(id, &picture.deflated);
        image.filter(Filter::FlateDecode);
        image.width(i32::try_from(picture.width).unwrap_or(1));
        image.height(i32::try_from(picture.height).unwrap_or(1));
        image.color_space().device_rgb();
        image.bits_per_component(8);
    });
}

/// Data compressed by zlib, as `FlateDecode` reads it. A compressor has much memory to clear, so
/// each thread keeps one.
pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    thread_local! {
        static KEPT: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
    }
    KEPT.with_borrow_mut(|compress| {
        compress.reset();
        let mut deflated = Vec::with_capacity(data.len() / 2 + 64);
        loop {
            let read = usize::try_from(compress.total_in()).unwrap_or(data.len());
            let rest = data.get(read..).unwrap_or_default();
            let done = compress.compress_vec(rest, &mut deflated, FlushCompress::Finish);
            if !matches!(done, Ok(Status::Ok | Status::BufError)) {
                return deflated;
            }
            deflated.reserve(data.len() / 4 + 64);
        }
    })
}

#[cfg(test)]
mod tests;
