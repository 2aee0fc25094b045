//! The steps of the chain, in the order in which they came to be.

use chrono::NaiveDate;
use domain::charge::{Billing, Unit};
use domain::ledger::{Account, Transfer};
use domain::tax::{Rounding, Share};
use store::agreements::AgreementService;
use store::corrections;
use store::decisions::{Decided, Decision};

use super::{Known, WhyStep, once};
use crate::amendments;
use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::invoice_paper::method_words;
use crate::leakage;

fn step(kind: &str, words: String) -> WhyStep {
    WhyStep { kind: kind.to_owned(), words, document: None }
}

/// Every step.
pub(super) fn all(look: &Look<'_>, known: &Known<'_>) -> Result<Vec<WhyStep>, Failure> {
    let mut steps = letter(look, known)?;
    steps.extend(amendment(look, known)?);
    steps.extend(rule(look, known));
    steps.extend(work(look, known));
    steps.extend(decisions(look, known));
    steps.push(price(known));
    steps.push(tax(known));
    steps.push(billed(look, known)?);
    steps.extend(settled(look, known)?);
    steps.extend(ledger(look, known)?);
    Ok(steps)
}

/// What was agreed, where it stands, and who agreed to it.
fn letter(look: &Look<'_>, known: &Known<'_>) -> Result<Vec<WhyStep>, Failure> {
    let agreement = &known.whole.agreement;
    let Some(letter) = &known.letter else { return Ok(elsewhere(look, known)) };
    let acceptance = store::revisions::acceptance(look.db, letter.acceptance)?
        .ok_or_else(|| not_found("acceptance"))?;
    let signed = store::signatures::of_revision(look.db, acceptance.revision_id)?;
    let names: Vec<&str> = signed.iter().map(|one| one.signer.as_str()).collect();
    let accepted = format!(
        "Letter {}, revision {}, was accepted on {} by {} (evidence grade {}); the accepted \
         letter is the file with SHA-256 {}.",
        agreement.number,
        letter.revision,
        look.long_date(letter.accepted_on),
        names.join(" and "),
        acceptance.grade,
        letter.document
    );
    let mut steps =
        vec![WhyStep { document: Some(letter.document.clone()), ..step("letter", accepted) }];
    let service = known.whole.services.iter().find(|(one, _)| one.terms.id == known.line.service);
    if let Some((service, _)) = service {
        let proof = leakage::proof(Some(letter), service.terms.billing, known.line.beyond_cap);
        let words = format!(
            "What was agreed stands in {}: {}.",
            proof.words(),
            agreed(service, agreement.starts_on)
        );
        steps.push(WhyStep { document: Some(letter.document.clone()), ..step("terms", words) });
    }
    Ok(steps)
}

/// A service as it was agreed: `Bookkeeping at 450.00, billed each month`.
fn agreed(service: &AgreementService, starts_on: NaiveDate) -> String {
    let each = match service.terms.billing {
        Billing::Logged { unit: Unit::Hour, .. } => " an hour",
        Billing::Logged { unit: Unit::Piece, .. } => " a piece",
        _ => "",
    };
    let (name, price) = (&service.name, service.terms.price.shown());
    format!("{name} at {price}{each}, billed {}", service.terms.billing.all_words(starts_on))
}

/// What is known of an agreement that was brought over: where it came from, and what is not here.
fn elsewhere(look: &Look<'_>, known: &Known<'_>) -> Vec<WhyStep> {
    let agreement = &known.whole.agreement;
    let Some(from) = agreement.elsewhere() else { return Vec::new() };
    let named = match from.reference.as_str() {
        "" => String::new(),
        reference => format!(", where it is {reference}"),
    };
    let on = from.agreed_on.map(|day| format!(" on {}", look.long_date(day)));
    let words = format!(
        "{} was agreed elsewhere{named}{}, and brought over; it is billed here from {}. This book \
         holds no accepted letter of it{}.",
        agreement.number,
        on.unwrap_or_default(),
        look.long_date(from.bills_from),
        if from.letter.is_some() { ", but the letter that was kept with it" } else { "" }
    );
    let mut steps = vec![WhyStep { document: from.letter.clone(), ..step("letter", words) }];
    let service = known.whole.services.iter().find(|(one, _)| one.terms.id == known.line.service);
    if let Some((service, _)) = service {
        let words = format!("The list says: {}.", agreed(service, agreement.starts_on));
        steps.push(step("terms", words));
    }
    steps
}

/// The amendment under whose terms the charge is.
fn amendment(look: &Look<'_>, known: &Known<'_>) -> Result<Option<WhyStep>, Failure> {
    let number = known.charge.as_ref().and_then(|found| found.amendment);
    let stored = known.whole.amended.as_ref().and_then(|amended| {
        amended.amendments.iter().find(|stored| Some(stored.terms.number) == number)
    });
    let Some(stored) = stored else { return Ok(None) };
    let sent = amendments::sent(look, &stored.id.to_string())?;
    let words = format!(
        "Amendment {}, sent to the client, holds from {}: {}",
        sent.number,
        look.long_date(sent.effective_on),
        sent.sentences.join(" ")
    );
    Ok(Some(WhyStep { document: Some(sent.letter), ..step("amendment", words) }))
}

/// The rule that made the charge.
fn rule(look: &Look<'_>, known: &Known<'_>) -> Option<WhyStep> {
    let Some(found) = &known.charge else {
        let words = "The terms as they are now make no such charge.".to_owned();
        return Some(step("rule", words));
    };
    let charge = &found.charge;
    let period = crate::agreements::period_words(look, charge.period);
    let due_on = look.long_date(charge.due_on);
    let words =
        format!("The rule \"{}\" makes the charge for {period}, due on {due_on}.", found.words());
    Some(step("rule", words))
}

/// The work that the charge bills.
fn work(look: &Look<'_>, known: &Known<'_>) -> Option<WhyStep> {
    let (service, work) =
        known.whole.services.iter().find(|(one, _)| one.terms.id == known.line.service)?;
    if !matches!(service.terms.billing, Billing::Logged { .. } | Billing::OnCompletion) {
        return None;
    }
    let done = work.iter().find(|one| one.delivered.sequence == known.line.occurrence)?;
    let day = look.long_date(done.delivered.on);
    let mut words = match service.terms.billing {
        Billing::OnCompletion => format!("The work was recorded as done on {day}"),
        _ => format!("{} were logged on {day}", done.delivered.quantity.normalize()),
    };
    if !done.note.is_empty() {
        words.push_str(&format!(": {}", done.note));
    }
    words.push('.');
    Some(step("work", words))
}

/// What was decided about this charge, by whom and when.
fn decisions(look: &Look<'_>, known: &Known<'_>) -> Vec<WhyStep> {
    let line = &known.line;
    let about = |decision: &&Decision| {
        decision.service == Some(line.service)
            && decision.what.occurrence() == Some(line.occurrence)
            && (line.beyond_cap || !matches!(decision.what, Decided::Approve(_)))
    };
    let said = |decision: &Decision| {
        let day = look.long_date(look.local(decision.decided_at).date());
        let what = match decision.what {
            Decided::Move(_, to) => format!("moved it to {}", look.long_date(to)),
            Decided::Reprice(_, price) => format!("set its price to {} for once", price.shown()),
            Decided::Approve(_) => "recorded that the client approved it".to_owned(),
            _ => return None,
        };
        let why = match decision.reason.trim_end_matches('.') {
            "" => String::new(),
            reason => format!(": {reason}"),
        };
        Some(step("decision", format!("On {day} the practice {what}{why}.")))
    };
    known.whole.decided.iter().filter(about).filter_map(said).collect()
}

/// From the price to the line without tax.
fn price(known: &Known<'_>) -> WhyStep {
    let line = &known.line;
    let from = if once(known) { "the price for this once" } else { "the agreed price" };
    let introductory = known.charge.as_ref().and_then(|found| found.charge.origin.priced.words());
    let from = match introductory {
        Some(words) if !once(known) => format!("the {words}"),
        _ => from.to_owned(),
    };
    let (quantity, price) = (line.quantity.normalize(), line.price.shown());
    let share = known.charge.as_ref().and_then(|found| found.charge.origin.share.words());
    let share = share.map(|words| format!(", {words}")).unwrap_or_default();
    step("price", format!("{quantity} at {from} of {price}{share} is {}.", line.net.shown()))
}

fn tax(known: &Known<'_>) -> WhyStep {
    let line = &known.line;
    let how = match known.invoice.rounding {
        Rounding::Line => "rounded on this line, half away from zero",
        Rounding::Document => "its part of what is rounded once for the document",
    };
    let of = |share: &Share| {
        let (tax, net) = (share.amount.shown(), line.net.shown());
        format!("{} on {net} is {tax}, {how}.", share.words())
    };
    let words: Vec<String> = line.taxes.iter().map(of).collect();
    let said = domain::tax::treatment(&line.treatment).map_or("", |found| found.note);
    step(
        "tax",
        match (words.is_empty(), said) {
            (true, "") => "No tax is charged on it.".to_owned(),
            (true, said) => said.to_owned(),
            (false, _) => words.join(" "),
        },
    )
}

fn billed(look: &Look<'_>, known: &Known<'_>) -> Result<WhyStep, Failure> {
    let (invoice, line) = (&known.invoice, &known.line);
    let total = line.net.plus(line.tax)?.shown();
    let others = match known.lines {
        1 => String::new(),
        2 => format!("; with one other line it comes to {}", invoice.total.shown()),
        n => format!("; with {} other lines it comes to {}", n - 1, invoice.total.shown()),
    };
    let words = format!(
        "Invoice {} of {} bills it with {total}, due on {}{others}.",
        invoice.number,
        look.long_date(invoice.issued_on),
        look.long_date(invoice.due_on)
    );
    Ok(WhyStep { document: Some(invoice.document.clone()), ..step("invoice", words) })
}

/// What became of the invoice: void, credited, paid, written off.
fn settled(look: &Look<'_>, known: &Known<'_>) -> Result<Vec<WhyStep>, Failure> {
    let invoice = &known.invoice;
    let mut steps = Vec::new();
    if let Some((reason, day)) = corrections::void_of(look.db, invoice.id)? {
        let day = look.long_date(day);
        steps.push(step("void", format!("It was voided on {day}: {reason}.")));
    }
    for note in corrections::credits_of(look.db, invoice.id)? {
        let day = look.long_date(note.issued_on);
        let (number, total) = (&note.number, note.total.shown());
        let words = format!("Credit note {number} of {day} takes {total} back: {}.", note.reason);
        steps.push(WhyStep { document: Some(note.document), ..step("credit", words) });
    }
    for part in store::payments::of_invoice(look.db, invoice.id)? {
        let payment =
            store::payments::show(look.db, part.payment_id)?.ok_or_else(|| not_found("payment"))?;
        let seen = if payment.banked { ", seen on the bank statement" } else { "" };
        let words = format!(
            "{} of {} received on {}{seen}: {} of it is joined to this invoice.",
            method_words(look, &part.method, &part.reference),
            payment.amount.shown(),
            look.long_date(part.received_on),
            part.amount.shown()
        );
        steps.push(step("payment", words));
    }
    for given_up in corrections::write_offs_of(look.db, invoice.id)? {
        let (day, amount) = (look.long_date(given_up.written_on), given_up.amount.shown());
        let words = format!("{amount} was written off on {day}: {}.", given_up.reason);
        steps.push(step("write_off", words));
    }
    Ok(steps)
}

/// The transfers of the invoice and of what settled it.
fn ledger(look: &Look<'_>, known: &Known<'_>) -> Result<Vec<WhyStep>, Failure> {
    let invoice = known.invoice.id;
    let mut sources = vec![invoice.to_string()];
    let credits = corrections::credits_of(look.db, invoice)?;
    sources.extend(credits.iter().map(|note| note.id.to_string()));
    let parts = store::payments::of_invoice(look.db, invoice)?;
    sources.extend(parts.iter().map(|part| part.id.to_string()));
    let given_up = corrections::write_offs_of(look.db, invoice)?;
    sources.extend(given_up.iter().map(|one| one.id.to_string()));
    let mut steps = Vec::new();
    for source in sources {
        for transfer in store::ledger::of_source(look.db, &source)? {
            steps.push(step("ledger", transferred(transfer)));
        }
    }
    Ok(steps)
}

fn transferred(transfer: Transfer) -> String {
    let (from, to) = (account(transfer.credit), account(transfer.debit));
    format!("In the ledger {} went from {from} to {to}.", transfer.amount.shown())
}

fn account(account: Account) -> &'static str {
    match account {
        Account::Receivable => "receivables",
        Account::Revenue => "revenue",
        Account::Tax(kind) => kind.label(),
        Account::BadDebt => "bad debt",
        Account::LateOwed => "open late charges",
        Account::LateCharges => "late charges",
        Account::LateWaived => "late charges let go",
        Account::CardCosts => "card costs passed on",
        Account::Undeposited => "undeposited money",
        Account::ClientCredit => "client credit",
        Account::Clearing(_) => "what the processor holds",
        Account::ProcessorFees => "fees of processors",
        Account::Bank(_) => "the bank",
        Account::OpeningBalance => "opening balances",
        Account::BankCharges => "bank charges",
        Account::Interest => "interest",
        Account::InTransit => "what is on its way between own accounts",
        Account::OwnersMoney => "the owner's money",
        Account::NotOurs => "what is not ours",
        Account::Expense(_) => "expenses",
        Account::NotFromClients => "what did not come from clients",
    }
}
