//! Figures of the whole practice: what rolls on, what fails, what is promised, disputed, given up,
//! what recurs, what is earned and what collecting it costs.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use domain::amendment;
use domain::charge::{Billing, Unit};
use domain::follow::{Kept, kept};
use domain::ids::ClientId;
use domain::metrics::{
    Billed, average, concentration, hourly, movement, rolls, share, share_of_count,
};
use domain::money::Money;
use rust_decimal::Decimal;
use store::following::Promise;
use store::{fees, following, metrics as stored};

use super::{MetricRow, behind, shown};
use crate::agreements::Whole;
use crate::context::Look;
use crate::failure::Failure;
use crate::insights::of_home;
use crate::leakage;

/// A time, both days included.
pub(super) type Time = (NaiveDate, NaiveDate);

const ROLLS: &str = "What rolls on";
const ATTEMPTS: &str = "Collecting by itself";
const PROMISES: &str = "Promises, disputes, losses";
const RECURRING: &str = "What recurs, a month";
const EARNING: &str = "Earning";

/// Key, heading, label, unit (none for money), formula.
type Further = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FURTHER: [Further; 21] = [
    (
        "roll_not_due",
        ROLLS,
        "Not due, then late",
        "%",
        "Of what was open and not due 30 days before the end and fell due since: what is still \
         open ÷ what was open.",
    ),
    (
        "roll_1_30",
        ROLLS,
        "1 to 30 days late, then 31 to 60",
        "%",
        "Of what was 1 to 30 days late 30 days before the end: what is still open ÷ what was open.",
    ),
    ("roll_31_60", ROLLS, "31 to 60, then 61 to 90", "%", "The same for 31 to 60 days."),
    ("roll_61_90", ROLLS, "61 to 90, then over 90", "%", "The same for 61 to 90 days."),
    (
        "first_attempt",
        ATTEMPTS,
        "First attempts that worked",
        "%",
        "Charges whose first attempt settled and was not sent back ÷ charges whose first attempt \
         came to an end in these days.",
    ),
    (
        "recovery",
        ATTEMPTS,
        "Failures made good",
        "%",
        "Charges refused or sent back in these days whose invoice was paid since ÷ all of them.",
    ),
    (
        "promises_kept",
        PROMISES,
        "Promises kept",
        "%",
        "Promises for a day of these days that were kept ÷ all of them. Kept is what was received \
         from the day of the promise to the day promised.",
    ),
    (
        "dispute_rate",
        PROMISES,
        "Disputed",
        "%",
        "Amounts disputed from a day in these days on ÷ sales of these days.",
    ),
    (
        "dispute_days",
        PROMISES,
        "Days in dispute",
        "days",
        "Σ days from opening to closing ÷ how many disputes were closed in these days.",
    ),
    (
        "written_off",
        PROMISES,
        "Written off",
        "%",
        "Given up in these days, less what of it was taken back ÷ sales of these days.",
    ),
    (
        "leakage",
        PROMISES,
        "Leaked",
        "%",
        "What agreements entitle to and nobody billed or decided about ÷ what they entitle to, \
         over charges that fell due in these days.",
    ),
    (
        "recurring",
        RECURRING,
        "Recurring",
        "",
        "What recurs by the terms of the last day, each service spread over its months, without \
         tax: what recurred before the first day + new + more − less − ended.",
    ),
    ("recurring_new", RECURRING, "New clients", "", "Of clients of whom nothing recurred before."),
    (
        "recurring_expansion",
        RECURRING,
        "More of the same clients",
        "",
        "By how much more recurs of clients of whom something did.",
    ),
    (
        "recurring_contraction",
        RECURRING,
        "Less of the same clients",
        "",
        "By how much less recurs of clients of whom something still does.",
    ),
    (
        "recurring_churn",
        RECURRING,
        "Ended",
        "",
        "What recurred of clients of whom nothing does any more.",
    ),
    (
        "earned",
        EARNING,
        "Earned",
        "",
        "Billed in these days without tax, less credit notes and voids of these days.",
    ),
    ("largest", EARNING, "Of the largest client", "%", "Earned of the largest client ÷ earned."),
    ("largest_five", EARNING, "Of the largest five", "%", "Earned of the largest five ÷ earned."),
    (
        "hourly",
        EARNING,
        "An hour brings",
        "",
        "Billed in these days on services by the hour, without tax ÷ hours logged on them in these \
         days, what is beyond a cap and not billed among them.",
    ),
    (
        "cost",
        EARNING,
        "Cost of collecting",
        "%",
        "What processors kept ÷ what was collected through them in these days. Your time is not \
         counted.",
    ),
];

/// What is known of a time.
pub(super) struct Known<'a> {
    pub(super) time: Time,
    pub(super) billed: &'a [Billed],
    /// Of each client, the most first.
    pub(super) earned: Vec<(ClientId, Money)>,
}

/// Every further figure in two times.
pub(super) fn rows(
    look: &Look<'_>,
    now: &Known<'_>,
    before: &Known<'_>,
) -> Result<Vec<MetricRow>, Failure> {
    let whole = of_home(look)?;
    let [leaked_now, leaked_before] = leakage::rates(look, &whole, [now.time, before.time])?;
    let (mut now, mut before) = (of(look, &whole, now)?, of(look, &whole, before)?);
    now.insert("leakage", shown(leaked_now));
    before.insert("leakage", shown(leaked_before));
    let row = |(key, part, label, unit, how): &Further| MetricRow {
        key: (*key).to_owned(),
        part: (*part).to_owned(),
        label: (*label).to_owned(),
        unit: if unit.is_empty() { look.currency().code() } else { unit }.to_owned(),
        now: now.get(key).cloned().flatten(),
        before: before.get(key).cloned().flatten(),
        how: (*how).to_owned(),
        rows: behind::has(key),
    };
    Ok(FURTHER.iter().map(row).collect())
}

/// The figures of a time by their keys; those that cannot be worked out are nothing.
type Figures = HashMap<&'static str, Option<String>>;

fn of(look: &Look<'_>, whole: &[Whole], known: &Known<'_>) -> Result<Figures, Failure> {
    let (db, currency) = (look.db, look.currency());
    let (billed, (from, to)) = (known.billed, known.time);
    let rates = rolls(billed, to)?;
    let within = |one: &&Billed| from <= one.issued_on && one.issued_on <= to;
    let sales = Money::sum(currency, billed.iter().filter(within).map(|one| one.total))?;
    let sum = |events: &[stored::Event]| Money::sum(currency, events.iter().map(|one| one.amount));
    let count = |(all, part): (usize, usize)| shown(share_of_count(part, all));
    let promises = promises(look, (from, to))?;
    let held = promises.iter().filter(|(_, kept)| *kept).count();
    let days: Vec<i64> = stored::disputes_closed(db, currency, from, to)?
        .iter()
        .filter_map(|one| one.days)
        .collect();
    let disputed = sum(&stored::disputes_opened(db, currency, from, to)?)?;
    let given_up = sum(&stored::written_off(db, currency, from, to)?)?;
    let mut found: Figures = HashMap::from([
        ("roll_not_due", shown(rates[0])),
        ("roll_1_30", shown(rates[1])),
        ("roll_31_60", shown(rates[2])),
        ("roll_61_90", shown(rates[3])),
        ("first_attempt", count(stored::first_attempts(db, currency, from, to)?)),
        ("recovery", count(stored::failures(db, currency, from, to)?)),
        ("promises_kept", count((promises.len(), held))),
        ("dispute_rate", shown(share(disputed, sales))),
        ("dispute_days", shown(average(&days))),
        ("written_off", shown(share(given_up, sales))),
    ]);
    found.extend(recurring(look, whole, (from, to))?);
    found.extend(earning(look, whole, known)?);
    Ok(found)
}

/// The promises for a day of a time that is over, and whether each was kept.
pub(super) fn promises(look: &Look<'_>, (from, to): Time) -> Result<Vec<(Promise, bool)>, Failure> {
    let mut found = Vec::new();
    for promise in following::promised(look.db, look.currency(), look.today)? {
        let on = promise.promised_for;
        if on < from || to < on {
            continue;
        }
        let (client, made_on) = (promise.client_id, promise.made_on);
        let received = following::received(look.db, client, look.currency(), made_on, on)?;
        match kept(promise.amount, received, on, look.today) {
            Kept::Open => {}
            kept => found.push((promise, kept == Kept::Kept)),
        }
    }
    Ok(found)
}

/// What recurs a month of each client by the terms of a day.
pub(super) fn recurs(
    look: &Look<'_>,
    whole: &[Whole],
    on: NaiveDate,
) -> Result<BTreeMap<ClientId, Money>, Failure> {
    let mut found: BTreeMap<ClientId, Money> = BTreeMap::new();
    for one in whole.iter().filter(|one| one.agreement.starts_on <= on) {
        let terms = one.terms_on(on);
        if terms.end.is_some_and(|end| end < on) {
            continue;
        }
        let month = amendment::totals(&terms, look.currency())?.per_month;
        let sum = found.entry(terms.client).or_insert(look.zero());
        *sum = sum.plus(month)?;
    }
    Ok(found)
}

fn recurring(look: &Look<'_>, whole: &[Whole], (from, to): Time) -> Result<Figures, Failure> {
    let before = recurs(look, whole, from - Days::new(1))?;
    let found = movement(look.currency(), &before, &recurs(look, whole, to)?)?;
    Ok(HashMap::from([
        ("recurring", Some(found.after.shown())),
        ("recurring_new", Some(found.new.shown())),
        ("recurring_expansion", Some(found.expansion.shown())),
        ("recurring_contraction", Some(found.contraction.shown())),
        ("recurring_churn", Some(found.churn.shown())),
    ]))
}

fn earning(look: &Look<'_>, whole: &[Whole], known: &Known<'_>) -> Result<Figures, Failure> {
    let (currency, (from, to)) = (look.currency(), known.time);
    let parts: Vec<Money> = known.earned.iter().map(|(_, earned)| *earned).collect();
    let [largest, five] = concentration(currency, &parts)?;
    let by_the_hour: Vec<_> = whole
        .iter()
        .flat_map(|one| &one.services)
        .filter(|(one, _)| matches!(one.terms.billing, Billing::Logged { unit: Unit::Hour, .. }))
        .collect();
    let within = |on: NaiveDate| from <= on && on <= to;
    let hours: Decimal = by_the_hour
        .iter()
        .flat_map(|(_, work)| work)
        .filter(|work| within(work.delivered.on))
        .map(|work| work.delivered.quantity)
        .sum();
    let mut billed = look.zero();
    if !by_the_hour.is_empty() {
        for (service, net) in stored::billed_by_service(look.db, currency, from, to)? {
            if by_the_hour.iter().any(|(one, _)| one.terms.id == service) {
                billed = billed.plus(net)?;
            }
        }
    }
    let (mut gross, mut fee) = (look.zero(), look.zero());
    for one in fees::collected(look.db, from, to)? {
        if one.gross.currency() == currency {
            fee = fee.plus(one.fee)?;
            gross = if one.taken_back { gross } else { gross.plus(one.gross)? };
        }
    }
    Ok(HashMap::from([
        ("earned", Some(Money::sum(currency, parts)?.shown())),
        ("largest", shown(largest)),
        ("largest_five", shown(five)),
        ("hourly", hourly(billed, hours).map(Money::shown)),
        ("cost", shown(share(fee, gross))),
    ]))
}
