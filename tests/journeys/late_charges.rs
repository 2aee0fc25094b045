//! Late charges: worked out by the law and by the letter, claimed once, with a balance apart from
//! the invoice.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, practice, table};

use crate::paper;

/// A practice in Leeds on a day, with one client and what it owes since the due date.
pub(crate) fn in_leeds(folder: &Folder, today: &str, due_on: &str, amount: &str) -> (Desk, Value) {
    let mut desk = folder.desk(today);
    let mut form = practice();
    for (field, value) in [
        ("jurisdiction", "GB"),
        ("region", ""),
        ("currency", "GBP"),
        ("time_zone", "Europe/London"),
    ] {
        form[field] = json!(value);
    }
    desk.call("practice.save", form);
    desk.client("Alder Bakery Ltd");
    let invoice = owed(&mut desk, "OLD-7", due_on, amount);
    (desk, invoice)
}

/// An invoice of another program that is still open.
fn owed(desk: &mut Desk, number: &str, due_on: &str, amount: &str) -> Value {
    let rows = format!(
        "Customer,Num,Date,Due date,Amount,Open balance\n\
         Alder Bakery Ltd,{number},2023-01-02,{due_on},{amount},{amount}\n"
    );
    let list = file("open.csv", rows.as_bytes());
    let asked = json!({ "kind": "open_invoices", "file": list });
    let mapping = desk.call("imports.preview", asked)["mapping"].clone();
    desk.call("imports.run", json!({ "kind": "open_invoices", "file": list, "mapping": mapping }));
    desk.invoice(number)
}

fn by_law(invoice: &Value) -> Value {
    json!({ "invoice_id": invoice["id"], "basis": "statute" })
}

fn claim(desk: &mut Desk, form: &Value) -> Value {
    let total = desk.call("late_charges.preview", form.clone())["total"]["minor"].clone();
    let minor = total.as_i64().unwrap();
    let approved = format!("{}.{:02}", minor / 100, minor % 100);
    desk.call("late_charges.post", json!({ "form": form, "approved": approved }))
}

fn pay(desk: &mut Desk, invoice: &Value, on: &str, amount: &str, joined: &str) -> String {
    let asked = json!({ "client_id": invoice["client_id"], "received_on": on, "amount": amount,
        "method": "transfer", "reference": "",
        "allocations": [{ "invoice_id": invoice["id"], "amount": joined }] });
    id(&desk.call("payments.record", asked))
}

#[test]
fn rule_20_interest_by_the_law_keeps_the_rate_of_the_half_year_in_which_it_starts() {
    let folder = Folder::new();
    let (mut desk, invoice) = in_leeds(&folder, "2023-12-31", "2023-06-14", "1000.00");
    pay(&mut desk, &invoice, "2023-09-12", "1000.00", "1000.00");
    let seen = desk.call("late_charges.preview", by_law(&invoice));
    assert_eq!(seen["rates"], json!([["2023-06-15", "11.5"]]));
    assert_eq!((&seen["interest"]["minor"], &seen["sum"]["minor"]), (&json!(2_836), &json!(7_000)));
    let mut split = by_law(&invoice);
    split["each_half_year"] = json!(true);
    let seen = desk.call("late_charges.preview", split);
    assert_eq!(seen["rates"], json!([["2023-06-15", "11.5"], ["2023-07-01", "13"]]));
}

#[test]
fn a_late_charge_is_claimed_once_with_its_working_and_its_principal_may_be_paid() {
    let folder = Folder::new();
    let (mut desk, invoice) = in_leeds(&folder, "2026-03-11", "2026-01-10", "10000.00");
    let made = claim(&mut desk, &by_law(&invoice));
    let kinds = table(&made["rows"], &["kind", "from", "until", "amount", "open"]);
    assert_eq!(
        kinds,
        "interest | 2026-01-11 | 2026-03-11 | 19315 | 19315\n\
         fixed_sum | 2026-01-11 | 2026-03-11 | 10000 | 10000\n"
    );
    // Once more on the same day there is nothing left to claim, and by the letter neither.
    let again = desk.call("late_charges.preview", by_law(&invoice));
    assert_eq!(again["total"]["minor"], 0);
    let post = json!({ "form": by_law(&invoice), "approved": "0.00" });
    assert_eq!(desk.refused("late_charges.post", post).code, Code::Conflict);
    // The principal is paid; the interest remains, and goes on from where it was claimed.
    desk.turn_to("2026-04-30");
    pay(&mut desk, &invoice, "2026-03-15", "10000.00", "10000.00");
    assert_eq!(desk.open_of("OLD-7"), 0);
    let open = desk.call("late_charges.of_invoice", json!({ "id": invoice["id"] }));
    assert_eq!(open["open"]["minor"], 29_315);
    let rest = desk.call("late_charges.preview", by_law(&invoice));
    assert_eq!((&rest["from"], &rest["interest"]["minor"]), (&json!("2026-03-12"), &json!(1_288)));
    let bytes = paper::document(&mut desk, &made["rows"][0]["document"]);
    if let Some(text) = paper::text(&bytes) {
        for words in ["Late charge working", "SI 2002/1675", "193.15", "11 Mar", "10,293.15"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_late_charge_is_let_go_or_paid_in_parts_and_each_is_taken_back() {
    let folder = Folder::new();
    let (mut desk, invoice) = in_leeds(&folder, "2026-03-11", "2026-01-10", "10000.00");
    let made = claim(&mut desk, &by_law(&invoice));
    let interest = made["rows"][0]["id"].clone();
    let waive =
        |amount: &str| json!({ "id": interest, "amount": amount, "reason": "A good client" });
    let let_go = desk.done("late_charges.waive", waive("93.15"));
    assert_eq!(
        desk.refused("late_charges.waive", waive("100.01")).field.as_deref(),
        Some("amount")
    );
    let payment = pay(&mut desk, &invoice, "2026-03-11", "10060.00", "10000.00");
    let part = json!({ "id": interest, "payment_id": payment, "amount": "60.00" });
    desk.call("late_charges.pay", part.clone());
    assert_eq!(desk.refused("late_charges.pay", part).field.as_deref(), Some("amount"));
    let open = |desk: &mut Desk| {
        let list = desk.call("late_charges.of_invoice", json!({ "id": invoice["id"] }));
        list["rows"][0]["open"]["minor"].as_i64().unwrap()
    };
    assert_eq!(open(&mut desk), 4_000);
    let sheet = desk.call("ledger.trial_balance", json!({ "on": "2026-03-11" }));
    let rows = table(&sheet["sheets"][0]["rows"], &["account", "name"]);
    assert!(rows.contains("Open late charges") && rows.contains("Late charges let go"), "{rows}");
    let waived = |desk: &mut Desk| {
        let asked = json!({ "from": "2026-03-01", "to": "2026-03-11" });
        desk.call("leakage.show", asked)["late_waived"]["minor"].as_i64().unwrap()
    };
    assert_eq!(waived(&mut desk), 9_315);
    desk.undo(&let_go);
    assert_eq!((open(&mut desk), waived(&mut desk)), (13_315, 0));
    // The payment turns out to be a mistake: what it paid is open again.
    desk.call("payments.reverse", json!({ "id": payment, "reason": "Booked twice" }));
    assert_eq!(open(&mut desk), 19_315);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_the_law_or_the_letter_does_not_give_is_refused_with_its_source() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-01");
    desk.bill_all();
    let invoice = desk.invoice("INV-0001");
    let seen = desk.call("late_charges.preview", by_law(&invoice));
    assert_eq!(seen["remarks"][0]["blocks"], true);
    let post = json!({ "form": by_law(&invoice), "approved": "0.00" });
    let refused = desk.refused("late_charges.post", post);
    assert!(refused.message.starts_with("The law here gives no interest"), "{}", refused.message);
    let rate = |per_cent: &str| {
        let id = &invoice["id"];
        json!({ "invoice_id": id, "basis": "interest", "per_cent": per_cent })
    };
    let seen = desk.call("late_charges.preview", rate("24"));
    assert!(seen["remarks"].to_string().contains("18% a year"), "{}", seen["remarks"]);
    let not_late = json!({ "invoice_id": invoice["id"], "basis": "fee", "fee": "10.00",
        "until": "2026-03-10" });
    assert_eq!(desk.refused("late_charges.preview", not_late).field.as_deref(), Some("until"));
}

#[test]
fn a_reference_rate_that_is_not_known_is_typed_in() {
    let folder = Folder::new();
    let (mut desk, invoice) = in_leeds(&folder, "2031-03-02", "2031-02-01", "1000.00");
    let refused = desk.refused("late_charges.preview", by_law(&invoice));
    assert!(refused.message.contains("half-year from 2031-01-01"), "{}", refused.message);
    let own = json!({ "series": "bank_of_england", "half": "2031-02-01", "per_cent": "2.00" });
    desk.call("late_charges.keep_reference", own);
    let seen = desk.call("late_charges.preview", by_law(&invoice));
    assert_eq!(seen["rates"][0][1], "10");
}

/// 450.00 at the 12 per cent a year that the letter states, for 60 days: 8.8767.
#[test]
fn interest_that_the_letter_agrees_on_is_claimed_at_its_rate_by_the_day() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.fill_blanks();
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-03-03");
    desk.bill_all();
    desk.turn_to("2026-05-16");
    let invoice = desk.invoice("INV-0001");
    let by_letter = json!({ "invoice_id": invoice["id"], "basis": "interest" });
    let seen = desk.call("late_charges.preview", by_letter.clone());
    let blocked = seen["remarks"].as_array().unwrap().iter().any(|remark| remark["blocks"] == true);
    assert!(!blocked, "{}", seen["remarks"]);
    let made = claim(&mut desk, &by_letter);
    assert_eq!(
        table(&made["rows"], &["kind", "from", "until", "amount", "open"]),
        "interest | 2026-03-18 | 2026-05-16 | 888 | 888\n"
    );
    // The same days are not claimed again, and the next ones are.
    desk.turn_to("2026-05-17");
    let next = desk.call("late_charges.preview", by_letter);
    assert_eq!((&next["from"], &next["interest"]["minor"]), (&json!("2026-05-17"), &json!(15)));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
