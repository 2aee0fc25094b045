use domain::reading::{Block, Row};

use super::reading::{escaped, html, text};

#[test]
fn every_character_that_means_something_in_html_is_escaped() {
    let said = escaped("<a href=\"x\">'&amp;'</a>\u{0}\u{7}\r\n");
    assert_eq!(said, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;\n");
}

#[test]
fn the_text_is_what_a_browser_reads() {
    let blocks = [
        Block::Heading { level: 1, text: "A & B <c>".to_owned() },
        Block::Paragraph("One.\r\n\r\nTwo &lt; three.".to_owned()),
        Block::Clause {
            number: "1.1".to_owned(),
            id: "PART".to_owned(),
            heading: "The parties".to_owned(),
            text: "We.\n\nYou.".to_owned(),
            terms: vec![("From".to_owned(), "today".to_owned())],
        },
        Block::Table {
            head: vec!["What".to_owned(), "How much".to_owned()],
            rows: vec![Row {
                cells: vec!["Books".to_owned(), "820.00".to_owned()],
                sub_line: "Both".to_owned(),
                total: false,
            }],
            note: "Dollars".to_owned(),
        },
    ];
    assert_eq!(
        text(&blocks),
        "A & B <c>One.Two &lt; three.1.1 PARTThe parties. We.You.From todayWhatHow muchBooks \
         Both820.00Dollars"
    );
    assert!(html(&blocks).starts_with("<h2>A &amp; B &lt;c&gt;</h2><p>One.</p>"));
}
