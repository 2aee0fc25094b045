use std::sync::LazyLock;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::Id;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn key(occurrence: u32) -> Key {
    Key {
        agreement: AgreementId::from_uuid(Uuid::nil()),
        service: AgreementServiceId::from_uuid(Uuid::nil()),
        occurrence,
        beyond_cap: false,
    }
}

static PROOF: LazyLock<Proof> = LazyLock::new(|| Proof {
    clause: Some("FEE-REV".to_owned()),
    revision: Some(2),
    page: Some(3),
    amendment: Some(1),
});

fn entitled(occurrence: u32, net: i64, claim: Claim) -> Entitled<'static> {
    Entitled {
        key: key(occurrence),
        period: Period { from: day(2027, 3, 1), to: day(2027, 3, 31) },
        price: usd(net),
        net: usd(net),
        claim,
        proof: &PROOF,
    }
}

fn billed(occurrence: u32, net: i64) -> Billed {
    Billed { key: key(occurrence), price: usd(net), net: usd(net) }
}

fn only(entitled: &Entitled<'_>, billed: &[Billed], waived: &[Waived]) -> Option<(i64, String)> {
    let found = leakage(std::slice::from_ref(entitled), billed, waived).unwrap();
    found.leaks.first().map(|leak| (leak.amount.minor(), leak.cause.words()))
}

#[test]
fn every_cause_is_told_by_what_was_done_instead_of_billing() {
    let ended_on = day(2027, 2, 28);
    for (claim, lines, amount, words) in [
        (Claim::Agreed, vec![], 37_900, "not billed"),
        (Claim::Agreed, vec![billed(0, 35_000)], 2_900, "billed at 350.00 instead of 379.00"),
        (
            Claim::Reviewed,
            vec![billed(0, 35_000)],
            2_900,
            "price review not applied: billed at 350.00 instead of 379.00",
        ),
        (Claim::Skipped, vec![], 37_900, "skipped without a waiver"),
        (Claim::Paused, vec![], 37_900, "fell due in a pause that is over"),
        (Claim::Unapproved, vec![], 37_900, "logged beyond the cap and not approved"),
        (Claim::Approved, vec![], 37_900, "approved beyond the cap and not billed"),
        (
            Claim::Expired { ended_on },
            vec![],
            37_900,
            "served after the agreement ended on 28 February 2027",
        ),
        (Claim::Agreed, vec![billed(0, 37_900), billed(0, -900)], 900, "less billed than agreed"),
        (Claim::Agreed, vec![billed(0, 37_900); 2], -37_900, "more billed than agreed"),
    ] {
        let found = only(&entitled(0, 37_900, claim), &lines, &[]);
        assert_eq!(found, Some((amount, words.to_owned())));
    }
}

#[test]
fn what_was_billed_or_waived_leaks_nothing() {
    let march = entitled(0, 37_900, Claim::Agreed);
    assert_eq!(only(&march, &[billed(0, 37_900)], &[]), None);
    assert_eq!(only(&march, &[], &[Waived { key: key(0), net: usd(37_900) }]), None);
    let part = Waived { key: key(0), net: usd(900) };
    assert_eq!(only(&march, &[], &[part]), Some((37_000, "not billed".to_owned())));
}

#[test]
fn what_nothing_entitles_to_is_told_without_a_proof() {
    let found = leakage(&[], &[billed(7, 100)], &[]).unwrap();
    assert_eq!(found.leaks[0].amount, usd(-100));
    assert_eq!((found.leaks[0].cause, &found.leaks[0].proof), (Cause::BilledOver, &None));
}

#[test]
fn a_credit_that_was_not_given_is_missing_too() {
    let credit = entitled(0, -5_000, Claim::Agreed);
    assert_eq!(only(&credit, &[], &[]), Some((-5_000, "not billed".to_owned())));
}

#[test]
fn a_proof_names_clause_revision_page_and_amendment() {
    let proof = PROOF.clone();
    assert_eq!(proof.words(), "clause FEE-REV, revision 2, page 3, amendment 1");
    let accepted = Proof { amendment: None, ..proof };
    assert_eq!(accepted.words(), "clause FEE-REV, revision 2, page 3");
    let bare = Proof { clause: None, page: None, ..accepted };
    assert_eq!(bare.words(), "the fee table, revision 2");
    let elsewhere = Proof { revision: None, amendment: Some(1), ..bare };
    assert_eq!(elsewhere.words(), "as agreed elsewhere, amendment 1");
}

#[test]
fn the_rate_is_what_leaked_of_what_was_entitled_to() {
    let claims = [entitled(0, 37_900, Claim::Agreed), entitled(1, 37_900, Claim::Agreed)];
    let found = leakage(&claims, &[billed(0, 35_000), billed(1, 40_000)], &[]).unwrap();
    let totals = found.totals[&Currency::Usd];
    assert_eq!((totals.leaked, totals.over), (usd(2_900), usd(-2_100)));
    assert_eq!(totals.rate().unwrap().to_string(), "3.8");
    assert_eq!(Totals::zero(Currency::Usd).rate(), None);
}

#[test]
fn one_key_is_entitled_to_once() {
    let twice = vec![entitled(0, 1, Claim::Agreed); 2];
    assert_eq!(leakage(&twice, &[], &[]), Err(LeakageError::Twice(key(0))));
}

fn amounts() -> impl Strategy<Value = Vec<(u32, i64)>> {
    prop::collection::vec((0_u32..30, -5_000_i64..50_000), 0..40)
}

proptest! {
    /// The causes explain all of it, to the cent, whatever was billed and waived.
    #[test]
    fn the_causes_come_to_entitled_less_billed_less_waived(
        claims in prop::collection::btree_map(0_u32..30, -5_000_i64..50_000, 0..30),
        lines in amounts(),
        waivers in amounts(),
    ) {
        let entitled: Vec<Entitled<'_>> =
            claims.iter().map(|(n, net)| entitled(*n, *net, Claim::Agreed)).collect();
        let billed: Vec<Billed> = lines.iter().map(|(n, net)| billed(*n, *net)).collect();
        let waived: Vec<Waived> =
            waivers.iter().map(|(n, net)| Waived { key: key(*n), net: usd(*net) }).collect();
        let found = leakage(&entitled, &billed, &waived).unwrap();
        let sum: i64 = found.leaks.iter().map(|leak| leak.amount.minor()).sum();
        let expected = claims.values().sum::<i64>()
            - lines.iter().map(|(_, net)| net).sum::<i64>()
            - waivers.iter().map(|(_, net)| net).sum::<i64>();
        prop_assert_eq!(sum, expected);
        let totals = found.totals.get(&Currency::Usd).copied();
        let totals = totals.unwrap_or(Totals::zero(Currency::Usd));
        prop_assert_eq!(totals.leaked.plus(totals.over).unwrap(), usd(sum));
        let left = totals.entitled.minus(totals.billed).unwrap().minus(totals.waived).unwrap();
        prop_assert_eq!(left, usd(sum));
        prop_assert!(found.leaks.iter().all(|leak| !leak.amount.is_zero()));
    }
}
