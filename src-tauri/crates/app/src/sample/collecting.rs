//! The last months of the story: the built-in processor is connected, and some clients are charged.

use serde_json::json;

use super::people::{CHARGED, EVERYBODY};
use super::story::Teller;
use crate::failure::Failure;

/// Days before the end on which the built-in processor is connected.
pub(super) const COLLECTING: i64 = 120;

impl Teller<'_> {
    /// The built-in processor is connected, and clients permit a method each.
    pub(super) fn connect(&mut self) -> Result<(), Failure> {
        self.call("connections.connect", json!({ "brand": "trial" }))?;
        for (name, conduct) in CHARGED {
            let index = EVERYBODY.iter().position(|person| person.name == name).unwrap_or(0);
            let client = self.clients[index].clone();
            let asked = json!({ "client_id": client, "brand": "trial" });
            let asked = self.call("permissions.ask", asked)?;
            self.turns()?;
            let answer = json!({ "id": asked["id"], "conduct": conduct });
            self.call("permissions.try", answer)?;
            self.turns()?;
        }
        Ok(())
    }

    /// The built-in processor takes every turn there is.
    pub(super) fn turns(&mut self) -> Result<(), Failure> {
        while let Some(turn) = self.app.next_turn()? {
            let Some(trial) = turn.trial() else { break };
            let said = turn.take(trial);
            self.app.end_turn(turn, said, &[])?;
        }
        Ok(())
    }

    /// The notice before a collection went by a letter.
    pub(super) fn tell_of_collections(&mut self) -> Result<(), Failure> {
        if self.left() > COLLECTING {
            return Ok(());
        }
        self.turns()?;
        let planned = self.call("collections.list", json!({}))?;
        for row in planned["rows"].as_array().into_iter().flatten() {
            if row["waits_for_notice"] == true {
                let told = json!({ "id": row["id"], "on": self.today.to_string() });
                self.call("collections.told", told)?;
            }
        }
        Ok(())
    }

    /// What the processor pays out today stands on the bank's statement.
    pub(super) fn paid_out(&mut self) -> Result<(), Failure> {
        let today = self.today.to_string();
        let payouts = self.call("payouts.list", json!({}))?;
        for payout in payouts["rows"].as_array().into_iter().flatten() {
            if payout["arrives_on"] == today.as_str() {
                let minor = payout["amount"]["minor"].as_i64().unwrap_or(0);
                self.line(self.today, "TRIAL PROCESSOR PAYOUT".to_owned(), minor);
            }
        }
        Ok(())
    }
}
