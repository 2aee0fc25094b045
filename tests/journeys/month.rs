//! A month of one account: rent, a payout of a processor, a cheque batch, a transfer to savings, a
//! fee, and a mistake undone, until every account that should is zero and both are closed.

use serde_json::{Value, json};
use tests::{Desk, Folder, monthly, table};

use crate::collections::{billed_and_told, permitted};
use crate::ledger::balances;
use crate::reconciling::{accept, import, line_of};

/// What the bank says of the month.
const ROWS: &str = "2026-03-05,CUSTOM HOUSE PROPERTIES RENT,-900.00\n\
    2026-03-12,ONLINE TRANSFER TO SAVINGS 7731,-200.00\n\
    2026-03-17,REMOTE DEPOSIT 2231 2232,441.00\n\
    2026-03-19,TRIAL PROCESSOR PAYOUT,436.65\n\
    2026-03-31,MONTHLY SERVICE FEE,-15.00\n";

/// A practice at the end of March that bills three clients and collects from the first; the other
/// two, and the two accounts with what the bank says of them.
fn end_of_march(folder: &Folder) -> (Desk, Vec<String>, Value, Value) {
    let mut desk = folder.desk("2026-03-02");
    permitted(&mut desk, "pays");
    let mut clients = Vec::new();
    for (name, price) in [("Birch & Co", "321.00"), ("Cole Dental", "120.00")] {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Payroll", price)]));
        clients.push(client);
    }
    billed_and_told(&mut desk, "2026-03-02");
    for day in ["2026-03-05", "2026-03-17", "2026-03-19", "2026-03-31"] {
        desk.turn_to(day);
        desk.turns();
    }
    let account = import(&mut desk, &Value::Null, ROWS)["account_id"].clone();
    let named = json!({ "name": "Savings", "currency": "USD" });
    let savings = desk.call("bank.add_account", named)["id"].clone();
    import(&mut desk, &savings, "2026-03-13,FROM OPERATING 2208,200.00\n");
    (desk, clients, account, savings)
}

/// The cheque batch is first taken for one client's money by mistake, and then split.
fn explain_batch(desk: &mut Desk, folder: &Folder, account: &Value, clients: &[String]) {
    let batch = line_of(desk, account, "REMOTE");
    let invoice = |desk: &mut Desk, amount: i64| {
        let rows = desk.call("lines.find", json!({ "line_id": batch["id"], "text": "" }))["rows"]
            .as_array()
            .unwrap()
            .clone();
        rows.into_iter().find(|row| row["open"]["minor"] == amount).unwrap()["invoice_id"].clone()
    };
    let before = balances(folder);
    let wrong = json!({ "kind": "invoices", "client_id": clients[0], "invoices": [] });
    let mistake = accept(desk, &batch, wrong);
    assert_ne!(balances(folder), before);
    desk.undo(&mistake);
    assert_eq!(balances(folder), before, "a mistake leaves nothing behind");
    let (birch, cole) = (invoice(desk, 32_100), invoice(desk, 12_000));
    let part = |client: &str, invoice: &Value, amount: &str| {
        let explain = json!({ "kind": "invoices", "client_id": client, "invoices": [invoice] });
        json!({ "amount": amount, "explain": explain })
    };
    let parts = [part(&clients[0], &birch, "321.00"), part(&clients[1], &cole, "120.00")];
    accept(desk, &batch, json!({ "kind": "split", "parts": parts }));
}

#[test]
fn a_month_is_reconciled_to_zero_with_a_payout_a_cheque_batch_a_transfer_and_a_mistake_undone() {
    let folder = Folder::new();
    let (mut desk, clients, account, savings) = end_of_march(&folder);

    // The payout: exactly what the processor says it is made of.
    let payout = line_of(&mut desk, &account, "PAYOUT");
    let page = desk.call("lines.show", json!({ "id": payout["id"] }));
    let best = &page["explanations"][0];
    assert_eq!((&best["kind"], &best["certainty"]), (&json!("payout"), &json!("certain")));
    let id = best["payout"]["id"].clone();
    accept(&mut desk, &payout, json!({ "kind": "payout", "payout_id": id }));

    explain_batch(&mut desk, &folder, &account, &clients);

    // The transfer, the rent, the fee.
    let out = line_of(&mut desk, &account, "SAVINGS");
    let came = desk.call("lines.other_sides", json!({ "id": out["id"] }))["rows"][0].clone();
    accept(&mut desk, &out, json!({ "kind": "transfer", "other_line_id": came["line_id"] }));
    for (text, category) in [("RENT", "expense:rent"), ("FEE", "fee")] {
        let line = line_of(&mut desk, &account, text);
        let explain = json!({ "kind": "not_an_invoice", "category": category, "note": "" });
        accept(&mut desk, &line, explain);
    }

    let accounts = desk.call("bank.accounts", json!({}))["rows"].clone();
    assert_eq!(table(&accounts, &["name", "unexplained"]), "bank | 0\nSavings | 0\n");
    let held = balances(&folder);
    for zero in ["in_transit", "undeposited", "receivable", "client_credit", "clearing:"] {
        let left = held.iter().find(|(account, _)| account.starts_with(zero));
        assert_eq!(left, None, "{zero} returns to zero");
    }
    let proof = desk.call("clearing.proof", json!({}));
    assert_eq!(
        table(&proof["sheets"], &["received", "fees", "paid_out", "held", "unnamed"]),
        "45000 | -1335 | -43665 | 0 | 0\n"
    );
    assert_eq!(proof["in_transit"], json!([]));
    for (account, opening, stated) in
        [(&account, "1000.00", "762.65"), (&savings, "0.00", "200.00")]
    {
        let asked = json!({ "account_id": account, "until": "2026-03-31", "opening": opening,
            "stated": stated, "differences": [] });
        desk.call("periods.close", asked);
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}
