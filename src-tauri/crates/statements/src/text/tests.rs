use super::*;

fn read(bytes: &[u8], declared: Option<&str>) -> (String, &'static str, Evidence) {
    let decoded = decode(bytes, declared).unwrap();
    (decoded.text.into_owned(), decoded.encoding, decoded.evidence)
}

#[test]
fn the_bytes_speak_before_the_declaration() {
    let text = "Caf\u{e9} \u{a3}5".to_owned();
    assert_eq!(read(text.as_bytes(), Some("1252")), (text.clone(), "utf-8", Evidence::ValidUtf8));
    let western = b"Caf\xe9 \xa35";
    assert_eq!(read(western, Some("UTF-8")), (text.clone(), "windows-1252", Evidence::Guess));
    assert_eq!(read(western, Some("8859-1")), (text, "windows-1252", Evidence::Declared));
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    let text = "Date,Amount\n2026-01-02,5.00\n";
    for (little, marked) in [(true, true), (true, false), (false, true), (false, false)] {
        let mark = if marked { "\u{feff}" } else { "" };
        let bytes: Vec<u8> = format!("{mark}{text}")
            .encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect();
        assert_eq!(decode(&bytes, None).unwrap().text, text);
    }
}

#[test]
fn a_pound_sign_in_an_old_file_stays_a_pound_sign() {
    let decoded =
        decode(b"12-Dec-2019,ROYAL LONDON,\xa31.50\n13-Dec-2019,X,\xa32.00", None).unwrap();
    assert!(decoded.text.contains('\u{a3}'));
    assert_eq!(decoded.first_foreign_word(), Some("\u{a3}1.50"));
}

#[test]
fn nothing_and_noise_are_refused() {
    assert_eq!(decode(b"", None), Err(TextError::Empty));
    assert_eq!(decode(b" \r\n\0\0", None), Err(TextError::Empty));
    assert_eq!(decode(b"\xff\xfe", None), Err(TextError::Empty));
    let noise: Vec<u8> =
        (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(decode(&noise, None), Err(TextError::Binary));
}

#[test]
fn places_in_the_text_are_places_in_the_file() {
    let decoded = decode(b"\xe9\xe9,5", None).unwrap();
    assert_eq!(decoded.offset_in_file(decoded.text.find('5').unwrap()), 3);
    let marked = decode(b"\xef\xbb\xbfab", None).unwrap();
    assert_eq!(marked.offset_in_file(1), 4);
}
