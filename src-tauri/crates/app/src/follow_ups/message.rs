//! A message: its words, its review, its way into the outbox, and the last look before it leaves.

use std::sync::Arc;

use chrono::{DateTime, Days, Duration, Utc};
use domain::follow::{self, Channel, Known, Message, Reason, Says, Tone, lint};
use domain::ids::{ClientId, FollowUpId, Id, InvoiceId, OutboxId};
use domain::money::Money;
use domain::named::Named;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::follow_ups::{self, FollowUp, Given};
use store::mail::Template;
use store::{demands, outbox};
use ts_rs::TS;

use super::letters;
use super::situation::{Debtor, Moment, Open, debtors, one, said_of};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, not_found, refused};
use crate::mail::{self, ComposeMail, MailFile, WriteMail};
use crate::sums::Sums;
use crate::wire::{self, Made, Nothing, encode};

/// So many days a client has to answer.
const TO_ANSWER: u64 = 7;

/// A remark on the words of a message.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowFinding {
    /// Whether the message may not leave like this.
    pub blocks: bool,
    /// The words it is about.
    pub phrase: String,
    /// Why, and what to do.
    pub words: String,
}

/// Which message, and in which words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowFollowUp {
    /// The client.
    pub id: String,
    /// The user's words of a letter; without them, the words of the step.
    #[serde(default)]
    #[ts(optional)]
    pub words: Option<WriteFollowUp>,
}

/// A message as it would leave now.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowPreview {
    /// What it is: `Second reminder`.
    pub label: String,
    /// `mail` or `letter`.
    pub channel: String,
    /// `friendly`, `direct` or `formal`.
    pub tone: String,
    /// To whom: an address for e-mail, or of a house with a line each.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The body; of a letter, with braces where its table, ways to pay and signature stand.
    pub body: String,
    /// The letter on paper, base64; nothing of an e-mail.
    pub pdf: Option<String>,
    /// The names of its files.
    pub files: Vec<String>,
    /// What the review says of its words.
    pub findings: Vec<FollowFinding>,
    /// What keeps it from leaving now; empty lets it.
    pub reasons: Vec<String>,
}

/// A message in the user's words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteFollowUp {
    /// The client.
    pub client_id: String,
    /// The subject.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// A call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalledClient {
    /// The client.
    pub client_id: String,
    /// `reached`, `message_left`, `no_answer` or `wrong_number`.
    pub outcome: String,
    /// What was said.
    pub note: String,
}

/// What was done by itself.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowRun {
    /// How many messages were written into the outbox.
    pub sent: u32,
    /// How many wait for the user's yes.
    pub waiting: u32,
    /// How many wait for something else.
    pub held: u32,
}

/// The message to a client as it would leave now.
pub fn preview(look: &Look<'_>, asked: ShowFollowUp) -> Result<FollowPreview, Failure> {
    let moment = Moment::of(look)?;
    let debtor = one(look, &moment, wire::id("id", &asked.id)?)?;
    let message = due(&debtor)?;
    let by_mail = message.step.channel == Channel::Mail;
    let (words, told, pdf) = match asked.words {
        _ if by_mail => {
            let words = written(look, &debtor, message)?;
            (words.clone(), words, None)
        }
        own => {
            let own = own.map(|own| Template { subject: own.subject, body: own.body });
            let words = own.map_or_else(|| letters::draft(look, &debtor, message), Ok)?;
            let (told, paper) = letters::set(look, &debtor, message, &words)?;
            (words, told, Some(encode(&paper.render().bytes)))
        }
    };
    let to = if by_mail { &debtor.client.email } else { &debtor.client.address };
    let files = invoices_of(&debtor, message).map(|open| file_name(&open.invoice.number));
    Ok(FollowPreview {
        label: message.step.says.label().to_owned(),
        channel: message.step.channel.name().to_owned(),
        tone: message.step.tone.name().to_owned(),
        to: to.clone(),
        findings: findings(&debtor, &told),
        reasons: debtor.plan.reasons.iter().map(|reason| said_of(look, reason)).collect(),
        files: if by_mail { files.collect() } else { Vec::new() },
        subject: words.subject,
        body: words.body,
        pdf,
    })
}

/// Sends the message that is due to a client, in the user's words. It leaves when messages may.
pub fn send(act: &mut Act<'_>, question: WriteFollowUp) -> Result<Made, Failure> {
    let moment = Moment::of(act)?;
    let id: ClientId = wire::id("client_id", &question.client_id)?;
    let debtor = one(act, &moment, id)?;
    let message = due(&debtor)?.clone();
    if message.step.channel != Channel::Mail {
        let name = &debtor.client.name;
        return Err(conflict(format!("what is to be said to {name} now is a letter; print it")));
    }
    let later = |reason: &&Reason| !matches!(reason, Reason::Quiet(..) | Reason::DayOff);
    if let Some(reason) = debtor.plan.reasons.iter().find(later) {
        let (name, why) = (&debtor.client.name, said_of(act, reason));
        return Err(conflict(format!("nothing is said to {name} now: {why}")));
    }
    let words = Template {
        subject: wire::line("subject", &question.subject, 300)?,
        body: wire::text("body", &question.body, 20_000)?,
    };
    let out = put(act, &debtor, &message, words)?;
    let opens = debtor.clock.next_opening(&moment.policy, act.now);
    outbox::plan_again(act.tx, out, None, opens.max(undo_until(act)))?;
    Ok(Made { id: out.to_string() })
}

fn undo_until(act: &Act<'_>) -> DateTime<Utc> {
    act.now + Duration::seconds(mail::UNDO_SECONDS)
}

/// Writes down that a client was called, and what came of it.
pub fn call(act: &mut Act<'_>, question: CalledClient) -> Result<Made, Failure> {
    const OUTCOMES: [&str; 4] = ["reached", "message_left", "no_answer", "wrong_number"];
    if !OUTCOMES.contains(&question.outcome.as_str()) {
        return Err(refused("outcome", "say what came of the call"));
    }
    let moment = Moment::of(act)?;
    let debtor = one(act, &moment, wire::id("client_id", &question.client_id)?)?;
    let given = debtor.plan.call.as_ref().map_or(Vec::new(), |call| given(call, act.today));
    let said = FollowUp {
        id: act.new_id(),
        client_id: debtor.client.id,
        said_on: act.today,
        channel: Channel::Call,
        subject: "Call".to_owned(),
        body: wire::text("note", &question.note, 4_000)?,
        outcome: question.outcome,
        held_back: String::new(),
        came_back: String::new(),
        letter: None,
    };
    follow_ups::add(act.tx, &said, &given)?;
    act.say(format!("{} was called", debtor.client.name), Some(debtor.client.id));
    Ok(Made { id: said.id.to_string() })
}

/// Sends what may leave without being read first, a client at a time.
pub fn run(app: &mut App, _: Nothing) -> Result<FollowRun, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let mut done = FollowRun { sent: 0, waiting: 0, held: 0 };
    let mut ready = Vec::new();
    let moment = {
        let look = Look::at(app.open_book()?.db(), secrets.as_ref(), now)?;
        let moment = Moment::of(&look)?;
        let by_itself = moment.policy.since.is_some_and(|since| since <= look.today);
        for debtor in debtors(&look, &moment)? {
            let Some(message) = &debtor.plan.message else { continue };
            if !debtor.plan.reasons.is_empty() {
                done.held += 1;
            } else if message.step.channel != Channel::Mail
                || message.step.approve
                || !by_itself
                || !mail::by_account(&look)?
            {
                done.waiting += 1;
            } else {
                ready.push(debtor.client.id);
            }
        }
        moment
    };
    for client in ready {
        let payload = json!({ "client_id": client.to_string() }).to_string();
        let sent = app.transact("worker", "follow_ups.run", payload, |act| {
            let debtor = one(act, &moment, client)?;
            let Some(message) = debtor.plan.message.clone() else { return Ok(()) };
            let words = written(act, &debtor, &message)?;
            put(act, &debtor, &message, words)?;
            act.undo = None;
            Ok(())
        });
        match sent {
            Ok(_) => done.sent += 1,
            // Words that the review stops wait for the user, and stop nobody else's.
            Err(why) if matches!(why.code, Code::InvalidInput | Code::Conflict) => {
                done.waiting += 1;
            }
            Err(why) => return Err(why),
        }
    }
    Ok(done)
}

impl App {
    /// Sends what may leave without being read first, where nobody looked within the hour; tells
    /// whether anything was done.
    pub fn follow_up(&mut self) -> Result<bool, Failure> {
        let now = self.world.now();
        let recent = |at: DateTime<Utc>| at <= now && now - at < Duration::hours(1);
        if self.book.is_none() || self.followed_up.is_some_and(recent) {
            return Ok(false);
        }
        self.followed_up = Some(now);
        Ok(run(self, Nothing {})?.sent > 0)
    }
}

/// Writes a message down with its steps, and puts it into the outbox.
fn put(
    act: &mut Act<'_>,
    debtor: &Debtor,
    message: &Message,
    words: Template,
) -> Result<OutboxId, Failure> {
    passed(debtor, &words)?;
    let said = FollowUp {
        id: act.new_id(),
        client_id: debtor.client.id,
        said_on: act.today,
        channel: Channel::Mail,
        subject: words.subject.clone(),
        body: words.body.clone(),
        outcome: String::new(),
        held_back: String::new(),
        came_back: String::new(),
        letter: None,
    };
    follow_ups::add(act.tx, &said, &given(message, act.today))?;
    let files = invoices_of(debtor, message).map(|open| open.invoice.id.to_string()).collect();
    let mail = WriteMail {
        about: ComposeMail::FollowUp { id: said.id.to_string() },
        to: debtor.client.email.clone(),
        cc: String::new(),
        subject: words.subject,
        body: words.body,
        files,
    };
    let made = mail::send(act, mail)?;
    wire::id("id", &made.id)
}

pub(super) fn given(message: &Message, on: chrono::NaiveDate) -> Vec<Given> {
    let step = |(invoice_id, days, claimed): &(InvoiceId, i32, Money)| Given {
        invoice_id: *invoice_id,
        days: *days,
        on,
        open_minor: claimed.minor(),
    };
    message.items.iter().map(step).collect()
}

pub(super) fn due(debtor: &Debtor) -> Result<&Message, Failure> {
    let none = || conflict(format!("nothing is to be said to {} now", debtor.client.name));
    debtor.plan.message.as_ref().ok_or_else(none)
}

pub(super) fn invoices_of<'a>(
    debtor: &'a Debtor,
    message: &'a Message,
) -> impl Iterator<Item = &'a Open> {
    let told = |open: &&Open| message.items.iter().any(|item| item.0 == open.invoice.id);
    debtor.open.iter().filter(told)
}

/// The words of a message, the user's or the program's, with what fills their placeholders.
fn written(look: &Look<'_>, debtor: &Debtor, message: &Message) -> Result<Template, Failure> {
    let (says, tone) = (message.step.says, message.step.tone);
    let template = template(look, says, tone)?;
    let values = values(look, debtor, message)?;
    filled(&template, &values)
}

/// The user's words for a step, or the program's.
pub(super) fn template(look: &Look<'_>, says: Says, tone: Tone) -> Result<Template, Failure> {
    let program = || {
        let (subject, body) = follow::words(says, tone);
        Template { subject: subject.to_owned(), body }
    };
    Ok(follow_ups::words(look.db, says, tone)?.unwrap_or_else(program))
}

/// Words with their placeholders filled; refuses one that nothing fills.
pub(super) fn filled(
    words: &Template,
    values: &[(&'static str, String)],
) -> Result<Template, Failure> {
    let value = |name: &str| {
        values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    };
    let fill = |field: &'static str, text: &str| {
        let filled = domain::mail::fill(text, value);
        let tidy = filled.map(|text| text.replace("\n\n\n\n", "\n\n"));
        tidy.map_err(|name| refused(field, format!("nothing fills {{{name}}} here")))
    };
    Ok(Template { subject: fill("subject", &words.subject)?, body: fill("body", &words.body)? })
}

pub(super) fn values(
    look: &Look<'_>,
    debtor: &Debtor,
    message: &Message,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let (client, practice) = (&debtor.client, &look.practice);
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let mut lines = Vec::new();
    let mut total = Sums::default();
    let mut pay = vec![practice.how_to_pay.clone()];
    for open in invoices_of(debtor, message) {
        let (invoice, claimed) = (&open.invoice, open.owed.claimed);
        total.add(claimed)?;
        let (issued, due) = (look.long_date(invoice.issued_on), look.long_date(invoice.due_on));
        let number = &invoice.number;
        let mut line = format!("{number} of {issued}, due {due}: {}", amount(claimed));
        if open.disputed.is_positive() {
            line.push_str(&format!("; {} is in dispute and not asked for", amount(open.disputed)));
        }
        lines.push(line);
        let whole = crate::invoices::one(look, invoice.id)?;
        pay.push(mail::pay_page(look, &whole)?.trim().to_owned());
    }
    let numbers: Vec<&str> =
        invoices_of(debtor, message).map(|open| open.invoice.number.as_str()).collect();
    let number = match numbers.as_slice() {
        [one] => format!("invoice {one}"),
        several => format!("{} invoices", several.len()),
    };
    let oldest = invoices_of(debtor, message).map(|open| open.invoice.due_on).min();
    let late = oldest.map_or(0, |due| (look.today - due).num_days().max(0));
    let by = look.long_date(look.today + Days::new(TO_ANSWER));
    let law = follow::law(practice.jurisdiction, client.kind == "consumer");
    let mut values = mail::usual(look, name, &client.name, &number);
    pay.retain(|words| !words.is_empty());
    values.extend([
        ("invoices", lines.join("\n")),
        ("total", total.with_codes()),
        ("days_late", late.to_string()),
        ("answer_by", by),
        ("how_to_pay", pay.join("\n")),
        ("law", law.to_owned()),
    ]);
    Ok(values)
}

/// An amount with its currency, as a client reads it.
fn amount(money: Money) -> String {
    format!("{} {}", money.shown(), money.currency())
}

/// What the review says of words to a client.
fn findings(debtor: &Debtor, words: &Template) -> Vec<FollowFinding> {
    let mut amounts: Vec<Money> = Vec::new();
    for open in &debtor.open {
        amounts.extend([open.invoice.total, open.invoice.open, open.owed.claimed, open.disputed]);
    }
    let mut sums = Sums::default();
    if let Some(message) = &debtor.plan.message {
        let added = message.items.iter().try_for_each(|item| sums.add(item.2));
        amounts.extend(added.is_ok().then(|| sums.all()).into_iter().flatten());
    }
    found(words, amounts)
}

/// What the review says of words in which these amounts may stand.
pub(super) fn found(words: &Template, amounts: Vec<Money>) -> Vec<FollowFinding> {
    let found = lint(&words.subject, &words.body, &Known { amounts });
    let shown = |finding: follow::Finding| FollowFinding {
        blocks: finding.blocks,
        phrase: finding.phrase,
        words: finding.words.to_owned(),
    };
    found.into_iter().map(shown).collect()
}

/// Refuses words that the review stops.
pub(super) fn passed(debtor: &Debtor, words: &Template) -> Result<(), Failure> {
    match findings(debtor, words).into_iter().find(|finding| finding.blocks) {
        Some(FollowFinding { phrase, words, .. }) => {
            Err(refused("body", format!("\"{phrase}\" cannot stand here. {words}")))
        }
        None => Ok(()),
    }
}

/// Whether a message still is to be said.
pub(crate) enum LastLook {
    /// It may leave.
    Holds,
    /// Not now; not before an instant, where that is known.
    Waits(String, Option<DateTime<Utc>>),
    /// Not any more.
    Over(String),
}

/// What a message says of days late and of answers is true enough for so many days: those of a
/// weekend.
const WORDS_HOLD: u64 = 3;

/// Looks once more, at the moment of sending: money, disputes, promises, holds, fresh data, hours.
pub(crate) fn last_look(look: &Look<'_>, id: &str) -> Result<LastLook, Failure> {
    let said = told(look, id)?;
    if said.said_on + Days::new(WORDS_HOLD) < look.today {
        let of = look.long_date(said.said_on);
        return Ok(LastLook::Over(format!("its words are of {of}; what is due is said anew")));
    }
    let moment = Moment::of(look)?;
    let debtor = one(look, &moment, said.client_id)?;
    let demanded = demands::show(look.db, said.id)?.is_some();
    // This very message is among what was written today and waits, and a demand is by hand.
    let itself = |reason: &&Reason| match reason {
        Reason::Written | Reason::Waiting => true,
        Reason::Demanded(_) | Reason::DemandPassed(_) | Reason::ByHand => demanded,
        _ => false,
    };
    let since = look.midnight(look.today);
    if follow_ups::left_since(look.db, said.client_id, Some(said.id), since)? {
        let tomorrow = look.midnight(look.today + Days::new(1));
        let opens = debtor.clock.next_opening(&moment.policy, tomorrow);
        return Ok(LastLook::Waits(said_of(look, &Reason::Written), Some(opens)));
    }
    let reasons = follow::reasons(&debtor.at, said.channel);
    match reasons.iter().find(|reason| !itself(reason)) {
        Some(reason) if reason.passes() => {
            return Ok(LastLook::Waits(said_of(look, reason), None));
        }
        Some(reason) => return Ok(LastLook::Over(said_of(look, reason))),
        None => {}
    }
    let asked: Vec<(InvoiceId, i64)> = if demanded {
        demands::asked(look.db, said.id)?
    } else {
        let steps = follow_ups::steps_of(look.db, said.id)?;
        steps.into_iter().map(|step| (step.invoice_id, step.open_minor)).collect()
    };
    for (invoice, open_minor) in asked {
        let number = crate::invoices::one(look, invoice)?.number;
        let open = debtor.open.iter().find(|open| open.invoice.id == invoice);
        let Some(open) = open else {
            return Ok(LastLook::Over(format!("nothing is open on {number} any more")));
        };
        if open.owed.in_flight {
            return Ok(LastLook::Over(format!("money for {number} is on its way")));
        }
        if open.owed.claimed.minor() != open_minor {
            let words = if open.disputed.is_positive() { "is in dispute" } else { "has changed" };
            return Ok(LastLook::Over(format!("what is asked for on {number} {words}")));
        }
    }
    Ok(LastLook::Holds)
}

/// Notes that a message did not leave after all; its steps may be said again.
pub(crate) fn dropped(tx: &store::Transaction<'_>, id: &str, why: &str) -> Result<(), Failure> {
    let id: FollowUpId = wire::id("id", id)?;
    Ok(follow_ups::hold_back(tx, id, why)?)
}

/// The same, where the user took it back.
pub(crate) fn taken_back(act: &Act<'_>, about: &ComposeMail) -> Result<(), Failure> {
    match about {
        ComposeMail::FollowUp { id } => dropped(act.tx, id, "taken back before it left"),
        _ => Ok(()),
    }
}

/// A message by its id on the wire.
pub(crate) fn told(look: &Look<'_>, id: &str) -> Result<FollowUp, Failure> {
    let id = FollowUpId::parse(id).map_err(|_| not_found("message"))?;
    follow_ups::show(look.db, id)?.ok_or_else(|| not_found("message"))
}

/// A file that goes with a message: an invoice, or what a formal demand has besides.
pub(crate) fn file_of(look: &Look<'_>, id: &str, key: &str) -> Result<MailFile, Failure> {
    if let Some((name, sha256)) = super::demands::file_of(look, id, key)? {
        return Ok(MailFile { name, sha256 });
    }
    let invoice = crate::invoices::one(look, wire::id("files", key)?)?;
    Ok(MailFile { name: file_name(&invoice.number), sha256: invoice.document })
}

fn file_name(number: &str) -> String {
    format!("{}.pdf", crate::proposals::file_name(number))
}
