//! Clients from a list: exports of QuickBooks Online and Xero are known, any other is read by its
//! columns.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{ClientId, Id, ImportId};
use store::clients::{self, Client};

use super::heads::{Field, Heads, column, needed, one, plain};
use super::sheet::{Reader, Row};
use super::{Draft, Kind, Outcome, counted};
use crate::clients::{ClientForm, read_form};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};

const QUICKBOOKS: [&str; 6] = [
    "Bill address",
    "Billing address",
    "Billing street",
    "Customer type",
    "Open balance",
    "Company name",
];
const NAME: [&str; 14] = [
    "*ContactName",
    "Customer full name",
    "Customer",
    "Display name",
    "Client",
    "Client name",
    "Company",
    "Company name",
    "Business name",
    "Organisation",
    "Organization",
    "Name",
    "Full name",
    "Contact name",
];

/// First and last name, or the person in one.
const CONTACT: [&[&str]; 6] = [
    &["First name", "FirstName", "Given name", "Last name", "LastName", "Surname"],
    &["Contact"],
    &["Contact name"],
    &["Contact person"],
    &["Primary contact"],
    &["POAttentionTo"],
];
const EMAIL: [&str; 6] = ["Email", "E-mail", "EmailAddress", "Email address", "Main email", "Mail"];
const PHONE: [&str; 9] = [
    "Phone",
    "PhoneNumber",
    "Phone numbers",
    "Phone number",
    "Telephone",
    "Main phone",
    "Tel",
    "Mobile",
    "MobileNumber",
];
const TAX_NUMBER: [&str; 7] =
    ["TaxNumber", "Tax number", "VAT number", "Tax id", "ABN", "GST number", "Resale number"];
const NOTES: [&str; 4] = ["Notes", "Note", "Memo", "Comments"];
/// Addresses as Xero, QuickBooks Online and everybody else head them; the first found is taken.
const ADDRESSES: [&[&str]; 3] = [
    &[
        "POAddressLine1",
        "POAddressLine2",
        "POAddressLine3",
        "POAddressLine4",
        "POCity",
        "PORegion",
        "POPostalCode",
        "POCountry",
    ],
    &[
        "Billing street",
        "Billing address",
        "Bill address",
        "Billing city",
        "Billing state",
        "Billing zip",
        "Billing country",
    ],
    &[
        "Street address",
        "Street",
        "Address",
        "Address 1",
        "Address line 1",
        "Address 2",
        "Address line 2",
        "City",
        "Town",
        "State",
        "County",
        "Region",
        "Province",
        "Zip",
        "Zip code",
        "Postcode",
        "Postal code",
        "Country",
    ],
];

/// A list of clients.
pub(super) struct Clients {
    known: Vec<Client>,
    /// The names of the rows before, with their lines.
    seen: HashMap<String, u32>,
}

impl Kind for Clients {
    type Item = ClientForm;

    const NAME: &'static str = "clients";
    const FIELDS: &'static [Field] = &[
        needed("name", "Name", &NAME),
        Field { name: "contact", label: "Person", needed: false, heads: Heads::Several(&CONTACT) },
        one("email", "E-mail", &EMAIL),
        one("phone", "Telephone", &PHONE),
        Field {
            name: "address",
            label: "Address begins with",
            needed: false,
            heads: Heads::Several(&ADDRESSES),
        },
        one("tax_number", "Tax number", &TAX_NUMBER),
        one("notes", "Notes", &NOTES),
    ];
    const TITLES: &'static [&'static str] = &["Name", "Person", "E-mail", "Address"];
    const DONE: &'static str = "Clients imported";

    fn recognised(heads: &[String]) -> Option<&'static str> {
        let any = |wanted: &[&str]| column(heads, wanted).is_some();
        if any(&["ContactName"]) && any(&["POAddressLine1", "SAAddressLine1", "AccountNumber"]) {
            return Some("Xero");
        }
        let named = any(&["Customer full name", "Customer", "Name"]);
        (named && any(&QUICKBOOKS)).then_some("QuickBooks Online")
    }

    fn begin(look: &Look<'_>, _: NaiveDate) -> Result<Clients, Failure> {
        Ok(Clients { known: clients::all(look.db)?, seen: HashMap::new() })
    }

    fn read(
        &mut self,
        _: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
    ) -> Result<Option<Draft<ClientForm>>, Failure> {
        let client = client_of(reader, row);
        let cells = [&client.name, &client.contact, &client.email, &client.address];
        let cells = cells.map(|cell| cell.lines().collect::<Vec<_>>().join(", ")).to_vec();
        let nobody = ClientId::from_uuid(uuid::Uuid::nil());
        let twin = self.seen.insert(plain(&client.name), row.line);
        let outcome = if let Err(why) = read_form(nobody, &client) {
            Outcome::Refused(why.message)
        } else if let Some(line) = twin {
            let words = format!("line {line} of this file has the same name");
            Outcome::Differs(client, words)
        } else if let Some(words) = self.like(&client) {
            Outcome::Differs(client, words)
        } else {
            Outcome::Adds(client, String::new())
        };
        Ok(Some(Draft { cells, outcome }))
    }

    fn words(&self, _: &Look<'_>, items: &[&ClientForm]) -> Result<String, Failure> {
        Ok(counted(items.len(), "client"))
    }

    fn bring(
        self,
        act: &Act<'_>,
        import: ImportId,
        items: Vec<ClientForm>,
    ) -> Result<u32, Failure> {
        for form in &items {
            clients::add(act.tx, &read_form(act.new_id(), form)?, Some(import))?;
        }
        Ok(crate::wire::count(items.len()))
    }

    fn take_out(act: &Act<'_>, import: ImportId) -> Result<String, Failure> {
        let found = clients::of_import(act.tx, import)?;
        if found.is_empty() {
            return Err(not_found("import"));
        }
        for client in &found {
            if clients::in_use(act.tx, client.id)? {
                let name = &client.name;
                return Err(conflict(format!(
                    "{name} is in use, so the import stays; archive what you do not need"
                )));
            }
        }
        found.iter().try_for_each(|client| clients::remove(act.tx, client.id))?;
        Ok(counted(found.len(), "client"))
    }
}

impl Clients {
    /// The client of the book that this may be, in words.
    fn like(&self, client: &ClientForm) -> Option<String> {
        let email = client.email.to_lowercase();
        let same = |other: &&Client| !email.is_empty() && other.email.to_lowercase() == email;
        if let Some(other) = self.known.iter().find(same) {
            return Some(format!("{} has the same e-mail address", other.name));
        }
        let name = plain(&client.name);
        let other = self.known.iter().find(|other| plain(&other.name) == name)?;
        Some(format!("{} has the same name", other.name))
    }
}

/// The client that a row makes. Cells of several values keep their first.
fn client_of(reader: &Reader<'_>, row: &Row) -> ClientForm {
    let cell = |field| reader.cell(row, field).to_owned();
    let person: Vec<&str> =
        reader.cells(row, "contact").into_iter().map(|(_, cell)| cell).collect();
    let contact = person.join(" ");
    let named = cell("name");
    let email = reader.cell(row, "email").split([',', ';']).next().unwrap_or_default();
    ClientForm {
        name: if named.is_empty() { contact.clone() } else { named },
        kind: "business".to_owned(),
        contact,
        email: email.trim().to_owned(),
        phone: cell("phone"),
        address: address(&reader.cells(row, "address")),
        tax_number: cell("tax_number"),
        tax_place: String::new(),
        currency: String::new(),
        payer_names: String::new(),
        notes: cell("notes"),
    }
}

/// The address as it is printed: one line each, but region and postal code beside the town.
fn address(cells: &[(&str, &str)]) -> String {
    let mut printed = String::new();
    for (head, cell) in cells {
        let name = plain(head);
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
