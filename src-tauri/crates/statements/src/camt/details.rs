//! What an entry's details say: who, what for, and the parts of a batch.

use super::tree::Node;
use crate::amount::Exact;

/// The words of one entry.
pub(super) struct Details {
    pub(super) payee: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) words: String,
}

/// How long the words about a batch may grow, in bytes.
const LONGEST_WORDS: usize = 1_000;

/// Whether a reference stands only because the schema wants one.
pub(super) fn is_filler(text: &str) -> bool {
    ["NOTPROVIDED", "NONREF", "NOT PROVIDED"].iter().any(|known| text.eq_ignore_ascii_case(known))
        || text.bytes().all(|byte| matches!(byte, b'0' | b' '))
}

fn parts(entry: &Node) -> impl Iterator<Item = &Node> {
    entry.all("NtryDtls").flat_map(|details| details.all("TxDtls"))
}

/// The words of an entry; `out` says which party is the other one.
pub(super) fn of(entry: &Node, out: bool) -> Details {
    let all: Vec<&Node> = parts(entry).collect();
    let own = entry.text_at(&["AddtlNtryInf"]).unwrap_or_default().to_owned();
    match all.as_slice() {
        [] => Details { payee: None, reference: reference(entry), words: own },
        [only] => {
            let payee = party(only, out);
            let mut words: Vec<&str> = payee.into_iter().collect();
            words.extend(remittance(only));
            if words.len() == usize::from(payee.is_some()) && !own.is_empty() {
                words.push(&own);
            }
            Details {
                payee: payee.map(str::to_owned),
                reference: reference(only),
                words: joined(&words),
            }
        }
        several => {
            let mut words = format!("{own} {} payments:", several.len());
            for part in several {
                if words.len() > LONGEST_WORDS {
                    words.push_str(" ...");
                    break;
                }
                let amount = amount_of(part).map_or("", |amount| amount.text.trim());
                let said = party(part, out).into_iter().chain(remittance(part));
                let said: Vec<&str> = said.chain([amount]).collect();
                words.push_str(&format!(" {};", joined(&said)));
            }
            Details { payee: None, reference: reference(entry), words: words.trim().to_owned() }
        }
    }
}

fn joined(words: &[&str]) -> String {
    let whole = words.join(" ");
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of the other party, in the older and the newer layout.
fn party(part: &Node, out: bool) -> Option<&str> {
    let (near, far) = if out { ("Cdtr", "UltmtCdtr") } else { ("Dbtr", "UltmtDbtr") };
    let name = |tag: &str| {
        let old = part.text_at(&["RltdPties", tag, "Nm"]);
        old.or_else(|| part.text_at(&["RltdPties", tag, "Pty", "Nm"]))
    };
    name(far).or_else(|| name(near))
}

fn remittance(part: &Node) -> Vec<&str> {
    let mut words = Vec::new();
    for remitted in part.all("RmtInf") {
        words.extend(remitted.all("Ustrd").filter_map(Node::own));
        for strict in remitted.all("Strd") {
            words.extend(strict.text_at(&["CdtrRefInf", "Ref"]));
            words.extend(strict.all("AddtlRmtInf").filter_map(Node::own));
            words.extend(strict.all("RfrdDocInf").filter_map(|doc| doc.text_at(&["Nb"])));
        }
    }
    words.extend(part.text_at(&["AddtlTxInf"]));
    words
}

/// The payer's reference: end to end, or the structured one.
fn reference(part: &Node) -> Option<String> {
    let strict = part.text_at(&["RmtInf", "Strd", "CdtrRefInf", "Ref"]);
    let given = [part.text_at(&["Refs", "EndToEndId"]), strict, part.text_at(&["Refs", "ChqNb"])];
    given.into_iter().flatten().find(|text| !is_filler(text)).map(str::to_owned)
}

fn amount_of(part: &Node) -> Option<&Node> {
    part.child("Amt").or_else(|| part.child("AmtDtls")?.child("TxAmt")?.child("Amt"))
}

/// Whether the parts of an entry, all in its currency, do not sum to it.
pub(super) fn uneven(entry: &Node, amount: Exact) -> bool {
    let currency = entry.child("Amt").and_then(|amount| amount.currency.as_deref());
    let mut sum = Exact::ZERO;
    let mut counted = 0;
    for part in parts(entry) {
        let own = amount_of(part).filter(|own| own.currency.as_deref() == currency);
        let Some(next) = own.and_then(|own| super::exact(&own.text).ok()) else {
            return false;
        };
        let Some(total) = sum.plus(next) else { return false };
        (sum, counted) = (total, counted + 1);
    }
    counted > 0 && sum != amount
}
