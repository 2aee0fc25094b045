//! Explaining a bank line: every suggestion is a named hypothesis with its evidence in words.
//!
//! Deterministic: the same line and the same books give the same answer. An open document comes
//! first; nothing is applied here, only proposed.

use chrono::NaiveDate;

use crate::ids::{ClientId, InvoiceId, PaymentId, PayoutId};
use crate::money::{Money, MoneyError};

mod names;
mod subset;

pub use names::names_agree;

/// Money that came in, as the bank says it, or money that a processor took back.
#[derive(Clone, Debug)]
pub struct Deposit {
    /// The bank's date.
    pub posted_on: NaiveDate,
    /// Signed: money in is positive.
    pub amount: Money,
    /// All text of the line: payer, description, reference.
    pub text: String,
}

/// A client as the matcher sees it.
#[derive(Clone, Debug)]
pub struct Payer {
    /// The client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// The contact's name and the names seen on bank lines.
    pub also: Vec<String>,
}

/// An open invoice as the matcher sees it.
#[derive(Clone, Debug)]
pub struct OpenInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Who owes it.
    pub client: ClientId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Still owed.
    pub open: Money,
}

/// A payment that is recorded and not yet seen on a statement.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The payment.
    pub id: PaymentId,
    /// Who paid.
    pub client: ClientId,
    /// The day it was recorded as received.
    pub received_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Cheque number or other reference.
    pub reference: String,
}

/// A payout of a processor that no statement shows yet.
#[derive(Clone, Debug)]
pub struct Arriving {
    /// The payout.
    pub id: PayoutId,
    /// Whether its coming back is awaited: the bank refused it.
    pub returned: bool,
    /// The processor's name.
    pub processor: String,
    /// The day it is to be at the bank.
    pub arrives_on: NaiveDate,
    /// Signed as the bank will show it.
    pub amount: Money,
    /// The bank's own trace of it, where the processor tells; may be empty.
    pub trace: String,
}

/// What the books know when a line is explained.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// All active clients.
    pub payers: Vec<Payer>,
    /// All open invoices in the line's currency.
    pub invoices: Vec<OpenInvoice>,
    /// All recorded payments that no line explains yet.
    pub recorded: Vec<Recorded>,
    /// All payouts that no line explains yet.
    pub arriving: Vec<Arriving>,
}

/// How sure a hypothesis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// One thing fits by chance as well.
    Possible,
    /// Two independent things agree, and something else could fit too.
    Likely,
    /// Reference or payer and the amount agree to the cent, and nothing else fits.
    Certain,
}

/// What a hypothesis says happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The client pays these invoices.
    Invoices(Vec<(InvoiceId, Money)>),
    /// A payment that is already recorded reached the bank.
    Recorded(PaymentId),
    /// A payout of a processor reached the bank, or came back where the second is `true`.
    Payout(PayoutId, bool),
}

/// One way to explain a deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// What happened.
    pub kind: Kind,
    /// Who paid; nobody alone where it is a payout.
    pub client: Option<ClientId>,
    /// How sure.
    pub certainty: Certainty,
    /// What is left for the client's credit.
    pub credit: Money,
    /// Evidence for it, in words.
    pub why: Vec<String>,
    /// What would make it wrong, in words.
    pub wrong_if: Vec<String>,
}

/// All hypotheses for `deposit`, the best first, five at most. Fails only beyond the money limit.
pub fn explain(deposit: &Deposit, books: &Books) -> Result<Vec<Hypothesis>, MoneyError> {
    let mut found = by_payout(deposit, books);
    if !deposit.amount.is_positive() {
        found.truncate(5);
        demote_rivals(&mut found);
        return Ok(found);
    }
    let named: Vec<&Payer> =
        books.payers.iter().filter(|payer| payer.is_named_in(&deposit.text)).collect();
    found.extend(by_record(deposit, books, &named));
    let cited = by_number(deposit, books, &named)?;
    let mut others = by_payer(deposit, books, &named)?;
    others.extend(by_amount(deposit, books, &named)?);
    if cited.is_some() {
        // A number on the line speaks against every invoice that it does not name.
        for other in &mut others {
            other.certainty = Certainty::Possible;
            other.wrong_if.push("The bank text carries the number of another invoice".to_owned());
        }
    }
    found.extend(cited);
    found.extend(others);
    found.sort_by_key(|hypothesis| std::cmp::Reverse(hypothesis.certainty));
    let mut kept: Vec<Hypothesis> = Vec::new();
    for hypothesis in found {
        if kept.len() < 5 && !kept.iter().any(|other| other.kind == hypothesis.kind) {
            kept.push(hypothesis);
        }
    }
    demote_rivals(&mut kept);
    Ok(kept)
}

impl Payer {
    fn is_named_in(&self, text: &str) -> bool {
        names_agree(&self.name, text) || self.also.iter().any(|name| names_agree(name, text))
    }
}

/// Two certain explanations cannot both be right, so neither is certain.
fn demote_rivals(found: &mut [Hypothesis]) {
    let certain = found.iter().filter(|h| h.certainty == Certainty::Certain).count();
    if certain > 1 {
        for hypothesis in found.iter_mut().filter(|h| h.certainty == Certainty::Certain) {
            hypothesis.certainty = Certainty::Likely;
            hypothesis.wrong_if.push("Another explanation fits as well".to_owned());
        }
    }
}

/// Days by which a payout may be at the bank before and after the day the processor tells.
const PAYOUT_DAYS: std::ops::RangeInclusive<i64> = -3..=7;

fn by_payout(deposit: &Deposit, books: &Books) -> Vec<Hypothesis> {
    let fits = |payout: &&Arriving| {
        payout.amount == deposit.amount
            && PAYOUT_DAYS.contains(&(deposit.posted_on - payout.arrives_on).num_days())
    };
    let same: Vec<&Arriving> = books.arriving.iter().filter(fits).collect();
    let hypothesis = |payout: &&Arriving| {
        let (amount, day) = (payout.amount.shown(), payout.arrives_on);
        let mut why = vec![match payout.returned {
            false => format!("{} told of a payout of {amount} for {day}", payout.processor),
            true => format!("The bank refused a payout of {} of {amount}", payout.processor),
        }];
        let by_trace = contains_token(&deposit.text, &payout.trace);
        if by_trace {
            why.push(format!("The bank text carries its trace {}", payout.trace));
        }
        let by_name = names_agree(&payout.processor, &deposit.text);
        if by_name {
            why.push("The bank text names the processor".to_owned());
        }
        let sure = (by_trace || by_name) && same.len() == 1;
        Hypothesis {
            kind: Kind::Payout(payout.id, payout.returned),
            client: None,
            certainty: if sure { Certainty::Certain } else { Certainty::Likely },
            credit: Money::zero(deposit.amount.currency()),
            why,
            wrong_if: vec!["Money of the same amount came from someone else".to_owned()],
        }
    };
    same.iter().map(hypothesis).collect()
}

fn by_record(deposit: &Deposit, books: &Books, named: &[&Payer]) -> Vec<Hypothesis> {
    let same: Vec<&Recorded> = books
        .recorded
        .iter()
        .filter(|payment| payment.amount == deposit.amount)
        .filter(|payment| (deposit.posted_on - payment.received_on).num_days().abs() <= 21)
        .collect();
    let zero = Money::zero(deposit.amount.currency());
    let hypothesis = |payment: &&Recorded| {
        let mut why = vec![format!(
            "A payment of {} was recorded on {}",
            payment.amount.shown(),
            payment.received_on
        )];
        let reference = payment.reference.trim();
        let by_reference = reference.len() >= 3 && contains_token(&deposit.text, reference);
        if by_reference {
            why.push(format!("The bank text carries its reference {reference}"));
        }
        let by_name = named.iter().any(|payer| payer.id == payment.client);
        if by_name {
            why.push("The bank text names the client".to_owned());
        }
        let sure = (by_reference || by_name) && same.len() == 1;
        Hypothesis {
            kind: Kind::Recorded(payment.id),
            client: Some(payment.client),
            certainty: if sure { Certainty::Certain } else { Certainty::Likely },
            credit: zero,
            why,
            wrong_if: vec!["A second payment of the same amount was made".to_owned()],
        }
    };
    same.iter().map(hypothesis).collect()
}

fn by_number(
    deposit: &Deposit,
    books: &Books,
    named: &[&Payer],
) -> Result<Option<Hypothesis>, MoneyError> {
    let cited: Vec<&OpenInvoice> = books
        .invoices
        .iter()
        .filter(|invoice| contains_token(&deposit.text, &invoice.number))
        .collect();
    let Some(first) = cited.first() else {
        return Ok(None);
    };
    if cited.iter().any(|invoice| invoice.client != first.client) {
        return Ok(None);
    }
    let open = Money::sum(deposit.amount.currency(), cited.iter().map(|invoice| invoice.open))?;
    let rest = deposit.amount.minus(open)?;
    let mut why: Vec<String> = cited
        .iter()
        .map(|invoice| format!("The bank text carries the number {}", invoice.number))
        .collect();
    let by_name = named.iter().any(|payer| payer.id == first.client);
    if by_name {
        why.push("The bank text names the client".to_owned());
    }
    let (certainty, wrong_if) = match rest.minor() {
        0 => {
            why.push(format!("The amount is what is open, {}", open.shown()));
            (Certainty::Certain, "The client quoted the number of another invoice")
        }
        ..0 => {
            why.push(format!("It is a part: {} stays open", rest.negated().shown()));
            (Certainty::Likely, "The client meant a different invoice of this amount")
        }
        _ => {
            why.push(format!("It is {} more than is open", rest.shown()));
            (Certainty::Likely, "The rest pays something that is not issued yet")
        }
    };
    let certainty = if by_name || rest.is_zero() { certainty } else { Certainty::Possible };
    Ok(Some(paying(first.client, deposit.amount, &cited, certainty, why, wrong_if)?))
}

fn by_payer(
    deposit: &Deposit,
    books: &Books,
    named: &[&Payer],
) -> Result<Vec<Hypothesis>, MoneyError> {
    let alone = named.len() == 1;
    let of = |payer: &&Payer| {
        let mut open: Vec<&OpenInvoice> =
            books.invoices.iter().filter(|invoice| invoice.client == payer.id).collect();
        open.sort_by_key(|invoice| (invoice.due_on, invoice.id));
        by_one_payer(deposit, payer, &open, alone).transpose()
    };
    named.iter().filter_map(of).collect()
}

/// What a client who is named pays, of `open` invoices, the oldest due first: one of exactly the
/// amount, a set that adds up to it, else the oldest. `alone` tells that nobody else is named.
fn by_one_payer(
    deposit: &Deposit,
    payer: &Payer,
    open: &[&OpenInvoice],
    alone: bool,
) -> Result<Option<Hypothesis>, MoneyError> {
    let named_why = format!("The bank text names {}", payer.name);
    let exact: Vec<&OpenInvoice> =
        open.iter().copied().filter(|invoice| invoice.open == deposit.amount).collect();
    let (chosen, certainty, why, wrong_if) = if let Some(oldest) = exact.first() {
        let (sure, wrong_if) = if exact.len() == 1 {
            (alone, "It pays an invoice that is not issued yet")
        } else {
            (false, "It pays a later invoice of the same amount; the oldest is proposed")
        };
        let certainty = if sure { Certainty::Certain } else { Certainty::Likely };
        let why = format!("{} is open with exactly this amount", oldest.number);
        (vec![*oldest], certainty, why, wrong_if)
    } else if let Some(set) = subset::only_sum(open, deposit.amount) {
        let certainty = if alone { Certainty::Likely } else { Certainty::Possible };
        let why = format!("{} open invoices add up to it", set.len());
        (set, certainty, why, "It was meant for other invoices of this client")
    } else if open.is_empty() {
        return Ok(None);
    } else {
        let why = "The oldest invoices are paid first".to_owned();
        let wrong_if = "The client meant a certain invoice; ask if in doubt";
        (open.to_vec(), Certainty::Possible, why, wrong_if)
    };
    let why = vec![named_why, why];
    paying(payer.id, deposit.amount, &chosen, certainty, why, wrong_if).map(Some)
}

fn by_amount(
    deposit: &Deposit,
    books: &Books,
    named: &[&Payer],
) -> Result<Vec<Hypothesis>, MoneyError> {
    let exact: Vec<&OpenInvoice> =
        books.invoices.iter().filter(|invoice| invoice.open == deposit.amount).collect();
    if exact.len() > 3 || !named.is_empty() {
        return Ok(Vec::new());
    }
    exact
        .iter()
        .map(|invoice| {
            let why = vec![format!("{} is open with exactly this amount", invoice.number)];
            let wrong_if = "Nothing in the bank text names the client";
            let amount = deposit.amount;
            paying(invoice.client, amount, &[*invoice], Certainty::Possible, why, wrong_if)
        })
        .collect()
}

/// The hypothesis that `amount` pays `invoices`, in order, each up to what is open.
fn paying(
    client: ClientId,
    amount: Money,
    invoices: &[&OpenInvoice],
    certainty: Certainty,
    why: Vec<String>,
    wrong_if: &str,
) -> Result<Hypothesis, MoneyError> {
    let mut left = amount;
    let mut parts = Vec::new();
    for invoice in invoices {
        let part = invoice.open.at_most(left)?;
        if part.is_positive() {
            left = left.minus(part)?;
            parts.push((invoice.id, part));
        }
    }
    let wrong_if = vec![wrong_if.to_owned()];
    Ok(Hypothesis {
        kind: Kind::Invoices(parts),
        client: Some(client),
        certainty,
        credit: left,
        why,
        wrong_if,
    })
}

/// Whether `text` holds `token` as a whole word, whatever stands between its letters and digits:
/// `INV-0042` is found in `PMT INV 0042 THANKS` and not in `INV-00421`.
fn contains_token(text: &str, token: &str) -> bool {
    let squeeze = |s: &str| -> Vec<char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let wanted = squeeze(token);
    if wanted.len() < 3 {
        return false;
    }
    let hay: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
        .flat_map(|(at, c)| c.to_uppercase().map(move |upper| (at, upper)))
        .collect();
    let adjoins = |a: Option<&(usize, char)>, b: &(usize, char)| {
        a.is_some_and(|a| a.0.abs_diff(b.0) == 1 && a.1.is_ascii_digit() == b.1.is_ascii_digit())
    };
    (0..hay.len().saturating_sub(wanted.len() - 1)).any(|start| {
        let end = start + wanted.len();
        let window = &hay[start..end];
        window.iter().map(|(_, c)| c).eq(&wanted)
            && !(start > 0 && adjoins(hay.get(start - 1), &window[0]))
            && !adjoins(hay.get(end), &window[wanted.len() - 1])
    })
}

#[cfg(test)]
mod tests;
