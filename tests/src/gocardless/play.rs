//! The client and the banks at GoCardless: what a test makes happen.

use domain::processor::{Instrument, Scheme};
use serde_json::{Value, json};

use super::{Books, GoCardlessServer};

impl GoCardlessServer {
    /// The clock goes on.
    pub fn pass(&self, seconds: i64) {
        self.books().now += seconds;
    }

    /// A payer with a mandate that can be debited.
    pub fn instrument(&self) -> Instrument {
        let mut books = self.books();
        let customer = books.make("customers", "CU", json!({}));
        let mandate = mandate(&mut books, &customer["id"]);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Instrument {
            reference: text(&mandate["id"]),
            payer: text(&customer["id"]),
            scheme: Scheme::Ach,
            credit: false,
            label: String::new(),
            last4: String::new(),
            ends_on: None,
            mandate: text(&mandate["id"]),
            blocked: None,
        }
    }

    /// The client goes through a page to its end; the mandate's name.
    pub fn complete(&self, page: &str) -> String {
        let mut books = self.books();
        let request = books.get("billing_requests", page).unwrap_or_default();
        let mandate = mandate(&mut books, &request["links"]["customer"]);
        let mut asked = request["mandate_request"].clone();
        asked["links"] = json!({ "mandate": mandate["id"] });
        let fields = json!({ "status": "fulfilled", "mandate_request": asked });
        books.change("billing_requests", page, fields);
        books.ring("billing_requests", "fulfilled", json!({ "billing_request": page }), "");
        mandate["id"].as_str().unwrap_or_default().to_owned()
    }

    /// A mandate or a payment comes to another state, with the bank's cause.
    pub fn becomes(&self, kind: &str, name: &str, status: &str, cause: &str) {
        let mut books = self.books();
        books.change(kind, name, json!({ "status": status }));
        books.ring(kind, status, json!({ kind.trim_end_matches('s'): name }), cause);
    }

    /// The banks let every payment through that is on its way.
    pub fn settle(&self) {
        let all = self.books().kinds.get("payments").cloned().unwrap_or_default();
        for payment in all.iter().filter(|one| one["status"] == "pending_submission") {
            let name = payment["id"].as_str().unwrap_or_default();
            self.becomes("payments", name, "confirmed", "payment_confirmed");
        }
    }

    /// Events are listed twice and in another order from now on.
    pub fn disorder(&self) {
        self.books().disorder = true;
    }

    /// Changes fields of any object, as only GoCardless can.
    pub fn alter(&self, kind: &str, name: &str, fields: Value) {
        self.books().change(kind, name, fields);
    }

    /// Pays out what these items come to, an amount and a type each; the payout's name.
    pub fn pay_out(&self, amount: i64, items: &[(&str, &str, &str)]) -> String {
        let mut books = self.books();
        let fields = json!({
            "amount": amount, "currency": "USD", "arrival_date": books.day(0), "status": "paid",
            "reference": "BELL-4711", "deducted_fees": 0, "payout_type": "merchant",
        });
        let payout = books.make("payouts", "PO", fields);
        for (kind, amount, payment) in items {
            let links = json!({ "payout": payout["id"], "payment": payment });
            books.make(
                "payout_items",
                "PI",
                json!({ "type": kind, "amount": amount, "links": links }),
            );
        }
        books.ring("payouts", "paid", json!({ "payout": payout["id"] }), "");
        payout["id"].as_str().unwrap_or_default().to_owned()
    }

    /// The token may only read (`POST`), or the practice is not verified (`verification`).
    pub fn deny(&self, what: &str) {
        self.books().denied.insert(what.to_owned());
    }

    /// Every amount that is on its way or was taken for an obligation.
    pub fn taken(&self, collection: &str) -> Vec<i64> {
        let over = ["cancelled", "failed", "charged_back"];
        let books = self.books();
        let all = books.kinds.get("payments").into_iter().flatten();
        all.filter(|one| one["metadata"]["collection"] == collection)
            .filter(|one| over.iter().all(|status| one["status"] != *status))
            .filter_map(|one| one["amount"].as_i64())
            .collect()
    }

    /// How often a payment was tried again.
    pub fn retries(&self, payment: &str) -> i64 {
        let payment = self.books().get("payments", payment).unwrap_or_default();
        payment["retries"].as_i64().unwrap_or(0)
    }
}

fn mandate(books: &mut Books, customer: &Value) -> Value {
    let fields = json!({
        "bank_name": "TEST BANK", "account_number_ending": "11", "links": { "customer": customer },
    });
    let account = books.make("customer_bank_accounts", "BA", fields);
    let links = json!({
        "customer": customer, "customer_bank_account": account["id"], "creditor": "CR01",
    });
    let fields = json!({
        "scheme": "ach", "status": "pending_submission", "links": links,
        "next_possible_charge_date": books.day(2), "reference": "BELL-1",
    });
    books.make("mandates", "MD", fields)
}
