//! From a late charge to the page with its working.

use domain::late::{Day, Method};
use domain::money::Money;
use paper::invoice::{Note, TotalRow};
use paper::late_charge::{ChargedDay, LateCharge};
use paper::with_sign;

use super::{Basis, Claim};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};

/// The page.
pub(super) fn paper(look: &Look<'_>, claim: &Claim) -> Result<LateCharge, Failure> {
    let invoice = &claim.invoice;
    let footer = format!(
        "{} to {} · late charge working · {} · {}",
        look.practice.name,
        invoice.client_name,
        invoice.number,
        look.long_date(claim.until)
    );
    let days = claim.working.as_ref().map(|working| working.days.as_slice()).unwrap_or_default();
    let changed = |at: usize| at > 0 && days[at].unpaid != days[at - 1].unpaid;
    let charged = |(at, day): (usize, &Day)| ChargedDay {
        on: day.on,
        unpaid: day.unpaid,
        interest: day.interest().to_string(),
        running: day.running().to_string(),
        changed: changed(at),
    };
    let remark = |at: usize| {
        let (before, now) = (days[at - 1].unpaid, days[at].unpaid);
        let words =
            format!("{} bears interest from here, {} before", with_sign(now), with_sign(before));
        (look.day(days[at].on), words)
    };
    Ok(LateCharge {
        stationery: stationery(look, footer, look.now, false)?,
        debtor: invoice.client_name.clone(),
        invoice: invoice.number.clone(),
        invoice_issued_on: invoice.issued_on,
        worked_to: claim.until,
        summary: summary(claim),
        claim: rows(look, claim)?,
        claim_note: claim_note(claim),
        notes: notes(look, claim),
        days: days.iter().enumerate().map(charged).collect(),
        remarks: (0..days.len()).filter(|at| changed(*at)).map(remark).collect(),
    })
}

fn summary(claim: &Claim) -> String {
    match (claim.basis, claim.interest().is_some(), claim.sum.is_some()) {
        (Basis::Fee, _, _) => "A fee on one unpaid invoice.",
        (_, true, true) => "Interest and fixed sum on one unpaid invoice.",
        (_, true, false) => "Interest on one unpaid invoice.",
        _ => "A fixed sum on one unpaid invoice.",
    }
    .to_owned()
}

fn rows(look: &Look<'_>, claim: &Claim) -> Result<Vec<TotalRow>, Failure> {
    let plain = |label: String, amount: Money| TotalRow { label, amount, strong: false };
    let open = claim.invoice.open;
    let mut rows = vec![plain(format!("Still open on {}", claim.invoice.number), open)];
    if let (Some(interest), Some(first)) =
        (claim.interest(), claim.working.as_ref().and_then(|working| working.days.first()))
    {
        let (from, to) = (look.long_date(first.on), look.long_date(claim.until));
        rows.push(plain(format!("Interest, {from} to {to}"), interest));
    }
    if let Some(sum) = claim.sum {
        let label = if claim.basis == Basis::Fee { "Fee" } else { "Fixed sum" };
        rows.push(plain(label.to_owned(), sum));
    }
    let owed = open.plus(claim.total()?)?;
    let label = format!("Owed at the end of {}", look.long_date(claim.until));
    rows.push(TotalRow { label, amount: owed, strong: true });
    Ok(rows)
}

fn claim_note(claim: &Claim) -> String {
    let mut words = vec![format!("In {}.", currency_words(claim.invoice.currency))];
    if let Some(working) = claim.working.as_ref().filter(|working| !working.daily().is_zero()) {
        words.push(format!("Each further day adds {}.", working.daily()));
    }
    words.push("No tax is due on a late charge.".to_owned());
    words.join(" ")
}

fn notes(look: &Look<'_>, claim: &Claim) -> Vec<Note> {
    let note = |label: &str, text: String| Note { label: label.to_owned(), text };
    let mut notes = vec![note("By what right", format!("{}.", claim.words))];
    if let (Basis::Statute, Some((pack, method))) = (claim.basis, claim.law) {
        notes.push(note("Source", format!("{}. {}", pack.source, pack.note)));
        let words = match method {
            Method::Fixed => format!(
                "The reference rate is that of the half-year in which interest starts, on {}, for \
                 as long as the debt lasts.",
                look.long_date(claim.debt.starts_on())
            ),
            Method::EachHalfYear => "The reference rate is that of each half-year.".to_owned(),
        };
        notes.push(note("Reference rate", words));
    }
    if claim.working.is_some() {
        let words = "Simple interest: what was unpaid when the day began, times the rate a year, \
                     divided by 365. The days are added up exactly and rounded once, at the end. \
                     What is in dispute bears none.";
        notes.push(note("Method", words.to_owned()));
    }
    notes
}
