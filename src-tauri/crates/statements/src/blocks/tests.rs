use super::*;

/// A table of so many rows of -1.00, with a quoted line break in every seventh.
fn table(rows: usize) -> Vec<u8> {
    let mut out = b"Date,Description,Amount\n".to_vec();
    for n in 0..rows {
        let (month, day) = (1 + n % 12, 1 + n % 28);
        let words = if n % 7 == 0 { "\"two\nlines, and a comma\"" } else { "one line" };
        out.extend(format!("2026-{month:02}-{day:02},{words},-1.00\n").into_bytes());
    }
    out
}

#[test]
fn a_file_of_many_blocks_gives_every_row_once_with_its_place() {
    let bytes = table(650_000);
    assert!(bytes.len() > 2 * BLOCK_BYTES);
    let (mut blocks, mut last) = (0, 0);
    let totals = read(bytes.as_slice(), None, None, &mut |reading| {
        blocks += 1;
        last = reading.accounts[0].lines.last().map_or(0, |line| line.line);
        assert!(reading.rejected.is_empty(), "{:?}", reading.rejected.first());
    });
    let totals = totals.unwrap();
    assert!(blocks >= 3);
    assert_eq!(totals.accepted, 650_000);
    assert_eq!(totals.sum, Some(Exact::new(-650_000, 0)));
    assert_eq!((totals.skipped, totals.rejected), (1, 0));
    assert_eq!(totals.records, 650_001);
    // The last row begins on the last line but one.
    assert_eq!(last + 1, totals.lines);
}

#[test]
fn a_question_of_the_first_block_ends_the_reading() {
    let text = "Date,Description,Amount\n01/02/2026,Ada,-5.00\n02/03/2026,Bo,-6.00\n";
    let mut asked = 0;
    let totals = read(text.as_bytes(), None, None, &mut |reading| asked = reading.questions.len());
    assert_eq!((asked, totals.unwrap().accepted), (1, 0));
}

#[test]
fn what_is_no_table_is_refused() {
    let mut refusal = None;
    let ofx = b"OFXHEADER:100\n<OFX><STMTTRN>".as_slice();
    read(ofx, None, None, &mut |reading| refusal = reading.refusal.clone()).unwrap();
    assert!(refusal.unwrap().contains("no table of rows"));
}
