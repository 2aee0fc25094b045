//! From the terms of a plan to the agreement that both sides sign.

use domain::money::Money;
use paper::invoice::{Note, TotalRow};
use paper::payment_plan::{DuePart, PaymentPlan};
use paper::{MetaRow, with_sign};

use super::Terms;
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};

/// The page.
pub(super) fn paper(look: &Look<'_>, terms: &Terms) -> Result<PaymentPlan, Failure> {
    let (practice, client) = (&look.practice, &terms.client);
    let footer = format!(
        "{} to {} · payment plan · {}",
        practice.name,
        client.name,
        look.long_date(look.today)
    );
    let mut addressee = vec![client.name.clone()];
    addressee.extend(client.address.lines().map(str::to_owned));
    let row = |label: String, amount: Money, strong: bool| TotalRow { label, amount, strong };
    let mut owed: Vec<TotalRow> = terms
        .invoices
        .iter()
        .map(|invoice| {
            let due = look.long_date(invoice.due_on);
            row(format!("Invoice {}, due {due}", invoice.number), invoice.open, false)
        })
        .collect();
    owed.push(row(format!("Owed, {}", currency_words(terms.total.currency())), terms.total, true));
    let first_on = terms.instalments.first().map_or(look.today, |first| first.due_on);
    let part = |(at, one): (usize, &domain::plan::Instalment)| DuePart {
        number: at + 1,
        when: match at {
            0 if terms.at_signing => format!("On signing, by {}", look.long_date(one.due_on)),
            _ => look.long_date(one.due_on),
        },
        amount: one.amount,
    };
    let signer = if client.contact.is_empty() { &client.name } else { &client.contact };
    let person = if practice.person.is_empty() { &practice.name } else { &practice.person };
    Ok(PaymentPlan {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        meta: vec![
            MetaRow::new("Date", look.long_date(look.today)),
            MetaRow::new("Open until", look.long_date(first_on)),
            MetaRow::new("Instalments", terms.instalments.len().to_string()),
        ],
        total: terms.total,
        says: format!(
            "Paid in {} instalments, the last on {}.",
            terms.instalments.len(),
            terms.instalments.last().map_or_else(String::new, |last| look.long_date(last.due_on))
        ),
        owed,
        instalments: terms.instalments.iter().enumerate().map(part).collect(),
        notes: notes(look, terms)?,
        signatories: vec![
            format!("{signer}, for {}", client.name),
            format!("{person}, for {}", practice.name),
        ],
    })
}

fn notes(look: &Look<'_>, terms: &Terms) -> Result<Vec<Note>, Failure> {
    let note = |label: &str, text: String| Note { label: label.to_owned(), text };
    let method = crate::collecting::method_of(look, terms.client.id)?;
    let days = match terms.grace_days {
        0 => "on its day".to_owned(),
        1 => "within a day of its day".to_owned(),
        days => format!("within {days} days of its day"),
    };
    Ok(vec![
        note(
            "The debt",
            format!(
                "By signing you acknowledge that {} is owed on the invoices above.",
                with_sign(terms.total)
            ),
        ),
        note(
            "How it is paid",
            match method {
                Some(method) => format!(
                    "Each instalment is taken from {method}, which you allowed us to charge. By \
                     signing you allow us to take these amounts on these days; you are told before \
                     each. You may pay by other means before the day."
                ),
                None => look.practice.how_to_pay.clone(),
            },
        ),
        note(
            "Interest",
            if terms.frozen {
                "None is asked for the time in which this plan is kept. If the plan ends because \
                 an instalment is missing, interest and late charges count as if there had been \
                 no plan."
                    .to_owned()
            } else {
                "Whatever interest the letter or the law gives goes on.".to_owned()
            },
        ),
        note(
            "What ends it",
            format!(
                "If an instalment is not paid {days}, the plan is over and all that is still open \
                 is due at once. While it is kept we ask for nothing else on these invoices."
            ),
        ),
        note(
            "What stays",
            "Everything else that we agreed stays as it is. This plan costs you nothing. Your own \
             records are yours at any time, whatever is owed."
                .to_owned(),
        ),
    ])
}
