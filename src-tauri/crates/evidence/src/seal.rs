//! The practice's seal: an Ed25519 key (RFC 8032) whose secret bytes come from the caller and are
//! wiped when the key is dropped. It says that the practice sealed something and that nothing was
//! changed since; it is never the client's signature.

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::hash::sha256_hex;
use crate::token::Token;

/// The practice's key. It cannot be serialised or shown.
pub struct Key(SigningKey);

impl Key {
    /// The secret bytes, as the keyring holds them.
    pub fn from_bytes(secret: [u8; 32]) -> Key {
        Key(SigningKey::from_bytes(&secret))
    }

    /// The public key, which anyone may have.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The public key's fingerprint.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.public())
    }

    /// Seals `bytes`.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// The token of a pack, made from its id, so that it need not be kept anywhere.
    pub fn token(&self, pack_id: &str) -> Token {
        let secret = Token::from_bytes(self.0.to_bytes());
        let code = secret.code(format!("quittance-pack-token-1\n{pack_id}").as_bytes());
        Token::from_hex(&code).expect("a code is 64 digits")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(<redacted>)")
    }
}

/// The SHA-256 of a public key, in 64 digits.
pub fn fingerprint(public: &[u8; 32]) -> String {
    sha256_hex(public)
}

/// Whether `signature` is the holder's of `public` over `bytes`. Strict: neither weak keys nor a
/// second spelling of a signature count.
pub fn verify(public: &[u8; 32], bytes: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests;
