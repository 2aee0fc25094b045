use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{Heard, Next, Policy, State, Stop, Tried, heard, next};
use crate::named::Named;
use crate::processor::{Reason, Refusal, Scheme, Taken};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn refusal(reason: Reason) -> Refusal {
    let (code, words) = ("a_code".to_owned(), "Refused".to_owned());
    Refusal { reason, code, words, trace: String::new(), wait: None }
}

fn weekdays(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn said() -> impl Strategy<Value = Taken> {
    let on = day("2026-03-02");
    prop_oneof![
        Just(Taken::Prepared),
        Just(Taken::Held { on }),
        Just(Taken::Processing { expected_on: Some(on) }),
        Just(Taken::Settled { on }),
        Just(Taken::Declined(refusal(Reason::Funds))),
        Just(Taken::Retracted),
        Just(Taken::Returned { on, why: refusal(Reason::Funds) }),
        Just(Taken::Strange { word: "new".to_owned() }),
    ]
}

#[test]
fn rule_8_money_that_is_processing_is_not_paid() {
    let paid: Vec<_> = State::NAMES.iter().filter(|(_, s)| s.is_paid()).map(|(n, _)| n).collect();
    assert_eq!(paid, [&"settled"]);
}

#[test]
fn rule_9_what_is_unknown_is_never_sent_before_it_was_looked_up() {
    assert!(!State::Unknown.followed_by().contains(&State::Sending));
    let senders: Vec<_> = State::NAMES
        .iter()
        .filter(|(_, s)| s.followed_by().contains(&State::Sending))
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(senders, ["planned", "notified", "declined"]);
}

#[test]
fn a_late_return_opens_again_and_a_won_dispute_is_paid() {
    let why = refusal(Reason::Funds);
    let said = Taken::Returned { on: day("2026-03-20"), why };
    let moved = Heard::Moved { to: State::Returned, on: Some(day("2026-03-20")) };
    assert_eq!(heard(State::Settled, &said), moved);
    assert!(State::Disputed.followed_by().contains(&State::Settled));
}

proptest! {
    #[test]
    fn what_is_heard_twice_changes_nothing_more(at in 0..State::NAMES.len(), said in said()) {
        let state = State::NAMES[at].1;
        if let Heard::Moved { to, .. } = heard(state, &said) {
            prop_assert!(state.followed_by().contains(&to));
            prop_assert!(!matches!(heard(to, &said), Heard::Moved { .. }), "{to:?} {said:?}");
        }
    }

    #[test]
    fn an_older_answer_never_takes_settled_money_away(said in said()) {
        if let Heard::Moved { to, .. } = heard(State::Settled, &said) {
            prop_assert!(matches!(to, State::Returned | State::Disputed | State::Refunded));
        }
    }

    #[test]
    fn attempts_stay_few_inside_their_days_and_on_working_days(
        start in 0_u64..400, attempts in 1_u32..6, within_days in 0_u32..40, paydays in any::<bool>(),
        soft in prop::collection::vec(any::<bool>(), 8),
    ) {
        let policy = Policy { attempts, within_days, paydays };
        let first = day("2026-01-01") + Days::new(start);
        let reason = |at: usize| if soft[at] { Reason::Funds } else { Reason::TryLater };
        let mut tried = vec![Tried { on: first, reason: reason(0) }];
        while let Next::Again(on) = next(policy, Scheme::Card, &tried, weekdays) {
            prop_assert!(on > tried.last().unwrap().on, "never twice a day");
            prop_assert!(weekdays(on));
            prop_assert!(on <= first + Days::new(u64::from(within_days)));
            tried.push(Tried { on, reason: reason(tried.len()) });
            prop_assert!(tried.len() <= usize::try_from(attempts).unwrap());
        }
    }
}

#[test]
fn three_attempts_in_ten_days_wait_for_payday() {
    let mut tried = vec![Tried { on: day("2026-03-09"), reason: Reason::Funds }];
    // Monday the 9th, then Friday the 13th, then Friday would be too late: Monday the 16th holds
    // the payday of Sunday the 15th.
    for expected in ["2026-03-13", "2026-03-16"] {
        let again = next(Policy::default(), Scheme::Card, &tried, weekdays);
        assert_eq!(again, Next::Again(day(expected)));
        tried.push(Tried { on: day(expected), reason: Reason::Funds });
    }
    let end = next(Policy::default(), Scheme::Card, &tried, weekdays);
    assert_eq!(end, Next::Stop(Stop::TriedEnough));
}

#[test]
fn a_scheme_forbids_before_the_practice_does() {
    let policy = Policy { attempts: 9, within_days: 90, paydays: false };
    let tried = ["2026-03-02", "2026-03-12", "2026-03-23"]
        .map(|on| Tried { on: day(on), reason: Reason::Funds });
    let Next::Stop(Stop::Forbidden(source)) = next(policy, Scheme::Ach, &tried, weekdays) else {
        panic!("three times in 180 days is all");
    };
    assert!(source.contains("Nacha"), "{source}");
    assert!(matches!(next(policy, Scheme::Card, &tried, weekdays), Next::Again(_)));
}

#[test]
fn a_hard_no_ends_it_and_says_what_helps() {
    for (reason, stop) in [
        (Reason::MethodDead, Stop::NewMethod),
        (Reason::PermissionGone, Stop::NewPermission),
        (Reason::PayerMustAct, Stop::PayerMustAct),
        (Reason::PracticeMustAct, Stop::Mend),
    ] {
        let tried = [Tried { on: day("2026-03-02"), reason }];
        let end = next(Policy::default(), Scheme::Card, &tried, weekdays);
        assert_eq!(end, Next::Stop(stop));
    }
}
