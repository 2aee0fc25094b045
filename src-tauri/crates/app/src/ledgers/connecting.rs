//! Which organisation is connected, and how it is used.

use domain::ids::{InvoiceId, LedgerId};
use domain::ledgers::{Brand, Organisation};
use domain::named::Named;
use domain::ports::Secret;
use domain::sync::LinkState;
use store::ledgers::{self as kept, Ledger, Run};

use super::clearing::clearing_there;
use super::mapping::open_choices;
use super::shapes::{
    ConflictRow, DifferenceRow, LedgerBrand, LedgerPage, LedgerRow, PaymentThereRow, RunRow,
    SaveLedger,
};
use super::{connected, kept_as, ours};
use crate::App;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, refused};
use crate::wire::{self, ById, Nothing};

/// The ledgers that can be connected, and how things stand with the one that is.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<LedgerPage, Failure> {
    let brand = |(name, brand): &(&str, Brand)| LedgerBrand {
        brand: (*name).to_owned(),
        name: brand.capabilities().name.to_owned(),
    };
    let connected = kept::connected(look.db)?;
    Ok(LedgerPage {
        brands: Brand::NAMES.iter().map(brand).collect(),
        connected: connected.map(|ledger| row(look, &ledger)).transpose()?,
    })
}

fn row(look: &Look<'_>, ledger: &Ledger) -> Result<LedgerRow, Failure> {
    let links = kept::links(look.db, ledger.id)?;
    let lists = kept::lists(look.db, ledger.id)?;
    let ours = ours(look, ledger, &links, &lists)?;
    let mut conflicts = Vec::new();
    for kept in links.values().filter(|kept| kept.link.state == LinkState::Conflict) {
        let want = ours.wants.iter().find(|want| want.key == kept.link.key);
        let differences = kept.differences.iter().map(|one| DifferenceRow {
            what: one.what.clone(),
            ours: one.ours.clone(),
            theirs: one.theirs.clone(),
        });
        conflicts.push(ConflictRow {
            key: kept.link.key.clone(),
            kind: kept.link.kind.name().to_owned(),
            title: want.map_or_else(String::new, |want| want.title.clone()),
            who: want.map_or_else(String::new, |want| want.who.clone()),
            amount: want.and_then(|want| want.amount).map(Into::into),
            words: kept.link.words.clone(),
            differences: differences.collect(),
            there: !kept.link.reference.is_empty(),
        });
    }
    let mut payments = Vec::new();
    for one in kept::payments_there(look.db, ledger.id)? {
        if one.state != "suggested" {
            continue;
        }
        let invoice = crate::invoices::one(look, one.invoice)?;
        payments.push(PaymentThereRow {
            reference: one.reference,
            invoice_id: InvoiceId::to_string(&one.invoice),
            number: invoice.number,
            client: invoice.client_name,
            received_on: one.received_on.to_string(),
            amount: one.amount.into(),
        });
    }
    let key_kept = look.secrets.read(&kept_as(ledger.id)).is_ok_and(|key| key.is_some());
    let runs = kept::runs(look.db, ledger.id, 20)?;
    Ok(LedgerRow {
        id: ledger.id.to_string(),
        brand: ledger.brand.name().to_owned(),
        reference: ledger.reference.clone(),
        ledger: ledger.brand.capabilities().name.to_owned(),
        name: ledger.name.clone(),
        currency: ledger.currency.code().to_owned(),
        demo: ledger.demo,
        locked_until: ledger.locked_until.map(|on| on.to_string()),
        signed_in_until: ledger.signed_in_until.map(|at| look.local(at).date().to_string()),
        from_on: ledger.from_on.to_string(),
        automatic: ledger.automatic,
        files: ledger.files,
        key_kept,
        open_choices: open_choices(look, ledger, &ours, &lists, &links)?,
        runs: runs.iter().map(run_row).collect(),
        conflicts,
        payments,
        clearing: clearing_there(look, ledger, &ours, &links)?,
    })
}

fn run_row(run: &Run) -> RunRow {
    RunRow {
        id: run.id.to_string(),
        dry: run.dry,
        started_at: store::instant_text(run.started_at),
        ended_at: run.ended_at.map(store::instant_text),
        stage: run.stage.clone(),
        state: run.state.clone(),
        to_do: run.to_do,
        pushed: run.pushed,
        verified: run.verified,
        differences: run.differences,
        words: run.words.clone(),
    }
}

impl App {
    /// Connects an organisation that a ledger says to be this one; what signs in there goes to the
    /// keyring. The same organisation again goes on with the same map.
    pub fn connect_ledger(
        &mut self,
        brand: Brand,
        organisation: &Organisation,
        key: &Secret,
    ) -> Result<LedgerId, Failure> {
        let name = brand.capabilities().name;
        let payload =
            serde_json::json!({ "brand": brand.name(), "organisation": organisation.name });
        let secrets = std::sync::Arc::clone(&self.secrets);
        let (id, _) = self.transact("user", "ledgers.connect", payload.to_string(), |act| {
            if act.practice.sample {
                return Err(conflict("the sample practice writes into no books"));
            }
            let none = || conflict(format!("{name} keeps these books in a currency unknown here"));
            let currency = organisation.currency.ok_or_else(none)?;
            let before = kept::connected(act.tx)?;
            if let Some(other) = before.filter(|one| one.reference != organisation.reference) {
                return Err(conflict(format!("disconnect {} first", other.name)));
            }
            let known = kept::by_reference(act.tx, brand, &organisation.reference)?;
            let fresh = Ledger {
                id: act.new_id(),
                brand,
                reference: organisation.reference.clone(),
                name: String::new(),
                country: String::new(),
                currency,
                demo: false,
                locked_until: None,
                signed_in_until: None,
                from_on: act.today,
                automatic: false,
                files: false,
                connected_at: act.now,
                disconnected_at: None,
                cursor: String::new(),
            };
            let ledger = Ledger { disconnected_at: None, ..known.unwrap_or(fresh) };
            kept::save(act.tx, &ledger)?;
            kept::heard(act.tx, ledger.id, organisation)?;
            secrets.keep(&kept_as(ledger.id), key)?;
            act.say(format!("{name} is connected: {}", organisation.name), None);
            Ok(ledger.id)
        })?;
        Ok(id)
    }
}

/// Changes how a ledger is used.
pub fn save(act: &mut Act<'_>, question: SaveLedger) -> Result<Nothing, Failure> {
    let before = connected(act)?;
    let from_on = wire::date("from_on", &question.from_on)?;
    let runs = kept::runs(act.tx, before.id, u32::MAX)?;
    if question.automatic && !runs.iter().any(|run| !run.dry && run.state == "done") {
        return Err(refused("automatic", "make one run by hand first, and look at its result"));
    }
    let (automatic, files) = (question.automatic, question.files);
    kept::save(act.tx, &Ledger { from_on, automatic, files, ..before.clone() })?;
    act.say(format!("{} saved", before.brand.capabilities().name), None);
    let undo = SaveLedger {
        from_on: before.from_on.to_string(),
        automatic: before.automatic,
        files: before.files,
    };
    act.offer_undo("Saved", "ledgers.save", undo);
    Ok(Nothing {})
}

/// Stops writing into an organisation, and forgets what signs in there. The map stays for when it
/// is connected again.
pub fn disconnect(act: &mut Act<'_>, _: ById) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    if kept::running(act.tx)?.is_some() {
        return Err(conflict("a run is being made; cancel it first"));
    }
    kept::save(act.tx, &Ledger { disconnected_at: Some(act.now), ..ledger.clone() })?;
    act.secrets.forget(&kept_as(ledger.id))?;
    act.say(format!("{} is disconnected: {}", ledger.brand.capabilities().name, ledger.name), None);
    Ok(Nothing {})
}
