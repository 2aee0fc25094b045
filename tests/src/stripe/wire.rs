//! HTTP/1.1 as far as the stand-in needs it: one call a connection, one connection after another.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use chrono::DateTime;
use serde_json::{Map, Value, json};

use super::{Fault, Shared, held, routes};

/// A request as it came.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) heads: BTreeMap<String, String>,
    pub(super) body: String,
}

/// An answer before it is sent.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) heads: Vec<(&'static str, String)>,
}

impl Answer {
    /// An answer that went well.
    pub(super) fn good(body: Value) -> Answer {
        Answer { status: 200, body, heads: Vec::new() }
    }

    /// An error as Stripe writes it; an empty code is none.
    pub(super) fn error(status: u16, kind: &str, code: &str, message: &str) -> Answer {
        let mut error = json!({ "type": kind, "message": message });
        if !code.is_empty() {
            error["code"] = json!(code);
        }
        Answer { status, body: json!({ "error": error }), heads: Vec::new() }
    }

    /// A request that Stripe does not understand.
    pub(super) fn invalid(code: &str, message: &str) -> Answer {
        Answer::error(400, "invalid_request_error", code, message)
    }
}

/// Serves until it is told to stop, or until the next call is to meet nobody.
pub(super) fn serve(listener: TcpListener, shared: &Shared) {
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
        let answer = routes::answer(shared, &request, fault);
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
fn next_fault(shared: &Shared) -> Option<Fault> {
    let strike = *held(&shared.strike);
    strike.filter(|strike| strike.hits(strike.calls + 1)).map(|strike| strike.fault)
}

fn count(shared: &Shared) {
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
        body: String::from_utf8(body).ok()?,
    })
}

/// Sends an answer; a part of one, if only one of so many parts is to arrive.
fn send(mut stream: &TcpStream, shared: &Shared, answer: &Answer, parts: Option<usize>) {
    let (now, number) = {
        let books = held(&shared.books);
        (books.now, books.calls.len())
    };
    let body = answer.body.to_string();
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

/// A form with nested names as a tree of objects and texts; `expand[0]` stands under `expand`.
pub(super) fn tree(form: &str) -> Result<Value, String> {
    let mut root = Value::Object(Map::new());
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        let mut at = &mut root;
        for part in name.split('[') {
            let part = part.trim_end_matches(']');
            if part.is_empty() {
                return Err(format!("{name}: a list without an index"));
            }
            let Value::Object(object) = at else {
                return Err(format!("{name}: a value and an object at once"));
            };
            at = object.entry(part).or_insert_with(|| Value::Object(Map::new()));
        }
        if at.as_object().is_none_or(|object| !object.is_empty()) {
            return Err(format!("{name}: given twice"));
        }
        *at = Value::String(value);
    }
    Ok(root)
}

fn decoded(text: &str) -> Result<String, String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match (bytes[at], hex) {
            (b'%', None) => return Err(format!("{text}: half a byte")),
            (_, Some(hex)) => {
                out.push(u8::from_str_radix(hex, 16).map_err(|_| format!("{text}: no hex"))?);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).map_err(|_| format!("{text}: no UTF-8"))
}
