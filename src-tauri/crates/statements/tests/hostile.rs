//! Broken, cut, mixed and malicious input: no panic, no hang, and the counts always add up.

use std::time::{Duration, Instant};

use statements::{Mapping, Outcome, Reading, profile};

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

/// A small generator of its own, so that a failing run can be repeated from its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }
}

const SCRAPS: [&[u8]; 22] = [
    b"<",
    b">",
    b"\"",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"<STMTTRN>",
    b"</STMTTRN>",
    b"<TRNAMT>",
    b"&#0;",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"99999999999999999999",
    b"(",
    b"=\"",
    b"\xc3",
    b"</OFX>",
];

fn mutated(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1).min(bytes.len());
        match dice.roll(6) {
            0 if !bytes.is_empty() => {
                let place = at.min(bytes.len() - 1);
                bytes[place] = dice.roll(256) as u8;
            }
            1 => bytes.truncate(at),
            2 => {
                let to = (at + dice.roll(40)).min(bytes.len());
                bytes.drain(at..to);
            }
            3 => {
                let to = (at + dice.roll(200)).min(bytes.len());
                let piece = bytes[at..to].to_vec();
                let place = dice.roll(bytes.len() + 1).min(bytes.len());
                bytes.splice(place..place, piece);
            }
            _ => {
                let scrap = SCRAPS[dice.roll(SCRAPS.len())];
                bytes.splice(at..at, scrap.iter().copied());
            }
        }
    }
    bytes
}

fn hold(reading: &Reading, what: &dyn Fn() -> String) {
    let counted = reading.accepted() + reading.rejected.len() + reading.skipped.len();
    match reading.outcome {
        Outcome::Refuse => assert!(reading.refusal.is_some(), "{}", what()),
        Outcome::MustAsk => {
            assert!(!reading.questions.is_empty() && reading.accounts.is_empty(), "{}", what());
        }
        _ => assert_eq!(counted, reading.records, "{}", what()),
    }
}

#[test]
fn mutated_files_never_panic_and_their_counts_add_up() {
    let mapping: Mapping = profile::from_json(
        r#"{"date_fmt": "%d/%m/%Y", "amount": ["DC", 2, 3], "decimal_mark": ".", "balance": 4}"#,
    )
    .unwrap();
    let seeds = [OFX, CSV, SIGNED];
    let until = Instant::now() + Duration::from_secs(3);
    let (mut runs, mut understood) = (0_u64, 0_u64);
    while Instant::now() < until && runs < 40_000 {
        let mut dice = Dice(runs);
        let bytes = mutated(seeds[runs as usize % seeds.len()].as_bytes(), &mut dice);
        let told = Some(&mapping).filter(|_| dice.roll(3) == 0);
        let reading = statements::read(&bytes, told, None);
        hold(&reading, &|| format!("run {runs}: {}", String::from_utf8_lossy(&bytes)));
        understood += u64::from(reading.accepted() > 0);
        runs += 1;
    }
    println!("{runs} mutated files, {understood} of them still with lines");
    assert!(runs >= 1_000 && understood > 0);
}

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
