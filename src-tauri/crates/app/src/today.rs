//! Today: what needs the user, what happened, what is coming.

mod offers;
mod shapes;

pub use shapes::*;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::calendar::{BEGINNING, END};
use domain::money::Money;
use store::{bank, charges, figures, invoices, jobs, journal, proposals, today};

use crate::agreements;
use crate::amendments;
use crate::brakes;
use crate::catch_up;
use crate::collecting;
use crate::context::{Act, Look};
use crate::credit_checks;
use crate::failure::{Failure, refused};
use crate::follow_ups;
use crate::history;
use crate::invoices::ageing;
use crate::plans;
use crate::sums::Sums;
use crate::wire::{self, Amount, Nothing};

/// How far ahead Today looks, in days.
const AHEAD: u64 = 14;

/// The page.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<TodayPage, Failure> {
    let snoozed = today::snoozed(look.db, look.today)?;
    let mut needs = needs(look)?;
    needs.retain(|need| !snoozed.iter().any(|snooze| snooze.key == need.key));
    let last_here = today::last_visit(look.db, look.today)?;
    let since = last_here.unwrap_or(look.now - chrono::Duration::days(7));
    let (differ, there) = crate::ledgers::open_matters(look)?;
    let counts = Counts {
        today: i64::try_from(needs.len()).unwrap_or(i64::MAX),
        proposals: proposals::waiting(look.db, look.today)?,
        invoices: overdue(look)?.1,
        reconcile: bank::accounts(look.db)?.iter().map(|account| account.to_explain).sum(),
        sync: i64::try_from(differ + there).unwrap_or(i64::MAX),
    };
    Ok(TodayPage {
        today: look.today.to_string(),
        last_here: last_here.map(store::instant_text),
        figures: figures_of(look)?,
        needs,
        snoozed: snoozed
            .into_iter()
            .map(|snooze| Snoozed {
                key: snooze.key,
                title: snooze.title,
                until: snooze.until.to_string(),
                reason: snooze.reason,
            })
            .collect(),
        happened: journal::since(look.db, since, 60)?.iter().map(history::happening).collect(),
        coming: coming(look)?,
        counts,
    })
}

/// What is owed past its due date, whole minor units, and on how many invoices.
fn overdue(look: &Look<'_>) -> Result<(i64, i64), Failure> {
    let owed = invoices::open_by_due(look.db)?;
    let late = owed.iter().filter(|(due_on, _, _)| *due_on < look.today);
    Ok(late.fold((0, 0), |sum, (_, open, count)| (sum.0 + open, sum.1 + count)))
}

fn plural(count: i64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn figures_of(look: &Look<'_>) -> Result<Vec<Figure>, Failure> {
    let figure = |key: &str, label: String, amount: Option<Amount>, note: String| Figure {
        key: key.to_owned(),
        label,
        amount,
        note,
    };
    let owed = ageing(look)?.owed;
    let count: i64 = invoices::open_by_due(look.db)?.iter().map(|(_, _, count)| count).sum();
    let clients = invoices::clients_owing(look.db, END)?;
    let (late, late_count) = overdue(look)?;
    let late_clients = invoices::clients_owing(look.db, look.today)?;
    let horizon = look.today + Days::new(AHEAD);
    let due = figures::open_between(look.db, look.today, horizon)?;
    let home = due.iter().map(|row| row.open).filter(|open| open.currency() == look.currency());
    let due_sum = Money::sum(look.currency(), home)?;
    let first = domain::calendar::first_of_month(look.today);
    let (received, payments) = figures::received(look.db, first, look.today)?;
    let of = |count, clients| {
        format!(
            "{}, {}",
            plural(count, "invoice", "invoices"),
            plural(clients, "client", "clients")
        )
    };
    Ok(vec![
        bank_figure(look)?,
        figure("owed", "Owed to you".to_owned(), Some(owed), of(count, clients)),
        figure(
            "overdue",
            "Overdue".to_owned(),
            Some(look.amount(late)?),
            of(late_count, late_clients),
        ),
        figure(
            "due_in",
            format!("Due in by {}", horizon.format("%B %-d")),
            Some(due_sum.into()),
            "Overdue money not counted".to_owned(),
        ),
        figure(
            "received",
            format!("Received in {}", look.today.format("%B")),
            Some(look.amount(received)?),
            plural(payments, "payment", "payments"),
        ),
    ])
}

/// The newest balances that banks stated, in the home currency, with what was explained since:
/// their sum, and each account with the day of it.
pub(crate) fn in_bank(look: &Look<'_>) -> Result<(Money, Vec<(String, NaiveDate)>), Failure> {
    let mut sum = look.zero();
    let mut accounts = Vec::new();
    for account in bank::accounts(look.db)? {
        let Some((minor, on)) = account.closing.filter(|_| account.currency == look.currency())
        else {
            continue;
        };
        let standing = bank::standing(look.db, account.id, Some(on))?;
        sum = sum.plus(look.money(minor + standing.after_closing_minor)?)?;
        accounts.push((account.name, account.through.unwrap_or(on)));
    }
    Ok((sum, accounts))
}

fn bank_figure(look: &Look<'_>) -> Result<Figure, Failure> {
    let (sum, accounts) = in_bank(look)?;
    let (amount, note) = match accounts.as_slice() {
        [] => (None, "Import a bank statement to see it".to_owned()),
        [(name, on)] => (Some(sum.into()), format!("{name}, {}", look.short_date(*on))),
        several => (Some(sum.into()), plural(several.len() as i64, "account", "accounts")),
    };
    Ok(Figure { key: "bank".to_owned(), label: "In the bank".to_owned(), amount, note })
}

/// What needs the user, in the order of the day.
fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    needs.extend(catch_up_need(look)?);
    needs.extend(bank_needs(look)?);
    needs.extend(collecting::needs(look)?);
    needs.extend(crate::ledgers::needs(look)?);
    needs.extend(crate::office::needs(look)?);
    needs.extend(follow_ups::needs(look)?);
    needs.extend(plans::needs(look)?);
    needs.extend(brakes::needs(look)?);
    needs.extend(credit_checks::needs(look)?);
    needs.extend(overdue_needs(look)?);
    needs.extend(offers::needs(look)?);
    needs.extend(amendments::needs(look)?);
    needs.extend(backup_need(look)?);
    needs.sort_by(|one, other| one.weight().first(other.weight(), look.today));
    Ok(needs)
}

pub(crate) fn need(key: String, kind: &str, tone: &str, words: [String; 3], go: String) -> Need {
    let [title, detail, action] = words;
    let minutes = MINUTES.iter().find(|(of, _)| *of == kind).map_or(USUAL_MINUTES, |(_, m)| *m);
    let (kind, tone) = (kind.to_owned(), tone.to_owned());
    Need { key, kind, tone, title, detail, at_stake: None, minutes, by: None, action, go }
}

/// So many minutes a matter should take by its kind, where it is not the usual: rules of thumb.
const MINUTES: [(&str, u32); 10] = [
    ("backup", 1),
    ("catch_up", 3),
    ("follow_up", 2),
    ("unmatched", 5),
    ("call", 10),
    ("decide", 10),
    ("dispute", 15),
    ("plan", 10),
    ("independence", 10),
    ("limitation", 10),
];
const USUAL_MINUTES: u32 = 5;

fn catch_up_need(look: &Look<'_>) -> Result<Option<Need>, Failure> {
    let review = catch_up::show(look, Nothing {})?;
    if review.count == 0 {
        return Ok(None);
    }
    let mut total = Sums::default();
    for amount in review.others.iter().chain([&review.total]).filter(|sum| sum.minor != 0) {
        total.add(amount.money()?)?;
    }
    let stake = total.of(look.currency());
    let total = total.shown(look.currency());
    let names: Vec<&str> = review.clients.iter().map(|client| client.client.as_str()).collect();
    let who = match names.as_slice() {
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more clients", rest.len()),
        [] => String::new(),
    };
    let title = match review.count {
        1 => format!("1 charge of {total} is due to be billed"),
        count => format!("{count} charges are due to be billed, {total}"),
    };
    let action = format!("Review {}", review.count);
    let words = [title, format!("{who}. Nothing is sent without your yes."), action];
    let oldest = review.oldest_on.unwrap_or_default();
    let (key, go) = (format!("catch_up:{oldest}"), "#/catch-up".to_owned());
    Ok(Some(need(key, "catch_up", "waiting", words, go).staking(stake)))
}

fn bank_needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for account in bank::accounts(look.db)?.iter().filter(|account| account.to_explain > 0) {
        let standing = bank::standing(look.db, account.id, None)?;
        let moved = Money::new(standing.left_minor, account.currency)?;
        let left = moved.shown();
        let lines = account.to_explain;
        let verb = if lines == 1 { "is" } else { "are" };
        let words = [
            format!("{} {verb} not explained yet", plural(lines, "bank line", "bank lines")),
            format!("{left} moved on {}.", account.name),
            "Reconcile".to_owned(),
        ];
        let key = format!("unmatched:{}:{}", account.id, account.through.unwrap_or(look.today));
        let go = format!("#/reconcile/{}", account.id);
        needs.push(need(key, "unmatched", "quiet", words, go).staking(moved));
    }
    Ok(needs)
}

/// The three clients who owe most past the due date.
fn overdue_needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let yesterday = look.today.pred_opt().unwrap_or(look.today);
    let mut late: BTreeMap<String, (String, Sums, i64, NaiveDate)> = BTreeMap::new();
    for row in figures::open_between(look.db, BEGINNING, yesterday)? {
        let none = (row.client, Sums::default(), 0, row.due_on);
        let entry = late.entry(row.client_id.to_string()).or_insert(none);
        entry.1.add(row.open)?;
        entry.2 += 1;
        entry.3 = entry.3.min(row.due_on);
    }
    let mut worst: Vec<_> = late.into_iter().collect();
    worst.sort_by_key(|(_, (_, open, _, _))| std::cmp::Reverse(open.of(look.currency()).minor()));
    worst
        .into_iter()
        .take(3)
        .map(|(id, (client, open, count, oldest))| {
            let amount = open.shown(look.currency());
            let days = plural((look.today - oldest).num_days(), "day", "days");
            let title = match count {
                1 => format!("{client}: {amount}, {days} late"),
                _ => format!("{client}: {amount}, the oldest {days} late"),
            };
            let detail = format!(
                "{} past the due date. Record a payment if the money came.",
                plural(count, "invoice is", "invoices are")
            );
            let words = [title, detail, "Open".to_owned()];
            let (key, go) = (format!("overdue:{id}:{oldest}"), format!("#/clients/{id}"));
            Ok(need(key, "overdue", "failed", words, go).staking(open.of(look.currency())))
        })
        .collect()
}

fn backup_need(look: &Look<'_>) -> Result<Option<Need>, Failure> {
    let last = jobs::last_backup(look.db)?.and_then(|job| job.finished_at);
    let Some(at) = last.filter(|at| (look.now - *at).num_days() >= 7) else {
        return Ok(None);
    };
    let words = [
        "The last backup is older than a week".to_owned(),
        format!("It was made on {}.", look.short_date(look.local(at).date())),
        "Back up".to_owned(),
    ];
    Ok(Some(need(
        format!("backup:{}", look.today),
        "backup",
        "waiting",
        words,
        "#/settings?part=data".to_owned(),
    )))
}

/// Invoices that fall due and charges that will be billed in the next days.
fn coming(look: &Look<'_>) -> Result<Vec<ComingDay>, Failure> {
    let horizon = look.today + Days::new(AHEAD);
    let mut days: BTreeMap<NaiveDate, Vec<Coming>> = BTreeMap::new();
    for row in figures::open_between(look.db, look.today, horizon)? {
        days.entry(row.due_on).or_default().push(Coming {
            client: row.client,
            detail: format!("{} due", row.number),
            amount: Some(row.open.into()),
            go: format!("#/invoices/{}", row.id),
        });
    }
    let ended = charges::outcomes(look.db, None)?;
    for whole in agreements::whole(look, None)? {
        for entitled in whole.entitled(horizon)? {
            let charge = &entitled.charge;
            if charge.due_on <= look.today || ended.contains_key(&entitled.key()) {
                continue;
            }
            let period = agreements::period_words(look, charge.period);
            days.entry(charge.due_on).or_default().push(Coming {
                client: entitled.client_name().to_owned(),
                detail: format!("{}, {period}, to be billed", entitled.service.name),
                amount: Some(charge.total()?.into()),
                go: format!("#/agreements/{}", whole.agreement.id),
            });
        }
    }
    days.into_iter()
        .map(|(on, rows)| {
            let mut sums = Sums::default();
            for amount in rows.iter().filter_map(|row| row.amount.as_ref()) {
                sums.add(amount.money()?)?;
            }
            let total = sums.of(look.currency()).into();
            Ok(ComingDay { on: on.to_string(), total, rows })
        })
        .collect()
}

/// Notes that the user looked.
pub fn visit(act: &mut Act<'_>, _: Nothing) -> Result<Nothing, Failure> {
    today::visit(act.tx, act.today, act.now)?;
    Ok(Nothing {})
}

/// Puts a matter off.
pub fn snooze(act: &mut Act<'_>, question: Snooze) -> Result<Nothing, Failure> {
    let until = wire::date("until", &question.until)?;
    if until <= act.today {
        return Err(refused("until", "choose a day after today"));
    }
    let reason = wire::line("reason", &question.reason, 200)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is shown with the date"));
    }
    let title = wire::line("title", &question.title, 200)?;
    let until_words = act.short_date(until);
    let key = question.key;
    today::snooze(
        act.tx,
        &today::Snoozed { key: key.clone(), title: title.clone(), until, reason },
    )?;
    act.say(format!("Put off until {until_words}: {title}"), None);
    act.offer_undo("Put off", "today.wake", Wake { key });
    Ok(Nothing {})
}

/// Brings a matter back.
pub fn wake(act: &mut Act<'_>, question: Wake) -> Result<Nothing, Failure> {
    today::wake(act.tx, &question.key)?;
    act.say("A matter was brought back", None);
    Ok(Nothing {})
}
