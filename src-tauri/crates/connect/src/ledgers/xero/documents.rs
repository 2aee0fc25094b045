//! Documents of ours as Xero's elements.

use domain::ledgers::{
    BankEntry, BillLine, Contact, CreditNote, Document, Invoice, Item, Kind, Payment, Put, Refund,
};
use domain::money::Money;
use serde_json::{Value, json};

use super::super::read::{figure, names};

/// The list in which Xero keeps a kind, and the name of an element's id.
pub(super) fn kept_as(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Contact => ("Contacts", "ContactID"),
        Kind::Item => ("Items", "Code"),
        Kind::Invoice => ("Invoices", "InvoiceID"),
        Kind::CreditNote => ("CreditNotes", "CreditNoteID"),
        Kind::Attachment => ("Attachments", "AttachmentID"),
        Kind::Payment | Kind::Refund => ("Payments", "PaymentID"),
        Kind::BankEntry => ("BankTransactions", "BankTransactionID"),
    }
}

/// An order as an element.
pub(super) fn element(order: &Put) -> Value {
    let mut element = match &order.document {
        Document::Contact(contact) => contact_of(contact, &order.mark()),
        Document::Item(item) => item_of(item, &order.mark()),
        Document::Invoice(invoice) => invoice_of(invoice),
        Document::CreditNote(note) => credit_of(note),
        Document::Payment(payment) => payment_of(payment, &order.mark()),
        Document::Refund(refund) => refund_of(refund, &order.mark()),
        Document::BankEntry(entry) => entry_of(entry, &order.mark()),
        // A file is sent as it is.
        Document::Attachment(_) => Value::Null,
    };
    if let Some((reference, _)) = &order.over {
        element[kept_as(order.kind()).1] = json!(reference);
    }
    element
}

fn contact_of(contact: &Contact, mark: &str) -> Value {
    let (first, last) = names(&contact.person);
    let mut lines = contact.address.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut address = json!({ "AddressType": "POBOX" });
    for number in 1..=4 {
        if let Some(line) = lines.next() {
            address[format!("AddressLine{number}")] = json!(line);
        }
    }
    json!({
        "Name": contact.name,
        "ContactNumber": mark,
        "FirstName": first,
        "LastName": last,
        "EmailAddress": contact.email,
        "TaxNumber": contact.tax_number,
        "Phones": [{ "PhoneType": "DEFAULT", "PhoneNumber": contact.phone }],
        "Addresses": [address],
    })
}

fn item_of(item: &Item, mark: &str) -> Value {
    json!({
        "Code": mark,
        "Name": item.name,
        "IsSold": true,
        "SalesDetails": { "AccountCode": item.account },
    })
}

fn invoice_of(invoice: &Invoice) -> Value {
    json!({
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "InvoiceNumber": invoice.number,
        "Reference": invoice.note,
        "Contact": { "ContactID": invoice.contact },
        "Date": invoice.issued_on.to_string(),
        "DueDate": invoice.due_on.to_string(),
        "CurrencyCode": invoice.net.currency().code(),
        "LineAmountTypes": "Exclusive",
        "LineItems": lines_of(&invoice.lines),
    })
}

fn credit_of(note: &CreditNote) -> Value {
    json!({
        "Type": "ACCRECCREDIT",
        "Status": "AUTHORISED",
        "CreditNoteNumber": note.number,
        "Reference": note.note,
        "Contact": { "ContactID": note.contact },
        "Date": note.issued_on.to_string(),
        "CurrencyCode": note.net.currency().code(),
        "LineAmountTypes": "Exclusive",
        "LineItems": lines_of(&note.lines),
    })
}

fn lines_of(lines: &[BillLine]) -> Vec<Value> {
    let line = |line: &BillLine| {
        let tax = Some(line.tax_code.as_str()).filter(|code| !code.is_empty());
        let mut element = json!({
            "Description": line.words,
            "Quantity": 1,
            "UnitAmount": figure(line.net),
            "LineAmount": figure(line.net),
            "TaxType": tax.unwrap_or("NONE"),
            "TaxAmount": figure(line.tax),
        });
        name_account(&mut element, &line.account);
        if !line.item.is_empty() {
            element["ItemCode"] = json!(line.item);
        }
        element
    };
    lines.iter().map(line).collect()
}

fn payment_of(payment: &Payment, mark: &str) -> Value {
    json!({
        "Invoice": { "InvoiceID": payment.pays.invoice },
        "Account": account(&payment.account),
        "Date": payment.on.to_string(),
        "Amount": figure(payment.pays.amount),
        "Reference": mark,
    })
}

fn refund_of(refund: &Refund, mark: &str) -> Value {
    json!({
        "CreditNote": { "CreditNoteID": refund.credit_note },
        "Account": account(&refund.account),
        "Date": refund.on.to_string(),
        "Amount": figure(refund.amount),
        "Reference": mark,
    })
}

fn entry_of(entry: &BankEntry, mark: &str) -> Value {
    let leaves = entry.parts.iter().map(|part| part.amount.minor()).sum::<i64>() < 0;
    let turned = |amount: Money| if leaves { amount.negated() } else { amount };
    let lines = entry.parts.iter().map(|part| {
        let words = if part.words.is_empty() { &entry.words } else { &part.words };
        let mut line = json!({
            "Description": words,
            "Quantity": 1,
            "UnitAmount": figure(turned(part.amount)),
        });
        name_account(&mut line, &part.account);
        line
    });
    json!({
        "Type": if leaves { "SPEND" } else { "RECEIVE" },
        "Status": "AUTHORISED",
        "Contact": { "ContactID": entry.contact },
        "BankAccount": account(&entry.account),
        "Date": entry.on.to_string(),
        "Reference": mark,
        "LineAmountTypes": "NoTax",
        "LineItems": lines.collect::<Vec<_>>(),
    })
}

/// An account by its code, or by its id where it has none.
fn account(reference: &str) -> Value {
    let name = if is_id(reference) { "AccountID" } else { "Code" };
    json!({ name: reference })
}

fn name_account(line: &mut Value, reference: &str) {
    let name = if is_id(reference) { "AccountID" } else { "AccountCode" };
    line[name] = json!(reference);
}

/// An id is longer than any code, which has ten characters at most.
fn is_id(reference: &str) -> bool {
    reference.len() == 36
}
