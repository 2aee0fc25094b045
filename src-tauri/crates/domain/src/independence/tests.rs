use super::*;

#[test]
fn a_fee_is_told_of_from_its_ninth_month_to_its_twelfth() {
    let issued: NaiveDate = "2026-01-31".parse().unwrap();
    for (today, months) in [
        ("2026-10-30", None),
        ("2026-10-31", Some(9)),
        ("2026-11-29", Some(9)),
        ("2026-11-30", Some(10)),
        ("2026-12-31", Some(11)),
        ("2027-01-31", Some(12)),
        ("2029-01-01", Some(12)),
    ] {
        assert_eq!(months_old(issued, today.parse().unwrap()), months, "{today}");
    }
}
