//! What the deposits of a file pay, without any book, for evaluation and scripts.
//!
//! The file is `{clients, invoices, deposits}` in whole minor units of one currency. It is worked
//! through as if every account were switched to be matched by itself.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{ClientId, Id, InvoiceId};
use domain::matching::{
    Answer, Books, Decision, Deposit, Hypothesis, Kind, Learned, Learning, OpenInvoice, Other,
    Payer, Shape, match_all,
};
use domain::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Deserialize)]
struct Asked {
    clients: Vec<AskedClient>,
    invoices: Vec<AskedInvoice>,
    deposits: Vec<AskedDeposit>,
}

#[derive(Deserialize)]
struct AskedClient {
    id: Value,
    name: String,
    #[serde(default)]
    contacts: Vec<Contact>,
}

/// A contact is a name, or has one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Contact {
    Name(String),
    Person { name: String },
}

#[derive(Deserialize)]
struct AskedInvoice {
    id: Value,
    number: String,
    client: Value,
    amount: i64,
    issued: Day,
    due: Option<Day>,
}

#[derive(Deserialize)]
struct AskedDeposit {
    id: Value,
    date: Day,
    amount: i64,
    payer: Option<String>,
    reference: Option<String>,
    description: Option<String>,
    payout: Option<Vec<Item>>,
}

/// A day as `2026-03-02`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Day(NaiveDate);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Day, String> {
        text.parse().map(Day).map_err(|_| format!("\"{text}\" is not a day such as 2026-03-02"))
    }
}

#[derive(Deserialize)]
struct Item {
    number: String,
    amount: i64,
}

/// Amounts have no currency in the file; nothing depends on which one stands for it.
const CURRENCY: Currency = Currency::Usd;

/// A file as it was understood.
pub struct Case {
    asked: Asked,
    books: Books,
    deposits: Vec<Deposit>,
}

impl Case {
    /// Reads a file. Fails with one sentence for a person when it cannot be understood.
    pub fn read(bytes: &[u8]) -> Result<Case, String> {
        let mut asked: Asked = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        // The answer is the same in whatever order the file is written.
        asked.clients.sort_by_cached_key(|client| word(&client.id));
        asked.invoices.sort_by_cached_key(|invoice| (invoice.issued.0, word(&invoice.id)));
        asked.deposits.sort_by_cached_key(|deposit| (deposit.date.0, word(&deposit.id)));
        let clients = places("client", asked.clients.iter().map(|client| &client.id))?;
        places("invoice", asked.invoices.iter().map(|invoice| &invoice.id))?;
        places("deposit", asked.deposits.iter().map(|deposit| &deposit.id))?;
        let invoices = asked.invoices.iter().enumerate().map(|of| invoice(of, &clients));
        let books = Books {
            payers: asked.clients.iter().enumerate().map(payer).collect(),
            invoices: invoices.collect::<Result<_, String>>()?,
            ..Books::default()
        };
        let deposits = asked.deposits.iter().map(deposit).collect::<Result<_, _>>()?;
        Ok(Case { asked, books, deposits })
    }

    /// What its deposits pay, in the order of their days; an answer fails beyond the money limit.
    pub fn answers(&self) -> Vec<Result<Answer, MoneyError>> {
        match_all(&self.books, &Learned::default(), &self.deposits, Learning::On).collect()
    }
}

/// The answers to the deposits of a file, a line of JSON for each in the order of their days:
/// `{id, decision, hypotheses: [{kind, client, allocations, score, evidence}]}`. Fails with one
/// sentence for a person when the file cannot be understood.
pub fn answered(bytes: &[u8]) -> Result<Vec<String>, String> {
    let case = Case::read(bytes)?;
    let clients = case.books.payers.iter().zip(&case.asked.clients);
    let invoices = case.books.invoices.iter().zip(&case.asked.invoices);
    let names = Names {
        clients: clients.map(|(payer, client)| (payer.id, &client.id)).collect(),
        invoices: invoices.map(|(open, invoice)| (open.id, &invoice.id)).collect(),
    };
    let mut written = Vec::new();
    let both = case.asked.deposits.iter().zip(case.answers());
    both.map(|(deposit, answer)| {
        let answer = answer.map_err(|error| error.to_string())?;
        written.clear();
        serde_json::to_writer(&mut written, &line(&names, deposit, &answer))
            .map_err(|error| error.to_string())?;
        str::from_utf8(&written).map(str::to_owned).map_err(|error| error.to_string())
    })
    .collect()
}

/// What the file calls clients and invoices.
struct Names<'a> {
    clients: HashMap<ClientId, &'a Value>,
    invoices: HashMap<InvoiceId, &'a Value>,
}

/// An id as text: ids may be words or numbers.
fn word(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn places<'a>(
    what: &str,
    ids: impl Iterator<Item = &'a Value>,
) -> Result<HashMap<String, usize>, String> {
    let mut places = HashMap::new();
    for (at, id) in ids.enumerate() {
        if !id.is_string() && !id.is_number() {
            return Err(format!("the id {id} of a {what} is neither a word nor a number"));
        }
        if places.insert(word(id), at).is_some() {
            return Err(format!("there are two {what}s with the id {id}"));
        }
    }
    Ok(places)
}

fn numbered<I: Id>(at: usize) -> I {
    I::from_uuid(Uuid::from_u128(at as u128))
}

fn payer((at, client): (usize, &AskedClient)) -> Payer {
    let name = |contact: &Contact| match contact {
        Contact::Name(name) | Contact::Person { name } => name.clone(),
    };
    Payer {
        id: numbered(at),
        name: client.name.clone(),
        contacts: client.contacts.iter().map(name).collect(),
        seen_as: Vec::new(),
    }
}

fn invoice(
    (at, invoice): (usize, &AskedInvoice),
    clients: &HashMap<String, usize>,
) -> Result<OpenInvoice, String> {
    let (id, client) = (&invoice.id, &invoice.client);
    let owner = clients
        .get(&word(client))
        .ok_or_else(|| format!("the invoice {id} is of the client {client}, who is not listed"))?;
    let open = money("invoice", id, invoice.amount)?;
    Ok(OpenInvoice {
        id: numbered(at),
        number: invoice.number.clone(),
        client: numbered(*owner),
        issued_on: invoice.issued.0,
        due_on: invoice.due.unwrap_or(invoice.issued).0,
        total: open,
        open,
    })
}

fn deposit(deposit: &AskedDeposit) -> Result<Deposit, String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let items = deposit.payout.iter().flatten();
    let item = |item: &Item| {
        Ok::<_, String>((item.number.clone(), money("deposit", &deposit.id, item.amount)?))
    };
    Ok(Deposit {
        posted_on: deposit.date.0,
        amount: money("deposit", &deposit.id, deposit.amount)?,
        payer: text(&deposit.payer),
        reference: text(&deposit.reference),
        description: text(&deposit.description),
        itemised: items.map(item).collect::<Result<_, _>>()?,
    })
}

fn money(what: &str, id: &Value, minor: i64) -> Result<Money, String> {
    Money::new(minor, CURRENCY).map_err(|error| format!("the {what} {id}: {error}"))
}

/// The answer to a deposit.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    decision: &'static str,
    hypotheses: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    kind: &'static str,
    client: Option<&'a Value>,
    allocations: Vec<Allocation<'a>>,
    score: i64,
    evidence: Vec<String>,
}

#[derive(Serialize)]
struct Allocation<'a> {
    invoice: &'a Value,
    amount: i64,
}

fn line<'a>(names: &Names<'a>, deposit: &'a AskedDeposit, answer: &Answer) -> Line<'a> {
    let decision = match answer.decision {
        Decision::Auto => "auto",
        Decision::Suggest => "suggest",
        Decision::None => "none",
    };
    let hypotheses = answer.hypotheses.iter().map(|hypothesis| told(names, hypothesis));
    Line { id: &deposit.id, decision, hypotheses: hypotheses.collect() }
}

fn told<'a>(names: &Names<'a>, hypothesis: &Hypothesis) -> Told<'a> {
    let parts = match &hypothesis.kind {
        Kind::Invoices(parts) => parts.as_slice(),
        _ => &[],
    };
    let allocations = parts
        .iter()
        .map(|(id, amount)| Allocation { invoice: names.invoices[id], amount: amount.minor() });
    let against = hypothesis.wrong_if.iter().map(|words| format!("Against: {words}"));
    Told {
        kind: kind(hypothesis),
        client: hypothesis.client.and_then(|id| names.clients.get(&id).copied()),
        allocations: allocations.collect(),
        score: hypothesis.score,
        evidence: hypothesis.why.iter().cloned().chain(against).collect(),
    }
}

fn kind(hypothesis: &Hypothesis) -> &'static str {
    match (&hypothesis.kind, hypothesis.shape) {
        (Kind::Other(Other::Reversal), _) => "reversal",
        (Kind::Other(Other::Transfer), _) => "transfer",
        (Kind::Other(Other::Interest), _) => "interest",
        (Kind::Other(Other::Charge), _) => "bank_charge",
        (Kind::Other(Other::Refund), _) => "refund",
        (Kind::Recorded(_), _) => "recorded_payment",
        (Kind::Payout(..), _) | (_, Shape::Itemised) => "payout",
        (_, Shape::One) => "invoice",
        (_, Shape::Several) => "several_invoices",
        (_, Shape::Part) => "part_payment",
        (_, Shape::Over) => "overpayment",
        (_, Shape::Fee) => "bank_fee",
        (_, Shape::Exchange) => "currency_exchange",
        (_, Shape::Together) => "banked_together",
        (_, Shape::None) => "other",
    }
}
