use super::*;
use crate::Paper;
use crate::checks::{assert_inside_margins, text_of};
use crate::practice::{american, texts};

fn row(name: &str, sub_line: &str, figures: &[&str], total: bool) -> Row {
    Row { name: name.into(), sub_line: sub_line.into(), figures: texts(figures), total }
}

fn report() -> Report {
    Report {
        stationery: american("Halden Ledger Accounting LLC · ageing · November 20, 2026"),
        title: "Ageing".into(),
        about: texts(&["All clients"]),
        meta: vec![MetaRow::new("At", "November 20, 2026")],
        figure: ("Owed".into(), "$12,345.00".into(), "On 12 invoices of 7 clients.".into()),
        tables: vec![Table {
            head: "Client".into(),
            heads: texts(&["Not due", "1 to 30", "31 to 60", "Over 60", "Owed"]),
            rows: vec![
                row("Larkspur", "2 invoices", &["1,000.00", "", "", "20.00", "1,020.00"], false),
                row("Together", "", &["1,000.00", "", "", "20.00", "1,020.00"], true),
            ],
        }],
        note: "Amounts in US dollars.".into(),
    }
}

#[test]
fn a_report_shows_its_figure_and_its_tables() {
    let rendered = report().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "figure").starts_with("Owed $12,345.00 On 12 invoices"));
    assert_eq!(text_of(&rendered, "table-0-0"), "Larkspur 2 invoices 1,000.00 20.00 1,020.00");
    assert_eq!(text_of(&rendered, "table-0-1"), "Together 1,000.00 20.00 1,020.00");
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn two_thousand_rows_stay_inside_the_margins() {
    let mut report = report();
    report.tables[0].rows = vec![report.tables[0].rows[0].clone(); 2_000];
    let rendered = report.render();
    assert!(rendered.pages > 40);
    assert_inside_margins(&rendered, Paper::Letter);
}
