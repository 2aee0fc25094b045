//! What becomes of each element that is put into a list, or why not.

use serde_json::{Value, json};

use super::rules::{amount, cents, id_of};
use super::{Books, written};

impl Books {
    /// Makes an element, or changes the one it names.
    pub(super) fn element(&mut self, list: &'static str, given: &Value) -> Result<Value, String> {
        let named = given[id_of(list)].as_str().unwrap_or_default().to_owned();
        let fields = match list {
            "Contacts" => self.contact_fields(given, &named)?,
            "Items" => return self.item(given),
            "Invoices" => self.document(given, &named, "InvoiceNumber", "AmountDue", list)?,
            "CreditNotes" => {
                self.document(given, &named, "CreditNoteNumber", "RemainingCredit", list)?
            }
            "Payments" => return self.payment(given),
            _ => self.transaction(given)?,
        };
        if named.is_empty() {
            return Ok(self.make(list, fields));
        }
        if self.with(list, id_of(list), &named).is_none() {
            return Err("The document could not be found".to_owned());
        }
        Ok(self.change(list, &named, fields))
    }

    /// Names and numbers of contacts are unique (developer.xero.com, Contacts).
    fn contact_fields(&self, given: &Value, named: &str) -> Result<Value, String> {
        let other = |field: &str| {
            let value = given[field].as_str().unwrap_or_default();
            let found = self.with("Contacts", field, value);
            found.is_some_and(|one| one["ContactID"] != named && one["ContactStatus"] != "ARCHIVED")
        };
        if given["Name"].as_str().is_none_or(str::is_empty) && named.is_empty() {
            return Err("The contact name must be specified".to_owned());
        }
        if other("Name") || other("ContactNumber") {
            return Err(format!(
                "The contact name {} is already assigned to another contact. The contact name must \
                 be unique across all active contacts.",
                given["Name"]
            ));
        }
        let mut fields = given.clone();
        if fields["ContactStatus"].is_null() {
            fields["ContactStatus"] = json!("ACTIVE");
        }
        Ok(fields)
    }

    fn item(&mut self, given: &Value) -> Result<Value, String> {
        let code = given["Code"].as_str().unwrap_or_default().to_owned();
        let known = self.with("Items", "Code", &code);
        match known {
            Some(known) => {
                let id = known["ItemID"].as_str().unwrap_or_default().to_owned();
                Ok(self.change("Items", &id, given.clone()))
            }
            None => Ok(self.make("Items", given.clone())),
        }
    }

    /// An invoice or a credit note.
    fn document(
        &mut self,
        given: &Value,
        named: &str,
        number: &str,
        open: &str,
        list: &str,
    ) -> Result<Value, String> {
        let before = self.with(list, id_of(list), named);
        if let Some(before) = &before {
            if let Some(status) =
                given["Status"].as_str().filter(|s| ["VOIDED", "DELETED"].contains(s))
            {
                if before["Total"] != before[open] {
                    return Err(
                        "This document cannot be voided as it has payments or credit notes \
                                allocated to it"
                            .to_owned(),
                    );
                }
                let nothing = json!(0);
                return Ok(json!({ "Status": status, open: nothing }));
            }
            if before["Status"] != "AUTHORISED" {
                return Err("Invoice not of valid status for modification".to_owned());
            }
        }
        let day = self.day(given)?;
        let own = given[number].as_str().unwrap_or_default();
        let taken = self.with(list, number, own);
        if taken.is_some_and(|one| one[id_of(list)] != named && one["Status"] != "DELETED") {
            return Err(format!("{} # must be unique.", list.trim_end_matches('s')));
        }
        if given["CurrencyCode"].as_str().is_some_and(|code| code != "USD") {
            return Err("Organisation is not subscribed to this currency".to_owned());
        }
        let contact = self.contact(given)?;
        let (lines, net, tax) = self.lines(given)?;
        let mut fields = given.clone();
        fields["Contact"] = contact;
        fields["LineItems"] = json!(lines);
        fields["Date"] = json!(written(&day));
        fields["DateString"] = json!(format!("{day}T00:00:00"));
        if let Some(due) = given["DueDate"].as_str() {
            fields["DueDate"] = json!(written(due));
        }
        fields["SubTotal"] = amount(net);
        fields["TotalTax"] = amount(tax);
        fields["Total"] = amount(net + tax);
        let used = before.map_or(0, |one| cents(&one["Total"]) - cents(&one[open]));
        fields[open] = amount(net + tax - used);
        fields["HasErrors"] = json!(false);
        Ok(fields)
    }

    fn payment(&mut self, given: &Value) -> Result<Value, String> {
        let day = self.day(given)?;
        let account = self.account(&given["Account"], "Code", "AccountID")?;
        if account["Type"] != "BANK" && account["EnablePaymentsToAccount"] != true {
            return Err("Account type is invalid for payments, enable payments to it".to_owned());
        }
        let credits = given.get("CreditNote").is_some();
        let (list, what, open) = if credits {
            ("CreditNotes", "CreditNote", "RemainingCredit")
        } else {
            ("Invoices", "Invoice", "AmountDue")
        };
        let id = given[what][id_of(list)].as_str().unwrap_or_default().to_owned();
        let of = self.with(list, id_of(list), &id).ok_or("The document could not be found")?;
        if of["Status"] != "AUTHORISED" {
            return Err("The document is not of valid status for payment".to_owned());
        }
        let paid = cents(&given["Amount"]);
        if paid > cents(&of[open]) {
            return Err("Payment amount exceeds the amount outstanding on this document".to_owned());
        }
        self.use_up(list, &id, open, paid);
        let mut fields = given.clone();
        fields["Date"] = json!(written(&day));
        fields["Status"] = json!("AUTHORISED");
        fields["PaymentType"] = json!(if credits { "ARCREDITPAYMENT" } else { "ACCRECPAYMENT" });
        fields[what] = json!({ id_of(list): id, "Contact": of["Contact"] });
        // Xero's own example writes it as a text.
        fields["IsReconciled"] = json!(false);
        Ok(self.make("Payments", fields))
    }

    /// Takes so much off what is open of a document; below zero gives it back.
    pub(super) fn use_up(&mut self, list: &str, id: &str, open: &str, used: i64) {
        let before = self.with(list, id_of(list), id).expect("the document exists");
        let left = cents(&before[open]) - used;
        let status = if left == 0 { "PAID" } else { "AUTHORISED" };
        self.change(list, id, json!({ open: amount(left), "Status": status }));
    }

    fn transaction(&mut self, given: &Value) -> Result<Value, String> {
        if given["Status"] == "DELETED" {
            return Ok(json!({ "Status": "DELETED" }));
        }
        let day = self.day(given)?;
        let account = self.account(&given["BankAccount"], "Code", "AccountID")?;
        if account["Type"] != "BANK" {
            return Err("BankAccount must be of type BANK".to_owned());
        }
        // A contact is compulsory (developer.xero.com, Bank transactions).
        let contact = self.contact(given)?;
        let (lines, net, tax) = self.lines(given)?;
        let mut fields = given.clone();
        fields["Contact"] = contact;
        fields["LineItems"] = json!(lines);
        fields["BankAccount"] =
            json!({ "AccountID": account["AccountID"], "Code": account["Code"] });
        fields["Date"] = json!(written(&day));
        fields["Total"] = amount(net + tax);
        Ok(fields)
    }

    /// Joins a credit note to an invoice.
    pub(super) fn allocate(&mut self, note: &str, given: &Value) -> Result<Value, String> {
        let before = self.with("CreditNotes", "CreditNoteID", note);
        let before = before.ok_or("The document could not be found")?;
        let invoice = given["Invoice"]["InvoiceID"].as_str().unwrap_or_default().to_owned();
        let of = self.with("Invoices", "InvoiceID", &invoice);
        let of = of.ok_or("The document could not be found")?;
        let part = cents(&given["Amount"]);
        if part > cents(&before["RemainingCredit"]) || part > cents(&of["AmountDue"]) {
            return Err("The amount exceeds the amount outstanding on this document".to_owned());
        }
        self.use_up("CreditNotes", note, "RemainingCredit", part);
        self.use_up("Invoices", &invoice, "AmountDue", part);
        let day = written(given["Date"].as_str().unwrap_or_default());
        let own = json!({ "AllocationID": self.id(), "Amount": given["Amount"],
            "Invoice": { "InvoiceID": invoice }, "Date": day });
        let mut all = before["Allocations"].as_array().cloned().unwrap_or_default();
        all.push(own.clone());
        self.change("CreditNotes", note, json!({ "Allocations": all }));
        Ok(own)
    }

    /// Takes a payment out and opens what it paid.
    pub(super) fn unpay(&mut self, id: &str) -> Result<Value, String> {
        let payment = self.with("Payments", "PaymentID", id);
        let payment = payment.ok_or("The payment could not be found")?;
        if payment["Status"] == "DELETED" {
            return Err("The payment has been deleted".to_owned());
        }
        let (list, what, open) = if payment["CreditNote"].is_object() {
            ("CreditNotes", "CreditNote", "RemainingCredit")
        } else {
            ("Invoices", "Invoice", "AmountDue")
        };
        let of = payment[what][id_of(list)].as_str().unwrap_or_default().to_owned();
        self.use_up(list, &of, open, -cents(&payment["Amount"]));
        Ok(self.change("Payments", id, json!({ "Status": "DELETED" })))
    }
}
