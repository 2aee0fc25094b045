//! Policies of following up, its words, and what was said to whom.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::follow::{Channel, Says, Step, Tier, Tone};
use domain::ids::{ClientId, FollowUpId, InvoiceId};
use domain::named::Named;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::mail::Template;
use crate::read::{date, date_opt, id, instant_text, number, only, parsed, plain, row, rows, run};

/// No message waits so many days to leave: what is that late is said anew.
const MAY_WAIT: u64 = 60;

/// When messages may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Since when they leave by themselves; nothing where they do not.
    pub since: Option<NaiveDate>,
    /// How old what is known of payments may be, in days.
    pub fresh_days: u32,
    /// From this hour on.
    pub from_hour: u32,
    /// Up to this hour.
    pub until_hour: u32,
}

impl Policy {
    /// As is usual: nothing by itself, data of five days, office hours.
    pub const USUAL: Policy = Policy { since: None, fresh_days: 5, from_hour: 8, until_hour: 18 };
}

/// A message or a call.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The message.
    pub id: FollowUpId,
    /// The client.
    pub client_id: ClientId,
    /// The day.
    pub said_on: NaiveDate,
    /// How.
    pub channel: Channel,
    /// The subject; of a call, what it was about.
    pub subject: String,
    /// The words; of a call, the note.
    pub body: String,
    /// What came of a call.
    pub outcome: String,
    /// Why a message did not leave after all.
    pub held_back: String,
    /// Why it came back from where it was sent.
    pub came_back: String,
    /// What a letter is on paper.
    pub letter: Option<Letter>,
}

/// A letter on paper.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The letter: SHA-256 of its document.
    pub document: String,
    /// The file it was printed from, with others: SHA-256 of its document.
    pub printed_in: String,
    /// The day it was posted.
    pub posted_on: Option<NaiveDate>,
}

/// A step of an invoice that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Days of the step.
    pub days: i32,
    /// The day it was given.
    pub on: NaiveDate,
    /// What was open then and claimed, whole minor units.
    pub open_minor: i64,
}

/// When messages may leave.
pub fn policy(db: &Connection) -> Result<Policy, StoreError> {
    let found = row(db, "SELECT * FROM follow_policy", [], |row| {
        Ok(Policy {
            since: date_opt(row, "since")?,
            fresh_days: plain(row, "fresh_days")?,
            from_hour: plain(row, "from_hour")?,
            until_hour: plain(row, "until_hour")?,
        })
    })?;
    Ok(found.unwrap_or(Policy::USUAL))
}

/// Keeps when messages may leave.
pub fn keep_policy(tx: &Transaction<'_>, policy: &Policy) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR REPLACE INTO follow_policy (only, since, fresh_days, from_hour, until_hour)
            VALUES (1, ?1, ?2, ?3, ?4)",
        params![
            policy.since.map(|day| day.to_string()),
            policy.fresh_days,
            policy.from_hour,
            policy.until_hour
        ],
    )?;
    Ok(())
}

/// The steps of a tier that the user changed; none where they are as usual.
pub fn steps(db: &Connection, tier: Tier) -> Result<Vec<Step>, StoreError> {
    rows(db, "SELECT * FROM follow_steps WHERE tier = ?1 ORDER BY days", [tier.name()], |row| {
        Ok(Step {
            days: plain(row, "days")?,
            channel: parsed(row, "channel", "channel", Channel::named)?,
            says: parsed(row, "says", "step", Says::named)?,
            tone: parsed(row, "tone", "tone", Tone::named)?,
            approve: plain(row, "approve")?,
        })
    })
}

/// Keeps the steps of a tier in place of those before; none goes back to the usual ones.
pub fn keep_steps(tx: &Transaction<'_>, tier: Tier, steps: &[Step]) -> Result<(), StoreError> {
    run(tx, "DELETE FROM follow_steps WHERE tier = ?1", [tier.name()])?;
    for step in steps {
        run(
            tx,
            "INSERT INTO follow_steps (tier, days, channel, says, tone, approve)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                tier.name(),
                step.days,
                step.channel.name(),
                step.says.name(),
                step.tone.name(),
                step.approve
            ],
        )?;
    }
    Ok(())
}

/// The user's words for a step in a tone.
pub fn words(db: &Connection, says: Says, tone: Tone) -> Result<Option<Template>, StoreError> {
    let sql = "SELECT * FROM follow_words WHERE says = ?1 AND tone = ?2";
    row(db, sql, [says.name(), tone.name()], |row| {
        Ok(Template { subject: plain(row, "subject")?, body: plain(row, "body")? })
    })
}

/// Keeps the user's words for a step in a tone; none goes back to the program's.
pub fn keep_words(
    tx: &Transaction<'_>,
    says: Says,
    tone: Tone,
    words: Option<&Template>,
) -> Result<(), StoreError> {
    match words {
        Some(words) => run(
            tx,
            "INSERT OR REPLACE INTO follow_words (says, tone, subject, body)
                VALUES (?1, ?2, ?3, ?4)",
            params![says.name(), tone.name(), words.subject, words.body],
        )?,
        None => run(
            tx,
            "DELETE FROM follow_words WHERE says = ?1 AND tone = ?2",
            [says.name(), tone.name()],
        )?,
    };
    Ok(())
}

fn follow_up(row: &Row<'_>) -> Result<FollowUp, StoreError> {
    let (document, printed_in): (Option<String>, Option<String>) =
        (plain(row, "letter")?, plain(row, "printed_in")?);
    let posted_on = date_opt(row, "posted_on")?;
    let letter = document.zip(printed_in).map(|(document, printed_in)| Letter {
        document,
        printed_in,
        posted_on,
    });
    Ok(FollowUp {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        said_on: date(row, "said_on")?,
        channel: parsed(row, "channel", "channel", Channel::named)?,
        subject: plain(row, "subject")?,
        body: plain(row, "body")?,
        outcome: plain(row, "outcome")?,
        held_back: plain(row, "held_back")?,
        came_back: plain(row, "came_back")?,
        letter,
    })
}

/// A message by its id.
pub fn show(db: &Connection, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    row(db, "SELECT * FROM follow_ups WHERE id = ?1", [id.to_string()], follow_up)
}

/// What was said to a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<FollowUp>, StoreError> {
    let sql = "SELECT * FROM follow_ups WHERE client_id = ?1 ORDER BY said_on DESC, id DESC
        LIMIT 200";
    rows(db, sql, [client.to_string()], follow_up)
}

/// The letters that were made and are not posted yet, the oldest first.
pub fn to_post(db: &Connection) -> Result<Vec<FollowUp>, StoreError> {
    let sql = "SELECT * FROM follow_ups WHERE channel = 'letter' AND posted_on IS NULL
        AND held_back = '' ORDER BY said_on, id";
    rows(db, sql, [], follow_up)
}

/// Notes the day on which a letter was posted, or that it was not after all.
pub fn post(tx: &Transaction<'_>, id: FollowUpId, on: Option<NaiveDate>) -> Result<(), StoreError> {
    let sql = "UPDATE follow_ups SET posted_on = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), on.map(|on| on.to_string())])?;
    Ok(())
}

/// Whether a client had a message on a day, which began at `since`: one that was written then, or
/// one that left then or was posted.
pub fn written_on(
    db: &Connection,
    client: ClientId,
    on: NaiveDate,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM follow_ups WHERE client_id = ?1 AND said_on > ?3
        AND (channel = 'mail' OR channel = 'letter' AND held_back = '')
        AND (said_on = ?2 OR posted_on = ?2))";
    let lately = on - Days::new(MAY_WAIT);
    Ok(number(db, sql, [client.to_string(), on.to_string(), lately.to_string()])? == 1
        || left_since(db, client, None, since)?)
}

/// Mail that asks a client for money, or for another method after one that failed: what it is about
/// and from when on it may leave. One of them leaves in a day.
const ASKING_MAIL: &str = "(SELECT id, client_id, said_on AS on_day FROM follow_ups
    WHERE channel = 'mail' UNION ALL SELECT id, client_id, '9999-12-31' FROM authorizations
    WHERE instead_of IS NOT NULL)";

/// Whether a message that asks a client for something has left since an instant, or may have,
/// other than this one.
pub fn left_since(
    db: &Connection,
    client: ClientId,
    other_than: Option<FollowUpId>,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {ASKING_MAIL} m JOIN outbox o ON o.subject = m.id
            WHERE m.client_id = ?1 AND m.on_day > ?2 AND m.id <> ?3 AND (o.state = 'sending'
                OR o.state IN ('confirmed', 'unknown') AND o.settled_at >= ?4))"
    );
    let lately = (since.date_naive() - Days::new(MAY_WAIT)).to_string();
    let id = other_than.map(|id| id.to_string()).unwrap_or_default();
    let asked = [client.to_string(), lately, id, instant_text(since)];
    Ok(number(db, &sql, asked)? == 1)
}

/// Whether a message to a client was written and waits to leave, or to be posted.
pub fn waits(db: &Connection, client: ClientId, on: NaiveDate) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {ASKING_MAIL} m JOIN outbox o ON o.subject = m.id
            WHERE m.client_id = ?1 AND m.on_day > ?2 AND o.state = 'planned')
            OR EXISTS (SELECT 1 FROM follow_ups WHERE client_id = ?1 AND said_on > ?2
                AND channel = 'letter' AND posted_on IS NULL AND held_back = '')"
    );
    let lately = on - Days::new(MAY_WAIT);
    Ok(number(db, &sql, [client.to_string(), lately.to_string()])? == 1)
}

/// Writes down what is said, with the step of each invoice.
pub fn add(tx: &Transaction<'_>, said: &FollowUp, given: &[Given]) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO follow_ups (id, client_id, said_on, channel, subject, body, outcome, letter,
            printed_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            said.id.to_string(),
            said.client_id.to_string(),
            said.said_on.to_string(),
            said.channel.name(),
            said.subject,
            said.body,
            said.outcome,
            said.letter.as_ref().map(|letter| letter.document.as_str()),
            said.letter.as_ref().map(|letter| letter.printed_in.as_str())
        ],
    )?;
    for step in given {
        run(
            tx,
            "INSERT INTO follow_up_steps (invoice_id, days, follow_up_id, open_minor)
                VALUES (?1, ?2, ?3, ?4)",
            params![step.invoice_id.to_string(), step.days, said.id.to_string(), step.open_minor],
        )?;
    }
    Ok(())
}

fn given(row: &Row<'_>) -> Result<Given, StoreError> {
    Ok(Given {
        invoice_id: id(row, "invoice_id")?,
        days: plain(row, "days")?,
        on: date(row, "said_on")?,
        open_minor: plain(row, "open_minor")?,
    })
}

/// The steps that a message was.
pub fn steps_of(db: &Connection, id: FollowUpId) -> Result<Vec<Given>, StoreError> {
    let sql = "SELECT s.*, f.said_on FROM follow_up_steps s JOIN follow_ups f
        ON f.id = s.follow_up_id WHERE s.follow_up_id = ?1 ORDER BY s.days, s.invoice_id";
    rows(db, sql, [id.to_string()], given)
}

/// The steps that were given of the open invoices; `client` narrows to one.
pub fn given_of(db: &Connection, client: Option<ClientId>) -> Result<Vec<Given>, StoreError> {
    let sql = format!(
        "SELECT s.*, f.said_on FROM balances b
            JOIN follow_up_steps s ON s.invoice_id = b.invoice_id
            JOIN follow_ups f ON f.id = s.follow_up_id
            WHERE b.open_minor > 0 AND {} ORDER BY s.days",
        only("b.client_id", client.as_ref())
    );
    rows(db, &sql, params![client.map(|id| id.to_string())], given)
}

/// Notes why a message did not leave after all; its steps may be said again.
pub fn hold_back(tx: &Transaction<'_>, id: FollowUpId, why: &str) -> Result<(), StoreError> {
    let sql = "UPDATE follow_ups SET held_back = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), why])?;
    run(tx, "DELETE FROM follow_up_steps WHERE follow_up_id = ?1", [id.to_string()])?;
    Ok(())
}

/// Notes that a message came back, and why; its steps may be said again. Without a reason, that
/// its address is right after all.
pub fn came_back(tx: &Transaction<'_>, id: FollowUpId, why: &str) -> Result<(), StoreError> {
    let sql = "UPDATE follow_ups SET came_back = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), why])?;
    run(tx, "DELETE FROM follow_up_steps WHERE follow_up_id = ?1", [id.to_string()])?;
    Ok(())
}

/// Why the newest message to a client that left did not arrive, and the address it went to; empty
/// where nothing is known against it.
pub fn undelivered(db: &Connection, client: ClientId) -> Result<(String, String), StoreError> {
    let sql = "SELECT CASE WHEN f.came_back <> '' THEN f.came_back
            WHEN o.state = 'failed' THEN coalesce(o.failure, '') ELSE '' END AS why,
            coalesce(json_extract(o.request, '$.to[0]'), '') AS went_to
        FROM follow_ups f LEFT JOIN outbox o ON o.subject = f.id
        WHERE f.client_id = ?1 AND f.channel = 'mail' AND f.held_back = ''
        ORDER BY f.said_on DESC LIMIT 1";
    let found =
        row(db, sql, [client.to_string()], |row| Ok((plain(row, "why")?, plain(row, "went_to")?)))?;
    Ok(found.unwrap_or_default())
}
