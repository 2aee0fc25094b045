//! How the law of each place taxes services: dated data, each rate with its source.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Kind, NONE, Tax, Taxing};
use crate::jurisdiction::Jurisdiction;

/// A rate from a day on, until the next one of the same tax.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The first day.
    pub from: NaiveDate,
    /// Per cent.
    pub percent: Decimal,
    /// The rule of law.
    pub source: &'static str,
}

/// A tax of a treatment.
#[derive(Clone, Copy, Debug)]
pub struct Charged {
    /// Which.
    pub kind: Kind,
    /// Its rates, the oldest first.
    pub rates: &'static [Dated],
}

/// Where a treatment stands in the system of its tax.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The usual rate or rates of the place.
    Usual,
    /// A lower rate.
    Reduced,
    /// Taxed at 0%.
    Zero,
    /// Outside the tax by its kind.
    Exempt,
    /// Outside the tax by its place.
    Outside,
    /// The client accounts for it.
    Reverse,
}

/// One way in which a place's law taxes a service.
#[derive(Clone, Copy, Debug)]
pub struct Treatment {
    /// Its name in the book; never changes.
    pub code: &'static str,
    /// The place.
    pub place: Jurisdiction,
    /// For people: `Standard rate`.
    pub words: &'static str,
    /// Its standing.
    pub standing: Standing,
    /// Its taxes.
    pub taxes: &'static [Charged],
    /// What the invoice says of it; empty where the rate says all.
    pub note: &'static str,
    /// The rule of law.
    pub source: &'static str,
}

impl Treatment {
    /// The same for a service of the book.
    pub fn taxing(&self, included: bool) -> Taxing {
        let taxes = self.taxes.iter().map(|charged| Tax {
            kind: charged.kind,
            name: charged.kind.label().to_owned(),
            rates: charged.rates.iter().map(|rate| (rate.from, rate.percent)).collect(),
        });
        Taxing { code: self.code.to_owned(), taxes: taxes.collect(), included }
    }
}

const fn from(
    (year, month, day): (i32, u32, u32),
    thousandths: u32,
    source: &'static str,
) -> Dated {
    let Some(from) = NaiveDate::from_ymd_opt(year, month, day) else {
        panic!("the table holds days of the calendar")
    };
    Dated { from, percent: Decimal::from_parts(thousandths, 0, 0, false, 3), source }
}

use Jurisdiction::{Au, Ca, Gb, Ie, Nz};
use Standing::{Exempt, Outside, Reduced, Reverse, Usual, Zero};

const fn way(
    code: &'static str,
    place: Jurisdiction,
    standing: Standing,
    words: &'static str,
    taxes: &'static [Charged],
    source: &'static str,
) -> Treatment {
    Treatment { code, place, words, standing, taxes, note: "", source }
}

const fn noted(treatment: Treatment, note: &'static str) -> Treatment {
    Treatment { note, ..treatment }
}

const fn tax(kind: Kind, rates: &'static [Dated]) -> Charged {
    Charged { kind, rates }
}

const GB_STANDARD: &[Charged] = &[tax(
    Kind::Vat,
    &[
        from((1991, 4, 1), 17_500, "Value Added Tax Act 1994, section 2(1)"),
        from((2008, 12, 1), 15_000, "Value Added Tax (Change of Rate) Order 2008"),
        from((2010, 1, 1), 17_500, "Value Added Tax Act 1994, section 2(1)"),
        from((2011, 1, 4), 20_000, "Finance (No. 2) Act 2010, section 3"),
    ],
)];
const GB_REDUCED: &[Charged] =
    &[tax(Kind::Vat, &[from((1997, 9, 1), 5_000, "Value Added Tax Act 1994, section 29A")])];
const GB_ZERO: &[Charged] =
    &[tax(Kind::Vat, &[from((1994, 9, 1), 0, "Value Added Tax Act 1994, section 30")])];

const IE_46: &str = "Value-Added Tax Consolidation Act 2010, section 46(1)(a)";
const IE_STANDARD: &[Charged] = &[tax(
    Kind::Vat,
    &[
        from((2012, 1, 1), 23_000, IE_46),
        from((2020, 9, 1), 21_000, "Value-Added Tax Consolidation Act 2010, section 46(1A)"),
        from((2021, 3, 1), 23_000, IE_46),
    ],
)];
const IE_REDUCED: &[Charged] = &[tax(
    Kind::Vat,
    &[from((2003, 1, 1), 13_500, "Value-Added Tax Consolidation Act 2010, section 46(1)(c)")],
)];
const IE_SECOND: &[Charged] = &[tax(
    Kind::Vat,
    &[from((2011, 7, 1), 9_000, "Value-Added Tax Consolidation Act 2010, section 46(1)(ca)")],
)];
const IE_ZERO: &[Charged] = &[tax(
    Kind::Vat,
    &[from((2010, 11, 1), 0, "Value-Added Tax Consolidation Act 2010, section 46(1)(b)")],
)];

const GST: Charged = tax(Kind::Gst, &[from((2008, 1, 1), 5_000, "Excise Tax Act, section 165(1)")]);
const CA_GST: &[Charged] = &[GST];
const HST_LAW: &str = "Excise Tax Act, section 165 and Schedule VIII";
const CA_ON: &[Charged] = &[tax(Kind::Hst, &[from((2010, 7, 1), 13_000, HST_LAW)])];
const CA_NB: &[Charged] =
    &[tax(Kind::Hst, &[from((2008, 1, 1), 13_000, HST_LAW), from((2016, 7, 1), 15_000, HST_LAW)])];
const CA_NL: &[Charged] =
    &[tax(Kind::Hst, &[from((2008, 1, 1), 13_000, HST_LAW), from((2016, 7, 1), 15_000, HST_LAW)])];
const CA_NS: &[Charged] = &[tax(
    Kind::Hst,
    &[
        from((2010, 7, 1), 15_000, HST_LAW),
        from((2025, 4, 1), 14_000, "SOR/2025-77, section 33.6; CRA Notice 342"),
    ],
)];
const CA_PE: &[Charged] =
    &[tax(Kind::Hst, &[from((2013, 4, 1), 14_000, HST_LAW), from((2016, 10, 1), 15_000, HST_LAW)])];
const CA_QC: &[Charged] = &[
    GST,
    tax(Kind::Qst, &[from((2013, 1, 1), 9_975, "Act respecting the Québec sales tax, section 16")]),
];
const CA_BC: &[Charged] = &[
    GST,
    tax(
        Kind::Pst,
        &[from(
            (2026, 10, 1),
            7_000,
            "Provincial Sales Tax Act (B.C.), as in Notice 2026-001 to providers of professional \
             services",
        )],
    ),
];
const CA_SK: &[Charged] = &[
    GST,
    tax(
        Kind::Pst,
        &[from((2017, 3, 23), 6_000, "Provincial Sales Tax Act (Saskatchewan), section 5")],
    ),
];
const CA_MB: &[Charged] = &[
    GST,
    tax(
        Kind::Rst,
        &[
            from((2013, 7, 1), 8_000, "Retail Sales Tax Act (Manitoba), section 2"),
            from((2019, 7, 1), 7_000, "Retail Sales Tax Act (Manitoba), section 2"),
        ],
    ),
];
const CA_ZERO: &[Charged] =
    &[tax(Kind::Gst, &[from((2008, 1, 1), 0, "Excise Tax Act, section 165(3)")])];

const AU_LAW: &str = "A New Tax System (Goods and Services Tax) Act 1999, section 9-70";
const AU_GST: &[Charged] = &[tax(Kind::Gst, &[from((2000, 7, 1), 10_000, AU_LAW)])];
const AU_FREE: &[Charged] = &[tax(
    Kind::Gst,
    &[from((2000, 7, 1), 0, "A New Tax System (Goods and Services Tax) Act 1999, section 9-30(1)")],
)];

const NZ_LAW: &str = "Goods and Services Tax Act 1985, section 8(1)";
const NZ_GST: &[Charged] =
    &[tax(Kind::Gst, &[from((1989, 7, 1), 12_500, NZ_LAW), from((2010, 10, 1), 15_000, NZ_LAW)])];
const NZ_ZERO: &[Charged] = &[tax(
    Kind::Gst,
    &[from((1989, 7, 1), 0, "Goods and Services Tax Act 1985, sections 11 to 11C")],
)];

const GB_7A: &str = "Value Added Tax Act 1994, section 7A and Schedule 4A, paragraph 16";
const IE_34: &str = "Value-Added Tax Consolidation Act 2010, sections 33 and 34";

/// Every treatment that is known, by place, the usual one first.
static ALL: [Treatment; 31] = [
    way("gb_standard", Gb, Usual, "Standard rate", GB_STANDARD, "VAT Act 1994, section 2"),
    way("gb_reduced", Gb, Reduced, "Reduced rate", GB_REDUCED, "VAT Act 1994, Schedule 7A"),
    way("gb_zero", Gb, Zero, "Zero rate", GB_ZERO, "VAT Act 1994, Schedule 8"),
    noted(
        way("gb_exempt", Gb, Exempt, "Exempt", &[], "VAT Act 1994, Schedule 9"),
        "Exempt from VAT.",
    ),
    noted(
        way("gb_outside", Gb, Outside, "Outside the scope", &[], GB_7A),
        "Outside the scope of UK VAT.",
    ),
    noted(
        way("gb_reverse", Gb, Reverse, "Reverse charge", &[], GB_7A),
        "Reverse charge: the customer is to account for VAT.",
    ),
    way("ie_standard", Ie, Usual, "Standard rate", IE_STANDARD, IE_46),
    way("ie_reduced", Ie, Reduced, "Reduced rate", IE_REDUCED, "VATCA 2010, Schedule 3"),
    way(
        "ie_second_reduced",
        Ie,
        Reduced,
        "Second reduced rate",
        IE_SECOND,
        "VATCA 2010, Schedule 3",
    ),
    way("ie_zero", Ie, Zero, "Zero rate", IE_ZERO, "VATCA 2010, Schedule 2"),
    noted(
        way("ie_exempt", Ie, Exempt, "Exempt", &[], "VATCA 2010, Schedule 1"),
        "Exempt from VAT.",
    ),
    noted(
        way("ie_outside", Ie, Outside, "Outside the scope", &[], IE_34),
        "Outside the scope of Irish VAT.",
    ),
    noted(
        way("ie_reverse", Ie, Reverse, "Reverse charge", &[], IE_34),
        "Reverse charge: the customer is to account for VAT (Article 196, Directive 2006/112/EC).",
    ),
    way("ca_gst", Ca, Usual, "GST", CA_GST, "Excise Tax Act, section 165(1)"),
    way("ca_on", Ca, Usual, "Ontario: HST", CA_ON, HST_LAW),
    way("ca_nb", Ca, Usual, "New Brunswick: HST", CA_NB, HST_LAW),
    way("ca_nl", Ca, Usual, "Newfoundland and Labrador: HST", CA_NL, HST_LAW),
    way("ca_ns", Ca, Usual, "Nova Scotia: HST", CA_NS, HST_LAW),
    way("ca_pe", Ca, Usual, "Prince Edward Island: HST", CA_PE, HST_LAW),
    way("ca_qc", Ca, Usual, "Québec: GST and QST", CA_QC, "Excise Tax Act, section 165(1)"),
    way(
        "ca_bc",
        Ca,
        Usual,
        "British Columbia: GST and PST",
        CA_BC,
        "Excise Tax Act, section 165(1)",
    ),
    way("ca_sk", Ca, Usual, "Saskatchewan: GST and PST", CA_SK, "Excise Tax Act, section 165(1)"),
    way("ca_mb", Ca, Usual, "Manitoba: GST and RST", CA_MB, "Excise Tax Act, section 165(1)"),
    way("ca_zero", Ca, Zero, "Zero-rated", CA_ZERO, "Excise Tax Act, Schedule VI"),
    noted(
        way("ca_exempt", Ca, Exempt, "Exempt", &[], "Excise Tax Act, Schedule V"),
        "Exempt from GST/HST.",
    ),
    way("au_gst", Au, Usual, "Taxable", AU_GST, AU_LAW),
    way("au_free", Au, Zero, "GST-free", AU_FREE, "GST Act 1999, Division 38"),
    noted(
        way("au_input", Au, Exempt, "Input taxed", &[], "GST Act 1999, Division 40"),
        "Input taxed: no GST is charged.",
    ),
    way("nz_gst", Nz, Usual, "Standard rate", NZ_GST, NZ_LAW),
    way("nz_zero", Nz, Zero, "Zero-rated", NZ_ZERO, "Goods and Services Tax Act 1985, section 11A"),
    noted(
        way("nz_exempt", Nz, Exempt, "Exempt", &[], "GST Act 1985, section 14"),
        "Exempt from GST.",
    ),
];

/// The treatments of a place, the usual ones first. The United States have none: a state's sales
/// tax is a rate of the user's own.
pub fn known(place: Jurisdiction) -> impl Iterator<Item = &'static Treatment> {
    ALL.iter().filter(move |treatment| treatment.place == place)
}

/// The treatment with this name.
pub fn treatment(code: &str) -> Option<&'static Treatment> {
    ALL.iter().find(|treatment| treatment.code == code)
}

/// What services in a place are usually taxed as; `region` is a province as typed. Nothing is
/// charged where no law of the whole place says so.
pub fn usual(place: Jurisdiction, region: &str) -> &'static str {
    let province = |treatment: &&Treatment| {
        let (name, code) = (treatment.words.split(':').next(), &treatment.code[3..]);
        let region = region.trim();
        name.is_some_and(|name| name.eq_ignore_ascii_case(region))
            || code.eq_ignore_ascii_case(region)
            || (code == "qc" && region.eq_ignore_ascii_case("Quebec"))
    };
    let by_region = known(place).filter(|_| place == Ca).find(province);
    by_region.or(known(place).next()).map_or(NONE, |treatment| treatment.code)
}
