//! A real SMTP server on this computer, that can be told to misbehave.

mod encryption;

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

pub use encryption::Authority;
use encryption::{ServerConfig, Wire};

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

/// When the server encrypts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encrypts {
    /// From the first byte, as on port 465.
    AtOnce,
    /// When it is asked by STARTTLS, as on port 587.
    WhenAsked,
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
    encrypts: Option<(Encrypts, Arc<ServerConfig>)>,
    received: Vec<Received>,
    sign_ins: Vec<String>,
    calls: usize,
    in_clear: usize,
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
        MailServer::listening("127.0.0.1", mood, None)
    }

    /// Starts one that encrypts with a certificate of `authority` made out to `name`, at an
    /// address of this computer.
    pub fn encrypted(
        address: &str,
        when: Encrypts,
        authority: &Authority,
        name: &str,
    ) -> MailServer {
        let config = authority.server(name);
        MailServer::listening(address, Mood::Kind, Some((when, config)))
    }

    fn listening(
        address: &str,
        mood: Mood,
        encrypts: Option<(Encrypts, Arc<ServerConfig>)>,
    ) -> MailServer {
        let listener = TcpListener::bind((address, 0)).expect("this computer has a free port");
        let port = listener.local_addr().expect("a bound socket has a port").port();
        let (received, sign_ins) = (Vec::new(), Vec::new());
        let state = Arc::new(Mutex::new(State {
            mood,
            encrypts,
            received,
            sign_ins,
            calls: 0,
            in_clear: 0,
        }));
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

    /// How many senders were named without encryption.
    pub fn in_clear(&self) -> usize {
        self.state().in_clear
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no conversation panics while it holds the state")
    }
}

/// One conversation.
fn talk(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let locked = || state.lock().expect("no conversation panics while it holds the state");
    let (mood, encrypts) = {
        let mut state = locked();
        state.calls += 1;
        (state.mood, state.encrypts.clone())
    };
    let at_once = encrypts.as_ref().filter(|(when, _)| *when == Encrypts::AtOnce);
    let mut wire =
        BufReader::new(Wire::of(stream.try_clone()?, at_once.map(|(_, config)| config))?);
    let mut asked = encrypts.filter(|(when, _)| *when == Encrypts::WhenAsked);
    match mood {
        Mood::ClosesAtOnce => return stream.shutdown(Shutdown::Both),
        Mood::Garbage => say(&mut wire, "HTTP/1.1 400 Bad Request\r\n")?,
        Mood::Silent => return until_gone(&mut wire),
        _ => say(&mut wire, "220 mail.test ESMTP")?,
    }
    let mut envelope = (String::new(), Vec::new());
    let mut line = String::new();
    loop {
        line.clear();
        if wire.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let said = line.trim_end().to_owned();
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("EHLO", _) => {
                let offer = if asked.is_some() { "250-STARTTLS\r\n" } else { "" };
                format!("250-mail.test\r\n250-8BITMIME\r\n{offer}250 AUTH PLAIN LOGIN")
            }
            ("STARTTLS", _) if asked.is_some() => {
                say(&mut wire, "220 2.0.0 Ready")?;
                let config = asked.take().map(|(_, config)| config);
                wire = BufReader::new(Wire::of(stream.try_clone()?, config.as_ref())?);
                continue;
            }
            ("AUTH" | "MAIL" | "RCPT", _) => {
                let in_clear = matches!(wire.get_ref(), Wire::Plain(_));
                let mut state = locked();
                state.in_clear += usize::from(in_clear && verb == "MAIL");
                addressed(&verb, &said, mood, &mut state, &mut envelope)
            }
            ("DATA", Mood::DropsInData) => {
                say(&mut wire, "354 Go ahead")?;
                wire.read_line(&mut line)?;
                return stream.shutdown(Shutdown::Both);
            }
            ("DATA", _) => {
                say(&mut wire, "354 Go ahead")?;
                let bytes = content(&mut wire)?;
                if mood == Mood::RefusesContent {
                    "552 5.3.4 Message size exceeds limit".to_owned()
                } else {
                    let (from, to) = (envelope.0.clone(), std::mem::take(&mut envelope.1));
                    locked().received.push(Received { from, to, bytes });
                    match mood {
                        Mood::DropsAfterData => return stream.shutdown(Shutdown::Both),
                        Mood::SilentAfterData => return until_gone(&mut wire),
                        _ => "250 2.0.0 Ok: queued as 4711".to_owned(),
                    }
                }
            }
            ("QUIT", _) => {
                say(&mut wire, "221 2.0.0 Bye")?;
                return Ok(());
            }
            _ => "502 5.5.2 Not understood".to_owned(),
        };
        say(&mut wire, &answer)?;
    }
}

/// The answer to a name and password, a sender or a receiver.
fn addressed(
    verb: &str,
    said: &str,
    mood: Mood,
    state: &mut State,
    envelope: &mut (String, Vec<String>),
) -> String {
    match (verb, mood) {
        ("AUTH", Mood::RefusesLogin) => "535 5.7.8 Username and Password not accepted".into(),
        ("AUTH", Mood::Tells) => format!("535 not {}", said.replace("AUTH PLAIN ", "")),
        ("AUTH", _) => {
            state.sign_ins.push(said.replace("AUTH PLAIN ", ""));
            "235 2.7.0 Accepted".to_owned()
        }
        ("MAIL", Mood::RefusesSender) => "553 5.7.1 Sender address rejected".to_owned(),
        ("MAIL", _) => {
            envelope.0 = between(said);
            "250 2.1.0 Ok".to_owned()
        }
        ("RCPT", Mood::RefusesRecipient) => "550 5.1.1 No such user here".to_owned(),
        ("RCPT", Mood::Greylists) => "451 4.7.1 Greylisted, try again later".to_owned(),
        ("RCPT", _) => {
            envelope.1.push(between(said));
            "250 2.1.5 Ok".to_owned()
        }
        _ => "502 5.5.2 Not understood".to_owned(),
    }
}

fn say(wire: &mut BufReader<Wire>, words: &str) -> std::io::Result<()> {
    wire.get_mut().write_all(format!("{words}\r\n").as_bytes())?;
    wire.get_mut().flush()
}

/// Listens and says nothing until the client hangs up.
fn until_gone(wire: &mut BufReader<Wire>) -> std::io::Result<()> {
    let mut line = Vec::new();
    while wire.read_until(b'\n', &mut line)? > 0 {
        line.clear();
    }
    Ok(())
}

/// The message up to the line with the dot; doubled dots are single again.
fn content(wire: &mut BufReader<Wire>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        if wire.read_until(b'\n', &mut line)? == 0 {
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
