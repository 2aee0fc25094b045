//! Numbers of documents: a prefix that may name the year, the month, the client and the currency,
//! and digits that count without gaps wherever the prefix comes out the same.
//!
//! The digits stand last and after a mark that is none, so that no two places of any two prefixes
//! can print the same number.

use chrono::{Datelike, NaiveDate};

use crate::money::Currency;

/// What stands before the digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prefix(Vec<Part>);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    Text(String),
    Year,
    Month,
    Client,
    Currency,
}

/// Why a text is no prefix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrefixError {
    /// Too long to print well.
    #[error("a prefix has {most} characters at most", most = Prefix::LIMIT)]
    Long,
    /// A brace without its other half, or a name that stands for nothing.
    #[error("in braces stand {{year}}, {{month}}, {{client}} or {{currency}}")]
    Unknown,
    /// A name that stands twice.
    #[error("each of {{year}}, {{month}}, {{client}} and {{currency}} stands once at most")]
    Twice,
    /// A month of no year comes again.
    #[error("{{month}} needs {{year}} beside it; a month alone comes again every year")]
    MonthAlone,
    /// Digits would run into the digits of the number.
    #[error("end it with a mark such as - or /, so that no two numbers can be the same")]
    NoMark,
}

impl Prefix {
    /// The most characters of a prefix as typed.
    pub const LIMIT: usize = 32;

    /// Reads a prefix. One without braces is a text; it may end as it likes.
    pub fn parse(text: &str) -> Result<Prefix, PrefixError> {
        if text.chars().count() > Prefix::LIMIT {
            return Err(PrefixError::Long);
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').ok_or(PrefixError::Unknown)?;
            if before.contains('}') {
                return Err(PrefixError::Unknown);
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let part = match name {
                "year" => Part::Year,
                "month" => Part::Month,
                "client" => Part::Client,
                "currency" => Part::Currency,
                _ => return Err(PrefixError::Unknown),
            };
            if parts.contains(&part) {
                return Err(PrefixError::Twice);
            }
            parts.push(part);
            rest = behind;
        }
        if rest.contains('}') {
            return Err(PrefixError::Unknown);
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        if parts.contains(&Part::Month) && !parts.contains(&Part::Year) {
            return Err(PrefixError::MonthAlone);
        }
        let prefix = Prefix(parts);
        let marked = text.ends_with(|last: char| !last.is_alphanumeric() && last != '}');
        if !prefix.is_fixed() && !marked {
            return Err(PrefixError::NoMark);
        }
        Ok(prefix)
    }

    /// Whether it always comes out the same.
    pub fn is_fixed(&self) -> bool {
        self.0.iter().all(|part| matches!(part, Part::Text(_)))
    }

    /// Whether it names the client.
    pub fn names_client(&self) -> bool {
        self.0.contains(&Part::Client)
    }

    /// What it comes out as: where it is the same, numbers follow each other.
    pub fn scope(&self, issued_on: NaiveDate, client_code: &str, currency: Currency) -> String {
        let text = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Year => format!("{:04}", issued_on.year()),
            Part::Month => format!("{:02}", issued_on.month()),
            Part::Client => client_code.to_owned(),
            Part::Currency => currency.code().to_owned(),
        };
        self.0.iter().map(text).collect()
    }
}

/// The number at a place: four digits at least.
pub fn number(scope: &str, place: i64) -> String {
    format!("{scope}{place:04}")
}

/// A code for a client by its name: four capitals or digits at most, and a count where others have
/// that already. `taken` says which codes are.
pub fn client_code(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric).take(4);
    let short: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    let short = if short.is_empty() { "C".to_owned() } else { short };
    if !taken(&short) {
        return short;
    }
    // A dot keeps the count apart from digits of the name.
    let mut count: u32 = 2;
    loop {
        let code = format!("{short}.{count}");
        if !taken(&code) {
            return code;
        }
        count += 1;
    }
}

#[cfg(test)]
mod tests;
