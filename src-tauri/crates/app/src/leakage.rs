//! The leakage detector: entitled less billed less decided otherwise, each difference with its
//! cause, its proof and its mend.

mod book;
mod mending;
mod missed;
mod report;
mod shapes;

pub use mending::{let_go, rebill, take_up};
pub use report::paper;
pub use shapes::*;

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate};
use domain::ids::InvoiceId;
use domain::leakage::{self, Cause, Leak, Totals};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use store::charges::{self, BilledCharge, Key};
use store::clause_places;
use store::decisions::{self, Decided};
use store::{fees, late_charges};

use crate::agreements::{self, Whole, charge_name, period_words};
use crate::catch_up::{self, ChargeKey, ChargesIssued, IssueCharges};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, refused};
use crate::wire;
pub(crate) use book::proof;
use book::{Checked, Facts};
use missed::Expired;

/// What leaked of the charges that fell due in the days asked for.
pub fn show(look: &Look<'_>, asked: ShowLeakage) -> Result<LeakagePage, Failure> {
    let from = wire::date("from", &asked.from)?;
    let to = wire::date("to", &asked.to)?.min(look.today);
    if to < from {
        return Err(refused("from", "the first day is after the last"));
    }
    let whole = agreements::whole(look, None)?;
    let mut currencies = vec![look.currency()];
    for one in &whole {
        if !currencies.contains(&one.agreement.currency) {
            currencies.push(one.agreement.currency);
        }
    }
    let currency = match asked.currency.as_deref() {
        None => look.currency(),
        Some(code) => Currency::from_code(code)
            .filter(|found| currencies.contains(found))
            .ok_or_else(|| refused("currency", format!("no agreement is in {code}")))?,
    };
    let letters = clause_places::letters(look.db, None)?;
    let proofs = book::proofs(&whole, &letters);
    let given = book::given(look)?;
    let late = charges::billed_late(look.db, from, to)?;
    let mut totals = Totals::zero(currency);
    let (mut leaks, mut decisions, mut unreviewed) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = Checks::default();
    // The days that are told begin where the first charge fell due.
    let mut first = to;
    // One agreement at a time: what is kept of it is what there is to tell.
    for one in whole.iter().filter(|one| one.agreement.currency == currency) {
        let facts = book::facts(look, one, &proofs, &given, &late, &HashMap::new(), (from, to))?;
        let found = leakage::leakage(&facts.entitled, &facts.billed, &facts.waived)
            .map_err(|wrong| conflict(wrong.to_string()))?;
        if let Some(own) = found.totals.get(&currency) {
            totals = totals.plus(*own)?;
        }
        count.charges += facts.checked.len();
        let oldest = facts.checked.iter().map(|checked| checked.entitled.charge.due_on).min();
        first = oldest.map_or(first, |day| first.min(day));
        count.agreements += usize::from(!facts.checked.is_empty());
        count.lines += facts.lines.len() + facts.unentitled.len();
        leaks.extend(leak_rows(look, &facts, &found.leaks)?);
        unreviewed.extend(missed::unreviewed(look, one, letters.get(&one.agreement.id)));
        decisions.extend(facts.decided(look));
    }
    leaks.sort_by(|a, b| (&a.due_on, &a.client).cmp(&(&b.due_on, &b.client)));
    decisions.sort_by(|a, b| (&a.due_on, &a.client).cmp(&(&b.due_on, &b.client)));
    let days = (if count.charges == 0 { from } else { first }, to);
    let let_go = late_charges::waived(look.db, currency, (from, to))?;
    Ok(LeakagePage {
        from: from.to_string(),
        to: to.to_string(),
        currency: currency.code().to_owned(),
        currencies: currencies.iter().map(|one| one.code().to_owned()).collect(),
        entitled: totals.entitled.into(),
        billed: totals.billed.into(),
        decided: totals.waived.into(),
        leaked: totals.leaked.into(),
        over: totals.over.into(),
        fees_absorbed: fees_absorbed(look, currency, (from, to))?.into(),
        late_waived: Money::sum(currency, let_go.iter().map(|one| one.amount))?.into(),
        rate: totals.rate().map(|rate| rate.normalize().to_string()),
        checked: wire::count(count.charges),
        proven: proven(look, &count, (leaks.len(), decisions.len()), days),
        by_cause: by_cause(&leaks, currency)?,
        by_client: by_client(&leaks, currency)?,
        by_month: by_month(&leaks, currency, days)?,
        leaks,
        decisions,
        unreviewed,
    })
}

/// What leaked of what agreements entitle to in each time, per cent; nothing where a time has not
/// begun or entitles to nothing. `whole` are the agreements that are compared, of one currency.
pub(crate) fn rates<const TIMES: usize>(
    look: &Look<'_>,
    whole: &[Whole],
    times: [(NaiveDate, NaiveDate); TIMES],
) -> Result<[Option<Decimal>; TIMES], Failure> {
    let mut totals = times.map(|_| Totals::zero(look.currency()));
    let first = times.iter().map(|(from, _)| *from).min().unwrap_or(look.today);
    let last = times.iter().map(|(_, to)| *to).max().unwrap_or(look.today).min(look.today);
    if last < first {
        return Ok(times.map(|_| None));
    }
    // How much it is does not hang on where it is written.
    let proofs = book::proofs(whole, &HashMap::new());
    let given = book::given(look)?;
    let late = charges::billed_late(look.db, first, last)?;
    let alike = store::ended::alike(look.db)?;
    for one in whole {
        let facts = book::facts(look, one, &proofs, &given, &late, &alike, (first, last))?;
        for (totals, (from, to)) in totals.iter_mut().zip(times) {
            let time = (from, to.min(last));
            let in_full = facts.in_full(time)?;
            *totals = totals.plus(Totals {
                entitled: in_full,
                billed: in_full,
                ..Totals::zero(look.currency())
            })?;
            let (entitled, billed, waived) = facts.within(time);
            let found = leakage::leakage(&entitled, &billed, &waived)
                .map_err(|wrong| conflict(wrong.to_string()))?;
            if let Some(own) = found.totals.get(&look.currency()) {
                *totals = totals.plus(*own)?;
            }
        }
    }
    Ok(totals.map(Totals::rate))
}

/// What processors kept between two days, of payments and beside them, less what clients paid on
/// top for it.
fn fees_absorbed(
    look: &Look<'_>,
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Money, Failure> {
    let of_payments = fees::collected(look.db, from, to)?;
    let of_payments = of_payments.into_iter().map(|one| one.fee.minus(one.passed_on));
    let of_payments = of_payments.collect::<Result<Vec<Money>, _>>()?.into_iter();
    let own = fees::of_their_own(look.db, from, to)?.into_iter().map(|(_, fee)| fee);
    let kept = of_payments.chain(own).filter(|fee| fee.currency() == currency);
    Ok(Money::sum(currency, kept)?)
}

/// How much was compared.
#[derive(Default)]
struct Checks {
    charges: usize,
    agreements: usize,
    lines: usize,
}

/// What was checked and found: `36 charges of 3 agreements fell due from … to …; compared with 35
/// lines of invoices and 1 decision, each is billed in full or decided.`
fn proven(
    look: &Look<'_>,
    count: &Checks,
    (leaks, decided): (usize, usize),
    (from, to): (NaiveDate, NaiveDate),
) -> String {
    let counted = |n: usize, what: &str| match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    };
    let days = format!("from {} to {}", look.long_date(from), look.long_date(to));
    if count.charges == 0 && leaks == 0 {
        return format!("No charge fell due {days}.");
    }
    let charges = counted(count.charges, "charge");
    let of = format!("{charges} of {} fell due {days}", counted(count.agreements, "agreement"));
    let (lines, otherwise) = (counted(count.lines, "line"), counted(decided, "decision"));
    let against = format!("compared with {lines} of invoices and {otherwise}");
    match leaks {
        0 => format!("{of}; {against}, each is billed in full or decided."),
        n => format!("{of}; {against}, {} remain.", counted(n, "difference")),
    }
}

fn leak_rows(
    look: &Look<'_>,
    facts: &Facts<'_>,
    leaks: &[Leak<'_>],
) -> Result<Vec<LeakRow>, Failure> {
    let mut open: HashMap<Key, &Leak<'_>> =
        leaks.iter().map(|leak| (book::short(leak.key), leak)).collect();
    let mut rows = Vec::with_capacity(leaks.len());
    for checked in &facts.checked {
        if let Some(leak) = open.remove(&checked.entitled.key()) {
            rows.push(leak_row(look, facts, checked, leak)?);
        }
    }
    for line in &facts.unentitled {
        if let Some(leak) = open.remove(&line.key) {
            rows.push(over_row(look, facts, line, leak)?);
        }
    }
    for one in &facts.expired {
        if let Some(leak) = open.remove(&one.key) {
            rows.push(expired_row(look, facts, one, leak));
        }
    }
    Ok(rows)
}

/// Work that was done when nothing was agreed any more.
fn expired_row(look: &Look<'_>, facts: &Facts<'_>, one: &Expired, leak: &Leak<'_>) -> LeakRow {
    let agreement = facts.agreement();
    LeakRow {
        charge: charge_key(one.key),
        client_id: agreement.client_id.to_string(),
        client: agreement.client.clone(),
        agreement_id: agreement.id.to_string(),
        service: one.service.clone(),
        period: look.long_date(one.on),
        due_on: one.on.to_string(),
        cause: leak.cause.name().to_owned(),
        label: leak.cause.label().to_owned(),
        words: leak.cause.words(),
        proof: leak.proof.map(|proof| proof.words()).unwrap_or_default(),
        entitled: one.net.into(),
        amount: leak.amount.into(),
        invoice_id: None,
        invoice: None,
        mends: mends(leak.cause),
    }
}

fn leak_row(
    look: &Look<'_>,
    facts: &Facts<'_>,
    checked: &Checked<'_>,
    leak: &Leak<'_>,
) -> Result<LeakRow, Failure> {
    let (entitled, key) = (&checked.entitled, checked.entitled.key());
    let invoice = facts.lines.get(&key).copied();
    let mut mends = mends(leak.cause);
    if !rebillable(look, leak.cause, invoice)? {
        mends.retain(|mend| mend != "rebill");
    }
    Ok(LeakRow {
        charge: charge_key(key),
        client_id: entitled.client.to_string(),
        client: entitled.client_name().to_owned(),
        agreement_id: entitled.agreement.id.to_string(),
        service: charge_name(entitled),
        period: period_words(look, entitled.charge.period),
        due_on: entitled.charge.due_on.to_string(),
        cause: leak.cause.name().to_owned(),
        label: leak.cause.label().to_owned(),
        words: leak.cause.words(),
        proof: leak.proof.map(|proof| proof.words()).unwrap_or_default(),
        entitled: checked.net.into(),
        amount: leak.amount.into(),
        invoice_id: invoice.map(|invoice| invoice.to_string()),
        invoice: invoice.map(|invoice| number_of(look, invoice)).transpose()?.flatten(),
        mends,
    })
}

/// Whether the invoice of a line can be voided, so that its charges are billed anew.
fn rebillable(look: &Look<'_>, cause: Cause, invoice: Option<InvoiceId>) -> Result<bool, Failure> {
    let Some(invoice) = invoice.filter(|_| matches!(cause, Cause::OldPrice { .. })) else {
        return Ok(false);
    };
    let invoice = crate::invoices::one(look, invoice)?;
    Ok(crate::corrections::keeps_from_void(look, &invoice)?.is_none())
}

/// A line of an invoice that no terms entitle to.
fn over_row(
    look: &Look<'_>,
    facts: &Facts<'_>,
    line: &BilledCharge,
    leak: &Leak<'_>,
) -> Result<LeakRow, Failure> {
    let agreement = facts.agreement();
    let period = charges::period_of(look.db, line)?;
    Ok(LeakRow {
        charge: charge_key(line.key),
        client_id: agreement.client_id.to_string(),
        client: agreement.client.clone(),
        agreement_id: agreement.id.to_string(),
        service: facts.named(line),
        period: period.map(|period| period_words(look, period)).unwrap_or_default(),
        due_on: line.issued_on.to_string(),
        cause: leak.cause.name().to_owned(),
        label: leak.cause.label().to_owned(),
        words: leak.cause.words(),
        proof: String::new(),
        entitled: Money::zero(leak.amount.currency()).into(),
        amount: leak.amount.into(),
        invoice_id: Some(line.invoice.to_string()),
        invoice: number_of(look, line.invoice)?,
        mends: mends(leak.cause),
    })
}

/// The number of an invoice.
fn number_of(look: &Look<'_>, invoice: InvoiceId) -> Result<Option<String>, Failure> {
    Ok(store::forecast::number_of(look.db, invoice)?)
}

/// What a person can do about it. Nothing here edits an issued document.
fn mends(cause: Cause) -> Vec<String> {
    let names: &[&str] = match cause {
        Cause::NotBilled | Cause::CapOverrun | Cause::Paused => &["bill", "waive"],
        Cause::Skipped => &["bill_skipped", "waive"],
        Cause::OutOfScope => &["approve", "waive"],
        Cause::OldPrice { .. } => &["rebill", "invoice", "let_go"],
        Cause::ReviewNotApplied { .. } => &["amendment", "let_go"],
        Cause::BilledShort => &["invoice", "let_go"],
        Cause::BilledOver => &["invoice"],
        Cause::ExpiredStillServed { .. } => &["renew", "let_go"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn charge_key((service, occurrence, beyond_cap): Key) -> ChargeKey {
    ChargeKey {
        agreement_service_id: service.to_string(),
        occurrence: i64::from(occurrence),
        beyond_cap,
    }
}

/// Rows summed by a key with its label; what was billed beyond the terms is no leak.
fn summed(
    leaks: &[LeakRow],
    currency: Currency,
    by: impl Fn(&LeakRow) -> (String, String),
) -> Result<BTreeMap<String, LeakageSum>, Failure> {
    let mut sums: BTreeMap<String, LeakageSum> = BTreeMap::new();
    for row in leaks.iter().filter(|row| row.amount.minor > 0) {
        let (key, label) = by(row);
        let sum = sums.entry(key.clone()).or_insert_with(|| nothing(key, label, currency));
        sum.amount = Money::new(sum.amount.minor + row.amount.minor, currency)?.into();
        sum.count += 1;
    }
    Ok(sums)
}

fn nothing(key: String, label: String, currency: Currency) -> LeakageSum {
    LeakageSum { key, label, amount: Money::zero(currency).into(), count: 0 }
}

fn largest_first(sums: BTreeMap<String, LeakageSum>) -> Vec<LeakageSum> {
    let mut sums: Vec<LeakageSum> = sums.into_values().collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.amount.minor));
    sums
}

fn by_cause(leaks: &[LeakRow], currency: Currency) -> Result<Vec<LeakageSum>, Failure> {
    let named = |row: &LeakRow| (row.cause.clone(), row.label.clone());
    Ok(largest_first(summed(leaks, currency, named)?))
}

fn by_client(leaks: &[LeakRow], currency: Currency) -> Result<Vec<LeakageSum>, Failure> {
    let named = |row: &LeakRow| (row.client_id.clone(), row.client.clone());
    Ok(largest_first(summed(leaks, currency, named)?))
}

/// The last months of the days checked, 36 at most, what leaked before among the first.
fn by_month(
    leaks: &[LeakRow],
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<LeakageSum>, Failure> {
    let last = domain::calendar::first_of_month(to);
    let earliest = last.checked_sub_months(Months::new(35)).unwrap_or(from);
    let first = domain::calendar::first_of_month(from).max(earliest);
    let oldest = first.format("%Y-%m").to_string();
    let months = (0..)
        .map_while(|n| first.checked_add_months(Months::new(n)).filter(|month| *month <= last));
    let mut sums = summed(leaks, currency, |row| {
        (row.due_on.chars().take(7).collect::<String>().max(oldest.clone()), String::new())
    })?;
    Ok(months
        .map(|month| {
            let key = month.format("%Y-%m").to_string();
            let before = if month == first && first > from { "until " } else { "" };
            let label = format!("{before}{} {}", month.format("%b"), month.year());
            match sums.remove(&key) {
                Some(sum) => LeakageSum { label, ..sum },
                None => nothing(key, label, currency),
            }
        })
        .collect())
}

/// Takes the skip of a charge back and bills it.
pub fn bill_skipped(act: &mut Act<'_>, question: BillSkipped) -> Result<ChargesIssued, Failure> {
    let (service, occurrence, _) = question.charge.read()?;
    let skip = decisions::list(act.tx, None)?.into_iter().find(|decision| {
        decision.service == Some(service) && decision.what == Decided::Skip(occurrence)
    });
    let skip = skip.ok_or_else(|| conflict("this charge is not skipped; look again"))?;
    decisions::withdraw(act.tx, skip.id, act.now)?;
    let charges = vec![question.charge];
    let issued = IssueCharges { charges, date: "today".to_owned(), merge: false, most: None };
    let issued = catch_up::issue(act, issued)?;
    let (words, client) = (format!("Skip taken back; {}", act.words), act.client);
    act.say(words, client);
    Ok(issued)
}
