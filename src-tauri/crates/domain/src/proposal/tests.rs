use proptest::prelude::*;

use super::*;
use crate::charge::{Cap, Unit};
use crate::schedule::{DueDay, Recurrence};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn line(billing: Billing, quantity: i64, price: i64) -> Line {
    Line {
        billing,
        quantity: Decimal::from(quantity),
        price: Price::Fixed(usd(price)),
        rates: Rates::NONE,
        offered: Offered::Always,
        discount: None,
        deposit_percent: Decimal::ZERO,
    }
}

fn each(every: Every) -> Billing {
    Billing::Recurring(Recurrence::each(every, DueDay::StartDay))
}

fn offer(options: usize, lines: Vec<Line>) -> Offer {
    Offer {
        currency: Currency::Usd,
        starts_on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
        discount_percent: Decimal::ZERO,
        options,
        lines,
    }
}

fn choice(option: Option<usize>, add_ons: &[usize]) -> Choice {
    Choice { option, add_ons: add_ons.iter().copied().collect() }
}

/// The figures of the design's proposal: 820.00 a month × 12 + 2,570.00 = 12,410.00.
#[test]
fn the_totals_of_an_offer_can_be_checked_by_hand() {
    let offer = offer(
        0,
        vec![
            line(each(Every::MONTH), 1, 56_000),
            line(each(Every::MONTH), 8, 2_000),
            line(each(Every::MONTH), 1, 10_000),
            line(Billing::OnAcceptance, 4, 28_000),
            line(each(Every::YEAR), 1, 145_000),
        ],
    );
    let totals = offer.totals(&Choice::default()).unwrap();
    assert_eq!(totals.per_month, usd(82_000));
    assert_eq!(totals.first_year, usd(1_241_000));
    assert_eq!(totals.due_on_acceptance, usd(82_000 + 112_000 + 145_000));
}

#[test]
fn a_discount_is_rounded_on_the_price_so_that_price_times_quantity_holds() {
    let price = discounted(usd(33_333), Decimal::TEN).unwrap();
    assert_eq!(price, usd(30_000));
    assert_eq!(discounted(usd(1), Decimal::ONE_HUNDRED), Ok(usd(0)));
}

#[test]
fn an_option_and_an_add_on_count_only_when_they_are_chosen() {
    let offer = offer(
        2,
        vec![
            line(each(Every::MONTH), 1, 50_000),
            Line { offered: Offered::Options([1].into()), ..line(each(Every::MONTH), 1, 20_000) },
            Line { offered: Offered::AddOn, ..line(Billing::OnAcceptance, 1, 9_900) },
        ],
    );
    let month = |choice: &Choice| offer.totals(choice).unwrap().per_month;
    assert_eq!(month(&choice(Some(0), &[])), usd(50_000));
    assert_eq!(month(&choice(Some(1), &[])), usd(70_000));
    assert_eq!(offer.totals(&choice(Some(0), &[2])).unwrap().once, usd(9_900));
    assert_eq!(offer.check(&Choice::default()), Err(ChoiceError::NoOption));
    assert_eq!(offer.check(&choice(Some(2), &[])), Err(ChoiceError::NotAnOption(2)));
    assert_eq!(offer.check(&choice(Some(1), &[0])), Err(ChoiceError::NotAnAddOn(0)));
    assert_eq!(offer.check(&choice(Some(1), &[2])), Ok(()));
}

#[test]
fn a_bundle_takes_off_only_when_both_are_chosen() {
    let bundle = Discount { off: Off::PerCent(Decimal::TEN), first: None, with: Some(1) };
    let offer = offer(
        0,
        vec![
            Line { discount: Some(bundle), ..line(each(Every::MONTH), 1, 50_000) },
            Line { offered: Offered::AddOn, ..line(each(Every::MONTH), 1, 10_000) },
        ],
    );
    assert_eq!(offer.totals(&choice(None, &[])).unwrap().per_month, usd(50_000));
    assert_eq!(offer.totals(&choice(None, &[1])).unwrap().per_month, usd(55_000));
}

#[test]
fn the_first_periods_cost_less_and_the_month_that_is_shown_is_the_one_that_stays() {
    let first = Discount { off: Off::Amount(usd(50_000)), first: Some(3), with: None };
    let offer =
        offer(0, vec![Line { discount: Some(first), ..line(each(Every::MONTH), 1, 50_000) }]);
    let totals = offer.totals(&Choice::default()).unwrap();
    assert_eq!(totals.per_month, usd(50_000));
    assert_eq!(totals.first_year, usd(450_000));
    assert_eq!(totals.due_on_acceptance, usd(0));
}

#[test]
fn the_band_of_the_quantity_sets_the_price_of_all_of_it() {
    let tier = |from: i64, price| Tier { from: Decimal::from(from), price: usd(price) };
    let price = Price::Tiers(vec![tier(1, 800), tier(11, 600), tier(51, 500)]);
    let of = |quantity: i64| price.of(Decimal::from(quantity)).unwrap().minor();
    assert_eq!(
        [of(0), of(1), of(10), of(11), of(50), of(51), of(900)],
        [800, 800, 800, 600, 600, 500, 500]
    );
}

#[test]
fn a_deposit_and_its_balance_are_the_whole_price() {
    let offer = offer(
        0,
        vec![Line { deposit_percent: Decimal::from(33), ..line(Billing::OnCompletion, 3, 33_333) }],
    );
    let parts = offer.parts(0, &Choice::default()).unwrap();
    assert_eq!(parts[0].price, usd(33_000));
    assert_eq!(parts[1].price, usd(99_999 - 33_000));
    assert_eq!(offer.each_time(0, &Choice::default()), Ok(Some(usd(99_999))));
    assert_eq!(offer.totals(&Choice::default()).unwrap().due_on_acceptance, usd(33_000));
}

#[test]
fn a_price_to_be_confirmed_adds_nothing_and_bills_nothing() {
    let open = Line { price: Price::ToBeConfirmed, ..line(Billing::OnCompletion, 1, 0) };
    let offer = offer(0, vec![open]);
    assert_eq!(offer.parts(0, &Choice::default()), Ok(vec![]));
    assert_eq!(offer.each_time(0, &Choice::default()), Ok(None));
    assert_eq!(offer.totals(&Choice::default()), Ok(Totals::zero(Currency::Usd)));
}

fn any_line() -> impl Strategy<Value = Line> {
    let billing = prop_oneof![
        Just(each(Every::MONTH)),
        Just(each(Every::QUARTER)),
        Just(each(Every::YEAR)),
        Just(Billing::OnAcceptance),
        Just(Billing::OnCompletion),
        Just(Billing::Logged { unit: Unit::Hour, cap: Cap { most: Decimal::TEN, per: None } }),
    ];
    let offered = prop_oneof![
        Just(Offered::Always),
        Just(Offered::AddOn),
        prop::collection::btree_set(0_usize..3, 1..3).prop_map(Offered::Options),
    ];
    let off = prop_oneof![
        (0_i64..=10_000).prop_map(|percent| Off::PerCent(Decimal::new(percent, 2))),
        (0_i64..200_000).prop_map(|minor| Off::Amount(usd(minor))),
    ];
    let discount = (off, prop::option::of(0_u32..15), prop::option::of(0_usize..5))
        .prop_map(|(off, first, with)| Discount { off, first, with });
    let money = (0_i64..400, 0_i64..200_000, 0_i64..3_000, 0_i64..=100);
    (billing, offered, prop::option::of(discount), money).prop_map(
        |(billing, offered, discount, (quantity, price, tax, deposit))| Line {
            billing,
            quantity: Decimal::new(quantity, 1),
            price: if price % 17 == 0 { Price::ToBeConfirmed } else { Price::Fixed(usd(price)) },
            rates: Rates::of(Decimal::new(tax, 2)),
            offered,
            discount,
            deposit_percent: Decimal::from(deposit),
        },
    )
}

proptest! {
    /// Rule 1: the list that others add up and our own totals are one, for every choice; and what
    /// the agreement bills in the first year is what the totals say.
    #[test]
    fn items_add_up_to_the_totals_of_every_choice(
        lines in prop::collection::vec(any_line(), 1..5),
        percent in 0_i64..=10_000,
    ) {
        let offer = Offer {
            discount_percent: Decimal::new(percent, 2),
            ..offer(3, lines)
        };
        let add_ons: Vec<usize> = (0..offer.lines.len())
            .filter(|at| offer.lines[*at].offered == Offered::AddOn)
            .collect();
        let items = offer.items().unwrap();
        for option in 0..3 {
            for mask in 0..1_usize << add_ons.len() {
                let chosen = add_ons.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
                let choice = Choice {
                    option: Some(option),
                    add_ons: chosen.map(|(_, line)| *line).collect(),
                };
                prop_assert_eq!(offer.check(&choice), Ok(()));
                let sum = items
                    .iter()
                    .filter(|item| choice.meets(&item.needs))
                    .try_fold(Totals::zero(Currency::Usd), |sum, item| sum.plus(item.totals));
                let totals = offer.totals(&choice);
                prop_assert_eq!(&sum, &totals);
                let totals = totals.unwrap();
                prop_assert!(totals.first_year.minor() >= 0);
                prop_assert!(totals.due_on_acceptance.minor() >= 0);
            }
        }
    }
}
