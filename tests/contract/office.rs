//! A practice's account at the stand-in for Stripe, and what it orders.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use connect::http::{Outside, Patience};
use connect::processors::stripe::Stripe;
use domain::ids::{AuthorizationId, ClientId, CollectionId, Id, RefundId};
use domain::money::{Currency, Money};
use domain::ports::{Call, Secret, World};
use domain::processor::{
    Bill, Instrument, Keeping, Order, Payer, Permission, Reason, RefundOrder, Scheme, Taken,
    Trouble,
};
use tests::StoppedWorld;
use tests::stripe::{Conduct, KEY, StripeServer};

/// The account, the clock on the desk, and the list of calls.
pub(crate) struct Office {
    pub(crate) server: StripeServer,
    pub(crate) stripe: Stripe,
    pub(crate) world: Arc<StoppedWorld>,
    pub(crate) calls: Arc<Mutex<Vec<Call>>>,
    /// The waits between calls, which nobody waited for.
    pub(crate) waits: Arc<Mutex<Vec<Duration>>>,
}

/// The morning on which every story begins.
pub(crate) fn morning() -> DateTime<Utc> {
    "2026-11-23T14:00:00Z".parse().unwrap()
}

impl Office {
    pub(crate) fn open() -> Office {
        Office::with(KEY)
    }

    /// An office that has this key.
    pub(crate) fn with(key: &str) -> Office {
        let server = StripeServer::at(morning().timestamp());
        let world = Arc::new(StoppedWorld::on("2026-11-23"));
        let (calls, waits) = (Arc::default(), Arc::default());
        let outside = outside(&world, &calls, &waits, Duration::from_secs(20));
        let stripe = Stripe::new(Secret::new(key), Some(&server.url()), outside).unwrap();
        Office { server, stripe, world, calls, waits }
    }

    /// The same account from a program that gives up soon.
    pub(crate) fn hasty(&self) -> Stripe {
        let soon = Duration::from_millis(150);
        let outside = outside(&self.world, &self.calls, &self.waits, soon);
        Stripe::new(Secret::new(KEY), Some(&self.server.url()), outside).unwrap()
    }

    /// A new obligation of 450.00 dollars, on its first attempt.
    pub(crate) fn order(&self, instrument: &Instrument) -> Order {
        Order {
            collection: CollectionId::from_uuid(self.world.new_id()),
            attempt: 1,
            reference: None,
            begun_at: self.world.now(),
            amount: dollars(45_000),
            instrument: instrument.clone(),
            invoice: "2026-0042".to_owned(),
            on: None,
            recurring: true,
        }
    }

    /// A card that pays.
    pub(crate) fn card(&self) -> Instrument {
        self.server.instrument(Scheme::Card, Conduct::Pays)
    }

    /// A bank account that pays in days.
    pub(crate) fn bank(&self) -> Instrument {
        self.server.instrument(Scheme::Ach, Conduct::Pays)
    }

    /// What was taken, or is on its way, for an order.
    pub(crate) fn taken(&self, order: &Order) -> Vec<i64> {
        self.server.taken(&order.collection.to_string())
    }

    pub(crate) fn payer(&self) -> Payer {
        Payer {
            client: ClientId::from_uuid(self.world.new_id()),
            name: "Ada Lowe".to_owned(),
            email: "ada@example.com".to_owned(),
            reference: None,
        }
    }

    pub(crate) fn permission(&self, schemes: &[Scheme]) -> Permission {
        Permission {
            id: AuthorizationId::from_uuid(self.world.new_id()),
            link: 1,
            payer: self.payer(),
            schemes: schemes.to_vec(),
            currency: Currency::Usd,
            terms: "I agree to letter P-0007, SHA-256 9f86d081.".to_owned(),
            subject: "P-0007".to_owned(),
            letter: "9f86d081".to_owned(),
            leads_to: "https://bell.example/thanks".to_owned(),
            business: true,
        }
    }

    pub(crate) fn bill(&self) -> Bill {
        Bill {
            collection: CollectionId::from_uuid(self.world.new_id()),
            page: 1,
            payer: self.payer(),
            amount: dollars(45_000),
            invoice: "2026-0042".to_owned(),
            keeps: None,
            leads_to: "https://bell.example/thanks".to_owned(),
        }
    }

    /// What a client agrees to who keeps the method they pay with.
    pub(crate) fn keeping(&self) -> Keeping {
        let asked = self.permission(&[Scheme::Card]);
        Keeping { terms: asked.terms, letter: asked.letter }
    }

    pub(crate) fn refund(&self, charge: &str, minor: i64) -> RefundOrder {
        RefundOrder {
            id: RefundId::from_uuid(self.world.new_id()),
            charge: charge.to_owned(),
            amount: dollars(minor),
            before: dollars(0),
        }
    }

    /// Nothing was said that Stripe would not understand.
    pub(crate) fn was_understood(&self) {
        assert_eq!(self.server.wrongs(), Vec::<String>::new());
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.was_understood();
        }
    }
}

/// What calls need, with a clock of the test and no waiting.
pub(crate) fn outside(
    world: &Arc<StoppedWorld>,
    calls: &Arc<Mutex<Vec<Call>>>,
    waits: &Arc<Mutex<Vec<Duration>>>,
    whole: Duration,
) -> Outside {
    let (calls, waits) = (Arc::clone(calls), Arc::clone(waits));
    Outside {
        world: world.clone(),
        note: Arc::new(move |call| calls.lock().unwrap().push(call)),
        pause: Arc::new(move |time| waits.lock().unwrap().push(time)),
        patience: Patience { connect: Duration::from_secs(20), whole, tries: 3 },
    }
}

pub(crate) fn dollars(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

/// A refusal with the bank's words.
pub(crate) fn declines(code: &'static str, decline: &'static str) -> Conduct {
    Conduct::Declines { code, decline, advice: "" }
}

/// The reason of a refused charge.
pub(crate) fn declined(state: &Taken) -> Reason {
    match state {
        Taken::Declined(no) => no.reason,
        other => panic!("{other:?} is not declined"),
    }
}

/// The reason of a refused call.
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Trouble>) -> Reason {
    match outcome {
        Err(Trouble::Refused(no)) => no.reason,
        other => panic!("{other:?} is not refused"),
    }
}

/// The morning so many days on.
pub(crate) fn days(days: i64) -> DateTime<Utc> {
    morning() + TimeDelta::days(days)
}
