//! A service on this computer that can be told to fail at any call.

mod wire;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

pub(crate) use wire::{Answer, Request};

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody takes the connection.
    Refused,
    /// The connection is taken, and nothing is ever read.
    SilentBefore,
    /// The request is read, nothing is done, and nothing is ever answered.
    SilentAfter,
    /// It is done, and the connection breaks before the answer.
    BrokenAfterDone,
    /// It is done, and half of the answer arrives.
    Truncated,
    /// An error of the service: nothing is done, and the error is kept under the key for a day.
    Error,
    /// It is done, the answer is an error of the service, and that error is kept for a day.
    ErrorAfterDone,
    /// Another call with the same key is said to be at work (409).
    Conflict,
    /// Too many calls (429).
    TooMany,
    /// Access is said to have ended (401). Only what signs in for access meets it.
    Unauthorised,
}

impl Fault {
    /// Every fault of a single call that any service may have.
    pub const ALL: [Fault; 9] = [
        Fault::Refused,
        Fault::SilentBefore,
        Fault::SilentAfter,
        Fault::BrokenAfterDone,
        Fault::Truncated,
        Fault::Error,
        Fault::ErrorAfterDone,
        Fault::Conflict,
        Fault::TooMany,
    ];
}

/// Which calls go wrong, counted from 1 after [`StripeServer::strike`].
#[derive(Clone, Copy, Debug)]
struct Strike {
    fault: Fault,
    first: usize,
    last: usize,
    calls: usize,
}

impl Strike {
    fn hits(&self, call: usize) -> bool {
        (self.first..=self.last).contains(&call)
    }
}

/// What a service keeps, and what it answers.
pub(crate) trait Plays: Send + 'static {
    /// Answers one call.
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer;
    /// Its clock, in seconds.
    fn now(&self) -> i64;
    /// How many calls it met.
    fn met(&self) -> usize;
}

/// What the server and the test share.
struct Shared<B> {
    books: Mutex<B>,
    strike: Mutex<Option<Strike>>,
}

/// The server, as long as the test holds it.
pub(crate) struct Service<B: Plays> {
    address: SocketAddr,
    shared: Arc<Shared<B>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl<B: Plays> Service<B> {
    pub(crate) fn start(books: B) -> Service<B> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port of this computer");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared { books: Mutex::new(books), strike: Mutex::new(None) });
        let server = Service { address, shared, thread: Mutex::new(None) };
        server.serve(listener);
        server
    }

    fn serve(&self, listener: TcpListener) {
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::spawn(move || wire::serve(listener, &shared));
        *held(&self.thread) = Some(thread);
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn strike(&self, fault: Fault, first: usize, last: usize) {
        let refused = fault == Fault::Refused && first == 1;
        *held(&self.shared.strike) = Some(Strike { fault, first, last, calls: 0 });
        if refused {
            self.stop();
        }
    }

    pub(crate) fn mend(&self) -> usize {
        let strike = held(&self.shared.strike).take();
        self.stop();
        let listener = TcpListener::bind(self.address).expect("the port is ours");
        self.serve(listener);
        strike.map_or(0, |strike| strike.calls)
    }

    /// Stops listening, if it does.
    fn stop(&self) {
        let Some(thread) = held(&self.thread).take() else { return };
        if !thread.is_finished() {
            wire::wake(self.address);
        }
        thread.join().expect("the server of a test ends well");
    }

    pub(crate) fn books(&self) -> MutexGuard<'_, B> {
        held(&self.shared.books)
    }
}

impl<B: Plays> Drop for Service<B> {
    fn drop(&mut self) {
        *held(&self.shared.strike) = None;
        self.stop();
    }
}

pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().expect("the server of a test does not panic")
}
