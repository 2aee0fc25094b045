use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::Id;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur).unwrap()
}

fn line(at: u128, net: i64, percent: i64) -> Creditable {
    let net = eur(net);
    let tax = net.per_cent(percent.into()).unwrap();
    Creditable { id: InvoiceLineId::from_uuid(Uuid::from_u128(at)), net, tax }
}

fn total(lines: &[Creditable]) -> Money {
    Money::sum(Currency::Eur, lines.iter().flat_map(|line| [line.net, line.tax])).unwrap()
}

#[test]
fn a_part_of_a_line_takes_its_tax_along_and_all_of_it_takes_all() {
    let lines = [line(1, 10_000, 20), line(2, 333, 20)];
    let all = total(&lines);
    let asked = Wish::Lines(vec![(lines[0].id, eur(2_500))]);
    let part = credit(&lines, all, all, &asked).unwrap();
    assert_eq!((part.net, part.tax, part.freed), (eur(2_500), eur(500), eur(0)));
    let whole = credit(&lines, eur(400), all, &Wish::Whole).unwrap();
    assert_eq!((whole.total, whole.applied), (all, eur(400)));
    assert_eq!(whole.freed, all.minus(eur(400)).unwrap());
}

#[test]
fn what_cannot_be_credited_says_why() {
    let lines = [line(1, 10_000, 0)];
    let all = total(&lines);
    let refused = |wish: Wish| credit(&lines, all, all, &wish).unwrap_err().to_string();
    let (id, other) = (lines[0].id, line(9, 1, 0).id);
    assert_eq!(refused(Wish::Lines(vec![])), "a credit note needs an amount of more than 0.00");
    assert_eq!(
        refused(Wish::Lines(vec![(other, eur(1))])),
        "choose each line of this invoice at most once"
    );
    assert_eq!(
        refused(Wish::Lines(vec![(id, eur(1)), (id, eur(1))])),
        "choose each line of this invoice at most once"
    );
    assert_eq!(
        refused(Wish::Sum(eur(10_001))),
        "100.01 is more than the 100.00 that can still be credited"
    );
    let after = credit(&lines, all, eur(5_000), &Wish::Whole).unwrap_err().to_string();
    assert_eq!(after, "100.00 is more than the 50.00 that can still be credited");
}

proptest! {
    #[test]
    fn a_sum_is_credited_to_the_unit_and_no_line_beyond_itself(
        nets in prop::collection::vec((0_i64..50_000, 0_i64..26), 1..6),
        share in 1_i64..1_000,
        open in 0_i64..100_000,
    ) {
        let lines: Vec<Creditable> = nets
            .iter()
            .zip(1_u128..)
            .map(|((net, percent), at)| line(at, *net, *percent))
            .collect();
        let all = total(&lines);
        prop_assume!(all.is_positive());
        let sum = eur((all.minor() * share / 1_000).max(1));
        let open = eur(open.min(all.minor()));
        let made = credit(&lines, open, all, &Wish::Sum(sum)).unwrap();
        prop_assert_eq!(made.total, sum);
        prop_assert_eq!(made.applied.plus(made.freed).unwrap(), sum);
        for part in &made.parts {
            let line = lines.iter().find(|line| line.id == part.id).unwrap();
            prop_assert!(part.net.minor() >= 0 && part.net.minor() <= line.net.minor());
            prop_assert!(part.tax.minor() >= 0 && part.tax.minor() <= line.tax.minor());
        }
    }
}

proptest! {
    /// The last credit note takes the exact rest of each tax, whatever was credited before.
    #[test]
    fn parts_of_two_taxes_come_to_what_they_were_and_never_beyond(
        first in 0_i64..5_000,
        second in 0_i64..5_000,
        cuts in prop::collection::vec(0_i64..4_000, 0..5),
    ) {
        let taxes = [eur(first), eur(second)];
        let (mut before, mut sums) = (0, [0; 2]);
        for cut in cuts.into_iter().chain([i64::MAX]) {
            let part = cut.min(first + second - before);
            let parts = of_taxes(&taxes, eur(before), eur(part)).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), part);
            prop_assert!(parts.iter().all(|part| part.minor() >= 0));
            before += part;
            sums[0] += parts[0].minor();
            sums[1] += parts[1].minor();
            prop_assert!(sums[0] <= first && sums[1] <= second);
        }
        prop_assert_eq!(sums, [first, second]);
    }
}
