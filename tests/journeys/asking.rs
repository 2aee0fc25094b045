//! Asking for a payment method with a letter: what the letter must say, what the agreement keeps of
//! it, and who has none.

use serde_json::{Value, json};
use tests::{Desk, id, in_person, monthly};

use crate::paper;

/// A desk with the trial processor and every blank of the clauses filled.
pub(crate) fn desk_with_processor() -> Desk {
    let mut desk = Desk::on("2026-03-02");
    desk.fill_blanks();
    desk.call("connections.connect", json!({ "brand": "trial" }));
    desk
}

/// A proposal for a client that treats the payment method so, with these clauses added; its id.
fn drafted(desk: &mut Desk, client: &str, method: &str, clauses: &[&str]) -> String {
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-03-02");
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["method"] = json!(method);
    draft["clauses"]["added"] = json!(clauses);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    proposal
}

/// What permits to charge a card and an American business account.
const PERMITS: [&str; 3] = ["PAY-AUTH/card", "PAY-AUTH/business-ach", "PAY-FAIL"];

/// Sends a proposal; the revision.
fn sent(desk: &mut Desk, proposal: &str) -> Value {
    desk.call("proposals.send", json!({ "id": proposal }))["revision"].clone()
}

/// Accepts a revision in person; the agreement's id.
fn accepted(desk: &mut Desk, revision: &Value) -> String {
    let question = in_person(revision["id"].as_str().unwrap(), "June Alder");
    let made = desk.call("acceptances.in_person", question);
    made["agreement_id"].as_str().unwrap().to_owned()
}

/// What Today says of payment methods: titles.
fn lacking(desk: &mut Desk) -> Vec<Value> {
    let needs = desk.call("today.show", json!({}))["needs"].clone();
    let needs = needs.as_array().cloned().unwrap_or_default();
    needs.into_iter().filter(|need| need["kind"] == "method").collect()
}

#[test]
fn work_waits_for_a_method_that_the_letter_requires_and_charges_do_not() {
    let mut desk = desk_with_processor();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    if let Some(text) = paper::text(&paper::document(&mut desk, &revision["letter"])) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("You give us a payment method before work starts"), "{text}");
        assert!(text.contains("We start the work when you have given a payment method"), "{text}");
    }
    let agreement = accepted(&mut desk, &revision);
    let method = desk.call("agreements.show", json!({ "id": agreement }))["method"].clone();
    assert_eq!((&method["policy"], &method["on_file"]), (&json!("required"), &json!(false)));
    let words = method["words"].as_str().unwrap();
    assert!(words.starts_with("Work is not to start before the client has given"), "{words}");
    let needs = lacking(&mut desk);
    assert_eq!(
        needs[0]["title"],
        "Alder Bakery LLC has no payment method: work under PR-0001 is not to start"
    );
    assert_eq!(desk.bill_all(), ["INV-0001"], "charges are billed all the same");

    // The draft may be changed; what was agreed stays.
    let other = drafted(&mut desk, &client, "not_needed", &[]);
    let revision = sent(&mut desk, &other);
    accepted(&mut desk, &revision);
    let method = desk.call("agreements.show", json!({ "id": agreement }))["method"].clone();
    assert_eq!(method["policy"], "required");
    assert_eq!(lacking(&mut desk).len(), 1, "the other agreement needs none");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_letter_that_asks_for_a_method_is_sent_only_with_what_permits_each_way() {
    let mut desk = desk_with_processor();
    let client = desk.client("Alder Bakery LLC");
    let refused = |desk: &mut Desk, clauses: &[&str]| {
        let proposal = drafted(desk, &client, "wanted", clauses);
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        let refused = desk.refused("proposals.send", json!({ "id": proposal }));
        let remarks = page["remarks"].as_array().unwrap().clone();
        let mends = remarks.into_iter().filter(|remark| remark["severity"] == "blocking");
        let mends: Vec<Value> = mends.map(|remark| remark["fix"]["id"].clone()).collect();
        (refused.field.unwrap_or_default(), mends)
    };
    let (field, mends) = refused(&mut desk, &[]);
    assert_eq!(field, "clauses.PAY-AUTH/card");
    assert_eq!(mends, [json!("PAY-AUTH/card"), json!("PAY-AUTH/business-ach")]);
    let (field, mends) = refused(&mut desk, &["PAY-AUTH/card", "PAY-FAIL"]);
    assert_eq!(field, "clauses.PAY-AUTH/business-ach", "a card is no bank account");
    assert_eq!(mends, [json!("PAY-AUTH/business-ach")]);

    // A letter that names one way is asked for that alone.
    let proposal = drafted(&mut desk, &client, "wanted", &["PAY-AUTH/card", "PAY-FAIL"]);
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["collection"] = json!("card");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    sent(&mut desk, &proposal);

    let mut wrong = draft.clone();
    wrong["method"] = json!("perhaps");
    desk.call("proposals.save", json!({ "id": proposal, "draft": wrong }));
    let refused = desk.refused("proposals.send", json!({ "id": proposal }));
    assert_eq!(refused.field.as_deref(), Some("method"));
}

#[test]
fn a_letter_that_asks_for_a_method_without_a_processor_says_so() {
    let mut desk = Desk::on("2026-03-02");
    desk.fill_blanks();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(&mut desk, &client, "required", &["PAY-AUTH/card"]);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let remarks = page["remarks"].as_array().unwrap().clone();
    let found = remarks.iter().find(|remark| remark["rule"] == "L28-method-without-page");
    assert_eq!(found.expect("it is remarked on")["severity"], "warning");
    sent(&mut desk, &proposal);
}

/// A client who can be written to.
fn client_with_email(desk: &mut Desk) -> String {
    let form = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "June Alder",
        "email": "june@alder.example", "phone": "", "address": "", "tax_number": "",
        "payer_names": "", "notes": "" });
    id(&desk.call("clients.add", form))
}

/// A mail account; nothing leaves by it in these stories.
fn with_account(desk: &mut Desk) {
    let account = json!({ "host": "127.0.0.1", "port": 2525, "security": "none", "user": "",
        "from_name": "Nora Halloway, CPA", "from_address": "nora@halloway.example",
        "reply_to": "", "copy_to_self": "none", "password": null });
    desk.call("mail.save_account", account);
}

/// Writes what the templates write about something, and sends it.
fn mailed(desk: &mut Desk, about: Value) -> Value {
    let preview = desk.call("mail.preview", about.clone());
    let files: Vec<Value> =
        preview["files"].as_array().unwrap().iter().map(|file| file["key"].clone()).collect();
    desk.call(
        "mail.send",
        json!({ "about": about, "to": preview["to"], "cc": "",
        "subject": preview["subject"], "body": preview["body"], "files": files }),
    );
    preview
}

/// What the outbox holds, the oldest first: the kinds of what it is about.
fn outbox(desk: &mut Desk) -> Vec<String> {
    let rows = desk.call("mail.outbox", json!({}))["rows"].clone();
    let rows = rows.as_array().unwrap().iter().rev();
    rows.map(|row| row["about"]["kind"].as_str().unwrap().to_owned()).collect()
}

/// What a client was asked last.
pub(crate) fn asked(desk: &mut Desk, client: &str) -> Value {
    desk.call("permissions.of_client", json!({ "id": client }))["asked"][0].clone()
}

#[test]
fn a_sent_letter_asks_for_the_method_under_its_own_number_and_hash() {
    let mut desk = desk_with_processor();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    assert_eq!(revision["method"], "planned");
    desk.turns();
    let page = asked(&mut desk, &client);
    let hash = &revision["letter"].as_str().unwrap()[..16];
    let terms = page["terms"].as_str().unwrap();
    assert!(terms.contains(&format!("letter PR-0001, revision 1 (SHA-256 {hash})")), "{terms}");
    let agreement = accepted(&mut desk, &revision);
    desk.call("permissions.try", json!({ "id": page["id"], "conduct": "pays" }));
    desk.turns();
    let method = desk.call("agreements.show", json!({ "id": agreement }))["method"].clone();
    assert_eq!(method["words"], "Trial card ending in 4242 may be charged.");
    assert_eq!(lacking(&mut desk), Vec::<Value>::new());

    let other = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &other);
    assert_eq!(revision["method"], Value::Null, "who has a method is not asked again");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_page_goes_with_the_letters_mail_or_follows_it() {
    let mut desk = desk_with_processor();
    with_account(&mut desk);
    let client = client_with_email(&mut desk);
    let proposal = drafted(&mut desk, &client, "wanted", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    let about = json!({ "kind": "revision", "id": revision["id"], "signatory": 0 });
    desk.turns();
    let with_page = mailed(&mut desk, about.clone());
    let url = asked(&mut desk, &client)["url"].as_str().unwrap().to_owned();
    assert!(with_page["body"].as_str().unwrap().contains(&url), "{with_page}");
    assert_eq!(with_page["later"], "");
    desk.turns();
    assert_eq!(outbox(&mut desk), ["revision"], "one mail tells all");
    assert_eq!(asked(&mut desk, &client)["told"], true);

    // A second revision leaves before its page is there.
    let revision = sent(&mut desk, &proposal);
    let about = json!({ "kind": "revision", "id": revision["id"], "signatory": 0 });
    let early = mailed(&mut desk, about);
    assert!(
        early["later"].as_str().unwrap().contains("follows in an e-mail of its own"),
        "{early}"
    );
    assert!(!early["body"].as_str().unwrap().contains("trial.invalid"), "{early}");
    let done = desk.turns();
    assert_eq!(done[..2], ["ClosePage", "OpenPage"], "the page of the first is ended");
    assert_eq!(outbox(&mut desk), ["revision", "revision", "payment_page"]);
    let page = asked(&mut desk, &client);
    assert_eq!(page["told"], true);
    let follows = json!({ "kind": "payment_page", "id": page["id"] });
    let preview = desk.call("mail.preview", follows);
    assert!(preview["body"].as_str().unwrap().contains(page["url"].as_str().unwrap()));
    assert_eq!(preview["files"][0]["name"], "PR-0001.pdf");
}

#[test]
fn an_ended_page_is_followed_by_another_with_its_mail_a_few_times() {
    let mut desk = desk_with_processor();
    with_account(&mut desk);
    let client = client_with_email(&mut desk);
    let proposal = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    desk.turns();
    mailed(&mut desk, json!({ "kind": "revision", "id": revision["id"], "signatory": 0 }));
    let mut pages = vec![asked(&mut desk, &client)["url"].clone()];
    for day in ["2026-03-04", "2026-03-06", "2026-03-08", "2026-03-10"] {
        desk.turn_to(day);
        desk.turns();
        let page = asked(&mut desk, &client);
        assert_eq!((&page["state"], &page["told"]), (&json!("waiting"), &json!(true)), "{day}");
        assert!(!pages.contains(&page["url"]), "a new page on {day}");
        pages.push(page["url"].clone());
    }
    assert_eq!(outbox(&mut desk)[1..], ["payment_page"; 4]);
    desk.turn_to("2026-03-12");
    desk.turns();
    assert_eq!(asked(&mut desk, &client)["state"], "ended", "five pages are enough");
    accepted(&mut desk, &revision);
    let needs = lacking(&mut desk);
    assert_eq!(needs[0]["detail"], "Their page has ended unused.");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_page_ends_with_its_letter() {
    type End = fn(&mut Desk, &str);
    let ends: [(&str, End); 4] = [
        ("withdrawn", |desk, proposal| {
            desk.call("proposals.withdraw", json!({ "id": proposal, "reason": "Too early" }));
        }),
        ("declined", |desk, proposal| {
            let no = json!({ "id": proposal, "who": "June Alder", "reason": "Too dear" });
            desk.call("proposals.decline", no);
        }),
        ("expired", |desk, _| desk.turn_to("2026-04-03")),
        ("superseded", |desk, proposal| {
            let page = desk.call("proposals.show", json!({ "id": proposal }));
            let mut draft = page["draft"].clone();
            draft["method"] = json!("not_needed");
            draft["clauses"]["added"] = json!([]);
            desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
            desk.call("proposals.send", json!({ "id": proposal }));
        }),
    ];
    for (how, end) in ends {
        let mut desk = desk_with_processor();
        let client = desk.client("Alder Bakery LLC");
        let proposal = drafted(&mut desk, &client, "required", &PERMITS);
        sent(&mut desk, &proposal);
        desk.turns();
        let page = asked(&mut desk, &client);
        end(&mut desk, &proposal);
        let done = desk.turns();
        assert!(done.contains(&"ClosePage".to_owned()), "{how}: {done:?}");
        assert_eq!(asked(&mut desk, &client)["state"], "withdrawn", "{how}");
        let late = desk.refused("permissions.try", json!({ "id": page["id"], "conduct": "pays" }));
        assert!(late.message.contains("has ended"), "{how}: {}", late.message);
    }
}

#[test]
fn a_page_that_nobody_can_send_stands_in_today_and_in_the_client_pack() {
    let mut desk = desk_with_processor();
    let client = client_with_email(&mut desk);
    let proposal = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    let about = json!({ "kind": "revision", "id": revision["id"], "signatory": 0 });
    let draft = desk.call("mail.compose", about);
    assert!(!draft["body"].as_str().unwrap().contains("trial.invalid"));
    assert_eq!(lacking(&mut desk), Vec::<Value>::new());
    desk.turns();
    let needs = lacking(&mut desk);
    let page = asked(&mut desk, &client);
    assert_eq!(needs[0]["title"], "Alder Bakery LLC is to get the page for their payment method");
    let go = needs[0]["go"].as_str().unwrap();
    assert!(go.ends_with(&format!("?ask={}", page["id"].as_str().unwrap())), "{go}");
    desk.call("mail.compose", json!({ "kind": "payment_page", "id": page["id"] }));
    assert_eq!(lacking(&mut desk), Vec::<Value>::new(), "a draft in the mail program is told");

    let pack = desk.call("packs.make", json!({ "revision_id": revision["id"], "signatory": 0 }));
    let read = app::wire::FileIn {
        name: String::new(),
        content: pack["content"].as_str().unwrap().to_owned(),
    };
    let html = String::from_utf8(read.bytes().unwrap()).unwrap();
    assert!(html.contains(page["url"].as_str().unwrap()), "the link");
    assert!(html.contains("data-test=\"payment-code\""), "and its code");
}

/// A client with an account of ours to write by, and a method that behaves so.
pub(crate) fn permitted(desk: &mut Desk, conduct: &str) -> String {
    with_account(desk);
    let client = client_with_email(desk);
    let proposal = drafted(desk, &client, "required", &PERMITS);
    let revision = sent(desk, &proposal);
    desk.turns();
    accepted(desk, &revision);
    let page = asked(desk, &client);
    desk.call("permissions.try", json!({ "id": page["id"], "conduct": conduct }));
    desk.turns();
    client
}

#[test]
fn after_a_decline_for_good_the_client_gets_a_page_for_another_method() {
    let mut desk = desk_with_processor();
    let client = permitted(&mut desk, "dead");
    desk.bill_all();
    desk.turns();
    let planned = desk.call("collections.list", json!({}))["rows"][0].clone();
    desk.call("collections.told", json!({ "id": planned["id"], "on": "2026-03-02" }));
    desk.turn_to("2026-03-17");
    let done = desk.turns();
    assert!(done.contains(&"ChangePage".to_owned()), "{done:?}");
    let page = asked(&mut desk, &client);
    assert_eq!((&page["occasion"], &page["told"]), (&json!("another"), &json!(true)));
    assert_eq!(page["ends_at"], Value::Null, "it heals itself");
    assert_eq!(outbox(&mut desk).last().unwrap(), "payment_page");
    let about = json!({ "kind": "payment_page", "id": page["id"] });
    let mail = desk.call("mail.preview", about);
    assert_eq!(mail["subject"], "Please give Halloway Accounting another payment method");
    let body = mail["body"].as_str().unwrap();
    let why = "your Trial card ending in 0002 could not be charged: the card was blocked";
    assert!(body.contains(why) && body.contains(page["url"].as_str().unwrap()), "{body}");

    // That is the day's message: a reminder waits for it (rule 13).
    let followed = desk.call("follow_ups.of_client", json!({ "id": client }));
    assert_eq!(followed["row"]["message"]["label"], "Note that it is due");
    assert_eq!(followed["row"]["reasons"], json!(["a message to them has not left yet"]));
    // Days later the client follows it, and what had stopped goes on.
    desk.turn_to("2026-03-23");
    desk.turns();
    desk.call("permissions.try", json!({ "id": page["id"], "conduct": "pays" }));
    desk.turns();
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(outbox(&mut desk).iter().filter(|kind| *kind == "payment_page").count(), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_a_given_up_method_was_to_pay_stops_and_nobody_is_asked_by_itself() {
    let mut desk = desk_with_processor();
    let client = permitted(&mut desk, "pays");
    desk.bill_all();
    desk.turns();
    let method = desk.call("permissions.of_client", json!({ "id": client }))["methods"][0].clone();
    desk.call("methods.revoke", json!({ "id": method["id"] }));
    desk.turns();
    assert_ne!(asked(&mut desk, &client)["occasion"], "another");
    let stopped = desk.call("collections.list", json!({}))["rows"][0]["stopped"].clone();
    let words = "Trial card ending in 4242 is not charged any more (given up by the practice); \
                 ask the client for another payment method.";
    assert_eq!(stopped, words);
    // It is not on its way any more, so that the client hears of it as everybody does.
    let followed = desk.call("follow_ups.of_client", json!({ "id": client }));
    assert_eq!(followed["invoices"][0]["in_flight"], false);
}

#[test]
fn a_card_that_ends_is_told_45_days_ahead_and_once() {
    let mut desk = desk_with_processor();
    let client = permitted(&mut desk, "pays");
    let method = desk.call("permissions.of_client", json!({ "id": client }))["methods"][0].clone();
    assert_eq!(method["ends_on"], "2028-01-31");
    let ends = |desk: &mut Desk| {
        let needs = desk.call("today.show", json!({}))["needs"].clone();
        let needs = needs.as_array().cloned().unwrap_or_default();
        needs.into_iter().find(|need| need["kind"] == "card_ends")
    };
    desk.turn_to("2027-12-16");
    desk.turns();
    assert_eq!(ends(&mut desk), None, "46 days ahead nobody is told");
    desk.turn_to("2027-12-17");
    desk.turns();
    let told = ends(&mut desk).expect("Today says so");
    assert_eq!(told["title"], "Alder Bakery LLC: Trial card ending in 4242 ends on Jan 31, 2028");
    assert_eq!(told["detail"], "They were asked for another: waiting.");
    let page = asked(&mut desk, &client);
    let mail = desk.call("mail.preview", json!({ "kind": "payment_page", "id": page["id"] }));
    let body = mail["body"].as_str().unwrap();
    assert!(body.contains("your Trial card ending in 4242 ends on January 31, 2028"), "{body}");
    desk.turn_to("2028-01-20");
    desk.turns();
    let mails = |desk: &mut Desk| outbox(desk).iter().filter(|k| *k == "payment_page").count();
    assert_eq!(mails(&mut desk), 1, "once for each card");
    desk.call("permissions.withdraw", json!({ "id": page["id"] }));
    desk.turns();
    assert_eq!(mails(&mut desk), 1, "and not again when the user takes it back");
    assert!(ends(&mut desk).unwrap()["detail"].as_str().unwrap().starts_with("Ask them"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// A client whose letter wanted a method before any processor was connected, and their first
/// invoice: its page.
fn billed_without_a_method(desk: &mut Desk) -> (String, Value) {
    desk.fill_blanks();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(desk, &client, "wanted", &PERMITS);
    let revision = sent(desk, &proposal);
    accepted(desk, &revision);
    desk.call("connections.connect", json!({ "brand": "trial" }));
    desk.bill_all();
    desk.turns();
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let page = desk.call("pay_pages.of_invoice", json!({ "id": invoice }))["page"].clone();
    (client, page)
}

#[test]
fn who_pays_the_first_invoice_on_its_page_keeps_the_method_that_the_letter_wants() {
    let mut desk = Desk::on("2026-03-02");
    let (client, page) = billed_without_a_method(&mut desk);
    assert_eq!((&page["state"], &page["keeps_method"]), (&json!("open"), &json!(true)));
    let one = asked(&mut desk, &client);
    assert_eq!((&one["occasion"], &one["state"]), (&json!("with_bill"), &json!("waiting")));
    assert!(one["terms"].as_str().unwrap().contains("PR-0001, revision 1"), "{one}");
    let mine = desk.refused("permissions.withdraw", json!({ "id": one["id"] }));
    assert!(mine.message.contains("page of an invoice"), "{}", mine.message);
    let twice = desk.refused("permissions.ask", json!({ "client_id": client, "brand": "trial" }));
    assert!(twice.message.contains("asks for it already"), "{}", twice.message);

    let invoice = page["invoice_id"].clone();
    desk.call("pay_pages.try", json!({ "id": invoice, "conduct": "pays" }));
    desk.turns();
    assert_eq!(desk.open_of("INV-0001"), 0);
    let one = asked(&mut desk, &client);
    assert_eq!((&one["state"], one["evidence"].is_string()), (&json!("permitted"), true));
    assert_eq!(lacking(&mut desk), Vec::<Value>::new());
    // The next invoice is taken from what they kept.
    desk.turn_to("2026-04-02");
    desk.bill_all();
    desk.turns();
    let next = desk.call("collections.list", json!({}))["rows"][0].clone();
    assert_eq!(next["method"], "Trial card ending in 4242");
    let next = desk.invoice("INV-0002")["id"].clone();
    let page = desk.call("pay_pages.of_invoice", json!({ "id": next }))["page"].clone();
    assert_eq!(page, Value::Null, "and has no page beside");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_is_asked_on_an_invoices_page_ends_with_it_and_the_next_invoice_asks_again() {
    let mut desk = Desk::on("2026-03-02");
    let (client, page) = billed_without_a_method(&mut desk);
    let paid = json!({ "client_id": client, "received_on": "2026-03-02", "amount": "450.00",
        "method": "cheque", "reference": "",
        "allocations": [{ "invoice_id": page["invoice_id"], "amount": "450.00" }] });
    desk.call("payments.record", paid);
    desk.turns();
    assert_eq!(asked(&mut desk, &client)["state"], "withdrawn");
    desk.turn_to("2026-04-02");
    desk.bill_all();
    desk.turns();
    let one = asked(&mut desk, &client);
    assert_eq!((&one["occasion"], &one["state"]), (&json!("with_bill"), &json!("waiting")));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
