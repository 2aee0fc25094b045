//! The mail account, and the user's own words for mail.

use chrono::NaiveDate;
use domain::mail::{Security, Server};
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{date_opt, plain, row, run};

/// How the practice's mail is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The server.
    pub server: Server,
    /// The sender's name; may be empty.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Where answers go; empty for the sender.
    pub reply_to: String,
    /// `none`, `cc` or `bcc`.
    pub copy_to_self: String,
    /// Since when notices of amendments and their reminders leave by themselves; off without it.
    pub notices_since: Option<NaiveDate>,
}

/// Words for one kind of mail, with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The subject.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// The account, if one was set up.
pub fn account(db: &Connection) -> Result<Option<Account>, StoreError> {
    row(db, "SELECT * FROM mail_account", [], |row| {
        let name: String = plain(row, "security")?;
        let security = Security::from_name(&name)
            .ok_or(StoreError::Corrupt { what: "security", value: name })?;
        let (host, user) = (plain(row, "host")?, plain(row, "user")?);
        Ok(Account {
            server: Server { host, port: plain(row, "port")?, security, user },
            from_name: plain(row, "from_name")?,
            from_address: plain(row, "from_address")?,
            reply_to: plain(row, "reply_to")?,
            copy_to_self: plain(row, "copy_to_self")?,
            notices_since: date_opt(row, "notices_since")?,
        })
    })
}

/// Saves the account in place of the one before.
pub fn save_account(tx: &Transaction<'_>, account: &Account) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR REPLACE INTO mail_account (only, host, port, security, user, from_name,
            from_address, reply_to, copy_to_self, notices_since)
            VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            account.server.host,
            account.server.port,
            account.server.security.name(),
            account.server.user,
            account.from_name,
            account.from_address,
            account.reply_to,
            account.copy_to_self,
            account.notices_since.map(|day| day.to_string())
        ],
    )?;
    Ok(())
}

/// Takes the account out of the book.
pub fn forget_account(tx: &Transaction<'_>) -> Result<(), StoreError> {
    run(tx, "DELETE FROM mail_account", [])?;
    Ok(())
}

/// The user's words for `letter`, `invoice` or `receipt`.
pub fn template(db: &Connection, kind: &str) -> Result<Option<Template>, StoreError> {
    row(db, "SELECT * FROM mail_templates WHERE kind = ?1", [kind], |row| {
        Ok(Template { subject: plain(row, "subject")?, body: plain(row, "body")? })
    })
}

/// Keeps the user's words for a kind of mail; none goes back to the program's.
pub fn save_template(
    tx: &Transaction<'_>,
    kind: &str,
    template: Option<&Template>,
) -> Result<(), StoreError> {
    match template {
        Some(words) => run(
            tx,
            "INSERT OR REPLACE INTO mail_templates (kind, subject, body) VALUES (?1, ?2, ?3)",
            params![kind, words.subject, words.body],
        )?,
        None => run(tx, "DELETE FROM mail_templates WHERE kind = ?1", [kind])?,
    };
    Ok(())
}
