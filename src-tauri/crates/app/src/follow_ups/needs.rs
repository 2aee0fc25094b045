//! What of following up needs the user: words to read, letters to print and to post, calls, and
//! decisions.

use chrono::NaiveDate;
use domain::follow::Channel;
use domain::money::Money;
use domain::named::Named;
use store::invoice_disputes;

use super::board::{FollowedRow, SaidNext, board};
use super::letters::LetterToPost;
use crate::context::Look;
use crate::failure::Failure;
use crate::today::{Need, need};
use crate::wire::Nothing;

/// What the user is to do about a client whose messages come back.
fn address_to_check(row: &FollowedRow) -> Option<Need> {
    let why = row.came_back.clone()?;
    let title = format!("A message to {} came back", row.client);
    let detail = format!("{why}. Nothing more is sent to that address until you look at it.");
    let key = format!("came_back:{}", row.client_id);
    let go = format!("#/collections/{}", row.client_id);
    let words = [title, detail, "Open".to_owned()];
    Some(need(key, "follow_up", "failed", words, go).staking(row.late.clone()))
}

/// A decision about a client to whom everything was said that the policy has.
fn to_decide(row: &FollowedRow, today: NaiveDate) -> Option<Need> {
    let said = row.message.is_none() && row.call.is_none() && row.next.is_none();
    let waits = row.late.minor == 0 || row.circumstance != "none" || row.tier == "never";
    if !said || waits || row.on_hold || row.plan_broken_on.is_some() {
        return None;
    }
    let title = format!("Decide what becomes of what {} owes", row.client);
    let detail = format!(
        "Late by {} days, and every step was said: a plan, a write-off, a pause or a hand-off.",
        row.days_late
    );
    let key = format!("decide:{}:{}", row.client_id, today.format("%Y-%m"));
    let go = format!("#/collections/{}", row.client_id);
    let words = [title, detail, "Open".to_owned()];
    Some(need(key, "decide", "waiting", words, go).staking(row.late.clone()))
}

/// What of following up needs the user today.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let board = board(look, Nothing {})?;
    let to = |row: &FollowedRow| format!("#/collections/{}", row.client_id);
    let mut needs = Vec::new();
    let waits: Vec<&FollowedRow> = board
        .rows
        .iter()
        .filter(|row| {
            let by_mail = |said: &SaidNext| said.channel == Channel::Mail.name();
            let asks = |said: &SaidNext| by_mail(said) && (said.approve || !board.by_itself);
            row.can_send && row.message.as_ref().is_some_and(asks)
        })
        .collect();
    if let Some(first) = waits.first() {
        let title = match waits.len() {
            1 => format!("A message to {} waits for your yes", first.client),
            several => format!("Messages to {several} clients wait for your yes"),
        };
        let label = first.message.as_ref().map_or(String::new(), |said| said.label.clone());
        let detail = format!("{}: {label}. Nothing leaves before you read it.", first.client);
        let key = format!("follow_up:{}:{}", look.today, first.client_id);
        let words = [title, detail, "Read".to_owned()];
        let late: i64 = waits.iter().map(|row| row.late.minor).sum();
        let asks = need(key, "follow_up", "waiting", words, to(first));
        needs.push(asks.staking(look.amount(late)?));
    }
    let is_letter = |said: &SaidNext| said.channel == Channel::Letter.name();
    let to_print = board.rows.iter().filter(|row| row.can_send);
    let to_print = to_print.filter(|row| row.message.as_ref().is_some_and(is_letter));
    let to_print: Vec<&FollowedRow> = to_print.collect();
    needs.extend(to_print_need(look, &to_print)?);
    needs.extend(to_post_need(&board.to_post));
    for row in board.rows.iter().filter(|row| row.call.is_some()).take(3) {
        let title = format!("Call {}", row.client);
        let late = Money::new(row.late.minor, look.currency())?;
        let days = row.days_late;
        let detail = format!("{} is late by {days} days. Note what came of it.", late.shown());
        let key = format!("call:{}:{}", row.client_id, look.today);
        let words = [title, detail, "Open".to_owned()];
        needs.push(need(key, "call", "waiting", words, to(row)).staking(late));
    }
    needs.extend(board.rows.iter().filter_map(address_to_check));
    needs.extend(board.rows.iter().filter_map(demand_passed));
    needs.extend(board.rows.iter().filter_map(|row| to_decide(row, look.today)));
    for dispute in invoice_disputes::open(look.db)? {
        if dispute.reply_by <= look.today + chrono::Days::new(2) {
            let invoice = crate::invoices::one(look, dispute.invoice_id)?;
            let title = format!("Answer what {} disputes", invoice.client_name);
            let by = look.short_date(dispute.reply_by);
            let (number, amount) = (&invoice.number, dispute.amount.shown());
            let detail = format!("{amount} of {number}, by {by}.");
            let key = format!("invoice_dispute:{}", dispute.id);
            let go = format!("#/collections/{}", invoice.client_id);
            let words = [title, detail, "Open".to_owned()];
            let answer = need(key, "dispute", "failed", words, go);
            needs.push(answer.staking(dispute.amount).until(dispute.reply_by));
        }
    }
    Ok(needs)
}

/// Letters that are due, all of which are made at once.
fn to_print_need(look: &Look<'_>, due: &[&FollowedRow]) -> Result<Option<Need>, Failure> {
    let Some(first) = due.first() else { return Ok(None) };
    let title = match due.len() {
        1 => format!("A letter to {} is to be printed", first.client),
        several => format!("Letters to {several} clients are to be printed"),
    };
    let detail = "They are made as one file. Nothing counts as said before you post it.";
    let words = [title, detail.to_owned(), "Print".to_owned()];
    let (key, go) = (format!("letters:{}", look.today), "#/collections".to_owned());
    let late: i64 = due.iter().map(|row| row.late.minor).sum();
    Ok(Some(need(key, "follow_up", "waiting", words, go).staking(look.amount(late)?)))
}

/// Letters that were made and are not posted.
fn to_post_need(made: &[LetterToPost]) -> Option<Need> {
    let first = made.first()?;
    let title = match made.len() {
        1 => format!("The letter to {} is to be posted", first.client),
        several => format!("{several} letters are to be posted"),
    };
    let stopped = made.iter().filter(|letter| letter.trouble.is_some()).count();
    let detail = match stopped {
        0 => "Say so when you have; until then nothing else is said to them.".to_owned(),
        1 => "One of them is not to be posted any more.".to_owned(),
        several => format!("{several} of them are not to be posted any more."),
    };
    let words = [title, detail, "Open".to_owned()];
    let key = format!("post:{}:{}", first.id, made.len());
    Some(need(key, "follow_up", "waiting", words, "#/collections".to_owned()))
}

/// A decision about a client to whom a demand was made whose term has passed.
fn demand_passed(row: &FollowedRow) -> Option<Need> {
    let on = row.demand_passed_on.as_ref()?;
    let title = format!("The term of the demand to {} has passed", row.client);
    let detail = "Decide: a plan, a claim, somebody who recovers it, or a write-off.".to_owned();
    let (key, go) = (format!("demand:{}:{on}", row.client_id), &row.client_id);
    let words = [title, detail, "Open".to_owned()];
    let asks = need(key, "decide", "failed", words, format!("#/collections/{go}"));
    Some(asks.staking(row.late.clone()))
}
