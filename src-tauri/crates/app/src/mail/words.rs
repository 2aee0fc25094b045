//! The words of a mail: templates with placeholders, and what fills them.

use domain::mail;
use serde::{Deserialize, Serialize};
use store::mail::{Template, save_template as keep, template};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::wire::{self, Nothing};

/// A kind of mail with the program's words for it.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// What the number of its document looks like.
    number: &'static str,
    subject: &'static str,
    body: &'static str,
    placeholders: &'static [&'static str],
}

/// An engagement letter.
pub(super) const LETTER: Kind = Kind {
    name: "letter",
    number: "PR-0042",
    subject: "Engagement letter {number} from {practice}",
    body: "Dear {first_name},\n\n{cover_note}The engagement letter {number} is attached. It says \
           what we will do, what it costs and how it is paid. It can be accepted until {until}.\n\n\
           {how_to_answer}{payment_page}Please write or call with any question.\n\n{signed}",
    placeholders: &[
        "first_name",
        "client",
        "practice",
        "signed",
        "number",
        "until",
        "cover_note",
        "how_to_answer",
        "payment_page",
    ],
};

/// An invoice.
pub(super) const INVOICE: Kind = Kind {
    name: "invoice",
    number: "INV-0042",
    subject: "Invoice {number} from {practice}",
    body: "Dear {first_name},\n\nInvoice {number} is attached. {owed}.\n\n{pay_page}Please \
           write or call with any question.\n\n{signed}",
    placeholders: &[
        "first_name",
        "client",
        "practice",
        "signed",
        "number",
        "total",
        "due_on",
        "owed",
        "how_to_pay",
        "pay_page",
    ],
};

/// A receipt.
pub(super) const RECEIPT: Kind = Kind {
    name: "receipt",
    number: "INV-0042",
    subject: "Receipt for invoice {number} from {practice}",
    body: "Dear {first_name},\n\nThank you. Invoice {number} over {total} is paid; the receipt is \
           attached.\n\n{signed}",
    placeholders: &["first_name", "client", "practice", "signed", "number", "total"],
};

/// A credit note.
pub(super) const CREDIT_NOTE: Kind = Kind {
    name: "credit_note",
    number: "CN-0007",
    subject: "Credit note {number} from {practice}",
    body: "Dear {first_name},\n\nCredit note {number} over {total} is attached. It corrects \
           invoice {invoice}: {reason}\n\nPlease write or call with any question.\n\n{signed}",
    placeholders: &[
        "first_name",
        "client",
        "practice",
        "signed",
        "number",
        "total",
        "invoice",
        "reason",
    ],
};

const AMENDMENT_PLACEHOLDERS: &[&str] =
    &["first_name", "client", "practice", "signed", "number", "changes", "holds_from", "consent"];

/// An amendment.
pub(super) const AMENDMENT: Kind = Kind {
    name: "amendment",
    number: "PR-0042, amendment 1",
    subject: "A change to our agreement {number}",
    body: "Dear {first_name},\n\nThe attached letter changes our agreement from {holds_from}.\n\n\
           {changes}\n\n{consent}\n\nPlease write or call with any question.\n\n{signed}",
    placeholders: AMENDMENT_PLACEHOLDERS,
};

/// A reminder of an amendment whose notice runs.
pub(super) const AMENDMENT_REMINDER: Kind = Kind {
    name: "amendment_reminder",
    number: "PR-0042, amendment 1",
    subject: "A reminder: a change to our agreement {number}",
    body: "Dear {first_name},\n\nWe wrote to you about a change that holds from {holds_from}; the \
           letter is attached once more.\n\n{changes}\n\n{consent}\n\n{signed}",
    placeholders: AMENDMENT_PLACEHOLDERS,
};

/// A notice that money will be taken.
pub(super) const COLLECTION_NOTICE: Kind = Kind {
    name: "collection_notice",
    number: "INV-0042",
    subject: "Payment of {number} to {practice} on {collect_on}",
    body: "Dear {first_name},\n\nOn {collect_on} or shortly after we will take {total} from your \
           {method} for invoice {number}, which is attached, as we agreed in our engagement \
           letter. You need to do nothing.\n\nIf something is not right, or the payment should be \
           stopped, please answer this e-mail before that day.\n\n{signed}",
    placeholders: &[
        "first_name",
        "client",
        "practice",
        "signed",
        "number",
        "total",
        "collect_on",
        "method",
    ],
};

/// A page for a payment method.
pub(super) const PAYMENT_PAGE: Kind = Kind {
    name: "payment_page",
    number: "PR-0042",
    subject: "A page for your payment method, {practice}",
    body: "Dear {first_name},\n\nOn this page you give us the payment method that our engagement \
           letter {number} speaks of: {page}\n{lasts}It belongs to our payment provider; we never \
           see the number of your card or account. The letter is attached once more.\n\n{signed}",
    placeholders: &["first_name", "client", "practice", "signed", "number", "page", "lasts"],
};

/// A page for another payment method.
pub(super) const NEW_METHOD: Kind = Kind {
    name: "new_method",
    number: "PR-0042",
    subject: "Please give {practice} another payment method",
    body: "Dear {first_name},\n\nWe write because {why}.\n\nOn this page you put another in its \
           place: {page}\n{lasts}It belongs to our payment provider; we never see the number of \
           your card or account. What you permitted in our engagement letter {number}, which is \
           attached, stays as it is.\n\n{signed}",
    placeholders: &["first_name", "client", "practice", "signed", "number", "why", "page", "lasts"],
};

/// A statement of account.
pub(super) const STATEMENT: Kind = Kind {
    name: "statement",
    number: "November 23, 2026",
    subject: "Statement of your account with {practice}, {number}",
    body: "Dear {first_name},\n\nThe statement of your account of {number} is attached. The \
           balance is {balance}.\n\nPlease write or call with any question.\n\n{signed}",
    placeholders: &[
        "first_name",
        "client",
        "practice",
        "signed",
        "number",
        "balance",
        "how_to_pay",
    ],
};

/// A message about what is owed; its words are kept by step and tone.
pub(super) const FOLLOW_UP: Kind = Kind {
    name: "follow_up",
    number: "INV-0042",
    subject: "{subject}",
    body: "{body}",
    placeholders: &["subject", "body"],
};

/// A payment plan that was offered.
pub(super) const PLAN: Kind = Kind {
    name: "plan",
    number: "INV-0042",
    subject: "A plan to pay {total} in parts",
    body: "Dear {first_name},\n\nAs we said, {total} can be paid in parts. The days and amounts \
           are in the attached agreement.\n\nPlease sign it and send it back by {until}; a reply \
           in plain words that you agree is enough. Until then we ask for nothing else on it.\n\n\
           {signed}",
    placeholders: &["first_name", "client", "practice", "signed", "number", "total", "until"],
};

const KINDS: &[&Kind] = &[
    &LETTER,
    &INVOICE,
    &RECEIPT,
    &CREDIT_NOTE,
    &STATEMENT,
    &AMENDMENT,
    &AMENDMENT_REMINDER,
    &COLLECTION_NOTICE,
    &PLAN,
    &PAYMENT_PAGE,
    &NEW_METHOD,
];

/// How a letter's e-mail speaks of a page for a payment method.
const PAGE_EXAMPLE: &str = "To give us the payment method that the letter speaks of, open this \
                            page: https://pay.example/8kQ2\n\n";

/// What fills the placeholders.
pub(super) type Values = Vec<(&'static str, String)>;

/// The subject and the body of a kind of mail.
pub(super) fn written(
    look: &Look<'_>,
    kind: &Kind,
    values: &Values,
) -> Result<(String, String), Failure> {
    let words = template(look.db, kind.name)?.unwrap_or_else(|| kind.standard());
    kind.fill(&words, values)
}

impl Kind {
    /// Its name in a sentence.
    fn spoken(&self) -> String {
        self.name.replace('_', " ")
    }

    fn standard(&self) -> Template {
        Template { subject: self.subject.to_owned(), body: self.body.to_owned() }
    }

    /// The words with their placeholders filled, each in a sentence of its own.
    fn fill(&self, words: &Template, values: &Values) -> Result<(String, String), Failure> {
        let value = |name: &str| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
        };
        let filled = |field: &'static str, text: &str| {
            mail::fill(text, value).map_err(|name| refused(field, self.explain(&name)))
        };
        Ok((filled("subject", &words.subject)?, filled("body", &words.body)?))
    }

    /// What fills the placeholders where there is no client and no document yet.
    fn example(&self, look: &Look<'_>) -> Values {
        let day = look.long_date(look.today + chrono::Days::new(14));
        let currency = look.practice.currency.code();
        let mut values = super::usual(look, "June Alder", "Alder Bakery LLC", self.number);
        let more = [
            ("payment_page", PAGE_EXAMPLE.to_owned()),
            ("pay_page", "You can pay it on this page: https://pay.example/8kQ2\n\n".to_owned()),
            ("why", "your card ending in 4242 could not be charged: it was blocked".to_owned()),
            ("page", "https://pay.example/8kQ2".to_owned()),
            ("lasts", format!("It can be used until {day}, 09:00.\n\n")),
            ("until", day.clone()),
            ("cover_note", "Thank you for the talk on Monday.\n\n".to_owned()),
            ("how_to_answer", super::HOW_TO_ANSWER.to_owned()),
            ("total", format!("450.00 {currency}")),
            ("due_on", day.clone()),
            ("owed", format!("450.00 {currency} is due on {day}")),
            ("how_to_pay", look.practice.how_to_pay.clone()),
            ("balance", format!("450.00 {currency}")),
            ("invoice", "INV-0042".to_owned()),
            ("collect_on", day.clone()),
            ("method", "card ending in 4242".to_owned()),
            ("reason", "The price agreed from May was not used.".to_owned()),
        ];
        values.extend(more.into_iter().filter(|(name, _)| self.placeholders.contains(name)));
        values
    }

    fn explain(&self, name: &str) -> String {
        let known: Vec<String> =
            self.placeholders.iter().map(|known| format!("{{{known}}}")).collect();
        format!("nothing fills {{{name}}} here; there are {}", known.join(", "))
    }
}

/// Words for one kind of mail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailTemplate {
    /// `letter`, `invoice`, `receipt`, `credit_note`, `statement`, `amendment`,
    /// `amendment_reminder`, `collection_notice`, `plan`, `payment_page` or `new_method`.
    pub kind: String,
    /// The subject, with placeholders in braces.
    pub subject: String,
    /// The body, with placeholders in braces.
    pub body: String,
    /// Whether these are the user's own words.
    pub own: bool,
    /// The names that can stand in braces.
    pub placeholders: Vec<String>,
}

/// Words for every kind of mail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailTemplates {
    /// One for each kind.
    pub rows: Vec<MailTemplate>,
}

/// The user's words for one kind of mail.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveMailTemplate {
    /// `letter`, `invoice`, `receipt`, `credit_note`, `statement`, `amendment`,
    /// `amendment_reminder`, `collection_notice`, `plan`, `payment_page` or `new_method`.
    pub kind: String,
    /// The subject; empty together with the body goes back to the program's words.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// The words for every kind of mail.
pub fn templates(look: &Look<'_>, _: Nothing) -> Result<MailTemplates, Failure> {
    let row = |kind: &&Kind| -> Result<MailTemplate, Failure> {
        let own = template(look.db, kind.name)?;
        let is_own = own.is_some();
        let words = own.unwrap_or_else(|| kind.standard());
        Ok(MailTemplate {
            kind: kind.name.to_owned(),
            subject: words.subject,
            body: words.body,
            own: is_own,
            placeholders: kind.placeholders.iter().map(|&name| name.to_owned()).collect(),
        })
    };
    Ok(MailTemplates { rows: KINDS.iter().map(row).collect::<Result<_, _>>()? })
}

/// A mail with an example in the place of its client and document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailExample {
    /// The subject.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// What a mail in these words would say to an example client.
pub fn try_template(look: &Look<'_>, question: SaveMailTemplate) -> Result<MailExample, Failure> {
    let (kind, words) = asked(&question)?;
    let words = words.unwrap_or_else(|| kind.standard());
    let (subject, body) = kind.fill(&words, &kind.example(look))?;
    Ok(MailExample { subject, body })
}

/// Keeps the user's words for a kind of mail.
pub fn save_template(act: &mut Act<'_>, question: SaveMailTemplate) -> Result<Nothing, Failure> {
    let (kind, words) = asked(&question)?;
    if let Some(words) = &words {
        kind.fill(words, &kind.example(act))?;
        act.say(format!("Words for e-mails about a {} kept", kind.spoken()), None);
    } else {
        act.say(format!("E-mails about a {} use the program's words", kind.spoken()), None);
    }
    keep(act.tx, kind.name, words.as_ref())?;
    Ok(Nothing {})
}

/// The kind of mail and the words for it; none for the program's own.
fn asked(question: &SaveMailTemplate) -> Result<(&'static Kind, Option<Template>), Failure> {
    let kind = KINDS
        .iter()
        .find(|kind| kind.name == question.kind)
        .ok_or_else(|| refused("kind", "choose one of the kinds of mail"))?;
    let subject = wire::line("subject", &question.subject, 300)?;
    let body = wire::text("body", &question.body, 20_000)?;
    if subject.is_empty() && body.is_empty() {
        return Ok((kind, None));
    }
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if text.is_empty() {
            return Err(refused(field, "an e-mail needs a subject and words"));
        }
    }
    Ok((kind, Some(Template { subject, body })))
}
