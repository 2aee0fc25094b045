//! What every story needs: a pack, an honest answer to it, an evidence pack.

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Currency;
use domain::reading::{Block, Row};
use evidence::acceptance::{Expected, Refusal, Standing, Verified, verify};
use evidence::bundle::{
    Facts, File, JOURNAL, JournalEntry, JournalLine, JournalPlace, Stated, build, journal_file,
};
use evidence::pack::{
    Amounts, Choice, Item, Letter, Notice, Offered, Pack, Practice, Signatory, Texts,
};
use evidence::seal::Key;
use evidence::sha256_hex;
use evidence::token::Token;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// The instant a text of RFC 3339 names.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn clause(number: &str, id: &str, heading: &str, words: &str) -> Block {
    let (number, id) = (text(number), text(id));
    Block::Clause { number, id, heading: text(heading), text: text(words), terms: Vec::new() }
}

/// A letter with every kind of block, and with characters that mean something elsewhere.
fn reading() -> Vec<Block> {
    let row = |cells: [&str; 4], sub_line: &str, total| Row {
        cells: cells.map(str::to_owned).to_vec(),
        sub_line: text(sub_line),
        total,
    };
    let mut blocks = vec![
        Block::Heading { level: 1, text: text("Engagement letter") },
        Block::Facts(vec![
            (text("Proposal"), text("PR-0042, revision 2")),
            (text("Date"), text("November 21, 2026")),
        ]),
        Block::Paragraph(text("Dear Maya and Jonas,")),
        Block::Paragraph(text(
            "Thank you for asking us to keep the books of the bakery and to prepare its 2026 tax \
             returns. This letter says what we will do, what we need from you, what it costs and \
             how it is paid. When you both sign, it is our agreement.",
        )),
        Block::Heading { level: 2, text: text("What we will do") },
        clause(
            "2.1",
            "SCOPE",
            "Monthly bookkeeping",
            "We record your transactions on the accrual basis, reconcile two bank accounts and \
             one card account, and close each month by the 15th of the next.\n\nWe are not \
             engaged to prepare, compile, review or audit financial statements.",
        ),
        clause(
            "2.2",
            "SCOPE",
            "Bill payment run, Option 2",
            "Each Thursday we prepare a payment batch of up to 40 bills a month. You approve and \
             release every batch in your bank; \u{201c}release\u{201d} means <b>you</b> & nobody \
             else.",
        ),
        Block::Heading { level: 2, text: text("What it costs") },
        Block::Table {
            head: ["Service", "Rate", "Times", "Amount"].map(str::to_owned).to_vec(),
            rows: vec![
                row(
                    ["Monthly books", "820.00", "12", "9,840.00"],
                    "Both options, clause 2.1",
                    false,
                ),
                row(["Bill payment run", "365.00", "12", "4,380.00"], "Option 2", false),
                row(["First year, Option 2", "", "", "15,230.00"], "", true),
            ],
            note: text("US dollars. No sales tax applies to these services in Oregon."),
        },
        Block::Clause {
            number: text("5.2"),
            id: text("PAY-AUTH"),
            heading: text("Authorization"),
            text: text("You authorize us to debit the account you name, on these terms."),
            terms: vec![
                (text("Amounts"), text("820.00 to 1,400.00 each month")),
                (text("Revoking"), text("In writing, three business days before a debit")),
            ],
        },
    ];
    for at in 1..=6 {
        blocks.push(clause(
            &format!("9.{at}"),
            "ECOM",
            "Electronic records",
            "You agree to receive this agreement, invoices and notices electronically, and that a \
             signature made with the intention to sign binds as ink does. You may ask for paper \
             free of charge, or withdraw this consent for the future, by writing to us.",
        ));
    }
    blocks
}

fn offered(id: &str, name: &str, about: &str) -> Offered {
    Offered { id: text(id), name: text(name), about: text(about) }
}

fn item(label: &str, needs: &[&str], month: i64, once: i64, due: i64) -> Item {
    Item {
        label: text(label),
        needs: needs.iter().map(|need| text(need)).collect(),
        amounts: Amounts {
            per_month_minor: month,
            once_minor: once,
            first_year_minor: month * 12 + once,
            due_on_acceptance_minor: due,
            ..Amounts::default()
        },
    }
}

fn options() -> Vec<Offered> {
    vec![
        offered("opt-1", "Option 1, Essentials", "Monthly books and the company's two returns."),
        offered("opt-2", "Option 2, Complete", "All of that, and the payment run each Thursday."),
    ]
}

fn add_ons() -> Vec<Offered> {
    vec![
        offered("add-1099", "Forms 1099-NEC", "Up to 20 forms, in January."),
        offered("add-review", "Quarterly review meeting", ""),
    ]
}

fn items() -> Vec<Item> {
    vec![
        item("Monthly books", &[], 82_000, 0, 82_000),
        item("Clean-up of 2026", &[], 0, 101_000, 50_500),
        item("Bill payment run", &["opt-2"], 36_500, 0, 0),
        item("Forms 1099-NEC", &["add-1099"], 0, 44_000, 0),
        item("Review meeting", &["add-review"], 9_500, 0, 0),
        item("Both together", &["opt-2", "add-review"], -4_500, 0, 0),
    ]
}

fn texts() -> Texts {
    Texts {
        consent: text(
            "You agree to receive this agreement, invoices and notices electronically. You \
                 need an e-mail address and a program that opens PDF files. You may ask for paper \
                 free of charge, or withdraw this consent for the future, by writing to us.",
        ),
        statement: text(
            "I have read PR-0042, revision 2. I accept it for Alder Bakery LLC with the \
                 choices marked. By signing I mean to bind Alder Bakery LLC.",
        ),
        authority: text("I have authority to sign for Alder Bakery LLC."),
        notice: Some(Notice {
            text: text(
                "Prices may change by notice of 30 days. If you do not object by then, the \
                     change is agreed.",
            ),
        }),
    }
}

/// A pack with two options, two add-ons, a bundle and two signatories.
pub(crate) fn pack() -> Pack {
    let pdf: Vec<u8> = b"%PDF-1.7\n"
        .iter()
        .copied()
        .chain((0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()[0]))
        .collect();
    Pack {
        pack_id: text("pck_0192a1b2c3d47e8f9a0b1c2d3e4f5a6b"),
        practice: Practice {
            name: text("Halden Ledger Accounting LLC"),
            person: text("Ruth Halden, CPA"),
            email: text("ruth@haldenledger.example"),
            address: vec![text("418 Larch Street, Suite 2"), text("Bend, Oregon 97701")],
        },
        client: text("Alder Bakery LLC"),
        number: text("PR-0042"),
        revision: 2,
        revision_id: text("rev_0192a1b2c3d47e8f9a0b1c2d3e4f5a6c"),
        sent_at: at("2026-11-21T17:00:00Z"),
        letter: Letter { pdf, file_name: text("PR-0042-r2.pdf"), reading: reading() },
        cover_note: text(
            "Maya, here is the letter we spoke about on Tuesday. The second option includes the \
             Thursday payment run.\n\nTake your time, and ask whatever is unclear.",
        ),
        signatories: vec![
            Signatory {
                name: text("Maya Alder"),
                capacity: text("Member"),
                email: text("maya@alderbakery.example"),
            },
            Signatory {
                name: text("Jonas Alder"),
                capacity: text("Member"),
                email: text("jonas@alderbakery.example"),
            },
        ],
        signatory: 0,
        valid_until: NaiveDate::from_ymd_opt(2999, 12, 5).expect("a day"),
        time_zone: text("America/Los_Angeles"),
        closes_at: at("2999-12-06T08:00:00Z"),
        language: text("en-US"),
        currency: Currency::Usd,
        options: options(),
        add_ons: add_ons(),
        items: items(),
        totals_note: text(
            "Before tax. Due on acceptance: the first month and half of the clean-up.",
        ),
        texts: texts(),
        payment_page: None,
        return_to: text("ruth@haldenledger.example"),
        token: Token::from_bytes([7; 32]),
    }
}

/// When the practice received the honest answer.
pub(crate) fn received() -> DateTime<Utc> {
    at("2026-11-22T18:00:00Z")
}

/// Option 2 with the review meeting.
pub(crate) fn choice() -> Choice {
    Choice { option: Some(text("opt-2")), add_ons: vec![text("add-review")] }
}

/// An honest acceptance of [`pack`], without its code.
pub(crate) fn answer() -> Value {
    let terms = pack().terms();
    let hash = |text: &str| sha256_hex(text.as_bytes());
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
        "choice": choice(),
        "totals": evidence::pack::totals(&terms, &choice()).expect("a possible choice"),
        "signer": { "name": "Maya Alder", "capacity": "Member" },
        "signature": { "kind": "drawn", "height": 300,
            "strokes": [[100, 200, 140, 120, 180, 210], [220, 150, 260, 150]] },
        "consented": true, "authority": true, "initials": "MA", "message": "",
        "times": {
            "opened_at": "2026-11-22T16:00:00.000Z", "read_at": "2026-11-22T16:09:00.000Z",
            "saved_at": null, "chosen_at": "2026-11-22T16:10:00.000Z",
            "consented_at": "2026-11-22T16:11:00.000Z",
            "answered_at": "2026-11-22T16:12:30.125Z",
        },
        "read_by": "scrolled",
        "device": { "user_agent": "Example/1", "language": "en-US",
            "zone": "America/Los_Angeles", "offset_minutes": -480, "screen": "390x844@3" },
    })
}

/// A wish for a change instead.
pub(crate) fn wish() -> Value {
    let mut value = answer();
    value["kind"] = json!("change_requested");
    for part in ["choice", "totals", "signature"] {
        value[part] = Value::Null;
    }
    value["initials"] = json!("");
    value["message"] = json!("Could we start in January?");
    value
}

/// Keys sorted all the way down.
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

/// The canonical bytes as they stand.
pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    sorted(value).to_string().into_bytes()
}

/// The file with the code that the holder of `token` can make.
pub(crate) fn coded(value: &Value, token: [u8; 32]) -> Vec<u8> {
    let mut value = value.clone();
    value.as_object_mut().expect("an object").shift_remove("mac");
    let mut mac = Hmac::<Sha256>::new_from_slice(&token).expect("any key");
    mac.update(&bytes(&value));
    let code: String =
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    value["mac"] = json!(code);
    bytes(&value)
}

/// Holds a file against [`pack`], which is open and has no answer yet.
pub(crate) fn held(file: &[u8]) -> Result<Verified, Refusal> {
    held_when(file, Standing::Open, &[])
}

/// Holds a file against [`pack`] as it stands.
pub(crate) fn held_when(
    file: &[u8],
    standing: Standing,
    imported: &[String],
) -> Result<Verified, Refusal> {
    let pack = pack();
    let terms = pack.terms();
    verify(&Expected { terms: &terms, token: &pack.token, standing, imported }, file, received())
}

/// The practice's key.
pub(crate) fn key() -> Key {
    Key::from_bytes([9; 32])
}

/// Four entries, of which the third is about another client.
pub(crate) fn journal() -> Vec<JournalLine> {
    let mut previous = "0".repeat(64);
    let mut lines = Vec::new();
    for seq in 1..=4_u64 {
        let mut entry = JournalEntry {
            seq,
            at: format!("2026-11-2{seq}T09:00:00.000Z"),
            actor: text("user"),
            command: text("proposals.send"),
            words: format!("Step {seq} \u{2013} caf\u{e9}"),
            client_id: text("cli_0192a1b2c3d47e8f9a0b1c2d3e4f5a6d"),
            payload: text("{\"id\":1}"),
            undo: String::new(),
            previous,
            hash: String::new(),
        };
        entry.hash = entry.linked();
        previous = entry.hash.clone();
        lines.push(if seq == 3 {
            let JournalEntry { seq, previous, hash, .. } = entry;
            JournalLine::Withheld(JournalPlace { seq, previous, hash })
        } else {
            JournalLine::Entry(Box::new(entry))
        });
    }
    lines
}

/// The hash the journal ends with.
pub(crate) fn head(lines: &[JournalLine]) -> String {
    match lines.last() {
        Some(JournalLine::Entry(entry)) => entry.hash.clone(),
        Some(JournalLine::Withheld(place)) => place.hash.clone(),
        None => String::new(),
    }
}

/// What goes into the evidence.
pub(crate) fn files() -> Vec<File> {
    let file =
        |name: &str, bytes: Vec<u8>, what: &str| File { name: text(name), bytes, what: text(what) };
    vec![
        file("letter.pdf", pack().letter.pdf, "The engagement letter as sent"),
        file("certificate.pdf", b"%PDF-1.7 certificate".to_vec(), "The certificate"),
        file("maya.quittance-acceptance", coded(&answer(), [7; 32]), "Maya Alder's answer"),
        file("messages/2026-11-21.eml", b"Subject: PR-0042\r\n\r\nHere.".to_vec(), "A message"),
        file(JOURNAL, journal_file(&journal()), "The journal about this client"),
    ]
}

/// The facts of that evidence.
pub(crate) fn facts(files: &[File]) -> Facts {
    Facts {
        practice: text("Halden Ledger Accounting LLC"),
        client: text("Alder Bakery LLC"),
        agreement: text("EL-0042"),
        made_at: at("2026-11-23T09:00:00Z"),
        journal_head: head(&journal()),
        stated: vec![Stated {
            by: text("certificate.pdf"),
            of: text("letter.pdf"),
            sha256: sha256_hex(&files[0].bytes),
        }],
    }
}

/// A whole evidence pack.
pub(crate) fn evidence() -> Vec<u8> {
    let files = files();
    build(&facts(&files), &files, &key()).expect("good files")
}
