use super::*;
use crate::checks::{assert_inside_margins, page_of, text_of};
use crate::{Paper, invoices};
use domain::money::Currency;

#[test]
fn an_invoice_says_what_is_due_before_anything_else() {
    let rendered = invoices::invoice().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert_eq!(
        text_of(&rendered, "amount-due"),
        "Amount due $1,346.25 We will debit your bank account ending 4417 on November 16, 2026. \
         You need do nothing. Your statement will show HALDEN LEDGER."
    );
    assert_eq!(
        text_of(&rendered, "meta"),
        "Invoice 2026-0147 Date November 2, 2026 Due November 16, 2026 Agreement EL-0031"
    );
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn each_line_shows_its_own_multiplication() {
    let rendered = invoices::invoice().render();
    assert_eq!(
        text_of(&rendered, "line-3"),
        "Fixed-asset register rebuilt October 19 to 23, approved October 16 · clause 4.2, FEE-OOS \
         2.75 h 165.00 453.75"
    );
    assert_eq!(
        text_of(&rendered, "totals"),
        "Subtotal 1,396.25 Sales tax (none applies in Oregon) 0.00 Total 1,396.25 \
         Credit on account, from October 22, 2026 \u{2212}50.00 Amount due, US dollars 1,346.25"
    );
}

#[test]
fn a_vat_invoice_has_its_tax_point_and_the_tax_of_each_line() {
    let rendered = invoices::vat_invoice().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "meta").contains("Tax point 13 November 2026"));
    assert!(text_of(&rendered, "line-1").ends_with("1 95.00 20% 95.00 19.00"));
    assert!(text_of(&rendered, "line-3").ends_with("1 50.00 none 50.00 –"));
    assert!(text_of(&rendered, "totals").contains("Together 355.00 61.00"));
    assert_inside_margins(&rendered, Paper::A4);
}

#[test]
fn the_largest_amounts_are_printed_whole() {
    for paper in [Paper::Letter, Paper::A4] {
        let most = Money::new(Money::LIMIT_MINOR, Currency::Gbp).unwrap();
        let mut invoice = invoices::vat_invoice();
        invoice.stationery.paper = paper;
        invoice.amount_due = most.negated();
        for line in &mut invoice.lines {
            line.rate = Some(most);
            line.amount = most.negated();
            line.quantity = "1,234,567.89 hours".into();
            line.tax = Some(LineTax { rate: "20%".into(), amount: Some(most) });
        }
        for total in &mut invoice.totals {
            total.amount = most;
        }
        let rendered = invoice.render();
        let whole = "90,071,992,547,409.91";
        assert!(text_of(&rendered, "amount-due").contains(&format!("\u{2212}£{whole}")));
        assert_eq!(text_of(&rendered, "line-1").matches(whole).count(), 3);
        assert!(text_of(&rendered, "totals").matches(whole).count() >= 3);
        assert_inside_margins(&rendered, paper);
    }
}

#[test]
fn three_hundred_lines_end_with_two_beside_the_totals() {
    let mut invoice = invoices::invoice();
    let line = invoice.lines[1].clone();
    let lines = (0..300).map(|at| InvoiceLine { key: format!("many-{at}"), ..line.clone() });
    invoice.lines = lines.collect();
    let rendered = invoice.render();
    assert!(rendered.pages > 10);
    assert_inside_margins(&rendered, Paper::Letter);
    let totals = page_of(&rendered, "totals");
    assert_eq!(page_of(&rendered, "many-299"), totals);
    assert_eq!(page_of(&rendered, "many-298"), totals);
}

#[test]
fn an_invoice_of_nothing_is_one_page() {
    let mut invoice = invoices::invoice();
    invoice.addressee.clear();
    invoice.lines.clear();
    invoice.totals.clear();
    invoice.notes.clear();
    invoice.what_happens.clear();
    invoice.meta.clear();
    assert_eq!(invoice.render().pages, 1);
}

#[test]
fn a_long_name_takes_more_lines_and_the_figures_stay_on_the_first() {
    let mut invoice = invoices::invoice();
    invoice.lines[0].name = "A service with a name of uncommon length ".repeat(12);
    invoice.lines[0].sub_line = "x".repeat(500);
    let rendered = invoice.render();
    assert_inside_margins(&rendered, Paper::Letter);
    assert!(text_of(&rendered, "line-1").ends_with("1 month 780.00 780.00"));
}
