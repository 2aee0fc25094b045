//! Which office is connected, how it is used, and what the user decides about what waits there.

use domain::ids::OfficeId;
use domain::named::Named;
use domain::office::{NAME, Standing, State};
use domain::ports::Secret;
use store::offices::{self, Entry, Office};

use super::kept_as;
use super::shapes::{DecideEntry, OfficeEntryRow, OfficePage, OfficeRow, SaveOffice};
use super::wants::wants;
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, refused};
use crate::today::{Need, need};
use crate::wire::{self, Nothing};

fn connected(look: &Look<'_>) -> Result<Office, Failure> {
    let none = || conflict(format!("{NAME} is not connected; connect it in the settings"));
    offices::connected(look.db)?.ok_or_else(none)
}

/// How things stand with the office.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<OfficePage, Failure> {
    let connected = offices::connected(look.db)?;
    let connected = connected.map(|office| row(look, office)).transpose()?;
    Ok(OfficePage { name: NAME.to_owned(), connected })
}

fn row(look: &Look<'_>, office: Office) -> Result<OfficeRow, Failure> {
    let kept = offices::entries(look.db, office.id)?;
    let mut entries = Vec::new();
    for want in wants(look, &office)? {
        let one = kept.get(&want.key);
        entries.push(OfficeEntryRow {
            kind: want.entry.kind().name().to_owned(),
            title: want.title,
            agreement: want.agreement,
            state: one.map_or(State::Planned, |one| one.state).name().to_owned(),
            words: one.map_or_else(String::new, |one| one.words.clone()),
            key: want.key,
        });
    }
    Ok(OfficeRow {
        id: office.id.to_string(),
        assignee: office.assignee,
        from_on: office.from_on.to_string(),
        key_kept: look.secrets.read(&kept_as(office.id)).is_ok_and(|key| key.is_some()),
        reference: office.reference,
        stopped: office.stopped,
        entries,
    })
}

impl App {
    /// Connects the office that says to be this one; its keys go to the keyring. What was accepted
    /// before today is not sent, unless the user wants it.
    pub fn connect_office(
        &mut self,
        standing: &Standing,
        assignee: &str,
        keys: &Secret,
    ) -> Result<OfficeId, Failure> {
        let payload = serde_json::json!({ "reference": standing.reference });
        let secrets = std::sync::Arc::clone(&self.secrets);
        let (id, _) = self.transact("user", "office.connect", payload.to_string(), |act| {
            if act.practice.sample {
                return Err(conflict("the sample practice writes into no office"));
            }
            if !standing.people.iter().any(|person| person.email == assignee) {
                return Err(refused("assignee", format!("choose somebody who works in {NAME}")));
            }
            let before = offices::connected(act.tx)?;
            if before.is_some_and(|one| one.reference != standing.reference) {
                return Err(conflict(format!("disconnect the other {NAME} first")));
            }
            let known = offices::by_reference(act.tx, &standing.reference)?;
            let fresh = Office {
                id: act.new_id(),
                reference: standing.reference.clone(),
                assignee: String::new(),
                from_on: act.today,
                stopped: String::new(),
                disconnected_at: None,
            };
            let office = Office {
                assignee: assignee.to_owned(),
                stopped: String::new(),
                disconnected_at: None,
                ..known.unwrap_or(fresh)
            };
            offices::save(act.tx, &office)?;
            secrets.keep(&kept_as(office.id), keys)?;
            act.say(format!("{NAME} is connected"), None);
            Ok(office.id)
        })?;
        self.office_rests = None;
        Ok(id)
    }
}

/// Changes how the office is used.
pub fn save(act: &mut Act<'_>, question: SaveOffice) -> Result<Nothing, Failure> {
    let before = connected(act)?;
    let from_on = wire::date("from_on", &question.from_on)?;
    let assignee = wire::line("assignee", &question.assignee, 200)?;
    if assignee.is_empty() {
        return Err(refused("assignee", "say to whom work is given"));
    }
    offices::save(act.tx, &Office { from_on, assignee, ..before.clone() })?;
    act.say(format!("{NAME} saved"), None);
    let undo = SaveOffice { assignee: before.assignee, from_on: before.from_on.to_string() };
    act.offer_undo("Saved", "office.save", undo);
    Ok(Nothing {})
}

/// Stops writing into the office, and forgets its keys. What is there stays known for when it is
/// connected again.
pub fn disconnect(act: &mut Act<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let office = connected(act)?;
    act.secrets.forget(&kept_as(office.id))?;
    offices::save(act.tx, &Office { disconnected_at: Some(act.now), ..office })?;
    act.say(format!("{NAME} is disconnected"), None);
    Ok(Nothing {})
}

/// Says which client there is meant, has something made anew, or leaves it out.
pub fn decide(act: &mut Act<'_>, question: DecideEntry) -> Result<Nothing, Failure> {
    let office = connected(act)?;
    let kept = offices::entries(act.tx, office.id)?;
    let waits = |one: &&Entry| matches!(one.state, State::Asked | State::Refused);
    let one = kept.get(&question.key).filter(waits);
    let one = one.ok_or_else(|| conflict("nothing is to be decided about this any more"))?.clone();
    let all = wants(act, &office)?;
    let title = all.into_iter().find(|want| want.key == one.key).map(|want| want.title);
    let title = title.unwrap_or_default();
    let (words, reference) = (String::new(), String::new());
    let (now, said) = match (question.decision.as_str(), one.state) {
        ("link", State::Asked) => {
            let other = |two: &Entry| {
                two.state == State::Done && two.kind == one.kind && two.reference == one.reference
            };
            if kept.values().any(other) {
                return Err(refused("decision", "this client is linked to another of ours"));
            }
            (Entry { state: State::Done, words, ..one }, format!("{title} is linked in {NAME}"))
        }
        ("make", State::Asked) => {
            let now = Entry { state: State::Planned, words, reference, anew: true, ..one };
            (now, format!("{title} is made anew in {NAME}"))
        }
        ("make", _) => {
            let now = Entry { state: State::Planned, words, reference, ..one };
            (now, format!("{title} is sent to {NAME} again"))
        }
        ("leave", _) => {
            let now = Entry { state: State::Left, words, reference, ..one };
            (now, format!("{title} is left out of {NAME}"))
        }
        _ => return Err(refused("decision", "choose one of those that are offered")),
    };
    offices::keep(act.tx, office.id, &now)?;
    act.say(said, None);
    Ok(Nothing {})
}

/// What waits for the user in the office.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let Some(office) = offices::connected(look.db)? else { return Ok(Vec::new()) };
    let kept = offices::entries(look.db, office.id)?;
    let waits = |one: &&Entry| matches!(one.state, State::Asked | State::Refused);
    let (waiting, mut needs) = (kept.values().filter(waits).count(), Vec::new());
    let mut add = |what: &str, tone: &str, title: String, detail: String| {
        let words = [title, detail, "Look".to_owned()];
        let key = format!("office:{what}:{}", office.id);
        needs.push(need(key, "office", tone, words, "#/settings?part=office".to_owned()));
    };
    if waiting > 0 {
        let title = match waiting {
            1 => format!("1 entry for {NAME} waits for you"),
            _ => format!("{waiting} entries for {NAME} wait for you"),
        };
        add("waiting", "waiting", title, "Say for each what should become of it.".to_owned());
    }
    if !office.stopped.is_empty() {
        let title = format!("Nothing is sent to {NAME} any more");
        add("stopped", "failed", title, format!("{}.", office.stopped));
    }
    Ok(needs)
}
