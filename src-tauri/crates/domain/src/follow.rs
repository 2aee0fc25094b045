//! Following up: what is said to a client who owes, when, and what keeps it from being said.
//!
//! Steps are data, by days after the due date. The next step of an invoice follows from the last
//! one that was given, so that a closed lid neither floods a client nor leaps to the last demand.
//! [`plan`] decides for one client and one moment; it is asked again when a message leaves
//! (rules 12 and 13).

mod lint;
mod usual;
mod words;

use chrono::{Days, NaiveDate};

pub use lint::{Finding, Known, lint, on_records};
pub use usual::usual;
pub use words::{PLACEHOLDERS, law, words};

use crate::ids::InvoiceId;
use crate::money::Money;
use crate::named::Named;

/// How patiently a client is followed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// As most are.
    Usual,
    /// Seldom, and always friendly.
    Gentle,
    /// Sooner.
    Firm,
    /// By hand alone.
    Never,
}

impl Named for Tier {
    const NAMES: &'static [(&'static str, Tier)] = &[
        ("usual", Tier::Usual),
        ("gentle", Tier::Gentle),
        ("firm", Tier::Firm),
        ("never", Tier::Never),
    ];
}

/// How it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By a letter that the user prints and posts.
    Letter,
    /// The user calls.
    Call,
}

impl Named for Channel {
    const NAMES: &'static [(&'static str, Channel)] =
        &[("mail", Channel::Mail), ("letter", Channel::Letter), ("call", Channel::Call)];
}

/// In which tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As to somebody who forgot.
    Friendly,
    /// To the point.
    Direct,
    /// As a letter for the file.
    Formal,
}

impl Named for Tone {
    const NAMES: &'static [(&'static str, Tone)] =
        &[("friendly", Tone::Friendly), ("direct", Tone::Direct), ("formal", Tone::Formal)];
}

/// What a step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// It will be due.
    ComingDue,
    /// It is due today.
    DueToday,
    /// It was due.
    Reminder,
    /// It was due; is anything wrong with the work?
    SecondReminder,
    /// It was due; a day, and paying over time.
    ThirdReminder,
    /// What late charges may follow.
    LateCharges,
    /// A letter by the principal.
    FormalLetter,
    /// The last one before a decision.
    FinalDemand,
}

impl Named for Says {
    const NAMES: &'static [(&'static str, Says)] = &[
        ("coming_due", Says::ComingDue),
        ("due_today", Says::DueToday),
        ("reminder", Says::Reminder),
        ("second_reminder", Says::SecondReminder),
        ("third_reminder", Says::ThirdReminder),
        ("late_charges", Says::LateCharges),
        ("formal_letter", Says::FormalLetter),
        ("final_demand", Says::FinalDemand),
    ];
}

impl Says {
    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Says::ComingDue => "Note that it will be due",
            Says::DueToday => "Note that it is due",
            Says::Reminder => "Reminder",
            Says::SecondReminder => "Second reminder",
            Says::ThirdReminder => "Third reminder",
            Says::LateCharges => "Notice of late charges",
            Says::FormalLetter => "Formal letter",
            Says::FinalDemand => "Final demand",
        }
    }
}

/// A step of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Days after the due date; before it where below zero.
    pub days: i32,
    /// How it is said.
    pub channel: Channel,
    /// What it says.
    pub says: Says,
    /// In which tone.
    pub tone: Tone,
    /// Whether the user reads it first.
    pub approve: bool,
}

/// An open invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// What is open and not in dispute.
    pub claimed: Money,
    /// Whether money for it is on its way, or will be collected.
    pub in_flight: bool,
    /// Whether it is on a plan that is offered or kept.
    pub planned: bool,
    /// The steps that were given: days of the step, and on which day.
    pub given: Vec<(i32, NaiveDate)>,
}

/// What a client is in, which ends all following up but the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circumstance {
    /// Nothing.
    None,
    /// Cannot pay for now.
    Hardship,
    /// Insolvent: claims go to whoever administers it.
    Insolvency,
    /// Has died: claims go to the estate.
    Death,
}

impl Named for Circumstance {
    const NAMES: &'static [(&'static str, Circumstance)] = &[
        ("none", Circumstance::None),
        ("hardship", Circumstance::Hardship),
        ("insolvency", Circumstance::Insolvency),
        ("death", Circumstance::Death),
    ];
}

/// A plan that keeps anything else from being said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPlan {
    /// It was offered; they have up to this day.
    Offered(NaiveDate),
    /// It is kept; this is the day of the next instalment.
    Kept(NaiveDate),
}

/// All that is known of a client at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Today where the client is.
    pub today: NaiveDate,
    /// The hour of the day there, 0 to 23.
    pub hour: u32,
    /// From this hour on, up to that one, messages may leave.
    pub hours: (u32, u32),
    /// Whether people work there today.
    pub working_day: bool,
    /// How patient to be.
    pub tier: Tier,
    /// What they are in.
    pub circumstance: Circumstance,
    /// The last day of a hold.
    pub held_until: Option<NaiveDate>,
    /// The day by which they promised to pay.
    pub promised_for: Option<NaiveDate>,
    /// The plan they are on.
    pub plan: Option<OnPlan>,
    /// The day by which they are to answer a formal demand.
    pub demanded_for: Option<NaiveDate>,
    /// Who recovers what they owe now.
    pub handed_to: Option<String>,
    /// Whether they had a message today.
    pub written_today: bool,
    /// Whether a message to them was written and has not left yet.
    pub waiting: bool,
    /// Whether there is an address for e-mail.
    pub reachable: bool,
    /// Whether there is an address to post a letter to.
    pub postal: bool,
    /// Why the last message to that address did not arrive.
    pub came_back: Option<String>,
    /// Why what is known of payments is too old, in words; nothing where it is fresh.
    pub stale: Option<String>,
    /// Money that may be theirs and waits to be explained: how much, and of which day.
    pub unexplained: Option<(Money, NaiveDate)>,
}

/// Why nothing is said for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What they are in.
    Circumstance(Circumstance),
    /// The user follows this client up by hand.
    ByHand,
    /// A hold.
    Held(NaiveDate),
    /// A promise that still runs.
    Promised(NaiveDate),
    /// A plan.
    Plan(OnPlan),
    /// A formal demand, whose term runs.
    Demanded(NaiveDate),
    /// A formal demand, whose term has passed.
    DemandPassed(NaiveDate),
    /// Somebody else recovers the debt.
    HandedOff(String),
    /// They had a message today.
    Written,
    /// A message to them has not left yet.
    Waiting,
    /// It is not a working day there.
    DayOff,
    /// It is too early or too late in the day there.
    Quiet(u32, u32),
    /// What is known of payments is too old.
    Stale(String),
    /// Money at the bank that may be theirs waits to be explained.
    Unexplained(Money, NaiveDate),
    /// No address to write to in this way.
    Unreachable(Channel),
    /// The last message to the address did not arrive.
    CameBack(String),
}

impl Reason {
    /// Whether it passes by itself within the day or the next ones.
    pub fn passes(&self) -> bool {
        use Reason::{DayOff, Quiet, Stale, Unexplained, Waiting, Written};
        matches!(self, Written | Waiting | DayOff | Quiet(..) | Stale(_) | Unexplained(..))
    }
}

impl Reason {
    /// The reason in words, with days as `day` writes them.
    pub fn words(&self, day: impl Fn(NaiveDate) -> String) -> String {
        match self {
            Reason::Circumstance(Circumstance::Death) => {
                "the client has died; write to the estate by hand".to_owned()
            }
            Reason::Circumstance(Circumstance::Insolvency) => {
                "the client is insolvent; the claim goes to whoever administers it".to_owned()
            }
            Reason::Circumstance(_) => "the client is in hardship; offer a plan".to_owned(),
            Reason::ByHand => "this client is followed up by hand".to_owned(),
            Reason::Held(until) => format!("left alone until {}", day(*until)),
            Reason::Promised(on) => format!("promised to pay by {}", day(*on)),
            Reason::Plan(OnPlan::Offered(until)) => {
                format!("a plan was offered, and they have until {}", day(*until))
            }
            Reason::Plan(OnPlan::Kept(next)) => {
                format!("on a plan, of which the next instalment is due {}", day(*next))
            }
            Reason::Demanded(by) => format!("a formal demand runs until {}", day(*by)),
            Reason::DemandPassed(by) => {
                let passed = day(*by);
                format!("the term of a formal demand passed on {passed}; decide what comes next")
            }
            Reason::HandedOff(to) => format!("handed to {to}, who alone writes about it"),
            Reason::Written => "had a message today".to_owned(),
            Reason::Waiting => "a message to them has not left yet".to_owned(),
            Reason::DayOff => "today is no working day".to_owned(),
            Reason::Quiet(from, until) => {
                format!("messages leave between {from}:00 and {until}:00")
            }
            Reason::Stale(words) => words.clone(),
            Reason::Unexplained(money, on) => {
                let (shown, code, on) = (money.shown(), money.currency(), day(*on));
                format!("{shown} {code} of {on} may be theirs; explain that bank line first")
            }
            Reason::Unreachable(Channel::Letter) => "there is no address to post to".to_owned(),
            Reason::Unreachable(_) => "there is no e-mail address".to_owned(),
            Reason::CameBack(why) => {
                format!("the last message came back ({why}); look at the address")
            }
        }
    }
}

/// What is to be said, over all invoices of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The step that sets the words: the furthest of them all.
    pub step: Step,
    /// Each invoice with its step: the days of the step, and what is claimed.
    pub items: Vec<(InvoiceId, i32, Money)>,
}

/// What is to be done about a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The message.
    pub message: Option<Message>,
    /// The call.
    pub call: Option<Message>,
    /// What keeps them from being said now; empty lets them.
    pub reasons: Vec<Reason>,
    /// The next step that is not due yet, and its day.
    pub next: Option<(Step, NaiveDate)>,
}

/// What is to be done about a client now. One message has all that is to be said to them in
/// writing, in the way of its furthest step.
pub fn plan(steps: &[Step], owed: &[Owed], at: &Situation) -> Plan {
    let mut plan = Plan::default();
    let claimable = |one: &&Owed| !one.in_flight && !one.planned && one.claimed.is_positive();
    for one in owed.iter().filter(claimable) {
        let Some((step, on)) = next_step(steps, one, at.today) else { continue };
        if on > at.today {
            let sooner = plan.next.is_none_or(|(_, known)| on < known);
            plan.next = if sooner { Some((step, on)) } else { plan.next };
            continue;
        }
        let said = match step.channel {
            Channel::Mail | Channel::Letter => &mut plan.message,
            Channel::Call => &mut plan.call,
        };
        let said = said.get_or_insert(Message { step, items: Vec::new() });
        said.items.push((one.invoice, step.days, one.claimed));
        if step.days > said.step.days {
            said.step = step;
        }
    }
    let channel = plan.message.as_ref().map_or(Channel::Mail, |message| message.step.channel);
    plan.reasons = reasons(at, channel);
    plan
}

/// What keeps a client from being written to in this way. A letter is made at any hour, because it
/// arrives on another day, and needs no address for e-mail.
pub fn reasons(at: &Situation, channel: Channel) -> Vec<Reason> {
    let by_mail = channel == Channel::Mail;
    let mut reasons = Vec::new();
    let mut add = |holds: bool, reason: Reason| {
        if holds {
            reasons.push(reason);
        }
    };
    add(at.circumstance != Circumstance::None, Reason::Circumstance(at.circumstance));
    add(at.tier == Tier::Never, Reason::ByHand);
    let from_today = |day: Option<NaiveDate>| day.filter(|day| *day >= at.today);
    if let Some(until) = from_today(at.held_until) {
        add(true, Reason::Held(until));
    }
    if let Some(on) = from_today(at.promised_for) {
        add(true, Reason::Promised(on));
    }
    if let Some(plan) = at.plan {
        add(true, Reason::Plan(plan));
    }
    if let Some(by) = at.demanded_for {
        let passed = by < at.today;
        add(true, if passed { Reason::DemandPassed(by) } else { Reason::Demanded(by) });
    }
    if let Some(to) = &at.handed_to {
        add(true, Reason::HandedOff(to.clone()));
    }
    if let Some(words) = &at.stale {
        add(true, Reason::Stale(words.clone()));
    }
    if let Some((money, on)) = at.unexplained {
        add(true, Reason::Unexplained(money, on));
    }
    add(!if by_mail { at.reachable } else { at.postal }, Reason::Unreachable(channel));
    if let Some(why) = &at.came_back {
        add(by_mail, Reason::CameBack(why.clone()));
    }
    add(at.written_today, Reason::Written);
    add(at.waiting && !at.written_today, Reason::Waiting);
    add(!at.working_day, Reason::DayOff);
    let (from, until) = at.hours;
    add(by_mail && (at.hour < from || at.hour >= until), Reason::Quiet(from, until));
    reasons
}

/// The next step of an invoice and the day on which it is due. What comes before the due date is
/// said before it or not at all; later steps follow each other, and keep their distance from the
/// day on which the one before was given.
fn next_step(steps: &[Step], owed: &Owed, today: NaiveDate) -> Option<(Step, NaiveDate)> {
    let day = |step: &Step| shifted(owed.due_on, step.days);
    let last = owed.given.iter().copied().max();
    let after = |step: &&Step| last.is_none_or(|(days, _)| step.days > days);
    let mut rest: Vec<Step> = steps.iter().filter(after).copied().collect();
    rest.sort_by_key(|step| step.days);
    let late = today > owed.due_on;
    let early: Vec<Step> = rest.iter().filter(|step| step.days <= 0).copied().collect();
    let current = early.iter().rfind(|step| day(step) <= today).or(early.first());
    if let Some(step) = current.filter(|_| !late) {
        return Some((*step, day(step)));
    }
    let step = *rest.iter().find(|step| step.days > 0)?;
    let apart = |(days, on): (i32, NaiveDate)| shifted(on, step.days - days.max(0));
    let on =
        last.filter(|(days, _)| *days > 0).map_or(day(&step), |last| apart(last).max(day(&step)));
    Some((step, on))
}

fn shifted(day: NaiveDate, days: i32) -> NaiveDate {
    let by = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day - by } else { day + by }
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It still runs.
    Open,
    /// The money came in time.
    Kept,
    /// It did not.
    Broken,
}

/// What became of a promise to pay `amount` by `promised_for`, by what was received since it was
/// made and up to that day.
pub fn kept(amount: Money, received: Money, promised_for: NaiveDate, today: NaiveDate) -> Kept {
    if received.minor() >= amount.minor() {
        Kept::Kept
    } else if today > promised_for {
        Kept::Broken
    } else {
        Kept::Open
    }
}

#[cfg(test)]
mod tests;
