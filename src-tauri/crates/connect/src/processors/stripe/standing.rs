//! Whether an account at Stripe is ready: the key's permissions, one by one, and the settings that
//! only Stripe's pages can make.
//!
//! Stripe looks at permissions before it looks for an object, so a question about one that cannot
//! exist tells them apart without changing anything.

use chrono::{DateTime, Utc};
use domain::processor::{Missing, Reason, Standing, Trouble};
use reqwest::Method;

use super::form::Form;
use super::wire::{Account, Session};
use super::{Stripe, no, read};

/// The boxes by the names that Stripe's page for new keys takes in its address. They are not
/// documented: the list of what is missing counts, this only saves clicks.
const BOXES: [&str; 14] = [
    "customer_write",
    "payment_method_write",
    "setup_intent_write",
    "checkout_session_write",
    "payment_link_write",
    "payment_intent_write",
    "charge_read",
    "refund_write",
    "invoice_write",
    "customer_portal_write",
    "event_read",
    "balance_read",
    "payout_read",
    "dispute_read",
];

/// A name that nothing at Stripe has.
const NOBODY: &str = "quittance_probe";

/// The public details, where the address of the terms is set.
const TERMS: &str = "https://dashboard.stripe.com/settings/public";

/// A box of the page on which keys are made.
struct Permission {
    /// As Stripe's page calls it, with the right.
    what: &'static str,
    why: &'static str,
    method: Method,
    path: &'static str,
    /// What a question needs to be looked at.
    form: &'static [(&'static str, &'static str)],
}

/// The boxes that the program needs, each with a harmless question.
const PERMISSIONS: [Permission; 15] = [
    writes("Customers: Write", "clients cannot be added as payers", "/v1/customers/{}", &[]),
    writes(
        "PaymentMethods: Write",
        "clients' methods cannot be read or given up",
        "/v1/payment_methods/{}/detach",
        &[],
    ),
    reads("SetupIntents: Read", "clients' answers cannot be read", "/v1/setup_intents/{}"),
    reads("Mandates: Read", "clients' mandates cannot be read", "/v1/mandates/{}"),
    writes(
        "Checkout Sessions: Write",
        "no page can be opened for a client",
        "/v1/checkout/sessions/{}/expire",
        &[],
    ),
    writes(
        "Payment Links: Write",
        "clients get no page to pay an invoice on",
        "/v1/payment_links/{}",
        &[],
    ),
    writes("PaymentIntents: Write", "nothing can be charged", "/v1/payment_intents/{}/cancel", &[]),
    reads("Charges: Read", "charges cannot be read", "/v1/charges/{}"),
    writes("Refunds: Write", "nothing can be paid back", "/v1/refunds/{}", &[]),
    writes(
        "Invoices: Write",
        "no charge can be handed over for a later day",
        "/v1/invoices/{}/void",
        &[],
    ),
    writes(
        "Customer portal: Write",
        "clients cannot put another method in place of a failing one",
        "/v1/billing_portal/sessions",
        &[("customer", "cus_quittance_probe")],
    ),
    reads("Events: Read", "changes are not noticed", "/v1/events/{}"),
    reads(
        "Balance: Read",
        "what payouts are made of cannot be read",
        "/v1/balance_transactions/{}",
    ),
    reads("Payouts: Read", "payouts cannot be read", "/v1/payouts/{}"),
    reads("Disputes: Read", "disputes cannot be read", "/v1/disputes/{}"),
];

const fn reads(what: &'static str, why: &'static str, path: &'static str) -> Permission {
    Permission { what, why, method: Method::GET, path, form: &[] }
}

const fn writes(
    what: &'static str,
    why: &'static str,
    path: &'static str,
    form: &'static [(&'static str, &'static str)],
) -> Permission {
    Permission { what, why, method: Method::POST, path, form }
}

/// Who an account is and what it lacks.
pub(super) fn check(stripe: &Stripe) -> Result<Standing, Trouble> {
    let live = live(stripe.key())?;
    let link = key_page(live);
    let mut missing = Vec::new();
    for permission in &PERMISSIONS {
        if !permits(stripe, permission)? {
            let Permission { what, why, .. } = permission;
            missing.push(Missing {
                what: (*what).to_owned(),
                why: (*why).to_owned(),
                link: link.clone(),
            });
        }
    }
    let opens = missing.iter().all(|one| one.what != "Checkout Sessions: Write");
    let tried = if opens { try_page(stripe, &mut missing)? } else { None };
    let shown = tried.as_ref().and_then(|session| session.branding_settings.as_ref());
    let shown = shown.and_then(|branding| branding.display_name.clone());
    let kinds = tried.iter().flat_map(|session| &session.payment_method_types);
    let (account, now) = account(stripe)?;
    let own = account.as_ref().and_then(|account| account.business_profile.as_ref());
    Ok(Standing {
        name: own.and_then(|own| own.name.clone()).or(shown).unwrap_or_default(),
        live,
        schemes: kinds.filter_map(|kind| read::scheme(kind)).collect(),
        missing,
        now,
        account: account.map(|account| account.id).unwrap_or_default(),
    })
}

/// Whether real money moves, as the key says.
fn live(key: &str) -> Result<bool, Trouble> {
    let words = match key.get(..8) {
        Some("rk_live_" | "sk_live_") => return Ok(true),
        Some("rk_test_" | "sk_test_") => return Ok(false),
        Some("pk_live_" | "pk_test_") => {
            "this is the publishable key; make a restricted key and paste that, which begins with \
             rk_"
        }
        _ => "this is no key of Stripe's; a restricted key begins with rk_live_ or rk_test_",
    };
    Err(no(Reason::PracticeMustAct, "key", words))
}

/// The page on which a key is made, with the boxes ticked as far as the page takes it.
fn key_page(live: bool) -> String {
    let side = if live { "" } else { "test/" };
    let boxes: String = BOXES.iter().map(|name| format!("&permissions[]=rak_{name}")).collect();
    format!("https://dashboard.stripe.com/{side}apikeys/create?name=Quittance{boxes}")
}

/// Whether the key has a permission.
fn permits(stripe: &Stripe, permission: &Permission) -> Result<bool, Trouble> {
    let path = permission.path.replace("{}", NOBODY);
    let purpose = "see what the key permits";
    let form =
        permission.form.iter().fold(Form::new(), |form, (name, value)| form.put(*name, value));
    let answer: Result<serde_json::Value, Trouble> = if permission.method == Method::GET {
        stripe.get(purpose, &path, &form)
    } else {
        stripe.post(purpose, &path, &form, &fresh_key(stripe))
    };
    match answer {
        Err(Trouble::Refused(no)) if no.code == "permission" => Ok(false),
        Err(Trouble::Refused(no)) if no.code != "key" && no.reason != Reason::Busy => Ok(true),
        Ok(_) => Ok(true),
        Err(trouble) => Err(trouble),
    }
}

fn fresh_key(stripe: &Stripe) -> String {
    format!("probe:{}", stripe.http.world().new_id())
}

/// Opens a page that nobody gets and closes it: it shows which methods the account can take, and
/// whether the address of the terms is set.
fn try_page(stripe: &Stripe, missing: &mut Vec<Missing>) -> Result<Option<Session>, Trouble> {
    let plain = Form::new()
        .put("mode", "setup")
        .put("success_url", "https://stripe.com/")
        .list("allowed_payment_method_types", read::METHODS.iter().map(|(_, kind)| kind))
        .put("payment_method_options[acss_debit][currency]", "cad")
        .put("payment_method_options[acss_debit][mandate_options][payment_schedule]", "sporadic")
        .put("payment_method_options[acss_debit][mandate_options][transaction_type]", "business");
    let terms = plain.clone().put("consent_collection[terms_of_service]", "required");
    let open = |form: &Form| {
        let purpose = "see which methods the account takes";
        stripe.post::<Session>(purpose, "/v1/checkout/sessions", form, &fresh_key(stripe))
    };
    let mut opened = open(&terms);
    if let Err(Trouble::Refused(no)) = &opened
        && no.words.to_lowercase().contains("terms of service")
    {
        missing.push(Missing {
            what: "Terms of service URL".to_owned(),
            why: "clients cannot accept a letter on Stripe's page; set the address of your terms \
                  under Settings, Business, Public details"
                .to_owned(),
            link: TERMS.to_owned(),
        });
        opened = open(&plain);
    }
    let session = match opened {
        Ok(session) => session,
        Err(Trouble::Refused(no)) if !no.reason.is_about_the_call() || no.code != "key" => {
            missing.push(Missing {
                what: "Payment pages".to_owned(),
                why: format!("Stripe opens no page for this account: {}", no.words),
                link: "https://dashboard.stripe.com/settings/payment_methods".to_owned(),
            });
            return Ok(None);
        }
        Err(trouble) => return Err(trouble),
    };
    super::pages::close(stripe, &session.id)?;
    Ok(Some(session))
}

/// The account, where the key may read it, and Stripe's clock.
fn account(stripe: &Stripe) -> Result<(Option<Account>, Option<DateTime<Utc>>), Trouble> {
    let purpose = "see whose account it is";
    match stripe.get_whole::<Account>(purpose, "/v1/account", &Form::new()) {
        Ok(whole) => Ok((Some(whole.object), whole.at)),
        Err(Trouble::Refused(no)) if no.code == "permission" => Ok((None, None)),
        Err(trouble) => Err(trouble),
    }
}
