//! The week in a page: what is there, what is owed, what comes, what needs the user. Made when it
//! is asked for, and sent to the practice itself on the day of the week that the user chose.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use paper::MetaRow;
use paper::report::{Report, Row, Table};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{documents, figures, summaries};
use ts_rs::TS;

use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::forecast::{self, ShowForecast};
use crate::letter::{currency_words, stationery};
use crate::mail::{self, ComposeMail, MailFile};
use crate::today;
use crate::wire::{FileOut, Nothing, encode};

/// So many matters are named; the rest are counted.
const NAMED: usize = 12;

/// How the summary is sent.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SummaryPolicy {
    /// The day of the week, Monday being 1; nothing where it is not sent.
    pub weekday: Option<u32>,
    /// Whether there is a mail account that can send it.
    pub can_send: bool,
    /// Whether this week has its summary.
    pub sent: bool,
}

/// On which day it is to be sent.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepSummary {
    /// The day of the week, Monday being 1; nothing sends none.
    pub weekday: Option<u32>,
}

/// Whether it was put into the outbox.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SummaryRun {
    /// Whether it was.
    pub sent: bool,
}

/// The Monday of the week that a day is in.
fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// How the summary is sent.
pub fn policy(look: &Look<'_>, _: Nothing) -> Result<SummaryPolicy, Failure> {
    Ok(SummaryPolicy {
        weekday: summaries::weekday(look.db)?,
        can_send: mail::by_account(look)?,
        sent: summaries::was_sent(look.db, monday(look.today))?,
    })
}

/// Keeps the day of the week on which the summary is sent, or that it is not.
pub fn keep_policy(act: &mut Act<'_>, asked: KeepSummary) -> Result<Nothing, Failure> {
    if asked.weekday.is_some_and(|day| !(1..=7).contains(&day)) {
        return Err(refused("weekday", "choose a day of the week"));
    }
    let before = KeepSummary { weekday: summaries::weekday(act.tx)? };
    summaries::keep_weekday(act.tx, asked.weekday)?;
    let words = if asked.weekday.is_some() { "is sent every week" } else { "is not sent" };
    act.say(format!("The summary {words}"), None);
    act.offer_undo("Summary kept", "summary.keep_policy", before);
    Ok(Nothing {})
}

/// The week in a page.
pub fn paper(look: &Look<'_>, _: Nothing) -> Result<FileOut, Failure> {
    Ok(FileOut {
        name: file_name(look),
        media_type: "application/pdf".to_owned(),
        content: encode(&report(look)?.render().bytes),
    })
}

fn file_name(look: &Look<'_>) -> String {
    format!("Week of {}.pdf", monday(look.today))
}

fn row(name: String, sub_line: String, figures: Vec<String>) -> Row {
    Row { name, sub_line, figures, total: false }
}

/// What stands on the page.
fn report(look: &Look<'_>) -> Result<Report, Failure> {
    let page = today::show(look, Nothing {})?;
    let week = monday(look.today);
    let mut key_figures = Vec::new();
    for figure in &page.figures {
        let amount = figure.amount.as_ref().map(crate::wire::Amount::money).transpose()?;
        let shown = amount.map(|amount| amount.shown()).unwrap_or_default();
        key_figures.push(row(figure.label.clone(), figure.note.clone(), vec![shown]));
    }
    let (received, payments) = figures::received(look.db, week - Days::new(7), look.today)?;
    let came = look.money(received)?.shown();
    key_figures.push(row(
        "Received since last Monday".to_owned(),
        format!("{payments} payments"),
        vec![came],
    ));
    let minutes: u32 = page.needs.iter().map(|need| need.minutes).sum();
    let mut needs: Vec<Row> = page
        .needs
        .iter()
        .take(NAMED)
        .map(|need| {
            let time = vec![format!("{} min", need.minutes)];
            row(need.title.clone(), need.detail.clone(), time)
        })
        .collect();
    if page.needs.len() > NAMED {
        needs.push(row(format!("{} more", page.needs.len() - NAMED), String::new(), Vec::new()));
    }
    let asked = ShowForecast { unit: "week".to_owned(), late_days: 0 };
    let coming = forecast::show(look, asked)?;
    let mut weeks = Vec::new();
    for one in coming.rows.iter().take(5) {
        let band = [&one.received.low, &one.received.middle, &one.received.high];
        let figures = band.into_iter().map(|amount| Ok(amount.money()?.shown()));
        let figures = figures.collect::<Result<Vec<String>, Failure>>()?;
        weeks.push(row(one.label.clone(), String::new(), figures));
    }
    let day = look.long_date(look.today);
    let footer = format!("{} · the week · {day}", look.practice.name);
    let table = |head: &str, heads: &[&str], rows| Table {
        head: head.to_owned(),
        heads: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows,
    };
    Ok(Report {
        stationery: stationery(look, footer, look.now, false)?,
        title: "The week".to_owned(),
        about: vec![look.practice.name.clone()],
        meta: vec![MetaRow::new("Week of", look.long_date(week)), MetaRow::new("Made on", day)],
        figure: (
            "Needs you".to_owned(),
            match page.needs.len() {
                1 => "1 matter".to_owned(),
                count => format!("{count} matters"),
            },
            format!("It should take about {minutes} minutes."),
        ),
        tables: vec![
            table("Now", &["Amount"], key_figures),
            table("What needs you", &["Time"], needs),
            table("What comes, from", &["Low", "Middle", "High"], weeks),
        ],
        note: format!(
            "Amounts in {}. Low is what comes at least in nine of ten courses of things.",
            currency_words(look.currency())
        ),
    })
}

/// Puts the summary of this week into the outbox where the user wants it, its day has come and the
/// week has none yet.
pub fn run(app: &mut App, _: Nothing) -> Result<SummaryRun, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let due = {
        let look = Look::at(app.open_book()?.db(), secrets.as_ref(), now)?;
        let of = policy(&look, Nothing {})?;
        let day = look.today.weekday().number_from_monday();
        of.can_send && !of.sent && of.weekday.is_some_and(|weekday| weekday <= day)
    };
    if due {
        app.transact("worker", "summary.run", json!({}).to_string(), send)?;
    }
    Ok(SummaryRun { sent: due })
}

fn send(act: &mut Act<'_>) -> Result<(), Failure> {
    let week = monday(act.today);
    let report = report(act)?;
    let (_, matters, minutes) = &report.figure;
    let body = format!(
        "Your week of {} in a page is attached.\n\nNeeds you: {matters}. {minutes}\n",
        act.long_date(week)
    );
    let name = file_name(act);
    let sha256 = documents::keep(act.tx, &name, "application/pdf", &report.render().bytes)?;
    let about = ComposeMail::Summary { week_on: week.to_string() };
    let subject = format!("Your week of {}", act.long_date(week));
    let out = mail::to_self(act, about, subject, body, MailFile { name, sha256 })?;
    summaries::add(act.tx, week, out)?;
    act.say("The summary of the week is in the outbox", None);
    Ok(())
}

impl App {
    /// Puts the summary of the week into the outbox where it is due and nobody looked within the
    /// hour; tells whether it did.
    pub fn summarise(&mut self) -> Result<bool, Failure> {
        let now = self.world.now();
        let recent = |at: DateTime<Utc>| at <= now && now - at < Duration::hours(1);
        if self.book.is_none() || self.summarised.is_some_and(recent) {
            return Ok(false);
        }
        self.summarised = Some(now);
        Ok(run(self, Nothing {})?.sent)
    }
}
