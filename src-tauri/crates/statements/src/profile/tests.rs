use super::*;

#[test]
fn a_mapping_survives_being_written_and_read() {
    for text in [
        r#"{"amount":["A",1],"date_col":0,"date_fmt":"%Y-%m-%d","delimiter":",","skip":1}"#,
        r#"{"amount":["A-",2],"encoding":"cp1250"}"#,
        r#"{"amount":["DC",6,5],"balance":7,"decimal_mark":","}"#,
        r#"{"amount":["DCs",3,4],"currency":"GBP","description":[1,2]}"#,
        r#"{"amount":["F",-1,5,["Af"]]}"#,
        r#"{"amount":["F",3,4,["O"]],"delimiter":"\t"}"#,
    ] {
        let read: Value = serde_json::from_str(text).unwrap();
        let written: Value = serde_json::from_str(&to_json(&from_json(text).unwrap())).unwrap();
        assert_eq!(written, read, "{text}");
    }
}

#[test]
fn a_wrong_mapping_is_refused_with_its_field() {
    for (text, expected) in [
        ("", "the mapping is not a JSON object"),
        ("[1]", "the mapping is not a JSON object"),
        (r#"{"colour": 1}"#, "the mapping has an unknown field \"colour\""),
        (r#"{"amount": ["A"]}"#, "the mapping's field \"amount\" cannot be understood"),
        (r#"{"skip": -1}"#, "the mapping's field \"skip\" cannot be understood"),
        (r#"{"delimiter": ",,"}"#, "the mapping's field \"delimiter\" cannot be understood"),
    ] {
        assert_eq!(from_json(text).unwrap_err().to_string(), expected);
    }
}

#[test]
fn an_unknown_date_pattern_leaves_the_order_to_be_found() {
    assert_eq!(from_json(r#"{"date_fmt": "?"}"#).unwrap().date_order, None);
}
