//! Periods of a bank account: proved to the cent (I4), reported, locked, opened again with a
//! reason.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, table};

use crate::paper;
use crate::reconciling::{accept, billed, explain_rest, import, line_of, lines};

pub(crate) const MARCH: &str = "2026-03-02,RENT MARCH,-900.00\n\
    2026-03-30,ZELLE FROM ALDER BAKERY INV-0001,450.00\n2026-03-31,MONTHLY FEE,-15.00\n";

pub(crate) fn asked(account: &Value, until: &str, opening: &str, stated: &str) -> Value {
    json!({ "account_id": account, "until": until, "opening": opening, "stated": stated,
        "differences": [] })
}

fn with_difference(mut asked: Value, cause: &str, amount: &str, words: &str) -> Value {
    asked["differences"] = json!([{ "cause": cause, "amount": amount, "words": words }]);
    asked
}

/// A book with March imported and explained; the account.
pub(crate) fn march(folder: &Folder) -> (Desk, Value) {
    let (mut desk, client) = billed(folder);
    let account = import(&mut desk, &Value::Null, MARCH)["account_id"].clone();
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let zelle = line_of(&mut desk, &account, "ZELLE");
    let pays = json!({ "kind": "invoices", "client_id": client, "invoices": [invoice] });
    accept(&mut desk, &zelle, pays);
    explain_rest(&mut desk, &account);
    (desk, account)
}

#[test]
fn i4_a_period_closes_where_opening_and_lines_make_the_banks_balance() {
    let folder = Folder::new();
    let (mut desk, account) = march(&folder);
    let proof = desk.call("periods.preview", asked(&account, "2026-03-31", "1000.00", "535.00"));
    assert_eq!(proof["proved"], true, "{proof:#}");
    assert_eq!(
        [&proof["opening"], &proof["came_in"], &proof["went_out"], &proof["computed"]]
            .map(|amount| amount["minor"].as_i64().unwrap()),
        [100_000, 45_000, -91_500, 53_500]
    );
    assert_eq!(proof["books"]["minor"], -46_500);
    assert_eq!(proof["by_books"]["minor"], 53_500);
    let closed = desk.done("periods.close", asked(&account, "2026-03-31", "1000.00", "535.00"));
    let rows = desk.call("periods.list", json!({ "id": account }))["rows"].clone();
    assert_eq!(
        table(&rows, &["from", "until", "lines", "last"]),
        "2026-03-02 | 2026-03-31 | 3 | true\n"
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
    // The next one begins on the day after, with what the bank stated.
    import(&mut desk, &account, "2026-04-01,COFFEE,-4.50\n");
    explain_rest(&mut desk, &account);
    let next = desk.call("periods.preview", asked(&account, "2026-04-02", "7", "530.50"));
    assert_eq!((&next["from"], &next["first"]), (&json!("2026-04-01"), &json!(false)));
    assert_eq!(next["opening"]["minor"], 53_500, "what was closed counts, not what is typed");
    assert_eq!(next["proved"], true);
    desk.undo(&closed);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn i4_each_reason_against_closing_stands_beside_its_field() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, MARCH)["account_id"].clone();
    let said = |desk: &mut Desk, question: Value| {
        let shown = desk.call("periods.preview", question.clone());
        let refused = desk.refused("periods.close", question);
        assert_eq!(shown["wrong"], refused.message);
        assert_eq!(shown["field"].as_str(), refused.field.as_deref());
        format!("{}: {}", refused.field.unwrap(), refused.message)
    };
    let question = |until: &str, stated: &str| asked(&account, until, "1000.00", stated);
    assert_eq!(
        said(&mut desk, question("2026-04-04", "535.00")),
        "until: a period is closed on its last day or later"
    );
    assert_eq!(
        said(&mut desk, question("2026-03-31", "535.00")),
        "lines: 3 lines wait for an explanation, 1,365.00 in all; explain each or set it aside \
         with a reason"
    );
    explain_rest(&mut desk, &account);
    assert_eq!(
        said(&mut desk, question("2026-03-31", "")),
        "stated: type the balance that the bank states for this day"
    );
    let differs = question("2026-03-31", "525.00");
    assert_eq!(
        said(&mut desk, differs.clone()),
        "stated: the bank states 10.00 less than opening and lines come to; name the difference"
    );
    let nameless = with_difference(differs.clone(), "bank_error", "-10.00", " ");
    assert_eq!(
        said(&mut desk, nameless),
        "differences: say what the difference is; it stands on the report"
    );
    let wrong = desk.refused("periods.close", with_difference(differs, "gold", "-10.00", "x"));
    assert_eq!(wrong.field.as_deref(), Some("differences.0.cause"));
    let early = desk.refused("periods.close", question("2026-03-01", "1"));
    assert_eq!(early.field.as_deref(), Some("until"));
    desk.call("periods.close", question("2026-03-31", "535.00"));
    assert_eq!(
        said(&mut desk, question("2026-03-31", "535.00")),
        "until: the account is closed through 2026-03-31 already; choose a later day"
    );
}

#[test]
fn i4_a_difference_closes_only_with_a_name_and_is_carried_on() {
    let folder = Folder::new();
    let (mut desk, account) = march(&folder);
    let question = asked(&account, "2026-03-31", "1000.00", "525.00");
    let half = with_difference(question.clone(), "bank_error", "-4.00", "Cheque keyed twice");
    let proof = desk.call("periods.preview", half);
    assert_eq!((&proof["unnamed_typed"], &proof["proved"]), (&json!("-6.00"), &json!(false)));
    let named = with_difference(question, "bank_error", "-10.00", "Cheque keyed twice");
    desk.call("periods.close", named);
    assert_eq!(desk.findings(), Vec::<String>::new());
    let rows = desk.call("periods.list", json!({ "id": account }))["rows"].clone();
    assert_eq!(rows[0]["differences"][0]["cause"], "A mistake of the bank");
    // The bank puts it right: the line is explained, the books have it, the name stays.
    import(&mut desk, &account, "2026-04-01,CORRECTION,10.00\n");
    explain_rest(&mut desk, &account);
    let next = asked(&account, "2026-04-02", "", "535.00");
    let proof = desk.call("periods.preview", next.clone());
    assert_eq!(proof["all_named"]["minor"], -1_000);
    assert_eq!(proof["proved"], true, "{proof:#}");
    desk.call("periods.close", next);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_line_that_is_set_aside_is_named_in_the_proof_and_on_the_report() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, MARCH)["account_id"].clone();
    let zelle = line_of(&mut desk, &account, "ZELLE");
    accept(&mut desk, &zelle, json!({ "kind": "set_aside", "reason": "Ask the bank" }));
    explain_rest(&mut desk, &account);
    let question = asked(&account, "2026-03-31", "1000.00", "535.00");
    let proof = desk.call("periods.preview", question.clone());
    assert_eq!(proof["set_aside"]["minor"], 45_000);
    assert_eq!(proof["aside"][0]["words"], "Set aside: Ask the bank");
    let with_cent = asked(&account, "2026-03-31", "1000.00", "535.01");
    desk.call("periods.close", with_difference(with_cent, "other", "0.01", "Rounding of the bank"));
    let rows = desk.call("periods.list", json!({ "id": account }))["rows"].clone();
    let report = paper::document(&mut desk, &rows[0]["document"]);
    let Some(report) = paper::text(&report) else { return };
    for words in [
        "Reconciliation",
        "$535.01",
        "Opening balance and 3 lines, with 1 named difference,",
        "1 line of 450.00",
        "Difference: Rounding of the bank",
        "Set aside, not in the books",
        "ZELLE FROM ALDER BAKERY INV-0001",
        "Ask the bank",
        "Rent",
        "Bank charge",
    ] {
        assert!(report.contains(words), "{words} is not in {report}");
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_closed_period_is_locked_for_every_command_and_for_raw_sql() {
    let folder = Folder::new();
    let (mut desk, account) = march(&folder);
    let asked = asked(&account, "2026-03-31", "1000.00", "535.00");
    let closed = id(&desk.call("periods.close", asked));
    let rows = lines(&mut desk, &account);
    let shown = desk.call("lines.show", json!({ "id": rows[0]["id"] }));
    assert_eq!(shown["closed_through"], "2026-03-31");
    let undo = desk.refused("matches.undo", json!({ "id": rows[0]["match_id"] }));
    assert_eq!(
        (undo.code, undo.message.as_str()),
        (Code::Conflict, "the period to March 31, 2026 is closed; reopen it with a reason first")
    );
    let statement =
        folder.raw().query_row("SELECT id FROM statements", [], |row| row.get::<_, String>(0));
    let out = desk.refused("statements.undo_import", json!({ "id": statement.unwrap() }));
    assert_eq!(out.code, Code::Conflict);
    // A file that brings a line of the closed days reports it and takes the others.
    let question = json!({ "account_id": account, "mapping": null, "file": file("late.csv",
        b"Date,Description,Amount\n2026-03-15,LATE,-7.00\n2026-04-01,COFFEE,-4.50\n") });
    let late = desk.call("statements.import", question);
    assert_eq!(late["added"], 1);
    assert_eq!(
        late["rejected"][0]["reason"],
        "the period to March 31, 2026 is closed; reopen it to take this line in"
    );
    for statement in [
        "UPDATE matches SET undone_at = '2026-04-03T00:00:00.000Z' WHERE undone_at IS NULL",
        "INSERT INTO matches (id, line_id, account_id, kind, category, words, matched_at)
            SELECT 'm', id, account_id, 'set_aside', '', 'x', '' FROM statement_lines
            ORDER BY posted_on LIMIT 1",
        "INSERT INTO statement_lines SELECT 'late', account_id, statement_id, at, '2026-03-09',
            amount_minor, currency, description, reference, source_id, 'late', 0
            FROM statement_lines LIMIT 1",
        "INSERT INTO ledger (id, posted_on, debit, credit, currency, amount_minor, event, source)
            SELECT 'e', '2026-03-09', debit, credit, currency, 1, 'x', 'x' FROM ledger
            WHERE debit LIKE 'bank:%' LIMIT 1",
    ] {
        let why = folder.refuses(statement);
        assert!(why.contains("the period is closed"), "{statement}: {why}");
    }
    for statement in [
        "UPDATE periods SET stated_minor = 1",
        "UPDATE periods SET reopened_at = 'x'",
        "DELETE FROM periods",
        "UPDATE period_lines SET words = ''",
        "DELETE FROM period_lines",
        "INSERT INTO periods SELECT 'prd', account_id, from_on, until_on, currency, opening_minor,
            first_opening_minor, lines, came_in_minor, went_out_minor, stated_minor, stated_by,
            document, closed_at, NULL, NULL FROM periods",
    ] {
        folder.refuses(statement);
    }
    let silent = json!({ "id": closed, "reason": " " });
    assert_eq!(desk.refused("periods.reopen", silent).field.as_deref(), Some("reason"));
    desk.call("periods.reopen", json!({ "id": closed, "reason": "The fee was another's" }));
    let again = desk.refused("periods.reopen", json!({ "id": closed, "reason": "x" }));
    assert_eq!(again.code, Code::Conflict);
    desk.call("matches.undo", json!({ "id": rows[0]["match_id"] }));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn only_the_last_period_is_reopened_and_what_changed_since_is_told() {
    let folder = Folder::new();
    let (mut desk, account) = march(&folder);
    let none = desk.call("periods.changes", json!({ "id": account }));
    assert_eq!(none["until"], Value::Null);
    let first = asked(&account, "2026-03-15", "1000.00", "100.00");
    let first = id(&desk.call("periods.close", first));
    let second = asked(&account, "2026-03-31", "", "535.00");
    let second = id(&desk.call("periods.close", second));
    let early = desk.refused("periods.reopen", json!({ "id": first, "reason": "x" }));
    assert_eq!(early.message, "the period to March 31, 2026 is later; reopen that first");
    import(&mut desk, &account, "2026-04-01,COFFEE,-4.50\n2026-04-02,SHOP,9.00\n");
    let since = desk.call("periods.changes", json!({ "id": account }));
    assert_eq!((&since["until"], &since["new_lines"]), (&json!("2026-03-31"), &json!(2)));
    assert_eq!(
        (&since["came_in"]["minor"], &since["went_out"]["minor"]),
        (&json!(900), &json!(-450))
    );
    assert_eq!(since["changed"], json!([]), "what is locked does not change");
    desk.call("periods.reopen", json!({ "id": second, "reason": "A line was missing" }));
    let fee = line_of(&mut desk, &account, "MONTHLY FEE");
    desk.call("matches.undo", json!({ "id": fee["match_id"] }));
    accept(
        &mut desk,
        &fee,
        json!({ "kind": "not_an_invoice", "category": "interest", "note": "" }),
    );
    import(&mut desk, &account, "2026-03-20,POSTAGE,-3.00\n");
    let since = desk.call("periods.changes", json!({ "id": account }));
    assert_eq!(since["reopened"], "A line was missing");
    let changed = table(&since["changed"], &["description", "before", "now"]);
    assert_eq!(changed, "MONTHLY FEE | Bank charge | Interest paid\nPOSTAGE | null | \n");
    let rows = desk.call("periods.list", json!({ "id": account }))["rows"].clone();
    assert_eq!(
        table(&rows, &["until", "reason", "last"]),
        "2026-03-31 | A line was missing | false\n2026-03-15 | null | true\n"
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
    let asked = json!({ "filter": "", "offset": 0, "limit": 9 });
    let said = table(&desk.call("history.list", asked)["rows"], &["words"]);
    assert!(said.contains("reopened: A line was missing"), "{said}");
}

#[test]
fn the_balance_of_a_file_needs_no_typing_and_later_lines_are_taken_off() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    desk.turn_to("2026-05-04");
    let question = json!({ "account_id": null, "mapping": null,
        "file": file("april.ofx", &tests::fixture("statements/april.ofx")) });
    let account = desk.call("statements.import", question)["account_id"].clone();
    explain_rest(&mut desk, &account);
    let offered = desk.call("periods.preview", asked(&account, "", "", ""));
    assert_eq!(offered["until"], "2026-04-30");
    assert_eq!(offered["stated_words"], "As the bank's file states it");
    assert_eq!(offered["opening_typed"], "3899.00");
    let before = desk.call("periods.preview", asked(&account, "2026-04-20", "", ""));
    assert_eq!(before["stated_typed"], "4136.60", "the fee of the 30th is taken off");
    assert_eq!(before["proved"], true);
    desk.call("periods.close", asked(&account, "2026-04-20", "3899.00", ""));
    desk.call("periods.close", asked(&account, "", "", ""));
    let rows = desk.call("periods.list", json!({ "id": account }))["rows"].clone();
    assert_eq!(
        table(&rows, &["from", "until", "stated_by"]),
        "2026-04-21 | 2026-04-30 | file\n2026-04-03 | 2026-04-20 | file\n"
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}
