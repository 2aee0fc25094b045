//! The answer to one deposit, and to all deposits of a book in the order of their days.

use std::collections::BTreeSet;

use super::learned::Learned;
use super::matcher::{Matcher, Weighed};
use super::names::Level;
use super::payers::Tie;
use super::quick::Map;
use super::reading::Reading;
use super::ways::Shape;
use super::{Books, Certainty, Deposit, Hypothesis, Kind, Other, banked};
use crate::ids::ClientId;
use crate::money::{Money, MoneyError};

/// What is to be done with a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Apply the first explanation without asking, where the user has switched that on.
    Auto,
    /// Ask, the first explanation first.
    Suggest,
    /// Nothing explains it.
    None,
}

/// What the matcher says of a deposit.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is to be done.
    pub decision: Decision,
    /// At most five explanations, the best first.
    pub hypotheses: Vec<Hypothesis>,
    /// What stands against applying the first without asking.
    pub doubts: Vec<&'static str>,
}

/// Whether a run learns from what it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learning {
    /// A payer that was applied twice counts by itself.
    On,
    /// Only what was learned before counts.
    Off,
}

/// Answers all `deposits`, which are in the order of their days, one after the other, as if
/// everything that may be applied were applied at once. An answer fails only beyond the money
/// limit.
pub fn match_all<'a>(
    books: &'a Books,
    learned: &Learned<ClientId>,
    deposits: &'a [Deposit],
    learning: Learning,
) -> impl Iterator<Item = Result<Answer, MoneyError>> + 'a {
    let mut matcher = Matcher::over(books, learned);
    let mut readings: Vec<Reading> = deposits.iter().map(|deposit| matcher.read(deposit)).collect();
    look_ahead(&mut matcher, deposits, &mut readings);
    deposits.iter().zip(readings).map(move |(deposit, mut reading)| {
        let (answer, best) = matcher.answer(deposit, &mut reading)?;
        let applied = answer.decision == Decision::Auto;
        matcher.note(deposit, &reading, best.as_ref(), applied);
        if let Some(best) = best.filter(|_| applied && learning == Learning::On) {
            matcher.learn(reading, &best);
        }
        Ok(answer)
    })
}

/// Days within which money that goes out again takes a deposit back, and moves between accounts.
const BACK_WITHIN: i64 = 10;
const MOVED_WITHIN: i64 = 3;

/// Digits that so many deposits carry are the bank's, not an invoice's.
const BOILERPLATE: usize = 4;

fn look_ahead(matcher: &mut Matcher<'_>, deposits: &[Deposit], readings: &mut [Reading]) {
    let mut loose: Map<usize, usize> = Map::default();
    for citation in readings.iter().flat_map(|r| &r.cited.known).filter(|c| !c.whole) {
        *loose.entry(citation.invoice).or_default() += 1;
    }
    let mut runs: Map<String, usize> = Map::default();
    for run in readings.iter().flat_map(|reading| &reading.cited.digits) {
        *runs.entry(run.clone()).or_default() += 1;
    }
    for reading in readings.iter_mut() {
        let often = |at: &usize| loose.get(at).is_some_and(|times| *times >= BOILERPLATE);
        reading.cited.known.retain(|citation| citation.whole || !often(&citation.invoice));
        reading.cited.digits.retain(|run| runs[run] < BOILERPLATE);
    }
    let mut out: Map<i64, Vec<usize>> = Map::default();
    for (at, deposit) in deposits.iter().enumerate() {
        if deposit.amount.minor() < 0 {
            out.entry(-deposit.amount.minor()).or_default().push(at);
        } else if deposit.itemised.is_empty() {
            for citation in readings[at].cited.known.iter().filter(|citation| citation.whole) {
                *matcher.awaited.entry(citation.invoice).or_default() += 1;
            }
        }
    }
    for at in 0..deposits.len() {
        let Some(others) = out.get(&deposits[at].amount.minor()) else {
            continue;
        };
        let reach = |other: usize| {
            let days = (deposits[other].posted_on - deposits[at].posted_on).num_days();
            match readings[other].words.back {
                true => (0..=BACK_WITHIN).contains(&days),
                false => days.abs() <= MOVED_WITHIN,
            }
        };
        let near: Vec<&Reading> =
            others.iter().filter(|at| reach(**at)).map(|at| &readings[*at]).collect();
        let came = &readings[at];
        let returned = near.iter().any(|went| went.words.back && is_of(came, went));
        let taken_back = near.iter().any(|went| is_of(came, went) || is_of_nobody(went));
        (readings[at].taken_back, readings[at].returned) = (taken_back, returned);
    }
}

/// Clients that a deposit names.
fn whom(reading: &Reading) -> Vec<usize> {
    let near = reading.ties.iter().filter(|tie| tie.level >= Level::Close);
    near.map(|tie| tie.client).collect()
}

/// Whether money that goes out is what came in: of the same payer, client or invoice.
fn is_of(came: &Reading, went: &Reading) -> bool {
    let in_from = whom(came);
    let carried = |at: usize| came.cited.known.iter().any(|citation| citation.invoice == at);
    (!came.key.is_empty() && came.key == went.key)
        || whom(went).iter().any(|client| in_from.contains(client))
        || went.cited.known.iter().any(|citation| carried(citation.invoice))
}

/// Whether nothing says whose money goes out.
fn is_of_nobody(went: &Reading) -> bool {
    whom(went).is_empty() && went.cited.known.is_empty()
}

impl Matcher<'_> {
    /// What `deposit` may mean by itself. Fails only beyond the money limit.
    pub fn explain(&self, deposit: &Deposit) -> Result<Answer, MoneyError> {
        Ok(self.answer(deposit, &mut self.read(deposit))?.0)
    }

    /// The clients whose money `deposit` may be: those of its explanations, all that the text names
    /// as well as the best of them, and whoever owes just as much on one invoice or by a plan,
    /// unless the text names others. Fails only beyond the money limit.
    pub fn may_be_of(&self, deposit: &Deposit) -> Result<BTreeSet<ClientId>, MoneyError> {
        let mut reading = self.read(deposit);
        let explained = self.answer(deposit, &mut reading)?.0.hypotheses;
        let mut found: BTreeSet<ClientId> =
            explained.into_iter().filter_map(|hypothesis| hypothesis.client).collect();
        let ties = self.ties(&reading);
        let named = ties.iter().any(|tie| tie.level >= Level::Close);
        let best = ties.iter().map(|tie| tie.level).max();
        let alike = ties.iter().filter(|tie| Some(tie.level) == best);
        found.extend(alike.map(|tie| self.books.payers[tie.client].id));
        let minor = deposit.amount.minor();
        for client in self.owing_just(minor).chain(self.awaited_of(minor)) {
            if !named || ties.iter().any(|tie| tie.client == client) {
                found.insert(self.books.payers[client].id);
            }
        }
        Ok(found)
    }

    fn answer(
        &self,
        deposit: &Deposit,
        reading: &mut Reading,
    ) -> Result<(Answer, Option<Weighed>), MoneyError> {
        let mut hypotheses = banked::by_payout(deposit, self.books);
        if !deposit.amount.is_positive() {
            hypotheses.extend(other_than_invoices(deposit, reading));
            let decision = if hypotheses.is_empty() { Decision::None } else { Decision::Suggest };
            demote_rivals(&mut hypotheses);
            return Ok((Answer { decision, hypotheses, doubts: Vec::new() }, None));
        }
        hypotheses.extend(banked::by_record(deposit, self.books));
        let expected = !hypotheses.is_empty();
        let ties = self.ties(reading);
        self.cite_for(&ties, reading);
        let all = self.weigh(deposit, reading, &ties);
        let doubts = if expected {
            vec!["The books already expect such an amount"]
        } else {
            self.doubts(deposit, reading, &ties, &all)
        };
        for (rank, weighed) in all.iter().take(5).enumerate() {
            let against = if rank == 0 { doubts.as_slice() } else { &["", ""] };
            hypotheses.push(self.hypothesis(deposit, weighed, &ties, against)?);
        }
        hypotheses.extend(other_than_invoices(deposit, reading));
        hypotheses.sort_by_key(|hypothesis| std::cmp::Reverse(hypothesis.score));
        hypotheses.truncate(5);
        demote_rivals(&mut hypotheses);
        let decision = match (doubts.is_empty(), hypotheses.first()) {
            (true, _) => Decision::Auto,
            (false, Some(best)) if expected && is_what_was_expected(best, reading) => {
                Decision::Auto
            }
            (false, Some(best)) if best.score >= FLOOR => Decision::Suggest,
            _ => Decision::None,
        };
        let best = all.into_iter().next().filter(|_| !expected && !reading.taken_back);
        Ok((Answer { decision, hypotheses, doubts }, best))
    }

    fn hypothesis(
        &self,
        deposit: &Deposit,
        weighed: &Weighed,
        ties: &[Tie],
        doubts: &[&'static str],
    ) -> Result<Hypothesis, MoneyError> {
        let currency = deposit.amount.currency();
        let (way, invoices) = (&weighed.way, &self.books.invoices);
        let parts = way
            .parts
            .iter()
            .map(|(at, amount)| Ok((invoices[*at].id, Money::new(*amount, currency)?)))
            .collect::<Result<_, MoneyError>>()?;
        let numbers: Vec<&str> =
            way.parts.iter().map(|(at, _)| invoices[*at].number.as_str()).collect();
        let tie = ties.iter().find(|tie| tie.client == weighed.client && weighed.level.is_some());
        let mut why: Vec<String> = tie.map(|tie| self.told(tie)).into_iter().collect();
        if weighed.named > 0 && way.shape != Shape::Itemised {
            let which = if weighed.named == numbers.len() {
                numbers.join(", ")
            } else {
                format!("{} of {}", weighed.named, numbers.join(", "))
            };
            why.push(format!("The bank text carries the number {which}"));
        } else if weighed.near {
            why.push(format!("The bank text carries nearly the number {}", numbers.join(", ")));
        }
        why.push(format!("{}: {}", way.why, numbers.join(", ")));
        let mut wrong_if: Vec<&'static str> =
            doubts.iter().filter(|doubt| !doubt.is_empty()).copied().collect();
        if weighed.level.is_none() && weighed.named == 0 {
            wrong_if.insert(0, "Nothing in the bank text names the client");
        }
        wrong_if.push(wrong_if_of(way.shape));
        let certainty = match weighed.score {
            _ if doubts.is_empty() && !matches!(way.shape, Shape::Part | Shape::Over) => {
                Certainty::Certain
            }
            _ if way.ambiguous && way.parts.len() > 1 => Certainty::Possible,
            LIKELY.. => Certainty::Likely,
            _ => Certainty::Possible,
        };
        Ok(Hypothesis {
            kind: Kind::Invoices(parts),
            shape: way.shape,
            client: Some(self.books.payers[weighed.client].id)
                .filter(|_| !matches!(way.shape, Shape::Together | Shape::Itemised)),
            certainty,
            score: weighed.score,
            credit: Money::new(way.rest, currency)?,
            why,
            wrong_if,
        })
    }
}

/// Whether the books await exactly this, the bank text says so too, and nothing went back.
fn is_what_was_expected(best: &Hypothesis, reading: &Reading) -> bool {
    best.certainty == Certainty::Certain
        && matches!(best.kind, Kind::Recorded(_) | Kind::Payout(..))
        && !reading.words.back
        && !reading.taken_back
}

/// Below this, in thousandths of a natural logarithm, nothing is proposed.
const FLOOR: i64 = 500;
/// From here on two independent things agree.
const LIKELY: i64 = 7_000;

fn wrong_if_of(shape: Shape) -> &'static str {
    match shape {
        Shape::One => "It pays an invoice that is not issued yet",
        Shape::Several => "It was meant for other invoices of this client",
        Shape::Part => "The client meant another invoice",
        Shape::Over => "The rest pays something that is not issued yet",
        Shape::Fee => "It is a part, and the rest is still to come",
        Shape::Exchange => "It is a part, or it pays something else",
        Shape::Itemised => "The processor's list is not of this payout",
        Shape::Together => "The clients paid by themselves",
        Shape::None => "It pays an invoice after all",
    }
}

fn other_than_invoices(deposit: &Deposit, reading: &Reading) -> Vec<Hypothesis> {
    let words = reading.words;
    let comes_in = deposit.amount.is_positive();
    let found = [
        (
            words.back || (reading.taken_back && comes_in),
            Other::Reversal,
            "of money that came back",
        ),
        (words.own, Other::Transfer, "of the practice's own money"),
        (words.interest, Other::Interest, "of interest"),
        (words.charge && !comes_in, Other::Charge, "of a charge"),
        (words.refund, Other::Refund, "of money given back, lent or paid by an authority"),
    ];
    found
        .into_iter()
        .filter(|(speaks, ..)| *speaks)
        .map(|(_, other, what)| Hypothesis {
            kind: Kind::Other(other),
            shape: Shape::None,
            client: None,
            certainty: Certainty::Possible,
            score: 3_000,
            credit: Money::zero(deposit.amount.currency()),
            why: vec![format!("The bank text speaks {what}")],
            wrong_if: vec![wrong_if_of(Shape::None)],
        })
        .collect()
}

/// Two certain explanations cannot both be right, so neither is certain.
fn demote_rivals(found: &mut [Hypothesis]) {
    let certain = found.iter().filter(|h| h.certainty == Certainty::Certain).count();
    if certain > 1 {
        for hypothesis in found.iter_mut().filter(|h| h.certainty == Certainty::Certain) {
            hypothesis.certainty = Certainty::Likely;
            hypothesis.wrong_if.push("Another explanation fits as well");
        }
    }
}
