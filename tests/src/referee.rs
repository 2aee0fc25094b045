//! A second referee for what is said to Xero, QuickBooks and Karbon: Prism, which reads the same
//! descriptions by code of another author. Where one is named, it is asked about each request that
//! a stand-in gets. It knows no history, so only what it says of requests counts.
//!
//! ```text
//! npx @stoplight/prism-cli@5.14.2 mock -p 4114 --errors xero-mock-strict.json
//! npx @stoplight/prism-cli@5.14.2 mock -p 4115 --errors qbo-mock.openapi.json
//! npx @stoplight/prism-cli@5.14.2 mock -p 4116 --errors karbon-mock.json
//! QUITTANCE_PRISM_XERO=127.0.0.1:4114 QUITTANCE_PRISM_QUICKBOOKS=127.0.0.1:4115 \
//!   QUITTANCE_PRISM_KARBON=127.0.0.1:4116 cargo test --workspace \
//!   --test contract -- --nocapture held_against
//! ```

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use crate::service::Request;

/// What Prism says of a request.
pub(crate) enum Verdict {
    /// Prism takes it.
    Taken,
    /// Prism does not; in its own words.
    Refused(String),
    /// Prism cannot say: it makes up an answer that does not fit the description itself.
    Unsaid,
}

/// Asks the Prism that the environment names; nothing where it names none.
pub(crate) fn ask(named: &str, request: &Request) -> Option<Verdict> {
    let address = std::env::var(named).ok()?;
    let (status, words) = said(&address, request).expect("the Prism that is named answers");
    Some(match status {
        200..300 => Verdict::Taken,
        500.. => Verdict::Unsaid,
        _ => Verdict::Refused(format!("Prism says {status}: {words}")),
    })
}

/// The request as it came, and the status and the last line of the answer.
fn said(address: &str, request: &Request) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    let Request { method, path, query, heads, body } = request;
    let target = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
    let mut head =
        format!("{method} {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    let own = ["host", "connection", "content-length"];
    for (name, value) in heads.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let last = lines.map_while(Result::ok).last().unwrap_or_default();
    Ok((status, last))
}
