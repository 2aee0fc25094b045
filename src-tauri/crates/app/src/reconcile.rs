//! Reconciliation: statement lines, their suggested explanations, and the match the user makes.

use chrono::NaiveDate;
use domain::ids::{BankAccountId, ClientId, InvoiceId, MatchId, PaymentId, StatementLineId};
use domain::ledger;
use domain::matching::{
    self, Books, Certainty, Deposit, Hypothesis, Kind, OpenInvoice, Payer, Recorded,
};
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::bank::{self, Explained};
use store::ledger::Posting;
use store::matches::{self, Match};
use store::payments::{self as paid, Received};
use store::{clients, invoices};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::payments;
use crate::wire::{self, Amount, ById, Made, Nothing};

/// Which lines to list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListLines {
    /// The account.
    pub account_id: String,
    /// `to_explain`, `explained` or `all`.
    pub view: String,
    /// Only those whose text, amount or client holds this.
    pub filter: String,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to send, 500 at most.
    pub limit: u32,
}

/// A line in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LineRow {
    /// The line.
    pub id: String,
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed: money in is positive.
    pub amount: Amount,
    /// `to_explain`, `explained` or `set_aside`.
    pub state: String,
    /// For a line to explain: `certain`, `likely`, `possible` or `none`.
    pub certainty: String,
    /// The explanation or the best suggestion, in a few words.
    pub words: String,
    /// The live match.
    pub match_id: Option<String>,
}

/// A part of the list, and where the account stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LineList {
    /// The rows asked for.
    pub rows: Vec<LineRow>,
    /// How many there are after the filter.
    pub count: i64,
    /// How many wait for an explanation.
    pub to_explain: i64,
    /// How many are explained or set aside.
    pub explained: i64,
    /// What moved on the lines that wait, without sign.
    pub left: Amount,
    /// What moved on all lines, without sign.
    pub moved: Amount,
    /// First day and last day of the lines.
    pub from: Option<String>,
    /// Last day of the lines.
    pub through: Option<String>,
    /// Balance before the first line, if the bank stated one.
    pub opening: Option<Amount>,
    /// Sum of all lines.
    pub sum: Amount,
    /// Balance after the last line, if the bank stated one.
    pub closing: Option<Amount>,
}

/// A part of a line's money for an invoice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExplainedPart {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client's name.
    pub client: String,
    /// The day it is due.
    pub due_on: String,
    /// Owed before.
    pub open: Amount,
    /// Paid by this line.
    pub amount: Amount,
}

/// One way to explain a line.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Explanation {
    /// `invoices`, `recorded_payment` or `credit`.
    pub kind: String,
    /// `certain`, `likely` or `possible`.
    pub certainty: String,
    /// The sentence: `Alder Bakery pays INV-0042 in full.`
    pub sentence: String,
    /// The client.
    pub client_id: String,
    /// The payment that is already recorded, for `recorded_payment`.
    pub payment_id: Option<String>,
    /// What it pays.
    pub parts: Vec<ExplainedPart>,
    /// What would become the client's credit.
    pub credit: Amount,
    /// The line less its parts and credit; zero for every explanation that can be accepted.
    pub difference: Amount,
    /// Evidence for it.
    pub why: Vec<String>,
    /// What would make it wrong.
    pub wrong_if: Vec<String>,
    /// What happens next.
    pub after: Vec<String>,
}

/// A line with all its explanations, the best first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LinePage {
    /// The row of the list.
    pub row: LineRow,
    /// The bank's reference.
    pub reference: String,
    /// The file it came from.
    pub file: String,
    /// The line in that file, counted from 1.
    pub at: i64,
    /// Explanations, the best first; none when nothing fits.
    pub explanations: Vec<Explanation>,
    /// For an explained line: what it is, in words.
    pub matched: Option<String>,
    /// For an explained line: what it paid.
    pub matched_parts: Vec<ExplainedPart>,
}

/// What the user says a line is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Explain {
    /// A client pays invoices; what is left becomes credit.
    Invoices {
        /// The client.
        client_id: String,
        /// What it pays, amounts in whole minor units.
        parts: Vec<ExplainPart>,
    },
    /// A payment that is already recorded reached the bank.
    RecordedPayment {
        /// The payment.
        payment_id: String,
    },
    /// Not from a client.
    NotAnInvoice {
        /// `fee`, `interest`, `transfer`, `owner`, `expense` or `other`.
        category: String,
        /// A note; may be empty.
        note: String,
    },
    /// Left for later, with a reason.
    SetAside {
        /// Why.
        reason: String,
    },
}

/// A part of a line's money for an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExplainPart {
    /// The invoice.
    pub invoice_id: String,
    /// Whole minor units of the line's currency.
    pub minor: i64,
}

/// Explains a line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptExplanation {
    /// The line.
    pub line_id: String,
    /// What it is.
    pub explain: Explain,
}

/// Looks for open invoices to explain a line with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindInvoices {
    /// The line.
    pub line_id: String,
    /// Part of a client's name, a number or an amount; empty lists those nearest in amount.
    pub text: String,
}

/// Open invoices, the best first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundInvoices {
    /// Rows, 50 at most.
    pub rows: Vec<FoundInvoice>,
}

/// An open invoice that a line may pay.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundInvoice {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The day it is due.
    pub due_on: String,
    /// Still owed.
    pub open: Amount,
}

/// A part of an account's lines, and where the account stands.
pub fn list(look: &Look<'_>, asked: ListLines) -> Result<LineList, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.account_id)?;
    let account = bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?;
    let done = match asked.view.as_str() {
        "all" => None,
        "to_explain" => Some(false),
        "explained" => Some(true),
        other => return Err(refused("view", format!("there is no view \"{other}\""))),
    };
    let filter = asked.filter.trim().to_lowercase();
    let found = bank::lines(look.db, id, done, &filter, asked.offset, asked.limit.min(500))?;
    let books = books(look)?;
    let rows = found.iter().map(|line| row(line, &books)).collect::<Result<_, _>>()?;
    let standing = bank::standing(look.db, id, account.closing.map(|(_, on)| on))?;
    let money = |minor| Money::new(minor, account.currency).map(Amount::from);
    let closing = account.closing.map(|(minor, _)| minor + standing.after_closing_minor);
    Ok(LineList {
        rows,
        count: bank::count_lines(look.db, id, done, &filter)?,
        to_explain: account.to_explain,
        explained: account.lines - account.to_explain,
        left: money(standing.left_minor)?,
        moved: money(standing.moved_minor)?,
        from: standing.from.map(|day| day.to_string()),
        through: standing.through.map(|day| day.to_string()),
        opening: closing.map(|closing| money(closing - standing.sum_minor)).transpose()?,
        sum: money(standing.sum_minor)?,
        closing: closing.map(money).transpose()?,
    })
}

/// What the matcher works with.
fn books(look: &Look<'_>) -> Result<Books, Failure> {
    let payers = clients::all(look.db)?
        .into_iter()
        .map(|client| Payer {
            id: client.id,
            name: client.name,
            also: std::iter::once(client.contact)
                .chain(client.payer_names.lines().map(str::to_owned))
                .filter(|name| !name.trim().is_empty())
                .collect(),
        })
        .collect();
    let invoices = invoices::open(look.db, None)?
        .into_iter()
        .map(|invoice| OpenInvoice {
            id: invoice.id,
            number: invoice.number,
            client: invoice.client_id,
            issued_on: invoice.issued_on,
            due_on: invoice.due_on,
            open: invoice.open,
        })
        .collect();
    let recorded = paid::unbanked(look.db)?
        .into_iter()
        .map(|payment| Recorded {
            id: payment.id,
            client: payment.client_id,
            received_on: payment.received_on,
            amount: payment.amount,
            reference: payment.reference,
        })
        .collect();
    Ok(Books { payers, invoices, recorded })
}

fn hypotheses(line: &bank::Line, books: &Books) -> Result<Vec<Hypothesis>, Failure> {
    if !line.amount.is_positive() {
        return Ok(Vec::new());
    }
    let deposit = Deposit {
        posted_on: line.posted_on,
        amount: line.amount,
        text: format!("{} {}", line.description, line.reference),
    };
    let fits = |currency| currency == line.amount.currency();
    if books.invoices.iter().all(|invoice| fits(invoice.open.currency())) {
        return Ok(matching::explain(&deposit, books)?);
    }
    let same = Books {
        payers: books.payers.clone(),
        invoices: books.invoices.iter().filter(|i| fits(i.open.currency())).cloned().collect(),
        recorded: books.recorded.iter().filter(|r| fits(r.amount.currency())).cloned().collect(),
    };
    Ok(matching::explain(&deposit, &same)?)
}

fn row(explained: &Explained, books: &Books) -> Result<LineRow, Failure> {
    let line = &explained.line;
    let (state, certainty, words) = match (&explained.kind, &explained.words) {
        (Some(kind), Some(words)) if kind == "set_aside" => ("set_aside", "none", words.clone()),
        (Some(_), Some(words)) => ("explained", "none", words.clone()),
        _ => match hypotheses(line, books)?.first() {
            Some(best) => ("to_explain", certainty_word(best.certainty), short_words(best, books)),
            None => ("to_explain", "none", "No explanation found".to_owned()),
        },
    };
    Ok(LineRow {
        id: line.id.to_string(),
        posted_on: line.posted_on.to_string(),
        description: line.description.clone(),
        amount: line.amount.into(),
        state: state.to_owned(),
        certainty: certainty.to_owned(),
        words,
        match_id: explained.match_id.map(|id| id.to_string()),
    })
}

fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

fn client_name(id: ClientId, books: &Books) -> String {
    let found = books.payers.iter().find(|payer| payer.id == id);
    found.map(|payer| payer.name.clone()).unwrap_or_default()
}

/// `Larkspur Landscaping, INV-0301`.
fn short_words(hypothesis: &Hypothesis, books: &Books) -> String {
    let client = client_name(hypothesis.client, books);
    match &hypothesis.kind {
        Kind::Recorded(_) => format!("{client}, recorded payment"),
        Kind::Invoices(parts) => match numbers(parts, books).as_slice() {
            [] => format!("{client}, credit"),
            numbers => format!("{client}, {}", numbers.join(", ")),
        },
    }
}

fn numbers(parts: &[(InvoiceId, Money)], books: &Books) -> Vec<String> {
    parts
        .iter()
        .filter_map(|(id, _)| books.invoices.iter().find(|invoice| invoice.id == *id))
        .map(|invoice| invoice.number.clone())
        .collect()
}

/// A line with its explanations.
pub fn show(look: &Look<'_>, asked: ById) -> Result<LinePage, Failure> {
    let (explained, file) = one_line(look, &asked.id)?;
    let books = books(look)?;
    let line = &explained.line;
    let explanations = if explained.match_id.is_some() {
        Vec::new()
    } else {
        hypotheses(line, &books)?
            .iter()
            .map(|hypothesis| explanation(look, line, hypothesis, &books))
            .collect::<Result<_, _>>()?
    };
    Ok(LinePage {
        row: row(&explained, &books)?,
        reference: line.reference.clone(),
        file,
        at: line.at,
        explanations,
        matched_parts: matched_parts(look, &explained)?,
        matched: explained.words,
    })
}

fn one_line(look: &Look<'_>, id: &str) -> Result<(Explained, String), Failure> {
    let id: StatementLineId = wire::id("line_id", id)?;
    bank::show_line(look.db, id)?.ok_or_else(|| not_found("bank line"))
}

fn explanation(
    look: &Look<'_>,
    line: &bank::Line,
    hypothesis: &Hypothesis,
    books: &Books,
) -> Result<Explanation, Failure> {
    let client = client_name(hypothesis.client, books);
    let zero = Money::zero(line.amount.currency());
    let (kind, payment_id, parts) = match &hypothesis.kind {
        Kind::Recorded(payment) => ("recorded_payment", Some(payment.to_string()), Vec::new()),
        Kind::Invoices(parts) if parts.is_empty() => ("credit", None, Vec::new()),
        Kind::Invoices(parts) => ("invoices", None, parts.clone()),
    };
    let parts: Vec<ExplainedPart> = parts
        .iter()
        .map(|(id, amount)| Ok(part(&crate::invoices::one(look, *id)?, *amount)))
        .collect::<Result<_, Failure>>()?;
    let sentence = match kind {
        "recorded_payment" => format!("{client}'s recorded payment reached the bank."),
        "credit" => format!("{client} pays in advance."),
        _ => sentence(&client, &parts, hypothesis.credit),
    };
    Ok(Explanation {
        kind: kind.to_owned(),
        certainty: certainty_word(hypothesis.certainty).to_owned(),
        sentence,
        client_id: hypothesis.client.to_string(),
        payment_id,
        after: after(&client, &parts, hypothesis.credit),
        parts,
        credit: hypothesis.credit.into(),
        difference: zero.into(),
        why: hypothesis.why.clone(),
        wrong_if: hypothesis.wrong_if.clone(),
    })
}

fn part(invoice: &invoices::Invoice, amount: Money) -> ExplainedPart {
    ExplainedPart {
        invoice_id: invoice.id.to_string(),
        number: invoice.number.clone(),
        client: invoice.client_name.clone(),
        due_on: invoice.due_on.to_string(),
        open: invoice.open.into(),
        amount: amount.into(),
    }
}

fn sentence(client: &str, parts: &[ExplainedPart], credit: Money) -> String {
    let whole = parts.iter().all(|part| part.open == part.amount);
    let rest =
        if credit.is_positive() { format!(" and {} more", credit.shown()) } else { String::new() };
    match parts {
        [one] if whole => format!("{client} pays {} in full{rest}.", one.number),
        [one] => format!("{client} pays part of {}{rest}.", one.number),
        several if whole => format!("{client} pays {} invoices in full{rest}.", several.len()),
        several => format!("{client} pays {} invoices, the last in part{rest}.", several.len()),
    }
}

fn after(client: &str, parts: &[ExplainedPart], credit: Money) -> Vec<String> {
    let mut after: Vec<String> = parts
        .iter()
        .map(|part| {
            if part.open == part.amount {
                format!("{} is paid", part.number)
            } else {
                format!("{} stays open in part", part.number)
            }
        })
        .collect();
    if credit.is_positive() {
        after.push(format!("{} becomes {client}'s credit", credit.shown()));
    }
    if parts.is_empty() && credit.is_zero() {
        after.push("Money received and money at the bank agree".to_owned());
    }
    after
}

fn matched_parts(look: &Look<'_>, explained: &Explained) -> Result<Vec<ExplainedPart>, Failure> {
    let found = explained.match_id.map(|id| matches::show(look.db, id)).transpose()?.flatten();
    let Some(payment) = found.and_then(|found| found.payment_id) else {
        return Ok(Vec::new());
    };
    paid::allocations(look.db, payment)?
        .iter()
        .map(|allocation| {
            let invoice = crate::invoices::one(look, allocation.invoice_id)?;
            Ok(part(&invoice, allocation.amount))
        })
        .collect()
}

/// Open invoices that may explain a line: by text, else the nearest in amount.
pub fn find(look: &Look<'_>, asked: FindInvoices) -> Result<FoundInvoices, Failure> {
    let (explained, _) = one_line(look, &asked.line_id)?;
    let wanted = explained.line.amount;
    let text = asked.text.trim().to_lowercase();
    let mut found: Vec<invoices::Invoice> = invoices::open(look.db, None)?
        .into_iter()
        .filter(|invoice| invoice.currency == wanted.currency())
        .filter(|invoice| {
            text.is_empty()
                || invoice.client_name.to_lowercase().contains(&text)
                || invoice.number.to_lowercase().contains(&text)
                || invoice.open.plain().contains(&text)
        })
        .collect();
    found.sort_by_key(|invoice| {
        ((invoice.open.minor() - wanted.minor()).abs(), invoice.due_on, invoice.sequence)
    });
    found.truncate(50);
    let rows = found.into_iter().map(|invoice| FoundInvoice {
        invoice_id: invoice.id.to_string(),
        number: invoice.number,
        client_id: invoice.client_id.to_string(),
        client: invoice.client_name,
        due_on: invoice.due_on.to_string(),
        open: invoice.open.into(),
    });
    Ok(FoundInvoices { rows: rows.collect() })
}

/// Explains a line as the user says.
pub fn accept(act: &mut Act<'_>, question: AcceptExplanation) -> Result<Made, Failure> {
    let (explained, _) = one_line(act, &question.line_id)?;
    if explained.match_id.is_some() {
        return Err(conflict("this line is explained already; undo that first"));
    }
    let line = &explained.line;
    let made = match question.explain {
        Explain::Invoices { client_id, parts } => paid_by(act, line, &client_id, &parts)?,
        Explain::RecordedPayment { payment_id } => recorded(act, line, &payment_id)?,
        Explain::NotAnInvoice { category, note } => not_an_invoice(act, line, &category, &note)?,
        Explain::SetAside { reason } => set_aside(act, line, &reason)?,
    };
    matches::add(act.tx, &made, act.now)?;
    let id = made.id.to_string();
    act.offer_undo("Bank line explained", "matches.undo", ById { id: id.clone() });
    Ok(Made { id })
}

fn new_match(act: &Act<'_>, line: &bank::Line, kind: &str, words: String) -> Match {
    Match {
        id: act.new_id(),
        line_id: line.id,
        account_id: line.account_id,
        kind: kind.to_owned(),
        payment_id: None,
        category: String::new(),
        words,
    }
}

/// A client pays: the payment is recorded, joined and banked in one.
fn paid_by(
    act: &mut Act<'_>,
    line: &bank::Line,
    client_id: &str,
    parts: &[ExplainPart],
) -> Result<Match, Failure> {
    if !line.amount.is_positive() {
        return Err(refused("explain", "money that went out does not pay an invoice"));
    }
    let client = crate::clients::one(act, client_id)?;
    let parts = parts
        .iter()
        .map(|part| {
            let amount = Money::new(part.minor, line.amount.currency())?;
            payments::part(act, client.id, wire::id("explain", &part.invoice_id)?, amount)
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let reference: String = line.reference.chars().take(120).collect();
    let received = Received {
        id: act.new_id::<PaymentId>(),
        client_id: client.id,
        received_on: line.posted_on,
        method: "transfer",
        reference: &reference,
        amount: line.amount,
    };
    let numbers = payments::receive(act, &received, &parts)?;
    bank_it(act, line, received.id, received.client_id)?;
    let words = match numbers.as_slice() {
        [] => format!("{}, credit", client.name),
        numbers => format!("{}, {}", client.name, numbers.join(", ")),
    };
    act.say(payments::paid_words(&client.name, line.amount, &numbers), Some(client.id));
    Ok(Match { payment_id: Some(received.id), ..new_match(act, line, "invoices", words) })
}

fn bank_it(
    act: &Act<'_>,
    line: &bank::Line,
    payment: PaymentId,
    client: ClientId,
) -> Result<(), Failure> {
    let source = payment.to_string();
    act.post(
        ledger::banked(line.account_id, line.amount),
        Posting { on: line.posted_on, event: "banked", source: &source, client: Some(client) },
    )
}

fn recorded(act: &mut Act<'_>, line: &bank::Line, payment_id: &str) -> Result<Match, Failure> {
    let payment = payments::one(act, payment_id)?;
    if payment.banked {
        return Err(conflict("another bank line is matched to this payment"));
    }
    if payment.reversed.is_some() {
        return Err(conflict("this payment was reversed"));
    }
    if payment.amount != line.amount {
        let message =
            format!("the payment is {}, the line {}", payment.amount.shown(), line.amount.shown());
        return Err(refused("explain", message));
    }
    bank_it(act, line, payment.id, payment.client_id)?;
    let words = format!("{}, recorded payment", payment.client);
    act.say(
        format!("{}'s payment of {} reached the bank", payment.client, payment.amount.shown()),
        Some(payment.client_id),
    );
    Ok(Match { payment_id: Some(payment.id), ..new_match(act, line, "recorded_payment", words) })
}

fn not_an_invoice(
    act: &mut Act<'_>,
    line: &bank::Line,
    category: &str,
    note: &str,
) -> Result<Match, Failure> {
    let name = match category {
        "fee" => "Bank fee",
        "interest" => "Interest",
        "transfer" => "Transfer between own accounts",
        "owner" => "The owner's money",
        "expense" => "Expense",
        "other" => "Other",
        _ => return Err(refused("category", "choose what the line is")),
    };
    let note = wire::line("note", note, 200)?;
    let words = if note.is_empty() { name.to_owned() } else { format!("{name}: {note}") };
    let source = line.id.to_string();
    act.post(
        ledger::explained(line.account_id, line.amount),
        Posting { on: line.posted_on, event: "explained", source: &source, client: None },
    )?;
    act.say(format!("Bank line of {} explained: {words}", line.amount.shown()), None);
    let category = category.to_owned();
    Ok(Match { category, ..new_match(act, line, "not_an_invoice", words) })
}

fn set_aside(act: &mut Act<'_>, line: &bank::Line, reason: &str) -> Result<Match, Failure> {
    let reason = wire::line("reason", reason, 200)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why the line is set aside"));
    }
    act.say(format!("Bank line of {} set aside: {reason}", line.amount.shown()), None);
    Ok(new_match(act, line, "set_aside", format!("Set aside: {reason}")))
}

/// Takes an explanation back.
pub fn undo(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: MatchId = wire::id("id", &asked.id)?;
    let found = matches::show(act.tx, id)?.ok_or_else(|| not_found("match"))?;
    undo_match(act, &found)?;
    act.say(format!("Explanation taken back: {}", found.words), None);
    Ok(Nothing {})
}

/// Takes a match back: its ledger entries are reversed, and the payment it made with them.
pub(crate) fn undo_match(act: &Act<'_>, found: &Match) -> Result<(), Failure> {
    let line =
        bank::show_line(act.tx, found.line_id)?.ok_or_else(|| not_found("bank line"))?.0.line;
    matches::undo(act.tx, found.id, act.now)?;
    let (transfer, source, event, client) = match (found.kind.as_str(), found.payment_id) {
        ("set_aside", _) => return Ok(()),
        (_, Some(id)) => {
            let payment = paid::show(act.tx, id)?.ok_or_else(|| not_found("payment"))?;
            let transfer = ledger::banked(line.account_id, line.amount);
            if found.kind == "invoices" {
                payments::reverse_now(act, &payment, "Explanation taken back")?;
            }
            (transfer, id.to_string(), "banked_reversed", Some(payment.client_id))
        }
        _ => {
            let transfer = ledger::explained(line.account_id, line.amount);
            (transfer, line.id.to_string(), "explained_reversed", None)
        }
    };
    let on: NaiveDate = act.today;
    let posting = Posting { on, event, source: &source, client };
    act.post(transfer.map(|transfer| transfer.reversed()), posting)
}
