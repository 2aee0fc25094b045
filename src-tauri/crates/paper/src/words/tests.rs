use super::*;

fn words(minor: i64, currency: Currency, british: bool) -> String {
    sum_in_words(Money::new(minor, currency).unwrap(), british)
}

#[test]
fn sums_read_as_a_person_says_them() {
    use Currency::{Eur, Gbp, Jpy, Usd};
    let cases = [
        (
            139_625,
            Usd,
            false,
            "one thousand three hundred ninety-six dollars and twenty-five cents",
        ),
        (
            139_625,
            Gbp,
            true,
            "one thousand three hundred and ninety-six pounds and twenty-five pence",
        ),
        (100, Usd, false, "one dollar"),
        (1, Gbp, true, "one penny"),
        (0, Usd, false, "zero dollars"),
        (10_000_500, Gbp, true, "one hundred thousand and five pounds"),
        (10_000_500, Usd, false, "one hundred thousand five dollars"),
        (100_000_000, Eur, true, "one million euros"),
        (20, Jpy, false, "twenty yen"),
        (-2_101, Usd, false, "minus twenty-one dollars and one cent"),
        (101_917, Gbp, true, "one thousand and nineteen pounds and seventeen pence"),
    ];
    for (minor, currency, british, expected) in cases {
        assert_eq!(words(minor, currency, british), expected);
    }
}

#[test]
fn the_largest_sum_has_words() {
    let words = words(Money::LIMIT_MINOR, Currency::Usd, false);
    assert!(words.starts_with("ninety trillion seventy-one billion"), "{words}");
}

#[test]
fn amounts_carry_the_sign_of_their_currency_after_the_minus() {
    let shown = |minor, currency| with_sign(Money::new(minor, currency).unwrap());
    assert_eq!(shown(134_625, Currency::Usd), "$1,346.25");
    assert_eq!(shown(-5_000, Currency::Gbp), "\u{2212}£50.00");
    assert_eq!(shown(1_500, Currency::Jpy), "¥1,500");
    assert_eq!(shown(12_000, Currency::Chf), "CHF\u{a0}120.00");
}
