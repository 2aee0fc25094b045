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
