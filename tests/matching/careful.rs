//! Small practices of our own in which what is written is spoilt in one way each: what must still
//! be applied, and what must be asked about however likely it looks.

use serde_json::{Value, json};
use tests::deposits::changes::differences;
use tests::deposits::{Settings, generate};

use crate::{UNSEEN, matcher};

const CLIENTS: [&str; 8] = [
    "Brightwater Veterinary Hospital Ltd",
    "Smith & Co",
    "Smith Consulting",
    "Hargreaves Dental",
    "Hargreaves Dental (Leeds) Ltd",
    "Imelda Castellanos",
    "Northfold Timber Merchants Limited",
    "Okonkwo & Daughters LLC",
];

/// Number, client, amount, day of issue.
const INVOICES: [(&str, usize, i64, &str); 11] = [
    ("INV-1042", 0, 184_350, "2026-03-02"),
    ("INV-1043", 0, 61_200, "2026-03-20"),
    ("INV-1058", 1, 42_000, "2026-03-05"),
    ("INV-1060", 2, 42_000, "2026-03-06"),
    ("INV-1071", 3, 75_000, "2026-03-09"),
    ("INV-1077", 4, 90_000, "2026-03-10"),
    ("INV-1083", 5, 30_000, "2026-02-10"),
    ("INV-1091", 5, 30_000, "2026-03-10"),
    ("INV-1105", 6, 250_000, "2026-03-12"),
    ("INV-1119", 7, 127_545, "2026-03-13"),
    ("INV-1124", 7, 88_800, "2026-04-28"),
];

/// Date, amount, payer, reference.
type Line = (&'static str, i64, &'static str, &'static str);

fn practice(lines: &[Line]) -> Value {
    let client = |(at, name): (usize, &&str)| json!({ "id": at, "name": name });
    let invoice = |(number, client, amount, issued): &(&str, usize, i64, &str)| {
        json!({ "id": number, "number": number, "client": client, "amount": amount,
            "issued": issued, "due": issued })
    };
    let deposit = |(at, (date, amount, payer, reference)): (usize, &Line)| {
        json!({ "id": at, "date": date, "amount": amount, "payer": payer,
            "reference": reference, "description": "BANK CREDIT" })
    };
    json!({ "clients": CLIENTS.iter().enumerate().map(client).collect::<Vec<_>>(),
        "invoices": INVOICES.iter().map(invoice).collect::<Vec<_>>(),
        "deposits": lines.iter().enumerate().map(deposit).collect::<Vec<_>>() })
}

/// What is applied without asking: the invoices of each deposit, or nothing.
fn applied(lines: &[Line]) -> Vec<String> {
    let told = |answer: &Value| {
        if answer["decision"] != "auto" {
            return "asks".to_owned();
        }
        let parts = answer["hypotheses"][0]["allocations"].as_array().expect("a list");
        let numbers = parts.iter().map(|part| part["invoice"].as_str().expect("a number"));
        numbers.collect::<Vec<_>>().join(" ")
    };
    matcher(&practice(lines)).iter().map(told).collect()
}

#[test]
fn what_banks_and_hurried_people_spoil_is_still_applied() {
    for (spoilt, amount, payer, reference, invoices) in [
        ("cut at 18", 184_350, "BRIGHTWATER VETERI", "", "INV-1042"),
        ("cut at 35", 184_350, "BRIGHTWATER VETERINARY HOSPITAL LTD", "", "INV-1042"),
        ("no form", 250_000, "northfold timber merchants", "", "INV-1105"),
        ("joined", 127_545, "OKONKWOANDDAUGHTERS", "", "INV-1119"),
        ("a slip", 250_000, "NORTHFOLD TIMEBR MERCHANTS", "", "INV-1105"),
        ("no prefix", 30_000, "IMELDA CASTELLANOS", "1091", "INV-1091"),
        ("letters for digits", 30_000, "IMELDA CASTELLANOS", "INV I083", "INV-1083"),
        ("glued", 30_000, "CASTELLANOS I", "thanksINV1091", "INV-1091"),
        ("a strange payer", 75_000, "T R MARCHBANKS", "INV-1071", "INV-1071"),
        ("two in one", 60_000, "IMELDA CASTELLANOS", "1083 & 1091", "INV-1083 INV-1091"),
        ("two by a sign", 245_550, "", "INV-1042/1043", "INV-1042 INV-1043"),
        ("a part under its number", 125_000, "NORTHFOLD TIMBER", "INV-1105", "INV-1105"),
        ("a month", 30_000, "IMELDA CASTELLANOS", "fees march", "INV-1091"),
    ] {
        let found = applied(&[("2026-03-25", amount, payer, reference)]);
        assert_eq!(found, [invoices], "{spoilt}");
    }
}

#[test]
fn what_only_looks_clear_is_asked_about() {
    for (why, amount, payer, reference) in [
        ("two clients of one word owe the same", 42_000, "SMITH", ""),
        ("another client's amount", 75_000, "HARGREAVES DENTAL LEEDS", ""),
        ("a parent pays what the branch owes", 90_000, "HARGREAVES DENTAL", ""),
        ("equal fees and no month", 30_000, "IMELDA CASTELLANOS", "bookkeeping"),
        ("a month in which nothing was billed", 30_000, "IMELDA CASTELLANOS", "june fees"),
        ("two digits changed places, two are near", 42_000, "SMITH AND CO", "INV-1085"),
        ("the number of somebody else", 42_000, "SMITH & CO", "INV-1060"),
        ("a bank's fee of 15.00", 182_850, "BRIGHTWATER VETERINARY HOSPITAL", "INV-1042"),
        ("a fee of 2.9 per cent", 179_004, "BRIGHTWATER VETERINARY HOSPITAL", "INV-1042"),
        ("two digits of the amount changed places", 184_530, "J DOE", "INV-1042"),
        ("before it is issued", 88_800, "OKONKWO & DAUGHTERS", "INV-1124"),
        ("the owner's own money", 75_000, "", "TRANSFER FROM SAVINGS"),
        ("a refund to us", 75_000, "PAPER SUPPLIES", "REFUND INV 1071"),
        ("an amount alone", 127_545, "", ""),
        ("a relative", 127_545, "B OKONKWO", ""),
        ("a range that ends in nothing", 184_350, "UNKNOWN LTD", "1042-1099"),
    ] {
        let found = applied(&[("2026-03-25", amount, payer, reference)]);
        assert_eq!(found, ["asks"], "{why}");
    }
}

#[test]
fn the_second_of_two_like_payments_is_asked_about() {
    let brightwater = "BRIGHTWATER VETERINARY HOSPITAL";
    for reference in ["INV-1042", ""] {
        let found = applied(&[
            ("2026-03-25", 184_350, brightwater, reference),
            ("2026-03-26", 184_350, brightwater, reference),
        ]);
        assert_eq!(found, ["INV-1042", "asks"], "{reference}");
    }
    let found = applied(&[
        ("2026-03-25", 30_000, "IMELDA CASTELLANOS", "INV-1083"),
        ("2026-03-27", 30_000, "IMELDA CASTELLANOS", "INV-1083"),
    ]);
    assert_eq!(found, ["INV-1083", "asks"], "although another is open with this amount");
}

#[test]
fn capitals_and_blanks_change_nothing() {
    let case = generate(&Settings::practice(), *UNSEEN.start());
    let mut changed = case.input.clone();
    for deposit in changed["deposits"].as_array_mut().expect("a list") {
        for field in ["reference", "description"] {
            let text = deposit[field].as_str().expect("text").to_uppercase();
            deposit[field] = format!("  {}  ", text.replace(' ', "   ")).into();
        }
    }
    let both = (matcher(&case.input), matcher(&changed));
    assert_eq!(differences(&both.0, &both.1), Vec::<String>::new());
}
