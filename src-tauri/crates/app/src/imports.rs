//! Lists of other programs, brought over when the books begin: clients, services, agreements and
//! open invoices. Every kind goes one way: what each row would become is shown first; what comes,
//! comes in one transaction and is taken back as one.

mod agreements;
mod audit;
mod clients;
mod heads;
mod open_invoices;
mod schedule_words;
mod services;
mod shapes;
mod sheet;
mod who;

pub use audit::{ArrivalAudit, AuditArrival, AuditRow, audit};
pub use shapes::*;

use chrono::NaiveDate;
use domain::ids::ImportId;
use store::imports;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, ById, Nothing, count};
use heads::{Field, proposed};
use sheet::{Reader, Row, Sheet};

/// A kind of list.
trait Kind: Sized {
    /// What a row brings.
    type Item;

    /// Its name on the wire and in the book.
    const NAME: &'static str;
    /// What columns can fill.
    const FIELDS: &'static [Field];
    /// The fields that hold dates.
    const DAYS: &'static [&'static str] = &[];
    /// What is shown of a row; a star ends those that hold figures.
    const TITLES: &'static [&'static str];
    /// What it is called when it is taken back.
    const DONE: &'static str;

    /// Whose export it is, by heads that nobody else uses.
    fn recognised(heads: &[String]) -> Option<&'static str>;

    /// What surrounds the rows.
    fn begin(look: &Look<'_>, bills_from: NaiveDate) -> Result<Self, Failure>;

    /// What a row becomes; nothing where it speaks of nothing.
    fn read(
        &mut self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
    ) -> Result<Option<Draft<Self::Item>>, Failure>;

    /// What these rows come to, in words.
    fn words(&self, look: &Look<'_>, items: &[&Self::Item]) -> Result<String, Failure>;

    /// Brings rows over; how many clients came with them.
    fn bring(self, act: &Act<'_>, import: ImportId, items: Vec<Self::Item>)
    -> Result<u32, Failure>;

    /// Takes an import out again, while nothing happened to any of it; what went, in words.
    fn take_out(act: &Act<'_>, import: ImportId) -> Result<String, Failure>;
}

/// A row as it would come.
struct Draft<I> {
    cells: Vec<String>,
    outcome: Outcome<I>,
}

/// What would become of a row, with words for the user.
enum Outcome<I> {
    /// It adds something.
    Adds(I, String),
    /// The book has something like it: it comes only if it is asked for.
    Differs(I, String),
    /// It has nothing to bring of its own; what it tells is kept where it tells something.
    Known(Option<I>, String),
    /// It cannot come.
    Refused(String),
}

/// A file read as a kind of list.
struct List<K: Kind> {
    kind: K,
    recognised: Option<&'static str>,
    sheet: Sheet,
    mapping: Mapping,
    drafts: Vec<(u32, Draft<K::Item>)>,
}

impl<K: Kind> List<K> {
    fn read(
        look: &Look<'_>,
        file: &wire::FileIn,
        mapping: Option<Mapping>,
        bills_from: NaiveDate,
    ) -> Result<List<K>, Failure> {
        let is_head = |cells: &[String]| {
            let found = proposed(K::FIELDS, cells);
            K::FIELDS.iter().all(|field| !field.needed || found.contains_key(field.name))
        };
        let sheet = Sheet::read(file, is_head)?;
        let mapping = mapping.unwrap_or_else(|| proposed(K::FIELDS, &sheet.heads));
        let mut kind = K::begin(look, bills_from)?;
        let reader = Reader::new(look, &sheet, &mapping, K::DAYS);
        let mut drafts = Vec::with_capacity(sheet.rows.len());
        for row in &sheet.rows {
            if let Some(draft) = kind.read(look, &reader, row)? {
                drafts.push((row.line, draft));
            }
        }
        Ok(List { kind, recognised: K::recognised(&sheet.heads), mapping, drafts, sheet })
    }
}

/// The first day that is billed here: never one before today.
fn first_billed(look: &Look<'_>, asked: Option<&str>) -> Result<NaiveDate, Failure> {
    let Some(asked) = asked else { return Ok(look.today) };
    let day = wire::date("bills_from", asked)?;
    if day < look.today {
        let message = "what fell due before today was billed elsewhere; choose today or later";
        return Err(refused("bills_from", message));
    }
    Ok(day)
}

/// Shows what a list would bring. Nothing changes by asking.
pub fn preview(look: &Look<'_>, asked: PreviewImport) -> Result<ImportPreview, Failure> {
    match asked.kind.as_str() {
        clients::Clients::NAME => seen::<clients::Clients>(look, asked),
        services::Services::NAME => seen::<services::Services>(look, asked),
        agreements::Agreements::NAME => seen::<agreements::Agreements>(look, asked),
        open_invoices::OpenInvoices::NAME => seen::<open_invoices::OpenInvoices>(look, asked),
        _ => Err(unknown_kind()),
    }
}

fn unknown_kind() -> Failure {
    refused("kind", "choose clients, services, agreements or open invoices")
}

fn seen<K: Kind>(look: &Look<'_>, asked: PreviewImport) -> Result<ImportPreview, Failure> {
    let bills_from = first_billed(look, asked.bills_from.as_deref())?;
    let list = List::<K>::read(look, &asked.file, asked.mapping, bills_from)?;
    let mut rows = Vec::with_capacity(list.drafts.len());
    let (mut items, mut counts) = (Vec::new(), [0; 4]);
    for (line, draft) in &list.drafts {
        let (at, outcome, note) = match &draft.outcome {
            Outcome::Adds(item, note) => {
                items.push(item);
                (0, "adds", note)
            }
            Outcome::Differs(_, note) => (1, "differs", note),
            Outcome::Known(_, note) => (2, "known", note),
            Outcome::Refused(note) => (3, "refused", note),
        };
        counts[at] += 1;
        let (cells, outcome) = (draft.cells.clone(), outcome.to_owned());
        rows.push(ImportRow { line: *line, cells, outcome, note: note.clone() });
    }
    let [adds, differs, known, refused] = counts;
    let title = |title: &&str| ImportTitle {
        title: title.trim_end_matches('*').to_owned(),
        figures: title.ends_with('*'),
    };
    let field = |field: &Field| ImportField {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        needed: field.needed,
    };
    Ok(ImportPreview {
        recognised: list.recognised.map(str::to_owned),
        encoding: list.sheet.encoding.to_owned(),
        columns: list.sheet.columns(),
        fields: K::FIELDS.iter().map(field).collect(),
        titles: K::TITLES.iter().map(title).collect(),
        rows,
        adds,
        differs,
        known,
        refused,
        summary: list.kind.words(look, &items)?,
        bills_from: (K::NAME == agreements::Agreements::NAME).then(|| bills_from.to_string()),
        mapping: list.mapping,
    })
}

/// Brings a list over in one transaction.
pub fn run(act: &mut Act<'_>, question: RunImport) -> Result<Imported, Failure> {
    match question.kind.as_str() {
        clients::Clients::NAME => brought::<clients::Clients>(act, question),
        services::Services::NAME => brought::<services::Services>(act, question),
        agreements::Agreements::NAME => brought::<agreements::Agreements>(act, question),
        open_invoices::OpenInvoices::NAME => brought::<open_invoices::OpenInvoices>(act, question),
        _ => Err(unknown_kind()),
    }
}

fn brought<K: Kind>(act: &mut Act<'_>, question: RunImport) -> Result<Imported, Failure> {
    let bills_from = first_billed(act, question.bills_from.as_deref())?;
    let list = List::<K>::read(act, &question.file, Some(question.mapping), bills_from)?;
    let taken = |line: u32, usual: bool| {
        question.take.as_ref().map_or(usual, |lines| lines.contains(&line))
    };
    let (mut items, mut told, mut rejected, mut left_out) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (line, draft) in list.drafts {
        match draft.outcome {
            Outcome::Adds(item, _) if taken(line, true) => items.push(item),
            Outcome::Differs(item, _) if taken(line, false) => items.push(item),
            Outcome::Adds(..) | Outcome::Differs(..) => left_out += 1,
            Outcome::Known(item, _) => told.extend(item),
            Outcome::Refused(reason) => rejected.push(RejectedRow { line, reason }),
        }
    }
    if items.is_empty() {
        return Err(refused("file", "no row of this file can be brought over; see the reasons"));
    }
    let id: ImportId = act.new_id();
    let file = wire::line("file", &question.file.name, 200)?;
    imports::add(act.tx, id, K::NAME, &file, act.now)?;
    let words = list.kind.words(act, &items.iter().collect::<Vec<_>>())?;
    let added = count(items.len());
    items.extend(told);
    let clients = list.kind.bring(act, id, items)?;
    act.say(format!("Brought over from {file}: {words}"), None);
    act.offer_undo(K::DONE, "imports.undo", ById { id: id.to_string() });
    Ok(Imported { id: id.to_string(), added, clients, words, rejected, left_out })
}

/// Takes an import out again as one, while nothing happened to any of it.
pub fn undo(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: ImportId = wire::id("id", &asked.id)?;
    let kind = imports::kind(act.tx, id)?.ok_or_else(|| not_found("import"))?;
    let went = match kind.as_str() {
        clients::Clients::NAME => clients::Clients::take_out(act, id)?,
        services::Services::NAME => services::Services::take_out(act, id)?,
        agreements::Agreements::NAME => agreements::Agreements::take_out(act, id)?,
        _ => open_invoices::OpenInvoices::take_out(act, id)?,
    };
    act.say(format!("Taken out again: {went}"), None);
    Ok(Nothing {})
}

/// `1 client`, `3 clients`.
fn counted(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    }
}
