//! Connecting the program in which the practice keeps its clients and its work, and letting it take
//! its turns.
//!
//! Its two keys go from `connect` into the keyring and are never seen here.

use app::failure::{Failure, conflict};
use app::office::{Heard, OfficeTurn};
use connect::karbon::{self, Karbon};
use connect::keyring::Keyring;
use connect::processors::Notes;
use domain::office::Standing;
use domain::ports::{Call, Office, Secret, Secrets};
use serde::Serialize;
use tauri::State;

use crate::acts::aside;
use crate::program::Program;

/// Somebody who works there.
#[derive(Serialize)]
pub(crate) struct Person {
    name: String,
    email: String,
}

fn opened(keys: &Secret, notes: &Notes) -> Result<Karbon, String> {
    let instead = std::env::var("QUITTANCE_OFFICE").ok();
    Karbon::new(keys, instead.as_deref(), notes.outside()).map_err(|wrong| wrong.to_string())
}

/// Lets the office take a turn; what it said, and the calls that made.
pub(crate) fn take(turn: &OfficeTurn) -> (Heard, Vec<Call>) {
    let notes = Notes::default();
    let keys = match Keyring.read(&turn.kept_as) {
        Ok(Some(keys)) => keys,
        Ok(None) => return (turn.unsaid("the keyring holds no keys for it".to_owned()), vec![]),
        Err(why) => return (turn.unsaid(why.to_string()), vec![]),
    };
    let heard = match opened(&keys, &notes) {
        Ok(office) => turn.take(&office),
        Err(words) => turn.unsaid(words),
    };
    (heard, notes.take())
}

/// Whose office these keys open.
fn standing(program: &Program, keys: &Secret) -> Result<Standing, Failure> {
    let notes = Notes::default();
    let office = opened(keys, &notes).map_err(conflict)?;
    let said = office.check();
    program.lock().keep_calls(&notes.take())?;
    said.map_err(|why| conflict(why.to_string()))
}

fn keys(application: &str, access: &str) -> Result<Secret, Failure> {
    karbon::keys(application, access).map_err(|why| conflict(why.to_string()))
}

/// Asks whose office the keys open; who works there.
#[tauri::command]
pub(crate) async fn check_office(
    program: State<'_, Program>,
    application: String,
    access: String,
) -> Result<Vec<Person>, Failure> {
    aside(&program, move |program| {
        let found = standing(program, &keys(&application, &access)?)?;
        let person = |one: domain::office::Person| Person { name: one.name, email: one.email };
        Ok(found.people.into_iter().map(person).collect())
    })
    .await
}

/// Connects the office that the keys open.
#[tauri::command]
pub(crate) async fn connect_office(
    program: State<'_, Program>,
    application: String,
    access: String,
    assignee: String,
) -> Result<(), Failure> {
    aside(&program, move |program| {
        let keys = keys(&application, &access)?;
        let found = standing(program, &keys)?;
        program.lock().connect_office(&found, &assignee, &keys)?;
        Ok(())
    })
    .await
}
