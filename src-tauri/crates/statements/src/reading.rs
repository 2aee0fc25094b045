//! What reading a bank file gives: lines with the evidence for each, what was refused and why,
//! and the questions only a person can answer.

use chrono::NaiveDate;
use domain::money::Currency;

use crate::amount::Exact;
use crate::mapping::Mapping;
use crate::question::Question;

/// The kind of a file, found in its content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// OFX 1.x and its forerunner OFC, written as SGML.
    OfxSgml,
    /// OFX 2.x, written as XML.
    OfxXml,
    /// OFX with Intuit's additions: QFX and QBO, called Web Connect.
    WebConnect,
    /// Delimited text of any bank.
    Csv,
    /// Quicken Interchange Format.
    Qif,
    /// ISO 20022 camt.052, camt.053 or camt.054.
    Camt,
    /// SWIFT MT940 or MT942.
    Mt940,
    /// BAI2 cash management file.
    Bai2,
    /// Excel or OpenDocument workbook.
    Workbook,
    /// None of these.
    Unknown,
}

impl Format {
    /// The short name for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Format::OfxSgml => "ofx1_sgml",
            Format::OfxXml => "ofx2_xml",
            Format::WebConnect => "qfx",
            Format::Csv => "csv",
            Format::Qif => "qif",
            Format::Camt => "camt",
            Format::Mt940 => "mt940",
            Format::Bai2 => "bai2",
            Format::Workbook => "workbook",
            Format::Unknown => "unknown",
        }
    }
}

/// What may be done with a reading.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// Everything was read.
    Import,
    /// Everything was read, and something about the file should be looked at.
    ImportWithWarnings,
    /// Some records could not be read; each is named with its place and reason.
    ImportWithRejects,
    /// A sound statement without a transaction.
    Empty,
    /// Nothing is read until the questions are answered.
    MustAsk,
    /// Not a statement, or none that can be read.
    Refuse,
}

impl Outcome {
    /// The short name for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Import => "import",
            Outcome::ImportWithWarnings => "import_with_warnings",
            Outcome::ImportWithRejects => "import_with_rejects",
            Outcome::Empty => "empty",
            Outcome::MustAsk => "must_ask",
            Outcome::Refuse => "refuse",
        }
    }
}

/// One movement of money on the account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The bank's local booking date.
    pub posted_on: NaiveDate,
    /// Positive when money came in.
    pub amount: Exact,
    /// The bank's words, payee included.
    pub description: String,
    /// The other party, where the file names one apart from the words.
    pub payee: Option<String>,
    /// A cheque number or the payer's reference.
    pub reference: Option<String>,
    /// The bank's id of the transaction. Not a key by itself: banks repeat and change it.
    pub source_id: Option<String>,
    /// The currency of the amount where it is not the account's.
    pub currency: Option<String>,
    /// The balance after this line, where the file prints one.
    pub balance: Option<Exact>,
    /// Which record of the file this is, from 1, rejected and skipped ones counted.
    pub record: usize,
    /// The line of the file the record begins on, from 1.
    pub line: usize,
}

/// A balance the file states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Balance {
    /// The amount; negative when the account is overdrawn or money is owed.
    pub amount: Exact,
    /// The day it is for, where that is stated.
    pub on: Option<NaiveDate>,
}

/// What the balances of a file prove about order, sign and completeness of its lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// Each balance follows from the one before and the amount between; `steps` were checked.
    Proved {
        /// How many steps from one balance to the next hold.
        steps: usize,
    },
    /// The lines do not lead from the first to the last balance.
    Differs {
        /// What the lines lack for the last balance to follow from the first.
        by: Exact,
        /// The line of the file where it first fails.
        line: usize,
    },
}

/// One account's part of a file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Account {
    /// The account number as written.
    pub id: Option<String>,
    /// Bank or branch and kind, as far as the file says: `121000248 CHECKING`.
    pub name: Option<String>,
    /// The ISO 4217 code as written, in upper case.
    pub currency: Option<String>,
    /// The accepted lines in the order of the file.
    pub lines: Vec<Line>,
    /// The closing balance the file states.
    pub closing: Option<Balance>,
    /// What the balances prove; nothing where there are too few of them.
    pub proof: Option<Proof>,
}

impl Account {
    /// The currency where it is one the books know.
    pub fn known_currency(&self) -> Option<Currency> {
        Currency::from_code(self.currency.as_deref()?)
    }

    /// The sum of the lines, whatever their currencies; nothing when it would not fit.
    pub fn total(&self) -> Option<Exact> {
        Exact::sum(self.lines.iter().map(|line| line.amount))
    }
}

/// A record that was not accepted, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The byte of the file the record begins at.
    pub at: usize,
    /// The line of the file it begins on, from 1.
    pub line: usize,
    /// One sentence for a person, lower case, no full stop.
    pub reason: String,
}

/// A file read to the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The kind of the file.
    pub format: Format,
    /// The encoding's name; empty when the file was refused before it was known.
    pub encoding: &'static str,
    /// What may be done with it.
    pub outcome: Outcome,
    /// The accounts in the order of the file; empty while questions are open.
    pub accounts: Vec<Account>,
    /// Records that could not be read.
    pub rejected: Vec<Refused>,
    /// Records left out by a rule, such as pending rows and headings.
    pub skipped: Vec<Refused>,
    /// What only a person can say; answered by a [`Mapping`].
    pub questions: Vec<Question>,
    /// What should be looked at before the lines are used.
    pub warnings: Vec<String>,
    /// What is worth knowing and needs no action.
    pub notes: Vec<String>,
    /// Why the file was refused.
    pub refusal: Option<String>,
    /// The mapping a table was read with, detected or given, to be remembered for the account.
    pub mapping: Option<Mapping>,
    /// How many records the raw file has, counted apart from reading them. Always the accepted,
    /// rejected and skipped ones together, except while questions are open or on refusal.
    pub records: usize,
}

impl Reading {
    /// An empty reading of a file of this kind.
    pub(crate) fn new(format: Format, encoding: &'static str) -> Reading {
        Reading {
            format,
            encoding,
            outcome: Outcome::Empty,
            accounts: Vec::new(),
            rejected: Vec::new(),
            skipped: Vec::new(),
            questions: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
            refusal: None,
            mapping: None,
            records: 0,
        }
    }

    /// A refusal with its reason.
    pub(crate) fn refused(format: Format, encoding: &'static str, reason: String) -> Reading {
        let mut reading = Reading::new(format, encoding);
        reading.refusal = Some(reason);
        reading.outcome = Outcome::Refuse;
        reading
    }

    /// How many lines were accepted.
    pub fn accepted(&self) -> usize {
        self.accounts.iter().map(|account| account.lines.len()).sum()
    }

    /// Draws the outcome from what was found. A count that does not add up is a refusal: no line
    /// of such a file can be trusted.
    pub(crate) fn concluded(mut self) -> Reading {
        let counted = self.accepted() + self.rejected.len() + self.skipped.len();
        if self.questions.is_empty() && self.refusal.is_none() && counted != self.records {
            self.refusal = Some(format!(
                "the file has {} records but {counted} were understood; nothing was read",
                self.records
            ));
            self.accounts.clear();
        }
        self.outcome = if self.refusal.is_some() {
            Outcome::Refuse
        } else if !self.questions.is_empty() {
            Outcome::MustAsk
        } else if !self.rejected.is_empty() {
            Outcome::ImportWithRejects
        } else if self.accepted() == 0 {
            Outcome::Empty
        } else if !self.warnings.is_empty() {
            Outcome::ImportWithWarnings
        } else {
            Outcome::Import
        };
        self
    }
}

/// A reading as text, for the tests of every reader.
#[cfg(test)]
pub(crate) fn told(reading: &Reading) -> String {
    let mut out = format!("{} {}\n", reading.format.name(), reading.outcome.name());
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    for account in &reading.accounts {
        let closing = account.closing.map_or("-".to_owned(), |closing| closing.amount.to_string());
        let proof = match account.proof {
            Some(Proof::Proved { steps }) => format!("proved in {steps}"),
            Some(Proof::Differs { by, line }) => format!("differs by {by} from line {line}"),
            None => "no proof".to_owned(),
        };
        let (id, code) = (or_dash(&account.id), or_dash(&account.currency));
        out.push_str(&format!("account {id} {code} {closing} {proof}\n"));
        for line in &account.lines {
            let own = line.currency.as_ref().map_or(String::new(), |code| format!(" {code}"));
            out.push_str(&format!(
                "{} {}{own} \"{}\"\n",
                line.posted_on, line.amount, line.description
            ));
            let parts =
                [("payee", &line.payee), ("reference", &line.reference), ("id", &line.source_id)];
            for (name, text) in parts {
                text.iter().for_each(|text| out.push_str(&format!("    {name} {text}\n")));
            }
        }
    }
    for (kind, list) in [("rejected", &reading.rejected), ("skipped", &reading.skipped)] {
        for refused in list {
            out.push_str(&format!("{kind} line {}: {}\n", refused.line, refused.reason));
        }
    }
    for words in reading.questions.iter().map(|question| question.words()) {
        out.push_str(&format!("asked: {words}\n"));
    }
    let remarks = [("warning", &reading.warnings), ("note", &reading.notes)];
    for (kind, list) in remarks {
        list.iter().for_each(|words| out.push_str(&format!("{kind}: {words}\n")));
    }
    reading.refusal.iter().for_each(|words| out.push_str(&format!("refused: {words}\n")));
    out
}
