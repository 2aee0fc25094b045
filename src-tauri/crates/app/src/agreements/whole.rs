//! An agreement with everything its charges follow from, and those charges.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::charge::{Change, Charge, Charges, Course, Delivered, Pause, Why, charges};
use domain::holidays::Holidays;
use domain::ids::{AgreementId, AgreementServiceId, ClientId};
use domain::money::MoneyError;
use store::agreements::{self, Agreement, AgreementService};
use store::charges::Key;
use store::decisions::{self, Decided, Decision};
use store::deliveries::{self, Delivery};

use crate::context::Look;
use crate::failure::Failure;

/// An agreement with everything its charges follow from.
pub(crate) struct Whole {
    /// The agreement.
    pub(crate) agreement: Agreement,
    /// Its services with their work, in order.
    pub(crate) services: Vec<(AgreementService, Vec<Delivery>)>,
    /// What was decided about it, in order.
    pub(crate) decided: Vec<Decision>,
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
}

impl Entitled<'_> {
    /// The key under which it is billed once.
    pub(crate) fn key(&self) -> Key {
        (self.charge.service, self.charge.occurrence, self.charge.beyond_cap)
    }

    /// The rule that made it.
    pub(crate) fn words(&self) -> String {
        let terms = &self.service.terms;
        self.whole.on_course(terms.id, &[], |course| terms.words(course, &self.charge))
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
        let mut found = Vec::new();
        for (service, work) in &self.services {
            let charges = self.charges(service, work, until)?;
            let mut push = |charge, held| {
                let agreement = &self.agreement;
                found.push(Entitled { whole: self, agreement, service, charge, held });
            };
            charges.due.into_iter().for_each(|charge| push(charge, None));
            charges.held.into_iter().for_each(|held| push(held.charge, Some(held.why)));
        }
        Ok(found)
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
        until: NaiveDate,
    ) -> Result<Charges, MoneyError> {
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
        self.on_course(service.terms.id, &done, |course| charges(&service.terms, course, until))
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
            accepted_on: agreement.accepted_on,
            delivered,
            changes: &self.changes(service),
            pauses: &pauses,
            holidays: &Holidays { place: Some(agreement.holidays), ..Holidays::default() },
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

/// All agreements whole, by client; `client` narrows to one.
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
    Ok(agreements::list(look.db, client)?
        .into_iter()
        .map(|agreement| Whole {
            services: services.remove(&agreement.id).unwrap_or_default(),
            decided: decided.remove(&agreement.id).unwrap_or_default(),
            agreement,
        })
        .collect())
}
