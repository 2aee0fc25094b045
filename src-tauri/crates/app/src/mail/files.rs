//! The files of a mail, as documents of the book.

use domain::ids::InvoiceId;
use store::{documents, proposals};

use super::{ComposeMail, MAIN, MailFile, PACK, SLIP, about, paying};
use crate::acceptances::MakePack;
use crate::context::Act;
use crate::failure::{Failure, not_found, refused};
use crate::proposals::one_revision;
use crate::wire::{self, ById, FileIn};
use crate::{collecting, packs};

/// Files of one mail may have this many bytes: providers take 25 MB, and mail makes a third more.
const LIMIT: usize = 18_000_000;

/// Refuses files that are too large for one mail together.
pub(super) fn sized(act: &Act<'_>, files: &[MailFile]) -> Result<(), Failure> {
    let mut bytes = 0;
    for file in files {
        bytes += documents::show(act.tx, &file.sha256)?.map_or(0, |kept| kept.bytes.len());
    }
    if bytes > LIMIT {
        let words = format!("the files have {} MB; mail takes 18 MB", bytes / 1_000_000);
        return Err(refused("files", words));
    }
    Ok(())
}

/// A file of a mail, kept as a document; made where it is not there yet.
pub(super) fn file_of(
    act: &mut Act<'_>,
    about: &ComposeMail,
    key: &str,
) -> Result<MailFile, Failure> {
    match (about, key) {
        (ComposeMail::Revision { id, .. }, MAIN) => {
            let revision = one_revision(act, id)?;
            let proposal = proposals::show(act.tx, revision.proposal_id)?;
            let number = proposal.ok_or_else(|| not_found("proposal"))?.number;
            Ok(MailFile { name: format!("{number}.pdf"), sha256: revision.letter })
        }
        (ComposeMail::Revision { id, signatory: Some(signatory) }, PACK) => {
            let asked = MakePack { revision_id: id.clone(), signatory: *signatory };
            let made = packs::make(act, asked)?;
            let bytes = FileIn { name: made.name.clone(), content: made.content }.bytes()?;
            let sha256 = documents::keep(act.tx, &made.name, &made.media_type, &bytes)?;
            Ok(MailFile { name: made.name, sha256 })
        }
        (ComposeMail::Invoice { id }, MAIN) => {
            let invoice = crate::invoices::one(act, wire::id("id", id)?)?;
            Ok(MailFile { name: format!("{}.pdf", invoice.number), sha256: invoice.document })
        }
        (ComposeMail::Invoice { id }, SLIP) => collecting::slip(act, ById { id: id.clone() }),
        (ComposeMail::Receipt { id }, MAIN) => {
            let made = crate::documents::make_receipt(act, ById { id: id.clone() })?;
            let invoice: InvoiceId = wire::id("id", id)?;
            let kept = store::invoices::receipt(act.tx, invoice)?;
            let (sha256, _) = kept.ok_or_else(|| not_found("receipt"))?;
            Ok(MailFile { name: made.name, sha256 })
        }
        (ComposeMail::CreditNote { id }, MAIN) => about::credit_note_file(act, id),
        (ComposeMail::Amendment { id } | ComposeMail::AmendmentReminder { id }, MAIN) => {
            about::amendment_file(act, id)
        }
        (ComposeMail::CollectionNotice { id }, MAIN) => about::collection_notice_file(act, id),
        (ComposeMail::PaymentPage { id }, MAIN) => paying::payment_page_file(act, id),
        (ComposeMail::Statement { id }, MAIN) => about::statement_file(act, id),
        (ComposeMail::Plan { id }, MAIN) => about::plan_file(act, id),
        (ComposeMail::FollowUp { id }, key) => crate::follow_ups::file_of(act, id, key),
        _ => Err(refused("files", "this file cannot go with this e-mail")),
    }
}
