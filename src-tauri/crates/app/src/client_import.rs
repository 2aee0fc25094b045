//! Clients from a list: QuickBooks Online and Xero exports recognised, any other by its columns.

pub(crate) mod heads;

use std::collections::HashMap;

use domain::ids::{ClientImportId, Id};
use serde::{Deserialize, Serialize};
use statements::table::{self, Row, Table};
use statements::text;
use store::clients::{self, Client};
use ts_rs::TS;

use crate::clients::{ClientForm, read_form};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, FileIn, Nothing};
use heads::{plain, proposed, recognised};

/// Which column of the file fills which field; columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientMapping {
    /// The client's name. Nothing can be imported without it.
    pub name: Option<u32>,
    /// The person: one column, or first and last name in order.
    pub contact: Vec<u32>,
    /// E-mail address.
    pub email: Option<u32>,
    /// Telephone.
    pub phone: Option<u32>,
    /// Address columns, in the order they are printed.
    pub address: Vec<u32>,
    /// Tax number.
    pub tax_number: Option<u32>,
    /// Notes.
    pub notes: Option<u32>,
}

/// Shows what a file would add.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewClients {
    /// The file.
    pub file: FileIn,
    /// The user's mapping; none lets the program propose one.
    pub mapping: Option<ClientMapping>,
}

/// A column of the file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileColumn {
    /// Counted from 0.
    pub index: u32,
    /// Its head.
    pub head: String,
    /// Its first values that are not empty, three at most.
    pub examples: Vec<String>,
}

/// A row of the file and what would become of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientFileRow {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// The client it makes.
    pub client: ClientForm,
    /// Why it cannot be imported.
    pub problem: Option<String>,
    /// The client it may be already, in words: `Alder Bakery has the same e-mail address`.
    pub duplicate: Option<String>,
}

/// What the file holds, read with the mapping.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientsPreview {
    /// `QuickBooks Online`, `Xero`, or nothing.
    pub recognised: Option<String>,
    /// The encoding it was read with.
    pub encoding: String,
    /// All columns.
    pub columns: Vec<FileColumn>,
    /// The mapping used.
    pub mapping: ClientMapping,
    /// Every row, in the file's order.
    pub rows: Vec<ClientFileRow>,
    /// How many can be imported.
    pub good: u32,
    /// How many cannot.
    pub bad: u32,
    /// How many may be there already.
    pub duplicates: u32,
}

/// Adds the clients of a file: all in one, undoable in one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportClients {
    /// The file.
    pub file: FileIn,
    /// The mapping that was previewed.
    pub mapping: ClientMapping,
    /// Lines to leave out, counted from 1.
    pub leave_out: Vec<u32>,
}

/// A row that was not imported.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RejectedRow {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// What the import did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientsImported {
    /// The import, by which it can be undone.
    pub id: String,
    /// How many clients were added.
    pub added: u32,
    /// Rows that could not be read.
    pub rejected: Vec<RejectedRow>,
    /// Rows left out by the user.
    pub left_out: u32,
}

/// Shows what a list of clients would add.
pub fn preview(look: &Look<'_>, asked: PreviewClients) -> Result<ClientsPreview, Failure> {
    let bytes = asked.file.bytes()?;
    let decoded = decode(&bytes)?;
    let table = rows_of(&decoded.text)?;
    let (head, body) = head_and_body(&table)?;
    let heads: Vec<&str> = (0..head.cells.len()).map(|at| head.cell(at)).collect();
    let mapping = asked.mapping.unwrap_or_else(|| proposed(&heads));
    let known = clients::all(look.db)?;
    let mut rows = Vec::with_capacity(body.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in &body {
        let client = client_of(row, head, &mapping);
        let problem = problem(&client, &mapping);
        let twin = seen.insert(plain(&client.name), row.line).filter(|_| !client.name.is_empty());
        let duplicate = twin
            .map(|line| format!("line {line} of this file has the same name"))
            .or_else(|| duplicate(&client, &known));
        rows.push(ClientFileRow { line: line_of(row), client, problem, duplicate });
    }
    let bad = rows.iter().filter(|row| row.problem.is_some()).count();
    let twins = rows.iter().filter(|r| r.problem.is_none() && r.duplicate.is_some()).count();
    Ok(ClientsPreview {
        recognised: recognised(&heads).map(str::to_owned),
        encoding: decoded.encoding.to_owned(),
        columns: columns(&heads, &body),
        mapping,
        good: count(rows.len() - bad),
        bad: count(bad),
        duplicates: count(twins),
        rows,
    })
}

/// Adds the clients of a list in one transaction.
pub fn import(act: &mut Act<'_>, question: ImportClients) -> Result<ClientsImported, Failure> {
    let bytes = question.file.bytes()?;
    let decoded = decode(&bytes)?;
    let table = rows_of(&decoded.text)?;
    let (head, body) = head_and_body(&table)?;
    let id: ClientImportId = act.new_id();
    let file = wire::line("file", &question.file.name, 200)?;
    clients::add_import(act.tx, id, &file, act.now)?;
    let (mut added, mut left_out, mut rejected) = (0, 0, Vec::new());
    for row in &body {
        if question.leave_out.contains(&line_of(row)) {
            left_out += 1;
            continue;
        }
        let form = client_of(row, head, &question.mapping);
        let read = match problem(&form, &question.mapping) {
            Some(reason) => Err(reason),
            None => read_form(act.new_id(), &form).map_err(|why| why.message),
        };
        match read {
            Ok(client) => {
                clients::add(act.tx, &client, Some(id))?;
                added += 1;
            }
            Err(reason) => rejected.push(RejectedRow { line: line_of(row), reason }),
        }
    }
    if added == 0 {
        return Err(refused("file", "no row of this file can be imported; see the reasons"));
    }
    act.say(format!("{added} clients imported from {file}"), None);
    act.offer_undo("Clients imported", "clients.undo_import", ById { id: id.to_string() });
    Ok(ClientsImported { id: id.to_string(), added, rejected, left_out })
}

/// Takes the clients of an import out again, if none is in use.
pub fn undo(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let found = clients::of_import(act.tx, wire::id("id", &asked.id)?)?;
    if found.is_empty() {
        return Err(not_found("import"));
    }
    for client in &found {
        if clients::in_use(act.tx, client.id)? {
            let message = format!(
                "{} is in use, so the import stays; archive what you do not need",
                client.name
            );
            return Err(conflict(message));
        }
    }
    for client in &found {
        clients::remove(act.tx, client.id)?;
    }
    act.say(format!("{} imported clients taken out", found.len()), None);
    Ok(Nothing {})
}

pub(crate) fn decode(bytes: &[u8]) -> Result<text::Decoded<'_>, Failure> {
    let none = "this is not a list in a text file; save it as CSV and try again";
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(refused("file", none));
    }
    let decoded = text::decode(bytes, None).map_err(|wrong| refused("file", wrong.to_string()))?;
    if decoded.text.contains('\0') {
        return Err(refused("file", none));
    }
    Ok(decoded)
}

pub(crate) fn rows_of(text: &str) -> Result<Table<'_>, Failure> {
    let delimiter = table::delimiter_of(text).unwrap_or(',');
    table::rows(text, delimiter).map_err(|wrong| refused("file", wrong.to_string()))
}

/// The row of heads and the rows below it that say something.
fn head_and_body<'t, 'r>(table: &'r Table<'t>) -> Result<(&'r Row<'t>, Vec<&'r Row<'t>>), Failure> {
    let mut filled = table.rows.iter().filter(|row| !row.is_blank());
    let head = filled.next().ok_or_else(|| refused("file", "the file is empty"))?;
    let body: Vec<&Row<'t>> = filled.collect();
    if body.is_empty() {
        return Err(refused("file", "the file has a row of heads and nothing below it"));
    }
    if body.len() > 20_000 {
        return Err(refused("file", "the file has more than 20,000 rows; split it"));
    }
    Ok((head, body))
}

pub(crate) fn line_of(row: &Row<'_>) -> u32 {
    count(row.line)
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The client that a row makes. Bank-like cells of several values keep their first.
fn client_of(row: &Row<'_>, head: &Row<'_>, mapping: &ClientMapping) -> ClientForm {
    let cell = |at: Option<u32>| at.map_or("", |at| row.cell(at as usize)).trim().to_owned();
    let joined = |columns: &[u32], between: &str| -> String {
        let cells = columns.iter().map(|at| row.cell(*at as usize).trim());
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(between)
    };
    let contact = joined(&mapping.contact, " ");
    let named = cell(mapping.name);
    let first = |text: String| text.split([',', ';']).next().unwrap_or_default().trim().to_owned();
    ClientForm {
        name: if named.is_empty() { contact.clone() } else { named },
        kind: "business".to_owned(),
        contact,
        email: first(cell(mapping.email)),
        phone: cell(mapping.phone),
        address: address(row, head, &mapping.address),
        tax_number: cell(mapping.tax_number),
        tax_place: String::new(),
        currency: String::new(),
        payer_names: String::new(),
        notes: cell(mapping.notes),
    }
}

/// The address as it is printed: one line each, but region and postal code beside the town.
fn address(row: &Row<'_>, head: &Row<'_>, columns: &[u32]) -> String {
    let mut printed = String::new();
    for at in columns {
        let (cell, name) = (row.cell(*at as usize).trim(), plain(head.cell(*at as usize)));
        if cell.is_empty() {
            continue;
        }
        let is = |parts: &[&str]| parts.iter().any(|part| name.ends_with(part));
        if !printed.is_empty() {
            printed.push_str(if is(&["state", "region", "province"]) {
                ", "
            } else if is(&["zip", "zipcode", "postcode", "postalcode"]) {
                " "
            } else {
                "\n"
            });
        }
        printed.push_str(cell);
    }
    printed
}

fn problem(client: &ClientForm, mapping: &ClientMapping) -> Option<String> {
    if mapping.name.is_none() && mapping.contact.is_empty() {
        return Some("choose the column that holds the client's name".to_owned());
    }
    let nobody = domain::ids::ClientId::from_uuid(uuid::Uuid::nil());
    read_form(nobody, client).err().map(|why| why.message)
}

/// The client of the book that this may be, in words.
fn duplicate(client: &ClientForm, known: &[Client]) -> Option<String> {
    let email = client.email.to_lowercase();
    let same = |other: &&Client| !email.is_empty() && other.email.to_lowercase() == email;
    if let Some(other) = known.iter().find(same) {
        return Some(format!("{} has the same e-mail address", other.name));
    }
    let name = plain(&client.name);
    let other = known.iter().find(|other| !name.is_empty() && plain(&other.name) == name)?;
    Some(format!("{} has the same name", other.name))
}

pub(crate) fn columns(heads: &[&str], body: &[&Row<'_>]) -> Vec<FileColumn> {
    let examples = |at: usize| {
        let cells = body.iter().map(|row| row.cell(at).trim()).filter(|cell| !cell.is_empty());
        cells.take(3).map(|cell| cell.chars().take(80).collect()).collect()
    };
    heads
        .iter()
        .enumerate()
        .map(|(at, head)| FileColumn {
            index: count(at),
            head: (*head).to_owned(),
            examples: examples(at),
        })
        .collect()
}
