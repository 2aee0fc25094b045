//! Documents: the bytes that were frozen, by their SHA-256.

use serde::{Deserialize, Serialize};
use store::documents::{self, Document};
use store::{invoices, payments};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::invoice_paper;
use crate::proposals::file_name;
use crate::wire::{self, ById, FileOut, encode};

/// Which document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowDocument {
    /// SHA-256 in lower-case hex.
    pub sha256: String,
}

/// A document's bytes.
pub fn show(look: &Look<'_>, asked: ShowDocument) -> Result<FileOut, Failure> {
    let found = documents::show(look.db, &asked.sha256)?.ok_or_else(|| not_found("document"))?;
    Ok(out(found))
}

fn out(document: Document) -> FileOut {
    FileOut {
        content: encode(&document.bytes),
        name: document.name,
        media_type: document.media_type,
    }
}

/// The receipt of a paid invoice: made at the first asking, the same ever after (rule 8: only when
/// all money has been received).
pub fn make_receipt(act: &mut Act<'_>, asked: ById) -> Result<FileOut, Failure> {
    let invoice = crate::invoices::one(act, wire::id("id", &asked.id)?)?;
    let Some(settled_on) = invoice.paid_on else {
        let open = invoice.open.shown();
        return Err(conflict(format!("{open} is still owed on {}", invoice.number)));
    };
    if let Some((hash, on)) = invoices::receipt(act.tx, invoice.id)?
        && on == settled_on
    {
        let kept = documents::show(act.tx, &hash)?.ok_or_else(|| not_found("document"))?;
        return Ok(out(kept));
    }
    let paid = payments::of_invoice(act.tx, invoice.id)?;
    let rendered = invoice_paper::receipt(act, &invoice, &paid, settled_on)?.render();
    let name = format!("Receipt {} {}.pdf", invoice.number, file_name(&invoice.client_name));
    let media_type = "application/pdf";
    let hash = documents::keep(act.tx, &name, media_type, &rendered.bytes)?;
    invoices::keep_receipt(act.tx, invoice.id, &hash, settled_on)?;
    act.say(format!("Receipt made for {}", invoice.number), Some(invoice.client_id));
    Ok(out(Document { name, media_type: media_type.to_owned(), bytes: rendered.bytes }))
}
