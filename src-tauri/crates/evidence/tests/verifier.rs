//! The verifier in a real Chromium: it says what the library says, in the same words. The scripts
//! of both pages are held against the library and the standards.

use std::fs;

use evidence::bundle::{Verdict, verify as check};
use evidence::pack::{Amounts, Choice, totals};
use evidence::{sha256_hex, verifier};
use serde_json::{Value, json};

use crate::browser::{assert_accessible, assert_fits};
use crate::bundles::{JOURNALS, REPACKED, STRUCTURE, packed, parts, with_journal};
use crate::driver::{Browser, Screen, root};
use crate::kit::{evidence as whole, key, pack};

/// A page that runs parts of the pages' scripts and gives back what `script` says.
fn with_scripts(browser: &Browser, files: &[&str], script: &str) -> Value {
    let folder = root().join("src-tauri/crates/evidence/src");
    let parts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(folder.join(file)).expect("a script of ours"))
        .collect();
    browser.look(&format!("{}\n{script}", parts.join("\n")))
}

#[test]
fn the_pages_sums_hashes_and_seals_are_those_of_the_library() {
    let pack = pack();
    let browser = Browser::start("parity", Screen::Desk);
    browser.open("empty.html", "<!DOCTYPE html><title>Empty</title>");
    let mut all = Vec::new();
    for option in ["opt-1", "opt-2"] {
        for add_ons in [&[][..], &["add-1099"], &["add-review"], &["add-1099", "add-review"]] {
            let add_ons = add_ons.iter().map(|id| (*id).to_owned()).collect();
            all.push(Choice { option: Some(option.to_owned()), add_ons });
        }
    }
    let ours: Vec<Amounts> =
        all.iter().map(|choice| totals(&pack, choice).expect("a possible choice")).collect();
    let script = format!(
        "const terms = {}; return {}.map((choice) => totalsOf(terms, choice))",
        json!(pack.terms()),
        json!(all)
    );
    let theirs = with_scripts(&browser, &["pack/money.js"], &script);
    assert_eq!(theirs, json!(ours));
    let shown = "return [[0, 2], [-5, 2], [123450, 2], [-100000000, 2], [1234, 0]]\
                 .map(([minor, digits]) => shown(minor, digits))";
    let shown = with_scripts(&browser, &["pack/money.js"], shown);
    assert_eq!(shown, json!(["0.00", "\u{2212}0.05", "1,234.50", "\u{2212}1,000,000.00", "1,234"]));
    let lengths = [0_usize, 1, 55, 56, 63, 64, 65, 119, 120, 1_000_000];
    let script =
        format!("return {}.map((n) => sha256Hex(new Uint8Array(n).fill(97)))", json!(lengths));
    let theirs = with_scripts(&browser, &["script/hash.js"], &script);
    let ours: Vec<String> = lengths.iter().map(|n| sha256_hex(&vec![b'a'; *n])).collect();
    assert_eq!(theirs, json!(ours));
    // RFC 4231, tests 2 and 1; FIPS 180-4's example for SHA-512; RFC 8032, 7.1, test 3.
    let script = "const key = unhex('c5aa8df43f9f837bedb7442f31dcb7b1\
66d38535076f094b85ce3a2e0b4458f7');\
        const open = unhex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025');\
        const seal = unhex('6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a');\
        const said = unhex('af82'); const changed = seal.slice(); changed[40] ^= 1;\
        const high = seal.slice(); high[63] |= 0xf0;\
        const weak = new Uint8Array(32); weak[0] = 1;\
        return [hex(hmac(utf8('Jefe'), utf8('what do ya want for nothing?'))),\
        hex(hmac(new Uint8Array(20).fill(11), utf8('Hi There'))), hex(sha512(utf8('abc'))),\
        sealFits(open, said, seal), sealFits(open, said, changed), sealFits(open, said, high),\
        sealFits(open, unhex('af83'), seal), sealFits(key, said, seal),\
        sealFits(weak, said, new Uint8Array(64))]";
    let theirs = with_scripts(&browser, &["script/hash.js", "verifier/curve.js"], script);
    assert_eq!(
        theirs,
        json!([
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
             2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            true,
            false,
            false,
            false,
            false,
            false
        ])
    );
}

/// What the verifier's page says about a file, as the report of the library is written.
fn said_by_the_page(browser: &Browser, name: &str, zip: &[u8]) -> Value {
    browser.look("document.getElementById('working').textContent = ''");
    browser.pick("file", name, zip);
    browser.wait("return document.getElementById('working').textContent.startsWith('Checked')");
    browser.look(
        "return [document.getElementById('summary').textContent.slice(2), \
         [...document.querySelectorAll('#findings li')].map((line) => [line.className, \
         line.querySelector('.subject').textContent, line.querySelector('.said').textContent])]",
    )
}

fn said_by_the_library(zip: &[u8], expected: Option<&str>) -> Value {
    let report = check(zip, expected);
    let verdict = |verdict| match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::Note => "note",
    };
    let lines = report.findings.iter().map(|it| json!([verdict(it.verdict), it.subject, it.text]));
    json!([report.summary, lines.collect::<Vec<_>>()])
}

#[test]
fn the_verifier_says_of_every_pack_what_the_library_says() {
    let browser = Browser::start("verifier", Screen::Desk);
    browser.night(false);
    browser.open("verify.html", verifier());
    assert_accessible(&browser, "the verifier");
    browser.picture("verifier-open");
    let mut cases = vec![("whole".to_owned(), whole())];
    for (what, change, _) in REPACKED {
        let mut inside = parts(&whole());
        change(&mut inside);
        cases.push((what.to_owned(), packed(&inside)));
    }
    for (what, surgery, _) in STRUCTURE {
        cases.push((what.to_owned(), surgery(whole())));
    }
    for (what, surgery, _) in JOURNALS {
        cases.push((what.to_owned(), with_journal(surgery)));
    }
    for part in 0..16 {
        let mut zip = whole();
        let at = zip.len() * part / 16 + 5;
        zip[at] ^= 0x20;
        cases.push((format!("byte {at}"), zip));
    }
    for (at, (what, zip)) in cases.iter().enumerate() {
        let page = said_by_the_page(&browser, &format!("case-{at}.zip"), zip);
        assert_eq!(page, said_by_the_library(zip, None), "{what}");
        if what == "whole" || what == "letter" {
            assert_accessible(&browser, what);
            browser.picture(&format!("verifier-{what}"));
        }
    }
    browser.night(true);
    browser.picture("verifier-dark");
    browser.assert_quiet();
}

#[test]
fn the_verifier_compares_the_fingerprint_and_works_on_a_phone() {
    let browser = Browser::start("verifier-phone", Screen::Phone);
    browser.night(false);
    browser.open("verify.html", verifier());
    let fingerprint = key().fingerprint();
    browser.fill("expected", &fingerprint.to_uppercase());
    let right = said_by_the_page(&browser, "whole.zip", &whole());
    assert_eq!(right, said_by_the_library(&whole(), Some(&fingerprint)));
    assert_fits(&browser);
    browser.picture("verifier-phone");
    browser.fill("expected", "0");
    let wrong = said_by_the_page(&browser, "whole-2.zip", &whole());
    assert_eq!(wrong, said_by_the_library(&whole(), Some(&format!("{fingerprint}0"))));
    browser.assert_quiet();
}
