//! CSV of any bank: finds the heading, the columns, their meaning and direction by evidence, asks
//! what the file leaves open, and turns rows into lines.

use crate::layouts;
use crate::mapping::Mapping;
use crate::question::Question;
use crate::reading::{Account, Format, Proof, Reading};
use crate::table::{self, Table};
use crate::text::Decoded;

mod amounts;
mod checks;
mod proof;
mod rows;
mod sheet;
mod words;

use rows::Layout;
use sheet::Sheet;
use words::Role;

#[cfg(test)]
pub(crate) use amounts::columns_of;
pub(crate) use words::plain;

/// How much of a file is looked at to know its layout, in bytes.
const LAYOUT_BYTES: usize = 64 * 1024;

/// Reads the text of a delimited file: by the ready-made layout it has, where that reads every row
/// of it and nobody told otherwise; else by its own evidence.
pub(crate) fn read(
    decoded: &Decoded<'_>,
    mapping: Option<&Mapping>,
    hint: Option<&str>,
) -> Reading {
    let known = mapping.cloned().unwrap_or_default();
    let told = known.date_order.is_some() || known.amount.is_some() || known.headings.is_some();
    if let Some(layout) =
        Some(()).filter(|()| !told).and_then(|()| layout_of(decoded, &known, hint))
    {
        let mut reading = by_columns(decoded, Some(&layout.onto(&known)), hint);
        let differs = |account: &Account| matches!(account.proof, Some(Proof::Differs { .. }));
        let sound = reading.accepted() > 0
            && reading.rejected.is_empty()
            && reading.questions.is_empty()
            && !reading.accounts.iter().any(differs);
        if sound {
            reading.notes.push(format!("laid out as {} does it", layout.name));
            return reading;
        }
    }
    by_columns(decoded, mapping, hint)
}

fn layout_of(
    decoded: &Decoded<'_>,
    known: &Mapping,
    hint: Option<&str>,
) -> Option<&'static layouts::Layout> {
    let start = &decoded.text[..decoded.text.floor_char_boundary(LAYOUT_BYTES)];
    let whole = if start.len() == decoded.text.len() { start } else { start.rsplit_once('\n')?.0 };
    let delimiter = known.delimiter.or_else(|| table::delimiter_of(whole))?;
    let table = table::rows(whole.trim_end_matches(['\0', '\u{1a}']), delimiter).ok()?;
    layouts::recognise(&table, hint)
}

/// Reads the text by its columns, as told or as found.
fn by_columns(decoded: &Decoded<'_>, mapping: Option<&Mapping>, hint: Option<&str>) -> Reading {
    let mut known = mapping.cloned().unwrap_or_default();
    let refused =
        |reason: &str| Reading::refused(Format::Unknown, decoded.encoding, reason.to_owned());
    let text = decoded.text.trim_end_matches(['\0', '\u{1a}']);
    let Some(delimiter) = known.delimiter.or_else(|| table::delimiter_of(text)) else {
        return refused("the file is neither a known bank format nor a table with columns");
    };
    let table = match table::rows(text, delimiter) {
        Ok(table) => table,
        Err(error) => return refused(&error.to_string()),
    };
    if known.headings.as_ref().is_some_and(|headings| !stands_in(headings, &table)) {
        let (encoding, currency) = (known.encoding.take(), known.currency.take());
        let fresh = Mapping { encoding, currency, ..Mapping::default() };
        let mut reading = by_columns(decoded, Some(&fresh), hint);
        reading.notes.push("the headings have changed; the columns were found anew".to_owned());
        return reading;
    }
    if !holds_money(&table) && known.amount.is_none() {
        return refused_without_money(&table, decoded);
    }
    let mut reading = Reading::new(Format::Csv, decoded.encoding);
    let layout = match layout(&table, &known, hint) {
        Ok(layout) => layout,
        Err(questions) => {
            reading.questions = questions;
            return reading.concluded();
        }
    };
    rows::read(&table.rows, &layout, decoded, &mut reading);
    checks::lay_beside(&layout, &table, &mut reading);
    checks::tell_of_fees(&layout, &table, &mut reading);
    reading.mapping = Some(remembered(known, &layout, &table));
    reading.concluded()
}

/// Whether a row near the top of the table has just these headings.
fn stands_in(headings: &[String], table: &Table<'_>) -> bool {
    let same = |row: &table::Row<'_>| {
        row.cells.len() == headings.len()
            && row.cells.iter().zip(headings).all(|(cell, heading)| *cell == heading.as_str())
    };
    table.rows.iter().take(200).any(same)
}

/// Whether any row could be a line of a statement.
fn holds_money(table: &Table<'_>) -> bool {
    let money = |cell: &str| crate::amount::written(cell).is_some();
    let dated = |cell: &str| crate::dates::parts(cell).is_some();
    let rows = || table.rows.iter();
    rows().any(|row| row.filled().any(|(_, cell)| dated(cell)))
        && rows().any(|row| row.filled().any(|(_, cell)| money(cell) && !dated(cell)))
}

/// A statement without a line still has its heading; anything else is no statement.
fn refused_without_money(table: &Table<'_>, decoded: &Decoded<'_>) -> Reading {
    let mut reading = Reading::new(Format::Csv, decoded.encoding);
    let roles = |row: &table::Row<'_>| -> Vec<Role> {
        row.cells.iter().map(|cell| words::role(cell)).collect()
    };
    let heading = table.rows.iter().take(100).position(|row| {
        let roles = roles(row);
        let dated = roles.iter().any(|role| matches!(role, Role::Date(_)));
        dated && roles.iter().any(|role| matches!(role, Role::Amount | Role::Debit | Role::Credit))
    });
    let filled = || table.rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
    match heading {
        Some(heading) if filled().all(|(index, _)| index <= heading) => {
            for (_, row) in filled() {
                reading.records += 1;
                let at = decoded.offset_in_file(row.at);
                let reason = "above the table".to_owned();
                reading.skipped.push(crate::reading::Refused { at, line: row.line, reason });
            }
        }
        Some(_) => {
            let row = &table.rows[heading.unwrap_or(0)];
            let headings = row.cells.iter().take(64).map(|cell| sheet::shortened(cell)).collect();
            reading.questions.push(Question::DateColumn { headings });
        }
        None => {
            let reason = "the table has no column of dates and amounts; it is not a statement";
            reading.refusal = Some(reason.to_owned());
        }
    }
    reading.concluded()
}

/// Settles every column, or says what must be asked first.
fn layout(table: &Table<'_>, known: &Mapping, hint: Option<&str>) -> Result<Layout, Vec<Question>> {
    let sheet = Sheet::find(table, known).map_err(|question| vec![question])?;
    let (order, money) = match (sheet.order.clone(), amounts::find(&sheet, known)) {
        (Ok(order), Ok(money)) => (order, money),
        (order, money) => return Err(order.err().into_iter().chain(money.err()).collect()),
    };
    let taken = amounts::columns_of(&money.amount);
    let currency_column = known.currency_column.or_else(|| currency_column(&sheet));
    let in_heading = taken.first().and_then(|column| words::code_in(sheet.heading_of(*column)));
    let in_cells = || taken.iter().find_map(|column| currency_sign(&sheet, *column));
    let currency = known.currency.clone().or(in_heading.map(str::to_owned)).or_else(|| {
        let sign = in_cells().filter(|_| currency_column.is_none());
        sign.or(hint.filter(|_| currency_column.is_none())).map(str::to_owned)
    });
    let first = |role| sheet.with_role(role).into_iter().next();
    let payee = known.payee.or_else(|| first(Role::Payee));
    Ok(Layout {
        first: sheet.first,
        heading: sheet.heading,
        width: sound_width(&sheet),
        date: sheet.date,
        order,
        mark: money.mark,
        balance: money.balance.or(known.balance),
        description: known.description.clone().unwrap_or_else(|| words_of(&sheet, &money, payee)),
        payee,
        reference: known.reference.or_else(|| first(Role::Reference)),
        source_id: known.source_id.or_else(|| first(Role::Id)),
        currency,
        currency_column,
        account: known.account.or_else(|| account_column(&sheet)),
        status: known.status.or_else(|| first(Role::Status)),
        amount: money.amount,
    })
}

/// How many cells a sound row has: as many as the heading or nearly all rows have.
fn sound_width(sheet: &Sheet<'_>) -> Option<usize> {
    let heading = sheet.heading.map_or(0, |row| sheet.table.rows[row].cells.len());
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for row in sheet.dated.iter().map(|row| &sheet.table.rows[*row]) {
        let filled = row.filled().last().map_or(0, |(column, _)| column + 1);
        match counts.iter_mut().find(|(width, _)| *width == filled) {
            Some((_, count)) => *count += 1,
            None => counts.push((filled, 1)),
        }
    }
    if heading > 0 {
        // A heading may lack its last name; then most rows are wider than it.
        let wide: usize =
            counts.iter().filter(|(width, _)| *width > heading).map(|(_, count)| count).sum();
        return (wide * 2 < sheet.dated.len()).then_some(heading);
    }
    let (width, _) = counts.iter().copied().max_by_key(|(_, count)| *count)?;
    let wide: usize =
        counts.iter().filter(|(other, _)| *other > width).map(|(_, count)| count).sum();
    (wide * 10 < sheet.dated.len()).then_some(width.max(heading))
}

/// The column of currency codes: every cell is one.
fn currency_column(sheet: &Sheet<'_>) -> Option<usize> {
    let codes = |column: &usize| {
        let mut filled = sheet.cells(*column).filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(words::is_code)
    };
    let named = sheet.with_role(Role::Currency).into_iter().find(codes);
    named.or_else(|| (0..sheet.width).find(codes))
}

/// The currency whose sign stands in the cells of a column. A dollar sign names no currency.
fn currency_sign(sheet: &Sheet<'_>, column: usize) -> Option<&'static str> {
    const SIGNS: [(char, &str); 3] = [('\u{a3}', "GBP"), ('\u{20ac}', "EUR"), ('\u{20b9}', "INR")];
    let cell = sheet.cells(column).find(|cell| !cell.is_empty())?;
    SIGNS.iter().find(|(sign, _)| cell.contains(*sign)).map(|(_, code)| *code)
}

/// The column of the account's own number: few different values, each with digits.
fn account_column(sheet: &Sheet<'_>) -> Option<usize> {
    let few = |column: &usize| {
        let mut seen: Vec<&str> = Vec::new();
        for cell in sheet.cells(*column) {
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            if digits < 4 && !cell.is_empty() {
                return false;
            }
            if !seen.contains(&cell) {
                seen.push(cell);
            }
            if seen.len() > 8 {
                return false;
            }
        }
        !seen.contains(&"") && !seen.is_empty()
    };
    sheet.with_role(Role::Account).into_iter().find(few)
}

/// The columns whose words describe a line.
fn words_of(sheet: &Sheet<'_>, money: &amounts::Money, payee: Option<usize>) -> Vec<usize> {
    // A column of flags is no description, whatever its heading.
    let flags = |column: &usize| {
        let filled = sheet.cells(*column).filter(|cell| !cell.is_empty());
        let (all, known) = filled.fold((0, 0), |(all, known), cell| {
            (all + 1, known + usize::from(words::direction(cell).is_some()))
        });
        known * 2 > all
    };
    let parties = sheet.with_role(Role::Payee).into_iter().filter(|party| Some(*party) != payee);
    let mut named: Vec<usize> =
        sheet.with_role(Role::Description).into_iter().filter(|column| !flags(column)).collect();
    if !named.is_empty() {
        named.extend(parties.take(3));
        return named;
    }
    if payee.is_some() && sheet.heading.is_some() {
        return sheet.with_role(Role::Reference).into_iter().chain(parties.take(3)).collect();
    }
    let mut taken = amounts::columns_of(&money.amount);
    taken.extend(money.balance);
    taken.extend(&sheet.date_columns);
    let wordy = |column: &usize| {
        let letters = |cell: &str| cell.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let flags = sheet.cells(*column).all(|cell| cell.is_empty() || words::is_code(cell));
        !flags && sheet.cells(*column).any(letters)
    };
    let plain = |column: &usize| matches!(sheet.role(*column), Role::Other | Role::Payee);
    let free = (0..sheet.width).filter(|column| !taken.contains(column));
    free.filter(|column| plain(column) && wordy(column)).collect()
}

/// What to remember for the account, so that the next file is read without a question.
fn remembered(known: Mapping, layout: &Layout, table: &Table<'_>) -> Mapping {
    let heading = layout.heading.map(|row| &table.rows[row].cells);
    Mapping {
        delimiter: Some(table.delimiter),
        headings: heading.map(|cells| cells.iter().map(|cell| cell.to_string()).collect()),
        date: Some(layout.date),
        date_order: Some(layout.order),
        amount: Some(layout.amount.clone()),
        decimal_mark: Some(layout.mark),
        description: Some(layout.description.clone()),
        payee: layout.payee,
        reference: layout.reference,
        source_id: layout.source_id,
        balance: layout.balance,
        currency_column: layout.currency_column,
        currency: layout.currency.clone(),
        account: layout.account,
        status: layout.status,
        ..known
    }
}

#[cfg(test)]
mod tests;
