//! A real Chromium through WebDriver: one driver process, one session, a folder of its own, no
//! network.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};

/// How long anything on the page may take before the story gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// The key that WebDriver calls an element's reference by (W3C WebDriver, 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys by their WebDriver code points (W3C WebDriver, 17.4.2).
pub(crate) const TAB: char = '\u{e004}';
/// Enter.
pub(crate) const ENTER: char = '\u{e007}';
/// The key End.
pub(crate) const END: char = '\u{e010}';

/// On what the page is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 360 × 740, two pixels to a point, touch.
    Phone,
    /// 1200 × 900.
    Desk,
}

/// A browser with one page.
pub(crate) struct Browser {
    driver: Child,
    base: String,
    agent: ureq::Agent,
    home: PathBuf,
}

impl Browser {
    /// A browser with an empty profile in a folder of its own.
    pub(crate) fn start(name: &str, screen: Screen) -> Browser {
        let home = target().join("browser").join(name);
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(home.join("saved")).expect("a folder can be made in target");
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: run scripts/set-up test");
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let base = format!("http://127.0.0.1:{port}");
        let mut browser = Browser { driver, base, agent: config.into(), home };
        let asked = browser.capabilities(screen);
        let begun = Instant::now();
        let session = loop {
            match browser.post("/session", &asked) {
                Ok(value) => break value["sessionId"].as_str().map(str::to_owned),
                Err(why) if begun.elapsed() > PATIENCE || why.contains("binary") => {
                    panic!("Chromium does not start (run scripts/set-up test): {why}")
                }
                Err(_) => sleep(Duration::from_millis(50)),
            }
        };
        browser.base = format!("{}/session/{}", browser.base, session.expect("a session's id"));
        // The browser's own first page asks for things; from here on nothing does.
        browser.must("/url", &json!({ "url": "about:blank" }));
        let _ = (browser.log("browser"), browser.log("performance"));
        browser
    }

    fn capabilities(&self, screen: Screen) -> Value {
        let mut args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--window-size=1200,900",
        ]
        .map(str::to_owned)
        .to_vec();
        args.push(format!("--user-data-dir={}", self.home.join("profile").display()));
        let mut options = json!({
            "args": args,
            "prefs": { "download.default_directory": self.home.join("saved"),
                "download.prompt_for_download": false },
        });
        if screen == Screen::Phone {
            options["mobileEmulation"] = json!({ "deviceMetrics":
                { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true } });
        }
        json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } })
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        read(self.agent.post(format!("{}{path}", self.base)).send_json(body))
    }

    fn must(&self, path: &str, body: &Value) -> Value {
        self.post(path, body).unwrap_or_else(|why| panic!("{path} failed: {why}"))
    }

    /// A command of the browser's own protocol.
    pub(crate) fn tell(&self, cmd: &str, params: &Value) -> Value {
        self.must("/goog/cdp/execute", &json!({ "cmd": cmd, "params": params }))
    }

    /// Writes `html` as a file and opens it as a person would; how long it took until the page
    /// could be used.
    pub(crate) fn open(&self, name: &str, html: &str) -> Duration {
        let path = self.home.join(name);
        fs::write(&path, html).expect("a page can be written");
        let begun = Instant::now();
        self.must("/url", &json!({ "url": format!("file://{}", path.display()) }));
        begun.elapsed()
    }

    /// Shows the page as at night, or by day.
    pub(crate) fn night(&self, night: bool) {
        let value = if night { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.tell("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Shows the page on a phone `width` points wide.
    pub(crate) fn narrow(&self, width: u32) {
        let params = json!({ "width": width, "height": 640, "deviceScaleFactor": 2,
            "mobile": true });
        self.tell("Emulation.setDeviceMetricsOverride", &params);
    }

    /// Runs a script in the page; for looking, never for doing.
    pub(crate) fn look(&self, script: &str) -> Value {
        self.must("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// As [`Browser::look`], for text.
    pub(crate) fn text(&self, script: &str) -> String {
        self.look(script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the script says true.
    pub(crate) fn wait(&self, script: &str) {
        let begun = Instant::now();
        while self.look(script) != json!(true) {
            if begun.elapsed() > PATIENCE {
                self.picture("failed");
                panic!("never true: {script}\n{}", self.text("return document.body.innerText"));
            }
            sleep(Duration::from_millis(25));
        }
    }

    fn element(&self, test: &str) -> String {
        let css = format!("[data-test=\"{test}\"]");
        let found = self.must("/element", &json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().expect("an element has a reference").to_owned()
    }

    /// The words of a part.
    pub(crate) fn words(&self, test: &str) -> String {
        let element = self.element(test);
        let answer = self.agent.get(format!("{}/element/{element}/text", self.base)).call();
        read(answer).expect("words").as_str().unwrap_or_default().to_owned()
    }

    /// Scrolls a part to the middle, where nothing stands over it, at once: a long letter would
    /// still be gliding by when it is clicked.
    fn show(&self, test: &str) {
        self.look(&format!(
            "document.querySelector('[data-test={test}]').scrollIntoView({{ block: 'center', \
             behavior: 'instant' }})"
        ));
    }

    /// Clicks a part, scrolled into view.
    pub(crate) fn click(&self, test: &str) {
        self.show(test);
        let element = self.element(test);
        self.must(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types into a field, after what stands there.
    pub(crate) fn fill(&self, test: &str, text: &str) {
        let element = self.element(test);
        self.must(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Presses keys one after the other, where the focus is.
    pub(crate) fn keys(&self, text: &str) {
        let press = |key: char| {
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        };
        let actions: Vec<Value> = text.chars().flat_map(press).collect();
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.must("/actions", &json!({ "actions": [source] }));
    }

    /// Walks with Tab until the focus is on the part.
    pub(crate) fn tab_to(&self, test: &str) {
        let script = format!("return document.activeElement.dataset.test === {}", json!(test));
        for _ in 0..80 {
            if self.look(&script) == json!(true) {
                return;
            }
            self.keys(&TAB.to_string());
        }
        panic!("Tab never reaches {test}");
    }

    /// Draws a line on a part with a pointer: points from its centre.
    pub(crate) fn draw(&self, test: &str, pointer: &str, points: &[(i32, i32)]) {
        self.show(test);
        let element = self.element(test);
        let origin = json!({ ELEMENT: element });
        let mut actions = Vec::new();
        for (at, (x, y)) in points.iter().enumerate() {
            actions.push(json!({ "type": "pointerMove", "duration": 8, "x": x, "y": y,
                "origin": origin }));
            if at == 0 {
                actions.push(json!({ "type": "pointerDown", "button": 0 }));
            }
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let source = json!({ "type": "pointer", "id": pointer, "actions": actions,
            "parameters": { "pointerType": pointer } });
        self.must("/actions", &json!({ "actions": [source] }));
    }

    /// Writes a file and gives it to a file part, as the system's dialog would.
    pub(crate) fn pick(&self, test: &str, name: &str, bytes: &[u8]) {
        let path = self.home.join(name);
        fs::write(&path, bytes).expect("a file can be written");
        let element = self.element(test);
        let text = path.to_string_lossy();
        self.must(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Waits until the page has saved a file with this ending; its content.
    pub(crate) fn saved(&self, ending: &str) -> Vec<u8> {
        let begun = Instant::now();
        loop {
            let entries = fs::read_dir(self.home.join("saved")).expect("the folder is there");
            let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            let ends = |path: &&PathBuf, with: &str| path.to_string_lossy().ends_with(with);
            // The name is there before the content, and beside it what is still on its way.
            let on_its_way = paths.iter().any(|path| ends(&path, ".crdownload"));
            if let Some(path) = paths.iter().find(|path| ends(path, ending)) {
                let bytes = fs::read(path).expect("a saved file can be read");
                if !on_its_way && !bytes.is_empty() {
                    return bytes;
                }
            }
            assert!(begun.elapsed() < PATIENCE, "nothing with {ending} was saved");
            sleep(Duration::from_millis(25));
        }
    }

    /// Takes a picture of the whole page: `target/screenshots/pack-NAME.png`.
    pub(crate) fn picture(&self, name: &str) {
        let size = self.look(
            "const e = document.documentElement; \
             return [e.clientWidth, Math.max(e.scrollHeight, innerHeight)]",
        );
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let params = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let shot = self.tell("Page.captureScreenshot", &params);
        keep(&format!("pack-{name}.png"), &shot["data"]);
    }

    /// Prints the page as `target/screenshots/pack-NAME.pdf`.
    pub(crate) fn print(&self, name: &str) {
        let printed = self.tell("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        keep(&format!("pack-{name}.pdf"), &printed["data"]);
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.must("/se/log", &json!({ "type": kind }));
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Asserts that the page asked for nothing and complained of nothing. Only the file itself,
    /// data and blobs of its own may be loaded.
    pub(crate) fn assert_quiet(&self) {
        let complaints: Vec<Value> =
            self.log("browser").into_iter().filter(|entry| entry["level"] != "DEBUG").collect();
        assert!(complaints.is_empty(), "the page complains: {complaints:#?}");
        let mut asked = Vec::new();
        for entry in self.log("performance") {
            let message = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(message).unwrap_or_default();
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent" {
                asked.push(event["params"]["request"]["url"].as_str().unwrap_or("?").to_owned());
            }
        }
        let own = |url: &str| ["file:", "data:", "blob:"].iter().any(|own| url.starts_with(own));
        let foreign: Vec<&String> = asked.iter().filter(|url| !own(url)).collect();
        assert!(foreign.is_empty(), "the page asked for {foreign:?}");
        let files = asked.iter().filter(|url| url.starts_with("file:")).count();
        assert_eq!(files, 1, "the page asked for {asked:?}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.base).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The build's own folder.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("target"),
    }
}

/// The root of the tree.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    root.expect("the package lies in the tree").to_owned()
}

/// Writes what came in base64 into the folder of the pictures.
fn keep(name: &str, data: &Value) {
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(data.as_str().unwrap_or_default())
        .expect("a picture comes in base64");
    let folder = target().join("screenshots");
    fs::create_dir_all(&folder).expect("a folder can be made in target");
    fs::write(folder.join(name), bytes).expect("a picture can be written");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a bound listener has an address").port()
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let body: Value = answer
        .body_mut()
        .with_config()
        .limit(64 << 20)
        .read_json()
        .map_err(|error| error.to_string())?;
    match body["value"]["error"].as_str() {
        Some(_) => Err(body["value"]["message"].as_str().unwrap_or("?").to_owned()),
        None => Ok(body["value"].clone()),
    }
}
