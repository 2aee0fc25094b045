//! Writes a statement of 50,000 transactions to the path it is given and says how fast it is read,
//! so that other programs can be measured on the very same file.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many transactions; what the table of performance names.
const TRANSACTIONS: u32 = 50_000;

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() {
    let path = std::env::args().nth(1).expect("use: throughput FILE");
    let text = statement();
    std::fs::write(&path, &text).expect("the file can be written");
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            let from = Instant::now();
            let reading = statements::read(text.as_bytes(), None, None);
            assert_eq!(reading.accepted(), 50_000);
            from.elapsed()
        })
        .collect();
    times.sort();
    let micros = times[times.len() / 2].as_micros();
    let rate = u128::from(TRANSACTIONS) * 1_000_000 / micros.max(1);
    println!("quittance, read and every line checked|{TRANSACTIONS}|{micros}|{rate}");
}

/// An OFX 1.0.2 statement as a bank writes it, on one line for each transaction.
fn statement() -> String {
    let mut out = String::from(
        "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n\
         CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX>\
         <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260101\
         <LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0\
         <SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>121000248<ACCTID>12345678\
         <ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20250101<DTEND>20251231\r\n",
    );
    for n in 0..TRANSACTIONS {
        let (month, day) = (1 + n / 4_200, 1 + n % 28);
        let sign = if n % 3 == 0 { "" } else { "-" };
        let _ = write!(
            out,
            "<STMTTRN><TRNTYPE>{}<DTPOSTED>2025{month:02}{day:02}120000<TRNAMT>{sign}{}.{:02}\
             <FITID>2025{n:08}<NAME>CLIENT NUMBER {}<MEMO>INVOICE 2025-{:05}</STMTTRN>\r\n",
            if sign.is_empty() { "CREDIT" } else { "DEBIT" },
            10 + n % 990,
            n % 100,
            n % 777,
            n % 99_999,
        );
    }
    out.push_str(
        "</BANKTRANLIST><LEDGERBAL><BALAMT>1000.00<DTASOF>20251231</LEDGERBAL></STMTRS></STMTTRNRS>\
         </BANKMSGSRSV1></OFX>\r\n",
    );
    out
}
