use super::*;

fn cells(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let table = rows(text, delimiter).unwrap();
    let owned = |row: &Row| row.cells.iter().map(|cell| cell.to_string()).collect();
    table.rows.iter().map(owned).collect()
}

#[test]
fn cells_are_split_as_spreadsheets_split_them() {
    assert_eq!(cells("a,b\nc,\"d,e\"\n", ','), [["a", "b"], ["c", "d,e"]]);
    assert_eq!(cells("a;\"b \"\"c\"\"\"\r\nd;e", ';'), [["a", "b \"c\""], ["d", "e"]]);
    assert_eq!(cells("=\"0234\";x", ';'), [["0234", "x"]]);
    assert_eq!(cells("a,\"b\nc\" ,d", ','), [["a", "b\nc", "d"]]);
    assert_eq!(cells("a,b\rc,d", ','), [["a", "b"], ["c", "d"]]);
    assert_eq!(cells("a,\"5\" pipe\",c", ','), [["a", "5\" pipe", "c"]]);
}

#[test]
fn a_stray_quote_does_not_swallow_the_file() {
    assert_eq!(cells("a,\"b\nc,d\n", ','), [["a", "\"b"], ["c", "d"]]);
    let many = "\"x,".repeat(50_000);
    assert_eq!(rows(&many, ','), Err(TableError::TooWide(1)));
    let long = "\"x,y\n".repeat(50_000);
    assert!(rows(&long, ',').is_ok());
}

#[test]
fn lines_are_counted_through_quoted_breaks() {
    let table = rows("a,\"1\r\n2\r3\"\r\nb,c\n\nd,e", ',').unwrap();
    let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [1, 4, 5, 6]);
}

#[test]
fn the_delimiter_is_the_one_the_rows_agree_on() {
    assert_eq!(delimiter_of("a;b;c\n1,5;x;y\n2,5;x, z;y\n"), Some(';'));
    assert_eq!(delimiter_of("Account,1\nBalance,\"5,5\"\n\nd,t,a\n1,2,3\n4,5,6\n"), Some(','));
    assert_eq!(delimiter_of("a\tb, c\n1\t2\n"), Some('\t'));
    assert_eq!(delimiter_of("x|1\n"), Some('|'));
    assert_eq!(delimiter_of("nothing here\nat all\n"), None);
    assert_eq!(delimiter_of("sep=;\na;b\n"), Some(';'));
}

#[test]
fn too_many_columns_are_refused() {
    assert_eq!(rows(&",".repeat(10_000), ','), Err(TableError::TooWide(1)));
}
