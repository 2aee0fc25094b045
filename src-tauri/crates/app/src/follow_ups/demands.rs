//! The formal demand: made by a person and never by itself, over what is past due and in nobody's
//! dispute. Its term follows the place's rule; while it runs nothing else is said, and after it the
//! user decides.

use chrono::{Days, NaiveDate};
use domain::demand::{Rule, rule_of, words};
use domain::follow::{self, Channel, Reason};
use domain::ids::{Id, LateChargeId};
use domain::money::Money;
use domain::named::Named;
use paper::MetaRow;
use paper::invoice::TotalRow;
use paper::reminder::{Owed, OwedRow, Reminder};
use serde::{Deserialize, Serialize};
use store::demands::{self, Demand};
use store::follow_ups::{self, FollowUp, Letter};
use store::late_charges::{self, LateCharge};
use store::mail::Template;
use store::{documents, outbox};
use ts_rs::TS;

use super::letters::{self, Letters, Pieces};
use super::message::{FollowFinding, filled, found, told};
use super::situation::{Debtor, Moment, Open, one, said_of};
use crate::context::{Act, Look};
use crate::evidence_packs::agreement_of;
use crate::failure::{Failure, conflict, not_found, refused};
use crate::letter::currency_words;
use crate::mail::{self, ComposeMail, WriteMail};
use crate::wire::{self, Amount, ById, Made, Nothing, encode};

/// A demand to be made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DemandForm {
    /// The client.
    pub client_id: String,
    /// The invoices it is over.
    pub invoices: Vec<String>,
    /// `letter` or `mail`.
    pub channel: String,
    /// Whether the debtor is a person, also one who trades alone; a consumer always is.
    pub person: bool,
    /// So many days to answer, as typed; empty for as many as the rule says.
    pub days: String,
    /// Whether the forms that the rule wants go with it.
    pub forms_enclosed: bool,
    /// What it is about; empty together with the body for the program's words.
    pub subject: String,
    /// The words; braces stand for what is filled in.
    pub body: String,
}

/// A demand before it is made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DemandPreview {
    /// What the letter is called: `Letter of claim`.
    pub title: String,
    /// So many days at least.
    pub least_days: u32,
    /// The day by which they are to pay or to answer.
    pub answer_by: String,
    /// What the rule says.
    pub rule: String,
    /// Where it stands.
    pub source: String,
    /// Whether the rule wants it posted.
    pub by_post: bool,
    /// The forms that the rule wants with it; may be empty.
    pub forms: String,
    /// All that is asked for.
    pub total: Amount,
    /// What that is made of, in words.
    pub says: String,
    /// The subject.
    pub subject: String,
    /// The words, with braces.
    pub body: String,
    /// What the review says of them.
    pub findings: Vec<FollowFinding>,
    /// What keeps it from being made now.
    pub reasons: Vec<String>,
    /// The letter, base64.
    pub pdf: String,
}

/// A demand that was made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DemandRow {
    /// The demand.
    pub id: String,
    /// The day it was made.
    pub made_on: String,
    /// The day by which they are to pay or to answer.
    pub answer_by: String,
    /// What was asked for.
    pub asked: Amount,
    /// The letter: SHA-256 of its document.
    pub document: String,
    /// The rule its term follows.
    pub source: String,
}

/// Takes a demand as settled.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndDemand {
    /// The demand.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// All that a demand is made of.
struct Terms {
    debtor: Debtor,
    channel: Channel,
    rule: &'static Rule,
    answer_by: NaiveDate,
    principal: Money,
    charges: Vec<LateCharge>,
    late: Money,
    total: Money,
    /// Where in the debtor's open invoices the ones it is over stand.
    over: Vec<usize>,
    words: Template,
    told: Template,
    paper: Reminder,
}

impl Terms {
    fn invoices(&self) -> impl Iterator<Item = &Open> {
        self.over.iter().filter_map(|at| self.debtor.open.get(*at))
    }

    fn findings(&self) -> Result<Vec<FollowFinding>, Failure> {
        let mut amounts = vec![self.principal, self.late, self.total];
        amounts.extend(self.invoices().map(|open| open.invoice.open));
        for charge in &self.charges {
            amounts.push(charge.open()?);
        }
        Ok(found(&self.told, amounts))
    }

    /// What keeps it from being made. That a client is followed up by hand does not: this is by
    /// hand; and an e-mail leaves when messages may.
    fn reasons(&self) -> Vec<Reason> {
        let mut reasons = follow::reasons(&self.debtor.at, self.channel);
        let by_mail = self.channel == Channel::Mail;
        let later = |reason: &Reason| matches!(reason, Reason::Quiet(..) | Reason::DayOff);
        reasons.retain(|reason| *reason != Reason::ByHand && !(by_mail && later(reason)));
        reasons
    }
}

/// A demand before it is made; nothing is written.
pub fn preview_demand(look: &Look<'_>, form: DemandForm) -> Result<DemandPreview, Failure> {
    let terms = terms(look, &Moment::of(look)?, &form)?;
    let rule = terms.rule;
    Ok(DemandPreview {
        title: rule.title.to_owned(),
        least_days: u32::try_from(rule.days).unwrap_or(u32::MAX),
        answer_by: terms.answer_by.to_string(),
        rule: rule.words.to_owned(),
        source: rule.source.to_owned(),
        by_post: rule.by_post,
        forms: rule.forms.to_owned(),
        total: terms.total.into(),
        says: format!(
            "Invoices {}, late charges that were claimed {}.",
            terms.principal.shown(),
            terms.late.shown()
        ),
        findings: terms.findings()?,
        reasons: terms.reasons().iter().map(|reason| said_of(look, reason)).collect(),
        pdf: encode(&terms.paper.render().bytes),
        subject: terms.words.subject,
        body: terms.words.body,
    })
}

/// Makes a demand: a letter to print and post, or an e-mail with the letter and what it is about.
pub fn make_demand(act: &mut Act<'_>, form: DemandForm) -> Result<Made, Failure> {
    let moment = Moment::of(act)?;
    let terms = terms(act, &moment, &form)?;
    let name = terms.debtor.client.name.clone();
    if let Some(reason) = terms.reasons().first() {
        return Err(conflict(format!("no demand to {name} now: {}", said_of(act, reason))));
    }
    let rule = terms.rule;
    if rule.by_post && terms.channel == Channel::Mail {
        return Err(refused("channel", format!("this goes by post ({})", rule.source)));
    }
    if !rule.forms.is_empty() && !form.forms_enclosed {
        let why = format!("put these into the envelope: {}", rule.forms);
        return Err(refused("forms_enclosed", why));
    }
    if let Some(finding) = terms.findings()?.into_iter().find(|finding| finding.blocks) {
        let (phrase, why) = (finding.phrase, finding.words);
        return Err(refused("body", format!("\"{phrase}\" cannot stand here. {why}")));
    }
    let file = format!("{} {}.pdf", rule.title, crate::proposals::file_name(&name));
    let pdf = terms.paper.render().bytes;
    let document = documents::keep(act.tx, &file, "application/pdf", &pdf)?;
    let by_mail = terms.channel == Channel::Mail;
    let (printed_in, posted_on) = (document.clone(), None);
    let letter = Letter { document: document.clone(), printed_in, posted_on };
    let said = FollowUp {
        id: act.new_id(),
        client_id: terms.debtor.client.id,
        said_on: act.today,
        channel: terms.channel,
        subject: terms.told.subject.clone(),
        body: terms.told.body.clone(),
        outcome: String::new(),
        held_back: String::new(),
        came_back: String::new(),
        letter: (!by_mail).then_some(letter),
    };
    follow_ups::add(act.tx, &said, &[])?;
    let demand = Demand {
        id: said.id,
        client_id: said.client_id,
        made_on: act.today,
        answer_by: terms.answer_by,
        principal: terms.principal,
        late: terms.late,
        document,
        source: rule.source.to_owned(),
        ended_on: None,
        ended_why: String::new(),
    };
    let asked: Vec<_> =
        terms.invoices().map(|open| (open.invoice.id, open.invoice.open.minor())).collect();
    demands::add(act.tx, &demand, &asked)?;
    let total = terms.total.shown();
    act.say(format!("{} over {total} to {name}", rule.title), Some(said.client_id));
    if by_mail {
        leave(act, &moment, &terms, said)?;
    } else {
        let ids = vec![demand.id.to_string()];
        act.offer_undo("Made to print", "follow_ups.drop_letters", Letters { ids });
    }
    Ok(Made { id: demand.id.to_string() })
}

/// Puts a demand into the outbox, with the letter, its invoices and the workings of late charges.
fn leave(act: &mut Act<'_>, moment: &Moment, terms: &Terms, said: FollowUp) -> Result<(), Failure> {
    let mut files = vec![DEMAND.to_owned()];
    files.extend(terms.invoices().map(|open| open.invoice.id.to_string()));
    files.extend(terms.charges.iter().map(|charge| charge.id.to_string()));
    let mail = WriteMail {
        about: ComposeMail::FollowUp { id: said.id.to_string() },
        to: terms.debtor.client.email.clone(),
        cc: String::new(),
        subject: said.subject,
        body: said.body,
        files,
    };
    let out = wire::id("id", &mail::send(act, mail)?.id)?;
    let opens = terms.debtor.clock.next_opening(&moment.policy, act.now);
    let undo = act.now + chrono::Duration::seconds(mail::UNDO_SECONDS);
    Ok(outbox::plan_again(act.tx, out, None, opens.max(undo))?)
}

/// The letter's key among the files of its e-mail.
pub(super) const DEMAND: &str = "demand";

/// Takes a demand as settled; what is open is asked for as before.
pub fn end_demand(act: &mut Act<'_>, question: EndDemand) -> Result<Nothing, Failure> {
    let demand = demand(act, &question.id)?;
    if demand.ended_on.is_some() {
        return Err(conflict("this demand is settled already"));
    }
    let reason = wire::line("reason", &question.reason, 400)?;
    if reason.is_empty() {
        return Err(refused("reason", "say why; it is kept with the demand"));
    }
    demands::end(act.tx, demand.id, Some(act.today), &reason)?;
    act.say(format!("A demand was settled: {reason}"), Some(demand.client_id));
    act.offer_undo("Settled", "demands.go_on", ById { id: question.id });
    Ok(Nothing {})
}

/// Takes a demand as running again.
pub fn resume_demand(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let demand = demand(act, &asked.id)?;
    demands::end(act.tx, demand.id, None, "")?;
    act.say("A demand goes on", Some(demand.client_id));
    Ok(Nothing {})
}

fn demand(look: &Look<'_>, id: &str) -> Result<Demand, Failure> {
    let said = told(look, id)?;
    demands::show(look.db, said.id)?.ok_or_else(|| not_found("demand"))
}

/// The demand to a client that is not settled.
pub(super) fn running(look: &Look<'_>, debtor: &Debtor) -> Result<Option<DemandRow>, Failure> {
    let Some(demand) = demands::live(look.db, debtor.client.id)? else { return Ok(None) };
    Ok(Some(DemandRow {
        id: demand.id.to_string(),
        made_on: demand.made_on.to_string(),
        answer_by: demand.answer_by.to_string(),
        asked: demand.principal.plus(demand.late)?.into(),
        document: demand.document,
        source: demand.source,
    }))
}

fn terms(look: &Look<'_>, moment: &Moment, form: &DemandForm) -> Result<Terms, Failure> {
    let debtor = one(look, moment, wire::id("client_id", &form.client_id)?)?;
    let channel = Channel::named(&form.channel).filter(|channel| *channel != Channel::Call);
    let channel = channel.ok_or_else(|| refused("channel", "by post or by e-mail"))?;
    let over = chosen(look, &debtor, &form.invoices)?;
    let practice = &look.practice;
    let person = form.person || debtor.client.kind == "consumer";
    let rule = rule_of(practice.jurisdiction, &practice.region, person, look.today);
    let days = match form.days.trim() {
        "" => rule.days,
        typed => typed.parse().unwrap_or(0),
    };
    if days < rule.days || days > 120 {
        let least = rule.days;
        return Err(refused("days", format!("from {least} to 120 days ({})", rule.source)));
    }
    let invoices: Vec<&Open> = over.iter().filter_map(|at| debtor.open.get(*at)).collect();
    let Figures { principal, late, rows, charges } = figures(look, &invoices)?;
    let total = principal.plus(late)?;
    let answer_by = look.today + Days::new(days);
    let mut values = values(look, &debtor, &invoices, (total, late))?;
    values.extend([
        ("answer_by", look.long_date(answer_by)),
        ("days", days.to_string()),
        ("forms", rule.forms.to_owned()),
    ]);
    let words = match (form.subject.trim(), form.body.trim()) {
        ("", "") => {
            let (subject, body) = words(rule);
            Template { subject, body }
        }
        _ => Template {
            subject: wire::line("subject", &form.subject, 300)?,
            body: wire::text("body", &form.body, 20_000)?,
        },
    };
    let told = filled(&words, &values)?;
    let label = format!("Owed, {}", currency_words(total.currency()));
    let together = vec![TotalRow { label, amount: total, strong: true }];
    let pieces = Pieces {
        owed: Owed { rows, together },
        pay: letters::ways_to_pay(look, invoices.iter().copied())?,
        meta: vec![
            MetaRow::new("Date", look.long_date(look.today)),
            MetaRow::new("Answer by", look.long_date(answer_by)),
        ],
    };
    let paper = letters::on_paper(look, &debtor.client, &words, &values, pieces)?;
    Ok(Terms {
        debtor,
        channel,
        rule,
        answer_by,
        principal,
        charges,
        late,
        total,
        over,
        words,
        told,
        paper,
    })
}

/// What is asked for: unpaid on invoices, and late charges that were claimed.
struct Figures {
    principal: Money,
    late: Money,
    rows: Vec<OwedRow>,
    charges: Vec<LateCharge>,
}

fn figures(look: &Look<'_>, invoices: &[&Open]) -> Result<Figures, Failure> {
    let none = || refused("invoices", "choose what is past due and open");
    let currency = invoices.first().ok_or_else(none)?.invoice.open.currency();
    let zero = Money::zero(currency);
    let mut found = Figures { principal: zero, late: zero, rows: Vec::new(), charges: Vec::new() };
    for open in invoices {
        if open.invoice.open.currency() != currency {
            return Err(refused("invoices", "a demand is over invoices of one currency"));
        }
        found.principal = found.principal.plus(open.invoice.open)?;
        found.rows.push(letters::row(look, open));
        for charge in late_charges::of_invoice(look.db, open.invoice.id)? {
            let unpaid = charge.open()?;
            if unpaid.is_positive() {
                found.late = found.late.plus(unpaid)?;
                found.rows.push(charge_row(open, &charge, unpaid));
                found.charges.push(charge);
            }
        }
    }
    Ok(found)
}

fn charge_row(open: &Open, charge: &LateCharge, unpaid: Money) -> OwedRow {
    let label = format!("Late charge on {}: {}", open.invoice.number, charge.words);
    OwedRow { label, due_on: None, days_late: None, amount: unpaid }
}

/// Where the chosen invoices stand; each is past due and free to be asked for.
fn chosen(look: &Look<'_>, debtor: &Debtor, asked: &[String]) -> Result<Vec<usize>, Failure> {
    let mut over = Vec::new();
    for (at, open) in debtor.open.iter().enumerate() {
        if !asked.contains(&open.invoice.id.to_string()) {
            continue;
        }
        let number = &open.invoice.number;
        let why = if open.invoice.due_on >= look.today {
            "is not past due"
        } else if open.disputed.is_positive() {
            "is in dispute; answer that first"
        } else if open.owed.planned {
            "is on a plan"
        } else if open.owed.in_flight {
            "is being paid; wait for it"
        } else {
            over.push(at);
            continue;
        };
        return Err(conflict(format!("{number} {why}")));
    }
    Ok(over)
}

/// What fills the braces of a demand.
fn values(
    look: &Look<'_>,
    debtor: &Debtor,
    invoices: &[&Open],
    (total, late): (Money, Money),
) -> Result<Vec<(&'static str, String)>, Failure> {
    let client = &debtor.client;
    let mut agreements: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let mut daily = Vec::new();
    for open in invoices {
        let invoice = &open.invoice;
        let due = look.long_date(invoice.due_on);
        lines.push(format!("{}, due {due}: {}", invoice.number, invoice.open.shown()));
        if let Some(agreement) = agreement_of(look, invoice.id)? {
            let on = agreement.agreed_on().map(|day| look.long_date(day));
            let on = on.map_or(String::new(), |day| format!(" of {day}"));
            let words = format!("{}{on}", agreement.number);
            if !agreements.contains(&words) {
                agreements.push(words);
            }
        }
        if let Some(found) = crate::late_charges::claimable(look, invoice.id)?
            && !found.daily.is_empty()
        {
            daily.push(format!("Interest on {} goes on at {} a day.", invoice.number, found.daily));
        }
    }
    let agreed = match agreements.is_empty() {
        true => "A copy of each invoice can be had for the asking.".to_owned(),
        false => format!(
            "This rests on our agreement {}. A copy of it, and of each invoice, can be had for \
             the asking.",
            agreements.join(" and ")
        ),
    };
    let claimed = match late.is_positive() {
        true => format!(
            "Late charges of {} are in it; their working, day by day, can be had as well.",
            late.shown()
        ),
        false => "No late charge is in it.".to_owned(),
    };
    daily.insert(0, claimed);
    let numbers: Vec<&str> = invoices.iter().map(|open| open.invoice.number.as_str()).collect();
    let mut values = mail::usual(look, &client.name, &client.name, &numbers.join(", "));
    values.extend([
        ("total", format!("{} {}", total.shown(), total.currency())),
        ("agreed", agreed),
        ("late", daily.join(" ")),
        ("invoices", lines.join("\n")),
        ("how_to_pay", look.practice.how_to_pay.clone()),
    ]);
    Ok(values)
}

/// A file of a demand's e-mail beside its invoices; nothing where the key is none of those.
pub(super) fn file_of(
    look: &Look<'_>,
    id: &str,
    key: &str,
) -> Result<Option<(String, String)>, Failure> {
    if key == DEMAND {
        let demand = demand(look, id)?;
        let kept = documents::show(look.db, &demand.document)?;
        let name = kept.ok_or_else(|| not_found("document"))?.name;
        return Ok(Some((name, demand.document)));
    }
    let Ok(charge) = LateChargeId::parse(key) else { return Ok(None) };
    let charge = late_charges::show(look.db, charge)?.ok_or_else(|| not_found("late charge"))?;
    let number = crate::invoices::one(look, charge.invoice_id)?.number;
    let name = format!("Late charge {} {}.pdf", crate::proposals::file_name(&number), charge.kind);
    Ok(Some((name, charge.document)))
}
