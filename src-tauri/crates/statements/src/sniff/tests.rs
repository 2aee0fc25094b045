use super::*;

#[test]
fn content_tells_the_kind() {
    for (sample, format) in [
        ("OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>", Format::OfxSgml),
        ("\n\n<ofx><bankmsgsrsv1>", Format::OfxSgml),
        ("<BANKTRANLIST><STMTTRN>", Format::OfxSgml),
        ("<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?>", Format::OfxSgml),
        (
            "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\
             camt.053.001.02\">",
            Format::Camt,
        ),
        ("!Type:Bank\nD1/2/2026\n", Format::Qif),
        (":20:STARTUMS\r\n:25:1234/56\r\n:28C:0\r\n", Format::Mt940),
        ("01,A,B,260101,0100,1,80,1,2/\n02,C/\n", Format::Bai2),
        ("<!DOCTYPE html><html>", Format::Unknown),
        ("{\"a\": 1}", Format::Unknown),
        ("01,02,2026\n", Format::Csv),
        ("Date,Amount\n", Format::Csv),
    ] {
        assert_eq!(text(sample), format, "{sample}");
    }
    assert!(is_zip(b"PK\x03\x04rest"));
}
