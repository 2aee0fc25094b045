use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread::JoinHandle;

use super::*;
use crate::world::SystemWorld;

/// A service that answers one call with these bytes after reading its head.
fn answers(bytes: &'static [u8]) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let head = head_of(&stream);
        (&stream).write_all(bytes).unwrap();
        head
    });
    (address, thread)
}

fn head_of(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines();
    let mut head = String::new();
    while let Some(Ok(line)) =
        lines.next().filter(|line| line.as_ref().is_ok_and(|l| !l.is_empty()))
    {
        head.push_str(&line);
        head.push('\n');
    }
    head
}

fn outside(notes: &Arc<Mutex<Vec<Call>>>) -> Outside {
    let notes = Arc::clone(notes);
    Outside {
        world: Arc::new(SystemWorld),
        note: Arc::new(move |call| notes.lock().unwrap().push(call)),
        pause: Arc::new(|_| ()),
        patience: Patience {
            connect: Duration::from_secs(2),
            whole: Duration::from_millis(300),
            tries: 3,
        },
    }
}

fn question() -> Request {
    Request {
        method: Method::GET,
        path: "/v1/things".to_owned(),
        query: "name=Ada".to_owned(),
        headers: vec![("authorization", "Bearer rk_test_canary".to_owned())],
        body: None,
        purpose: "look for things",
    }
}

fn ask(address: &str) -> (Result<Reply, Lost>, Call) {
    let notes = Arc::default();
    let http = Http::new("https://api.example.com", Some(address), outside(&notes)).unwrap();
    let outcome = http.call(&question());
    let call = notes.lock().unwrap().remove(0);
    (outcome, call)
}

#[test]
fn a_whole_answer_comes_back_with_what_its_head_says() {
    let (address, thread) = answers(
        b"HTTP/1.1 200 OK\r\nRequest-Id: req_1\r\nRetry-After: 7\r\nStripe-Should-Retry: false\r\n\
          Date: Sun, 22 Nov 2026 09:00:00 GMT\r\nContent-Length: 2\r\n\r\n{}",
    );
    let (outcome, call) = ask(&address);
    let reply = outcome.unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"{}".as_slice()));
    assert_eq!(reply.trace, "req_1");
    assert_eq!(reply.wait, Some(Duration::from_secs(7)));
    assert_eq!(reply.again, Some(false));
    assert_eq!(reply.date.unwrap().to_rfc3339(), "2026-11-22T09:00:00+00:00");
    assert_eq!((call.result.as_str(), call.received), ("200", 2));
    assert!(thread.join().unwrap().starts_with("GET /v1/things?name=Ada HTTP/1.1"));
}

#[test]
fn the_note_of_a_call_holds_neither_the_key_nor_the_question() {
    let (address, thread) = answers(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
    let (_, call) = ask(&address);
    thread.join().unwrap();
    let noted = format!("{call:?}");
    assert!(!noted.contains("canary") && !noted.contains("Ada"), "{noted}");
    assert_eq!(call.purpose, "look for things");
}

#[test]
fn a_refused_connection_is_certain_to_have_left_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (outcome, call) = ask(&address);
    assert!(matches!(outcome, Err(Lost::NotSent(_))), "{outcome:?}");
    assert!(call.result.starts_with("not sent: "), "{}", call.result);
}

#[test]
fn what_may_have_left_is_unknown() {
    let cut: [&[u8]; 3] = [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"id\":",
    ];
    for bytes in cut {
        let (address, thread) = answers(bytes);
        let (outcome, call) = ask(&address);
        thread.join().unwrap();
        assert!(matches!(outcome, Err(Lost::Unknown(_))), "{outcome:?}");
        assert!(call.result.starts_with("no answer: "), "{}", call.result);
    }
}

#[test]
fn silence_is_unknown_and_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (outcome, _) = ask(&format!("http://{}", listener.local_addr().unwrap()));
    let Err(Lost::Unknown(words)) = outcome else { panic!("{outcome:?}") };
    assert!(words.ends_with("did not answer in time"), "{words}");
}

#[test]
fn a_redirect_is_an_answer_and_is_not_followed() {
    let (address, thread) = answers(
        b"HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n",
    );
    assert_eq!(ask(&address).0.unwrap().status, 302);
    thread.join().unwrap();
}

#[test]
fn only_this_computer_may_stand_in_for_a_service() {
    let own = "https://api.example.com";
    assert!(place(own, None).is_ok());
    assert!(place("http://api.example.com", None).is_err());
    for fits in ["http://127.0.0.1:4018", "http://localhost:1", "http://[::1]:2"] {
        assert!(place(own, Some(fits)).is_ok(), "{fits}");
    }
    let foreign =
        ["http://example.com", "https://evil.example", "http://a@127.0.0.1", "no address"];
    for wrong in foreign {
        assert!(place(own, Some(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn waits_double_up_to_a_bound_and_obey_the_service() {
    let still = |_| 0;
    let most = |below: u64| below - 1;
    let ms = |tried, jitter: fn(u64) -> u64| wait(tried, None, None, jitter).unwrap().as_millis();
    assert_eq!(
        [1, 2, 3, 4, 5, 80].map(|tried| ms(tried, still)),
        [500, 500, 1000, 2000, 2500, 2500]
    );
    assert_eq!(
        [1, 2, 3, 4, 5, 80].map(|tried| ms(tried, most)),
        [500, 1000, 2000, 4000, 5000, 5000]
    );
    assert_eq!(wait(1, Some(429), None, still), Some(Duration::from_secs(1)));
    assert_eq!(wait(1, None, Some(Duration::from_secs(9)), still), Some(Duration::from_secs(9)));
    assert_eq!(wait(1, None, Some(Duration::from_secs(61)), still), None);
}
