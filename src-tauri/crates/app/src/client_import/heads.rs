//! The heads that exports of client lists use, and which field each fills.

use super::ClientMapping;

/// Lower case letters and digits alone, for comparing.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whose export this is, by heads that nobody else uses.
pub(super) fn recognised(heads: &[&str]) -> Option<&'static str> {
    let any = |wanted: &[&str]| column(heads, wanted).is_some();
    if any(&["ContactName"]) && any(&["POAddressLine1", "SAAddressLine1", "AccountNumber"]) {
        return Some("Xero");
    }
    let named = any(&["Customer full name", "Customer", "Name"]);
    (named && any(&QUICKBOOKS)).then_some("QuickBooks Online")
}

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
const CONTACT: [&str; 5] =
    ["Contact", "Contact name", "Contact person", "Primary contact", "POAttentionTo"];
const FIRST_AND_LAST: [&str; 6] =
    ["First name", "FirstName", "Given name", "Last name", "LastName", "Surname"];
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

/// The column with one of these heads; the first head that is there counts.
pub(crate) fn column(heads: &[&str], names: &[&str]) -> Option<u32> {
    let at =
        names.iter().find_map(|name| heads.iter().position(|head| plain(head) == plain(name)))?;
    u32::try_from(at).ok()
}

/// The columns with any of these heads, in the order of the names; two spellings of one head are
/// one column.
fn columns(heads: &[&str], names: &[&str]) -> Vec<u32> {
    let mut found: Vec<u32> = names.iter().filter_map(|name| column(heads, &[name])).collect();
    found.dedup();
    found
}

/// Which column fills which field, by the heads that exports use.
pub(super) fn proposed(heads: &[&str]) -> ClientMapping {
    let name = column(heads, &NAME);
    let person = columns(heads, &FIRST_AND_LAST);
    let contact = match column(heads, &CONTACT) {
        _ if !person.is_empty() => person,
        Some(contact) if Some(contact) != name => vec![contact],
        _ => Vec::new(),
    };
    let address = ADDRESSES.iter().map(|names| columns(heads, names)).find(|a| !a.is_empty());
    ClientMapping {
        name,
        contact,
        email: column(heads, &EMAIL),
        phone: column(heads, &PHONE),
        address: address.unwrap_or_default(),
        tax_number: column(heads, &TAX_NUMBER),
        notes: column(heads, &NOTES),
    }
}
