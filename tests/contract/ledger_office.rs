//! A practice's connection to a ledger at a stand-in, and what it puts there.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use connect::http::{Outside, Patience};
use connect::ledgers::{self, Keys};
use domain::ledgers::{
    Allocated, Attachment, BankEntry, BankPart, BillLine, Brand, Contact, CreditNote, Document,
    Held, Invoice, Item, Kind, Payment, Put, Reason, Refund, Trouble,
};
use domain::money::Money;
use domain::ports::{Call, Ledger, Secret, Secrets, World};
use serde_json::Value;
use tests::{Checked, Fault, MemoryKeyring, StoppedWorld};

use crate::office::{dollars, morning};

/// The clock on the desk, the keyring, the list of calls, and the waits between them.
pub(crate) struct Desk {
    pub(crate) world: Arc<StoppedWorld>,
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) calls: Arc<Mutex<Vec<Call>>>,
    pub(crate) waits: Arc<Mutex<Vec<Duration>>>,
}

impl Desk {
    pub(crate) fn open() -> Desk {
        Desk {
            world: Arc::new(StoppedWorld::on("2026-11-23")),
            keyring: Arc::default(),
            calls: Arc::default(),
            waits: Arc::default(),
        }
    }

    /// The entry of the one connection.
    pub(crate) fn keys(&self) -> Keys {
        Keys { secrets: self.keyring.clone(), name: "ledger:1".to_owned() }
    }

    /// Keeps what a sign-in would have kept.
    pub(crate) fn signed_in(&self, kept: &Value) {
        self.keyring.keep("ledger:1", &Secret::new(kept.to_string())).unwrap();
    }

    /// What lies in the keyring.
    pub(crate) fn kept(&self) -> Value {
        let secret = self.keyring.read("ledger:1").unwrap().unwrap();
        serde_json::from_slice(secret.expose()).unwrap()
    }

    /// What calls need, with nobody who waits.
    pub(crate) fn outside(&self, whole: Duration) -> Outside {
        crate::office::outside(&self.world, &self.calls, &self.waits, whole)
    }

    /// What calls need, where a wait is told to someone.
    pub(crate) fn waiting(&self, waits: impl Fn(Duration) + Send + Sync + 'static) -> Outside {
        let calls = Arc::clone(&self.calls);
        Outside {
            world: self.world.clone(),
            note: Arc::new(move |call| calls.lock().unwrap().push(call)),
            pause: Arc::new(waits),
            patience: Patience { tries: 3, ..Patience::default() },
        }
    }

    pub(crate) fn ledger(
        &self,
        brand: Brand,
        reference: &str,
        url: &str,
        outside: Outside,
    ) -> Box<dyn Ledger + Send> {
        ledgers::open(brand, reference, &self.keys(), Some(url), outside).unwrap()
    }

    /// An order for something new.
    pub(crate) fn order(&self, document: Document) -> Put {
        let key = self.world.new_id().simple().to_string();
        Put { key, generation: 1, over: None, document }
    }

    /// The clock goes on.
    pub(crate) fn pass(&self, seconds: i64) {
        let now = self.world.now() + chrono::TimeDelta::seconds(seconds);
        self.world.turn_to_instant(&now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true));
    }
}

/// The one answer to the one order.
pub(crate) fn one(mut outcomes: Vec<Result<Held, Trouble>>) -> Result<Held, Trouble> {
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0)
}

/// The reason of a refusal.
pub(crate) fn reason<T: std::fmt::Debug>(outcome: Result<T, Trouble>) -> Reason {
    match outcome {
        Err(Trouble::Refused(no)) => no.reason,
        other => panic!("{other:?} is not refused"),
    }
}

/// Prints how much was held against a service's description, and holds that it was not little.
#[allow(clippy::print_stdout, reason = "the counts are what is asked for")]
pub(crate) fn counted(name: &str, checked: Option<Checked>, wrongs: &[String]) {
    let Some(Checked { requests, answers, taken }) = checked else {
        println!("{name}: skipped; set QUITTANCE_SHARED to the folder that has specs");
        return;
    };
    let wrong = wrongs.len();
    println!(
        "{name}: {requests} requests and {answers} answers held against its description, {wrong} \
         wrong; Prism took {taken}"
    );
    assert!(requests >= 10 && answers >= 10, "{requests} requests, {answers} answers");
}

/// What the practice has mapped to the ledger's own names.
#[derive(Clone)]
pub(crate) struct Mapped {
    pub(crate) income: String,
    pub(crate) losses: String,
    pub(crate) fees: String,
    pub(crate) clearing: String,
    pub(crate) bank: String,
    pub(crate) tax: String,
    pub(crate) item: String,
}

impl Mapped {
    pub(crate) fn contact(&self, name: &str) -> Document {
        Document::Contact(Contact {
            name: name.to_owned(),
            person: "Ada May Lowe".to_owned(),
            email: "ada@example.com".to_owned(),
            phone: "(207) 555-0110".to_owned(),
            address: "1 Main Street\nPortland, Maine 04101".to_owned(),
            tax_number: String::new(),
        })
    }

    pub(crate) fn item_of(&self, name: &str) -> Document {
        Document::Item(Item { name: name.to_owned(), account: self.income.clone() })
    }

    fn line(&self, words: &str, net: i64, tax: i64) -> BillLine {
        BillLine {
            words: words.to_owned(),
            net: dollars(net),
            tax: dollars(tax),
            account: self.income.clone(),
            item: self.item.clone(),
            tax_code: if tax == 0 { String::new() } else { self.tax.clone() },
        }
    }

    /// An invoice of 400.00 and 33.00 tax, and 50.05 that is not taxed.
    pub(crate) fn invoice(&self, number: &str, contact: &str) -> Document {
        let lines = vec![
            self.line("Bookkeeping, March 2026", 40_000, 3_300),
            self.line("Filing fee, \"at cost\"", 5_005, 0),
        ];
        Document::Invoice(Invoice {
            number: number.to_owned(),
            contact: contact.to_owned(),
            issued_on: morning().date_naive(),
            due_on: crate::office::days(15).date_naive(),
            lines,
            net: dollars(45_005),
            tax: dollars(3_300),
            note: "Agreement PR-0007".to_owned(),
        })
    }

    pub(crate) fn credit(
        &self,
        number: &str,
        contact: &str,
        net: i64,
        of: Option<&str>,
    ) -> Document {
        let mut line = self.line("Written off", net, 0);
        line.account = self.losses.clone();
        Document::CreditNote(CreditNote {
            number: number.to_owned(),
            contact: contact.to_owned(),
            issued_on: morning().date_naive(),
            lines: vec![line],
            net: dollars(net),
            tax: dollars(0),
            takes_off: of.map(|invoice| part(invoice, net)),
            note: "A mistake of ours".to_owned(),
        })
    }

    pub(crate) fn payment(&self, contact: &str, invoice: &str, minor: i64) -> Document {
        Document::Payment(Payment {
            contact: contact.to_owned(),
            on: morning().date_naive(),
            pays: part(invoice, minor),
            account: self.clearing.clone(),
            words: "By card".to_owned(),
        })
    }

    pub(crate) fn refund(&self, contact: &str, note: &str, minor: i64) -> Document {
        Document::Refund(Refund {
            contact: contact.to_owned(),
            credit_note: note.to_owned(),
            on: morning().date_naive(),
            amount: dollars(minor),
            account: self.bank.clone(),
        })
    }

    /// A payout of what was cleared less a fee.
    /// `payer` is the contact it is from, where the ledger asks for one.
    pub(crate) fn payout(&self, payer: &str, gross: i64, fee: i64) -> Document {
        let part = |account: &str, amount, words: &str| BankPart {
            account: account.to_owned(),
            amount: dollars(amount),
            words: words.to_owned(),
        };
        Document::BankEntry(BankEntry {
            account: self.bank.clone(),
            contact: payer.to_owned(),
            on: morning().date_naive(),
            parts: vec![part(&self.clearing, gross, "Collected"), part(&self.fees, -fee, "Fees")],
            words: "BELL-4711".to_owned(),
        })
    }

    pub(crate) fn letter(&self, invoice: &str) -> Document {
        Document::Attachment(Attachment {
            invoice: invoice.to_owned(),
            name: "INV 0001.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            sha256: "9f86d081".to_owned(),
            bytes: b"%PDF-1.7\n\xff\xfe".to_vec(),
        })
    }
}

pub(crate) fn part(invoice: &str, minor: i64) -> Allocated {
    Allocated { invoice: invoice.to_owned(), amount: dollars(minor) }
}

pub(crate) fn money(minor: i64) -> Option<Money> {
    Some(dollars(minor))
}

/// A practice's organisation at one of the stand-ins, as far as both are alike.
pub(crate) trait Organisation {
    const BRAND: Brand;

    fn open() -> Self;
    fn desk(&self) -> &Desk;
    fn mapped(&self) -> &Mapped;
    /// Over a program that waits as long as it takes.
    fn steady(&self) -> &dyn Ledger;
    /// The organisation's name there, and the address of the stand-in.
    fn place(&self) -> (&'static str, String);
    fn strike(&self, fault: Fault, first: usize, last: usize);
    fn mend(&self);
    /// Both clocks go on.
    fn pass(&self, seconds: i64);
    /// How many of a kind are there, whatever of them counts.
    fn count(&self, kind: Kind) -> usize;

    /// The same organisation from a program that gives up soon.
    fn hasty(&self) -> Box<dyn Ledger + Send> {
        let (reference, url) = self.place();
        let outside = self.desk().outside(Duration::from_millis(150));
        self.desk().ledger(Self::BRAND, reference, &url, outside)
    }

    /// A contact; its id.
    fn client(&self, name: &str) -> String {
        let order = self.desk().order(self.mapped().contact(name));
        one(self.steady().put(&[order])).unwrap().reference
    }

    /// An invoice of 483.05; its id.
    fn invoice(&self, number: &str, client: &str) -> String {
        let order = self.desk().order(self.mapped().invoice(number, client));
        one(self.steady().put(&[order])).unwrap().reference
    }

    /// A credit note of 100.00 that no invoice uses; its id.
    fn credit(&self, client: &str) -> String {
        let order = self.desk().order(self.mapped().credit("CN-0009", client, 10_000, None));
        one(self.steady().put(&[order])).unwrap().reference
    }
}
