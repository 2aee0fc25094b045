use super::*;

const PLAIN: &str = "From: June Alder <June@Alder.example>\r\n\
    To: Rosa Reyes <rosa@reyes.example>\r\n\
    Date: Mon, 2 Mar 2026 09:15:00 -0500\r\nSubject: Re: Engagement letter PR-0041\r\n\
    Authentication-Results: mx.reyes.example; spf=pass smtp.mailfrom=alder.example;\r\n \
    dkim=pass header.d=alder.example\r\n\r\nWe agree to the letter.\r\n";

#[test]
fn a_message_says_who_when_and_what_its_servers_noted() {
    let message = read(PLAIN.as_bytes()).unwrap();
    assert_eq!(message.from, "June Alder <June@Alder.example>");
    assert_eq!(message.from_address, "june@alder.example");
    assert_eq!(message.text.trim(), "We agree to the letter.");
    assert_eq!(message.sent_at.unwrap().to_rfc3339(), "2026-03-02T14:15:00+00:00");
    assert!(message.origin_noted());
}

#[test]
fn a_note_about_another_domain_is_no_note_about_the_sender() {
    let other = PLAIN.replace("header.d=alder.example", "header.d=mailer.example");
    assert!(!read(other.as_bytes()).unwrap().origin_noted());
    let failed = PLAIN.replace("dkim=pass", "dkim=fail");
    assert!(!read(failed.as_bytes()).unwrap().origin_noted());
}

#[test]
fn what_is_no_message_is_refused() {
    for bytes in [&b""[..], b"hello", b"%PDF-1.7 ...", &[0xff; 300], b"From: nobody\r\n\r\nhi"] {
        assert_eq!(read(bytes), Err(NotAMessage::NotAMessage));
    }
    assert_eq!(read(&vec![b'a'; LARGEST + 1]), Err(NotAMessage::TooLarge));
}

#[test]
fn an_attached_answer_is_found() {
    let message = "From: a@b.example\r\nDate: Mon, 2 Mar 2026 09:15:00 +0000\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n\
        Here it is.\r\n--x\r\nContent-Type: application/octet-stream\r\n\
        Content-Disposition: attachment; filename=\"PR-0041.quittance-acceptance\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\neyJ9\r\n--x--\r\n";
    assert_eq!(read(message.as_bytes()).unwrap().answers, [b"{\"}".to_vec()]);
}
