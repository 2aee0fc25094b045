//! One pass over the tags of an OFX file into statements and records that still hold the file's
//! own text. Nothing is judged here.

use super::markup::{Tag, Tags};
use super::raw::{RawRecord, RawStatement, Rule, Scan, is_old, marks};

/// Where the walk stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    From,
    Ledger,
    OtherBalance,
    Record,
    /// Inside the record: the account at the other end.
    OtherAccount,
    /// Inside the record: the currency of the amount.
    Currency,
    /// Inside the record: a currency the bank already converted from.
    Converted,
    Pending,
}

struct Walk<'t> {
    text: &'t str,
    scan: Scan<'t>,
    place: Place,
    /// The open record; meaningful only while the walk is inside one.
    record: RawRecord<'t>,
    severity_error: bool,
    code: &'t str,
    opened: bool,
    closed: bool,
    /// Whether the file closes any element at all; some never do.
    closes: bool,
    /// Whether records go by OFC's name.
    old: bool,
}

/// Walks over `text` once.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let mut tags = Tags::new(text);
    let mut walk = Walk {
        text,
        scan: Scan::default(),
        place: Place::Outside,
        record: RawRecord::default(),
        severity_error: false,
        code: "",
        opened: false,
        closed: false,
        closes: false,
        old: is_old(text),
    };
    let mut current = tags.next();
    while let Some(tag) = current {
        let next = tags.next();
        let value_end = next.map_or(text.len(), |next| next.at);
        walk.tag(tag, value_end);
        current = next;
    }
    if walk.in_record() {
        // Where nothing is ever closed, a whole last line is all there is to go by.
        walk.record.cut = walk.closes || !text.ends_with(['\n', '\r']);
        walk.end_record();
    }
    let unclosed = walk.opened && walk.closes && !walk.closed;
    let old = walk.old;
    let mut scan = walk.scan;
    for (from, to) in tags.hidden {
        for at in marks(&text[from..to], old) {
            scan.skipped.push((from + at, Rule::Comment));
        }
    }
    scan.cut = unclosed;
    scan
}

impl<'t> Walk<'t> {
    fn tag(&mut self, tag: Tag<'t>, value_end: usize) {
        let upper;
        let mut name = tag.name;
        if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
            upper = name.to_ascii_uppercase();
            name = match KNOWN.iter().find(|known| **known == upper) {
                Some(known) => known,
                None => return,
            };
        }
        if name == "GENTRN" && self.old {
            // OFC's name for the same record.
            name = "STMTTRN";
        }
        if tag.closing {
            return self.close(name);
        }
        if self.in_record() && name != "STMTTRN" && self.leaf(name, tag, value_end) {
            return;
        }
        self.open(name, tag, value_end);
    }

    fn in_record(&self) -> bool {
        use Place::{Converted, Currency, OtherAccount, Record};
        matches!(self.place, Record | OtherAccount | Currency | Converted)
    }

    fn statement(&mut self) -> &mut RawStatement<'t> {
        if self.scan.statements.is_empty() {
            self.scan.statements.push(RawStatement::default());
        }
        let last = self.scan.statements.len() - 1;
        &mut self.scan.statements[last]
    }

    fn end_record(&mut self) {
        if self.in_record() {
            let record = std::mem::take(&mut self.record);
            self.statement().records.push(record);
            self.place = Place::Outside;
        }
    }

    fn open(&mut self, name: &str, tag: Tag<'t>, value_end: usize) {
        match name {
            "STMTTRN" => {
                self.end_record();
                self.place = Place::Record;
                self.record = RawRecord { at: tag.at, ..RawRecord::default() };
            }
            "STMTTRNP" => {
                self.end_record();
                self.place = Place::Pending;
                self.scan.skipped.push((tag.at, Rule::Pending));
            }
            "INVTRAN" => self.scan.skipped.push((tag.at, Rule::Investment)),
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" | "ACCTSTMT" => {
                self.end_record();
                self.place = Place::Outside;
                let last = self.scan.statements.last();
                let inner = last.is_some_and(|last| last.outer && last.records.is_empty());
                if name != "STMTRS" || !inner {
                    let outer = name == "ACCTSTMT";
                    self.scan.statements.push(RawStatement { outer, ..RawStatement::default() });
                }
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" | "ACCTFROM" => {
                self.end_record();
                self.place = Place::From;
                let statement = self.statement();
                if statement.account.is_some() && !statement.records.is_empty() {
                    self.scan.statements.push(RawStatement::default());
                }
            }
            "LEDGERBAL" => {
                self.end_record();
                self.place = Place::Ledger;
            }
            "AVAILBAL" | "INVBAL" | "BALLIST" => {
                self.end_record();
                self.place = Place::OtherBalance;
            }
            "BANKTRANLIST" | "INVTRANLIST" => {
                self.end_record();
                self.place = Place::Outside;
            }
            "OFX" | "OFC" => self.opened = true,
            _ => self.fact(name, self.text[tag.end..value_end].trim()),
        }
    }

    /// Takes an element that says something about the statement or about the bank's answer.
    fn fact(&mut self, name: &str, value: &'t str) {
        match (name, self.place) {
            ("ACCTID", Place::From) => self.statement().account = Some(value),
            ("ACCTTYPE", Place::From) => self.statement().kind = Some(value),
            ("BANKID" | "BROKERID", Place::From) => self.statement().bank = Some(value),
            ("CURDEF", _) => self.statement().currency = Some(value),
            ("BALAMT", Place::Ledger) | ("LEDGER", _) => self.statement().balance = Some(value),
            ("DTASOF", Place::Ledger) => self.statement().balance_on = Some(value),
            ("CODE", _) => self.code = value,
            ("SEVERITY", _) => {
                self.severity_error = value.eq_ignore_ascii_case("ERROR");
                if self.severity_error {
                    self.scan.bank_error = Some(format!("error {}", self.code));
                }
            }
            ("MESSAGE", _) if self.severity_error => {
                let message = super::markup::words(value);
                self.scan.bank_error = Some(format!("error {}: {message}", self.code));
                self.severity_error = false;
            }
            _ => {}
        }
    }

    /// Takes an element of the open record; `false` for one that does not belong to a record.
    fn leaf(&mut self, name: &str, tag: Tag<'t>, value_end: usize) -> bool {
        let value = self.text[tag.end..value_end].trim();
        let filled = Some(value).filter(|value| !value.is_empty());
        let record = &mut self.record;
        match name {
            "BANKACCTTO" | "CCACCTTO" | "ACCTTO" => self.place = Place::OtherAccount,
            "CURRENCY" => self.place = Place::Currency,
            "ORIGCURRENCY" => self.place = Place::Converted,
            "PAYEE" => {}
            "CURSYM" if self.place == Place::Currency => record.currency = filled,
            _ if matches!(self.place, Place::OtherAccount | Place::Currency | Place::Converted)
                && matches!(name, "ACCTID" | "BANKID" | "BRANCHID" | "ACCTTYPE" | "NAME") => {}
            "TRNAMT" => {
                record.doubled |= record.amount.is_some_and(|amount| amount != value);
                record.amount = Some(value);
            }
            "DTPOSTED" => {
                record.doubled |= record.posted.is_some_and(|posted| posted != value);
                record.posted = Some(value);
            }
            "FITID" => record.id = filled,
            "NAME" => record.name = record.name.or(filled),
            "MEMO" => record.memo = record.memo.or(filled),
            "CHECKNUM" | "CHKNUM" => record.cheque = filled,
            "REFNUM" => record.reference = filled,
            "ACCTBAL" | "RUNBAL" => record.balance = filled,
            "CORRECTFITID" => record.corrects = filled,
            _ => return !ENDS_A_RECORD.contains(&name),
        }
        true
    }

    fn close(&mut self, name: &str) {
        self.closes = true;
        match name {
            "STMTTRN" => self.end_record(),
            "BANKACCTTO" | "CCACCTTO" | "ACCTTO" | "CURRENCY" | "ORIGCURRENCY"
                if self.in_record() =>
            {
                self.place = Place::Record;
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" | "ACCTFROM" | "LEDGERBAL"
            | "AVAILBAL" | "INVBAL" | "BALLIST" | "STMTTRNP" | "BANKTRANLIST" | "INVTRANLIST"
            | "STMTRS" | "CCSTMTRS" | "INVSTMTRS" | "ACCTSTMT" => {
                self.end_record();
                self.place = Place::Outside;
            }
            "OFX" | "OFC" => {
                self.end_record();
                self.closed = true;
            }
            _ => {}
        }
    }
}

/// Elements that cannot stand inside a record, so a record left open ends before them.
const ENDS_A_RECORD: [&str; 15] = [
    "LEDGERBAL",
    "AVAILBAL",
    "INVBAL",
    "BALLIST",
    "STMTTRNP",
    "BANKTRANLIST",
    "INVTRANLIST",
    "STMTRS",
    "CCSTMTRS",
    "INVSTMTRS",
    "ACCTSTMT",
    "BANKACCTFROM",
    "CCACCTFROM",
    "INVACCTFROM",
    "CURDEF",
];

/// Every name that means something here, for files written in small letters.
const KNOWN: [&str; 50] = [
    "STMTTRN",
    "GENTRN",
    "STMTTRNP",
    "INVTRAN",
    "STMTRS",
    "CCSTMTRS",
    "INVSTMTRS",
    "ACCTSTMT",
    "BANKACCTFROM",
    "CCACCTFROM",
    "INVACCTFROM",
    "ACCTFROM",
    "LEDGERBAL",
    "AVAILBAL",
    "INVBAL",
    "BALLIST",
    "BANKTRANLIST",
    "INVTRANLIST",
    "ACCTID",
    "BANKID",
    "BROKERID",
    "ACCTTYPE",
    "CURDEF",
    "BALAMT",
    "DTASOF",
    "CODE",
    "SEVERITY",
    "MESSAGE",
    "OFX",
    "OFC",
    "BANKACCTTO",
    "CCACCTTO",
    "ACCTTO",
    "CURRENCY",
    "ORIGCURRENCY",
    "PAYEE",
    "CURSYM",
    "BRANCHID",
    "NAME",
    "TRNAMT",
    "DTPOSTED",
    "FITID",
    "MEMO",
    "CHECKNUM",
    "REFNUM",
    "ACCTBAL",
    "RUNBAL",
    "CORRECTFITID",
    "LEDGER",
    "CHKNUM",
];
