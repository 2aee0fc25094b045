//! Random acts upon a book: after each one its own check finds nothing amiss.

use proptest::prelude::*;
use serde_json::{Value, json};
use tests::{Desk, monthly};

/// Something a person may do, with numbers to choose by.
#[derive(Clone, Debug)]
enum Act {
    Wait(u8),
    Bill,
    Pay(u8, u32),
    PayAhead(u32),
    Allocate(u8, u8, u32),
    TakeOff(u8),
    Reverse(u8),
    Credit(u8, u32),
    Void(u8),
    WriteOff(u8),
    TakeBack(u8),
    Undo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => (1_u8..70).prop_map(Act::Wait),
        2 => Just(Act::Bill),
        4 => (any::<u8>(), 1_u32..60_000).prop_map(|(at, minor)| Act::Pay(at, minor)),
        1 => (1_u32..60_000).prop_map(Act::PayAhead),
        2 => (any::<u8>(), any::<u8>(), 1_u32..60_000).prop_map(|(p, i, m)| Act::Allocate(p, i, m)),
        2 => any::<u8>().prop_map(Act::TakeOff),
        2 => any::<u8>().prop_map(Act::Reverse),
        3 => (any::<u8>(), 1_u32..60_000).prop_map(|(at, minor)| Act::Credit(at, minor)),
        2 => any::<u8>().prop_map(Act::Void),
        2 => any::<u8>().prop_map(Act::WriteOff),
        2 => any::<u8>().prop_map(Act::TakeBack),
        2 => Just(Act::Undo),
    ]
}

/// A book in memory at work, and the newest way back.
struct Play {
    desk: Desk,
    client: String,
    day: chrono::NaiveDate,
    undo: Option<(String, Value)>,
}

fn money(minor: u32) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

impl Play {
    fn begin() -> Play {
        let mut desk = Desk::on("2026-03-02");
        let client = desk.client("Alder Bakery LLC");
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
        desk.turn_to("2026-04-02");
        desk.bill_all();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
        Play { desk, client, day, undo: None }
    }

    /// Asks for something that may be refused; a refusal changes nothing.
    fn try_to(&mut self, name: &str, question: Value) {
        if let Ok(done) = self.desk.app.call(name, question) {
            self.undo = done.undo.map(|undo| (undo.name, undo.question));
        }
    }

    fn pick(rows: &Value, at: u8) -> Value {
        let rows = rows.as_array().cloned().unwrap_or_default();
        if rows.is_empty() { Value::Null } else { rows[usize::from(at) % rows.len()].clone() }
    }

    fn invoice(&mut self, at: u8) -> Value {
        let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
            "offset": 0, "limit": 500 });
        Self::pick(&self.desk.call("invoices.list", asked)["rows"], at)
    }

    fn page(&mut self, at: u8) -> Value {
        let invoice = self.invoice(at);
        self.desk.call("invoices.show", json!({ "id": invoice["id"] }))
    }

    fn payment(&mut self, at: u8) -> Value {
        Self::pick(&self.desk.call("payments.list", json!({}))["rows"], at)
    }

    fn pay(&mut self, minor: u32, allocations: Value) {
        let asked = json!({ "client_id": self.client, "received_on": self.day.to_string(),
            "amount": money(minor), "method": "transfer", "reference": "",
            "allocations": allocations });
        self.try_to("payments.record", asked);
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Wait(days) => {
                self.day += chrono::Duration::days(i64::from(*days));
                self.desk.turn_to(&self.day.to_string());
            }
            Act::Bill => drop(self.desk.bill_all()),
            Act::Pay(at, minor) => {
                let id = self.invoice(*at)["id"].clone();
                self.pay(*minor, json!([{ "invoice_id": id, "amount": money(*minor) }]));
            }
            Act::PayAhead(minor) => self.pay(*minor, json!([])),
            Act::Allocate(payment, at, minor) => {
                let (payment, id) = (self.payment(*payment), self.invoice(*at)["id"].clone());
                let parts = json!([{ "invoice_id": id, "amount": money(*minor) }]);
                let asked = json!({ "payment_id": payment["id"], "allocations": parts });
                self.try_to("payments.allocate", asked);
            }
            Act::TakeOff(at) => {
                let part = Self::pick(&self.page(*at)["payments"], *at);
                self.try_to("payments.unallocate", json!({ "id": part["allocation_id"] }));
            }
            Act::Reverse(at) => {
                let id = self.payment(*at)["id"].clone();
                self.try_to("payments.reverse", json!({ "id": id, "reason": "A mistake" }));
            }
            _ => self.correct(act),
        }
    }

    fn correct(&mut self, act: &Act) {
        match act {
            Act::Credit(at, minor) => {
                let rest = if at % 2 == 0 { "credit" } else { "refund" };
                let what = match minor % 5 {
                    0 => json!({ "kind": "whole" }),
                    _ => json!({ "kind": "sum", "amount": money(*minor) }),
                };
                let asked = json!({ "invoice_id": self.invoice(*at)["id"], "what": what,
                    "reason": "A lower price", "rest": rest });
                self.try_to("credit_notes.issue", asked);
            }
            Act::Void(at) => {
                let id = self.invoice(*at)["id"].clone();
                self.try_to("invoices.void", json!({ "id": id, "reason": "Issued by mistake" }));
            }
            Act::WriteOff(at) => {
                let row = self.invoice(*at);
                let open = u32::try_from(row["open"]["minor"].as_i64().unwrap()).unwrap();
                let asked = json!({ "id": row["id"], "reason": "Closed down",
                    "approved": money(open) });
                self.try_to("invoices.write_off", asked);
            }
            Act::TakeBack(at) => {
                let given_up = Self::pick(&self.page(*at)["write_offs"], *at);
                self.try_to("write_offs.take_back", json!({ "id": given_up["id"] }));
            }
            _ => {
                if let Some((name, question)) = self.undo.take() {
                    self.try_to(&name, question);
                }
            }
        }
    }
}

/// How many books are played through; `PROPTEST_CASES` says otherwise.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None,
        max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn rules_6_and_7_hold_after_every_act_of_any_sequence(
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut play = Play::begin();
        for act in &acts {
            play.act(act);
            prop_assert_eq!(play.desk.findings(), Vec::<String>::new(), "after {:?}", act);
        }
    }
}
