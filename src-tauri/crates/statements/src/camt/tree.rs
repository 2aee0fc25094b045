//! The elements of a camt file, one at a time: only an entry, balance or account is held as a
//! whole. Broken markup costs the entry it stands in, and reading goes on at the next one.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One element with what is inside it.
#[derive(Default)]
pub(super) struct Node {
    /// The name without its namespace.
    pub(super) name: String,
    /// The byte of the text it begins at.
    pub(super) at: usize,
    /// The `Ccy` attribute.
    pub(super) currency: Option<String>,
    /// The text directly inside, without the blanks around it.
    pub(super) text: String,
    children: Vec<Node>,
}

impl Node {
    /// The first element of this name directly inside.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements of this name directly inside.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the element that the path leads to; nothing where it is empty.
    pub(super) fn text_at(&self, path: &[&str]) -> Option<&str> {
        match path.split_first() {
            None => self.own(),
            Some((first, rest)) => {
                let named = self.children.iter().filter(|child| child.name == *first);
                named.into_iter().find_map(|child| child.text_at(rest))
            }
        }
    }

    /// Its own text, unless that is empty.
    pub(super) fn own(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// Its own text or that of the first element inside with one.
    pub(super) fn deep(&self) -> Option<&str> {
        self.own().or_else(|| self.children.iter().find_map(Node::own))
    }
}

/// What is met on the way through a file.
pub(super) enum Found {
    /// A statement, report or notification begins at this byte.
    Statement(usize),
    /// A whole element of a statement.
    Element(Node),
    /// The entry that begins here cannot be read to its end.
    Broken(usize),
    /// The entry that begins here stands where no entry counts.
    Inside(usize, &'static str),
    /// The file ends too early.
    Cut,
}

/// How deep elements may lie inside one another; camt needs twenty.
const DEEPEST: usize = 64;

/// The places of every `<Ntry>` of the raw text, whatever its namespace.
pub(super) fn markers(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    text.match_indices("Ntry").filter_map(move |(at, _)| {
        let ends = matches!(bytes.get(at + 4), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/'));
        let from = at.saturating_sub(32);
        let before = bytes.get(from..at)?;
        let open = before.iter().rposition(|byte| *byte == b'<')?;
        let prefix = &before[open + 1..];
        let named = match prefix.split_last() {
            None => true,
            Some((last, name)) => {
                *last == b':' && !name.is_empty() && name.iter().all(|byte| is_name(*byte))
            }
        };
        (ends && named).then_some(from + open)
    })
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// How often reading goes on behind broken markup; this bounds the work.
const MOST_BREAKS: usize = 1_000;

/// Walks through the text and tells of what it meets.
pub(super) fn walk(text: &str, tell: &mut dyn FnMut(Found)) {
    let mut walker = Walker { text, stack: Vec::new(), entry: None, told: 0 };
    let mut from = 0;
    for _ in 0..MOST_BREAKS {
        let Err(at) = walker.run(from, tell) else { return };
        // The entry that broke is told of; reading goes on at the next one.
        walker.stack.clear();
        let broken = walker.entry.take();
        if let Some(entry) = broken {
            tell(Found::Broken(entry));
        }
        let after = broken.map_or(at, |entry| entry + 1).max(walker.told).max(from + 1);
        let floor = text.ceil_char_boundary(after);
        let Some(next) = markers(&text[floor..]).next() else {
            tell(Found::Cut);
            return;
        };
        from = floor + next;
    }
    markers(&text[from..]).for_each(|at| tell(Found::Broken(from + at)));
}

struct Walker<'t> {
    text: &'t str,
    /// The open elements of the subtree being held.
    stack: Vec<Node>,
    /// Where the open entry begins.
    entry: Option<usize>,
    /// The markers before this byte that are no entries were told of.
    told: usize,
}

impl Walker<'_> {
    /// Reads from `from` to the end. Fails with the byte where the markup breaks.
    fn run(&mut self, from: usize, tell: &mut dyn FnMut(Found)) -> Result<(), usize> {
        let mut reader = Reader::from_str(&self.text[from..]);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        let mut outer = 0_usize;
        loop {
            let place = |reader: &Reader<&[u8]>| {
                from + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX - from)
            };
            let at = place(&reader);
            let event = reader.read_event().map_err(|_| at)?;
            let end = place(&reader);
            match event {
                Event::Start(start) => {
                    if self.stack.len() >= DEEPEST {
                        return Err(at);
                    }
                    outer += usize::from(!self.start(&start, at, tell)?);
                }
                Event::Empty(start) => {
                    if self.start(&start, at, tell)? {
                        self.end(tell);
                    }
                }
                Event::End(_) => {
                    if self.stack.is_empty() {
                        outer = outer.saturating_sub(1);
                    }
                    self.end(tell);
                }
                Event::Text(text) => self.write(text.as_ref()),
                Event::CData(text) => {
                    self.hidden(at, end, "character data", tell);
                    self.write(text.as_ref());
                }
                Event::GeneralRef(name) => self.refer(name.as_ref()),
                Event::Comment(_) => self.hidden(at, end, "a comment", tell),
                Event::DocType(_) | Event::PI(_) => {
                    self.hidden(at, end, "a declaration", tell);
                }
                Event::Decl(_) => {}
                Event::Eof => {
                    let open = !self.stack.is_empty() || (from == 0 && outer > 0);
                    return if open { Err(self.text.len()) } else { Ok(()) };
                }
            }
        }
    }

    /// Opens an element; `true` when it is held. Fails where an entry begins inside another.
    fn start(
        &mut self,
        start: &BytesStart<'_>,
        at: usize,
        tell: &mut dyn FnMut(Found),
    ) -> Result<bool, usize> {
        let local = start.local_name();
        let name: &str = local.as_ref();
        if name == "Ntry" && !self.stack.is_empty() {
            return Err(at);
        }
        if self.stack.is_empty() {
            if matches!(name, "Stmt" | "Rpt" | "Ntfctn") {
                tell(Found::Statement(at));
            }
            if !matches!(name, "Acct" | "Bal" | "Ntry") {
                return Ok(false);
            }
            self.entry = (name == "Ntry").then_some(at);
        }
        let currency = start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == "Ccy");
        self.stack.push(Node {
            name: name.to_owned(),
            at,
            currency: currency.map(|attribute| attribute.value.to_string()),
            ..Node::default()
        });
        Ok(true)
    }

    fn end(&mut self, tell: &mut dyn FnMut(Found)) {
        let Some(mut node) = self.stack.pop() else { return };
        node.text.truncate(node.text.trim_end().len());
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(node),
            None => {
                self.entry = None;
                tell(Found::Element(node));
            }
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(node) = self.stack.last_mut() {
            node.text.push_str(if node.text.is_empty() { text.trim_start() } else { text });
        }
    }

    /// The five names every XML knows and characters by number; any other stays as it is written.
    fn refer(&mut self, name: &str) {
        let known = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            other => other.strip_prefix('#').and_then(|number| {
                let hex = number.strip_prefix(['x', 'X']);
                let code = match hex {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).filter(|c| !c.is_control())
            }),
        };
        match known {
            Some(c) => self.write(c.encode_utf8(&mut [0; 4])),
            None => self.write(&format!("&{name};")),
        }
    }

    /// Tells of markers in a stretch that is no markup.
    fn hidden(&mut self, at: usize, end: usize, what: &'static str, tell: &mut dyn FnMut(Found)) {
        let stretch = self.text.get(at..end).unwrap_or_default();
        for marker in markers(stretch) {
            tell(Found::Inside(at + marker, what));
            self.told = self.told.max(at + marker + 1);
        }
    }
}
