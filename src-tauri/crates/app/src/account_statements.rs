//! Statements of account: what a client owes, since when, and everything that made it so.
//!
//! A statement is made of the ledger's movements of the client, so it cannot differ from the books.

mod composed;

use chrono::NaiveDate;
use domain::account::{Account, account};
use domain::ids::{AccountStatementId, ClientId};
use domain::invoice::Age;
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use store::account_statements::{self, AccountStatement, What};
use store::clients::Client;
use store::invoices::Invoice;
use store::{clients, documents};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::proposals::file_name;
use crate::sums;
use crate::wire::{self, Amount, ById, encode};

/// Which statement.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskAccountStatement {
    /// The client.
    pub client_id: String,
    /// The first day of the movements; what came before is brought forward.
    pub from: String,
    /// The last day; left out, today.
    #[serde(default)]
    pub until: Option<String>,
    /// In which currency, ISO 4217; left out, the client's.
    #[serde(default)]
    pub currency: Option<String>,
}

/// A statement before it is made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountStatementPreview {
    /// What is owed after credit; negative where the client paid too much.
    pub owed: Amount,
    /// How much of the open invoices is past due.
    pub past_due: Amount,
    /// Money received that is joined to no invoice.
    pub credit: Amount,
    /// How many movements it shows.
    pub movements: u32,
    /// How many open invoices.
    pub open_invoices: u32,
    /// The page, base64.
    pub pdf: String,
}

/// A statement that was made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountStatementRow {
    /// The statement.
    pub id: String,
    /// The first day of its movements.
    pub from: String,
    /// The day whose end it shows.
    pub until: String,
    /// What was owed.
    pub owed: Amount,
    /// The PDF: SHA-256, the name of its document.
    pub document: String,
}

/// The statements of a client, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountStatementList {
    /// 24 at most.
    pub rows: Vec<AccountStatementRow>,
}

/// All that a statement shows.
struct Facts {
    client: Client,
    from: NaiveDate,
    until: NaiveDate,
    currency: Currency,
    account: Account<What>,
    open: Vec<Invoice>,
    invoices_open: Money,
    past_due: Money,
    credit: Money,
}

/// A statement of today; nothing is written.
pub fn preview(
    look: &Look<'_>,
    asked: AskAccountStatement,
) -> Result<AccountStatementPreview, Failure> {
    let facts = facts(look, &asked)?;
    let paper = composed::paper(look, &facts)?.render();
    Ok(AccountStatementPreview {
        owed: facts.account.owed.into(),
        past_due: facts.past_due.into(),
        credit: facts.credit.into(),
        movements: wire::count(facts.account.rows.len()),
        open_invoices: wire::count(facts.open.len()),
        pdf: encode(&paper.bytes),
    })
}

/// The page of a statement.
pub(crate) fn rendered(look: &Look<'_>, asked: &AskAccountStatement) -> Result<Vec<u8>, Failure> {
    Ok(composed::paper(look, &facts(look, asked)?)?.render().bytes)
}

/// Makes a statement of today and keeps it.
pub fn make(act: &mut Act<'_>, asked: AskAccountStatement) -> Result<AccountStatementRow, Failure> {
    let facts = facts(act, &asked)?;
    let paper = composed::paper(act, &facts)?.render();
    let name = format!("Statement {} {}.pdf", facts.until, file_name(&facts.client.name));
    let statement = AccountStatement {
        id: act.new_id(),
        client_id: facts.client.id,
        from: facts.from,
        until: facts.until,
        owed: facts.account.owed,
        document: documents::keep(act.tx, &name, "application/pdf", &paper.bytes)?,
    };
    account_statements::add(act.tx, &statement)?;
    let owed = statement.owed.shown();
    act.say(format!("Statement made for {}, {owed}", facts.client.name), Some(facts.client.id));
    Ok(row(&statement))
}

/// The statements of a client.
pub fn list(look: &Look<'_>, asked: ById) -> Result<AccountStatementList, Failure> {
    let client: ClientId = wire::id("id", &asked.id)?;
    let rows = account_statements::of_client(look.db, client)?;
    Ok(AccountStatementList { rows: rows.iter().map(row).collect() })
}

/// A statement by its id.
pub(crate) fn one(look: &Look<'_>, id: &str) -> Result<AccountStatement, Failure> {
    let id: AccountStatementId = wire::id("id", id)?;
    account_statements::show(look.db, id)?.ok_or_else(|| not_found("statement"))
}

fn row(statement: &AccountStatement) -> AccountStatementRow {
    AccountStatementRow {
        id: statement.id.to_string(),
        from: statement.from.to_string(),
        until: statement.until.to_string(),
        owed: statement.owed.into(),
        document: statement.document.clone(),
    }
}

fn facts(look: &Look<'_>, asked: &AskAccountStatement) -> Result<Facts, Failure> {
    let id: ClientId = wire::id("client_id", &asked.client_id)?;
    let client = clients::show(look.db, id)?.ok_or_else(|| not_found("client"))?;
    let from = wire::date("from", &asked.from)?;
    if from > look.today {
        return Err(refused("from", "a statement cannot begin after today"));
    }
    let until = asked.until.as_deref().map(|day| wire::date("until", day)).transpose()?;
    let until = until.unwrap_or(look.today);
    if until > look.today || until < from {
        return Err(refused("until", "a statement ends after it begins and not after today"));
    }
    let currency = match asked.currency.as_deref() {
        None => client.currency.unwrap_or(look.currency()),
        Some(code) => Currency::from_code(code)
            .ok_or_else(|| refused("currency", "choose one of the currencies of the list"))?,
    };
    let moved = account_statements::moved(look.db, id, currency, until)?;
    if moved.is_empty() {
        let by = if until == look.today {
            "yet".to_owned()
        } else {
            format!("by {}", look.long_date(until))
        };
        let of = sums::other(currency, look.currency());
        return Err(conflict(format!("nothing was billed to {}{of} {by}", client.name)));
    }
    let account = account(currency, moved, from)?;
    let mut open = account_statements::open_on(look.db, id, currency, until)?;
    open.sort_by(|a, b| (a.due_on, &a.number).cmp(&(b.due_on, &b.number)));
    let sum = |late: bool| {
        let of = open.iter().filter(|one| !late || Age::on(one.due_on, until) != Age::NotDue);
        Money::sum(currency, of.map(|one| one.open))
    };
    let (invoices_open, past_due) = (sum(false)?, sum(true)?);
    // What the ledger says is owed, and what the invoices say, differ by the client's credit.
    let credit = invoices_open.minus(account.owed)?;
    Ok(Facts { client, from, until, currency, account, open, invoices_open, past_due, credit })
}
