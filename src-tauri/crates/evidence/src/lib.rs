//! What a client can accept and anyone can check, without a server: client packs, acceptance
//! files, sealed evidence packs and their verifier. Bytes in, bytes out: no files, no clock, no
//! keyring, no sums of money that are not checked against the domain's.
