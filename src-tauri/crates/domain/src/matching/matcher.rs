//! One engine over a whole book: it reads a deposit, finds what it may mean, and says whether that
//! is sure enough to be applied without asking. It remembers what was applied before.

use chrono::NaiveDate;

use super::decide::{self, Case};
use super::learned::{Learned, Memory};
use super::names::Level;
use super::numbers::{BY_CLIENT, Citation, Cited, Numbers, TELLING};
use super::payers::{By, Payers, Tie, score_of};
use super::planned::{self, Instalment};
use super::quick::{Map, Set};
use super::reading::{Reading, key_of};
use super::ways::{self, Asked, Open, Shape, Way};
use super::{Books, Deposit};
use crate::ids::ClientId;
use crate::reference::{self, Found};

/// The books as the matcher works with them, and what has happened to them since.
pub struct Matcher<'b> {
    pub(super) books: &'b Books,
    payers: Payers,
    numbers: Numbers,
    /// Invoices by their number without signs.
    pub(super) by_number: Map<String, Vec<usize>>,
    /// The client of each invoice.
    pub(super) owner: Vec<usize>,
    /// The invoices of each client.
    invoices_of: Vec<Vec<usize>>,
    /// Invoices by what is open on them.
    by_left: Map<i64, Vec<usize>>,
    pub(super) planned: Map<i64, Vec<Instalment>>,
    pub(super) left: Vec<i64>,
    /// What deposits that are only suggested seem to pay, in minor units.
    pub(super) claimed: Vec<i64>,
    /// Whether such a deposit names the invoice by its number.
    pub(super) claimed_by_number: Vec<bool>,
    last_part: Vec<Option<i64>>,
    pub(super) learned: Learned<usize>,
    /// Days on which a payer paid an amount.
    seen: Map<(String, i64), Vec<NaiveDate>>,
    /// How many deposits at hand name an invoice by its number.
    pub(super) awaited: Map<usize, u32>,
    /// Invoices that a deposit named which waits for an answer, and its amount in minor units.
    pub(super) named_before: Set<(usize, i64)>,
    /// Days after the due day on which a client paid last.
    usual: Vec<Option<i64>>,
}

/// An explanation with all that speaks for and against it.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) way: Way,
    pub(super) client: usize,
    /// How well the text names the client.
    pub(super) level: Option<Level>,
    /// How many of its invoices the text names by their whole number.
    pub(super) named: usize,
    /// How many the text names by as much of their number as is hardly chance.
    pub(super) hinted: usize,
    /// Whether a mistyped number is nearly the one of its invoice.
    pub(super) near: bool,
    pub(super) score: i64,
}

/// At most this many invoices of one amount are proposed when nobody is named.
const CROWD: usize = 12;

/// At most this many explanations are weighed for one client, and kept for one deposit.
const WAYS: usize = 16;

impl Weighed {
    fn same_invoices(&self, other: &Weighed) -> bool {
        let (own, its) = (&self.way.parts, &other.way.parts);
        let among = |at: &usize| own.iter().any(|(part, _)| part == at);
        own.len() == its.len() && its.iter().all(|(at, _)| among(at))
    }
}

impl<'b> Matcher<'b> {
    /// The matcher over `books`, with what was `learned` before.
    pub fn over(books: &'b Books, learned: &Learned<ClientId>) -> Matcher<'b> {
        let client_at: Map<ClientId, usize> =
            books.payers.iter().enumerate().map(|(at, payer)| (payer.id, at)).collect();
        let names = books.payers.iter().enumerate().flat_map(|(at, payer)| {
            let own = std::iter::once((at, payer.name.as_str(), false));
            own.chain(payer.contacts.iter().map(move |name| (at, name.as_str(), false)))
                .chain(payer.seen_as.iter().map(move |name| (at, name.as_str(), true)))
        });
        let owner_of = |client: &ClientId| client_at.get(client).copied().unwrap_or(usize::MAX);
        let owner: Vec<usize> = books.invoices.iter().map(|i| owner_of(&i.client)).collect();
        let mut invoices_of = vec![Vec::new(); books.payers.len()];
        let (mut by_left, mut by_number) = (Map::default(), Map::default());
        for (at, invoice) in books.invoices.iter().enumerate() {
            if owner[at] == usize::MAX {
                continue;
            }
            invoices_of[owner[at]].push(at);
            by_left.entry(invoice.open.minor()).or_insert_with(Vec::new).push(at);
            by_number.entry(reference::plain(&invoice.number)).or_insert_with(Vec::new).push(at);
        }
        let mut seen: Map<(String, i64), Vec<NaiveDate>> = Map::default();
        for deposit in &books.settled {
            let key = (key_of(deposit), deposit.amount.minor());
            seen.entry(key).or_default().push(deposit.posted_on);
        }
        Matcher {
            books,
            payers: Payers::of(names),
            numbers: Numbers::of(books.invoices.iter().map(|invoice| invoice.number.as_str())),
            by_number,
            planned: planned::by_amount(&books.planned, &books.invoices, &owner),
            owner,
            by_left,
            left: books.invoices.iter().map(|invoice| invoice.open.minor()).collect(),
            claimed: vec![0; books.invoices.len()],
            claimed_by_number: vec![false; books.invoices.len()],
            last_part: vec![None; books.invoices.len()],
            learned: learned.renamed(|client| client_at.get(&client).copied()),
            seen,
            awaited: Map::default(),
            named_before: Set::default(),
            usual: vec![None; books.payers.len()],
            invoices_of,
        }
    }

    pub(super) fn read(&self, deposit: &Deposit) -> Reading {
        let mut reading = Reading::of(deposit, &self.payers, &self.numbers);
        for text in [&deposit.reference, &deposit.description] {
            match reference::found_in(text, |number| self.by_number.contains_key(number)) {
                Some(Found::Right(number)) => {
                    match self.by_number.get(&number).map(Vec::as_slice) {
                        Some([at]) => reading.cited = Cited::by_reference(*at),
                        _ => reading.cited.strange.push(number),
                    }
                }
                Some(Found::Mistyped) => reading.mistyped = true,
                None => {}
            }
        }
        reading
    }

    /// Everything that may explain `deposit`, the best first.
    pub(super) fn weigh(&self, deposit: &Deposit, reading: &Reading, ties: &[Tie]) -> Vec<Weighed> {
        if !deposit.itemised.is_empty() {
            return self.itemised(deposit).into_iter().collect();
        }
        let mut all: Vec<Weighed> = Vec::new();
        let named = ties.first().is_some_and(|tie| tie.level >= Level::Near);
        let most = if named { 3 } else { 6 };
        let mut clients: Vec<usize> = ties.iter().take(most).map(|tie| tie.client).collect();
        for citation in &reading.cited.known {
            let owner = self.owner[citation.invoice];
            if owner != usize::MAX && !clients.contains(&owner) {
                clients.push(owner);
            }
        }
        let amount = deposit.amount.minor();
        for client in clients.into_iter().take(10) {
            let tie = ties.iter().find(|tie| tie.client == client);
            let asked = Asked {
                on: deposit.posted_on,
                amount,
                usual: self.usual[client].unwrap_or(0),
                foreign: reading.words.foreign,
                month: reading.month,
            };
            let pool: Vec<Open> = self.invoices_of[client]
                .iter()
                .filter(|at| self.left[**at] > 0)
                .map(|at| self.open(*at, reading))
                .collect();
            let planned = self.as_instalment(client, &asked, 5_000);
            for way in ways::ways(&asked, &pool).into_iter().take(WAYS).chain(planned) {
                all.push(self.weighed(way, client, tie, reading));
            }
        }
        all.extend(self.together(deposit, reading));
        if ties.iter().all(|tie| tie.level < Level::Close) {
            self.by_amount(deposit, reading, ties, &mut all);
        }
        all.sort_by(|a, b| {
            let key = |w: &Weighed| (std::cmp::Reverse(w.score), w.client);
            key(a).cmp(&key(b)).then_with(|| a.way.parts.cmp(&b.way.parts))
        });
        let mut kept: Vec<Weighed> = Vec::new();
        for weighed in all {
            if kept.len() < WAYS && !kept.iter().any(|other| other.same_invoices(&weighed)) {
                kept.push(weighed);
            }
        }
        kept
    }

    /// The clients, by their places, who owe just so much on one invoice.
    pub(super) fn owing_just(&self, minor: i64) -> impl Iterator<Item = usize> {
        let owes = move |invoices: &Vec<usize>| invoices.iter().any(|at| self.left[*at] == minor);
        self.invoices_of
            .iter()
            .enumerate()
            .filter(move |(_, invoices)| owes(invoices))
            .map(|(client, _)| client)
    }

    /// Takes digits of the text for numbers of clients that it names.
    pub(super) fn cite_for(&self, ties: &[Tie], reading: &mut Reading) {
        for tie in ties.iter().filter(|tie| tie.level >= Level::Close) {
            let own = |citation: &&mut Citation| self.owner[citation.invoice] == tie.client;
            for citation in reading.cited.known.iter_mut().filter(own) {
                citation.meant = true;
                let by_client = if citation.asked { TELLING } else { BY_CLIENT };
                citation.strength = citation.strength.max(by_client);
            }
            self.numbers.cited_by_client(&mut reading.cited, &self.invoices_of[tie.client]);
        }
    }

    fn open(&self, at: usize, reading: &Reading) -> Open {
        let invoice = &self.books.invoices[at];
        let cited = reading.cited.known.iter().any(|citation| citation.invoice == at);
        Open {
            at,
            left: self.left[at],
            free: (self.left[at] - self.claimed[at]).max(0),
            total: invoice.total.minor(),
            issued: invoice.issued_on,
            due: invoice.due_on,
            cited,
            last_part: self.last_part[at],
        }
    }

    /// Whom the text names, with what was learned.
    pub(super) fn ties(&self, reading: &Reading) -> Vec<Tie> {
        let mut ties = reading.ties.clone();
        ties.retain(|tie| !self.learned.is_refused(&reading.key, tie.client));
        let (client, level, by) = match self.learned.of(&reading.key) {
            Some(Memory::Sure(client)) => (client, Level::Known, By::Deposits),
            Some(Memory::Once(client)) => (client, Level::Close, By::Deposit),
            None => return ties,
        };
        let tie = Tie { client, level, score: score_of(level, 3_000), by };
        match ties.iter_mut().find(|other| other.client == client) {
            Some(other) if other.level >= level => {}
            Some(other) => *other = tie,
            None => ties.push(tie),
        }
        ties.sort_by_key(|tie| (std::cmp::Reverse((tie.level, tie.score)), tie.client));
        ties
    }

    /// How a text names a client, in words.
    pub(super) fn told(&self, tie: &Tie) -> String {
        let client = &self.books.payers[tie.client].name;
        match tie.by {
            By::Name(_, how) => {
                let name = self.payers.shown(tie.by).unwrap_or(client);
                let comma = if how.is_empty() { "" } else { ", " };
                format!("The bank text names {name}{comma}{how}")
            }
            By::Deposits => format!("{client} paid under this name before"),
            By::Deposit => format!("{client} paid under this name once"),
        }
    }

    fn weighed(&self, way: Way, client: usize, tie: Option<&Tie>, reading: &Reading) -> Weighed {
        let cited = &reading.cited;
        let (mut score, mut named) = (way.fit + tie.map_or(-1_000, |tie| tie.score), 0);
        let mut hinted = 0;
        let (mut first, mut outside) = (true, 0);
        for citation in &cited.known {
            if way.parts.iter().any(|(at, _)| *at == citation.invoice) {
                score += if first { citation.strength } else { citation.strength.min(2_500) };
                first = false;
                named += usize::from(citation.whole);
                hinted += usize::from(citation.meant);
            } else if self.owner[citation.invoice] != usize::MAX {
                outside += if citation.whole { 3_500 } else { citation.strength.min(1_000) };
            }
        }
        score -= outside.min(6_000);
        if hinted > 0 {
            let silent = i64::try_from(way.parts.len() - hinted.min(way.parts.len())).unwrap_or(9);
            score -= 800 * silent;
        }
        let mistyped = || cited.strange.iter().chain(&cited.digits);
        let near = named == 0
            && way.parts.iter().any(|(at, _)| mistyped().any(|d| self.numbers.nearly(*at, d)));
        score += if near { 2_500 } else { 0 };
        if hinted == 0 && way.parts.iter().any(|(at, _)| self.awaited.contains_key(at)) {
            score -= 2_500;
        }
        let level = tie.map(|tie| tie.level);
        Weighed { way, client, level, named, hinted, near, score }
    }

    /// Invoices of exactly the amount, when nobody is named.
    fn by_amount(
        &self,
        deposit: &Deposit,
        reading: &Reading,
        ties: &[Tie],
        all: &mut Vec<Weighed>,
    ) {
        let amount = deposit.amount.minor();
        let same = self.by_left.get(&amount).map(Vec::as_slice).unwrap_or_default();
        let off = |at: usize| {
            let due = self.books.invoices[at].due_on;
            ((deposit.posted_on - due).num_days().abs(), at)
        };
        let mut nearest: Vec<(i64, usize)> =
            same.iter().filter(|at| self.left[**at] == amount).map(|at| off(*at)).collect();
        if nearest.len() > CROWD {
            nearest.select_nth_unstable(CROWD);
            nearest.truncate(CROWD);
        }
        let asked = |client: usize| Asked {
            on: deposit.posted_on,
            amount,
            usual: self.usual[client].unwrap_or(0),
            foreign: false,
            month: None,
        };
        let weighed = |client: usize, way: Way| {
            let tie = ties.iter().find(|tie| tie.client == client);
            self.weighed(way, client, tie, reading)
        };
        let alone = |(_, at): &(i64, usize)| {
            let client = self.owner[*at];
            weighed(client, ways::alone(&asked(client), &self.open(*at, reading)))
        };
        let planned = self.awaited_of(amount).into_iter().filter_map(|client| {
            Some(weighed(client, self.as_instalment(client, &asked(client), 3_500)?))
        });
        let mut near: Vec<Weighed> = nearest.iter().map(alone).chain(planned).collect();
        near.sort_by_key(|weighed| (std::cmp::Reverse(weighed.score), weighed.way.parts[0].0));
        all.extend(near);
    }

    /// Invoices of several clients that the text names and that add up to the deposit.
    fn together(&self, deposit: &Deposit, reading: &Reading) -> Option<Weighed> {
        let named: Vec<usize> = reading
            .cited
            .known
            .iter()
            .filter(|citation| citation.whole && self.left[citation.invoice] > 0)
            .map(|citation| citation.invoice)
            .collect();
        let client = self.owner[*named.first()?];
        let sum: i64 = named.iter().map(|at| self.left[*at]).sum();
        if sum != deposit.amount.minor() || named.iter().all(|at| self.owner[*at] == client) {
            return None;
        }
        let way = Way {
            parts: named.iter().map(|at| (*at, self.left[*at])).collect(),
            shape: Shape::Together,
            rest: 0,
            fit: 6_000,
            chance: 0,
            ambiguous: false,
            why: "The invoices named add up to it",
        };
        Some(self.weighed(way, client, None, reading))
    }

    /// Whether exactly `amount` is open on an invoice of a client, or awaited by a plan.
    pub(super) fn owes(&self, client: usize, amount: i64) -> bool {
        self.invoices_of[client].iter().any(|at| self.left[*at] == amount)
            || self.awaited_of(amount).contains(&client)
    }

    /// The open invoices of a client whose numbers are nearly one of `digits`.
    pub(super) fn nearly_of<'a, D: Iterator<Item = &'a String>>(
        &self,
        client: usize,
        digits: impl Fn() -> D,
    ) -> impl Iterator<Item = usize> {
        let open = self.invoices_of[client].iter().filter(|at| self.left[**at] > 0);
        open.copied().filter(move |at| digits().any(|run| self.numbers.nearly(*at, run)))
    }

    /// How many invoices have exactly `amount` open.
    pub(super) fn so_much_open(&self, amount: i64) -> usize {
        let same = self.by_left.get(&amount).map(Vec::as_slice).unwrap_or_default();
        same.iter().filter(|at| self.left[**at] == amount).count()
    }

    /// Whether a number one slip of the hand away is that of another invoice of the same amount.
    pub(super) fn has_double(&self, invoice: usize) -> bool {
        let same = self.by_left.get(&self.left[invoice]).map(Vec::as_slice).unwrap_or_default();
        same.iter().any(|at| {
            self.left[*at] == self.left[invoice] && self.numbers.one_slip_apart(invoice, *at)
        })
    }

    /// What stands against applying the best of `all` without asking; nothing does if it is empty.
    pub(super) fn doubts(
        &self,
        deposit: &Deposit,
        reading: &Reading,
        ties: &[Tie],
        all: &[Weighed],
    ) -> Vec<&'static str> {
        let amount = deposit.amount.minor();
        let days = self.seen.get(&(reading.key.clone(), amount)).map(Vec::as_slice);
        let again = days.unwrap_or_default().iter().any(|day| {
            !reading.key.is_empty() && (deposit.posted_on - *day).num_days().abs() <= 20
        });
        let case = Case { matcher: self, deposit, reading, ties, all, again };
        decide::doubts(&case)
    }

    /// Notes that `deposit` was worked through: applied if `applied`, else only its best
    /// explanation is kept in mind.
    pub(super) fn note(
        &mut self,
        deposit: &Deposit,
        reading: &Reading,
        best: Option<&Weighed>,
        applied: bool,
    ) {
        let (when, amount) = (deposit.posted_on, deposit.amount.minor());
        // What the bank sent back is paid again rightly.
        if !reading.returned {
            self.seen.entry((reading.key.clone(), amount)).or_default().push(when);
            let waits = |citation: &&Citation| citation.meant && !applied;
            let named = reading.cited.known.iter().filter(waits);
            self.named_before.extend(named.map(|citation| (citation.invoice, amount)));
        }
        for citation in reading.cited.known.iter().filter(|citation| citation.whole) {
            if let Some(times) = self.awaited.get_mut(&citation.invoice) {
                *times -= 1;
                if *times == 0 {
                    self.awaited.remove(&citation.invoice);
                }
            }
        }
        let Some(best) = best else {
            return;
        };
        for (at, amount) in &best.way.parts {
            if applied {
                self.left[*at] -= amount;
                let left = self.left[*at];
                self.by_left.entry(left).or_default().push(*at);
            } else if best.score >= 4_000 {
                let whole = matches!(best.way.shape, Shape::Fee | Shape::Exchange);
                self.claimed[*at] += if whole { self.left[*at] } else { *amount };
                self.claimed_by_number[*at] |= best.hinted > 0;
            }
            if best.way.shape == Shape::Part {
                self.last_part[*at] = Some(*amount);
            }
        }
        if applied && best.way.shape == Shape::One {
            let due = self.books.invoices[best.way.parts[0].0].due_on;
            self.usual[best.client] = Some((when - due).num_days());
        }
    }

    /// Remembers under which name the client of an applied explanation paid.
    pub(super) fn learn(&mut self, reading: Reading, best: &Weighed) {
        if matches!(best.way.shape, Shape::One | Shape::Several) {
            self.learned.confirm_key(reading.key, best.client);
        }
    }
}
