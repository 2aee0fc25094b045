use super::*;

#[test]
fn a_name_never_leaves_its_folder_or_hides_what_it_is() {
    let table = [
        ("Letter 2026-0042.pdf", "Letter 2026-0042.pdf"),
        ("../../.ssh/config", "ssh-config"),
        ("C:\\Windows\\a.pdf", "C--Windows-a.pdf"),
        ("a\r\nb\u{0}c.pdf", "a b c.pdf"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        (".bashrc", "bashrc"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.csv", "_LPT1.csv"),
        ("Contract.pdf", "Contract.pdf"),
        ("", "_"),
        ("...", "_"),
        ("Brief an Zoë – 株式会社.pdf", "Brief an Zoë – 株式会社.pdf"),
    ];
    for (given, made) in table {
        assert_eq!(safe(given), made, "{given:?}");
    }
}

#[test]
fn a_long_name_is_cut_between_letters_and_keeps_its_ending() {
    let made = safe(&format!("{}.pdf", "é".repeat(500)));
    assert!(made.len() <= LONGEST && made.ends_with("é.pdf"), "{made}");
    assert!(safe(&"x".repeat(500)).len() <= LONGEST);
}

#[test]
fn the_ending_tells_what_the_document_is() {
    assert_eq!(with_ending_of("scan.PDF", "application/pdf"), "scan.PDF");
    assert_eq!(with_ending_of("scan.exe", "application/pdf"), "scan.exe.pdf");
    assert_eq!(with_ending_of("scan", "image/jpeg"), "scan.jpg");
    assert_eq!(with_ending_of("scan.jpeg", "image/jpeg"), "scan.jpeg");
    assert_eq!(with_ending_of("notes.txt", "text/plain"), "notes.txt");
}

#[test]
fn only_kinds_that_cannot_run_are_opened() {
    assert!(is_viewed("application/pdf") && is_viewed("image/png") && is_viewed("image/jpeg"));
    assert!(!is_viewed("text/html") && !is_viewed("image/svg+xml") && !is_viewed(""));
    assert!(is_table("clients.csv") && !is_table("clients.csv.exe") && !is_table("csv"));
}

#[test]
fn copies_are_numbered_before_the_ending() {
    assert_eq!(numbered("letter.pdf", 1), "letter.pdf");
    assert_eq!(numbered("letter.pdf", 2), "letter (2).pdf");
    assert_eq!(numbered("letter", 3), "letter (3)");
}
