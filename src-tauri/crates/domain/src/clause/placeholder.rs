//! The names in braces: what each stands for, and how a text is filled with their values.

mod facts;
mod usual;

use std::collections::BTreeMap;

use facts::{FACTS, Fact};

use super::{Kind, Regime};

/// A fact a clause leaves open. Its name in a text is [`Placeholder::name`] in braces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Placeholder {
    /// The practice's name as it contracts.
    PracticeName,
    /// The client's name as it contracts.
    ClientName,
    /// Where the client writes to: the practice's e-mail address.
    PracticeContact,
    /// The currency in words: "US dollars".
    Currency,
    /// The day the agreement starts, written out.
    StartDate,
    /// How many days' notice ends the agreement.
    EndNoticeDays,
    /// How long neither side ends the agreement by notice: "12 months".
    MinimumTerm,
    /// When an invoice is due, in words: "15 days after its date".
    DueWhen,
    /// How many days after its date an invoice is due.
    DueDays,
    /// The late rate per year with its sign: "12%".
    LateRateYear,
    /// The same per month: "1%".
    LateRateMonth,
    /// How many days after the due date a late charge begins to be claimed.
    GraceDays,
    /// How many days late an invoice is before work may pause.
    LateDays,
    /// How many days before a pause the client is told.
    PauseNoticeDays,
    /// Within how many days an invoice is questioned.
    DisputeDays,
    /// Within how many business days the practice answers, in words.
    ReplyDays,
    /// How many days a notice of change runs before silence is consent.
    ConsentDays,
    /// How long before a deadline the information must be complete: "four weeks".
    Turnaround,
    /// How many years files are kept, in words.
    KeepYears,
    /// How many days before a price review the new figures are told.
    ReviewNoticeDays,
    /// By how much recurring fees rise in a year: "3.5%".
    ReviewPercent,
    /// The deposit with its currency sign: "$500.00".
    Deposit,
    /// The basis the books are kept on: "cash basis".
    BooksBasis,
    /// The day of the next month by which a month is closed: "15th".
    CloseDay,
    /// The day of the next month by which documents arrive: "5th".
    DocumentsDay,
    /// How often staff are paid: "every second Friday".
    PayFrequency,
    /// By when payroll changes arrive.
    PayrollCutoff,
    /// The returns by their names: "Form 1120-S".
    TaxForms,
    /// Who the returns are for.
    Taxpayers,
    /// The year the returns are for: "2026".
    TaxYear,
    /// The states returns are filed in.
    TaxPlaces,
    /// Which financial statements: "the balance sheet and the income statement".
    Statements,
    /// The period of the statements: "the year to December 31, 2026".
    Period,
    /// The rules the statements follow.
    Framework,
    /// Who uses the statements and for what.
    IntendedUse,
    /// Who else uses the statements, or "none".
    ThirdUsers,
    /// The rate of small requests with its currency sign.
    HourlyRate,
    /// The most small requests come to in a month without asking.
    ApprovalCap,
    /// The index prices follow, with its month.
    PriceIndex,
    /// The most the index may add in a year: "5%".
    ReviewMaximum,
    /// The low end of the range within which no notice is sent.
    DebitLow,
    /// The most one debit or charge may be.
    DebitHigh,
    /// How many days before a debit its amount and date are told.
    DebitNoticeDays,
    /// What the client sees on the bank or card line.
    StatementText,
    /// How many business days before a debit the client stops it.
    RevokeDays,
    /// How many days after a failed payment it is tried again.
    RetryDays,
    /// What is added to an invoice that is collected from a credit card: "2.5%".
    CardCost,
    /// The category of a pre-authorized debit: "Business" or "Personal".
    PadCategory,
    /// Where the practice's privacy notice stands.
    PrivacyNotice,
    /// The practice's number in the data protection register.
    DataRegistration,
    /// What drafting or predicting software is used for.
    AiUses,
    /// Each helper, what it does and where.
    Helpers,
    /// The most the practice is liable for.
    LiabilityCap,
    /// The person who hears complaints.
    ComplaintContact,
    /// Within how many days a complaint is answered in full.
    ComplaintDays,
    /// The practice's professional body.
    ProfessionalBody,
    /// Who supervises the practice against money laundering.
    Supervisor,
    /// The professional indemnity insurer with its address.
    Insurer,
    /// Where the insurance applies.
    InsuranceCover,
    /// Within how many days a consumer may cancel.
    CancelDays,
    /// Whose law governs: "the State of Oregon".
    LawPlace,
    /// Where disputes are heard: "Multnomah County, Oregon".
    CourtPlace,
}

impl Placeholder {
    /// Every placeholder.
    pub const ALL: [Placeholder; FACTS.len()] = {
        let mut all = [Placeholder::PracticeName; FACTS.len()];
        let mut at = 0;
        while at < FACTS.len() {
            all[at] = FACTS[at].placeholder;
            at += 1;
        }
        all
    };

    fn fact(self) -> &'static Fact {
        &FACTS[self as usize]
    }

    /// The name between the braces.
    pub fn name(self) -> &'static str {
        self.fact().name
    }

    /// What its value must be.
    pub fn kind(self) -> Kind {
        self.fact().kind
    }

    /// The words beside its field in a form.
    pub fn label(self) -> &'static str {
        self.fact().label
    }

    /// One sentence of help under the field.
    pub fn help(self) -> &'static str {
        self.fact().help
    }

    /// A value such as one might write there, shown in the empty field; never filled in by itself.
    pub fn example(self) -> &'static str {
        self.fact().example
    }

    /// The placeholder with this name.
    pub fn from_name(name: &str) -> Option<Placeholder> {
        Placeholder::ALL.into_iter().find(|placeholder| placeholder.name() == name)
    }

    /// A value that is usual in the regime, where there is one. Names, dates, rates of interest
    /// and sums have none: they must come from the practice, the client or the proposal.
    pub fn usual(self, regime: Regime) -> Option<&'static str> {
        usual::in_regime(self, regime).or_else(|| usual::anywhere(self))
    }
}

/// What the placeholders of a letter stand for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Values(BTreeMap<Placeholder, String>);

impl Values {
    /// No values at all.
    pub fn new() -> Values {
        Values::default()
    }

    /// The usual values of a regime, see [`Placeholder::usual`].
    pub fn usual(regime: Regime) -> Values {
        let usual = |placeholder: Placeholder| {
            placeholder.usual(regime).map(|value| (placeholder, value.to_owned()))
        };
        Values(Placeholder::ALL.into_iter().filter_map(usual).collect())
    }

    /// The usual value of each placeholder and an example where there is none: a letter to look
    /// at, never one to send.
    pub fn examples(regime: Regime) -> Values {
        let value = |placeholder: Placeholder| {
            let value = placeholder.usual(regime).unwrap_or(placeholder.example());
            (placeholder, value.to_owned())
        };
        Values(Placeholder::ALL.into_iter().map(value).collect())
    }

    /// Sets one value, in place of the one before.
    pub fn set(&mut self, placeholder: Placeholder, value: impl Into<String>) {
        self.0.insert(placeholder, value.into());
    }

    /// The value, unless it is absent or only blanks.
    pub fn value(&self, placeholder: Placeholder) -> Option<&str> {
        self.0.get(&placeholder).map(String::as_str).filter(|value| !value.trim().is_empty())
    }
}

/// A text names a fact that has no value, or one that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text asks for {{{0}}}, which is not filled in")]
pub struct MissingPlaceholder(pub String);

/// The text with every `{name}` replaced by its value. Values are taken as they are: braces in a
/// value are not looked at again. A brace that opens no name of letters, digits and underscores
/// stands for itself. Fails on the first name without a value.
pub fn fill(text: &str, values: &Values) -> Result<String, MissingPlaceholder> {
    let mut filled = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Plain(plain) => filled.push_str(plain),
            Part::Name(name) => {
                let value = Placeholder::from_name(name).and_then(|known| values.value(known));
                filled.push_str(value.ok_or_else(|| MissingPlaceholder(name.to_owned()))?);
            }
        }
    }
    Ok(filled)
}

/// The placeholders a text names, each once, in the order of their first place. Names nobody
/// knows are not among them; [`fill`] refuses those.
pub fn placeholders(text: &str) -> Vec<Placeholder> {
    placeholder_names(text).into_iter().filter_map(Placeholder::from_name).collect()
}

/// The names in braces of a text, known or not, each once, in the order of their first place.
pub fn placeholder_names(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in parts(text) {
        if let Part::Name(name) = part
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

enum Part<'a> {
    Plain(&'a str),
    Name(&'a str),
}

/// Cuts a text at its placeholders.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(open) = rest[searched..].find('{').map(|at| at + searched) {
        let inside = &rest[open + 1..];
        let length = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        match length {
            Some(length) if length > 0 && inside[length..].starts_with('}') => {
                parts.push(Part::Plain(&rest[..open]));
                parts.push(Part::Name(&inside[..length]));
                rest = &inside[length + 1..];
                searched = 0;
            }
            _ => searched = open + 1,
        }
    }
    parts.push(Part::Plain(rest));
    parts
}
