use super::*;
use crate::hash::{hex, unhex};

/// RFC 8032, 7.1, tests 1 to 3: secret, public, message, signature.
const VECTORS: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac\
         c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e\
         458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290\
         ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

#[test]
fn a_seal_is_that_of_the_standard() {
    for [secret, public, message, signature] in VECTORS {
        let key = Key::from_bytes(unhex(secret).unwrap());
        let message: Vec<u8> = (0..message.len() / 2)
            .map(|at| u8::from_str_radix(&message[at * 2..at * 2 + 2], 16).unwrap())
            .collect();
        assert_eq!(hex(&key.public()), public);
        assert_eq!(hex(&key.sign(&message)), signature);
        let signature = unhex(signature).unwrap();
        assert!(verify(&key.public(), &message, &signature));
        assert!(!verify(&key.public(), b"another", &signature));
    }
}

#[test]
fn a_weak_key_seals_nothing() {
    let mut weak = [0; 32];
    weak[0] = 1;
    assert!(!verify(&weak, b"anything", &[0; 64]));
}

#[test]
fn a_token_made_from_the_key_is_the_same_every_time_and_another_for_each_pack() {
    let key = Key::from_bytes([3; 32]);
    assert_eq!(key.token("pck_1"), key.token("pck_1"));
    assert_ne!(key.token("pck_1"), key.token("pck_2"));
    assert_eq!(Token::from_hex(&key.token("pck_1").to_hex()), Some(key.token("pck_1")));
}
