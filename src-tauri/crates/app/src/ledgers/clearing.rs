//! What processors hold, held against what this program put on the accounts that stand for it in a
//! ledger of others; and what makes the difference, by name.

use std::collections::BTreeMap;

use domain::ids::ConnectionId;
use domain::money::Money;
use domain::processor::PayoutState;
use domain::sync::{Link, LinkState, Want, Wanted};
use store::clearing::Moved as Book;
use store::ledgers::{self as kept, Kept, Ledger};
use store::{clearing, connections, payouts};

use super::shapes::ClearingThere;
use super::wants::{Moved, Ours, fees};
use crate::clearing::ClearingItem;
use crate::context::Look;
use crate::failure::Failure;

/// One for each processor that moved money in the currency of the ledger.
pub(super) fn clearing_there(
    look: &Look<'_>,
    ledger: &Ledger,
    ours: &Ours,
    links: &BTreeMap<String, Kept>,
) -> Result<Vec<ClearingThere>, Failure> {
    let lists = kept::lists(look.db, ledger.id)?;
    let choices: BTreeMap<String, String> =
        kept::choices(look.db, ledger.id)?.into_iter().collect();
    let mut all = Vec::new();
    for connection in connections::list(look.db)? {
        let book = clearing::moved(look.db, connection.id)?;
        let book = book.into_iter().find(|moved| moved.currency == ledger.currency);
        // The trial processor's money is nowhere but in books that are for trying too.
        let Some(book) = book.filter(|_| connection.live || ledger.demo) else { continue };
        let (there, items) = held_there(look, ledger, ours, links, connection.id, &book)?;
        let account = choices.get(&format!("clearing:{}", connection.id));
        let account = lists.accounts.iter().find(|one| Some(&one.reference) == account);
        all.push(ClearingThere {
            processor: connection.brand.capabilities().name.to_owned(),
            account: account.map_or_else(String::new, |one| one.name.clone()),
            held: book.held.into(),
            there: there.into(),
            differs: book.held.minus(there)?.into(),
            items,
        });
    }
    Ok(all)
}

/// What this program put on a processor's account there, and what it holds beyond that, by name.
fn held_there(
    look: &Look<'_>,
    ledger: &Ledger,
    ours: &Ours,
    links: &BTreeMap<String, Kept>,
    connection: ConnectionId,
    book: &Book,
) -> Result<(Money, Vec<ClearingItem>), Failure> {
    let zero = Money::zero(ledger.currency);
    let (mut here, mut there, mut named) = (zero, zero, Named::new());
    let wants: BTreeMap<&str, &Want> =
        ours.wants.iter().map(|want| (want.key.as_str(), want)).collect();
    let mine = |moved: &&Moved| {
        moved.connection == connection && moved.amount.currency() == ledger.currency
    };
    for moved in ours.moved.iter().filter(mine) {
        let link = links.get(&moved.key).map(|kept| &kept.link);
        let counts = if moved.live { moved.amount } else { zero };
        let stands = if link.is_some_and(stands) { moved.amount } else { zero };
        here = here.plus(counts)?;
        there = there.plus(stands)?;
        if counts != stands {
            let want = wants.get(moved.key.as_str()).copied();
            let title = want.map_or_else(String::new, |want| want.title.clone());
            let titles = named.entry(why(want, link, ledger)).or_default();
            titles.push((title, counts.minus(stands)?));
        }
    }
    let mut kept_before = book.fees;
    for kept in payouts::list(look.db, u32::MAX)? {
        let counts = kept.connection == connection && kept.payout.state != PayoutState::Bounced;
        let of_payout = fees(&kept.payout).filter(|fees| fees.currency() == ledger.currency);
        if let Some(fees) = of_payout.filter(|_| counts) {
            kept_before = kept_before.plus(fees)?;
        }
    }
    let why = "Kept already; they go there with the payout that they are kept from".to_owned();
    named.entry(why).or_default().push(("Fees".to_owned(), kept_before));
    let rest = book.held.minus(here)?.minus(kept_before)?;
    let from_on = look.place().date_style.long(ledger.from_on);
    let why = format!("From before {from_on}, the day from which documents are sent");
    named.entry(why).or_default().push(("What moved earlier".to_owned(), rest));
    Ok((there, items(named, zero)?))
}

/// What makes the difference, by the reason.
type Named = BTreeMap<String, Vec<(String, Money)>>;

fn items(named: Named, zero: Money) -> Result<Vec<ClearingItem>, Failure> {
    let mut items = Vec::new();
    for (why, titles) in named {
        let sum = Money::sum(zero.currency(), titles.iter().map(|(_, amount)| *amount))?;
        let words = match titles.as_slice() {
            [(title, _)] => title.clone(),
            many => format!("{} documents", many.len()),
        };
        if !sum.is_zero() {
            items.push(ClearingItem { words, why, invoice_id: None, amount: sum.into() });
        }
    }
    Ok(items)
}

/// Whether a document counts there, as far as it was read back.
fn stands(link: &Link) -> bool {
    match link.state {
        LinkState::Pushed | LinkState::Verified => true,
        LinkState::Conflict => !link.reference.is_empty() && !link.is_gone(),
        _ => false,
    }
}

/// Why a document does not stand there as it counts here.
fn why(want: Option<&Want>, link: Option<&Link>, ledger: &Ledger) -> String {
    let name = ledger.brand.capabilities().name;
    match (want.map(|want| &want.wanted), link) {
        (_, Some(link)) if link.state == LinkState::Conflict => {
            format!("Decide first: {}", link.words)
        }
        (_, Some(link)) if link.state == LinkState::Detached => format!("You left it to {name}"),
        (Some(Wanted::Not(words)), _) => format!("Not sent: {words}"),
        (Some(Wanted::Out(_)), _) => format!("Counts no more here, and is still in {name}"),
        _ => "Not sent yet".to_owned(),
    }
}
