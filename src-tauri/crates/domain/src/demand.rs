//! The formal demand before a claim: how many days a debtor has, what goes with it, and by which
//! way it goes, as dated data with its sources (rule 20). Where a place has no rule, fourteen days
//! are a custom, and it is said so.

use chrono::NaiveDate;

use crate::jurisdiction::Jurisdiction;
use crate::jurisdiction::Jurisdiction::{Au, Ca, Gb, Ie, Nz, Us};

/// What holds for a demand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    place: Jurisdiction,
    /// The parts of the place it is for, in lower case; none for all that no other rule names.
    regions: &'static [&'static str],
    /// Whether it is for people alone, sole traders among them.
    people: bool,
    /// For demands made since this day.
    since: (i32, u32, u32),
    /// So many days at least.
    pub days: u64,
    /// What the letter is called there.
    pub title: &'static str,
    /// Whether it goes by post.
    pub by_post: bool,
    /// What has to go with it that the program does not make, in words.
    pub forms: &'static str,
    /// What the rule says, in a sentence for the user.
    pub words: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

const CUSTOM: &str = "No rule sets a number of days here; fourteen are the custom.";
const SINCE: (i32, u32, u32) = (1990, 1, 1);

const fn custom(
    place: Jurisdiction,
    regions: &'static [&'static str],
    source: &'static str,
) -> Rule {
    Rule {
        place,
        regions,
        people: false,
        since: SINCE,
        days: 14,
        title: "Formal demand",
        by_post: false,
        forms: "",
        words: CUSTOM,
        source,
    }
}

static RULES: [Rule; 11] = [
    Rule {
        since: (2015, 4, 6),
        title: "Letter before claim",
        words: "Between businesses a debtor has a reasonable time to answer, 14 days in a \
                straightforward case.",
        ..custom(Gb, &[], "Practice Direction: Pre-Action Conduct and Protocols, para. 6")
    },
    Rule {
        people: true,
        since: (2017, 10, 1),
        days: 30,
        title: "Letter of claim",
        by_post: true,
        forms: "the information sheet, the reply form and the financial statement form of the \
                Pre-Action Protocol for Debt Claims (its annexes 1 and 2)",
        words: "A person, also one who trades alone, has 30 days from the date of the letter. It \
                is posted on that day or the next, with the forms of the protocol, and after a \
                reply no claim is made without 14 days' notice.",
        ..custom(Gb, &[], "Pre-Action Protocol for Debt Claims, para. 3, 4 and 8")
    },
    custom(Gb, &["scotland"], "No pre-action protocol for debts in Scotland"),
    custom(Gb, &["northern ireland"], "No pre-action protocol for debts in Northern Ireland"),
    custom(Ie, &[], "No pre-action protocol for debts in Ireland"),
    custom(
        Us,
        &[],
        "No federal rule: 15 U.S.C. § 1692a(6) leaves out whoever collects their own debts in \
         their own name. Some states have rules for debts of consumers",
    ),
    custom(Ca, &[], "No rule for debts in general; look at the rules of the province's court"),
    Rule {
        days: 10,
        title: "Formal notice",
        words: "The debtor must have a reasonable time, and 10 days are usually taken as one. It \
                is best sent by registered mail.",
        ..custom(
            Ca,
            &["quebec", "québec", "qc"],
            "Civil Code of Québec art. 1595; Gouvernement du Québec on small claims",
        )
    },
    custom(Au, &[], "No rule for debts in general; look at the rules of the state's court"),
    Rule {
        since: (2020, 5, 18),
        days: 21,
        title: "Letter of demand",
        words: "A claim that comes sooner than 21 days after the written notice may lose its \
                costs.",
        ..custom(Au, &["south australia", "sa"], "Uniform Civil Rules 2020 (SA) r. 332.3")
    },
    custom(Nz, &[], "No pre-action rule for debts in New Zealand"),
];

/// The rule for a demand that is made on a day. `region` is the part of the place as the practice
/// writes it; `person` whether the debtor is a person, also one who trades alone.
pub fn rule_of(place: Jurisdiction, region: &str, person: bool, on: NaiveDate) -> &'static Rule {
    static ANYWHERE: Rule = custom(Us, &[], "No rule is known here");
    let region = region.trim().to_lowercase();
    let holds = |rule: &&Rule| {
        let (year, month, day) = rule.since;
        let since = NaiveDate::from_ymd_opt(year, month, day);
        rule.place == place && since.is_some_and(|since| since <= on) && (person || !rule.people)
    };
    let known = || RULES.iter().filter(holds);
    let named = known().rfind(|rule| rule.regions.contains(&region.as_str()));
    named.or_else(|| known().rfind(|rule| rule.regions.is_empty())).unwrap_or(&ANYWHERE)
}

/// The subject and the words of a demand under a rule. It asks, says by when, opens the way to
/// dispute and to a plan, and says of what comes after no more than that it will be decided.
pub fn words(rule: &Rule) -> (String, String) {
    let subject = format!("{}: {{total}} unpaid", rule.title);
    let named = match rule.title {
        "Formal notice" => "This letter is a formal notice to pay.",
        _ => "This letter says what is owed and asks for it, before anything else is decided.",
    };
    let forms = match rule.forms {
        "" => "",
        _ => {
            "Enclosed are {forms}. Please answer on the reply form, to the address at the head of \
             this letter.\n\n"
        }
    };
    let body = format!(
        "Dear {{client}},\n\n{named}\n\n{{invoices}}\n\n{{agreed}} {{late}}\n\nPlease pay \
         {{total}} by {{answer_by}}, which is {{days}} days from the date of this letter.\n\n\
         {{how_to_pay}}\n\n{forms}If you dispute any part of it, please say by then which part and \
         why. We stop asking for that part while we answer, and the rest stays due. If you cannot \
         pay all of it at once, tell us by then what you can pay and when; we will consider a plan \
         to pay in parts.\n\nIf we have neither payment nor an answer by {{answer_by}}, I will \
         decide how to recover what is owed, which may be by a claim in court. Nothing of that \
         kind is done before that day. Your own records are yours, whatever is owed.\n\n{{signed}}"
    );
    (subject, body)
}

#[cfg(test)]
mod tests;
