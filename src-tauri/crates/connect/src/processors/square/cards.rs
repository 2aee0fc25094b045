//! Cards on file: what may be charged.

use chrono::NaiveDate;
use domain::calendar::last_of_month;
use domain::processor::{Instrument, Scheme, Trouble};
use serde_json::{Value, json};

use super::Square;
use super::call::name;
use super::wire::Card;

/// A card by its name, and what Square says of it to the byte.
pub(super) fn whole(account: &Square, reference: &str) -> Result<(Card, Vec<u8>), Trouble> {
    account.get_whole("read a client's card", &format!("/v2/cards/{}", name(reference)?), "card")
}

/// A card as an instrument.
pub(super) fn instrument(account: &Square, reference: &str) -> Result<Instrument, Trouble> {
    whole(account, reference).map(|(card, _)| instrument_of(card))
}

/// The cards of a payer that can be charged, oldest first.
pub(super) fn of_payer(account: &Square, payer: &str) -> Result<Vec<Card>, Trouble> {
    let query = [("customer_id", payer.to_owned()), ("sort_order", "ASC".to_owned())];
    account.list("look for the card that a client kept", "/v2/cards", "cards", &query)
}

pub(super) fn instrument_of(card: Card) -> Instrument {
    let first = card.exp_year.zip(card.exp_month);
    let first = first.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    let blocked = match (card.enabled, &card.issuer_alert) {
        (false, _) => Some("the card was given up".to_owned()),
        (true, Some(_)) => Some("the bank says that the card is closed".to_owned()),
        (true, None) => None,
    };
    Instrument {
        reference: card.id,
        payer: card.customer_id.unwrap_or_default(),
        scheme: Scheme::Card,
        credit: card.card_type.as_deref() == Some("CREDIT"),
        label: label(card.card_brand.as_deref().unwrap_or_default()),
        last4: card.last_4.unwrap_or_default(),
        ends_on: first.map(last_of_month),
        mandate: String::new(),
        blocked,
    }
}

/// `AMERICAN_EXPRESS` as `American express`.
fn label(brand: &str) -> String {
    let words = brand.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// Gives a card up; given up twice is given up.
pub(super) fn disable(account: &Square, reference: &str) -> Result<(), Trouble> {
    if !whole(account, reference)?.0.enabled {
        return Ok(());
    }
    let path = format!("/v2/cards/{}/disable", name(reference)?);
    account.prepare::<Value>("give a client's card up", &path, "card", &json!({})).map(drop)
}
