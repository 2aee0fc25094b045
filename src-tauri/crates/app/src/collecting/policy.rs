//! Whether a client has the payment method that was agreed on with the letter, and by which account
//! they can be asked for one.

use domain::ids::ClientId;
use domain::lint;
use domain::money::Currency;
use domain::named::Named;
use domain::permission::MethodPolicy;
use domain::processor::Scheme;
use store::connections::Connection;
use store::permissions::{self, Authorization, Kept, Occasion, Standing};

use super::shapes::MethodOnFile;
use super::{letters, live, shown};
use crate::agreements::{self, Whole};
use crate::context::Look;
use crate::failure::Failure;
use crate::today::{Need, need};

/// A scheme as the review of letters knows it.
pub(crate) fn as_reviewed(scheme: Scheme) -> lint::Scheme {
    match scheme {
        Scheme::Card => lint::Scheme::Card,
        Scheme::Ach => lint::Scheme::Ach,
        Scheme::Bacs => lint::Scheme::Bacs,
        Scheme::Sepa => lint::Scheme::Sepa,
        Scheme::Pad => lint::Scheme::Pad,
        Scheme::Becs | Scheme::BecsNz => lint::Scheme::Becs,
    }
}

/// The account by which a client can be asked for a method, and how money is taken by it: in the
/// one way that the letter names, or in every way that the account has for the currency. One whose
/// page keeps a method only with a first payment cannot ask for a method alone.
pub(crate) fn way_to_ask(
    look: &Look<'_>,
    currency: Currency,
    named: Option<lint::Scheme>,
) -> Result<Option<(Connection, Vec<Scheme>)>, Failure> {
    for connection in live(look)? {
        if !connection.brand.capabilities().keeps_without_charge {
            continue;
        }
        let fits = |scheme: &Scheme| {
            scheme.currency().is_none_or(|only| only == currency)
                && named.is_none_or(|named| as_reviewed(*scheme) == named)
        };
        let schemes: Vec<Scheme> = connection.schemes.iter().copied().filter(fits).collect();
        if !schemes.is_empty() {
            return Ok(Some((connection, schemes)));
        }
    }
    Ok(None)
}

/// Whether a client was to give a method under an agreement that runs, and has none.
pub(super) fn lacks_method(look: &Look<'_>, client: ClientId) -> Result<bool, Failure> {
    if usable(look, client)?.is_some() || !anybody_asked(look)? {
        return Ok(false);
    }
    for whole in agreements::whole(look, Some(client))? {
        if whole.agreement.method.asks()
            && !whole.is_replaced(look.today)
            && agreements::is_running(look, &whole)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether any agreement asks for a method.
fn anybody_asked(look: &Look<'_>) -> Result<bool, Failure> {
    Ok(store::agreements::list(look.db, None)?.iter().any(|one| one.method.asks()))
}

/// The method of a client that can be charged now.
pub(super) fn usable(look: &Look<'_>, client: ClientId) -> Result<Option<Kept>, Failure> {
    let kept = permissions::in_use(look.db, client)?;
    let connections = live(look)?;
    Ok(kept.filter(|kept| connections.iter().any(|one| one.id == kept.connection)))
}

/// What a client was last asked for and has not given yet.
fn asked(look: &Look<'_>, client: ClientId) -> Result<Option<Authorization>, Failure> {
    let all = permissions::authorizations(look.db, Some(client))?;
    let over =
        |one: &Authorization| matches!(one.standing, Standing::Permitted | Standing::Withdrawn);
    Ok(all.into_iter().find(|one| !over(one)))
}

/// How an agreement stands with the method that was agreed on.
pub(crate) fn of_agreement(look: &Look<'_>, whole: &Whole) -> Result<MethodOnFile, Failure> {
    let policy = whole.agreement.method;
    let client = whole.client_on(look.today);
    let kept = usable(look, client)?;
    let words = match (&kept, policy) {
        (_, MethodPolicy::NotNeeded) => String::new(),
        (Some(kept), _) => format!("{} may be charged.", shown(kept)),
        (None, MethodPolicy::Wanted) => {
            format!("The client was to give a payment method. {}", stands(look, client)?)
        }
        (None, MethodPolicy::Required) => format!(
            "Work is not to start before the client has given a payment method. {} Charges are \
             billed all the same.",
            stands(look, client)?
        ),
    };
    Ok(MethodOnFile { policy: policy.name().to_owned(), on_file: kept.is_some(), words })
}

/// Where the asking stands, in a sentence.
fn stands(look: &Look<'_>, client: ClientId) -> Result<String, Failure> {
    let Some(asked) = asked(look, client)? else {
        return Ok("Nobody has asked them for one.".to_owned());
    };
    Ok(match asked.standing {
        Standing::Planned => "Its page is being made.".to_owned(),
        Standing::Waiting => {
            let since = look.local(asked.asked_at).date();
            format!("They were asked on {}.", look.short_date(since))
        }
        Standing::Verifying => {
            "They have agreed, and their bank account is still to be verified.".to_owned()
        }
        Standing::Refused => format!("It was refused: {}.", asked.words),
        Standing::Ended => "Their page has ended unused.".to_owned(),
        Standing::Permitted | Standing::Withdrawn => String::new(),
    })
}

/// Who accepted and has no method that can be charged, though one was agreed on: those whose work
/// waits first.
pub(super) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = untold(look)?;
    if !anybody_asked(look)? {
        return Ok(needs);
    }
    let mut lacking = Vec::new();
    for whole in agreements::whole(look, None)? {
        if !whole.agreement.method.asks() {
            continue;
        }
        let client = whole.client_on(look.today);
        if whole.is_replaced(look.today) || usable(look, client)?.is_some() {
            continue;
        }
        if agreements::is_running(look, &whole)? {
            lacking.push((whole.agreement.method, lacks(look, &whole, client)?));
        }
    }
    lacking.sort_by_key(|(policy, _)| *policy != MethodPolicy::Required);
    needs.extend(lacking.into_iter().map(|(_, need)| need));
    Ok(needs)
}

/// Pages that clients are to be told of where no account can write to them.
fn untold(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for asked in permissions::open(look.db)? {
        if !letters::is_untold(look, &asked)? || letters::can_tell(look, &asked)? {
            continue;
        }
        let client = store::clients::show(look.db, asked.client)?;
        let name = client.map(|client| client.name).unwrap_or_default();
        let detail = match asked.occasion {
            Occasion::Another => {
                "Their method cannot be charged any more, or soon, and no account \
                                  can send it."
            }
            _ => "It was made after the letter had left, and no account can send it.",
        };
        let words = [
            format!("{name} is to get the page for their payment method"),
            detail.to_owned(),
            "Send the link".to_owned(),
        ];
        let key = format!("page:{}:{}", asked.id, asked.link);
        let go = format!("#/clients/{}?ask={}", asked.client, asked.id);
        needs.push(need(key, "method", "waiting", words, go));
    }
    Ok(needs)
}

fn lacks(look: &Look<'_>, whole: &Whole, client: ClientId) -> Result<Need, Failure> {
    let (name, number) = (whole.client_name(client), &whole.agreement.number);
    let title = match whole.agreement.method {
        MethodPolicy::Required => {
            format!("{name} has no payment method: work under {number} is not to start")
        }
        _ => format!("{name} accepted {number} and has no payment method yet"),
    };
    let asked = asked(look, client)?;
    let own = |one: &&Authorization| one.occasion != Occasion::WithBill;
    let waits = asked.as_ref().filter(|one| one.standing == Standing::Waiting).filter(own);
    let (action, go) = match waits {
        Some(asked) => ("Send the link again", format!("#/clients/{client}?ask={}", asked.id)),
        None => ("Look", format!("#/clients/{client}")),
    };
    let standing = asked.map_or("none", |asked| asked.standing.name());
    let key = format!("method:{}:{standing}", whole.agreement.id);
    let words = [title, stands(look, client)?, action.to_owned()];
    Ok(need(key, "method", "waiting", words, go))
}
