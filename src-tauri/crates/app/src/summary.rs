//! The week in a page: what is there, what is owed, what comes, what needs the user. Made when it
//! is asked for, and sent to the practice itself on the day of the week that the user chose.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, Duration, Utc};
use paper::MetaRow;
use paper::report::{Report, Row};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{documents, figures, summaries};
use ts_rs::TS;

use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::forecast::{self, ShowForecast};
use crate::insights::monday;
use crate::letter::currency_words;
use crate::mail::{self, ComposeMail, MailFile};
use crate::reports::{Told, row, shown, table, with_letterhead};
use crate::today;
use crate::wire::{FileOut, Nothing, encode};

/// So many matters are named; the rest are counted.
const NAMED: usize = 12;

/// So many weeks ahead are shown.
const WEEKS: usize = 5;

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
    /// The day of the week, Monday being 1; 0 sends none.
    pub weekday: u32,
}

/// Whether it was put into the outbox.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SummaryRun {
    /// Whether it was.
    pub sent: bool,
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
    if asked.weekday > 7 {
        return Err(refused("weekday", "choose a day of the week"));
    }
    let before = KeepSummary { weekday: summaries::weekday(act.tx)?.unwrap_or_default() };
    let weekday = Some(asked.weekday).filter(|weekday| *weekday > 0);
    summaries::keep_weekday(act.tx, weekday)?;
    let words = if weekday.is_some() { "is sent every week" } else { "is not sent" };
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

/// What stands on the page.
fn report(look: &Look<'_>) -> Result<Report, Failure> {
    let page = today::show(look, Nothing {})?;
    let week = monday(look.today);
    let minutes: u32 = page.needs.iter().map(|need| need.minutes).sum();
    let day = look.long_date(look.today);
    let told = Told {
        title: "The week",
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
            table("Now", &["Amount"], now(look, &page.figures)?),
            table("What needs you", &["Time"], needs(&page.needs)),
            table("What comes, from", &["Low", "Middle", "High"], weeks(look)?),
        ],
        note: format!(
            "Amounts in {}. Low is what comes at least in nine of ten courses of things.",
            currency_words(look.currency())
        ),
    };
    with_letterhead(look, told)
}

/// The key figures, and what was received since the Monday before this one.
fn now(look: &Look<'_>, of: &[today::Figure]) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for figure in of {
        let amount = figure.amount.as_ref().map(shown).transpose()?.unwrap_or_default();
        rows.push(row(figure.label.clone(), figure.note.clone(), vec![amount]));
    }
    let since = monday(look.today) - Days::new(7);
    let (received, payments) = figures::received(look.db, since, look.today)?;
    let (name, count) = ("Received since last Monday".to_owned(), format!("{payments} payments"));
    rows.push(row(name, count, vec![look.money(received)?.shown()]));
    Ok(rows)
}

/// What needs the user, each with the minutes it should take.
fn needs(of: &[today::Need]) -> Vec<Row> {
    let one = |need: &today::Need| {
        let time = vec![format!("{} min", need.minutes)];
        row(need.title.clone(), need.detail.clone(), time)
    };
    let mut rows: Vec<Row> = of.iter().take(NAMED).map(one).collect();
    if of.len() > NAMED {
        rows.push(row(format!("{} more", of.len() - NAMED), String::new(), Vec::new()));
    }
    rows
}

/// What comes in the next weeks.
fn weeks(look: &Look<'_>) -> Result<Vec<Row>, Failure> {
    let asked = ShowForecast { unit: "week".to_owned(), late_days: 0 };
    let mut rows = Vec::new();
    for one in forecast::show(look, asked)?.rows.iter().take(WEEKS) {
        let band = [&one.received.low, &one.received.middle, &one.received.high];
        let figures = band.into_iter().map(shown).collect::<Result<_, _>>()?;
        rows.push(row(one.label.clone(), String::new(), figures));
    }
    Ok(rows)
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
