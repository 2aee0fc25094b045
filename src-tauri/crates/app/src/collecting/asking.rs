//! What a client is asked to permit, and the methods that may be charged.

use domain::ids::{AuthorizationId, ClientId, ConnectionId, Id, InstrumentId};
use domain::money::Currency;
use domain::named::Named;
use domain::processor::{Brand, Scheme};
use store::clients;
use store::connections::{self, Connection};
use store::permissions::{self, Authorization, Occasion, Standing};
use store::revisions::{self, SentLetter};

use super::shapes::{AskPermission, ClientMethods, Method, PermissionRow, TryAnswer};
use super::trial::Conduct;
use super::{Trial, another, client_of, connection_of, letters, shown};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// How a client pays: the method that is charged, those before it, and what they were asked.
pub fn of_client(look: &Look<'_>, asked: ById) -> Result<ClientMethods, Failure> {
    let client = client_of(&asked.id)?;
    let mut methods = Vec::new();
    for kept in permissions::instruments(look.db, Some(client))? {
        let connection = connection_of(look, kept.connection)?;
        methods.push(Method {
            id: kept.id.to_string(),
            words: shown(&kept),
            scheme: kept.instrument.scheme.name().to_owned(),
            processor: connection.brand.capabilities().name.to_owned(),
            live: connection.live,
            since: look.local(kept.permitted_at).date().to_string(),
            ends_on: kept.instrument.ends_on.map(|day| day.to_string()),
            ended: kept.ended_at.map(|_| kept.ended_why.clone()),
        });
    }
    let mut asked = Vec::new();
    for one in permissions::authorizations(look.db, Some(client))? {
        let connection = connection_of(look, one.connection)?;
        asked.push(row(look, &one, &connection)?);
    }
    let live = super::live(look)?;
    Ok(ClientMethods {
        methods,
        asked,
        can_ask: live
            .iter()
            .filter(|one| one.brand.capabilities().keeps_without_charge)
            .map(|one| one.brand.name().to_owned())
            .collect(),
    })
}

fn row(
    look: &Look<'_>,
    asked: &Authorization,
    connection: &Connection,
) -> Result<PermissionRow, Failure> {
    Ok(PermissionRow {
        id: asked.id.to_string(),
        processor: connection.brand.capabilities().name.to_owned(),
        trial: connection.brand == Brand::Trial,
        asked_on: look.local(asked.asked_at).date().to_string(),
        occasion: asked.occasion.name().to_owned(),
        told: letters::is_told(look, asked)?,
        state: asked.standing.name().to_owned(),
        url: asked.url.clone(),
        ends_at: asked.page_ends_at.map(store::instant_text),
        verify_url: asked.verify_url.clone(),
        words: asked.words.clone(),
        terms: asked.terms.clone(),
        evidence: asked.evidence.clone(),
    })
}

/// Asks a client for a payment method: the page is made by the next turn.
pub fn ask(act: &mut Act<'_>, question: AskPermission) -> Result<Made, Failure> {
    let client = clients::show(act.tx, client_of(&question.client_id)?)?
        .ok_or_else(|| not_found("client"))?;
    let brand = Brand::named(&question.brand);
    let connection = super::live(act)?.into_iter().find(|one| Some(one.brand) == brand);
    let connection =
        connection.ok_or_else(|| refused("brand", "connect a processor in Settings first"))?;
    if !connection.brand.capabilities().keeps_without_charge {
        let words = "this processor keeps a card only on the page of an invoice";
        return Err(refused("brand", words));
    }
    match letters::open_of(act, client.id)? {
        Some(asked) if asked.occasion == Occasion::WithBill => {
            return Err(conflict("the page of their invoice asks for it already"));
        }
        Some(_) => return Err(conflict("this client was asked already; withdraw that first")),
        None => {}
    }
    let home = act.currency();
    let schemes: Vec<_> = connection
        .schemes
        .iter()
        .copied()
        .filter(|scheme| scheme.currency().is_none_or(|only| only == home))
        .collect();
    if schemes.is_empty() {
        return Err(conflict("this account takes no money in your currency"));
    }
    let letter = revisions::newest_letter(act.tx, client.id)?.ok_or_else(|| {
        conflict("a method is permitted under an engagement letter; send this client one first")
    })?;
    let new = Asking {
        connection: connection.id,
        client: client.id,
        letter,
        schemes,
        currency: home,
        occasion: Occasion::ByHand,
        instead_of: None,
    };
    let id = put(act, new)?;
    act.say(format!("{} is asked for a payment method", client.name), Some(client.id));
    act.offer_undo("Asked", "permissions.withdraw", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// What a client is to be asked.
pub(super) struct Asking {
    /// At which account.
    pub(super) connection: ConnectionId,
    /// The client.
    pub(super) client: ClientId,
    /// The letter it is permitted under.
    pub(super) letter: SentLetter,
    /// How money may be taken.
    pub(super) schemes: Vec<Scheme>,
    /// In which currency.
    pub(super) currency: Currency,
    /// How they come to be asked.
    pub(super) occasion: Occasion,
    /// The method that another is to take the place of.
    pub(super) instead_of: Option<InstrumentId>,
}

/// Writes down what a client is asked: the terms name the revision and its hash.
pub(super) fn put(act: &Act<'_>, new: Asking) -> Result<AuthorizationId, Failure> {
    let Asking { connection, client, letter, schemes, currency, occasion, instead_of } = new;
    let id: AuthorizationId = act.new_id();
    let terms = format!(
        "I permit {} to charge this method for what is due under engagement letter {}, revision \
         {} (SHA-256 {}), on the due date of each invoice, after notice by e-mail. I can end this \
         at any time by writing to {}; what is owed stays owed.",
        act.practice.name,
        letter.proposal,
        letter.number,
        letter.sha256.get(..16).unwrap_or_default(),
        if act.practice.email.is_empty() { &act.practice.name } else { &act.practice.email },
    );
    permissions::ask(
        act.tx,
        &Authorization {
            id,
            connection,
            client,
            revision: Some(letter.id),
            letter: letter.sha256,
            terms,
            schemes,
            currency,
            asked_at: act.now,
            occasion,
            instead_of,
            standing: Standing::Planned,
            link: 1,
            page: None,
            url: None,
            page_ends_at: None,
            verify_url: String::new(),
            words: String::new(),
            evidence: None,
            answered_at: None,
        },
    )?;
    Ok(id)
}

/// Plans the next page of what was asked.
pub(super) fn next_page(act: &Act<'_>, asked: &mut Authorization) -> Result<(), Failure> {
    asked.standing = Standing::Planned;
    asked.link += 1;
    asked.page = None;
    asked.url = None;
    asked.page_ends_at = None;
    asked.words.clear();
    Ok(permissions::update(act.tx, asked)?)
}

/// Takes back what was asked; its page is ended by a turn.
pub(super) fn take_back(act: &Act<'_>, asked: &mut Authorization) -> Result<(), Failure> {
    asked.standing = Standing::Withdrawn;
    permissions::update(act.tx, asked)?;
    Ok(permissions::look_at(act.tx, asked.id)?)
}

fn one(act: &Act<'_>, id: &str) -> Result<Authorization, Failure> {
    let id: AuthorizationId = wire::id("id", id)?;
    permissions::authorization_by_id(act.tx, id)?.ok_or_else(|| not_found("request"))
}

/// Makes the next page for what was asked, where the one before ended or was refused.
pub fn renew(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut asked = one(act, &asked.id)?;
    if !matches!(asked.standing, Standing::Ended | Standing::Refused) {
        return Err(conflict("its page is still there"));
    }
    if asked.occasion == Occasion::WithBill {
        return Err(conflict("it is asked again on the page of the next invoice"));
    }
    next_page(act, &mut asked)?;
    act.say("A new page for a payment method is made", Some(asked.client));
    Ok(Nothing {})
}

/// Takes back what a client was asked; its page is ended at the processor.
pub fn withdraw(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut asked = one(act, &asked.id)?;
    if asked.occasion == Occasion::WithBill {
        return Err(conflict("it is asked on the page of an invoice, and ends with that"));
    }
    if matches!(asked.standing, Standing::Permitted | Standing::Withdrawn) {
        return Err(conflict("this was answered or taken back already"));
    }
    take_back(act, &mut asked)?;
    act.say("A client is no longer asked for a payment method", Some(asked.client));
    Ok(Nothing {})
}

/// Gives a method up: it is never charged again.
pub fn revoke(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id = InstrumentId::parse(&asked.id).map_err(|_| not_found("payment method"))?;
    let kept = permissions::instrument(act.tx, id)?.ok_or_else(|| not_found("payment method"))?;
    another::end(act, &kept, "given up by the practice")?;
    act.say(format!("{} is not charged any more", shown(&kept)), Some(kept.client));
    Ok(Nothing {})
}

/// Plays the client at a page of the built-in processor.
pub fn try_answer(act: &mut Act<'_>, question: TryAnswer) -> Result<Nothing, Failure> {
    let asked = one(act, &question.id)?;
    let connection = connection_of(act, asked.connection)?;
    let (Some(kept), Some(page)) = (&connection.trial, &asked.page) else {
        return Err(conflict("only a page of the trial processor can be tried"));
    };
    let trial = Trial::at(kept, act.now, act.today).map_err(|wrong| conflict(wrong.to_string()))?;
    let done = if asked.standing == Standing::Verifying {
        trial.verify(page)
    } else {
        let conduct = Conduct::named(&question.conduct)
            .ok_or_else(|| refused("conduct", "choose how the method behaves"))?;
        trial.answer(page, conduct)
    };
    done.map_err(|wrong| conflict(wrong.to_string()))?;
    let state = trial.kept().map_err(|wrong| conflict(wrong.to_string()))?;
    connections::keep_trial(act.tx, connection.id, &state)?;
    permissions::look_at(act.tx, asked.id)?;
    act.say("A client was played at the trial processor", Some(asked.client));
    Ok(Nothing {})
}
