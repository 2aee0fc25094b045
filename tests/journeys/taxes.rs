//! Taxes by place: each with the rate of its day, shown and posted by itself, and with what the
//! law of the place wants on an invoice.

use app::failure::Code;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, id, line, practice, table, texts};

use crate::paper;

/// A practice somewhere that charges what is usual there.
fn practice_in(place: &str, usual: &str, registration: &str) -> Value {
    let (currency, zone) = match place {
        "GB" => ("GBP", "Europe/London"),
        "IE" => ("EUR", "Europe/Dublin"),
        "CA" => ("CAD", "America/Toronto"),
        "AU" => ("AUD", "Australia/Sydney"),
        "NZ" => ("NZD", "Pacific/Auckland"),
        _ => ("USD", "America/New_York"),
    };
    let mut form = practice();
    for (field, value) in [
        ("jurisdiction", place),
        ("currency", currency),
        ("time_zone", zone),
        ("usual_tax", usual),
        ("tax_registration", registration),
    ] {
        form[field] = json!(value);
    }
    form
}

/// A practice in London that charges VAT.
fn london(registration: &str) -> Value {
    practice_in("GB", "gb_standard", registration)
}

/// A practice in Montréal, registered for both taxes.
fn montreal() -> Value {
    let mut form = practice_in("CA", "ca_qc", "123456789 RT0001");
    form["second_registration"] = json!("1234567890 TQ0001");
    form
}

/// A line that is billed each month and taxed so.
fn taxed(price: &str, tax: &str) -> Value {
    let billing = json!({ "kind": "recurring", "every": "month", "day": "start_day" });
    let mut line = line("Bookkeeping", price, billing);
    line["tax"] = json!(tax);
    line
}

/// A desk of a practice with an agreement over `lines`, from its day on.
fn desk_with(folder: &Folder, day: &str, practice: Value, lines: Value) -> (Desk, String) {
    let mut desk = folder.desk_of(day, practice);
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    desk.agreement(&client, day, lines);
    (desk, client)
}

/// What issuing everything that is due asks.
fn all_due(desk: &mut Desk) -> Value {
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    json!({ "charges": keys, "date": "today", "merge": false })
}

fn page(desk: &mut Desk, number: &str) -> Value {
    let row = desk.invoice(number);
    desk.call("invoices.show", json!({ "id": row["id"] }))
}

/// The text of an invoice's page, where there is a program to read it.
fn printed(desk: &mut Desk, page: &Value) -> Option<String> {
    let text = paper::text(&paper::document(desk, &page["document"]))?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn client_form(desk: &mut Desk, client: &str, fields: &[(&str, &str)]) {
    let mut form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
    for (field, value) in fields {
        form[*field] = json!(value);
    }
    desk.call("clients.save", json!({ "id": client, "form": form }));
}

#[test]
fn a_vat_invoice_is_not_issued_without_the_number_that_makes_it_one() {
    let folder = Folder::new();
    let lines = json!([taxed("450.00", "usual")]);
    let (mut desk, _) = desk_with(&folder, "2026-03-02", london(""), lines);
    let asked = all_due(&mut desk);
    let refusal = desk.refused("catch_up.issue", asked.clone());
    assert_eq!(refusal.code, Code::Conflict);
    assert_eq!(
        refusal.message,
        "an invoice with VAT must show your VAT registration number (VAT Regulations 1995, \
         regulation 14(1)); add it in Settings, Practice"
    );
    assert_eq!(folder.number("SELECT count(*) FROM invoices"), 0);

    desk.call("practice.save", london("GB 123 4567 89"));
    assert_eq!(desk.call("catch_up.issue", asked)["numbers"], json!(["INV-0001"]));
    let page = page(&mut desk, "INV-0001");
    if let Some(text) = printed(&mut desk, &page) {
        for shown in ["VAT invoice", "GB 123 4567 89", "VAT 20%", "90.00", "540.00"] {
            assert!(text.contains(shown), "{shown} is not in\n{text}");
        }
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_vat_invoice_needs_the_clients_address() {
    let folder = Folder::new();
    let lines = json!([taxed("450.00", "usual")]);
    let (mut desk, client) = desk_with(&folder, "2026-03-02", london("GB 123 4567 89"), lines);
    client_form(&mut desk, &client, &[("address", "")]);
    let asked = all_due(&mut desk);
    let refusal = desk.refused("catch_up.issue", asked);
    assert!(refusal.message.contains("the address of Alder Bakery Ltd"), "{}", refusal.message);
}

/// GST and QST on one line: named, totalled and posted each by itself; credited in parts to the
/// cent.
#[test]
fn two_taxes_on_a_line_stand_by_themselves_on_paper_and_in_the_ledger() {
    let folder = Folder::new();
    let lines = json!([taxed("100.30", "usual"), taxed("50.00", "ca_exempt")]);
    let (mut desk, _) = desk_with(&folder, "2026-11-02", montreal(), lines);
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    let shown = page(&mut desk, "INV-0001");
    expect![[r#"
        GST 5% | 10030 | 502
        QST 9.975% | 10030 | 1000
        Exempt | 5000 | 0
    "#]]
    .assert_eq(&table(&shown["taxes"], &["words", "net", "tax"]));
    assert_eq!(shown["tax_notes"], json!(["Exempt from GST/HST."]));
    assert_eq!(shown["row"]["total"]["minor"], 16_532);
    let posted = |account: &str| {
        folder.number(&format!(
            "SELECT coalesce(sum(CASE credit WHEN '{account}' THEN amount_minor ELSE -amount_minor
                END), 0) FROM ledger WHERE '{account}' IN (debit, credit)"
        ))
    };
    assert_eq!((posted("tax:gst"), posted("tax:qst")), (502, 1_000));
    if let Some(text) = printed(&mut desk, &shown) {
        for words in ["14.975%", "GST 5%", "QST 9.975%", "1234567890 TQ0001", "123456789 RT0001"] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }

    let invoice = shown["row"]["id"].clone();
    for amount in ["33.33", "71.21"] {
        let what = json!({ "kind": "sum", "amount": amount });
        let form =
            json!({ "invoice_id": invoice, "what": what, "reason": "Late", "rest": "credit" });
        desk.call("credit_notes.issue", form);
    }
    let form = json!({ "invoice_id": invoice, "what": { "kind": "whole" }, "reason": "All of it",
        "rest": "credit" });
    desk.call("credit_notes.issue", form);
    assert_eq!((posted("tax:gst"), posted("tax:qst"), posted("revenue")), (0, 0, 0));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_voided_invoice_takes_each_of_its_taxes_back() {
    let folder = Folder::new();
    let lines = json!([taxed("100.30", "usual")]);
    let (mut desk, _) = desk_with(&folder, "2026-11-02", montreal(), lines);
    desk.bill_all();
    let id = desk.invoice("INV-0001")["id"].clone();
    desk.call("invoices.void", json!({ "id": id, "reason": "By mistake" }));
    let left = "SELECT sum(CASE WHEN credit = 'tax:qst' THEN amount_minor ELSE -amount_minor END)
        FROM ledger WHERE 'tax:qst' IN (debit, credit)";
    assert_eq!(folder.number(left), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// Nova Scotia went from 15% to 14% on 1 April 2025 (SOR/2025-77).
#[test]
fn a_rate_that_changes_after_acceptance_is_right_on_the_invoice_and_named() {
    let folder = Folder::new();
    let practice = practice_in("CA", "ca_ns", "123456789 RT0001");
    let lines = json!([taxed("100.00", "usual")]);
    let (mut desk, _) = desk_with(&folder, "2025-03-31", practice, lines);
    desk.bill_all();
    desk.turn_to("2025-04-30");
    desk.bill_all();
    let taxes = ["INV-0001", "INV-0002"].map(|number| {
        let page = page(&mut desk, number);
        (page["lines"][0]["tax_words"].clone(), page["tax"]["minor"].clone())
    });
    assert_eq!(taxes, [(json!("HST 15%"), json!(1_500)), (json!("HST 14%"), json!(1_400))]);
}

/// What fell due at the old rate and is issued under the new one has the new one.
#[test]
fn the_tax_point_is_the_day_of_the_invoice() {
    let folder = Folder::new();
    let practice = practice_in("CA", "ca_ns", "123456789 RT0001");
    let lines = json!([taxed("100.00", "usual")]);
    let (mut desk, _) = desk_with(&folder, "2025-03-31", practice, lines);
    desk.turn_to("2025-04-02");
    let asked = all_due(&mut desk);
    desk.call("catch_up.issue", asked);
    assert_eq!(page(&mut desk, "INV-0001")["lines"][0]["tax_words"], "HST 14%");
    let law = desk.call("taxes.show", json!({}))["tax_point"].clone();
    expect![
        "The rate is that of the day of the invoice (Excise Tax Act, sections 152(1) and 168(1))."
    ]
    .assert_eq(law.as_str().unwrap());
}

#[test]
fn a_practice_that_is_not_registered_charges_no_tax_whatever_a_line_says() {
    let folder = Folder::new();
    let lines = json!([taxed("450.00", "usual"), taxed("10.00", "gb_reduced")]);
    let practice = practice_in("GB", "none", "");
    let (mut desk, _) = desk_with(&folder, "2026-03-02", practice, lines);
    desk.bill_all();
    let page = page(&mut desk, "INV-0001");
    assert_eq!(
        (&page["tax"]["minor"], &page["row"]["total"]["minor"]),
        (&json!(0), &json!(46_000))
    );
    expect![[r#"
        No tax | 46000 | 0
    "#]]
    .assert_eq(&table(&page["taxes"], &["words", "net", "tax"]));
    let choices = desk.call("taxes.show", json!({}));
    assert_eq!(choices["charges"], false);
    assert_eq!(choices["choices"].as_array().unwrap().len(), 1);
}

#[test]
fn a_business_in_the_union_accounts_for_the_tax_itself_and_the_invoice_says_so() {
    let folder = Folder::new();
    let lines = json!([taxed("450.00", "usual")]);
    let practice = practice_in("IE", "ie_standard", "IE 6388047V");
    let (mut desk, client) = desk_with(&folder, "2026-03-02", practice, lines);
    client_form(&mut desk, &client, &[("tax_place", "eu")]);
    let asked = all_due(&mut desk);
    let refusal = desk.refused("catch_up.issue", asked.clone());
    assert_eq!(
        refusal.message,
        "an invoice with a reverse charge must show the tax number of Alder Bakery Ltd (VAT \
         Regulations 2010, regulation 20(2)(e)); add it to the client"
    );
    client_form(&mut desk, &client, &[("tax_number", "DE 123456789")]);
    desk.call("catch_up.issue", asked);
    let page = page(&mut desk, "INV-0001");
    assert_eq!(page["tax"]["minor"], 0);
    assert_eq!(page["lines"][0]["tax_words"], "Reverse charge");
    if let Some(text) = printed(&mut desk, &page) {
        for words in ["Reverse charge: the customer is to account for VAT", "DE 123456789"] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }
    client_form(&mut desk, &client, &[("kind", "consumer")]);
    desk.turn_to("2026-04-02");
    desk.bill_all();
    assert_eq!(self::page(&mut desk, "INV-0002")["lines"][0]["tax_words"], "VAT 23%");
}

/// Regulation 14(1)(l) wants the total of the tax in sterling, and nothing here converts.
#[test]
fn tax_is_not_charged_in_a_currency_that_its_law_does_not_know() {
    let folder = Folder::new();
    let lines = json!([taxed("450.00", "usual")]);
    let mut desk = folder.desk_of("2026-03-02", london("GB 123 4567 89"));
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    client_form(&mut desk, &client, &[("currency", "EUR"), ("tax_number", "DE 123456789")]);
    desk.agreement(&client, "2026-03-02", lines);
    let asked = all_due(&mut desk);
    let refusal = desk.refused("catch_up.issue", asked.clone());
    assert_eq!(
        refusal.message,
        "an invoice with VAT must show it in GBP (VAT Regulations 1995, regulation 14(1)), and \
         nothing is converted from EUR; bill this in GBP"
    );
    client_form(&mut desk, &client, &[("tax_place", "eu")]);
    assert_eq!(desk.call("catch_up.issue", asked)["total"]["minor"], 0);
    assert_eq!(page(&mut desk, "INV-0001")["row"]["total"]["currency"], "EUR");
}

#[test]
fn a_rate_of_ones_own_is_dated_and_what_has_begun_stays() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", practice());
    desk.fill_blanks();
    let rate = |from: &str, percent: &str| {
        let name = "Austin sales tax";
        json!({ "name": name, "from_on": from, "percent": percent })
    };
    desk.call("taxes.add_rate", rate("2026-01-01", "8.25"));
    let added = desk.done("taxes.add_rate", rate("2026-04-01", "8.5"));
    desk.undo(&added);
    desk.call("taxes.add_rate", rate("2026-04-01", "8.5"));
    for (form, field) in [
        (rate("2026-04-01", "9"), "from_on"),
        (rate("2026-05-01", "101"), "percent"),
        (json!({ "name": " ", "from_on": "2026-05-01", "percent": "1" }), "name"),
    ] {
        assert_eq!(desk.refused("taxes.add_rate", form).field.as_deref(), Some(field));
    }
    let mut form = practice();
    form["usual_tax"] = json!("own:Austin sales tax");
    desk.call("practice.save", form);
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([taxed("100.00", "usual")]));
    desk.bill_all();
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let taxes = ["INV-0001", "INV-0002"].map(|number| {
        let page = page(&mut desk, number);
        (page["lines"][0]["tax_words"].clone(), page["tax"]["minor"].clone())
    });
    assert_eq!(
        taxes,
        [
            (json!("Austin sales tax 8.25%"), json!(825)),
            (json!("Austin sales tax 8.5%"), json!(850))
        ]
    );
    let asked = json!({ "name": "Austin sales tax", "from_on": "2026-01-01" });
    assert_eq!(desk.refused("taxes.remove_rate", asked).code, Code::Conflict);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// The price is what was agreed; what is in it follows from the rate of the day.
#[test]
fn prices_that_hold_their_tax_are_taken_apart_and_a_proposal_may_differ() {
    let folder = Folder::new();
    let mut form = london("GB 123 4567 89");
    form["prices_include_tax"] = json!(true);
    let (mut desk, client) =
        desk_with(&folder, "2026-03-02", form, json!([taxed("120.05", "usual")]));
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"] = json!([taxed("100.00", "usual")]);
    draft["starts_on"] = json!("2026-03-02");
    let year = |desk: &mut Desk| {
        let totals = desk.call("proposals.show", json!({ "id": proposal }))["totals"].clone();
        ["per_month", "first_year", "first_year_tax", "due_on_acceptance"]
            .map(|field| totals[field]["minor"].as_i64().unwrap())
    };
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    assert_eq!(year(&mut desk), [10_000, 120_000, 20_004, 10_000]);
    draft["prices_include_tax"] = json!(false);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    assert_eq!(year(&mut desk), [10_000, 120_000, 24_000, 12_000]);
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));

    desk.call("practice.save", london("GB 123 4567 89"));
    desk.bill_all();
    let mut sums: Vec<[i64; 3]> = ["INV-0001", "INV-0002"]
        .map(|number| {
            let page = page(&mut desk, number);
            [&page["net"], &page["tax"], &page["row"]["total"]]
                .map(|amount| amount["minor"].as_i64().unwrap())
        })
        .into();
    sums.sort_unstable();
    assert_eq!(sums, [[10_000, 2_000, 12_000], [10_004, 2_001, 12_005]]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn tax_can_be_rounded_once_for_the_document_and_the_invoice_keeps_how() {
    let folder = Folder::new();
    let lines = json!([taxed("0.02", "usual"), taxed("0.02", "usual"), taxed("0.02", "usual")]);
    let mut form = london("GB 123 4567 89");
    let (mut desk, _) = desk_with(&folder, "2026-03-02", form.clone(), lines);
    desk.bill_all();
    form["tax_rounding"] = json!("document");
    form["next_invoice"] = json!("2");
    desk.call("practice.save", form);
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let taxes = ["INV-0001", "INV-0002"].map(|number| {
        let page = page(&mut desk, number);
        (page["tax"]["minor"].clone(), page["rounding_words"].clone())
    });
    assert_eq!(
        taxes,
        [
            (json!(0), json!("Tax is rounded by line.")),
            (json!(1), json!("Tax is rounded once for the document."))
        ]
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_practice_is_offered_the_treatments_of_its_place_in_plain_words() {
    let offered = |place: &str, usual: &str, field: &str| {
        let folder = Folder::new();
        let mut desk = folder.desk_of("2026-11-22", practice_in(place, usual, "1"));
        table(&desk.call("taxes.show", json!({}))[field], &["words"])
    };
    expect![[r#"
        As usual, VAT 20%
        No tax
        Standard rate, VAT 20%
        Reduced rate, VAT 5%
        Zero rate, VAT 0%
        Exempt
        Outside the scope
        Reverse charge
    "#]]
    .assert_eq(&offered("GB", "gb_standard", "choices"));
    expect![[r#"
        No tax (not registered)
        GST 5%
        Ontario, HST 13%
        New Brunswick, HST 15%
        Newfoundland and Labrador, HST 15%
        Nova Scotia, HST 14%
        Prince Edward Island, HST 15%
        Québec, GST 5% + QST 9.975%
        British Columbia, GST 5% + PST 7%
        Saskatchewan, GST 5% + PST 6%
        Manitoba, GST 5% + RST 7%
    "#]]
    .assert_eq(&offered("CA", "ca_on", "usual"));
    expect![[r#"
        United Kingdom
        In the European Union
        Elsewhere abroad
    "#]]
    .assert_eq(&offered("GB", "gb_standard", "places"));
    expect![[r#"
        As usual, GST 10%
        No tax
        Taxable, GST 10%
        GST-free, GST 0%
        Input taxed
    "#]]
    .assert_eq(&offered("AU", "au_gst", "choices"));
}

#[test]
fn a_place_offers_its_usual_treatment_with_its_rule_of_law_before_there_is_a_book() {
    let folder = Folder::new();
    let mut desk = folder.closed_desk("2020-10-01");
    let defaults = desk.call("practice.defaults", json!({ "jurisdiction": "IE" }));
    assert_eq!(defaults["usual_tax"], "ie_standard");
    let rows = defaults["usual_taxes"].as_array().unwrap();
    assert_eq!(rows[1]["words"], "Standard rate, VAT 21%");
    assert!(rows[1]["source"].as_str().unwrap().contains("section 46"));
    assert_eq!(texts(&json!([rows[0]["words"]])), ["No tax (not registered)"]);
}
