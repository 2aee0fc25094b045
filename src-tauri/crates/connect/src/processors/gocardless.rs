//! GoCardless, as its API of 2015-07-06 speaks: billing requests for mandates, payments that it
//! holds until their day, bank debits only.
//!
//! It keeps nothing between calls. A payment is found by our own mark on it; a key that was used
//! answers with the payment that was made under it.

use chrono::NaiveDate;
use domain::ports::{Processor, Secret};
use domain::processor::{
    Answer, Bill, Charge, Hints, Instrument, Order, Page, Payout, Permission, Reason, Refund,
    RefundOrder, Standing, Trouble,
};

use super::no;
use crate::http::{Http, Outside, Unfit};

mod call;
mod causes;
mod changes;
mod charges;
mod mandates;
mod pages;
mod payouts;
mod refunds;
mod standing;
mod wire;

/// Where GoCardless is for money, and for trying it.
const LIVE: &str = "https://api.gocardless.com";
const SANDBOX: &str = "https://api-sandbox.gocardless.com";

/// The version every call is pinned to.
const VERSION: &str = "2015-07-06";

/// One account at GoCardless, by a token of its owner.
pub struct GoCardless {
    http: Http,
    token: Secret,
}

impl GoCardless {
    /// An account. `instead` stands in for GoCardless: a service on this computer, as tests use it.
    pub fn new(
        token: Secret,
        instead: Option<&str>,
        outside: Outside,
    ) -> Result<GoCardless, Unfit> {
        let home = if is_live(&token) { LIVE } else { SANDBOX };
        Ok(GoCardless { http: Http::new(home, instead, outside)?, token })
    }

    /// The token as text; a token that is none opens nothing.
    fn token(&self) -> &str {
        text(&self.token)
    }
}

fn text(token: &Secret) -> &str {
    std::str::from_utf8(token.expose()).unwrap_or_default().trim()
}

/// Whether real money moves, as the token says.
fn is_live(token: &Secret) -> bool {
    text(token).starts_with("live_")
}

fn no_bills() -> Trouble {
    let words = "GoCardless has no page on which anybody pays one bill";
    no(Reason::NotThisAmount, "pay_page", words)
}

impl Processor for GoCardless {
    fn check(&self) -> Result<Standing, Trouble> {
        standing::check(self)
    }

    fn open_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        pages::open(self, permission)
    }

    fn read_page(&self, reference: &str) -> Result<Answer, Trouble> {
        pages::read(self, reference)
    }

    fn close_page(&self, reference: &str) -> Result<(), Trouble> {
        pages::close(self, reference)
    }

    fn change_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        pages::open(self, permission)
    }

    fn pay_page(&self, _: &Bill) -> Result<Page, Trouble> {
        Err(no_bills())
    }

    fn paid_on(&self, _: &str) -> Result<Option<Charge>, Trouble> {
        Err(no_bills())
    }

    fn read_instrument(&self, instrument: &Instrument) -> Result<Instrument, Trouble> {
        mandates::instrument(self, &instrument.reference)
    }

    fn revoke(&self, instrument: &Instrument) -> Result<(), Trouble> {
        mandates::cancel(self, &instrument.reference)
    }

    fn earliest(&self, instrument: &Instrument, today: NaiveDate) -> Result<NaiveDate, Trouble> {
        mandates::earliest(self, &instrument.reference).map(|day| day.max(today))
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
