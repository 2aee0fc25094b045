//! Open invoices of another program, brought over when the books begin: under their own numbers
//! and dates, owed by the client and balanced against the opening balance. They can be paid,
//! matched and written off; they never take a number of the practice's own series.

mod reading;

use std::collections::HashMap;

use chrono::Days;
use domain::ids::{ClientImportId, Id};
use domain::ledger;
use domain::money::Money;
use domain::tax::Rounding;
use serde::{Deserialize, Serialize};
use store::clients::{self, Client};
use store::documents;
use store::invoices::{self, Invoice};
use store::ledger::Posting;
use ts_rs::TS;

use crate::client_import::heads::plain;
use crate::client_import::{FileColumn, RejectedRow, columns, count, decode, rows_of};
use crate::clients::{ClientForm, read_form};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::invoice_paper;
use crate::proposals::file_name;
use crate::wire::{self, Amount, ById, FileIn, Nothing};
use reading::{Read, Reader, Sums, head_at, proposed, recognised};

/// Which column of the file fills which field; columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpeningMapping {
    /// The invoice's own number.
    pub number: Option<u32>,
    /// The client's name; none where a report groups invoices below it.
    pub client: Option<u32>,
    /// The client's e-mail address.
    pub email: Option<u32>,
    /// The day it was issued.
    pub issued_on: Option<u32>,
    /// The day it is due; none counts the practice's days from the day it was issued.
    pub due_on: Option<u32>,
    /// What is still open.
    pub open: Option<u32>,
    /// All that was billed.
    pub total: Option<u32>,
    /// The currency's code.
    pub currency: Option<u32>,
    /// What kind of document a row is.
    pub kind: Option<u32>,
}

/// Shows what a list would bring over.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewOpening {
    /// The file.
    pub file: FileIn,
    /// The user's mapping; none lets the program propose one.
    pub mapping: Option<OpeningMapping>,
}

/// A row of the file and what would become of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpeningRow {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// The invoice's own number.
    pub number: String,
    /// The client: as the book has it, or as the list names it.
    pub client: String,
    /// Whether the client is added with it.
    pub new_client: bool,
    /// The day it was issued.
    pub issued_on: Option<String>,
    /// The day it is due.
    pub due_on: Option<String>,
    /// What is open on it.
    pub open: Option<Amount>,
    /// Why it cannot be brought over.
    pub problem: Option<String>,
}

/// What the file holds, read with the mapping.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpeningPreview {
    /// `QuickBooks`, `Xero`, or nothing.
    pub recognised: Option<String>,
    /// The encoding it was read with.
    pub encoding: String,
    /// All columns.
    pub columns: Vec<FileColumn>,
    /// The mapping used.
    pub mapping: OpeningMapping,
    /// Every row that speaks of an invoice, in the file's order.
    pub rows: Vec<OpeningRow>,
    /// How many can be brought over.
    pub good: u32,
    /// How many cannot.
    pub bad: u32,
    /// What is open on those that can.
    pub total: Amount,
}

/// Brings the invoices of a list over: all in one, undoable in one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportOpening {
    /// The file.
    pub file: FileIn,
    /// The mapping that was previewed.
    pub mapping: OpeningMapping,
    /// Lines to leave out, counted from 1.
    pub leave_out: Vec<u32>,
}

/// What the import did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpeningImported {
    /// The import, by which it can be undone.
    pub id: String,
    /// How many invoices were brought over.
    pub added: u32,
    /// How many clients were added with them.
    pub clients: u32,
    /// What is open on the invoices.
    pub total: Amount,
    /// Rows that could not be brought over.
    pub rejected: Vec<RejectedRow>,
    /// Rows left out by the user.
    pub left_out: u32,
}

/// A file as it was read.
struct List {
    recognised: Option<&'static str>,
    encoding: String,
    columns: Vec<FileColumn>,
    mapping: OpeningMapping,
    rows: Vec<Read>,
}

fn list(look: &Look<'_>, file: &FileIn, mapping: Option<OpeningMapping>) -> Result<List, Failure> {
    let bytes = file.bytes()?;
    let decoded = decode(&bytes)?;
    let table = rows_of(&decoded.text)?;
    let filled: Vec<_> = table.rows.iter().filter(|row| !row.is_blank()).collect();
    let at = head_at(&filled);
    let Some((head, body)) = filled.get(at..).and_then(|rows| rows.split_first()) else {
        return Err(refused("file", "the file is empty"));
    };
    if body.is_empty() {
        return Err(refused("file", "the file has a row of heads and nothing below it"));
    }
    if body.len() > 20_000 {
        return Err(refused("file", "the file has more than 20,000 rows; split it"));
    }
    let heads: Vec<&str> = (0..head.cells.len()).map(|at| head.cell(at)).collect();
    let mapping = mapping.unwrap_or_else(|| proposed(&heads));
    let (currency, dates) = (look.currency(), look.place().date_style);
    let reader = Reader { mapping: &mapping, currency, dates, today: look.today };
    Ok(List {
        recognised: recognised(&heads),
        encoding: decoded.encoding.to_owned(),
        columns: columns(&heads, body),
        rows: reader.read(body),
        mapping,
    })
}

/// The clients of the book and of this list, by address and by name.
struct Known(HashMap<String, Client>);

impl Known {
    fn of(look: &Look<'_>) -> Result<Known, Failure> {
        let mut known = HashMap::new();
        for client in clients::all(look.db)? {
            if !client.email.is_empty() {
                known.entry(client.email.to_lowercase()).or_insert_with(|| client.clone());
            }
            known.entry(plain(&client.name)).or_insert(client);
        }
        Ok(Known(known))
    }

    fn find(&self, row: &Read) -> Option<&Client> {
        let email = row.email.to_lowercase();
        let by_email = if email.is_empty() { None } else { self.0.get(&email) };
        by_email.or_else(|| self.0.get(&plain(&row.client)))
    }

    fn add(&mut self, client: &Client) {
        self.0.insert(plain(&client.name), client.clone());
    }
}

/// The days and sums of a row that can be brought over, or why it cannot. `seen` are the numbers
/// of the rows before.
fn checked(look: &Look<'_>, row: &Read, seen: &mut HashMap<String, u32>) -> Result<Sums, String> {
    if row.client.is_empty() {
        return Err("it names no client".to_owned());
    }
    if row.number.is_empty() {
        return Err("it has no number".to_owned());
    }
    wire::line("number", &row.number, 40).map_err(|why| why.message)?;
    let sums = row.sums.clone()?;
    if let Some(line) = seen.insert(row.number.clone(), row.line) {
        return Err(format!("line {line} of this file has the same number"));
    }
    let known = invoices::of_number(look.db, &row.number).map_err(|why| why.to_string())?;
    match known.first() {
        Some(known) if known.import.is_some() && known.total == sums.open => {
            Err("it was brought over already".to_owned())
        }
        Some(known) => {
            let (total, client) = (known.total.shown(), &known.client_name);
            Err(format!("the book has this number already, {total} to {client}"))
        }
        None => Ok(sums),
    }
}

fn new_client(row: &Read) -> ClientForm {
    ClientForm {
        name: row.client.clone(),
        kind: "business".to_owned(),
        contact: String::new(),
        email: row.email.clone(),
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        tax_place: String::new(),
        currency: String::new(),
        payer_names: String::new(),
        notes: String::new(),
    }
}

/// Shows what a list would bring over.
pub fn preview(look: &Look<'_>, asked: PreviewOpening) -> Result<OpeningPreview, Failure> {
    let list = list(look, &asked.file, asked.mapping)?;
    let known = Known::of(look)?;
    let (mut rows, mut seen) = (Vec::with_capacity(list.rows.len()), HashMap::new());
    let (mut good, mut total) = (0, look.zero());
    for read in &list.rows {
        let client = known.find(read);
        let nobody = domain::ids::ClientId::from_uuid(uuid::Uuid::nil());
        let sums = checked(look, read, &mut seen).and_then(|sums| match client {
            Some(_) => Ok(sums),
            None => read_form(nobody, &new_client(read)).map(|_| sums).map_err(|why| why.message),
        });
        if let Ok(sums) = &sums {
            good += 1;
            total = total.plus(sums.open)?;
        }
        let told = read.sums.as_ref().ok();
        rows.push(OpeningRow {
            line: read.line,
            number: read.number.clone(),
            client: client.map_or(&read.client, |client| &client.name).clone(),
            new_client: client.is_none(),
            issued_on: told.map(|sums| sums.issued_on.to_string()),
            due_on: told.map(|sums| due_on(look, sums).to_string()),
            open: told.map(|sums| sums.open.into()),
            problem: sums.err(),
        });
    }
    Ok(OpeningPreview {
        recognised: list.recognised.map(str::to_owned),
        encoding: list.encoding,
        columns: list.columns,
        mapping: list.mapping,
        good,
        bad: count(rows.len()) - good,
        total: total.into(),
        rows,
    })
}

fn due_on(look: &Look<'_>, sums: &Sums) -> chrono::NaiveDate {
    let usual = sums.issued_on + Days::new(u64::from(look.practice.payment_days));
    sums.due_on.unwrap_or(usual)
}

/// Brings the invoices of a list over in one transaction, with the clients they name.
pub fn import(act: &mut Act<'_>, question: ImportOpening) -> Result<OpeningImported, Failure> {
    let list = list(act, &question.file, Some(question.mapping))?;
    let id: ClientImportId = act.new_id();
    let file = wire::line("file", &question.file.name, 200)?;
    clients::add_import(act.tx, id, &file, act.now)?;
    let mut known = Known::of(act)?;
    let mut seen = HashMap::new();
    let (mut added, mut new, mut left_out, mut total) = (0, 0, 0, act.zero());
    let mut rejected = Vec::new();
    for read in &list.rows {
        if question.leave_out.contains(&read.line) {
            left_out += 1;
            continue;
        }
        let client = match known.find(read) {
            Some(client) => Ok((client.clone(), false)),
            None => read_form(act.new_id(), &new_client(read))
                .map(|client| (client, true))
                .map_err(|why| why.message),
        };
        let good = checked(act, read, &mut seen).and_then(|sums| Ok((sums, client?)));
        match good {
            Ok((sums, (client, is_new))) => {
                if is_new {
                    clients::add(act.tx, &client, None)?;
                    known.add(&client);
                    new += 1;
                }
                bring(act, id, &client, read, &sums)?;
                added += 1;
                total = total.plus(sums.open)?;
            }
            Err(reason) => rejected.push(RejectedRow { line: read.line, reason }),
        }
    }
    if added == 0 {
        return Err(refused("file", "no row of this file can be brought over; see the reasons"));
    }
    let words = format!("{added} open invoices brought over from {file}, {}", total.shown());
    act.say(words, None);
    act.offer_undo(
        "Open invoices brought over",
        "opening.undo_import",
        ById { id: id.to_string() },
    );
    let (id, total) = (id.to_string(), total.into());
    Ok(OpeningImported { id, added, clients: new, total, rejected, left_out })
}

fn bring(
    act: &Act<'_>,
    import: ClientImportId,
    client: &Client,
    read: &Read,
    sums: &Sums,
) -> Result<(), Failure> {
    let zero: Money = act.zero();
    let mut invoice = Invoice {
        id: act.new_id(),
        sequence: 0,
        number: read.number.clone(),
        client_id: client.id,
        client_name: client.name.clone(),
        client_address: client.address.clone(),
        about: "Brought over".to_owned(),
        issued_on: sums.issued_on,
        due_on: due_on(act, sums),
        currency: sums.open.currency(),
        rounding: Rounding::Line,
        net: sums.open,
        tax: zero,
        total: sums.open,
        open: sums.open,
        credited: zero,
        written_off: zero,
        void: false,
        paid_on: None,
        document: String::new(),
        import: Some(import),
    };
    let rendered = invoice_paper::brought_over(act, &invoice, sums.whole)?.render();
    let name = format!("{} {}.pdf", file_name(&invoice.number), file_name(&client.name));
    invoice.document = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    invoices::add(act.tx, &invoice, &[])?;
    let source = invoice.id.to_string();
    act.post(ledger::brought_over(invoice.total), posting(act, "brought_over", &source, &invoice))
}

fn posting<'a>(act: &Act<'_>, event: &'a str, source: &'a str, invoice: &Invoice) -> Posting<'a> {
    Posting { on: act.today, event, source, client: Some(invoice.client_id) }
}

/// Takes the invoices of an import out again, while nothing happened to any of them. The clients
/// that came with them stay: the ledger names them.
pub fn undo(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: ClientImportId = wire::id("id", &asked.id)?;
    let found = invoices::of_import(act.tx, id)?;
    if found.is_empty() {
        return Err(not_found("import"));
    }
    for invoice in &found {
        if invoices::in_use(act.tx, invoice.id)? {
            let number = &invoice.number;
            let message = format!("{number} was paid, written off or mailed, so the import stays");
            return Err(conflict(message));
        }
    }
    for invoice in &found {
        let back = ledger::brought_over(invoice.total).map(|transfer| transfer.reversed());
        let source = invoice.id.to_string();
        act.post(back, posting(act, "brought_over_reversed", &source, invoice))?;
        invoices::take_out(act.tx, invoice.id)?;
    }
    let count = found.len();
    act.say(format!("{count} invoices brought over taken out; their clients stay"), None);
    Ok(Nothing {})
}
