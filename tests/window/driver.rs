//! The real window through WebDriver: one driver process, one session, a folder of its own.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};

/// How long anything on the screen may take before the journey gives up.
const PATIENCE: Duration = Duration::from_secs(25);

/// The key that WebDriver calls an element's reference by (W3C WebDriver, 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys by their WebDriver code points (W3C WebDriver, 17.4.2).
pub(crate) const TAB: char = '\u{e004}';
/// Enter.
pub(crate) const ENTER: char = '\u{e007}';
/// Escape.
pub(crate) const ESCAPE: char = '\u{e00c}';
/// Space.
pub(crate) const SPACE: char = ' ';
/// Arrow down.
pub(crate) const DOWN: char = '\u{e015}';
/// Arrow up.
pub(crate) const UP: char = '\u{e013}';
/// Control.
pub(crate) const CONTROL: char = '\u{e009}';

/// One program runs at a time: it allows no second one beside it.
static ONE: Mutex<()> = Mutex::new(());

/// A person's folders on this computer, empty at first, and what the system was asked to open.
pub(crate) struct Computer {
    home: PathBuf,
    binary: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Computer {
    /// A computer whose folders lie in a fresh place under the build's own.
    pub(crate) fn new(name: &str) -> Computer {
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let target = target();
        let home = target.join("window").join(name);
        let _ = fs::remove_dir_all(&home);
        for folder in ["data", "config", "cache", "bin", "Documents"] {
            fs::create_dir_all(home.join(folder)).expect("a folder can be made in target");
        }
        let computer = Computer { binary: target.join("debug/quittance"), home, _alone: alone };
        computer.stand_in_for_the_system();
        computer
    }

    /// The program that opens files is the system's; here it writes down what it was asked to open.
    fn stand_in_for_the_system(&self) {
        let script = format!("#!/bin/sh\necho \"$1\" >> '{}'\n", self.opened_file().display());
        for name in ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"] {
            let path = self.home.join("bin").join(name);
            fs::write(&path, &script).expect("a script can be written");
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            fs::set_permissions(&path, mode).expect("a script can be made executable");
        }
    }

    fn opened_file(&self) -> PathBuf {
        self.home.join("opened")
    }

    /// What the system was asked to open, in order.
    pub(crate) fn opened(&self) -> Vec<String> {
        let text = fs::read_to_string(self.opened_file()).unwrap_or_default();
        text.lines().map(|line| line.trim_start_matches("file://").to_owned()).collect()
    }

    /// The folder of the books.
    pub(crate) fn books(&self) -> PathBuf {
        self.home.join("data/quittance")
    }

    /// Waits until the program saved a file with this name and ending; its place.
    pub(crate) fn wait_saved(&self, name: &str, ending: &str) -> PathBuf {
        let folder = self.home.join("Documents/Quittance");
        let begun = Instant::now();
        loop {
            let found = fs::read_dir(&folder).into_iter().flatten().flatten();
            let found = found.map(|entry| entry.path()).find(|path| {
                let text = path.to_string_lossy();
                text.contains(name) && text.ends_with(ending)
            });
            if let Some(place) = found {
                return place;
            }
            assert!(begun.elapsed() < PATIENCE, "nothing of {name} with {ending} was saved");
            sleep(Duration::from_millis(100));
        }
    }

    /// A folder for the test's own files.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.home.join(name);
        fs::create_dir_all(&folder).expect("a folder can be made in target");
        folder
    }

    /// Waits until the system was asked to open a file with this ending; its place.
    pub(crate) fn wait_opened(&self, ending: &str) -> PathBuf {
        let begun = Instant::now();
        loop {
            if let Some(found) = self.opened().iter().rev().find(|path| path.ends_with(ending)) {
                return PathBuf::from(found);
            }
            assert!(begun.elapsed() < PATIENCE, "nothing with {ending} was opened");
            sleep(Duration::from_millis(100));
        }
    }

    /// Starts the program and waits for its first page.
    pub(crate) fn start(&self) -> Window {
        self.start_with(&[])
    }

    /// The same, where the environment says more: which service of this computer stands in for one
    /// of the net.
    pub(crate) fn start_with(&self, more: &[(&str, &str)]) -> Window {
        let (port, native) = (free_port(), free_port());
        let path = format!(
            "{}:{}",
            self.home.join("bin").display(),
            std::env::var("PATH").unwrap_or_default()
        );
        let driver = Command::new("tauri-driver")
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .env("PATH", path)
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_DOCUMENTS_DIR", self.home.join("Documents"))
            .envs(more.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tauri-driver is installed by the set-up");
        Window::open(driver, port, &self.binary)
    }
}

fn target() -> PathBuf {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the tree");
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => root.join("target"),
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a bound listener has an address").port()
}

/// The program's window under the hand of a test.
pub(crate) struct Window {
    driver: Child,
    base: String,
    agent: ureq::Agent,
}

impl Window {
    fn open(driver: Child, port: u16, binary: &Path) -> Window {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let agent: ureq::Agent = config.into();
        let mut window = Window { driver, base: format!("http://127.0.0.1:{port}"), agent };
        let asked = json!({ "capabilities": { "alwaysMatch": {
            "tauri:options": { "application": binary }, "browserName": "wry" } } });
        let begun = Instant::now();
        let session = loop {
            match window.post("/session", &asked) {
                Ok(value) => break value["sessionId"].as_str().map(str::to_owned),
                Err(why) if begun.elapsed() > PATIENCE => panic!("no session: {why}"),
                Err(_) => sleep(Duration::from_millis(100)),
            }
        };
        let session = session.expect("a session has an id");
        window.base = format!("{}/session/{session}", window.base);
        window
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let answer = self.agent.post(format!("{}{path}", self.base)).send_json(body);
        read(answer)
    }

    fn must(&self, path: &str, body: &Value) -> Value {
        self.post(path, body).unwrap_or_else(|why| panic!("{path} failed: {why}"))
    }

    /// Runs a script in the page; for looking, never for doing.
    pub(crate) fn look(&self, script: &str) -> Value {
        self.must("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    fn find(&self, css: &str) -> Option<String> {
        let asked = json!({ "using": "css selector", "value": css });
        let found = self.post("/element", &asked).ok()?;
        found[ELEMENT].as_str().map(str::to_owned)
    }

    /// Waits until something matches; its reference.
    fn wait_for(&self, css: &str) -> String {
        let begun = Instant::now();
        loop {
            if let Some(element) = self.find(css) {
                return element;
            }
            if begun.elapsed() > PATIENCE {
                self.fail(&format!("nothing matches {css}"));
            }
            sleep(Duration::from_millis(60));
        }
    }

    /// Gives up with a picture and the words on the screen.
    fn fail(&self, why: &str) -> ! {
        self.picture("failed");
        let words = self.look("return document.body.innerText");
        panic!("{why}\nThe screen said:\n{}", words.as_str().unwrap_or_default())
    }

    /// Waits until the part with this test id is there.
    pub(crate) fn wait(&self, test: &str) {
        self.wait_for(&by(test));
    }

    /// Waits until the page holds these words.
    pub(crate) fn wait_words(&self, words: &str) {
        let script = format!("return document.body.innerText.includes({})", json!(words));
        self.wait_true(&script, &format!("the words never came: {words}"));
    }

    /// Waits until a part's words hold these.
    pub(crate) fn wait_text(&self, test: &str, words: &str) {
        let begun = Instant::now();
        while !self.words(test).contains(words) {
            if begun.elapsed() > PATIENCE {
                self.fail(&format!("{test} never said {words}"));
            }
            sleep(Duration::from_millis(60));
        }
    }

    /// Waits until the explanation beside a list is about these words.
    pub(crate) fn wait_shown(&self, words: &str) {
        let script = format!(
            "return document.querySelector('[aria-label=Explanation]')?.innerText.includes({}) \
             === true",
            json!(words)
        );
        self.wait_true(&script, &format!("the explanation never was about {words}"));
    }

    /// Waits until the first hit of a long list holds these words.
    pub(crate) fn wait_hit(&self, words: &str) {
        let script = format!(
            "const hits = document.querySelectorAll('.combo-item'); \
             return hits.length > 0 && hits[0].innerText.includes({})",
            json!(words)
        );
        self.wait_true(&script, &format!("the list never offers {words} first"));
    }

    /// Waits until a long list has closed.
    pub(crate) fn wait_no_hits(&self) {
        let script = "return document.querySelectorAll('.combo-item').length === 0";
        self.wait_true(script, "the list stays open");
    }

    fn wait_true(&self, script: &str, why: &str) {
        let begun = Instant::now();
        while self.look(script) != json!(true) {
            if begun.elapsed() > PATIENCE {
                self.fail(why);
            }
            sleep(Duration::from_millis(60));
        }
    }

    /// Waits until something matches.
    pub(crate) fn wait_css(&self, css: &str) {
        self.wait_for(css);
    }

    /// The words of the chosen option of a list.
    pub(crate) fn chosen(&self, test: &str) -> String {
        let script = format!(
            "const s = document.querySelector({}); return s.options[s.selectedIndex]?.text ?? ''",
            json!(by(test))
        );
        self.look(&script).as_str().unwrap_or_default().to_owned()
    }

    /// Leaves whatever field has the focus, as Escape does outside a dialog.
    pub(crate) fn leave_field(&self) {
        self.keys(&ESCAPE.to_string());
        let typing = "const e = document.activeElement; return ['INPUT', 'TEXTAREA', 'SELECT']\
            .includes(e?.tagName)";
        for _ in 0..60 {
            if self.look(typing) != json!(true) {
                return;
            }
            self.keys(&TAB.to_string());
        }
    }

    /// Opens the palette and goes to its first hit.
    pub(crate) fn palette(&self, words: &str) {
        self.chord(&[CONTROL], 'k');
        self.wait("palette-query");
        self.keys(words);
        self.wait("palette-item");
        self.keys(&ENTER.to_string());
        self.wait_gone("palette-query");
    }

    /// Whether the part is there now.
    pub(crate) fn has(&self, test: &str) -> bool {
        self.find(&by(test)).is_some()
    }

    /// Waits until the part is gone.
    pub(crate) fn wait_gone(&self, test: &str) {
        let begun = Instant::now();
        while self.has(test) {
            if begun.elapsed() > PATIENCE {
                self.fail(&format!("{test} stayed"));
            }
            sleep(Duration::from_millis(60));
        }
    }

    /// The words of a part.
    pub(crate) fn words(&self, test: &str) -> String {
        let script = format!("return document.querySelector({}).innerText", json!(by(test)));
        self.wait(test);
        self.look(&script).as_str().unwrap_or_default().to_owned()
    }

    /// Clicks a part with the mouse, scrolled into view.
    pub(crate) fn click(&self, test: &str) {
        self.click_css(&by(test));
    }

    /// Clicks into a field until it has the focus: a list that is just closing takes it back.
    pub(crate) fn enter(&self, test: &str) {
        let script = format!(
            "return document.activeElement === document.querySelector({})",
            json!(by(test))
        );
        let begun = Instant::now();
        loop {
            self.click(test);
            sleep(Duration::from_millis(60));
            if self.look(&script) == json!(true) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.fail(&format!("{test} never takes the focus"));
            }
        }
    }

    /// Clicks the first that matches, moved to the middle of the window: the driver takes what
    /// is half under a bar for visible and then hits the bar.
    pub(crate) fn click_css(&self, css: &str) {
        let middle = format!(
            "document.querySelector({})?.scrollIntoView({{ block: 'center' }})",
            json!(css)
        );
        let begun = Instant::now();
        loop {
            let element = self.wait_for(css);
            self.look(&middle);
            match self.post(&format!("/element/{element}/click"), &json!({})) {
                Ok(_) => return,
                Err(why) if begun.elapsed() > PATIENCE => {
                    self.fail(&format!("{css} cannot be clicked: {why}"))
                }
                Err(_) => sleep(Duration::from_millis(100)),
            }
        }
    }

    /// Chooses an option of a list by its words.
    pub(crate) fn choose(&self, test: &str, words: &str) {
        self.choose_css(&by(test), words);
    }

    /// The same for the first list that matches.
    pub(crate) fn choose_css(&self, css: &str, words: &str) {
        self.wait_css(css);
        let script = format!(
            "const s = document.querySelector({}); return [...s.options].findIndex(o => \
             o.text.includes({}))",
            json!(css),
            json!(words)
        );
        let at = self.look(&script).as_i64().filter(|at| *at >= 0);
        let at = at.unwrap_or_else(|| self.fail(&format!("{css} does not offer {words}")));
        self.click_css(&format!("{css} option:nth-of-type({})", at + 1));
    }

    /// Presses keys one after the other, where the focus is.
    pub(crate) fn keys(&self, text: &str) {
        let actions: Vec<Value> = text
            .chars()
            .flat_map(|key| {
                [
                    json!({ "type": "keyDown", "value": key }),
                    json!({ "type": "keyUp", "value": key }),
                ]
            })
            .collect();
        self.act(&actions);
    }

    /// Presses a key while others are held.
    pub(crate) fn chord(&self, held: &[char], key: char) {
        let mut actions: Vec<Value> =
            held.iter().map(|key| json!({ "type": "keyDown", "value": key })).collect();
        actions.push(json!({ "type": "keyDown", "value": key }));
        actions.push(json!({ "type": "keyUp", "value": key }));
        actions.extend(held.iter().rev().map(|key| json!({ "type": "keyUp", "value": key })));
        self.act(&actions);
    }

    fn act(&self, actions: &[Value]) {
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.must("/actions", &json!({ "actions": [source] }));
    }

    /// Draws a line on a part with the mouse: points from its centre.
    pub(crate) fn draw(&self, test: &str, points: &[(i32, i32)]) {
        let element = self.wait_for(&by(test));
        let origin = json!({ ELEMENT: element });
        let mut actions = Vec::new();
        for (at, (x, y)) in points.iter().enumerate() {
            actions.push(json!({ "type": "pointerMove", "duration": 10, "x": x, "y": y,
                "origin": origin }));
            if at == 0 {
                actions.push(json!({ "type": "pointerDown", "button": 0 }));
            }
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let source = json!({ "type": "pointer", "id": "mouse", "actions": actions,
            "parameters": { "pointerType": "mouse" } });
        self.must("/actions", &json!({ "actions": [source] }));
    }

    /// Walks with Tab until the focus is on the part.
    pub(crate) fn tab_to(&self, test: &str) {
        self.wait(test);
        let script = format!(
            "const e = document.activeElement; const t = document.querySelector({}); \
             return e === t || (t && t.contains(e)) || (e && e.dataset.test === {})",
            json!(by(test)),
            json!(test)
        );
        for _ in 0..400 {
            if self.look(&script) == json!(true) {
                return;
            }
            self.keys(&TAB.to_string());
        }
        self.fail(&format!("Tab never reaches {test}"));
    }

    /// Gives a file to a file part, as the system's dialog would.
    pub(crate) fn pick_file(&self, test: &str, path: &Path) {
        let element = self.wait_for(&by(test));
        let text = path.to_string_lossy();
        self.must(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Goes to a place by its address.
    pub(crate) fn go(&self, place: &str) {
        self.look(&format!("location.hash = {}", json!(place)));
        sleep(Duration::from_millis(150));
    }

    /// Takes the picture `target/screenshots/NAME.png`.
    pub(crate) fn picture(&self, name: &str) {
        // The page paints after its words are there; a letter is drawn a moment later.
        sleep(Duration::from_millis(400));
        let answer = self.agent.get(format!("{}/screenshot", self.base)).call();
        let shot = read(answer).unwrap_or_else(|why| panic!("no picture of {name}: {why}"));
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(shot.as_str().unwrap_or_default())
            .expect("a picture comes in base64");
        let folder = target().join("screenshots");
        fs::create_dir_all(&folder).expect("a folder can be made in target");
        fs::write(folder.join(format!("{name}.png")), bytes).expect("a picture can be written");
    }

    /// The proportional share of memory of the program and its web processes, KiB.
    pub(crate) fn memory_kib(&self) -> u64 {
        let found = Command::new("pgrep").args(["-x", "quittance"]).output();
        let text = String::from_utf8_lossy(&found.expect("pgrep is there").stdout).into_owned();
        let pid = text.lines().next().and_then(|line| line.trim().parse().ok());
        crate::measure::pss_of_tree(pid.expect("the program runs"))
    }

    /// Closes the window as its user does, and waits until the program has gone.
    pub(crate) fn close(mut self) {
        let answer = self.agent.delete(&self.base).call();
        read(answer).expect("the session ends");
        self.end();
    }

    /// Kills the program at once, as a power cut does.
    pub(crate) fn kill(mut self) {
        let killed = Command::new("pkill").args(["-KILL", "-x", "quittance"]).status();
        killed.expect("pkill is part of the system");
        self.end();
    }

    fn end(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let begun = Instant::now();
        let running = || {
            let found = Command::new("pgrep").args(["-x", "quittance"]).output();
            found.is_ok_and(|found| !found.stdout.is_empty())
        };
        while running() && begun.elapsed() < PATIENCE {
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = Command::new("pkill").args(["-KILL", "-x", "quittance"]).status();
    }
}

/// What finds the part with this test id.
pub(crate) fn by(test: &str) -> String {
    format!("[data-test=\"{test}\"]")
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let body: Value = answer
        .body_mut()
        .with_config()
        .limit(64 << 20)
        .read_json()
        .map_err(|error| error.to_string())?;
    let value = body["value"].clone();
    if value["error"].is_string() { Err(value.to_string()) } else { Ok(value) }
}
