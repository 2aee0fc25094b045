//! Late charges: previewed with their working, claimed once, let go or paid apart from the invoice.

mod claims;
mod terms;
mod working;

use chrono::NaiveDate;
use domain::ids::InvoiceId;
use domain::late::{Asked, Debt, LateError, Method, Pack, Spared, Working, pack, remarks};
use domain::money::Money;
use domain::named::Named;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::invoices::Invoice;
use store::late_charges::{self, LateCharge};
use store::ledger::Posting;
use store::{documents, invoice_disputes};
use ts_rs::TS;

pub(crate) use claims::take_back_paid;
pub use claims::{
    KeepReference, LateChargeList, LateChargeRow, LateWaiverRow, PayLateCharge, ReferenceRow,
    References, WaiveLateCharge, keep_reference, of_invoice, pay, references, take_back, unpay,
    waive,
};

use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, refused};
use crate::wire::{self, Amount, encode};

/// By what right a charge is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    Statute,
    Interest,
    Fee,
}

impl Named for Basis {
    const NAMES: &'static [(&'static str, Basis)] =
        &[("statute", Basis::Statute), ("interest", Basis::Interest), ("fee", Basis::Fee)];
}

/// A late charge as asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LateChargeForm {
    /// The invoice.
    pub invoice_id: String,
    /// `statute`: what the law gives; `interest` or `fee`: what the letter gives.
    pub basis: String,
    /// The last day of interest; left out, today.
    #[serde(default)]
    #[ts(optional)]
    pub until: Option<String>,
    /// With `statute`: whether the reference rate is that of each half-year; left out, as the law
    /// says.
    #[serde(default)]
    #[ts(optional)]
    pub each_half_year: Option<bool>,
    /// With `interest`: per cent a year, as typed; left out, what the letter states.
    #[serde(default)]
    #[ts(optional)]
    pub per_cent: Option<String>,
    /// With `fee`: the fee, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub fee: Option<String>,
}

/// A late charge to be claimed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PostLateCharge {
    /// What is asked for.
    pub form: LateChargeForm,
    /// The sum that the user saw and approved, as typed; it must come to exactly this.
    pub approved: String,
}

/// A remark of the law's.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateRemark {
    /// Whether it stands in the way.
    pub blocks: bool,
    /// The sentence.
    pub words: String,
    /// Where it comes from.
    pub source: String,
}

/// A late charge before it is claimed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateChargePreview {
    /// By what right, in a sentence.
    pub words: String,
    /// The first day of interest; nothing without interest.
    pub from: Option<String>,
    /// The last.
    pub until: String,
    /// The rates, per cent a year, each with the day from which it counts.
    pub rates: Vec<(String, String)>,
    /// Interest; nothing where there is none.
    pub interest: Option<Amount>,
    /// The law's sum or the letter's fee; nothing where there is none, or it is claimed.
    pub sum: Option<Amount>,
    /// Both.
    pub total: Amount,
    /// What one further day adds, with four places; empty without interest.
    pub daily: String,
    /// What the letter states as the rate a year; empty where none is known.
    pub stated: String,
    /// What is to be said of it.
    pub remarks: Vec<LateRemark>,
    /// The working, base64.
    pub pdf: String,
}

/// All that a late charge is made of.
pub(crate) struct Claim {
    invoice: Invoice,
    debt: Debt,
    basis: Basis,
    law: Option<(&'static Pack, Method)>,
    until: NaiveDate,
    working: Option<Working>,
    sum: Option<Money>,
    stated: Option<Decimal>,
    remarks: Vec<domain::late::Remark>,
    words: String,
}

impl Claim {
    fn interest(&self) -> Option<Money> {
        self.working.as_ref().map(|working| working.interest)
    }

    fn total(&self) -> Result<Money, Failure> {
        let parts = self.interest().into_iter().chain(self.sum);
        Ok(Money::sum(self.invoice.currency, parts)?)
    }
}

/// A late charge with its working; nothing is written.
pub fn preview(look: &Look<'_>, form: LateChargeForm) -> Result<LateChargePreview, Failure> {
    let claim = claim(look, &form)?;
    let mut rates: Vec<(String, String)> = Vec::new();
    for day in claim.working.iter().flat_map(|working| &working.days) {
        let rate = day.per_cent.normalize().to_string();
        if rates.last().is_none_or(|(_, last)| *last != rate) {
            rates.push((day.on.to_string(), rate));
        }
    }
    let first = claim.working.as_ref().and_then(|working| working.days.first());
    Ok(LateChargePreview {
        words: claim.words.clone(),
        from: first.map(|day| day.on.to_string()),
        until: claim.until.to_string(),
        rates,
        interest: claim.interest().map(Amount::from),
        sum: claim.sum.map(Amount::from),
        total: claim.total()?.into(),
        daily: claim.working.as_ref().map_or(String::new(), |of| of.daily().to_string()),
        stated: claim.stated.map_or(String::new(), |rate| rate.normalize().to_string()),
        remarks: claim
            .remarks
            .iter()
            .map(|remark| LateRemark {
                blocks: remark.blocks,
                words: remark.words.clone(),
                source: remark.source.to_owned(),
            })
            .collect(),
        pdf: encode(&working::paper(look, &claim)?.render().bytes),
    })
}

/// What could be claimed on an invoice today.
pub(crate) struct Claimable {
    pub(crate) total: Money,
    /// What one further day adds, with four places; empty without interest.
    pub(crate) daily: String,
    /// The working.
    pub(crate) pdf: Vec<u8>,
}

/// What the law, or else the letter, lets one claim on an invoice today; nothing where neither
/// gives anything.
pub(crate) fn claimable(look: &Look<'_>, id: InvoiceId) -> Result<Option<Claimable>, Failure> {
    for basis in [Basis::Statute, Basis::Interest] {
        let form = LateChargeForm {
            invoice_id: id.to_string(),
            basis: basis.name().to_owned(),
            until: None,
            each_half_year: None,
            per_cent: None,
            fee: None,
        };
        let claim = match claim(look, &form) {
            Ok(claim) => claim,
            Err(why) if matches!(why.code, Code::InvalidInput | Code::Conflict) => continue,
            Err(why) => return Err(why),
        };
        let total = claim.total()?;
        if total.is_positive() && !claim.remarks.iter().any(|remark| remark.blocks) {
            let daily = claim.working.as_ref().map_or(String::new(), |of| of.daily().to_string());
            let pdf = working::paper(look, &claim)?.render().bytes;
            return Ok(Some(Claimable { total, daily, pdf }));
        }
    }
    Ok(None)
}

/// Claims a late charge: interest and sum are rows of their own, with one working.
pub fn post(act: &mut Act<'_>, question: PostLateCharge) -> Result<LateChargeList, Failure> {
    let claim = claim(act, &question.form)?;
    if let Some(remark) = claim.remarks.iter().find(|remark| remark.blocks) {
        return Err(conflict(format!("{} ({})", remark.words, remark.source)));
    }
    let (invoice, total) = (&claim.invoice, claim.total()?);
    if !total.is_positive() {
        return Err(conflict(format!("nothing more can be claimed on {}", invoice.number)));
    }
    let approved = wire::amount("approved", &question.approved, invoice.currency)?;
    if approved != total {
        return Err(conflict(format!("it now comes to {}; look again", total.shown())));
    }
    let paper = working::paper(act, &claim)?.render();
    let name = format!("Late charge {} {}.pdf", invoice.number, claim.until);
    let document = documents::keep(act.tx, &name, "application/pdf", &paper.bytes)?;
    let first = claim.working.as_ref().and_then(|working| working.days.first());
    let kind = if claim.basis == Basis::Fee { "fee" } else { "fixed_sum" };
    let interest = claim.interest().zip(first).map(|(amount, day)| ("interest", amount, day.on));
    let sum = claim.sum.map(|amount| (kind, amount, claim.debt.starts_on()));
    for (kind, amount, from) in interest.into_iter().chain(sum) {
        if !amount.is_positive() {
            continue;
        }
        let zero = Money::zero(invoice.currency);
        let charge = LateCharge {
            id: act.new_id(),
            invoice_id: invoice.id,
            kind: kind.to_owned(),
            basis: if claim.basis == Basis::Statute { "statute" } else { "letter" }.to_owned(),
            from,
            until: claim.until,
            amount,
            words: claim.words.clone(),
            document: document.clone(),
            posted_on: act.today,
            waived: zero,
            paid: zero,
        };
        late_charges::add(act.tx, &charge)?;
        let source = charge.id.to_string();
        let client = Some(invoice.client_id);
        let posting = Posting { on: act.today, event: "late_charged", source: &source, client };
        act.post(domain::ledger::late_charged(amount), posting)?;
    }
    let words = format!("Late charge of {} claimed on {}", total.shown(), invoice.number);
    act.say(words, Some(invoice.client_id));
    of_invoice(act, wire::ById { id: question.form.invoice_id })
}

/// What is owed on an invoice, and how that changed.
pub(crate) fn debt(look: &Look<'_>, invoice: &Invoice) -> Result<Debt, Failure> {
    let mut spared = crate::plans::spared(look, invoice)?;
    let disputes = invoice_disputes::of_invoice(look.db, invoice.id)?
        .into_iter()
        // What was found to be owed bore interest all along.
        .filter(|dispute| !matches!(dispute.outcome.as_deref(), Some("uphold" | "plan")))
        .map(|dispute| Spared {
            amount: dispute.amount,
            from: dispute.opened_on,
            until: dispute.closed_on,
        });
    spared.extend(disputes);
    let less = late_charges::fell(look.db, invoice.id)?;
    Ok(Debt { due_on: invoice.due_on, total: invoice.total, less, spared })
}

fn claim(look: &Look<'_>, form: &LateChargeForm) -> Result<Claim, Failure> {
    let basis = Basis::named(&form.basis)
        .ok_or_else(|| refused("basis", "choose the law, interest or a fee of the letter"))?;
    let id: InvoiceId = wire::id("invoice_id", &form.invoice_id)?;
    let invoice = crate::invoices::one(look, id)?;
    if invoice.void {
        return Err(conflict(format!("{} is void; nothing is late on it", invoice.number)));
    }
    if crate::plans::holding(look, id)?.is_some_and(|plan| plan.frozen) {
        let words =
            format!("{} is on a plan that freezes late charges while it is kept", invoice.number);
        return Err(conflict(words));
    }
    let until = form.until.as_deref().map(|day| wire::date("until", day)).transpose()?;
    let until = until.unwrap_or(look.today);
    if until > look.today {
        return Err(refused("until", "interest is claimed up to today at most"));
    }
    let debt = debt(look, &invoice)?;
    let earlier = late_charges::of_invoice(look.db, id)?;
    let terms = terms::of(look, &invoice)?;
    let law = pack(look.practice.jurisdiction, debt.starts_on()).map(|pack| {
        let method = match form.each_half_year {
            Some(true) => Method::EachHalfYear,
            Some(false) => Method::Fixed,
            None => pack.method,
        };
        (pack, method)
    });
    let per_cent = form.per_cent.as_deref().filter(|typed| !typed.trim().is_empty());
    let per_cent = per_cent.map(|typed| wire::decimal("per_cent", typed)).transpose()?;
    let rate = per_cent.or(terms.stated);
    let asked = match basis {
        Basis::Statute => Asked::Statute,
        Basis::Interest => Asked::Interest {
            per_cent: rate.ok_or_else(|| {
                refused("per_cent", "type the rate a year that the letter states")
            })?,
        },
        Basis::Fee => Asked::Fee,
    };
    let working = interest(look, &debt, &earlier, until, law, asked)?;
    let claimed = earlier.iter().any(|charge| charge.kind != "interest");
    let sum = match basis {
        _ if claimed => None,
        Basis::Statute => law.and_then(|(pack, _)| pack.fixed_sum(debt.total)),
        Basis::Interest => None,
        Basis::Fee => Some(fee(form, &invoice)?),
    };
    let (stated, remarks) = (terms.stated, remarks(asked, &terms));
    let words = terms::words(asked, law);
    Ok(Claim { invoice, debt, basis, law, until, working, sum, stated, remarks, words })
}

/// The interest from the day after what is claimed already; nothing where there is none to claim.
fn interest(
    look: &Look<'_>,
    debt: &Debt,
    earlier: &[LateCharge],
    until: NaiveDate,
    law: Option<(&'static Pack, Method)>,
    asked: Asked,
) -> Result<Option<Working>, Failure> {
    let claimed = earlier.iter().filter(|charge| charge.kind == "interest");
    let next = claimed.map(|charge| charge.until).max().and_then(|last| last.succ_opt());
    let (start, from) = (debt.starts_on(), next.unwrap_or(debt.starts_on()));
    if until < start {
        return Err(refused("until", LateError::NotLate.to_string()));
    }
    if until < from {
        return Ok(None);
    }
    let own = late_charges::references(look.db)?;
    let worked = match (asked, law) {
        (Asked::Interest { per_cent }, _) => debt.interest(from, until, |_| Ok(per_cent)),
        (Asked::Statute, Some((pack, method))) => {
            debt.interest(from, until, |on| pack.rate(method, start, on, &own))
        }
        _ => return Ok(None),
    };
    worked.map(Some).map_err(|wrong| match wrong {
        LateError::Money(wrong) => wrong.into(),
        wrong => conflict(wrong.to_string()),
    })
}

fn fee(form: &LateChargeForm, invoice: &Invoice) -> Result<Money, Failure> {
    let typed = form.fee.as_deref().unwrap_or_default();
    let fee = wire::amount("fee", typed, invoice.currency)?;
    if !fee.is_positive() {
        return Err(refused("fee", "the fee is more than 0.00"));
    }
    if fee.minor() > invoice.total.minor() {
        return Err(refused("fee", "a fee above the invoice itself would be a penalty"));
    }
    Ok(fee)
}
