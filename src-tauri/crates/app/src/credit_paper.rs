//! From a credit on an invoice to the page of its credit note.

use domain::credit::Credit;
use domain::jurisdiction::Jurisdiction;
use domain::money::Money;
use domain::tax::Share;
use paper::credit_note::CreditNote;
use paper::invoice::{InvoiceLine, LineTax, Note, TotalRow};
use paper::{MetaRow, with_sign};
use store::corrections::CreditNote as Stored;
use store::invoices::{Invoice, Line};

use crate::agreements::period_words;
use crate::context::Look;
use crate::failure::Failure;
use crate::invoice_paper;
use crate::letter::{currency_words, stationery};

/// The page of a credit note.
pub(crate) fn compose(
    look: &Look<'_>,
    invoice: &Invoice,
    lines: &[Line],
    credit: &Credit,
    shares: &[Share],
    note: &Stored,
) -> Result<CreditNote, Failure> {
    let practice = &look.practice;
    let taxed = !credit.tax.is_zero();
    let registered = !practice.tax_registration.is_empty();
    let title = match (taxed && registered, practice.jurisdiction) {
        (true, Jurisdiction::Gb | Jurisdiction::Ie) => "VAT credit note",
        (true, Jurisdiction::Au) => "Adjustment note",
        _ => "Credit note",
    };
    let footer = format!(
        "{} to {} · {} · {}",
        practice.name,
        invoice.client_name,
        note.number,
        look.long_date(note.issued_on)
    );
    let mut addressee = vec![invoice.client_name.clone()];
    addressee.extend(invoice.client_address.lines().map(str::to_owned));
    Ok(CreditNote {
        stationery: stationery(look, footer, look.now, false)?,
        addressee,
        title: title.to_owned(),
        number: note.number.clone(),
        issued_on: note.issued_on,
        corrects: invoice.number.clone(),
        invoice_issued_on: invoice.issued_on,
        meta: Vec::<MetaRow>::new(),
        credit: credit.total,
        reason: note.reason.clone(),
        lines: printed(look, lines, credit, taxed),
        tax_name: invoice_paper::tax_name(look, shares),
        totals: totals(look, credit, shares)?,
        leaves: leaves(look, invoice, credit, note)?,
        notes: notes(look, invoice, credit, note, taxed)?,
    })
}

fn printed(look: &Look<'_>, lines: &[Line], credit: &Credit, taxed: bool) -> Vec<InvoiceLine> {
    let part_of = |line: &Line| credit.parts.iter().find(|part| part.id == line.id);
    lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| part_of(line).map(|part| (at, line, part)))
        .map(|(at, line, part)| InvoiceLine {
            key: format!("line.{at}"),
            name: line.description.clone(),
            sub_line: format!("{} · line {}", period_words(look, line.period), at + 1),
            quantity: "1".to_owned(),
            rate: Some(part.net),
            amount: part.net,
            tax: taxed.then(|| LineTax {
                rate: invoice_paper::rate_words(&line.taxes),
                amount: (!part.tax.is_zero()).then_some(part.tax),
            }),
        })
        .collect()
}

fn row(label: String, amount: Money, strong: bool) -> TotalRow {
    TotalRow { label, amount, strong }
}

fn totals(look: &Look<'_>, credit: &Credit, shares: &[Share]) -> Result<Vec<TotalRow>, Failure> {
    let total = format!("Total credit, {}", currency_words(credit.total.currency()));
    let mut rows = vec![row("Net credit".to_owned(), credit.net, false)];
    for (name, amount) in invoice_paper::by_name(shares)? {
        rows.push(row(format!("{name} credit"), amount, false));
    }
    if rows.len() == 1 {
        rows.push(row(format!("{} credit", look.place().tax_name), credit.tax, false));
    }
    rows.push(row(total, credit.total, true));
    Ok(rows)
}

/// What this leaves of the invoice, the parts of its total adding up.
fn leaves(
    look: &Look<'_>,
    invoice: &Invoice,
    credit: &Credit,
    note: &Stored,
) -> Result<Vec<TotalRow>, Failure> {
    let issued = look.long_date(invoice.issued_on);
    let mut rows = vec![row(format!("Invoice total, {issued}"), invoice.total, false)];
    if invoice.credited.is_positive() {
        let label = "Earlier credit notes".to_owned();
        rows.push(row(label, invoice.credited.negated(), false));
    }
    let label = format!("This credit note, {}", look.long_date(note.issued_on));
    rows.push(row(label, credit.total.negated(), false));
    let paid = invoice.standing().paid()?.minus(credit.freed)?;
    if paid.is_positive() {
        rows.push(row("Paid".to_owned(), paid.negated(), false));
    }
    if invoice.written_off.is_positive() {
        rows.push(row("Written off".to_owned(), invoice.written_off.negated(), false));
    }
    rows.push(row("Still to pay".to_owned(), invoice.open.minus(credit.applied)?, true));
    Ok(rows)
}

fn notes(
    look: &Look<'_>,
    invoice: &Invoice,
    credit: &Credit,
    note: &Stored,
    taxed: bool,
) -> Result<Vec<Note>, Failure> {
    let open = invoice.open.minus(credit.applied)?;
    let mut next = Vec::new();
    if credit.freed.is_positive() {
        let freed = with_sign(credit.freed);
        next.push(match note.rest.as_str() {
            "refund" => format!("You have paid {freed} more than is due. We will refund it."),
            _ => format!("You have paid {freed} more than is due. We keep it as your credit."),
        });
    }
    next.push(if open.is_positive() {
        format!("Please pay {} by {}.", with_sign(open), look.long_date(invoice.due_on))
    } else {
        "Nothing more is due on this invoice.".to_owned()
    });
    let mut notes = vec![Note { label: "What happens next".to_owned(), text: next.join(" ") }];
    if taxed {
        let text = format!(
            "If you reclaim this tax, reduce what you claim on {} by {}. The original invoice \
             stands; it is not replaced.",
            invoice.number,
            with_sign(credit.tax)
        );
        notes.push(Note { label: format!("For your {}", look.place().tax_name), text });
    }
    Ok(notes)
}
