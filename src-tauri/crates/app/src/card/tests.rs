use super::refuse_card_number;

#[test]
fn numbers_of_every_network_are_refused_however_they_are_written() {
    for text in [
        "4111111111111111",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
        "2223003122003222",
        "4222222222222",
        "card: 4111 1111 1111 1111, exp 12/29",
        "4111 1111 1111 1111 12/29",
        "(4111111111111111)",
        "line one\n4111 1111 1111 1111\nline three",
    ] {
        let refusal = refuse_card_number("notes", text).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("notes"), "{text}");
    }
}

#[test]
fn other_long_numbers_are_kept() {
    for text in [
        "",
        "4111111111111112",
        "GB29 NWBK 6016 1331 9268 19",
        "DE89370400440532013000",
        "FR1420041010050500013M02606",
        "+44 20 7946 0018",
        "0000000000000000",
        "20260302140000000",
        "2026-03-02 1234 5678 90",
        "ref 000123452208",
    ] {
        assert_eq!(refuse_card_number("notes", text), Ok(()), "{text}");
    }
}
