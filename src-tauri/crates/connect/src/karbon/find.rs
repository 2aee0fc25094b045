//! Looking up in Karbon what may be there already.

use domain::office::{Client, Found, Letter, Trouble, Work};
use serde_json::Value;

use super::{Karbon, encoded, name, parts};

/// The most pages of a list that are read, of 100 rows each.
const PAGES: usize = 1_000;

/// A value inside a question of OData: quotes are doubled.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Karbon {
    /// A list to its end.
    pub(super) fn list(
        &self,
        purpose: &'static str,
        path: &str,
        filter: &str,
    ) -> Result<Vec<Value>, Trouble> {
        let endless = || Trouble::NotSent("Karbon's list does not end".to_owned());
        let mut query = "%24top=100".to_owned();
        if !filter.is_empty() {
            query.push_str(&format!("&%24filter={}", encoded(filter)));
        }
        let mut all = Vec::new();
        for _ in 0..PAGES {
            let said = self.get(purpose, path, &query)?.unwrap_or_default();
            all.extend(said["value"].as_array().into_iter().flatten().cloned());
            let Some(next) = said["@odata.nextLink"].as_str() else { return Ok(all) };
            // Only what it asks for is taken of it: the address stays ours.
            next.split_once('?').ok_or_else(endless)?.1.clone_into(&mut query);
        }
        Err(endless())
    }

    /// A client by our mark; else one of the same address for mail, which may be meant.
    pub(super) fn find_client(&self, client: &Client, mark: &str) -> Result<Found, Trouble> {
        let (purpose, kind) =
            ("look for a client", if client.person { "Contact" } else { "Organization" });
        let key = format!("{kind}Key");
        let by =
            format!("Get{kind}ByUserDefinedIdentifier(UserDefinedIdentifier={})", quoted(mark));
        if let Some(found) = self.get(purpose, &format!("{kind}s/{by}"), "")? {
            return Ok(Found::There(name(kind, &found[&key])?));
        }
        if client.email.is_empty() {
            return Ok(Found::Nothing);
        }
        let filter = format!("EmailAddress eq {}", quoted(&client.email));
        let like = self.list(purpose, &format!("{kind}s"), &filter)?;
        match like.first() {
            None => Ok(Found::Nothing),
            Some(one) => {
                let called = one["FullName"].as_str().unwrap_or_default().to_owned();
                Ok(Found::Like(name(kind, &one[&key])?, called))
            }
        }
    }

    /// A piece of work by its title, or by our mark in its description where the title was changed.
    pub(super) fn find_work(&self, work: &Work, mark: &str) -> Result<Found, Trouble> {
        let purpose = "look for work";
        let filter = format!("ClientKey eq {}", quoted(parts(&work.client).1));
        let all = self.list(purpose, "WorkItems", &filter)?;
        if let Some(one) = all.iter().find(|one| one["Title"] == work.title.as_str()) {
            return Ok(Found::There(name("WorkItem", &one["WorkItemKey"])?));
        }
        let day = work.starts_on.to_string();
        let same_day =
            |one: &&Value| one["StartDate"].as_str().is_some_and(|at| at.starts_with(&day));
        for one in all.iter().filter(same_day) {
            let found = name("WorkItem", &one["WorkItemKey"])?;
            let path = format!("WorkItems/{}", encoded(parts(&found).1));
            let whole = self.get(purpose, &path, "")?.unwrap_or_default();
            if whole["Description"].as_str().is_some_and(|words| words.contains(mark)) {
                return Ok(Found::There(found));
            }
        }
        Ok(Found::Nothing)
    }

    /// A file beside a client by its name.
    pub(super) fn find_letter(&self, letter: &Letter) -> Result<Found, Trouble> {
        let (kind, client) = parts(&letter.client);
        let query = format!("EntityKey={}", encoded(client));
        let said = self.get("look for a letter", &format!("FileList/{kind}"), &query)?;
        let said = said.unwrap_or_default();
        let mut files = said["Attachments"].as_array().into_iter().flatten();
        match files.find(|one| one["FileName"] == letter.name.as_str()) {
            None => Ok(Found::Nothing),
            Some(one) => Ok(Found::There(name("File", &one["FileContextKey"])?)),
        }
    }
}
