//! What Xero's description cannot say, each with its source, and amounts.

use serde_json::{Value, json};

use super::Books;

/// Where elements of a list have their id.
pub(super) fn id_of(list: &str) -> &'static str {
    match list {
        "Accounts" => "AccountID",
        "Contacts" => "ContactID",
        "Items" => "ItemID",
        "Invoices" => "InvoiceID",
        "CreditNotes" => "CreditNoteID",
        "Payments" => "PaymentID",
        "BankTransactions" => "BankTransactionID",
        _ => "AttachmentID",
    }
}

/// An amount in cents, however it is written.
pub(super) fn cents(value: &Value) -> i64 {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{decimals:0<2}");
    let below: i64 = digits.get(..2).and_then(|two| two.parse().ok()).unwrap_or(0);
    let above: i64 = whole.parse().unwrap_or(0);
    if text.starts_with('-') { above * 100 - below } else { above * 100 + below }
}

/// Cents as a number with two decimals.
pub(super) fn amount(cents: i64) -> Value {
    let sign = if cents < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
    serde_json::from_str(&text).expect("it is a number")
}

impl Books {
    /// Lines with their amounts, and what they come to: net and tax.
    pub(super) fn lines(&self, element: &Value) -> Result<(Vec<Value>, i64, i64), String> {
        let mut lines = element["LineItems"].as_array().cloned().unwrap_or_default();
        if lines.is_empty() {
            return Err("One or more line items must be specified".to_owned());
        }
        let (mut net, mut tax) = (0, 0);
        for line in &mut lines {
            self.account(line, "AccountCode", "AccountID")?;
            let kind = line["TaxType"].as_str().unwrap_or("NONE").to_owned();
            if self.with("TaxRates", "TaxType", &kind).is_none() {
                return Err(format!("The TaxType code '{kind}' does not exist or cannot be used"));
            }
            if let Some(code) = line["ItemCode"].as_str()
                && self.with("Items", "Code", code).is_none()
            {
                return Err(format!("Item code '{code}' is not valid"));
            }
            let own = line.get("LineAmount").unwrap_or(&line["UnitAmount"]).clone();
            line["LineAmount"] = own.clone();
            net += cents(&own);
            tax += cents(&line["TaxAmount"]);
        }
        Ok((lines, net, tax))
    }

    /// The account that an element names by its code or its id.
    pub(super) fn account(&self, of: &Value, code: &str, id: &str) -> Result<Value, String> {
        let by_code = of[code].as_str().and_then(|code| self.with("Accounts", "Code", code));
        let found = by_code.or_else(|| {
            of[id].as_str().and_then(|id| self.with("Accounts", id_of("Accounts"), id))
        });
        found.ok_or_else(|| {
            format!("Account code '{}' is not a valid code for this document.", of[code])
        })
    }

    /// Nothing is written on or before the lock date (developer.xero.com, Organisation).
    pub(super) fn day(&self, element: &Value) -> Result<String, String> {
        let day = element["Date"].as_str().unwrap_or_default().to_owned();
        if day.len() != 10 {
            return Err(format!("'{day}' is not a date"));
        }
        match &self.period_lock {
            Some(lock) if *lock >= day => {
                Err("The document date cannot be before the period lock date".to_owned())
            }
            _ => Ok(day),
        }
    }

    /// The contact that a document names; an archived one takes none.
    pub(super) fn contact(&mut self, element: &Value) -> Result<Value, String> {
        let named = &element["Contact"];
        if let Some(id) = named["ContactID"].as_str() {
            let contact = self.with("Contacts", "ContactID", id);
            let contact = contact.ok_or("The contact could not be found")?;
            if contact["ContactStatus"] == "ARCHIVED" {
                return Err("The contact has been archived".to_owned());
            }
            return Ok(json!({ "ContactID": id, "Name": contact["Name"] }));
        }
        let name = named["Name"].as_str().ok_or("A Contact must be specified")?.to_owned();
        let known = self.with("Contacts", "Name", &name);
        let contact = known.unwrap_or_else(|| {
            self.make("Contacts", json!({ "Name": name, "ContactStatus": "ACTIVE" }))
        });
        Ok(json!({ "ContactID": contact["ContactID"], "Name": name }))
    }
}
