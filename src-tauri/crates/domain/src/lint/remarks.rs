//! What the linter says of a letter.

use super::rules::rule;
use crate::clause::Placeholder;

/// How much a remark weighs. Blocking comes first in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The letter is not sent before it is mended or, where the rule allows, overridden.
    Blocking,
    /// The letter can be sent; the practice should look first.
    Warning,
    /// The letter would read better.
    Advice,
}

impl Severity {
    /// Every severity, the heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Blocking, Severity::Warning, Severity::Advice];

    /// The name on the wire and in the book.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Blocking => "blocking",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

/// A change that mends what a remark is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fix {
    /// Add the clause with this id from the regime's library.
    AddClause(&'static str),
    /// Take the clause with this id out.
    RemoveClause(String),
    /// Put the library's text back in the clause with this id.
    RestoreClause(String),
    /// Give a placeholder this value.
    SetValue(Placeholder, String),
}

/// One thing that is wrong with a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The rule's id: `L07-pay-auth-missing`.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where: a path into the draft, such as `clauses.PAY-LATE`, `lines.2.price` (counted from 0),
    /// `values.late_rate_year` or `valid_until`.
    pub place: String,
    /// One sentence: what is wrong and what to do.
    pub message: String,
    /// A change that mends it, where there is one.
    pub fix: Option<Fix>,
}

/// Remarks as they are gathered.
#[derive(Default)]
pub(super) struct Remarks(Vec<Remark>);

impl Remarks {
    /// Adds a remark under a rule of the table.
    pub(super) fn add(
        &mut self,
        id: &str,
        place: impl Into<String>,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) {
        let rule = rule(id).expect("every rule that speaks is in the table");
        let (place, message) = (place.into(), message.into());
        self.0.push(Remark { rule: rule.id, severity: rule.severity, place, message, fix });
    }

    /// The remarks, the heaviest first, then in the order of the rules and of the letter; each
    /// once.
    pub(super) fn sorted(mut self) -> Vec<Remark> {
        self.0.sort_by_key(|remark| (remark.severity, remark.rule));
        self.0.dedup();
        self.0
    }
}
