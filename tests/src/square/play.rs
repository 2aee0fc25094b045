//! The client and the banks at Square: what a test makes happen.

use domain::processor::{Instrument, Scheme};
use serde_json::{Value, json};

use super::{Books, PLACE, SquareServer, dollars, text};

impl SquareServer {
    /// The clock goes on.
    pub fn pass(&self, seconds: i64) {
        self.books().now += seconds;
    }

    /// A payer with a card on file that pays.
    pub fn instrument(&self) -> Instrument {
        let mut books = self.books();
        let payer = json!({ "email_address": "ada@example.com", "given_name": "Ada Lowe" });
        let customer = books.make("customers", "CUST", payer);
        let card = card(&mut books, &customer["id"]);
        Instrument {
            reference: text(&card["id"]),
            payer: text(&customer["id"]),
            scheme: Scheme::Card,
            credit: false,
            label: "Visa".to_owned(),
            last4: "1111".to_owned(),
            ends_on: None,
            mandate: String::new(),
            blocked: None,
        }
    }

    /// Another card of a payer, on file and paying; its name.
    pub fn another_card(&self, payer: &str) -> String {
        text(&card(&mut self.books(), &json!(payer))["id"])
    }

    /// How a card behaves from now on: the code of its refusal, or nothing where it pays.
    pub fn behave(&self, card: &str, code: &str) {
        let mut books = self.books();
        if code.is_empty() {
            books.conduct.remove(card);
        } else {
            books.conduct.insert(card.to_owned(), code.to_owned());
        }
    }

    /// The client pays on a page, and ticks the box or not; the card's name.
    pub fn pay_page(&self, invoice: &str, ticks: bool) -> String {
        let mut books = self.books();
        let invoice = books.get("invoices", invoice).unwrap_or_default();
        assert_eq!(invoice["status"], "UNPAID", "a client pays what is open");
        let keeps = ticks && invoice["store_payment_method_enabled"] == true;
        let payer = invoice["primary_recipient"]["customer_id"].clone();
        let card = card(&mut books, &payer);
        let name = text(&card["id"]);
        if !keeps {
            books.change("cards", &name, json!({ "customer_id": null }));
        }
        let order = books.get("orders", &text(&invoice["order_id"])).unwrap_or_default();
        let paid = books.take(&card, &order, &Value::Null);
        assert!(paid.is_ok(), "the client's card pays");
        let invoice = books.change("invoices", &text(&invoice["id"]), json!({ "status": "PAID" }));
        books.ring("invoice.payment_made", &invoice);
        name
    }

    /// The day comes on which Square charges what it holds.
    pub fn charge_held(&self) {
        let mut books = self.books();
        let today = books.day(0);
        for invoice in books.all("invoices") {
            let request = &invoice["payment_requests"][0];
            if invoice["status"] != "SCHEDULED" || text(&request["due_date"]) > today {
                continue;
            }
            let card = books.get("cards", &text(&request["card_id"])).unwrap_or_default();
            let order = books.get("orders", &text(&invoice["order_id"])).unwrap_or_default();
            let paid = books.take(&card, &order, &Value::Null).is_ok();
            let status = if paid { "PAID" } else { "UNPAID" };
            let what = if paid { "payment_made" } else { "scheduled_charge_failed" };
            let name = text(&invoice["id"]);
            let invoice = books.change("invoices", &name, json!({ "status": status }));
            books.ring(&format!("invoice.{what}"), &invoice);
        }
    }

    /// The payer disputes what paid an order; the dispute's name.
    pub fn dispute(&self, order: &str, state: &str, due_at: &str) -> String {
        let mut books = self.books();
        let payment = payment_of(&books, order);
        let fields = json!({
            "amount_money": payment["amount_money"], "reason": "NOT_AS_DESCRIBED",
            "state": state, "due_at": due_at, "location_id": PLACE,
            "disputed_payment": { "payment_id": payment["id"] },
        });
        let dispute = books.make("disputes", "DISP", fields);
        books.ring("dispute.created", &dispute);
        text(&dispute["id"])
    }

    /// Changes fields of any object, as only Square can.
    pub fn alter(&self, kind: &str, name: &str, fields: Value) {
        self.books().change(kind, name, fields);
    }

    /// Changes fields of the payment that paid an order.
    pub fn alter_payment(&self, order: &str, fields: Value) {
        let mut books = self.books();
        let payment = text(&payment_of(&books, order)["id"]);
        let payment = books.change("payments", &payment, fields);
        books.ring("payment.updated", &payment);
    }

    /// Pays out: a kind, gross and fee each, and the order it belongs to; the payout's name.
    pub fn pay_out(&self, amount: i64, entries: &[(&str, i64, i64, &str)]) -> String {
        let mut books = self.books();
        let fields = json!({
            "amount_money": dollars(amount), "arrival_date": books.day(0), "status": "PAID",
            "end_to_end_id": "L2100000005B38CD", "location_id": PLACE, "type": "BATCH",
        });
        let payout = books.make("payouts", "po_", fields);
        for (kind, gross, fee, order) in entries {
            let mut fields = json!({
                "type": kind, "payout_id": payout["id"], "gross_amount_money": dollars(*gross),
                "fee_amount_money": dollars(*fee), "net_amount_money": dollars(gross - fee),
            });
            if !order.is_empty() {
                let details = format!("type_{}_details", kind.to_lowercase());
                fields[details] = json!({ "payment_id": payment_of(&books, order)["id"] });
            }
            books.make("payout_entries", "poe_", fields);
        }
        books.ring("payout.paid", &payout);
        text(&payout["id"])
    }

    /// Every key is forgotten, as after a long time.
    pub fn forget_keys(&self) {
        self.books().keys.clear();
    }

    /// Events come twice and in the wrong order.
    pub fn jumble_events(&self) {
        let mut books = self.books();
        let mut twice = books.all("events");
        twice.reverse();
        books.kinds.entry("events".to_owned()).or_default().extend(twice);
    }

    /// The list of payments lags from now on: it is empty.
    pub fn lag(&self) {
        self.books().lags = true;
    }

    /// The token lacks a permission, or the location takes no cards (`cards`).
    pub fn deny(&self, what: &str) {
        self.books().denied.insert(what.to_owned());
    }

    /// Every amount that is on its way or was taken for an obligation.
    pub fn taken(&self, collection: &str) -> Vec<i64> {
        let books = self.books();
        let orders = books.all("orders");
        let ours: Vec<&Value> =
            orders.iter().filter(|one| one["reference_id"] == collection).collect();
        let mut taken: Vec<i64> = books
            .all("payments")
            .iter()
            .filter(|one| ours.iter().any(|order| order["id"] == one["order_id"]))
            .filter(|one| one["status"] != "FAILED" && one["status"] != "CANCELED")
            .filter_map(|one| one["amount_money"]["amount"].as_i64())
            .collect();
        let held = books.all("invoices");
        let held = held.iter().filter(|one| one["status"] == "SCHEDULED");
        taken.extend(held.filter_map(|invoice| {
            let order = ours.iter().find(|order| order["id"] == invoice["order_id"])?;
            order["total_money"]["amount"].as_i64()
        }));
        taken
    }

    /// How often a card was refused for an obligation.
    pub fn refusals(&self, collection: &str) -> usize {
        let all = self.books().all("payments");
        let ours = all.iter().filter(|one| one["reference_id"] == collection);
        ours.filter(|one| one["status"] == "FAILED").count()
    }
}

fn payment_of(books: &Books, order: &str) -> Value {
    let all = books.all("payments");
    let ours = all.into_iter().rev().find(|one| one["order_id"] == order);
    ours.expect("the order was paid")
}

fn card(books: &mut Books, customer: &Value) -> Value {
    let fields = json!({
        "card_brand": "VISA", "card_type": "CREDIT", "last_4": "1111",
        "exp_month": 11, "exp_year": 2028,
        "customer_id": customer, "enabled": true, "merchant_id": "MLBELL",
    });
    books.make("cards", "ccof:CA4SE", fields)
}
