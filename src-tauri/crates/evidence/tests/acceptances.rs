//! Answers: the honest ones are taken, the others are refused, each with its reason.

use evidence::acceptance::{Kind, Refusal, Standing, armoured, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::kit::{answer, bytes, coded, held, held_when, wish};

const TOKEN: [u8; 32] = [7; 32];

/// What was done to the answer.
type Change = fn(&mut Value);

#[test]
fn an_honest_answer_is_taken_and_says_what_it_proves() {
    let verified = held(&coded(&answer(), TOKEN)).expect("an honest answer");
    assert_eq!(verified.file.kind, Kind::Accepted);
    assert!(verified.name_matches && !verified.came_late);
    expect_test::expect![[r#"
        The answer was made in the pack sent for PR-0042, revision 2; its code is right.
        Nobody without the pack has changed the file since.
        The letter the page held, as PDF and as text, is the one that was sent.
        The choice is possible, and the totals shown are those of the proposal.
        Maya Alder typed that name, drew a signature and stated the authority to sign.
        The consent to electronic records and the statement are word for word those sent.
        The end of the letter was on the screen before it was signed.
        Consent to changes by notice was given with the initials MA.
        --
        Who held the device: whoever has the pack can answer in it. See how it came back.
        The time: 2026-11-22 16:12:30 UTC is what the device's clock said.
        That the PDF was opened: it was not saved from the page."#]]
    .assert_eq(&format!(
        "{}\n--\n{}",
        verified.proves.join("\n"),
        verified.does_not_prove.join("\n")
    ));
}

#[test]
fn declining_and_asking_for_a_change_are_answers_too() {
    let mut declined = wish();
    declined["kind"] = json!("declined");
    declined["message"] = json!("");
    declined["times"]["read_at"] = Value::Null;
    declined["read_by"] = Value::Null;
    assert_eq!(held(&coded(&declined, TOKEN)).map(|it| it.file.kind), Ok(Kind::Declined));
    let asked = held(&coded(&wish(), TOKEN)).expect("a wish");
    assert_eq!(asked.file.message, "Could we start in January?");
}

/// Changes by somebody without the pack: the code stays as it was.
const BY_A_STRANGER: [(&str, Change, &str); 26] = [
    ("format", |v| v["format"] = json!("other"), "not an acceptance of a proposal"),
    ("version", |v| v["version"] = json!(2), "has format 2, which is newer"),
    ("version 0", |v| v["version"] = json!(0), "altered: version"),
    ("a new field", |v| v["extra"] = json!(1), "altered: unknown field `extra`"),
    ("a field gone", |v| drop(remove(v, "initials")), "altered: missing field `initials`"),
    ("a float", |v| v["totals"]["once_minor"] = json!(1.5), "altered: invalid type"),
    ("kind unknown", |v| v["kind"] = json!("maybe"), "altered: unknown variant"),
    ("number", |v| v["number"] = json!("PR-0043"), "answers proposal PR-0043"),
    ("revision", |v| v["revision"] = json!(1), "answers revision 1; revision 2"),
    ("revision id", |v| v["revision_id"] = json!("rev_0"), "answers revision 2"),
    ("pack", |v| v["pack_id"] = json!("pck_0"), "another pack"),
    ("letter", |v| flip(&mut v["letter_sha256"]), "letter in the client's page is not"),
    ("reading", |v| flip(&mut v["reading_sha256"]), "letter's text on the client's page"),
    ("no choice", |v| v["choice"] = Value::Null, "its choice do not belong"),
    ("no totals", |v| v["totals"] = Value::Null, "its totals do not belong"),
    ("no option", |v| v["choice"]["option"] = Value::Null, "one of the options"),
    ("option", |v| v["choice"]["option"] = json!("opt-3"), "there is no option opt-3"),
    ("add-on", |v| v["choice"]["add_ons"] = json!(["x"]), "x is not an add-on"),
    (
        "add-on twice",
        |v| v["choice"]["add_ons"] = json!(["add-review", "add-review"]),
        "add-review is not an add-on",
    ),
    ("another choice", |v| v["choice"]["option"] = json!("opt-1"), "totals the client was shown"),
    ("a total", |v| v["totals"]["first_year_minor"] = json!(1), "totals the client was shown"),
    ("consent", |v| flip(&mut v["texts"]["consent"]), "text for electronic records"),
    ("name", |v| v["signer"]["name"] = json!("Mallory"), "altered after it was signed"),
    ("initials", |v| v["initials"] = json!("XX"), "altered after it was signed"),
    ("a stroke", |v| v["signature"]["strokes"][0][0] = json!(1), "altered after it was signed"),
    ("the code", |v| flip(&mut v["mac"]), "altered after it was signed"),
];

/// Changes by somebody who has the pack and makes a new code.
const BY_THE_HOLDER: [(&str, Change, &str); 26] = [
    ("statement", |v| flip(&mut v["texts"]["statement"]), "text for the statement"),
    ("authority text", |v| flip(&mut v["texts"]["authority"]), "text for the authority"),
    ("notice", |v| flip(&mut v["texts"]["notice"]), "text for consent by notice"),
    ("notice gone", |v| v["texts"]["notice"] = Value::Null, "text for consent by notice"),
    ("no consent", |v| v["consented"] = json!(false), "did not consent"),
    ("no authority", |v| v["authority"] = json!(false), "did not state their authority"),
    ("before sent", |v| time(v, "opened_at", "2026-11-21T14:00:00Z"), "before the proposal was"),
    ("future", |v| time(v, "answered_at", "2026-11-22T21:00:00Z"), "has not come yet"),
    ("read late", |v| time(v, "read_at", "2026-11-22T16:13:00Z"), "out of order"),
    ("chosen early", |v| time(v, "chosen_at", "2026-11-22T15:00:00Z"), "out of order"),
    ("saved late", |v| time(v, "saved_at", "2026-11-22T17:00:00Z"), "out of order"),
    ("opened late", |v| time(v, "opened_at", "2026-11-22T16:59:00Z"), "out of order"),
    ("consent untimed", |v| v["times"]["consented_at"] = Value::Null, "out of order"),
    ("read unsaid", |v| v["read_by"] = Value::Null, "out of order"),
    ("not read", unread, "was not read to its end"),
    ("no name", |v| v["signer"]["name"] = json!(" "), "no name under it"),
    ("no signature", |v| v["signature"] = Value::Null, "no signature"),
    ("a dot", |v| v["signature"]["strokes"] = json!([[5, 5]]), "no signature"),
    ("half a point", |v| v["signature"]["strokes"][0] = json!([1, 2, 3]), "no signature"),
    ("off the sheet", |v| v["signature"]["strokes"][0][0] = json!(1001), "no signature"),
    ("typed nothing", |v| v["signature"] = json!({ "kind": "typed", "text": "" }), "no signature"),
    ("a wish that signs", |v| v["kind"] = json!("change_requested"), "choice and signature"),
    ("a price", |v| v["totals"]["per_month_minor"] = json!(100), "totals the client was shown"),
    ("no time", |v| time(v, "answered_at", "yesterday"), "altered: "),
    ("below zero", |v| v["revision"] = json!(-2), "altered: invalid value"),
    ("initials in a wish", initials_in_a_wish, "initials nobody asked for"),
];

fn remove(value: &mut Value, key: &str) -> Option<Value> {
    value.as_object_mut()?.shift_remove(key)
}

/// Another last digit.
fn flip(value: &mut Value) {
    let mut text = value.as_str().expect("a hash").to_owned();
    let last = if text.pop() == Some('0') { '1' } else { '0' };
    text.push(last);
    *value = json!(text);
}

fn time(value: &mut Value, which: &str, at: &str) {
    value["times"][which] = json!(at);
}

fn unread(value: &mut Value) {
    value["times"]["read_at"] = Value::Null;
    value["read_by"] = Value::Null;
}

fn initials_in_a_wish(value: &mut Value) {
    *value = wish();
    value["initials"] = json!("MA");
}

#[test]
fn what_a_stranger_altered_is_refused_with_its_reason() {
    let honest: Value = serde_json::from_slice(&coded(&answer(), TOKEN)).expect("JSON");
    for (what, change, reason) in BY_A_STRANGER {
        let mut altered = honest.clone();
        change(&mut altered);
        refused(what, &bytes(&altered), reason);
    }
}

#[test]
fn what_the_holder_of_the_pack_made_up_is_refused_with_its_reason() {
    for (what, change, reason) in BY_THE_HOLDER {
        let mut altered = answer();
        change(&mut altered);
        refused(what, &coded(&altered, TOKEN), reason);
    }
}

fn refused(what: &str, file: &[u8], reason: &str) {
    let said = held(file).map(|_| ()).expect_err(what).to_string();
    assert!(said.contains(reason), "{what}: {said}");
}

#[test]
fn what_is_no_file_of_ours_is_refused_with_its_reason() {
    let honest = coded(&answer(), TOKEN);
    let pretty = serde_json::to_vec_pretty(&answer()).expect("JSON");
    let mut spaced = honest.clone();
    spaced.insert(1, b' ');
    let other = coded(&answer(), [8; 32]);
    let half = armoured(&honest);
    let half = &half.as_bytes()[..half.len() / 2];
    refused("empty", b"", "no acceptance in this");
    refused("too big", &vec![b' '; 300_000], "too large");
    refused("not text", &[0xff, 0xfe, 0], "not text");
    refused("prose", b"Dear Ruth, I accept.", "no acceptance in this");
    refused("cut", &honest[..honest.len() - 5], "no acceptance in this");
    refused("another JSON", b"{\"a\":1}", "not an acceptance");
    refused("pretty", &pretty, "altered: ");
    refused("a blank", &spaced, "not written as the page writes it");
    refused("another pack's code", &other, "altered after it was signed");
    refused("half a paste", half, "cut or damaged");
}

#[test]
fn the_state_of_the_revision_decides_who_may_still_answer() {
    let (file, wish) = (coded(&answer(), TOKEN), coded(&wish(), TOKEN));
    let cases = [
        (Standing::Withdrawn, Refusal::Withdrawn),
        (Standing::Superseded { by: 3 }, Refusal::Superseded { by: 3 }),
        (Standing::Answered, Refusal::Answered),
    ];
    for (standing, refusal) in cases {
        assert_eq!(held_when(&file, standing, &[]).map(|_| ()), Err(refusal));
        let taken = held_when(&wish, standing, &[]).expect("a wish is never lost");
        assert_eq!(taken.standing, standing);
        assert_eq!(taken.does_not_prove.len(), 4);
    }
}

#[test]
fn an_answer_is_taken_once_by_file_and_by_paste() {
    let file = coded(&answer(), TOKEN);
    let known = [parse(&file).expect("a file").sha256];
    let pasted = armoured(&file);
    for again in [file.as_slice(), pasted.as_bytes()] {
        let refusal = held_when(again, Standing::Open, &known).map(|_| ());
        assert_eq!(refusal, Err(Refusal::Duplicate));
    }
}

#[test]
fn an_offer_that_has_ended_cannot_be_signed_but_asked_about() {
    let mut pack = crate::kit::pack();
    pack.closes_at = crate::kit::at("2026-11-22T16:12:00Z");
    let terms = pack.terms();
    let expected = evidence::acceptance::Expected {
        terms: &terms,
        token: &pack.token,
        standing: Standing::Open,
        imported: &[],
    };
    let hold = |file: &[u8]| {
        evidence::acceptance::verify(&expected, file, crate::kit::received()).map(|_| ())
    };
    assert_eq!(hold(&coded(&answer(), TOKEN)), Err(Refusal::Expired));
    assert_eq!(hold(&coded(&wish(), TOKEN)), Ok(()));
    let mut early = answer();
    early["times"]["answered_at"] = json!("2026-11-22T16:11:59.000Z");
    let file = coded(&early, TOKEN);
    let late = crate::kit::at("2026-11-25T00:00:00Z");
    let verified = evidence::acceptance::verify(&expected, &file, late).expect("signed in time");
    assert!(verified.came_late);
    assert!(verified.does_not_prove.iter().any(|it| it.contains("after the offer had ended")));
}

#[test]
fn another_name_than_the_signatorys_is_taken_and_said() {
    let mut other = answer();
    other["signer"]["name"] = json!("maya  ALDER");
    assert!(held(&coded(&other, TOKEN)).expect("the same name").name_matches);
    other["signer"]["name"] = json!("Jonas Alder");
    let verified = held(&coded(&other, TOKEN)).expect("another name");
    assert!(!verified.name_matches);
    assert!(verified.does_not_prove.iter().any(|it| it.contains("the pack was for Maya Alder")));
}

#[test]
fn pasted_text_survives_quoting_wrapping_and_the_words_around_it() {
    let file = coded(&answer(), TOKEN);
    let text = armoured(&file);
    let quoted: String = text.lines().map(|line| format!("> > {line}\r\n")).collect();
    let narrow: String = text
        .replace("-----\n", "-----\n\n")
        .chars()
        .enumerate()
        .flat_map(|(at, c)| {
            // A mail program that breaks lines at 50, but not inside the marks.
            let body = at > 45 && at < text.len() - 45;
            [Some(c), (body && at % 50 == 0).then_some('\n')]
        })
        .flatten()
        .collect();
    let parted = text.replace("QUITTANCE ACCEPTANCE", "QUITTANCE\n> ACCEPTANCE");
    let spaced = text.replace(' ', "\u{a0}").replace('\n', " ");
    let dashed = text.replace("-----", "\u{2014}\u{2013}-");
    let said = format!("Hi Ruth,\n\nhere you are:\n\n{text}\n\nMaya\n-- \nSent from my phone");
    for pasted in [&text, &quoted, &narrow, &parted, &spaced, &dashed, &said] {
        let parsed = parse(pasted.as_bytes()).unwrap_or_else(|why| panic!("{why}:\n{pasted}"));
        assert_eq!(parsed.bytes, file);
    }
}

proptest! {
    #[test]
    fn one_altered_byte_of_an_answer_is_always_noticed(at in 0_usize..10_000, mask in 1_u8..=255) {
        let mut file = coded(&answer(), TOKEN);
        let at = at % file.len();
        file[at] ^= mask;
        prop_assert!(held(&file).is_err(), "byte {} with {:#x}", at, mask);
    }

    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(&bytes);
        let (begin, end) = (b"BEGIN QUITTANCE ACCEPTANCE", b"END QUITTANCE ACCEPTANCE");
        let _ = parse(&[begin.as_slice(), &bytes, end].concat());
    }
}
