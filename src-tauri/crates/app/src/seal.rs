//! The practice's seal: an Ed25519 key whose secret half never leaves the keyring.

use domain::ports::Secret;
use evidence::seal::Key;

use crate::context::{Act, Look};
use crate::failure::{Code, Failure, failure};

/// Where the keyring keeps it.
const NAME: &str = "seal";

/// The practice's key; made when it is first needed. Fails where no keyring answers.
pub(crate) fn key(act: &Act<'_>) -> Result<Key, Failure> {
    let kept = match act.secrets.read(NAME)? {
        Some(kept) => kept,
        None => {
            let new = Secret::new(act.random());
            act.secrets.keep(NAME, &new)?;
            new
        }
    };
    let key = read(&kept)?;
    store::seal_keys::remember(act.tx, &hex(&key.public()), act.now)?;
    Ok(key)
}

/// The practice's key, if it was made. Fails where no keyring answers or none was made.
pub(crate) fn kept_key(look: &Look<'_>) -> Result<Key, Failure> {
    let kept = look.secrets.read(NAME)?.ok_or_else(|| {
        failure(Code::KeyringMissing, "this computer's keyring does not hold the practice's seal")
    })?;
    read(&kept)
}

/// Whether a key can be had when one is needed.
pub(crate) fn answers(look: &Look<'_>) -> Result<(), Failure> {
    look.secrets.read(NAME)?;
    Ok(())
}

fn read(kept: &Secret) -> Result<Key, Failure> {
    let bytes: [u8; 32] = kept
        .expose()
        .try_into()
        .map_err(|_| failure(Code::KeyringMissing, "the keyring holds no usable seal"))?;
    Ok(Key::from_bytes(bytes))
}

/// Bytes in lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The 32 bytes of a hash in hex.
pub(crate) fn bytes_of(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        let pair = hex.get(index * 2..index * 2 + 2).unwrap_or("00");
        *byte = u8::from_str_radix(pair, 16).unwrap_or(0);
    }
    bytes
}
