//! What the rules need from outside, as traits: only where a test needs a stand-in.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::ledgers::{Changes, Held, Kind, Lists, Organisation, Put, Trouble as LedgerTrouble};
use crate::office::{
    Found, Put as OfficePut, Standing as OfficeStanding, Trouble as OfficeTrouble,
};
use crate::processor::{
    Answer, Bill, Charge, Hints, Instrument, Order, Page, Payout, Permission, Refund, RefundOrder,
    Standing, Trouble,
};

/// The clock and the source of ids. The shell has the real one; tests stop it and count.
pub trait World: Send + Sync {
    /// This instant.
    fn now(&self) -> DateTime<Utc>;
    /// A fresh UUIDv7.
    fn new_id(&self) -> Uuid;
    /// 32 bytes nobody can guess.
    fn random(&self) -> [u8; 32];
}

/// Something only the operating system's keyring may keep (rule 15). It shows itself to nobody
/// who does not ask by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Secret {
        Secret(bytes.into())
    }

    /// The bytes, for the one use they are for.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// Why a secret could not be reached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// No keyring answers on this computer.
    #[error("no keyring answers on this computer; unlock it, or install one, and try again")]
    NoKeyring,
    /// It answered and would not.
    #[error("the keyring refused: {0}")]
    Refused(String),
}

/// The operating system's keyring.
pub trait Secrets: Send + Sync {
    /// The secret kept under a name, if there is one.
    fn read(&self, name: &str) -> Result<Option<Secret>, SecretsError>;
    /// Keeps a secret under a name, in place of the one before.
    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretsError>;
    /// Forgets what is kept under a name; nothing kept is fine.
    fn forget(&self, name: &str) -> Result<(), SecretsError>;
}

/// A call that left this computer, for the page that lists them (rule 16). It holds no secret and
/// nothing of what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// When it began.
    pub at: DateTime<Utc>,
    /// To which host.
    pub host: String,
    /// What for, in words.
    pub purpose: String,
    /// What came of it: a status, or why there is none.
    pub result: String,
    /// Bytes sent.
    pub sent: u64,
    /// Bytes received.
    pub received: u64,
    /// The other side's name of the call, to ask its support by; may be empty.
    pub trace: String,
}

/// One account at a processor. It keeps nothing between calls: the book does. Every act carries the
/// key that the book stored before it, so that the same act twice is one act.
pub trait Processor {
    /// Who this account is, what it can do and what it lacks.
    fn check(&self) -> Result<Standing, Trouble>;

    /// A page on which a client permits a method, and agrees to terms where the processor records
    /// them.
    fn open_page(&self, permission: &Permission) -> Result<Page, Trouble>;
    /// What became of a page.
    fn read_page(&self, reference: &str) -> Result<Answer, Trouble>;
    /// Ends a page that is no longer to be used; one that ended is fine.
    fn close_page(&self, reference: &str) -> Result<(), Trouble>;
    /// A page on which a known payer puts another method in place of a failing one.
    fn change_page(&self, permission: &Permission) -> Result<Page, Trouble>;
    /// A page on which anybody pays one bill.
    fn pay_page(&self, bill: &Bill) -> Result<Page, Trouble>;
    /// The charge that paid a page of one bill, where one did.
    fn paid_on(&self, page: &str) -> Result<Option<Charge>, Trouble>;

    /// A method as it is now.
    fn read_instrument(&self, instrument: &Instrument) -> Result<Instrument, Trouble>;
    /// Gives a method up: it can never be charged again.
    fn revoke(&self, instrument: &Instrument) -> Result<(), Trouble>;
    /// The first day on which a debit can land.
    fn earliest(&self, instrument: &Instrument, today: NaiveDate) -> Result<NaiveDate, Trouble>;

    /// Takes money, or tries again. The same attempt of the same obligation is one charge.
    fn charge(&self, order: &Order) -> Result<Charge, Trouble>;
    /// The charge of an obligation, where the processor has one.
    fn find(&self, order: &Order) -> Result<Option<Charge>, Trouble>;
    /// A charge by the processor's name.
    fn read(&self, reference: &str) -> Result<Charge, Trouble>;
    /// Takes a charge back before it takes anything; refused as too late where it has left.
    fn retract(&self, reference: &str) -> Result<Charge, Trouble>;

    /// Pays money back.
    fn refund(&self, order: &RefundOrder) -> Result<Refund, Trouble>;
    /// The refund of an order, where the processor has one.
    fn find_refund(&self, order: &RefundOrder) -> Result<Option<Refund>, Trouble>;
    /// A refund by the processor's name.
    fn read_refund(&self, reference: &str) -> Result<Refund, Trouble>;

    /// What changed since a cursor; an empty one begins now.
    fn changes(&self, cursor: &str) -> Result<Hints, Trouble>;
    /// Payouts that arrive from a day on, with what they are made of.
    fn payouts(&self, since: NaiveDate) -> Result<Vec<Payout>, Trouble>;
}

/// One organisation in a ledger of others. It keeps nothing between calls: the book does. Each call
/// that names several documents answers for each, in the same order; none names more than the
/// ledger's batch ([`crate::ledgers::Capabilities`]), all of one kind.
pub trait Ledger {
    /// Who this organisation is. It is asked before every run, so that nothing is ever written into
    /// another's books.
    fn organisation(&self) -> Result<Organisation, LedgerTrouble>;
    /// The lists that ours are matched with.
    fn lists(&self) -> Result<Lists, LedgerTrouble>;

    /// Makes documents, or changes those that an order names.
    fn put(&self, orders: &[Put]) -> Vec<Result<Held, LedgerTrouble>>;
    /// What the ledger has of orders by their own keys: number, mark or name, whatever of it counts
    /// or not. Several where someone doubled it there.
    fn find(&self, orders: &[Put]) -> Result<Vec<Vec<Held>>, LedgerTrouble>;
    /// What the ledger says now of things by its own names of them; nothing for what it has not.
    fn read(&self, kind: Kind, references: &[String]) -> Result<Vec<Option<Held>>, LedgerTrouble>;
    /// Takes something out of the books there: an invoice or credit note is voided, a payment or
    /// bank entry taken out. What is out already is fine.
    fn void(&self, kind: Kind, reference: &str, version: &str) -> Result<Held, LedgerTrouble>;
    /// What changed since a cursor; an empty one begins now.
    fn changes(&self, cursor: &str) -> Result<Changes, LedgerTrouble>;
}

/// The program in which a practice keeps its clients and its work. It keeps nothing between calls:
/// the book does.
pub trait Office {
    /// Whose office this is. It is asked before anything is made, so that nothing is ever written
    /// into another's.
    fn check(&self) -> Result<OfficeStanding, OfficeTrouble>;
    /// What is there of an order, by its own key.
    fn find(&self, order: &OfficePut) -> Result<Found, OfficeTrouble>;
    /// Makes it; the office's own name of it.
    fn make(&self, order: &OfficePut) -> Result<String, OfficeTrouble>;
}
