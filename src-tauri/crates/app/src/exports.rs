//! Files for other programs to import by hand, with a record of which documents each holds, so that
//! nothing is imported twice unawares.

mod formats;

use std::collections::BTreeSet;

use domain::ids::ExportId;
use domain::money::Money;
use domain::named::Named;
use serde::{Deserialize, Serialize};
use store::exports::{self as kept, Export};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::wire::{self, Amount, FileOut, Nothing};
use formats::{Format, Piece};

/// The formats, and the files that were made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportPage {
    /// What can be made.
    pub formats: Vec<ExportFormat>,
    /// What was made, the newest first.
    pub made: Vec<ExportRow>,
}

/// A format.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportFormat {
    /// Its name.
    pub format: String,
    /// What it is called.
    pub label: String,
    /// What it holds and where it is imported.
    pub about: String,
    /// Whether it names an account of sales, as the other program knows it.
    pub names_account: bool,
}

/// A file that was made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportRow {
    /// The export.
    pub id: String,
    /// What its format is called.
    pub label: String,
    /// From this day.
    pub from: String,
    /// Through this day.
    pub until: String,
    /// When it was made.
    pub made_at: String,
    /// Its name.
    pub name: String,
    /// How many documents it holds.
    pub documents: i64,
}

/// Asks for a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskExport {
    /// The format.
    pub format: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The account of sales, as the other program knows it; empty where the format names none.
    pub account: String,
    /// Whether documents that such a file holds already come once more.
    pub again: bool,
}

/// What a file would hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportPreview {
    /// How many documents.
    pub documents: u32,
    /// What they come to, by currency.
    pub totals: Vec<Amount>,
    /// How many of these days such a file holds already.
    pub before: u32,
    /// What of these days it cannot hold, and why.
    pub left_out: Vec<String>,
}

/// The formats, and the files that were made.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<ExportPage, Failure> {
    let format = |(name, format): &(&str, Format)| ExportFormat {
        format: (*name).to_owned(),
        label: format.label().to_owned(),
        about: format.about().to_owned(),
        names_account: format.names_account(),
    };
    let row = |made: Export| ExportRow {
        id: made.id.to_string(),
        label: Format::named(&made.format).map_or("", Format::label).to_owned(),
        from: made.from_on.to_string(),
        until: made.until_on.to_string(),
        made_at: store::instant_text(made.made_at),
        name: made.name,
        documents: made.documents,
    };
    Ok(ExportPage {
        formats: Format::NAMES.iter().map(format).collect(),
        made: kept::list(look.db)?.into_iter().map(row).collect(),
    })
}

/// What is to be written, what such files hold already, and what cannot go.
struct Gathered {
    format: Format,
    days: (chrono::NaiveDate, chrono::NaiveDate),
    pieces: Vec<Piece>,
    before: usize,
    left_out: Vec<String>,
}

fn gather(look: &Look<'_>, asked: &AskExport) -> Result<Gathered, Failure> {
    let format = Format::named(&asked.format);
    let format = format.ok_or_else(|| refused("format", "choose one of the formats"))?;
    let days = (wire::date("from", &asked.from)?, wire::date("until", &asked.until)?);
    if days.1 < days.0 {
        return Err(refused("until", "the last day cannot be before the first"));
    }
    let account = wire::line("account", &asked.account, 100)?;
    if format.names_account() && account.is_empty() {
        return Err(refused("account", "name the account of sales as the other program knows it"));
    }
    let (mut pieces, left_out) = format.pieces(look, days, &account)?;
    let held: BTreeSet<String> = kept::exported(look.db, format.name())?.into_iter().collect();
    let before = pieces.iter().filter(|piece| held.contains(&piece.key)).count();
    if !asked.again {
        pieces.retain(|piece| !held.contains(&piece.key));
    }
    Ok(Gathered { format, days, pieces, before, left_out })
}

/// What a file would hold.
pub fn preview(look: &Look<'_>, asked: AskExport) -> Result<ExportPreview, Failure> {
    let gathered = gather(look, &asked)?;
    let mut totals: Vec<Money> = Vec::new();
    for piece in &gathered.pieces {
        let currency = piece.amount.currency();
        match totals.iter_mut().find(|sum| sum.currency() == currency) {
            Some(sum) => *sum = sum.plus(piece.amount)?,
            None => totals.push(piece.amount),
        }
    }
    Ok(ExportPreview {
        documents: wire::count(gathered.pieces.len()),
        totals: totals.into_iter().map(Into::into).collect(),
        before: wire::count(gathered.before),
        left_out: gathered.left_out,
    })
}

/// Makes a file and records what it holds.
pub fn make(act: &mut Act<'_>, asked: AskExport) -> Result<FileOut, Failure> {
    let Gathered { format, days: (from_on, until_on), pieces, .. } = gather(act, &asked)?;
    if pieces.is_empty() {
        let words = "nothing of these days is left to export; a file holds it already, or \
            there is nothing";
        return Err(refused("until", words));
    }
    let text = format.text(&pieces);
    let name = format!("{} {from_on} to {until_on}.{}", format.label(), format.ending());
    let keys: Vec<String> = pieces.into_iter().map(|piece| piece.key).collect();
    let made = Export {
        id: act.new_id::<ExportId>(),
        format: format.name().to_owned(),
        from_on,
        until_on,
        made_at: act.now,
        name: name.clone(),
        sha256: store::documents::sha256(text.as_bytes()),
        documents: 0,
    };
    kept::add(act.tx, &made, &keys)?;
    act.say(format!("{} exported: {} documents", format.label(), keys.len()), None);
    let (media_type, content) = ("text/csv".to_owned(), wire::encode(text.as_bytes()));
    Ok(FileOut { name, media_type, content })
}
