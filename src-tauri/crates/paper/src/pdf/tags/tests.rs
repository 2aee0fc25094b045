//! The rules of PDF/UA-1 and PDF/A-2a that can be held against a file without a validator: every
//! mark has its part, every part its place, tables are even, headings nest, links lead somewhere.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::checks::piped;
use crate::pdf::tests::every_document;
use crate::{Rendered, letters};

/// A file taken apart by qpdf.
struct Parts {
    objects: HashMap<String, Value>,
    directory: PathBuf,
}

impl Parts {
    /// Nothing, with a remark, if qpdf is not installed.
    fn of(name: &str, rendered: &Rendered) -> Option<Parts> {
        let name = format!("quittance-{}-{}", std::process::id(), name.replace(' ', "-"));
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&directory).unwrap();
        let (file, prefix) = (directory.join("file.pdf"), directory.join("stream"));
        std::fs::write(&file, &rendered.bytes).unwrap();
        let prefix = format!("--json-stream-prefix={}", prefix.to_string_lossy());
        let json = directory.join("file.json");
        let (file, json_path) = (file.to_string_lossy(), json.to_string_lossy());
        let arguments = [
            "--json-output",
            "--json-stream-data=file",
            &prefix,
            "--decode-level=generalized",
            &file,
            &json_path,
        ];
        let parts = piped("qpdf", &arguments, &[]).map(|_| {
            let text = std::fs::read_to_string(&json).unwrap();
            let whole: Value = serde_json::from_str(&text).unwrap();
            let objects = whole["qpdf"][1].as_object().unwrap().clone();
            let name = |key: String| key.trim_start_matches("obj:").to_owned();
            let objects = objects.into_iter().map(|(key, value)| (name(key), value));
            Parts { objects: objects.collect(), directory: directory.clone() }
        });
        if parts.is_none() {
            std::fs::remove_dir_all(&directory).unwrap();
        }
        parts
    }

    /// The value itself, or that of the object it names.
    fn see<'a>(&'a self, value: &'a Value) -> &'a Value {
        let named = value.as_str().filter(|text| text.ends_with(" R"));
        named.and_then(|name| self.objects.get(name)).map_or(value, |found| &found["value"])
    }

    fn stream(&self, reference: &Value) -> Vec<u8> {
        let of = &self.objects[reference.as_str().unwrap()]["stream"];
        std::fs::read(of["datafile"].as_str().unwrap()).unwrap()
    }

    fn root(&self) -> &Value {
        self.see(&self.objects["trailer"]["value"]["/Root"])
    }

    fn pages(&self) -> Vec<(String, &Value)> {
        let kids = self.see(&self.root()["/Pages"])["/Kids"].as_array().unwrap();
        kids.iter().map(|kid| (kid.as_str().unwrap().to_owned(), self.see(kid))).collect()
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).unwrap();
    }
}

/// The operators of a content stream, each with the number it marks, if it does.
fn operators(content: &[u8]) -> Vec<(String, Option<usize>)> {
    let (mut found, mut at, mut number) = (Vec::new(), 0, None);
    while at < content.len() {
        match content[at] {
            b'(' => {
                let mut depth = 0;
                while at < content.len() {
                    match content[at] {
                        b'\\' => at += 1,
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            byte if byte.is_ascii_alphabetic() || byte == b'/' => {
                let start = at;
                at += 1;
                while at < content.len() && content[at].is_ascii_alphanumeric() {
                    at += 1;
                }
                let word = String::from_utf8_lossy(&content[start..at]).into_owned();
                if word == "/MCID" {
                    let rest = String::from_utf8_lossy(&content[at..content.len().min(at + 12)]);
                    let digits: String = rest
                        .trim_start()
                        .chars()
                        .take_while(|character| character.is_ascii_digit())
                        .collect();
                    number = Some(digits.parse().unwrap());
                } else if !word.starts_with('/') {
                    found.push((word, number.take()));
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// Everything on a page stands in a mark, no numbered mark in another. Returns the numbers.
fn marks(name: &str, content: &[u8]) -> Vec<usize> {
    let (mut open, mut numbers) = (Vec::new(), Vec::new());
    for (operator, number) in operators(content) {
        match operator.as_str() {
            "BMC" | "BDC" => {
                if let Some(number) = number {
                    assert!(open.is_empty(), "{name}: mark {number} stands in another");
                    numbers.push(number);
                }
                open.push(number);
            }
            "EMC" => assert!(open.pop().is_some(), "{name}: an end without a beginning"),
            "Tj" | "TJ" | "S" | "s" | "f" | "B" | "Do" => {
                assert!(!open.is_empty(), "{name}: {operator} outside every mark");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{name}: a mark without an end");
    numbers
}

/// Walks the tree below a part; returns the marked pieces as page and number.
struct Walk<'a> {
    name: &'a str,
    parts: &'a Parts,
    marked: HashMap<(String, usize), String>,
    kinds: Vec<String>,
    links: usize,
}

impl Walk<'_> {
    fn part(&mut self, reference: &Value, parent: &Value) {
        let name = self.name;
        let part = self.parts.see(reference);
        assert_eq!(&part["/P"], parent, "{name}: a part knows who it belongs to");
        let kind = part["/S"].as_str().unwrap().to_owned();
        self.kinds.push(kind.clone());
        let kids = part["/K"].as_array().unwrap_or_else(|| panic!("{name}: {part}"));
        let kind_of = |kid: &Value| {
            let of = self.parts.see(kid);
            of["/S"].as_str().unwrap_or_default().to_owned()
        };
        let within: Vec<String> = kids.iter().map(kind_of).collect();
        self.check_kind(&kind, part, &within);
        for kid in kids {
            if let Some(number) = kid.as_u64() {
                let page = part["/Pg"].as_str().unwrap().to_owned();
                self.mark(page, number as usize, reference);
            } else if kid["/Type"] == "/MCR" {
                let page = kid["/Pg"].as_str().unwrap().to_owned();
                self.mark(page, kid["/MCID"].as_u64().unwrap() as usize, reference);
            } else if kid["/Type"] == "/OBJR" {
                self.link(&kid["/Obj"], reference);
            } else {
                self.part(kid, reference);
            }
        }
    }

    fn mark(&mut self, page: String, number: usize, part: &Value) {
        let part = part.as_str().unwrap().to_owned();
        let before = self.marked.insert((page, number), part);
        assert!(before.is_none(), "{}: a mark belongs to one part", self.name);
    }

    fn link(&mut self, reference: &Value, part: &Value) {
        let link = self.parts.see(reference);
        assert_eq!(link["/Subtype"], "/Link");
        assert_eq!(link["/F"], 4, "it is printed");
        assert!(link["/Contents"].as_str().unwrap().len() > 8, "{link}");
        let pages = self.parts.pages();
        assert!(pages.iter().any(|(page, _)| link["/Dest"][0] == page.as_str()), "{link}");
        let nums = &self.parts.see(&self.parts.root()["/StructTreeRoot"])["/ParentTree"];
        let nums = self.parts.see(nums)["/Nums"].as_array().unwrap();
        let at = nums.iter().position(|key| *key == link["/StructParent"]).unwrap();
        assert_eq!(&nums[at + 1], part);
        self.links += 1;
    }

    fn check_kind(&self, kind: &str, part: &Value, within: &[String]) {
        let name = self.name;
        let only = |kinds: &[&str]| {
            let good = within.iter().all(|kid| kinds.contains(&kid.as_str()));
            assert!(good && !within.is_empty(), "{name}: {kind} holds {within:?}");
        };
        match kind {
            "/L" => only(&["/LI"]),
            "/LI" => only(&["/Lbl", "/LBody"]),
            "/Table" => {
                only(&["/TR"]);
                self.check_table(part);
            }
            "/TR" => only(&["/TH", "/TD"]),
            "/TH" => {
                let scope = part["/A"][0]["/Scope"].as_str().unwrap();
                assert!(matches!(scope, "/Column" | "/Row"), "{name}: {scope}");
            }
            "/Figure" => {
                assert!(part["/Alt"].as_str().unwrap().len() > 4, "{name}: {part}");
                let area = part["/A"][0]["/BBox"].as_array().unwrap();
                assert!(area[2].as_f64() > area[0].as_f64(), "{name}: {part}");
            }
            "/Link" => assert_eq!(within.len(), 2, "{name}: its text and its annotation"),
            "/Document" | "/Div" | "/H1" | "/H2" | "/P" | "/Lbl" | "/LBody" | "/TD" => {}
            other => panic!("{name}: {other} is no kind of part"),
        }
    }

    /// Every row has as many cells as the first.
    fn check_table(&self, table: &Value) {
        let rows = table["/K"].as_array().unwrap().iter();
        let cells = rows.map(|row| self.parts.see(row)["/K"].as_array().unwrap().len());
        let cells: HashSet<usize> = cells.collect();
        assert_eq!(cells.len(), 1, "{}: rows of {cells:?} cells", self.name);
    }
}

/// Checks one file; returns how many links it has, or nothing if qpdf is not installed.
pub(crate) fn check(name: &str, rendered: &Rendered) -> Option<usize> {
    let parts = Parts::of(name, rendered)?;
    let tree_reference = &parts.root()["/StructTreeRoot"];
    let tree = parts.see(tree_reference);
    let mut walk =
        Walk { name, parts: &parts, marked: HashMap::new(), kinds: Vec::new(), links: 0 };
    walk.part(&tree["/K"], tree_reference);
    let headings = walk.kinds.iter().filter(|kind| kind.starts_with("/H"));
    let headings: Vec<&String> = headings.collect();
    let mut levels = headings.iter().map(|kind| kind.as_str());
    assert!(matches!(levels.next(), None | Some("/H1")), "{name}: {headings:?}");
    // Each letter of a file of several has a title.
    let right = |kind| kind == "/H2" || name == "reminders";
    assert!(levels.all(right), "{name}: {headings:?}");
    let nums = parts.see(&tree["/ParentTree"])["/Nums"].as_array().unwrap();
    let mut count = 0;
    for (reference, page) in parts.pages() {
        assert_eq!(page["/Tabs"], "/S", "{name}");
        let numbers = marks(name, &parts.stream(&page["/Contents"]));
        assert_eq!(numbers, (0..numbers.len()).collect::<Vec<usize>>(), "{name}");
        let key = page["/StructParents"].as_u64().unwrap() as usize;
        let known = nums[key * 2 + 1].as_array().unwrap();
        assert_eq!(nums[key * 2].as_u64(), Some(key as u64), "{name}");
        assert_eq!(known.len(), numbers.len(), "{name}");
        for number in numbers {
            let part = &walk.marked[&(reference.clone(), number)];
            assert_eq!(known[number], part.as_str(), "{name}");
            count += 1;
        }
    }
    assert_eq!(count, walk.marked.len(), "{name}: every mark is on a page");
    check_catalog(name, &parts);
    Some(walk.links)
}

fn check_catalog(name: &str, parts: &Parts) {
    let root = parts.root();
    assert_eq!(root["/MarkInfo"]["/Marked"], true, "{name}");
    assert_eq!(root["/ViewerPreferences"]["/DisplayDocTitle"], true, "{name}");
    assert!(root["/Lang"].as_str().unwrap().starts_with("u:en"), "{name}");
    let packet = String::from_utf8(parts.stream(&root["/Metadata"])).unwrap();
    for said in [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
    ] {
        assert!(packet.contains(said), "{name}: {packet}");
    }
    let info = parts.see(&parts.objects["trailer"]["value"]["/Info"]);
    let title = info["/Title"].as_str().unwrap().trim_start_matches("u:");
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    assert!(packet.contains(&format!("\"x-default\">{title}<")), "{name}: {packet}");
    let intent = &root["/OutputIntents"][0];
    assert_eq!(intent["/S"], "/GTS_PDFA1", "{name}");
    let profile = parts.stream(&intent["/DestOutputProfile"]);
    let length = u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]);
    assert_eq!(length as usize, profile.len(), "{name}");
    assert_eq!(&profile[36..40], b"acsp", "{name}");
}

#[test]
fn every_mark_has_its_part_and_every_part_is_as_it_should_be() {
    for (name, rendered) in every_document() {
        let Some(links) = check(name, &rendered) else {
            return;
        };
        assert!(links > 0 || !name.contains("letter"), "{name} has {links} links");
    }
}

#[test]
fn a_letter_in_many_scripts_and_one_of_sixty_pages_are_as_sound() {
    let mut long = letters::letter();
    let sections = long.sections.clone();
    for _ in 0..16 {
        long.sections.extend(sections.iter().filter(|s| s.heading != "Fees").cloned());
    }
    for (name, letter) in [("scripts", letters::scripts()), ("long", long)] {
        check(name, &letter.render());
    }
}
