//! The account that the practice's mail leaves by. Its password is typed once and goes to the
//! keyring; neither the book nor the journal sees it.

use std::fmt;

use domain::mail::{PRESETS, Security, Server, is_loopback};
use domain::ports::Secret;
use serde::{Deserialize, Serialize};
use store::mail::{self, Account};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, refused};
use crate::wire::{self, Nothing};

use super::addresses;

/// A password on its way to the keyring. It shows itself to nobody.
#[derive(Clone, Deserialize, TS)]
#[serde(transparent)]
#[ts(as = "String")]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// The account, as the user sees it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailAccount {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls`, `starttls`, or `none` for a server on this computer.
    pub security: String,
    /// Who signs in; empty where nobody has to.
    pub user: String,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Where answers go; empty for the sender.
    pub reply_to: String,
    /// Whether the sender gets a copy: `none`, `cc` or `bcc`.
    pub copy_to_self: String,
    /// Whether notices of amendments and their reminders leave by themselves.
    pub sends_notices: bool,
}

/// The account and whether it can be used.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailAccountPage {
    /// The account; none means that letters go to the mail program as drafts.
    pub account: Option<MailAccount>,
    /// Whether the keyring holds its password.
    pub password_kept: bool,
    /// Why it cannot be used now, in words.
    pub trouble: Option<String>,
}

/// The account as it is saved.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveMailAccount {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls`, `starttls`, or `none` for a server on this computer.
    pub security: String,
    /// Who signs in; empty where nobody has to.
    pub user: String,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// Where answers go; empty for the sender.
    pub reply_to: String,
    /// Whether the sender gets a copy: `none`, `cc` or `bcc`.
    pub copy_to_self: String,
    /// Whether notices of amendments and their reminders leave by themselves; left out, not.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub sends_notices: bool,
    /// The password, where it is typed anew; none leaves the one that is kept.
    pub password: Option<Password>,
}

/// A provider's server.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailPreset {
    /// The provider.
    pub name: String,
    /// The server; empty where the user names it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls` or `starttls`.
    pub security: String,
    /// What to know before typing the password.
    pub note: String,
}

/// Providers' servers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailPresets {
    /// The common ones, and one to fill in.
    pub rows: Vec<MailPreset>,
}

/// Under what name the keyring holds the password of an account: another server or another user
/// never gets it.
pub(super) fn kept_as(server: &Server) -> String {
    format!("mail {}@{}", server.user, server.host)
}

/// Providers' servers, so that nobody has to look them up.
pub fn presets(_: &Look<'_>, _: Nothing) -> Result<MailPresets, Failure> {
    let rows = PRESETS.iter().map(|preset| MailPreset {
        name: preset.name.to_owned(),
        host: preset.host.to_owned(),
        port: preset.port,
        security: preset.security.name().to_owned(),
        note: preset.note.to_owned(),
    });
    Ok(MailPresets { rows: rows.collect() })
}

/// The account and whether it can be used.
pub fn account(look: &Look<'_>, _: Nothing) -> Result<MailAccountPage, Failure> {
    let Some(found) = mail::account(look.db)? else {
        return Ok(MailAccountPage { account: None, password_kept: false, trouble: None });
    };
    let (password_kept, trouble) = match look.secrets.read(&kept_as(&found.server)) {
        _ if found.server.user.is_empty() => (false, None),
        Ok(Some(_)) => (true, None),
        Ok(None) => (false, Some("this computer's keyring holds no password for it".to_owned())),
        Err(why) => (false, Some(why.to_string())),
    };
    let account = MailAccount {
        host: found.server.host,
        port: found.server.port,
        security: found.server.security.name().to_owned(),
        user: found.server.user,
        from_name: found.from_name,
        from_address: found.from_address,
        reply_to: found.reply_to,
        copy_to_self: found.copy_to_self,
        sends_notices: found.notices_since.is_some(),
    };
    Ok(MailAccountPage { account: Some(account), password_kept, trouble })
}

/// Saves the account; the password goes to the keyring.
pub fn save_account(act: &mut Act<'_>, question: SaveMailAccount) -> Result<Nothing, Failure> {
    let mut account = read_form(&question)?;
    let before = mail::account(act.tx)?;
    if question.sends_notices {
        // What was sent before this day is the user's to remind of.
        let since = before.as_ref().and_then(|before| before.notices_since);
        account.notices_since = since.or(Some(act.today));
    }
    let name = kept_as(&account.server);
    let typed = question.password.filter(|typed| !typed.0.is_empty());
    if !account.server.user.is_empty() {
        match typed {
            Some(Password(typed)) => act.secrets.keep(&name, &Secret::new(typed.into_bytes()))?,
            None if act.secrets.read(&name)?.is_some() => {}
            None => return Err(refused("password", "type the password of this account")),
        }
    }
    mail::save_account(act.tx, &account)?;
    if let Some(before) = before.filter(|before| kept_as(&before.server) != name) {
        act.secrets.forget(&kept_as(&before.server))?;
    }
    act.say(format!("E-mail leaves by {}", account.server.host), None);
    Ok(Nothing {})
}

/// Forgets the account and its password.
pub fn forget_account(act: &mut Act<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let found = mail::account(act.tx)?.ok_or_else(|| conflict("there is no mail account"))?;
    act.secrets.forget(&kept_as(&found.server))?;
    mail::forget_account(act.tx)?;
    act.say("Mail account forgotten; letters go to the mail program as drafts", None);
    Ok(Nothing {})
}

fn read_form(form: &SaveMailAccount) -> Result<Account, Failure> {
    let host = wire::line("host", &form.host, 253)?.to_lowercase();
    let named = |c: char| c.is_ascii_alphanumeric() || "-.:_".contains(c);
    if host.is_empty() || !host.chars().all(named) {
        return Err(refused("host", "name the server, like smtp.example.com"));
    }
    if form.port == 0 {
        return Err(refused("port", "a port is a number from 1 to 65535; usual are 465 and 587"));
    }
    let security = Security::from_name(&form.security)
        .ok_or_else(|| refused("security", "choose TLS or STARTTLS"))?;
    if security == Security::Loopback && !is_loopback(&host) {
        let words = "mail leaves this computer only encrypted; choose TLS or STARTTLS";
        return Err(refused("security", words));
    }
    let one = |field, text: &str| -> Result<String, Failure> {
        let mut found = addresses(field, text)?;
        match (found.pop(), found.is_empty()) {
            (Some(only), true) => Ok(only),
            (None, _) => Ok(String::new()),
            (Some(_), false) => Err(refused(field, "one address is enough here")),
        }
    };
    let from_address = one("from_address", &form.from_address)?;
    if from_address.is_empty() {
        return Err(refused("from_address", "type the address that mail comes from"));
    }
    if !matches!(form.copy_to_self.as_str(), "none" | "cc" | "bcc") {
        return Err(refused("copy_to_self", "choose none, cc or bcc"));
    }
    let user = wire::line("user", &form.user, 200)?;
    Ok(Account {
        server: Server { host, port: form.port, security, user },
        from_name: wire::line("from_name", &form.from_name, 200)?,
        from_address,
        reply_to: one("reply_to", &form.reply_to)?,
        copy_to_self: form.copy_to_self.clone(),
        notices_since: None,
    })
}
