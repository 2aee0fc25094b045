//! Checking an evidence pack. The page of the verifier does the same in the same order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::archive::{self, Entry};
use super::journal;
use super::manifest::{FORMAT, Manifest, VERSION, sealed};
use super::report::{Finding, Report, note, right, wrong};
use super::{JOURNAL, MANIFEST, SEAL};
use crate::hash::{sha256_hex, unhex};
use crate::seal;

const LIST: &str = "List";
const THE_SEAL: &str = "Seal";
const ZIP: &str = "ZIP";

/// The largest list that is read; one of 2,000 files takes half a megabyte.
const LARGEST_LIST: usize = 8 << 20;

/// The SHA-256 of every file, by name; each is computed once.
type Hashes<'a> = BTreeMap<&'a str, (usize, String)>;

/// Checks an evidence pack, byte for byte. `expected` is the fingerprint of the practice's key if
/// the reader knows it; blanks and capitals in it do not count. Never fails and never trusts: what
/// is wrong is among the findings.
pub fn verify(zip: &[u8], expected: Option<&str>) -> Report {
    let (entries, trouble) = archive::read(zip);
    let mut findings = vec![trouble.unwrap_or_else(|| right(ZIP, "zip_right", &[]))];
    let find = |name: &str| entries.iter().find(|entry| entry.name == name);
    let list = find(MANIFEST).map(|entry| entry.bytes);
    let manifest = match list.map(read_list) {
        None => Err(wrong(LIST, "list_missing", &[])),
        Some(read) => read,
    };
    let (manifest, list) = match (manifest, list) {
        (Ok(manifest), Some(list)) => (manifest, list),
        (Err(finding), _) => {
            findings.push(finding);
            return Report::new(Vec::new(), findings);
        }
        (Ok(_), None) => return Report::new(Vec::new(), findings),
    };
    findings.extend(the_seal(&manifest, list, find(SEAL), expected));
    let hash = |entry: &Entry<'_>| (entry.bytes.len(), sha256_hex(entry.bytes));
    let hashes: Hashes<'_> = entries.iter().map(|entry| (entry.name, hash(entry))).collect();
    findings.extend(files(&manifest, &entries, &hashes));
    findings.extend(the_journal(&manifest, find(JOURNAL)));
    findings.extend(stated(&manifest, &hashes));
    findings.extend(acceptances(&entries, &hashes));
    Report::new(about(&manifest), findings)
}

fn about(manifest: &Manifest) -> Vec<(String, String)> {
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    vec![
        pair("Practice", &manifest.practice),
        pair("Client", &manifest.client),
        pair("Agreement", &manifest.agreement),
        pair("Made", &minute(&manifest.made_at)),
        pair("Fingerprint", &manifest.fingerprint),
    ]
}

/// `2026-11-23T14:05:09.123Z` as `2026-11-23 14:05 UTC`.
fn minute(at: &str) -> String {
    let minute: String = at.chars().take(16).collect();
    format!("{} UTC", minute.replace('T', " "))
}

fn read_list(bytes: &[u8]) -> Result<Manifest, Finding> {
    let damaged = || wrong(LIST, "list_damaged", &[]);
    if bytes.len() > LARGEST_LIST {
        return Err(damaged());
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(damaged());
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => serde_json::from_value(value).map_err(|_| damaged()),
        Some(newer) if newer > VERSION => {
            Err(wrong(LIST, "list_newer", &[("version", &newer.to_string())]))
        }
        _ => Err(damaged()),
    }
}

fn the_seal(
    manifest: &Manifest,
    list: &[u8],
    file: Option<&Entry<'_>>,
    expected: Option<&str>,
) -> Vec<Finding> {
    let Some(file) = file else {
        return vec![wrong(THE_SEAL, "seal_missing", &[])];
    };
    let digits = std::str::from_utf8(file.bytes).ok().and_then(|text| text.strip_suffix('\n'));
    let Some(signature) = digits.and_then(unhex::<64>) else {
        return vec![wrong(THE_SEAL, "seal_damaged", &[])];
    };
    let key = unhex::<32>(&manifest.public_key);
    let Some(key) = key.filter(|key| seal::verify(key, &sealed(list), &signature)) else {
        return vec![wrong(THE_SEAL, "seal_wrong", &[])];
    };
    let fingerprint = seal::fingerprint(&key);
    let mut out = vec![right(THE_SEAL, "seal_right", &[("fingerprint", &fingerprint)])];
    if fingerprint != manifest.fingerprint {
        out.push(wrong(THE_SEAL, "seal_fingerprint", &[]));
    }
    let digits = |text: &str| -> String {
        let kept = text.chars().filter(char::is_ascii_hexdigit);
        kept.map(|c| c.to_ascii_lowercase()).collect()
    };
    out.push(match expected.map(digits).filter(|digits| !digits.is_empty()) {
        None => note(THE_SEAL, "seal_compare", &[]),
        Some(expected) if expected == fingerprint => right(THE_SEAL, "seal_expected", &[]),
        Some(_) => wrong(THE_SEAL, "seal_other", &[]),
    });
    out
}

fn files(manifest: &Manifest, entries: &[Entry<'_>], hashes: &Hashes<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for listed in &manifest.files {
        let name = listed.name.as_str();
        let Some((length, hash)) = hashes.get(name) else {
            out.push(wrong(name, "file_missing", &[]));
            continue;
        };
        let (size, found) = (listed.size.to_string(), length.to_string());
        let length = *length as u64;
        out.push(if length < listed.size {
            wrong(name, "file_cut", &[("found", &found), ("size", &size)])
        } else if length > listed.size {
            wrong(name, "file_grown", &[("found", &found), ("size", &size)])
        } else if *hash != listed.sha256 {
            wrong(name, "file_changed", &[("found", hash), ("sha256", &listed.sha256)])
        } else {
            right(name, "file_right", &[("size", &size)])
        });
    }
    let listed: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    let known = |name: &str| listed.contains(name) || matches!(name, MANIFEST | SEAL);
    let added = entries.iter().filter(|entry| !known(entry.name));
    out.extend(added.map(|entry| wrong(entry.name, "file_added", &[])));
    out
}

fn the_journal(manifest: &Manifest, entry: Option<&Entry<'_>>) -> Option<Finding> {
    match entry {
        Some(entry) => Some(journal::check(entry.bytes, &manifest.journal_head)),
        None if manifest.journal_head.is_empty() => None,
        None => Some(wrong(JOURNAL, "journal_missing", &[])),
    }
}

fn stated(manifest: &Manifest, hashes: &Hashes<'_>) -> Vec<Finding> {
    let one = |stated: &super::Stated| {
        let of = [("of", stated.of.as_str())];
        match hashes.get(stated.of.as_str()) {
            None => wrong(&stated.by, "stated_missing", &of),
            Some((_, hash)) if *hash == stated.sha256 => right(&stated.by, "stated_right", &of),
            Some(_) => wrong(&stated.by, "stated_wrong", &of),
        }
    };
    manifest.stated.iter().map(one).collect()
}

/// Every acceptance in the pack must answer a letter in the pack.
fn acceptances(entries: &[Entry<'_>], hashes: &Hashes<'_>) -> Vec<Finding> {
    let files = entries.iter().filter(|entry| entry.name.ends_with(".quittance-acceptance"));
    let one = |file: &Entry<'_>| {
        let value: Option<Value> = serde_json::from_slice(file.bytes).ok();
        let hash = value.as_ref().and_then(|value| value.get("letter_sha256")?.as_str());
        let Some(hash) = hash else {
            return wrong(file.name, "accepts_unreadable", &[]);
        };
        let is_it = |entry: &&Entry<'_>| hashes.get(entry.name).is_some_and(|(_, own)| own == hash);
        match entries.iter().find(is_it) {
            Some(letter) => right(file.name, "accepts_right", &[("of", letter.name)]),
            None => wrong(file.name, "accepts_wrong", &[]),
        }
    };
    files.map(one).collect()
}
