//! The ZIP of an evidence pack, written in exactly one way (APPNOTE 6.3: stored, version 2.0,
//! UTF-8 names, dated 1980-01-01, no extra fields, no comments). Reading walks the files, writes
//! them again and holds both against each other, so that no byte anywhere is free.

use super::report::{Finding, wrong};
use super::{LARGEST, MOST_FILES};

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// Version 2.0, UTF-8 names, stored, 1980-01-01 00:00.
const COMMON: [u8; 10] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];

/// The fixed part of a local header.
const LOCAL_SIZE: usize = 30;

/// Whether every system reads this name as one file below the folder it is unpacked to.
pub(super) fn good_name(name: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b' ' | b'/');
    let segment = |part: &str| {
        !part.is_empty() && part.trim() == part && !part.starts_with('.') && !part.ends_with('.')
    };
    (1..=120).contains(&name.len()) && name.bytes().all(good) && name.split('/').all(segment)
}

/// The files as a ZIP, in order. The caller keeps to [`MOST_FILES`] and [`LARGEST`].
pub(super) fn written(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut central = Vec::new();
    for (name, bytes) in files {
        let at = word(out.len());
        let mut common = COMMON.to_vec();
        common.extend(crc32(bytes).to_le_bytes());
        common.extend(word(bytes.len()));
        common.extend(word(bytes.len()));
        common.extend(half(name.len()));
        common.extend(half(0));
        out.extend(LOCAL);
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        central.extend(CENTRAL);
        central.extend(half(20));
        central.extend(&common);
        // Comment, disk, attributes inside and outside: none.
        central.extend([0; 10]);
        central.extend(at);
        central.extend(name.as_bytes());
    }
    let (at, size) = (word(out.len()), word(central.len()));
    out.extend(central);
    out.extend(END);
    out.extend([0; 4]);
    out.extend(half(files.len()));
    out.extend(half(files.len()));
    out.extend(size);
    out.extend(at);
    out.extend(half(0));
    out
}

fn word(size: usize) -> [u8; 4] {
    u32::try_from(size).expect("an evidence pack is smaller than 4 GB").to_le_bytes()
}

fn half(size: usize) -> [u8; 2] {
    u16::try_from(size).expect("names and counts are small").to_le_bytes()
}

/// A file found in a ZIP.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
}

/// The files of a ZIP as far as they can be read, and what is wrong with the ZIP itself.
pub(super) fn read(zip: &[u8]) -> (Vec<Entry<'_>>, Option<Finding>) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    if zip.len() > LARGEST {
        return (entries, Some(wrong("ZIP", "zip_too_large", &[])));
    }
    if !zip.starts_with(&LOCAL) {
        return (entries, Some(wrong("ZIP", "zip_not", &[])));
    }
    let mut at = 0;
    while zip[at..].starts_with(&LOCAL) {
        if entries.len() == MOST_FILES {
            return (entries, Some(wrong("ZIP", "zip_many", &[])));
        }
        match entry(zip, at) {
            Ok((entry, _)) if entries.iter().any(|other| other.name == entry.name) => {
                return (entries, Some(wrong("ZIP", "zip_twice", &[("name", entry.name)])));
            }
            Ok((entry, next)) => {
                entries.push(entry);
                at = next;
            }
            Err(finding) => return (entries, Some(finding)),
        }
    }
    let files: Vec<(&str, &[u8])> = entries.iter().map(|entry| (entry.name, entry.bytes)).collect();
    let again = written(&files);
    let differs = again.iter().zip(zip).position(|(a, b)| a != b);
    let end = again.len().min(zip.len());
    let finding = match differs {
        Some(at) => Some(changed(at)),
        None if again.len() != zip.len() => Some(changed(end)),
        None => None,
    };
    (entries, finding)
}

fn changed(at: usize) -> Finding {
    wrong("ZIP", "zip_changed", &[("at", &at.to_string())])
}

/// The file whose header stands at `at`, and where the next one would.
fn entry(zip: &[u8], at: usize) -> Result<(Entry<'_>, usize), Finding> {
    let cut = |name: &str| wrong("ZIP", "zip_cut", &[("name", name)]);
    let header = zip.get(at..at + LOCAL_SIZE).ok_or_else(|| cut("a file's header"))?;
    let number = |from: usize| {
        let bytes = [header[from], header[from + 1], header[from + 2], header[from + 3]];
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
    };
    let size = number(22);
    if size != number(18) || header[8..10] != [0, 0] || header[28..30] != [0, 0] {
        return Err(changed(at));
    }
    let begin = at + LOCAL_SIZE;
    let name_size = usize::from(u16::from_le_bytes([header[26], header[27]]));
    let name = zip.get(begin..begin + name_size).ok_or_else(|| cut("a file's name"))?;
    let name = std::str::from_utf8(name).ok().filter(|name| good_name(name));
    let named = |at: usize| wrong("ZIP", "zip_name", &[("at", &at.to_string())]);
    let name = name.ok_or_else(|| named(begin))?;
    let from = begin + name_size;
    let to = from.checked_add(size).ok_or_else(|| cut(name))?;
    let bytes = zip.get(from..to).ok_or_else(|| cut(name))?;
    Ok((Entry { name, bytes }, to))
}

/// CRC-32 as ZIP has it (polynomial 0xEDB88320, reflected).
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| TABLE[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8))
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}
