//! A Stripe on this computer: it keeps books of its own, holds every request against Stripe's own
//! description, replays what it answered under a key, and can be told to fail at any call.
//!
//! What it says of real behaviour beyond the description has its source beside it. A test moves its
//! clock, plays the client, the bank and the weather.

mod books;
mod contract;
mod intents;
mod invoices;
mod pages;
mod play;
mod reversals;
mod routes;
mod wire;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use books::Books;
pub use play::{Conduct, Means};

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
}

impl Fault {
    /// Every fault of a single call.
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

/// What the server and the test share.
struct Shared {
    books: Mutex<Books>,
    strike: Mutex<Option<Strike>>,
    key: String,
}

/// The server, as long as the test holds it.
pub struct StripeServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The key that opens the account, easy to find where it should not be.
pub const KEY: &str = "rk_test_canary4711canary4711canary";

impl StripeServer {
    /// An account for testing, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> StripeServer {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port of this computer");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            books: Mutex::new(Books::at(now)),
            strike: Mutex::new(None),
            key: KEY.to_owned(),
        });
        let server = StripeServer { address, shared, thread: Mutex::new(None) };
        server.serve(listener);
        server
    }

    fn serve(&self, listener: TcpListener) {
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::spawn(move || wire::serve(listener, &shared));
        *held(&self.thread) = Some(thread);
    }

    /// The address that stands in for Stripe's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on the calls from the `first` to the `last` go wrong in one way.
    pub fn strike(&self, fault: Fault, first: usize, last: usize) {
        let refused = fault == Fault::Refused && first == 1;
        *held(&self.shared.strike) = Some(Strike { fault, first, last, calls: 0 });
        if refused {
            self.stop();
        }
    }

    /// Everything goes well again; how many calls were met since the strike.
    pub fn mend(&self) -> usize {
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

    fn books(&self) -> MutexGuard<'_, Books> {
        held(&self.shared.books)
    }

    /// What was wrong with requests, or with this server's own objects.
    pub fn wrongs(&self) -> Vec<String> {
        self.books().wrongs.clone()
    }

    /// The calls so far, as `POST /v1/refunds`, with their number in place of names.
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }
}

impl Drop for StripeServer {
    fn drop(&mut self) {
        *held(&self.shared.strike) = None;
        self.stop();
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().expect("the server of a test does not panic")
}
