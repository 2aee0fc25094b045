//! What amendments make of an agreement: the chain of its terms, and what the accepted letter says
//! about changing them.

use std::collections::{BTreeMap, HashMap};

use domain::amendment::{
    self, Amendment, BilledTo, Chain, ChainError, Effect, Letter, Matrix, Standing, Terms,
    takes_effect,
};
use domain::clause::Placeholder;
use domain::ids::{AgreementServiceId, ClientId};
use domain::review::FeeRev;
use rust_decimal::Decimal;
use store::agreements::{Agreement, AgreementService};
use store::amendments::{self, Amendment as Stored};
use store::{clients, revisions, signatures};

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::letter::Wording;
use crate::proposals::frozen;

/// An agreement's amendments and what they come to.
#[derive(Clone)]
pub(crate) struct Amended {
    /// The amendments, by number.
    pub(crate) amendments: Vec<Stored>,
    /// What holds, from when.
    pub(crate) chain: Chain,
    /// Those that no longer fit what is before them, and why: they do not hold.
    pub(crate) unfit: BTreeMap<u32, String>,
    /// What the accepted letter says.
    pub(crate) letter: LetterFacts,
    billed: HashMap<AgreementServiceId, BilledTo>,
    names: HashMap<ClientId, String>,
}

/// What an accepted letter says about changes of its terms.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterFacts {
    clauses: Vec<String>,
    initialled: bool,
    notice_days: u32,
    review: Option<FeeRev>,
}

impl LetterFacts {
    /// Of the letter that an agreement came from.
    pub(crate) fn of(look: &Look<'_>, agreement: &Agreement) -> Result<LetterFacts, Failure> {
        // A letter that is not here says nothing that could be relied on.
        let Some(id) = agreement.acceptance() else { return Ok(LetterFacts::default()) };
        let Some(acceptance) = revisions::acceptance(look.db, id)? else {
            return Ok(LetterFacts::default());
        };
        let Some(revision) = revisions::show(look.db, acceptance.revision_id)? else {
            return Ok(LetterFacts::default());
        };
        let signed = signatures::of_revision(look.db, revision.id)?;
        let wording = frozen(look, &agreement.number, &revision)?.wording;
        let consent_days = wording.filled.get(&Placeholder::ConsentDays);
        let present = wording.clauses.iter().filter(|clause| clause.present);
        Ok(LetterFacts {
            clauses: present.map(|clause| clause.id.clone()).collect(),
            initialled: !signed.is_empty() && signed.iter().all(|one| !one.initials.is_empty()),
            notice_days: consent_days.and_then(|(days, _)| days.trim().parse().ok()).unwrap_or(0),
            review: fee_rev(&wording, agreement),
        })
    }

    /// As the rules of amendments ask for them; `ids` is room for the names.
    pub(crate) fn read<T>(&self, with: impl FnOnce(Letter<'_>) -> T) -> T {
        let ids: Vec<&str> = self.clauses.iter().map(String::as_str).collect();
        let &LetterFacts { initialled, notice_days, review, .. } = self;
        with(Letter { clauses: &ids, initialled, notice_days, review })
    }

    /// What `FEE-REV` allows without asking.
    pub(crate) fn review(&self) -> Option<FeeRev> {
        self.review
    }
}

/// The clause `FEE-REV` with its figures, where the letter has it and they can be read.
fn fee_rev(wording: &Wording, agreement: &Agreement) -> Option<FeeRev> {
    if !wording.has("FEE-REV") {
        return None;
    }
    let value = |blank| wording.filled.get(&blank).map(|(value, _)| value.as_str());
    let percent = value(Placeholder::ReviewPercent)?.trim().trim_end_matches('%').trim();
    Some(FeeRev {
        percent: percent.parse::<Decimal>().ok()?,
        notice_days: value(Placeholder::ReviewNoticeDays)?.trim().parse().ok()?,
        started_on: agreement.starts_on,
    })
}

/// The terms that were accepted.
pub(crate) fn accepted<'a>(
    agreement: &Agreement,
    services: impl Iterator<Item = &'a AgreementService>,
) -> Terms {
    Terms {
        client: agreement.client_id,
        services: services
            .filter(|service| service.amendment.is_none())
            .map(amendments::service_of)
            .collect(),
        payment_days: agreement.payment_days,
        end: None,
    }
}

impl Amended {
    /// Folds the amendments of an agreement over what was accepted.
    pub(super) fn new(
        look: &Look<'_>,
        agreement: &Agreement,
        services: &[&AgreementService],
        amendments: Vec<Stored>,
    ) -> Result<Amended, Failure> {
        let letter = LetterFacts::of(look, agreement)?;
        let terms = accepted(agreement, services.iter().copied());
        let (chain, unfit) = fold(look, &terms, &letter, &amendments)?;
        let mut billed = HashMap::new();
        for service in services {
            billed.insert(service.terms.id, amendments::billed_to(look.db, service.terms.id)?);
        }
        let mut names = HashMap::new();
        for stage in chain.stages().iter().filter(|stage| stage.terms.client != terms.client) {
            if let Some(client) = clients::show(look.db, stage.terms.client)? {
                names.insert(client.id, client.name);
            }
        }
        Ok(Amended { amendments, chain, unfit, letter, billed, names })
    }

    /// What invoices hold of a service.
    pub(super) fn billed(&self, service: AgreementServiceId) -> BilledTo {
        self.billed.get(&service).cloned().unwrap_or_default()
    }

    /// The name of a client who came by a transfer.
    pub(super) fn name(&self, client: ClientId) -> Option<&str> {
        self.names.get(&client).map(String::as_str)
    }

    /// Whether an amendment takes effect, as of today.
    pub(crate) fn effect(&self, look: &Look<'_>, amendment: &Amendment) -> Option<Effect> {
        if self.unfit.contains_key(&amendment.number) {
            return None;
        }
        let held = |stage: &&amendment::Stage| stage.amendment == Some(amendment.number);
        if self.chain.stages().iter().any(|stage| held(&stage)) {
            return Some(Effect::Yes);
        }
        let before = self.before(amendment);
        let fixed = Matrix::fixed();
        let effect =
            |letter: Letter<'_>| takes_effect(before, amendment, &fixed, letter, look.today);
        self.letter.read(effect).ok()
    }

    /// The terms that an amendment changes.
    pub(crate) fn before(&self, amendment: &Amendment) -> &Terms {
        let stages = self.chain.stages();
        let earlier = |stage: &&amendment::Stage| {
            stage.from < amendment.effective_on
                || (stage.from == amendment.effective_on
                    && stage.amendment.is_some_and(|number| number < amendment.number))
        };
        let last = stages.iter().take_while(earlier).last();
        &last.unwrap_or(&stages[0]).terms
    }
}

/// The chain of all that fits; what does not is left out and named.
fn fold(
    look: &Look<'_>,
    terms: &Terms,
    letter: &LetterFacts,
    amendments: &[Stored],
) -> Result<(Chain, BTreeMap<u32, String>), Failure> {
    let mut unfit = BTreeMap::new();
    let mut parts: Vec<Amendment> = amendments.iter().map(|one| one.terms.clone()).collect();
    loop {
        let chain = letter
            .read(|letter| Chain::new(terms.clone(), &parts, &Matrix::fixed(), letter, look.today));
        let wrong = match chain {
            Ok(chain) => return Ok((chain, unfit)),
            Err(wrong) => wrong,
        };
        let number = number_of(&wrong).filter(|number| !unfit.contains_key(number));
        let Some(part) = parts.iter_mut().find(|part| Some(part.number) == number) else {
            return Err(refused("changes", wrong.to_string()));
        };
        part.standing = Standing::Withdrawn { on: part.effective_on };
        unfit.insert(part.number, wrong.to_string());
    }
}

/// The amendment that does not fit.
fn number_of(wrong: &ChainError) -> Option<u32> {
    match wrong {
        ChainError::Number { .. } => None,
        ChainError::Empty(number)
        | ChainError::Ended(number)
        | ChainError::EndsBefore(number)
        | ChainError::Change { number, .. } => Some(*number),
    }
}
