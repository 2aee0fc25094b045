mod careful;

use uuid::Uuid;

use super::*;
use crate::ids::{Id, PayoutId};
use crate::money::Currency;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn client(n: u128) -> ClientId {
    ClientId::from_uuid(Uuid::from_u128(n))
}

fn payer(n: u128, name: &str) -> Payer {
    Payer { id: client(n), name: name.to_owned(), contacts: Vec::new(), seen_as: Vec::new() }
}

fn invoice(n: u128, number: &str, minor: i64) -> OpenInvoice {
    OpenInvoice {
        id: InvoiceId::from_uuid(Uuid::from_u128(n * 1_000 + u128::from(number.len() as u64))),
        number: number.to_owned(),
        client: client(n),
        issued_on: day(1),
        due_on: day(15),
        total: usd(minor),
        open: usd(minor),
    }
}

fn books() -> Books {
    Books {
        payers: vec![payer(1, "Alder Bakery LLC"), payer(2, "Larkspur Landscaping")],
        invoices: vec![invoice(1, "INV-0042", 45_000), invoice(2, "INV-301", 48_000)],
        ..Books::default()
    }
}

fn first(text: &str, minor: i64, books: &Books) -> Option<Hypothesis> {
    answer(text, minor, books).hypotheses.into_iter().next()
}

fn deposit(text: &str, minor: i64) -> Deposit {
    Deposit {
        posted_on: day(20),
        amount: usd(minor),
        payer: String::new(),
        reference: String::new(),
        description: text.to_owned(),
        itemised: Vec::new(),
    }
}

fn answer(text: &str, minor: i64, books: &Books) -> Answer {
    Matcher::over(books, &Learned::default()).explain(&deposit(text, minor)).unwrap()
}

#[test]
fn a_number_and_the_exact_amount_are_certain() {
    let best = first("FPS CREDIT INV 0042 THANKS", 45_000, &books()).unwrap();
    assert_eq!((best.client, best.certainty), (Some(client(1)), Certainty::Certain));
    assert_eq!(best.credit, usd(0));
}

#[test]
fn a_longer_number_is_another_number() {
    assert_eq!(first("PAYMENT INV-00421", 99, &books()), None);
}

#[test]
fn a_payer_and_the_exact_amount_are_certain_even_when_the_bank_cuts_the_name() {
    let best = first("ZELLE FROM LARKSPUR LANDSCAP", 48_000, &books()).unwrap();
    assert_eq!((best.client, best.certainty), (Some(client(2)), Certainty::Certain));
}

#[test]
fn an_amount_alone_is_only_possible_and_says_what_is_missing() {
    let best = first("COUNTER DEPOSIT 0091", 45_000, &books()).unwrap();
    assert_eq!(best.certainty, Certainty::Possible);
    assert_eq!(best.wrong_if[0], "Nothing in the bank text names the client");
}

#[test]
fn too_much_money_becomes_credit() {
    let best = first("ALDER BAKERY INV-0042", 50_000, &books()).unwrap();
    assert_eq!((best.certainty, best.credit), (Certainty::Likely, usd(5_000)));
}

#[test]
fn several_invoices_that_add_up_are_found_only_if_one_set_does() {
    let mut several = books();
    several.invoices =
        vec![invoice(1, "A-1", 100), invoice(1, "A-22", 250), invoice(1, "A-333", 400)];
    let best = first("ALDER BAKERY", 650, &several).unwrap();
    assert_eq!(best.why[1], "These add up to it: A-22, A-333");
    several.invoices.push(invoice(1, "A-4444", 650 - 100));
    let best = first("ALDER BAKERY", 650, &several).unwrap();
    assert_eq!(best.certainty, Certainty::Possible, "two sets reach 6.50");
}

#[test]
fn two_clients_of_one_name_are_never_certain() {
    let mut twins = books();
    twins.payers.push(payer(3, "Alder Bakery"));
    twins.invoices.push(invoice(3, "INV-0999", 45_000));
    let best = first("ALDER BAKERY", 45_000, &twins).unwrap();
    assert_eq!(best.certainty, Certainty::Likely);
}

#[test]
fn a_recorded_cheque_is_found_again_at_the_bank() {
    let mut with = books();
    with.recorded = vec![Recorded {
        id: PaymentId::from_uuid(Uuid::from_u128(9)),
        client: client(2),
        received_on: day(18),
        amount: usd(76_000),
        reference: "2231".to_owned(),
    }];
    let best = first("REMOTE DEPOSIT CHECK 2231", 76_000, &with).unwrap();
    assert_eq!(best.certainty, Certainty::Certain);
    assert_eq!(best.kind, Kind::Recorded(with.recorded[0].id));
}

#[test]
fn a_name_without_a_telling_word_never_agrees() {
    assert!(!names_agree("The Co", "THE CO PAYMENT"));
    assert!(names_agree("Birch & Co. Interiors LLC", "BIRCH CO INTERIORS"));
    assert!(!names_agree("Birch & Co. Interiors LLC", "BIRCH"));
    assert!(names_agree("O’Neill Joinery", "ONEILL JOIN"));
}

#[test]
fn a_number_on_the_line_beats_an_invoice_of_the_exact_amount() {
    let mut both = books();
    both.invoices.push(invoice(1, "INV-00077", 20_000));
    let best = first("ALDER BAKERY INV-0042", 20_000, &both).unwrap();
    let Kind::Invoices(parts) = &best.kind else { panic!("it pays an invoice") };
    assert_eq!(parts[0].0, both.invoices[0].id, "the cited one, in part");
}

/// Books that await a payout on a day of November.
fn awaiting(amounts: &[(i64, u32, bool)]) -> Books {
    let arriving = |(at, (minor, on, returned)): (usize, &(i64, u32, bool))| Arriving {
        id: PayoutId::from_uuid(Uuid::from_u128(at as u128)),
        returned: *returned,
        processor: "Stripe".to_owned(),
        arrives_on: day(*on),
        amount: usd(*minor),
        trace: String::new(),
    };
    Books { arriving: amounts.iter().enumerate().map(arriving).collect(), ..books() }
}

#[test]
fn a_payout_that_the_bank_names_is_certain_and_two_of_the_same_sum_are_not() {
    let one = awaiting(&[(43_665, 19, false)]);
    let best = first("STRIPE TRANSFER ST-A1B2", 43_665, &one).unwrap();
    assert!(matches!(best.kind, Kind::Payout(_, false)));
    assert_eq!((best.client, best.certainty), (None, Certainty::Certain));
    assert_eq!(first("TRANSFER", 43_665, &one).unwrap().certainty, Certainty::Likely);
    let two = awaiting(&[(43_665, 19, false), (43_665, 20, false)]);
    assert_eq!(first("STRIPE TRANSFER", 43_665, &two).unwrap().certainty, Certainty::Likely);
}

#[test]
fn a_payout_is_looked_for_about_its_day_and_to_the_cent() {
    let far = awaiting(&[(43_665, 12, false), (43_664, 20, false)]);
    assert_eq!(first("STRIPE TRANSFER", 43_665, &far), None);
}

#[test]
fn money_that_goes_out_is_only_a_payout_that_came_back() {
    let back = awaiting(&[(43_665, 19, false), (-43_665, 19, true)]);
    let best = first("STRIPE RETURN", -43_665, &back).unwrap();
    assert!(matches!(best.kind, Kind::Payout(_, true)));
    assert_eq!(first("ALDER BAKERY INV-0042", -45_000, &back), None);
}

#[test]
fn a_number_typed_with_letters_for_digits_or_without_its_zeros_is_found() {
    for text in ["ALDER BAKERY INV OO42", "ALDER BAKERY INV-42", "ALDERBAKERYLLC INVOICE 0042"] {
        assert_eq!(answer(text, 45_000, &books()).decision, Decision::Auto, "{text}");
    }
}

#[test]
fn a_wrong_number_makes_a_question_of_a_payer_and_the_exact_amount() {
    let asked = answer("ALDER BAKERY INV-0999", 45_000, &books());
    assert_eq!(asked.decision, Decision::Suggest);
    assert!(asked.doubts.contains(&"The bank text carries a number that is not this one"));
}

#[test]
fn a_slip_of_the_hand_still_names_and_another_business_of_the_word_does_not() {
    assert_eq!(answer("LARKSPUR LANDSCAPNIG", 48_000, &books()).decision, Decision::Auto);
    let other = answer("LARKSPUR FLORISTS", 48_000, &books());
    assert_eq!(other.decision, Decision::Suggest);
}

#[test]
fn a_part_is_applied_only_under_its_number() {
    assert_eq!(answer("ALDER BAKERY INV-0042", 20_000, &books()).decision, Decision::Auto);
    assert_eq!(answer("ALDER BAKERY", 20_000, &books()).decision, Decision::Suggest);
}

#[test]
fn a_processors_list_is_applied_less_its_fee_and_not_where_it_differs() {
    let mut payout = deposit("STRIPE PAYOUT", 90_200);
    let item = |number: &str, minor| (number.to_owned(), usd(minor));
    payout.itemised = vec![item("INV-0042", 45_000), item("INV-301", 48_000)];
    let (books, none) = (books(), Learned::default());
    let matcher = Matcher::over(&books, &none);
    assert_eq!(matcher.explain(&payout).unwrap().decision, Decision::Auto);
    payout.itemised.push(item("INV-7", 100));
    assert_eq!(matcher.explain(&payout).unwrap().decision, Decision::Suggest);
}

#[test]
fn a_name_confirmed_twice_counts_by_itself_and_a_refused_one_does_not() {
    let (books, mut learned) = (books(), Learned::default());
    let mut paid = deposit("TRANSFER", 45_000);
    paid.payer = "J DOYLE".to_owned();
    let decision = |learned: &Learned<ClientId>| {
        Matcher::over(&books, learned).explain(&paid).unwrap().decision
    };
    learned.confirm("J DOYLE", client(1));
    assert_eq!(decision(&learned), Decision::Suggest);
    learned.confirm("J DOYLE", client(1));
    assert_eq!(decision(&learned), Decision::Auto);
    learned.confirm("J DOYLE", client(2));
    assert_eq!(decision(&learned), Decision::Suggest, "it pays for two clients");
}

#[test]
fn money_that_goes_out_again_is_not_applied() {
    let books = books();
    let came = Deposit { payer: "ALDER BAKERY".to_owned(), ..deposit("FPS", 45_000) };
    let went = Deposit {
        posted_on: day(21),
        payer: "ALDER BAKERY".to_owned(),
        ..deposit("RETURNED", -45_000)
    };
    let none = Learned::default();
    let both = [came, went];
    let answers: Vec<Answer> =
        match_all(&books, &none, &both, Learning::On).map(Result::unwrap).collect();
    assert_eq!(answers[0].decision, Decision::Suggest);
    assert_eq!(answers[1].hypotheses[0].kind, Kind::Other(Other::Reversal));
}

#[test]
fn a_run_uses_up_what_it_applies() {
    let books = books();
    let twice =
        [deposit("ALDER BAKERY INV-0042", 45_000), deposit("ALDER BAKERY INV-0042", 45_000)];
    let none = Learned::default();
    let answers: Vec<Answer> =
        match_all(&books, &none, &twice, Learning::On).map(Result::unwrap).collect();
    assert_eq!(answers[0].decision, Decision::Auto);
    assert_ne!(answers[1].decision, Decision::Auto);
}

#[test]
fn the_payer_of_a_line_is_what_banks_numbers_and_months_leave() {
    for (text, payer) in [
        ("FPS CREDIT J DOYLE REF 4471 MARCH", "J DOYLE"),
        ("ZELLE FROM FALLOW CREEK FARMS 03/28 TRN192443371", "FALLOW CREEK FARMS"),
        ("BGC INVOICE 0042 ACCOUNTING SERVICES", ""),
        ("MAY FEE", ""),
    ] {
        assert_eq!(payer_in(text), payer, "{text}");
    }
}

#[test]
fn a_name_in_the_banks_text_alone_is_learned_too() {
    let (books, mut learned) = (books(), Learned::default());
    let paid = deposit("FPS CREDIT J DOYLE", 45_000);
    for expected in [Decision::Suggest, Decision::Suggest, Decision::Auto] {
        let answer = Matcher::over(&books, &learned).explain(&paid).unwrap();
        assert_eq!(answer.decision, expected);
        learned.confirm(&payer_in(&paid.description), client(1));
    }
}

#[test]
fn what_the_same_payer_paid_days_before_is_asked_about() {
    let paid = deposit("ALDER BAKERY LLC", 45_000);
    let again = Books { settled: vec![paid.clone()], ..books() };
    let asked = Matcher::over(&again, &Learned::default()).explain(&paid).unwrap();
    assert_eq!(asked.decision, Decision::Suggest);
    assert!(asked.doubts.contains(&"The same payer paid the same amount a few days ago"));
}

#[test]
fn a_payout_that_the_books_await_is_applied_only_where_the_bank_names_it() {
    let one = awaiting(&[(43_665, 19, false)]);
    assert_eq!(answer("STRIPE TRANSFER ST-A1B2", 43_665, &one).decision, Decision::Auto);
    assert_eq!(answer("TRANSFER", 43_665, &one).decision, Decision::Suggest);
    assert_eq!(answer("STRIPE RETURNED", 43_665, &one).decision, Decision::Suggest);
}

#[test]
fn a_few_digits_are_a_number_for_a_client_that_is_named_and_for_nobody_else() {
    let mut equal = books();
    equal.invoices = vec![invoice(1, "S2509-526", 45_000), invoice(1, "S2510-7001", 45_000)];
    assert_eq!(answer("ALDER BAKERY 526", 45_000, &equal).decision, Decision::Auto);
    assert_eq!(answer("ALDER BAKERY", 45_000, &equal).decision, Decision::Suggest);
    assert_eq!(answer("COUNTER DEPOSIT 526", 45_000, &equal).decision, Decision::Suggest);
}

#[test]
fn a_transposed_number_tells_equal_invoices_of_one_client_apart() {
    let mut equal = books();
    equal.invoices = vec![invoice(1, "INV-10435", 45_000), invoice(1, "INV-108822", 45_000)];
    assert_eq!(answer("ALDER BAKERY INV-01435", 45_000, &equal).decision, Decision::Auto);
}

#[test]
fn a_little_less_under_the_number_may_be_a_fee_and_is_asked_about() {
    let asked = answer("ALDER BAKERY INV-0042", 43_500, &books());
    assert_eq!(asked.decision, Decision::Suggest);
    assert!(
        asked.doubts.iter().any(|doubt| doubt.contains("not exactly")
            || *doubt == "The rest may be what a bank has kept")
    );
}

#[test]
fn a_client_pays_for_another_by_its_whole_number_only_where_it_does_not_owe_the_same() {
    let paid = |minor| answer("LARKSPUR LANDSCAPING INV-0042", minor, &books()).decision;
    assert_eq!(paid(45_000), Decision::Auto);
    let mut same = books();
    same.invoices[1] = invoice(2, "INV-301", 45_000);
    let asked = answer("LARKSPUR LANDSCAPING INV-0042", 45_000, &same);
    assert_eq!(asked.decision, Decision::Suggest);
}
