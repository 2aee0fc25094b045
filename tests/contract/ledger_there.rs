//! Either stand-in for a ledger, as runs of the whole program see it.

use domain::ledgers::Brand;
use serde_json::{Value, json};
use tests::Fault;
use tests::quickbooks::QuickBooksServer;
use tests::xero::XeroServer;

/// A ledger's stand-in.
pub(crate) enum There {
    Xero(XeroServer),
    QuickBooks(QuickBooksServer),
}

impl There {
    pub(crate) fn at(brand: Brand, now: i64) -> There {
        match brand {
            Brand::Xero => There::Xero(XeroServer::at(now)),
            Brand::QuickBooks => {
                let server = QuickBooksServer::at(now);
                let income = json!({ "value": server.account("Services") });
                let item =
                    json!({ "Name": "Services", "Type": "Service", "IncomeAccountRef": income });
                server.enter("Item", &item);
                There::QuickBooks(server)
            }
        }
    }

    pub(crate) fn brand(&self) -> Brand {
        match self {
            There::Xero(_) => Brand::Xero,
            There::QuickBooks(_) => Brand::QuickBooks,
        }
    }

    pub(crate) fn url(&self) -> String {
        match self {
            There::Xero(server) => server.url(),
            There::QuickBooks(server) => server.url(),
        }
    }

    /// The organisation's name there, and what signs in.
    pub(crate) fn signs_in(&self) -> (&'static str, Value) {
        match self {
            There::Xero(server) => (server.tenant(), server.kept()),
            There::QuickBooks(server) => (server.realm(), server.kept()),
        }
    }

    pub(crate) fn strike(&self, fault: Fault, first: usize, last: usize) {
        match self {
            There::Xero(server) => server.strike(fault, first, last),
            There::QuickBooks(server) => server.strike(fault, first, last),
        }
    }

    pub(crate) fn mend(&self) {
        match self {
            There::Xero(server) => server.mend(),
            There::QuickBooks(server) => server.mend(),
        };
    }

    pub(crate) fn pass(&self, seconds: i64) {
        match self {
            There::Xero(server) => server.pass(seconds),
            There::QuickBooks(server) => server.pass(seconds),
        }
    }

    pub(crate) fn calls(&self) -> usize {
        match self {
            There::Xero(server) => server.calls().len(),
            There::QuickBooks(server) => server.calls().len(),
        }
    }

    pub(crate) fn wrongs(&self) -> Vec<String> {
        match self {
            There::Xero(server) => server.wrongs(),
            There::QuickBooks(server) => server.wrongs(),
        }
    }

    /// What counts there of a kind by its number, and its total, in the order of the numbers.
    pub(crate) fn shown(&self, kind: &str) -> Vec<(String, String)> {
        let (all, number, total) = match (self, kind) {
            (There::Xero(server), "contacts") => (server.list("Contacts"), "Name", "none"),
            (There::Xero(server), "invoices") => {
                (server.list("Invoices"), "InvoiceNumber", "Total")
            }
            (There::Xero(server), "files") => (server.list("Attachments"), "FileName", "none"),
            (There::Xero(server), "credits") => {
                (server.list("CreditNotes"), "CreditNoteNumber", "RemainingCredit")
            }
            (There::Xero(server), _) => (server.list("Payments"), "Reference", "Amount"),
            (There::QuickBooks(server), "contacts") => {
                (server.list("Customer"), "DisplayName", "none")
            }
            (There::QuickBooks(server), "invoices") => {
                (server.list("Invoice"), "DocNumber", "TotalAmt")
            }
            (There::QuickBooks(server), "files") => (server.list("Attachable"), "FileName", "none"),
            (There::QuickBooks(server), "credits") => {
                (server.list("CreditMemo"), "DocNumber", "RemainingCredit")
            }
            (There::QuickBooks(server), _) => (server.list("Payment"), "PaymentRefNum", "TotalAmt"),
        };
        let out = |one: &&Value| {
            ["VOIDED", "DELETED"].iter().any(|state| one["Status"] == *state)
                || one["PrivateNote"] == "Voided"
        };
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut all: Vec<(String, String)> = all
            .iter()
            .filter(|one| !out(one))
            .map(|one| (text(&one[number]), text(&one[total])))
            .collect();
        // A payment of nothing joins what belongs together at QuickBooks.
        all.retain(|(_, total)| kind != "payments" || total != "0");
        all.sort();
        all
    }

    /// Somebody there changes an invoice by hand, each service in its own words.
    pub(crate) fn alter_invoice(&self, number: &str, xero: Value, quickbooks: Value) {
        match self {
            There::Xero(server) => {
                server.alter("Invoices", &self.id_of("Invoices", "InvoiceNumber", number), xero);
            }
            There::QuickBooks(server) => {
                server.alter("Invoice", &self.id_of("Invoice", "DocNumber", number), quickbooks);
            }
        }
    }

    /// Somebody there deletes an invoice.
    pub(crate) fn delete_invoice(&self, number: &str) {
        match self {
            There::Xero(_) => {
                self.alter_invoice(number, json!({ "Status": "DELETED" }), Value::Null);
            }
            There::QuickBooks(server) => {
                server.remove("Invoice", &self.id_of("Invoice", "DocNumber", number));
            }
        }
    }

    /// Somebody there gives a name away: to a contact, or to a vendor.
    pub(crate) fn name_somebody(&self, name: &str) {
        match self {
            There::Xero(server) => {
                let fields = json!({ "Name": name, "ContactStatus": "ACTIVE" });
                server.enter("Contacts", &fields);
            }
            There::QuickBooks(server) => {
                server.enter("Vendor", &json!({ "DisplayName": name }));
            }
        }
    }

    /// The books there are closed up to and with a day.
    pub(crate) fn lock(&self, day: &str) {
        match self {
            There::Xero(server) => server.lock(day),
            There::QuickBooks(server) => server.close(day),
        }
    }

    fn id_of(&self, list: &str, number: &str, is: &str) -> String {
        let (all, id) = match self {
            There::Xero(server) => (server.list(list), "InvoiceID"),
            There::QuickBooks(server) => (server.list(list), "Id"),
        };
        let found = all.into_iter().rfind(|one| one[number] == is);
        found.unwrap()[id].as_str().unwrap().to_owned()
    }
}
