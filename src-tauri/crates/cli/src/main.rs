//! `quittance-cli`: the command list without a window.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

mod statement;

/// How the program is called.
const USAGE: &str = "use: quittance-cli statement inspect FILE [--mapping JSON]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = match words.as_slice() {
        ["statement", "inspect", file] => statement::inspect(Path::new(file), None),
        ["statement", "inspect", file, "--mapping", json] => {
            statement::inspect(Path::new(file), Some(json))
        }
        _ => Err(USAGE.to_owned()),
    };
    // A reader that hangs up is no failure of ours, so a broken pipe is not reported.
    match answer {
        Ok(value) => {
            let _ = writeln!(std::io::stdout(), "{value}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}
