//! `statement inspect`: what a bank file holds, as one JSON object, without any book; and
//! `statement table`: the same of a whole folder, a row for each file.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use statements::amount::{Exact, digits_of};
use statements::reading::{Balance, Proof, Refused};
use statements::{Account, LIMIT_BYTES, Line, Mapping, Question, Reading, profile};

/// Reads the file at `path` and tells what it holds; `mapping_json` is a mapping as
/// [`statements::profile`] describes it. Fails with one sentence for a person when the file cannot
/// be opened or the mapping cannot be understood; a file that is no statement is an answer with
/// the outcome `refuse`.
pub(crate) fn inspect(path: &Path, mapping_json: Option<&str>) -> Result<Value, String> {
    let mapping: Option<Mapping> = match mapping_json {
        Some(text) => Some(profile::from_json(text).map_err(|error| error.to_string())?),
        None => None,
    };
    let bytes = bytes_of(path)?;
    if bytes.len() > LIMIT_BYTES {
        drop(bytes);
        return in_blocks(path, mapping.as_ref());
    }
    Ok(as_json(&statements::read(&bytes, mapping.as_ref(), None)))
}

/// What a table larger than a statement may be comes to, read in bounded memory; its lines are
/// counted and summed and not listed.
fn in_blocks(path: &Path, mapping: Option<&Mapping>) -> Result<Value, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut first: Option<Value> = None;
    let mut rejected: Vec<Value> = Vec::new();
    let file = File::open(path).map_err(told)?;
    let totals = statements::blocks::read(file, mapping, None, &mut |reading| {
        if first.is_none() {
            let head = Reading { accounts: Vec::new(), skipped: Vec::new(), ..reading.clone() };
            first = Some(as_json(&head));
        }
        let room = MOST_SHOWN.saturating_sub(rejected.len());
        rejected.extend(reading.rejected.iter().take(room).map(refused));
    });
    let totals = totals.map_err(told)?;
    let mut value = first.ok_or("the file is empty")?;
    if value["outcome"] != "refuse" && value["outcome"] != "must_ask" {
        let sound = if totals.rejected > 0 { "import_with_rejects" } else { "import" };
        value["outcome"] = json!(sound);
    }
    value["count"] = json!(totals.accepted);
    value["sum"] = json!(totals.sum.map(|sum| sum.plain(2)));
    value["records"] = json!(totals.records);
    value["rejected"] = json!(rejected);
    value["rejected_count"] = json!(totals.rejected);
    value["skipped_count"] = json!(totals.skipped);
    Ok(value)
}

/// The most rejected records of a very large file that are listed.
const MOST_SHOWN: usize = 500;

/// Reads every file in and below the folder and gives a row for each: format, outcome, how many
/// lines were accepted, their sum, how many records were rejected and skipped, what the balances
/// prove, and what is asked or why it was refused. Fails when the folder cannot be read.
pub(crate) fn table(folder: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    collect(folder, &mut files).map_err(|error| format!("{}: {error}", folder.display()))?;
    files.sort();
    let mut out = format!(
        "{:<9} {:<20} {:>6} {:>16} {:>4} {:>5} {:<11} file\n",
        "format", "outcome", "count", "sum", "rej.", "skip.", "balances"
    );
    for path in files {
        let reading = statements::read(&bytes_of(&path)?, None, None);
        let shown = path.strip_prefix(folder).unwrap_or(&path).display();
        let asked: Vec<&str> = reading.questions.iter().map(Question::name).collect();
        let why = reading.refusal.clone().unwrap_or_else(|| asked.join(", "));
        let why = if why.is_empty() { why } else { format!(" ({why})") };
        out.push_str(&format!(
            "{:<9} {:<20} {:>6} {:>16} {:>4} {:>5} {:<11} {shown}{why}\n",
            reading.format.name(),
            reading.outcome.name(),
            reading.accepted(),
            sum(&reading.accounts).map_or_else(|| "too large".to_owned(), |sum| sum.to_string()),
            reading.rejected.len(),
            reading.skipped.len(),
            balances(&reading.accounts),
        ));
    }
    Ok(out)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The sum of all lines whatever their currencies; nothing when it would not fit.
fn sum(accounts: &[Account]) -> Option<Exact> {
    accounts.iter().try_fold(Exact::ZERO, |sum, account| sum.plus(account.total()?))
}

fn balances(accounts: &[Account]) -> &'static str {
    let proofs: Vec<Proof> = accounts.iter().filter_map(|account| account.proof).collect();
    match proofs.iter().any(|proof| matches!(proof, Proof::Differs { .. })) {
        _ if proofs.is_empty() => "-",
        true => "differ",
        false => "proved",
    }
}

/// The bytes of a file, one more than the limit at most, so that a larger one is refused without
/// being held.
fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let name = path.display();
    let told = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => format!("there is no file {name}"),
        ErrorKind::PermissionDenied => format!("the file {name} may not be read; check its rights"),
        _ => format!("the file {name} cannot be read: {error}"),
    };
    if fs::metadata(path).map_err(told)?.is_dir() {
        return Err(format!("{name} is a folder; name a file in it"));
    }
    let file = File::open(path).map_err(told)?;
    let mut bytes = Vec::new();
    file.take(LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(told)?;
    Ok(bytes)
}

fn as_json(reading: &Reading) -> Value {
    json!({
        "format": reading.format.name(),
        "outcome": reading.outcome.name(),
        "encoding": reading.encoding,
        "count": reading.accepted(),
        "sum": sum(&reading.accounts).map(|sum| sum.plain(2)),
        "accounts": reading.accounts.iter().map(account).collect::<Vec<_>>(),
        "rejected": reading.rejected.iter().map(refused).collect::<Vec<_>>(),
        "skipped": reading.skipped.iter().map(refused).collect::<Vec<_>>(),
        "questions": reading.questions.iter().map(question).collect::<Vec<_>>(),
        "records": reading.records,
        "warnings": reading.warnings,
        "notes": reading.notes,
        "reason": reading.refusal,
        "mapping": reading.mapping.as_ref().and_then(|mapping| {
            serde_json::from_str::<Value>(&profile::to_json(mapping)).ok()
        }),
    })
}

fn account(account: &Account) -> Value {
    let digits = digits_of(account.currency.as_deref());
    json!({
        "id": account.id,
        "name": account.name,
        "currency": account.currency,
        "count": account.lines.len(),
        "sum": account.total().map(|total| total.plain(digits)),
        "transactions": account.lines.iter().map(|of| line(of, digits)).collect::<Vec<_>>(),
        "balance": account.closing.map(|Balance { amount, .. }| amount.plain(digits)),
        "balance_on": account.closing.and_then(|closing| closing.on).map(|on| on.to_string()),
        "proof": account.proof.map(|found| proof(found, digits)),
    })
}

fn line(line: &Line, digits: u8) -> Value {
    let own = line.currency.as_deref().map_or(digits, |code| digits_of(Some(code)));
    let shown = |amount: Exact| amount.plain(own);
    json!({
        "date": line.posted_on.to_string(),
        "amount": shown(line.amount),
        "currency": line.currency,
        "description": line.description,
        "payee": line.payee,
        "reference": line.reference,
        "id": line.source_id,
        "balance": line.balance.map(|balance| balance.plain(digits)),
        "line": line.line,
    })
}

fn proof(found: Proof, digits: u8) -> Value {
    match found {
        Proof::Proved { steps } => json!({ "proved": true, "steps": steps }),
        Proof::Differs { by, line } => {
            json!({ "proved": false, "by": by.plain(digits), "line": line })
        }
    }
}

fn refused(record: &Refused) -> Value {
    json!({ "at": record.at, "line": record.line, "reason": record.reason })
}

fn question(question: &Question) -> Value {
    let mut value = json!({ "kind": question.name(), "text": question.words() });
    let (field, examples) = match question {
        Question::DateOrder { examples, choices } => {
            value["choices"] = choices.iter().map(|order| order.words()).collect();
            ("examples", examples)
        }
        Question::DecimalMark { examples } => ("examples", examples),
        Question::Sign { column, examples } => {
            value["column"] = json!(column);
            ("examples", examples)
        }
        Question::Flags { column, flag, values } => {
            value["column"] = json!(column);
            value["flag"] = json!(flag);
            ("values", values)
        }
        Question::DateColumn { headings } => ("headings", headings),
        Question::AmountColumn { headings, choices } => {
            value["choices"] = json!(choices);
            ("headings", headings)
        }
    };
    value[field] = json!(examples);
    value
}

#[cfg(test)]
mod tests;
