//! The Catch-up review: what fell due and is neither billed nor waived, for the user's decision.

mod automatic;
mod policy;

pub use automatic::{CatchUpRun, RunCatchUp, WaitingRow, run};
pub use policy::{CatchUpPolicy, SetAutomatic, policy, save_policy, set_automatic};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use domain::catch_up::Dating;
use domain::charge::Why;
use domain::ids::{AgreementId, AgreementServiceId, ClientId};
use domain::invoice::{Billed, Draft, by_kind};
use domain::ledger;
use domain::money::{Currency, Money};
use domain::payment_terms::PaymentTerms;
use serde::{Deserialize, Serialize};
use store::charges::{self as outcomes, Key, Outcome};
use store::clients::Client;
use store::documents;
use store::invoices::{Invoice, Line};
use store::ledger::Posting;
use store::numbering::Numbered;
use ts_rs::TS;

use crate::agreements::{self, ChargeRow, Ended, Entitled, Whole};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::invoice_paper;
use crate::numbering;
use crate::proposals::file_name;
use crate::sums::Sums;
use crate::taxes;
use crate::wire::{self, Amount, Nothing};

/// What fell due for one client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CatchUpClient {
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The charges, the oldest first.
    pub charges: Vec<ChargeRow>,
    /// Their sum in the home currency, with tax.
    pub total: Amount,
    /// Their sums in other currencies.
    pub others: Vec<Amount>,
    /// Whether the client gets one invoice a day for all agreements.
    pub bills_together: bool,
}

/// The review.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CatchUp {
    /// By client.
    pub clients: Vec<CatchUpClient>,
    /// How many charges.
    pub count: u32,
    /// Their sum, with tax, home currency.
    pub total: Amount,
    /// Their sums in other currencies.
    pub others: Vec<Amount>,
    /// The oldest due date.
    pub oldest_on: Option<String>,
    /// What fell due in a pause that is over, or exceeds a cap: to be decided.
    pub held: Vec<HeldRow>,
    /// What is billed automatically and waits nevertheless.
    pub waits: Vec<WaitingRow>,
    /// The choices to begin with, and when the program asks.
    pub policy: CatchUpPolicy,
}

/// A charge that waits for a decision.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HeldRow {
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The agreement.
    pub agreement_id: String,
    /// The charge.
    pub charge: ChargeRow,
}

/// One charge by its key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChargeKey {
    /// The service of the agreement.
    pub agreement_service_id: String,
    /// Which occurrence, counted from 0.
    pub occurrence: i64,
    /// Whether it is what exceeds the cap; left out, it is not.
    #[serde(default)]
    pub beyond_cap: bool,
}

impl ChargeKey {
    /// The key it names.
    pub(crate) fn read(&self) -> Result<Key, Failure> {
        let service: AgreementServiceId = wire::id("charges", &self.agreement_service_id)?;
        let occurrence = u32::try_from(self.occurrence)
            .map_err(|_| refused("charges", "an occurrence counts from 0"))?;
        Ok((service, occurrence, self.beyond_cap))
    }
}

/// A key for the wire.
fn key_of((service, occurrence, beyond_cap): Key) -> ChargeKey {
    let agreement_service_id = service.to_string();
    ChargeKey { agreement_service_id, occurrence: i64::from(occurrence), beyond_cap }
}

/// Bills charges.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IssueCharges {
    /// Which charges.
    pub charges: Vec<ChargeKey>,
    /// `own_date` dates each invoice on the day its charges fell due; `today` dates it today.
    pub date: String,
    /// One invoice a client instead of one for each agreement (or client billed together) and day.
    pub merge: bool,
    /// How many invoices at most; left out, all. What is left comes back as `rest`.
    #[serde(default)]
    pub most: Option<u32>,
}

/// The invoices that were issued.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChargesIssued {
    /// Their ids.
    pub ids: Vec<String>,
    /// Their numbers, in order.
    pub numbers: Vec<String>,
    /// Their sum in the home currency, with tax.
    pub total: Amount,
    /// Their sums in other currencies.
    pub others: Vec<Amount>,
    /// The charges that are left to further invoices.
    pub rest: Vec<ChargeKey>,
}

/// Lets charges go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaiveCharges {
    /// Which charges.
    pub charges: Vec<ChargeKey>,
    /// Why; kept for ever.
    pub reason: String,
}

/// Takes a waiver back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreCharges {
    /// Which charges.
    pub charges: Vec<ChargeKey>,
}

/// What fell due and is undecided, by client.
pub fn show(look: &Look<'_>, _: Nothing) -> Result<CatchUp, Failure> {
    let ended = Ended::of(look)?;
    let whole = agreements::whole(look, None)?;
    let together = store::clients::billed_together(look.db)?;
    let mut clients: Vec<CatchUpClient> = Vec::new();
    let mut oldest: Option<NaiveDate> = None;
    let (mut count, mut total) = (0, Sums::default());
    let mut of_clients: HashMap<ClientId, Sums> = HashMap::new();
    let mut held = Vec::new();
    for agreement in &whole {
        let mut due = agreement.undecided(&ended, look.today)?;
        for waiting in due.extract_if(.., |entitled| entitled.held.is_some()) {
            if to_decide(agreement, &waiting) {
                held.push(HeldRow {
                    client_id: waiting.client.to_string(),
                    client: waiting.client_name().to_owned(),
                    agreement_id: agreement.agreement.id.to_string(),
                    charge: agreements::charge_row(look, &waiting, &HashMap::new())?,
                });
            }
        }
        due.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
        for entitled in &due {
            let charge = &entitled.charge;
            oldest = Some(oldest.map_or(charge.due_on, |day| day.min(charge.due_on)));
            count += 1;
            total.add(charge.total()?)?;
            of_clients.entry(entitled.client).or_default().add(charge.total()?)?;
            let row = agreements::charge_row(look, entitled, &HashMap::new())?;
            add_row(look, &mut clients, &together, entitled, row)?;
        }
    }
    for (id, sums) in of_clients {
        let id = id.to_string();
        for client in clients.iter_mut().filter(|client| client.client_id == id) {
            client.total = sums.of(look.currency()).into();
            client.others = sums.others(look.currency());
        }
    }
    Ok(CatchUp {
        clients,
        count,
        total: total.of(look.currency()).into(),
        others: total.others(look.currency()),
        oldest_on: oldest.map(|day| day.to_string()),
        held,
        waits: automatic::waits(look, &whole)?,
        policy: policy::shown(&store::catch_up::policy(look.db)?),
    })
}

/// Whether a held charge waits for the user: while a pause lasts there is nothing to decide.
fn to_decide(whole: &Whole, entitled: &Entitled<'_>) -> bool {
    let due_on = entitled.charge.due_on;
    match entitled.held {
        Some(Why::BeyondCap) => true,
        Some(Why::Paused) => {
            let pauses = whole.pauses(Some(entitled.charge.service));
            !pauses.iter().any(|(_, pause)| pause.to.is_none() && pause.holds(due_on))
        }
        Some(Why::Skipped) | None => false,
    }
}

fn add_row(
    look: &Look<'_>,
    clients: &mut Vec<CatchUpClient>,
    together: &[ClientId],
    entitled: &Entitled<'_>,
    row: ChargeRow,
) -> Result<(), Failure> {
    let client_id = entitled.client.to_string();
    let at = clients.iter().position(|client| client.client_id == client_id).unwrap_or_else(|| {
        clients.push(CatchUpClient {
            client_id,
            client: entitled.client_name().to_owned(),
            charges: Vec::new(),
            total: look.zero().into(),
            others: Vec::new(),
            bills_together: together.contains(&entitled.agreement.client_id),
        });
        clients.len() - 1
    });
    let client = &mut clients[at];
    client.charges.push(row);
    Ok(())
}

/// Bills charges: one invoice for each agreement and due date, or one for each client.
pub fn issue(act: &mut Act<'_>, question: IssueCharges) -> Result<ChargesIssued, Failure> {
    let wanted = keys(&question.charges)?;
    let dating = policy::dating(&question.date)?;
    let (whole, ended) = of_charges(act, &wanted)?;
    let mut found: Vec<Entitled<'_>> = Vec::with_capacity(wanted.len());
    for agreement in &whole {
        // What fell due in a pause is billed where the user says so.
        let billable = |entitled: &Entitled<'_>| matches!(entitled.held, None | Some(Why::Paused));
        let due = agreement.all(act.today)?.into_iter().filter(billable);
        found.extend(due.filter(|entitled| wanted.contains(&entitled.key())));
    }
    if let Some(done) = found.iter().find(|entitled| ended.contains_key(&entitled.key())) {
        return Err(conflict(format!("{} is decided already; look again", done.service.name)));
    }
    if found.len() != wanted.len() {
        return Err(conflict("one of these charges is not due; look again"));
    }
    let (mut ids, mut numbers, mut total) = (Vec::new(), Vec::new(), Sums::default());
    let together = store::clients::billed_together(act.tx)?;
    let groups = grouped(found, question.merge, &together);
    let most = question.most.map_or(usize::MAX, |most| most.max(1) as usize);
    for ((due_on, client, ..), charges) in groups.iter().take(most) {
        let issued_on = if dating == Dating::OwnDate { *due_on } else { act.today };
        let invoice = issue_one(act, *client, issued_on, charges)?;
        total.add(invoice.total)?;
        ids.push(invoice.id.to_string());
        numbers.push(invoice.number);
    }
    let left = groups.values().skip(most).flatten();
    let rest = left.map(|entitled| key_of(entitled.key())).collect();
    let mut clients: Vec<ClientId> = groups.keys().take(most).map(|(_, id, ..)| *id).collect();
    clients.dedup();
    let client = if let [only] = clients[..] { Some(only) } else { None };
    act.say(issued_words(&numbers, &total.shown(act.currency())), client);
    let others = total.others(act.currency());
    Ok(ChargesIssued { ids, numbers, total: total.of(act.currency()).into(), others, rest })
}

/// The agreements that charges belong to, and how charges of theirs ended.
fn of_charges(
    look: &Look<'_>,
    wanted: &HashSet<Key>,
) -> Result<(Vec<Whole>, HashMap<Key, Outcome>), Failure> {
    let services: BTreeSet<_> = wanted.iter().map(|(service, ..)| *service).collect();
    let mut ids = BTreeSet::new();
    for service in services {
        ids.extend(store::agreements::of_service(look.db, service)?);
    }
    let (mut whole, mut ended) = (Vec::with_capacity(ids.len()), HashMap::new());
    for id in ids {
        whole.push(agreements::whole_of(look, id)?);
        ended.extend(outcomes::outcomes(look.db, Some(id))?);
    }
    Ok((whole, ended))
}

fn issued_words(numbers: &[String], total: &str) -> String {
    match numbers {
        [one] => format!("{one} issued, {total}"),
        [first, .., last] => {
            format!("{} invoices issued, {first} to {last}, {total}", numbers.len())
        }
        [] => String::new(),
    }
}

/// One invoice for each due date and agreement, or client that is billed together; merged, one for
/// each client with the last due date.
fn grouped<'a>(
    mut found: Vec<Entitled<'a>>,
    merge: bool,
    together: &[ClientId],
) -> BTreeMap<Group, Vec<Entitled<'a>>> {
    found.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
    let mut latest: HashMap<(ClientId, Currency), NaiveDate> = HashMap::new();
    for entitled in &found {
        let currency = entitled.agreement.currency;
        latest.insert((entitled.client, currency), entitled.charge.due_on);
    }
    let mut groups: BTreeMap<Group, Vec<Entitled<'_>>> = BTreeMap::new();
    for entitled in found {
        let (client, currency) = (entitled.client, entitled.agreement.currency);
        let group = if merge {
            (latest[&(client, currency)], client, None, currency)
        } else {
            let alone = (!together.contains(&client)).then_some(entitled.agreement.id);
            (entitled.charge.due_on, client, alone, currency)
        };
        groups.entry(group).or_default().push(entitled);
    }
    groups
}

/// What one invoice bills: the day, the client, the agreement unless several are merged, and the
/// currency, which is never mixed.
type Group = (NaiveDate, ClientId, Option<AgreementId>, Currency);

/// Issues one invoice: number, PDF, rows and ledger, all in the transaction of the command.
fn issue_one(
    act: &Act<'_>,
    client: ClientId,
    issued_on: NaiveDate,
    charges: &[Entitled<'_>],
) -> Result<Invoice, Failure> {
    let client = store::clients::show(act.tx, client)?.ok_or_else(|| not_found("client"))?;
    let draft = Draft::new(billed(act, &client, charges)?)
        .map_err(|wrong| refused("charges", format!("{}: {wrong}", client.name)))?;
    let currency = charges.first().map_or(act.currency(), |one| one.agreement.currency);
    let taken = numbering::take(act, Numbered::Invoices, &client, issued_on, currency)?;
    let terms = charges.iter().map(|entitled| entitled.payment(issued_on));
    let terms = terms.min_by_key(|terms| terms.due_on(issued_on)).unwrap_or(PaymentTerms::net(0));
    let issued = draft
        .issue(taken.number.clone(), issued_on, terms.due_on(issued_on), act.practice.tax_rounding)
        .map_err(|wrong| refused("charges", wrong.to_string()))?;
    let taxes = by_kind(issued.lines.iter().flat_map(|line| &line.shares))?;
    let treatments = issued.lines.iter().map(|line| line.treatment.as_str());
    taxes::complete(act, &client, &taxes, issued.total, treatments)?;
    let rendered = invoice_paper::compose(act, &client, &issued, terms, charges)?.render();
    let name = format!("{} {}.pdf", issued.number, file_name(&client.name));
    let document = documents::keep(act.tx, &name, "application/pdf", &rendered.bytes)?;
    let invoice = Invoice {
        id: act.new_id(),
        sequence: taken.sequence,
        number: issued.number,
        client_id: client.id,
        client_name: client.name,
        client_address: client.address,
        about: about(act, charges),
        issued_on: issued.issued_on,
        due_on: issued.due_on,
        currency: issued.total.currency(),
        rounding: issued.rounding,
        net: issued.net,
        tax: issued.tax,
        total: issued.total,
        open: issued.total,
        credited: Money::zero(issued.total.currency()),
        written_off: Money::zero(issued.total.currency()),
        void: false,
        paid_on: None,
        document,
        import: None,
    };
    let lines = charges.iter().zip(&issued.lines);
    let lines: Vec<Line> = lines.map(|(entitled, line)| stored_line(act, entitled, line)).collect();
    store::invoices::add(act.tx, &invoice, &lines)?;
    numbering::keep(act, &invoice.id.to_string(), &taken)?;
    let source = invoice.id.to_string();
    act.post(
        ledger::invoice_issued(invoice.net, &taxes),
        Posting {
            on: invoice.issued_on,
            event: "invoice_issued",
            source: &source,
            client: Some(invoice.client_id),
        },
    )?;
    Ok(invoice)
}

/// What an invoice is for: its first line with the period, and how many more.
fn about(act: &Act<'_>, charges: &[Entitled<'_>]) -> String {
    let Some(first) = charges.first() else {
        return String::new();
    };
    let period = agreements::period_words(act, first.charge.period);
    match charges.len() {
        1 => format!("{}, {period}", first.service.name),
        more => format!("{}, {period}, and {} more", first.service.name, more - 1),
    }
}

/// The charges, each with how its service is taxed for the client who is billed.
fn billed(
    act: &Act<'_>,
    client: &Client,
    charges: &[Entitled<'_>],
) -> Result<Vec<Billed>, Failure> {
    let book = taxes::book(act)?;
    let taxing = |entitled: &Entitled<'_>| {
        let included = entitled.agreement.prices_include_tax;
        taxes::taxing_of(&book, &entitled.service.tax, included, client)
    };
    Ok(charges
        .iter()
        .map(|entitled| Billed { charge: entitled.charge, taxing: taxing(entitled) })
        .collect())
}

fn stored_line(act: &Act<'_>, entitled: &Entitled<'_>, line: &domain::invoice::Line) -> Line {
    let charge = &line.charge;
    Line {
        id: act.new_id(),
        service: charge.service,
        occurrence: charge.occurrence,
        beyond_cap: charge.beyond_cap,
        description: agreements::charge_name(entitled),
        period: charge.period,
        quantity: charge.quantity,
        price: charge.price,
        net: charge.net,
        treatment: line.treatment.clone(),
        tax: charge.tax,
        taxes: line.shares.clone(),
    }
}

/// Lets charges go that are due and undecided.
pub fn waive(act: &mut Act<'_>, question: WaiveCharges) -> Result<Nothing, Failure> {
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the charge"));
    }
    let wanted = keys(&question.charges)?;
    let (whole, ended) = of_charges(act, &wanted)?;
    let (mut total, mut clients): (Sums, HashSet<ClientId>) = (Sums::default(), HashSet::new());
    let mut count = 0;
    for agreement in &whole {
        for entitled in agreement.all(act.today)? {
            if wanted.contains(&entitled.key()) && !ended.contains_key(&entitled.key()) {
                outcomes::waive(act.tx, entitled.key(), &reason, act.now)?;
                total.add(entitled.charge.total()?)?;
                clients.insert(entitled.client);
                count += 1;
            }
        }
    }
    if count != wanted.len() {
        return Err(conflict("one of these charges is decided already or not due; look again"));
    }
    let client = if clients.len() == 1 { clients.into_iter().next() } else { None };
    let charges = if count == 1 { "charge" } else { "charges" };
    act.say(format!("{count} {charges} waived, {}: {reason}", total.shown(act.currency())), client);
    act.offer_undo(
        "Charges waived",
        "catch_up.restore",
        RestoreCharges { charges: question.charges },
    );
    Ok(Nothing {})
}

/// Takes waivers back.
pub fn restore(act: &mut Act<'_>, question: RestoreCharges) -> Result<Nothing, Failure> {
    for key in keys(&question.charges)? {
        if outcomes::restore(act.tx, key)? == 0 {
            return Err(conflict("this charge is not waived"));
        }
    }
    act.say(format!("{} waivers taken back", question.charges.len()), None);
    Ok(Nothing {})
}

fn keys(charges: &[ChargeKey]) -> Result<HashSet<Key>, Failure> {
    if charges.is_empty() {
        return Err(refused("charges", "choose at least one charge"));
    }
    charges.iter().map(ChargeKey::read).collect()
}
