//! Turns with a ledger: one talk each, written down before it is made and settled after.

use chrono::{DateTime, Duration, Utc};
use domain::ids::LedgerId;
use domain::ledgers::{
    Brand, Changes, Document, Held, Kind, Lists, Organisation, Put, Reason, Trouble,
};
use domain::ports::{Call, Ledger as Port};
use domain::sync::{Link, LinkState, Step, Want};
use serde_json::json;
use store::journal::{self, Entry};
use store::ledgers::{self as kept, Ledger, Run};

use super::runs::{self, Known};
use super::{kept_as, settling};
use crate::App;
use crate::context::Look;
use crate::failure::{Failure, not_found};

/// How long a ledger that is busy is left alone, where it says nothing itself.
const REST_SECONDS: u64 = 60;
/// Between two runs that nobody asks for.
const AUTOMATIC_HOURS: i64 = 24;

/// A document to be put there, with the hash of its content.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What the ledger gets.
    pub put: Put,
    /// The hash that tells it from another.
    pub content: String,
}

/// What is to be said to a ledger.
#[derive(Clone, Debug)]
pub enum Say {
    /// Who are you.
    Organisation,
    /// Read your lists.
    Lists,
    /// What changed.
    Changes(String),
    /// Look these up by their own keys.
    Find(Vec<Sending>),
    /// Make or change these.
    Put(Vec<Sending>),
    /// Read these back.
    Read(Kind, Vec<Sending>, Vec<String>),
    /// Take this out.
    TakeOut(Link),
}

/// What a ledger said.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Who it is.
    Organisation(Result<Organisation, Trouble>),
    /// Its lists.
    Lists(Result<Lists, Trouble>),
    /// What changed.
    Changes(Result<Changes, Trouble>),
    /// What it has under each key.
    Found(Result<Vec<Vec<Held>>, Trouble>),
    /// What became of each document.
    Put(Vec<Result<Held, Trouble>>),
    /// What it has now.
    Read(Result<Vec<Option<Held>>, Trouble>),
    /// What was taken out.
    TakenOut(Result<Held, Trouble>),
}

/// One talk with a ledger. The book is free while it lasts.
pub struct SyncTurn {
    /// The connection.
    pub ledger: LedgerId,
    /// The ledger.
    pub brand: Brand,
    /// The ledger's own name of the organisation.
    pub organisation: String,
    /// What signs in there, by its name in the keyring.
    pub kept_as: String,
    /// What is to be said.
    pub say: Say,
}

/// What there is to do with a ledger.
pub enum Next {
    /// Nothing now.
    Nothing,
    /// The run that was being made has just ended; its row says how.
    Ended,
    /// A turn is to be taken.
    Take(Box<SyncTurn>),
}

impl SyncTurn {
    /// Lets a ledger take this turn.
    pub fn take(&self, ledger: &dyn Port) -> Heard {
        let puts = |sending: &[Sending]| -> Vec<Put> {
            sending.iter().map(|one| one.put.clone()).collect()
        };
        match &self.say {
            Say::Organisation => Heard::Organisation(ledger.organisation()),
            Say::Lists => Heard::Lists(ledger.lists()),
            Say::Changes(cursor) => Heard::Changes(ledger.changes(cursor)),
            Say::Find(sending) => Heard::Found(ledger.find(&puts(sending))),
            Say::Put(sending) => Heard::Put(ledger.put(&puts(sending))),
            Say::Read(kind, _, references) => Heard::Read(ledger.read(*kind, references)),
            Say::TakeOut(link) => {
                Heard::TakenOut(ledger.void(link.kind, &link.reference, &link.version))
            }
        }
    }

    /// What is heard where there is no ledger to speak with: nothing was sent.
    pub fn unsaid(&self, words: String) -> Heard {
        let why = Trouble::NotSent(words);
        match &self.say {
            Say::Organisation => Heard::Organisation(Err(why)),
            Say::Lists => Heard::Lists(Err(why)),
            Say::Changes(_) => Heard::Changes(Err(why)),
            Say::Find(_) => Heard::Found(Err(why)),
            Say::Put(sending) => Heard::Put(vec![Err(why); sending.len()]),
            Say::Read(..) => Heard::Read(Err(why)),
            Say::TakeOut(_) => Heard::TakenOut(Err(why)),
        }
    }
}

impl Heard {
    /// Why it did not end well, where that is about the call and not about a document.
    fn trouble(&self) -> Option<&Trouble> {
        let trouble = match self {
            Heard::Organisation(Err(why))
            | Heard::Lists(Err(why))
            | Heard::Changes(Err(why))
            | Heard::Found(Err(why))
            | Heard::Read(Err(why)) => return Some(why),
            Heard::TakenOut(Err(why)) => Some(why),
            Heard::Put(each) => each.iter().find_map(|one| one.as_ref().err().filter(|w| about(w))),
            _ => None,
        };
        trouble.filter(|why| about(why))
    }
}

/// Whether every other call would end alike.
fn about(why: &Trouble) -> bool {
    match why {
        Trouble::NotSent(_) => true,
        Trouble::Unknown(_) => false,
        Trouble::Refused(refusal) => refusal.reason.is_about_the_call(),
    }
}

/// How long to leave a ledger alone that is busy.
fn rest(why: &Trouble) -> Option<Duration> {
    match why {
        Trouble::Refused(refusal) if refusal.reason == Reason::Busy => {
            let wait = refusal.wait.map_or(REST_SECONDS, |wait| wait.as_secs());
            Some(Duration::seconds(i64::try_from(wait).unwrap_or(i64::MAX / 2000)))
        }
        _ => None,
    }
}

impl App {
    /// Begins the day's run where the user wants one, and tells what is to be said next of the run
    /// that is being made. What changes anything there is written down as being sent before it
    /// comes back from here.
    pub fn next_sync_turn(&mut self) -> Result<Next, Failure> {
        let now = self.world.now();
        if self.book.is_none()
            || self.sync_rests.is_some_and(|until| now < until)
            || store::practice::show(self.open_book()?.db())?.is_none()
        {
            return Ok(Next::Nothing);
        }
        let look = Look::at(self.open_book()?.db(), self.secrets.as_ref(), now)?;
        let Some(ledger) = kept::connected(look.db)? else { return Ok(Next::Nothing) };
        let Some(mut run) = kept::running(look.db)? else {
            if is_due(&look, &ledger)? {
                self.transact("worker", "ledgers.run", "{}".to_owned(), |act| {
                    runs::started(act, &ledger, false)
                })?;
                return self.next_sync_turn();
            }
            return Ok(Next::Nothing);
        };
        let known = Known::of(&look, &ledger)?;
        let Some(say) = next(&ledger, &run, &known) else {
            self.transact("worker", "ledgers.end", "{}".to_owned(), |act| {
                "done".clone_into(&mut run.stage);
                runs::end(act, &mut run, "done", String::new())?;
                act.say(format!("Sync with {}: {}", ledger.name, run.words), None);
                Ok(())
            })?;
            return Ok(Next::Ended);
        };
        let say = with_bytes(&look, say)?;
        self.claim_sync(&ledger, &mut run, &known, &say)?;
        Ok(Next::Take(Box::new(SyncTurn {
            ledger: ledger.id,
            brand: ledger.brand,
            organisation: ledger.reference.clone(),
            kept_as: kept_as(ledger.id),
            say,
        })))
    }

    /// Writes down that documents are being sent, before they are.
    fn claim_sync(
        &mut self,
        ledger: &Ledger,
        run: &mut Run,
        known: &Known,
        say: &Say,
    ) -> Result<(), Failure> {
        let now = self.world.now();
        let doing = |step: &Step| matches!(step, Step::Create | Step::Change | Step::TakeOut);
        let to_do = known.plan().iter().filter(|(_, step)| doing(step)).count();
        let to_do = crate::wire::count(to_do) + run.pushed;
        self.open_book_mut()?.write(|tx| {
            if run.to_do < to_do {
                run.to_do = to_do;
                kept::save_run(tx, run)?;
            }
            let Say::Put(sending) = say else { return Ok(()) };
            for one in sending {
                let Some(link) = known.links.get(&one.put.key) else { continue };
                let link = Link { state: LinkState::Sending, ..link.clone() };
                kept::keep(tx, ledger.id, &link, &[], now)?;
            }
            let keys: Vec<&str> = sending.iter().map(|one| one.put.key.as_str()).collect();
            let payload = json!({ "keys": keys }).to_string();
            journal::append(tx, &entry(now, "ledgers.sending", String::new(), payload))?;
            Ok(())
        })
    }

    /// Settles a turn by what was heard, and keeps the calls it made.
    pub fn end_sync_turn(
        &mut self,
        turn: Box<SyncTurn>,
        heard: Heard,
        calls: &[Call],
    ) -> Result<(), Failure> {
        let now = self.world.now();
        let trouble = heard.trouble().cloned();
        let resting = trouble.as_ref().and_then(rest);
        if let Some(rest) = resting {
            self.sync_rests = Some(now + rest);
        }
        self.transact("worker", "ledgers.heard", "{}".to_owned(), |act| {
            for call in calls {
                store::connections::called(act.tx, call)?;
            }
            let Some(ledger) = kept::connected(act.tx)? else { return Ok(()) };
            settling::settle(act, &ledger, turn.say, heard)?;
            if let (Some(mut run), Some(why), None) = (kept::running(act.tx)?, trouble, resting) {
                runs::end(act, &mut run, "stopped", why.to_string())?;
                act.say(format!("Sync with {} stopped: {why}", ledger.name), None);
            }
            Ok(())
        })?;
        Ok(())
    }
}

fn entry(at: DateTime<Utc>, command: &str, words: String, payload: String) -> Entry {
    let (actor, command, undo) = ("worker".to_owned(), command.to_owned(), String::new());
    Entry { at, actor, command, words, client_id: None, payload, undo }
}

/// Whether a run is to be made that nobody asked for.
fn is_due(look: &Look<'_>, ledger: &Ledger) -> Result<bool, Failure> {
    if !ledger.automatic || look.secrets.read(&kept_as(ledger.id))?.is_none() {
        return Ok(false);
    }
    let Some(last) = kept::runs(look.db, ledger.id, 1)?.into_iter().next() else {
        return Ok(true);
    };
    let closed_at = store::periods::last_closed_at(look.db)?;
    let reconciled = closed_at.is_some_and(|at| at > last.started_at);
    Ok(reconciled || look.now - last.started_at >= Duration::hours(AUTOMATIC_HOURS))
}

/// What is to be said next: who it is before everything else, what is unknown before what is sent,
/// and one kind after the other.
fn next(ledger: &Ledger, run: &Run, known: &Known) -> Option<Say> {
    match run.stage.as_str() {
        "organisation" => return Some(Say::Organisation),
        "lists" => return Some(Say::Lists),
        "changes" => return Some(Say::Changes(ledger.cursor.clone())),
        _ => {}
    }
    let planned = known.plan();
    let most = ledger.brand.capabilities().batch;
    let state = |want: &Want| known.links.get(&want.key).map(|link| link.state);
    let there = |want: &Want| known.links.get(&want.key).is_some_and(|l| !l.reference.is_empty());
    let batch = |wanted: &dyn Fn(&Want, &Step) -> bool| -> Vec<Sending> {
        let mut kind = None;
        let mut found = Vec::new();
        for (want, step) in &planned {
            if kind.is_some_and(|kind| kind != want.kind) || found.len() == most {
                break;
            }
            if let Some(sending) = wanted(want, step).then(|| sending(want, known)).flatten() {
                kind = Some(want.kind);
                found.push(sending);
            }
        }
        found
    };
    let read = |sending: Vec<Sending>| {
        let kind = sending.first()?.put.kind();
        let reference = |one: &Sending| known.reference(&one.put.key).unwrap_or_default();
        let references = sending.iter().map(reference).collect();
        Some(Say::Read(kind, sending, references))
    };
    let full = |sending: Vec<Sending>| (!sending.is_empty()).then_some(sending);
    let unknown = batch(&|want, step| *step == Step::LookUp && !there(want));
    if let Some(sending) = full(unknown) {
        return Some(Say::Find(sending));
    }
    if let Some(say) = read(batch(&|want, step| *step == Step::LookUp && there(want))) {
        return Some(say);
    }
    let out = planned.iter().rev().filter(|_| !run.dry).find(|(_, step)| *step == Step::TakeOut);
    if let Some((want, _)) = out {
        return known.links.get(&want.key).cloned().map(Say::TakeOut);
    }
    let make = |ready: bool| {
        batch(&move |want, step| {
            *step == Step::Create && (state(want) == Some(LinkState::Ready)) == ready
        })
    };
    let (look, put) = (make(false), make(true));
    // What comes later in the order needs what comes before it: kinds are made one by one.
    let first = |sending: &[Sending]| sending.first().map(|one| one.put.kind());
    let earlier = run.dry || put.is_empty() || first(&look) <= first(&put);
    if let Some(sending) = full(look).filter(|_| earlier) {
        return Some(Say::Find(sending));
    }
    if !run.dry {
        if let Some(sending) = full(put) {
            return Some(Say::Put(sending));
        }
        if let Some(sending) = full(batch(&|_, step| *step == Step::Change)) {
            return Some(Say::Put(sending));
        }
    }
    read(batch(&|_, step| *step == Step::Verify))
}

/// A document as the ledger gets it; nothing where something it names is not there yet.
pub(super) fn sending(want: &Want, known: &Known) -> Option<Sending> {
    let document = want.document()?.referring(|key| known.reference(key)).ok()?;
    let link = known.links.get(&want.key);
    let over = link.filter(|link| !link.reference.is_empty());
    Some(Sending {
        put: Put {
            key: want.key.clone(),
            generation: link.map_or(1, |link| link.generation),
            over: over.map(|link| (link.reference.clone(), link.version.clone())),
            document,
        },
        content: want.content.clone(),
    })
}

/// Files that are put there get their bytes, which nothing else needs.
fn with_bytes(look: &Look<'_>, mut say: Say) -> Result<Say, Failure> {
    let Say::Put(sending) = &mut say else { return Ok(say) };
    for one in sending {
        if let Document::Attachment(file) = &mut one.put.document {
            let kept = store::documents::show(look.db, &file.sha256)?;
            file.bytes = kept.ok_or_else(|| not_found("document"))?.bytes;
        }
    }
    Ok(say)
}

/// What was being sent when the program went away is unknown: it is looked up before anything else.
pub(crate) fn recover(book: &mut store::Book, now: DateTime<Utc>) -> Result<(), Failure> {
    book.write(|tx| {
        if kept::recover(tx)? > 0 {
            let words = "The program ended during a sync; what was being sent is looked up";
            let payload = "{}".to_owned();
            journal::append(tx, &entry(now, "ledgers.recovered", words.to_owned(), payload))?;
        }
        Ok(())
    })
}
