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
    assert_eq!(told["outcome"], "refuse");
    assert!(told["reason"].as_str().unwrap().contains("larger than 64 MB"));
    fs::remove_file(path).unwrap();
}
