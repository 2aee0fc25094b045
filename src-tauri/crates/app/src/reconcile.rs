//! Reconciliation: statement lines, their suggested explanations, and the match the user makes.

mod accept;
mod by_itself;
mod close;
mod find;
mod payers;
mod people;
mod report;
mod shapes;
mod split;
mod together;
mod transfers;
mod waiting;

pub(crate) use accept::undo_match;
pub use accept::{accept, undo};
pub use by_itself::{AppliedByItself, ApplyByItself, RunByItself, run, switch};
pub use close::{
    AsideLine, AskPeriod, ChangedLine, DifferenceForm, DifferenceShown, PeriodChanges, PeriodList,
    PeriodProof, PeriodRow, ReopenPeriod, changes, close, periods, preview, reopen,
};
pub(crate) use close::{not_closed, statement_open};
pub use find::find;
pub use payers::{ForgottenPayers, KnownPayer, KnownPayers, forget, known, recall};
pub use people::{accept_new_client, note};
pub use shapes::*;
pub use split::weigh;
pub use together::{accept_all, certain, undo_all};
pub use transfers::candidates;
pub(crate) use waiting::may_be_from;

use domain::ids::{BankAccountId, ClientId, InvoiceId, PayoutId, StatementLineId};
use domain::matching::{
    Arriving, Books, Certainty, Deposit, Hypothesis, Kind, Matcher, OpenInvoice, Payer, Recorded,
};
use domain::money::{Currency, Money};
use store::bank::{self, Explained};
use store::matches::{self, Match};
use store::payments::{self as paid};
use store::{clients, invoices, line_notes, payouts};

use crate::context::Look;
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Amount, ById};

/// A part of an account's lines, and where the account stands.
pub fn list(look: &Look<'_>, asked: ListLines) -> Result<LineList, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.account_id)?;
    let account = bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?;
    let view = match asked.view.as_str() {
        "all" => bank::View::All,
        "to_explain" => bank::View::ToExplain,
        "explained" => bank::View::Explained,
        "set_aside" => bank::View::SetAside,
        "by_itself" => bank::View::ByItself,
        other => return Err(refused("view", format!("there is no view \"{other}\""))),
    };
    let filter = asked.filter.trim().to_lowercase();
    let found = bank::lines(look.db, id, view, &filter, asked.offset, asked.limit.min(500))?;
    let books = books(look, account.currency)?;
    let matcher = Matcher::over(&books, &payers::learned(look)?);
    let rows = found.iter().map(|line| row(line, &books, &matcher)).collect::<Result<_, _>>()?;
    let standing = bank::standing(look.db, id, account.closing.map(|(_, on)| on))?;
    let money = |minor| Money::new(minor, account.currency).map(Amount::from);
    let closing = account.closing.map(|(minor, _)| minor + standing.after_closing_minor);
    Ok(LineList {
        rows,
        count: bank::count_lines(look.db, id, view, &filter)?,
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

/// What the matcher works with, for an account in `currency`.
fn books(look: &Look<'_>, currency: Currency) -> Result<Books, Failure> {
    let payers = clients::all(look.db)?
        .into_iter()
        .map(|client| Payer {
            id: client.id,
            name: client.name,
            contacts: vec![client.contact],
            seen_as: client.payer_names.lines().map(str::to_owned).collect(),
        })
        .collect();
    let invoices = invoices::open(look.db, None)?
        .into_iter()
        .filter(|invoice| invoice.currency == currency)
        .map(|invoice| OpenInvoice {
            id: invoice.id,
            number: invoice.number,
            client: invoice.client_id,
            issued_on: invoice.issued_on,
            due_on: invoice.due_on,
            total: invoice.total,
            open: invoice.open,
        })
        .collect();
    let recorded = paid::unbanked(look.db)?
        .into_iter()
        .filter(|payment| payment.amount.currency() == currency)
        .map(|payment| Recorded {
            id: payment.id,
            client: payment.client_id,
            received_on: payment.received_on,
            amount: payment.amount,
            reference: payment.reference,
        })
        .collect();
    let (planned, arriving) = (crate::plans::awaited(look, currency)?, arriving(look)?);
    Ok(Books { payers, invoices, planned, recorded, arriving, settled: Vec::new() })
}

fn arriving(look: &Look<'_>) -> Result<Vec<Arriving>, Failure> {
    let of = |(kept, returned): (payouts::Kept, bool)| {
        let amount = kept.payout.amount;
        Ok(Arriving {
            id: kept.id,
            returned,
            processor: crate::collecting::processor_name(look, kept.connection)?,
            arrives_on: kept.payout.arrives_on,
            amount: if returned { amount.negated() } else { amount },
            trace: kept.payout.trace,
        })
    };
    payouts::unbanked(look.db)?.into_iter().map(of).collect()
}

/// What may explain a line, the best first: what pays invoices, or is awaited at the bank.
fn hypotheses(line: &bank::Line, matcher: &Matcher<'_>) -> Result<Vec<Hypothesis>, Failure> {
    let mut found = matcher.explain(&deposit(line))?.hypotheses;
    found.retain(|hypothesis| !matches!(hypothesis.kind, Kind::Other(_)));
    Ok(found)
}

/// A line as the matcher reads it. Banks give one text, in which the payer stands too.
fn deposit(line: &bank::Line) -> Deposit {
    Deposit {
        posted_on: line.posted_on,
        amount: line.amount,
        payer: String::new(),
        reference: line.reference.clone(),
        description: line.description.clone(),
        itemised: Vec::new(),
    }
}

fn row(explained: &Explained, books: &Books, matcher: &Matcher<'_>) -> Result<LineRow, Failure> {
    let line = &explained.line;
    let (state, certainty, words) = match (&explained.kind, &explained.words) {
        (Some(kind), Some(words)) if kind == "set_aside" => ("set_aside", "none", words.clone()),
        (Some(_), Some(words)) => ("explained", "none", words.clone()),
        _ => match hypotheses(line, matcher)?.first() {
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
        by_itself: explained.by_itself,
    })
}

fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

fn client_name(id: Option<ClientId>, books: &Books) -> String {
    let found = books.payers.iter().find(|payer| Some(payer.id) == id);
    found.map(|payer| payer.name.clone()).unwrap_or_default()
}

/// `Larkspur Landscaping, INV-0301`.
fn short_words(hypothesis: &Hypothesis, books: &Books) -> String {
    let client = client_name(hypothesis.client, books);
    match &hypothesis.kind {
        Kind::Recorded(_) => format!("{client}, recorded payment"),
        Kind::Payout(id, returned) => payout_words(*id, *returned, books),
        Kind::Other(_) => String::new(),
        Kind::Invoices(parts) => match numbers(parts, books).as_slice() {
            [] => format!("{client}, credit"),
            numbers => format!("{client}, {}", numbers.join(", ")),
        },
    }
}

/// `Stripe payout`, `Stripe payout, sent back`.
fn payout_words(id: PayoutId, returned: bool, books: &Books) -> String {
    let found = books.arriving.iter().find(|payout| payout.id == id);
    let processor = found.map(|payout| payout.processor.as_str()).unwrap_or_default();
    accept::payout_words(processor, returned)
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
    let line = &explained.line;
    let books = books(look, line.amount.currency())?;
    let matcher = Matcher::over(&books, &payers::learned(look)?);
    let explanations = if explained.match_id.is_some() {
        Vec::new()
    } else {
        hypotheses(line, &matcher)?
            .iter()
            .map(|hypothesis| explanation(look, line, hypothesis, &books))
            .collect::<Result<_, _>>()?
    };
    Ok(LinePage {
        row: row(&explained, &books, &matcher)?,
        reference: line.reference.clone(),
        file,
        at: line.at,
        explanations,
        matched_parts: matched_parts(look, &explained)?,
        split: split_shown(look, &explained)?,
        other_side: match live_match(look, &explained)? {
            Some(found) => transfers::other_line(look, &found)?,
            None => None,
        },
        note: line_notes::of(look.db, line.id)?,
        closed_through: close::closed_day(look, line)?.map(|day| day.to_string()),
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
    let (mut payment_id, mut payout) = (None, None);
    let (kind, parts) = match &hypothesis.kind {
        Kind::Recorded(payment) => {
            payment_id = Some(payment.to_string());
            ("recorded_payment", Vec::new())
        }
        Kind::Payout(id, _) => {
            payout = Some(crate::collecting::payout(look, *id)?);
            ("payout", Vec::new())
        }
        Kind::Other(_) => ("credit", Vec::new()),
        Kind::Invoices(parts) if parts.is_empty() => ("credit", Vec::new()),
        Kind::Invoices(parts) => ("invoices", parts.clone()),
    };
    let parts: Vec<ExplainedPart> = parts
        .iter()
        .map(|(id, amount)| Ok(part(&crate::invoices::one(look, *id)?, *amount)))
        .collect::<Result<_, Failure>>()?;
    let sentence = match &hypothesis.kind {
        Kind::Recorded(_) => format!("{client}'s recorded payment reached the bank."),
        Kind::Payout(id, returned) => {
            let what = payout_words(*id, *returned, books);
            format!("{what} {}.", if *returned { "by the bank" } else { "reached the bank" })
        }
        Kind::Other(_) => String::new(),
        Kind::Invoices(parts) if parts.is_empty() => format!("{client} pays in advance."),
        Kind::Invoices(_) => sentence(&client, &parts, hypothesis.credit),
    };
    Ok(Explanation {
        kind: kind.to_owned(),
        certainty: certainty_word(hypothesis.certainty).to_owned(),
        sentence,
        client_id: hypothesis.client.map(|client| client.to_string()),
        payment_id,
        payout,
        after: after(&client, &parts, hypothesis.credit),
        parts,
        credit: hypothesis.credit.into(),
        difference: zero.into(),
        why: hypothesis.why.clone(),
        wrong_if: hypothesis.wrong_if.iter().map(|words| (*words).to_owned()).collect(),
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

fn live_match(look: &Look<'_>, explained: &Explained) -> Result<Option<Match>, Failure> {
    Ok(explained.match_id.map(|id| matches::show(look.db, id)).transpose()?.flatten())
}

/// The parts of a split line.
fn split_shown(look: &Look<'_>, explained: &Explained) -> Result<Vec<SplitShown>, Failure> {
    let Some(found) = live_match(look, explained)? else { return Ok(Vec::new()) };
    let parts = matches::parts(look.db, &found)?.into_iter();
    Ok(parts.map(|part| SplitShown { words: part.of.words, amount: part.amount.into() }).collect())
}

fn matched_parts(look: &Look<'_>, explained: &Explained) -> Result<Vec<ExplainedPart>, Failure> {
    let found = live_match(look, explained)?;
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
