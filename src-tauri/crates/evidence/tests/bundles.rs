//! Evidence packs: whole ones are right, and whatever is changed is named.

use std::io::{Cursor, Read, Write};

use evidence::bundle::{
    BundleError, File, JOURNAL, MANIFEST, README, Report, SEAL, VERIFIER, Verdict, build,
    journal_file, verify,
};
use evidence::seal::Key;
use proptest::prelude::*;

use crate::kit::{evidence, facts, files, head, journal, key};

/// What is wrong, as `subject key`.
pub(crate) fn wrong(report: &Report) -> Vec<String> {
    let wrong = report.findings.iter().filter(|it| it.verdict == Verdict::Wrong);
    wrong.map(|it| format!("{} {}", it.subject, it.key)).collect()
}

#[test]
fn a_whole_pack_is_right_and_the_same_every_time() {
    let zip = evidence();
    assert_eq!(zip, evidence());
    let report = verify(&zip, Some(&key().fingerprint()));
    assert!(report.right, "{report:#?}");
    let size = format!("{} bytes", evidence::verifier().len());
    let said = report.to_string().replace(&key().fingerprint(), "(64 digits)");
    expect_test::expect![[r#"
        Everything here is as it was sealed.
          Practice: Halden Ledger Accounting LLC
          Client: Alder Bakery LLC
          Agreement: EL-0042
          Made: 2026-11-23 09:00 UTC
          Fingerprint: (64 digits)
        right  ZIP: The ZIP is as it was written.
        right  Seal: The seal over the list is that of the key (64 digits).
        right  Seal: It is the key you expect.
        right  README.txt: Unchanged, 872 bytes.
        right  verify.html: Unchanged, (so many) bytes.
        right  letter.pdf: Unchanged, 60009 bytes.
        right  certificate.pdf: Unchanged, 20 bytes.
        right  maya.quittance-acceptance: Unchanged, 1577 bytes.
        right  messages/2026-11-21.eml: Unchanged, 25 bytes.
        right  journal.jsonl: Unchanged, 1203 bytes.
        right  journal.jsonl: The journal's chain holds from entry 1 to 4: 3 shown, 1 withheld.
        right  certificate.pdf: States the hash of letter.pdf as it is.
        right  maya.quittance-acceptance: Answers the letter letter.pdf.
    "#]]
    .assert_eq(&said.replace(&size, "(so many) bytes"));
}

#[test]
fn other_programs_open_it() {
    let mut archive = zip::ZipArchive::new(Cursor::new(evidence())).expect("a ZIP");
    let mut letter = Vec::new();
    let mut entry = archive.by_name("letter.pdf").expect("the letter");
    entry.read_to_end(&mut letter).expect("its checksum is right");
    assert_eq!(letter, files()[0].bytes);
}

/// A file inside a ZIP: its name and content.
pub(crate) type Part = (String, Vec<u8>);

/// The files inside a ZIP of ours.
pub(crate) fn parts(zip: &[u8]) -> Vec<Part> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a ZIP");
    let mut out = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a stored entry");
        out.push((entry.name().to_owned(), bytes));
    }
    out
}

fn u16s(n: usize) -> [u8; 2] {
    u16::try_from(n).expect("small").to_le_bytes()
}

fn u32s(n: usize) -> [u8; 4] {
    u32::try_from(n).expect("small").to_le_bytes()
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// These files as a ZIP written the way ours are, whatever their names.
pub(crate) fn packed(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let at = out.len();
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        common.extend(crc(bytes).to_le_bytes());
        for size in [bytes.len(), bytes.len()] {
            common.extend(u32s(size));
        }
        common.extend(u16s(name.len()));
        common.extend([0, 0]);
        out.extend([b"PK\x03\x04".as_slice(), &common, name.as_bytes(), bytes].concat());
        let fixed = [b"PK\x01\x02\x14\0".as_slice(), &common, &[0; 10], &u32s(at)].concat();
        list.extend([fixed.as_slice(), name.as_bytes()].concat());
    }
    let (count, size, at) = (u16s(parts.len()), u32s(list.len()), u32s(out.len()));
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &at, &[0, 0]].concat();
    [out, list, end].concat()
}

#[test]
fn the_kits_own_zips_are_those_of_the_library() {
    assert_eq!(packed(&parts(&evidence())), evidence());
}

/// What was done to the files before they were packed again.
type Change = fn(&mut Vec<Part>);

fn content<'a>(parts: &'a mut [Part], name: &str) -> &'a mut Vec<u8> {
    &mut parts.iter_mut().find(|(other, _)| other == name).expect("a file of that name").1
}

fn last(parts: &mut [Part], name: &str) {
    let bytes = content(parts, name);
    let at = bytes.len() - 2;
    bytes[at] ^= 1;
}

/// Files changed, packed again in our own way, without the key.
pub(crate) const REPACKED: [(&str, Change, &[&str]); 17] = [
    (
        "letter",
        |p| last(p, "letter.pdf"),
        &[
            "letter.pdf file_changed",
            "certificate.pdf stated_wrong",
            "maya.quittance-acceptance accepts_wrong",
        ],
    ),
    ("certificate", |p| last(p, "certificate.pdf"), &["certificate.pdf file_changed"]),
    ("message", |p| last(p, "messages/2026-11-21.eml"), &["messages/2026-11-21.eml file_changed"]),
    ("readme", |p| last(p, README), &["README.txt file_changed"]),
    ("verifier", |p| last(p, VERIFIER), &["verify.html file_changed"]),
    (
        "answer",
        |p| content(p, "maya.quittance-acceptance")[0] = b' ',
        &["maya.quittance-acceptance file_changed", "maya.quittance-acceptance accepts_unreadable"],
    ),
    ("cut", |p| content(p, "certificate.pdf").truncate(9), &["certificate.pdf file_cut"]),
    ("grown", |p| content(p, "certificate.pdf").push(0), &["certificate.pdf file_grown"]),
    ("gone", |p| p.retain(|(name, _)| name != README), &["README.txt file_missing"]),
    ("added", |p| p.push(("more.txt".to_owned(), vec![1])), &["more.txt file_added"]),
    (
        "renamed",
        |p| p[0].0 = "README.md".to_owned(),
        &["README.txt file_missing", "README.md file_added"],
    ),
    ("list", |p| last(p, MANIFEST), &["List list_damaged"]),
    ("list gone", |p| p.retain(|(name, _)| name != MANIFEST), &["List list_missing"]),
    ("list's words", |p| other_client(p), &["Seal seal_wrong"]),
    ("seal", |p| content(p, SEAL)[0] = b'x', &["Seal seal_damaged"]),
    ("seal's digit", |p| other_digit(content(p, SEAL)), &["Seal seal_wrong"]),
    ("seal gone", |p| p.retain(|(name, _)| name != SEAL), &["Seal seal_missing"]),
];

fn other_digit(seal: &mut [u8]) {
    seal[7] = if seal[7] == b'0' { b'1' } else { b'0' };
}

fn other_client(parts: &mut [Part]) {
    let list = content(parts, MANIFEST);
    let text = String::from_utf8(list.clone()).expect("text");
    *list = text.replace("Alder Bakery", "Other Bakery").into_bytes();
}

#[test]
fn changed_files_are_named_with_the_reason() {
    for (what, change, expected) in REPACKED {
        let mut inside = parts(&evidence());
        change(&mut inside);
        let report = verify(&packed(&inside), None);
        assert!(!report.right);
        assert_eq!(wrong(&report), expected, "{what}");
    }
}

/// What was done to the bytes of the ZIP itself.
type Surgery = fn(Vec<u8>) -> Vec<u8>;

/// The ZIP's own structure changed.
pub(crate) const STRUCTURE: [(&str, Surgery, &str); 14] = [
    ("nothing", |_| Vec::new(), "ZIP zip_not"),
    ("not a ZIP", |_| b"Hello".to_vec(), "ZIP zip_not"),
    ("cut in a file", |z| z[..3_000].to_vec(), "ZIP zip_cut"),
    ("cut in a header", |z| z[..10].to_vec(), "ZIP zip_cut"),
    ("cut in a name", |z| z[..33].to_vec(), "ZIP zip_cut"),
    ("cut at the end", |z| z[..z.len() - 1].to_vec(), "ZIP zip_changed"),
    ("more at the end", |z| [z, vec![0]].concat(), "ZIP zip_changed"),
    ("a date", |z| with(z, 11, 1), "ZIP zip_changed"),
    ("a checksum", |z| with(z, 14, 1), "ZIP zip_changed"),
    ("a method", |z| with(z, 8, 8), "ZIP zip_changed"),
    ("an impossible size", |z| with(with(z, 21, 0xff), 25, 0xff), "ZIP zip_cut"),
    ("a name that climbs", |_| packed(&[("../x".to_owned(), vec![])]), "ZIP zip_name"),
    ("a name of another system", |_| packed(&[("a\\b".to_owned(), vec![])]), "ZIP zip_name"),
    ("two of one name", twice, "ZIP zip_twice"),
];

fn with(mut zip: Vec<u8>, at: usize, byte: u8) -> Vec<u8> {
    zip[at] ^= byte;
    zip
}

fn twice(zip: Vec<u8>) -> Vec<u8> {
    let mut inside = parts(&zip);
    inside.insert(0, ("README.txt".to_owned(), b"Other words".to_vec()));
    packed(&inside)
}

#[test]
fn a_changed_zip_is_refused_where_it_was_changed() {
    for (what, surgery, expected) in STRUCTURE {
        let report = verify(&surgery(evidence()), None);
        assert_eq!(wrong(&report).first().map(String::as_str), Some(expected), "{what}");
    }
}

#[test]
fn a_pack_unpacked_and_packed_again_by_another_program_is_noticed() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts(&evidence()) {
        writer.start_file(name, stored).expect("a file");
        writer.write_all(&bytes).expect("memory");
    }
    let zip = writer.finish().expect("a ZIP").into_inner();
    assert_eq!(wrong(&verify(&zip, None)), ["ZIP zip_changed"]);
}

#[test]
fn names_in_a_pack_do_not_steer_the_terminal() {
    let mut inside = parts(&evidence());
    let list = content(&mut inside, MANIFEST);
    let text = String::from_utf8(list.clone()).expect("text");
    *list = text.replace("Alder Bakery", "Alder \\u001b[2J\\nBakery").into_bytes();
    let said = verify(&packed(&inside), None).to_string();
    assert!(said.contains("Client: Alder \u{fffd}[2J\u{fffd}Bakery LLC"), "{said}");
}

#[test]
fn countless_files_are_not_read() {
    let many: Vec<Part> = (0..2_001).map(|at| (format!("f{at}"), Vec::new())).collect();
    assert_eq!(wrong(&verify(&packed(&many), None))[0], "ZIP zip_many");
}

#[test]
fn another_key_is_noticed_by_whoever_knows_the_right_one() {
    let files = files();
    let other = Key::from_bytes([8; 32]);
    let zip = build(&facts(&files), &files, &other).expect("good files");
    assert!(verify(&zip, None).right);
    assert_eq!(wrong(&verify(&zip, Some(&key().fingerprint()))), ["Seal seal_other"]);
    let spaced = key().fingerprint().to_uppercase().replace('A', " A ");
    assert!(verify(&evidence(), Some(&spaced)).right);
}

/// The journal's extract changed before it was sealed, by whoever holds the key.
pub(crate) const JOURNALS: [(&str, Surgery, &str); 8] = [
    ("words", |j| replaced(&j, "Step 2", "Step X"), "journal_altered"),
    ("an entry gone", |j| without(&j, 1), "journal_gap"),
    ("the first gone", |j| without(&j, 0), "journal_right"),
    ("the last gone", |j| without(&j, 3), "journal_head"),
    ("a place", |j| replaced(&j, "\"seq\":3}", "\"seq\":\"3\"}"), "journal_unreadable"),
    ("another beginning", |j| replaced(&j, &"0".repeat(64), &"1".repeat(64)), "journal_broken"),
    ("no entry", |_| Vec::new(), "journal_empty"),
    ("prose", |_| b"Dear Ruth\n".to_vec(), "journal_unreadable"),
];

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
}

fn without(bytes: &[u8], line: usize) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let kept = text.lines().enumerate().filter(|(at, _)| *at != line);
    kept.map(|(_, line)| format!("{line}\n")).collect::<String>().into_bytes()
}

/// The evidence with another journal inside, sealed anew.
pub(crate) fn with_journal(surgery: Surgery) -> Vec<u8> {
    let mut files: Vec<File> = files();
    let extract = files.iter_mut().find(|file| file.name == JOURNAL).expect("the journal");
    extract.bytes = surgery(journal_file(&journal()));
    build(&facts(&files), &files, &key()).expect("good files")
}

#[test]
fn the_journals_chain_breaks_where_it_was_altered() {
    for (what, surgery, expected) in JOURNALS {
        let report = verify(&with_journal(surgery), None);
        let mut of_journal = report.findings.iter().filter(|it| it.subject == JOURNAL);
        assert!(of_journal.any(|it| it.key == expected), "{what}: {report:#?}");
    }
}

#[test]
fn the_journal_is_missed_when_the_list_names_its_end() {
    let files: Vec<File> = files().into_iter().filter(|file| file.name != JOURNAL).collect();
    let mut facts = facts(&files);
    let zip = build(&facts, &files, &key()).expect("good files");
    assert_eq!(wrong(&verify(&zip, None)), ["journal.jsonl journal_missing"]);
    facts.journal_head = String::new();
    assert!(verify(&build(&facts, &files, &key()).expect("good files"), None).right);
    assert_eq!(head(&journal()).len(), 64);
}

#[test]
fn files_with_names_that_mean_other_things_are_not_packed() {
    let packed = |name: &str| {
        let file = File { name: name.to_owned(), bytes: Vec::new(), what: String::new() };
        let mut all = files();
        all.push(file);
        build(&facts(&all), &all, &key()).map(|_| ())
    };
    for name in ["", "../x", "/x", "a//b", "a/.", ".x", "x.", " x", "a\\b", "caf\u{e9}", "a:b"] {
        assert_eq!(packed(name), Err(BundleError::Name(name.to_owned())), "{name}");
    }
    for name in ["letter.pdf", "LETTER.PDF", "manifest.json", "verify.html"] {
        assert_eq!(packed(name), Err(BundleError::Twice(name.to_owned())), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn one_altered_byte_of_a_pack_is_always_noticed(at in any::<usize>(), mask in 1_u8..=255) {
        let mut zip = evidence();
        let at = at % zip.len();
        zip[at] ^= mask;
        prop_assert!(!verify(&zip, None).right, "byte {} with {:#x}", at, mask);
    }

    #[test]
    fn one_altered_byte_after_the_letter_is_always_noticed(at in 0_usize..9_000, mask in 1_u8..) {
        let mut zip = evidence();
        let at = zip.len() - 1 - at;
        zip[at] ^= mask;
        prop_assert!(!verify(&zip, None).right, "byte {} with {:#x}", at, mask);
    }

    #[test]
    fn checking_never_panics(
        start in any::<bool>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let mark: &[u8] = if start { b"PK\x03\x04" } else { b"" };
        verify(&[mark, &bytes].concat(), None);
    }

    #[test]
    fn checking_a_cut_pack_never_panics_and_never_says_right(at in any::<usize>()) {
        let zip = evidence();
        prop_assert!(!verify(&zip[..at % zip.len()], None).right);
    }
}
