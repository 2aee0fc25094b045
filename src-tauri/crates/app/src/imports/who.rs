//! Whom a row is about: a client of the book, of an earlier row, or one that comes with it.

use std::collections::HashMap;

use domain::ids::{ClientId, Id, ImportId};
use store::clients::{self, Client};

use super::heads::plain;
use crate::clients::{ClientForm, read_form};
use crate::context::{Act, Look};
use crate::failure::Failure;

/// The clients of the book, by address and by name.
pub(super) struct Known {
    by_key: HashMap<String, Client>,
    new: HashMap<String, Client>,
}

/// The client of a row as the list names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The name.
    pub(super) name: String,
    /// The e-mail address; may be empty.
    pub(super) email: String,
}

impl Named {
    fn form(&self) -> ClientForm {
        ClientForm {
            name: self.name.clone(),
            kind: "business".to_owned(),
            email: self.email.clone(),
            ..ClientForm::default()
        }
    }

    /// Why no client can be made of it.
    pub(super) fn problem(&self) -> Option<String> {
        let nobody = ClientId::from_uuid(uuid::Uuid::nil());
        read_form(nobody, &self.form()).err().map(|why| why.message)
    }
}

impl Known {
    pub(super) fn of(look: &Look<'_>) -> Result<Known, Failure> {
        let mut by_key = HashMap::new();
        for client in clients::all(look.db)? {
            if !client.email.is_empty() {
                by_key.entry(client.email.to_lowercase()).or_insert_with(|| client.clone());
            }
            by_key.entry(plain(&client.name)).or_insert(client);
        }
        Ok(Known { by_key, new: HashMap::new() })
    }

    /// The client of the book.
    pub(super) fn find(&self, named: &Named) -> Option<&Client> {
        let email = named.email.to_lowercase();
        let by_email = if email.is_empty() { None } else { self.by_key.get(&email) };
        by_email.or_else(|| self.by_key.get(&plain(&named.name)))
    }

    /// The client of the book, or a new one that is added once for all rows that name it.
    pub(super) fn find_or_add(
        &mut self,
        act: &Act<'_>,
        named: &Named,
        import: Option<ImportId>,
    ) -> Result<Client, Failure> {
        let key = plain(&named.name);
        if let Some(client) = self.find(named).or_else(|| self.new.get(&key)) {
            return Ok(client.clone());
        }
        let client = read_form(act.new_id(), &named.form())?;
        clients::add(act.tx, &client, import)?;
        self.new.insert(key, client.clone());
        Ok(client)
    }

    /// How many came new.
    pub(super) fn added(&self) -> u32 {
        crate::wire::count(self.new.len())
    }
}
