//! Declares which commands the window may be granted, and embeds the pages and icons.

/// The commands of the shell. What is not on this list cannot be granted to a window.
const COMMANDS: &[&str] = &[
    "call",
    "save_document",
    "open_document",
    "save_file",
    "save_made",
    "draft_mail",
    "test_mail",
    "connect_processor",
    "reveal",
    "begin_ledger",
    "finish_ledger",
    "cancel_ledger",
    "choose_ledger",
    "disconnect_ledger",
    "check_office",
    "connect_office",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(why) = tauri_build::try_build(attributes) {
        panic!("the window cannot be built: {why:#}");
    }
}
