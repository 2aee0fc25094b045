use crate::checks::{piped, words};
use crate::{Rendered, accounts, certificates, claims, invoices, languages, letters, receipts};

/// Every kind of document with its name.
pub(super) fn every_document() -> Vec<(&'static str, Rendered)> {
    vec![
        ("letter", letters::letter().render()),
        ("signed letter", letters::signed_letter().render()),
        ("invoice", invoices::invoice().render()),
        ("VAT invoice", invoices::vat_invoice().render()),
        ("quittance", receipts::quittance().render()),
        ("receipt", receipts::part_receipt().render()),
        ("credit note", accounts::credit_note().render()),
        ("statement", accounts::statement().render()),
        ("late charge", claims::late_charge().render()),
        ("hand-off", claims::hand_off().render()),
        ("reminder", claims::reminder().render()),
        ("reminders", claims::reminder().render_with(&[claims::reminder()])),
        ("certificate", certificates::certificate().render()),
    ]
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for ((name, first), (_, second)) in every_document().into_iter().zip(every_document()) {
        assert!(first == second, "{name} differs");
    }
}

#[test]
fn another_thread_without_memory_gives_the_same_bytes() {
    let here = invoices::invoice().render();
    let there = std::thread::spawn(|| invoices::invoice().render()).join().unwrap();
    assert!(here == there);
}

#[test]
fn qpdf_finds_nothing_to_complain_about() {
    let directory = std::env::temp_dir();
    for (at, (name, rendered)) in every_document().into_iter().enumerate() {
        // qpdf reads files only.
        let file = directory.join(format!("quittance-paper-{}-{at}.pdf", std::process::id()));
        std::fs::write(&file, &rendered.bytes).unwrap();
        let path = file.to_string_lossy().into_owned();
        let said = piped("qpdf", &["--check", &path], &[]);
        std::fs::remove_file(&file).unwrap();
        let Some(said) = said else { return };
        assert!(said.contains("No syntax or stream encoding errors found"), "{name}: {said}");
    }
}

/// Whoever prints on both sides must not find one client's debt on the back of another's letter.
#[test]
fn a_file_of_several_letters_asks_the_printer_for_one_side() {
    let file = std::env::temp_dir().join(format!("quittance-sides-{}.pdf", std::process::id()));
    for (others, asked) in [(vec![], false), (vec![claims::reminder()], true)] {
        std::fs::write(&file, &claims::reminder().render_with(&others).bytes).unwrap();
        let path = file.to_string_lossy().into_owned();
        let plain = ["--qdf", "--object-streams=disable", &path, "-"];
        let Some(text) = piped("qpdf", &plain, &[]) else { break };
        assert_eq!(text.contains("/Duplex /Simplex"), asked);
    }
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn every_face_is_embedded_in_part_and_has_its_text() {
    for (name, rendered) in every_document() {
        let Some(said) = piped("pdffonts", &["-"], &rendered.bytes) else {
            return;
        };
        let faces: Vec<&str> = said.lines().skip(2).collect();
        assert!(!faces.is_empty(), "{name}: {said}");
        for face in faces {
            let columns = words(face);
            let flags = &columns[columns.len() - 5..columns.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "{name}: {face}");
        }
    }
}

#[test]
fn text_is_extracted_in_reading_order() {
    let rendered = letters::letter().render();
    let Some(said) = piped("pdftotext", &["-raw", "-", "-"], &rendered.bytes) else {
        return;
    };
    let read = words(&said);
    let mut at = 0;
    for placed in rendered.boxes.iter().filter(|placed| placed.key.starts_with("PAY")) {
        let expected = words(&placed.text);
        let found = read[at..].windows(expected.len()).position(|window| window == expected);
        let found = found.unwrap_or_else(|| panic!("{} in {said}", placed.text));
        at += found + expected.len();
    }
    assert!(said.contains("office") || said.contains("first"), "ligatures read as letters");
    assert!(!said.contains('\u{fb01}') && !said.contains('\u{fffd}'));
}

#[test]
fn names_from_right_to_left_are_extracted_as_they_read() {
    let letters = languages::letters();
    let (_, letter) = letters.iter().find(|(name, _)| *name == "right-to-left").unwrap();
    let Some(said) = piped("pdftotext", &["-", "-"], &letter.render().bytes) else {
        return;
    };
    assert!(said.contains("שרה לוי") && said.contains("مخبز النور"), "{said}");
}

#[test]
fn the_file_says_what_it_is_and_when_it_was_made() {
    let rendered = invoices::invoice().render();
    let Some(said) = piped("pdfinfo", &["-"], &rendered.bytes) else {
        return;
    };
    assert!(said.contains("Invoice 2026-0147"), "{said}");
    assert!(said.contains("Halden Ledger Accounting LLC"), "{said}");
    assert!(said.contains("Nov 21"), "{said}");
}
