//! What a deposit says, read once: whom it names, which numbers it carries, what words it uses.

use std::sync::LazyLock;

use super::Deposit;
use super::fold;
use super::learned::payer_in;
use super::names::{Level, Said};
use super::numbers::{Cited, FIELD, Numbers};
use super::payers::{Payers, Tie};
use super::quick::Map;

/// What a deposit says.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The clients it may name, the best first.
    pub(super) ties: Vec<Tie>,
    /// The payer as the bank writes it, in the form in which it is remembered; may be empty.
    pub(super) key: String,
    pub(super) cited: Cited,
    /// Whether it carries a payment reference whose check digits do not fit.
    pub(super) mistyped: bool,
    pub(super) words: Words,
    /// The month that it names, where it names one only.
    pub(super) month: Option<u32>,
    /// The client whom the payer says it is for.
    pub(super) on_behalf: Option<usize>,
    /// Whether the same amount goes out again within days.
    pub(super) taken_back: bool,
    /// Whether the bank says that this payer's money, or what was under this number, went back.
    pub(super) returned: bool,
}

/// What the words of a deposit speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Money that came back.
    pub(super) back: bool,
    /// The practice's own money.
    pub(super) own: bool,
    pub(super) interest: bool,
    /// Money given back to the practice, lent to it or paid by an authority.
    pub(super) refund: bool,
    /// What a bank takes for itself.
    pub(super) charge: bool,
    /// A processor's payout.
    pub(super) processor: bool,
    /// Another currency.
    pub(super) foreign: bool,
    /// One of several payments.
    pub(super) part: bool,
}

const BACK: [&str; 13] = [
    "REVERSAL",
    "REVERSED",
    "REV",
    "RETURNED",
    "RETURN",
    "RTN",
    "UNPAID",
    "BOUNCED",
    "CHARGEBACK",
    "RECALL",
    "RECALLED",
    "NSF",
    "DISHONOURED",
];
const OWN: [&str; 9] = [
    "SAVINGS",
    "SWEEP",
    "INTERNAL",
    "DIRECTOR",
    "DIRECTORS",
    "OWNER",
    "OWNERS",
    "DRAWINGS",
    "CAPITAL",
];
const REFUND: [&str; 17] = [
    "REFUND",
    "REBATE",
    "CASHBACK",
    "HMRC",
    "IRS",
    "TREAS",
    "TREASURY",
    "LOAN",
    "GRANT",
    "INSURANCE",
    "CLAIM",
    "COMPENSATION",
    "DIVIDEND",
    "PAYROLL",
    "SALARY",
    "REIMBURSEMENT",
    "REIMBURSE",
];
const CHARGE: [&str; 4] = ["CHARGE", "CHARGES", "COMMISSION", "OVERDRAFT"];
const PROCESSORS: [&str; 19] = [
    "STRIPE",
    "PAYPAL",
    "SQUARE",
    "SQ",
    "GOCARDLESS",
    "SUMUP",
    "ZETTLE",
    "IZETTLE",
    "WORLDPAY",
    "ADYEN",
    "KLARNA",
    "SHOPIFY",
    "BRAINTREE",
    "MOLLIE",
    "OPAYO",
    "SAGEPAY",
    "ELAVON",
    "CLOVER",
    "PAYOUT",
];
const FOREIGN: [&str; 18] = [
    "FX",
    "USD",
    "EUR",
    "GBP",
    "CAD",
    "AUD",
    "NZD",
    "CHF",
    "JPY",
    "SEK",
    "NOK",
    "DKK",
    "INTERNATIONAL",
    "INTL",
    "FOREIGN",
    "WISE",
    "XOOM",
    "EXCHANGE",
];

/// What a word speaks of.
#[derive(Clone, Copy)]
enum Topic {
    Back,
    Own,
    Interest,
    Refund,
    Charge,
    Processor,
    Foreign,
    Part,
}

static TOPICS: LazyLock<Map<&str, Topic>> = LazyLock::new(|| {
    let lists: [(&[&'static str], Topic); 8] = [
        (&BACK, Topic::Back),
        (&OWN, Topic::Own),
        (&["INTEREST"], Topic::Interest),
        (&REFUND, Topic::Refund),
        (&CHARGE, Topic::Charge),
        (&PROCESSORS, Topic::Processor),
        (&FOREIGN, Topic::Foreign),
        (&PART, Topic::Part),
    ];
    let each =
        |(list, topic): (&'static [&'static str], Topic)| list.iter().map(move |w| (*w, topic));
    lists.into_iter().flat_map(each).collect()
});

const PART: [&str; 9] = [
    "PART",
    "PARTIAL",
    "INSTALMENT",
    "INSTALMENTS",
    "INSTALLMENT",
    "INSTALLMENTS",
    "INST",
    "BALANCE",
    "ONACCOUNT",
];

/// The payer in the form in which it is remembered; may be empty.
pub(super) fn key_of(deposit: &Deposit) -> String {
    if deposit.payer.trim().is_empty() {
        return Said::of(&payer_in(&deposit.description), true).full;
    }
    Said::of(&deposit.payer, true).full
}

impl Reading {
    pub(super) fn of(deposit: &Deposit, payers: &Payers, numbers: &Numbers) -> Reading {
        let free = format!("{} {}", deposit.description, deposit.reference);
        let (mut ties, mut key) = (Vec::new(), None);
        if !deposit.payer.trim().is_empty() {
            let named = payers.named_as(&deposit.payer);
            (ties, key) = (named.ties.clone(), Some(named.key.clone()));
        }
        for tie in payers.named_in(&free) {
            match ties.iter_mut().find(|other| other.client == tie.client) {
                Some(other) if (other.level, other.score) < (tie.level, tie.score) => *other = tie,
                Some(_) => {}
                None => ties.push(tie),
            }
        }
        ties.sort_by_key(|tie| (std::cmp::Reverse((tie.level, tie.score)), tie.client));
        let fields = [&deposit.reference, &deposit.description, &deposit.payer];
        let text = fields.map(|field| field.replace(FIELD, " ")).join(" | ");
        let all = fold::words(&text);
        let name = ties.first().filter(|tie: &&Tie| tie.level >= Level::Close);
        let name = name.and_then(|tie| payers.shown(tie.by));
        let name = name.map(fold::words).unwrap_or_default();
        let mut months = all.iter().filter(|word| !name.contains(word));
        let mut months = { months.by_ref() }.filter_map(|word| fold::month_of(word));
        let month = months.next().filter(|one| months.all(|other| other == *one));
        let mut words = Words::default();
        for word in all.iter().filter(|word| !name.contains(word)) {
            match TOPICS.get(word.as_str()) {
                Some(Topic::Back) => words.back = true,
                Some(Topic::Own) => words.own = true,
                Some(Topic::Interest) => words.interest = true,
                Some(Topic::Refund) => words.refund = true,
                Some(Topic::Charge) => words.charge = true,
                Some(Topic::Processor) => words.processor = true,
                Some(Topic::Foreign) => words.foreign = true,
                Some(Topic::Part) => words.part = true,
                None => {}
            }
        }
        let key = key.unwrap_or_else(|| key_of(deposit));
        let mut cited = numbers.cited_in(&text);
        for citation in &mut cited.known {
            // After the client's name a number is the payer's.
            citation.meant |= citation.strength >= 2_500 && name.contains(&citation.before);
        }
        let on_behalf = on_behalf(&free, payers);
        Reading {
            ties,
            key,
            cited,
            words,
            month,
            on_behalf,
            taken_back: false,
            returned: false,
            mistyped: false,
        }
    }
}

/// The client whose whole name follows the word for in what the payer wrote.
fn on_behalf(free: &str, payers: &Payers) -> Option<usize> {
    let words: Vec<&str> = free.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("for"))?;
    let ties = payers.named_in(&words[at + 1..].join(" "));
    let mut whole = ties.iter().filter(|tie| tie.level >= Level::Full);
    let only = whole.next()?;
    whole.next().is_none().then_some(only.client)
}
