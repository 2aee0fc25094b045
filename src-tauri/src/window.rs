//! The one window: how it opens, what it may show, and where its links go.

use std::path::Path;
use std::time::Duration;

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

#[cfg(test)]
mod tests;

/// The window's name in the capability file.
const MAIN: &str = "main";
/// `--desk` of tokens.css, what is seen before the page is there.
const DESK_LIGHT: Color = Color(0xef, 0xeb, 0xe3, 0xff);
/// `--desk` of tokens.css in the dark.
const DESK_DARK: Color = Color(0x15, 0x14, 0x12, 0xff);
/// When the window is shown even if its page has not told that it is ready.
const PATIENCE: Duration = Duration::from_secs(4);

/// Opens the window, hidden until its page is there. What the page remembers is put into `kept`.
pub(crate) fn open(app: &AppHandle, kept: &Path) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Quittance")
        .inner_size(1440.0, 900.0)
        .min_inner_size(960.0, 640.0)
        .visible(false)
        .data_directory(kept.to_owned())
        // Files are dropped on the page itself.
        .disable_drag_drop_handler()
        .devtools(cfg!(debug_assertions))
        .on_navigation(stays)
        .on_new_window(|url, _| {
            hand_to_browser(&url);
            NewWindowResponse::Deny
        })
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    let dark = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    window.set_background_color(Some(if dark { DESK_DARK } else { DESK_LIGHT }))?;
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        show(&window);
    });
    Ok(())
}

/// Shows the window that is there already to whoever starts the program a second time.
pub(crate) fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(true) {
        let _ = window.show();
    }
}

/// Whether the page itself may go there; a link to elsewhere goes to the browser instead.
fn stays(url: &Url) -> bool {
    let ours = is_ours(url);
    if !ours {
        hand_to_browser(url);
    }
    ours
}

fn hand_to_browser(url: &Url) {
    if may_leave(url) {
        // Where no browser answers there is nobody to tell.
        let _ = tauri_plugin_opener::open_url(url.as_str(), None::<&str>);
    }
}

/// The program's own pages, and in development those of the page server.
fn is_ours(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "tauri" => host == "localhost",
        // How Windows names the same pages.
        "http" | "https" if cfg!(windows) && host == "tauri.localhost" => true,
        "http" => tauri::is_dev() && host == "127.0.0.1" && url.port() == Some(1420),
        "about" => url.as_str() == "about:blank",
        _ => false,
    }
}

/// What the system may be asked to open: web pages over TLS and addresses to write to.
fn may_leave(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host_str().is_some() && url.username().is_empty(),
        "mailto" => true,
        _ => false,
    }
}
