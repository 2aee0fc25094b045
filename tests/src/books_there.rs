//! A ledger of others in memory, behind the port: it takes what it gets, tells what it has, and
//! fails as it is told. What services really say is the matter of their own stand-ins.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};

use chrono::NaiveDate;
use domain::ledgers::{
    Account, AccountClass, Allocated, Brand, Changes, Document, Held, HeldState, Kind,
    ListedContact, ListedItem, Lists, Organisation, Put, Reason, Refusal, TaxCode, Trouble,
};
use domain::money::{Currency, Money};
use domain::ports::Ledger;

/// What happens to a call that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is done and answered.
    Well,
    /// It never arrives.
    LostBefore,
    /// It is done, and the answer is lost.
    LostAfter,
    /// The ledger is busy.
    Busy,
    /// The sign-in has ended.
    SignedOut,
    /// The document was changed since.
    Stale,
}

/// The books of one organisation.
pub struct BooksThere {
    state: Mutex<State>,
}

struct State {
    organisation: Organisation,
    lists: Lists,
    held: Vec<(String, Held)>,
    /// What somebody there changed, in order.
    changed: Vec<String>,
    fates: VecDeque<Fate>,
    made: usize,
    /// Calls that asked, and calls that changed something.
    calls: (usize, usize),
}

impl BooksThere {
    /// The books of a demo company that keeps them in dollars.
    pub fn of(name: &str) -> BooksThere {
        let organisation = Organisation {
            reference: format!("org-{name}"),
            name: name.to_owned(),
            country: "US".to_owned(),
            currency: Some(Currency::Usd),
            locked_until: None,
            signed_in_until: None,
            demo: true,
        };
        let account = |reference: &str, name: &str, class| Account {
            reference: reference.to_owned(),
            code: reference.to_owned(),
            name: name.to_owned(),
            class,
            takes_payments: true,
            currency: None,
        };
        let lists = Lists {
            accounts: vec![
                account("1000", "Casco Bank", AccountClass::Bank),
                account("1050", "Trial processor clearing", AccountClass::CurrentAsset),
                account("4000", "Sales", AccountClass::Income),
                account("6120", "Merchant fees", AccountClass::Expense),
                account("6900", "Bad debts", AccountClass::Expense),
            ],
            taxes: vec![TaxCode {
                reference: "NONE".to_owned(),
                name: "No tax".to_owned(),
                percent: "0".to_owned(),
            }],
            items: vec![ListedItem {
                reference: "item-1".to_owned(),
                code: String::new(),
                name: "Other services".to_owned(),
                account: "4000".to_owned(),
            }],
            contacts: Vec::new(),
        };
        let state = State {
            organisation,
            lists,
            held: Vec::new(),
            changed: Vec::new(),
            fates: VecDeque::new(),
            made: 0,
            calls: (0, 0),
        };
        BooksThere { state: Mutex::new(state) }
    }

    fn open(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it holds the books there")
    }

    /// Which organisation it is.
    pub fn who(&self) -> Organisation {
        self.open().organisation.clone()
    }

    /// Changes what it says of itself.
    pub fn set(&self, change: impl FnOnce(&mut Organisation)) {
        change(&mut self.open().organisation);
    }

    /// Adds a contact somebody made there.
    pub fn contact(&self, reference: &str, name: &str, email: &str) {
        let contact = ListedContact {
            reference: reference.to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
            mark: String::new(),
        };
        self.open().lists.contacts.push(contact);
    }

    /// What happens to the next calls that change something, in order; after them all is well.
    pub fn fates(&self, fates: &[Fate]) {
        self.open().fates = fates.iter().copied().collect();
    }

    /// How many calls asked, and how many changed something.
    pub fn calls(&self) -> (usize, usize) {
        self.open().calls
    }

    /// What counts there, a line each: kind, number, total.
    pub fn shown(&self) -> Vec<String> {
        let state = self.open();
        let live = state.held.iter().filter(|(_, held)| held.state == HeldState::Live);
        let mut shown: Vec<String> = live
            .map(|(_, held)| {
                let total = held.total.map_or_else(String::new, Money::plain);
                let number = if held.kind == Kind::Payment { "" } else { &held.number };
                format!("{:?} {number} {total}", held.kind)
            })
            .collect();
        shown.sort();
        shown
    }

    /// Lets somebody there change the first document of a kind and number.
    pub fn edit(&self, kind: Kind, number: &str, change: impl FnOnce(&mut Held)) {
        let mut state = self.open();
        let at = state
            .held
            .iter()
            .position(|(_, held)| held.kind == kind && held.number == number)
            .unwrap_or_else(|| panic!("there is no {kind:?} {number}"));
        let held = &mut state.held[at].1;
        held.version.push('*');
        change(held);
        let reference = held.reference.clone();
        state.changed.push(reference);
    }

    /// Lets somebody there record a payment of an invoice.
    pub fn pay(&self, number: &str, minor: i64, on: &str) {
        let mut state = self.open();
        let found = state.held.iter().find(|(_, held)| {
            held.kind == Kind::Invoice && held.number == number && held.state == HeldState::Live
        });
        let invoice = found.expect("the invoice is there").1.clone();
        let amount = Money::new(minor, Currency::Usd).expect("an amount");
        let reference = format!("theirs-{}", state.held.len());
        let held = Held {
            kind: Kind::Payment,
            reference,
            version: "1".to_owned(),
            state: HeldState::Live,
            number: String::new(),
            contact: invoice.contact,
            total: Some(amount),
            open: None,
            on: on.parse().ok(),
            due_on: None,
            lines: Vec::new(),
            allocated: vec![Allocated { invoice: invoice.reference, amount }],
        };
        state.changed.push(held.reference.clone());
        state.held.push((String::new(), held));
    }
}

/// What a document is known by there.
fn key(order: &Put) -> String {
    match (&order.document, order.document.number()) {
        (_, Some(number)) => number.to_owned(),
        (Document::Contact(contact), _) => contact.name.clone(),
        (Document::Attachment(file), _) => file.name.clone(),
        _ => order.mark(),
    }
}

fn refused(reason: Reason, words: &str) -> Trouble {
    Trouble::Refused(Refusal {
        reason,
        code: String::new(),
        words: words.to_owned(),
        trace: String::new(),
        wait: None,
    })
}

impl State {
    fn one(&mut self, order: &Put) -> Result<Held, Trouble> {
        let locked = self.organisation.locked_until;
        let reference = match &order.over {
            Some((reference, version)) => {
                let found = self.held.iter().find(|(_, held)| held.reference == *reference);
                let (_, held) = found.ok_or_else(|| refused(Reason::Gone, "not found"))?;
                if held.version != *version {
                    return Err(refused(Reason::Stale, "stale"));
                }
                reference.clone()
            }
            None => {
                self.made += 1;
                format!("there-{}", self.made)
            }
        };
        let held = held(order, reference)?;
        if held.on.zip(locked).is_some_and(|(on, locked): (NaiveDate, NaiveDate)| on <= locked) {
            return Err(refused(Reason::Locked, "closed"));
        }
        self.held.retain(|(_, one)| one.reference != held.reference);
        if let Document::Contact(contact) = &order.document {
            let (reference, name) = (held.reference.clone(), contact.name.clone());
            let (email, mark) = (contact.email.clone(), order.mark());
            self.lists.contacts.push(ListedContact { reference, name, email, mark });
        }
        self.held.push((order.mark(), held.clone()));
        Ok(held)
    }
}

fn held(order: &Put, reference: String) -> Result<Held, Trouble> {
    let (contact, on, due_on, allocated) = match &order.document {
        Document::Invoice(one) => {
            (one.contact.clone(), Some(one.issued_on), Some(one.due_on), Vec::new())
        }
        Document::CreditNote(one) => {
            let allocated = one.takes_off.iter().cloned().collect();
            (one.contact.clone(), Some(one.issued_on), None, allocated)
        }
        Document::Payment(one) => (one.contact.clone(), Some(one.on), None, vec![one.pays.clone()]),
        Document::Refund(one) => {
            let part = Allocated { invoice: one.credit_note.clone(), amount: one.amount };
            (one.contact.clone(), Some(one.on), None, vec![part])
        }
        Document::BankEntry(one) => (String::new(), Some(one.on), None, Vec::new()),
        Document::Contact(_) | Document::Item(_) | Document::Attachment(_) => {
            (String::new(), None, None, Vec::new())
        }
    };
    let total = order.document.total();
    let version = order.over.as_ref().map_or("1".to_owned(), |(_, version)| format!("{version}1"));
    Ok(Held {
        kind: order.kind(),
        reference,
        version,
        state: HeldState::Live,
        number: key(order),
        contact,
        total: total.map_err(|wrong| refused(Reason::NotThis, &wrong.to_string()))?,
        open: None,
        on,
        due_on,
        lines: Vec::new(),
        allocated,
    })
}

impl Ledger for BooksThere {
    fn organisation(&self) -> Result<Organisation, Trouble> {
        let mut state = self.open();
        state.calls.0 += 1;
        Ok(state.organisation.clone())
    }

    fn lists(&self) -> Result<Lists, Trouble> {
        let mut state = self.open();
        state.calls.0 += 1;
        Ok(state.lists.clone())
    }

    fn put(&self, orders: &[Put]) -> Vec<Result<Held, Trouble>> {
        let mut state = self.open();
        state.calls.1 += 1;
        assert!(orders.len() <= Brand::QuickBooks.capabilities().batch, "no more than a batch");
        assert!(orders.windows(2).all(|two| two[0].kind() == two[1].kind()), "of one kind");
        let fate = state.fates.pop_front().unwrap_or(Fate::Well);
        let mut answers = Vec::new();
        for order in orders {
            answers.push(match fate {
                Fate::LostBefore => Err(Trouble::NotSent("no connection".to_owned())),
                Fate::Busy => Err(refused(Reason::Busy, "too many calls")),
                Fate::SignedOut => Err(refused(Reason::SignIn, "sign in anew")),
                Fate::Stale => Err(refused(Reason::Stale, "stale")),
                Fate::LostAfter => {
                    let _ = state.one(order);
                    Err(Trouble::Unknown("the connection was lost".to_owned()))
                }
                Fate::Well => state.one(order),
            });
        }
        answers
    }

    fn find(&self, orders: &[Put]) -> Result<Vec<Vec<Held>>, Trouble> {
        let mut state = self.open();
        state.calls.0 += 1;
        let find = |order: &Put| {
            let same = |(mark, held): &&(String, Held)| {
                held.kind == order.kind() && (held.number == key(order) || *mark == order.mark())
            };
            state.held.iter().filter(same).map(|(_, held)| held.clone()).collect()
        };
        Ok(orders.iter().map(find).collect())
    }

    fn read(&self, kind: Kind, references: &[String]) -> Result<Vec<Option<Held>>, Trouble> {
        let mut state = self.open();
        state.calls.0 += 1;
        let read = |reference: &String| {
            let same = |held: &&Held| held.kind == kind && held.reference == *reference;
            state.held.iter().map(|(_, held)| held).find(same).cloned()
        };
        Ok(references.iter().map(read).collect())
    }

    fn void(&self, kind: Kind, reference: &str, _: &str) -> Result<Held, Trouble> {
        let mut state = self.open();
        state.calls.1 += 1;
        let same = |held: &&mut Held| held.kind == kind && held.reference == reference;
        let found = state.held.iter_mut().map(|(_, held)| held).find(same);
        let held = found.ok_or_else(|| refused(Reason::Gone, "not found"))?;
        held.state = HeldState::Void;
        Ok(held.clone())
    }

    fn changes(&self, cursor: &str) -> Result<Changes, Trouble> {
        let mut state = self.open();
        state.calls.0 += 1;
        let since: usize = cursor.parse().unwrap_or(state.changed.len());
        let held = state.changed[since.min(state.changed.len())..]
            .iter()
            .filter_map(|name| {
                let same = |held: &&Held| held.reference == *name;
                state.held.iter().map(|(_, held)| held).find(same).cloned()
            })
            .collect();
        Ok(Changes { held, cursor: state.changed.len().to_string(), gap: false })
    }
}
