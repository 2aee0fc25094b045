//! The built-in processor: local, deterministic, and moving no money. What a method does is told by
//! the method; where a charge stands follows from when it was tried and what day it is, so the same
//! question always has the same answer.

mod conduct;

use std::str::FromStr;
use std::sync::Mutex;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::ports::Processor;
use domain::processor::{
    Answer, Bill, Charge, Hint, Hints, Instrument, Object, Order, Page, Payout, PayoutKind,
    PayoutLine, PayoutState, Permission, Permitted, Reason, Refund, RefundOrder, RefundState,
    Scheme, Standing, Taken, Trouble,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use conduct::Conduct;
use conduct::refusal;

/// The book of a built-in processor that nobody used.
pub(super) const EMPTY: &str = r#"{"pages":[],"revoked":[],"charges":[],"refunds":[]}"#;

/// Everything the built-in processor knows, as the book keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    pages: Vec<PageKept>,
    revoked: Vec<String>,
    charges: Vec<ChargeKept>,
    refunds: Vec<RefundKept>,
    /// Pages to pay an invoice on; one that ends unpaid is forgotten.
    #[serde(default)]
    bills: Vec<BillKept>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct BillKept {
    reference: String,
    key: String,
    minor: i64,
    currency: String,
    invoice: String,
    payer: String,
    /// The terms and the letter's hash, where the method is kept that pays.
    keeps: Option<(String, String)>,
    /// How it was paid and when.
    paid: Option<(Conduct, DateTime<Utc>)>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct PageKept {
    reference: String,
    payer: String,
    letter: String,
    terms: String,
    currency: String,
    made_at: DateTime<Utc>,
    /// Whether it lasts until it is used: one for another method lets its client in at any time.
    #[serde(default)]
    lasts: bool,
    closed: bool,
    answer: Option<(Conduct, DateTime<Utc>)>,
    verified: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct ChargeKept {
    key: String,
    minor: i64,
    currency: String,
    conduct: Conduct,
    invoice: String,
    /// The day of each attempt; the last may be one to come.
    tried: Vec<NaiveDate>,
    retracted: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RefundKept {
    key: String,
    charge: String,
    minor: i64,
    on: NaiveDate,
}

impl ChargeKept {
    /// Where it stands on a day.
    fn stands(&self, amount: Money, today: NaiveDate) -> Taken {
        if self.retracted {
            return Taken::Retracted;
        }
        self.conduct.stands(&self.tried, &self.key, amount, today)
    }
}

impl PageKept {
    fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.closed || (!self.lasts && self.made_at + Duration::hours(PAGE_HOURS) < now)
    }
}

/// The built-in processor at one moment.
pub struct Trial {
    ledger: Mutex<Ledger>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

/// How long its pages last.
const PAGE_HOURS: i64 = 24;

impl Trial {
    /// The processor as the book keeps it, at `now`, which is `today` at the practice.
    pub fn at(kept: &str, now: DateTime<Utc>, today: NaiveDate) -> serde_json::Result<Trial> {
        Ok(Trial { ledger: Mutex::new(serde_json::from_str(kept)?), now, today })
    }

    /// What the book is to keep.
    pub fn kept(&self) -> serde_json::Result<String> {
        serde_json::to_string(&*self.ledger())
    }

    fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        // A panic while it was held leaves it as it was: every change is one assignment.
        self.ledger.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The client comes to a page and gives a method.
    pub fn answer(&self, reference: &str, conduct: Conduct) -> Result<(), Trouble> {
        let now = self.now;
        let mut ledger = self.ledger();
        let page = page_of(&mut ledger, reference)?;
        if page.is_over(now) {
            return Err(no(Reason::NotFound, "page_ended", "this page has ended"));
        }
        page.answer = Some((conduct, now));
        Ok(())
    }

    /// Somebody pays on a page with a method that behaves so.
    pub fn pay(&self, reference: &str, conduct: Conduct) -> Result<(), Trouble> {
        let (today, now) = (self.today, self.now);
        let mut ledger = self.ledger();
        let bill = ledger.bills.iter_mut().find(|bill| bill.reference == reference);
        let Some(bill) = bill else {
            return Err(no(Reason::NotFound, "page_ended", "this page has ended"));
        };
        bill.paid.get_or_insert((conduct, now));
        let bill = bill.clone();
        if !ledger.charges.iter().any(|charge| charge.key == bill.key) {
            ledger.charges.push(ChargeKept {
                key: bill.key,
                minor: bill.minor,
                currency: bill.currency,
                conduct,
                invoice: bill.invoice,
                tried: vec![today],
                retracted: false,
            });
        }
        Ok(())
    }

    /// The client verifies the bank account.
    pub fn verify(&self, reference: &str) -> Result<(), Trouble> {
        page_of(&mut self.ledger(), reference)?.verified = true;
        Ok(())
    }

    /// Makes a page, or finds the one that was made.
    fn page(&self, permission: &Permission, lasts: bool) -> Result<Page, Trouble> {
        let name = format!("trial_pg_{}_{}", permission.id, permission.link);
        let payer = format!("trial_py_{}", permission.payer.client);
        let mut ledger = self.ledger();
        if !ledger.pages.iter().any(|page| page.reference == name) {
            ledger.pages.push(PageKept {
                reference: name.clone(),
                payer: payer.clone(),
                letter: permission.letter.clone(),
                terms: permission.terms.clone(),
                currency: permission.currency.code().to_owned(),
                made_at: self.now,
                lasts,
                closed: false,
                answer: None,
                verified: false,
            });
        }
        let made_at = page_of(&mut ledger, &name)?.made_at;
        let url = format!("https://trial.invalid/{name}");
        let ends_at = (!lasts).then(|| made_at + Duration::hours(PAGE_HOURS));
        Ok(Page { reference: name, payer, url, ends_at })
    }

    /// A page as it stands: one to pay an invoice on is answered by who pays.
    fn page_or_bill(&self, reference: &str) -> Result<PageKept, Trouble> {
        let mut ledger = self.ledger();
        let bill = ledger.bills.iter().find(|bill| bill.reference == reference);
        let Some(bill) = bill else { return page_of(&mut ledger, reference).cloned() };
        let (terms, letter) = bill.keeps.clone().unwrap_or_default();
        Ok(PageKept {
            reference: bill.reference.clone(),
            payer: bill.payer.clone(),
            letter,
            terms,
            currency: bill.currency.clone(),
            made_at: self.now,
            lasts: true,
            closed: bill.paid.is_some(),
            answer: bill.paid.filter(|_| bill.keeps.is_some()),
            verified: true,
        })
    }

    fn charge_of(&self, kept: &ChargeKept, refunds: &[RefundKept]) -> Result<Charge, Trouble> {
        let amount = money(kept.minor, &kept.currency)?;
        let back = refunds.iter().filter(|refund| refund.charge == kept.key);
        let refunded = money(back.map(|refund| refund.minor).sum(), &kept.currency)?;
        let state = kept.stands(amount, self.today);
        let took = !matches!(state, Taken::Declined(_) | Taken::Retracted);
        let fee = if took { fee(kept.conduct, amount)? } else { Money::zero(amount.currency()) };
        Ok(Charge { reference: reference(&kept.key), amount, state, refunded, fee: Some(fee) })
    }

    /// Charges that stand otherwise than they did on a day, and pages that ended since the day
    /// before.
    fn moved(&self, since: NaiveDate) -> Vec<Hint> {
        let ledger = self.ledger();
        let charges = ledger.charges.iter().filter(|charge| {
            money(charge.minor, &charge.currency).is_ok_and(|amount| {
                charge.stands(amount, since) != charge.stands(amount, self.today)
            })
        });
        let ends = |page: &PageKept| page.made_at.date_naive() + Duration::hours(PAGE_HOURS);
        let pages = ledger.pages.iter().filter(|page| {
            page.answer.is_none()
                && page.is_over(self.now)
                && ends(page) + Duration::days(1) >= since
        });
        let hint = |about, reference| Hint { about, reference, at: self.now };
        let charges = charges.map(|charge| hint(Object::Charge, reference(&charge.key)));
        charges.chain(pages.map(|page| hint(Object::Page, page.reference.clone()))).collect()
    }

    /// What a charge adds to which day's payout: two days after it settled, and after it came back.
    fn moves(&self, kept: &ChargeKept, refunds: &[RefundKept]) -> Vec<(NaiveDate, PayoutLine)> {
        let Ok(charge) = self.charge_of(kept, refunds) else {
            return Vec::new();
        };
        let (amount, zero) = (charge.amount, Money::zero(charge.amount.currency()));
        let tried_on = kept.tried.last().copied().unwrap_or(self.today);
        let settled_on = match charge.state {
            Taken::Settled { on } => on,
            Taken::Returned { .. } => tried_on + Duration::days(4),
            Taken::Disputed(_) => tried_on,
            _ => return Vec::new(),
        };
        let two = Duration::days(2);
        let line = |kind, suffix: &str, gross, fee| PayoutLine {
            reference: format!("trial_tx_{}{suffix}", kept.key),
            kind,
            charge: reference(&kept.key),
            gross,
            fee,
        };
        let fee = charge.fee.unwrap_or(zero);
        let mut moves = vec![(settled_on + two, line(PayoutKind::Charge, "", amount, fee))];
        let gone = match charge.state {
            Taken::Returned { on, .. } => Some(on),
            Taken::Disputed(_) => Some(tried_on + Duration::days(7)),
            _ => None,
        };
        moves.extend(
            gone.map(|on| (on + two, line(PayoutKind::Dispute, "_back", amount.negated(), zero))),
        );
        moves.extend(refunds.iter().filter(|one| one.charge == kept.key).filter_map(|one| {
            let back = money(-one.minor, &kept.currency).ok()?;
            let suffix = format!("_{}", one.key);
            Some((one.on + two, line(PayoutKind::Refund, &suffix, back, zero)))
        }));
        moves
    }
}

/// 2.9 % and 0.30 by card, 0.8 % by debit.
fn fee(conduct: Conduct, amount: Money) -> Result<Money, Trouble> {
    let (per_cent, flat) =
        if conduct.is_card() { (Decimal::new(29, 1), 30) } else { (Decimal::new(8, 1), 0) };
    let flat = money(flat, amount.currency().code())?;
    amount.per_cent(per_cent).and_then(|part| part.plus(flat)).map_err(|wrong| bug(&wrong))
}

fn money(minor: i64, code: &str) -> Result<Money, Trouble> {
    let currency = Currency::from_code(code).ok_or_else(|| bug(&code))?;
    Money::new(minor, currency).map_err(|wrong| bug(&wrong))
}

fn reference(key: &str) -> String {
    format!("trial_ch_{key}")
}

fn no(reason: Reason, code: &str, words: &str) -> Trouble {
    Trouble::Refused(refusal(reason, code, words))
}

fn bug(what: &impl std::fmt::Display) -> Trouble {
    no(Reason::OurFault, "state", &format!("the trial processor cannot read {what}"))
}

fn page_of<'a>(ledger: &'a mut Ledger, reference: &str) -> Result<&'a mut PageKept, Trouble> {
    let found = ledger.pages.iter_mut().find(|page| page.reference == reference);
    found.ok_or_else(|| no(Reason::NotFound, "no_such_page", "there is no such page"))
}

impl Processor for Trial {
    fn check(&self) -> Result<Standing, Trouble> {
        Ok(Standing {
            account: "trial".to_owned(),
            name: "Trial processor".to_owned(),
            live: false,
            schemes: domain::processor::Brand::Trial.capabilities().schemes.to_vec(),
            missing: Vec::new(),
            now: Some(self.now),
        })
    }

    fn open_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        self.page(permission, false)
    }

    fn read_page(&self, reference: &str) -> Result<Answer, Trouble> {
        let page = self.page_or_bill(reference)?;
        let Some((conduct, at)) = page.answer else {
            return Ok(if page.is_over(self.now) { Answer::Ended } else { Answer::Waiting });
        };
        if conduct == Conduct::Verifies && !page.verified {
            let arrives_on = Some(at.date_naive() + Duration::days(2));
            let url = format!("https://trial.invalid/verify/{reference}");
            return Ok(Answer::Verifying { url, arrives_on });
        }
        let currency = Currency::from_code(&page.currency).ok_or_else(|| bug(&page.currency))?;
        let debit = Scheme::NAMES.iter().map(|(_, scheme)| *scheme);
        let debit = debit.into_iter().find(|scheme| scheme.currency() == Some(currency));
        let (scheme, label) = if conduct.is_card() {
            (Scheme::Card, "Trial card")
        } else {
            (debit.unwrap_or(Scheme::Ach), "Trial bank")
        };
        let instrument = Instrument {
            reference: format!("trial_in_{}_{reference}", conduct.name()),
            payer: page.payer.clone(),
            scheme,
            credit: conduct.is_card(),
            label: label.to_owned(),
            last4: conduct.last4().to_owned(),
            ends_on: conduct
                .is_card()
                .then(|| domain::calendar::last_of_month(self.today + Duration::days(700))),
            mandate: if conduct.is_card() {
                String::new()
            } else {
                format!("trial_md_{reference}")
            },
            blocked: None,
        };
        let evidence = serde_json::json!({ "page": page.reference, "terms": page.terms,
            "letter": page.letter, "agreed_at": at, "method": conduct.name() });
        Ok(Answer::Permitted(Box::new(Permitted {
            instrument,
            at,
            letter: page.letter,
            evidence: evidence.to_string().into_bytes(),
        })))
    }

    fn close_page(&self, reference: &str) -> Result<(), Trouble> {
        let mut ledger = self.ledger();
        if reference.starts_with("trial_bill_") {
            ledger.bills.retain(|bill| bill.reference != reference || bill.paid.is_some());
            return Ok(());
        }
        page_of(&mut ledger, reference)?.closed = true;
        Ok(())
    }

    fn change_page(&self, permission: &Permission) -> Result<Page, Trouble> {
        self.page(permission, true)
    }

    fn pay_page(&self, bill: &Bill) -> Result<Page, Trouble> {
        let reference = format!("trial_bill_{}_{}", bill.collection, bill.page);
        let mut ledger = self.ledger();
        if !ledger.bills.iter().any(|kept| kept.reference == reference) {
            ledger.bills.push(BillKept {
                reference: reference.clone(),
                key: bill.collection.to_string(),
                minor: bill.amount.minor(),
                currency: bill.amount.currency().code().to_owned(),
                invoice: bill.invoice.clone(),
                payer: format!("trial_py_{}", bill.payer.client),
                keeps: bill.keeps.as_ref().map(|one| (one.terms.clone(), one.letter.clone())),
                paid: None,
            });
        }
        let url = format!("https://trial.invalid/{reference}");
        let payer = format!("trial_py_{}", bill.payer.client);
        Ok(Page { reference, payer, url, ends_at: None })
    }

    fn paid_on(&self, page: &str) -> Result<Option<Charge>, Trouble> {
        let ledger = self.ledger();
        let bill = ledger.bills.iter().find(|bill| bill.reference == page);
        let kept = bill.and_then(|bill| ledger.charges.iter().find(|one| one.key == bill.key));
        let (kept, refunds) = (kept.cloned(), ledger.refunds.clone());
        drop(ledger);
        kept.map(|kept| self.charge_of(&kept, &refunds)).transpose()
    }

    fn read_instrument(&self, instrument: &Instrument) -> Result<Instrument, Trouble> {
        let mut now = instrument.clone();
        if self.ledger().revoked.contains(&instrument.reference) {
            now.blocked = Some("it was given up".to_owned());
        }
        Ok(now)
    }

    fn revoke(&self, instrument: &Instrument) -> Result<(), Trouble> {
        self.ledger().revoked.push(instrument.reference.clone());
        Ok(())
    }

    fn earliest(&self, _: &Instrument, today: NaiveDate) -> Result<NaiveDate, Trouble> {
        Ok(today)
    }

    fn charge(&self, order: &Order) -> Result<Charge, Trouble> {
        let key = order.collection.to_string();
        let name = order.instrument.reference.strip_prefix("trial_in_").unwrap_or_default();
        let conduct = Conduct::NAMES.iter().filter(|(known, _)| name.starts_with(known));
        // `pays` is the beginning of `pays_later`.
        let conduct = conduct.max_by_key(|(known, _)| known.len()).map(|(_, conduct)| *conduct);
        let conduct = conduct
            .ok_or_else(|| no(Reason::MethodDead, "no_such_method", "this method is not known"))?;
        let mut ledger = self.ledger();
        if ledger.revoked.contains(&order.instrument.reference) {
            return Err(no(Reason::PermissionGone, "revoked", "the method was given up"));
        }
        if !ledger.charges.iter().any(|charge| charge.key == key) {
            ledger.charges.push(ChargeKept {
                key: key.clone(),
                minor: order.amount.minor(),
                currency: order.amount.currency().code().to_owned(),
                conduct,
                invoice: order.invoice.clone(),
                tried: Vec::new(),
                retracted: false,
            });
        }
        let (refunds, today) = (ledger.refunds.clone(), self.today);
        let kept = ledger.charges.iter_mut().find(|charge| charge.key == key);
        let kept = kept.ok_or_else(|| bug(&key))?;
        kept.conduct = conduct;
        // The same attempt again is the same charge.
        if kept.tried.len() < order.attempt as usize {
            let open =
                matches!(kept.stands(order.amount, today), Taken::Prepared | Taken::Declined(_));
            if open {
                kept.tried.push(order.on.unwrap_or(today).max(today));
            }
        }
        let kept = kept.clone();
        drop(ledger);
        self.charge_of(&kept, &refunds)
    }

    fn find(&self, order: &Order) -> Result<Option<Charge>, Trouble> {
        let key = order.collection.to_string();
        let ledger = self.ledger();
        let kept = ledger.charges.iter().find(|charge| charge.key == key).cloned();
        let refunds = ledger.refunds.clone();
        drop(ledger);
        kept.map(|kept| self.charge_of(&kept, &refunds)).transpose()
    }

    fn read(&self, name: &str) -> Result<Charge, Trouble> {
        let ledger = self.ledger();
        let kept = ledger.charges.iter().find(|charge| reference(&charge.key) == name).cloned();
        let refunds = ledger.refunds.clone();
        drop(ledger);
        let kept =
            kept.ok_or_else(|| no(Reason::NotFound, "no_such_charge", "there is no such charge"))?;
        self.charge_of(&kept, &refunds)
    }

    fn retract(&self, name: &str) -> Result<Charge, Trouble> {
        let now = self.read(name)?;
        if !matches!(now.state, Taken::Prepared | Taken::Held { .. } | Taken::Declined(_)) {
            return Err(no(Reason::TooLate, "too_late", "the money has left the client's account"));
        }
        let mut ledger = self.ledger();
        if let Some(kept) = ledger.charges.iter_mut().find(|one| reference(&one.key) == name) {
            kept.retracted = true;
        }
        drop(ledger);
        self.read(name)
    }

    fn refund(&self, order: &RefundOrder) -> Result<Refund, Trouble> {
        let charge = self.read(&order.charge)?;
        let key = order.id.to_string();
        let mut ledger = self.ledger();
        if !ledger.refunds.iter().any(|refund| refund.key == key) {
            let total = charge.refunded.plus(order.amount).map_err(|wrong| bug(&wrong))?;
            if total.minor() > charge.amount.minor() {
                let words = "this is more than is left of the charge";
                return Err(no(Reason::NotThisAmount, "too_much", words));
            }
            let charge = order.charge.strip_prefix("trial_ch_").unwrap_or_default().to_owned();
            let (minor, on) = (order.amount.minor(), self.today);
            ledger.refunds.push(RefundKept { key: key.clone(), charge, minor, on });
        }
        Ok(Refund { reference: format!("trial_rf_{key}"), state: RefundState::Done })
    }

    fn find_refund(&self, order: &RefundOrder) -> Result<Option<Refund>, Trouble> {
        let key = order.id.to_string();
        let known = self.ledger().refunds.iter().any(|refund| refund.key == key);
        let reference = format!("trial_rf_{key}");
        Ok(known.then_some(Refund { reference, state: RefundState::Done }))
    }

    fn read_refund(&self, reference: &str) -> Result<Refund, Trouble> {
        Ok(Refund { reference: reference.to_owned(), state: RefundState::Done })
    }

    /// What moves with the days alone; the cursor is the day of the last look. What is done there
    /// is read by whoever did it.
    fn changes(&self, cursor: &str) -> Result<Hints, Trouble> {
        let cursor = NaiveDate::from_str(cursor).ok().filter(|day| *day <= self.today);
        let hints = cursor.map_or_else(Vec::new, |since| self.moved(since));
        Ok(Hints { hints, cursor: self.today.to_string(), gap: cursor.is_none() })
    }

    fn payouts(&self, since: NaiveDate) -> Result<Vec<Payout>, Trouble> {
        let ledger = self.ledger().clone();
        let mut moves: Vec<(NaiveDate, PayoutLine)> =
            ledger.charges.iter().flat_map(|one| self.moves(one, &ledger.refunds)).collect();
        moves.retain(|(on, _)| *on >= since && *on <= self.today);
        let key = |(on, line): &(NaiveDate, PayoutLine)| {
            (*on, line.gross.currency().code(), line.reference.clone())
        };
        moves.sort_by_key(key);
        let mut payouts: Vec<Payout> = Vec::new();
        for (on, line) in moves {
            let currency = line.gross.currency();
            let adds = line.gross.minus(line.fee).map_err(|wrong| bug(&wrong))?;
            let name = format!("trial_po_{on}_{}", currency.code());
            if payouts.last().is_none_or(|payout| payout.reference != name) {
                payouts.push(Payout {
                    reference: name.clone(),
                    amount: Money::zero(currency),
                    arrives_on: on,
                    state: PayoutState::Paid,
                    trace: "TRIAL".to_owned(),
                    lines: Some(Vec::new()),
                });
            }
            if let Some(payout) = payouts.last_mut() {
                payout.amount = payout.amount.plus(adds).map_err(|wrong| bug(&wrong))?;
                payout.lines.get_or_insert_default().push(line);
            }
        }
        Ok(payouts)
    }
}
