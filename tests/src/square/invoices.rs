//! Invoices at Square.

use serde_json::{Value, json};

use super::routes::{bad, error};
use super::{Books, text};
use crate::service::Answer;

impl Books {
    /// What may be drawn, by <https://developer.squareup.com/docs/invoices-api/overview>: an open
    /// order, one customer, and where a card is charged by itself, that customer's card, an e-mail
    /// address to tell them, and delivery by e-mail.
    pub(super) fn draft(&mut self, asked: &Value) -> Result<Value, Answer> {
        let order = self.found("orders", &text(&asked["order_id"]))?;
        let customer =
            self.found("customers", &text(&asked["primary_recipient"]["customer_id"]))?;
        if order["state"] != "OPEN" {
            return Err(bad("BAD_REQUEST", "The order is over"));
        }
        let taken = |one: &Value| one["order_id"] == order["id"] && one["status"] != "CANCELED";
        if self.all("invoices").iter().any(taken) {
            return Err(bad("BAD_REQUEST", "The order has an invoice"));
        }
        let request = &asked["payment_requests"][0];
        let due = text(&request["due_date"]);
        if due < self.day(0) || request["request_type"] != "BALANCE" {
            return Err(bad("INVALID_DATE", "The due date is over"));
        }
        if request["automatic_payment_source"] == "CARD_ON_FILE" {
            let card = self.found("cards", &text(&request["card_id"]))?;
            if card["customer_id"] != customer["id"] || asked["delivery_method"] != "EMAIL" {
                return Err(bad("BAD_REQUEST", "An automatic payment wants card and e-mail"));
            }
            if customer["email_address"].is_null() {
                return Err(bad("CUSTOMER_MISSING_EMAIL", "The customer has no e-mail address"));
            }
        }
        let mut fields = asked.clone();
        fields["status"] = json!("DRAFT");
        fields["version"] = json!(0);
        Ok(self.make("invoices", "inv:0-Ch", fields))
    }

    pub(super) fn publish(&mut self, name: &str, asked: &Value) -> Result<Value, Answer> {
        let invoice = self.found("invoices", name)?;
        if invoice["status"] != "DRAFT" || invoice["version"] != asked["version"] {
            return Err(bad("BAD_REQUEST", "It is published already"));
        }
        let automatic = invoice["payment_requests"][0]["automatic_payment_source"].is_string();
        let status = if automatic { "SCHEDULED" } else { "UNPAID" };
        let url = format!("https://app.squareup.com/pay-invoice/{name}");
        let fields = json!({ "status": status, "version": 1, "public_url": url });
        Ok(json!({ "invoice": self.change("invoices", name, fields) }))
    }

    pub(super) fn cancel(&mut self, name: &str, asked: &Value) -> Result<Value, Answer> {
        let invoice = self.found("invoices", name)?;
        if invoice["version"] != asked["version"] {
            return Err(error(409, "INVALID_REQUEST_ERROR", "CONFLICT", "Another version"));
        }
        let open = ["UNPAID", "SCHEDULED"].iter().any(|one| invoice["status"] == *one);
        if !open {
            return Err(bad("BAD_REQUEST", "It cannot be canceled"));
        }
        let version = invoice["version"].as_i64().unwrap_or(0) + 1;
        let fields = json!({ "status": "CANCELED", "version": version });
        let invoice = self.change("invoices", name, fields);
        self.change("orders", &text(&invoice["order_id"]), json!({ "state": "CANCELED" }));
        self.ring("invoice.canceled", &invoice);
        Ok(json!({ "invoice": invoice }))
    }

    pub(super) fn delete(&mut self, name: &str, asked: &Value) -> Result<Value, Answer> {
        let invoice = self.found("invoices", name)?;
        let version: Option<i64> = text(&asked["version"]).parse().ok();
        if invoice["status"] != "DRAFT" || version != invoice["version"].as_i64() {
            return Err(bad("BAD_REQUEST", "Only a draft is deleted"));
        }
        self.change("orders", &text(&invoice["order_id"]), json!({ "state": "CANCELED" }));
        if let Some(all) = self.kinds.get_mut("invoices") {
            all.retain(|one| one["id"] != name);
        }
        Ok(json!({}))
    }
}
