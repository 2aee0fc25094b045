use super::*;

#[test]
fn an_id_is_written_with_its_noun_and_read_back() {
    let id = InvoiceId::from_uuid(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0001));
    assert_eq!(id.to_string(), "inv_018f0000000070008000000000000001");
    assert_eq!(InvoiceId::parse(&id.to_string()), Ok(id));
}

#[test]
fn an_id_of_another_noun_or_shape_is_refused() {
    for text in [
        "pay_018f0000000070008000000000000001",
        "inv_018F0000000070008000000000000001",
        "inv_018f0000-0000-7000-8000-000000000001",
        "inv_018f",
        "inv",
        "",
    ] {
        assert!(InvoiceId::parse(text).is_err(), "{text}");
    }
}
