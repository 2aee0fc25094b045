//! The bookmarks: sections, and under each its clauses.

use pdf_writer::{Ref, TextStr};

use super::Leading;
use super::file::{File, whole};
use crate::page::Paper;

/// Writes the bookmarks. Returns nothing when there are none.
pub(super) fn write(
    file: &mut File,
    bookmarks: &[Leading],
    pages: &[Ref],
    paper: Paper,
) -> Option<Ref> {
    if bookmarks.is_empty() {
        return None;
    }
    let root = file.next();
    let refs: Vec<Ref> = bookmarks.iter().map(|_| file.next()).collect();
    let parents = parents(bookmarks);
    let kids = |of: Option<usize>| {
        (0..bookmarks.len()).filter(|at| parents[*at] == of).collect::<Vec<usize>>()
    };
    let tops = kids(None);
    let mut under: Vec<Vec<usize>> = vec![Vec::new(); bookmarks.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            under[*parent].push(at);
        }
    }
    file.object(root, |chunk| {
        let mut outline = chunk.outline(root);
        if let (Some(first), Some(last)) = (tops.first(), tops.last()) {
            outline.first(refs[*first]).last(refs[*last]).count(whole(tops.len()));
        }
    });
    let all = std::iter::once((root, &tops))
        .chain(under.iter().enumerate().map(|(at, under)| (refs[at], under)));
    for (parent, siblings) in all {
        for (place, at) in siblings.iter().enumerate() {
            let bookmark = &bookmarks[*at];
            file.object(refs[*at], |chunk| {
                let mut item = chunk.outline_item(refs[*at]);
                item.title(TextStr(&bookmark.title)).parent(parent);
                if let Some(before) = place.checked_sub(1).and_then(|at| siblings.get(at)) {
                    item.prev(refs[*before]);
                }
                if let Some(next) = siblings.get(place + 1) {
                    item.next(refs[*next]);
                }
                if let (Some(first), Some(last)) = (under[*at].first(), under[*at].last()) {
                    // A negative count: closed until someone opens it.
                    item.first(refs[*first]).last(refs[*last]).count(-whole(under[*at].len()));
                }
                if let Some(page) = pages.get(bookmark.page) {
                    item.dest().page(*page).xyz(0.0, paper.height() - bookmark.y, None);
                }
            });
        }
    }
    Some(root)
}

/// The bookmark that each stands under.
fn parents(bookmarks: &[Leading]) -> Vec<Option<usize>> {
    let mut above = None;
    let mut parents = Vec::new();
    for (at, bookmark) in bookmarks.iter().enumerate() {
        if bookmark.level == 0 {
            above = Some(at);
            parents.push(None);
        } else {
            parents.push(above);
        }
    }
    parents
}
