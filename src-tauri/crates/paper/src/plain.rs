//! A blank page of the right size; it stands in until a document has its own layout.

use pdf_writer::{Pdf, Rect, Ref};

use crate::page::Rendered;
use crate::stationery::Stationery;

pub(crate) fn render(stationery: &Stationery, _title: &str, _lines: &[String]) -> Rendered {
    let mut pdf = Pdf::new();
    let (catalog, tree, page) = (Ref::new(1), Ref::new(2), Ref::new(3));
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    let paper = stationery.paper;
    pdf.page(page)
        .parent(tree)
        .media_box(Rect::new(0.0, 0.0, paper.width(), paper.height()));
    Rendered {
        bytes: pdf.finish(),
        pages: 1,
        boxes: Vec::new(),
        findings: Vec::new(),
    }
}
