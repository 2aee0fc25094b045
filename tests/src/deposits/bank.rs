//! What a bank makes of what a payer wrote: capitals, lost marks, cuts, joined words, slips of the
//! hand, and words of its own.

use chrono::NaiveDate;

use super::Noise;
use super::chance::Chance;

/// The three texts of a line.
pub(super) struct Texts {
    pub(super) payer: String,
    pub(super) reference: String,
    pub(super) description: String,
}

const BEFORE: [&str; 14] = [
    "FASTER PAYMENT",
    "BANK GIRO CREDIT",
    "FPI",
    "BGC",
    "DIRECT CREDIT",
    "INCOMING WIRE",
    "ACH CREDIT",
    "TFR FROM",
    "ONLINE TRANSFER",
    "CREDIT TRANSFER FROM",
    "E-TRANSFER",
    "SEPA CT",
    "REMITTANCE",
    "PMT RECVD",
];

const AFTER: [&str; 8] = [
    "VALUE SAME DAY",
    "REF",
    "WEB PPD",
    "THANK YOU",
    "CR",
    "ENDTOENDID NOTPROVIDED",
    "BRANCH 0417",
    "MOBILE",
];

/// What stands on the statement for a payer and what that payer says of the money.
pub(super) fn texts(chance: &mut Chance, noise: &Noise, payer: &str, says: &str) -> Texts {
    let mut name = payer.to_owned();
    if chance.happens(noise.initials) {
        name = shortened(chance, &name);
    }
    if chance.happens(450) {
        name = name.replace(" Limited", " Ltd").replace(" and ", " & ");
    } else if chance.happens(300) {
        name = name.replace(" & ", " and ").replace(" Ltd", "");
    }
    if chance.happens(noise.lost_marks) {
        name = without_marks(&name);
    }
    if chance.happens(noise.slips) {
        name = slipped(chance, &name);
    }
    if chance.happens(noise.joined) {
        name = name.replace(' ', "");
    }
    if chance.happens(750) {
        name = name.to_uppercase();
    }
    let mut says = if chance.happens(600) { says.to_uppercase() } else { says.to_owned() };
    if chance.happens(noise.cuts) {
        let width = if chance.happens(600) { 18 } else { 22 };
        name = cut(&name, width);
        says = cut(&says, width);
    }
    let before = if chance.happens(650) { chance.of(&BEFORE) } else { "" };
    let mut after = String::new();
    if chance.happens(350) {
        after = chance.of(&AFTER).to_owned();
    }
    if chance.happens(250) {
        after = format!("{after} TRN{}", chance.digits(9));
    }
    if chance.happens(noise.one_field) {
        return Texts {
            payer: String::new(),
            reference: String::new(),
            description: words(&[before, &name, &says, &after]),
        };
    }
    if chance.happens(200) {
        let description = words(&[before, &says, &after]);
        return Texts { payer: name, reference: String::new(), description };
    }
    Texts { payer: name, reference: says, description: words(&[before, &after]) }
}

/// The words that are there, a blank between.
fn words(all: &[&str]) -> String {
    let there: Vec<&str> = all.iter().flat_map(|part| part.split_whitespace()).collect();
    there.join(" ")
}

fn cut(text: &str, width: usize) -> String {
    text.chars().take(width).collect::<String>().trim_end().to_owned()
}

fn without_marks(text: &str) -> String {
    let plain = text.replace('&', " ").replace('\'', "");
    let kept: String =
        plain.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { ' ' }).collect();
    words(&[&kept])
}

/// One letter lost, doubled, changed or swapped with the next.
fn slipped(chance: &mut Chance, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 6 {
        return text.to_owned();
    }
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = char::from(b'a' + u8::try_from(chance.below(26)).expect("a letter")),
        _ => letters.swap(at, at - 1),
    }
    letters.into_iter().collect()
}

/// How a payer writes the numbers of what is paid, from neat to spoilt.
pub(super) fn cited(chance: &mut Chance, noise: &Noise, numbers: &[&str]) -> String {
    let mut written: Vec<String> = numbers.iter().map(|number| (*number).to_owned()).collect();
    if chance.happens(noise.mangled) {
        let how = chance.below(6);
        for number in &mut written {
            *number = mangled(how, number);
        }
    }
    let glue = chance.of(&[" ", ", ", "/", " + ", " & "]);
    let list = written.join(glue);
    match chance.below(7) {
        0 => format!("invoice {list}"),
        1 => format!("Inv {list}"),
        2 => format!("{list} thanks"),
        3 => format!("fees {list}"),
        4 if numbers.len() == 1 && chance.happens(noise.mangled) => format!("{list}accounts"),
        _ => list,
    }
}

/// A number as somebody reads it who is in a hurry.
fn mangled(how: usize, number: &str) -> String {
    let digits = tail(number);
    let head = &number[..number.len() - digits.len()];
    match how {
        0 => digits.to_owned(),
        1 => format!("{head}{}", digits.replacen('0', "O", 2)),
        2 => format!("{head}{}", digits.replacen('1', "I", 1).replacen('0', "o", 1)),
        3 => number.replace(['-', '/'], ""),
        4 => format!("{head}{}", digits.trim_start_matches('0')),
        _ => number.replace(['-', '/'], " ").to_lowercase(),
    }
}

/// The digits at the end of a number.
pub(super) fn tail(number: &str) -> &str {
    let from = number.rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |at| at + 1);
    &number[from..]
}

/// What payers say who do not name the invoice; some name its month.
pub(super) fn vague(chance: &mut Chance, name: &str, issued: NaiveDate) -> String {
    match chance.below(9) {
        0 => format!("{} bookkeeping", issued.format("%B")),
        1 => "accountancy".to_owned(),
        2 => format!("PO {}", chance.digits(5)),
        3 => format!("our ref {}/{}", chance.digits(2), chance.digits(3)),
        4 => name.to_owned(),
        5 => format!("JOB{}", chance.digits(6)),
        _ => String::new(),
    }
}

/// A person as banks shorten one: `Ada Wren` as `A Wren`, `Wren A`, or `Ms A Wren`.
fn shortened(chance: &mut Chance, name: &str) -> String {
    let parts: Vec<&str> = name.split(' ').collect();
    let [given, family] = parts.as_slice() else { return name.to_owned() };
    let initial: String = given.chars().take(1).collect();
    match chance.below(3) {
        0 => format!("{initial} {family}"),
        1 => format!("{family} {initial}"),
        _ => format!("{} {initial} {family}", chance.of(&["Mr", "Mrs", "Ms", "Dr"])),
    }
}
