//! File names that every system takes, made from names that people and banks chose.

#[cfg(test)]
mod tests;

/// The longest name in bytes; file systems stop at 255, and a number may follow.
const LONGEST: usize = 180;

/// What each kind of document that is opened from here is called at the end.
const VIEWED: [(&str, &[&str]); 3] =
    [("application/pdf", &["pdf"]), ("image/png", &["png"]), ("image/jpeg", &["jpg", "jpeg"])];

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name without anything that leaves its folder, hides its ending or is refused somewhere.
pub(crate) fn safe(name: &str) -> String {
    let replaced: String = name
        .chars()
        .filter(|letter| !turns_text(*letter))
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = replaced.split_whitespace().collect();
    let joined = words.join(" ");
    // Programs take a leading hyphen for an option, and systems hide a leading dot.
    let trimmed = joined.trim_start_matches(['.', ' ', '-']).trim_end_matches(['.', ' ']);
    let (stem, ending) = split(trimmed);
    let stem = shortened(stem, LONGEST - ending.len());
    let begin = if stem.is_empty() || is_device(stem) { "_" } else { "" };
    format!("{begin}{stem}{ending}")
}

/// The name with an ending that fits the media type; unchanged for types that are not viewed.
pub(crate) fn with_ending_of(name: &str, media_type: &str) -> String {
    let Some((_, endings)) = VIEWED.iter().find(|(kind, _)| *kind == media_type) else {
        return name.to_owned();
    };
    let ending = split(name).1.trim_start_matches('.').to_lowercase();
    if endings.contains(&ending.as_str()) {
        name.to_owned()
    } else {
        format!("{name}.{}", endings[0])
    }
}

/// Whether documents of this media type are opened in the system's viewer: only kinds that cannot
/// run.
pub(crate) fn is_viewed(media_type: &str) -> bool {
    VIEWED.iter().any(|(kind, _)| *kind == media_type)
}

/// Whether this is the name of a table.
pub(crate) fn is_table(name: &str) -> bool {
    split(name).1.eq_ignore_ascii_case(".csv")
}

/// The name of copy number `copy`, counted from 1: `letter.pdf`, `letter (2).pdf`.
pub(crate) fn numbered(name: &str, copy: u32) -> String {
    if copy == 1 {
        return name.to_owned();
    }
    let (stem, ending) = split(name);
    format!("{stem} ({copy}){ending}")
}

/// The name and its ending with the dot; a long ending is none.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 12 => name.split_at(dot),
        _ => (name, ""),
    }
}

fn shortened(text: &str, bytes: usize) -> &str {
    text[..text.floor_char_boundary(bytes)].trim_end()
}

/// Marks that turn the direction of writing and can make `fdp.exe` out of `exe.pdf`, and marks that
/// are not seen.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}')
}

fn is_device(stem: &str) -> bool {
    let lower = stem.split('.').next().unwrap_or(stem).to_lowercase();
    DEVICES.contains(&lower.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}
