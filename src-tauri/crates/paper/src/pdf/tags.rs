//! The structure of the document as PDF holds it: a tree of parts, and from each marked piece of a
//! page the way back to its part.

use std::collections::HashMap;

use pdf_writer::types::{
    AnnotationFlags, AnnotationType, ListNumbering, StructRole, TableHeaderScope,
};
use pdf_writer::{Finish, Rect, Ref, TextStr};

use super::file::{File, whole};
use crate::structure::{Node, Role, Structure, Tag};

/// A link as it stands on a page.
pub(super) struct PlacedLink {
    /// The link.
    pub(super) tag: Tag,
    /// Its area in the page's own coordinates.
    pub(super) area: Rect,
}

/// What a part holds, in reading order.
enum Kid {
    Part(usize),
    Marked { page: usize, number: usize },
    Annotation { page: usize, id: Ref },
}

/// The tree on its way.
pub(super) struct Tree<'a> {
    nodes: &'a [Node],
    kids: Vec<Vec<Kid>>,
    areas: HashMap<usize, Rect>,
    /// For each page the part of each marked piece.
    marked: Vec<Vec<usize>>,
    /// The part of each annotation.
    annotated: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// A tree without content. Links join it where they are met.
    pub(super) fn new(structure: &'a Structure) -> Tree<'a> {
        let nodes = &structure.nodes;
        let mut kids: Vec<Vec<Kid>> = nodes.iter().map(|_| Vec::new()).collect();
        for (at, node) in nodes.iter().enumerate().skip(1) {
            if node.role != Role::Link {
                kids[node.parent.index()].push(Kid::Part(at));
            }
        }
        let (areas, marked, annotated) = (HashMap::new(), Vec::new(), Vec::new());
        Tree { nodes, kids, areas, marked, annotated }
    }

    /// The name under which content of the part is marked.
    pub(super) fn name(structure: &Structure, tag: Tag) -> &'static [u8] {
        match structure.nodes[tag.index()].role {
            Role::Document => b"Document",
            Role::Division => b"Div",
            Role::Title => b"H1",
            Role::Heading => b"H2",
            Role::Paragraph => b"P",
            Role::List => b"L",
            Role::Item => b"LI",
            Role::Label => b"Lbl",
            Role::Body => b"LBody",
            Role::Table => b"Table",
            Role::Row => b"TR",
            Role::ColumnHead | Role::RowHead => b"TH",
            Role::Cell => b"TD",
            Role::Figure => b"Figure",
            Role::Link => b"Link",
        }
    }

    /// Adds a page: the parts its marked pieces belong to, in order. Returns the page's key.
    pub(super) fn add_page(&mut self, tags: &[Tag]) -> i32 {
        let page = self.marked.len();
        for (number, tag) in tags.iter().enumerate() {
            let node = &self.nodes[tag.index()];
            if node.role == Role::Link && self.kids[tag.index()].is_empty() {
                self.kids[node.parent.index()].push(Kid::Part(tag.index()));
            }
            self.kids[tag.index()].push(Kid::Marked { page, number });
        }
        self.marked.push(tags.iter().map(|tag| tag.index()).collect());
        whole(page)
    }

    /// Keeps the area of a picture.
    pub(super) fn keep_area(&mut self, tag: Tag, area: Rect) {
        let joined = |known: &Rect| {
            let (x1, y1) = (known.x1.min(area.x1), known.y1.min(area.y1));
            Rect::new(x1, y1, known.x2.max(area.x2), known.y2.max(area.y2))
        };
        let known = self.areas.get(&tag.index()).map_or(area, joined);
        self.areas.insert(tag.index(), known);
    }

    /// Writes a link of a page as an annotation; `to` is where it leads.
    pub(super) fn add_link(
        &mut self,
        file: &mut File,
        page: (usize, Ref),
        pages: usize,
        link: &PlacedLink,
        (to, height): (Ref, f32),
    ) -> Ref {
        let id = file.next();
        let at = link.tag.index();
        self.kids[at].push(Kid::Annotation { page: page.0, id });
        let key = whole(pages + self.annotated.len());
        self.annotated.push(at);
        let says = &self.nodes[at].says;
        file.object(id, |chunk| {
            let mut annotation = chunk.annotation(id);
            annotation.subtype(AnnotationType::Link).rect(link.area);
            annotation.border(0.0, 0.0, 0.0, None).flags(AnnotationFlags::PRINT);
            annotation.contents(TextStr(says)).page(page.1).struct_parent(key);
            let mut place = annotation.insert(pdf_writer::Name(b"Dest")).array();
            place.item(to).item(pdf_writer::Name(b"XYZ")).item(0.0).item(height);
            place.item(pdf_writer::Null);
        });
        id
    }

    /// Whether a part has content; cells count although they may be empty.
    fn lives(&self) -> Vec<bool> {
        let mut lives = vec![false; self.nodes.len()];
        for at in (0..self.nodes.len()).rev() {
            let cell = matches!(
                self.nodes[at].role,
                Role::Cell | Role::ColumnHead | Role::RowHead | Role::Document
            );
            lives[at] = cell
                || self.kids[at].iter().any(|kid| match kid {
                    Kid::Part(part) => lives[*part],
                    Kid::Marked { .. } | Kid::Annotation { .. } => true,
                });
        }
        lives
    }

    /// Writes the tree; returns its root.
    pub(super) fn write(self, file: &mut File, pages: &[Ref]) -> Ref {
        let lives = self.lives();
        let refs: Vec<Ref> = (0..self.nodes.len()).map(|_| file.next()).collect();
        let (root, ways) = (file.next(), file.next());
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| lives[*at]) {
            let parent = if at == 0 { root } else { refs[node.parent.index()] };
            self.write_part(file, at, parent, &refs, pages, &lives);
        }
        file.object(ways, |chunk| {
            let mut dict = chunk.indirect(ways).dict();
            let mut nums = dict.insert(pdf_writer::Name(b"Nums")).array();
            for (page, parts) in self.marked.iter().enumerate() {
                nums.item(whole(page));
                nums.push().array().items(parts.iter().map(|part| refs[*part]));
            }
            for (at, part) in self.annotated.iter().enumerate() {
                nums.item(whole(self.marked.len() + at)).item(refs[*part]);
            }
        });
        file.object(root, |chunk| {
            let mut dict = chunk.indirect(root).dict();
            dict.pair(pdf_writer::Name(b"Type"), pdf_writer::Name(b"StructTreeRoot"));
            dict.pair(pdf_writer::Name(b"K"), refs[0]);
            dict.pair(pdf_writer::Name(b"ParentTree"), ways);
            let next = whole(self.marked.len() + self.annotated.len());
            dict.pair(pdf_writer::Name(b"ParentTreeNextKey"), next);
        });
        root
    }

    fn write_part(
        &self,
        file: &mut File,
        at: usize,
        parent: Ref,
        refs: &[Ref],
        pages: &[Ref],
        lives: &[bool],
    ) {
        let node = &self.nodes[at];
        let kids = &self.kids[at];
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Marked { page, .. } => Some(*page),
            Kid::Part(_) | Kid::Annotation { .. } => None,
        });
        let labelled = node.role == Role::List && self.is_labelled(at);
        file.object(refs[at], |chunk| {
            let mut part = chunk.struct_element(refs[at]);
            part.kind(role(node.role)).parent(parent);
            if let Some(page) = home.and_then(|page| pages.get(page)) {
                part.page(*page);
            }
            if node.role == Role::Figure {
                part.alt(TextStr(&node.says));
            }
            let mut children = part.children();
            for kid in kids {
                match kid {
                    Kid::Part(kid) if lives[*kid] => {
                        children.struct_element(refs[*kid]);
                    }
                    Kid::Part(_) => {}
                    Kid::Marked { page, number } if Some(*page) == home => {
                        children.marked_content_id(whole(*number));
                    }
                    Kid::Marked { page, number } => {
                        let mut marked = children.marked_content_ref();
                        marked.page(pages[*page]).marked_content_id(whole(*number));
                    }
                    Kid::Annotation { page, id } => {
                        children.object_ref().page(pages[*page]).object(*id);
                    }
                }
            }
            children.finish();
            let mut attributes = match node.role {
                Role::ColumnHead | Role::RowHead | Role::Figure => part.attributes(),
                Role::List if labelled => part.attributes(),
                _ => return,
            };
            match node.role {
                Role::ColumnHead => {
                    attributes.push().table().scope(TableHeaderScope::Column);
                }
                Role::RowHead => {
                    attributes.push().table().scope(TableHeaderScope::Row);
                }
                Role::Figure => {
                    let area = self.areas.get(&at).copied().unwrap_or(Rect::new(0., 0., 1., 1.));
                    attributes.push().layout().bbox(area);
                }
                _ => {
                    attributes.push().list().list_numbering(ListNumbering::Disc);
                }
            }
        });
    }

    /// Whether the items of a list have labels of their own.
    fn is_labelled(&self, list: usize) -> bool {
        let parts = |at: usize| {
            self.kids[at].iter().filter_map(|kid| match kid {
                Kid::Part(part) => Some(*part),
                Kid::Marked { .. } | Kid::Annotation { .. } => None,
            })
        };
        parts(list).any(|item| parts(item).any(|part| self.nodes[part].role == Role::Label))
    }
}

fn role(role: Role) -> StructRole {
    match role {
        Role::Document => StructRole::Document,
        Role::Division => StructRole::Div,
        Role::Title => StructRole::H1,
        Role::Heading => StructRole::H2,
        Role::Paragraph => StructRole::P,
        Role::List => StructRole::L,
        Role::Item => StructRole::LI,
        Role::Label => StructRole::Lbl,
        Role::Body => StructRole::LBody,
        Role::Table => StructRole::Table,
        Role::Row => StructRole::TR,
        Role::ColumnHead | Role::RowHead => StructRole::TH,
        Role::Cell => StructRole::TD,
        Role::Figure => StructRole::Figure,
        Role::Link => StructRole::Link,
    }
}

#[cfg(test)]
pub(crate) mod tests;
