//! The certificate of the bakery's acceptance; its hashes are made up.

use chrono::{DateTime, TimeDelta, Utc};
use paper::MetaRow;
use paper::certificate::{Certificate, Digest, Event, Seal, Signer};

use super::practice::{american, day};

/// The acceptance certificate of the bakery.
pub(crate) fn certificate() -> Certificate {
    Certificate {
        stationery: american(
            "Halden Ledger Accounting LLC · Acceptance certificate AC-0042 · EL-0042",
        ),
        number: "AC-0042".into(),
        made_on: day(2026, 11, 24),
        client: "Alder Bakery LLC".into(),
        summary: "Engagement letter PR-0042, revision 2, is accepted. It is agreement EL-0042."
            .into(),
        grade: "C, ink seen by the practice".into(),
        grade_remark: "the lower of the two signers' grades".into(),
        grade_legend: "A: recorded by a third party at the time. B: signed file returned from a \
             verified address. C: signed before the practice, on screen or in ink. D: recorded on \
             the client's behalf. No grade claims an advanced or qualified electronic signature \
             of the client."
            .into(),
        signers: signers(),
        digests: [
            "Letter, 58,864 bytes",
            "Consent text shown",
            "Bank authorization text",
            "Scan of the ink page",
        ]
        .iter()
        .enumerate()
        .map(|(at, label)| Digest { label: (*label).into(), sha256: hash(at as u8) })
        .collect(),
        facts: vec![
            MetaRow::new(
                "Made from",
                "Clauses US tax 1, US bookkeeping 1; template 3; no earlier amendment",
            ),
            MetaRow::new(
                "Payment method",
                "Business bank account ending 2290, held by the payment provider",
            ),
        ],
        local_place: "Bend".into(),
        events: events(),
        seal: Some(Seal {
            fingerprint: hash(7),
            signature: std::array::from_fn(|at| (at as u8).wrapping_mul(57)),
            remark: "First line: fingerprint of the practice's Ed25519 public key. Then: \
                     signature over this record. The seal is the practice's own and attests this \
                     record; it is not the client's signature."
                .into(),
        }),
        how_to_check: "Compute the SHA-256 of the letter file: it must equal the first line \
             above. Each entry hash covers the entry before it. The seal, the public key and the \
             entries are attached to this file; no network is needed."
            .into(),
    }
}

/// Bytes that look like a hash.
fn hash(seed: u8) -> [u8; 32] {
    std::array::from_fn(|at| seed.wrapping_mul(31) ^ (at as u8).wrapping_mul(91))
}

fn events() -> Vec<Event> {
    let start: DateTime<Utc> = DateTime::from_timestamp(1_795_282_928, 0).expect("an instant");
    let happened = [
        "Revision 2 frozen",
        "Sent to both signers by e-mail",
        "Opened by Maya Alder, read to the end 16:10:57",
        "Terms accepted",
        "Bank account connected, authorization given",
        "Signed by Maya Alder",
        "Signed in ink by Jonas Alder, seen by Ruth Halden",
        "All signed; agreement EL-0042 made",
        "Signed copy sent to both and taken by their servers",
    ];
    let event = |(at, what): (usize, &&str)| {
        let instant = start + TimeDelta::seconds(i64::try_from(at).unwrap_or(0) * 14_231);
        Event {
            at: instant,
            local: (instant - TimeDelta::hours(8)).naive_utc(),
            what: (*what).into(),
            hash: hash(at as u8 + 40),
        }
    };
    happened.iter().enumerate().map(event).collect()
}

fn signers() -> Vec<Signer> {
    let maya = Signer {
        name: "Maya Alder".into(),
        stands_for: "Member, with authority stated".into(),
        reached_at: "maya@alderbakery.example".into(),
        how: "Hosted page, name typed, box ticked".into(),
        identified_by: "Link to her address, bank sign-in".into(),
        when: "Nov 23, 2026, 8:13:05 am, Bend".into(),
        from: "203.0.113.24, browser on Windows".into(),
        chosen: "Option 1, add-on, notice consent".into(),
        grade: "A".into(),
    };
    let jonas = Signer {
        name: "Jonas Alder".into(),
        reached_at: "jonas@alderbakery.example".into(),
        how: "Ink on paper at our office, scanned".into(),
        identified_by: "Known to Ruth Halden, client since 2023".into(),
        when: "Nov 24, 2026, 10:20 am, Bend".into(),
        from: "not applicable".into(),
        grade: "C".into(),
        ..maya.clone()
    };
    vec![maya, jonas]
}
