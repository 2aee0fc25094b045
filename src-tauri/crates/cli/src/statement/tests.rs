use super::*;

fn written(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("quittance-cli-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_statement_is_told_with_amounts_as_decimal_strings() {
    let path = written("one.csv", b"Date,Description,Amount\n2026-03-02,Rent,-1200.5\n");
    let told = inspect(&path, None).unwrap();
    assert_eq!(told["outcome"], "import");
    assert_eq!(told["accounts"][0]["transactions"][0]["amount"], "-1200.50");
    assert_eq!(told["accounts"][0]["transactions"][0]["date"], "2026-03-02");
}

#[test]
fn an_open_question_is_answered_by_a_mapping() {
    let path = written("ask.csv", b"Date,Description,Amount\n2/3/2026,Rent,-5.00\n");
    let asked = inspect(&path, None).unwrap();
    assert_eq!(asked["outcome"], "must_ask");
    assert_eq!(asked["questions"][0]["kind"], "date_order");
    let told = inspect(&path, Some(r#"{"date_fmt": "%d/%m/%Y"}"#)).unwrap();
    assert_eq!(told["accounts"][0]["transactions"][0]["date"], "2026-03-02");
}

#[test]
fn what_cannot_be_opened_is_one_clear_sentence() {
    let folder = std::env::temp_dir();
    assert!(inspect(&folder, None).unwrap_err().contains("is a folder"));
    assert!(inspect(&folder.join("no such file.ofx"), None).unwrap_err().contains("no file"));
    let path = written("x.csv", b"a,b\n");
    assert_eq!(inspect(&path, Some("{")).unwrap_err(), "the mapping is not a JSON object");
}

#[test]
fn a_hundred_megabytes_of_noise_are_refused() {
    let path = written("noise.bin", b"");
    File::options().write(true).open(&path).unwrap().set_len(100 << 20).unwrap();
    let told = inspect(&path, None).unwrap();
    fs::remove_file(path).unwrap();
    assert_eq!(told["outcome"], "refuse");
    assert!(told["reason"].as_str().unwrap().contains("no table of rows"), "{told}");
}

#[test]
fn a_folder_gives_a_row_for_each_file() {
    let folder = written("x", b"").with_file_name("table");
    fs::create_dir_all(folder.join("inner")).unwrap();
    fs::write(folder.join("a.qif"), "!Type:Bank\nD31/12/2026\nT5.00\n^\n").unwrap();
    fs::write(folder.join("inner/b.csv"), "Date,Text,Amount\n2/3/2026,Rent,-5.00\n").unwrap();
    let told = table(&folder).unwrap();
    let rows: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(rows.len(), 2, "{told}");
    assert!(rows[0].starts_with("qif       import ") && rows[0].ends_with(" a.qif"), "{told}");
    assert!(rows[1].ends_with(" inner/b.csv (date_order)"), "{told}");
    assert!(table(&folder.join("missing")).is_err());
}

#[test]
fn a_table_larger_than_a_statement_may_be_is_counted_and_summed_in_bounded_memory() {
    let path = written("large.csv", b"Date,Description,Amount\n");
    let row = "2026-03-02,A client with a name that is long enough to fill the file,-1.25\n";
    let block = row.repeat(10_000);
    let mut file = File::options().append(true).open(&path).unwrap();
    for _ in 0..95 {
        std::io::Write::write_all(&mut file, block.as_bytes()).unwrap();
    }
    let told = inspect(&path, None).unwrap();
    fs::remove_file(path).unwrap();
    assert_eq!((&told["outcome"], &told["count"]), (&json!("import"), &json!(950_000)));
    assert_eq!(told["sum"], "-1187500.00");
}
