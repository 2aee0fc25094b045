//! What a second piece of evidence carries, and what looks like one and is none.

use super::*;

fn on(month: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, d).unwrap()
}

/// An invoice of the first client, due two weeks after its day.
fn issued(number: &str, minor: i64, day: NaiveDate) -> OpenInvoice {
    let due_on = day + chrono::Days::new(14);
    OpenInvoice { issued_on: day, due_on, ..invoice(1, number, minor) }
}

fn bakery(invoices: Vec<OpenInvoice>) -> Books {
    Books { payers: vec![payer(1, "Alder Bakery LLC")], invoices, ..Books::default() }
}

fn decided(books: &Books, deposit: &Deposit) -> (Decision, Vec<&'static str>) {
    let answer = Matcher::over(books, &Learned::default()).explain(deposit).unwrap();
    (answer.decision, answer.doubts)
}

fn paid_by(payer: &str, reference: &str, minor: i64) -> Deposit {
    let (payer, reference) = (payer.to_owned(), reference.to_owned());
    Deposit { payer, reference, ..deposit("BANK CREDIT", minor) }
}

#[test]
fn an_agreed_instalment_is_no_part_by_chance_and_may_be_whoever_agreed_to_it() {
    let invoices = vec![issued("A-7", 45_000, on(10, 14)), issued("A-10", 39_000, on(10, 15))];
    let parts = vec![(invoices[0].id, usd(45_000)), (invoices[1].id, usd(2_150))];
    let instalment = |due_on, parts| Planned { client: client(1), due_on, parts };
    let planned = vec![
        instalment(day(18), parts.clone()),
        instalment(on(12, 18), vec![(invoices[1].id, usd(36_850))]),
    ];
    let mut books = Books { planned, ..bakery(invoices) };
    books.payers.push(payer(2, "Larkspur Landscaping"));
    let best = |text: &str, minor| first(text, minor, &books).unwrap();
    for text in ["ALDER BAKERY", "COUNTER DEPOSIT"] {
        let best = best(text, 47_150);
        assert_eq!(best.kind, Kind::Invoices(parts.clone()));
        assert_eq!(best.why.last().unwrap(), "It is an instalment of their plan: A-7, A-10");
    }
    let whose = |text: &str, minor| {
        let matcher = Matcher::over(&books, &Learned::default());
        Vec::from_iter(matcher.may_be_of(&deposit(text, minor)).unwrap())
    };
    assert_eq!(whose("COUNTER DEPOSIT", 47_150), [client(1)]);
    assert_eq!(whose("COUNTER DEPOSIT", 36_850), [client(1)]);
    assert_eq!(whose("COUNTER DEPOSIT", 36_851), []);
    assert!(!whose("LARKSPUR LANDSCAPING", 47_150).contains(&client(1)), "it names another");
}

#[test]
fn whatever_is_paid_under_a_word_that_many_share_may_be_any_of_theirs() {
    let names = ["Bakery", "Dental", "Motors", "Design", "Joinery", "Freight", "Optics", "Farms"];
    let clients = (1..).zip(names);
    let payers = clients.map(|(n, name)| payer(n, &format!("Alder {name} LLC"))).collect();
    let invoices = (1..=8).map(|n| invoice(n, "INV-1", 45_000 + 100 * n as i64)).collect();
    let books = Books { payers, invoices, ..Books::default() };
    let matcher = Matcher::over(&books, &Learned::default());
    let whose = matcher.may_be_of(&deposit("ALDER 123456", 12_345)).unwrap();
    assert_eq!(whose.len(), names.len());
}

#[test]
fn a_learned_word_that_many_names_share_is_not_sure_where_another_of_them_owes_as_much() {
    let names = ["Freight", "Bakery", "Studio", "Dental", "Optics", "Farms"];
    let clients = (1..).zip(names);
    let payers: Vec<Payer> =
        clients.map(|(n, name)| payer(n, &format!("Garrow {name} LLC"))).collect();
    let paid = deposit("GARROW 198424", 30_000);
    let mut learned = Learned::default();
    learned.confirm(&payer_in(&paid.description), client(1));
    learned.confirm(&payer_in(&paid.description), client(1));
    let decided = |invoices: Vec<OpenInvoice>, planned: Vec<Planned>| {
        let books = Books { payers: payers.clone(), invoices, planned, ..Books::default() };
        Matcher::over(&books, &learned).explain(&paid).unwrap().decision
    };
    let own = invoice(1, "INV-0459", 30_000);
    let others = invoice(2, "INV-457", 30_000);
    let larger = invoice(2, "INV-457", 60_000);
    let half = vec![(larger.id, usd(30_000))];
    let planned = vec![Planned { client: client(2), due_on: day(18), parts: half }];
    assert_eq!(decided(vec![own.clone()], Vec::new()), Decision::Auto);
    assert_eq!(decided(vec![own.clone(), others], Vec::new()), Decision::Suggest);
    assert_eq!(decided(vec![own, larger], planned), Decision::Suggest);
}

#[test]
fn a_month_tells_equal_fees_apart_only_where_one_invoice_may_be_meant() {
    let fees = bakery(vec![
        issued("A-7", 45_000, on(7, 14)),
        issued("A-8", 45_000, on(8, 14)),
        issued("A-101", 45_000, on(10, 14)),
    ]);
    let says = |reference: &str| answer_to(&fees, reference);
    assert_eq!(says("OCTOBER BOOKKEEPING"), (Decision::Auto, Some("A-101")));
    assert_eq!(says("BOOKKEEPING").0, Decision::Suggest);
    // In August some bill July, others August.
    assert_eq!(says("JULY BOOKKEEPING").0, Decision::Suggest);
    assert_eq!(says("JULY AND OCTOBER").0, Decision::Suggest);
}

/// The decision on the bakery's deposit of 450.00, and the number of the invoice if it is one.
fn answer_to<'a>(books: &'a Books, reference: &str) -> (Decision, Option<&'a str>) {
    let paid = paid_by("ALDER BAKERY", reference, 45_000);
    let answer = Matcher::over(books, &Learned::default()).explain(&paid).unwrap();
    let Some(Kind::Invoices(parts)) = answer.hypotheses.first().map(|best| &best.kind) else {
        return (answer.decision, None);
    };
    let number = |id| books.invoices.iter().find(|i| i.id == id).map(|i| i.number.as_str());
    (answer.decision, number(parts[0].0).filter(|_| parts.len() == 1))
}

#[test]
fn a_part_under_the_whole_number_is_applied_for_an_unknown_payer_where_it_is_an_even_one() {
    let books = books();
    let decision = |minor| decided(&books, &paid_by("J DOYLE", "INV-0042", minor)).0;
    assert_eq!(decision(22_500), Decision::Auto, "half of it");
    assert_eq!(decision(15_000), Decision::Auto, "a third");
    assert_eq!(decision(21_700), Decision::Suggest);
    assert_eq!(decision(50_000), Decision::Suggest, "more than is open");
}

#[test]
fn much_more_than_the_invoice_that_is_named_is_asked_about() {
    let books = books();
    let decision = |minor| decided(&books, &paid_by("ALDER BAKERY LLC", "INV-0042", minor)).0;
    assert_eq!(decision(50_000), Decision::Auto);
    assert_eq!(decision(135_000), Decision::Suggest, "it pays something else too");
}

#[test]
fn what_may_be_an_instalment_of_another_invoice_is_asked_about() {
    let books = bakery(vec![issued("A-7", 180_000, on(10, 20)), issued("A-8", 60_000, on(11, 1))]);
    let (decision, doubts) = decided(&books, &paid_by("ALDER BAKERY", "", 60_000));
    assert_eq!(
        (decision, doubts),
        (Decision::Suggest, vec!["It may be a part of another invoice"])
    );
    let (decision, _) = decided(&books, &paid_by("ALDER BAKERY", "A-8", 60_000));
    assert_eq!(decision, Decision::Auto);
}

#[test]
fn a_name_is_known_without_its_blanks_cut_and_with_a_slip_of_the_hand() {
    let books = Books {
        payers: vec![payer(1, "Finch & Pemberton Gardens"), payer(2, "Quarry Road Music School")],
        ..books()
    };
    for (payer, minor) in [
        ("FINCHPEMBERTONGARD", 45_000),
        ("FINCH PEMBERTON GA", 45_000),
        ("FINCH & PEMBRETON ", 45_000),
        ("QUARRYROADMUSICSHCOOL", 48_000),
        ("QUARRY ROAD MUSIC ", 48_000),
    ] {
        assert_eq!(decided(&books, &paid_by(payer, "", minor)).0, Decision::Auto, "{payer}");
    }
    assert_eq!(decided(&books, &paid_by("FINCH PEMBERTON", "", 45_000)).0, Decision::Suggest);
}

#[test]
fn whom_a_payment_is_for_is_read_only_where_the_name_is_whole() {
    let mut books = books();
    let pays = |books: &Books, text: &str| {
        decided(books, &paid_by("LARKSPUR LANDSCAPING", text, 45_000)).0
    };
    assert_eq!(pays(&books, "for Alder Bakery LLC"), Decision::Auto);
    assert_eq!(pays(&books, "Alder Bakery LLC"), Decision::Suggest);
    assert_eq!(pays(&books, "for Alder"), Decision::Suggest);
    books.invoices[1] = invoice(2, "INV-301", 45_000);
    assert_eq!(pays(&books, "for Alder Bakery LLC"), Decision::Suggest, "it owes the same");
}

#[test]
fn the_end_of_another_number_is_nobodys_number() {
    let books = bakery(vec![
        issued("S2509-849", 45_000, on(9, 20)),
        issued("S2510-901", 45_000, on(10, 20)),
    ]);
    let decision = |text: &str| decided(&books, &paid_by("ALDER BAKERY", text, 45_000)).0;
    assert_eq!(decision("OUR REF 80/849"), Decision::Suggest);
    assert_eq!(decision("2509/849"), Decision::Auto);
    assert_eq!(decision("INV 849"), Decision::Auto);
}

#[test]
fn two_numbers_and_the_only_rest_that_makes_the_sum_are_several_and_not_too_much() {
    let books = bakery(vec![
        issued("INV-0107", 11_000, on(10, 2)),
        issued("INV-0142", 9_950, on(10, 9)),
        issued("INV-0163", 45_000, on(10, 16)),
    ]);
    let paid = paid_by("ALDER BAKERY", "INV-0107 + INV-0142 +", 65_950);
    let answer = Matcher::over(&books, &Learned::default()).explain(&paid).unwrap();
    assert_eq!((answer.decision, answer.hypotheses[0].shape), (Decision::Auto, Shape::Several));
}

#[test]
fn a_reference_with_check_digits_names_its_invoice_and_a_mistyped_one_is_told() {
    let books = books();
    let ours = crate::reference::of("INV-0042").unwrap();
    let paid = |reference: &str| decided(&books, &paid_by("ALDER BAKERY LLC", reference, 45_000));
    assert_eq!(paid(&ours).0, Decision::Auto);
    assert_eq!(paid(&ours.replace(' ', "")).0, Decision::Auto);
    let (decision, doubts) = paid(&ours.replace("42", "24"));
    assert_eq!(decision, Decision::Suggest);
    let why = "The payment reference is mistyped: its check digits do not fit";
    assert!(doubts.contains(&why), "{doubts:?}");
    let of_nobody = crate::reference::of("INV-0917").unwrap();
    assert_eq!(paid(&of_nobody).0, Decision::Suggest);
}

#[test]
fn what_the_bank_returned_is_paid_again_and_what_came_twice_is_not() {
    let books = books();
    let came = |d| Deposit { posted_on: day(d), ..paid_by("ALDER BAKERY", "INV-0042", 45_000) };
    let went =
        Deposit { posted_on: day(18), ..paid_by("ALDER BAKERY", "RETURNED UNPAID", -45_000) };
    let run = |deposits: &[Deposit]| -> Vec<Decision> {
        let answers = match_all(&books, &Learned::default(), deposits, Learning::On);
        answers.map(|answer| answer.unwrap().decision).collect()
    };
    let paid = run(&[came(16), went.clone(), came(24)]);
    assert_eq!((paid[0], paid[2]), (Decision::Suggest, Decision::Auto));
    let twice = run(&[came(16), came(17), went]);
    assert!(!twice.contains(&Decision::Auto), "nobody knows which of the two came back");
}
