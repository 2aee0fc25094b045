//! Open invoices of another program: brought over under their own numbers and dates, owed by the
//! client and balanced against the opening balance. They can be paid, matched and written off;
//! they never take a number of the practice's own series. What a list tells of paid ones is kept
//! for the first audit alone.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::ImportId;
use domain::ledger;
use domain::money::Money;
use domain::tax::Rounding;
use store::clients::Client;
use store::documents;
use store::imports::{self, Told};
use store::invoices::{self, Invoice};
use store::ledger::Posting;

use super::heads::{Field, column, needed, one, plain};
use super::sheet::{Reader, Row, is_total};
use super::who::{Known, Named};
use super::{Draft, Kind, Outcome, counted};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::invoice_paper;
use crate::proposals::file_name;
use crate::wire;

const NUMBER: [&str; 8] = [
    "InvoiceNumber",
    "*InvoiceNumber",
    "Invoice number",
    "Invoice no",
    "Invoice #",
    "Num",
    "No",
    "Number",
];
const CLIENT: [&str; 9] = [
    "*ContactName",
    "ContactName",
    "Customer full name",
    "Customer",
    "Client",
    "Client name",
    "Contact",
    "Name",
    "Company",
];
const EMAIL: [&str; 3] = ["EmailAddress", "Email", "Client email"];
const ISSUED: [&str; 6] =
    ["InvoiceDate", "*InvoiceDate", "Invoice date", "Issue date", "Issued", "Date"];
const DUE: [&str; 4] = ["DueDate", "*DueDate", "Due date", "Due"];
/// What is open; where a list has only whole amounts, all of them are.
const OPEN: [&str; 11] = [
    "InvoiceAmountDue",
    "Amount due",
    "Open balance",
    "Balance due",
    "Outstanding",
    "Balance",
    "Due amount",
    "Total",
    "Invoice total",
    "Amount",
    "Total amount",
];
const WHOLE: [&str; 4] = ["Total", "Invoice total", "Amount", "Total amount"];
const CURRENCY: [&str; 2] = ["Currency", "Currency code"];
const KIND: [&str; 2] = ["Transaction type", "Type"];

/// A list of open invoices.
pub(super) struct OpenInvoices {
    known: Known,
    /// The client above the rows, where a report groups them.
    group: String,
    /// What the rows before said, by their number.
    seen: HashMap<String, (u32, String, Option<Money>)>,
}

/// What a row says of an invoice.
pub(super) struct Item {
    number: String,
    client: Named,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    /// All that was billed, with tax.
    whole: Money,
    /// What is still open of it; zero or below where it only tells.
    open: Money,
}

impl Kind for OpenInvoices {
    type Item = Item;

    const NAME: &'static str = "open_invoices";
    const FIELDS: &'static [Field] = &[
        needed("number", "Number", &NUMBER),
        one("client", "Client", &CLIENT),
        one("email", "E-mail", &EMAIL),
        one("issued_on", "Issued", &ISSUED),
        one("due_on", "Due", &DUE),
        needed("open", "Open", &OPEN),
        one("total", "Total", &WHOLE),
        one("currency", "Currency", &CURRENCY),
        one("kind", "What it is", &KIND),
    ];
    const DAYS: &'static [&'static str] = &["issued_on", "due_on"];
    const TITLES: &'static [&'static str] = &["Number", "Client", "Issued*", "Due*", "Open*"];
    const DONE: &'static str = "Open invoices brought over";

    fn recognised(heads: &[String]) -> Option<&'static str> {
        let any = |names: &[&str]| column(heads, names).is_some();
        if any(&["InvoiceAmountDue"]) && any(&["ContactName"]) {
            return Some("Xero");
        }
        (any(&["Num"]) && any(&["Open balance"])).then_some("QuickBooks")
    }

    fn begin(look: &Look<'_>, _: NaiveDate) -> Result<OpenInvoices, Failure> {
        let known = Known::of(look)?;
        Ok(OpenInvoices { known, group: String::new(), seen: HashMap::new() })
    }

    fn read(
        &mut self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
    ) -> Result<Option<Draft<Item>>, Failure> {
        if is_total(row) {
            return Ok(None);
        }
        if row.filled().count() == 1 && !row.first().is_empty() {
            row.first().clone_into(&mut self.group);
            return Ok(None);
        }
        let named = reader.cell(row, "client");
        let client = Named {
            name: if named.is_empty() { self.group.clone() } else { named.to_owned() },
            email: reader.cell(row, "email").to_owned(),
        };
        let number = reader.cell(row, "number").to_owned();
        let sums = sums(look, reader, row);
        // A list of lines names an invoice once for each of them.
        let open = sums.as_ref().ok().map(|sums| sums.open);
        let before = self.seen.get(&number).filter(|_| !number.is_empty());
        if before.is_some_and(|(_, name, before)| *name == client.name && *before == open) {
            return Ok(None);
        }
        let day = |day: Option<NaiveDate>| day.map(|day| look.short_date(day)).unwrap_or_default();
        let told = sums.as_ref().ok();
        let known = self.known.find(&client).map(|client| client.name.clone());
        let cells = vec![
            number.clone(),
            known.clone().unwrap_or_else(|| client.name.clone()),
            day(told.map(|sums| sums.issued_on)),
            day(told.map(|sums| sums.due_on)),
            open.map(Money::shown).unwrap_or_default(),
        ];
        let item = sums.map(|sums| Item { number: number.clone(), client, ..sums });
        let outcome = match item.and_then(|item| self.checked(look, row.line, item)) {
            Err(why) => Outcome::Refused(why),
            Ok(Checked::Here(words)) => Outcome::Known(None, words),
            Ok(Checked::Good(item)) if !item.open.is_positive() => {
                let words = "nothing is open on it; kept for the first audit".to_owned();
                Outcome::Known(Some(item), words)
            }
            Ok(Checked::Good(item)) if known.is_some() => Outcome::Adds(item, String::new()),
            Ok(Checked::Good(item)) => match item.client.problem() {
                Some(why) => Outcome::Refused(why),
                None => Outcome::Adds(item, "the client is added".to_owned()),
            },
        };
        Ok(Some(Draft { cells, outcome }))
    }

    fn words(&self, look: &Look<'_>, items: &[&Item]) -> Result<String, Failure> {
        let sum = |sum: Money, item: &&Item| sum.plus(item.open);
        let total = items.iter().try_fold(look.zero(), sum)?;
        Ok(format!("{}, {}", counted(items.len(), "open invoice"), total.shown()))
    }

    fn bring(mut self, act: &Act<'_>, import: ImportId, items: Vec<Item>) -> Result<u32, Failure> {
        for item in items {
            // Whoever owes nothing does not become a client.
            let client = match item.open.is_positive() {
                true => self.known.find_or_add(act, &item.client, None)?,
                false => match self.known.find(&item.client) {
                    Some(client) => client.clone(),
                    None => continue,
                },
            };
            let (number, issued_on) = (item.number.clone(), item.issued_on);
            let told = Told { number, client: client.id, issued_on, total: item.whole };
            imports::tell(act.tx, import, &told)?;
            if item.open.is_positive() {
                bring(act, import, &client, &item)?;
            }
        }
        Ok(self.known.added())
    }

    /// The clients that came with the invoices stay: the ledger names them.
    fn take_out(act: &Act<'_>, import: ImportId) -> Result<String, Failure> {
        let found = invoices::of_import(act.tx, import)?;
        if found.is_empty() {
            return Err(not_found("import"));
        }
        for invoice in &found {
            if invoices::in_use(act.tx, invoice.id)? {
                let number = &invoice.number;
                return Err(conflict(format!(
                    "{number} was paid, written off or mailed, so the import stays"
                )));
            }
        }
        imports::untell(act.tx, import)?;
        for invoice in &found {
            let back = ledger::brought_over(invoice.total).map(|transfer| transfer.reversed());
            let source = invoice.id.to_string();
            act.post(back, posting(act, "brought_over_reversed", &source, invoice))?;
            invoices::take_out(act.tx, invoice.id)?;
        }
        Ok(format!("{}; their clients stay", counted(found.len(), "open invoice")))
    }
}

/// Whether a row that can be read may come.
enum Checked {
    Good(Item),
    /// It is here already.
    Here(String),
}

impl OpenInvoices {
    fn checked(&mut self, look: &Look<'_>, line: u32, item: Item) -> Result<Checked, String> {
        if item.client.name.is_empty() {
            return Err("it names no client".to_owned());
        }
        if item.number.is_empty() {
            return Err("it has no number".to_owned());
        }
        wire::line("number", &item.number, 40).map_err(|why| why.message)?;
        let said = (line, item.client.name.clone(), Some(item.open));
        if let Some((line, ..)) = self.seen.insert(item.number.clone(), said) {
            return Err(format!("line {line} of this file has the same number"));
        }
        let here = invoices::of_number(look.db, &item.number).map_err(|why| why.to_string())?;
        match here.first() {
            Some(here) if here.import.is_some() && here.total == item.open => {
                Ok(Checked::Here("it was brought over already".to_owned()))
            }
            Some(here) => {
                let (total, client) = (here.total.shown(), &here.client_name);
                Err(format!("the book has this number already, {total} to {client}"))
            }
            None => Ok(Checked::Good(item)),
        }
    }
}

/// The days and sums of a row; number and client are empty.
fn sums(look: &Look<'_>, reader: &Reader<'_>, row: &Row) -> Result<Item, String> {
    let kind = reader.cell(row, "kind");
    if !kind.is_empty() && !plain(kind).contains("invoice") {
        return Err(format!("this is no invoice but \"{kind}\""));
    }
    reader.in_home_currency(row, "currency")?;
    let issued_on = reader.day(row, "issued_on")?.ok_or("\"\" is not a date")?;
    let due_on = reader.day(row, "due_on")?;
    if issued_on > look.today {
        return Err("it is dated ahead of today".to_owned());
    }
    if due_on.is_some_and(|due_on| due_on < issued_on) {
        return Err("it is due before it was issued".to_owned());
    }
    let open = reader.amount(row, "open")?.ok_or("\"\" is not an amount")?;
    let whole = reader.amount(row, "total")?.unwrap_or(open);
    if !whole.is_positive() {
        return Err("nothing is open on it".to_owned());
    }
    if whole.minor() < open.minor() {
        return Err("more is open on it than was billed".to_owned());
    }
    let usual = issued_on + Days::new(u64::from(look.practice.payment_days));
    let client = Named { name: String::new(), email: String::new() };
    let due_on = due_on.unwrap_or(usual);
    Ok(Item { number: String::new(), client, issued_on, due_on, whole, open })
}

fn bring(act: &Act<'_>, import: ImportId, client: &Client, item: &Item) -> Result<(), Failure> {
    let zero: Money = act.zero();
    let mut invoice = Invoice {
        id: act.new_id(),
        sequence: 0,
        number: item.number.clone(),
        client_id: client.id,
        client_name: client.name.clone(),
        client_address: client.address.clone(),
        about: "Brought over".to_owned(),
        issued_on: item.issued_on,
        due_on: item.due_on,
        currency: item.open.currency(),
        rounding: Rounding::Line,
        net: item.open,
        tax: zero,
        total: item.open,
        open: item.open,
        credited: zero,
        written_off: zero,
        void: false,
        paid_on: None,
        document: String::new(),
        import: Some(import),
    };
    let rendered = invoice_paper::brought_over(act, &invoice, item.whole)?.render();
    let name = format!("{} {}.pdf", file_name(&invoice.number), file_name(&client.name));
    invoice.document = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    invoices::add(act.tx, &invoice, &[])?;
    let source = invoice.id.to_string();
    act.post(ledger::brought_over(invoice.total), posting(act, "brought_over", &source, &invoice))
}

fn posting<'a>(act: &Act<'_>, event: &'a str, source: &'a str, invoice: &Invoice) -> Posting<'a> {
    Posting { on: act.today, event, source, client: Some(invoice.client_id) }
}
