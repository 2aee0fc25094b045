use super::Code;

#[test]
fn a_code_has_its_three_corners_and_grows_with_its_text() {
    let code = Code::of("https://pay.example/8kQ2").expect("a short text has a code");
    assert_eq!((code.size - 17) % 4, 0, "a size that the standard knows");
    let last = code.size - 7;
    for corner in [(0, 0, 7), (last, 0, 7), (0, last, 7)] {
        assert!(code.runs.contains(&corner), "{corner:?} of {:?}", code.runs);
    }
    assert!(code.runs.iter().all(|(x, y, n)| x + n <= code.size && *y < code.size));
    let longer = Code::of(&"https://pay.example/".repeat(20)).expect("a longer one too");
    assert!(longer.size > code.size);
    assert_eq!(Code::of(&"x".repeat(5_000)), None, "no code holds so much");
}
