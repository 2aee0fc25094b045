//! A real SMTP server on this computer, that can be told to misbehave.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Kind,
    /// It refuses the name and the password.
    RefusesLogin,
    /// It refuses every sender.
    RefusesSender,
    /// It refuses every receiver.
    RefusesRecipient,
    /// It asks to come back later.
    Greylists,
    /// It refuses the message after reading it: too large.
    RefusesContent,
    /// It takes the message and hangs up without an answer.
    DropsAfterData,
    /// It takes the message and never answers.
    SilentAfterData,
    /// It hangs up while the message comes in.
    DropsInData,
    /// It hangs up at once.
    ClosesAtOnce,
    /// It speaks another protocol.
    Garbage,
    /// It never says a word.
    Silent,
    /// It quotes the password in its refusal.
    Tells,
}

/// A message that the server has read to its end.
#[derive(Clone, Debug)]
pub struct Received {
    /// The sender of the envelope.
    pub from: String,
    /// The receivers of the envelope.
    pub to: Vec<String>,
    /// The message.
    pub bytes: Vec<u8>,
}

struct State {
    mood: Mood,
    received: Vec<Received>,
    sign_ins: Vec<String>,
    calls: usize,
}

/// A mail server on a free port of this computer, as long as the test runs.
pub struct MailServer {
    /// Its port.
    pub port: u16,
    state: Arc<Mutex<State>>,
}

impl MailServer {
    /// Starts it.
    pub fn start(mood: Mood) -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this computer has a free port");
        let port = listener.local_addr().expect("a bound socket has a port").port();
        let (received, sign_ins) = (Vec::new(), Vec::new());
        let state = Arc::new(Mutex::new(State { mood, received, sign_ins, calls: 0 }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // A client that hangs up ends its own conversation only.
                std::thread::spawn(move || talk(stream, &state).unwrap_or_default());
            }
        });
        MailServer { port, state }
    }

    /// Behaves otherwise from the next connection on.
    pub fn turn(&self, mood: Mood) {
        self.state().mood = mood;
    }

    /// What it has read to the end, whether or not it said so.
    pub fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// Names and passwords as they came, in base64.
    pub fn sign_ins(&self) -> Vec<String> {
        self.state().sign_ins.clone()
    }

    /// How many connections there were.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no conversation panics while it holds the state")
    }
}

/// One conversation.
fn talk(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let locked = || state.lock().expect("no conversation panics while it holds the state");
    let mood = {
        let mut state = locked();
        state.calls += 1;
        state.mood
    };
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream.try_clone()?);
    match mood {
        Mood::ClosesAtOnce => return stream.shutdown(Shutdown::Both),
        Mood::Garbage => out.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?,
        Mood::Silent => return until_gone(&mut lines),
        _ => out.write_all(b"220 mail.test ESMTP\r\n")?,
    }
    let (mut from, mut to) = (String::new(), Vec::new());
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let said = line.trim_end().to_owned();
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("EHLO", _) => "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN".to_owned(),
            ("AUTH", Mood::RefusesLogin) => "535 5.7.8 Username and Password not accepted".into(),
            ("AUTH", Mood::Tells) => format!("535 not {}", said.replace("AUTH PLAIN ", "")),
            ("AUTH", _) => {
                locked().sign_ins.push(said.replace("AUTH PLAIN ", ""));
                "235 2.7.0 Accepted".to_owned()
            }
            ("MAIL", Mood::RefusesSender) => "553 5.7.1 Sender address rejected".to_owned(),
            ("MAIL", _) => {
                from = between(&said);
                "250 2.1.0 Ok".to_owned()
            }
            ("RCPT", Mood::RefusesRecipient) => "550 5.1.1 No such user here".to_owned(),
            ("RCPT", Mood::Greylists) => "451 4.7.1 Greylisted, try again later".to_owned(),
            ("RCPT", _) => {
                to.push(between(&said));
                "250 2.1.5 Ok".to_owned()
            }
            ("DATA", Mood::DropsInData) => {
                out.write_all(b"354 Go ahead\r\n")?;
                lines.read_line(&mut line)?;
                return stream.shutdown(Shutdown::Both);
            }
            ("DATA", _) => {
                out.write_all(b"354 Go ahead\r\n")?;
                let bytes = content(&mut lines)?;
                if mood == Mood::RefusesContent {
                    "552 5.3.4 Message size exceeds limit".to_owned()
                } else {
                    let (from, to) = (from.clone(), std::mem::take(&mut to));
                    locked().received.push(Received { from, to, bytes });
                    match mood {
                        Mood::DropsAfterData => return stream.shutdown(Shutdown::Both),
                        Mood::SilentAfterData => return until_gone(&mut lines),
                        _ => "250 2.0.0 Ok: queued as 4711".to_owned(),
                    }
                }
            }
            ("QUIT", _) => {
                out.write_all(b"221 2.0.0 Bye\r\n")?;
                return Ok(());
            }
            _ => "502 5.5.2 Not understood".to_owned(),
        };
        out.write_all(format!("{answer}\r\n").as_bytes())?;
    }
}

/// Listens and says nothing until the client hangs up.
fn until_gone(lines: &mut BufReader<TcpStream>) -> std::io::Result<()> {
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        line.clear();
    }
    Ok(())
}

/// The message up to the line with the dot; doubled dots are single again.
fn content(lines: &mut BufReader<TcpStream>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.as_slice() {
            b".\r\n" => return Ok(bytes),
            [b'.', rest @ ..] => bytes.extend_from_slice(rest),
            whole => bytes.extend_from_slice(whole),
        }
    }
}

/// What stands between the angle brackets.
fn between(line: &str) -> String {
    let rest = line.split_once('<').map_or("", |(_, rest)| rest);
    rest.split_once('>').map_or("", |(inner, _)| inner).to_owned()
}
