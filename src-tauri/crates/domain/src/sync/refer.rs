//! What a document names of others: by our keys while it is planned, by the ledger's own names when
//! it is sent.

use crate::ledgers::{BillLine, Document};
use crate::money::{Money, MoneyError};

impl Document {
    /// What it names; what is empty is not named.
    pub fn needs(&self) -> Vec<String> {
        let mut needs = Vec::new();
        self.clone().each_name(&mut |name| needs.push(std::mem::take(name)));
        needs
    }

    /// The same document with every name put in place by `find`. A name that is not found comes
    /// back.
    pub fn referring(&self, find: impl Fn(&str) -> Option<String>) -> Result<Document, String> {
        let mut document = self.clone();
        let mut missing = None;
        document.each_name(&mut |name| match find(name) {
            Some(reference) => *name = reference,
            None => missing = Some(std::mem::take(name)),
        });
        missing.map_or(Ok(document), Err)
    }

    fn each_name(&mut self, put: &mut dyn FnMut(&mut String)) {
        match self {
            Document::Contact(_) => {}
            Document::Item(item) => put(&mut item.account),
            Document::Invoice(invoice) => {
                put(&mut invoice.contact);
                each_of_lines(&mut invoice.lines, put);
            }
            Document::CreditNote(note) => {
                put(&mut note.contact);
                if let Some(part) = &mut note.takes_off {
                    put(&mut part.invoice);
                }
                each_of_lines(&mut note.lines, put);
            }
            Document::Attachment(file) => put(&mut file.invoice),
            Document::Payment(payment) => {
                put(&mut payment.contact);
                put(&mut payment.pays.invoice);
                put(&mut payment.account);
            }
            Document::Refund(refund) => {
                put(&mut refund.contact);
                put(&mut refund.credit_note);
                put(&mut refund.account);
            }
            Document::BankEntry(entry) => {
                put(&mut entry.account);
                if !entry.contact.is_empty() {
                    put(&mut entry.contact);
                }
                entry.parts.iter_mut().for_each(|part| put(&mut part.account));
            }
        }
    }

    /// Its number, where it is ours to choose.
    pub fn number(&self) -> Option<&str> {
        match self {
            Document::Invoice(invoice) => Some(&invoice.number),
            Document::CreditNote(note) => Some(&note.number),
            _ => None,
        }
    }

    /// With tax; nothing for what has no amount.
    pub fn total(&self) -> Result<Option<Money>, MoneyError> {
        Ok(Some(match self {
            Document::Contact(_) | Document::Item(_) | Document::Attachment(_) => return Ok(None),
            Document::Invoice(invoice) => invoice.net.plus(invoice.tax)?,
            Document::CreditNote(note) => note.net.plus(note.tax)?,
            Document::Payment(payment) => payment.pays.amount,
            Document::Refund(refund) => refund.amount,
            Document::BankEntry(entry) => {
                let Some(first) = entry.parts.first() else { return Ok(None) };
                let parts = entry.parts.iter().map(|part| part.amount);
                Money::sum(first.amount.currency(), parts)?
            }
        }))
    }
}

fn each_of_lines(lines: &mut [BillLine], put: &mut dyn FnMut(&mut String)) {
    for line in lines {
        for name in [&mut line.account, &mut line.item, &mut line.tax_code] {
            if !name.is_empty() {
                put(name);
            }
        }
    }
}
