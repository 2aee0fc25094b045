//! Closing a period of a bank account: the proof, the lock, the report, and opening it again.

mod shapes;

pub use shapes::*;

use chrono::{Days, NaiveDate};
use domain::ids::{BankAccountId, PeriodId, StatementId};
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::period::{self, Cause, Difference, Facts, NotProved};
use store::bank::{self, Account, Explained, Line};
use store::documents;
use store::periods::{self, Period};

use crate::bank::NotTaken;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made};

/// No period has more named differences.
const MOST: usize = 50;

/// Refuses where a closed period covers the day.
pub(super) fn open(look: &Look<'_>, account: BankAccountId, on: NaiveDate) -> Result<(), Failure> {
    match closed_through(look, account)? {
        Some(closed) if on <= closed => {
            let day = look.long_date(closed);
            Err(conflict(format!("the period to {day} is closed; reopen it with a reason first")))
        }
        _ => Ok(()),
    }
}

/// The day through which an account is closed.
pub(super) fn closed_through(
    look: &Look<'_>,
    account: BankAccountId,
) -> Result<Option<NaiveDate>, Failure> {
    Ok(periods::closed_through(look.db, account)?)
}

/// The day through which the account of a line is closed, where that covers the line.
pub(super) fn closed_day(look: &Look<'_>, line: &Line) -> Result<Option<NaiveDate>, Failure> {
    let closed = closed_through(look, line.account_id)?;
    Ok(closed.filter(|closed| line.posted_on <= *closed))
}

/// The lines that no closed period covers, and the others as they are reported: a closed period
/// takes no line.
pub(crate) fn not_closed(
    look: &Look<'_>,
    lines: Vec<Line>,
    closed: Option<NaiveDate>,
) -> (Vec<Line>, Vec<NotTaken>) {
    let Some(closed) = closed else { return (lines, Vec::new()) };
    let (late, open): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| line.posted_on <= closed);
    let day = look.long_date(closed);
    let told = late.into_iter().map(|line| NotTaken {
        line: u32::try_from(line.at).unwrap_or(u32::MAX),
        reason: format!("the period to {day} is closed; reopen it to take this line in"),
    });
    (open, told.collect())
}

/// Refuses where lines of a statement are in a closed period.
pub(crate) fn statement_open(look: &Look<'_>, id: StatementId) -> Result<(), Failure> {
    match periods::first_of_statement(look.db, id)? {
        Some((account, first)) => open(look, account, first),
        None => Ok(()),
    }
}

/// All that a period is closed with.
pub(super) struct Closing {
    pub(super) account: Account,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) lines: Vec<Explained>,
    pub(super) facts: Facts,
    pub(super) by_user: bool,
    before: Option<Period>,
    pub(super) opening_words: String,
    pub(super) stated_words: String,
    /// Whether a balance of the bank is known at all.
    known: bool,
}

/// The proof of a period before it is closed.
pub fn preview(look: &Look<'_>, asked: AskPeriod) -> Result<PeriodProof, Failure> {
    let closing = closing(look, &asked)?;
    let facts = &closing.facts;
    let proof = period::prove(facts)?;
    let wrong = prove(look, &closing).err();
    let all_named = Money::sum(facts.opening.currency(), [facts.differences_before, proof.named])?;
    let aside = closing.lines.iter().filter(|found| is_aside(found));
    Ok(PeriodProof {
        from: closing.from.to_string(),
        until: closing.until.to_string(),
        first: closing.before.is_none(),
        opening: facts.opening.into(),
        opening_typed: facts.opening.plain(),
        opening_words: closing.opening_words.clone(),
        lines: i64::from(wire::count(closing.lines.len())),
        came_in: facts.came_in.into(),
        went_out: facts.went_out.into(),
        computed: proof.computed.into(),
        stated: closing.known.then(|| facts.stated.into()),
        stated_typed: if closing.known { facts.stated.plain() } else { String::new() },
        stated_words: closing.stated_words.clone(),
        difference: proof.difference.into(),
        named: proof.named.into(),
        unnamed: proof.unnamed.into(),
        unnamed_typed: proof.unnamed.plain(),
        waiting: facts.waiting.0,
        waiting_amount: facts.waiting.1.into(),
        aside: aside.map(aside_shown).collect(),
        first_opening: facts.first_opening.into(),
        books: facts.books.into(),
        set_aside: facts.set_aside.into(),
        all_named: all_named.into(),
        by_books: proof.by_books.into(),
        proved: wrong.is_none(),
        field: wrong.as_ref().and_then(|wrong| wrong.field.clone()),
        wrong: wrong.map(|wrong| wrong.message),
    })
}

pub(super) fn is_aside(found: &Explained) -> bool {
    found.kind.as_deref() == Some("set_aside")
}

fn aside_shown(found: &Explained) -> AsideLine {
    AsideLine {
        posted_on: found.line.posted_on.to_string(),
        description: found.line.description.clone(),
        amount: found.line.amount.into(),
        words: found.words.clone().unwrap_or_default(),
    }
}

/// The proof, or why there is none, beside its field.
fn prove(look: &Look<'_>, closing: &Closing) -> Result<period::Proof, Failure> {
    let closed = closing.before.as_ref().map(|before| before.until);
    let proved = period::close(&closing.facts, closing.until, closed, look.today);
    if !closing.known && closing.facts.waiting.0 == 0 {
        return Err(refused("stated", "type the balance that the bank states for this day"));
    }
    proved.map_err(|wrong| {
        let field = match &wrong {
            NotProved::Closed(_) | NotProved::Future => "until",
            NotProved::Waiting { .. } => "lines",
            NotProved::Nameless | NotProved::Nothing => "differences",
            NotProved::Money(_) | NotProved::Differs { .. } | NotProved::Books { .. } => "stated",
        };
        refused(field, wrong.to_string())
    })
}

/// Closes a period: proved, reported, locked.
pub fn close(act: &mut Act<'_>, asked: AskPeriod) -> Result<Made, Failure> {
    let closing = closing(act, &asked)?;
    let proof = prove(act, &closing)?;
    let facts = &closing.facts;
    let name = &closing.account.name;
    let paper = super::report::paper(act, &closing, &proof)?.render();
    let file = format!("Reconciliation {} {name}.pdf", closing.until);
    let file = crate::proposals::file_name(&file);
    let period = Period {
        id: act.new_id(),
        account_id: closing.account.id,
        from: closing.from,
        until: closing.until,
        opening: facts.opening,
        first_opening: facts.first_opening,
        lines: i64::from(wire::count(closing.lines.len())),
        came_in: facts.came_in,
        went_out: facts.went_out,
        stated: facts.stated,
        stated_by: if closing.by_user { "user" } else { "file" }.to_owned(),
        document: documents::keep(act.tx, &file, "application/pdf", &paper.bytes)?,
        closed_at: act.now,
        reopened: None,
    };
    periods::close(act.tx, &period, &facts.differences, &closing.lines)?;
    let (day, stated) = (act.long_date(closing.until), facts.stated.shown());
    act.say(format!("{name} reconciled to {day}: {stated}, as the bank states"), None);
    let id = period.id.to_string();
    let reason = "Closed by mistake".to_owned();
    act.offer_undo("Period closed", "periods.reopen", ReopenPeriod { id: id.clone(), reason });
    Ok(Made { id })
}

/// Reopens the last closed period of an account.
pub fn reopen(act: &mut Act<'_>, asked: ReopenPeriod) -> Result<Made, Failure> {
    let id: PeriodId = wire::id("id", &asked.id)?;
    let period = periods::show(act.tx, id)?.ok_or_else(|| not_found("period"))?;
    if period.reopened.is_some() {
        return Err(conflict("this period is open already"));
    }
    let last = periods::last_closed(act.tx, period.account_id)?;
    if let Some(last) = last.filter(|last| last.id != id) {
        let day = act.long_date(last.until);
        return Err(conflict(format!("the period to {day} is later; reopen that first")));
    }
    let reason = wire::line("reason", &asked.reason, 200)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the period"));
    }
    periods::reopen(act.tx, id, act.now, &reason)?;
    let account =
        bank::show_account(act.tx, period.account_id)?.ok_or_else(|| not_found("bank account"))?;
    let day = act.long_date(period.until);
    act.say(format!("{} to {day} reopened: {reason}", account.name), None);
    Ok(Made { id: asked.id })
}

/// The periods of an account.
pub fn periods(look: &Look<'_>, asked: ById) -> Result<PeriodList, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.id)?;
    let last = periods::last_closed(look.db, id)?.map(|period| period.id);
    let row = |period: Period| {
        let differences = periods::differences(look.db, period.id, period.stated.currency())?;
        let (reopened_at, reason) = period.reopened.unzip();
        Ok(PeriodRow {
            id: period.id.to_string(),
            from: period.from.to_string(),
            until: period.until.to_string(),
            opening: period.opening.into(),
            lines: period.lines,
            came_in: period.came_in.into(),
            went_out: period.went_out.into(),
            stated: period.stated.into(),
            stated_by: period.stated_by,
            document: period.document,
            closed_at: period.closed_at.to_rfc3339(),
            reopened_at: reopened_at.map(|at| at.to_rfc3339()),
            reason,
            last: last == Some(period.id),
            differences: differences
                .into_iter()
                .map(|one| DifferenceShown {
                    cause: one.cause.label().to_owned(),
                    amount: one.amount.into(),
                    words: one.words,
                })
                .collect(),
        })
    };
    let rows = periods::list(look.db, id)?.into_iter().map(row);
    Ok(PeriodList { rows: rows.collect::<Result<_, Failure>>()? })
}

/// What changed since an account was last reconciled or reopened.
pub fn changes(look: &Look<'_>, asked: ById) -> Result<PeriodChanges, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.id)?;
    let account = bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?;
    let zero = Money::zero(account.currency);
    let Some(last) = periods::last_touched(look.db, id)? else {
        return Ok(PeriodChanges {
            until: None,
            reopened: None,
            new_lines: 0,
            came_in: zero.into(),
            went_out: zero.into(),
            changed: Vec::new(),
        });
    };
    let after = last.until + Days::new(1);
    let end = account.through.unwrap_or(after).max(after);
    let fresh = periods::between(look.db, id, after, end)?;
    let side = |comes_in: bool| side(&fresh, comes_in, account.currency);
    Ok(PeriodChanges {
        until: Some(last.until.to_string()),
        reopened: last.reopened.as_ref().map(|(_, reason)| reason.clone()),
        new_lines: i64::from(wire::count(fresh.len())),
        came_in: side(true)?.into(),
        went_out: side(false)?.into(),
        changed: changed(look, &last)?,
    })
}

/// What a period was closed with, held against what is there now.
fn changed(look: &Look<'_>, period: &Period) -> Result<Vec<ChangedLine>, Failure> {
    let was = periods::lines(look.db, period.id, period.stated.currency())?;
    let is = periods::between(look.db, period.account_id, period.from, period.until)?;
    let mut changed = Vec::new();
    for before in &was {
        let now = is.iter().find(|found| found.line.id == before.id);
        let words = now.map(|found| found.words.clone().unwrap_or_default());
        if words.as_ref() != Some(&before.words) {
            changed.push(ChangedLine {
                posted_on: before.posted_on.to_string(),
                description: before.description.clone(),
                amount: before.amount.into(),
                before: Some(before.words.clone()),
                now: words,
            });
        }
    }
    let came = is.iter().filter(|found| !was.iter().any(|before| before.id == found.line.id));
    changed.extend(came.map(|found| ChangedLine {
        posted_on: found.line.posted_on.to_string(),
        description: found.line.description.clone(),
        amount: found.line.amount.into(),
        before: None,
        now: Some(found.words.clone().unwrap_or_default()),
    }));
    Ok(changed)
}

fn side(lines: &[Explained], comes_in: bool, currency: Currency) -> Result<Money, Failure> {
    let amounts = lines.iter().map(|found| found.line.amount);
    Ok(Money::sum(currency, amounts.filter(|amount| amount.is_positive() == comes_in))?)
}

/// The facts of the period that would be closed.
fn closing(look: &Look<'_>, asked: &AskPeriod) -> Result<Closing, Failure> {
    let id: BankAccountId = wire::id("account_id", &asked.account_id)?;
    let account = bank::show_account(look.db, id)?.ok_or_else(|| not_found("bank account"))?;
    let currency = account.currency;
    let before = periods::last_closed(look.db, id)?;
    let first = periods::first_line(look.db, id)?
        .ok_or_else(|| refused("until", "import a statement first; there is no line yet"))?;
    let from = before.as_ref().map_or(first, |before| before.until + Days::new(1));
    let until = match asked.until.trim() {
        "" => offered(&account, from),
        typed => wire::date("until", typed)?,
    };
    if before.is_none() && until < from {
        let day = look.long_date(from);
        return Err(refused("until", format!("the first line is of {day}; choose a later day")));
    }
    let lines = periods::between(look.db, id, from, until)?;
    let (opening, opening_words) = opening(look, &account, before.as_ref(), asked)?;
    let (stated, stated_words, by_user) = stated(look, &account, until, asked)?;
    let waiting = lines.iter().filter(|found| found.match_id.is_none());
    let moved = Money::sum(currency, waiting.clone().map(|found| unsigned(found.line.amount)))?;
    let aside = lines.iter().filter(|found| is_aside(found)).map(|found| found.line.amount);
    let (aside_before, differences_before) = periods::left_by_closed(look.db, id)?;
    let facts = Facts {
        opening,
        came_in: side(&lines, true, currency)?,
        went_out: side(&lines, false, currency)?,
        waiting: (i64::from(wire::count(waiting.count())), moved),
        stated: stated.unwrap_or(Money::zero(currency)),
        differences: differences(asked, currency)?,
        first_opening: before.as_ref().map_or(opening, |before| before.first_opening),
        books: Money::new(periods::books(look.db, id, until)?, currency)?,
        set_aside: Money::sum(currency, aside)?.plus(Money::new(aside_before, currency)?)?,
        differences_before: Money::new(differences_before, currency)?,
    };
    let known = stated.is_some();
    Ok(Closing {
        account,
        from,
        until,
        lines,
        facts,
        by_user,
        before,
        opening_words,
        stated_words,
        known,
    })
}

fn unsigned(amount: Money) -> Money {
    if amount.is_positive() { amount } else { amount.negated() }
}

/// The day that is offered: that of the bank's last balance, else of the last line.
fn offered(account: &Account, from: NaiveDate) -> NaiveDate {
    let stated = account.closing.map(|(_, on)| on).filter(|on| *on >= from);
    stated.or(account.through.filter(|on| *on >= from)).unwrap_or(from)
}

/// The bank's balance before the first line, and where it comes from.
fn opening(
    look: &Look<'_>,
    account: &Account,
    before: Option<&Period>,
    asked: &AskPeriod,
) -> Result<(Money, String), Failure> {
    if let Some(before) = before {
        return Ok((before.stated, format!("As closed on {}", look.long_date(before.until))));
    }
    let typed = asked.opening.trim();
    if !typed.is_empty() {
        let words = "As you typed it from the statement".to_owned();
        return Ok((wire::amount("opening", typed, account.currency)?, words));
    }
    let Some((closing, on)) = account.closing else {
        let words = "No file states a balance; type it from the statement".to_owned();
        return Ok((Money::zero(account.currency), words));
    };
    let standing = bank::standing(look.db, account.id, Some(on))?;
    let opening = closing + standing.after_closing_minor - standing.sum_minor;
    let words = format!(
        "Worked back from the file's balance of {}; compare it with the statement",
        look.long_date(on)
    );
    Ok((Money::new(opening, account.currency)?, words))
}

/// The bank's balance at the end, where it comes from, and whether the user typed it.
fn stated(
    look: &Look<'_>,
    account: &Account,
    until: NaiveDate,
    asked: &AskPeriod,
) -> Result<(Option<Money>, String, bool), Failure> {
    let typed = asked.stated.trim();
    if !typed.is_empty() {
        let stated = wire::amount("stated", typed, account.currency)?;
        return Ok((Some(stated), "As you typed it from the statement".to_owned(), true));
    }
    let Some((closing, on, between)) = periods::stated(look.db, account.id, until)? else {
        return Ok((None, "Type it from the statement; no file states it".to_owned(), true));
    };
    let stated = Money::new(closing - between, account.currency)?;
    let words = if on == until {
        "As the bank's file states it".to_owned()
    } else {
        format!("The file's balance of {}, less the lines since", look.long_date(on))
    };
    Ok((Some(stated), words, false))
}

fn differences(asked: &AskPeriod, currency: Currency) -> Result<Vec<Difference>, Failure> {
    if asked.differences.len() > MOST {
        return Err(refused("differences", "a period has 50 named differences at most"));
    }
    let read = |(at, form): (usize, &DifferenceForm)| {
        let field = |name: &str| format!("differences.{at}.{name}");
        let cause = Cause::named(&form.cause)
            .ok_or_else(|| refused(field("cause"), "choose what the difference is"))?;
        let amount = match form.amount.trim() {
            "" => Money::zero(currency),
            typed => Money::parse(typed, currency)
                .map_err(|wrong| refused(field("amount"), wrong.to_string()))?,
        };
        let words = wire::line("differences", &form.words, 200)?;
        Ok(Difference { cause, amount, words })
    };
    asked.differences.iter().enumerate().map(read).collect()
}
