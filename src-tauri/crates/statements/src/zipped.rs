//! What a zip container holds: a workbook, or one file that a bank packed. Nothing is unpacked
//! beyond the caps, whatever the container says about its own size.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The most that all files of a container may hold unpacked, in bytes.
const MOST_BYTES: u64 = 192 * 1024 * 1024;

/// The most files a container may have; a workbook has some dozen.
const MOST_FILES: usize = 2_000;

/// What is inside.
pub(crate) enum Contents {
    /// An Excel workbook, to be read from the container itself.
    Excel,
    /// The `content.xml` of an OpenDocument file.
    OpenDocument(Vec<u8>),
    /// The bytes of the only file inside.
    Packed(Vec<u8>),
}

/// Opens a container. Fails with one sentence for a person.
pub(crate) fn open(bytes: &[u8]) -> Result<Contents, String> {
    let broken = |_| "the file is a zip file that cannot be opened".to_owned();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_FILES {
        return Err("the zip file holds too many files; unpack it first".to_owned());
    }
    let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
    let excel = has(&archive, "xl/workbook.xml");
    let document = has(&archive, "content.xml") && has(&archive, "mimetype");
    let mut left = MOST_BYTES;
    let (mut content, mut packed) = (None, Vec::new());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| {
            "a file inside the zip file is locked or damaged; unpack it first".to_owned()
        })?;
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        if file.is_dir() || name.starts_with("__MACOSX") {
            continue;
        }
        let keep = !excel && (!document || name == "content.xml");
        let mut inside = Vec::new();
        let length = match keep {
            true => file.by_ref().take(left + 1).read_to_end(&mut inside).map(|read| read as u64),
            false => std::io::copy(&mut file.by_ref().take(left + 1), &mut std::io::sink()),
        };
        let length = length.map_err(|_| "a file inside the zip file is damaged".to_owned())?;
        left = left
            .checked_sub(length)
            .ok_or("the zip file is too large when unpacked; export a shorter period")?;
        match (excel, document) {
            (true, _) => {}
            (false, true) if name == "content.xml" => content = Some(inside),
            (false, true) => {}
            (false, false) if packed.is_empty() => packed.push(inside),
            (false, false) => {
                let words = "the zip file holds several files; unpack it and import each";
                return Err(words.to_owned());
            }
        }
    }
    match (excel, content, packed.pop()) {
        (true, _, _) => Ok(Contents::Excel),
        (_, Some(content), _) => Ok(Contents::OpenDocument(content)),
        (_, None, Some(inside)) => Ok(Contents::Packed(inside)),
        (_, None, None) => Err("the zip file holds no statement".to_owned()),
    }
}
