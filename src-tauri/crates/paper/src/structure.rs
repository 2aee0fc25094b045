//! What a document is made of, for readers who see no page: headings, paragraphs, lists, tables.
//!
//! Text is set while a part is open and belongs to it; what is set while none is open belongs to
//! the page only, as a footer does.

use std::rc::Rc;

/// What a part is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Role {
    /// The whole.
    Document,
    /// Several parts that stand together.
    Division,
    /// The title.
    Title,
    /// The heading of a section.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// What an item is known by.
    Label,
    /// What an item says.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell that names its column.
    ColumnHead,
    /// A cell that names its row.
    RowHead,
    /// A cell.
    Cell,
    /// A picture, said in words.
    Figure,
    /// A reference that leads to another part.
    Link,
}

/// The name of a part; the default is the whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub(crate) struct Tag(usize);

impl Tag {
    /// The place of the part in [`Structure::nodes`].
    pub(crate) fn index(self) -> usize {
        self.0
    }

    /// Whether nothing but the page is meant.
    pub(crate) fn is_page_only(self) -> bool {
        self.0 == 0
    }
}

/// A part.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub(crate) role: Role,
    /// The part it belongs to.
    pub(crate) parent: Tag,
    /// What a picture shows; where a link leads, in words.
    pub(crate) says: String,
    /// The key of the element to which a link leads.
    pub(crate) target: Option<Rc<str>>,
}

/// The parts of a document, each after the part it belongs to.
#[derive(Debug)]
pub(crate) struct Structure {
    /// The parts; the first is the whole.
    pub(crate) nodes: Vec<Node>,
    open: Vec<Tag>,
}

impl Default for Structure {
    fn default() -> Structure {
        let whole = Node {
            role: Role::Document,
            parent: Tag::default(),
            says: String::new(),
            target: None,
        };
        Structure { nodes: vec![whole], open: Vec::new() }
    }
}

impl Structure {
    /// The part that is open; the whole if none is.
    pub(crate) fn current(&self) -> Tag {
        self.open.last().copied().unwrap_or_default()
    }

    /// Opens a part of the one that is open.
    pub(crate) fn open(&mut self, role: Role) -> Tag {
        let tag = self.add(role, String::new(), None);
        self.open.push(tag);
        tag
    }

    /// Opens a part again.
    pub(crate) fn reopen(&mut self, tag: Tag) {
        self.open.push(tag);
    }

    /// Closes the part opened last.
    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    /// A part without being opened: a picture, a link.
    pub(crate) fn add(&mut self, role: Role, says: String, target: Option<Rc<str>>) -> Tag {
        let tag = Tag(self.nodes.len());
        self.nodes.push(Node { role, parent: self.current(), says, target });
        tag
    }
}
