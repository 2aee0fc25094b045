//! How money comes in for single invoices: one story a class. Each takes invoices that no other
//! story has taken, so that what is true of one deposit never depends on another.

use super::bank::{self, Texts};
use super::chance::Chance;
use super::invoices::{self, Invoice, after};
use super::people::{self, Client};
use super::{Class, Deposit, Noise, Settings};

/// A practice whose year is being made up.
pub(super) struct Practice {
    pub(super) chance: Chance,
    settings: Settings,
    pub(super) clients: Vec<Client>,
    pub(super) invoices: Vec<Invoice>,
    /// The invoices of each client that no story has taken, the oldest first.
    pub(super) free: Vec<Vec<usize>>,
    pub(super) deposits: Vec<Deposit>,
    /// What banks on the way keep, each time the same.
    fees: [i64; 2],
}

/// Who pays, and what the line says of it.
pub(super) struct Paying<'a> {
    pub(super) payer: &'a str,
    pub(super) says: &'a str,
    pub(super) cited: bool,
}

impl Practice {
    pub(super) fn new(settings: &Settings, seed: u64) -> Practice {
        let mut chance = Chance::from(seed);
        let clients = people::clients(&mut chance, settings.clients, &settings.noise);
        let count = settings.invoices;
        let invoices = invoices::invoices(&mut chance, clients.len(), count, &settings.noise);
        let mut free = vec![Vec::new(); clients.len()];
        for (at, invoice) in invoices.iter().enumerate() {
            free[invoice.client].push(at);
        }
        let fees = [[1_500, 800], [1_000, 2_500], [600, 1_750]][chance.below(3)];
        let settings = settings.clone();
        Practice { chance, settings, clients, invoices, free, deposits: Vec::new(), fees }
    }

    /// Tells every story as often as the settings ask.
    pub(super) fn play(&mut self) {
        for class in Class::ALL.into_iter().rev() {
            let wanted = self.settings.wanted(class);
            let mut tries = 0;
            while self.count(class) < wanted && tries < wanted * 4 {
                self.tell(class);
                tries += 1;
            }
        }
        let mut tries = 0;
        let enough = self.settings.deposits;
        while self.deposits.len() < enough && tries < enough * 4 && self.settings.any_invoice() {
            self.one();
            tries += 1;
        }
    }

    fn count(&self, class: Class) -> usize {
        self.deposits.iter().filter(|deposit| deposit.class == class).count()
    }

    fn tell(&mut self, class: Class) {
        match class {
            Class::One => self.one(),
            Class::Instalment => self.instalments(),
            Class::Many => self.many(),
            Class::Partial => self.partial(),
            Class::Payout => self.payout(true),
            Class::BarePayout => self.payout(false),
            Class::BankFee => self.less_a_fee(),
            Class::Over => self.over(),
            Class::Foreign => self.foreign(),
            Class::Cheques => self.cheques(),
            Class::Sibling => self.sibling(),
            Class::Agent => self.agent(),
            Class::Early => self.early(),
            Class::Duplicate => self.again(Class::Duplicate, 0, 4),
            Class::PaidBefore => self.again(Class::PaidBefore, 35, 80),
            Class::Reversal => self.reversal(),
            Class::None => self.stranger(),
        }
    }

    pub(super) fn noise(&self) -> Noise {
        self.settings.noise.clone()
    }

    /// An invoice for a story: mostly the oldest of some client.
    pub(super) fn take(&mut self) -> Option<usize> {
        for _ in 0..200 {
            let client = self.chance.below(self.clients.len());
            let free = self.free[client].len();
            if free > 0 {
                let at = if self.chance.happens(650) { 0 } else { self.chance.below(free) };
                return Some(self.free[client].remove(at));
            }
        }
        None
    }

    /// At most `count` invoices of about the same days as `first`, and `first`.
    pub(super) fn take_near(&mut self, first: usize, count: usize) -> Vec<usize> {
        let window = self.invoices.len() / 24 + 3;
        let mut all = vec![first];
        for _ in 0..count * 20 {
            let at = (first + self.chance.below(2 * window)).saturating_sub(window);
            let Some(other) = self.invoices.get(at) else { continue };
            let free = &mut self.free[other.client];
            if let (true, Some(place)) =
                (all.len() <= count, free.iter().position(|one| *one == at))
            {
                all.push(free.remove(place));
            }
        }
        all
    }

    /// The day on which an invoice is paid: mostly near its due date, sometimes long after.
    pub(super) fn payday(&mut self, invoice: usize) -> chrono::NaiveDate {
        let bill = &self.invoices[invoice];
        let late = match self.chance.below(10) {
            0..=4 => self.chance.between(-6, 3),
            5..=7 => self.chance.between(1, 21),
            _ => self.chance.between(15, 60),
        };
        after(bill.due, late).max(bill.issued)
    }

    /// What a client says of these invoices, and whether that names them.
    pub(super) fn says(&mut self, client: usize, of: &[usize]) -> (String, bool) {
        let noise = self.noise();
        let habit = self.clients[client].cites;
        let cites = if self.chance.happens(120) { !habit } else { habit };
        if !cites {
            let name = self.clients[client].name.clone();
            let issued = self.invoices[of[0]].issued;
            return (bank::vague(&mut self.chance, &name, issued), false);
        }
        if of.len() == 1
            && self.chance.happens(noise.wrong_number)
            && let Some(wrong) = self.another_number(of[0])
        {
            return (bank::cited(&mut self.chance, &noise, &[&wrong]), true);
        }
        let numbers: Vec<&str> = of.iter().map(|at| self.invoices[*at].number.as_str()).collect();
        (bank::cited(&mut self.chance, &noise, &numbers), true)
    }

    /// The number of an invoice of somebody else, one digit away.
    fn another_number(&mut self, of: usize) -> Option<String> {
        let from = self.chance.below(3);
        let far = [1, 10, 100, 1, 10, 100];
        let steps = far[from..].iter().flat_map(|step| [of.checked_sub(*step), Some(of + *step)]);
        let found = steps.flatten().find(|at| {
            let other = self.invoices.get(*at);
            other.is_some_and(|other| other.client != self.invoices[of].client)
        });
        found.map(|at| self.invoices[at].number.clone())
    }

    /// The name under which this client's money comes this time.
    pub(super) fn payer(&mut self, client: usize) -> String {
        let client = &self.clients[client];
        if self.chance.happens(80) { client.name.clone() } else { client.pays_as.clone() }
    }

    /// Writes a deposit down that pays these amounts to these invoices.
    pub(super) fn put(
        &mut self,
        class: Class,
        on: chrono::NaiveDate,
        amount: i64,
        paying: &Paying<'_>,
    ) {
        let noise = self.noise();
        let texts = bank::texts(&mut self.chance, &noise, paying.payer, paying.says);
        self.deposits.push(Deposit {
            on,
            amount,
            texts,
            items: None,
            class,
            client: None,
            allocations: Vec::new(),
            reopens: None,
            gross: amount.max(0),
            cited: paying.cited,
        });
    }

    /// Says what the last deposit truly pays.
    pub(super) fn which_pays(&mut self, client: Option<usize>, pays: &[(usize, i64)]) {
        let allocations: Vec<(String, i64)> =
            pays.iter().map(|(at, amount)| (self.invoices[*at].id.clone(), *amount)).collect();
        let sum = allocations.iter().map(|(_, amount)| amount).sum();
        let client = client.map(|at| self.clients[at].id.clone());
        let last = self.deposits.last_mut().expect("a deposit was put just before");
        last.gross = last.gross.max(sum);
        last.client = client;
        last.allocations = allocations;
    }

    /// A payment of one invoice by its own client, in the client's usual way.
    fn usual(&mut self, class: Class, invoice: usize, arrives: i64, pays: i64) {
        let client = self.invoices[invoice].client;
        let on = self.payday(invoice);
        let (says, cited) = self.says(client, &[invoice]);
        let payer = self.payer(client);
        self.put(class, on, arrives, &Paying { payer: &payer, says: &says, cited });
        self.which_pays(Some(client), &[(invoice, pays)]);
    }

    fn one(&mut self) {
        let Some(invoice) = self.take() else { return };
        let amount = self.invoices[invoice].amount;
        self.usual(Class::One, invoice, amount, amount);
    }

    fn instalments(&mut self) {
        let Some(invoice) = self.take() else { return };
        let Invoice { amount, client, .. } = self.invoices[invoice];
        let weights: &[i64] = match self.chance.below(5) {
            0 | 1 => &[1, 1],
            2 => &[1, 1, 1],
            3 => &[50, 25, 25],
            _ => &[40, 35, 25],
        };
        let whole: i64 = weights.iter().sum();
        let first = self.payday(invoice);
        let payer = self.payer(client);
        let mut left = amount;
        for (nth, weight) in (0i64..).zip(weights) {
            let last = nth + 1 == i64::try_from(weights.len()).expect("a few parts");
            let part = if last { left } else { amount * weight / whole };
            left -= part;
            let (mut says, cited) = self.says(client, &[invoice]);
            if self.chance.happens(250) {
                says = format!("{says} part {} of {}", nth + 1, weights.len());
            }
            let on = after(first, nth * 30 + self.chance.between(0, 3));
            self.put(Class::Instalment, on, part, &Paying { payer: &payer, says: &says, cited });
            self.which_pays(Some(client), &[(invoice, part)]);
        }
    }

    fn partial(&mut self) {
        let Some(invoice) = self.take() else { return };
        let amount = self.invoices[invoice].amount;
        let part = match self.chance.below(4) {
            0 => amount / 2,
            1 => amount / 4,
            2 => amount * 3 / 4 / 1_000 * 1_000,
            _ => self.chance.between(amount / 5, amount * 9 / 10),
        };
        let part = part.max(100);
        self.usual(Class::Partial, invoice, part, part);
    }

    fn less_a_fee(&mut self) {
        let Some(invoice) = self.take() else { return };
        let amount = self.invoices[invoice].amount;
        let fee = self.fees[self.chance.below(2)];
        self.usual(Class::BankFee, invoice, amount - fee, amount);
    }

    fn over(&mut self) {
        let Some(invoice) = self.take() else { return };
        let amount = self.invoices[invoice].amount;
        let above = match self.chance.below(3) {
            0 => 5_000 - amount % 5_000,
            1 => self.chance.between(1, 90) * 10,
            _ => self.chance.between(1, 20) * 500,
        };
        self.usual(Class::Over, invoice, amount + above, amount);
    }

    fn foreign(&mut self) {
        let Some(invoice) = self.take() else { return };
        let Invoice { amount, client, .. } = self.invoices[invoice];
        let arrives = amount + amount * self.chance.between(-28, 15) / 1000 - 7;
        let on = self.payday(invoice);
        let (says, cited) = self.says(client, &[invoice]);
        let rate = self.chance.between(10_500, 13_900);
        let says = format!("{says} EUR RATE 1.{:04}", rate % 10_000);
        let payer = self.payer(client);
        self.put(Class::Foreign, on, arrives, &Paying { payer: &payer, says: &says, cited });
        self.which_pays(Some(client), &[(invoice, amount)]);
    }

    fn early(&mut self) {
        let Some(invoice) = self.take() else { return };
        let amount = self.invoices[invoice].amount;
        self.usual(Class::Early, invoice, amount, amount);
        let on = after(self.invoices[invoice].issued, -self.chance.between(1, 12));
        self.deposits.last_mut().expect("it was put just before").on = on;
    }

    /// Somebody pays for the company of a brother or a sister, mostly under its number.
    fn sibling(&mut self) {
        let Some(invoice) = self.take() else { return };
        let Invoice { amount, client, .. } = self.invoices[invoice];
        let other = (client + 1 + self.chance.below(self.clients.len() - 1)) % self.clients.len();
        let noise = self.noise();
        let (says, cited) = if self.chance.happens(700) {
            let number = self.invoices[invoice].number.clone();
            (bank::cited(&mut self.chance, &noise, &[&number]), true)
        } else {
            (format!("for {}", self.clients[client].name), false)
        };
        let on = self.payday(invoice);
        let payer = self.clients[other].name.clone();
        self.put(Class::Sibling, on, amount, &Paying { payer: &payer, says: &says, cited });
        self.which_pays(Some(client), &[(invoice, amount)]);
    }

    /// What was paid with its number comes again: at once by mistake, or months later.
    fn again(&mut self, class: Class, soon: i64, late: i64) {
        let Some(invoice) = self.take() else { return };
        let Invoice { amount, client, .. } = self.invoices[invoice];
        let number = self.invoices[invoice].number.clone();
        let on = self.payday(invoice);
        let payer = self.payer(client);
        let says = format!("invoice {number}");
        let paying = Paying { payer: &payer, says: &says, cited: true };
        self.put(Class::One, on, amount, &paying);
        self.which_pays(Some(client), &[(invoice, amount)]);
        let first = self.deposits.last().expect("it was put just before");
        let Texts { payer, reference, description } = &first.texts;
        let texts = Texts {
            payer: payer.clone(),
            reference: reference.clone(),
            description: description.clone(),
        };
        let on = after(on, self.chance.between(soon.max(1), late));
        self.put(class, on, amount, &paying);
        self.which_pays(Some(client), &[]);
        self.deposits.last_mut().expect("it was put just before").texts = texts;
    }

    /// A payment that the bank takes back, and that sometimes comes once more.
    fn reversal(&mut self) {
        let Some(invoice) = self.take() else { return };
        let Invoice { amount, client, .. } = self.invoices[invoice];
        self.usual(Class::One, invoice, amount, amount);
        let on = self.deposits.last().expect("it was put just before").on;
        let payer = self.clients[client].pays_as.clone();
        let why = self.chance.of(&["RETURNED UNPAID", "REVERSAL OF CREDIT", "REFER TO DRAWER"]);
        let back = after(on, self.chance.between(1, 4));
        self.put(
            Class::Reversal,
            back,
            -amount,
            &Paying { payer: &payer, says: why, cited: false },
        );
        self.which_pays(Some(client), &[]);
        let reopened = self.invoices[invoice].id.clone();
        self.deposits.last_mut().expect("it was put just before").reopens = Some(reopened);
        if self.chance.happens(500) {
            self.usual(Class::One, invoice, amount, amount);
            let again = after(back, self.chance.between(3, 12));
            self.deposits.last_mut().expect("it was put just before").on = again;
        }
    }
}

impl Settings {
    /// Whether any deposit pays an invoice.
    fn any_invoice(&self) -> bool {
        self.shares.iter().all(|(class, share)| *class != Class::None || *share < 1000)
    }
}
