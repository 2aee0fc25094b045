//! Random acts upon a book: after each one its own check finds nothing amiss, and what is billed,
//! waived and due adds up to what was agreed.

use proptest::prelude::*;
use serde_json::{Value, json};
use tests::{Desk, charge_keys, line, monthly};

/// Something a person may do, with numbers to choose by.
#[derive(Clone, Debug)]
enum Act {
    Wait(u8),
    GoBack(u8),
    Bill,
    BillSome(u8, u8),
    Waive(u8),
    Trust(bool),
    Limits(u8, u8),
    Run(u8),
    Pause(u8),
    Resume(u8),
    Skip(u8),
    Move(u8, u8),
    Reprice(u8, u32),
    Log(u8),
    Amend(Amended),
    Answer(u8, u8),
    Approve,
    TakeBackDecision(u8),
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

/// A change of the terms: its day in days from today, what becomes of a period under way, what
/// changes and to how much.
#[derive(Clone, Debug)]
struct Amended {
    days: i8,
    mid_period: u8,
    what: u8,
    minor: u32,
}

fn amended() -> impl Strategy<Value = Amended> {
    (-40_i8..70, any::<u8>(), any::<u8>(), 1_u32..90_000)
        .prop_map(|(days, mid_period, what, minor)| Amended { days, mid_period, what, minor })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => (1_u8..70).prop_map(Act::Wait),
        1 => (1_u8..20).prop_map(Act::GoBack),
        2 => Just(Act::Bill),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(at, how)| Act::BillSome(at, how)),
        1 => any::<u8>().prop_map(Act::Waive),
        2 => any::<bool>().prop_map(Act::Trust),
        1 => (0_u8..9, 0_u8..99).prop_map(|(charges, days)| Act::Limits(charges, days)),
        2 => any::<u8>().prop_map(Act::Run),
        1 => (0_u8..40).prop_map(Act::Pause),
        1 => (0_u8..60).prop_map(Act::Resume),
        1 => any::<u8>().prop_map(Act::Skip),
        1 => (any::<u8>(), 0_u8..60).prop_map(|(at, days)| Act::Move(at, days)),
        1 => (any::<u8>(), 0_u32..90_000).prop_map(|(at, minor)| Act::Reprice(at, minor)),
        1 => (1_u8..9).prop_map(Act::Log),
        3 => amended().prop_map(Act::Amend),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(at, how)| Act::Answer(at, how)),
        1 => Just(Act::Approve),
        1 => any::<u8>().prop_map(Act::TakeBackDecision),
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
    heir: String,
    agreement: String,
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
        let heir = desk.client("Alder and Daughter LLC");
        let hours = json!({ "kind": "logged", "unit": "hour", "cap": "5", "per": "month" });
        let lines = json!([monthly("Bookkeeping", "450.00"), line("Advice", "90.00", hours)]);
        let agreement = desk.agreement(&client, "2026-03-02", lines);
        desk.turn_to("2026-04-02");
        desk.bill_all();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
        Play { desk, client, heir, agreement, day, undo: None }
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
            Act::GoBack(days) => {
                self.day -= chrono::Duration::days(i64::from(*days));
                self.desk.turn_to(&self.day.to_string());
            }
            Act::Bill => {
                let due = charge_keys(&self.desk.call("catch_up.show", json!({})));
                let asked = json!({ "charges": due, "date": "own_date", "merge": false });
                self.try_to("catch_up.issue", asked);
            }
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
            Act::Credit(..) | Act::Void(_) | Act::WriteOff(_) | Act::TakeBack(_) => {
                self.correct(act);
            }
            Act::Undo => {
                if let Some((name, question)) = self.undo.take() {
                    self.try_to(&name, question);
                }
            }
            _ => self.decide(act),
        }
    }

    /// Bills in the other ways there are, and decides about what is to be billed.
    fn decide(&mut self, act: &Act) {
        match act {
            Act::BillSome(at, how) => {
                let due = charge_keys(&self.desk.call("catch_up.show", json!({})));
                let from = usize::from(*at) % (due.len() + 1);
                let asked = json!({ "charges": due[from..],
                    "date": if how % 2 == 0 { "today" } else { "own_date" },
                    "merge": how % 3 == 0, "most": (how % 5 < 3).then_some(how % 5) });
                self.try_to("catch_up.issue", asked);
            }
            Act::Waive(at) => {
                let due = charge_keys(&self.desk.call("catch_up.show", json!({})));
                let key = Self::pick(&json!(due), *at);
                self.try_to("catch_up.waive", json!({ "charges": [key], "reason": "A gift" }));
            }
            Act::Trust(automatic) => {
                let asked = json!({ "id": self.agreement, "automatic": automatic });
                self.try_to("agreements.set_automatic", asked);
            }
            Act::Limits(charges, days) => {
                let date = if days % 2 == 0 { "today" } else { "own_date" };
                let asked = json!({ "date": date, "merge": charges % 2 == 0,
                    "most_charges": charges.to_string(), "most_days": days.to_string() });
                self.try_to("catch_up.save_policy", asked);
            }
            Act::Run(most) => {
                self.try_to("catch_up.run", json!({ "most": (most % 2 == 0).then_some(most % 4) }));
            }
            Act::Log(hours) => {
                let page = self.desk.call("agreements.show", json!({ "id": self.agreement }));
                let asked = json!({ "agreement_service_id": page["services"][1]["id"],
                    "delivered_on": self.day.to_string(), "hours": hours.to_string(),
                    "note": "" });
                self.try_to("deliveries.record", asked);
            }
            Act::Amend(amended) => self.amend(amended),
            Act::Answer(at, how) => self.answer(*at, *how),
            _ => self.change(act),
        }
    }

    /// Writes an amendment and sends it.
    fn amend(&mut self, amended: &Amended) {
        let page = self.desk.call("agreements.show", json!({ "id": self.agreement }));
        let at = u8::try_from(amended.minor % 251).unwrap();
        let service = Self::pick(&page["services"], at)["id"].clone();
        let on = self.day + chrono::Duration::days(i64::from(amended.days));
        let price = money(amended.minor);
        let change = match amended.what % 16 {
            0..=5 => json!({ "kind": "price", "service_id": service, "price": price }),
            6 | 7 => json!({ "kind": "quantity", "service_id": service,
                "quantity": (1 + amended.minor % 3).to_string() }),
            8 | 9 => json!({ "kind": "add_service", "name": "Payroll", "description": "",
                "billing": monthly("Payroll", &price)["billing"], "quantity": "1", "price": price,
                "tax": "usual" }),
            10 => json!({ "kind": "end_service", "service_id": service }),
            11 => json!({ "kind": "payment_days", "days": (amended.minor % 60).to_string() }),
            12 => json!({ "kind": "end", "on": (on + chrono::Duration::days(30)).to_string() }),
            13 => json!({ "kind": "end", "on": null }),
            _ => {
                let to = if amended.minor.is_multiple_of(2) { &self.client } else { &self.heir };
                json!({ "kind": "transfer", "client_id": to })
            }
        };
        let mid_period =
            ["prorate", "from_next_period", "credit_the_rest"][usize::from(amended.mid_period) % 3];
        let form = json!({ "agreement_id": self.agreement, "effective_on": on.to_string(),
            "mid_period": mid_period, "changes": [change] });
        if let Ok(made) = self.desk.app.call("amendments.create", form) {
            self.try_to("amendments.send", json!({ "id": made.reply["id"] }));
        }
    }

    /// Tells what a client said to an amendment, or takes it back.
    fn answer(&mut self, at: u8, how: u8) {
        let list = self.desk.call("amendments.list", json!({ "id": self.agreement }));
        let id = Self::pick(&list["rows"], at)["id"].clone();
        let answer = match how % 6 {
            0 => {
                return self
                    .try_to("amendments.withdraw", json!({ "id": id, "reason": "An error" }));
            }
            1 => "objected",
            _ => "approved",
        };
        let asked = json!({ "id": id, "answer": answer, "on": self.day.to_string(),
            "words": "By telephone", "file": null });
        self.try_to("amendments.answer", asked);
    }

    /// Pauses, and changes single charges.
    fn change(&mut self, act: &Act) {
        let id = json!(self.agreement);
        let later = |days: u8| (self.day + chrono::Duration::days(i64::from(days))).to_string();
        let page = self.desk.call("agreements.show", json!({ "id": self.agreement }));
        let coming = |at: u8| key(&Self::pick(&page["coming"], at));
        let (name, asked) = match act {
            Act::Pause(days) => (
                "agreements.pause",
                json!({ "id": id, "agreement_service_id": null, "from": later(*days) }),
            ),
            Act::Resume(days) => (
                "agreements.resume",
                json!({ "id": id, "agreement_service_id": null, "on": later(*days) }),
            ),
            Act::Skip(at) => ("charges.skip", json!({ "charge": coming(*at) })),
            Act::Move(at, days) => {
                ("charges.move", json!({ "charge": coming(*at), "due_on": later(*days) }))
            }
            Act::Reprice(at, minor) => {
                let (charge, price) = (coming(*at), money(*minor));
                ("charges.reprice", json!({ "charge": charge, "price": price, "reason": "Less" }))
            }
            Act::Approve => {
                let beyond = |row: &&Value| row["held"] == "beyond_cap";
                let held = page["held"].as_array().and_then(|rows| rows.iter().find(beyond));
                let charge = key(held.unwrap_or(&Value::Null));
                ("deliveries.approve", json!({ "charge": charge, "reason": "By e-mail" }))
            }
            Act::TakeBackDecision(at) => {
                let decision = Self::pick(&page["decisions"], *at);
                ("decisions.withdraw", json!({ "id": decision["id"] }))
            }
            _ => return,
        };
        self.try_to(name, asked);
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
            _ => {}
        }
    }

    /// What does not add up; nothing is good. What is billed and not voided, with what is credited,
    /// written off, paid and open, is one sum, and no charge is at once billed, waived or due.
    fn amiss(&mut self) -> Vec<String> {
        let mut found = self.desk.findings();
        let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
            "offset": 0, "limit": 500 });
        let list = self.desk.call("invoices.list", asked);
        let sum = |field: &str| -> i64 {
            let rows = list["rows"].as_array().into_iter().flatten();
            rows.filter(|row| row["state"] != "void")
                .filter_map(|row| row[field]["minor"].as_i64())
                .sum()
        };
        let owed: i64 = [&self.client, &self.heir]
            .map(|id| self.desk.call("clients.show", json!({ "id": id })))
            .iter()
            .filter_map(|client| client["row"]["open"]["minor"].as_i64())
            .sum();
        if owed != sum("open") {
            found.push(format!("clients owe {owed}, invoices {}", sum("open")));
        }
        let due = charge_keys(&self.desk.call("catch_up.show", json!({})));
        let page = self.desk.call("agreements.show", json!({ "id": self.agreement }));
        let past: Vec<Value> = page["past"].as_array().into_iter().flatten().map(key).collect();
        let twice = due.iter().filter(|one| past.contains(one));
        found.extend(twice.map(|one| format!("{one} is decided and due")));
        // What leaked is one share, with every line read or with those that were billed alike.
        for days in [chrono::Days::new(20), chrono::Days::new(2_000)] {
            let asked = json!({ "from": (self.day - days).to_string(),
                "to": self.day.to_string() });
            let read = self.desk.call("leakage.show", asked.clone())["rate"].clone();
            let figures = self.desk.call("metrics.show", asked);
            let mut rows = figures["rows"].as_array().into_iter().flatten();
            let told = rows.find(|row| row["key"] == "leakage").map(|row| &row["now"]);
            let number = |rate: Option<&Value>| rate?.as_str()?.parse::<f64>().ok();
            if number(told) != number(Some(&read)) {
                found.push(format!("{read} leaked in {days:?}, and {told:?} is told"));
            }
        }
        found
    }
}

/// The key of a charge's row.
fn key(row: &Value) -> Value {
    json!({ "agreement_service_id": row["agreement_service_id"],
        "occurrence": row["occurrence"], "beyond_cap": row["beyond_cap"] })
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
            prop_assert_eq!(play.amiss(), Vec::<String>::new(), "after {:?}", act);
        }
    }
}

/// The game is worth nothing where its acts are refused: an amendment of it can hold.
#[test]
fn amendments_of_the_game_can_hold() {
    let mut play = Play::begin();
    let held = (0..16_u8).filter(|what| {
        let agreement = json!({ "id": play.agreement });
        let count = |play: &mut Play| {
            let list = play.desk.call("amendments.list", agreement.clone());
            let rows = list["rows"].as_array().cloned().unwrap_or_default();
            rows.iter().filter(|row| row["state"] == "holds" || row["state"] == "coming").count()
        };
        let before = count(&mut play);
        let minor = 9_001 + 251 * u32::from(*what);
        play.act(&Act::Amend(Amended { days: 20, mid_period: *what, what: *what, minor }));
        play.act(&Act::Answer(0, 5));
        play.act(&Act::Wait(21));
        count(&mut play) > before
    });
    // Two of them find nothing left to change.
    assert_eq!(held.count(), 14);
}
