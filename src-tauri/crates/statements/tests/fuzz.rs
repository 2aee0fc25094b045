//! Every reader against files changed at random: the samples where they are there, and one small
//! file of each format always. No panic, no record unaccounted for, no hang, bounded memory.
//!
//! `FUZZ_INPUTS` says how many inputs; `make fuzz` takes a million.

#[path = "shared/mutation.rs"]
mod mutation;

use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use mutation::{Dice, hold, mutated};
use statements::{Format, Mapping, profile};

const SEEDS: [&str; 7] = [
    "OFXHEADER:100\nCHARSET:1252\n\n<OFX><STMTRS><CURDEF>GBP<BANKACCTFROM><ACCTID>1</BANKACCTFROM>\
     <BANKTRANLIST>\n<STMTTRN><DTPOSTED>20260115<TRNAMT>-12.50<FITID>A1<NAME>Caf\u{e9} & Co\
     </STMTTRN>\n</BANKTRANLIST><LEDGERBAL><BALAMT>99.00<DTASOF>20260131</LEDGERBAL></STMTRS></OF\
     X>",
    "Date,Description,Paid out,Paid in,Balance\n15/01/2026,\"Caf\u{e9}, \"\"x\"\"\",12.50,,87.50\n\
     16/01/2026,Client,,\"1,000.00\",\"1,087.50\"\nPending,Shop,5.00,,\n",
    "2026-01-15;-1.234,50;Miete\n2026-01-16;+20,00;Kunde\n2026-01-17;-3,00;=\"007\"\n",
    "{1:F01BANKGB2LXXXX0000000000}{2:I940BANKGB2LXXXXN}{4:\n:20:A\n:25:1/2\n:60F:C260101EUR1,00\n\
     :61:2601020102C10,00NTRFA1//B12345678\n:86:166?00X?20EREF+1?32ADA\n:61:260103RD1,NMSC\n\
     :62F:C260103EUR10,00\n-}\n",
    "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\
     <BkToCstmrStmt><Stmt><Acct><Id><IBAN>GB29</IBAN></Id></Acct><Ntry><Amt Ccy=\"GBP\">1.00</Amt>\
     <CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-01-02</Dt></BookgDt><NtryDtls><TxDtls><RmtInf>\
     <Ustrd>A &amp; B</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Documen\
     t>",
    "01,BANK,ME,260105,0800,1,,,2/\n02,MEME,BANK,1,260104,,USD,2/\n03,1234567,USD,010,1,,,015,2,,\
     /\n\
     16,142,1,,A77,INV/\n88,words\n49,4,4/\n98,4,1,6/\n99,4,1,8/\n",
    "!Type:Bank\nD31/12'2026\nT-1,250.00\nPAda\nN7\n$-1,250.00\n^\nD30/12'2026\nT2\n^\n",
];

/// The most of a sample that is used, in bytes; larger files only repeat themselves.
const MOST_BYTES: usize = 6 * 1024;

fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).collect();
    let shared = std::env::var_os("QUITTANCE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        Into::into,
    );
    let Ok(folders) = std::fs::read_dir(shared.join("samples/statements")) else {
        return seeds;
    };
    let folders = folders.flatten().filter_map(|folder| std::fs::read_dir(folder.path()).ok());
    let mut paths: Vec<_> = folders.flatten().flatten().map(|file| file.path()).collect();
    paths.sort();
    for path in paths {
        let mut bytes = std::fs::read(&path).expect("a sample can be read");
        bytes.truncate(MOST_BYTES);
        seeds.push(bytes);
    }
    seeds
}

const CONTENT: &str = "<o:d xmlns:t=\"t\"><t:table t:name=\"A\"><t:table-row><t:table-cell><x:p>D\
     ate\
     </x:p></t:table-cell><t:table-cell><x:p>Amount</x:p></t:table-cell></t:table-row><t:table-row>\
     <t:table-cell o:date-value=\"2026-01-02\"/><t:table-cell o:value=\"-1.5\"/></t:table-row>\
     <t:table-row t:number-rows-repeated=\"99\"><t:table-cell t:number-columns-repeated=\"9\"/>\
     </t:table-row></t:table></o:d>";

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t>\
     </is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Amount</t></is></c></row><row r=\"2\"><c r=\"A2\" \
     t=\"d\"><v>2026-01-02</v></c><c r=\"B2\"><v>-1.5</v></c></row></sheetData></worksheet>";

/// A workbook whose sheet is changed at random; the container around it is sound.
fn workbook(dice: &mut Dice) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"{id}\" Type=\"{office}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let files: Vec<(&str, Vec<u8>)> = match dice.roll(2) {
        0 => vec![
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            ("content.xml", mutated(CONTENT.as_bytes(), dice)),
        ],
        _ => vec![
            ("_rels/.rels", related("r1", "officeDocument", "xl/workbook.xml").into_bytes()),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"A\" sheetId=\"1\" \
                     r:id=\"r1\"/></sheets></workbook>"
                )
                .into_bytes(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                related("r1", "worksheet", "worksheets/sheet1.xml").into_bytes(),
            ),
            ("xl/worksheets/sheet1.xml", mutated(SHEET.as_bytes(), dice)),
        ],
    };
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(&content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The most memory this process has held, in megabytes, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

#[test]
fn files_changed_at_random_never_panic_hang_or_lose_a_record() {
    let inputs = std::env::var("FUZZ_INPUTS").ok().and_then(|count| count.parse().ok());
    let inputs: u64 = inputs.unwrap_or(20_000);
    let mapping: Mapping = profile::from_json(
        r#"{"date_fmt": "%d/%m/%Y", "amount": ["DC", 2, 3], "decimal_mark": ".", "balance": 4}"#,
    )
    .unwrap();
    // What calamine does to damaged workbooks is caught by the reader and need not be shown.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("calamine")) {
            usual(panic);
        }
    }));
    let seeds = seeds();
    if seeds.len() == SEEDS.len() {
        println!("the shared samples are not beside the repository; seven small files stand in");
    }
    let (mut slowest, mut slow) = (Duration::ZERO, 0);
    let mut formats: Vec<(Format, u64, u64)> = Vec::new();
    for run in 0..inputs {
        let mut dice = Dice(run);
        let seed = &seeds[dice.roll(seeds.len())];
        let bytes = match dice.roll(20) {
            0 => workbook(&mut dice),
            _ => mutated(seed, &mut dice),
        };
        let told = Some(&mapping).filter(|_| dice.roll(4) == 0);
        let begun = Instant::now();
        let reading = statements::read(&bytes, told, None);
        let took = begun.elapsed();
        if took > slowest {
            (slowest, slow) = (took, run);
        }
        hold(&reading, &|| format!("run {run}: {}", String::from_utf8_lossy(&bytes)));
        let place = formats.iter().position(|(format, ..)| *format == reading.format);
        let place = place.unwrap_or_else(|| {
            formats.push((reading.format, 0, 0));
            formats.len() - 1
        });
        formats[place].1 += 1;
        formats[place].2 += u64::from(reading.accepted() > 0);
    }
    for (format, read, lines) in &formats {
        println!("{:<10} {read:>8} inputs, {lines:>8} of them still with lines", format.name());
    }
    let memory = most_memory().map_or("unknown".to_owned(), |megabytes| format!("{megabytes} MB"));
    println!("{inputs} inputs, slowest {slowest:?} (run {slow}), most memory {memory}");
    assert!(slowest < Duration::from_secs(1), "run {slow} took {slowest:?}");
    assert!(most_memory().is_none_or(|megabytes| megabytes < 1_024));
    assert!(formats.iter().filter(|(.., lines)| *lines > 0).count() >= 7);
}
