//! The practice's clause library: its own wording over the library's, every version kept, and what
//! fills the blanks.

use domain::clause::{self, Clause, LetterSection, Placeholder, Regime, ServiceKind};
use serde::{Deserialize, Serialize};
use store::clauses::{self, Version};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::letter::clauses::{blank_row, of_practice, section};
use crate::proposals::{LetterBlank, WordRun, word_runs};
use crate::wire::{self, Nothing};

/// A clause of the practice's library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LibraryClause {
    /// Its id for ever.
    pub id: String,
    /// The heading of its section.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The text with its placeholders.
    pub text: String,
    /// `standard`: letters have it as a rule; `optional`: by choice; `unused`: never.
    pub standing: String,
    /// Whose words: `library` or `practice`.
    pub words_of: String,
    /// The kinds of service it belongs to, in words; none for every letter.
    pub kinds: Vec<String>,
    /// How many versions of its own the practice has made.
    pub versions: u32,
}

/// The practice's library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClauseLibrary {
    /// The country whose law and usage it is written for.
    pub regime: String,
    /// The sections of a letter, in order.
    pub sections: Vec<String>,
    /// The clauses, in the order of a letter.
    pub rows: Vec<LibraryClause>,
    /// Every blank, with what fills it in every letter.
    pub blanks: Vec<LetterBlank>,
}

/// A practice's own wording of a clause, or a clause of its own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveClause {
    /// The clause: `PAY-LATE`; capitals, digits and dashes, with a variant after a stroke.
    pub id: String,
    /// The heading of its section.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The text with its placeholders.
    pub text: String,
    /// `standard`, `optional` or `unused`.
    pub standing: String,
}

/// One clause by its id.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ByClause {
    /// The clause.
    pub id: String,
}

/// Every version of a clause, the newest first, the library's last.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClauseVersions {
    /// Rows.
    pub rows: Vec<ClauseVersion>,
}

/// A version of a clause.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClauseVersion {
    /// 0 for the library's.
    pub version: u32,
    /// The heading.
    pub heading: String,
    /// The text.
    pub text: String,
    /// When it was made; none for the library's.
    pub made_at: Option<String>,
    /// What changed from the version before.
    pub changes: Vec<WordRun>,
}

/// Fills a blank in every letter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FillBlank {
    /// The placeholder's name.
    pub name: String,
    /// What fills it; empty for what is usual.
    pub value: String,
}

/// The practice's library.
pub fn library(look: &Look<'_>, _: Nothing) -> Result<ClauseLibrary, Failure> {
    let regime = look.regime();
    let own = clauses::newest(look.db)?;
    let theirs = |id: &str| own.iter().find(|version| version.clause == id);
    let mut rows: Vec<LibraryClause> = clause::library(regime)
        .iter()
        .map(|clause| match theirs(clause.id) {
            Some(version) if version.standing != "library" => own_row(version, words(clause.kinds)),
            restored => library_row(clause, restored.map_or(0, |version| version.version)),
        })
        .collect();
    let known = |id: &str| clause::with_id(regime, id).is_some();
    let new = own.iter().filter(|version| !known(&version.clause) && version.standing != "library");
    rows.extend(new.map(|version| own_row(version, Vec::new())));
    rows.sort_by_key(|row| section(&row.section));
    let filled = of_practice(look, regime)?;
    Ok(ClauseLibrary {
        regime: match regime {
            Regime::General => "Consultants, anywhere".to_owned(),
            _ => look.place().country.to_owned(),
        },
        sections: LetterSection::ALL.iter().map(|one| one.heading().to_owned()).collect(),
        rows,
        blanks: Placeholder::ALL.into_iter().map(|blank| blank_row(blank, &filled)).collect(),
    })
}

fn words(kinds: &[ServiceKind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.words().to_owned()).collect()
}

fn library_row(clause: &Clause, versions: u32) -> LibraryClause {
    LibraryClause {
        id: clause.id.to_owned(),
        section: clause.section.heading().to_owned(),
        heading: clause.heading.to_owned(),
        text: clause.text.to_owned(),
        standing: if clause.standard { "standard" } else { "optional" }.to_owned(),
        words_of: "library".to_owned(),
        kinds: words(clause.kinds),
        versions,
    }
}

fn own_row(version: &Version, kinds: Vec<String>) -> LibraryClause {
    LibraryClause {
        id: version.clause.clone(),
        section: version.section.clone(),
        heading: version.heading.clone(),
        text: version.text.clone(),
        standing: version.standing.clone(),
        words_of: "practice".to_owned(),
        kinds,
        versions: version.version,
    }
}

/// Makes the next version of a clause.
pub fn save(act: &mut Act<'_>, question: SaveClause) -> Result<Nothing, Failure> {
    let id = clause_id(&question.id)?;
    if section(&question.section).is_none() {
        return Err(refused("section", "choose a section of the letter"));
    }
    if !["standard", "optional", "unused"].contains(&question.standing.as_str()) {
        return Err(refused("standing", "choose when letters have this clause"));
    }
    let version = Version {
        clause: id,
        version: 0,
        section: question.section,
        heading: wire::line("heading", &question.heading, 120)?,
        text: wire::text("text", &question.text, 20_000)?,
        standing: question.standing,
        made_at: act.now,
    };
    if version.heading.is_empty() {
        return Err(refused("heading", "give the clause a heading"));
    }
    if version.text.is_empty() {
        return Err(refused("text", "write the clause"));
    }
    if let Some(name) = clause::placeholder_names(&version.text)
        .into_iter()
        .find(|name| Placeholder::from_name(name).is_none())
    {
        return Err(refused("text", format!("there is no blank named {{{name}}}")));
    }
    let before = in_force(act, &version.clause)?;
    clauses::add(act.tx, &version)?;
    act.say(format!("Clause {} changed", version.clause), None);
    offer_way_back(act, &version.clause, before);
    Ok(Nothing {})
}

/// Goes back to the library's words; a clause of the practice's own goes out of use.
pub fn restore(act: &mut Act<'_>, asked: ByClause) -> Result<Nothing, Failure> {
    let Some(before) = in_force(act, &asked.id)? else {
        return Err(not_found("wording"));
    };
    let known = clause::with_id(act.regime(), &asked.id).is_some();
    let version = Version {
        standing: if known { "library" } else { "unused" }.to_owned(),
        made_at: act.now,
        ..before.clone()
    };
    clauses::add(act.tx, &version)?;
    act.say(format!("Clause {} is back to the library's words", asked.id), None);
    offer_way_back(act, &asked.id, Some(before));
    Ok(Nothing {})
}

/// The practice's own wording that counts, if there is one.
fn in_force(look: &Look<'_>, id: &str) -> Result<Option<Version>, Failure> {
    let newest = clauses::versions(look.db, id)?.into_iter().next();
    Ok(newest.filter(|version| version.standing != "library"))
}

fn offer_way_back(act: &mut Act<'_>, id: &str, before: Option<Version>) {
    match before {
        Some(before) => {
            let (section, heading) = (before.section, before.heading);
            let (text, standing) = (before.text, before.standing);
            let id = id.to_owned();
            let back = SaveClause { id, section, heading, text, standing };
            act.offer_undo("Clause changed", "clauses.save", back);
        }
        None => {
            act.offer_undo("Clause changed", "clauses.restore", ByClause { id: id.to_owned() });
        }
    }
}

fn clause_id(text: &str) -> Result<String, Failure> {
    let id = wire::line("id", text, 40)?;
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/_".contains(c);
    let (stem, variant) = id.split_once('/').unwrap_or((&id, ""));
    let stem_fits = !stem.is_empty() && stem.chars().all(fits);
    if !stem_fits || !variant.chars().all(|c| fits(c) || c.is_ascii_lowercase()) {
        return Err(refused("id", "an id is capitals, digits and dashes, like OUR-TERMS"));
    }
    Ok(id)
}

/// Every version of a clause with what changed in each.
pub fn versions(look: &Look<'_>, asked: ByClause) -> Result<ClauseVersions, Failure> {
    let library = clause::with_id(look.regime(), &asked.id);
    let mut before = library.map(|clause| clause.text.to_owned()).unwrap_or_default();
    let mut rows: Vec<ClauseVersion> = library
        .map(|clause| ClauseVersion {
            version: 0,
            heading: clause.heading.to_owned(),
            text: clause.text.to_owned(),
            made_at: None,
            changes: Vec::new(),
        })
        .into_iter()
        .collect();
    for version in clauses::versions(look.db, &asked.id)?.into_iter().rev() {
        let text = match version.standing.as_str() {
            "library" => library.map(|clause| clause.text.to_owned()).unwrap_or_default(),
            _ => version.text,
        };
        rows.push(ClauseVersion {
            version: version.version,
            heading: version.heading,
            changes: word_runs(&before, &text),
            made_at: Some(store::instant_text(version.made_at)),
            text: text.clone(),
        });
        before = text;
    }
    if rows.is_empty() {
        return Err(not_found("clause"));
    }
    rows.reverse();
    Ok(ClauseVersions { rows })
}

/// Fills a blank in every letter from now on.
pub fn fill(act: &mut Act<'_>, question: FillBlank) -> Result<Nothing, Failure> {
    let Some(blank) = Placeholder::from_name(&question.name) else {
        return Err(not_found("blank"));
    };
    let value = wire::line("value", &question.value, 300)?;
    if !value.is_empty() {
        clause::check(blank.kind(), &value).map_err(|why| refused("value", why.to_string()))?;
    }
    let before = clauses::values(act.tx)?.remove(&question.name).unwrap_or_default();
    clauses::set_value(act.tx, &question.name, &value)?;
    let label = blank.label();
    act.say(format!("In every letter, {label}: {value}"), None);
    let back = FillBlank { name: question.name, value: before };
    act.offer_undo("Blank filled", "clauses.fill", back);
    Ok(Nothing {})
}
