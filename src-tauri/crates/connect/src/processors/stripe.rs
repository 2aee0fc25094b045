//! Stripe, as its API of 2026-10-28 ("endive") speaks: pages by Checkout and the customer portal,
//! charges as payment intents, charges of a later day as draft invoices that finalise themselves.
//!
//! It keeps nothing between calls. An act whose answer is lost is never sent again: it is looked
//! up, because an intent yields one successful charge at most, and is found by our own mark on it.

use chrono::NaiveDate;
use domain::ports::{Processor, Secret};
use domain::processor::{
    Answer, Bill, Charge, Hints, Instrument, Order, Page, Payout, Permission, Refund, RefundOrder,
    Standing, Trouble,
};

use super::no;
use crate::http::{Http, Outside, Unfit};

mod bills;
mod call;
mod changes;
mod charges;
mod declines;
mod form;
mod held;
mod methods;
mod pages;
mod payouts;
mod read;
mod refunds;
mod standing;
mod wire;

/// Where Stripe is.
const HOME: &str = "https://api.stripe.com";

/// The version every call is pinned to.
const VERSION: &str = "2026-10-28.endive";

/// One account at Stripe, by a key of its owner.
pub struct Stripe {
    http: Http,
    key: Secret,
}

impl Stripe {
    /// An account. `instead` stands in for Stripe: a service on this computer, as tests use it.
    pub fn new(key: Secret, instead: Option<&str>, outside: Outside) -> Result<Stripe, Unfit> {
        Ok(Stripe { http: Http::new(HOME, instead, outside)?, key })
    }

    /// The key as text; a key that is none opens nothing.
    fn key(&self) -> &str {
        std::str::from_utf8(self.key.expose()).unwrap_or_default().trim()
    }
}

impl Processor for Stripe {
    fn check(&self) -> Result<Standing, Trouble> {
        standing::check(self)
    }

    fn open_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        pages::open(self, permission)
    }

    fn read_page(&self, reference: &str) -> Result<Answer, Trouble> {
        if bills::is_link(reference) {
            bills::read(self, reference)
        } else {
            pages::read(self, reference)
        }
    }

    fn close_page(&self, reference: &str) -> Result<(), Trouble> {
        if bills::is_link(reference) {
            bills::close(self, reference)
        } else {
            pages::close(self, reference)
        }
    }

    fn change_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        pages::change(self, permission)
    }

    fn pay_page(&self, bill: &Bill) -> Result<Page, Trouble> {
        bills::open(self, bill)
    }

    fn paid_on(&self, page: &str) -> Result<Option<Charge>, Trouble> {
        bills::paid_on(self, page)
    }

    fn read_instrument(&self, instrument: &Instrument) -> Result<Instrument, Trouble> {
        methods::read(self, instrument)
    }

    fn revoke(&self, instrument: &Instrument) -> Result<(), Trouble> {
        methods::revoke(self, instrument)
    }

    fn earliest(&self, _: &Instrument, today: NaiveDate) -> Result<NaiveDate, Trouble> {
        Ok(today)
    }

    fn charge(&self, order: &Order) -> Result<Charge, Trouble> {
        if held::holds(order) { held::charge(self, order) } else { charges::charge(self, order) }
    }

    fn find(&self, order: &Order) -> Result<Option<Charge>, Trouble> {
        match charges::find(self, order)? {
            None if held::holds(order) => held::find(self, order),
            found => Ok(found),
        }
    }

    fn read(&self, reference: &str) -> Result<Charge, Trouble> {
        if held::is_invoice(reference) {
            held::read(self, reference)
        } else {
            charges::read(self, reference)
        }
    }

    fn retract(&self, reference: &str) -> Result<Charge, Trouble> {
        if held::is_invoice(reference) {
            held::retract(self, reference)
        } else {
            charges::retract(self, reference)
        }
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
