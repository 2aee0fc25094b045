use super::*;

const PLAIN: Draft<'_> = Draft {
    from: "Nora Quill <nora@quill.example>",
    to: "ada@lovelace.example",
    subject: "Invoice 2026-0042 from Quill Accounting",
    body: "Dear Ada,\n\nInvoice 2026-0042 is attached.\n",
    attachment: "2026-0042.pdf",
    pdf: b"%PDF-1.7",
    cc: "",
    more: &[],
};

/// The message with a fixed boundary, its line ends as in a text file.
fn shown(of: &Draft<'_>) -> String {
    let text = String::from_utf8(draft(of).unwrap()).unwrap();
    let boundary = text.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    text.replace(&boundary, "EDGE").replace("\r\n", "\n")
}

/// The header of a name, unfolded.
fn header(message: &str, name: &str) -> String {
    let head = message.split("\n\n").next().unwrap().replace("\n ", " ").replace("\n\t", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_default().to_owned()
}

#[test]
fn a_draft_is_a_message_that_was_not_sent_with_the_pdf_attached() {
    expect_test::expect![[r#"
        Content-Type: multipart/mixed;
         boundary="EDGE"
        X-Unsent: 1
        From: "Nora Quill" <nora@quill.example>
        To: ada@lovelace.example
        Subject: Invoice 2026-0042 from Quill Accounting
        MIME-Version: 1.0

        --EDGE
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Dear Ada,

        Invoice 2026-0042 is attached.

        --EDGE
        Content-Disposition: attachment; filename="2026-0042.pdf"
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjc=
        --EDGE--
    "#]]
    .assert_eq(&shown(&PLAIN));
}

#[test]
fn every_line_ends_as_mail_lines_do_and_is_short() {
    let long = "word ".repeat(400);
    let pdf = vec![0xff_u8; 4000];
    let bytes = draft(&Draft { subject: &long, body: &long, pdf: &pdf, ..PLAIN }).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 998 && line.is_ascii()));
    let head = text.split("\r\n\r\n").next().unwrap();
    assert!(head.split("\r\n").all(|line| line.len() <= 78), "{head}");
}

#[test]
fn letters_beyond_ascii_survive_in_every_part() {
    let of = Draft {
        to: "Zoë Łukasz <zoe@example.org>",
        subject: "Rechnung für Zoë",
        body: "Grüße, 株式会社\n",
        attachment: "Brief an Zoë.pdf",
        ..PLAIN
    };
    let text = shown(&of);
    assert!(text.is_ascii());
    expect_test::expect![[r#"
        Content-Type: multipart/mixed;
         boundary="EDGE"
        X-Unsent: 1
        From: "Nora Quill" <nora@quill.example>
        To: =?utf-8?b?Wm/DqyDFgXVrYXN6?= <zoe@example.org>
        Subject: Rechnung =?utf-8?b?ZsO8ciBab8Or?=
        MIME-Version: 1.0

        --EDGE
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        R3LDvMOfZSwg5qCq5byP5Lya56S+DQo=
        --EDGE
        Content-Disposition: attachment;
         filename*0*=utf-8''Brief%20an%20Zo%C3%AB.pdf
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjc=
        --EDGE--
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_name_with_a_line_break_begins_no_header() {
    let of = Draft {
        subject: "Invoice\r\nBcc: thief@example.org",
        attachment: "a\r\nX-Evil: 1\r\n.pdf",
        ..PLAIN
    };
    let text = shown(&of);
    assert_eq!(header(&text, "Subject"), "Invoice Bcc: thief@example.org");
    assert_eq!(header(&text, "Bcc"), "");
    assert!(!text.contains("\nX-Evil"));
}

#[test]
fn an_unknown_receiver_is_left_to_the_user() {
    let text = shown(&Draft { from: "", to: " ", ..PLAIN });
    assert_eq!((header(&text, "From"), header(&text, "To")), (String::new(), String::new()));
    assert_eq!(header(&text, "X-Unsent"), "1");
}

#[test]
fn several_receivers_stand_in_one_line() {
    let text = shown(&Draft { to: "ada@lovelace.example, Charles <c@babbage.example>", ..PLAIN });
    assert_eq!(header(&text, "To"), "ada@lovelace.example, Charles <c@babbage.example>");
}

#[test]
fn what_is_no_address_is_named() {
    let why = draft(&Draft { from: "nora", to: "ada", ..PLAIN }).unwrap_err();
    assert_eq!(why, DraftError::From("nora".to_owned()));
    let why = draft(&Draft { to: "ada", ..PLAIN }).unwrap_err();
    expect_test::expect![[r#""ada" is not an e-mail address; correct it on the client's page"#]]
        .assert_eq(&why.to_string());
    let why = draft(&Draft { to: "a@b.example\r\nBcc: c@d.example", ..PLAIN }).unwrap_err();
    assert!(matches!(why, DraftError::To(_)));
}
