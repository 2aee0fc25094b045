//! The client, the bank and the weather: what a test makes happen at the stand-in.

use domain::processor::{Instrument, Scheme};
use serde_json::{Value, json};

use super::books::{Books, id, set};
use super::{StripeServer, intents, invoices, pages, reversals};

/// What a client gives on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A card.
    Card,
    /// A bank account that is verified at once.
    Bank,
    /// A bank account that is verified by small amounts.
    BankByAmounts,
}

/// How a method behaves when it is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// It pays: a card at once, a bank account in days.
    Pays,
    /// It refuses, with the words of the bank.
    Declines {
        /// Stripe's code.
        code: &'static str,
        /// The bank's code; may be empty.
        decline: &'static str,
        /// The bank's advice; may be empty.
        advice: &'static str,
    },
}

impl StripeServer {
    /// The clock goes on; pages end, and held charges are taken, when their time comes.
    pub fn pass(&self, seconds: i64) {
        let mut books = self.books();
        books.now += seconds;
        pages::age(&mut books);
        invoices::finalise(&mut books);
    }

    /// A payer with a method that can be charged.
    pub fn instrument(&self, scheme: Scheme, conduct: Conduct) -> Instrument {
        let mut books = self.books();
        let payer = books.make("customer", "cus", json!({ "metadata": {} }));
        let means = if scheme == Scheme::Card { Means::Card } else { Means::Bank };
        let method = method(&mut books, means, &payer["id"]);
        books.conduct.insert(id(&method), conduct);
        let mandate = match means {
            Means::Card => String::new(),
            _ => id(&mandate(&mut books, &method)),
        };
        Instrument {
            reference: id(&method),
            payer: id(&payer),
            scheme,
            credit: false,
            label: String::new(),
            last4: String::new(),
            ends_on: None,
            mandate,
            blocked: None,
        }
    }

    /// A payer adds another method on a page of the portal.
    pub fn add_method(&self, payer: &str) -> String {
        let mut books = self.books();
        let method = method(&mut books, Means::Card, &json!(payer));
        id(&method)
    }

    /// From now on a method behaves so.
    pub fn behave(&self, method: &str, conduct: Conduct) {
        self.books().conduct.insert(method.to_owned(), conduct);
    }

    /// A mandate ends, at the bank.
    pub fn end_mandate(&self, mandate: &str) {
        let mut books = self.books();
        let mandate = books.change(mandate, json!({ "status": "inactive" }));
        books.ring("mandate.updated", &mandate);
    }

    /// The client opens a link to pay by; the page's name.
    pub fn visit(&self, link: &str) -> String {
        pages::visit(&mut self.books(), link)
    }

    /// The client goes through a page, or comes by a link, to its end.
    pub fn complete(&self, page: &str, means: Means, conduct: Conduct) {
        let page = if page.starts_with("plink_") { &self.visit(page) } else { page };
        let mut books = self.books();
        let session = books.get(page).unwrap_or_default();
        assert_eq!(session["status"], "open", "the page is open");
        let method = method(&mut books, means, &session["customer"]);
        books.conduct.insert(id(&method), conduct);
        let form = session["_form"].clone();
        let mut fields = json!({ "status": "complete", "url": null });
        if form["consent_collection"]["terms_of_service"] == "required" {
            fields["consent"] = json!({ "promotions": null, "terms_of_service": "accepted" });
        }
        if form["mode"] == "setup" {
            fields["setup_intent"] = set_up(&mut books, &session, &method, means)["id"].clone();
        } else {
            let data = &form["payment_intent_data"];
            let order = json!({
                "amount": session["amount_total"], "customer": session["customer"],
                "currency": form["line_items"][0]["price_data"]["currency"],
                "payment_method": method["id"], "metadata": data["metadata"],
                "setup_future_usage": data["setup_future_usage"],
            });
            let intent = intents::create(&mut books, &order).map_err(|answer| answer.body);
            let intent = id(&intent.expect("a page asks for what can be paid"));
            // What the bank says is seen by the intent.
            let _ = intents::confirm(&mut books, &intent, &json!({}));
            fields["payment_intent"] = json!(intent);
            fields["payment_status"] = json!("paid");
        }
        let session = books.change(page, fields);
        pages::used(&mut books, &session);
        books.ring("checkout.session.completed", &session);
    }

    /// The client types the small amounts in.
    pub fn verify(&self, page: &str) {
        let mut books = self.books();
        let session = books.get(page).unwrap_or_default();
        let setup = session["setup_intent"].as_str().unwrap_or_default().to_owned();
        let fields = json!({ "status": "succeeded", "next_action": null });
        let setup = books.change(&setup, fields);
        books.ring("setup_intent.succeeded", &setup);
    }

    /// The bank lets a debit through.
    pub fn settle(&self, charge: &str) {
        intents::settle(&mut self.books(), charge);
    }

    /// The bank refuses a debit that was on its way.
    pub fn fail(&self, charge: &str, code: &str) {
        intents::fail(&mut self.books(), charge, code);
    }

    /// A bank takes back, or a payer disputes, what was settled.
    pub fn dispute(&self, charge: &str, reason: &str) {
        reversals::dispute(&mut self.books(), charge, reason);
    }

    /// A dispute is decided.
    pub fn decide(&self, charge: &str, won: bool) {
        reversals::decide(&mut self.books(), charge, won);
    }

    /// The balance is paid out; the payout's name.
    pub fn pay_out(&self) -> String {
        reversals::pay_out(&mut self.books())
    }

    /// The practice's bank sends a payout back.
    pub fn bounce(&self, payout: &str) {
        reversals::bounce(&mut self.books(), payout);
    }

    /// Changes fields of any object, as only Stripe can.
    pub fn alter(&self, name: &str, fields: Value) {
        self.books().change(name, fields);
    }

    /// The name of the newest object of a kind.
    pub fn newest(&self, kind: &str) -> String {
        self.books().all(kind).last().map(id).unwrap_or_default()
    }

    /// The intent behind a held charge.
    pub fn behind(&self, invoice: &str) -> String {
        let invoice = self.books().get(invoice).unwrap_or_default();
        let payment = &invoice["_payments"]["data"][0]["payment"]["payment_intent"];
        payment.as_str().unwrap_or_default().to_owned()
    }

    /// The key loses the permission for a call, such as `/v1/refunds/{id}`.
    pub fn deny(&self, template: &str) {
        self.books().denied.insert(template.to_owned());
    }

    /// The account cannot take a method, by Stripe's name.
    pub fn deactivate(&self, method: &str) {
        self.books().inactive.insert(method.to_owned());
    }

    /// The address of the terms is missing from the public details.
    pub fn forget_terms(&self) {
        self.books().has_terms = false;
    }

    /// Events are listed twice, and those of one second in another order.
    pub fn disorder(&self) {
        self.books().disorder = true;
    }

    /// Every amount that was taken, or is on its way, for an obligation.
    pub fn taken(&self, collection: &str) -> Vec<i64> {
        let books = self.books();
        let held: Vec<Value> = books
            .all("invoice")
            .into_iter()
            .filter(|one| one["metadata"]["collection"] == collection)
            .map(|one| one["_payments"]["data"][0]["payment"]["payment_intent"].clone())
            .collect();
        let mut charges = books.all("charge");
        charges.retain(|charge| {
            let ours = charge["metadata"]["collection"] == collection
                || held.contains(&charge["payment_intent"]);
            ours && charge["status"] != "failed"
        });
        charges.iter().filter_map(|charge| charge["amount"].as_i64()).collect()
    }

    /// Every amount that was paid back under a mark.
    pub fn refunded(&self, refund: &str) -> Vec<i64> {
        let mut all = self.books().all("refund");
        all.retain(|one| one["metadata"]["refund"] == refund);
        all.iter().filter_map(|one| one["amount"].as_i64()).collect()
    }
}

fn method(books: &mut Books, means: Means, payer: &Value) -> Value {
    let mut fields = json!({ "customer": payer, "metadata": {} });
    if means != Means::Card {
        let bank = json!({
            "account_holder_type": "company", "account_type": "checking", "bank_name": "TEST BANK",
            "financial_connections_account": null, "fingerprint": "fp", "last4": "6789",
            "networks": null, "routing_number": "110000000", "status_details": null,
        });
        set(&mut fields, json!({ "type": "us_bank_account", "us_bank_account": bank }));
    }
    let mut made = books.make("payment_method", "pm", fields);
    if let (true, Some(bank)) = (means != Means::Card, made.as_object_mut()) {
        bank.remove("card");
        books.put(made.clone());
    }
    books.ring("payment_method.attached", &made);
    made
}

fn mandate(books: &mut Books, method: &Value) -> Value {
    let now = books.now;
    books.make(
        "mandate",
        "mandate",
        json!({
            "payment_method": method["id"], "status": "active",
            "payment_method_details": { "type": method["type"] },
            "customer_acceptance": {
                "type": "online", "accepted_at": now,
                "online": { "ip_address": "203.0.113.7", "user_agent": "Mozilla/5.0" },
            },
        }),
    )
}

fn set_up(books: &mut Books, session: &Value, method: &Value, means: Means) -> Value {
    let mandate = match means {
        Means::Card => Value::Null,
        _ => mandate(books, method)["id"].clone(),
    };
    let slow = means == Means::BankByAmounts;
    let next = slow.then(|| {
        json!({
            "type": "verify_with_microdeposits",
            "verify_with_microdeposits": {
                "arrival_date": books.now + 2 * 86_400,
                "hosted_verification_url": "https://payments.stripe.com/microdeposit/canary",
                "microdeposit_type": "descriptor_code",
            },
        })
    });
    let marks = &session["_form"]["setup_intent_data"]["metadata"];
    books.make(
        "setup_intent",
        "seti",
        json!({
            "customer": session["customer"], "payment_method": method["id"], "mandate": mandate,
            "status": if slow { "requires_action" } else { "succeeded" },
            "next_action": next, "metadata": marks,
        }),
    )
}
