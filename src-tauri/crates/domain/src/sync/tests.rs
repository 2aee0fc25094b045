//! The plan over a ledger that is a list.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::jurisdiction::DateStyle;
use crate::ledgers::{
    Account, AccountClass, Allocated, BankEntry, BankPart, BillLine, Contact, CreditNote, Held,
    HeldState, Invoice, Lists, Payment, TaxCode,
};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn terms() -> Terms {
    Terms {
        brand: Brand::Xero,
        currency: Currency::Usd,
        from_on: day(1),
        locked_until: None,
        dates: DateStyle::MonthFirst,
    }
}

fn want(key: &str, on: Option<NaiveDate>, document: Document) -> Want {
    Want {
        key: key.to_owned(),
        kind: document.kind(),
        title: key.to_owned(),
        who: "Alder Bakery".to_owned(),
        on,
        amount: document.total().unwrap(),
        content: format!("{document:?}"),
        wanted: Wanted::Live(Box::new(document)),
    }
}

/// The same document, which counts for nothing any more.
fn out(want: &mut Want) {
    if let Wanted::Live(document) = want.wanted.clone() {
        want.wanted = Wanted::Out(document);
    }
}

fn contact(key: &str) -> Want {
    let none = String::new;
    let (name, person, email) = (key.to_owned(), none(), none());
    let (phone, address, tax_number) = (none(), none(), none());
    want(key, None, Document::Contact(Contact { name, person, email, phone, address, tax_number }))
}

fn line(net: Money) -> BillLine {
    BillLine {
        words: "Bookkeeping".to_owned(),
        net,
        tax: usd(0),
        account: "income".to_owned(),
        item: String::new(),
        tax_code: String::new(),
    }
}

fn invoice(key: &str, on: NaiveDate, minor: i64) -> Want {
    let document = Invoice {
        number: key.to_owned(),
        contact: "cli".to_owned(),
        issued_on: on,
        due_on: on,
        lines: vec![line(usd(minor))],
        net: usd(minor),
        tax: usd(0),
        note: String::new(),
    };
    want(key, Some(on), Document::Invoice(document))
}

fn payment(key: &str, of: &str, on: NaiveDate, minor: i64) -> Want {
    let document = Payment {
        contact: "cli".to_owned(),
        on,
        pays: Allocated { invoice: of.to_owned(), amount: usd(minor) },
        account: "received".to_owned(),
        words: String::new(),
    };
    want(key, Some(on), Document::Payment(document))
}

fn choices() -> BTreeMap<String, String> {
    ["income", "received", "clearing", "fees"]
        .into_iter()
        .map(|key| (key.to_owned(), format!("account of {key}")))
        .collect()
}

/// A ledger that takes what it gets.
#[derive(Default)]
struct Model {
    held: Vec<Held>,
    made: usize,
}

impl Model {
    fn put(&mut self, document: &Document, over: Option<&str>) -> Held {
        self.made += 1;
        let reference = over.map_or_else(|| format!("there-{}", self.held.len()), str::to_owned);
        let (contact, on, due_on, allocated) = match document {
            Document::Invoice(one) => {
                (one.contact.clone(), Some(one.issued_on), Some(one.due_on), Vec::new())
            }
            Document::CreditNote(one) => {
                let allocated = one.takes_off.iter().cloned().collect();
                (one.contact.clone(), Some(one.issued_on), None, allocated)
            }
            Document::Payment(one) => {
                (one.contact.clone(), Some(one.on), None, vec![one.pays.clone()])
            }
            Document::BankEntry(one) => (String::new(), Some(one.on), None, Vec::new()),
            _ => (String::new(), None, None, Vec::new()),
        };
        let held = Held {
            kind: document.kind(),
            reference: reference.clone(),
            version: self.made.to_string(),
            state: HeldState::Live,
            number: document.number().unwrap_or_default().to_owned(),
            contact,
            total: document.total().unwrap(),
            open: None,
            on,
            due_on,
            lines: Vec::new(),
            allocated,
        };
        self.held.retain(|one| one.reference != reference);
        self.held.push(held.clone());
        held
    }

    fn void(&mut self, reference: &str) {
        let held = self.held.iter_mut().find(|one| one.reference == reference).unwrap();
        held.state = HeldState::Void;
    }

    fn read(&self, reference: &str) -> Option<&Held> {
        self.held.iter().find(|one| one.reference == reference)
    }
}

fn resolve(links: &BTreeMap<String, Link>, want: &Want) -> Option<Document> {
    let Wanted::Live(document) = &want.wanted else { return None };
    let choices = choices();
    let find = |key: &str| {
        let link = links.get(key).filter(|link| !link.reference.is_empty());
        link.map(|link| link.reference.clone()).or_else(|| choices.get(key).cloned())
    };
    document.referring(find).ok()
}

/// Does what the plan says, and writes it down.
fn apply(wants: &[Want], links: &mut BTreeMap<String, Link>, model: &mut Model) -> Vec<Step> {
    let planned: Vec<(Want, Step)> = plan(wants, links, &choices(), terms())
        .into_iter()
        .map(|(want, step)| (want.clone(), step))
        .collect();
    for (want, step) in &planned {
        let before = links.get(&want.key).map(|link| link.reference.clone());
        let held = match step {
            Step::Create => model.put(&resolve(links, want).unwrap(), None),
            Step::Change => model.put(&resolve(links, want).unwrap(), before.as_deref()),
            Step::Verify => {
                let held = model.read(&before.unwrap()).unwrap().clone();
                let differences =
                    compare(&resolve(links, want).unwrap(), &held, DateStyle::MonthFirst);
                assert_eq!(differences, Vec::new(), "{}", want.key);
                held
            }
            Step::TakeOut => {
                model.void(before.as_deref().unwrap());
                links.get_mut(&want.key).unwrap().state = LinkState::Out;
                continue;
            }
            _ => continue,
        };
        let state = if *step == Step::Verify { LinkState::Verified } else { LinkState::Pushed };
        links.insert(
            want.key.clone(),
            Link {
                key: want.key.clone(),
                kind: want.kind,
                state,
                reference: held.reference,
                version: held.version,
                generation: 1,
                content: want.content.clone(),
                words: String::new(),
            },
        );
    }
    planned.into_iter().map(|(_, step)| step).collect()
}

fn one_step(want: &Want, link: Option<Link>, terms: Terms) -> Step {
    let links = link.into_iter().map(|link| (link.key.clone(), link)).collect();
    plan(std::slice::from_ref(want), &links, &choices(), terms).remove(0).1
}

fn linked(want: &Want, state: LinkState) -> Link {
    Link {
        key: want.key.clone(),
        kind: want.kind,
        state,
        reference: "there".to_owned(),
        version: "1".to_owned(),
        generation: 1,
        content: want.content.clone(),
        words: "why".to_owned(),
    }
}

#[test]
fn contacts_come_before_invoices_and_invoices_before_what_pays_them() {
    let wants = [payment("alc", "inv", day(3), 10), invoice("inv", day(2), 10), contact("cli")];
    let planned = plan(&wants, &BTreeMap::new(), &choices(), terms());
    let order: Vec<(&str, Step)> =
        planned.into_iter().map(|(want, step)| (want.key.as_str(), step)).collect();
    let make = Step::Create;
    assert_eq!(order, [("cli", make.clone()), ("inv", make.clone()), ("alc", make)]);
}

#[test]
fn what_needs_a_choice_or_another_document_says_so() {
    let wants = [contact("cli"), invoice("inv", day(2), 10), payment("alc", "inv", day(3), 10)];
    let planned = plan(&wants, &BTreeMap::new(), &BTreeMap::new(), terms());
    assert_eq!(planned[1].1, Step::Choose("income".to_owned()));
    assert_eq!(planned[2].1, Step::Not("it waits for what it belongs to".to_owned()));
}

#[test]
fn what_cannot_go_there_is_refused_with_its_reason() {
    let euros = Money::new(100, Currency::Eur).unwrap();
    let mut foreign = payment("alc", "inv", day(3), 10);
    foreign.amount = Some(euros);
    let mut quickbooks = terms();
    quickbooks.brand = Brand::QuickBooks;
    let long = invoice("INVOICE-2026-03-ALDERBAKERY", day(2), 10);
    let mut closed = terms();
    closed.locked_until = Some(day(10));
    let mut late = terms();
    late.from_on = day(20);
    let document = invoice("inv", day(2), 10);
    let words = |step| match step {
        Step::Not(words) => words,
        other => panic!("{other:?}"),
    };
    assert!(words(one_step(&foreign, None, terms())).starts_with("it is in EUR, and the books"));
    assert!(words(one_step(&long, None, quickbooks)).contains("21 characters"));
    assert!(words(one_step(&document, None, closed)).contains("closed through March 10, 2026"));
    assert!(words(one_step(&document, None, late)).contains("from before March 20, 2026"));
}

#[test]
fn each_state_has_its_next_step() {
    let want = contact("cli");
    let step = |state| one_step(&want, Some(linked(&want, state)), terms());
    assert_eq!(step(LinkState::Sending), Step::LookUp);
    assert_eq!(step(LinkState::Unknown), Step::LookUp);
    assert_eq!(step(LinkState::Pushed), Step::Verify);
    assert_eq!(step(LinkState::Verified), Step::Nothing);
    assert_eq!(step(LinkState::Conflict), Step::Decide("why".to_owned()));
    assert_eq!(step(LinkState::Detached), Step::Nothing);
    assert_eq!(step(LinkState::Out), Step::Nothing);
}

#[test]
fn what_was_voided_here_is_taken_out_there_and_never_made() {
    let mut want = invoice("inv", day(2), 10);
    out(&mut want);
    assert_eq!(one_step(&want, None, terms()), Step::Nothing);
    assert_eq!(one_step(&want, Some(linked(&want, LinkState::Verified)), terms()), Step::TakeOut);
}

#[test]
fn a_cent_a_void_and_a_double_are_differences() {
    let Wanted::Live(document) = invoice("inv", day(2), 10).wanted else { panic!("it is live") };
    let mut model = Model::default();
    let held = model.put(&document, None);
    assert_eq!(recognise(&document, &[], false, DateStyle::MonthFirst), Found::Nothing);
    assert_eq!(
        recognise(&document, std::slice::from_ref(&held), false, DateStyle::MonthFirst),
        Found::Same(Box::new(held.clone()))
    );
    let cent = Held { total: Some(usd(11)), ..held.clone() };
    assert!(matches!(
        recognise(&document, &[cent], false, DateStyle::MonthFirst),
        Found::Other(..)
    ));
    let void = Held { state: HeldState::Void, ..held.clone() };
    assert!(matches!(
        recognise(&document, std::slice::from_ref(&void), false, DateStyle::MonthFirst),
        Found::Other(words, _) if words == "it is voided there"
    ));
    assert_eq!(recognise(&document, &[void], true, DateStyle::MonthFirst), Found::Nothing);
    assert!(matches!(
        recognise(&document, &[held.clone(), held], false, DateStyle::MonthFirst),
        Found::Other(words, _) if words.starts_with("it is there 2 times")
    ));
}

#[test]
fn what_is_there_and_not_yet_joined_is_half_made_and_no_other_document() {
    let part = Allocated { invoice: "1".to_owned(), amount: usd(5_000) };
    let note = Document::CreditNote(CreditNote {
        number: "CN-1".to_owned(),
        contact: "ada".to_owned(),
        issued_on: day(3),
        lines: vec![line(usd(5_000))],
        net: usd(5_000),
        tax: usd(0),
        takes_off: Some(part.clone()),
        note: String::new(),
    });
    let dates = DateStyle::MonthFirst;
    let whole = Model::default().put(&note, None);
    assert_eq!(
        recognise(&note, std::slice::from_ref(&whole), false, dates),
        Found::Same(Box::new(whole.clone()))
    );
    let half = Held { allocated: Vec::new(), ..whole.clone() };
    let found = recognise(&note, &[half], false, dates);
    assert!(matches!(found, Found::Half(words, _) if words == "it is there and not set off"));
    // Another sum is another document, joined or not.
    let other = Held { allocated: Vec::new(), total: Some(usd(4_999)), ..whole.clone() };
    assert!(matches!(recognise(&note, &[other], false, dates), Found::Other(..)));
    let less = Allocated { amount: usd(4_999), ..part };
    let other = Held { allocated: vec![less], ..whole };
    assert!(matches!(recognise(&note, &[other], false, dates), Found::Other(..)));
}

fn books() -> impl Strategy<Value = Vec<Want>> {
    let bills = prop::collection::vec((1_i64..100_000, 1_u32..28, 0_u8..5), 1..12);
    bills.prop_map(|bills| {
        let mut wants = vec![contact("cli")];
        for (at, (minor, on, fate)) in bills.into_iter().enumerate() {
            let key = format!("inv-{at}");
            let mut bill = invoice(&key, day(on), minor);
            if fate == 0 {
                out(&mut bill);
            }
            wants.push(bill);
            match fate {
                1 => wants.push(payment(&format!("alc-{at}"), &key, day(on), minor)),
                2 => {
                    let note = CreditNote {
                        number: format!("crn-{at}"),
                        contact: "cli".to_owned(),
                        issued_on: day(on),
                        lines: vec![line(usd(minor))],
                        net: usd(minor),
                        tax: usd(0),
                        takes_off: Some(Allocated { invoice: key, amount: usd(minor) }),
                        note: String::new(),
                    };
                    wants.push(want(
                        &format!("crn-{at}"),
                        Some(day(on)),
                        Document::CreditNote(note),
                    ));
                }
                3 => {
                    let part = |account: &str, minor| BankPart {
                        account: account.to_owned(),
                        amount: usd(minor),
                        words: String::new(),
                    };
                    let entry = BankEntry {
                        contact: String::new(),
                        account: "received".to_owned(),
                        on: day(on),
                        parts: vec![part("clearing", minor), part("fees", -1)],
                        words: String::new(),
                    };
                    let entry = Document::BankEntry(entry);
                    wants.push(want(&format!("pyo-{at}"), Some(day(on)), entry));
                }
                _ => {}
            }
        }
        wants
    })
}

proptest! {
    /// Rule 10: however often it is applied, each document is there once and in sum as here.
    #[test]
    fn applying_a_plan_again_does_nothing(mut wants in books(), void in 0_usize..100) {
        let (mut links, mut model) = (BTreeMap::new(), Model::default());
        let live = wants.iter().filter(|want| matches!(want.wanted, Wanted::Live(_))).count();
        apply(&wants, &mut links, &mut model);
        prop_assert_eq!(model.held.len(), live);
        apply(&wants, &mut links, &mut model);
        let made = model.made;
        let third = apply(&wants, &mut links, &mut model);
        prop_assert!(third.iter().all(|step| *step == Step::Nothing), "{third:?}");
        prop_assert_eq!(model.made, made);
        let totals = |held: &[Held]| {
            let live = held.iter().filter(|one| one.state == HeldState::Live);
            live.filter_map(|one| one.total).map(Money::minor).sum::<i64>()
        };
        let ours = |wants: &[Want]| {
            let live = wants.iter().filter(|want| matches!(want.wanted, Wanted::Live(_)));
            live.filter_map(|want| want.amount).map(Money::minor).sum::<i64>()
        };
        prop_assert_eq!(totals(&model.held), ours(&wants));
        let at = void % wants.len();
        if wants[at].kind != Kind::Contact {
            out(&mut wants[at]);
            apply(&wants, &mut links, &mut model);
            let last = apply(&wants, &mut links, &mut model);
            prop_assert!(last.iter().all(|step| *step == Step::Nothing), "{last:?}");
            prop_assert_eq!(totals(&model.held), ours(&wants));
        }
    }
}

#[test]
fn proposals_name_their_reason_and_guess_nothing_else() {
    let account = |reference: &str, name: &str, class, takes_payments| Account {
        reference: reference.to_owned(),
        code: String::new(),
        name: name.to_owned(),
        class,
        takes_payments,
        currency: None,
    };
    let tax = |reference: &str, percent: &str| TaxCode {
        reference: reference.to_owned(),
        name: format!("{percent} %"),
        percent: percent.to_owned(),
    };
    let lists = Lists {
        accounts: vec![
            account("1", "Casco Bank", AccountClass::Bank, true),
            account("2", "Payroll services", AccountClass::Income, false),
            account("3", "Sales", AccountClass::Income, false),
            account("4", "Merchant fees", AccountClass::Expense, false),
            account("5", "Stripe clearing", AccountClass::CurrentAsset, true),
            account("6", "Square clearing", AccountClass::CurrentAsset, false),
        ],
        taxes: vec![tax("S", "20.0000"), tax("Z", "0"), tax("E", "0")],
        ..Lists::default()
    };
    let found = |asked: Asked<'_>| {
        propose(asked, &lists).map(|found| format!("{}: {}", found.reference, found.reason))
    };
    assert_eq!(found(Asked::Income("Payroll")).unwrap(), "2: its name is like Payroll");
    assert_eq!(found(Asked::Income("Bookkeeping")).unwrap(), "3: it is the account of sales");
    assert_eq!(found(Asked::Bank).unwrap(), "1: it is the only bank account");
    assert_eq!(found(Asked::Fees).unwrap(), "4: its name speaks of fees");
    assert_eq!(found(Asked::Clearing("Stripe")).unwrap(), "5: its name is like Stripe clearing");
    assert_eq!(found(Asked::Clearing("Square")), None, "it takes no payments");
    assert_eq!(found(Asked::Tax("20".parse().unwrap())).unwrap(), "S: it adds the same 20 %");
    assert_eq!(found(Asked::Tax("0".parse().unwrap())), None, "two add nothing");
    assert_eq!(found(Asked::BadDebt), None);
}

#[test]
fn what_needs_something_that_the_user_left_to_the_ledger_waits() {
    let bill = invoice("i1", day(2), 45_000);
    let Some(Document::Invoice(one)) = bill.document().cloned() else { panic!("{bill:?}") };
    let wants = [contact(&one.contact), bill];
    let left = Link { reference: String::new(), ..linked(&wants[0], LinkState::Detached) };
    let links = BTreeMap::from([(one.contact, left)]);
    let planned = plan(&wants, &links, &BTreeMap::new(), terms());
    let waits = Step::Not("it waits for what it belongs to".to_owned());
    assert_eq!(planned[1].1, waits);
}
