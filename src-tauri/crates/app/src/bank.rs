//! Bank accounts of the practice and the statements imported into them.

mod accounts;
mod mapping;
mod shapes;

pub(crate) use accounts::ending;
pub use accounts::{accounts, add_account, rename};
pub use shapes::*;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::{BankAccountId, StatementId};
use domain::money::{Currency, Money};
use statements::amount::Exact;
use statements::identity::{self, Identity, Verdict};
use statements::reading::{Proof, Refused};
use statements::{Account as Read, Mapping, Outcome, Reading};
use store::bank::{self, Account, Line, Statement};
use store::{documents, matches};

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, FileIn, Nothing};

/// A file read for an account: the reading, and the account's part of it.
struct ForAccount {
    reading: Reading,
    /// What was told or is remembered of its layout.
    known: Mapping,
    currency: Currency,
    account: Option<Account>,
    /// The numbers of all other accounts of the practice.
    others: Vec<String>,
}

impl ForAccount {
    /// The part of the file that is for the account. Where the account has no number yet, it is the
    /// longest part that belongs to no other account.
    fn part(&self) -> Result<Option<&Read>, Failure> {
        let parts = &self.reading.accounts;
        let known = self.account.as_ref().filter(|account| !account.bank_id.is_empty());
        match (&parts[..], known) {
            ([], _) => Ok(None),
            ([only], None) => Ok(Some(only)),
            (_, Some(known)) => match parts.iter().find(|part| is_number(part, &known.bank_id)) {
                Some(part) => Ok(Some(part)),
                None if parts.len() == 1 && parts[0].id.is_none() => Ok(Some(&parts[0])),
                None => Err(conflict(format!(
                    "this file is of another account than {}; choose or add that one",
                    known.name
                ))),
            },
            (several, None) => {
                let other = |part: &&Read| self.others.iter().any(|number| is_number(part, number));
                let free = several.iter().filter(|part| !other(part));
                let longest = free.max_by_key(|part| part.lines.len());
                longest.map(Some).ok_or_else(|| {
                    conflict("each account of this file is another one; choose it to import into")
                })
            }
        }
    }

    /// What the file holds beside the part for the account, in words.
    fn beside(&self, taken: Option<&Read>) -> Vec<String> {
        let parts = self.reading.accounts.iter();
        let others = parts.filter(|part| taken.is_some_and(|taken| !std::ptr::eq(*part, taken)));
        let words = others.map(|part| {
            let of = part.id.as_deref().map(ending).unwrap_or_default();
            let lines = part.lines.len();
            format!(
                "the file also holds the account ending {of} ({lines} lines); import it again \
                for that one"
            )
        });
        words.collect()
    }
}

fn is_number(part: &Read, bank_id: &str) -> bool {
    part.id.as_deref() == Some(bank_id)
}

fn read_for(
    look: &Look<'_>,
    account_id: Option<&str>,
    file: &FileIn,
    asked: Option<&StatementMapping>,
) -> Result<ForAccount, Failure> {
    let bytes = file.bytes()?;
    let account = match account_id {
        Some(text) => {
            let id: BankAccountId = wire::id("account_id", text)?;
            Some(bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?)
        }
        // A file that was imported before belongs where it went; no second account holds it twice.
        None => match bank::account_of_file(look.db, &documents::sha256(&bytes))? {
            Some(id) => bank::show_account(look.db, id)?,
            None => None,
        },
    };
    let currency = account.as_ref().map_or(look.currency(), |account| account.currency);
    let remembered: Option<Mapping> = account
        .as_ref()
        .filter(|account| !account.mapping.is_empty())
        .and_then(|account| statements::profile::from_json(&account.mapping).ok());
    let told = asked.map(mapping::from_wire).transpose()?;
    let mut reading = match (&told, &remembered) {
        (Some(told), _) => statements::read(&bytes, Some(told), Some(currency)),
        (None, remembered) => statements::read(&bytes, remembered.as_ref(), Some(currency)),
    };
    // A remembered layout that no longer fits must not hide a file that reads by itself.
    if told.is_none() && remembered.is_some() && reading.outcome == Outcome::Refuse {
        let fresh = statements::read(&bytes, None, Some(currency));
        if fresh.outcome != Outcome::Refuse {
            reading = fresh;
        }
    }
    let accounts = bank::accounts(look.db)?.into_iter();
    let own = account.as_ref().map(|account| account.id);
    let others = accounts.filter(|other| Some(other.id) != own && !other.bank_id.is_empty());
    let others: Vec<String> = others.map(|other| other.bank_id).collect();
    // A file of several accounts may be read again for one that is not there yet.
    let free = |part: &Read| {
        let known = account.as_ref().map(|account| account.bank_id.as_str());
        part.id.as_deref().is_some_and(|id| Some(id) != known && !others.iter().any(|o| o == id))
    };
    let again = account_id.is_none() && account.is_some() && reading.accounts.iter().any(free);
    let account = account.filter(|_| !again);
    let known = bank::accounts(look.db)?.into_iter().filter(|_| again);
    let others = others.into_iter().chain(known.map(|account| account.bank_id)).collect();
    let known = told.or(remembered).unwrap_or_default();
    Ok(ForAccount { reading, known, currency, account, others })
}

/// Shows what a file would add.
pub fn preview(look: &Look<'_>, asked: PreviewStatement) -> Result<StatementPreview, Failure> {
    let read = read_for(look, asked.account_id.as_deref(), &asked.file, asked.mapping.as_ref())?;
    let part = read.part()?;
    let fresh = match part {
        Some(part) => fresh(look, read.account.as_ref(), part)?,
        None => Vec::new(),
    };
    let updated_lines = fresh.iter().filter(|line| **line == Fate::Updated).count();
    let lines = part.map(|part| part.lines.as_slice()).unwrap_or_default();
    let reading = &read.reading;
    let mut notes: Vec<String> = reading.refusal.iter().cloned().collect();
    notes.extend(reading.warnings.iter().chain(&reading.notes).cloned());
    notes.extend(read.beside(part));
    let code = part.and_then(|part| part.currency.clone());
    if code.as_deref().is_some_and(|code| code != read.currency.code()) {
        notes.push(format!("the file is in {}", code.as_deref().unwrap_or_default()));
    }
    let digits = statements::amount::digits_of(Some(read.currency.code()));
    let shown = lines.iter().zip(&fresh).take(200).map(|(line, new)| PreviewLine {
        at: count(line.line),
        posted_on: line.posted_on.to_string(),
        amount: line.amount.plain(digits),
        description: line.description.clone(),
        known: !matches!(new, Fate::New(..)),
        updated: *new == Fate::Updated,
    });
    let new_lines = fresh.iter().filter(|line| matches!(line, Fate::New(..))).count();
    let questions = reading.questions.iter().map(|one| mapping::question(one, &read.known));
    Ok(StatementPreview {
        format: mapping::format_words(reading.format).to_owned(),
        encoding: reading.encoding.to_owned(),
        outcome: reading.outcome.name().to_owned(),
        notes,
        ending: part.and_then(|part| part.id.as_deref()).map(ending).unwrap_or_default(),
        currency: code.unwrap_or_else(|| read.currency.code().to_owned()),
        lines: shown.collect(),
        new_lines: count(new_lines),
        known_lines: count(lines.len() - new_lines),
        updated_lines: count(updated_lines),
        rejected: reading.rejected.iter().take(500).map(not_taken).collect(),
        skipped: reading.skipped.iter().take(500).map(not_taken).collect(),
        questions: questions.collect(),
        columns: mapping::columns(&asked.file.bytes()?, reading),
        mapping: reading.mapping.as_ref().map(mapping::to_wire),
        proof: part.and_then(|part| part.proof).map(|proof| proof_words(proof, digits)),
    })
}

fn not_taken(refused: &Refused) -> NotTaken {
    NotTaken { line: count(refused.line), reason: refused.reason.clone() }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn proof_words(proof: Proof, digits: u8) -> String {
    match proof {
        Proof::Proved { .. } => "Balances prove every line".to_owned(),
        Proof::Differs { by, line } => {
            format!("The balances differ by {} from line {line} on", by.plain(digits))
        }
    }
}

/// What becomes of a line of a file.
#[derive(Clone, PartialEq, Eq)]
enum Fate {
    /// It is added under this identity and occurrence.
    New(String, u32),
    /// The account holds it.
    Known,
    /// The account holds it under another text, date or id; its line stays as it is.
    Updated,
}

/// What becomes of each line. Of equal rows the account ends up with as many as it had or the file
/// has, whichever is more (rule 11).
fn fresh(look: &Look<'_>, account: Option<&Account>, part: &Read) -> Result<Vec<Fate>, Failure> {
    let file: Vec<Identity> = part.lines.iter().map(Identity::of).collect();
    let days = file.iter().map(|line| line.posted_on);
    let (held, mut counts) = match (account, days.clone().min(), days.max()) {
        (Some(account), Some(first), Some(last)) => {
            let (from, to) = (first - Days::new(10), last + Days::new(10));
            let held = bank::held_between(look.db, account.id, from, to)?;
            (held, bank::identities(look.db, account.id)?)
        }
        _ => (Vec::new(), HashMap::new()),
    };
    let book: Vec<Identity> = held
        .into_iter()
        .map(|(posted_on, amount, source_id, text)| Identity {
            posted_on,
            amount: exact(amount),
            source_id: (!source_id.is_empty()).then_some(source_id),
            text: identity::normalised(&text),
        })
        .collect();
    let verdicts = identity::compare(&book, &file);
    let fates = file.iter().zip(verdicts).map(|(line, verdict)| match verdict {
        Verdict::New => {
            let key = line.key(0);
            let text = key.strip_suffix("|0").unwrap_or(&key).to_owned();
            let next = counts.entry(text.clone()).or_insert(0);
            *next += 1;
            Fate::New(text, *next - 1)
        }
        Verdict::Known(_) => Fate::Known,
        Verdict::Updated(_) => Fate::Updated,
    });
    Ok(fates.collect())
}

fn exact(amount: Money) -> Exact {
    let digits = u8::try_from(amount.currency().digits()).unwrap_or(2);
    Exact::new(amount.minor(), digits)
}

/// A layout as a small text, to be kept as a file and given to others.
pub fn layout(_: &Look<'_>, mapping: StatementMapping) -> Result<StatementLayout, Failure> {
    let text = statements::profile::to_json(&mapping::from_wire(&mapping)?);
    Ok(StatementLayout { text })
}

/// The layout that such a text holds.
pub fn read_layout(_: &Look<'_>, layout: FileIn) -> Result<StatementMapping, Failure> {
    let text = String::from_utf8(layout.bytes()?)
        .map_err(|_| refused("file", "this is no layout: it is not a text"))?;
    let mapping = statements::profile::from_json(&text)
        .map_err(|wrong| refused("file", format!("this is no layout: {wrong}")))?;
    Ok(mapping::to_wire(&mapping))
}

/// Imports a statement in one transaction.
pub fn import(act: &mut Act<'_>, question: ImportStatement) -> Result<StatementImported, Failure> {
    let asked = question.mapping.as_ref();
    let read = read_for(act, question.account_id.as_deref(), &question.file, asked)?;
    let part = importable(&read)?;
    let name = crate::proposals::file_name(&question.file.name);
    let (account_id, account_name) = account_for(act, &read, part, &name)?;
    let account =
        bank::show_account(act.tx, account_id)?.ok_or_else(|| not_found("bank account"))?;
    let id: StatementId = act.new_id();
    let bytes = question.file.bytes()?;
    let document = documents::keep(act.tx, &name, "application/octet-stream", &bytes)?;
    let new = fresh(act, Some(&account), part)?;
    let known = new.iter().filter(|new| !matches!(new, Fate::New(..))).count();
    let updated = new.iter().filter(|new| **new == Fate::Updated).count();
    let closed = store::periods::closed_through(act.tx, account_id)?;
    let (lines, unfit) = new_lines(act, &read, part, (account_id, id), new);
    let (lines, late) = crate::reconcile::not_closed(act, lines, closed);
    let mut rejected: Vec<NotTaken> = read.reading.rejected.iter().map(not_taken).collect();
    rejected.extend(unfit);
    rejected.extend(late);
    let skipped = count(read.reading.skipped.len());
    bank::add_statement(
        act.tx,
        &Statement {
            id,
            account_id,
            file: &question.file.name,
            document: &document,
            format: read.reading.format.name(),
            imported_at: act.now,
            counts: [count(lines.len()), count(known), count(rejected.len()), skipped],
            closing: closing(&read, part),
        },
    )?;
    bank::add_lines(act.tx, &lines)?;
    let profile = read.reading.mapping.as_ref().map(statements::profile::to_json);
    let bank_id = part.id.clone().unwrap_or(account.bank_id);
    bank::remember(act.tx, account_id, &bank_id, &profile.unwrap_or(account.mapping))?;
    let changed = match updated {
        0 => String::new(),
        updated => format!("; {updated} known ones the bank has changed"),
    };
    act.say(format!("{} bank lines imported into {account_name}{changed}", lines.len()), None);
    act.offer_undo("Statement imported", "statements.undo_import", ById { id: id.to_string() });
    Ok(StatementImported {
        id: id.to_string(),
        account_id: account_id.to_string(),
        added: count(lines.len()),
        known: count(known),
        updated: count(updated),
        rejected,
        skipped,
    })
}

/// The balance the file states, whole minor units, and its day.
fn closing(read: &ForAccount, part: &Read) -> Option<(i64, NaiveDate)> {
    let closing = part.closing?;
    let last = part.lines.iter().map(|line| line.posted_on).max();
    Some((closing.amount.money(read.currency)?.minor(), closing.on.or(last)?))
}

/// The lines that the account does not hold yet, and those whose amount is not exact in its
/// currency.
fn new_lines(
    act: &Act<'_>,
    read: &ForAccount,
    part: &Read,
    (account_id, statement_id): (BankAccountId, StatementId),
    new: Vec<Fate>,
) -> (Vec<Line>, Vec<NotTaken>) {
    let (mut lines, mut unfit) = (Vec::new(), Vec::new());
    for (line, fate) in part.lines.iter().zip(new) {
        let Fate::New(identity, occurrence) = fate else { continue };
        let own = line.currency.as_deref().is_none_or(|code| code == read.currency.code());
        match line.amount.money(read.currency).filter(|_| own) {
            Some(amount) => lines.push(Line {
                id: act.new_id(),
                account_id,
                statement_id,
                at: i64::from(count(line.line)),
                posted_on: line.posted_on,
                amount,
                description: line.description.clone(),
                reference: line.reference.clone().unwrap_or_default(),
                source_id: line.source_id.clone().unwrap_or_default(),
                identity,
                occurrence,
            }),
            None => unfit.push(NotTaken {
                line: count(line.line),
                reason: format!("the amount is not exact in {}", read.currency),
            }),
        }
    }
    (lines, unfit)
}

/// The part of a file that can be imported, or why it cannot.
fn importable(read: &ForAccount) -> Result<&Read, Failure> {
    let reading = &read.reading;
    if let Some(why) = &reading.refusal {
        return Err(refused("file", why.clone()));
    }
    if let Some(question) = reading.questions.first() {
        return Err(refused("mapping", question.words()));
    }
    let part = read.part()?.filter(|part| !part.lines.is_empty());
    let part =
        part.ok_or_else(|| refused("file", "the file holds no line that can be imported"))?;
    match part.currency.as_deref() {
        Some(code) if code != read.currency.code() => Err(refused(
            "file",
            format!(
                "the file is in {code}, the account in {}; add an account for it",
                read.currency
            ),
        )),
        _ => Ok(part),
    }
}

/// The account to import into: the one that was chosen, one with the file's number, or a new one.
fn account_for(
    act: &Act<'_>,
    read: &ForAccount,
    part: &Read,
    file: &str,
) -> Result<(BankAccountId, String), Failure> {
    if let Some(account) = &read.account {
        return Ok((account.id, account.name.clone()));
    }
    let number = part.id.clone().unwrap_or_default();
    let known = bank::accounts(act.tx)?
        .into_iter()
        .find(|account| !number.is_empty() && account.bank_id == number);
    if let Some(account) = known {
        return Ok((account.id, account.name));
    }
    let id: BankAccountId = act.new_id();
    let name = match ending(&number) {
        ending if ending.is_empty() => stem(file),
        ending => format!("Account {ending}"),
    };
    let taken: Vec<String> = bank::accounts(act.tx)?.into_iter().map(|other| other.name).collect();
    let again = (2..).map(|n| format!("{name} {n}"));
    let free = std::iter::once(name.clone()).chain(again).find(|name| !taken.contains(name));
    let name = free.unwrap_or(name);
    bank::add_account(act.tx, id, &name, read.currency, &number)?;
    Ok((id, name))
}

/// What an account is called after its first file: the file's name without its ending.
fn stem(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim();
    let short: String = stem.chars().take(70).collect();
    if short.is_empty() { "Bank account".to_owned() } else { short }
}

/// Takes a statement out again, and what was matched on its lines first.
pub fn undo_import(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: StatementId = wire::id("id", &asked.id)?;
    let file = bank::live_statement(act.tx, id)?.ok_or_else(|| not_found("statement"))?;
    for line in bank::lines_of(act.tx, id)? {
        if let Some(found) = matches::of_line(act.tx, line)? {
            crate::reconcile::undo_match(act, &found)?;
        }
    }
    crate::reconcile::statement_open(act, id)?;
    bank::undo_statement(act.tx, id, act.now)?;
    act.say(format!("Statement {file} taken out"), None);
    Ok(Nothing {})
}
