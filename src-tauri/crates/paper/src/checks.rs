//! What tests ask of every document: it is whole, inside its margins, and readable by others.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::{Paper, PlacedBox, Rendered};

/// Panics unless every box is on a page, inside the margins, and above the foot.
pub(crate) fn assert_inside_margins(rendered: &Rendered, paper: Paper) {
    for placed in &rendered.boxes {
        let PlacedBox { page, rect, key, .. } = placed;
        assert!(*page < rendered.pages, "{key} is on page {page} of {}", rendered.pages);
        assert!(rect.x >= 55.9, "{key} starts at {}", rect.x);
        assert!(rect.x + rect.width <= 518.6, "{key} ends at {}", rect.x + rect.width);
        let bottom = rect.y + rect.height;
        assert!(bottom <= paper.height() - 50.0, "{key} on page {page} reaches {bottom}");
    }
}

/// The text of all boxes with this key, pages joined by a stroke.
pub(crate) fn text_of(rendered: &Rendered, key: &str) -> String {
    let boxes = rendered.boxes.iter().filter(|placed| placed.key == key);
    boxes.map(|placed| placed.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// The page of the first box with this key.
pub(crate) fn page_of(rendered: &Rendered, key: &str) -> usize {
    let found = rendered.boxes.iter().find(|placed| placed.key == key);
    found.unwrap_or_else(|| panic!("no box {key}")).page
}

/// Runs a program that reads the file from a pipe; nothing, with a remark, if it is not installed.
pub(crate) fn piped(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: {program} is not installed");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let copy = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&copy));
    let output = child.wait_with_output().unwrap();
    // A program that stops reading early says so in its output, which is asserted on.
    let _ = writer.join();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    assert_eq!(errors, "", "{program}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The words of a text in order, whatever separates them.
pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
