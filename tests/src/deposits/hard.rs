//! Small practices in which a deposit looks as if it were clear and is not.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::scoring::allocations;

/// A small practice, and what may be applied in it without asking.
pub struct Hard {
    /// What is hard about it.
    pub name: &'static str,
    /// The input for the matcher.
    pub input: Value,
    /// For a deposit, all that may be applied without asking; empty where nothing may.
    only: Vec<(&'static str, Pays)>,
}

/// Invoices and amounts.
type Pays = &'static [(&'static str, i64)];

/// Number, client, amount and day of issue of an invoice, whose number is its id too.
type Bill = (&'static str, &'static str, i64, &'static str);

/// Id, date, amount, payer and reference of a deposit.
type Line = (&'static str, &'static str, i64, &'static str, &'static str);

impl Hard {
    fn of(
        name: &'static str,
        clients: &[&str],
        invoices: &[Bill],
        deposits: &[Line],
        only: &[(&'static str, Pays)],
    ) -> Hard {
        let clients: Vec<Value> = (1..)
            .zip(clients)
            .map(|(nth, name)| json!({ "id": format!("c{nth}"), "name": name, "contacts": [] }))
            .collect();
        let invoices: Vec<Value> = invoices
            .iter()
            .map(|(number, client, amount, issued)| {
                json!({ "id": number, "number": number, "client": client, "amount": amount,
                    "issued": issued, "due": issued })
            })
            .collect();
        let deposits: Vec<Value> = deposits
            .iter()
            .map(|(id, date, amount, payer, reference)| {
                json!({ "id": id, "date": date, "amount": amount, "payer": payer,
                    "reference": reference, "description": "BANK CREDIT" })
            })
            .collect();
        let input = json!({ "clients": clients, "invoices": invoices, "deposits": deposits });
        Hard { name, input, only: only.to_vec() }
    }

    /// What was applied here without asking and should not have been, in words.
    pub fn broken(&self, answers: &[Value]) -> Vec<String> {
        let auto = answers.iter().filter(|answer| answer["decision"] == "auto");
        let mut found = Vec::new();
        for answer in auto {
            let said = allocations(&answer["hypotheses"][0]);
            let rule = self.only.iter().find(|(id, _)| answer["id"] == *id);
            let Some((id, pays)) = rule else { continue };
            let allowed: BTreeMap<String, i64> =
                pays.iter().map(|(invoice, amount)| ((*invoice).to_owned(), *amount)).collect();
            if !said.is_empty() && said != allowed {
                found.push(format!("{}: {id} to {said:?}", self.name));
            }
        }
        found
    }
}

/// Every hard case.
pub fn pack() -> Vec<Hard> {
    names().into_iter().chain(numbers()).chain(again()).chain(amounts()).collect()
}

/// Names that say too little.
fn names() -> Vec<Hard> {
    vec![
        Hard::of(
            "two clients of one name pay the same fee in the same week",
            &["Ines Varga", "Ines Varga"],
            &[("F-0101", "c1", 24_000, "2025-05-01"), ("F-0102", "c2", 24_000, "2025-05-02")],
            &[
                ("d1", "2025-05-12", 24_000, "INES VARGA", "fees"),
                ("d2", "2025-05-14", 24_000, "INES VARGA", "fees"),
            ],
            &[("d1", &[]), ("d2", &[])],
        ),
        Hard::of(
            "two names are the same when the bank has cut them",
            &["Saltmarsh Joinery North Ltd", "Saltmarsh Joinery South Ltd"],
            &[("F-0111", "c1", 24_000, "2025-05-01"), ("F-0112", "c2", 24_000, "2025-05-02")],
            &[("d1", "2025-05-12", 24_000, "SALTMARSH JOINERY ", "")],
            &[("d1", &[])],
        ),
        Hard::of(
            "a brother's company pays for the other without a word",
            &["Brogan Roofing Ltd", "Brogan Heating Ltd"],
            &[("F-0121", "c1", 61_200, "2025-05-01"), ("F-0122", "c2", 18_000, "2025-05-02")],
            &[("d1", "2025-05-12", 61_200, "BROGAN HEATING LTD", "")],
            &[("d1", &[])],
        ),
        Hard::of(
            "a brother's company pays for the other under its number",
            &["Brogan Roofing Ltd", "Brogan Heating Ltd"],
            &[("F-0121", "c1", 61_200, "2025-05-01"), ("F-0122", "c2", 18_000, "2025-05-02")],
            &[("d1", "2025-05-12", 61_200, "BROGAN HEATING LTD", "F-0121")],
            &[("d1", &[("F-0121", 61_200)])],
        ),
        Hard::of(
            "one stranger pays for three clients and names none",
            &["Wren Florists", "Quill Media", "Garside Dairy"],
            &[
                ("F-0131", "c1", 15_000, "2025-05-01"),
                ("F-0132", "c2", 27_300, "2025-05-01"),
                ("F-0133", "c3", 33_150, "2025-05-01"),
            ],
            &[
                ("d1", "2025-05-12", 15_000, "TIDEWELL FAMILY OFFICE", ""),
                ("d2", "2025-05-12", 27_300, "TIDEWELL FAMILY OFFICE", ""),
                ("d3", "2025-05-13", 33_150, "TIDEWELL FAMILY OFFICE", ""),
            ],
            &[("d1", &[]), ("d2", &[]), ("d3", &[])],
        ),
        Hard::of(
            "a stranger with nearly a client's name pays a client's amount",
            &["Carrick Dental Ltd"],
            &[("F-0141", "c1", 40_000, "2025-05-01")],
            &[("d1", "2025-05-12", 40_000, "CARRICK DESIGN", "")],
            &[("d1", &[])],
        ),
    ]
}

/// Numbers that mislead.
fn numbers() -> Vec<Hard> {
    vec![
        Hard::of(
            "a wrong digit names an invoice of somebody else with the same amount",
            &["Thorne Bicycles", "Nadia Mistry"],
            &[("F-0201", "c1", 30_000, "2025-05-01"), ("F-0207", "c2", 30_000, "2025-05-02")],
            &[("d1", "2025-05-12", 30_000, "THORNE BICYCLES", "F-0207")],
            &[("d1", &[])],
        ),
        Hard::of(
            "the number is that of an invoice with another amount",
            &["Thorne Bicycles", "Nadia Mistry"],
            &[("F-0211", "c1", 30_000, "2025-05-01"), ("F-0212", "c2", 81_000, "2025-05-02")],
            &[("d1", "2025-05-12", 30_000, "THORNE BICYCLES", "F-0212")],
            &[("d1", &[])],
        ),
        Hard::of(
            "a supplier's order has the digits of an invoice",
            &["Thorne Bicycles"],
            &[("F-4471", "c1", 5_250, "2025-05-01")],
            &[("d1", "2025-05-12", 5_250, "PAPERMILL SUPPLIES", "REFUND ORDER 4471")],
            &[("d1", &[])],
        ),
        Hard::of(
            "the money comes before the invoice and names none",
            &["Thorne Bicycles"],
            &[("F-0221", "c1", 30_000, "2025-05-20")],
            &[("d1", "2025-05-12", 30_000, "THORNE BICYCLES", "")],
            &[("d1", &[])],
        ),
    ]
}

/// What comes twice, or goes back.
fn again() -> Vec<Hard> {
    let bills: [Bill; 2] =
        [("F-0301", "c1", 30_000, "2025-04-01"), ("F-0302", "c1", 30_000, "2025-05-01")];
    vec![
        Hard::of(
            "a paid invoice is named again while its like is open",
            &["Eklund Ceramics"],
            &bills,
            &[
                ("d1", "2025-04-12", 30_000, "EKLUND CERAMICS", "F-0301"),
                ("d2", "2025-05-28", 30_000, "EKLUND CERAMICS", "F-0301"),
            ],
            &[("d1", &[("F-0301", 30_000)]), ("d2", &[])],
        ),
        Hard::of(
            "the same payment comes again on the next day",
            &["Eklund Ceramics"],
            &bills[..1],
            &[
                ("d1", "2025-04-12", 30_000, "EKLUND CERAMICS", "F-0301"),
                ("d2", "2025-04-13", 30_000, "EKLUND CERAMICS", "F-0301"),
            ],
            &[("d1", &[("F-0301", 30_000)]), ("d2", &[])],
        ),
        Hard::of(
            "the bank takes the money back on the next day",
            &["Eklund Ceramics"],
            &bills,
            &[
                ("d1", "2025-05-12", 30_000, "EKLUND CERAMICS", "F-0302"),
                ("d2", "2025-05-13", -30_000, "EKLUND CERAMICS", "RETURNED UNPAID F-0302"),
            ],
            &[("d1", &[("F-0302", 30_000)]), ("d2", &[])],
        ),
        Hard::of(
            "one client has equal fees open and says nothing",
            &["Eklund Ceramics"],
            &bills,
            &[("d1", "2025-05-12", 30_000, "EKLUND CERAMICS", "")],
            &[("d1", &[])],
        ),
    ]
}

/// Amounts that are right by chance.
fn amounts() -> Vec<Hard> {
    vec![
        Hard::of(
            "a payout comes to the amount of an invoice",
            &["Lowe Opticians"],
            &[("F-0401", "c1", 48_330, "2025-05-01")],
            &[("d1", "2025-05-12", 48_330, "STRIPE PAYMENTS", "payout 88213377")],
            &[("d1", &[])],
        ),
        Hard::of(
            "the owner moves the amount of an invoice from savings",
            &["Lowe Opticians"],
            &[("F-0411", "c1", 50_000, "2025-05-01")],
            &[("d1", "2025-05-12", 50_000, "", "TRANSFER FROM SAVINGS 20441888")],
            &[("d1", &[])],
        ),
        Hard::of(
            "two sets of invoices come to the same sum",
            &["Lowe Opticians"],
            &[
                ("F-0421", "c1", 10_000, "2025-05-01"),
                ("F-0422", "c1", 25_000, "2025-05-02"),
                ("F-0423", "c1", 15_000, "2025-05-03"),
                ("F-0424", "c1", 20_000, "2025-05-04"),
            ],
            &[("d1", "2025-05-12", 35_000, "LOWE OPTICIANS", "")],
            &[("d1", &[])],
        ),
        Hard::of(
            "a tax office repays the amount of an invoice",
            &["Lowe Opticians"],
            &[("F-0431", "c1", 73_419, "2025-05-01")],
            &[("d1", "2025-05-12", 73_419, "HMRC VAT", "REPAYMENT 918273645")],
            &[("d1", &[])],
        ),
    ]
}
