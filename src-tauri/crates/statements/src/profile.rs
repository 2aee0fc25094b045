//! A mapping as a small JSON text, to be kept with an account, handed to a script or shared.
//!
//! ```json
//! {"encoding": "utf-8", "delimiter": ",", "skip": 1, "date_col": 0, "date_fmt": "%d/%m/%Y",
//!  "amount": ["DC", 3, 4], "decimal_mark": ".", "balance": 5}
//! ```
//!
//! `amount` is `["A", column]`, `["A-", column]` for a column with money out positive,
//! `["DC", debit, credit]`, `["DCs", debit, credit]` for two columns that carry their own signs,
//! `["DCa", debit, credit]` for two whose signs mean nothing, or
//! `["F", column, flag, ["Debit"]]` with the flags that mean money out; column -1 is to be found.

use serde_json::{Map, Value, json};

use crate::amount::Mark;
use crate::dates::DateOrder;
use crate::mapping::{AmountColumns, Mapping};

/// Why a text is not a mapping, checked in this order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not JSON, or not an object.
    #[error("the mapping is not a JSON object")]
    NotAnObject,
    /// A field that means nothing here.
    #[error("the mapping has an unknown field \"{0}\"")]
    UnknownField(String),
    /// A field whose value is of the wrong kind.
    #[error("the mapping's field \"{0}\" cannot be understood")]
    BadValue(String),
}

/// Reads a mapping. Fails as [`ProfileError`] tells.
pub fn from_json(text: &str) -> Result<Mapping, ProfileError> {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else {
        return Err(ProfileError::NotAnObject);
    };
    let mut mapping = Mapping::default();
    for (name, value) in &fields {
        if !FIELDS.contains(&name.as_str()) {
            return Err(ProfileError::UnknownField(name.clone()));
        }
        if !value.is_null() {
            take(&mut mapping, name, value).ok_or_else(|| ProfileError::BadValue(name.clone()))?;
        }
    }
    Ok(mapping)
}

/// Writes a mapping in the form that [`from_json`] reads.
pub fn to_json(mapping: &Mapping) -> String {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    put("encoding", mapping.encoding.clone().map(Value::from));
    put("delimiter", mapping.delimiter.map(|delimiter| delimiter.to_string().into()));
    put("skip", mapping.skip.map(Value::from));
    put("headings", mapping.headings.clone().map(Value::from));
    put("date_col", mapping.date.map(Value::from));
    put("date_fmt", mapping.date_order.map(|order| pattern(order).into()));
    put("amount", mapping.amount.as_ref().map(amount_json));
    put(
        "decimal_mark",
        mapping.decimal_mark.map(|mark| match mark {
            Mark::Point => ".".into(),
            Mark::Comma => ",".into(),
        }),
    );
    put("description", mapping.description.clone().map(Value::from));
    put("payee", mapping.payee.map(Value::from));
    put("reference", mapping.reference.map(Value::from));
    put("source_id", mapping.source_id.map(Value::from));
    put("balance", mapping.balance.map(Value::from));
    put("currency_col", mapping.currency_column.map(Value::from));
    put("currency", mapping.currency.clone().map(Value::from));
    put("account", mapping.account.map(Value::from));
    put("status", mapping.status.map(Value::from));
    Value::Object(fields).to_string()
}

const FIELDS: [&str; 17] = [
    "encoding",
    "delimiter",
    "skip",
    "headings",
    "date_col",
    "date_fmt",
    "amount",
    "decimal_mark",
    "description",
    "payee",
    "reference",
    "source_id",
    "balance",
    "currency_col",
    "currency",
    "account",
    "status",
];

/// Puts one field into the mapping; nothing when its value is of the wrong kind.
fn take(mapping: &mut Mapping, name: &str, value: &Value) -> Option<()> {
    match name {
        "encoding" => mapping.encoding = Some(value.as_str()?.to_owned()),
        "delimiter" => mapping.delimiter = Some(one_char(value.as_str()?)?),
        "skip" => mapping.skip = Some(column(value)?),
        "headings" => {
            let texts = value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
            mapping.headings = Some(texts.collect::<Option<_>>()?);
        }
        "date_col" => mapping.date = Some(column(value)?),
        "date_fmt" => mapping.date_order = DateOrder::from_pattern(value.as_str()?),
        "amount" => mapping.amount = Some(amount(value)?),
        "decimal_mark" => {
            mapping.decimal_mark = Some(match value.as_str()? {
                "." => Mark::Point,
                "," => Mark::Comma,
                _ => return None,
            });
        }
        "description" => {
            mapping.description = Some(match value {
                Value::Array(columns) => columns.iter().map(column).collect::<Option<_>>()?,
                single => vec![column(single)?],
            });
        }
        "payee" => mapping.payee = Some(column(value)?),
        "reference" => mapping.reference = Some(column(value)?),
        "source_id" => mapping.source_id = Some(column(value)?),
        "balance" => mapping.balance = Some(column(value)?),
        "currency_col" => mapping.currency_column = Some(column(value)?),
        "currency" => mapping.currency = Some(value.as_str()?.to_ascii_uppercase()),
        "account" => mapping.account = Some(column(value)?),
        "status" => mapping.status = Some(column(value)?),
        _ => return None,
    }
    Some(())
}

fn one_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    match (first, chars.next()) {
        ('\\', Some('t')) => Some('\t'),
        (_, None) if first.is_ascii() => Some(first),
        _ => None,
    }
}

fn column(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn amount(value: &Value) -> Option<AmountColumns> {
    let parts = value.as_array()?;
    let at = |place: usize| column(parts.get(place)?);
    let two = || Some((at(1)?, at(2)?)).filter(|_| parts.len() == 3);
    match parts.first()?.as_str()? {
        "A" if parts.len() == 2 => Some(AmountColumns::Signed { column: at(1)? }),
        "A-" if parts.len() == 2 => Some(AmountColumns::Inverted { column: at(1)? }),
        "DC" => two().map(|(debit, credit)| AmountColumns::DebitCredit { debit, credit }),
        "DCa" => two().map(|(debit, credit)| AmountColumns::BySide { debit, credit }),
        "DCs" => two().map(|(debit, credit)| AmountColumns::BothSigned { debit, credit }),
        "F" if parts.len() == 4 => {
            let out = parts[3].as_array()?.iter();
            let out = out.map(|flag| flag.as_str().map(str::to_owned)).collect::<Option<_>>()?;
            let found = parts[1].as_i64()? >= 0;
            let column = if found { Some(at(1)?) } else { None };
            Some(AmountColumns::Direction { column, flag: at(2)?, out })
        }
        _ => None,
    }
}

fn amount_json(amount: &AmountColumns) -> Value {
    match amount {
        AmountColumns::Signed { column } => json!(["A", column]),
        AmountColumns::Inverted { column } => json!(["A-", column]),
        AmountColumns::DebitCredit { debit, credit } => json!(["DC", debit, credit]),
        AmountColumns::BySide { debit, credit } => json!(["DCa", debit, credit]),
        AmountColumns::BothSigned { debit, credit } => json!(["DCs", debit, credit]),
        AmountColumns::Direction { column: Some(column), flag, out } => {
            json!(["F", column, flag, out])
        }
        AmountColumns::Direction { column: None, flag, out } => json!(["F", -1, flag, out]),
    }
}

fn pattern(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => "%d/%m/%Y",
        DateOrder::MonthDayYear => "%m/%d/%Y",
        DateOrder::YearMonthDay => "%Y-%m-%d",
    }
}

#[cfg(test)]
mod tests;
