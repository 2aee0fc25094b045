use super::*;

#[test]
fn only_dates_of_our_years_in_one_spelling_are_read() {
    assert_eq!(parse_date("2026-03-31"), Ok(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()));
    for text in
        ["0000-01-01", "1899-12-31", "3000-01-01", "2026-02-29", "2026-3-1", "31/03/2026", ""]
    {
        assert!(parse_date(text).is_err(), "{text}");
    }
}

#[test]
fn a_month_ends_on_its_last_day() {
    let last = |y, m, d| last_of_month(NaiveDate::from_ymd_opt(y, m, d).unwrap()).to_string();
    assert_eq!(last(2028, 2, 1), "2028-02-29");
    assert_eq!(last(2026, 12, 31), "2026-12-31");
}
