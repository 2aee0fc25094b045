//! What requests to Square may hold, by hand from its reference.

use serde_json::Value;

/// A request: its method, its path with `*` for a name, the fields it may hold and those it must.
/// A field within another is named with a dot; what stands below a `*` is not looked at.
struct Rule(&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const RULES: &[Rule] = &[
    // https://developer.squareup.com/reference/square/o-auth-api/retrieve-token-status
    Rule("POST", "/oauth2/token-status", &[], &[]),
    // https://developer.squareup.com/reference/square/locations-api/retrieve-location: "main"
    Rule("GET", "/v2/locations/*", &[], &[]),
    // https://developer.squareup.com/reference/square/customers-api/search-customers
    Rule("POST", "/v2/customers/search", &["cursor", "limit", "query.*"], &[]),
    // https://developer.squareup.com/reference/square/customers-api/create-customer
    Rule(
        "POST",
        "/v2/customers",
        &["idempotency_key", "given_name", "company_name", "email_address", "reference_id"],
        &["idempotency_key"],
    ),
    // https://developer.squareup.com/reference/square/cards-api/list-cards
    Rule("GET", "/v2/cards", &["cursor", "customer_id", "include_disabled", "sort_order"], &[]),
    Rule("GET", "/v2/cards/*", &[], &[]),
    // https://developer.squareup.com/reference/square/cards-api/disable-card
    Rule("POST", "/v2/cards/*/disable", &[], &[]),
    // https://developer.squareup.com/reference/square/orders-api/create-order
    Rule(
        "POST",
        "/v2/orders",
        &[
            "idempotency_key",
            "order.location_id",
            "order.reference_id",
            "order.customer_id",
            "order.line_items",
        ],
        &["idempotency_key", "order.location_id", "order.line_items"],
    ),
    // https://developer.squareup.com/reference/square/orders-api/search-orders
    Rule(
        "POST",
        "/v2/orders/search",
        &["location_ids", "limit", "cursor", "query.*"],
        &["location_ids"],
    ),
    Rule("GET", "/v2/orders/*", &[], &[]),
    // https://developer.squareup.com/reference/square/orders-api/update-order
    Rule(
        "PUT",
        "/v2/orders/*",
        &["order.location_id", "order.version", "order.state"],
        &["order.version"],
    ),
    // https://developer.squareup.com/reference/square/invoices-api/create-invoice
    Rule(
        "POST",
        "/v2/invoices",
        &[
            "idempotency_key",
            "invoice.location_id",
            "invoice.order_id",
            "invoice.primary_recipient.customer_id",
            "invoice.payment_requests",
            "invoice.delivery_method",
            "invoice.title",
            "invoice.description",
            "invoice.accepted_payment_methods.card",
            "invoice.store_payment_method_enabled",
        ],
        &[
            "invoice.location_id",
            "invoice.order_id",
            "invoice.primary_recipient.customer_id",
            "invoice.payment_requests",
            "invoice.delivery_method",
            "invoice.accepted_payment_methods.card",
        ],
    ),
    // https://developer.squareup.com/reference/square/invoices-api/search-invoices
    Rule(
        "POST",
        "/v2/invoices/search",
        &["limit", "cursor", "query.*"],
        &["query.filter.location_ids"],
    ),
    Rule("GET", "/v2/invoices/*", &[], &[]),
    // https://developer.squareup.com/reference/square/invoices-api/publish-invoice
    Rule("POST", "/v2/invoices/*/publish", &["idempotency_key", "version"], &["version"]),
    // https://developer.squareup.com/reference/square/invoices-api/cancel-invoice
    Rule("POST", "/v2/invoices/*/cancel", &["version"], &["version"]),
    // https://developer.squareup.com/reference/square/invoices-api/delete-invoice
    Rule("DELETE", "/v2/invoices/*", &["version"], &[]),
    // https://developer.squareup.com/reference/square/payments-api/create-payment
    Rule(
        "POST",
        "/v2/payments",
        &[
            "idempotency_key",
            "source_id",
            "customer_id",
            "location_id",
            "order_id",
            "reference_id",
            "amount_money.amount",
            "amount_money.currency",
            "autocomplete",
            "note",
            "customer_details.customer_initiated",
            "customer_details.seller_keyed_in",
        ],
        &["idempotency_key", "source_id", "amount_money.amount", "amount_money.currency"],
    ),
    // https://developer.squareup.com/reference/square/payments-api/list-payments
    Rule("GET", "/v2/payments", &["begin_time", "location_id", "sort_order", "cursor"], &[]),
    Rule("GET", "/v2/payments/*", &[], &[]),
    // https://developer.squareup.com/reference/square/refunds-api/refund-payment
    Rule(
        "POST",
        "/v2/refunds",
        &[
            "idempotency_key",
            "payment_id",
            "amount_money.amount",
            "amount_money.currency",
            "reason",
        ],
        &["idempotency_key", "payment_id", "amount_money.amount", "amount_money.currency"],
    ),
    Rule("GET", "/v2/refunds/*", &[], &[]),
    // https://developer.squareup.com/reference/square/disputes-api/list-disputes
    Rule("GET", "/v2/disputes", &["location_id", "cursor", "states"], &[]),
    // https://developer.squareup.com/reference/square/events-api/enable-events
    Rule("PUT", "/v2/events/enable", &[], &[]),
    // https://developer.squareup.com/reference/square/events-api/search-events
    Rule("POST", "/v2/events", &["cursor", "limit", "query.*"], &[]),
    // https://developer.squareup.com/reference/square/payouts-api/list-payouts
    Rule("GET", "/v2/payouts", &["location_id", "begin_time", "sort_order", "cursor"], &[]),
    // https://developer.squareup.com/reference/square/payouts-api/list-payout-entries
    Rule("GET", "/v2/payouts/*/payout-entries", &["limit", "cursor"], &[]),
];

/// The most characters of a text, by the reference of each call.
const LENGTHS: [(&str, &str, usize); 9] = [
    ("/v2/payments", "idempotency_key", 45),
    ("/v2/payments", "reference_id", 40),
    ("/v2/payments", "note", 500),
    ("/v2/refunds", "idempotency_key", 192),
    ("/v2/refunds", "reason", 192),
    ("/v2/orders", "idempotency_key", 192),
    ("/v2/orders", "order.reference_id", 40),
    ("/v2/invoices", "idempotency_key", 128),
    ("/v2/invoices", "invoice.title", 255),
];

/// The most things asked for at once.
const LIMITS: [(&str, i64); 4] = [
    ("/v2/customers/search", 100),
    ("/v2/orders/search", 1_000),
    ("/v2/invoices/search", 200),
    ("/v2/events", 100),
];

/// What is wrong with a request.
pub(super) fn wrong(method: &str, path: &str, fields: &Value) -> Option<String> {
    let known = RULES.iter().find(|rule| rule.0 == method && fits(rule.1, path));
    let Some(Rule(_, pattern, may, must)) = known else {
        return Some(format!("{method} {path} is no call of Square's"));
    };
    let allowed = |name: &str| {
        may.iter().any(|one| match one.strip_suffix(".*") {
            Some(above) => name == above || name.starts_with(&format!("{above}.")),
            None => *one == name,
        })
    };
    let names = leaves("", fields);
    if let Some(foreign) = names.iter().find(|name| !allowed(name)) {
        return Some(format!("{method} {path}: unknown field {foreign}"));
    }
    let there = |field: &str| {
        names.iter().any(|name| name == field || name.starts_with(&format!("{field}.")))
    };
    if let Some(missing) = must.iter().find(|field| !there(field)) {
        return Some(format!("{method} {path}: {missing} is missing"));
    }
    for (of, field, most) in LENGTHS {
        let length = at(fields, field).as_str().map_or(0, |text| text.chars().count());
        if method == "POST" && of == *pattern && length > most {
            return Some(format!("{path}: {field} has {length} characters"));
        }
    }
    let over = |(of, most): &(&str, i64)| {
        of == pattern && fields["limit"].as_i64().is_some_and(|limit| limit > *most)
    };
    if LIMITS.iter().any(over) {
        return Some(format!("{path}: limit {}", fields["limit"]));
    }
    let amount = &fields["amount_money"]["amount"];
    let bad = !amount.is_null() && amount.as_i64().is_none_or(|amount| amount <= 0);
    bad.then(|| format!("{path}: amount {amount}"))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(p, t)| *p == "*" || p == t)
}

/// The names of everything in an object, those within another with a dot.
fn leaves(above: &str, value: &Value) -> Vec<String> {
    let Some(object) = value.as_object() else {
        return vec![above.to_owned()];
    };
    let named = |name: &String| {
        if above.is_empty() { name.clone() } else { format!("{above}.{name}") }
    };
    object.iter().flat_map(|(name, value)| leaves(&named(name), value)).collect()
}

fn at<'a>(fields: &'a Value, name: &str) -> &'a Value {
    name.split('.').fold(fields, |value, part| &value[part])
}
