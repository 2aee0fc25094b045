//! The one thread that does what waits: jobs of the book, the daily backup, invoices that are
//! issued automatically, bank lines that explain themselves, reminders of amendments, turns with
//! processors and ledgers, and mail.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use app::failure::Failure;
use app::ledgers;
use app::mail::{Content, Next};
use connect::processors::{self, Notes};
use connect::smtp::{self, Patience};
use domain::mail::Outcome;
use domain::ports::{Processor, Secret};
use domain::processor::Brand;
use tauri::{AppHandle, Emitter};

use crate::acts::TOUCHED;
use crate::ledgers::OpenLedger;
use crate::office;
use crate::program::Program;

/// How long it rests between two looks.
const REST: Duration = Duration::from_secs(5);

/// Begins the work, a first time when the window has had time to open.
pub(crate) fn start(app: AppHandle, program: Program) -> io::Result<()> {
    let work = move || {
        loop {
            thread::sleep(REST);
            // A job that panics is found running at the next start, and run again there.
            let changed = catch_unwind(AssertUnwindSafe(|| round(&program))).unwrap_or(true);
            if changed {
                // Without a window nobody asks.
                let _ = app.emit(TOUCHED, ["jobs", "books"]);
            }
            // What a panic issued before it is in the book, and is asked about in an hour.
            while catch_unwind(AssertUnwindSafe(|| bill(&program))).is_ok_and(|billed| billed) {
                let _ = app.emit(TOUCHED, ["agreements", "invoices", "clients", "history"]);
            }
            // What a panic explained before it is in the book, and is looked at after a change.
            while catch_unwind(AssertUnwindSafe(|| explain(&program))).is_ok_and(|done| done) {
                let _ = app.emit(TOUCHED, ["bank", "invoices", "clients", "history"]);
            }
            if catch_unwind(AssertUnwindSafe(|| remind(&program))).is_ok_and(|reminded| reminded) {
                let _ = app.emit(TOUCHED, ["agreements", "invoices", "clients", "mail", "history"]);
            }
            if catch_unwind(AssertUnwindSafe(|| plan(&program))).is_ok_and(|planned| planned) {
                let _ = app.emit(TOUCHED, ["payments", "invoices", "mail", "history"]);
            }
            // What was being taken when this panicked is unknown at the next start, and looked up.
            while catch_unwind(AssertUnwindSafe(|| talk(&program))).is_ok_and(|talked| talked) {
                let _ = app.emit(TOUCHED, ["payments", "invoices", "clients", "history"]);
            }
            // What was being sent to a ledger when this panicked is unknown at the next start.
            let mut open = None;
            while catch_unwind(AssertUnwindSafe(|| sync(&program, &mut open)))
                .is_ok_and(|said| said)
            {
                let _ = app.emit(TOUCHED, ["ledgers", "history"]);
            }
            // What was being sent to the office when this panicked is unknown at the next start.
            while catch_unwind(AssertUnwindSafe(|| tell(&program))).is_ok_and(|told| told) {
                let _ = app.emit(TOUCHED, ["ledgers", "clients", "history"]);
            }
            // Mail that was being sent when this panicked is unknown at the next start.
            while catch_unwind(AssertUnwindSafe(|| post(&program))).is_ok_and(|sent| sent) {
                let _ = app.emit(TOUCHED, ["mail", "history"]);
            }
        }
    };
    thread::Builder::new().name("worker".to_owned()).spawn(work).map(drop)
}

/// Plans the daily backup and runs one job; tells whether the list of jobs changed. While a command
/// runs it does nothing: people come first.
fn round(program: &Program) -> bool {
    let Some(mut app) = program.at_rest() else {
        return false;
    };
    let planned = app.plan_daily_backup().unwrap_or(false);
    // A job that failed says so in its row.
    let ran = app.work().unwrap_or(true);
    planned || ran
}

/// Issues a few of the invoices that are issued automatically; tells whether there were any.
/// Between two such rounds people have the book.
fn bill(program: &Program) -> bool {
    // What is refused is tried again in an hour, and stands in the review until then.
    program.at_rest().is_some_and(|mut app| app.catch_up().unwrap_or(false))
}

/// Explains a few of the bank lines that may be explained without asking; tells whether there were
/// any. Between two such rounds people have the book.
fn explain(program: &Program) -> bool {
    // What is refused waits for the user, as every line does.
    program.at_rest().is_some_and(|mut app| app.explain_lines().unwrap_or(false))
}

/// Plans what is to be collected; tells whether there was anything to plan.
fn plan(program: &Program) -> bool {
    // What is refused is tried again in the next round, and the invoice waits.
    program.at_rest().is_some_and(|mut app| app.plan_collections().unwrap_or(false))
}

/// Takes one turn with a processor; tells whether there was one. While it is spoken with, the book
/// is free.
fn talk(program: &Program) -> bool {
    let next = program.at_rest().map(|mut app| app.next_turn());
    let Some(Ok(Some(turn))) = next else {
        return false;
    };
    let notes = Notes::default();
    let said = turn.speak(|brand, key| processor(brand, key, &notes));
    program.lock().end_turn(turn, said, &notes.take()).is_ok()
}

/// Takes one turn with the connected ledger, or ends its run; tells whether there was one. While it
/// is spoken with, the book is free. What was opened stays open for the turns that follow.
fn sync(program: &Program, open: &mut Option<OpenLedger>) -> bool {
    let turn = match program.at_rest().map(|mut app| app.next_sync_turn()) {
        Some(Ok(ledgers::Next::Take(turn))) => turn,
        Some(Ok(ledgers::Next::Ended)) => return true,
        _ => return false,
    };
    let heard = OpenLedger::take(open, &turn);
    let calls = open.as_ref().map(OpenLedger::calls).unwrap_or_default();
    program.lock().end_sync_turn(turn, heard, &calls).is_ok()
}

/// Takes one turn with the office; tells whether there was one. While it is spoken with, the book
/// is free.
fn tell(program: &Program) -> bool {
    let next = program.at_rest().map(|mut app| app.next_office_turn());
    let Some(Ok(Some(turn))) = next else {
        return false;
    };
    let (heard, calls) = office::take(&turn);
    program.lock().end_office_turn(turn, heard, &calls).is_ok()
}

/// An account at a processor, whose calls are noted.
pub(crate) fn processor(
    brand: Brand,
    key: Secret,
    notes: &Notes,
) -> Result<Box<dyn Processor + Send>, String> {
    let instead = std::env::var("QUITTANCE_PROCESSOR").ok();
    let opened = processors::open(brand, key, instead.as_deref(), notes.outside());
    opened
        .map_err(|wrong| wrong.to_string())?
        .ok_or_else(|| format!("{} is not spoken with here", brand.capabilities().name))
}

/// Writes the reminders that are due, of amendments and of what is owed, and the summary of a week
/// into the outbox, and keeps what is expected of a month that began; tells whether there was any.
fn remind(program: &Program) -> bool {
    // What is refused is tried again in an hour, and stands on Today until then.
    program.at_rest().is_some_and(|mut app| {
        let reminded = app.send_reminders().unwrap_or(false);
        let kept = app.keep_forecasts().unwrap_or(false);
        let wrote = app.follow_up().unwrap_or(false) | app.summarise().unwrap_or(false);
        reminded | kept | wrote
    })
}

/// Sends one mail, or settles one that cannot be sent; tells whether there was one. While the
/// server is spoken with, the book is free.
fn post(program: &Program) -> bool {
    let next = program.at_rest().map(|mut app| app.next_mail());
    match next {
        Some(Ok(Next::Send(outgoing))) => carry(program, &outgoing).is_ok(),
        Some(Ok(Next::Settled)) => true,
        _ => false,
    }
}

/// Hands a mail over and writes down what became of it.
fn carry(program: &Program, outgoing: &app::mail::Outgoing) -> Result<(), Failure> {
    let written = match &outgoing.content {
        Content::Fresh(letter) => connect::mail::message(letter),
        Content::Kept(bytes) => Ok(bytes.clone()),
    };
    let outcome = match written {
        Ok(bytes) => {
            if !program.lock().begin_mail(outgoing.id, &bytes)? {
                return Ok(());
            }
            let (server, secret) = (&outgoing.server, outgoing.secret.as_ref());
            smtp::send(server, secret, &outgoing.envelope, &bytes, Patience::default())
        }
        Err(why) => Outcome::Kept { passing: false, words: why.to_string() },
    };
    program.lock().end_mail(outgoing.id, &outcome)
}
