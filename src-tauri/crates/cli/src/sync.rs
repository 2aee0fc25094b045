//! `sync`: what the window's worker does with the connected ledger, from the first turn to the
//! last.

use std::sync::Arc;

use app::App;
use app::ledgers::Next;
use connect::keyring::Keyring;
use connect::ledgers::{self, Keys};
use connect::processors::Notes;
use serde_json::{Value, json};

/// Makes a whole run; answers what came of it.
pub(crate) fn run(mut app: App, dry: bool) -> Result<Value, Value> {
    let instead = std::env::var("QUITTANCE_LEDGER").ok();
    app.call("ledgers.run", json!({ "dry": dry })).map_err(|failure| json!(failure))?;
    let (notes, mut open) = (Notes::default(), None);
    while let Next::Take(turn) = app.next_sync_turn().map_err(|failure| json!(failure))? {
        let ledger = match open.take() {
            Some(ledger) => ledger,
            None => {
                let keys = Keys { secrets: Arc::new(Keyring), name: turn.kept_as.clone() };
                let (reference, instead) = (&turn.organisation, instead.as_deref());
                ledgers::open(turn.brand, reference, &keys, instead, notes.outside())
                    .map_err(|wrong| Value::String(wrong.to_string()))?
            }
        };
        let heard = turn.take(ledger.as_ref());
        open = Some(ledger);
        app.end_sync_turn(turn, heard, &notes.take()).map_err(|failure| json!(failure))?;
    }
    let page = app.call("ledgers.show", json!({})).map_err(|failure| json!(failure))?;
    Ok(page.reply["connected"]["runs"][0].clone())
}
