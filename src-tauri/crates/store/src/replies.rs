//! What clients answered: messages that the user attached, read once and kept with their file.

use chrono::NaiveDate;
use domain::ids::{ClientId, ReplyId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, id, number, plain, row, rows, run};

/// A message of a client's.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The message.
    pub id: ReplyId,
    /// The client.
    pub client_id: ClientId,
    /// The day it is of.
    pub on: NaiveDate,
    /// From whom, as it says itself; empty where it does not.
    pub from: String,
    /// The subject; of a text, the name of its file.
    pub subject: String,
    /// The words.
    pub body: String,
    /// The file: SHA-256 of its document.
    pub document: String,
}

fn reply(row: &Row<'_>) -> Result<Reply, StoreError> {
    Ok(Reply {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        on: date(row, "written_on")?,
        from: plain(row, "sender")?,
        subject: plain(row, "subject")?,
        body: plain(row, "body")?,
        document: plain(row, "document")?,
    })
}

/// A message by its id.
pub fn show(db: &Connection, id: ReplyId) -> Result<Option<Reply>, StoreError> {
    row(db, "SELECT * FROM replies WHERE id = ?1", [id.to_string()], reply)
}

/// The messages of a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<Reply>, StoreError> {
    let sql = "SELECT * FROM replies WHERE client_id = ?1 ORDER BY written_on DESC, id DESC
        LIMIT 200";
    rows(db, sql, [client.to_string()], reply)
}

/// Whether a client's message is there already.
pub fn is_there(db: &Connection, client: ClientId, document: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM replies WHERE client_id = ?1 AND document = ?2)";
    Ok(number(db, sql, params![client.to_string(), document])? == 1)
}

/// Keeps a message.
pub fn add(tx: &Transaction<'_>, new: &Reply) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO replies (id, client_id, written_on, sender, subject, body, document)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.id.to_string(),
            new.client_id.to_string(),
            new.on.to_string(),
            new.from,
            new.subject,
            new.body,
            new.document
        ],
    )?;
    Ok(())
}

/// Takes a message out; its file stays among the documents.
pub fn remove(tx: &Transaction<'_>, id: ReplyId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM replies WHERE id = ?1", [id.to_string()])?;
    Ok(())
}
