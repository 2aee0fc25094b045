//! What Intuit's schemas cannot say, each with its source, and amounts.

use serde_json::{Value, json};

use super::Books;

/// A fault of an entity: its code and its words.
pub(super) type Fault = (&'static str, String);

/// An amount in cents, however it is written.
pub(super) fn cents(value: &Value) -> i64 {
    let text = value.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{decimals:0<2}");
    let below: i64 = digits.get(..2).and_then(|two| two.parse().ok()).unwrap_or(0);
    let above: i64 = whole.parse().unwrap_or(0);
    if text.starts_with('-') { above * 100 - below } else { above * 100 + below }
}

/// Cents as a number with two decimals; nothing at all is `0`, as in Intuit's recorded answers.
pub(super) fn amount(cents: i64) -> Value {
    if cents == 0 {
        return json!(0);
    }
    let sign = if cents < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
    serde_json::from_str(&text).expect("it is a number")
}

/// A fault as entities write it.
pub(super) fn fault((code, words): &Fault) -> Value {
    json!({
        "Error": [{ "Message": words, "Detail": words, "code": code, "element": "" }],
        "type": "ValidationFault",
    })
}

pub(super) fn stale() -> Fault {
    let words = "Stale Object Error : You and Nora were working on this at the same time.";
    ("5010", words.to_owned())
}

pub(super) fn not_found() -> Fault {
    let words = "Object Not Found : Something you're trying to use has been made inactive.";
    ("610", words.to_owned())
}

impl Books {
    /// What no schema says of an entity that is to be made or changed.
    pub(super) fn judge(&self, kind: &str, given: &Value, named: &str) -> Result<(), Fault> {
        let text = |name: &str| given[name].as_str().unwrap_or_default();
        // 21 characters (workato's and CiviCRM's pages on QuickBooks).
        for name in ["DocNumber", "PaymentRefNum"] {
            if text(name).chars().count() > 21 {
                return Err(("2050", format!("{name} is longer than 21 characters")));
            }
        }
        // Unique over customers, vendors and employees; no colon (Intuit's recorded 6240; workato).
        if kind == "Customer" && !text("DisplayName").is_empty() {
            if text("DisplayName").contains(':') {
                return Err(("2040", "DisplayName must not hold a colon".to_owned()));
            }
            for other in ["Customer", "Vendor", "Employee"] {
                let all = self.kinds.get(other).into_iter().flatten();
                let mut same = all.filter(|one| one["DisplayName"] == text("DisplayName"));
                if same.any(|one| one["Id"] != named) {
                    let words = "The name supplied already exists. : null";
                    return Err(("6240", words.to_owned()));
                }
            }
        }
        // Codes differ by source; the words are those of Intuit's blog of 2017.
        if matches!(kind, "Invoice" | "CreditMemo") && !text("DocNumber").is_empty() {
            let mut all = self.kinds.get(kind).into_iter().flatten();
            if all.any(|one| one["DocNumber"] == text("DocNumber") && one["Id"] != named) {
                let words =
                    "Duplicate Document Number Error : You must specify a different number.";
                return Err(("6140", words.to_owned()));
            }
        }
        // Closed books (Invoice Ninja's QbPayment.php).
        if let (Some(closed), false) = (&self.closed_until, text("TxnDate").is_empty())
            && closed.as_str() >= text("TxnDate")
        {
            let words = "Account Period Closed, Cannot Update Through Services API: the books are \
                         closed until this closing date";
            return Err(("6210", words.to_owned()));
        }
        for (field, of) in [("CustomerRef", "Customer"), ("DepositToAccountRef", "Account")] {
            self.known(&given[field], of)?;
        }
        for line in given["Line"].as_array().into_iter().flatten() {
            let detail = &line["SalesItemLineDetail"];
            self.known(&detail["ItemRef"], "Item")?;
            self.known(&line["DepositLineDetail"]["AccountRef"], "Account")?;
            self.known(&line["AccountBasedExpenseLineDetail"]["AccountRef"], "Account")?;
        }
        Ok(())
    }

    fn known(&self, reference: &Value, kind: &str) -> Result<(), Fault> {
        let Some(id) = reference["value"].as_str() else { return Ok(()) };
        let one = self.get(kind, id);
        if one.is_some_and(|one| one["Active"] != false) { Ok(()) } else { Err(not_found()) }
    }
}
