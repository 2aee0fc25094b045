//! What is made at Square: customers, orders, payments and refunds.

use serde_json::{Value, json};

use super::routes::{bad, error};
use super::{Books, PLACE, dollars, text};
use crate::service::Answer;

impl Books {
    pub(super) fn created(&mut self, kind: &str, asked: &Value) -> Result<Value, Answer> {
        match kind {
            "customers" => {
                let customer = self.make("customers", "CUST", asked.clone());
                Ok(json!({ "customer": customer }))
            }
            "orders" => Ok(json!({ "order": self.new_order(&asked["order"])? })),
            "invoices" => Ok(json!({ "invoice": self.draft(&asked["invoice"])? })),
            "payments" => Ok(json!({ "payment": self.pay_from_card(asked)? })),
            "refunds" => Ok(json!({ "refund": self.pay_back(asked)? })),
            _ => Err(error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "No such path")),
        }
    }

    fn new_order(&mut self, asked: &Value) -> Result<Value, Answer> {
        if asked["location_id"] != PLACE {
            return Err(bad("INVALID_LOCATION", "No such location"));
        }
        let mut total = 0;
        for line in asked["line_items"].as_array().into_iter().flatten() {
            if line["base_price_money"]["currency"] != "USD" {
                return Err(bad("CURRENCY_MISMATCH", "The location takes USD"));
            }
            total += line["base_price_money"]["amount"].as_i64().unwrap_or(0);
        }
        let mut order = asked.clone();
        order["state"] = json!("OPEN");
        order["version"] = json!(1);
        order["total_money"] = dollars(total);
        Ok(self.make("orders", "ORDR", order))
    }

    pub(super) fn change_order(&mut self, name: &str, asked: &Value) -> Result<Value, Answer> {
        let order = self.found("orders", name)?;
        if order["version"] != asked["version"] {
            return Err(error(409, "INVALID_REQUEST_ERROR", "CONFLICT", "Another version"));
        }
        if order["state"] != "OPEN" {
            return Err(bad("BAD_REQUEST", "The order is over"));
        }
        let version = order["version"].as_i64().unwrap_or(0) + 1;
        let fields = json!({ "state": asked["state"], "version": version });
        Ok(json!({ "order": self.change("orders", name, fields) }))
    }

    /// An order is paid once and in full, and one with an invoice only by that
    /// (<https://developer.squareup.com/docs/orders-api/pay-for-orders>).
    fn pay_from_card(&mut self, asked: &Value) -> Result<Value, Answer> {
        let card = self.found("cards", &text(&asked["source_id"]))?;
        if card["customer_id"] != asked["customer_id"] {
            return Err(bad("CUSTOMER_NOT_FOUND", "The card is another customer's"));
        }
        let order = self.found("orders", &text(&asked["order_id"]))?;
        let own = |one: &Value| one["order_id"] == order["id"] && one["status"] != "CANCELED";
        if order["state"] != "OPEN" || self.all("invoices").iter().any(own) {
            return Err(bad("BAD_REQUEST", "The order is already paid or belongs to an invoice"));
        }
        if order["total_money"] != asked["amount_money"] {
            return Err(bad("PAYMENT_AMOUNT_MISMATCH", "The order has another total"));
        }
        self.take(&card, &order, &asked["reference_id"])
    }

    /// Takes money from a card for an order.
    pub(super) fn take(
        &mut self,
        card: &Value,
        order: &Value,
        mark: &Value,
    ) -> Result<Value, Answer> {
        let no = if card["enabled"] == true {
            self.conduct.get(&text(&card["id"])).cloned()
        } else {
            Some("INVALID_CARD".to_owned())
        };
        let amount = order["total_money"]["amount"].as_i64().unwrap_or(0);
        let mut fields = json!({
            "amount_money": order["total_money"], "total_money": order["total_money"],
            "source_type": "CARD", "location_id": PLACE, "order_id": order["id"],
            "reference_id": mark, "customer_id": card["customer_id"],
        });
        if let Some(code) = no {
            let detail = format!("The bank says {code}.");
            let problem =
                json!({ "category": "PAYMENT_METHOD_ERROR", "code": code, "detail": detail });
            fields["status"] = json!("FAILED");
            fields["card_details"] = json!({ "status": "FAILED", "errors": [problem] });
            let payment = self.make("payments", "PYMT", fields);
            self.ring("payment.updated", &payment);
            return Err(error(402, "PAYMENT_METHOD_ERROR", &code, &detail));
        }
        fields["status"] = json!("COMPLETED");
        fields["card_details"] = json!({ "status": "CAPTURED" });
        // 2.9 per cent and 30 cents.
        let fee = (amount * 29 + 500) / 1_000 + 30;
        fields["processing_fee"] = json!([{ "type": "INITIAL", "amount_money": dollars(fee) }]);
        let payment = self.make("payments", "PYMT", fields);
        let tender = json!({ "type": "CARD", "payment_id": payment["id"], "id": payment["id"] });
        let version = order["version"].as_i64().unwrap_or(0) + 1;
        let paid = json!({ "state": "COMPLETED", "tenders": [tender], "version": version });
        self.change("orders", &text(&order["id"]), paid);
        self.ring("payment.created", &payment);
        Ok(payment)
    }

    fn pay_back(&mut self, asked: &Value) -> Result<Value, Answer> {
        let name = text(&asked["payment_id"]);
        let payment = self.found("payments", &name)?;
        if payment["status"] != "COMPLETED" {
            let code = "REFUND_ERROR_PAYMENT_NEEDS_COMPLETION";
            return Err(error(400, "REFUND_ERROR", code, "It is not completed"));
        }
        let before = payment["refunded_money"]["amount"].as_i64().unwrap_or(0);
        let more = asked["amount_money"]["amount"].as_i64().unwrap_or(0);
        if payment["amount_money"]["amount"].as_i64() < Some(before + more) {
            let detail = "More than was paid";
            return Err(error(400, "REFUND_ERROR", "REFUND_AMOUNT_INVALID", detail));
        }
        let mut fields = asked.clone();
        fields["status"] = json!("PENDING");
        let refund = self.make("refunds", "RFND", fields);
        let mut all = payment["refund_ids"].as_array().cloned().unwrap_or_default();
        all.push(refund["id"].clone());
        let fields = json!({ "refund_ids": all, "refunded_money": dollars(before + more) });
        let payment = self.change("payments", &name, fields);
        self.ring("refund.created", &refund);
        self.ring("payment.updated", &payment);
        Ok(refund)
    }
}
