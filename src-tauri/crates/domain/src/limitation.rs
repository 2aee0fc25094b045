//! Until when a debt can be taken to court: dated data with its sources (rule 20). What is not in
//! the table is not known here, and nothing is said of it.
//!
//! The periods are those of a simple or written contract for services. Where a payment or a signed
//! acknowledgement starts the time anew in some cases only, the earlier day is told.

use chrono::{Months, NaiveDate};

use crate::jurisdiction::Jurisdiction;
use crate::jurisdiction::Jurisdiction::{Au, Ca, Gb, Ie, Nz, Us};

/// How long a debt can be taken to court in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    place: Jurisdiction,
    /// The parts of the place it is for, in lower case; none for all that no other rule names.
    regions: &'static [&'static str],
    /// For debts due since this day.
    since: (i32, u32, u32),
    /// So many years.
    pub years: u32,
    /// Whether a part payment or a signed acknowledgement starts it anew.
    pub restarts: bool,
    /// The statute.
    pub source: &'static str,
}

const fn rule(
    place: Jurisdiction,
    regions: &'static [&'static str],
    years: u32,
    source: &'static str,
) -> Rule {
    let restarts = !matches!(place, Us);
    Rule { place, regions, since: (1990, 1, 1), years, restarts, source }
}

static RULES: [Rule; 37] = [
    rule(Gb, &[], 6, "Limitation Act 1980 s. 5, 29 and 30"),
    rule(Gb, &["scotland"], 5, "Prescription and Limitation (Scotland) Act 1973 s. 6 and 10"),
    rule(Gb, &["northern ireland"], 6, "Limitation (Northern Ireland) Order 1989 art. 4"),
    rule(Ie, &[], 6, "Statute of Limitations 1957 s. 11, 56 and 65"),
    rule(Nz, &[], 6, "Limitation Act 2010 s. 11 and 47"),
    rule(Au, &["new south wales", "nsw"], 6, "Limitation Act 1969 (NSW) s. 14 and 54"),
    rule(Au, &["victoria", "vic"], 6, "Limitation of Actions Act 1958 (Vic) s. 5 and 24"),
    rule(Au, &["queensland", "qld"], 6, "Limitation of Actions Act 1974 (Qld) s. 10 and 35"),
    rule(Au, &["western australia", "wa"], 6, "Limitation Act 2005 (WA) s. 13"),
    rule(Au, &["south australia", "sa"], 6, "Limitation of Actions Act 1936 (SA) s. 35"),
    rule(Au, &["tasmania", "tas"], 6, "Limitation Act 1974 (Tas) s. 4"),
    rule(Au, &["australian capital territory", "act"], 6, "Limitation Act 1985 (ACT) s. 11"),
    rule(Au, &["northern territory", "nt"], 3, "Limitation Act 1981 (NT) s. 12"),
    rule(Ca, &["ontario", "on"], 2, "Limitations Act, 2002 (Ont.) s. 4 and 13"),
    rule(Ca, &["british columbia", "bc"], 2, "Limitation Act, SBC 2012 c. 13 s. 6 and 24"),
    rule(Ca, &["alberta", "ab"], 2, "Limitations Act, RSA 2000 c. L-12 s. 3 and 8"),
    rule(Ca, &["saskatchewan", "sk"], 2, "The Limitations Act, SS 2004 c. L-16.1 s. 5 and 11"),
    rule(Ca, &["new brunswick", "nb"], 2, "Limitation of Actions Act, SNB 2009 c. L-8.5 s. 5"),
    rule(Ca, &["quebec", "québec", "qc"], 3, "Civil Code of Québec art. 2925 and 2898"),
    rule(Us, &["california", "ca"], 4, "Cal. Code Civ. Proc. § 337"),
    rule(Us, &["florida", "fl"], 5, "Fla. Stat. § 95.11(2)(b)"),
    rule(Us, &["georgia", "ga"], 6, "O.C.G.A. § 9-3-24"),
    rule(Us, &["illinois", "il"], 10, "735 ILCS 5/13-206"),
    rule(Us, &["maine", "me"], 6, "14 M.R.S. § 752"),
    rule(Us, &["maryland", "md"], 3, "Md. Code, Cts. & Jud. Proc. § 5-101"),
    rule(Us, &["massachusetts", "ma"], 6, "M.G.L. c. 260 § 2"),
    rule(Us, &["new hampshire", "nh"], 3, "N.H. Rev. Stat. § 508:4"),
    rule(Us, &["new jersey", "nj"], 6, "N.J.S.A. 2A:14-1"),
    rule(Us, &["new york", "ny"], 6, "N.Y. C.P.L.R. 213(2)"),
    rule(Us, &["north carolina", "nc"], 3, "N.C. Gen. Stat. § 1-52(1)"),
    rule(Us, &["ohio", "oh"], 8, "Ohio Rev. Code § 2305.06 as of 2012"),
    Rule {
        since: (2021, 6, 16),
        ..rule(Us, &["ohio", "oh"], 6, "Ohio Rev. Code § 2305.06 as amended by S.B. 13 of 2021")
    },
    rule(Us, &["oregon", "or"], 6, "Or. Rev. Stat. § 12.080"),
    rule(Us, &["pennsylvania", "pa"], 4, "42 Pa. C.S. § 5525"),
    rule(Us, &["texas", "tx"], 4, "Tex. Civ. Prac. & Rem. Code § 16.004 and 16.051"),
    rule(Us, &["virginia", "va"], 5, "Va. Code § 8.01-246(2)"),
    rule(Us, &["washington", "wa"], 6, "RCW 4.16.040"),
];

/// The rule of a place for a debt that was due on a day; `region` is the part of it as the practice
/// writes it. Nothing where none is known.
pub fn rule_of(place: Jurisdiction, region: &str, due_on: NaiveDate) -> Option<&'static Rule> {
    let region = region.trim().to_lowercase();
    let holds = |rule: &&Rule| {
        let (year, month, day) = rule.since;
        let since = NaiveDate::from_ymd_opt(year, month, day);
        rule.place == place && since.is_some_and(|since| since <= due_on)
    };
    let known = || RULES.iter().filter(holds);
    let named = known().rfind(|rule| rule.regions.contains(&region.as_str()));
    named.or_else(|| known().find(|rule| rule.regions.is_empty()))
}

/// The last day on which a debt can be taken to court: counted from the day it was due, or from
/// the last payment or acknowledgement where that starts the time anew.
pub fn last_day(rule: &Rule, due_on: NaiveDate, last: Option<NaiveDate>) -> Option<NaiveDate> {
    let from = last.filter(|last| rule.restarts && *last > due_on).unwrap_or(due_on);
    from.checked_add_months(Months::new(rule.years * 12))
}

#[cfg(test)]
mod tests;
