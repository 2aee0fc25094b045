//! From a period's proof to its report.

use domain::money::Money;
use domain::period::Proof;
use paper::MetaRow;
use paper::reconciliation::{Line, Reconciliation, Sum};
use store::bank::Explained;

use super::close::{Closing, is_aside};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};

/// The page.
pub(super) fn paper(
    look: &Look<'_>,
    closing: &Closing,
    proof: &Proof,
) -> Result<Reconciliation, Failure> {
    let facts = &closing.facts;
    let name = &closing.account.name;
    let day = look.long_date(closing.until);
    let footer = format!("{} · reconciliation of {name} · {day}", look.practice.name);
    let (aside, explained): (Vec<&Explained>, Vec<&Explained>) =
        closing.lines.iter().partition(|found| is_aside(found));
    let sum = |lines: &[&Explained]| {
        Money::sum(facts.opening.currency(), lines.iter().map(|found| found.line.amount))
    };
    let mut account = vec![name.clone()];
    let ending = crate::bank::ending(&closing.account.bank_id);
    if !ending.is_empty() {
        account.push(format!("Account ending {ending}"));
    }
    Ok(Reconciliation {
        stationery: stationery(look, footer, look.now, false)?,
        account,
        from: closing.from,
        until: closing.until,
        meta: vec![MetaRow::new("Closed", look.long_date(look.today))],
        stated: facts.stated,
        says: says(closing, &aside, sum(&aside)?),
        by_bank: by_bank(look, closing),
        by_books: by_books(closing, proof)?,
        lines: explained.iter().map(|found| line(found)).collect(),
        lines_sum: sum(&explained)?,
        aside: aside.iter().map(|found| line(found)).collect(),
        note: format!(
            "Amounts in {}. The bank's balance: {}.",
            currency_words(facts.opening.currency()),
            lower(&closing.stated_words)
        ),
    })
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

fn line(found: &Explained) -> Line {
    let words = found.words.clone().unwrap_or_default();
    Line {
        on: found.line.posted_on,
        text: found.line.description.clone(),
        words: words.strip_prefix("Set aside: ").unwrap_or(&words).to_owned(),
        amount: found.line.amount,
    }
}

fn count(lines: usize) -> String {
    if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") }
}

fn says(closing: &Closing, aside: &[&Explained], sum: Money) -> String {
    let named = match closing.facts.differences.len() {
        0 => String::new(),
        1 => ", with 1 named difference,".to_owned(),
        many => format!(", with {many} named differences,"),
    };
    let lines = count(closing.lines.len());
    let mut said =
        format!("Opening balance and {lines}{named} come to the same, and so do the books.");
    if !aside.is_empty() {
        let of = count(aside.len());
        let verb = if aside.len() == 1 { "is" } else { "are" };
        said.push_str(&format!(" {of} of {} {verb} set aside.", sum.shown()));
    }
    said
}

fn by_bank(look: &Look<'_>, closing: &Closing) -> Vec<Sum> {
    let facts = &closing.facts;
    let row = |label: &str, sub_line: String, amount| Sum { label: label.into(), sub_line, amount };
    let side = |comes_in: bool| {
        let of = |found: &&Explained| found.line.amount.is_positive() == comes_in;
        count(closing.lines.iter().filter(of).count())
    };
    let mut rows = vec![
        row("Opening balance", lower(&closing.opening_words), facts.opening),
        row("Came in", side(true), facts.came_in),
        row("Went out", side(false), facts.went_out),
    ];
    let named = facts.differences.iter().map(|one| {
        let label = format!("Difference: {}", one.words);
        Sum { label, sub_line: lower(one.cause.label()), amount: one.amount }
    });
    rows.extend(named);
    let day = look.long_date(closing.until);
    let label = format!("Balance of {day}, as the bank states");
    rows.push(Sum { label, sub_line: String::new(), amount: facts.stated });
    rows
}

fn by_books(closing: &Closing, proof: &Proof) -> Result<Vec<Sum>, Failure> {
    let facts = &closing.facts;
    let row =
        |label: &str, amount| Sum { label: label.to_owned(), sub_line: String::new(), amount };
    let mut rows = vec![
        row("The bank's balance before the first period", facts.first_opening),
        row("In the books since", facts.books),
    ];
    if !facts.set_aside.is_zero() {
        rows.push(row("Set aside, not in the books", facts.set_aside));
    }
    let named = facts.differences_before.plus(proof.named)?;
    if !named.is_zero() {
        rows.push(row("Named differences, in this period and before", named));
    }
    rows.push(row("Comes to the bank's balance", proof.by_books));
    Ok(rows)
}
