//! Pages on which a client pays one invoice by themselves.
//!
//! Each invoice issued since an account is connected gets one, unless it is taken from a method on
//! file. Its link goes with the invoice's e-mail and stands beside the invoice in the window; the
//! PDF was frozen before and never changes. A page is ended, and looked at once more after that,
//! before the invoice is taken in any other way, so that nobody pays twice.
//!
//! Where a client was to give a method with the letter and has none, and is asked for it on no
//! other page, this page keeps the method they pay with. So a first amount is an invoice like any
//! other.

use domain::collection::State as Stand;
use domain::ids::{AuthorizationId, CollectionId, Id, InvoiceId};
use domain::money::Money;
use domain::named::Named;
use domain::processor::{Bill, Brand, Charge, Keeping, Page, Refusal, Taken, Trouble};
use store::collections::{self, Collection};
use store::connections::{self, Connection};
use store::invoices::Invoice;
use store::pay_pages::{self, PayPage, State};
use store::permissions::{self, Authorization, Occasion, Standing};
use store::revisions;
use store::{clients, documents};

use super::asking::{self, Asking};
use super::shapes::{CodeDrawn, InvoicePayPage, PayPageRow, TryAnswer};
use super::turns::{What, payer};
use super::{Conduct, Trial, connection_of, letters, live, policy, settling};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::mail::MailFile;
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
        if page.page.is_some() {
            page.state = State::Closing;
            pay_pages::update(act.tx, &page)?;
        } else {
            // Nobody has its address.
            end(act, page)?;
        }
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
        authorization: ask_with(act, account, invoice)?,
        state: State::Planned,
        asked_at: act.now,
        page: None,
        url: String::new(),
        ends_at: None,
        words: String::new(),
    };
    Ok(pay_pages::add(act.tx, &page)?)
}

/// Asks for a method on the page of an invoice, where the client was to give one and has none.
fn ask_with(
    act: &Act<'_>,
    account: &Connection,
    invoice: InvoiceId,
) -> Result<Option<AuthorizationId>, Failure> {
    let client = crate::invoices::one(act, invoice)?.client_id;
    if !policy::lacks_method(act, client)? || letters::open_of(act, client)?.is_some() {
        return Ok(None);
    }
    let Some(letter) = revisions::newest_letter(act.tx, client)? else { return Ok(None) };
    let new = Asking {
        connection: account.id,
        client,
        letter,
        schemes: account.schemes.clone(),
        currency: act.currency(),
        occasion: Occasion::WithBill,
        instead_of: None,
    };
    asking::put(act, new).map(Some)
}

/// What is asked on a page.
fn asked_on(look: &Look<'_>, page: &PayPage) -> Result<Option<Authorization>, Failure> {
    Ok(match page.authorization {
        Some(id) => permissions::authorization_by_id(look.db, id)?,
        None => None,
    })
}

/// Ends a page, and what is asked on it.
fn end(act: &Act<'_>, mut page: PayPage) -> Result<(), Failure> {
    page.state = State::Ended;
    if let Some(mut asked) = asked_on(act, &page)? {
        asked.standing = Standing::Withdrawn;
        permissions::update(act.tx, &asked)?;
    }
    Ok(pay_pages::update(act.tx, &page)?)
}

/// The next thing to do with an account's pages.
pub(super) fn next(look: &Look<'_>, connection: &Connection) -> Result<Option<What>, Failure> {
    let Some(page) = pay_pages::next(look.db, connection.id)? else { return Ok(None) };
    let invoice = crate::invoices::one(look, page.invoice)?;
    Ok(Some(match (page.state, &page.page) {
        (State::Closing, Some(name)) => What::CloseBill(page.id, name.clone()),
        (_, Some(name)) => What::ReadBill(page.id, name.clone()),
        (_, None) => What::OpenBill(page.id, bill(look, connection, &page, invoice)?),
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
        keeps: asked_on(look, page)?
            .map(|asked| Keeping { terms: asked.terms, letter: asked.letter }),
        leads_to: connection.settings.leads_to.clone(),
    })
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
            if let Some(mut asked) = asked_on(act, &page)? {
                asked.standing = Standing::Waiting;
                asked.page = Some(made.reference.clone());
                asked.url = Some(made.url.clone());
                permissions::update(act.tx, &asked)?;
            }
            page.page = Some(made.reference);
            page.url = made.url;
            page.ends_at = made.ends_at;
            page.state = State::Open;
        }
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => {
            page.words = refusal.words;
            return end(act, page);
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
        page.state = State::Closed;
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
    let page = one(act, id)?;
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
    if gone || page.state == State::Closed {
        return end(act, page);
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
        instalment: None,
        connection: page.connection,
        instrument: None,
        amount: page.amount,
        card_cost: domain::money::Money::zero(page.amount.currency()),
        collect_on: act.today,
        state: Stand::Processing,
        notified_on: None,
        attempt: 1,
        begun_at: Some(page.asked_at),
        held_for: None,
        recall: None,
        reference: Some(charge.reference.clone()),
        payment: None,
        fee: domain::money::Money::zero(page.amount.currency()),
        stopped: String::new(),
        words: String::new(),
    };
    collections::add(act.tx, &collection)?;
    collections::add_step(act.tx, &collection, act.today, None, act.now)?;
    page.state = State::Paid;
    pay_pages::update(act.tx, &page)?;
    if let Some(asked) = page.authorization {
        permissions::look_at(act.tx, asked)?;
    }
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

/// The page of an invoice on which so much is open.
pub(crate) fn of(
    look: &Look<'_>,
    invoice: InvoiceId,
    still_open: Money,
) -> Result<InvoicesPage, Failure> {
    let Some(page) = pay_pages::of_invoice(look.db, invoice)? else {
        return Ok(InvoicesPage::None);
    };
    let lasts = page.ends_at.is_none_or(|end| end > look.now);
    Ok(match page.state {
        State::Planned => InvoicesPage::Coming,
        State::Open if lasts => InvoicesPage::There(Box::new(page)),
        State::Open | State::Ended if still_open == page.amount => InvoicesPage::Ended,
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
        keeps_method: page.authorization.is_some(),
        words: page.words,
    };
    Ok(InvoicePayPage { page: Some(row) })
}

/// Makes the slip of an invoice's open page: its code and link on paper, beside the frozen PDF.
pub fn slip(act: &mut Act<'_>, asked: ById) -> Result<MailFile, Failure> {
    let invoice = crate::invoices::one(act, wire::id("id", &asked.id)?)?;
    let InvoicesPage::There(page) = of(act, invoice.id, invoice.open)? else {
        return Err(conflict("there is no open page to pay this invoice on"));
    };
    let rendered = crate::invoice_paper::pay_slip(act, &invoice, &page.url)?.render();
    let name = slip_name(&invoice);
    let sha256 = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    Ok(MailFile { name, sha256 })
}

/// What the file of an invoice's slip is called.
pub(crate) fn slip_name(invoice: &Invoice) -> String {
    format!("Pay {}.pdf", invoice.number)
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
