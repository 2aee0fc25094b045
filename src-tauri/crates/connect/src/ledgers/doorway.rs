//! The way back from a browser: a listener on this computer that takes one answer and closes.
//!
//! It speaks on both addresses that `localhost` may mean, to nobody who asks for another host, and
//! for five minutes at most. What does not carry the state of this sign-in is turned away and ends
//! nothing, so that another page on this computer can neither answer nor spoil it.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::time::Duration;

use chrono::TimeDelta;
use reqwest::Url;

use super::sign_in::SignInError;
use crate::http::Outside;

/// What an address carries behind its question mark, each name once.
pub(super) type Carried = BTreeMap<String, String>;

/// How long the browser may take.
const LIMIT: TimeDelta = TimeDelta::minutes(5);
/// How long to wait before looking again.
const LOOK: Duration = Duration::from_millis(50);
/// How long a caller may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(2);
/// The most bytes of a request's head.
const MOST_BYTES: usize = 8 << 10;
/// The one path that is answered.
const PATH: &str = "/callback";

/// The listener.
pub(super) struct Doorway {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Doorway {
    /// Listens on the first of these ports that is free.
    pub(super) fn open(ports: &[u16]) -> Result<Doorway, SignInError> {
        let open = ports.iter().find_map(|port| listen(*port).ok());
        open.ok_or_else(|| SignInError::PortsTaken(ports.to_vec()))
    }

    /// The address that the browser is sent back to.
    pub(super) fn redirect(&self) -> String {
        format!("http://localhost:{}{PATH}", self.port)
    }

    /// Waits for the answer that carries this state.
    pub(super) fn wait(
        &self,
        state: &str,
        outside: &Outside,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Carried, SignInError> {
        let begun = outside.world.now();
        while !cancelled() {
            if outside.world.now() - begun > LIMIT {
                return Err(SignInError::Late);
            }
            let mut met = self.listeners.iter().filter_map(|one| one.accept().ok());
            match met.next() {
                Some((stream, _)) => {
                    if let Some(carried) = self.answer(&stream, state) {
                        return Ok(carried);
                    }
                }
                None => (outside.pause)(LOOK),
            }
        }
        Err(SignInError::Cancelled)
    }

    /// Answers one caller; what it carried, if it is the one that is waited for.
    fn answer(&self, stream: &TcpStream, state: &str) -> Option<Carried> {
        let head = head_of(stream)?;
        let target = self.target(&head);
        let fits = target
            .as_ref()
            .is_ok_and(|carried| carried.get("state").is_some_and(|said| said == state));
        let (status, words) = match &target {
            Ok(_) if fits => ("200 OK", "Done. Go back to Quittance; this page can be closed."),
            Ok(_) => ("400 Bad Request", "This is not the sign-in that Quittance waits for."),
            Err(status) => (*status, "There is nothing here."),
        };
        say(stream, status, words);
        target.ok().filter(|_| fits)
    }

    /// What a request for this address carries, or the status that turns it away.
    fn target(&self, head: &str) -> Result<Carried, &'static str> {
        let mut lines = head.lines();
        let mut words = lines.next().unwrap_or_default().split(' ');
        let (method, target) = (words.next(), words.next().unwrap_or_default());
        let host = lines.find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("host").then_some(value.trim())
        });
        let ours = ["localhost", "127.0.0.1", "[::1]"];
        let is_ours = |said: &str| ours.iter().any(|name| said == format!("{name}:{}", self.port));
        if !host.is_some_and(is_ours) {
            return Err("421 Misdirected Request");
        }
        if method != Some("GET") {
            return Err("405 Method Not Allowed");
        }
        let here = Url::parse(&format!("http://localhost:{}", self.port));
        let url = here.and_then(|here| here.join(target)).map_err(|_| "400 Bad Request")?;
        if url.path() != PATH {
            return Err("404 Not Found");
        }
        carried(&url).ok_or("400 Bad Request")
    }
}

/// What an address carries; nothing where a name is there twice.
pub(super) fn carried(url: &Url) -> Option<Carried> {
    let mut all = Carried::new();
    for (name, value) in url.query_pairs() {
        if all.insert(name.into_owned(), value.into_owned()).is_some() {
            return None;
        }
    }
    Some(all)
}

/// Listens on both addresses of this computer, or on one where it has no other.
fn listen(port: u16) -> std::io::Result<Doorway> {
    let first = TcpListener::bind((IpAddr::from(Ipv4Addr::LOCALHOST), port))?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    match TcpListener::bind((IpAddr::from(Ipv6Addr::LOCALHOST), port)) {
        Ok(second) => listeners.push(second),
        Err(taken) if taken.kind() == ErrorKind::AddrInUse => return Err(taken),
        Err(_) => {}
    }
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    Ok(Doorway { listeners, port })
}

/// The head of a request.
fn head_of(mut stream: &TcpStream) -> Option<String> {
    stream.set_nonblocking(false).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut head = Vec::new();
    let mut bytes = [0; 1024];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = stream.read(&mut bytes).ok().filter(|read| *read > 0)?;
        head.extend_from_slice(bytes.get(..read)?);
        if head.len() > MOST_BYTES {
            return None;
        }
    }
    String::from_utf8(head).ok()
}

/// Answers with a page of one sentence.
fn say(mut stream: &TcpStream, status: &str, words: &str) {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Quittance</title>\
         <body style=\"font:16px sans-serif;margin:4em\"><p>{words}</p></body></html>"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\
         Connection: close\r\n\r\n",
        page.len()
    );
    // A browser that is gone needs no page.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(page.as_bytes());
}
