//! Bytes into text by evidence: byte order mark, strict UTF-8, the zero bytes of UTF-16, then what
//! the file or its profile declares, then Windows-1252. A declaration alone is never believed
//! against the bytes, because headers lie in both directions.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

/// The text of a file, and how it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded<'b> {
    /// The whole text without its byte order mark.
    pub text: Cow<'b, str>,
    /// The encoding's name in lower case, such as `utf-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What settled it.
    pub evidence: Evidence,
    /// Whether some bytes were no letters of that encoding and stand as U+FFFD.
    pub damaged: bool,
    /// How many bytes the byte order mark takes.
    mark: usize,
}

/// What settled the encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// A byte order mark.
    Mark,
    /// Every byte sequence is valid UTF-8.
    ValidUtf8,
    /// Every second byte is zero.
    ZeroBytes,
    /// The file or the profile names it, and the bytes do not contradict it.
    Declared,
    /// Nothing but the letters themselves.
    Guess,
}

/// Why bytes are not text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing at all, or nothing but spaces and zero bytes.
    #[error("the file is empty")]
    Empty,
    /// Control bytes as no text has them.
    #[error("the file is not text; choose a statement exported as OFX or CSV")]
    Binary,
}

/// How much of a file is looked at to tell text from noise, in bytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Reads `bytes` as text. `declared` is the encoding a profile remembers or the file names itself;
/// it counts only where the bytes leave the question open. Fails as [`TextError`] tells.
pub fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> Result<Decoded<'b>, TextError> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(TextError::Empty);
    }
    if let Some(decoded) = by_mark(bytes) {
        return refuse_noise(decoded);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return refuse_noise(with(encoding, bytes, 0, Evidence::ZeroBytes));
    }
    if looks_binary(bytes) {
        return Err(TextError::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = Cow::Borrowed(text);
        let evidence = Evidence::ValidUtf8;
        return Ok(Decoded { text, encoding: "utf-8", evidence, damaged: false, mark: 0 });
    }
    if let Some(encoding) = declared.and_then(named) {
        let decoded = with(encoding, bytes, 0, Evidence::Declared);
        if !decoded.damaged {
            return Ok(decoded);
        }
    }
    Ok(with(guessed(bytes), bytes, 0, Evidence::Guess))
}

impl<'b> Decoded<'b> {
    /// A text that was made here and had no bytes of its own.
    pub(crate) fn written(text: &'b str) -> Decoded<'b> {
        let evidence = Evidence::ValidUtf8;
        let text = Cow::Borrowed(text);
        Decoded { text, encoding: "utf-8", evidence, damaged: false, mark: 0 }
    }

    /// The place in the file of a place in the text, both in bytes from the start.
    pub fn offset_in_file(&self, at: usize) -> usize {
        self.mark + self.length_in_file(0..at.min(self.text.len()))
    }

    /// How many bytes of the file a stretch of the text takes.
    pub(crate) fn length_in_file(&self, stretch: std::ops::Range<usize>) -> usize {
        let part = self.text.get(stretch).unwrap_or_default();
        match self.encoding {
            "utf-8" => part.len(),
            "utf-16le" | "utf-16be" => part.encode_utf16().count() * 2,
            _ => part.chars().count(),
        }
    }

    /// The first word with a letter beyond ASCII, to be shown so that a wrong guess is seen.
    pub fn first_foreign_word(&self) -> Option<&str> {
        let at = self.text.find(|c: char| !c.is_ascii())?;
        let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '<' | '>' | '\t');
        let from = self.text[..at].rfind(edge).map_or(0, |edge| edge + 1);
        let to = self.text[at..].find(edge).map_or(self.text.len(), |edge| at + edge);
        self.text.get(from..to).map(|word| word.get(..60).unwrap_or(word))
    }
}

fn by_mark(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    if encoding == encoding_rs::UTF_8 && std::str::from_utf8(&bytes[mark..]).is_err() {
        // A mark before text in another encoding: the mark lies.
        return Some(with(guessed(&bytes[mark..]), bytes, mark, Evidence::Guess));
    }
    Some(with(encoding, bytes, mark, Evidence::Mark))
}

fn with<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
    mark: usize,
    evidence: Evidence,
) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Decoded { text, encoding: name(encoding), evidence, damaged, mark }
}

fn name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-15" => "iso-8859-15",
        "macintosh" => "macintosh",
        "windows-1250" => "windows-1250",
        "windows-1251" => "windows-1251",
        "windows-1252" => "windows-1252",
        other => other,
    }
}

/// The encoding of a declared name, in the spellings of OFX headers, XML and other programs. UTF
/// names give nothing: UTF-8 was already ruled out by the bytes.
fn named(declared: &str) -> Option<&'static Encoding> {
    let lower = declared.trim().to_ascii_lowercase();
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let label = match digits.as_str() {
        "" if lower.starts_with("mac") => "macintosh".to_owned(),
        "1250" | "1251" | "1252" | "1253" | "1254" | "1257" => format!("windows-{digits}"),
        "88591" => "iso-8859-1".to_owned(),
        "88592" => "iso-8859-2".to_owned(),
        "885915" => "iso-8859-15".to_owned(),
        _ => lower.replace("latin-1", "latin1").replace("latin-2", "latin2"),
    };
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())
}

/// Western letters unless the statistics of the text speak for the Central European page.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES * 4)];
    // Only letters inside words speak for a page; a pound sign stands before a digit.
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    let inside = |window: &&[u8]| window[1] >= 0x80 && letter(window[0]) && letter(window[2]);
    if sample.windows(3).filter(inside).count() < 4 {
        return WINDOWS_1252;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let central = guess == WINDOWS_1250 || guess == encoding_rs::ISO_8859_2;
    if central { guess } else { WINDOWS_1252 }
}

/// UTF-16 text of European banks is nearly all ASCII: every second byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 9 && even * 10 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 9 && odd * 10 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether more than one byte in fifty is a control byte that text does not have. Zero bytes at
/// the very end are padding and do not count.
fn looks_binary(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let sample = &bytes[..end.min(SAMPLE_BYTES)];
    let strange = |byte: &&u8| matches!(**byte, 0..=8 | 14..=25 | 28..=31 | 127);
    sample.iter().filter(strange).count() * 50 > sample.len()
}

fn refuse_noise(decoded: Decoded<'_>) -> Result<Decoded<'_>, TextError> {
    let strange = |c: &char| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}';
    let sample = decoded.text.chars().take(SAMPLE_BYTES);
    let (mut count, mut total) = (0, 0);
    for c in sample {
        total += 1;
        count += usize::from(strange(&c) && c != '\0');
    }
    if decoded.text.trim_matches(['\0', ' ', '\r', '\n', '\t']).is_empty() {
        return Err(TextError::Empty);
    }
    if count * 50 > total { Err(TextError::Binary) } else { Ok(decoded) }
}

#[cfg(test)]
mod tests;
