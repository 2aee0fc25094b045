//! What an invoice that charges a tax must show, place by place, and which day its rate is of.

use crate::jurisdiction::Jurisdiction;
use crate::money::Money;
use crate::tax::Kind;

/// A particular of a tax invoice that may be missing in the books.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Particular {
    /// The number under which the practice is registered for the tax.
    Registration,
    /// The number under which it is registered for the province's own tax.
    SecondRegistration,
    /// The practice's address.
    PracticeAddress,
    /// The client's address.
    ClientAddress,
    /// The client's own number for the tax, where the client accounts for it.
    ClientNumber,
}

/// What is known for an invoice.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The practice's registration for the tax.
    pub registration: &'a str,
    /// Its registration for the province's own tax.
    pub second_registration: &'a str,
    /// The practice's address.
    pub practice_address: &'a str,
    /// The client's address.
    pub client_address: &'a str,
    /// The client's own number.
    pub client_number: &'a str,
}

/// What a place's law wants on an invoice that charges its tax, of what can be missing here:
/// number, date, names, descriptions and sums by rate stand on every invoice.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The particulars.
    pub particulars: &'static [Particular],
    /// The sum with tax, in whole units, from which each of `above` is wanted too.
    pub from_whole: i64,
    /// What larger invoices show besides.
    pub above: &'static [Particular],
    /// The rule of law.
    pub source: &'static str,
}

const ALL: &[Particular] =
    &[Particular::Registration, Particular::PracticeAddress, Particular::ClientAddress];
const SELLER: &[Particular] = &[Particular::Registration];

/// What the law of `place` wants on an invoice with tax; nothing where a sales tax asks for no
/// invoice of its own. A client's name stands on every invoice, which is what Canada asks for from
/// 500 and Australia from 1,000; New Zealand wants a way to find the client besides, from 1,000.
pub fn demand(place: Jurisdiction) -> Option<Demand> {
    let (particulars, above, source): (_, &[Particular], _) = match place {
        Jurisdiction::Us => return None,
        Jurisdiction::Gb => (ALL, &[], "VAT Regulations 1995, regulation 14(1)"),
        Jurisdiction::Ie => (ALL, &[], "VAT Regulations 2010, regulation 20(2)"),
        Jurisdiction::Ca => {
            (SELLER, &[], "Input Tax Credit Information (GST/HST) Regulations, section 3")
        }
        Jurisdiction::Au => {
            (SELLER, &[], "A New Tax System (Goods and Services Tax) Act 1999, section 29-70(1)")
        }
        Jurisdiction::Nz => (
            SELLER,
            &[Particular::ClientAddress],
            "Goods and Services Tax Act 1985, sections 19E and 19K",
        ),
    };
    Some(Demand { particulars, from_whole: 1_000, above, source })
}

/// The rule that makes the client's number and the words of a reverse charge part of an invoice.
const REVERSE: [(Jurisdiction, &str); 2] = [
    (Jurisdiction::Gb, "VAT Regulations 1995, regulation 14(1)(o)"),
    (Jurisdiction::Ie, "VAT Regulations 2010, regulation 20(2)(e)"),
];

/// The first particular that an invoice of `total` with `taxes` lacks in `place`, with the rule of
/// law. `reverse` says that the client accounts for the tax.
pub fn missing(
    place: Jurisdiction,
    taxes: &[(Kind, Money)],
    total: Money,
    reverse: bool,
    known: Known<'_>,
) -> Option<(Particular, &'static str)> {
    let lacks = |particular: &Particular| {
        let text = match particular {
            Particular::Registration => known.registration,
            Particular::SecondRegistration => known.second_registration,
            Particular::PracticeAddress => known.practice_address,
            Particular::ClientAddress => known.client_address,
            Particular::ClientNumber => known.client_number,
        };
        text.trim().is_empty()
    };
    let charged = |kinds: &[Kind]| {
        taxes.iter().any(|(kind, amount)| !amount.is_zero() && kinds.contains(kind))
    };
    let demand = demand(place)?;
    if reverse {
        let source = REVERSE.iter().find(|(of, _)| *of == place).map(|(_, source)| *source)?;
        let mut wanted = [Particular::ClientNumber].iter().chain(demand.particulars);
        return wanted.find(|wanted| lacks(wanted)).map(|found| (*found, source));
    }
    if taxes.iter().all(|(_, amount)| amount.is_zero()) {
        return None;
    }
    let large = total.minor() >= demand.from_whole * 10_i64.pow(total.currency().digits());
    let above: &[Particular] = if large { demand.above } else { &[] };
    if let Some(found) = demand.particulars.iter().chain(above).find(|wanted| lacks(wanted)) {
        return Some((*found, demand.source));
    }
    let provincial = charged(&[Kind::Qst, Kind::Pst, Kind::Rst]);
    (provincial && lacks(&Particular::SecondRegistration)).then_some((
        Particular::SecondRegistration,
        "Act respecting the Québec sales tax, section 425, or the province's own act",
    ))
}

/// Which day's rate a place's law applies to what is invoiced, in words, and the rule. Everywhere
/// it is the day of the invoice, because an invoice of ours is issued before its money comes.
pub fn tax_point(place: Jurisdiction) -> (&'static str, &'static str) {
    let source = match place {
        Jurisdiction::Us => "the user's own rates, by the day of the invoice",
        Jurisdiction::Gb => "Value Added Tax Act 1994, section 6(4) and (5)",
        Jurisdiction::Ie => "Value-Added Tax Consolidation Act 2010, sections 46(2) and 74",
        Jurisdiction::Ca => "Excise Tax Act, sections 152(1) and 168(1)",
        Jurisdiction::Au => {
            "A New Tax System (Goods and Services Tax) Act 1999, sections 29-5 and 156-5"
        }
        Jurisdiction::Nz => "Goods and Services Tax Act 1985, section 9(1)",
    };
    ("the day of the invoice", source)
}
