use super::*;

mod compared;
mod values;

fn every_value() -> Values {
    let mut values = Values::new();
    for placeholder in Placeholder::ALL {
        values.set(placeholder, format!("<{}>", placeholder.name()));
    }
    values
}

#[test]
fn every_clause_can_be_filled_from_the_known_placeholders() {
    for regime in Regime::ALL {
        for clause in library(regime) {
            let filled = fill(clause.text, &every_value());
            assert!(filled.is_ok(), "{regime:?} {}: {filled:?}", clause.id);
        }
    }
}

#[test]
fn an_id_stands_once_in_each_library() {
    for regime in Regime::ALL {
        let mut ids: Vec<_> = library(regime).iter().map(|clause| clause.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{regime:?}");
    }
}

#[test]
fn clauses_stand_in_the_order_of_the_sections() {
    for regime in Regime::ALL {
        assert!(library(regime).is_sorted_by_key(|clause| clause.section), "{regime:?}");
        let found = standard(regime, &[]).iter().map(|clause| clause.section).collect::<Vec<_>>();
        for section in LetterSection::ALL {
            assert!(found.contains(&section), "{regime:?} has no clause in {section:?}");
        }
    }
}

#[test]
fn a_cited_clause_is_in_the_letter_that_cites_it() {
    for regime in Regime::ALL {
        for clause in library(regime) {
            for cited in clause.text.split('`').skip(1).step_by(2) {
                let cited = cited.trim_start_matches('#');
                assert!(
                    standard(regime, clause.kinds).iter().any(|other| other.id == cited),
                    "{regime:?} {} cites {cited}",
                    clause.id
                );
            }
        }
    }
}

#[test]
fn a_value_that_is_missing_or_blank_is_named() {
    let mut values = Values::new();
    values.set(Placeholder::DueDays, "  ");
    let refused = fill("due {due_days} days after", &values);
    assert_eq!(refused, Err(MissingPlaceholder("due_days".into())));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "the text asks for {due_days}, which is not filled in"
    );
    assert_eq!(fill("{unheard_of}", &values), Err(MissingPlaceholder("unheard_of".into())));
}

#[test]
fn a_value_is_never_read_as_a_placeholder() {
    let mut values = Values::new();
    values.set(Placeholder::ClientName, "{due_days} & {Sons}");
    assert_eq!(fill("for {client_name}.", &values).unwrap(), "for {due_days} & {Sons}.");
}

#[test]
fn braces_that_open_no_name_stand_for_themselves() {
    let values = Values::new();
    for text in ["{", "{}", "a { b } c", "{ due_days}", "{due-days}", "ends with {", "{{}}"] {
        assert_eq!(fill(text, &values).unwrap(), text);
    }
}

#[test]
fn placeholders_are_listed_once_in_order() {
    let text = "{due_days} {client_name} {due_days} {nobody}";
    assert_eq!(placeholders(text), [Placeholder::DueDays, Placeholder::ClientName]);
    assert_eq!(placeholder_names(text), ["due_days", "client_name", "nobody"]);
}

#[test]
fn a_name_leads_back_to_its_placeholder() {
    for placeholder in Placeholder::ALL {
        assert_eq!(Placeholder::from_name(placeholder.name()), Some(placeholder));
        assert!(!placeholder.label().is_empty() && placeholder.help().ends_with('.'));
    }
}

#[test]
fn a_kind_of_service_is_known_by_its_name() {
    for kind in ServiceKind::ALL {
        assert_eq!(ServiceKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(ServiceKind::parse("Payroll"), None);
}

#[test]
fn every_place_has_its_regime() {
    use crate::jurisdiction::Jurisdiction;
    use crate::practice::Profession;
    let found: Vec<Regime> = Jurisdiction::ALL.into_iter().map(Regime::of_place).collect();
    assert_eq!(found, Regime::ALL[..6]);
    for place in Jurisdiction::ALL {
        assert_eq!(Regime::of(place, Profession::Accountant), Regime::of_place(place));
        assert_eq!(Regime::of(place, Profession::Consultant), Regime::General);
    }
}

#[test]
fn every_regime_has_a_clause_for_every_id() {
    for regime in Regime::ALL {
        for id in order::stems() {
            let found = library(regime).iter().any(|clause| stem(clause.id) == id);
            assert!(found, "{regime:?} has nothing for {id}");
        }
    }
}

#[test]
fn a_service_of_any_named_kind_has_its_scope() {
    for regime in Regime::ALL {
        for kind in ServiceKind::ALL {
            let id = format!("SCOPE/{}", kind.as_str());
            let found = standard(regime, &[kind]).iter().any(|clause| clause.id == id);
            assert_eq!(found, kind != ServiceKind::Other, "{regime:?} {id}");
            assert!(standard(regime, &[]).iter().all(|clause| clause.id != id));
        }
    }
}

#[test]
fn a_regime_has_the_bank_debit_of_its_place() {
    let with = |id: &str| {
        Regime::ALL.into_iter().filter(|regime| with_id(*regime, id).is_some()).collect::<Vec<_>>()
    };
    assert_eq!(with("PAY-AUTH/business-ach"), [Regime::UnitedStates]);
    assert_eq!(with("PAY-AUTH/consumer-ach"), [Regime::UnitedStates]);
    assert_eq!(with("PAY-AUTH/bacs"), [Regime::UnitedKingdom]);
    assert_eq!(with("PAY-AUTH/sepa"), [Regime::Ireland]);
    assert_eq!(with("PAY-AUTH/pad"), [Regime::Canada]);
    assert_eq!(with("PAY-AUTH/becs"), [Regime::Australia, Regime::NewZealand]);
    assert_eq!(with("PAY-AUTH/card"), Regime::ALL);
}

#[test]
fn texts_keep_to_the_rules_of_wording() {
    const NEVER: [&str; 8] =
        ["shall", "herein", "hereby", "aforesaid", "best efforts", "!", "best endeavours", "  "];
    for regime in Regime::ALL {
        for clause in library(regime) {
            let text = clause.text.to_lowercase();
            for word in NEVER {
                assert!(!text.contains(word), "{regime:?} {}: {word}", clause.id);
            }
            assert!(text.ends_with('.'), "{regime:?} {}", clause.id);
            assert!(!clause.heading.ends_with('.'), "{regime:?} {}", clause.id);
        }
    }
}

#[test]
fn words_are_spelled_as_the_place_spells_them() {
    let american = ["authoriz", "favor ", "favor,", "installment", "willful"];
    let british = ["authoris", "favour", "instalment", "wilful", "cheque"];
    for regime in Regime::ALL {
        let wrong: &[&str] = match regime {
            Regime::UnitedStates => &british,
            Regime::Canada => &["authoris", "favor "],
            _ => &american,
        };
        for clause in library(regime) {
            for word in wrong {
                assert!(!clause.text.contains(word), "{regime:?} {}: {word}", clause.id);
            }
        }
    }
}

/// `cargo test -p domain letters_to_read -- --nocapture` prints each regime's whole letter.
#[test]
fn letters_to_read_can_be_filled_from_examples() {
    for regime in Regime::ALL {
        println!("\n\n==== {regime:?} ====");
        let values = Values::examples(regime);
        for clause in library(regime) {
            let text = fill(clause.text, &values).unwrap();
            assert!(!text.contains(['{', '}']), "{regime:?} {}", clause.id);
            let mark = if clause.standard { "" } else { " (by choice)" };
            println!("\n[{}]{mark} {}. {text}", clause.id, clause.heading);
        }
    }
}
