//! What looks like a card number. Such numbers are never kept, whatever field they are typed into
//! (rule 15).

use serde_json::Value;

use crate::failure::{Failure, refused};

/// What a question holds that is not typed into a field of the book: the bytes of a file, whose own
/// text stays as a service or a bank wrote it, and a password, which only the keyring gets.
pub const NOT_TYPED: [&str; 2] = ["content", "password"];

/// Refuses a question that holds a card number in whatever text of it, but for [`NOT_TYPED`]. The
/// refusal names the field by its path, without the form it stands in.
pub(crate) fn refuse_card_numbers(question: &Value) -> Result<(), Failure> {
    look_through("", question)
}

fn look_through(path: &str, value: &Value) -> Result<(), Failure> {
    let inside = |name: &str| match path {
        "" | "form" | "draft" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match value {
        Value::String(text) => refuse_card_number(path, text),
        Value::Array(all) => {
            let mut all = all.iter().enumerate();
            all.try_for_each(|(at, value)| look_through(&inside(&at.to_string()), value))
        }
        Value::Object(all) => {
            let typed = all.iter().filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()));
            typed.into_iter().try_for_each(|(name, value)| look_through(&inside(name), value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Refuses a text that holds a card number: groups of digits, parted by single spaces or dashes,
/// with the length and the beginning of a card network's numbers (ISO/IEC 7812) and the right
/// check digit (Luhn). The refusal does not repeat the number.
pub(crate) fn refuse_card_number(field: &str, text: &str) -> Result<(), Failure> {
    if runs(text).iter().any(|run| holds_card_number(run)) {
        return Err(refused(field, "this looks like a card number; it is not kept. Leave it out"));
    }
    Ok(())
}

/// Stretches of digit groups. A line break, another sign or a letter, as in an IBAN, ends one.
fn runs(text: &str) -> Vec<Vec<&str>> {
    let mut found: Vec<Vec<&str>> = vec![Vec::new()];
    for word in text.lines().flat_map(|line| ["\n"].into_iter().chain(line.split([' ', '-']))) {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || !word.starts_with(digits) {
            found.push(Vec::new());
        }
        if let (true, Some(last)) = (plain, found.last_mut()) {
            last.push(digits);
        }
        if !word.ends_with(digits) {
            found.push(Vec::new());
        }
    }
    found
}

fn holds_card_number(groups: &[&str]) -> bool {
    (0..groups.len()).any(|from| {
        let mut digits = String::new();
        groups[from..].iter().take(7).any(|group| {
            digits.push_str(group);
            has_networks_shape(&digits) && passes_luhn(&digits)
        })
    })
}

fn has_networks_shape(digits: &str) -> bool {
    let begins = |any: &[&str]| any.iter().any(|with| digits.starts_with(with));
    match digits.len() {
        13 => begins(&["4"]),
        14 => begins(&["30", "36", "38", "39"]),
        15 => begins(&["34", "37"]),
        16 => begins(&["22", "23", "24", "25", "26", "27", "35", "4", "5", "6"]),
        17..=19 => begins(&["4", "5", "6"]),
        _ => false,
    }
}

fn passes_luhn(digits: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let values = digits.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = values
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests;
