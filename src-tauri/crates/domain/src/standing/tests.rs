use super::*;

fn points(of: &Conduct) -> (u32, Vec<u32>) {
    let found = standing(of);
    (found.points, found.factors.iter().map(|factor| factor.points).collect())
}

#[test]
fn who_is_not_known_stands_in_the_middle() {
    assert_eq!(points(&Conduct::default()), (50, vec![35, 20, 15, 10, 10, 5, 5]));
}

#[test]
fn who_always_pays_in_time_rises_with_every_invoice() {
    let of = |count| standing(&Conduct { days_late: vec![0; count], ..Conduct::default() }).points;
    assert_eq!((of(1), of(4), of(36)), (60, 75, 95));
}

#[test]
fn each_factor_takes_its_own_points() {
    let late = Conduct { days_late: vec![0, 0, 12, 0, 8, 10, 12, 10], ..Conduct::default() };
    // Three of eight in time; 6 days on average; the last three are 10, 4 more.
    assert_eq!(points(&late), (62, vec![13, 14, 11, 10, 10, 5, 5]));
    let worse = Conduct {
        failed_payments: 2,
        broken_promises: 3,
        lost_disputes: 1,
        share_of_open: 45,
        ..late.clone()
    };
    assert_eq!(points(&worse), (47, vec![13, 14, 11, 4, 0, 3, 1]));
    assert_eq!(points(&Conduct { insolvent: true, ..late }).0, 0);
}

#[test]
fn the_points_of_the_factors_come_to_a_hundred() {
    let of: u32 = standing(&Conduct::default()).factors.iter().map(|factor| factor.of).sum();
    assert_eq!(of, 100);
}
