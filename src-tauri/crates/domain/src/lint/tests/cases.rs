//! One case for every rule: a letter that is clean but for one thing.

use super::*;

type Case = (&'static str, fn(&mut LetterFacts));

/// Cases that start from a clean letter of the United States for books, payroll and tax.
const AMERICAN: &[Case] = &[
    ("L01-value-missing", |l| l.values.set(Placeholder::LawPlace, " ")),
    ("L02-placeholder-unknown", |l| write(l, "opening", "Dear {firstname},")),
    ("L03-value-wrong", |l| l.values.set(Placeholder::EndNoticeDays, "a month")),
    ("L04-clause-twice", |l| add(l, "PAY")),
    ("L05-clause-required", |l| remove(l, "RESP-C/tax")),
    ("L06-clause-usual", |l| remove(l, "DISP")),
    ("L07-pay-auth-missing", |l| l.collects_by = vec![Scheme::Card]),
    ("L08-scheme-notice-missing", |l| {
        collected(l, Scheme::Ach);
        *text_of(l, "PAY-AUTH/business-ach") = "You let us debit your account.".into();
    }),
    ("L09-varying-debit-notice", |l| {
        l.client = ClientKind::Consumer;
        l.fees_vary = true;
        collected(l, Scheme::Card);
        *text_of(l, "PAY-AUTH/card") = "You let us charge your card with the amount \
            of each invoice on its due date, until you withdraw. Your statement shows it."
            .into();
    }),
    ("L10-debit-notice-short", |l| {
        l.client = ClientKind::Consumer;
        collected(l, Scheme::Ach);
        l.values.set(Placeholder::DebitNoticeDays, "5");
    }),
    ("L12-debit-range-reversed", |l| {
        l.client = ClientKind::Consumer;
        collected(l, Scheme::Ach);
        l.values.set(Placeholder::DebitLow, "$9,000.00");
    }),
    ("L13-due-before-notice", |l| {
        collected(l, Scheme::Card);
        l.values.set(Placeholder::DebitNoticeDays, "20");
    }),
    ("L14-pay-fail-missing", |l| {
        collected(l, Scheme::Card);
        remove(l, "PAY-FAIL");
    }),
    ("L15-auth-unused", |l| add(l, "PAY-AUTH/card")),
    ("L16-revoke-days-long", |l| {
        l.client = ClientKind::Consumer;
        collected(l, Scheme::Ach);
        l.values.set(Placeholder::RevokeDays, "10");
    }),
    ("L17-clause-alternatives", |l| {
        add(l, "FEE-REV");
        add(l, "FEE-REV/index");
    }),
    ("L18-clause-stray", |l| add(l, "SCOPE/advisory")),
    ("L19-required-edited", |l| {
        let scope = l.clauses.iter_mut().find(|clause| clause.id == "SCOPE");
        scope.unwrap().edited = true;
    }),
    ("L21-late-rate-above-usual", |l| {
        l.values.set(Placeholder::LateRateYear, "24%");
        l.values.set(Placeholder::LateRateMonth, "2%");
    }),
    ("L23-month-without-year", |l| {
        *text_of(l, "PAY-LATE") = "We charge 1.5% per month on what is late.".into();
    }),
    ("L24-late-rates-disagree", |l| l.values.set(Placeholder::LateRateMonth, "2%")),
    ("L26-late-rate-unused", |l| remove(l, "PAY-LATE")),
    ("L27-costs-consumer", |l| {
        l.client = ClientKind::Consumer;
        add(l, "PAY-COST");
    }),
    ("L28-method-without-page", |l| {
        collected(l, Scheme::Card);
        l.asks_method = true;
    }),
    ("L30-price-rise-without-clause", |l| l.price_rise_percent = Some(Decimal::new(35, 1))),
    ("L31-price-rise-disagrees", |l| {
        l.price_rise_percent = Some(Decimal::from(4));
        add(l, "FEE-REV");
    }),
    ("L32-deposit-without-clause", |l| l.deposit = Some(usd(50_000))),
    ("L33-deposit-disagrees", |l| {
        l.deposit = Some(usd(50_001));
        add(l, "FEE-DEP");
    }),
    ("L34-hourly-open", |l| {
        l.lines[0].price = PriceFacts::Hourly { capped: false };
        remove(l, "FEE-OOS");
    }),
    ("L35-price-open", |l| l.lines[0].price = PriceFacts::ToConfirm),
    ("L36-totals-disagree", |l| {
        let total = TotalFacts {
            place: "totals.first_year".into(),
            worked_out: usd(100),
            printed: usd(101),
        };
        l.totals.push(total);
    }),
    ("L37-options-many", |l| l.options = 4),
    ("L38-add-ons-many", |l| l.add_ons = 9),
    ("L39-card-cost", |l| {
        add(l, "PAY-CARD");
        l.values.set(Placeholder::CardCost, "3.5%");
    }),
    ("L40-closed-before-dated", |l| l.valid_until = day(2026, 11, 22)),
    ("L41-start-long-past", |l| start(l, day(2026, 1, 1))),
    ("L42-start-far", |l| start(l, day(2028, 1, 1))),
    ("L43-open-long", |l| l.valid_until = day(2027, 11, 23)),
    ("L44-open-short", |l| l.valid_until = day(2026, 11, 24)),
    ("L45-start-disagrees", |l| l.starts_on = day(2026, 12, 2)),
    ("L46-due-days-disagree", |l| l.payment_days = 30),
    ("L50-cancel-consider", |l| l.client = ClientKind::Consumer),
    ("L51-liability-consumer", |l| {
        l.client = ClientKind::Consumer;
        add(l, "LIAB");
        *text_of(l, "LIAB") = "We are not liable for anything.".into();
    }),
    ("L52-liability-open", |l| {
        add(l, "LIAB");
        *text_of(l, "LIAB") = "We are liable for {liability_cap} at most.".into();
    }),
    ("L53-indemnity-consumer", |l| {
        l.client = ClientKind::Consumer;
        add(l, "INDEM");
    }),
    ("L54-consent-consumer", |l| {
        l.client = ClientKind::Consumer;
        l.consent_by_notice = true;
    }),
    ("L60-consent-without-clause", |l| l.consent_by_notice = true),
    ("L61-consent-short", |l| {
        l.consent_by_notice = true;
        add(l, "AMEND/notice");
        l.values.set(Placeholder::ConsentDays, "seven");
    }),
    ("L71-client-unsigned", |l| l.client_signatories = 0),
    ("L80-citation-absent", |l| write(l, "further_terms", "As `#PAY-SUSP` says.")),
    ("L81-work-empty", |l| l.lines.clear()),
    ("L82-line-vague", |l| remove(l, "SCOPE/payroll")),
    ("L83-clause-empty", |l| *text_of(l, "ASSUME") = "\n".into()),
    ("L90-legalese", |l| write(l, "further_terms", "The Client shall pay.")),
    ("L91-threat", |l| write(l, "cover_note", "Pay now or else we stop.")),
    ("L92-exclamation", |l| write(l, "opening", "How nice to meet you!")),
    ("L93-long", |l| write(l, "opening", &"word ".repeat(700))),
];

/// Cases of other places: the regime and the kind of service too.
const ELSEWHERE: &[(Regime, ServiceKind, Case)] = &[
    (
        Regime::UnitedKingdom,
        ServiceKind::Accounts,
        ("L11-debit-notice-below-scheme", |l| {
            collected(l, Scheme::Bacs);
            l.values.set(Placeholder::DebitNoticeDays, "3");
        }),
    ),
    (
        Regime::Canada,
        ServiceKind::Tax,
        ("L20-late-rate-above-cap", |l| {
            l.client = ClientKind::Consumer;
            l.values.set(Placeholder::LateRateYear, "36%");
            l.values.set(Placeholder::LateRateMonth, "3%");
        }),
    ),
    (
        Regime::Canada,
        ServiceKind::Compilation,
        ("L22-month-without-year-canada", |l| {
            *text_of(l, "PAY-LATE") = "Interest runs at {late_rate_month} a month.".into();
        }),
    ),
    (
        Regime::UnitedKingdom,
        ServiceKind::Tax,
        ("L25-late-charge-consumer", |l| l.client = ClientKind::Consumer),
    ),
    (
        Regime::UnitedKingdom,
        ServiceKind::Tax,
        ("L05-clause-required", |l| {
            l.client = ClientKind::Consumer;
            remove(l, "PAY-LATE");
        }),
    ),
    (
        Regime::Ireland,
        ServiceKind::Accounts,
        ("L47-due-days-long", |l| {
            l.payment_days = 75;
            l.most_payment_days = 75;
            l.values.set(Placeholder::DueDays, "75");
        }),
    ),
    (
        Regime::Australia,
        ServiceKind::Tax,
        ("L55-scheme-undisclosed", |l| l.practice.liability_scheme = true),
    ),
    (
        Regime::UnitedStates,
        ServiceKind::Compilation,
        ("L70-statements-unsigned", |l| l.practice_signs = false),
    ),
    (
        Regime::UnitedStates,
        ServiceKind::Review,
        ("L05-clause-required", |l| remove(l, "RESP-C/review")),
    ),
    (
        Regime::Canada,
        ServiceKind::Tax,
        ("L29-debit-category", |l| {
            l.client = ClientKind::Consumer;
            collected(l, Scheme::Pad);
        }),
    ),
    (
        Regime::Canada,
        ServiceKind::Compilation,
        ("L05-clause-required", |l| remove(l, "RESP-C/compilation")),
    ),
    (Regime::Australia, ServiceKind::Tax, ("L75-body-unnamed", |l| l.practice.body.clear())),
    (
        Regime::UnitedKingdom,
        ServiceKind::Tax,
        ("L76-insurer-unnamed", |l| l.practice.insurer = "  ".into()),
    ),
    (
        Regime::Ireland,
        ServiceKind::Tax,
        ("L77-supervisor-unnamed", |l| l.practice.supervisor.clear()),
    ),
];

/// The letter collects by a scheme, with all that asks for.
fn collected(letter: &mut LetterFacts, scheme: Scheme) {
    letter.collects_by.push(scheme);
    let rules = schemes::of(letter);
    let rule = rules.iter().find(|rule| rule.scheme == scheme).expect("the scheme has a row");
    add(letter, rule.clause);
    add(letter, "PAY-FAIL");
}

/// Another start, in the text too.
fn start(letter: &mut LetterFacts, on: NaiveDate) {
    letter.starts_on = on;
    letter.values.set(Placeholder::StartDate, on.to_string());
}

/// Rules that a case may break beside its own, since they follow from being a consumer's letter.
const BESIDE: [&str; 3] = ["L05-clause-required", "L50-cancel-consider", "L54-consent-consumer"];

fn breaks(letter: &LetterFacts, rule: &str) {
    let found = check(letter);
    let its_own = found.iter().find(|remark| remark.rule == rule);
    let remark = its_own.unwrap_or_else(|| panic!("{rule} is silent: {found:#?}"));
    assert!(remark.message.ends_with('.'), "{}", remark.message);
    assert!(!remark.message.contains("  "), "{}", remark.message);
    assert!(!remark.place.is_empty(), "{rule}");
    for other in found.iter().filter(|other| other.rule != rule) {
        let expected = (letter.client == ClientKind::Consumer && BESIDE.contains(&other.rule))
            || expected_beside(rule).contains(&other.rule);
        assert!(expected, "{rule} came with {other:?}");
    }
}

/// What else is wrong in a case of this rule.
fn expected_beside(rule: &str) -> &'static [&'static str] {
    match rule {
        "L25-late-charge-consumer" => &["L05-clause-required"],
        "L23-month-without-year" => &["L26-late-rate-unused"],
        "L54-consent-consumer" => &["L60-consent-without-clause"],
        "L81-work-empty" => &["L18-clause-stray"],
        "L82-line-vague" => &["L06-clause-usual"],
        _ => &[],
    }
}

#[test]
fn every_rule_speaks_where_it_should() {
    let kinds = [ServiceKind::Bookkeeping, ServiceKind::Payroll, ServiceKind::Tax];
    let mut spoke = BTreeSet::new();
    for (rule, spoil) in AMERICAN {
        let mut letter = letter_of(Regime::UnitedStates, &kinds);
        spoil(&mut letter);
        breaks(&letter, rule);
        spoke.insert(*rule);
    }
    for (regime, kind, (rule, spoil)) in ELSEWHERE {
        let mut letter = letter_of(*regime, &[*kind]);
        spoil(&mut letter);
        breaks(&letter, rule);
        spoke.insert(*rule);
    }
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(spoke, all);
}

#[test]
fn a_fix_that_adds_a_clause_names_one_of_the_library() {
    let kinds = [ServiceKind::Bookkeeping, ServiceKind::Payroll, ServiceKind::Tax];
    for (_, spoil) in AMERICAN {
        let mut letter = letter_of(Regime::UnitedStates, &kinds);
        spoil(&mut letter);
        for remark in check(&letter) {
            if let Some(Fix::AddClause(id)) = remark.fix {
                assert!(clause::with_id(letter.regime, id).is_some(), "{id}");
            }
        }
    }
}
