//! The secret of one client pack: whoever holds the pack can make its code, nobody else.

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::hash::{hex, unhex};

/// 32 random bytes that bind an answer to the pack it was given in.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// The caller draws the bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Token {
        Token(bytes)
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Token> {
        unhex(text).map(Token)
    }

    /// The digits, for the pack itself and for keeping.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    fn keyed(&self, bytes: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::new_from_slice(&self.0).expect("a key of any length will do");
        mac.update(bytes);
        mac
    }

    /// HMAC-SHA-256 of `bytes`, as hexadecimal digits.
    pub(crate) fn code(&self, bytes: &[u8]) -> String {
        hex(&self.keyed(bytes).finalize().into_bytes())
    }

    /// Whether `code` is that of `bytes`; takes the same time for every wrong one.
    pub(crate) fn made(&self, bytes: &[u8], code: &str) -> bool {
        unhex::<32>(code).is_some_and(|code| self.keyed(bytes).verify_slice(&code).is_ok())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(<redacted>)")
    }
}
