//! What is known of a client at this moment: what is owed, what was said, what holds it back.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use domain::follow::{self, Owed, Reason, Situation, Step, Tier, plan, usual};
use domain::holidays::{Holidays, Place};
use domain::ids::{ClientId, InvoiceId};
use domain::jurisdiction::Jurisdiction;
use domain::money::Money;
use store::clients::Client;
use store::follow_ups::{self, Policy};
use store::following::Following;
use store::plans::Plan;
use store::{bank, clients, connections, demands, following, invoice_disputes, invoices, plans};

use crate::context::{Look, zone};
use crate::failure::{Failure, not_found};
use crate::plans::of_situation;
use crate::reconcile::may_be_from;

/// An account without a statement for so many days more than the newest is no longer in use.
const OUT_OF_USE: i64 = 90;

/// Days of each step that was given of an invoice, and the day it was given.
type Given = HashMap<InvoiceId, Vec<(i32, NaiveDate)>>;

/// An open invoice with what of it is in dispute.
pub(super) struct Open {
    pub(super) invoice: invoices::Open,
    pub(super) disputed: Money,
    pub(super) owed: Owed,
}

/// A client who owes, and what is to be done.
pub(super) struct Debtor {
    pub(super) client: Client,
    /// Where the client's clock is; empty where the practice is.
    pub(super) time_zone: String,
    pub(super) clock: Clock,
    pub(super) open: Vec<Open>,
    pub(super) at: Situation,
    pub(super) plan: follow::Plan,
}

impl Debtor {
    /// Whether an invoice is past its due date.
    pub(super) fn oldest_due(&self) -> Option<NaiveDate> {
        self.open.iter().map(|open| open.invoice.due_on).min()
    }
}

/// Everything that does not differ from client to client.
pub(super) struct Moment {
    pub(super) policy: Policy,
    stale: Option<String>,
    unexplained: HashMap<ClientId, (Money, NaiveDate)>,
    steps: BTreeMap<Tier, Vec<Step>>,
    disputed: HashMap<InvoiceId, Money>,
    in_flight: HashSet<InvoiceId>,
}

impl Moment {
    pub(super) fn of(look: &Look<'_>) -> Result<Moment, Failure> {
        let policy = follow_ups::policy(look.db)?;
        let mut steps = BTreeMap::new();
        for tier in [Tier::Usual, Tier::Gentle, Tier::Firm] {
            steps.insert(tier, steps_of(look, tier)?);
        }
        let stale = stale(look, policy.fresh_days)?;
        let unexplained = may_be_from(look)?;
        let disputes = invoice_disputes::open(look.db)?.into_iter();
        let disputed = disputes.map(|dispute| (dispute.invoice_id, dispute.amount)).collect();
        let in_flight = following::in_flight(look.db)?;
        Ok(Moment { policy, stale, unexplained, steps, disputed, in_flight })
    }
}

/// A reason in words, with days as the practice writes them.
pub(super) fn said_of(look: &Look<'_>, reason: &Reason) -> String {
    reason.words(|day| look.short_date(day))
}

/// The clock and the calendar where a client is.
pub(super) struct Clock {
    zone: Tz,
    holidays: Holidays,
}

impl Clock {
    /// Where the practice is, unless the client is elsewhere.
    fn of(look: &Look<'_>, elsewhere: &str) -> Clock {
        let practice = &look.practice;
        let (name, place) = match Jurisdiction::of_zone(elsewhere) {
            Some(there) => (elsewhere, Place::of(there, "")),
            None => {
                (practice.time_zone.as_str(), Place::of(practice.jurisdiction, &practice.region))
            }
        };
        let holidays = Holidays { place: Some(place), ..Holidays::default() };
        Clock { zone: zone(name), holidays }
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.zone.from_utc_datetime(&at.naive_utc()).naive_local()
    }

    /// The next instant, `now` or later, at which a message may leave.
    pub(super) fn next_opening(&self, policy: &Policy, now: DateTime<Utc>) -> DateTime<Utc> {
        let here = self.local(now);
        let hour =
            |day: NaiveDate, hour: u32| NaiveDateTime::from(day) + Duration::hours(i64::from(hour));
        let mut day = here.date();
        if here >= hour(day, policy.until_hour) {
            day = day + Days::new(1);
        }
        while !self.holidays.is_working_day(day) {
            day = day + Days::new(1);
        }
        let opens = hour(day, policy.from_hour).max(here);
        let local = self.zone.from_local_datetime(&opens).earliest();
        local.map_or(now, |local| local.with_timezone(&Utc)).max(now)
    }
}

/// The steps of a tier, the user's or the usual ones.
pub(super) fn steps_of(look: &Look<'_>, tier: Tier) -> Result<Vec<Step>, Failure> {
    let own = follow_ups::steps(look.db, tier)?;
    Ok(if own.is_empty() { usual(tier).to_vec() } else { own })
}

/// Every client who owes something.
pub(super) fn debtors(look: &Look<'_>, moment: &Moment) -> Result<Vec<Debtor>, Failure> {
    let mut by_client: BTreeMap<ClientId, Vec<invoices::Open>> = BTreeMap::new();
    for invoice in invoices::owed(look.db, None)? {
        by_client.entry(invoice.client_id).or_default().push(invoice);
    }
    let given = given(look, None)?;
    by_client.into_iter().map(|(id, open)| debtor(look, moment, id, open, &given)).collect()
}

/// One client, whether they owe something or not.
pub(super) fn one(look: &Look<'_>, moment: &Moment, id: ClientId) -> Result<Debtor, Failure> {
    let given = given(look, Some(id))?;
    debtor(look, moment, id, invoices::owed(look.db, Some(id))?, &given)
}

fn debtor(
    look: &Look<'_>,
    moment: &Moment,
    id: ClientId,
    invoices: Vec<invoices::Open>,
    given: &Given,
) -> Result<Debtor, Failure> {
    let client = clients::show(look.db, id)?.ok_or_else(|| not_found("client"))?;
    let known = plans::of_client(look.db, id)?;
    let mut open = Vec::with_capacity(invoices.len());
    for invoice in invoices {
        let disputed = match moment.disputed.get(&invoice.id) {
            Some(amount) => amount.at_most(invoice.open)?,
            None => Money::zero(invoice.open.currency()),
        };
        let owed = Owed {
            invoice: invoice.id,
            due_on: invoice.due_on,
            claimed: invoice.open.minus(disputed)?,
            in_flight: moment.in_flight.contains(&invoice.id),
            planned: !known.is_empty()
                && of_situation(look, &plans::of_invoice(look.db, invoice.id)?)?.is_some(),
            given: given.get(&invoice.id).cloned().unwrap_or_default(),
        };
        open.push(Open { invoice, disputed, owed });
    }
    let kept = following::show(look.db, id)?;
    let clock = Clock::of(look, &kept.time_zone);
    let at = situation(look, moment, (&client, &kept, &clock), &known)?;
    let steps = moment.steps.get(&at.tier).map(Vec::as_slice).unwrap_or_default();
    let owed: Vec<Owed> = open.iter().map(|open| open.owed.clone()).collect();
    let plan = plan(steps, &owed, &at);
    Ok(Debtor { client, time_zone: kept.time_zone, clock, open, at, plan })
}

/// The steps that were given of each open invoice; of one client or all.
fn given(look: &Look<'_>, client: Option<ClientId>) -> Result<Given, Failure> {
    let mut given = Given::new();
    for step in follow_ups::given_of(look.db, client)? {
        given.entry(step.invoice_id).or_default().push((step.days, step.on));
    }
    Ok(given)
}

fn situation(
    look: &Look<'_>,
    moment: &Moment,
    (client, kept, clock): (&Client, &Following, &Clock),
    plans: &[Plan],
) -> Result<Situation, Failure> {
    let here = clock.local(look.now);
    let undelivered = follow_ups::undelivered(look.db, client.id)?;
    let holds = following::holds(look.db, client.id)?;
    let held_until =
        holds.iter().filter(|hold| hold.ended_on.is_none()).map(|hold| hold.until).max();
    let promises = following::promises(look.db, client.id)?;
    let runs = promises.iter().filter(|promise| promise.withdrawn_on.is_none());
    Ok(Situation {
        today: here.date(),
        hour: here.hour(),
        hours: (moment.policy.from_hour, moment.policy.until_hour),
        working_day: clock.holidays.is_working_day(here.date()),
        tier: kept.tier,
        circumstance: kept.circumstance,
        held_until,
        promised_for: runs.map(|promise| promise.promised_for).max(),
        plan: of_situation(look, plans)?,
        demanded_for: demands::live(look.db, client.id)?.map(|demand| demand.answer_by),
        handed_to: crate::hand_offs::handed_to(look, client.id)?,
        written_today: follow_ups::written_on(
            look.db,
            client.id,
            look.today,
            look.midnight(look.today),
        )?,
        waiting: follow_ups::waits(look.db, client.id, look.today)?,
        reachable: !client.email.trim().is_empty(),
        postal: !client.address.trim().is_empty(),
        came_back: Some(undelivered)
            .filter(|(why, to)| !why.is_empty() && to.trim() == client.email.trim())
            .map(|(why, _)| why),
        stale: moment.stale.clone(),
        unexplained: moment.unexplained.get(&client.id).copied(),
    })
}

/// Why what is known of payments is too old, in words (rule 12).
fn stale(look: &Look<'_>, fresh_days: u32) -> Result<Option<String>, Failure> {
    let accounts = bank::accounts(look.db)?;
    let newest = accounts.iter().filter_map(|account| account.through).max();
    for account in &accounts {
        let (Some(through), Some(newest)) = (account.through, newest) else { continue };
        let in_use = (newest - through).num_days() <= OUT_OF_USE;
        let age = (look.today - through).num_days();
        if in_use && age > i64::from(fresh_days) {
            return Ok(Some(format!(
                "the statements of {} end on {}, {age} days ago; import the newest first",
                account.name,
                look.short_date(through)
            )));
        }
    }
    for connection in connections::list(look.db)? {
        let asked = connection.polled_at.unwrap_or(connection.connected_at);
        let age = (look.now - asked).num_days();
        let used = connection.disconnected_at.is_none() && connection.trial.is_none();
        if used && age > i64::from(fresh_days) {
            let name = connection.brand.capabilities().name;
            return Ok(Some(format!(
                "{name} has not answered for {age} days; look at its account"
            )));
        }
    }
    Ok(None)
}
