//! What becomes of each entity that is made, changed, voided or deleted, or why not.

use serde_json::{Value, json};

use super::Books;
use super::rules::{Fault, amount, cents, not_found, stale};

impl Books {
    /// Makes an entity.
    pub(super) fn create(&mut self, kind: &str, given: &Value) -> Result<Value, Fault> {
        self.judge(kind, given, "")?;
        let mut fields = given.clone();
        self.reckon(kind, &mut fields, 0);
        if kind == "Payment" {
            self.join(&fields, 1)?;
        }
        let made = self.make(kind, fields);
        if kind == "Payment" {
            self.point(&made, true);
        }
        Ok(made)
    }

    /// Changes an entity; fields that are left out stay (sparse).
    pub(super) fn update(&mut self, kind: &str, given: &Value) -> Result<Value, Fault> {
        let id = given["Id"].as_str().unwrap_or_default().to_owned();
        let before = self.current(kind, &id, given)?;
        self.judge(kind, given, &id)?;
        if given["sparse"] != true {
            return Err(("2010", "only sparse updates are played here".to_owned()));
        }
        let mut fields = given.clone();
        let used = cents(&before["TotalAmt"]) - cents(&before["Balance"]);
        if fields["Line"].is_array() {
            self.reckon(kind, &mut fields, used);
        }
        let object = fields.as_object_mut().expect("an entity is an object");
        object.remove("SyncToken");
        Ok(self.change(kind, &id, fields))
    }

    /// The entity that an act names, if the token is the newest.
    fn current(&self, kind: &str, id: &str, given: &Value) -> Result<Value, Fault> {
        let before = self.get(kind, id).ok_or_else(not_found)?;
        if before["SyncToken"] == given["SyncToken"] { Ok(before) } else { Err(stale()) }
    }

    /// Makes an invoice one of nothing, as in Intuit's recorded void.
    pub(super) fn void(&mut self, kind: &str, given: &Value) -> Result<Value, Fault> {
        let id = given["Id"].as_str().unwrap_or_default().to_owned();
        let before = self.current(kind, &id, given)?;
        if before["Balance"] != before["TotalAmt"] {
            let words = "This transaction is linked to others, and cannot be voided";
            return Err(("6480", words.to_owned()));
        }
        let mut lines = before["Line"].clone();
        for line in lines.as_array_mut().into_iter().flatten() {
            line["Amount"] = json!(0);
        }
        let fields = json!({ "PrivateNote": "Voided", "TotalAmt": 0, "Balance": 0, "Line": lines });
        Ok(self.change(kind, &id, fields))
    }

    /// Deletes an entity: all that is left is its name, as in Intuit's recorded delete.
    pub(super) fn delete(&mut self, kind: &str, given: &Value) -> Result<Value, Fault> {
        let id = given["Id"].as_str().unwrap_or_default().to_owned();
        let before = self.current(kind, &id, given)?;
        if kind == "Payment" {
            self.join(&before, -1)?;
            self.point(&before, false);
        }
        self.drop_entity(kind, &id);
        Ok(json!({ "domain": "QBO", "status": "Deleted", "Id": id }))
    }

    /// Takes an entity away.
    pub(super) fn drop_entity(&mut self, kind: &str, id: &str) {
        if let Some(all) = self.kinds.get_mut(kind) {
            all.retain(|one| one["Id"] != id);
        }
        self.deleted.push((kind.to_owned(), id.to_owned(), self.now));
    }

    /// What the lines of a document come to.
    fn reckon(&self, kind: &str, fields: &mut Value, used: i64) {
        match kind {
            "Customer" | "Item" | "Account" => fields["Active"] = json!(true),
            "Invoice" | "CreditMemo" | "Deposit" | "Purchase" => {
                let lines = fields["Line"].as_array().cloned().unwrap_or_default();
                let net: i64 = lines.iter().map(|line| cents(&line["Amount"])).sum();
                let total = net + cents(&fields["TxnTaxDetail"]["TotalTax"]);
                fields["TotalAmt"] = amount(total);
                if matches!(kind, "Invoice" | "CreditMemo") {
                    fields["Balance"] = amount(total - used);
                    fields["CurrencyRef"] =
                        json!({ "value": "USD", "name": "United States Dollar" });
                }
                if kind == "CreditMemo" {
                    fields["RemainingCredit"] = amount(total - used);
                }
            }
            _ => {}
        }
    }

    /// Takes a payment's parts off what they pay, or gives them back.
    fn join(&mut self, payment: &Value, sign: i64) -> Result<(), Fault> {
        let lines = payment["Line"].as_array().cloned().unwrap_or_default();
        let credits: i64 = lines
            .iter()
            .filter(|line| kind_of(line) == "CreditMemo")
            .map(|l| cents(&l["Amount"]))
            .sum();
        let pays: i64 = lines
            .iter()
            .filter(|line| kind_of(line) != "CreditMemo")
            .map(|l| cents(&l["Amount"]))
            .sum();
        if pays != cents(&payment["TotalAmt"]) + credits {
            return Err(("6000", "The amounts of a payment must add up".to_owned()));
        }
        for line in lines.iter().filter(|line| kind_of(line) != "Check") {
            let (kind, id) = (kind_of(line), id_of(line));
            let before = self.get(&kind, &id).ok_or_else(not_found)?;
            if cents(&before["Balance"]) - sign * cents(&line["Amount"]) < 0 {
                return Err(("6000", "A payment is more than what is owed".to_owned()));
            }
        }
        for line in lines.iter().filter(|line| kind_of(line) != "Check") {
            let (kind, id) = (kind_of(line), id_of(line));
            let before = self.get(&kind, &id).ok_or_else(not_found)?;
            let left = amount(cents(&before["Balance"]) - sign * cents(&line["Amount"]));
            let mut fields = json!({ "Balance": left });
            if kind == "CreditMemo" {
                fields["RemainingCredit"] = fields["Balance"].clone();
            }
            // Applying a payment raises the token of what it pays (breeze#4624).
            self.change(&kind, &id, fields);
        }
        Ok(())
    }

    /// What a payment is joined to names it, or names it no more.
    fn point(&mut self, payment: &Value, there: bool) {
        for line in payment["Line"].as_array().into_iter().flatten() {
            let (kind, id) = (kind_of(line), id_of(line));
            let all = self.kinds.get_mut(&kind).into_iter().flatten();
            for one in all.filter(|one| one["Id"] == id.as_str()) {
                let mut links = one["LinkedTxn"].as_array().cloned().unwrap_or_default();
                links.retain(|link| link["TxnId"] != payment["Id"]);
                if there {
                    links.push(json!({ "TxnId": payment["Id"], "TxnType": "Payment" }));
                }
                one["LinkedTxn"] = json!(links);
            }
        }
    }
}

fn kind_of(line: &Value) -> String {
    line["LinkedTxn"][0]["TxnType"].as_str().unwrap_or_default().to_owned()
}

fn id_of(line: &Value) -> String {
    line["LinkedTxn"][0]["TxnId"].as_str().unwrap_or_default().to_owned()
}
