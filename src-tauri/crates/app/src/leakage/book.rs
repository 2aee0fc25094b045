//! What a book says about charges: entitled to, billed, and decided otherwise.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::charge::{Billing, Priced, Unit, Why};
use domain::ids::{AgreementId, AgreementServiceId, InvoiceId};
use domain::leakage::{Billed, Claim, Entitled as Claimed, Key as Place, Proof, Waived};
use domain::money::Money;
use domain::schedule::Period;
use store::agreements::Agreement;
use store::charges::{self, BilledCharge, Key, LetGo, Taken};
use store::clause_places::AcceptedLetter;
use store::decisions::{Decided, Decision};
use store::ended::{Alike, Runs};

use super::missed::{Expired, expired, reviewed};
use super::{DecidedRow, charge_key};
use crate::agreements::{Entitled, Whole, charge_name, period_words};
use crate::context::Look;
use crate::failure::Failure;

/// A charge that fell due in the days checked.
pub(super) struct Checked<'a> {
    /// The charge as it stands.
    pub(super) entitled: Entitled<'a>,
    /// What it comes to by the terms, whatever was set for this once.
    pub(super) net: Money,
    /// What somebody decided not to bill of it.
    decided: Vec<Otherwise<'a>>,
}

/// A decision not to bill, or not all.
struct Otherwise<'a> {
    kind: &'static str,
    words: String,
    reason: String,
    on: NaiveDate,
    amount: Money,
    decision: Option<&'a Decision>,
}

/// What is compared of one agreement.
pub(super) struct Facts<'a> {
    whole: &'a Whole,
    /// The charges that fell due in the days checked.
    pub(super) checked: Vec<Checked<'a>>,
    /// Of charges billed alike, in full and as agreed, the day each fell due and what it comes to;
    /// nothing else tells of them.
    in_full: Vec<(NaiveDate, Money)>,
    /// What the terms entitle to.
    pub(super) entitled: Vec<Claimed<'a>>,
    /// What invoices bill of it.
    pub(super) billed: Vec<Billed>,
    /// What was decided otherwise.
    pub(super) waived: Vec<Waived>,
    /// The invoices that bill the charges checked, where their lines were read.
    pub(super) lines: HashMap<Key, InvoiceId>,
    /// Lines of the days checked that no terms entitle to.
    pub(super) unentitled: Vec<BilledCharge>,
    /// Work of the days checked that was done when nothing was agreed any more.
    pub(super) expired: Vec<Expired>,
    /// What of that was let go.
    let_go: Vec<DecidedRow>,
}

/// What was waived or credited, by charge.
pub(super) type Given = HashMap<Key, Vec<LetGo>>;

/// The clauses on fees, by the service and whether it is beyond the cap, in the order in which
/// they are asked.
fn clauses(billing: Billing, beyond_cap: bool) -> &'static [&'static str] {
    match billing {
        _ if beyond_cap => &["FEE-OOS/hourly", "FEE-OOS", "FEE"],
        Billing::Logged { unit: Unit::Hour, .. } => &["FEE/hourly", "FEE"],
        _ => &["FEE"],
    }
}

/// Where the accepted letter names a charge; without a letter, that it was agreed elsewhere.
pub(crate) fn proof(letter: Option<&AcceptedLetter>, billing: Billing, beyond_cap: bool) -> Proof {
    let Some(letter) = letter else {
        return Proof { clause: None, revision: None, page: None, amendment: None };
    };
    let found = clauses(billing, beyond_cap).iter().find_map(|id| {
        let page = letter.pages.get(*id)?;
        Some(((*id).split('/').next().unwrap_or(id).to_owned(), *page))
    });
    let page = found.as_ref().map(|(_, page)| *page).or(letter.pages.get("fees").copied());
    let clause = found.map(|(id, _)| id);
    Proof { clause, revision: Some(letter.revision), page, amendment: None }
}

/// Where the accepted letter speaks of price reviews.
fn review(letter: Option<&AcceptedLetter>) -> Proof {
    let page = letter.and_then(|letter| letter.pages.get("FEE-REV").copied());
    Proof {
        clause: page.map(|_| "FEE-REV".to_owned()),
        revision: letter.map(|letter| letter.revision),
        page,
        amendment: None,
    }
}

/// Where each service is proven under what was accepted and under each amendment: what is within
/// its cap, what is beyond it, and what the clause on price reviews says.
pub(super) type Proofs = HashMap<(AgreementServiceId, Option<u32>), [Proof; 3]>;

/// The proofs of every service of `whole`.
pub(super) fn proofs(whole: &[Whole], letters: &HashMap<AgreementId, AcceptedLetter>) -> Proofs {
    let mut proofs = Proofs::new();
    for one in whole {
        let letter = letters.get(&one.agreement.id);
        let amended = one.amended.iter().flat_map(|amended| &amended.amendments);
        let numbers: Vec<Option<u32>> =
            [None].into_iter().chain(amended.map(|one| Some(one.terms.number))).collect();
        for (service, _) in &one.services {
            for amendment in &numbers {
                let of = |beyond_cap| Proof {
                    amendment: *amendment,
                    ..proof(letter, service.terms.billing, beyond_cap)
                };
                let reviewed = Proof { amendment: *amendment, ..review(letter) };
                let all = [of(false), of(true), reviewed];
                proofs.insert((service.terms.id, *amendment), all);
            }
        }
    }
    proofs
}

/// The key of a charge within its agreement.
pub(super) fn short(place: Place) -> Key {
    (place.service, place.occurrence, place.beyond_cap)
}

fn place(agreement: AgreementId, (service, occurrence, beyond_cap): Key) -> Place {
    Place { agreement, service, occurrence, beyond_cap }
}

/// Everything that was waived or credited.
pub(super) fn given(look: &Look<'_>) -> Result<Given, Failure> {
    let mut given = Given::new();
    for one in charges::let_go(look.db)? {
        given.entry(one.key).or_default().push(one);
    }
    Ok(given)
}

/// What was billed of a charge.
#[derive(Clone, Copy)]
struct Line {
    price: Money,
    net: Money,
    invoice: Option<InvoiceId>,
}

impl Line {
    /// Whether one of a run of lines bills just what the terms come to.
    fn is_in_full(&self, entitled: &Entitled<'_>) -> bool {
        let charge = &entitled.charge;
        self.invoice.is_none()
            && entitled.held.is_none()
            && charge.origin.priced != Priced::Once
            && (self.price, self.net) == (charge.price, charge.net)
    }
}

/// What invoices bill of an agreement: read line by line, or known of occurrences billed alike.
struct Lines {
    read: HashMap<Key, BilledCharge>,
    /// By service, with how many of them are left: an agreement has few.
    alike: Vec<(AgreementServiceId, Alike, u32)>,
}

impl Lines {
    /// Of each service, those from an occurrence on. What `known` tells of is not read.
    fn of(
        look: &Look<'_>,
        whole: &Whole,
        past: &Runs,
        known: &HashMap<AgreementServiceId, Alike>,
    ) -> Result<Lines, Failure> {
        let mut lines = Lines { read: HashMap::new(), alike: Vec::new() };
        for (service, _) in &whole.services {
            let id = service.terms.id;
            let mut next = past.get(&id).map_or(0, |(_, next)| *next);
            if let Some(alike) = known.get(&id).filter(|one| one.from <= next && next < one.next) {
                let alike = Alike { from: next, ..*alike };
                lines.alike.push((id, alike, alike.next - alike.from));
                if alike.past <= alike.next {
                    continue;
                }
                next = alike.next;
            }
            let found = charges::billed(look.db, id, whole.agreement.currency, next)?;
            lines.read.extend(found.into_iter().map(|line| (line.key, line)));
        }
        Ok(lines)
    }

    /// What bills a charge; each once.
    fn take(&mut self, key: Key) -> Option<Line> {
        let (service, occurrence, beyond_cap) = key;
        let alike = self.alike.iter_mut().find(|(of, ..)| *of == service);
        if let Some((_, alike, left)) = alike
            && !beyond_cap
            && (alike.from..alike.next).contains(&occurrence)
        {
            *left = left.saturating_sub(1);
            return Some(Line { price: alike.price, net: alike.net, invoice: None });
        }
        let line = self.read.remove(&key)?;
        Some(Line { price: line.price, net: line.net, invoice: Some(line.invoice) })
    }

    /// Whether every line that was not read was taken.
    fn all_alike_taken(&self) -> bool {
        self.alike.iter().all(|(.., left)| *left == 0)
    }
}

/// What fell due of an agreement in the days `from` to `to`. `late` are the first occurrences that
/// invoices of these days bill long after their periods; of what is billed as `alike` tells no line
/// is read, and none is told.
pub(super) fn facts<'a>(
    look: &Look<'_>,
    whole: &'a Whole,
    proofs: &'a Proofs,
    given: &Given,
    late: &HashMap<AgreementServiceId, u32>,
    alike: &HashMap<AgreementServiceId, Alike>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Facts<'a>, Failure> {
    let mut facts = Facts {
        whole,
        checked: Vec::new(),
        in_full: Vec::new(),
        entitled: Vec::new(),
        billed: Vec::new(),
        waived: Vec::new(),
        lines: HashMap::new(),
        unentitled: Vec::new(),
        expired: expired(whole, look.today)?,
        let_go: Vec::new(),
    };
    let id = whole.agreement.id;
    // What was due long before these days is not looked at, unless it was billed in them.
    let mut past = whole.long_due(from);
    past.retain(|service, (_, next)| late.get(service).is_none_or(|first| *next <= *first));
    let mut lines = Lines::of(look, whole, &past, alike)?;
    let agreed = agreed(whole, look.today)?;
    let reviewed = reviewed(look, whole)?;
    for entitled in whole.all_without(&past, look.today)? {
        let (key, due_on) = (entitled.key(), entitled.charge.due_on);
        let line = lines.take(key);
        if from <= due_on && due_on <= to {
            let nothing_else = !(given.contains_key(&key)
                || agreed.contains_key(&key)
                || reviewed.contains_key(&key));
            if nothing_else && line.is_some_and(|line| line.is_in_full(&entitled)) {
                facts.in_full.push((due_on, entitled.charge.net));
                continue;
            }
            let Some(own) = proofs.get(&(key.0, entitled.amendment)) else { continue };
            let given = given.get(&key).map_or(&[][..], Vec::as_slice);
            let proof = &own[usize::from(key.2)];
            let proofs_of = |amendment| proofs.get(&(key.0, amendment));
            let price = agreed.get(&key).copied();
            // A price that a review set and nobody was told is missed where it was billed lower.
            match reviewed.get(&key).filter(|one| line.is_some() && one.is_more(&entitled)) {
                Some(one) => {
                    let proof = proofs_of(one.amendment).map_or(proof, |proofs| &proofs[2]);
                    let claim = (proof, Some((one.price, one.net)), true);
                    facts.add(look, claim, entitled, line, given)?;
                }
                None => facts.add(look, (proof, price, false), entitled, line, given)?,
            }
        }
    }
    if !lines.all_alike_taken() {
        // Something was billed that no terms entitle to by today: then every line is read.
        return self::facts(look, whole, proofs, given, late, &HashMap::new(), (from, to));
    }
    facts.unentitled = lines.read.into_values().collect();
    facts.unentitled.retain(|line| from <= line.issued_on && line.issued_on <= to);
    facts.unentitled.sort_by_key(|line| (line.issued_on, line.key));
    facts.expired.retain(|one| from <= one.on && one.on <= to);
    for one in facts.expired.clone() {
        let given = given.get(&one.key).map_or(&[][..], Vec::as_slice);
        if let Some(own) = proofs.get(&(one.key.0, one.amendment)) {
            facts.add_expired(look, &own[0], one, given);
        }
    }
    for line in &facts.unentitled {
        let key = place(id, line.key);
        facts.billed.push(Billed { key, price: line.price, net: line.net });
    }
    Ok(facts)
}

/// What the terms make of charges whose price was set for once: price of one, and without tax.
fn agreed(whole: &Whole, until: NaiveDate) -> Result<HashMap<Key, (Money, Money)>, Failure> {
    let once: HashSet<_> = whole
        .decided
        .iter()
        .filter_map(|decision| match decision.what {
            Decided::Reprice(occurrence, _) => Some((decision.service?, occurrence)),
            _ => None,
        })
        .collect();
    if once.is_empty() {
        return Ok(HashMap::new());
    }
    let kept = |decision: &&Decision| !matches!(decision.what, Decided::Reprice(..));
    let as_agreed = Whole {
        agreement: whole.agreement.clone(),
        services: whole.services.clone(),
        decided: whole.decided.iter().filter(kept).cloned().collect(),
        amended: whole.amended.clone(),
        replaced_from: whole.replaced_from,
        holidays: whole.holidays.clone(),
    };
    Ok(as_agreed
        .all(until)?
        .iter()
        .filter(|found| once.contains(&(found.charge.service, found.charge.occurrence)))
        .map(|found| (found.key(), (found.charge.price, found.charge.net)))
        .collect())
}

impl<'a> Facts<'a> {
    fn add(
        &mut self,
        look: &Look<'_>,
        (proof, agreed, reviewed): (&'a Proof, Option<(Money, Money)>, bool),
        entitled: Entitled<'a>,
        line: Option<Line>,
        given: &[LetGo],
    ) -> Result<(), Failure> {
        let (whole, charge, key) = (self.whole, entitled.charge, entitled.key());
        let (price, net) = agreed.unwrap_or((charge.price, charge.net));
        let (claim, mut decided) = standing(look, whole, &entitled);
        let claim = if reviewed { Claim::Reviewed } else { claim };
        if charge.origin.priced == Priced::Once
            && let Some(by) = repriced(whole, &entitled)
        {
            decided.push(Otherwise {
                kind: "repriced",
                words: format!("at {} for this once", charge.price.shown()),
                amount: net.minus(charge.net)?,
                ..Otherwise::by(look, by)
            });
        }
        let mut credited = Vec::new();
        for one in given {
            if let Taken::Credited(_, amount) = &one.what {
                credited.push(*amount);
            }
            // A waiver is for all that is left, so that nothing else holds it back.
            let waiver = matches!(one.what, Taken::Waived);
            decided.retain(|other| !waiver || other.kind == "repriced");
            decided.push(Otherwise::taken(look, one, charge.net));
        }
        let key_in = place(whole.agreement.id, key);
        let period = charge.period;
        self.entitled.push(Claimed { key: key_in, period, price, net, claim, proof });
        for one in &decided {
            self.waived.push(Waived { key: key_in, net: one.amount });
        }
        if let Some(line) = line {
            let price = line.price;
            self.billed.push(Billed { key: key_in, price, net: line.net });
            for amount in credited {
                self.billed.push(Billed { key: key_in, price, net: amount.negated() });
            }
            self.lines.extend(line.invoice.map(|invoice| (key, invoice)));
        }
        self.checked.push(Checked { entitled, net, decided });
        Ok(())
    }

    /// Adds work that was done when nothing was agreed any more.
    fn add_expired(&mut self, look: &Look<'_>, proof: &'a Proof, one: Expired, given: &[LetGo]) {
        let key = place(self.whole.agreement.id, one.key);
        let claim = Claim::Expired { ended_on: one.ended_on };
        let (period, price, net) = (Period { from: one.on, to: one.on }, one.price, one.net);
        self.entitled.push(Claimed { key, period, price, net, claim, proof });
        for given in given {
            let decided = Otherwise::taken(look, given, net);
            self.waived.push(Waived { key, net: decided.amount });
            self.let_go.push(DecidedRow {
                charge: charge_key(one.key),
                client_id: self.whole.client_on(one.ended_on).to_string(),
                client: self.whole.client_name(self.whole.client_on(one.ended_on)).to_owned(),
                agreement_id: self.whole.agreement.id.to_string(),
                service: one.service.clone(),
                period: period_words(look, period),
                due_on: one.on.to_string(),
                kind: decided.kind.to_owned(),
                words: decided.words,
                reason: decided.reason,
                decided_on: decided.on.to_string(),
                amount: decided.amount.into(),
                decision_id: None,
            });
        }
    }

    /// What fell due in a part of the days of charges that were billed in full, in home currency.
    pub(super) fn in_full(&self, (from, to): (NaiveDate, NaiveDate)) -> Result<Money, Failure> {
        let within = self.in_full.iter().filter(|(on, _)| from <= *on && *on <= to);
        Ok(Money::sum(self.whole.agreement.currency, within.map(|(_, net)| *net))?)
    }

    /// What of the rest fell due in a part of the days, or was billed in it without a right to it.
    pub(super) fn within(
        &self,
        (from, to): (NaiveDate, NaiveDate),
    ) -> (Vec<Claimed<'a>>, Vec<Billed>, Vec<Waived>) {
        let due = self.checked.iter().map(|one| (one.entitled.key(), one.entitled.charge.due_on));
        let expired = self.expired.iter().map(|one| (one.key, one.on));
        let over = self.unentitled.iter().map(|line| (line.key, line.issued_on));
        let all = due.chain(expired).chain(over);
        let keys: HashSet<Key> =
            all.filter(|(_, on)| from <= *on && *on <= to).map(|(key, _)| key).collect();
        let within = |key: Place| keys.contains(&short(key));
        (
            self.entitled.iter().filter(|one| within(one.key)).copied().collect(),
            self.billed.iter().filter(|one| within(one.key)).copied().collect(),
            self.waived.iter().filter(|one| within(one.key)).copied().collect(),
        )
    }

    /// The agreement.
    pub(super) fn agreement(&self) -> &'a Agreement {
        &self.whole.agreement
    }

    /// The name of the service that a line bills.
    pub(super) fn named(&self, line: &BilledCharge) -> String {
        let mut services = self.whole.services.iter();
        let found = services.find(|(service, _)| service.terms.id == line.key.0);
        found.map(|(service, _)| service.name.clone()).unwrap_or_default()
    }

    /// Every decision not to bill.
    pub(super) fn decided(&self, look: &Look<'_>) -> Vec<DecidedRow> {
        let mut rows = self.let_go.clone();
        for checked in &self.checked {
            let entitled = &checked.entitled;
            for one in &checked.decided {
                rows.push(DecidedRow {
                    charge: charge_key(entitled.key()),
                    client_id: entitled.client.to_string(),
                    client: entitled.client_name().to_owned(),
                    agreement_id: entitled.agreement.id.to_string(),
                    service: charge_name(entitled),
                    period: period_words(look, entitled.charge.period),
                    due_on: entitled.charge.due_on.to_string(),
                    kind: one.kind.to_owned(),
                    words: one.words.clone(),
                    reason: one.reason.clone(),
                    decided_on: one.on.to_string(),
                    amount: one.amount.into(),
                    decision_id: one.decision.map(|decision| decision.id.to_string()),
                });
            }
        }
        rows
    }
}

impl<'a> Otherwise<'a> {
    /// What was taken back of a charge that comes to `net`.
    fn taken(look: &Look<'_>, one: &LetGo, net: Money) -> Otherwise<'a> {
        let (kind, words, amount) = match &one.what {
            Taken::Waived => ("waived", "waived".to_owned(), net),
            Taken::Credited(number, amount) => {
                ("credited", format!("credited by {number}"), *amount)
            }
            Taken::Difference(amount) => ("let_go", "the difference is let go".to_owned(), *amount),
        };
        let on = store::instant(&one.at).map(|instant| look.local(instant).date());
        let on = on.or(one.at.parse().ok()).unwrap_or(look.today);
        Otherwise { kind, words, reason: one.reason.clone(), on, amount, decision: None }
    }

    /// By a decision that can be taken back.
    fn by(look: &Look<'_>, decision: &'a Decision) -> Otherwise<'a> {
        Otherwise {
            kind: "",
            words: String::new(),
            reason: decision.reason.clone(),
            on: look.local(decision.decided_at).date(),
            amount: Money::zero(look.currency()),
            decision: Some(decision),
        }
    }
}

/// Why a charge may be billed, and the decision that keeps all of it from being billed.
fn standing<'a>(
    look: &Look<'_>,
    whole: &'a Whole,
    entitled: &Entitled<'_>,
) -> (Claim, Vec<Otherwise<'a>>) {
    let charge = &entitled.charge;
    let decided = |kind, words: &str, by: &'a Decision| {
        let words = words.to_owned();
        vec![Otherwise { kind, words, amount: charge.net, ..Otherwise::by(look, by) }]
    };
    match entitled.held {
        None if charge.beyond_cap => (Claim::Approved, Vec::new()),
        None => (Claim::Agreed, Vec::new()),
        Some(Why::BeyondCap) => (Claim::Unapproved, Vec::new()),
        Some(Why::Skipped) => {
            let skip = Decided::Skip(charge.occurrence);
            let by = whole.decided.iter().find(|decision| {
                decision.service == Some(charge.service)
                    && decision.what == skip
                    && !decision.reason.is_empty()
            });
            let decided = by.map(|by| decided("skipped", "skipped", by)).unwrap_or_default();
            (Claim::Skipped, decided)
        }
        Some(Why::Paused) => {
            let pauses = whole.pauses(Some(charge.service));
            let lasting = pauses
                .into_iter()
                .find(|(_, pause)| pause.to.is_none() && pause.holds(charge.due_on));
            let decided = lasting.map(|(by, _)| decided("paused", "while the pause lasts", by));
            (Claim::Paused, decided.unwrap_or_default())
        }
    }
}

/// The decision that set the price of a charge for once.
fn repriced<'a>(whole: &'a Whole, entitled: &Entitled<'_>) -> Option<&'a Decision> {
    whole.decided.iter().rev().find(|decision| {
        let of = |occurrence| {
            decision.service == Some(entitled.charge.service)
                && entitled.charge.occurrence == occurrence
        };
        matches!(decision.what, Decided::Reprice(occurrence, _) if of(occurrence))
    })
}
