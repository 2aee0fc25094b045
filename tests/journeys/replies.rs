//! What clients answer, attached as saved e-mails and texts: read as text alone, whatever the file
//! holds, kept as it came, and told in the order of days.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, file, id, monthly};

const ANSWER: &str = "From: June Alder <june@alder.example>\r\nTo: nora@halloway.example\r\n\
    Date: Fri, 20 Mar 2026 09:30:00 -0400\r\nSubject: =?utf-8?q?Payroll_=E2=80=93_February?=\r\n\
    MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\n\
    The payroll of February was late, so the caf=E9 was fined.\r\n";

/// A client who owes 450.00 since 17 March.
fn owing() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    desk.turn_to_instant("2026-03-23T15:00:00Z");
    (desk, client)
}

fn attach(client: &str, name: &str, bytes: &[u8]) -> Value {
    json!({ "client_id": client, "file": file(name, bytes) })
}

fn history(desk: &mut Desk, client: &str) -> Vec<Value> {
    let seen = desk.call("follow_ups.of_client", json!({ "id": client }));
    seen["history"].as_array().cloned().unwrap()
}

#[test]
fn an_answer_stands_among_what_was_said_and_can_become_a_dispute() {
    let (mut desk, client) = owing();
    let added = desk.done("replies.add", attach(&client, "Re invoice.eml", ANSWER.as_bytes()));
    let rows = history(&mut desk, &client);
    let row = &rows[0];
    assert_eq!((&row["channel"], &row["on"]), (&json!("reply"), &json!("2026-03-20")));
    assert_eq!(row["subject"], "Payroll – February");
    assert_eq!(row["why"], "June Alder <june@alder.example>");
    assert_eq!(row["body"], "The payroll of February was late, so the café was fined.");
    // The file is kept as it came, and is attached once.
    let kept = desk.call("documents.show", json!({ "sha256": row["document"] }));
    assert_eq!(kept["content"], file("x", ANSWER.as_bytes())["content"]);
    let twice = desk.refused("replies.add", attach(&client, "again.eml", ANSWER.as_bytes()));
    assert_eq!(twice.code, Code::Conflict);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let opened = json!({ "invoice_id": invoice, "amount": "", "about": "quality",
        "words": row["body"] });
    desk.call("invoice_disputes.open", opened);
    // Whoever recovers the debt learns that they answered, not what they wrote of themselves.
    let hand = json!({ "client_id": client, "goes_to": "agency", "name": "Northgate",
        "reason": "No answer", "left_out": [] });
    let pack = desk.call("hand_offs.preview", hand);
    let files = pack["files"].as_array().unwrap();
    let contacts = files.iter().find(|f| f["what"] == "Every contact, messages in full").unwrap();
    assert_eq!(contacts["text"], "2026-03-20 answer of theirs, kept here\n");
    desk.undo(&added);
    assert_eq!(history(&mut desk, &client), Vec::<Value>::new());
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn markup_is_read_as_text_and_a_clock_that_is_ahead_is_not_believed() {
    let (mut desk, client) = owing();
    let html = "From: june@alder.example\r\nDate: Fri, 20 Mar 2099 09:30:00 +0000\r\n\
        Subject: Hello\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
        <html><head><style>p { color: red }</style></head><body><p>We paid <b>twice</b>.</p>\
        <script>alert(1)</script><img src=\"http://tracker.example/x.png\"></body></html>";
    desk.call("replies.add", attach(&client, "hello.eml", html.as_bytes()));
    let row = history(&mut desk, &client)[0].clone();
    assert_eq!(row["on"], "2026-03-23");
    let body = row["body"].as_str().unwrap();
    assert!(body.contains("We paid twice"), "{body}");
    for markup in ["<", "alert(1)", "tracker", "color: red"] {
        assert!(!body.contains(markup), "{markup}: {body}");
    }
    let text = "We will pay on Friday.\u{7}\r\n";
    let added = desk.call("replies.add", attach(&client, "../../note.txt", text.as_bytes()));
    let row =
        history(&mut desk, &client).into_iter().find(|row| row["id"] == json!(id(&added))).unwrap();
    assert_eq!((&row["body"], &row["why"]), (&json!("We will pay on Friday."), &json!("")));
    assert!(!row["subject"].as_str().unwrap().contains('/'), "{row}");
}

#[test]
fn files_that_are_no_messages_are_refused_and_nothing_is_kept() {
    let (mut desk, client) = owing();
    let huge = vec![b'a'; (1 << 20) + 1];
    let mut huge_mail = ANSWER.as_bytes().to_vec();
    huge_mail.resize((32 << 20) + 1, b'a');
    let noise: Vec<u8> = (0..4_096_u32).map(|n| (n * 7 + n / 3) as u8).collect();
    for (name, bytes) in [
        ("empty.eml", &b""[..]),
        ("noise.eml", &noise),
        ("cut.eml", &ANSWER.as_bytes()[..30]),
        ("huge.eml", &huge_mail),
        ("picture.eml", b"\x89PNG\r\n\x1a\n"),
        ("empty.txt", b" \r\n"),
        ("binary.txt", b"a\0b"),
        ("latin.txt", b"caf\xe9"),
        ("huge.txt", &huge),
    ] {
        let refused = desk.refused("replies.add", attach(&client, name, bytes));
        assert_eq!(refused.field.as_deref(), Some("file"), "{name}: {}", refused.message);
    }
    assert_eq!(history(&mut desk, &client), Vec::<Value>::new());
    // A message that ends early is read as far as it goes, and a long one is cut where it is shown.
    let cut = ANSWER.replace("quoted-printable\r\n\r\n", "base64\r\n\r\nV2UgcGFpZCB0d2ljZS4");
    desk.call("replies.add", attach(&client, "cut.eml", cut.as_bytes()));
    let long = format!("{ANSWER}{}", "and so on ".repeat(100_000));
    desk.call("replies.add", attach(&client, "long.eml", long.as_bytes()));
    let longest = history(&mut desk, &client)
        .iter()
        .map(|row| row["body"].as_str().unwrap().chars().count())
        .max();
    assert_eq!(longest, Some(20_000));
}
