//! Which clauses a regime and a kind of work call for, with the source.

use super::facts::{ClientKind, LetterFacts};
use crate::clause::Regime::{
    self, Australia, Canada, Ireland, NewZealand, UnitedKingdom, UnitedStates,
};
use crate::clause::ServiceKind::{
    self, Accounts, Bookkeeping, Compilation, Payroll, Preparation, Review, Tax,
};

/// Clauses that a letter of some kind must or should have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Requirement {
    /// In which regimes; empty: in all.
    pub regimes: &'static [Regime],
    /// With which kinds of service, any of them; empty: with all.
    pub kinds: &'static [ServiceKind],
    /// With which client; nothing: with any.
    pub client: Option<ClientKind>,
    /// The ids. One without a stroke is met by a variant too.
    pub ids: &'static [&'static str],
    /// Whether the source demands it; otherwise it is usual.
    pub must: bool,
    /// Where it comes from.
    pub source: &'static str,
}

impl Requirement {
    /// Whether it speaks of this letter.
    pub(super) fn applies(&self, letter: &LetterFacts) -> bool {
        // What consumers are owed is law; what a letter has otherwise is usage of the profession.
        let regime = if self.client.is_some() { letter.law } else { letter.regime };
        (self.regimes.is_empty() || self.regimes.contains(&regime))
            && (self.kinds.is_empty() || letter.kinds().iter().any(|k| self.kinds.contains(k)))
            && self.client.is_none_or(|client| client == letter.client)
    }
}

const fn must(
    regimes: &'static [Regime],
    kinds: &'static [ServiceKind],
    ids: &'static [&'static str],
    source: &'static str,
) -> Requirement {
    Requirement { regimes, kinds, client: None, ids, must: true, source }
}

const fn usual(
    regimes: &'static [Regime],
    kinds: &'static [ServiceKind],
    ids: &'static [&'static str],
    source: &'static str,
) -> Requirement {
    Requirement { must: false, ..must(regimes, kinds, ids, source) }
}

const fn for_client(client: ClientKind, requirement: Requirement) -> Requirement {
    Requirement { client: Some(client), ..requirement }
}

/// The table, as of November 2026.
pub const REQUIREMENTS: [Requirement; 22] = [
    must(
        &[],
        &[],
        &["PART", "SCOPE", "RESP-C", "RESP-F", "RELY", "FEE", "PAY", "AMEND", "TERM"],
        "what SSARS, ICAEW, ACCA and APES 305 all ask of an engagement letter",
    ),
    usual(
        &[],
        &[],
        &["EXCL", "DISP", "CONF", "REC", "OWN", "LAW", "ECOM", "NOTICE", "ENTIRE"],
        "good practice for engagement letters",
    ),
    must(
        &[UnitedStates],
        &[Preparation],
        &["SCOPE/preparation", "RESP-C/statements", "RESP-F/statements", "RELY/statements"],
        "AICPA, SSARS, AR-C section 70",
    ),
    must(
        &[UnitedStates],
        &[Compilation],
        &["SCOPE/compilation", "RESP-C/statements", "RESP-F/statements", "RELY/statements"],
        "AICPA, SSARS, AR-C section 80",
    ),
    must(
        &[UnitedStates],
        &[Review],
        &[
            "SCOPE/review",
            "RESP-C/statements",
            "RESP-C/review",
            "RESP-F/statements",
            "RELY/statements",
        ],
        "AICPA, SSARS, AR-C section 90",
    ),
    must(
        &[UnitedStates],
        &[Tax],
        &["SCOPE/tax", "EXCL", "RESP-C/tax", "RESP-F/tax", "REC"],
        "Circular 230, 31 CFR 10.28 and 10.33",
    ),
    must(&[UnitedStates], &[Tax], &["CONF", "SUB"], "Internal Revenue Code s. 7216"),
    usual(&[], &[Tax], &["SCOPE/tax", "EXCL/tax", "RESP-C/tax"], "practice for tax returns"),
    usual(&[], &[Bookkeeping], &["SCOPE/bookkeeping", "RESP-C/bookkeeping"], "SSARS and practice"),
    usual(&[], &[Payroll], &["SCOPE/payroll", "RESP-C/payroll"], "practice for payroll"),
    usual(
        &[],
        &[Preparation, Compilation, Review, Accounts],
        &["RESP-C/statements", "RELY/statements"],
        "practice for financial statements",
    ),
    must(
        &[UnitedKingdom],
        &[],
        &["COMPL", "CONFLICT", "FEE-EXP", "PRIV", "REC", "THIRD"],
        "ICAEW and ACCA on engagement letters",
    ),
    must(&[UnitedKingdom], &[], &["COMPL"], "Provision of Services Regulations 2009"),
    must(&[UnitedKingdom], &[], &["AML"], "Money Laundering Regulations 2017"),
    for_client(
        ClientKind::Consumer,
        must(&[UnitedKingdom], &[], &["CANCEL"], "Consumer Contracts Regulations 2013"),
    ),
    for_client(
        ClientKind::Consumer,
        must(&[Ireland], &[], &["CANCEL"], "Consumer Rights Act 2022, Directive 2011/83/EU"),
    ),
    usual(
        &[Ireland],
        &[],
        &["AML", "COMPL", "PRIV"],
        "Criminal Justice (Money Laundering) Act 2010; S.I. 533 of 2010; GDPR",
    ),
    must(
        &[Canada],
        &[Compilation],
        &[
            "SCOPE/compilation",
            "RESP-C/statements",
            "RESP-C/compilation",
            "RESP-F/statements",
            "THIRD/statements",
        ],
        "CSRS 4200",
    ),
    must(&[Australia], &[], &["OWN", "SUB"], "APES 305"),
    usual(
        &[Australia],
        &[Compilation],
        &["SCOPE/compilation", "RESP-F/statements", "THIRD/statements"],
        "APES 315",
    ),
    for_client(
        ClientKind::Consumer,
        must(&[UnitedStates], &[], &["ECOM/consumer"], "ESIGN Act, 15 USC 7001(c)"),
    ),
    usual(
        &[NewZealand],
        &[],
        &["AML", "PRIV"],
        "Anti-Money Laundering and Countering Financing of Terrorism Act 2009; Privacy Act 2020",
    ),
];
