use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

#[test]
fn the_window_shows_its_own_pages_and_no_others() {
    assert!(is_ours(&url("tauri://localhost/index.html")));
    assert!(is_ours(&url("tauri://localhost/#/invoices")));
    let strangers = [
        "https://example.org/",
        "http://localhost/",
        "http://127.0.0.1:8080/",
        "file:///etc/passwd",
        "data:text/html,hello",
        "javascript:alert(1)",
        "tauri://elsewhere/index.html",
    ];
    for stranger in strangers {
        assert!(!is_ours(&url(stranger)), "{stranger}");
    }
}

#[test]
fn only_secure_pages_and_mail_addresses_leave_the_window() {
    assert!(may_leave(&url("https://example.org/help")));
    assert!(may_leave(&url("mailto:ada@example.org?subject=Hello")));
    let kept = [
        "http://example.org/",
        "file:///etc/passwd",
        "ssh://example.org",
        "javascript:alert(1)",
        "data:text/html,hello",
        "https://user@example.org/",
    ];
    for stays in kept {
        assert!(!may_leave(&url(stays)), "{stays}");
    }
}
