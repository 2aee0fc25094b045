//! How the columns of a table become statement lines: detected from the file, or told by a person
//! once and remembered for the account.

use crate::amount::Mark;
use crate::dates::DateOrder;

/// What is known about a table. Everything left out is detected; everything given is obeyed, so a
/// mapping with one field is the answer to one question. Columns count from 0.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Mapping {
    /// The encoding to assume where the bytes leave it open.
    pub encoding: Option<String>,
    /// What stands between two cells.
    pub delimiter: Option<char>,
    /// How many rows stand above the first record, blank ones and the heading counted.
    pub skip: Option<usize>,
    /// The headings the columns were counted under. Where a file has others, the columns of this
    /// mapping mean nothing for it and are found anew.
    pub headings: Option<Vec<String>>,
    /// The column of the booking date.
    pub date: Option<usize>,
    /// The order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// Where the amount is and which way it counts.
    pub amount: Option<AmountColumns>,
    /// The decimal mark of all amounts.
    pub decimal_mark: Option<Mark>,
    /// The columns whose words describe the line, in the order to join them.
    pub description: Option<Vec<usize>>,
    /// The column that names the other party.
    pub payee: Option<usize>,
    /// The column of the cheque number or reference.
    pub reference: Option<usize>,
    /// The column of the bank's own id.
    pub source_id: Option<usize>,
    /// The column of the balance after the line.
    pub balance: Option<usize>,
    /// The column of the currency code.
    pub currency_column: Option<usize>,
    /// The currency of the whole file, an ISO 4217 code.
    pub currency: Option<String>,
    /// The column of the account's own number.
    pub account: Option<usize>,
    /// The column that says whether a row is booked, pending or declined.
    pub status: Option<usize>,
}

/// Where the amount is and which way it counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AmountColumns {
    /// One column, positive when money came in.
    Signed {
        /// The column.
        column: usize,
    },
    /// One column, positive when money went out, as card statements print charges.
    Inverted {
        /// The column.
        column: usize,
    },
    /// Two columns of unsigned amounts; a minus in one turns its row round.
    DebitCredit {
        /// Money out.
        debit: usize,
        /// Money in.
        credit: usize,
    },
    /// Two columns of which the heading alone says the direction, whatever signs they carry.
    BySide {
        /// Money out.
        debit: usize,
        /// Money in.
        credit: usize,
    },
    /// Two columns whose amounts carry their own sign; the amount is their sum.
    BothSigned {
        /// One column.
        debit: usize,
        /// The other column.
        credit: usize,
    },
    /// One column of unsigned amounts and one that says which way.
    Direction {
        /// The amount; nothing where it is to be found.
        column: Option<usize>,
        /// The column with the flag.
        flag: usize,
        /// The flags that mean money out; every other flag means money in.
        out: Vec<String>,
    },
}
