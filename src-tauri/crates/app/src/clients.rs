//! Clients: who is billed.

use domain::ids::{ClientId, Id};
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use store::clients::{self, Client, ClientFigures};
use store::{figures, journal};
use ts_rs::TS;

use crate::agreements::{self, AgreementRow};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::history::{self, Happening};
use crate::invoices::{self, InvoiceRow};
use crate::payments::{self, PaymentRow};
use crate::proposals::{self, ProposalRow};
use crate::wire::{self, Amount, ById, Made, Nothing};

/// What the user fills in about a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientForm {
    /// The client's name as it is printed.
    pub name: String,
    /// `business` or `consumer`.
    pub kind: String,
    /// The person to write to; may be empty.
    pub contact: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Address, one line each; may be empty.
    pub address: String,
    /// Tax or VAT number; may be empty.
    pub tax_number: String,
    /// Where the client belongs for tax: empty where the practice is, `eu`, `abroad`, `ca_on`.
    #[serde(default)]
    pub tax_place: String,
    /// The currency the client is billed in, ISO 4217; empty for the home currency.
    #[serde(default)]
    pub currency: String,
    /// Names seen on bank lines, one a line; may be empty.
    pub payer_names: String,
    /// Notes for the practice alone; never printed.
    pub notes: String,
}

/// A client in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientRow {
    /// The client.
    pub id: String,
    /// Name.
    pub name: String,
    /// `business` or `consumer`.
    pub kind: String,
    /// The person to write to.
    pub contact: String,
    /// E-mail address.
    pub email: String,
    /// Last line of the address.
    pub place: String,
    /// How many agreements run.
    pub agreements: i64,
    /// What is owed on issued invoices.
    pub open: Amount,
    /// The part of it past its due date.
    pub overdue: Amount,
    /// Money received that is joined to no invoice.
    pub credit: Amount,
    /// What is owed in other currencies.
    pub others: Vec<Amount>,
    /// When an archived client was archived.
    pub archived_at: Option<String>,
}

/// Which clients to list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListClients {
    /// Archived ones instead of the active ones.
    pub archived: bool,
}

/// The list, with the sums of its columns.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientList {
    /// By name.
    pub rows: Vec<ClientRow>,
    /// Sum of `open`, home currency.
    pub open: Amount,
    /// Sum of `overdue`, home currency.
    pub overdue: Amount,
    /// Sum of `credit`, home currency.
    pub credit: Amount,
}

/// A client's page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientPage {
    /// The row of the list.
    pub row: ClientRow,
    /// The form, filled.
    pub form: ClientForm,
    /// Agreements, the newest first.
    pub agreements: Vec<AgreementRow>,
    /// Proposals, the newest first.
    pub proposals: Vec<ProposalRow>,
    /// Invoices, the newest first.
    pub invoices: Vec<InvoiceRow>,
    /// Payments, the newest first.
    pub payments: Vec<PaymentRow>,
    /// What happened, the newest first.
    pub timeline: Vec<Happening>,
    /// Days from issue to payment on average, weighted by amount; none before the first payment.
    pub days_to_pay: Option<i64>,
    /// Everything received from this client.
    pub received: Amount,
    /// Whether its agreements are billed together, one invoice a day.
    pub bills_together: bool,
}

/// Sets how a client's agreements are billed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BillTogether {
    /// The client.
    pub id: String,
    /// One invoice a day for all agreements, instead of one for each.
    pub together: bool,
}

/// Saves a client's form.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveClient {
    /// The client.
    pub id: String,
    /// The form.
    pub form: ClientForm,
}

/// Clients with what they owe.
pub fn list(look: &Look<'_>, asked: ListClients) -> Result<ClientList, Failure> {
    let found = clients::figures(look.db, asked.archived, None, look.today)?;
    let elsewhere = clients::owed_elsewhere(look.db, None)?;
    let sum = |minor: fn(&ClientFigures) -> i64| -> Result<Amount, Failure> {
        let amounts: Result<Vec<Money>, Failure> =
            found.iter().map(|figures| look.money(minor(figures))).collect();
        Ok(Money::sum(look.currency(), amounts?)?.into())
    };
    Ok(ClientList {
        open: sum(|figures| figures.open_minor)?,
        overdue: sum(|figures| figures.overdue_minor)?,
        credit: sum(|figures| figures.credit_minor)?,
        rows: found
            .iter()
            .map(|figures| row(look, figures, &elsewhere))
            .collect::<Result<_, _>>()?,
    })
}

/// A client's page.
pub fn show(look: &Look<'_>, asked: ById) -> Result<ClientPage, Failure> {
    let id: ClientId = wire::id("id", &asked.id)?;
    let found = clients::figures(look.db, false, Some(id), look.today)?;
    let figures = found.first().ok_or_else(|| not_found("client"))?;
    let year_ago = look.today - chrono::Duration::days(365);
    Ok(ClientPage {
        row: row(look, figures, &clients::owed_elsewhere(look.db, Some(id))?)?,
        form: form(&figures.client),
        agreements: agreements::rows_of(look, Some(id))?,
        proposals: proposals::rows_of(look, Some(id))?,
        invoices: store::invoices::of_client(look.db, id, 200)?
            .iter()
            .map(|invoice| invoices::row(look, invoice))
            .collect(),
        payments: store::payments::list(look.db, Some(id), 200)?
            .iter()
            .map(payments::row)
            .collect::<Result<_, _>>()?,
        timeline: journal::of_client(look.db, id, 100)?.iter().map(history::happening).collect(),
        days_to_pay: figures::days_to_pay(look.db, year_ago, Some(id))?,
        received: look.amount(figures::received_from(look.db, id)?)?,
        bills_together: clients::billed_together(look.db)?.contains(&id),
    })
}

/// Adds a client.
pub fn add(act: &mut Act<'_>, form: ClientForm) -> Result<Made, Failure> {
    let client = read_form(act.new_id(), &form)?;
    clients::add(act.tx, &client, None)?;
    let id = client.id.to_string();
    act.say(format!("{} added", client.name), Some(client.id));
    act.offer_undo("Client added", "clients.discard", ById { id: id.clone() });
    Ok(Made { id })
}

/// Saves a client.
pub fn save(act: &mut Act<'_>, question: SaveClient) -> Result<Made, Failure> {
    let before = one(act, &question.id)?;
    let mut client = read_form(before.id, &question.form)?;
    client.archived_at = before.archived_at;
    clients::save(act.tx, &client)?;
    act.say(format!("{} changed", client.name), Some(client.id));
    let undo = SaveClient { id: question.id.clone(), form: self::form(&before) };
    act.offer_undo("Client changed", "clients.save", undo);
    Ok(Made { id: question.id })
}

/// Takes a client out that nothing refers to.
pub fn discard(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let client = one(act, &asked.id)?;
    if clients::in_use(act.tx, client.id)? {
        return Err(conflict(format!("{} is in use; archive it instead", client.name)));
    }
    clients::remove(act.tx, client.id)?;
    act.say(format!("{} taken out", client.name), None);
    act.offer_undo("Client taken out", "clients.add", form(&client));
    Ok(Nothing {})
}

/// Puts a client aside.
pub fn archive(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut client = one(act, &asked.id)?;
    client.archived_at = Some(act.now);
    clients::save(act.tx, &client)?;
    act.say(format!("{} archived", client.name), Some(client.id));
    act.offer_undo("Client archived", "clients.restore", asked);
    Ok(Nothing {})
}

/// Brings a client back.
pub fn restore(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut client = one(act, &asked.id)?;
    client.archived_at = None;
    clients::save(act.tx, &client)?;
    act.say(format!("{} brought back", client.name), Some(client.id));
    act.offer_undo("Client brought back", "clients.archive", asked);
    Ok(Nothing {})
}

/// Sets whether a client's agreements are billed together.
pub fn bill_together(act: &mut Act<'_>, question: BillTogether) -> Result<Nothing, Failure> {
    let client = one(act, &question.id)?;
    let before = clients::billed_together(act.tx)?.contains(&client.id);
    clients::bill_together(act.tx, client.id, question.together)?;
    let how = if question.together { "together, one invoice a day" } else { "each by itself" };
    act.say(format!("{}: agreements are billed {how}", client.name), Some(client.id));
    let earlier = BillTogether { together: before, ..question };
    act.offer_undo("Billing of the client", "clients.bill_together", earlier);
    Ok(Nothing {})
}

/// A client by its id on the wire.
pub(crate) fn one(look: &Look<'_>, id: &str) -> Result<Client, Failure> {
    let id = ClientId::parse(id).map_err(|wrong| refused("client_id", wrong.to_string()))?;
    clients::show(look.db, id)?.ok_or_else(|| not_found("client"))
}

/// Reads the form; the name is all that must be there.
pub(crate) fn read_form(id: ClientId, form: &ClientForm) -> Result<Client, Failure> {
    let name = wire::line("name", &form.name, 200)?;
    if name.is_empty() {
        return Err(refused("name", "a client needs a name"));
    }
    if !matches!(form.kind.as_str(), "business" | "consumer") {
        return Err(refused("kind", "a client is a business or a consumer"));
    }
    let email = wire::line("email", &form.email, 200)?;
    let plausible = |email: &str| {
        email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !email.contains(char::is_whitespace)
        })
    };
    if !email.is_empty() && !plausible(&email) {
        return Err(refused("email", format!("\"{email}\" is not an e-mail address")));
    }
    Ok(Client {
        id,
        name,
        kind: form.kind.clone(),
        contact: wire::line("contact", &form.contact, 200)?,
        email,
        phone: wire::line("phone", &form.phone, 60)?,
        address: wire::text("address", &form.address, 400)?,
        tax_number: wire::line("tax_number", &form.tax_number, 60)?,
        tax_place: crate::taxes::read_place(&form.tax_place)?,
        currency: match form.currency.trim() {
            "" => None,
            code => {
                Some(Currency::from_code(code).ok_or_else(|| {
                    refused("currency", "choose one of the currencies of the list")
                })?)
            }
        },
        payer_names: wire::text("payer_names", &form.payer_names, 2_000)?,
        notes: wire::text("notes", &form.notes, 10_000)?,
        archived_at: None,
    })
}

pub(crate) fn form(client: &Client) -> ClientForm {
    ClientForm {
        name: client.name.clone(),
        kind: client.kind.clone(),
        contact: client.contact.clone(),
        email: client.email.clone(),
        phone: client.phone.clone(),
        address: client.address.clone(),
        tax_number: client.tax_number.clone(),
        tax_place: client.tax_place.clone(),
        currency: client.currency.map_or_else(String::new, |currency| currency.code().to_owned()),
        payer_names: client.payer_names.clone(),
        notes: client.notes.clone(),
    }
}

fn row(
    look: &Look<'_>,
    figures: &ClientFigures,
    elsewhere: &[(ClientId, Money)],
) -> Result<ClientRow, Failure> {
    let client = &figures.client;
    Ok(ClientRow {
        id: client.id.to_string(),
        name: client.name.clone(),
        kind: client.kind.clone(),
        contact: client.contact.clone(),
        email: client.email.clone(),
        place: client.address.lines().last().unwrap_or_default().to_owned(),
        agreements: figures.agreements,
        open: look.amount(figures.open_minor)?,
        overdue: look.amount(figures.overdue_minor)?,
        credit: look.amount(figures.credit_minor)?,
        others: elsewhere
            .iter()
            .filter(|(id, _)| *id == client.id)
            .map(|(_, open)| (*open).into())
            .collect(),
        archived_at: client.archived_at.map(store::instant_text),
    })
}
