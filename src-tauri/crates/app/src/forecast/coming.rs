//! What is expected on a day, from what the book knew by then.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, Months, NaiveDate};
use domain::follow::{Kept, kept};
use domain::forecast::{self as rules, Expected, Habit, LAGS_OF_ONE, Way, shrunk};
use domain::ids::{AgreementId, ClientId, InvoiceId, ProposalId};
use domain::money::Money;
use domain::schedule::Period;
use store::forecast::{self as stored, Open};
use store::{connections, following, payouts, plans, revisions};

use crate::agreements::{self, Entitled, Whole};
use crate::context::Look;
use crate::failure::Failure;
use crate::proposals::frozen;

/// So many of the newest payments of all clients say how clients pay here.
const LAGS_OF_ALL: u32 = 400;

/// What fell due so long ago and was neither billed nor let go is not expected any more, days.
const FORGOTTEN: u64 = 400;

/// So many days a processor takes to pay out what it holds.
const PAYS_OUT: u64 = 7;

/// Room for so much from the start, so that a large book is not moved about as it is gathered; what
/// is not used is never touched.
const ROOM: usize = 1 << 18;

/// Whether everything counts that the book knows, or what it knew by the end of the look's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Now,
    By,
}

/// Where something that is expected comes from, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Open,
    Promised,
    Instalment,
    Agreed,
    Proposed,
    OnItsWay,
}

impl Source {
    pub(super) const ALL: [Source; 6] = [
        Source::Open,
        Source::Promised,
        Source::Instalment,
        Source::Agreed,
        Source::Proposed,
        Source::OnItsWay,
    ];

    pub(super) fn key(self) -> &'static str {
        self.told().0
    }

    pub(super) fn label(self) -> &'static str {
        self.told().1
    }

    pub(super) fn how(self) -> &'static str {
        self.told().2
    }

    fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Source::Open => (
                "open",
                "Open invoices",
                "As the client paid before: the days from due date to payment of their last 16 \
                 invoices, eased towards those of all clients where there are few. What is late \
                 already comes as what was as late before. What is disputed is left out.",
            ),
            Source::Promised => (
                "promised",
                "Promises",
                "On the day that was promised, as often as promises are kept here; else as the \
                 client paid before.",
            ),
            Source::Instalment => (
                "instalments",
                "Payment plans",
                "On the day of the instalment, as often as promises are kept here; else as the \
                 client paid before.",
            ),
            Source::Agreed => (
                "agreed",
                "Agreed, not billed yet",
                "Each charge is billed when it falls due, with the tax of today, and paid as the \
                 client paid before.",
            ),
            Source::Proposed => (
                "proposed",
                "Proposals",
                "Accepted as often as proposals are here, on the last day they are open; a \
                 twelfth of the first year each month.",
            ),
            Source::OnItsWay => (
                "on_its_way",
                "At processors",
                "Payouts on the day they arrive, what is held for the next one within a week.",
            ),
        }
    }
}

/// What it is.
enum What {
    Invoice(InvoiceId),
    Promised(InvoiceId),
    Instalment(InvoiceId),
    /// The place of what is agreed, and the days it covers.
    Charge(usize, Period),
    Proposal(ProposalId),
    AtProcessor(String),
}

/// What something is that is expected, and the place of the client who pays it.
pub(super) struct Of {
    pub(super) client: Option<usize>,
    what: What,
}

impl Of {
    pub(super) fn source(&self) -> Source {
        match self.what {
            What::Invoice(_) => Source::Open,
            What::Promised(_) => Source::Promised,
            What::Instalment(_) => Source::Instalment,
            What::Charge(..) => Source::Agreed,
            What::Proposal(..) => Source::Proposed,
            What::AtProcessor(_) => Source::OnItsWay,
        }
    }
}

/// What is expected, and how clients pay.
pub(super) struct Gathered {
    pub(super) expected: Vec<Expected>,
    /// What each of it is.
    pub(super) of: Vec<Of>,
    /// The clients by their places.
    pub(super) clients: Vec<ClientId>,
    /// How the book is paid, and after it how each client pays.
    pub(super) habits: Vec<Habit>,
    /// How many payments say so, 400 at most.
    pub(super) seen: usize,
    agreed: Vec<(AgreementId, String)>,
}

impl Gathered {
    pub(super) fn words(&self, look: &Look<'_>, of: &Of) -> Result<String, Failure> {
        let number = |id| Ok(stored::number_of(look.db, id)?.unwrap_or_default());
        match &of.what {
            What::Invoice(id) => number(*id),
            What::Promised(id) => Ok(format!("{}, promised", number(*id)?)),
            What::Instalment(id) => Ok(format!("{}, instalment", number(*id)?)),
            What::Charge(agreed, period) => {
                let period = agreements::period_words(look, *period);
                Ok(format!("{}, {period}, not issued yet", self.agreed[*agreed].1))
            }
            What::Proposal(_) => Ok("Proposal, a twelfth of the first year".to_owned()),
            What::AtProcessor(words) => Ok(words.clone()),
        }
    }

    pub(super) fn go(&self, of: &Of) -> String {
        match &of.what {
            What::Invoice(id) | What::Promised(id) | What::Instalment(id) => {
                format!("#/invoices/{id}")
            }
            What::Charge(agreed, _) => format!("#/agreements/{}", self.agreed[*agreed].0),
            What::Proposal(id) => format!("#/proposals/{id}"),
            What::AtProcessor(_) => "#/insights?part=payouts".to_owned(),
        }
    }
}

/// What is expected by `until` and after it, as of the end of the look's day.
pub(super) fn gather(look: &Look<'_>, until: NaiveDate, known: Known) -> Result<Gathered, Failure> {
    let lags = stored::lags(look.db, look.currency(), look.today, LAGS_OF_ALL)?;
    let mut gathering = Gathering {
        look,
        lags: match known {
            Known::Now => Some(stored::newest_lags(look.db, look.currency())?),
            Known::By => None,
        },
        last: None,
        of_client: HashMap::new(),
        gathered: Gathered {
            expected: Vec::with_capacity(ROOM),
            of: Vec::with_capacity(ROOM),
            clients: Vec::new(),
            habits: vec![Habit::of_book(&lags)],
            seen: lags.len(),
            agreed: Vec::new(),
        },
        word: 0,
    };
    gathering.owed(known)?;
    gathering.agreed(until, known)?;
    gathering.proposed(until)?;
    if known == Known::Now {
        gathering.on_its_way()?;
    }
    Ok(gathering.gathered)
}

struct Gathering<'a> {
    look: &'a Look<'a>,
    gathered: Gathered,
    /// How every client paid, unless it is an earlier day that the book is asked about.
    lags: Option<HashMap<ClientId, Vec<i32>>>,
    /// Whom the last one was of: what one client pays stands together.
    last: Option<(ClientId, (u64, usize))>,
    /// The key and the place of each client that was met.
    of_client: HashMap<ClientId, (u64, usize)>,
    /// So many times in a hundred a word is kept here.
    word: u32,
}

/// What a client promised and has not paid, by the day.
type Promised = HashMap<ClientId, Vec<(NaiveDate, Money)>>;

impl Gathering<'_> {
    /// A client's key and place.
    fn client(&mut self, client: ClientId) -> Result<(u64, usize), Failure> {
        if let Some(found) = self.of_client.get(&client) {
            return Ok(*found);
        }
        let Look { db, today, .. } = *self.look;
        let own = match &mut self.lags {
            Some(lags) => lags.remove(&client).unwrap_or_default(),
            None => stored::lags_of(db, self.look.currency(), client, today, LAGS_OF_ONE)?,
        };
        let Gathered { clients, habits, .. } = &mut self.gathered;
        habits.push(Habit::of(&own, &habits[0]));
        clients.push(client);
        let found = (rules::key(&client.to_string()), clients.len() - 1);
        self.of_client.insert(client, found);
        Ok(found)
    }

    fn add(
        &mut self,
        (client, what): (ClientId, What),
        (amount, due_on): (Money, NaiveDate),
    ) -> Result<(), Failure> {
        let (key, place) = match self.last {
            Some((last, found)) if last == client => found,
            _ => self.client(client)?,
        };
        self.last = Some((client, (key, place)));
        let habit = place + 1;
        let way = match what {
            What::Promised(_) | What::Instalment(_) => Way::Word { kept: self.word, habit },
            _ => Way::Habit(habit),
        };
        let expected = Expected { amount, due_on, way, key, chance: None, delay: 0 };
        self.gathered.expected.push(expected);
        self.gathered.of.push(Of { client: Some(place), what });
        Ok(())
    }

    /// Open invoices: what is on a plan by its instalments, what was promised on the day of the
    /// promise, the oldest invoice first, and the rest when it is due. What is disputed is not
    /// expected before the dispute is over.
    fn owed(&mut self, known: Known) -> Result<(), Failure> {
        let Look { db, today, .. } = *self.look;
        let open = match known {
            Known::Now => stored::open_now(db, self.look.currency())?,
            Known::By => stored::open_then(db, self.look.currency(), today)?,
        };
        let planned = self.instalments()?;
        let mut promised = self.promised()?;
        let disputed = stored::disputed(db, today)?;
        for Open { invoice, client, due_on, amount } in open {
            let mut left = match disputed.get(&invoice) {
                Some(disputed) => amount.minus(disputed.at_most(amount)?)?,
                None => amount,
            };
            if let Some(shares) = planned.get(&invoice) {
                // The first shares are those that were paid.
                for (on, share) in shares.iter().rev() {
                    let part = share.at_most(left)?;
                    left = left.minus(part)?;
                    if part.is_positive() {
                        self.add((client, What::Instalment(invoice)), (part, *on))?;
                    }
                }
            }
            for (on, rest) in promised.get_mut(&client).into_iter().flatten() {
                let part = rest.at_most(left)?;
                (left, *rest) = (left.minus(part)?, rest.minus(part)?);
                if part.is_positive() {
                    self.add((client, What::Promised(invoice)), (part, *on))?;
                }
            }
            if left.is_positive() {
                self.add((client, What::Invoice(invoice)), (left, due_on))?;
            }
        }
        Ok(())
    }

    /// The shares of each invoice that is on a plan that is kept.
    fn instalments(&self) -> Result<BTreeMap<InvoiceId, Vec<(NaiveDate, Money)>>, Failure> {
        let mut found: BTreeMap<InvoiceId, Vec<(NaiveDate, Money)>> = BTreeMap::new();
        for plan in plans::running_on(self.look.db, self.look.today)? {
            let standing = crate::plans::stands(self.look, &plan)?;
            if standing.holds() && plan.total.currency() == self.look.currency() {
                for share in &standing.shares {
                    found.entry(share.invoice).or_default().push((share.due_on, share.amount));
                }
            }
        }
        Ok(found)
    }

    /// What was promised and has not come, and how often promises were kept.
    fn promised(&mut self) -> Result<Promised, Failure> {
        let Look { db, today, .. } = *self.look;
        let mut found = Promised::new();
        let (mut told, mut held) = (0, 0);
        for promise in following::promised(db, self.look.currency(), today)? {
            let currency = promise.amount.currency();
            let to = promise.promised_for;
            let (client, made_on) = (promise.client_id, promise.made_on);
            let received = following::received(db, client, currency, made_on, to.min(today))?;
            match kept(promise.amount, received, to, today) {
                Kept::Open => {
                    let rest = promise.amount.minus(received)?;
                    found.entry(client).or_default().push((to, rest));
                }
                Kept::Kept => (told, held) = (told + 1, held + 1),
                Kept::Broken => told += 1,
            }
        }
        self.word = shrunk(held, told);
        Ok(found)
    }

    /// Charges that agreements will make, and those that fell due and are not billed yet.
    fn agreed(&mut self, until: NaiveDate, known: Known) -> Result<(), Failure> {
        let ended = match known {
            Known::Now => Some(agreements::Ended::of(self.look)?),
            Known::By => None,
        };
        for mut whole in agreements::whole(self.look, None)? {
            if whole.agreement.currency != self.look.currency()
                || whole.agreement.begins_on() > self.look.today
            {
                continue;
            }
            if known == Known::By {
                whole.forget_after(self.look)?;
            }
            self.charges(&whole, until, ended.as_ref())?;
        }
        Ok(())
    }

    /// The charges of an agreement: `ended` says which are not to be looked for any more, unless it
    /// is an earlier day that the book is asked about.
    fn charges(
        &mut self,
        whole: &Whole,
        until: NaiveDate,
        ended: Option<&agreements::Ended>,
    ) -> Result<(), Failure> {
        let today = self.look.today;
        let since = today - Days::new(FORGOTTEN);
        let open = match ended {
            Some(ended) => {
                let mut open = whole.undecided(ended, until)?;
                open.retain(|one| one.held.is_none() && one.charge.due_on > since);
                open
            }
            None => self.open_then(whole.entitled_after(since, until)?)?,
        };
        for one in open {
            let total = one.charge.total()?;
            if !total.is_positive() {
                continue;
            }
            let issued_on = one.charge.due_on.max(today);
            let due_on = whole.payment(issued_on).due_on(issued_on);
            let agreed = &mut self.gathered.agreed;
            // What is called the same as the one before it stands there once.
            let same = |(id, name): &(AgreementId, String)| {
                *id == whole.agreement.id && agreements::is_called(&one, name)
            };
            if !agreed.last().is_some_and(same) {
                agreed.push((whole.agreement.id, agreements::charge_name(&one)));
            }
            let what = What::Charge(agreed.len() - 1, one.charge.period);
            self.add((one.client, what), (total, due_on))?;
        }
        Ok(())
    }

    /// Of some charges, those that had not ended by the look's day.
    fn open_then<'b>(&self, mut all: Vec<Entitled<'b>>) -> Result<Vec<Entitled<'b>>, Failure> {
        let mut first: BTreeMap<_, u32> = BTreeMap::new();
        for one in &all {
            let (service, occurrence, _) = one.key();
            let least = first.entry(service).or_insert(occurrence);
            *least = occurrence.min(*least);
        }
        let mut ended = HashMap::new();
        for (service, from) in first {
            ended.insert(service, stored::ended(self.look.db, service, from, self.look.today)?);
        }
        all.retain(|one| {
            let (service, occurrence, beyond_cap) = one.key();
            !ended.get(&service).is_some_and(|ended| ended.contains(&(occurrence, beyond_cap)))
        });
        Ok(all)
    }

    /// What proposals would bring that wait for an answer.
    fn proposed(&mut self, until: NaiveDate) -> Result<(), Failure> {
        let Look { db, today, .. } = *self.look;
        let sent = revisions::sent_by(db, today)?;
        let (mut decided, mut accepted) = (0, 0);
        for (revision, fate) in &sent {
            let over = fate.declined || fate.withdrawn || revision.valid_until < today;
            decided += u32::from(fate.accepted || over);
            accepted += u32::from(fate.accepted);
        }
        let chance = shrunk(accepted, decided);
        for (revision, fate) in sent {
            let over = fate.accepted || fate.declined || fate.withdrawn;
            if over || revision.valid_until < today || revision.currency != self.look.currency() {
                continue;
            }
            let rules = frozen(self.look, "", &revision)?.offer.rules;
            let totals = rules.totals(&rules.plainest())?;
            let year = totals.first_year.plus(totals.first_year_tax)?;
            let begins = revision.starts_on.max(revision.valid_until);
            let key = rules::key(&revision.proposal_id.to_string());
            for (part, month) in year.split(&[1; 12]).into_iter().zip(0..) {
                let issued_on = begins.checked_add_months(Months::new(month)).unwrap_or(begins);
                if !part.is_positive() || issued_on > until {
                    continue;
                }
                let what = What::Proposal(revision.proposal_id);
                let due_on = revision.payment.due_on(issued_on);
                self.add((revision.client_id, what), (part, due_on))?;
                if let Some(expected) = self.gathered.expected.last_mut() {
                    expected.chance = Some((key, chance));
                }
            }
        }
        Ok(())
    }

    /// Payouts that no bank line shows yet, and what processors hold for the next one.
    fn on_its_way(&mut self) -> Result<(), Failure> {
        let Look { db, today, .. } = *self.look;
        let mut found = Vec::new();
        for (kept, came_back) in payouts::unbanked(db)? {
            let amount = kept.payout.amount;
            if !came_back && amount.is_positive() && amount.currency() == self.look.currency() {
                let words = format!("Payout {}", kept.payout.reference);
                found.push((amount, kept.payout.arrives_on.max(today), words));
            }
        }
        for connection in connections::list(db)? {
            let held = payouts::clearing(db, connection.id, self.look.currency())?;
            if held.is_positive() {
                found.push((held, today + Days::new(PAYS_OUT), "Held by a processor".to_owned()));
            }
        }
        for (amount, due_on, words) in found {
            let way = Way::Sure;
            let expected = Expected { amount, due_on, way, key: 0, chance: None, delay: 0 };
            self.gathered.expected.push(expected);
            self.gathered.of.push(Of { client: None, what: What::AtProcessor(words) });
        }
        Ok(())
    }
}
