//! Letters on paper: made together as one file to print, each kept as a message of its day, posted
//! by the user. What keeps an e-mail from leaving keeps a letter from being made (rules 12 and 13).

use std::collections::BTreeSet;

use chrono::Days;
use domain::follow::{Channel, Message};
use paper::invoice::TotalRow;
use paper::reminder::{Owed, OwedRow, Part, PayPage, Reminder};
use paper::{MetaRow, Rendered};
use serde::{Deserialize, Serialize};
use store::clients::Client;
use store::follow_ups::{self, FollowUp, Letter};
use store::mail::Template;
use store::{clients, demands, documents};
use ts_rs::TS;

use super::message::{
    LastLook, due, filled, given, invoices_of, last_look, passed, template, told, values,
};
use super::situation::{Debtor, Moment, Open, one, said_of};
use crate::collecting::{InvoicesPage, pay_page_of};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::letter::{currency_words, stationery};
use crate::sums::Sums;
use crate::wire::{self, FileOut, Nothing, encode};

/// So many letters are made at once at most.
const MOST: usize = 200;
/// What stands in a letter as a part of its own, and stays in braces until it is set.
const PARTS: [&str; 3] = ["invoices", "how_to_pay", "signed"];

/// A letter that was made and is not posted yet.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterToPost {
    /// The message.
    pub id: String,
    /// The client.
    pub client_id: String,
    /// Its name.
    pub client: String,
    /// What it is about.
    pub subject: String,
    /// The day it was made.
    pub made_on: String,
    /// The letter: SHA-256 of its document.
    pub document: String,
    /// The file it was printed from, with others.
    pub printed_in: String,
    /// Why it is not to be posted any more.
    pub trouble: Option<String>,
}

/// A letter to be made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintLetter {
    /// The client.
    pub client_id: String,
    /// What it is about; empty together with the body for the words of the step.
    #[serde(default)]
    pub subject: String,
    /// The words; `{invoices}`, `{how_to_pay}` and `{signed}` stand where those are to be.
    #[serde(default)]
    pub body: String,
}

/// Letters to be made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintLetters {
    /// One a client.
    pub letters: Vec<PrintLetter>,
}

/// Letters that were made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// The messages.
    pub ids: Vec<String>,
}

/// The words of a letter as the user reads and changes them.
pub(super) fn draft(
    look: &Look<'_>,
    debtor: &Debtor,
    message: &Message,
) -> Result<Template, Failure> {
    let mut values = values(look, debtor, message)?;
    for (name, value) in &mut values {
        if PARTS.contains(name) {
            *value = format!("{{{name}}}");
        }
    }
    filled(&template(look, message.step.says, message.step.tone)?, &values)
}

/// What of a letter is set and not written.
pub(super) struct Pieces {
    pub(super) owed: Owed,
    pub(super) pay: Part,
    pub(super) meta: Vec<MetaRow>,
}

/// A letter on paper, with its words as they are kept.
pub(super) fn set(
    look: &Look<'_>,
    debtor: &Debtor,
    message: &Message,
    words: &Template,
) -> Result<(Template, Reminder), Failure> {
    let values = values(look, debtor, message)?;
    let told = filled(words, &values)?;
    let numbers: Vec<&str> =
        invoices_of(debtor, message).map(|open| open.invoice.number.as_str()).collect();
    let reference = match numbers.as_slice() {
        [first, .., _] if numbers.len() > 3 => format!("{first} and {} more", numbers.len() - 1),
        few => few.join(", "),
    };
    let date = look.long_date(look.today);
    let pieces = Pieces {
        owed: owed(look, debtor, message)?,
        pay: ways_to_pay(look, invoices_of(debtor, message))?,
        meta: vec![MetaRow::new("Date", date), MetaRow::new("Reference", reference)],
    };
    let paper = on_paper(look, &debtor.client, words, &values, pieces)?;
    Ok((told, paper))
}

/// Words and pieces as a letter: a paragraph that is a piece's name in braces becomes that piece.
pub(super) fn on_paper(
    look: &Look<'_>,
    client: &Client,
    words: &Template,
    values: &[(&'static str, String)],
    pieces: Pieces,
) -> Result<Reminder, Failure> {
    let mut parts = Vec::new();
    for paragraph in words.body.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        parts.push(match paragraph {
            "{invoices}" => Part::Owed(pieces.owed.clone()),
            "{how_to_pay}" => pieces.pay.clone(),
            "{signed}" => Part::Signed(signed(values)),
            other => {
                let whole = Template { subject: String::new(), body: other.to_owned() };
                Part::Words(filled(&whole, values)?.body)
            }
        });
    }
    let mut addressee = vec![client.name.clone()];
    addressee.extend(client.address.lines().map(str::to_owned));
    let date = look.long_date(look.today);
    let footer = format!("{} to {} · {date}", look.practice.name, client.name);
    Ok(Reminder {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        meta: pieces.meta,
        subject: filled(words, values)?.subject,
        parts,
    })
}

fn signed(values: &[(&'static str, String)]) -> Vec<String> {
    let found = values.iter().find(|(name, _)| *name == "signed");
    found.map_or(Vec::new(), |(_, lines)| lines.lines().map(str::to_owned).collect())
}

fn owed(look: &Look<'_>, debtor: &Debtor, message: &Message) -> Result<Owed, Failure> {
    let mut together = Sums::default();
    let mut rows = Vec::new();
    for open in invoices_of(debtor, message) {
        together.add(open.owed.claimed)?;
        rows.push(row(look, open));
    }
    let total = |amount: domain::money::Money| TotalRow {
        label: format!("Together, {}", currency_words(amount.currency())),
        amount,
        strong: true,
    };
    Ok(Owed { rows, together: together.all().into_iter().map(total).collect() })
}

/// What is asked for on an invoice.
pub(super) fn row(look: &Look<'_>, open: &Open) -> OwedRow {
    let invoice = &open.invoice;
    let issued = look.long_date(invoice.issued_on);
    let label = match open.disputed.is_positive() {
        true => {
            let disputed = open.disputed.shown();
            format!("{} of {issued}; {disputed} is in dispute and not asked for", invoice.number)
        }
        false => format!("{} of {issued}", invoice.number),
    };
    let late = (look.today - invoice.due_on).num_days();
    OwedRow {
        label,
        due_on: Some(invoice.due_on),
        days_late: (late > 0).then_some(late),
        amount: open.owed.claimed,
    }
}

/// How invoices can be paid, with the pages that are there.
pub(super) fn ways_to_pay<'a>(
    look: &Look<'_>,
    invoices: impl Iterator<Item = &'a Open>,
) -> Result<Part, Failure> {
    let mut pages = Vec::new();
    for open in invoices {
        if let InvoicesPage::There(page) = pay_page_of(look, open.invoice.id, open.invoice.open)? {
            pages.push(PayPage { invoice: open.invoice.number.clone(), link: page.url.clone() });
        }
    }
    Ok(Part::Pay { words: look.practice.how_to_pay.clone(), pages })
}

/// Makes letters as one file to print. Each is kept as the message of its day; where one cannot be
/// made any more, none is.
pub fn print(act: &mut Act<'_>, asked: PrintLetters) -> Result<FileOut, Failure> {
    if asked.letters.is_empty() || asked.letters.len() > MOST {
        return Err(refused("letters", format!("choose between 1 and {MOST} letters")));
    }
    let moment = Moment::of(act)?;
    let mut seen = BTreeSet::new();
    let (mut said, mut papers) = (Vec::new(), Vec::new());
    for letter in &asked.letters {
        let debtor = one(act, &moment, wire::id("client_id", &letter.client_id)?)?;
        if !seen.insert(debtor.client.id) {
            return Err(refused("letters", "a client has one letter a day"));
        }
        let message = to_make(act, &debtor)?.clone();
        let words = match (letter.subject.trim(), letter.body.trim()) {
            ("", "") => draft(act, &debtor, &message)?,
            _ => Template {
                subject: wire::line("subject", &letter.subject, 300)?,
                body: wire::text("body", &letter.body, 20_000)?,
            },
        };
        let (told, paper) = set(act, &debtor, &message, &words)?;
        passed(&debtor, &told)?;
        said.push((debtor.client, told, message));
        papers.push(paper);
    }
    let Some((first, others)) = papers.split_first() else { return Err(not_found("letter")) };
    let file = match others.len() {
        0 => format!("Letter {} {}.pdf", act.today, crate::proposals::file_name(&said[0].0.name)),
        more => format!("Letters {} ({}).pdf", act.today, more + 1),
    };
    let whole = first.render_with(others);
    let printed_in = kept(act, &file, &whole)?;
    let mut ids = Vec::new();
    for ((client, told, message), paper) in said.into_iter().zip(&papers) {
        let name =
            format!("Letter {} {}.pdf", act.today, crate::proposals::file_name(&client.name));
        let document = kept(act, &name, &paper.render())?;
        let letter = Letter { document, printed_in: printed_in.clone(), posted_on: None };
        let made = FollowUp {
            id: act.new_id(),
            client_id: client.id,
            said_on: act.today,
            channel: Channel::Letter,
            subject: told.subject,
            body: told.body,
            outcome: String::new(),
            held_back: String::new(),
            came_back: String::new(),
            letter: Some(letter),
        };
        follow_ups::add(act.tx, &made, &given(&message, act.today))?;
        act.say(format!("Letter to {}: {}", client.name, made.subject), Some(client.id));
        ids.push(made.id.to_string());
    }
    act.offer_undo("Made to print", "follow_ups.drop_letters", Letters { ids });
    let media_type = "application/pdf".to_owned();
    Ok(FileOut { name: file, media_type, content: encode(&whole.bytes) })
}

/// The message that is to be a letter now, where nothing keeps it from being made.
fn to_make<'a>(look: &Look<'_>, debtor: &'a Debtor) -> Result<&'a Message, Failure> {
    let message = due(debtor)?;
    let name = &debtor.client.name;
    if message.step.channel != Channel::Letter {
        return Err(conflict(format!("what is to be said to {name} now goes by e-mail")));
    }
    match debtor.plan.reasons.first() {
        Some(reason) => {
            Err(conflict(format!("no letter to {name} now: {}", said_of(look, reason))))
        }
        None => Ok(message),
    }
}

fn kept(act: &Act<'_>, name: &str, made: &Rendered) -> Result<String, Failure> {
    Ok(documents::keep(act.tx, name, "application/pdf", &made.bytes)?)
}

/// Notes that letters were posted today; each is the message of this day.
pub fn posted(act: &mut Act<'_>, asked: Letters) -> Result<Nothing, Failure> {
    for said in waiting(act, &asked)? {
        follow_ups::post(act.tx, said.id, Some(act.today))?;
        act.say(format!("A letter was posted: {}", said.subject), Some(said.client_id));
    }
    act.offer_undo("Posted", "follow_ups.not_posted", asked);
    Ok(Nothing {})
}

/// Takes back that letters were posted.
pub fn not_posted(act: &mut Act<'_>, asked: Letters) -> Result<Nothing, Failure> {
    for id in &asked.ids {
        let said = told(act, id)?;
        if said.letter.as_ref().is_none_or(|letter| letter.posted_on.is_none()) {
            return Err(conflict("this letter is not posted"));
        }
        follow_ups::post(act.tx, said.id, None)?;
        act.say(format!("A letter was not posted after all: {}", said.subject), None);
    }
    Ok(Nothing {})
}

/// Takes letters back that were not posted; what they say may be said again.
pub fn drop_letters(act: &mut Act<'_>, asked: Letters) -> Result<Nothing, Failure> {
    for said in waiting(act, &asked)? {
        follow_ups::hold_back(act.tx, said.id, "taken back before it was posted")?;
        act.say(format!("A letter was taken back: {}", said.subject), Some(said.client_id));
    }
    Ok(Nothing {})
}

/// Letters that were made and are not posted.
fn waiting(act: &Act<'_>, asked: &Letters) -> Result<Vec<FollowUp>, Failure> {
    let waits = |id: &String| {
        let said = told(act, id)?;
        let unposted = said.letter.as_ref().is_some_and(|letter| letter.posted_on.is_none());
        match unposted && said.held_back.is_empty() {
            true => Ok(said),
            false => Err(conflict("this letter does not wait to be posted")),
        }
    };
    asked.ids.iter().map(waits).collect()
}

/// The letters that wait to be posted, each looked at once more.
pub(super) fn to_post(look: &Look<'_>) -> Result<Vec<LetterToPost>, Failure> {
    let mut rows = Vec::new();
    for said in follow_ups::to_post(look.db)? {
        let Some(letter) = said.letter else { continue };
        let client = clients::show(look.db, said.client_id)?.ok_or_else(|| not_found("client"))?;
        let demanded = demands::show(look.db, said.id)?.is_some();
        let old = demanded && look.today > said.said_on + Days::new(1);
        let trouble = match last_look(look, &said.id.to_string())? {
            LastLook::Over(why) => Some(why),
            // A debtor's days count from the date of the letter.
            _ if old => Some("its days count from its date; make it anew".to_owned()),
            LastLook::Holds | LastLook::Waits(..) => None,
        };
        rows.push(LetterToPost {
            id: said.id.to_string(),
            client_id: client.id.to_string(),
            client: client.name,
            subject: said.subject,
            made_on: said.said_on.to_string(),
            document: letter.document,
            printed_in: letter.printed_in,
            trouble,
        });
    }
    Ok(rows)
}
