use super::*;

#[test]
fn placeholders_are_filled_and_an_unknown_one_is_named() {
    let value = |name: &str| (name == "client").then_some("Ada {x}");
    assert_eq!(fill("Dear {client}, {client}.", value), Ok("Dear Ada {x}, Ada {x}.".to_owned()));
    assert_eq!(fill("Dear {who}", value), Err("who".to_owned()));
    assert_eq!(fill("Dear {client", value), Err("client".to_owned()));
    assert_eq!(fill("nothing} to fill", value), Ok("nothing} to fill".to_owned()));
}

#[test]
fn waiting_grows_and_ends_before_the_mail_is_late() {
    let waits: Vec<i64> = (1..=6).map_while(wait_after).map(|wait| wait.num_minutes()).collect();
    assert_eq!(waits, [1, 5, 15, 60, 180]);
    assert!(waits.iter().all(|minutes| *minutes < LATE_HOURS * 60));
}

#[test]
fn every_preset_is_encrypted_and_explains_itself() {
    for preset in PRESETS {
        assert_ne!(preset.security, Security::Loopback, "{}", preset.name);
        assert!(!preset.note.is_empty() && !preset.name.is_empty());
        assert_eq!(Security::from_name(preset.security.name()), Some(preset.security));
    }
    assert!(note_of("SMTP.gmail.com").unwrap().contains("app password"));
    assert_eq!(note_of("mail.example.com"), None);
}
