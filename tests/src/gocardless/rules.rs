//! What requests to GoCardless may hold, by hand from its reference.

use serde_json::Value;

/// The fields of a kind of object that can be made: their names, and those that must be there.
const MAKES: &[(&str, &[&str], &[&str])] = &[
    ("billing_requests", &["mandate_request", "metadata", "links"], &[]),
    (
        "billing_request_flows",
        &["redirect_uri", "exit_uri", "links", "prefilled_customer"],
        &["links"],
    ),
    (
        "payments",
        &[
            "amount",
            "charge_date",
            "currency",
            "description",
            "metadata",
            "retry_if_possible",
            "links",
        ],
        &["amount", "currency", "links"],
    ),
    (
        "refunds",
        &["amount", "total_amount_confirmation", "metadata", "links", "reference"],
        &["amount", "total_amount_confirmation", "links"],
    ),
];

/// What a list can be asked for.
const LISTS: &[(&str, &[&str])] = &[
    ("creditors", &[]),
    ("payments", &["customer", "mandate", "created_at[gte]"]),
    ("events", &["payment", "created_at[gte]"]),
    ("refunds", &["payment"]),
    ("payouts", &["created_at[gte]"]),
    ("payout_items", &["payout"]),
];

/// What is wrong with the fields of something to be made.
pub(super) fn made(kind: &str, fields: &Value) -> Result<(), String> {
    let Some((_, may, must)) = MAKES.iter().find(|(known, ..)| *known == kind) else {
        return Err(format!("{kind} are not made"));
    };
    let Some(object) = fields.as_object() else {
        return Err(format!("{kind}: no envelope"));
    };
    if let Some(foreign) = object.keys().find(|name| !may.contains(&name.as_str())) {
        return Err(format!("{kind}: unknown field {foreign}"));
    }
    if let Some(missing) = must.iter().find(|name| !object.contains_key(**name)) {
        return Err(format!("{kind}: {missing} is missing"));
    }
    marks(&fields["metadata"])?;
    marks(&fields["mandate_request"]["metadata"])?;
    let amount = &fields["amount"];
    if !amount.is_null() && amount.as_i64().is_none_or(|amount| amount <= 0) {
        return Err(format!("{kind}: amount {amount}"));
    }
    Ok(())
}

/// Three marks at most, their names of 50 characters, their values texts of 500.
fn marks(marks: &Value) -> Result<(), String> {
    let all = marks.as_object().into_iter().flatten();
    let fits = |(name, value): (&String, &Value)| {
        name.len() <= 50 && value.as_str().is_some_and(|text| text.len() <= 500)
    };
    let few = marks.as_object().is_none_or(|object| object.len() <= 3);
    if few && all.into_iter().all(fits) { Ok(()) } else { Err(format!("metadata: {marks}")) }
}

/// What is wrong with a question for a list.
pub(super) fn asked(kind: &str, query: &[(String, String)]) -> Result<(), String> {
    let Some((_, may)) = LISTS.iter().find(|(known, _)| *known == kind) else {
        return Err(format!("{kind} are not listed"));
    };
    let known = |name: &str| may.contains(&name) || name == "limit" || name == "after";
    match query.iter().find(|(name, _)| !known(name)) {
        Some((name, _)) => Err(format!("{kind}: unknown parameter {name}")),
        None => Ok(()),
    }
}
