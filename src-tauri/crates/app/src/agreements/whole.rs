//! An agreement with everything its charges follow from, and those charges.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use domain::amendment::{self, Service, Terms};
use domain::charge::{
    Change, Charge, Course, Delivered, Pause, ServiceTerms, Why, charges, long_due,
};
use domain::holidays::Holidays;
use domain::ids::{AgreementId, AgreementServiceId, ClientId};
use domain::money::MoneyError;
use domain::payment_terms::PaymentTerms;
use store::agreements::{self, Agreement, AgreementService};
use store::amendments;
use store::charges::Key;
use store::days_off;
use store::decisions::{self, Decided, Decision};
use store::deliveries::{self, Delivery};
use store::ended::{self, Runs};

use super::amended::{self, Amended};
use crate::context::Look;
use crate::failure::{Failure, not_found};

/// An agreement with everything its charges follow from.
pub(crate) struct Whole {
    /// The agreement.
    pub(crate) agreement: Agreement,
    /// Its services with their work, in order.
    pub(crate) services: Vec<(AgreementService, Vec<Delivery>)>,
    /// What was decided about it, in order.
    pub(crate) decided: Vec<Decision>,
    /// What amendments make of it, where there are any.
    pub(crate) amended: Option<Amended>,
    /// The day from which another agreement has taken its place: what falls due from then on is
    /// that one's.
    pub(crate) replaced_from: Option<NaiveDate>,
    /// The days on which nothing falls due.
    pub(crate) holidays: Holidays,
}

/// The charges that ended, billed or waived.
pub(crate) struct Ended {
    runs: Runs,
    apart: HashSet<Key>,
}

impl Ended {
    /// Those of the whole book.
    pub(crate) fn of(look: &Look<'_>) -> Result<Ended, Failure> {
        Ok(Ended { runs: ended::runs(look.db)?, apart: ended::apart(look.db)? })
    }

    fn has(&self, key: Key) -> bool {
        let (service, occurrence, beyond_cap) = key;
        let run = self.runs.get(&service).filter(|_| !beyond_cap);
        run.is_some_and(|(first, next)| (*first..*next).contains(&occurrence))
            || self.apart.contains(&key)
    }
}

/// A charge with the agreement and service it comes from.
pub(crate) struct Entitled<'a> {
    whole: &'a Whole,
    /// The agreement.
    pub(crate) agreement: &'a Agreement,
    /// The service.
    pub(crate) service: &'a AgreementService,
    /// The charge.
    pub(crate) charge: Charge,
    /// Why it is not to be billed as it is.
    pub(crate) held: Option<Why>,
    /// The amendment under whose terms it is; nothing for what was accepted.
    pub(crate) amendment: Option<u32>,
    /// Who is billed.
    pub(crate) client: ClientId,
}

impl Entitled<'_> {
    /// The key under which it is billed once.
    pub(crate) fn key(&self) -> Key {
        (self.charge.service, self.charge.occurrence, self.charge.beyond_cap)
    }

    /// The name of who is billed.
    pub(crate) fn client_name(&self) -> &str {
        self.whole.client_name(self.client)
    }

    /// The terms it is under.
    pub(crate) fn terms(&self) -> &ServiceTerms {
        let stage = self.whole.amended.as_ref().and_then(|amended| {
            amended.chain.stages().iter().find(|stage| stage.amendment == self.amendment)
        });
        let service = stage.and_then(|stage| stage.terms.service(self.charge.service));
        service.map_or(&self.service.terms, |service| &service.terms)
    }

    /// The rule that made it.
    pub(crate) fn words(&self) -> String {
        let terms = self.terms();
        let words = self.whole.on_course(terms.id, &[], |course| terms.words(course, &self.charge));
        match self.amendment {
            Some(number) => format!("{words}, amendment {number}"),
            None => words,
        }
    }

    /// When an invoice of a day is due.
    pub(crate) fn payment(&self, issued_on: NaiveDate) -> PaymentTerms {
        self.whole.payment(issued_on)
    }
}

impl Whole {
    /// Every charge that may be billed on or before `until`, billed or not, by service.
    pub(crate) fn entitled(&self, until: NaiveDate) -> Result<Vec<Entitled<'_>>, Failure> {
        let mut all = self.all(until)?;
        all.retain(|entitled| entitled.held.is_none());
        Ok(all)
    }

    /// As [`Whole::entitled`], with those that are held.
    pub(crate) fn all(&self, until: NaiveDate) -> Result<Vec<Entitled<'_>>, Failure> {
        self.all_without(&HashMap::new(), until)
    }

    /// As [`Whole::entitled`], of charges that fall due after `since`.
    pub(crate) fn entitled_after(
        &self,
        since: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Entitled<'_>>, Failure> {
        let mut all = self.all_without(&self.long_due(since), until)?;
        all.retain(|entitled| entitled.held.is_none() && entitled.charge.due_on > since);
        Ok(all)
    }

    /// Of each service, the first occurrences that fell due before a day, for sure; nothing of an
    /// agreement that was amended.
    pub(crate) fn long_due(&self, day: NaiveDate) -> Runs {
        let services = self.services.iter().filter(|_| self.amended.is_none());
        let run = |service: &AgreementService| {
            let (id, terms) = (service.terms.id, &service.terms);
            (id, (0, self.on_course(id, &[], |course| long_due(terms, course, day))))
        };
        services.map(|(service, _)| run(service)).collect()
    }

    /// Every charge that falls due on or before `until` and was neither billed nor waived, with
    /// those that are held, by service.
    pub(crate) fn undecided(
        &self,
        ended: &Ended,
        until: NaiveDate,
    ) -> Result<Vec<Entitled<'_>>, Failure> {
        let mut all = self.all_without(&ended.runs, until)?;
        all.retain(|entitled| !ended.has(entitled.key()));
        Ok(all)
    }

    /// As [`Whole::all`]; of the charges within the runs, as few as need be.
    pub(crate) fn all_without(
        &self,
        runs: &Runs,
        until: NaiveDate,
    ) -> Result<Vec<Entitled<'_>>, Failure> {
        let mut found = Vec::new();
        for (service, work) in &self.services {
            let run = runs.get(&service.terms.id).copied().unwrap_or_default();
            let charges = self.charges(service, work, run, until)?;
            found.reserve(charges.len());
            for entitled in charges {
                if self.is_replaced(entitled.charge.due_on) {
                    continue;
                }
                found.push(Entitled {
                    whole: self,
                    agreement: &self.agreement,
                    service,
                    charge: entitled.charge,
                    held: entitled.held,
                    amendment: entitled.amendment,
                    client: entitled.client,
                });
            }
        }
        Ok(found)
    }

    /// Puts one more amendment on top.
    pub(crate) fn amend(
        &mut self,
        look: &Look<'_>,
        amendment: amendments::Amendment,
    ) -> Result<(), Failure> {
        let before = self.amended.take().map(|amended| amended.amendments).unwrap_or_default();
        let all = before.into_iter().chain([amendment]).collect();
        let own: Vec<_> = self.services.iter().map(|(service, _)| service).collect();
        self.amended = Some(Amended::new(look, &self.agreement, &own, all)?);
        Ok(())
    }

    /// The same agreement with these amendments instead of its own.
    pub(crate) fn amended_by(
        &self,
        look: &Look<'_>,
        amendments: Vec<amendments::Amendment>,
    ) -> Result<Whole, Failure> {
        let own: Vec<_> = self.services.iter().map(|(service, _)| service).collect();
        Ok(Whole {
            agreement: self.agreement.clone(),
            services: self.services.clone(),
            decided: self.decided.clone(),
            amended: Some(Amended::new(look, &self.agreement, &own, amendments)?),
            replaced_from: self.replaced_from,
            holidays: self.holidays.clone(),
        })
    }

    /// Forgets what was decided, done and changed after the look's day.
    pub(crate) fn forget_after(&mut self, look: &Look<'_>) -> Result<(), Failure> {
        self.decided.retain(|one| look.local(one.decided_at).date() <= look.today);
        for (_, work) in &mut self.services {
            work.retain(|done| done.delivered.on <= look.today);
        }
        if let Some(amended) = &self.amended {
            let all = amended.amendments.iter().cloned();
            *self = self.amended_by(look, all.filter_map(|one| one.by(look.today)).collect())?;
        }
        Ok(())
    }

    /// Whether it ever bills a client.
    fn bills(&self, client: ClientId) -> bool {
        let of = |stage: &amendment::Stage| stage.terms.client == client;
        match &self.amended {
            Some(amended) => amended.chain.stages().iter().any(of),
            None => self.agreement.client_id == client,
        }
    }

    /// Whether another agreement has its place on a day.
    pub(crate) fn is_replaced(&self, day: NaiveDate) -> bool {
        self.replaced_from.is_some_and(|from| from <= day)
    }

    /// The terms on a day.
    pub(crate) fn terms_on(&self, day: NaiveDate) -> Terms {
        let terms = match &self.amended {
            Some(amended) => amended.chain.terms_on(day).clone(),
            None => self.accepted(),
        };
        match self.replaced_from {
            Some(from) if from <= day => {
                Terms { services: Vec::new(), end: from.pred_opt(), ..terms }
            }
            _ => terms,
        }
    }

    /// A service as it is on a day, or as it will be or was, and which of these; nothing where the
    /// amendment that would have brought it is refused or taken back.
    pub(crate) fn service_on(
        &self,
        service: &AgreementService,
        day: NaiveDate,
    ) -> Option<(Service, &'static str)> {
        let plain = || amendments::service_of(service);
        if self.is_replaced(day) {
            return Some((plain(), "over"));
        }
        let Some(amended) = &self.amended else { return Some((plain(), "now")) };
        let id = service.terms.id;
        if let Some(now) = amended.chain.terms_on(day).service(id) {
            return Some((now.clone(), "now"));
        }
        let stages = amended.chain.stages();
        let with = |stage: &amendment::Stage| stage.terms.service(id).cloned();
        let later = stages.iter().filter(|stage| stage.from > day).find_map(with);
        let earlier = stages.iter().rev().filter(|stage| stage.from <= day).find_map(with);
        let waits = amended
            .amendments
            .iter()
            .any(|one| Some(one.id) == service.amendment && one.terms.standing.is_open());
        let coming = later.map(|service| (service, "coming"));
        let over = earlier.map(|service| (service, "over"));
        coming.or(over).or_else(|| waits.then(|| (plain(), "waiting")))
    }

    /// The terms that were accepted.
    pub(crate) fn accepted(&self) -> Terms {
        amended::accepted(&self.agreement, self.services.iter().map(|(service, _)| service))
    }

    /// Who is billed on a day.
    pub(crate) fn client_on(&self, day: NaiveDate) -> ClientId {
        let amended = self.amended.as_ref();
        amended.map_or(self.agreement.client_id, |amended| amended.chain.terms_on(day).client)
    }

    /// The name of a client of the agreement.
    pub(crate) fn client_name(&self, client: ClientId) -> &str {
        let other = self.amended.as_ref().and_then(|amended| amended.name(client));
        other.unwrap_or(&self.agreement.client)
    }

    /// When an invoice of a day is due: by the accepted rule, with the days of that day.
    pub(crate) fn payment(&self, issued_on: NaiveDate) -> PaymentTerms {
        let accepted = self.agreement.payment();
        let Some(amended) = &self.amended else { return accepted };
        let days = amended.chain.terms_on(issued_on).payment_days;
        PaymentTerms::new(accepted.rule(), days).unwrap_or_else(|_| PaymentTerms::net(days))
    }

    /// The day it was started by hand.
    pub(crate) fn started_on(&self) -> Option<NaiveDate> {
        self.decided.iter().rev().find_map(|decision| match decision.what {
            Decided::Start(on) => Some(on),
            _ => None,
        })
    }

    /// The pauses of a service, those of the whole agreement among them; of nothing, only those.
    pub(crate) fn pauses(&self, service: Option<AgreementServiceId>) -> Vec<(&Decision, Pause)> {
        let applies = |decision: &&Decision| {
            decision.service.is_none() || (service.is_some() && decision.service == service)
        };
        let ended = |pause: &Decision| {
            self.decided.iter().find_map(|decision| match decision.what {
                Decided::Resume(of, to) if of == pause.id => Some(to),
                _ => None,
            })
        };
        let pause = |decision| match decision {
            &Decision { what: Decided::Pause(from), .. } => {
                Some((decision, Pause { from, to: ended(decision) }))
            }
            _ => None,
        };
        self.decided.iter().filter(applies).filter_map(pause).collect()
    }

    fn charges(
        &self,
        service: &AgreementService,
        work: &[Delivery],
        without: (u32, u32),
        until: NaiveDate,
    ) -> Result<Vec<amendment::Entitled>, MoneyError> {
        let approved = |sequence| {
            self.decided.iter().any(|decision| {
                decision.service == Some(service.terms.id)
                    && decision.what == Decided::Approve(sequence)
            })
        };
        let done: Vec<Delivered> = work
            .iter()
            .map(|delivery| Delivered {
                approved: approved(delivery.delivered.sequence),
                ..delivery.delivered
            })
            .collect();
        let id = service.terms.id;
        self.on_course(id, &done, |course| match &self.amended {
            Some(amended) => amended.chain.charges(id, course, &amended.billed(id), until),
            None => {
                let charges = charges(&service.terms, &Course { without, ..*course }, until)?;
                let client = self.agreement.client_id;
                let due = charges.due.into_iter().map(|charge| (charge, None));
                let held = charges.held.into_iter().map(|held| (held.charge, Some(held.why)));
                let entitled =
                    |(charge, held)| amendment::Entitled { charge, held, amendment: None, client };
                Ok(due.chain(held).map(entitled).collect())
            }
        })
    }

    /// What `with` makes of the course of a service.
    fn on_course<T>(
        &self,
        service: AgreementServiceId,
        delivered: &[Delivered],
        with: impl FnOnce(&Course<'_>) -> T,
    ) -> T {
        let pauses: Vec<Pause> =
            self.pauses(Some(service)).into_iter().map(|(_, pause)| pause).collect();
        let agreement = &self.agreement;
        with(&Course {
            anchor: agreement.starts_on,
            start: agreement.start.begin(agreement.starts_on, self.started_on()),
            accepted_on: agreement.begins_on(),
            delivered,
            changes: &self.changes(service),
            pauses: &pauses,
            holidays: &self.holidays,
            without: (0, 0),
        })
    }

    /// What was decided about single charges of a service; a later decision adds to an earlier.
    fn changes(&self, service: AgreementServiceId) -> BTreeMap<u32, Change> {
        let mut changes = BTreeMap::new();
        for decision in &self.decided {
            let Some(occurrence) = decision.what.occurrence() else { continue };
            if decision.service != Some(service) {
                continue;
            }
            let (due_on, price) = match changes.get(&occurrence) {
                Some(Change::Bill { due_on, price }) => (*due_on, *price),
                _ => (None, None),
            };
            let change = match decision.what {
                Decided::Skip(_) => Change::Skip,
                Decided::Move(_, day) => Change::Bill { due_on: Some(day), price },
                Decided::Reprice(_, price) => Change::Bill { due_on, price: Some(price) },
                _ => continue,
            };
            changes.insert(occurrence, change);
        }
        changes
    }
}

/// An agreement whole.
pub(crate) fn whole_of(look: &Look<'_>, id: AgreementId) -> Result<Whole, Failure> {
    let agreement = agreements::show(look.db, id)?.ok_or_else(|| not_found("agreement"))?;
    let mut services = Vec::new();
    for service in agreements::services(look.db, Some(id))? {
        let work = deliveries::list(look.db, Some(service.terms.id))?;
        services.push((service, work));
    }
    let known = Known {
        services,
        decided: decisions::list(look.db, Some(id))?,
        amendments: amendments::list(look.db, Some(id))?,
        replaced_from: agreements::replaced(look.db)?.remove(&id),
        closed: days_off::days(look.db)?,
    };
    known.whole(look, agreement)
}

/// All agreements whole, by client; `client` narrows to one whom they bill or billed.
pub(crate) fn whole(look: &Look<'_>, client: Option<ClientId>) -> Result<Vec<Whole>, Failure> {
    let mut work: HashMap<AgreementServiceId, Vec<Delivery>> = HashMap::new();
    for delivery in deliveries::list(look.db, None)? {
        work.entry(delivery.service).or_default().push(delivery);
    }
    let mut services: HashMap<AgreementId, Vec<_>> = HashMap::new();
    for service in agreements::services(look.db, None)? {
        let done = work.remove(&service.terms.id).unwrap_or_default();
        services.entry(service.agreement_id).or_default().push((service, done));
    }
    let mut decided: HashMap<AgreementId, Vec<Decision>> = HashMap::new();
    for decision in decisions::list(look.db, None)? {
        decided.entry(decision.agreement).or_default().push(decision);
    }
    let mut changed: HashMap<AgreementId, Vec<_>> = HashMap::new();
    for amendment in amendments::list(look.db, None)? {
        changed.entry(amendment.agreement).or_default().push(amendment);
    }
    let mut replaced = agreements::replaced(look.db)?;
    let closed = days_off::days(look.db)?;
    let mut found = Vec::new();
    for agreement in agreements::list(look.db, None)? {
        let known = Known {
            services: services.remove(&agreement.id).unwrap_or_default(),
            decided: decided.remove(&agreement.id).unwrap_or_default(),
            amendments: changed.remove(&agreement.id).unwrap_or_default(),
            replaced_from: replaced.remove(&agreement.id),
            closed: closed.clone(),
        };
        let whole = known.whole(look, agreement)?;
        if client.is_none_or(|client| whole.bills(client)) {
            found.push(whole);
        }
    }
    Ok(found)
}

/// What the book knows of an agreement.
struct Known {
    services: Vec<(AgreementService, Vec<Delivery>)>,
    decided: Vec<Decision>,
    amendments: Vec<amendments::Amendment>,
    replaced_from: Option<NaiveDate>,
    /// The practice's own days off.
    closed: BTreeSet<NaiveDate>,
}

impl Known {
    fn whole(self, look: &Look<'_>, agreement: Agreement) -> Result<Whole, Failure> {
        let Known { services, decided, amendments, replaced_from, closed } = self;
        let own: Vec<_> = services.iter().map(|(service, _)| service).collect();
        let amended = if amendments.is_empty() {
            None
        } else {
            Some(Amended::new(look, &agreement, &own, amendments)?)
        };
        let holidays = Holidays { place: Some(agreement.holidays), own: closed };
        Ok(Whole { agreement, services, decided, amended, replaced_from, holidays })
    }
}
