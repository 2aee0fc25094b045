//! Policies of following up as the user edits them, and the words of each step in each tone.

use domain::follow::{Channel, PLACEHOLDERS, Says, Step, Tier, Tone, usual};
use domain::named::Named;
use serde::{Deserialize, Serialize};
use store::follow_ups::{self, Policy};
use store::mail::Template;
use ts_rs::TS;

use super::message::{FollowFinding, filled, found, template};
use super::situation::steps_of;
use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::mail;
use crate::wire::{self, Nothing};

/// A step of a policy.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowStep {
    /// Days after the due date; before it where below zero.
    pub days: i32,
    /// `mail`, `letter` or `call`.
    pub channel: String,
    /// What it says, by name.
    pub says: String,
    /// `friendly`, `direct` or `formal`.
    pub tone: String,
    /// Whether the user reads it first.
    pub approve: bool,
}

/// The steps of a tier.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowTier {
    /// `usual`, `gentle` or `firm`.
    pub tier: String,
    /// In order.
    pub steps: Vec<FollowStep>,
}

/// How clients are followed up.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowPolicy {
    /// Whether messages leave by themselves, those that need no yes.
    pub by_itself: bool,
    /// How old what is known of payments may be, in days.
    pub fresh_days: u32,
    /// Messages leave from this hour on.
    pub from_hour: u32,
    /// Up to this hour.
    pub until_hour: u32,
    /// The steps of each tier.
    pub tiers: Vec<FollowTier>,
}

/// Which words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowWords {
    /// What the step says, by name.
    pub says: String,
    /// `friendly`, `direct` or `formal`.
    pub tone: String,
}

/// The words of a step in a tone.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowWords {
    /// The subject, with placeholders in braces.
    pub subject: String,
    /// The body.
    pub body: String,
    /// Whether these are the user's own.
    pub own: bool,
    /// What can stand in braces.
    pub placeholders: Vec<String>,
}

/// The user's words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveFollowWords {
    /// What the step says, by name.
    pub says: String,
    /// `friendly`, `direct` or `formal`.
    pub tone: String,
    /// The subject; empty together with the body goes back to the program's words.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// Words with an example in the place of a client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FollowWordsExample {
    /// The subject.
    pub subject: String,
    /// The body.
    pub body: String,
    /// What the review says.
    pub findings: Vec<FollowFinding>,
}

/// How clients are followed up.
pub fn show_policy(look: &Look<'_>, _: Nothing) -> Result<FollowPolicy, Failure> {
    let policy = follow_ups::policy(look.db)?;
    let tier = |tier: Tier| -> Result<FollowTier, Failure> {
        let steps = steps_of(look, tier)?.iter().map(step).collect();
        Ok(FollowTier { tier: tier.name().to_owned(), steps })
    };
    let tiers = [Tier::Usual, Tier::Gentle, Tier::Firm].into_iter().map(tier);
    Ok(FollowPolicy {
        by_itself: policy.since.is_some(),
        fresh_days: policy.fresh_days,
        from_hour: policy.from_hour,
        until_hour: policy.until_hour,
        tiers: tiers.collect::<Result<_, _>>()?,
    })
}

fn step(step: &Step) -> FollowStep {
    FollowStep {
        days: step.days,
        channel: step.channel.name().to_owned(),
        says: step.says.name().to_owned(),
        tone: step.tone.name().to_owned(),
        approve: step.approve,
    }
}

/// Keeps how clients are followed up. Steps that are as usual are not kept, so that a later
/// version may know better.
pub fn keep_policy(act: &mut Act<'_>, asked: FollowPolicy) -> Result<Nothing, Failure> {
    let before = follow_ups::policy(act.tx)?;
    if !(1..=60).contains(&asked.fresh_days) {
        return Err(refused("fresh_days", "a number of days from 1 to 60"));
    }
    if asked.from_hour >= asked.until_hour || asked.until_hour > 24 {
        return Err(refused("until_hour", "the hours end after they begin"));
    }
    for tier in &asked.tiers {
        let of = Tier::named(&tier.tier).filter(|of| *of != Tier::Never);
        let of = of.ok_or_else(|| refused("tiers", "there is no such tier"))?;
        let steps = steps_in(tier)?;
        let own = if steps == usual(of) { &[][..] } else { &steps };
        follow_ups::keep_steps(act.tx, of, own)?;
    }
    let since = asked.by_itself.then(|| before.since.unwrap_or(act.today));
    let policy = Policy {
        since,
        fresh_days: asked.fresh_days,
        from_hour: asked.from_hour,
        until_hour: asked.until_hour,
    };
    follow_ups::keep_policy(act.tx, &policy)?;
    act.say("How clients are followed up was changed", None);
    Ok(Nothing {})
}

/// The steps of a tier as the user left them, in order, each day once.
fn steps_in(tier: &FollowTier) -> Result<Vec<Step>, Failure> {
    if tier.steps.is_empty() || tier.steps.len() > 20 {
        return Err(refused("tiers", "a tier has between 1 and 20 steps"));
    }
    let read = |step: &FollowStep| -> Result<Step, Failure> {
        let (says, tone) = named(&step.says, &step.tone)?;
        let channel = Channel::named(&step.channel)
            .ok_or_else(|| refused("tiers", "a step is an e-mail, a letter or a call"))?;
        if !(-30..=180).contains(&step.days) {
            return Err(refused(
                "tiers",
                "a step is 30 days before to 180 days after the due date",
            ));
        }
        let approve = step.approve || channel != Channel::Mail;
        Ok(Step { days: step.days, channel, says, tone, approve })
    };
    let mut steps = tier.steps.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    steps.sort_by_key(|step| step.days);
    if steps.windows(2).any(|pair| pair[0].days == pair[1].days) {
        return Err(refused("tiers", "two steps of a tier cannot be on the same day"));
    }
    Ok(steps)
}

fn named(says: &str, tone: &str) -> Result<(Says, Tone), Failure> {
    let says = Says::named(says).ok_or_else(|| refused("says", "there is no such step"))?;
    let tone = Tone::named(tone).ok_or_else(|| refused("tone", "there is no such tone"))?;
    Ok((says, tone))
}

/// The words of a step in a tone.
pub fn show_words(look: &Look<'_>, asked: ShowWords) -> Result<FollowWords, Failure> {
    let (says, tone) = named(&asked.says, &asked.tone)?;
    let own = follow_ups::words(look.db, says, tone)?.is_some();
    let words = template(look, says, tone)?;
    Ok(FollowWords {
        subject: words.subject,
        body: words.body,
        own,
        placeholders: PLACEHOLDERS.iter().map(|&name| name.to_owned()).collect(),
    })
}

/// Words with an example client, and what the review says of them.
pub fn try_words(look: &Look<'_>, asked: SaveFollowWords) -> Result<FollowWordsExample, Failure> {
    let (says, tone, words) = read(&asked)?;
    let words = match words {
        Some(words) => words,
        None => template(look, says, tone)?,
    };
    let shown = filled(&words, &example(look))?;
    let findings = reviewed(&words);
    Ok(FollowWordsExample { subject: shown.subject, body: shown.body, findings })
}

/// What the review says of words; amounts stand in placeholders, never in the words themselves.
fn reviewed(words: &Template) -> Vec<FollowFinding> {
    found(words, Vec::new())
}

/// Keeps the user's words for a step in a tone.
pub fn keep_words(act: &mut Act<'_>, asked: SaveFollowWords) -> Result<Nothing, Failure> {
    let (says, tone, words) = read(&asked)?;
    if let Some(words) = &words {
        filled(words, &example(act))?;
        if let Some(finding) = reviewed(words).into_iter().find(|finding| finding.blocks) {
            let (phrase, why) = (finding.phrase, finding.words);
            return Err(refused("body", format!("\"{phrase}\" cannot stand here. {why}")));
        }
    }
    follow_ups::keep_words(act.tx, says, tone, words.as_ref())?;
    act.say(format!("Words of \"{}\" kept", says.label()), None);
    Ok(Nothing {})
}

fn read(asked: &SaveFollowWords) -> Result<(Says, Tone, Option<Template>), Failure> {
    let (says, tone) = named(&asked.says, &asked.tone)?;
    let subject = wire::line("subject", &asked.subject, 300)?;
    let body = wire::text("body", &asked.body, 20_000)?;
    if subject.is_empty() && body.is_empty() {
        return Ok((says, tone, None));
    }
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if text.is_empty() {
            return Err(refused(field, "an e-mail needs a subject and words"));
        }
    }
    Ok((says, tone, Some(Template { subject, body })))
}

/// What fills the placeholders where there is no client yet.
fn example(look: &Look<'_>) -> Vec<(&'static str, String)> {
    let code = look.practice.currency.code();
    let due = look.today - chrono::Days::new(14);
    let mut values = mail::usual(look, "June Alder", "Alder Bakery LLC", "invoice INV-0042");
    let (issued, due) = (look.long_date(due - chrono::Days::new(15)), look.long_date(due));
    let law = domain::follow::law(look.practice.jurisdiction, false);
    values.extend([
        ("invoices", format!("INV-0042 of {issued}, due {due}: 450.00 {code}")),
        ("total", format!("450.00 {code}")),
        ("days_late", "14".to_owned()),
        ("answer_by", look.long_date(look.today + chrono::Days::new(7))),
        ("how_to_pay", look.practice.how_to_pay.clone()),
        ("law", law.to_owned()),
    ]);
    values
}
