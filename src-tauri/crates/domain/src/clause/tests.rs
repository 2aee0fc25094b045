use super::*;

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
                assert!(
                    standard(regime, &[]).iter().any(|other| other.id == cited),
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
}

#[test]
fn a_name_leads_back_to_its_placeholder() {
    for placeholder in Placeholder::ALL {
        assert_eq!(Placeholder::from_name(placeholder.name()), Some(placeholder));
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
    let found: Vec<Regime> = Jurisdiction::ALL.into_iter().map(Regime::of).collect();
    assert_eq!(found, Regime::ALL[..6]);
}
