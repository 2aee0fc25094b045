//! Turns with the office: one talk each, written down before it is made and settled after.

use chrono::{DateTime, Duration, Utc};
use domain::ids::{ClientId, OfficeId};
use domain::office::{Found, NAME, Put, Reason, Standing, State, Trouble};
use domain::ports::{Call, Office as Port};
use serde_json::json;
use store::journal::{self, Entry as Journaled};
use store::offices::{self, Office};

use super::kept_as;
use super::wants::{Want, wants};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, failure};

/// How long an office is left alone that is busy, cannot be reached or did not answer. It keeps no
/// keys of acts, so what was lost on the way is given this time to arrive before it is looked up.
const REST_SECONDS: u64 = 60;

/// What is to be said.
#[derive(Clone, Debug)]
enum Say {
    /// Whose office are you.
    Check,
    /// Look this up.
    Find(Put),
    /// Make this.
    Make(Put),
}

/// What the office said.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Whose it is.
    Check(Result<Standing, Trouble>),
    /// What is there.
    Found(Result<Found, Trouble>),
    /// Its own name of what was made.
    Made(Result<String, Trouble>),
}

/// One talk with the office. The book is free while it lasts.
pub struct OfficeTurn {
    /// The connection.
    pub office: OfficeId,
    /// What signs in there, by its name in the keyring.
    pub kept_as: String,
    say: Say,
    title: String,
    client: ClientId,
}

impl OfficeTurn {
    /// Lets the office take this turn.
    pub fn take(&self, office: &dyn Port) -> Heard {
        match &self.say {
            Say::Check => Heard::Check(office.check()),
            Say::Find(put) => Heard::Found(office.find(put)),
            Say::Make(put) => Heard::Made(office.make(put)),
        }
    }

    /// What is heard where there is no office to speak with: nothing was sent.
    pub fn unsaid(&self, words: String) -> Heard {
        let why = Trouble::NotSent(words);
        match &self.say {
            Say::Check => Heard::Check(Err(why)),
            Say::Find(_) => Heard::Found(Err(why)),
            Say::Make(_) => Heard::Made(Err(why)),
        }
    }

    /// Whether it makes something there.
    pub fn makes(&self) -> bool {
        matches!(self.say, Say::Make(_))
    }
}

impl Heard {
    fn trouble(&self) -> Option<&Trouble> {
        match self {
            Heard::Check(said) => said.as_ref().err(),
            Heard::Found(said) => said.as_ref().err(),
            Heard::Made(said) => said.as_ref().err(),
        }
    }
}

/// How long to leave an office alone; nothing where it answered.
fn rest(why: &Trouble) -> Option<Duration> {
    let seconds = match why {
        Trouble::NotSent(_) | Trouble::Unknown(_) => REST_SECONDS,
        Trouble::Refused(no) if no.reason == Reason::Busy => {
            no.wait.map_or(REST_SECONDS, |wait| wait.as_secs())
        }
        Trouble::Refused(_) => return None,
    };
    Some(Duration::seconds(i64::try_from(seconds).unwrap_or(i64::MAX / 2000)))
}

impl App {
    /// What is to be said next to the office, if anything. What makes something there is written
    /// down as being sent before it comes back from here.
    pub fn next_office_turn(&mut self) -> Result<Option<OfficeTurn>, Failure> {
        let now = self.world.now();
        let Some(book) = &self.book else { return Ok(None) };
        let head = journal::head(book.db())?;
        if self.office_rests.is_some_and(|until| now < until)
            || self.office_done_at.as_deref() == Some(head.as_str())
            || store::practice::show(book.db())?.is_none()
        {
            return Ok(None);
        }
        let look = Look::at(book.db(), self.secrets.as_ref(), now)?;
        let office = offices::connected(look.db)?.filter(|office| office.stopped.is_empty());
        let say = match &office {
            Some(office) if look.secrets.read(&kept_as(office.id))?.is_some() => {
                next(&look, office)?
            }
            _ => None,
        };
        let Some((office, (want, say))) = office.zip(say) else {
            (self.office_done_at, self.office_known) = (Some(head), false);
            return Ok(None);
        };
        let (office, title, client) = (office.id, want.title, want.client);
        // Nothing is ever written into another's office.
        let say = if self.office_known { say } else { Say::Check };
        if let Say::Make(put) = &say {
            self.claim_entry(office, put)?;
        }
        Ok(Some(OfficeTurn { office, kept_as: kept_as(office), say, title, client }))
    }

    /// Writes down that an entry is being sent, before it is.
    fn claim_entry(&mut self, office: OfficeId, put: &Put) -> Result<(), Failure> {
        let now = self.world.now();
        self.open_book_mut()?.write(|tx| {
            let kept = offices::entries(tx, office)?.remove(&put.key);
            let kept = kept.unwrap_or_else(|| fresh(put));
            offices::keep(tx, office, &offices::Entry { state: State::Sending, ..kept })?;
            let payload = json!({ "key": put.key }).to_string();
            journal::append(tx, &journaled(now, "office.sending", String::new(), payload))?;
            Ok(())
        })
    }

    /// Settles a turn by what was heard, and keeps the calls it made.
    pub fn end_office_turn(
        &mut self,
        turn: OfficeTurn,
        heard: Heard,
        calls: &[Call],
    ) -> Result<(), Failure> {
        if let Some(rest) = heard.trouble().and_then(rest) {
            self.office_rests = Some(self.world.now() + rest);
        }
        let (known, _) = self.transact("worker", "office.heard", "{}".to_owned(), |act| {
            for call in calls {
                store::connections::called(act.tx, call)?;
            }
            let connected = offices::connected(act.tx)?;
            match connected.filter(|office| office.id == turn.office) {
                Some(office) => settle(act, office, turn, heard),
                None => Ok(false),
            }
        })?;
        self.office_known = known;
        Ok(())
    }
}

/// The first thing that is not there and can be sent. What was lost on the way comes before what is
/// new.
fn next(look: &Look<'_>, office: &Office) -> Result<Option<(Want, Say)>, Failure> {
    let kept = offices::entries(look.db, office.id)?;
    let state = |want: &Want| kept.get(&want.key).map_or(State::Planned, |one| one.state);
    let mut wants = wants(look, office)?;
    wants.sort_by_key(|want| state(want) != State::Unknown);
    for want in wants {
        let state = state(&want);
        if !matches!(state, State::Planned | State::Unknown | State::Ready) {
            continue;
        }
        if let Some(entry) = want.sent(look, &kept)? {
            let put = Put { key: want.key.clone(), entry };
            let say = if state == State::Ready { Say::Make(put) } else { Say::Find(put) };
            return Ok(Some((want, say)));
        }
    }
    Ok(None)
}

fn fresh(put: &Put) -> offices::Entry {
    let (reference, words) = (String::new(), String::new());
    let (kind, state) = (put.entry.kind(), State::Planned);
    offices::Entry { key: put.key.clone(), kind, state, reference, words, anew: false }
}

/// Writes down what came of a turn; whether the office is known to be ours.
fn settle(
    act: &mut Act<'_>,
    office: Office,
    turn: OfficeTurn,
    heard: Heard,
) -> Result<bool, Failure> {
    let keys = match heard.trouble() {
        Some(Trouble::Refused(no)) if no.reason == Reason::Keys => Some(no.words.clone()),
        _ => None,
    };
    let put = match turn.say {
        Say::Check => {
            return match (keys, heard) {
                (Some(words), _) => stop(act, office, words),
                (None, Heard::Check(Ok(now))) if now.reference != office.reference => {
                    stop(act, office, format!("these keys open another practice's {NAME}"))
                }
                (None, heard) => Ok(heard.trouble().is_none()),
            };
        }
        Say::Find(put) | Say::Make(put) => put,
    };
    let kept = offices::entries(act.tx, office.id)?;
    let before = kept.get(&put.key).cloned().unwrap_or_else(|| fresh(&put));
    let now = match outcome(&before, heard)? {
        Some(now) if now.state == State::Done && kept.values().any(|one| is_same(one, &now)) => {
            let words = format!("what is in {NAME} stands for another of ours");
            Some(offices::Entry { state: State::Refused, words, ..now })
        }
        now => now,
    };
    if let Some(now) = now {
        offices::keep(act.tx, office.id, &now)?;
        if now.state == State::Done {
            act.say(format!("{NAME} has {}", turn.title), Some(turn.client));
        }
    }
    keys.map_or(Ok(true), |words| stop(act, office, words))
}

/// What an entry becomes; nothing where a question was not answered and it stays as it was.
fn outcome(before: &offices::Entry, heard: Heard) -> Result<Option<offices::Entry>, Failure> {
    let (state, reference, words) = match heard {
        Heard::Found(Ok(Found::There(name))) | Heard::Made(Ok(name)) => {
            (State::Done, name, String::new())
        }
        Heard::Found(Ok(Found::Like(name, called))) if !before.anew => (State::Asked, name, called),
        Heard::Found(Ok(_)) => (State::Ready, String::new(), String::new()),
        Heard::Found(Err(Trouble::Refused(no))) | Heard::Made(Err(Trouble::Refused(no)))
            if no.reason == Reason::NotThis =>
        {
            (State::Refused, String::new(), no.words)
        }
        Heard::Found(Err(_)) => return Ok(None),
        Heard::Made(Err(Trouble::Unknown(words))) => (State::Unknown, String::new(), words),
        Heard::Made(Err(_)) => (State::Planned, String::new(), String::new()),
        Heard::Check(_) => return Err(failure(Code::Bug, "an office's answer fits no question")),
    };
    Ok(Some(offices::Entry { state, reference, words, ..before.clone() }))
}

/// Whether another of ours stands for the same there.
fn is_same(one: &offices::Entry, now: &offices::Entry) -> bool {
    one.state == State::Done
        && one.key != now.key
        && (one.kind, &one.reference) == (now.kind, &now.reference)
}

fn stop(act: &mut Act<'_>, office: Office, stopped: String) -> Result<bool, Failure> {
    act.say(format!("Nothing is sent to {NAME} any more: {stopped}"), None);
    offices::save(act.tx, &Office { stopped, ..office })?;
    Ok(false)
}

fn journaled(at: DateTime<Utc>, command: &str, words: String, payload: String) -> Journaled {
    let (actor, command, undo) = ("worker".to_owned(), command.to_owned(), String::new());
    Journaled { at, actor, command, words, client_id: None, payload, undo }
}

/// What was being sent when the program went away is unknown: it is looked up before anything else.
pub(crate) fn recover(book: &mut store::Book, now: DateTime<Utc>) -> Result<(), Failure> {
    book.write(|tx| {
        if offices::recover(tx)? > 0 {
            let words = format!("The program ended while {NAME} was told; it is looked up");
            journal::append(tx, &journaled(now, "office.recovered", words, "{}".to_owned()))?;
        }
        Ok(())
    })
}
