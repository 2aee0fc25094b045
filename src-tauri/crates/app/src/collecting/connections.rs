//! Accounts at processors: which there are, how they are used, and every call that was made.

use domain::ids::{ConnectionId, Id};
use domain::named::Named;
use domain::processor::{Brand, Standing};
use store::connections::{self, Connection, Settings};
use store::permissions;

use super::shapes::{
    CallList, CallRow, Connect, ConnectionForm, ConnectionList, ConnectionRow, ProcessorRow,
    SaveConnection,
};
use super::{connection_of, kept_as, trial};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};
use domain::ports::Secret;

/// Used until the user says otherwise.
fn usual(brand: Brand) -> Settings {
    Settings {
        leads_to: "https://example.com/thank-you".to_owned(),
        collects: true,
        most_late_days: 7,
        notice_days: 3,
        attempts: 3,
        within_days: 10,
        paydays: true,
        holds: brand.capabilities().holding.is_none(),
    }
}

/// Processors with what they can do, and the accounts that are or were connected.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<ConnectionList, Failure> {
    let processors = Brand::NAMES.iter().map(|(name, brand)| {
        let can = brand.capabilities();
        ProcessorRow {
            brand: (*name).to_owned(),
            name: can.name.to_owned(),
            schemes: can.schemes.iter().map(|scheme| scheme.words().to_owned()).collect(),
            records_terms: can.records_terms,
            insists: can.insists,
            holds: !can.holds.is_empty(),
            holding: can.holding.unwrap_or_default().to_owned(),
            weakness: can.weakness.to_owned(),
        }
    });
    let rows = connections::list(look.db)?;
    Ok(ConnectionList {
        processors: processors.collect(),
        rows: rows.iter().map(|one| row(look, one)).collect::<Result<_, _>>()?,
    })
}

fn row(look: &Look<'_>, connection: &Connection) -> Result<ConnectionRow, Failure> {
    let instruments = permissions::instruments(look.db, None)?;
    let in_use = instruments
        .iter()
        .filter(|kept| kept.connection == connection.id && kept.ended_at.is_none());
    let key_kept = match connection.brand {
        Brand::Trial => true,
        _ => look.secrets.read(&kept_as(connection.id)).is_ok_and(|secret| secret.is_some()),
    };
    let settings = &connection.settings;
    Ok(ConnectionRow {
        id: connection.id.to_string(),
        brand: connection.brand.name().to_owned(),
        processor: connection.brand.capabilities().name.to_owned(),
        live: connection.live,
        name: connection.name.clone(),
        schemes: connection.schemes.iter().map(|scheme| scheme.words().to_owned()).collect(),
        connected_on: look.local(connection.connected_at).date().to_string(),
        disconnected: connection.disconnected_at.is_some(),
        methods: i64::try_from(in_use.count()).unwrap_or(i64::MAX),
        key_kept,
        polled_at: connection.polled_at.map(store::instant_text),
        trouble: connection.trouble.clone(),
        form: ConnectionForm {
            leads_to: settings.leads_to.clone(),
            collects: settings.collects,
            most_late_days: settings.most_late_days.to_string(),
            notice_days: settings.notice_days.to_string(),
            attempts: settings.attempts.to_string(),
            within_days: settings.within_days.to_string(),
            paydays: settings.paydays,
            holds: settings.holds,
        },
    })
}

/// Connects the built-in processor.
pub fn connect(act: &mut Act<'_>, question: Connect) -> Result<Made, Failure> {
    if Brand::named(&question.brand) != Some(Brand::Trial) {
        return Err(refused("brand", "only the trial processor needs no key"));
    }
    let standing = Standing {
        account: "trial".to_owned(),
        name: Brand::Trial.capabilities().name.to_owned(),
        live: false,
        schemes: Brand::Trial.capabilities().schemes.to_vec(),
        missing: Vec::new(),
        now: Some(act.now),
    };
    let id = add(act, Brand::Trial, &standing, Some(trial::EMPTY.to_owned()))?;
    act.say("The trial processor is connected; it moves no money", None);
    act.offer_undo("Connected", "connections.disconnect", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

fn add(
    act: &Act<'_>,
    brand: Brand,
    standing: &Standing,
    trial: Option<String>,
) -> Result<ConnectionId, Failure> {
    let there = super::live(act)?;
    if there.iter().any(|one| one.brand == brand) {
        return Err(conflict("this processor is connected already"));
    }
    let id: ConnectionId = act.new_id();
    connections::add(
        act.tx,
        &Connection {
            id,
            brand,
            live: standing.live,
            account: standing.account.clone(),
            name: standing.name.clone(),
            schemes: standing.schemes.clone(),
            connected_at: act.now,
            disconnected_at: None,
            settings: usual(brand),
            cursor: String::new(),
            polled_at: None,
            payouts_at: None,
            trouble: String::new(),
            trial,
        },
    )?;
    Ok(id)
}

impl App {
    /// Keeps the notes of calls that no turn made.
    pub fn keep_calls(&mut self, calls: &[domain::ports::Call]) -> Result<(), Failure> {
        self.open_book_mut()?.write(|tx| {
            for call in calls {
                connections::called(tx, call)?;
            }
            Ok(())
        })
    }

    /// Connects an account that a processor says to be good; its key goes to the keyring.
    pub fn connect(
        &mut self,
        brand: Brand,
        standing: &Standing,
        key: &Secret,
    ) -> Result<ConnectionId, Failure> {
        let payload = serde_json::json!({ "brand": brand.name(), "account": standing.account });
        let secrets = std::sync::Arc::clone(&self.secrets);
        let (id, _) = self.transact("user", "connections.connect", payload.to_string(), |act| {
            if act.practice.sample {
                return Err(conflict("the sample practice has the trial processor only"));
            }
            let id = add(act, brand, standing, None)?;
            secrets.keep(&kept_as(id), key)?;
            act.say(format!("{} is connected", brand.capabilities().name), None);
            Ok(id)
        })?;
        Ok(id)
    }
}

/// Changes how an account is used.
pub fn save(act: &mut Act<'_>, question: SaveConnection) -> Result<Nothing, Failure> {
    let id: ConnectionId = wire::id("id", &question.id)?;
    let connection = connection_of(act, id)?;
    let form = &question.form;
    let number = |field: &'static str, text: &str, least: u32, most: u32| {
        let found = text.trim().parse::<u32>().ok().filter(|n| (least..=most).contains(n));
        found.ok_or_else(|| refused(field, format!("a whole number from {least} to {most}")))
    };
    let leads_to = wire::line("leads_to", &form.leads_to, 500)?;
    if !leads_to.starts_with("https://") || leads_to.len() < 12 {
        let words = "an address that begins with https://, like the practice's own page";
        return Err(refused("leads_to", words));
    }
    let settings = Settings {
        leads_to,
        collects: form.collects,
        most_late_days: number("most_late_days", &form.most_late_days, 0, 365)?,
        notice_days: number("notice_days", &form.notice_days, 0, 60)?,
        attempts: number("attempts", &form.attempts, 1, 10)?,
        within_days: number("within_days", &form.within_days, 0, 60)?,
        paydays: form.paydays,
        holds: form.holds,
    };
    connections::save(act.tx, id, &settings)?;
    act.say(format!("{} saved", connection.brand.capabilities().name), None);
    let before = row(act, &connection)?.form;
    let undo = SaveConnection { id: question.id, form: before };
    act.offer_undo("Saved", "connections.save", undo);
    Ok(Nothing {})
}

/// Stops using an account: nothing is charged through it any more, and its key is forgotten.
pub fn disconnect(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id = ConnectionId::parse(&asked.id).map_err(|_| not_found("connection"))?;
    let connection = connection_of(act, id)?;
    if connection.disconnected_at.is_some() {
        return Err(conflict("it is disconnected already"));
    }
    let open = store::collections::open(act.tx)?;
    for collection in open.iter().filter(|one| one.state.in_flight()) {
        if collection.connection == id {
            return Err(conflict("money is on its way there; disconnect it when that has settled"));
        }
    }
    connections::disconnect(act.tx, id, Some(act.now))?;
    act.secrets.forget(&kept_as(id))?;
    act.say(format!("{} is disconnected", connection.brand.capabilities().name), None);
    if connection.brand == Brand::Trial {
        act.offer_undo("Disconnected", "connections.reconnect", asked);
    }
    Ok(Nothing {})
}

/// Uses the built-in processor again.
pub fn reconnect(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id = ConnectionId::parse(&asked.id).map_err(|_| not_found("connection"))?;
    let connection = connection_of(act, id)?;
    if connection.brand != Brand::Trial {
        return Err(conflict("connect it anew with its key"));
    }
    if super::live(act)?.iter().any(|one| one.brand == Brand::Trial) {
        return Err(conflict("the trial processor is connected already"));
    }
    connections::disconnect(act.tx, id, None)?;
    act.say("The trial processor is connected again", None);
    act.offer_undo("Connected", "connections.disconnect", asked);
    Ok(Nothing {})
}

/// The newest calls that left this computer.
pub fn calls(look: &Look<'_>, _: Nothing) -> Result<CallList, Failure> {
    let row = |call: domain::ports::Call| CallRow {
        at: store::instant_text(call.at),
        host: call.host,
        purpose: call.purpose,
        result: call.result,
        bytes: i64::try_from(call.sent + call.received).unwrap_or(i64::MAX),
        trace: call.trace,
    };
    Ok(CallList { rows: connections::calls(look.db, 500)?.into_iter().map(row).collect() })
}
