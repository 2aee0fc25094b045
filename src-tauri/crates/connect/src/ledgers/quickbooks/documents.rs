//! Documents of ours as QuickBooks' entities.

use domain::ledgers::{
    BankEntry, BillLine, Contact, CreditNote, Document, Invoice, Item, Kind, Payment, Put, Refund,
};
use domain::money::Money;
use serde_json::{Value, json};

use super::super::read::{figure, names};

/// The entity that a kind is. What leaves a bank account is a check there, what reaches one a
/// deposit.
pub(super) fn entity(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => "Customer",
        Kind::Item => "Item",
        Kind::Invoice => "Invoice",
        Kind::CreditNote => "CreditMemo",
        Kind::Attachment => "Attachable",
        Kind::Payment => "Payment",
        Kind::Refund => "Purchase",
        Kind::BankEntry => "Deposit",
    }
}

/// An order as fields of its entity. A refund's money leaves over `receivable`, the account of what
/// clients owe.
pub(super) fn fields(order: &Put, receivable: &str) -> Value {
    let mark = order.mark();
    let mut fields = match &order.document {
        Document::Contact(contact) => contact_of(contact, &mark),
        Document::Item(item) => item_of(item),
        Document::Invoice(invoice) => invoice_of(invoice),
        Document::CreditNote(note) => credit_of(note),
        Document::Payment(payment) => payment_of(payment, &mark),
        Document::Refund(refund) => refund_of(refund, receivable, &mark),
        Document::BankEntry(entry) => deposit_of(entry, &mark),
        // A file is sent as it is.
        Document::Attachment(_) => Value::Null,
    };
    if let Some((reference, version)) = &order.over {
        fields["Id"] = json!(reference);
        fields["SyncToken"] = json!(version);
        fields["sparse"] = json!(true);
    }
    fields
}

/// A reference to another entity.
pub(super) fn to(reference: &str) -> Value {
    json!({ "value": reference })
}

fn contact_of(contact: &Contact, mark: &str) -> Value {
    let (first, last) = names(&contact.person);
    let mut address = json!({});
    let lines = contact.address.lines().map(str::trim).filter(|line| !line.is_empty());
    for (number, line) in (1..=5).zip(lines) {
        address[format!("Line{number}")] = json!(line);
    }
    let mut fields = json!({
        "DisplayName": contact.name,
        "CompanyName": contact.name,
        "GivenName": first,
        "FamilyName": last,
        "BillAddr": address,
        "Notes": mark,
    });
    if !contact.email.is_empty() {
        fields["PrimaryEmailAddr"] = json!({ "Address": contact.email });
    }
    if !contact.phone.is_empty() {
        fields["PrimaryPhone"] = json!({ "FreeFormNumber": contact.phone });
    }
    fields
}

fn item_of(item: &Item) -> Value {
    json!({ "Name": item.name, "Type": "Service", "IncomeAccountRef": to(&item.account) })
}

fn invoice_of(invoice: &Invoice) -> Value {
    let mut fields = json!({
        "DocNumber": invoice.number,
        "CustomerRef": to(&invoice.contact),
        "TxnDate": invoice.issued_on.to_string(),
        "DueDate": invoice.due_on.to_string(),
        "PrivateNote": invoice.note,
        "Line": lines_of(&invoice.lines),
    });
    tell_tax(&mut fields, invoice.tax);
    fields
}

fn credit_of(note: &CreditNote) -> Value {
    let mut fields = json!({
        "DocNumber": note.number,
        "CustomerRef": to(&note.contact),
        "TxnDate": note.issued_on.to_string(),
        "PrivateNote": note.note,
        "Line": lines_of(&note.lines),
    });
    tell_tax(&mut fields, note.tax);
    fields
}

/// The tax that was printed stands, whatever QuickBooks would come to.
fn tell_tax(fields: &mut Value, tax: Money) {
    if !tax.is_zero() {
        fields["TxnTaxDetail"] = json!({ "TotalTax": figure(tax) });
    }
}

fn lines_of(lines: &[BillLine]) -> Vec<Value> {
    let line = |line: &BillLine| {
        let mut detail = json!({ "Qty": 1, "UnitPrice": figure(line.net) });
        if !line.item.is_empty() {
            detail["ItemRef"] = to(&line.item);
        }
        if !line.tax_code.is_empty() {
            detail["TaxCodeRef"] = to(&line.tax_code);
        }
        json!({
            "Description": line.words,
            "Amount": figure(line.net),
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": detail,
        })
    };
    lines.iter().map(line).collect()
}

fn payment_of(payment: &Payment, mark: &str) -> Value {
    json!({
        "CustomerRef": to(&payment.contact),
        "TxnDate": payment.on.to_string(),
        "TotalAmt": figure(payment.pays.amount),
        "PaymentRefNum": mark,
        "PrivateNote": payment.words,
        "DepositToAccountRef": to(&payment.account),
        "Line": [joined(payment.pays.amount, &payment.pays.invoice, "Invoice")],
    })
}

/// A part of a payment that is joined to something.
pub(super) fn joined(amount: Money, reference: &str, kind: &str) -> Value {
    json!({
        "Amount": figure(amount),
        "LinkedTxn": [{ "TxnId": reference, "TxnType": kind }],
    })
}

fn refund_of(refund: &Refund, receivable: &str, mark: &str) -> Value {
    json!({
        "PaymentType": "Check",
        "AccountRef": to(&refund.account),
        "EntityRef": { "value": refund.contact, "type": "Customer" },
        "TxnDate": refund.on.to_string(),
        "DocNumber": mark,
        "Line": [{
            "Amount": figure(refund.amount),
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": { "AccountRef": to(receivable) },
        }],
    })
}

fn deposit_of(entry: &BankEntry, mark: &str) -> Value {
    let lines = entry.parts.iter().map(|part| {
        json!({
            "Description": part.words,
            "Amount": figure(part.amount),
            "DetailType": "DepositLineDetail",
            "DepositLineDetail": { "AccountRef": to(&part.account) },
        })
    });
    json!({
        "DepositToAccountRef": to(&entry.account),
        "TxnDate": entry.on.to_string(),
        "PrivateNote": format!("{mark} {}", entry.words),
        "Line": lines.collect::<Vec<_>>(),
    })
}
