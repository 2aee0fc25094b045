use std::collections::BTreeMap;

use super::*;

fn request(method: &str, path: &str, query: &str, body: &Value) -> Request {
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        heads: BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]),
        body: body.to_string(),
    }
}

/// The description, unless it is not beside the repository; then says so.
#[allow(clippy::print_stdout, reason = "a test that is skipped says why")]
fn found<T>(what: Option<T>) -> Option<T> {
    if what.is_none() {
        println!("skipped: set QUITTANCE_SHARED to the folder that has specs");
    }
    what
}

#[test]
fn xeros_description_refuses_what_xero_would() {
    let Some(xero) = found(Description::find("xero/xero-mock-strict.json")) else { return };
    let path = "/api.xro/2.0/Invoices";
    let invoice = json!({ "Type": "ACCREC", "Status": "AUTHORISED", "LineItems": [] });
    let wrongs = |query: &str, body: &Value| xero.request(&request("PUT", path, query, body)).len();
    assert_eq!(wrongs("summarizeErrors=false", &json!({ "Invoices": [invoice] })), 0);
    let with = |field: &str, value: Value| {
        let mut invoice = invoice.clone();
        invoice[field] = value;
        json!({ "Invoices": [invoice] })
    };
    for wrong in [
        with("Type", json!("ACCXXX")),
        with("Status", json!("PAYED")),
        with("LineAmountTypes", json!("exclusive")),
        with("Colour", json!("red")),
        with("InvoiceID", json!("no uuid")),
        with("LineItems", json!([{ "UnitAmount": "20.00" }])),
        json!([invoice]),
    ] {
        assert!(wrongs("", &wrong) > 0, "{wrong}");
    }
    let good = json!({ "Invoices": [invoice] });
    assert_eq!(wrongs("colour=red", &good), 1);
    assert_eq!(wrongs("summarizeErrors=maybe", &good), 1);
    assert_eq!(xero.request(&request("PUT", "/api.xro/2.0/Bills", "", &good)).len(), 1);
    let answer = Answer::good(json!({ "Invoices": [{ "Type": "ACCXXX" }] }));
    assert_eq!(xero.answer(&request("PUT", path, "", &good), &answer).len(), 1);
}

#[test]
fn intuits_schemas_take_what_intuit_recorded_and_refuse_what_it_refused() {
    let Some(schemas) = found(Schemas::find("quickbooks/qbo-v3-strict.schema.json")) else {
        return;
    };
    let mut taken = 0;
    for name in [
        "create_customer_0",
        "create_invoice_0",
        "update_customer_0",
        "update_customer_1",
        "update_sales_receipt_0",
        "void_invoice_0",
        "void_invoice_1",
        "delete_invoice_0",
        "get_id_0",
        "misc_ampersand_0",
        "deactivate_account_0",
        "attachment_create_for_invoice_0",
    ] {
        let sample = file(&format!("quickbooks/samples/{name}.json")).expect("it is recorded");
        let response = sample["response"].as_object().cloned().unwrap_or_default();
        // An upload is answered by a list.
        let entities = response.iter().flat_map(|(kind, entity)| match entity.as_array() {
            Some(all) => all.iter().filter_map(Value::as_object).flatten().collect(),
            None => vec![(kind, entity)],
        });
        for (kind, entity) in entities {
            assert_eq!(schemas.check(kind, entity), Vec::<String>::new(), "{name}");
            taken += usize::from(!schemas.document["$defs"][kind].is_null());
        }
    }
    assert!(taken >= 9, "{taken} entities were held against a schema");
    assert_eq!(schemas.check("Invoice", &json!({ "Colour": "red" })).len(), 1);
    assert_eq!(schemas.check("Payment", &json!({ "TotalAmt": "12.00" })).len(), 1);
}

/// Says what a second referee says, where one is named.
#[allow(clippy::print_stdout, reason = "a test that is skipped says why")]
fn second(named: &str, request: &Request) -> Option<bool> {
    let verdict = ask(named, request);
    if verdict.is_none() {
        println!("skipped: {named} names no Prism to ask");
    }
    verdict.map(|verdict| matches!(verdict, Verdict::Taken))
}

#[test]
fn a_second_referee_takes_what_is_right_and_refuses_what_is_wrong() {
    let authorised = |mut request: Request| {
        request.heads.insert("authorization".to_owned(), "Bearer eyJ".to_owned());
        request.heads.insert("xero-tenant-id".to_owned(), crate::xero::TENANT.to_owned());
        request
    };
    let ask = |kind: &str| {
        let invoice = json!({ "Type": kind, "Status": "AUTHORISED", "LineItems": [] });
        let body = json!({ "Invoices": [invoice] });
        let put = request("PUT", "/api.xro/2.0/Invoices", "summarizeErrors=false", &body);
        second("QUITTANCE_PRISM_XERO", &authorised(put))
    };
    assert!(ask("ACCREC").is_none_or(|taken| taken));
    assert!(ask("ACCXXX").is_none_or(|taken| !taken));
    let ask = |field: &str| {
        let path = format!("/v3/company/{}/customer", crate::quickbooks::REALM);
        let post = request("POST", &path, "minorversion=75", &json!({ field: "Ada" }));
        second("QUITTANCE_PRISM_QUICKBOOKS", &authorised(post))
    };
    assert!(ask("DisplayName").is_none_or(|taken| taken));
    assert!(ask("Colour").is_none_or(|taken| !taken));
}
