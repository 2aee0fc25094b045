//! Pages on which a client pays one invoice by themselves.
//!
//! Each invoice issued since an account is connected gets one, unless it is taken from a method on
//! file. Its link goes with the invoice's e-mail and stands beside the invoice in the window; the
//! PDF was frozen before and never changes. A page is ended, and looked at once more after that,
//! before the invoice is taken in any other way, so that nobody pays twice.

use domain::collection::State as Stand;
use domain::ids::{CollectionId, Id, InvoiceId};
use domain::named::Named;
use domain::processor::{
    Bill, Brand, Charge, Instrument, Order, Page, Refusal, Scheme, Taken, Trouble,
};
use store::clients;
use store::collections::{self, Collection};
use store::connections::{self, Connection};
use store::invoices::Invoice;
use store::pay_pages::{self, PayPage, State};

use super::shapes::{CodeDrawn, InvoicePayPage, PayPageRow, TryAnswer};
use super::turns::{What, payer};
use super::{Conduct, Trial, connection_of, live, settling};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Nothing};

/// The account whose pages invoices are paid on: real ones before the trial.
fn account(look: &Look<'_>) -> Result<Option<Connection>, Failure> {
    let mut able = live(look)?;
    able.retain(|one| one.brand.capabilities().bills);
    able.sort_by_key(|one| one.brand == Brand::Trial);
    Ok(able.into_iter().next())
}

/// Whether a page is to be made or ended.
pub(super) fn is_due(look: &Look<'_>) -> Result<bool, Failure> {
    if !pay_pages::unwanted(look.db)?.is_empty() {
        return Ok(true);
    }
    match account(look)? {
        Some(account) => Ok(!pay_pages::lacking(look.db, account.id)?.is_empty()),
        None => Ok(false),
    }
}

/// Plans the pages of invoices that have none, and ends those that are wanted no more.
pub(super) fn tend(act: &Act<'_>) -> Result<(), Failure> {
    for mut page in pay_pages::unwanted(act.tx)? {
        page.state = State::Closing;
        pay_pages::update(act.tx, &page)?;
    }
    if let Some(account) = account(act)? {
        for (invoice, amount) in pay_pages::lacking(act.tx, account.id)? {
            plan(act, &account, invoice, amount)?;
        }
    }
    Ok(())
}

fn plan(
    act: &Act<'_>,
    account: &Connection,
    invoice: InvoiceId,
    amount: domain::money::Money,
) -> Result<(), Failure> {
    let page = PayPage {
        id: act.new_id::<CollectionId>(),
        invoice,
        connection: account.id,
        amount,
        state: State::Planned,
        asked_at: act.now,
        page: None,
        url: String::new(),
        payer: String::new(),
        ends_at: None,
        words: String::new(),
    };
    Ok(pay_pages::add(act.tx, &page)?)
}

/// The next thing to do with an account's pages.
pub(super) fn next(look: &Look<'_>, connection: &Connection) -> Result<Option<What>, Failure> {
    let Some(page) = pay_pages::next(look.db, connection.id)? else { return Ok(None) };
    let invoice = crate::invoices::one(look, page.invoice)?;
    Ok(Some(match (page.state, &page.page) {
        (State::Planned, _) => What::OpenBill(page.id, bill(look, connection, &page, invoice)?),
        (State::Closing, Some(name)) => What::CloseBill(page.id, name.clone()),
        _ => What::FindBill(page.id, Box::new(order(&page, invoice))),
    }))
}

fn bill(
    look: &Look<'_>,
    connection: &Connection,
    page: &PayPage,
    invoice: Invoice,
) -> Result<Bill, Failure> {
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    Ok(Bill {
        collection: page.id,
        page: 1,
        payer: payer(look, connection, &client)?,
        amount: page.amount,
        invoice: invoice.number,
        keeps_method: false,
        leads_to: connection.settings.leads_to.clone(),
    })
}

/// What a look for the charge of a page needs: no method, and the payer it was made for.
fn order(page: &PayPage, invoice: Invoice) -> Order {
    Order {
        collection: page.id,
        attempt: 1,
        reference: None,
        begun_at: page.asked_at,
        amount: page.amount,
        instrument: nothing_but_payer(&page.payer),
        invoice: invoice.number,
        on: None,
        recurring: false,
    }
}

fn nothing_but_payer(payer: &str) -> Instrument {
    Instrument {
        reference: String::new(),
        payer: payer.to_owned(),
        scheme: Scheme::Card,
        label: String::new(),
        last4: String::new(),
        ends_on: None,
        mandate: String::new(),
        blocked: None,
    }
}

/// Who paid a collection that came by a page.
pub(super) fn payer_of(look: &Look<'_>, of: &Collection) -> Result<Instrument, Failure> {
    let page = pay_pages::show(look.db, of.id)?.ok_or_else(|| not_found("page"))?;
    Ok(nothing_but_payer(&page.payer))
}

fn one(act: &Act<'_>, id: CollectionId) -> Result<PayPage, Failure> {
    pay_pages::show(act.tx, id)?.ok_or_else(|| not_found("page"))
}

/// A page was made, or not.
pub(super) fn made(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Page, Trouble>,
) -> Result<(), Failure> {
    let mut page = one(act, id)?;
    match said {
        Ok(made) => {
            page.page = Some(made.reference);
            page.url = made.url;
            page.payer = made.payer;
            page.ends_at = made.ends_at;
            if page.state == State::Planned {
                page.state = State::Open;
            }
        }
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => {
            page.state = State::Ended;
            page.words = refusal.words;
        }
        // It is made again under the same key.
        Err(_) => return Ok(()),
    }
    Ok(pay_pages::update(act.tx, &page)?)
}

/// A page was ended at the processor, or cannot be; it is looked at once more.
pub(super) fn closed(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<(), Trouble>,
) -> Result<(), Failure> {
    let mut page = one(act, id)?;
    let over = match said {
        Ok(()) => true,
        Err(Trouble::Refused(refusal)) => !refusal.reason.is_about_the_call(),
        Err(_) => false,
    };
    if over {
        page.page = None;
        pay_pages::update(act.tx, &page)?;
    }
    Ok(())
}

/// Whether money was taken, or is on its way.
fn took(state: &Taken) -> bool {
    matches!(
        state,
        Taken::Processing { .. }
            | Taken::Settled { .. }
            | Taken::Returned { .. }
            | Taken::Disputed(_)
    )
}

/// A page was looked at: what paid it becomes a collection.
pub(super) fn found(
    act: &mut Act<'_>,
    id: CollectionId,
    said: Result<Option<Charge>, Trouble>,
) -> Result<(), Failure> {
    let mut page = one(act, id)?;
    let charge = match said {
        Ok(charge) => charge,
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => None,
        // It is looked at again.
        Err(_) => return Ok(()),
    };
    if let Some(charge) = charge.filter(|charge| took(&charge.state)) {
        return paid(act, page, &charge);
    }
    let gone = page.ends_at.is_some_and(|end| end <= act.now);
    if gone || page.state == State::Closing {
        page.state = State::Ended;
    }
    Ok(pay_pages::update(act.tx, &page)?)
}

fn paid(act: &mut Act<'_>, mut page: PayPage, charge: &Charge) -> Result<(), Failure> {
    for mut before in collections::of_invoice(act.tx, page.invoice)? {
        if before.state.is_over() {
            continue;
        }
        if !before.state.is_ours() {
            "It was paid on this page and taken from the client's method too; pay one back."
                .clone_into(&mut page.words);
            return Ok(pay_pages::update(act.tx, &page)?);
        }
        before.state = Stand::Retracted;
        "The client paid on a page.".clone_into(&mut before.words);
        collections::update(act.tx, &before)?;
        collections::add_step(act.tx, &before, act.today, None, act.now)?;
    }
    let collection = Collection {
        id: page.id,
        invoice: page.invoice,
        connection: page.connection,
        instrument: None,
        amount: page.amount,
        collect_on: act.today,
        state: Stand::Unknown,
        notified_on: None,
        attempt: 1,
        begun_at: Some(page.asked_at),
        reference: None,
        payment: None,
        fee: domain::money::Money::zero(page.amount.currency()),
        stopped: String::new(),
        words: String::new(),
    };
    collections::add(act.tx, &collection)?;
    page.state = State::Paid;
    pay_pages::update(act.tx, &page)?;
    settling::settle(act, collection, charge)
}

/// What was paid on a page failed after all; the invoice can be paid on another.
pub(super) fn failed(
    act: &mut Act<'_>,
    mut collection: Collection,
    refusal: &Refusal,
) -> Result<(), Failure> {
    collection.state = Stand::Retracted;
    collection.words.clone_from(&refusal.words);
    collections::update(act.tx, &collection)?;
    collections::add_step(act.tx, &collection, act.today, Some(refusal), act.now)?;
    let invoice = crate::invoices::one(act, collection.invoice)?;
    let words = format!("What was paid for {} on a page failed", invoice.number);
    act.say(words, Some(invoice.client_id));
    Ok(())
}

/// The page of an invoice, as an e-mail about it finds it.
pub(crate) enum InvoicesPage {
    /// None belongs to it.
    None,
    /// It is being made.
    Coming,
    /// It can be paid on.
    There(Box<PayPage>),
    /// It ended unpaid, and the user can have another made.
    Ended,
}

/// The page of an invoice.
pub(crate) fn of(look: &Look<'_>, invoice: &Invoice) -> Result<InvoicesPage, Failure> {
    let Some(page) = pay_pages::of_invoice(look.db, invoice.id)? else {
        return Ok(InvoicesPage::None);
    };
    let lasts = page.ends_at.is_none_or(|end| end > look.now);
    Ok(match page.state {
        State::Planned => InvoicesPage::Coming,
        State::Open if lasts => InvoicesPage::There(Box::new(page)),
        State::Open | State::Ended if invoice.open == page.amount => InvoicesPage::Ended,
        _ => InvoicesPage::None,
    })
}

/// The newest page of an invoice.
pub fn of_invoice(look: &Look<'_>, asked: ById) -> Result<InvoicePayPage, Failure> {
    let invoice = crate::invoices::one(look, wire::id("id", &asked.id)?)?;
    let Some(page) = pay_pages::of_invoice(look.db, invoice.id)? else {
        return Ok(InvoicePayPage { page: None });
    };
    let connection = connection_of(look, page.connection)?;
    let open = page.state == State::Open && page.url.starts_with("https://");
    let code = paper::qr::Code::of(&page.url).filter(|_| open).map(|code| CodeDrawn {
        size: code.size,
        runs: code.runs.iter().map(|(column, row, count)| [*column, *row, *count]).collect(),
    });
    let row = PayPageRow {
        invoice_id: invoice.id.to_string(),
        processor: connection.brand.capabilities().name.to_owned(),
        trial: connection.brand == Brand::Trial,
        state: page.state.name().to_owned(),
        url: open.then(|| page.url.clone()),
        code,
        ends_at: page.ends_at.map(store::instant_text),
        may_renew: matches!(page.state, State::Ended | State::Paid) && invoice.open.is_positive(),
        words: page.words,
    };
    Ok(InvoicePayPage { page: Some(row) })
}

/// Makes another page for an invoice whose page ended unpaid.
pub fn renew(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let invoice = crate::invoices::one(act, wire::id("id", &asked.id)?)?;
    if pay_pages::live_of(act.tx, invoice.id)?.is_some() {
        return Err(conflict("its page is still there"));
    }
    if !invoice.open.is_positive() {
        return Err(conflict("nothing is open on this invoice"));
    }
    let account = account(act)?
        .ok_or_else(|| conflict("no connected processor has a page to pay an invoice on"))?;
    plan(act, &account, invoice.id, invoice.open)?;
    act.say(format!("A new page to pay {} on is made", invoice.number), Some(invoice.client_id));
    Ok(Nothing {})
}

/// Plays the client who pays on a page of the built-in processor; the id is that of the invoice.
pub fn try_pay(act: &mut Act<'_>, question: TryAnswer) -> Result<Nothing, Failure> {
    let id = InvoiceId::parse(&question.id).map_err(|_| not_found("invoice"))?;
    let page = pay_pages::of_invoice(act.tx, id)?.ok_or_else(|| not_found("page"))?;
    let connection = connection_of(act, page.connection)?;
    let (Some(kept), Some(name)) = (&connection.trial, &page.page) else {
        return Err(conflict("only an open page of the trial processor can be tried"));
    };
    let conduct = Conduct::named(&question.conduct)
        .ok_or_else(|| refused("conduct", "choose how the method behaves"))?;
    let trial = Trial::at(kept, act.now, act.today).map_err(|wrong| conflict(wrong.to_string()))?;
    trial.pay(name, conduct).map_err(|wrong| conflict(wrong.to_string()))?;
    let state = trial.kept().map_err(|wrong| conflict(wrong.to_string()))?;
    connections::keep_trial(act.tx, connection.id, &state)?;
    connections::changed(act.tx, connection.id, name)?;
    act.say("A client was played at the trial processor", None);
    Ok(Nothing {})
}
