//! Square, as its API of 2026-09-16 speaks: cards on file that are charged through orders, invoices
//! that it charges on their day, and first invoices on whose page a client may keep a card.
//!
//! It keeps nothing between calls. An obligation is one order with our mark, and an order is paid
//! once: that holds where a key does not.

use std::sync::OnceLock;

use chrono::NaiveDate;
use domain::ports::{Processor, Secret};
use domain::processor::{
    Answer, Bill, Charge, Hints, Instrument, Order, Page, Payout, Permission, Reason, Refund,
    RefundOrder, Standing, Trouble,
};

use super::no;
use crate::http::{Http, Outside, Unfit};

mod call;
mod cards;
mod causes;
mod changes;
mod charges;
mod held;
mod orders;
mod pages;
mod payouts;
mod refunds;
mod standing;
mod wire;

/// Where Square is for money, and for trying it.
const LIVE: &str = "https://connect.squareup.com";
const SANDBOX: &str = "https://connect.squareupsandbox.com";

/// The version every call is pinned to.
const VERSION: &str = "2026-09-16";

/// What stands before a token of the sandbox: it looks like one for money.
const TRIES: &str = "sandbox:";

/// One account at Square, by a token of its owner.
pub struct Square {
    http: Http,
    token: Secret,
    /// The location that takes the money, once it was asked for.
    place: OnceLock<wire::Location>,
}

impl Square {
    /// An account. `instead` stands in for Square: a service on this computer, as tests use it.
    pub fn new(token: Secret, instead: Option<&str>, outside: Outside) -> Result<Square, Unfit> {
        let home = if is_live(&token) { LIVE } else { SANDBOX };
        Ok(Square { http: Http::new(home, instead, outside)?, token, place: OnceLock::new() })
    }

    /// The token as text; a token that is none opens nothing.
    fn token(&self) -> &str {
        let text = text(&self.token);
        text.strip_prefix(TRIES).unwrap_or(text).trim()
    }

    /// The main location: every order names it, and its currency is the only one it takes.
    fn place(&self) -> Result<&wire::Location, Trouble> {
        if let Some(place) = self.place.get() {
            return Ok(place);
        }
        let purpose = "see where the account takes money";
        let found = self.get(purpose, "/v2/locations/main", "location")?;
        Ok(self.place.get_or_init(|| found))
    }
}

fn text(token: &Secret) -> &str {
    std::str::from_utf8(token.expose()).unwrap_or_default().trim()
}

/// Whether real money moves, as the user says by what stands before the token.
fn is_live(token: &Secret) -> bool {
    !text(token).starts_with(TRIES)
}

/// Square keeps a card only while a bill is paid.
fn bills_only() -> Trouble {
    let words = "Square keeps a card only where the client pays an invoice on its page; connect \
                 Stripe or GoCardless for a method before work starts";
    no(Reason::NotThisAmount, "open_page", words)
}

impl Processor for Square {
    fn check(&self) -> Result<Standing, Trouble> {
        standing::check(self)
    }

    fn open_page(&self, _: &Permission) -> Result<Page, Trouble> {
        Err(bills_only())
    }

    fn read_page(&self, reference: &str) -> Result<Answer, Trouble> {
        pages::read(self, reference)
    }

    fn close_page(&self, reference: &str) -> Result<(), Trouble> {
        held::cancel(self, reference)
    }

    fn change_page(&self, _: &Permission) -> Result<Page, Trouble> {
        Err(bills_only())
    }

    fn pay_page(&self, bill: &Bill) -> Result<Page, Trouble> {
        pages::pay(self, bill)
    }

    fn paid_on(&self, page: &str) -> Result<Option<Charge>, Trouble> {
        pages::paid_on(self, page)
    }

    fn read_instrument(&self, instrument: &Instrument) -> Result<Instrument, Trouble> {
        cards::instrument(self, &instrument.reference)
    }

    fn revoke(&self, instrument: &Instrument) -> Result<(), Trouble> {
        cards::disable(self, &instrument.reference)
    }

    fn earliest(&self, _: &Instrument, today: NaiveDate) -> Result<NaiveDate, Trouble> {
        Ok(today)
    }

    fn charge(&self, order: &Order) -> Result<Charge, Trouble> {
        charges::charge(self, order)
    }

    fn find(&self, order: &Order) -> Result<Option<Charge>, Trouble> {
        charges::find(self, order)
    }

    fn read(&self, reference: &str) -> Result<Charge, Trouble> {
        charges::read(self, reference)
    }

    fn retract(&self, reference: &str) -> Result<Charge, Trouble> {
        charges::retract(self, reference)
    }

    fn refund(&self, order: &RefundOrder) -> Result<Refund, Trouble> {
        refunds::refund(self, order)
    }

    fn find_refund(&self, order: &RefundOrder) -> Result<Option<Refund>, Trouble> {
        refunds::find(self, order)
    }

    fn read_refund(&self, reference: &str) -> Result<Refund, Trouble> {
        refunds::read(self, reference)
    }

    fn changes(&self, cursor: &str) -> Result<Hints, Trouble> {
        changes::since(self, cursor)
    }

    fn payouts(&self, since: NaiveDate) -> Result<Vec<Payout>, Trouble> {
        payouts::since(self, since)
    }
}
