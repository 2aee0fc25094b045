//! A book of 100,000 invoices over ten years: agreements through the commands, then invoices,
//! payments and their ledger entries through the store, all in one transaction.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::{ClientId, Id};
use domain::ledger;
use domain::schedule::{DueDay, Every, Recurrence};
use serde_json::{Value, json};
use store::agreements::{self, Agreement, AgreementService};
use store::invoices::{self, Invoice, Line};
use store::ledger::{Posting, post};
use store::payments::{self, Received};
use store::{Book, StoreError, Transaction, documents, practice};
use tests::{Folder, monthly};
use uuid::Uuid;

/// 84 agreements of 10 services, each billed 120 times by the day of measuring.
const AGREEMENTS: usize = 84;
const SERVICES: usize = 10;
const MONTHS: u32 = 120;
const INVOICES: usize = 100_000;
const STARTS_ON: &str = "2016-11-15";

/// Makes it in `folder`; about one invoice in fifty is still open, the newest above all.
pub(crate) fn make(folder: &Folder, today: &str) {
    let mut desk = folder.desk(today);
    for n in 0..AGREEMENTS {
        let client = desk.client(&format!("Client {n}"));
        let lines: Vec<Value> =
            (0..SERVICES).map(|line| monthly(&format!("Service {line}"), "100.00")).collect();
        desk.agreement(&client, STARTS_ON, json!(lines));
    }
    drop(desk);
    let mut book = Book::open(&folder.book()).expect("the book was just made");
    book.write(fill).expect("every row is one that the program could have written");
}

/// Rows of one book, with ids that count.
struct Clerk<'a> {
    tx: &'a Transaction<'a>,
    ids: std::cell::Cell<u128>,
    at: DateTime<Utc>,
    document: String,
}

fn fill(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let clerk = Clerk {
        tx,
        ids: std::cell::Cell::new(1 << 40),
        at: store::instant("2026-11-01T09:00:00Z").expect("an instant"),
        document: documents::keep(tx, "one.pdf", "application/pdf", b"%PDF-1.7 for all")?,
    };
    let rule = Recurrence::each(Every::MONTH, DueDay::StartDay);
    let all = agreements::list(tx, None)?;
    let services = agreements::services(tx, None)?;
    let mut made = 0;
    for month in 0..MONTHS {
        for service in &services {
            let agreement = all.iter().find(|one| one.id == service.agreement_id);
            let agreement = agreement.expect("a service has its agreement");
            let occurrence = rule.occurrence(agreement.starts_on, month).expect("in the calendar");
            if made < INVOICES {
                clerk.bill(agreement, service, occurrence, made)?;
                made += 1;
            }
        }
    }
    Ok(())
}

impl Clerk<'_> {
    fn id<T: Id>(&self) -> T {
        self.ids.set(self.ids.get() + 1);
        T::from_uuid(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 | self.ids.get()))
    }

    fn post(
        &self,
        transfers: impl IntoIterator<Item = ledger::Transfer>,
        (on, event, source): (NaiveDate, &str, &str),
        client: ClientId,
    ) -> Result<(), StoreError> {
        let posting = Posting { on, event, source, client: Some(client) };
        transfers.into_iter().try_for_each(|one| post(self.tx, self.id(), one, posting))
    }

    fn bill(
        &self,
        agreement: &Agreement,
        service: &AgreementService,
        occurrence: domain::schedule::Occurrence,
        made: usize,
    ) -> Result<(), StoreError> {
        let (sequence, number) = practice::take_number(self.tx, "invoice")?;
        let (price, issued_on) = (service.terms.price, occurrence.due_on);
        let nothing = domain::money::Money::zero(price.currency());
        let invoice = Invoice {
            id: self.id(),
            sequence,
            number,
            client_id: agreement.client_id,
            client_name: agreement.client.clone(),
            client_address: String::new(),
            about: service.name.clone(),
            issued_on,
            due_on: issued_on + Days::new(15),
            currency: price.currency(),
            rounding: domain::tax::Rounding::Line,
            net: price,
            tax: nothing,
            total: price,
            open: price,
            credited: nothing,
            written_off: nothing,
            void: false,
            paid_on: None,
            document: self.document.clone(),
            import: None,
        };
        let line = Line {
            id: self.id(),
            service: service.terms.id,
            occurrence: occurrence.n,
            description: service.name.clone(),
            period: occurrence.period,
            beyond_cap: false,
            quantity: service.terms.quantity,
            price,
            net: price,
            treatment: "none".to_owned(),
            tax: nothing,
            taxes: Vec::new(),
        };
        invoices::add(self.tx, &invoice, &[line])?;
        let issued = (issued_on, "invoice_issued", invoice.id.to_string());
        let posted = (issued.0, issued.1, issued.2.as_str());
        self.post(ledger::invoice_issued(price, &[]), posted, invoice.client_id)?;
        if made.is_multiple_of(100) || made > INVOICES * 99 / 100 {
            return Ok(());
        }
        self.pay(&invoice)
    }

    fn pay(&self, invoice: &Invoice) -> Result<(), StoreError> {
        let received = Received {
            id: self.id(),
            client_id: invoice.client_id,
            received_on: invoice.due_on,
            method: "transfer",
            reference: "",
            amount: invoice.total,
            connection: None,
        };
        payments::add(self.tx, &received)?;
        let source = received.id.to_string();
        let on = received.received_on;
        let paid = ledger::payment_received(received.amount);
        self.post(paid, (on, "payment_received", &source), invoice.client_id)?;
        let part = self.id::<domain::ids::AllocationId>();
        payments::allocate(self.tx, part, received.id, invoice.id, invoice.total, self.at)?;
        let source = part.to_string();
        let joined = ledger::allocated(invoice.total);
        self.post(joined, (on, "allocated", &source), invoice.client_id)
    }
}
