//! What a value of a placeholder must be.

use proptest::prelude::*;

use super::*;

#[test]
fn a_value_is_checked_by_its_kind() {
    let fits = [
        (Kind::Text, "four weeks"),
        (Kind::Days, "0"),
        (Kind::Days, " 30 "),
        (Kind::Days, "Two"),
        (Kind::Years, "seven"),
        (Kind::Percent, "12%"),
        (Kind::Percent, "1.25 %"),
        (Kind::Money, "$500.00"),
        (Kind::Money, "A$1,500"),
        (Kind::Money, "12,345.67 EUR"),
        (Kind::Money, "£ 40"),
        (Kind::Date, "December 1, 2026"),
        (Kind::Date, "1 December 2026"),
        (Kind::Date, "2026-12-01"),
    ];
    for (kind, text) in fits {
        assert_eq!(check(kind, text), Ok(()), "{kind:?} {text}");
    }
    let refused = [
        (Kind::Text, " ", Unfit::Empty),
        (Kind::Text, "a\nb", Unfit::TooLong),
        (Kind::Text, "`PAY`", Unfit::Backtick),
        (Kind::Days, "-3", Unfit::NotDays),
        (Kind::Days, "30 days", Unfit::NotDays),
        (Kind::Days, "1001", Unfit::NotDays),
        (Kind::Days, "99999999999", Unfit::NotDays),
        (Kind::Years, "zero", Unfit::NotYears),
        (Kind::Percent, "12", Unfit::NotAPercentage),
        (Kind::Percent, "101%", Unfit::NotAPercentage),
        (Kind::Percent, "79228162514264337593543950335%", Unfit::NotAPercentage),
        (Kind::Percent, "1.2.3%", Unfit::NotAPercentage),
        (Kind::Percent, ".5%", Unfit::NotAPercentage),
        (Kind::Money, "500", Unfit::NotAnAmount),
        (Kind::Money, "$5,00", Unfit::NotAnAmount),
        (Kind::Money, "$5 a day", Unfit::NotAnAmount),
        (Kind::Money, "$", Unfit::NotAnAmount),
        (Kind::Date, "soon", Unfit::NotADate),
        (Kind::Date, "February 30, 2026", Unfit::NotADate),
    ];
    for (kind, text, reason) in refused {
        assert_eq!(check(kind, text), Err(reason), "{kind:?} {text}");
    }
}

#[test]
fn usual_values_and_examples_are_values_of_their_kind() {
    for regime in Regime::ALL {
        for placeholder in Placeholder::ALL {
            for value in [placeholder.usual(regime), Some(placeholder.example())] {
                let checked = value.map(|value| check(placeholder.kind(), value));
                assert!(matches!(checked, None | Some(Ok(()))), "{regime:?} {placeholder:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn a_text_filled_with_every_value_has_no_placeholder_left(
        picks in prop::collection::vec((0..Placeholder::ALL.len(), "[ a-z.,{]{0,6}"), 0..12),
    ) {
        let values = Values::examples(Regime::UnitedStates);
        let named = |name: &str| format!("{{{name}}}");
        let text: String = picks
            .iter()
            .map(|(at, between)| named(Placeholder::ALL[*at].name()) + between)
            .collect();
        let filled = fill(&text, &values).unwrap();
        prop_assert_eq!(placeholder_names(&filled), Vec::<&str>::new());
    }

    #[test]
    fn any_text_is_filled_or_refused_and_never_panics(text in "\\PC*") {
        let _ = fill(&text, &Values::examples(Regime::General));
        for placeholder in Placeholder::ALL {
            let _ = check(placeholder.kind(), &text);
        }
    }
}
