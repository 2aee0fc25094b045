//! What each format writes. Sources: Xero's templates for sales invoices and bank statements,
//! QuickBooks Online's template for invoices, Intuit's reference of IIF transactions.

use chrono::NaiveDate;
use domain::ledger::Account;
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::processor::PayoutState;
use store::syncing::{self, Bill, BillLine};
use store::{ledger, payouts};

use crate::cells::{cell, row};
use crate::context::Look;
use crate::failure::Failure;
use crate::ledger::AccountNames;

/// A format of files for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    XeroInvoices,
    XeroBank,
    QuickBooksInvoices,
    QuickBooksIif,
    Journal,
}

impl Named for Format {
    const NAMES: &'static [(&'static str, Format)] = &[
        ("xero_invoices", Format::XeroInvoices),
        ("xero_bank", Format::XeroBank),
        ("quickbooks_invoices", Format::QuickBooksInvoices),
        ("quickbooks_iif", Format::QuickBooksIif),
        ("journal", Format::Journal),
    ];
}

/// A document as a format writes it.
pub(super) struct Piece {
    /// Our row.
    pub(super) key: String,
    /// What it comes to.
    pub(super) amount: Money,
    /// Its rows, each with its line end.
    text: String,
}

/// The first and the last day.
type Days = (NaiveDate, NaiveDate);

impl Format {
    pub(super) fn label(self) -> &'static str {
        match self {
            Format::XeroInvoices => "Xero sales invoices",
            Format::XeroBank => "Xero bank statement",
            Format::QuickBooksInvoices => "QuickBooks Online invoices",
            Format::QuickBooksIif => "QuickBooks Desktop transactions",
            Format::Journal => "Journal",
        }
    }

    pub(super) fn about(self) -> &'static str {
        match self {
            Format::XeroInvoices => {
                "Invoices and credit notes, line by line, for Business, Invoices, Import"
            }
            Format::XeroBank => {
                "Money of clients and payouts, for Import a Statement of a bank account"
            }
            Format::QuickBooksInvoices => {
                "Invoices, line by line, for Settings, Import data; no credit notes"
            }
            Format::QuickBooksIif => {
                "Invoices, credit notes and payments, for File, Utilities, Import, IIF Files"
            }
            Format::Journal => "Every movement of the ledger, two rows each, for any program",
        }
    }

    pub(super) fn names_account(self) -> bool {
        matches!(self, Format::XeroInvoices | Format::QuickBooksInvoices | Format::QuickBooksIif)
    }

    pub(super) fn ending(self) -> &'static str {
        if self == Format::QuickBooksIif { "iif" } else { "csv" }
    }

    fn head(self) -> &'static str {
        match self {
            Format::XeroInvoices => {
                "*ContactName,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,*Description,\
                 *Quantity,*UnitAmount,*AccountCode,*TaxType,TaxAmount,Currency\r\n"
            }
            Format::XeroBank => "*Date,*Amount,Payee,Description,Reference\r\n",
            Format::QuickBooksInvoices => {
                "*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Memo,Item(Product/Service),\
                 ItemDescription,ItemQuantity,ItemRate,*ItemAmount,*ItemTaxCode,ItemTaxAmount,\
                 Currency\r\n"
            }
            Format::QuickBooksIif => {
                "!TRNS\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\r\n\
                 !SPL\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\r\n!ENDTRNS\r\n"
            }
            Format::Journal => "number,date,event,client,account,debit,credit,currency\r\n",
        }
    }

    /// The whole file.
    pub(super) fn text(self, pieces: &[Piece]) -> String {
        let rows = pieces.iter().map(|piece| piece.text.as_str());
        std::iter::once(self.head()).chain(rows).collect()
    }

    /// Every document of some days, and what of them the format cannot hold.
    pub(super) fn pieces(
        self,
        look: &Look<'_>,
        days: Days,
        account: &str,
    ) -> Result<(Vec<Piece>, Vec<String>), Failure> {
        let (pieces, mut left_out) = match self {
            Format::XeroInvoices => (xero_invoices(look, days, account)?, Vec::new()),
            Format::XeroBank => (xero_bank(look, days)?, Vec::new()),
            Format::QuickBooksInvoices => quickbooks_invoices(look, days, account)?,
            Format::QuickBooksIif => (iif(look, days, account)?, Vec::new()),
            Format::Journal => (journal(look, days)?, Vec::new()),
        };
        if !matches!(self, Format::XeroBank | Format::QuickBooksIif) {
            return Ok((pieces, left_out));
        }
        let home = look.currency();
        let (held, foreign): (Vec<Piece>, Vec<Piece>) =
            pieces.into_iter().partition(|piece| piece.amount.currency() == home);
        if !foreign.is_empty() {
            let count = foreign.len();
            left_out.push(format!("{count} not in {home}, which this format cannot tell"));
        }
        Ok((held, left_out))
    }
}

/// What the tax of a line is called.
fn taxed(line: &BillLine) -> String {
    let (name, percent) = &line.taxed;
    if name.is_empty() {
        "Tax Exempt".to_owned()
    } else {
        format!("{}% {name}", percent.normalize())
    }
}

fn xero_rows<Id>(bill: &Bill<Id>, account: &str, sign: &str, currency: Currency) -> String {
    let signed = |money: Money| if sign.is_empty() { money } else { money.negated() };
    let each = bill.lines.iter().map(|line| {
        row(&[
            cell(&bill.client_name),
            cell(&bill.number),
            cell(&bill.about),
            bill.issued_on.to_string(),
            bill.due_on.to_string(),
            cell(&line.words),
            format!("{sign}1"),
            line.net.plain(),
            cell(account),
            cell(&taxed(line)),
            signed(line.tax).plain(),
            currency.code().to_owned(),
        ])
    });
    each.collect()
}

fn xero_invoices(
    look: &Look<'_>,
    (from, until): Days,
    account: &str,
) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    for bill in syncing::invoices(look.db, from, until)?.into_iter().filter(|bill| !bill.void) {
        let amount = bill.net.plus(bill.tax)?;
        let text = xero_rows(&bill, account, "", amount.currency());
        pieces.push(Piece { key: bill.id.to_string(), amount, text });
    }
    for bill in syncing::credit_notes(look.db, from, until)? {
        let amount = bill.net.plus(bill.tax)?.negated();
        let text = xero_rows(&bill, account, "-", amount.currency());
        pieces.push(Piece { key: bill.id.to_string(), amount, text });
    }
    Ok(pieces)
}

fn xero_bank(look: &Look<'_>, (from, until): Days) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    for payment in store::payments::list(look.db, None, u32::MAX)? {
        let within = payment.received_on >= from && payment.received_on <= until;
        if !within || payment.reversed.is_some() || payment.connection.is_some() {
            continue;
        }
        let text = row(&[
            payment.received_on.to_string(),
            payment.amount.plain(),
            cell(&payment.client),
            cell("Payment"),
            cell(&payment.reference),
        ]);
        pieces.push(Piece { key: payment.id.to_string(), amount: payment.amount, text });
    }
    for kept in payouts::list(look.db, u32::MAX)? {
        let payout = kept.payout;
        let within = payout.arrives_on >= from && payout.arrives_on <= until;
        if !within || payout.state != PayoutState::Paid {
            continue;
        }
        let text = row(&[
            payout.arrives_on.to_string(),
            payout.amount.plain(),
            cell(&crate::collecting::processor_name(look, kept.connection)?),
            cell("Payout"),
            cell(&payout.trace),
        ]);
        pieces.push(Piece { key: kept.id.to_string(), amount: payout.amount, text });
    }
    Ok(pieces)
}

fn quickbooks_invoices(
    look: &Look<'_>,
    (from, until): Days,
    account: &str,
) -> Result<(Vec<Piece>, Vec<String>), Failure> {
    let mut pieces = Vec::new();
    for bill in syncing::invoices(look.db, from, until)?.into_iter().filter(|bill| !bill.void) {
        let amount = bill.net.plus(bill.tax)?;
        let each = bill.lines.iter().map(|line| {
            row(&[
                cell(&bill.number),
                cell(&bill.client_name),
                bill.issued_on.to_string(),
                bill.due_on.to_string(),
                cell(&bill.about),
                cell(account),
                cell(&line.words),
                "1".to_owned(),
                line.net.plain(),
                line.net.plain(),
                cell(&taxed(line)),
                line.tax.plain(),
                amount.currency().code().to_owned(),
            ])
        });
        pieces.push(Piece { key: bill.id.to_string(), amount, text: each.collect() });
    }
    let notes = syncing::credit_notes(look.db, from, until)?.len();
    let left_out = format!("{notes} credit notes, which are entered there by hand");
    Ok((pieces, (notes > 0).then_some(left_out).into_iter().collect()))
}

/// A transaction of IIF: its first row and the rows that balance it.
fn transaction(
    kind: &str,
    on: NaiveDate,
    number: &str,
    name: &str,
    rows: &[(&str, Money, &str)],
) -> String {
    let on = on.format("%m/%d/%Y").to_string();
    let mut text = String::new();
    for (at, (account, amount, memo)) in rows.iter().enumerate() {
        let word = if at == 0 { "TRNS" } else { "SPL" };
        let cells = [word, kind, &on, &field(account), &field(name), &amount.plain()];
        text.push_str(&cells.join("\t"));
        text.push_str(&format!("\t{}\t{}\r\n", field(number), field(memo)));
    }
    text.push_str("ENDTRNS\r\n");
    text
}

/// A field of IIF, which has no quotes: one line without tabs, and no formula.
fn field(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() || c == '"' { ' ' } else { c }).collect();
    cell(plain.trim()).trim_matches('"').to_owned()
}

const RECEIVABLE: &str = "Accounts Receivable";

fn iif(look: &Look<'_>, (from, until): Days, account: &str) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    let mut numbers = std::collections::BTreeMap::new();
    for bill in syncing::invoices(look.db, from, until)? {
        numbers.insert(bill.id, (bill.number.clone(), bill.client_name.clone()));
        if bill.void {
            continue;
        }
        let amount = bill.net.plus(bill.tax)?;
        let text = billed(&bill, "INVOICE", account, amount, Money::negated);
        pieces.push(Piece { key: bill.id.to_string(), amount, text });
    }
    for bill in syncing::credit_notes(look.db, from, until)? {
        let amount = bill.net.plus(bill.tax)?.negated();
        let text = billed(&bill, "CREDIT MEMO", account, amount, |money| money);
        pieces.push(Piece { key: bill.id.to_string(), amount, text });
    }
    for paid in syncing::paid(look.db, from, until)?.into_iter().filter(|paid| !paid.taken_back) {
        let Some((number, name)) = numbers.get(&paid.invoice) else { continue };
        let rows =
            [("Undeposited Funds", paid.amount, ""), (RECEIVABLE, paid.amount.negated(), "")];
        let text = transaction("PAYMENT", paid.on, number, name, &rows);
        pieces.push(Piece { key: paid.id.to_string(), amount: paid.amount, text });
    }
    Ok(pieces)
}

fn billed<Id>(
    bill: &Bill<Id>,
    kind: &str,
    account: &str,
    amount: Money,
    turned: impl Fn(Money) -> Money,
) -> String {
    let mut rows = vec![(RECEIVABLE, amount, bill.about.as_str())];
    for line in &bill.lines {
        rows.push((account, turned(line.net), &line.words));
    }
    if !bill.tax.is_zero() {
        rows.push(("Sales Tax Payable", turned(bill.tax), "Tax"));
    }
    transaction(kind, bill.issued_on, &bill.number, &bill.client_name, &rows)
}

fn journal(look: &Look<'_>, (from, until): Days) -> Result<Vec<Piece>, Failure> {
    let names = AccountNames::of(look)?;
    let mut pieces = Vec::new();
    for one in ledger::posted(look.db, until)?.into_iter().filter(|one| one.on >= from) {
        let amount = one.transfer.amount;
        let side = |account: Account, debit: String, credit: String| {
            row(&[
                one.seq.to_string(),
                one.on.to_string(),
                cell(&one.event),
                cell(&one.client),
                cell(&names.shown(account)),
                debit,
                credit,
                amount.currency().code().to_owned(),
            ])
        };
        let text = side(one.transfer.debit, amount.plain(), String::new())
            + &side(one.transfer.credit, String::new(), amount.plain());
        pieces.push(Piece { key: format!("ledger:{}", one.seq), amount, text });
    }
    Ok(pieces)
}
