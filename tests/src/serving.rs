//! `quittance-cli` as a second process: one that answers until it is killed.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

/// The command line program: the file that `QUITTANCE_CLI` names, else one built now with the
/// profile of the running test and beside it.
pub fn cli() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| match std::env::var_os("QUITTANCE_CLI") {
        Some(path) => PathBuf::from(path),
        None => build(),
    })
}

fn build() -> PathBuf {
    let running = std::env::current_exe().expect("a running program has a file");
    let profile = running
        .ancestors()
        .find(|folder| folder.ends_with("debug") || folder.ends_with("release"))
        .expect("tests are built into a folder named after their profile");
    let target = profile.parent().expect("the profile's folder lies in the target folder");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "-p", "cli", "--target-dir"]);
    cargo.arg(target).current_dir(env!("CARGO_MANIFEST_DIR"));
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let built = cargo.status().expect("cargo runs where its tests run");
    assert!(built.success(), "quittance-cli did not build");
    profile.join(format!("quittance-cli{}", std::env::consts::EXE_SUFFIX))
}

/// A running `quittance-cli --book FILE serve`.
pub struct Serving {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Serving {
    /// Starts it over a book.
    pub fn over(book: &Path) -> Serving {
        Serving::from(Command::new(cli()).arg("--book").arg(book).arg("serve"))
    }

    /// Starts `command`, which is to read questions and write answers.
    pub fn from(command: &mut Command) -> Serving {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let questions = child.stdin.take().expect("its input is piped");
        let answers = BufReader::new(child.stdout.take().expect("its output is piped"));
        Serving { child, questions, answers }
    }

    /// Writes a question and does not wait. Tells whether it could be written.
    pub fn put(&mut self, name: &str, question: &Value) -> bool {
        let line = json!({ "name": name, "question": question });
        let written = writeln!(self.questions, "{line}");
        written.and_then(|()| self.questions.flush()).is_ok()
    }

    /// The next answer: `{done}` or `{failure}`; none once the program is gone.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        match self.answers.read_line(&mut line) {
            Ok(1..) => serde_json::from_str(&line).ok(),
            _ => None,
        }
    }

    /// Asks and waits for the answer.
    pub fn ask(&mut self, name: &str, question: &Value) -> Option<Value> {
        self.put(name, question).then(|| self.answer()).flatten()
    }

    /// The id of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Kills it as a power cut would, without a chance to tidy up.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.kill();
    }
}
