//! Whether an account at Square is ready: Square names what a token permits, and what its location
//! can do.

use domain::processor::{Missing, Reason, Scheme, Standing, Trouble};
use serde_json::json;

use super::wire::TokenStatus;
use super::{Square, is_live, no};

/// What a token has to permit, by Square's names, and what cannot be done without. Source:
/// <https://developer.squareup.com/docs/oauth-api/square-permissions>.
const NEEDED: [(&str, &str); 11] = [
    ("MERCHANT_PROFILE_READ", "whose account it is cannot be seen"),
    ("CUSTOMERS_READ", "clients cannot be found among the payers"),
    ("CUSTOMERS_WRITE", "clients cannot be added as payers"),
    ("ORDERS_READ", "charges cannot be looked up"),
    ("ORDERS_WRITE", "no charge can be prepared"),
    ("PAYMENTS_READ", "charges and refunds cannot be read"),
    ("PAYMENTS_WRITE", "nothing can be charged or paid back"),
    ("INVOICES_READ", "what became of a page cannot be read"),
    ("INVOICES_WRITE", "no page can be opened for a client"),
    ("DISPUTES_READ", "disputes cannot be read"),
    ("PAYOUTS_READ", "payouts cannot be read"),
];

/// Square's page for applications and their tokens.
const PAGE: &str = "https://developer.squareup.com/apps";

/// Who an account is and what it lacks.
pub(super) fn check(account: &Square) -> Result<Standing, Trouble> {
    if account.token().len() < 20 {
        let words = "this is no access token of Square's; it stands under Credentials of your \
                     application";
        return Err(no(Reason::PracticeMustAct, "key", words));
    }
    let purpose = "see what the token permits";
    let status: TokenStatus = account.prepare(purpose, "/oauth2/token-status", "", &json!({}))?;
    let mut missing: Vec<Missing> = NEEDED
        .iter()
        .filter(|(name, _)| !status.scopes.iter().any(|scope| scope == name))
        .map(|(name, why)| Missing {
            what: (*name).to_owned(),
            why: (*why).to_owned(),
            link: PAGE.to_owned(),
        })
        .collect();
    let live = is_live(&account.token);
    if missing.iter().any(|one| one.what == "MERCHANT_PROFILE_READ") {
        let (account, name, schemes) = (String::new(), String::new(), Vec::new());
        return Ok(Standing { account, name, live, schemes, missing, now: None });
    }
    let place = account.place()?;
    let takes = place.capabilities.iter().any(|one| one == "CREDIT_CARD_PROCESSING");
    if !takes || place.status != "ACTIVE" {
        missing.push(Missing {
            what: "Card processing".to_owned(),
            why: "Square takes no cards for the main location before it is activated".to_owned(),
            link: "https://app.squareup.com/dashboard/locations".to_owned(),
        });
    }
    Ok(Standing {
        account: place.merchant_id.clone(),
        name: place.business_name.clone().unwrap_or_else(|| place.name.clone()),
        live,
        schemes: if takes { vec![Scheme::Card] } else { Vec::new() },
        missing,
        now: None,
    })
}
