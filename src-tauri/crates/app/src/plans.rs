//! Payment plans: weighed before they are offered, accepted by what the client signed, followed by
//! the money that comes, over by themselves when they are kept or broken.
//!
//! How a plan stands is worked out anew each time one looks; nothing marks it as broken. While it
//! is kept nothing else is asked for, and its instalments are what is collected.

mod letter;
mod shapes;
mod stands;

use domain::follow::Circumstance;
use domain::ids::{ClientId, InvoiceId, PlanId};
use domain::money::{Currency, Money};
use domain::plan::{self, Instalment, Shape, Share};
use store::clients::{self, Client};
use store::following::Mark;
use store::invoices::Invoice;
use store::plans::{Accepted, Plan};
use store::{documents, following, invoice_disputes, plans};

pub use shapes::{
    AcceptPlan, EndPlan, InstalmentRow, PaymentPlanList, PaymentPlanRow, PlanForm, PlanPreview,
};
pub(crate) use stands::{
    awaited, broken_before, broken_on, fell, holding, of_situation, spared, stands,
};

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::today::{Need, need};
use crate::wire::{self, ById, Made, Nothing, encode};

/// What comes later than this is not in the forecast of the near weeks.
const NEAR_DAYS: u64 = 91;

/// All that a plan is made of before it is offered.
struct Terms {
    client: Client,
    invoices: Vec<Invoice>,
    total: Money,
    instalments: Vec<Instalment>,
    shares: Vec<Share>,
    at_signing: bool,
    grace_days: u32,
    frozen: bool,
}

/// A plan before it is offered; nothing is written.
pub fn preview(look: &Look<'_>, form: PlanForm) -> Result<PlanPreview, Failure> {
    let terms = terms(look, &form)?;
    let consumer = terms.client.kind == "consumer";
    let broken = broken_before(look, terms.client.id)?;
    let mut remarks: Vec<String> = plan::remarks(&terms.instalments, broken, consumer)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let circumstance = following::show(look.db, terms.client.id)?.circumstance;
    if matches!(circumstance, Circumstance::Insolvency | Circumstance::Death) {
        let words = "Who may agree to this for the client is for whoever administers the estate.";
        remarks.push(words.to_owned());
    }
    if following::marks(look.db, terms.client.id)?.contains(&Mark::Attest) {
        let source = domain::independence::SOURCE;
        remarks.push(format!("A plan does not cure a threat to independence ({source})."));
    }
    Ok(PlanPreview {
        total: terms.total.into(),
        instalments: terms.instalments.iter().map(row_of).collect(),
        effects: effects(look, &terms)?,
        remarks,
        pdf: encode(&letter::paper(look, &terms)?.render().bytes),
    })
}

/// Offers a plan: its agreement is made and kept, and nothing is asked for while they consider it.
pub fn offer(act: &mut Act<'_>, form: PlanForm) -> Result<Made, Failure> {
    let terms = terms(act, &form)?;
    for invoice in &terms.invoices {
        give_way(act, invoice)?;
    }
    let paper = letter::paper(act, &terms)?.render();
    let name = format!("Payment plan {}.pdf", crate::proposals::file_name(&terms.client.name));
    let new = Plan {
        id: act.new_id(),
        client_id: terms.client.id,
        total: terms.total,
        first_on: terms.instalments.first().map_or(act.today, |first| first.due_on),
        at_signing: terms.at_signing,
        grace_days: terms.grace_days,
        frozen: terms.frozen,
        letter: documents::keep(act.tx, &name, "application/pdf", &paper.bytes)?,
        offered_on: act.today,
        accepted: None,
        ended_on: None,
        ended_why: String::new(),
    };
    plans::add(act.tx, &new, &terms.shares)?;
    let words = format!(
        "A plan of {} instalments over {} was offered to {}",
        terms.instalments.len(),
        terms.total.shown(),
        terms.client.name
    );
    act.say(words, Some(terms.client.id));
    let id = new.id.to_string();
    let reason = "taken back".to_owned();
    act.offer_undo("Plan offered", "plans.end", EndPlan { id: id.clone(), reason });
    Ok(Made { id })
}

/// Ends what an invoice was on and what is over already, so that it can be on another plan.
fn give_way(act: &Act<'_>, invoice: &Invoice) -> Result<(), Failure> {
    for earlier in plans::of_invoice(act.tx, invoice.id)? {
        if earlier.ended_on.is_none() {
            plans::end(act.tx, earlier.id, Some(act.today), "gave way to another plan")?;
        }
    }
    Ok(())
}

/// Keeps how a client agreed to a plan. From then on its instalments are what is asked for.
pub fn accept(act: &mut Act<'_>, question: AcceptPlan) -> Result<Nothing, Failure> {
    let plan = one(act, &question.id)?;
    let on = wire::date("signed_on", &question.signed_on)?;
    if on > act.today || on < plan.offered_on {
        return Err(refused("signed_on", "they signed between the day of the offer and today"));
    }
    if plan.accepted.is_some() || plan.ended_on.is_some() {
        return Err(conflict("this plan is accepted or ended already"));
    }
    if on > plan.first_on {
        let by = act.long_date(plan.first_on);
        return Err(refused("signed_on", format!("the offer stood until {by}; offer it anew")));
    }
    let shares = plans::shares(act.tx, &plan)?;
    let mut due = Money::zero(plan.total.currency());
    for (invoice, owed) in stands::owed(&shares)? {
        let invoice = crate::invoices::one(act, invoice)?;
        due = due.plus(invoice.open.at_most(owed)?)?;
    }
    if due != plan.total {
        let words = "less is open on its invoices than when it was offered; offer it anew";
        return Err(conflict(words));
    }
    let by = wire::line("signed_by", &question.signed_by, 200)?;
    if by.is_empty() {
        return Err(refused("signed_by", "say who signed"));
    }
    let evidence = match (&question.evidence, question.how.as_str()) {
        (Some(file), "on_paper" | "by_email" | "on_behalf") => {
            let bytes = file.bytes().map_err(|why| refused("evidence", why.message))?;
            Some(crate::acceptances::keep_evidence(act, "evidence", &file.name, &bytes)?)
        }
        (None, "on_behalf") => None,
        (None, "on_paper" | "by_email") => {
            return Err(refused("evidence", "attach the scan or the message; it is the proof"));
        }
        _ => return Err(refused("how", "say how they agreed")),
    };
    let accepted = Accepted { on, by, how: question.how, evidence };
    plans::accept(act.tx, &plan, &accepted)?;
    let client = client(act, plan.client_id)?;
    let words = format!("{} agreed to a plan over {}", client.name, plan.total.shown());
    act.say(words, Some(client.id));
    Ok(Nothing {})
}

/// Ends a plan; what is open is asked for as before.
pub fn end(act: &mut Act<'_>, question: EndPlan) -> Result<Nothing, Failure> {
    let plan = one(act, &question.id)?;
    if plan.ended_on.is_some() {
        return Err(conflict("this plan is ended already"));
    }
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the plan"));
    }
    plans::end(act.tx, plan.id, Some(act.today), &reason)?;
    let client = client(act, plan.client_id)?;
    act.say(format!("The plan of {} was ended: {reason}", client.name), Some(client.id));
    act.offer_undo("Plan ended", "plans.resume", ById { id: question.id });
    Ok(Nothing {})
}

/// Takes the end of a plan back.
pub fn resume(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let plan = one(act, &asked.id)?;
    for share in plans::shares(act.tx, &plan)? {
        let others = plans::of_invoice(act.tx, share.invoice)?;
        if others.iter().any(|other| other.id != plan.id && other.ended_on.is_none()) {
            return Err(conflict("its invoices are on another plan by now"));
        }
    }
    plans::end(act.tx, plan.id, None, "")?;
    let client = client(act, plan.client_id)?;
    act.say(format!("The plan of {} goes on", client.name), Some(client.id));
    Ok(Nothing {})
}

/// The plans of a client.
pub fn of_client(look: &Look<'_>, asked: ById) -> Result<PaymentPlanList, Failure> {
    let client: ClientId = wire::id("id", &asked.id)?;
    let rows = plans::of_client(look.db, client)?;
    Ok(PaymentPlanList { rows: rows.iter().map(|plan| row(look, plan)).collect::<Result<_, _>>()? })
}

fn row(look: &Look<'_>, plan: &Plan) -> Result<PaymentPlanRow, Failure> {
    let standing = stands(look, plan)?;
    Ok(PaymentPlanRow {
        id: plan.id.to_string(),
        state: standing.state().to_owned(),
        words: standing.words(look, plan),
        invoices: numbers(look, plan)?,
        total: plan.total.into(),
        received: standing.progress.received.into(),
        instalments: standing.instalments.iter().map(row_of).collect(),
        offered_on: plan.offered_on.to_string(),
        letter: plan.letter.clone(),
        evidence: plan.accepted.as_ref().and_then(|accepted| accepted.evidence.clone()),
    })
}

/// The numbers of the invoices of a plan.
pub(crate) fn numbers(look: &Look<'_>, plan: &Plan) -> Result<Vec<String>, Failure> {
    let shares = plans::shares(look.db, plan)?;
    let number = |(invoice, _)| Ok(crate::invoices::one(look, invoice)?.number);
    stands::owed(&shares)?.into_iter().map(number).collect()
}

fn row_of(instalment: &Instalment) -> InstalmentRow {
    InstalmentRow { due_on: instalment.due_on.to_string(), amount: instalment.amount.into() }
}

fn terms(look: &Look<'_>, form: &PlanForm) -> Result<Terms, Failure> {
    let client = client(look, wire::id("client_id", &form.client_id)?)?;
    let mut invoices = Vec::new();
    for id in &form.invoices {
        invoices.push(plannable(look, &client, wire::id("invoices", id)?)?);
    }
    invoices.sort_by(|a, b| (a.due_on, &a.number).cmp(&(b.due_on, &b.number)));
    invoices.dedup_by_key(|invoice| invoice.id);
    let currency = invoices.first().map(|invoice| invoice.currency);
    let currency = currency.ok_or_else(|| refused("invoices", "choose at least one invoice"))?;
    if invoices.iter().any(|invoice| invoice.currency != currency) {
        return Err(refused("invoices", "a plan is over invoices of one currency"));
    }
    let first_on = wire::date("first_on", &form.first_on)?;
    if first_on < look.today {
        return Err(refused("first_on", "the first instalment is due today or later"));
    }
    if form.grace_days > 30 {
        return Err(refused("grace_days", "at most 30 days"));
    }
    let total = Money::sum(currency, invoices.iter().map(|invoice| invoice.open))?;
    let instalments = plan::instalments(total, shape(form, currency)?, first_on)
        .map_err(|wrong| refused("parts", wrong.to_string()))?;
    let owed: Vec<(InvoiceId, Money)> =
        invoices.iter().map(|invoice| (invoice.id, invoice.open)).collect();
    Ok(Terms {
        shares: plan::shares(&instalments, &owed)?,
        client,
        invoices,
        total,
        instalments,
        at_signing: form.at_signing,
        grace_days: form.grace_days,
        frozen: form.frozen,
    })
}

/// An invoice that can be on a plan.
fn plannable(look: &Look<'_>, client: &Client, id: InvoiceId) -> Result<Invoice, Failure> {
    let invoice = crate::invoices::one(look, id)?;
    let number = &invoice.number;
    if invoice.client_id != client.id {
        return Err(refused("invoices", format!("{number} is another client's")));
    }
    if !invoice.open.is_positive() {
        return Err(refused("invoices", format!("nothing is open on {number}")));
    }
    let disputes = invoice_disputes::of_invoice(look.db, id)?;
    if disputes.iter().any(|dispute| dispute.closed_on.is_none()) {
        return Err(conflict(format!("{number} is in dispute; answer that first")));
    }
    if crate::collecting::is_moving(look, id)? {
        return Err(conflict(format!("money for {number} is on its way; wait for it")));
    }
    if of_situation(look, &plans::of_invoice(look.db, id)?)?.is_some() {
        return Err(conflict(format!("{number} is on a plan already; end that first")));
    }
    Ok(invoice)
}

fn shape(form: &PlanForm, currency: Currency) -> Result<Shape, Failure> {
    match (form.parts.trim(), form.monthly.trim()) {
        (parts, "") => {
            let count = parts.parse().map_err(|_| refused("parts", "a number from 2 to 24"))?;
            Ok(Shape::Parts(count))
        }
        ("", monthly) => Ok(Shape::Monthly(wire::amount("monthly", monthly, currency)?)),
        _ => Err(refused("monthly", "say how many instalments or how much a month, not both")),
    }
}

/// What a plan does to the money that is coming, against all of it being paid at once.
fn effects(look: &Look<'_>, terms: &Terms) -> Result<Vec<String>, Failure> {
    let last = terms.instalments.last().map_or(look.today, |last| last.due_on);
    let near = look.today + chrono::Days::new(NEAR_DAYS);
    let soon = terms.instalments.iter().filter(|one| one.due_on <= near).map(|one| one.amount);
    let soon = Money::sum(terms.total.currency(), soon)?;
    let mut words = vec![format!(
        "The last of {} instalments comes on {}.",
        terms.instalments.len(),
        look.long_date(last)
    )];
    let later = terms.total.minus(soon)?;
    words.push(if later.is_positive() {
        format!(
            "Within 13 weeks {} of {} comes in; {} comes after that.",
            soon.shown(),
            terms.total.shown(),
            later.shown()
        )
    } else {
        format!("All of {} still comes within 13 weeks.", terms.total.shown())
    });
    words.push(if terms.frozen {
        "No interest is claimed while it is kept; if it breaks, interest counts all along."
            .to_owned()
    } else {
        "Interest goes on by the terms of the letter or the law.".to_owned()
    });
    Ok(words)
}

pub(crate) fn one(look: &Look<'_>, id: &str) -> Result<Plan, Failure> {
    let id: PlanId = wire::id("id", id)?;
    plans::show(look.db, id)?.ok_or_else(|| not_found("plan"))
}

fn client(look: &Look<'_>, id: ClientId) -> Result<Client, Failure> {
    clients::show(look.db, id)?.ok_or_else(|| not_found("client"))
}

/// Plans that broke, and that nobody has ended or replaced yet.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for plan in plans::accepted(look.db)? {
        let standing = stands(look, &plan)?;
        let left = standing.open(look)?;
        if standing.state() != "broken" || !left.is_positive() {
            continue;
        }
        let client = client(look, plan.client_id)?;
        let title = format!("{} broke a plan", client.name);
        let detail = format!("{} is due again, all at once. Decide what comes next.", left.shown());
        let words = [title, detail, "Open".to_owned()];
        let (key, go) = (format!("plan:{}", plan.id), format!("#/collections/{}", client.id));
        needs.push(need(key, "plan", "failed", words, go).staking(left));
    }
    Ok(needs)
}
