//! How plans stand, by the money that came, and what that means for others.

use chrono::NaiveDate;
use domain::follow::OnPlan;
use domain::ids::{ClientId, InvoiceId};
use domain::late::Spared;
use domain::matching::Planned;
use domain::money::{Currency, Money, MoneyError};
use domain::plan::{self, Course, Instalment, Progress, Share, Stands, progress};
use store::invoices::Invoice;
use store::plans::{self, Plan};

use crate::context::Look;
use crate::failure::Failure;

/// A plan with its instalments and how it stands.
pub(crate) struct Standing {
    pub(crate) shares: Vec<Share>,
    pub(crate) instalments: Vec<Instalment>,
    pub(crate) progress: Progress,
    is: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// They may accept it.
    Offered,
    /// They did not in time.
    Lapsed,
    /// It was accepted.
    Accepted,
    /// The user ended it, or it gave way to another.
    Ended,
}

impl Standing {
    /// By its name on the wire.
    pub(crate) fn state(&self) -> &'static str {
        match (self.is, self.progress.stands) {
            (State::Offered, _) => "offered",
            (State::Lapsed, _) => "lapsed",
            (_, Stands::Broken(_)) => "broken",
            (_, Stands::Kept(_)) => "kept",
            (State::Ended, _) => "ended",
            (State::Accepted, Stands::Behind(_)) => "behind",
            (State::Accepted, Stands::Runs) => "runs",
        }
    }

    /// How it stands, in a sentence.
    pub(crate) fn words(&self, look: &Look<'_>, plan: &Plan) -> String {
        let date = |on: NaiveDate| look.long_date(on);
        match (self.is, self.progress.stands) {
            (State::Offered, _) => format!("They have until {} to agree.", date(plan.first_on)),
            (State::Lapsed, _) => format!("They did not agree by {}.", date(plan.first_on)),
            (_, Stands::Broken(on)) => {
                format!("Broken on {}; the whole is due again.", date(on))
            }
            (_, Stands::Kept(on)) => format!("Kept; the last money came on {}.", date(on)),
            (State::Ended, _) => format!("Ended: {}.", plan.ended_why),
            (State::Accepted, Stands::Behind(last)) => {
                let missing = self.progress.missing.shown();
                format!("{missing} is missing; it breaks after {}.", date(last))
            }
            (State::Accepted, Stands::Runs) => match self.progress.next {
                Some(next) => format!("{} is due {}.", next.amount.shown(), date(next.due_on)),
                None => "Everything has come.".to_owned(),
            },
        }
    }

    /// Whether nothing else is asked for meanwhile.
    pub(crate) fn holds(&self) -> bool {
        self.is == State::Accepted && self.progress.stands.holds()
    }

    /// What is open on its invoices.
    pub(crate) fn open(&self, look: &Look<'_>) -> Result<Money, Failure> {
        let mut open = Money::zero(self.progress.received.currency());
        for (invoice, _) in owed(&self.shares)? {
            open = open.plus(crate::invoices::one(look, invoice)?.open)?;
        }
        Ok(open)
    }
}

/// What was open on each invoice when a plan with these shares was offered.
pub(super) fn owed(shares: &[Share]) -> Result<Vec<(InvoiceId, Money)>, MoneyError> {
    let mut owed: Vec<(InvoiceId, Money)> = Vec::new();
    for share in shares {
        match owed.iter_mut().find(|(invoice, _)| *invoice == share.invoice) {
            Some((_, sum)) => *sum = sum.plus(share.amount)?,
            None => owed.push((share.invoice, share.amount)),
        }
    }
    Ok(owed)
}

/// What an invoice fell by since a plan with these shares was offered.
pub(crate) fn fell(
    look: &Look<'_>,
    plan: &Plan,
    shares: &[Share],
    invoice: InvoiceId,
) -> Result<Money, Failure> {
    let currency = plan.total.currency();
    let of = shares.iter().filter(|share| share.invoice == invoice).map(|share| share.amount);
    let owed = Money::sum(currency, of)?;
    let fell = plans::fell(look.db, plan, invoice, owed)?;
    Ok(Money::sum(currency, fell.into_iter().map(|(_, amount)| amount))?)
}

/// How a plan stands today, or stood on the day it was ended.
pub(crate) fn stands(look: &Look<'_>, plan: &Plan) -> Result<Standing, Failure> {
    let shares = plans::shares(look.db, plan)?;
    let mut instalments: Vec<Instalment> = Vec::new();
    for share in &shares {
        let (at, Share { due_on, amount, .. }) = (share.number as usize, *share);
        match instalments.get_mut(at - 1) {
            Some(one) => one.amount = one.amount.plus(amount)?,
            None => instalments.push(Instalment { due_on, amount }),
        }
    }
    let (mut received, mut coming) = (Vec::new(), Vec::new());
    if plan.accepted.is_some() {
        for (invoice, owed) in owed(&shares)? {
            received.extend(plans::fell(look.db, plan, invoice, owed)?);
        }
        coming = plans::under_way(look.db, plan)?;
    }
    let on = match plan.accepted {
        Some(_) => plan.ended_on.unwrap_or(look.today),
        None => plan.offered_on,
    };
    let course =
        Course { total: plan.total, instalments, received, coming, grace: plan.grace_days };
    let progress = progress(&course, on)?;
    let is = match (&plan.accepted, plan.ended_on) {
        (_, Some(_)) => State::Ended,
        (Some(_), None) => State::Accepted,
        (None, None) if look.today > plan.first_on => State::Lapsed,
        (None, None) => State::Offered,
    };
    Ok(Standing { shares, instalments: course.instalments, progress, is })
}

/// The instalments in a currency that have not come, of plans that broke too: they may come late.
pub(crate) fn awaited(look: &Look<'_>, currency: Currency) -> Result<Vec<Planned>, Failure> {
    let mut found = Vec::new();
    for plan in plans::accepted(look.db)?.iter().filter(|of| of.total.currency() == currency) {
        let standing = stands(look, plan)?;
        let shares = plan::awaited(&standing.shares, standing.progress.received)?;
        for same in shares.chunk_by(|one, next| one.number == next.number) {
            let parts = same.iter().map(|share| (share.invoice, share.amount)).collect();
            found.push(Planned { client: plan.client_id, due_on: same[0].due_on, parts });
        }
    }
    Ok(found)
}

/// The plan that an invoice is on and that is kept.
pub(crate) fn holding(look: &Look<'_>, invoice: InvoiceId) -> Result<Option<Plan>, Failure> {
    for plan in plans::of_invoice(look.db, invoice)? {
        if stands(look, &plan)?.holds() {
            return Ok(Some(plan));
        }
    }
    Ok(None)
}

/// What following up knows of plans: the one that is kept, or else the one that was offered.
pub(crate) fn of_situation(look: &Look<'_>, plans: &[Plan]) -> Result<Option<OnPlan>, Failure> {
    let mut offered = None;
    for plan in plans {
        let standing = stands(look, plan)?;
        if standing.holds() {
            let next = standing.progress.next.map_or(look.today, |next| next.due_on);
            return Ok(Some(OnPlan::Kept(next)));
        }
        if standing.is == State::Offered {
            offered = Some(OnPlan::Offered(plan.first_on));
        }
    }
    Ok(offered)
}

/// The day on which a plan broke that nobody has ended or replaced, and on which something is open.
pub(crate) fn broken_on(look: &Look<'_>, client: ClientId) -> Result<Option<NaiveDate>, Failure> {
    for plan in plans::of_client(look.db, client)? {
        let standing = stands(look, &plan)?;
        if let (State::Accepted, Stands::Broken(on)) = (standing.is, standing.progress.stands)
            && standing.open(look)?.is_positive()
        {
            return Ok(Some(on));
        }
    }
    Ok(None)
}

/// How many plans of a client were broken.
pub(crate) fn broken_before(look: &Look<'_>, client: ClientId) -> Result<u32, Failure> {
    let mut broken = 0;
    for plan in plans::of_client(look.db, client)? {
        broken += u32::from(stands(look, &plan)?.state() == "broken");
    }
    Ok(broken)
}

/// The times in which plans spared an invoice interest: kept ones to their end, the one that is
/// kept now for as long as it lasts. What was broken bore interest all along.
pub(crate) fn spared(look: &Look<'_>, invoice: &Invoice) -> Result<Vec<Spared>, Failure> {
    let mut spared = Vec::new();
    for plan in plans::of_invoice(look.db, invoice.id)? {
        let Some(accepted) = plan.accepted.as_ref().filter(|_| plan.frozen) else { continue };
        let until = match stands(look, &plan)?.progress.stands {
            Stands::Broken(_) => continue,
            Stands::Kept(on) => Some(on),
            Stands::Runs | Stands::Behind(_) => plan.ended_on,
        };
        spared.push(Spared { amount: invoice.total, from: accepted.on, until });
    }
    Ok(spared)
}
