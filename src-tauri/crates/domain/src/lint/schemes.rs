//! What each scheme of collection asks of the authorization, as dated data with the source.

use chrono::NaiveDate;

use super::facts::{ClientKind, LetterFacts, Scheme};
use crate::clause::Regime;

/// What a scheme asks of the authorization in a letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SchemeRule {
    /// The scheme.
    pub scheme: Scheme,
    /// In which regime; nothing: in any that has no row of its own.
    pub regime: Option<Regime>,
    /// For which client; nothing: for any.
    pub client: Option<ClientKind>,
    /// Since when it was read so.
    pub as_of: NaiveDate,
    /// The clause of the library that says it.
    pub clause: &'static str,
    /// Words of which the authorization must have one, in lower case.
    pub words: &'static [&'static str],
    /// What those words are about.
    pub about: &'static str,
    /// Days' notice of a debit, in the days the scheme counts; 0: none is prescribed.
    pub notice_days: u32,
    /// Whether the notice is a rule of law that no agreement shortens. Otherwise it only warns.
    pub notice_firm: bool,
    /// Where it comes from.
    pub source: &'static str,
}

const READ: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).expect("the calendar has the day");

const fn scheme_rule(
    scheme: Scheme,
    clause: &'static str,
    words: &'static [&'static str],
    about: &'static str,
    notice: (u32, bool),
    source: &'static str,
) -> SchemeRule {
    let (notice_days, notice_firm) = notice;
    SchemeRule {
        scheme,
        regime: None,
        client: None,
        as_of: READ,
        clause,
        words,
        about,
        notice_days,
        notice_firm,
        source,
    }
}

/// The table. The first row that fits a letter holds.
pub const SCHEME_RULES: [SchemeRule; 8] = [
    scheme_rule(
        Scheme::Card,
        "PAY-AUTH/card",
        &["card"],
        "leave to charge the stored card again",
        (0, false),
        "the card schemes' rules for stored cards",
    ),
    SchemeRule {
        client: Some(ClientKind::Consumer),
        ..scheme_rule(
            Scheme::Ach,
            "PAY-AUTH/consumer-ach",
            &["days before each debit", "outside the range"],
            "notice of each debit, or of one outside a range",
            (10, true),
            "Regulation E, 12 CFR 1005.10(d)",
        )
    },
    scheme_rule(
        Scheme::Ach,
        "PAY-AUTH/business-ach",
        &["nacha rules"],
        "the Nacha Rules that bind a business account",
        (0, false),
        "Nacha Operating Rules, corporate debits",
    ),
    scheme_rule(
        Scheme::Bacs,
        "PAY-AUTH/bacs",
        &["direct debit guarantee"],
        "the Direct Debit Guarantee",
        (10, false),
        "Bacs Direct Debit scheme: 10 working days unless the bank or provider agreed fewer",
    ),
    scheme_rule(
        Scheme::Sepa,
        "PAY-AUTH/sepa",
        &["eight weeks", "8 weeks"],
        "the refund within eight weeks",
        (14, false),
        "SEPA Core Direct Debit: 14 days unless agreed otherwise",
    ),
    scheme_rule(
        Scheme::Pad,
        "PAY-AUTH/pad",
        &["recourse"],
        "the recourse a payer has",
        (10, false),
        "Payments Canada Rule H1: 10 days for amounts that vary, unless waived (not verified)",
    ),
    SchemeRule {
        regime: Some(Regime::NewZealand),
        ..scheme_rule(
            Scheme::Becs,
            "PAY-AUTH/becs",
            &["direct debit authority", "service agreement"],
            "the terms of the direct debit authority",
            (10, false),
            "New Zealand direct debit: 10 days first, 30 days for a change of terms",
        )
    },
    scheme_rule(
        Scheme::Becs,
        "PAY-AUTH/becs",
        &["service agreement"],
        "the direct debit request service agreement",
        (14, false),
        "BECS direct debit procedures: 14 days for a change (not verified)",
    ),
];

/// What the schemes of a letter ask for, the longest notice first.
pub(super) fn of(letter: &LetterFacts) -> Vec<&'static SchemeRule> {
    let row = |scheme: &Scheme| {
        SCHEME_RULES.iter().find(|rule| {
            rule.scheme == *scheme
                && rule.regime.is_none_or(|regime| regime == letter.regime)
                && rule.client.is_none_or(|client| client == letter.client)
        })
    };
    let mut rules: Vec<_> = letter.collects_by.iter().filter_map(row).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.notice_days));
    rules
}
