//! What may explain a line, by text or by amount: open invoices, recorded payments, clients.

use domain::money::Money;
use store::payments::Payment;
use store::{clients, invoices, payments};

use super::{FindInvoices, FoundClient, FoundInvoice, FoundInvoices, FoundPayment, one_line};
use crate::context::Look;
use crate::failure::Failure;

/// What may explain a line: by text, else the nearest in amount.
pub fn find(look: &Look<'_>, asked: FindInvoices) -> Result<FoundInvoices, Failure> {
    let (explained, _) = one_line(look, &asked.line_id)?;
    let wanted = explained.line.amount;
    let text = asked.text.trim().to_lowercase();
    Ok(FoundInvoices {
        rows: open_invoices(look, wanted, &text)?,
        clients: named_clients(look, &text)?,
        payments: recorded(look, wanted, &text)?,
    })
}

fn open_invoices(look: &Look<'_>, wanted: Money, text: &str) -> Result<Vec<FoundInvoice>, Failure> {
    let mut found: Vec<invoices::Invoice> = invoices::open(look.db, None)?
        .into_iter()
        .filter(|invoice| invoice.currency == wanted.currency())
        .filter(|invoice| {
            text.is_empty()
                || invoice.client_name.to_lowercase().contains(text)
                || invoice.number.to_lowercase().contains(text)
                || invoice.open.plain().contains(text)
        })
        .collect();
    found.sort_by_key(|invoice| {
        ((invoice.open.minor() - wanted.minor()).abs(), invoice.due_on, invoice.sequence)
    });
    found.truncate(50);
    let rows = found.into_iter().map(|invoice| FoundInvoice {
        invoice_id: invoice.id.to_string(),
        number: invoice.number,
        client_id: invoice.client_id.to_string(),
        client: invoice.client_name,
        due_on: invoice.due_on.to_string(),
        open: invoice.open.into(),
    });
    Ok(rows.collect())
}

fn named_clients(look: &Look<'_>, text: &str) -> Result<Vec<FoundClient>, Failure> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let named = clients::all(look.db)?.into_iter().filter(|client| {
        let all = format!("{} {} {}", client.name, client.contact, client.payer_names);
        all.to_lowercase().contains(text)
    });
    let rows = named
        .take(10)
        .map(|client| FoundClient { client_id: client.id.to_string(), client: client.name });
    Ok(rows.collect())
}

fn recorded(look: &Look<'_>, wanted: Money, text: &str) -> Result<Vec<FoundPayment>, Failure> {
    let fits = |payment: &Payment| match text {
        "" => payment.amount == wanted,
        text => {
            payment.client.to_lowercase().contains(text)
                || payment.reference.to_lowercase().contains(text)
                || payment.amount.plain().contains(text)
        }
    };
    let mut found: Vec<Payment> = payments::unbanked(look.db)?
        .into_iter()
        .filter(|payment| payment.amount.currency() == wanted.currency() && fits(payment))
        .collect();
    found.sort_by_key(|payment| {
        ((payment.amount.minor() - wanted.minor()).abs(), payment.received_on)
    });
    found.truncate(20);
    let rows = found.into_iter().map(|payment| FoundPayment {
        payment_id: payment.id.to_string(),
        client: payment.client,
        received_on: payment.received_on.to_string(),
        reference: payment.reference,
        exact: payment.amount == wanted,
        amount: payment.amount.into(),
    });
    Ok(rows.collect())
}
