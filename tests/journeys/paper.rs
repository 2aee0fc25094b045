//! What stands on a page, as another program reads it.

use std::io::Write;
use std::process::{Command, Stdio};

use app::wire::FileIn;
use serde_json::{Value, json};
use tests::Desk;

/// The bytes of a frozen document.
pub(crate) fn document(desk: &mut Desk, sha256: &Value) -> Vec<u8> {
    bytes(&desk.call("documents.show", json!({ "sha256": sha256 })))
}

/// The bytes of a file that a command answered with.
pub(crate) fn bytes(file: &Value) -> Vec<u8> {
    let read = FileIn {
        name: file["name"].to_string(),
        content: file["content"].as_str().unwrap().to_owned(),
    };
    read.bytes().unwrap()
}

/// The text of a PDF with its layout; nothing, with a remark, where pdftotext is not installed.
pub(crate) fn text(pdf: &[u8]) -> Option<String> {
    let mut command = Command::new("pdftotext");
    command.args(["-layout", "-", "-"]);
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let copy = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&copy));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
