//! Mails about the pages on which clients give a payment method.

use chrono::{DateTime, Days, Duration, Utc};
use domain::ids::AuthorizationId;
use store::invoices::Invoice;
use store::permissions::{self, Authorization};
use store::revisions::{self, Revision};
use store::{clients, follow_ups, proposals};

use super::words::{NEW_METHOD, PAYMENT_PAGE};
use super::{Composed, MAIN, MailFile, offered, usual};
use crate::collecting::{self, InvoicesPage, LettersPage};
use crate::context::Look;
use crate::failure::{Failure, conflict, not_found};
use crate::wire;

/// What the e-mail of a letter says of the page for a payment method, and what follows it.
pub(super) fn with_letter(
    look: &Look<'_>,
    revision: &Revision,
) -> Result<(String, &'static str), Failure> {
    Ok(match collecting::page_of(look, revision)? {
        LettersPage::None => (String::new(), ""),
        LettersPage::Coming => (
            String::new(),
            "The page for the payment method is still being made. It follows in an e-mail of its \
             own as soon as it is there.",
        ),
        LettersPage::There(asked) => (
            format!(
                "To give us the payment method that the letter speaks of, open this page: {}\n{}",
                asked.url.as_deref().unwrap_or_default(),
                until(look, &asked)
            ),
            "",
        ),
    })
}

/// What the e-mail of an invoice says of the page it can be paid on, and what is not there yet.
pub(super) fn with_invoice(
    look: &Look<'_>,
    invoice: &Invoice,
) -> Result<(String, &'static str), Failure> {
    Ok(match collecting::pay_page_of(look, invoice.id, invoice.open)? {
        InvoicesPage::There(page) => {
            let until = page.ends_at.map(|end| look.local(end)).map(|end| {
                format!(
                    " It is open until {}, {}.",
                    look.long_date(end.date()),
                    end.format("%H:%M")
                )
            });
            let until = until.unwrap_or_default();
            (format!("You can pay it on this page: {}{until}\n\n", page.url), "")
        }
        InvoicesPage::Ended => (
            String::new(),
            "The page to pay it on has ended; have a new one made beside the invoice to send its \
             link.",
        ),
        InvoicesPage::Coming => (
            String::new(),
            "The page to pay it on is still being made; open this e-mail again in a moment to \
             have its link in it.",
        ),
        InvoicesPage::None => (String::new(), ""),
    })
}

/// How long a page lasts, as a paragraph; empty where it does not end.
fn until(look: &Look<'_>, asked: &Authorization) -> String {
    match collecting::until_words(look, asked) {
        Some(end) => format!("It can be used until {end}; after that we send you a new one.\n\n"),
        None => "\n".to_owned(),
    }
}

fn one(look: &Look<'_>, id: &str) -> Result<(Authorization, Revision), Failure> {
    let id: AuthorizationId = wire::id("id", id)?;
    let found = permissions::authorization_by_id(look.db, id)?;
    let asked = found.ok_or_else(|| not_found("request"))?;
    let revision = asked.revision.map(|id| revisions::show(look.db, id)).transpose()?.flatten();
    Ok((asked, revision.ok_or_else(|| not_found("letter"))?))
}

/// When on the morrow a page for another method may leave whose client had a message today.
pub(super) fn waits(look: &Look<'_>, id: &str) -> Result<Option<DateTime<Utc>>, Failure> {
    let (asked, _) = one(look, id)?;
    let since = look.midnight(look.today);
    if asked.instead_of.is_none() || !follow_ups::left_since(look.db, asked.client, None, since)? {
        return Ok(None);
    }
    let opens = Duration::hours(follow_ups::policy(look.db)?.from_hour.into());
    Ok(Some(look.midnight(look.today + Days::new(1)) + opens))
}

/// A page for a payment method, for the client who is asked.
pub(super) fn payment_page(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let (asked, revision) = one(look, id)?;
    let client = clients::show(look.db, asked.client)?.ok_or_else(|| not_found("client"))?;
    let Some(url) = &asked.url else {
        return Err(conflict("there is no page yet; it is made with the next call"));
    };
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let number = number(look, &revision)?;
    let mut values = usual(look, name, &client.name, &number);
    values.push(("page", url.clone()));
    values.push(("lasts", until(look, &asked)));
    let before = asked.instead_of.map(|id| permissions::instrument(look.db, id)).transpose()?;
    let kind = match before.flatten() {
        Some(kept) => {
            values.push(("why", collecting::why_another(look, &kept)));
            &NEW_METHOD
        }
        None => &PAYMENT_PAGE,
    };
    let files = vec![offered(MAIN, format!("{number}.pdf"), None)];
    let (subject, to, client) = (id.to_owned(), client.email, client.id);
    Ok(Composed { subject, client, to, kind, values, files, later: "" })
}

/// The letter that the method is permitted under.
pub(super) fn payment_page_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let (_, revision) = one(look, id)?;
    let number = number(look, &revision)?;
    Ok(MailFile { name: format!("{number}.pdf"), sha256: revision.letter })
}

fn number(look: &Look<'_>, revision: &Revision) -> Result<String, Failure> {
    let proposal = proposals::show(look.db, revision.proposal_id)?;
    Ok(proposal.ok_or_else(|| not_found("proposal"))?.number)
}
