//! HTTP/1.1 as far as the stand-in needs it: one call a connection, one connection after another.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use chrono::DateTime;
use serde_json::Value;

use super::{Fault, Plays, Shared, held};

/// A request as it came.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) heads: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// An answer before it is sent.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) heads: Vec<(&'static str, String)>,
}

impl Answer {
    /// An answer that went well.
    pub(crate) fn good(body: Value) -> Answer {
        Answer { status: 200, body, heads: Vec::new() }
    }
}

/// Serves until it is told to stop, or until the next call is to meet nobody.
pub(super) fn serve<B: Plays>(listener: TcpListener, shared: &Shared<B>) {
    while let Ok((stream, _)) = listener.accept() {
        let fault = next_fault(shared);
        if fault == Some(Fault::SilentBefore) {
            count(shared);
            until_gone(&stream);
            continue;
        }
        let Some(request) = read(&stream) else { continue };
        if request.method == "STOP" {
            return;
        }
        count(shared);
        if fault == Some(Fault::SilentAfter) {
            until_gone(&stream);
            continue;
        }
        let answer = held(&shared.books).answer(&request, fault);
        if next_fault(shared) == Some(Fault::Refused) {
            // The door is shut before this answer leaves, so that the next call finds it so.
            drop(listener);
            send(&stream, shared, &answer, None);
            return;
        }
        match fault {
            Some(Fault::BrokenAfterDone) => {}
            Some(Fault::Truncated) => send(&stream, shared, &answer, Some(2)),
            _ => send(&stream, shared, &answer, None),
        }
    }
}

/// Ends the server at this address after what it is at.
pub(super) fn wake(address: SocketAddr) {
    if let Ok(mut stream) = TcpStream::connect(address) {
        let _ = stream.write_all(b"STOP / HTTP/1.1\r\n\r\n");
    }
}

/// What happens to the call that begins now.
fn next_fault<B>(shared: &Shared<B>) -> Option<Fault> {
    let strike = *held(&shared.strike);
    strike.filter(|strike| strike.hits(strike.calls + 1)).map(|strike| strike.fault)
}

fn count<B>(shared: &Shared<B>) {
    if let Some(strike) = held(&shared.strike).as_mut() {
        strike.calls += 1;
    }
}

/// Listens and says nothing until the caller hangs up.
fn until_gone(mut stream: &TcpStream) {
    let mut bytes = [0; 1024];
    while stream.read(&mut bytes).is_ok_and(|read| read > 0) {}
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut heads = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        heads.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = heads.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    Some(Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        heads,
        // What is no text is a file, of which only the length counts.
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// Sends an answer; a part of one, if only one of so many parts is to arrive.
fn send<B: Plays>(
    mut stream: &TcpStream,
    shared: &Shared<B>,
    answer: &Answer,
    parts: Option<usize>,
) {
    let (now, number) = {
        let books = held(&shared.books);
        (books.now(), books.met())
    };
    let body = if answer.body.is_null() { String::new() } else { answer.body.to_string() };
    let date = DateTime::from_timestamp(now, 0).unwrap_or_default();
    let mut head = format!(
        "HTTP/1.1 {} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nDate: {}\r\n\
         Request-Id: req_{number:06}\r\nConnection: close\r\n",
        answer.status,
        body.len(),
        date.format("%a, %d %b %Y %H:%M:%S GMT"),
    );
    for (name, value) in &answer.heads {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let sent = &body.as_bytes()[..parts.map_or(body.len(), |parts| body.len() / parts)];
    // A caller that left before the answer has its reasons.
    let _ = stream.write_all(format!("{head}\r\n").as_bytes());
    let _ = stream.write_all(sent);
}
