//! Broken, cut, mixed and malicious input: no panic, no hang, and the counts always add up.

#[path = "shared/mutation.rs"]
mod mutation;

use std::time::{Duration, Instant};

use mutation::hold;
use statements::Outcome;

const OFX: &str = "OFXHEADER:100\nDATA:OFXSGML\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><STMTRS>\
<CURDEF>GBP<BANKACCTFROM><ACCTID>12345678</BANKACCTFROM><BANKTRANLIST>\n\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260115<TRNAMT>-12.50<FITID>A1<NAME>Caf\u{e9} & Co</STMTTRN>\n\
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260116<TRNAMT>1,250.00<FITID>A2<MEMO>INV &lt;12&gt;</STMTTRN>\n\
</BANKTRANLIST><LEDGERBAL><BALAMT>99.00<DTASOF>20260131</LEDGERBAL></STMTRS></OFX>\n";

const CSV: &str = "Account,\"12345678\"\n\nDate,Description,Paid out,Paid in,Balance\n\
15/01/2026,\"Caf\u{e9}, \"\"x\"\"\",\u{a3}12.50,,\u{a3}87.50\n16/01/2026,Client,,\"1,\
000.00\",\"1,087.50\"\n\
,more words,,,\n17/01/2026,Fee,1.00,,\"1,086.50\"\nPending,Shop,5.00,,\n";

const SIGNED: &str =
    "2026-01-15;-1.234,50;Miete\n2026-01-16;+20,00;Kunde\n2026-01-17;-3,00;=\"007\"\n";

#[test]
fn no_record_of_a_sound_file_is_lost_to_the_one_beside_it() {
    for seed in [OFX, CSV, SIGNED] {
        let reading = statements::read(seed.as_bytes(), None, None);
        assert!(reading.accepted() >= 2, "{reading:?}");
        assert!(reading.rejected.is_empty(), "{reading:?}");
    }
}

#[test]
fn bombs_are_refused_or_read_quickly() {
    let repeat = |text: &str, count: usize| text.repeat(count).into_bytes();
    let cases: [(&str, Vec<u8>); 14] = [
        ("nothing", Vec::new()),
        ("zero bytes", vec![0; 1 << 20]),
        ("one giant line", repeat("x", 8 << 20)),
        ("ten thousand columns", repeat("a,", 10_000)),
        ("nested elements", [b"<OFX>".to_vec(), repeat("<A>", 2 << 20)].concat()),
        ("open comments", [b"<OFX>".to_vec(), repeat("<!--", 1 << 20)].concat()),
        ("bare brackets", [b"<OFX>".to_vec(), repeat("<", 4 << 20)].concat()),
        ("open tags", [b"<OFX>".to_vec(), repeat("<AAAA ", 1 << 20)].concat()),
        ("open records", [b"<OFX>".to_vec(), repeat("<STMTTRN>", 200_000)].concat()),
        ("stray quotes", repeat("\"a,\"b\n", 300_000)),
        ("entities", [b"<OFX><STMTTRN><MEMO>".to_vec(), repeat("&a", 1 << 20)].concat()),
        ("short rows", repeat("1,2\n", 500_000)),
        ("dates only", repeat("2026-01-15,1.00\n", 100_000)),
        ("signs", repeat("2026-01-15,---((((1\n", 100_000)),
    ];
    for (name, bytes) in cases {
        let begun = Instant::now();
        let reading = statements::read(&bytes, None, None);
        let took = begun.elapsed();
        hold(&reading, &|| name.to_owned());
        println!("{name}: {} in {took:?}", reading.outcome.name());
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_without_being_looked_at() {
    let reading = statements::read(&vec![b'a'; statements::LIMIT_BYTES + 1], None, None);
    assert_eq!(reading.outcome, Outcome::Refuse);
    assert!(reading.refusal.unwrap().contains("64 MB"));
}

#[test]
fn every_cut_of_a_statement_keeps_its_counts() {
    for seed in [OFX, CSV, SIGNED] {
        for end in 0..seed.len() {
            let reading = statements::read(&seed.as_bytes()[..end], None, None);
            hold(&reading, &|| format!("cut at {end}"));
        }
    }
}

#[test]
fn a_statement_in_utf_16_reads_like_the_same_in_utf_8() {
    for seed in [OFX, CSV, SIGNED] {
        let wide: Vec<u8> = seed.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xff, 0xfe], wide.as_slice()].concat();
        let plain = statements::read(seed.as_bytes(), None, None);
        assert_eq!(statements::read(&wide, None, None).accounts, plain.accounts);
        assert_eq!(statements::read(&marked, None, None).accounts, plain.accounts);
    }
}
