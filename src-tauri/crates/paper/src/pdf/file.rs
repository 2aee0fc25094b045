//! The file itself: objects, most of them packed into compressed streams, and where each stands.
//!
//! Structure is many small objects; packed they take a tenth of the room (PDF 1.7, 7.5.7).

use pdf_writer::{Chunk, Filter, Finish, Name, Ref, Settings, Str};
use sha2::{Digest, Sha256};

use super::deflate;

/// How many objects one compressed stream holds.
const PACKED_TOGETHER: usize = 400;

/// Where an object stands.
enum Place {
    /// At this byte of the file.
    At(usize),
    /// In this compressed stream, at this place among its objects.
    In(i32, usize),
}

/// A file on its way.
pub(super) struct File {
    bytes: Vec<u8>,
    last: i32,
    places: Vec<(i32, Place)>,
    waiting: Vec<(i32, Vec<u8>)>,
}

impl File {
    /// A file with nothing but its first lines: the version, and bytes that are no text.
    pub(super) fn new() -> File {
        let bytes = b"%PDF-1.7\n%\x80\x81\x82\x83\n".to_vec();
        File { bytes, last: 0, places: Vec::new(), waiting: Vec::new() }
    }

    /// A number for an object.
    pub(super) fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    /// Adds an object that is no stream.
    pub(super) fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) {
        let chunk = written(write);
        let bytes = chunk.as_bytes();
        let body = bytes.windows(4).position(|four| four == b"obj\n").map_or(0, |at| at + 4);
        let end = bytes.windows(6).rposition(|six| six == b"endobj").unwrap_or(bytes.len());
        self.waiting.push((id.get(), bytes[body..end].to_vec()));
        if self.waiting.len() >= PACKED_TOGETHER {
            self.pack();
        }
    }

    /// Adds a stream.
    pub(super) fn stream(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) {
        let chunk = written(write);
        self.places.push((id.get(), Place::At(self.bytes.len())));
        self.bytes.extend_from_slice(chunk.as_bytes());
    }

    /// Writes what waits as one compressed stream.
    fn pack(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let id = self.next();
        let (mut heads, mut bodies) = (String::new(), Vec::new());
        let waiting = std::mem::take(&mut self.waiting);
        for (at, (number, body)) in waiting.iter().enumerate() {
            heads.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend_from_slice(body);
            bodies.push(b'\n');
            self.places.push((*number, Place::In(id.get(), at)));
        }
        let first = heads.len();
        let mut data = heads.into_bytes();
        data.extend(bodies);
        let deflated = deflate(&data);
        self.stream(id, |chunk| {
            let mut stream = chunk.stream(id, &deflated);
            stream.filter(Filter::FlateDecode);
            stream.pair(Name(b"Type"), Name(b"ObjStm"));
            stream.pair(Name(b"N"), whole(waiting.len()));
            stream.pair(Name(b"First"), whole(first));
        });
    }

    /// The whole file; its id is a hash of what it contains.
    pub(super) fn finish(mut self, catalog: Ref, info: Ref) -> Vec<u8> {
        self.pack();
        let id = self.next();
        let start = self.bytes.len();
        self.places.push((id.get(), Place::At(start)));
        self.places.sort_by_key(|(number, _)| *number);
        let hash = Sha256::digest(&self.bytes);
        let table = deflate(&self.table());
        let size = self.last + 1;
        let mut chunk = written(|_| {});
        let mut stream = chunk.stream(id, &table);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Type"), Name(b"XRef"));
        stream.pair(Name(b"Size"), size);
        stream.insert(Name(b"W")).array().items([1, 4, 2]);
        stream.pair(Name(b"Root"), catalog);
        stream.pair(Name(b"Info"), info);
        stream.insert(Name(b"ID")).array().items([Str(&hash[..16]), Str(&hash[..16])]);
        stream.finish();
        self.bytes.extend_from_slice(chunk.as_bytes());
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes
    }

    /// The table of all objects: kind, place, and place within, in 1, 4 and 2 bytes.
    fn table(&self) -> Vec<u8> {
        let mut rows = vec![[0, 0, 0, 0, 0, 0xff, 0xff]; whole_usize(self.last) + 1];
        for (number, place) in &self.places {
            let (kind, at, within) = match place {
                Place::At(at) => (1, u32::try_from(*at).unwrap_or(u32::MAX), 0),
                Place::In(stream, at) => (2, stream.unsigned_abs(), *at),
            };
            let [a, b, c, d] = at.to_be_bytes();
            let [e, f] = u16::try_from(within).unwrap_or(u16::MAX).to_be_bytes();
            if let Some(row) = rows.get_mut(whole_usize(*number)) {
                *row = [kind, a, b, c, d, e, f];
            }
        }
        rows.concat()
    }
}

/// A chunk without white space between its parts.
fn written(write: impl FnOnce(&mut Chunk)) -> Chunk {
    let mut chunk = Chunk::with_settings_and_capacity(Settings { pretty: false }, 256);
    write(&mut chunk);
    chunk
}

/// A count as PDF writes it.
pub(super) fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn whole_usize(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}
