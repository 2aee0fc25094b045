//! Whether a bank's text names somebody: banks shout, cut and drop punctuation.

/// Words that say nothing about who somebody is.
const NOISE: [&str; 22] = [
    "LTD",
    "LIMITED",
    "LLC",
    "LLP",
    "INC",
    "INCORPORATED",
    "CORP",
    "CORPORATION",
    "CO",
    "COMPANY",
    "PC",
    "PLC",
    "PLLC",
    "PTY",
    "GMBH",
    "THE",
    "AND",
    "OF",
    "MR",
    "MRS",
    "MS",
    "DR",
];

/// Whether `text` names `name`: its telling words stand in `text` in order, the last one possibly
/// cut short by the bank (four letters or more). A name without a telling word of three letters
/// never agrees.
pub fn names_agree(name: &str, text: &str) -> bool {
    let wanted: Vec<String> =
        words(name).into_iter().filter(|word| !NOISE.contains(&word.as_str())).collect();
    if !wanted.iter().any(|word| word.len() >= 3) {
        return false;
    }
    let there = words(text);
    let mut at = 0;
    for (index, word) in wanted.iter().enumerate() {
        let last = index + 1 == wanted.len();
        let fits = |seen: &String| {
            seen == word
                || (last && index > 0 && seen.len() >= 4 && word.starts_with(seen.as_str()))
        };
        let Some(found) = there[at..].iter().position(fits) else {
            return false;
        };
        at += found + 1;
    }
    true
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
        .map(|word| {
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Whether `text` holds `token` as a whole word, whatever stands between its letters and digits:
/// `INV-0042` is found in `PMT INV 0042 THANKS` and not in `INV-00421`.
pub(super) fn contains_token(text: &str, token: &str) -> bool {
    let squeeze = |s: &str| -> Vec<char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let wanted = squeeze(token);
    if wanted.len() < 3 {
        return false;
    }
    let hay: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
        .flat_map(|(at, c)| c.to_uppercase().map(move |upper| (at, upper)))
        .collect();
    let adjoins = |a: Option<&(usize, char)>, b: &(usize, char)| {
        a.is_some_and(|a| a.0.abs_diff(b.0) == 1 && a.1.is_ascii_digit() == b.1.is_ascii_digit())
    };
    (0..hay.len().saturating_sub(wanted.len() - 1)).any(|start| {
        let end = start + wanted.len();
        let window = &hay[start..end];
        window.iter().map(|(_, c)| c).eq(&wanted)
            && !(start > 0 && adjoins(hay.get(start - 1), &window[0]))
            && !adjoins(hay.get(end), &window[wanted.len() - 1])
    })
}
