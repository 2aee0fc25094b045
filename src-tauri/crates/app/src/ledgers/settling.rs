//! What a ledger said, written down.

use domain::ids::{Id, InvoiceId};
use domain::ledgers::{Changes, Held, HeldState, Kind, Lists, Organisation, Reason, Trouble, mark};
use domain::sync::{Difference, Found, Link, LinkState, compare, recognise, same_contact};
use store::ledgers::{self as kept, Differing, Ledger, PaymentThere, Run};

use super::runs::{self, Known};
use super::turns::{Heard, Say, Sending, sending};
use crate::context::Act;
use crate::failure::{Code, Failure, failure};

/// Put beside what was refused as changed since, so that it is tried once more and not for ever.
const STALE: &str = "it was changed there a moment ago";

/// Settles what was said by what was heard. What is no more than a trouble of the call settles
/// nothing: the run rests or stops.
pub(super) fn settle(
    act: &Act<'_>,
    ledger: &Ledger,
    say: Say,
    heard: Heard,
) -> Result<(), Failure> {
    match (say, heard) {
        (Say::Organisation, Heard::Organisation(Ok(now))) => organisation(act, ledger, &now),
        (Say::Lists, Heard::Lists(Ok(lists))) => read_lists(act, ledger, &lists),
        (Say::Changes(_), Heard::Changes(Ok(changes))) => changed(act, ledger, changes),
        (Say::Find(sending), Heard::Found(Ok(found))) => looked_up(act, ledger, sending, found),
        (Say::Put(sending), Heard::Put(each)) => put(act, ledger, sending, each),
        (Say::Read(_, sending, _), Heard::Read(Ok(each))) => read_back(act, ledger, sending, each),
        (Say::TakeOut(link), Heard::TakenOut(said)) => taken_out(act, ledger, link, said),
        (Say::Organisation, Heard::Organisation(Err(_)))
        | (Say::Lists, Heard::Lists(Err(_)))
        | (Say::Changes(_), Heard::Changes(Err(_)))
        | (Say::Find(_), Heard::Found(Err(_)))
        | (Say::Read(..), Heard::Read(Err(_))) => Ok(()),
        _ => Err(failure(Code::Bug, "a ledger's answer fits no question")),
    }
}

/// Changes the run that is being made, where one still is.
fn of_run(act: &Act<'_>, change: impl FnOnce(&mut Run)) -> Result<(), Failure> {
    if let Some(mut run) = kept::running(act.tx)? {
        change(&mut run);
        kept::save_run(act.tx, &run)?;
    }
    Ok(())
}

/// Nothing is ever written into another's books.
fn organisation(act: &Act<'_>, ledger: &Ledger, now: &Organisation) -> Result<(), Failure> {
    let other = now.reference != ledger.reference || now.currency != Some(ledger.currency);
    if other && let Some(mut run) = kept::running(act.tx)? {
        let words = format!("what answers there is not {} but {}", ledger.name, now.name);
        return runs::end(act, &mut run, "stopped", words);
    }
    kept::heard(act.tx, ledger.id, now)?;
    of_run(act, |run| "lists".clone_into(&mut run.stage))
}

/// The lists, and clients whose contacts carry our mark: those we made.
fn read_lists(act: &Act<'_>, ledger: &Ledger, lists: &Lists) -> Result<(), Failure> {
    kept::keep_lists(act.tx, ledger.id, lists)?;
    let known = Known::of(act, ledger)?;
    for want in known.ours.wants.iter().filter(|want| want.kind == Kind::Contact) {
        let ours = mark(&want.key);
        let marked = lists.contacts.iter().find(|one| one.mark == ours);
        let linked = known.links.contains_key(&want.key);
        if let Some(contact) = marked.filter(|_| !linked) {
            let link = blank(&want.key, Kind::Contact);
            let (reference, state) = (contact.reference.clone(), LinkState::Verified);
            keep(act, ledger, &Link { reference, state, ..link }, &[])?;
        }
    }
    of_run(act, |run| "changes".clone_into(&mut run.stage))
}

fn blank(key: &str, kind: Kind) -> Link {
    Link {
        key: key.to_owned(),
        kind,
        state: LinkState::Planned,
        reference: String::new(),
        version: String::new(),
        generation: 1,
        content: String::new(),
        words: String::new(),
    }
}

fn keep(
    act: &Act<'_>,
    ledger: &Ledger,
    link: &Link,
    differences: &[Differing],
) -> Result<(), Failure> {
    Ok(kept::keep(act.tx, ledger.id, link, differences, act.now)?)
}

/// The link of a document that is being sent; a fresh one where there is none.
fn link_of(act: &Act<'_>, ledger: &Ledger, sending: &Sending) -> Result<Link, Failure> {
    let found = kept::link(act.tx, ledger.id, &sending.put.key)?;
    Ok(found.map_or_else(|| blank(&sending.put.key, sending.put.kind()), |kept| kept.link))
}

/// Where a ledger differs, in one sentence and item by item.
fn differing(
    act: &Act<'_>,
    ledger: &Ledger,
    sending: &Sending,
    held: &Held,
) -> Option<(String, Vec<Differing>)> {
    let mut found = compare(&sending.put.document, held, act.place().date_style);
    found.iter_mut().for_each(|one| named(act, ledger, one));
    let first = found.first()?;
    let name = ledger.brand.capabilities().name;
    let words = match held.state {
        HeldState::Void => format!("it was voided in {name}"),
        HeldState::Deleted => format!("it was deleted in {name}"),
        HeldState::Draft => format!("it is only a draft in {name}"),
        HeldState::Live => first.sentence(&format!("in {name}")),
    };
    let each = found.iter().map(|one| Differing {
        what: one.what.to_owned(),
        ours: one.ours.clone(),
        theirs: one.theirs.clone(),
    });
    Some((words, each.collect()))
}

/// Contacts go by the names people know, and not by the ledger's own.
fn named(act: &Act<'_>, ledger: &Ledger, difference: &mut Difference) {
    if difference.what != "contact" {
        return;
    }
    let lists = kept::lists(act.tx, ledger.id).unwrap_or_default();
    for side in [&mut difference.ours, &mut difference.theirs] {
        let known = lists.contacts.iter().find(|one| one.reference == *side);
        *side = known.map_or_else(|| "another client".to_owned(), |one| one.name.clone());
    }
}

/// What is there is as we have it, or the user decides.
fn hold(
    act: &Act<'_>,
    ledger: &Ledger,
    sending: &Sending,
    link: Link,
    held: &Held,
) -> Result<bool, Failure> {
    let version = held.version.clone();
    match differing(act, ledger, sending, held) {
        None => {
            let (words, content) = (tried_again(&link), sending.content.clone());
            let state = LinkState::Verified;
            keep(act, ledger, &Link { state, version, words, content, ..link }, &[])?;
            Ok(true)
        }
        Some((words, differences)) => {
            let state = LinkState::Conflict;
            keep(act, ledger, &Link { state, version, words, ..link }, &differences)?;
            Ok(false)
        }
    }
}

/// What changed there: our documents are held against ours, payments of others are noted.
fn changed(act: &Act<'_>, ledger: &Ledger, changes: Changes) -> Result<(), Failure> {
    if changes.gap {
        kept::read_again(act.tx, ledger.id)?;
    }
    let known = Known::of(act, ledger)?;
    let marks: Vec<String> = known.links.keys().map(|key| mark(key)).collect();
    for held in &changes.held {
        match kept::of_reference(act.tx, ledger.id, held.kind, &held.reference)? {
            Some(kept) if kept.link.version == held.version => {}
            Some(kept) => {
                let settled = matches!(kept.link.state, LinkState::Pushed | LinkState::Verified);
                let want = known.ours.wants.iter().find(|want| want.key == kept.link.key);
                let sent = want.and_then(|want| sending(want, &known));
                // What is to be changed or taken out there anyway is not held against ours.
                let same = |one: &Sending| one.content == kept.link.content;
                if let Some(sent) = sent.filter(|one| settled && same(one)) {
                    hold(act, ledger, &sent, kept.link, held)?;
                }
            }
            None if held.kind == Kind::Payment && !marks.contains(&held.number) => {
                note_payment(act, ledger, held)?;
            }
            None => {}
        }
    }
    kept::looked(act.tx, ledger.id, &changes.cursor)?;
    of_run(act, |run| "documents".clone_into(&mut run.stage))
}

/// A payment that somebody recorded there on invoices of ours.
fn note_payment(act: &Act<'_>, ledger: &Ledger, held: &Held) -> Result<(), Failure> {
    for part in &held.allocated {
        let of = kept::of_reference(act.tx, ledger.id, Kind::Invoice, &part.invoice)?;
        let invoice = of.and_then(|kept| InvoiceId::parse(&kept.link.key).ok());
        let (Some(invoice), Some(received_on)) = (invoice, held.on) else { continue };
        let state = if held.state == HeldState::Live { "suggested" } else { "gone" };
        let one = PaymentThere {
            reference: held.reference.clone(),
            invoice,
            received_on,
            amount: part.amount,
            state: state.to_owned(),
        };
        kept::note_payment(act.tx, ledger.id, &one)?;
    }
    Ok(())
}

/// What was looked up by its own key: it is there and ours, it is another's, or it can be made.
fn looked_up(
    act: &Act<'_>,
    ledger: &Ledger,
    sending: Vec<Sending>,
    found: Vec<Vec<Held>>,
) -> Result<(), Failure> {
    let dates = act.place().date_style;
    for (one, found) in sending.into_iter().zip(found) {
        let link = link_of(act, ledger, &one)?;
        match recognise(&one.put.document, &found, link.generation > 1, dates) {
            Found::Nothing => {
                let (state, words) = (LinkState::Ready, String::new());
                keep(act, ledger, &Link { state, words, ..link }, &[])?;
            }
            Found::Same(held) => adopt(act, ledger, &one, link, &held)?,
            // It was sent by us, and its second step is made next.
            Found::Half(_, held) if link.state == LinkState::Unknown => {
                let reference = free(act, ledger, &one, &held)?;
                let (content, words) = (String::new(), String::new());
                let link = match reference {
                    Some(reference) => {
                        let (state, version) = (LinkState::Pushed, held.version.clone());
                        Link { state, reference, version, content, words, ..link }
                    }
                    None => taken(link),
                };
                keep(act, ledger, &link, &[])?;
            }
            Found::Half(words, held) | Found::Other(words, held) => {
                let differences =
                    differing(act, ledger, &one, &held).map_or_else(Vec::new, |d| d.1);
                let reference = free(act, ledger, &one, &held)?.unwrap_or_default();
                let (state, version) = (LinkState::Conflict, held.version.clone());
                let link = Link { state, reference, version, words, ..link };
                keep(act, ledger, &link, &differences)?;
            }
        }
    }
    Ok(())
}

/// The user decides about what stands for another of ours already.
fn taken(link: Link) -> Link {
    let words = "what is there stands for another document of ours".to_owned();
    Link { state: LinkState::Conflict, words, ..link }
}

/// The name of what is there, where it stands for nothing else of ours.
fn free(
    act: &Act<'_>,
    ledger: &Ledger,
    one: &Sending,
    held: &Held,
) -> Result<Option<String>, Failure> {
    let of = kept::of_reference(act.tx, ledger.id, held.kind, &held.reference)?;
    let free = of.is_none_or(|kept| kept.link.key == one.put.key);
    Ok(free.then(|| held.reference.clone()))
}

/// What is there becomes ours: to be read back, where there is anything to compare.
fn adopt(
    act: &Act<'_>,
    ledger: &Ledger,
    one: &Sending,
    link: Link,
    held: &Held,
) -> Result<(), Failure> {
    let Some(reference) = free(act, ledger, one, held)? else {
        return keep(act, ledger, &taken(link), &[]);
    };
    let settled = matches!(held.kind, Kind::Contact | Kind::Item | Kind::Attachment);
    let state = if settled { LinkState::Verified } else { LinkState::Pushed };
    let (version, content) = (held.version.clone(), one.content.clone());
    let words = String::new();
    keep(act, ledger, &Link { state, reference, version, content, words, ..link }, &[])
}

/// What became of each document that was put there.
fn put(
    act: &Act<'_>,
    ledger: &Ledger,
    sending: Vec<Sending>,
    each: Vec<Result<Held, Trouble>>,
) -> Result<(), Failure> {
    let mut pushed = 0;
    let lost = || Err(Trouble::Unknown("nobody knows whether it arrived".to_owned()));
    let each = each.into_iter().chain(std::iter::repeat_with(lost));
    for (one, said) in sending.iter().zip(each) {
        let link = link_of(act, ledger, one)?;
        match said {
            Ok(held) => {
                pushed += 1;
                adopt(act, ledger, one, link, &held)?;
            }
            Err(Trouble::Unknown(words)) => {
                keep(act, ledger, &Link { state: LinkState::Unknown, words, ..link }, &[])?;
            }
            Err(Trouble::NotSent(_)) => back(act, ledger, link, String::new())?,
            Err(Trouble::Refused(no)) if no.reason.is_about_the_call() => {
                back(act, ledger, link, String::new())?;
            }
            Err(Trouble::Refused(no)) if no.reason == Reason::Stale && link.words != STALE => {
                keep(act, ledger, &read_first(link), &[])?;
            }
            Err(Trouble::Refused(no)) => {
                let words = refusal(ledger, one, no.reason, &no.words, act);
                keep(act, ledger, &Link { state: LinkState::Conflict, words, ..link }, &[])?;
            }
        }
    }
    of_run(act, |run| run.pushed += pushed)
}

/// What was changed there meanwhile is read before it is tried once more, so that the version is
/// the one it has now.
fn read_first(link: Link) -> Link {
    let words = STALE.to_owned();
    if link.reference.is_empty() {
        Link { state: LinkState::Ready, words, ..link }
    } else {
        Link { state: LinkState::Unknown, words, ..link }
    }
}

/// The mark of what was read to be tried once more; nothing for anything else.
fn tried_again(link: &Link) -> String {
    let marked = link.state == LinkState::Unknown && link.words == STALE;
    if marked { STALE.to_owned() } else { String::new() }
}

/// Nothing was done: it is to be made, or put right, as before.
fn back(act: &Act<'_>, ledger: &Ledger, link: Link, words: String) -> Result<(), Failure> {
    if link.reference.is_empty() {
        keep(act, ledger, &Link { state: LinkState::Ready, words, ..link }, &[])
    } else {
        let (state, content) = (LinkState::Pushed, String::new());
        keep(act, ledger, &Link { state, content, words, ..link }, &[])
    }
}

/// A no in words that say what to do.
fn refusal(ledger: &Ledger, one: &Sending, reason: Reason, words: &str, act: &Act<'_>) -> String {
    let name = ledger.brand.capabilities().name;
    let said = if words.is_empty() { String::new() } else { format!(" ({words})") };
    match reason {
        Reason::Clash => {
            let lists = kept::lists(act.tx, ledger.id).unwrap_or_default();
            let like = match &one.put.document {
                domain::ledgers::Document::Contact(contact) => {
                    same_contact(&contact.name, &contact.email, &lists.contacts)
                }
                _ => None,
            };
            let hint = like.map_or("", |_| "; link it in the mapping");
            format!("{name} has this name or number already{hint}{said}")
        }
        Reason::Locked => format!("its day lies in closed books in {name}{said}"),
        Reason::Gone => format!("what it needs is gone in {name}{said}"),
        Reason::InUse => format!("payments or credits in {name} stand in the way{said}"),
        Reason::Stale => format!("it keeps being changed in {name}{said}"),
        _ => format!("{name} does not take it{said}"),
    }
}

/// What was read back.
fn read_back(
    act: &Act<'_>,
    ledger: &Ledger,
    sending: Vec<Sending>,
    each: Vec<Option<Held>>,
) -> Result<(), Failure> {
    let (mut verified, dates) = (0, act.place().date_style);
    for (one, held) in sending.iter().zip(each) {
        let link = link_of(act, ledger, one)?;
        let unknown = link.state == LinkState::Unknown;
        match held {
            None => {
                let name = ledger.brand.capabilities().name;
                let words = format!("it was deleted in {name}");
                keep(act, ledger, &Link { state: LinkState::Conflict, words, ..link }, &[])?;
            }
            // Nobody knows whether the change arrived, and it did not: it is made again.
            Some(held) if unknown && !compare(&one.put.document, &held, dates).is_empty() => {
                let (version, words) = (held.version, tried_again(&link));
                back(act, ledger, Link { version, ..link }, words)?;
            }
            Some(held) => verified += u32::from(hold(act, ledger, one, link, &held)?),
        }
    }
    of_run(act, |run| run.verified += verified)
}

fn taken_out(
    act: &Act<'_>,
    ledger: &Ledger,
    link: Link,
    said: Result<Held, Trouble>,
) -> Result<(), Failure> {
    let name = ledger.brand.capabilities().name;
    let no = |words: String| Link { state: LinkState::Conflict, words, ..link.clone() };
    let link = match said {
        Ok(held) => {
            of_run(act, |run| {
                run.pushed += 1;
                run.verified += 1;
            })?;
            let (state, words) = (LinkState::Out, String::new());
            Link { state, version: held.version, words, ..link }
        }
        Err(Trouble::NotSent(_)) => return Ok(()),
        Err(Trouble::Refused(no)) if no.reason.is_about_the_call() => return Ok(()),
        Err(Trouble::Unknown(_)) => {
            no(format!("nobody knows whether it was taken out in {name}; try it again"))
        }
        Err(Trouble::Refused(refusal)) if refusal.reason == Reason::Gone => {
            Link { state: LinkState::Out, words: String::new(), ..link }
        }
        Err(Trouble::Refused(refusal))
            if refusal.reason == Reason::Stale && link.words != STALE =>
        {
            read_first(link)
        }
        Err(Trouble::Refused(refusal)) => {
            no(format!("it counts for nothing here, and {name} keeps it: {}", refusal.words))
        }
    };
    keep(act, ledger, &link, &[])
}
