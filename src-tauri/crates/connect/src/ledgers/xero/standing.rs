//! Which organisations a sign-in at Xero reaches, and who one of them is.

use domain::ledgers::{Organisation, Reason, Trouble};
use domain::money::Currency;
use serde_json::Value;

use super::super::keys::Keys;
use super::super::no;
use super::super::read::{day, rows, text, yes};
use super::Xero;
use crate::http::Outside;

/// An organisation that a sign-in reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Xero's id of it.
    pub reference: String,
    /// Its name.
    pub name: String,
}

/// The organisations that a sign-in at Xero reaches, for the user to choose from: a practitioner's
/// sign-in may reach those of clients.
pub fn tenants(
    keys: &Keys,
    instead: Option<&str>,
    outside: Outside,
) -> Result<Vec<Tenant>, Trouble> {
    let unfit = |wrong: crate::http::Unfit| Trouble::NotSent(wrong.to_string());
    let account = Xero::new("", keys, instead, outside).map_err(unfit)?;
    let all = account.connections()?;
    let ours = all.iter().filter(|one| one["tenantType"] == "ORGANISATION");
    let tenant =
        |one: &Value| Tenant { reference: text(&one["tenantId"]), name: text(&one["tenantName"]) };
    Ok(ours.map(tenant).collect())
}

/// Who the organisation is; the list of connections is looked at each time, so that one that was
/// cut off there is noticed before anything is sent.
pub(super) fn organisation(account: &Xero) -> Result<Organisation, Trouble> {
    let all = account.connections()?;
    if !all.iter().any(|one| text(&one["tenantId"]) == account.tenant) {
        let words = "this organisation is no longer connected at Xero; sign in anew and choose it";
        return Err(no(Reason::SignIn, "connection", words));
    }
    home(account)
}

/// What the organisation says of itself.
pub(super) fn home(account: &Xero) -> Result<Organisation, Trouble> {
    let said = account.get("see which organisation it is", "/Organisation")?;
    let Some(own) = rows(&said["Organisations"]).first() else {
        return Err(Trouble::NotSent("Xero names no organisation".to_owned()));
    };
    Ok(Organisation {
        reference: account.tenant.clone(),
        name: text(&own["Name"]),
        country: text(&own["CountryCode"]),
        currency: Currency::from_code(&text(&own["BaseCurrency"])),
        locked_until: day(&own["PeriodLockDate"]).max(day(&own["EndOfYearLockDate"])),
        signed_in_until: account.tokens.signed_in_until(),
        demo: yes(&own["IsDemoCompany"]),
    })
}

impl Xero {
    /// Ends the connection to this organisation at Xero; one that is cut off already is fine.
    pub(in super::super) fn disconnect(&self) -> Result<(), Trouble> {
        let all = self.connections()?;
        match all.iter().find(|one| text(&one["tenantId"]) == self.tenant) {
            Some(one) => self.end(&text(&one["id"])),
            None => Ok(()),
        }
    }
}
