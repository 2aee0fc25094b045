use std::net::TcpListener;

use super::*;

fn server(port: u16, security: Security) -> Server {
    Server { host: "127.0.0.1".to_owned(), port, security, user: String::new() }
}

#[test]
fn a_port_without_a_server_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let found = probe(&server(port, Security::Loopback), None, Patience::default());
    let trouble = found.trouble.unwrap();
    assert_eq!((found.passed, trouble.step), (vec![Step::Name], Step::Connection));
    assert_eq!(
        trouble.words,
        format!("127.0.0.1 takes no connection on port {port}; check the port")
    );
    assert!(trouble.passing);
}

#[test]
fn an_address_that_could_smuggle_a_command_never_meets_the_server() {
    let server = server(9, Security::Loopback);
    for address in ["ada@example.com>\r\nRCPT TO:<eve@example.com", "ada", "\u{e4}da@example.com"] {
        let envelope =
            Envelope { from: "nora@example.com".to_owned(), to: vec![address.to_owned()] };
        let outcome = send(&server, None, &envelope, b"", Patience::default());
        let Outcome::Kept { passing: false, words } = outcome else { panic!("{outcome:?}") };
        assert!(words.contains("is not an address"), "{words}");
    }
}
