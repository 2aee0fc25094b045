//! The client pack: one HTML page that holds a proposal, works without a network, and gives back
//! an acceptance file. What an answer is held against afterwards are its [`Terms`].

mod page;
mod reading;
mod terms;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Currency;
use domain::reading::Block;

use crate::hash::sha256_hex;
use crate::token::Token;

pub use terms::{
    AddUp, Amounts, Choice, ChoiceError, Item, Notice, Offered, Signatory, Terms, Texts, totals,
};

/// The largest page, so that it passes every mail server: 2 MB.
pub const LARGEST_PAGE: usize = 2_000_000;

/// Everything a pack shows and asks.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Names this pack among all; one for each signatory and sending.
    pub pack_id: String,
    /// Who sends it.
    pub practice: Practice,
    /// Who it is for.
    pub client: String,
    /// The proposal's number: `PR-0042`.
    pub number: String,
    /// Which revision.
    pub revision: u32,
    /// The revision's id.
    pub revision_id: String,
    /// When it was sent. No answer can be older.
    pub sent_at: DateTime<Utc>,
    /// The engagement letter.
    pub letter: Letter,
    /// A few words of the practice's own; may be empty. A blank line parts paragraphs.
    pub cover_note: String,
    /// Everyone who signs for the client.
    pub signatories: Vec<Signatory>,
    /// Which of them this pack is for, counted from 0.
    pub signatory: usize,
    /// The last day of the offer, where the practice is.
    pub valid_until: NaiveDate,
    /// That place's time zone by its IANA name.
    pub time_zone: String,
    /// The instant at which that day ends there.
    pub closes_at: DateTime<Utc>,
    /// Language and country, `en-US`.
    pub language: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// The options, of which one is chosen; none when there is no choice.
    pub options: Vec<Offered>,
    /// What can be chosen on top.
    pub add_ons: Vec<Offered>,
    /// What is added up.
    pub items: Vec<Item>,
    /// What stands under the totals: what they hold and leave out; may be empty.
    pub totals_note: String,
    /// What is agreed to.
    pub texts: Texts,
    /// The page on which a payment method is given; nothing where none is asked for or none is
    /// there. No answer is held against it.
    pub payment_page: Option<PaymentPage>,
    /// Where the answer goes.
    pub return_to: String,
    /// The pack's secret.
    pub token: Token,
}

/// A page of a payment provider's on which a client gives a payment method.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentPage {
    /// Its address.
    pub url: String,
    /// When it ends, in words; empty where it does not.
    pub until: String,
    /// How many squares stand beside each other in the QR code of the address; 0 for no code.
    pub size: u32,
    /// The dark ones: column and row of the first, and how many stand beside it.
    pub runs: Vec<(u32, u32, u32)>,
}

/// Who sends a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Practice {
    /// The firm.
    pub name: String,
    /// Who writes; may be empty.
    pub person: String,
    /// Their e-mail address.
    pub email: String,
    /// The address, line by line.
    pub address: Vec<String>,
}

/// The engagement letter, as pages and as text.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The name it is saved under.
    pub file_name: String,
    /// The same letter as text.
    pub reading: Vec<Block>,
}

/// Why a pack cannot be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PackError {
    /// The signatory is not among the signatories.
    #[error("choose who signs")]
    NoSignatory,
    /// Two choices have one id.
    #[error("two choices share the id {0}")]
    TwiceOffered(String),
    /// An item needs what is not offered.
    #[error("\"{label}\" needs {needs}, which is not offered")]
    NotOffered {
        /// The item.
        label: String,
        /// The id it needs.
        needs: String,
    },
    /// Amounts of some choice go beyond what is exact everywhere.
    #[error("the amounts are too large to add up")]
    TooLarge,
    /// The page would not pass a mail server.
    #[error("the page is {0} bytes, and {LARGEST_PAGE} is the most; make the letter smaller")]
    TooHeavy(usize),
}

impl Pack {
    /// What an answer to this pack is held against.
    pub fn terms(&self) -> Terms {
        Terms {
            pack_id: self.pack_id.clone(),
            client: self.client.clone(),
            number: self.number.clone(),
            revision: self.revision,
            revision_id: self.revision_id.clone(),
            letter_sha256: sha256_hex(&self.letter.pdf),
            reading_sha256: sha256_hex(reading::text(&self.letter.reading).as_bytes()),
            sent_at: self.sent_at,
            closes_at: self.closes_at,
            signatories: self.signatories.clone(),
            signatory: self.signatory,
            currency: self.currency.code().to_owned(),
            options: self.options.clone(),
            add_ons: self.add_ons.clone(),
            items: self.items.clone(),
            texts: self.texts.clone(),
        }
    }
}

/// The page as HTML. The same pack gives the same bytes.
pub fn render(pack: &Pack) -> Result<String, PackError> {
    let terms = pack.terms();
    terms.check()?;
    let html = page::html(pack, &terms);
    if html.len() > LARGEST_PAGE { Err(PackError::TooHeavy(html.len())) } else { Ok(html) }
}

#[cfg(test)]
mod tests;
