//! Explaining a line as the user says, and taking that back.

use domain::ids::{ClientId, MatchId, PaymentId, PayoutId};
use domain::ledger;
use domain::money::Money;
use domain::nature::Nature;
use domain::payment::Part;
use domain::processor::PayoutState;
use store::bank;
use store::ledger::Posting;
use store::matches::{self, Match};
use store::payments::{self as paid, Received};
use store::payouts;

use super::{AcceptExplanation, Explain, one_line, split, transfers};
use crate::context::Act;
use crate::failure::{Failure, conflict, not_found, refused};
use crate::payments;
use crate::wire::{self, ById, Made, Nothing};

/// Explains a line as the user says.
pub fn accept(act: &mut Act<'_>, question: AcceptExplanation) -> Result<Made, Failure> {
    let id = explain(act, &question)?.to_string();
    act.offer_undo("Bank line explained", "matches.undo", ById { id: id.clone() });
    Ok(Made { id })
}

/// Explains a line; the match that was made.
pub(super) fn explain(act: &mut Act<'_>, question: &AcceptExplanation) -> Result<MatchId, Failure> {
    let (explained, _) = one_line(act, &question.line_id)?;
    if explained.match_id.is_some() {
        return Err(conflict("this line is explained already; undo that first"));
    }
    let line = &explained.line;
    super::close::open(act, line.account_id, line.posted_on)?;
    let made = match &question.explain {
        Explain::Split { parts } => return split::over(act, line, parts),
        Explain::Transfer { other_line_id } => {
            return transfers::between(act, line, other_line_id);
        }
        Explain::SetAside { reason } => set_aside(act, line, reason)?,
        one => whole(act, line, one)?,
    };
    matches::add(act.tx, &made, act.now)?;
    Ok(made.id)
}

/// What one explanation makes of a line, or of a part of it: the match, not yet recorded.
pub(super) fn whole(
    act: &mut Act<'_>,
    line: &bank::Line,
    explain: &Explain,
) -> Result<Match, Failure> {
    match explain {
        Explain::Invoices { client_id, invoices } => paid_by(act, line, client_id, invoices),
        Explain::RecordedPayment { payment_id } => recorded(act, line, payment_id),
        Explain::Payout { payout_id } => paid_out(act, line, payout_id),
        Explain::NotAnInvoice { category, note } => not_an_invoice(act, line, category, note),
        Explain::Split { .. } | Explain::Transfer { .. } | Explain::SetAside { .. } => {
            Err(refused("explain", "this explains a whole line and no part of one"))
        }
    }
}

pub(super) fn new_match(act: &Act<'_>, line: &bank::Line, kind: &str, words: String) -> Match {
    Match {
        id: act.new_id(),
        line_id: line.id,
        account_id: line.account_id,
        kind: kind.to_owned(),
        payment_id: None,
        payout_id: None,
        category: String::new(),
        other_line_id: None,
        words,
    }
}

/// A client pays: the payment is recorded, joined and banked in one.
fn paid_by(
    act: &mut Act<'_>,
    line: &bank::Line,
    client_id: &str,
    invoices: &[String],
) -> Result<Match, Failure> {
    if !line.amount.is_positive() {
        return Err(refused("explain", "money that went out does not pay an invoice"));
    }
    let client = crate::clients::one(act, client_id)?;
    let parts = filled(act, client.id, line.amount, invoices)?;
    let reference: String = line.reference.chars().take(120).collect();
    let received = Received {
        id: act.new_id::<PaymentId>(),
        client_id: client.id,
        received_on: line.posted_on,
        method: "transfer",
        reference: &reference,
        amount: line.amount,
        connection: None,
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

/// Fills `invoices` in their order, each up to what is open on it, until `amount` is used up.
fn filled(
    act: &Act<'_>,
    client: ClientId,
    amount: Money,
    invoices: &[String],
) -> Result<Vec<(Part, Money)>, Failure> {
    let mut left = amount;
    let mut parts = Vec::with_capacity(invoices.len());
    for id in invoices {
        let (whole, open) = payments::part(act, client, wire::id("explain", id)?, left)?;
        let part = Part { amount: open.at_most(left)?, ..whole };
        if part.amount.is_positive() {
            left = left.minus(part.amount)?;
            parts.push((part, open));
        }
    }
    Ok(parts)
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

/// `Stripe payout`, `Stripe payout, sent back`.
pub(super) fn payout_words(processor: &str, returned: bool) -> String {
    format!("{processor} payout{}", if returned { ", sent back" } else { "" })
}

/// A payout reached the bank; one that the bank refused came back.
fn paid_out(act: &mut Act<'_>, line: &bank::Line, payout_id: &str) -> Result<Match, Failure> {
    let id: PayoutId = wire::id("explain", payout_id)?;
    let kept = payouts::show(act.tx, id)?.ok_or_else(|| not_found("payout"))?;
    let amount = kept.payout.amount;
    let returned = line.amount == amount.negated() && kept.payout.state == PayoutState::Bounced;
    if !returned && line.amount != amount {
        let message = format!("the payout is {}, the line {}", amount.shown(), line.amount.shown());
        return Err(refused("explain", message));
    }
    let missing = payouts::unbanked(act.tx)?;
    if !missing.iter().any(|(kept, way)| kept.id == id && *way == returned) {
        return Err(conflict("another bank line is matched to this payout"));
    }
    let source = id.to_string();
    act.post(
        ledger::banked(line.account_id, line.amount),
        Posting { on: line.posted_on, event: "banked", source: &source, client: None },
    )?;
    let processor = crate::collecting::processor_name(act, kept.connection)?;
    let words = payout_words(&processor, returned);
    act.say(format!("{words}, {}: at the bank", line.amount.shown()), None);
    let kind = if returned { "payout_returned" } else { "payout" };
    Ok(Match { payout_id: Some(id), ..new_match(act, line, kind, words) })
}

fn not_an_invoice(
    act: &mut Act<'_>,
    line: &bank::Line,
    category: &str,
    note: &str,
) -> Result<Match, Failure> {
    let nature =
        Nature::named(category).ok_or_else(|| refused("category", "choose what the line is"))?;
    let note = wire::line("note", note, 200)?;
    let name = nature.label(line.amount.is_positive());
    let words = if note.is_empty() { name.to_owned() } else { format!("{name}: {note}") };
    let source = line.id.to_string();
    act.post(
        ledger::explained(line.account_id, nature, line.amount),
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

/// Takes a match back, the other side of a transfer with it: their ledger entries are reversed,
/// and the payments they made with them.
pub(crate) fn undo_match(act: &Act<'_>, found: &Match) -> Result<(), Failure> {
    for one in transfers::sides(act, found)? {
        let line = bank::show_line(act.tx, one.line_id)?.ok_or_else(|| not_found("bank line"))?;
        let line = line.0.line;
        super::close::open(act, line.account_id, line.posted_on)?;
        matches::undo(act.tx, one.id, act.now)?;
        match one.kind.as_str() {
            "split" => {
                for part in matches::parts(act.tx, &one)? {
                    reverse(act, &bank::Line { amount: part.amount, ..line.clone() }, &part.of)?;
                }
            }
            _ => reverse(act, &line, &one)?,
        }
    }
    Ok(())
}

/// Reverses what an explanation of a line, or of a part of it, posted. The bank's side counts on
/// the bank's day again, so that the books agree with the bank on every day.
fn reverse(act: &Act<'_>, line: &bank::Line, found: &Match) -> Result<(), Failure> {
    let by = (found.kind.as_str(), found.payment_id, found.payout_id);
    let (transfer, source, event, client) = match by {
        ("set_aside", ..) => return Ok(()),
        (_, _, Some(id)) => {
            let transfer = ledger::banked(line.account_id, line.amount);
            (transfer, id.to_string(), "banked_reversed", None)
        }
        (_, Some(id), _) => {
            let payment = paid::show(act.tx, id)?.ok_or_else(|| not_found("payment"))?;
            let transfer = ledger::banked(line.account_id, line.amount);
            if found.kind == "invoices" {
                payments::reverse_now(act, &payment, "Explanation taken back")?;
            }
            (transfer, id.to_string(), "banked_reversed", Some(payment.client_id))
        }
        _ => {
            let nature = Nature::named(&found.category).unwrap_or(Nature::Other);
            let transfer = ledger::explained(line.account_id, nature, line.amount);
            (transfer, line.id.to_string(), "explained_reversed", None)
        }
    };
    let posting = Posting { on: line.posted_on, event, source: &source, client };
    act.post(transfer.map(|transfer| transfer.reversed()), posting)
}
