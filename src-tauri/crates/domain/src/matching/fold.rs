//! A bank's text and a client's name in one form: upper case, plain letters, words.

use super::quick::Set;
use std::sync::LazyLock;

/// Words that say nothing about who somebody is.
const FORM: [&str; 50] = [
    "LTD",
    "LIMITED",
    "LLC",
    "LLP",
    "LP",
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
    "AG",
    "BV",
    "NV",
    "SARL",
    "SRL",
    "SAS",
    "OY",
    "AB",
    "CIC",
    "DAC",
    "ULC",
    "THE",
    "AND",
    "OF",
    "MR",
    "MRS",
    "MS",
    "MISS",
    "DR",
    "PROF",
    "SIR",
    "ESQ",
    "CPA",
    "EA",
    "MD",
    "DDS",
    "DMD",
    "DBA",
    "TA",
    "TRADING",
    "AS",
    "JR",
    "SR",
    "II",
];

/// Words of banks and of people who pay, which name nobody.
const NOISE: [&str; 88] = [
    "ACH",
    "FPS",
    "BACS",
    "BGC",
    "CHAPS",
    "SEPA",
    "SWIFT",
    "WIRE",
    "ZELLE",
    "VENMO",
    "PPD",
    "CCD",
    "CTX",
    "WEB",
    "TEL",
    "DES",
    "INDN",
    "ORIG",
    "ENTRY",
    "DESCR",
    "SEC",
    "TRACE",
    "TRN",
    "EED",
    "CREDIT",
    "CR",
    "DEPOSIT",
    "DEP",
    "DIRECT",
    "TRANSFER",
    "TFR",
    "TRF",
    "XFER",
    "PAYMENT",
    "PAYMENTS",
    "PMT",
    "PYMT",
    "PAY",
    "PAID",
    "FASTER",
    "RECEIVED",
    "RCVD",
    "INCOMING",
    "INWARD",
    "IN",
    "FROM",
    "FRM",
    "FOR",
    "TO",
    "BY",
    "VIA",
    "REF",
    "REFERENCE",
    "ID",
    "NO",
    "NR",
    "NUM",
    "INV",
    "INVOICE",
    "INVOICES",
    "BILL",
    "BILLS",
    "FEE",
    "FEES",
    "THANKS",
    "THANK",
    "YOU",
    "ONLINE",
    "MOBILE",
    "BANK",
    "BANKING",
    "BANKGIRO",
    "GIRO",
    "BGCREDIT",
    "COUNTER",
    "REMOTE",
    "CHEQUE",
    "CHEQUES",
    "CHECK",
    "CHECKS",
    "CHQ",
    "CHQS",
    "CASH",
    "AUTO",
    "ACCT",
    "ACCOUNT",
    "MEMO",
    "NAME",
];

/// Whether `word` says nothing about who somebody is, of a company's form, a title or an article.
pub(super) fn is_form(word: &str) -> bool {
    static WORDS: LazyLock<Set<&str>> = LazyLock::new(|| FORM.into_iter().collect());
    WORDS.contains(word)
}

/// Whether `word` is what is left of a company's form that a bank has cut.
pub(super) fn begins_form(word: &str) -> bool {
    let cut = |form: &&str| form.len() >= 3 && form.len() > word.len() && form.starts_with(word);
    word.len() >= 2 && FORM.iter().any(cut)
}

/// Whether `word` is one that banks add, or that says only that something is paid.
pub(super) fn is_noise(word: &str) -> bool {
    static WORDS: LazyLock<Set<&str>> = LazyLock::new(|| NOISE.into_iter().collect());
    WORDS.contains(word)
}

/// The month that `word` names, in full or by its first letters, from one on.
pub(super) fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    let named = |month: &&str| *month == word || (word.len() <= 4 && month.starts_with(word));
    (1..).zip(&MONTHS).find(|(_, month)| word.len() >= 3 && named(month)).map(|(at, _)| at)
}

/// A name whose blanks are lost, without the company's form at its end.
pub(super) fn without_form(joined: &str) -> &str {
    let mut rest = joined;
    let ends = |rest: &str| {
        let forms = FORM.iter().filter(|form| rest.len() >= form.len() + 6);
        forms.filter(|form| rest.ends_with(**form)).map(|form| form.len()).max()
    };
    // Only forms of which one is hardly the end of a word.
    while let Some(length) = ends(rest).filter(|length| *length >= 3) {
        rest = &rest[..rest.len() - length];
    }
    rest
}

/// The words of `text`, upper case and plain: `O’Neill & Söhne` is `ONEILL AND SOHNE`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::with_capacity(8);
    let mut word = String::with_capacity(16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '\u{2018}' | '\u{2019}' | '`' => {}
            '.' if word.len() == 1 && letters.peek().is_some_and(|next| next.is_alphabetic()) => {
                // `A.B.C.` is one word, `J. Smith` two.
            }
            '&' | '+' => {
                close(&mut word, &mut all);
                all.push("AND".to_owned());
            }
            other if other.is_alphanumeric() => plain(other, &mut word),
            _ => close(&mut word, &mut all),
        }
    }
    close(&mut word, &mut all);
    all
}

fn close(word: &mut String, all: &mut Vec<String>) {
    if !word.is_empty() {
        all.push(word.clone());
        word.clear();
    }
}

/// Puts `letter` down in upper case and without its accent, where it is a Latin one.
fn plain(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_uppercase());
        return;
    }
    for upper in letter.to_uppercase() {
        let plain = match upper {
            'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
            'Æ' => "AE",
            'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
            'Ð' | 'Ď' | 'Đ' => "D",
            'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
            'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
            'Ì'..='Ï' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
            'Ķ' => "K",
            'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "L",
            'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
            'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
            'Œ' => "OE",
            'Ŕ' | 'Ŗ' | 'Ř' => "R",
            'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
            'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
            'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
            'Ý' | 'Ÿ' => "Y",
            'Ź' | 'Ż' | 'Ž' => "Z",
            other => {
                word.push(other);
                continue;
            }
        };
        word.push_str(plain);
    }
}

/// Whether one slip of the hand makes one of two words the other: a letter more, a letter less,
/// another letter, or two that changed places.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || a == b {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if short.len() < long.len() {
        return short[same..] == long[same + 1..];
    }
    short[same + 1..] == long[same + 1..]
        || (same + 1 < long.len()
            && short[same] == long[same + 1]
            && short[same + 1] == long[same]
            && short[same + 2..] == long[same + 2..])
}
