use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::clause::{self, Placeholder, Regime, ServiceKind, Values};
use crate::money::{Currency, Money};

mod cases;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A clause of the library as it stands in a new letter.
fn clause_of(regime: Regime, id: &str) -> ClauseFacts {
    let clause = clause::with_id(regime, id).unwrap_or_else(|| panic!("{regime:?} has no {id}"));
    ClauseFacts {
        id: clause.id.into(),
        heading: clause.heading.into(),
        text: clause.text.into(),
        edited: false,
    }
}

/// A new letter of a regime's standard clauses that offers services of these kinds.
fn letter_of(regime: Regime, kinds: &[ServiceKind]) -> LetterFacts {
    let line = |kind: &ServiceKind| LineFacts {
        name: kind.words().into(),
        description: String::new(),
        kind: *kind,
        price: PriceFacts::Fixed,
    };
    let standard = clause::standard(regime, kinds);
    let mut values = Values::examples(regime);
    if matches!(regime, Regime::UnitedKingdom | Regime::Ireland) {
        // There the law sets the rate unless the letter agrees another.
        values.set(Placeholder::LateRateYear, "");
        values.set(Placeholder::LateRateMonth, "");
    }
    LetterFacts {
        regime,
        law: regime,
        client: ClientKind::Business,
        lines: kinds.iter().map(line).collect(),
        clauses: standard.into_iter().map(|clause| clause_of(regime, clause.id)).collect(),
        values,
        texts: Vec::new(),
        dated: day(2026, 11, 23),
        starts_on: day(2026, 12, 1),
        valid_until: day(2026, 12, 14),
        payment_days: 14,
        most_payment_days: 14,
        collects_by: Vec::new(),
        card_cost: Ok(Decimal::from(3)),
        asks_method: false,
        has_page: false,
        fees_vary: false,
        price_rise_percent: None,
        consent_by_notice: false,
        client_signatories: 1,
        practice_signs: true,
        totals: Vec::new(),
        options: 1,
        add_ons: 0,
        deposit: None,
        practice: PracticeFacts {
            body: "the Institute".into(),
            insurer: "Northgate".into(),
            supervisor: "the Institute".into(),
            liability_scheme: false,
        },
    }
}

fn add(letter: &mut LetterFacts, id: &str) {
    letter.clauses.push(clause_of(letter.regime, id));
}

fn remove(letter: &mut LetterFacts, id: &str) {
    letter.clauses.retain(|clause| clause.id != id);
}

fn text_of<'a>(letter: &'a mut LetterFacts, id: &str) -> &'a mut String {
    let found = letter.clauses.iter_mut().find(|clause| clause.id == id);
    &mut found.expect("the clause stands in the letter").text
}

fn write(letter: &mut LetterFacts, place: &str, text: &str) {
    letter.texts.push(TextFacts { place: place.into(), text: text.into() });
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

/// What blocks and what warns.
fn heavy(letter: &LetterFacts) -> Vec<Remark> {
    let mut found = check(letter);
    found.retain(|remark| remark.severity != Severity::Advice);
    found
}

#[test]
fn a_new_letter_of_every_regime_and_kind_of_work_is_clean() {
    for regime in Regime::ALL {
        for kind in ServiceKind::ALL {
            let mut letter = letter_of(regime, &[kind]);
            letter.lines[0].description = "What the client asked for.".into();
            assert_eq!(check(&letter), [], "{regime:?} {kind:?}");
        }
        let everything = letter_of(regime, &ServiceKind::ALL[..10]);
        assert_eq!(check(&everything), [], "{regime:?}");
    }
}

#[test]
fn a_consumers_letter_is_clean_once_its_clauses_are_added() {
    for regime in Regime::ALL {
        let mut letter = letter_of(regime, &[ServiceKind::Tax]);
        letter.client = ClientKind::Consumer;
        add(&mut letter, "CANCEL");
        add(&mut letter, "ECOM/consumer");
        if matches!(regime, Regime::UnitedKingdom | Regime::Ireland) {
            remove(&mut letter, "PAY-LATE");
            add(&mut letter, "PAY-LATE/contract");
            letter.values.set(Placeholder::LateRateYear, "6%");
            letter.values.set(Placeholder::LateRateMonth, "0.5%");
        }
        assert_eq!(check(&letter), [], "{regime:?}");
    }
}

#[test]
fn a_collected_letter_is_clean_with_the_authorization_of_its_scheme() {
    let schemes = [
        (Regime::UnitedStates, Scheme::Ach, "PAY-AUTH/business-ach"),
        (Regime::UnitedKingdom, Scheme::Bacs, "PAY-AUTH/bacs"),
        (Regime::Ireland, Scheme::Sepa, "PAY-AUTH/sepa"),
        (Regime::Canada, Scheme::Pad, "PAY-AUTH/pad"),
        (Regime::Australia, Scheme::Becs, "PAY-AUTH/becs"),
        (Regime::NewZealand, Scheme::Becs, "PAY-AUTH/becs"),
        (Regime::General, Scheme::Card, "PAY-AUTH/card"),
    ];
    for (regime, scheme, id) in schemes {
        let mut letter = letter_of(regime, &[ServiceKind::Bookkeeping]);
        letter.collects_by = vec![scheme];
        let missing = check(&letter);
        let fix = missing.iter().find_map(|remark| match &remark.fix {
            Some(Fix::AddClause(id)) if remark.rule == "L07-pay-auth-missing" => Some(*id),
            _ => None,
        });
        assert_eq!(fix, Some(id), "{regime:?}");
        add(&mut letter, id);
        add(&mut letter, "PAY-FAIL");
        assert_eq!(check(&letter), [], "{regime:?}");
    }
}

#[test]
fn a_letter_that_asks_for_a_method_permits_every_way_in_which_it_can_be_given() {
    let mut letter = letter_of(Regime::UnitedStates, &[ServiceKind::Bookkeeping]);
    (letter.asks_method, letter.has_page) = (true, true);
    letter.collects_by = vec![Scheme::Card, Scheme::Ach];
    let fixes = |letter: &LetterFacts| -> Vec<_> {
        let blocking = heavy(letter).into_iter().filter(|r| r.severity == Severity::Blocking);
        blocking.map(|remark| (remark.rule, remark.fix)).collect()
    };
    let add_fix = |id| Some(Fix::AddClause(id));
    let missing = fixes(&letter);
    let expected = [
        ("L07-pay-auth-missing", add_fix("PAY-AUTH/business-ach")),
        ("L07-pay-auth-missing", add_fix("PAY-AUTH/card")),
    ];
    assert!(expected.iter().all(|one| missing.contains(one)), "{missing:?}");
    add(&mut letter, "PAY-AUTH/card");
    assert_eq!(
        fixes(&letter),
        [("L08-scheme-notice-missing", add_fix("PAY-AUTH/business-ach"))],
        "the card's leave is none for the bank account"
    );
    add(&mut letter, "PAY-AUTH/business-ach");
    add(&mut letter, "PAY-FAIL");
    assert_eq!(check(&letter), []);

    let text = text_of(&mut letter, "PAY-AUTH/card");
    *text = text.replace("withdraw", "leave").replace("Withdraw", "Leave");
    let lacking = check(&letter);
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert!(lacking[0].message.contains("how the client withdraws it"), "{lacking:?}");
    letter.collects_by.clear();
    letter.clauses.retain(|clause| !clause.id.starts_with("PAY-AUTH"));
    assert_eq!(
        fixes(&letter),
        [("L07-pay-auth-missing", add_fix("PAY-AUTH/card"))],
        "nothing is connected, and a method is asked for all the same"
    );
}

#[test]
fn every_choice_of_the_library_may_stand_in_a_letter() {
    for regime in Regime::ALL {
        let mut letter = letter_of(regime, &ServiceKind::ALL[..10]);
        letter.values = Values::examples(regime);
        for clause in clause::library(regime) {
            if letter.clause(clause.id).is_none() {
                add(&mut letter, clause.id);
            }
        }
        let rules: BTreeSet<_> = heavy(&letter).into_iter().map(|remark| remark.rule).collect();
        assert_eq!(rules, BTreeSet::from(["L17-clause-alternatives"]), "{regime:?}");
    }
}

#[test]
fn a_rule_is_named_once_and_by_its_number() {
    assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
    for rule in &RULES {
        let (number, name) = rule.id.split_once('-').unwrap();
        assert!(number.len() == 3 && number.starts_with('L') && !name.is_empty(), "{}", rule.id);
        assert!(rule.words.ends_with('.') && !rule.source.is_empty(), "{}", rule.id);
        assert!(rule.overridable || rule.severity == Severity::Blocking, "{}", rule.id);
    }
    let names: BTreeSet<_> = Severity::ALL.into_iter().map(Severity::as_str).collect();
    assert_eq!(names.len(), 3);
}

#[test]
fn a_scheme_is_known_by_its_name() {
    for scheme in Scheme::ALL {
        assert_eq!(Scheme::parse(scheme.as_str()), Some(scheme));
    }
}

#[test]
fn every_clause_the_tables_name_is_in_the_library_they_name_it_for() {
    for row in required::REQUIREMENTS {
        let regimes = if row.regimes.is_empty() { &Regime::ALL[..] } else { row.regimes };
        for regime in regimes {
            for id in row.ids {
                assert!(clause::with_id(*regime, id).is_some(), "{regime:?} {id}");
            }
        }
    }
    for rule in schemes::SCHEME_RULES {
        assert!(Regime::ALL.into_iter().any(|r| clause::with_id(r, rule.clause).is_some()));
        assert!(rule.as_of <= day(2026, 11, 30), "read before it was written");
    }
}

#[test]
fn what_blocks_stands_first() {
    let mut letter = letter_of(Regime::UnitedStates, &[ServiceKind::Tax]);
    write(&mut letter, "opening", "Welcome! See `NOWHERE`.");
    letter.client_signatories = 0;
    let severities: Vec<_> = check(&letter).into_iter().map(|remark| remark.severity).collect();
    assert_eq!(severities, Severity::ALL);
}

#[test]
fn a_cap_holds_from_its_day() {
    let mut letter = letter_of(Regime::Canada, &[ServiceKind::Tax]);
    letter.client = ClientKind::Consumer;
    letter.values.set(Placeholder::LateRateYear, "36%");
    letter.values.set(Placeholder::LateRateMonth, "3%");
    let capped = |letter: &LetterFacts| {
        check(letter).iter().any(|remark| remark.rule == "L20-late-rate-above-cap")
    };
    assert!(capped(&letter));
    letter.dated = day(2024, 12, 31);
    assert!(!capped(&letter));
}

#[test]
fn a_rate_typed_into_the_clause_is_read_too() {
    let mut letter = letter_of(Regime::Canada, &[ServiceKind::Tax]);
    letter.client = ClientKind::Consumer;
    *text_of(&mut letter, "PAY-LATE") = "We charge 40% a year on what is late.".into();
    let found = check(&letter);
    let remark = found.iter().find(|remark| remark.rule == "L20-late-rate-above-cap").unwrap();
    assert_eq!(remark.place, "clauses.PAY-LATE");
    assert!(remark.message.starts_with("40% a year is above the criminal rate"), "{remark:?}");
}

#[test]
fn a_rate_that_no_clause_uses_is_told_with_the_clause_that_would() {
    for (regime, id) in
        [(Regime::UnitedStates, "PAY-LATE"), (Regime::UnitedKingdom, "PAY-LATE/contract")]
    {
        let mut letter = letter_of(regime, &[ServiceKind::Tax]);
        letter.values.set(Placeholder::LateRateYear, "12%");
        if regime == Regime::UnitedStates {
            remove(&mut letter, "PAY-LATE");
        }
        let fixes: Vec<_> = check(&letter).into_iter().map(|remark| remark.fix).collect();
        assert_eq!(fixes, [Some(Fix::AddClause(id))], "{regime:?}");
    }
}

#[test]
fn a_notice_typed_into_the_authorization_is_read_too() {
    let mut letter = letter_of(Regime::UnitedStates, &[ServiceKind::Tax]);
    letter.client = ClientKind::Consumer;
    letter.collects_by = vec![Scheme::Ach];
    add(&mut letter, "PAY-AUTH/consumer-ach");
    let text = text_of(&mut letter, "PAY-AUTH/consumer-ach");
    *text = text.replace("{debit_notice_days}", "five");
    let found = check(&letter);
    assert!(found.iter().any(|remark| remark.rule == "L10-debit-notice-short"), "{found:#?}");
}

#[test]
fn only_percentages_of_interest_are_read_as_rates() {
    let mut letter = letter_of(Regime::Canada, &[ServiceKind::Tax]);
    letter.client = ClientKind::Consumer;
    add(&mut letter, "CANCEL");
    write(&mut letter, "opening", "Your sales grew by 50% a year, or 3% a month.");
    assert_eq!(check(&letter), []);
    write(&mut letter, "further_terms", "Overdue sums bear interest at 3% per month.");
    let rules: Vec<_> = check(&letter).into_iter().map(|remark| remark.rule).collect();
    assert_eq!(rules, ["L22-month-without-year-canada"]);
    letter.texts[1].text = "Overdue sums bear interest at 36% per annum (3% per month).".into();
    let rules: Vec<_> = check(&letter).into_iter().map(|remark| remark.rule).collect();
    assert_eq!(rules, ["L20-late-rate-above-cap"]);
}

#[test]
fn citations_are_read_with_and_without_their_sign() {
    assert_eq!(citations("see `PAY` and `#PAY-AUTH/card`."), ["PAY", "PAY-AUTH/card"]);
    assert_eq!(citations("`` ` `# ` `#"), Vec::<&str>::new());
    assert_eq!(citations("an open ` cites nothing"), Vec::<&str>::new());
}

proptest! {
    #[test]
    fn any_text_is_checked_and_never_panics(
        text in "[`#{}%! a-zA-Z0-9é/\n-]{0,80}",
        days in 0u64..900,
    ) {
        let mut letter = letter_of(Regime::Canada, &[ServiceKind::Compilation]);
        letter.valid_until = letter.dated.checked_add_days(Days::new(days)).unwrap();
        write(&mut letter, "opening", &text);
        *text_of(&mut letter, "PAY-LATE") = text.clone();
        for placeholder in Placeholder::ALL {
            letter.values.set(placeholder, text.clone());
        }
        prop_assert!(citations(&text).iter().all(|id| text.contains(id)));
        let _ = check(&letter);
    }

    #[test]
    fn citations_of_arbitrary_text_never_panic(text in "\\PC*") {
        let _ = citations(&text);
    }
}

#[test]
fn the_law_of_the_place_binds_a_consultants_letter_too() {
    let mut letter = letter_of(Regime::General, &[ServiceKind::Advisory]);
    letter.values.set(Placeholder::LateRateYear, "40%");
    letter.values.set(Placeholder::LateRateMonth, "3.33%");
    let anywhere: Vec<&str> = check(&letter).iter().map(|remark| remark.rule).collect();
    letter.law = Regime::Canada;
    let canada: Vec<&str> = check(&letter).iter().map(|remark| remark.rule).collect();
    assert!(canada.len() > anywhere.len(), "{anywhere:?} {canada:?}");
    let mut letter = letter_of(Regime::General, &[ServiceKind::Advisory]);
    letter.client = ClientKind::Consumer;
    letter.law = Regime::UnitedKingdom;
    let wanted = Some(Fix::AddClause("CANCEL"));
    assert!(check(&letter).iter().any(|remark| remark.fix == wanted), "{:?}", check(&letter));
}
