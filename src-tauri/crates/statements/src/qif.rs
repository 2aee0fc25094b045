//! QIF of banks, cards and cash: records of lettered lines under headings. Each block that a caret
//! ends is accepted, rejected, or skipped as no movement of the account. The format says neither
//! currency nor the order of its dates: the order is found in all dates together, or asked.
//!
//! Source: Quicken Interchange Format specification (Intuit, 1997) and the files of other programs.

use crate::amount::{self, Exact, Mark, digits_of};
use crate::dates::{self, DateOrder, Parts, Shape};
use crate::mapping::Mapping;
use crate::places::Places;
use crate::question::Question;
use crate::reading::{Account, Format, Line, Reading};
use crate::text::Decoded;

mod blocks;

use blocks::{Block, Kind};

/// Reads the text of a QIF file. `date_order` and `decimal_mark` of the mapping matter here; `hint`
/// is the account's currency.
pub(crate) fn read(
    decoded: &Decoded<'_>,
    mapping: Option<&Mapping>,
    hint: Option<&str>,
) -> Reading {
    let text = decoded.text.trim_end_matches(['\0', '\u{1a}']);
    let mut reading = Reading::new(Format::Qif, decoded.encoding);
    let blocks = blocks::blocks(text);
    reading.records = blocks::markers(text);
    let known = mapping.cloned().unwrap_or_default();
    let money: Vec<&Block<'_>> = blocks.iter().filter(|block| block.kind == Kind::Money).collect();
    let order = known.date_order.filter(|order| reads_all(&money, *order));
    let order = order.map_or_else(|| order_of(&money), Ok);
    let mark = known.decimal_mark.map_or_else(|| mark_of(&money), Ok);
    let (order, mark) = match (order, mark) {
        (Ok(order), Ok(mark)) => (order, mark),
        (order, mark) => {
            reading.questions = order.err().into_iter().chain(mark.err()).collect();
            return reading.concluded();
        }
    };
    let mut file = File { places: Places::new(decoded), order, mark, hint };
    for block in &blocks {
        file.take(block, &mut reading);
    }
    remark(&blocks, &mut reading);
    reading.mapping = Some(Mapping { date_order: Some(order), decimal_mark: Some(mark), ..known });
    reading.concluded()
}

struct File<'d> {
    places: Places<'d>,
    order: DateOrder,
    mark: Mark,
    hint: Option<&'d str>,
}

impl File<'_> {
    fn take(&mut self, block: &Block<'_>, reading: &mut Reading) {
        self.places.record += 1;
        let skipped = match block.kind {
            Kind::Money => None,
            Kind::Trade => Some("a trade in securities, not a line of the cash account"),
            Kind::Account => Some("the description of an account"),
            Kind::List => Some("an entry of a list, not a movement of money"),
        };
        if let Some(reason) = skipped {
            reading.skipped.push(self.places.refused(block.at, reason));
            return;
        }
        match self.line(block) {
            Ok(line) => {
                let account = account_of(block, self.hint, &mut reading.accounts);
                account.lines.push(line);
            }
            Err(reason) => reading.rejected.push(self.places.refused(block.at, reason)),
        }
    }

    fn line(&mut self, block: &Block<'_>) -> Result<Line, String> {
        let written = date_of(block).ok_or("there is no date")?;
        let posted_on = day(written, self.order)
            .ok_or_else(|| format!("\"{}\" is not a date", shortened(written)))?;
        let text = block.amount().ok_or("there is no amount")?;
        let parts = amount::written(text)
            .ok_or_else(|| format!("\"{}\" is not an amount", shortened(text)))?;
        let amount = parts
            .exact(self.mark)
            .and_then(|amount| amount::fits(amount, digits_of(self.hint), text));
        let payee = block.one('P');
        // Where the memo stands in for the date it is no word.
        let memo = block.one('M').filter(|memo| *memo != written);
        let number = block.one('N').filter(|number| !number.bytes().all(|byte| byte == b'0'));
        Ok(Line {
            posted_on,
            amount: amount.map_err(|error| error.to_string())?,
            description: described(payee, memo),
            payee: payee.map(str::to_owned),
            reference: number.map(str::to_owned),
            source_id: None,
            currency: None,
            balance: None,
            record: self.places.record,
            line: self.places.line_of(block.at),
        })
    }
}

fn described(payee: Option<&str>, memo: Option<&str>) -> String {
    match (payee, memo) {
        (Some(payee), Some(memo)) if memo.starts_with(payee) => memo.to_owned(),
        (Some(payee), Some(memo)) => format!("{payee} {memo}"),
        (payee, memo) => payee.or(memo).unwrap_or_default().to_owned(),
    }
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}

/// The account a block belongs to, by the name that stands above its heading.
fn account_of<'a>(
    block: &Block<'_>,
    hint: Option<&str>,
    accounts: &'a mut Vec<Account>,
) -> &'a mut Account {
    let place = accounts.iter().position(|account| account.name.as_deref() == block.account);
    let place = place.unwrap_or_else(|| {
        accounts.push(Account {
            name: block.account.map(str::to_owned),
            currency: hint.map(str::to_owned),
            ..Account::default()
        });
        accounts.len() - 1
    });
    &mut accounts[place]
}

/// The date as written; one bank writes it as the memo and has no `D` at all.
fn date_of<'t>(block: &Block<'t>) -> Option<&'t str> {
    let memo = || block.one('M').filter(|memo| taken_apart(memo).is_some());
    block.one('D').or_else(memo)
}

/// A written date taken apart: blanks inside are padding, and an apostrophe before the year is one
/// more separator.
fn taken_apart(text: &str) -> Option<Parts> {
    if text.len() > 32 {
        return None;
    }
    if !text.contains([' ', '\'']) {
        return dates::parts(text);
    }
    let separator = text.trim_start().chars().find(|c| matches!(c, '/' | '-' | '.'));
    let bare: String = match separator {
        // Words between blanks: `1 Jan 2026`.
        None => return dates::parts(&text.replace('\'', " ")),
        Some(separator) => text
            .chars()
            .filter(|c| *c != ' ')
            .map(|c| if c == '\'' { separator } else { c })
            .collect(),
    };
    dates::parts(&bare).or_else(|| dates::parts(text))
}

fn day(text: &str, order: DateOrder) -> Option<chrono::NaiveDate> {
    match taken_apart(text) {
        Some(parts) => parts.date(order),
        None => dates::read(text, order),
    }
}

/// Whether an order remembered for the account gives a day for every date that has numbers alone.
fn reads_all(money: &[&Block<'_>], order: DateOrder) -> bool {
    let parts = money.iter().filter_map(|block| taken_apart(date_of(block)?));
    let mut open = parts.filter(|parts| matches!(parts.shape, Shape::Numbers(_)));
    open.all(|parts| parts.date(order).is_some())
}

fn order_of(money: &[&Block<'_>]) -> Result<DateOrder, Question> {
    let open = |parts: &Parts| matches!(parts.shape, Shape::Numbers(_));
    let written = || money.iter().filter_map(|block| date_of(block));
    let own: Vec<Parts> = written().filter_map(taken_apart).filter(open).collect();
    if own.is_empty() {
        return Ok(DateOrder::YearMonthDay);
    }
    // No program writes QIF with a short year first; such a reading does not count.
    let mut orders = dates::orders_of(&own, &own);
    if orders.len() > 1 {
        orders.retain(|order| *order != DateOrder::YearMonthDay);
    }
    match orders.as_slice() {
        [order] => Ok(*order),
        left => {
            let open = |text: &&str| taken_apart(text).is_some_and(|parts| open(&parts));
            let examples = written().filter(open).take(3).map(str::to_owned).collect();
            Err(Question::DateOrder { examples, choices: left.to_vec() })
        }
    }
}

fn mark_of(money: &[&Block<'_>]) -> Result<Mark, Question> {
    let written = money.iter().filter_map(|block| block.amount()).filter_map(amount::written);
    match amount::mark_of(written) {
        Ok(mark) => Ok(mark.unwrap_or(Mark::Point)),
        Err(examples) => Err(Question::DecimalMark { examples }),
    }
}

/// What is worth knowing about the whole file, and why one without a line of money is refused.
fn remark(blocks: &[Block<'_>], reading: &mut Reading) {
    let trades = blocks.iter().filter(|block| block.kind == Kind::Trade).count();
    if trades > 0 && reading.accepted() == 0 && reading.rejected.is_empty() {
        let words =
            "the file lists trades in securities only; export the bank, card or cash account";
        reading.refusal = Some(words.to_owned());
    }
    let split = |block: &&Block<'_>| {
        let parts: Option<Vec<Exact>> =
            block.all('$').map(|text| amount::written(text)?.exact(Mark::Point).ok()).collect();
        let whole = block.amount().and_then(amount::written)?.exact(Mark::Point).ok()?;
        let parts = parts.filter(|parts| !parts.is_empty())?;
        Some(Exact::sum(parts)? != whole)
    };
    let off = blocks.iter().filter(|block| split(block) == Some(true)).count();
    if off > 0 {
        reading.notes.push(format!("lines whose splits do not sum to their amount: {off}"));
    }
    let opening = |block: &&Block<'_>| {
        block.kind == Kind::Money
            && block.one('P').is_some_and(|payee| payee.eq_ignore_ascii_case("opening balance"))
    };
    if blocks.iter().any(|block| opening(&block)) {
        let words = "the first line is an opening balance, as Quicken writes it";
        reading.notes.push(words.to_owned());
    }
    // Accounts are told apart by their names where there are several.
    if reading.accounts.len() > 1 {
        reading.accounts.iter_mut().for_each(|account| account.id = account.name.clone());
    }
}

#[cfg(test)]
mod tests;
