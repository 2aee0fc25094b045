//! The rules by name: what each looks for, how much it weighs and where it comes from.

use super::remarks::Severity;

/// A rule of the linter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The name for ever.
    pub id: &'static str,
    /// How much a remark under it weighs.
    pub severity: Severity,
    /// Whether a blocking remark may be overridden with a reason.
    pub overridable: bool,
    /// What it looks for, in one sentence.
    pub words: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const fn blocking(id: &'static str, words: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Blocking, overridable: true, words, source }
}

const fn never_overridden(id: &'static str, words: &'static str, source: &'static str) -> Rule {
    Rule { overridable: false, ..blocking(id, words, source) }
}

const fn warning(id: &'static str, words: &'static str, source: &'static str) -> Rule {
    Rule { severity: Severity::Warning, ..blocking(id, words, source) }
}

const fn advice(id: &'static str, words: &'static str, source: &'static str) -> Rule {
    Rule { severity: Severity::Advice, ..blocking(id, words, source) }
}

/// Every rule, in the order of its id.
pub const RULES: [Rule; 68] = [
    never_overridden(
        "L01-value-missing",
        "A clause asks for a fact that is not filled in.",
        "a letter with a blank is not sent",
    ),
    never_overridden(
        "L02-placeholder-unknown",
        "A text has a name in braces that nobody knows.",
        "a letter with a blank is not sent",
    ),
    never_overridden(
        "L03-value-wrong",
        "A value is not what its place needs: days, a percentage, an amount, a date.",
        "plain wording: figures with their unit",
    ),
    never_overridden(
        "L04-clause-twice",
        "Two clauses have the same id.",
        "ids are kept for ever and cited",
    ),
    blocking(
        "L05-clause-required",
        "A clause that the regime or the kind of work demands is absent.",
        "the standard that the remark names",
    ),
    warning(
        "L06-clause-usual",
        "A clause that is usual for the regime or the kind of work is absent.",
        "the standard that the remark names",
    ),
    never_overridden(
        "L07-pay-auth-missing",
        "Invoices are collected from a method on file, and no clause permits it.",
        "Nacha Rules 2.3, Regulation E, card schemes",
    ),
    blocking(
        "L08-scheme-notice-missing",
        "The authorization lacks what its scheme asks for.",
        "the scheme's rules that the remark names",
    ),
    blocking(
        "L09-varying-debit-notice",
        "Debits of varying amount reach a consumer without notice of each.",
        "Regulation E, 12 CFR 1005.10(d), and the debit schemes",
    ),
    blocking(
        "L10-debit-notice-short",
        "The notice of a debit is shorter than the law allows.",
        "the scheme's rules that the remark names",
    ),
    warning(
        "L11-debit-notice-below-scheme",
        "The notice of a debit is shorter than the scheme's usual one.",
        "the scheme's rules that the remark names",
    ),
    never_overridden(
        "L12-debit-range-reversed",
        "The lowest usual debit is above the highest.",
        "Regulation E, 12 CFR 1005.10(d)(2)",
    ),
    warning(
        "L13-due-before-notice",
        "Invoices fall due before the notice of their debit has run.",
        "the scheme's rules that the remark names",
    ),
    warning(
        "L14-pay-fail-missing",
        "Nothing says what happens when a collection fails.",
        "payment clauses every agreement fills",
    ),
    advice(
        "L15-auth-unused",
        "The letter permits collecting, and no invoice is collected.",
        "good practice",
    ),
    blocking(
        "L16-revoke-days-long",
        "A consumer needs more days to stop a debit than the law allows.",
        "Regulation E, 12 CFR 1005.10(c)",
    ),
    blocking(
        "L17-clause-alternatives",
        "Two clauses say different things of one matter.",
        "a letter does not contradict itself",
    ),
    warning(
        "L18-clause-stray",
        "A clause belongs to work that is not offered.",
        "a letter says what is done",
    ),
    advice(
        "L19-required-edited",
        "A clause that the regime demands was edited.",
        "the standard that the remark names",
    ),
    blocking(
        "L20-late-rate-above-cap",
        "The late rate is above what the law allows.",
        "the law that the remark names",
    ),
    warning(
        "L21-late-rate-above-usual",
        "The late rate is above a limit that is not verified.",
        "the law that the remark names",
    ),
    blocking(
        "L22-month-without-year-canada",
        "A rate by the month is stated without the rate by the year.",
        "Interest Act (Canada) s. 4",
    ),
    warning(
        "L23-month-without-year",
        "A rate by the month is stated without the rate by the year.",
        "plain wording: the rate by the year first",
    ),
    never_overridden(
        "L24-late-rates-disagree",
        "The rate by the month is not a twelfth of the rate by the year.",
        "simple interest",
    ),
    warning(
        "L25-late-charge-consumer",
        "A late charge for businesses stands in a consumer's letter.",
        "Late Payment Act 1998; S.I. 580 of 2012",
    ),
    warning(
        "L26-late-rate-unused",
        "A late rate is filled in, and no clause uses it.",
        "a charge needs a clause",
    ),
    warning(
        "L27-costs-consumer",
        "A consumer is to pay costs of recovery.",
        "Late Payment Act 1998; consumer law",
    ),
    warning(
        "L28-method-without-page",
        "A payment method is asked for, and no connected processor has a page for it.",
        "payment clauses every agreement fills",
    ),
    warning(
        "L29-debit-category",
        "A consumer's debit has the category of a business, or the other way round.",
        "Payments Canada Rule H1",
    ),
    blocking(
        "L30-price-rise-without-clause",
        "A yearly price rise is offered without its clause.",
        "a price is agreed before it is charged",
    ),
    never_overridden(
        "L31-price-rise-disagrees",
        "The price rise offered is not the one the clause states.",
        "a letter does not contradict itself",
    ),
    blocking(
        "L32-deposit-without-clause",
        "A deposit is asked for without its clause.",
        "the profession's rules on money taken in advance",
    ),
    never_overridden(
        "L33-deposit-disagrees",
        "The deposit asked for is not the one the clause states.",
        "a letter does not contradict itself",
    ),
    warning(
        "L34-hourly-open",
        "A line is billed by the hour without a limit or a rule for more.",
        "a price is agreed before it is charged",
    ),
    blocking(
        "L35-price-open",
        "A price is to be confirmed, and no clause says how.",
        "a price is agreed before it is charged",
    ),
    never_overridden(
        "L36-totals-disagree",
        "A printed total is not what its parts come to.",
        "one function works out and prints a figure",
    ),
    warning(
        "L37-options-many",
        "There are more than three options.",
        "a client chooses between three at most",
    ),
    advice("L38-add-ons-many", "There are more than eight add-ons.", "good practice"),
    never_overridden(
        "L39-card-cost",
        "More of the cost of credit cards is passed on than the place allows.",
        "the rules of each place, dated, with the table of them",
    ),
    never_overridden(
        "L40-closed-before-dated",
        "The offer closes before the day on the letter.",
        "a letter does not contradict itself",
    ),
    warning(
        "L41-start-long-past",
        "The agreement starts long before the letter.",
        "engagement standards: a new letter when terms change",
    ),
    warning(
        "L42-start-far",
        "The agreement starts more than a year after the letter.",
        "good practice",
    ),
    advice("L43-open-long", "The offer stays open for more than 90 days.", "good practice"),
    advice("L44-open-short", "The offer stays open for less than three days.", "good practice"),
    never_overridden(
        "L45-start-disagrees",
        "The start date in the text is not the agreement's.",
        "a letter does not contradict itself",
    ),
    never_overridden(
        "L46-due-days-disagree",
        "The days to pay in the text are not those of the invoices.",
        "a letter does not contradict itself",
    ),
    warning(
        "L47-due-days-long",
        "A business has more than 60 days to pay.",
        "Directive 2011/7/EU; UK reform announced 2026",
    ),
    advice(
        "L50-cancel-consider",
        "A consumer's letter says nothing of a right to cancel.",
        "consumer law of the place",
    ),
    blocking(
        "L51-liability-consumer",
        "A consumer's letter limits liability without saying what stays.",
        "Consumer Rights Act 2015; Consumer Rights Act 2022; consumer law of the place",
    ),
    warning(
        "L52-liability-open",
        "Liability is limited without saying what stays.",
        "Unfair Contract Terms Act 1977; plain wording",
    ),
    warning(
        "L53-indemnity-consumer",
        "A consumer is to indemnify the practice.",
        "Consumer Rights Act 2015, schedule 2",
    ),
    warning(
        "L54-consent-consumer",
        "A consumer is to consent by silence.",
        "Consumer Rights Act 2015, schedule 2",
    ),
    blocking(
        "L55-scheme-undisclosed",
        "The practice takes part in a liability scheme that the letter does not name.",
        "APES 305; Professional Standards Legislation",
    ),
    never_overridden(
        "L60-consent-without-clause",
        "Silence is to count as consent, and no clause says so.",
        "silence is consent only where it was agreed",
    ),
    advice(
        "L61-consent-short",
        "Silence counts as consent after less than 14 days.",
        "good practice",
    ),
    never_overridden(
        "L70-statements-unsigned",
        "An AR-C letter is not signed by the practice and by management.",
        "AICPA, SSARS, AR-C sections 70, 80 and 90",
    ),
    warning(
        "L71-client-unsigned",
        "No one is named to sign for the client.",
        "UETA, ESIGN, authority to sign",
    ),
    warning(
        "L75-body-unnamed",
        "The practice has not said which professional body it belongs to.",
        "Provision of Services Regulations 2009; APES 305",
    ),
    warning(
        "L76-insurer-unnamed",
        "The practice has not said who insures it.",
        "Provision of Services Regulations 2009; S.I. 533 of 2010",
    ),
    warning(
        "L77-supervisor-unnamed",
        "The practice has not said who supervises it against money laundering.",
        "Money Laundering Regulations 2017",
    ),
    never_overridden(
        "L80-citation-absent",
        "A text cites a clause that is not in the letter.",
        "ids are kept for ever and cited",
    ),
    never_overridden(
        "L81-work-empty",
        "The letter offers no work.",
        "engagement standards: the scope is stated",
    ),
    warning(
        "L82-line-vague",
        "A line says nothing of what is done.",
        "engagement standards: the scope is stated",
    ),
    never_overridden(
        "L83-clause-empty",
        "A clause has no text.",
        "a letter does not contradict itself",
    ),
    advice("L90-legalese", "A text uses a word of old legal English.", "plain wording"),
    advice("L91-threat", "A text threatens.", "plain wording"),
    advice("L92-exclamation", "A text has an exclamation mark.", "plain wording"),
    advice("L93-long", "A text is very long.", "plain wording"),
];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
