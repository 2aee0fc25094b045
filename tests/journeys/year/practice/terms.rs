//! Terms that change: amendments and price reviews.

use chrono::{Days, NaiveDate};
use serde_json::json;
use tests::id;

use super::super::bank::amount;
use super::{Asked, Practice, text};

impl Practice {
    /// Changes an agreement now and then, and all prices at the beginning of a year.
    pub(super) fn change(&mut self, today: NaiveDate, review: bool) {
        if review {
            let plan = json!({ "by": { "kind": "per_cent", "percent": "4" }, "step": "5",
                "towards": "down", "notice_days": "30", "not_before": text(today) });
            self.desk.call("price_reviews.make", plan);
            for at in 0..self.payers.clients.len() {
                let agreement = self.payers.clients[at].agreement.clone();
                let list = self.desk.call("amendments.list", json!({ "id": agreement }));
                for row in list["rows"].as_array().unwrap() {
                    if row["state"] == "proposed" {
                        let on = row["effective_on"].as_str().unwrap().parse().unwrap();
                        self.send_amendment(today, id(row), on);
                    }
                }
            }
        } else if self.dice.once_in(30) {
            let at = usize::try_from(self.dice.below(self.payers.clients.len() as u64)).unwrap();
            let agreement = self.payers.clients[at].agreement.clone();
            let page = self.desk.call("agreements.show", json!({ "id": agreement }));
            let service = &page["services"][0];
            // Up to a fifth less, or a third more.
            let minor = service["price"]["minor"].as_i64().unwrap();
            let per_cent = 80 + i64::try_from(self.dice.below(53)).unwrap();
            let change = json!({ "kind": "price", "service_id": service["id"],
                "price": amount(minor * per_cent / 10_000 * 100) });
            let mid = ["prorate", "from_next_period", "credit_the_rest"];
            let mid = mid[usize::try_from(self.dice.below(3)).unwrap()];
            let on = today + Days::new(self.dice.below(50));
            let form = json!({ "agreement_id": agreement, "effective_on": text(on),
                "mid_period": mid, "changes": [change] });
            // The same price is no change.
            if let Ok(made) = self.desk.app.call("amendments.create", form) {
                self.send_amendment(today, id(&made.reply), on);
            }
        }
        self.hear_amendments(today);
    }

    /// Sends an amendment; its client answers some day, or does not.
    pub(super) fn send_amendment(
        &mut self,
        today: NaiveDate,
        amendment: String,
        effective_on: NaiveDate,
    ) {
        self.desk.call("amendments.send", json!({ "id": amendment }));
        let answers_on = today + Days::new(self.dice.below(40));
        self.asked.push(Asked { amendment, effective_on, answers_on });
    }

    /// What clients approve in time holds; what they have not answered by its day is taken back.
    pub(super) fn hear_amendments(&mut self, today: NaiveDate) {
        for asked in std::mem::take(&mut self.asked) {
            let id = &asked.amendment;
            if asked.answers_on <= today && asked.answers_on <= asked.effective_on {
                let answer = json!({ "id": id, "answer": "approved", "on": text(asked.answers_on),
                    "words": "By telephone", "file": null });
                self.desk.call("amendments.answer", answer);
            } else if asked.effective_on <= today {
                // What needs no word of theirs holds already.
                let back = json!({ "id": id, "reason": "Not answered in time" });
                let _ = self.desk.app.call("amendments.withdraw", back);
            } else {
                self.asked.push(asked);
            }
        }
    }
}
