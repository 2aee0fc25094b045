//! Signing in at a ledger of others, and letting it take the turns of a sync.
//!
//! What signs in goes from `connect` into the keyring and is never seen here.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::failure::{Failure, conflict, refused};
use app::ledgers::{Heard, SyncTurn, kept_as};
use connect::keyring::Keyring;
use connect::ledgers::{self, Application, Keys, PORTS, SignIn};
use connect::processors::Notes;
use domain::ids::{Id, LedgerId};
use domain::ledgers::{Brand, Organisation};
use domain::named::Named;
use domain::ports::{Call, Ledger, Secret, Secrets};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tauri::State;

use crate::acts::aside;
use crate::program::Program;

/// Where what signs in is kept until an organisation is chosen.
const FRESH: &str = "ledger:new";

/// The sign-in that was begun, and whether the user gave it up.
#[derive(Default)]
pub(crate) struct Signing {
    begun: Mutex<Option<SignIn>>,
    given_up: AtomicBool,
}

/// How a sign-in that was begun comes back.
#[derive(Serialize)]
pub(crate) struct Begun {
    /// Whether the user pastes the address that the browser ends at.
    pastes: bool,
}

/// An organisation that a sign-in reaches.
#[derive(Serialize)]
pub(crate) struct Reached {
    reference: String,
    name: String,
}

/// The part of `ledgers.show` that tells what is connected.
#[derive(Deserialize)]
struct Page {
    connected: Option<Connected>,
}

#[derive(Deserialize)]
struct Connected {
    id: String,
    brand: String,
    reference: String,
    key_kept: bool,
}

fn instead() -> Option<String> {
    std::env::var("QUITTANCE_LEDGER").ok()
}

fn keys(name: &str) -> Keys {
    Keys { secrets: Arc::new(Keyring), name: name.to_owned() }
}

fn brand_of(name: &str) -> Result<Brand, Failure> {
    Brand::named(name).ok_or_else(|| refused("brand", "choose a ledger from the list"))
}

/// One organisation, whose calls are noted.
fn organisation(brand: Brand, reference: &str, notes: &Notes) -> Result<Organisation, Failure> {
    let opened =
        ledgers::open(brand, reference, &keys(FRESH), instead().as_deref(), notes.outside());
    let ledger = opened.map_err(|wrong| conflict(wrong.to_string()))?;
    ledger.organisation().map_err(|why| conflict(why.to_string()))
}

/// A ledger that stays open from one turn to the next: access and what it says of itself are asked
/// for once.
pub(crate) struct OpenLedger {
    kept_as: String,
    ledger: Box<dyn Ledger + Send>,
    notes: Notes,
}

impl OpenLedger {
    /// Lets the ledger that is open take a turn, or opens the one that the turn is for.
    pub(crate) fn take(open: &mut Option<OpenLedger>, turn: &SyncTurn) -> Heard {
        if open.as_ref().is_some_and(|one| one.kept_as != turn.kept_as) {
            *open = None;
        }
        let one = match open {
            Some(one) => one,
            None => {
                let (notes, keys) = (Notes::default(), keys(&turn.kept_as));
                let (instead, outside) = (instead(), notes.outside());
                let reference = &turn.organisation;
                match ledgers::open(turn.brand, reference, &keys, instead.as_deref(), outside) {
                    Ok(ledger) => {
                        let kept_as = turn.kept_as.clone();
                        open.insert(OpenLedger { kept_as, ledger, notes })
                    }
                    Err(wrong) => return turn.unsaid(wrong.to_string()),
                }
            }
        };
        turn.take(one.ledger.as_ref())
    }

    /// The calls since the last turn.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.notes.take()
    }
}

/// Begins to sign in: opens the user's browser.
#[tauri::command]
pub(crate) async fn begin_ledger(
    program: State<'_, Program>,
    signing: State<'_, Arc<Signing>>,
    brand: String,
    client: String,
    secret: String,
    leads_to: String,
) -> Result<Begun, Failure> {
    let signing = Arc::clone(signing.inner());
    aside(&program, move |_| {
        let leads_to = Some(leads_to.trim().to_owned()).filter(|text| !text.is_empty());
        let application = match brand_of(&brand)? {
            Brand::Xero => Application::Xero { client },
            Brand::QuickBooks => {
                let secret = Secret::new(secret.trim());
                Application::QuickBooks { client, secret, leads_to }
            }
        };
        let outside = Notes::default().outside();
        let begun = SignIn::begin(application, &PORTS, instead().as_deref(), outside)
            .map_err(|why| conflict(why.to_string()))?;
        tauri_plugin_opener::open_url(begun.address(), None::<&str>)
            .map_err(|_| conflict("no browser opens on this computer; install one, try again"))?;
        let pastes = begun.is_pasted();
        signing.given_up.store(false, Ordering::SeqCst);
        *held(&signing.begun) = Some(begun);
        Ok(Begun { pastes })
    })
    .await
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the browser, or takes the address it ended at; the organisations that are reached.
#[tauri::command]
pub(crate) async fn finish_ledger(
    program: State<'_, Program>,
    signing: State<'_, Arc<Signing>>,
    pasted: String,
) -> Result<Vec<Reached>, Failure> {
    let signing = Arc::clone(signing.inner());
    aside(&program, move |program| {
        let begun = held(&signing.begun).take();
        let begun = begun.ok_or_else(|| conflict("begin to sign in again"))?;
        let fresh = keys(FRESH);
        let company = if begun.is_pasted() {
            begun.paste(&pasted, &fresh)
        } else {
            begun.wait(&fresh, &|| signing.given_up.load(Ordering::SeqCst))
        };
        let company = company.map_err(|why| conflict(why.to_string()))?;
        let notes = Notes::default();
        let reached = match company {
            Some(reference) => organisation(Brand::QuickBooks, &reference, &notes)
                .map(|found| vec![Reached { reference, name: found.name }]),
            None => ledgers::tenants(&fresh, instead().as_deref(), notes.outside())
                .map(|tenants| {
                    let reached =
                        |one: ledgers::Tenant| Reached { reference: one.reference, name: one.name };
                    tenants.into_iter().map(reached).collect()
                })
                .map_err(|why| conflict(why.to_string())),
        };
        program.lock().keep_calls(&notes.take())?;
        reached
    })
    .await
}

/// Gives a sign-in up.
#[tauri::command]
pub(crate) async fn cancel_ledger(signing: State<'_, Arc<Signing>>) -> Result<(), Failure> {
    signing.given_up.store(true, Ordering::SeqCst);
    held(&signing.begun).take();
    Ok(())
}

/// Connects an organisation; answers the name that answered there.
#[tauri::command]
pub(crate) async fn choose_ledger(
    program: State<'_, Program>,
    brand: String,
    reference: String,
) -> Result<String, Failure> {
    aside(&program, move |program| {
        let (brand, notes) = (brand_of(&brand)?, Notes::default());
        let found = organisation(brand, &reference, &notes);
        program.lock().keep_calls(&notes.take())?;
        let found = found?;
        let none = || conflict("begin to sign in again");
        let key = Keyring.read(FRESH)?.ok_or_else(none)?;
        program.lock().connect_ledger(brand, &found, &key)?;
        Keyring.forget(FRESH)?;
        Ok(found.name)
    })
    .await
}

/// Ends the consent at the connected ledger, and forgets what signed in there.
#[tauri::command]
pub(crate) async fn disconnect_ledger(program: State<'_, Program>) -> Result<(), Failure> {
    aside(&program, move |program| {
        let page: Page = program.ask("ledgers.show", json!({}))?;
        let row = page.connected.ok_or_else(|| conflict("no ledger is connected"))?;
        let id = LedgerId::parse(&row.id).map_err(|wrong| conflict(wrong.to_string()))?;
        let (brand, notes) = (brand_of(&row.brand)?, Notes::default());
        let kept = keys(&kept_as(id));
        if row.key_kept {
            let (instead, outside) = (instead(), notes.outside());
            let ended =
                ledgers::disconnect(brand, &row.reference, &kept, instead.as_deref(), outside);
            program.lock().keep_calls(&notes.take())?;
            ended.map_err(|why| conflict(why.to_string()))?;
        }
        program.call("ledgers.disconnect", json!({ "id": row.id }))?;
        Ok(())
    })
    .await
}
