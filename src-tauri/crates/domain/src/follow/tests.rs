use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::Id;
use crate::jurisdiction::Jurisdiction;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn owed(number: u128, due_on: &str, given: &[(i32, &str)]) -> Owed {
    Owed {
        invoice: InvoiceId::from_uuid(Uuid::from_u128(number)),
        due_on: day(due_on),
        claimed: usd(45_000),
        in_flight: false,
        planned: false,
        given: given.iter().map(|(days, on)| (*days, day(on))).collect(),
    }
}

fn on(today: &str) -> Situation {
    Situation {
        today: day(today),
        hour: 10,
        hours: (8, 18),
        working_day: true,
        tier: Tier::Usual,
        circumstance: Circumstance::None,
        held_until: None,
        promised_for: None,
        plan: None,
        demanded_for: None,
        handed_to: None,
        came_back: None,
        written_today: false,
        waiting: false,
        reachable: true,
        postal: true,
        stale: None,
        unexplained: None,
    }
}

/// The steps that are due on a day: the message's days for each invoice.
fn due(owed: &[Owed], today: &str) -> Vec<i32> {
    let plan = plan(usual(Tier::Usual), owed, &on(today));
    plan.message.map_or(Vec::new(), |message| message.items.iter().map(|item| item.1).collect())
}

#[test]
fn each_step_is_due_on_its_day_and_not_before() {
    for (today, given, steps) in [
        ("2026-02-26", vec![], vec![]),
        ("2026-02-27", vec![], vec![-3]),
        ("2026-03-01", vec![(-3, "2026-02-27")], vec![]),
        ("2026-03-02", vec![(-3, "2026-02-27")], vec![0]),
        ("2026-03-04", vec![(0, "2026-03-02")], vec![]),
        ("2026-03-05", vec![(0, "2026-03-02")], vec![3]),
        ("2026-03-09", vec![(3, "2026-03-05")], vec![7]),
        ("2026-03-16", vec![(7, "2026-03-09")], vec![14]),
    ] {
        assert_eq!(due(&[owed(1, "2026-03-02", &given)], today), steps, "{today}");
    }
}

#[test]
fn after_a_closed_lid_the_steps_begin_at_the_first_and_keep_their_distance() {
    // 60 days late and never written to: the first reminder, not the last demand.
    assert_eq!(due(&[owed(1, "2026-01-01", &[])], "2026-03-02"), [3]);
    assert_eq!(due(&[owed(1, "2026-01-01", &[(3, "2026-03-02")])], "2026-03-05"), []);
    assert_eq!(due(&[owed(1, "2026-01-01", &[(3, "2026-03-02")])], "2026-03-06"), [7]);
}

#[test]
fn several_invoices_are_one_message_in_the_words_of_the_furthest() {
    let all =
        [owed(1, "2026-03-02", &[(0, "2026-03-02")]), owed(2, "2026-02-26", &[(3, "2026-03-02")])];
    let plan = plan(usual(Tier::Usual), &all, &on("2026-03-06"));
    let message = plan.message.unwrap();
    assert_eq!(message.step.says, Says::SecondReminder);
    assert_eq!(message.items.iter().map(|item| item.1).collect::<Vec<_>>(), [3, 7]);
}

#[test]
fn a_call_is_a_task_beside_the_messages() {
    let plan = plan(
        usual(Tier::Usual),
        &[owed(1, "2026-03-02", &[(14, "2026-03-16")])],
        &on("2026-03-18"),
    );
    assert_eq!((plan.message, plan.call.unwrap().step.days), (None, 16));
}

#[test]
fn from_the_21st_day_on_the_user_reads_first() {
    for step in usual(Tier::Usual).iter().filter(|step| step.channel == Channel::Mail) {
        assert_eq!(step.approve, step.days >= 21);
    }
}

#[test]
fn nothing_is_said_about_what_is_on_its_way_on_a_plan_or_wholly_in_dispute() {
    let moving = Owed { in_flight: true, ..owed(1, "2026-01-01", &[]) };
    let planned = Owed { planned: true, ..owed(1, "2026-01-01", &[]) };
    let disputed = Owed { claimed: usd(0), ..owed(2, "2026-01-01", &[]) };
    assert_eq!(due(&[moving, planned, disputed], "2026-03-02"), []);
}

/// Rule 12 and rule 13: each thing that keeps a message from leaving is named in words.
#[test]
fn what_keeps_a_message_is_named_in_words() {
    let at = || on("2026-03-02");
    for (situation, words) in [
        (
            Situation { circumstance: Circumstance::Death, ..at() },
            "the client has died; write to the estate by hand",
        ),
        (
            Situation { circumstance: Circumstance::Insolvency, ..at() },
            "the client is insolvent; the claim goes to whoever administers it",
        ),
        (
            Situation { circumstance: Circumstance::Hardship, ..at() },
            "the client is in hardship; offer a plan",
        ),
        (Situation { tier: Tier::Never, ..at() }, "this client is followed up by hand"),
        (Situation { held_until: Some(day("2026-03-02")), ..at() }, "left alone until 2026-03-02"),
        (
            Situation { promised_for: Some(day("2026-03-09")), ..at() },
            "promised to pay by 2026-03-09",
        ),
        (
            Situation { plan: Some(OnPlan::Offered(day("2026-03-09"))), ..at() },
            "a plan was offered, and they have until 2026-03-09",
        ),
        (
            Situation { plan: Some(OnPlan::Kept(day("2026-03-09"))), ..at() },
            "on a plan, of which the next instalment is due 2026-03-09",
        ),
        (
            Situation { handed_to: Some("Northgate Recovery".into()), ..at() },
            "handed to Northgate Recovery, who alone writes about it",
        ),
        (Situation { written_today: true, ..at() }, "had a message today"),
        (Situation { waiting: true, ..at() }, "a message to them has not left yet"),
        (Situation { working_day: false, ..at() }, "today is no working day"),
        (Situation { hour: 7, ..at() }, "messages leave between 8:00 and 18:00"),
        (Situation { hour: 18, ..at() }, "messages leave between 8:00 and 18:00"),
        (
            Situation { stale: Some("the bank is 9 days old".into()), ..at() },
            "the bank is 9 days old",
        ),
        (Situation { reachable: false, ..at() }, "there is no e-mail address"),
        (
            Situation { demanded_for: Some(day("2026-03-30")), ..at() },
            "a formal demand runs until 2026-03-30",
        ),
        (
            Situation { came_back: Some("mailbox full".into()), ..at() },
            "the last message came back (mailbox full); look at the address",
        ),
    ] {
        let reasons = plan(&[], &[], &situation).reasons;
        let said: Vec<String> =
            reasons.iter().map(|reason| reason.words(|day| day.to_string())).collect();
        assert_eq!(said, [words]);
    }
    let over = Situation {
        held_until: Some(day("2026-03-01")),
        promised_for: Some(day("2026-03-01")),
        ..at()
    };
    assert_eq!(plan(&[], &[], &over).reasons, []);
}

#[test]
fn a_promise_is_kept_by_the_money_and_broken_by_the_day_after() {
    let of = |received, today| kept(usd(100), usd(received), day("2026-03-10"), day(today));
    assert_eq!(of(99, "2026-03-10"), Kept::Open);
    assert_eq!(of(99, "2026-03-11"), Kept::Broken);
    assert_eq!(of(100, "2026-03-05"), Kept::Kept);
    assert_eq!(of(100, "2026-04-05"), Kept::Kept);
}

fn rules(body: &str) -> Vec<&'static str> {
    let known = Known { amounts: vec![usd(145_000)] };
    lint("About INV-0042", body, &known).iter().map(|finding| finding.rule).collect()
}

#[test]
fn the_review_of_words_finds_what_must_not_be_said() {
    for (body, found) in [
        ("1,450.00 is open. 1450.00 USD, please.", vec![]),
        ("1,540.00 is open.", vec!["wrong-figure"]),
        ("Pay or else.", vec!["threat"]),
        ("We will tell the police.", vec!["threat"]),
        ("Yours, the Collections Department", vec!["invented-department"]),
        ("We will have to inform your employer.", vec!["third-party"]),
        ("We will withhold your papers until you pay.", vec!["records"]),
        ("Act now!", vec!["false-urgency", "false-urgency"]),
        ("The figures of 2026 and 12.5% are no amounts.", vec![]),
        ("A republished note is no threat.", vec![]),
    ] {
        assert_eq!(rules(body), found, "{body}");
    }
}

#[test]
fn the_programs_own_words_pass_the_review_in_every_tone_and_place() {
    for (_, says) in Says::NAMES {
        for (_, tone) in Tone::NAMES {
            let (subject, body) = words(*says, *tone);
            assert_eq!(lint(subject, &body, &Known::default()), [], "{says:?} {tone:?}");
            let filled =
                crate::mail::fill(&body, |name| PLACEHOLDERS.contains(&name).then_some("x"));
            assert!(filled.is_ok(), "{filled:?}");
            assert!(body.contains("{invoices}") && body.contains("{signed}"));
        }
    }
    for place in Jurisdiction::ALL {
        for consumer in [false, true] {
            let said = law(place, consumer);
            assert_eq!(lint("", said, &Known::default()), []);
            // No law is cited where none gives anything, and none to a consumer.
            let cites = ["Act ", "regulations"].iter().any(|law| said.contains(law));
            let gives = matches!(place, Jurisdiction::Gb | Jurisdiction::Ie) && !consumer;
            assert_eq!(cites, gives, "{place:?}: {said}");
            assert!(said.contains("letter says"), "{place:?}: {said}");
        }
    }
}

#[test]
fn a_reason_to_hold_a_clients_records_back_is_found() {
    for (reason, found) in [
        ("Three invoices are unpaid", false),
        ("Until they pay we keep the ledgers", true),
        ("We withhold their payroll files until they pay", true),
        ("No new work before a plan; records go back on request", false),
    ] {
        assert_eq!(on_records(reason).is_some(), found, "{reason}");
    }
}

proptest! {
    /// Rule 13: however often one looks, and with the lid closed for any time between, each step
    /// of an invoice is said at most once, in rising order, and never two within a day.
    #[test]
    fn each_step_is_said_once_and_in_order(gaps in proptest::collection::vec(1_u64..40, 1..40)) {
        let mut one = owed(1, "2026-03-02", &[]);
        let mut today = day("2026-02-20");
        for gap in gaps {
            today = today + Days::new(gap);
            let situation = Situation { today, ..on("2026-03-02") };
            let plan = plan(usual(Tier::Usual), std::slice::from_ref(&one), &situation);
            for said in plan.message.into_iter().chain(plan.call) {
                let last = one.given.last().copied();
                prop_assert!(last.is_none_or(|(days, on)| days < said.step.days && on < today));
                prop_assert!(shifted(one.due_on, said.step.days) <= today);
                one.given.push((said.step.days, today));
            }
        }
    }
}
