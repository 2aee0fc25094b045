//! What happens, week by week: clients come, are billed, pay in their way, and the bank says so.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::clock::Rewound;
use super::collecting::COLLECTING;
use super::people::{CHARGED, EVERYBODY, Habit, Person, Plan};
use crate::App;
use crate::failure::Failure;

/// Where the practice is.
const ZONE: Tz = chrono_tz::America::New_York;

/// Tells the story from `began` to `now`, day by day as the practice counts them.
pub(super) fn tell(
    app: &mut App,
    clock: &Rewound,
    began: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut teller = Teller {
        app,
        clock,
        today: began.with_timezone(&ZONE).date_naive(),
        last: now.with_timezone(&ZONE).date_naive(),
        dice: 0x5157_1774,
        clients: Vec::new(),
        services: HashMap::new(),
        coming: BTreeMap::new(),
        statement: Vec::new(),
        balance: 1_244_618,
        account: None,
    };
    teller.set_up()?;
    while teller.today <= teller.last {
        teller.day()?;
        teller.today = teller.today + Days::new(1);
    }
    teller.finish()
}

/// Money on its way.
struct Payment {
    client: usize,
    invoice: String,
    number: String,
    minor: i64,
}

pub(super) struct Teller<'a> {
    pub(super) app: &'a mut App,
    clock: &'a Rewound,
    pub(super) today: NaiveDate,
    last: NaiveDate,
    dice: u64,
    pub(super) clients: Vec<String>,
    services: HashMap<String, (Value, Value)>,
    coming: BTreeMap<NaiveDate, Vec<Payment>>,
    statement: Vec<(NaiveDate, String, i64)>,
    balance: i64,
    account: Option<String>,
}

impl Teller<'_> {
    pub(super) fn call(&mut self, name: &str, question: Value) -> Result<Value, Failure> {
        Ok(self.app.call(name, question)?.reply)
    }

    /// A number below `sides`, the next of a fixed row (xorshift64, Marsaglia 2003).
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice % sides
    }

    /// Days to the end of the story.
    pub(super) fn left(&self) -> i64 {
        (self.last - self.today).num_days()
    }

    fn at(&self, hour: u32) {
        let at = self.today.and_hms_opt(hour, 12, 0).map(|naive| naive.and_utc());
        self.clock.turn_to(at.unwrap_or_default());
    }

    fn set_up(&mut self) -> Result<(), Failure> {
        self.at(14);
        let form = json!({ "name": "Halloway Accounting", "person": "Nora Halloway, CPA",
            "address": "14 Custom House Street\nPortland, Maine 04101",
            "email": "nora@halloway.example", "phone": "(207) 555-0110", "jurisdiction": "US",
            "region": "Maine", "currency": "USD", "time_zone": ZONE.name(),
            "tax_registration": "", "payment_days": "15",
            "how_to_pay": "By transfer to Casco Bank, account ending 2208, or by check.",
            "profession": "accountant", "letter_setting": "ragged",
            "invoice_prefix": "INV-", "next_invoice": "1", "proposal_prefix": "PR-",
            "logo": null, "remove_logo": false });
        let form = serde_json::from_value(form).map_err(|wrong| {
            crate::failure::failure(crate::failure::Code::Bug, wrong.to_string())
        })?;
        self.app.set_up(&form, true)?;
        self.call("services.add_starters", json!({}))?;
        let library = self.call("services.list", json!({ "archived": false }))?;
        for row in library["rows"].as_array().into_iter().flatten() {
            let name = row["form"]["name"].as_str().unwrap_or_default();
            let service = (row["id"].clone(), row["form"]["kind"].clone());
            self.services.insert(name.to_owned(), service);
        }
        let account =
            self.call("bank.add_account", json!({ "name": "Operating 2208", "currency": "USD" }))?;
        self.account = account["id"].as_str().map(str::to_owned);
        Ok(())
    }

    fn day(&mut self) -> Result<(), Failure> {
        self.at(14);
        self.arrivals()?;
        self.work_done()?;
        if self.today.weekday().num_days_from_monday() == 0 {
            self.bill()?;
        }
        self.money_comes()?;
        if self.left() == COLLECTING {
            self.connect()?;
        }
        if self.left() <= COLLECTING {
            self.turns()?;
            self.paid_out()?;
        }
        self.outgoings();
        let tomorrow = self.today + Days::new(1);
        let friday = self.today.weekday().num_days_from_monday() == 4;
        if tomorrow.day() == 1 || (friday && self.left() < 60) {
            self.reconcile()?;
        }
        Ok(())
    }

    /// Clients whose month has come get a letter and accept it.
    fn arrivals(&mut self) -> Result<(), Failure> {
        let began = self.last.checked_sub_months(Months::new(36)).unwrap_or(self.last);
        for (index, person) in EVERYBODY.iter().enumerate() {
            let came = began.checked_add_months(Months::new(person.came)).unwrap_or(began)
                + Days::new(2 + index as u64 % 20);
            if came == self.today {
                self.welcome(index, person)?;
            }
        }
        Ok(())
    }

    fn welcome(&mut self, index: usize, person: &Person) -> Result<(), Failure> {
        let mail = person.contact.to_lowercase().replace(' ', ".");
        let host: String = person
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        let street = ["Fore Street", "Mill Street", "Elm Street", "Harbor Road"][index % 4];
        let made = self.call(
            "clients.add",
            json!({ "name": person.name, "kind": "business", "contact": person.contact,
                "email": format!("{mail}@{host}.example"),
                "phone": format!("(207) 555-{:04}", 120 + index),
                "address": format!("{} {street}\n{}", 12 + index * 7, person.place),
                "tax_number": "", "payer_names": "", "notes": "" }),
        )?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        if self.clients.len() <= index {
            self.clients.resize(index + 1, String::new());
        }
        self.clients[index] = id.clone();
        let revision = self.send(&id, person.contact, lines(person), 5)?;
        self.accept(&revision, person.contact)
    }

    /// Sends a proposal that starts on the first after `days`; its revision.
    fn send(
        &mut self,
        client: &str,
        signer: &str,
        lines: Value,
        days: u64,
    ) -> Result<String, Failure> {
        let made = self.call("proposals.create", json!({ "client_id": client }))?;
        let mut draft = self.call("proposals.show", json!({ "id": made["id"] }))?["draft"].clone();
        draft["signatories"] = json!([{ "name": signer, "capacity": "Owner", "email": "" }]);
        draft["starts_on"] = json!((self.today + Days::new(days)).to_string());
        draft["lines"] = self.with_services(lines);
        draft["clauses"]["values"] = tax_values();
        self.call("proposals.save", json!({ "id": made["id"], "draft": draft }))?;
        let sent = self.call("proposals.send", json!({ "id": made["id"] }))?;
        Ok(sent["revision"]["id"].as_str().unwrap_or_default().to_owned())
    }

    /// The lines with the services of the library that they come from.
    fn with_services(&self, mut lines: Value) -> Value {
        for line in lines.as_array_mut().into_iter().flatten() {
            let name = line["name"].as_str().unwrap_or_default();
            let (id, kind) = self.services.get(name).cloned().unwrap_or_default();
            line["service_id"] = id;
            line["kind"] = if kind.is_null() { json!("other") } else { kind };
        }
        lines
    }

    fn accept(&mut self, revision: &str, signer: &str) -> Result<(), Failure> {
        let wave = [(80, 150), (180, 60), (240, 170), (330, 70), (420, 160), (560, 90), (720, 130)];
        let stroke: Vec<Value> = wave.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
        self.call(
            "acceptances.in_person",
            json!({ "revision_id": revision, "signing": { "signer": signer, "capacity": "Owner" },
                "read": true, "agreed": true, "consented": true, "signature": [stroke] }),
        )?;
        Ok(())
    }

    /// Hours are logged on the last day of a month, a return is done ninety days after it began.
    fn work_done(&mut self) -> Result<(), Failure> {
        let month_end = (self.today + Days::new(1)).day() == 1;
        for (index, person) in EVERYBODY.iter().enumerate() {
            let Some(client) = self.clients.get(index).filter(|id| !id.is_empty()).cloned() else {
                continue;
            };
            if !matches!(person.plan, Plan::Hours | Plan::ReturnOnly) || !month_end {
                continue;
            }
            let page = self.call("clients.show", json!({ "id": client }))?;
            let agreement = page["agreements"][0]["id"].clone();
            let page = self.call("agreements.show", json!({ "id": agreement }))?;
            let service = &page["services"][0];
            let began = page["row"]["starts_on"].as_str().unwrap_or_default().to_owned();
            let hours = (self.roll(6) + 2) * 25;
            let hours = format!("{}.{:02}", hours / 100, hours % 100);
            let done = service["completed_on"].is_string();
            if began > self.today.to_string() || done {
                continue;
            }
            // A refusal here is the cap: the hours agreed are used up, and the client knows.
            let _ = self.call(
                "deliveries.record",
                json!({ "agreement_service_id": service["id"],
                    "delivered_on": self.today.to_string(),
                    "hours": if person.plan == Plan::Hours { hours } else { String::new() },
                    "note": "" }),
            );
        }
        Ok(())
    }

    /// Bills what is due, but for the last days: they wait in the Catch-up review.
    fn bill(&mut self) -> Result<(), Failure> {
        if self.left() < 5 {
            return Ok(());
        }
        let due = self.call("catch_up.show", json!({}))?;
        let mut keys = Vec::new();
        for client in due["clients"].as_array().into_iter().flatten() {
            for charge in client["charges"].as_array().into_iter().flatten() {
                keys.push(json!({ "agreement_service_id": charge["agreement_service_id"],
                    "occurrence": charge["occurrence"] }));
            }
        }
        if keys.is_empty() {
            return Ok(());
        }
        if keys.len() > 3 && self.roll(14) == 0 {
            let reason = "Agreed to let go: the books came late from us";
            let one: Vec<Value> = keys.drain(..1).collect();
            self.call("catch_up.waive", json!({ "charges": one, "reason": reason }))?;
        }
        let asked = json!({ "charges": keys, "date": "own_date", "merge": false });
        let issued = self.call("catch_up.issue", asked)?;
        self.tell_of_collections()?;
        for id in issued["ids"].as_array().into_iter().flatten() {
            let invoice = self.call("invoices.show", json!({ "id": id }))?;
            self.plan_payment(&invoice["row"]);
        }
        Ok(())
    }

    /// When and in how many parts an invoice is paid.
    fn plan_payment(&mut self, row: &Value) {
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let Some(index) = self.clients.iter().position(|id| *id == text("client_id")) else {
            return;
        };
        let charged = CHARGED.iter().any(|(name, _)| *name == EVERYBODY[index].name);
        if charged && self.left() <= COLLECTING {
            return;
        }
        let minor = row["total"]["minor"].as_i64().unwrap_or(0);
        let habit = EVERYBODY[index].habit;
        let wait = match habit {
            Habit::Prompt => 1 + self.roll(6),
            Habit::OnTime | Habit::Cheque | Habit::Card | Habit::Generous => 9 + self.roll(8),
            Habit::Slow => 24 + self.roll(30),
            Habit::Halves => 12 + self.roll(6),
            Habit::Stopped if self.left() < 50 => return,
            Habit::Stopped => 14 + self.roll(10),
        };
        let parts = match habit {
            Habit::Halves => {
                vec![(wait, minor / 2), (wait + 20 + self.roll(25), minor - minor / 2)]
            }
            Habit::Generous if self.roll(9) == 0 => vec![(wait, minor + 5_000)],
            _ => vec![(wait, minor)],
        };
        for (days, minor) in parts {
            let payment =
                Payment { client: index, invoice: text("id"), number: text("number"), minor };
            self.coming.entry(self.today + Days::new(days)).or_default().push(payment);
        }
    }

    fn money_comes(&mut self) -> Result<(), Failure> {
        for payment in self.coming.remove(&self.today).unwrap_or_default() {
            let person = &EVERYBODY[payment.client];
            let shout = person.name.to_uppercase().replace('&', "AND");
            match person.habit {
                Habit::Cheque => self.cheque(&payment)?,
                Habit::Card => self.card(&payment)?,
                _ => {
                    let cited = self.roll(10) < 7;
                    let reference =
                        if cited { format!(" {}", payment.number) } else { String::new() };
                    let cut: String = shout.chars().take(22).collect();
                    self.line(self.today, format!("ZELLE FROM {cut}{reference}"), payment.minor);
                }
            }
        }
        Ok(())
    }

    fn cheque(&mut self, payment: &Payment) -> Result<(), Failure> {
        let number = (1_000 + self.roll(8_000)).to_string();
        self.record(payment, "cheque", &number)?;
        let on = self.today + Days::new(2);
        self.line(on, format!("REMOTE DEPOSIT CHECK {number}"), payment.minor);
        Ok(())
    }

    fn card(&mut self, payment: &Payment) -> Result<(), Failure> {
        self.record(payment, "card", "")?;
        let name = EVERYBODY[payment.client].name.to_uppercase();
        let on = self.today + Days::new(1);
        self.line(on, format!("CARD SETTLEMENT {name}"), payment.minor);
        Ok(())
    }

    /// Records money; what the invoice has no room for stays as credit.
    fn record(&mut self, payment: &Payment, method: &str, reference: &str) -> Result<(), Failure> {
        let amount = plain(payment.minor);
        self.call(
            "payments.record",
            json!({ "client_id": self.clients[payment.client],
                "received_on": self.today.to_string(),
                "amount": amount, "method": method, "reference": reference,
                "allocations": [{ "invoice_id": payment.invoice, "amount": amount }] }),
        )?;
        Ok(())
    }

    fn outgoings(&mut self) {
        let on = self.today;
        match on.day() {
            5 => self.line(on, "CUSTOM HOUSE PROPERTIES RENT".to_owned(), -180_000),
            12 => self.line(on, "COASTAL FIBER INTERNET 8831".to_owned(), -7_900),
            17 => self.line(on, "MONTHLY SERVICE FEE".to_owned(), -1_500),
            20 => self.line(on, "ONLINE TRANSFER TO SAVINGS 7731".to_owned(), -200_000),
            26 => {
                // What the last statement left beyond a cushion, in whole hundreds.
                let spare = (self.balance - 1_000_000).max(250_000) / 10_000 * 10_000;
                self.line(on, "OWNER DRAW N HALLOWAY".to_owned(), -spare);
            }
            _ => {}
        }
    }

    pub(super) fn line(&mut self, on: NaiveDate, text: String, minor: i64) {
        self.statement.push((on, text, minor));
    }

    /// Imports the lines until today as the bank's CSV and explains what is plain, but for the last
    /// weeks: they wait on the Reconcile screen.
    fn reconcile(&mut self) -> Result<(), Failure> {
        let today = self.today;
        let (mut now, later): (Vec<_>, Vec<_>) =
            self.statement.drain(..).partition(|(on, _, _)| *on <= today);
        self.statement = later;
        if now.is_empty() {
            return Ok(());
        }
        now.sort_by_key(|(on, _, _)| *on);
        let mut csv = String::from("Date,Description,Amount,Balance\n");
        for (on, text, minor) in &now {
            self.balance += minor;
            csv.push_str(&format!("{on},{text},{},{}\n", plain(*minor), plain(self.balance)));
        }
        let name = format!("operating-2208-{}.csv", today.format("%Y-%m-%d"));
        let content = crate::wire::encode(csv.as_bytes());
        self.call(
            "statements.import",
            json!({ "account_id": self.account, "mapping": null,
                "file": { "name": name, "content": content } }),
        )?;
        if self.left() > 6 { self.explain() } else { Ok(()) }
    }

    fn explain(&mut self) -> Result<(), Failure> {
        let asked = json!({ "account_id": self.account, "view": "to_explain", "filter": "",
            "offset": 0, "limit": 500 });
        let lines = self.call("lines.list", asked)?;
        for row in lines["rows"].as_array().into_iter().flatten() {
            let out = row["amount"]["minor"].as_i64().unwrap_or(0) < 0;
            let explain = if out { Some(outgoing(row)) } else { self.best(row)? };
            if let Some(explain) = explain {
                let question = json!({ "line_id": row["id"], "explain": explain });
                self.call("matches.accept", question)?;
            }
        }
        Ok(())
    }

    /// The best explanation of money in, as the user would accept it.
    fn best(&mut self, row: &Value) -> Result<Option<Value>, Failure> {
        let page = self.call("lines.show", json!({ "id": row["id"] }))?;
        let Some(best) = page["explanations"].get(0) else {
            return Ok(None);
        };
        if let Some(payout) = best["payout"]["id"].as_str() {
            return Ok(Some(json!({ "kind": "payout", "payout_id": payout })));
        }
        if let Some(payment) = best["payment_id"].as_str() {
            return Ok(Some(json!({ "kind": "recorded_payment", "payment_id": payment })));
        }
        let parts = best["parts"].as_array().into_iter().flatten();
        let invoices: Vec<Value> = parts.map(|part| part["invoice_id"].clone()).collect();
        let client = &best["client_id"];
        Ok(Some(json!({ "kind": "invoices", "client_id": client, "invoices": invoices })))
    }

    /// Leaves open proposals behind, and a statement that waits.
    fn finish(&mut self) -> Result<(), Failure> {
        self.today = self.last;
        self.at(13);
        let offers = [
            (11, "Business income tax return", 1_450, true),
            (4, "Year-end tax planning", 480, true),
            (12, "Management report", 120, false),
            (21, "Payroll", 180, false),
        ];
        for (index, name, price, send) in offers {
            let person = &EVERYBODY[index];
            let client = self.clients[index].clone();
            let lines = json!([line(name, price, "month")]);
            if send {
                self.send(&client, person.contact, lines, 20)?;
            } else {
                let made = self.call("proposals.create", json!({ "client_id": client }))?;
                let page = self.call("proposals.show", json!({ "id": made["id"] }))?;
                let mut draft = page["draft"].clone();
                draft["lines"] = self.with_services(lines);
                draft["clauses"]["values"] = tax_values();
                self.call("proposals.save", json!({ "id": made["id"], "draft": draft }))?;
            }
        }
        self.reconcile()
    }
}

fn outgoing(row: &Value) -> Value {
    let text = row["description"].as_str().unwrap_or_default();
    let (category, note) = if text.contains("FEE") {
        ("fee", "")
    } else if text.contains("TRANSFER") {
        ("transfer", "tax set aside")
    } else if text.contains("OWNER") {
        ("owner", "")
    } else if text.contains("RENT") {
        ("expense:rent", "office")
    } else {
        ("expense:telephone", "internet")
    };
    json!({ "kind": "not_an_invoice", "category": category, "note": note })
}

fn plain(minor: i64) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100)
}

fn line(name: &str, price: u32, every: &str) -> Value {
    let billing = match every {
        "once" => json!({ "kind": "on_completion" }),
        "hours" => json!({ "kind": "hourly", "cap_hours": "40" }),
        every => json!({ "kind": "recurring", "every": every, "day": "start_day" }),
    };
    json!({ "service_id": null, "name": name, "description": described(name),
        "billing": billing, "quantity": "1", "price": format!("{price}.00"), "tax": "none" })
}

/// What fills the blanks of the clauses about tax returns.
fn tax_values() -> Value {
    json!({
        "tax_forms": "the federal and state income tax returns and the forms they call for",
        "tax_places": "the United States and Maine",
    })
}

fn described(name: &str) -> &'static str {
    match name {
        "Monthly bookkeeping" => {
            "Up to two bank accounts and one card account, closed once a month."
        }
        "Payroll" => "Up to five people, one pay run a month.",
        "Business income tax return" => {
            "One federal and one state return a year, from your closed books."
        }
        "Quarterly review meeting" => {
            "We meet for up to an hour each quarter to go through the figures and the decisions \
             ahead."
        }
        "Advice by the hour" => "We answer questions as they come, up to the hours agreed.",
        _ => "We do this with the care described below, from the records you give us.",
    }
}

fn lines(person: &Person) -> Value {
    let books = line("Monthly bookkeeping", person.price, "month");
    match person.plan {
        Plan::Books => json!([books]),
        Plan::BooksAndPayroll => json!([books, line("Payroll", 180, "month")]),
        Plan::BooksAndReturn => json!([books, line("Business income tax return", 1_450, "year")]),
        Plan::Quarterly => json!([line("Quarterly review meeting", person.price, "quarter")]),
        Plan::ReturnOnly => json!([line("Individual income tax return", person.price, "once")]),
        Plan::Hours => json!([line("Advice by the hour", person.price, "hours")]),
    }
}
