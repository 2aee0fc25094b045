//! Taxes on what is billed: what an invoice that charges one must show, place by place.

use crate::jurisdiction::Jurisdiction;
use crate::money::Money;

/// A particular of a tax invoice that may be missing in the books.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Particular {
    /// The number under which the practice is registered for the tax.
    Registration,
    /// The practice's address.
    PracticeAddress,
    /// The client's address.
    ClientAddress,
}

/// What is known for an invoice.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The practice's registration for the tax.
    pub registration: &'a str,
    /// The practice's address.
    pub practice_address: &'a str,
    /// The client's address.
    pub client_address: &'a str,
}

/// What a place's law wants on an invoice that charges its tax, of what can be missing here:
/// number, date, names, descriptions and sums by rate stand on every invoice.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The particulars.
    pub particulars: &'static [Particular],
    /// The rule of law.
    pub source: &'static str,
}

const SELLER_AND_BUYER: &[Particular] =
    &[Particular::Registration, Particular::PracticeAddress, Particular::ClientAddress];
const SELLER: &[Particular] = &[Particular::Registration];

/// What the law of `place` wants on an invoice with tax; nothing where a sales tax asks for no
/// invoice of its own.
pub fn demand(place: Jurisdiction) -> Option<Demand> {
    let (particulars, source) = match place {
        Jurisdiction::Us => return None,
        Jurisdiction::Gb => (SELLER_AND_BUYER, "VAT Regulations 1995, regulation 14(1)"),
        Jurisdiction::Ie => (SELLER_AND_BUYER, "VAT Regulations 2010, regulation 20(2)"),
        Jurisdiction::Ca => {
            (SELLER, "Input Tax Credit Information (GST/HST) Regulations, section 3")
        }
        Jurisdiction::Au => {
            (SELLER, "A New Tax System (Goods and Services Tax) Act 1999, section 29-70")
        }
        Jurisdiction::Nz => (SELLER, "Goods and Services Tax Act 1985, section 19E"),
    };
    Some(Demand { particulars, source })
}

/// The first particular that an invoice charging `tax` lacks in `place`.
pub fn missing(place: Jurisdiction, tax: Money, known: Known<'_>) -> Option<Particular> {
    if tax.is_zero() {
        return None;
    }
    let text = |particular: Particular| match particular {
        Particular::Registration => known.registration,
        Particular::PracticeAddress => known.practice_address,
        Particular::ClientAddress => known.client_address,
    };
    let wanted = demand(place)?.particulars.iter().copied();
    wanted.into_iter().find(|particular| text(*particular).trim().is_empty())
}

#[cfg(test)]
mod tests;
