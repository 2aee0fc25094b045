use super::*;

fn exact(text: &str, mark: Mark) -> String {
    match written(text) {
        None => "no amount".to_owned(),
        Some(written) => {
            written.exact(mark).map_or_else(|error| error.to_string(), |amount| amount.to_string())
        }
    }
}

#[test]
fn amounts_are_read_as_banks_write_them() {
    for (text, mark, read) in [
        ("1,650.00", Mark::Point, "1650"),
        ("-   12.80", Mark::Point, "-12.80"),
        ("- $21.59", Mark::Point, "-21.59"),
        ("+ \u{a3}1,100.00", Mark::Point, "1100"),
        ("($85.00)", Mark::Point, "-85"),
        ("-8.95000", Mark::Point, "-8.95"),
        ("85.00-", Mark::Point, "-85"),
        ("12.10 DR", Mark::Point, "-12.10"),
        ("12.10CR", Mark::Point, "12.10"),
        ("1.234,56", Mark::Comma, "1234.56"),
        ("1234,37 EUR", Mark::Comma, "1234.37"),
        ("EUR 7,5", Mark::Comma, "7.50"),
        ("1 234,56", Mark::Comma, "1234.56"),
        ("1'234.56", Mark::Point, "1234.56"),
        ("1,23,456.00", Mark::Point, "123456"),
        (".50", Mark::Point, "0.50"),
        ("1,2", Mark::Point, "\"1,2\" is not an amount"),
        ("1.2.3", Mark::Point, "\"1.2.3\" is not an amount"),
        ("99999999999999999999", Mark::Point, "\"99999999999999999999\" is too large an amount"),
        (".", Mark::Point, "no amount"),
        ("", Mark::Point, "no amount"),
        ("--5", Mark::Point, "no amount"),
        ("12 Jan", Mark::Point, "no amount"),
    ] {
        assert_eq!(exact(text, mark), read, "{text}");
    }
}

#[test]
fn the_decimal_mark_is_proved_by_the_whole_file_or_not_at_all() {
    let mark = |texts: &[&str]| mark_of(texts.iter().filter_map(|text| written(text)));
    assert_eq!(mark(&["1,650", "12.50"]), Ok(Some(Mark::Point)));
    assert_eq!(mark(&["1.650", "12,5"]), Ok(Some(Mark::Comma)));
    assert_eq!(mark(&["1,650"]), Err(vec!["1,650".to_owned()]));
    assert_eq!(mark(&["12", "350"]), Ok(None));
    assert_eq!(mark(&["0,123"]), Ok(Some(Mark::Comma)));
    assert_eq!(mark(&["1,650,000"]), Ok(Some(Mark::Point)));
    assert!(mark(&["1,5", "1.5"]).is_err());
}

#[test]
fn more_decimals_than_the_currency_has_are_refused() {
    let amount = Exact::new(1234, 3);
    assert!(fits(amount, digits_of(Some("USD")), "1.234").is_err());
    assert_eq!(fits(amount, digits_of(Some("KWD")), "1.234"), Ok(amount));
    assert!(fits(Exact::new(15, 1), digits_of(Some("JPY")), "1.5").is_err());
}

#[test]
fn plain_text_has_the_digits_of_its_currency() {
    assert_eq!(Exact::new(-145_000, 2).plain(2), "-1450.00");
    assert_eq!(Exact::new(5, 2).plain(2), "0.05");
    assert_eq!(Exact::new(-350, 0).plain(0), "-350");
}
