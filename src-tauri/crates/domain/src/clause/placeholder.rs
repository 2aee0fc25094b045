//! The names in braces: what each stands for, and how a text is filled with their values.

use std::collections::BTreeMap;

use super::Regime;

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
    /// Within how many working days the practice answers, in words.
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
}

impl Placeholder {
    /// Every placeholder.
    pub const ALL: [Placeholder; 20] = [
        Placeholder::PracticeName,
        Placeholder::ClientName,
        Placeholder::PracticeContact,
        Placeholder::Currency,
        Placeholder::StartDate,
        Placeholder::EndNoticeDays,
        Placeholder::DueDays,
        Placeholder::LateRateYear,
        Placeholder::LateRateMonth,
        Placeholder::GraceDays,
        Placeholder::LateDays,
        Placeholder::PauseNoticeDays,
        Placeholder::DisputeDays,
        Placeholder::ReplyDays,
        Placeholder::ConsentDays,
        Placeholder::Turnaround,
        Placeholder::KeepYears,
        Placeholder::ReviewNoticeDays,
        Placeholder::ReviewPercent,
        Placeholder::Deposit,
    ];

    /// The name between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Placeholder::PracticeName => "practice_name",
            Placeholder::ClientName => "client_name",
            Placeholder::PracticeContact => "practice_contact",
            Placeholder::Currency => "currency",
            Placeholder::StartDate => "start_date",
            Placeholder::EndNoticeDays => "end_notice_days",
            Placeholder::DueDays => "due_days",
            Placeholder::LateRateYear => "late_rate_year",
            Placeholder::LateRateMonth => "late_rate_month",
            Placeholder::GraceDays => "grace_days",
            Placeholder::LateDays => "late_days",
            Placeholder::PauseNoticeDays => "pause_notice_days",
            Placeholder::DisputeDays => "dispute_days",
            Placeholder::ReplyDays => "reply_days",
            Placeholder::ConsentDays => "consent_days",
            Placeholder::Turnaround => "turnaround",
            Placeholder::KeepYears => "keep_years",
            Placeholder::ReviewNoticeDays => "review_notice_days",
            Placeholder::ReviewPercent => "review_percent",
            Placeholder::Deposit => "deposit",
        }
    }

    /// The placeholder with this name.
    pub fn from_name(name: &str) -> Option<Placeholder> {
        Placeholder::ALL.into_iter().find(|placeholder| placeholder.name() == name)
    }

    /// A value that is usual in the regime, where there is one. Names, dates, rates of interest
    /// and sums have none: they must come from the practice, the client or the proposal.
    pub fn usual(self, regime: Regime) -> Option<&'static str> {
        match self {
            Placeholder::EndNoticeDays | Placeholder::ConsentDays | Placeholder::LateDays => {
                Some("30")
            }
            Placeholder::DueDays => Some("14"),
            Placeholder::GraceDays | Placeholder::PauseNoticeDays => Some("10"),
            Placeholder::DisputeDays => Some("15"),
            Placeholder::ReplyDays => Some("two"),
            Placeholder::Turnaround => Some("four weeks"),
            Placeholder::KeepYears => match regime {
                Regime::UnitedKingdom | Regime::Ireland => Some("six"),
                Regime::UnitedStates
                | Regime::Canada
                | Regime::Australia
                | Regime::NewZealand
                | Regime::General => Some("seven"),
            },
            Placeholder::ReviewNoticeDays => Some("45"),
            Placeholder::PracticeName
            | Placeholder::ClientName
            | Placeholder::PracticeContact
            | Placeholder::Currency
            | Placeholder::StartDate
            | Placeholder::LateRateYear
            | Placeholder::LateRateMonth
            | Placeholder::ReviewPercent
            | Placeholder::Deposit => None,
        }
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
    let mut found = Vec::new();
    for part in parts(text) {
        let Part::Name(name) = part else { continue };
        if let Some(known) = Placeholder::from_name(name)
            && !found.contains(&known)
        {
            found.push(known);
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
