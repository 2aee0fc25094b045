use super::*;

#[test]
fn dates_are_read_as_banks_write_them() {
    use DateOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy, YearMonthDay as Ymd};
    for (text, order, read_as) in [
        ("31/12/2026", Dmy, "2026-12-31"),
        ("12/31/2026", Mdy, "2026-12-31"),
        ("2/1/26", Dmy, "2026-01-02"),
        ("2026-12-31", Dmy, "2026-12-31"),
        ("2026-12-31T23:59:59Z", Dmy, "2026-12-31"),
        ("2026/12/31 10:00", Mdy, "2026-12-31"),
        ("2019.04.19.", Ymd, "2019-04-19"),
        ("20091224120000[0:GMT]", Mdy, "2009-12-24"),
        ("20190311", Ymd, "2019-03-11"),
        ("31122026", Dmy, "2026-12-31"),
        ("10 Feb 18", Ymd, "2018-02-10"),
        ("12-Dec-2019", Mdy, "2019-12-12"),
        ("Dec 31, 2026", Dmy, "2026-12-31"),
        ("Thu, 31 Dec 2026", Dmy, "2026-12-31"),
        ("3 juillet 2026", Dmy, "2026-07-03"),
        ("31.12.26", Dmy, "2026-12-31"),
        ("03JAN2026", Mdy, "2026-01-03"),
    ] {
        assert_eq!(
            read(text, order).map(|date| date.to_string()).as_deref(),
            Some(read_as),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_day_is_no_date() {
    for text in [
        "",
        "Pending",
        "31/02/2026",
        "0000-00-00",
        "0000/01/01",
        "1111/11/11",
        "12:30:00",
        "1.234,56",
        "99/99/9999",
        "A null transaction",
        "123456789012345678",
        "-12.50",
        "2026-13-01",
        "1/2/345",
    ] {
        assert_eq!(read(text, DateOrder::DayMonthYear), None, "{text}");
    }
    assert_eq!(eight_digits("00000000000000"), None);
    assert_eq!(eight_digits("2015"), None);
    assert_eq!(eight_digits("2015033\u{e9}"), None);
}

#[test]
fn patterns_name_their_order() {
    for (pattern, order) in [
        ("%d/%m/%Y", Some(DateOrder::DayMonthYear)),
        ("%m/%d/%Y", Some(DateOrder::MonthDayYear)),
        ("%d %b %y", Some(DateOrder::DayMonthYear)),
        ("%Y-%m-%dT%H:%M:%S", Some(DateOrder::YearMonthDay)),
        ("%Y.%m.%d.", Some(DateOrder::YearMonthDay)),
        ("ofx", Some(DateOrder::YearMonthDay)),
        ("none", None),
        ("?", None),
    ] {
        assert_eq!(DateOrder::from_pattern(pattern), order, "{pattern}");
    }
}
