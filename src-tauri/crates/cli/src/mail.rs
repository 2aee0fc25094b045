//! `mail send` and `mail test`: what the window's worker does with mail, and the test of the
//! connection.

use app::App;
use app::mail::{Content, Next};
use connect::smtp::{self, Patience};
use domain::mail::Outcome;
use serde_json::{Value, json};

/// Sends everything that is due; answers what became of each.
pub(crate) fn send(mut app: App) -> Result<Value, Value> {
    let mut sent = Vec::new();
    loop {
        let outgoing = match app.next_mail().map_err(|failure| json!(failure))? {
            Next::Nothing => return Ok(json!({ "mails": sent })),
            Next::Settled => continue,
            Next::Send(outgoing) => outgoing,
        };
        let written = match &outgoing.content {
            Content::Fresh(letter) => connect::mail::message(letter),
            Content::Kept(bytes) => Ok(bytes.clone()),
        };
        let outcome = match written {
            Ok(bytes) => {
                if !app.begin_mail(outgoing.id, &bytes).map_err(|failure| json!(failure))? {
                    continue;
                }
                let (server, secret) = (&outgoing.server, outgoing.secret.as_ref());
                smtp::send(server, secret, &outgoing.envelope, &bytes, Patience::default())
            }
            Err(why) => Outcome::Kept { passing: false, words: why.to_string() },
        };
        app.end_mail(outgoing.id, &outcome).map_err(|failure| json!(failure))?;
        let (became, words) = match outcome {
            Outcome::Taken(words) => ("sent", words),
            Outcome::Kept { words, .. } => ("not sent", words),
            Outcome::Unknown(words) => ("unknown", words),
        };
        sent.push(json!({ "id": outgoing.id.to_string(), "became": became, "words": words }));
    }
}

/// Connects and signs in, and sends nothing.
pub(crate) fn test(mut app: App) -> Result<Value, Value> {
    let (server, secret) = app.mail_server().map_err(|failure| json!(failure))?;
    let found = smtp::probe(&server, secret.as_ref(), Patience::default());
    let passed: Vec<&str> = found.passed.iter().map(|step| step.name()).collect();
    let trouble = found.trouble.map(|trouble| {
        json!({ "step": trouble.step.name(), "words": trouble.words, "passing": trouble.passing })
    });
    let answer = json!({ "passed": passed, "trouble": trouble });
    if answer["trouble"].is_null() { Ok(answer) } else { Err(answer) }
}
