//! Money as it should be in a ledger of others: payments, refunds and payouts.

use domain::ids::ConnectionId;
use domain::ledgers::{Allocated, BankEntry, BankPart, Document, Kind, Payment, Refund};
use domain::money::Money;
use domain::payout;
use domain::processor::{Payout, PayoutState};
use rust_decimal::Decimal;
use store::payouts::{self, Kept};
use store::{card_costs, syncing};

use super::{Building, Moved, NO_INVOICE};
use crate::failure::Failure;

/// What a payout kept in fees; nothing where nobody knows what it is made of.
pub(crate) fn fees(payout: &Payout) -> Option<Money> {
    let sums = payout::sums(payout.amount, payout.lines.as_ref()?);
    sums.ok().map(|sums| sums.fees)
}

const NO_MONEY: &str = "the trial processor moved no money";

impl Building<'_> {
    /// Where a processor's money is there; a reason where it must not go there.
    fn clearing(&mut self, id: ConnectionId) -> Result<String, &'static str> {
        let Some(connection) = self.connections.iter().find(|one| one.id == id) else {
            return Err(NO_MONEY);
        };
        if !connection.live && !self.ledger.demo {
            return Err(NO_MONEY);
        }
        let name = connection.brand.capabilities().name;
        let key = format!("clearing:{id}");
        let label = format!("What {name} holds");
        self.ask(&key, "account", &label, name, Decimal::ZERO);
        Ok(key)
    }

    pub(super) fn payments(&mut self) -> Result<(), Failure> {
        for one in syncing::paid(self.look.db, self.ledger.from_on, self.until())? {
            let key = one.id.to_string();
            if let Some(connection) = one.connection {
                let (amount, live) = (one.amount, !one.taken_back);
                self.ours.moved.push(Moved { connection, key: key.clone(), amount, live });
            }
            let Some((client, name, number)) = self.billed.get(&one.invoice).cloned() else {
                let title = ("Payment".to_owned(), String::new());
                if !one.taken_back {
                    self.leave(key, Kind::Payment, title, one.on, one.amount, NO_INVOICE);
                }
                continue;
            };
            let title = (format!("Payment of {number}"), name);
            let account = match one.connection.map(|id| self.clearing(id)) {
                None => {
                    let label = "Where clients' money comes";
                    self.ask("received", "account", label, "", Decimal::ZERO);
                    "received".to_owned()
                }
                Some(Ok(key)) => key,
                Some(Err(words)) => {
                    self.leave(key, Kind::Payment, title, one.on, one.amount, words);
                    continue;
                }
            };
            let document = Document::Payment(Payment {
                contact: client.to_string(),
                on: one.on,
                pays: Allocated { invoice: one.invoice.to_string(), amount: one.amount },
                account,
                words: one.reference,
            });
            self.add(key, title, Some(one.on), !one.taken_back, document)?;
        }
        Ok(())
    }

    pub(super) fn refunds(&mut self) -> Result<(), Failure> {
        let until = self.until();
        let notes = syncing::credit_notes(self.look.db, self.ledger.from_on, until)?;
        for one in syncing::paid_back(self.look.db)? {
            let on = self.look.local(one.asked_at).date();
            let known = self.billed.get(&one.invoice).cloned();
            let Some((client, name, number)) = known.filter(|_| on >= self.ledger.from_on) else {
                continue;
            };
            let (key, title) = (one.id.to_string(), (format!("Refund of {number}"), name));
            let (connection, amount) = (one.connection, one.amount.negated());
            self.ours.moved.push(Moved { connection, key: key.clone(), amount, live: true });
            let note =
                notes.iter().find(|note| note.invoice == one.invoice && !note.freed.is_zero());
            let account = self.clearing(one.connection);
            let (note, account) = match (note, account) {
                (Some(note), Ok(account)) => (note.id.to_string(), account),
                (_, Err(words)) => {
                    self.leave(key, Kind::Refund, title, on, one.amount, words);
                    continue;
                }
                (None, _) => {
                    let words = "it pays money back without a credit note; enter it there by hand";
                    self.leave(key, Kind::Refund, title, on, one.amount, words);
                    continue;
                }
            };
            let document = Document::Refund(Refund {
                contact: client.to_string(),
                credit_note: note,
                on,
                amount: one.amount,
                account,
            });
            self.add(key, title, Some(on), true, document)?;
        }
        Ok(())
    }

    /// What a client paid on top for a credit card came to the processor's account with the
    /// payment, and pays no invoice: an entry of its own.
    pub(super) fn card_costs(&mut self) -> Result<(), Failure> {
        for one in card_costs::passed(self.look.db, self.ledger.from_on, self.until())? {
            let key = one.id.to_string();
            let title = ("Cost of a credit card".to_owned(), one.client.clone());
            let clearing = match self.clearing(one.connection) {
                Ok(clearing) => clearing,
                Err(words) => {
                    if !one.taken_back {
                        self.leave(key, Kind::BankEntry, title, one.on, one.amount, words);
                    }
                    continue;
                }
            };
            let label = "Card costs that clients pay";
            self.ask("card_costs", "account", label, "", Decimal::ZERO);
            let who = crate::collecting::processor_name(self.look, one.connection)?;
            let document = Document::BankEntry(BankEntry {
                account: clearing,
                contact: self.payer(&who),
                on: one.on,
                parts: vec![BankPart {
                    account: "card_costs".to_owned(),
                    amount: one.amount,
                    words: format!("{}: cost of a credit card", one.client),
                }],
                words: String::new(),
            });
            self.add(key, title, Some(one.on), !one.taken_back, document)?;
        }
        Ok(())
    }

    /// What a payout kept in fees, and the account it left; a reason where it cannot go there.
    fn paid_out(&mut self, kept: &Kept) -> Result<(Money, String), &'static str> {
        let clearing = self.clearing(kept.connection)?;
        let payout = &kept.payout;
        if payout.state == PayoutState::OnItsWay {
            return Err("it is on its way to the bank");
        }
        match fees(payout) {
            Some(fees) => Ok((fees, clearing)),
            None => Err("nobody knows yet what it is made of"),
        }
    }

    /// The contact that stands for a processor; empty where the ledger asks for nobody.
    fn payer(&mut self, name: &str) -> String {
        if !self.ledger.brand.capabilities().names_payers {
            return String::new();
        }
        let key = format!("payer:{name}");
        self.payers.insert(key.clone(), name.to_owned());
        key
    }

    /// A payout is one entry on the bank account, so that the bank's line meets one entry: what the
    /// processor held, less what it kept.
    pub(super) fn payouts(&mut self) -> Result<(), Failure> {
        for kept in payouts::list(self.look.db, u32::MAX)? {
            let (payout, key) = (&kept.payout, kept.id.to_string());
            let (on, amount) = (payout.arrives_on, payout.amount);
            if on < self.ledger.from_on {
                continue;
            }
            let who = crate::collecting::processor_name(self.look, kept.connection)?;
            let title = ("Payout".to_owned(), who.clone());
            self.ours.moved.push(Moved {
                connection: kept.connection,
                key: key.clone(),
                amount: fees(payout).map_or(Ok(amount), |fees| amount.plus(fees))?.negated(),
                live: payout.state != PayoutState::Bounced,
            });
            let (fees, clearing) = match self.paid_out(&kept) {
                Ok(found) => found,
                Err(words) => {
                    self.leave(key, Kind::BankEntry, title, on, amount, words);
                    continue;
                }
            };
            self.ask("bank", "account", "The bank account of payouts", "", Decimal::ZERO);
            self.ask("fees", "account", "What processors keep", "", Decimal::ZERO);
            let part = |account: &str, amount: Money, words: &str| BankPart {
                account: account.to_owned(),
                amount,
                words: format!("{who}: {words}"),
            };
            let mut parts = vec![part(&clearing, amount.plus(fees)?, "paid out")];
            if !fees.is_zero() {
                parts.push(part("fees", fees.negated(), "fees"));
            }
            let document = Document::BankEntry(BankEntry {
                account: "bank".to_owned(),
                contact: self.payer(&who),
                on,
                parts,
                words: payout.trace.clone(),
            });
            self.add(key, title, Some(on), payout.state == PayoutState::Paid, document)?;
        }
        Ok(())
    }
}
