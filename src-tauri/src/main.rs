//! The window's program: finds its folders, opens the book of last time, and joins the window to
//! the command list.
//!
//! It decides nothing about money and holds no rule of the practice; it only carries questions to
//! `app` and files to the system.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod acts;
mod folders;
mod ledgers;
mod names;
mod office;
mod program;
mod window;
mod worker;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use tauri::{App, AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

use crate::program::Program;

fn main() -> ExitCode {
    match open() {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(when)).unwrap_or(1)),
        Err(why) => failed(&why),
    }
}

/// The program with everything ready to run, or in words why it cannot start.
fn open() -> Result<App, String> {
    if !has_display() {
        return Err("there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned());
    }
    // The toolkit answers a display that refuses it with a panic; one sentence is enough.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let built = catch_unwind(AssertUnwindSafe(build));
    std::panic::set_hook(hook);
    match built {
        Ok(Ok(app)) => Ok(app),
        Ok(Err(why)) => Err(format!("the window cannot be opened: {why}")),
        Err(panic) => Err(format!("the window cannot be opened: {}", words_of(panic.as_ref()))),
    }
}

fn build() -> tauri::Result<App> {
    let placement =
        StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    tauri::Builder::default()
        // First, so that a second start ends before it touches any file.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_to_front(app)))
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(placement).build())
        .invoke_handler(tauri::generate_handler![
            acts::call,
            acts::save_document,
            acts::open_document,
            acts::save_file,
            acts::save_made,
            acts::draft_mail,
            acts::test_mail,
            acts::connect_processor,
            acts::reveal,
            ledgers::begin_ledger,
            ledgers::finish_ledger,
            ledgers::cancel_ledger,
            ledgers::choose_ledger,
            ledgers::disconnect_ledger,
            office::check_office,
            office::connect_office,
        ])
        .setup(|app| {
            if let Err(why) = begin(app.handle()) {
                failed(&why);
                app.handle().cleanup_before_exit();
                std::process::exit(1);
            }
            Ok(())
        })
        .build(tauri::generate_context!())
}

/// Opens the book of last time beside the window, and the window.
fn begin(app: &AppHandle) -> Result<(), String> {
    let program = Program::at(folders::of(app)?);
    program.open_last();
    app.manage(program.clone());
    app.manage(Arc::new(ledgers::Signing::default()));
    window::open(app, &program.folders().window())
        .map_err(|why| format!("the window cannot be opened: {why}"))?;
    worker::start(app.clone(), program).map_err(|why| format!("no thread can be started: {why}"))
}

/// Closes the book when the program ends, after the command that runs.
fn when(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event
        && let Some(program) = app.try_state::<Program>()
    {
        program.close();
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("quittance: {why}");
    ExitCode::FAILURE
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
