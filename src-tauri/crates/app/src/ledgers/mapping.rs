//! What of theirs stands for what of ours: proposed with reasons, confirmed by the user.

use std::collections::BTreeMap;

use domain::ids::{ClientId, Id};
use domain::ledgers::{Contact, Kind, Lists};
use domain::named::Named;
use domain::sync::{Link, LinkState, propose, same_contact};
use store::ledgers::{self as kept, Kept, Ledger};

use super::shapes::{
    ChooseTheirs, ContactRow, LinkContact, MappingOption, MappingPage, MappingRow,
};
use super::wants::NEW;
use super::{Ours, connected, ours};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, Nothing};

/// Every choice with what is proposed for it, and every client with its contact.
pub fn mapping(look: &Look<'_>, _: Nothing) -> Result<MappingPage, Failure> {
    let ledger = connected(look)?;
    let lists = kept::lists(look.db, ledger.id)?;
    let links = kept::links(look.db, ledger.id)?;
    let ours = ours(look, &ledger, &links, &lists)?;
    let rows = rows(look, &ledger, &ours, &lists)?;
    let contacts = contacts(&ours, &lists, &links);
    let open = open(&rows, &contacts);
    Ok(MappingPage {
        organisation: ledger.name,
        ledger: ledger.brand.capabilities().name.to_owned(),
        rows,
        contacts,
        options: options(&lists),
        open,
    })
}

/// How many choices and contacts are open.
pub(super) fn open_choices(
    look: &Look<'_>,
    ledger: &Ledger,
    ours: &Ours,
    lists: &Lists,
    links: &BTreeMap<String, Kept>,
) -> Result<u32, Failure> {
    Ok(open(&rows(look, ledger, ours, lists)?, &contacts(ours, lists, links)))
}

fn open(rows: &[MappingRow], contacts: &[ContactRow]) -> u32 {
    let rows = rows.iter().filter(|row| row.theirs.is_empty()).count();
    wire::count(rows + contacts.iter().filter(|row| row.open).count())
}

fn rows(
    look: &Look<'_>,
    ledger: &Ledger,
    ours: &Ours,
    lists: &Lists,
) -> Result<Vec<MappingRow>, Failure> {
    let chosen: BTreeMap<String, String> = kept::choices(look.db, ledger.id)?.into_iter().collect();
    let row = |(key, choice): (&String, &super::wants::Choice)| {
        let proposal = propose(choice.asked(key), lists);
        let (proposed, reason) =
            proposal.map_or_else(Default::default, |one| (one.reference, one.reason));
        MappingRow {
            ours: key.clone(),
            label: choice.label.clone(),
            list: choice.list.to_owned(),
            theirs: chosen.get(key).cloned().unwrap_or_default(),
            proposed,
            reason,
        }
    };
    Ok(ours.choices.iter().map(row).collect())
}

fn contacts(ours: &Ours, lists: &Lists, links: &BTreeMap<String, Kept>) -> Vec<ContactRow> {
    let row = |(key, contact): (&String, &Contact)| {
        let link = links.get(key).map(|kept| &kept.link);
        let proposal = same_contact(&contact.name, &contact.email, &lists.contacts);
        let theirs = link.map_or_else(String::new, |link| link.reference.clone());
        ContactRow {
            ours: key.clone(),
            name: contact.name.clone(),
            anew: link.map_or(proposal.is_none(), |link| link.reference.is_empty()),
            open: link.is_none() && proposal.is_some(),
            theirs,
            proposed: proposal.as_ref().map_or_else(String::new, |one| one.reference.clone()),
            reason: proposal.map_or_else(String::new, |one| one.reason),
        }
    };
    ours.contacts.iter().map(row).collect()
}

fn options(lists: &Lists) -> Vec<MappingOption> {
    let option = |list: &str, reference: &str, name: String, class: &str| MappingOption {
        list: list.to_owned(),
        reference: reference.to_owned(),
        name,
        class: class.to_owned(),
    };
    let coded = |code: &str, name: &str| format!("{code} {name}").trim().to_owned();
    let accounts = lists.accounts.iter().map(|one| {
        option("account", &one.reference, coded(&one.code, &one.name), one.class.name())
    });
    let items = lists.items.iter();
    let items = items.map(|one| option("item", &one.reference, coded(&one.code, &one.name), ""));
    let taxes = lists.taxes.iter().map(|one| option("tax", &one.reference, one.name.clone(), ""));
    let contacts = lists.contacts.iter();
    let contacts = contacts.map(|one| option("contact", &one.reference, one.name.clone(), ""));
    accounts.chain(items).chain(taxes).chain(contacts).collect()
}

/// Chooses what stands for ours. What was sent stays as it was sent.
pub fn choose(act: &mut Act<'_>, question: ChooseTheirs) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    let (lists, links) = (kept::lists(act.tx, ledger.id)?, kept::links(act.tx, ledger.id)?);
    let asked = ours(act, &ledger, &links, &lists)?.choices.remove(&question.ours);
    let list = asked.ok_or_else(|| not_found("choice"))?.list;
    let same = |one: &MappingOption| one.list == list && one.reference == question.theirs;
    let name = match options(&lists).into_iter().find(same) {
        Some(one) => one.name,
        None if question.theirs.is_empty() => "nothing".to_owned(),
        None if question.theirs == NEW && list == "item" => "a new item".to_owned(),
        None => return Err(refused("theirs", "this is no longer in the list there; read it anew")),
    };
    let before = kept::choices(act.tx, ledger.id)?.into_iter().find(|one| one.0 == question.ours);
    kept::choose(act.tx, ledger.id, &question.ours, &question.theirs)?;
    act.say(format!("Chosen in {}: {name}", ledger.name), None);
    let theirs = before.map_or_else(String::new, |one| one.1);
    act.offer_undo("Chosen", "ledgers.choose", ChooseTheirs { ours: question.ours, theirs });
    Ok(Nothing {})
}

/// Says which contact a client is there; a new one is made where none is named.
pub fn link_contact(act: &mut Act<'_>, question: LinkContact) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    let (lists, links) = (kept::lists(act.tx, ledger.id)?, kept::links(act.tx, ledger.id)?);
    let mut ours = ours(act, &ledger, &links, &lists)?;
    let contact = ours.contacts.remove(&question.ours);
    let name = contact.ok_or_else(|| not_found("contact"))?.name;
    join(act, &ledger, &name, &question)?;
    let words = if question.theirs.is_empty() { "gets a new contact" } else { "is linked" };
    let client = ClientId::parse(&question.ours).ok();
    act.say(format!("{name} {words} in {}", ledger.name), client);
    Ok(Nothing {})
}

fn join(act: &Act<'_>, ledger: &Ledger, name: &str, question: &LinkContact) -> Result<(), Failure> {
    let before = kept::link(act.tx, ledger.id, &question.ours)?;
    if before.is_some_and(|kept| matches!(kept.link.state, LinkState::Sending | LinkState::Unknown))
    {
        return Err(conflict(format!("{name} is being sent; wait for the run to end")));
    }
    let taken = kept::of_reference(act.tx, ledger.id, Kind::Contact, &question.theirs)?;
    if taken.is_some_and(|kept| kept.link.key != question.ours) {
        return Err(refused("theirs", "this contact is linked to another already"));
    }
    let state = if question.theirs.is_empty() { LinkState::Planned } else { LinkState::Verified };
    let link = Link {
        key: question.ours.clone(),
        kind: Kind::Contact,
        state,
        reference: question.theirs.clone(),
        version: String::new(),
        generation: 1,
        content: String::new(),
        words: String::new(),
    };
    kept::keep(act.tx, ledger.id, &link, &[], act.now)?;
    Ok(())
}

/// Takes every proposal that is still open.
pub fn accept_proposals(act: &mut Act<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    let page = mapping(act, Nothing {})?;
    let mut taken = 0;
    for row in page.rows.iter().filter(|row| row.theirs.is_empty() && !row.proposed.is_empty()) {
        kept::choose(act.tx, ledger.id, &row.ours, &row.proposed)?;
        taken += 1;
    }
    for row in page.contacts.iter().filter(|row| row.open) {
        let (ours, theirs) = (row.ours.clone(), row.proposed.clone());
        // Two clients may be like one contact; the second stays open.
        if kept::of_reference(act.tx, ledger.id, Kind::Contact, &theirs)?.is_none() {
            join(act, &ledger, &row.name, &LinkContact { ours, theirs })?;
            taken += 1;
        }
    }
    act.say(format!("{taken} proposals confirmed for {}", ledger.name), None);
    Ok(Nothing {})
}
