//! What is said to clients, and what they say.

use app::mail::{Content, Next};
use chrono::{Days, NaiveDate};
use domain::mail::Outcome;
use serde_json::{Value, json};
use tests::id;

use super::super::bank::amount;
use super::super::payers::{Bill, Dispute, Habit, Wish};
use super::{Practice, text};

impl Practice {
    /// Sends every message that waits for the user's yes, and notes every call.
    pub(super) fn decide(&mut self) {
        let board = self.desk.call("follow_ups.board", json!({}));
        for row in board["rows"].as_array().cloned().unwrap() {
            let client = &row["client_id"];
            if row["can_send"] == true {
                let seen = self.desk.call("follow_ups.preview", json!({ "id": client }));
                let words = json!({ "client_id": client, "subject": seen["subject"],
                    "body": seen["body"] });
                self.desk.call("follow_ups.send", words);
                self.figures.decided("message");
            }
            if row["call"].is_object() {
                let note = json!({ "client_id": client, "outcome": "reached", "note": "" });
                self.desk.call("follow_ups.call", note);
                self.figures.decided("call");
            }
        }
    }

    /// Lets the outbox leave; some is not taken, and of some nobody knows whether it was.
    pub(super) fn deliver(&mut self, today: NaiveDate) {
        loop {
            let outgoing = match self.desk.app.next_mail().unwrap() {
                Next::Nothing => return,
                Next::Settled => {
                    self.figures.held_back += 1;
                    continue;
                }
                Next::Send(outgoing) => outgoing,
            };
            let key = outgoing.id.to_string();
            // What asks for money has its invoices with it, and is not a notice of a collection;
            // another method is asked for too.
            if let Content::Fresh(letter) = &outgoing.content {
                let invoices = letter.files.iter().any(|file| file.name.starts_with("INV-"));
                let subject = &letter.subject;
                let method = subject.contains("another payment method");
                if method || invoices && !subject.starts_with("Payment of") {
                    self.bodies.insert(key.clone(), letter.body.clone());
                }
            }
            assert!(self.desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
            let to = outgoing.envelope.to[0].clone();
            let fate = self.dice.below(50);
            let outcome = match fate {
                0 | 1 => Outcome::Kept { passing: true, words: "try later".to_owned() },
                2 | 3 => Outcome::Unknown("no answer came".to_owned()),
                _ => Outcome::Taken("250 OK".to_owned()),
            };
            self.desk.app.end_mail(outgoing.id, &outcome).unwrap();
            let arrived = fate == 2 || fate > 3;
            if arrived {
                self.arrived.insert(key.clone());
            }
            if let Some(body) = self.bodies.get(&key).filter(|_| arrived).cloned() {
                self.arrive(today, &to, &body);
            }
        }
    }

    /// A message arrives, or comes back.
    pub(super) fn arrive(&mut self, today: NaiveDate, to: &str, body: &str) {
        let at = to.trim_start_matches('c').split('@').next().unwrap().parse().unwrap();
        self.figures.messages += 1;
        let mut wrong = self.payers.wrong(today, at, body, &self.taken);
        if !self.written.insert((today, to.to_owned())) {
            wrong.push("a second message of the day".to_owned());
        }
        let name = &self.payers.clients[at].name;
        let told = wrong.iter().map(|why| format!("{today} {name}: {why}"));
        self.figures.wrong.extend(told);
        if self.dice.once_in(100) {
            let client = self.payers.clients[at].id.clone();
            self.bounced.push((today, client, "mailbox full"));
            return;
        }
        for wish in self.payers.read(today, at, body) {
            self.grant(today, wish);
        }
    }

    /// The user writes down what a client says, and offers a plan to whoever asks for one.
    pub(super) fn grant(&mut self, today: NaiveDate, wish: Wish) {
        match wish {
            Wish::Dispute(number, minor) => {
                self.figures.decided("dispute");
                let bill = self.payers.bills.get_mut(&number).unwrap();
                let opened = json!({ "invoice_id": bill.id, "amount": amount(minor),
                    "about": "quality", "words": "Not what we expected" });
                let id = id(&self.desk.call("invoice_disputes.open", opened));
                bill.dispute = Some(Dispute { id, minor, answered_on: today + Days::new(5) });
            }
            Wish::Promise(number, on) => {
                self.figures.decided("promise");
                let bill = &self.payers.bills[&number];
                let client = &self.payers.clients[bill.client].id;
                let promise = json!({ "client_id": client, "amount": amount(bill.owed(0)),
                    "promised_for": text(on), "words": "" });
                self.desk.call("promises.keep", promise);
            }
            Wish::Plan(number) => {
                self.figures.decided("plan");
                let bill = &self.payers.bills[&number];
                let form = json!({ "client_id": self.payers.clients[bill.client].id,
                    "invoices": [bill.id], "parts": "2", "monthly": "", "first_on": text(today),
                    "at_signing": true, "grace_days": 5, "frozen": true });
                let seen = self.desk.call("plans.preview", form.clone());
                let part = |at: usize| seen["instalments"][at]["amount"]["minor"].as_i64().unwrap();
                let parts = [part(0), part(1)];
                let plan = id(&self.desk.call("plans.offer", form));
                let signed = json!({ "id": plan, "signed_on": text(today), "signed_by": "They",
                    "how": "on_behalf" });
                self.desk.call("plans.accept", signed);
                self.payers.planned(today, &number, parts);
            }
        }
    }

    /// Answers what clients dispute, five days later: as agreed, all credited, or half of it.
    pub(super) fn answer(&mut self, today: NaiveDate) {
        let due =
            |bill: &&mut Bill| bill.dispute.as_ref().is_some_and(|one| one.answered_on <= today);
        for bill in self.payers.bills.values_mut().filter(due) {
            let dispute = bill.dispute.take().unwrap();
            let half = dispute.minor / 2;
            let (outcome, credited) = match self.dice.below(4) {
                0 => ("credit", dispute.minor),
                1 if half > 0 => ("split", half),
                _ => ("uphold", 0),
            };
            let mut close = json!({ "id": dispute.id, "outcome": outcome, "answer": "We agreed." });
            if outcome == "split" {
                close["credited"] = json!(amount(credited));
            }
            self.desk.call("invoice_disputes.close", close);
            bill.less += credited;
            bill.pays_on = Some(today + Days::new(3));
            self.figures.decided("dispute");
        }
    }

    /// Looks at what came back and at what may have left, and gives up what is four months late.
    pub(super) fn tidy(&mut self, today: NaiveDate) {
        let outbox = self.desk.call("mail.outbox", json!({}));
        for row in outbox["rows"].as_array().unwrap() {
            // What waited too long never left.
            if row["state"] == "unknown" {
                let id = id(row);
                let arrived = self.arrived.contains(&id);
                self.desk.call("mail.settle_unknown", json!({ "id": id, "arrived": arrived }));
                self.figures.decided("mail that may have left");
            }
        }
        for (on, client, why) in std::mem::take(&mut self.bounced) {
            if on == today {
                self.bounced.push((on, client, why));
                continue;
            }
            let page = self.desk.call("follow_ups.of_client", json!({ "id": client }));
            let history = page["history"].as_array().cloned().unwrap();
            // A page for another method is no message of its own; who had none before waits.
            let left = |row: &&Value| row["channel"] == "mail" && row["state"] != "held_back";
            let Some(last) = history.iter().find(left) else { continue };
            let noted = json!({ "id": last["id"], "why": why });
            self.desk.call("follow_ups.came_back", noted);
            self.figures.decided("mail that came back");
            if !why.is_empty() {
                self.bounced.push((today, client, ""));
            }
        }
        for bill in self.payers.bills.values_mut() {
            let never = self.payers.clients[bill.client].habit == Habit::Never;
            if never && bill.less == 0 && today > bill.due_on + Days::new(120) {
                let asked = json!({ "id": bill.id, "reason": "Cannot be recovered",
                    "approved": amount(bill.total) });
                self.desk.call("invoices.write_off", asked);
                bill.less = bill.total;
                self.figures.decided("write-off");
            }
        }
    }
}
