//! Encrypted mail: what this computer trusts is trusted, and nothing is said to a stranger.
//!
//! The server stands at an address of this computer that is not one of its own names, where the
//! certificate counts. The program runs as a process of its own that finds the authority of the
//! test among the certificates of the system, which `SSL_CERT_FILE` names on Linux only.

use serde_json::{Value, json};
use tests::{Authority, Encrypts, Folder, MailServer, cli, monthly};

/// An address of this computer that is not its name.
const HERE: &str = "127.0.0.2";

/// A book with an invoice and an account at `server`.
fn book(server: &MailServer, when: Encrypts, host: &str) -> (Folder, Value) {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    let security = if when == Encrypts::AtOnce { "tls" } else { "starttls" };
    desk.call(
        "mail.save_account",
        json!({ "host": host, "port": server.port, "security": security, "user": "",
            "from_name": "Nora Halloway, CPA", "from_address": "nora@halloway.example",
            "reply_to": "", "copy_to_self": "none", "password": null }),
    );
    let invoice = desk.invoice("INV-0001")["id"].clone();
    (folder, invoice)
}

/// What the program says on `words`, on a system that trusts `authority`.
fn run(folder: &Folder, authority: &Authority, words: &[&str]) -> Value {
    let trusted = folder.path().join("trusted.pem");
    std::fs::write(&trusted, authority.pem()).unwrap();
    let mut command = std::process::Command::new(cli());
    command.arg("--book").arg(folder.book()).args(words);
    command.env("SSL_CERT_FILE", trusted).env_remove("SSL_CERT_DIR");
    let output = command.output().unwrap();
    let said = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    serde_json::from_slice(said).unwrap_or_else(|_| json!(String::from_utf8_lossy(said)))
}

const ALL: [Encrypts; 2] = [Encrypts::AtOnce, Encrypts::WhenAsked];

#[cfg(target_os = "linux")]
#[test]
fn mail_leaves_encrypted_to_a_server_that_this_computer_trusts() {
    for when in ALL {
        let authority = Authority::new("An authority of this computer");
        let server = MailServer::encrypted(HERE, when, &authority, HERE);
        let (folder, invoice) = book(&server, when, HERE);
        let steps = match when {
            Encrypts::AtOnce => json!(["name", "connection", "encryption", "greeting"]),
            Encrypts::WhenAsked => json!(["name", "connection", "greeting", "encryption"]),
        };
        let tested = run(&folder, &authority, &["mail", "test"]);
        assert_eq!(tested, json!({ "passed": steps, "trouble": null }), "{when:?}");
        let question = json!({ "about": { "kind": "invoice", "id": invoice },
            "to": "june@alder.example", "cc": "", "subject": "Invoice", "body": "Attached.",
            "files": ["document"] });
        run(&folder, &authority, &["call", "mail.send", &question.to_string()]);
        let hurry = "UPDATE outbox SET not_before = planned_at WHERE kind = 'mail'";
        folder.raw().execute_batch(hurry).unwrap();
        let sent = run(&folder, &authority, &["mail", "send"]);
        assert_eq!(sent["mails"][0]["became"], "sent", "{when:?}: {sent}");
        let received = server.received();
        assert_eq!((received.len(), server.in_clear()), (1, 0), "{when:?}");
        assert!(String::from_utf8_lossy(&received[0].bytes).contains("Subject: Invoice"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_said_to_a_server_whose_certificate_nobody_vouches_for() {
    for when in ALL {
        let (trusted, stranger) = (Authority::new("Trusted"), Authority::new("A stranger"));
        let server = MailServer::encrypted(HERE, when, &stranger, HERE);
        let (folder, _) = book(&server, when, HERE);
        let tested = run(&folder, &trusted, &["mail", "test"]);
        let port = server.port;
        let words = format!(
            "the connection to {HERE} on port {port} could not be encrypted: its certificate is \
             signed by nobody this program trusts"
        );
        let trouble = json!({ "step": "encryption", "words": words, "passing": false });
        assert_eq!(tested["trouble"], trouble, "{when:?}");
        assert_eq!(server.received().len(), 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_said_to_a_server_whose_certificate_names_another() {
    for when in ALL {
        let authority = Authority::new("An authority of this computer");
        let server = MailServer::encrypted(HERE, when, &authority, "mail.example");
        let (folder, _) = book(&server, when, HERE);
        let tested = run(&folder, &authority, &["mail", "test"]);
        let port = server.port;
        let words = format!(
            "the connection to {HERE} on port {port} could not be encrypted: its certificate is \
             made out to another name; check the name of the server"
        );
        let trouble = json!({ "step": "encryption", "words": words, "passing": false });
        assert_eq!(tested["trouble"], trouble, "{when:?}");
    }
}

#[test]
fn a_bridge_on_this_computer_may_make_its_own_certificate() {
    for when in ALL {
        let bridge = Authority::new("A bridge");
        let server = MailServer::encrypted("127.0.0.1", when, &bridge, "127.0.0.1");
        let (folder, _) = book(&server, when, "127.0.0.1");
        let tested = run(&folder, &Authority::new("Trusted"), &["mail", "test"]);
        assert!(tested["trouble"].is_null(), "{when:?}: {tested}");
    }
}
