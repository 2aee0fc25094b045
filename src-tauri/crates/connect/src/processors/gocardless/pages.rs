//! GoCardless's pages on which a client signs a mandate: a billing request, and a flow that leads
//! through it for a week.

use chrono::TimeDelta;
use domain::processor::{Answer, Page, Permission, Permitted, Reason, Trouble};
use serde_json::{Value, json};

use super::mandates::{GOOD, SCHEMES, instrument_of};
use super::wire::{BillingRequest, Flow, Mandate, link};
use super::{GoCardless, no};

/// How long a flow lasts.
const LIFE: TimeDelta = TimeDelta::days(7);

/// Opens a page. The terms are agreed to apart from it; the letter is named on it.
pub(super) fn open(account: &GoCardless, asked: &Permission) -> Result<Page, Trouble> {
    let wanted: Vec<&str> = SCHEMES
        .iter()
        .filter(|(scheme, _)| asked.schemes.contains(scheme))
        .filter(|(scheme, _)| scheme.currency() == Some(asked.currency))
        .map(|(_, name)| *name)
        .collect();
    let Some(scheme) = wanted.first() else {
        let words = "GoCardless takes none of the methods that this letter asks for";
        return Err(no(Reason::NotThisAmount, "schemes", words));
    };
    let id = asked.id.to_string();
    let mut fields = json!({
        "mandate_request": {
            "currency": asked.currency.code(),
            "scheme": scheme,
            "description": asked.subject,
            "metadata": { "authorization": id },
        },
        "metadata": { "authorization": id, "letter": asked.letter, "subject": asked.subject },
    });
    if let Some(payer) = &asked.payer.reference {
        fields["links"] = json!({ "customer": payer });
    }
    let key = format!("{id}:request:{}", asked.link);
    let purpose = "ask a client for a mandate";
    let made: BillingRequest = account.make(purpose, "billing_requests", fields, &key)?;
    let mut fields = json!({
        "redirect_uri": asked.leads_to,
        "exit_uri": asked.leads_to,
        "links": { "billing_request": made.id },
    });
    if !asked.payer.email.is_empty() {
        fields["prefilled_customer"] = json!({ "email": asked.payer.email });
    }
    let key = format!("{id}:flow:{}", asked.link);
    let purpose = "open a page for a client's mandate";
    let flow: Flow = account.make(purpose, "billing_request_flows", fields, &key)?;
    Ok(Page {
        payer: link(&made.links, "customer").unwrap_or_default().to_owned(),
        reference: made.id,
        url: flow.authorisation_url,
        ends_at: flow.expires_at,
    })
}

/// What became of a page.
pub(super) fn read(account: &GoCardless, reference: &str) -> Result<Answer, Trouble> {
    let purpose = "see what became of a page";
    let (request, bytes) =
        account.get_whole::<BillingRequest>(purpose, "billing_requests", reference)?;
    match request.status.as_str() {
        "cancelled" => Ok(Answer::Ended),
        "fulfilled" => fulfilled(account, &request, bytes),
        "pending" if account.http.world().now() >= request.created_at + LIFE => Ok(Answer::Ended),
        _ => Ok(Answer::Waiting),
    }
}

fn fulfilled(
    account: &GoCardless,
    request: &BillingRequest,
    mut evidence: Vec<u8>,
) -> Result<Answer, Trouble> {
    let asked = request.mandate_request.as_ref();
    let name = asked
        .and_then(|asked| link(&asked.links, "mandate"))
        .or_else(|| link(&request.links, "mandate_request_mandate"));
    let Some(name) = name else {
        return Ok(Answer::Waiting);
    };
    let purpose = "read a client's mandate";
    let (mandate, bytes) = account.get_whole::<Mandate>(purpose, "mandates", name)?;
    let status = mandate.status.as_str();
    if status == "pending_customer_approval" {
        return Ok(Answer::Verifying { url: String::new(), arrives_on: None });
    }
    if !GOOD.contains(&status) {
        let words = format!("the mandate is {}", status.replace('_', " "));
        return Ok(Answer::Refused { words });
    }
    // Both answers, a line each.
    evidence.push(b'\n');
    evidence.extend(bytes);
    Ok(Answer::Permitted(Box::new(Permitted {
        instrument: instrument_of(account, &mandate)?,
        at: mandate.created_at,
        letter: request.metadata.get("letter").cloned().unwrap_or_default(),
        evidence,
    })))
}

/// Ends a page.
pub(super) fn close(account: &GoCardless, reference: &str) -> Result<(), Trouble> {
    let purpose = "see whether a page is open";
    let request: BillingRequest = account.get(purpose, "billing_requests", reference)?;
    if matches!(request.status.as_str(), "cancelled" | "fulfilled") {
        return Ok(());
    }
    account.act::<Value>("close a page", "billing_requests", reference, "cancel").map(drop)
}
