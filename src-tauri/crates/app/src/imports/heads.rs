//! The heads that exports use, and which field each fills.

use std::collections::BTreeSet;

use super::Mapping;

/// A field that columns can fill.
pub(super) struct Field {
    /// Its name in the mapping.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// Whether nothing comes without it.
    pub(super) needed: bool,
    /// The heads it has in exports, the first found counts. Of a field of several columns, sets of
    /// heads: the first of which any is there, with all that are.
    pub(super) heads: Heads,
}

/// The heads of a field.
pub(super) enum Heads {
    /// One column.
    One(&'static [&'static str]),
    /// Several columns in order.
    Several(&'static [&'static [&'static str]]),
}

/// A field of one column.
pub(super) const fn one(
    name: &'static str,
    label: &'static str,
    heads: &'static [&'static str],
) -> Field {
    Field { name, label, needed: false, heads: Heads::One(heads) }
}

/// A field of one column without which nothing comes.
pub(super) const fn needed(
    name: &'static str,
    label: &'static str,
    heads: &'static [&'static str],
) -> Field {
    Field { name, label, needed: true, heads: Heads::One(heads) }
}

/// Lower case letters and digits alone, for comparing.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The column with one of these heads; the first head that is there counts.
pub(super) fn column(heads: &[String], names: &[&str]) -> Option<u32> {
    let at =
        names.iter().find_map(|name| heads.iter().position(|head| plain(head) == plain(name)))?;
    u32::try_from(at).ok()
}

/// The columns with any of these heads, in the order of the names; two spellings of one head are
/// one column.
fn columns(heads: &[String], names: &[&str]) -> Vec<u32> {
    let mut found: Vec<u32> = names.iter().filter_map(|name| column(heads, &[name])).collect();
    found.dedup();
    found
}

/// Which column fills which field, by the heads that exports use. A column fills one field.
pub(super) fn proposed(fields: &[Field], heads: &[String]) -> Mapping {
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let mut mapping = Mapping::new();
    for field in fields {
        let mut found = match field.heads {
            Heads::One(names) => {
                let free = names.iter().filter_map(|name| column(heads, &[name]));
                free.filter(|at| !taken.contains(at)).take(1).collect()
            }
            Heads::Several(sets) => {
                let sets = sets.iter().map(|names| columns(heads, names));
                sets.into_iter().find(|set| !set.is_empty()).unwrap_or_default()
            }
        };
        found.retain(|at| !taken.contains(at));
        taken.extend(&found);
        if !found.is_empty() {
            mapping.insert(field.name.to_owned(), found);
        }
    }
    mapping
}
