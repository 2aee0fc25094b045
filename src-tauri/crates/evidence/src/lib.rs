//! What a client can accept and anyone can check, without a server: client packs, acceptance
//! files, sealed evidence packs and their verifier. Bytes in, bytes out: no files, no clock, no
//! keyring, no sums of money that are not checked against the domain's.

pub mod acceptance;
pub mod bundle;
mod canonical;
mod hash;
mod html;
pub mod message;
pub mod pack;
pub mod seal;
pub mod token;
mod verifier;

pub use hash::sha256_hex;
pub use verifier::verifier;
