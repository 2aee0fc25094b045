//! Evidence packs: everything that shows what was agreed, sealed, in one file that checks itself.

mod disputed;

pub(crate) use disputed::agreement_of;
pub use disputed::dispute;

use ::evidence::bundle::{
    self, Facts, File, JournalEntry, JournalLine, JournalPlace, Stated, Verdict, journal_file,
};
use ::evidence::seal::fingerprint;
use domain::ids::{AcceptanceId, AgreementId, ClientId};
use serde::Serialize;
use store::journal::{self, Written};
use store::{agreements, documents, revisions, seal_keys, signatures};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::proposals::file_name;
use crate::seal;
use crate::wire::{self, ById, FileIn, FileOut, encode};

/// What a check of an evidence pack found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EvidenceReport {
    /// Whether nothing is wrong.
    pub right: bool,
    /// One sentence for all of it.
    pub summary: String,
    /// Whether this practice sealed it with a key of its own.
    pub ours: bool,
    /// Whom and what it is about: label and value.
    pub about: Vec<(String, String)>,
    /// Everything that was looked at.
    pub findings: Vec<EvidenceFinding>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EvidenceFinding {
    /// `right`, `wrong` or `note`.
    pub verdict: String,
    /// The file it is about, or the seal, the archive, the list.
    pub subject: String,
    /// The sentence.
    pub text: String,
}

/// The evidence pack of an agreement.
pub fn make(act: &mut Act<'_>, asked: ById) -> Result<FileOut, Failure> {
    let id: AgreementId = wire::id("id", &asked.id)?;
    let agreement = agreements::show(act.tx, id)?.ok_or_else(|| not_found("agreement"))?;
    let Some(accepted) = agreement.acceptance() else {
        return Err(conflict(format!(
            "{} was agreed elsewhere, so nothing here proves it; send a letter to confirm it",
            agreement.number
        )));
    };
    let mut pack = Pack::default();
    pack.accepted(act, accepted)?;
    pack.journal(act, agreement.client_id)?;
    let bytes = pack.sealed(act, &agreement.client, &agreement.number)?;
    let words = format!("Evidence pack of {} made", agreement.number);
    act.say(words, Some(agreement.client_id));
    Ok(zip(format!("{} {} evidence.zip", agreement.number, file_name(&agreement.client)), &bytes))
}

fn zip(name: String, bytes: &[u8]) -> FileOut {
    FileOut { name, media_type: "application/zip".to_owned(), content: encode(bytes) }
}

/// What goes into an evidence pack.
#[derive(Default)]
struct Pack {
    files: Vec<File>,
    stated: Vec<Stated>,
}

impl Pack {
    /// A document of the book, to the byte.
    fn document(
        &mut self,
        act: &Act<'_>,
        name: &str,
        hash: &str,
        what: &str,
    ) -> Result<(), Failure> {
        let kept = documents::show(act.tx, hash)?.ok_or_else(|| not_found("document"))?;
        self.files.push(File { name: name.to_owned(), bytes: kept.bytes, what: what.to_owned() });
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str, what: &str) {
        let (name, what) = (name.to_owned(), what.to_owned());
        self.files.push(File { name, bytes: text.as_bytes().to_vec(), what });
    }

    /// What was agreed, and how it is known.
    fn accepted(&mut self, act: &Act<'_>, accepted: AcceptanceId) -> Result<(), Failure> {
        let acceptance =
            revisions::acceptance(act.tx, accepted)?.ok_or_else(|| not_found("acceptance"))?;
        let revision = revisions::show(act.tx, acceptance.revision_id)?
            .ok_or_else(|| not_found("revision"))?;
        let certificate = "certificate.pdf";
        for (name, hash, what) in [
            ("letter-as-sent.pdf", &revision.letter, "The engagement letter as it was sent"),
            ("letter-as-accepted.pdf", &acceptance.signed_letter, "The letter with its signatures"),
            (certificate, &acceptance.certificate, "The certificate of the acceptance"),
            ("record.json", &acceptance.record, "Who agreed to what, by hashes"),
        ] {
            self.document(act, name, hash, what)?;
            if name != certificate {
                self.state(name, hash);
            }
        }
        for signature in signatures::of_revision(act.tx, revision.id)? {
            let Some(evidence) = &signature.evidence else { continue };
            let kept = documents::show(act.tx, evidence)?.ok_or_else(|| not_found("document"))?;
            let at = signature.signatory + 1;
            let name = format!("evidence-{at}{}", extension(&kept.media_type));
            let what = format!("The evidence of {}'s signature", signature.signer);
            self.document(act, &name, evidence, &what)?;
            self.state(&name, evidence);
        }
        self.text("terms.json", &revision.terms, "The terms the letter was made of");
        Ok(())
    }

    /// The certificate states the hash of a file.
    fn state(&mut self, of: &str, hash: &str) {
        let (by, of, sha256) = ("certificate.pdf".to_owned(), of.to_owned(), hash.to_owned());
        self.stated.push(Stated { by, of, sha256 });
    }

    /// The journal: what is about a client in full.
    fn journal(&mut self, act: &Act<'_>, client: ClientId) -> Result<(), Failure> {
        let lines: Vec<JournalLine> =
            journal::all(act.tx)?.iter().map(|written| journal_line(written, client)).collect();
        self.files.push(File {
            name: bundle::JOURNAL.to_owned(),
            bytes: journal_file(&lines),
            what: "The journal: entries about this client in full, others by their hashes"
                .to_owned(),
        });
        Ok(())
    }

    /// All of it, sealed.
    fn sealed(self, act: &Act<'_>, client: &str, number: &str) -> Result<Vec<u8>, Failure> {
        let facts = Facts {
            practice: act.practice.name.clone(),
            client: client.to_owned(),
            agreement: number.to_owned(),
            made_at: act.now,
            journal_head: journal::head(act.tx)?,
            stated: self.stated,
        };
        bundle::build(&facts, &self.files, &seal::key(act)?)
            .map_err(|why| refused("id", why.to_string()))
    }
}

/// Checks an evidence pack.
pub fn verify(look: &Look<'_>, file: FileIn) -> Result<EvidenceReport, Failure> {
    let report = bundle::verify(&file.bytes()?, None);
    let own = seal_keys::list(look.db)?;
    let ours = own.iter().any(|key| {
        let fingerprint = fingerprint(&seal::bytes_of(key));
        report.about.iter().any(|(_, value)| value.replace(' ', "") == fingerprint)
    });
    let findings = report
        .findings
        .into_iter()
        .map(|finding| EvidenceFinding {
            verdict: match finding.verdict {
                Verdict::Right => "right",
                Verdict::Wrong => "wrong",
                Verdict::Note => "note",
            }
            .to_owned(),
            subject: finding.subject,
            text: finding.text,
        })
        .collect();
    let (right, summary, about) = (report.right, report.summary, report.about);
    Ok(EvidenceReport { right, summary, ours, about, findings })
}

fn extension(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "message/rfc822" => ".eml",
        "application/json" => ".quittance-acceptance",
        _ => ".txt",
    }
}

fn journal_line(written: &Written, client: ClientId) -> JournalLine {
    let seq = u64::try_from(written.seq).unwrap_or_default();
    let (previous, hash) = (written.previous.clone(), written.hash.clone());
    let entry = &written.entry;
    if entry.client_id != Some(client) {
        return JournalLine::Withheld(JournalPlace { seq, previous, hash });
    }
    JournalLine::Entry(Box::new(JournalEntry {
        seq,
        at: store::instant_text(entry.at),
        actor: entry.actor.clone(),
        command: entry.command.clone(),
        words: entry.words.clone(),
        client_id: client.to_string(),
        payload: entry.payload.clone(),
        undo: entry.undo.clone(),
        previous,
        hash,
    }))
}
