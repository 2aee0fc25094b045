//! The zero proof of processors: what each took, kept, paid back and paid out, and every item that
//! it still holds, by name.

use domain::money::Money;
use serde::Serialize;
use store::clearing::{self, Left};
use store::payouts;
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::wire::{Amount, Nothing};

/// What processors hold, proved.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClearingProof {
    /// One for each processor's account and currency that anything moved for.
    pub sheets: Vec<ClearingSheet>,
    /// Payouts that no bank line shows yet.
    pub in_transit: Vec<InTransit>,
}

/// A processor's account in one currency.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClearingSheet {
    /// The processor.
    pub processor: String,
    /// Three letters.
    pub currency: String,
    /// Taken from clients.
    pub received: Amount,
    /// Taken back by banks; not positive.
    pub taken_back: Amount,
    /// Paid back to clients; not positive.
    pub refunds: Amount,
    /// Kept by the processor.
    pub fees: Amount,
    /// Sent to the bank; not positive.
    pub paid_out: Amount,
    /// What these five come to: held by the processor.
    pub held: Amount,
    /// What that is made of; none where it is zero.
    pub items: Vec<ClearingItem>,
    /// What is held beyond the items; zero.
    pub unnamed: Amount,
}

/// What a collection or payout leaves with a processor.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClearingItem {
    /// What it is.
    pub words: String,
    /// Why it is there.
    pub why: String,
    /// Its invoice.
    pub invoice_id: Option<String>,
    /// How much.
    pub amount: Amount,
}

/// A payout on its way.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InTransit {
    /// The processor.
    pub processor: String,
    /// The day it arrives.
    pub arrives_on: String,
    /// The processor's name for it; may be empty.
    pub trace: String,
    /// Whether the bank sent it back, and that is what is missing.
    pub returned: bool,
    /// How much.
    pub amount: Amount,
}

/// What processors hold, item by item.
pub fn proof(look: &Look<'_>, _: Nothing) -> Result<ClearingProof, Failure> {
    let mut sheets = Vec::new();
    for connection in clearing::used(look.db)? {
        let processor = crate::collecting::processor_name(look, connection)?;
        let left = clearing::left(look.db, connection)?;
        for moved in clearing::moved(look.db, connection)? {
            let mine: Vec<&Left> =
                left.iter().filter(|one| one.amount.currency() == moved.currency).collect();
            let named = mine.iter().filter(|one| is_named(one)).map(|one| one.amount);
            let named = Money::sum(moved.currency, named)?;
            let items = mine.iter().filter(|one| is_named(one)).map(|one| item(look, one));
            sheets.push(ClearingSheet {
                processor: processor.clone(),
                currency: moved.currency.code().to_owned(),
                received: moved.received.into(),
                taken_back: moved.taken_back.into(),
                refunds: moved.refunds.into(),
                fees: moved.fees.into(),
                paid_out: moved.paid_out.into(),
                held: moved.held.into(),
                items: items.collect::<Result<_, _>>()?,
                unnamed: moved.held.minus(named)?.into(),
            });
        }
    }
    let on_the_way = payouts::unbanked(look.db)?.into_iter().map(|(kept, returned)| {
        let amount = kept.payout.amount;
        Ok(InTransit {
            processor: crate::collecting::processor_name(look, kept.connection)?,
            arrives_on: kept.payout.arrives_on.to_string(),
            trace: kept.payout.trace,
            returned,
            amount: if returned { amount.negated() } else { amount }.into(),
        })
    });
    Ok(ClearingProof { sheets, in_transit: on_the_way.collect::<Result<_, Failure>>()? })
}

fn is_named(left: &Left) -> bool {
    left.collection.is_some() || left.payout.is_some()
}

fn item(look: &Look<'_>, left: &Left) -> Result<ClearingItem, Failure> {
    let (words, why) = match (&left.invoice, left.payout) {
        (Some((_, number)), _) => {
            let why = match left.state.as_str() {
                "returned" | "disputed" => "Taken back by the bank, not yet taken from a payout",
                "refunded" => "Paid back, not yet taken from a payout",
                _ if left.amount.is_positive() => "Taken, not yet paid out",
                _ => "Paid out in part before it was paid back",
            };
            (format!("{}, {number}", left.client), why.to_owned())
        }
        (None, Some(id)) => {
            let kept = payouts::show(look.db, id)?.ok_or_else(|| not_found("payout"))?;
            let why = match (kept.words.as_str(), kept.payout.lines.is_some()) {
                ("", false) => "The processor does not say yet what it is made of".to_owned(),
                ("", true) => "Holds lines that no invoice here explains".to_owned(),
                (words, _) => words.to_owned(),
            };
            (format!("Payout of {}", look.day(kept.payout.arrives_on)), why)
        }
        (None, None) => (String::new(), String::new()),
    };
    Ok(ClearingItem {
        words,
        why,
        invoice_id: left.invoice.as_ref().map(|(id, _)| id.to_string()),
        amount: left.amount.into(),
    })
}
