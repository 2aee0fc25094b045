//! The words banks put over their columns and into their flag and status cells, in the languages
//! their exports use. Words suggest; the cells decide.

/// What a heading suggests about its column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Role {
    /// A date; the higher rank is the better booking date.
    Date(u8),
    Balance,
    Direction,
    Debit,
    Credit,
    Fee,
    Rate,
    Foreign,
    Currency,
    Amount,
    Net,
    Gross,
    Id,
    Status,
    Account,
    Payee,
    Description,
    Reference,
    Other,
}

impl Role {
    /// Whether the heading names an amount or a balance.
    pub(super) fn is_money(self) -> bool {
        use Role::{Amount, Balance, Credit, Debit, Gross, Net};
        matches!(self, Amount | Balance | Credit | Debit | Gross | Net)
    }
}

/// Lower case, accents folded, everything but letters and digits a single space.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(200).flat_map(char::to_lowercase) {
        match fold(c) {
            Some(folded) => out.push_str(folded),
            None if c.is_alphanumeric() => out.push(c),
            None if !out.ends_with(' ') => out.push(' '),
            None => {}
        }
    }
    out.trim().to_owned()
}

fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{e0}'..='\u{e3}' | '\u{e5}' | '\u{101}' | '\u{103}' | '\u{105}' => "a",
        '\u{e4}' => "a",
        '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}' | '\u{10d}' => "c",
        '\u{10f}' | '\u{111}' => "d",
        '\u{e8}'..='\u{eb}' | '\u{113}' | '\u{119}' | '\u{11b}' => "e",
        '\u{ec}'..='\u{ef}' => "i",
        '\u{142}' | '\u{13e}' => "l",
        '\u{f1}' | '\u{144}' | '\u{148}' => "n",
        '\u{f2}'..='\u{f6}' | '\u{f8}' | '\u{151}' => "o",
        '\u{159}' => "r",
        '\u{15b}' | '\u{161}' => "s",
        '\u{df}' => "ss",
        '\u{165}' => "t",
        '\u{f9}'..='\u{fc}' | '\u{16f}' | '\u{171}' => "u",
        '\u{fd}' | '\u{ff}' => "y",
        '\u{17a}' | '\u{17c}' | '\u{17e}' => "z",
        _ => return None,
    })
}

/// Words with bars between them.
type Words = &'static str;

/// Whether a text is one of the words.
fn is(text: &str, words: Words) -> bool {
    words.split('|').any(|word| word == text)
}

const STATUS: Words = "status|state|stav|statut";
const DIRECTION: Words = "\
    af bij|credit debit|debit credit|dr cr|cr dr|c d|d c|direction|in out|bevetel kiadas|\
    soll haben|s h|balance impact|sens|debit credit flag";
const TIME: Words = "time|timezone|time zone|uhrzeit|heure|hora|tijd";
const BOOKED: Words = "\
    posted|posting|post|booking|booked|buchungstag|buchungsdatum|buchung|processed|completed|\
    boekdatum|bokforingsdag|entry|cleared|comptabilisation";
const DATE: Words = "\
    date|datum|fecha|data|dato|datuma|dag|tranzakcio datuma|datetime|transaktionsdatum|\
    created|when";
const VALUE: Words = "\
    value date|valuta|valutadatum|wertstellung|rentedatum|ertektag|erteknap|execution date|\
    settlement date|effective date|date valeur|date de valeur|fecha valor|data valuta|\
    due date|end date|statement date|started date|data do balancete|datum verrekening|\
    authorised date|authorized date";
const BALANCE: Words = "balance|bal|saldo|solde|kontostand|egyenleg|zustatek|saldoen";
const RATE: Words = "rate|koers|kurs|taux|wechselkurs|exchange|fx|kurz";
const FOREIGN: Words = "\
    original|foreign|puvodni|local|orig|source|converted|ursprungsbetrag|billed";
const FEE: Words = "\
    fee|fees|kosten|poplatek|commission|gebuhr|tax|vat|gst|frais|tip|shipping|insurance|\
    surcharge|discount|interest|points|cashback|reward|rewards|miles";
const DEBIT: Words = "\
    debit|debits|debet|withdrawal|withdrawals|paid out|money out|spent|debito|debitos|cargo|\
    cargos|soll|ausgang|auszahlung|belastung|sortie|sorties|outflow|out|kiadas|dare|debe|\
    uscite|addebiti|payments out|vydaje|obciazenie|lastschrift";
const CREDIT: Words = "\
    credit|credits|deposit|deposits|paid in|money in|kredit|haben|gutschrift|eingang|\
    einzahlung|entree|entrees|abono|abonos|ingreso|ingresos|credito|creditos|avere|haber|\
    entrate|accrediti|inflow|in|lodgement|lodgements|lodgment|received|receipts|payments in|\
    bevetel|prijmy|uznanie";
const CURRENCY: Words = "\
    currency|ccy|cur|wahrung|waehrung|munt|devise|moneda|mena|devizaneme|devizanem|divisa|\
    moeda|valuta|valutakod|waluta|curr";
const AMOUNT: Words = "\
    amount|amt|betrag|bedrag|umsatz|importe|montant|valor|importo|castka|osszege|osszeg|kwota|\
    belopp|belob|belop|value|total|sum|suma|cad|usd|gbp|eur|aud|nzd";
const PARTY: Words = "\
    payee|payer|merchant|counterparty|counter party|beneficiary|empfanger|beguenstigter|\
    begunstigter|\
    zahlungspflichtiger|auftraggeber|tegenpartij|naam|partner|protiuctu|handelaar|vendor|\
    counteraccount|tiers|destinataire|name|from|to|contact|customer|odbiorca|nadawca|\
    tegenrekening|gegenkonto";
const ACCOUNT: Words = "\
    account|acct|iban|konto|kontonummer|rekening|auftragskonto|compte|cuenta|conto|szamlaszam|\
    kredietkaart|card|uctu|account number";
const ID: Words = "\
    transaction id|id|fitid|unique id|id transakce|volgnr|transaction number|\
    transaction reference number|txn id|trans id|transactionid|uuid";
const REFERENCE: Words = "\
    reference|ref|referenz|referencia|check|cheque|chq|serial|kenmerk|transactiereferentie|\
    referenceno|numero do documento|check number|numero|number|no|reference number|tran id";
const DESCRIPTION: Words = "\
    description|descriptions|details|detail|narrative|memo|particulars|text|buchungstext|\
    verwendungszweck|omschrijving|concepto|libelle|historico|descrizione|causale|popis|zprava|\
    kozlemeny|note|notes|message|mededelingen|opis|tekst|transaction|toelichting|bezeichnung|\
    subject|item|tytul|info|reason|purpose";

fn has(heading: &str, words: Words) -> bool {
    words.split('|').any(|word| {
        heading.match_indices(word).any(|(at, _)| {
            let before = at == 0 || heading.as_bytes()[at - 1] == b' ';
            let end = at + word.len();
            before && (end == heading.len() || heading.as_bytes()[end] == b' ')
        })
    })
}

/// What a heading suggests.
pub(super) fn role(heading: &str) -> Role {
    let heading = plain(heading);
    let heading = heading.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    // Long texts are disclaimers, not headings.
    if heading.is_empty() || heading.len() > 60 {
        return Role::Other;
    }
    let dated = has(heading, DATE) || heading.ends_with("datum") || heading.ends_with("tag");
    match heading {
        _ if is(heading, TIME) => Role::Other,
        _ if is(heading, DIRECTION) => Role::Direction,
        _ if has(heading, VALUE) && !has(heading, AMOUNT_ONLY) => Role::Date(1),
        _ if dated && has(heading, BOOKED) => Role::Date(3),
        _ if dated => Role::Date(2),
        _ if is(heading, BOOKED) => Role::Date(2),
        _ if is(heading, STATUS) => Role::Status,
        _ if has(heading, BALANCE) => Role::Balance,
        _ if has(heading, ID) => Role::Id,
        _ if has(heading, RATE) => Role::Rate,
        _ if has(heading, CURRENCY) && !has(heading, AMOUNT_ONLY) => Role::Currency,
        _ if has(heading, KIND) => Role::Other,
        _ if has(heading, FOREIGN) && has(heading, AMOUNT) => Role::Foreign,
        _ if is(heading, HOLDER) => Role::Other,
        _ if has(heading, FEE) => Role::Fee,
        _ if has(heading, PARTY) => Role::Payee,
        _ if has(heading, DEBIT) && !has(heading, CREDIT) => Role::Debit,
        _ if has(heading, CREDIT) && !has(heading, DEBIT) && !has(heading, CARD) => Role::Credit,
        _ if heading == "gross" || heading == "gross amount" => Role::Gross,
        _ if heading == "net" || heading == "net amount" => Role::Net,
        _ if has(heading, ACCOUNT) => Role::Account,
        _ if has(heading, AMOUNT) || (has(heading, DEBIT) && has(heading, CREDIT)) => Role::Amount,
        _ if has(heading, REFERENCE) => Role::Reference,
        _ if has(heading, DESCRIPTION) => Role::Description,
        _ => Role::Other,
    }
}

const AMOUNT_ONLY: Words = "amount|amt|betrag|bedrag|montant|importe|castka|osszege";
const HOLDER: Words = "account name|account holder|card holder|cardholder|card member|kaarthouder";
const CARD: Words = "card";
const KIND: Words = "type|category|kategorie|code|subcategory|method";

/// Which way a flag points: `true` for money out. Nothing for a word that is no flag.
pub(super) fn direction(flag: &str) -> Option<bool> {
    const OUT: Words = "\
    d|dr|debit|debet|dbit|af|soll|s|out|outflow|withdrawal|money out|paid out|debito|cargo|\
    kiadas|dare|lastschrift|belastung|payment out|sent|outgoing|uit|debe|deb|ausgang|debits|\
    wyplata";
    const IN: Words = "\
    c|cr|credit|kredit|crdt|bij|haben|h|in|inflow|deposit|money in|paid in|credito|abono|\
    bevetel|avere|gutschrift|cred|payment in|received|incoming|haber|eingang|credits|k|wplata|\
    ingreso";
    match flag.trim() {
        "-" => return Some(true),
        "+" => return Some(false),
        _ => {}
    }
    let flag = plain(flag);
    if is(&flag, OUT) { Some(true) } else { is(&flag, IN).then_some(false) }
}

/// Whether a date or status cell says that the bank has not booked the row.
pub(super) fn unbooked(cell: &str) -> Option<&'static str> {
    const PENDING: Words = "\
    pending|authorised|authorized|authorisation|authorization|processing|vorgemerkt|en cours|\
    pendiente|hold|in progress";
    const FAILED: Words = "\
    declined|failed|cancelled|canceled|reverted|rejected|denied|voided|expired|void|blocked|\
    uncompleted";
    if cell.len() > 24 {
        return None;
    }
    let cell = plain(cell);
    if is(&cell, PENDING) {
        Some("pending; the bank has not booked it yet")
    } else {
        is(&cell, FAILED).then_some("declined or cancelled; no money moved")
    }
}

/// Whether a row's words say that it states a balance and moves no money.
pub(super) fn states_balance(description: &str) -> bool {
    const STARTS: Words = "\
    opening balance|closing balance|beginning balance|ending balance|starting balance|\
    balance brought forward|balance carried forward|brought forward|carried forward|\
    balance forward|previous balance|saldo anterior|saldo inicial|saldo final|saldo iniziale|\
    saldo finale|solde precedent|ancien solde|nouveau solde|anfangssaldo|endsaldo|\
    alter kontostand";
    const WHOLE: Words = "saldo|s a l d o|saldo dia|saldo do dia|balance";
    let words = plain(description);
    STARTS.split('|').any(|start| words.starts_with(start)) || is(&words, WHOLE)
}

/// Whether a row's words are those of a card payment, which card statements print as negative
/// when they print charges as positive.
pub(super) fn card_payment(description: &str) -> bool {
    const WORDS: Words = "\
    payment received|thank you|autopay|payment thank|online payment|direct debit payment|\
    payment by direct debit|internet payment|mobile payment";
    let words = plain(description);
    WORDS.split('|').any(|word| words.contains(word))
}

/// The currency code inside a heading such as `Amount (SGD)`, `Amount CZK` or `Betrag in EUR`.
pub(super) fn code_in(heading: &str) -> Option<&str> {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().find(|word| is_code(word))
}

/// Whether a cell is a currency code that banks' customers have.
pub(super) fn is_code(cell: &str) -> bool {
    const CODES: Words = "\
    AED|ARS|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|\
    JPY|KES|KRW|KWD|MAD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|SAR|SEK|SGD|THB|TRY|\
    TWD|UAH|USD|ZAR";
    is(&cell.to_ascii_uppercase(), CODES)
}

#[cfg(test)]
mod tests;
