//! Sums of money in English words, for the quittance.

use domain::money::{Currency, Money};

/// A sum in words: "one thousand three hundred ninety-six dollars and twenty-five cents". With
/// `british`, hundreds are joined by "and": "one thousand three hundred and ninety-six pounds".
pub(crate) fn sum_in_words(sum: Money, british: bool) -> String {
    let (unit, minor_unit) = names(sum.currency());
    let plain = sum.plain();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |p| ("minus ", p));
    let (whole, minor) = plain.split_once('.').unwrap_or((plain, ""));
    let whole: u64 = whole.parse().unwrap_or(0);
    let minor: u64 = minor.parse().unwrap_or(0);
    let count = |number: u64, unit: (&str, &str)| {
        let name = if number == 1 { unit.0 } else { unit.1 };
        format!("{} {name}", in_words(number, british))
    };
    let whole_words = count(whole, unit);
    match minor {
        0 => format!("{sign}{whole_words}"),
        _ if whole == 0 => format!("{sign}{}", count(minor, minor_unit)),
        _ => format!("{sign}{whole_words} and {}", count(minor, minor_unit)),
    }
}

type OneAndMany = (&'static str, &'static str);

fn names(currency: Currency) -> (OneAndMany, OneAndMany) {
    let cents = ("cent", "cents");
    match currency {
        Currency::Usd | Currency::Cad | Currency::Aud | Currency::Nzd => {
            (("dollar", "dollars"), cents)
        }
        Currency::Gbp => (("pound", "pounds"), ("penny", "pence")),
        Currency::Eur => (("euro", "euros"), cents),
        Currency::Chf => (("franc", "francs"), ("centime", "centimes")),
        Currency::Jpy => (("yen", "yen"), ("yen", "yen")),
    }
}

fn in_words(number: u64, british: bool) -> String {
    if number == 0 {
        return "zero".to_owned();
    }
    let scales = ["", " thousand", " million", " billion", " trillion", " quadrillion"];
    let mut groups = Vec::new();
    let mut rest = number;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut words = Vec::new();
    for (at, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            continue;
        }
        let joined = british && at == 0 && *group < 100 && groups.len() > 1;
        let joined = if joined { "and " } else { "" };
        let scale = scales.get(at).copied().unwrap_or("");
        words.push(format!("{joined}{}{scale}", below_thousand(*group, british)));
    }
    words.join(" ")
}

fn below_thousand(number: u64, british: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    if hundreds == 0 {
        return below_hundred(rest);
    }
    let hundreds = format!("{} hundred", below_hundred(hundreds));
    match (rest, british) {
        (0, _) => hundreds,
        (_, true) => format!("{hundreds} and {}", below_hundred(rest)),
        (_, false) => format!("{hundreds} {}", below_hundred(rest)),
    }
}

fn below_hundred(number: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = |number: u64| usize::try_from(number).ok().and_then(|at| SMALL.get(at)).copied();
    if let Some(word) = small(number) {
        return word.to_owned();
    }
    let tens = usize::try_from(number / 10).ok().and_then(|at| TENS.get(at)).copied();
    let tens = tens.unwrap_or("");
    match number % 10 {
        0 => tens.to_owned(),
        rest => format!("{tens}-{}", small(rest).unwrap_or("")),
    }
}

/// The currency as the label of a total names it: "US dollars", "pounds sterling".
pub fn currency_in_words(currency: Currency) -> &'static str {
    match currency {
        Currency::Usd => "US dollars",
        Currency::Cad => "Canadian dollars",
        Currency::Aud => "Australian dollars",
        Currency::Nzd => "New Zealand dollars",
        Currency::Gbp => "pounds sterling",
        Currency::Eur => "euros",
        Currency::Chf => "Swiss francs",
        Currency::Jpy => "yen",
    }
}

/// The amount with its currency's sign: "$1,346.25", "£416.00", "CHF 120.00".
pub fn with_sign(amount: Money) -> String {
    let sign = match amount.currency() {
        Currency::Usd | Currency::Cad | Currency::Aud | Currency::Nzd => "$",
        Currency::Gbp => "£",
        Currency::Eur => "€",
        Currency::Jpy => "¥",
        Currency::Chf => "CHF\u{a0}",
    };
    let shown = amount.shown();
    match shown.strip_prefix('\u{2212}') {
        Some(figures) => format!("\u{2212}{sign}{figures}"),
        None => format!("{sign}{shown}"),
    }
}

#[cfg(test)]
mod tests;
