//! Whether an explanation is sure enough to be applied without asking. All gates must be open;
//! each that is shut says why.

use super::Deposit;
use super::matcher::{Matcher, Weighed};
use super::names::Level;
use super::numbers::{Citation, TELLING};
use super::payers::Tie;
use super::reading::Reading;
use super::ways::{self, Shape};

/// What is decided on.
pub(super) struct Case<'a, 'b> {
    pub(super) matcher: &'a Matcher<'b>,
    pub(super) deposit: &'a Deposit,
    pub(super) reading: &'a Reading,
    pub(super) ties: &'a [Tie],
    /// All explanations, the best first.
    pub(super) all: &'a [Weighed],
    /// Whether the same payer paid the same amount a few days ago.
    pub(super) again: bool,
}

/// How much better than the next the best explanation must be, in thousandths of a natural
/// logarithm.
const MARGIN: i64 = 2_500;

/// The same for an explanation that is not to the cent and of the same client.
const SAME_CLIENT: i64 = 1_700;

/// From here on, in thousandths of a natural logarithm, a part fits as well as a whole.
const STRONG: i64 = 3_500;

/// Days around the due day beyond which an amount alone, or a number alone, proves nothing.
const TIMELY: i64 = 60;

/// Up to here, in thousandths of a natural logarithm, one word agrees that many clients share.
const SHARED: i64 = 500;

/// Below this, in thousandths of a natural logarithm, a whole name is one word that many share.
const TELLING_NAME: i64 = 6_400;

/// What is said where the words are not those of somebody who pays an invoice.
const ELSE: &str = "The bank text speaks of something else than an invoice";

/// At most so many invoices of one amount are few.
const FEW: usize = 3;

/// Of a thousand amounts at most this many may be sums by chance.
const CHANCE: i64 = 10;

/// What stands against applying the best explanation.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<&'static str> {
    let Some(best) = case.all.first() else {
        return vec!["Nothing explains it"];
    };
    let mut doubts = Vec::new();
    let mut doubt = |against: bool, words: &'static str| {
        if against {
            doubts.push(words);
        }
    };
    let level = best.level;
    let all_of = |count: usize| count > 0 && count == best.way.parts.len();
    let by_number = all_of(best.named)
        || (all_of(best.hinted) && (level >= Some(Level::Part) || hardly_chance(case, best)));
    let words = case.reading.words;
    match best.way.shape {
        Shape::Itemised => {
            doubt(best.way.ambiguous, "The processor's list and the books differ");
            return doubts;
        }
        Shape::One | Shape::Several | Shape::Together => {}
        Shape::Part | Shape::Over => {
            let sure = by_number && named_in_part(case, best);
            doubt(!sure, "The amount is not what is open, and not everything names the invoice");
            doubt(comes_exactly(case), "Other invoices come to exactly this amount");
            doubt(less_a_fee(case, best), "The rest may be what a bank has kept");
        }
        _ => doubt(true, "The amount is not exactly what is open"),
    }
    let day = case.deposit.posted_on;
    let invoices = &case.matcher.books.invoices;
    let early = best.way.parts.iter().any(|(at, _)| invoices[*at].issued_on > day);
    doubt(early, "The invoice was issued later");
    doubt(words.back, "The bank text speaks of money that came back");
    doubt(words.processor, "It is a processor's payout without its list");
    doubt(case.reading.mistyped, "The payment reference is mistyped: its check digits do not fit");
    doubt(case.reading.taken_back, "The same amount went out again within days");
    let nearly = best.near && nearly_one(case, best);
    doubt(best.way.ambiguous && !by_number && !nearly, "Another invoice fits as well");
    doubt(nearly_as_good(case, best), "Another explanation is nearly as good");
    doubt(spoken_for(case, best), "Another deposit seems to pay this invoice");
    let far = best.way.parts.iter().all(|(at, _)| (day - invoices[*at].due_on).num_days() > TIMELY);
    doubt(far && (!by_number || level < Some(Level::Part)), "It was due long ago");
    let other = words.own || words.interest || words.refund;
    if by_number {
        doubt(other && level < Some(Level::Part), ELSE);
        let slip = level < Some(Level::Part)
            && best.named == 0
            && !matches!(best.way.shape, Shape::Together | Shape::Several)
            && best.way.parts.iter().any(|(at, _)| case.matcher.has_double(*at));
        doubt(slip, "A mistyped number would name another invoice of this amount");
        doubt(!compatible(case, best), "The bank text names another client");
        doubt(cites_others(case, best), "The bank text carries the number of another invoice");
    } else {
        doubt(other || words.part, ELSE);
        doubt(!named_alone(case, best), "The bank text does not name this client alone");
        doubt(cites_others(case, best), "The bank text carries a number that is not this one");
        doubt(may_be_a_part(case, best), "It may be a part of another invoice");
        doubt(case.again, "The same payer paid the same amount a few days ago");
        doubt(best.way.chance > CHANCE, "Invoices add up to such an amount by chance");
        doubt(has_rival(case, best), "A client of a like name owes the same amount");
    }
    doubts
}

/// Whether number, payer and amount name the one invoice of which a part is paid, or more: the
/// whole number and the client, or either of them and an even part of it. Who pays half as much
/// again hardly means that one alone.
fn named_in_part(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let [(at, amount)] = best.way.parts[..] else {
        return false;
    };
    if best.way.rest > case.matcher.left[at] / 2 {
        return false;
    }
    let whole = case.matcher.books.invoices[at].total.minor();
    let even = best.way.shape == Shape::Part && ways::is_even_part(whole, amount);
    if best.named > 0 {
        return even || best.level >= Some(Level::Close);
    }
    best.level >= Some(Level::Near) && (even || strongly_cited(case, best))
}

/// Whether so many digits of its number stand there that they are hardly chance.
fn strongly_cited(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let part = |at: usize| best.way.parts.iter().any(|(part, _)| *part == at);
    case.reading.cited.known.iter().any(|c| c.strength >= TELLING && part(c.invoice))
}

/// Whether it may as well be a part of another invoice of the client: an even one, or any where a
/// part is paid already.
fn may_be_a_part(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let total = |at: usize| case.matcher.books.invoices[at].total.minor();
    let begun = best.way.parts.iter().any(|(at, _)| case.matcher.left[*at] < total(*at));
    let of_another = |other: &Weighed| {
        let [(at, amount)] = other.way.parts[..] else {
            return false;
        };
        let even = other.way.fit > 0 && ways::is_even_part(total(at), amount);
        other.client == best.client && other.way.shape == Shape::Part && (begun || even)
    };
    case.all.iter().any(of_another)
}

/// Whether numbers and amounts agree: several numbers, or one where few invoices have the amount.
fn hardly_chance(case: &Case<'_, '_>, best: &Weighed) -> bool {
    match best.way.shape {
        Shape::Several => true,
        Shape::One => {
            strongly_cited(case, best)
                && case.matcher.so_much_open(case.deposit.amount.minor()) <= FEW
        }
        _ => false,
    }
}

/// Whether the mistyped number is nearly that of one open invoice of the client alone.
fn nearly_one(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let cited = &case.reading.cited;
    let mistyped = || cited.strange.iter().chain(&cited.digits);
    best.way.shape == Shape::One
        && case.matcher.nearly_of(best.client, mistyped).eq(best
            .way
            .parts
            .iter()
            .map(|(at, _)| *at))
}

/// Whether so little of the invoice is missing that a bank may have kept it.
fn less_a_fee(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let left = |(at, amount): &(usize, i64)| (case.matcher.left[*at], *amount);
    best.way.shape == Shape::Part
        && best.way.parts.iter().map(left).any(|(left, amount)| ways::is_a_fee(left, left - amount))
}

/// Whether other invoices of somebody who is named come to exactly the amount.
fn comes_exactly(case: &Case<'_, '_>) -> bool {
    let exact = |other: &Weighed| match other.way.shape {
        Shape::One => true,
        Shape::Several => other.hinted > 0 || other.way.chance <= 5 * CHANCE,
        _ => false,
    };
    case.all.iter().skip(1).any(|other| other.level.is_some() && exact(other))
}

/// Whether another explanation is not clearly worse.
fn nearly_as_good(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let summed = best.way.shape == Shape::Several && best.way.chance <= CHANCE;
    case.all.iter().skip(1).any(|other| {
        let exact = matches!(other.way.shape, Shape::One | Shape::Several | Shape::Together)
            || other.way.fit >= STRONG;
        let margin = match other.client == best.client && !exact {
            // How seldom chance adds up to the cent is known.
            true if summed => 0,
            true => SAME_CLIENT,
            false => MARGIN,
        };
        best.score - other.score < margin
    })
}

/// Whether the payer named is the client, and nobody else is named nearly as well.
fn named_alone(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let Some(own) = case.ties.iter().find(|tie| tie.client == best.client) else {
        return false;
    };
    if case.reading.on_behalf == Some(best.client) && best.way.shape == Shape::One {
        return true;
    }
    let others = case.ties.iter().filter(|tie| tie.client != best.client);
    let strongest = others.map(|tie| (tie.level, tie.score)).max();
    let clear = |least: Level| {
        strongest.is_none_or(|(level, score)| level < least && score + 2_500 < own.score)
    };
    match own.level {
        Level::Full | Level::Known => clear(Level::Near),
        Level::Near => clear(Level::Close),
        _ => false,
    }
}

/// Whether nobody else is named better than the client of the invoices that are named.
fn compatible(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let owners: Vec<usize> = best.way.parts.iter().map(|(at, _)| case.matcher.owner[*at]).collect();
    let is_own = |tie: &&Tie| owners.contains(&tie.client);
    let own = case.ties.iter().filter(is_own).map(|tie| tie.level).max();
    let doubled = || best.way.parts.iter().any(|(at, _)| case.matcher.has_double(*at));
    let exact = || best.way.shape == Shape::One && best.named == 1 && !doubled();
    case.ties.iter().filter(|tie| !owners.contains(&tie.client)).all(|other| {
        let owes = || case.matcher.owes(other.client, case.deposit.amount.minor());
        match other.level {
            level if Some(level) <= own => true,
            Level::Faint | Level::Part => own >= Some(Level::Part) || !owes(),
            Level::Close => !owes(),
            // A client that pays for another says so by the whole number and the exact amount.
            _ => !owes() && exact(),
        }
    })
}

/// Whether the text carries a number that is none of the invoices explained.
fn cites_others(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let cited = &case.reading.cited;
    let outside =
        cited.known.iter().filter(|c| !best.way.parts.iter().any(|(part, _)| *part == c.invoice));
    let stranger = !cited.strange.is_empty() && !best.near && best.hinted == 0;
    let meant = |at: usize| {
        case.matcher.owner[at] == best.client
            || case.matcher.books.invoices[at].total == case.deposit.amount
    };
    let against =
        |c: &Citation| c.whole || (best.named == 0 && c.strength >= 2_500 && meant(c.invoice));
    stranger || { outside }.any(against)
}

/// Whether an earlier deposit that waits for an answer, or a later one that names its number,
/// seems to pay one of the invoices.
fn spoken_for(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let matcher = case.matcher;
    best.way.parts.iter().any(|(at, amount)| {
        let claimed = matcher.left[*at] - matcher.claimed[*at] < *amount
            && (best.hinted < best.way.parts.len() || matcher.claimed_by_number[*at]);
        let own = case.reading.cited.known.iter().any(|c| c.invoice == *at);
        let again = matcher.named_before.contains(&(*at, case.deposit.amount.minor()));
        again || claimed || (!own && matcher.awaited.contains_key(at))
    })
}

/// Whether a client that the text names in part owes exactly this amount too.
fn has_rival(case: &Case<'_, '_>, best: &Weighed) -> bool {
    let amount = case.deposit.amount.minor();
    // Where the name is whole, a word that many share makes nobody else like it, unless that word
    // is all of the name. What was learned makes no name whole.
    let own = case.reading.ties.iter().find(|tie| tie.client == best.client);
    let whole = own.is_some_and(|tie| tie.level >= Level::Full && tie.score >= TELLING_NAME);
    let like = |tie: &&Tie| tie.level > Level::Faint || tie.score > SHARED || !whole;
    let others = case.ties.iter().filter(|tie| tie.client != best.client).filter(like);
    { others }.any(|tie| case.matcher.owes(tie.client, amount))
}
