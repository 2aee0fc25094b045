//! Payments: money received, and how it is joined to invoices.

mod shapes;

pub use shapes::*;

use domain::ids::{AllocationId, ClientId, ConnectionId, InvoiceId, PaymentId};
use domain::ledger::{self, Transfer};
use domain::money::{Currency, Money};
use domain::payment::{Open, Part, check, suggest as propose};
use store::card_costs::{self, CardCost};
use store::ledger::Posting;
use store::payments::{self, Allocation, Payment, Received};
use store::{invoices, matches};

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// The newest payments.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<PaymentList, Failure> {
    let rows = payments::list(look.db, None, 1_000)?.iter().map(row).collect::<Result<_, _>>()?;
    Ok(PaymentList { rows })
}

/// How an amount would be joined to a client's open invoices.
pub fn suggest(look: &Look<'_>, asked: SuggestAllocation) -> Result<AllocationSuggestion, Failure> {
    let client: ClientId = wire::id("client_id", &asked.client_id)?;
    let currency = currency(look, asked.currency.as_deref())?;
    let amount = match asked.amount.trim() {
        "" => Money::zero(currency),
        typed => positive("amount", typed, currency)?,
    };
    let mut open = invoices::open(look.db, Some(client))?;
    open.retain(|invoice| invoice.currency == currency);
    let parts = propose(
        amount,
        &open
            .iter()
            .map(|invoice| Open { id: invoice.id, due_on: invoice.due_on, open: invoice.open })
            .collect::<Vec<_>>(),
    )?;
    let joined = Money::sum(amount.currency(), parts.iter().map(|part| part.amount))?;
    let part_of = |id| parts.iter().find(|part| part.id == id).map(|part| part.amount);
    let fits = open.iter().any(|invoice| invoice.open == amount);
    let exact = fits && matches!(&parts[..], [one] if one.amount == amount);
    let reason = if parts.is_empty() {
        "Nothing is open, so it becomes the client's credit"
    } else if exact {
        "One invoice is open with exactly this amount"
    } else {
        "The oldest is paid first"
    };
    Ok(AllocationSuggestion {
        rows: open
            .iter()
            .map(|invoice| SuggestedAllocation {
                invoice_id: invoice.id.to_string(),
                number: invoice.number.clone(),
                about: invoice.about.clone(),
                due_on: invoice.due_on.to_string(),
                open: invoice.open.into(),
                amount: part_of(invoice.id).unwrap_or(Money::zero(currency)).into(),
            })
            .collect(),
        left: amount.minus(joined)?.into(),
        reason: reason.to_owned(),
    })
}

/// Records money received.
pub fn record(act: &mut Act<'_>, question: RecordPayment) -> Result<Made, Failure> {
    let client = crate::clients::one(act, &question.client_id)?;
    let received_on = wire::date("received_on", &question.received_on)?;
    if received_on > act.today {
        return Err(refused("received_on", "money is recorded on the day it came or later"));
    }
    let method = question.method.as_str();
    if !matches!(method, "transfer" | "cheque" | "cash" | "card") {
        return Err(refused("method", "choose transfer, cheque, cash or card"));
    }
    let reference = wire::line("reference", &question.reference, 120)?;
    let currency = currency(act, question.currency.as_deref())?;
    let received = Received {
        id: act.new_id(),
        client_id: client.id,
        received_on,
        method,
        reference: &reference,
        amount: positive("amount", &question.amount, currency)?,
        connection: None,
    };
    let parts = parts(act, client.id, currency, &question.allocations)?;
    let numbers = receive(act, &received, &parts)?;
    let words = paid_words(&client.name, received.amount, &numbers);
    act.say(words, Some(client.id));
    let id = received.id.to_string();
    let reason = "Recorded by mistake".to_owned();
    act.offer_undo(
        "Payment recorded",
        "payments.reverse",
        ReversePayment { id: id.clone(), reason },
    );
    Ok(Made { id })
}

/// Joins a client's credit to invoices.
pub fn allocate(act: &mut Act<'_>, question: AllocatePayment) -> Result<Nothing, Failure> {
    let payment = one(act, &question.payment_id)?;
    if payment.reversed.is_some() {
        return Err(conflict("this payment was reversed"));
    }
    let currency = payment.amount.currency();
    let parts = parts(act, payment.client_id, currency, &question.allocations)?;
    let left = payment.left()?;
    check(left, &parts).map_err(|wrong| refused("allocations", wrong.to_string()))?;
    let numbers = join(act, payment.id, payment.client_id, payment.received_on, &parts)?;
    act.say(
        format!("{}'s credit joined to {}", payment.client, numbers.join(", ")),
        Some(payment.client_id),
    );
    Ok(Nothing {})
}

/// Takes one allocation back.
pub fn unallocate(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: AllocationId = wire::id("id", &asked.id)?;
    let allocation =
        payments::show_allocation(act.tx, id)?.ok_or_else(|| not_found("allocation"))?;
    let invoice = crate::invoices::one(act, allocation.invoice_id)?;
    take_back(act, &allocation, invoice.client_id)?;
    let words = format!("{} taken back from {}", allocation.amount.shown(), invoice.number);
    act.say(words, Some(invoice.client_id));
    let again = AllocatePayment {
        payment_id: allocation.payment_id.to_string(),
        allocations: vec![AllocationForm {
            invoice_id: allocation.invoice_id.to_string(),
            amount: allocation.amount.plain(),
        }],
    };
    act.offer_undo("Allocation taken back", "payments.allocate", again);
    Ok(Nothing {})
}

/// Reverses a payment that no bank line explains.
pub fn reverse(act: &mut Act<'_>, question: ReversePayment) -> Result<Nothing, Failure> {
    let payment = one(act, &question.id)?;
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the payment"));
    }
    if payment.connection.is_some() {
        return Err(conflict("a processor took this payment; refund it instead"));
    }
    if matches::of_payment(act.tx, payment.id)?.is_some() {
        return Err(conflict("a bank line is matched to this payment; undo the match first"));
    }
    reverse_now(act, &payment, &reason)?;
    let words =
        format!("Payment of {} from {} reversed: {reason}", payment.amount.shown(), payment.client);
    act.say(words, Some(payment.client_id));
    Ok(Nothing {})
}

/// A payment by its id on the wire.
pub(crate) fn one(look: &Look<'_>, id: &str) -> Result<Payment, Failure> {
    let id: PaymentId = wire::id("payment_id", id)?;
    payments::show(look.db, id)?.ok_or_else(|| not_found("payment"))
}

/// `Alder Bakery paid 450.00 for INV-0042`, or what became credit.
pub(crate) fn paid_words(client: &str, amount: Money, numbers: &[String]) -> String {
    match numbers {
        [] => format!("{client} paid {}, kept as credit", amount.shown()),
        numbers => format!("{client} paid {} for {}", amount.shown(), numbers.join(", ")),
    }
}

/// Stores a payment with its ledger entry and joins it to `parts`; the invoices' numbers.
pub(crate) fn receive(
    act: &Act<'_>,
    received: &Received<'_>,
    parts: &[(Part, Money)],
) -> Result<Vec<String>, Failure> {
    check(received.amount, parts).map_err(|wrong| refused("allocations", wrong.to_string()))?;
    payments::add(act.tx, received)?;
    let source = received.id.to_string();
    act.post(
        came(received.connection, received.amount),
        Posting {
            on: received.received_on,
            event: "payment_received",
            source: &source,
            client: Some(received.client_id),
        },
    )?;
    join(act, received.id, received.client_id, received.received_on, parts)
}

/// Money that came straight, or that a processor holds.
fn came(connection: Option<ConnectionId>, amount: Money) -> Option<Transfer> {
    match connection {
        Some(connection) => ledger::collected(connection, amount),
        None => ledger::payment_received(amount),
    }
}

/// Sets part of a payment against the cost of the client's credit card.
pub(crate) fn pass_on(
    act: &Act<'_>,
    payment: PaymentId,
    client: ClientId,
    amount: Money,
) -> Result<(), Failure> {
    let part = CardCost { id: act.new_id(), payment, amount };
    card_costs::add(act.tx, part, None, act.now)?;
    post_card_cost(act, part, client, "card_cost_paid")
}

fn take_back_card_cost(act: &Act<'_>, part: CardCost, client: ClientId) -> Result<(), Failure> {
    let back = CardCost { id: act.new_id(), amount: part.amount.negated(), ..part };
    card_costs::add(act.tx, back, Some(part.id), act.now)?;
    post_card_cost(act, back, client, "card_cost_paid_reversed")
}

fn post_card_cost(
    act: &Act<'_>,
    part: CardCost,
    client: ClientId,
    event: &'static str,
) -> Result<(), Failure> {
    let source = part.id.to_string();
    let posting = Posting { on: act.today, event, source: &source, client: Some(client) };
    act.post(ledger::card_cost_paid(part.amount), posting)
}

/// Gives up as much of what was for a card as is paid back of the whole; what is missing then.
fn free_card_cost(act: &Act<'_>, payment: &Payment, missing: Money) -> Result<Money, Failure> {
    let Some(part) = card_costs::of_payment(act.tx, payment.id)? else { return Ok(missing) };
    if !missing.is_positive() {
        return Ok(missing);
    }
    let share = part.amount.part(missing.minor().into(), payment.allocated.minor().into())?;
    take_back_card_cost(act, part, payment.client_id)?;
    let stays = part.amount.minus(share)?;
    if stays.is_positive() {
        pass_on(act, payment.id, payment.client_id, stays)?;
    }
    Ok(missing.minus(share)?)
}

/// Takes a payment from its invoices as far as it was paid back to the client.
pub(crate) fn free(act: &Act<'_>, id: PaymentId) -> Result<(), Failure> {
    let payment = payments::show(act.tx, id)?.ok_or_else(|| not_found("payment"))?;
    let mut missing = free_card_cost(act, &payment, payment.left()?.negated())?;
    for part in store::late_charges::paid_by(act.tx, id)? {
        if missing.is_positive() {
            crate::late_charges::take_back_paid(act, &part)?;
            missing = missing.minus(part.amount)?;
        }
    }
    for allocation in payments::allocations(act.tx, id)?.iter().rev() {
        if !missing.is_positive() {
            break;
        }
        take_back(act, allocation, payment.client_id)?;
        let stays = allocation.amount.minus(missing)?;
        if stays.is_positive() {
            let part = Part { id: allocation.invoice_id, amount: stays };
            join_one(act, id, payment.client_id, payment.received_on, part)?;
        }
        missing = missing.minus(allocation.amount)?;
    }
    Ok(())
}

fn join(
    act: &Act<'_>,
    payment: PaymentId,
    client: ClientId,
    on: chrono::NaiveDate,
    parts: &[(Part, Money)],
) -> Result<Vec<String>, Failure> {
    let mut numbers = Vec::with_capacity(parts.len());
    for (part, _) in parts {
        join_one(act, payment, client, on, *part)?;
        numbers.push(crate::invoices::one(act, part.id)?.number);
    }
    Ok(numbers)
}

fn join_one(
    act: &Act<'_>,
    payment: PaymentId,
    client: ClientId,
    on: chrono::NaiveDate,
    part: Part,
) -> Result<(), Failure> {
    let id: AllocationId = act.new_id();
    payments::allocate(act.tx, id, payment, part.id, part.amount, act.now)?;
    let source = id.to_string();
    let posting = Posting { on, event: "allocated", source: &source, client: Some(client) };
    act.post(ledger::allocated(part.amount), posting)
}

/// Takes an allocation back; the money becomes the client's credit.
pub(crate) fn take_back(
    act: &Act<'_>,
    allocation: &Allocation,
    client: ClientId,
) -> Result<(), Failure> {
    let id: AllocationId = act.new_id();
    payments::take_back(act.tx, id, allocation, act.now)?;
    let source = id.to_string();
    let transfer = ledger::allocated(allocation.amount).map(|transfer| transfer.reversed());
    let posting = Posting {
        on: act.today,
        event: "allocated_reversed",
        source: &source,
        client: Some(client),
    };
    act.post(transfer, posting)
}

/// Takes every allocation back and marks the payment as reversed.
pub(crate) fn reverse_now(act: &Act<'_>, payment: &Payment, reason: &str) -> Result<(), Failure> {
    if payment.reversed.is_some() {
        return Err(conflict("this payment was reversed already"));
    }
    for allocation in payments::allocations(act.tx, payment.id)? {
        take_back(act, &allocation, payment.client_id)?;
    }
    for part in store::late_charges::paid_by(act.tx, payment.id)? {
        crate::late_charges::take_back_paid(act, &part)?;
    }
    if let Some(part) = card_costs::of_payment(act.tx, payment.id)? {
        take_back_card_cost(act, part, payment.client_id)?;
    }
    payments::reverse(act.tx, payment.id, reason, act.now)?;
    let source = payment.id.to_string();
    let transfer = came(payment.connection, payment.amount).map(|transfer| transfer.reversed());
    act.post(
        transfer,
        Posting {
            on: act.today,
            event: "payment_received_reversed",
            source: &source,
            client: Some(payment.client_id),
        },
    )
}

/// Reads parts with what is open on each invoice. Every invoice must be the client's.
fn parts(
    look: &Look<'_>,
    client: ClientId,
    currency: Currency,
    forms: &[AllocationForm],
) -> Result<Vec<(Part, Money)>, Failure> {
    forms
        .iter()
        .enumerate()
        .map(|(at, form)| {
            let field = format!("allocations.{at}.amount");
            let amount = Money::parse(&form.amount, currency)
                .map_err(|wrong| refused(field, wrong.to_string()))?;
            part(look, client, wire::id("allocations", &form.invoice_id)?, amount)
        })
        .collect()
}

/// A part with what is open on its invoice, which must be the client's.
pub(crate) fn part(
    look: &Look<'_>,
    client: ClientId,
    id: InvoiceId,
    amount: Money,
) -> Result<(Part, Money), Failure> {
    let (open, owner) = invoices::open_of(look.db, id)?.ok_or_else(|| not_found("invoice"))?;
    if owner != client {
        return Err(refused("allocations", "this invoice is another client's"));
    }
    if open.currency() != amount.currency() {
        let number = crate::invoices::one(look, id)?.number;
        let (its, paid) = (open.currency(), amount.currency());
        let message = format!("{number} is in {its} and this money in {paid}; they do not mix");
        return Err(refused("allocations", message));
    }
    Ok((Part { id, amount }, open))
}

/// The currency of a payment: the one named, else the practice's.
fn currency(look: &Look<'_>, code: Option<&str>) -> Result<Currency, Failure> {
    let Some(code) = code else { return Ok(look.currency()) };
    Currency::from_code(code)
        .ok_or_else(|| refused("currency", "choose one of the currencies of the list"))
}

fn positive(field: &'static str, text: &str, currency: Currency) -> Result<Money, Failure> {
    let amount = wire::amount(field, text, currency)?;
    if amount.is_positive() {
        Ok(amount)
    } else {
        Err(refused(field, "the amount is more than 0.00"))
    }
}

/// A payment in a list.
pub(crate) fn row(payment: &Payment) -> Result<PaymentRow, Failure> {
    let left = match payment.reversed {
        Some(_) => Money::zero(payment.amount.currency()),
        None => payment.left()?,
    };
    Ok(PaymentRow {
        id: payment.id.to_string(),
        client_id: payment.client_id.to_string(),
        client: payment.client.clone(),
        received_on: payment.received_on.to_string(),
        method: payment.method.clone(),
        reference: payment.reference.clone(),
        amount: payment.amount.into(),
        unallocated: left.into(),
        invoices: payment
            .invoices
            .split(", ")
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect(),
        banked: payment.banked,
        reversed: payment.reversed.clone(),
    })
}
