//! A client who answers in a pack: reads the page's own data and makes the file that the page
//! would.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use evidence::pack::{Choice, Terms, totals};
use evidence::sha256_hex;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// A pack that was opened.
pub struct Opened {
    /// What the page says is offered.
    pub terms: Terms,
    token: [u8; 32],
}

impl Opened {
    /// Opens a pack's page.
    pub fn page(html: &str) -> Opened {
        let data = html.split("type=\"application/json\"").nth(1).expect("the page has its data");
        let data = &data[data.find('>').expect("a tag ends") + 1..];
        let data: Value = serde_json::from_str(&data[..data.find("</script>").expect("it ends")])
            .expect("the data are JSON");
        let hex = data["token"].as_str().expect("the page has its token");
        let byte = |at: usize| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).expect("hex");
        Opened {
            terms: serde_json::from_value(data["terms"].clone()).expect("the terms"),
            token: std::array::from_fn(byte),
        }
    }

    /// An honest acceptance of `choice`, signed at `at`, without its code.
    pub fn acceptance(&self, choice: &Choice, at: DateTime<Utc>) -> Value {
        let terms = &self.terms;
        let hash = |text: &str| sha256_hex(text.as_bytes());
        let before = |minutes| {
            (at - TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Millis, true)
        };
        let signatory = &terms.signatories[terms.signatory];
        json!({
            "format": "quittance-acceptance", "version": 1, "kind": "accepted",
            "pack_id": terms.pack_id, "number": terms.number, "revision": terms.revision,
            "revision_id": terms.revision_id, "letter_sha256": terms.letter_sha256,
            "reading_sha256": terms.reading_sha256,
            "texts": {
                "consent": hash(&terms.texts.consent), "statement": hash(&terms.texts.statement),
                "authority": hash(&terms.texts.authority),
                "notice": terms.texts.notice.as_ref().map(|notice| hash(&notice.text)),
            },
            "choice": choice,
            "totals": totals(terms, choice).expect("a possible choice"),
            "signer": { "name": signatory.name, "capacity": "Member" },
            "signature": { "kind": "drawn", "height": 300,
                "strokes": [[100, 200, 140, 120, 180, 210], [220, 150, 260, 150]] },
            "consented": true, "authority": true, "initials": "", "message": "",
            "times": { "opened_at": before(9), "read_at": before(5), "saved_at": null,
                "chosen_at": before(4), "consented_at": before(2), "answered_at": before(0) },
            "read_by": "scrolled",
            "device": { "user_agent": "Example/1", "language": "en-US", "zone": "America/New_York",
                "offset_minutes": -300, "screen": "390x844@3" },
        })
    }

    /// A wish for a change, or a no, instead.
    pub fn other(&self, kind: &str, message: &str, at: DateTime<Utc>) -> Value {
        let mut value = self.acceptance(&first_choice(&self.terms), at);
        for part in ["choice", "totals", "signature"] {
            value[part] = Value::Null;
        }
        value["kind"] = json!(kind);
        value["message"] = json!(message);
        value
    }

    /// The file with the code that whoever holds the page can make.
    pub fn coded(&self, value: &Value) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.token).expect("any key");
        mac.update(sorted(value).to_string().as_bytes());
        let code = mac.finalize().into_bytes();
        let mut value = value.clone();
        value["mac"] = json!(code.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        sorted(&value).to_string().into_bytes()
    }
}

/// The first option, if there are any, and no add-ons.
pub fn first_choice(terms: &Terms) -> Choice {
    Choice { option: terms.options.first().map(|one| one.id.clone()), add_ons: Vec::new() }
}

/// Keys sorted all the way down, as the file's canonical form wants them.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            entries.into_iter().map(|(key, value)| (key.clone(), sorted(value))).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        plain => plain.clone(),
    }
}
